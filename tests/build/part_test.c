#include "build/part.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "build/build.h"
#include "tests/support/collection.h"
#include "tests/support/folder.h"

static char folder[FOLDER_SIZE];
static struct arena arena;

/* The home is in the middle of 100 others, and so is all that it leads to:
 *
 *	home ─▶ near ─▶ next ─▶ beyond        lost, which stands in a file of another name
 *	  └──────────────────────────────────▶
 */
static int begin(void **state)
{
	(void)state;
	if (folder_make(folder) != 0)
		return -1;
	for (int i = 0; i < 100; i++)
		folder_write(folder, str_format(&arena, "%c/%02d.yaml", 'a' + i / 20, i).bytes,
		             str_format(&arena, "id: other-%d\nkind: %s\nname: N%d\n", i,
		                        i < 20 ? "place" : i < 80 ? "person" : "event", i));
	folder_write(folder, "collection.yaml", STR("title: Hundred\nhome: home\n"));
	folder_write(folder, "c/home.yaml",
	             STR("kind: person\nname: Home\nbody: '[[near]] [[lost]] [[nobody]]'\n"));
	folder_write(folder, "c/near.yaml", STR("kind: person\nname: Near\nbody: '[[next]]'\n"));
	folder_write(folder, "c/next.yaml", STR("kind: person\nname: Next\nbody: '[[beyond]]'\n"));
	folder_write(folder, "c/zz.yaml", STR("id: beyond\nkind: person\nname: Beyond\n"));
	folder_write(folder, "c/zy.yaml", STR("id: lost\nkind: person\nname: Lost\n"));
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	unicode_close();
	return folder_remove(folder);
}

/* The bytes of a part of so many small files. */
static struct str part_bytes(uint64_t files, const char *asked, unsigned thread_count)
{
	struct part_limits limits = { .long_size = 1, .part_size = files };
	struct build_part part = { &limits, str_of(asked) };
	struct build_options options = { .thread_count = thread_count, .part = &part };
	struct str bytes = {0};
	struct fault why = {0};
	build_archive(&arena, folder, options, &bytes, &why);
	assert_string_equal(why.sentence, "");
	return bytes;
}

static const struct archive *build(uint64_t files, const char *asked)
{
	struct archive *archive = NULL;
	struct fault why = {0};
	archive_open(&arena, part_bytes(files, asked, 0), &archive, &why);
	assert_string_equal(why.sentence, "");
	return archive;
}

static bool has(const struct archive *archive, const char *id)
{
	return !dossier_is_none(dossier_find(archive, str_of(id)));
}

static void a_part_is_the_home_and_what_lies_around_it(void **state)
{
	(void)state;
	const struct archive *archive = build(3, "");
	assert_int_equal(dossier_count(archive), 3);
	assert_true(has(archive, "home"));
	assert_true(has(archive, "near"));
	assert_true(has(archive, "next"));
	assert_str(dossier_id(archive, archive_collection(archive).home), "home");
	assert_str(archive_collection(archive).title, "Hundred");
}

static void a_part_has_what_was_asked_for(void **state)
{
	(void)state;
	assert_false(has(build(5, ""), "other-77"));
	folder_write(folder, "d/other-77.yaml", STR("kind: person\nname: Asked\n"));
	assert_true(has(build(5, "other-77"), "other-77"));
	assert_true(has(build(5, "other-77"), "home"));
}

static void the_rest_is_of_every_kind(void **state)
{
	(void)state;
	const struct archive *archive = build(13, "");
	assert_int_equal(dossier_count(archive), 13);
	assert_in_range(dossiers_of_kind(archive, kind_find(archive, STR("place"))).count, 1, 4);
	assert_in_range(dossiers_of_kind(archive, kind_find(archive, STR("event"))).count, 1, 4);
}

/* What leads out of the part is not known to lead nowhere. */
static void a_part_finds_nothing_wrong(void **state)
{
	(void)state;
	folder_write(folder, "verified.yaml", STR("- quote: nobody\n"));
	folder_write(folder, "c/bad.yaml", STR("kind: person\nname: [\n"));
	const struct archive *archive = build(1000, "bad");
	assert_int_equal(dossier_count(archive), 105);
	assert_int_equal(finding_count(archive), 0);
	assert_int_equal(archive_collection(archive).dropped_findings, 0);
}

/* Of a quote whose words lead out of it, the part cannot tell whether they are what was
 * verified. */
static void a_part_says_which_quotes_were_verified(void **state)
{
	struct verification found;
	(void)state;
	struct str digits = STR("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
	folder_write(folder, "c/home.yaml",
	             STR("kind: person\nname: Home\nbody: '[[tried]] [[other]]'\n"));
	folder_write(folder, "c/tried.yaml", STR("kind: quote\ntext: Nobody heard it.\n"));
	folder_write(folder, "c/other.yaml", STR("kind: quote\ntext: Said of [[lost]].\n"));
	struct str text = str_format(&arena,
		"- {quote: tried, result: no-local-copy, words: %.*s, date: 2026-11-22}\n"
		"- {quote: other, result: exact, words: %.*s, sha256: %.*s, date: 2026-11-22}\n",
		STR_ARGS(digits), STR_ARGS(digits), STR_ARGS(digits));
	folder_write(folder, "verified.yaml", text);
	const struct archive *archive = build(8, "");
	assert_true(has(archive, "tried") && has(archive, "other") && !has(archive, "lost"));
	assert_true(dossier_verification(archive, dossier_find(archive, STR("tried")), &found));
	assert_int_equal(found.verdict, VERDICT_NO_COPY);
	assert_false(dossier_verification(archive, dossier_find(archive, STR("other")), &found));
	/* A long one leaves no room for dossiers. */
	archive = build(3, "");
	assert_true(has(archive, "tried"));
	assert_false(dossier_verification(archive, dossier_find(archive, STR("tried")), &found));
}

static void the_same_limits_give_the_same_part(void **state)
{
	(void)state;
	struct str one = part_bytes(20, "", 1), four = part_bytes(20, "", 4);
	assert_true(one.size > 0 && str_equal(one, four));
}

static void a_file_that_is_larger_than_a_part_is_left_out(void **state)
{
	(void)state;
	struct text text = { .arena = &arena };
	text_add(&text, STR("kind: person\nname: Home\n"));
	while (text.size < 5 * PART_UNIT)
		text_add(&text, STR("# nothing is said here\n"));
	folder_write(folder, "c/home.yaml", text_str(&text));
	assert_false(has(build(5, ""), "home"));
	assert_int_equal(dossier_count(build(5, "")), 5);
	assert_true(has(build(7, ""), "home"));
}

static void only_what_takes_long_wants_a_part(void **state)
{
	struct scan scan;
	struct fault why;
	struct part_limits below = { .long_size = 106 }, above = { .long_size = 107 };
	(void)state;
	assert_true(scan_collection(&arena, folder, &scan, &why));
	assert_int_equal(scan.files.count, 106);
	assert_true(part_is_wanted(&scan, &below));
	assert_false(part_is_wanted(&scan, &above));
	assert_false(part_is_wanted(&scan, &part_usual));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_part_is_the_home_and_what_lies_around_it),
		TEST(a_part_has_what_was_asked_for),
		TEST(the_rest_is_of_every_kind),
		TEST(a_part_finds_nothing_wrong),
		TEST(a_part_says_which_quotes_were_verified),
		TEST(the_same_limits_give_the_same_part),
		TEST(a_file_that_is_larger_than_a_part_is_left_out),
		TEST(only_what_takes_long_wants_a_part),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
