#!/bin/sh
# mouse.sh: the mouse in a real terminal, which is tmux: what a click, a second one and the wheel do,
# that nothing is asked for or typed unless it is wanted, and that the mouse is given back however
# the program stops or ends. Prints TAP.
set -u

. "$srcdir/tests/support/tmux.sh"

collection=$srcdir/tests/cases/collection
export TERM=tmux-256color

start_reader() {
	type_line "clear; '$DOSSIER' -C '$collection' $*; echo status-is-\$?-now"
	until_true shows "The harbour papers" || report no "the reader starts"
}
pid_of_reader() {
	shell=$(in_tmux display-message -p -t main '#{pane_pid}')
	ps -o pid= --ppid "$shell" | tr -d ' ' | head -1
}
# What the terminal was asked for: clicks, movements of each kind, and the way that they are told.
asked() {
	in_tmux display-message -p -t main '#{mouse_standard_flag} #{mouse_button_flag} #{mouse_all_flag} #{mouse_sgr_flag}'
}
takes_clicks() { [ "$(asked)" = "1 0 0 1" ]; }
takes_none() { [ "$(asked)" = "0 0 0 0" ]; }
has_left() { takes_none && [ "$(in_tmux display-message -p -t main '#{alternate_on}')" = 0 ]; }

# What xterm sends: mouse BUTTON COLUMN ROW, from 1; and the button is let go.
mouse() { keys -l "$(printf '\033[<%d;%d;%dM\033[<%d;%d;%dm' "$@" "$@")"; }
# click_on WORDS: where they first stand on the screen; twice_on likewise, with a second click.
place_of() { on_screen | awk -v words="$1" 'at = index($0, words) { print at, NR; exit }'; }
click_on() {
	set -- $(place_of "$1")
	mouse 0 "$1" "$2"
}
twice_on() {
	set -- $(place_of "$1")
	keys -l "$(printf '\033[<0;%d;%dM\033[<0;%d;%dm\033[<0;%d;%dM\033[<0;%d;%dm' \
		"$1" "$2" "$1" "$2" "$1" "$2" "$1" "$2")"
}

start_shell 80 24
start_reader
becomes "nothing is asked of the terminal at first" takes_none
mouse 0 3 5
mouse 65 40 5
keys Tab Enter
sees "A company that deepens harbours" "what the mouse does all the same is neither done nor typed"
keys BSpace
until_true shows "Participants"
keys :
keys -l mouse
keys Enter
sees "The mouse is taken" ":mouse takes it"
becomes "clicks are asked for, and no movements" takes_clicks
twice_on "people  "
sees "people ─" "a second click opens a row"
click_on "Bo Lind"
sees "Owner of Lind Dredging" "a click shows what it selects"
twice_on "Lind Dredging"
sees "A company that deepens harbours" "a second click follows a link"
mouse 65 5 50
mouse 0 900 400
mouse 0 0 0
keys -l "$(printf '\033[<0;5')"
keys -l "$(printf ';99999999999999999999M\033[M !!\033[<35;5;5M')"
sees "A company that deepens harbours" "places that are nowhere, and movements, do nothing"
click_on "? help"
sees "line-down         One line down" "a click on a hint is its key"
mouse 65 10 10
sees_no "j, Down, C-n  line-down" "the wheel scrolls"
mouse 64 10 10
sees "j, Down, C-n  line-down" "and back"
click_on "q close"
sees "A company that deepens harbours" "and closes"
keys y y
sees "any key back" "a text to be taken by hand"
becomes "leaves the mouse to the terminal" takes_none
keys x
becomes "and takes it again" takes_clicks
keys C-z
sees "ready>" "C-z goes back to the shell"
becomes "which has the mouse again" has_left
type_line "fg; echo status-is-\$?-now"
sees "A company that deepens harbours" "fg comes back"
becomes "and takes the mouse" takes_clicks
keys :
keys -l mouse
keys Enter
sees "The mouse is the terminal's again" ":mouse again leaves it"
becomes "and asks for nothing any more" takes_none
keys Q
sees "status-is-0-now" "Q ends it"

# gives_back HOW STATUS: after it ended so, nothing is asked for.
gives_back() {
	sees "status-is-$2-now" "it ends by $1"
	becomes "$1 gives the mouse back" has_left
}
start_reader --mouse
becomes "--mouse takes it from the beginning" takes_clicks
keys Q
gives_back Q 0
for signal in TERM:15 HUP:1 QUIT:3 SEGV:11 ABRT:6 ALRM:14; do
	name=${signal%:*}
	start_reader --mouse
	until_true takes_clicks
	kill -"$name" "$(pid_of_reader)"
	gives_back "$name" "$((128 + ${signal#*:}))"
done

mkdir -p "$work/.config/dossier"
echo 'mouse: yes' >"$work/.config/dossier/config.yaml"
start_reader
becomes "mouse: yes in config.yaml takes it" takes_clicks
keys Q
gives_back "Q after mouse: yes" 0

# A terminal that knows nothing of it is asked for nothing, and does without.
in_tmux kill-session -t main
TERM=vt100
in_tmux new-session -d -s keeper -x 20 -y 5
start_shell 80 24
start_reader
becomes "vt100 is asked for nothing" takes_none
sees_no "This terminal is not known" "and not nagged about it"
keys :
keys -l mouse
keys Enter
sees "This terminal is not known" "until somebody asks"
becomes "and is asked for nothing then either" takes_none
keys Q
sees "status-is-0-now" "and ends as ever"

finish
