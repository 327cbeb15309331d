#include "model/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "date_forms.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct arena scratch;

static int release_scratch(void **state)
{
	(void)state;
	arena_release(&scratch);
	return 0;
}

/* The date of a text that must be one. */
static struct date date_of(const char *text)
{
	struct fault why = {0};
	struct date date = date_none();

	if (!date_parse(str_of(text), &date, &why))
		fail_msg("%s", why.sentence);
	return date;
}

/* Why a text is refused; "" if it is not. */
static const char *refusal_of(struct str text)
{
	static struct fault why;
	struct date date;

	why = (struct fault){0};
	if (!date_parse(text, &date, &why))
		assert_int_equal(why.kind, FAULT_SYNTAX);
	return why.sentence;
}

static const char *words_of(const char *text)
{
	return date_words(&scratch, str_of(text)).bytes;
}

static const char *brief_of(const char *text)
{
	return date_short(&scratch, str_of(text), DATE_SHORT_WIDTH).bytes;
}

static const char *day_of(int32_t day)
{
	return str_copy(&scratch, date_day(&scratch, day)).bytes;
}

static void reads_every_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(form_rows); i++) {
		const struct form_row *row = &form_rows[i];
		struct date date = date_of(row->text);

		if (strcmp(day_of(date.earliest), row->earliest) != 0 ||
		    strcmp(day_of(date.latest), row->latest) != 0 ||
		    date.precision != row->precision || date.flags != row->flags)
			fail_msg("%s: %s to %s, precision %d, flags %#x", row->text,
			         day_of(date.earliest), day_of(date.latest), date.precision,
			         (unsigned)date.flags);
	}
}

static void puts_every_form_into_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(form_rows); i++) {
		assert_string_equal(words_of(form_rows[i].text), form_rows[i].words);
		assert_string_equal(brief_of(form_rows[i].text), form_rows[i].brief);
		assert_true(strlen(form_rows[i].brief) <= DATE_SHORT_WIDTH);
	}
}

static void never_says_a_word_twice_in_a_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(form_rows); i++) {
		struct str rest = str_of(words_of(form_rows[i].text));
		struct str before = {0};

		while (rest.bytes) {
			struct str word = str_cut(&rest, ' ');

			assert_true(word.size > 0);
			assert_false(str_equal(word, before));
			before = word;
		}
	}
}

static void marks_open_and_unknown_sides_apart(void **state)
{
	(void)state;
	assert_int_equal(date_of("../2021").earliest, DATE_FIRST_DAY);
	assert_int_equal(date_of("/2021").earliest, DATE_FIRST_DAY);
	assert_int_equal(date_of("2021/..").latest, DATE_LAST_DAY);
	assert_int_equal(date_of("2021/").latest, DATE_LAST_DAY);
	assert_int_equal(date_of("[..2021]").earliest, DATE_FIRST_DAY);
	assert_int_equal(date_of("{2021..}").latest, DATE_LAST_DAY);
	assert_int_equal(date_of("../2021").flags, DATE_INTERVAL | DATE_OPEN_START);
	assert_int_equal(date_of("/2021").flags, DATE_INTERVAL | DATE_UNKNOWN_START);
	assert_int_equal(date_of("2021/..").flags, DATE_INTERVAL | DATE_OPEN_END);
	assert_int_equal(date_of("2021/").flags, DATE_INTERVAL | DATE_UNKNOWN_END);
}

static void says_why_a_text_is_not_a_date(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refusal_rows); i++) {
		const struct refusal_row *row = &refusal_rows[i];
		struct str sentence =
			str_format(&scratch, "%s is not a date: %s", row->text, row->sentence);

		assert_string_equal(refusal_of(str_of(row->text)), sentence.bytes);
	}
}

static void what_it_offers_instead_is_a_date(void **state)
{
	size_t offers = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(refusal_rows); i++) {
		struct str rest = str_of(refusal_rows[i].sentence);

		if (!str_starts_with(rest, STR("write ")))
			continue;
		str_cut(&rest, ' ');
		date_of(str_copy(&scratch, str_cut(&rest, ' ')).bytes);
		if (str_starts_with(rest, STR("or "))) {
			rest = str_slice(rest, 3, SIZE_MAX);
			date_of(str_copy(&scratch, str_cut(&rest, ',')).bytes);
		}
		offers++;
	}
	assert_true(offers > 60);
}

static void refuses_an_empty_text(void **state)
{
	(void)state;
	assert_string_equal(refusal_of((struct str){0}),
	                    "an empty text is not a date: write one as in 2021-06-22");
	assert_string_equal(refusal_of(str_of("")),
	                    "an empty text is not a date: write one as in 2021-06-22");
	assert_string_equal(words_of(""), "");
	assert_string_equal(brief_of(""), "");
}

static void offers_a_date_without_the_blanks_around_it(void **state)
{
	(void)state;
	assert_string_equal(refusal_of(STR(" 2021-06-22\n")),
	                    " 2021-06-22\n is not a date: write 2021-06-22");
}

static void refuses_a_nul_within_a_date(void **state)
{
	struct str text = STR("2021\0-02");

	(void)state;
	assert_string_equal(refusal_of(text), "2021 is not a date: it should end before ");
	assert_true(str_equal(date_words(&scratch, text), text));
	assert_string_equal(date_short(&scratch, text, DATE_SHORT_WIDTH).bytes, "2021?-02");
}

static void cuts_a_long_text_at_a_whole_character(void **state)
{
	(void)state;
	assert_string_equal(refusal_of(str_of("_နေပြည်တော်နေပြည်တော်နေပြည်တော်")),
	                    "_နေပြည်တော်နေပြည်တော... is not a date: "
	                    "it should begin with a year of four digits");
}

static void leaves_the_date_alone_when_it_fails(void **state)
{
	struct date date = date_of("2021"), before = date;

	(void)state;
	assert_false(date_parse(STR("2021-02-30"), &date, NULL));
	assert_memory_equal(&date, &before, sizeof(date));
}

/* "[2000,2000,…]" with `count` members. */
static struct str set_of(size_t count)
{
	struct text text = { .arena = &scratch };

	for (size_t i = 0; i < count; i++)
		text_format(&text, "%c%zu", i ? ',' : '[', 2000 + i);
	text_add_byte(&text, ']');
	return text_str(&text);
}

static void takes_sets_of_up_to_64_members(void **state)
{
	struct date date = date_of(set_of(64).bytes);

	(void)state;
	assert_string_equal(day_of(date.earliest), "2000-01-01");
	assert_string_equal(day_of(date.latest), "2063-12-31");
	assert_true(str_ends_with(date_words(&scratch, set_of(64)), STR(", 2062 or 2063")));
	assert_non_null(strstr(refusal_of(set_of(65)), "a set has at most 64 members"));
}

static void refuses_a_text_of_more_than_a_kilobyte(void **state)
{
	struct str text = str_copy(&scratch, set_of(300));

	(void)state;
	assert_true(text.size > 1024);
	assert_non_null(strstr(refusal_of(text), "a date has at most 1024 bytes"));
	assert_true(str_equal(date_words(&scratch, text), text));
	assert_string_equal(date_short(&scratch, text, 16).bytes, "[2000,2001,200..");
}

static void counts_days_from_1970(void **state)
{
	(void)state;
	assert_int_equal(date_days(1970, 1, 1), 0);
	assert_int_equal(date_days(1969, 12, 31), -1);
	assert_int_equal(date_days(2000, 3, 1), 11017);
	assert_int_equal(date_days(2021, 2, 1), 18659);
	assert_int_equal(date_days(1900, 3, 1), -25508);
	assert_int_equal(date_days(1, 1, 1), -719162);
	assert_int_equal(date_days(0, 3, 1), -719468);
	assert_int_equal(date_days(0, 2, 29), -719469);
	assert_int_equal(date_days(-43, 3, 15), -735160);
}

static void holds_years_beyond_what_days_can_count_at_the_ends(void **state)
{
	(void)state;
	assert_int_equal(date_days(INT32_MAX, 12, 31), DATE_LAST_DAY - 1);
	assert_int_equal(date_days(INT32_MIN, 1, 1), DATE_FIRST_DAY + 1);
	assert_int_equal(date_of("Y999999999999").latest, DATE_LAST_DAY - 1);
	assert_int_equal(date_of("Y-999999999999").earliest, DATE_FIRST_DAY + 1);
}

static void writes_days_as_iso_8601(void **state)
{
	(void)state;
	assert_string_equal(day_of(0), "1970-01-01");
	assert_string_equal(day_of(18659), "2021-02-01");
	assert_string_equal(day_of(11016), "2000-02-29");
	assert_string_equal(day_of(-719469), "0000-02-29");
	assert_string_equal(day_of(-735160), "-0043-03-15");
	assert_string_equal(day_of(2932896), "9999-12-31");
	assert_string_equal(day_of(2932897), "+10000-01-01");
	assert_string_equal(day_of(DATE_FIRST_DAY + 1), "-5877641-06-24");
	assert_string_equal(day_of(DATE_LAST_DAY - 1), "+5881580-07-10");
	assert_int_equal(date_day(&scratch, DATE_FIRST_DAY).size, 0);
	assert_int_equal(date_day(&scratch, DATE_LAST_DAY).size, 0);
}

static void reads_the_days_that_it_writes(void **state)
{
	(void)state;
	for (int32_t day = date_days(-9999, 1, 1); day <= date_days(9999, 12, 31); day += 211) {
		struct date date = date_of(day_of(day));

		assert_int_equal(date.earliest, day);
		assert_int_equal(date.latest, day);
	}
}

/* In the order of date_compare. */
static const char *const in_order[] = {
	"../2021",
	"/2021-06",
	"Y-17E7",
	"XXXX",
	"XXXX-12-25",
	"1XXX",
	"1950S2",
	"190X",
	"20XX",
	"202X",
	"2020",
	"2020-12-31",
	"2021",
	"2021/2022",
	"2021/..",
	"2021-01",
	"2021-01-01",
	"2021-01-01/2021-01-02",
	"2021-01-01T09:30:00Z",
	"2021-01-02",
	"2021-21",
	"2021-03",
	"2021-03/2021-04",
	"2021-03-~04",
	"2021-24",
	"2021-12",
	"Y17000",
	"Y170000002",
};

static void orders_by_first_day_then_the_coarser_then_by_last_day(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(in_order); i++)
		for (size_t j = 0; j < COUNT(in_order); j++) {
			int order = date_compare(date_of(in_order[i]), date_of(in_order[j]));

			assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
		}
}

static void orders_what_is_no_date_behind_all_dates(void **state)
{
	struct date zeroed = {0};

	(void)state;
	assert_true(date_is_none(date_none()));
	assert_true(date_is_none(zeroed));
	assert_int_equal(date_compare(date_none(), zeroed), 0);
	for (size_t i = 0; i < COUNT(in_order); i++) {
		assert_true(date_compare(date_of(in_order[i]), zeroed) < 0);
		assert_true(date_compare(date_none(), date_of(in_order[i])) > 0);
	}
}

/* Dates as a damaged cache may hold them: any bytes. */
static struct date any_date(uint32_t seed)
{
	static const int32_t days[] = { DATE_FIRST_DAY, -1, 0, 1, DATE_LAST_DAY };
	static const uint8_t precisions[] = { DATE_NO_PRECISION, DATE_YEAR, 255 };

	return (struct date){
		.earliest = days[seed % 5],
		.latest = days[seed / 5 % 5],
		.precision = precisions[seed / 25],
	};
}

static void orders_any_bytes_in_one_way(void **state)
{
	enum { SEEDS = 75 };

	(void)state;
	for (uint32_t i = 0; i < SEEDS; i++)
		for (uint32_t j = 0; j < SEEDS; j++) {
			int order = date_compare(any_date(i), any_date(j));

			assert_int_equal(order, -date_compare(any_date(j), any_date(i)));
			for (uint32_t k = 0; k < SEEDS; k++)
				if (order <= 0 && date_compare(any_date(j), any_date(k)) <= 0)
					assert_true(date_compare(any_date(i), any_date(k)) <= 0);
		}
}

static void knows_which_dates_may_share_a_day(void **state)
{
	static const struct {
		const char *left, *right;
		bool overlap;
	} rows[] = {
		{ "2021", "2021-06-22", true },
		{ "2021-06", "2021-07", false },
		{ "2021-06-22", "2021-06-22", true },
		{ "2021-06-22", "2021-06-23", false },
		{ "2021/..", "2024-01-01", true },
		{ "2021/..", "2020-12-31", false },
		{ "../2021", "-0043", true },
		{ "../2021", "2022-01-01", false },
		{ "2021-24", "2022-02-28", true },
		{ "2021-24", "2022-03-01", false },
		{ "../2021", "2021-12-31/..", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct date left = date_of(rows[i].left), right = date_of(rows[i].right);

		assert_int_equal(date_overlaps(left, right), rows[i].overlap);
		assert_int_equal(date_overlaps(right, left), rows[i].overlap);
	}
	assert_false(date_overlaps(date_none(), date_of("2021/..")));
	assert_false(date_overlaps(date_of("2021/.."), date_none()));
	assert_false(date_overlaps(date_none(), date_none()));
}

static void gives_back_the_words_of_what_is_no_date(void **state)
{
	(void)state;
	assert_string_equal(words_of("some time in the dry season"), "some time in the dry season");
	assert_string_equal(words_of("2021-02-30"), "2021-02-30");
	assert_string_equal(words_of("၂၀၂၁"), "၂၀၂၁");
	assert_string_equal(brief_of("some time in the dry season"), "some time in the..");
	assert_string_equal(brief_of("2021-02-30"), "2021-02-30");
	assert_string_equal(brief_of("Wélt\033[m"), "W??lt?[m");
}

static void writes_a_date_as_fine_as_a_column_is_wide(void **state)
{
	static const struct { const char *text; int width; const char *brief; } rows[] = {
		{ "2021-02-01", 11, "1 Feb 2021" },
		{ "2021-02-01", 9, "Feb 2021" },
		{ "2021-02-01", 4, "2021" },
		{ "2021-02/2025-03", 17, "Feb 2021-Mar 2025" },
		{ "2021-02/2025-03", 16, "2021-2025" },
		{ "2021-02/2025-03", 4, "2021-2025" },
		{ "2021-02-01/", 12, "since 2021" },
		{ "2021-02-01/", 0, "since 2021" },
		{ "[2021-03,2022-03]", 12, "2021 or 2022" },
		{ "in the dry season", 12, "in the dry.." },
		{ "in the dry season", 4, "in the d.." },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_equal(
			date_short(&scratch, str_of(rows[i].text), rows[i].width).bytes,
			rows[i].brief);
}

/* Whatever the text, nothing overflows, and what is accepted has sound bounds and short words. */
static void assert_sound(struct str text)
{
	struct str brief = date_short(&scratch, text, DATE_SHORT_WIDTH);
	struct date date;

	assert_true(brief.size <= DATE_SHORT_WIDTH);
	for (size_t i = 0; i < brief.size; i++)
		assert_in_range(brief.bytes[i], ' ', '~');
	if (!date_parse(text, &date, NULL))
		return;
	assert_true(date.earliest <= date.latest);
	assert_in_range(date.precision, DATE_MILLENNIUM, DATE_TIME);
	assert_true(date_words(&scratch, text).size > 0);
	assert_true(brief.size > 0);
}

static void stays_sound_when_any_byte_of_a_date_is_another(void **state)
{
	static const char others[] = "0129XY-/.,?~%[]{}TZES: ";

	(void)state;
	for (size_t i = 0; i < COUNT(form_rows); i++) {
		struct str text = str_copy(&scratch, str_of(form_rows[i].text));
		char *bytes = arena_copy(&scratch, text.bytes, text.size);

		for (size_t j = 0; j < text.size; j++) {
			for (const char *other = others; *other; other++) {
				bytes[j] = *other;
				assert_sound((struct str){ bytes, text.size });
			}
			bytes[j] = text.bytes[j];
			assert_sound((struct str){ bytes, j });
		}
		arena_reset(&scratch);
	}
}

#define TEST(name) cmocka_unit_test_teardown(name, release_scratch)

static struct str typed_as(const char *typed)
{
	struct date_typed read;
	bool is_read = date_parse_typed(&scratch, str_of(typed), &read, NULL);

	return is_read ? read.text : STR("no date");
}

static void a_reader_may_type_a_date_in_words_or_with_one_digit(void **state)
{
	static const struct { const char *typed, *text; } rows[] = {
		{ "15 June 2021",      "2021-06-15" }, { "15 Jun 2021",   "2021-06-15" },
		{ "June 2021",         "2021-06" },    { "june 2021",     "2021-06" },
		{ "June 15, 2021",     "2021-06-15" }, { "2021 March",    "2021-03" },
		{ "1st of March 2022", "2022-03-01" }, { " 2022-3-1 ",    "2022-03-01" },
		{ "2022-3",            "2022-03" },    { "2022-03-1",     "2022-03-01" },
		{ "2022-12-1",         "2022-12-01" }, { "2021?",         "2021?" },
		{ "2021",              "2021" },       { "2021-06-15",    "2021-06-15" },
		{ "1.3.2022",          "no date" },    { "15/06/2021",    "no date" },
		{ "2022/3/1",          "no date" },    { "2022--3",       "no date" },
		{ "2022-3-",           "no date" },    { "2022-13",       "no date" },
		{ "2021-2-30",         "no date" },    { "31 June 2021",  "no date" },
		{ "June",              "no date" },    { "soon",          "no date" },
		{ "around June 2021",  "no date" },    { "",              "no date" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (!str_equal(typed_as(rows[i].typed), str_of(rows[i].text)))
			fail_msg("'%s' is read as %.*s", rows[i].typed,
			         STR_ARGS(typed_as(rows[i].typed)));
}

static void a_date_that_may_be_two_is_asked_back(void **state)
{
	struct fault why = {0};
	struct date_typed read;

	(void)state;
	assert_false(date_parse_typed(&scratch, STR("1.3.2022"), &read, &why));
	assert_string_equal(why.sentence, "1.3.2022 is not a date: write 2022-03-01 or 2022-01-03, "
	                                  "whichever is meant");
}

static void a_span_goes_from_one_date_to_another(void **state)
{
	static const struct { const char *typed, *text, *words; } rows[] = {
		{ "2022-7..2022-08",         "2022-07/2022-08", "July to August 2022" },
		{ "July 2022 to March 2023", "2022-07/2023-03", "July 2022 to March 2023" },
		{ "2022..",                  "2022/..",         "from 2022, continuing" },
		{ "2022-07",                 "2022-07",         "July 2022" },
		{ "[2021..2023]",            "[2021..2023]",    "some time between 2021 and 2023" },
	};
	struct date_typed read;
	struct fault why = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_true(date_parse_span(&scratch, str_of(rows[i].typed), &read, NULL));
		assert_true(str_equal(read.text, str_of(rows[i].text)));
		struct str words = date_words(&scratch, read.text);
		if (!str_equal(words, str_of(rows[i].words)))
			fail_msg("%s: %.*s", rows[i].typed, STR_ARGS(words));
	}
	assert_true(date_parse_span(&scratch, STR("2022-7..2022-8"), &read, NULL));
	assert_int_equal(read.date.earliest, date_days(2022, 7, 1));
	assert_int_equal(read.date.latest, date_days(2022, 8, 31));
	assert_true(date_parse_span(&scratch, STR("..2022-8"), &read, NULL));
	assert_int_equal(read.date.earliest, DATE_FIRST_DAY);
	assert_int_equal(read.date.latest, date_days(2022, 8, 31));
	assert_false(date_parse_span(&scratch, STR("2022-08..2022-07"), &read, &why));
	assert_string_equal(why.sentence, "2022-08..2022-07 ends before it begins");
	assert_true(date_parse_span(&scratch, STR("2022-08..12"), &read, NULL));
	assert_string_equal(read.text.bytes, "2022-08/2022-12");
	assert_true(date_parse_span(&scratch, STR("date:2022-08-03..9"), &read, NULL));
	assert_int_equal(read.date.latest, date_days(2022, 8, 9));
	assert_true(date_parse_span(&scratch, STR("2021..22"), &read, NULL));
	assert_string_equal(read.text.bytes, "2021/2022");
	assert_true(date_parse_span(&scratch, STR("2021 to 22"), &read, NULL));
	assert_string_equal(read.text.bytes, "2021/2022");
	assert_false(date_parse_span(&scratch, STR("2021..20"), &read, &why));
	assert_string_equal(why.sentence, "2021..20 ends before it begins");
	assert_false(date_parse_span(&scratch, STR("March 2021..22"), &read, &why));
	assert_string_equal(why.sentence, "22 is no year: write all four digits");
	assert_false(date_parse_span(&scratch, STR("2021-7-99"), &read, &why));
	assert_string_equal(why.sentence, "2021-07-99 is not a date: no month has a day 99");
	assert_false(date_parse_span(&scratch, STR("31 February 2021"), &read, &why));
	assert_string_equal(why.sentence, "31 February 2021 is not a date: February 2021 has no such "
	                                  "day");
	assert_true(date_parse_span(&scratch, STR("before 2022"), &read, NULL));
	assert_string_equal(read.text.bytes, "../2021-12-31");
	assert_true(date_parse_span(&scratch, STR("after March 2021"), &read, NULL));
	assert_string_equal(read.text.bytes, "2021-04-01/..");
	assert_true(date_parse_span(&scratch, STR("Since 4 March 2025"), &read, NULL));
	assert_string_equal(read.text.bytes, "2025-03-04/..");
	assert_true(date_parse_span(&scratch, STR("until 2021/2022"), &read, NULL));
	assert_string_equal(read.text.bytes, "../2022-12-31");
	assert_true(date_parse_span(&scratch, STR("in 2021"), &read, NULL));
	assert_string_equal(read.text.bytes, "2021");
	assert_false(date_parse_span(&scratch, STR("after 2021/.."), &read, &why));
	assert_string_equal(why.sentence, "2021/.. has no day on that side");
	assert_true(date_parse_span(&scratch, STR("from May to June 2021"), &read, NULL));
	assert_string_equal(read.text.bytes, "2021-05/2021-06");
	assert_string_equal(date_span_words(&scratch, STR("../2021-05")).bytes, "up to May 2021");
	assert_string_equal(date_span_words(&scratch, STR("2021-05/..")).bytes, "from May 2021 on");
	assert_string_equal(date_span_words(&scratch, STR("2021-05")).bytes, "May 2021");
	assert_true(date_parse_span(&scratch, STR("date:2022-7"), &read, NULL));
	assert_string_equal(read.text.bytes, "2022-07");
	assert_false(date_parse_span(&scratch, STR("2022-08..3"), &read, NULL));
	assert_false(date_parse_span(&scratch, STR("date:"), &read, NULL));
	assert_false(date_parse_span(&scratch, STR(".."), &read, NULL));
	assert_false(date_parse_span(&scratch, STR("2022..soon"), &read, NULL));
}

static void only_some_words_are_plainly_dates(void **state)
{
	static const char *const plain[] = {
		"2022", "1988", "2022-07", "2022-7", "2022-7-1", "2022-07-31", "2022..2023",
		"2022-07..", "..2022-08",
	};
	static const char *const others[] = {
		"", "202", "20222", "0999", "2200", "2022-", "2022-13", "2022-02-30", "2021-22",
		"2022-07-", "2022-07-01-02", "2022?", "202X", "..", "2022..soon", "July", "1.3.2022",
		"a-2022", "[2021,2022]",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(plain); i++)
		if (!date_is_plain(str_of(plain[i])))
			fail_msg("%s is no date", plain[i]);
	for (size_t i = 0; i < COUNT(others); i++)
		if (date_is_plain(str_of(others[i])))
			fail_msg("%s is a date", others[i]);
}

static enum date_fit fit_of(const char *text, const char *asked)
{
	return date_fit(str_of(text), date_of(text), date_of(asked));
}

static void each_member_of_a_set_fits_for_itself(void **state)
{
	(void)state;
	assert_int_equal(fit_of("[2021-03,2022-03]", "2021-06"), DATE_APART);
	assert_int_equal(fit_of("[2021-03,2022-03]", "2021-03"), DATE_REACHES);
	assert_int_equal(fit_of("[2021-03,2022-03]", "2022"), DATE_REACHES);
	assert_int_equal(fit_of("[2021-03,2022-03]", "2021/2022"), DATE_WITHIN);
	assert_int_equal(fit_of("[2021-03..2022-03]", "2021-06"), DATE_REACHES);
	assert_int_equal(fit_of("{2021-03,2022-03}", "2021-06"), DATE_APART);
	assert_int_equal(fit_of("{2021-03,2022-03}", "2021-03"), DATE_WITHIN);
	assert_int_equal(fit_of("2022-07", "2022-07"), DATE_WITHIN);
	assert_int_equal(fit_of("2022-07?", "2022-07"), DATE_WITHIN);
	assert_int_equal(fit_of("2022", "2022-07"), DATE_REACHES);
	assert_int_equal(fit_of("2022-07/..", "2022-07"), DATE_REACHES);
	assert_int_equal(fit_of("2022-08", "2022-07"), DATE_APART);
	assert_int_equal(date_fit(STR(""), date_none(), date_of("2022")), DATE_APART);
}

static void what_goes_on_begins_on_its_first_day(void **state)
{
	(void)state;
	assert_true(date_begins_within(STR("2022-07/.."), date_of("2022-07/.."),
	                               date_of("2022-07")));
	assert_true(date_begins_within(STR("2022/2024"), date_of("2022/2024"), date_of("2022")));
	assert_false(date_begins_within(STR("2022/.."), date_of("2022/.."), date_of("2022-01")));
	assert_false(date_begins_within(STR("../2022"), date_of("../2022"), date_of("2022")));
	assert_false(date_begins_within(STR("2022-07"), date_of("2022-07"), date_of("2022-07")));
}

static void a_date_that_is_no_set_is_its_only_member(void **state)
{
	struct date members[DATE_MEMBERS_MOST];

	(void)state;
	assert_int_equal(date_members(STR("2021"), date_of("2021"), members), 1);
	assert_int_equal(members[0].latest, date_days(2021, 12, 31));
	assert_int_equal(date_members(STR("[2021-03,2022-03]"), date_of("[2021-03,2022-03]"),
	                              members), 2);
	assert_int_equal(members[0].latest, date_days(2021, 3, 31));
	assert_int_equal(members[1].earliest, date_days(2022, 3, 1));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_reader_may_type_a_date_in_words_or_with_one_digit),
		TEST(a_date_that_may_be_two_is_asked_back),
		TEST(a_span_goes_from_one_date_to_another),
		TEST(only_some_words_are_plainly_dates),
		TEST(each_member_of_a_set_fits_for_itself),
		TEST(what_goes_on_begins_on_its_first_day),
		TEST(a_date_that_is_no_set_is_its_only_member),
		TEST(reads_every_form),
		TEST(puts_every_form_into_words),
		TEST(never_says_a_word_twice_in_a_row),
		TEST(marks_open_and_unknown_sides_apart),
		TEST(says_why_a_text_is_not_a_date),
		TEST(what_it_offers_instead_is_a_date),
		TEST(refuses_an_empty_text),
		TEST(offers_a_date_without_the_blanks_around_it),
		TEST(refuses_a_nul_within_a_date),
		TEST(cuts_a_long_text_at_a_whole_character),
		TEST(leaves_the_date_alone_when_it_fails),
		TEST(takes_sets_of_up_to_64_members),
		TEST(refuses_a_text_of_more_than_a_kilobyte),
		TEST(counts_days_from_1970),
		TEST(holds_years_beyond_what_days_can_count_at_the_ends),
		TEST(writes_days_as_iso_8601),
		TEST(reads_the_days_that_it_writes),
		TEST(orders_by_first_day_then_the_coarser_then_by_last_day),
		TEST(orders_what_is_no_date_behind_all_dates),
		TEST(orders_any_bytes_in_one_way),
		TEST(knows_which_dates_may_share_a_day),
		TEST(gives_back_the_words_of_what_is_no_date),
		TEST(writes_a_date_as_fine_as_a_column_is_wide),
		TEST(stays_sound_when_any_byte_of_a_date_is_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
