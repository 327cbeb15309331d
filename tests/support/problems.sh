# problems.sh: read by the tests that gather what went wrong and report it once for each test: a
# folder of their own in $work, which goes when they end, and their report as TAP.

work=$(mktemp -d)
sweep() {
	chmod -R u+rwX "$work" 2>/dev/null
	rm -rf "$work"
}
trap sweep EXIT
count=0
failed=0
problem_lines=40        # of one test, at most
: >"$work/problems"

# sanitizers_to_files: what sanitizers have to say goes to files, whatever happens to the streams.
sanitizers_to_files() {
	ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}log_path=$work/sanitizer:exitcode=99
	UBSAN_OPTIONS=${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}log_path=$work/sanitizer:exitcode=99
	export ASAN_OPTIONS UBSAN_OPTIONS
}

problem() { printf '%s\n' "$*" >>"$work/problems"; }

# report NAME: ok if there has been no problem since the last report, and no sanitizer said anything.
report() {
	count=$((count + 1))
	for file in "$work"/sanitizer.*; do
		[ ! -e "$file" ] || { head -n 20 "$file" >>"$work/problems" && rm -f "$file"; }
	done
	if [ -s "$work/problems" ]; then
		failed=$((failed + 1))
		echo "not ok $count - $1"
		head -n "$problem_lines" "$work/problems" | cat -v | sed 's/^/# /'
		: >"$work/problems"
	else
		echo "ok $count - $1"
	fi
}
finish() {
	echo "1..$count"
	[ "$failed" = 0 ]
	exit
}
