#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "query/dispute.h"
#include "query/known.h"
#include "query/search.h"
#include "tests/support/collection.h"

/* By name a, b, c, …; those that somebody denies are b, e and g. */
static const char world[] =
	"- {id: ana, kind: person, name: Ana}\n"
	"- {id: ben, kind: person, name: Ben}\n"
	"- {id: note, kind: event, name: A note, summary: What is disputed by all.}\n"
	"- id: a\n"
	"  kind: claim\n"
	"  text: A it is.\n"
	"  status: disputed\n"
	"  note: Both may be true. So it seems.\n"
	"  asserted_by: [{who: ana, source: old}]\n"
	"- id: b\n"
	"  kind: claim\n"
	"  text: B it is.\n"
	"  status: disputed\n"
	"  asserted_by: [{who: ana, source: old}, {who: ben, source: new, stance: denies},\n"
	"                {who: ben, source: old, stance: updates, note: A bit.}]\n"
	"- id: c\n"
	"  kind: claim\n"
	"  text: C it is.\n"
	"  status: disputed\n"
	"  asserted_by: [{who: ana, source: old},\n"
	"                {who: ben, source: old, stance: updates, note: Only a bit. No more.}]\n"
	"- {id: d, kind: claim, text: D it is., status: unverified, asserted_by: [ana]}\n"
	"- id: e\n"
	"  kind: claim\n"
	"  text: E it is.\n"
	"  status: disputed\n"
	"  asserted_by: [{who: ana, source: old, stance: denies}, {who: ana, source: new, stance: denies},\n"
	"                {who: ben, source: old, stance: denies}]\n"
	"- id: f\n"
	"  kind: claim\n"
	"  text: F it is.\n"
	"  status: disputed\n"
	"  asserted_by: [{who: ana, source: old}]\n"
	"- id: g\n"
	"  kind: claim\n"
	"  text: G it is.\n"
	"  status: disputed\n"
	"  asserted_by: [{who: ana, source: old}, {who: ana, source: new, stance: denies}]\n"
	"- {id: old, kind: source, title: Old, published: 2021}\n"
	"- {id: new, kind: source, title: New, published: 2023}\n";

static struct arena arena;
static const struct archive *archive;

static int begin(void **state)
{
	(void)state;
	archive = support_archive_of(&arena, world);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct dossier_ref find(const char *id)
{
	return dossier_find(archive, str_of(id));
}

static struct str words(const char *id, const struct known *known)
{
	return dispute_words(archive, &arena, known, find(id), true);
}

static void says_who_denies_each_once(void **state)
{
	(void)state;
	assert_str(words("b", NULL), "denied by Ben");
	assert_str(words("e", NULL), "denied by Ana and 1 more");
	assert_str(words("g", NULL), "asserted in one place and denied in another by Ana");
}

static void says_what_is_said_instead_where_nobody_denies(void **state)
{
	(void)state;
	assert_str(words("c", NULL), "differing: Ben: Only a bit");
}

static void says_what_is_noted_where_nobody_differs(void **state)
{
	(void)state;
	assert_str(words("a", NULL), "Both may be true");
	assert_str(words("f", NULL), "who differs is not told");
}

static void says_nothing_of_what_is_not_disputed(void **state)
{
	(void)state;
	assert_int_equal(words("d", NULL).size, 0);
	assert_int_equal(words("ana", NULL).size, 0);
}

static void knows_only_what_was_known(void **state)
{
	struct date date;
	struct fault why;
	(void)state;
	assert_true(known_parse(STR("2022-01-01"), &date, &why));
	struct known known = known_on(archive, date);
	assert_int_equal(dispute_of(archive, NULL, find("b")), DISPUTE_DENIED);
	assert_int_equal(dispute_of(archive, &known, find("b")), DISPUTE_NONE);
	known_end(&known);
}

/* The ids of what a query finds. */
static const char *found(const char *query)
{
	struct fault why;
	struct filter *filter;
	struct search search;
	struct text text = { .arena = &arena };
	assert_true(filter_parse(archive, &arena, str_of(query),
	                         (struct filter_options){ .is_typing = true }, &filter, &why));
	search_begin(&search, archive, filter, (struct search_options){ .limit = 20 });
	search_step(&search, 0);
	for (size_t i = 0; i < search.hit_count; i++)
		text_format(&text, "%s%.*s", i ? " " : "",
		            STR_ARGS(dossier_id(archive, search.hits[i].ref)));
	search_end(&search);
	return str_copy(&arena, text_str(&text)).bytes;
}

static void those_that_are_denied_come_first_however_one_asks(void **state)
{
	(void)state;
	assert_string_equal(found("status:disputed"), "b e g c a f");
	assert_string_equal(found("kind:claim status:disputed"), "b e g c a f");
	assert_string_equal(found("disputed"), "b e g c a f note");
	assert_string_equal(found("dispu"), "b e g c a f note");
}

static void with_other_words_the_best_come_first(void **state)
{
	(void)state;
	assert_string_equal(found("status:disputed f"), "f");
	assert_string_equal(found("-status:disputed kind:claim"), "d");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(says_who_denies_each_once),
		TEST(says_what_is_said_instead_where_nobody_denies),
		TEST(says_what_is_noted_where_nobody_differs),
		TEST(says_nothing_of_what_is_not_disputed),
		TEST(knows_only_what_was_known),
		TEST(those_that_are_denied_come_first_however_one_asks),
		TEST(with_other_words_the_best_come_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
