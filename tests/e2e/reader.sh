#!/bin/sh
# reader.sh: the reader on a real terminal, which is tmux: start, move, follow, back, search, resize,
# suspend and resume, end in every way, and the terminal as it was each time. Prints TAP.
set -u

command -v flock >/dev/null || {
	echo "1..1"
	echo "not ok 1 - flock is here # install the package util-linux"
	exit 1
}
. "$srcdir/tests/support/tmux.sh"

collection=$srcdir/tests/cases/collection
export TERM=screen-256color

is_gone() { ! kill -0 "$1" 2>/dev/null; }

modes() {
	type_line "clear; stty -a >$work/$1; echo modes-$1-are'-'noted"
	until_true shows "modes-$1-are-noted"
	type_line "clear"
	until_true shows_not "modes-$1-are-noted"
}
flags() { in_tmux display-message -p -t main '#{alternate_on} #{cursor_flag} #{mouse_any_flag}'; }
has_left() { [ "$(flags)" = "0 1 0" ]; }
start_reader() {
	type_line "clear; '$DOSSIER' -C '$collection' $*; echo status-is-\$?-now"
	until_true shows "The harbour papers" || report no "the reader starts"
}
# as_before NAME: the shell has its terminal back, with every mode as it was.
as_before() {
	until_true has_left || report no "$1: the alternate screen is left and the cursor shown"
	modes after
	if cmp -s "$work/before" "$work/after"; then
		report yes "$1: the terminal is as it was"
	else
		diff "$work/before" "$work/after" | sed 's/^/# /'
		report no "$1: the terminal is as it was"
	fi
}

start_shell 80 24
modes before

start_reader
sees "Signing of the harbour contract" "it starts with the dossier the collection names"
sees "New here? :tour guides you, ? helps" "to who opens it for the first time it offers the tour"
keys Tab Enter
sees "A company that deepens harbours" "Tab and Enter follow a link"
keys BSpace
sees "Participants" "Backspace returns"
keys "]"
sees "A company that deepens harbours" "] goes forward again"
keys "/"
keys -l "lnd dredg"
sees "Nothing" "a search says when nothing matches"
keys C-u
keys -l "dredging"
sees "Lind Dredging" "a search shows what matches as one types"
keys Enter
sees "A company that deepens harbours" "Enter opens the hit"
resize 130 40
sees "Connections: Lind Dredging" "a wider window shows the connections too"
resize 40 12
until_true shows_not "Connections:"
sees "Lind Dredging" "a small window shows the dossier"
resize 80 24
until_true shows "The harbour papers"
keys "?"
sees "j, Down, C-n  line-down" "? shows the help"
keys q
until_true shows "A company that deepens harbours"
keys C-z
sees "ready>" "C-z goes back to the shell"
until_true has_left || report no "C-z leaves the alternate screen"
type_line "fg; echo status-is-\$?-now"
sees "A company that deepens harbours" "fg comes back to where one was"
kill -TSTP "$(pid_of_reader)"
sees "ready>" "TSTP from outside stops it too"
until_true has_left || report no "TSTP leaves the alternate screen"
type_line "fg; echo status-is-\$?-now"
sees "A company that deepens harbours" "fg comes back from that as well"
keys q
sees "timeline" "q closes what was found first"
keys q
sees "status-is-0-now" "q ends it with status 0"
as_before "q"
start_reader --tour
sees "Tour 1/" "--tour shows around from the beginning"
sees_no "New here?" "and it was offered once"
keys Enter j Enter Tab
sees "follows the selected link" "each step waits for its key, or Enter"
keys Q
sees "status-is-0-now" "and may be ended in the middle"
start_reader
sees "A company that deepens harbours" "which leaves what was read where it was"
keys T g g
for row in 2 3 4 5; do keys j; done
sees " 5/12 " "rows may be passed over fast"
sees "Minister of works of Norland" "and what is beside the last of them is shown"
keys q
until_true shows_not " 5/12 " || report no "q closes the timeline"
keys q
sees "status-is-0-now" "and ends as ever"

# What is kept is shown at once, and what changed since then takes over where one reads. Nothing is
# kept of files that are younger than two seconds: so it is asked for until it is there.
mkdir "$work/changing"
cp -r "$collection/." "$work/changing"
is_kept() {
	HOME=$work XDG_CACHE_HOME= "$DOSSIER" -C "$work/changing" stats >/dev/null 2>&1
	HOME=$work XDG_CACHE_HOME= DOSSIER_LOG=$work/kept "$DOSSIER" -C "$work/changing" stats \
		>/dev/null 2>&1
	grep -q 'cache: opened' "$work/kept"
}
until_true is_kept || report no "a collection is kept"
sed 's/Ada Quill/Ida Quill/' "$collection/people.yaml" >"$work/changing/people.yaml"
kept_collection=$collection
collection=$work/changing
: >"$work/kept"
type_line "export DOSSIER_LOG='$work/kept'"
start_reader --cached ada-quill
sees "Ada Quill" "--cached shows what is kept"
keys q
sees "status-is-0-now" "and ends as ever"
if grep -q 'cache: opened' "$work/kept" && ! grep -q 'found .* files' "$work/kept"; then
	report yes "and has looked at no file"
else
	report no "and has looked at no file"
fi
type_line "unset DOSSIER_LOG"
start_reader ada-quill
sees "Files of the collection have changed, and were read anew" "what changed is seen while one reads"
sees "Ida Quill" "and is shown where one was"
keys q
sees "status-is-0-now" "and it ends as ever"
collection=$kept_collection

# Of a large collection a part is shown while the whole is built for the first time. Comments make
# it large and are read fast; who builds waits for the lock of the store, which is held here until
# all has been looked at.
collection=$work/large
cp -r "$srcdir/tests/cases/screens/part/collection" "$collection"
awk 'BEGIN { for (i = 0; i < 50000; i++)
	print "# The keeper wrote nothing in the book that day, nor the week before." }' >"$work/day"
for day in 10 11 12 13 14 15 16 17 18 19 20 21; do
	printf 'kind: event\nname: Day %s\n' "$day" | cat - "$work/day" >"$collection/$day.yaml"
done
lock=$(HOME=$work XDG_CACHE_HOME='' DOSSIER_CACHE='' "$DOSSIER" -C "$collection" index --where |
	sed 's/archive$/lock/')
start_large() {
	type_line "clear; '$DOSSIER' -C '$collection'; echo status-is-\$?-now"
	sees "A part: the rest follows when it is read" "a part of a large collection is shown: $1"
}
hold() {
	exec 9>"$lock"
	flock 9
}
is_alone() { [ "$(echo "${lock%lock}"*)" = "$lock" ]; }
keeps_nothing() {
	if is_alone; then report yes "$1"; else report no "$1"; fi
}
# Files that are too young to be kept are none that a part could be kept of.
may_be_kept() {
	HOME=$work XDG_CACHE_HOME='' DOSSIER_CACHE='' "$DOSSIER" -C "$collection" index \
		>/dev/null 2>&1
	[ -e "${lock%lock}archive" ]
}
# What is kept is byte for byte what the files give: a part would be something else.
keeps_the_whole() {
	if HOME=$work XDG_CACHE_HOME='' DOSSIER_CACHE='' "$DOSSIER" -C "$collection" index --verify \
		>"$work/verified" 2>&1; then
		report yes "$1"
	else
		sed 's/^/# /' "$work/verified"
		report no "$1"
	fi
}
until_true may_be_kept || report no "a large collection is kept"
rm -f "${lock%lock}archive" "${lock%lock}stamp"
hold
start_large "as long as the rest is not there"
sees "Ada Quill" "it has the dossier to begin with"
keys "!"
sees "Findings come when all is read" "it has no findings"
exec 9>&-
sees "All of the collection is read" "the whole takes over"
keeps_the_whole "and is what is kept"
sees "Ada Quill" "where one was"
keys q
sees "status-is-0-now" "and it ends as ever"
rm -f "${lock%lock}archive" "${lock%lock}stamp"
hold
start_large "q"
pid=$(pid_of_reader)
keys q
sees "status-is-0-now" "q ends it while the rest is read"
until_true is_gone "$pid"
as_before "q in a part"
exec 9>&-
keeps_nothing "and leaves nothing behind"
hold
start_large "INT"
pid=$(pid_of_reader)
kill -INT "$pid"
until_true is_gone "$pid"
sees "ready>" "INT ends it while the rest is read"
as_before "INT in a part"
exec 9>&-
keeps_nothing "and leaves nothing behind either"
collection=$kept_collection

# Each vowel of Burmese takes a column of its own.
start_reader bo-lind
sees "ဘိုလင်း" "a name in Burmese is shown whole"
in_tmux set-buffer -b mark 'qQ'
keys "/"
in_tmux paste-buffer -p -b mark -t main
sees "/qQ" "what is pasted is text, not keys"
keys Escape
until_true shows_not "/qQ"
keys q
sees "status-is-0-now" "Escape alone leaves the prompt"

# An interactive shell forgets the rest of its line when a program dies by INT: only the prompt tells.
start_reader
pid=$(pid_of_reader)
kill -INT "$pid"
until_true is_gone "$pid"
sees "ready>" "INT ends it"
as_before "INT"

for signal in TERM:15 HUP:1 QUIT:3 SEGV:11 ABRT:6; do
	name=${signal%:*}
	start_reader
	kill -"$name" "$(pid_of_reader)"
	sees "status-is-$((128 + ${signal#*:}))-now" "$name ends it by that signal"
	as_before "$name"
done

# A terminal without an alternate screen still has ours above, and goes on in a line of its own.
has_line() { on_screen | grep -qx "$1"; }
for signal in TERM:15 SEGV:11; do
	type_line "clear; TERM=vt100 '$DOSSIER' -C '$collection'; echo status-is-\$?-now"
	until_true shows "? help"
	kill -"${signal%:*}" "$(pid_of_reader)"
	becomes "${signal%:*} leaves the last line to the shell" has_line \
		"status-is-$((128 + ${signal#*:}))-now"
done

start_reader
pid=$(pid_of_reader)
in_tmux kill-session -t main
becomes "it ends when the terminal is gone" is_gone "$pid"

finish
