#!/bin/sh
# run.sh KEYS SEED PROGRAM: the soak (tests/soak.sh), in the environment of tests. Called in the
# folder of the build. From the environment:
#
#	RECORD          not empty: what came of it goes to tests/soak/RESULTS
#	TEST_SECONDS    how long it may take (a day)
set -eu

srcdir=$(cd "$(dirname "$0")/../.." && pwd)
log=$PWD/tests/soak/soak.out
status=0
TEST_SECONDS=${TEST_SECONDS:-86400} sh "$srcdir/tests/run" tests/soak.sh "$@" >"$log" || status=$?
commit=$(git -C "$srcdir" describe --always --dirty=' with changes' --exclude '*' \
	2>/dev/null) || commit=none
{
	echo "make soak, $(date -u +%Y-%m-%d), commit $commit"
	if grep -q __asan_init "$3"; then
		echo "$1 keys from seed $2 on, under AddressSanitizer and UBSan"
	else
		echo "$1 keys from seed $2 on, without sanitizers"
	fi
	sed -n 's/^# \([0-9]* runs, .*\)/\1/p' "$log"
	if [ "$status" = 0 ]; then
		echo 'no crash, no hang, no terminal left behind, no note lost'
	else
		echo "failed: $(grep -c '^not ok' "$log") tests"
	fi
} >"$log.table"
grep -v '^ok\|^1\.\.' "$log" || :
cat "$log.table"
if [ -n "${RECORD-}" ]; then cp "$log.table" "$srcdir/tests/soak/RESULTS"; fi
exit "$status"
