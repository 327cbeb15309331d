/* The text of a page, without its roles: of a line, and of all of them. */
#include "query/page.h"

#include "base/arena.h"

struct str page_line_text(const struct page *page, struct arena *arena, uint32_t line)
{
	struct text text = { .arena = arena };
	int column = 0;
	if (line >= page->lines.count)
		return text_str(&text);
	const struct page_line *row = &page->lines.items[line];
	for (uint32_t i = row->first; i < row->first + row->count; i++) {
		const struct page_span *span = &page->spans.items[i];
		for (; column < span->column; column++)
			text_add_byte(&text, ' ');
		text_add(&text, shown_str(span->text));
		column += span->text.width;
	}
	return text_str(&text);
}

struct str page_plain_text(const struct page *page, struct arena *arena)
{
	struct arena scratch = {0};
	struct text text = { .arena = arena };
	for (uint32_t line = 0; line < page->lines.count; line++) {
		text_add(&text, page_line_text(page, &scratch, line));
		text_add_byte(&text, '\n');
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return text_str(&text);
}
