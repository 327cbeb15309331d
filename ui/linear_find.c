/* Finding words in what was read last in linear mode: the lines of a page, the rows of a list. */
#include "ui/linear.h"

#include "base/message.h"
#include "query/search.h"

/* True if all words stand in the text, in any order, and one of them before byte `end`. */
static bool words_match(struct arena *scratch, struct str wanted, struct str text, size_t end)
{
	bool begins = false;
	for (wanted = str_trim(wanted); wanted.size; wanted = str_trim(wanted)) {
		struct str word = str_cut(&wanted, ' ');
		struct search_ranges found = search_occurrences(scratch, word, text);
		if (found.count == 0)
			return false;
		begins |= found.items[0].start < end;
	}
	return begins;
}

/* True if what is wanted begins in the text before byte `end`. */
static bool text_matches(struct arena *scratch, struct str wanted, struct str text, size_t end)
{
	struct search_ranges found = search_occurrences(scratch, wanted, text);
	return found.count && found.items[0].start < end;
}

/* True if the words begin in the line; they may go on in the next one. */
static bool row_matches(const struct linear *linear, size_t row)
{
	struct arena scratch = {0};
	const struct linear_page *page = &linear->page;
	struct str line = str_trim(page_line_text(&page->page, &scratch, page->rows.items[row]));
	struct str next = {0};
	if (row + 1 < page->rows.count)
		next = str_trim(page_line_text(&page->page, &scratch, page->rows.items[row + 1]));
	struct str both = str_join(&scratch, line, STR(" "), next);
	bool matches = (page->wants_words ? words_match : text_matches)(&scratch, page->wanted,
	                                                               both, line.size);
	arena_release(&scratch);
	return matches;
}

static bool list_row_matches(const struct linear *linear, size_t row)
{
	struct arena scratch = {0};
	struct str words = linear_list_words(linear, &scratch, row);
	const struct linear_list *list = &linear->list;
	bool matches = (list->wants_words ? words_match : text_matches)(&scratch, list->wanted,
	                                                               words, words.size);
	arena_release(&scratch);
	return matches;
}

/* What is looked through: what was said last. */
struct looked {
	bool (*matches)(const struct linear *linear, size_t row);
	void (*say)(struct linear *linear, size_t row);
	size_t count;
	struct str wanted;
	size_t *match;                  /* the row that was gone to last; SIZE_MAX: none */
};

/* ── Saying ─────────────────────────────────────────────────────────────────────────────────── */

/* The heading that the row stands under; empty if it stands under none, or is one. */
static struct str section_of(struct linear *linear, size_t row)
{
	const struct linear_page *page = &linear->page;
	if (linear_page_line(linear, row)->is_heading)
		return (struct str){0};
	while (row-- > 0)
		if (linear_page_line(linear, row)->is_heading)
			return str_trim(page_line_text(&page->page, &linear->scratch,
			                               page->rows.items[row]));
	return (struct str){0};
}

/* "Line 26, section Who is who: …", in two lines if one has no room. What a page says is shown text
 * already; a byte counts as a column. */
static void say_line(struct linear *linear, size_t row)
{
	struct arena *arena = &linear->scratch;
	struct str section = str_copy(arena, section_of(linear, row));
	struct str words = str_trim(linear_row_words(linear, arena, row));
	struct str place = section.size
		/* Translators: the number of a line; the heading of its section */
		? str_format(arena, _("Line %zu, section %s:"), row + 1, section.bytes)
		/* Translators: the number of a line */
		: str_format(arena, _("Line %zu:"), row + 1);
	bool fits = linear->width == 0 || place.size + words.size < (size_t)linear->width;
	struct str line = str_format(arena, "%.*s%s%.*s\n", STR_ARGS(place), fits ? " " : "\n",
	                             STR_ARGS(words));
	linear_write(linear, line.bytes, line.size);
}

static struct looked looked_of(struct linear *linear)
{
	if (linear->shows_list)
		return (struct looked){ list_row_matches, linear_list_say_row,
			               linear_list_count(linear), linear->list.wanted,
			               &linear->list.match };
	return (struct looked){ row_matches, say_line, linear->page.rows.count,
		               linear->page.wanted, &linear->page.match };
}

/* As many of `found` as are said at once. */
static void say_matches(struct linear *linear, const struct looked *looked, size_t found)
{
	size_t most = linear->portion && linear->portion < found ? linear->portion : found;
	size_t said = 0, left = found - most;
	for (size_t row = 0; row < looked->count && said < most && !linear_is_interrupted(); row++)
		if (looked->matches(linear, row)) {
			looked->say(linear, row);
			said++;
		}
	if (left)
		linear_say(linear, message_count("(and %zu more: 'match-next' goes through them)",
		                                 "(and %zu more: 'match-next' goes through them)",
		                                 left), left);
}

static size_t count_matches(struct linear *linear, const struct looked *looked)
{
	size_t found = 0;
	for (size_t row = 0; row < looked->count && !linear_is_interrupted(); row++)
		found += looked->matches(linear, row);
	return found;
}

void linear_find(struct linear *linear, struct str wanted)
{
	if (wanted.size == 0) {
		linear_say(linear, _("Say what to find: 'find' and words"));
		return;
	}
	struct str *kept = linear->shows_list ? &linear->list.wanted : &linear->page.wanted;
	*kept = str_copy(&linear->arena, wanted);
	struct looked looked = looked_of(linear);
	bool *wants_words = linear->shows_list ? &linear->list.wants_words
	                                       : &linear->page.wants_words;
	*looked.match = SIZE_MAX;
	*wants_words = false;
	size_t found = count_matches(linear, &looked);
	if (found == 0) {
		*wants_words = true;
		found = count_matches(linear, &looked);
	}
	if (found == 0) {
		linear_say(linear, linear->shows_list
		                           ? _("'%.*s' is in no row of the list that was said last")
		                           : _("'%.*s' is not in what is read"),
		           STR_ARGS(wanted));
		return;
	}
	if (linear->shows_list)
		linear_say(linear, message_count("Found in %zu row; its number opens it:",
		                                 "Found in %zu rows; a number opens one:", found),
		           found);
	else
		linear_say(linear,
		           message_count("Found in %zu line; 'read' and its number reads on there:",
		                         "Found in %zu lines; 'read' and a number reads on there:",
		                         found), found);
	say_matches(linear, &looked, found);
}

/* ── One after the other ────────────────────────────────────────────────────────────────────── */

/* The next row with a match behind (1) or before (-1) the last one; the count if there is none. */
static size_t match_from(const struct linear *linear, const struct looked *looked, int step)
{
	size_t row = *looked->match;
	if (row == SIZE_MAX)
		row = step > 0 ? SIZE_MAX : looked->count;
	do
		row += (size_t)step;
	while (row < looked->count && !linear_is_interrupted() && !looked->matches(linear, row));
	return row < looked->count ? row : looked->count;
}

/* From there an empty line reads on. */
void linear_step_match(struct linear *linear, int step)
{
	struct looked looked = looked_of(linear);
	if (looked.wanted.size == 0) {
		linear_say(linear, _("Nothing is searched for here: 'find' and words do"));
		return;
	}
	size_t row = match_from(linear, &looked, step);
	if (linear_is_interrupted())
		return;
	if (row >= looked.count) {
		linear_say(linear, step > 0 ? _("No match comes behind this one")
		                            : _("No match comes before this one"));
		return;
	}
	*looked.match = row;
	looked.say(linear, row);
	if (linear->shows_list) {
		linear->list.first = row;
		linear->list.next = row + 1;
	} else {
		linear->page.first = row;
		linear->page.next = row + 1;
	}
}
