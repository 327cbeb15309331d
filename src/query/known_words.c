/* What is left out, in words. */
#include "query/known.h"

#include "query/page_timeline_parts.h"

struct str known_day_words(const struct known *known, struct arena *arena, bool is_short)
{
	struct str day = date_day(arena, known->day);
	return is_short ? date_short(arena, day, DATE_SHORT_WIDTH) : date_words(arena, day);
}

static struct str part_words(struct arena *arena, enum hidden_part part, size_t count)
{
	const char *number = time_number(arena, count).bytes;
	switch (part) {
	case HIDDEN_VALUES:
		return str_format(arena, message_count("%s value", "%s values", count), number);
	case HIDDEN_PASSAGES:
		return str_format(arena, message_count("%s passage", "%s passages", count), number);
	case HIDDEN_LINKS:
		return str_format(arena, message_count("%s link", "%s links", count), number);
	case HIDDEN_QUOTES:
		return str_format(arena, message_count("%s quote", "%s quotes", count), number);
	case HIDDEN_CLAIMS:
		return str_format(arena, message_count("%s claim", "%s claims", count), number);
	case HIDDEN_PART_COUNT:
		break;
	}
	return (struct str){0};
}

/* "5 values, 3 links and 1 quote". */
static struct str all_parts(struct arena *arena, const size_t *counts)
{
	struct str before = {0}, last = {0};
	for (enum hidden_part part = 0; part < HIDDEN_PART_COUNT; part++) {
		if (counts[part] == 0)
			continue;
		before = str_join(arena, before, STR(", "), last);
		last = part_words(arena, part, counts[part]);
	}
	if (str_is_empty(before))
		return last;
	/* Translators: the last two of several things. */
	return str_format(arena, _("%s and %s"), before.bytes, last.bytes);
}

struct str known_sentence(const struct known *known, struct arena *arena,
                          const struct known_hidden *hidden)
{
	const char *day = str_copy(arena, known_day_words(known, arena, false)).bytes;
	size_t total = 0;
	for (enum hidden_part part = 0; part < HIDDEN_PART_COUNT; part++)
		total += hidden->counts[part];
	if (total == 0)
		return str_format(arena, _("As known on %s: nothing here is hidden."), day);
	return str_format(arena,
	                  message_count("As known on %s: %s of later sources is hidden.",
	                                "As known on %s: %s of later sources are hidden.", total),
	                  day, all_parts(arena, hidden->counts).bytes);
}
