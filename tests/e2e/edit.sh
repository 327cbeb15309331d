#!/bin/sh
# edit.sh: other programs on the terminal of the reader, which is tmux: the editor on a file of the
# collection, what it is handed, what it finds and leaves. Prints TAP.
set -u

. "$srcdir/tests/support/tmux.sh"
export TERM=screen-256color

mkdir "$work/collection" "$work/bin"
cp -r "$srcdir/tests/cases/collection/." "$work/collection"
chmod -R u+w "$work/collection"

# The editor notes what it was handed and the modes of the terminal, and goes on when it is told to.
cat >"$work/bin/editor" <<'END'
#!/bin/sh
printf '[%s]' "$@" >"$HOME/handed"
stty -a >"$HOME/modes"
ls /proc/self/fd | tr '\n' ' ' >"$HOME/descriptors"
echo "${TERMINFO-none} ${LINES-none} ${COLUMNS-none}" >"$HOME/variables"
trap 'echo interrupted; again=yes' INT
while :; do
	again=
	printf 'editing> '
	read -r line || [ "$again" ] || exit 9
	case $line in
	change) sed -i 's/Ada Quill/Ida Quill/' "$HOME/collection/people.yaml" ;;
	fail) exit 7 ;;
	done) exit 0 ;;
	*) echo "said: $line" ;;
	esac
done
END
chmod +x "$work/bin/editor"

modes() {
	type_line "clear; stty -a >$work/$1; echo modes-$1-are'-'noted"
	until_true shows "modes-$1-are-noted"
	type_line "clear"
	until_true shows_not "modes-$1-are-noted"
}
flags() { in_tmux display-message -p -t main '#{alternate_on} #{cursor_flag} #{mouse_any_flag}'; }
has_left() { [ "$(flags)" = "0 1 0" ]; }
has_panes() { [ "$(in_tmux display-message -p -t main '#{alternate_on}')" = 1 ]; }
same() {        # same FILE FILE NAME
	if cmp -s "$1" "$2"; then
		report yes "$3"
	else
		diff "$1" "$2" | sed 's/^/# /'
		report no "$3"
	fi
}
# The last editor's prompt may still stand on the screen of the shell: what it notes at first tells
# that this one runs.
start_editor() {
	rm -f "$work/descriptors"
	keys e
	until_true test -e "$work/descriptors"
	until_true shows "editing>"
}
start_reader() {
	type_line "clear; '$DOSSIER' --no-state -C collection $*; echo status-is-\$?-now"
	until_true shows "a Quill" || report no "the reader starts"   # Ada, or Ida by then
}

start_shell 80 24 "VISUAL='$work/bin/editor -x \"two words\"'"
type_line "cd; clear"
modes before

# ── The editor ─────────────────────────────────────────────────────────────

start_reader ada-quill
keys '\'
sees "›   2  id: ada-quill" "the file is shown"
keys j j e
sees "editing>" "e runs the editor"
becomes "it has the terminal as shells leave it" has_left
same "$work/before" "$work/modes" "and its modes"
if [ "$(cat "$work/handed")" = "[-x][two words][+4][collection/people.yaml]" ]; then
	report yes "it is handed its own words, the line and the file"
else
	sed 's/^/# /' "$work/handed"
	report no "it is handed its own words, the line and the file"
fi
if [ "$(cat "$work/variables")" = "none none none" ]; then
	report yes "and knows nothing of what the library of the terminal was told"
else
	sed 's/^/# /' "$work/variables"
	report no "and knows nothing of what the library of the terminal was told"
fi
if [ "$(cat "$work/descriptors")" = "0 1 2 3 " ]; then
	report yes "and no descriptor of ours"  # 3 is the folder that ls reads
else
	sed 's/^/# /' "$work/descriptors"
	report no "and no descriptor of ours"
fi
keys C-c
sees "interrupted" "C-c is the editor's"
type_line hello
sees "said: hello" "which goes on"
resize 100 30
type_line change
type_line done
becomes "then the panes are back" has_panes
sees "Ida Quill" "with what was changed, by itself"
sees "line 4 of 34" "where one was"
sees_no "status" "and no complaint"
on_screen | grep -q '.\{95,\}' && wide=yes || wide=no
report $wide "and at the size that the window got meanwhile"
keys q
until_true shows "Minister of works of"
resize 80 24

start_editor
keys C-z
sees "ready>" "C-z in the editor stops both"
type_line 'fg; echo status-is-$?-now'
type_line fail
sees "The editor ended with status 7" "fg goes on, and a failure is told"
keys q
sees "status-is-0-now" "q ends the reader"
modes after
same "$work/before" "$work/after" "and the terminal is as it was"

type_line "VISUAL=no-such-editor"
start_reader --no-watch ada-quill
keys e
sees "The editor 'no-such-editor' could not be started" "an editor that is not there is told"
keys q
until_true shows "status-is-0-now"
type_line "VISUAL='$work/bin/editor'"
start_reader --no-watch ada-quill
start_editor
type_line done
sees "The files are not watched" "without a watch one is told how to see a change"
start_editor
reader=$(pid_of_reader)
kill -TERM "$reader"
sees "status-is-143-now" "who is asked to end meanwhile ends, and the editor before"
modes ended
same "$work/before" "$work/ended" "with the terminal as it was"

# ── Commands and files ─────────────────────────────────────────────────────

start_reader --no-watch ada-quill
keys '|'
keys -l "head -2; cat >piped"
sees "Pipe to: head -2" "a command is typed"
keys Enter
sees "Press a key to go back" "what it printed stays"
sees "person · ada-quill" "and is what was shown"
becomes "on the screen of the shell" has_left
keys C-c
becomes "any key goes back" has_panes
keys '>'
keys -l "~/shown"
keys Enter
sees "lines are in" "what is shown is written to a file"
keys '>'
keys -l "~/shown"
keys Enter
sees "nothing is written over what is there" "and never over one"
keys '|'
keys -l "exit 3"
keys Enter
until_true shows "Press a key"
kill -TSTP "$(pid_of_reader)"
sees "ready>" "while it waits for a key it is stopped like any program"
type_line "fg; echo status-is-\$?-now"
keys x
sees "The command ended with status 3" "how a command ended is told"
keys q
until_true shows "status-is-0-now"
modes commands
same "$work/before" "$work/commands" "the terminal is as it was"
(cd "$work" && env -i HOME="$work" LC_ALL=C.UTF-8 "$DOSSIER" -C collection show ada-quill) >"$work/printed"
same "$work/printed" "$work/shown" "what was written is what show prints"
if [ "$(stat -c %a "$work/shown")" = 600 ]; then
	report yes "for its owner alone"
else
	report no "for its owner alone"
fi

# ── In lines ───────────────────────────────────────────────────────────────

start_reader --linear --no-watch ada-quill
type_line edit
sees "editing>" "edit runs the editor in linear mode too"
if [ "$(cat "$work/handed")" = "[+6][collection/people.yaml]" ]; then
	report yes "on the line of what is read, the summary"
else
	sed 's/^/# /' "$work/handed"
	report no "on the line of what is read, the summary"
fi
keys C-c
type_line done
sees "The files are not watched" "and comes back"
type_line "| tail -1 | tr a-z A-Z"
sees "FOR THE WHOLE DOSSIER" "a command gets what is read"
type_line "write ~/shown"
sees "nothing is written over what is there" "and a file that is there stays"
type_line quit
sees "status-is-0-now" "and ends as ever"

# ── A kiosk ────────────────────────────────────────────────────────────────

type_line "DOSSIER_CONFIG='$work/config.yaml'; export DOSSIER_CONFIG"
echo 'kiosk: yes' >"$work/config.yaml"
start_reader --no-watch ada-quill
keys e
sees "This is a kiosk: it runs no editor" "a kiosk runs no editor"
keys C-z
sees "This is a kiosk: it has no shell" "and stops for no shell"
reader=$(pid_of_reader)
kill -TSTP "$reader"
keys '>'
sees "This is a kiosk: it writes no file" "nor for a signal"
keys q
until_true shows "status-is-0-now"
type_line "unset DOSSIER_CONFIG"
start_reader --kiosk --linear --no-watch ada-quill
type_line "pipe cat"
sees "This is a kiosk: it runs no command" "in linear mode it refuses as well"
keys C-z
keys Enter
type_line where
sees "You read Ida Quill" "and C-z does nothing there"
type_line quit
sees "status-is-0-now" "it ends as ever"

finish
