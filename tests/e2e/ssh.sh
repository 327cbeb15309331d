#!/bin/sh
# ssh.sh: the reader at the other end of a real ssh on the loopback: read, search, leave, and what
# becomes of it when the line is cut. Prints TAP.
set -u

count=0
failed=0
report() {      # report OK NAME
	count=$((count + 1))
	if [ "$1" = yes ]; then
		echo "ok $count - $2"
	else
		failed=$((failed + 1))
		echo "not ok $count - $2"
	fi
}
finish() {
	echo "1..$count"
	[ "$failed" = 0 ]
	exit
}

for program in tmux:tmux ssh:openssh-client ssh-keygen:openssh-client sshd:openssh-server; do
	if ! command -v "${program%:*}" >/dev/null; then
		report no "${program%:*} is here # install the package ${program#*:}"
		finish
	fi
done

work=$(mktemp -d)
tmux_socket=$work/tmux
limit=${E2E_SECONDS:-20}
in_tmux() { tmux -S "$tmux_socket" -f /dev/null "$@"; }
server=
sweep() {
	in_tmux kill-server 2>/dev/null
	[ -z "$server" ] || kill "$server" 2>/dev/null
	rm -rf "$work"
}
trap sweep EXIT

screen() { in_tmux capture-pane -p -t main; }
until_true() {
	tries=$((limit * 20))
	while [ "$tries" -gt 0 ]; do
		"$@" && return 0
		sleep 0.05
		tries=$((tries - 1))
	done
	return 1
}
shows() { screen | grep -qF -- "$1"; }
sees() {        # sees TEXT NAME
	if until_true shows "$1"; then
		report yes "$2"
	else
		report no "$2"
		screen | sed 's/^/# /'
		sed 's/^/# sshd: /' "$work/log" | tail -5
	fi
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
	sed 's/^/# /' "$work/log"
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
if until_true reader_is_gone; then report yes "it ends when the line is cut"
else report no "it ends when the line is cut"; fi

finish
