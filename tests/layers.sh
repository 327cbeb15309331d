#!/bin/sh
# layers.sh: nothing in src/ and ui/ knows more than its layer lets it. The tables here are the rules;
# the awk program below them only reads tables and files. Prints TAP.
set -eu

# A folder, and the folders (or single headers) whose headers it may include.
export LAYERS='
base      base
model     base model
archive   base model archive
build     base model archive build
reader    base model archive reader
query     base model archive query
cache     base model archive build query cache
exchange  base model archive build query exchange
ui        base model archive query reader ui
cli       base model archive build query cache exchange reader cli ui/ui.h ui/keymap.h ui/action.h ui/theme.h
'

# A rule, the system headers that it is about (a regular expression), and the files that may include
# them (another one; "none" for no file).
export HEADERS='
libraries  ^yaml\.h$                                          ^src/build/read\.c$
libraries  ^unicode/                                          ^src/base/icu\.h$
libraries  ^base/icu\.h$                                      ^src/base/(icu|unicode(_form)?)\.c$
libraries  ^jansson\.h$                                       ^src/exchange/json\.c$
libraries  ^nettle/                                           ^src/base/digest\.c$
libraries  ^libintl\.h$                                        ^src/base/message\.c$
libraries  ^n?cursesw?[/.]|^ncurses|^(term|termcap|panel)\.h$ ^ui/terminal_(curses|database)\.c$
network    ^(sys/socket|sys/un|netdb|resolv|ifaddrs)\.h$      none
network    ^(net|netinet|netpacket|arpa|linux/net[a-z]*)/     none
'

# A rule, the functions that it is about, and the files that may call them.
export CALLS='
drawing    (mvw?|w)?(v?printw|add(n?w?str|w?ch|chn?str)|vw_printw)   ^ui/terminal_curses\.c$
printing   (v?f?|vd|d)printf|f?puts|f?putc|putchar|fwrite|perror     ^src/(cli/|base/log\.c$|exchange/json\.c$)|^ui/rescue\.c$
unbounded  v?sprintf|strn?cpy|stpn?cpy|strn?cat|gets|scanf|sscanf    none
leaving    exit|_exit|_Exit|quick_exit                               ^src/cli/main\.c$
'

# What each rule promises.
rules='
layers     no include runs against the layers
libraries  each library has one file that knows it
network    no file knows the network
drawing    only the terminal file draws with curses
printing   only commands, the rescue of the terminal, the log and the JSON writer print
unbounded  no function is called that writes without a limit
leaving    only main ends the program
'

# offences TREE: a line "RULE PATH:LINE: WORD" for each place in TREE that breaks a rule.
offences()
{
	(cd "$1" && find src ui -name '*.[ch]' | sort | xargs awk '
	BEGIN {
		count = split(ENVIRON["LAYERS"], row, "\n")
		for (i = 1; i <= count; i++)
			for (j = split(row[i], word, /[ ]+/); j > 1; j--)
				may_include[word[1], word[j]]
		header_rules = table("HEADERS", header)
		call_rules = table("CALLS", call)
	}

	function table(name, cells,   row, word, count, rules, i) {
		count = split(ENVIRON[name], row, "\n")
		for (i = 1; i <= count; i++) {
			if (split(row[i], word, /[ ]+/) < 3)
				continue
			rules++
			cells[rules, "rule"] = word[1]
			cells[rules, "about"] = word[2]
			cells[rules, "allowed"] = word[3]
		}
		return rules
	}

	function offence(rule, word) {
		print rule, FILENAME ":" FNR ": " word
	}

	# The line without comments and without what stands in quotes.
	function code(line,   out, opening, rest) {
		while (line != "") {
			if (in_comment) {
				if (!index(line, "*/"))
					return out
				line = substr(line, index(line, "*/") + 2)
				in_comment = 0
			}
			if (!match(line, /\/\*|\/\/|["\047]/))
				return out line
			opening = substr(line, RSTART, RLENGTH)
			out = out substr(line, 1, RSTART - 1)
			rest = substr(line, RSTART + RLENGTH)
			if (opening == "//")
				return out
			if (opening == "/*")
				in_comment = 1
			else if (match(rest, "^([^\\\\" opening "]|\\\\.)*" opening))
				rest = substr(rest, RLENGTH + 1)
			line = rest
		}
		return out
	}

	# Ours are written "layer/name.h"; generated ones stand alone.
	function check_our_include(name,   layer) {
		if (name == "config.h" || name ~ /\.inc$/)
			return
		layer = name
		sub(/\/.*/, "", layer)
		if (!((here, layer) in may_include) && !((here, name) in may_include))
			offence("layers", name)
	}

	function check_system_include(name,   i) {
		for (i = 1; i <= header_rules; i++)
			if (name ~ header[i, "about"] && FILENAME !~ header[i, "allowed"])
				offence(header[i, "rule"], name)
	}

	function check_calls(line,   i, word) {
		while (match(line, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
			word = substr(line, RSTART, RLENGTH - 1)
			line = substr(line, RSTART + RLENGTH)
			sub(/[ \t]+$/, "", word)
			for (i = 1; i <= call_rules; i++)
				if (word ~ "^(" call[i, "about"] ")$" && FILENAME !~ call[i, "allowed"])
					offence(call[i, "rule"], word)
		}
	}

	FNR == 1 {
		in_comment = 0
		here = FILENAME
		sub(/^src\//, "", here)
		sub(/\/.*/, "", here)
	}
	!in_comment && /^[ \t]*#[ \t]*include[ \t]*["<]/ {
		name = $0
		sub(/^[^"<]*["<]/, "", name)
		sub(/[">].*/, "", name)
		check_system_include(name)
		if ($0 ~ /^[^<]*"/)
			check_our_include(name)
		next
	}
	{
		check_calls(code($0))
	}')
}

number=0
report()
{
	number=$((number + 1))
	echo "$1 $number - $2"
}

check_tree()
{
	offences "$1" >"$scratch/offences"
	while read -r rule promise; do
		[ -n "$rule" ] || continue
		if grep "^$rule " "$scratch/offences" >"$scratch/found"; then
			report 'not ok' "$promise"
			sed "s/^$rule /# /" "$scratch/found"
		else
			report ok "$promise"
		fi
	done <<-END
	$rules
	END
}

# A tree in which each rule is broken, some in the shy ways, between lines that only look as if.
write_bad_tree()
{
	mkdir -p "$1/src/base" "$1/src/build" "$1/src/query" "$1/src/cli" "$1/ui"
	cat >"$1/src/base/str.c" <<-'END'
	#include "base/str.h"
	#include "model/date.h"
	#  include <sys/socket.h>
	/* printf("in a comment") and
	 * #include "cli/command.h" */
	int format(printf, 3, 4);
	const char *text = "exit(1) \" puts(x)", quote = '"'; int a = puts (text); // gets(a)
	END
	cat >"$1/src/build/read.c" <<-'END'
	#include <yaml.h>
	#include "query/search.h"
	#include "strays.h"
	/* a comment */ void f(void) { /* and */ exit(3); strcpy(a, b); snprintf(a, 3, "b"); }
	END
	cat >"$1/src/query/search.c" <<-'END'
	#include "build/read.h"
	#include "archive/archive.h"
	#include <unicode/uchar.h>
	#include <jansson.h>
	#include <arpa/inet.h>
	#include <nettle/sha2.h>
	#include "base/icu.h"
	END
	cat >"$1/src/cli/main.c" <<-'END'
	#include "ui/ui.h"
	#include "ui/canvas.h"
	#include <netdb.h>
	int main(void) { printf("x"); exit(0); }
	END
	cat >"$1/ui/pane.h" <<-'END'
	#include "cache/cache.h"
	#include "query/search.h"
	#include <ncursesw/curses.h>
	#include <yaml.h>
	static void draw(void) { mvwaddnwstr(w, 0, 0, s, 3); printw("x"); fprintf(stderr, "x"); }
	END
	cat >"$1/ui/terminal_curses.c" <<-'END'
	#include <curses.h>
	static void draw(void) { mvwaddnwstr(w, 0, 0, s, 3); sprintf(a, "x"); }
	END
}

expected_offences='drawing ui/pane.h:5: mvwaddnwstr
drawing ui/pane.h:5: printw
layers src/base/str.c:2: model/date.h
layers src/build/read.c:2: query/search.h
layers src/build/read.c:3: strays.h
layers src/cli/main.c:2: ui/canvas.h
layers src/query/search.c:1: build/read.h
layers ui/pane.h:1: cache/cache.h
leaving src/build/read.c:4: exit
libraries src/query/search.c:3: unicode/uchar.h
libraries src/query/search.c:4: jansson.h
libraries src/query/search.c:6: nettle/sha2.h
libraries src/query/search.c:7: base/icu.h
libraries ui/pane.h:3: ncursesw/curses.h
libraries ui/pane.h:4: yaml.h
network src/base/str.c:3: sys/socket.h
network src/cli/main.c:3: netdb.h
network src/query/search.c:5: arpa/inet.h
printing src/base/str.c:7: puts
printing ui/pane.h:5: fprintf
unbounded src/build/read.c:4: strcpy
unbounded ui/terminal_curses.c:2: sprintf'

check_the_checker()
{
	write_bad_tree "$scratch/tree"
	echo "$expected_offences" >"$scratch/expected"
	offences "$scratch/tree" | LC_ALL=C sort >"$scratch/actual"
	if diff "$scratch/expected" "$scratch/actual" >"$scratch/difference"; then
		report ok 'a tree that breaks every rule is caught at each place'
	else
		report 'not ok' 'a tree that breaks every rule is caught at each place'
		sed 's/^/# /' "$scratch/difference"
	fi
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
check_tree "$(dirname "$0")/.."
check_the_checker
echo "1..$number"
