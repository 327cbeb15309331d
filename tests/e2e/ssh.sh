#!/bin/sh
# ssh.sh: the reader at the other end of a real ssh on the loopback: read, search, leave, and what
# becomes of it when the line is cut. Prints TAP.
set -u

for program in ssh:openssh-client ssh-keygen:openssh-client sshd:openssh-server; do
	command -v "${program%:*}" >/dev/null || {
		echo "1..1"
		echo "not ok 1 - ${program%:*} is here # install the package ${program#*:}"
		exit 1
	}
done
. "$srcdir/tests/support/tmux.sh"

server=
sweep_more() { [ -z "$server" ] || kill "$server" 2>/dev/null; }
explain() {
	on_screen 2>/dev/null | sed 's/^/# /'
	sed 's/^/# sshd: /' "$work/log" | tail -5
}
reader_runs() { [ -s "$work/pid" ] && kill -0 "$(cat "$work/pid")" 2>/dev/null; }
reader_is_gone() { ! reader_runs; }

# A server of our own: its own port, its own keys, one command, and nothing but this machine.
ssh-keygen -q -t ed25519 -N '' -f "$work/host" && ssh-keygen -q -t ed25519 -N '' -f "$work/client"
cp "$work/client.pub" "$work/authorized"
cat >"$work/reader" <<END
#!/bin/sh
export LC_ALL=C.UTF-8
echo \$\$ >"$work/pid"
exec "$DOSSIER" -C "$srcdir/tests/cases/collection"
END
chmod 700 "$work/reader"
mkdir -p /run/sshd 2>/dev/null
start_server() {
	cat >"$work/config" <<END
ListenAddress 127.0.0.1
Port $1
HostKey $work/host
AuthorizedKeysFile $work/authorized
PidFile $work/sshd.pid
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
ForceCommand $work/reader
DisableForwarding yes
PermitUserRC no
END
	"$(command -v sshd)" -D -e -f "$work/config" >"$work/log" 2>&1 </dev/null &
	server=$!
	until_true grep -qE 'listening|in use|annot bind|rror' "$work/log"
	grep -q 'Server listening' "$work/log"
}
port=$((20000 + $$ % 20000))
for try in 1 2 3 4 5; do
	start_server $port && break
	kill "$server" 2>/dev/null
	server=
	port=$((port + 7))
done
if [ -z "$server" ]; then
	report no "an sshd of our own starts"
	finish
fi

connect() {
	rm -f "$work/pid"
	in_tmux new-session -d -s main -x 80 -y 24 \
		"env -i PATH='$PATH' HOME='$work' TERM=screen-256color ssh -tt -q -F /dev/null -i '$work/client' \
		-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -p $port $(id -un)@127.0.0.1; \
		echo status-is-\$?-now; read line"
}

connect
sees "Signing of the harbour contract" "the reader opens at the other end"
in_tmux send-keys -t main /
in_tmux send-keys -t main -l "dredging"
sees "Lind Dredging" "a search answers as one types"
in_tmux send-keys -t main Enter
sees "organization · lind-dredging" "Enter opens the hit"
in_tmux resize-window -t main -x 130 -y 40
sees "Connections: Lind Dredging" "it follows the size of the window"
in_tmux send-keys -t main q
sees "status-is-0-now" "q ends the session with status 0"
in_tmux kill-session -t main

connect
until_true shows "Signing of the harbour contract"
until_true reader_runs
in_tmux kill-session -t main
becomes "it ends when the line is cut" reader_is_gone

finish
