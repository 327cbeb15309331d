/* date_fuzz: any bytes as a date. What is accepted must have sound bounds and words; what is not
 * must come back as it is, with a sentence. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"
#include "model/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static void check_refused(struct arena *arena, struct str text, const struct fault *why)
{
	demand(why->kind == FAULT_SYNTAX && why->sentence[0]);
	demand(str_equal(date_words(arena, text), text));
}

static void check_accepted(struct arena *arena, struct str text, struct date date)
{
	struct str words = date_words(arena, text);
	bool has_start = !(date.flags & (DATE_OPEN_START | DATE_UNKNOWN_START));
	bool has_end = !(date.flags & (DATE_OPEN_END | DATE_UNKNOWN_END));
	struct date again;

	demand(date_parse(text, &again, NULL));
	demand(memcmp(&date, &again, sizeof(date)) == 0);
	demand(!date_is_none(date));
	demand(date.earliest <= date.latest);
	demand(date.precision < DATE_PRECISION_COUNT);
	demand(has_start == (date.earliest != DATE_FIRST_DAY));
	demand(has_end == (date.latest != DATE_LAST_DAY));
	demand(date_overlaps(date, date));
	demand(words.size && str_find(words, STR("  "), 0) == SIZE_MAX);
	demand(words.bytes[0] != ' ' && words.bytes[words.size - 1] != ' ');
}

static void check_short(struct arena *arena, struct str text)
{
	struct str brief = date_short(arena, text, DATE_SHORT_WIDTH);

	demand(brief.size <= DATE_SHORT_WIDTH && !brief.size == !text.size);
	for (size_t i = 0; i < brief.size; i++)
		demand(brief.bytes[i] >= ' ' && brief.bytes[i] <= '~');
}

/* Whether accepted or not, `date` is ordered among these one way round. */
static void check_order(struct date date)
{
	static const char *const others[] = {
		"2021", "../2021-06-22", "2021-06-22/..", "XXXX-12-25", "",
	};

	demand(date_compare(date, date) == 0);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct date other = date_none();
		int order;

		date_parse(str_of(others[i]), &other, NULL);
		order = date_compare(date, other);
		demand((order > 0) == (date_compare(other, date) < 0));
		demand((order == 0) == (date_compare(other, date) == 0));
		demand(date_overlaps(date, other) == date_overlaps(other, date));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena arena = {0};
	struct fault why = {0};
	struct date date = date_none();

	if (date_parse(text, &date, &why))
		check_accepted(&arena, text, date);
	else
		check_refused(&arena, text, &why);
	check_short(&arena, text);
	check_order(date);
	arena_release(&arena);
	return 0;
}
