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
