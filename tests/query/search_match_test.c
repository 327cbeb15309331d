#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/search.h"
#include "tests/query/world.h"

/* The text with its ranges in brackets, which come in order and do not overlap. */
static struct str marked(struct arena *arena, struct str text, struct search_ranges ranges)
{
	struct text out = { .arena = arena };
	size_t at = 0;
	for (size_t i = 0; i < ranges.count; i++) {
		struct search_range range = ranges.items[i];
		assert_true(range.size > 0 && range.start >= at);
		assert_true(range.start + range.size <= text.size);
		text_add(&out, str_slice(text, at, range.start - at));
		text_format(&out, "[%.*s]", STR_ARGS(str_slice(text, range.start, range.size)));
		at = range.start + range.size;
	}
	text_add(&out, str_slice(text, at, SIZE_MAX));
	return text_str(&out);
}

static void expect_occurrences(const char *wanted, const char *text, const char *expected)
{
	struct arena arena = {0};
	struct search_ranges ranges = search_occurrences(&arena, str_of(wanted), str_of(text));
	assert_str(marked(&arena, str_of(text), ranges), expected);
	arena_release(&arena);
}

static void finds_a_text_anywhere_in_another(void **state)
{
	(void)state;
	expect_occurrences("fair", "A Fair, a fairy, unfair.", "A [Fair], a [fair]y, un[fair].");
	expect_occurrences("FAIR", "fair", "[fair]");
	expect_occurrences("r, a", "Fair, a b", "Fai[r, a] b");
	expect_occurrences("aa", "aaaaa", "[aa][aa]a");
	expect_occurrences("x", "", "");
	expect_occurrences("", "abc", "abc");
	expect_occurrences("abcd", "abc", "abc");
}

static void finds_it_however_it_is_decorated(void **state)
{
	(void)state;
	expect_occurrences("jose", "José und Jose\xCC\x81.", "[José] und [Jose\xCC\x81].");
	expect_occurrences("é", "e é", "[e] [é]");
	expect_occurrences("lund", "Łund", "[Łund]");
	expect_occurrences("ковaн", "Кован", "Кован");          /* with a Latin a */
	expect_occurrences("кован", "г-н КОВАН.", "г-н [КОВАН].");
	expect_occurrences("don't", "I don’t", "I [don’t]");
	expect_occurrences("...", "well…", "well[…]");
}

static void maps_back_letters_that_fold_to_more_or_to_less(void **state)
{
	(void)state;
	expect_occurrences("strasse", "Eine Straße, breit", "Eine [Straße], breit");
	expect_occurrences("s", "Maß", "Ma[ß]");                /* either half is the letter */
	expect_occurrences("fi", "ﬁne ﬁ", "[ﬁ]ne [ﬁ]");
	expect_occurrences("e", "éa\xCC\x81" "e", "[é]a\xCC\x81" "[e]");
	expect_occurrences("i", "ﬁ fı", "[ﬁ] f[ı]");
}

static void marks_whole_clusters_of_burmese(void **state)
{
	(void)state;
	expect_occurrences("သစ်", "မြို့သစ်၊ သစ်", "မြို့[သစ်]၊ [သစ်]");
}

static void bytes_that_are_no_text_do_no_harm(void **state)
{
	struct arena arena = {0};
	struct str text = STR("a\xff\xfe" "b\xe1\x80" "a");
	(void)state;
	assert_int_equal(search_occurrences(&arena, STR("a"), text).count, 2);
	assert_int_equal(search_occurrences(&arena, STR("\xff"), text).count > 0, true);
	arena_release(&arena);
}

/* ── Words of a filter ──────────────────────────────────────────────────────────────────────── */

static void expect_matches(void **state, const char *query, const char *text, const char *expected)
{
	struct world *world = *state;
	struct search_ranges ranges = search_matches(&world->arena, world_filter(world, query),
	                                             str_of(text));
	assert_str(marked(&world->arena, str_of(text), ranges), expected);
}

static void marks_the_words_of_a_query(void **state)
{
	expect_matches(state, "fair ship", "Unfair! The Ship Fair.", "Unfair! The [Ship] [Fair].");
	expect_matches(state, "~fair shi", "ships fairly", "[shi]ps fairly");
	expect_matches(state, "fair", "The fair's end", "The [fair]'s end");
	expect_matches(state, "\"ship fair\"", "fair ship fair", "fair [ship fair]");
	expect_matches(state, "~\"ship fa", "ship fair", "[ship fa]ir");
	expect_matches(state, "a OR b", "a b c", "[a] [b] c");
	expect_matches(state, "name:fair", "fair", "[fair]");
	expect_matches(state, "straße", "STRASSE", "[STRASSE]");
	expect_matches(state, "strasse", "die Straße", "die [Straße]");
}

static void does_not_mark_what_is_not_looked_for(void **state)
{
	expect_matches(state, "fair -ship", "Ship Fair", "Ship [Fair]");
	expect_matches(state, "-(fair ship)", "Ship Fair", "Ship Fair");
	expect_matches(state, "kind:person", "person", "person");
	expect_matches(state, "tag:fair", "fair", "fair");
	expect_matches(state, "", "fair", "fair");
}

static void marks_words_that_are_joined_or_romanized(void **state)
{
	expect_matches(state, "selm haven", "Selmhaven", "[Selmhaven]");
	expect_matches(state, "кован", "Kovan said", "[Kovan] said");
}

static void overlapping_matches_are_one(void **state)
{
	expect_matches(state, "\"a b\" \"b c\"", "a b c", "[a b c]");
	expect_matches(state, "~ship ships s", "ships", "[ships]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_a_text_anywhere_in_another),
		cmocka_unit_test(finds_it_however_it_is_decorated),
		cmocka_unit_test(maps_back_letters_that_fold_to_more_or_to_less),
		cmocka_unit_test(marks_whole_clusters_of_burmese),
		cmocka_unit_test(bytes_that_are_no_text_do_no_harm),
		cmocka_unit_test(marks_the_words_of_a_query),
		cmocka_unit_test(does_not_mark_what_is_not_looked_for),
		cmocka_unit_test(marks_words_that_are_joined_or_romanized),
		cmocka_unit_test(overlapping_matches_are_one),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
