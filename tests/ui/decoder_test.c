#include "ui/decoder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static struct arena arena;
static struct decoder decoder;

static const char *const deeds[] = {
	[MOUSE_CLICK] = "click", [MOUSE_WHEEL_UP] = "up", [MOUSE_WHEEL_DOWN] = "down",
};
_Static_assert(sizeof(deeds) / sizeof(deeds[0]) == MOUSE_DEED_COUNT, "a word for each");

/* One that a common sequence nearly is, and two as wyse terminals have them. */
static const char *sequence_of(const char *name)
{
	if (strcmp(name, "kf11") == 0)
		return "\033[11;2~";
	if (strcmp(name, "kf1") == 0)
		return "\001@\r";
	return strcmp(name, "kcuu1") == 0 ? "\013" : NULL;
}

static int begin(void **state)
{
	(void)state;
	decoder_open(&decoder, sequence_of);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* Add the events that are there: keys by their names, pastes as "{text}", the mouse as "click@2,7",
 * row and column. */
static void take_events(struct text *said)
{
	struct event event;
	while ((event = decoder_next(&decoder)).kind != EVENT_NONE) {
		if (said->size > 0)
			text_add_byte(said, ' ');
		if (event.kind == EVENT_PASTE)
			text_format(said, "{%.*s}", STR_ARGS(event.paste));
		else if (event.kind == EVENT_MOUSE)
			text_format(said, "%s@%d,%d", deeds[event.mouse.deed], event.mouse.row,
			            event.mouse.column);
		else
			text_add(said, key_label(&arena, event.key));
	}
}

static void feed(struct text *said, const char *bytes, size_t size)
{
	decoder_feed(&decoder, (struct str){ bytes, size });
	take_events(said);
}

/* The time is up, if anything waits for it. */
static void wait_long(struct text *said)
{
	if (decoder_waits_ms(&decoder) < 0)
		return;
	decoder_timeout(&decoder);
	take_events(said);
	assert_int_equal(decoder_waits_ms(&decoder), -1);
}

struct input_row { const char *bytes, *events; };

static const struct input_row inputs[] = {
	{ "jQ ", "j Q Space" },
	{ "\r\n\t\b\177", "Enter Enter Tab Backspace Backspace" },
	{ "\003\004\022", "C-c C-d C-r" },
	{ "\xd0\xb9\xe1\x80\x98\xf0\x9f\x98\x80", "й ဘ 😀" },
	{ "a\xff\xc0\x80" "b\xd0" "c\xe1\x80" "d\xf0\x9f" "e\x9b" "31m", "a b c d e 3 1 m" },
	{ "\xc2\x9b" "a", "a" },
	{ "\033", "Escape" },
	{ "\033\033", "Escape Escape" },
	{ "\033\033[A", "Escape Up" },
	{ "\033x\033\r\033\xd0\xb9", "M-x M-Enter M-й" },
	{ "\033[A\033[B\033[C\033[D\033[H\033[F", "Up Down Right Left Home End" },
	{ "\033OA\033OB\033OC\033OD\033OH\033OF\033OM", "Up Down Right Left Home End Enter" },
	{ "\033[1~\033[2~\033[3~\033[4~\033[5~\033[6~", "Home Insert Delete End PageUp PageDown" },
	{ "\033[Z\033[1;3D\033[1;3C", "S-Tab M-Left M-Right" },
	{ "\033OP\033[15~\033[24~\033[[A\033[[E", "F1 F5 F12 F1 F5" },
	{ "\033[11~\033[11;2~\001@\r\013", "F1 F11 F1 Up" },
	{ "\001x", "C-a x" },
	{ "\033[Ia\033[Ob", "a b" },
	{ "\033[?62;1;2ca\033[1;5Qb\033[27;5;9~c\033[[Qd\033O5Ae\033[1 qf", "a b c d e f" },
	{ "\033[<0;10;10Ma\033[<0;10;10mb\033[M !!c", "a b c" },
	{ "\033[1;\030Q\033[3\033[A", "C-x Q Up" },
	{ "\033]11;rgb:Q/Q\aa\033]52;c;Q\033\\b\033P1+rQ\033\\c\033_GQ\033\\d\033^Q\030e",
	  "a b c d e" },
	{ "\033]11;rgb\033[A", "Up" },
	{ "\033[200~Q\r\003\033[A\033\033[201~j", "{Q\r\003\033[A\033} j" },
	{ "\033\033[200~Q\033[20\033[201~", "Escape {Q\033[20}" },
	{ "\033[200~\xd0\xb9\xff\xd0!\033[201~", "{й!}" },
	{ "\033[200~\033[201~\033[201~a", "{} a" },
};

static void decodes_what_a_terminal_sends_wherever_it_is_cut(void **state)
{
	for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
		size_t size = strlen(inputs[i].bytes);
		for (size_t cut = 0; cut <= size; cut++) {
			struct text said = { .arena = &arena };
			begin(state);
			feed(&said, inputs[i].bytes, cut);
			feed(&said, inputs[i].bytes + cut, size - cut);
			wait_long(&said);
			assert_string_equal(text_str(&said).bytes, inputs[i].events);
		}
	}
}

static void decodes_the_same_byte_by_byte(void **state)
{
	for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
		struct text said = { .arena = &arena };
		begin(state);
		for (const char *at = inputs[i].bytes; *at; at++)
			feed(&said, at, 1);
		wait_long(&said);
		assert_string_equal(text_str(&said).bytes, inputs[i].events);
	}
}

static void takes_escape_for_the_key_only_when_the_time_is_up(void **state)
{
	(void)state;
	struct text said = { .arena = &arena };
	feed(&said, "\033", 1);
	assert_int_equal(said.size, 0);
	assert_int_equal(decoder_waits_ms(&decoder), 25);
	wait_long(&said);
	feed(&said, "[A", 2);
	assert_string_equal(text_str(&said).bytes, "Escape [ A");
}

static void drops_what_was_begun_when_the_time_is_up(void **state)
{
	static const char *const begun[] = { "\033[", "\033[1;", "\033O", "\033[M !", "\033]11;",
		                             "\033P", "\033\xd0", "\033[[" };
	for (size_t i = 0; i < sizeof(begun) / sizeof(begun[0]); i++) {
		struct text said = { .arena = &arena };
		begin(state);
		feed(&said, begun[i], strlen(begun[i]));
		assert_int_equal(decoder_waits_ms(&decoder), 500);
		wait_long(&said);
		feed(&said, "j", 1);
		assert_string_equal(text_str(&said).bytes, "j");
	}
}

static void waits_for_ever_for_the_end_of_a_letter_or_paste(void **state)
{
	(void)state;
	struct text said = { .arena = &arena };
	feed(&said, "\xd0", 1);
	assert_int_equal(decoder_waits_ms(&decoder), -1);
	feed(&said, "\xb9\033[200~Q", 8);
	assert_int_equal(decoder_waits_ms(&decoder), -1);
	feed(&said, "\033", 1);
	assert_int_equal(decoder_waits_ms(&decoder), -1);
	assert_string_equal(text_str(&said).bytes, "й");
}

static void keeps_the_beginning_of_a_long_paste(void **state)
{
	(void)state;
	char letters[DECODER_ROOM];
	struct text said = { .arena = &arena };
	memset(letters, 'x', sizeof(letters));
	feed(&said, "\033[200~\xd0\xb9", 8);
	for (int i = 0; i < 100; i++)
		feed(&said, letters, sizeof(letters));
	decoder_feed(&decoder, STR("\033[201~"));
	struct event event = decoder_next(&decoder);
	assert_int_equal(event.kind, EVENT_PASTE);
	assert_int_equal(event.paste.size, DECODER_PASTE_SIZE);
	assert_memory_equal(event.paste.bytes, "\xd0\xb9xx", 4);
}

static void gives_up_on_a_report_without_end(void **state)
{
	(void)state;
	char letters[DECODER_ROOM];
	struct text said = { .arena = &arena };
	memset(letters, 'x', sizeof(letters));
	feed(&said, "\033]", 2);
	for (int i = 0; i < 8; i++)
		feed(&said, letters, sizeof(letters));
	assert_int_equal(said.size, 0);
	feed(&said, "yyj", 3);
	assert_string_equal(text_str(&said).bytes, "y j");
}

static void gives_up_on_a_sequence_without_end(void **state)
{
	(void)state;
	char digits[62];
	struct text said = { .arena = &arena };
	memset(digits, '1', sizeof(digits));
	feed(&said, "\033[", 2);
	feed(&said, digits, sizeof(digits));
	assert_int_equal(decoder_waits_ms(&decoder), 500);
	feed(&said, "12;3Mj", 6);
	assert_string_equal(text_str(&said).bytes, "j");
	for (int i = 0; i < 80; i++)
		feed(&said, i ? digits : "\033[", i ? sizeof(digits) : 2);
	assert_true(said.size > 1);
}

static void takes_what_comes_late_for_the_end_of_a_sequence(void **state)
{
	(void)state;
	char digits[62];
	struct text said = { .arena = &arena };
	memset(digits, '1', sizeof(digits));
	feed(&said, "\033[", 2);
	feed(&said, digits, sizeof(digits));
	wait_long(&said);
	feed(&said, "j", 1);
	assert_string_equal(text_str(&said).bytes, "j");
}

static const struct input_row mouse_inputs[] = {
	{ "\033[<0;8;3M", "click@2,7" },
	{ "\033[<0;8;3M\033[<0;8;3m", "click@2,7" },
	{ "j\033[<64;1;1M\033[<65;1000;500Mk", "j up@0,0 down@499,999 k" },
	{ "\033[<1;8;3Ma\033[<2;8;3Mb\033[<66;8;3Mc", "a b c" },
	{ "\033[<4;8;3Ma\033[<8;8;3Mb\033[<16;8;3Mc\033[<32;8;3Md\033[<35;8;3Me", "a b c d e" },
	{ "\033[<0;0;3Ma\033[<0;8;0Mb\033[<0;1001;3Mc\033[<0;8;501Md", "a b c d" },
	{ "\033[<0;4294967304;3Ma\033[<0;8;18446744073709551619Mb", "a b" },
	{ "\033[<0;8Ma\033[<Mb\033[<;;Mc\033[<0;8;3;4Md\033[<0;8;3 Me", "a b c d e" },
	{ "\033[<0:8:3Ma\033[0;8;3Mb\033[>0;8;3Mc\033[<0;8;3md\033[<0;8;3~e", "a b c d e" },
	{ "\033[<0;8\033[<0;8;3M", "click@2,7" },
	{ "\033[<0;8\003\033[A", "C-c Up" },
	{ "\033[<0;8;3", "" },
	{ "\033[M !!a\033[32;8;3Mb", "a b" },
	{ "\033[200~\033[<0;8;3M\033[201~", "{\033[<0;8;3M}" },
	{ "\033[<0;000000000000000000000000000000000000000000000000000000000000000000000000001;1Ma",
	  "a" },
};

static void decodes_what_the_mouse_did_wherever_it_is_cut(void **state)
{
	for (size_t i = 0; i < sizeof(mouse_inputs) / sizeof(mouse_inputs[0]); i++) {
		size_t size = strlen(mouse_inputs[i].bytes);
		for (size_t cut = 0; cut <= size; cut++) {
			struct text said = { .arena = &arena };
			begin(state);
			decoder.takes_mouse = true;
			feed(&said, mouse_inputs[i].bytes, cut);
			feed(&said, mouse_inputs[i].bytes + cut, size - cut);
			wait_long(&said);
			assert_string_equal(text_str(&said).bytes, mouse_inputs[i].events);
		}
	}
}

static void drops_what_the_mouse_did_where_nobody_asked(void **state)
{
	(void)state;
	struct text said = { .arena = &arena };
	const char *bytes = "\033[<0;8;3M\033[<65;8;3Mj";
	feed(&said, bytes, strlen(bytes));
	assert_string_equal(text_str(&said).bytes, "j");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(decodes_what_a_terminal_sends_wherever_it_is_cut, begin),
		cmocka_unit_test_setup(decodes_the_same_byte_by_byte, begin),
		cmocka_unit_test_setup(takes_escape_for_the_key_only_when_the_time_is_up, begin),
		cmocka_unit_test_setup(drops_what_was_begun_when_the_time_is_up, begin),
		cmocka_unit_test_setup(waits_for_ever_for_the_end_of_a_letter_or_paste, begin),
		cmocka_unit_test_setup(keeps_the_beginning_of_a_long_paste, begin),
		cmocka_unit_test_setup(takes_what_comes_late_for_the_end_of_a_sequence, begin),
		cmocka_unit_test_setup(decodes_what_the_mouse_did_wherever_it_is_cut, begin),
		cmocka_unit_test_setup(drops_what_the_mouse_did_where_nobody_asked, begin),
		cmocka_unit_test_setup(gives_up_on_a_report_without_end, begin),
		cmocka_unit_test_setup(gives_up_on_a_sequence_without_end, begin),
	};
	return cmocka_run_group_tests(tests, NULL, end);
}
