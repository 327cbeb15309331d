#!/bin/sh
# messages.sh: what the program says stands in the catalogue, and who reads another language gets it
# in that. Prints TAP.
set -u

command -v xgettext >/dev/null && command -v msgcmp >/dev/null || {
	echo "1..1"
	echo "not ok 1 - xgettext and msgcmp are here # install the package gettext"
	exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0
failed=0

# check NAME COMMAND...: one test: the command succeeds; what it said is shown if not.
check()
{
	name=$1
	shift
	count=$((count + 1))
	if "$@" >"$work/said" 2>&1; then
		echo "ok $count - $name"
	else
		failed=$((failed + 1))
		sed 's/^/# /' "$work/said"
		echo "not ok $count - $name"
	fi
}

# Whether the catalogue has each message of the sources, and no other.
is_complete()
{
	msgcmp --use-untranslated "$srcdir/po/dossier.pot" "$work/all.pot" &&
	msgcmp --use-untranslated "$work/all.pot" "$srcdir/po/dossier.pot"
}

check "the messages of all sources can be taken out" \
	sh "$srcdir/po/extract.sh" "$srcdir" "$work/all.pot"
check "the catalogue holds them all; else: make update-messages" is_complete
for file in "$srcdir"/po/*.po; do
	check "${file##*/} can be compiled, its formats agree" \
		msgfmt --check --output-file="$work/messages.mo" "$file"
	check "${file##*/} goes with the catalogue; else: make update-messages" \
		msgcmp --use-untranslated --use-fuzzy "$file" "$srcdir/po/dossier.pot"
done

# What stands unmarked in the sources of what people read, and is right so: what is typed, and names
# that nobody sees. A file and a text, both regular expressions.
export TYPED='
^ui/action\.c$                    ^Nothing$
^ui/key(map(_presets)?)?\.c$       ^(([CM]-)?[A-Za-z] [A-Za-z0-9-]+|[A-Z][a-z]+)$
^ui/list_(reading|source)\.c$      ^reading list$
^src/query/page_quotes\.c$         ^(In|At|On|To|By|During|Before|After|From|For|Through)
^src/query/page_sources\.c$         ^The $
^src/query/page_timeline_words\.c$ ^([A-Z][a-z]+|%d (BC|AD)|( |%s )to.*)$
^ui/linear_list_actions\.c$        ^((of|by|about|order) |kind:|link:)
^ui/linear_order\.c$               ^ ?(order|by) $
^ui/linear_name\.c$                ^( (and|to|with) |(of|for|from|between|to|with) )$
^src/query/page_compare(_shared)?\.c$ ^(kind|link):
^ui/list_search\.c$                ^name:
^ui/list_hits\.c$                  ^former id$
^ui/linear_said\.c$               ^(kind:|(claims|quotes) by$|search |(only|asserted|denied) (from|by)$|not $|(not )?(checked|verified)$|un(checked|verified)$)
^ui/list_timeline\.c$              ^c\. 
^ui/pane_help\.c$                  ^bind C-t timeline$
^ui/program\.c$                    ^trap :
^ui/prompt\.c$                     ^(bind|order) $
'

# Files whose words nobody has marked so far, as regular expressions.
export UNREADY='
'

# unmarked TREE: a line "PATH:LINE: TEXT" for each text in TREE that says something, for it has
# letters and a blank, or is a word with a capital, and is no message. Texts behind one another are
# one.
unmarked()
(
	cd "$1" && { find ui -name '*.[ch]'; find src/query -name 'page*.[ch]'; } |
	LC_ALL=C sort | xargs awk '
	BEGIN {
		split("_ N_ message_count", word)
		for (i in word)
			is_of_messages[word[i]]
		split("message_count _Static_assert log_line getenv", word)
		for (i in word)
			is_passed_over[word[i]]
		typed_count = split(ENVIRON["TYPED"], typed, "\n")
		unready_count = split(ENVIRON["UNREADY"], unready, "\n")
	}

	# Beside what printf puts into it, and escapes.
	function says_something(said) {
		gsub(/%[-+ #0]*[0-9*]*(\.[0-9*]*)?[hlzjt]*[a-zA-Z%]/, "", said)
		gsub(/\\([0-7]+|.)/, "", said)
		return (said ~ /[A-Za-z]/ && said ~ / /) || said ~ /^[A-Z][a-z]+$/
	}

	function is_excepted(i, file) {
		for (i = 1; i <= unready_count; i++)
			if (unready[i] != "" && path ~ unready[i])
				return 1
		for (i = 1; i <= typed_count; i++) {
			file = typed[i]
			sub(/ .*/, "", file)
			if (file != "" && path ~ file && text ~ substr(typed[i], match(typed[i], / +/) + RLENGTH))
				return 1
		}
		return 0
	}

	# At the end of a text.
	function judge() {
		if (text != "" && !is_marked && says_something(text) && !is_excepted())
			print path ":" line ": " text
		text = ""
	}

	# Only the first text in the brackets of _ is taken out by xgettext.
	function take_text(more) {
		if (text == "") {
			path = FILENAME
			line = FNR
			is_marked = call[depth] in is_passed_over ||
			            (call[depth] in is_of_messages && before == "(")
		}
		text = text more
	}

	function take_sign(sign) {
		judge()
		if (sign == "(")
			call[++depth] = before
		else if (sign == ")" && depth > 0)
			depth--
	}

	FNR == 1 {
		judge()
		depth = in_comment = 0
	}
	!in_comment && /^[ \t]*#[ \t]*include/ {
		next
	}
	{
		rest = $0
		while (rest != "") {
			if (in_comment) {
				if (!index(rest, "*/"))
					next
				rest = substr(rest, index(rest, "*/") + 2)
				in_comment = 0
			}
			if (!match(rest, /\/\*|\/\/|[A-Za-z_][A-Za-z_0-9]*|[^ \t]/))
				next
			sign = substr(rest, RSTART, RLENGTH)
			rest = substr(rest, RSTART + RLENGTH)
			if (sign == "//")
				next
			if (sign == "/*") {
				in_comment = 1
				continue
			}
			if (sign ~ /["\047]/ && match(rest, "^([^\\\\" sign "]|\\\\.)*" sign)) {
				if (sign == "\"")
					take_text(substr(rest, 1, RLENGTH - 1))
				rest = substr(rest, RLENGTH + 1)
			} else {
				take_sign(sign)
			}
			before = sign
		}
	}
	END {
		judge()
	}
	'
)

all_is_marked()
{
	unmarked "$srcdir" >"$work/unmarked"
	cat "$work/unmarked"
	[ ! -s "$work/unmarked" ]
}

# Texts that are no messages, between some that are, or that say nothing.
write_bad_tree()
{
	mkdir -p "$1/ui" "$1/src/query"
	cat >"$1/ui/workspace.c" <<-'END'
	#include "ui/no such file.h"
	/* "in a comment" and
	 * "on in it" */ int a = f("behind it");  // "another one"
	_Static_assert(1, "a row for each");
	static const char *const words[] = { N_("marked"), "not marked", ":%s ", "link-next", "End" };
	say(_("a long one, "
	      "and more"), "a short \"one\"" /* in between */
	    " and more", '"', "%zu of %zu", "%s (%.*s)", "\033[1m\n");
	say(message_count("%zu line", "%zu lines", n), _(a ? "chosen" : "chosen too"));
	log_line("not for %s", "the reader of it");
	END
	echo 'struct str f(void) { return STR("nobody says so"); }' >"$1/src/query/page_who.c"
	echo 'struct str f(void) { return STR("not to be read"); }' >"$1/src/query/who.c"
	echo 'bool f(void) { return is("bind ") || is("bind it"); }' >"$1/ui/prompt.c"
}

unmarked_there='src/query/page_who.c:1: nobody says so
ui/prompt.c:1: bind it
ui/workspace.c:3: behind it
ui/workspace.c:5: not marked
ui/workspace.c:5: End
ui/workspace.c:7: a short \"one\" and more
ui/workspace.c:8: %zu of %zu
ui/workspace.c:9: chosen too'

catches_what_is_unmarked()
(
	write_bad_tree "$work/tree"
	echo "$unmarked_there" >"$work/expected"
	UNREADY= unmarked "$work/tree" | diff "$work/expected" -
)

check "all that the reader says is marked as a message" all_is_marked
check "a text that is not marked is caught, wherever it stands" catches_what_is_unmarked

# strange FILE: a line "FILE:LINE: TEXT" for each translation with signs that the screen shows as
# their number (no-break blanks, controls of direction), or with a % that its message has not: such a
# message may be a format, of which msgfmt does not know.
strange()
(
	signs='\302[\200-\240\255]|\342\200[\200-\217\250-\257]|\342\201[\240-\257]'
	LC_ALL=C awk -v signs="$(printf "$signs")" '
	/^(#|$)/ { next }
	{ text = $0; sub(/^[^"]*/, "", text) }
	/^msgid / { message = "" }
	/^msg/ { is_message = /^msgid/ }
	is_message { message = message text; next }
	text ~ signs || (message != "\"\"" && message !~ /%/ && text ~ /%/) {
		print FILENAME ":" FNR ": " text
	}' "$1"
)

is_plain()
{
	strange "$1" >"$work/strange"
	cat "$work/strange"
	[ ! -s "$work/strange" ]
}

catches_what_is_strange()
(
	cd "$work" && {
		printf 'msgid ""\nmsgstr "plural=n%%10"\n\nmsgid ""\n"%%s of it"\nmsgstr "%%s"\n\n'
		printf 'msgid "all"\nmsgstr ""\n"100%%"\n\nmsgid "a"\nmsgstr "\302\240\320\260"\n'
	} >strange.po
	printf 'strange.po:10: "100%%"\nstrange.po:13: "\302\240\320\260"\n' >expected
	strange strange.po | diff expected -
)

for file in "$srcdir"/po/*.po; do
	check "${file##*/} has no sign that is not shown, and no format of its own" is_plain "$file"
done
check "a translation with such a sign is caught" catches_what_is_strange

# A reader of Russian. Where gettext itself knows no language, as for LC_ALL=C, English is right.
speak() { LANGUAGE=$1 LC_ALL=C.UTF-8 DOSSIER_MESSAGES=$builddir/po "$DOSSIER" "$2"; }
says() { speak "$1" "$2" | grep -qF -- "$3"; }

if grep -q "^#define ENABLE_NLS" "$builddir/config.h"; then
	check "LANGUAGE=ru is answered in Russian" says ru help "Эта справка или справка одной команды"
fi
check "a language that there is no catalogue of is answered in English" \
	says xx help "This help, or that of one command"

echo "1..$count"
[ "$failed" = 0 ]
