#include "ui/clipboard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"

static struct arena arena;

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static int end_unicode(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

static const char *sequence(enum clipboard_way way, const char *text)
{
	struct str sequence;
	struct fault why;
	assert_true(clipboard_sequence(&arena, way, str_of(text), &sequence, &why));
	assert_int_equal(strlen(sequence.bytes), sequence.size);
	return sequence.bytes;
}

static const char *harmless(struct str raw)
{
	struct str text = clipboard_text(&arena, raw);
	assert_true(text.size == 0 || strlen(text.bytes) == text.size);
	return text.size ? text.bytes : "";
}

static void sends_base64_between_a_command_and_its_end(void **state)
{
	(void)state;
	assert_string_equal(sequence(CLIPBOARD_PLAIN, "sergei-lavrov"),
	                    "\033]52;c;c2VyZ2VpLWxhdnJvdg==\033\\");
	assert_string_equal(sequence(CLIPBOARD_TMUX, "sergei-lavrov"),
	                    "\033]52;c;c2VyZ2VpLWxhdnJvdg==\033\\");
}

static void fills_what_lacks_to_three_bytes(void **state)
{
	(void)state;
	assert_string_equal(sequence(CLIPBOARD_PLAIN, "f"), "\033]52;c;Zg==\033\\");
	assert_string_equal(sequence(CLIPBOARD_PLAIN, "fo"), "\033]52;c;Zm8=\033\\");
	assert_string_equal(sequence(CLIPBOARD_PLAIN, "foo"), "\033]52;c;Zm9v\033\\");
	assert_string_equal(sequence(CLIPBOARD_PLAIN, "foob"), "\033]52;c;Zm9vYg==\033\\");
}

static void sends_utf_8_as_it_is(void **state)
{
	(void)state;
	assert_string_equal(sequence(CLIPBOARD_PLAIN, "Лавров"),
	                    "\033]52;c;0JvQsNCy0YDQvtCy\033\\");
	assert_string_equal(sequence(CLIPBOARD_PLAIN, "“နေ”\n"),
	                    "\033]52;c;4oCc4YCU4YCx4oCdCg==\033\\");
	assert_string_equal(sequence(CLIPBOARD_PLAIN, "\xc3\xbf\xc3\xbe\xc3\xbe>?"),
	                    "\033]52;c;w7/DvsO+Pj8=\033\\");
}

static void wraps_for_screen_in_pieces_of_76_bytes(void **state)
{
	(void)state;
	assert_string_equal(sequence(CLIPBOARD_SCREEN, "sergei-lavrov"),
	                    "\033P\033]52;c;c2VyZ2VpLWxhdnJvdg==\007\033\\");
	/* 7 bytes of command, 68 of base64 and the bell: one piece; three more of text begin a
	 * second. */
	assert_string_equal(
		sequence(CLIPBOARD_SCREEN, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
		"\033P\033]52;c;"
		"YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\007\033\\");
	assert_string_equal(
		sequence(CLIPBOARD_SCREEN, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		                           "bcd"),
		"\033P\033]52;c;"
		"YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhY\033\\"
		"\033PmNk\007\033\\");
}

static void sends_no_more_than_an_old_terminal_takes(void **state)
{
	(void)state;
	struct text text = { .arena = &arena };
	struct str bytes;
	struct fault why;
	for (int i = 0; i < 56244; i++)
		text_add_byte(&text, 'a');
	assert_true(clipboard_sequence(&arena, CLIPBOARD_PLAIN, text_str(&text), &bytes, &why));
	assert_int_equal(bytes.size, 7 + 74992 + 2);
	text_add_byte(&text, 'a');
	assert_false(clipboard_sequence(&arena, CLIPBOARD_PLAIN, text_str(&text), &bytes, &why));
	assert_string_equal(why.sentence, "this is too long to be sent: terminals take 56244 "
	                                  "bytes, not 56245");
	assert_int_equal(why.kind, FAULT_USAGE);
	assert_int_equal(bytes.size, 7 + 74992 + 2);
}

static void sends_nothing_where_nothing_takes_it(void **state)
{
	(void)state;
	struct str bytes = STR("as it was");
	struct fault why;
	assert_false(clipboard_sequence(&arena, CLIPBOARD_NONE, STR("text"), &bytes, &why));
	assert_string_equal(why.sentence, "this terminal has no clipboard to send it to");
	assert_string_equal(bytes.bytes, "as it was");
}

static void lets_letters_of_all_scripts_through(void **state)
{
	(void)state;
	assert_string_equal(harmless(STR("Sergei Лавров နေပြည်တော် 习近平 👩‍👧 e\u0301 — “x”")),
	                    "Sergei Лавров နေပြည်တော် 习近平 👩‍👧 e\u0301 — “x”");
	assert_string_equal(harmless(STR("")), "");
}

static void keeps_line_feeds_and_tabs_alone_of_all_controls(void **state)
{
	(void)state;
	assert_string_equal(harmless(STR("a\tb\nc")), "a\tb\nc");
	assert_string_equal(harmless(STR("TY  - GEN\r\nER  - \r\n")), "TY  - GEN\nER  - \n");
	assert_string_equal(harmless(STR("a\rb")), "a\nb");
	for (int byte = 1; byte < 0x20; byte++) {
		char raw[] = { 'a', (char)byte, 'b', '\0' };
		const char *text = harmless(str_of(raw));
		if (byte == '\t' || byte == '\n')
			assert_string_equal(text, raw);
		else
			assert_null(strchr(text, byte));
	}
}

static void defuses_what_a_terminal_or_a_shell_might_obey(void **state)
{
	(void)state;
	assert_string_equal(harmless(STR("a\033]52;c;?\007b")), "a\uFFFD]52;c;?\uFFFDb");
	assert_string_equal(harmless(STR("a\033[201~rm -rf ~\n")), "a\uFFFD[201~rm -rf ~\n");
	assert_string_equal(harmless(STR("a\x7f" "b")), "a\uFFFDb");
	/* C1 as UTF-8, and as a byte */
	assert_string_equal(harmless(STR("a\xc2\x9b" "31mb")), "a\uFFFD31mb");
	assert_string_equal(harmless(STR("a\x9b" "31mb")), "a\uFFFD31mb");
	assert_string_equal(harmless(STR("a\xc0\x9b" "b")), "a\uFFFD\uFFFDb");
}

static void what_is_one_line_stays_one(void **state)
{
	(void)state;
	assert_string_equal(clipboard_line(&arena, STR("a\nrm\r\n b\tc\n")).bytes, "a rm  b c");
	assert_string_equal(clipboard_line(&arena, STR("မြို့ \x1b[m")).bytes, "မြို့ \uFFFD[m");
	assert_string_equal(clipboard_address(&arena, STR(" http://x/a b\nrm -f\x7F ")).bytes,
	                    "http://x/a%20b%0Arm%20-f%7F");
	assert_string_equal(clipboard_address(&arena, STR("http://x/é")).bytes, "http://x/é");
}

static void leaves_out_what_does_not_show(void **state)
{
	(void)state;
	assert_string_equal(harmless(STR("a\u202Eb\u2066c\u200Bd\u00ADe")), "abcde");
}

static void makes_a_space_of_each_other_blank(void **state)
{
	(void)state;
	assert_string_equal(harmless(STR("a\u00A0b\u2009c\u202Fd")), "a b c d");
}

static void knows_what_stands_between_it_and_the_clipboard(void **state)
{
	(void)state;
	static const struct {
		const char *type, *tmux, *sty;
		enum clipboard_way way;
	} rows[] = {
		{ "xterm-256color", NULL, NULL, CLIPBOARD_PLAIN },
		{ "foot", NULL, "", CLIPBOARD_PLAIN },
		{ "vte-256color", NULL, NULL, CLIPBOARD_PLAIN },
		{ "tmux-256color", "/tmp/tmux-1000/default,1,0", NULL, CLIPBOARD_TMUX },
		{ "screen-256color", "/tmp/tmux-1000/default,1,0", NULL, CLIPBOARD_TMUX },
		{ "xterm-256color", "/tmp/tmux-1000/default,1,0", NULL, CLIPBOARD_TMUX },
		{ "tmux-256color", NULL, NULL, CLIPBOARD_TMUX },
		{ "tmux-256color", "/tmp/tmux-1000/default,1,0", "1.pts-0.host", CLIPBOARD_TMUX },
		{ "screen.xterm-256color", NULL, "1.pts-0.host", CLIPBOARD_SCREEN },
		{ "screen", NULL, NULL, CLIPBOARD_SCREEN },
		{ "screen", "/tmp/tmux-1000/default,1,0", "1.pts-0.host", CLIPBOARD_SCREEN },
		{ "linux", NULL, NULL, CLIPBOARD_NONE },
		{ "linux-16color", NULL, NULL, CLIPBOARD_NONE },
		{ "vt100", NULL, NULL, CLIPBOARD_NONE },
		{ "vt220", "/tmp/tmux-1000/default,1,0", NULL, CLIPBOARD_NONE },
		{ "dumb", NULL, NULL, CLIPBOARD_NONE },
		{ "", NULL, NULL, CLIPBOARD_NONE },
		{ NULL, NULL, NULL, CLIPBOARD_NONE },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(clipboard_way(rows[i].type, rows[i].tmux, rows[i].sty),
		                 rows[i].way);
}

#define TEST(name) cmocka_unit_test_teardown(name, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sends_base64_between_a_command_and_its_end),
		TEST(fills_what_lacks_to_three_bytes),
		TEST(sends_utf_8_as_it_is),
		TEST(wraps_for_screen_in_pieces_of_76_bytes),
		TEST(sends_no_more_than_an_old_terminal_takes),
		TEST(sends_nothing_where_nothing_takes_it),
		TEST(lets_letters_of_all_scripts_through),
		TEST(keeps_line_feeds_and_tabs_alone_of_all_controls),
		TEST(defuses_what_a_terminal_or_a_shell_might_obey),
		TEST(what_is_one_line_stays_one),
		TEST(leaves_out_what_does_not_show),
		TEST(makes_a_space_of_each_other_blank),
		TEST(knows_what_stands_between_it_and_the_clipboard),
	};
	return cmocka_run_group_tests(tests, NULL, end_unicode);
}
