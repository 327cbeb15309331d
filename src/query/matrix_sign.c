/* A letter for each way of being linked. Relations have one, and roles that several have; what a
 * letter stands for is in words beside the matrix, and it is one of their letters if possible. */
#include "query/matrix_parts.h"

#include <stdlib.h>

#include "archive/neighbours.h"
#include "base/array.h"

enum {
	MOST_ROLES = 12,                /* that have a letter of their own */
	SHARED_LEAST = 2,               /* crossings that make it worth one */
	LETTERS = 26,
};

struct meanings { struct matrix_sign *items; size_t count, room; };

/* ── Meanings ───────────────────────────────────────────────────────────────────────────────── */

/* That of a citation is a place in a text: no role. */
static struct matrix_sign meaning_of(const struct archive *archive,
                                     const struct connection *connection, bool with_role)
{
	uint32_t relation = connection->link.relation;
	struct relation_view view = relation_at(archive, relation);
	bool has_role = with_role && naming_of(view.key) == NAMING_NONE;
	return (struct matrix_sign){
		.relation = relation,
		.direction = view.is_symmetric ? LINK_OUT : connection->direction,
		.role = has_role ? connection->link.role : (struct str){0},
	};
}

static uint32_t meaning_find(const struct meanings *meanings, const struct matrix_sign *wanted)
{
	for (uint32_t i = 0; i < meanings->count; i++) {
		const struct matrix_sign *meaning = &meanings->items[i];
		if (meaning->relation == wanted->relation &&
		    meaning->direction == wanted->direction &&
		    str_equal(meaning->role, wanted->role))
			return i;
	}
	return NO_ROW;
}

static void meaning_count(struct matrix_maker *maker, struct meanings *meanings,
                          const struct matrix_sign *wanted)
{
	uint32_t at = meaning_find(meanings, wanted);
	if (at == NO_ROW) {
		at = (uint32_t)meanings->count;
		*ARRAY_ADD(&maker->scratch, meanings) = *wanted;
	}
	meanings->items[at].count++;
}

static size_t crossings_of(const struct matrix *matrix)
{
	return matrix->ends[MATRIX_ROWS].count * matrix->ends[MATRIX_COLUMNS].count;
}

/* The most frequent first; of those the one whose relation stands first in the schema. */
static int compare_meanings(const void *left, const void *right)
{
	const struct matrix_sign *one = left, *other = right;
	if (one->count != other->count)
		return one->count > other->count ? -1 : 1;
	if (one->relation != other->relation)
		return one->relation < other->relation ? -1 : 1;
	if (one->direction != other->direction)
		return one->direction < other->direction ? -1 : 1;
	return str_compare(one->role, other->role);
}

/* Roles that several crossings have, the most frequent. */
static struct meanings find_roles(struct matrix_maker *maker)
{
	struct meanings roles = {0};
	for (size_t i = 0; i < crossings_of(maker->matrix); i++) {
		const struct matrix_crossing *crossing = maker->matrix->crossings[i];
		if (!crossing || crossing->is_named)
			continue;
		for (size_t j = 0; j < crossing->links.count; j++) {
			struct matrix_sign role =
				meaning_of(maker->archive, &crossing->links.items[j], true);
			if (role.role.size)
				meaning_count(maker, &roles, &role);
		}
	}
	if (roles.count)
		qsort(roles.items, roles.count, sizeof *roles.items, compare_meanings);
	while (roles.count > MOST_ROLES ||
	       (roles.count && roles.items[roles.count - 1].count < SHARED_LEAST))
		roles.count--;
	return roles;
}

/* What the sign of a crossing says: a role with a letter of its own; else its first link. */
static struct matrix_sign sign_of(const struct matrix_maker *maker, const struct meanings *roles,
                                  const struct matrix_crossing *crossing)
{
	for (size_t i = 0; i < crossing->links.count; i++) {
		struct matrix_sign sign =
			meaning_of(maker->archive, &crossing->links.items[i], true);
		if (sign.role.size && meaning_find(roles, &sign) != NO_ROW)
			return sign;
	}
	return meaning_of(maker->archive, &crossing->links.items[0], false);
}

/* True if one of its links is of another relation, or in another role that has a letter. */
static bool says_more(const struct matrix_maker *maker, const struct meanings *roles,
                      const struct matrix_crossing *crossing, const struct matrix_sign *sign)
{
	for (size_t i = 0; i < crossing->links.count; i++) {
		struct matrix_sign other =
			meaning_of(maker->archive, &crossing->links.items[i], true);
		bool has_own = other.role.size && meaning_find(roles, &other) != NO_ROW;
		if (other.relation != sign->relation || other.direction != sign->direction ||
		    (has_own && !str_equal(other.role, sign->role)))
			return true;
	}
	return false;
}

/* ── Letters ────────────────────────────────────────────────────────────────────────────────── */

static char lower_letter(char byte)
{
	char lower = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
	return lower >= 'a' && lower <= 'z' ? lower : 0;
}

/* The first letter of a text that is free: of the beginnings of its words, or of all. */
static char free_letter(struct str text, const bool *is_taken, bool only_begins)
{
	for (size_t i = 0; i < text.size; i++) {
		char letter = lower_letter(text.bytes[i]);
		bool is_begin = i == 0 || text.bytes[i - 1] == ' ';
		if (letter && !is_taken[letter - 'a'] && (is_begin || !only_begins))
			return letter;
	}
	return 0;
}

static char choose_letter(const struct matrix_maker *maker, const struct matrix_sign *sign,
                          const bool *is_taken)
{
	struct str label = relation_label(maker->archive, sign->relation, sign->direction);
	struct str words = sign->role.size ? sign->role : label;
	char letter = free_letter(words, is_taken, true);
	if (!letter)
		letter = free_letter(words, is_taken, false);
	for (int i = 0; !letter && i < LETTERS; i++)
		if (!is_taken[i])
			letter = (char)('a' + i);
	return letter ? letter : '*';
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

void matrix_signs(struct matrix_maker *maker)
{
	struct matrix *matrix = maker->matrix;
	struct meanings roles = find_roles(maker), signs = {0};
	bool is_taken[LETTERS] = {0};
	for (size_t i = 0; i < crossings_of(matrix); i++) {
		const struct matrix_crossing *crossing = matrix->crossings[i];
		if (!crossing || crossing->is_named)
			continue;
		struct matrix_sign sign = sign_of(maker, &roles, crossing);
		meaning_count(maker, &signs, &sign);
	}
	if (signs.count)
		qsort(signs.items, signs.count, sizeof *signs.items, compare_meanings);
	for (size_t i = 0; i < signs.count; i++) {
		struct matrix_sign *sign = ARRAY_ADD(maker->arena, &matrix->signs);
		*sign = signs.items[i];
		sign->letter = choose_letter(maker, sign, is_taken);
		if (sign->letter != '*')
			is_taken[sign->letter - 'a'] = true;
	}
	for (size_t i = 0; i < crossings_of(matrix); i++) {
		struct matrix_crossing *crossing = matrix->crossings[i];
		if (!crossing || crossing->is_named)
			continue;
		struct matrix_sign sign = sign_of(maker, &roles, crossing);
		crossing->sign = meaning_find(&signs, &sign);
		crossing->has_more = says_more(maker, &roles, crossing, &sign);
	}
}
