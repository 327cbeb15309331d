#!/bin/sh
# fill.sh PAGE [PROGRAM]: print the manual page PAGE with the tables of PROGRAM filled in.
#
# A line that is one of the marks below stands for what PROGRAM says, as roff, when it is called with
# the words beside it, outside of any collection. Where PROGRAM cannot run (a cross build), the page says how to ask for it.
set -eu

page=$1
program=${2:+$PWD/$2}

table()
{
	if [ -n "$program" ]; then
		(cd / && env -u DOSSIER_COLLECTION LC_ALL=C.UTF-8 "$program" "$@" --format man)
	else
		printf '.PP\nThis table is printed by\n.BR "dossier %s" .\n' "$*"
	fi
}

while IFS= read -r line; do
	case $line in
	@COMMANDS@) table help ;;
	@OPTIONS@)  table help --options ;;
	@KEYS@)     table keys ;;
	@SCHEMA@)   table schema --builtin ;;
	@RULES@)    table check --rules ;;
	*)          printf '%s\n' "$line" ;;
	esac
done <"$page"
