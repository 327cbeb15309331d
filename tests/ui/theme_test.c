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
		for (int at = 0; at < ROLE_COUNT * THEME_NAME_COUNT; at++) {
			struct theme theme = { .name = (enum theme_name)(at / ROLE_COUNT) };
			struct style style = theme_style(&theme, at % ROLE_COUNT, all[i]);
			int most = all[i] == THEME_MONO ? 0 : (int)all[i];
			assert_true(style.foreground < most && style.foreground >= -1);
			assert_true(style.background < most && style.background >= -1);
		}
	}
}

static void marks_cursors_and_matches_without_colour(void **state)
{
	(void)state;
	static const enum role roles[] = { ROLE_CURSOR, ROLE_LINK_CURSOR, ROLE_MATCH, ROLE_HINT };
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		assert_true(theme_style(NULL, roles[i], THEME_MONO).attributes & THEME_REVERSE);
	assert_true(theme_style(NULL, ROLE_LINK, THEME_MONO).attributes & THEME_UNDERLINE);
}

/* Whoever sees no colours still tells these apart, in every theme. */
static void tells_what_matters_by_attributes_alone(void **state)
{
	(void)state;
	static const enum role roles[] = { ROLE_TEXT, ROLE_LINK, ROLE_LINK_CURSOR, ROLE_MATCH,
		                           ROLE_HEADING, ROLE_ERROR };
	for (enum theme_name name = 0; name < THEME_NAME_COUNT; name++) {
		struct theme theme = { .name = name };
		for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
			for (size_t j = 0; j < i; j++)
				assert_int_not_equal(
					theme_style(&theme, roles[i], THEME_MONO).attributes,
					theme_style(&theme, roles[j], THEME_MONO).attributes);
	}
}

static void has_no_colour_in_mono_and_nothing_dim_in_high_contrast(void **state)
{
	(void)state;
	struct theme mono = { .name = THEME_NAME_MONO };
	struct theme high = { .name = THEME_NAME_HIGH_CONTRAST };
	for (enum role role = 0; role < ROLE_COUNT; role++) {
		struct style style = theme_style(&mono, role, THEME_256);
		assert_int_equal(style.foreground, -1);
		assert_int_equal(style.background, -1);
		assert_false(theme_style(&high, role, THEME_256).attributes & THEME_DIM);
		assert_false(theme_style(&high, role, THEME_MONO).attributes & THEME_DIM);
	}
}

/* Yellow, green and cyan on white are all but invisible. */
static void writes_no_pale_letters_in_the_light_theme(void **state)
{
	(void)state;
	struct theme light = { .name = THEME_NAME_LIGHT };
	for (enum role role = 0; role < ROLE_COUNT; role++) {
		struct style style = theme_style(&light, role, THEME_256);
		bool is_pale = style.foreground == 2 || style.foreground == 3 ||
		               style.foreground >= 6;
		assert_false(is_pale && style.background < 0);
	}
}

static void takes_the_plain_colour_where_there_is_no_bright_one(void **state)
{
	(void)state;
	struct theme dark = { .name = THEME_NAME_DARK };
	assert_int_equal(theme_style(&dark, ROLE_LINK, THEME_16).foreground, 14);
	assert_int_equal(theme_style(&dark, ROLE_LINK, THEME_8).foreground, 6);
}

static struct style parse(const char *words)
{
	struct style style = { 99, 99, 99 };
	struct fault why;
	if (!theme_parse_style(str_of(words), &style, &why))
		fail_msg("%s: %s", words, why.sentence);
	return style;
}

static void assert_style(struct style style, int foreground, int background, unsigned attributes)
{
	assert_int_equal(style.foreground, foreground);
	assert_int_equal(style.background, background);
	assert_int_equal(style.attributes, attributes);
}

static void reads_a_style_in_words(void **state)
{
	(void)state;
	assert_style(parse("cyan"), 6, -1, 0);
	assert_style(parse("bold white"), 7, -1, THEME_BOLD);
	assert_style(parse("8"), 8, -1, 0);
	assert_style(parse("255"), 255, -1, 0);
	assert_style(parse("bright-red on default"), 9, -1, 0);
	assert_style(parse("black on yellow underline"), 0, 3, THEME_UNDERLINE);
	assert_style(parse("dim  reverse"), -1, -1, THEME_DIM | THEME_REVERSE);
	assert_style(parse("on blue"), -1, 4, 0);
	assert_style(parse("default"), -1, -1, 0);
}

static void refuses_what_is_no_style(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"", "mauve", "256", "-1", "red blue", "red on", "on", "red on blue on green",
		"red on blue green", "bright-default", "on on", "Bold",
	};
	struct style style = { 1, 2, 3 };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (theme_parse_style(str_of(bad[i]), &style, NULL) || style.attributes != 3)
			fail_msg("taken: '%s'", bad[i]);
}

static void takes_an_own_style_and_fits_it_to_the_terminal(void **state)
{
	(void)state;
	struct theme theme = { .name = THEME_NAME_AUTO };
	theme.has_own[ROLE_LINK] = theme.has_own[ROLE_TITLE] = true;
	theme.own[ROLE_LINK] = parse("200");
	theme.own[ROLE_TITLE] = parse("underline bright-red");
	assert_style(theme_style(&theme, ROLE_LINK, THEME_256), 200, -1, 0);
	assert_style(theme_style(&theme, ROLE_LINK, THEME_16), -1, -1, 0);
	assert_style(theme_style(&theme, ROLE_TITLE, THEME_8), 1, -1, THEME_UNDERLINE);
	assert_style(theme_style(&theme, ROLE_TITLE, THEME_MONO), -1, -1, THEME_UNDERLINE);
	/* Without colours nothing would be left of it */
	assert_style(theme_style(&theme, ROLE_LINK, THEME_MONO), -1, -1, THEME_UNDERLINE);
}

static void knows_the_themes_by_name(void **state)
{
	(void)state;
	assert_int_equal(theme_find(STR("auto")), THEME_NAME_AUTO);
	assert_int_equal(theme_find(STR("high-contrast")), THEME_NAME_HIGH_CONTRAST);
	assert_int_equal(theme_find(STR("mono")), THEME_NAME_MONO);
	assert_int_equal(theme_find(STR("solar")), THEME_NAME_COUNT);
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
		cmocka_unit_test(tells_what_matters_by_attributes_alone),
		cmocka_unit_test(has_no_colour_in_mono_and_nothing_dim_in_high_contrast),
		cmocka_unit_test(writes_no_pale_letters_in_the_light_theme),
		cmocka_unit_test(takes_the_plain_colour_where_there_is_no_bright_one),
		cmocka_unit_test(reads_a_style_in_words),
		cmocka_unit_test(refuses_what_is_no_style),
		cmocka_unit_test(takes_an_own_style_and_fits_it_to_the_terminal),
		cmocka_unit_test(knows_the_themes_by_name),
		cmocka_unit_test(chooses_what_the_terminal_can),
		cmocka_unit_test(honours_no_color_unless_it_is_empty_or_overruled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
