/* The rows of a list of linear mode, said in portions of lines, and its title. */
#include "ui/linear.h"

#include "base/message.h"

static const struct linear_source_row *source_of(const struct linear *linear)
{
	return linear_source_row(linear->list.source);
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────── */

struct str linear_list_words(const struct linear *linear, struct arena *arena, size_t row)
{
	return source_of(linear)->words(linear, arena, linear_list_source_row(linear, row));
}

/* What stands before a row, if it is the first of what is left of those behind it. */
static struct str boundary_of(const struct linear *linear, struct arena *arena, size_t row)
{
	size_t then = linear->list.then;
	bool is_first = linear_list_source_row(linear, row) >= then &&
	                (row == 0 || linear_list_source_row(linear, row - 1) < then);
	if (!is_first || !linear_source_has_dates(linear->list.source))
		return (struct str){0};
	struct str words = linear_dates_heading(linear, arena, linear_list_count(linear) - row);
	return words.size ? linear_lines(linear, arena, words) : words;
}

/* The line above a row, or empty; true if the row before it stands beneath the same. */
static struct str heading_of(const struct linear *linear, struct arena *arena, size_t row)
{
	const struct linear_source_row *source = source_of(linear);
	return source->heading ? source->heading(linear, arena, linear_list_source_row(linear, row))
	                       : (struct str){0};
}

static bool goes_on(const struct linear *linear, struct arena *arena, size_t row)
{
	return row > 0 && str_equal(heading_of(linear, arena, row),
	                            heading_of(linear, arena, row - 1));
}

/* A row with its number, as it is written: its lines, each ended. */
static struct str row_lines(const struct linear *linear, struct arena *arena, size_t row,
                            bool is_beneath)
{
	const struct linear_source_row *source = source_of(linear);
	struct str words = is_beneath && source->beneath
	        ? source->beneath(linear, arena, linear_list_source_row(linear, row))
	        : linear_list_words(linear, arena, row);
	words = str_format(arena, "%zu. %.*s", row + 1, STR_ARGS(words));
	if (linear->list.source == LINEAR_SECTIONS)
		return str_format(arena, "%.*s\n", STR_ARGS(words));
	return linear_lines(linear, arena, words);
}

/* The same below its heading, where that is another than before, or the row the first that is
 * said. */
static struct str lines_of(const struct linear *linear, struct arena *arena, size_t row,
                           bool is_first)
{
	struct str lines = row_lines(linear, arena, row, true);
	struct str heading = heading_of(linear, arena, row);
	if (heading.size && (is_first || !goes_on(linear, arena, row))) {
		heading = str_join(arena, heading, STR(""), linear_month_counts(linear, arena, row));
		lines = str_join(arena, linear_lines(linear, arena, heading), STR(""), lines);
	}
	return str_join(arena, boundary_of(linear, arena, row), STR(""), lines);
}

static size_t height_of(struct str lines)
{
	size_t height = 0;
	for (size_t at = 0; (at = str_find(lines, STR("\n"), at)) != SIZE_MAX; at++)
		height++;
	return height;
}

void linear_list_say_row(struct linear *linear, size_t row)
{
	struct str lines = row_lines(linear, &linear->scratch, row, false);
	linear_write(linear, lines.bytes, lines.size);
}

/* Rows until a portion is full, of which some lines are used by a title, but at least one. A list
 * may have a million of them. */
static void say_behind(struct linear *linear, size_t row, size_t used)
{
	struct linear_list *list = &linear->list;
	struct arena scratch = {0};
	size_t count = linear_list_count(linear);
	list->first = list->next = row < count ? row : count;
	for (; list->next < count && !linear_is_interrupted(); list->next++) {
		arena_reset(&scratch);
		struct str lines = lines_of(linear, &scratch, list->next, list->next == list->first);
		used += height_of(lines);
		if (linear->portion && list->next > list->first && used > linear->portion)
			break;
		linear_write(linear, lines.bytes, lines.size);
	}
	arena_release(&scratch);
	size_t left = count - list->next;
	linear->shows_list = list->is_said = true;
	if (left)
		linear_say(linear, message_count("(more: %zu row; Enter goes on)",
		                                 "(more: %zu rows; Enter goes on)", left), left);
	else if (list->first)
		linear_say(linear, _("(end)"));
}

void linear_list_say_from(struct linear *linear, size_t row)
{
	say_behind(linear, row, 0);
}

/* The row from which a portion reaches to just before `end`. */
static size_t portion_before(const struct linear *linear, size_t end)
{
	struct arena scratch = {0};
	size_t row = end, used = 0;
	while (row > 0) {
		arena_reset(&scratch);
		used += height_of(lines_of(linear, &scratch, row - 1, false));
		size_t above = goes_on(linear, &scratch, row - 1);      /* its heading, if first */
		if (linear->portion && row < end && used + above > linear->portion)
			break;
		row--;
	}
	arena_release(&scratch);
	return row;
}

void linear_list_page(struct linear *linear, int step)
{
	struct linear_list *list = &linear->list;
	size_t count = linear_list_count(linear), first = list->first;
	if (step > 0 && list->next >= count)
		linear_say(linear, _("The list ends here: 'top' says it again, 'again' its "
		                     "last rows"));
	else if (step > 0)
		linear_list_say_from(linear, list->next);
	else if (step == 0)
		linear_list_say_from(linear, first);
	else
		linear_list_say_from(linear, portion_before(linear, first));
}

void linear_list_jump(struct linear *linear, uint32_t number)
{
	size_t count = linear_list_count(linear);
	if (linear->list.source == LINEAR_NOTHING)
		linear_say(linear, _("No list was said: 'list' says what there is"));
	else if (number == 0 || number > count)
		linear_say(linear, _("There is no row %u: there are %zu"), number, count);
	else
		linear_list_say_from(linear, number - 1);
}

void linear_list_end(struct linear *linear)
{
	linear_list_say_from(linear, portion_before(linear, linear_list_count(linear)));
}

/* "Your reading list: 3 dossiers". A search may have found more than it gives. */
struct str linear_list_title(const struct linear *linear, struct arena *arena)
{
	const struct linear_source_row *source = source_of(linear);
	const struct linear_list *list = &linear->list;
	size_t given = linear_list_count(linear), total = given;
	struct str title = str_copy(arena, source->title(linear, arena));
	if (list->order.is_done)
		/* Translators: the title of a list; "by links" */
		title = str_format(arena, _("%s %s"), title.bytes,
		                   _(ordering_words(list->order.ordering)));
	if (list_limits_narrow(&list->limits)) {
		struct str limit = str_copy(arena, list_limits_words(&list->limits, arena));
		struct str part = source->part(arena, given, source->count(linear));
		/* Translators: the title of a list; a query; "3 of 7 dossiers" */
		return str_format(arena, _("%s, limited to %s: %s"), title.bytes, limit.bytes,
		                  part.bytes);
	}
	if (list->source == LINEAR_RESULTS && list->search.has_begun &&
	    list->search.search.total > given)
		total = list->search.search.total;
	if (list->source == LINEAR_SECTIONS)
		return str_format(arena, _("Sections: %zu"), total);
	struct str amount = source->amount(arena, total);
	title = str_copy(arena, linear_known_title(linear, arena, title));
	if (list->then == 0)
		return str_format(arena, _("%s: nothing for certain, and %zu that may be of then "
		                           "or go on through it"), title.bytes, total);
	if (list->then < total) {
		amount = str_copy(arena, source->amount(arena, list->then));
		/* Translators: the title of a line of time, "July 2022"; "3 entries"; a number */
		return str_format(arena, _("%s: %s, and %zu that may be of then or go on through "
		                           "it"), title.bytes, amount.bytes, total - list->then);
	}
	if (total > given)
		/* Translators: the title of a list; "1200 dossiers"; 1000 */
		return str_format(arena, _("%s: %s, of which the best %zu are listed"),
		                  title.bytes, amount.bytes, given);
	/* Translators: the title of a list; how much there is in it */
	return str_format(arena, _("%s: %s"), title.bytes, amount.bytes);
}

/* Its height in lines. */
static size_t say_title(struct linear *linear)
{
	struct str title = linear_list_title(linear, &linear->scratch);
	title = str_join(&linear->scratch, title, STR(""), STR("."));
	linear_say(linear, "%.*s", STR_ARGS(title));
	return height_of(linear_lines(linear, &linear->scratch, title));
}

void linear_list_say(struct linear *linear)
{
	say_behind(linear, 0, say_title(linear));
}
