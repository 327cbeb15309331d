#include "query/who.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "query/known.h"
#include "tests/query/page_sound.h"

static struct archive *disputes(struct arena *arena)
{
	return support_archive_folder(arena, "tests/cases/disputes");
}

/* The nth (from 0) value of a dossier that is called so. */
static struct value value_called(struct arena *arena, const struct archive *archive, const char *id,
                                 const char *name, size_t nth)
{
	struct who_values values = who_values(archive, arena, dossier_find(archive, str_of(id)));
	for (size_t i = 0; i < values.count; i++)
		if (who_is_called(archive, &values.items[i], str_of(name)) && nth-- == 0)
			return values.items[i];
	fail_msg("%s has no such %s", id, name);
	return value_at(archive, NO_ROW);
}

static struct who who_of(struct arena *arena, const struct archive *archive, const char *id,
                         const char *name, size_t nth)
{
	return who_query(archive, arena, dossier_find(archive, str_of(id)),
	                 value_called(arena, archive, id, name, nth).row);
}

/* ── Values ─────────────────────────────────────────────────────────────────────────────────── */

static void gives_values_in_the_order_of_the_kind(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct who_values values = who_values(archive, arena, dossier_find(archive,
	                                                                   STR("mira-sol")));
	static const char *const keys[] = {
		"names", "summary", "roles", "roles", "positions", "nationality", "born", "born",
		"born", "tags", "relations", "relations",
	};
	assert_int_equal(values.count, sizeof(keys) / sizeof(keys[0]));
	for (size_t i = 0; i < values.count; i++)
		assert_str(who_key(archive, &values.items[i]), keys[i]);
}

static void gives_keys_that_are_not_known_last_and_no_sources(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = support_archive_of(arena,
		"- {id: a, kind: person, shoe: 38, name: A, sources: [b], born: 1961}\n"
		"- {id: b, kind: source, title: B}\n");
	struct who_values values = who_values(archive, arena, dossier_find(archive, STR("a")));
	assert_str(who_key(archive, &values.items[values.count - 1]), "shoe");
	for (size_t i = 0; i < values.count; i++)
		assert_false(str_equal(who_key(archive, &values.items[i]), STR("sources")));
}

static void finds_the_value_around_what_stands_inside(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct dossier_ref mira = dossier_find(archive, STR("mira-sol"));
	struct value group = value_called(arena, archive, "mira-sol", "positions", 0);
	assert_true(group.end > group.row + 1);
	assert_int_equal(who_value_around(archive, mira, group.end - 1).row, group.row);
	assert_int_equal(who_value_around(archive, mira, group.row).row, group.row);
	assert_int_equal(who_value_around(archive, mira, NO_ROW).row, NO_ROW);
	struct dossier_ref oren = dossier_find(archive, STR("oren-vale"));
	assert_int_equal(who_value_around(archive, oren, group.row).row, NO_ROW);
}

static void finds_a_value_again_by_its_mark(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct who_values values = who_values(archive, arena, dossier_find(archive,
	                                                                   STR("mira-sol")));
	for (size_t i = 0; i < values.count; i++)
		assert_int_equal(who_marked(archive, &values, who_mark(archive, &values, i)), i);
	struct who_mark beyond = who_mark(archive, &values, 7);
	beyond.nth = 9;
	assert_int_equal(who_marked(archive, &values, beyond), 8);
	assert_int_equal(who_marked(archive, &values, (struct who_mark){0}), 0);
}

static void takes_a_field_by_key_label_and_relation(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct value met = value_called(arena, archive, "mira-sol", "met", 0);
	assert_true(who_is_called(archive, &met, STR("RELATIONS")));
	assert_false(who_is_called(archive, &met, STR("supports")));
	struct value names = value_called(arena, archive, "mira-sol", "also known as", 0);
	assert_str(names.text, "Mira Solberg");
}

/* ── Grounds ────────────────────────────────────────────────────────────────────────────────── */

static void assert_ground(struct arena *arena, const struct archive *archive, const char *id,
                          const char *name, const char *ground, size_t sources)
{
	struct who who = who_of(arena, archive, id, name, 0);
	assert_str(who_ground_name(who.ground), ground);
	assert_int_equal(who.sources.count, sources);
}

static void says_what_a_value_rests_on(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	assert_ground(arena, archive, "mira-sol", "summary", "own", 1);
	assert_ground(arena, archive, "mira-sol", "nationality", "dossier", 1);
	assert_ground(arena, archive, "mira-sol", "tags", "editor", 0);
	assert_ground(arena, archive, "port-office", "founded", "none", 0);
	assert_ground(arena, archive, "tide", "text", "quote", 1);
	assert_ground(arena, archive, "meeting", "text", "claim", 2);
	assert_ground(arena, archive, "daily", "publisher", "itself", 0);
}

static void names_the_place_in_the_source_of_a_quote(void **state)
{
	struct arena *arena = *state;
	struct who who = who_of(arena, disputes(arena), "tide", "text", 0);
	assert_str(who.sources.items[0].citation.id, "daily");
	assert_str(who.sources.items[0].citation.locator, "para. 5");
}

static void names_who_takes_which_stance_to_a_claim(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct who who = who_of(arena, archive, "meeting", "text", 0);
	assert_str(who.sources.items[0].stance, "asserts");
	assert_str(who.sources.items[1].stance, "denies");
	assert_str(dossier_id(archive, who.sources.items[1].speaker), "oren-vale");
	assert_str(who.sources.items[1].citation.note, "He names another day.");
}

static void tells_for_which_part_a_source_is(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct who who = who_of(arena, archive, "mira-sol", "positions", 0);
	assert_int_equal(who.sources.count, 1);
	assert_str(value_at(archive, who.sources.items[0].inside).text, "Harbour master");
}

static void keeps_a_source_that_is_missing(void **state)
{
	struct arena *arena = *state;
	struct who who = who_of(arena, disputes(arena), "mira-sol", "born", 2);
	assert_int_equal(who.sources.count, 2);
	assert_true(dossier_is_none(who.sources.items[1].citation.source));
	assert_str(who.sources.items[1].citation.id, "nowhere");
}

static void lets_a_source_introduce_itself(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct who_document daily = who_document(archive, arena,
	                                         dossier_find(archive, STR("daily")));
	assert_str(daily.title, "The Tarn Daily on its harbour");
	assert_int_equal(daily.authors.count, 2);
	assert_str(daily.authors.items[0], "Oren Vale");
	assert_str(daily.authors.items[1], "A clerk");
	assert_str(daily.publisher, "Port office");
	assert_str(daily.published, "2019-06-01");
	assert_str(daily.reliability, "C");
	assert_str(daily.reliability_words, "fairly reliable");
	assert_str(daily.reliability_note, "It has been wrong on dates.");
	assert_str(daily.derived_from.items[0], "Register of births of Tarn");
	assert_int_equal(daily.quote_count, 1);
	assert_int_equal(daily.checked_count, 0);
}

static void counts_the_quotes_that_were_found(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = support_archive_folder(arena, "content");
	struct dossier_ref source = dossier_find(archive, STR("aphr-2025-03"));
	struct who_document document = who_document(archive, arena, source);
	assert_true(document.quote_count > 0);
	assert_int_equal(document.checked_count, document.quote_count);
	assert_int_equal(document.found_count, document.quote_count);
}

/* ── Others ─────────────────────────────────────────────────────────────────────────────────── */

static void sets_dates_against_each_other(void **state)
{
	struct arena *arena = *state;
	struct who who = who_of(arena, disputes(arena), "mira-sol", "born", 0);
	assert_int_equal(who.rivals.count, 2);
	assert_str(who.rivals.items[0].text, "1963");
	assert_str(who.rivals.items[1].text, "1959");
	assert_int_equal(who.rivals.items[1].rank, RANK_DEPRECATED);
	assert_int_equal(who.beside.count, 0);
}

static void sets_texts_of_a_list_beside_each_other(void **state)
{
	struct arena *arena = *state;
	struct who who = who_of(arena, disputes(arena), "mira-sol", "roles", 0);
	assert_int_equal(who.rivals.count, 0);
	assert_int_equal(who.beside.count, 1);
	assert_str(who.beside.items[0].text, "Port captain");
}

static void does_not_set_relations_of_other_types_against_each_other(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = support_archive_of(arena,
		"- id: a\n"
		"  kind: person\n"
		"  name: A\n"
		"  relations:\n"
		"    - {type: met, to: b, rank: preferred, date: 2019}\n"
		"    - {type: met, to: b, rank: deprecated, date: 2018}\n"
		"    - {type: supports, to: b}\n"
		"- {id: b, kind: person, name: B}\n");
	struct who who = who_of(arena, archive, "a", "met", 0);
	assert_int_equal(who.rivals.count, 1);
	assert_int_equal(who.rivals.items[0].rank, RANK_DEPRECATED);
	assert_int_equal(who_of(arena, archive, "a", "supports", 0).rivals.count, 0);
}

static void sets_a_preferred_link_of_a_list_against_the_others(void **state)
{
	struct arena *arena = *state;
	struct who who = who_of(arena, disputes(arena), "oren-vale", "nationality", 1);
	assert_int_equal(who.rivals.count, 1);
	assert_str(who.rivals.items[0].text, "tarn");
}

static void takes_a_list_with_a_deprecated_link_for_a_list(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = support_archive_of(arena,
		"- id: a\n"
		"  kind: event\n"
		"  name: A\n"
		"  participants: [b, c, {who: c, role: host, rank: deprecated}]\n"
		"- {id: b, kind: person, name: B}\n"
		"- {id: c, kind: person, name: C}\n");
	assert_int_equal(who_of(arena, archive, "a", "participants", 0).rivals.count, 0);
	assert_int_equal(who_of(arena, archive, "a", "participants", 1).rivals.count, 1);
}

static void does_not_set_a_value_against_its_double(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = support_archive_of(arena,
		"{id: a, kind: person, name: A, born: [{value: 1961, note: x}, 1961]}\n");
	assert_int_equal(who_of(arena, archive, "a", "born", 0).rivals.count, 0);
}

static void tells_of_claims_that_a_note_names(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct who who = who_of(arena, archive, "mira-sol", "met", 0);
	assert_int_equal(who.claims.count, 1);
	assert_str(dossier_id(archive, who.claims.items[0].ref), "meeting");
	assert_str(who_touch_name(who.claims.items[0].touch), "named");
}

static void tells_of_claims_about_both_ends(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct who who = who_of(arena, archive, "oren-vale", "met", 0);
	assert_int_equal(who.claims.count, 1);
	assert_int_equal(who.claims.items[0].touch, WHO_BOTH);
}

static void tells_of_claims_that_have_the_words(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct who who = who_of(arena, archive, "mira-sol", "roles", 1);
	assert_int_equal(who.claims.count, 1);
	assert_str(dossier_id(archive, who.claims.items[0].ref), "captain");
	assert_int_equal(who.claims.items[0].touch, WHO_WORDS);
	assert_int_equal(who_of(arena, archive, "mira-sol", "roles", 0).claims.count, 0);
}

static void tells_what_is_written_at_the_other_end(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct who who = who_of(arena, archive, "mira-sol", "met", 0);
	assert_int_equal(who.elsewhere.count, 1);
	assert_str(dossier_id(archive, who.elsewhere.items[0].other), "oren-vale");
	assert_str(who.elsewhere.items[0].link.role, "on board");
	assert_true(who_differs(archive, &who, &who.elsewhere.items[0]));
	assert_int_equal(who_of(arena, archive, "mira-sol", "supports", 0).elsewhere.count, 0);
}

static void does_not_call_it_different_if_both_ends_say_the_same(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = support_archive_of(arena,
		"- {id: a, kind: person, name: A, relations: [{type: met, to: b, date: 2019}]}\n"
		"- {id: b, kind: person, name: B, relations: [{type: met, to: a, date: 2019}]}\n");
	struct who who = who_of(arena, archive, "a", "met", 0);
	assert_int_equal(who.elsewhere.count, 1);
	assert_false(who_differs(archive, &who, &who.elsewhere.items[0]));
}

/* Whoever writes of a hub stands behind all who do no more than link with it. */
static void tells_it_of_a_dossier_that_thousands_link_with(void **state)
{
	enum { LINKS = 30000 };
	struct arena *arena = *state;
	struct text text = { .arena = arena };
	text_add(&text, STR("- {id: hub, kind: person, name: H, relations: "
	                    "[{type: met, to: z, date: 2019}]}\n"));
	for (int i = 0; i < LINKS; i++)
		text_add(&text, str_format(arena, "- {id: n%05d, kind: person, name: N, "
		                           "relations: [{type: met, to: hub}]}\n", i));
	text_add(&text, STR("- {id: z, kind: person, name: Z, relations: "
	                    "[{type: met, to: hub, date: 2021}]}\n"));
	text_add_byte(&text, 0);
	struct archive *archive = support_archive_of(arena, text_str(&text).bytes);
	struct who who = who_of(arena, archive, "hub", "met", 0);
	assert_int_equal(who.elsewhere.count, 1);
	assert_str(dossier_id(archive, who.elsewhere.items[0].other), "z");
	assert_true(who_differs(archive, &who, &who.elsewhere.items[0]));
}

static struct archive *with_claims(struct arena *arena, int count)
{
	struct text text = { .arena = arena };
	text_add(&text, STR("- {id: a, kind: person, name: A, born: 1961}\n"));
	for (int i = 0; i < count; i++)
		text_add(&text, str_format(arena, "- {id: c%04d, kind: claim, text: T, "
		                           "about: [a]}\n", i));
	text_add_byte(&text, 0);
	return support_archive_of(arena, text_str(&text).bytes);
}

static void says_how_many_claims_were_looked_at(void **state)
{
	struct arena *arena = *state;
	struct archive *all = with_claims(arena, WHO_MOST_CLAIMS);
	struct archive *more = with_claims(arena, WHO_MOST_CLAIMS + 1);
	assert_false(who_of(arena, all, "a", "born", 0).has_unread_claims);
	struct who who = who_of(arena, more, "a", "born", 0);
	assert_true(who.has_unread_claims);
	assert_int_equal(who.claims.count, 0);
	struct page page = page_who(more, arena, &who, (struct who_place){ 1, 2 },
	                            (struct page_options){ .width = 80 });
	struct str said = page_text_of(arena, &page);
	assert_true(str_find(said, STR("no more than 2000 were looked at."), 0) != SIZE_MAX);
	assert_true(str_find(said, STR("Nothing says otherwise"), 0) == SIZE_MAX);
}

/* ── Paragraphs ─────────────────────────────────────────────────────────────────────────────── */

static const char prose[] =
	"- id: a\n"
	"  kind: person\n"
	"  name: A\n"
	"  sources: [s]\n"
	"  body: |\n"
	"    First of [[b]] [@s, p. 1; @t].\n"
	"\n"
	"    # Then\n"
	"\n"
	"    Second of [[c]] and [[b]].\n"
	"\n"
	"    - An item [@t, p. 9].\n"
	"- {id: b, kind: person, name: B}\n"
	"- {id: c, kind: claim, text: So it was., sources: [s]}\n"
	"- {id: s, kind: source, title: S}\n"
	"- {id: t, kind: source, title: T}\n";

static struct who narrowed(struct arena *arena, const struct archive *archive, size_t part)
{
	struct who who = who_of(arena, archive, "a", "body", 0);
	who_narrow(archive, arena, &who, part);
	return who;
}

static void narrows_to_the_paragraph_of_a_citation(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = support_archive_of(arena, prose);
	for (size_t part = 1; part <= 3; part++) {
		struct who who = narrowed(arena, archive, part);
		assert_str(who.paragraph, "First of [[b]] [@s, p. 1; @t].");
		assert_int_equal(who.sources.count, 2);
		assert_str(who.sources.items[0].citation.locator, "p. 1");
		assert_int_equal(who.ground, WHO_OWN);
		assert_int_equal(who.claims.count, 0);
	}
	assert_str(narrowed(arena, archive, 6).sources.items[0].citation.locator, "p. 9");
}

static void lets_a_paragraph_without_citations_rest_on_the_dossier(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = support_archive_of(arena, prose);
	struct who who = narrowed(arena, archive, 4);
	assert_str(who.paragraph, "Second of [[c]] and [[b]].");
	assert_int_equal(who.ground, WHO_DOSSIER);
	assert_int_equal(who.sources.count, 1);
	assert_int_equal(who.claims.count, 1);
}

static void does_not_narrow_to_what_is_not_there(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = support_archive_of(arena, prose);
	assert_int_equal(narrowed(arena, archive, 0).paragraph.size, 0);
	assert_int_equal(narrowed(arena, archive, 7).paragraph.size, 0);
	assert_int_equal(narrowed(arena, archive, 7).sources.count, 3);
	struct who whole = who_of(arena, disputes(arena), "mira-sol", "summary", 0);
	who_narrow(archive, arena, &whole, 1);
	assert_int_equal(whole.paragraph.size, 0);
}

static void counts_the_links_of_a_text_in_the_page(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = support_archive_of(arena, prose);
	struct who who = who_of(arena, archive, "a", "body", 0);
	struct page page = page_dossier(archive, arena, who.ref,
	                                (struct page_options){ .width = 60 });
	assert_int_equal(who_part(&page, who.value.row, 0), 1);
	assert_int_equal(who_part(&page, who.value.row, 5), 6);
	assert_str(page.links.items[5].locator, "p. 9");
}

/* ── Pages ──────────────────────────────────────────────────────────────────────────────────── */

static void makes_sound_pages_at_all_widths(void **state)
{
	struct arena *arena = *state;
	static const char *const folders[] = { "tests/cases/disputes", "tests/cases/corners" };
	static const int widths[] = { 20, 38, 78, 198 };
	for (size_t folder = 0; folder < 2; folder++) {
		struct archive *archive = support_archive_folder(arena, folders[folder]);
		for (uint32_t row = 0; row < dossier_count(archive); row++) {
			struct dossier_ref ref = { row };
			struct who_values values = who_values(archive, arena, ref);
			for (size_t i = 0; i < values.count; i++) {
				struct who who = who_query(archive, arena, ref,
				                           values.items[i].row);
				struct who_place place = { i + 1, values.count };
				for (size_t k = 0; k < 4; k++) {
					struct page_options options = { .width = widths[k] };
					struct page page = page_who(archive, arena, &who, place,
					                            options);
					assert_page_is_sound(&page, widths[k]);
				}
			}
		}
	}
}

static void makes_sound_tables_at_all_widths(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = support_archive_folder(arena, "tests/cases/disputes");
	static const int widths[] = { 20, 38, 78, 198 };
	for (uint32_t row = 0; row < dossier_count(archive); row++) {
		struct dossier_ref ref = { row };
		struct who_values values = who_values(archive, arena, ref);
		for (size_t i = 0; i < values.count * 4; i++) {
			struct who_table table = { &values, 0, values.count, i / 4, NULL };
			struct who who = who_query(archive, arena, ref,
			                           values.items[i / 4].row);
			struct page page = page_who_table(archive, arena, &who, &table,
				(struct page_options){ .width = widths[i % 4] });
			assert_lines_are_sound(&page);
			assert_links_are_sound(&page);
		}
	}
}

/* Every value is put against every other here, which answers do not do. */
static void misses_no_value_that_stands_against_another(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	size_t found = 0;
	for (uint32_t row = 0; row < dossier_count(archive); row++) {
		const struct who_subject *subject =
			who_subject(archive, arena, (struct dossier_ref){ row });
		const struct who_values *all = who_subject_values(subject);
		for (size_t place = 0; place < all->count; place++) {
			struct who who = who_ask(subject, arena, place);
			size_t count = 0;
			assert_int_equal(who.value.row, all->items[place].row);
			assert_int_equal(who_subject_place(subject, who.value.row), place);
			for (size_t i = 0; i < all->count; i++)
				if (who_are_rivals(archive, &who.value, &all->items[i]))
					assert_int_equal(who.rivals.items[count++].row,
					                 all->items[i].row);
			assert_int_equal(who.rivals.count, count);
			found += count;
		}
	}
	assert_true(found > 5);
}

static void makes_no_more_lines_than_are_in_sight(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct who who = who_of(arena, archive, "mira-sol", "born", 1);
	struct who_values values = who_values(archive, arena, who.ref);
	struct who_table table = { &values, 6, 3, 7, NULL };
	struct page page = page_who_table(archive, arena, &who, &table,
	                                  (struct page_options){ .width = 78 });
	assert_int_equal(page.pinned.count, 4);
	assert_int_equal(page.lines.items[1].value, who.value.row);
	struct str text = page_text_of(arena, &page);
	assert_true(str_find(text, STR("› "), 0) != SIZE_MAX);
	assert_true(str_find(text, STR("Harbour master"), 0) == SIZE_MAX);
}

static void gives_sources_the_numbers_of_the_page(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct who who = who_of(arena, archive, "mira-sol", "born", 1);
	struct page page = page_who(archive, arena, &who, (struct who_place){ 8, 12 },
	                            (struct page_options){ .width = 78 });
	struct page whole = page_dossier(archive, arena, who.ref,
	                                 (struct page_options){ .width = 78 });
	struct str text = page_text_of(arena, &page), all = page_text_of(arena, &whole);
	assert_true(str_find(all, STR("1963        as of 2019  [1]"), 0) != SIZE_MAX);
	assert_true(str_find(text, STR("[1] The Tarn Daily"), 0) != SIZE_MAX);
}

static void tells_of_all_values_with_one_number_for_a_source(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct dossier_ref mira = dossier_find(archive, STR("mira-sol"));
	struct who_values values = who_values(archive, arena, mira);
	struct page page = page_who_all(archive, arena, mira, &values,
	                                (struct page_options){ .width = 78 });
	struct str text = page_text_of(arena, &page);
	assert_page_is_sound(&page, 78);
	assert_true(str_find(text, STR("value 1 of 12"), 0) != SIZE_MAX);
	assert_true(str_find(text, STR("value 12 of 12"), 0) != SIZE_MAX);
	assert_true(str_find(text, STR("[2] Bulletin of the port, 2021\n"), 0) != SIZE_MAX);
	assert_true(str_find(text, STR("[2] Bulletin of the port, 2021: p. 3\n"), 0) !=
	            SIZE_MAX);
}

static void says_plainly_that_nobody_says_so(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = disputes(arena);
	struct who who = who_of(arena, archive, "port-office", "founded", 0);
	struct page page = page_who(archive, arena, &who, (struct who_place){ 1, 1 },
	                            (struct page_options){ .width = 90 });
	assert_true(str_find(page_text_of(arena, &page), STR("[?] Nobody: no source"), 0) !=
	            SIZE_MAX);
}

/* ── As known on a day ──────────────────────────────────────────────────────────────────────── */

static const char denied_later[] =
	"- {id: early, kind: source, title: Early, published: 2020-01-01}\n"
	"- {id: late, kind: source, title: Late, published: 2023-01-01}\n"
	"- {id: bo, kind: person, name: Bo Lind, sources: [early]}\n"
	"- {id: zed, kind: person, name: Zed Ohm, sources: [late]}\n"
	"- {id: ana, kind: person, name: Ana, born: {value: 1950-03-04, sources: [early]}}\n"
	"- id: told\n"
	"  kind: claim\n"
	"  text: |\n"
	"    She was born on 4 March 1950.\n"
	"\n"
	"    That is what [[bo]] says.\n"
	"  about: [ana]\n"
	"  asserted_by:\n"
	"    - {who: bo, source: early}\n"
	"    - {who: zed, source: late, stance: denies, note: Never.}\n";

static struct known known_in(const struct archive *archive, const char *year)
{
	struct date date;
	assert_true(known_parse(str_of(year), &date, NULL));
	return known_on(archive, date);
}

static void rests_a_paragraph_on_known_sources_alone(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = support_archive_of(arena, denied_later);
	struct known then = known_in(archive, "2021"), now = known_in(archive, "2023");
	struct who who = who_of(arena, archive, "told", "text", 0);
	who_leave_out(archive, arena, &then, &who);
	who_narrow(archive, arena, &who, 1);
	assert_str(who.paragraph, "That is what [[bo]] says.");
	assert_int_equal(who.sources.count, 1);

	who = who_of(arena, archive, "told", "text", 0);
	who_leave_out(archive, arena, &now, &who);
	who_narrow(archive, arena, &who, 1);
	assert_int_equal(who.sources.count, 2);
}

static void tells_of_a_claim_who_took_a_stance_by_then(void **state)
{
	struct arena *arena = *state;
	struct archive *archive = support_archive_of(arena, denied_later);
	struct known then = known_in(archive, "2021");
	struct page_options options = { .width = 78 };
	struct who who = who_of(arena, archive, "ana", "born", 0);
	struct page page = page_who(archive, arena, &who, (struct who_place){ 1, 1 }, options);
	assert_true(str_find(page_text_of(arena, &page), STR("Zed Ohm"), 0) != SIZE_MAX);

	options.known = &then;
	who_leave_out(archive, arena, &then, &who);
	page = page_who(archive, arena, &who, (struct who_place){ 1, 1 }, options);
	assert_true(str_find(page_text_of(arena, &page), STR("Bo Lind"), 0) != SIZE_MAX);
	assert_true(str_find(page_text_of(arena, &page), STR("Zed Ohm"), 0) == SIZE_MAX);
	assert_true(str_find(page_text_of(arena, &page), STR("Never"), 0) == SIZE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(gives_values_in_the_order_of_the_kind),
		TEST(gives_keys_that_are_not_known_last_and_no_sources),
		TEST(finds_the_value_around_what_stands_inside),
		TEST(finds_a_value_again_by_its_mark),
		TEST(takes_a_field_by_key_label_and_relation),
		TEST(says_what_a_value_rests_on),
		TEST(names_the_place_in_the_source_of_a_quote),
		TEST(names_who_takes_which_stance_to_a_claim),
		TEST(tells_for_which_part_a_source_is),
		TEST(keeps_a_source_that_is_missing),
		TEST(lets_a_source_introduce_itself),
		TEST(counts_the_quotes_that_were_found),
		TEST(sets_dates_against_each_other),
		TEST(sets_texts_of_a_list_beside_each_other),
		TEST(does_not_set_relations_of_other_types_against_each_other),
		TEST(sets_a_preferred_link_of_a_list_against_the_others),
		TEST(takes_a_list_with_a_deprecated_link_for_a_list),
		TEST(does_not_set_a_value_against_its_double),
		TEST(tells_of_claims_that_a_note_names),
		TEST(tells_of_claims_about_both_ends),
		TEST(tells_of_claims_that_have_the_words),
		TEST(tells_what_is_written_at_the_other_end),
		TEST(tells_it_of_a_dossier_that_thousands_link_with),
		TEST(says_how_many_claims_were_looked_at),
		TEST(does_not_call_it_different_if_both_ends_say_the_same),
		TEST(narrows_to_the_paragraph_of_a_citation),
		TEST(lets_a_paragraph_without_citations_rest_on_the_dossier),
		TEST(does_not_narrow_to_what_is_not_there),
		TEST(counts_the_links_of_a_text_in_the_page),
		TEST(makes_sound_pages_at_all_widths),
		TEST(makes_sound_tables_at_all_widths),
		TEST(misses_no_value_that_stands_against_another),
		TEST(makes_no_more_lines_than_are_in_sight),
		TEST(gives_sources_the_numbers_of_the_page),
		TEST(tells_of_all_values_with_one_number_for_a_source),
		TEST(says_plainly_that_nobody_says_so),
		TEST(rests_a_paragraph_on_known_sources_alone),
		TEST(tells_of_a_claim_who_took_a_stance_by_then),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
