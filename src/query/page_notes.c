/* What an editor noted of values: a sign behind the value, and all notes in a section at the
 * end. */
#include "query/page_parts.h"

#include "base/array.h"

enum {
	NOTE_INDENT = 2, NOTE_HANG = 2,
	LABELS_MOST = 3,                /* values that are named before one note */
};

/* A note, once, however many values have it. */
struct noted {
	struct str text, labels;
	uint32_t value;                 /* the first that has it */
	size_t count;
};

struct page_notes {
	struct keys texts;              /* to rows of: */
	struct { struct noted *items; size_t count, room; } rows;
};

void page_notes_begin(struct page_maker *maker)
{
	maker->notes = ARENA_NEW(maker->arena, struct page_notes);
}

/* ── Labels ─────────────────────────────────────────────────────────────────────────────────── */

/* The value at the top of the dossier in which another stands, or which it is. */
static const struct value *value_holding(const struct page_maker *maker, uint32_t row)
{
	size_t low = 0, high = maker->values.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (maker->values.items[middle].end <= row)
			low = middle + 1;
		else
			high = middle;
	}
	bool is_held = low < maker->values.count && maker->values.items[low].row <= row;
	return is_held ? &maker->values.items[low] : NULL;
}

/* What a value says, in a few words: a name, a text, or the first text in a group. */
static struct str words_of(const struct page_maker *maker, const struct value *value)
{
	struct link link = link_at(maker->archive, value->link);
	if (link.row != NO_ROW) {
		bool is_out = link.from.row == maker->dossier.ref.row;
		struct dossier_ref other = is_out ? link.to : link.from;
		return dossier_is_none(other) ? value->text : dossier_name(maker->archive, other);
	}
	if (value->type == FIELD_GROUP && value->row + 1 < value->end)
		return value_at(maker->archive, value->row + 1).text;
	bool is_long = value->type == FIELD_PROSE || value->type == FIELD_DATE;
	return is_long ? (struct str){0} : value->text;
}

/* True if no value of the same field stands beside it. */
static bool is_alone(const struct page_maker *maker, const struct value *value)
{
	const struct value *first = maker->values.items, *end = first + maker->values.count;
	bool has_before = value > first && value[-1].field == value->field;
	bool has_behind = value + 1 < end && value[1].field == value->field;
	return !has_before && !has_behind;
}

/* "visited Myanmar", "Positions: Head of the Air Force", "Gender", "Mr. Lavrov" */
static struct str label_of(const struct page_maker *maker, uint32_t row)
{
	const struct archive *archive = maker->archive;
	const struct value *value = value_holding(maker, row);
	if (!value)
		return (struct str){0};
	struct str words = words_of(maker, value);
	if (value->field == NO_ROW)
		return value->key;
	if (value->field == field_known(archive, KNOWN_NAMES))
		return words;
	if (value->field == field_known(archive, KNOWN_RELATIONS))
		return str_join(maker->arena, page_relation_words(maker, value), STR(" "), words);
	struct str label = message_of(field_at(archive, value->field).label);
	return is_alone(maker, value) ? label
	                              : str_join(maker->arena, label, STR(": "), words);
}

/* ── Notes ──────────────────────────────────────────────────────────────────────────────────── */

static void note_gather(struct page_maker *maker, struct str note, uint32_t value)
{
	struct page_notes *notes = maker->notes;
	uint32_t next = (uint32_t)notes->rows.count;
	uint32_t row = keys_add(maker->arena, &notes->texts, note, next);
	if (row == KEYS_NONE) {
		*ARRAY_ADD(maker->arena, &notes->rows) =
			(struct noted){ .text = note, .value = value };
		row = next;
	}
	struct noted *noted = &notes->rows.items[row];
	noted->count++;
	struct str label = noted->count > LABELS_MOST ? STR("…") : label_of(maker, value);
	if (noted->count <= LABELS_MOST + 1)
		noted->labels = str_join(maker->arena, noted->labels, STR("; "), label);
}

void page_note(struct page_maker *maker, struct str note, uint32_t value)
{
	struct page_writer *writer = &maker->writer;
	if (str_is_empty(note))
		return;
	if (maker->notes) {
		note_gather(maker, note, value);
		page_glue(writer);
		page_literal(writer, ROLE_NOTE, "†");
		return;
	}
	page_break(writer);
	writer->indent += NOTE_INDENT;
	page_literal(writer, ROLE_NOTE, _("Note: "));
	page_prose(maker, ROLE_NOTE, note, value);
	page_break(writer);
	writer->indent -= NOTE_INDENT;
}

void page_value_notes(struct page_maker *maker, const struct value *value)
{
	page_note(maker, value->note, value->row);
	for (uint32_t row = value->row + 1; row < value->end; row++) {
		struct value inside = value_at(maker->archive, row);
		if (known_value(maker->options.known, &maker->dossier, &inside))
			page_note(maker, known_cut(maker->options.known, maker->arena,
			                           &maker->dossier, inside, NULL).note, row);
	}
}

/* "† Gender: “Mr.”, in one text." */
static void write_note(struct page_maker *maker, const struct noted *noted)
{
	struct page_writer *writer = &maker->writer;
	writer->indent = writer->margin;
	page_shows(writer, noted->value);
	page_hang(writer, NOTE_HANG);
	page_literal(writer, ROLE_NOTE, "† ");
	if (noted->labels.size)
		page_format(writer, ROLE_LABEL, "%.*s: ", STR_ARGS(noted->labels));
	page_prose(maker, ROLE_NOTE, noted->text, noted->value);
	page_break(writer);
	page_shows(writer, NO_ROW);
	writer->indent = writer->margin;
}

void page_note_list(struct page_maker *maker)
{
	struct page_notes *notes = maker->notes;
	maker->notes = NULL;
	if (notes->rows.count == 0)
		return;
	page_section(&maker->writer, str_of(_("Notes")), notes->rows.count);
	for (size_t i = 0; i < notes->rows.count; i++)
		write_note(maker, &notes->rows.items[i]);
}
