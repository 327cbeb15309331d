#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/known.h"
#include "query/unfound.h"
#include "tests/query/world.h"

/* The sentence, what is offered behind an arrow, and the query for it behind another. */
static const char *explained(const struct archive *archive, struct arena *arena, const char *query)
{
	struct unfound unfound = unfound_of(archive, arena, str_of(query), false, NULL);
	struct text text = { .arena = arena };
	text_add(&text, unfound.words);
	if (unfound.offer.size)
		text_format(&text, " > %.*s > %.*s", STR_ARGS(unfound.offer),
		            STR_ARGS(unfound.query));
	return str_copy(arena, text_str(&text)).bytes;
}

static void expect(void **state, const char *query, const char *expected)
{
	struct world *world = *state;
	const char *actual = explained(world->archive, &world->arena, query);
	if (strcmp(actual, expected) != 0)
		fail_msg("%s: \"%s\", not \"%s\"", query, actual, expected);
}

static void says_that_nobody_is_called_so(void **state)
{
	expect(state, "speaker:kovna", "“kovna”: no person or organization is called so. Similar: "
	                               "Sergei Kovan.");
	expect(state, "kind:quote source:qqqqq", "“qqqqq”: no source is called so.");
	expect(state, "place:qqqqq", "“qqqqq”: no place is called so.");
}

static void says_who_is_known_and_what_there_is_of_them(void **state)
{
	struct world *world = *state;
	expect(state, "speaker:league", "Harbour League is known: no quote is by that name. > "
	                                "1 claim by Harbour League > asserted:harbour-league");
	expect(state, "kind:quote speaker:league",
	       "Harbour League is known: no quote is by that name. > 1 claim by Harbour League > "
	       "kind:claim asserted:harbour-league");
	expect(state, "about:league kind:claim",
	       "Harbour League is known: no quote or claim is about it. > 1 is linked with Harbour "
	       "League > link:harbour-league kind:claim");
	expect(state, "speaker:lund", "José Łund is known: no quote is by that name.");
	struct unfound unfound = unfound_of(world->archive, &world->arena,
	                                    STR("kind:quote speaker:league"), false, NULL);
	assert_string_equal(unfound.field, "asserted");
	assert_int_equal(unfound.who.row, world_ref(world, "harbour-league").row);
	assert_int_equal(unfound.count, 1);
}

static void offers_what_would_be_found_without_a_part(void **state)
{
	expect(state, "kind:quote place:selm",
	       "Nothing answers all of this. > 2 without “kind:quote” > place:selm");
	expect(state, "lighthouses kind:place",
	       "Nothing answers all of this. > 1 without “kind:place” > lighthouses");
}

static void says_which_values_there_are(void **state)
{
	expect(state, "status:broken", "No dossier has status:broken; there are: disputed (1).");
	expect(state, "sources:9", "No dossier has sources:9; there are: 1 (2).");
}

static void says_which_word_is_in_nothing(void **state)
{
	expect(state, "speaker:kovan qqqqq", "“qqqqq” is in nothing. > 2 without “qqqqq” > speaker:kovan");
	expect(state, "storm qqqqq kovna", "“qqqqq” is in nothing.");
	expect(state, "kind:quote kovna", "“kovna” is in nothing. Similar: Sergei Kovan. > 3 without "
	                                  "“kovna” > kind:quote");
	expect(state, "\"qq ww\" storm", "“qq ww” is in nothing. > 2 without “\"qq ww\"” > storm");
}

static void names_of_what_cannot_stand_there_are_not_similar(void **state)
{
	expect(state, "place:kovna", "“kovna”: no place is called so.");
}

static void a_word_alone_is_left_to_the_search(void **state)
{
	expect(state, "qqqqq", "");
	expect(state, "", "");
	expect(state, "kind:nosuch", "");
}

static void says_that_quotes_were_not_looked_for(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: ana, kind: person, name: Ana}\n");
	expect(state, "verified:exact", "None. No quote was ever looked for in its source.");
	assert_string_equal(explained(archive, &arena, "verified:no"),
	                    "There is no quote in this collection.");
	arena_release(&arena);
}

/* ── As known on a day, and behind "not" ────────────────────────────────────────────────────── */

static const char *known_words(struct world *world, const char *query)
{
	struct date date;
	assert_true(known_parse(STR("2022-08-03"), &date, NULL));
	struct known known = known_on(world->archive, date);
	known_count(&known, 0);
	struct str words = unfound_of(world->archive, &world->arena, str_of(query), false,
	                              &known).words;
	const char *copy = str_copy(&world->arena, words).bytes;
	known_end(&known);
	return copy;
}

static void what_is_known_now_is_not_said_to_be_nowhere(void **state)
{
	static const struct { const char *query, *words; } expected[] = {
		{ "status:disputed", "Not known on 3 August 2022: status:disputed; 1 is known now." },
		{ "kind:claim",      "Not known on 3 August 2022: kind:claim; 2 are known now." },
		{ "date:2022-08",    "Not known on 3 August 2022: date:2022-08; 5 are known now." },
		{ "August 2022",     "Not known on 3 August 2022: August 2022; 5 are known now." },
		{ "lighthouses",     "Not known on 3 August 2022: lighthouses; 1 is known now." },
		{ "speaker:kovan",   "Not known on 3 August 2022: Sergei Kovan." },
		{ "kovan",           "Not known on 3 August 2022: Sergei Kovan." },
		{ "status:broken",   "No dossier has status:broken." },
		{ "storm kind:event tag:trade",
		  "Not known on 3 August 2022: The great storm." },
	};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
		if (strcmp(known_words(*state, expected[i].query), expected[i].words) != 0)
			fail_msg("%s: \"%s\"", expected[i].query,
			         known_words(*state, expected[i].query));
}

static void says_what_leaves_nothing_out(void **state)
{
	static const struct { const char *query, *words; } expected[] = {
		{ "kind:quote -speaker:kovna",
		  "“kovna”: no person or organization is called so. Similar: Sergei Kovan. So "
		  "nothing is left out by “speaker:kovna”." },
		{ "claims not status:disputd",
		  "No dossier has status:disputd; there are: disputed (1). So nothing is left out by "
		  "“status:disputd”." },
		{ "storm -(tag:zzz OR place:qqq)",
		  "No dossier has tag:zzz; there are: \"grain trade\" (1), trade (1). So nothing is left "
		  "out by “tag:zzz”. “qqq”: no place is called so. So nothing is left out by "
		  "“place:qqq”." },
		{ "storm -(-tag:zzz)", "" }, { "-speaker:lund", "" }, { "-status:disputed", "" },
		{ "-has:born", "" }, { "-kovna", "" }, { "-date:1700", "" }, { "", "" },
	};
	struct world *world = *state;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		struct str words = unfound_left_out(world->archive, &world->arena,
		                                    str_of(expected[i].query), false, NULL);
		if (!str_equal(words, str_of(expected[i].words)))
			fail_msg("%s: \"%.*s\"", expected[i].query, STR_ARGS(words));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_that_nobody_is_called_so),
		cmocka_unit_test(says_who_is_known_and_what_there_is_of_them),
		cmocka_unit_test(offers_what_would_be_found_without_a_part),
		cmocka_unit_test(says_which_values_there_are),
		cmocka_unit_test(says_which_word_is_in_nothing),
		cmocka_unit_test(names_of_what_cannot_stand_there_are_not_similar),
		cmocka_unit_test(a_word_alone_is_left_to_the_search),
		cmocka_unit_test(says_that_quotes_were_not_looked_for),
		cmocka_unit_test(what_is_known_now_is_not_said_to_be_nowhere),
		cmocka_unit_test(says_what_leaves_nothing_out),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
