#!/bin/sh
# notes.sh: what somebody has noted, and what may happen to the file that has it. Prints TAP.
set -u

. "$srcdir/tests/support/problems.sh"

# notes STATUS ARG...: call the program; what it says goes to $work/answer and $work/errors.
notes() {
	wanted=$1
	shift
	"$DOSSIER" -C "$work/collection" notes "$@" >"$work/answer" 2>"$work/errors" </dev/null
	status=$?
	[ "$status" = "$wanted" ] ||
		problem "notes $*: status $status: $(head -n 3 "$work/errors")"
}

# complains SENTENCE: that, and nothing else, was told.
complains() {
	echo "dossier: $1" | diff - "$work/errors" >>"$work/problems"
}

# answers WORDS: they stand in the answer.
answers() {
	grep -qF -e "$1" "$work/answer" || problem "no '$1' in the answer: $(cat "$work/answer")"
}

# begin: the journal as it was noted.
begin() {
	rm -rf "$DOSSIER_STATE"
	mkdir -m 700 "$DOSSIER_STATE"
	cp "$srcdir/tests/cases/notes/journal" "$journal"
	chmod 600 "$journal"
}

cp -R "$srcdir/tests/cases/collection" "$work/collection"
chmod -R u+w "$work/collection"

unset DOSSIER_STATE
notes 0 --where
case $(cat "$work/answer") in
"$XDG_STATE_HOME"/dossier/*.journal) ;;
*) problem "the file is $(cat "$work/answer")" ;;
esac
export XDG_STATE_HOME=states
notes 0 --where
case $(cat "$work/answer") in
"$HOME"/.local/state/dossier/*.journal) ;;
*) problem "without XDG_STATE_HOME the file is $(cat "$work/answer")" ;;
esac
export DOSSIER_STATE="$work/state"
notes 0 --where
journal=$(cat "$work/answer")
ln -s collection "$work/link"
[ "$("$DOSSIER" -C "$work/link" notes --where)" = "$journal" ] || problem "a link has another file"
[ "$("$DOSSIER" -C "$work/collection/people.yaml" notes --where)" != "$journal" ] ||
	problem "a file has that of its folder"
notes 1
[ ! -e "$DOSSIER_STATE" ] || problem "reading nothing made a folder"
report 'the file is where the environment says, and is made by a change alone'

begin
printf '30 0123456789abcdef note 2026' >>"$journal"
notes 0
complains "a part of your notes could not be read, and was set aside as $journal.broken-1"
answers 'Ask her about the harbour.'
[ "$(cat "$journal.broken-1")" = '30 0123456789abcdef note 2026' ] || problem "it is not there"
cmp "$journal" "$srcdir/tests/cases/notes/journal" >>"$work/problems"
notes 0
[ ! -s "$work/errors" ] || problem "it is told twice"
report 'what was torn is set aside and told once'

begin
sed 's/Ask her/Ask him/' "$srcdir/tests/cases/notes/journal" >"$journal"
notes 0
complains "a part of your notes could not be read, and was set aside as $journal.broken-1"
answers 'It was [here]'
answers 'Port Haven'
grep -q 'Ask him about' "$journal.broken-1" || problem "what was damaged is lost"
report 'a damage costs what was damaged, and no more'

begin
sed '1s/.*/27 927dfa801e0bc0e0 dossier journal 2/' "$srcdir/tests/cases/notes/journal" >"$journal"
cp "$journal" "$work/newer"
notes 3
complains "$journal: was written by a newer version of dossier, and is left as it is"
cmp "$journal" "$work/newer" >>"$work/problems"
notes 1 --no-state
[ ! -s "$work/errors" ] || problem "--no-state looks at it: $(cat "$work/errors")"
report 'a journal of a newer version is left as it is'

begin
chmod 620 "$journal"
notes 3
complains "$journal: is not used: others can write to it"
report 'a journal that others can write to is not read'

begin
mv "$work/collection" "$work/moved"
[ "$("$DOSSIER" -C "$work/moved" notes 2>&1)" = "" ] || problem "notes moved by themselves"
mv "$journal" "$("$DOSSIER" -C "$work/moved" notes --where)"
"$DOSSIER" -C "$work/moved" notes >"$work/answer" 2>"$work/problems"
answers 'Ask her about the harbour.'
report 'notes follow a collection that was moved when their file is renamed'

finish
