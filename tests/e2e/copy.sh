#!/bin/sh
# copy.sh: what is taken away from the panes arrives where it is pasted from: through tmux, through
# GNU screen, and nowhere where the terminal could only show it. Prints TAP.
set -u

command -v screen >/dev/null || {
	echo "1..1"
	echo "not ok 1 - GNU screen is here # install the package screen"
	exit 1
}
. "$srcdir/tests/support/tmux.sh"

collection=$srcdir/tests/cases/collection

sweep_more() {
	[ ! -d "$work/screens" ] || SCREENDIR=$work/screens screen -X quit >/dev/null 2>&1
}
buffer() { in_tmux show-buffer 2>/dev/null; }

explain() {
	on_screen 2>/dev/null | sed 's/^/# /'
	buffer | sed 's/^/# buffer: /'
}
has() { [ -n "$1" ] && [ "$(buffer)" = "$1" ]; }
gets() { becomes "$2" has "$1"; }       # gets TEXT NAME: it is in the buffer of tmux
# All that is on the screen but its last line, and where the cursor is.
picture() {
	on_screen | sed '$d'
	in_tmux display-message -p -t main '#{cursor_x} #{cursor_y}'
}

# start TERM [VARIABLE...]: a shell with that type of terminal and these variables.
start() {
	TERM=$1
	shift
	in_tmux kill-session -t main 2>/dev/null
	start_shell 80 24 "$@"
}
read_in_panes() {
	type_line "clear; '$DOSSIER' -C '$collection' $*"
	until_true shows "The harbour papers" || report no "the reader starts"
}

# One session stays, so that the server does.
in_tmux new-session -d -s keeper -x 80 -y 24
in_tmux set -s set-clipboard on

start screen-256color 'TMUX="$TMUX"'
read_in_panes
keys y
sees "Sent to the terminal: harbour-contract (tmux needs set-clipboard on)" "it says what tmux needs"
gets harbour-contract "y sends the id of what is shown"
keys Tab Escape
until_true shows "? help" || report no "the message goes"
keys Tab
before=$(picture)
keys y
gets lind-dredging "y sends the id of the selected link"
until_true shows "lind-dredging" || report no "it says so"
[ "$(picture)" = "$before" ] && same=yes || same=no
report "$same" "the screen and the cursor stay as they were"
keys Y
gets "Lind Dredging (lind-dredging), The harbour papers" "Y names what has no citation"
keys y y
sees "any key back" "the same key again shows it"
keys x
sees "The harbour papers" "any key returns"
keys q
until_true shows "ready>" || report no "q ends it"

read_in_panes --style ris quill-nothing-hidden
keys Y
gets "$("$DOSSIER" -C "$collection" cite quill-nothing-hidden --style ris | tr -d '\r')" \
	"Y sends what 'dossier cite' prints, in the same style"
keys Q
until_true shows "ready>" || report no "Q ends it"
read_in_panes courier-2021-06
keys o
gets "https://courier.example/2021/06/a-harbour-for-friends" "o sends the address of a source"
keys Q

in_tmux set -s set-clipboard external
start screen-256color 'TMUX="$TMUX"'
read_in_panes
in_tmux set-buffer "as it was"
keys y
until_true shows "Sent to the terminal" || report no "it says that it was sent"
gets "as it was" "tmux that does not want it drops it"
in_tmux set -s set-clipboard on
keys Q

for type in vt100 linux; do
	start $type 'TMUX="$TMUX"'
	read_in_panes
	in_tmux set-buffer "as it was"
	keys y
	sees "any key back" "a terminal of type $type gets nothing sent, and shows it"
	gets "as it was" "and nothing arrives"
	keys x
	sees "The harbour papers" "any key returns from that"
	keys Q
done

start screen-256color
echo startup_message off >"$work/screenrc"
type_line "SCREENDIR='$work/screens' screen -c '$work/screenrc' -U env LC_ALL=C.UTF-8 '$DOSSIER' -C '$collection' quill-nothing-hidden"
until_true shows "The harbour papers" || report no "the reader starts in screen"
keys Y
gets "$("$DOSSIER" -C "$collection" cite quill-nothing-hidden)" \
	"a text of several pieces passes through GNU screen"
sees "Sent to the terminal:" "and nothing of it is shown"
keys Q
until_true shows "screen is terminating" || report no "screen ends with the reader"

finish
