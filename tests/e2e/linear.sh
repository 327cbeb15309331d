#!/bin/sh
# linear.sh: the reader as lines (dossier --linear). Prints TAP.
#
#	cases/linear/NAME/input         what is typed, a line each
#	                 /stdout        all that is said of it
#	                 /arguments     words before the standard ones, as a line of shell: an id, -C
#	                 /env           lines NAME=VALUE for the environment
#
# Sessions over a pipe are compared as a whole; with UPDATE=1 in the environment what was said is
# written instead. Behind them a pile of hostile files is read through, and terminals are tried.
set -u

tools=$builddir/tests/hostile
cases=$srcdir/tests/cases
. "$srcdir/tests/support/problems.sh"

sanitizers_to_files
export LC_ALL=C.UTF-8 TERM=xterm-256color DOSSIER_CACHE="$work/cache"
unset LANG LINES COLUMNS DOSSIER_TEXTS

# To be changed in the end: what has just changed is not kept.
cp -R "$cases/collection" "$work/copy"
chmod -R u+w "$work/copy"

# text FILE: what is in it, if it is there.
text() { [ ! -e "$1" ] || cat "$1"; }

# ── Sessions ───────────────────────────────────────────────────────────────

# play CASE: what it says goes to $work/said, its exit status is that of the program.
play() (
	cd "$cases" || exit 99
	text "$1/env" >"$work/env"
	while IFS= read -r variable; do export "${variable?}"; done <"$work/env"
	eval "set -- $(text "$1/arguments")"
	[ $# -gt 0 ] || set -- -C collection
	exec "$DOSSIER" --linear --no-watch "$@"
)

for folder in "$cases"/linear/*/; do
	name=$(basename "$folder")
	DOSSIER_STATE=$work/state-$name
	export DOSSIER_STATE
	play "$folder" <"$folder/input" >"$work/said" 2>"$work/complained"
	status=$?
	[ "$status" = 0 ] || problem "status $status"
	cat "$work/complained" >>"$work/problems"
	"$tools/scan" --text "$work/said" >>"$work/problems" || problem 'that was said'
	if [ -n "${UPDATE-}" ]; then
		cp "$work/said" "$folder/stdout"
	else
		diff -u "$folder/stdout" "$work/said" >>"$work/problems"
	fi
	report "the session $name"
done
DOSSIER_STATE=$work/state
export DOSSIER_STATE

# say LINE...: to a session over the small collection; what is said goes to $work/said.
say() {
	printf '%s\n' "$@" | "$DOSSIER" -C "$cases/collection" --linear --no-watch --no-state \
		>"$work/said" 2>&1 || problem "status $?"
}

printf 'where' | "$DOSSIER" -C "$cases/collection" --linear --no-state >"$work/said" 2>&1 ||
	problem "status $?"
grep -q '^You are before line 1 of [0-9]* of Signing' "$work/said" || problem 'the last line is not taken'
"$DOSSIER" -C "$cases/collection" --linear --no-state </dev/null >"$work/said" 2>&1 ||
	problem "status $?"
report 'the end of the input ends it, and what stands before it is a line'

say "$(printf '%5000s' '' | tr ' ' x)" "$(printf 'search \303(')" "$(printf 'note \001\033[2J')" where
grep -q 'too long' "$work/said" || problem 'a long line is not refused'
grep -q 'not UTF-8' "$work/said" || problem 'a line that is no UTF-8 is not refused'
grep -q '^You are before line 1 of' "$work/said" || problem 'it does not go on'
"$tools/scan" --text "$work/said" >>"$work/problems" || problem 'that was said'
report 'a line that cannot be read is refused, and it goes on'

printf 'state to read\nmark a\nopen bo-lind\nnote two words\n' |
	"$DOSSIER" -C "$cases/collection" --linear --no-watch >"$work/said" 2>&1
printf "where\nnote\n'a\nreading-list\n" |
	"$DOSSIER" -C "$cases/collection" --linear --no-watch >"$work/said" 2>&1
for words in 'You stopped at: Bo Lind, person; Enter reads it' 'You came by: Signing of .*; Bo Lind\.' \
	'Note: two words' 'Opened: Signing of' '1\. Signing of the harbour contract, to read' \
	'2\. Bo Lind\. Note: two words'
do
	grep -q "$words" "$work/said" || problem "no '$words' in: $(cat "$work/said")"
done
report 'states, notes, marks and the place are kept as in the panes'

printf 'home\nlines 6\n\n\n' | "$DOSSIER" -C "$cases/collection" --linear --no-watch >"$work/said" 2>&1
echo again | "$DOSSIER" -C "$cases/collection" --linear --no-watch >"$work/said" 2>&1
grep -q '^You stopped at line 13 of [0-9]*: Signing of .*; Enter goes$' "$work/said" ||
	problem "not there: $(head -n 3 "$work/said")"
! grep -q '^Date: 3 May' "$work/said" || problem 'it is read from the beginning'
report 'where the reading stopped is said in one line, and it goes on there'

"$DOSSIER" -C "$cases/collection" --linear --no-state >/dev/full 2>"$work/said" </dev/null
[ $? = 3 ] || problem "status $?"
grep -q '^dossier: cannot write to standard output' "$work/said" || problem 'it is not said'
report 'what cannot be written is said'

printf 'note Ask her.\nstate checked\nreading-list\nwrite %s/rows\nquit\n' "$work" |
	DOSSIER_STATE="$work/rows-state" "$DOSSIER" --linear --no-watch -C "$cases/collection" \
		ada-quill >"$work/said" 2>&1
printf 'ada-quill\tAda Quill\tchecked\tAsk her.\n' >"$work/expected"
cmp "$work/expected" "$work/rows" || problem "$(cat "$work/rows")"
report 'a reading list that is written has states and notes'

# No file may grow: what is said goes through a pipe.
(
	trap '' XFSZ
	ulimit -f 0
	printf 'note precious\nquit\n' | DOSSIER_STATE="$work/full" "$DOSSIER" --linear --no-watch \
		--no-cache -C "$cases/collection" 2>&1 >/dev/null
	echo "status $?"
) | cat >"$work/said"
grep -q '^dossier: notes of yours are lost, for they could not be kept: .*File too large' "$work/said" ||
	problem "not told: $(cat "$work/said")"
grep -q '^status 3' "$work/said" || problem "$(tail -n 1 "$work/said")"
report 'notes that are lost in the end are told of'

# ── Hostile files ──────────────────────────────────────────────────────────

# Every row of every list, and every page with its views.
walk() {
	printf '%s\n' list timeline '' findings '' '' connections tree dates
	for row in 1 2 3 4 5 6 7; do
		printf '%s\n' list $row '' '' 1
		for turn in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
			printf '%s\n' next sections connections 1 back back tree 1 back file back 'who 1' r Tab y Y o where
		done
	done
	printf '%s\n' 'search a' '/text' 'path a' 1 'find e' n 'note x' a R 'help all' 'find a' n back back 'r1' 'back' 's1' 'l1' 'compare a, b' 'timeline 2021' 'quotes of a' stats
}
"$tools/generate" -o "$work/pile" escape escape-raw encoding bidi invisible combining >/dev/null
walk >"$work/steps"
for charset in UTF-8 ASCII; do
	[ $charset = UTF-8 ] || export LC_ALL=C
	timeout 120 "$DOSSIER" -C "$work/pile" --linear --no-state --no-watch \
		<"$work/steps" >"$work/said" 2>"$work/complained" || problem "$charset: status $?"
	[ "$(wc -l <"$work/said")" -gt 1000 ] || problem "$charset: little was said"
	mode=--text
	[ $charset = UTF-8 ] || mode='--ascii --text'
	# shellcheck disable=SC2086 # modes are words
	"$tools/scan" $mode "$work/said" >>"$work/problems" || problem "$charset: that was said"
	! LC_ALL=C grep -q '[[:cntrl:]]' "$work/said" || problem "$charset: there are controls"
done
export LC_ALL=C.UTF-8
report 'of hostile files only printable text and line feeds come out'

# ── Terminals ──────────────────────────────────────────────────────────────

collection=$cases/collection

# on_terminal ROWSxCOLUMNS [NAME=VALUE]...: the reader on a terminal of its own, doing what standard
# input says; what the terminal was sent is in $work/stream, without carriage returns in $work/said.
on_terminal() {
	window=$1
	shift
	timeout -k 1 60 "$tools/pty" -s "$window" -o "$work/stream" env "$@" "$DOSSIER" \
		-C "$collection" --no-state --no-watch ${linear-} >"$work/ended" ||
		problem "$(head -n 1 "$work/ended")"
	tr -d '\r' <"$work/stream" >"$work/said"
}

# ended HOW: it ended like that, with the terminal as it was, and sent nothing but text.
ended() {
	grep -qE "^ended ($1)\$" "$work/ended" || problem "$(head -n 1 "$work/ended"), not $1"
	grep -qx 'modes same' "$work/ended" || problem 'the terminal is not as it was'
	! grep -q "$(printf '\033')" "$work/stream" || problem 'there are sequences'
}

on_terminal 24x80 TERM=dumb <<'END'
see harbour
see > 
type list\r
see > 
type quit\r
END
ended 'exit 0'
grep -q '^1. people, 3$' "$work/said" || problem 'the list is not said'
report 'TERM=dumb is read in lines'

linear=--linear
on_terminal 12x40 <<'END'
see > 
type \r
see Enter goes on
type \r
settle
type \x04
END
ended 'exit 0'
grep -q '^(more: [0-9]* lines; Enter goes on)$' "$work/said" || problem 'there is no portion'
[ "$(sed -n '/^> $/,/^(more/p' "$work/said" | sed '/^(more/q' | wc -l)" -le 12 ] ||
	problem 'the portion is too long'
[ "$(wc -L <"$work/said")" -le 40 ] || problem 'a line is too long'
report 'portions and lines are as large as the terminal, and C-d ends it'

on_terminal 12x80 <<'END'
see > 
type connections bo-lind\r
see Enter goes on
size 40x40
type top\r
see > 
type quit\r
END
ended 'exit 0'
[ "$(sed -n '/^(more/,$p' "$work/said" | wc -L)" -le 40 ] || problem 'a line is too long'
[ "$(sed -n '/^(more/,$p' "$work/said" | wc -l)" -gt 16 ] || problem 'the portion is too short'
report 'a terminal that changed its size is followed'

on_terminal 24x80 <<'END'
see > 
type sear\x03
see Once more ends
type where\r
see You are before
type \x03
see Once more ends
type \x03
END
ended 'signal INT'
grep -q '^Cancelled. Once more ends the program.$' "$work/said" || problem 'it is not said'
report 'C-c gives up what is typed, and twice in a row ends it'

# What was kept is said at once, and then what became of the files.
collection=$work/copy
turns=0
until "$DOSSIER" -C "$collection" index >/dev/null 2>&1; do
	turns=$((turns + 1))
	[ $turns -lt 5000 ] || { problem 'it cannot be kept' && break; }
done
sed -i 's/^\( *name: \)Bo Lind$/\1Bo Kovan/' "$collection/people.yaml"
on_terminal 24x80 <<'END'
see > 
see have changed
see > 
type open bo-lind\r
see Opened: Bo Kovan, person
type quit\r
END
ended 'exit 0'
report 'files that changed are said anew between two lines'

finish
