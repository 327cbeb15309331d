/* Pages beside each other, as the columns of one. */
#include "query/page_parts.h"

#include "base/array.h"

/* Append the spans of a line of a column; a link has its number when it is first seen. */
static void add_spans(struct page_writer *writer, const struct page_column *column, uint32_t number,
                      uint32_t *links)
{
	const struct page *page = &column->page;
	if (number >= page->lines.count)
		return;
	const struct page_line *line = &page->lines.items[number];
	struct page_line *whole = &writer->page.lines.items[writer->page.lines.count - 1];
	for (uint32_t i = line->first; i < line->first + line->count; i++) {
		struct page_span span = page->spans.items[i];
		span.column += column->left;
		if (span.link != NO_ROW && links[span.link] == NO_ROW) {
			struct page_link link = page->links.items[span.link];
			links[span.link] = (uint32_t)writer->page.links.count;
			link.line = (uint32_t)writer->page.lines.count - 1;
			link.column = span.column;
			*ARRAY_ADD(writer->arena, &writer->page.links) = link;
		}
		if (span.link != NO_ROW)
			span.link = links[span.link];
		*ARRAY_ADD(writer->arena, &writer->page.spans) = span;
		whole->count++;
	}
	whole->is_heading |= line->is_heading;
	if (whole->value == NO_ROW)
		whole->value = line->value;
}

static uint32_t *no_links(struct arena *arena, const struct page *page)
{
	uint32_t *links = ARENA_MANY(arena, uint32_t, page->links.count);
	for (size_t i = 0; i < page->links.count; i++)
		links[i] = NO_ROW;
	return links;
}

void page_columns(struct page_writer *writer, const struct page_column *columns, size_t count)
{
	uint32_t **links = ARENA_MANY(writer->arena, uint32_t *, count);
	size_t lines = 0;
	page_break(writer);
	for (size_t i = 0; i < count; i++) {
		links[i] = no_links(writer->arena, &columns[i].page);
		size_t own = columns[i].page.lines.count;
		lines = own > lines ? own : lines;
	}
	for (uint32_t line = 0; line < lines; line++) {
		*ARRAY_ADD(writer->arena, &writer->page.lines) = (struct page_line){
			.first = (uint32_t)writer->page.spans.count, .value = NO_ROW,
		};
		for (size_t i = 0; i < count; i++)
			add_spans(writer, &columns[i], line, links[i]);
	}
}

/* ── Blocks ─────────────────────────────────────────────────────────────────────────────────── */

static void write_blocks(struct page_writer *writer, const struct page_blocks *blocks, int from,
                         int to)
{
	for (int block = from; block < to; block++) {
		page_blank(writer);
		blocks->write(writer, block, blocks->context);
	}
}

static struct page blocks_page(struct arena *arena, const struct page_blocks *blocks, int from,
                               int to, int width)
{
	struct page_writer writer = page_begin(arena, width);
	write_blocks(&writer, blocks, from, to);
	return page_end(&writer);
}

/* Blocks for the left column: the fewest that are half of all lines. */
static int blocks_at_left(struct arena *arena, const struct page_blocks *blocks, int width)
{
	size_t all = blocks_page(arena, blocks, 0, blocks->count, width).lines.count;
	int count = 0;
	while (blocks_page(arena, blocks, 0, count, width).lines.count < all / 2)
		count++;
	return count;
}

void page_blocks(struct page_writer *writer, const struct page_blocks *blocks, bool is_beside)
{
	enum { GUTTER = 4 };
	if (!is_beside) {
		write_blocks(writer, blocks, 0, blocks->count);
		return;
	}
	page_blank(writer);
	int width = (writer->page.width - GUTTER) / 2;
	int left = blocks_at_left(writer->arena, blocks, width);
	struct page_column columns[] = {
		{ blocks_page(writer->arena, blocks, 0, left, width), 0 },
		{ blocks_page(writer->arena, blocks, left, blocks->count, width), width + GUTTER },
	};
	page_columns(writer, columns, sizeof(columns) / sizeof(columns[0]));
}
