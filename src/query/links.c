#include "query/links.h"

#include <stdlib.h>

#include "base/array.h"
#include "query/known.h"
#include "query/order.h"

/* ── Every link ─────────────────────────────────────────────────────────────────────────────── */

static void add_citation(struct arena *arena, struct row_list *citations,
                         const struct archive *archive, uint32_t row)
{
	struct citation added = citation_at(archive, row);
	for (size_t i = 0; i < citations->count; i++) {
		struct citation other = citation_at(archive, citations->items[i]);
		if (str_equal(added.id, other.id) && str_equal(added.locator, other.locator) &&
		    str_equal(added.note, other.note))
			return;
	}
	*ARRAY_ADD(arena, citations) = row;
}

static void add_citations(struct arena *arena, struct row_list *citations,
                          const struct archive *archive, struct row_range more)
{
	for (uint32_t i = 0; i < more.count; i++)
		add_citation(arena, citations, archive, more.first + i);
}

static void add_connections(const struct archive *archive, struct arena *arena,
                            struct link_span span, const struct known *known,
                            struct connections *connections)
{
	for (uint32_t i = 0; i < span.range.count; i++) {
		struct link link = link_of(archive, span, i);
		if (!known_link(known, link))
			continue;
		struct connection *connection = ARRAY_ADD(arena, connections);
		connection->link = link;
		connection->direction = span.direction;
		connection->other = span.direction == LINK_OUT ? link.to : link.from;
		add_citations(arena, &connection->citations, archive, link.citations);
	}
}

struct connections links_query(const struct archive *archive, struct arena *arena,
                               struct dossier_ref ref, const struct known *known)
{
	struct connections connections = {0};
	add_connections(archive, arena, links_out(archive, ref), known, &connections);
	add_connections(archive, arena, links_in(archive, ref), known, &connections);
	return connections;
}

/* ── Days ───────────────────────────────────────────────────────────────────────────────────── */

/* Kinds whose own date is the day when they began, which says nothing of their links. */
static const struct str living_kinds[] = { STR("person"), STR("organization") };

static bool is_living(const struct archive *archive, struct dossier_ref ref)
{
	struct str key = kind_at(archive, dossier_kind(archive, ref)).key;
	for (size_t i = 0; i < sizeof living_kinds / sizeof *living_kinds; i++)
		if (str_equal(key, living_kinds[i]))
			return true;
	return false;
}

struct date_view connection_date(const struct archive *archive, struct connection connection,
                                 const struct known *known)
{
	uint32_t date = connection.link.date;
	if (date == NO_ROW)
		date = connection.link.since;
	if (date == NO_ROW && !is_living(archive, connection.other)) {
		struct dossier other = dossier_at(archive, connection.other);
		date = known_own_date(known, &other);
	}
	return archive_date(archive, date);
}

/* ── Groups ─────────────────────────────────────────────────────────────────────────────────── */

/* Groups of relations in the order in which they are shown; then those of foreign schemas. */
static const struct str group_order[] = {
	STR("contacts"),  STR("politics"), STR("power"),    STR("arms"),
	STR("words"),     STR("work"),     STR("structure"), STR("events"),
	STR("place"),     STR("sources"),  STR("mentions"),  STR("other"),
};
enum { GROUP_COUNT = sizeof group_order / sizeof *group_order };

/* Where the group of a relation stands: by the table, else by the first relation that is of it. */
static uint32_t group_rank(const struct archive *archive, uint32_t relation)
{
	struct str group = relation_at(archive, relation).group;
	for (uint32_t i = 0; i < GROUP_COUNT; i++)
		if (str_equal(group, group_order[i]))
			return i;
	for (uint32_t i = 0; i < relation; i++)
		if (str_equal(relation_at(archive, i).group, group))
			return GROUP_COUNT + i;
	return GROUP_COUNT + relation;
}

/* A connection with all that its place among others depends on. */
struct sorted {
	struct connection connection;
	uint32_t group;                 /* rank */
	enum direction direction;       /* as shown: out for symmetric relations */
	struct date date;
	struct str dates[3];            /* of the link, as typed */
	struct str context;             /* of a mention that stands beside another like it */
	uint32_t place;                 /* of the other, by name */
};

static int compare_numbers(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

static int compare_shown(const struct sorted *one, const struct sorted *other)
{
	struct link link = one->connection.link, other_link = other->connection.link;
	int order = compare_numbers(one->group, other->group);
	if (order == 0)
		order = compare_numbers(link.relation, other_link.relation);
	return order ? order : compare_numbers(one->direction, other->direction);
}

/* 0 for two that say the same of the same dossier. */
static int compare_said(const struct sorted *one, const struct sorted *other)
{
	int order = compare_numbers(one->connection.other.row, other->connection.other.row);
	if (order == 0)
		order = str_compare(one->connection.link.role, other->connection.link.role);
	if (order == 0)
		order = str_compare(one->context, other->context);
	for (size_t i = 0; i < 3 && order == 0; i++)
		order = str_compare(one->dates[i], other->dates[i]);
	return order;
}

static int compare_but_row(const struct sorted *one, const struct sorted *other)
{
	int order = compare_shown(one, other);
	if (order == 0)
		order = date_compare(one->date, other->date);
	if (order == 0)
		order = compare_numbers(one->place, other->place);
	if (order == 0)
		order = compare_said(one, other);
	return order;
}

static int compare_sorted(const void *left, const void *right)
{
	const struct sorted *one = left, *other = right;
	int order = compare_but_row(one, other);
	return order ? order
	             : compare_numbers(one->connection.link.row, other->connection.link.row);
}

static int compare_rows(const void *left, const void *right)
{
	const uint32_t *one = left, *other = right;
	return compare_numbers(*one, *other);
}

/* Note where the others stand in the order of names. */
static void find_places(const struct archive *archive, struct arena *scratch, struct sorted *sorted,
                        size_t count)
{
	uint32_t *rows = ARENA_MANY(scratch, uint32_t, count);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		rows[i] = sorted[i].connection.other.row;
	qsort(rows, count, sizeof *rows, compare_rows);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || rows[kept - 1] != rows[i])
			rows[kept++] = rows[i];

	uint32_t *places = order_places(archive, scratch, rows, kept);
	for (size_t i = 0; i < count; i++) {
		const uint32_t *row = bsearch(&sorted[i].connection.other.row, rows, kept,
		                              sizeof *rows, compare_rows);
		sorted[i].place = row ? places[row - rows] : NO_ROW;
	}
}

/* The end of those from `first` on that only the sentences of mentions may tell apart. */
static size_t alike_end(const struct sorted *sorted, size_t first, size_t count)
{
	size_t end = first + 1;
	while (end < count && compare_but_row(&sorted[first], &sorted[end]) == 0)
		end++;
	return end;
}

/* Sentences are read for those only that need them. */
static void sort_by_context(const struct archive *archive, struct arena *arena,
                            struct sorted *sorted, size_t count)
{
	for (size_t first = 0, end; first < count; first = end) {
		end = alike_end(sorted, first, count);
		bool are_mentions = end - first > 1 &&
		                    sorted[first].connection.link.text_byte != NO_ROW;
		for (size_t i = first; i < end && are_mentions; i++)
			sorted[i].context = link_context(archive, arena,
			                                 sorted[i].connection.link);
		if (are_mentions)
			qsort(sorted + first, end - first, sizeof *sorted, compare_sorted);
	}
}

static struct sorted *sort_connections(const struct archive *archive, struct arena *scratch,
                                       struct connections connections,
                                       const struct known *known)
{
	struct sorted *sorted = ARENA_MANY(scratch, struct sorted, connections.count);
	for (size_t i = 0; i < connections.count; i++) {
		struct connection connection = connections.items[i];
		struct link link = connection.link;
		bool is_symmetric = relation_at(archive, link.relation).is_symmetric;
		sorted[i] = (struct sorted){
			.connection = connection,
			.group = group_rank(archive, link.relation),
			.direction = is_symmetric ? LINK_OUT : connection.direction,
			.date = connection_date(archive, connection, known).date,
			.dates = { archive_date(archive, link.date).text,
			           archive_date(archive, link.since).text,
			           archive_date(archive, link.until).text },
		};
	}
	find_places(archive, scratch, sorted, connections.count);
	qsort(sorted, connections.count, sizeof *sorted, compare_sorted);
	sort_by_context(archive, scratch, sorted, connections.count);
	return sorted;
}

struct connection_groups links_grouped(const struct archive *archive, struct arena *arena,
                                       struct dossier_ref ref, const struct known *known)
{
	struct arena scratch = {0};
	struct connection_groups groups = {0};
	struct connections connections = links_query(archive, arena, ref, known);
	if (connections.count == 0)
		return groups;

	struct sorted *sorted = sort_connections(archive, &scratch, connections, known);
	struct connection_group *group = NULL;
	for (size_t i = 0; i < connections.count; i++) {
		const struct sorted *last = i ? &sorted[i - 1] : NULL;
		struct connection connection = sorted[i].connection;
		if (!last || compare_shown(last, &sorted[i]) != 0) {
			group = ARRAY_ADD(arena, &groups);
			group->relation = connection.link.relation;
			group->direction = sorted[i].direction;
			group->label = relation_label(archive, group->relation, group->direction);
		} else if (compare_said(last, &sorted[i]) == 0) {
			struct connection *twin =
				&group->connections.items[group->connections.count - 1];
			add_citations(arena, &twin->citations, archive, connection.link.citations);
			continue;
		}
		*ARRAY_ADD(arena, &group->connections) = connection;
	}
	arena_release(&scratch);
	return groups;
}
