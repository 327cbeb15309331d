#!/bin/sh
# store.sh: many programs and one store. Whatever comes between them, each gives the answer that the
# files give, and the store is whole afterwards. Prints TAP.
set -u

content=$srcdir/content
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0
failed=0
: >"$work/problems"

# report NAME: ok if there has been no problem since the last report.
report() {
	number=$((number + 1))
	if [ -s "$work/problems" ]; then
		failed=$((failed + 1))
		echo "not ok $number - $1"
		head -n 40 "$work/problems" | sed 's/^/# /'
		: >"$work/problems"
	else
		echo "ok $number - $1"
	fi
}

problem() {
	echo "$*" >>"$work/problems"
}

ask() {
	"$DOSSIER" -C "$content" "$@" list --format json </dev/null
}

ask --no-cache >"$work/expected" || problem "the files give no answer"
DOSSIER_CACHE=$work/store
DOSSIER_LOG=$work/log
export DOSSIER_CACHE DOSSIER_LOG

i=0
while [ $i -lt 30 ]; do
	i=$((i + 1))
	ask >"$work/answer.$i" 2>&1 &
done
wait
for answer in "$work"/answer.*; do
	cmp -s "$answer" "$work/expected" || problem "another answer: $(head -c 200 "$answer")"
done
built=$(grep -c 'build: packed' "$work/log")
[ "$built" = 1 ] || problem "the collection was built $built times"
report 'of thirty that open it at once, one builds, and all have the answer'

# Killed a little later each time: at the start, within the build, while it is written, at the end.
i=0
while [ $i -lt 40 ]; do
	rm -f "$work"/store/*.stamp
	ask >"$work/answer" 2>&1 &
	victim=$!
	awk -v turns="$i" 'BEGIN { for (n = 0; n < turns * 20000; n++) sum += n }'
	kill -9 "$victim" 2>/dev/null
	wait "$victim" 2>/dev/null
	ask >"$work/answer" || problem "no answer after kill $i"
	cmp -s "$work/answer" "$work/expected" || problem "another answer after kill $i"
	i=$((i + 1))
done
ls "$work/store" | grep -v -e '\.archive$' -e '\.stamp$' -e '\.lock$' >"$work/left"
[ ! -s "$work/left" ] || problem "left behind: $(cat "$work/left")"
report 'whenever a builder is killed, the next one has the answer, and nothing is left'

# A file may not grow beyond a few blocks: what cannot be kept is not, and costs no answer.
rm -rf "$work/store"
status=$( (ulimit -f 8; unset DOSSIER_LOG; ask 2>&1 | cmp -s - "$work/expected"; echo $?) )
[ "$status" = 0 ] || problem "another answer where files may not grow"
find "$work/store" -name '*.archive*' >"$work/left"
[ ! -s "$work/left" ] || problem "half a file was kept: $(cat "$work/left")"
report 'a disk that is full costs no answer'

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
report 'the same files give the same archive, whatever their order, time zone or locale'

echo "1..$number"
[ "$failed" = 0 ]
