#!/bin/sh
# line.sh TARGET: what a key costs the line between a reader and the program, beside peers that
# are pressed the same keys in turn with it. TARGET is
#
#	bench-line      three sizes of a terminal; by way of tmux and of a real ssh; over a line of
#	                9600 bit/s on which an answer takes 600 ms at least
#	smoke-line      one row of it, without a peer, to see that all this still works
#
# All read the collection that comes with the program: less and lnav as one text, w3m and lynx as
# pages with links, fzf as a list of names, newsboat as a feed, tig as a history of as many commits.
# Called in the folder of the build.
#
# A row ends in what its goal is. "goal 16" must be kept: the number is that of the row, here below,
# which says with whom the program is compared and how much it may take, at 80x24. "aim" is what
# else it would be good at: at larger sizes, where it shows three panes and the others one; beside
# programs that show less at once (tig: one row of a list; newsboat: one text); or by ways on which
# others have a part. Both are printed as kept or missed, and counted apart.
#
#	 5  start to first screen       0.5 of w3m's time
#	14  a line down                 0.1 of w3m's bytes, where the text stands alone, as there
#	15  a page down                 0.9 of w3m's bytes
#	16  a link opened; back         as many bytes as lynx
#	17  the next link               0.6 of lynx's bytes
#	18  search opens; a letter      100 bytes; 0.6 of fzf's
#	19  a key of up to 4 kB         one write, and nothing is cleared
#	20  the slowest key             as long as w3m's
#	21  start                       1.2 of w3m's bytes, at 80x24
#	22  memory of its own           0.6 of w3m's
#	24  idle for 10 s               no wake-up, no byte
#
# How 5 and 22 are with a million dossiers is in the table of measure.sh. 14 is of the text alone:
# no terminal scrolls one of two panes, so a line down beside a list is an aim.
#
# Prints a table; exit status 1 if a goal is missed, 3 if something could not be measured. From the
# environment:
#
#	ROUNDS          how often all is done (3); the median of the ratios counts
#	ROWS            only these parts: 80x24 120x40 200x50 writes idle tmux ssh slow
#	RECORD          not empty: the table goes to tests/bench/RESULTS too
#	BENCH_DATA      where the texts of the peers are made (bench-data, in the build)
#
# Bytes are the same on any machine; a ratio of times holds on one that is quiet meanwhile.
set -eu

builddir=$PWD
srcdir=$(cd "$(dirname "$0")/../.." && pwd)
target=${1-}
rounds=${ROUNDS:-3}
dossier=$builddir/dossier
tools=$builddir/tests/bench
data=${BENCH_DATA:-$builddir/bench-data}
collection=$srcdir/content
. "$srcdir/tests/bench/table.sh"

peers='less w3m lynx fzf tig newsboat lnav'
parts='80x24 120x40 200x50 writes idle tmux ssh slow'
case $target in
bench-line) ;;
smoke-line) peers= parts=smoke ;;
*)
	echo 'usage: line.sh bench-line|smoke-line' >&2
	exit 2
	;;
esac
parts=${ROWS:-$parts}

for peer in $peers; do need "$peer" "$peer"; done
case " $peers " in *' tig '*) need git git ;; esac
case " $parts " in *' writes '*) need strace strace ;; esac
case " $parts " in *' tmux '* | *' ssh '*) need tmux tmux ;; esac
case " $parts " in
*' ssh '*)
	PATH=$PATH:/usr/sbin:/sbin
	need ssh openssh-client
	need sshd openssh-server
	;;
esac
all_is_here
alone
case " $parts " in
*' tmux '* | *' ssh '*)
	. "$srcdir/tests/support/tmux.sh"
	. "$srcdir/tests/support/sshd.sh"
	sweep_more() { sshd_stop; }
	;;
esac
place=$data/line
rm -rf "$place"
mkdir -p "$place/pages"
export DOSSIER_CACHE="$place/cache" TIGRC_USER=/dev/null
unset TMUX STY 2>/dev/null || :

# ── What the peers read ─────────────────────────────────────────────────────────────────────────

as_html() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'; }

# The text of each dossier, and all of them in a row; the one that the program begins with first.
"$dossier" -C "$collection" list --format json | sed -n 's/^ *"id": "\(.*\)",*$/\1/p' >"$place/ids"
home=$(sed -n 's/^home: *//p' "$collection/collection.yaml")
while IFS= read -r id; do
	"$dossier" -C "$collection" show "$id" >"$place/pages/$id"
done <"$place/ids"
{
	cat "$place/pages/$home"
	sed "s|^|$place/pages/|" "$place/ids" | xargs cat
} >"$place/text"

# What is not yet on the disk would be counted as memory of whoever maps it.
sync

make_less() { :; }
make_lnav() { :; }

# The pages of w3m.
make_lynx() { :; }

make_fzf()
{
	"$dossier" -C "$collection" list --format json |
		sed -n 's/^ *"name": "\(.*\)",*$/\1/p' >"$place/names"
	printf '#!/bin/sh\nexec fzf <"%s"\n' "$place/names" >"$place/fzf"
	chmod 755 "$place/fzf"
}

# as_links FILE: each "@" of the standard input is where a link goes: to the dossier of that name,
# or, if it is called otherwise there, to one line of the file after the other.
as_links()
{
	awk -F '\t' -v linked="$1" -v named="$place/named" '
		BEGIN {
			while ((getline <named) > 0) id_of[$2] = $1
			while ((getline id <linked) > 0) all[count++] = id
		}
		{
			while (count && match($0, /<a href="@">[^<]*/)) {
				words = substr($0, RSTART + 12, RLENGTH - 12)
				id = words in id_of ? id_of[words] : all[at++ % count]
				sub(/<a href="@">/, "<a href=\"" id ".html\">")
			}
			print
		}'
}

# A page for each dossier: its text with headings and links where they stand on our screen, and
# behind it all its links.
make_w3m()
{
	"$dossier" -C "$collection" list --format json | sed -n '
		/^ *"id": "\(.*\)",*$/ { s//\1/; h; }
		/^ *"name": "\(.*\)",*$/ { s//\1/; H; g; s/\n/\t/p; }' | as_html >"$place/named"
	while IFS= read -r id; do
		"$dossier" -C "$collection" links "$id" --format json |
			sed -n 's/^ *"id": "\(.*\)",*$/\1/p' | awk '!seen[$0]++' >"$place/linked"
		{
			echo '<meta charset="utf-8"><pre>'
			"$dossier" -C "$collection" show "$id" --color always | as_html | sed "
				s|$escape\[1m\([^$escape]*\)$escape\[0m|<b>\1</b>|g
				s|$escape\[36m\([^$escape]*\)$escape\[0m|<a href=\"@\">\1</a>|g
				s|$escape\[[0-9;]*m||g" | as_links "$place/linked"
			echo '</pre>'
			sed 's|.*|<a href="&.html">&</a><br>|' "$place/linked"
		} >"$place/pages/$id.html"
	done <"$place/ids"
}

# An article for each.
make_newsboat()
{
	{
		echo '<?xml version="1.0"?><rss version="2.0"><channel><title>dossiers</title>'
		while IFS= read -r id; do
			printf '<item><title>%s</title><guid>%s</guid><description>&lt;pre&gt;\n' \
				"$id" "$id"
			as_html <"$place/pages/$id" | as_html
			echo '&lt;/pre&gt;</description></item>'
		done <"$place/ids"
		echo '</channel></rss>'
	} >"$place/feed.xml"
	echo "file://$place/feed.xml" >"$place/feeds"
	newsboat -q -u "$place/feeds" -c "$place/articles" -C /dev/null -x reload
}

# A commit for each, which adds its text as a file.
make_tig()
{
	git init -q "$place/history"
	when=1600000000
	while IFS= read -r id; do
		when=$((when + 3600))
		echo commit refs/heads/main
		echo "committer A Reader <reader@example.org> $when +0000"
		printf 'data %s\n%s\n' "${#id}" "$id"
		printf 'M 100644 inline %s\ndata %s\n' "$id" "$(($(wc -c <"$place/pages/$id")))"
		cat "$place/pages/$id"
		echo
	done <"$place/ids" | git -C "$place/history" fast-import --quiet
	git -C "$place/history" symbolic-ref HEAD refs/heads/main
	git -C "$place/history" reset -q --hard
}

command_of()
{
	case $1 in
	dossier)  echo "$dossier --no-state -C $collection" ;;
	less)     echo "less --incsearch $place/text" ;;
	lnav)     echo "lnav $place/text" ;;
	w3m)      echo "w3m -cols 400 $place/pages/$home.html" ;;
	lynx)     echo "lynx $place/pages/$home.html#links" ;;
	fzf)      echo "$place/fzf" ;;
	newsboat) echo "newsboat -q -u $place/feeds -c $place/articles -C /dev/null" ;;
	tig)      echo "env -C $place/history tig" ;;
	esac
}

# ── The keys ────────────────────────────────────────────────────────────────────────────────────

enter=$(printf '\r_') enter=${enter%_}
tab=$(printf '\t')
escape=$(printf '\033')
down=$escape'OB' left=$escape'OD'
page_down=$escape'[6~'
delete=$(printf '\177')
incremental=$(printf '\023')

# repeat COUNT WORD...: the words, so often.
repeat()
{
	count=$1
	shift
	while [ "$count" -gt 0 ]; do
		for word in "$@"; do printf '%s\n' "$word"; done
		count=$((count - 1))
	done
}

letters() { repeat 1 letter=l letter=a letter=v letter=r letter=o letter=v; }

# keys_of PROGRAM: a press a line, as `line` takes them. A line of the text: line, and alone where
# nothing stands beside it. A row of a list: row. What is selected: open, and back.
keys_of()
{
	case $1 in
	dossier)
		repeat 8 line=j
		repeat 4 'page= '
		repeat 1 _=gg
		repeat 6 "link=$tab"
		repeat 5 "_=$tab" "open=$enter" "back=$delete"
		repeat 1 ten=jjjjjjjjjj search=/
		letters
		repeat 1 "_=$escape" _=O
		repeat 8 alone=j
		repeat 1 _=O _=T
		repeat 8 row=j
		repeat 1 tenrows=jjjjjjjjjj
		repeat 4 'rows= '
		;;
	less)
		repeat 8 line=j
		repeat 4 'page= '
		repeat 1 ten=jjjjjjjjjj search=/
		letters
		;;
	lnav)
		repeat 1 _=g
		repeat 8 line=j
		repeat 4 'page= '
		repeat 1 search=/
		letters
		;;
	w3m)
		repeat 8 line=J
		repeat 4 'page= '
		repeat 1 _=g
		repeat 6 "link=$tab"
		repeat 5 "_=$tab" "open=$enter" back=B
		repeat 1 "search=$incremental"
		letters
		;;
	lynx)
		repeat 6 "link=$down"
		repeat 5 "_=$down" "open=$enter" "back=$left"
		;;
	fzf) letters ;;
	newsboat)
		repeat 1 "_=$enter"
		repeat 8 row=j
		repeat 4 "rows=$page_down"
		repeat 5 _=j "open=$enter" back=q
		;;
	tig)
		repeat 1 "open=$enter"
		repeat 8 "row=$down"
		repeat 1 "tenrows=$down$down$down$down$down$down$down$down$down$down" back=q
		repeat 4 'rows= '
		repeat 4 "open=$enter" back=q
		;;
	esac
}

# press PROGRAM FILE WORD...: let `line` press the keys of a program, on the terminal that the words
# make for it, by the way that is set, each of them at most so often as is set.
press()
{
	program=$1 file=$2
	shift 2
	keys_of "$program" | awk -F = -v most="$most" '$1 == "_" || ++seen[$0] <= most' \
		>"$place/keys"
	while IFS= read -r key; do
		set -- "$@" "$key"
	done <"$place/keys"
	"$tools/line" "$@" -- $way $(command_of "$program") >"$file" || {
		echo "line.sh: $program did not take these keys" >&2
		exit 3
	}
}

# press_all PART PROGRAMS WORD...
press_all()
{
	part=$1 programs=$2
	shift 2
	for round in $(each_round); do
		for each in $programs; do
			press "$each" "$place/$part.$each.$round" "$@"
		done
	done
}

# A start is one moment, which another program may have: nine of each, in turn.
start_all()
{
	part=$1.starts
	shift
	for start in 1 2 3 4 5 6 7 8 9; do
		for each in dossier w3m; do
			"$tools/line" "$@" -- $(command_of "$each") >"$place/$part.$each.$start" || {
				echo "line.sh: $each does not start" >&2
				exit 3
			}
		done
	done
}

# ── Rows ────────────────────────────────────────────────────────────────────────────────────────

as_bytes() { echo "$1 B"; }

# figures PROGRAM NAME COLUMN: of the part that was pressed last, a line for each round.
figures() { awk -v name="$2" -v column="$3" '$1 == name { print $column }' "$place/$part.$1".*; }

# beside WHAT UNIT NAME PEER NAME-THERE GOAL: a row. UNIT says which column of `line` counts.
beside()
{
	case $2 in
	bytes) as=as_bytes column=3 ;;
	ms)    as=as_time column=6 ;;
	most)  as=as_time column=7 ;;
	begin) as=as_bytes column=2 ;;
	paint) as=as_time column=3 ;;
	kib)   as=as_size column=2 ;;
	esac
	figures dossier "$3" $column >"$place/ours"
	figures "$4" "$5" $column >"$place/theirs"
	ratios=$(paste "$place/ours" "$place/theirs" | awk '{ print $1 / $2 }' | sort -n)
	row "${part%.starts}: $1" "$($as "$(median <"$place/ours")")" "$4${7:+, $7}" \
		"$($as "$(median <"$place/theirs")")" "$(echo "$ratios" | median)" "$6" \
		"$(echo "$ratios" | head -n 1)" "$(echo "$ratios" | tail -n 1)"
}

# say_keys: what each key of the program itself costs, in the first round.
say_keys()
{
	say '%-36s %10s %10s %10s %10s %10s\n' "$part: a key" 'B, median' 'nine in 10' most \
		'ms, median' '99 in 100'
	awk 'NF == 7 { printf "    %-32s %10s %10s %10s %10s %10s\n", $1, $3, $4, $5, $6, $7 }' \
		"$place/$part.dossier.0" >"$place/keys"
	cat "$place/keys"
	cat "$place/keys" >>"$table"
}

all_are=                # "aim": so is what would be a goal

# goal NUMBER ROW..., aim ROW...: what the goal of that row is.
goal()
{
	mark=${all_are:-goal $1}
	shift
	"$@"
	mark=
}

aim()
{
	mark=aim
	"$@"
	mark=
}

search_opens()
{
	row "$part: search opens" "$(as_bytes "$(figures dossier search 3 | median)")" \
		'what it may be' '100 B' "$(compute "$(figures dossier search 3 | median) / 100")" 1
}

start_time()
{
	part=$part.starts
	beside 'start' paint start w3m start 0.5
	part=${part%.starts}
}

# What must be at a size.
goals_of_size()
{
	goal 5 start_time
	goal 14 beside 'a line down, alone' bytes alone w3m line 0.1
	goal 15 beside 'a page down' bytes page w3m page 0.9
	goal 16 beside 'a link opened' bytes open lynx open 1
	goal 16 beside 'back' bytes back lynx back 1
	goal 17 beside 'the next link' bytes link lynx link 0.6
	goal 18 search_opens
	goal 18 beside 'a letter of a search' bytes letter fzf letter 0.6
	goal 20 beside 'any key, the slowest' most all w3m all 1
	goal 22 beside 'memory' kib memory w3m memory 0.6
}

# What else it would be good at, in the panes and where nothing stands beside the text.
aims_of_size()
{
	aim beside 'a line down, panes' bytes line w3m line 1
	aim beside 'a page down' bytes page less page 1.1
	aim beside 'a page down' bytes page lnav page 1
	aim beside 'a link opened' bytes open w3m open 1
	aim beside 'back' bytes back w3m back 1
	aim beside 'a row down, shown beside' bytes row tig row 1
	aim beside 'a page of rows, shown beside' bytes rows tig row 1.5 'one row'
	aim beside 'a dossier opened' bytes open newsboat open 1
	aim beside 'a letter of a search' bytes letter less letter 1
	aim beside 'any key' ms all w3m all 2
	say_keys
}

press_size()
{
	start_all "$1" -s "$1"
	press_all "$1" "dossier $peers" -s "$1"
}
start_bytes() { beside 'start' begin start w3m start 1.2; }

rows_80x24()
{
	press_size 80x24
	goal 21 start_bytes
	goals_of_size
	aims_of_size
}

# The same where there is room for three panes.
rows_of_large()
{
	press_size "$1"
	all_are=aim
	aim start_bytes
	goals_of_size
	aims_of_size
	all_are=
}

rows_120x40() { rows_of_large 120x40; }
rows_200x50() { rows_of_large 200x50; }

# written TYPE: writes to a terminal, and those of them that clear it, from that file of strace.
written()
{
	sed -n 's|.*write([0-9]*</dev/pts/[0-9]*>, ||p' "$1" | awk '
		/\\33\[[23]?J|\\33c/ { clears++ }
		END { print NR + 0, clears + 0 }'
}

# write_all NAME PRESS...: what `written` says of those presses.
write_all()
{
	name=$1
	shift
	"$tools/line" "$@" -- strace -f -y -s 65536 --seccomp-bpf -e trace=write \
		-o "$place/writes.$name" $(command_of dossier) >/dev/null
	written "$place/writes.$name"
}

# Each key writes once, if it writes at all: so many are more than without any key. A search that
# takes longer than a moment shows what it has so far, which only a busy machine sees here.
rows_writes()
{
	keys_of dossier | awk -F = '{ print "key=" $2 }' >"$place/keys"
	keys=$(($(wc -l <"$place/keys")))
	set --
	while IFS= read -r key; do
		set -- "$@" "$key"
	done <"$place/keys"
	none=$(write_all none)
	for round in $(each_round); do
		echo "$(write_all "all.$round" "$@") $none"
	done >"$place/written"
	writes=$(awk '{ print $1 - $3 }' "$place/written" | median)
	clears=$(awk '{ print $2 - $4 }' "$place/written" | median)
	goal 19 row 'writes: of all keys' "$writes" 'keys' "$keys" \
		"$(compute "$writes / $keys")" 1
	goal 19 row 'writes: that clear' "$clears" '' '' "$clears" 0
}

# What somebody who only reads pays: nothing.
rows_idle()
{
	all=
	for each in dossier $peers; do
		"$tools/line" -i 10 -- $(command_of "$each") >"$place/idle.$each"
		set -- $(sed -n 's/^idle //p' "$place/idle.$each")
		case $each in
		dossier) ours=$1 sum=$(($1 + $2)) ;;
		*)       all="$all, $each $1" ;;
		esac
	done
	goal 24 row 'idle: wake-ups in 10 s' "$ours" "${all#, }" '' "$sum" 0
}

# What comes out at the reader's end of what stands between.
rows_by_way()
{
	press_all "$1" 'dossier w3m tig less'
	aim beside 'start' paint start w3m start 1
	aim beside 'a line down, alone' bytes alone w3m line 0.15
	aim beside 'a page down' bytes page less page 1.2
	aim beside 'a link opened' bytes open w3m open 1
	aim beside 'a row down, shown beside' bytes row tig row 1
	aim beside 'any key' ms all less all 2
	aim beside 'any key, the slowest' most all w3m all 1
	say_keys
}

# A reader in tmux: what tmux sends on.
rows_tmux()
{
	printf 'set -g status off\nset -g destroy-unattached on\nset -sg escape-time 0\n' \
		>"$work/conf"
	way="tmux -S $socket -f $work/conf new-session"
	rows_by_way tmux
}

# A reader at the other end of an ssh.
rows_ssh()
{
	printf '#!/bin/sh\nexport LC_ALL=C.UTF-8 DOSSIER_CACHE=%s HOME=%s\n' "$DOSSIER_CACHE" \
		"$HOME" >"$work/remote"
	echo 'eval "exec $SSH_ORIGINAL_COMMAND"' >>"$work/remote"
	chmod 700 "$work/remote"
	sshd_start "$work/remote" || {
		without ssh 'an sshd of our own does not start'
		return 0
	}
	way=$(sshd_call)
	rows_by_way ssh
}

# Once, and two of each key, are enough where all have the same line to wait for. Ten keys at once
# are one picture: what was typed ahead must not be drawn key by key.
rows_slow()
{
	most=2 rounds=1
	press_all slow 'dossier less w3m tig' -w 9600,600
	aim beside 'start' paint start w3m start 2
	aim beside 'a line down, alone' ms alone w3m line 0.5
	aim beside 'a line down, panes' ms line w3m line 1
	aim beside 'a page down' ms page less page 1.1
	aim beside 'a link opened' ms open w3m open 1
	aim beside 'a row down, shown beside' ms row tig row 1
	aim beside 'a letter of a search' ms letter less letter 1
	aim beside 'ten lines at once' ms ten dossier line 1.3
	aim beside 'ten rows at once' ms tenrows dossier row 1.3
	say_keys
}

rows_smoke()
{
	most=1
	press_all smoke dossier -s 40x12
	beside 'a line down' bytes line dossier line 1
}

# ── All of them ─────────────────────────────────────────────────────────────────────────────────

heading
for peer in $peers; do "make_$peer"; done
for each in $parts; do
	way='' most=99 rounds=${ROUNDS:-3}
	"rows_$each"
done
say '%s\n' "$missed of the goals missed, $missed_aims of the aims"
if [ -n "${RECORD-}" ]; then record; fi
[ "$missed" -eq 0 ]
