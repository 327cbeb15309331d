#include "ui/list_limit.h"

#include "base/array.h"
#include "base/clock.h"
#include "base/message.h"

enum { ROWS_SLICE = 1024 };             /* between two looks at the clock */

static void limit_release(struct list_limit *limit)
{
	if (limit->has_begun)
		row_sieve_end(limit->sieve);
	arena_release(&limit->arena);
	*limit = (struct list_limit){0};
}

static void limit_set(struct list_limits *limits, struct list_limit *limit,
                      const struct archive *archive, struct str query, bool is_typed)
{
	struct fault why = {0};
	struct list_limit next = { .is_typed = is_typed };
	struct filter_options options = { .is_typing = is_typed };
	next.query = str_copy(&next.arena, str_trim(query));
	if (!filter_parse(archive, &next.arena, next.query, options, &next.filter, &why))
		next.complaint = str_copy(&next.arena, str_of(why.sentence));
	else if (next.filter)
		next.has_begun = true;
	limit_release(limit);
	*limit = next;
	if (limit->has_begun)
		limit->sieve = row_sieve_begin(&limit->arena, archive, limit->filter,
		                               (struct row_sieve_options){ limits->have_dates,
		                                                           limits->known });
}

static struct list_limit *last(struct list_limits *limits)
{
	return &limits->items[limits->count - 1];
}

void list_limits_push(struct list_limits *limits)
{
	limits->items[limits->count++] = (struct list_limit){0};
}

void list_limits_set(struct list_limits *limits, const struct archive *archive, struct str query,
                     bool is_typed)
{
	limit_set(limits, last(limits), archive, query, is_typed);
}

void list_limits_pop(struct list_limits *limits)
{
	limit_release(last(limits));
	limits->count--;
}

void list_limits_renew(struct list_limits *limits, const struct archive *archive)
{
	for (size_t i = 0; i < limits->count; i++) {
		struct arena scratch = {0};
		struct list_limit *limit = &limits->items[i];
		limit_set(limits, limit, archive, str_copy(&scratch, limit->query), limit->is_typed);
		arena_release(&scratch);
	}
}

void list_limits_release(struct list_limits *limits)
{
	while (limits->count)
		list_limits_pop(limits);
}

/* ── Counting ───────────────────────────────────────────────────────────────────────────────── */

/* Let the rows pass that answer, of those of the limit below, or if that is NULL, of the list. */
static void pass_rows(struct list_limit *limit, const struct list_limit *below,
                      const struct limited *limited, uint64_t end)
{
	bool grows = below ? !below->is_done : limited->grows;
	size_t count = below ? below->rows.count : limited->count(limited);
	while (limit->next < count) {
		size_t row = below ? below->rows.items[limit->next] : limit->next;
		struct date_view when = { .date = date_none() };
		if (limited->when)
			when = limited->when(limited, row);
		if (row_sieve_passes(limit->sieve, limited->subject(limited, row), when))
			*ARRAY_ADD(&limit->arena, &limit->rows) = (uint32_t)row;
		limit->next++;
		if (limit->next % ROWS_SLICE == 0 && clock_is_past(end))
			break;
	}
	limit->is_done = !grows && limit->next == count;
}

static unsigned left_of(uint64_t end)
{
	uint64_t now = end == UINT64_MAX ? 0 : clock_us();
	if (end == UINT64_MAX)
		return 0;
	return end > now ? (unsigned)(end - now) : 1;
}

static bool limit_step(struct list_limit *limit, const struct list_limit *below,
                       const struct limited *limited, uint64_t end)
{
	size_t next = limit->next;
	bool was_done = limit->is_done, was_sifted = limit->is_sifted;
	if (was_done)
		return false;
	limit->is_sifted = was_sifted || row_sieve_step(limit->sieve, left_of(end));
	if (was_sifted || (limit->is_sifted && !clock_is_past(end)))
		pass_rows(limit, below, limited, end);
	return !was_sifted || limit->next != next || limit->is_done;
}

bool list_limits_step(struct list_limits *limits, const struct limited *limited,
                      unsigned budget_us)
{
	bool did = false;
	const struct list_limit *below = NULL;
	uint64_t end = clock_end(budget_us);
	for (size_t i = 0; i < limits->count && !(did && clock_is_past(end)); i++) {
		struct list_limit *limit = &limits->items[i];
		if (!limit->has_begun)
			continue;
		did |= limit_step(limit, below, limited, end);
		below = limit;
	}
	return did;
}

/* ── What is left ───────────────────────────────────────────────────────────────────────────── */

/* The uppermost that says something; NULL: none does. */
static const struct list_limit *top(const struct list_limits *limits)
{
	for (size_t i = limits->count; i-- > 0;)
		if (limits->items[i].has_begun)
			return &limits->items[i];
	return NULL;
}

bool list_limits_narrow(const struct list_limits *limits)
{
	return top(limits) != NULL;
}

bool list_limits_are_done(const struct list_limits *limits)
{
	return !top(limits) || top(limits)->is_done;
}

size_t list_limits_count(const struct list_limits *limits)
{
	return top(limits)->rows.count;
}

uint32_t list_limits_row(const struct list_limits *limits, size_t at)
{
	return top(limits)->rows.items[at];
}

size_t list_limits_find(const struct list_limits *limits, size_t row)
{
	const struct list_limit *limit = top(limits);
	size_t low = 0, high = limit->rows.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (limit->rows.items[middle] < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* "July 2022" for 2022-7 alone; beside words, "harbour 2022-7 (July 2022)"; where rows have no
 * dates of their own, "2022-7 (July 2022, or the words)". */
static struct str limit_words(const struct list_limits *limits, const struct list_limit *limit,
                              struct arena *arena)
{
	struct str read = filter_dates_read(arena, limit->filter);
	const char *query = str_copy(arena, limit->query).bytes;
	if (read.size == 0)
		return limit->query;
	if (limits->have_dates && str_equal(filter_dates_typed(arena, limit->filter), limit->query))
		return read;
	if (limits->have_dates)
		/* Translators: what was typed, and the date that it was read as */
		return str_format(arena, _("%s (%s)"), query, str_copy(arena, read).bytes);
	return str_format(arena, _("%s (%s, or the words)"), query, str_copy(arena, read).bytes);
}

struct str list_limits_words(const struct list_limits *limits, struct arena *arena)
{
	struct str words = {0};
	for (size_t i = 0; i < limits->count; i++)
		words = str_join(arena, words, STR(", "),
		                 limit_words(limits, &limits->items[i], arena));
	return words;
}

struct str list_limits_fault(const struct list_limits *limits, const struct archive *archive,
                             struct arena *arena)
{
	struct fault why = {0};
	struct filter *filter;
	struct filter_options finished = {0};
	const struct list_limit *limit = &limits->items[limits->count - 1];
	if (limit->complaint.size)
		return limit->complaint;
	if (filter_parse(archive, arena, limit->query, finished, &filter, &why))
		return (struct str){0};
	return str_copy(arena, str_of(why.sentence));
}
