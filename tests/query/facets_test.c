#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/column.h"
#include "query/facets.h"
#include "query/selection.h"
#include "tests/query/world.h"

static struct dossier_ref each_twice(const void *context, size_t row)
{
	const struct archive *archive = context;
	return (struct dossier_ref){ (uint32_t)row % dossier_count(archive) };
}

static struct facets count_all(struct world *world, size_t most)
{
	struct facet_rows rows = { .count = 2 * dossier_count(world->archive),
		                   .dossier = each_twice, .context = world->archive };
	return facets_count(world->archive, &world->arena, &rows, most);
}

/* "trade 2, Grain Trade 1" */
static const char *values(struct world *world, const struct facets *facets, enum facet facet)
{
	struct text text = { .arena = &world->arena };
	const struct facet_values *of = &facets->of[facet];
	for (size_t i = 0; i < of->count; i++)
		text_format(&text, "%s%.*s %u", i ? ", " : "", STR_ARGS(of->items[i].value),
		            of->items[i].count);
	return str_copy(&world->arena, text_str(&text)).bytes;
}

static void counts_each_dossier_once(void **state)
{
	struct world *world = *state;
	struct facets facets = count_all(world, 0);
	assert_int_equal(facets.dossiers, dossier_count(world->archive));
	assert_int_equal(facets.counted, 2 * facets.dossiers);
	assert_string_equal(values(world, &facets, FACET_STATUS), "disputed 1");
	assert_string_equal(values(world, &facets, FACET_TAG), "Grain Trade 1, trade 1");
	assert_string_equal(values(world, &facets, FACET_SPEAKER),
	                    "sergei-kovan 2, ana-vel 1, trade-ministry 1");
}

static void tells_as_many_as_the_query_of_a_value_finds(void **state)
{
	struct world *world = *state;
	struct facets facets = count_all(world, 0);
	size_t tested = 0;
	for (enum facet facet = 0; facet < FACET_COUNT; facet++)
		for (size_t i = 0; i < facets.of[facet].count; i++, tested++) {
			const struct facet_value *value = &facets.of[facet].items[i];
			const char *query = str_copy(&world->arena, value->query).bytes;
			struct selection selection;
			selection_begin(&selection, world->archive, world_filter(world, query));
			selection_step(&selection, 0);
			if (selection.count != value->count)
				fail_msg("%s: %zu, not %u", query, selection.count, value->count);
			selection_end(&selection);
		}
	assert_true(tested > 20);
}

static void sorts_years_by_time_and_all_else_by_count(void **state)
{
	struct world *world = *state;
	struct facets facets = count_all(world, 0);
	for (enum facet facet = 0; facet < FACET_COUNT; facet++)
		for (size_t i = 1; i < facets.of[facet].count; i++) {
			const struct facet_value *before = &facets.of[facet].items[i - 1];
			const struct facet_value *value = &facets.of[facet].items[i];
			if (facet == FACET_YEAR)
				assert_true(str_compare(before->value, value->value) < 0);
			else
				assert_true(before->count >= value->count);
		}
}

static void says_how_many_rows_were_counted(void **state)
{
	struct world *world = *state;
	struct facets facets = count_all(world, 3);
	assert_int_equal(facets.counted, 3);
	assert_int_equal(facets.dossiers, 3);
	struct page page = page_facets(&world->arena, &facets, (struct facets_look){0},
	                               (struct page_options){ .width = 80 });
	const char *line = str_copy(&world->arena,
	                            page_line_text(&page, &world->arena, 0)).bytes;
	struct str expected = str_format(&world->arena, "3 dossiers, of the first 3 of %zu rows",
	                                 facets.rows);
	assert_string_equal(line, expected.bytes);
}

static void shows_as_many_values_as_are_wanted(void **state)
{
	struct world *world = *state;
	struct facets facets = count_all(world, 0);
	struct page all = page_facets(&world->arena, &facets, (struct facets_look){0},
	                              (struct page_options){ .width = 80 });
	struct page few = page_facets(&world->arena, &facets, (struct facets_look){ .most = 1 },
	                              (struct page_options){ .width = 80 });
	size_t sum = 0, sorts = 0;
	for (enum facet facet = 0; facet < FACET_COUNT; facet++) {
		sum += facets.of[facet].count;
		sorts += facets.of[facet].count > 0;
	}
	assert_int_equal(all.links.count, sum + facets.linked_count);
	assert_int_equal(sorts, FACET_COUNT - 1);       /* there is no ledger */
	assert_int_equal(few.links.count, sorts + facets.linked_count);
	assert_int_equal(few.links.items[0].kind, PAGE_LINK_QUERY);
}

static void names_those_with_the_most_links_once(void **state)
{
	struct world *world = *state;
	struct facets facets = count_all(world, 0);
	assert_int_equal(facets.linked_count, FACETS_LINKED);
	for (size_t i = 1; i < facets.linked_count; i++) {
		assert_true(facets.linked[i].links <= facets.linked[i - 1].links);
		assert_int_not_equal(facets.linked[i].ref.row, facets.linked[i - 1].ref.row);
	}
	struct column_reader links = column_begin(world->archive, NULL, COLUMN_LINKS);
	for (uint32_t row = 0; row < dossier_count(world->archive); row++)
		assert_true(column_number(&links, (struct dossier_ref){ row }) <=
		            facets.linked[0].links);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_each_dossier_once),
		cmocka_unit_test(names_those_with_the_most_links_once),
		cmocka_unit_test(tells_as_many_as_the_query_of_a_value_finds),
		cmocka_unit_test(sorts_years_by_time_and_all_else_by_count),
		cmocka_unit_test(says_how_many_rows_were_counted),
		cmocka_unit_test(shows_as_many_values_as_are_wanted),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
