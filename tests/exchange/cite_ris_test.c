#include "exchange/cite_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "support/collection.h"

static struct arena arena;

static struct cite_date date(const char *text)
{
	return cite_date(&arena, str_of(text));
}

/* The value of the first line with a tag, or "-". */
static struct str value(const struct cite *cite, const char *tag)
{
	struct str record = cite_ris(&arena, cite);
	struct str start = str_format(&arena, "\r\n%s  - ", tag);
	size_t at = str_find(record, start, 0);
	if (at == SIZE_MAX)
		return STR("-");
	at += start.size;
	return str_slice(record, at, str_find(record, STR("\r\n"), at) - at);
}

static bool is_capital_or_digit(char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

/* True if each line is a tag and a value, of which only the first is TY and only the last is ER. */
static bool is_one_record(struct str record)
{
	bool is_first = true;
	if (!str_ends_with(record, STR("\r\nER  - \r\n")))
		return false;
	record.size -= sizeof("ER  - \r\n") - 1;
	for (; record.size; is_first = false) {
		struct str line = str_cut(&record, '\n');
		if (line.size < 7 || !is_capital_or_digit(line.bytes[0]) ||
		    !is_capital_or_digit(line.bytes[1]) ||
		    !str_equal(str_slice(line, 2, 4), STR("  - ")) ||
		    !str_ends_with(line, STR("\r")) ||
		    str_starts_with(line, STR("TY")) != is_first ||
		    str_starts_with(line, STR("ER")))
			return false;
		for (size_t i = 0; i + 1 < line.size; i++)
			if ((unsigned char)line.bytes[i] < ' ' || line.bytes[i] == 0x7F)
				return false;
	}
	return !is_first;
}

static void a_source_is_a_record(void **state)
{
	(void)state;
	struct cite_name names[] = {
		{ .literal = STR("The Courier") }, { .family = STR("Berg"), .given = STR("Di") },
	};
	struct cite cite = {
		.id = STR("courier-2021-06"), .type = CITE_NEWS, .genre = STR("news report"),
		.authors = { names, 2, 2 }, .title = STR("A harbour"), .publisher = STR("Courier"),
		.published = date("2021-06-12"), .retrieved = date("2021-07"),
		.url = STR("https://courier.example/1"),
		.archive_url = STR("https://archive.example/1"),
		.language = STR("en"), .origin = STR("Dow Jones"),
	};
	assert_str(cite_ris(&arena, &cite),
	           "TY  - NEWS\r\n"
	           "ID  - courier-2021-06\r\n"
	           "AU  - The Courier\r\n"
	           "AU  - Berg, Di\r\n"
	           "TI  - A harbour\r\n"
	           "T2  - Courier\r\n"
	           "M3  - news report\r\n"
	           "PY  - 2021\r\n"
	           "DA  - 2021/06/12/\r\n"
	           "Y2  - 2021/07//\r\n"
	           "UR  - https://courier.example/1\r\n"
	           "LA  - en\r\n"
	           "N1  - Derived from Dow Jones. Archived at https://archive.example/1\r\n"
	           "ER  - \r\n");
}

static void a_quote_has_its_place_and_words(void **state)
{
	(void)state;
	struct cite cite = {
		.id = STR("ada-yes"), .is_quote = true, .words = STR("Yes"), .speaker = STR("Ada"),
		.title = STR("Unnamed"), .is_described = true, .publisher = STR("Works"),
		.locator = STR("para. 3"),
	};
	assert_str(cite_ris(&arena, &cite),
	           "TY  - GEN\r\n"
	           "ID  - ada-yes\r\n"
	           "TI  - [Unnamed]\r\n"
	           "PB  - Works\r\n"
	           "N1  - para. 3\r\n"
	           "AB  - “Yes” — Ada\r\n"
	           "ER  - \r\n");
}

static void no_text_can_end_the_record_or_begin_a_line(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"x\r\nER  - \r\nTY  - JOUR", "x\nER  - ", "x\rER  - ", "ER  - ",
		"x\xe2\x80\xa8" "ER  - ", "\xc2\x85" "TY  - JOUR", "a\vb\fc", "\x1b]0;x\x07",
		"\x7f", "\xff\xfe",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct str line = cite_line(&arena, str_of(texts[i]));
		struct cite_name names[] = {
			{ .literal = line }, { .family = line, .given = line },
		};
		struct cite cite = {
			.id = line, .authors = { names, 2, 2 }, .title = line, .publisher = line,
			.genre = line, .published = cite_date(&arena, line), .language = line,
			.retrieved = cite_date(&arena, line), .origin = line, .is_quote = true,
			.words = line, .translation = line, .speaker = line, .locator = line,
		};
		assert_true(is_one_record(cite_ris(&arena, &cite)));
	}
}

static void a_raw_line_break_cannot_end_a_line_either(void **state)
{
	(void)state;
	struct cite cite = { .id = STR("x\r\nER  - "), .title = STR("x\r\nER  - ") };
	assert_true(is_one_record(cite_ris(&arena, &cite)));
}

static void an_asterisk_is_not_in_a_name(void **state)
{
	(void)state;
	struct cite_name names[] = { { .literal = STR("* and *") } };
	struct cite cite = {
		.id = STR("a"), .authors = { names, 1, 1 }, .title = STR("*"),
		.publisher = STR("A*B"),
	};
	assert_str(value(&cite, "AU"), "∗ and ∗");
	assert_str(value(&cite, "PB"), "A∗B");
	assert_str(value(&cite, "TI"), "*");
}

static void a_date_that_is_not_simple_ends_with_its_words(void **state)
{
	(void)state;
	static const struct { const char *text, *year, *date; } rows[] = {
		{ "2021",            "2021", "2021///"                                },
		{ "2021-06-12~",     "2021", "2021/06/12/around 12 June 2021"         },
		{ "2021-24",         "2021", "2021///winter 2021/22"                  },
		{ "2021-06/2021-07", "2021", "2021/06//June to July 2021"             },
		{ "202X",            "-",    "///the 2020s"                           },
		{ "22/06/2021",      "-",    "///22/06/2021"                          },
		{ "",                "-",    "-"                                      },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cite cite = { .id = STR("a"), .published = date(rows[i].text) };
		assert_str(value(&cite, "PY"), rows[i].year);
		assert_str(value(&cite, "DA"), rows[i].date);
	}
}

static int release(void **state)
{
	(void)state;
	unicode_close();
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_source_is_a_record),
		cmocka_unit_test(a_quote_has_its_place_and_words),
		cmocka_unit_test(no_text_can_end_the_record_or_begin_a_line),
		cmocka_unit_test(a_raw_line_break_cannot_end_a_line_either),
		cmocka_unit_test(an_asterisk_is_not_in_a_name),
		cmocka_unit_test(a_date_that_is_not_simple_ends_with_its_words),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
