#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"

static int close_unicode(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

/* The clusters of a text, each with its columns behind it. */
static const struct {
	const char *text, *clusters;
} rows[] = {
	{ "abc",          "a1 b1 c1"                },
	{ "a\r\nb",       "a1 \r\n0 b1"             },
	{ "\r\r\n",       "\r0 \r\n0"               },
	{ "e\xCC\x81x",   "e\xCC\x81""1 x1"         },
	{ "“é”",          "“1 é1 ”1"                },
	{ "Ж\xCC\x88",    "Ж\xCC\x88""1"            },
	{ "中文",          "中2 文2"                  },
	{ "한국",          "한2 국2"                  },
	{ "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB""2" },
	{ "กำ",           "กำ2"                     },
	{ "မြို့",           "မြို့2"                     },
	{ "ရွှေ",           "ရွှေ2"                     },
	{ "ကြွေ",          "ကြွ2 ေ1"                  },       /* three columns on a terminal */
	{ "သမ္မတ",         "သ1 မ္1 မ1 တ1"             },       /* one below the other elsewhere */
	{ "ာ",            "ာ1"                      },
	{ "😀!",          "😀2 !1"                  },
	{ "👍🏽",          "👍🏽2"                    },
	{ "❤x",           "❤1 x1"                   },
	{ "❤\xEF\xB8\x8Fx", "❤\xEF\xB8\x8F""2 x1"   },
	{ "👩\xE2\x80\x8D🚀x", "👩\xE2\x80\x8D🚀2 x1" },
	{ "🇷🇺🇲🇲",        "🇷🇺2 🇲🇲2"               },
	{ "\xCC\x81",     "\xCC\x81""0"             },
	{ "\xFF\xFE",     "\xFF""1 \xFE""1"         },
	{ "a\xE2\x80",    "a1 \xE2""1 \x80""1"      },
};

static void cuts_a_text_into_clusters_and_knows_their_columns(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str text = str_of(rows[i].text);
		struct text found = { .arena = &arena };
		for (size_t at = 0, size; at < text.size; at += size) {
			size = unicode_grapheme_size(text, at);
			struct str cluster = str_slice(text, at, size);
			text_format(&found, "%s%.*s%d", at ? " " : "", STR_ARGS(cluster),
			            unicode_grapheme_width(cluster));
		}
		assert_string_equal(text_str(&found).bytes, rows[i].clusters);
	}
	assert_int_equal(unicode_grapheme_width(STR("")), 0);
	arena_release(&arena);
}

static void moves_on_by_whole_code_points_of_at_most_two_columns(void **state)
{
	(void)state;
	static const uint32_t parts[] = {
		'a', '\r', '\n', 0x301, 0xA9, 0x416, 0x4E2D, 0x94D, 0x915, 0x93F, 0x1031, 0x1039,
		0x1100, 0x1161, 0x11A8, 0xAC00, 0x200D, 0x200C, 0xFE0F, 0x1F469, 0x1F3FD, 0x1F1F7,
		0x0D4E, 0xFF9E, 0x20E3, 0x0E33, 0xE0041,
	};
	enum { COUNT = sizeof(parts) / sizeof(*parts) };
	for (unsigned i = 0; i < COUNT * COUNT * COUNT * COUNT; i++) {
		char bytes[16];
		size_t size = 0, sizes[4];
		for (unsigned k = 0, n = i; k < 4; k++, n /= COUNT) {
			size += unicode_encode(parts[n % COUNT], bytes + size);
			sizes[k] = size;
		}
		struct str text = { bytes, size };
		for (size_t at = 0, step; at < size; at += step) {
			step = unicode_grapheme_size(text, at);
			size_t end = at + step;
			assert_true(end == sizes[0] || end == sizes[1] || end == sizes[2] ||
			            end == sizes[3]);
			assert_in_range(unicode_grapheme_width(str_slice(text, at, step)), 0, 2);
		}
	}
}

/* Much of `part`, cut into clusters; gives the largest. */
static size_t largest_cluster(struct arena *arena, struct str part)
{
	struct text flood = { .arena = arena };
	size_t largest = 0;
	text_add_byte(&flood, 'a');
	while (flood.size < 1 << 18)
		text_add(&flood, part);
	struct str text = text_str(&flood);
	for (size_t at = 0, size; at < text.size; at += size) {
		size = unicode_grapheme_size(text, at);
		assert_true(size > 0 && at + size <= text.size);
		largest = size > largest ? size : largest;
	}
	return largest;
}

static void cuts_floods_in_linear_time(void **state)
{
	(void)state;
	static const char *const floods[] = {
		"\xCC\x81", "\xE2\x80\x8D", "👩\xE2\x80\x8D", "\xE1\x84\x80", "\xE1\x85\xA1", "🏽",
		"\xE1\x80\xB1", "क्", "\xE0\xB5\x8E", "🇷", "\xEF\xB8\x8F", "\xCC",
	};
	struct arena arena = {0};
	clock_t start = clock();
	for (size_t i = 0; i < sizeof(floods) / sizeof(*floods); i++) {
		assert_true(largest_cluster(&arena, str_of(floods[i])) <= 512);
		arena_reset(&arena);
	}
	/* Some tenths of a second, even under a sanitizer; minutes if it were quadratic. */
	assert_true((clock() - start) / CLOCKS_PER_SEC < 20);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_a_text_into_clusters_and_knows_their_columns),
		cmocka_unit_test(moves_on_by_whole_code_points_of_at_most_two_columns),
		cmocka_unit_test(cuts_floods_in_linear_time),
	};
	return cmocka_run_group_tests(tests, NULL, close_unicode);
}
