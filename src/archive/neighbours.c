#include "archive/neighbours.h"

#include "archive/section.h"

static struct link_row ends_of(const struct section_view *links, uint32_t row)
{
	struct link_row ends = { .from = ARCHIVE_NONE, .to = ARCHIVE_NONE };
	if (row < links->count)
		memcpy(&ends, links->bytes + (size_t)row * sizeof ends, sizeof ends);
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
		struct link_row ends = ends_of(links, rows[i]);
		neighbours[i] = (struct neighbour){ ends.from, ends.relation };
	}
}

static void read_out(const struct archive *archive, uint32_t first, uint32_t count,
                     struct neighbour *neighbours)
{
	const struct section_view *links = &archive->sections[SECTION_LINKS];
	for (uint32_t i = 0; i < count; i++) {
		struct link_row ends = ends_of(links, first + i);
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
