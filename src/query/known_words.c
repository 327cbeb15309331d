/* What is left out, in words. */
#include "query/known.h"

#include "base/message.h"
#include "query/page_timeline_parts.h"

bool known_parse(struct str typed, struct date *date, struct fault *why)
{
	enum { VAGUE = DATE_UNCERTAIN | DATE_APPROXIMATE | DATE_UNSPECIFIED | DATE_SET |
	               DATE_SUSPECT };
	struct arena scratch = {0};
	struct date_typed read;
	bool is_date = date_parse_typed(&scratch, typed, &read, why);
	arena_release(&scratch);
	if (!is_date) {
		why->kind = FAULT_USAGE;
		return false;
	}
	struct date parsed = read.date;
	if (parsed.latest == DATE_LAST_DAY || parsed.flags & VAGUE)
		return fault_set(why, FAULT_USAGE,
		                 _("'%.*s' has no certain last day: write a day, a month or a year, "
		                   "such as 2023-03-04, 4 March 2023 or 2022"),
		                 STR_ARGS(typed));
	*date = parsed;
	return true;
}

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

/* What kinds of passages are among them: "14 passages (3 of them also cite an earlier source)". */
static struct str passage_words(struct arena *arena, struct str passages,
                                const struct known_hidden *hidden)
{
	struct str editors = str_format(arena, _("%zu by the editors"), hidden->by_editors);
	struct str both = str_format(arena, message_count("%zu cites an earlier source, too",
	                                                  "%zu cite an earlier source, too",
	                                                  hidden->by_both), hidden->by_both);
	if (hidden->by_editors && hidden->by_both)
		return str_format(arena, "%s (%s; %s)", passages.bytes, editors.bytes, both.bytes);
	if (hidden->by_editors || hidden->by_both)
		return str_format(arena, "%s (%s)", passages.bytes,
		                  hidden->by_editors ? editors.bytes : both.bytes);
	return passages;
}

/* "5 values, 3 links and 1 quote". */
static struct str all_parts(struct arena *arena, const struct known_hidden *hidden)
{
	struct str before = {0}, last = {0};
	for (enum hidden_part part = 0; part < HIDDEN_PART_COUNT; part++) {
		if (hidden->counts[part] == 0)
			continue;
		before = str_join(arena, before, STR(", "), last);
		last = part_words(arena, part, hidden->counts[part]);
		if (part == HIDDEN_PASSAGES)
			last = passage_words(arena, last, hidden);
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
	                  day, all_parts(arena, hidden).bytes);
}

struct str known_name(const struct known *known, const struct archive *archive,
                      struct dossier_ref ref)
{
	return known_dossier(known, ref) ? dossier_name(archive, ref)
	                                 : str_of(_("(not known then)"));
}

struct str known_first_sentence(const struct known *known, struct arena *arena)
{
	int32_t first = known_first_day(known->archive);
	if (first == DATE_LAST_DAY)
		return str_of(_("No source here says on which day it was published."));
	if (first <= known->day)
		return (struct str){0};
	struct str day = date_words(arena, date_day(arena, first));
	return str_format(arena, _("Before %.*s no source was out."), STR_ARGS(day));
}
