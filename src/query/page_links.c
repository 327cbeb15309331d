/* The connections of a dossier. What leads to or from one other dossier by mentions or citations
 * stands together under its name; of all other relations each has its own line:
 *
 *	visited (2)
 *	Russia (for a conference) [2]        Jun 2021
 *	Russia [3]                        11 Jul 2022
 *
 *	mentioned by (1)
 *	Talks in Naypyidaw                   Aug 2022
 *	  The talks followed those in Moscow.
 *
 * Where these columns are too few for both, a date stands behind its name; in a group in which
 * several have the same, above all that have it:
 *
 *	visited (2)               is the subject of (2)
 *	Russia (for a             Aug 2022
 *	  conference),              Talks in Naypyidaw
 *	  Jun 2021 [2]              Lavrov's talks were
 *	Russia,                       held in Naypyidaw
 *	  11 Jul 2022 [3]
 */
#include "query/page_relation.h"

#include "base/array.h"

enum {
	GROUP_MOST = 500,               /* lines of a group, unless all are asked for */
	LINKS_MEASURE = 72,             /* columns: names and dates should not be too far apart */
	CONTEXT_INDENT = 2, CONTEXT_LINES = 2,
	DATES_ASIDE = 46,               /* columns from which on dates stand at the right end */
};

enum date_place { DATE_ASIDE, DATE_BEHIND, DATE_ABOVE };

/* ── What belongs together ──────────────────────────────────────────────────────────────────── */

/* Mentions and citations say no more than that they are there, and come in numbers. */
static bool is_bundled(const struct archive *archive, uint32_t relation)
{
	struct str key = relation_at(archive, relation).key;
	return str_equal(key, STR("mentions")) || str_equal(key, STR("cites"));
}

/* The connections from `first` on that stand together. */
static size_t bundle_end(const struct archive *archive, const struct connection_group *group,
                         size_t first)
{
	const struct connection *items = group->connections.items;
	size_t end = first + 1;
	if (!is_bundled(archive, group->relation))
		return end;
	while (end < group->connections.count && items[end].other.row == items[first].other.row)
		end++;
	return end;
}

static size_t bundle_count(const struct archive *archive, const struct connection_group *group)
{
	size_t count = 0;
	for (size_t i = 0; i < group->connections.count; i = bundle_end(archive, group, i))
		count++;
	return count;
}

/* ── A connection ───────────────────────────────────────────────────────────────────────────── */

static struct str brief(const struct page_maker *maker, struct str date)
{
	return maker->options.has_no_columns ? date_words(maker->arena, date)
	                                     : date_short(maker->arena, date, DATE_SHORT_WIDTH);
}

/* From when to when a link held: an interval, unless what stands there is none of dates. */
static struct str period_of(const struct page_maker *maker, struct link link)
{
	struct str since = archive_date(maker->archive, link.since).text;
	struct str until = archive_date(maker->archive, link.until).text;
	struct str both =
		str_format(maker->arena, "%.*s/%.*s", STR_ARGS(since), STR_ARGS(until));
	struct date date;
	if (str_is_empty(since) && str_is_empty(until))
		return (struct str){0};
	if (date_parse(both, &date, NULL))
		return brief(maker, both);
	struct str point = brief(maker, since.size ? since : until);
	return str_format(maker->arena, since.size ? _("since %.*s") : _("until %.*s"),
	                  STR_ARGS(point));
}

/* The date in a few columns: of the link itself, from when to when it held, or of the other end. */
static struct str date_of(const struct page_maker *maker, struct connection connection)
{
	struct str period = {0};
	if (connection.link.date == NO_ROW)
		period = period_of(maker, connection.link);
	struct str date = connection_date(maker->archive, connection,
	                                  maker->options.known).text;
	return period.size || str_is_empty(date) ? period : brief(maker, date);
}

/* True for a citation: its role is a place in the source. */
static bool is_citing(const struct archive *archive, const struct connection *connection)
{
	return str_equal(relation_at(archive, connection->link.relation).key, STR("cites"));
}

static void write_places(struct page_maker *maker, const struct connection *items, size_t count)
{
	struct str_list places = {0};
	for (size_t i = 0; i < count; i++)
		*ARRAY_ADD(maker->arena, &places) = items[i].link.role;
	struct str words = page_places(maker->arena, &places);
	if (words.size == 0)
		return;
	page_literal(&maker->writer, ROLE_TEXT, " ");
	page_kept(&maker->writer, ROLE_TEXT, str_format(maker->arena, "(%.*s)", STR_ARGS(words)));
}

/* "(for a conference; as guest)" of all that stand together, each once in a row. */
static void write_roles(struct page_maker *maker, const struct connection *items, size_t count)
{
	struct text roles = { .arena = maker->arena };
	struct str last = {0};
	if (is_citing(maker->archive, &items[0])) {
		write_places(maker, items, count);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		struct str role = items[i].link.role;
		if (role.size && !str_equal(role, last))
			text_format(&roles, "%s%.*s", roles.size ? "; " : "", STR_ARGS(role));
		last = role;
	}
	if (roles.size)
		page_raw(&maker->writer, ROLE_TEXT,
		         page_relation_role(maker, items[0].other, text_str(&roles)));
}

/* A sentence without its beginning, if else the name that it is shown for would not be in sight.
 * Counted in bytes, which are columns in most scripts, and more than columns in all others. */
static struct str around(struct page_maker *maker, struct str sentence, struct str name, int room)
{
	size_t line = (size_t)room, at = str_find(sentence, name, 0);
	size_t most = line * CONTEXT_LINES - line / 4;
	if (at == SIZE_MAX || sentence.size <= most || at + name.size <= most)
		return sentence;
	size_t start = at - line / 2;
	if (start > sentence.size - most)
		start = sentence.size - most;
	while (start < at && sentence.bytes[start] != ' ')
		start++;
	struct str rest = str_trim(str_slice(sentence, start, sentence.size));
	return str_format(maker->arena, "…%.*s", STR_ARGS(rest));
}

/* The sentence of a mention, on few lines. */
static void write_context(struct page_maker *maker, const struct connection *connection,
                          struct str context)
{
	struct page_writer *writer = &maker->writer;
	page_break(writer);
	writer->indent = writer->margin + CONTEXT_INDENT;
	struct str name = dossier_name(maker->archive, connection->link.to);
	int room = writer->page.width - writer->indent;
	struct str part = shown_name(maker->arena, around(maker, context, name, room));
	struct shown sentence = shown_prose(maker->arena, part);
	int most = page_fitting(maker, sentence, (struct shown){0}, CONTEXT_LINES);
	page_text(writer, ROLE_DIM, page_beginning(maker, sentence, most));
	page_break(writer);
}

static void write_contexts(struct page_maker *maker, const struct connection *items, size_t count)
{
	struct str last = {0};
	for (size_t i = 0; i < count; i++) {
		struct str context = link_context(maker->archive, maker->arena, items[i].link);
		if (context.size && !str_equal(context, last))
			write_context(maker, &items[i], context);
		last = context;
	}
}

static void write_citations(struct page_maker *maker, const struct row_list *citations)
{
	for (size_t i = 0; i < citations->count; i++)
		page_marks(maker, (struct row_range){ citations->items[i], 1 }, NO_ROW);
}

/* ", 3 May 2021", of which no line ends inside. */
static void write_date_behind(struct page_maker *maker, struct str date)
{
	page_literal(&maker->writer, ROLE_DIM, ", ");
	while (date.size) {
		page_raw(&maker->writer, ROLE_DIM, str_cut(&date, ' '));
		if (date.size)
			page_keep(&maker->writer);
	}
}

/* Connections that stand together, as one: name, roles, marks, date, sentences. */
static void write_bundle(struct page_maker *maker, const struct connection *items, size_t count,
                         enum date_place place)
{
	struct page_writer *writer = &maker->writer;
	struct str date = date_of(maker, items[0]);
	page_break(writer);
	writer->margin = writer->indent = place == DATE_ABOVE ? CONTEXT_INDENT : 0;
	page_shows(writer, items[0].link.value);
	if (date.size && place == DATE_ASIDE)
		page_tail(writer, ROLE_DIM, shown_line(maker->arena, date));
	page_hang(writer, CONTEXT_INDENT);
	page_dossier_link(maker, items[0].other, STR(""), STR(""), items[0].link.value);
	write_roles(maker, items, count);
	if (date.size && place == DATE_BEHIND)
		write_date_behind(maker, date);
	for (size_t i = 0; i < count; i++)
		write_citations(maker, &items[i].citations);
	page_relation_note(maker, items[0].link);
	write_contexts(maker, items, count);
	page_break(writer);
	writer->margin = writer->indent = 0;
	page_shows(writer, NO_ROW);
}

/* Where a group has its dates: above what has them, if two neighbours have the same. */
static enum date_place date_place_of(const struct page_maker *maker,
                                     const struct connection_group *group)
{
	const struct connection *items = group->connections.items;
	struct str last = {0};
	size_t seen = 0;
	if (maker->options.has_no_columns)
		return DATE_BEHIND;
	if (maker->writer.page.width >= DATES_ASIDE)
		return DATE_ASIDE;
	for (size_t i = 0; i < group->connections.count && seen < GROUP_MOST; seen++) {
		struct str date = date_of(maker, items[i]);
		if (date.size && str_equal(date, last))
			return DATE_ABOVE;
		last = date;
		i = bundle_end(maker->archive, group, i);
	}
	return DATE_BEHIND;
}

/* A line with the date of what comes next, unless that is the last one that was written. */
static void write_date_above(struct page_maker *maker, struct str date, struct str *last)
{
	if (last->bytes && str_equal(date, *last))
		return;
	*last = date.size ? date : STR("");
	page_raw(&maker->writer, ROLE_DIM, date.size ? date : str_of(_("undated")));
	page_break(&maker->writer);
}

static void write_group(struct page_maker *maker, const struct connection_group *group)
{
	const struct connection *items = group->connections.items;
	size_t count = bundle_count(maker->archive, group), written = 0;
	size_t most = maker->options.shows_all ? count : GROUP_MOST;
	enum date_place place = date_place_of(maker, group);
	struct str last = {0};
	page_section_of_links(maker, message_of(group->label), count);
	for (size_t i = 0, end; written < count && written < most; i = end, written++) {
		end = bundle_end(maker->archive, group, i);
		if (place == DATE_ABOVE)
			write_date_above(maker, date_of(maker, items[i]), &last);
		write_bundle(maker, items + i, end - i, place);
	}
	if (count > written)
		page_more(&maker->writer, count - written, NULL, maker->dossier.id);
}

/* ── What is not known ──────────────────────────────────────────────────────────────────────── */

static void write_known(struct page_maker *maker, struct dossier_ref ref)
{
	const struct archive *archive = maker->archive;
	const struct known *known = maker->options.known;
	struct link_span spans[] = { links_out(archive, ref), links_in(archive, ref) };
	struct known_hidden hidden = {0};
	if (!known)
		return;
	for (size_t side = 0; side < DIRECTION_COUNT; side++)
		for (uint32_t i = 0; i < spans[side].range.count; i++)
			hidden.counts[HIDDEN_LINKS] +=
				!known_link(known, link_of(archive, spans[side], i));
	page_known_hidden(maker, &hidden);
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

struct page page_links(const struct archive *archive, struct arena *arena, struct dossier_ref ref,
                       struct page_options options)
{
	struct page_sources sources = { .arena = arena };
	struct page_maker maker = {
		.archive = archive, .arena = arena, .options = options, .sources = &sources,
		.text_role = ROLE_TEXT, .has_plain_marks = true,
	};
	int width = options.width < LINKS_MEASURE ? options.width : LINKS_MEASURE;
	maker.writer = page_begin(arena, width);
	maker.writer.numbers_links = options.numbers_links;
	if (ref.row >= dossier_count(archive) || page_known_lacks(&maker, ref))
		return page_end(&maker.writer);

	maker.dossier.id = dossier_id(archive, ref);
	page_sources_number(archive, ref, options.known, &sources);
	struct connection_groups groups = links_grouped(archive, arena, ref, options.known);
	write_known(&maker, ref);
	size_t total = 0;
	for (size_t i = 0; i < groups.count; i++) {
		write_group(&maker, &groups.items[i]);
		total += bundle_count(archive, &groups.items[i]);
	}
	if (groups.count == 0)
		page_literal(&maker.writer, ROLE_DIM,
		             options.known
		             ? _("Nothing that was known leads to it or from it.")
		             : options.is_of_part
		             ? _("Nothing that is read leads to it or from it.")
		             : _("Nothing leads to it or from it."));
	if (!options.hides_sources)
		page_source_list(&maker);
	arena_release(&maker.scratch);
	struct page page = page_end(&maker.writer);
	page.total = total;
	page.groups = groups.count;
	return page;
}
