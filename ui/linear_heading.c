/* The headings of lists in linear mode: the months of a timeline, and what findings are of.
 *
 *	May 2021
 *	6. day 3: Signing of the harbour contract, event
 *	7. day 3: “There is nothing hidden in this harbour”, quote of Ada Quill
 */
#include "ui/linear.h"

#include "base/message.h"
#include "query/timeline.h"
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

/* True if two rows of the list stand under the same month, and are not beside what was asked
 * for. */
static bool is_same_month(const struct linear *linear, size_t one, size_t other)
{
	size_t rows[] = { linear_list_source_row(linear, one),
		          linear_list_source_row(linear, other) };
	if (is_beside(linear, rows[0]) || is_beside(linear, rows[1]))
		return false;
	struct list_month months[2];
	for (int i = 0; i < 2; i++)
		months[i] = list_month_of(linear->archive, linear_source_entry(linear, rows[i]));
	return list_month_is(months[0], months[1]);
}

struct str linear_month_counts(const struct linear *linear, struct arena *arena, size_t row)
{
	enum { COUNT_MOST = 2000 };
	size_t counts[TIMELINE_WHAT_COUNT] = {0}, first = row, all = linear_list_count(linear);
	if (!linear_source_has_dates(linear->list.source))
		return (struct str){0};
	while (first > 0 && row - first < COUNT_MOST && is_same_month(linear, row, first - 1))
		first--;
	size_t end = first;
	for (; end < all && end - first < COUNT_MOST && is_same_month(linear, row, end); end++)
		counts[linear_source_entry(linear, linear_list_source_row(linear, end)).what]++;
	struct str words = time_counts_words(arena, counts);
	if (end - first == COUNT_MOST || words.size == 0)
		return (struct str){0};
	return str_format(arena, " (%.*s)", STR_ARGS(words));
}

/* What the heading does not say of a date: of a day in it the number, of what is as long
 * nothing. */
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
