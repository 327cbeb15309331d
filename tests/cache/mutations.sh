#!/bin/sh
# mutations.sh COUNT: damage what is kept so often, each time in another way, and look whether an
# answer differs (tests/cache/mutation_test.c). Called in the folder of the build, best of one with
# sanitizers: only they see a byte that was read beyond the end. From the environment:
#
#	RECORD          not empty: what came of it goes to tests/cache/RESULTS
#	SANITIZERS      the flags of the compiler that say whether there are any
set -eu

srcdir=$(cd "$(dirname "$0")/../.." && pwd)
count=${1:?usage: mutations.sh COUNT}
results=$srcdir/tests/cache/RESULTS
log=$PWD/tests/cache/mutations.out

status=0
TEST_SECONDS=${TEST_SECONDS:-7200} sh "$srcdir/tests/run" tests/cache/mutation_test "$count" \
	>"$log" 2>&1 || status=$?
commit=$(git -C "$srcdir" describe --always --dirty=' with changes' --exclude '*' \
	2>/dev/null) || commit=none
{
	echo "make mutations, $(date -u +%Y-%m-%d), commit $commit"
	case ${SANITIZERS-} in
	*address*) echo "$count mutations of what is kept, under AddressSanitizer and UBSan" ;;
	*)         echo "$count mutations of what is kept, without sanitizers" ;;
	esac
	sed -n -e 's/^# \([0-9]* .*signed:.*\)/\1/p' -e '/^not ok/p' "$log"
	[ "$status" = 0 ] && echo 'no crash; no answer of damage that was not signed; what is signed and not told by its rows, a build tells' ||
		echo "failed: status $status, see $log"
} >"$log.table"
cat "$log.table"
if [ -n "${RECORD-}" ]; then cp "$log.table" "$results"; fi
exit "$status"
