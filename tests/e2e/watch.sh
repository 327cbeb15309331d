#!/bin/sh
# watch.sh: files that change while somebody reads them, on a real terminal, which is tmux. Prints
# TAP.
#
# No key is pressed between a change of a file and its change on the screen. Nothing waits for a
# time: each step waits until what must be on the screen is there.
set -u

command -v tmux >/dev/null || {
	echo "1..1"
	echo "not ok 1 - tmux is here # install the package tmux"
	exit 1
}

work=$(mktemp -d)
socket=$work/tmux
collection=$work/collection
limit=${E2E_SECONDS:-20}
count=0
failed=0
export TERM=screen-256color
unset TMUX

in_tmux() { tmux -S "$socket" -f /dev/null "$@"; }
sweep() {
	in_tmux kill-server 2>/dev/null
	rm -rf "$work"
}
trap sweep EXIT

screen() { in_tmux capture-pane -p -t main; }
keys() { in_tmux send-keys -t main "$@"; }
type_line() {
	keys -l -- "$1"
	keys Enter
}

report() {      # report OK NAME
	count=$((count + 1))
	if [ "$1" = yes ]; then
		echo "ok $count - $2"
	else
		failed=$((failed + 1))
		echo "not ok $count - $2"
		screen 2>/dev/null | sed 's/^/# /'
	fi
}

# until_true COMMAND...: try until it succeeds or the time is up.
until_true() {
	tries=$((limit * 20))
	while [ "$tries" -gt 0 ]; do
		"$@" && return 0
		sleep 0.05
		tries=$((tries - 1))
	done
	return 1
}

shows() { screen | grep -qF -- "$1"; }
shows_not() { ! shows "$1"; }
sees() {        # sees TEXT NAME
	if until_true shows "$1"; then report yes "$2"; else report no "$2"; fi
}
sees_no() {     # sees_no TEXT NAME
	if until_true shows_not "$1"; then report yes "$2"; else report no "$2"; fi
}

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
in_tmux new-session -d -s main -x 100 -y 24 \
	"env -i PATH='$PATH' HOME='$work' LC_ALL=C.UTF-8 TERM=$TERM ${UBSAN_OPTIONS+UBSAN_OPTIONS=$UBSAN_OPTIONS} PS1='ready> ' sh -i"
until_true shows "ready>" || report no "the shell starts"

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
sees "Follow the link, or open what the cursor is on" "with --no-watch one reads as ever"
keys q
until_true shows "Born in 1806" || report no "q closes the help"
end_reader "and it ends as ever"
if grep -q 'watch:' "$work/log"; then report no "and nothing is watched"
else report yes "and nothing is watched"; fi

echo "1..$count"
[ "$failed" = 0 ]
