#include "build/audit_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/unicode.h"

/* A dossier in the order of what its name or id looks like. */
struct look {
	uint64_t hash;
	uint32_t row;
};

static int look_compare(const void *left_look, const void *right_look)
{
	const struct look *left = left_look, *right = right_look;
	if (left->hash != right->hash)
		return left->hash < right->hash ? -1 : 1;
	return (left->row > right->row) - (left->row < right->row);
}

/* What is compared of a dossier, or an empty str. Names of foreign files are what they are, and two
 * quotes may well open with the same words. */
static struct str look_of_name(const struct auditing *auditing, uint32_t row)
{
	const struct draft *draft = resolved_draft(auditing->resolved, row);
	uint32_t field = auditing->schema->kinds.items[draft->kind].name_field;
	if (draft->is_foreign || str_equal(draft->name, draft->id) ||
	    (field != NO_ROW && auditing->schema->fields.items[field].type == FIELD_PROSE))
		return STR("");
	return draft->name;
}

static struct str look_of_id(const struct auditing *auditing, uint32_t row)
{
	const struct draft *draft = resolved_draft(auditing->resolved, row);
	return draft->is_foreign ? STR("") : draft->id;
}

static bool looks_equal(struct auditing *auditing, struct arena *arena, uint32_t left,
                        uint32_t right, struct str (*look)(const struct auditing *, uint32_t))
{
	bool is_equal = str_equal(unicode_fold(arena, look(auditing, left)),
	                          unicode_fold(arena, look(auditing, right)));
	arena_reset(arena);
	return is_equal;
}

/* For each dossier the first in the order of ids that looks the same and, if `by_kind`, is of the
 * same kind. Only hashes are kept meanwhile: there may be a million names. */
static uint32_t *same_looks(struct auditing *auditing, bool by_kind,
                            struct str (*look)(const struct auditing *, uint32_t))
{
	size_t count = auditing->resolved->dossiers.count, look_count = 0;
	uint32_t *same = ARENA_MANY(&auditing->scratch, uint32_t, count);
	struct look *looks = ARENA_MANY(&auditing->scratch, struct look, count);
	struct arena arena = {0};
	memset(same, 0xFF, count * sizeof(*same));

	for (uint32_t row = 0; row < count; row++) {
		struct str text = look(auditing, row);
		if (str_is_empty(text))
			continue;
		uint64_t kind = by_kind ? resolved_draft(auditing->resolved, row)->kind + 1 : 0;
		uint64_t hash = str_hash(unicode_fold(&arena, text)) ^ kind << 32;
		looks[look_count++] = (struct look){ hash, row };
		arena_reset(&arena);
	}
	qsort(looks, look_count, sizeof(*looks), look_compare);

	for (size_t i = 1, first = 0; i < look_count; i++) {
		if (looks[i].hash != looks[first].hash)
			first = i;
		else if (looks_equal(auditing, &arena, looks[first].row, looks[i].row, look))
			same[looks[i].row] = looks[first].row;
	}
	arena_release(&arena);
	return same;
}

void audit_find_alike(struct auditing *auditing)
{
	auditing->same_names = same_looks(auditing, true, look_of_name);
	auditing->same_ids = same_looks(auditing, false, look_of_id);
}

void audit_alike(struct auditing *auditing, uint32_t row)
{
	const struct resolved *resolved = auditing->resolved;
	const struct batch *batch = &resolved->batches[resolved->dossiers.items[row].batch];
	const struct draft *draft = resolved_draft(resolved, row);
	uint32_t same_name = auditing->same_names[row], same_id = auditing->same_ids[row];
	if (same_name != NO_ROW)
		AUDIT_FINDING(auditing, RULE_LOOK_ALIKE, batch, draft->place,
		              "'%.*s' is also the name of the %.*s '%.*s'",
		              STR_ARGS(finding_excerpt(draft->name)),
		              STR_ARGS(auditing->schema->kinds.items[draft->kind].label),
		              STR_ARGS(finding_excerpt(resolved_draft(resolved, same_name)->id)));
	if (same_id != NO_ROW)
		AUDIT_FINDING(auditing, RULE_LOOK_ALIKE, batch, draft->place,
		              "the id '%.*s' looks like the id '%.*s'",
		              STR_ARGS(finding_excerpt(draft->id)),
		              STR_ARGS(finding_excerpt(resolved_draft(resolved, same_id)->id)));
}
