#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/column.h"
#include "query/filter.h"
#include "query/selection.h"
#include "tests/query/world.h"

static enum column most_telling(struct world *world, const char *kind)
{
	return column_of_kind(world->archive, kind_find(world->archive, str_of(kind)));
}

static void a_kind_is_looked_through_for_what_tells_most(void **state)
{
	assert_int_equal(most_telling(*state, "place"), COLUMN_TYPE);
	assert_int_equal(most_telling(*state, "organization"), COLUMN_TYPE);
	assert_int_equal(most_telling(*state, "source"), COLUMN_GRADE);
	assert_int_equal(most_telling(*state, "quote"), COLUMN_SPEAKER);
	assert_int_equal(most_telling(*state, "claim"), COLUMN_STATUS);
	assert_int_equal(most_telling(*state, "person"), COLUMN_OWN);
	assert_int_equal(most_telling(*state, "nothing"), COLUMN_OWN);
}

/* "links sources date name", and round again. */
static const char *round_of(struct world *world, uint32_t kind)
{
	struct text keys = { .arena = &world->arena };
	enum column column = column_next(world->archive, kind, COLUMN_OWN);
	for (; column != COLUMN_OWN; column = column_next(world->archive, kind, column))
		text_format(&keys, "%s ", column_row(column)->key);
	return text_str(&keys).bytes;
}

static void what_a_kind_has_comes_one_after_the_other(void **state)
{
	struct world *world = *state;
	assert_string_equal(round_of(world, NO_ROW), "links sources date name ");
	assert_string_equal(round_of(world, kind_find(world->archive, STR("claim"))),
	                    "links sources date status name ");
	assert_string_equal(round_of(world, kind_find(world->archive, STR("source"))),
	                    "links sources date type grade name ");
}

static void a_beginning_of_one_key_is_enough(void **state)
{
	(void)state;
	assert_int_equal(column_find(STR("links"), false), COLUMN_LINKS);
	assert_int_equal(column_find(STR("li"), true), COLUMN_LINKS);
	assert_int_equal(column_find(STR("li"), false), COLUMN_COUNT);
	assert_int_equal(column_find(STR("s"), true), COLUMN_COUNT);
	assert_int_equal(column_find(STR(""), true), COLUMN_COUNT);
	assert_int_equal(column_find(STR("size"), true), COLUMN_COUNT);
}

static const char *text_of(struct world *world, const char *id, enum column column)
{
	struct column_reader reader = column_begin(world->archive, NULL, column);
	struct dossier_ref ref = dossier_find(world->archive, str_of(id));
	return str_copy(&world->arena, column_text(&reader, ref)).bytes;
}

static void a_text_is_the_value_or_the_name_of_whom_it_leads_to(void **state)
{
	assert_string_equal(text_of(*state, "kovan-ships", COLUMN_SPEAKER), "Sergei Kovan");
	assert_string_equal(text_of(*state, "fair-cost", COLUMN_STATUS), "disputed");
	assert_string_equal(text_of(*state, "storm", COLUMN_STATUS), "");
	assert_string_equal(text_of(*state, "storm", COLUMN_LINKS), "");
}

static uint32_t number_of(struct world *world, const char *id, enum column column)
{
	struct column_reader reader = column_begin(world->archive, NULL, column);
	return column_number(&reader, dossier_find(world->archive, str_of(id)));
}

/* Two quotes and a claim stand on the report, whatever the number of their citations. */
static void what_cites_a_source_counts_once(void **state)
{
	struct world *world = *state;
	uint32_t cited = number_of(world, "harbour-report", COLUMN_SOURCES);
	struct dossier_ref report = dossier_find(world->archive, STR("harbour-report"));
	assert_true(cited >= 3);
	assert_true(cited <= links_in(world->archive, report).range.count);
	assert_int_equal(number_of(world, "kovan-ships", COLUMN_SOURCES), 1);
	assert_int_equal(number_of(world, "nobody", COLUMN_SOURCES), 0);
}

/* Each dossier that `link:` finds, however many links lead there. */
static void links_are_as_many_as_a_query_finds(void **state)
{
	struct world *world = *state;
	size_t several = 0;
	for (uint32_t row = 0; row < dossier_count(world->archive); row++) {
		struct dossier_ref ref = { row };
		struct str id = dossier_id(world->archive, ref);
		struct str query = str_format(&world->arena, "link:%.*s", STR_ARGS(id));
		struct filter *filter;
		struct selection selection;
		assert_true(filter_parse(world->archive, &world->arena, query,
		                         (struct filter_options){0}, &filter, NULL));
		selection_begin(&selection, world->archive, filter);
		selection_step(&selection, 0);
		uint32_t number = number_of(world, str_copy(&world->arena, id).bytes, COLUMN_LINKS);
		if (number != selection.count)
			fail_msg("%.*s: %u, the query finds %zu", STR_ARGS(id), number,
			         selection.count);
		several += number < links_in(world->archive, ref).range.count +
		                    links_out(world->archive, ref).range.count;
		selection_end(&selection);
	}
	assert_true(several > 0);
}

static void an_ordering_is_typed_from_either_end(void **state)
{
	static const struct { const char *typed; enum column column; bool is_reversed; } rows[] = {
		{ "links",         COLUMN_LINKS, false }, { "-links",       COLUMN_LINKS, true },
		{ "-li",           COLUMN_LINKS, true },  { "most links",   COLUMN_LINKS, false },
		{ "fewest links",  COLUMN_LINKS, true },  { "lowest grade", COLUMN_GRADE, true },
		{ "newest",        COLUMN_DATE,  true },  { "earliest",     COLUMN_DATE,  false },
		{ "reverse  name", COLUMN_NAME,  true },
	};
	struct arena arena = {0};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct ordering ordering;
		assert_true(ordering_read(str_of(rows[i].typed), &ordering));
		assert_int_equal(ordering.column, rows[i].column);
		assert_int_equal(ordering.is_reversed, rows[i].is_reversed);
	}
	static const char *const wrong[] = { "", "-", "lowest", "fewest size", "links lowest", "--links" };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct ordering kept = { COLUMN_DATE, true };
		assert_false(ordering_read(str_of(wrong[i]), &kept));
		assert_int_equal(kept.column, COLUMN_DATE);
	}
	struct ordering last = { COLUMN_GRADE, true };
	assert_true(str_equal(ordering_typed(&arena, last), STR("-grade")));
	assert_string_equal(ordering_words(last), "by grade, lowest first");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_are_as_many_as_a_query_finds),
		cmocka_unit_test(an_ordering_is_typed_from_either_end),
		cmocka_unit_test(a_kind_is_looked_through_for_what_tells_most),
		cmocka_unit_test(what_a_kind_has_comes_one_after_the_other),
		cmocka_unit_test(a_beginning_of_one_key_is_enough),
		cmocka_unit_test(a_text_is_the_value_or_the_name_of_whom_it_leads_to),
		cmocka_unit_test(what_cites_a_source_counts_once),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
