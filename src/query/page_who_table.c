/* Who says so of all values of a dossier: a line for each, and of the chosen one what it rests on
 * and what others say, below the lines or, where there is room, beside them.
 *
 *	  Founded     1901                        The log of the light
 *	› Height      40 m                        The log of the light, A survey
 *	  Keeper      Lan                         [?] nobody
 *	────────────────────────────────────────────────────────────────
 *	[1] The log of the light, p. 1
 */
#include "query/page_parts.h"

#include "base/message.h"
#include "base/str.h"
#include "query/quotes.h"
#include "query/who.h"

enum {
	SIGN_WIDTH = 2,                 /* of the sign at the chosen value */
	LABEL_NARROW = 13, LABEL_WIDE = 18, LABEL_WIDE_FROM = 60,
	SOURCES_FROM = 60,              /* columns that have room for a third column */
	GAP = 2, BESIDE_GAP = 3,
	LINE_SIZE = 1000,               /* bytes of running text that are enough for a line */
	LINE_WIDTH = 1000,              /* columns in which a value is laid out as one line */
};

/* Where the parts of a line begin and how wide they are. */
struct table_columns { int label, value, value_width, sources, sources_width; };

static struct table_columns columns_of(int width)
{
	struct table_columns columns = {
		.label = width < LABEL_WIDE_FROM ? LABEL_NARROW : LABEL_WIDE,
		.sources_width = width < SOURCES_FROM ? 0 : width / 3,
	};
	columns.value = SIGN_WIDTH + columns.label + 1;
	columns.sources = width - columns.sources_width;
	columns.value_width = columns.sources - columns.value -
	                      (columns.sources_width ? GAP : 0);
	return columns;
}

/* ── What stands in a line ──────────────────────────────────────────────────────────────────── */

/* A text has what it begins with. */
static struct shown text_line(struct page_maker *maker, const struct value *value)
{
	struct str text = str_slice(value->text, 0, LINE_SIZE);
	struct shown words = shown_prose(maker->arena, page_prose_plain(maker, text));
	bool is_words = maker->is_quote &&
	                value->field == field_known(maker->archive, KNOWN_TEXT);
	if (!is_words)
		return words;
	struct quote quote = quote_at(maker->archive, maker->arena, maker->dossier.ref);
	return page_quoted(maker, quote.form, words);
}

/* Other values are laid out, and what looks like a mark is left out: sources stand beside it. */
static struct shown laid_line(struct page_maker *maker, const struct value *value)
{
	struct page_writer writer = maker->writer;
	struct text words = { .arena = maker->arena };
	maker->writer = page_begin(maker->arena, LINE_WIDTH);
	maker->writer.page.width = LINE_WIDTH;
	page_value_words(maker, value);
	struct page page = page_end(&maker->writer);
	int end = 0;
	for (size_t i = 0; i < page.spans.count; i++) {
		const struct page_span *span = &page.spans.items[i];
		bool is_mark = span->role == ROLE_SOURCE || span->role == ROLE_UNSOURCED;
		bool has_gap = span->column > end && text_str(&words).size;
		if (has_gap && !is_mark)
			text_add_byte(&words, ' ');
		if (!is_mark)
			text_add(&words, shown_str(span->text));
		end = span->column + span->text.width;
	}
	maker->writer = writer;
	return shown_line(maker->arena, text_str(&words));
}

static struct shown line_of(struct page_maker *maker, const struct value *value)
{
	bool is_text = value->type == FIELD_PROSE ||
	               (maker->is_quote && value->field == field_known(maker->archive, KNOWN_TEXT));
	return is_text ? text_line(maker, value) : laid_line(maker, value);
}

/* What stands for sources where a value has none of its own. */
static const char *const grounds[] = {
	[WHO_OWN] = "", [WHO_EDITOR] = "", [WHO_QUOTE] = "",
	[WHO_CLAIM]   = N_("those who assert it"),
	[WHO_ITSELF]  = N_("the source itself"),
	[WHO_DOSSIER] = N_("as the whole"),
	[WHO_NOBODY]  = N_("[?] nobody"),
};
_Static_assert(sizeof(grounds) / sizeof(grounds[0]) == WHO_GROUND_COUNT, "words for each");

/* The names of its sources, each once. */
static struct shown sources_of(struct page_maker *maker, const struct value *value)
{
	struct arena *arena = maker->arena;
	struct who who = who_grounds(maker->archive, arena, maker->dossier.ref, value);
	who_leave_out(maker->archive, arena, maker->options.known, &who);
	if (grounds[who.ground][0])
		return shown_literal(arena, _(grounds[who.ground]));
	struct text names = { .arena = arena };
	struct keys named = {0};
	for (size_t i = 0; i < who.sources.count; i++) {
		struct citation citation = who.sources.items[i].citation;
		if (keys_add(arena, &named, citation.id, 0) != KEYS_NONE)
			continue;
		struct str name = dossier_is_none(citation.source)
		                  ? citation.id : dossier_name(maker->archive, citation.source);
		text_format(&names, "%s%.*s", names.size ? " · " : "",
		            STR_ARGS(shown_name(arena, name)));
	}
	return shown_line(arena, text_str(&names));
}

/* ── The lines ──────────────────────────────────────────────────────────────────────────────── */

static struct str label_of(const struct page_maker *maker, const struct value *value)
{
	struct str relation = page_who_relation(maker, value);
	return relation.size ? relation : page_who_label(maker, value);
}

/* A label that is that of the line above is said again only of the chosen value. True if the words
 * stand whole. */
static bool write_line(struct page_maker *maker, const struct who_table *table, size_t place,
                       struct table_columns columns)
{
	struct page_writer *writer = &maker->writer;
	const struct value *value = &table->values->items[place];
	bool is_chosen = place == table->chosen;
	bool is_deprecated = value->rank == RANK_DEPRECATED;
	struct str label = label_of(maker, value);
	bool is_again = !is_chosen && place > table->first &&
	                str_equal(label, label_of(maker, value - 1));
	struct shown words = line_of(maker, value);
	struct shown sources = columns.sources_width ? sources_of(maker, value) : (struct shown){0};
	writer->indent = is_chosen ? 0 : is_again ? columns.value : SIGN_WIDTH;
	page_shows(writer, value->row);
	page_literal(writer, ROLE_TEXT, is_chosen ? "›" : "");
	page_column(writer, SIGN_WIDTH);
	if (!is_again)
		page_text(writer, ROLE_LABEL,
		          shown_fit(maker->arena, shown_line(maker->arena, label), columns.label));
	page_column(writer, columns.value);
	page_text(writer, is_chosen ? ROLE_TITLE : is_deprecated ? ROLE_DEPRECATED : ROLE_TEXT,
	          shown_fit(maker->arena, words, columns.value_width));
	page_column(writer, columns.sources);
	page_text(writer, ROLE_DIM, shown_fit(maker->arena, sources, columns.sources_width));
	page_break(writer);
	page_shows(writer, NO_ROW);
	return words.width <= columns.value_width;
}

/* True if those of the chosen value stand whole. */
static bool write_lines(struct page_maker *maker, const struct who_table *table, int width)
{
	struct table_columns columns = columns_of(width);
	bool is_whole = false;
	maker->writer.page.width = width;
	for (size_t i = 0; i < table->count && table->first + i < table->values->count; i++) {
		bool fits = write_line(maker, table, table->first + i, columns);
		is_whole |= fits && table->first + i == table->chosen;
	}
	return is_whole;
}

static void write_rule(struct page_maker *maker, int width)
{
	struct text rule = { .arena = maker->arena };
	for (int i = 0; i < width; i++)
		text_add(&rule, STR("─"));
	page_text(&maker->writer, ROLE_BORDER, shown_line(maker->arena, text_str(&rule)));
	page_break(&maker->writer);
}

/* "Height: 40 m — The log of the light, A survey" */
static void write_said(struct page_maker *maker, const struct value *value)
{
	struct page_writer *writer = &maker->writer;
	struct shown sources = sources_of(maker, value);
	writer->indent = writer->margin;
	page_shows(writer, value->row);
	page_hang(writer, SIGN_WIDTH);
	page_format(writer, ROLE_LABEL, "%.*s: ", STR_ARGS(label_of(maker, value)));
	page_text(writer, value->rank == RANK_DEPRECATED ? ROLE_DEPRECATED : ROLE_TEXT,
	          shown_fit(maker->arena, line_of(maker, value), PAGE_MAX_MEASURE));
	page_literal(writer, ROLE_DIM, sources.size ? " — " : "");
	page_text(writer, ROLE_DIM, sources);
	page_break(writer);
	page_shows(writer, NO_ROW);
}

struct page page_who_list(const struct archive *archive, struct arena *arena,
                          struct dossier_ref ref, const struct who_values *values,
                          struct page_options options)
{
	struct page_sources *sources = page_who_numbers(archive, arena, ref, options.known);
	struct page_maker maker = page_who_maker(archive, arena, ref, options, sources);
	for (size_t i = 0; i < values->count; i++)
		write_said(&maker, &values->items[i]);
	arena_release(&maker.scratch);
	return page_end(&maker.writer);
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

/* The chosen value, in another page of the same maker. */
static struct page chosen_page(struct page_maker *maker, const struct who *who, bool is_whole,
                               int width)
{
	maker->writer = page_begin(maker->arena, width);
	page_who_chosen(maker, who, is_whole);
	return page_end(&maker->writer);
}

struct page page_who_table(const struct archive *archive, struct arena *arena,
                           const struct who *who, const struct who_table *table,
                           struct page_options options)
{
	struct page_sources *numbers = table->numbers;
	if (!numbers)
		numbers = page_who_numbers(archive, arena, who->ref, options.known);
	struct page_maker maker = page_who_maker(archive, arena, who->ref, options, numbers);
	if (page_known_lacks(&maker, who->ref))
		return page_end(&maker.writer);
	bool is_beside = options.width >= WHO_BESIDE_FROM;
	int width = is_beside ? options.width - PAGE_MAX_MEASURE - BESIDE_GAP : options.width;
	bool is_whole = write_lines(&maker, table, width);
	if (!is_beside)
		write_rule(&maker, width);
	struct page lines = page_end(&maker.writer);
	struct page chosen = chosen_page(&maker, who, is_whole,
	                                 is_beside ? PAGE_MAX_MEASURE : options.width);
	struct page_column columns[] = {
		{ lines, 0 }, { chosen, is_beside ? width + BESIDE_GAP : 0 },
	};
	struct page_writer writer = page_begin(arena, options.width);
	page_columns(&writer, columns, is_beside ? 2 : 1);
	if (!is_beside)
		page_columns(&writer, &columns[1], 1);
	struct page page = page_end(&writer);
	page.width = options.width;
	if (!is_beside)
		page.pinned = (struct page_pinned){ 0, (uint32_t)lines.lines.count };
	arena_release(&maker.scratch);
	return page;
}
