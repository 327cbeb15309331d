#!/bin/sh
# sources.sh: Makefile.am knows the tree. Each C file, header, fuzzer and test stands in it, and what
# stands in it is there. Prints TAP.
set -eu

# The words of a Makefile.am, its comments left out.
words()
{
	sed 's/^[ \t]*#.*//' "$1/Makefile.am" | tr -s ' \t\134' '[\n*]' | sort -u
}

# What the tree has: sources by their name, programs of one file by the name of the program too.
present()
{
	(cd "$1" && find src ui tests \( -path tests/cases -o -path tests/fuzz/corpus \) -prune -o \
		-type f \( -name '*.[ch]' -o -path 'tests/*.sh' -o -name '*.yaml' -path 'src/*' \) -print)
}

# unlisted TREE: files of the tree that Makefile.am does not name. A test or a fuzzer of one file is
# named without its .c, in the list of those that run.
unlisted()
{
	words "$1" >"$scratch/words"
	present "$1" | sed 's/\(_test\|_fuzz\)\.c$/\1/' | sort |
		grep -vxF -f "$scratch/words" || :
}

# missing TREE: what Makefile.am names as a file of src/, ui/ or tests/ and the tree has not.
missing()
{
	words "$1" | grep -E '^(src|ui|tests)/' | sed 's/\(_test\|_fuzz\)$/&.c/' | grep -E '\.(c|h|sh|yaml)$' |
	while IFS= read -r file; do
		[ -f "$1/$file" ] || echo "$file"
	done
}

number=0
# expect WHAT ACTUAL [EXPECTED]: one test; on failure the lines of ACTUAL.
expect()
{
	number=$((number + 1))
	if [ "$2" = "${3-}" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		echo "$2" | sed 's/^/# /'
	fi
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tree=$(cd "$(dirname "$0")/.." && pwd)

expect 'each source and test stands in Makefile.am' "$(unlisted "$tree")"
expect 'each file that Makefile.am names is there' "$(missing "$tree")"

bad=$scratch/tree
mkdir -p "$bad/src/base" "$bad/ui" "$bad/tests/base"
printf 'list = \\\n\tsrc/base/a.c\t\\\n\tsrc/base/gone.h \\\n\ttests/base/a_test \\\n# src/base/b.c\n' >"$bad/Makefile.am"
touch "$bad/src/base/a.c" "$bad/src/base/b.c" "$bad/ui/c.h" "$bad/tests/base/a_test.c" \
	"$bad/tests/base/d_test.c" "$bad/tests/e.sh"
expect 'a file that no list has is found' "$(unlisted "$bad" | tr '\n' ' ')" \
	'src/base/b.c tests/base/d_test tests/e.sh ui/c.h '
expect 'a name without its file is found' "$(missing "$bad")" 'src/base/gone.h'
echo "1..$number"
