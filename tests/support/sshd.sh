# sshd.sh: read behind tmux.sh by those who want a real line: an sshd of our own, with its own port
# and its own keys, that answers this machine alone and runs one command, and how to call it. A
# script says sshd_stop in its sweep_more.

sshd_process=
sshd_port=$((20000 + $$ % 20000))
sshd_packages='ssh:openssh-client ssh-keygen:openssh-client sshd:openssh-server'

sshd_listen()
{
	cat >"$work/config" <<END
ListenAddress 127.0.0.1
Port $sshd_port
HostKey $work/host
AuthorizedKeysFile $work/authorized
PidFile $work/sshd.pid
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
ForceCommand $1
DisableForwarding yes
PermitUserRC no
END
	"$(command -v sshd)" -D -e -f "$work/config" >"$work/log" 2>&1 </dev/null &
	sshd_process=$!
	until_true grep -qsE 'listening|in use|annot bind|rror' "$work/log"
	grep -q 'Server listening' "$work/log"
}

sshd_stop()
{
	[ -z "$sshd_process" ] || kill "$sshd_process" 2>/dev/null || :
	sshd_process=
}

# sshd_start COMMAND: the server runs COMMAND, a path, whoever asks for what. What it says is in
# $work/log.
sshd_start()
{
	ssh-keygen -q -t ed25519 -N '' -f "$work/host" &&
		ssh-keygen -q -t ed25519 -N '' -f "$work/client" || return 1
	cp "$work/client.pub" "$work/authorized"
	mkdir -p /run/sshd 2>/dev/null
	for try in 1 2 3 4 5; do
		sshd_listen "$1" && return 0
		sshd_stop
		sshd_port=$((sshd_port + 7))
	done
	return 1
}

# sshd_call: the words that call it, with a terminal at the other end.
sshd_call()
{
	echo ssh -tt -q -F /dev/null -i "$work/client" -o StrictHostKeyChecking=no \
		-o UserKnownHostsFile=/dev/null -p "$sshd_port" "$(id -un)@127.0.0.1"
}
