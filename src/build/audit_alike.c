#include "build/audit_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/unicode.h"

/* ── What is compared ───────────────────────────────────────────────────────────────────────── */

/* A name or id in the order of what it looks like. Only hashes are kept: there may be a million. */
struct look {
	uint64_t hash;
	uint32_t row;
	uint32_t part;                  /* what of the dossier it is: of enum look_part, or … */
};

enum look_part {
	LOOK_NAME,                      /* folded: case and accents aside */
	LOOK_SHAPE,                     /* as unicode_look() takes it, where that is another */
	LOOK_ALIAS                      /* … and its row among the values: another name, folded */
};

/* Another name of a dossier that is the name of a second one. */
struct alias {
	uint32_t row, value, named;
};

/* One comparison of all dossiers. */
struct comparing {
	struct auditing *auditing;
	struct arena memory;            /* of the looks */
	struct arena scratch;           /* of the texts at work */
	struct { struct look *items; size_t count, room; } looks;
	bool is_of_names;               /* else of ids */
	uint32_t *same;                 /* by dossier: the first that looks the same, or NO_ROW */
};

/* Names of foreign files are what they are, and two quotes may well open with the same words. */
static bool has_own_name(const struct auditing *auditing, const struct draft *draft)
{
	uint32_t field = auditing->schema->kinds.items[draft->kind].name_field;
	return !draft->is_foreign && !str_equal(draft->name, draft->id) &&
	       (field == NO_ROW || auditing->schema->fields.items[field].type != FIELD_PROSE);
}

/* True if a name is of ASCII without controls, with single blanks and none at its ends. */
static bool is_tidy(struct str name)
{
	char before = ' ';
	for (size_t i = 0; i < name.size; i++) {
		char byte = name.bytes[i];
		if (byte < ' ' || byte >= 0x7F || (byte == ' ' && before == ' '))
			return false;
		before = byte;
	}
	return before != ' ' || name.size == 0;
}

/* A name with single blanks of ASCII, and none around it: what else they are cannot be seen. In
 * `arena`, or the name itself. */
static struct str on_single_blanks(struct arena *arena, struct str name)
{
	struct text out = { .arena = arena };
	size_t size;
	if (is_tidy(name))
		return name;
	for (size_t at = 0; at < name.size; at += size) {
		if (unicode_sign(unicode_decode(name, at, &size)) != ' ')
			text_add(&out, str_slice(name, at, size));
		else if (out.size && out.bytes[out.size - 1] != ' ')
			text_add_byte(&out, ' ');
	}
	return str_trim(text_str(&out));
}

static struct str folded_name(struct arena *arena, struct str name)
{
	return unicode_fold(arena, on_single_blanks(arena, name));
}

static struct str name_shape(struct arena *arena, struct str name)
{
	return unicode_look(arena, on_single_blanks(arena, name));
}

/* What a look is of. */
static struct str look_text(struct comparing *comparing, const struct look *look)
{
	const struct auditing *auditing = comparing->auditing;
	const struct draft *draft = resolved_draft(auditing->resolved, look->row);
	if (look->part >= LOOK_ALIAS) {
		const struct batch *batch = audit_batch_of(auditing, look->row);
		return folded_name(&comparing->scratch,
		                   batch->values.items[look->part - LOOK_ALIAS].text);
	}
	struct str text = comparing->is_of_names ? draft->name : draft->id;
	return look->part == LOOK_SHAPE ? name_shape(&comparing->scratch, text)
	                                : folded_name(&comparing->scratch, text);
}

/* ── Collecting ─────────────────────────────────────────────────────────────────────────────── */

/* Names are the same only among dossiers of one kind; `kind` is 0 for ids. */
static void look_add(struct comparing *comparing, uint32_t row, uint32_t part, struct str text,
                     uint64_t kind)
{
	*ARRAY_ADD(&comparing->memory, &comparing->looks) =
		(struct look){ str_hash(text) ^ kind << 32, row, part };
}

/* A text as it is folded and, if it can be taken for another, as what it looks like. */
static void looks_add(struct comparing *comparing, uint32_t row, struct str text, uint64_t kind)
{
	struct str folded = folded_name(&comparing->scratch, text);
	struct str shape = name_shape(&comparing->scratch, text);
	look_add(comparing, row, LOOK_NAME, folded, kind);
	if (shape.size && !str_equal(shape, folded))
		look_add(comparing, row, LOOK_SHAPE, shape, kind);
	arena_reset(&comparing->scratch);
}

static void aliases_add(struct comparing *comparing, uint32_t row, const struct draft *draft)
{
	const struct batch *batch = audit_batch_of(comparing->auditing, row);
	uint32_t end = draft->values.first + draft->values.count;
	for (uint32_t i = draft->values.first; i < end; i = batch->values.items[i].end) {
		const struct draft_value *value = &batch->values.items[i];
		if (value->type != FIELD_NAME)
			continue;
		struct str folded = folded_name(&comparing->scratch, value->text);
		look_add(comparing, row, LOOK_ALIAS + i, folded, draft->kind + 1);
		arena_reset(&comparing->scratch);
	}
}

static void looks_collect(struct comparing *comparing)
{
	const struct auditing *auditing = comparing->auditing;
	for (uint32_t row = 0; row < auditing->resolved->dossiers.count; row++) {
		const struct draft *draft = resolved_draft(auditing->resolved, row);
		if (draft->is_foreign)
			continue;
		if (!comparing->is_of_names) {
			looks_add(comparing, row, draft->id, 0);
		} else if (has_own_name(auditing, draft)) {
			looks_add(comparing, row, draft->name, draft->kind + 1);
			aliases_add(comparing, row, draft);
		}
	}
}

/* ── Comparing ──────────────────────────────────────────────────────────────────────────────── */

static int order(uint64_t left, uint64_t right)
{
	return (left > right) - (left < right);
}

static int look_compare(const void *left_look, const void *right_look)
{
	const struct look *left = left_look, *right = right_look;
	int result = order(left->hash, right->hash);
	if (result == 0)
		result = order(left->row, right->row);
	return result ? result : order(left->part, right->part);
}

static bool looks_equal(struct comparing *comparing, const struct look *left,
                        const struct look *right)
{
	bool is_equal = str_equal(look_text(comparing, left), look_text(comparing, right));
	arena_reset(&comparing->scratch);
	return is_equal;
}

/* A name that is equal to another is more than one that looks like it. */
static void same_note(struct comparing *comparing, const struct look *first,
                      const struct look *look)
{
	bool is_exact = look->part == LOOK_NAME && first->part == LOOK_NAME;
	uint32_t *same = &comparing->same[look->row];
	if ((is_exact || *same == NO_ROW) && looks_equal(comparing, first, look))
		*same = first->row;
}

static void alias_note(struct comparing *comparing, const struct look *name,
                       const struct look *look)
{
	struct auditing *auditing = comparing->auditing;
	if (looks_equal(comparing, name, look))
		*ARRAY_ADD(&auditing->scratch, &auditing->aliases) =
			(struct alias){ look->row, look->part - LOOK_ALIAS, name->row };
}

/* Compare looks of one hash, which are in the order of dossiers, with the first that is no alias;
 * and aliases with the first name of another dossier. */
static void run_compare(struct comparing *comparing, const struct look *looks, size_t count)
{
	const struct look *first = NULL, *names[2] = { NULL, NULL };
	for (size_t i = 0; i < count; i++) {
		if (looks[i].part >= LOOK_ALIAS)
			continue;
		if (looks[i].part == LOOK_NAME && (!names[0] || !names[1]))
			names[names[0] ? 1 : 0] = &looks[i];
		if (!first)
			first = &looks[i];
		else if (looks[i].row != first->row)
			same_note(comparing, first, &looks[i]);
	}
	for (size_t i = 0; i < count && names[0]; i++) {
		const struct look *name = names[names[0]->row == looks[i].row ? 1 : 0];
		if (looks[i].part >= LOOK_ALIAS && name)
			alias_note(comparing, name, &looks[i]);
	}
}

/* For each dossier the first in the order of ids that looks the same. */
static uint32_t *looks_compare(struct auditing *auditing, bool is_of_names)
{
	size_t count = auditing->resolved->dossiers.count;
	struct comparing comparing = {
		.auditing = auditing, .is_of_names = is_of_names,
		.same = ARENA_MANY(&auditing->scratch, uint32_t, count),
	};
	memset(comparing.same, 0xFF, count * sizeof(*comparing.same));
	looks_collect(&comparing);
	struct look *looks = comparing.looks.items;
	if (looks)
		qsort(looks, comparing.looks.count, sizeof(*looks), look_compare);
	for (size_t first = 0, end; first < comparing.looks.count; first = end) {
		for (end = first + 1; end < comparing.looks.count &&
		                      looks[end].hash == looks[first].hash;)
			end++;
		if (end - first > 1)
			run_compare(&comparing, looks + first, end - first);
	}
	arena_release(&comparing.memory);
	arena_release(&comparing.scratch);
	return comparing.same;
}

static int alias_compare(const void *left_alias, const void *right_alias)
{
	const struct alias *left = left_alias, *right = right_alias;
	int result = order(left->row, right->row);
	return result ? result : order(left->value, right->value);
}

void audit_find_alike(struct auditing *auditing)
{
	auditing->same_names = looks_compare(auditing, true);
	auditing->same_ids = looks_compare(auditing, false);
	if (auditing->aliases.items)
		qsort(auditing->aliases.items, auditing->aliases.count,
		      sizeof(*auditing->aliases.items), alias_compare);
}

/* ── Findings ───────────────────────────────────────────────────────────────────────────────── */

static struct str id_of(const struct auditing *auditing, uint32_t row)
{
	return finding_excerpt(resolved_draft(auditing->resolved, row)->id);
}

static struct str kind_label(const struct auditing *auditing, const struct draft *draft)
{
	return auditing->schema->kinds.items[draft->kind].label;
}

static void name_report(struct auditing *auditing, const struct batch *batch,
                        const struct draft *draft, uint32_t same)
{
	struct arena arena = {0};
	struct str name = resolved_draft(auditing->resolved, same)->name;
	bool is_equal =
		str_equal(folded_name(&arena, draft->name), folded_name(&arena, name));
	arena_release(&arena);
	AUDIT_FINDING(auditing, RULE_LOOK_ALIKE, batch, draft->place,
	              is_equal ? "'%.*s' is also the name of the %.*s '%.*s'"
	                       : "'%.*s' looks like the name of the %.*s '%.*s'",
	              STR_ARGS(finding_excerpt(draft->name)),
	              STR_ARGS(kind_label(auditing, draft)), STR_ARGS(id_of(auditing, same)));
}

/* The first alias of a dossier or of one behind it. */
static size_t first_alias(const struct auditing *auditing, uint32_t row)
{
	size_t low = 0, high = auditing->aliases.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (auditing->aliases.items[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void aliases_report(struct auditing *auditing, const struct batch *batch,
                           const struct draft *draft, uint32_t row)
{
	size_t count = auditing->aliases.count;
	for (size_t i = first_alias(auditing, row); i < count; i++) {
		const struct alias *alias = &auditing->aliases.items[i];
		if (alias->row != row)
			break;
		const struct draft_value *value = &batch->values.items[alias->value];
		AUDIT_FINDING(auditing, RULE_ALIAS_IS_NAME, batch, value->place,
		              "the other name '%.*s' is the name of the %.*s '%.*s'",
		              STR_ARGS(finding_excerpt(value->text)),
		              STR_ARGS(kind_label(auditing, draft)),
		              STR_ARGS(id_of(auditing, alias->named)));
	}
}

void audit_alike(struct auditing *auditing, uint32_t row)
{
	const struct batch *batch = audit_batch_of(auditing, row);
	const struct draft *draft = resolved_draft(auditing->resolved, row);
	uint32_t same_name = auditing->same_names[row], same_id = auditing->same_ids[row];
	if (same_name != NO_ROW)
		name_report(auditing, batch, draft, same_name);
	if (same_id != NO_ROW)
		AUDIT_FINDING(auditing, RULE_LOOK_ALIKE, batch, draft->place,
		              "the id '%.*s' looks like the id '%.*s'",
		              STR_ARGS(finding_excerpt(draft->id)),
		              STR_ARGS(id_of(auditing, same_id)));
	aliases_report(auditing, batch, draft, row);
}
