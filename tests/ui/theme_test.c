#include "ui/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void uses_no_more_colours_than_there_are(void **state)
{
	(void)state;
	static const enum theme_colours all[] = { THEME_MONO, THEME_8, THEME_16, THEME_256 };
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		for (int role = 0; role < ROLE_COUNT; role++) {
			struct style style = theme_style((enum role)role, all[i]);
			int most = all[i] == THEME_MONO ? 0 : (int)all[i];
			assert_true(style.foreground < most);
			assert_true(style.background < most);
		}
	}
}

static void marks_cursors_and_matches_without_colour(void **state)
{
	(void)state;
	static const enum role roles[] = { ROLE_CURSOR, ROLE_LINK_CURSOR, ROLE_MATCH, ROLE_HINT };
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		assert_true(theme_style(roles[i], THEME_MONO).attributes & THEME_REVERSE);
	assert_true(theme_style(ROLE_LINK, THEME_MONO).attributes & THEME_UNDERLINE);
}

static void chooses_what_the_terminal_can(void **state)
{
	(void)state;
	assert_int_equal(theme_choose(256, "auto", NULL), THEME_256);
	assert_int_equal(theme_choose(88, "auto", NULL), THEME_16);
	assert_int_equal(theme_choose(8, NULL, NULL), THEME_8);
	assert_int_equal(theme_choose(0, "auto", NULL), THEME_MONO);
	assert_int_equal(theme_choose(-1, "always", NULL), THEME_MONO);
}

static void honours_no_color_unless_it_is_empty_or_overruled(void **state)
{
	(void)state;
	assert_int_equal(theme_choose(256, "auto", "1"), THEME_MONO);
	assert_int_equal(theme_choose(256, "auto", ""), THEME_256);
	assert_int_equal(theme_choose(256, "always", "1"), THEME_256);
	assert_int_equal(theme_choose(256, "never", NULL), THEME_MONO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(uses_no_more_colours_than_there_are),
		cmocka_unit_test(marks_cursors_and_matches_without_colour),
		cmocka_unit_test(chooses_what_the_terminal_can),
		cmocka_unit_test(honours_no_color_unless_it_is_empty_or_overruled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
