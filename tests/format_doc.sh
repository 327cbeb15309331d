#!/bin/sh
# format_doc.sh: src/archive/FORMAT says of every struct and section what src/archive/format.h says:
# names, order, sizes, and the offset, size and name of each member. Prints TAP.
set -eu

srcdir=${srcdir:-$(cd "$(dirname "$0")/.." && pwd)}
work=$(mktemp -d "${TMPDIR:-/tmp}/format_doc.XXXXXX")
trap 'rm -rf "$work"' EXIT

# facts_of_header FILE: what the header lays down, one fact a line:
#
#	section NAME TYPE SIZE
#	member STRUCT OFFSET SIZE NAME
#	struct NAME SIZE
facts_of_header()
{
	awk '
	BEGIN {
		size["char"] = size["uint8_t"] = 1
		size["uint16_t"] = 2
		size["uint32_t"] = size["int32_t"] = 4
		size["uint64_t"] = 8
		size["struct text_at"] = size["struct rows_at"] = 8
	}

	# "uint8_t type, search;" or "struct rows_at to, fields;" or "char magic[8];"
	function members(line,   words, count, type, names, i, name, bytes, bracket) {
		sub(/;.*/, "", line)
		gsub(/,[ \t]*/, ",", line)
		count = split(line, words, /[ \t]+/)
		type = words[1] == "struct" ? words[1] " " words[2] : words[1]
		count = split(words[count], names, ",")
		for (i = 1; i <= count; i++) {
			name = names[i]
			bytes = size[type]
			bracket = index(name, "[")
			if (bracket) {
				bytes *= substr(name, bracket + 1) + 0
				name = substr(name, 1, bracket - 1)
			}
			print "member", inside, offset, bytes, name
			offset += bytes
		}
	}

	function end_struct() {
		print "struct", inside, offset
		size["struct " inside] = offset
		inside = ""
	}

	/^enum section \{/ { in_enum = 1; next }
	in_enum && /^\}/ { in_enum = 0 }
	in_enum && /^\tSECTION_[A-Z_]+,/ {
		name = $1
		sub(/,/, "", name)
		type = $3 == "struct" ? $3 " " $4 : $3
		sub(/\[.*/, "", type)
		gsub(/[,:]/, "", type)
		order[++section_count] = name
		type_of[name] = type == "bytes" ? "char" : type
		next
	}

	/^struct (text_at|rows_at) / { next }
	/^struct [a-z_]+ \{.*\};/ {
		inside = $2
		offset = 0
		line = $0
		sub(/^[^{]*\{[ \t]*/, "", line)
		members(line)
		end_struct()
		next
	}
	/^struct [a-z_]+ \{$/ { inside = $2; offset = 0; next }
	inside && /^\};/ { end_struct(); next }
	inside && /^\t[a-z]/ { line = $0; sub(/^\t/, "", line); members(line) }

	END {
		for (i = 1; i <= section_count; i++)
			print "section", order[i], type_of[order[i]], size[type_of[order[i]]]
	}' "$1"
}

# facts_of_document FILE: the same facts, as the document has them.
facts_of_document()
{
	awk '
	# "SECTION_KINDS: struct kind_row, 40 bytes" and "struct section_row, 24 bytes"
	/^SECTION_[A-Z_]+: / {
		line = $0
		name = $1
		sub(/:/, "", name)
		sub(/^[^:]*: /, "", line)
		split(line, part, ", ")
		print "section", name, part[1], part[2] + 0
		inside = part[1]
		if (sub(/^struct /, "", inside))
			print "struct", inside, part[2] + 0
	}
	/^struct [a-z_]+, [0-9]+ bytes$/ {
		inside = $2
		sub(/,/, "", inside)
		print "struct", inside, $3
	}
	/^  +[0-9]+ +[0-9]+  [a-z_]+( |$)/ { print "member", inside, $1, $2, $3 }
	' "$1"
}

# compare KIND WORDS: one test line; the facts of that kind are the same in both, in the same order.
number=0
compare()
{
	number=$((number + 1))
	grep "^$1 " "$work/header" > "$work/header.$1" || :
	grep "^$1 " "$work/document" > "$work/document.$1" || :
	if [ "$1" != section ]; then
		sort -o "$work/header.$1" "$work/header.$1"
		sort -u -o "$work/document.$1" "$work/document.$1"
	fi
	if [ -s "$work/header.$1" ] &&
	   diff "$work/header.$1" "$work/document.$1" > "$work/diff"; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		sed 's/^</# only in format.h:/; s/^>/# only in FORMAT: /; /^#/!d' "$work/diff"
		failed=1
	fi
}

failed=0
facts_of_header "$srcdir/src/archive/format.h" > "$work/header"
facts_of_document "$srcdir/src/archive/FORMAT" > "$work/document"
echo 1..5
compare section "FORMAT has the sections, in their order"
compare struct "FORMAT has the size of each struct"
compare member "FORMAT has each member where it stands"

version=$(sed -n 's/^\tARCHIVE_VERSION = \([0-9]*\),.*/\1/p' "$srcdir/src/archive/format.h")
if sed -n 1p "$srcdir/src/archive/FORMAT" | grep -q "version $version\$"; then
	echo "ok 4 - FORMAT is of version $version"
else
	echo "not ok 4 - FORMAT is of version $version"
	failed=1
fi

# The names that messages use are those of the sections, in words.
sed -n 's/^\t\[\(SECTION_[A-Z_]*\)\].*"\(.*\)".*/\1 \2/p' \
	"$srcdir/src/archive/section.c" > "$work/names"
sed -n 's/^section \([A-Z_]*\) .*/\1/p' "$work/header" |
	awk '{ words = tolower(substr($1, 9)); gsub(/_/, " ", words); print $1, words }' \
		> "$work/expected"
if [ -s "$work/names" ] && cmp -s "$work/names" "$work/expected"; then
	echo "ok 5 - messages call the sections by their names"
else
	echo "not ok 5 - messages call the sections by their names"
	failed=1
fi
exit $failed
