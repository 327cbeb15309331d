/* A comparison as lines. Where there is the width what is said of the two stands side by side,
 * under what it is about, and their names are pinned above all; else one under the other, behind
 * their names, or behind letters where these would be too long:
 *
 *	  Ana Vel        │ Vera Min
 *
 *	shared events (1)                       shared events (1)
 *	Ship Fair, August 2022                  Ship Fair, August 2022
 *	  in the event   │ in the event [1]       Ana Vel    in the event
 *	                                          Vera Min   in the event [1]
 *
 * Of the two columns each is a page by itself; then the lines of both are put into one. */
#include "query/page_parts.h"

#include "base/array.h"
#include "query/compare.h"
#include "query/page_relation.h"

enum {
	INDENT = 2,
	GAP = 3,                        /* columns between the two */
	KIND_MOST = 20,                 /* dossiers of a kind, unless all are asked for */
	ONLY_MOST = 5,                  /* names of a kind that only one has */
	WORDS_MOST = 2,                 /* quotes or claims that are called by their words */
	NARROW_PAGE = 60,
	LABEL_MOST = 26, LABEL_MOST_NARROW = 10,        /* columns of a name beside what it has */
};

struct compare_writer {
	struct page_maker maker;
	const struct comparison *comparison;
	struct dossier sides[COMPARE_SIDES];
	bool is_wide;
	int column_width;               /* of each of two */
	struct shown labels[COMPARE_SIDES];     /* beside what is said, unless that is wide */
	int label_width;
	bool has_letters;               /* for labels */
};

/* ── Two columns ────────────────────────────────────────────────────────────────────────────── */

/* What is said of one side: its lines, and what they are about. */
struct cell {
	void (*write)(struct compare_writer *writer, int side, const void *what);
	const void *what;
};

static struct page column_of(struct compare_writer *writer, int side, struct cell cell)
{
	struct page_writer outer = writer->maker.writer;
	writer->maker.writer = page_begin(outer.arena, writer->column_width);
	cell.write(writer, side, cell.what);
	struct page column = page_end(&writer->maker.writer);
	writer->maker.writer = outer;
	return column;
}

/* A line between two columns, as high as the higher one. */
static struct page line_between(struct compare_writer *writer, const struct page *one,
                                const struct page *other)
{
	size_t lines = one->lines.count > other->lines.count ? one->lines.count
	                                                     : other->lines.count;
	struct page_writer line = page_begin(writer->maker.arena, PAGE_MIN_WIDTH);
	for (size_t i = 0; i < lines; i++) {
		page_literal(&line, ROLE_DIM, "│");
		page_break(&line);
	}
	return page_end(&line);
}

static void write_columns(struct compare_writer *writer, struct cell cell)
{
	struct page one = column_of(writer, COMPARE_A, cell);
	struct page other = column_of(writer, COMPARE_B, cell);
	int middle = INDENT + writer->column_width;
	const struct page_column columns[] = {
		{ one, INDENT },
		{ line_between(writer, &one, &other), middle + GAP / 2 },
		{ other, middle + GAP },
	};
	page_columns(&writer->maker.writer, columns, sizeof columns / sizeof *columns);
}

/* Write what a cell says of both sides. */
static void write_sides(struct compare_writer *writer, struct cell cell)
{
	struct page_maker *maker = &writer->maker;
	if (writer->is_wide) {
		write_columns(writer, cell);
		return;
	}
	for (int side = 0; side < COMPARE_SIDES; side++) {
		maker->writer.margin = maker->writer.indent = INDENT;
		page_label(&maker->writer, writer->labels[side], writer->label_width);
		cell.write(writer, side, cell.what);
		page_break(&maker->writer);
		maker->writer.margin = maker->writer.indent = 0;
	}
}

/* ── What is shared ─────────────────────────────────────────────────────────────────────────── */

/* Links of one relation, read in one direction, which stand side by side. */
struct stretch { struct connections links; struct str label; };

static struct stretch stretch_of(const struct archive *archive, const struct connections *all,
                                 size_t first)
{
	const struct connection *items = all->items + first;
	struct relation_view relation = relation_at(archive, items[0].link.relation);
	size_t count = 1;
	while (first + count < all->count &&
	       items[count].link.relation == items[0].link.relation &&
	       (relation.is_symmetric || items[count].direction == items[0].direction))
		count++;
	return (struct stretch){
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
		struct stretch stretch = stretch_of(maker->archive, all, i);
		page_hang(&maker->writer, INDENT);
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
	page_hang(&maker->writer, INDENT);
	page_relation_name(maker, shared->to, NO_ROW);
	if (date.size) {
		page_literal(&maker->writer, ROLE_TEXT, ", ");
		page_raw(&maker->writer, ROLE_DATE, date);
	}
	page_break(&maker->writer);
	maker->writer.indent = 0;
	if (has_sides(shared))
		write_sides(writer, (struct cell){ write_relations, shared });
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

/* Links to dossiers one behind the other. */
static void write_run_name(struct page_maker *maker, uint32_t row, bool is_first)
{
	page_literal(&maker->writer, ROLE_TEXT, is_first ? "" : "; ");
	page_dossier_link(maker, (struct dossier_ref){ row }, STR(""), STR(""), NO_ROW);
}

/* "and 42 more", which leads to what is linked with one, and with the other or not. */
static void write_more(struct compare_writer *writer, size_t count, struct str query, uint32_t kind)
{
	struct page_maker *maker = &writer->maker;
	struct str key = kind_at(maker->archive, kind).key;
	query = str_format(maker->arena, "kind:%.*s %.*s", STR_ARGS(key), STR_ARGS(query));
	page_link(&maker->writer, ROLE_LINK,
	          shown_format(maker->arena, _("and %zu more"), count), (struct page_link){
		.kind = PAGE_LINK_SEARCH, .to = NO_DOSSIER, .text = query, .value = NO_ROW,
	});
}

static struct str shared_query(const struct compare_writer *writer)
{
	const struct dossier *sides = writer->sides;
	return str_format(writer->maker.arena, "link:%.*s link:%.*s",
	                  STR_ARGS(sides[COMPARE_A].id), STR_ARGS(sides[COMPARE_B].id));
}

static struct str only_query(const struct compare_writer *writer, int side)
{
	const struct dossier *sides = writer->sides;
	return str_format(writer->maker.arena, "link:%.*s -link:%.*s", STR_ARGS(sides[side].id),
	                  STR_ARGS(sides[1 - side].id));
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
		write_more(writer, part.count - written, shared_query(writer),
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
	write_run_name(&writer->maker, shared->to.row, is_first);
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
		page_hang(page, INDENT);
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

static void write_all_shared(struct compare_writer *writer)
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

/* ── Fields ─────────────────────────────────────────────────────────────────────────────────── */

/* Let the maker write values of a side. */
static void take_side(struct compare_writer *writer, int side)
{
	struct page_maker *maker = &writer->maker;
	static const struct str speaking[] = { STR("quote"), STR("claim"), STR("source") };
	maker->dossier = writer->sides[side];
	maker->is_sourced = maker->dossier.citations.count > 0;
	for (size_t i = 0; i < sizeof speaking / sizeof *speaking; i++)
		maker->is_sourced |= dossier_is_of_kind(maker->archive, maker->dossier.ref,
		                                        speaking[i]);
}

static void write_values(struct compare_writer *writer, int side, const void *what)
{
	const struct compare_field *field = what;
	struct page_maker *maker = &writer->maker;
	struct dossier_ref ref = writer->comparison->sides[side];
	struct row_range all = writer->sides[side].values;
	int indent = maker->writer.indent;
	take_side(writer, side);
	struct value value = value_first(maker->archive, ref, field->field);
	for (; value.row != NO_ROW; value = value_next(maker->archive, ref, value)) {
		if (value.rank == RANK_DEPRECATED)
			continue;
		struct value shown = value;
		if (shown.end > all.first + all.count)
			shown.end = all.first + all.count;
		page_hang(&maker->writer, INDENT);
		page_value(maker, &shown);
		maker->writer.indent = indent;
	}
	maker->dossier = (struct dossier){0};
}

static void write_fields(struct compare_writer *writer)
{
	struct page_maker *maker = &writer->maker;
	const struct comparison *comparison = writer->comparison;
	if (comparison->fields.count == 0)
		return;
	page_section(&maker->writer, str_of(_("fields of both")), comparison->fields.count);
	for (size_t i = 0; i < comparison->fields.count; i++) {
		const struct compare_field *field = &comparison->fields.items[i];
		page_raw(&maker->writer, ROLE_LABEL,
		         message_of(field_at(maker->archive, field->field).label));
		/* Translators: behind the label of a field that both have. */
		page_literal(&maker->writer, ROLE_DIM,
		             field->is_same ? _(": the same") : _(": differs"));
		page_break(&maker->writer);
		write_sides(writer, (struct cell){ write_values, field });
	}
}

/* ── What only one has ──────────────────────────────────────────────────────────────────────── */

/* How many of them are called by name. */
static size_t names_shown(const struct page_maker *maker, const struct compare_only *only)
{
	struct str kind = kind_at(maker->archive, only->kind).key;
	bool are_words = str_equal(kind, STR("quote")) || str_equal(kind, STR("claim"));
	size_t most = are_words ? WORDS_MOST : ONLY_MOST;
	return maker->options.shows_all || most > only->name_count ? only->name_count : most;
}

/* "4 people: Ana Vel; Vera Min; and 2 more"; each on a line of its own where all are shown. */
static void write_only(struct compare_writer *writer, int side, const struct compare_only *only)
{
	struct page_maker *maker = &writer->maker;
	struct str count = page_kind_count(maker, only->kind, only->count);
	size_t shown = names_shown(maker, only);
	int indent = maker->writer.indent;
	bool are_rows = maker->options.shows_all && only->count > 1;
	page_format(&maker->writer, ROLE_LABEL, are_rows ? "%.*s:" : "%.*s: ", STR_ARGS(count));
	for (size_t i = 0; i < shown; i++) {
		if (are_rows) {
			page_break(&maker->writer);
			maker->writer.indent = indent;
			page_hang(&maker->writer, INDENT);
		}
		write_run_name(maker, only->names[i], are_rows || i == 0);
	}
	if (are_rows && shown < only->count)
		page_break(&maker->writer);
	if (shown < only->count) {
		page_literal(&maker->writer, ROLE_TEXT, are_rows ? "" : "; ");
		write_more(writer, only->count - shown, only_query(writer, side), only->kind);
	}
	page_break(&maker->writer);
}

static void write_all_only(struct compare_writer *writer, int side, const void *what)
{
	(void)what;
	struct page_maker *maker = &writer->maker;
	int indent = maker->writer.indent;
	for (size_t i = 0; i < writer->comparison->only[side].count; i++) {
		page_hang(&maker->writer, INDENT);
		write_only(writer, side, &writer->comparison->only[side].items[i]);
		maker->writer.indent = indent;
	}
	if (writer->comparison->only[side].count == 0)
		page_literal(&maker->writer, ROLE_DIM, _("nothing"));
	page_break(&maker->writer);
}

static void write_rest(struct compare_writer *writer)
{
	struct page_maker *maker = &writer->maker;
	const struct comparison *comparison = writer->comparison;
	if (comparison->only[COMPARE_A].count + comparison->only[COMPARE_B].count == 0)
		return;
	if (writer->is_wide) {
		page_section(&maker->writer, str_of(_("linked with only one")), 0);
		write_sides(writer, (struct cell){ write_all_only, NULL });
		return;
	}
	for (int side = 0; side < COMPARE_SIDES; side++) {
		struct str name = writer->sides[side].name;
		page_section(&maker->writer, str_format(maker->arena, _("linked with only %.*s"),
		                                        STR_ARGS(name)), 0);
		write_all_only(writer, side, NULL);
	}
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

static void write_head_of(struct compare_writer *writer, int side, const void *what)
{
	(void)what;
	struct page_maker *maker = &writer->maker;
	const struct dossier *dossier = &writer->sides[side];
	struct str kind = message_of(kind_at(maker->archive, dossier->kind).label);
	struct str name = shown_name(maker->arena, dossier->name);
	page_link(&maker->writer, ROLE_TITLE, shown_prose(maker->arena, name), (struct page_link){
		.kind = PAGE_LINK_DOSSIER, .to = dossier->ref, .value = NO_ROW,
	});
	page_break(&maker->writer);
	if (maker->options.is_titled)
		return;
	page_format(&maker->writer, ROLE_DIM, "%.*s · ", STR_ARGS(kind));
	page_text(&maker->writer, ROLE_DIM, shown_line(maker->arena, dossier->id));
	page_break(&maker->writer);
}

/* Who is compared, above the columns or behind the letters, where it stays in sight. */
static void write_head(struct compare_writer *writer)
{
	struct page *page = &writer->maker.writer.page;
	if (writer->is_wide || writer->has_letters) {
		write_sides(writer, (struct cell){ write_head_of, NULL });
		page->pinned = (struct page_pinned){ 0, (uint32_t)page->lines.count };
		return;
	}
	for (int side = 0; side < COMPARE_SIDES; side++)
		write_head_of(writer, side, NULL);
}

/* "Sergei Lavrov spoke with Min Aung Hlaing, August 2022 [1]". */
static void write_between(struct compare_writer *writer)
{
	struct page_maker *maker = &writer->maker;
	const struct connections *between = &writer->comparison->between;
	if (between->count == 0)
		return;
	page_section(&maker->writer, str_of(_("between the two")), between->count);
	for (size_t i = 0; i < between->count;) {
		struct stretch stretch = stretch_of(maker->archive, between, i);
		page_hang(&maker->writer, INDENT);
		struct str label = message_of(stretch.label);
		page_raw(&maker->writer, ROLE_TEXT, writer->sides[COMPARE_A].name);
		page_format(&maker->writer, ROLE_LABEL, " %.*s ", STR_ARGS(label));
		page_raw(&maker->writer, ROLE_TEXT, writer->sides[COMPARE_B].name);
		page_relation_own(maker, &stretch.links);
		page_break(&maker->writer);
		maker->writer.indent = 0;
		i += stretch.links.count;
	}
}

/* What stands before the words on each side: the names, or letters where one is too long. */
static void set_labels(struct compare_writer *writer)
{
	static const char *const letters[] = { N_("A"), N_("B") };
	int most = writer->maker.options.width < NARROW_PAGE ? LABEL_MOST_NARROW : LABEL_MOST;
	int width = 0;
	for (int side = 0; side < COMPARE_SIDES; side++) {
		struct str name = writer->sides[side].name;
		writer->labels[side] = shown_line(writer->maker.arena, name);
		int own = writer->labels[side].width;
		width = own > width ? own : width;
	}
	writer->has_letters = width > most;
	for (int side = 0; side < COMPARE_SIDES && writer->has_letters; side++) {
		writer->labels[side] = shown_literal(writer->maker.arena, _(letters[side]));
		width = writer->labels[side].width;
	}
	writer->label_width = width + GAP - 1;
}

struct page page_compare(const struct archive *archive, struct arena *arena,
                         const struct comparison *comparison, struct page_options options)
{
	struct page_sources sources = { .arena = arena };
	struct compare_writer writer = {
		.maker = {
			.archive = archive, .arena = arena, .options = options,
			.sources = &sources, .text_role = ROLE_TEXT, .has_plain_marks = true,
			.writer = page_begin(arena, options.width),
		},
		.comparison = comparison, .is_wide = options.width >= COMPARE_WIDE,
	};
	struct page_writer *page = &writer.maker.writer;
	page->numbers_links = options.numbers_links;
	const struct dossier_ref *sides = comparison->sides;
	if (sides[COMPARE_A].row >= dossier_count(archive) ||
	    sides[COMPARE_B].row >= dossier_count(archive))
		return page_end(page);
	for (int side = 0; side < COMPARE_SIDES; side++)
		writer.sides[side] = dossier_at(archive, sides[side]);
	if (writer.is_wide)
		page->page.width = options.width < COMPARE_MEASURE ? options.width
		                                                   : COMPARE_MEASURE;
	writer.column_width = (page->page.width - INDENT - GAP) / 2;
	set_labels(&writer);
	write_head(&writer);
	page_known_only(&writer.maker);
	write_between(&writer);
	write_all_shared(&writer);
	if (comparison->shared_count == 0) {
		page_blank(page);
		page_literal(page, ROLE_DIM, _("They share nothing."));
		page_break(page);
	}
	write_fields(&writer);
	write_rest(&writer);
	page_source_list(&writer.maker);
	arena_release(&writer.maker.scratch);
	return page_end(page);
}
