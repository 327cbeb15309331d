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

static const char world[] =
	"- id: x\n  kind: quote\n  text: We saw the light,\n  speaker: {who: ana, note: A guess.}\n"
	"  for: guild\n  said: {value: 2022-08, sources: [{source: t, locator: p. 9}]}\n"
	"  venue: During talks, by radio\n  event: fair\n  form: direct\n  lang: en\n  source: s\n"
	"  locator: para. 4\n  about: [guild]\n"
	"- {id: ana, kind: person, name: Ana Vel}\n"
	"- {id: guild, kind: organization, name: Guild}\n"
	"- {id: fair, kind: event, name: Ship Fair}\n"
	"- {id: s, kind: source, title: Post}\n"
	"- {id: t, kind: source, title: Tide}\n";

static void a_block_answers_all_that_one_asks(void **state)
{
	assert_says(x_text(*state, world, 60),
	            "quote · x\n\n"
	            "  “We saw the light,”\n\n"
	            "  — Ana Vel †, for Guild\n"
	            "    August 2022 [1], during talks, by radio\n"
	            "    Ship Fair\n"
	            "    Post, para. 4 [2]\n\n"
	            "  direct speech, in English; not checked against its source\n"
	            "  yet\n\n"
	            "About  Guild\n");
}

static void no_field_below_says_it_again(void **state)
{
	static const char *const labels[] = {
		"Speaker ", "On behalf of ", "Said ", "Venue ", "Event ", "Form ", "Language ",
		"Source ", "Where in it ",
	};
	struct str text = x_text(*state, world, 60);
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		assert_does_not_say(text, labels[i]);
}

static void what_the_block_cannot_say_stands_below(void **state)
{
	struct str text = x_text(*state,
		"- {id: x, kind: quote, text: A., source: s, sources: [s],\n"
		"   said: {value: 2021, as_of: 2023}, form: {value: direct, note: N.}}\n"
		"- {id: s, kind: source, title: Post}\n", 60);
	assert_says(text, "    2021\n    Post [1]\n");
	assert_says(text, "Said  2021 (as of 2023)\nForm  direct †\n");
}

static void lines_of_the_block_show_their_values(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct dossier_ref ref = dossier_find(archive, STR("x"));
	struct page_options options = { .width = 60 };
	struct page page = page_dossier(archive, *state, ref, options);
	uint32_t said = value_first(archive, ref, field_find(archive, STR("said"))).row;
	uint32_t source = value_first(archive, ref, field_find(archive, STR("source"))).row;
	assert_int_equal(page.lines.items[5].value, said);
	assert_int_equal(page.lines.items[7].value, source);
	assert_int_equal(page.lines.items[9].value, NO_ROW);
}

static void a_quote_is_named_in_quotation_marks(void **state)
{
	struct str text = x_text(*state,
		"- {id: x, kind: person, name: A, body: \"See [[q]] and [[r]].\"}\n"
		"- {id: q, kind: quote, text: stabilise, form: fragment, speaker: x, source: s}\n"
		"- {id: r, kind: quote, text: That it rains, form: indirect, speaker: x, source: s}\n"
		"- {id: s, kind: source, title: Post}\n", 60);
	assert_says(text, "See “… stabilise …” and That it rains.");
	assert_says(text, "undated  “stabilise” [1]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_block_answers_all_that_one_asks),
		TEST(no_field_below_says_it_again),
		TEST(what_the_block_cannot_say_stands_below),
		TEST(lines_of_the_block_show_their_values),
		TEST(a_quote_is_named_in_quotation_marks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
