# tmux.sh: read by the tests that want a real terminal, which is tmux, and what they share: a folder
# of their own in $work, a session called main, and their report as TAP. A test that has several
# sessions says in $session which is meant. A test that has more to clean up than these says so in a
# function sweep_more.
#
# Nothing waits for a time: until_true tries until what must be on the screen is there.

command -v tmux >/dev/null || {
	echo "1..1"
	echo "not ok 1 - tmux is here # install the package tmux"
	exit 1
}

work=$(mktemp -d)
socket=$work/tmux
session=main
limit=${E2E_SECONDS:-20}
count=0
failed=0
unset TMUX STY

in_tmux() { tmux -S "$socket" -f /dev/null "$@"; }
sweep_more() { :; }
sweep() {
	sweep_more
	in_tmux kill-server 2>/dev/null || :    # with "set -e" it would be the exit status
	rm -rf "$work"
}
trap sweep EXIT
trap 'exit 1' HUP INT TERM

on_screen() { in_tmux capture-pane -p -t "$session"; }
keys() { in_tmux send-keys -t "$session" "$@"; }
type_line() {
	keys -l -- "$1"
	keys Enter
}

# With a shell in the session: start_shell COLUMNS ROWS [VARIABLE...]. The variables, as the shell
# that tmux starts is to read them, come to a bare environment.
start_shell() {
	size="-x $1 -y $2"
	shift 2
	in_tmux new-session -d -s "$session" $size \
		"env -i PATH='$PATH' HOME='$work' LC_ALL=C.UTF-8 TERM=$TERM ${UBSAN_OPTIONS+UBSAN_OPTIONS='$UBSAN_OPTIONS'} PS1='ready> ' $* sh -i"
	until_true shows "ready>" || report no "the shell starts"
}

# resize COLUMNS ROWS: returns once the terminal has that size, which tmux may give it a moment later.
resize() {
	in_tmux resize-window -t "$session" -x "$1" -y "$2"
	until_true has_size "$2 $1" || report no "the terminal has $1 columns and $2 rows"
}
has_size() {
	tty=$(in_tmux display-message -p -t "$session" '#{pane_tty}')
	[ "$(stty size <"$tty")" = "$1" ]
}

# pid_of_reader: of what the shell of the session runs.
pid_of_reader() {
	shell=$(in_tmux display-message -p -t "$session" '#{pane_pid}')
	ps -o pid= --ppid "$shell" | tr -d ' ' | head -1
}

# explain: what a failed test wants to show; a test may say more of it.
explain() { on_screen 2>/dev/null | sed 's/^/# /'; }
report() {      # report yes|no NAME
	count=$((count + 1))
	if [ "$1" = yes ]; then
		echo "ok $count - $2"
	else
		failed=$((failed + 1))
		echo "not ok $count - $2"
		explain
	fi
}
finish() {
	echo "1..$count"
	[ "$failed" = 0 ]
	exit
}

# until_true COMMAND...: try until it succeeds or the time is up.
until_true() {
	tries=$((limit * 20))
	while [ "$tries" -gt 0 ]; do
		"$@" && return 0
		sleep 0.05
		tries=$((tries - 1))
	done
	return 1
}

# becomes NAME COMMAND...: one test: the command succeeds in the end.
becomes() {
	name=$1
	shift
	if until_true "$@"; then report yes "$name"; else report no "$name"; fi
}
shows() { on_screen | grep -qF -- "$1"; }
shows_not() { ! shows "$1"; }
sees() { becomes "$2" shows "$1"; }             # sees TEXT NAME
sees_no() { becomes "$2" shows_not "$1"; }      # sees_no TEXT NAME
