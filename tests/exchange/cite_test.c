#include "exchange/cite.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "support/collection.h"

static struct arena arena;

static struct cite gather(const char *yaml, const char *id)
{
	struct archive *archive = support_archive_of(&arena, yaml);
	struct cite cite = {0};
	struct fault why = {0};
	if (!cite_gather(archive, &arena, dossier_find(archive, str_of(id)), &cite, &why))
		fail_msg("%s", why.sentence);
	return cite;
}

static struct str refusal(const char *yaml, const char *id)
{
	struct archive *archive = support_archive_of(&arena, yaml);
	struct cite cite = { .id = STR("untouched") };
	struct fault why = {0};
	assert_false(cite_gather(archive, &arena, dossier_find(archive, str_of(id)), &cite, &why));
	assert_int_equal(why.kind, FAULT_USAGE);
	assert_str(cite.id, "untouched");
	return str_copy(&arena, str_of(why.sentence));
}

static void a_source_has_all_that_was_written_of_it(void **state)
{
	(void)state;
	struct cite cite = gather(
		"- {id: works, kind: organization, name: Works & Co}\n"
		"- id: s\n"
		"  kind: source\n"
		"  title: |\n"
		"    A  harbour\n"
		"    for friends\n"
		"  authors: [works]\n"
		"  publisher: {value: works, note: Deduced.}\n"
		"  published: 2021-06-12~\n"
		"  retrieved: 2021-07-01\n"
		"  type: News-Report\n"
		"  url: https://a.example/\xc3\xa9\n"
		"  archive_url: https://b.example/\n"
		"  lang: en\n"
		"  derived_from: [works]\n", "s");
	assert_str(cite.id, "s");
	assert_str(cite.title, "A harbour for friends");
	assert_false(cite.is_described);
	assert_int_equal(cite.authors.count, 1);
	assert_str(cite.authors.items[0].literal, "Works & Co");
	assert_str(cite.publisher, "Works & Co");
	assert_str(cite.published.words, "around 12 June 2021");
	assert_str(cite.retrieved.words, "1 July 2021");
	assert_int_equal(cite.type, CITE_NEWS);
	assert_str(cite.genre, "News-Report");
	assert_str(cite.url, "https://a.example/%C3%A9");
	assert_str(cite.archive_url, "https://b.example/");
	assert_str(cite.language, "en");
	assert_str(cite.origin, "Works & Co");
	assert_int_equal(cite.deduced, 0);
	assert_false(cite.is_quote);
}

static void a_source_of_which_nothing_is_known_is_described(void **state)
{
	(void)state;
	struct cite cite = gather("{id: s, kind: source, name: Unnamed outlet}\n", "s");
	assert_str(cite.title, "Unnamed outlet");
	assert_true(cite.is_described);
	assert_int_equal(cite.authors.count, 0);
	assert_true(cite_date_is_none(&cite.published));
	assert_int_equal(cite.type, CITE_DOCUMENT);
	assert_int_equal(cite.genre.size + cite.publisher.size + cite.url.size, 0);
}

static void what_is_given_though_unknown_is_deduced(void **state)
{
	(void)state;
	struct cite cite = gather("{id: s, kind: source, title: A, published: 2021-06,\n"
	                          " unknown: [authors, published, url, publisher]}\n", "s");
	assert_int_equal(cite.deduced, CITE_DEDUCED_DATE);
}

static void a_name_is_parted_only_where_the_collection_parts_it(void **state)
{
	(void)state;
	struct cite cite = gather(
		"- id: ada\n"
		"  kind: person\n"
		"  name: Ada Quill\n"
		"  names: [{text: 'Quill,  Ada', use: citation}]\n"
		"- id: bo\n"
		"  kind: person\n"
		"  name: Lind, Bo\n"
		"  names: [{text: 'Lind, B.', use: short}]\n"
		"- {id: cy, kind: person, name: Cy, names: [{text: C. Marsh, use: citation}]}\n"
		"- id: s\n"
		"  kind: source\n"
		"  title: A\n"
		"  authors: [ada, bo, cy, 'Berg, Di', Di Berg, 'Berg, Di, Jr.', 'Ways, ']\n", "s");
	assert_int_equal(cite.authors.count, 7);
	assert_str(cite.authors.items[0].family, "Quill");
	assert_str(cite.authors.items[0].given, "Ada");
	assert_str(cite.authors.items[0].literal, "");
	assert_str(cite.authors.items[1].literal, "Lind, Bo");
	assert_str(cite.authors.items[2].literal, "C. Marsh");
	assert_str(cite.authors.items[3].family, "Berg");
	assert_str(cite.authors.items[3].given, "Di");
	assert_str(cite.authors.items[4].literal, "Di Berg");
	assert_str(cite.authors.items[5].literal, "Berg, Di, Jr.");
	assert_str(cite.authors.items[6].literal, "Ways,");
}

static void a_deprecated_value_is_passed_over_for_the_preferred(void **state)
{
	(void)state;
	struct cite cite = gather(
		"id: s\n"
		"kind: source\n"
		"title: A\n"
		"authors:\n"
		"  - {value: Old Hand, rank: deprecated}\n"
		"  - New Hand\n"
		"type:\n"
		"  - {value: book, rank: deprecated}\n"
		"  - leaflet\n"
		"  - court ruling\n", "s");
	assert_int_equal(cite.authors.count, 1);
	assert_str(cite.authors.items[0].literal, "New Hand");
	assert_int_equal(cite.type, CITE_CASE);
	assert_str(cite.genre, "court ruling");
}

static void a_document_with_an_address_is_a_web_page(void **state)
{
	(void)state;
	struct cite cite = gather("{id: s, kind: source, title: A, type: statement,\n"
	                          " url: 'https://a.example/'}\n", "s");
	assert_int_equal(cite.type, CITE_WEB_PAGE);
	assert_str(cite.genre, "statement");
	cite = gather("{id: s, kind: source, title: A, type: statement,\n"
	              " url: 'javascript:1'}\n", "s");
	assert_int_equal(cite.type, CITE_DOCUMENT);
	assert_str(cite.url, "");
}

static void a_quote_is_cited_with_its_source(void **state)
{
	(void)state;
	struct cite cite = gather(
		"- {id: ada, kind: person, name: Ada}\n"
		"- {id: works, kind: organization, name: Works}\n"
		"- {id: s, kind: source, title: A harbour, published: 2021}\n"
		"- id: q\n"
		"  kind: quote\n"
		"  text: \"Ask [[works|the\\nministry]] [and] me\"\n"
		"  translation: Frag mich\n"
		"  form: indirect\n"
		"  speaker: ada\n"
		"  for: works\n"
		"  said: 2021-05-03\n"
		"  source: s\n"
		"  locator: para. 3\n", "q");
	assert_str(cite.id, "q");
	assert_true(cite.is_quote);
	assert_true(cite.is_indirect);
	assert_str(cite.words, "Ask the ministry [and] me");
	assert_str(cite.translation, "Frag mich");
	assert_str(cite.speaker, "Ada");
	assert_str(cite.spoke_for, "Works");
	assert_str(cite.said.words, "3 May 2021");
	assert_str(cite.locator, "para. 3");
	assert_str(cite.title, "A harbour");
	assert_str(cite.published.words, "2021");
}

static void who_speaks_for_itself_is_named_once(void **state)
{
	(void)state;
	struct cite cite = gather(
		"- {id: works, kind: organization, name: Works}\n"
		"- {id: s, kind: source, title: A}\n"
		"- {id: q, kind: quote, text: B, speaker: works, for: works, source: s}\n", "q");
	assert_str(cite.speaker, "Works");
	assert_str(cite.spoke_for, "");
}

static void what_cannot_be_cited_is_answered_with_what_can(void **state)
{
	(void)state;
	static const char yaml[] =
		"- {id: ada, kind: person, name: Ada}\n"
		"- {id: bo, kind: person, name: Bo}\n"
		"- {id: s, kind: source, title: A}\n"
		"- {id: q1, kind: quote, text: A, speaker: ada, source: s}\n"
		"- {id: q2, kind: quote, text: B, speaker: ada, source: s}\n"
		"- {id: q3, kind: quote, text: C, source: gone}\n";
	assert_str(refusal(yaml, "ada"),
	           "only sources and quotes can be cited, and \"ada\" is of the kind person: "
	           "perhaps q1 or q2");
	assert_str(refusal(yaml, "bo"),
	           "only sources and quotes can be cited, and \"bo\" is of the kind person: "
	           "'dossier list source' lists what there is");
	assert_str(refusal(yaml, "q3"),
	           "the quote \"q3\" cannot be cited: "
	           "it names no source that is in the collection");
}

static void of_many_that_can_be_cited_some_are_named(void **state)
{
	(void)state;
	struct text yaml = { .arena = &arena };
	text_add(&yaml, STR("- {id: ada, kind: person, name: Ada}\n"
	                    "- {id: s, kind: source, title: A}\n"));
	for (int i = 1; i < 9; i++)
		text_format(&yaml, "- {id: q%d, kind: quote, text: A, speaker: ada, source: s}\n",
		            i);
	assert_str(refusal(text_str(&yaml).bytes, "ada"),
	           "only sources and quotes can be cited, and \"ada\" is of the kind person: "
	           "perhaps q1, q2, q3, q4, q5, …");
}

static void styles_have_names_and_a_text_each(void **state)
{
	(void)state;
	struct cite cite = gather("{id: s, kind: source, title: A}\n", "s");
	assert_int_equal(cite_style_find(STR("plain")), CITE_PLAIN);
	assert_int_equal(cite_style_find(STR("ris")), CITE_RIS);
	assert_int_equal(cite_style_find(STR("mla")), CITE_STYLE_COUNT);
	assert_int_equal(cite_style_find(STR("")), CITE_STYLE_COUNT);
	assert_str(cite_style_name(CITE_CSL), "csl");
	assert_str(cite_text(&arena, &cite, CITE_PLAIN), "“A”. n.d.");
	assert_str(cite_text(&arena, &cite, CITE_BIBTEX),
	           "@misc{s,\n  title        = {{A}},\n}\n");
	assert_str(cite_text(&arena, &cite, CITE_CSL),
	           "[\n  {\n    \"id\": \"s\",\n    \"type\": \"document\",\n"
	           "    \"title\": \"A\"\n  }\n]\n");
	assert_str(cite_text(&arena, &cite, CITE_RIS),
	           "TY  - GEN\r\nID  - s\r\nTI  - A\r\nER  - \r\n");
}

static int release(void **state)
{
	(void)state;
	unicode_close();
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_source_has_all_that_was_written_of_it),
		cmocka_unit_test(a_source_of_which_nothing_is_known_is_described),
		cmocka_unit_test(what_is_given_though_unknown_is_deduced),
		cmocka_unit_test(a_name_is_parted_only_where_the_collection_parts_it),
		cmocka_unit_test(a_deprecated_value_is_passed_over_for_the_preferred),
		cmocka_unit_test(a_document_with_an_address_is_a_web_page),
		cmocka_unit_test(a_quote_is_cited_with_its_source),
		cmocka_unit_test(who_speaks_for_itself_is_named_once),
		cmocka_unit_test(what_cannot_be_cited_is_answered_with_what_can),
		cmocka_unit_test(of_many_that_can_be_cited_some_are_named),
		cmocka_unit_test(styles_have_names_and_a_text_each),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
