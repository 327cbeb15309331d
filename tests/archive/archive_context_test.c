#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "archive/archive.h"
#include "base/arena.h"
#include "tests/support/collection.h"

/* A place that mentions others, and these. */
struct world {
	struct arena arena;
	const struct archive *archive;
};

static const char others[] =
	"- {id: nay, kind: place, name: Naypyitaw, former_ids: [pyinmana]}\n"
	"- {id: lav, kind: person, name: Sergei Lavrov}\n";

static void open_world(struct world *world, const char *keys)
{
	const struct support_file files[] = {
		{ "b.yaml", str_format(&world->arena, "kind: place\nname: B\n%s", keys).bytes },
		{ "others.yaml", others },
		{ NULL, NULL },
	};
	world->archive = support_archive(&world->arena, files);
}

/* The sentence of the first mention of `id`. */
static struct str context_of(struct world *world, const char *id)
{
	struct dossier_ref ref = dossier_find(world->archive, str_of(id));
	struct link_span in = links_in(world->archive, ref);
	for (uint32_t i = 0; i < in.range.count; i++) {
		struct link link = link_of(world->archive, in, i);
		if (link.text_byte != NO_ROW)
			return link_context(world->archive, &world->arena, link);
	}
	return (struct str){0};
}

static void assert_context(const char *keys, const char *id, const char *expected)
{
	struct world world = {0};
	open_world(&world, keys);
	struct str context = context_of(&world, id);
	assert_string_equal(str_copy(&world.arena, context).bytes, expected);
	arena_release(&world.arena);
}

static void a_mention_has_its_sentence(void **state)
{
	const char *keys = "body: |\n  First one. Then [[lav|the\n"
	                   "  minister]] came to [[nay|the capital]]. Last one.\n";
	(void)state;
	assert_context(keys, "lav", "Then the minister came to the capital.");
	assert_context(keys, "nay", "Then the minister came to the capital.");
}

static void a_sentence_has_names_in_the_place_of_ids(void **state)
{
	(void)state;
	assert_context("body: 'Before. It is near [[nay]], not [[nowhere]]. Behind.'\n", "nay",
	               "It is near Naypyitaw, not nowhere.");
	assert_context("body: 'Once [[pyinmana]].'\n", "nay", "Once Naypyitaw.");
}

static void a_sentence_ends_with_its_paragraph(void **state)
{
	(void)state;
	assert_context("body: |\n  # Head\n  One [[nay]]\n\n  - two\n", "nay", "One Naypyitaw");
	assert_context("body: |\n  - one\n  - of [[nay]]\n  - two\n", "nay", "of Naypyitaw");
	assert_context("body: |\n  One.\n   \n  Of [[nay]] [@s1]\n", "nay", "Of Naypyitaw");
}

static void a_sentence_has_no_citations(void **state)
{
	(void)state;
	assert_context("body: 'In [[nay]] [@lav, p. 1; @x], too [@lav].'\n", "nay",
	               "In Naypyitaw, too.");
}

static void a_note_has_sentences_too(void **state)
{
	(void)state;
	assert_context("body: {value: A text., note: 'A note. Of [[nay]].'}\n", "nay",
	               "Of Naypyitaw.");
}

static void only_mentions_have_a_sentence(void **state)
{
	struct world world = {0};
	(void)state;
	open_world(&world, "within: nay\n");
	struct link_span in = links_in(world.archive, dossier_find(world.archive, STR("nay")));
	assert_int_equal(in.range.count, 1);
	assert_int_equal(link_context(world.archive, &world.arena,
	                              link_of(world.archive, in, 0)).size, 0);
	assert_int_equal(link_context(world.archive, &world.arena,
	                              link_at(world.archive, NO_ROW)).size, 0);
	arena_release(&world.arena);
}

/* Names of nobody stay as ids: the marks are whole or not there. */
static void a_sentence_does_not_keep_half_a_mark(void **state)
{
	struct world world = {0};
	struct text keys = { .arena = &world.arena };
	(void)state;
	text_add(&keys, STR("body: |\n  "));
	for (int i = 0; i < 60; i++)
		text_format(&keys, "[[a%d]] ", i);
	text_add(&keys, STR("[[nay]]"));
	for (int i = 60; i < 120; i++)
		text_format(&keys, " [[a%d]]", i);
	open_world(&world, text_str(&keys).bytes);
	struct str context = context_of(&world, "nay");
	assert_true(context.size > 0 && context.size <= 240);
	assert_true(str_starts_with(context, STR("a")));
	assert_true(str_find(context, STR(" Naypyitaw "), 0) != SIZE_MAX);
	assert_true(str_find(context, STR("["), 0) == SIZE_MAX);
	assert_true(str_find(context, STR("]"), 0) == SIZE_MAX);
	arena_release(&world.arena);
}

/* However long the text, and wherever in it a mention stands. */
static void a_sentence_is_found_in_a_long_text(void **state)
{
	struct world world = {0};
	struct text keys = { .arena = &world.arena };
	(void)state;
	text_add(&keys, STR("body: |\n  "));
	for (int i = 0; i < 5000; i++)
		text_add(&keys, STR("It is said. "));
	text_add(&keys, STR("Then came [[nay]]. "));
	for (int i = 0; i < 5000; i++)
		text_add(&keys, STR("It is said. "));
	open_world(&world, text_str(&keys).bytes);
	assert_string_equal(str_copy(&world.arena, context_of(&world, "nay")).bytes,
	                    "Then came Naypyitaw.");
	arena_release(&world.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mention_has_its_sentence),
		cmocka_unit_test(a_sentence_has_names_in_the_place_of_ids),
		cmocka_unit_test(a_sentence_ends_with_its_paragraph),
		cmocka_unit_test(a_sentence_has_no_citations),
		cmocka_unit_test(a_note_has_sentences_too),
		cmocka_unit_test(only_mentions_have_a_sentence),
		cmocka_unit_test(a_sentence_does_not_keep_half_a_mark),
		cmocka_unit_test(a_sentence_is_found_in_a_long_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
