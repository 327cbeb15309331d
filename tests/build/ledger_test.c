#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "build/ledger.h"
#include "build/read.h"
#include "tests/support/collection.h"

/* SHA-256 of "abc" and of the empty text. */
#define WORDS "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define TEXT  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static const char dossiers[] =
	"- {id: letter, kind: source, title: A letter, sha256: " TEXT ",\n"
	"   quotes: [{id: said, former_ids: [told], text: abc}]}\n"
	"- {id: book, kind: source, title: A book}\n"
	"- {id: written, kind: quote, source: book, text: abc}\n";

#define ENTRY(quote)                                                                    \
	"- quote: " quote "\n  result: exact\n  source: letter\n  sha256: " TEXT "\n" \
	"  position: 120\n  line: 7\n  words: " WORDS "\n  date: 2026-11-22\n"

static struct arena arena;

static int release(void **state)
{
	(void)state;
	unicode_close();
	arena_release(&arena);
	return 0;
}

static struct archive *archive_with(const char *all, const char *ledger)
{
	const struct support_file files[] = {
		{ "all.yaml", all }, { LEDGER_NAME, ledger }, { 0 },
	};
	return support_archive(&arena, files);
}

/* The findings of some rules, a line each. */
static const char *findings_from(const struct archive *archive, enum rule first, enum rule last)
{
	struct text out = { .arena = &arena };
	for (uint32_t i = 0; i < finding_count(archive); i++) {
		struct finding finding = finding_at(archive, i);
		if (finding.rule >= first && finding.rule <= last)
			text_format(&out, "%.*s:%u:%u: %.*s [%s]\n",
			            STR_ARGS(file_path(archive, finding.file)), finding.place.line,
			            finding.place.column, STR_ARGS(finding.message),
			            rule_row(finding.rule)->name);
	}
	return text_str(&out).bytes;
}

static const char *findings_of(const struct archive *archive)
{
	return findings_from(archive, RULE_LEDGER, RULE_QUOTE_NOT_FOUND);
}

static const char *unverified_of(const struct archive *archive)
{
	return findings_from(archive, RULE_QUOTE_UNVERIFIED, RULE_QUOTE_UNVERIFIED);
}

static bool find(const struct archive *archive, const char *id, struct verification *verification)
{
	return dossier_verification(archive, dossier_find(archive, str_of(id)), verification);
}

static void keeps_what_an_entry_says(void **state)
{
	const struct archive *archive = archive_with(dossiers, ENTRY("said"));
	struct verification verification;
	(void)state;
	assert_string_equal(findings_of(archive), "");
	assert_true(find(archive, "said", &verification));
	assert_int_equal(verification.verdict, VERDICT_EXACT);
	assert_int_equal(verification.change, VERDICT_UNCHANGED);
	assert_int_equal(verification.day, date_days(2026, 11, 22));
	assert_int_equal(verification.position, 120);
	assert_int_equal(verification.line, 7);
	assert_false(find(archive, "written", &verification));
	assert_false(find(archive, "letter", &verification));
	assert_false(dossier_verification(archive, NO_DOSSIER, &verification));
}

static void says_nothing_without_a_ledger(void **state)
{
	struct verification verification;
	(void)state;
	assert_false(find(support_archive_of(&arena, dossiers), "said", &verification));
	assert_string_equal(findings_of(archive_with(dossiers, "")), "");
	assert_string_equal(findings_of(archive_with(dossiers, "[]\n")), "");
}

static void an_id_from_before_is_found(void **state)
{
	const struct archive *archive = archive_with(dossiers, ENTRY("told"));
	struct verification verification;
	(void)state;
	assert_string_equal(findings_of(archive), "");
	assert_true(find(archive, "said", &verification));
}

static void notes_that_the_words_were_changed(void **state)
{
	const struct archive *archive = archive_with(
		"- {id: letter, kind: source, title: A letter, sha256: " TEXT "}\n"
		"- id: said\n  kind: quote\n  source: letter\n  text: abcd\n", ENTRY("said"));
	struct verification verification;
	(void)state;
	assert_true(find(archive, "said", &verification));
	assert_int_equal(verification.change, VERDICT_WORDS_CHANGED);
	assert_int_equal(verification.verdict, VERDICT_EXACT);
	assert_string_equal(findings_of(archive),
	                    "all.yaml:5:9: the words of this quote are not those that were "
	                    "checked on 2026-11-22: verify it again [quote-changed]\n");
}

/* The reader sees "abc" as long as its name is so. */
static void a_link_counts_as_the_name_that_it_leads_to(void **state)
{
	static const struct { const char *name, *text; enum verdict_change change; } rows[] = {
		{ "b",  "a[[bee]]c",                  VERDICT_UNCHANGED },
		{ "b",  "a[[wasp]]c",                 VERDICT_UNCHANGED },
		{ "by", "a[[bee]]c",                  VERDICT_WORDS_CHANGED },
		{ "by", "a[[bee|b]]c",                VERDICT_UNCHANGED },
		{ "by", "a[[bee|b]]c[@letter, p. 3]", VERDICT_UNCHANGED },
		{ "b",  "a[[none]]c",                 VERDICT_WORDS_CHANGED },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct str all = str_format(&arena,
			"- {id: letter, kind: source, title: A letter, sha256: " TEXT "}\n"
			"- {id: bee, kind: place, name: %s, former_ids: [wasp]}\n"
			"- {id: said, kind: quote, source: letter, text: '%s'}\n", rows[i].name,
			rows[i].text);
		struct verification verification;
		assert_true(find(archive_with(all.bytes, ENTRY("said")), "said", &verification));
		assert_int_equal(verification.change, rows[i].change);
	}
}

static void warns_of_what_was_not_found(void **state)
{
	static const char ledger[] =
		"- {quote: said, result: not-found, words: " WORDS ", sha256: %s, "
		"date: 2026-11-22}\n";
	(void)state;
	assert_string_equal(findings_of(archive_with(dossiers,
	                                             str_format(&arena, ledger, TEXT).bytes)),
	                    "all.yaml:2:50: the words of this quote were not found in the text of "
	                    "its source on 2026-11-22 [quote-not-found]\n");
	assert_string_equal(findings_of(archive_with(dossiers,
	                                             str_format(&arena, ledger, WORDS).bytes)),
	                    "all.yaml:2:50: its source names another text by sha256 than it was "
	                    "checked with on 2026-11-22: verify it again [quote-changed]\n");
}

static void tells_of_quotes_that_it_does_not_have(void **state)
{
	static const char all[] =
		"- {id: letter, kind: source, title: A letter, sha256: " TEXT "}\n"
		"- {id: said, kind: quote, source: letter, text: abc}\n"
		"- {id: thought, kind: quote, source: letter, form: indirect, text: abc}\n"
		"- {id: cried, kind: quote, source: letter, form: fragment, text: abc}\n";
	(void)state;
	assert_string_equal(unverified_of(archive_with(all, ENTRY("said"))),
	                    "all.yaml:4:66: verified.yaml says nothing of this quote "
	                    "[quote-unverified]\n");
	assert_string_equal(unverified_of(archive_with(all, "[]\n")),
	                    "all.yaml:2:49: verified.yaml says nothing of this quote "
	                    "[quote-unverified]\n"
	                    "all.yaml:4:66: verified.yaml says nothing of this quote "
	                    "[quote-unverified]\n");
	assert_string_equal(unverified_of(archive_with(all, "")), "");
	assert_string_equal(unverified_of(support_archive_of(&arena, all)), "");
}

static void a_second_document_is_a_finding(void **state)
{
	static const char says[] = "a second document begins here, but only the first is read: "
	                           "make them one list [ledger]\n";
	struct verification verification;
	const struct archive *archive =
		archive_with(dossiers, ENTRY("said") "---\n" ENTRY("written"));
	(void)state;
	assert_string_equal(findings_of(archive),
	                    str_format(&arena, "verified.yaml:10:1: %s", says).bytes);
	assert_true(find(archive, "said", &verification));
	assert_false(find(archive, "written", &verification));
	assert_string_equal(findings_of(archive_with(dossiers, "---\n---\n- {quote: said}\n")),
	                    str_format(&arena, "verified.yaml:3:1: %s", says).bytes);
	assert_string_equal(findings_of(archive_with(dossiers, "---\n" ENTRY("said") "---\n")),
	                    "");
}

static void notes_that_the_text_was_changed(void **state)
{
	static const char *const sources[] = {
		"- {id: letter, kind: source, title: A letter, sha256: " WORDS "}\n",
		"- {id: letter, kind: source, title: A letter, sha256: none}\n",
		"- {id: letter, kind: source, title: A letter}\n",
	};
	(void)state;
	for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
		struct str all = str_format(&arena, "%s- {id: said, kind: quote, source: letter, "
		                            "text: abc}\n", sources[i]);
		const struct archive *archive = archive_with(all.bytes, ENTRY("said"));
		struct verification verification;
		assert_true(find(archive, "said", &verification));
		assert_int_equal(verification.change, VERDICT_TEXT_CHANGED);
		assert_string_equal(findings_of(archive),
		                    "all.yaml:2:49: its source names another text by sha256 "
		                    "than it was checked with on 2026-11-22: verify it again "
		                    "[quote-changed]\n");
	}
}

static void large_digits_are_the_same_digest(void **state)
{
	const struct archive *archive = archive_with(
		"- {id: letter, kind: source, title: A letter, sha256: E3B0C44298FC1C149AFBF4C8996F"
		"B92427AE41E4649B934CA495991B7852B855}\n"
		"- {id: said, kind: quote, source: letter, text: abc}\n", ENTRY("said"));
	(void)state;
	assert_string_equal(findings_of(archive), "");
}

/* What was never looked for cannot have changed since. */
static void nothing_is_said_of_what_had_no_text(void **state)
{
	const struct archive *archive = archive_with(dossiers,
		"- {quote: written, result: no-local-copy, words: " TEXT ", date: 2026-11-22}\n");
	struct verification verification;
	(void)state;
	assert_string_equal(findings_of(archive), "");
	assert_true(find(archive, "written", &verification));
	assert_int_equal(verification.verdict, VERDICT_NO_COPY);
	assert_int_equal(verification.change, VERDICT_UNCHANGED);
	assert_int_equal(verification.position, NO_ROW);
	assert_int_equal(verification.line, 0);
}

static const struct { const char *ledger, *findings; } bad[] = {
	{ "quote: said\n", "1:1: verified.yaml is a map, but a list of entries was expected" },
	{ "- said\n", "1:3: an entry is a text, but a map was expected" },
	{ "- {quote: said}\n", "1:3: the entry does not say 'result', a result such as exact" },
	{ "- {quote: , result: exact}\n",
	  "1:3: the entry does not say 'quote', the id of a quote" },
	{ "- {quote: said, result: good}\n",
	  "1:25: 'result' is 'good', but a result such as exact was expected" },
	{ "- {quote: said, result: [exact]}\n",
	  "1:25: 'result' is a list, but a result such as exact was expected" },
	{ "- {quote: said, result: exact, date: 2026-11-22, words: abc}\n",
	  "1:57: 'words' is 'abc', but the 64 digits of a SHA-256 was expected" },
	{ "- {quote: said, result: exact, date: 2026-11-22, words: " WORDS "}\n",
	  "1:3: the entry does not say 'sha256', of what text" },
	{ "- {quote: said, result: no-local-copy, date: 2026-11, words: " WORDS "}\n",
	  "1:46: 'date' is '2026-11', but a day such as 2026-11-22 was expected" },
	{ "- {quote: said, result: no-local-copy, date: Y17E9, words: " WORDS "}\n",
	  "1:46: 'date' is 'Y17E9', but a day such as 2026-11-22 was expected" },
	{ "- {quote: said, result: no-local-copy, date: 2026-11-22, line: -1, words: " WORDS "}\n",
	  "1:64: 'line' is '-1', but the number of a line was expected" },
	{ "- {quote: said, result: no-local-copy, date: 2026-11-22, position: 4294967295, words: "
	  WORDS "}\n",
	  "1:68: 'position' is '4294967295', but a number of bytes was expected" },
	{ "- {quote: sayd, result: no-local-copy, date: 2026-11-22, words: " WORDS "}\n",
	  "1:3: there is no quote 'sayd' any more" },
	{ "- {quote: letter, result: no-local-copy, date: 2026-11-22, words: " WORDS "}\n",
	  "1:3: 'letter' is no quote" },
};

static void says_what_is_wrong_with_an_entry(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		const struct archive *archive = archive_with(dossiers, bad[i].ledger);
		struct verification verification;
		struct str expected =
			str_format(&arena, "verified.yaml:%s [ledger]\n", bad[i].findings);
		assert_string_equal(findings_of(archive), expected.bytes);
		assert_false(find(archive, "said", &verification));
	}
}

static void passes_over_keys_that_it_does_not_know(void **state)
{
	const struct archive *archive =
		archive_with(dossiers, ENTRY("said") "  sha: 1\n  by whom: me\n");
	struct verification verification;
	(void)state;
	assert_string_equal(findings_of(archive),
	                    "verified.yaml:9:3: an entry has no 'sha' [ledger]\n"
	                    "verified.yaml:10:3: an entry has no 'by whom' [ledger]\n");
	assert_true(find(archive, "said", &verification));
}

static void the_first_entry_of_a_quote_counts(void **state)
{
	const struct archive *archive = archive_with(dossiers,
		"- {quote: said, result: no-local-copy, date: 2026-11-22, words: " WORDS "}\n"
		ENTRY("told"));
	struct verification verification;
	(void)state;
	assert_string_equal(findings_of(archive),
	                    "verified.yaml:2:3: 'told' has an entry above [ledger]\n");
	assert_true(find(archive, "said", &verification));
	assert_int_equal(verification.verdict, VERDICT_NO_COPY);
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────── */

static struct ledger_entry entry_of(const char *quote, enum verdict verdict)
{
	struct ledger_entry entry = {
		.quote = str_of(quote), .source = STR("letter"), .words = digest_of(STR("abc")),
		.text = digest_of(STR("")),
		.verification = { .verdict = verdict, .day = date_days(2026, 11, 22),
		                  .position = NO_ROW },
	};
	return entry;
}

static void writes_what_it_reads(void **state)
{
	struct ledger_entry entries[] = {
		entry_of("said", VERDICT_EXACT), entry_of("written", VERDICT_NO_COPY),
	};
	(void)state;
	entries[0].verification.position = 120;
	entries[0].verification.line = 7;
	entries[1].source = STR("");
	struct str text = ledger_text(&arena, entries, 2);
	assert_non_null(strstr(text.bytes,
		"\n- quote: \"said\"\n  result: \"exact\"\n  source: \"letter\"\n"
		"  sha256: \"" TEXT "\"\n  position: 120\n  line: 7\n"
		"  words: \"" WORDS "\"\n  date: \"2026-11-22\"\n"
		"\n- quote: \"written\"\n  result: \"no-local-copy\"\n"
		"  words: \"" WORDS "\"\n  date: \"2026-11-22\"\n"));

	const struct archive *archive = archive_with(dossiers, text.bytes);
	struct verification verification;
	assert_string_equal(findings_of(archive), "");
	assert_true(find(archive, "said", &verification));
	assert_int_equal(verification.position, 120);
	assert_true(find(archive, "written", &verification));
	assert_int_equal(verification.verdict, VERDICT_NO_COPY);
}

static void an_empty_ledger_is_a_list_too(void **state)
{
	(void)state;
	assert_string_equal(findings_of(archive_with(dossiers, ledger_text(&arena, NULL, 0).bytes)),
	                    "");
}

/* Ids of foreign collections may be nearly anything. */
static void quotes_ids_safely(void **state)
{
	static const char *const ids[] = {
		"a\"b", "a\\b", "'", "#a", "a:", "- a", "{a}", "[a", "*a", "&a", "!a", "%a", "@a",
		"null", "~", "false", "1e3", "နေပြည်တော်",
		"\u202ea", "a\302\205b", "a\u2028b", "\x1b[31m",
	};
	(void)state;
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		struct ledger_entry entry = entry_of(ids[i], VERDICT_EXACT);
		struct finding_array findings = {0};
		struct node_file file = read_yaml(&arena, ledger_text(&arena, &entry, 1), 0,
		                                  &findings);
		for (size_t j = 0; j < findings.count; j++)
			assert_int_not_equal(rule_row(findings.items[j].rule)->severity,
			                     SEVERITY_ERROR);
		assert_int_equal(file.count, 1);
		const struct node *quote = node_find(file.first->first, STR("quote"));
		assert_str(node_text(quote), ids[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_an_entry_says),
		cmocka_unit_test(says_nothing_without_a_ledger),
		cmocka_unit_test(an_id_from_before_is_found),
		cmocka_unit_test(notes_that_the_words_were_changed),
		cmocka_unit_test(a_link_counts_as_the_name_that_it_leads_to),
		cmocka_unit_test(warns_of_what_was_not_found),
		cmocka_unit_test(tells_of_quotes_that_it_does_not_have),
		cmocka_unit_test(a_second_document_is_a_finding),
		cmocka_unit_test(notes_that_the_text_was_changed),
		cmocka_unit_test(large_digits_are_the_same_digest),
		cmocka_unit_test(nothing_is_said_of_what_had_no_text),
		cmocka_unit_test(says_what_is_wrong_with_an_entry),
		cmocka_unit_test(passes_over_keys_that_it_does_not_know),
		cmocka_unit_test(the_first_entry_of_a_quote_counts),
		cmocka_unit_test(writes_what_it_reads),
		cmocka_unit_test(an_empty_ledger_is_a_list_too),
		cmocka_unit_test(quotes_ids_safely),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
