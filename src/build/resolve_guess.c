#include "build/resolve_parts.h"

#include "base/array.h"
#include "base/unicode.h"

enum {
	MOST_GUESSES = 1000,            /* in a collection; each looks at 2 * REACH signatures */
	REACH = 50000,                  /* ids on either side of where the wanted one would be */
	MOST_CANDIDATES = 500,          /* ids compared letter by letter */
	MOST_FOLDED = 64,               /* ids compared folded */
	MOST_EDITS = 2,
};

/* The set of letters and digits of an id, case aside, a bit for each. An edit changes two bits at
 * most, so that ids with sets further apart need not be compared. */
static uint64_t id_signature(struct str id)
{
	enum { DIGITS = 26, OTHERS = 36 };
	uint64_t signature = 0;
	for (size_t i = 0; i < id.size; i++) {
		unsigned char byte = (unsigned char)id.bytes[i];
		if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')
			signature |= UINT64_C(1) << ((byte | 0x20) - 'a');
		else if (byte >= '0' && byte <= '9')
			signature |= UINT64_C(1) << (DIGITS + byte - '0');
		else
			signature |= UINT64_C(1) << (OTHERS + (byte & 7));
	}
	return signature;
}

static void signatures_make(struct resolving *resolving)
{
	const struct resolved *resolved = resolving->resolved;
	resolving->guesses.signatures =
		ARENA_MANY(&resolving->scratch, uint64_t, resolved->ids.count);
	for (size_t i = 0; i < resolved->ids.count; i++)
		resolving->guesses.signatures[i] = id_signature(resolved->ids.items[i].id);
}

/* The row of the first id that is not before `wanted`. */
static size_t position(const struct resolved *resolved, struct str wanted)
{
	size_t low = 0, high = resolved->ids.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(resolved->ids.items[middle].id, wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool may_be_near(const struct resolving *resolving, size_t row, struct str wanted,
                        uint64_t signature)
{
	uint64_t apart = resolving->guesses.signatures[row] ^ signature;
	if (__builtin_popcountll(apart) > 2 * MOST_EDITS)
		return false;
	const struct resolved_id *id = &resolving->resolved->ids.items[row];
	size_t least = wanted.size > MOST_EDITS ? wanted.size - MOST_EDITS : 0;
	return !id->is_former && id->id.size >= least && id->id.size <= wanted.size + MOST_EDITS;
}

/* Ids that might be near, those that are next in the order of bytes first. */
static struct str_list candidates_find(struct resolving *resolving, struct arena *arena,
                                       struct str wanted)
{
	const struct resolved *resolved = resolving->resolved;
	uint64_t signature = id_signature(wanted);
	size_t count = resolved->ids.count, at = position(resolved, wanted);
	struct str_list found = {0};
	for (size_t i = 0; i < REACH && found.count < MOST_CANDIDATES; i++) {
		if (at + i < count && may_be_near(resolving, at + i, wanted, signature))
			*ARRAY_ADD(arena, &found) = resolved->ids.items[at + i].id;
		if (i < at && may_be_near(resolving, at - i - 1, wanted, signature))
			*ARRAY_ADD(arena, &found) = resolved->ids.items[at - i - 1].id;
	}
	return found;
}

/* The candidate that is the same but for case, width or diacritics, or an empty str. */
static struct str same_folded(struct arena *arena, struct str wanted, struct str_list candidates)
{
	for (size_t i = 0; i < candidates.count; i++)
		if (str_equal_ignoring_ascii_case(candidates.items[i], wanted))
			return candidates.items[i];
	if (candidates.count == 0)
		return STR("");
	struct str folded = unicode_fold(arena, wanted);
	for (size_t i = 0; i < candidates.count && i < MOST_FOLDED; i++)
		if (str_equal(unicode_fold(arena, candidates.items[i]), folded))
			return candidates.items[i];
	return STR("");
}

/* "Min Aung Hlaing" as it would be written as an id. */
static struct str as_id(struct arena *arena, struct str text)
{
	struct text id = { .arena = arena };
	for (size_t i = 0; i < text.size; i++) {
		char byte = text.bytes[i];
		if (byte >= 'A' && byte <= 'Z')
			text_add_byte(&id, (char)(byte | 0x20));
		else
			text_add_byte(&id, byte == ' ' || byte == '_' ? '-' : byte);
	}
	return text_str(&id);
}

struct str resolve_guess(struct resolving *resolving, struct str wanted)
{
	struct resolved *resolved = resolving->resolved;
	if (!resolving->findings || resolving->guesses.count >= MOST_GUESSES)
		return STR("");
	if (resolving->guesses.count++ == 0)
		signatures_make(resolving);

	struct arena arena = {0};
	uint32_t answer = keys_find(&resolving->resolved->by_id, as_id(&arena, wanted));
	struct str guess = {0};
	if (answer != KEYS_NONE) {
		guess = resolved_draft(resolved, resolving->answers.items[answer].dossier)->id;
	} else {
		struct str_list candidates = candidates_find(resolving, &arena, wanted);
		guess = same_folded(&arena, wanted, candidates);
		if (str_is_empty(guess))
			guess = finding_suggestion(wanted, candidates.items, candidates.count);
	}
	arena_release(&arena);
	return guess;
}
