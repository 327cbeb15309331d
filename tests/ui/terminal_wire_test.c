#include "ui/terminal_wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* ── Holding ────────────────────────────────────────────────────────────────────────────────── */

/* A wire to a pipe, whose other end is given. */
static int open_to_pipe(struct terminal_wire *wire)
{
	int ends[2], before = dup(STDOUT_FILENO);
	assert_int_equal(pipe(ends), 0);
	assert_true(dup2(ends[1], STDOUT_FILENO) >= 0);
	assert_true(terminal_wire_open(wire));
	assert_true(dup2(before, STDOUT_FILENO) >= 0);
	close(before);
	close(ends[1]);
	return ends[0];
}

static void write_to_end(const struct terminal_wire *wire, const char *bytes)
{
	ssize_t size = (ssize_t)strlen(bytes);
	assert_int_equal(write(fileno(wire->end), bytes, (size_t)size), size);
}

/* What one read gives. */
static void assert_comes(int pipe, const char *expected)
{
	char bytes[256];
	ssize_t size = read(pipe, bytes, sizeof(bytes) - 1);
	assert_true(size >= 0);
	bytes[size] = '\0';
	assert_string_equal(bytes, expected);
}

static void sends_what_was_held_all_at_once(void **state)
{
	struct terminal_wire wire;
	int pipe = open_to_pipe(&wire);
	(void)state;
	if (wire.memory < 0)
		skip();
	terminal_wire_hold(&wire);
	write_to_end(&wire, "one ");
	terminal_wire_put(&wire, STR("two "));
	write_to_end(&wire, "three");
	terminal_wire_send(&wire);
	assert_comes(pipe, "one two three");
	terminal_wire_hold(&wire);
	write_to_end(&wire, "four");
	terminal_wire_send(&wire);
	assert_comes(pipe, "four");
	terminal_wire_close(&wire);
	assert_comes(pipe, "");
	close(pipe);
}

static void sends_at_once_what_is_not_held(void **state)
{
	struct terminal_wire wire;
	int pipe = open_to_pipe(&wire);
	(void)state;
	write_to_end(&wire, "one");
	assert_comes(pipe, "one");
	terminal_wire_put(&wire, STR("two"));
	assert_comes(pipe, "two");
	terminal_wire_send(&wire);
	terminal_wire_close(&wire);
	assert_comes(pipe, "");
	close(pipe);
}

static void lets_go_of_what_is_held_at_the_end(void **state)
{
	struct terminal_wire wire;
	int pipe = open_to_pipe(&wire);
	(void)state;
	if (wire.memory < 0)
		skip();
	terminal_wire_hold(&wire);
	write_to_end(&wire, "lost");
	terminal_wire_close(&wire);
	assert_comes(pipe, "");
	close(pipe);
}

static void shortens_if_it_may(void **state)
{
	struct terminal_wire wire;
	int pipe = open_to_pipe(&wire);
	(void)state;
	if (wire.memory < 0)
		skip();
	terminal_wire_hold(&wire);
	write_to_end(&wire, "\033[1mW\033[m\033[2mwho\033[m");
	terminal_wire_send(&wire);
	assert_comes(pipe, "\033[1mW\033[m\033[2mwho\033[m");
	wire.may_shorten = true;
	terminal_wire_hold(&wire);
	write_to_end(&wire, "\033[1mW\033[m\033[2mwho\033[m");
	terminal_wire_send(&wire);
	assert_comes(pipe, "\033[1mW\033[;2mwho\033[m");
	terminal_wire_close(&wire);
	close(pipe);
}

/* ── Shortening ─────────────────────────────────────────────────────────────────────────────── */

static void assert_shortened(const char *bytes, const char *expected)
{
	char copy[256];
	assert_true(strlen(bytes) < sizeof(copy));
	memcpy(copy, bytes, strlen(bytes));
	struct str shorter = terminal_wire_shorten(copy, strlen(bytes));
	assert_int_equal(shorter.size, strlen(expected));
	assert_memory_equal(shorter.bytes, expected, shorter.size);
}

static void ends_a_look_where_another_begins(void **state)
{
	(void)state;
	assert_shortened("\033[2mDate\033[m\033[32mMay\033[m.", "\033[2mDate\033[;32mMay\033[m.");
	assert_shortened("\033[7ma\033[m\033[1;38;5;9mb\033[m", "\033[7ma\033[;1;38;5;9mb\033[m");
}

static void ends_a_look_behind_moves(void **state)
{
	(void)state;
	assert_shortened("\033[7ma\033[m\r\v\b\033[H\033[2;3H\033[9d\033[41G\033[2A\033[1mb\033[m",
	                 "\033[7ma\r\v\b\033[H\033[2;3H\033[9d\033[41G\033[2A\033[;1mb\033[m");
	assert_shortened("\033[7ma\033[m\033[4Cb", "\033[7ma\033[4C\033[mb");
}

static void goes_on_in_the_same_look(void **state)
{
	(void)state;
	assert_shortened("\033[2ma\033[m\033[K\v\033[41G\033[2mb\033[m",
	                 "\033[2ma\033[K\v\033[41Gb\033[m");
	assert_shortened("\033[36ma\033[m  \033[36mb\033[mc", "\033[36ma  b\033[mc");
	assert_shortened("\033[38;5;7ma\033[m \033[38;5;7mb\033[m", "\033[38;5;7ma b\033[m");
}

static void lets_blanks_stand_in_looks_that_do_not_show_on_them(void **state)
{
	(void)state;
	assert_shortened("\033[1mEscape\033[m   \033[2mcancel\033[m",
	                 "\033[1mEscape   \033[;2mcancel\033[m");
	assert_shortened("\033[2ma\033[m\033[9X\033[50Gb", "\033[2ma\033[9X\033[50G\033[mb");
	assert_shortened("\033[2ma\033[m \033[20b\033[1mb\033[m", "\033[2ma \033[20b\033[;1mb\033[m");
}

static void ends_looks_that_show_on_blanks_before_them(void **state)
{
	static const char *const looks[] = {
		"7", "4", "1;7", "43", "30;43", "38;5;7;44", "103", "5", "21", "?1", "38:5:7",
	};
	(void)state;
	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
		char blank[64], erased[64];
		snprintf(blank, sizeof(blank), "\033[%sma\033[m b", looks[i]);
		assert_shortened(blank, blank);
		snprintf(erased, sizeof(erased), "\033[%sma\033[m\033[K", looks[i]);
		assert_shortened(erased, erased);
	}
}

/* A line feed may scroll, and others may draw or say anything. */
static void ends_looks_before_all_that_may_show(void **state)
{
	static const char *const others[] = {
		"a", "\303\251", "\n", "\033M", "\033[J", "\033[2J", "\033[L", "\033[4l", "\033[?25h",
		"\033[1;24r", "\033(B", "\t", "\a",
	};
	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		char bytes[64];
		snprintf(bytes, sizeof(bytes), "\033[2ma\033[m%s\033[1mb\033[m", others[i]);
		assert_shortened(bytes, bytes);
	}
}

static void keeps_what_brings_the_plain_look_at_first(void **state)
{
	(void)state;
	assert_shortened("\033(B\033[m\033[7ma\033[m", "\033(B\033[m\033[7ma\033[m");
	assert_shortened("\033[m \033[m", "\033[m \033[m");
	assert_shortened("", "");
}

static void keeps_what_is_cut_off(void **state)
{
	(void)state;
	assert_shortened("\033", "\033");
	assert_shortened("\033[", "\033[");
	assert_shortened("\033[1mb\033[38;5", "\033[1mb\033[38;5");
	assert_shortened("\033[1mb\033[m\033", "\033[1mb\033[m\033");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sends_what_was_held_all_at_once),
		cmocka_unit_test(sends_at_once_what_is_not_held),
		cmocka_unit_test(lets_go_of_what_is_held_at_the_end),
		cmocka_unit_test(shortens_if_it_may),
		cmocka_unit_test(ends_a_look_where_another_begins),
		cmocka_unit_test(ends_a_look_behind_moves),
		cmocka_unit_test(goes_on_in_the_same_look),
		cmocka_unit_test(lets_blanks_stand_in_looks_that_do_not_show_on_them),
		cmocka_unit_test(ends_looks_that_show_on_blanks_before_them),
		cmocka_unit_test(ends_looks_before_all_that_may_show),
		cmocka_unit_test(keeps_what_brings_the_plain_look_at_first),
		cmocka_unit_test(keeps_what_is_cut_off),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
