#!/bin/sh
# ssh.sh: the reader at the other end of a real ssh on the loopback: read, search, leave, and what
# becomes of it when the line is cut. Prints TAP.
set -u

. "$srcdir/tests/support/tmux.sh"
. "$srcdir/tests/support/sshd.sh"

for program in $sshd_packages; do
	command -v "${program%:*}" >/dev/null || {
		echo "1..1"
		echo "not ok 1 - ${program%:*} is here # install the package ${program#*:}"
		exit 1
	}
done

sweep_more() { sshd_stop; }
explain() {
	on_screen 2>/dev/null | sed 's/^/# /'
	sed 's/^/# sshd: /' "$work/log" | tail -5
}
reader_runs() { [ -s "$work/pid" ] && kill -0 "$(cat "$work/pid")" 2>/dev/null; }
reader_is_gone() { ! reader_runs; }

cat >"$work/reader" <<END
#!/bin/sh
export LC_ALL=C.UTF-8
echo \$\$ >"$work/pid"
exec "$DOSSIER" -C "$srcdir/tests/cases/collection"
END
chmod 700 "$work/reader"
if ! sshd_start "$work/reader"; then
	report no "an sshd of our own starts"
	finish
fi

connect() {
	rm -f "$work/pid"
	in_tmux new-session -d -s main -x 80 -y 24 \
		"env -i PATH='$PATH' HOME='$work' TERM=screen-256color $(sshd_call); \
		echo status-is-\$?-now; read line"
}

connect
sees "Signing of the harbour contract" "the reader opens at the other end"
in_tmux send-keys -t main /
in_tmux send-keys -t main -l "dredging"
sees "Lind Dredging" "a search answers as one types"
in_tmux send-keys -t main Enter
sees "A company that deepens harbours" "Enter opens the hit"
resize 130 40
sees "Connections: Lind Dredging" "it follows the size of the window"
in_tmux send-keys -t main q
sees "timeline" "q closes what was found"
in_tmux send-keys -t main q
sees "status-is-0-now" "q ends the session with status 0"
in_tmux kill-session -t main

connect
until_true shows "Signing of the harbour contract"
until_true reader_runs
in_tmux kill-session -t main
becomes "it ends when the line is cut" reader_is_gone

finish
