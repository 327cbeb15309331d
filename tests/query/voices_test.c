#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "query/voices.h"
#include "tests/support/collection.h"

static const char world[] =
	"- {id: ana, kind: person, name: Ana}\n"
	"- {id: ben, kind: person, name: Ben}\n"
	"- {id: old, kind: source, title: Old, published: 2021}\n"
	"- {id: mid, kind: source, title: Mid, published: 2022-05}\n"
	"- {id: new, kind: source, title: New, published: 2023-03-04}\n"
	"- id: rank\n"
	"  kind: claim\n"
	"  text: He is a general.\n"
	"  asserted_by:\n"
	"    - {who: ana, source: old}\n"
	"    - {who: ben, source: old}\n"
	"    - {who: ana, source: mid}\n"
	"    - {who: new, source: new, locator: p. 1, stance: updates}\n"
	"    - {who: new, source: new, locator: p. 2, stance: updates}\n"
	"    - {who: new, source: new, locator: p. 3, stance: updates}\n"
	"- id: gone\n"
	"  kind: claim\n"
	"  text: Two ships came.\n"
	"  status: outdated\n"
	"  asserted_by: [{who: ana, source: old}, {who: ben, source: new, stance: updates},\n"
	"                {who: ben, source: mid, stance: updates}]\n"
	"- id: early\n"
	"  kind: claim\n"
	"  text: Three ships came.\n"
	"  status: outdated\n"
	"  asserted_by: [{who: ana, source: new}, {who: ben, source: mid, stance: updates}]\n"
	"- id: both\n"
	"  kind: claim\n"
	"  text: The quay is long.\n"
	"  asserted_by: [{who: ana, source: old}, {who: ana, source: new, stance: denies}]\n"
	"- id: two\n"
	"  kind: claim\n"
	"  text: The quay is short.\n"
	"  asserted_by: [{who: ana, source: old}, {who: ben, source: new, stance: denies},\n"
	"                {who: ana, source: new, stance: denies}]\n"
	"- id: lost\n"
	"  kind: claim\n"
	"  text: The quay is old.\n"
	"  asserted_by: [{who: ana, source: old}, {who: nobody, stance: denies},\n"
	"                {who: nobody, source: new, stance: denies}, {who: noone, stance: denies}]\n"
	"- id: again\n"
	"  kind: claim\n"
	"  text: The quay is new.\n"
	"  asserted_by: [{who: ana, sources: [new, old]}, {who: ben, sources: [old, new]},\n"
	"                {who: mid, sources: [new]}]\n"
	"- {id: bare, kind: claim, text: The sea is wide.}\n"
	"- id: no\n"
	"  kind: claim\n"
	"  text: The sea is dry.\n"
	"  asserted_by: [{who: ana, source: old, stance: denies}, {who: ben, source: old, stance: denies}]\n";

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

static struct claim find(const char *id)
{
	return claim_at(archive, &arena, dossier_find(archive, str_of(id)));
}

static struct str all_words(const char *id, const struct known *known)
{
	struct claim claim = find(id);
	return voices_all_words(archive, &arena, &claim, known, false);
}

static struct str outdating(const char *id)
{
	struct claim claim = find(id);
	return voices_outdating(archive, &arena, &claim, NULL);
}

static void counts_each_who_speaks_once_and_each_stance_apart(void **state)
{
	(void)state;
	assert_str(all_words("rank", NULL), "Ana and 1 more, qualified by 1");
	assert_str(all_words("two", NULL), "Ana, denied by 2");
	assert_str(all_words("no", NULL), "denied by Ana and 1 more");
	assert_int_equal(all_words("bare", NULL).size, 0);
}

static void counts_who_is_missing_by_what_was_typed(void **state)
{
	struct claim lost = find("lost");
	struct voices deny = voices_of(&lost, NULL, STR("denies"));
	(void)state;
	assert_int_equal(deny.count, 2);
	assert_int_equal(deny.documents, 3);
	assert_str(voices_words(archive, &arena, deny, false), "nobody and 1 more");
	assert_str(all_words("lost", NULL), "Ana, denied by 2");
}

static void knows_only_who_was_known(void **state)
{
	struct date date;
	struct fault why;
	(void)state;
	assert_true(known_parse(STR("2022-12-31"), &date, &why));
	struct known known = known_on(archive, date);
	assert_str(all_words("rank", &known), "Ana and 1 more");
	assert_str(all_words("gone", &known), "Ana, outdated by Mid, May 2022");
	assert_str(all_words("again", &known), "Ana and 1 more");
	known_end(&known);
}

static void says_by_what_a_claim_is_outdated(void **state)
{
	(void)state;
	assert_str(outdating("gone"), "New, 4 March 2023");
	assert_str(all_words("gone", NULL), "Ana, outdated by New, 4 March 2023");
}

static void says_so_of_nothing_that_is_not_later(void **state)
{
	(void)state;
	assert_int_equal(outdating("early").size, 0);
	assert_int_equal(outdating("rank").size, 0);
	assert_str(all_words("early", NULL), "Ana, qualified by 1");
}

static void knows_when_one_says_both(void **state)
{
	struct claim both = find("both"), two = find("two"), rank = find("rank");
	(void)state;
	assert_true(voices_are_of_one(&both, NULL));
	assert_false(voices_are_of_one(&two, NULL));
	assert_false(voices_are_of_one(&rank, NULL));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(counts_each_who_speaks_once_and_each_stance_apart),
		TEST(counts_who_is_missing_by_what_was_typed),
		TEST(knows_only_who_was_known),
		TEST(says_by_what_a_claim_is_outdated),
		TEST(says_so_of_nothing_that_is_not_later),
		TEST(knows_when_one_says_both),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
