#!/bin/sh
# hostile.sh: a pile of hostile files beside a good dossier. Nothing crashes, hangs or leaks, no
# byte of theirs reaches a stream but as harmless text, and the good dossier stays what it is.
# Prints TAP.
#
# The pile is made by hostile/generate, streams are looked through by hostile/scan, and the reader
# is driven on a terminal of its own by hostile/pty; see hostile/README.
set -u

tools=$builddir/tests/hostile
. "$srcdir/tests/support/problems.sh"

seconds=20              # for one call
medium=4096             # bytes of what is large in the whole pile
problem_lines=12

sanitizers_to_files

# harmless WHAT [MODE FILE]...: no byte in them that must not be. MODE is that of scan.
harmless() {
	what=$1
	shift
	"$tools/scan" "$@" >>"$work/problems" || problem "that is what $what wrote"
}

# call NAME ARG...: the program's streams go to files of that name, its status too.
call() {
	stem=$work/$1
	shift
	timeout -k 1 "$seconds" "$DOSSIER" "$@" >"$stem" 2>"$stem.error" </dev/null
	echo $? >"$stem.status"
}

# judge NAME MODE STATUSES WHAT: the status must be one of these, the streams harmless.
judge() {
	status=$(cat "$work/$1.status")
	case " $3 " in
	*" $status "*) ;;
	*) problem "dossier $4: status $status, not $3: $(head -n 2 "$work/$1.error")" ;;
	esac
	harmless "dossier $4" $ascii "$2" "$work/$1" --text "$work/$1.error"
}

# run STATUSES ARG...: one call, as text or as JSON. In a locale without UTF-8 $ascii is --ascii.
ascii=
run() {
	statuses=$1
	shift
	call out "$@"
	judge out --text "$statuses" "$*"
}
run_json() {
	statuses=$1
	shift
	call json --format json "$@"
	judge json --json "$statuses" "$* --format json"
}

# run_both STATUSES ARG...: both at once.
run_both() {
	statuses=$1
	shift
	call json --format json "$@" &
	call out "$@"
	wait
	judge out --text "$statuses" "$*"
	judge json --json "$statuses" "$* --format json"
}

# says NAME TEXT: what the last call wrote has it.
says() { grep -qF -- "$2" "$work/$1" || problem "dossier does not say: $2"; }

# ── The tools ───────────────────────────────────────────────────────────────

# Each line is a stream that scan must refuse: mode, and bytes for printf.
while read -r name option bytes; do
	printf "$bytes" >"$work/bad"
	! "$tools/scan" $option "$work/bad" >/dev/null || problem "scan $option lets pass: $name"
done <<'END'
escape          --text  a\033[31m
c1-bytes        --text  a\233m
c1              --text  a\302\233m
tab             --text  a\tb
return          --text  a\rb
delete          --text  a\177
overlong        --text  \300\257
surrogate       --text  \355\240\200
cut             --text  a\342\200
bidi            --text  a\342\200\256b
zero-width      --text  a\342\200\213b
no-break        --text  a\302\240b
joiner          --text  a\342\200\215b
tag             --text  \363\240\201\201
private         --text  \356\200\200
marks           --text  e\314\201\314\201\314\201\314\201\314\201
no-base         --text  \n\314\201
title           --tty   \033]0;a\007
clipboard       --tty   \033]52;c;YQ==\007
report          --tty   \033[6n
palette         --tty   \033]4;1;rgb:f/f/f\007
device          --tty   \033[c
mouse           --tty   \033[?1003h
dcs             --tty   \033P1$r\033\\
bell            --tty   a\007
open            --tty   a\033[
letters         --ascii \303\251
comma           --json  [1,]
bracket         --json  [1
two             --json  {}{}
half            --json  ["\\ud800"]
raw             --json  ["\033"]
END
report 'scan refuses what it is there to refuse'

"$tools/generate" -b $medium -o "$work/pile" >"$work/counts" || problem 'no pile'
total=$(sed -n 's/^total //p' "$work/counts")
[ "${total:-0}" -ge 1000 ] || problem "only ${total:-0} files"
report "a pile of $total hostile files is made"

# ── One category after the other ────────────────────────────────────────────

# verdicts: what the last check said of each file, against what is expected.
verdicts() {
	awk -v expected="$work/expected" '
	{
		path = $0
		sub(/^"/, "", path)
		sub(/:.*/, "", path)
		sub(/"$/, "", path)
		rule = $0
		sub(/.*\[/, "", rule)
		sub(/\]$/, "", rule)
		found[path, rule]
		if ($0 ~ /^[^ ]*: error: /)
			is_bad[path]
	}
	END {
		while ((getline line <expected) > 0) {
			split(line, word, " ")
			if (word[1] == "none" ? word[2] in is_bad : !((word[2], word[1]) in found))
				print "check says otherwise: " line
		}
	}' "$work/out" >>"$work/problems"
}

# Some dossiers of the category, by the ids that they ended up with.
show_some() {
	run_json 0 -C . list
	sed -n 's/^ *"id": "\([^"\\]*\)",*$/\1/p' "$work/json" | grep -v '^control' | sort |
		awk '{ id[NR] = $0 } END { if (NR) print id[1 + int(NR / 2)] "\n" id[NR] }' |
		sort -u >"$work/ids"
	while IFS= read -r id; do
		run_both 0 -C . show -- "$id"
		run '0 1' -C . links -- "$id"
	done <"$work/ids"
}

try_category() {
	"$tools/generate" -b "$2" -e "$work/expected" -o "$work/one" "$1" >/dev/null ||
		problem 'no files'
	cd "$work/one" || exit 1
	run '0 1' -C . check --all
	verdicts
	show_some
	run_both 0 -C . show control
	says json '"name": "Kontrollakte"'
	says json '"id": "control-land"'
	says out Kontrollland
	[ ! -e owned ] && [ ! -e x ] || problem 'a command was run'
	cd "$work" || exit 1
	chmod -R u+rwX one
	rm -rf one
}

"$tools/generate" -l >"$work/categories"
while read -r category about; do
	size=1048576
	[ "$category" != size ] || size=16384
	try_category "$category" $size
	report "$category: $about"
done <"$work/categories"

# Each of these alone may cost no more than itself: the time for one call is the limit.
"$tools/generate" -o "$work/large" size >/dev/null
seconds=10
for name in broken-many tags quotes links empty-maps; do
	run '0 1' -C "$work/large/size/$name-1048576.yaml" check
done
seconds=20
rm -rf "$work/large"
report 'a file of 1 MiB costs no more than itself'

# ── Every command, on all of it ─────────────────────────────────────────────

cd "$work/pile" || exit 1
while read -r statuses arguments; do
	run_both "$statuses" -C . $arguments
	case $arguments in
	*control)
		says out Kontroll
		says json '"control'
		;;
	esac
	report "$arguments: text and JSON are harmless"
done <<'END'
1 check
0 list
0 show control
0 links control
0 search owned
0 search kind:quote kontrollen
0 quotes
0 claims
0 timeline
0 timeline --about control
0 stats
0 schema
END

# What is hostile is seen, and what stands behind it is not swallowed.
run 0 -C . list
while IFS= read -r text; do
	says out "$text"
done <<'END'
Anna ^[]0;owned^G Bell
Anna ^[]52;c;b3duZWQ=^G Bell
Anna <U+009B>31m red Bell
Anna a^@b Bell
Anna one↵two Bell
Anna one→two Bell
Anna ^[]8;;https://example.org Bell
Anna ^[P1$r Bell
Anna ^^[[31m and <<U+202E> and <<9B> and ^^^^[ and \x1b Bell
Anna %s%s%n%9999999d%.*s%1$n Bell
Anna <U+202E> Bell
Anna <U+200B> Bell
Anna <U+E0041><U+E0042><U+E007F> Bell
END
[ "$(wc -c <"$work/out")" -le 2000000 ] || problem 'one long name makes every row long'
report 'what is hostile is seen, and nothing behind it is swallowed'

run_json 0 -C . list
for word in no NO yes on y true FALSE 0x1F 0o14 014 1_000 1:30 190:20:30 1e3 .5 5. .inf .NaN +1 -0 \
	2021-02-01 = 007 null
do
	says json "\"name\": \"$word\""
done
report 'names that look like something else stay what was typed'

run 1 -C . check --all
! grep -E '^file/name-a\.yaml:12:3:|^(line|side)\.yaml' "$work/out" >>"$work/problems" ||
	problem 'the name of a file passes for a finding'
report 'no name of a file passes for a finding'

LC_ALL=C
export LC_ALL
ascii=--ascii
for arguments in 'check --all' 'list' 'show control'; do
	run '0 1' -C . $arguments
done
run_json 0 -C . list
ascii=
LC_ALL=C.UTF-8
report 'in the locale C all of it is ASCII'
cd "$work" || exit 1

# ── What is asked for ───────────────────────────────────────────────────────

mkdir small
cp pile/control.yaml small
run 1 -C small search no-such-word-anywhere
run 1 -C small show no-such-dossier
run 2 -C small list --no-such-option
run 2 -C small show
run 3 -C no-such-folder list
report 'exit statuses are those of the manual'

# Words of strangers, as the one who looks for them may paste them.
while IFS= read -r words; do
	argument=$(printf "$words.")
	argument=${argument%.}
	run '0 1 2' -C small search -- "$argument"
	run '0 1 2' -C small show -- "$argument"
	run '0 1 2' -C small timeline --from "$argument"
	run '2' -C small "--$argument"
	run '1 2' -C small list "$argument"
	run '0 1 2 3' -C "$argument" list
done <<'END'
\033]0;owned\007
\302\233\342\200\256\377\300\200
((((((((((((((((((((((((((((((((
"""" OR OR -( kind: date:..
%%s%%n%%99999999d
no/../such
END
report 'what is asked for is shown harmlessly too'

# The schema and the collection.yaml of a collection are read, and may be hostile as well.
for root in pile/config/roots/*/; do
	run '0 1' -C "$root" check --all
	run_json 0 -C "$root" schema
	run_json 0 -C "$root" show control
	says json Kontrollakte
done
report 'a hostile schema.yaml or collection.yaml costs no good dossier'

# ── The reader ──────────────────────────────────────────────────────────────

# read_on SIZE TERM LOCALE MODE: the reader does what standard input says, on such a terminal.
read_on() {
	TERM=$2 LC_ALL=$3 timeout -k 1 60 "$tools/pty" -s "$1" -t "$seconds" -o "$work/stream" \
		"$DOSSIER" -C "$work/pile" ${options-} >"$work/ended" || problem "$(cat "$work/ended")"
	grep -q '^ended exit 0$' "$work/ended" || problem "the reader: $(head -n 1 "$work/ended")"
	grep -q '^modes same$' "$work/ended" || problem "the terminal is not as it was"
	harmless "the reader" $4 --tty "$work/stream"
}

read_on 24x80 xterm-256color C.UTF-8 '' <<'END'
see Kontroll
settle
repeat 40 \e[6~
type G
settle
repeat 10 b
type Q
END
report 'reader: the list, a page after the other'

read_on 40x140 xterm-256color C.UTF-8 '' <<'END'
see Kontroll
settle
type /owned
settle
type \r
settle
repeat 60 J
type /kontrollakte
settle
type \x0c
see Kontrollakte
type \r
settle
repeat 5 \t
type \r
settle
type Q
END
report 'reader: hostile dossiers in three panes, and the good one among them'

read_on 30x90 screen-256color C.UTF-8 '' <<'END'
see Kontroll
settle
type !
settle
repeat 30 \e[6~
type T
settle
repeat 30 \e[6~
type /control OR owned -"
settle
repeat 20 \x0e
type \x03s
settle
type x
settle
type \x03?
settle
type Q
END
report 'reader: findings, timeline, search and switcher'

read_on 24x80 vt100 C --ascii <<'END'
see Kontroll
settle
repeat 20 \e[6~
type /control
settle
repeat 10 \x0e
type \r
settle
repeat 20 J
type Q
END
report 'reader: without UTF-8 and colours all of it is ASCII'

read_on 24x80 xterm-256color C.UTF-8 '' <<'END'
see Kontroll
settle
type w
repeat 60 J\\\x06\\
settle
type J\\
see edit
settle
repeat 20 \x06
type Q
END
report 'reader: the files themselves, one after the other'

# Keys by chance would start an editor, and commands.
options=--kiosk
for seed in 1 2; do
	read_on 24x80 xterm C.UTF-8 '' <<-END
	see Kontroll
	settle
	random $seed 400
	type \\x03\\x03\\x03
	settle
	type /kontrollakte
	settle
	type \\x0c
	see Kontrollakte
	type \\x03Q
	END
done
unset options
report 'reader: keys by chance, and the good dossier is still found'

# Keys that come in one go, as on a bad line, are all taken before anything is shown: each must find
# what it would have found had one waited. First they go back to where the third link was selected,
# from where there is none; then they follow a link, and one of where it led.
mkdir typed
cat >typed/all.yaml <<'END'
id: first
kind: person
name: Kontrolle Eins
relations: [{type: met, to: second}, {type: supports, to: second}, {type: urges, to: second}]
---
id: second
kind: person
name: Kontrolle Zwei
---
id: fourth
kind: person
name: Kontrolle Vier
member_of: fifth
---
id: fifth
kind: organization
name: Kontrolle Funf
country: sixth
---
id: sixth
kind: place
name: Kontrolle Sechs
summary: Angekommen.
END
# type_ahead START: what standard input says, in a window that shows the dossier and no more.
type_ahead() {
	TERM=xterm "$tools/pty" -s 24x60 -o stream "$DOSSIER" -C typed "$1" >ended
	grep -qx 'ended exit 0' ended || problem "keys typed ahead: $(head -n 1 ended)"
	harmless 'the reader' --tty stream
}
type_ahead first <<'END'
see Eins
settle
repeat 3 \t
type \r
settle
type \x7frnN}{\t\e[Z
settle
type \x7f]\x7f]r\r\x7fJK\x0cr
settle
type Q
END
report 'reader: keys typed ahead of a page do no harm'
type_ahead fourth <<'END'
see Vier
settle
type \t\r\t\r
settle
type \x0c
see Angekommen
type Q
END
report 'reader: keys typed ahead go where they would have gone'

finish
