#!/bin/sh
# terminals.sh: one tour through all views on terminals of several types, sizes and charsets at once.
# Each view must be there on all of them, and look on each as on the first of its size and charset,
# letter by letter, with the cursor at the same place. Who has no colours is sent none, who has only
# ASCII nothing else, and all are given back as they were. Prints TAP.
#
# The terminals are sessions of tmux, which understands what is sent to each of these types: all of
# them descend from the vt100, and what else the types say of themselves (no colours, no alternate
# screen, other ways to move and to erase) is about what may be sent.
set -u

. "$srcdir/tests/support/tmux.sh"

export TERM=xterm-256color

# ── Terminals ──────────────────────────────────────────────────────────────

# A name, columns, rows, and what it is told of itself. The name up to "-" is that of the terminal
# that it must look like.
terminals='
usual              80 24  TERM=xterm-256color
usual-vt100        80 24  TERM=vt100
usual-linux        80 24  TERM=linux
usual-screen       80 24  TERM=screen
usual-tmux         80 24  TERM=tmux
usual-colourless   80 24  TERM=xterm-256color NO_COLOR=1
usual-light        80 24  TERM=xterm-256color DOSSIER_CONFIG=light.yaml
ascii              80 24  TERM=xterm-256color LC_ALL=C
ascii-vt100        80 24  TERM=vt100 LC_ALL=C
ascii-linux        80 24  TERM=linux LC_ALL=C
small              40 12  TERM=xterm-256color
small-vt100        40 12  TERM=vt100
asciismall         40 12  TERM=xterm-256color LC_ALL=C
asciismall-vt100   40 12  TERM=vt100 LC_ALL=C
wide              120 40  TERM=xterm-256color
wide-tmux         120 40  TERM=tmux
large             200 50  TERM=xterm-256color
large-screen      200 50  TERM=screen
'
names=$(echo "$terminals" | awk 'NF { print $1 }')

# on_each COMMAND...: in each session, one after the other.
on_each() {
	for session in $names; do "$@"; done
}

# on_all NAME COMMAND...: one test: the command succeeds in the end in each session.
on_all() {
	name=$1
	shift
	for session in $names; do
		until_true "$@" && continue
		report no "$name: $session"
		return
	done
	report yes "$name"
}

# in_all COMMAND [WORD]...: a command of tmux, for all sessions at once.
in_all() {
	before=$1
	shift
	commands=
	for session in $names; do commands="$commands${commands:+ ; }$before -t $session $*"; done
	set -f
	in_tmux $commands
	set +f
}

# note FILE: the modes of the terminal, and what else a program may leave behind in it.
note_modes() { type_line "stty -a >'$work/of-$session/$1'; echo modes-are'-'noted"; }
add_flags() {
	in_tmux display-message -p -t "$session" '#{alternate_on} #{cursor_flag} #{insert_flag}
#{keypad_cursor_flag} #{keypad_flag} #{mouse_any_flag} #{origin_flag} #{wrap_flag}
#{scroll_region_upper} #{scroll_region_lower}' >>"$work/of-$session/$1"
}
note() {
	on_each note_modes "$1"
	on_each until_true shows modes-are-noted
	on_each add_flags "$1"
}

# The prompt begins with what ends an "ESC ] R", the orig_colors of linux: in any other terminal that
# has begun something longer.
start() {
	set -- $(echo "$terminals" | awk -v name="$session" '$1 == name')
	shift
	mkdir "$work/of-$session"
	echo 'theme: light' >"$work/of-$session/light.yaml"
	start_shell "$@" "HOME='$work/of-$session'" "EDITOR='$work/editor'" "dossier='$DOSSIER'" \
		"collection='$srcdir/tests/cases/collection'" \
		"PS1='$(printf '\033\\')ready> '"
}

read_in_panes() {
	in_tmux pipe-pane -t "$session" "cat >'$work/of-$session/stream'"
	type_line 'cd; clear; "$dossier" -C "$collection"'
}

printf '#!/bin/sh\necho editing\nread line\n' >"$work/editor"
chmod +x "$work/editor"
in_tmux new-session -d -s keeper -x 20 -y 5
on_each start
note before
on_each read_in_panes

# ── Views ──────────────────────────────────────────────────────────────────

# picture SESSION: what is on that screen, and where the cursor is.
picture() {
	in_tmux capture-pane -p -t "$1" \; display-message -p -t "$1" '#{cursor_x},#{cursor_y}'
}

# has TEXT: it is on the screen; has !TEXT: it is not.
has() {
	picture=$(picture "$session")
	case $1 in
	!*) case $picture in *"${1#!}"*) return 1 ;; esac ;;
	*) case $picture in *"$1"*) ;; *) return 1 ;; esac ;;
	esac
}
looks_right() {
	has "$1" || return
	like=${session%%-*}
	[ "$session" = "$like" ] || [ "$picture" = "$(picture "$like")" ]
}

# view NAME TEXT [KEY]...: the keys bring a view with that text, or without it, on all terminals.
view() {
	name=$1
	text=$2
	shift 2
	[ $# = 0 ] || in_all send-keys "$@"
	on_all "$name" looks_right "$text"
}

# outside NAME TEXT [KEY]...: the same where the panes are left, and a terminal without an alternate
# screen still has them above.
outside() {
	name=$1
	text=$2
	shift 2
	in_all send-keys "$@"
	on_all "$name" has "$text"
}

view 'the first dossier'                'contract to deepen'
view 'the file behind it'               'line 1 of 25' '\'
view 'and the dossier again'            '!line 1 of' '\'
view 'who says so'                      'value 5 of 9' r W
view 'who says so, closed'              '!value 5' q
view 'the outline'                      '(beginning)' g O
view 'the outline, closed'              '!(beginning)' q
view 'a switch to another'              'Go to: ada' s ada
view 'another dossier'                  '!Go to' Enter
view 'its dates'                        'by month' d
view 'its dates by day'                 'by day' +
view 'its dates by year'                'by year' - -
view 'its dates in lanes'               'by year, ' z
view 'its dates, closed'                '!by year' q
view 'its connections as a tree'        '2 deep' v
view 'a deeper tree'                    '3 deep' +
view 'a tree, closed'                   '!3 deep' q
view 'the other end of a path'          'Path to: bo' p bo
view 'a path'                           '3 ways' Enter
view 'a path, closed'                   '!3 ways' q
view 'somebody to compare with'         'Compare with: bo' c bo
view 'a comparison'                     'Between the two' Enter
view 'a comparison, closed'             '!Between the two' q
view 'a matrix'                         '2 crossings' M
view 'a matrix of all'                  'All people and events' M
view 'a matrix, closed'                 '!crossings' q
view 'unlinked mentions'                'looked for' u
view 'unlinked mentions, closed'        '!looked for' q
view 'a day on which it was known'      'As known on:' @
view 'what was known'                   'as known on 8 May 2021' 2021-05-08 Enter
view 'what is known'                    '!nown on' @ Enter
view 'connections'                      'Connections: Ada Quill' w
view 'letters at links'                 'follow its link' f
view 'letters at links, left'           '!follow its link' Escape
view 'what to find'                     'Find here:' i
view 'what is found'                    'match 1 of 2' met Enter
view 'a search'                         'Search everything' /
view 'a field, completed'               '/speaker:' spea Tab
view 'its value, completed'             '/speaker:ada-quill' Tab
view 'what matches'                     'for friends' C-u harbour
view 'a match, opened'                  '!/harbour' Enter
view 'a search to be kept'              'Keep as: harbour' S
view 'a search, kept'                   'Kept below the kinds' Enter
view 'a limit'                          'Limit to:' '&'
view 'what is within'                   '1/5 of 6' date:2021 Enter
view 'facets'                           'What is in' F
view 'facets, closed'                   '!What is in' q
view 'all kinds'                        'Your searches' L
view 'the timeline'                     '12/12' T
view 'the findings'                     '1/13' !
view 'the last of them'                 '13/13' G
view 'a reading list of nothing'        'Nothing is on the reading list' R
view 'something to read'                'to read' a
view 'a note'                           'Note:' A
view 'a note, kept'                     'The note is kept' Ask Space her Enter
view 'a mark'                           'Marked as x' m x
view 'home'                             'contract to deepen' H
view 'back at the mark'                 '!contract to deepen' "'" x
view 'a file to write'                  'Write to:' '>'
view 'a file, written'                  'page.txt' page.txt Enter
view 'a command to pipe to'             'Pipe to:' '|'
outside 'what a command prints'         'Press a key' cat Enter
view 'and back'                         '!Press a key' Enter
outside 'an editor'                     'editing' e
view 'and back from it'                 '!editing' Enter
view 'a command'                        'Be shown around' : tou
view 'the tour'                         '1/15' Enter
view 'the tour, left'                   '!1/15' Escape
view 'a key of our own'                 'C-t' : bind Space C- t Space timeline Enter
view 'which works'                      '6/12' C-t
view 'names in several scripts'         'Owner of Lind' s bo Space lind Enter
view 'the keys'                         'One line down' ?
view 'the end of the keys'              'Keys of your own' End
view 'the keys, closed'                 '!Keys of your own' q
outside 'stopped'                       'ready>' C-z
view 'continued'                        '!ready>' fg Enter
in_all send-keys Q
has_a_line() { on_screen | grep -qx 'ready>'; }
on_all 'left for good, with a line for the shell alone' has_a_line

# ── Behind them ────────────────────────────────────────────────────────────

# one NAME COMMAND...: one test: the command succeeds.
one() {
	name=$1
	shift
	if "$@"; then report yes "$name"; else report no "$name"; fi
}
explain() { :; }

on_each type_line 'echo status-is-$?-now'
on_all 'it ends with status 0' shows status-is-0-now
note after
in_all pipe-pane
is_as_before() { cmp "$work/of-$session/before" "$work/of-$session/after"; }
on_all 'every terminal is as it was' is_as_before

# The stream has its end when what was shown last is in it.
is_whole() { grep -q modes-are-noted "$work/of-$session/stream"; }
on_all 'what was sent is here' is_whole
colours=$(printf '\033')'\[([0-9;]*;)?[34][0-8][;m]'
are_painted() {
	for session in $names; do
		! LC_ALL=C grep -qaE "$colours" "$work/of-$session/stream" || echo "$session"
	done
}
echo "$names" | grep -Ev 'vt100|colourless' >"$work/coloured"
are_painted >"$work/painted"
one 'colours are sent to whom they may be, and to nobody else' cmp "$work/coloured" "$work/painted"
bytes_above_ascii() { cat "$work"/of-$1*/stream | LC_ALL=C tr -d '\000-\177' | wc -c; }
one 'ASCII terminals are sent nothing else' [ "$(bytes_above_ascii ascii)" = 0 ]
one 'and the others are' [ "$(bytes_above_ascii usual)" -gt 0 ]

finish
