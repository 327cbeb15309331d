#!/bin/sh
# bench.sh: what measures the program works: collections come out the same each time, and each tool
# says what it promises of a small one. No time is judged here; "make bench" does. Prints TAP.
set -u

tools=$builddir/tests/bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export TERM=vt100 DOSSIER_CACHE="$work/cache"
number=0

# expect WHAT EXPECTED ACTUAL: one test; on failure both.
expect()
{
	number=$((number + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		printf 'expected: %s\nfound: %s\n' "$2" "$3" | sed 's/^/# /'
	fi
}

# shape: standard input with an N for each number that is not negative.
shape() { sed 's/\([0-9][0-9]*\)\(\.[0-9]*\)\{0,1\}/N/g'; }

# count: the lines of standard input.
count() { wc -l | tr -d ' '; }

# status COMMAND ARG...: of a command whose words do not matter.
status()
{
	"$@" >/dev/null 2>&1
	echo $?
}

generate() { "$tools/generate" "$@" 2>&1; }
generate -n 1000 -o one
generate -n 1000 -o two
generate -n 1000 -s 2 -o three
generate -n 1000 -k 300 -o packed
find one -name '*.yaml' | sort >files

expect 'the same arguments give the same collection' '' "$(diff -r one two)"
expect 'another seed gives another one' 1 "$(status diff -rq one three)"
expect 'dossiers are packed as many a file as is said' 4 "$(find packed -name '*.yaml' | count)"
expect 'a packed collection has the same dossiers' \
	"$("$DOSSIER" -C one list | sort | cksum)" "$("$DOSSIER" -C packed list | sort | cksum)"
expect 'there is nothing wrong in it' 0 \
	"$("$DOSSIER" -C one stats | sed -n 's/^findings: error *//p')"
dossiers=$("$DOSSIER" -C one stats | sed -n 's/^dossiers *//p')

expect 'bare reads each file' '1000 files, N events' "$("$tools/bare" files | sed 's/, .* /, N /')"
expect 'one thread finds as many events as four' "$("$tools/bare" -j 1 files)" \
	"$("$tools/bare" -j 4 files)"
printf 'a: [\n' >broken.yaml
echo broken.yaml >broken
expect 'bare does not pass over a broken file' 3 "$(status "$tools/bare" broken)"
echo absent.yaml >broken
expect 'bare does not pass over a missing file' 3 "$(status "$tools/bare" broken)"

"$tools/sheet" names one >names
"$tools/sheet" table one >table
"$tools/sheet" keys 3 one >keys
expect 'a sheet has the name of each dossier' "$dossiers" "$(count <names)"
expect 'a sheet has a line of four columns for each dossier' "$dossiers" \
	"$(awk -F '\t' 'NF == 4' table | count)"
expect 'a sheet has the text of a dossier' 1 \
	"$(grep '^person-0	Tane Gadagaga	' table | grep -c 'semane tagamaru')"
expect 'three names are typed letter by letter' 3 "$(grep -c '^.$' keys)"

expect 'typing times each key' "N N N $(count <keys)" \
	"$("$tools/typing" keys one | awk '{ print ($1 <= $2 && $2 <= $3 ? "N N N" : $0), $4 }')"
expect 'typing times the first hits of each key' "N N N $(count <keys)" \
	"$("$tools/typing" -f keys one | awk '{ print ($1 <= $2 && $2 <= $3 ? "N N N" : $0), $4 }')"
expect 'typing does not pass over an option that it does not know' 2 \
	"$(status "$tools/typing" -x keys one)"
expect 'the switcher is asked for a name' 'Tane Gadagaga' \
	"$("$tools/typing" -s gadagaga one | head -n 1)"

expect 'paths are searched in two ways' 'N N N N' "$("$tools/path" 50 1 one | shape)"

expect 'turns compares two commands' 'N N N N N N' "$("$tools/turns" true -- true | shape)"
"$tools/turns" -r 3 -p 'echo again >>prepared' true -- true >/dev/null
expect 'turns prepares each run' 6 "$(count <prepared)"
expect 'turns does not pass over a command that fails' 3 "$(status "$tools/turns" true -- false)"
expect 'turns waits for a first screen' 'N N N N N N' \
	"$("$tools/turns" -s -r 1 "$DOSSIER" -C one -- "$DOSSIER" -C one 2>&1 | shape)"
expect 'turns sees a program that shows none' 3 "$(status "$tools/turns" -s true -- true)"
expect 'readers act and are weighed' 'N N' \
	"$("$tools/readers" -n 2 -a 4 "$DOSSIER" -C one 2>&1 | shape)"

# A terminal that says what is typed, and no more. Ten bytes at 9600 bit/s take ten milliseconds, there
# as well as back, and the way there and back takes two hundred.
echo_keys='stty raw -echo; echo ready; exec cat'
"$tools/line" key=a key=b ten=0123456789 _=abc -- sh -c "$echo_keys" >pressed
expect 'line counts what each key sends, and all of them' 'start 6, key 2 1, ten 1 10, all 3 1' \
	"$(awk '$1 == "start" { printf "start %s", $2 } NF == 7 { printf ", %s %s %s", $1, $2, $3 }' \
		pressed)"
"$tools/line" -w 9600,200 ten=0123456789 -- sh -c "$echo_keys" >pressed
expect 'a line of 9600 bit/s takes the time that it takes' yes \
	"$(awk '$1 == "ten" { print ($6 >= 220 && $6 < 400 ? "yes" : $6) }' pressed)"
expect 'who sleeps wakes up for nobody' 'idle 0 0' \
	"$("$tools/line" -i 1 -- sh -c "$echo_keys" | grep '^idle')"
expect 'line does not pass over a program that ends' 3 "$(status "$tools/line" key=a -- true)"

# measure ROW [TARGET]: the table of one row.
measure()
{
	ROWS=$1 ROUNDS=1 RECORD='' BENCH_DATA=$work/data \
		sh "$srcdir/tests/bench/measure.sh" "${2-smoke}"
}

(cd "$builddir" && measure build) >row 2>&1
expect 'measuring prints a row' 1 "$(grep -c '^cold build, 1 k .* \(kept\|missed\)$' row)"
(cd "$builddir" && measure build) >/dev/null 2>&1
expect 'measuring says whether a goal was missed' $? \
	"$(sed -n 's/^\([0-9]*\) missed$/\1/p' data/smoke.table)"
(cd "$builddir" && measure real bench) >row 2>&1
expect 'files that are not there are not measured, and it says so' 1 \
	"$(grep -c '^real files  *not measured: BENCH_REAL names no folder' row)"
(cd "$builddir" && ROUNDS=1 RECORD='' BENCH_DATA=$work/data \
	sh "$srcdir/tests/bench/line.sh" smoke-line) >row 2>&1
expect 'what a key sends is measured' 1 "$(grep -c '^smoke: a line down .* kept$' row)"
mkdir bin
ln -s "$(command -v dirname)" "$(command -v sh)" bin
(cd "$builddir" && PATH=$work/bin && measure edit bench) >row 2>&1
expect 'a peer that is not installed is named with its package' \
	"3 make bench: not installed: git (the names of Debian's packages)" "$? $(cat row)"
echo "1..$number"
