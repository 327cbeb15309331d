#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/timeline.h"
#include "tests/query/world.h"

static struct date day(const char *text)
{
	struct date date = date_none();
	if (*text)
		assert_true(date_parse(str_of(text), &date, NULL));
	return date;
}

/* The entries as "what id", a line each. */
static const char *entries(struct world *world, const char *about, const char *from, const char *to)
{
	struct text text = { .arena = &world->arena };
	struct timeline_filter filter = {
		.about = *about ? world_ref(world, about) : NO_DOSSIER,
		.from = day(from),
		.to = day(to),
	};
	struct timeline timeline = timeline_query(world->archive, &world->arena, filter);
	for (size_t i = 0; i < timeline.count; i++) {
		struct timeline_entry entry = timeline.items[i];
		text_format(&text, "%s %.*s\n", timeline_what_name(entry.what),
		            STR_ARGS(dossier_id(world->archive, entry.dossier)));
	}
	return text_str(&text).bytes;
}

static void without_a_filter_all_entries_pass(void **state)
{
	struct world *world = *state;
	struct timeline_filter filter = { NO_DOSSIER, date_none(), date_none() };
	struct timeline all = timeline_query(world->archive, &world->arena, filter);
	assert_int_equal(all.count, timeline_count(world->archive));
	for (uint32_t i = 0; i < all.count; i++) {
		struct timeline_entry entry = timeline_at(world->archive, i);
		assert_int_equal(all.items[i].dossier.row, entry.dossier.row);
	}
}

static void entries_pass_that_may_fall_between_two_days(void **state)
{
	struct world *world = *state;
	assert_string_equal(entries(world, "", "2022-08-04", "2022-09-01"),
	                    "relation sergei-kovan\n"           /* from 2018 to 2023 */
	                    "relation ana-vel\n"                /* since 2020 */
	                    "event ship-fair\n"                 /* some day in August */
	                    "published evening-post\n"
	                    "published harbour-report\n");
	assert_string_equal(entries(world, "", "", "2019"), "relation sergei-kovan\n");
}

static void undated_entries_pass_only_without_bounds(void **state)
{
	struct world *world = *state;
	assert_non_null(strstr(entries(world, "", "", ""), "event storm\n"));
	assert_non_null(strstr(entries(world, "", "", ""), "quote undated-words\n"));
	assert_null(strstr(entries(world, "", "1900", ""), "event storm\n"));
	assert_null(strstr(entries(world, "", "", "2100"), "event storm\n"));
}

static void entries_pass_that_are_linked_with_a_dossier(void **state)
{
	struct world *world = *state;
	assert_string_equal(entries(world, "grain-talks", "", ""),
	                    "event grain-talks\nquote kovan-ships\n");
	assert_string_equal(entries(world, "storm", "", ""), "event storm\n");
	assert_null(strstr(entries(world, "ana-vel", "", ""), "event grain-talks\n"));
	assert_non_null(strstr(entries(world, "ana-vel", "", ""), "event ship-fair\n"));
	assert_non_null(strstr(entries(world, "ana-vel", "", ""), "quote vel-doors\n"));
}

static void relations_are_only_about_their_ends(void **state)
{
	struct world *world = *state;
	assert_non_null(strstr(entries(world, "harbour-league", "", ""), "relation ana-vel\n"));
	/* Vel took part in the fair, but whom she supports is nothing of the fair's */
	assert_null(strstr(entries(world, "ship-fair", "", ""), "relation ana-vel\n"));
}

static void a_relation_is_called_by_both_of_its_ends(void **state)
{
	struct world *world = *state;
	struct dossier_ref league = world_ref(world, "harbour-league");
	struct timeline_filter filter = { league, date_none(), date_none() };
	struct timeline timeline = timeline_query(world->archive, &world->arena, filter);
	bool is_there = false;
	for (size_t i = 0; i < timeline.count; i++) {
		struct str name = timeline_name(world->archive, &world->arena, timeline.items[i]);
		is_there |= str_equal(name, STR("Ana Vel supported Harbour League"));
	}
	assert_true(is_there);
}

static void other_entries_are_called_by_their_dossier(void **state)
{
	struct world *world = *state;
	struct timeline_filter filter = { world_ref(world, "storm"), date_none(), date_none() };
	struct timeline timeline = timeline_query(world->archive, &world->arena, filter);
	assert_int_equal(timeline.count, 1);
	assert_str(timeline_name(world->archive, &world->arena, timeline.items[0]),
	           "The great storm");
}

static enum timeline_tie tie(struct world *world, const char *event, const char *about)
{
	struct timeline_entry entry = { .what = TIMELINE_EVENT, .dossier = world_ref(world, event) };
	return timeline_tie(world->archive, entry, world_ref(world, about), NULL);
}

static void to_take_part_in_an_event_says_more_than_to_be_named(void **state)
{
	struct world *world = *state;
	assert_int_equal(tie(world, "ship-fair", "sergei-kovan"), TIMELINE_TIE_PART);
	assert_int_equal(tie(world, "grain-talks", "sergei-kovan"), TIMELINE_TIE_NAMED);
	assert_int_equal(tie(world, "ship-fair", "port-selm"), TIMELINE_TIE_LINKED);
	assert_int_equal(tie(world, "storm", "sergei-kovan"), TIMELINE_TIE_NONE);
	assert_int_equal(tie(world, "storm", "storm"), TIMELINE_TIE_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_filter_all_entries_pass),
		cmocka_unit_test(entries_pass_that_may_fall_between_two_days),
		cmocka_unit_test(undated_entries_pass_only_without_bounds),
		cmocka_unit_test(entries_pass_that_are_linked_with_a_dossier),
		cmocka_unit_test(relations_are_only_about_their_ends),
		cmocka_unit_test(a_relation_is_called_by_both_of_its_ends),
		cmocka_unit_test(other_entries_are_called_by_their_dossier),
		cmocka_unit_test(to_take_part_in_an_event_says_more_than_to_be_named),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
