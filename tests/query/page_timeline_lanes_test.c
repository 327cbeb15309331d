#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "query/timeline_page.h"
#include "tests/query/page_sound.h"

static const char harbour[] =
	"- {id: ana, kind: person, name: Ana Vel, relations: [\n"
	"    {type: met, to: bo, date: 2021-03-04}, {type: accuses, to: port, date: 2021-05}]}\n"
	"- {id: bo, kind: person, name: Bo Lind, relations: [\n"
	"    {type: met, to: ana, date: 2021-03-04}]}\n"
	"- {id: cleo, kind: person, name: Cleo}\n"
	"- {id: port, kind: organization, name: Port}\n"
	"- {id: quay, kind: place, name: Quay}\n"
	"- {id: late, kind: source, title: Last Report, published: 2022-01}\n"
	"- {id: fair, kind: event, name: Ship Fair, date: 2021-03-01, place: quay,\n"
	"   participants: [ana, bo], sources: [late]}\n"
	"- {id: strike, kind: event, name: Dock strike, date: 2023-11, participants: [port]}\n"
	"- {id: tea, kind: event, name: Tea, date: 2023-11, participants: [cleo]}\n"
	"- {id: storm, kind: event, name: The great storm, date: 2021-03}\n"
	"- {id: lost, kind: event, name: The lost ledger, participants: [ana]}\n"
	"- {id: doors, kind: quote, text: Our doors are open., speaker: bo, about: cleo,\n"
	"   said: 2021-11-04, form: direct}\n";

static struct page page_of(struct arena *arena, struct time_query query, int width)
{
	const struct archive *archive = support_archive_of(arena, harbour);
	query.from = query.to = date_none();
	struct page page = page_timeline_lanes(archive, arena, &query,
	                                       (struct page_options){ .width = width });
	assert_true(page.width <= width);
	assert_lines_are_sound(&page);
	assert_links_are_sound(&page);
	return page;
}

static struct str text_of(struct arena *arena, struct time_query query, int width)
{
	struct page page = page_of(arena, query, width);
	return page_text_of(arena, &page);
}

static bool has(struct str text, const char *wanted)
{
	return str_find(text, str_of(wanted), 0) != SIZE_MAX;
}

static const struct time_query by_month = { .zoom = ZOOM_MONTH };

static void lanes_are_of_those_who_take_part_in_most(void **state)
{
	struct str text = text_of(*state, by_month, 120);
	assert_true(has(text, "\n               Ana Vel                   Bo Lind"));
	assert_true(has(text, "Port"));
	assert_false(has(text, "Quay"));                        /* a place has none */
	assert_true(has(text, "2 entries are of none of those who have a lane.\n"));
}

static void what_two_share_stands_once_and_says_with_whom(void **state)
{
	struct str text = text_of(*state, by_month, 120);
	assert_true(has(text, "Mar 2021       * Ship Fair               * with Ana Vel\n"));
	assert_true(has(text, "               - met Bo Lind             - met Ana Vel\n"));
	assert_false(has(text, "               - met Bo Lind             - met Ana Vel\n"
	                       "               - met"));         /* though both wrote it down */
}

static void a_lane_sees_a_relation_from_its_end(void **state)
{
	struct str text = text_of(*state, by_month, 120);
	assert_true(has(text, "May 2021       - accused Port"));
	assert_true(has(text, "- accused by Ana Vel"));
}

static void names_are_pinned_above_years_that_are_headings(void **state)
{
	struct page page = page_of(*state, by_month, 120);
	size_t headings = 0;
	for (size_t i = 0; i < page.lines.count; i++)
		headings += page.lines.items[i].is_heading;
	struct str text = page_text_of(*state, &page);
	assert_int_equal(headings, 3);                          /* 2021, 2023, and the undated */
	assert_int_equal(page.pinned.count, 1);
	struct str names = page_line_text(&page, *state, page.pinned.first);
	assert_true(str_starts_with(names, STR("               Ana Vel                   Bo Lind")));
	size_t first = str_find(text, STR("Bo Lind        "), 0);
	assert_int_equal(str_find(text, STR("Ana Vel                   Bo Lind"), first + 1),
	                 SIZE_MAX);
	assert_true(has(text, "no date        * The lost ledger"));
	assert_true(has(text, "Nothing for 21 months: February 2022 to October 2023."));
}

static void those_who_are_asked_for_come_first(void **state)
{
	const struct archive *archive = support_archive_of(*state, harbour);
	struct dossier_ref cleo = dossier_find(archive, STR("cleo"));
	struct time_query query = by_month;
	query.lanes = &cleo;
	query.lane_count = 1;
	struct str text = text_of(*state, query, 120);
	assert_true(has(text, "\n               Cleo                      Ana Vel"));
}

static void the_one_it_is_about_has_no_lane(void **state)
{
	const struct archive *archive = support_archive_of(*state, harbour);
	struct dossier_ref ana = dossier_find(archive, STR("ana"));
	struct time_query query = by_month;
	query.about = &ana;
	query.about_count = 1;
	struct str text = text_of(*state, query, 120);
	assert_true(has(text, "\n               Bo Lind                               Port"));
}

static void fewer_fit_a_narrow_page_and_none_a_very_narrow_one(void **state)
{
	struct str text = text_of(*state, by_month, 98);
	assert_true(has(text, "Bo Lind"));
	assert_false(has(text, "Cleo"));
	text = text_of(*state, by_month, 97);
	assert_true(has(text, "\nMarch 2021 (4: 2 events, "));              /* a heading of the plain page */
}

static void by_years_a_lane_has_no_more_than_a_few(void **state)
{
	struct str text = text_of(*state, (struct time_query){ .zoom = ZOOM_YEAR }, 120);
	assert_true(has(text, "\n2021           "));
	assert_false(has(text, "Mar 2021"));
}

static void every_width_is_sound(void **state)
{
	for (int width = 98; width < 260; width += 9)
		for (enum time_zoom zoom = 0; zoom < ZOOM_COUNT; zoom++)
			page_of(*state, (struct time_query){ .zoom = zoom }, width);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lanes_are_of_those_who_take_part_in_most),
		TEST(what_two_share_stands_once_and_says_with_whom),
		TEST(a_lane_sees_a_relation_from_its_end),
		TEST(names_are_pinned_above_years_that_are_headings),
		TEST(those_who_are_asked_for_come_first),
		TEST(the_one_it_is_about_has_no_lane),
		TEST(fewer_fit_a_narrow_page_and_none_a_very_narrow_one),
		TEST(by_years_a_lane_has_no_more_than_a_few),
		TEST(every_width_is_sound),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
