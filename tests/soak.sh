#!/bin/sh
# soak.sh [KEYS [SEED [PROGRAM]]]: somebody reads for days, and all goes wrong meanwhile. A copy of
# the shipped collection is read by chance (soak/soak.c) in pieces of 5,000 keys, each with a copy
# and notes of its own and the next SEED, so that one that failed can be played again alone. KEYS is
# 5,000, SEED 1, PROGRAM that of the build. Of each piece:
#
#	no crash, no hang, no word of a sanitizer, nothing lost of the memory
#	the terminal is as it was, and was sent only what it may be
#	each note that was said to be kept is there, and the journal is whole
#	memory grows by at most SOAK_GROWTH_KIB (32768) in a run
#
# Prints TAP; make soak plays a million keys.
set -u

keys=${1:-5000}
seed=${2:-1}
program=${3:-$DOSSIER}
growth_kib=${SOAK_GROWTH_KIB:-32768}
piece_keys=5000
. "$srcdir/tests/support/problems.sh"
problem_lines=300

sanitizers_to_files
# What is freed is not held back for long: memory that grows is to be seen.
ASAN_OPTIONS=$ASAN_OPTIONS:quarantine_size_mb=4:malloc_context_size=12
export ASAN_OPTIONS TERM=xterm-256color LC_ALL=C.UTF-8
# Keys start an editor and commands, too: these do nothing, whatever chance has typed.
export VISUAL=/bin/true SHELL=/bin/true
cd "$work" || exit 1
"$program" keys | sed -n 's/^[^:]*  \([a-z][a-z-]*\)  .*/\1/p' | sort -u |
	grep -vxE 'note|quit|suspend' >"$work/actions"

# play SEED KEYS: a piece.
play()
{
	chmod -R u+w "$work/collection" 2>/dev/null
	rm -rf "$work/collection" "$work/state" "$work/cache" "$work/kept" "$work/stream"
	cp -R "$srcdir/content" "$work/collection"
	chmod -R u+w "$work/collection"
	export DOSSIER_STATE="$work/state" DOSSIER_CACHE="$work/cache"
	"$builddir/tests/soak/soak" -s "$1" -k "$2" -a "$work/actions" -n "$work/kept" \
		-o "$work/stream" "$work/collection" -- "$program" -C "$work/collection" \
		>"$work/said" 2>&1 || {
		problem "seed $1: play it again by: make soak KEYS=$2 SEED=$1"
		cat "$work/said" >>"$work/problems"
		return
	}
	judge
}

# What is copied goes to the clipboard by a sequence that is no part of any screen.
copy=$(printf '\033]52;c;[A-Za-z0-9+\/=]*\033\\\\')

# figure NAME: of what was said of the piece.
figure() { sed -n "s/^$1 //p" "$work/said"; }

judge()
{
	LC_ALL=C sed "s/$copy//g" "$work/stream" >"$work/screen"
	"$builddir/tests/hostile/scan" --tty "$work/screen" >>"$work/problems"
	[ "$(figure growth)" -le "$growth_kib" ] ||
		problem "memory grew by $(figure growth) KiB in a run"
	"$program" -C "$work/collection" notes >"$work/notes" 2>"$work/errors" </dev/null
	[ ! -s "$work/errors" ] || problem "notes: $(cat "$work/errors")"
	sort "$work/kept" >"$work/wanted"
	grep -o 'soak[0-9]*' "$work/notes" | sort -u >"$work/found"
	comm -23 "$work/wanted" "$work/found" | sed 's/^/a note that was kept is lost: /' \
		>>"$work/problems"
	for file in "$work"/state/*.broken-*; do
		[ ! -e "$file" ] || problem "the journal was damaged: $file"
	done
	cat "$work/said" >>"$work/figures"
}

: >"$work/figures"
while [ "$keys" -gt 0 ]; do
	piece=$piece_keys
	[ "$piece" -le "$keys" ] || piece=$keys
	play "$seed" "$piece"
	report "seed $seed, $piece keys"
	keys=$((keys - piece))
	seed=$((seed + 1))
done
awk '$1 == "growth" { most = $2 > most ? $2 : most; next } { sum[$1] += $2 }
	END {
		printf "# %d runs, %d notes kept, %d sizes, %d files, %d stops; ",
			sum["runs"], sum["kept"], sum["sizes"], sum["files"], sum["stops"]
		printf "memory grew by %d KiB\n", most
	}' \
	"$work/figures"
[ "$(sed -n 's/^kept //p' "$work/figures" | awk '{ sum += $1 } END { print sum + 0 }')" -gt 0 ] ||
	problem 'no note was kept'
report 'notes were kept'
finish
