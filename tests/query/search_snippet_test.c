#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/search.h"
#include "tests/query/world.h"

/* The snippet of the first hit, as "field | why | text" with the matches in brackets. */
static const char *snippet_of(struct world *world, const char *query, size_t size)
{
	struct text text = { .arena = &world->arena };
	struct filter *filter = world_filter(world, query);
	struct search search;
	search_begin(&search, world->archive, filter, (struct search_options){ .limit = 1 });
	search_step(&search, 0);
	if (search.hit_count == 0)
		fail_msg("%s finds nothing", query);
	struct search_snippet snippet = search_snippet(world->archive, &world->arena, filter,
	                                               search.hits[0],
	                                               (struct snippet_options){ .size = size });
	search_end(&search);

	text_format(&text, "%.*s | %.*s | ", STR_ARGS(snippet.field), STR_ARGS(snippet.why));
	size_t at = 0;
	for (size_t i = 0; i < snippet.match_count; i++) {
		struct search_range match = snippet.matches[i];
		assert_true(match.start >= at && match.start + match.size <= snippet.text.size);
		text_add(&text, str_slice(snippet.text, at, match.start - at));
		text_format(&text, "[%.*s]",
		            STR_ARGS(str_slice(snippet.text, match.start, match.size)));
		at = match.start + match.size;
	}
	text_add(&text, str_slice(snippet.text, at, SIZE_MAX));
	return text_str(&text).bytes;
}

struct expectation { const char *query, *expected; };

static void expect_snippets(void **state, const struct expectation *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *snippet = snippet_of(*state, rows[i].query, 120);
		if (strcmp(snippet, rows[i].expected) != 0)
			fail_msg("%s: %s, not %s", rows[i].query, snippet, rows[i].expected);
	}
}

#define EXPECT_SNIPPETS(state, rows) \
	expect_snippets((state), (rows), sizeof(rows) / sizeof(*(rows)))

static void says_in_plain_words_where_a_word_was_found(void **state)
{
	static const struct expectation rows[] = {
		{ "sergei kovan",       "name | name | [Sergei] [Kovan]" },
		{ "fox",                "names | other name | The [Fox]" },
		{ "pilot",              "summary | summary | Harbour [pilot]." },
		{ "crowns",             "text | text | The fair cost nine million [crowns]." },
		{ "water",              "translation | text | [Water] does not wait." },
		{ "lighthouses",        "body | text | Kovan opened the Ship Fair with a long "
		                        "speech about [lighthouses]." },
		{ "storm",              "id | id | [storm]" },
		{ "guest",              "role | Role | [guest] of honour" },
		{ "contracts",          "outcome | Outcome | Nine [contracts]." },
		{ "telephone",          "note | Note | By [telephone]." },
		{ "reed",               "authors | Authors | Tom [Reed]" },
	};
	EXPECT_SNIPPETS(state, rows);
}

static void says_how_a_name_in_another_script_was_found(void **state)
{
	static const struct expectation rows[] = {
		{ "кован",              "names | other name | Сергей [Кован]" },
		{ "селм kind:place",    "name | name, селм read as selm | Port [Selm]" },
		{ "myothit",            "names | romanized name မြို့သစ် | [မြို့သစ်]" },
		{ "name:lavrin",        "name | romanized name Лаврин | [Лаврин]" },
	};
	EXPECT_SNIPPETS(state, rows);
}

static void says_what_is_only_similar(void **state)
{
	static const struct expectation rows[] = {
		{ "kovn",               "name | similar name | Sergei [Kovan]" },
		{ "minrathu",           "name | similar name | [Min Ra Thu]" },
		{ "lavrni",             "name | similar name | [Лаврин]" },
		{ "sergei-kovn",        "names | similar name | [Сергей Кован]" },
	};
	EXPECT_SNIPPETS(state, rows);
}

/* Of the first hit: what says most beside its name, with the matches in it. */
static struct search_snippet opening_of(struct world *world, const char *query)
{
	struct filter *filter = world_filter(world, query);
	struct search search;
	search_begin(&search, world->archive, filter, (struct search_options){ .limit = 1 });
	search_step(&search, 0);
	assert_int_equal(search.hit_count, 1);
	struct search_snippet opening = search_opening(world->archive, &world->arena, filter,
	                                               search.hits[0],
	                                               (struct snippet_options){ .size = 120 });
	search_end(&search);
	return opening;
}

static void the_opening_says_who_or_what_a_hit_is(void **state)
{
	struct search_snippet mayor = opening_of(*state, "\"ana vel\" kind:person");
	assert_true(str_equal(mayor.text, STR("Mayor of Port Selm.")));
	assert_int_equal(mayor.match_count, 0);
	struct search_snippet quote = opening_of(*state, "kovan form:direct");
	assert_true(str_equal(quote.text, STR("Sergei Kovan, 3 August 2022")));
	assert_int_equal(quote.match_count, 1);
	assert_int_equal(quote.matches[0].start, 7);
	assert_int_equal(quote.why.size, 0);
}

static void says_so_of_ids_that_are_not_to_be_seen(void **state)
{
	static const struct expectation rows[] = {
		{ "s-kovan",            "id | former id | sergei-kovan" },
	};
	EXPECT_SNIPPETS(state, rows);
}

static void shows_more_than_the_name_when_no_word_was_looked_for(void **state)
{
	static const struct expectation rows[] = {
		{ "kind:person",        "summary | filter | Mayor of Port Selm." },
		{ "tag:\"grain trade\"", " | filter | " },
		{ "form:direct",        "speaker | filter | Sergei Kovan, 3 August 2022" },
		{ "about:storm -kind:place", "asserted_by | filter | Lights over the harbour" },
		{ "kind:event date:2022-08", "date | filter | August 2022" },
	};
	EXPECT_SNIPPETS(state, rows);
}

static void marks_phrases_and_beginnings_and_all_words(void **state)
{
	static const struct expectation rows[] = {
		{ "\"long speech\"",    "body | text | Kovan opened the Ship Fair with a [long "
		                        "speech] about lighthouses." },
		{ "~lighth",            "body | text | Kovan opened the Ship Fair with a long "
		                        "speech about [lighth]ouses." },
		{ "opened speech -wind", "body | text | Kovan [opened] the Ship Fair with a long "
		                        "[speech] about lighthouses." },
		{ "mayor kind:quote",   "text | text | Our doors are open, said the [mayor]'s "
		                        "friend Kovan's host." },
	};
	EXPECT_SNIPPETS(state, rows);
}

static void prefers_what_matches_to_what_nearly_does(void **state)
{
	struct arena arena = {0};
	struct world world = {
		.archive = support_archive_of(&arena,
			"{id: x, kind: source, name: The June Post, title: Junta still rules}"),
	};
	(void)state;
	assert_string_equal(snippet_of(&world, "junta", 80),
	                    "title | Title | [Junta] still rules");
	arena_release(&world.arena);
	arena_release(&arena);
}

static void is_one_line_of_about_the_size(void **state)
{
	struct world *world = *state;
	assert_string_equal(snippet_of(world, "lighthouses", 30),
	                    "body | text | …long speech about [lighthouses].");
	assert_string_equal(snippet_of(world, "night", 120),
	                    "body | text | He left the same [night].");
}

static void survives_hits_that_are_not_there(void **state)
{
	struct world *world = *state;
	struct search_hit hit = { .ref = NO_DOSSIER, .where = SEARCH_NAME, .way = WAY_WORD };
	struct search_snippet snippet = search_snippet(world->archive, &world->arena,
	                                               world_filter(world, "kovan"), hit,
	                                               (struct snippet_options){ .size = 80 });
	assert_int_equal(snippet.text.size, 0);
	assert_int_equal(snippet.match_count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_in_plain_words_where_a_word_was_found),
		cmocka_unit_test(says_how_a_name_in_another_script_was_found),
		cmocka_unit_test(says_what_is_only_similar),
		cmocka_unit_test(the_opening_says_who_or_what_a_hit_is),
		cmocka_unit_test(says_so_of_ids_that_are_not_to_be_seen),
		cmocka_unit_test(shows_more_than_the_name_when_no_word_was_looked_for),
		cmocka_unit_test(marks_phrases_and_beginnings_and_all_words),
		cmocka_unit_test(prefers_what_matches_to_what_nearly_does),
		cmocka_unit_test(is_one_line_of_about_the_size),
		cmocka_unit_test(survives_hits_that_are_not_there),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
