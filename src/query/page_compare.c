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
#include "query/page_compare_parts.h"

#include "base/array.h"
#include "query/page_relation.h"

enum {
	GAP = 3,                        /* columns between the two */
	ONLY_MOST = 5,                  /* names of a kind that only one has */
	WORDS_MOST = 2,                 /* quotes or claims that are called by their words */
	NARROW_PAGE = 60,
	LABEL_MOST = 26, LABEL_MOST_NARROW = 10,        /* columns of a name beside what it has */
};

/* ── Two columns ────────────────────────────────────────────────────────────────────────────── */

static struct page column_of(struct compare_writer *writer, int side, struct compare_cell cell)
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

static void write_columns(struct compare_writer *writer, struct compare_cell cell)
{
	struct page one = column_of(writer, COMPARE_A, cell);
	struct page other = column_of(writer, COMPARE_B, cell);
	int middle = COMPARE_INDENT + writer->column_width;
	const struct page_column columns[] = {
		{ one, COMPARE_INDENT },
		{ line_between(writer, &one, &other), middle + GAP / 2 },
		{ other, middle + GAP },
	};
	page_columns(&writer->maker.writer, columns, sizeof columns / sizeof *columns);
}

/* Write what a cell says of both sides. */
void compare_write_sides(struct compare_writer *writer, struct compare_cell cell)
{
	struct page_maker *maker = &writer->maker;
	if (writer->is_wide) {
		write_columns(writer, cell);
		return;
	}
	for (int side = 0; side < COMPARE_SIDES; side++) {
		maker->writer.margin = maker->writer.indent = COMPARE_INDENT;
		page_label(&maker->writer, writer->labels[side], writer->label_width);
		cell.write(writer, side, cell.what);
		page_break(&maker->writer);
		maker->writer.margin = maker->writer.indent = 0;
	}
}

/* ── Names ──────────────────────────────────────────────────────────────────────────────────── */

/* Links to dossiers one behind the other. */
void compare_write_name(struct page_maker *maker, uint32_t row, bool is_first)
{
	page_literal(&maker->writer, ROLE_TEXT, is_first ? "" : "; ");
	page_dossier_link(maker, (struct dossier_ref){ row }, STR(""), STR(""), NO_ROW);
}

/* "and 42 more", which leads to what is linked with one, and with the other or not. */
void compare_write_more(struct compare_writer *writer, size_t count, struct str query,
                        uint32_t kind)
{
	struct page_maker *maker = &writer->maker;
	struct str key = kind_at(maker->archive, kind).key;
	query = str_format(maker->arena, "kind:%.*s %.*s", STR_ARGS(key), STR_ARGS(query));
	page_link(&maker->writer, ROLE_LINK,
	          shown_format(maker->arena, _("and %zu more"), count), (struct page_link){
		.kind = PAGE_LINK_SEARCH, .to = NO_DOSSIER, .text = query, .value = NO_ROW,
	});
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
		page_hang(&maker->writer, COMPARE_INDENT);
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
		compare_write_sides(writer, (struct compare_cell){ write_values, field });
	}
}

/* ── What only one has ──────────────────────────────────────────────────────────────────────── */

static struct str only_query(const struct compare_writer *writer, int side)
{
	const struct dossier *sides = writer->sides;
	return str_format(writer->maker.arena, "link:%.*s -link:%.*s", STR_ARGS(sides[side].id),
	                  STR_ARGS(sides[1 - side].id));
}

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
			page_hang(&maker->writer, COMPARE_INDENT);
		}
		compare_write_name(maker, only->names[i], are_rows || i == 0);
	}
	if (are_rows && shown < only->count)
		page_break(&maker->writer);
	if (shown < only->count) {
		page_literal(&maker->writer, ROLE_TEXT, are_rows ? "" : "; ");
		compare_write_more(writer, only->count - shown, only_query(writer, side), only->kind);
	}
	page_break(&maker->writer);
}

static void write_all_only(struct compare_writer *writer, int side, const void *what)
{
	(void)what;
	struct page_maker *maker = &writer->maker;
	int indent = maker->writer.indent;
	for (size_t i = 0; i < writer->comparison->only[side].count; i++) {
		page_hang(&maker->writer, COMPARE_INDENT);
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
		compare_write_sides(writer, (struct compare_cell){ write_all_only, NULL });
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
		compare_write_sides(writer, (struct compare_cell){ write_head_of, NULL });
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
		struct compare_stretch stretch = compare_stretch_of(maker->archive, between, i);
		page_hang(&maker->writer, COMPARE_INDENT);
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
	if (page_known_lacks(&writer.maker, sides[COMPARE_A]) ||
	    page_known_lacks(&writer.maker, sides[COMPARE_B]))
		return page_end(page);
	for (int side = 0; side < COMPARE_SIDES; side++)
		writer.sides[side] = dossier_at(archive, sides[side]);
	if (writer.is_wide)
		page->page.width = options.width < COMPARE_MEASURE ? options.width
		                                                   : COMPARE_MEASURE;
	writer.column_width = (page->page.width - COMPARE_INDENT - GAP) / 2;
	set_labels(&writer);
	write_head(&writer);
	page_known_only(&writer.maker);
	write_between(&writer);
	compare_write_shared(&writer);
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
