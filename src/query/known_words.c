/* What is left out, in words. */
#include "query/known.h"

#include "query/page_timeline_parts.h"

struct str known_day_words(const struct known *known, struct arena *arena, bool is_short)
{
	struct str day = date_day(arena, known->day);
	return is_short ? date_short(arena, day, DATE_SHORT_WIDTH) : date_words(arena, day);
}

struct str known_sentence(const struct known *known, struct arena *arena,
                          const struct known_hidden *hidden)
{
	static const struct { const char *one, *many; } words[] = {
		[HIDDEN_VALUES]   = { "value", "values" },
		[HIDDEN_PASSAGES] = { "passage", "passages" },
		[HIDDEN_LINKS]    = { "link", "links" },
		[HIDDEN_QUOTES]   = { "quote", "quotes" },
		[HIDDEN_CLAIMS]   = { "claim", "claims" },
	};
	_Static_assert(sizeof words / sizeof *words == HIDDEN_PART_COUNT, "words for each");
	size_t parts = 0, total = 0;
	for (enum hidden_part part = 0; part < HIDDEN_PART_COUNT; part++) {
		parts += hidden->counts[part] > 0;
		total += hidden->counts[part];
	}
	struct text text = { .arena = arena };
	struct str day = known_day_words(known, arena, false);
	text_format(&text, "As known on %.*s: ", STR_ARGS(day));
	if (total == 0) {
		text_add(&text, STR("nothing here is hidden."));
		return text_str(&text);
	}
	size_t before = 0;
	for (enum hidden_part part = 0; part < HIDDEN_PART_COUNT; part++) {
		if (hidden->counts[part] == 0)
			continue;
		const char *between = before == 0 ? "" : before + 1 == parts ? " and " : ", ";
		struct str count = time_count_words(arena, hidden->counts[part], words[part].one,
		                                    words[part].many);
		text_format(&text, "%s%.*s", between, STR_ARGS(count));
		before++;
	}
	text_format(&text, " of later sources %s hidden.", total == 1 ? "is" : "are");
	return text_str(&text);
}
