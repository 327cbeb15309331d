#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "query/matrix.h"
#include "tests/query/page_sound.h"

static const char world[] =
	"- {id: ana, kind: person, name: Ana Vel, body: 'Not at the [[race]].'}\n"
	"- {id: ben, kind: person, name: Ben Ost, relations: [{type: criticizes, to: race}]}\n"
	"- {id: cleo, kind: person, name: Cleo Ra}\n"
	"- {id: dana, kind: person, name: Dana of the Long Harbour Wall}\n"
	"- {id: none, kind: person, name: Nobody Here}\n"
	"- {id: league, kind: organization, name: Harbour League, leaders: [ana]}\n"
	"- {id: selm, kind: place, name: Selm}\n"
	"- id: fair\n"
	"  kind: event\n"
	"  name: Ship Fair\n"
	"  date: 2022-08\n"
	"  place: selm\n"
	"  participants: [{who: ana, role: guest}, {who: ben, role: guest}, league]\n"
	"  sources: [post]\n"
	"- id: race\n"
	"  kind: event\n"
	"  name: Boat Race\n"
	"  date: 2021\n"
	"  participants:\n"
	"    - {who: ben, role: judge, sources: [{source: post, locator: p. 2}]}\n"
	"    - cleo\n"
	"- id: ball\n"
	"  kind: event\n"
	"  name: Harbour Ball\n"
	"  participants: [ana, ben, dana]\n"
	"- {id: post, kind: source, title: Evening Post}\n";

static struct matrix matrix_of(struct arena *arena, const struct archive *archive, const char *id,
                               struct matrix_query query)
{
	query.around = id ? dossier_find(archive, str_of(id)) : NO_DOSSIER;
	if (query.kinds[MATRIX_ROWS] == 0 && query.kinds[MATRIX_COLUMNS] == 0)
		query.kinds[MATRIX_ROWS] = query.kinds[MATRIX_COLUMNS] = NO_ROW;
	return matrix_find(archive, arena, &query);
}

/* As other pages, but for their greatest width. */
static struct matrix_page made_of(struct arena *arena, const struct archive *archive,
                                  const struct matrix *matrix, int first, int width)
{
	struct matrix_page made = page_matrix(archive, arena, matrix, first,
	                                      (struct page_options){ .width = width });
	assert_true(made.page.width <= (width < PAGE_MIN_WIDTH ? PAGE_MIN_WIDTH : width));
	assert_true(made.page.width <= MATRIX_MEASURE);
	assert_lines_are_sound(&made.page);
	assert_links_are_sound(&made.page);
	return made;
}

static struct str text_of(struct arena *arena, const struct archive *archive, const char *id,
                          int width)
{
	struct matrix matrix = matrix_of(arena, archive, id, (struct matrix_query){0});
	struct matrix_page made = made_of(arena, archive, &matrix, MATRIX_ALL, width);
	return page_text_of(arena, &made.page);
}

/* ── Pages ──────────────────────────────────────────────────────────────────────────────────── */

static void names_stand_above_their_columns_where_it_is_wide(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	assert_str(text_of(*state, archive, NULL, 80),
		"All people and events\n"
		"4 people, 3 events, 7 crossings\n"
		"i in the event; g in the event (guest); c criticized; A a capital: this, and\n"
		"more than this; - only names it or is named by it, not counted\n"
		"\n"
		"Events (3)\n"
		"                            ┌ Boat Race, 2021\n"
		"                            │ ┌ Ship Fair, Aug 2022\n"
		"                            │ │ ┌ Harbour Ball\n"
		"Ben Ost                     C g i  3\n"
		"Ana Vel                     - g i  2\n"
		"Dana of the Long Harbour …  · · i  1\n"
		"Cleo Ra                     i · ·  1\n"
		"in all                      2 2 3\n"
		"Each row is followed by the one most like it; columns are by date.\n"
		"\n"
		"In words\n"
		"Ben Ost\n"
		"  criticized Boat Race, 2021 [?]\n"
		"  in the event Boat Race (judge), 2021 [1]\n"
		"  in the event Ship Fair (guest), August 2022\n"
		"  in the event Harbour Ball [?]\n"
		"Ana Vel\n"
		"  in the event Ship Fair (guest), August 2022\n"
		"  in the event Harbour Ball [?]\n"
		"Dana of the Long Harbour Wall\n"
		"  in the event Harbour Ball [?]\n"
		"Cleo Ra\n"
		"  in the event Boat Race, 2021 [?]\n"
		"\n"
		"Sources (1)\n"
		"[1] Evening Post: p. 2\n"
		"[?] no source is given\n");
}

static void columns_are_numbered_where_it_is_narrow(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct str text = text_of(*state, archive, NULL, 40);
	assert_true(str_starts_with(text, STR(
		"All people and events\n"
		"4 people, 3 events, 7 crossings\n"
		"i in the event; g in the event (guest);\n"
		"c criticized; A a capital: this, and\n"
		"more than this; - only names it or is\n"
		"named by it, not counted\n"
		"\n"
		"Events (3)\n"
		"               1 2 3\n"
		"Ben Ost        C g i  3\n"
		"Ana Vel        - g i  2\n"
		"Dana of the …  · · i  1\n"
		"Cleo Ra        i · ·  1\n"
		"in all         2 2 3\n"
		"\n"
		"1  Boat Race, 2021\n"
		"2  Ship Fair, August 2022\n"
		"3  Harbour Ball\n"
		"Each row is")));
}

static void without_a_grid_the_words_say_it_all(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct matrix matrix = matrix_of(*state, archive, "cleo", (struct matrix_query){0});
	struct matrix_page made =
		page_matrix(archive, *state, &matrix, MATRIX_ALL,
	                    (struct page_options){ .width = 60, .numbers_links = true });
	assert_str(page_text_of(*state, &made.page),
		"Cleo Ra\n"
		"2 people, 1 event, 2 crossings\n"
		"\n"
		"Events (1)\n"
		"1:Boat Race, 2021: 2\n"
		"\n"
		"In words\n"
		"2:Cleo Ra\n"
		"  in the event 3:Boat Race, 2021 [?]\n"
		"4:Ben Ost\n"
		"  criticized 5:Boat Race, 2021 [?]\n"
		"  in the event 6:Boat Race (judge), 2021 [1]\n"
		"\n"
		"Sources (1)\n"
		"[1] 7:Evening Post: p. 2\n"
		"[?] no source is given\n");
}

static void an_ascii_terminal_has_its_own_signs(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	shown_set_charset(SHOWN_ASCII);
	struct str text = text_of(*state, archive, "cleo", 80);
	shown_set_charset(SHOWN_UTF8);
	assert_true(str_find(text, STR("         + Boat Race, 2021\n"
	                               "Cleo Ra  i  1\n"), 0) != SIZE_MAX);
}

static void says_that_nothing_is_linked(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	assert_str(text_of(*state, archive, "none", 60),
		"Nobody Here\n"
		"No people are linked with events here.\n");
}

static void of_many_columns_those_from_the_first_on_are_shown(void **state)
{
	struct text text = { .arena = *state };
	text_add(&text, STR("- {id: ana, kind: person, name: Ana Vel}\n"));
	for (unsigned i = 0; i < 15; i++)
		text_format(&text, "- {id: e%02u, kind: event, name: Fair %02u, date: 20%02u, "
		            "participants: [ana]}\n", i, i, i);
	text_add_byte(&text, '\0');
	struct archive *archive = support_archive_of(*state, text_str(&text).bytes);
	struct matrix matrix = matrix_of(*state, archive, NULL, (struct matrix_query){0});
	struct matrix_page made = made_of(*state, archive, &matrix, 7, 40);
	assert_int_equal(made.first, 7);
	assert_int_equal(made.count, 8);
	struct str page = page_text_of(*state, &made.page);
	assert_true(str_find(page, STR("Events 8 to 15 of 15\n"
	                               "          8  9 10 11 12 13 14 15\n"
	                               "Ana Vel   i  i  i  i  i  i  i  i  15\n"), 0) != SIZE_MAX);
	assert_true(str_find(page, STR("Fair 06"), 0) == SIZE_MAX);
	made = made_of(*state, archive, &matrix, MATRIX_ALL, 40);
	assert_int_equal(made.count, 15);
	page = page_text_of(*state, &made.page);
	assert_true(str_find(page, STR("Events 1 to 9 of 15\n"), 0) != SIZE_MAX);
	assert_true(str_find(page, STR("Events 10 to 15 of 15\n"), 0) != SIZE_MAX);
	made = made_of(*state, archive, &matrix, 99, 40);
	assert_int_equal(made.first, 0);
}

static void no_line_is_wider_than_the_page(void **state)
{
	static const int widths[] = { 20, 40, 69, 70, 80, 120, 200 };
	static const char *const kinds[][2] = {
		{ "person", "event" }, { "organization", "event" }, { "organization", "source" },
		{ "organization", "organization" }, { "event", "place" },
	};
	struct archive *archive = support_archive_folder(*state, "content");
	for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
		for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
			struct arena arena = {0};
			struct matrix_query query = {
				.kinds = { kind_find(archive, str_of(kinds[kind][0])),
				           kind_find(archive, str_of(kinds[kind][1])) },
				.most = 60,
			};
			struct matrix matrix = matrix_of(&arena, archive, NULL, query);
			assert_true(matrix.count > 0);
			made_of(&arena, archive, &matrix, MATRIX_ALL, widths[i]);
			made_of(&arena, archive, &matrix, 0, widths[i]);
			arena_release(&arena);
		}
}

/* ── What is chosen ─────────────────────────────────────────────────────────────────────────── */

static const char *id_at(const struct archive *archive, const struct matrix *matrix,
                         enum matrix_side side, size_t at)
{
	assert_true(at < matrix->ends[side].count);
	return dossier_id(archive, matrix->ends[side].items[at].ref).bytes;
}

static void assert_id_at(const struct archive *archive, const struct matrix *matrix,
                         enum matrix_side side, size_t at, const char *id)
{
	assert_int_equal(strncmp(id_at(archive, matrix, side, at), id, strlen(id)), 0);
}

static void around_a_row_are_its_columns_and_their_rows(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct matrix matrix = matrix_of(*state, archive, "dana", (struct matrix_query){0});
	assert_int_equal(matrix.ends[MATRIX_COLUMNS].count, 1);
	assert_id_at(archive, &matrix, MATRIX_COLUMNS, 0, "ball");
	assert_int_equal(matrix.ends[MATRIX_ROWS].count, 3);
	assert_id_at(archive, &matrix, MATRIX_ROWS, 0, "dana");
}

static void around_a_column_are_its_rows_and_their_columns(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct matrix matrix = matrix_of(*state, archive, "fair", (struct matrix_query){0});
	assert_int_equal(matrix.ends[MATRIX_ROWS].count, 2);
	assert_id_at(archive, &matrix, MATRIX_ROWS, 0, "ben");
	assert_id_at(archive, &matrix, MATRIX_ROWS, 1, "ana");
	assert_int_equal(matrix.ends[MATRIX_COLUMNS].count, 3);
	matrix = matrix_of(*state, archive, "race", (struct matrix_query){ .most = 1 });
	assert_id_at(archive, &matrix, MATRIX_COLUMNS, 0, "race");
}

static void around_another_is_what_it_is_linked_with(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct matrix matrix = matrix_of(*state, archive, "league", (struct matrix_query){0});
	assert_int_equal(matrix.ends[MATRIX_ROWS].count, 1);
	assert_id_at(archive, &matrix, MATRIX_ROWS, 0, "ana");
	assert_int_equal(matrix.ends[MATRIX_COLUMNS].count, 1);
	assert_id_at(archive, &matrix, MATRIX_COLUMNS, 0, "fair");
}

static void of_more_than_are_wanted_those_with_most_are_chosen(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct matrix matrix = matrix_of(*state, archive, NULL, (struct matrix_query){ .most = 2 });
	assert_int_equal(matrix.ends[MATRIX_ROWS].count, 2);
	assert_int_equal(matrix.totals[MATRIX_ROWS], 4);
	assert_int_equal(matrix.ends[MATRIX_COLUMNS].count, 2);
	assert_true(matrix.ends[MATRIX_ROWS].items[0].count == 2);
	assert_int_equal(matrix.totals[MATRIX_COLUMNS], 3);
}

static void what_only_names_is_shown_but_not_counted(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct matrix matrix = matrix_of(*state, archive, NULL, (struct matrix_query){0});
	const struct matrix_crossing *named = matrix_crossing(&matrix, 1, 0);
	assert_true(named->is_named);
	assert_int_equal(named->sign, NO_ROW);
	assert_int_equal(matrix.ends[MATRIX_ROWS].items[1].count, 2);
	assert_null(matrix_crossing(&matrix, 3, 1));
}

static void columns_without_dates_stand_by_likeness(void **state)
{
	struct archive *archive = support_archive_of(*state,
		"- {id: x, kind: organization, name: X, leaders: [a, b]}\n"
		"- {id: y, kind: organization, name: Y, leaders: [c]}\n"
		"- {id: z, kind: organization, name: Z, leaders: [a, b, c]}\n"
		"- {id: a, kind: person, name: A}\n"
		"- {id: b, kind: person, name: B}\n"
		"- {id: c, kind: person, name: C}\n");
	struct matrix matrix = matrix_of(*state, archive, NULL, (struct matrix_query){
		.kinds = { kind_find(archive, STR("person")),
		           kind_find(archive, STR("organization")) },
	});
	assert_false(matrix.is_by_date);
	assert_id_at(archive, &matrix, MATRIX_COLUMNS, 0, "z");
	assert_id_at(archive, &matrix, MATRIX_COLUMNS, 1, "x");
	assert_id_at(archive, &matrix, MATRIX_COLUMNS, 2, "y");
}

/* ── Signs ──────────────────────────────────────────────────────────────────────────────────── */

static void a_crossing_leads_to_the_event_or_to_who_says_so(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct matrix matrix = matrix_of(*state, archive, NULL, (struct matrix_query){0});
	struct dossier_ref to = matrix_leads(archive, &matrix, 0, 0);
	assert_int_equal(to.row, dossier_find(archive, STR("race")).row);
	matrix = matrix_of(*state, archive, NULL, (struct matrix_query){
		.kinds = { kind_find(archive, STR("person")),
		           kind_find(archive, STR("organization")) },
	});
	to = matrix_leads(archive, &matrix, 0, 0);
	assert_int_equal(to.row, dossier_find(archive, STR("league")).row);
}

static void a_selected_sign_is_told_in_words(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct matrix matrix = matrix_of(*state, archive, NULL, (struct matrix_query){0});
	struct matrix_page made = made_of(*state, archive, &matrix, 0, 80);
	/* Three heads, the name of the row, its first sign */
	assert_str(matrix_words(archive, *state, &matrix, made.links[4]),
	           "Ben Ost, Boat Race: criticized; in the event (judge)");
	assert_int_equal(matrix_words(archive, *state, &matrix, made.links[3]).size, 0);
}

static void of_more_meanings_than_letters_the_rest_share_a_star(void **state)
{
	struct text schema = { .arena = *state }, text = { .arena = *state };
	text_add(&schema, STR("relations:\n"));
	text_add(&text, STR("- {id: e, kind: event, name: E}\n"));
	for (unsigned i = 0; i < 30; i++) {
		text_format(&schema, "  r%02u: {label: does r%02u, inverse: is r%02u}\n", i, i, i);
		text_format(&text, "- {id: p%02u, kind: person, name: P %u, relations: "
		            "[{type: r%02u, to: e}]}\n", i, i, i);
	}
	text_add_byte(&text, '\0');
	text_add_byte(&schema, '\0');
	struct archive *archive = support_archive(*state, (struct support_file[]){
		{ "schema.yaml", text_str(&schema).bytes }, { "a.yaml", text_str(&text).bytes },
		{ 0 },
	});
	struct matrix_query query = { .most = 40 };
	struct matrix matrix = matrix_of(*state, archive, NULL, query);
	bool is_taken[256] = {0};
	assert_int_equal(matrix.signs.count, 30);
	for (size_t i = 0; i < 26; i++) {
		char letter = matrix.signs.items[i].letter;
		assert_true(letter >= 'a' && letter <= 'z' && !is_taken[(int)letter]);
		is_taken[(int)letter] = true;
	}
	for (size_t i = 26; i < 30; i++)
		assert_int_equal(matrix.signs.items[i].letter, '*');
	made_of(*state, archive, &matrix, 0, 80);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names_stand_above_their_columns_where_it_is_wide),
		TEST(columns_are_numbered_where_it_is_narrow),
		TEST(without_a_grid_the_words_say_it_all),
		TEST(an_ascii_terminal_has_its_own_signs),
		TEST(says_that_nothing_is_linked),
		TEST(of_many_columns_those_from_the_first_on_are_shown),
		TEST(no_line_is_wider_than_the_page),
		TEST(around_a_row_are_its_columns_and_their_rows),
		TEST(around_a_column_are_its_rows_and_their_columns),
		TEST(around_another_is_what_it_is_linked_with),
		TEST(of_more_than_are_wanted_those_with_most_are_chosen),
		TEST(what_only_names_is_shown_but_not_counted),
		TEST(columns_without_dates_stand_by_likeness),
		TEST(a_crossing_leads_to_the_event_or_to_who_says_so),
		TEST(a_selected_sign_is_told_in_words),
		TEST(of_more_meanings_than_letters_the_rest_share_a_star),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
