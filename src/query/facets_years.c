#include "query/facets_years.h"

#include "query/dated.h"

/* The years of one dossier, a bit each. */
struct marked { struct facets_years *years; uint64_t bits[YEARS_WORDS], sure[YEARS_WORDS]; };

void facets_years_begin(struct facets_years *years)
{
	*years = (struct facets_years){ .from = YEARS_COUNT, .to = -1 };
	for (int i = 0; i <= YEARS_COUNT; i++)
		years->starts[i] = date_days(YEARS_FIRST + i, 1, 1);
}

/* The year that a day is in; -1 before the first, YEARS_COUNT behind the last. */
static int year_of(const struct facets_years *years, int32_t day)
{
	int low = 0, high = YEARS_COUNT + 1;
	while (low < high) {
		int middle = low + (high - low) / 2;
		if (years->starts[middle] <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low - 1;
}

static void name_year(struct facets_years *years, int year)
{
	if (year < 0 || year >= YEARS_COUNT)
		return;
	years->from = year < years->from ? year : years->from;
	years->to = year > years->to ? year : years->to;
}

static void mark_stretch(struct marked *marked, struct date time)
{
	struct facets_years *years = marked->years;
	if (date_is_none(time))
		return;
	int first = year_of(years, time.earliest), last = year_of(years, time.latest);
	if (time.earliest != DATE_FIRST_DAY)
		name_year(years, first);
	if (time.latest != DATE_LAST_DAY)
		name_year(years, last);
	for (int year = first < 0 ? 0 : first; year <= last && year < YEARS_COUNT; year++)
		marked->bits[year / 64] |= (uint64_t)1 << year % 64;
}

static void mark_sure(struct marked *marked, struct date_view time, int32_t day)
{
	struct facets_years *years = marked->years;
	int year = year_of(years, day);
	if (day == DATE_FIRST_DAY || day == DATE_LAST_DAY || year < 0 || year >= YEARS_COUNT)
		return;
	struct date whole = { .earliest = years->starts[year],
		              .latest = years->starts[year + 1] - 1, .precision = DATE_YEAR };
	if (dated_is_sure(time, whole))
		marked->sure[year / 64] |= (uint64_t)1 << year % 64;
}

/* Each member of a set, and not the years between them. */
static bool mark(void *context, struct date_view time)
{
	struct date members[DATE_MEMBERS_MOST];
	size_t count = date_members(time.text, time.date, members);
	for (size_t i = 0; i < count; i++) {
		mark_stretch(context, members[i]);
		mark_sure(context, time, members[i].earliest);
	}
	return false;
}

void facets_years_add(struct facets_years *years, const struct archive *archive,
                      struct dossier_ref ref, const struct known *known)
{
	struct marked marked = { .years = years };
	dated_each(archive, ref, (struct dated_taker){ mark, &marked, known });
	for (int word = 0; word < YEARS_WORDS; word++)
		for (uint64_t bits = marked.bits[word]; bits; bits &= bits - 1)
			years->counts[word * 64 + __builtin_ctzll(bits)]++;
	for (int word = 0; word < YEARS_WORDS; word++)
		for (uint64_t bits = marked.sure[word]; bits; bits &= bits - 1)
			years->sure[word * 64 + __builtin_ctzll(bits)]++;
}
