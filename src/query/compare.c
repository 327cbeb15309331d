/* What two dossiers share is found by marking: whoever the first is linked with gets a mark,
 * whoever the second is linked with another, and those with both are shared. Links are read in full
 * only of those that are listed. */
#include "query/compare.h"

#include <stdlib.h>

#include "archive/neighbours.h"
#include "base/arena.h"
#include "base/array.h"
#include "query/joined.h"
#include "query/known.h"

/* Bits of a dossier: linked with a side; by more than naming; done with. */
enum { LINKED = 1, TOLD = 4, TAKEN = 16 };

/* A shared dossier, with all that its place among others depends on, and its row of the list. */
struct shared_row { struct date date; uint32_t tier, named, place, other, number; };
struct shared_rows { struct shared_row *items; size_t count, room; };

/* A dossier that only one has, with all that its place depends on. */
struct only_row {
	uint32_t row, kind;
	uint8_t tier;
	bool is_named;
	struct weight weight;
};

struct comparer {
	const struct archive *archive;
	const struct known *known;
	struct arena *arena;
	struct arena scratch;
	struct comparison *comparison;
	uint32_t dossier_count, relation_count, kind_count;
	uint8_t *namings;               /* by relation: 1 for what does no more than name */
	uint8_t *tiers;                 /* by kind: the first are shown first */
	uint8_t *marks;                 /* by dossier */
	struct { struct only_row *items; size_t count, room; } only;    /* of the side at work */
};

static const struct str tiers[] = {
	STR("person"), STR("organization"), STR("event"), STR("place"), STR(""), STR("claim"),
	STR("quote"),  STR("source"),
};
enum { TIER_COUNT = sizeof tiers / sizeof *tiers, TIER_FOREIGN = 4 };

static uint8_t tier_of(struct str kind)
{
	for (uint8_t i = 0; i < TIER_COUNT; i++)
		if (i != TIER_FOREIGN && str_equal(kind, tiers[i]))
			return i;
	return TIER_FOREIGN;
}

static struct comparer comparer_new(const struct archive *archive, struct arena *arena,
                                    struct comparison *comparison)
{
	struct comparer comparer = {
		.archive = archive, .arena = arena, .comparison = comparison,
		.dossier_count = dossier_count(archive),
		.relation_count = relation_count(archive), .kind_count = kind_count(archive),
	};
	comparer.namings = ARENA_MANY(&comparer.scratch, uint8_t, comparer.relation_count);
	comparer.tiers = ARENA_MANY(&comparer.scratch, uint8_t, (size_t)comparer.kind_count + 1);
	comparer.marks = ARENA_MANY(&comparer.scratch, uint8_t, comparer.dossier_count);
	for (uint32_t i = 0; i < comparer.relation_count; i++)
		comparer.namings[i] =
			naming_of(relation_at(archive, i).key) == NAMING_MENTION;
	for (uint32_t i = 0; i < comparer.kind_count; i++)
		comparer.tiers[i] = tier_of(kind_at(archive, i).key);
	return comparer;
}

/* The row of its kind; that of another, if that is none. */
static uint32_t kind_of(const struct comparer *comparer, uint32_t row)
{
	uint32_t kind = dossier_kind(comparer->archive, (struct dossier_ref){ row });
	return kind < comparer->kind_count ? kind : 0;
}

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

static int compare_numbers(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

/* What is done with each link of a side, in both directions. */
struct visit {
	void (*link)(struct comparer *comparer, const struct visit *visit,
	             struct neighbour neighbour, struct link_span span, uint32_t index);
	int side;
	struct shared_rows *rows;       /* what is shared, or NULL */
};

static bool is_hidden(const struct comparer *comparer, struct link_span span, uint32_t index)
{
	return comparer->known &&
	       !known_link(comparer->known, link_of(comparer->archive, span, index));
}

static void visit_span(struct comparer *comparer, const struct visit *visit, struct link_span span)
{
	struct neighbour neighbours[NEIGHBOURS_MOST];
	const struct dossier_ref *sides = comparer->comparison->sides;
	uint32_t first = 0, count;
	while ((count = neighbours_read(comparer->archive, span, first, neighbours)) > 0) {
		for (uint32_t i = 0; i < count; i++) {
			uint32_t other = neighbours[i].dossier;
			if (other < comparer->dossier_count && other != sides[COMPARE_A].row &&
			    other != sides[COMPARE_B].row &&
			    neighbours[i].relation < comparer->relation_count &&
			    !is_hidden(comparer, span, first + i))
				visit->link(comparer, visit, neighbours[i], span, first + i);
		}
		first += count;
	}
}

static void visit_links(struct comparer *comparer, struct visit visit)
{
	struct dossier_ref ref = comparer->comparison->sides[visit.side];
	visit_span(comparer, &visit, links_out(comparer->archive, ref));
	visit_span(comparer, &visit, links_in(comparer->archive, ref));
}

static struct connection connection_of(const struct comparer *comparer, struct link_span span,
                                       uint32_t index, uint32_t other)
{
	return (struct connection){
		.link = link_of(comparer->archive, span, index), .direction = span.direction,
		.other = { other },
	};
}

static void mark_link(struct comparer *comparer, const struct visit *visit,
                      struct neighbour neighbour, struct link_span span, uint32_t index)
{
	(void)span;
	(void)index;
	int bits = LINKED << visit->side;
	if (!comparer->namings[neighbour.relation])
		bits |= TOLD << visit->side;
	comparer->marks[neighbour.dossier] |= (uint8_t)bits;
}

/* ── What only one has ──────────────────────────────────────────────────────────────────────── */

/* Those of a kind stand side by side; what one has to do with before what it only names or cites,
 * of these the one to which most leads, and between two that are alike the name decides. */
static int compare_only_rows(const void *left, const void *right)
{
	const struct only_row *one = left, *other = right;
	int order = compare_numbers(one->tier, other->tier);
	if (order == 0)
		order = compare_numbers(one->kind, other->kind);
	if (order == 0)
		order = one->is_named - other->is_named;
	if (order == 0)
		order = compare_numbers(other->weight.link_bits, one->weight.link_bits);
	return order ? order : compare_numbers(one->weight.place, other->weight.place);
}

static void only_link(struct comparer *comparer, const struct visit *visit,
                      struct neighbour neighbour, struct link_span span, uint32_t index)
{
	(void)span;
	(void)index;
	uint8_t *marks = &comparer->marks[neighbour.dossier];
	uint32_t kind = kind_of(comparer, neighbour.dossier);
	if (*marks & LINKED << (1 - visit->side) || *marks & TAKEN)
		return;
	*marks |= TAKEN;
	*ARRAY_ADD(&comparer->scratch, &comparer->only) = (struct only_row){
		.row = neighbour.dossier, .kind = kind, .tier = comparer->tiers[kind],
		.is_named = !(*marks & TOLD << visit->side),
		.weight = dossier_weight(comparer->archive,
		                         (struct dossier_ref){ neighbour.dossier }),
	};
}

/* Those of one kind, which are `count`. */
static struct compare_only only_of(const struct comparer *comparer, const struct only_row *rows,
                                   size_t count)
{
	struct compare_only only = { .kind = rows[0].kind, .count = count };
	only.name_count = count < COMPARE_MOST_SHARED ? count : COMPARE_MOST_SHARED;
	only.names = ARENA_MANY(comparer->arena, uint32_t, only.name_count);
	for (size_t i = 0; i < only.name_count; i++)
		only.names[i] = rows[i].row;
	return only;
}

static void find_only(struct comparer *comparer, int side)
{
	comparer->only.count = 0;
	visit_links(comparer, (struct visit){ only_link, side, NULL });
	const struct only_row *rows = comparer->only.items;
	size_t all = comparer->only.count;
	if (all)
		qsort(comparer->only.items, all, sizeof *rows, compare_only_rows);
	for (size_t first = 0, end; first < all; first = end) {
		for (end = first; end < all && rows[end].kind == rows[first].kind;)
			end++;
		*ARRAY_ADD(comparer->arena, &comparer->comparison->only[side]) =
			only_of(comparer, rows + first, end - first);
	}
}

/* ── What both have ─────────────────────────────────────────────────────────────────────────── */

static int compare_rows(const void *left, const void *right)
{
	const struct shared_row *one = left, *other = right;
	int order = compare_numbers(one->tier, other->tier);
	if (order == 0)
		order = compare_numbers(one->named, other->named);
	if (order == 0)
		order = date_compare(one->date, other->date);
	return order ? order : compare_numbers(one->place, other->place);
}

static int compare_others(const void *left, const void *right)
{
	const struct shared_row *one = left, *other = right;
	return compare_numbers(one->other, other->other);
}

static struct shared_row row_of(const struct comparer *comparer, uint32_t other)
{
	struct dossier_ref ref = { other };
	struct connection undated = { .link = { .date = NO_ROW, .since = NO_ROW }, .other = ref };
	uint8_t marks = comparer->marks[other];
	return (struct shared_row){
		.date = connection_date(comparer->archive, undated, comparer->known).date,
		.tier = comparer->tiers[kind_of(comparer, other)],
		.named = !(marks & TOLD << COMPARE_A) + !(marks & TOLD << COMPARE_B),
		.place = dossier_weight(comparer->archive, ref).place,
		.other = other,
	};
}

static void shared_link(struct comparer *comparer, const struct visit *visit,
                        struct neighbour neighbour, struct link_span span, uint32_t index)
{
	(void)span;
	(void)index;
	uint8_t *marks = &comparer->marks[neighbour.dossier];
	if (!(*marks & LINKED << (1 - visit->side)) || *marks & TAKEN)
		return;
	*marks |= TAKEN;
	*ARRAY_ADD(&comparer->scratch, visit->rows) = row_of(comparer, neighbour.dossier);
}

static void read_link(struct comparer *comparer, const struct visit *visit,
                      struct neighbour neighbour, struct link_span span, uint32_t index)
{
	struct shared_row wanted = { .other = neighbour.dossier };
	const struct shared_row *row = bsearch(&wanted, visit->rows->items, visit->rows->count,
	                                       sizeof wanted, compare_others);
	if (!row)
		return;
	struct compare_shared *shared = &comparer->comparison->shared.items[row->number];
	bool is_naming = comparer->namings[neighbour.relation];
	if (is_naming && !shared->is_named[visit->side])
		return;
	joined_add(comparer->archive, comparer->arena, &shared->links[visit->side],
	           connection_of(comparer, span, index, neighbour.dossier), COMPARE_MOST_LINKS);
}

/* A relation that reads alike from both ends has no direction that counts. */
static uint32_t way_of(const struct archive *archive, const struct connection *connection)
{
	uint32_t relation = connection->link.relation;
	bool is_symmetric = relation_at(archive, relation).is_symmetric;
	return 2 * relation + (is_symmetric ? LINK_OUT : connection->direction);
}

/* By relation and direction, those of one by date: there are few. */
static void sort_links(const struct archive *archive, struct connections *links)
{
	joined_sort(archive, links);
	for (size_t i = 1; i < links->count; i++)
		for (size_t j = i; j > 0; j--) {
			struct connection *two = &links->items[j - 1], last = two[1];
			if (way_of(archive, &two[0]) <= way_of(archive, &last))
				break;
			two[1] = two[0];
			two[0] = last;
		}
}

static void find_shared(struct comparer *comparer)
{
	struct comparison *comparison = comparer->comparison;
	struct shared_rows rows = {0};
	visit_links(comparer, (struct visit){ shared_link, COMPARE_B, &rows });
	comparison->shared_count = rows.count;
	if (rows.count == 0)
		return;
	qsort(rows.items, rows.count, sizeof *rows.items, compare_rows);
	if (rows.count > COMPARE_MOST_SHARED)
		rows.count = COMPARE_MOST_SHARED;
	for (uint32_t i = 0; i < rows.count; i++) {
		uint8_t marks = comparer->marks[rows.items[i].other];
		rows.items[i].number = i;
		*ARRAY_ADD(comparer->arena, &comparison->shared) = (struct compare_shared){
			.to = { rows.items[i].other },
			.kind = kind_of(comparer, rows.items[i].other),
			.is_named = { !(marks & TOLD << COMPARE_A), !(marks & TOLD << COMPARE_B) },
		};
	}
	qsort(rows.items, rows.count, sizeof *rows.items, compare_others);
	for (int side = 0; side < COMPARE_SIDES; side++)
		visit_links(comparer, (struct visit){ read_link, side, &rows });
	for (size_t i = 0; i < comparison->shared.count; i++)
		for (int side = 0; side < COMPARE_SIDES; side++)
			sort_links(comparer->archive, &comparison->shared.items[i].links[side]);
}

/* ── Between the two ────────────────────────────────────────────────────────────────────────── */

static void find_between(struct comparer *comparer)
{
	const struct archive *archive = comparer->archive;
	struct comparison *comparison = comparer->comparison;
	struct dossier_ref a = comparison->sides[COMPARE_A], b = comparison->sides[COMPARE_B];
	struct link_span spans[] = { links_out(archive, a), links_in(archive, a) };
	for (size_t i = 0; i < DIRECTION_COUNT && a.row != b.row; i++) {
		struct neighbour neighbours[NEIGHBOURS_MOST];
		uint32_t first = 0, count;
		while ((count = neighbours_read(archive, spans[i], first, neighbours)) > 0) {
			for (uint32_t j = 0; j < count; j++)
				if (neighbours[j].dossier == b.row &&
				    neighbours[j].relation < comparer->relation_count &&
				    !comparer->namings[neighbours[j].relation] &&
				    !is_hidden(comparer, spans[i], first + j))
					joined_add(archive, comparer->arena, &comparison->between,
					           connection_of(comparer, spans[i], first + j,
					                         b.row), COMPARE_MOST_LINKS);
			first += count;
		}
	}
	sort_links(archive, &comparison->between);
}

/* ── Fields ─────────────────────────────────────────────────────────────────────────────────── */

/* Fields that say what a dossier is; not its names and words, nor what stands among its links. */
static bool is_compared(const struct archive *archive, uint32_t field)
{
	static const enum known_field others[] = {
		KNOWN_ID, KNOWN_KIND, KNOWN_NAME, KNOWN_FORMER_IDS, KNOWN_NAMES, KNOWN_SUMMARY,
		KNOWN_BODY, KNOWN_NOTE, KNOWN_SOURCES, KNOWN_RELATIONS, KNOWN_TEXT,
		KNOWN_TRANSLATION, KNOWN_URL, KNOWN_SHA256, KNOWN_PARTICIPANTS, KNOWN_ABOUT,
		KNOWN_ASSERTED_BY,
	};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (field_known(archive, others[i]) == field)
			return false;
	enum field_type type = field_at(archive, field).type;
	return field < field_count(archive) && type != FIELD_PROSE && type != FIELD_DOSSIER;
}

/* A value as text: the id that a link leads to, or what stands in a group, with commas between. */
static struct str value_text(const struct archive *archive, struct arena *arena,
                             struct dossier_ref of, struct value value)
{
	struct text text = { .arena = arena };
	struct link link = link_at(archive, value.link);
	if (link.row != NO_ROW)
		return dossier_id(archive, link.from.row == of.row ? link.to : link.from);
	if (value.type != FIELD_GROUP)
		return value.text;
	struct row_range all = dossier_at(archive, of).values;
	uint32_t end = value.end < all.first + all.count ? value.end : all.first + all.count;
	for (uint32_t row = value.row + 1; row < end; row++) {
		struct value inside = value_at(archive, row);
		if (inside.type == FIELD_GROUP || inside.row == NO_ROW)
			continue;
		text_format(&text, "%s%.*s", text.size ? ", " : "",
		            STR_ARGS(value_text(archive, arena, of, inside)));
	}
	return text_str(&text);
}

static struct str_list texts_of(const struct comparer *comparer, int side, uint32_t field)
{
	const struct archive *archive = comparer->archive;
	struct dossier_ref ref = comparer->comparison->sides[side];
	struct dossier dossier = dossier_at(archive, ref);
	struct str_list texts = {0};
	struct value value = value_first(archive, ref, field);
	for (; value.row != NO_ROW; value = value_next(archive, ref, value))
		if (value.rank != RANK_DEPRECATED &&
		    known_value(comparer->known, &dossier, &value))
			*ARRAY_ADD(comparer->arena, &texts) =
				value_text(archive, comparer->arena, ref, value);
	return texts;
}

static int compare_texts(const void *left, const void *right)
{
	return str_compare(*(const struct str *)left, *(const struct str *)right);
}

/* A copy in the order of the bytes, each text once. */
static struct str_list sorted(struct arena *scratch, const struct str_list *texts)
{
	struct str_list all = { .items = ARENA_MANY(scratch, struct str, texts->count + 1) };
	size_t count = texts->count;
	for (size_t i = 0; i < count; i++)
		all.items[i] = texts->items[i];
	if (count)
		qsort(all.items, count, sizeof *all.items, compare_texts);
	for (size_t i = 0; i < count; i++)
		if (all.count == 0 || !str_equal(all.items[all.count - 1], all.items[i]))
			all.items[all.count++] = all.items[i];
	return all;
}

/* True if what one says the other says too, in whatever order and however often. */
static bool are_same(struct arena *scratch, const struct str_list *one,
                     const struct str_list *other)
{
	struct str_list left = sorted(scratch, one), right = sorted(scratch, other);
	size_t i = 0;
	while (i < left.count && i < right.count && str_equal(left.items[i], right.items[i]))
		i++;
	return i == left.count && i == right.count;
}

static void find_fields(struct comparer *comparer)
{
	const struct archive *archive = comparer->archive;
	struct comparison *comparison = comparer->comparison;
	struct row_span fields =
		kind_at(archive, dossier_kind(archive, comparison->sides[COMPARE_A])).fields;
	for (uint32_t i = 0; i < fields.count; i++) {
		struct compare_field field = { .field = fields.rows[i] };
		if (!is_compared(archive, field.field))
			continue;
		for (int side = 0; side < COMPARE_SIDES; side++)
			field.texts[side] = texts_of(comparer, side, field.field);
		const struct str_list *a = &field.texts[COMPARE_A], *b = &field.texts[COMPARE_B];
		field.is_same = are_same(&comparer->scratch, a, b);
		if (a->count && b->count)
			*ARRAY_ADD(comparer->arena, &comparison->fields) = field;
	}
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

struct comparison compare_query(const struct archive *archive, struct arena *arena,
                                struct dossier_ref a, struct dossier_ref b,
                                const struct known *known)
{
	struct comparison comparison = { .sides = { a, b } };
	if (a.row >= dossier_count(archive) || b.row >= dossier_count(archive))
		return comparison;
	struct comparer comparer = comparer_new(archive, arena, &comparison);
	comparer.known = known;
	for (int side = 0; side < COMPARE_SIDES; side++)
		visit_links(&comparer, (struct visit){ mark_link, side, NULL });
	find_shared(&comparer);
	for (int side = 0; side < COMPARE_SIDES; side++)
		find_only(&comparer, side);
	find_between(&comparer);
	find_fields(&comparer);
	arena_release(&comparer.scratch);
	return comparison;
}
