#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/query/page_sound.h"

/* The page of the dossier "x" of a file of YAML. */
static struct str x_text(struct arena *arena, const char *yaml, int width)
{
	struct archive *archive = support_archive_of(arena, yaml);
	struct page_options options = { .width = width };
	struct page page = page_dossier(archive, arena, dossier_find(archive, STR("x")), options);
	assert_page_is_sound(&page, width);
	return page_plain_text(&page, arena);
}

static void assert_says(struct str text, const char *words)
{
	if (str_find(text, str_of(words), 0) == SIZE_MAX)
		fail_msg("no \"%s\" in:\n%.*s", words, STR_ARGS(text));
}

static void assert_does_not_say(struct str text, const char *words)
{
	if (str_find(text, str_of(words), 0) != SIZE_MAX)
		fail_msg("\"%s\" in:\n%.*s", words, STR_ARGS(text));
}

static void stand_at_the_end_with_a_sign_at_their_value(void **state)
{
	struct str text = x_text(*state,
		"{id: x, kind: person, name: Ann, sources: [s], gender: {value: female, note: She.},\n"
		" roles: [pilot, {value: mayor, note: Of a town., sources: [s]}],\n"
		" body: She sails.}", 60);
	assert_says(text, "Roles   pilot\n"
	                  "        mayor [1] †\n"
	                  "Gender  female †\n\n"
	                  "She sails.\n\n"
	                  "Notes (2)\n"
	                  "† Roles: mayor: Of a town.\n"
	                  "† Gender: She.\n\n"
	                  "Sources (1)\n");
	assert_does_not_say(text, "Note: ");
}

static void say_which_relation_and_which_name_they_are_of(void **state)
{
	struct str text = x_text(*state,
		"- id: x\n  kind: person\n  name: Ann\n  names: [{text: The Pilot, note: Of her ship.}]\n"
		"  relations:\n"
		"  - {type: met, to: y, note: At sea.}\n"
		"- {id: y, kind: person, name: Bob}\n", 60);
	assert_says(text, "met  Bob [?] †\n");
	assert_says(text, "† The Pilot: Of her ship.\n† met Bob: At sea.\n");
}

static void stand_once_however_many_values_have_them(void **state)
{
	struct str text = x_text(*state,
		"{id: x, kind: person, name: A, born: {value: 1961, note: By her.},\n"
		" died: {value: 1990, note: By her.}}", 60);
	assert_says(text, "Notes (1)\n† Born; Died: By her.\n");
}

static void name_no_more_than_three_of_these_values(void **state)
{
	struct str text = x_text(*state,
		"{id: x, kind: person, name: A, roles: [{value: a, note: N.}, {value: b, note: N.},\n"
		" {value: c, note: N.}, {value: d, note: N.}, {value: e, note: N.}]}", 60);
	assert_says(text, "Notes (1)\n† Roles: a; Roles: b; Roles: c; …: N.\n");
}

static void have_marks_that_the_list_of_sources_explains(void **state)
{
	struct str text = x_text(*state,
		"- {id: x, kind: person, name: A, born: {value: 1961, note: \"By [@s, p. 3].\"}}\n"
		"- {id: s, kind: source, title: Post}\n", 60);
	assert_says(text, "† Born: By [1].\n\nSources (1)\n[1] Post: p. 3\n");
}

static void hang_under_their_beginning(void **state)
{
	struct str text = x_text(*state,
		"{id: x, kind: person, name: A, born: {value: 1961, note: As two letters have it.}}",
		24);
	assert_says(text, "† Born: As two letters\n  have it.\n");
}

static void have_another_sign_in_ascii(void **state)
{
	shown_set_charset(SHOWN_ASCII);
	struct str text = x_text(*state,
		"{id: x, kind: person, name: A, born: {value: 1961, note: A guess.}}", 60);
	shown_set_charset(SHOWN_UTF8);
	assert_says(text, "A\nperson - x\n");
	assert_says(text, "Born  1961 [?] +\n");
	assert_says(text, "+ Born: A guess.\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(stand_at_the_end_with_a_sign_at_their_value),
		TEST(say_which_relation_and_which_name_they_are_of),
		TEST(stand_once_however_many_values_have_them),
		TEST(name_no_more_than_three_of_these_values),
		TEST(have_marks_that_the_list_of_sources_explains),
		TEST(hang_under_their_beginning),
		TEST(have_another_sign_in_ascii),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
