#!/bin/sh
# watch.sh: files that change while somebody reads them, on a real terminal, which is tmux. Prints
# TAP.
#
# No key is pressed between a change of a file and its change on the screen.
set -u

. "$srcdir/tests/support/tmux.sh"

collection=$work/collection
export TERM=screen-256color

# write_person FILE NAME BORN: as editors do, another file that is renamed.
write_person() {
	cat >"$collection/$1~" <<-PERSON
	id: ada
	kind: person
	name: $2
	summary: Born in $3.
	PERSON
	mv "$collection/$1~" "$collection/$1"
}

start_reader() {
	type_line "clear; '$DOSSIER' -C '$collection' $*; echo status-is-\$?-now"
	until_true shows "Ada Quill" || report no "the reader starts"
}
end_reader() {
	keys q
	sees "status-is-0-now" "$1"
}

mkdir -p "$collection/people" "$collection/places"
write_person people/ada.yaml "Ada Quill" 1801
printf 'id: port\nkind: place\nname: The Port\n' >"$collection/places/port.yaml"
start_shell 100 24

start_reader ada
sees "Born in 1801" "a dossier is shown"
write_person people/ada.yaml "Ada Quill" 1802
sees "Born in 1802" "its file is edited: the screen changes by itself"
sees "1 file read anew: people/ada.yaml" "and says so"
printf 'id: ada\nkind: person\nname: [Ada Quill\nsummary: Half.\n' >"$collection/people/ada.yaml"
sees "is broken: until it is mended" "a broken edit is told of"
sees "people/ada.yaml:" "with its place"
sees "Born in 1802" "and leaves what is read as it was"
write_person people/ada.yaml "Ada Quill" 1803
sees "Born in 1803" "once mended it is shown"
sees_no "is broken" "and is broken no more"
mkdir "$collection/ships"
printf 'id: ship\nkind: object\nname: The Gull\n' >"$collection/ships/gull.yaml"
sees "1 file read anew: ships/gull.yaml" "a file in a new folder is found"
keys "/"
keys -l "quill"
until_true shows "/quill" || report no "a search is typed"
write_person people/ada.yaml "Ada Quill" 1804
printf 'id: port\nkind: place\nname: The Old Port\n' >"$collection/places/port.yaml"
keys -l " ada"
sees "/quill ada" "what is typed meanwhile is kept"
keys Escape
sees "Born in 1804" "what changed meanwhile is shown behind it"
rm "$collection/places/port.yaml"
sees "1 file is gone: places/port.yaml" "a file that is gone is told of"
rm "$collection/people/ada.yaml"
sees "'ada' is no longer in the collection" "as is the dossier that is read"
write_person people/ada.yaml "Ada Quill" 1805
sees "1 file read anew: people/ada.yaml" "and it comes back"
end_reader "q ends it with status 0"

start_reader --no-cache ada
write_person people/ada.yaml "Ada Quill" 1806
sees "Born in 1806" "with --no-cache what changes is seen as well"
end_reader "and it ends as ever"

# The last thing that a look would do is to say so in the log: with --no-watch there is none.
type_line "export DOSSIER_LOG='$work/log'"
start_reader --no-watch ada
write_person people/ada.yaml "Ada Quill" 1807
keys "?"
sees "j, Down, C-n  line-down" "with --no-watch one reads as ever"
keys q
until_true shows "Born in 1806" || report no "q closes the help"
end_reader "and it ends as ever"
if grep -q 'watch:' "$work/log"; then report no "and nothing is watched"
else report yes "and nothing is watched"; fi

finish
