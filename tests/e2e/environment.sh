#!/bin/sh
# environment.sh: the reader and the commands where nothing is as it should be: terminals, sizes, locales,
# homes, descriptors, signals, a terminal that goes away. Each time the program works or says in a
# sentence why not, sends only what it may, and leaves the terminal as it was. Prints TAP.
set -u

tools=$builddir/tests/hostile
collection=$srcdir/tests/cases/collection
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
count=0
failed=0
: >"$work/problems"

ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}log_path=$work/sanitizer:exitcode=99
UBSAN_OPTIONS=${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}log_path=$work/sanitizer:exitcode=99
export ASAN_OPTIONS UBSAN_OPTIONS
export TERM=xterm-256color LC_ALL=C.UTF-8
unset LANG LINES COLUMNS NO_COLOR

problem() { printf '%s\n' "$*" >>"$work/problems"; }

# report NAME: ok if there has been no problem since the last report.
report() {
	count=$((count + 1))
	for file in "$work"/sanitizer.*; do
		[ ! -e "$file" ] || { head -n 20 "$file" >>"$work/problems" && rm -f "$file"; }
	done
	if [ -s "$work/problems" ]; then
		failed=$((failed + 1))
		echo "not ok $count - $1"
		head -n 12 "$work/problems" | cat -v | sed 's/^/# /'
		: >"$work/problems"
	else
		echo "ok $count - $1"
	fi
}

# on_terminal ROWSxCOLUMNS COMMAND...: run it on a terminal of its own, doing what standard input says.
# The report is in $work/ended, what the terminal was sent in $work/stream.
on_terminal() {
	window=$1
	shift
	timeout -k 1 60 "$tools/pty" -s "$window" -o "$work/stream" "$@" >"$work/ended" ||
		problem "$what: $(head -n 1 "$work/ended")"
}

# ended HOW: it ended like that, the terminal is as it was, and was sent only what it may be.
ended() {
	grep -qE "^ended ($1)\$" "$work/ended" || problem "$what: $(head -n 1 "$work/ended"), not $1"
	grep -qx 'modes same' "$work/ended" || problem "$what: $(sed -n 2p "$work/ended")"
	"$tools/scan" ${ascii-} --tty "$work/stream" >>"$work/problems" || problem "$what: that was sent"
}

# The screen was given back: the alternate one left, the cursor shown.
restored() {
	tail -c 300 "$work/stream" | grep -q "$(printf '\033\\[?1049l')" || problem "$what: the screen is not given back"
}

# A sentence of ours, no sequence, nothing else.
said() {
	tr -d '\r' <"$work/stream" >"$work/sentence"
	"$tools/scan" --text "$work/sentence" >>"$work/problems" || problem "$what: that was said"
	grep -q "^dossier: .*$1" "$work/sentence" || problem "$what: said $(head -n 1 "$work/sentence")"
}

look_around='see harbour
settle
type j
settle
type /port
settle
type \r
settle
type \t
settle
type \e[Z
settle
type ?
settle
type qQ'

# ── Kinds of terminals ───────────────────────────────────────────────────────────────────────────

# ncurses does not give back what it took for a type that it then does not know: so no leak is looked for.
long=$(printf '%5000s' '' | tr ' ' x)
for type in '' dumb unknown no-such-terminal "$long" "$(printf 'xterm\033]0;owned\007')" \
	"$(printf 'x\233\302\233')" ../../etc/passwd 'xterm;id' - 'xterm xterm' "$(printf 'xterm\nxterm')"
do
	what="TERM='$(printf '%.20s' "$type")'"
	TERM=$type ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0 on_terminal 24x80 "$DOSSIER" -C "$collection" </dev/null
	ended 'exit 2'
	said ''
done
what='without TERM'
on_terminal 24x80 env -u TERM "$DOSSIER" -C "$collection" </dev/null
ended 'exit 2'
said 'TERM is not set'
report 'a TERM that cannot be used is refused with a sentence'

# Those of Debian's ncurses-base, and some that others have; tput knows what is there.
for type in vt100 vt102 vt220 ansi linux xterm xterm-color xterm-256color xterm-mono rxvt rxvt-unicode \
	screen screen-256color tmux tmux-256color wsvt25 pcansi Eterm
do
	what=TERM=$type
	tput -T $type longname >/dev/null 2>&1 || continue
	echo "$look_around" | TERM=$type on_terminal 24x80 "$DOSSIER" -C "$collection"
	ended 'exit 0'
done
report 'every kind of terminal is sent what it knows'

for type in vt100 linux xterm; do
	what="TERM=$type in C"
	echo "$look_around" | TERM=$type LC_ALL=C on_terminal 24x80 "$DOSSIER" -C "$collection"
	ascii=--ascii
	ended 'exit 0'
	unset ascii
done
report 'without UTF-8 all of it is ASCII'

what=NO_COLOR
echo "$look_around" | NO_COLOR=1 on_terminal 24x80 "$DOSSIER" -C "$collection"
ended 'exit 0'
! grep -qE "$(printf '\033')\\[([0-9;]*;)?[34][0-8][;m]" "$work/stream" || problem 'colours are sent'
what='--color never'
echo "$look_around" | on_terminal 24x80 "$DOSSIER" --color never -C "$collection"
ended 'exit 0'
! grep -qE "$(printf '\033')\\[([0-9;]*;)?[34][0-8][;m]" "$work/stream" || problem 'colours are sent'
what='with colours'
echo "$look_around" | on_terminal 24x80 "$DOSSIER" -C "$collection"
grep -qE "$(printf '\033')\\[([0-9;]*;)?[34][0-8][;m]" "$work/stream" || problem 'no colours are sent at all'
report 'NO_COLOR and --color never send no colours'

# ── No terminal ──────────────────────────────────────────────────────────────────────────────────

# reader_in WORDS: the reader by a line of shell on a terminal, "$0" being the program.
reader_in() {
	what=$1
	on_terminal 24x80 sh -c "$1" "$DOSSIER" "$collection" </dev/null
}
for streams in '</dev/null' '>/dev/null' '<&-' '>&-' '<&- >&-' '<&- >&- 2>&-' '>/dev/full'; do
	reader_in "\"\$0\" -C \"\$1\" $streams"
	ended 'exit 2'
	case $streams in *'2>&-') ;; *) said 'needs a terminal' ;; esac
done
reader_in '"$0" -C "$1" | cat'
ended 'exit 0'
said 'needs a terminal'
report 'the reader starts on a terminal only'

for streams in '<&-' '2>&-' '<&- 2>&-' '>&-' '<&- >&- 2>&-'; do
	for command in list 'show no-such' 'check' 'list --format json'; do
		what="$command $streams"
		(cd "$work" && eval "\"\$DOSSIER\" -C \"\$collection\" $command $streams") >"$work/out" 2>"$work/err"
		status=$?
		[ $status -le 3 ] || problem "$what: status $status"
		"$tools/scan" --text "$work/out" "$work/err" >>"$work/problems"
	done
done
what='2>&-'
on_terminal 24x80 sh -c 'exec "$0" -C "$1" 2>&-' "$DOSSIER" "$collection" <<-END
$look_around
END
ended 'exit 0'
report 'closed descriptors do no harm'

"$DOSSIER" -C "$collection" list >/dev/full 2>"$work/err"
[ $? = 3 ] || problem 'a full disk is not status 3'
grep -q '^dossier: .*standard output' "$work/err" || problem "a full disk: $(cat "$work/err")"
"$DOSSIER" -C "$collection" show harbour-contract 2>"$work/err" | head -n 1 >/dev/null
[ ! -s "$work/err" ] || problem "a closed pipe: $(cat "$work/err")"
(ulimit -n 8 && exec "$DOSSIER" -C "$collection" list) >"$work/out" 2>"$work/err"
[ $? -le 3 ] || problem 'eight descriptors'
(ulimit -f 0 && exec "$DOSSIER" -C "$collection" list) >/dev/null 2>"$work/err"
[ $? = 0 ] || problem "no files may grow: $(cat "$work/err")"
report 'what cannot be written is said, once'

# ── Locales and homes ────────────────────────────────────────────────────────────────────────────

for locale in C POSIX C.UTF-8 C.utf8 xx_XX.UTF-8 en_US.ISO-8859-1 ja_JP.eucJP ../../etc/passwd "$long" \
	"$(printf '\033]0;owned\007')"
do
	what="LC_ALL=$(printf '%.20s' "$locale")"
	ascii=--ascii
	case $locale in C.UTF-8 | C.utf8) unset ascii ;; esac
	LC_ALL=$locale "$DOSSIER" -C "$collection" list >"$work/out" 2>"$work/err" || problem "$what: status $?"
	"$tools/scan" ${ascii-} "$work/out" "$work/err" >>"$work/problems" || problem "$what: that was said"
	[ -s "$work/out" ] || problem "$what: nothing was said"
	case $locale in *[./]ISO* | *euc*) continue ;; esac
	echo "$look_around" | LC_ALL=$locale on_terminal 24x80 "$DOSSIER" -C "$collection"
	ended 'exit 0'
done
unset ascii
report 'every locale gives UTF-8 or ASCII'

: >"$work/a-file"
mkdir "$work/shut" "$work/empty"
chmod 500 "$work/shut"
for home in '' /no/such/home "$work/a-file" "$work/shut" "$work/empty" relative/home "$(printf '/\033]0;x\007')"; do
	what="HOME=$home"
	echo "$look_around" | on_terminal 24x80 env HOME="$home" XDG_CACHE_HOME="$home" XDG_CONFIG_HOME=relative \
		XDG_STATE_HOME="$home/state" XDG_RUNTIME_DIR= "$DOSSIER" -C "$collection"
	ended 'exit 0'
done
what='without HOME'
echo "$look_around" | on_terminal 24x80 env -u HOME -u XDG_CACHE_HOME "$DOSSIER" -C "$collection"
ended 'exit 0'
[ -z "$(find "$work/shut" "$work/empty" -mindepth 1)" ] || problem 'something was written'
report 'a home that is none does no harm'

# ── Sizes ────────────────────────────────────────────────────────────────────────────────────────

what='24x80'
echo "$look_around" | on_terminal 24x80 "$DOSSIER" -C "$collection"
usual=$(sed -n 's/^peak //p' "$work/ended")
for window in 0x0 0x80 24x0 1x1 1x80 24x1 2x2 3x10 10x3 5x40 10x10 12x40 24x79 24x80 24x119 24x120 65535x1 1x65535; do
	what=$window
	printf 'settle\ntype j\nsettle\ntype /port\nsettle\ntype \\r\nsettle\ntype \\tf\nsettle\ntype \\x03?\nsettle\ntype Q\\x03Q\n' |
		on_terminal "$window" "$DOSSIER" -C "$collection"
	ended 'exit 0'
done
report 'it starts in windows of every size'

for window in 500x1000 65535x65535; do
	what=$window
	printf 'see harbour\nsettle\ntype j\nsettle\ntype Q\n' | on_terminal "$window" "$DOSSIER" -C "$collection"
	ended 'exit 0'
	peak=$(sed -n 's/^peak //p' "$work/ended")
	[ "$peak" -le $((usual + 400000)) ] || problem "$what: takes $peak KiB, $usual are usual"
done
report 'a window without end does not take memory without end'

what='from 1x1 to 10x10'
{
	echo 'see harbour'
	for rows in 1 2 3 4 5 6 7 8 9 10; do
		for columns in 1 2 3 4 5 6 7 8 9 10; do
			echo "size ${rows}x$columns"
			echo "type j\\x0c"
			echo 'settle'
		done
	done
	printf 'size 0x0\nsettle\nsize 65535x65535\nsettle\nsize 24x80\ntype \\x0c\nsee harbour\ntype Q\n'
} >"$work/steps"
on_terminal 24x80 "$DOSSIER" -C "$collection" <"$work/steps"
ended 'exit 0'
report 'it goes through windows of a hundred sizes, and back'

for value in 65535 0 -1 abc '' 99999999999999999999; do
	what="LINES and COLUMNS '$value'"
	echo "$look_around" | LINES=$value COLUMNS=$value on_terminal 24x80 "$DOSSIER" -C "$collection"
	ended 'exit 0'
	LINES=$value COLUMNS=$value "$DOSSIER" -C "$collection" show harbour-contract >"$work/out" 2>"$work/err" ||
		problem "$what: status $?"
	"$tools/scan" "$work/out" "$work/err" >>"$work/problems"
done
report 'LINES and COLUMNS are taken for what they are'

# ── How it ends ──────────────────────────────────────────────────────────────────────────────────

for name in HUP INT QUIT TERM PIPE USR1 USR2 SEGV ABRT BUS FPE ILL ALRM; do
	what=SIG$name
	printf 'see harbour\nsettle\nsignal %s\n' $name | on_terminal 24x80 "$DOSSIER" -C "$collection"
	ended "signal $name"
	restored
done
report 'whatever signal ends it, the terminal is as it was'

for name in TERM HUP INT; do
	what="SIG$name at the start"
	printf 'signal %s\n' $name | on_terminal 24x80 "$DOSSIER" -C "$collection"
	grep -qE "^ended (signal $name|exit 0)\$" "$work/ended" || problem "$what: $(head -n 1 "$work/ended")"
	grep -qx 'modes same' "$work/ended" || problem "$what: the terminal is not as it was"
	what="SIG$name in a prompt"
	printf 'see harbour\nsettle\ntype /lind\nsettle\nsignal %s\n' $name | on_terminal 24x80 "$DOSSIER" -C "$collection"
	ended "signal $name"
	restored
done
report 'a signal at an odd moment does the same'

# gone COMMAND: a hang-up ends it within a second.
gone() {
	what=$1
	printf 'see harbour\nsettle\n%shangup\n' "${2-}" | on_terminal 24x80 sh -c "$1" "$DOSSIER" "$collection"
	waited=$(sed -n 's/^waited //p' "$work/ended")
	[ "${waited:-9999}" -le 1000 ] || problem "$what: went on for ${waited:-ever} ms: $(head -n 1 "$work/ended")"
}
for time in 1 2 3; do
	gone 'exec "$0" -C "$1"'
	gone 'trap "" HUP; exec "$0" -C "$1"'
	gone 'trap "" HUP INT TERM PIPE; exec "$0" -C "$1"' 'type /li
settle
'
done
report 'it ends when the terminal is gone, even where SIGHUP is ignored'

echo "1..$count"
[ "$failed" = 0 ]
