/* Paths as lines. Each hop is read from the dossier above it to the one that it names:
 *
 *	1. Two steps
 *
 *	Ana Vel
 *	took part in        Ship Fair, August 2022 [harbour-report, para. 2]
 *	had as participant  Sergei Kovan (guest of honour) [?]
 */
#include "query/page_parts.h"

#include "query/links.h"
#include "query/path.h"
#include "query/quotes.h"

enum { LABEL_GAP = 2 };

/* The columns of the longest mark of a hop up to its first blank, where a line may end. */
static int mark_width(const struct page_maker *maker, struct link link)
{
	int widest = 0;
	for (uint32_t i = 0; i < link.citations.count; i++) {
		struct citation citation = citation_at(maker->archive, link.citations.first + i);
		struct shown id = shown_line(maker->arena, citation.id);
		int width = id.width + (int)sizeof("[,") - 1;
		widest = width > widest ? width : widest;
	}
	return widest;
}

/* Where the names begin: behind the longest label, unless that took half of the line, or left no
 * room for a mark. Then all labels stand above. */
static int label_width(const struct page_maker *maker, const struct paths *paths)
{
	int most = maker->writer.page.width / 2, width = 0, mark = 0;
	for (size_t i = 0; i < paths->count; i++)
		for (size_t j = 0; j < paths->items[i].count; j++) {
			struct path_hop hop = paths->items[i].hops[j];
			struct link link = link_at(maker->archive, hop.link);
			struct str label = relation_label(maker->archive, link.relation,
			                                  hop.direction);
			int columns = shown_line(maker->arena, label).width + LABEL_GAP;
			int own = mark_width(maker, link);
			width = columns > width && columns <= most ? columns : width;
			mark = own > mark ? own : mark;
		}
	return width + mark > maker->writer.page.width ? LABEL_GAP : width;
}

/* ", 3 August 2022": of the link, or of the event or quote that the hop leads to. */
static void write_dates(struct page_maker *maker, struct link link, struct path_hop hop)
{
	struct str words = page_period_words(maker, (struct page_period){ link.date, link.since,
	                                                                  link.until });
	struct connection connection = { .link = link, .direction = hop.direction,
		                         .other = hop.to };
	if (str_is_empty(words))
		words = date_words(maker->arena, connection_date(maker->archive, connection).text);
	if (str_is_empty(words))
		return;
	page_literal(&maker->writer, ROLE_TEXT, ", ");
	page_raw(&maker->writer, ROLE_DATE, words);
}

static void write_source(struct page_maker *maker, struct citation citation)
{
	if (!known_source(maker->options.known, citation.source))
		return;
	bool is_missing = dossier_is_none(citation.source);
	struct str id = is_missing ? citation.id : dossier_id(maker->archive, citation.source);
	struct shown mark = shown_format(maker->arena, "[%.*s%s%.*s]", STR_ARGS(id),
	                                 citation.locator.size ? ", " : "",
	                                 STR_ARGS(citation.locator));
	page_literal(&maker->writer, ROLE_TEXT, " ");
	page_link(&maker->writer, ROLE_SOURCE, mark, (struct page_link){
		.kind = is_missing ? PAGE_LINK_MISSING : PAGE_LINK_SOURCE,
		.to = citation.source, .text = citation.id, .locator = citation.locator,
		.value = NO_ROW,
	});
}

/* A link without sources of its own: of a quote it stands in the source of the quote; a claim and a
 * source speak for themselves, and so does what only names or cites; else it rests on the sources
 * of the dossier in which it is written, if it has any. */
static void write_no_sources(struct page_maker *maker, struct link link)
{
	const struct archive *archive = maker->archive;
	struct str group = relation_at(archive, link.relation).group;
	if (str_equal(group, STR("mentions")) || str_equal(group, STR("sources")))
		return;
	if (dossier_is_of_kind(archive, link.from, STR("quote"))) {
		struct quote quote = quote_at(archive, maker->arena, link.from);
		if (!dossier_is_none(quote.source)) {
			write_source(maker, (struct citation){ .source = quote.source,
			                                       .locator = quote.locator });
			return;
		}
	}
	if (dossier_at(archive, link.from).citations.count == 0 &&
	    !dossier_is_of_kind(archive, link.from, STR("claim")) &&
	    !dossier_is_of_kind(archive, link.from, STR("source")))
		page_literal(&maker->writer, ROLE_UNSOURCED, " [?]");
}

static void write_sources(struct page_maker *maker, struct link link)
{
	struct row_range citations = link.citations;
	for (uint32_t i = 0; i < citations.count; i++)
		write_source(maker, citation_at(maker->archive, citations.first + i));
	if (citations.count == 0)
		write_no_sources(maker, link);
}

static void write_hop(struct page_maker *maker, struct path_hop hop, int width)
{
	struct page_writer *writer = &maker->writer;
	struct link link = link_at(maker->archive, hop.link);
	struct str label = relation_label(maker->archive, link.relation, hop.direction);
	page_label(writer, shown_line(maker->arena, label), width);
	page_dossier_link(maker, hop.to, STR(""), STR(""), link.value);
	if (link.role.size)
		page_format(writer, ROLE_TEXT, " (%.*s)", STR_ARGS(link.role));
	write_dates(maker, link, hop);
	write_sources(maker, link);
	page_break(writer);
	struct str context = link_context(maker->archive, maker->arena, link);
	if (context.size) {
		page_raw(writer, ROLE_DIM, context);
		page_break(writer);
	}
	writer->indent = 0;
}

static const char *steps_text(const struct page_maker *maker, size_t count)
{
	static const char *const words[] = {
		"No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
	};
	const char *noun = count == 1 ? "step" : "steps";
	if (count < sizeof words / sizeof *words)
		return str_format(maker->arena, "%s %s", words[count], noun).bytes;
	return str_format(maker->arena, "%zu %s", count, noun).bytes;
}

static void write_path(struct page_maker *maker, const struct path_query *query,
                       const struct paths *paths, size_t number, int width)
{
	const struct path *path = &paths->items[number];
	struct page_writer *writer = &maker->writer;
	const char *steps = steps_text(maker, path->count);
	struct str heading = str_of(steps);
	if (paths->count > 1)
		heading = str_format(maker->arena, "%zu. %s", number + 1, steps);
	page_section(writer, heading, 0);
	page_dossier_link(maker, query->from, STR(""), STR(""), NO_ROW);
	page_break(writer);
	for (size_t i = 0; i < path->count; i++)
		write_hop(maker, path->hops[i], width);
	if (path->is_loop) {
		page_literal(writer, ROLE_NOTE, "No way was found that passes no dossier twice.");
		page_break(writer);
	}
}

struct page page_path(const struct archive *archive, struct arena *arena,
                      const struct path_query *query, const struct paths *paths,
                      struct page_options options)
{
	struct page_maker maker = {
		.archive = archive, .arena = arena, .options = options, .text_role = ROLE_TEXT,
	};
	maker.writer = page_begin(arena, options.width);
	maker.writer.numbers_links = options.numbers_links;
	page_known_only(&maker);
	if (query->most > 1) {
		if (paths->count > 1)
			page_format(&maker.writer, ROLE_DIM, "%zu ways, the best first.",
			            paths->count);
		else
			page_literal(&maker.writer, ROLE_DIM, "The only way.");
		page_break(&maker.writer);
	}
	int width = label_width(&maker, paths);
	for (size_t i = 0; i < paths->count; i++)
		write_path(&maker, query, paths, i, width);
	if (paths->is_cut && paths->count) {
		page_blank(&maker.writer);
		page_literal(&maker.writer, ROLE_NOTE,
		             "The search was ended early: there may be more or better paths.");
		page_break(&maker.writer);
	}
	arena_release(&maker.scratch);
	return page_end(&maker.writer);
}
