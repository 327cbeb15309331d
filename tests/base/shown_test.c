#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/shown.h"
#include "base/unicode.h"

enum { MAX_CODE_POINT = 0x10FFFF, MAX_GROWTH = 12 };

static int set_utf8(void **state)
{
	(void)state;
	shown_set_charset(SHOWN_UTF8);
	return 0;
}

static int set_ascii(void **state)
{
	(void)state;
	shown_set_charset(SHOWN_ASCII);
	return 0;
}

static int close_unicode(void **state)
{
	unicode_close();
	return set_utf8(state);
}

/* Texts with NULs in them are given with their size. */
struct row {
	struct str raw;
	const char *expected;
};

static void check_rows(const struct row *rows, size_t count,
                       struct shown (*make)(struct arena *, struct str))
{
	struct arena arena = {0};
	for (size_t i = 0; i < count; i++) {
		struct shown shown = make(&arena, rows[i].raw);
		if (!str_equal(shown_str(shown), str_of(rows[i].expected)))
			fail_msg("'%.*s' is shown as '%.*s' and not as '%s'", STR_ARGS(rows[i].raw),
			         STR_ARGS(shown_str(shown)), rows[i].expected);
	}
	arena_release(&arena);
}

/* ZWJ, between 👩 and 👩. */
#define Z "\xE2\x80\x8D"

#define CHECK(make, ...) \
	do { \
		const struct row rows[] = { __VA_ARGS__ }; \
		check_rows(rows, sizeof(rows) / sizeof(*rows), (make)); \
	} while (0)

static void leaves_what_is_harmless_as_it_is(void **state)
{
	(void)state;
	struct arena arena = {0};
	static const char *const harmless[] = {
		"", "Sergei Lavrov", "a < b, c > d; x^2 ^ y", "<b>bold</b>", "<U+20>", "<ff>", "^",
		"naïve “Łódź” — 3…", "Сергей Лавров", "မင်းအောင်လှိုင်", "中\xE3\x80\x80文", "हिन्दी",
		"👩\xE2\x80\x8D🚀 ❤\xEF\xB8\x8F 👍🏽 🇷🇺 1\xEF\xB8\x8F\xE2\x83\xA3",
		"می\xE2\x80\x8Cخواهم", "ක්\xE2\x80\x8Dර", "ന്\xE2\x80\x8D",
		"한국 \xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB",
	};
	for (size_t i = 0; i < sizeof(harmless) / sizeof(*harmless); i++) {
		struct shown shown = shown_line(&arena, str_of(harmless[i]));
		if (shown.bytes != harmless[i] || shown.size != strlen(harmless[i]))
			fail_msg("'%s' is shown as '%.*s'", harmless[i],
			         STR_ARGS(shown_str(shown)));
	}
	assert_int_equal(arena.size, 0);        /* borrowed: nothing was taken */
	assert_string_equal(shown_line(&arena, str_of(NULL)).bytes, "");
	arena_release(&arena);
}

static void makes_controls_visible(void **state)
{
	(void)state;
	CHECK(shown_line,
	      { STR("a\x1B[31mred"),            "a^[[31mred"             },
	      { STR("\x1B]0;title\x07!"),       "^[]0;title^G!"          },
	      { STR("a\0b\x01\x1E\x1F"),        "a^@b^A<U+001E>^_"       },
	      { STR("x\x7Fy\bz"),               "x^?y^Hz"                },
	      { STR("C1: \xC2\x9B" "31m"),      "C1: <U+009B>31m"        },
	      { STR("\xC2\x85"),                "<U+0085>"               },
	      { STR("one\ntwo\tthree\r"),       "one↵two→three^M"        });
}

static void makes_invisible_and_reordering_characters_visible(void **state)
{
	(void)state;
	CHECK(shown_line,
	      { STR("a\xE2\x80\xAE" "b"),       "a<U+202E>b"             },      /* bidi override */
	      { STR("\xE2\x81\xA6x\xE2\x81\xA9"), "<U+2066>x<U+2069>"    },
	      { STR("pay\xE2\x80\x8Bpal"),      "pay<U+200B>pal"         },
	      { STR("\xEF\xBB\xBFx"),           "<U+FEFF>x"              },
	      { STR("so\xC2\xAD" "ft"),           "so<U+00AD>ft"           },
	      { STR("a\xC2\xA0" "b"),           "a<U+00A0>b"             },
	      { STR("\xE3\x85\xA4\xE2\xA0\x80"), "<U+3164><U+2800>"      },
	      { STR("\xF3\xA0\x81\x81"),        "<U+E0041>"              },
	      { STR("\xEE\x80\x80"),            "<U+E000>"               },
	      { STR("\xE2\x80\xA8"),            "<U+2028>"               });
}

static void makes_invalid_bytes_visible(void **state)
{
	(void)state;
	CHECK(shown_line,
	      { STR("a\xFF" "b"),               "a<FF>b"                 },
	      { STR("\xC3"),                    "<C3>"                   },
	      { STR("\xC0\xAF"),                "<C0><AF>"               },
	      { STR("\xED\xA0\x80"),            "<ED><A0><80>"           },
	      { STR("\xF4\x90\x80\x80"),        "<F4><90><80><80>"       },
	      { STR("\xEF\xBF\xBD"),            "\xEF\xBF\xBD"           });    /* U+FFFD itself */
}

static void lets_joiners_pass_only_where_they_belong(void **state)
{
	(void)state;
	CHECK(shown_line,
	      { STR("a\xE2\x80\x8D" "b"),       "a<U+200D>b"             },
	      { STR("a\xE2\x80\x8C" "b"),       "a<U+200C>b"             },
	      { STR("\xE2\x80\x8D"),            "<U+200D>"               },
	      { STR("👩\xE2\x80\x8D"),          "👩<U+200D>"             },
	      { STR("👩\xE2\x80\x8Dx"),         "👩<U+200D>x"            },
	      { STR("م\xE2\x80\x8C"),           "م<U+200C>"              },
	      { STR("က်\xE2\x80\x8D"),           "က်<U+200D>"              },
	      { STR("م\xE2\x80\x8C\xE2\x80\x8Cم"), "م<U+200C><U+200C>م"  },
	      { STR("a\xEF\xB8\x8F"),           "a<U+FE0F>"              },
	      { STR("❤\xEF\xB8\x8F\xEF\xB8\x8F"), "❤\xEF\xB8\x8F<U+FE0F>" },
	      { STR("1\xEF\xB8\x8F" "2"),       "1<U+FE0F>2"             },
	      { STR("x\xEF\xB8\x8F\xE2\x83\xA3"), "x<U+FE0F><U+20E3>"    },
	      { STR("中\xF3\xA0\x84\x80"),      "中<U+E0100>"            },
	      { STR("👩" Z "👩" Z "👩" Z "👩" Z "👩" Z "👩 👩" Z "👩"),
	        "👩" Z "👩" Z "👩" Z "👩" Z "👩<U+200D>👩 👩" Z "👩"      });
}

static void lets_few_marks_pass_and_only_behind_a_base(void **state)
{
	(void)state;
	CHECK(shown_line,
	      { STR("e\xCC\x81\xCC\x82\xCC\x83\xCC\x84"), "e\xCC\x81\xCC\x82\xCC\x83\xCC\x84" },
	      { STR("e\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85"),
	        "e\xCC\x81\xCC\x82\xCC\x83\xCC\x84<U+0305>"               },
	      { STR("\xCC\x81x"),               "<U+0301>x"              },
	      { STR(" \xCC\x81"),               " <U+0301>"              },
	      { STR("\xE3\x80\x80\xCC\x81"),    "\xE3\x80\x80<U+0301>"   },
	      { STR("\n\xCC\x81"),              "↵<U+0301>"              },
	      { STR("\x1B\xCC\x81"),            "^[<U+0301>"             },
	      { STR("\xE1\x80\xAC"),            "<U+102C>"               },
	      { STR("a\xE1\x85\xA1"),           "a<U+1161>"              },
	      { STR("각\xE1\x85\xA1"),          "각<U+1161>"             });
}

static void doubles_what_looks_like_an_escape(void **state)
{
	(void)state;
	CHECK(shown_line,
	      { STR("^["),                      "^^["                    },
	      { STR("^^["),                     "^^^^["                  },
	      { STR("^\x1B"),                   "^^^["                   },
	      { STR("^?x^_"),                   "^^?x^^_"                },
	      { STR("<FF>"),                    "<<FF>"                  },
	      { STR("<\xFF"),                   "<<<FF>"                 },
	      { STR("<<FF>"),                   "<<<<FF>"                },
	      { STR("<U+202E>"),                "<<U+202E>"              },
	      { STR("<U+10FFFF> <U+2028>"),     "<<U+10FFFF> <<U+2028>"  },
	      { STR("<\xE2\x80\xAE"),           "<<<U+202E>"             },
	      { STR("<U+1234567>, <U+12>"),     "<U+1234567>, <U+12>"    });
}

static bool is_digit(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'F');
}

/* Undo what shown_line did to controls and invalid bytes; what cannot be read is left out. */
static size_t restore(struct str shown, char *bytes)
{
	size_t size = 0;
	for (size_t at = 0; at < shown.size;) {
		char byte = shown.bytes[at];
		size_t run = 0;
		while (at + run < shown.size && shown.bytes[at + run] == byte)
			run++;
		const char *behind = shown.bytes + at + run;
		size_t left = shown.size - at - run;
		bool is_caret = byte == '^' && left >= 1 &&
		                (*behind == '?' || (*behind >= '@' && *behind <= '_'));
		bool is_bracket = byte == '<' && left >= 3 && behind[2] == '>' &&
		                  is_digit(behind[0]) && is_digit(behind[1]);
		if (!is_caret && !is_bracket) {
			bytes[size++] = byte;
			at++;
			continue;
		}
		memset(bytes + size, byte, run / 2);
		size += run / 2;
		at += run;
		if (run % 2 && is_caret) {
			bytes[size++] = (char)(*behind ^ 0x40);
			at++;
		} else if (run % 2) {
			unsigned value;
			sscanf(behind, "%2x", &value);
			bytes[size++] = (char)value;
			at += 3;
		}
	}
	return size;
}

static void can_be_read_back_without_doubt(void **state)
{
	(void)state;
	static const char parts[] = { '^', '^', '<', '<', '[', 'F', 'F', '>', '\x1B', '\xFF', 'A' };
	struct arena arena = {0};
	uint32_t seed = 7;
	for (int round = 0; round < 50000; round++) {
		char raw[10], back[40];
		for (size_t i = 0; i < sizeof(raw); i++) {
			seed = seed * 1664525 + 1013904223;
			raw[i] = parts[(seed >> 16) % sizeof(parts)];
		}
		struct shown shown = shown_line(&arena, (struct str){ raw, sizeof(raw) });
		size_t size = restore(shown_str(shown), back);
		if (size != sizeof(raw) || memcmp(back, raw, size) != 0)
			fail_msg("'%.*s' cannot be read back", STR_ARGS(shown_str(shown)));
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static void turns_breaks_and_blanks_of_prose_into_spaces(void **state)
{
	(void)state;
	CHECK(shown_prose,
	      { STR("one\ntwo\tthree"),         "one two three"          },
	      { STR("5\xC2\xA0" "000\xE2\x80\xAF€"), "5 000 €"           },
	      { STR("a\r\nb"),                  "a^M b"                  },
	      { STR("a\xE2\x80\x8B" "b\x1B"),   "a<U+200B>b^["           });
}

/* ---- everything there is ---- */

static bool is_escape_free(uint32_t code_point)
{
	return code_point >= ' ' && !(code_point >= 0x7F && code_point < 0xA0) &&
	       code_point != 0x61C && !(code_point >= 0x200E && code_point <= 0x200F) &&
	       !(code_point >= 0x2028 && code_point <= 0x202E) &&
	       !(code_point >= 0x2066 && code_point <= 0x2069) && code_point != 0x200B &&
	       code_point != 0xFEFF && !(code_point >= 0xE0000 && code_point <= 0xE0FFF);
}

/* What must hold for all that comes out. */
static void check_harmless(struct shown shown, struct str raw, uint32_t name)
{
	struct str text = shown_str(shown);
	size_t size;
	int width = 0;
	if (unicode_find_invalid(text) != SIZE_MAX)
		fail_msg("U+%04X: no UTF-8 comes out", name);
	for (size_t at = 0; at < text.size; at += size) {
		uint32_t code_point = unicode_decode(text, at, &size);
		if (!is_escape_free(code_point) ||
		    (shown_charset() == SHOWN_ASCII && code_point >= 0x7F))
			fail_msg("U+%04X: U+%04X comes out", name, code_point);
	}
	for (size_t at = 0; at < text.size; at += size) {
		int columns;
		size = shown_grapheme(shown, at, &columns);
		if (columns < 1 || columns > 2)
			fail_msg("U+%04X: a cluster of %d columns", name, columns);
		width += columns;
	}
	if (width != shown.width)
		fail_msg("U+%04X: width %d instead of %d", name, shown.width, width);
	if (shown.size > MAX_GROWTH * raw.size)
		fail_msg("U+%04X: %zu bytes of %zu", name, shown.size, raw.size);
}

static void check_raw(struct arena *arena, struct str raw, uint32_t name)
{
	struct shown once = shown_line(arena, raw);
	check_harmless(once, raw, name);
	if (once.bytes != raw.bytes)            /* else there is nothing new to learn from it */
		check_harmless(shown_line(arena, shown_str(once)), raw, name);
	if (raw.size > 5)
		check_harmless(shown_prose(arena, raw), raw, name);
	arena_reset(arena);
}

static void makes_every_code_point_harmless_alone_and_behind_a_letter(void **state)
{
	(void)state;
	struct arena arena = {0};
	/* Transliteration is slow: of the large blocks of one kind, one in 17 does for ASCII. */
	uint32_t step = shown_charset() == SHOWN_ASCII ? 17 : 1;
	for (uint32_t code_point = 0; code_point <= MAX_CODE_POINT;
	     code_point += code_point < 0x3400 ? 1 : step) {
		char bytes[8] = "a";
		size_t size = unicode_encode(code_point, bytes + 1);
		check_raw(&arena, (struct str){ bytes + 1, size }, code_point);
		check_raw(&arena, (struct str){ bytes, size + 1 }, code_point);
	}
	arena_release(&arena);
}

static void makes_every_string_of_two_bytes_harmless(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (uint32_t i = 0; i < 0x10000; i++) {
		char bytes[2] = { (char)(i >> 8), (char)i };
		check_raw(&arena, (struct str){ bytes, 2 }, i);
	}
	arena_release(&arena);
}

static const uint32_t parts[] = {
	'a', ' ', '^', '<', 'F', '>', '[', '1', '\n', 0x1B, 0x9B, 0x301, 0x416, 0x645, 0x93F, 0x94D,
	0x915, 0x1031, 0x103B, 0x1100, 0x1161, 0x11A8, 0xAC01, 0xAC00, 0x200B, 0x200C, 0x200D,
	0x202E, 0x20E3, 0x2764, 0x3000, 0x4E2D, 0xFE0F, 0xFF9E, 0x0D4E, 0x0E33, 0x1F3FD, 0x1F469,
	0x1F1F7, 0xE0041,
};

enum { PART_COUNT = sizeof(parts) / sizeof(*parts) };

static void makes_every_three_in_a_row_harmless(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (unsigned i = 0; i < PART_COUNT * PART_COUNT * PART_COUNT; i++) {
		char bytes[12];
		size_t size = 0;
		for (unsigned k = 0, n = i; k < 3; k++, n /= PART_COUNT)
			size += unicode_encode(parts[n % PART_COUNT], bytes + size);
		check_raw(&arena, (struct str){ bytes, size }, i);
	}
	arena_release(&arena);
}

static void makes_random_texts_harmless(void **state)
{
	(void)state;
	struct arena arena = {0};
	uint32_t seed = 2022;
	for (int round = 0; round < 20000; round++) {
		char bytes[64];
		size_t size = 0;
		for (int i = 0; i < 14; i++) {
			seed = seed * 1664525 + 1013904223;
			size += unicode_encode(parts[(seed >> 16) % PART_COUNT], bytes + size);
			if (seed >> 28 == 0)
				bytes[size++] = (char)(seed >> 8);
		}
		check_raw(&arena, (struct str){ bytes, size }, (uint32_t)round);
	}
	arena_release(&arena);
}

static void shows_floods_in_linear_time(void **state)
{
	(void)state;
	static const char *const floods[] = {
		"\xCC\x81", "\xE2\x80\x8D", "👩\xE2\x80\x8D", "\xE1\x84\x80", "<", "^", "<\xFF",
		"^\x1B", "\xE1\x80\xB1", "\xFF", "क्\xE2\x80\x8D",
	};
	struct arena arena = {0};
	clock_t start = clock();
	for (size_t i = 0; i < sizeof(floods) / sizeof(*floods); i++) {
		struct text flood = { .arena = &arena };
		text_add_byte(&flood, 'a');
		while (flood.size < 1 << 18)
			text_add(&flood, str_of(floods[i]));
		struct str raw = text_str(&flood);
		struct shown shown = shown_line(&arena, raw);
		check_harmless(shown, raw, (uint32_t)i);
		assert_true(shown.size <= MAX_GROWTH * raw.size);
		shown_fit(&arena, shown, 100000);
		arena_reset(&arena);
	}
	assert_true((clock() - start) / CLOCKS_PER_SEC < 20);
	arena_release(&arena);
}

/* ---- ASCII ---- */

static void shows_only_ascii_on_an_ascii_terminal(void **state)
{
	(void)state;
	CHECK(shown_line,
	      { STR("“Don’t” – naïve…"),        "\"Don't\" - naive..."   },
	      { STR("Сергей Лавров"),           "Sergei Lavrov"          },
	      { STR("မင်းအောင်လှိုင်"),             "minaunghlaing"          },
	      { STR("ລາວ"),                     "<U+0EA5><U+0EB2><U+0EA7>" },
	      { STR("a\nb\tc\x1B\xFF"),         "a\\nb\\tc^[<FF>"        },
	      { STR("a\xE2\x80\xAE" "b"),       "a<U+202E>b"             },
	      { STR("😀"),                      "<U+1F600>"              },
	      { STR("^\n"),                     "^^\\n"                  },
	      { STR("<FF>"),                    "<<FF>"                  });
}

static void has_an_ascii_ellipsis(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct shown name = shown_line(&arena, STR("Сергей Лавров"));
	assert_int_equal(name.width, 13);
	assert_string_equal(shown_fit(&arena, name, 9).bytes, "Sergei...");
	assert_string_equal(shown_fit(&arena, name, 2).bytes, "..");
	assert_string_equal(shown_fit(&arena, name, 0).bytes, "");
	assert_string_equal(shown_literal(&arena, "naïve — •").bytes, "naive - *");
	arena_release(&arena);
}

static void makes_a_translation_harmless(void **state)
{
	(void)state;
	struct arena arena = {0};
	assert_string_equal(shown_literal(&arena, "все\x1B[2J").bytes,
	                    shown_line(&arena, STR("все\x1B[2J")).bytes);
	assert_null(strchr(shown_literal(&arena, "все\x1B[2J").bytes, '\x1B'));
	assert_string_equal(shown_literal(&arena, "все\x9B").bytes, "все<9B>");
	arena_release(&arena);
}

/* ---- parts ---- */

static void knows_its_columns(void **state)
{
	(void)state;
	struct arena arena = {0};
	assert_int_equal(shown_line(&arena, STR("Lavrov")).width, 6);
	assert_int_equal(shown_line(&arena, STR("Лавров")).width, 6);
	assert_int_equal(shown_line(&arena, STR("中文 한")).width, 7);
	assert_int_equal(shown_line(&arena, STR("e\xCC\x81\x1B")).width, 3);
	assert_int_equal(shown_line(&arena, STR("")).width, 0);
	assert_int_equal(shown_literal(&arena, "→ …").width, 3);
	arena_release(&arena);
}

static void is_cut_at_whole_clusters(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct shown text = shown_line(&arena, STR("a中e\xCC\x81x"));
	static const size_t sizes[] = { 0, 1, 1, 4, 7, 8, 8 };
	static const int widths[] = { 0, 1, 1, 3, 4, 5, 5 };
	for (int width = 0; width < 7; width++) {
		struct shown cut = shown_cut(text, width);
		assert_int_equal(cut.size, sizes[width]);
		assert_int_equal(cut.width, widths[width]);
		assert_ptr_equal(cut.bytes, text.bytes);
	}
	assert_int_equal(shown_cut(text, -1).size, 0);
	arena_release(&arena);
}

static void is_never_cut_within_an_escape(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct shown text = shown_line(&arena, STR("ab\xE2\x80\xAE\x1B" "c"));
	assert_int_equal(text.width, 13);       /* ab<U+202E>^[c */
	assert_int_equal(shown_cut(text, 9).size, 2);
	assert_int_equal(shown_cut(text, 10).size, 10);
	assert_int_equal(shown_cut(text, 11).size, 10);
	assert_int_equal(shown_cut(text, 12).size, 12);
	assert_string_equal(shown_fit(&arena, text, 9).bytes, "ab…");

	struct shown look_alike = shown_line(&arena, STR("<FF>"));
	assert_int_equal(shown_cut(look_alike, 3).size, 3);     /* <<FF> is no escape */
	arena_release(&arena);
}

static void is_fitted_with_an_ellipsis(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct shown name = shown_line(&arena, STR("Сергей"));
	assert_ptr_equal(shown_fit(&arena, name, 6).bytes, name.bytes);
	struct shown fitted = shown_fit(&arena, name, 4);
	assert_string_equal(fitted.bytes, "Сер…");
	assert_int_equal(fitted.width, 4);
	assert_string_equal(shown_fit(&arena, name, 1).bytes, "…");
	assert_int_equal(shown_fit(&arena, name, 0).size, 0);
	assert_int_equal(shown_fit(&arena, name, -3).size, 0);

	struct shown wide = shown_line(&arena, STR("中文中"));
	assert_string_equal(shown_fit(&arena, wide, 4).bytes, "中…");
	assert_int_equal(shown_fit(&arena, wide, 4).width, 3);
	arena_release(&arena);
}

static void gives_a_slice_its_own_columns(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct shown text = shown_line(&arena, STR("ab中cd"));
	struct shown slice = shown_slice(text, 2, 4);
	assert_int_equal(slice.width, 3);
	assert_true(str_equal(shown_str(slice), STR("中c")));
	assert_int_equal(shown_slice(text, 7, 1).size, 0);
	arena_release(&arena);
}

static void formats_and_makes_the_whole_harmless(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct shown text = shown_format(&arena, "%s has %d links", "Ла\x1Bвров", 3);
	assert_string_equal(text.bytes, "Ла^[вров has 3 links");
	assert_int_equal(text.width, 20);
	text = shown_format(&arena, "%s", "%s%n");
	assert_string_equal(text.bytes, "%s%n");
	arena_release(&arena);
}

struct name_row { const char *name, *latin; };

static const struct name_row names[] = {
	{ "Сергей Лавров", "Sergei Lavrov" },
	{ "Україна", "Ukraina" },
	{ "МИД России", "MID Rossii" },
	{ "«Лавров», 2022", "«Lavrov», 2022" },
	{ "Sergei Lavrov (Лавров)", "Sergei Lavrov (Lavrov)" },
	{ "Αθήνα", "Athena" },
	{ "Łódź, Üzgür, “quoted” – …", "Łódź, Üzgür, “quoted” – …" },
	{ "\033[31m Я\xff", "\033[31m Ya\xff" },
	{ "", "" },
};

static void gives_names_in_latin_letters_only_where_that_is_asked_for(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct str name = str_of(names[i].name);
		assert_ptr_equal(shown_name(&arena, name).bytes, name.bytes);
		shown_set_latin_names(true);
		struct str latin = shown_name(&arena, name);
		shown_set_latin_names(false);
		if (!str_equal(latin, str_of(names[i].latin)))
			fail_msg("%s: %.*s", names[i].name, STR_ARGS(latin));
	}
	shown_set_latin_names(true);
	struct str burmese = shown_name(&arena, STR("နေပြည်တော်"));
	struct str chinese = shown_name(&arena, STR("内比都"));
	shown_set_latin_names(false);
	assert_true(str_equal(burmese, STR("Naypyitaw")));
	assert_true(str_equal(chinese, STR("Neibidou")));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaves_what_is_harmless_as_it_is),
		cmocka_unit_test(makes_controls_visible),
		cmocka_unit_test(makes_invisible_and_reordering_characters_visible),
		cmocka_unit_test(makes_invalid_bytes_visible),
		cmocka_unit_test(lets_joiners_pass_only_where_they_belong),
		cmocka_unit_test(lets_few_marks_pass_and_only_behind_a_base),
		cmocka_unit_test(doubles_what_looks_like_an_escape),
		cmocka_unit_test(can_be_read_back_without_doubt),
		cmocka_unit_test(turns_breaks_and_blanks_of_prose_into_spaces),
		cmocka_unit_test(makes_every_code_point_harmless_alone_and_behind_a_letter),
		cmocka_unit_test(makes_every_string_of_two_bytes_harmless),
		cmocka_unit_test(makes_every_three_in_a_row_harmless),
		cmocka_unit_test(makes_random_texts_harmless),
		cmocka_unit_test(shows_floods_in_linear_time),
		cmocka_unit_test_setup_teardown(shows_only_ascii_on_an_ascii_terminal, set_ascii,
		                                set_utf8),
		cmocka_unit_test_setup_teardown(has_an_ascii_ellipsis, set_ascii, set_utf8),
		cmocka_unit_test(makes_a_translation_harmless),
		cmocka_unit_test_setup_teardown(
			makes_every_code_point_harmless_alone_and_behind_a_letter, set_ascii,
			set_utf8),
		cmocka_unit_test_setup_teardown(makes_every_string_of_two_bytes_harmless, set_ascii,
		                                set_utf8),
		cmocka_unit_test_setup_teardown(makes_random_texts_harmless, set_ascii, set_utf8),
		cmocka_unit_test(knows_its_columns),
		cmocka_unit_test(is_cut_at_whole_clusters),
		cmocka_unit_test(is_never_cut_within_an_escape),
		cmocka_unit_test(is_fitted_with_an_ellipsis),
		cmocka_unit_test(gives_a_slice_its_own_columns),
		cmocka_unit_test(formats_and_makes_the_whole_harmless),
		cmocka_unit_test(gives_names_in_latin_letters_only_where_that_is_asked_for),
	};
	return cmocka_run_group_tests(tests, NULL, close_unicode);
}
