#include "ui/terminal_type.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

/* What the type under test says; NULL: nothing. */
struct said { const char *name, *value; };

static const struct said *sayings;
static int no_colour_video;

static const char *const flag_names[] = { "am", "xenl", "bce", NULL };
static const char *const number_names[] = { "cols", "ncv", "colors", NULL };
static const char *const string_names[] = {
	"bold", "dim", "rev", "smul", "cud1", "cup", "home", "hpa", "rmcup", "sgr", "sgr0", "smcup",
	"vpa", "blink", "el", "cnorm", NULL,
};

static bool flag_of(const char *name)
{
	return strcmp(name, "am") == 0;
}

static int number_of(const char *name)
{
	if (strcmp(name, "ncv") == 0)
		return no_colour_video;
	return strcmp(name, "colors") == 0 ? 1 << 24 : -1;
}

static const char *string_of(const char *name)
{
	for (const struct said *said = sayings; said->name; said++)
		if (strcmp(said->name, name) == 0)
			return said->value;
	return NULL;
}

static const char *colour_of(const struct terminal_type *type, bool is_background, short colour)
{
	static char sequence[] = "\033[30m";
	(void)type;
	sequence[2] = is_background ? '4' : '3';
	sequence[3] = (char)('0' + colour % 8);
	return sequence;
}

static const struct terminal_type type = {
	.name = "some",
	.flag_names = flag_names, .number_names = number_names, .string_names = string_names,
	.flag = flag_of, .number = number_of, .string = string_of, .colour = colour_of,
};

static const struct said like_xterm[] = {
	{ "bold", "\033[1m" }, { "dim", "\033[2m" }, { "rev", "\033[7m" }, { "smul", "\033[4m" },
	{ "sgr0", "\033(B\033[m" }, { "sgr", "%?%p9%t\033(0%e\033(B%;\033[0m" }, { "cud1", "\n" },
	{ "cup", "\033[%i%p1%d;%p2%dH" }, { "home", "\033[H" }, { "hpa", "\033[%i%p1%dG" },
	{ "vpa", "\033[%i%p1%dd" }, { "el", "\033[K" }, { "smcup", "\033[?1049h\033[22;0;0t" },
	{ "rmcup", "\033[?1049l\033[23;0;0t" }, { "cnorm", "\033[?12l\033[?25h" },
	{ "XM", "\033[?1006;1000h" }, { NULL, NULL },
};

static const struct said like_vt100[] = {
	{ "bold", "\033[1m$<2>" }, { "rev", "\033[7m$<2>" }, { "smul", "\033[4m$<2>" },
	{ "sgr0", "\033[m\017$<2>" }, { "cud1", "\n" }, { "cup", "\033[%i%p1%d;%p2%dH$<5>" },
	{ NULL, NULL },
};

static const struct said like_none_of_them[] = {
	{ "bold", "\033G4" }, { "sgr0", "\033G0" }, { NULL, NULL },
};

static int set_up(void **state)
{
	static struct arena arena;
	arena = (struct arena){0};
	sayings = like_xterm;
	no_colour_video = -1;
	*state = &arena;
	return 0;
}

static int tear_down(void **state)
{
	arena_release(*state);
	return 0;
}

static void assert_str(struct str str, const char *expected)
{
	assert_true(str_equal(str, str_of(expected)));
}

static struct str on_of(const struct looks *looks, enum role role)
{
	return looks->of[role] < 0 ? (struct str){0} : looks->on[(int)looks->of[role]];
}

static int short_at(struct str compiled, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)compiled.bytes + at;
	return (int16_t)(bytes[0] | bytes[1] << 8);
}

/* What a compiled type says of the string of that name; NULL: nothing. By hand, as term(5) says:
 * header, name, flags, numbers, places, strings. */
static const char *compiled_string(struct str compiled, const char *name)
{
	const size_t header = 12;
	int names = short_at(compiled, 2), flags = short_at(compiled, 4);
	size_t numbers = header + (size_t)(names + flags);
	numbers += numbers % 2;
	size_t places = numbers + 2 * (size_t)short_at(compiled, 6);
	size_t strings = places + 2 * (size_t)short_at(compiled, 8);
	for (size_t i = 0; string_names[i]; i++)
		if (strcmp(string_names[i], name) == 0) {
			int place = short_at(compiled, places + 2 * i);
			return place < 0 ? NULL : compiled.bytes + strings + place;
		}
	return NULL;
}

static struct str compile(struct arena *arena, enum theme_colours colours)
{
	struct looks looks;
	assert_true(looks_make(arena, &type, NULL, colours, &looks));
	return terminal_type_compile(arena, &type, &looks);
}

/* ── Looks ──────────────────────────────────────────────────────────────────────────────────── */

static void turns_a_look_on_by_one_sequence(void **state)
{
	struct looks looks;
	assert_true(looks_make(*state, &type, NULL, THEME_8, &looks));
	assert_str(on_of(&looks, ROLE_TEXT), "");
	assert_str(on_of(&looks, ROLE_DIM), "\033[2m");
	assert_str(on_of(&looks, ROLE_LINK), "\033[36m");
	assert_str(on_of(&looks, ROLE_HEADING), "\033[1;33m");
	assert_str(on_of(&looks, ROLE_HINT), "\033[1;30;43m");
}

static void has_one_look_for_roles_that_look_alike(void **state)
{
	struct looks looks;
	assert_true(looks_make(*state, &type, NULL, THEME_8, &looks));
	assert_int_equal(looks.of[ROLE_LABEL], looks.of[ROLE_BORDER]);
	assert_int_equal(looks.of[ROLE_CURSOR], looks.of[ROLE_LINK_CURSOR]);
	assert_int_not_equal(looks.of[ROLE_LINK], looks.of[ROLE_DATE]);
}

static void has_looks_without_colours(void **state)
{
	struct looks looks;
	assert_true(looks_make(*state, &type, NULL, THEME_MONO, &looks));
	assert_str(on_of(&looks, ROLE_LINK), "\033[4m");
	assert_str(on_of(&looks, ROLE_MATCH), "\033[4;7m");
}

/* ncurses takes blanks in the first four to look like any other, and would clear by them. */
static void gives_no_look_whose_blanks_are_seen_an_attribute_of_letters(void **state)
{
	struct looks looks;
	static const enum role seen[] = { ROLE_URL, ROLE_MATCH, ROLE_HINT, ROLE_CURSOR };
	assert_true(looks_make(*state, &type, NULL, THEME_256, &looks));
	for (size_t i = 0; i < sizeof(seen) / sizeof(seen[0]); i++)
		assert_true(looks.of[seen[i]] >= LOOKS_OF_LETTERS);
}

static void leaves_padding_and_shifts_out(void **state)
{
	struct looks looks;
	sayings = like_vt100;
	assert_true(looks_make(*state, &type, NULL, THEME_MONO, &looks));
	assert_str(on_of(&looks, ROLE_TITLE), "\033[1m");
	assert_str(on_of(&looks, ROLE_DIM), "");
	assert_str(looks.plain, "\033[m\017");
}

static void leaves_out_what_goes_with_no_colour(void **state)
{
	struct looks looks;
	no_colour_video = 1 << 1 | 1 << 4;      /* as Linux says it of its console */
	assert_true(looks_make(*state, &type, NULL, THEME_8, &looks));
	assert_str(on_of(&looks, ROLE_URL), "\033[34m");
	assert_str(on_of(&looks, ROLE_DIM), "\033[2m");
}

static void has_none_where_a_look_does_not_end_as_in_ecma_48(void **state)
{
	struct looks looks;
	sayings = like_none_of_them;
	assert_false(looks_make(*state, &type, NULL, THEME_MONO, &looks));
}

static void has_none_for_more_looks_than_there_are_attributes(void **state)
{
	struct looks looks;
	struct theme theme = {0};
	for (int role = 0; role < ROLE_COUNT; role++) {
		theme.has_own[role] = true;
		theme.own[role] = (struct style){ (short)(role % 8), (short)(role / 8), 0 };
	}
	assert_false(looks_make(*state, &type, &theme, THEME_256, &looks));
}

/* ── Compiled ───────────────────────────────────────────────────────────────────────────────── */

static void keeps_what_has_nothing_to_do_with_looks(void **state)
{
	struct str compiled = compile(*state, THEME_8);
	assert_int_equal(short_at(compiled, 0), 0432);
	assert_string_equal(compiled.bytes + 12, "some");
	assert_memory_equal(compiled.bytes + 17, "\1\0\0", 3);
	assert_int_equal(short_at(compiled, 20), -1);
	assert_int_equal(short_at(compiled, 24), 0x7fff);
	assert_string_equal(compiled_string(compiled, "el"), "\033[K");
	assert_string_equal(compiled_string(compiled, "hpa"), "\033[%i%p1%dG");
}

static void says_how_looks_end_and_nothing_of_attributes(void **state)
{
	struct str compiled = compile(*state, THEME_8);
	assert_string_equal(compiled_string(compiled, "sgr0"), "\033[m");
	assert_null(compiled_string(compiled, "sgr"));
}

static void says_looks_in_place_of_attributes(void **state)
{
	static const char *const names[LOOKS] = {
		"bold", "dim", "blink", "sitm", "rev", "smso", "smul", "prot", "invis", "ehhlm",
		"elhlm", "elohlm", "erhlm", "ethlm", "evhlm",
	};
	struct looks looks;
	assert_true(looks_make(*state, &type, NULL, THEME_8, &looks));
	struct str compiled = terminal_type_compile(*state, &type, &looks);
	for (int look = 0; look < LOOKS_OF_LETTERS - 1; look++)
		assert_str(looks.on[look], compiled_string(compiled, names[look]));
}

static void goes_a_row_down_in_a_byte(void **state)
{
	assert_string_equal(compiled_string(compile(*state, THEME_8), "cud1"), "\v");
}

/* With the padding, which says nothing, it is too long for ncurses to prefer it to all else. */
static void makes_the_way_to_any_place_long(void **state)
{
	const char *way = compiled_string(compile(*state, THEME_8), "cup");
	assert_true(strlen(way) > 512);
	assert_str(sequence_unpadded(*state, way), "\033[%i%p1%d;%p2%dH");
}

static void leaves_the_only_way_to_a_place_as_it_is(void **state)
{
	sayings = like_vt100;
	assert_string_equal(compiled_string(compile(*state, THEME_MONO), "cup"),
	                    "\033[%i%p1%d;%p2%dH$<5>");
}

static void leaves_the_title_and_the_blinking_of_the_cursor_alone(void **state)
{
	struct str compiled = compile(*state, THEME_8);
	assert_string_equal(compiled_string(compiled, "smcup"), "\033[?1049h");
	assert_string_equal(compiled_string(compiled, "rmcup"), "\033[?1049l");
	assert_string_equal(compiled_string(compiled, "cnorm"), "\033[?25h");
}

/* At the end: counts, the place of the value, that of the name behind it, both. */
static void keeps_what_is_known_beside_the_standard(void **state)
{
	static const char more[] = "\0\0\0\0\1\0\2\0\21\0" "\0\0" "\0\0" "\033[?1006;1000h\0XM";
	struct str compiled = compile(*state, THEME_8);
	assert_true(str_ends_with(compiled, (struct str){ more, sizeof(more) }));
}

/* Places in it are numbers of 15 bits. */
static void is_not_made_of_a_type_that_says_too_much(void **state)
{
	static char much[32769];
	static const struct said like_a_novel[] = {
		{ "sgr0", "\033[m" }, { "smcup", much }, { NULL, NULL },
	};
	sayings = like_a_novel;
	memset(much, 'x', 32000);
	assert_int_equal(strlen(compiled_string(compile(*state, THEME_MONO), "smcup")), 32000);
	memset(much, 'x', 32768);
	assert_int_equal(compile(*state, THEME_MONO).size, 0);
}

static void is_written_in_hexadecimal(void **state)
{
	assert_str(terminal_type_hex(*state, (struct str){ "\032\1\377", 3 }), "hex:1a01ff");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(turns_a_look_on_by_one_sequence),
		TEST(has_one_look_for_roles_that_look_alike),
		TEST(has_looks_without_colours),
		TEST(gives_no_look_whose_blanks_are_seen_an_attribute_of_letters),
		TEST(leaves_padding_and_shifts_out),
		TEST(leaves_out_what_goes_with_no_colour),
		TEST(has_none_where_a_look_does_not_end_as_in_ecma_48),
		TEST(has_none_for_more_looks_than_there_are_attributes),
		TEST(keeps_what_has_nothing_to_do_with_looks),
		TEST(says_how_looks_end_and_nothing_of_attributes),
		TEST(says_looks_in_place_of_attributes),
		TEST(goes_a_row_down_in_a_byte),
		TEST(makes_the_way_to_any_place_long),
		TEST(leaves_the_only_way_to_a_place_as_it_is),
		TEST(leaves_the_title_and_the_blinking_of_the_cursor_alone),
		TEST(keeps_what_is_known_beside_the_standard),
		TEST(is_not_made_of_a_type_that_says_too_much),
		TEST(is_written_in_hexadecimal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
