#include "query/joined.h"

#include "base/array.h"

static bool are_same_dates(const struct archive *archive, uint32_t one, uint32_t other)
{
	return str_equal(archive_date(archive, one).text, archive_date(archive, other).text);
}

/* A relation that reads alike from both ends says the same in either direction. */
static bool say_the_same(const struct archive *archive, const struct connection *one,
                         const struct connection *other)
{
	struct link link = one->link, twin = other->link;
	bool is_way = one->direction == other->direction ||
	              relation_at(archive, link.relation).is_symmetric;
	return link.relation == twin.relation && is_way && str_equal(link.role, twin.role) &&
	       are_same_dates(archive, link.date, twin.date) &&
	       are_same_dates(archive, link.since, twin.since) &&
	       are_same_dates(archive, link.until, twin.until);
}

static void add_citation(const struct archive *archive, struct arena *arena,
                         struct row_list *citations, uint32_t row)
{
	struct citation added = citation_at(archive, row);
	for (size_t i = 0; i < citations->count; i++) {
		struct citation other = citation_at(archive, citations->items[i]);
		if (str_equal(added.id, other.id) && str_equal(added.locator, other.locator))
			return;
	}
	*ARRAY_ADD(arena, citations) = row;
}

void joined_add(const struct archive *archive, struct arena *arena, struct connections *links,
                struct connection connection, size_t most)
{
	struct connection *same = NULL;
	for (size_t i = 0; i < links->count && !same; i++)
		if (say_the_same(archive, &links->items[i], &connection))
			same = &links->items[i];
	if (!same && links->count < most) {
		same = ARRAY_ADD(arena, links);
		*same = connection;
	}
	struct row_range citations = connection.link.citations;
	for (uint32_t i = 0; same && i < citations.count; i++)
		add_citation(archive, arena, &same->citations, citations.first + i);
}

void joined_sort(const struct archive *archive, struct connections *links)
{
	for (size_t i = 1; i < links->count; i++)
		for (size_t j = i; j > 0; j--) {
			struct connection *two = &links->items[j - 1], last = two[1];
			if (date_compare(connection_date(archive, two[0], NULL).date,
			                 connection_date(archive, last, NULL).date) <= 0)
				break;
			two[1] = two[0];
			two[0] = last;
		}
}
