#!/bin/sh
# store.sh: many programs and one store. Whatever comes between them, each gives the answer that the
# files give, and the store is whole afterwards. Prints TAP.
set -u

content=$srcdir/content
. "$srcdir/tests/support/problems.sh"

ask() {
	"$DOSSIER" -C "$content" "$@" list --format json </dev/null
}

# later TURNS: after so many turns of nothing.
later() {
	awk -v turns="$1" 'BEGIN { for (n = 0; n < turns * 20000; n++) sum += n }'
}

# no_stray: the store has what belongs there, and nothing else.
no_stray() {
	ls "$work/store" | grep -v -e '\.archive$' -e '\.stamp$' -e '\.lock$' >"$work/left"
	[ ! -s "$work/left" ] || problem "left behind: $(cat "$work/left")"
}

ask --no-cache >"$work/expected" || problem "the files give no answer"
DOSSIER_CACHE=$work/store
DOSSIER_LOG=$work/log
export DOSSIER_CACHE DOSSIER_LOG

i=0
while [ $i -lt 50 ]; do
	i=$((i + 1))
	ask >"$work/answer.$i" 2>&1 &
done
wait
for answer in "$work"/answer.*; do
	cmp -s "$answer" "$work/expected" || problem "another answer: $(head -c 200 "$answer")"
done
built=$(grep -c 'build: packed' "$work/log")
[ "$built" = 1 ] || problem "the collection was built $built times"
report 'of fifty that open it at once, one builds, and all have the answer'

# Killed a little later each time: at the start, within the build, while it is written, at the end.
i=0
while [ $i -lt 40 ]; do
	rm -f "$work"/store/*.stamp
	ask >"$work/answer" 2>&1 &
	victim=$!
	later "$i"
	kill -9 "$victim" 2>/dev/null
	wait "$victim" 2>/dev/null
	ask >"$work/answer" || problem "no answer after kill $i"
	cmp -s "$work/answer" "$work/expected" || problem "another answer after kill $i"
	i=$((i + 1))
done
no_stray
report 'whenever a builder is killed, the next one has the answer, and nothing is left'

# Asked to end, as by Ctrl-C, it ends by that signal. A shell lets what runs in the background
# ignore INT: env, where it can, makes that as it was.
signals=TERM:143
env --default-signal=INT true 2>/dev/null && signals='TERM:143 INT:130'
ended=0
i=0
while [ $i -lt 20 ]; do
	for signal in $signals; do
		rm -f "$work"/store/*.stamp
		if [ "${signal%:*}" = INT ]; then
			env --default-signal=INT "$DOSSIER" -C "$content" stats >/dev/null 2>&1 &
		else
			"$DOSSIER" -C "$content" stats >/dev/null 2>&1 &
		fi
		victim=$!
		later "$i"
		kill -"${signal%:*}" "$victim" 2>/dev/null
		wait "$victim" 2>/dev/null
		status=$?
		case $status in
		"${signal#*:}") ended=$((ended + 1)) ;;
		0) ;;
		*) problem "$signal at $i: status $status" ;;
		esac
		no_stray
	done
	i=$((i + 1))
done
[ "$ended" -gt 0 ] || problem "none was ended"
ask >"$work/answer" || problem "no answer after signals"
cmp -s "$work/answer" "$work/expected" || problem "another answer after signals"
report 'whenever a builder is asked to end, it does, and nothing is left'

# A file may not grow beyond a few blocks: what cannot be kept is not, and costs no answer.
rm -rf "$work/store"
status=$( (ulimit -f 8; unset DOSSIER_LOG; ask 2>&1 | cmp -s - "$work/expected"; echo $?) )
[ "$status" = 0 ] || problem "another answer where files may not grow"
find "$work/store" -name '*.archive*' >"$work/left"
[ ! -s "$work/left" ] || problem "half a file was kept: $(cat "$work/left")"
report 'a disk that is full costs no answer'

# index [ARG]...: its status in $work/status, what it prints in $work/answer.
index() {
	"$DOSSIER" -C "$content" index "$@" >"$work/answer" 2>&1 </dev/null
	echo $? >"$work/status"
}

# says STATUS WORDS
says() {
	[ "$(cat "$work/status")" = "$1" ] && grep -qF "$2" "$work/answer" ||
		problem "not '$2': status $(cat "$work/status"), $(cat "$work/answer")"
}

(ulimit -f 8; unset DOSSIER_LOG; index)
says 1 'archive cannot be written: File too large'
index --verify
says 1 'nothing is kept'
chmod 777 "$work/store"
index
says 3 "there is no store: $work/store is not used: others can write to it"
index --verify
says 3 "there is no store: $work/store is not used: others can write to it"
chmod 700 "$work/store"
index --no-cache
says 1 'nothing is kept: --no-cache keeps nothing'
index
says 0 'what is kept is as it should be'
report 'who wants it kept is told why it is not'

# A machine may stand still for two seconds between the change and the look; not each time.
mkdir "$work/young"
cp -r "$content/." "$work/young"
tries=20
until touch "$work/young/collection.yaml"
	"$DOSSIER" -C "$work/young" index --format json >"$work/answer" </dev/null
	grep -q '"reason": "a file was changed less than two seconds ago' "$work/answer"; do
	tries=$((tries - 1))
	[ "$tries" -gt 0 ] || { problem "it does not say: $(cat "$work/answer")"; break; }
	rm -f "$work"/store/*.stamp
done
rm -rf "$work/young"
report 'nothing is kept of a file that was changed just now, and that is said'

# Two copies whose files came in different orders, built where everything else differs too.
mkdir "$work/one" "$work/two"
cp -r "$content/." "$work/one"
(cd "$content" && find . -type d | (cd "$work/two" && xargs mkdir -p) &&
	find . -type f | sort -r | while read -r file; do cp "$file" "$work/two/$file"; done)
unset DOSSIER_LOG

# keep COPY NAME [VARIABLE=VALUE]...: build it in a store of its own, and note the archive as NAME.
# Nothing is kept of files that are younger than two seconds: so it is asked for until it is.
keep() {
	copy=$1 name=$2
	shift 2
	rm -rf "$work/store"
	tries=200
	until env "$@" "$DOSSIER" -C "$work/$copy" index >"$work/answer" 2>&1; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || { problem "$copy is not kept: $(cat "$work/answer")"; return; }
		sleep 0.05
	done
	cp "$work"/store/*.archive "$work/$name"
	cmp -s "$work/$name" "$work/archive.first" || problem "$name is another archive"
}

: >"$work/archive.first"
keep one archive.first TZ=UTC
keep two archive.order TZ=UTC
keep one archive.east TZ=Asia/Yangon LC_ALL=C
keep two archive.west TZ=America/New_York LC_ALL=C.UTF-8
keep two archive.faked SOURCE_DATE_EPOCH=1 LC_ALL=POSIX HOME=/ TERM=dumb
env TZ=Asia/Yangon LC_ALL=C "$DOSSIER" -C "$work/two" index --verify >"$work/answer" 2>&1 ||
	problem "it is not what the files give: $(cat "$work/answer")"
cmp -s "$work"/store/*.archive "$work/archive.first" || problem "--verify wrote another archive"
report 'the same files give the same archive, whatever their order, time zone or locale'

# What was kept last is the second copy. Without its files, only what is kept can answer.
cached() {
	"$DOSSIER" -C "$work/two" --cached "$@" </dev/null
}
rm -rf "$work"/two/*
cached list --format json >"$work/answer" || problem "no answer"
cmp -s "$work/answer" "$work/expected" || problem "another answer"
"$DOSSIER" -C "$work/two" list --format json >"$work/answer" </dev/null
! cmp -s "$work/answer" "$work/expected" || problem "who looks does not see that the files are gone"
report '--cached answers from what is kept, without the files'

# A copy that is large enough to be revised, for most of it is a remark. One of its files is edited.
mkdir "$work/three"
cp -r "$content/." "$work/three"
awk 'BEGIN { for (n = 0; n < 40000; n++) print "# " n " is nothing but a line of remark" }' \
	>>"$work/three/people/afp-str.yaml"
: >"$work/archive.first"
keep three archive.first
sed '/^summary:/,$d' "$content/people/min-aung-hlaing.yaml" >"$work/edited"
printf 'summary: Edited by hand just now.\n' >>"$work/edited"
cp "$work/edited" "$work/three/people/min-aung-hlaing.yaml"

three() {
	"$DOSSIER" -C "$work/three" "$@" </dev/null
}
i=0
while [ $i -lt 50 ]; do
	i=$((i + 1))
	DOSSIER_LOG=$work/log.three three show min-aung-hlaing --format json \
		>"$work/shown.$i" 2>&1 &
done
wait
three --no-cache show min-aung-hlaing --format json >"$work/expected.shown"
for shown in "$work"/shown.*; do
	cmp -s "$shown" "$work/expected.shown" ||
		problem "another answer: $(head -c 300 "$shown")"
done
grep -q 'Edited by hand' "$work/expected.shown" || problem "the edit is not shown"
! grep -q 'build: packed' "$work/log.three" || problem "somebody built"
[ "$(grep -c 'revise: ' "$work/log.three")" = 50 ] || problem "not all revised"
cmp -s "$work"/store/*.archive "$work/archive.first" || problem "the store was written to"
report 'of fifty that find one edited file, all read that file, and none builds'

# Who asks for findings has them of all files, and what was built for that is kept.
tries=200
until three check >"$work/answer" 2>&1; ! cmp -s "$work"/store/*.archive "$work/archive.first"; do
	tries=$((tries - 1))
	[ "$tries" -gt 0 ] || { problem "nothing new is kept"; break; }
	sleep 0.05
done
three --cached show min-aung-hlaing | grep -q 'Edited by hand' ||
	problem "what is kept is not of the edited file"
report 'a check builds it anew, and that is kept'

finish
