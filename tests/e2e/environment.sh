#!/bin/sh
# environment.sh: the reader and the commands where nothing is as it should be: terminals, windows,
# locales, homes, descriptors, signals, a terminal that goes away. Each time the program works or
# says in a sentence why not, sends only what it may, and leaves the terminal as it was. Prints TAP.
#
# Terminals are those of hostile/pty, and hostile/scan looks through what they were sent.
set -u

tools=$builddir/tests/hostile
collection=$srcdir/tests/cases/collection
. "$srcdir/tests/support/problems.sh"
problem_lines=12

sanitizers_to_files
export TERM=xterm-256color LC_ALL=C.UTF-8
unset LANG LINES COLUMNS NO_COLOR

# The tests below say in $what, in a few words, what they are trying; in $ascii that only ASCII may
# come out of it.
what=
ascii=

# on_terminal ROWSxCOLUMNS COMMAND...: run it on a terminal of its own, doing what standard input
# says. How it ended is then in $work/ended, what the terminal was sent in $work/stream.
on_terminal() {
	window=$1
	shift
	timeout -k 1 60 "$tools/pty" -s "$window" -o "$work/stream" "$@" >"$work/ended" ||
		problem "$what: $(head -n 1 "$work/ended")"
}

# reader ROWSxCOLUMNS [NAME=VALUE]...: the same for the reader, in that environment.
reader() {
	window=$1
	shift
	on_terminal "$window" env "$@" "$DOSSIER" -C "$collection"
}

# look_around ROWSxCOLUMNS [NAME=VALUE]...: the reader, with a bit of everything.
look_around() {
	reader "$@" <<-'END'
	see harbour
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
	type qQ
	END
}

# ended HOW: it ended like that, the terminal is as it was, and was sent only what it may be.
ended() {
	grep -qE "^ended ($1)\$" "$work/ended" ||
		problem "$what: $(head -n 1 "$work/ended"), not $1"
	grep -qx 'modes same' "$work/ended" || problem "$what: the terminal is not as it was"
	"$tools/scan" $ascii --tty "$work/stream" >>"$work/problems" || problem "$what: sent that"
}

# The screen was given back, as xterm does it.
gave_back() {
	tail -c 300 "$work/stream" | grep -q "$(printf '\033\\[?1049l')" ||
		problem "$what: the screen is not given back"
}

# said TEXT: a sentence of ours with that text, and no sequence.
said() {
	tr -d '\r' <"$work/stream" >"$work/sentence"
	"$tools/scan" --text "$work/sentence" >>"$work/problems" || problem "$what: said that"
	grep -q "^dossier: .*$1" "$work/sentence" ||
		problem "$what: said $(head -n 1 "$work/sentence")"
}

# judge STATUS: the exit status of a command, whose streams are in $work/out and $work/err.
judge() {
	[ "$1" -le 3 ] || problem "$what: status $1"
	"$tools/scan" $ascii --text "$work/out" "$work/err" >>"$work/problems" ||
		problem "$what: wrote that"
}

# ── Kinds of terminals ─────────────────────────────────────────────────────

long=$(printf '%5000s' '' | tr ' ' x)
for type in '' unknown no-such-terminal "$long" "$(printf 'xterm\033]0;owned\007')" \
	"$(printf 'x\233\302\233')" ../../etc/passwd 'xterm;id' - 'xterm xterm' \
	"$(printf 'xterm\nxterm')"
do
	what="TERM='$(printf '%.20s' "$type")'"
	# Of a type that it does not know ncurses keeps what it took: no leak is looked for.
	reader 24x80 TERM="$type" ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=0" </dev/null
	ended 'exit 2'
	said ''
done
what='without TERM'
on_terminal 24x80 env -u TERM "$DOSSIER" -C "$collection" </dev/null
ended 'exit 2'
said 'TERM is not set'
report 'a TERM that cannot be used is refused with a sentence'

# Those of Debian's ncurses-base, and some that others have; tput knows what is there.
for type in vt100 vt102 vt220 ansi linux xterm xterm-color xterm-256color xterm-mono rxvt \
	rxvt-unicode screen screen-256color tmux tmux-256color wsvt25 pcansi Eterm
do
	what=TERM=$type
	tput -T $type longname >/dev/null 2>&1 || continue
	look_around 24x80 TERM=$type
	ended 'exit 0'
done
report 'every kind of terminal is sent what it knows'

ascii=--ascii
for type in vt100 linux xterm; do
	what="TERM=$type in C"
	look_around 24x80 TERM=$type LC_ALL=C
	ended 'exit 0'
done
ascii=
report 'without UTF-8 all of it is ASCII'

has_colours() { grep -qE "$(printf '\033')\\[([0-9;]*;)?[34][0-8][;m]" "$work/stream"; }
what=NO_COLOR
look_around 24x80 NO_COLOR=1
ended 'exit 0'
! has_colours || problem 'NO_COLOR: colours are sent'
what='--color never'
on_terminal 24x80 "$DOSSIER" --color never -C "$collection" <<'END'
see harbour
type Q
END
ended 'exit 0'
! has_colours || problem '--color never: colours are sent'
what='--theme mono'
on_terminal 24x80 "$DOSSIER" --theme mono -C "$collection" <<'END'
see harbour
type Q
END
ended 'exit 0'
! has_colours || problem '--theme mono: colours are sent'
what=config.yaml
printf 'theme: mono\nbind: {Z: quit, x: tre}\n' >"$work/config.yaml"
on_terminal 24x80 env DOSSIER_CONFIG="$work/config.yaml" "$DOSSIER" -C "$collection" <<'END'
see config.yaml:2:20: there is no action
type Z
END
ended 'exit 0'
! has_colours || problem 'config.yaml: colours are sent'
look_around 24x80
has_colours || problem 'no colours are sent at all'
report 'NO_COLOR, --color never, --theme mono and a config.yaml with it send no colours'

# A letter of some look, the end of that look, and then a blank: the blank could have had it.
what='a first screen'
reader 24x80 <<'END'
see harbour
settle
type Q
END
ended 'exit 0'
changes=$(LC_ALL=C grep -acE "$(printf '[a-z]\033\\(B\033\\[m ')" "$work/stream")
[ "$changes" = 0 ] || problem "$what: $changes lines turn a look off for a blank"
report 'no look is turned off for a blank behind a word'

# ── No terminal ────────────────────────────────────────────────────────────

# in_shell WORDS: a line of shell on a terminal; "$0" is the program, "$1" the collection.
in_shell() {
	what=$1
	on_terminal 24x80 sh -c "$1" "$DOSSIER" "$collection"
}
for streams in '</dev/null' '>/dev/null' '<&-' '>&-' '<&- >&-' '>/dev/full'; do
	in_shell "\"\$0\" -C \"\$1\" $streams" </dev/null
	ended 'exit 2'
	said 'needs a terminal'
done
in_shell '"$0" -C "$1" <&- >&- 2>&-' </dev/null
ended 'exit 2'
in_shell '"$0" -C "$1" | cat' </dev/null
said 'needs a terminal'
report 'the reader starts on a terminal only'

for streams in '<&-' '2>&-' '<&- 2>&-' '>&-' '<&- >&- 2>&-'; do
	for command in list 'show no-such' 'check' 'list --format json'; do
		what="$command $streams"
		eval "\"\$DOSSIER\" -C \"\$collection\" $command \
			>\"\$work/out\" 2>\"\$work/err\" $streams"
		judge $?
	done
done
in_shell 'exec "$0" -C "$1" 2>&-' <<'END'
see harbour
settle
type Q
END
ended 'exit 0'
report 'closed descriptors do no harm'

: >"$work/out"
what='a full disk'
"$DOSSIER" -C "$collection" list >/dev/full 2>"$work/err"
[ $? = 3 ] || problem "$what: not status 3"
grep -q '^dossier: .*standard output' "$work/err" || problem "$what: $(cat "$work/err")"
what='a pipe that nobody reads'
"$DOSSIER" -C "$collection" show harbour-contract 2>"$work/err" | head -n 1 >/dev/null
[ ! -s "$work/err" ] || problem "$what: $(cat "$work/err")"
what='eight descriptors'
(ulimit -n 8 && exec "$DOSSIER" -C "$collection" list) >"$work/out" 2>"$work/err"
judge $?
what='no file may grow'
(ulimit -f 0 && exec "$DOSSIER" -C "$collection" list) >/dev/null 2>"$work/err"
[ $? = 0 ] || problem "$what: $(cat "$work/err")"
report 'what cannot be written is said, once'

# ── Locales and homes ──────────────────────────────────────────────────────

# try_locale NAME: a command and the reader in it; $ascii says what may come.
try_locale() {
	what="LC_ALL=$(printf '%.20s' "$1")"
	LC_ALL=$1 "$DOSSIER" -C "$collection" list >"$work/out" 2>"$work/err"
	judge $?
	[ -s "$work/out" ] || problem "$what: nothing was written"
	look_around 24x80 LC_ALL="$1"
	ended 'exit 0'
}
for locale in C.UTF-8 C.utf8; do
	try_locale "$locale"
done
ascii=--ascii
for locale in C POSIX xx_XX.UTF-8 ../../etc/passwd "$long" "$(printf '\033]0;owned\007')"; do
	try_locale "$locale"
done
ascii=
report 'every locale gives UTF-8 or ASCII'

: >"$work/a-file"
mkdir "$work/shut" "$work/empty"
chmod 500 "$work/shut"
for home in '' "$work/no/such/home" "$work/a-file" "$work/shut" "$work/empty" relative/home \
	"$work/$(printf '\033]0;x\007')/home"
do
	what="HOME=$home"
	look_around 24x80 HOME="$home" XDG_CACHE_HOME="$home" XDG_CONFIG_HOME=relative \
		XDG_STATE_HOME="$home/state" XDG_RUNTIME_DIR=
	ended 'exit 0'
done
what='without HOME'
look_around 24x80 -u HOME -u XDG_CACHE_HOME -u XDG_STATE_HOME
ended 'exit 0'
# Root writes where others cannot.
[ "$(id -u)" = 0 ] || [ -z "$(ls "$work/shut")" ] || problem 'something was written into a shut folder'
[ "$(echo "$work"/empty/*)" = "$work/empty/dossier $work/empty/state" ] ||
	problem 'something else than the store and the notes was written'
[ ! -e "$work/no" ] || problem 'a home was made'
report 'a home that is none does no harm'

# ── Windows ────────────────────────────────────────────────────────────────

for window in 0x0 0x80 24x0 1x1 1x80 24x1 2x2 3x10 10x3 5x40 10x10 12x40 24x79 24x80 24x119 \
	24x120 65535x1 1x65535
do
	what=$window
	reader "$window" <<-'END'
	settle
	type j
	settle
	type /port
	settle
	type \r
	settle
	type \tf
	settle
	type \x03?
	settle
	type Q\x03Q
	END
	ended 'exit 0'
done
report 'it starts in windows of every size'

what='24x80'
look_around 24x80
usual=$(sed -n 's/^peak //p' "$work/ended")
for window in 500x1000 65535x65535; do
	what=$window
	reader "$window" <<-'END'
	see harbour
	settle
	type j
	settle
	type Q
	END
	ended 'exit 0'
	peak=$(sed -n 's/^peak //p' "$work/ended")
	[ "$peak" -le $((usual + 98304)) ] || problem "$what: $peak KiB, where $usual are usual"
done
report 'a window without end does not take memory without end'

what='from 1x1 to 10x10'
{
	echo 'see harbour'
	for rows in 1 2 3 4 5 6 7 8 9 10; do
		for columns in 1 2 3 4 5 6 7 8 9 10; do
			printf 'size %sx%s\ntype j\\x0c\nsettle\n' $rows $columns
		done
	done
	printf 'size 0x0\nsettle\nsize 65535x65535\nsettle\n'
	printf 'size 24x80\ntype \\x0c\nsee harbour\ntype Q\n'
} >"$work/steps"
reader 24x80 <"$work/steps"
ended 'exit 0'
report 'it goes through windows of a hundred sizes, and back'

what='a storm'
awk 'BEGIN {
	print "see harbour"
	for (i = 1; i <= 1000; i++)
		printf "size %dx%d\n%s", i * 31 % 70, i * 47 % 200, i % 50 ? "" : "type j\nsettle\n"
	print "size 24x80\ntype \\x0c\nsee harbour\ntype Q"
}' >"$work/steps"
reader 24x80 <"$work/steps"
ended 'exit 0'
report 'it weathers a storm of sizes'

for value in 65535 0 -1 abc '' 99999999999999999999; do
	what="LINES and COLUMNS '$value'"
	look_around 24x80 LINES="$value" COLUMNS="$value"
	ended 'exit 0'
	env LINES="$value" COLUMNS="$value" "$DOSSIER" -C "$collection" show harbour-contract \
		>"$work/out" 2>"$work/err"
	judge $?
done
report 'LINES and COLUMNS are taken for what they are'

# ── Tables ─────────────────────────────────────────────────────────────────

# What is read is cut to the terminal; what is copied is not, even where it is all of a longer line.
for columns in 40 60 80 120; do
	for words in timeline 'list event' 'list claim' list; do
		what="$words on $columns columns"
		# shellcheck disable=SC2086 # words are words
		on_terminal 24x$columns env NO_COLOR=1 "$DOSSIER" -C "$srcdir/content" $words </dev/null
		tr -d '\r' <"$work/stream" >"$work/rows"
		widest=$(grep -v '^ *[a-z0-9.-]*$' "$work/rows" | wc -L)
		[ "$widest" -le "$columns" ] || problem "$what: a row has $widest"
		# shellcheck disable=SC2086
		"$DOSSIER" -C "$srcdir/content" $words --format json |
			sed -n 's/^ *"id": "\(.*\)",$/\1/p' | sort -u >"$work/ids"
		tr -cs 'a-z0-9.-' '\n' <"$work/rows" | sort -u >"$work/seen"
		[ -s "$work/ids" ] || problem "$what: there are no ids"
		comm -23 "$work/ids" "$work/seen" >"$work/cut"
		[ ! -s "$work/cut" ] || problem "$what: no $(head -n 1 "$work/cut")"
	done
done
report 'the rows of a table fit the terminal, and no id is cut'

# ── How it ends ────────────────────────────────────────────────────────────

for name in HUP INT QUIT TERM PIPE USR1 USR2 SEGV ABRT BUS FPE ILL ALRM; do
	what=SIG$name
	printf 'see harbour\nsettle\nsignal %s\n' $name >"$work/steps"
	reader 24x80 <"$work/steps"
	ended "signal $name"
	gave_back
done
report 'whatever signal ends it, the terminal is as it was'

for name in TERM HUP INT; do
	what="SIG$name in a prompt"
	printf 'see harbour\nsettle\ntype /lind\nsettle\nsignal %s\n' $name >"$work/steps"
	reader 24x80 <"$work/steps"
	ended "signal $name"
	gave_back
	what="SIG$name at the start"
	echo "signal $name" >"$work/steps"
	reader 24x80 <"$work/steps"
	ended "signal $name"
done
report 'a signal at an odd moment does the same'

what='SIGTSTP and SIGCONT'
reader 24x80 <<'END'
see harbour
settle
signal TSTP
settle
signal CONT
settle
type \x0c
see harbour
type Q
END
ended 'exit 0'
report 'it goes on behind SIGTSTP and SIGCONT'

# gone WORDS [STEPS]: a hang-up ends what in_shell starts, within a second.
gone() {
	printf 'see harbour\nsettle\n%shangup\n' "${2-}" >"$work/steps"
	in_shell "$1" <"$work/steps"
	waited=$(sed -n 's/^waited //p' "$work/ended")
	[ "${waited:-9999}" -le 1000 ] || problem "$what: goes on: $(head -n 1 "$work/ended")"
}
for time in 1 2 3; do
	gone 'exec "$0" -C "$1"'
	gone 'trap "" HUP; exec "$0" -C "$1"'
	gone 'trap "" HUP INT TERM PIPE; exec "$0" -C "$1"' 'type /li
settle
'
done
report 'it ends when the terminal is gone, even where SIGHUP is ignored'

finish
