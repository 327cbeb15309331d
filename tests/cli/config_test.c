#include "cli/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"

static struct arena arena;

static int end(void **state)
{
	(void)state;
	keymap_use(PRESET_VI);
	arena_release(&arena);
	return 0;
}

static struct config parse(const char *yaml)
{
	return config_parse(&arena, STR("/etc/x/config.yaml"), str_of(yaml), NULL);
}

static struct config parse_well(const char *yaml)
{
	struct config config = parse(yaml);
	if (config.mistake_count)
		fail_msg("%s", config.mistakes[0].bytes);
	return config;
}

static enum action action_of(enum key_context context, const char *names)
{
	struct key keys[KEYMAP_MOST_KEYS];
	size_t count = 0;
	enum action action = ACTION_NONE;
	for (struct str rest = str_of(names); rest.bytes;)
		assert_true(key_parse(str_cut(&rest, ' '), &keys[count++]));
	keymap_find(context, keys, count, &action);
	return action;
}

static void assert_mistake(const char *yaml, const char *sentence)
{
	struct config config = parse(yaml);
	assert_int_equal(config.mistake_count, 1);
	assert_string_equal(config.mistakes[0].bytes, sentence);
}

static void leaves_all_as_it_is_where_nothing_is_said(void **state)
{
	(void)state;
	static const char *const empty[] = { "", "# nothing\n", "---\n...\n", "keys:\nbind: ~\n" };
	for (size_t i = 0; i < sizeof(empty) / sizeof(empty[0]); i++) {
		struct config config = parse_well(empty[i]);
		assert_int_equal(config.keys, PRESET_VI);
		assert_int_equal(config.theme.name, THEME_NAME_AUTO);
		assert_int_equal(config.cite, CITE_PLAIN);
		assert_int_equal(config.texts.size, 0);
		assert_false(config.hides_hints);
		assert_false(config.is_kiosk);
		assert_false(config.takes_mouse);
		assert_false(config.has_ascii_names);
	}
}

static void takes_every_setting(void **state)
{
	(void)state;
	struct config config = parse_well("theme: light\n"
	                                  "colors: {link: cyan, title: bold white, source: 8}\n"
	                                  "cite: bibtex\n"
	                                  "texts: /srv/texts\n"
	                                  "hints: no\n"
	                                  "kiosk: yes\n"
	                                  "mouse: yes\n"
	                                  "ascii_names: true\n"
	                                  "keys: less\n");
	assert_int_equal(config.theme.name, THEME_NAME_LIGHT);
	assert_true(config.theme.has_own[ROLE_LINK]);
	assert_int_equal(config.theme.own[ROLE_TITLE].attributes, THEME_BOLD);
	assert_int_equal(config.theme.own[ROLE_SOURCE].foreground, 8);
	assert_false(config.theme.has_own[ROLE_TEXT]);
	assert_int_equal(config.cite, CITE_BIBTEX);
	assert_string_equal(config.texts.bytes, "/srv/texts");
	assert_true(config.hides_hints);
	assert_true(config.is_kiosk);
	assert_true(config.takes_mouse);
	assert_true(config.has_ascii_names);
	assert_int_equal(config.keys, PRESET_LESS);
	assert_int_equal(action_of(CONTEXT_DOSSIER, "d"), ACTION_HALF_DOWN);
}

static void is_a_kiosk_where_in_doubt(void **state)
{
	(void)state;
	static struct arena own;
	assert_false(parse_well("kiosk: no\n").is_kiosk);
	struct config config = config_parse(&own, STR("config.yaml"), STR("kiosk: perhaps\n"), NULL);
	assert_true(config.is_kiosk);
	assert_int_equal(config.mistake_count, 1);
	arena_release(&own);
}

static void binds_keys_over_a_preset_wherever_they_stand(void **state)
{
	(void)state;
	parse_well("bind: {C-t: timeline, g t: tree, w: none, list: {U: tree}}\nkeys: vi\n");
	assert_int_equal(action_of(CONTEXT_DOSSIER, "C-t"), ACTION_TIMELINE);
	assert_int_equal(action_of(CONTEXT_DOSSIER, "g t"), ACTION_TREE);
	assert_int_equal(action_of(CONTEXT_DOSSIER, "g g"), ACTION_FIRST);
	assert_int_equal(action_of(CONTEXT_DOSSIER, "w"), ACTION_NONE);
	assert_int_equal(action_of(CONTEXT_LIST, "U"), ACTION_TREE);
	assert_int_equal(action_of(CONTEXT_DOSSIER, "U"), ACTION_NONE);
	/* The option before the file */
	struct config config = config_parse(&arena, STR("c"), STR("keys: less\nbind: {U: tree}"),
	                                    "mutt");
	assert_int_equal(config.keys, PRESET_MUTT);
	assert_int_equal(action_of(CONTEXT_DOSSIER, "l"), ACTION_SEARCH);
	assert_int_equal(action_of(CONTEXT_DOSSIER, "U"), ACTION_TREE);
}

static void finds_texts_beside_itself_and_at_home(void **state)
{
	(void)state;
	setenv("HOME", "/ada", 1);
	assert_string_equal(parse_well("texts: sources").texts.bytes, "/etc/x/sources");
	assert_string_equal(parse_well("texts: ~/sources").texts.bytes, "/ada/sources");
}

static void is_a_kiosk_where_it_may_have_been_meant(void **state)
{
	static const struct { const char *text; bool is_kiosk; } rows[] = {
		{ "kiosk: yes", true },
		{ "kiosk: no", false },
		{ "kiosk: perhaps", true },
		{ "kiosk:", true },
		{ "Kiosk: yes", true },
		{ "kiosk: yes\nkeys: [", true },
		{ "kiosk: no\nkeys: none", false },
		{ "<<: {kiosk: yes}", true },
		{ "kikiosk", true },
		{ "keys: none", false },
		{ "# no kiosk\nhints: no", false },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct config config = config_parse(&arena, STR("/etc/x/config.yaml"),
		                                    str_of(rows[i].text), NULL);
		assert_int_equal(config.is_kiosk, rows[i].is_kiosk);
	}
}

static void tells_each_mistake_and_its_place(void **state)
{
	(void)state;
	static const struct { const char *yaml, *sentence; } rows[] = {
		{ "them: dark", ":1:1: there is no setting \"them\": did you mean \"theme\"?" },
		{ "\nkeys: emacs", ":2:7: expected one of vi, less, info, mutt, newsboat for "
		                   "\"keys\", found \"emacs\"" },
		{ "theme: [dark]", ":1:8: expected a text for \"theme\", found a list" },
		{ "bind: x", ":1:7: expected a map for \"bind\", found a text" },
		{ "bind: {x: tre}", ":1:11: there is no action \"tre\": did you mean \"tree\"?" },
		{ "bind: {x: [tree]}", ":1:11: expected a text for \"x\", found a list" },
		{ "bind: {Sprace: tree}", ":1:8: there is no key \"Sprace\"" },
		{ "bind: {x: tree, x y: path}",
		  ":1:17: \"x y\" cannot be bound beside \"x\" above" },
		{ "bind: {prompt: {x: tree}}",
		  ":1:8: there is no pane \"prompt\", but list, dossier, connections, view and "
		  "help" },
		{ "colors: {lnik: red}",
		  ":1:10: there is no role \"lnik\": did you mean \"link\"?" },
		{ "colors: {link: mauve}",
		  ":1:16: expected attributes and colours for \"link\", such as \"bold cyan\", "
		  "found \"mauve\"" },
		{ "hints: perhaps", ":1:8: expected one of yes, no, true, false for \"hints\", "
		                    "found \"perhaps\"" },
		{ "[keys]", ":1:1: expected a map of settings, found a list" },
		{ "keys: vi\n---\nkeys: less",
		  ":3:1: only the first document of the file is read" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_mistake(rows[i].yaml, str_join(&arena, STR("/etc/x/config.yaml"), STR(""),
		                                      str_of(rows[i].sentence)).bytes);
}

static void keeps_what_is_right_beside_mistakes(void **state)
{
	(void)state;
	struct config config = parse("cite: ris\nbind: {x: tre, C-t: tree}\nthem: dark\n"
	                             "colors: {link: mauve, url: red}\n");
	assert_int_equal(config.mistake_count, 3);
	assert_string_equal(config.first.bytes, "config.yaml:2:11: there is no action \"tre\": did "
	                                        "you mean \"tree\"? (1 of 3 mistakes)");
	assert_int_equal(config.cite, CITE_RIS);
	assert_int_equal(action_of(CONTEXT_GLOBAL, "C-t"), ACTION_TREE);
	assert_false(config.theme.has_own[ROLE_LINK]);
	assert_true(config.theme.has_own[ROLE_URL]);
}

static void tells_of_a_file_that_is_no_yaml(void **state)
{
	(void)state;
	assert_true(parse("keys: [vi").mistake_count >= 1);
	assert_true(parse("keys: \xff").mistake_count >= 1);
	assert_true(parse("keys: vi\nkeys: less").mistake_count == 1);
}

static void tells_no_more_mistakes_than_a_file_may_have(void **state)
{
	(void)state;
	struct text yaml = { .arena = &arena };
	for (int i = 0; i < 300; i++)
		text_format(&yaml, "zzz%d: x\n", i);
	struct config config = parse(text_str(&yaml).bytes);
	assert_int_equal(config.mistake_count, 101);
	assert_string_equal(config.mistakes[100].bytes, "/etc/x/config.yaml: and 200 more");
}

static void looks_for_its_file_where_the_environment_says(void **state)
{
	(void)state;
	bool is_named;
	setenv("HOME", "/ada", 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("DOSSIER_CONFIG");
	assert_string_equal(config_path(&arena, &is_named).bytes,
	                    "/ada/.config/dossier/config.yaml");
	setenv("XDG_CONFIG_HOME", "relative", 1);
	assert_string_equal(config_path(&arena, &is_named).bytes,
	                    "/ada/.config/dossier/config.yaml");
	setenv("XDG_CONFIG_HOME", "/c", 1);
	assert_string_equal(config_path(&arena, &is_named).bytes, "/c/dossier/config.yaml");
	assert_false(is_named);
	setenv("DOSSIER_CONFIG", "mine.yaml", 1);
	assert_string_equal(config_path(&arena, &is_named).bytes, "mine.yaml");
	assert_true(is_named);
	setenv("DOSSIER_CONFIG", "", 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("HOME");
	assert_int_equal(config_path(&arena, &is_named).size, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(leaves_all_as_it_is_where_nothing_is_said, end),
		cmocka_unit_test_teardown(takes_every_setting, end),
		cmocka_unit_test_teardown(is_a_kiosk_where_in_doubt, end),
		cmocka_unit_test_teardown(binds_keys_over_a_preset_wherever_they_stand, end),
		cmocka_unit_test_teardown(finds_texts_beside_itself_and_at_home, end),
		cmocka_unit_test_teardown(tells_each_mistake_and_its_place, end),
		cmocka_unit_test_teardown(is_a_kiosk_where_it_may_have_been_meant, end),
		cmocka_unit_test_teardown(keeps_what_is_right_beside_mistakes, end),
		cmocka_unit_test_teardown(tells_of_a_file_that_is_no_yaml, end),
		cmocka_unit_test_teardown(tells_no_more_mistakes_than_a_file_may_have, end),
		cmocka_unit_test_teardown(looks_for_its_file_where_the_environment_says, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
