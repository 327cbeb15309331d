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

/* The document without line breaks and the blanks behind them. */
static struct str document(const struct cite *cite)
{
	struct str text = cite_csl_text(&arena, cite);
	struct text out = { .arena = &arena };
	while (text.size) {
		struct str line = str_cut(&text, '\n');
		text_add(&out, str_trim(line));
	}
	return text_str(&out);
}

static struct str issued(const char *text)
{
	struct cite cite = { .id = STR("a"), .published = date(text) };
	struct str all = document(&cite);
	size_t start = str_find(all, STR("\"issued\": "), 0);
	if (start == SIZE_MAX)
		return STR("-");
	start += sizeof("\"issued\": ") - 1;
	return str_slice(all, start, all.size - start - 2);
}

static void a_source_is_an_item_of_a_list(void **state)
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
	assert_str(document(&cite),
	           "[{\"id\": \"courier-2021-06\",\"type\": \"article-newspaper\","
	           "\"author\": [{\"literal\": \"The Courier\"},"
	           "{\"family\": \"Berg\",\"given\": \"Di\"}],"
	           "\"title\": \"A harbour\",\"container-title\": \"Courier\","
	           "\"issued\": {\"date-parts\": [[2021,6,12]]},"
	           "\"accessed\": {\"date-parts\": [[2021,7]]},"
	           "\"URL\": \"https://courier.example/1\","
	           "\"archive_location\": \"https://archive.example/1\","
	           "\"language\": \"en\",\"note\": \"Derived from Dow Jones.\"}]");
}

static void a_quote_has_its_place_and_words(void **state)
{
	(void)state;
	struct cite cite = {
		.id = STR("ada-yes"), .is_quote = true, .words = STR("Yes"), .speaker = STR("Ada"),
		.title = STR("Unnamed"), .is_described = true, .genre = STR("statement"),
		.publisher = STR("Works"),
		.locator = STR("para. 3"),
	};
	assert_str(document(&cite),
	           "[{\"id\": \"ada-yes\",\"type\": \"document\",\"title\": \"[Unnamed]\","
	           "\"publisher\": \"Works\",\"genre\": \"statement\",\"locator\": \"para. 3\","
	           "\"annote\": \"“Yes” — Ada\"}]");
}

static void a_date_has_parts_or_words(void **state)
{
	(void)state;
	assert_str(issued("2021~"), "{\"date-parts\": [[2021]],\"circa\": true}");
	assert_str(issued("2021?/2022-03"), "{\"date-parts\": [[2021],[2022,3]],\"circa\": true}");
	assert_str(issued("2021-24"), "{\"date-parts\": [[2021]],\"season\": 4}");
	assert_str(issued("2021-21/2021-22"), "{\"literal\": \"spring 2021 to summer 2021\"}");
	assert_str(issued("202X"), "{\"literal\": \"the 2020s\"}");
	assert_str(issued("last \"May\""), "{\"literal\": \"last \\\"May\\\"\"}");
	assert_str(issued(""), "-");
}

static void nothing_a_terminal_obeys_is_in_the_document(void **state)
{
	(void)state;
	struct cite cite = { .id = STR("a"), .title = STR("\x1b]0;x\x07 \xe2\x80\xae\"}], \\u") };
	assert_str(document(&cite),
	           "[{\"id\": \"a\",\"type\": \"document\","
	           "\"title\": \"\\u001B]0;x\\u0007 \\u202E\\\"}], \\\\u\"}]");
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
		cmocka_unit_test(a_source_is_an_item_of_a_list),
		cmocka_unit_test(a_quote_has_its_place_and_words),
		cmocka_unit_test(a_date_has_parts_or_words),
		cmocka_unit_test(nothing_a_terminal_obeys_is_in_the_document),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
