# extract.sh TOP OUTPUT: all that the program says, as a catalogue without translations: the messages
# of src/ and ui/, and the labels of the built-in schema, which the archive hands to message_of.
set -eu

top=$1
output=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Labels as xgettext can read them, in a file whose name then stands in the catalogue.
mkdir -p "$work/src/model"
awk '
/^relations:/ { in_relations = 1 }
/^files:/     { exit }
/^    (label|plural): / {
	sub(/^ *[a-z]+: /, "")
	print "N_(\"" $0 "\")"
}
in_relations && match($0, /label: [^,}]+/)   { print "N_(\"" substr($0, RSTART + 7, RLENGTH - 7) "\")" }
in_relations && match($0, /inverse: [^,}]+/) { print "N_(\"" substr($0, RSTART + 9, RLENGTH - 9) "\")" }
' "$top/src/model/schema.yaml" >"$work/src/model/schema.yaml"

(cd "$top" && find src ui -name '*.[ch]') >"$work/files"
echo src/model/schema.yaml >>"$work/files"
LC_ALL=C sort -o "$work/files" "$work/files"

{
	echo '# All that dossier says; NAME.po has it in the language NAME. See HACKING.'
	xgettext --language=C --from-code=UTF-8 --add-location=file --add-comments=Translators \
		--keyword= --keyword=_ --keyword=N_ --keyword=message_count:1,2 --package-name=dossier \
		--directory="$work" --directory="$top" --files-from="$work/files" --output=- |
		sed -e 1,4d -e '/^"POT-Creation-Date:/d' -e 's/charset=CHARSET/charset=UTF-8/'
} >"$work/all.pot"
mv "$work/all.pot" "$output"
