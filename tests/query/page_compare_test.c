#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "query/compare.h"
#include "query/search.h"
#include "tests/query/page_sound.h"

static const char world[] =
	"- id: ana\n"
	"  kind: person\n"
	"  name: Ana Vel\n"
	"  gender: female\n"
	"  nationality: [{who: selm, sources: [post]}]\n"
	"  body: She knows [[far]].\n"
	"  relations:\n"
	"    - {type: met, to: ben, date: 2022-08-03, sources: [{source: post, locator: p. 1}]}\n"
	"    - {type: met, to: cleo, date: 2021, sources: [post]}\n"
	"    - {type: met, to: cleo, date: 2023, role: again, sources: [news]}\n"
	"    - {type: supports, to: league, since: 2020, sources: [post]}\n"
	"- id: ben\n"
	"  kind: person\n"
	"  name: Ben Ost\n"
	"  gender: male\n"
	"  nationality: [{who: selm, sources: [news]}]\n"
	"  body: He knows [[far]] and [[league]].\n"
	"  relations:\n"
	"    - {type: met, to: ana, date: 2022-08-03, sources: [news]}\n"
	"    - {type: spoke-with, to: cleo, sources: [post]}\n"
	"- {id: cleo, kind: person, name: Cleo Ra}\n"
	"- {id: dana, kind: person, name: Dana, relations: [{type: met, to: ben}]}\n"
	"- {id: far, kind: person, name: Far Off}\n"
	"- {id: league, kind: organization, name: Harbour League}\n"
	"- {id: selm, kind: place, name: Selm}\n"
	"- id: fair\n"
	"  kind: event\n"
	"  name: Ship Fair\n"
	"  date: 2022-08\n"
	"  participants: [{who: ana, role: guest of honour}, ben]\n"
	"  sources: [post]\n"
	"- {id: post, kind: source, title: Evening Post}\n"
	"- {id: news, kind: source, title: Harbour News, published: 2022-09-01}\n"
	"- {id: only, kind: event, name: Boat Race, participants: [ana], sources: [post]}\n"
	"- {id: alone, kind: person, name: Alone, gender: female}\n";

static struct comparison compared(struct arena *arena, const struct archive *archive, const char *a,
                                  const char *b)
{
	return compare_query(archive, arena, dossier_find(archive, str_of(a)),
	                     dossier_find(archive, str_of(b)), NULL);
}

/* As other pages, but for their greatest width. */
static struct page page_of(struct arena *arena, const struct archive *archive,
                           const struct comparison *comparison, int width)
{
	struct page page = page_compare(archive, arena, comparison,
	                                (struct page_options){ .width = width });
	assert_true(page.width <= (width < PAGE_MIN_WIDTH ? PAGE_MIN_WIDTH : width));
	assert_true(page.width <= COMPARE_MEASURE);
	assert_lines_are_sound(&page);
	assert_links_are_sound(&page);
	return page;
}

static struct str text_of(struct arena *arena, const struct archive *archive, const char *a,
                          const char *b, int width)
{
	struct comparison comparison = compared(arena, archive, a, b);
	struct page page = page_of(arena, archive, &comparison, width);
	return page_text_of(arena, &page);
}

/* ── Pages ──────────────────────────────────────────────────────────────────────────────────── */

static void one_under_the_other_where_it_is_narrow(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	assert_str(text_of(*state, archive, "ana", "ben", 60),
		"Ana Vel\n"
		"person · ana\n"
		"Ben Ost\n"
		"person · ben\n"
		"\n"
		"Between the two (1)\n"
		"Ana Vel met Ben Ost, 3 August 2022 [1] [2]\n"
		"\n"
		"Shared people (2, 1 with both, 1 only named)\n"
		"Cleo Ra\n"
		"  Ana Vel  met, 2021 [1]; 2023 (again) [2]\n"
		"  Ben Ost  spoke with [1]\n"
		"Only named with both: Far Off\n"
		"\n"
		"Shared organizations (1)\n"
		"Only named with one:\n"
		"Harbour League\n"
		"  Ana Vel  supported, since 2020 [1]\n"
		"  Ben Ost  mentions\n"
		"\n"
		"Shared events (1)\n"
		"Ship Fair, August 2022\n"
		"  Ana Vel  in the event (guest of honour)\n"
		"  Ben Ost  in the event\n"
		"\n"
		"Shared places (1)\n"
		"Selm\n"
		"  Ana Vel  national of [1]\n"
		"  Ben Ost  national of [2]\n"
		"\n"
		"Shared sources (2)\n"
		"Harbour News, 1 September 2022\n"
		"Evening Post\n"
		"\n"
		"Fields of both (2)\n"
		"Nationality: the same\n"
		"  Ana Vel  Selm [1]\n"
		"  Ben Ost  Selm [2]\n"
		"Gender: differs\n"
		"  Ana Vel  female [?]\n"
		"  Ben Ost  male [?]\n"
		"\n"
		"Linked with only Ana Vel\n"
		"1 event: Boat Race\n"
		"\n"
		"Linked with only Ben Ost\n"
		"1 person: Dana\n"
		"\n"
		"Sources (2)\n"
		"[1] Evening Post: p. 1\n"
		"[2] Harbour News, 1 September 2022\n"
		"[?] no source is given\n");
}

static void beside_each_other_where_it_is_wide(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	assert_str(text_of(*state, archive, "ana", "ben", 100),
		"  Ana Vel                                         │ Ben Ost\n"
		"  person · ana                                    │ person · ben\n"
		"\n"
		"Between the two (1)\n"
		"Ana Vel met Ben Ost, 3 August 2022 [1] [2]\n"
		"\n"
		"Shared people (2, 1 with both, 1 only named)\n"
		"Cleo Ra\n"
		"  met, 2021 [1]; 2023 (again) [2]                 │ spoke with [1]\n"
		"Only named with both: Far Off\n"
		"\n"
		"Shared organizations (1)\n"
		"Only named with one:\n"
		"Harbour League\n"
		"  supported, since 2020 [1]                       │ mentions\n"
		"\n"
		"Shared events (1)\n"
		"Ship Fair, August 2022\n"
		"  in the event (guest of honour)                  │ in the event\n"
		"\n"
		"Shared places (1)\n"
		"Selm\n"
		"  national of [1]                                 │ national of [2]\n"
		"\n"
		"Shared sources (2)\n"
		"Harbour News, 1 September 2022\n"
		"Evening Post\n"
		"\n"
		"Fields of both (2)\n"
		"Nationality: the same\n"
		"  Selm [1]                                        │ Selm [2]\n"
		"Gender: differs\n"
		"  female [?]                                      │ male [?]\n"
		"\n"
		"Linked with only one\n"
		"  1 event: Boat Race                              │ 1 person: Dana\n"
		"\n"
		"Sources (2)\n"
		"[1] Evening Post: p. 1\n"
		"[2] Harbour News, 1 September 2022\n"
		"[?] no source is given\n");
}

static void a_long_name_has_a_letter(void **state)
{
	struct archive *archive = support_archive_of(*state,
		"- {id: a, kind: person, name: Ana of the Long Harbour, relations: "
		"[{type: met, to: c}]}\n"
		"- {id: b, kind: person, name: Ben, relations: [{type: met, to: c}]}\n"
		"- {id: c, kind: person, name: Cleo}\n");
	assert_str(text_of(*state, archive, "a", "b", 40),
		"  A  Ana of the Long Harbour\n"
		"     person · a\n"
		"  B  Ben\n"
		"     person · b\n"
		"\n"
		"Shared people (1)\n"
		"Cleo\n"
		"  A  met [?]\n"
		"  B  met [?]\n"
		"\n"
		"Sources\n"
		"[?] no source is given\n");
}

static void the_names_stay_in_sight_above_two_columns(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct comparison comparison = compared(*state, archive, "ana", "ben");
	struct page_options options = { .width = 100, .is_titled = true };
	struct page page = page_compare(archive, *state, &comparison, options);
	assert_int_equal(page.pinned.count, 1);
	assert_str(page_line_text(&page, *state, page.pinned.first),
	           "  Ana Vel                                         │ Ben Ost");
}

static void says_that_they_share_nothing(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct comparison comparison = compared(*state, archive, "ana", "alone");
	assert_int_equal(comparison.shared_count, 0);
	assert_int_equal(comparison.fields.count, 1);
	assert_true(comparison.fields.items[0].is_same);
	struct str text = text_of(*state, archive, "ana", "alone", 60);
	assert_true(str_find(text, STR("They share nothing."), 0) != SIZE_MAX);
}

static void is_empty_for_a_dossier_that_is_not_there(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	assert_int_equal(text_of(*state, archive, "ana", "nobody", 60).size, 0);
}

static void each_line_is_no_wider_than_the_page(void **state)
{
	static const int widths[] = { 20, 40, 60, 80, 99, 100, 120, 200 };
	struct archive *archive = support_archive_folder(*state, "content");
	uint32_t count = dossier_count(archive);
	for (uint32_t row = 0; row < count; row += 7)
		for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
			struct arena arena = {0};
			struct comparison comparison =
				compare_query(archive, &arena, (struct dossier_ref){ row },
				              (struct dossier_ref){ (row * 31 + 11) % count },
				              NULL);
			page_of(&arena, archive, &comparison, widths[i]);
			arena_release(&arena);
		}
}

/* ── What is compared ───────────────────────────────────────────────────────────────────────── */

static void a_dossier_shares_all_with_itself(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct comparison comparison = compared(*state, archive, "ana", "ana");
	assert_int_equal(comparison.between.count, 0);
	assert_int_equal(comparison.only[COMPARE_A].count, 0);
	assert_int_equal(comparison.only[COMPARE_B].count, 0);
	for (size_t i = 0; i < comparison.fields.count; i++)
		assert_true(comparison.fields.items[i].is_same);
	for (size_t i = 0; i < comparison.shared.count; i++)
		assert_int_equal(comparison.shared.items[i].links[COMPARE_A].count,
		                 comparison.shared.items[i].links[COMPARE_B].count);
}

static void values_are_the_same_in_whatever_order(void **state)
{
	struct archive *archive = support_archive_of(*state,
		"- {id: a, kind: person, name: A, tags: [x, y], gender: [m, f], roles: [r]}\n"
		"- {id: b, kind: person, name: B, tags: [y, x], gender: [m], roles: [r]}\n");
	struct comparison comparison = compared(*state, archive, "a", "b");
	static const struct { struct str key; bool is_same; } rows[] = {
		{ STR("roles"), true }, { STR("gender"), false }, { STR("tags"), true },
	};
	assert_int_equal(comparison.fields.count, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct compare_field *field = &comparison.fields.items[i];
		assert_true(str_equal(field_at(archive, field->field).key, rows[i].key));
		assert_int_equal(field->is_same, rows[i].is_same);
	}
}

static void what_both_ends_say_stands_once_with_the_sources_of_both(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct comparison comparison = compared(*state, archive, "ben", "ana");
	assert_int_equal(comparison.between.count, 1);
	assert_int_equal(comparison.between.items[0].citations.count, 2);
}

static void of_what_only_one_has_those_come_first_to_whom_most_leads(void **state)
{
	struct text text = { .arena = *state };
	text_add(&text, STR("- {id: b, kind: person, name: B}\n- id: a\n  kind: person\n  name: A\n"
	                    "  relations: ["));
	for (unsigned i = 0; i < 9; i++)
		text_format(&text, "%s{type: met, to: p%u}", i ? ", " : "", i);
	text_add(&text, STR("]\n"));
	for (unsigned i = 0; i < 9; i++)
		text_format(&text, "- {id: p%u, kind: person, name: P %u}\n", i, i);
	for (unsigned i = 0; i < 8; i++)
		text_format(&text, "- {id: f%u, kind: person, name: F %u, relations: "
		            "[{type: met, to: p7}]}\n", i, i);
	text_add_byte(&text, '\0');
	struct archive *archive = support_archive_of(*state, text_str(&text).bytes);
	struct comparison comparison = compared(*state, archive, "a", "b");
	assert_int_equal(comparison.only[COMPARE_A].count, 1);
	const struct compare_only *only = &comparison.only[COMPARE_A].items[0];
	assert_int_equal(only->count, 9);
	assert_int_equal(only->name_count, 9);
	static const char *const ids[] = { "p7", "p0", "p1", "p2", "p3" };
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		assert_str(dossier_id(archive, (struct dossier_ref){ only->names[i] }), ids[i]);
}

/* Nine events that a alone takes part in, and one that only names a. */
static struct archive *busy(struct arena *arena)
{
	struct text text = { .arena = arena };
	text_add(&text, STR("- {id: a, kind: person, name: A}\n- {id: b, kind: person, name: B}\n"
	                    "- {id: e0, kind: event, name: E 0, body: 'Of [[a]].'}\n"));
	for (unsigned i = 1; i < 10; i++)
		text_format(&text, "- {id: e%u, kind: event, name: E %u, participants: [a]}\n", i,
		            i);
	text_add_byte(&text, '\0');
	return support_archive_of(arena, text_str(&text).bytes);
}

static const struct page_link *search_link(const struct page *page)
{
	for (size_t i = 0; i < page->links.count; i++)
		if (page->links.items[i].kind == PAGE_LINK_SEARCH)
			return &page->links.items[i];
	return NULL;
}

static void what_is_left_out_is_a_link_to_the_search_that_finds_all_of_them(void **state)
{
	struct archive *archive = busy(*state);
	struct comparison comparison = compared(*state, archive, "a", "b");
	struct page page = page_of(*state, archive, &comparison, 60);
	struct str text = page_text_of(*state, &page);
	struct fault why;
	struct filter *filter;
	struct search search;
	assert_true(str_find(text, STR("10 events: E 1; E 2; E 3; E 4; E 5; and 5 more\n"), 0) !=
	            SIZE_MAX);
	const struct page_link *link = search_link(&page);
	assert_non_null(link);
	assert_str(link->text, "kind:event link:a -link:b");
	assert_true(filter_parse(archive, *state, link->text, (struct filter_options){0}, &filter,
	                         &why));
	search_begin(&search, archive, filter, (struct search_options){0});
	search_step(&search, 0);
	assert_int_equal(search.total, 10);
	search_end(&search);
}

static void where_all_is_shown_each_has_a_line_and_nothing_is_left_out(void **state)
{
	struct archive *archive = busy(*state);
	struct comparison comparison = compared(*state, archive, "a", "b");
	struct page page = page_compare(archive, *state, &comparison, (struct page_options){
		.width = 60, .shows_all = true,
	});
	struct str text = page_text_of(*state, &page);
	assert_true(str_find(text, STR("10 events:\n  E 1\n  E 2\n"), 0) != SIZE_MAX);
	assert_true(str_find(text, STR("  E 9\n  E 0\n"), 0) != SIZE_MAX);
	assert_null(search_link(&page));
}

static void of_very_many_not_all_are_listed(void **state)
{
	struct text text = { .arena = *state };
	text_add(&text, STR("- {id: a, kind: person, name: A}\n"
	                    "- {id: b, kind: person, name: B}\n"));
	for (unsigned i = 0; i < COMPARE_MOST_SHARED + 5; i++)
		text_format(&text, "- {id: p%u, kind: person, name: P, relations: [{type: met, to: "
		            "a}, {type: met, to: b}]}\n", i);
	text_add_byte(&text, '\0');
	struct archive *archive = support_archive_of(*state, text_str(&text).bytes);
	struct comparison comparison = compared(*state, archive, "a", "b");
	assert_int_equal(comparison.shared_count, COMPARE_MOST_SHARED + 5);
	assert_int_equal(comparison.shared.count, COMPARE_MOST_SHARED);
	struct str page = text_of(*state, archive, "a", "b", 60);
	assert_true(str_find(page, STR("and 1980 more\n"), 0) != SIZE_MAX);
	assert_true(str_find(page, STR("They share 5 more.\n"), 0) != SIZE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_under_the_other_where_it_is_narrow),
		TEST(beside_each_other_where_it_is_wide),
		TEST(a_long_name_has_a_letter),
		TEST(the_names_stay_in_sight_above_two_columns),
		TEST(says_that_they_share_nothing),
		TEST(is_empty_for_a_dossier_that_is_not_there),
		TEST(each_line_is_no_wider_than_the_page),
		TEST(a_dossier_shares_all_with_itself),
		TEST(values_are_the_same_in_whatever_order),
		TEST(what_both_ends_say_stands_once_with_the_sources_of_both),
		TEST(of_what_only_one_has_those_come_first_to_whom_most_leads),
		TEST(what_is_left_out_is_a_link_to_the_search_that_finds_all_of_them),
		TEST(where_all_is_shown_each_has_a_line_and_nothing_is_left_out),
		TEST(of_very_many_not_all_are_listed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
