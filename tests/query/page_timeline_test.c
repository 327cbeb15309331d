#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "query/timeline_page.h"
#include "tests/query/page_sound.h"

/* A year in a harbour: thick in March, silent in summer. */
static const char harbour[] =
	"- {id: ana-vel, kind: person, name: Ana Vel, sources: [early], relations: [\n"
	"    {type: accuses, to: sergei-kovan, date: 2021-03-04},\n"
	"    {type: accuses, to: harbour-league, date: 2021-03-04, role: of theft,\n"
	"     sources: [late]},\n"
	"    {type: met, to: sergei-kovan, date: 2021-03-04},\n"
	"    {type: supports, to: harbour-league, since: 2021-03}]}\n"
	"- {id: sergei-kovan, kind: person, name: Sergei Kovan, relations: [\n"
	"    {type: supports, to: harbour-league, since: 2021-03-02, until: 2021-11},\n"
	"    {type: met, to: ana-vel, date: 2021-03-04}]}\n"
	"- {id: harbour-league, kind: organization, name: Harbour League}\n"
	"- {id: port-selm, kind: place, name: Port Selm}\n"
	"- {id: early, kind: source, title: First Report, published: 2021-03-09}\n"
	"- {id: late, kind: source, title: Last Report, published: 2022-01}\n"
	"- {id: fair, kind: event, name: Ship Fair, date: 2021-03-01, place: port-selm,\n"
	"   summary: A fair of ships and of what they carry.,\n"
	"   participants: [{who: ana-vel, role: host}, sergei-kovan], sources: [late]}\n"
	"- {id: storm, kind: event, name: The great storm, date: 2021-03, sources: [early]}\n"
	"- {id: strike, kind: event, name: Dock strike, date: 2021-11-20?, sources: [late, early]}\n"
	"- {id: plague, kind: event, name: Plague of rats, date: 2021}\n"
	"- {id: theft, kind: event, name: Theft of a crane, date: '[2021-03..2021-11]'}\n"
	"- {id: founding, kind: event, name: Founding of the port, date: '[..2020]'}\n"
	"- {id: lost, kind: event, name: The lost ledger}\n"
	"- {id: doors, kind: quote, text: Our doors are open., speaker: ana-vel,\n"
	"   said: 2021-03-04, form: direct, source: late, locator: page 3}\n";

struct world { struct arena arena; struct archive *archive; };

static int world_open(void **state)
{
	static struct world world;
	world = (struct world){0};
	world.archive = support_archive_of(&world.arena, harbour);
	*state = &world;
	return 0;
}

static int world_close(void **state)
{
	struct world *world = *state;
	arena_release(&world->arena);
	shown_set_charset(SHOWN_UTF8);
	unicode_close();
	return 0;
}

static struct date day(const char *text)
{
	struct date date = date_none();
	if (*text)
		assert_true(date_parse(str_of(text), &date, NULL));
	return date;
}

static struct time_query all(enum time_zoom zoom)
{
	return (struct time_query){ .from = date_none(), .to = date_none(), .zoom = zoom };
}

static struct str text_with(struct world *world, const struct time_query *query,
                            struct page_options options)
{
	struct page page = page_timeline(world->archive, &world->arena, query, options);
	assert_page_is_sound(&page, options.width);
	return page_text_of(&world->arena, &page);
}

static struct str text_of(struct world *world, const struct time_query *query, int width)
{
	return text_with(world, query, (struct page_options){ .width = width });
}

static struct str text_known(struct world *world, const struct time_query *query, const char *date)
{
	struct known known = known_on(world->archive, day(date));
	return text_with(world, query, (struct page_options){ .width = 80, .known = &known });
}

static bool has(struct str text, const char *part)
{
	return str_find(text, str_of(part), 0) != SIZE_MAX;
}

static struct dossier_ref ref(struct world *world, const char *id)
{
	struct dossier_ref found = dossier_find(world->archive, str_of(id));
	assert_false(dossier_is_none(found));
	return found;
}

static void months_show_what_happened_and_when_nothing_did(void **state)
{
	struct time_query query = all(ZOOM_MONTH);
	assert_str(text_of(*state, &query, 80),
	           "Timeline, 2020 to 2022\n"
	           "* 7 events, \" 1 quote, # 2 publications, - 6 relations\n"
	           "\n"
	           "█·······▁·▁\n"
	           "2021      2022\n"
	           "Months: 10 in March 2021, none Apr-Oct 2021; also 3 less exact\n"
	           "\n"
	           "  Some time up to 2020 (1)\n"
	           "  by 2020              * Founding of the port [?]\n"
	           "\n"
	           "  Some time in 2021 (1)\n"
	           "  2021                 * Plague of rats [?]\n"
	           "\n"
	           "  Some time from March 2021 on (1)\n"
	           "  in Mar-Nov 2021      * Theft of a crane [?]\n"
	           "\n"
	           "  March 2021 (10: 2 events, 1 quote, 1 publication, 6 relations)\n"
	           "  Mar 2021             * The great storm [1]\n"
	           "  since Mar 2021       - Ana Vel supported Harbour League\n"
	           "  1 Mar 2021           * Ship Fair [2] — Ana Vel, Sergei Kovan\n"
	           "┌ 2 Mar 2021-Nov 2021  - Sergei Kovan supported Harbour League [?]\n"
	           "│ 4 Mar 2021           \" “Our doors are open” [2] — Ana Vel\n"
	           "│                      - Ana Vel accused Sergei Kovan, Harbour League (of\n"
	           "│                        theft) [2]; met Sergei Kovan\n"
	           "│ 9 Mar 2021           # First Report\n"
	           "│\n"
	           "│ Nothing that is dated to the month for 7 months: April to October 2021.\n"
	           "│\n"
	           "│ November 2021 (1)\n"
	           "│ 20 Nov 2021?         * Dock strike [1] [2]\n"
	           "└ Nov 2021             - end of: Sergei Kovan supported Harbour League\n"
	           "\n"
	           "  January 2022 (1)\n"
	           "  Jan 2022             # Last Report\n"
	           "\n"
	           "No end is given (1)\n"
	           "since Mar 2021       - Ana Vel supported Harbour League\n"
	           "\n"
	           "Without a date (1)\n"
	           "                     * The lost ledger [?]\n"
	           "\n"
	           "Sources (2)\n"
	           "[1] First Report, 9 March 2021\n"
	           "[2] Last Report, January 2022\n"
	           "[?] no source is given\n");
}

static void days_show_roles_places_and_summaries(void **state)
{
	struct time_query query = all(ZOOM_DAY);
	query.to = day("2021-03-03");
	assert_str(text_of(*state, &query, 60),
	           "Timeline, 2020 to 2021\n"
	           "* 5 events, - 2 relations\n"
	           "\n"
	           "Some time up to 2020 (1)\n"
	           "by 2020         * Founding of the port [?]\n"
	           "\n"
	           "Some time in 2021 (1)\n"
	           "2021            * Plague of rats [?]\n"
	           "\n"
	           "Some time from March 2021 on (1)\n"
	           "in Mar-Nov 2021 * Theft of a crane [?]\n"
	           "\n"
	           "Some day in March 2021 (2)\n"
	           "Mar 2021        * The great storm [1]\n"
	           "since Mar 2021  - Ana Vel supported Harbour League\n"
	           "\n"
	           "1 March 2021 (1)\n"
	           "1 Mar 2021      * Ship Fair [2]\n"
	           "                  with Ana Vel (host), Sergei Kovan\n"
	           "                  in Port Selm\n"
	           "                  A fair of ships and of what they carry.\n"
	           "\n"
	           "2 March 2021 (1)\n"
	           "Mar-Nov 2021    - Sergei Kovan supported Harbour League [?]\n"
	           "\n"
	           "Sources (2)\n"
	           "[1] First Report, 9 March 2021\n"
	           "[2] Last Report, January 2022\n"
	           "[?] no source is given\n");
}

static void years_are_a_line_each(void **state)
{
	struct time_query query = all(ZOOM_YEAR);
	assert_str(text_of(*state, &query, 60),
	           "Timeline, 2020 to 2022\n"
	           "* 7 events, \" 1 quote, # 2 publications, - 6 relations\n"
	           "\n"
	           "by 2020  ▋         1  Founding of the port\n"
	           "2021     ████████ 13  Plague of rats; The great storm; Theft\n"
	           "                      of a crane; Ship Fair and 9 more\n"
	           "2022     ▋         1  Last Report\n"
	           "no date  ▋         1  The lost ledger\n");
}

static void a_narrow_page_has_no_bars(void **state)
{
	struct time_query query = all(ZOOM_MONTH);
	query.from = day("2021-03-02");
	query.to = day("2021-03-03");
	assert_str(text_of(*state, &query, 40),
	           "Timeline, 2021\n"
	           "\n"
	           "Some time in 2021 (1)\n"
	           "2021          * Plague of rats [?]\n"
	           "\n"
	           "Some time from March 2021 on (1)\n"
	           "in 2021       * Theft of a crane [?]\n"
	           "\n"
	           "March 2021 (3)\n"
	           "Mar 2021      * The great storm [1]\n"
	           "since 2021    - Ana Vel supported\n"
	           "                Harbour League\n"
	           "Mar-Nov 2021  - Sergei Kovan supported\n"
	           "                Harbour League [?]\n"
	           "\n"
	           "* 3 events, - 2 relations\n"
	           "\n"
	           "Sources (1)\n"
	           "[1] First Report, 9 March 2021\n"
	           "[?] no source is given\n");
}

static void no_line_is_wider_than_the_page(void **state)
{
	static const int widths[] = { 20, 40, 49, 50, 60, 80, 90, 120, 200 };
	for (enum time_zoom zoom = 0; zoom < ZOOM_COUNT; zoom++)
		for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
			struct time_query query = all(zoom);
			text_of(*state, &query, widths[i]);
		}
}

static void ascii_needs_no_other_signs(void **state)
{
	struct time_query query = all(ZOOM_MONTH);
	shown_set_charset(SHOWN_ASCII);
	struct str text = text_of(*state, &query, 80);
	for (size_t i = 0; i < text.size; i++)
		assert_true((unsigned char)text.bytes[i] < 0x80);
	assert_true(has(text, "9.......1.1\n"));
	query.zoom = ZOOM_YEAR;
	text = text_of(*state, &query, 80);
	shown_set_charset(SHOWN_UTF8);
	assert_true(has(text, "######## "));
}

/* ── What passes ────────────────────────────────────────────────────────────────────────────── */

static void any_of_several_dossiers_lets_an_entry_pass(void **state)
{
	struct world *world = *state;
	struct dossier_ref about[] = { ref(world, "port-selm"), ref(world, "harbour-league") };
	struct time_query query = all(ZOOM_MONTH);
	query.about = about;
	query.about_count = 2;
	struct str text = text_of(world, &query, 80);
	assert_true(has(text, "Timeline of Port Selm, Harbour League, 2021\n"
	                      "* 1 event, - 3 relations\n"));
	assert_true(has(text, "Ship Fair"));
	assert_true(has(text, "Ana Vel accused Harbour League (of theft) [1]\n"));
	assert_false(has(text, " met "));
}

static void only_rows_that_are_asked_for_pass(void **state)
{
	struct world *world = *state;
	uint32_t rows[] = { ref(world, "storm").row, ref(world, "sergei-kovan").row };
	struct time_query query = all(ZOOM_MONTH);
	query.only = rows;
	query.only_count = 2;
	query.has_only = true;
	assert_true(has(text_of(world, &query, 80), "* 1 event, - 4 relations\n"));
	query.only_count = 0;
	assert_str(text_of(world, &query, 80), "Timeline\n\nNothing is in it.\n");
}

static void bounds_leave_out_what_has_no_date(void **state)
{
	struct time_query query = all(ZOOM_MONTH);
	assert_true(has(text_of(*state, &query, 80), "Without a date (1)\n"));
	query.from = day("1900");
	assert_false(has(text_of(*state, &query, 80), "Without a date"));
	query.from = day("2021-12");
	struct str text = text_of(*state, &query, 80);
	assert_true(has(text, "Last Report"));
	assert_true(has(text, "Ana Vel supported Harbour League"));      /* it goes on */
	assert_false(has(text, "Dock strike"));
}

/* From the first day that was asked for to the last. What is left out may have been then. */
static void a_time_that_is_asked_for_says_its_empty_months(void **state)
{
	struct time_query query = all(ZOOM_MONTH);
	query.from = day("2022-01");
	query.to = day("2022-04");
	assert_true(has(text_of(*state, &query, 80),
	                "Nothing for 3 months: February to April 2022.\n"));
	query.is_only_then = true;
	assert_true(has(text_of(*state, &query, 80),
	                "Nothing that is dated to the month for 3 months: February to April "
	                "2022.\n"));
	query.from = day("2021-08");
	query.to = day("2021-11");
	assert_true(has(text_of(*state, &query, 80),
	                "Nothing that is dated to the month for 3 months: August to October "
	                "2021.\n"));
}

/* ── What was known ─────────────────────────────────────────────────────────────────────────── */

static void a_relation_is_known_by_its_own_sources_or_its_dossier(void **state)
{
	struct world *world = *state;
	struct dossier_ref about[] = { ref(world, "ana-vel") };
	struct time_query query = all(ZOOM_MONTH);
	query.about = about;
	query.about_count = 1;
	struct str text = text_known(world, &query, "2021-06");
	assert_true(has(text, "Ana Vel accused Sergei Kovan; met Sergei Kovan"));
	assert_false(has(text, "of theft"));
	assert_true(has(text, "As known on 30 June 2021: 5 entries are hidden.\n"));
	assert_false(has(text_known(world, &query, "2021-03-08"), "accused"));
}

static void marks_name_no_later_source(void **state)
{
	struct time_query query = all(ZOOM_MONTH);
	struct str text = text_known(*state, &query, "2021-06");
	assert_true(has(text, "The great storm [1]\n"));
	assert_false(has(text, "Dock strike"));                         /* by either of two */
	assert_false(has(text, "Last Report"));
}

/* ── Much, and odd ──────────────────────────────────────────────────────────────────────────── */

static void add_events(struct text *yaml, unsigned count, unsigned years)
{
	for (unsigned i = 0; i < count; i++)
		text_format(yaml, "- {id: e%u, kind: event, name: Event %u, date: %04u-%02u-%02u}\n",
		            i, i, 1900 + i % years, 1 + i % 12, 1 + i % 28);
}

static struct str page_of(struct arena *arena, const char *yaml, enum time_zoom zoom)
{
	struct archive *archive = support_archive_of(arena, yaml);
	struct time_query query = all(zoom);
	struct page page = page_timeline(archive, arena, &query,
	                                 (struct page_options){ .width = 80 });
	assert_page_is_sound(&page, 80);
	return page_text_of(arena, &page);
}

static void too_much_is_shown_by_year_and_says_so(void **state)
{
	struct arena *arena = *state;
	struct text yaml = { .arena = arena };
	add_events(&yaml, TIME_MONTH_MOST + 1, 3);
	struct str text = page_of(arena, text_str(&yaml).bytes, ZOOM_MONTH);
	assert_true(has(text, "2,001 entries are too much to be shown by month: here they are by "
	                      "year."));
	assert_true(has(text, "1900  ████████ 667  "));
	assert_true(has(text, " and 663 more\n"));
}

static void a_day_zoom_that_is_too_much_falls_to_months(void **state)
{
	struct arena *arena = *state;
	struct text yaml = { .arena = arena };
	add_events(&yaml, TIME_DAY_MOST + 1, 3);
	struct str text = page_of(arena, text_str(&yaml).bytes, ZOOM_DAY);
	assert_true(has(text, "too much to be shown by day: here they are by month."));
	assert_true(has(text, "January 1900"));
}

static void distant_entries_do_not_make_the_strip_coarser(void **state)
{
	struct text yaml = { .arena = *state };
	for (unsigned i = 0; i < 20; i++)
		text_format(&yaml, "- {id: n%u, kind: event, name: Near %u, date: 2021-%02u-03}\n",
		            i, i, 1 + i % 4);
	text_add(&yaml, STR("- {id: far, kind: event, name: Far, date: 1066-10-14}\n"));
	struct str text = page_of(*state, text_str(&yaml).bytes, ZOOM_MONTH);
	assert_true(has(text, "████\n2021\nMonths: 5 in January 2021; also 1 before\n"));
	text = page_of(*state, text_str(&yaml).bytes, ZOOM_YEAR);
	assert_true(has(text, "Nothing for 954 years: 1067 to 2020.\n"));
}

static void years_have_a_strip_where_they_fill_more_than_a_screen(void **state)
{
	struct text yaml = { .arena = *state };
	add_events(&yaml, 60, 30);
	struct str text = page_of(*state, text_str(&yaml).bytes, ZOOM_YEAR);
	assert_true(has(text, "██████████████████████████████\n1900      1910      1920\n"
	                      "Years: 2 in 1900\n"));
	yaml = (struct text){ .arena = *state };
	add_events(&yaml, 60, 20);
	assert_false(has(page_of(*state, text_str(&yaml).bytes, ZOOM_YEAR), "Years: "));
}

static void a_line_says_what_the_strip_shows_as_far_as_it_has_room(void **state)
{
	struct time_query query = all(ZOOM_MONTH);
	assert_true(has(text_of(*state, &query, 60),
	                "\nMonths: 10 in March 2021, none Apr-Oct 2021\n\n"));
	assert_true(has(text_of(*state, &query, 40),
	                "\nMonths: 10 in March 2021, none Apr-Oct\n2021; also 3 less exact\n"));
}

static void dates_at_the_ends_of_time_are_borne(void **state)
{
	static const char yaml[] =
		"- {id: a, kind: event, name: First, date: Y-170000002}\n"
		"- {id: b, kind: event, name: Second, date: '-0044-03-15'}\n"
		"- {id: c, kind: event, name: Third, date: XXXX-12-25}\n"
		"- {id: d, kind: event, name: Fourth, date: Y170000002}\n"
		"- {id: e, kind: event, name: Fifth, date: ../2020}\n"
		"- {id: f, kind: event, name: Sixth, date: 2021-03/..}\n"
		"- {id: g, kind: event, name: Seventh, date: 2021-03/2021}\n"
		"- {id: h, kind: event, name: Eighth, date: 199X}\n"
		"- {id: i, kind: event, name: Ninth, date: last week}\n";
	for (enum time_zoom zoom = 0; zoom < ZOOM_COUNT; zoom++) {
		struct arena arena = {0};
		struct str text = page_of(&arena, yaml, zoom);
		assert_true(has(text, "Second"));
		assert_true(has(text, "Ninth"));
		arena_release(&arena);
	}
	struct str text = page_of(*state, yaml, ZOOM_DAY);
	assert_true(has(text, "15 March 45 BC (1)\n"));
	assert_true(has(text, "Some time from 1990 on (1)\n"));
	assert_true(has(text, "No end is given (1)\n"));
}

static void the_shortest_two_of_many_spans_have_bars(void **state)
{
	struct text yaml = { .arena = *state };
	for (unsigned i = 0; i < 4; i++)
		text_format(&yaml, "- {id: w%u, kind: event, name: War %u, date: 2001-01/%u-02}\n",
		            i, i, 2002 + i);
	struct str text = page_of(*state, text_str(&yaml).bytes, ZOOM_MONTH);
	assert_true(has(text, "┌  Jan 2001-Feb 2002  * War 0 [?]\n"
	                      "│┌ Jan 2001-Feb 2003  * War 1 [?]\n"
	                      "││ Jan 2001-Feb 2004  * War 2 [?]\n"));
	assert_true(has(text, "└│ Feb 2002           * end of: War 0\n"));
	assert_true(has(text, " └ Feb 2003           * end of: War 1\n"));
	assert_true(has(text, "   Feb 2004           * end of: War 2\n"));
}

static void a_span_over_several_screens_has_no_bar(void **state)
{
	struct text yaml = { .arena = *state };
	add_events(&yaml, 60, 1);
	text_add(&yaml, STR("- {id: w, kind: event, name: War, date: 1899-12/1901-02}\n"));
	struct str text = page_of(*state, text_str(&yaml).bytes, ZOOM_MONTH);
	assert_true(has(text, "\nDec 1899-Feb 1901  * War [?]\n"));
	assert_true(has(text, "\nFeb 1901           * end of: War\n"));
}

static void what_has_no_end_is_named_in_a_row_without_bars(void **state)
{
	static const char yaml[] =
		"- {id: a, kind: event, name: Siege, date: 2021-03/..}\n"
		"- {id: b, kind: event, name: Famine, date: 2021-03/..}\n"
		"- {id: c, kind: event, name: Exile, date: 2021-04/..}\n";
	struct str text = page_of(*state, yaml, ZOOM_MONTH);
	assert_true(has(text, "\nMarch 2021 (2)\n"
	                      "since Mar 2021  * Siege [?]\n"
	                      "                * Famine [?]\n"));
	assert_true(has(text, "\nNo end is given (3)\n"
	                      "since Mar 2021  * Siege; Famine\n"
	                      "since Apr 2021  * Exile\n"));
}

#define OF_WORLD(name) cmocka_unit_test_setup_teardown(name, world_open, world_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OF_WORLD(months_show_what_happened_and_when_nothing_did),
		OF_WORLD(days_show_roles_places_and_summaries),
		OF_WORLD(years_are_a_line_each),
		OF_WORLD(a_narrow_page_has_no_bars),
		OF_WORLD(no_line_is_wider_than_the_page),
		OF_WORLD(ascii_needs_no_other_signs),
		OF_WORLD(any_of_several_dossiers_lets_an_entry_pass),
		OF_WORLD(only_rows_that_are_asked_for_pass),
		OF_WORLD(bounds_leave_out_what_has_no_date),
		OF_WORLD(a_time_that_is_asked_for_says_its_empty_months),
		OF_WORLD(a_relation_is_known_by_its_own_sources_or_its_dossier),
		OF_WORLD(marks_name_no_later_source),
		TEST(too_much_is_shown_by_year_and_says_so),
		TEST(a_day_zoom_that_is_too_much_falls_to_months),
		TEST(distant_entries_do_not_make_the_strip_coarser),
		TEST(years_have_a_strip_where_they_fill_more_than_a_screen),
		OF_WORLD(a_line_says_what_the_strip_shows_as_far_as_it_has_room),
		TEST(dates_at_the_ends_of_time_are_borne),
		TEST(the_shortest_two_of_many_spans_have_bars),
		TEST(a_span_over_several_screens_has_no_bar),
		TEST(what_has_no_end_is_named_in_a_row_without_bars),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
