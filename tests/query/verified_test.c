#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/unicode.h"
#include "build/ledger.h"
#include "query/facets.h"
#include "query/selection.h"
#include "query/verified.h"
#include "tests/support/collection.h"

/* SHA-256 of "abc" and of the empty text. */
#define WORDS "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define TEXT  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

#define QUOTE(id, text) "- {id: " id ", kind: quote, source: letter, text: " text "}\n"
#define ENTRY(quote, result)                                                              \
	"- quote: " quote "\n  result: " result "\n  source: letter\n  sha256: " TEXT "\n" \
	"  words: " WORDS "\n  date: 2026-11-22\n"

static const char dossiers[] =
	"- {id: letter, kind: source, title: A letter, sha256: " TEXT "}\n"
	QUOTE("q-altered", "abd") QUOTE("q-exact", "abc") QUOTE("q-lost", "abc")
	QUOTE("q-near", "abc") QUOTE("q-never", "abc") QUOTE("q-short", "abc");

static const char ledger[] =
	ENTRY("q-altered", "exact") ENTRY("q-exact", "exact") ENTRY("q-lost", "not-found")
	ENTRY("q-near", "normalized") ENTRY("q-short", "too-short");

static struct arena arena;

static int release(void **state)
{
	(void)state;
	unicode_close();
	arena_release(&arena);
	return 0;
}

static struct archive *archive_with(const char *with)
{
	const struct support_file files[] = {
		{ "all.yaml", dossiers }, { with ? LEDGER_NAME : NULL, with }, { 0 },
	};
	return support_archive(&arena, files);
}

/* The ids of what a query finds, in the order of their rows. */
static const char *found(const struct archive *archive, const char *query)
{
	struct fault why = {0};
	struct filter *filter = NULL;
	struct text text = { .arena = &arena };
	struct filter_options options = {0};
	if (!filter_parse(archive, &arena, str_of(query), options, &filter, &why))
		return str_copy(&arena, str_of(why.sentence)).bytes;
	struct selection selection;
	selection_begin(&selection, archive, filter);
	selection_step(&selection, 0);
	for (uint32_t row = 0; row < dossier_count(archive); row++)
		if (selection_has(&selection, (struct dossier_ref){ row }))
			text_format(&text, "%.*s ",
			            STR_ARGS(dossier_id(archive, (struct dossier_ref){ row })));
	selection_end(&selection);
	return str_copy(&arena, str_trim(text_str(&text))).bytes;
}

static void finds_quotes_by_their_state(void **state)
{
	(void)state;
	const struct archive *archive = archive_with(ledger);
	assert_string_equal(found(archive, "verified:exact"), "q-exact");
	assert_string_equal(found(archive, "verified:normalized"), "q-near");
	assert_string_equal(found(archive, "verified:not-found"), "q-lost");
	assert_string_equal(found(archive, "verified:too-short"), "q-short");
	assert_string_equal(found(archive, "verified:no-local-copy"), "");
	assert_string_equal(found(archive, "verified:changed"), "q-altered");
	assert_string_equal(found(archive, "verified:none"), "q-never");
}

static void yes_and_no_are_all_quotes_and_nothing_else(void **state)
{
	(void)state;
	const struct archive *archive = archive_with(ledger);
	assert_string_equal(found(archive, "verified:yes"), "q-exact q-near");
	assert_string_equal(found(archive, "verified:no"), "q-altered q-lost q-never q-short");
	assert_string_equal(found(archive, "-verified:no"), "letter q-exact q-near");
	assert_string_equal(found(archive, "verified:perhaps"),
	                    "verified: is no \"perhaps\", but one of exact, normalized, "
	                    "too-short, no-local-copy, not-found, changed, none, yes, no");
}

static void says_in_words_how_many_were_found(void **state)
{
	(void)state;
	const struct archive *archive = archive_with(ledger);
	assert_true(str_equal(verified_words(archive, &arena, 3, 2),
	                      STR("2 found word for word")));
	assert_true(str_equal(verified_words(archive, &arena, 3, 3),
	                      STR("all found word for word")));
	assert_true(str_equal(verified_words(archive, &arena, 1, 1), STR("found word for word")));
	assert_true(str_equal(verified_words(archive, &arena, 3, 0),
	                      STR("none found word for word")));
	assert_int_equal(verified_words(archive, &arena, 0, 0).size, 0);
}

static struct dossier_ref each(const void *context, size_t row)
{
	(void)context;
	return (struct dossier_ref){ (uint32_t)row };
}

static const char *facet_of(const struct archive *archive)
{
	struct text text = { .arena = &arena };
	struct facet_rows rows = { .count = dossier_count(archive), .dossier = each };
	struct facets facets = facets_count(archive, &arena, &rows, 0);
	const struct facet_values *of = &facets.of[FACET_VERIFIED];
	for (size_t i = 0; i < of->count; i++)
		text_format(&text, "%.*s %u ", STR_ARGS(of->items[i].query), of->items[i].count);
	return str_copy(&arena, str_trim(text_str(&text))).bytes;
}

static void counts_quotes_by_their_state(void **state)
{
	(void)state;
	assert_string_equal(facet_of(archive_with(ledger)),
	                    "verified:changed 1 verified:exact 1 verified:none 1 "
	                    "verified:normalized 1 verified:not-found 1 verified:too-short 1");
}

static void a_collection_without_ledger_says_nothing_of_it(void **state)
{
	(void)state;
	const struct archive *archive = archive_with(NULL);
	assert_string_equal(facet_of(archive), "");
	assert_int_equal(verified_words(archive, &arena, 3, 0).size, 0);
	assert_string_equal(found(archive, "verified:yes"), "");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(finds_quotes_by_their_state, release),
		cmocka_unit_test_teardown(yes_and_no_are_all_quotes_and_nothing_else, release),
		cmocka_unit_test_teardown(says_in_words_how_many_were_found, release),
		cmocka_unit_test_teardown(counts_quotes_by_their_state, release),
		cmocka_unit_test_teardown(a_collection_without_ledger_says_nothing_of_it, release),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
