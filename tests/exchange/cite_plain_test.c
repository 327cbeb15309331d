#include "exchange/cite_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "support/collection.h"

static struct arena arena;

static struct cite_date date(const char *text)
{
	return cite_date(&arena, str_of(text));
}

static void a_source_begins_with_its_authors(void **state)
{
	(void)state;
	struct cite_name names[] = {
		{ .literal = STR("Cy Marsh") },
		{ .family = STR("Berg"), .given = STR("Di") },
		{ .literal = STR("The Courier") },
	};
	struct cite cite = {
		.authors = { names, 3, 3 }, .title = STR("A harbour"),
		.publisher = STR("The Courier"),
		.published = date("2021-06-12"), .url = STR("https://courier.example/1"),
	};
	assert_str(cite_plain(&arena, &cite),
	           "Cy Marsh, Di Berg and The Courier. “A harbour”. The Courier, 12 June 2021. "
	           "https://courier.example/1");
}

static void without_an_author_the_title_comes_first(void **state)
{
	(void)state;
	struct cite cite = { .title = STR("A harbour?"), .published = date("2021~") };
	assert_str(cite_plain(&arena, &cite), "“A harbour?” around 2021.");
}

static void what_is_not_known_is_said_or_left_out(void **state)
{
	(void)state;
	struct cite cite = { .title = STR("Unnamed outlet"), .is_described = true };
	assert_str(cite_plain(&arena, &cite), "[Unnamed outlet]. n.d.");
}

static void what_was_deduced_stands_in_brackets(void **state)
{
	(void)state;
	struct cite_name names[] = { { .literal = STR("Cy Marsh") } };
	struct cite cite = {
		.authors = { names, 1, 1 }, .title = STR("A harbour"),
		.publisher = STR("The Courier"),
		.published = date("2021-06"),
		.deduced = CITE_DEDUCED_TITLE | CITE_DEDUCED_AUTHORS | CITE_DEDUCED_PUBLISHER |
		           CITE_DEDUCED_DATE,
	};
	assert_str(cite_plain(&arena, &cite),
	           "[Cy Marsh]. [“A harbour”]. [The Courier], [June 2021].");
}

static void origin_retrieval_and_archive_follow(void **state)
{
	(void)state;
	struct cite cite = {
		.title = STR("A harbour"), .published = date("2021"),
		.retrieved = date("2021-07-01"), .origin = STR("Dow Jones & Company"),
		.archive_url = STR("https://archive.example/1"),
	};
	assert_str(cite_plain(&arena, &cite),
	           "“A harbour”. 2021. Derived from Dow Jones & Company. Retrieved 1 July 2021. "
	           "Archived at https://archive.example/1");
}

static void a_full_stop_is_not_doubled(void **state)
{
	(void)state;
	struct cite cite = {
		.title = STR("A harbour"), .published = date("2021"), .locator = STR("para."),
		.origin = STR("Lind Co."),
	};
	assert_str(cite_plain(&arena, &cite), "“A harbour”. 2021, para. Derived from Lind Co.");
	cite = (struct cite){ .is_quote = true, .words = STR("No!"), .title = STR("Yes.") };
	assert_str(cite_plain(&arena, &cite), "[speaker not known]: “No!” In: “Yes.” n.d.");
}

static void a_quote_stands_in_its_source_at_its_place(void **state)
{
	(void)state;
	struct cite cite = {
		.is_quote = true, .words = STR("Yes."), .speaker = STR("Ada"),
		.spoke_for = STR("Works"),
		.said = date("2021-05-03"), .locator = STR("para. 3"), .title = STR("A harbour"),
		.publisher = STR("Courier"), .published = date("2021-06"),
		.url = STR("https://courier.example/1"),
	};
	assert_str(cite_plain(&arena, &cite),
	           "Ada, for Works: “Yes.”, 3 May 2021. In: “A harbour”. Courier, June 2021, "
	           "para. 3. https://courier.example/1");
}

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_source_begins_with_its_authors),
		cmocka_unit_test(without_an_author_the_title_comes_first),
		cmocka_unit_test(what_is_not_known_is_said_or_left_out),
		cmocka_unit_test(what_was_deduced_stands_in_brackets),
		cmocka_unit_test(origin_retrieval_and_archive_follow),
		cmocka_unit_test(a_full_stop_is_not_doubled),
		cmocka_unit_test(a_quote_stands_in_its_source_at_its_place),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
