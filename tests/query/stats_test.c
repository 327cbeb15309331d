#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/stats.h"
#include "tests/query/world.h"

static void counts_what_there_is(void **state)
{
	struct world *world = *state;
	struct stats stats = stats_query(world->archive, &world->arena);
	static const struct { const char *kind; uint32_t count; } kinds[] = {
		{ "person", 5 }, { "organization", 2 }, { "place", 4 }, { "event", 3 },
		{ "quote", 3 },  { "claim", 2 },        { "source", 2 },
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		assert_int_equal(stats.of_kind[kind_find(world->archive, str_of(kinds[i].kind))],
		                 kinds[i].count);
	assert_int_equal(stats.dossiers, 21);
	assert_int_equal(stats.quotes, 3);
	assert_int_equal(stats.files, file_count(world->archive));
	assert_int_equal(stats.links, link_count(world->archive));
}

static void counts_words_and_bytes_of_the_sources(void **state)
{
	struct world *world = *state;
	struct stats stats = stats_query(world->archive, &world->arena);
	uint64_t bytes = 0;
	for (const struct support_file *file = world_files; file->path; file++)
		bytes += strlen(file->text);
	assert_true(stats.words > 100);
	assert_true(stats.bytes <= bytes && stats.bytes > bytes / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_what_there_is),
		cmocka_unit_test(counts_words_and_bytes_of_the_sources),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
