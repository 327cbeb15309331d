/* cite_csl: CSL-JSON, as the Citation Style Language's processors take it.
 *
 * Follows csl-data.json of CSL 1.0.2: a list of items, of which there is one here. A date has
 * date-parts, and `circa` if it is in doubt; a season stands beside its year. A date that has no
 * such parts is `literal`: `raw` would ask a processor to guess. The locator is the item's own; the
 * quote is its `annote`. Nothing has to be replaced in JSON: what a terminal might obey is escaped.
 */
#include "exchange/cite_parts.h"

#include "base/arena.h"

static const char *const types[] = {
	[CITE_DOCUMENT]  = "document",
	[CITE_WEB_PAGE]  = "webpage",
	[CITE_NEWS]      = "article-newspaper",
	[CITE_MAGAZINE]  = "article-magazine",
	[CITE_JOURNAL]   = "article-journal",
	[CITE_REPORT]    = "report",
	[CITE_BOOK]      = "book",
	[CITE_DATASET]   = "dataset",
	[CITE_POST]      = "post",
	[CITE_BROADCAST] = "broadcast",
	[CITE_INTERVIEW] = "interview",
	[CITE_SPEECH]    = "speech",
	[CITE_LETTER]    = "personal_communication",
	[CITE_CASE]      = "legal_case",
	[CITE_LAW]       = "legislation",
	[CITE_TREATY]    = "treaty",
};
_Static_assert(sizeof types / sizeof *types == CITE_TYPE_COUNT, "a type of CSL for each type");

static void put(struct json *item, const char *variable, struct str text)
{
	if (text.size)
		json_put_text(item, variable, text);
}

static struct json *name(const struct cite_name *name)
{
	struct json *object = json_object_new();
	put(object, "family", name->family);
	put(object, "given", name->given);
	put(object, "literal", name->literal);
	return object;
}

static void put_authors(struct json *item, const struct cite *cite)
{
	if (cite->authors.count == 0)
		return;
	struct json *authors = json_array_new();
	for (size_t i = 0; i < cite->authors.count; i++)
		json_add(authors, name(&cite->authors.items[i]));
	json_put(item, "author", authors);
}

/* [2021, 6, 22], as far as it is given. */
static struct json *point(const struct cite_point *point)
{
	struct json *parts = json_array_new();
	json_add_number(parts, point->year);
	if (point->month)
		json_add_number(parts, point->month);
	if (point->day)
		json_add_number(parts, point->day);
	return parts;
}

/* One season is all that a date can hold. */
static bool has_parts(const struct cite_date *date)
{
	bool has_season = date->points[0].season || date->points[1].season;
	return date->point_count == 1 || (date->point_count == 2 && !has_season);
}

static void put_date(struct json *item, const char *variable, const struct cite_date *date)
{
	if (cite_date_is_none(date))
		return;
	struct json *object = json_object_new();
	if (has_parts(date)) {
		struct json *parts = json_array_new();
		for (unsigned i = 0; i < date->point_count; i++)
			json_add(parts, point(&date->points[i]));
		json_put(object, "date-parts", parts);
		if (date->points[0].season)
			json_put_number(object, "season", date->points[0].season);
		if (cite_date_is_in_doubt(date))
			json_put_bool(object, "circa", true);
	} else {
		json_put_text(object, "literal", date->words);
	}
	json_put(item, variable, object);
}

/* The words of the collection are of use where CSL has no type that is as fine. */
static bool says_more_than_type(const struct cite *cite)
{
	return cite->type == CITE_DOCUMENT || cite->type == CITE_WEB_PAGE ||
	       cite->type == CITE_REPORT;
}

struct json *cite_csl(struct arena *arena, const struct cite *cite)
{
	struct json *item = json_object_new();
	bool is_periodical = cite_type_is_periodical(cite->type);
	json_put_text(item, "id", cite->id);
	json_put_text(item, "type", str_of(types[cite->type]));
	put_authors(item, cite);
	put(item, "title", cite_title(arena, cite));
	put(item, is_periodical ? "container-title" : "publisher", cite->publisher);
	put(item, "genre", says_more_than_type(cite) ? cite->genre : (struct str){0});
	put_date(item, "issued", &cite->published);
	put_date(item, "accessed", &cite->retrieved);
	put(item, "URL", cite->url);
	put(item, "archive_location", cite->archive_url);
	put(item, "language", cite->language);
	put(item, "locator", cite->locator);
	put(item, "note", cite_remarks(arena, cite));
	put(item, "annote", cite_annotation(arena, cite));
	return item;
}

struct json *cite_csl_document(struct arena *arena, const struct cite *cite)
{
	struct json *items = json_array_new();
	json_add(items, cite_csl(arena, cite));
	return items;
}

struct str cite_csl_text(struct arena *arena, const struct cite *cite)
{
	return json_text(arena, cite_csl_document(arena, cite));
}
