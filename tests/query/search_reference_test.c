/* Search finds what an obvious search finds that looks through all words of all texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/array.h"
#include "base/unicode.h"
#include "query/search_state.h"
#include "query/words.h"
#include "tests/support/collection.h"

enum { DOSSIERS = 1000, QUERIES = 2000, TYPED = 4000, LIMIT = 10 };

/* ── A made-up collection ───────────────────────────────────────────────────────────────────── */

static uint64_t seed = 20240229;

static uint32_t draw(uint32_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((seed >> 33) % below);
}

static void add_syllables(struct text *text, uint32_t count)
{
	static const char *const syllables[] = { "ba", "ko", "mi", "ta", "ru", "se" };
	static const char *const cyrillic[] = { "ба", "ко", "ми", "та", "ру", "се" };
	bool is_cyrillic = draw(12) == 0;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t syllable = draw(6);
		text_add(text, str_of((is_cyrillic ? cyrillic : syllables)[syllable]));
	}
}

/* Few words that are frequent, many that are rare. */
static void add_words(struct text *text, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		text_add(text, i ? STR(" ") : STR(""));
		add_syllables(text, 1 + draw(draw(3) + 1) + (draw(8) == 0));
		if (draw(30) == 0)
			text_add(text, STR("'s"));
	}
}

static void add_dossier(struct text *text, uint32_t number)
{
	static const char *const kinds[] = { "person", "place", "event", "claim" };
	const char *kind = kinds[draw(4)];
	text_format(text, "- id: %s-%u\n  kind: %s\n", kind, number, kind);
	text_add(text, strcmp(kind, "claim") == 0 ? STR("  text: ") : STR("  name: "));
	add_words(text, 1 + draw(3));
	if (draw(3) == 0) {
		text_add(text, STR("\n  names: ["));
		add_words(text, 1 + draw(2));
		text_add(text, STR("]"));
	}
	if (strcmp(kind, "event") == 0 && draw(4))
		text_format(text, "\n  date: %u%s", 2020 + draw(4), draw(2) ? "-03" : "");
	text_add(text, STR("\n  summary: "));
	add_words(text, 4);
	text_add(text, STR("\n  tags: ["));
	add_words(text, 1);
	text_add(text, STR("]\n  body: "));
	add_words(text, 12);
	text_add_byte(text, '\n');
}

/* ── The words of each dossier ──────────────────────────────────────────────────────────────── */

/* A word of a text: its number among all different ones; 0 between two texts. */
struct word { uint32_t number; enum search_class where; };
struct word_list { struct word *items; size_t count, room; };

struct reference {
	struct arena arena;
	struct archive *archive;
	struct str_list distinct;       /* words, by number */
	struct word_list words[DOSSIERS];
};

static uint32_t number_of(struct reference *reference, struct str word)
{
	for (size_t i = 1; i < reference->distinct.count; i++)
		if (str_equal(reference->distinct.items[i], word))
			return (uint32_t)i;
	*ARRAY_ADD(&reference->arena, &reference->distinct) = str_copy(&reference->arena, word);
	return (uint32_t)reference->distinct.count - 1;
}

static void note_word(struct reference *reference, struct word_list *list, struct str word,
                      enum search_class where)
{
	*ARRAY_ADD(&reference->arena, list) = (struct word){ number_of(reference, word), where };
}

static void note_end(struct reference *reference, struct word_list *list)
{
	*ARRAY_ADD(&reference->arena, list) = (struct word){ 0, SEARCH_NONE };
}

static void note_text(struct reference *reference, struct word_list *list, struct str folded,
                      enum search_class where)
{
	struct str_list words = words_cut(&reference->arena, folded);
	for (size_t i = 0; i < words.count; i++)
		note_word(reference, list, words.items[i], where);
	note_end(reference, list);
}

/* Ids as a whole, and names romanized, in words and in one. */
static void note_other_forms(struct reference *reference, struct word_list *list,
                             struct walked_text text, struct str folded)
{
	struct arena *arena = &reference->arena;
	struct str latin = unicode_romanize(arena, folded);
	if (text.where == SEARCH_ID) {
		note_word(reference, list, folded, SEARCH_ID);
		note_end(reference, list);
	} else if (latin.size && (text.where == SEARCH_NAME || text.where == SEARCH_ALIAS)) {
		struct str_list words = words_cut(arena, latin);
		note_text(reference, list, latin, SEARCH_ROMANIZED);
		note_word(reference, list, words_join(arena, words, 0, words.count, STR("")),
		          SEARCH_ROMANIZED);
		note_end(reference, list);
	}
}

static void read_dossier(struct reference *reference, uint32_t row)
{
	struct text_walk walk = texts_begin(reference->archive, (struct dossier_ref){ row });
	for (struct walked_text text; texts_next(&walk, &text);) {
		struct str plain = text_plain(reference->archive, &reference->arena, text);
		struct str folded = unicode_fold(&reference->arena, plain);
		note_text(reference, &reference->words[row], folded, text.where);
		note_other_forms(reference, &reference->words[row], text, folded);
	}
}

/* ── The obvious search ─────────────────────────────────────────────────────────────────────── */

enum { NAMES = 1 << SEARCH_NAME | 1 << SEARCH_ALIAS | 1 << SEARCH_ROMANIZED, TEXTS = -1 };

static bool has_word(struct reference *reference, uint32_t row, struct str wanted, bool is_prefix,
                     int classes)
{
	const struct word_list *list = &reference->words[row];
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].number && classes >> list->items[i].where & 1 &&
		    words_match(reference->distinct.items[list->items[i].number], wanted, is_prefix))
			return true;
	return false;
}

/* The word itself, or its Latin form in one. */
static bool has_form(struct reference *reference, uint32_t row, struct str wanted, bool is_prefix,
                     int classes)
{
	struct arena scratch = {0};
	struct str_list latin = words_cut(&scratch, unicode_romanize(&scratch, wanted));
	bool is_found = has_word(reference, row, wanted, is_prefix, classes) ||
	                (latin.count &&
	                 has_word(reference, row,
	                          words_join(&scratch, latin, 0, latin.count, STR("")), is_prefix,
	                          classes));
	arena_release(&scratch);
	return is_found;
}

static bool has_phrase(struct reference *reference, uint32_t row, struct str_list wanted,
                       bool is_prefix, int classes)
{
	const struct word_list *list = &reference->words[row];
	for (size_t at = 0; at + wanted.count <= list->count; at++) {
		size_t same = 0;
		while (same < wanted.count && list->items[at + same].number &&
		       classes >> list->items[at + same].where & 1 &&
		       words_match(reference->distinct.items[list->items[at + same].number],
		                   wanted.items[same], is_prefix && same + 1 == wanted.count))
			same++;
		if (same == wanted.count)
			return true;
	}
	return false;
}

/* The word is one with its neighbours: "ba koru" in "bakoru". */
static bool has_joined(struct reference *reference, uint32_t row, const struct filter *all,
                       size_t at)
{
	struct arena scratch = {0};
	bool is_found = false;
	for (size_t first = 0; first <= at; first++) {
		struct text joined = { .arena = &scratch };
		for (size_t i = first; i < all->part_count && i < first + SEARCH_JOINED &&
		     all->parts[i]->kind == FILTER_WORD; i++) {
			text_add(&joined, all->parts[i]->text);
			const struct word_list *list = &reference->words[row];
			for (size_t j = 0; i >= at && i > first && j < list->count; j++) {
				struct str word = reference->distinct.items[list->items[j].number];
				is_found |= str_equal(word, text_str(&joined)) ||
				            (all->parts[i]->is_prefix &&
				             str_starts_with(word, text_str(&joined)));
			}
		}
	}
	arena_release(&scratch);
	return is_found;
}

static bool has_tag(struct reference *reference, uint32_t row, const struct filter *filter)
{
	const struct archive *archive = reference->archive;
	struct dossier_ref ref = { row };
	struct arena scratch = {0};
	bool is_found = false;
	struct value value = value_first(archive, ref, field_known(archive, KNOWN_TAGS));
	for (; value.row != NO_ROW; value = value_next(archive, ref, value)) {
		struct str folded = unicode_fold(&scratch, value.text);
		struct str term = str_join(&scratch, STR("tags"), STR(":"), folded);
		is_found |= str_equal(term, filter->text) ||
		            (filter->is_prefix && str_starts_with(term, filter->text));
	}
	arena_release(&scratch);
	return is_found;
}

/* Nothing has a date but events. */
static bool is_dated(const struct archive *archive, struct dossier_ref ref, struct date dates)
{
	struct dossier dossier = dossier_at(archive, ref);
	return date_overlaps(archive_date(archive, dossier.date).date, dates);
}

static bool matches(struct reference *reference, uint32_t row, const struct filter *filter)
{
	struct arena scratch = {0};
	bool is_match = filter->kind == FILTER_ALL;
	switch (filter->kind) {
	case FILTER_ALL:
		for (size_t i = 0; is_match && i < filter->part_count; i++)
			is_match = matches(reference, row, filter->parts[i]) ||
			           (filter->parts[i]->kind == FILTER_WORD &&
			            has_joined(reference, row, filter, i));
		break;
	case FILTER_ANY:
		for (size_t i = 0; !is_match && i < filter->part_count; i++)
			is_match = matches(reference, row, filter->parts[i]);
		break;
	case FILTER_NOT:
		is_match = !matches(reference, row, filter->parts[0]);
		break;
	case FILTER_WORD:
		is_match = has_form(reference, row, filter->text, filter->is_prefix, TEXTS);
		break;
	case FILTER_NAME:
		is_match = has_form(reference, row, filter->text, filter->is_prefix, NAMES);
		break;
	case FILTER_PHRASE:
		is_match = has_phrase(reference, row, words_cut(&scratch, filter->text),
		                      filter->is_prefix, TEXTS) ||
		           (str_find(filter->text, STR(" "), 0) == SIZE_MAX &&
		            has_form(reference, row, filter->text, filter->is_prefix,
		                     NAMES | 1 << SEARCH_ID));
		break;
	case FILTER_KIND:
		is_match = dossier_kind(reference->archive, (struct dossier_ref){ row }) ==
		           filter->dossier_kind;
		break;
	case FILTER_FACET:
		is_match = has_tag(reference, row, filter);
		break;
	case FILTER_DATE:
		is_match = is_dated(reference->archive, (struct dossier_ref){ row },
		                    filter->dates);
		break;
	case FILTER_LINK:
	case FILTER_ALONE:
	case FILTER_VERIFIED:
	case FILTER_KIND_COUNT:
		fail_msg("no query asks for links or verdicts");
	}
	arena_release(&scratch);
	return is_match;
}

/* ── Queries ────────────────────────────────────────────────────────────────────────────────── */

/* A word of the collection, whole or its beginning, or none of it. */
static void add_query_word(struct reference *reference, struct text *query)
{
	uint32_t count = (uint32_t)reference->distinct.count - 1;
	struct str word = reference->distinct.items[1 + draw(count)];
	if (draw(20) == 0)
		word = STR("xyzzy");
	size_t size = draw(3) ? word.size : (size_t)1 + draw((uint32_t)word.size);
	while (size < word.size && ((unsigned char)word.bytes[size] & 0xC0) == 0x80)
		size++;
	text_add(query, str_slice(word, 0, size));
}

/* Two words that stand side by side in a text, or any two. */
static void add_query_phrase(struct reference *reference, struct text *query)
{
	const struct word_list *list = &reference->words[draw(DOSSIERS)];
	uint32_t at = draw((uint32_t)list->count - 1);
	struct word first = list->items[at], second = list->items[at + 1];
	text_add_byte(query, '"');
	if (first.number && second.number && draw(4)) {
		text_add(query, reference->distinct.items[first.number]);
		text_add_byte(query, ' ');
		text_add(query, reference->distinct.items[second.number]);
	} else {
		add_query_word(reference, query);
		text_add_byte(query, ' ');
		add_query_word(reference, query);
	}
	text_add_byte(query, '"');
}

static void add_query_part(struct reference *reference, struct text *query)
{
	static const char *const kinds[] = { "kind:person", "kind:claim", "kind:place" };
	uint32_t what = draw(16);
	if (draw(10) == 0)
		text_add_byte(query, '-');
	if (draw(12) == 0) {
		text_format(query, "%s%u%s", draw(2) ? "date:" : "", 2020 + draw(4),
		            draw(2) ? "-03" : "");
		return;
	}
	if (what == 0)
		text_add(query, str_of(kinds[draw(3)]));
	else if (what == 1)
		text_format(query, "%s-%u", draw(2) ? "person" : "event", draw(DOSSIERS));
	else if (what <= 4)
		add_query_phrase(reference, query);
	else {
		text_add(query, what == 5 ? STR("tag:") : what <= 7 ? STR("name:") : STR(""));
		add_query_word(reference, query);
	}
}

static struct str random_query(struct reference *reference, struct arena *arena)
{
	struct text query = { .arena = arena };
	uint32_t parts = 1 + draw(3);
	bool has_group = parts > 1 && draw(6) == 0;
	for (uint32_t i = 0; i < parts; i++) {
		if (i)
			text_add(&query, draw(6) ? STR(" ") : STR(" OR "));
		if (has_group && i + 2 == parts)
			text_add_byte(&query, '(');
		add_query_part(reference, &query);
	}
	if (has_group)
		text_add_byte(&query, ')');
	return text_str(&query);
}

/* ── The comparison ─────────────────────────────────────────────────────────────────────────── */

/* How dear it is said to be to read texts, and how often that made a difference. */
static struct manner {
	const char *name;
	struct reading_costs costs;
	size_t read, final_early;       /* queries */
} manners[] = {
	{ "as it is",         { 1 << 17, 128, 8192, 6 }, 0, 0 },
	{ "reading all",      { 0, 0, 1, 0 },            0, 0 },
	{ "reading a few",    { 0, 0, 16, 0 },           0, 0 },
	{ "reading too few",  { 0, 0, 256, 0 },          0, 0 },
};
enum { MANNERS = sizeof manners / sizeof *manners };

static bool is_beginning(const struct search *search, const struct search *whole)
{
	bool is_first = search->hit_count <= whole->hit_count && search->total <= whole->total;
	for (size_t i = 0; is_first && i < search->hit_count; i++)
		is_first = search->hits[i].ref.row == whole->hits[i].ref.row &&
		           search->hits[i].score == whole->hits[i].score &&
		           search->hits[i].where == whole->hits[i].where &&
		           search->hits[i].way == whole->hits[i].way;
	return is_first;
}

/* What is shown before the end does not change, and is all there when it says so. */
static void search_in_steps(struct reference *reference, const struct filter *filter,
                            const struct search *whole, struct str query, struct manner *manner)
{
	struct search search;
	size_t expected = whole->total < LIMIT ? whole->total : LIMIT, shown = 0;
	bool is_early = false, was_read = false;
	search_begin(&search, reference->archive, filter, (struct search_options){ .limit = LIMIT });
	search.state->costs = manner->costs;
	for (bool is_done = false; !is_done;) {
		is_done = search_step(&search, 1);
		is_early |= search.hits_are_final && !is_done;
		was_read |= !is_done && search.state->reading.op != NULL;
		if (!is_beginning(&search, whole) || search.hit_count < shown)
			fail_msg("%.*s: other hits come first, %s", STR_ARGS(query), manner->name);
		if (search.hits_are_final && search.hit_count != expected)
			fail_msg("%.*s: final too early, %s", STR_ARGS(query), manner->name);
		shown = search.hit_count;
	}
	assert_true(search.hits_are_final);
	assert_int_equal(search.total, whole->total);
	manner->read += was_read;
	manner->final_early += is_early;
	search_end(&search);
}

static void compare(struct reference *reference, const struct filter *filter,
                    const struct search *search, struct str query)
{
	static bool is_hit[DOSSIERS];
	size_t expected = 0;
	memset(is_hit, 0, sizeof is_hit);
	for (size_t i = 0; !search->is_offer && i < search->hit_count; i++)
		is_hit[search->hits[i].ref.row] = true;
	for (uint32_t row = 0; row < DOSSIERS; row++) {
		bool is_expected = matches(reference, row, filter);
		expected += is_expected;
		if (is_expected != is_hit[row])
			fail_msg("%.*s: %.*s is %s", STR_ARGS(query),
			         STR_ARGS(dossier_id(reference->archive,
			                             (struct dossier_ref){ row })),
			         is_expected ? "not found" : "found");
	}
	if (!search->is_offer)
		assert_int_equal(search->total, expected);
}

static void finds_what_an_obvious_search_finds(void **state)
{
	struct reference *reference = *state;
	size_t found = 0;
	for (int i = 0; i < QUERIES; i++) {
		struct arena arena = {0};
		struct search search;
		struct filter *filter = NULL;
		struct fault why = {0};
		struct str query = random_query(reference, &arena);
		struct filter_options options = { .is_typing = draw(2) };
		if (!filter_parse(reference->archive, &arena, query, options, &filter, &why))
			fail_msg("%.*s: %s", STR_ARGS(query), why.sentence);
		search_begin(&search, reference->archive, filter, (struct search_options){0});
		assert_true(search_step(&search, 0));
		compare(reference, filter, &search, query);
		for (size_t j = 0; j < MANNERS; j++)
			search_in_steps(reference, filter, &search, query, &manners[j]);
		found += search.total > 0 && !search.is_offer;
		search_end(&search);
		arena_release(&arena);
	}
	assert_in_range(found, QUERIES / 3, QUERIES);
}

/* Words of one dossier, the last of them cut to a letter or two: as somebody types. */
static struct str typed_query(struct reference *reference, struct arena *arena)
{
	struct text query = { .arena = arena };
	const struct word_list *list = &reference->words[draw(DOSSIERS)];
	uint32_t count = 2 + draw(3);
	for (uint32_t i = 0; i < count;) {
		struct word word = list->items[draw((uint32_t)list->count)];
		struct str text = reference->distinct.items[word.number];
		if (word.number == 0 || str_find(text, STR("-"), 0) != SIZE_MAX)
			continue;
		size_t size = ++i < count ? text.size : (size_t)1 + draw(2);
		while (size < text.size && ((unsigned char)text.bytes[size] & 0xC0) == 0x80)
			size++;
		text_format(&query, "%.*s%s", STR_ARGS(str_slice(text, 0, size)),
		            i < count ? " " : "");
	}
	return text_str(&query);
}

static void what_is_final_never_changes(void **state)
{
	struct reference *reference = *state;
	for (size_t i = 0; i < MANNERS; i++)
		manners[i].read = manners[i].final_early = 0;
	for (int i = 0; i < TYPED; i++) {
		struct arena arena = {0};
		struct search search;
		struct filter *filter = NULL;
		struct fault why = {0};
		struct str query = typed_query(reference, &arena);
		struct filter_options options = { .is_typing = true };
		if (!filter_parse(reference->archive, &arena, query, options, &filter, &why))
			fail_msg("%.*s: %s", STR_ARGS(query), why.sentence);
		search_begin(&search, reference->archive, filter, (struct search_options){0});
		assert_true(search_step(&search, 0));
		for (size_t j = 0; j < MANNERS; j++)
			search_in_steps(reference, filter, &search, query, &manners[j]);
		search_end(&search);
		arena_release(&arena);
	}
	for (size_t i = 1; i < MANNERS; i++)
		assert_in_range(manners[i].read, TYPED / 2, TYPED);
	assert_in_range(manners[2].final_early, manners[0].final_early + TYPED / 20, TYPED);
}

static int setup(void **state)
{
	static struct reference reference;
	struct text yaml = { .arena = &reference.arena };
	for (uint32_t i = 0; i < DOSSIERS; i++)
		add_dossier(&yaml, i);
	reference.archive = support_archive(&reference.arena, (struct support_file[]){
		{ "all.yaml", text_str(&yaml).bytes }, { 0 } });
	assert_int_equal(dossier_count(reference.archive), DOSSIERS);

	*ARRAY_ADD(&reference.arena, &reference.distinct) = STR("");
	for (uint32_t row = 0; row < DOSSIERS; row++)
		read_dossier(&reference, row);
	*state = &reference;
	return 0;
}

static int teardown(void **state)
{
	struct reference *reference = *state;
	arena_release(&reference->arena);
	unicode_close();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_an_obvious_search_finds),
		cmocka_unit_test(what_is_final_never_changes),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
