#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/quotes.h"
#include "tests/query/world.h"

static void assert_ref(struct world *world, struct dossier_ref ref, const char *expected)
{
	assert_str(dossier_is_none(ref) ? STR("-") : dossier_id(world->archive, ref), expected);
}

static struct quote quote_of(struct world *world, const char *id)
{
	return quote_at(world->archive, &world->arena, world_ref(world, id));
}

static struct claim claim_of(struct world *world, const char *id)
{
	return claim_at(world->archive, &world->arena, world_ref(world, id));
}

static void a_quote_has_all_that_was_written_of_it(void **state)
{
	struct world *world = *state;
	struct quote quote = quote_of(world, "kovan-ships");
	assert_str(quote.text, "Ships carry more than grain.");
	assert_str(quote.form, "direct");
	assert_str(quote.locator, "para. 2");
	assert_str(quote.venue, "speech");
	assert_str(archive_date(world->archive, quote.said).text, "2022-08-03");
	assert_ref(world, quote.speaker, "sergei-kovan");
	assert_ref(world, quote.spoke_for, "trade-ministry");
	assert_ref(world, quote.source, "harbour-report");
	assert_ref(world, quote.event, "ship-fair");
	assert_int_equal(quote.about_count, 2);
	assert_ref(world, quote.about[0], "grain-talks");
	assert_ref(world, quote.about[1], "aldoria");
	assert_int_equal(quote.verified.size, 0);
}

static void what_was_not_written_is_empty(void **state)
{
	struct world *world = *state;
	struct quote quote = quote_of(world, "undated-words");
	assert_str(quote.text, "Вода не ждёт.");
	assert_str(quote.translation, "Water does not wait.");
	assert_str(quote.lang, "ru");
	assert_ref(world, quote.spoke_for, "-");
	assert_ref(world, quote.event, "-");
	assert_ref(world, quote.source, "evening-post");
	assert_int_equal(quote.said, NO_ROW);
	assert_int_equal(quote.about_count, 0);
	assert_int_equal(quote.locator.size, 0);
}

static void a_locator_may_stand_with_the_source(void **state)
{
	struct world *world = *state;
	struct quote quote = quote_of(world, "vel-doors");
	assert_ref(world, quote.source, "harbour-report");
	assert_str(quote.locator, "para. 3");
}

/* An empty id stands for any. */
static struct dossier_ref named(struct world *world, const char *id)
{
	return *id ? world_ref(world, id) : NO_DOSSIER;
}

static void expect_quotes(void **state, const char *speaker, const char *about, const char *source,
                          const char *expected)
{
	struct world *world = *state;
	struct text ids = { .arena = &world->arena };
	struct quote_filter filter = {
		.speaker = named(world, speaker),
		.about = named(world, about),
		.source = named(world, source),
	};
	struct quotes quotes = quotes_query(world->archive, &world->arena, filter);
	for (size_t i = 0; i < quotes.count; i++)
		world_add_id(world, &ids, quotes.items[i].ref);
	assert_str(text_str(&ids), expected);
}

static void quotes_are_ordered_by_the_day_they_were_said(void **state)
{
	expect_quotes(state, "", "", "", "vel-doors kovan-ships undated-words");
}

static void quotes_pass_by_speaker_subject_and_source(void **state)
{
	expect_quotes(state, "sergei-kovan", "", "", "kovan-ships undated-words");
	expect_quotes(state, "", "aldoria", "", "vel-doors kovan-ships");
	expect_quotes(state, "", "", "harbour-report", "vel-doors kovan-ships");
	expect_quotes(state, "sergei-kovan", "aldoria", "harbour-report", "kovan-ships");
	expect_quotes(state, "ana-vel", "grain-talks", "", "");
	expect_quotes(state, "", "", "ship-fair", "");
	expect_quotes(state, "aldoria", "", "", "");
}

static void what_was_said_on_behalf_passes_too(void **state)
{
	expect_quotes(state, "trade-ministry", "", "", "kovan-ships");
}

/* ── Claims ─────────────────────────────────────────────────────────────────────────────────── */

static void a_claim_has_who_asserts_and_who_denies_it(void **state)
{
	struct world *world = *state;
	struct claim claim = claim_of(world, "fair-cost");
	assert_str(claim.text, "The fair cost nine million crowns.");
	assert_str(claim.status, "disputed");
	assert_int_equal(claim.assertion_count, 2);

	assert_ref(world, claim.assertions[0].who, "harbour-league");
	assert_ref(world, claim.assertions[0].source, "harbour-report");
	assert_str(claim.assertions[0].stance, "asserts");
	assert_str(claim.assertions[0].locator, "para. 4");
	assert_str(claim.assertions[0].note, "");

	assert_ref(world, claim.assertions[1].who, "sergei-kovan");
	assert_ref(world, claim.assertions[1].source, "evening-post");
	assert_str(claim.assertions[1].stance, "denies");
	assert_str(claim.assertions[1].note, "By telephone.");
}

static void a_claim_is_unverified_unless_it_says_otherwise(void **state)
{
	struct world *world = *state;
	struct claim claim = claim_of(world, "storm-date");
	assert_str(claim.status, "unverified");
	assert_int_equal(claim.assertion_count, 1);
	assert_ref(world, claim.assertions[0].who, "evening-post");
	assert_ref(world, claim.assertions[0].source, "-");
	assert_str(claim.assertions[0].locator, "page 1");
}

static void expect_claims(void **state, const char *about, const char *status, const char *expected)
{
	struct world *world = *state;
	struct text ids = { .arena = &world->arena };
	struct claim_filter filter = { .about = named(world, about), .status = str_of(status) };
	struct claims claims = claims_query(world->archive, &world->arena, filter);
	for (size_t i = 0; i < claims.count; i++)
		world_add_id(world, &ids, claims.items[i].ref);
	assert_str(text_str(&ids), expected);
}

static void claims_pass_by_subject_and_status(void **state)
{
	expect_claims(state, "", "", "storm-date fair-cost");
	expect_claims(state, "storm", "", "storm-date");
	expect_claims(state, "", "Disputed", "fair-cost");
	expect_claims(state, "", "unverified", "storm-date");
	expect_claims(state, "storm", "disputed", "");
	expect_claims(state, "aldoria", "", "");
}

static void claims_are_also_about_who_asserts_them(void **state)
{
	expect_claims(state, "sergei-kovan", "", "fair-cost");
	expect_claims(state, "evening-post", "", "storm-date");
}

static void words_of_quotes_stand_in_marks_and_fragments_between_dots(void **state)
{
	static const struct { const char *form, *words, *expected; } cases[] = {
		{ "direct", "We dig", "“We dig”" },
		{ "", "We dig", "“We dig”" },
		{ "direct", "“We dig”, she said", "“We dig”, she said" },
		{ "indirect", "that they dig", "that they dig" },
		{ "fragment", "stabilise", "“… stabilise …”" },
		{ "fragment", "to protect people from…", "“… to protect people from…”" },
		{ "fragment", "… and dig", "“… and dig …”" },
	};
	struct arena arena = {0};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_str(quote_in_marks(&arena, str_of(cases[i].form), str_of(cases[i].words)),
		           cases[i].expected);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_quote_has_all_that_was_written_of_it),
		cmocka_unit_test(what_was_not_written_is_empty),
		cmocka_unit_test(a_locator_may_stand_with_the_source),
		cmocka_unit_test(quotes_are_ordered_by_the_day_they_were_said),
		cmocka_unit_test(quotes_pass_by_speaker_subject_and_source),
		cmocka_unit_test(what_was_said_on_behalf_passes_too),
		cmocka_unit_test(a_claim_has_who_asserts_and_who_denies_it),
		cmocka_unit_test(a_claim_is_unverified_unless_it_says_otherwise),
		cmocka_unit_test(claims_pass_by_subject_and_status),
		cmocka_unit_test(claims_are_also_about_who_asserts_them),
		cmocka_unit_test(words_of_quotes_stand_in_marks_and_fragments_between_dots),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
