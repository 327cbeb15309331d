/* Paths as lines. Each hop is read from the dossier above it to the one that it names; where there
 * is the width, the ways stand beside each other:
 *
 *	Not linked directly: 2 steps. 3 ways, the best first.
 *
 *	1. Two steps                                    1. Two steps               2. Two steps
 *	Ana Vel                                         Ana Vel                    Ana Vel
 *	in the event  Ship Fair, August 2022 [1]        in the event               …
 *	with          Sergei Kovan (guest) [?]            Ship Fair, August
 *	                                                  2022 [1]
 *	Sources (1)                                     with
 *	[1] Harbour report, 2022: para. 2                 Sergei Kovan (guest) [?]
 */
#include "query/page_relation.h"

#include "base/array.h"
#include "base/message.h"
#include "query/path.h"

enum {
	LABEL_GAP = 2, NAMING_INDENT = 2,
	LABEL_SHARE = 3,                /* of a line, that a label may take beside a name */
	COLUMN_INDENT = 2, COLUMN_GAP = 3,
	COLUMN_LEAST = 36,              /* columns of a way beside others */
};

/* Where the names begin: behind the longest label that takes no more than a third of the line. A
 * longer one stands above. */
static int label_width(const struct page_maker *maker, const struct paths *paths)
{
	int most = maker->writer.page.width / LABEL_SHARE, width = 0;
	for (size_t i = 0; i < paths->count; i++)
		for (size_t j = 0; j < paths->items[i].count; j++) {
			struct path_hop hop = paths->items[i].hops[j];
			struct link link = link_at(maker->archive, hop.link);
			struct str label = message_of(relation_label(maker->archive, link.relation,
			                                             hop.direction));
			int columns = shown_line(maker->arena, label).width + LABEL_GAP;
			width = columns > width && columns <= most ? columns : width;
		}
	return width;
}

/* ", 3 August 2022": of the link, or of the event or quote that the hop leads to. */
static void write_dates(struct page_maker *maker, struct link link, struct path_hop hop)
{
	struct str words = page_period_words(maker, (struct page_period){ link.date, link.since,
	                                                                  link.until });
	struct connection connection = { .link = link, .direction = hop.direction,
		                         .other = hop.to };
	if (str_is_empty(words))
		words = date_words(maker->arena, connection_date(maker->archive, connection,
		                                                 maker->options.known).text);
	if (str_is_empty(words))
		return;
	page_literal(&maker->writer, ROLE_TEXT, ", ");
	page_raw(&maker->writer, ROLE_DATE, words);
}

static void write_marks(struct page_maker *maker, struct link link, struct path_hop hop)
{
	struct connection connection = { .link = link, .direction = hop.direction,
		                         .other = hop.to };
	for (uint32_t i = 0; i < link.citations.count; i++)
		*ARRAY_ADD(maker->arena, &connection.citations) = link.citations.first + i;
	page_relation_basis(maker, &connection);
}

/* The sentence that names, if the link is no more than that. */
static void write_context(struct page_maker *maker, struct link link)
{
	struct str context = link_context(maker->archive, maker->arena, link);
	if (context.size == 0)
		return;
	page_raw(&maker->writer, ROLE_DIM, context);
	page_break(&maker->writer);
}

static void write_hop(struct page_maker *maker, struct path_hop hop, int width)
{
	struct page_writer *writer = &maker->writer;
	struct link link = link_at(maker->archive, hop.link);
	struct str label = message_of(relation_label(maker->archive, link.relation, hop.direction));
	page_label(writer, shown_line(maker->arena, label), width);
	page_relation_name(maker, hop.to, link.value);
	if (link.role.size)
		page_raw(writer, ROLE_TEXT, page_relation_role(maker, hop.to, link.role));
	write_dates(maker, link, hop);
	write_marks(maker, link, hop);
	page_relation_note(maker, link);
	page_break(writer);
	write_context(maker, link);
	writer->indent = 0;
}

static bool is_naming(const struct archive *archive, struct path_hop hop, enum direction direction)
{
	struct str key = relation_at(archive, link_at(archive, hop.link).relation).key;
	bool names = str_equal(key, STR("mentions")) || str_equal(key, STR("cites"));
	return names && hop.direction == direction;
}

/* True if all that joins the two is that a third names both. */
static bool is_naming_both(const struct archive *archive, const struct path *path)
{
	return path->count == 2 && is_naming(archive, path->hops[0], LINK_IN) &&
	       is_naming(archive, path->hops[1], LINK_OUT);
}

/* The third, and where it names the one and the other. */
static void write_third(struct page_maker *maker, const struct path *path)
{
	page_dossier_link(maker, path->hops[0].to, STR(""), STR(""), NO_ROW);
	write_marks(maker, link_at(maker->archive, path->hops[0].link), path->hops[0]);
	page_break(&maker->writer);
	maker->writer.indent = NAMING_INDENT;
	for (size_t i = 0; i < path->count; i++)
		write_context(maker, link_at(maker->archive, path->hops[i].link));
	maker->writer.indent = 0;
}

static const char *steps_text(const struct page_maker *maker, size_t count)
{
	static const char *const words[] = {
		N_("No steps"),    N_("One step"),  N_("Two steps"),   N_("Three steps"),
		N_("Four steps"),  N_("Five steps"), N_("Six steps"),  N_("Seven steps"),
		N_("Eight steps"), N_("Nine steps"), N_("Ten steps"),
	};
	if (count < sizeof words / sizeof *words)
		return _(words[count]);
	return str_format(maker->arena, message_count("%zu step", "%zu steps", count), count).bytes;
}

/* True if not just any way is wanted. */
static bool is_asked(const struct path_query *query)
{
	return !dossier_is_none(query->via) || query->only_count || query->avoid_count;
}

static void write_path(struct page_maker *maker, const struct path_query *query,
                       const struct paths *paths, size_t number, int width)
{
	const struct path *path = &paths->items[number];
	struct page_writer *writer = &maker->writer;
	bool only_names = is_naming_both(maker->archive, path);
	const char *steps = only_names ? _("Both are only named in")
	                               : steps_text(maker, path->count);
	struct str heading = str_of(steps);
	if (paths->count > 1)
		heading = str_format(maker->arena, "%zu. %s", number + 1, steps);
	/* Of the only way it was said above how long it is. */
	if (paths->count > 1 || only_names || path->count == 0 || is_asked(query))
		page_section(writer, heading, 0);
	else
		page_blank(writer);
	if (only_names) {
		write_third(maker, path);
		return;
	}
	page_dossier_link(maker, query->from, STR(""), STR(""), NO_ROW);
	page_break(writer);
	for (size_t i = 0; i < path->count; i++)
		write_hop(maker, path->hops[i], width);
	if (path->is_loop) {
		page_literal(writer, ROLE_NOTE,
		             _("No way was found that passes no dossier twice."));
		page_break(writer);
	}
}

/* ── Beside each other ──────────────────────────────────────────────────────────────────────── */

static bool are_columns(const struct page_options *options, size_t count)
{
	int least = (int)count * (COLUMN_LEAST + COLUMN_GAP) - COLUMN_GAP;
	return count > 1 && !options->numbers_links && !options->has_no_columns &&
	       options->width > PAGE_MAX_MEASURE && options->width >= least;
}

/* Marks of one column do not join those of another. */
static struct page column_of(struct page_maker *maker, const struct path_query *query,
                             const struct paths *paths, size_t number, int width)
{
	struct page_writer outer = maker->writer;
	maker->writer = page_begin(outer.arena, width);
	write_path(maker, query, paths, number, COLUMN_INDENT);
	struct page column = page_end(&maker->writer);
	maker->writer = outer;
	return column;
}

static void write_columns(struct page_maker *maker, const struct path_query *query,
                          const struct paths *paths)
{
	int count = (int)paths->count, width = maker->options.width;
	int own = (width - (count - 1) * COLUMN_GAP) / count;
	struct page_column *columns = ARENA_MANY(maker->arena, struct page_column, paths->count);
	for (int i = 0; i < count; i++)
		columns[i] = (struct page_column){
			column_of(maker, query, paths, (size_t)i, own), i * (own + COLUMN_GAP),
		};
	page_blank(&maker->writer);
	page_columns(&maker->writer, columns, paths->count);
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

/* "Not linked directly: 2 steps". Of a way that was asked for nothing is said. */
static void write_answer(struct page_maker *maker, const struct path_query *query,
                         const struct paths *paths)
{
	const struct path *best = &paths->items[0];
	struct page_writer *writer = &maker->writer;
	if (paths->count == 0 || best->count == 0 || is_asked(query))
		return;
	if (best->count > 1)
		page_format(writer, ROLE_TEXT,
		            message_count("Not linked directly: %zu step.",
		                          "Not linked directly: %zu steps.", best->count),
		            best->count);
	else if (is_naming(maker->archive, best->hops[0], best->hops[0].direction))
		page_literal(writer, ROLE_TEXT,
		             _("Linked directly, but one no more than names the other."));
	else
		page_literal(writer, ROLE_TEXT, _("Linked directly."));
}

/* Behind it, or alone, how many ways there are, unless a title says so. */
static void write_count(struct page_maker *maker, const struct path_query *query, size_t count)
{
	struct page_writer *writer = &maker->writer;
	if (query->most < 2 || maker->options.is_titled)
		return;
	page_literal(writer, ROLE_DIM, " ");
	if (count > 1)
		page_format(writer, ROLE_DIM,
		            message_count("%zu way, the best first.",
		                          "%zu ways, the best first.", count), count);
	else
		page_literal(writer, ROLE_DIM, _("The only way."));
}

struct page page_path(const struct archive *archive, struct arena *arena,
                      const struct path_query *query, const struct paths *paths,
                      struct page_options options)
{
	struct page_sources sources = { .arena = arena };
	struct page_maker maker = {
		.archive = archive, .arena = arena, .options = options, .sources = &sources,
		.text_role = ROLE_TEXT,
	};
	maker.writer = page_begin(arena, options.width);
	maker.writer.numbers_links = options.numbers_links;
	if (page_known_lacks(&maker, query->from) || page_known_lacks(&maker, query->to))
		return page_end(&maker.writer);
	page_known_only(&maker);
	write_answer(&maker, query, paths);
	write_count(&maker, query, paths->count);
	page_break(&maker.writer);
	if (are_columns(&options, paths->count)) {
		maker.writer.page.width = options.width;
		write_columns(&maker, query, paths);
	} else {
		int width = label_width(&maker, paths);
		for (size_t i = 0; i < paths->count; i++)
			write_path(&maker, query, paths, i, width);
	}
	if (paths->is_cut && paths->count) {
		page_blank(&maker.writer);
		page_literal(&maker.writer, ROLE_NOTE,
		             _("The search was ended early: there may be more or better paths."));
		page_break(&maker.writer);
	}
	page_source_list(&maker);
	arena_release(&maker.scratch);
	return page_end(&maker.writer);
}
