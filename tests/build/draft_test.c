/* Documents and dossiers: how many a file holds, their kinds, ids and names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "model/limits.h"
#include "tests/support/drafted.h"

/* ── Files ──────────────────────────────────────────────────────────────────────────────────── */

static void a_file_of_one_map_is_one_dossier(void **state)
{
	(void)state;
	const struct draft *draft = draft_in("people/aung.yaml", "kind: person\nname: Aung\n");
	assert_int_equal(batch.drafts.count, 1);
	assert_str(draft->id, "aung");
	assert_str(draft->name, "Aung");
	assert_int_equal(draft->kind, schema_kind(schema, STR("person")));
	assert_int_equal(draft->place.line, 1);
	assert_str(batch.path, "people/aung.yaml");
	assert_no_findings(&batch.findings);
}

static void a_file_may_hold_documents(void **state)
{
	(void)state;
	draft_in("a.yaml",
	         "id: one\nkind: place\nname: One\n---\nid: two\nkind: place\nname: Two\n");
	assert_int_equal(batch.drafts.count, 2);
	assert_str(batch.drafts.items[0].id, "one");
	assert_str(batch.drafts.items[1].id, "two");
	assert_int_equal(batch.drafts.items[1].place.line, 5);
	assert_no_findings(&batch.findings);
}

static void a_file_may_hold_a_list(void **state)
{
	(void)state;
	draft_in("a.yaml",
	         "- {id: one, kind: place, name: One}\n- {id: two, kind: place, name: Two}\n");
	assert_int_equal(batch.drafts.count, 2);
	assert_str(batch.drafts.items[1].id, "two");
	assert_no_findings(&batch.findings);
}

static void a_list_of_one_needs_no_id(void **state)
{
	(void)state;
	assert_str(draft_in("one.yml", "- {kind: place, name: One}\n")->id, "one");
	assert_no_findings(&batch.findings);
}

static void what_is_no_map_is_no_dossier_but_its_neighbours_are(void **state)
{
	(void)state;
	draft_in(
		"a.yaml",
		"- {id: one, kind: place, name: One}\n- two\n"
		"- {id: three, kind: place, name: Three}\n");
	assert_int_equal(batch.drafts.count, 2);
	assert_finding(&batch.findings, RULE_NOT_A_DOSSIER, 2,
	               "a dossier is a map with kind and name; this is a text");
}

static void a_file_without_a_dossier_is_not_passed_over_in_silence(void **state)
{
	(void)state;
	batch = support_batch(schema, "a.yaml", "# nothing yet\n");
	assert_int_equal(batch.drafts.count, 0);
	assert_finding(&batch.findings, RULE_NOT_A_DOSSIER, 0, "the file holds no dossier");
}

static void an_empty_document_between_others_is_nothing(void **state)
{
	(void)state;
	draft_in("a.yaml", "---\n---\nkind: place\nname: One\n---\n~\n");
	assert_int_equal(batch.drafts.count, 1);
	assert_str(batch.drafts.items[0].id, "a");
	assert_no_findings(&batch.findings);
}

/* ── Kinds ──────────────────────────────────────────────────────────────────────────────────── */

static void a_kind_may_be_said_in_the_plural(void **state)
{
	(void)state;
	assert_int_equal(draft_in("a.yaml", "kind: people\nname: A\n")->kind,
	                 schema_kind(schema, STR("person")));
	assert_no_findings(&batch.findings);
}

static void a_dossier_without_kind_is_dropped(void **state)
{
	(void)state;
	batch = support_batch(schema, "a.yaml", "name: A\n");
	assert_int_equal(batch.drafts.count, 0);
	assert_finding(&batch.findings, RULE_KIND_MISSING, 1,
	               "a dossier must say its kind: one of person, organization, "
	               "place, event, quote, claim, source");
}

static void an_unknown_kind_gets_a_guess(void **state)
{
	(void)state;
	batch = support_batch(schema, "a.yaml", "name: A\nkind: persn\n");
	assert_int_equal(batch.drafts.count, 0);
	assert_finding(&batch.findings, RULE_KIND_UNKNOWN, 2,
	               "the schema has no kind 'persn': did you mean 'person'?");
}

static void a_kind_is_a_text(void **state)
{
	(void)state;
	batch = support_batch(schema, "a.yaml", "kind: [person]\nname: A\n");
	assert_int_equal(batch.drafts.count, 0);
	assert_finding(&batch.findings, RULE_TYPE, 1, "'kind' takes a text, not a list");
}

/* ── Ids ────────────────────────────────────────────────────────────────────────────────────── */

static void dossiers_of_a_common_file_need_ids(void **state)
{
	(void)state;
	draft_in("all.yaml", "- {kind: place, name: One}\n- {kind: place, name: Two}\n");
	assert_str(batch.drafts.items[0].id, "all.1");
	assert_str(batch.drafts.items[1].id, "all.2");
	assert_finding(
		&batch.findings, RULE_ID_FORM, 1,
		"each dossier of a file with several needs an id; without one this is 'all.1'");
	assert_int_equal(support_finding_count(&batch.findings, RULE_ID_FORM), 2);
}

static void an_id_with_blanks_is_mended(void **state)
{
	(void)state;
	assert_str(draft_in("a.yaml", "id: \"foo bar\\e\"\nkind: place\nname: A\n")->id,
	           "foo-bar-");
	assert_finding(&batch.findings, RULE_ID_FORM, 1,
	               "the id 'foo bar\x1b' has blanks or controls in it: write 'foo-bar-'");
}

static void an_id_in_another_script_stands_but_is_noted(void **state)
{
	(void)state;
	assert_str(draft_in("a.yaml", "id: Лавров\nkind: person\nname: A\n")->id, "Лавров");
	assert_finding(&batch.findings, RULE_ID_FORM, 1,
	               "the id 'Лавров' is not of small letters, digits, '-' and '.' alone");
}

static void the_blank_of_another_script_is_a_blank(void **state)
{
	(void)state;
	assert_str(draft_in("a.yaml", "id: a　b\nkind: place\nname: A\n")->id, "a-b");
	assert_int_equal(support_finding_count(&batch.findings, RULE_ID_FORM), 1);
}

static void an_id_at_the_limit_stands(void **state)
{
	(void)state;
	char id[LIMIT_ID_SIZE + 1] = {0}, text[LIMIT_ID_SIZE + 64];
	memset(id, 'x', LIMIT_ID_SIZE);
	snprintf(text, sizeof(text), "id: %s\nkind: place\nname: A\n", id);
	assert_str(draft_in("a.yaml", text)->id, id);
	assert_no_findings(&batch.findings);
}

static void an_id_over_the_limit_is_cut(void **state)
{
	(void)state;
	char id[LIMIT_ID_SIZE + 2] = {0}, text[LIMIT_ID_SIZE + 64];
	memset(id, 'x', LIMIT_ID_SIZE + 1);
	snprintf(text, sizeof(text), "id: %s\nkind: place\nname: A\n", id);
	assert_int_equal(draft_in("a.yaml", text)->id.size, LIMIT_ID_SIZE);
	assert_int_equal(support_finding_count(&batch.findings, RULE_TOO_LONG), 1);
}

static void an_id_that_is_a_list_gives_way_to_the_name_of_the_file(void **state)
{
	(void)state;
	assert_str(draft_in("a.yaml", "id: [b]\nkind: place\nname: A\n")->id, "a");
	assert_finding(&batch.findings, RULE_TYPE, 1, "'id' takes a text, not a list");
}

static void former_ids_are_kept(void **state)
{
	(void)state;
	const struct draft *draft =
		draft_in("a.yaml", "kind: place\nname: A\nformer_ids: [old, \"o l d\", older]\n");
	assert_int_equal(draft->former_ids.count, 2);
	assert_str(batch.former_ids.items[draft->former_ids.first], "old");
	assert_str(batch.former_ids.items[draft->former_ids.first + 1], "older");
	assert_finding(&batch.findings, RULE_ID_FORM, 3,
	               "'former_ids' takes ids: texts without blanks and controls");
}

static void a_single_former_id_needs_no_list(void **state)
{
	(void)state;
	const struct draft *draft = draft_in("a.yaml", "kind: place\nname: A\nformer_ids: old\n");
	assert_int_equal(draft->former_ids.count, 1);
	assert_no_findings(&batch.findings);
}

/* ── Names ──────────────────────────────────────────────────────────────────────────────────── */

static void a_dossier_without_a_name_is_called_by_its_id(void **state)
{
	(void)state;
	assert_str(draft_in("a.yaml", "kind: person\n")->name, "a");
	assert_finding(&batch.findings, RULE_NAME_MISSING, 1, "'a' has no name");
}

static void an_empty_name_is_none(void **state)
{
	(void)state;
	assert_str(draft_in("a.yaml", "kind: person\nname: \"  \"\n")->name, "a");
	assert_finding(&batch.findings, RULE_NAME_MISSING, 1, "'a' has no name");
}

static void a_source_is_called_by_its_title(void **state)
{
	(void)state;
	assert_str(draft_in("a.yaml", "kind: source\ntitle: A long report, with a comma\n")->name,
	           "A long report, with a comma");
	assert_no_findings(&batch.findings);
}

static void a_quote_is_called_by_its_first_sentence(void **state)
{
	(void)state;
	const struct draft *draft = draft_in(
		"a.yaml",
		"kind: quote\nsource: s\ntext: |\n"
		"  We have always stood with [[myanmar|the people\n"
		"  of Myanmar]], and we shall do so again. They know it.\n");
	assert_str(draft->name, "We have always stood with the people of Myanmar, and we shall do "
	                        "so again …");
	assert_no_findings(&batch.findings);
}

/* Until the group of tests ends; what was drafted before is let go. */
static const char *name_of_claim(const char *text)
{
	const char *yaml = str_format(&arena, "kind: claim\ntext: '%s'\n", text).bytes;
	batch_close(NULL);
	return str_copy(&arena, draft_in("a.yaml", yaml)->name).bytes;
}

static void a_name_has_no_stop_but_that_of_a_word(void **state)
{
	(void)state;
	assert_string_equal(name_of_claim("Jets were delivered."), "Jets were delivered");
	assert_string_equal(name_of_claim("Were jets delivered?"), "Were jets delivered?");
	assert_string_equal(name_of_claim("Jets were delivered by the U.S."),
	                    "Jets were delivered by the U.S.");
	assert_string_equal(name_of_claim("We deliver jets,"), "We deliver jets");
	assert_string_equal(name_of_claim("."), "a");
}

static void a_short_sentence_is_no_name_without_the_next(void **state)
{
	(void)state;
	assert_string_equal(name_of_claim("No. We shall deliver no jets. Never."),
	                    "No. We shall deliver no jets …");
}

static void a_long_sentence_is_cut_behind_a_word(void **state)
{
	(void)state;
	char text[402];
	for (size_t i = 0; i < 400; i++)
		text[i] = i % 8 == 7 ? ' ' : 'a';
	text[400] = 'b';
	text[401] = '\0';
	const char *name = name_of_claim(text);
	assert_int_equal(strlen(name), 199 + strlen("…"));
	assert_memory_equal(name, text, 199);
	assert_string_equal(name + 199, "…");
}

static void opening_words_without_blanks_are_cut_between_letters(void **state)
{
	(void)state;
	const struct draft *draft = draft_in("a.yaml",
		"kind: claim\ntext: မြန်မာနိုင်ငံသည်အရှေ့တောင်အာရှတွင်တည်ရှိသည်"
		"မြန်မာနိုင်ငံသည်အရှေ့တောင်အာရှတွင်တည်ရှိသည်\n");
	assert_true(draft->name.size <= 203);
	assert_true(str_ends_with(draft->name, STR("…")));
	assert_int_equal(unicode_find_invalid(draft->name), SIZE_MAX);
}

static void a_quote_without_words_is_reported_once(void **state)
{
	(void)state;
	assert_str(draft_in("a.yaml", "kind: quote\nsource: s\n")->name, "a");
	assert_finding(&batch.findings, RULE_FIELD_REQUIRED, 1, "a quote needs 'text'");
	assert_int_equal(batch.findings.count, 1);
}

static void a_list_of_names_keeps_the_first(void **state)
{
	(void)state;
	assert_str(draft_in("a.yaml", "kind: person\nname: [One, Two]\n")->name, "One");
	assert_finding(&batch.findings, RULE_TYPE, 2,
	               "'name' takes one text, not a list: put other names under 'names'");
}

static void a_name_written_long_keeps_its_sources(void **state)
{
	(void)state;
	const struct draft *draft =
		draft_in("a.yaml", "kind: person\nname: {value: One, sources: [s]}\n");
	const struct draft_value *value = support_value(&batch, draft, "name", 0);
	assert_str(draft->name, "One");
	assert_non_null(value);
	assert_int_equal(value->citations.count, 1);
	assert_no_findings(&batch.findings);
}

static void a_name_of_one_text_is_no_value(void **state)
{
	(void)state;
	const struct draft *draft = draft_in("a.yaml", "kind: person\nname: One\n");
	assert_null(support_value(&batch, draft, "name", 0));
	assert_null(support_value(&batch, draft, "kind", 0));
}

static void a_name_over_the_limit_is_cut_at_a_letter(void **state)
{
	(void)state;
	struct text text = { .arena = &arena };
	text_add(&text, STR("kind: person\nname: x"));
	for (int i = 0; i < LIMIT_NAME_SIZE / 2; i++)
		text_add(&text, STR("ж"));
	const struct draft *draft = draft_in("a.yaml", text_str(&text).bytes);
	assert_int_equal(draft->name.size, LIMIT_NAME_SIZE - 1);
	assert_int_equal(support_finding_count(&batch.findings, RULE_TOO_LONG), 1);
}

/* ── What the dossier is made of ────────────────────────────────────────────────────────────── */

static void the_date_is_that_of_its_kind(void **state)
{
	(void)state;
	const struct draft *draft = draft_in("a.yaml", "kind: event\nname: A\ndate: 2021-02-01\n");
	assert_int_not_equal(draft->date, NO_ROW);
	assert_str(batch.dates.items[draft->date].text, "2021-02-01");
}

static void of_several_dates_the_preferred_one_counts(void **state)
{
	(void)state;
	const struct schema *many = support_schema(&arena, "fields: {date: {many: yes}}");
	batch = support_batch(
		many, "a.yaml",
		"kind: event\nname: A\ndate:\n"
		"  - {value: 2020, rank: deprecated}\n  - 2021\n"
		"  - {value: 2022, rank: preferred}\n");
	assert_str(batch.dates.items[batch.drafts.items[0].date].text, "2022");
}

static void a_withdrawn_date_counts_only_if_there_is_no_other(void **state)
{
	(void)state;
	const struct schema *many = support_schema(&arena, "fields: {date: {many: yes}}");
	batch = support_batch(many, "a.yaml", "kind: event\nname: A\ndate:\n"
		"  - {value: 2020, rank: deprecated}\n  - 2021\n  - 2022\n");
	assert_str(batch.dates.items[batch.drafts.items[0].date].text, "2021");
}

static void the_summary_is_a_value_too(void **state)
{
	(void)state;
	const struct draft *draft = draft_in("a.yaml", "kind: place\nname: A\nsummary: A place.\n");
	assert_str(draft->summary, "A place.");
	assert_str(support_value(&batch, draft, "summary", 0)->text, "A place.");
}

static void sources_of_the_whole_are_citations_and_links(void **state)
{
	(void)state;
	const struct draft *draft = draft_in(
		"a.yaml",
		"kind: place\nname: A\nsources:\n  - one\n"
		"  - {source: two, locator: p. 2, note: Thin.}\n");
	assert_int_equal(draft->citations.count, 2);
	const struct draft_citation *second = &batch.citations.items[draft->citations.first + 1];
	assert_str(second->id, "two");
	assert_str(second->locator, "p. 2");
	assert_str(second->note, "Thin.");
	assert_int_equal(second->place.line, 5);

	const struct draft_link *link = support_link(&batch, draft, "two", 0);
	assert_int_equal(link->relation, schema_relation(schema, STR("cites")));
	assert_int_equal(link->value, NO_ROW);
	assert_str(link->role, "p. 2");
	assert_null(support_value(&batch, draft, "sources", 0));
	assert_no_findings(&batch.findings);
}

static void a_single_source_needs_no_list(void **state)
{
	(void)state;
	assert_int_equal(
		draft_in("a.yaml", "kind: place\nname: A\nsources: one\n")->citations.count, 1);
	assert_no_findings(&batch.findings);
}

static void words_are_counted(void **state)
{
	(void)state;
	draft_in("a.yaml",
	         "kind: place\nname: Nay Pyi Taw\nsummary: The capital  of\n  it.\nborn: 2021\n");
	assert_int_equal(batch.word_count, 7);
}

/* ── Nested quotes ──────────────────────────────────────────────────────────────────────────── */

static void a_nested_quote_is_a_dossier_and_names_its_holder(void **state)
{
	(void)state;
	draft_in("lavrov.yaml", "kind: person\nname: Lavrov\nquotes:\n"
	                        "  - {id: q1, text: One., source: s1, locator: p. 3}\n");
	assert_int_equal(batch.drafts.count, 2);
	const struct draft *quote = support_draft(&batch, "q1");
	assert_int_equal(quote->kind, schema_kind(schema, STR("quote")));
	assert_int_equal(quote->place.line, 4);

	const struct draft_link *speaker = support_link(&batch, quote, "lavrov", 0);
	assert_int_equal(speaker->relation, schema_relation(schema, STR("speaker")));
	assert_str(support_value(&batch, quote, "speaker", 0)->text, "lavrov");
	const struct draft_link *source = support_link(&batch, quote, "s1", 0);
	assert_int_equal(source->relation, schema_relation(schema, STR("quoted-from")));
	assert_str(source->role, "p. 3");
	assert_no_findings(&batch.findings);
}

static void a_quote_in_its_source_needs_no_source(void **state)
{
	(void)state;
	draft_in("s1.yaml", "kind: source\ntitle: S\nquotes:\n"
	                    "  - {id: q1, text: One., locator: p. 3, speaker: lavrov}\n");
	const struct draft *quote = support_draft(&batch, "q1");
	const struct draft_link *source = support_link(&batch, quote, "s1", 0);
	assert_str(source->role, "p. 3");
	assert_null(support_link(&batch, quote, "s1", 1));
	assert_no_findings(&batch.findings);
}

static void a_quote_may_say_another_holder(void **state)
{
	(void)state;
	draft_in("lavrov.yaml",
	         "kind: person\nname: L\nquotes: {id: q1, text: One., source: s, speaker: x}\n");
	const struct draft *quote = support_draft(&batch, "q1");
	assert_non_null(support_link(&batch, quote, "x", 0));
	assert_null(support_link(&batch, quote, "lavrov", 0));
}

static void a_nested_quote_without_id_is_numbered(void **state)
{
	(void)state;
	draft_in("l.yaml", "kind: person\nname: L\nquotes:\n"
	                   "  - {id: q1, text: One., source: s}\n  - {text: Two., source: s}\n");
	assert_non_null(support_draft(&batch, "l.2"));
	assert_finding(&batch.findings, RULE_ID_DERIVED, 5,
	               "without an id of its own this is 'l.2', after its place in the list");
}

static void the_values_of_a_holder_stay_together(void **state)
{
	(void)state;
	draft_in("l.yaml",
	         "kind: person\nname: L\nquotes: [{id: q1, text: One., source: s}]\nborn: 1950\n");
	const struct draft *holder = support_draft(&batch, "l");
	const struct draft *quote = support_draft(&batch, "q1");
	assert_int_equal(holder->values.count, 1);
	assert_int_equal(quote->values.first, holder->values.first + holder->values.count);
	assert_str(batch.values.items[holder->values.first].key, "born");
}

static void what_stands_for_a_quote_must_be_a_map(void **state)
{
	(void)state;
	draft_in("l.yaml", "kind: person\nname: L\nquotes: [One.]\n");
	assert_int_equal(batch.drafts.count, 1);
	assert_finding(&batch.findings, RULE_TYPE, 3,
	               "'quotes' takes maps that are dossiers, not a text");
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────── */

static void an_unknown_key_is_reported_once_a_file(void **state)
{
	(void)state;
	draft_in("a.yaml", "- {id: a, kind: place, name: A, sumary: x}\n"
	                   "- {id: b, kind: place, name: B, sumary: y}\n");
	assert_finding(&batch.findings, RULE_FIELD_UNKNOWN, 1,
	               "the schema has no field 'sumary': did you mean 'summary'?");
	assert_int_equal(batch.findings.count, 1);
	assert_str(support_value(&batch, &batch.drafts.items[1], "sumary", 0)->text, "y");
}

static void a_field_of_another_kind_is_kept_with_its_type(void **state)
{
	(void)state;
	const struct draft *draft = draft_in("a.yaml", "kind: place\nname: A\nborn: 1950\n");
	const struct draft_value *born = support_value(&batch, draft, "born", 0);
	assert_int_equal(born->type, FIELD_DATE);
	assert_finding(&batch.findings, RULE_FIELD_MISPLACED, 3,
	               "'born' is not a field of 'place'");
}

static void an_absent_value_is_nothing(void **state)
{
	(void)state;
	const struct draft *draft = draft_in(
		"a.yaml", "kind: person\nname: A\nborn: ~\ndied:\nsummary: null\n");
	assert_int_equal(draft->values.count, 0);
	assert_no_findings(&batch.findings);
}

static void a_key_that_is_not_known_is_not_lost_in_silence(void **state)
{
	(void)state;
	const struct draft *draft = draft_in(
		"a.yaml", "kind: person\nname: A\nnames:\n"
		          "  - {text: Solomon, Feliz, note: }\ncolour:\n");
	assert_int_equal(draft->values.count, 1);
	assert_int_equal(batch.findings.count, 2);
	assert_finding(&batch.findings, RULE_KEY_WITHOUT_VALUE, 4,
	               "'Feliz' has no value: nothing of it is kept");
}

static bool tells_of_a_key(const char *keys)
{
	struct arena scratch = {0};
	batch = support_batch(schema, "a.yaml",
	                      str_format(&scratch, "kind: person\nname: A\n%s", keys).bytes);
	bool is_told = support_finding_count(&batch.findings, RULE_KEY_WITHOUT_VALUE) > 0;
	arena_release(&scratch);
	batch_close(NULL);
	return is_told;
}

/* A comma cuts texts in two, whatever the piece behind it may be called. */
static void what_stands_without_a_colon_is_told_whatever_its_name(void **state)
{
	static const char *const rows[] = {
		"names: [{text: Solomon, note}]\n",      "names: [{text: Solomon, note }]\n",
		"names: [{text: Solomon, \"note\"}]\n",  "names: [{text: Sölömön, note}]\n",
		"names: [{text: S, note # a: b\n  }]\n", "summary: {value: Monday, sources}\n",
		"positions: [{title: Head, note}]\n",     "born: {value: 1950, lang}\n",
		"sources: [{source: a, locator}]\n",     "relations: [{to: a, type: met, role}]\n",
		"# \r\n# a\r\nsummary: {value: a, date}\r\n", "--- {id: a, kind: person, name}\n",
		"names: [{lang: , text: S, note}]\n",    "summary: {value: a,\n  as_of\n  }\n",
	};
	static const char *const silent[] = {
		"names: [{text: Solomon, note: }]\n",    "names: [{text: Solomon, note :}]\n",
		"names: [{text: Solomon, \"note\":}]\n", "names: [{text: S, note\n  : }]\n",
		"names: [{text: Sölömön, note: ~}]\n",   "sources: [{source: a, locator: }]\n",
		"died:\n",                               "names: [ä,  ]\nnote:",
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (!tells_of_a_key(rows[i]))
			fail_msg("%s is not told", rows[i]);
	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
		if (tells_of_a_key(silent[i]))
			fail_msg("%s is told", silent[i]);
}

static void findings_stop_at_the_limit(void **state)
{
	(void)state;
	struct text text = { .arena = &arena };
	text_add(&text, STR("kind: place\nname: A\n"));
	for (int i = 0; i < 2 * LIMIT_FINDINGS_A_FILE; i++)
		text_format(&text, "key%d: x\n", i);
	const struct draft *draft = draft_in("a.yaml", text_str(&text).bytes);
	assert_int_equal(draft->values.count, 2 * LIMIT_FINDINGS_A_FILE);
	assert_int_equal(batch.findings.count, LIMIT_FINDINGS_A_FILE);
	assert_int_equal(batch.findings.dropped, LIMIT_FINDINGS_A_FILE);
}

#define TEST(name) cmocka_unit_test_teardown(name, batch_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_file_of_one_map_is_one_dossier),
		TEST(a_file_may_hold_documents),
		TEST(a_file_may_hold_a_list),
		TEST(a_list_of_one_needs_no_id),
		TEST(what_is_no_map_is_no_dossier_but_its_neighbours_are),
		TEST(a_file_without_a_dossier_is_not_passed_over_in_silence),
		TEST(an_empty_document_between_others_is_nothing),
		TEST(a_kind_may_be_said_in_the_plural),
		TEST(a_dossier_without_kind_is_dropped),
		TEST(an_unknown_kind_gets_a_guess),
		TEST(a_kind_is_a_text),
		TEST(dossiers_of_a_common_file_need_ids),
		TEST(an_id_with_blanks_is_mended),
		TEST(an_id_in_another_script_stands_but_is_noted),
		TEST(the_blank_of_another_script_is_a_blank),
		TEST(an_id_at_the_limit_stands),
		TEST(an_id_over_the_limit_is_cut),
		TEST(an_id_that_is_a_list_gives_way_to_the_name_of_the_file),
		TEST(former_ids_are_kept),
		TEST(a_single_former_id_needs_no_list),
		TEST(a_dossier_without_a_name_is_called_by_its_id),
		TEST(an_empty_name_is_none),
		TEST(a_source_is_called_by_its_title),
		TEST(a_quote_is_called_by_its_first_sentence),
		TEST(a_name_has_no_stop_but_that_of_a_word),
		TEST(a_short_sentence_is_no_name_without_the_next),
		TEST(a_long_sentence_is_cut_behind_a_word),
		TEST(opening_words_without_blanks_are_cut_between_letters),
		TEST(a_quote_without_words_is_reported_once),
		TEST(a_list_of_names_keeps_the_first),
		TEST(a_name_written_long_keeps_its_sources),
		TEST(a_name_of_one_text_is_no_value),
		TEST(a_name_over_the_limit_is_cut_at_a_letter),
		TEST(the_date_is_that_of_its_kind),
		TEST(of_several_dates_the_preferred_one_counts),
		TEST(a_withdrawn_date_counts_only_if_there_is_no_other),
		TEST(the_summary_is_a_value_too),
		TEST(sources_of_the_whole_are_citations_and_links),
		TEST(a_single_source_needs_no_list),
		TEST(words_are_counted),
		TEST(a_nested_quote_is_a_dossier_and_names_its_holder),
		TEST(a_quote_in_its_source_needs_no_source),
		TEST(a_quote_may_say_another_holder),
		TEST(a_nested_quote_without_id_is_numbered),
		TEST(the_values_of_a_holder_stay_together),
		TEST(what_stands_for_a_quote_must_be_a_map),
		TEST(an_unknown_key_is_reported_once_a_file),
		TEST(a_field_of_another_kind_is_kept_with_its_type),
		TEST(an_absent_value_is_nothing),
		TEST(a_key_that_is_not_known_is_not_lost_in_silence),
		TEST(what_stands_without_a_colon_is_told_whatever_its_name),
		TEST(findings_stop_at_the_limit),
	};
	return cmocka_run_group_tests(tests, schema_open, schema_close);
}
