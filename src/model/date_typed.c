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
	return date_parse(read->text, &read->date, why);
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

bool date_parse_span(struct arena *arena, struct str typed, struct date_typed *read,
                     struct fault *why)
{
	static const struct str field = STR("date:");
	struct date_typed first, last;
	typed = str_trim(typed);
	if (str_starts_with(typed, field))
		typed = str_trim(str_slice(typed, field.size, SIZE_MAX));
	struct sides sides = sides_of(typed);
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
