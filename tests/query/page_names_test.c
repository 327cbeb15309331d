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

static const char lavrov[] =
	"- id: x\n"
	"  kind: person\n"
	"  name: Sergei Lavrov\n"
	"  names:\n"
	"  - {text: Lavrov, use: short, sources: [s, t]}\n"
	"  - {text: Сергей Лавров, lang: ru}\n"
	"  - {text: Сергеј Лавров, lang: sr-Cyrl}\n"
	"  - {text: Mr. No, sources: [s]}\n"
	"  - {text: The Minister, sources: [s, t]}\n"
	"  - {text: Sergey Lavrov, use: spelling}\n"
	"  sources: [s]\n"
	"- {id: s, kind: source, title: Post}\n"
	"- {id: t, kind: source, title: Tide}\n";

static void two_that_are_used_most_stand_at_the_head(void **state)
{
	struct str text = x_text(*state, lavrov, 60);
	assert_says(text, "Sergei Lavrov\nperson · x\nalso The Minister [1] [2]; Mr. No [1]\n\n");
}

static void all_others_stand_behind_the_fields(void **state)
{
	assert_says(x_text(*state, lavrov, 80),
	            "Also known as  Lavrov (short) [1] [2]; Сергей Лавров (Russian); Сергеј Лавров\n"
	            "               (Serbian, Cyrillic script); Sergey Lavrov (spelling)\n");
}

static void they_go_on_behind_their_label_where_it_has_no_column(void **state)
{
	struct str text = x_text(*state, "{id: x, kind: person, name: Ann Vel, born: 1970,\n"
	                                 " names: [Captain Vel, Ann], sources: [s]}", 30);
	assert_says(text, "Born  1970\nAlso known as Captain Vel; Ann\n");
	text = x_text(*state, "{id: x, kind: person, name: Ann Vel, born: 1970,\n"
	                      " names: [Captain Vel, Ann], sources: [s]}", 26);
	assert_says(text, "Born  1970\nAlso known as Captain Vel;\n  Ann\n");
}

static void those_with_words_of_the_title_are_of_no_help_at_the_head(void **state)
{
	struct str text = x_text(*state, "{id: x, kind: person, name: Ann Vel, sources: [s],\n"
	                                 " names: [Captain Vel, Ann]}", 60);
	assert_says(text, "Ann Vel\nperson · x\n");
	assert_says(text, "Captain Vel; Ann\n");
}

static void no_line_at_the_head_is_longer_than_the_page(void **state)
{
	struct str text = x_text(*state, "{id: x, kind: person, name: Ann, sources: [s], names:\n"
	                                 " [The Keeper of the Eastern Light, The Pilot]}", 24);
	assert_says(text, "Ann\nperson · x\nalso The Pilot\n");
	assert_says(text, "Also known as The Keeper\n  of the Eastern Light\n");
}

static void the_language_stands_in_words_behind_letters_that_are_not_latin(void **state)
{
	struct str text = x_text(*state,
		"{id: x, kind: person, name: Ann, sources: [s],\n"
		" names: [{text: Анна, lang: bg}, {text: Аня, lang: qx}]}", 60);
	assert_says(text, "Ann\nperson · x\nalso Анна (Bulgarian); Аня (qx)\n");
}

static void a_transcript_does_not_pose_as_another_script(void **state)
{
	shown_set_charset(SHOWN_ASCII);
	struct str text = x_text(*state,
		"{id: x, kind: person, name: An Na, sources: [s],\n"
		" names: [{text: Анна, lang: bg}, {text: Аня, lang: ru, use: short}]}", 60);
	shown_set_charset(SHOWN_UTF8);
	assert_does_not_say(text, "Bulgarian");
	assert_says(text, "An Na\nperson - x\n\n");
	assert_says(text, "(Russian, in Latin letters, short)\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(two_that_are_used_most_stand_at_the_head),
		TEST(all_others_stand_behind_the_fields),
		TEST(they_go_on_behind_their_label_where_it_has_no_column),
		TEST(those_with_words_of_the_title_are_of_no_help_at_the_head),
		TEST(no_line_at_the_head_is_longer_than_the_page),
		TEST(the_language_stands_in_words_behind_letters_that_are_not_latin),
		TEST(a_transcript_does_not_pose_as_another_script),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
