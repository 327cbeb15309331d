#include "query/page_parts.h"

#include <stdlib.h>

#include "base/array.h"

enum {
	LABEL_MOST = 18, LABEL_MOST_NARROW = 12,        /* columns of a label beside its values */
	LABEL_GAP = 2,
	NARROW_PAGE = 50,
	OTHER_INDENT = 2,
	NAMES_HANG = 2,
};

/* ── Values of a field ──────────────────────────────────────────────────────────────────────── */

struct page_values page_values_of(const struct page_maker *maker, uint32_t field)
{
	static const enum value_rank order[] = { RANK_PREFERRED, RANK_NORMAL, RANK_DEPRECATED };
	_Static_assert(sizeof(order) / sizeof(*order) == RANK_COUNT, "each rank has its place");

	struct page_values found = {0};
	for (size_t rank = 0; rank < RANK_COUNT; rank++) {
		if (order[rank] == RANK_DEPRECATED && maker->options.hides_deprecated)
			continue;
		for (size_t i = 0; i < maker->values.count; i++) {
			const struct value *value = &maker->values.items[i];
			if (value->field == field && field != NO_ROW && value->rank == order[rank])
				*ARRAY_ADD(maker->arena, &found) = *value;
		}
	}
	return found;
}

struct page_values page_values_known(const struct page_maker *maker, enum known_field field)
{
	return page_values_of(maker, field_known(maker->archive, field));
}

/* ── Labels ─────────────────────────────────────────────────────────────────────────────────── */

static int label_most(const struct page_maker *maker)
{
	return maker->writer.page.width < NARROW_PAGE ? LABEL_MOST_NARROW : LABEL_MOST;
}

/* The width of a column that has room for this label too, if it is not too long. */
static int label_width_with(const struct page_maker *maker, int width, struct str label)
{
	int own = shown_line(maker->arena, label).width;
	if (own > label_most(maker) || own + LABEL_GAP <= width)
		return width;
	return own + LABEL_GAP;
}

/* The column of labels when all of them are too long. */
static int label_width_or_least(int width)
{
	enum { LEAST = 6 };
	return width ? width : LEAST;
}

static void write_label(struct page_maker *maker, struct str label, int width)
{
	page_label(&maker->writer, shown_line(maker->arena, label), width);
}

/* ── Values under one label ─────────────────────────────────────────────────────────────────── */

static bool are_bare(const struct page_maker *maker, const struct page_values *values)
{
	for (size_t i = 0; i < values->count; i++)
		if (!page_value_is_bare(maker, &values->items[i]))
			return false;
	return true;
}

/* Short values one after the other: "arms, visits". */
static void write_run(struct page_maker *maker, const struct page_values *values)
{
	page_shows(&maker->writer, values->items[0].row);
	for (size_t i = 0; i < values->count; i++) {
		const struct value *value = &values->items[i];
		const char *between = value->type == FIELD_LINK ? "; " : ", ";
		page_literal(&maker->writer, ROLE_TEXT, i > 0 ? between : "");
		page_value_words(maker, value);
	}
	page_value_marks(maker, &values->items[values->count - 1]);
	page_break(&maker->writer);
	page_shows(&maker->writer, NO_ROW);
}

static void write_values(struct page_maker *maker, struct str label,
                         const struct page_values *values, int label_width)
{
	write_label(maker, label, label_width);
	if (page_are_rivals(maker, values)) {
		page_rivals(maker, values);
		return;
	}
	if (values->count > 1 && are_bare(maker, values)) {
		write_run(maker, values);
		return;
	}
	for (size_t i = 0; i < values->count; i++)
		page_value(maker, &values->items[i]);
}

/* ── Fields in the order of the kind ────────────────────────────────────────────────────────── */

enum field_place {
	PLACE_ROW,                      /* under its label */
	PLACE_PARAGRAPH,                /* running text without a label */
	PLACE_ELSEWHERE,                /* at the head, or in a section of its own */
	PLACE_WORDS,                    /* of a quote or claim; in other kinds a paragraph */
	PLACE_ATTRIBUTION,              /* beside the words of a quote; a row if there is more */
	PLACE_SUMMARY,                  /* a paragraph before all others */
};

static enum field_place place_of(const struct page_maker *maker, uint32_t field)
{
	static const struct { enum known_field field; enum field_place place; } places[] = {
		{ KNOWN_NAME,        PLACE_ELSEWHERE },
		{ KNOWN_NAMES,       PLACE_ELSEWHERE },
		{ KNOWN_SUMMARY,     PLACE_SUMMARY },
		{ KNOWN_BODY,        PLACE_PARAGRAPH },
		{ KNOWN_RELATIONS,   PLACE_ELSEWHERE },
		{ KNOWN_SOURCES,     PLACE_ELSEWHERE },
		{ KNOWN_TEXT,        PLACE_WORDS },
		{ KNOWN_TRANSLATION, PLACE_WORDS },
		{ KNOWN_ASSERTED_BY, PLACE_WORDS },
		{ KNOWN_SPEAKER,     PLACE_ATTRIBUTION },
		{ KNOWN_FOR,         PLACE_ATTRIBUTION },
		{ KNOWN_SAID,        PLACE_ATTRIBUTION },
		{ KNOWN_FORM,        PLACE_ATTRIBUTION },
		{ KNOWN_LOCATOR,     PLACE_ATTRIBUTION },
		{ KNOWN_LANG,        PLACE_ATTRIBUTION },
		{ KNOWN_EVENT,       PLACE_ATTRIBUTION },
		{ KNOWN_SOURCE,      PLACE_ATTRIBUTION },
	};
	enum field_place place = PLACE_ROW;
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (field_known(maker->archive, places[i].field) == field)
			place = places[i].place;
	if (field == field_find(maker->archive, STR("venue")))
		place = PLACE_ATTRIBUTION;
	if (place == PLACE_WORDS)
		place = maker->is_quote || maker->is_claim ? PLACE_ELSEWHERE : PLACE_PARAGRAPH;
	if (place == PLACE_ATTRIBUTION && !maker->is_quote)
		place = PLACE_ROW;
	return place;
}

/* The values that a field shows in its place; none of what stands elsewhere or is nothing new. */
static struct page_values values_in_place(const struct page_maker *maker, uint32_t field)
{
	static const struct page_values none;
	enum field_place place = place_of(maker, field);
	struct page_values values = page_values_of(maker, field);
	if (place == PLACE_ELSEWHERE || values.count == 0)
		return none;
	bool is_alone = values.count == 1 && page_value_is_bare(maker, &values.items[0]);
	bool is_name = is_alone && str_equal(values.items[0].text, maker->dossier.name);
	bool is_said = place == PLACE_ATTRIBUTION && page_quote_tells(maker, &values);
	return is_name || is_said ? none : values;
}

static bool is_row(const struct page_maker *maker, uint32_t field)
{
	enum field_place place = place_of(maker, field);
	return place != PLACE_PARAGRAPH && place != PLACE_SUMMARY;
}

static struct str names_label(const struct page_maker *maker)
{
	uint32_t field = field_known(maker->archive, KNOWN_NAMES);
	return message_of(field_at(maker->archive, field).label);
}

static int rows_label_width(struct page_maker *maker, struct row_span fields)
{
	int width = 0;
	for (uint32_t i = 0; i < fields.count; i++) {
		uint32_t field = fields.rows[i];
		struct str label = message_of(field_at(maker->archive, field).label);
		if (is_row(maker, field) && values_in_place(maker, field).count)
			width = label_width_with(maker, width, label);
	}
	if (page_has_more_names(maker))
		width = label_width_with(maker, width, names_label(maker));
	return label_width_or_least(width);
}

static void write_paragraphs(struct page_maker *maker, const struct page_values *values)
{
	for (size_t i = 0; i < values->count; i++) {
		page_blank(&maker->writer);
		maker->writer.indent = maker->writer.margin;
		page_value(maker, &values->items[i]);
	}
	page_blank(&maker->writer);
}

/* Where its column has no room for their label, names go on behind it. */
static void write_names(struct page_maker *maker, int label_width)
{
	struct page_writer *writer = &maker->writer;
	struct shown label = shown_line(maker->arena, names_label(maker));
	if (!page_has_more_names(maker))
		return;
	if (label.width < label_width) {
		page_label(writer, label, label_width);
		page_more_names(maker);
		return;
	}
	page_break(writer);
	writer->indent = writer->margin;
	page_hang(writer, NAMES_HANG);
	page_text(writer, ROLE_LABEL, label);
	page_literal(writer, ROLE_TEXT, " ");
	page_more_names(maker);
	writer->indent = writer->margin;
}

/* The rows from the field at `first` on, as far as no running text stands between them; behind the
 * last of them. */
static uint32_t write_rows(struct page_maker *maker, struct row_span fields, uint32_t first,
                           int label_width)
{
	uint32_t at = first;
	for (; at < fields.count; at++) {
		uint32_t field = fields.rows[at];
		struct page_values values = values_in_place(maker, field);
		if (place_of(maker, field) == PLACE_PARAGRAPH && values.count)
			break;
		if (is_row(maker, field) && values.count)
			write_values(maker, message_of(field_at(maker->archive, field).label),
			             &values, label_width);
	}
	return at;
}

void page_fields(struct page_maker *maker)
{
	struct row_span fields = kind_at(maker->archive, maker->dossier.kind).fields;
	struct page_values summary = page_values_known(maker, KNOWN_SUMMARY);
	int label_width = rows_label_width(maker, fields);
	write_paragraphs(maker, &summary);
	uint32_t at = write_rows(maker, fields, 0, label_width);
	write_names(maker, label_width);
	while (at < fields.count) {
		struct page_values values = values_in_place(maker, fields.rows[at]);
		write_paragraphs(maker, &values);
		at = write_rows(maker, fields, at + 1, label_width);
	}
}

/* ── Relations ──────────────────────────────────────────────────────────────────────────────── */

/* A relation of the dossier, and where it stands: those with one label together, in the order in
 * which the labels come first. */
struct placed_relation {
	struct value value;
	struct str label;
	uint32_t order;
	size_t at;
};

static int compare_relations(const void *left, const void *right)
{
	const struct placed_relation *a = left, *b = right;
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

/* What a relation says, as seen from this dossier. One that leads nowhere has lost its type. */
struct str page_relation_words(const struct page_maker *maker, const struct value *value)
{
	struct link link = link_at(maker->archive, value->link);
	if (link.row == NO_ROW)
		/* Translators: a relation that is not known, before what it leads to. */
		return str_of(_("to"));
	bool is_out = link.from.row == maker->dossier.ref.row;
	return message_of(relation_label(maker->archive, link.relation,
	                                 is_out ? LINK_OUT : LINK_IN));
}

static struct placed_relation *relations_placed(const struct page_maker *maker,
                                                const struct page_values *values)
{
	struct keys labels = {0};
	struct placed_relation *placed;
	placed = ARENA_MANY(maker->arena, struct placed_relation, values->count);
	for (size_t i = 0; i < values->count; i++) {
		struct str label = page_relation_words(maker, &values->items[i]);
		uint32_t order = keys_add(maker->arena, &labels, label, (uint32_t)i);
		placed[i] = (struct placed_relation){
			.value = values->items[i], .label = label, .at = i,
			.order = order == KEYS_NONE ? (uint32_t)i : order,
		};
	}
	qsort(placed, values->count, sizeof(*placed), compare_relations);
	return placed;
}

void page_relations(struct page_maker *maker)
{
	struct page_values values = page_values_known(maker, KNOWN_RELATIONS);
	if (values.count == 0)
		return;
	struct placed_relation *placed = relations_placed(maker, &values);
	int label_width = 0;
	for (size_t i = 0; i < values.count; i++)
		label_width = label_width_with(maker, label_width, placed[i].label);
	label_width = label_width_or_least(label_width);

	page_section(&maker->writer, str_of(_("Relations")), values.count);
	for (size_t i = 0; i < values.count; i++) {
		bool is_first = i == 0 || placed[i].order != placed[i - 1].order;
		write_label(maker, is_first ? placed[i].label : (struct str){0}, label_width);
		page_value(maker, &placed[i].value);
	}
}

/* ── Keys that the kind does not know ───────────────────────────────────────────────────────── */

static bool is_other(const struct page_maker *maker, const struct value *value)
{
	if (value->field == NO_ROW)
		return true;
	struct row_span fields = kind_at(maker->archive, maker->dossier.kind).fields;
	for (uint32_t i = 0; i < fields.count; i++)
		if (fields.rows[i] == value->field)
			return false;
	return value->field != field_known(maker->archive, KNOWN_NAME) &&
	       value->field != field_known(maker->archive, KNOWN_NAMES) &&
	       value->field != field_known(maker->archive, KNOWN_SUMMARY) &&
	       value->field != field_known(maker->archive, KNOWN_RELATIONS);
}

static struct str key_label(const struct page_maker *maker, const struct value *value)
{
	return value->field == NO_ROW
	               ? value->key : message_of(field_at(maker->archive, value->field).label);
}

static void write_level(struct page_maker *maker, struct page_values values, unsigned depth);

/* The values inside a group, side by side. */
static struct page_values values_inside(const struct page_maker *maker, const struct value *group)
{
	struct page_values inside = {0};
	for (uint32_t row = group->row + 1; row < group->end;) {
		struct value child = value_at(maker->archive, row);
		if (child.end > group->end)
			child.end = group->end;
		if (known_value(maker->options.known, &maker->dossier, &child))
			*ARRAY_ADD(maker->arena, &inside) =
				known_cut(maker->options.known, maker->arena, &maker->dossier,
				          child, NULL);
		row = child.end;
	}
	return inside;
}

/* A group: its key, and under it what is inside, indented. */
static void write_other_group(struct page_maker *maker, const struct value *value, unsigned depth)
{
	struct page_writer *writer = &maker->writer;
	page_break(writer);
	writer->indent = writer->margin;
	page_shows(writer, value->row);
	page_raw(writer, ROLE_LABEL, key_label(maker, value));
	page_value_marks(maker, value);
	page_note(maker, value->note, value->row);
	page_break(writer);
	page_shows(writer, NO_ROW);
	bool has_room = writer->margin + OTHER_INDENT <= writer->page.width / 4;
	writer->margin += has_room ? OTHER_INDENT : 0;
	write_level(maker, values_inside(maker, value), depth + 1);
	writer->margin -= has_room ? OTHER_INDENT : 0;
}

/* The values from `first` on that have the same key. */
static size_t same_key_end(const struct page_values *values, size_t first)
{
	const struct value *items = values->items;
	size_t end = first + 1;
	while (end < values->count && str_equal(items[end].key, items[first].key) &&
	       (items[end].type == FIELD_GROUP) == (items[first].type == FIELD_GROUP))
		end++;
	return end;
}

static void write_level(struct page_maker *maker, struct page_values values, unsigned depth)
{
	enum { MOST_DEPTH = 32 };       /* more than any file may have */
	int width = 0;
	for (size_t i = 0; i < values.count; i++)
		if (values.items[i].type != FIELD_GROUP)
			width = label_width_with(maker, width, key_label(maker, &values.items[i]));
	width = label_width_or_least(width);

	for (size_t i = 0, end; i < values.count && depth < MOST_DEPTH; i = end) {
		end = same_key_end(&values, i);
		struct page_values same = { .items = values.items + i, .count = end - i };
		if (same.items[0].type != FIELD_GROUP) {
			write_values(maker, key_label(maker, &same.items[0]), &same, width);
			continue;
		}
		for (size_t at = 0; at < same.count; at++)
			write_other_group(maker, &same.items[at], depth);
	}
}

void page_other_fields(struct page_maker *maker)
{
	struct page_values others = {0};
	for (size_t i = 0; i < maker->values.count; i++)
		if (is_other(maker, &maker->values.items[i]))
			*ARRAY_ADD(maker->arena, &others) = maker->values.items[i];
	if (others.count == 0)
		return;
	page_section(&maker->writer, str_of(_("Other fields")), 0);
	write_level(maker, others, 0);
}
