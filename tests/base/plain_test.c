#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/plain.h"
#include "base/unicode.h"
#include "base/unicode_parts.h"

static int close_unicode(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

static void tells_plain_texts_from_others(void **state)
{
	(void)state;
	assert_true(plain_holds(STR("")));
	assert_true(plain_holds(STR("\t “Don’t” – he said — «oui» … • † €5\xC2\xA0\x7F")));
	assert_false(plain_holds(STR("café")));
	assert_true(plain_holds(STR("Да, «ёлки» Й")));
	assert_false(plain_holds(STR("дія")));
	assert_false(plain_holds(STR("да\xCC\x81")));
	assert_false(plain_holds(STR("a\xFF")));
	assert_null(plain_folded('a'));
	assert_string_equal(plain_folded(0x2014), "-");
}

static void folds_until_a_character_that_a_mark_may_follow(void **state)
{
	(void)state;
	struct arena arena = {0};
	static const struct {
		const char *text;
		size_t end;
		const char *folded;
	} rows[] = {
		{ "",                  0,  ""          },
		{ "ABC",               3,  "abc"       },
		{ "ABC—",              6,  "abc-"      },
		{ "ABCé",              2,  "ab"        },
		{ "é",                 0,  ""          },
		{ "A—é",               1,  "a"         },
		{ "—…é",               3,  "-"         },
		{ "X…—“Y”",            14, "x...-\"y\"" },
		{ "«Ёж» Йод",          15, "\"еж\" иод" },
		{ "Зоя і",             6,  "зоя"       },
		{ "Я\xCC\x81",         0,  ""          },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text out = { .arena = &arena };
		assert_int_equal(plain_fold(&out, str_of(rows[i].text), 0, false),
		                 rows[i].end);
		assert_string_equal(text_str(&out).bytes, rows[i].folded);
	}
	arena_release(&arena);
}

typedef struct str fold_function(struct arena *arena, struct str text);

/* The long way is taken for a character with a mark that does not compose with it. */
static void check_both_ways(struct arena *arena, uint32_t code_point, fold_function *fold)
{
	static const struct str mark = STR("\xE2\x83\xA3");
	char bytes[8];
	size_t size = unicode_encode(code_point, bytes);
	struct str alone = fold(arena, (struct str){ bytes, size });
	memcpy(bytes + size, mark.bytes, mark.size);
	struct str marked = fold(arena, (struct str){ bytes, size + mark.size });
	if (marked.size > mark.size && str_ends_with(marked, mark))
		marked.size -= mark.size;
	if (!str_equal(alone, marked))
		fail_msg("U+%04X is folded to '%.*s' and to '%.*s'", (unsigned)code_point,
		         STR_ARGS(alone), STR_ARGS(marked));
}

static void folds_as_the_long_way_does(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (uint32_t code_point = ' '; code_point < 0x3000; code_point++) {
		if (!plain_has(code_point))
			continue;
		check_both_ways(&arena, code_point, unicode_fold);
		if (!plain_folded(code_point))
			check_both_ways(&arena, code_point, unicode_fold_case);
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static void folds_capitals_wherever_they_stand(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (size_t place = 0; place < 20; place++)
		for (int byte = 1; byte < 0x80; byte++) {
			char bytes[20];
			memset(bytes, '~', sizeof bytes);
			bytes[place] = (char)byte;
			struct text out = { .arena = &arena };
			plain_fold(&out, (struct str){ bytes, sizeof bytes }, 0, false);
			bytes[place] = (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
			assert_int_equal(out.size, sizeof bytes);
			assert_memory_equal(out.bytes, bytes, sizeof bytes);
			arena_reset(&arena);
		}
	arena_release(&arena);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 16;
}

/* The long way is taken for a text that ends in a letter which only Ukrainian has. */
static void cuts_words_as_the_long_way_does(void **state)
{
	(void)state;
	static const char signs[] = "abz019_.,;:'\"- \n/@";
	static const char *const letters[] = { "я", "ж", "и" };
	enum { SIGNS = sizeof(signs) - 1, LETTERS = sizeof(letters) / sizeof(*letters) };
	uint32_t seed = 2021;
	for (int round = 0; round < 20000; round++) {
		char text[40];
		size_t count = next_random(&seed) % 16, size = 0, at = 0;
		for (size_t i = 0; i < count; i++) {
			uint32_t which = next_random(&seed) % (SIGNS + LETTERS);
			if (which < SIGNS) {
				text[size++] = signs[which];
			} else {
				memcpy(text + size, letters[which - SIGNS], 2);
				size += 2;
			}
		}
		memcpy(text + size, " \xD1\x96", 3);

		struct unicode_words words = unicode_words_begin((struct str){ text, size + 3 });
		struct str expected, word;
		assert_non_null(words.breaks);
		while (unicode_words_next(&words, &expected) &&
		       (size_t)(expected.bytes - text) < size) {
			bool found = plain_next_word((struct str){ text, size }, &at, &word);
			if (!found || word.bytes != expected.bytes || word.size != expected.size)
				fail_msg("'%.*s': found '%.*s' instead of '%.*s'", (int)size, text,
				         found ? (int)word.size : 0, found ? word.bytes : "",
				         (int)expected.size, expected.bytes);
		}
		assert_false(plain_next_word((struct str){ text, size }, &at, &word));
		assert_int_equal(at, size);
	}
}

static void takes_what_is_not_plain_for_letters(void **state)
{
	(void)state;
	struct str text = STR("да, мы; ok"), word;
	size_t at = 0;
	assert_true(plain_next_word(text, &at, &word));
	assert_true(str_equal(word, STR("да")));
	assert_true(plain_next_word(text, &at, &word));
	assert_true(str_equal(word, STR("мы")));
	assert_true(plain_next_word(text, &at, &word));
	assert_true(str_equal(word, STR("ok")));
	assert_false(plain_next_word(text, &at, &word));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_plain_texts_from_others),
		cmocka_unit_test(folds_until_a_character_that_a_mark_may_follow),
		cmocka_unit_test(folds_as_the_long_way_does),
		cmocka_unit_test(folds_capitals_wherever_they_stand),
		cmocka_unit_test(cuts_words_as_the_long_way_does),
		cmocka_unit_test(takes_what_is_not_plain_for_letters),
	};
	return cmocka_run_group_tests(tests, NULL, close_unicode);
}
