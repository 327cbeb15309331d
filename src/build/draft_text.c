#include "build/draft_parts.h"

#include <endian.h>
#include <string.h>

#include "base/array.h"
#include "base/unicode.h"
#include "model/limits.h"

struct str scalar_text(const struct node *node)
{
	struct str text = node_text(node);
	while (node->is_block && text.size && text.bytes[text.size - 1] == '\n')
		text.size--;
	return text;
}

/* ── Letters ────────────────────────────────────────────────────────────────────────────────── */

static bool is_blank(uint32_t code_point)
{
	return code_point == ' ' || code_point == '\t' || code_point == '\n' || code_point == '\r';
}

/* What was seen of a text on the way through it. */
struct text_state {
	uint32_t before;                /* the code point before, or 0 */
	unsigned marks;                 /* combining marks in a row */
	bool has_reported_control, has_reported_marks;
};

/* ZWJ and ZWNJ belong behind letters that they change and behind pictographs; a variation selector
 * behind anything that one can see. Elsewhere they only hide. */
static bool joiner_belongs(uint32_t code_point, uint32_t before)
{
	enum { ZWNJ = 0x200C, ZWJ = 0x200D };
	if (before == 0 || is_blank(before))
		return false;
	enum unicode_class class = unicode_class(before);
	if (code_point == ZWNJ || code_point == ZWJ)
		return unicode_joins(before) || unicode_is_pictograph(before) ||
		       class == UNICODE_MARK || class == UNICODE_JOINER;
	return class == UNICODE_PRINTABLE;
}

static bool is_hidden(uint32_t code_point, uint32_t before, enum text_form form)
{
	if (code_point == '\n' || code_point == '\t')
		return form != TEXT_RUNNING;
	enum unicode_class class = unicode_class(code_point);
	return class == UNICODE_FORBIDDEN ||
	       (class == UNICODE_JOINER && !joiner_belongs(code_point, before));
}

static void code_point_check(struct drafting *drafting, struct text_state *state, struct str key,
                             uint32_t code_point, enum text_form form, struct place place)
{
	if (!state->has_reported_control && is_hidden(code_point, state->before, form)) {
		state->has_reported_control = true;
		DRAFT_FINDING(drafting, RULE_CONTROL, place,
		              "'%.*s' holds the control or invisible character U+%04X",
		              STR_ARGS(finding_excerpt(key)), (unsigned)code_point);
	}

	bool is_mark = code_point >= 0x300 && unicode_class(code_point) == UNICODE_MARK;
	state->marks = is_mark ? state->marks + 1 : 0;
	if (state->marks > LIMIT_MARKS && !state->has_reported_marks) {
		state->has_reported_marks = true;
		DRAFT_FINDING(drafting, RULE_MARKS, place,
		              "'%.*s' has more than %d combining marks in a row",
		              STR_ARGS(finding_excerpt(key)), LIMIT_MARKS);
	}
	state->before = code_point;
}

static const uint64_t each_byte = 0x0101010101010101u, high = 0x8080808080808080u;

/* How many bytes have their high bit set, if no other bit is. */
static unsigned high_bits(uint64_t eight)
{
	return (unsigned)((eight >> 7) * each_byte >> 56);
}

/* What can be taken at once at byte `at`: 8 bytes of ASCII without controls. Notes in `blanks` the
 * high bit of each that is a blank. */
static bool is_eight(struct str text, size_t at, uint64_t *blanks)
{
	uint64_t eight;
	if (text.size - at < sizeof eight)
		return false;
	memcpy(&eight, text.bytes + at, sizeof eight);
	eight = le64toh(eight);
	uint64_t from_blank = eight + each_byte * (0x80 - ' ');
	uint64_t behind_blank = eight + each_byte * (0x7F - ' ');
	uint64_t del = eight + each_byte;
	*blanks = from_blank & ~behind_blank & high;
	return ((eight | ~from_blank | del) & high) == 0;
}

void text_check(struct drafting *drafting, struct str key, struct str text, enum text_form form,
                struct place place)
{
	struct text_state state = {0};
	size_t word_count = 0;
	bool is_in_word = false;

	for (size_t at = 0; at < text.size;) {
		uint64_t blanks;
		if (is_eight(text, at, &blanks)) {
			uint64_t gaps = blanks << 8 | (is_in_word ? 0 : 0x80);
			word_count += high_bits(gaps & ~blanks);
			is_in_word = !(blanks >> 56);
			at += sizeof blanks;
			state.before = (unsigned char)text.bytes[at - 1];
			state.marks = 0;
			continue;
		}

		unsigned char byte = (unsigned char)text.bytes[at];
		bool is_in_gap = is_blank(byte);
		word_count += !is_in_gap && !is_in_word;
		is_in_word = !is_in_gap;

		size_t size = 1;
		if (byte >= ' ' && byte < 0x7F) {
			state.before = byte;
			state.marks = 0;
		} else {
			uint32_t code_point = unicode_decode(text, at, &size);
			code_point_check(drafting, &state, key, code_point, form, place);
		}
		at += size;
	}

	struct batch *batch = drafting->batch;
	batch->word_count = word_count > UINT32_MAX - batch->word_count
	                  ? UINT32_MAX : batch->word_count + (uint32_t)word_count;
}

/* ── Ids ────────────────────────────────────────────────────────────────────────────────────── */

bool id_is_valid(struct str id)
{
	enum { IDEOGRAPHIC_SPACE = 0x3000 };
	if (id.size == 0 || id.size > LIMIT_ID_SIZE)
		return false;
	for (size_t at = 0, size; at < id.size; at += size) {
		size = 1;
		if (id.bytes[at] > ' ' && id.bytes[at] < 0x7F)
			continue;
		uint32_t code_point = unicode_decode(id, at, &size);
		if (is_blank(code_point) || code_point == IDEOGRAPHIC_SPACE ||
		    unicode_class(code_point) == UNICODE_FORBIDDEN)
			return false;
	}
	return true;
}

bool id_is_plain(struct str id)
{
	for (size_t i = 0; i < id.size; i++) {
		char byte = id.bytes[i];
		bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
		if (!is_letter && (i == 0 || (byte != '-' && byte != '.')))
			return false;
	}
	return id.size > 0;
}

/* ── Words of messages ──────────────────────────────────────────────────────────────────────── */

struct str guess_words(struct drafting *drafting, struct str wanted, struct str_list candidates)
{
	if (drafting->batch->findings.count >= LIMIT_FINDINGS_A_FILE)
		return STR("");         /* nobody will read it, and it is not cheap */
	struct str guess = finding_suggestion(wanted, candidates.items, candidates.count);
	if (str_is_empty(guess))
		return STR("");
	return str_format(&drafting->batch->arena, ": did you mean '%.*s'?", STR_ARGS(guess));
}

struct str list_words(struct arena *arena, struct str_list texts, size_t most)
{
	struct text words = { .arena = arena };
	for (size_t i = 0; i < texts.count && i < most; i++) {
		text_add(&words, i ? STR(", ") : STR(""));
		text_add(&words, texts.items[i]);
	}
	if (texts.count > most)
		text_add(&words, STR(", …"));
	return text_str(&words);
}

/* Fill `keys` with those of a table of the schema, unless they are there. */
#define TABLE_KEYS(arena, table, keys)                                                     \
	for (size_t row = (keys)->count; row < (table).count; row++)                       \
		*ARRAY_ADD((arena), (keys)) = (table).items[row].key

struct str_list kind_keys(struct drafting *drafting)
{
	TABLE_KEYS(&drafting->batch->arena, drafting->schema->kinds, &drafting->kind_keys);
	return drafting->kind_keys;
}

struct str_list field_keys(struct drafting *drafting)
{
	TABLE_KEYS(&drafting->batch->arena, drafting->schema->fields, &drafting->field_keys);
	return drafting->field_keys;
}

struct str_list relation_keys(struct drafting *drafting)
{
	TABLE_KEYS(&drafting->batch->arena, drafting->schema->relations, &drafting->relation_keys);
	return drafting->relation_keys;
}
