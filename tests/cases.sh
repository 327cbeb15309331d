#!/bin/sh
# cases.sh: the case folders that need no C. Prints TAP.
#
#	cases/commands/NAME/command     the words behind "dossier", as a line of shell
#	              /stdout, stderr   what must come of it; one that is missing is empty
#	              /status           and the exit status; 0 if it is missing
#	              /env              lines NAME=VALUE for the environment
#	              /redirect         redirections, as a line of shell: >/dev/full
#	              /folder           where the call is made, below tests/cases
#	              /prepare          see below; the call is made in the copy of the case
#
#	cases/checks/RULE/              a collection; or RULE-SOMETHING
#	             /expected          what "dossier check --all" must say of it, not a line
#	                                more or less; at least one line must be of RULE
#	             /prepare           a script of sh, run in a copy of the folder: it makes what
#	                                must not stand in a repository, such as bad bytes
#
# Escape characters are compared, and written, as U+241B. With UPDATE=1 in the environment, what
# came of it is written instead of compared.
set -u

cases=$srcdir/tests/cases
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
escape=$(printf '\033')
count=0
failed=0

# report NAME: by what stands in $work/difference.
report() {
	count=$((count + 1))
	if [ -s "$work/difference" ]; then
		failed=$((failed + 1))
		echo "not ok $count - $1"
		sed 's/^/# /' "$work/difference"
	else
		echo "ok $count - $1"
	fi
	: >"$work/difference"
}

complain() {
	echo "$1" >>"$work/difference"
}

# same EXPECTED ACTUAL: compare, or update; a missing expectation means an empty one.
same() {
	expected=$1
	[ -e "$1" ] || expected=/dev/null
	if [ -z "${UPDATE-}" ]; then
		diff -u "$expected" "$2" >>"$work/difference"
	elif [ -s "$2" ]; then
		cmp -s "$expected" "$2" || cp "$2" "$1"
	else
		rm -f "$1"
	fi
}

# copy FOLDER: to $work/copy, and prepare it there.
copy() {
	rm -rf "$work/copy"
	cp -R "$1" "$work/copy" && chmod -R u+w "$work/copy"
	[ ! -e "$1/prepare" ] || (cd "$work/copy" && sh ./prepare) || complain "prepare failed"
}

# text FILE: what is in it, if it is there.
text() {
	[ ! -e "$1" ] || cat "$1"
}

# call CASE PLACE
call() (
	case=$1
	cd "$2" && cd "./$(text "$case/folder")" || exit 99
	text "$case/env" >"$work/env"
	while IFS= read -r variable; do export "${variable?}"; done <"$work/env"
	eval "set -- $(cat "$case/command")"
	eval "exec $(text "$case/redirect")"
	exec "$DOSSIER" "$@"
)

: >"$work/difference"
for folder in "$cases"/commands/*/; do
	name=commands/$(basename "$folder")
	if grep -qs /dev/full "$folder/redirect" && [ ! -c /dev/full ]; then
		report "$name # SKIP there is no /dev/full here"
		continue
	fi
	place=$cases
	if [ -e "$folder/prepare" ]; then
		copy "$folder"
		place=$work/copy
	fi
	call "$folder" "$place" >"$work/raw-stdout" 2>"$work/raw-stderr" </dev/null
	status=$?
	: >"$work/status"
	[ "$status" = 0 ] || echo "$status" >"$work/status"
	for stream in stdout stderr; do
		sed "s/$escape/␛/g" "$work/raw-$stream" >"$work/$stream"
	done
	for file in stdout stderr status; do
		same "$folder/$file" "$work/$file"
	done
	report "$name"
done

# The longest name of a rule that the name of a case begins with.
"$DOSSIER" check --rules --format json |
	sed -n 's/^ *"rule": "\(.*\)",$/\1/p' >"$work/rules"
rule_of() {
	found=
	while read -r rule; do
		case $1- in "$rule"-*) [ ${#rule} -le ${#found} ] || found=$rule ;; esac
	done <"$work/rules"
	echo "$found"
}

: >"$work/seen"
for folder in "$cases"/checks/*/; do
	name=$(basename "$folder")
	rule=$(rule_of "$name")
	copy "$folder"
	(cd "$work/copy" && exec "$DOSSIER" -C . check --all) \
		>"$work/stdout" 2>"$work/stderr" </dev/null
	status=$?
	same "$folder/expected" "$work/stdout"

	wanted=0
	grep -q ': error: .* \[[a-z-]*\]$' "$work/stdout" && wanted=1
	[ "$status" = "$wanted" ] || complain "exit status $status, not $wanted"
	[ "$(sed 's/: dossiers: .*/: dossiers/' "$work/stderr")" = "dossier: dossiers" ] ||
		cat "$work/stderr" >>"$work/difference"
	if [ -z "$rule" ]; then
		complain "no rule is called so"
	elif grep -q "\[$rule\]\$" "$work/stdout"; then
		echo "$rule" >>"$work/seen"
	else
		complain "nothing of the rule $rule was found"
	fi
	report "checks/$name"
done

# A rule without a case is a rule that nobody has seen at work.
while read -r rule; do
	grep -qx "$rule" "$work/seen" || complain "tests/cases/checks/$rule is missing"
	report "the rule $rule has a case"
done <"$work/rules"

echo "1..$count"
[ "$failed" = 0 ] && [ -s "$work/rules" ]
