/* As known on a day, what a field finds and what its negation finds are together all that was known
 * then: neither tells what later sources say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/completion.h"
#include "query/known.h"
#include "query/selection.h"
#include "tests/support/collection.h"

enum { VALUES_MOST = 12 };              /* of a field, from all over */

/* A collection as it was known on a day; without one, as it is now. */
struct asked {
	struct arena *arena;
	const struct archive *archive;
	const struct known *known;
};

static size_t count_of(const struct asked *asked, struct str query)
{
	struct fault why;
	struct filter *filter = NULL;
	struct selection selection;
	if (!filter_parse(asked->archive, asked->arena, query, (struct filter_options){0}, &filter,
	                  &why))
		fail_msg("%.*s: %s", STR_ARGS(query), why.sentence);
	selection_begin_known(&selection, asked->archive, filter, asked->known);
	selection_step(&selection, 0);
	size_t count = selection.count;
	selection_end(&selection);
	return count;
}

static void expect_whole(const struct asked *asked, struct str query)
{
	size_t all = known_dossier_count(asked->known, asked->archive);
	size_t with = count_of(asked, query);
	size_t without = count_of(asked, str_format(asked->arena, "-%.*s", STR_ARGS(query)));
	if (with + without != all)
		fail_msg("%.*s: %zu, and %zu without, of %zu on day %d", STR_ARGS(query), with,
		         without, all, asked->known ? (int)asked->known->day : 0);
}

/* All values that a field is offered, or some of many, as they are now. */
static void expect_field(const struct asked *asked, struct str key)
{
	struct str begun = str_format(asked->arena, "%.*s:", STR_ARGS(key));
	struct completions values = completions_of(asked->archive, asked->arena, begun, NULL);
	size_t step = values.count / VALUES_MOST + 1;
	for (size_t i = 0; i < values.count; i += step)
		expect_whole(asked, values.items[i].text);
}

static void expect_all(const struct asked *asked)
{
	static const char *const others[] = {
		"date:2021", "date:2022-08", "date:2040..", "name:russia", "russia", "lavrov",
		"\"air force\"", "2022", "sources:0", "sources:7",
	};
	struct str_list keys = filter_keys(asked->archive, asked->arena);
	for (size_t i = 0; i < keys.count; i++)
		if (!str_equal(keys.items[i], STR("order")))
			expect_field(asked, keys.items[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		expect_whole(asked, str_of(others[i]));
}

static void expect_all_on(struct arena *arena, const struct archive *archive, const char *day)
{
	struct date date;
	assert_true(known_parse(str_of(day), &date, NULL));
	struct known known = known_on(archive, date);
	known_count(&known, 0);
	expect_all(&(struct asked){ arena, archive, &known });
	known_end(&known);
}

static void a_field_and_its_negation_find_all(void **state)
{
	struct arena arena = {0};
	const struct archive *content = support_archive_folder(&arena, "content");
	(void)state;
	expect_all(&(struct asked){ &arena, content, NULL });
	expect_all_on(&arena, content, "2021-06");
	expect_all_on(&arena, content, "2022");
	arena_release(&arena);
}

static const char reports[] =
	"- {id: early, kind: source, title: First Report, published: 2021-03-09}\n"
	"- {id: late, kind: source, title: Last Report, published: 2022-01}\n"
	"- id: pilot\n"
	"  kind: person\n"
	"  name: The pilot\n"
	"  sources: [early]\n"
	"  positions:\n"
	"    - {title: Pilot, since: 2019, until: {value: 2020, sources: [late]}, sources: [early]}\n";

static size_t found(const struct asked *asked, const char *query)
{
	return count_of(asked, str_of(query));
}

/* That it ended is said later. */
static void a_time_without_its_later_end_is_open(void **state)
{
	struct arena arena = {0};
	struct date date;
	(void)state;
	const struct archive *archive = support_archive_of(&arena, reports);
	assert_true(known_parse(STR("2021-04"), &date, NULL));
	struct known known = known_on(archive, date);
	known_count(&known, 0);
	struct asked then = { &arena, archive, &known }, now = { &arena, archive, NULL };
	assert_int_equal(found(&now, "kind:person date:2021"), 0);
	assert_int_equal(found(&then, "kind:person date:2021"), 1);
	expect_whole(&then, STR("date:2021"));
	known_end(&known);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_field_and_its_negation_find_all),
		cmocka_unit_test(a_time_without_its_later_end_is_open),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
