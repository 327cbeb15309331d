#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "query/passage.h"
#include "support/collection.h"

static struct arena arena;
static const struct archive *archive;
static struct texts texts;
static struct passage passage;
static struct fault why;

static int begin(void **state)
{
	(void)state;
	archive = support_archive_folder(&arena, "tests/cases/verified");
	passage = (struct passage){0};
	return texts_open(&arena, support_source(&arena, "tests/cases/texts"), &texts, &why) ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	unicode_close();
	return 0;
}

static bool find(const char *id)
{
	struct dossier_ref ref = dossier_find(archive, str_of(id));
	why = (struct fault){0};
	return passage_find(archive, &arena, &texts, ref, &passage, &why);
}

static void finds_a_quote_in_the_text_of_its_source(void **state)
{
	(void)state;
	assert_true(find("kell-pier"));
	assert_true(str_equal(dossier_id(archive, passage.source), STR("report")));
	assert_true(str_ends_with(passage.path, STR("tests/cases/texts/report.txt")));
	assert_true(passage.has_words);
	assert_int_equal(passage.check.verdict, VERDICT_NORMALIZED);
	assert_int_equal(passage.check.place.line, 3);
	struct quote_place place = passage.check.place;
	assert_true(str_equal(str_slice(passage.text, place.position, place.size),
	                      STR("The pier will be mended in May; we have the men,\n"
	                          "the stones and the money.")));
}

static void gives_the_text_of_a_source_without_words(void **state)
{
	(void)state;
	assert_true(find("letter"));
	assert_false(passage.has_words);
	assert_true(str_ends_with(passage.path, STR("letter.txt")));
}

/* A link in the words reads as the name that it leads to. */
static void looks_for_the_words_as_they_read(void **state)
{
	(void)state;
	archive = support_archive_of(&arena,
		"- {id: vel, kind: person, name: Ana Vel}\n"
		"- {id: q, kind: quote, text: 'wrote [[vel]]', form: direct, source: letter}\n"
		"- {id: letter, kind: source, title: L, sha256: "
		"e3710377ca0d4b614de0d7a0c6b19cc907a7693c335ffc05ae5aa630191dc065}\n");
	assert_true(find("q"));
	assert_int_equal(passage.check.verdict, VERDICT_EXACT);
	assert_int_equal(passage.check.place.line, 3);
}

static void says_what_is_missing(void **state)
{
	(void)state;
	assert_false(find("diary-storm"));
	assert_int_equal(why.kind, FAULT_SYSTEM);
	assert_non_null(strstr(why.sentence, "texts has no copy of the text of diary"));
	assert_false(find("nobody"));
	assert_int_equal(why.kind, FAULT_USAGE);
	assert_string_equal(why.sentence, "only quotes and sources have a text");
}

static void says_what_a_dossier_does_not_say(void **state)
{
	(void)state;
	archive = support_archive_of(&arena,
		"- {id: q, kind: quote, text: Words, form: direct}\n"
		"- {id: r, kind: quote, text: Words, form: direct, source: s}\n"
		"- {id: s, kind: source, title: S}\n"
		"- {id: p, kind: person, name: P}\n");
	assert_false(find("q"));
	assert_string_equal(why.sentence, "the quote does not say where it is from");
	assert_false(find("r"));
	assert_string_equal(why.sentence, "s does not say the SHA-256 of its text");
	assert_false(find("p"));
	assert_string_equal(why.sentence, "only quotes and sources have a text");
	assert_true(dossier_is_none(passage_subject(archive, dossier_find(archive, STR("p")))));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(finds_a_quote_in_the_text_of_its_source),
		TEST(gives_the_text_of_a_source_without_words),
		TEST(looks_for_the_words_as_they_read),
		TEST(says_what_is_missing),
		TEST(says_what_a_dossier_does_not_say),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
