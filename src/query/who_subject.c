#include "query/who_parts.h"

#include <stdlib.h>

#include "archive/neighbours.h"
#include "base/array.h"
#include "query/search.h"

struct dossier_ref who_end_of(const struct archive *archive, struct dossier_ref ref,
                              const struct value *value)
{
	if (value->link == NO_ROW)
		return NO_DOSSIER;
	struct link link = link_at(archive, value->link);
	return link.from.row == ref.row ? link.to : link.from;
}

/* ── Values ─────────────────────────────────────────────────────────────────────────────────── */

static void chain_fields(struct who_subject *subject, struct arena *arena)
{
	uint32_t fields = field_count(subject->archive);
	subject->first_of_field = ARENA_MANY(arena, uint32_t, fields + 1);
	subject->next_of_field = ARENA_MANY(arena, uint32_t, subject->values.count + 1);
	subject->is_ranked = ARENA_MANY(arena, bool, fields + 1);
	for (uint32_t i = 0; i < fields; i++)
		subject->first_of_field[i] = NO_ROW;
	for (size_t place = subject->values.count; place-- > 0;) {
		const struct value *value = &subject->values.items[place];
		if (value->field >= fields)
			continue;
		subject->next_of_field[place] = subject->first_of_field[value->field];
		subject->first_of_field[value->field] = (uint32_t)place;
		subject->is_ranked[value->field] |= value->rank != RANK_NORMAL;
	}
}

static int compare_ends(const void *left, const void *right)
{
	const struct who_end *one = left, *other = right;
	if (one->field != other->field)
		return one->field < other->field ? -1 : 1;
	if (one->end != other->end)
		return one->end < other->end ? -1 : 1;
	return (one->place > other->place) - (one->place < other->place);
}

static void add_end(struct who_subject *subject, struct arena *arena, size_t place,
                    struct dossier_ref end)
{
	if (!dossier_is_none(end))
		*ARRAY_ADD(arena, &subject->ends) = (struct who_end){
			subject->values.items[place].field, end.row, (uint32_t)place,
		};
}

/* The dossiers that a value, or what is inside it, links with; its own is one of them. */
static void add_ends(struct who_subject *subject, struct arena *arena, size_t place)
{
	const struct value *value = &subject->values.items[place];
	for (uint32_t row = value->row; row < value->end; row++) {
		struct link link = link_at(subject->archive, value_at(subject->archive, row).link);
		if (link.row == NO_ROW)
			continue;
		add_end(subject, arena, place, link.from);
		add_end(subject, arena, place, link.to);
	}
}

/* Sorted, and each once. */
static void gather_ends(struct who_subject *subject, struct arena *arena)
{
	struct who_ends *ends = &subject->ends;
	size_t count = 0;
	for (size_t place = 0; place < subject->values.count; place++)
		if (subject->values.items[place].field != NO_ROW)
			add_ends(subject, arena, place);
	if (ends->count)
		qsort(ends->items, ends->count, sizeof *ends->items, compare_ends);
	for (size_t i = 0; i < ends->count; i++)
		if (count == 0 || compare_ends(&ends->items[count - 1], &ends->items[i]) != 0)
			ends->items[count++] = ends->items[i];
	ends->count = count;
}

/* How many ends come before one. */
static size_t ends_before(const struct who_ends *ends, struct who_end wanted)
{
	size_t low = 0, high = ends->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_ends(&ends->items[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct who_ends who_ends_of(const struct who_subject *subject, uint32_t field,
                            struct dossier_ref end)
{
	const struct who_ends *ends = &subject->ends;
	size_t first = ends_before(ends, (struct who_end){ field, end.row, 0 });
	size_t behind = ends_before(ends, (struct who_end){ field, end.row, NO_ROW });
	return (struct who_ends){ .items = ends->items + first, .count = behind - first };
}

/* ── Claims ─────────────────────────────────────────────────────────────────────────────────── */

static void add_claim(struct who_subject *subject, struct arena *arena, struct dossier_ref claim)
{
	const struct archive *archive = subject->archive;
	struct who_about *about = ARRAY_ADD(arena, &subject->claims);
	struct value value = value_first(archive, claim, field_known(archive, KNOWN_ABOUT));
	about->claim = claim;
	about->first = subject->about.count;
	about->folded = search_folded(arena, dossier_text(archive, claim, KNOWN_TEXT));
	for (; value.row != NO_ROW; value = value_next(archive, claim, value)) {
		struct dossier_ref end = who_end_of(archive, claim, &value);
		if (!dossier_is_none(end) && end.row != subject->ref.row)
			*ARRAY_ADD(arena, &subject->about) = end.row;
	}
	about->count = subject->about.count - about->first;
}

static void gather_claims(struct who_subject *subject, struct arena *arena)
{
	const struct archive *archive = subject->archive;
	struct neighbour neighbours[NEIGHBOURS_MOST];
	struct link_span span = links_in(archive, subject->ref);
	uint32_t about = field_known(archive, KNOWN_ABOUT);
	uint32_t relation = about == NO_ROW ? NO_ROW : field_at(archive, about).relation;
	uint32_t first = 0, count;
	while (relation != NO_ROW && !subject->has_unread_claims &&
	       (count = neighbours_read(archive, span, first, neighbours)) > 0) {
		for (uint32_t i = 0; i < count; i++) {
			struct dossier_ref from = { neighbours[i].dossier };
			if (neighbours[i].relation != relation ||
			    !dossier_is_of_kind(archive, from, STR("claim")))
				continue;
			if (subject->claims.count < WHO_MOST_CLAIMS)
				add_claim(subject, arena, from);
			else
				subject->has_unread_claims = true;
		}
		first += count;
	}
}

static int compare_named(const void *left, const void *right)
{
	const struct who_named *one = left, *other = right;
	if (one->value != other->value)
		return one->value < other->value ? -1 : 1;
	return (one->index > other->index) - (one->index < other->index);
}

static void gather_named(struct who_subject *subject, struct arena *arena)
{
	struct link_span links = links_out(subject->archive, subject->ref);
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct link link = link_of(subject->archive, links, i);
		if (dossier_is_of_kind(subject->archive, link.to, STR("claim")))
			*ARRAY_ADD(arena, &subject->named) =
				(struct who_named){ link.value, i, link.to };
	}
	if (subject->named.count)
		qsort(subject->named.items, subject->named.count, sizeof *subject->named.items,
		      compare_named);
}

size_t who_named_from(const struct who_subject *subject, uint32_t row)
{
	size_t low = 0, high = subject->named.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (subject->named.items[middle].value < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ── Links of others ────────────────────────────────────────────────────────────────────────── */

static void add_far_link(struct who_subject *subject, struct arena *arena, struct link_span span,
                         uint32_t index)
{
	const struct archive *archive = subject->archive;
	struct row_range own = dossier_at(archive, subject->ref).values;
	struct link link = link_of(archive, span, index);
	bool is_own = link.value - own.first < own.count;
	if (link.value == NO_ROW || is_own ||
	    naming_of(relation_at(archive, link.relation).key) != NAMING_NONE)
		return;
	*ARRAY_ADD(arena, &subject->elsewhere) = (struct who_far_link){
		.end = (span.direction == LINK_OUT ? link.to : link.from).row,
		.direction = span.direction, .index = index, .link = link,
	};
}

/* The dossiers that values link with: a bit for each of the archive. */
static uint64_t *linked_ends(const struct who_subject *subject, struct arena *scratch)
{
	const struct archive *archive = subject->archive;
	uint64_t *bits = ARENA_MANY(scratch, uint64_t, dossier_count(archive) / 64 + 1);
	for (size_t place = 0; place < subject->values.count; place++) {
		const struct value *value = &subject->values.items[place];
		for (uint32_t row = value->row; row < value->end; row++) {
			struct value inside = value_at(archive, row);
			struct dossier_ref end = who_end_of(archive, subject->ref, &inside);
			if (end.row < dossier_count(archive))
				bits[end.row / 64] |= (uint64_t)1 << end.row % 64;
		}
	}
	return bits;
}

/* Of a dossier that a million others link with, few are at the end of a value of its own: of the
 * others no more is read than which they are. */
static void add_far_links(struct who_subject *subject, struct arena *arena, struct link_span span,
                          const uint64_t *ends)
{
	struct neighbour neighbours[NEIGHBOURS_MOST];
	uint32_t first = 0, count, dossiers = dossier_count(subject->archive);
	while ((count = neighbours_read(subject->archive, span, first, neighbours)) > 0) {
		for (uint32_t i = 0; i < count; i++) {
			uint32_t end = neighbours[i].dossier;
			if (end < dossiers && ends[end / 64] >> end % 64 & 1)
				add_far_link(subject, arena, span, first + i);
		}
		first += count;
	}
}

/* By the other end, and of one by the order in which they are read: links out, then links in. */
static int compare_far_links(const void *left, const void *right)
{
	const struct who_far_link *one = left, *other = right;
	if (one->end != other->end)
		return one->end < other->end ? -1 : 1;
	if (one->direction != other->direction)
		return one->direction == LINK_OUT ? -1 : 1;
	return (one->index > other->index) - (one->index < other->index);
}

static void gather_elsewhere(struct who_subject *subject, struct arena *arena)
{
	const struct archive *archive = subject->archive;
	struct arena scratch = {0};
	const uint64_t *ends = linked_ends(subject, &scratch);
	add_far_links(subject, arena, links_out(archive, subject->ref), ends);
	add_far_links(subject, arena, links_in(archive, subject->ref), ends);
	arena_release(&scratch);
	if (subject->elsewhere.count)
		qsort(subject->elsewhere.items, subject->elsewhere.count,
		      sizeof *subject->elsewhere.items, compare_far_links);
}

size_t who_elsewhere_from(const struct who_subject *subject, struct dossier_ref end)
{
	size_t low = 0, high = subject->elsewhere.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (subject->elsewhere.items[middle].end < end.row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ── All of it ──────────────────────────────────────────────────────────────────────────────── */

struct who_subject *who_subject(const struct archive *archive, struct arena *arena,
                                struct dossier_ref ref)
{
	struct who_subject *subject = ARENA_NEW(arena, struct who_subject);
	*subject = (struct who_subject){ .archive = archive, .ref = ref };
	subject->values = who_values(archive, arena, ref);
	chain_fields(subject, arena);
	gather_ends(subject, arena);
	gather_claims(subject, arena);
	gather_named(subject, arena);
	gather_elsewhere(subject, arena);
	return subject;
}

const struct who_values *who_subject_values(const struct who_subject *subject)
{
	return &subject->values;
}

size_t who_subject_place(const struct who_subject *subject, uint32_t row)
{
	size_t place = 0;
	while (place < subject->values.count && subject->values.items[place].row != row)
		place++;
	return place;
}
