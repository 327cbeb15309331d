/* page_sound: what holds for every page, for the tests of query/page*. */
#ifndef DOSSIER_TESTS_QUERY_PAGE_SOUND_H
#define DOSSIER_TESTS_QUERY_PAGE_SOUND_H

#include "query/page_parts.h"
#include "tests/support/collection.h"

static inline void assert_span_is_sound(const struct page *page, const struct page_line *line,
                                        uint32_t number, int end)
{
	const struct page_span *span = &page->spans.items[number];
	struct shown text = span->text;
	assert_true(span->column >= end);
	assert_true(text.size > 0);
	assert_int_equal(shown_slice(text, 0, text.size).width, text.width);
	assert_true(span->column + text.width <= page->width);
	assert_true(span->link == NO_ROW || span->link < page->links.count);
	bool is_last = number == line->first + line->count - 1;
	if (is_last)
		assert_false(str_ends_with(shown_str(text), STR(" ")));
	for (size_t i = 0; i < text.size; i++)
		assert_true((unsigned char)text.bytes[i] >= ' ' && text.bytes[i] != 0x7F);
}

static inline void assert_lines_are_sound(const struct page *page)
{
	uint32_t span = 0;
	for (size_t i = 0; i < page->lines.count; i++) {
		const struct page_line *line = &page->lines.items[i];
		assert_int_equal(line->first, span);
		span += line->count;
		bool is_blank = line->count == 0;
		bool is_edge = i == 0 || i + 1 == page->lines.count;
		assert_false(is_blank && (is_edge || line[-1].count == 0));
		int end = 0;
		for (uint32_t at = line->first; at < span; at++) {
			assert_span_is_sound(page, line, at, end);
			end = page->spans.items[at].column + page->spans.items[at].text.width;
		}
	}
	assert_int_equal(span, page->spans.count);
}

/* The first span of each link is where the link says, and links come in reading order. */
static inline void assert_links_are_sound(const struct page *page)
{
	uint32_t next = 0;
	for (uint32_t number = 0; number < page->lines.count; number++) {
		const struct page_line *line = &page->lines.items[number];
		for (uint32_t at = line->first; at < line->first + line->count; at++) {
			const struct page_span *span = &page->spans.items[at];
			if (span->link == NO_ROW || span->link < next)
				continue;
			assert_int_equal(span->link, next);
			assert_int_equal(page->links.items[next].line, number);
			assert_int_equal(page->links.items[next].column, span->column);
			next++;
		}
	}
	assert_int_equal(next, page->links.count);
}

static inline void assert_page_is_sound(const struct page *page, int width)
{
	int most = width < PAGE_MIN_WIDTH ? PAGE_MIN_WIDTH : width;
	assert_true(page->width <= most && page->width <= PAGE_MAX_MEASURE);
	assert_lines_are_sound(page);
	assert_links_are_sound(page);
}

/* All lines of a page. */
static inline struct str page_text_of(struct arena *arena, const struct page *page)
{
	struct text text = { .arena = arena };
	for (uint32_t i = 0; i < page->lines.count; i++) {
		text_add(&text, page_line_text(page, arena, i));
		text_add_byte(&text, '\n');
	}
	return text_str(&text);
}

static int open_arena(void **state)
{
	*state = calloc(1, sizeof(struct arena));
	return *state ? 0 : -1;
}

static int close_arena(void **state)
{
	arena_release(*state);
	free(*state);
	unicode_close();
	return 0;
}

/* A test whose state is an arena. */
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

#endif
