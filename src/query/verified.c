#include "query/verified.h"

#include "base/message.h"

enum {
	FOUND_STATES = 1u << VERDICT_EXACT | 1u << VERDICT_NORMALIZED,
	ALL_STATES = (1u << VERIFIED_STATE_COUNT) - 1,
};

/* The states first, each in the row of its number. */
static const struct verified_value values[] = {
	[VERDICT_EXACT]      = { "exact", N_("found word for word"), 1u << VERDICT_EXACT },
	[VERDICT_NORMALIZED] = { "normalized", N_("found but for signs, blanks or marked gaps"),
	                         1u << VERDICT_NORMALIZED },
	[VERDICT_TOO_SHORT]  = { "too-short", N_("too short to be told from chance"),
	                         1u << VERDICT_TOO_SHORT },
	[VERDICT_NO_COPY]    = { "no-local-copy", N_("no copy of the source was at hand"),
	                         1u << VERDICT_NO_COPY },
	[VERDICT_NOT_FOUND]  = { "not-found", N_("not in the source"), 1u << VERDICT_NOT_FOUND },
	[VERIFIED_CHANGED]   = { "changed", N_("changed after it was looked for"),
	                         1u << VERIFIED_CHANGED },
	[VERIFIED_NONE]      = { "none", N_("never looked for"), 1u << VERIFIED_NONE },
	{ "yes", N_("exact or normalized"), FOUND_STATES },
	{ "no",  N_("all others"), ALL_STATES & ~FOUND_STATES },
	{ .key = NULL },
};
_Static_assert(sizeof(values) / sizeof(*values) == VERIFIED_STATE_COUNT + 3,
               "a row for each state, yes and no, and an end");

const struct verified_value *verified_values(void)
{
	return values;
}

const char *verified_key(unsigned state)
{
	return values[state].key;
}

unsigned verified_state(const struct archive *archive, struct dossier_ref ref)
{
	struct verification verification;
	if (!dossier_verification(archive, ref, &verification))
		return VERIFIED_NONE;
	return verification.change == VERDICT_UNCHANGED ? verification.verdict : VERIFIED_CHANGED;
}

bool verified_is_found(const struct archive *archive, struct dossier_ref ref)
{
	return FOUND_STATES >> verified_state(archive, ref) & 1;
}

struct str verified_words(const struct archive *archive, struct arena *arena, size_t count,
                          size_t found)
{
	if (count == 0 || verification_count(archive) == 0)
		return (struct str){0};
	if (found == 0)
		return str_of(_("none found word for word"));
	if (found == count)
		return str_of(count == 1 ? _("found word for word") : _("all found word for word"));
	return str_format(arena, message_count("%zu found word for word",
	                                       "%zu found word for word", found), found);
}
