# table.sh: read by the scripts that measure, with builddir, srcdir, target, rounds and data set:
# peers that must be there, an environment that has nothing of whoever calls, and the table, whose
# rows keep their goals or miss them.

# ── What must be there ──────────────────────────────────────────────────────────────────────────

missing=
# need PROGRAM PACKAGE
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }

# all_is_here: ends it all if one of these is not.
all_is_here()
{
	[ -z "$missing" ] || {
		echo "make $target: not installed:$missing (the names of Debian's packages)" >&2
		exit 3
	}
}

# alone: nothing of whoever calls has a part in it.
alone()
{
	mkdir -p "$data/home"
	export HOME="$data/home" XDG_CONFIG_HOME="$data/home" XDG_STATE_HOME="$data/home" \
		XDG_DATA_HOME="$data/home" XDG_CACHE_HOME="$data/home" LC_ALL=C.UTF-8 \
		TERM=xterm-256color GIT_CONFIG_NOSYSTEM=1 LESSHISTFILE=-
	unset DOSSIER_COLLECTION LESS LESSOPEN FZF_DEFAULT_OPTS RIPGREP_CONFIG_PATH 2>/dev/null || :
}

# ── The table ───────────────────────────────────────────────────────────────────────────────────

table=$data/$target.table
missed=0 missed_aims=0
mark=                   # behind each row, what its goal is; "aim": it is missed by itself

compute() { awk "BEGIN { print $1 }"; }

# say FORMAT ARG...: a line on the screen and in the table.
say()
{
	printf "$@"
	printf "$@" >>"$table"
}

heading()
{
	commit=$(git -C "$srcdir" describe --always --exclude '*' 2>/dev/null) || commit=none
	git -C "$srcdir" diff --quiet HEAD -- . ':!tests/bench/RESULTS' 2>/dev/null ||
		commit="$commit with changes"
	processor=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | head -n 1)
	load=$(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null) || load=unknown
	: >"$table"
	say 'make %s, %s, commit %s\n' "$target" "$(date -u +%Y-%m-%d)" "$commit"
	say '%s, %s cores, %s; load before: %s; %s rounds\n' "${processor:-unknown processor}" \
		"$(getconf _NPROCESSORS_ONLN)" "$(uname -sr | sed 's/-.*//')" "$load" "$rounds"
	say '%-36s %10s  %-32s %10s  %-24s %6s\n' \
		what dossier peer 'of it' 'ratio (least-most)' goal
}

as_time() { awk -v ms="$1" 'BEGIN { if (ms >= 1000) printf "%.2f s", ms / 1000
	else if (ms >= 1) printf "%.1f ms", ms; else printf "%.4f ms", ms }'; }
as_size() { awk -v kib="$1" 'BEGIN { printf "%.1f MB", kib * 1024 / 1000000 }'; }
as_ratio() { awk -v ratio="$1" 'BEGIN { printf ratio < 0.1 ? "%.4f" : "%.2f", ratio }'; }

# row WHAT OURS PEER THEIRS RATIO GOAL [LEAST MOST]
row()
{
	verdict=kept
	ratio=$(as_ratio "$5")
	[ "$(compute "$5 <= $6")" = 1 ] || verdict=missed
	case $verdict$mark in
	kept*)     ;;
	missedaim) missed_aims=$((missed_aims + 1)) ;;
	*)         missed=$((missed + 1)) ;;
	esac
	[ $# -lt 8 ] || ratio="$ratio ($(as_ratio "$7")-$(as_ratio "$8"))"
	say '%-36s %10s  %-32s %10s  %-24s %6s  %s\n' "$1" "$2" "$3" "$4" "$ratio" "$6" \
		"$verdict${mark:+, $mark}"
}

# without WHAT REASON: a row that could not be measured here.
without() { say '%-36s not measured: %s\n' "$1" "$2"; }

each_round() { awk "BEGIN { for (i = 0; i < $rounds; i++) print i }"; }

# The median of the numbers on standard input, a line each.
median()
{
	sort -n | awk '{ all[NR] = $1 }
		END { print (all[int((NR + 1) / 2)] + all[int(NR / 2) + 1]) / 2 }'
}

# The table goes to the top, and the last one of its target away.
record()
{
	results=$srcdir/tests/bench/RESULTS
	[ -e "$results" ] || : >"$results"
	{
		cat "$table"
		awk -v RS= -v begin="make $target," 'index($0, begin) != 1 { print "\n" $0 }' \
			"$results"
	} >"$data/RESULTS"
	cp "$data/RESULTS" "$results"
}
