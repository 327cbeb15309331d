#!/bin/sh
# measure.sh TARGET: what the program promises of its speed, each beside a peer that is measured in
# turn with it. TARGET is
#
#	bench           collections of 1,000, 25,000 and 100,000 dossiers
#	bench-large     one of 1,000,000, two thousand a file
#	smoke           one of 1,000 and the first row, to see that all this still works
#
# Called in the folder of the build. Prints a table; exit status 1 if a goal is missed, 3 if
# something could not be measured. From the environment:
#
#	ROUNDS          how often each pair is measured (5); the median of the ratios counts
#	ROWS            only these rows: build cold real screen ask edit typing switcher path
#	                size memory readers
#	RECORD          not empty: the table goes to tests/bench/RESULTS too
#	BENCH_DATA      where the collections are kept (bench-data, in the build)
#	BENCH_REAL      a folder of YAML that somebody wrote, for the rows of real files: with a
#	                schema.yaml if it was not written for dossier; nothing is written there
#
# A ratio holds on any machine that is quiet meanwhile; a time holds on one.
set -eu

builddir=$PWD
srcdir=$(cd "$(dirname "$0")/../.." && pwd)
target=${1-}
rounds=${ROUNDS:-5}
dossier=$builddir/dossier
tools=$builddir/tests/bench
data=${BENCH_DATA:-$builddir/bench-data}
. "$srcdir/tests/bench/table.sh"

# Sizes, and the rows that are measured of each.
case $target in
bench)
	plan='1000:screen 25000:build,cold real:real'
	plan="$plan 100000:build,screen,ask,edit,typing,path,size,memory,readers"
	;;
bench-large) plan='1000000:build,screen,ask,typing,switcher,path,size,memory,readers' ;;
smoke)       plan='1000:build' ;;
*)
	echo 'usage: measure.sh bench|bench-large|smoke' >&2
	exit 2
	;;
esac

# ── What must be there ──────────────────────────────────────────────────────────────────────────

# wanted ROW: whether it is one of those asked for and planned.
wanted()
{
	case " ${ROWS:-$1} " in *" $1 "*) ;; *) return 1 ;; esac
	case "$plan," in *[:,]"$1"[,\ ]*) ;; *) return 1 ;; esac
}

if wanted screen || { wanted real && [ -n "${BENCH_REAL-}" ]; }; then need less less; fi
if wanted ask; then need rg ripgrep; fi
if wanted edit; then need git git; fi
if wanted switcher; then need fzf fzf; fi
if wanted memory; then need w3m w3m; fi
if wanted typing || wanted size; then
	echo '#include <sqlite3.h>' | ${CC:-cc} -E - >/dev/null 2>&1 ||
		missing="$missing libsqlite3-dev"
fi
all_is_here
if wanted typing || wanted size; then
	${MAKE:-make} -s tests/bench/fts
fi

alone

# ── Pairs ───────────────────────────────────────────────────────────────────────────────────────

# race WHAT PEER GOAL ARG...: a row of what `turns` says of two commands.
race()
{
	what=$1 peer=$2 goal=$3
	shift 3
	line=$("$tools/turns" -r "$rounds" "$@")
	peak=${line##* }
	set -- $line
	row "$what" "$(as_time "$1")" "$peer" "$(as_time "$2")" "$3" "$goal" "$4" "$5"
}

# ── Collections ─────────────────────────────────────────────────────────────────────────────────

# 25000 as "25 k".
say_size()
{
	awk -v n="$1" 'BEGIN { if (n < 1000000) print n / 1000 " k"; else print n / 1000000 " M" }'
}

# use SIZE: the collection of so many dossiers, made if it is not there, with a dossier in its middle
# and the file of that, if each has one. Nothing is stored of files that changed within the last two
# seconds, so they are left to age.
use()
{
	size=$1
	name=$(say_size "$size")
	place=$data/$size
	collection=$place/collection
	middle=person-$((size / 2))
	middle_file=$(printf '%s/%05d/%08d.yaml' "$collection" $((size / 2000)) $((size / 2)))
	a_file=1
	[ "$size" -lt 1000000 ] || a_file=2000
	export DOSSIER_CACHE="$place/cache"
	[ -d "$collection" ] || {
		rm -rf "$place"
		mkdir -p "$place"
		"$tools/generate" -n "$size" -k "$a_file" -o "$place/new"
		find "$place/new" -name '*.yaml' | sed "s|^$place/new|$collection|" |
			sort >"$place/files"
		mv "$place/new" "$collection"
		[ "$target" = smoke ] || sleep 3
	}
	settle
}

# What is kept of it, and the file of its peer, in the page cache: as a line of shell too, for what
# goes before a round. A machine that takes its memory back meanwhile would have us measure its disk.
warm='find "$DOSSIER_CACHE" ${PEER_FILE:+"$PEER_FILE"} -type f -exec cat {} + >/dev/null'
warm() { eval "$warm"; }

# Until the store has what the files say.
settle()
{
	"$dossier" -C "$collection" stats >/dev/null
	warm
}

full_text_search()
{
	[ -e "$place/fts" ] || {
		"$tools/sheet" table "$collection" | "$tools/fts" build "$place/fts.new" /dev/stdin
		mv "$place/fts.new" "$place/fts"
	}
}

# A text of 60 kB.
page()
{
	[ -e "$data/page" ] ||
		"$tools/sheet" table "$collection" | fold -s -w 76 | head -n 800 >"$data/page"
}

# A word that about one of three hundred and fifty dossiers has.
word=dapetako

# ── Rows ────────────────────────────────────────────────────────────────────────────────────────

# A build is whatever it takes to show one dossier when nothing is stored.
row_build()
{
	goal=2
	[ "$size" -lt 1000000 ] || goal=2.5
	"$tools/bare" "$place/files" >/dev/null
	race "cold build, $name" 'libyaml alone, two threads' "$goal" -p 'rm -rf "$DOSSIER_CACHE"' \
		"$dossier" -C "$collection" show "$middle" -- "$tools/bare" "$place/files"
	yaml=$(bytes_of "$collection")
	[ "$size" -lt 1000000 ] || row "memory of it at most" "$(as_size "$peak")" 'the YAML' \
		"$(as_size "$(compute "$yaml / 1024")")" "$(compute "$peak * 1024 / $yaml")" 3
	settle
}

row_cold()
{
	what="cold build, $name, nothing in memory"
	[ -w /proc/sys/vm/drop_caches ] || {
		without "$what" 'only root can drop the page cache'
		return 0
	}
	race "$what" 'libyaml alone, likewise' 0.5 \
		-p 'rm -rf "$DOSSIER_CACHE" && sync && echo 3 >/proc/sys/vm/drop_caches' \
		"$dossier" -C "$collection" show "$middle" -- "$tools/bare" "$place/files"
	settle
}

# Files that nobody made for measuring. A store for them alone.
row_real()
{
	[ -d "${BENCH_REAL-}" ] || {
		without 'real files' 'BENCH_REAL names no folder of them'
		return 0
	}
	collection=$BENCH_REAL
	place=$data/real
	mkdir -p "$place"
	export DOSSIER_CACHE="$place/cache"
	find "$collection" -mindepth 1 -name '[._]*' -prune -o \
		\( -name '*.yaml' -o -name '*.yml' \) -print | sort >"$place/files"
	name="$(wc -l <"$place/files") real files"
	"$tools/bare" "$place/files" >/dev/null
	race "cold build, $name" 'libyaml alone, two threads' 2 -p 'rm -rf "$DOSSIER_CACHE"' \
		"$dossier" -C "$collection" stats -- "$tools/bare" "$place/files"
	settle
	page
	race "first screen, $name" 'less, a text of 60 kB' 2 -s \
		"$dossier" -C "$collection" -- less "$data/page"
	row_of_size "archive on disk, $name" 'the YAML' \
		"$(tr '\n' '\0' <"$place/files" | xargs -0 cat | wc -c)" 1.2
}

row_screen()
{
	goal=2
	[ "$size" -lt 1000000 ] || goal=3
	page
	race "first screen, $name" 'less, a text of 60 kB' "$goal" -s -p "$warm" \
		"$dossier" -C "$collection" -- less "$data/page"
}

# With a look at the files, and without.
row_ask()
{
	xargs cat <"$place/files" >/dev/null
	for way in '' --cached; do
		race "show${way:+ $way}, $name" "rg -i $word" 0.05 \
			"$dossier" -C "$collection" $way show "$middle" -- \
			rg -i "$word" "$collection"
		race "search${way:+ $way}, $name" "rg -i $word" 0.05 \
			"$dossier" -C "$collection" $way search "$word" -- \
			rg -i "$word" "$collection"
	done
}

# edit WHAT FIELD: a row of one file in which FIELD is another each time. The program must show it.
edit()
{
	edit='sed "s/^'$2': .*/'$2': Edited $$/" "$ORIGINAL" >"$FILE"'
	race "$1, $name" 'git status' 2 -p "$edit" \
		"$dossier" -C "$collection" show "$middle" -- git status
	sh -c "$edit"
	"$dossier" -C "$collection" show "$middle" | grep -q Edited || {
		echo 'measure.sh: the edit was not shown' >&2
		exit 3
	}
}

# A text is read by itself; a name stands in what others say, so that all is built.
row_edit()
{
	export FILE="$middle_file" ORIGINAL="$place/original"
	export GIT_DIR="$place/git" GIT_WORK_TREE="$collection"
	[ -e "$ORIGINAL" ] || {
		rm -rf "$GIT_DIR"
		git init -q
		git add -A
		git -c user.name=bench -c user.email=bench -c gc.auto=0 commit -qm all
		cp "$FILE" "$ORIGINAL"
	}
	edit 'one edited file' summary
	edit 'one new name' name
	unset GIT_DIR GIT_WORK_TREE
	cp "$ORIGINAL" "$FILE"
	sleep 3
	settle
}

# Two hundred names are typed, a share in each round; where the peer would take an hour, fifty. The
# peer is asked for the best twenty and does not count the rest: so we are measured until these are
# final, and once more until all are counted.
row_typing()
{
	names=200
	goal=0.05
	[ "$size" -lt 1000000 ] || { names=50 && goal=0.02; }
	full_text_search
	"$tools/sheet" keys "$names" "$collection" |
		awk -v place="$place" -v rounds="$rounds" '
			length($0) <= length(last) { name++ }
			{ print >(place "/keys." name % rounds); last = $0 }'
	: >"$place/times"
	export PEER_FILE="$place/fts"
	for round in $(each_round); do
		warm
		echo "$("$tools/typing" -f "$place/keys.$round" "$collection")" \
			"$("$tools/typing" "$place/keys.$round" "$collection")" \
			"$("$tools/fts" keys "$place/fts" "$place/keys.$round")" >>"$place/times"
	done
	unset PEER_FILE
	peer='SQLite FTS5, prefix index'
	row_of_times "a key typed, all counted, $name: p50" 5 9
	row_of_times "a key typed, all counted, $name: p99" 6 10
	row_of_times "a key typed, $name: p50" 1 9
	row_of_times "a key typed, $name: p99" 2 10
	[ "$size" -lt 1000000 ] ||
		row "a key typed, $name: p99" "$(as_time "$ours")" 'one frame' '16 ms' \
			"$(compute "$ours / 16")" 1
}

# row_of_times WHAT OURS THEIRS: of these columns of the times, a line for each round.
row_of_times()
{
	ours=$(awk "{ print \$$2 }" "$place/times" | median)
	theirs=$(awk "{ print \$$3 }" "$place/times" | median)
	ratios=$(awk "{ print \$$2 / \$$3 }" "$place/times" | sort -n)
	row "$1" "$(as_time "$ours")" "$peer" "$(as_time "$theirs")" \
		"$(echo "$ratios" | median)" "$goal" "$(echo "$ratios" | head -n 1)" \
		"$(echo "$ratios" | tail -n 1)"
}

# Both are programs that start, read what there is and answer once. Where each dossier is a file,
# ours would look at all of these first, which is no part of it.
row_switcher()
{
	[ -e "$place/names" ] || "$tools/sheet" names "$collection" >"$place/names"
	race "switch to a name, $name" 'fzf --filter, the same names' 0.1 -i "$place/names" \
		-p "$warm" "$tools/typing" -s nero "$collection" -- fzf --filter nero
}

row_path()
{
	goal=2
	peer='both ends over bare arrays'
	for round in $(each_round); do
		warm
		"$tools/path" 1000 "$((round + 1))" "$collection"
	done >"$place/times"
	row_of_times "a path, $name, 1,000 pairs: p99" 2 4
}

# bytes_of FOLDER: of all files in it.
bytes_of() { find "$1" -type f -exec ls -ln {} + | awk '{ sum += $5 } END { printf "%.0f", sum }'; }

# row_of_size WHAT PEER BYTES GOAL: of what is kept, beside so many bytes.
row_of_size()
{
	ours=$(bytes_of "$DOSSIER_CACHE")
	row "$1" "$(as_size "$(compute "$ours / 1024")")" "$2" \
		"$(as_size "$(compute "$3 / 1024")")" "$(compute "$ours / $3")" "$4"
}

row_size()
{
	full_text_search
	row_of_size "archive on disk, $name" 'the YAML' "$(bytes_of "$collection")" 1.2
	row_of_size "archive on disk, $name" 'SQLite FTS5, its file' "$(wc -c <"$place/fts")" 0.6
}

# weigh COLUMN ARG...: the median of what `readers` says in so many rounds.
weigh()
{
	column=$1
	shift
	for round in $(each_round); do
		"$tools/readers" "$@"
	done | awk "{ print \$$column }" | median
}

row_memory()
{
	page
	ours=$(weigh 1 "$dossier" -C "$collection")
	theirs=$(weigh 1 -p w3m "$data/page")
	row "memory of its own, 100 acts, $name" "$(as_size "$ours")" 'w3m, a text of 60 kB' \
		"$(as_size "$theirs")" "$(compute "$ours / $theirs")" 1
}

# Fifty are a crowd already: once is enough.
row_readers()
{
	one=$(weigh 2 "$dossier" -C "$collection")
	line=$("$tools/readers" -n 50 "$dossier" -C "$collection")
	row "fifty readers, $name" "$(as_size "${line#* }")" 'one reader' "$(as_size "$one")" \
		"$(compute "${line#* } / $one")" 3
}

# ── All of them ─────────────────────────────────────────────────────────────────────────────────

heading
for part in $plan; do
	rows=
	for one in $(echo "${part#*:}" | tr ',' ' '); do
		if wanted "$one"; then rows="$rows $one"; fi
	done
	[ -n "$rows" ] || continue
	[ "${part%%:*}" = real ] || use "${part%%:*}"
	for one in $rows; do
		"row_$one"
	done
done
say '%s\n' "$missed missed"
if [ -n "${RECORD-}" ]; then record; fi
[ "$missed" -eq 0 ]
