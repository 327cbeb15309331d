#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "tests/query/page_sound.h"

static void assert_pages_are_sound(const struct archive *archive, struct page_options options)
{
	for (uint32_t row = 0; row < dossier_count(archive); row++) {
		struct dossier_ref ref = { row };
		struct arena arena = {0};
		struct page page = page_dossier(archive, &arena, ref, options);
		assert_page_is_sound(&page, options.width);
		page = page_links(archive, &arena, ref, options);
		assert_page_is_sound(&page, options.width);
		arena_release(&arena);
	}
}

static struct page_options of_width(int width)
{
	return (struct page_options){ .width = width };
}

/* The page of the dossier "x" of a file of YAML, at 60 columns or as asked for. */
static struct page x_page(struct arena *arena, const char *yaml, struct page_options options)
{
	struct archive *archive = support_archive_of(arena, yaml);
	struct dossier_ref x = dossier_find(archive, STR("x"));
	struct page page = page_dossier(archive, arena, x, options);
	assert_page_is_sound(&page, options.width);
	return page;
}

static struct str x_text(struct arena *arena, const char *yaml)
{
	struct page page = x_page(arena, yaml, of_width(60));
	return page_text_of(arena, &page);
}

static struct str x_links(struct arena *arena, const char *yaml, struct page_options options)
{
	struct archive *archive = support_archive_of(arena, yaml);
	struct dossier_ref x = dossier_find(archive, STR("x"));
	struct page page = page_links(archive, arena, x, options);
	assert_page_is_sound(&page, options.width);
	return page_text_of(arena, &page);
}

#define assert_has(text, part) assert_has_at((text), (part), __LINE__)
static void assert_has_at(struct str text, const char *part, int line)
{
	if (str_find(text, str_of(part), 0) == SIZE_MAX)
		fail_msg("line %d: no '%s' in\n%.*s", line, part, STR_ARGS(text));
}

#define assert_lacks(text, part) assert_lacks_at((text), (part), __LINE__)
static void assert_lacks_at(struct str text, const char *part, int line)
{
	if (str_find(text, str_of(part), 0) != SIZE_MAX)
		fail_msg("line %d: '%s' in\n%.*s", line, part, STR_ARGS(text));
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

static void is_empty_for_a_dossier_that_is_not_there(void **state)
{
	struct archive *archive = support_archive_of(*state, "id: x\nkind: person\nname: Ann\n");
	struct page page = page_dossier(archive, *state, NO_DOSSIER, of_width(60));
	assert_int_equal(page.lines.count, 0);
	page = page_links(archive, *state, NO_DOSSIER, of_width(60));
	assert_int_equal(page.lines.count, 0);
}

static void marks_values_without_a_source(void **state)
{
	struct str text = x_text(*state, "{id: x, kind: person, name: Ann, born: 1970}");
	assert_has(text, "Born  1970 [?]\n");
	assert_has(text, "[?] no source is given\n");
}

static void marks_no_values_that_the_sources_of_the_whole_cover(void **state)
{
	struct str text = x_text(*state,
		"- {id: x, kind: person, name: Ann, born: 1970, sources: [s]}\n"
		"- {id: s, kind: source, title: Post}\n");
	assert_has(text, "Born  1970\n");
	assert_has(text, "Sources (1)\n[1] Post\nFor the whole dossier: [1]\n");
}

static void numbers_sources_in_order_of_their_use(void **state)
{
	struct str text = x_text(*state,
		"- id: x\n"
		"  kind: person\n"
		"  name: Ann\n"
		"  summary: A [@s, p. 19] b [@t; @s, p. 19] c [@s, p. 2].\n"
		"- {id: s, kind: source, title: Post}\n"
		"- {id: t, kind: source, title: Tide}\n");
	assert_has(text, "A [1] b [1] [2] c [1].\n");
	assert_has(text, "Sources (2)\n[1] Post: p. 2, 19\n[2] Tide\n");
}

static void one_mark_names_all_places_of_a_source_behind_a_word(void **state)
{
	struct page page = x_page(*state,
		"- id: x\n"
		"  kind: person\n"
		"  name: Ann\n"
		"  summary: A [@s, p. 9; @t, lines 1-2; @s, p. 2; @t; @s, fig. 1].\n"
		"- {id: s, kind: source, title: Post}\n"
		"- {id: t, kind: source, title: Tide}\n", of_width(60));
	assert_has(page_text_of(*state, &page), "A [1] [2].\n");
	assert_str(page.links.items[0].text, "s");
	assert_str(page.links.items[0].locator, "fig. 1, p. 2, 9");
	assert_str(page.links.items[1].locator, "lines 1–2");
}

static void marks_stand_by_their_numbers_and_so_do_their_links(void **state)
{
	static const char yaml[] =
		"- id: x\n"
		"  kind: person\n"
		"  name: Ann\n"
		"  summary: A [@s, p. 1; @t, p. 2; @u, p. 3] b [@u; @s, p. 4; @t] c [@t; @s].\n"
		"- {id: s, kind: source, title: Post}\n"
		"- {id: t, kind: source, title: Tide}\n"
		"- {id: u, kind: source, title: Mail}\n";
	struct page page = x_page(*state, yaml, of_width(60));
	assert_has(page_text_of(*state, &page), "A [1] [2] [3] b [1] [2] [3] c [1] [2].\n");
	assert_str(page.links.items[3].text, "s");
	assert_str(page.links.items[3].locator, "p. 4");
	assert_str(page.links.items[5].text, "u");
	page = x_page(*state, yaml, (struct page_options){ .width = 60, .numbers_links = true });
	assert_has(page_text_of(*state, &page), "b 4:[1] 5:[2] 6:[3] c 7:[1] 8:[2].");
}

static void many_marks_go_to_the_next_line_with_their_word_if_they_fill_no_half_of_it(void **state)
{
	static const char yaml[] =
		"- id: x\n"
		"  kind: person\n"
		"  name: Ann\n"
		"  summary: One two three four five six seven [@s; @t; @u].\n"
		"- {id: s, kind: source, title: Post}\n"
		"- {id: t, kind: source, title: Tide}\n"
		"- {id: u, kind: source, title: Mail}\n";
	struct page page = x_page(*state, yaml, of_width(40));
	assert_has(page_text_of(*state, &page), "four five six\nseven [1] [2] [3].\n");
	page = x_page(*state, yaml, of_width(30));
	assert_has(page_text_of(*state, &page), "four five six\nseven [1] [2] [3].\n");
}

static void a_line_may_begin_with_a_mark_but_not_with_the_first(void **state)
{
	struct page page = x_page(*state,
		"- id: x\n"
		"  kind: person\n"
		"  name: Ann\n"
		"  summary: One two three four [@s; @t; @u].\n"
		"- {id: s, kind: source, title: Post}\n"
		"- {id: t, kind: source, title: Tide}\n"
		"- {id: u, kind: source, title: Mail}\n", of_width(22));
	assert_has(page_text_of(*state, &page), "One two three four [1]\n[2] [3].\n");
}

static void a_source_has_its_name_its_date_and_its_publisher_unless_its_name_says_them(void **state)
{
	struct str text = x_text(*state,
		"- {id: x, kind: person, name: Ann, sources: [s, t, u]}\n"
		"- {id: s, kind: source, name: Post report, title: Fire, publisher: the-post,\n"
		"   published: 2021-06}\n"
		"- {id: t, kind: source, name: APHR text of 2022, publisher: aphr, published: 2022}\n"
		"- {id: u, kind: source, title: Mail, publisher: The Post}\n"
		"- {id: the-post, kind: organization, name: The post}\n"
		"- {id: aphr, kind: organization, name: Lawmakers, names: [APHR]}\n");
	assert_has(text, "[1] Post report, June 2021\n[2] APHR text of 2022\n"
	                 "[3] Mail, The Post\n");
}

static void says_which_values_do_not_agree(void **state)
{
	assert_has(x_text(*state, "id: x\nkind: person\nname: Ann\nsources: [s]\nborn:\n"
	                          "- {value: 1961, as_of: 1990}\n"
	                          "- {value: 1963-03, sources: [s]}\n"
	                          "- {value: 1959, rank: deprecated, note: N.}\n"),
	           "Born  these do not agree:\n"
	           "      normal      1961        as of 1990\n"
	           "      normal      March 1963              [1]\n"
	           "      deprecated  1959                    †\n");
}

static void does_not_say_so_of_one_value_or_of_lists(void **state)
{
	assert_has(x_text(*state, "id: x\nkind: person\nname: Ann\nsources: [s]\n"
	                          "born: {value: 1961, rank: preferred}\n"
	                          "roles: [pilot, {value: mayor, sources: [s]}]\n"),
	           "Roles  pilot\n"
	           "       mayor [1]\n"
	           "Born   1961\n");
}

static void leaves_columns_out_where_they_have_no_room(void **state)
{
	const char *yaml = "id: x\nkind: person\nname: Ann\nsources: [s]\nborn:\n"
	                   "- {value: 1961, as_of: 1990, sources: [s]}\n"
	                   "- {value: 1963, rank: deprecated}\n";
	struct page page = x_page(*state, yaml, (struct page_options){ .width = 30 });
	assert_has(page_text_of(*state, &page), "Born  these do not agree:\n"
	                                        "      normal: 1961 (as of\n"
	                                        "      1990) [1]\n"
	                                        "      deprecated: 1963\n");
}

static void shows_the_preferred_first_and_the_deprecated_last(void **state)
{
	const char *yaml =
		"id: x\nkind: person\nname: Ann\nsources: [s]\nroles:\n"
		"- {value: clerk, rank: deprecated}\n"
		"- pilot\n"
		"- {value: mayor, rank: preferred}\n";
	assert_has(x_text(*state, yaml),
	           "Roles  preferred   mayor\n"
	           "       normal      pilot\n"
	           "       deprecated  clerk\n");

	struct page_options options = { .width = 60, .hides_deprecated = true };
	struct page page = x_page(*state, yaml, options);
	assert_lacks(page_text_of(*state, &page), "clerk");
}

static void shows_a_link_that_leads_nowhere(void **state)
{
	struct page page = x_page(*state, "{id: x, kind: person, name: A, member_of: [no-one]}",
	                          of_width(60));
	assert_has(page_text_of(*state, &page), "Member of  no-one (missing)");
	assert_int_equal(page.links.items[0].kind, PAGE_LINK_MISSING);
	assert_str(page.links.items[0].text, "no-one");
}

static void gives_vague_dates_as_typed_too(void **state)
{
	static const struct { const char *typed, *shown; } rows[] = {
		{ "19XX",     "Born  the 1900s (19XX)\n" },
		{ "1970~",    "Born  around 1970\n" },
		{ "1970-21",  "Born  spring 1970 (1970-21)\n" },
		{ "last May", "Born  last May\n" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str yaml = str_format(*state, "{id: x, kind: person, name: A, sources: [s], "
		                             "born: %s}", rows[i].typed);
		assert_has(x_text(*state, yaml.bytes), rows[i].shown);
	}
}

static void says_from_when_to_when(void **state)
{
	struct str text = x_text(*state,
		"id: x\nkind: person\nname: A\nsources: [s]\npositions:\n"
		"- {title: clerk, since: 2001-05, until: 2004}\n"
		"- {title: mate, since: 2004}\n"
		"- {title: pilot, until: 2009}\n"
		"- {title: mayor, date: 2010/2012}\n");
	assert_has(text, "clerk, May 2001 to 2004\n");
	assert_has(text, "mate, since 2004\n");
	assert_has(text, "pilot, until 2009\n");
	assert_has(text, "mayor, 2010 to 2012\n");
}

static void names_the_value_that_a_line_shows(void **state)
{
	struct archive *archive = support_archive_of(*state,
		"id: x\nkind: person\nname: A\nsources: [s]\n"
		"born: {value: 1970, note: A guess.}\n");
	struct dossier_ref ref = dossier_find(archive, STR("x"));
	struct page page = page_dossier(archive, *state, ref, of_width(60));
	uint32_t born = value_first(archive, ref, field_find(archive, STR("born"))).row;
	assert_str(page_line_text(&page, *state, 3), "Born  1970 †");
	assert_str(page_line_text(&page, *state, 6), "† Born: A guess.");
	assert_int_equal(page.lines.items[0].value, NO_ROW);
	assert_int_equal(page.lines.items[3].value, born);
	assert_int_equal(page.lines.items[5].value, NO_ROW);
	assert_int_equal(page.lines.items[6].value, born);
	assert_int_equal(page.lines.items[8].value, NO_ROW);
}

static void makes_links_of_addresses_in_running_text(void **state)
{
	struct page page = x_page(*state,
		"id: x\nkind: person\nname: A\n"
		"body: See (https://a.example/x). Or http://b.example/?y, no?\n", of_width(60));
	assert_int_equal(page.links.count, 2);
	assert_int_equal(page.links.items[0].kind, PAGE_LINK_URL);
	assert_str(page.links.items[0].text, "https://a.example/x");
	assert_str(page.links.items[1].text, "http://b.example/?y");
}

static void drops_the_full_stop_of_a_name_where_the_text_goes_on(void **state)
{
	struct str text = x_text(*state,
		"- {id: x, kind: person, name: A,\n"
		"   body: \"[[c]], [[c]] [@c]. [[c]] Then [[c|It]].\"}\n"
		"- {id: c, kind: claim, name: It rains., text: It rains.}\n");
	assert_has(text, "It rains, It rains [1]. It rains. Then It.\n");
}

static void shows_nothing_of_escape_sequences(void **state)
{
	struct str text = x_text(*state,
		"{id: x, kind: person, name: \"A\\e[31mB\", summary: \"a\\u202Eb\"}");
	assert_has(text, "A^[[31mB\n");
	assert_has(text, "a<U+202E>b");
}

static void shows_what_a_schema_of_its_own_adds(void **state)
{
	struct archive *archive = support_archive(*state, (struct support_file[]){
		{ "schema.yaml", "kinds: {ship: {label: ship, fields: [tonnage, text]}}\n"
		                 "fields: {tonnage: {label: Tonnage, type: text}}\n" },
		{ "x.yaml", "{kind: ship, name: Mary, tonnage: 9, text: She sails., "
		            "sources: [s]}" },
		{ 0 },
	});
	struct dossier_ref ref = dossier_find(archive, STR("x"));
	struct page page = page_dossier(archive, *state, ref, of_width(60));
	assert_has(page_text_of(*state, &page), "Mary\nship · x\n\nTonnage  9\n\nShe sails.\n");
}

static void begins_with_the_summary_and_the_names_follow_the_fields(void **state)
{
	assert_has(x_text(*state,
	                  "{id: x, kind: event, name: Fair, names: [Great Fair], sources: [s],\n"
	                  " date: 2020, type: market, summary: Ships came., body: It was loud.,\n"
	                  " tags: [trade]}"),
	           "Fair\nevent · x\n\n"
	           "Ships came.\n\n"
	           "Date           2020\n"
	           "Type           market\n"
	           "Also known as  Great Fair\n\n"
	           "It was loud.\n\n"
	           "Tags           trade\n");
}

static void shows_a_summary_and_names_that_the_kind_has_no_place_for(void **state)
{
	struct archive *archive = support_archive(*state, (struct support_file[]){
		{ "schema.yaml", "kinds: {ship: {label: ship, fields: [text]}}\n" },
		{ "x.yaml", "{kind: ship, name: Mary, names: [Mary Ann], summary: A tug., "
		            "text: She sails., sources: [s]}" },
		{ 0 },
	});
	struct dossier_ref ref = dossier_find(archive, STR("x"));
	struct page page = page_dossier(archive, *state, ref, of_width(60));
	assert_has(page_text_of(*state, &page), "Mary\nship · x\n\nA tug.\n\n"
	                                        "Also known as  Mary Ann\n\nShe sails.\n");
	assert_lacks(page_text_of(*state, &page), "Other fields");
}

static void does_not_say_what_stands_above_it(void **state)
{
	const char *yaml = "{id: x, kind: person, name: Ann, summary: A pilot.}";
	struct page_options options = { .width = 60, .is_headed = true };
	struct page page = x_page(*state, yaml, options);
	assert_has(page_text_of(*state, &page), "Ann\n\nA pilot. [?]\n");
	options.state = STR("to read");
	page = x_page(*state, yaml, options);
	assert_has(page_text_of(*state, &page), "Ann\nto read\n\nA pilot. [?]\n");
}

static void gives_languages_and_scripts_in_words(void **state)
{
	struct str text = x_text(*state, "{id: x, kind: source, title: Post, lang: pt-BR}");
	assert_has(text, "Language  Portuguese\n");
	text = x_text(*state, "{id: x, kind: source, title: Post, lang: qx}");
	assert_has(text, "Language  qx\n");
}

/* ── Lists ──────────────────────────────────────────────────────────────────────────────────── */

static const char *many_quotes(struct arena *arena, unsigned count)
{
	struct text yaml = { .arena = arena };
	text_add(&yaml, STR("- {id: x, kind: person, name: A}\n"
	                    "- id: s\n  kind: source\n  title: T\n  quotes:\n"));
	for (unsigned i = 0; i < count; i++)
		text_format(&yaml, "  - {id: q%u, text: Words number %u., speaker: x}\n", i, i);
	return text_str(&yaml).bytes;
}

static void leaves_out_the_end_of_a_list_that_is_too_long(void **state)
{
	const char *yaml = many_quotes(*state, 1434);
	struct str text = x_text(*state, yaml);
	assert_has(text, "Quotes (1,434)\n");
	assert_has(text, "and 1,234 more: search kind:quote link:x\n");
	text = x_links(*state, yaml, of_width(60));
	assert_has(text, "Said (1,434)\n");
	assert_has(text, "and 934 more: search link:x\n");
}

static void leaves_out_nothing_if_all_is_asked_for(void **state)
{
	const char *yaml = many_quotes(*state, 700);
	struct page_options options = { .width = 60, .shows_all = true };
	struct page page = x_page(*state, yaml, options);
	assert_lacks(page_text_of(*state, &page), " more: search");
	assert_has(page_text_of(*state, &page), "“Words number 699.”");
	assert_lacks(x_links(*state, yaml, options), " more: search");
}

/* Words of a speaker stand whole, unless they are very long: then it is said where they do. */
static void cuts_a_quote_to_eight_lines_in_a_list(void **state)
{
	const char *yaml = "- {id: x, kind: person, name: A}\n"
		"- id: s\n  kind: source\n  title: T\n  quotes:\n  - speaker: x\n    said: 2021\n"
		"    text: >-\n"
		"      One two three four five six seven eight nine ten eleven twelve thirteen\n"
		"      fourteen fifteen sixteen seventeen eighteen nineteen twenty twenty-one\n";
	struct page page = x_page(*state, yaml, of_width(50));
	assert_has(page_text_of(*state, &page),
	           "2021  “One two three four five six seven eight\n"
	           "      nine ten eleven twelve thirteen fourteen\n"
	           "      fifteen sixteen seventeen eighteen nineteen\n"
	           "      twenty twenty-one” [1]\n");
	page = x_page(*state, yaml, of_width(20));
	assert_has(page_text_of(*state, &page), "nineteen…” (opens\n  in full) [1]\n");
}

static void lists_what_took_place_there(void **state)
{
	const char *yaml = "- {id: x, kind: place, name: Port}\n"
	                   "- {id: a, kind: event, name: Fair, date: 2021-05, place: x}\n"
	                   "- {id: b, kind: event, name: Fire, date: 2019, place: [x, y]}\n"
	                   "- {id: c, kind: event, name: Storm, place: x}\n"
	                   "- {id: d, kind: event, name: Elsewhere, place: y}\n"
	                   "- {id: y, kind: place, name: Town}\n";
	struct str text = x_text(*state, yaml);
	assert_has(text, "What took place here (3)\n"
	                 "2019      Fire\n"
	                 "May 2021  Fair\n"
	                 "undated   Storm\n");
	assert_lacks(text, "Elsewhere");
}

static void parts_claims_by_what_the_dossier_has_to_do_with_them(void **state)
{
	struct str text = x_text(*state,
		"- {id: x, kind: person, name: A}\n"
		"- {id: a, kind: claim, text: One., about: [x], asserted_by: [{who: x}]}\n"
		"- {id: b, kind: claim, text: Two., asserted_by: [{who: x, stance: denies}]}\n"
		"- {id: c, kind: claim, text: Three., status: disputed, about: [x]}\n");
	assert_has(text, "Claims made (1)\nOne.\n  unverified: asserted by 1\n\n"
	                 "Claims denied (1)\nTwo.\n  unverified: denied by 1\n\n"
	                 "Claims about this person (1)\nThree.\n"
	                 "  disputed: nobody is named who says so\n");
}

/* ── Connections ────────────────────────────────────────────────────────────────────────────── */

static void says_that_nothing_is_connected(void **state)
{
	assert_str(x_links(*state, "{id: x, kind: person, name: A}", of_width(60)),
	           "Nothing leads to it or from it.\n");
}

static void puts_mentions_of_one_dossier_together(void **state)
{
	struct str text = x_links(*state,
		"- {id: x, kind: person, name: Ann}\n"
		"- id: y\n  kind: person\n  name: Bob\n  body: |\n"
		"    He met [[x]]. He left.\n\n    He wrote to [[x]].\n", of_width(60));
	assert_str(text, "Mentioned by (1)\nBob\n  He met Ann.\n  He wrote to Ann.\n");
}

static void shows_the_part_of_a_sentence_that_has_the_name(void **state)
{
	struct str text = x_links(*state,
		"- {id: x, kind: person, name: Ann}\n"
		"- id: y\n  kind: person\n  name: Bob\n  body: |\n"
		"    On the second day of the fair, when all the ships had come in and the\n"
		"    harbour was full of people from four countries, he met [[x]] on the quay.\n",
		of_width(40));
	assert_str(text, "Mentioned by (1)\nBob\n"
	                 "  …was full of people from four\n"
	                 "  countries, he met Ann on the quay.\n");
}

static void dates_a_connection_by_when_it_held(void **state)
{
	static const char yaml[] =
		"id: x\nkind: person\nname: A\nmember_of:\n"
		"- {who: b, since: 2001-05, until: 2004}\n"
		"- {who: c, since: 2004}\n"
		"---\n{id: b, kind: organization, name: Bee}\n"
		"---\n{id: c, kind: organization, name: Cee}\n";
	assert_str(x_links(*state, yaml, of_width(46)),
	           "Member of (2)\n"
	           "Bee                              May 2001-2004\n"
	           "Cee                                 since 2004\n");
	assert_str(x_links(*state, yaml, of_width(45)),
	           "Member of (2)\n"
	           "Bee, May 2001-2004\n"
	           "Cee, since 2004\n");
}

static void says_a_date_of_several_once_where_it_is_narrow(void **state)
{
	static const char yaml[] =
		"- {id: x, kind: person, name: A}\n"
		"- {id: a, kind: claim, text: It was sold., about: [x], date: 2021-05}\n"
		"- {id: b, kind: event, name: Fair, date: 2021-05-03, participants: [x]}\n"
		"- {id: c, kind: event, name: Long walk on the quay, date: 2021-05-03,\n"
		"   participants: [x]}\n"
		"- {id: d, kind: event, name: Rest, participants: [x]}\n";
	struct str text = x_links(*state, yaml, of_width(20));
	assert_has(text, "In the event (3)\n"
	                 "3 May 2021\n"
	                 "  Fair\n"
	                 "  Long walk on the\n"
	                 "    quay\n"
	                 "undated\n"
	                 "  Rest\n");
}

static void leaves_out_sources_that_stand_beside(void **state)
{
	static const char yaml[] =
		"- {id: x, kind: person, name: A, member_of: [{who: b, sources: [s]}]}\n"
		"- {id: b, kind: organization, name: Bee}\n"
		"- {id: s, kind: source, title: Report}\n";
	struct page_options options = of_width(40);
	options.hides_sources = true;
	struct str text = x_links(*state, yaml, options);
	assert_has(text, "Bee [1]\n");
	assert_lacks(text, "Sources (");
}

static void numbers_sources_as_the_page_of_the_dossier_does(void **state)
{
	const char *yaml =
		"- id: x\n  kind: person\n  name: Ann\n  summary: A [@s, p. 1].\n"
		"  relations: [{type: met, to: y, sources: [{source: t, locator: p. 2}]}]\n"
		"- {id: y, kind: person, name: Bob}\n"
		"- {id: s, kind: source, title: Post}\n"
		"- {id: t, kind: source, title: Tide}\n";
	assert_has(x_text(*state, yaml), "met  Bob [2]\n");
	struct str text = x_links(*state, yaml, of_width(60));
	assert_has(text, "Met (1)\nBob [2]\n");
	assert_has(text, "Sources (1)\n[2] Tide: p. 2\n");
}

/* ── Whole pages ────────────────────────────────────────────────────────────────────────────── */

static void is_sound_at_every_width(void **state)
{
	static const char *const collections[] = {
		"tests/cases/pages", "tests/cases/collection", "tests/cases/foreign/congress",
	};
	for (size_t i = 0; i < sizeof(collections) / sizeof(*collections); i++) {
		struct archive *archive = support_archive_folder(*state, collections[i]);
		for (int width = 10; width <= 120; width++) {
			struct page_options options = of_width(width);
			options.numbers_links = width % 2;
			assert_pages_are_sound(archive, options);
		}
	}
}

/* Texts as they stand between quotation marks in YAML. */
static const char *const hostile_texts[] = {
	"\\u202E\\u202D\\u200B\\uFEFF",
	"\\e]0;x\\a",
	"\\u0301\\u0301a\\u0301\\u0301\\u0301\\u0301\\u0301",
	"[[]] [[|]] [[x|]] [@] [@x [[y",
	"# \\n# \\n- \\n\\n- [[x]]\\n- ",
	"<<U+202E> ^[ <FF>",
	"\\U0001F468\\u200D\\U0001F469\\u200D\\U0001F467\\U0001F1F2\\U0001F1F2\\U0001F1F7",
	"မြန်မာနိုင်ငံတွင်ဘာသာစကားများစွာရှိပြီး\\u1039\\u1039\\u200Dက\\u1039",
	"\\u3000\\u3000",
	"ประเทศไทยมีประชากร\\u0E31\\u0E31\\u0E31\\u0E31\\u0E31",
	"https://",
	"http://]",
	"中\\u0300\\u0300文\\uFE0F\\u200C\\u200D「「「（（（一",
	"\\u1100\\u1161\\u11A8\\u1160\\u1160",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

static const char hostile_yaml[] =
	"- {id: x, kind: person, name: \"n@\", names: [{text: \"@\", lang: \"@\", note: \"@\"}],\n"
	"   summary: \"@\", body: \"@@\", roles: [\"@\", {value: \"@\", note: \"@\"}],\n"
	"   born: \"@\", tags: [\"@\", b], \"key @\": {\"a\": \"@\", b: {c: [\"@\"]}},\n"
	"   relations: [{type: met, to: y, role: \"@\", since: \"@\", note: \"@\"}]}\n"
	"- {id: y, kind: quote, text: \"@\", speaker: x, venue: \"@\", said: \"@\"}\n"
	"- {id: z, kind: claim, text: \"@\", status: \"@\", about: [x], note: \"@ [[x]]\"}\n";

static void is_sound_for_hostile_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hostile_texts) / sizeof(*hostile_texts); i++) {
		struct arena arena = {0};
		struct text yaml = { .arena = &arena };
		struct str rest = str_of(hostile_yaml);
		while (rest.bytes) {
			text_add(&yaml, str_cut(&rest, '@'));
			if (rest.bytes)
				text_add(&yaml, str_of(hostile_texts[i]));
		}
		struct archive *archive = support_archive_of(&arena, text_str(&yaml).bytes);
		assert_int_equal(dossier_count(archive), 3);
		for (int width = 20; width <= 120; width += 5)
			assert_pages_are_sound(archive, of_width(width));
		arena_release(&arena);
	}
}

static void is_sound_in_ascii(void **state)
{
	shown_set_charset(SHOWN_ASCII);
	struct archive *archive = support_archive_folder(*state, "tests/cases/pages");
	for (int width = 20; width <= 100; width += 20)
		assert_pages_are_sound(archive, of_width(width));
	struct dossier_ref ref = dossier_find(archive, STR("ana-vel"));
	struct page page = page_dossier(archive, *state, ref, of_width(60));
	struct str text = page_text_of(*state, &page);
	shown_set_charset(SHOWN_UTF8);
	for (size_t i = 0; i < text.size; i++)
		assert_true((unsigned char)text.bytes[i] < 0x7F);
	assert_lacks(text, "<U+");
}

static struct str case_page(struct arena *arena, const struct archive *archive, const char *kind,
                            int width, const char *id)
{
	bool is_links = strcmp(kind, "links") == 0;
	struct dossier_ref ref = dossier_find(archive, str_of(id));
	assert_false(dossier_is_none(ref));
	struct page page = is_links ? page_links(archive, arena, ref, of_width(width))
	                            : page_dossier(archive, arena, ref, of_width(width));
	assert_page_is_sound(&page, width);
	return page_text_of(arena, &page);
}

static void case_write(const char *path, struct str text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(text.bytes, 1, text.size, file), text.size);
	assert_int_equal(fclose(file), 0);
}

/* A file of tests/cases/pages is named after what it shows: "dossier-60-ana-vel" is the page of
 * ana-vel at 60 columns. With UPDATE=1 in the environment it is written anew. */
static bool case_compare(struct arena *arena, const struct archive *archive, const char *name)
{
	char kind[8], id[128];
	int width;
	if (sscanf(name, "%7[a-z]-%d-%127s", kind, &width, id) != 3)
		return false;
	struct str path = str_format(arena, "tests/cases/pages/%s", name);
	const char *file = support_source(arena, path.bytes);
	struct str actual = case_page(arena, archive, kind, width, id), expected;
	if (getenv("UPDATE"))
		case_write(file, actual);

	struct fault why;
	if (!file_read(arena, file, 1 << 20, &expected, &why))
		fail_msg("%s", why.sentence);
	if (!str_equal(actual, expected))
		fail_msg("%s is not what came:\n%.*s", path.bytes, STR_ARGS(actual));
	return true;
}

static void shows_each_case_as_expected(void **state)
{
	struct archive *archive = support_archive_folder(*state, "tests/cases/pages");
	DIR *folder = opendir(support_source(*state, "tests/cases/pages"));
	assert_non_null(folder);
	unsigned count = 0;
	for (const struct dirent *entry; (entry = readdir(folder));)
		count += case_compare(*state, archive, entry->d_name);
	closedir(folder);
	assert_true(count > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(is_empty_for_a_dossier_that_is_not_there),
		TEST(marks_values_without_a_source),
		TEST(marks_no_values_that_the_sources_of_the_whole_cover),
		TEST(numbers_sources_in_order_of_their_use),
		TEST(one_mark_names_all_places_of_a_source_behind_a_word),
		TEST(marks_stand_by_their_numbers_and_so_do_their_links),
		TEST(many_marks_go_to_the_next_line_with_their_word_if_they_fill_no_half_of_it),
		TEST(a_line_may_begin_with_a_mark_but_not_with_the_first),
		TEST(a_source_has_its_name_its_date_and_its_publisher_unless_its_name_says_them),
		TEST(says_which_values_do_not_agree),
		TEST(does_not_say_so_of_one_value_or_of_lists),
		TEST(leaves_columns_out_where_they_have_no_room),
		TEST(shows_the_preferred_first_and_the_deprecated_last),
		TEST(shows_a_link_that_leads_nowhere),
		TEST(gives_vague_dates_as_typed_too),
		TEST(says_from_when_to_when),
		TEST(names_the_value_that_a_line_shows),
		TEST(makes_links_of_addresses_in_running_text),
		TEST(drops_the_full_stop_of_a_name_where_the_text_goes_on),
		TEST(shows_nothing_of_escape_sequences),
		TEST(shows_what_a_schema_of_its_own_adds),
		TEST(begins_with_the_summary_and_the_names_follow_the_fields),
		TEST(shows_a_summary_and_names_that_the_kind_has_no_place_for),
		TEST(does_not_say_what_stands_above_it),
		TEST(gives_languages_and_scripts_in_words),
		TEST(leaves_out_the_end_of_a_list_that_is_too_long),
		TEST(leaves_out_nothing_if_all_is_asked_for),
		TEST(cuts_a_quote_to_eight_lines_in_a_list),
		TEST(lists_what_took_place_there),
		TEST(parts_claims_by_what_the_dossier_has_to_do_with_them),
		TEST(says_that_nothing_is_connected),
		TEST(puts_mentions_of_one_dossier_together),
		TEST(shows_the_part_of_a_sentence_that_has_the_name),
		TEST(dates_a_connection_by_when_it_held),
		TEST(says_a_date_of_several_once_where_it_is_narrow),
		TEST(leaves_out_sources_that_stand_beside),
		TEST(numbers_sources_as_the_page_of_the_dossier_does),
		TEST(is_sound_at_every_width),
		TEST(is_sound_for_hostile_texts),
		TEST(is_sound_in_ascii),
		TEST(shows_each_case_as_expected),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
