#include "exchange/cite_date.h"

#include "base/arena.h"
#include "model/date.h"

enum { FIRST_SEASON = 21, LAST_SEASON = 32, SEASONS = 4, DAY_SIZE = 10 };

/* "2021-06-22" from byte `start`, `size` digits. */
static unsigned number_at(struct str day, size_t start, size_t size)
{
	uint64_t number = 0;
	str_number(str_slice(day, start, size), 9999, &number);
	return (unsigned)number;
}

/* The months 21 to 32 of EDTF: four seasons, then those of the north and those of the south. */
static enum cite_season season_of(struct str text)
{
	size_t dash = str_find(text, STR("-"), 1);
	unsigned code = dash == SIZE_MAX ? 0 : number_at(text, dash + 1, 2);
	if (code < FIRST_SEASON || code > LAST_SEASON)
		return CITE_NO_SEASON;
	return (enum cite_season)((code - FIRST_SEASON) % SEASONS + 1);
}

static char doubt_of(struct date date)
{
	bool is_uncertain = date.flags & DATE_UNCERTAIN;
	if (date.flags & DATE_APPROXIMATE)
		return is_uncertain ? '%' : '~';
	return is_uncertain ? '?' : 0;
}

static bool point_read(struct arena *arena, struct str text, struct cite_point *point)
{
	struct date date;
	if (!date_parse(text, &date, NULL) || date.precision < DATE_YEAR ||
	    (date.flags & (DATE_UNSPECIFIED | DATE_SET | DATE_INTERVAL)))
		return false;
	struct str first = date_day(arena, date.earliest);
	if (first.size != DAY_SIZE || first.bytes[0] == '-' || number_at(first, 0, 4) == 0)
		return false;
	*point = (struct cite_point){ .year = number_at(first, 0, 4), .doubt = doubt_of(date) };
	if (date.precision == DATE_SEASON)
		return (point->season = season_of(text)) != CITE_NO_SEASON;
	if (date.precision >= DATE_MONTH)
		point->month = number_at(first, 5, 2);
	if (date.precision >= DATE_DAY)
		point->day = number_at(first, 8, 2);
	return true;
}

struct cite_date cite_date(struct arena *arena, struct str text)
{
	struct cite_date date = {0};
	struct date whole;
	if (str_is_empty(text))
		return date;
	date.words = date_words(arena, text);
	if (!date_parse(text, &whole, NULL))
		return date;

	struct str rest = text, first = str_cut(&rest, '/');
	bool is_range = rest.bytes;
	if (!point_read(arena, first, &date.points[0]) ||
	    (is_range && !point_read(arena, rest, &date.points[1])))
		return date;
	date.point_count = is_range ? 2 : 1;
	return date;
}

bool cite_date_is_none(const struct cite_date *date)
{
	return str_is_empty(date->words);
}

bool cite_date_is_in_doubt(const struct cite_date *date)
{
	for (unsigned i = 0; i < date->point_count; i++)
		if (date->points[i].doubt)
			return true;
	return false;
}
