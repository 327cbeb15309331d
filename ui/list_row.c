#include "ui/list_row.h"

#include <string.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "model/date.h"

static int width_of(struct arena *frame, struct str text)
{
	return shown_line(frame, text).width;
}

/* ── Cutting ────────────────────────────────────────────────────────────────────────────────── */

/* Bytes of the longest beginning that fits. */
static size_t size_that_fits(struct arena *frame, struct str text, int width)
{
	size_t size = 0;
	while (size < text.size) {
		size_t next = unicode_grapheme_size(text, size);
		width -= width_of(frame, str_slice(text, size, next));
		if (width < 0)
			break;
		size += next;
	}
	return size;
}

static bool is_between(char byte)
{
	return byte && strchr(" ,;:-(", byte);
}

/* Behind the last word that fits, unless that takes more than a third of the room. */
static size_t head_that_fits(struct arena *frame, struct str text, int width)
{
	size_t fits = size_that_fits(frame, text, width), size = fits;
	while (size < text.size && size > 0 && text.bytes[size] != ' ')
		size--;
	if (size * 3 < fits * 2)
		size = fits;
	while (size > 0 && is_between(text.bytes[size - 1]))
		size--;
	return size;
}

/* The first word from which on all fits. */
static size_t tail_that_fits(struct arena *frame, struct str text, int width)
{
	size_t tail = text.size;
	for (size_t at = text.size; at-- > 1;) {
		if (text.bytes[at - 1] != ' ')
			continue;
		if (width_of(frame, str_slice(text, at, SIZE_MAX)) > width)
			break;
		tail = at;
	}
	return tail;
}

struct list_cut list_cut(struct arena *frame, struct str text, int room)
{
	int ellipsis = shown_literal(frame, "…").width;
	if (width_of(frame, text) <= room)
		return (struct list_cut){ text.size, text.size };
	return (struct list_cut){ head_that_fits(frame, text, room - ellipsis), text.size };
}

/* True if the neighbour cannot be told from what is left of a text. */
static bool is_like(struct str head, struct str neighbour)
{
	return head.size && str_starts_with(neighbour, head);
}

struct list_cut list_cut_among(struct arena *frame, struct str text, int room, struct str above,
                               struct str below)
{
	struct list_cut cut = list_cut(frame, text, room);
	struct str head = str_slice(text, 0, cut.head);
	if (cut.head == text.size || (!is_like(head, above) && !is_like(head, below)))
		return cut;
	size_t tail = tail_that_fits(frame, text, room / 2);
	int between = width_of(frame, STR(" … "));
	int left = room - between - width_of(frame, str_slice(text, tail, SIZE_MAX));
	size_t size = head_that_fits(frame, text, left);
	return tail < text.size && size ? (struct list_cut){ size, tail } : cut;
}

struct str list_cut_text(struct arena *frame, struct str text, struct list_cut cut)
{
	if (cut.head == text.size)
		return text;
	struct str head = str_slice(text, 0, cut.head), tail = str_slice(text, cut.tail, SIZE_MAX);
	return str_format(frame, "%.*s%s%.*s", STR_ARGS(head), tail.size ? " … " : "…",
	                  STR_ARGS(tail));
}

struct shown list_fit(struct arena *frame, struct str name, int room)
{
	name = shown_name(frame, name);
	struct str left = list_cut_text(frame, name, list_cut(frame, name, room));
	return shown_cut(shown_line(frame, left), room);
}

/* ── A row ──────────────────────────────────────────────────────────────────────────────────── */

/* The right end, and how many columns are left before it. */
static int draw_right(struct canvas *canvas, struct arena *frame, int row, enum role role,
                      struct str right)
{
	int columns = canvas_columns(canvas);
	struct shown end = shown_fit(frame, shown_line(frame, right), columns);
	canvas_put(canvas, row, columns - end.width, role, end);
	return columns - (end.width ? end.width + 1 : 0);
}

void list_draw_pair(struct canvas *canvas, struct arena *frame, int row, enum role role,
                    struct str left, enum role right_role, struct str right)
{
	int room = draw_right(canvas, frame, row, right_role, right);
	canvas_put(canvas, row, 0, role, list_fit(frame, left, room));
}

struct str list_right(struct arena *frame, struct str name, int least, int columns,
                      struct list_texts texts)
{
	int wanted = width_of(frame, shown_name(frame, name));
	wanted = wanted < least ? wanted : least;
	for (size_t i = 0; i < texts.count; i++)
		if (texts.items[i].size && wanted + 1 + width_of(frame, texts.items[i]) <= columns)
			return texts.items[i];
	return (struct str){0};
}

void list_draw_name(struct canvas *canvas, struct arena *frame, enum role role,
                    struct list_name name, struct str date)
{
	int room = draw_right(canvas, frame, 0, ROLE_DATE, date);
	struct str text = shown_name(frame, name.text);
	struct list_cut cut = list_cut_among(frame, text, room, shown_name(frame, name.above),
	                                     shown_name(frame, name.below));
	text = list_cut_text(frame, text, cut);
	canvas_put(canvas, 0, 0, role, shown_cut(shown_line(frame, text), room));
}

/* "2011~/.." as "2011": what a date begins with is enough to tell rows apart. */
static struct str without_doubts(struct arena *frame, struct str date)
{
	struct text plain = { .arena = frame };
	for (size_t i = 0; i < date.size; i++)
		if (!strchr("~?%", date.bytes[i]))
			text_add_byte(&plain, date.bytes[i]);
	struct str text = text_str(&plain);
	if (str_ends_with(text, STR("/..")))
		return str_slice(text, 0, text.size - 3);
	return str_ends_with(text, STR("/")) ? str_slice(text, 0, text.size - 1) : text;
}

struct str list_date(struct arena *frame, struct str date, int columns)
{
	int room = columns - LIST_NAME_WIDTH - 1;
	if (room <= 0 || date.size == 0)
		return (struct str){0};
	int width = room < DATE_SHORT_WIDTH ? room : DATE_SHORT_WIDTH;
	struct str words = date_short(frame, without_doubts(frame, date), width);
	return words.size <= (size_t)room ? words : (struct str){0};
}
