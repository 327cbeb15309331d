#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "archive/archive.h"
#include "base/arena.h"
#include "base/unicode.h"
#include "build/index.h"
#include "tests/support/collection.h"

/* A collection and its index. */
struct indexed {
	struct support_made *made;
	struct arena arena;
	struct index index;
};

static struct indexed index_files(const char *own, const struct support_file *files)
{
	struct indexed indexed = { .made = support_make(own, files) };
	index_collection(&indexed.arena, indexed.made->schema, &indexed.made->resolved, 1,
	                 &indexed.index);
	return indexed;
}

/* A person, plus what else the text says. */
static struct indexed index_person(const char *text)
{
	static char whole[4096];
	snprintf(whole, sizeof whole, "id: a\nkind: person\nname: Ann\n%s", text);
	return index_files(NULL, (struct support_file[]){ { "a.yaml", whole }, { 0 } });
}

static void release(struct indexed *indexed)
{
	arena_release(&indexed->arena);
	support_free(indexed->made);
}

/* The postings of a term as "id:class id:class"; empty if there is no such term. */
static struct str postings_of(struct indexed *indexed, const char *term)
{
	struct text text = { .arena = &indexed->arena };
	for (size_t i = 0; i < indexed->index.terms.count; i++) {
		const struct index_term *row = &indexed->index.terms.items[i];
		if (!str_equal(row->term, str_of(term)))
			continue;
		for (uint32_t j = row->first; j < row->first + row->count; j++) {
			uint32_t posting = indexed->index.postings.items[j];
			uint32_t dossier = posting_dossier(posting).row;
			struct str id = resolved_draft(&indexed->made->resolved, dossier)->id;
			text_format(&text, "%s%.*s:%s", text.size ? " " : "", STR_ARGS(id),
			            search_class_name(posting_class(posting)));
		}
	}
	return text_str(&text);
}

static void assert_term(struct indexed *indexed, const char *term, const char *expected)
{
	assert_string_equal(postings_of(indexed, term).bytes, expected);
}

/* ── Which words, and where they count ──────────────────────────────────────────────────────── */

static void finds_names_aliases_and_summaries(void **state)
{
	struct indexed indexed = index_person("names: [Nan, {text: Annie Oak}]\n"
	                                      "summary: She sells apples.\n");
	(void)state;
	assert_term(&indexed, "ann", "a:name");
	assert_term(&indexed, "nan", "a:alias");
	assert_term(&indexed, "oak", "a:alias");
	assert_term(&indexed, "sells", "a:summary");
	assert_term(&indexed, "Sells", "");
	assert_term(&indexed, "sell", "");
	release(&indexed);
}

static void folds_case_and_marks(void **state)
{
	struct indexed indexed = index_person("summary: Żółć in the CAFÉ.\n");
	(void)state;
	assert_term(&indexed, "zolc", "a:summary");
	assert_term(&indexed, "cafe", "a:summary");
	release(&indexed);
}

static void counts_a_word_once_in_each_class(void **state)
{
	struct indexed indexed = index_person("names: [Ann, Ann]\nsummary: Ann, Ann and Ann.\n"
	                                      "body: Ann saw Ann.\n");
	(void)state;
	assert_term(&indexed, "ann", "a:name a:alias a:summary a:prose");
	release(&indexed);
}

static void finds_ids_whole_and_in_parts(void **state)
{
	struct indexed indexed = index_files(NULL, (struct support_file[]){
		{ "x.yaml", "id: un-report.2021\nformer_ids: [old-one]\nkind: place\nname: X\n" },
		{ 0 },
	});
	(void)state;
	assert_term(&indexed, "un-report.2021", "un-report.2021:id");
	assert_term(&indexed, "un", "un-report.2021:id");
	assert_term(&indexed, "report", "un-report.2021:id");
	assert_term(&indexed, "2021", "un-report.2021:id");
	assert_term(&indexed, "old-one", "un-report.2021:id");
	assert_term(&indexed, "old", "un-report.2021:id");
	release(&indexed);
}

static void finds_names_by_their_romanization(void **state)
{
	struct indexed indexed = index_files(NULL, (struct support_file[]){
		{ "l.yaml", "id: l\nkind: person\nname: Сергей Лавров\n" },
		{ "n.yaml", "id: n\nkind: place\nname: Capital\nnames: [နေပြည်တော်]\n" },
		{ 0 },
	});
	(void)state;
	assert_term(&indexed, "лавров", "l:name");
	assert_term(&indexed, "lavrov", "l:romanized");
	assert_term(&indexed, "sergeilavrov", "l:romanized");
	assert_term(&indexed, "naypyitaw", "n:romanized");
	assert_term(&indexed, "capital", "n:name");
	release(&indexed);
}

static void romanizes_no_latin_names_and_no_prose(void **state)
{
	struct indexed indexed = index_person("summary: Лавров came.\n");
	(void)state;
	assert_term(&indexed, "лавров", "a:summary");
	assert_term(&indexed, "lavrov", "");
	assert_term(&indexed, "ann", "a:name");
	release(&indexed);
}

static void reads_prose_without_its_marks(void **state)
{
	struct indexed indexed = index_files(NULL, (struct support_file[]){
		{ "a.yaml", "id: a\nkind: person\nname: Ann\n"
		            "body: Met [[bob-id]] and [[bob-id|the boss]] twice "
		            "[@src-x, page seven].\n" },
		{ "b.yaml", "id: bob-id\nkind: person\nname: Robert Smith\n" },
		{ "s.yaml", "id: src-x\nkind: source\nname: Paper\n" },
		{ 0 },
	});
	(void)state;
	assert_term(&indexed, "robert", "a:prose bob-id:name");
	assert_term(&indexed, "boss", "a:prose");
	assert_term(&indexed, "twice", "a:prose");
	assert_term(&indexed, "page", "");
	assert_term(&indexed, "bob", "bob-id:id");
	assert_term(&indexed, "src", "src-x:id");
	release(&indexed);
}

/* Each mention knows where it leads; one with a label, or that leads nowhere, puts no other off. */
static void finds_every_mention_by_its_name(void **state)
{
	struct indexed indexed = index_files(NULL, (struct support_file[]){
		{ "a.yaml", "id: a\nkind: person\nname: Ann\nsummary: Knows [[two]].\n"
		            "type: {value: x, note: 'then [[three]]'}\n"
		            "body: Met [[one|him]], [[none]], [[two]], [[two]] and [[one]].\n" },
		{ "b.yaml", "id: one\nkind: person\nname: Robert\n" },
		{ "c.yaml", "id: two\nkind: person\nname: Susan\n" },
		{ "d.yaml", "id: three\nkind: person\nname: Thomas\nbody: '[[one]] [[two]]'\n" },
		{ 0 },
	});
	(void)state;
	assert_term(&indexed, "robert", "a:prose one:name three:prose");
	assert_term(&indexed, "susan", "a:summary a:prose three:prose two:name");
	assert_term(&indexed, "thomas", "a:prose three:name");
	assert_term(&indexed, "none", "a:prose");
	release(&indexed);
}

static void finds_quotes_and_claims_by_their_text(void **state)
{
	struct indexed indexed = index_files(NULL, (struct support_file[]){
		{ "q.yaml", "id: q\nkind: quote\nname: Q\ntext: We shall see.\n"
		            "translation: Poche parole.\nvenue: a hall\n" },
		{ 0 },
	});
	(void)state;
	assert_term(&indexed, "shall", "q:text");
	assert_term(&indexed, "parole", "q:text");
	assert_term(&indexed, "hall", "q:prose");
	release(&indexed);
}

static void finds_what_the_schema_does_not_know_as_prose(void **state)
{
	struct indexed indexed = index_person("hobbies: [rowing, {kind: chess}]\n");
	(void)state;
	assert_term(&indexed, "rowing", "a:prose");
	assert_term(&indexed, "chess", "a:prose");
	release(&indexed);
}

static void passes_over_fields_that_are_not_searched(void **state)
{
	struct indexed indexed = index_person("born: 1980-02-03\nurl: https://example.org/page\n"
	                                      "sha256: abcdef\n");
	(void)state;
	assert_term(&indexed, "1980", "");
	assert_term(&indexed, "abcdef", "");
	assert_term(&indexed, "example", "");
	release(&indexed);
}

static void finds_roles_and_remarks(void **state)
{
	struct indexed indexed = index_files(NULL, (struct support_file[]){
		{ "a.yaml", "id: a\nkind: person\nname: Ann\n"
		            "born: {value: 1980, note: deduced from a diary}\n"
		            "relations: [{type: met, to: b, role: interpreter}]\n" },
		{ "b.yaml", "id: b\nkind: person\nname: Bob\n" },
		{ 0 },
	});
	(void)state;
	assert_term(&indexed, "diary", "a:prose");
	assert_term(&indexed, "interpreter", "a:text");
	release(&indexed);
}

static void finds_a_link_by_the_name_it_leads_to(void **state)
{
	struct indexed indexed = index_files(NULL, (struct support_file[]){
		{ "s.yaml", "id: s\nkind: source\nname: Paper\nauthors: [jo, Vera Quill]\n" },
		{ "j.yaml", "id: jo\nkind: person\nname: Joanna Penn\n" },
		{ 0 },
	});
	(void)state;
	assert_term(&indexed, "penn", "jo:name s:text");
	assert_term(&indexed, "quill", "s:text");
	release(&indexed);
}

/* ── Facets ─────────────────────────────────────────────────────────────────────────────────── */

static void counts_the_sources_that_assert_a_claim(void **state)
{
	(void)state;
	struct indexed indexed = index_files(NULL, (struct support_file[]){ { "a.yaml",
		"- {id: c, kind: claim, text: C., asserted_by: [{who: p, source: s},\n"
		"   {who: s}, {who: p, source: t}, {who: p, source: u, stance: denies}]}\n"
		"- {id: d, kind: claim, text: D., asserted_by: [{who: q}, {who: p, source: s}]}\n"
		"- {id: e, kind: claim, text: E., asserted_by: [{who: s, stance: updates}]}\n"
		"- {id: f, kind: claim, text: F., sources: [s, nowhere]}\n"
		"- {id: p, kind: person, name: P, sources: [s]}\n"
		"- {id: q, kind: quote, text: Q., source: s}\n"
		"- {id: s, kind: source, title: S}\n- {id: t, kind: source, title: T}\n"
		"- {id: u, kind: source, title: U}\n" }, { 0 } });
	assert_term(&indexed, "sources:0", "e:facet");
	assert_term(&indexed, "sources:1", "d:facet");
	assert_term(&indexed, "sources:2", "c:facet f:facet");
	assert_term(&indexed, "sources:3", "");
	release(&indexed);
}

static void makes_a_facet_of_the_whole_value(void **state)
{
	struct indexed indexed = index_person("tags: [Arms Trade, élite]\ngender: Female\n");
	(void)state;
	assert_term(&indexed, "tags:arms trade", "a:facet");
	assert_term(&indexed, "tags:elite", "a:facet");
	assert_term(&indexed, "gender:female", "a:facet");
	assert_term(&indexed, "trade", "a:prose");
	release(&indexed);
}

static void keeps_the_language_of_a_name_from_its_dossier(void **state)
{
	struct indexed indexed = index_person("names: [{text: Анна, lang: ru}]\n");
	(void)state;
	assert_term(&indexed, "анна", "a:alias");
	assert_term(&indexed, "lang:ru", "");
	assert_term(&indexed, "ru", "");
	assert_term(&indexed, "has:lang", "");
	release(&indexed);
}

static void knows_which_fields_and_kinds_a_dossier_has(void **state)
{
	struct indexed indexed = index_files(NULL, (struct support_file[]){
		{ "a.yaml", "id: a\nkind: person\nname: Ann\nborn: 1980\nsummary: Yes.\n"
		            "sources: [s]\n" },
		{ "q.yaml", "id: q\nkind: quote\nname: Q\ntext: Oh.\nspeaker: a\nsource: s\n" },
		{ "s.yaml", "id: s\nkind: source\nname: Paper\n" },
		{ 0 },
	});
	(void)state;
	assert_term(&indexed, "has:born", "a:facet");
	assert_term(&indexed, "has:summary", "a:facet");
	assert_term(&indexed, "has:sources", "a:facet");
	assert_term(&indexed, "has:quotes", "a:facet s:facet");
	assert_term(&indexed, "has:people", "s:facet");
	assert_term(&indexed, "has:speaker", "q:facet");
	assert_term(&indexed, "has:died", "");
	release(&indexed);
}

/* ── Terms ──────────────────────────────────────────────────────────────────────────────────── */

static void cuts_long_terms_at_a_whole_character(void **state)
{
	struct indexed indexed = index_person(
		"summary: aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg12345\n"
		"body: xжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжж\n");
	(void)state;
	assert_term(&indexed, "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg",
	            "a:summary");
	assert_term(&indexed, "xжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжж", "a:prose");
	for (size_t i = 0; i < indexed.index.terms.count; i++) {
		assert_true(indexed.index.terms.items[i].term.size <= 64);
		assert_int_equal(unicode_find_invalid(indexed.index.terms.items[i].term), SIZE_MAX);
	}
	release(&indexed);
}

static void keeps_terms_and_postings_in_order(void **state)
{
	struct indexed indexed = index_files(NULL, (struct support_file[]){
		{ "b.yaml", "id: b\nkind: person\nname: Zoe Ann\nbody: ann likes été and zoo\n" },
		{ "a.yaml", "id: a\nkind: person\nname: Ann Zoe\nbody: ann is not zoe\n" },
		{ 0 },
	});
	const struct index *index = &indexed.index;
	uint32_t end = 0;
	(void)state;
	for (size_t i = 0; i < index->terms.count; i++) {
		const struct index_term *term = &index->terms.items[i];
		assert_true(i == 0 || str_compare(index->terms.items[i - 1].term, term->term) < 0);
		assert_int_equal(term->first, end);
		assert_true(term->count > 0);
		for (uint32_t j = term->first + 1; j < term->first + term->count; j++)
			assert_true(index->postings.items[j - 1] < index->postings.items[j]);
		end += term->count;
	}
	assert_int_equal(end, index->postings.count);
	assert_term(&indexed, "ann", "a:name a:prose b:name b:prose");
	release(&indexed);
}

static void indexes_a_collection_without_dossiers(void **state)
{
	struct indexed indexed = index_files(NULL, (struct support_file[]){ { 0 } });
	(void)state;
	assert_int_equal(indexed.index.terms.count, 0);
	assert_int_equal(indexed.index.postings.count, 0);
	release(&indexed);
}

/* 600 dossiers: enough for several shards; words that all have, that some have, that one has. */
static void does_not_depend_on_the_number_of_threads(void **state)
{
	struct arena arena = {0};
	struct text text = { .arena = &arena };
	struct index reference, other;
	(void)state;

	for (unsigned i = 0; i < 600; i++)
		text_format(&text, "---\nid: d%u\nkind: person\nname: Name %u\n"
		                   "body: all of%u one%u x%u\n",
		            i * 7919 % 600, i % 7, i % 50, i, i * i % 1000);
	struct support_made *made = support_make(NULL, (struct support_file[]){
		{ "all.yaml", text_str(&text).bytes }, { 0 } });
	index_collection(&arena, made->schema, &made->resolved, 1, &reference);
	assert_true(reference.postings.count > 600 * 6);
	for (unsigned threads = 2; threads <= 7; threads++) {
		index_collection(&arena, made->schema, &made->resolved, threads, &other);
		assert_int_equal(other.terms.count, reference.terms.count);
		for (size_t i = 0; i < other.terms.count; i++) {
			struct index_term left = other.terms.items[i];
			struct index_term right = reference.terms.items[i];
			assert_true(str_equal(left.term, right.term));
			assert_int_equal(left.first, right.first);
			assert_int_equal(left.count, right.count);
		}
		assert_int_equal(other.postings.count, reference.postings.count);
		assert_memory_equal(other.postings.items, reference.postings.items,
		                    reference.postings.count * sizeof *reference.postings.items);
	}
	support_free(made);
	arena_release(&arena);
}

static int teardown(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_names_aliases_and_summaries),
		cmocka_unit_test(folds_case_and_marks),
		cmocka_unit_test(counts_a_word_once_in_each_class),
		cmocka_unit_test(finds_ids_whole_and_in_parts),
		cmocka_unit_test(finds_names_by_their_romanization),
		cmocka_unit_test(romanizes_no_latin_names_and_no_prose),
		cmocka_unit_test(reads_prose_without_its_marks),
		cmocka_unit_test(finds_every_mention_by_its_name),
		cmocka_unit_test(finds_quotes_and_claims_by_their_text),
		cmocka_unit_test(finds_what_the_schema_does_not_know_as_prose),
		cmocka_unit_test(passes_over_fields_that_are_not_searched),
		cmocka_unit_test(finds_roles_and_remarks),
		cmocka_unit_test(finds_a_link_by_the_name_it_leads_to),
		cmocka_unit_test(counts_the_sources_that_assert_a_claim),
		cmocka_unit_test(makes_a_facet_of_the_whole_value),
		cmocka_unit_test(keeps_the_language_of_a_name_from_its_dossier),
		cmocka_unit_test(knows_which_fields_and_kinds_a_dossier_has),
		cmocka_unit_test(cuts_long_terms_at_a_whole_character),
		cmocka_unit_test(keeps_terms_and_postings_in_order),
		cmocka_unit_test(indexes_a_collection_without_dossiers),
		cmocka_unit_test(does_not_depend_on_the_number_of_threads),
	};
	return cmocka_run_group_tests(tests, NULL, teardown);
}
