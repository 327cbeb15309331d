/* A file of YAML as a page: its lines with their numbers, whole, and what each part of them is. */
#include "query/manuscript.h"

#include "base/array.h"
#include "base/message.h"
#include "query/yaml_parts.h"

enum { NUMBER_GAP = 2, LEAST_DIGITS = 3, HANG = 2, CHUNK_SIZE = 2048, BREAK_ROOM = 24,
       MOST_BLANKS = 1000 };

struct layout {
	struct arena *arena;
	struct manuscript_page made;
	size_t number_count, number_room;
	uint32_t number;                /* of the line that is written */
	int column, indent;             /* indent: where its next rows begin */
};

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────── */

static void open_row(struct layout *layout, uint32_t number, int column)
{
	struct manuscript_page *made = &layout->made;
	made->numbers = array_room(layout->arena, made->numbers, layout->number_count,
	                           &layout->number_room, sizeof(*made->numbers));
	made->numbers[layout->number_count++] = number;
	*ARRAY_ADD(layout->arena, &made->page.lines) = (struct page_line){
		.first = (uint32_t)made->page.spans.count, .value = NO_ROW,
	};
	layout->column = column;
}

static void put(struct layout *layout, enum role role, struct shown text)
{
	struct page *page = &layout->made.page;
	*ARRAY_ADD(layout->arena, &page->spans) = (struct page_span){
		.text = text, .role = role, .link = NO_ROW, .column = layout->column,
	};
	page->lines.items[page->lines.count - 1].count++;
	layout->column += text.width;
}

/* True if the first word fits no more, but would in a row of its own. */
static bool begins_too_late(const struct layout *layout, struct shown text)
{
	size_t end = str_find(shown_str(text), STR(" "), 0);
	int width = shown_slice(text, 0, end < text.size ? end : text.size).width;
	return layout->column > layout->indent &&
	       layout->column + width > layout->made.page.width &&
	       layout->indent + width <= layout->made.page.width;
}

/* As much as fits, up to behind the last blank if one is near. */
static size_t fitting(const struct layout *layout, struct shown text)
{
	if (begins_too_late(layout, text))
		return 0;
	int room = layout->made.page.width - layout->column;
	struct shown cut = shown_cut(text, room > 0 ? room : 0);
	size_t end = cut.size;
	if (end == text.size)
		return end;
	while (end > 0 && cut.size - end < BREAK_ROOM && cut.bytes[end - 1] != ' ')
		end--;
	return end > 0 && cut.bytes[end - 1] == ' ' ? end : cut.size;
}

static size_t without_blanks(struct shown text, size_t size)
{
	while (size > 0 && text.bytes[size - 1] == ' ')
		size--;
	return size;
}

/* At least a letter stands in a row, however narrow it is. Blanks at which it is broken are not
 * shown. */
static void put_wrapped(struct layout *layout, enum role role, struct shown text)
{
	int width;
	while (text.size) {
		size_t size = fitting(layout, text);
		bool is_at_start = layout->column <= layout->indent;
		if (size == 0 && is_at_start)
			size = shown_grapheme(text, 0, &width);
		size_t ink = size < text.size ? without_blanks(text, size) : size;
		if (ink)
			put(layout, role, shown_slice(text, 0, ink));
		text = shown_slice(text, size, text.size);
		if (text.size)
			open_row(layout, layout->number, layout->indent);
	}
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

/* Behind the last blank, or else between two letters; a letter has at most three more bytes. */
static size_t chunk_end(struct str text, size_t start)
{
	enum { MORE_BYTES = 3 };
	size_t most = start + CHUNK_SIZE, end = most;
	if (most >= text.size)
		return text.size;
	while (end > most - CHUNK_SIZE / 2 && text.bytes[end] != ' ')
		end--;
	for (int i = 0; i < MORE_BYTES && ((unsigned char)text.bytes[end] & 0xC0) == 0x80; i++)
		end--;
	return end;
}

/* In chunks, so that a line of any length costs as much as many short ones. */
static void put_part(struct layout *layout, enum role role, struct str text)
{
	for (size_t start = 0, end; start < text.size; start = end) {
		end = chunk_end(text, start);
		put_wrapped(layout, role,
		            shown_line(layout->arena, str_slice(text, start, end - start)));
	}
}

static int blanks_of(struct str line)
{
	size_t count = 0;
	while (count < line.size && line.bytes[count] == ' ')
		count++;
	return count < MOST_BLANKS ? (int)count : MOST_BLANKS;
}

/* That something is left out, in a row of the line `number`, or of none. */
static void write_gap(struct layout *layout, uint32_t number, size_t size, bool is_behind)
{
	if (size == 0)
		return;
	layout->number = number;
	layout->indent = layout->made.gutter;
	open_row(layout, number, layout->indent);
	put_wrapped(layout, ROLE_NOTE,
	            shown_format(layout->arena, is_behind
	                         ? message_count("%zu byte behind this is not shown.",
	                                         "%zu bytes behind this are not shown.", size)
	                         : message_count("%zu byte before this is not shown.",
	                                         "%zu bytes before this are not shown.", size),
	                         size));
}

static void write_line(struct layout *layout, struct yaml_state *state, struct str whole)
{
	size_t most = chunk_end(whole, MANUSCRIPT_LINE_SIZE - CHUNK_SIZE);
	struct str line = str_slice(whole, 0, most);
	int gutter = layout->made.gutter, room = layout->made.page.width - gutter;
	int hang = blanks_of(line) + HANG;
	struct yaml_parts parts = yaml_parts(layout->arena, state, line);
	struct shown number = shown_format(layout->arena, "%u", layout->number);
	layout->indent = gutter + (hang > room / 2 ? room / 2 : hang);
	open_row(layout, layout->number, gutter - NUMBER_GAP - number.width);
	put(layout, ROLE_DIM, number);
	struct page *page = &layout->made.page;
	page->lines.items[page->lines.count - 1].is_heading = parts.is_top;
	layout->column = gutter;
	for (size_t i = 0; i < parts.count; i++)
		put_part(layout, parts.items[i].role, parts.items[i].text);
	write_gap(layout, layout->number, whole.size - line.size, true);
}

/* ── The page ───────────────────────────────────────────────────────────────────────────────── */

/* The lines that are laid out, and what stands on both sides of them. */
struct extent {
	struct str text;
	uint32_t first;                 /* number of its first line */
	size_t before, behind;          /* bytes */
};

/* Where line `number` begins, or the last one. */
static size_t line_start(struct str bytes, uint32_t number)
{
	size_t start = 0;
	for (struct str rest = bytes; rest.size && number > 0; number--) {
		start = bytes.size - rest.size;
		manuscript_cut_line(&rest);
	}
	return start;
}

static struct extent extent_of(struct str bytes, uint32_t around)
{
	size_t middle = line_start(bytes, around), start = 0, end = bytes.size;
	uint32_t number = 1, first = 1;
	for (struct str rest = bytes; rest.size && end == bytes.size; number++) {
		bool is_far = bytes.size - rest.size + MANUSCRIPT_AROUND < middle;
		manuscript_cut_line(&rest);
		size_t next = bytes.size - rest.size;
		if (is_far) {
			start = next;
			first = number + 1;
		} else if (next > middle + MANUSCRIPT_AROUND) {
			end = next;
		}
	}
	return (struct extent){
		.text = str_slice(bytes, start, end - start), .first = first,
		.before = start, .behind = bytes.size - end,
	};
}

static int digits_of(uint32_t number)
{
	int digits = 1;
	for (; number > 9; number /= 10)
		digits++;
	return digits < LEAST_DIGITS ? LEAST_DIGITS : digits;
}

struct manuscript_page page_manuscript(struct arena *arena, struct str bytes, uint32_t around,
                                       int width)
{
	struct extent extent = extent_of(bytes, around);
	struct yaml_state state = {0};
	struct layout layout = {
		.arena = arena,
		.made = { .page = { .width = width } },
	};
	int digits = digits_of(manuscript_line_count(bytes));
	layout.made.gutter = MANUSCRIPT_SIGN_WIDTH + digits + NUMBER_GAP;
	write_gap(&layout, 0, extent.before, false);
	layout.number = extent.first;
	for (struct str rest = extent.text; rest.size; layout.number++)
		write_line(&layout, &state, manuscript_cut_line(&rest));
	write_gap(&layout, 0, extent.behind, true);
	return layout.made;
}
