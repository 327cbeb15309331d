/* What both of a comparison have: of each kind what both have to do with, then what one of them, or
 * both, only name. */
#include "query/page_compare_parts.h"

#include "query/page_relation.h"

enum { KIND_MOST = 20 };                /* dossiers of a kind, unless all are asked for */

struct compare_stretch compare_stretch_of(const struct archive *archive,
                                          const struct connections *all, size_t first)
{
	const struct connection *items = all->items + first;
	struct relation_view relation = relation_at(archive, items[0].link.relation);
	size_t count = 1;
	while (first + count < all->count &&
	       items[count].link.relation == items[0].link.relation &&
	       (relation.is_symmetric || items[count].direction == items[0].direction))
		count++;
	return (struct compare_stretch){
		.links = { .items = all->items + first, .count = count },
		.label = relation_label(archive, items[0].link.relation, items[0].direction),
	};
}

/* "in the event (guest of honour) [1]", a line for each relation. */
static void write_relations(struct compare_writer *writer, int side, const void *what)
{
	const struct compare_shared *shared = what;
	const struct connections *all = &shared->links[side];
	struct page_maker *maker = &writer->maker;
	int indent = maker->writer.indent;
	for (size_t i = 0; i < all->count;) {
		struct compare_stretch stretch = compare_stretch_of(maker->archive, all, i);
		page_hang(&maker->writer, COMPARE_INDENT);
		page_raw(&maker->writer, shared->is_named[side] ? ROLE_DIM : ROLE_TEXT,
		         message_of(stretch.label));
		page_relation_own(maker, &stretch.links);
		page_break(&maker->writer);
		maker->writer.indent = indent;
		i += stretch.links.count;
	}
}

/* True if more is to be said of it than that both name it. */
static bool has_sides(const struct compare_shared *shared)
{
	return !shared->is_named[COMPARE_A] || !shared->is_named[COMPARE_B];
}

static void write_shared(struct compare_writer *writer, const struct compare_shared *shared)
{
	struct page_maker *maker = &writer->maker;
	struct str date = page_relation_date(maker, shared->to);
	page_hang(&maker->writer, COMPARE_INDENT);
	page_relation_name(maker, shared->to, NO_ROW);
	if (date.size) {
		page_literal(&maker->writer, ROLE_TEXT, ", ");
		page_raw(&maker->writer, ROLE_DATE, date);
	}
	page_break(&maker->writer);
	maker->writer.indent = 0;
	if (has_sides(shared))
		compare_write_sides(writer, (struct compare_cell){ write_relations, shared });
}

/* How a dossier is shared: both have to do with it, or it is a source; one has, and the other only
 * names it or is named by it; both do no more than that. */
enum share { SHARE_BOTH, SHARE_ONE, SHARE_NONE };

static enum share share_of(const struct compare_writer *writer, const struct compare_shared *shared)
{
	if (dossier_is_of_kind(writer->maker.archive, shared->to, STR("source")))
		return SHARE_BOTH;
	return (enum share)(shared->is_named[COMPARE_A] + shared->is_named[COMPARE_B]);
}

static struct str shared_query(const struct compare_writer *writer)
{
	const struct dossier *sides = writer->sides;
	return str_format(writer->maker.arena, "link:%.*s link:%.*s",
	                  STR_ARGS(sides[COMPARE_A].id), STR_ARGS(sides[COMPARE_B].id));
}

/* Those of one kind, from `first` to before `end`, that are shared in one way. */
struct part { size_t first, end, count; enum share share; };

static struct part part_of(const struct compare_writer *writer, size_t first, size_t end,
                           enum share share)
{
	struct part part = { first, end, 0, share };
	for (size_t i = first; i < end; i++)
		part.count += share_of(writer, &writer->comparison->shared.items[i]) == share;
	return part;
}

/* Those that are shown, then how many more there are. */
static void write_part(struct compare_writer *writer, struct part part,
                       void (*write)(struct compare_writer *writer,
                                     const struct compare_shared *shared, bool is_first))
{
	struct page_maker *maker = &writer->maker;
	const struct compare_shared *items = writer->comparison->shared.items;
	size_t most = maker->options.shows_all ? part.count : KIND_MOST, written = 0;
	for (size_t i = part.first; i < part.end && written < most; i++)
		if (share_of(writer, &items[i]) == part.share)
			write(writer, &items[i], written++ == 0);
	if (written < part.count) {
		page_literal(&maker->writer, ROLE_TEXT, part.share == SHARE_NONE ? "; " : "");
		compare_write_more(writer, part.count - written, shared_query(writer),
		                   items[part.first].kind);
	}
	page_break(&maker->writer);
}

static void write_row(struct compare_writer *writer, const struct compare_shared *shared,
                      bool is_first)
{
	(void)is_first;
	write_shared(writer, shared);
}

static void write_in_run(struct compare_writer *writer, const struct compare_shared *shared,
                         bool is_first)
{
	compare_write_name(&writer->maker, shared->to.row, is_first);
}

/* What one of the two, or both, only name or cite, or are named by. */
static void write_named(struct compare_writer *writer, struct part one, struct part none)
{
	struct page_writer *page = &writer->maker.writer;
	if (one.count) {
		page_literal(page, ROLE_LABEL, _("Only named with one:"));
		page_break(page);
		write_part(writer, one, write_row);
	}
	if (none.count) {
		page_hang(page, COMPARE_INDENT);
		page_literal(page, ROLE_LABEL, _("Only named with both:"));
		page_literal(page, ROLE_TEXT, " ");
		write_part(writer, none, write_in_run);
		page->indent = 0;
	}
}

/* "shared events (9, 4 with both, 5 only named)": together what is linked with both. */
static void write_kind(struct compare_writer *writer, size_t first, size_t end)
{
	struct page_maker *maker = &writer->maker;
	const struct compare_shared *items = writer->comparison->shared.items;
	struct part both = part_of(writer, first, end, SHARE_BOTH);
	struct part one = part_of(writer, first, end, SHARE_ONE);
	struct part none = part_of(writer, first, end, SHARE_NONE);
	struct str plural = message_of(kind_at(maker->archive, items[first].kind).plural);
	/* Translators: a heading; %.*s is the plural of a kind, as "events". */
	struct str heading = str_format(maker->arena, _("shared %.*s"), STR_ARGS(plural));
	struct str said = {0};
	if (both.count && both.count < end - first)
		/* Translators: with how many events two have to do, how many more only name them */
		said = str_format(maker->arena, _("%zu with both, %zu only named"),
		                  both.count, one.count + none.count);
	page_section_said(maker, heading, end - first, said);
	write_part(writer, both, write_row);
	write_named(writer, one, none);
}

void compare_write_shared(struct compare_writer *writer)
{
	const struct comparison *comparison = writer->comparison;
	const struct compare_shared *items = comparison->shared.items;
	for (size_t i = 0, end; i < comparison->shared.count; i = end) {
		for (end = i; end < comparison->shared.count && items[end].kind == items[i].kind;)
			end++;
		write_kind(writer, i, end);
	}
	size_t left = comparison->shared_count - comparison->shared.count;
	if (left) {
		page_blank(&writer->maker.writer);
		page_format(&writer->maker.writer, ROLE_NOTE, _("They share %zu more."), left);
		page_break(&writer->maker.writer);
	}
}
