#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/unicode.h"
#include "query/checked.h"
#include "tests/support/collection.h"
#include "tests/support/folder.h"

/* ── Texts in a folder ──────────────────────────────────────────────────────────────────────── */

static char folder[FOLDER_SIZE];
static struct arena arena;

static int make_folder(void **state)
{
	(void)state;
	return folder_make(folder);
}

static int remove_folder(void **state)
{
	(void)state;
	arena_release(&arena);
	unicode_close();
	return folder_remove(folder);
}

static void put(const char *name, const char *text)
{
	folder_write(folder, name, str_of(text));
}

static struct texts open_texts(void)
{
	struct texts texts;
	struct fault why;
	if (!texts_open(&arena, folder, &texts, &why))
		fail_msg("%s", why.sentence);
	return texts;
}

static void knows_texts_by_their_digests(void **state)
{
	struct str bytes;
	struct fault why = {0};
	(void)state;
	put("b.txt", "one");
	put("a without ending", "two");
	put("c.html", "one");
	put(".hidden", "three");
	struct texts texts = open_texts();
	assert_int_equal(texts.items.count, 3);
	assert_string_equal(texts.items.items[0].path.bytes, "a without ending");
	assert_int_equal(texts_find(&texts, digest_of(STR("two"))), 0);
	assert_int_equal(texts_find(&texts, digest_of(STR("one"))), 1);
	assert_int_equal(texts_find(&texts, digest_of(STR("three"))), NO_ROW);
	assert_true(texts_read(&texts, 1, &arena, &bytes, &why));
	assert_str(bytes, "one");
	assert_str(texts_path(&texts, 1, &arena),
	           str_format(&arena, "%s/b.txt", folder).bytes);
}

static void says_what_cannot_be_read(void **state)
{
	struct texts texts;
	struct fault why = {0};
	struct str bytes;
	(void)state;
	put("a", "text");
	assert_int_equal(mkfifo(str_format(&arena, "%s/pipe", folder).bytes, 0600), 0);
	assert_int_equal(symlink("/etc/passwd", str_format(&arena, "%s/out", folder).bytes), 0);
	texts = open_texts();
	assert_int_equal(texts.items.count, 3);
	assert_str(texts.items.items[0].problem, "");
	assert_str(texts.items.items[1].problem, "out: it is a link that leads out of the folder");
	assert_str(texts.items.items[2].problem, "pipe: it is not a regular file");
	assert_int_equal(texts_find(&texts, (struct digest){0}), NO_ROW);

	put("a", "another");
	assert_false(texts_read(&texts, 0, &arena, &bytes, &why));
	assert_non_null(strstr(why.sentence, "/a: was changed meanwhile"));
	assert_int_equal(unlink(str_format(&arena, "%s/a", folder).bytes), 0);
	assert_false(texts_read(&texts, 0, &arena, &bytes, &why));
	assert_int_equal(why.kind, FAULT_SYSTEM);
	assert_false(texts_open(&arena, "/nowhere", &texts, &why));
	assert_string_equal(why.sentence, "/nowhere: No such file or directory");
}

/* ── Quotes ─────────────────────────────────────────────────────────────────────────────────── */

#define REPORT "Harbour report\n\nThe fair “was a great success” and more.\nNobody came by ship.\n"
#define LETTER "A letter\n\nWe are glad to be here again.\n\nYours\n"

/* Two sources whose texts are REPORT and LETTER, one that says nothing of its text. */
static const char dossiers[] =
	"- {id: report, kind: source, title: Harbour report, sha256: %s}\n"
	"- {id: letter, kind: source, title: A letter, sha256: %s}\n"
	"- {id: book, kind: source, title: A book}\n"
	"- {id: q1, kind: quote, source: report, form: fragment, text: was a great success}\n"
	"- {id: q2, kind: quote, source: report, form: direct, text: Nobody   came by ship.}\n"
	"- {id: q3, kind: quote, source: letter, form: direct, text: We are glad to be here}\n"
	"- {id: q4, kind: quote, source: book, form: direct, text: Nobody came by ship.}\n"
	"- {id: q5, kind: quote, source: report, form: indirect, text: It was a great success}\n"
	"- {id: q6, kind: quote, text: Nobody came by ship.}\n"
	"- {id: q7, kind: quote, source: letter, text: '[[report|We]] are glad to be here'}\n"
	"- {id: q8, kind: quote, source: letter, text: We are sad to be here again.}\n";

static const struct archive *make_archive(void)
{
	struct str report = digest_text(&arena, digest_of(STR(REPORT)));
	struct str letter = digest_text(&arena, digest_of(STR(LETTER)));
	char text[4096];
	assert_true(snprintf(text, sizeof text, dossiers, report.bytes, letter.bytes) <
	            (int)sizeof text);
	return support_archive_of(&arena, text);
}

static const struct archive *archive;

static struct checked_quotes check(const char *only)
{
	struct texts texts = open_texts();
	struct checked_quotes quotes;
	struct dossier_ref ref = only ? dossier_find(archive, str_of(only)) : NO_DOSSIER;
	struct fault why;
	if (!checked_quotes_make(archive, &arena, &texts, &ref, only != NULL, &quotes, &why))
		fail_msg("%s", why.sentence);
	return quotes;
}

/* "q1 exact 0, q2 not-found 1*, …": with the row of the text, and a star if it differs. */
static const char *words_of(struct checked_quotes quotes)
{
	struct text out = { .arena = &arena };
	for (size_t i = 0; i < quotes.count; i++) {
		struct checked_quote quote = quotes.items[i];
		text_format(&out, "%s%.*s %.*s", i ? ", " : "",
		            STR_ARGS(dossier_id(archive, quote.quote)),
		            STR_ARGS(verdict_name(quote.check.verdict)));
		if (quote.text != NO_ROW)
			text_format(&out, " %u%s", quote.text, quote.differs ? "*" : "");
	}
	return text_str(&out).bytes;
}

static void finds_each_quote_in_the_text_of_its_source(void **state)
{
	(void)state;
	archive = make_archive();
	put("x", REPORT);
	put("y", LETTER);
	struct checked_quotes quotes = check(NULL);
	assert_string_equal(words_of(quotes),
	                    "q1 exact 0, q2 normalized 0, q3 exact 1, q4 no-local-copy, "
	                    "q6 no-local-copy, q7 exact 1, q8 not-found 1");
	assert_int_equal(quotes.counts[VERDICT_EXACT], 3);
	assert_int_equal(quotes.counts[VERDICT_NORMALIZED], 1);
	assert_int_equal(quotes.counts[VERDICT_NO_COPY], 2);
	assert_int_equal(quotes.counts[VERDICT_NOT_FOUND], 1);
	assert_int_equal(quotes.counts[VERDICT_TOO_SHORT], 0);
	assert_int_equal(quotes.indirect_count, 1);
	assert_int_equal(quotes.stand_ins.count, 0);
	assert_int_equal(quotes.items[0].check.place.line, 3);
	assert_int_equal(quotes.items[0].check.place.column, 11);
	assert_int_equal(quotes.items[6].check.near.line, 3);
}

static void of_two_copies_the_first_counts(void **state)
{
	(void)state;
	archive = make_archive();
	put("z", REPORT);
	put("b", "something else");
	put("c", REPORT);
	struct checked_quotes quotes = check("report");
	assert_string_equal(words_of(quotes), "q1 exact 1, q2 normalized 1");
}

static void can_be_asked_for_some(void **state)
{
	(void)state;
	archive = make_archive();
	put("x", REPORT);
	put("y", LETTER);
	assert_string_equal(words_of(check("q3")), "q3 exact 1");
	assert_int_equal(check("q3").indirect_count, 0);
	assert_int_equal(check("q3").counts[VERDICT_EXACT], 1);
	assert_string_equal(words_of(check("letter")), "q3 exact 1, q7 exact 1, q8 not-found 1");
	assert_string_equal(words_of(check("report")), "q1 exact 0, q2 normalized 0");
	assert_int_equal(check("report").indirect_count, 1);
	assert_string_equal(words_of(check("book")), "q4 no-local-copy");
}

/* A text that cannot be read any more is a failure only for who needs it. */
static void reads_only_the_texts_that_are_asked_for(void **state)
{
	struct checked_quotes quotes;
	struct fault why = {0};
	(void)state;
	archive = make_archive();
	put("x", REPORT);
	put("y", LETTER);
	struct texts texts = open_texts();
	put("y", "something else");
	struct dossier_ref only = dossier_find(archive, STR("q1"));
	assert_true(checked_quotes_make(archive, &arena, &texts, &only, 1, &quotes, &why));
	assert_string_equal(words_of(quotes), "q1 exact 0");
	only = dossier_find(archive, STR("q3"));
	assert_false(checked_quotes_make(archive, &arena, &texts, &only, 1, &quotes, &why));
	assert_false(checked_quotes_make(archive, &arena, &texts, NULL, 0, &quotes, &why));
}

/* Nor are texts compared for stand-ins that nobody asked for; but where one did, all compete. */
static void stand_ins_are_looked_for_if_they_are_asked_for(void **state)
{
	struct checked_quotes quotes;
	struct fault why = {0};
	(void)state;
	archive = make_archive();
	put("x", "A letter, a harbour report\n\nWe are glad to be here.\n");
	put("y", REPORT);
	struct texts texts = open_texts();
	quotes = check("letter");
	assert_string_equal(words_of(quotes), "q3 exact 0*, q7 exact 0*, q8 not-found 0*");
	assert_int_equal(quotes.stand_ins.count, 1);
	assert_int_equal(check("report").stand_ins.count, 0);
	put("x", "something else");
	struct dossier_ref only = dossier_find(archive, STR("report"));
	assert_true(checked_quotes_make(archive, &arena, &texts, &only, 1, &quotes, &why));
	assert_string_equal(words_of(quotes), "q1 exact 1, q2 normalized 1");
	put("y", "Nobody came by ship.\n");
	put("x", "A letter, a harbour report\n\nWe are glad to be here.\n");
	assert_string_equal(words_of(check("report")), "q1 not-found 1*, q2 normalized 1*");
	assert_int_equal(check("report").stand_ins.count, 1);
	assert_int_equal(check(NULL).stand_ins.count, 2);
}

static void a_changed_text_stands_in(void **state)
{
	(void)state;
	archive = make_archive();
	put("x", "Harbour report\n\nThe fair “was a great suxcess” and.\nNobody came by ship.\n");
	put("y", LETTER);
	struct checked_quotes quotes = check("report");
	assert_string_equal(words_of(quotes), "q1 not-found 0*, q2 normalized 0*");
	assert_int_equal(quotes.stand_ins.count, 1);
	assert_int_equal(quotes.stand_ins.items[0].text, 0);
	assert_str(dossier_id(archive, quotes.stand_ins.items[0].source), "report");
}

/* Its own quote is gone, but its title stands at the head; or its name says what it is. */
static void a_title_or_a_name_tells_a_text(void **state)
{
	(void)state;
	archive = make_archive();
	put("x", "Harbour report\n\nNothing more.\n");
	assert_string_equal(words_of(check("report")), "q1 not-found 0*, q2 not-found 0*");
	put("x", "The harbour reports nothing.\n");
	assert_string_equal(words_of(check("report")), "q1 no-local-copy, q2 no-local-copy");
	put("report.txt", "Nothing more.\n");
	assert_string_equal(words_of(check("report")), "q1 not-found 0*, q2 not-found 0*");
	put("reports", "Nothing more.\n");
	assert_int_equal(unlink(str_format(&arena, "%s/report.txt", folder).bytes), 0);
	assert_string_equal(words_of(check("report")), "q1 no-local-copy, q2 no-local-copy");
}

/* A title in the middle of another text, in a list of further articles, is no sign. */
static void a_title_far_down_tells_nothing(void **state)
{
	struct text out = { .arena = &arena };
	(void)state;
	archive = make_archive();
	for (size_t i = 0; i < 500; i++)
		text_add(&out, STR("Words. "));
	text_add(&out, STR("Harbour report"));
	put("x", text_str(&out).bytes);
	assert_string_equal(words_of(check("report")), "q1 no-local-copy, q2 no-local-copy");
}

static void a_text_stands_in_for_one_source_and_the_best(void **state)
{
	(void)state;
	archive = make_archive();
	put("x", "A letter, a harbour report\n\nWe are glad to be here.\n");
	put("y", "Harbour report: it was a great success, and nobody came.\n");
	struct checked_quotes quotes = check(NULL);
	assert_int_equal(quotes.stand_ins.count, 2);
	assert_string_equal(words_of(quotes),
	                    "q1 exact 1*, q2 not-found 1*, q3 exact 0*, q4 no-local-copy, "
	                    "q6 no-local-copy, q7 exact 0*, q8 not-found 0*");
}

static void a_text_of_another_source_stands_in_for_none(void **state)
{
	(void)state;
	archive = make_archive();
	put("x", LETTER);
	assert_string_equal(words_of(check(NULL)),
	                    "q1 no-local-copy, q2 no-local-copy, q3 exact 0, q4 no-local-copy, "
	                    "q6 no-local-copy, q7 exact 0, q8 not-found 0");
}

static void words_are_read_without_marks_of_links(void **state)
{
	(void)state;
	archive = make_archive();
	assert_str(quote_words(archive, &arena, STR("as it  is [by us]")), "as it  is [by us]");
	assert_str(quote_words(archive, &arena, STR("a [[letter]] and\n\n[[book|two]]  more")),
	           "a A letter and\n\ntwo  more");
	assert_str(quote_words(archive, &arena, STR("so [@letter, para. 2] it")), "so  it");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(knows_texts_by_their_digests),
		TEST(says_what_cannot_be_read),
		TEST(finds_each_quote_in_the_text_of_its_source),
		TEST(of_two_copies_the_first_counts),
		TEST(can_be_asked_for_some),
		TEST(reads_only_the_texts_that_are_asked_for),
		TEST(stand_ins_are_looked_for_if_they_are_asked_for),
		TEST(a_changed_text_stands_in),
		TEST(a_title_or_a_name_tells_a_text),
		TEST(a_title_far_down_tells_nothing),
		TEST(a_text_stands_in_for_one_source_and_the_best),
		TEST(a_text_of_another_source_stands_in_for_none),
		TEST(words_are_read_without_marks_of_links),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
