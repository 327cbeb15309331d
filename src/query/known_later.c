/* What was not known on the day, where somebody names it. */
#include "query/known.h"

#include "base/message.h"
#include "query/lookup.h"

enum { MEANT_SEEN = 64 };               /* of many that may be meant, so many are looked at */

static struct str with_ending(const struct known *known, struct arena *arena, struct str words)
{
	return known->ending ? str_join(arena, words, STR(" "), str_of(known->ending)) : words;
}

static struct str later_words(const struct known *known, struct arena *arena, struct str name)
{
	struct str day = str_copy(arena, known_day_words(known, arena, false));
	/* Translators: a day; a name */
	struct str words = str_format(arena, _("Not known on %.*s: %.*s."), STR_ARGS(day),
	                              STR_ARGS(name));
	return with_ending(known, arena, words);
}

struct str known_later_count(const struct known *known, struct arena *arena, struct str asked,
                             size_t count)
{
	struct str day = str_copy(arena, known_day_words(known, arena, false));
	/* Translators: a day; what was asked for, "tag:arms"; how many there are of it now */
	return with_ending(known, arena, str_format(arena, message_count(
		"Not known on %.*s: %.*s; %zu is known now.",
		"Not known on %.*s: %.*s; %zu are known now.", count),
		STR_ARGS(day), STR_ARGS(asked), count));
}

/* The name of a claim, a quote or a nameless text tells what was said: more than who asks knows. */
static bool has_plain_name(const struct known *known, struct dossier_ref ref)
{
	uint32_t kind = dossier_kind(known->archive, ref);
	return kind != known->claim && kind != known->quote &&
	       !dossier_weight(known->archive, ref).is_opening;
}

struct str known_later_of(const struct known *known, struct arena *arena, struct dossier_ref ref)
{
	return later_words(known, arena, has_plain_name(known, ref)
	                                 ? dossier_name(known->archive, ref)
	                                 : str_of(_("this dossier")));
}

/* The one that is called so: by its whole name or id, or by the beginning or end of its name. */
static struct dossier_ref called(const struct known *known, struct arena *arena, struct str typed,
                                 struct dossier_refs meant)
{
	if (meant.count == 1)
		return meant.items[0];
	return lookup_by_end(known->archive, NULL, arena, typed);
}

struct str known_later(const struct known *known, struct arena *arena, struct str typed)
{
	if (!known || str_trim(typed).size == 0)
		return (struct str){0};
	struct dossier_refs meant = lookup_meant(known->archive, arena, typed, true,
	                                         (struct lookup_scope){0});
	struct dossier_ref one = called(known, arena, typed, meant);
	bool is_named = false;
	for (size_t i = 0; i < meant.count && i < MEANT_SEEN; i++) {
		if (known_dossier(known, meant.items[i]))
			return (struct str){0};
		is_named |= has_plain_name(known, meant.items[i]);
	}
	if (!is_named)
		return (struct str){0};
	bool is_one = !dossier_is_none(one) && has_plain_name(known, one) &&
	              !known_dossier(known, one);
	return later_words(known, arena, is_one ? dossier_name(known->archive, one)
	                                        : str_trim(typed));
}
