#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "base/worker.h"

enum { MAX_CODE_POINT = 0x10FFFF };

static int close_unicode(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}


/* ---- what a code point is ---- */

static void agrees_with_the_c_library_on_widths(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	unsigned compared = 0;
	for (uint32_t code_point = 1; code_point <= MAX_CODE_POINT; code_point++) {
		int expected = wcwidth((wchar_t)code_point);
		if (expected < 0)
			continue;
		compared++;
		if (unicode_width(code_point) != expected)
			fail_msg("U+%04X is %d wide to wcwidth and %d to us", code_point, expected,
			         unicode_width(code_point));
	}
	assert_true(compared > 100000);
	setlocale(LC_ALL, "C");
}

/* All that Unicode 15 added to 14, in whole blocks where it filled them: what may be printable to
 * ICU and unknown to an older C library. It is drawn, and its widths are ICU's alone. */
static const struct {
	uint32_t first, last;
} added_by_unicode_15[] = {
	{ 0x0CF3, 0x0CF3 },   { 0x0ECE, 0x0ECE },   { 0x10EFD, 0x10EFF }, { 0x1123F, 0x11241 },
	{ 0x11B00, 0x11B09 }, { 0x11F00, 0x11F59 }, { 0x1342F, 0x1342F }, { 0x13439, 0x13455 },
	{ 0x1B132, 0x1B132 }, { 0x1B155, 0x1B155 }, { 0x1D2C0, 0x1D2D3 }, { 0x1DF25, 0x1DF2A },
	{ 0x1E030, 0x1E08F }, { 0x1E4D0, 0x1E4F9 }, { 0x1F6DC, 0x1F6DC }, { 0x1F774, 0x1F77F },
	{ 0x1F7D9, 0x1F7D9 }, { 0x1FA75, 0x1FA77 }, { 0x1FA87, 0x1FA88 }, { 0x1FAAD, 0x1FAAF },
	{ 0x1FABB, 0x1FABF }, { 0x1FACE, 0x1FACF }, { 0x1FADA, 0x1FADB }, { 0x1FAE8, 0x1FAE8 },
	{ 0x1FAF7, 0x1FAF8 }, { 0x2B739, 0x2B739 }, { 0x31350, 0x323AF },
};

static bool is_new(uint32_t code_point)
{
	for (size_t i = 0; i < sizeof(added_by_unicode_15) / sizeof(*added_by_unicode_15); i++)
		if (code_point >= added_by_unicode_15[i].first &&
		    code_point <= added_by_unicode_15[i].last)
			return true;
	return false;
}

static void prints_nothing_the_c_library_does_not_know_but_what_is_new(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	unsigned unknown = 0;
	for (uint32_t code_point = 0; code_point <= MAX_CODE_POINT; code_point++) {
		enum unicode_class class = unicode_class(code_point);
		if (class == UNICODE_FORBIDDEN || wcwidth((wchar_t)code_point) >= 0)
			continue;
		unknown++;
		if (!is_new(code_point))
			fail_msg("U+%04X may pass, but wcwidth does not know it", code_point);
	}
	assert_true(unknown <= 4489);           /* as many as Unicode 15 added, less invisibles */
	setlocale(LC_ALL, "C");
}

static void gives_columns_to_all_that_is_printable(void **state)
{
	(void)state;
	for (uint32_t code_point = 0; code_point <= MAX_CODE_POINT; code_point++) {
		int width = unicode_width(code_point);
		assert_in_range(width, 0, 2);
		if (unicode_class(code_point) == UNICODE_PRINTABLE && width == 0)
			fail_msg("U+%04X is printable and has no width", code_point);
		if (unicode_class(code_point) == UNICODE_JOINER && width != 0)
			fail_msg("U+%04X joins and has a width", code_point);
	}
}

static const struct {
	uint32_t code_point;
	enum unicode_class class;
} classes[] = {
	{ ' ',      UNICODE_PRINTABLE }, { '~',      UNICODE_PRINTABLE },
	{ 0x00E9,   UNICODE_PRINTABLE }, { 0x0416,   UNICODE_PRINTABLE },
	{ 0x1019,   UNICODE_PRINTABLE }, { 0x2014,   UNICODE_PRINTABLE },
	{ 0x20AC,   UNICODE_PRINTABLE }, { 0x3000,   UNICODE_PRINTABLE },
	{ 0x4E2D,   UNICODE_PRINTABLE }, { 0xFFFD,   UNICODE_PRINTABLE },
	{ 0x1F600,  UNICODE_PRINTABLE }, { 0x1100,   UNICODE_PRINTABLE },
	{ 0x0301,   UNICODE_MARK      }, { 0x102D,   UNICODE_MARK      },
	{ 0x102C,   UNICODE_MARK      }, { 0x20DD,   UNICODE_MARK      },
	{ 0x1161,   UNICODE_MARK      }, { 0x11A8,   UNICODE_MARK      },
	{ 0x200C,   UNICODE_JOINER    }, { 0x200D,   UNICODE_JOINER    },
	{ 0xFE0E,   UNICODE_JOINER    }, { 0xFE0F,   UNICODE_JOINER    },
	{ 0x0000,   UNICODE_FORBIDDEN }, { 0x001B,   UNICODE_FORBIDDEN },
	{ 0x007F,   UNICODE_FORBIDDEN }, { 0x0085,   UNICODE_FORBIDDEN },
	{ 0x009B,   UNICODE_FORBIDDEN }, { 0x00A0,   UNICODE_FORBIDDEN },
	{ 0x00AD,   UNICODE_FORBIDDEN }, { 0x034F,   UNICODE_FORBIDDEN },
	{ 0x061C,   UNICODE_FORBIDDEN }, { 0x115F,   UNICODE_FORBIDDEN },
	{ 0x1160,   UNICODE_FORBIDDEN }, { 0x180E,   UNICODE_FORBIDDEN },
	{ 0x200B,   UNICODE_FORBIDDEN }, { 0x200E,   UNICODE_FORBIDDEN },
	{ 0x2028,   UNICODE_FORBIDDEN }, { 0x202E,   UNICODE_FORBIDDEN },
	{ 0x2066,   UNICODE_FORBIDDEN }, { 0x2800,   UNICODE_FORBIDDEN },
	{ 0x3164,   UNICODE_FORBIDDEN }, { 0xD800,   UNICODE_FORBIDDEN },
	{ 0xE000,   UNICODE_FORBIDDEN }, { 0xFDD0,   UNICODE_FORBIDDEN },
	{ 0xFE00,   UNICODE_FORBIDDEN }, { 0xFEFF,   UNICODE_FORBIDDEN },
	{ 0xFFF9,   UNICODE_FORBIDDEN }, { 0xFFFE,   UNICODE_FORBIDDEN },
	{ 0x1D173,  UNICODE_FORBIDDEN }, { 0xE0041,  UNICODE_FORBIDDEN },
	{ 0xE0100,  UNICODE_FORBIDDEN }, { 0x10FFFF, UNICODE_FORBIDDEN },
	{ 0x110000, UNICODE_FORBIDDEN },
};

static void lets_pass_what_can_be_seen_and_nothing_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		if (unicode_class(classes[i].code_point) != classes[i].class)
			fail_msg("U+%04X is of class %d", classes[i].code_point,
			         (int)unicode_class(classes[i].code_point));
}

static void knows_letters_that_join(void **state)
{
	(void)state;
	const uint32_t joining[] = { 0x0645, 0x0915, 0x094D, 0x0D15, 0x1000, 0x1039, 0x0D9A };
	const uint32_t others[] = { 'a', 0x0416, 0x4E2D, 0x0E01, ' ', 0x0660, 0x1F600 };
	for (size_t i = 0; i < sizeof(joining) / sizeof(*joining); i++)
		assert_true(unicode_joins(joining[i]));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(unicode_joins(others[i]));
}

static void knows_pictographs(void **state)
{
	(void)state;
	assert_true(unicode_is_pictograph(0x2764));
	assert_true(unicode_is_pictograph(0x1F469));
	assert_true(unicode_is_pictograph(0xA9));
	assert_false(unicode_is_pictograph('1'));
	assert_false(unicode_is_pictograph(0x1F1F7));
}

/* ---- folding ---- */

static const struct {
	const char *text, *folded;
} folds[] = {
	{ "",                       ""                              },
	{ "Sergei LAVROV",          "sergei lavrov"                 },
	{ "Łódź, Øresund, Đorđe",   "lodz, oresund, dorde"          },
	{ "Straße STRASSE",         "strasse strasse"               },
	{ "Æther œuvre þing ðe",    "aether oeuvre thing de"        },
	{ "İstanbul ısı",           "istanbul isi"                  },
	{ "Pyongyáng; naïve",       "pyongyang; naive"              },
	{ "nai\xCC\x88ve e\xCC\x81\xCC\x82", "naive e"              },      /* decomposed */
	{ "Сергей ЁЛКИН",           "сергеи елкин"                  },
	{ "Ἀθῆναι ΣΊΣΥΦΟΣ",         "αθηναι σισυφοσ"                },
	{ "“don’t” — 3…",           "\"don't\" - 3..."              },
	{ "«да» ‹x› a\xC2\xA0" "b", "\"да\" 'x' a b"                },
	{ "ＦＵＬＬ　ｗｉｄｔｈ №５",  "full width no5"                },
	{ "မြန်မာနိုင်ငံ",                "မြန်မာနိုင်ငံ"                       },
	{ "မြို့တော်",                  "မြို့တော်"                         },
	{ "हिन्दी 한국어 ไทย",         "हिन्दी 한국어 ไทย"                  },
	{ "soft\xC2\xADhyphen",     "softhyphen"                    },
	{ "a\xFF" "b",              "a\xEF\xBF\xBD" "b"             },
};

static void folds_case_marks_and_form(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (size_t i = 0; i < sizeof(folds) / sizeof(*folds); i++)
		assert_string_equal(unicode_fold(&arena, str_of(folds[i].text)).bytes,
		                    folds[i].folded);
	arena_release(&arena);
}

static void keeps_the_marks_of_scripts_in_which_they_are_vowels(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct str with = unicode_fold(&arena, STR("ကို"));
	struct str without = unicode_fold(&arena, STR("က"));
	assert_false(str_equal(with, without));
	arena_release(&arena);
}

/* Fold `text` twice and look at what becomes of it. */
static void check_fold(struct arena *arena, struct str text, uint32_t code_point)
{
	struct str once = unicode_fold(arena, text);
	struct str twice = unicode_fold(arena, once);
	if (!str_equal(once, twice))
		fail_msg("U+%04X is folded to '%s', and that to '%s'", code_point, once.bytes,
		         twice.bytes);
	if (once.size > 11 * text.size)
		fail_msg("U+%04X grows to %zu bytes", code_point, once.size);
	if (unicode_find_invalid(once) != SIZE_MAX)
		fail_msg("U+%04X is folded to what is no UTF-8", code_point);
}

static void folds_every_code_point_to_what_stays_so_and_is_not_large(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (uint32_t code_point = 0; code_point <= MAX_CODE_POINT; code_point++) {
		char bytes[16] = "a";
		size_t size = 1 + unicode_encode(code_point, bytes + 1);
		check_fold(&arena, (struct str){ bytes + 1, size - 1 }, code_point);
		check_fold(&arena, (struct str){ bytes, size }, code_point);
		bytes[size] = (char)0xCC;       /* a mark behind it */
		bytes[size + 1] = (char)0x88;
		check_fold(&arena, (struct str){ bytes + 1, size + 1 }, code_point);
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static void folds_long_texts_without_plain_characters_as_one(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct text raw = { .arena = &arena }, expected = { .arena = &arena };
	for (int i = 0; i < 3000; i++) {
		text_add(&raw, STR("Йк\xCC\x88န်"));
		text_add(&expected, STR("икန်"));
	}
	assert_string_equal(unicode_fold(&arena, text_str(&raw)).bytes,
	                    text_str(&expected).bytes);
	arena_release(&arena);
}

static void folds_any_bytes(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (unsigned i = 0; i < 0x10000; i++) {
		char bytes[2] = { (char)(i >> 8), (char)i };
		check_fold(&arena, (struct str){ bytes, 2 }, i);
		arena_reset(&arena);
	}
	arena_release(&arena);
}

/* ---- words ---- */

static void assert_words(const char *text, const char *expected)
{
	struct arena arena = {0};
	struct text found = { .arena = &arena };
	struct str folded = unicode_fold(&arena, str_of(text)), word;
	struct unicode_words words = unicode_words_begin(folded);
	while (unicode_words_next(&words, &word)) {
		assert_true(word.bytes >= folded.bytes &&
		            word.bytes + word.size <= folded.bytes + folded.size);
		text_format(&found, "[%.*s]", STR_ARGS(word));
	}
	assert_int_equal(words.at, folded.size);
	assert_false(unicode_words_next(&words, &word));
	assert_string_equal(text_str(&found).bytes, expected);
	arena_release(&arena);
}

static void cuts_plain_text_into_words(void **state)
{
	(void)state;
	assert_words("", "");
	assert_words(" -- ", "");
	assert_words("The junta's chief, Min Aung Hlaing.",
	             "[the][junta's][chief][min][aung][hlaing]");
	assert_words("“Don’t” — 3.14 or 1,000; a.b _x_ 'quoted'",
	             "[don't][3.14][or][1,000][a.b][_x_][quoted]");
	assert_words("sergei-lavrov a,b 1.a", "[sergei][lavrov][a][b][1][a]");
}

static void cuts_other_scripts_into_words(void **state)
{
	(void)state;
	assert_words("Сергей Лавров, 2022", "[сергеи][лавров][2022]");
	assert_words("မြန်မာ နိုင်ငံ", "[မြန်မာ][နိုင်ငံ]");
	assert_words("ภาษาไทย", "[ภาษา][ไทย]");
	assert_words("中国人民", "[中国][人民]");
	assert_words("😀 ok", "[ok]");
	assert_words("да [@lavrov-visit], а@b.c@, @@ __ _я_",
	             "[да][lavrov][visit][а][b.c][_я_]");
}

static void cuts_burmese_without_blanks_by_dictionary(void **state)
{
	(void)state;
	struct str folded = STR("မြန်မာနိုင်ငံသား"), word;
	struct unicode_words words = unicode_words_begin(folded);
	size_t count = 0, size = 0;
	while (unicode_words_next(&words, &word)) {
		count++;
		size += word.size;
	}
	assert_true(count >= 2);
	assert_int_equal(size, folded.size);
}

static void cuts_two_texts_by_turns(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct text found = { .arena = &arena };
	struct str same = STR("один два три");
	struct unicode_words left = unicode_words_begin(same);
	struct str word;
	assert_true(unicode_words_next(&left, &word));
	struct unicode_words right = unicode_words_begin(STR("ein zwei три"));
	struct unicode_words third = unicode_words_begin(same);
	for (int i = 0; i < 3; i++) {
		if (unicode_words_next(&left, &word))
			text_format(&found, "L%.*s ", STR_ARGS(word));
		if (unicode_words_next(&right, &word))
			text_format(&found, "R%.*s ", STR_ARGS(word));
		if (unicode_words_next(&third, &word))
			text_format(&found, "T%.*s ", STR_ARGS(word));
	}
	assert_string_equal(text_str(&found).bytes,
	                    "Lдва Rein Tодин Lтри Rzwei Tдва Rтри Tтри ");
	arena_release(&arena);
}

/* ---- order ---- */

static void orders_texts_as_the_root_collation_does(void **state)
{
	(void)state;
	static const char *const sorted[] = {
		"", "1", "2", "a", "A", "á", "ab", "Áb", "b", "zz", "Ω", "Андрей", "Яна", "က", "ခ",
		"中",
	};
	struct arena arena = {0};
	for (size_t i = 1; i < sizeof(sorted) / sizeof(*sorted); i++) {
		struct str less = unicode_sort_key(&arena, str_of(sorted[i - 1]));
		struct str more = unicode_sort_key(&arena, str_of(sorted[i]));
		if (str_compare(less, more) >= 0)
			fail_msg("'%s' does not come before '%s'", sorted[i - 1], sorted[i]);
	}
	arena_release(&arena);
}

static void gives_keys_of_long_texts(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct text text = { .arena = &arena };
	for (int i = 0; i < 2000; i++)
		text_add(&text, STR("နေ"));
	struct str key = unicode_sort_key(&arena, text_str(&text));
	assert_true(key.size > 1024);
	assert_true(str_compare(unicode_sort_key(&arena, STR("နေ")), key) < 0);
	arena_release(&arena);
}

/* ---- threads, version ---- */

struct thread_row {
	struct str name;
	bool is_right;
};

static void use_everything(void *context, size_t index, unsigned thread)
{
	(void)thread;
	struct thread_row *row = (struct thread_row *)context + index;
	struct arena arena = {0};
	struct str folded = unicode_fold(&arena, row->name), word;
	struct unicode_words words = unicode_words_begin(folded);
	size_t count = 0;
	while (unicode_words_next(&words, &word))
		count++;
	row->is_right = count == 2 &&
	                str_equal(unicode_romanize(&arena, row->name), STR("sergei thiy")) &&
	                unicode_sort_key(&arena, row->name).size > 0 &&
	                unicode_grapheme_size(STR("क्षि"), 0) > 3;
	arena_release(&arena);
}

static void works_in_several_threads_at_once(void **state)
{
	(void)state;
	struct thread_row rows[64];
	for (size_t i = 0; i < 64; i++)
		rows[i] = (struct thread_row){ .name = STR("Сергей ไทย") };
	worker_run(64, 4, use_everything, rows);
	for (size_t i = 0; i < 64; i++)
		assert_true(rows[i].is_right);
}

static void names_its_versions(void **state)
{
	(void)state;
	unsigned icu, icu_minor, unicode, unicode_minor;
	assert_int_equal(sscanf(unicode_version().bytes, "ICU %u.%u, Unicode %u.%u", &icu,
	                        &icu_minor, &unicode, &unicode_minor), 4);
	assert_true(icu >= 72);
	assert_true(unicode >= 15);
}

static void opens_again_after_closing(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (int i = 0; i < 3; i++) {
		assert_words("ภาษาไทย", "[ภาษา][ไทย]");
		assert_true(unicode_sort_key(&arena, STR("x")).size > 0);
		unicode_close();
	}
	unicode_close();
	arena_release(&arena);
}

/* ── Comparing word for word ────────────────────────────────────────────────────────────────── */

static void signs_of_one_kind_are_one(void **state)
{
	static const struct { uint32_t code_point, sign; } rows[] = {
		{ 'a', 'a' }, { '.', '.' }, { '[', '[' }, { '-', '-' }, { 0x2010, '-' },
		{ 0x2011, '-' }, { 0x2013, '-' }, { 0x2014, '-' }, { 0x2212, '-' }, { 0xFE58, '-' },
		{ '\'', '\'' }, { '"', '\'' }, { '`', '\'' }, { 0xAB, '\'' }, { 0xBB, '\'' },
		{ 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201C, '\'' }, { 0x201D, '\'' },
		{ 0x201E, '\'' }, { 0x2039, '\'' }, { 0x203A, '\'' }, { 0xB4, '\'' },
		{ ' ', ' ' }, { '\n', ' ' }, { '\r', ' ' }, { '\t', ' ' }, { 0x85, ' ' },
		{ 0xA0, ' ' }, { 0x2009, ' ' }, { 0x2028, ' ' }, { 0x202F, ' ' }, { 0x3000, ' ' },
		{ 0xAD, 0 }, { 0x200B, 0 }, { 0x200D, 0 }, { 0x202E, 0 }, { 0x2060, 0 },
		{ 0xFEFF, 0 }, { 0, 0 }, { 0x1B, 0 }, { 0x7F, 0 },
		{ 0x439, 0x439 }, { 0x1019, 0x1019 }, { 0x2026, 0x2026 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(unicode_sign(rows[i].code_point), rows[i].sign);
}

static void composes_what_is_one_letter(void **state)
{
	static const struct { const char *text, *normal; size_t size; } rows[] = {
		{ "abc", "a", 1 },
		{ "e\u0301x", "\u00e9", 3 },
		{ "\u00e9x", "\u00e9", 2 },
		{ "\ufb01x", "fi", 3 },
		{ "\u2026x", "...", 3 },
		{ "\u2460", "1", 3 },
		{ "\u1100\u1161\u11a8", "\uac01", 9 },
		{ "\xff" "a", "\ufffd", 1 },
	};
	struct arena arena = {0};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text out = { .arena = &arena };
		size_t size = unicode_add_nfkc(&out, str_of(rows[i].text), 0);
		assert_int_equal(size, rows[i].size);
		assert_string_equal(text_str(&out).bytes, rows[i].normal);
	}
	arena_release(&arena);
}

static void a_row_of_marks_is_cut(void **state)
{
	struct arena arena = {0};
	struct text marks = { .arena = &arena }, out = { .arena = &arena };
	(void)state;
	text_add_byte(&marks, 'a');
	for (int i = 0; i < 5000; i++)
		text_add(&marks, STR("\u0323"));
	struct str text = text_str(&marks);
	size_t size;
	for (size_t at = 0; at < text.size; at += size) {
		size = unicode_add_nfkc(&out, text, at);
		assert_in_range(size, 1, 256);
	}
	arena_release(&arena);
}

static void knows_the_letters_of_words_with_blanks_between(void **state)
{
	static const uint32_t of_word[] = { 'a', 'Z', '0', 0xE9, 0x3B1, 0x439, 0x142 };
	static const uint32_t others[] = { ' ', '-', '\'', '@', '[', '`', '{', '/', ':', 0x1019,
		                           0x4E2D, 0x627, 0x2019, 0x301, 0 };
	(void)state;
	for (size_t i = 0; i < sizeof of_word / sizeof of_word[0]; i++)
		assert_true(unicode_is_of_word(of_word[i]));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_false(unicode_is_of_word(others[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_c_library_on_widths),
		cmocka_unit_test(prints_nothing_the_c_library_does_not_know_but_what_is_new),
		cmocka_unit_test(gives_columns_to_all_that_is_printable),
		cmocka_unit_test(lets_pass_what_can_be_seen_and_nothing_else),
		cmocka_unit_test(knows_letters_that_join),
		cmocka_unit_test(knows_pictographs),
		cmocka_unit_test(folds_case_marks_and_form),
		cmocka_unit_test(keeps_the_marks_of_scripts_in_which_they_are_vowels),
		cmocka_unit_test(folds_every_code_point_to_what_stays_so_and_is_not_large),
		cmocka_unit_test(folds_long_texts_without_plain_characters_as_one),
		cmocka_unit_test(folds_any_bytes),
		cmocka_unit_test(cuts_plain_text_into_words),
		cmocka_unit_test(cuts_other_scripts_into_words),
		cmocka_unit_test(cuts_burmese_without_blanks_by_dictionary),
		cmocka_unit_test(cuts_two_texts_by_turns),
		cmocka_unit_test(signs_of_one_kind_are_one),
		cmocka_unit_test(composes_what_is_one_letter),
		cmocka_unit_test(a_row_of_marks_is_cut),
		cmocka_unit_test(knows_the_letters_of_words_with_blanks_between),
		cmocka_unit_test(orders_texts_as_the_root_collation_does),
		cmocka_unit_test(gives_keys_of_long_texts),
		cmocka_unit_test(works_in_several_threads_at_once),
		cmocka_unit_test(names_its_versions),
		cmocka_unit_test(opens_again_after_closing),
	};
	return cmocka_run_group_tests(tests, NULL, close_unicode);
}
