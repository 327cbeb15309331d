/* Whatever the day, a page as it was known then is a page with things left out: what it says stands
 * in the whole page too, in the same order, and no more often. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/array.h"
#include "base/unicode.h"
#include "query/known.h"
#include "query/search.h"
#include "tests/query/page_sound.h"
#include "tests/support/fiction.h"

enum { WIDTH = 80 };

struct days { int32_t *items; size_t count, room; };

/* The first and the last day of each source, the days before them, and one long before all. */
static struct days days_of(const struct archive *archive, struct arena *arena)
{
	struct days days = {0};
	struct row_span sources = dossiers_of_kind(archive, kind_find(archive, STR("source")));
	*ARRAY_ADD(arena, &days) = date_days(1600, 1, 1);
	for (uint32_t i = 0; i < sources.count; i++) {
		uint32_t row = dossier_at(archive, (struct dossier_ref){ sources.rows[i] }).date;
		struct date date = archive_date(archive, row).date;
		if (date_is_none(date) || date.earliest == DATE_FIRST_DAY ||
		    date.latest == DATE_LAST_DAY)
			continue;
		*ARRAY_ADD(arena, &days) = date.earliest - 1;
		*ARRAY_ADD(arena, &days) = date.earliest;
		*ARRAY_ADD(arena, &days) = date.latest - 1;
		*ARRAY_ADD(arena, &days) = date.latest;
	}
	return days;
}

/* ── Words ──────────────────────────────────────────────────────────────────────────────────── */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n';
}

static struct str next_word(struct str text, size_t *at)
{
	while (*at < text.size && is_blank(text.bytes[*at]))
		++*at;
	size_t start = *at;
	while (*at < text.size && !is_blank(text.bytes[*at]))
		++*at;
	return str_slice(text, start, *at - start);
}

/* Words with a digit may count what there is, and so may those for one and for many; a bracket may
 * be a mark. */
static bool is_counting(struct str word)
{
	static const char *const words[] = {
		"source", "sources", "source)", "sources)", "source),", "sources),", "asserted",
		"denied", "qualified", "by", "denies", "it", "nobody", "named", "none", "all",
		"of", "them", "is", "are", "verified", "not", "checked,", "checked", "word",
		"for", "word,", "found", "in", "their", "its", "text", "line", "lines", "claim",
		"undated", "…",
	};
	for (size_t i = 0; i < word.size; i++)
		if ((word.bytes[i] >= '0' && word.bytes[i] <= '9') || word.bytes[i] == '[' ||
		    word.bytes[i] == '(')
			return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(word, str_of(words[i])))
			return true;
	return false;
}

/* What ends a word may have been cut off with what came behind it. */
static struct str bare(struct str word)
{
	while (word.size && strchr(".,;:", word.bytes[word.size - 1]))
		word.size--;
	return word;
}

struct words { struct str *items; size_t count, room; };

static int compare_words(const void *left, const void *right)
{
	return str_compare(*(const struct str *)left, *(const struct str *)right);
}

static struct words sorted_words(struct arena *arena, struct str text)
{
	struct words words = {0};
	struct str word;
	for (size_t at = 0; (word = next_word(text, &at)).size;)
		if (!is_counting(word) && bare(word).size)
			*ARRAY_ADD(arena, &words) = bare(word);
	if (words.count)
		qsort(words.items, words.count, sizeof *words.items, compare_words);
	return words;
}

/* A word that `part` has more often than `whole`; empty if there is none. */
static struct str stray_word(struct arena *arena, struct str part, struct str whole)
{
	struct words few = sorted_words(arena, part), many = sorted_words(arena, whole);
	size_t other = 0;
	for (size_t i = 0; i < few.count; i++) {
		while (other < many.count && str_compare(many.items[other], few.items[i]) < 0)
			other++;
		if (other == many.count || !str_equal(many.items[other++], few.items[i]))
			return few.items[i];
	}
	return (struct str){0};
}

/* ── Pages ──────────────────────────────────────────────────────────────────────────────────── */

/* What a page says of the day itself takes the lines up to the first blank one or other names. */
static size_t note_lines(const struct page *page)
{
	size_t count = 0;
	for (size_t i = 0; i < page->lines.count; i++) {
		const struct page_line *line = &page->lines.items[i];
		bool is_note = line->count > 0;
		for (uint32_t at = line->first; at < line->first + line->count; at++)
			is_note &= page->spans.items[at].role == ROLE_NOTE;
		count += is_note;
	}
	return count;
}

static size_t headings(const struct page *page)
{
	size_t count = 0;
	for (size_t i = 0; i < page->lines.count; i++)
		count += page->lines.items[i].is_heading;
	return count;
}

static bool begins_sources(struct arena *arena, const struct page *page, uint32_t line)
{
	return page->lines.items[line].is_heading &&
	       str_starts_with(page_line_text(page, arena, line), STR("Sources"));
}

/* The text without marks, and without the sources: these stand in the order of their marks. */
static struct str words_of(struct arena *arena, const struct page *page)
{
	struct text text = { .arena = arena };
	for (uint32_t i = 0; i < page->lines.count && !begins_sources(arena, page, i); i++) {
		const struct page_line *line = &page->lines.items[i];
		for (uint32_t at = line->first; at < line->first + line->count; at++) {
			const struct page_span *span = &page->spans.items[at];
			if (span->role == ROLE_SOURCE || span->role == ROLE_NOTE)
				continue;
			text_add(&text, shown_str(span->text));
			text_add_byte(&text, ' ');
		}
	}
	return text_str(&text);
}

static void assert_is_part(struct arena *arena, const struct archive *archive,
                           struct dossier_ref ref, const struct known *known)
{
	struct page_options options = { .width = WIDTH, .shows_all = true };
	struct page whole = page_dossier(archive, arena, ref, options);
	options.known = known;
	struct page part = page_dossier(archive, arena, ref, options);
	struct str text = page_text_of(arena, &part), day = date_day(arena, known->day);
	struct str id = dossier_id(archive, ref);
	assert_page_is_sound(&part, WIDTH);

	struct str stray = stray_word(arena, words_of(arena, &part), words_of(arena, &whole));
	if (stray.size)
		fail_msg("%.*s on %.*s has '%.*s':\n%.*s", STR_ARGS(id), STR_ARGS(day),
		         STR_ARGS(stray), STR_ARGS(text));
	size_t few = part.lines.count - note_lines(&part);
	bool has_more = few > whole.lines.count - note_lines(&whole) ||
	                part.links.count > whole.links.count || headings(&part) > headings(&whole);
	bool is_raw = str_find(text, STR("[["), 0) != SIZE_MAX ||
	              str_find(text, STR("[@"), 0) != SIZE_MAX ||
	              str_find(text, STR("\n# "), 0) != SIZE_MAX ||
	              str_find(text, STR(" # "), 0) != SIZE_MAX;
	if (has_more || is_raw)
		fail_msg("%.*s on %.*s has %s:\n%.*s", STR_ARGS(id), STR_ARGS(day),
		         is_raw ? "marks" : "more", STR_ARGS(text));
}

static void assert_parts(const struct archive *archive)
{
	struct arena arena = {0}, scratch = {0};
	struct days days = days_of(archive, &arena);
	for (size_t i = 0; i < days.count; i++) {
		struct date date = { .earliest = days.items[i], .latest = days.items[i],
		                     .precision = DATE_DAY };
		struct known known = known_on(archive, date);
		for (uint32_t row = 0; row < dossier_count(archive); row++) {
			assert_is_part(&scratch, archive, (struct dossier_ref){ row }, &known);
			arena_reset(&scratch);
		}
	}
	arena_release(&scratch);
	arena_release(&arena);
}

/* ── Searches ───────────────────────────────────────────────────────────────────────────────── */

/* What a search finds on a day can be read on that day. */
static void assert_hits_are_told(const struct archive *archive, struct arena *arena,
                                 const char *word, const struct known *known)
{
	struct filter *filter = NULL;
	struct search search;
	struct fault why;
	assert_true(filter_parse(archive, arena, str_of(word), (struct filter_options){0}, &filter,
	                         &why));
	search_begin(&search, archive, filter, (struct search_options){ .known = known });
	search_step(&search, 0);
	for (size_t i = 0; i < search.hit_count && !search.is_offer; i++) {
		struct dossier_ref ref = search.hits[i].ref;
		struct page page = page_dossier(archive, arena, ref, (struct page_options){
			.width = WIDTH, .shows_all = true, .known = known,
		});
		struct str text = unicode_fold(arena, page_text_of(arena, &page));
		if (str_find(text, str_of(word), 0) == SIZE_MAX)
			fail_msg("%.*s has no '%s':\n%.*s", STR_ARGS(dossier_id(archive, ref)),
			         word, STR_ARGS(text));
	}
	assert_int_equal(search.total, search.hit_count);
	search_end(&search);
}

static void what_a_search_finds_can_be_read_on_any_day(void **state)
{
	static const char *const words[] = {
		"executed", "putin", "lavrov", "sunday", "nuclear", "ukraine", "sanctions",
		"dignity", "talks", "helicopters", "asean", "veto",
	};
	const struct archive *archive = support_archive_folder(*state, "content");
	struct arena arena = {0}, scratch = {0};
	struct days days = days_of(archive, &arena);
	for (size_t i = 0; i < days.count; i++) {
		struct date date = { .earliest = days.items[i], .latest = days.items[i],
		                     .precision = DATE_DAY };
		struct known known = known_on(archive, date);
		for (size_t word = 0; word < sizeof words / sizeof *words; word++)
			assert_hits_are_told(archive, &scratch, words[word], &known);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	arena_release(&arena);
}

static void the_shipped_collection_is_less_on_any_day(void **state)
{
	assert_parts(support_archive_folder(*state, "content"));
}

static void a_collection_of_chance_is_less_on_any_day(void **state)
{
	enum { FICTIONS = 6 };
	for (uint32_t fiction = 0; fiction < FICTIONS; fiction++) {
		struct support_file files[FICTION_FILES + 1] = { 0 };
		for (uint32_t file = 0; file < FICTION_FILES; file++)
			files[file] = (struct support_file){
				fiction_path(*state, file),
				fiction_file(*state, fiction, file, 0),
			};
		assert_parts(support_archive(*state, files));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_shipped_collection_is_less_on_any_day),
		TEST(a_collection_of_chance_is_less_on_any_day),
		TEST(what_a_search_finds_can_be_read_on_any_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
