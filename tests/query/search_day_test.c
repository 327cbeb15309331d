/* A search as known on a day: what answers a query and what does not are all that was known; and
 * as known on a day behind all sources a claim has the sources that it has today. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "query/filter.h"
#include "query/known.h"
#include "query/selection.h"
#include "query/voices.h"
#include "support/collection.h"

/* Asserters of each sort; who is not there; and citations in both orders. */
static const char collection[] =
	"- {id: early, kind: source, name: Early, published: 2021-01-01}\n"
	"- {id: middle, kind: source, name: Middle, published: 2022-01-01}\n"
	"- {id: late, kind: source, name: Late, published: 2023-01-01}\n"
	"- {id: ana, kind: person, name: Ana, sources: [early]}\n"
	"- {id: bo, kind: person, name: Bo, sources: [late]}\n"
	"- {id: word, kind: quote, text: So it is., speaker: ana, source: middle}\n"
	"- {id: fair, kind: event, name: Fair, date: 2020, sources: [early, middle]}\n"
	"- {id: storm, kind: event, name: Storm, date: 2020, sources: [early]}\n"
	"- {id: a, kind: claim, text: A., asserted_by: [{who: ana, sources: [early, late]}]}\n"
	"- {id: b, kind: claim, text: B., asserted_by: [{who: ana, sources: [late, early]}]}\n"
	"- {id: c, kind: claim, text: C., asserted_by: [early, middle]}\n"
	"- {id: d, kind: claim, text: D., sources: [early], asserted_by: [ana, {who: bo, source: late}]}\n"
	"- {id: e, kind: claim, text: E., sources: [early, middle]}\n"
	"- {id: f, kind: claim, text: F., sources: [early], asserted_by: [word]}\n"
	"- {id: g, kind: claim, text: G., asserted_by: [{who: ana, source: early},\n"
	"   {who: bo, source: late, stance: denies}]}\n";

static struct arena arena;
static const struct archive *archive;

static int begin(void **state)
{
	(void)state;
	archive = support_archive_of(&arena, collection);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	unicode_close();
	return 0;
}

static struct selection selected(const char *query, const struct known *known)
{
	struct selection selection;
	struct filter *filter;
	struct filter_options options = {0};
	assert_true(filter_parse(archive, &arena, str_of(query), options, &filter, NULL));
	selection_begin_known(&selection, archive, filter, known);
	assert_true(selection_step(&selection, 0));
	return selection;
}

static struct known known_at(const char *day)
{
	struct date date;
	assert_true(date_parse(str_of(day), &date, NULL));
	return known_on(archive, date);
}

/* "a b" */
static void expect(const char *query, const char *day, const char *expected)
{
	struct text ids = { .arena = &arena };
	struct known known = known_at(day);
	struct selection selection = selected(query, &known);
	for (uint32_t row = 0; row < dossier_count(archive); row++) {
		struct dossier_ref ref = { row };
		if (selection_has(&selection, ref))
			text_format(&ids, ids.size ? " %.*s" : "%.*s",
			            STR_ARGS(dossier_id(archive, ref)));
	}
	if (!str_equal(text_str(&ids), str_of(expected)))
		fail_msg("%s on %s: %.*s", query, day, STR_ARGS(text_str(&ids)));
	selection_end(&selection);
}

static void a_claim_has_the_sources_of_the_day(void **state)
{
	(void)state;
	expect("sources:1", "2021", "a b c d e g");
	expect("sources:2", "2021", "");
	expect("sources:1", "2022", "a b d f g");
	expect("sources:2", "2022", "c e");
	expect("sources:2", "2023", "a b c d e");
	expect("sources:1", "2023", "f g");
}

static void what_rests_on_one_source_alone_is_of_the_day(void **state)
{
	(void)state;
	expect("only:early kind:claim", "2021", "a b c d e g");
	expect("only:early kind:claim", "2022", "a b d g");
	expect("only:early kind:claim", "2023", "g");
	expect("only:early kind:event", "2021", "fair storm");
	expect("only:early kind:event", "2022", "storm");
	expect("-only:early kind:event", "2022", "fair");
	expect("only:late kind:claim", "2023", "");
}

static void what_answers_and_what_does_not_are_all(void **state)
{
	static const char *const days[] = { "2020", "2021", "2022", "2023" };
	static const char *const queries[] = {
		"sources:1", "sources:2", "sources:3", "only:early", "only:middle", "asserted:ana",
		"denied:bo", "source:late", "has:sources", "has:text", "kind:claim", "link:ana",
		"date:2020", "speaker:ana", "so", "name:fair",
	};
	(void)state;
	for (size_t day = 0; day < sizeof(days) / sizeof(days[0]); day++) {
		struct known known = known_at(days[day]);
		struct selection all = selected("kind:claim OR -kind:claim", &known);
		for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
			struct selection some = selected(queries[i], &known);
			struct selection rest = selected(
				str_format(&arena, "-%s", queries[i]).bytes, &known);
			if (some.count + rest.count != all.count)
				fail_msg("%s on %s: %zu and %zu of %zu", queries[i], days[day],
				         some.count, rest.count, all.count);
			selection_end(&some);
			selection_end(&rest);
		}
		selection_end(&all);
	}
}

/* In whichever order they are cited. */
static void who_asserts_is_known_by_any_of_the_sources(void **state)
{
	static const char *const ids[] = { "a", "b" };
	struct known known = known_at("2021"), before = known_at("2020");
	(void)state;
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		struct claim claim = claim_at(archive, &arena,
		                              dossier_find(archive, str_of(ids[i])));
		assert_int_equal(voices_of(&claim, &known, STR("asserts")).count, 1);
		assert_int_equal(voices_of(&claim, &before, STR("asserts")).count, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_claim_has_the_sources_of_the_day),
		cmocka_unit_test(what_rests_on_one_source_alone_is_of_the_day),
		cmocka_unit_test(what_answers_and_what_does_not_are_all),
		cmocka_unit_test(who_asserts_is_known_by_any_of_the_sources),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
