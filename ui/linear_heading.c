/* The headings of lists in linear mode: the months of a timeline, and what findings are of.
 *
 *	May 2021
 *	6. day 3: Signing of the harbour contract, event
 *	7. day 3: “There is nothing hidden in this harbour”, quote of Ada Quill
 */
#include "ui/linear.h"

#include "base/message.h"
#include "ui/list_months.h"

/* ── Months ─────────────────────────────────────────────────────────────────────────────────── */

/* Those that only may be of a date have months of their own, which say nothing of it. */
static bool is_beside(const struct linear *linear, size_t row)
{
	return linear->list.when.size && row >= linear->list.then;
}

struct str linear_month_heading(const struct linear *linear, struct arena *arena, size_t row)
{
	if (is_beside(linear, row))
		return (struct str){0};
	return list_month_words(linear->archive, arena, linear_source_entry(linear, row));
}

/* What the heading does not say of a date: of a day in it the number, of what is as long nothing. */
static struct str day_words(struct arena *arena, struct str words, struct str heading)
{
	uint64_t day;
	struct str before = words, from = str_join(arena, STR("from"), STR(" "), heading);
	if (str_equal(words, heading))
		return (struct str){0};
	if (str_starts_with(words, from))
		/* Translators: from the month on that the heading above says */
		return str_join(arena, str_of(_("from then")), STR(""),
		                str_slice(words, from.size, SIZE_MAX));
	if (words.size > heading.size &&
	    str_equal(str_slice(words, words.size - heading.size, SIZE_MAX), heading))
		before = str_trim(str_slice(words, 0, words.size - heading.size));
	if (!str_number(before, 31, &day))
		return words;
	/* Translators: a day of the month that the heading above says */
	return str_format(arena, _("day %u"), (unsigned)day);
}

struct str linear_month_beneath(const struct linear *linear, struct arena *arena, size_t row)
{
	struct str date = timeline_date(linear->archive, arena, linear_source_entry(linear, row));
	struct str words = str_is_empty(date) ? (struct str){0} : date_words(arena, date);
	struct str heading = linear_month_heading(linear, arena, row);
	if (heading.size == 0)
		return linear_source_words(linear, arena, row);
	words = words.size ? day_words(arena, words, heading) : words;
	return str_join(arena, words, STR(": "), linear_source_event(linear, arena, row));
}

/* ── Findings ───────────────────────────────────────────────────────────────────────────────── */

void linear_findings_gather(struct linear *linear)
{
	struct linear_list *list = &linear->list;
	struct findings_list all = findings_by_rule(linear->archive, &list->arena,
	                                            linear_known(linear));
	struct findings_row above = {0};
	list->above = ARENA_MANY(&list->arena, struct findings_row, all.finding_count);
	list->findings = (struct findings_list){ .items = all.items };
	for (uint32_t i = 0; i < all.count; i++) {
		if (all.items[i].finding == NO_ROW) {
			above = all.items[i];
			continue;
		}
		list->above[list->findings.count] = above;
		list->findings.items[list->findings.count++] = all.items[i];
	}
}

struct str linear_finding_heading(const struct linear *linear, struct arena *arena, size_t row)
{
	struct findings_row above = linear->list.above[row];
	struct str title = str_of(_(rule_row(above.rule)->title));
	if (!dossier_is_none(above.source))
		/* Translators: a heading, over claims: the name of the one source that they have */
		title = str_format(arena, _("One source: %.*s"),
		                   STR_ARGS(dossier_name(linear->archive, above.source)));
	return str_format(arena, "%.*s (%u)", STR_ARGS(title), above.count);
}

/* Of claims with one source the heading says all. */
struct str linear_finding_beneath(const struct linear *linear, struct arena *arena, size_t row)
{
	if (dossier_is_none(linear->list.above[row].source))
		return linear_source_words(linear, arena, row);
	uint32_t finding = linear->list.findings.items[row].finding;
	return dossier_name(linear->archive,
	                    dossier_of_finding(linear->archive,
	                                       finding_at(linear->archive, finding)));
}
