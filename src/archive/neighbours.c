#include "archive/neighbours.h"

#include "archive/revision.h"
#include "archive/section.h"

/* ── Naming ─────────────────────────────────────────────────────────────────────────────────── */

static const struct { struct str relation; enum naming naming; } namings[] = {
	{ STR("mentions"),    NAMING_MENTION },
	{ STR("cites"),       NAMING_MENTION },
	{ STR("updates"),     NAMING_MENTION },
	{ STR("quoted-from"), NAMING_SUBJECT },
	{ STR("about"),       NAMING_SUBJECT },
	{ STR("asserts"),     NAMING_SUBJECT },
	{ STR("denies"),      NAMING_SUBJECT },
	{ STR("reported-on"), NAMING_SUBJECT },
};

enum naming naming_of(struct str relation)
{
	for (size_t i = 0; i < sizeof namings / sizeof *namings; i++)
		if (str_equal(relation, namings[i].relation))
			return namings[i].naming;
	return NAMING_NONE;
}

/* ── The table ──────────────────────────────────────────────────────────────────────────────── */

_Static_assert(sizeof(struct neighbours_row) == NEIGHBOURS_ROW_SIZE, "as the header reads it");
_Static_assert(NEIGHBOUR_MENTIONED >= UINT32_MAX >> ARCHIVE_CLASS_BITS, "any dossier is below");

struct neighbour_table neighbour_table_of(const struct archive *archive)
{
	const struct section_view *rows = &archive->sections[SECTION_NEIGHBOURS_FIRST];
	const struct section_view *items = &archive->sections[SECTION_NEIGHBOURS];
	const void *bytes = items->bytes;
	if (rows->count == 0)
		return (struct neighbour_table){0};
	return (struct neighbour_table){
		.rows = rows->bytes,
		.items = bytes,
		.count = rows->count - 1,
		.item_count = items->count,
	};
}

static uint32_t bits_of(const struct neighbour_gathering *gathering, uint32_t dossier,
                        const struct neighbour *link)
{
	enum naming naming = gathering->namings[link->relation];
	bool at_source = gathering->sources[dossier] || gathering->sources[link->dossier];
	return (naming == NAMING_MENTION ? NEIGHBOUR_MENTIONED : 0) |
	       (naming != NAMING_NONE && at_source ? NEIGHBOUR_NAMED : 0);
}

void neighbours_gather(struct neighbour_gathering *gathering, uint32_t dossier,
                       const struct neighbour *links, size_t count)
{
	static const uint32_t turns[] = {
		0, NEIGHBOUR_MENTIONED, NEIGHBOUR_NAMED, NEIGHBOUR_NAMED | NEIGHBOUR_MENTIONED,
	};
	size_t turn_count = gathering->sources[dossier] ? 4 : 2;
	gathering->count = 0;
	gathering->is_taken[dossier] = 1;
	for (size_t turn = 0; turn < turn_count; turn++)
		for (size_t i = 0; i < count; i++) {
			uint32_t other = links[i].dossier;
			if (gathering->is_taken[other] ||
			    bits_of(gathering, dossier, &links[i]) != turns[turn])
				continue;
			gathering->is_taken[other] = 1;
			gathering->items[gathering->count++] = other | turns[turn];
		}
	gathering->is_taken[dossier] = 0;
	for (uint32_t i = 0; i < gathering->count; i++)
		gathering->is_taken[neighbour_dossier(gathering->items[i])] = 0;
}

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

static struct link_row ends_of(const struct archive *archive, uint32_t row)
{
	struct link_row ends = { .from = ARCHIVE_NONE, .to = ARCHIVE_NONE };
	section_read(archive, SECTION_LINKS, row, &ends, sizeof ends);
	return ends;
}

/* Links in lie all over the section: all of them are asked of the memory before the first is
 * waited for. */
static void read_in(const struct archive *archive, uint32_t first, uint32_t count,
                    struct neighbour *neighbours)
{
	const struct section_view *links = &archive->sections[SECTION_LINKS];
	uint32_t rows[NEIGHBOURS_MOST];
	for (uint32_t i = 0; i < count; i++) {
		rows[i] = section_number(archive, SECTION_LINKS_IN, first + i);
		if (rows[i] < links->count)
			__builtin_prefetch(links->bytes +
			                   (size_t)rows[i] * sizeof(struct link_row));
	}
	for (uint32_t i = 0; i < count; i++) {
		struct link_row ends = ends_of(archive, rows[i]);
		neighbours[i] = (struct neighbour){ ends.from, ends.relation };
	}
}

static void read_out(const struct archive *archive, uint32_t first, uint32_t count,
                     struct neighbour *neighbours)
{
	for (uint32_t i = 0; i < count; i++) {
		struct link_row ends = ends_of(archive, first + i);
		neighbours[i] = (struct neighbour){ ends.to, ends.relation };
	}
}

uint32_t neighbours_read(const struct archive *archive, struct link_span span, uint32_t first,
                         struct neighbour neighbours[NEIGHBOURS_MOST])
{
	if (first >= span.range.count)
		return 0;
	uint32_t count = span.range.count - first;
	if (count > NEIGHBOURS_MOST)
		count = NEIGHBOURS_MOST;
	if (span.direction == LINK_IN)
		read_in(archive, span.range.first + first, count, neighbours);
	else
		read_out(archive, span.range.first + first, count, neighbours);
	return count;
}

uint32_t neighbours_link(const struct archive *archive, struct link_span span, uint32_t index)
{
	uint32_t row = span.range.first + index;
	return span.direction == LINK_IN ? section_number(archive, SECTION_LINKS_IN, row) : row;
}

/* ── Ahead of time ──────────────────────────────────────────────────────────────────────────── */

enum { AHEAD_MOST = 32, LINE_SIZE = 64 };

static void ask_for(const struct section_view *rows, size_t row_size, struct row_range range)
{
	uint32_t count = range.count < AHEAD_MOST ? range.count : AHEAD_MOST;
	if (count == 0 || range.first >= rows->count || count > rows->count - range.first)
		return;
	const char *at = rows->bytes + range.first * row_size, *end = at + count * row_size;
	for (; at < end; at += LINE_SIZE)
		__builtin_prefetch(at);
}

void neighbours_near(const struct archive *archive, struct link_span span)
{
	if (span.direction == LINK_IN)
		ask_for(&archive->sections[SECTION_LINKS_IN], sizeof(uint32_t), span.range);
}

void neighbours_next(const struct archive *archive, struct link_span span)
{
	const struct section_view *links = &archive->sections[SECTION_LINKS];
	uint32_t count = span.range.count < AHEAD_MOST ? span.range.count : AHEAD_MOST;
	if (span.direction == LINK_OUT) {
		ask_for(links, sizeof(struct link_row), span.range);
		return;
	}
	for (uint32_t i = 0; i < count; i++) {
		uint32_t row = section_number(archive, SECTION_LINKS_IN, span.range.first + i);
		if (row < links->count)
			__builtin_prefetch(links->bytes + (size_t)row * sizeof(struct link_row));
	}
}
