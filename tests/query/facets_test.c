#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/limits.h"
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
		for (size_t i = 0; i < facets.of[facet].count && facet != FACET_MONTH;
		     i++, tested++) {
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
	sum -= facets.of[FACET_MONTH].count;            /* no query says these */
	assert_int_equal(all.links.count, sum + facets.linked_count);
	assert_int_equal(sorts, FACET_COUNT - 1);       /* there is no ledger */
	assert_int_equal(few.links.count, sorts - 1 + facets.linked_count);
	assert_int_equal(few.links.items[0].kind, PAGE_LINK_QUERY);
}

/* "trade-ministry 1 of 1" */
static const char *asides(struct world *world, enum facet facet)
{
	struct facets facets = count_all(world, 0);
	struct text text = { .arena = &world->arena };
	const struct facet_values *of = &facets.of[facet];
	for (size_t i = 0; i < of->count; i++)
		if (of->items[i].aside)
			text_format(&text, "%s%.*s %u of %u", text.size ? ", " : "",
			            STR_ARGS(of->items[i].value), of->items[i].aside,
			            of->items[i].count);
	return str_copy(&world->arena, text_str(&text)).bytes;
}

static void says_what_others_said_on_behalf_of_a_speaker(void **state)
{
	assert_string_equal(asides(*state, FACET_SPEAKER), "trade-ministry 1 of 1");
}

static void says_in_which_years_nothing_is_for_certain(void **state)
{
	assert_string_equal(asides(*state, FACET_YEAR),
	                    "2019 1 of 1, 2020 1 of 2, 2021 2 of 4, 2022 1 of 7, 2023 1 of 2");
}

static void counts_the_months_in_which_own_dates_begin(void **state)
{
	struct world *world = *state;
	struct facets facets = count_all(world, 0);
	assert_string_equal(values(world, &facets, FACET_MONTH),
	                    "2022-08 3, 1960-04 1, 2021-11 1, 2022-09 1");
}

/* The first stands in one source and cites the other on its date, which is not sure; the second
 * stands in that other one, and cites it too. */
static const struct support_file cited_files[] = {
	{ "collection.yaml", "title: Two quotes\n" },
	{ "all.yaml",
	  "- {id: letter, kind: source, title: A letter}\n"
	  "- {id: diary, kind: source, title: A diary}\n"
	  "- id: first\n"
	  "  kind: quote\n"
	  "  text: The ice is thin.\n"
	  "  source: letter\n"
	  "  said: {value: \"1911-03?\", sources: [diary]}\n"
	  "- id: second\n"
	  "  kind: quote\n"
	  "  text: The ice will hold.\n"
	  "  source: diary\n"
	  "  said: {value: 1911-03, sources: [diary]}\n"
	  "- {id: thaw, kind: event, name: The thaw, date: \"[1911-03-30..1911-04-02]\"}\n" },
	{ 0 },
};

static void says_which_quotes_only_cite_a_source_and_what_is_perhaps_of_a_month(void **state)
{
	struct world world = {0};
	(void)state;
	world.archive = support_archive(&world.arena, cited_files);
	struct facets facets = count_all(&world, 0);
	assert_string_equal(values(&world, &facets, FACET_SOURCE), "diary 2, letter 1");
	assert_string_equal(asides(&world, FACET_SOURCE), "diary 1 of 2");
	assert_string_equal(values(&world, &facets, FACET_MONTH), "1911-03 3");
	assert_string_equal(asides(&world, FACET_MONTH), "1911-03 2 of 3");
	arena_release(&world.arena);
}

static void what_is_perhaps_of_a_month_is_perhaps_of_its_year(void **state)
{
	static const struct support_file files[] = {
		{ "all.yaml",
		  "- {id: ball, kind: event, name: The ball, date: \"2021?\"}\n"
		  "- {id: fair, kind: event, name: The fair, date: \"2021-03?\"}\n"
		  "- {id: thaw, kind: event, name: The thaw, date: 2021-05}\n" },
		{ 0 },
	};
	struct world world = {0};
	(void)state;
	world.archive = support_archive(&world.arena, files);
	struct facets facets = count_all(&world, 0);
	assert_string_equal(values(&world, &facets, FACET_YEAR), "2021 3");
	assert_string_equal(asides(&world, FACET_YEAR), "2021 2 of 3");
	assert_string_equal(asides(&world, FACET_MONTH), "2021-03 1 of 1");
	arena_release(&world.arena);
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

static void has_no_query_where_it_would_be_longer_than_one_may_be(void **state)
{
	struct world world = {0};
	char tag[LIMIT_QUERY_SIZE + 1];
	(void)state;
	size_t sizes[] = { LIMIT_QUERY_SIZE - strlen("tag:"), LIMIT_QUERY_SIZE };
	for (size_t i = 0; i < 2; i++) {
		memset(tag, 'a', sizes[i]);
		tag[sizes[i]] = '\0';
		struct str text = str_format(&world.arena, "- {id: a, kind: event, name: A, "
		                             "tags: [%s]}\n", tag);
		world.archive = support_archive_of(&world.arena, text.bytes);
		struct facets facets = count_all(&world, 0);
		assert_int_equal(facets.of[FACET_TAG].count, 1);
		assert_int_equal(facets.of[FACET_TAG].items[0].query.size > 0, i == 0);
	}
	arena_release(&world.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_each_dossier_once),
		cmocka_unit_test(says_what_others_said_on_behalf_of_a_speaker),
		cmocka_unit_test(says_in_which_years_nothing_is_for_certain),
		cmocka_unit_test(counts_the_months_in_which_own_dates_begin),
		cmocka_unit_test(
			says_which_quotes_only_cite_a_source_and_what_is_perhaps_of_a_month),
		cmocka_unit_test(what_is_perhaps_of_a_month_is_perhaps_of_its_year),
		cmocka_unit_test(names_those_with_the_most_links_once),
		cmocka_unit_test(has_no_query_where_it_would_be_longer_than_one_may_be),
		cmocka_unit_test(tells_as_many_as_the_query_of_a_value_finds),
		cmocka_unit_test(sorts_years_by_time_and_all_else_by_count),
		cmocka_unit_test(says_how_many_rows_were_counted),
		cmocka_unit_test(shows_as_many_values_as_are_wanted),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
