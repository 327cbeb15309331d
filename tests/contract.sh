#!/bin/sh
# contract.sh: what the commands promise to other programs, held against the shipped collection.
# Each answer in JSON is well formed and has the members of the contract; each link is seen from
# both ends. Prints TAP.
set -u

. "$srcdir/tests/support/problems.sh"

content=$srcdir/content
cd "$srcdir/tests/cases" || exit 1

# ask STATUS ARG...: call the program, its answer goes to $work/answer.
ask() {
	wanted=$1
	shift
	"$DOSSIER" "$@" >"$work/answer" 2>"$work/errors" </dev/null
	status=$?
	[ "$status" = "$wanted" ] ||
		problem "dossier $*: status $status: $(head -n 3 "$work/errors")"
}

# Read a JSON document strictly (RFC 8259), and print a line for each value in it:
#
#	PATH	TYPE	VALUE           .hits[].id	string	sergei-lavrov
#
# with strings as they are written. No string can hold a line break, so that a line of the document
# is a line of tokens.
cat >"$work/values.awk" <<'PROGRAM'
function fail(why) {
	print FILENAME ":" FNR ": " why ": " $0
	failed = 1
	exit 1
}

function take(type, value) {
	if (state != "value" && state != "value or end")
		fail("a value is not expected")
	if (depth && in_list[depth])
		path[depth] = path[depth - 1] "[]"
	printf "%s\t%s\t%s\n", path[depth], type, value
	state = depth ? "comma or end" : "nothing"
}

function open_container(type) {
	take(type, "")
	path[depth + 1] = path[depth]
	in_list[++depth] = type == "array"
	state = type == "array" ? "value or end" : "key or end"
}

function close_container(type) {
	if (!depth || in_list[depth] != (type == "array") || state !~ /end$/)
		fail("an end is not expected")
	state = --depth ? "comma or end" : "nothing"
}

function take_string(text) {
	if (state != "key" && state != "key or end") {
		take("string", text)
		return
	}
	if ((objects[depth], text) in seen)
		fail("a key stands twice")
	seen[objects[depth], text]
	path[depth] = path[depth - 1] "." text
	state = "colon"
}

function take_sign(sign) {
	if (sign == "{") {
		open_container("object")
		objects[depth] = ++object
	} else if (sign == "[") {
		open_container("array")
	} else if (sign == "}") {
		close_container("object")
	} else if (sign == "]") {
		close_container("array")
	} else if (sign == ":" && state == "colon") {
		state = "value"
	} else if (sign == "," && state == "comma or end") {
		state = in_list[depth] ? "value" : "key"
	} else {
		fail("\"" sign "\" is not expected")
	}
}

BEGIN {
	state = "value"
	escape = "\\\\([\"\\\\/bfnrt]|u[0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f])"
	string = "^\"([^\"\\\\\001-\037]|" escape ")*\""
	number = "^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?"
}

{
	for (rest = $0;; rest = substr(rest, RLENGTH + 1)) {
		sub(/^[ \t\r]+/, "", rest)
		if (rest == "")
			next
		if (match(rest, string))
			take_string(substr(rest, 2, RLENGTH - 2))
		else if (match(rest, number))
			take("number", substr(rest, 1, RLENGTH))
		else if (match(rest, /^(true|false)/))
			take("boolean", substr(rest, 1, RLENGTH))
		else if (match(rest, /^null/))
			take("null", "")
		else if (match(rest, /^[][{}:,]/))
			take_sign(substr(rest, 1, 1))
		else
			fail("this is no JSON")
	}
}

END {
	if (!failed && (depth || state != "nothing"))
		fail("the document has no end")
}
PROGRAM

# values ARG...: the values of an answer in JSON, to $work/values.
values() {
	ask "$@" --format json
	shift
	LC_ALL=C awk -f "$work/values.awk" "$work/answer" >"$work/values" ||
		problem "dossier $*: $(tail -n 1 "$work/values")"
}

# value PATH: all values with that path.
value() {
	awk -F '\t' -v path="$1" '$1 == path { print $3 }' "$work/values"
}

expect() {      # expect WHAT WANTED FOUND
	[ "$2" = "$3" ] || problem "$1: expected $2, found $3"
}

# members: what the lines of standard input say, each "PATH TYPE...", holds for $work/values: there
# is such an object or list, each has the member, and it is of one of the types.
members() {
	awk -F '\t' '
	NR == FNR {
		split($0, word, " ")
		wanted[word[1]] = " " substr($0, length(word[1]) + 2) " "
		next
	}
	{ found[$1]++ }
	$1 in wanted && !index(wanted[$1], " " $2 " ") { print $1 " is " $2 ": " $3 }
	END {
		for (path in wanted) {
			holder = path
			sub(/([.][a-z_]+|\[\])$/, "", holder)
			if (!found[holder])
				print "there is nothing that could have " path
			else if (path !~ /\]$/ && found[path] != found[holder])
				print path " is there " found[path] + 0 " times, for " found[holder]
		}
	}' - "$work/values" >>"$work/problems"
}

# ── The collection that is shipped ──────────────────────────────────────────────────────────────

ask 0 -C "$content" check --strict
expect "findings" "" "$(grep -E ': (error|warning): ' "$work/answer")"
report "check --strict finds nothing to mend in the shipped collection"

values 0 -C "$content" search lavrov
expect "the first hit" sergei-lavrov "$(value '.hits[].id' | head -n 1)"
report "search lavrov finds Sergei Lavrov first"

values 0 -C "$content" search naypyitaw
expect "the first hit" naypyidaw "$(value '.hits[].id' | head -n 1)"
report "search naypyitaw finds the capital by its other spelling"

values 0 -C "$content" quotes --speaker sergei-lavrov
[ -n "$(value '[].id')" ] || problem "there is none"
expect "who speaks" sergei-lavrov "$(value '[].speaker' | sort -u)"
report "quotes --speaker gives the quotes of that speaker and no others"

# ── The members of each answer ──────────────────────────────────────────────────────────────────

values 0 -C "$content" list
cp "$work/values" "$work/list"
value '[].id' >"$work/ids"
members <<'END'
[].id string
[].kind string
[].name string
[].date string null
[].links number
END
report "list has the members of the contract"

# One dossier of each kind.
: >"$work/shown"
for kind in $(value '[].kind' | sort -u); do
	values 0 -C "$content" list "$kind"
	id=$(value '[].id' | head -n 1)
	values 0 -C "$content" show "$id"
	expect "id" "$id" "$(value .id)"
	expect "kind" "$kind" "$(value .kind)"
	cat "$work/values" >>"$work/shown"
done
values 0 -C "$content" show sergei-lavrov
cat "$work/shown" >>"$work/values"
members <<'END'
.id string
.kind string
.name string
.names array
.names[] object
.names[].text string
.names[].lang string null
.summary string null
.date string null
.fields array
.fields[] object
.fields[].name string
.fields[].label string
.fields[].value string
.fields[].sources array
.body string null
.sources array
.links_out array
.links_out[] object
.links_in array
.links_in[] object
.file string
.line number
END
report "show has the members of the contract for each kind"

values 0 -C "$content" who min-aung-hlaing
members <<'END'
.id string
.kind string
.name string
.file string
.values array
.values[] object
.values[].name string
.values[].label string
.values[].value string
.values[].rank string
.values[].as_of string null
.values[].note string null
.values[].line number
.values[].rests_on string
.values[].sources array
.values[].sources[] object
.values[].sources[].id string null
.values[].sources[].locator string null
.values[].sources[].title string null
.values[].sources[].authors array
.values[].sources[].publisher string null
.values[].sources[].published string null
.values[].sources[].reliability string null
.values[].sources[].reliability_meaning string null
.values[].sources[].derived_from array
.values[].sources[].quotes object
.values[].sources[].who string null
.values[].sources[].stance string null
.values[].against array
.values[].beside array
.values[].claims array
.values[].claims[] object
.values[].claims[].id string
.values[].claims[].text string
.values[].claims[].status string
.values[].claims[].why string
.values[].elsewhere array
END
values 0 -C disputes who mira-sol
expect "what values rest on" "dossier editor own " \
	"$(value '.values[].rests_on' | sort -u | tr '\n' ' ')"
members <<'END'
.values[].against[] object
.values[].against[].value string
.values[].against[].rank string
.values[].against[].sources array
.values[].elsewhere[] object
.values[].elsewhere[].id string
.values[].elsewhere[].relation string
.values[].elsewhere[].differs boolean
.values[].elsewhere[].file string
.values[].elsewhere[].line number
END
report "who has the members of the contract"

values 0 -C "$content" links sergei-lavrov
members <<'END'
[].direction string
[].relation string
[].label string
[].id string
[].kind string
[].name string
[].role string null
[].since string null
[].until string null
[].sources array
END
expect "directions" "in out " "$(value '[].direction' | sort -u | tr '\n' ' ')"
report "links has the members of the contract"

values 0 -C "$content" matrix
members <<'END'
.id null
.rows array
.rows[].id string
.rows[].kind string
.rows[].name string
.rows[].count number
.columns array
.columns[].id string
.columns[].kind string
.columns[].name string
.columns[].count number
.crossings array
.crossings[].row string
.crossings[].column string
.crossings[].sign string null
.crossings[].named boolean
.crossings[].links array
.crossings[].links[].relation string
.signs array
.signs[].sign string
.signs[].relation string
.signs[].label string
.signs[].role string null
.signs[].count number
.rows_total number
.columns_total number
.cut boolean
END
expect "crossings of rows" "$(value '.rows[].count' | awk '{ sum += $1 } END { print sum }')" \
	"$(value '.columns[].count' | awk '{ sum += $1 } END { print sum }')"
report "matrix has the members of the contract, and both its ends count the same"

values 0 -C screens/mentions/collection mentions
members <<'END'
[].of string
[].matched string
[].shared_with array
[].shared_with[] string
[].id string
[].kind string
[].name string
[].field string
[].file string
[].line number
[].sentence string
[].more number
END
report "mentions has the members of the contract"

values 0 -C "$content" search russia --limit 5
members <<'END'
.query string
.total number
.hits array
.hits[] object
.hits[].id string
.hits[].kind string
.hits[].name string
.hits[].score number
.hits[].field string
.hits[].why string
.hits[].snippet string
END
expect "the query" russia "$(value .query)"
expect "hits" 5 "$(value '.hits[].id' | wc -l | tr -d ' ')"
[ "$(value '.hits[].score')" = "$(value '.hits[].score' | sort -rn)" ] || problem "not best first"
report "search has the members of the contract, and the best first"

values 0 -C "$content" quotes
members <<'END'
[].id string
[].text string
[].form string null
[].speaker string null
[].for string null
[].said string null
[].source string null
[].locator string null
[].event string null
[].about array
[].about[] string
[].verified string null
[].verified_on string null
END
quotes=$(value '[].id' | wc -l | tr -d ' ')
report "quotes has the members of the contract"

values 1 -C verified verify --texts texts
members <<'END'
.counts object
.counts.exact number
.counts.normalized number
.counts.not-found number
.counts.no-local-copy number
.counts.too-short number
.quotes array
.quotes[] object
.quotes[].id string
.quotes[].result string
.quotes[].source string null
.quotes[].line number null
END
report "verify has the members of the contract"

values 0 -C "$content" claims
members <<'END'
[].id string
[].text string
[].status string
[].asserted_by array
[].asserted_by[] object
[].asserted_by[].who string null
[].asserted_by[].source string null
[].asserted_by[].locator string null
[].asserted_by[].stance string
END
report "claims has the members of the contract"

values 0 -C "$content" timeline
members <<'END'
[].date string null
[].earliest string null
[].latest string null
[].what string
[].id string
[].name string
END
expect "what is dated" "event published quote relation " \
	"$(value '[].what' | sort -u | tr '\n' ' ')"
report "timeline has the members of the contract"

values 0 -C "$content" tree min-aung-hlaing --depth 2
members <<'END'
.id string
.kind string
.name string
.depth number
.branches array
.branches[] object
.branches[].relation string
.branches[].label string
.branches[].direction string
.branches[].role string null
.branches[].since string null
.branches[].until string null
.branches[].date string null
.branches[].sources array
.branches[].more array
.branches[].id string
.branches[].kind string
.branches[].name string
.branches[].again boolean
.branches[].left_out object
.branches[].branches array
END
expect "its centre" min-aung-hlaing "$(value .id)"
report "tree has the members of the contract"

values 0 -C "$content" compare min-aung-hlaing sergei-lavrov
members <<'END'
.a object
.a.id string
.a.kind string
.a.name string
.b object
.b.id string
.between array
.total number
.shared array
.shared[] object
.shared[].id string
.shared[].kind string
.shared[].name string
.shared[].a array
.shared[].b array
.fields array
.fields[].name string
.fields[].label string
.fields[].a array
.fields[].b array
.fields[].same boolean
.only_a object
.only_b object
END
expect "the two" "min-aung-hlaing sergei-lavrov" "$(value .a.id) $(value .b.id)"
expect "what they share" "$(value .total)" "$(value '.shared[].id' | wc -l | tr -d ' ')"
report "compare has the members of the contract"

cp -R collection "$work/noted"
export DOSSIER_STATE="$work/state"
mkdir -m 700 "$DOSSIER_STATE"
cp notes/journal "$("$DOSSIER" -C "$work/noted" notes --where)"
values 0 -C "$work/noted" notes
members <<'END'
[].id string
[].name string null
[].state string null
[].note string null
[].changed string
END
expect "states" "disputed read to-read " "$(value '[].state' | grep . | sort -u | tr '\n' ' ')"
report "notes has the members of the contract"

values 1 -C corners check
members <<'END'
[].rule string
[].severity string
[].path string
[].line number
[].column number
[].message string
END
expect "severities" "error info warning " "$(value '[].severity' | sort -u | tr '\n' ' ')"
report "check has the members of the contract"

values 0 -C "$content" stats
members <<'END'
.dossiers number
.kinds object
.kinds.person number
.links number
.quotes number
.words number
.bytes number
.files number
.findings object
.findings.error number
.findings.warning number
.findings.info number
END
expect "dossiers" "$(wc -l <"$work/ids" | tr -d ' ')" "$(value .dossiers)"
expect "quotes" "$quotes" "$(value .quotes)"
expect "twice the links" "$(awk -F '\t' '$1 == "[].links" { sum += $3 } END { print sum }' \
	"$work/list")" "$(($(value .links) * 2))"
expect "files" "$(find "$content" -name '*.yaml' | wc -l | tr -d ' ')" "$(value .files)"
report "stats has the members of the contract, and counts what list and quotes give"

values 0 -C "$content" schema
expect "kinds" "person organization place event quote claim source " \
	"$(value '.kinds[].key' | tr '\n' ' ')"
members <<'END'
.relations[].key string
.relations[].label string
.relations[].inverse string
.fields[].key string
.fields[].type string
END
report "schema gives the kinds, fields and relations"

values 0 keys
members <<'END'
[].action string
[].keys array
[].keys[] string
[].help string
END
values 0 help
for command in list show who links path search quotes claims timeline tree compare notes check verify \
	stats cite index keys schema help; do
	value '.commands[].name' | grep -qx "$command" || problem "help does not know $command"
done
report "keys and help are well formed, and help has all commands"

# ── Both ends of each link ──────────────────────────────────────────────────────────────────────

# links_dump COLLECTION: a line for each row of links of each dossier: the direction, the dossier
# that the link starts from, the relation, the one that it leads to, and what is known of it.
links_dump() {
	values 0 -C "$1" list
	value '[].id' >"$work/ids"
	while IFS= read -r id; do
		"$DOSSIER" -C "$1" links --format json -- "$id" >"$work/answer" 2>"$work/errors"
		[ $? -le 1 ] || problem "links $id: $(head -n 3 "$work/errors")"
		LC_ALL=C awk -f "$work/values.awk" "$work/answer" >"$work/values" ||
			problem "links $id: $(tail -n 1 "$work/values")"
		awk -F '\t' -v id="$id" '
		function put() {
			if (row == 0)
				return
			from = of["direction"] == "out" ? id : of["id"]
			to = of["direction"] == "out" ? of["id"] : id
			print of["direction"], from, of["relation"], to, of["role"], of["since"],
			      of["until"], of["date"], of["context"], sources, of["label"]
		}
		BEGIN { OFS = "\t" }
		$1 == "[]" { put(); row++; sources = ""; split("", of) }
		$1 ~ /^\[\]\.[a-z]+$/ { of[substr($1, 4)] = $3 }
		$1 ~ /^\[\]\.sources\[\]\./ { sources = sources "|" $3 }
		END { put() }' "$work/values"
	done <"$work/ids" >"$work/links"
}

# links_pair COLLECTION NAME
links_pair() {
	links_dump "$1"
	for direction in out in; do
		awk -F '\t' -v OFS='\t' -v wanted="$direction" \
			'$1 == wanted { $1 = ""; $NF = ""; print }' "$work/links" |
			sort >"$work/$direction"
	done
	[ -s "$work/out" ] || problem "there are no links"
	diff "$work/out" "$work/in" >>"$work/problems"
	report "each link of $2 is seen from both ends, the same"

	values 0 -C "$1" schema
	awk -F '\t' '
	NR == FNR && $1 == ".relations[].key" { key = $3 }
	NR == FNR && $1 == ".relations[].label" { label["out", key] = $3 }
	NR == FNR && $1 == ".relations[].inverse" { label["in", key] = $3 }
	NR != FNR && label[$1, $3] != $NF { print $1 " " $3 " is called " $NF }' \
		"$work/values" "$work/links" | sort -u >>"$work/problems"
	report "each link of $2 has the label that fits its end"
}

links_pair "$content" "the shipped collection"
links_pair collection "the small collection"
links_pair corners "the odd collection"
links_pair foreign/congress "the foreign collection"

# ── What is kept between calls ──────────────────────────────────────────────────────────────────

# same ARG...: the answer from the files, the answer of who keeps them, and the one from what was
# kept are the same.
same() {
	for cache in --no-cache --format=json --format=json; do
		ask 0 -C "$content" "$cache" --format json "$@"
		[ "$cache" = --no-cache ] && cp "$work/answer" "$work/expected"
		cmp -s "$work/answer" "$work/expected" || problem "dossier $*: another answer"
	done
}

DOSSIER_CACHE=$work/store
export DOSSIER_CACHE
same stats
same list
same show sergei-lavrov
same links myanmar-junta
same search 'min aung'
same quotes
same claims
same timeline
same check
ls "$work/store" | grep -q archive || problem "nothing was kept"
ask 0 -C "$content" --format json index --verify
grep -q '"current": true' "$work/answer" || problem "index: $(cat "$work/answer")"
ask 0 -C "$content" index --where
[ -s "$(cat "$work/answer")" ] || problem "index --where: $(cat "$work/answer")"
: >"$(cat "$work/answer")"
ask 1 -C "$content" index --verify
ask 0 -C "$content" index
ask 0 -C "$content" index --verify
report "answers from what was kept are those from the files"
unset DOSSIER_CACHE

# ── Where there is no collection ────────────────────────────────────────────────────────────────

mkdir "$work/nothing"
cd "$work/nothing" || exit 1
"$DOSSIER" list >"$work/answer" 2>"$work/errors" </dev/null
status=$?
if [ "$status" = 0 ]; then
	report "without a collection there is a sentence # SKIP one is installed here"
else
	expect "status" 3 "$status"
	grep -q '^dossier: there is no collection to open' "$work/errors" ||
		problem "$(cat "$work/errors")"
	report "without a collection there is a sentence"
fi

finish
