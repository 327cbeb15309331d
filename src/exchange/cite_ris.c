/* cite_ris: a reference in RIS.
 *
 *	TY  - NEWS
 *	TI  - A harbour for friends
 *	…
 *	ER  -
 *
 * Follows the RIS Format Specifications of Research Information Systems, in the tags of 2011: two
 * capitals or digits, two blanks, a hyphen and a blank; lines end with CR LF, TY is the first and
 * ER the last; no value has a line break in it, so that none can begin a tag. A date is YYYY/MM/DD/
 * and behind that, if it is not that simple, its words. The text is UTF-8.
 */
#include "exchange/cite_parts.h"

#include "base/arena.h"

static const char *const types[] = {
	[CITE_DOCUMENT]  = "GEN",
	[CITE_WEB_PAGE]  = "ELEC",
	[CITE_NEWS]      = "NEWS",
	[CITE_MAGAZINE]  = "MGZN",
	[CITE_JOURNAL]   = "JOUR",
	[CITE_REPORT]    = "RPRT",
	[CITE_BOOK]      = "BOOK",
	[CITE_DATASET]   = "DATA",
	[CITE_POST]      = "ELEC",
	[CITE_BROADCAST] = "GEN",
	[CITE_INTERVIEW] = "GEN",
	[CITE_SPEECH]    = "GEN",
	[CITE_LETTER]    = "PCOMM",
	[CITE_CASE]      = "CASE",
	[CITE_LAW]       = "STAT",
	[CITE_TREATY]    = "GEN",
};
_Static_assert(sizeof types / sizeof *types == CITE_TYPE_COUNT, "a type of RIS for each type");

static void add(struct text *record, const char *tag, struct str line)
{
	if (str_is_empty(line))
		return;
	struct str visible = cite_visible(record->arena, line);
	text_format(record, "%s  - %.*s\r\n", tag, STR_ARGS(visible));
}

/* An asterisk is not allowed in names and titles of periodicals; its look-alike is. */
static void add_name(struct text *record, const char *tag, struct str line)
{
	struct text name = { .arena = record->arena };
	for (size_t i = 0; i < line.size; i++) {
		if (line.bytes[i] == '*')
			text_add(&name, STR("∗"));
		else
			text_add_byte(&name, line.bytes[i]);
	}
	add(record, tag, text_str(&name));
}

static void add_authors(struct text *record, const struct cite *cite)
{
	for (size_t i = 0; i < cite->authors.count; i++) {
		const struct cite_name *name = &cite->authors.items[i];
		add_name(record, "AU", name->literal.size
		                               ? name->literal
		                               : str_join(record->arena, name->family, STR(", "),
		                                          name->given));
	}
}

static void add_number(struct text *text, int digits, unsigned number)
{
	if (number)
		text_format(text, "%0*u", digits, number);
	text_add_byte(text, '/');
}

/* "2021/06/12/around 12 June 2021". */
static struct str date_value(struct arena *arena, const struct cite_date *date)
{
	const struct cite_point *point = &date->points[0];
	struct text text = { .arena = arena };
	bool is_simple = date->point_count == 1 && !point->season && !point->doubt;
	add_number(&text, 4, point->year);
	add_number(&text, 2, point->month);
	add_number(&text, 2, point->day);
	if (!is_simple)
		text_add(&text, date->words);
	return text_str(&text);
}

static void add_date(struct text *record, const char *tag, const struct cite_date *date)
{
	if (!cite_date_is_none(date))
		add(record, tag, date_value(record->arena, date));
}

static void add_year(struct text *record, const struct cite_date *date)
{
	if (date->point_count)
		add(record, "PY", str_format(record->arena, "%04u", date->points[0].year));
}

struct str cite_ris(struct arena *arena, const struct cite *cite)
{
	struct text record = { .arena = arena };
	bool is_periodical = cite_type_is_periodical(cite->type);
	add(&record, "TY", str_of(types[cite->type]));
	add(&record, "ID", cite->id);
	add_authors(&record, cite);
	add(&record, "TI", cite_title(arena, cite));
	add_name(&record, is_periodical ? "T2" : "PB", cite->publisher);
	add(&record, "M3", cite->genre);
	add_year(&record, &cite->published);
	add_date(&record, "DA", &cite->published);
	add_date(&record, "Y2", &cite->retrieved);
	add(&record, "UR", cite->url);
	add(&record, "LA", cite->language);
	add(&record, "N1", cite->locator);
	add(&record, "N1", cite_remarks_and_archive(arena, cite));
	add(&record, "AB", cite_annotation(arena, cite));
	text_add(&record, STR("ER  - \r\n"));
	return text_str(&record);
}
