#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "query/tree.h"
#include "tests/query/page_sound.h"

/* ── A small world ──────────────────────────────────────────────────────────────────────────── */

static const struct support_file files[] = {
	{ "a.yaml",
	  "- id: ana\n"
	  "  kind: person\n"
	  "  name: Ana Vel\n"
	  "  body: She knows [[far]].\n"
	  "  relations:\n"
	  "    - {type: met, to: ben, date: 2022-08-03, sources: [{source: post, locator: p. 1}]}\n"
	  "    - {type: visited, to: selm, date: 2021}\n"
	  "    - {type: visited, to: selm, date: 2023-05, role: as a guest, sources: [post]}\n"
	  "    - {type: supports, to: league, since: 2020, sources: [post]}\n"
	  "- id: ben\n"
	  "  kind: person\n"
	  "  name: Ben Ost\n"
	  "  relations:\n"
	  "    - {type: met, to: ana, date: 2022-08-03, sources: [news]}\n"
	  "    - {type: met, to: cleo, sources: [post]}\n"
	  "    - {type: supports, to: league, sources: [post]}\n"
	  "- {id: cleo, kind: person, name: Cleo Ra, member_of: [league], sources: [post]}\n"
	  "- {id: far, kind: person, name: Far Off, body: 'Not [[ana]], but [[ben]].'}\n"
	  "- {id: league, kind: organization, name: Harbour League}\n"
	  "- {id: selm, kind: place, name: Port Selm}\n"
	  "- id: fair\n"
	  "  kind: event\n"
	  "  name: Ship Fair\n"
	  "  date: 2022-08\n"
	  "  place: selm\n"
	  "  participants: [{who: ana, role: guest of honour}, cleo]\n"
	  "  sources: [post]\n"
	  "- {id: post, kind: source, title: Evening Post}\n"
	  "- {id: news, kind: source, title: Harbour News}\n"
	  "- {id: q, kind: quote, text: We sail., form: direct, speaker: ana, source: post}\n"
	  "- {id: alone, kind: person, name: Alone}\n" },
	{ 0 },
};

static struct tree_query around(const struct archive *archive, const char *id)
{
	return (struct tree_query){ .centre = dossier_find(archive, str_of(id)) };
}

static struct tree_page page_of(struct arena *arena, const struct archive *archive,
                                struct tree_query query, int width)
{
	struct tree tree = tree_grow(archive, arena, &query);
	struct tree_page made = page_tree(archive, arena, &tree,
	                                  (struct page_options){ .width = width });
	assert_page_is_sound(&made.page, width);
	return made;
}

static struct str text_of(struct arena *arena, const struct archive *archive,
                          struct tree_query query, int width)
{
	struct tree_page made = page_of(arena, archive, query, width);
	return page_text_of(arena, &made.page);
}

/* The line that begins, behind its sign, with this text. */
static struct tree_line line_of(struct arena *arena, const struct tree_page *made,
                                const char *begin)
{
	for (uint32_t i = 0; i < made->page.lines.count; i++)
		if (str_find(page_line_text(&made->page, arena, i), str_of(begin), 0) <= 8)
			return made->lines[i];
	fail_msg("no line begins with '%s' in\n%.*s", begin,
	         STR_ARGS(page_text_of(arena, &made->page)));
	return (struct tree_line){0};
}

/* ── Pages ──────────────────────────────────────────────────────────────────────────────────── */

static void branches_stand_under_the_relations_of_the_centre(void **state)
{
	struct archive *archive = support_archive(*state, files);
	assert_str(text_of(*state, archive, around(archive, "ana"), 60),
		"Ana Vel\n"
		"person · ana\n"
		"↓ ↑ branches further down, or up\n"
		"\n"
		"Met (1)\n"
		"- Ben Ost, 3 August 2022 [1] [2]\n"
		"  + met Cleo Ra [1]\n"
		"  ↓ supported Harbour League [1]\n"
		"\n"
		"Visited (1)\n"
		"+ Port Selm, 2021 [?]; May 2023 (as a guest) [1]\n"
		"\n"
		"Supported (1)\n"
		"- Harbour League, since 2020 [1]\n"
		"  ↑ supported by Ben Ost [1]\n"
		"  ↑ has as member Cleo Ra\n"
		"\n"
		"In the event (1)\n"
		"- Ship Fair (guest of honour), August 2022\n"
		"  ↑ took place in Port Selm\n"
		"  ↑ with Cleo Ra\n"
		"\n"
		"Said (1)\n"
		"+ “We sail.” [1]\n"
		"\n"
		"Named or cited by 1; names or cites 2: search link:ana\n"
		"\n"
		"Sources (2)\n"
		"[1] Evening Post: p. 1\n"
		"[2] Harbour News\n"
		"[?] no source is given\n");
}

static void at_forty_columns_long_lines_hang_deeper_than_branches(void **state)
{
	struct archive *archive = support_archive(*state, files);
	struct tree_query query = around(archive, "cleo");
	assert_str(text_of(*state, archive, query, 40),
		"Cleo Ra\n"
		"person · cleo\n"
		"↓ ↑ branches further down, or up\n"
		"\n"
		"Met (1)\n"
		"- Ben Ost [1]\n"
		"  + met Ana Vel, 3 August 2022 [1] [2]\n"
		"  ↓ supported Harbour League [1]\n"
		"\n"
		"Member of (1)\n"
		"- Harbour League\n"
		"  ↑ supported by Ana Vel, since 2020 [1]\n"
		"  ↑ supported by Ben Ost [1]\n"
		"\n"
		"In the event (1)\n"
		"- Ship Fair, August 2022\n"
		"  + took place in Port Selm\n"
		"  ↑ with Ana Vel (guest of honour)\n"
		"\n"
		"Names or cites 1: search link:cleo\n"
		"\n"
		"Sources (2)\n"
		"[1] Evening Post: p. 1\n"
		"[2] Harbour News\n");
}

static void at_depth_three_the_branches_of_branches_are_open(void **state)
{
	struct archive *archive = support_archive(*state, files);
	struct tree_query query = around(archive, "ben");
	query.depth = 3;
	struct tree_page made = page_of(*state, archive, query, 60);
	assert_int_equal(line_of(*state, &made, "in the event Ship Fair").state, TREE_OPEN);
	assert_str(page_line_text(&made.page, *state, 6),
	           "  + visited Port Selm, 2021 [?]; May 2023 (as a guest) [2]");
}

static void what_only_names_is_counted(void **state)
{
	struct archive *archive = support_archive(*state, files);
	assert_str(text_of(*state, archive, around(archive, "far"), 60),
		"Far Off\n"
		"person · far\n"
		"\n"
		"Named or cited by 1; names or cites 2: search link:far\n");
}

static void says_that_nothing_leads_to_it(void **state)
{
	struct archive *archive = support_archive(*state, files);
	assert_str(text_of(*state, archive, around(archive, "alone"), 60),
		"Alone\nperson · alone\n\nNothing leads to it or from it.\n");
}

static void is_empty_for_a_dossier_that_is_not_there(void **state)
{
	struct archive *archive = support_archive(*state, files);
	struct tree_page made = page_of(*state, archive, around(archive, "nobody"), 60);
	assert_int_equal(made.page.lines.count, 0);
}

static void each_line_is_no_wider_than_the_page(void **state)
{
	static const int widths[] = { 20, 40, 60, 80, 120 };
	struct archive *archive = support_archive_folder(*state, "content");
	for (uint32_t row = 0; row < dossier_count(archive); row += 3)
		for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
			struct arena arena = {0};
			struct tree_query query = { .centre = { row }, .depth = row % 3 + 1 };
			struct tree_page made = page_of(&arena, archive, query, widths[i]);
			assert_true(made.page.lines.count > 2);
			arena_release(&arena);
		}
}

/* ── Opening and closing ────────────────────────────────────────────────────────────────────── */

static void a_fold_opens_and_closes_what_its_key_names(void **state)
{
	struct archive *archive = support_archive(*state, files);
	struct tree_query query = around(archive, "ana");
	struct tree_page made = page_of(*state, archive, query, 60);
	struct tree_line place = line_of(*state, &made, "Port Selm");
	struct tree_line person = line_of(*state, &made, "Ben Ost");
	struct tree_line group = line_of(*state, &made, "Supported (1)");
	assert_int_equal(place.state, TREE_CLOSED);
	assert_int_equal(person.state, TREE_OPEN);
	assert_int_equal(group.state, TREE_OPEN);

	struct tree_fold folds[] = {
		{ place.key, true }, { person.key, false }, { group.key, false },
	};
	query.folds = folds;
	query.fold_count = 3;
	assert_str(str_slice(text_of(*state, archive, query, 60), 0, 266),
		"Ana Vel\n"
		"person · ana\n"
		"↓ ↑ branches further down, or up\n"
		"\n"
		"Met (1)\n"
		"+ Ben Ost, 3 August 2022 [1] [2]\n"
		"\n"
		"Visited (1)\n"
		"- Port Selm, 2021 [?]; May 2023 (as a guest) [1]\n"
		"  ↓ was the place of Ship Fair, August 2022\n"
		"\n"
		"Supported (1)\n"
		"\n"
		"In the event (1)\n"
		"- Ship Fair (guest of ho");
}

static void a_key_is_the_same_in_another_width_and_in_another_archive(void **state)
{
	struct archive *one = support_archive(*state, files);
	struct support_file more[] = {
		files[0],
		{ "0.yaml", "{id: aa, kind: person, name: First, relations: [{type: met, "
		            "to: ana}]}" },
		{ 0 },
	};
	struct archive *other = support_archive(*state, more);
	assert_int_not_equal(dossier_find(one, STR("ana")).row,
	                     dossier_find(other, STR("ana")).row);
	struct tree_page here = page_of(*state, one, around(one, "ana"), 40);
	struct tree_page there = page_of(*state, other, around(other, "ana"), 80);
	assert_true(line_of(*state, &here, "met Cleo Ra").key != 0);
	assert_true(line_of(*state, &here, "met Cleo Ra").key ==
	            line_of(*state, &there, "met Cleo Ra").key);
	assert_true(line_of(*state, &here, "Met (").key == line_of(*state, &there, "Met (").key);
	assert_true(line_of(*state, &here, "Ben Ost").key !=
	            line_of(*state, &here, "Port Selm").key);
}

/* A dossier with `count` people who met it, from 1 January 2000 on, a day each. */
static struct archive *hub(struct arena *arena, unsigned count)
{
	struct text text = { .arena = arena };
	text_add(&text, STR("- {id: hub, kind: person, name: Hub}\n"));
	for (unsigned i = 0; i < count; i++) {
		struct str day = date_day(arena, 10957 + (int32_t)(i * 7919u % count));
		text_format(&text, "- {id: p%u, kind: person, name: P %u, relations: "
		            "[{type: met, to: hub, date: %.*s}]}\n", i, i, STR_ARGS(day));
	}
	text_add_byte(&text, '\0');
	return support_archive_of(arena, text_str(&text).bytes);
}

static void what_is_left_out_can_be_opened_and_closed(void **state)
{
	struct archive *archive = hub(*state, 30);
	struct tree_query query = around(archive, "hub");
	query.most = 2;
	struct tree_page made = page_of(*state, archive, query, 60);
	assert_str(page_text_of(*state, &made.page),
		"Hub\n"
		"person · hub\n"
		"\n"
		"Met (30)\n"
		"  P 0, 1 January 2000 [?]\n"
		"  P 29, 2 January 2000 [?]\n"
		"+ and 28 more\n"
		"\n"
		"Sources\n"
		"[?] no source is given\n");
	struct tree_fold fold = { line_of(*state, &made, "and 28 more").key, true };
	query.folds = &fold;
	query.fold_count = 1;
	made = page_of(*state, archive, query, 60);
	assert_int_equal(line_of(*state, &made, "that is all").state, TREE_OPEN);
	assert_true(line_of(*state, &made, "that is all").key == fold.key);
	line_of(*state, &made, "P 1, 30 January 2000");
}

static void the_earliest_of_many_are_found_without_the_others(void **state)
{
	struct archive *archive = hub(*state, 20000);
	struct tree_query query = around(archive, "hub");
	struct tree tree = tree_grow(archive, *state, &query);
	assert_int_equal(tree.groups.count, 1);
	assert_int_equal(tree.groups.items[0].total, 20000);
	assert_int_equal(tree.branches.count, TREE_MOST_GROUP);
	assert_int_equal(tree.groups.items[0].rest.branches, 20000 - TREE_MOST_GROUP);
	for (uint32_t i = 0; i < TREE_MOST_GROUP; i++) {
		uint32_t date = tree.branches.items[i].links.items[0].link.date;
		assert_int_equal(archive_date(archive, date).date.earliest, 10957 + (int32_t)i);
	}
	assert_false(tree.is_cut);

	query.most = 5000;
	tree = tree_grow(archive, *state, &query);
	assert_int_equal(tree.branches.count, TREE_MOST_ROWS);
	struct tree_page made = page_of(*state, archive, query, 60);
	assert_true(made.page.lines.count < TREE_MOST_ROWS + 20);
}

static void says_that_it_is_too_large(void **state)
{
	struct text text = { .arena = *state };
	text_add(&text, STR("- {id: hub, kind: person, name: Hub}\n"));
	for (unsigned i = 0; i < 1500; i++)
		text_format(&text, "- {id: p%u, kind: person, name: P, relations: [{type: met, to: "
		            "hub}, {type: visited, to: hub}]}\n", i);
	text_add_byte(&text, '\0');
	struct archive *archive = support_archive_of(*state, text_str(&text).bytes);
	struct tree_query query = around(archive, "hub");
	query.most = 1500;
	struct tree tree = tree_grow(archive, *state, &query);
	assert_int_equal(tree.branches.count, TREE_MOST_ROWS);
	assert_true(tree.is_cut);
	assert_int_equal(tree.groups.items[1].rest.branches, 1000);
	struct str page = text_of(*state, archive, query, 60);
	assert_true(str_find(page, STR("The tree is too large"), 0) != SIZE_MAX);
}

static void beneath_a_branch_each_relation_has_its_turn(void **state)
{
	struct archive *archive = support_archive_of(*state,
		"- {id: x, kind: person, name: X, relations: [{type: met, to: y}]}\n"
		"- id: y\n"
		"  kind: person\n"
		"  name: Y\n"
		"  positions: [{title: Mayor, organization: town}]\n"
		"  relations: [{type: met, to: p1}, {type: met, to: p2}, {type: met, to: p3},\n"
		"              {type: visited, to: q1}, {type: visited, to: q2}]\n"
		"- {id: p1, kind: person, name: P 1}\n"
		"- {id: p2, kind: person, name: P 2}\n"
		"- {id: p3, kind: person, name: P 3}\n"
		"- {id: q1, kind: place, name: Q 1}\n"
		"- {id: q2, kind: place, name: Q 2}\n"
		"- {id: town, kind: organization, name: Town}\n"
		"- {id: c, kind: claim, text: Y is well., about: [y]}\n");
	struct tree_query query = around(archive, "x");
	query.most = 3;
	assert_str(text_of(*state, archive, query, 60),
		"X\n"
		"person · x\n"
		"\n"
		"Met (1)\n"
		"- Y [?]\n"
		"    met P 1 [?]\n"
		"    met P 2 [?]\n"
		"    held a position at Town (Mayor) [?]\n"
		"  + and 3 more, 1 claim\n"
		"\n"
		"Sources\n"
		"[?] no source is given\n");
}

static void nothing_in_it_reaches_a_terminal_unasked(void **state)
{
	struct archive *archive = support_archive_of(*state,
		"- {id: x, kind: person, name: \"X\\e[31m\", relations: "
		"[{type: met, to: y, role: \"a\\e]0;\\a\"}]}\n"
		"- {id: y, kind: person, name: \"Y\\u202E\"}\n");
	struct str text = text_of(*state, archive, around(archive, "x"), 40);
	assert_true(str_find(text, STR("<U+202E>"), 0) != SIZE_MAX);
	assert_true(str_find(text, STR("\033"), 0) == SIZE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(branches_stand_under_the_relations_of_the_centre),
		TEST(at_forty_columns_long_lines_hang_deeper_than_branches),
		TEST(at_depth_three_the_branches_of_branches_are_open),
		TEST(what_only_names_is_counted),
		TEST(says_that_nothing_leads_to_it),
		TEST(is_empty_for_a_dossier_that_is_not_there),
		TEST(each_line_is_no_wider_than_the_page),
		TEST(a_fold_opens_and_closes_what_its_key_names),
		TEST(a_key_is_the_same_in_another_width_and_in_another_archive),
		TEST(what_is_left_out_can_be_opened_and_closed),
		TEST(the_earliest_of_many_are_found_without_the_others),
		TEST(says_that_it_is_too_large),
		TEST(beneath_a_branch_each_relation_has_its_turn),
		TEST(nothing_in_it_reaches_a_terminal_unasked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
