/* date_typed: dates as readers type them, who need not know EDTF. */
#include "model/date_parts.h"

#include "base/arena.h"
#include "base/message.h"

/* A part of so many digits at the front, and the hyphen behind it. */
static bool take_part(struct str *text, size_t least, size_t most)
{
	size_t size = 0;

	while (size < text->size && text->bytes[size] >= '0' && text->bytes[size] <= '9')
		size++;
	if (size < least || size > most || (size < text->size && text->bytes[size] != '-'))
		return false;
	*text = str_slice(*text, size < text->size ? size + 1 : size, SIZE_MAX);
	return true;
}

/* "2021-7-99" with two digits for each part behind the year, so that what is said of it is what is
 * wrong; else as it was. */
static struct str padded(struct arena *arena, struct str typed)
{
	struct str rest = typed;
	if (!take_part(&rest, 4, 4) || typed.bytes[typed.size - 1] == '-')
		return typed;
	struct str whole = str_slice(typed, 0, 4);
	while (rest.size) {
		struct str part = rest;
		if (!take_part(&rest, 1, 2))
			return typed;
		size_t hyphen = str_find(part, STR("-"), 0);
		part = str_slice(part, 0, hyphen);
		whole = str_join(arena, whole, part.size == 1 ? STR("-0") : STR("-"), part);
	}
	return whole;
}

/* "31 February 2021" without the word that may be its day: of one or two digits, and what follows
 * these in "31st" or "31,". Empty if no word is, or all would be gone. */
static struct str without_day(struct arena *arena, struct str typed)
{
	struct str rest = typed, month = {0};
	bool has_day = false;
	while (rest.size) {
		struct str word = str_cut(&rest, ' ');
		size_t digits = 0;
		while (digits < word.size && word.bytes[digits] >= '0' && word.bytes[digits] <= '9')
			digits++;
		if (digits == 1 || digits == 2)
			has_day = true;
		else
			month = month.size ? str_join(arena, month, STR(" "), word) : word;
	}
	return has_day ? month : (struct str){0};
}

bool date_parse_typed(struct arena *arena, struct str typed, struct date_typed *read,
                      struct fault *why)
{
	struct date_guess guess;
	struct date date;

	typed = str_trim(typed);
	if (date_parse(typed, &date, NULL)) {
		*read = (struct date_typed){ date, typed };
		return true;
	}
	read->text = date_guess_typed(typed, &guess) ? str_copy(arena, str_of(guess.text))
	                                             : padded(arena, typed);
	if (date_parse(read->text, &read->date, NULL))
		return true;
	struct str month = without_day(arena, typed);
	if (date_guess_typed(month, &guess))
		return fault_set(why, FAULT_SYNTAX,
		                 _("%.*s is not a date: %.*s has no such day"),
		                 STR_ARGS(typed), STR_ARGS(month));
	return date_parse(read->text, &date, why);
}

/* ── From one to another ────────────────────────────────────────────────────────────────────── */

/* Where one date ends and the next begins; the first is all of the text if there is no next. */
struct sides { struct str first, last; bool are_two; };

static struct sides sides_of(struct str typed)
{
	static const struct str joints[] = { STR(".."), STR(" to "), STR("\u2013") };

	for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++) {
		size_t at = str_find(typed, joints[i], 0);
		size_t behind = at + joints[i].size;

		if (at != SIZE_MAX)
			return (struct sides){ str_trim(str_slice(typed, 0, at)),
				               str_trim(str_slice(typed, behind, SIZE_MAX)), true };
	}
	return (struct sides){ .first = typed };
}

static bool is_set(struct str typed)
{
	return typed.size && (typed.bytes[0] == '[' || typed.bytes[0] == '{');
}

/* All of it, or left open. Two digits are a century elsewhere, but here a year cut short. */
static bool read_side(struct arena *arena, struct str typed, struct date_typed *side,
                      struct fault *why)
{
	side->text = STR("..");
	side->date = (struct date){ .earliest = DATE_FIRST_DAY, .latest = DATE_LAST_DAY };
	struct str rest = typed;
	if (take_part(&rest, 1, 2) && rest.size == 0)
		return fault_set(why, FAULT_SYNTAX, _("%.*s is no year: write all four digits"),
		                 STR_ARGS(typed));
	return typed.size == 0 || date_parse_typed(arena, typed, side, why);
}

/* "22" behind "2021" is the year of that century, "12" behind "2022-08" the month of that year, and
 * behind "2022-08-03" the day of that month. */
static struct str whole_end(struct arena *arena, struct sides sides)
{
	struct str rest = sides.first, end = sides.last;
	bool is_short = take_part(&end, 1, 2) && end.size == 0;

	if (!is_short || !take_part(&rest, 4, 4))
		return sides.last;
	if (sides.first.size == 4 && sides.last.size == 2)
		return str_join(arena, str_slice(sides.first, 0, 2), STR(""), sides.last);
	if (!take_part(&rest, 1, 2))
		return sides.last;
	size_t shared = sides.first.size - rest.size;
	if (rest.size == 0)
		shared = str_find(sides.first, STR("-"), 0) + 1;
	return str_join(arena, str_slice(sides.first, 0, shared), STR(""), sides.last);
}

/* ── On one side of a date ──────────────────────────────────────────────────────────────────── */

enum bound { BOUND_NONE, BOUND_BEFORE, BOUND_AFTER, BOUND_SINCE, BOUND_UNTIL };

/* The text without the word at its front, if that is one of these. */
static bool take_word(struct str *text, const char *word)
{
	struct str rest = *text, first = str_cut(&rest, ' ');
	if (!str_equal_ignoring_ascii_case(first, str_of(word)) || str_is_empty(rest))
		return false;
	*text = str_trim(rest);
	return true;
}

static enum bound take_bound(struct str *text)
{
	static const struct { const char *word; enum bound bound; } rows[] = {
		{ "before", BOUND_BEFORE }, { "after", BOUND_AFTER },
		{ "since", BOUND_SINCE },   { "until", BOUND_UNTIL }, { "till", BOUND_UNTIL },
		{ "in", BOUND_NONE },       { "on", BOUND_NONE },     { "from", BOUND_NONE },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (take_word(text, rows[i].word))
			return rows[i].bound;
	return BOUND_NONE;
}

/* All days on that side of what was read; false if there are none. */
static bool move_to(struct arena *arena, enum bound bound, struct date_typed *read)
{
	struct date date = read->date;
	bool is_early = bound == BOUND_BEFORE || bound == BOUND_UNTIL;
	if (is_early ? date.earliest == DATE_FIRST_DAY : date.latest == DATE_LAST_DAY)
		return false;
	bool is_whole = str_find(read->text, STR("/"), 0) == SIZE_MAX && !is_set(read->text);
	struct str day = bound == BOUND_BEFORE ? date_day(arena, date.earliest - 1)
	               : bound == BOUND_AFTER  ? date_day(arena, date.latest + 1)
	               : is_whole ? read->text
	               : date_day(arena, is_early ? date.latest : date.earliest);
	read->text = is_early ? str_join(arena, STR(".."), STR("/"), day)
	                      : str_join(arena, day, STR("/"), STR(".."));
	return date_parse(read->text, &read->date, NULL);
}

static bool read_bound(struct arena *arena, enum bound bound, struct str typed,
                       struct date_typed *read, struct fault *why)
{
	if (!date_parse_typed(arena, typed, read, why))
		return false;
	return move_to(arena, bound, read) ||
	       fault_set(why, FAULT_SYNTAX, _("%.*s has no day on that side"), STR_ARGS(typed));
}

bool date_is_bound(struct arena *arena, struct str typed)
{
	struct date_typed read;
	enum bound bound = take_bound(&typed);
	return bound != BOUND_NONE && read_bound(arena, bound, typed, &read, NULL);
}

/* ── All that may be typed ──────────────────────────────────────────────────────────────────── */

/* "May" before "June 2021" is of that year. */
static struct str with_year(struct arena *arena, struct str first, struct str last)
{
	struct date_typed read;
	struct str year = last.size > 4 ? str_slice(last, last.size - 4, SIZE_MAX) : last;
	struct str rest = year;
	if (first.size == 0 || !take_part(&rest, 4, 4) || rest.size ||
	    date_parse_typed(arena, first, &read, NULL))
		return first;
	struct str whole = str_join(arena, first, STR(" "), year);
	return date_parse_typed(arena, whole, &read, NULL) ? whole : first;
}

bool date_parse_span(struct arena *arena, struct str typed, struct date_typed *read,
                     struct fault *why)
{
	static const struct str field = STR("date:");
	struct date_typed first, last;
	typed = str_trim(typed);
	if (str_starts_with(typed, field))
		typed = str_trim(str_slice(typed, field.size, SIZE_MAX));
	enum bound bound = take_bound(&typed);
	if (bound != BOUND_NONE)
		return read_bound(arena, bound, typed, read, why);
	struct sides sides = sides_of(typed);
	sides.first = with_year(arena, sides.first, sides.last);
	sides.last = whole_end(arena, sides);

	bool has_side = sides.first.size || sides.last.size;

	if (!sides.are_two || !has_side || is_set(typed) ||
	    str_find(typed, STR("/"), 0) != SIZE_MAX)
		return date_parse_typed(arena, typed, read, why);
	if (!read_side(arena, sides.first, &first, why) ||
	    !read_side(arena, sides.last, &last, why))
		return false;
	if (first.date.earliest > last.date.latest)
		return fault_set(why, FAULT_SYNTAX, _("%.*s ends before it begins"),
		                 STR_ARGS(typed));
	read->text = str_join(arena, first.text, STR("/"), last.text);
	read->date = (struct date){
		.earliest = first.date.earliest,
		.latest = last.date.latest,
		.flags = DATE_INTERVAL,
		.precision = date_is_none(first.date) ? last.date.precision
		                                      : first.date.precision,
	};
	return true;
}

/* ── Words that can be nothing else ─────────────────────────────────────────────────────────── */

static bool is_plain_point(struct str word)
{
	enum { FIRST_YEAR = 1000, LAST_YEAR = 2199 };
	struct arena scratch = {0};
	struct date_typed read;
	struct str rest = word;
	uint64_t year;

	if (!take_part(&rest, 4, 4) || !str_number(str_slice(word, 0, 4), LAST_YEAR, &year) ||
	    year < FIRST_YEAR || (word.size > 4 && !take_part(&rest, 1, 2)) ||
	    (rest.size && !take_part(&rest, 1, 2)) || rest.size ||
	    word.bytes[word.size - 1] == '-')
		return false;
	bool is_date = date_parse_typed(&scratch, word, &read, NULL) &&
	               read.date.precision != DATE_SEASON;
	arena_release(&scratch);
	return is_date;
}

bool date_is_plain(struct str word)
{
	struct sides sides = sides_of(word);

	if (!sides.are_two)
		return is_plain_point(word);
	return (sides.first.size || sides.last.size) &&
	       (!sides.first.size || is_plain_point(sides.first)) &&
	       (!sides.last.size || is_plain_point(sides.last));
}
