#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "query/who.h"
#include "tests/query/page_sound.h"

static const char world[] =
	"- {id: ana, kind: person, name: Ana Vel}\n"
	"- {id: ben, kind: person, name: Ben Ost}\n"
	"- {id: post, kind: source, name: Post report, title: Evening Post}\n"
	"- {id: news, kind: source, title: Harbour News}\n"
	"- id: rank\n"
	"  kind: claim\n"
	"  text: Ana is a captain.\n"
	"  status: disputed\n"
	"  about: [ana, ben]\n"
	"  asserted_by:\n"
	"    - {who: ana, source: post, locator: p. 1, stance: asserts}\n"
	"    - {who: ben, source: post, locator: p. 2, stance: asserts}\n"
	"    - {who: news, source: news, locator: p. 3, stance: updates, note: A mate.}\n"
	"    - {who: news, source: news, locator: p. 5, stance: updates, note: A mate.}\n"
	"    - {who: news, source: news, locator: p. 7, stance: updates, note: Of a tug.}\n"
	"- {id: bare, kind: claim, text: The sea is wide., about: [ana]}\n"
	"- id: single\n"
	"  kind: claim\n"
	"  text: The quay is long.\n"
	"  about: [ana]\n"
	"  asserted_by: [{who: ana, source: post}, {who: ben, source: post}]\n"
	"- id: twice\n"
	"  kind: claim\n"
	"  text: The quay is wet.\n"
	"  asserted_by: [{who: ana, source: post}, {who: ana, source: news}]\n"
	"- id: denied\n"
	"  kind: claim\n"
	"  text: The quay is short.\n"
	"  status: outdated\n"
	"  about: [ana]\n"
	"  asserted_by: [{who: news}, {who: ana, source: post, stance: denies}]\n";

static struct str text_of(struct arena *arena, const struct archive *archive, const char *id)
{
	struct page page = page_dossier(archive, arena, dossier_find(archive, str_of(id)),
	                                (struct page_options){ .width = 78 });
	return page_plain_text(&page, arena);
}

static void assert_says(struct str text, const char *words)
{
	if (str_find(text, str_of(words), 0) == SIZE_MAX)
		fail_msg("no \"%s\" in:\n%.*s", words, STR_ARGS(text));
}

static void assert_does_not_say(struct str text, const char *words)
{
	if (str_find(text, str_of(words), 0) != SIZE_MAX)
		fail_msg("\"%s\" in:\n%.*s", words, STR_ARGS(text));
}

static void tells_below_the_status_how_many_take_which_stance(void **state)
{
	const struct archive *archive = support_archive_of(*state, world);

	assert_says(text_of(*state, archive, "rank"),
	            "\n        asserted by 2 (in 1 source), qualified by 1; told differently by\n"
	            "        Harbour News\n");
	assert_says(text_of(*state, archive, "denied"),
	            "told\n        asserted by 1, denied by 1\n");
}

static void counts_who_speaks_and_says_in_how_many_sources(void **state)
{
	const struct archive *archive = support_archive_of(*state, world);

	struct str text = text_of(*state, archive, "single");
	assert_says(text, "asserted by 2 (in 1 source); nobody denies it\n");
	assert_says(text, "Asserted by (2)\n");
	text = text_of(*state, archive, "twice");
	assert_says(text, "asserted by 1 (in 2 sources); nobody denies it\n");
	assert_says(text, "Asserted by (1)\nAna Vel [1] [2]\n");
}

static void says_what_the_status_means(void **state)
{
	const struct archive *archive = support_archive_of(*state, world);

	assert_says(text_of(*state, archive, "rank"),
	            "disputed: the sources differ, and what each says is kept\n");
}

static void tells_the_status_of_a_claim_whose_file_gives_none(void **state)
{
	const struct archive *archive = support_archive_of(*state, world);

	struct str text = text_of(*state, archive, "bare");
	assert_says(text, " nobody is named who says so\n");
	assert_says(text, "unverified: its sources say so; whether others confirm it");
}

static void makes_one_row_of_what_somebody_says_at_several_places_of_a_source(void **state)
{
	const struct archive *archive = support_archive_of(*state, world);

	struct str text = text_of(*state, archive, "rank");
	assert_says(text, "Qualified by (1)\nHarbour News [2]: A mate. Of a tug.\n");
	assert_says(text, "[2] Harbour News: p. 3, 5, 7\n");
}

static void makes_one_row_of_who_says_different_things_in_several_sources(void **state)
{
	const struct archive *archive = support_archive_of(*state,
		"- {id: ana, kind: person, name: Ana Vel}\n"
		"- {id: ben, kind: person, name: Ben Ost}\n"
		"- {id: post, kind: source, title: Evening Post}\n"
		"- {id: news, kind: source, title: Harbour News}\n"
		"- id: between\n"
		"  kind: claim\n"
		"  text: The quay is wide.\n"
		"  asserted_by:\n"
		"    - {who: ana, source: post, note: By day.}\n"
		"    - {who: ben, source: post}\n"
		"    - {who: ana, source: news, note: At night.}\n"
		"    - {who: ana, source: news, locator: p. 2, note: By day.}\n");

	assert_says(text_of(*state, archive, "between"),
	            "Asserted by (2)\n"
	            "Ana Vel [1] [2]: By day.\n"
	            "  [2]: At night.\n"
	            "Ben Ost [1]\n");
}

static void says_by_what_a_claim_is_outdated(void **state)
{
	const struct archive *archive = support_archive_of(*state,
		"- {id: ana, kind: person, name: Ana Vel}\n"
		"- {id: post, kind: source, title: Evening Post, published: 2021}\n"
		"- {id: news, kind: source, title: Harbour News, published: 2023-03-04}\n"
		"- id: two\n"
		"  kind: claim\n"
		"  text: Two ships came.\n"
		"  status: outdated\n"
		"  asserted_by: [{who: ana, source: post}, {who: ana, source: news, stance: updates}]\n");

	assert_says(text_of(*state, archive, "two"),
	            "asserted by 1, qualified by 1; outdated by Harbour News, 4 March 2023;\n");
}

static void says_that_some_say_it_otherwise_where_nobody_denies_it(void **state)
{
	const struct archive *archive = support_archive_of(*state,
		"- {id: ana, kind: person, name: Ana Vel}\n"
		"- {id: ben, kind: person, name: Ben Ost}\n"
		"- {id: post, kind: source, title: Evening Post}\n"
		"- id: rank\n"
		"  kind: claim\n"
		"  text: He is a mate.\n"
		"  status: corroborated\n"
		"  asserted_by: [{who: ana, source: post}, {who: ben, source: post, stance: updates}]\n");

	assert_says(text_of(*state, archive, "rank"),
	            "asserted by 1, qualified by 1; nobody denies it, but not all say it so\n");
}

static void keeps_rows_of_two_who_speak_in_one_source(void **state)
{
	const struct archive *archive = support_archive_of(*state, world);

	assert_says(text_of(*state, archive, "rank"),
	            "Asserted by (2)\nAna Vel [1]\nBen Ost [1]\n");
}

static void lists_of_claims_tell_the_same_below_the_words_and_disputed_ones_first(void **state)
{
	const struct archive *archive = support_archive_of(*state, world);

	struct str text = text_of(*state, archive, "ana");
	assert_says(text, "Claims made (3)\n"
	                  "Ana is a captain.\n"
	                  "  disputed: asserted by 2 (in 1 source), qualified by 1\n"
	                  "The quay is long.\n"
	                  "  unverified: asserted by 2 (in 1 source)\n");
	assert_says(text, "The quay is short.\n  outdated: asserted by 1, denied by 1\n");
	assert_says(text, "The sea is wide.\n  unverified: nobody is named who says so\n");
	assert_does_not_say(text, "nobody denies");
}

static void connections_say_in_what_somebody_qualifies_a_claim(void **state)
{
	const struct archive *archive = support_archive_of(*state, world);

	struct page page = page_links(archive, *state, dossier_find(archive, STR("rank")),
	                              (struct page_options){ .width = 72 });
	struct str text = page_plain_text(&page, *state);
	assert_says(text, ": A mate.\n");
}

static struct str who_text(struct arena *arena, const struct archive *archive, const char *id)
{
	struct dossier_ref ref = dossier_find(archive, str_of(id));
	struct who who = who_query(archive, arena, ref, dossier_at(archive, ref).values.first);
	struct page page = page_who(archive, arena, &who, (struct who_place){ 1, 1 },
	                            (struct page_options){ .width = 78 });
	return page_plain_text(&page, arena);
}

static void who_says_so_of_a_claim_goes_by_what_they_do(void **state)
{
	const struct archive *archive = support_archive_of(*state, world);

	struct str text = who_text(*state, archive, "rank");
	assert_says(text, "Asserted by (2)\n[1] Ana Vel: Post report, p. 1\n    “Evening Post”\n");
	assert_says(text, "[1] Ben Ost: p. 2\n\nQualified by (1)\n[2] Harbour News, p. 3\n");
	assert_says(text, "\n\nNobody denies it; it is told differently by Harbour News.\n");
	text = who_text(*state, archive, "denied");
	assert_says(text, "Denied by (1)\n");
	assert_does_not_say(text, "Nobody denies");
}

static void thousands_may_assert_a_claim(void **state)
{
	struct text text = { .arena = *state };
	text_add(&text, STR("- {id: post, kind: source, title: Evening Post}\n"));
	for (unsigned i = 0; i < 6000; i++)
		text_format(&text, "- {id: p%u, kind: person, name: Person %u}\n", i, i);
	text_add(&text, STR("- {id: rain, kind: claim, text: It rained., asserted_by: ["));
	for (unsigned i = 0; i < 12000; i++)
		text_format(&text, "{who: p%u, source: post, stance: %s}, ", i % 6000,
		            i % 6000 < 4000 ? "asserts" : "denies");
	text_add(&text, STR("]}\n"));
	text_add_byte(&text, '\0');
	struct archive *archive = support_archive_of(*state, text_str(&text).bytes);
	struct str page = text_of(*state, archive, "rain");
	assert_says(page, "asserted by 4000 (in 1 source), denied by 2000 (in 1 source)\n");
	assert_says(page, "Denied by (2,000)\nPerson 4000 [1]\nPerson 4001 [1]\n");
}

static void one_may_assert_a_claim_at_thousands_of_places(void **state)
{
	struct text text = { .arena = *state };
	text_add(&text, STR("- {id: post, kind: source, title: Evening Post}\n"
	                    "- {id: ana, kind: person, name: Ana Vel}\n"
	                    "- {id: rain, kind: claim, text: It rained., asserted_by: ["));
	for (unsigned i = 0; i < 20000; i++)
		text_format(&text, "{who: ana, source: post, locator: p. %u, note: N%u.}, ",
		            2 * i + 1, i);
	text_add(&text, STR("]}\n"));
	text_add_byte(&text, '\0');
	struct archive *archive = support_archive_of(*state, text_str(&text).bytes);
	struct str page = text_of(*state, archive, "rain");
	assert_says(page, "Asserted by (1)\nAna Vel [1]: N0. N1. N2. ");
	assert_says(page, "[1] Evening Post: p. 1, 3, 5, ");
}

static void stands_in_a_line_what_one_source_has_or_one_note_says(void **state)
{
	const struct archive *archive = support_archive_of(*state,
		"- {id: ana, kind: person, name: Ana Vel}\n"
		"- {id: post, kind: source, title: Evening Post}\n"
		"- {id: news, kind: source, title: Harbour News}\n"
		"- {id: tide, kind: source, title: The Tide}\n"
		"- id: quay\n"
		"  kind: claim\n"
		"  text: The quay is wide.\n"
		"  asserted_by:\n"
		"    - {who: ana, source: post, locator: p. 4, note: By day.}\n"
		"    - {who: ana, source: news, note: At night.}\n"
		"    - {who: ana, source: tide, note: By day.}\n"
		"    - {who: ana, source: post, locator: p. 5, note: At dawn.}\n"
		"    - {who: ana, source: tide, note: At dawn.}\n"
		"    - {who: ana, source: news, note: By day.}\n"
		"    - {who: ana, source: news, note: At night.}\n");
	struct page page = page_dossier(archive, *state, dossier_find(archive, STR("quay")),
	                                (struct page_options){ .width = 78 });
	size_t at = 0;

	assert_says(page_plain_text(&page, *state),
	            "\nAna Vel [1] [2] [3]: By day. At dawn.\n"
	            "  [3]: At night.\n"
	            "  [2]: At dawn.\n");
	while (at < page.links.count && page.links.items[at].kind != PAGE_LINK_SOURCE)
		at++;
	assert_true(at < page.links.count);
	assert_str(page.links.items[at].locator, "p. 4–5");
}

static const char missing[] =
	"- {id: ana, kind: person, name: Ana Vel}\n"
	"- {id: post, kind: source, title: Evening Post}\n"
	"- id: wide\n"
	"  kind: claim\n"
	"  text: The quay is wide.\n"
	"  status: disputed\n"
	"  asserted_by: [{who: ana, source: post}, {who: nobody-here, stance: updates}]\n"
	"- id: long\n"
	"  kind: claim\n"
	"  text: The quay is long.\n"
	"  status: disputed\n"
	"  about: ana\n"
	"  asserted_by:\n"
	"    - {who: ana, source: post}\n"
	"    - {who: nobody-there, stance: denies}\n"
	"    - {who: nobody-here, stance: denies}\n"
	"    - {who: nobody-here, source: post, locator: p. 4, stance: denies}\n";

static void who_is_missing_goes_by_the_id_that_was_typed(void **state)
{
	const struct archive *archive = support_archive_of(*state, missing);

	assert_says(text_of(*state, archive, "wide"),
	            "asserted by 1, qualified by 1; told differently by nobody-here\n");
	struct str text = text_of(*state, archive, "long");
	assert_says(text, "asserted by 1, denied by 2 (in 3 sources)\n");
	assert_says(text, "Denied by (2)\nnobody-there (missing)\nnobody-here (missing) [1]\n");
	text = who_text(*state, archive, "long");
	assert_says(text, "Denied by (2)\n"
	                  "[?] nobody-there (missing): no source is given\n"
	                  "[?] nobody-here (missing): no source is given\n"
	                  "[1] nobody-here (missing): Evening Post, p. 4\n");
}

static void a_role_stands_in_no_second_brackets(void **state)
{
	const struct archive *archive = support_archive_of(*state,
		"- {id: some, kind: person, name: Some sailors (unnamed)}\n"
		"- {id: ana, kind: person, name: Ana Vel}\n"
		"- id: fair\n  kind: event\n  name: Ship Fair\n"
		"  participants: [{who: some, role: guests}, {who: ana, role: host}]\n");
	struct str text = text_of(*state, archive, "fair");
	assert_says(text, "Some sailors (unnamed): guests");
	assert_says(text, "Ana Vel (host)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(tells_below_the_status_how_many_take_which_stance),
		TEST(counts_who_speaks_and_says_in_how_many_sources),
		TEST(says_what_the_status_means),
		TEST(tells_the_status_of_a_claim_whose_file_gives_none),
		TEST(makes_one_row_of_what_somebody_says_at_several_places_of_a_source),
		TEST(makes_one_row_of_who_says_different_things_in_several_sources),
		TEST(says_by_what_a_claim_is_outdated),
		TEST(says_that_some_say_it_otherwise_where_nobody_denies_it),
		TEST(keeps_rows_of_two_who_speak_in_one_source),
		TEST(lists_of_claims_tell_the_same_below_the_words_and_disputed_ones_first),
		TEST(connections_say_in_what_somebody_qualifies_a_claim),
		TEST(a_role_stands_in_no_second_brackets),
		TEST(who_says_so_of_a_claim_goes_by_what_they_do),
		TEST(who_is_missing_goes_by_the_id_that_was_typed),
		TEST(thousands_may_assert_a_claim),
		TEST(one_may_assert_a_claim_at_thousands_of_places),
		TEST(stands_in_a_line_what_one_source_has_or_one_note_says),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
