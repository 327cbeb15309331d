#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/lookup.h"
#include "tests/query/world.h"

static void expect_dossier(void **state, const char *id, const char *expected)
{
	struct world *world = *state;
	struct dossier_ref ref;
	struct fault why;
	if (!lookup_dossier(world->archive, &world->arena, str_of(id), &ref, &why))
		fail_msg("%s: %s", id, why.sentence);
	assert_str(dossier_id(world->archive, ref), expected);
}

static void expect_fault(void **state, const char *id, const char *expected)
{
	struct world *world = *state;
	struct dossier_ref ref = { 7 };
	struct fault why;
	assert_false(lookup_dossier(world->archive, &world->arena, str_of(id), &ref, &why));
	assert_int_equal(why.kind, FAULT_USAGE);
	assert_string_equal(why.sentence, expected);
	assert_int_equal(ref.row, 7);
}

static void finds_a_dossier_by_its_ids(void **state)
{
	expect_dossier(state, "sergei-kovan", "sergei-kovan");
	expect_dossier(state, "s-kovan", "sergei-kovan");
	expect_dossier(state, "kovan-ships", "kovan-ships");
}

static void finds_a_dossier_by_a_whole_name(void **state)
{
	expect_dossier(state, "Sergei Kovan", "sergei-kovan");
	expect_dossier(state, "sergei  KOVAN", "sergei-kovan");
	expect_dossier(state, "the fox", "sergei-kovan");
	expect_dossier(state, "Сергей Кован", "sergei-kovan");
	expect_dossier(state, "jose lund", "jose-lund");
	expect_dossier(state, "lavrin", "lavrin");
	expect_dossier(state, "မြို့သစ်", "port-selm");
	expect_dossier(state, "Myothit", "port-selm");
}

static void a_part_of_a_name_is_not_enough(void **state)
{
	expect_fault(state, "kovan",
	             "there is no dossier \"kovan\": perhaps sergei-kovan or vel-doors");
}

static void names_the_nearest_ids_when_there_is_none(void **state)
{
	expect_fault(state, "sergei-kovn",
	             "there is no dossier \"sergei-kovn\": perhaps sergei-kovan");
	expect_fault(state, "harbour",
	             "there is no dossier \"harbour\": perhaps harbour-report, evening-post or "
	             "harbour-league");
	expect_fault(state, "qqqqqqqqq", "there is no dossier \"qqqqqqqqq\"");
	expect_fault(state, "", "there is no dossier \"\"");
}

static void names_all_that_share_a_name(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: fair-one, kind: event, name: Fair}\n"
		"- {id: fair-two, kind: event, name: fair}\n"
		"- {id: three, kind: event, name: Old Fair, names: [FAIR]}\n"
		"- {id: four, kind: event, name: Fair of old}\n");
	struct dossier_ref ref;
	struct fault why;
	(void)state;
	assert_false(lookup_dossier(archive, &arena, STR("fair"), &ref, &why));
	assert_string_equal(why.sentence, "\"fair\" is the name of 3 dossiers: write fair-one, "
	                                  "fair-two or three");
	arena_release(&arena);
}

static const char *nearest(struct world *world, const char *wanted, size_t most)
{
	struct text ids = { .arena = &world->arena };
	struct dossier_refs refs = lookup_nearest(world->archive, &world->arena, str_of(wanted),
	                                          most);
	for (size_t i = 0; i < refs.count; i++)
		world_add_id(world, &ids, refs.items[i]);
	return text_str(&ids).bytes;
}

static void the_nearest_are_ordered_by_edits_then_by_words(void **state)
{
	struct world *world = *state;
	assert_string_equal(nearest(world, "ship-fare", 5), "ship-fair kovan-ships");
	assert_string_equal(nearest(world, "Ship Fare", 1), "ship-fair");
	assert_string_equal(nearest(world, "grain-talk", 5), "grain-talks kovan-ships");
	assert_string_equal(nearest(world, "harbour-repot", 1), "harbour-report");
	assert_string_equal(nearest(world, "kov", 5), "sergei-kovan vel-doors");
	assert_string_equal(nearest(world, "harbour", 0), "");
}

static void finds_people_and_organizations_by_an_end_of_their_names(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: ana-vel, kind: person, name: Ana Vel}\n"
		"- {id: bo-vel-kovan, kind: person, name: Bo Vel Kovan}\n"
		"- {id: selm-league, kind: organization, name: The Selm League}\n"
		"- {id: ana-went, kind: claim, name: Ana went by sea}\n"
		"- {id: sea-fair, kind: event, name: Fair of Kovan}\n"
		"- {id: ada-roe, kind: person, name: Ada Roe}\n"
		"- {id: roe-lines, kind: organization, name: Roe Lines}\n");
	const struct { const char *words, *expected; } rows[] = {
		{ "ana", "ana-vel" }, { "VEL", "ana-vel" }, { "bo vel", "bo-vel-kovan" },
		{ "vel kovan", "bo-vel-kovan" }, { "league", "selm-league" },
		{ "Ana Vel", "ana-vel" }, { "kovan", "bo-vel-kovan" },
		{ "roe", "" }, { "selm", "" }, { "an", "" }, { "sea", "" }, { "", "" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct dossier_ref ref = lookup_by_end(archive, NULL, &arena,
		                                       str_of(rows[i].words));
		assert_str(dossier_id(archive, ref), rows[i].expected);
	}
	arena_release(&arena);
}

static void finds_a_kind_by_key_and_plural(void **state)
{
	struct world *world = *state;
	uint32_t kind = 0;
	struct fault why;
	assert_true(lookup_kind(world->archive, &world->arena, STR("person"), &kind, &why));
	assert_str(kind_at(world->archive, kind).key, "person");
	assert_true(lookup_kind(world->archive, &world->arena, STR("quotes"), &kind, &why));
	assert_str(kind_at(world->archive, kind).key, "quote");
	assert_false(lookup_kind(world->archive, &world->arena, STR("persons"), &kind, &why));
	assert_string_equal(why.sentence,
	                    "there is no kind \"persons\": the kinds are person, organization, "
	                    "place, event, quote, claim, source");
	assert_str(kind_at(world->archive, kind).key, "quote");
}

/* Who may be meant where a field of the schema leads. */
static void expect_meant(void **state, const char *field, const char *typed, bool is_unfinished,
                         const char *expected)
{
	struct world *world = *state;
	struct text ids = { .arena = &world->arena };
	struct lookup_scope scope = {0};
	uint32_t row = field_find(world->archive, str_of(field));
	if (row != NO_ROW)
		scope.kinds = field_at(world->archive, row).to;
	struct dossier_refs refs = lookup_meant(world->archive, &world->arena, str_of(typed),
	                                        is_unfinished, scope);
	for (size_t i = 0; i < refs.count; i++)
		world_add_id(world, &ids, refs.items[i]);
	assert_str(text_str(&ids), expected);
}

static void a_part_of_a_name_means_those_who_can_stand_there(void **state)
{
	expect_meant(state, "speaker", "kovan", false, "sergei-kovan");
	expect_meant(state, "speaker", "KOVAN", false, "sergei-kovan");
	expect_meant(state, "speaker", "lund", false, "jose-lund");
	expect_meant(state, "speaker", "s-kovan", false, "sergei-kovan");
	expect_meant(state, "source", "harbour", false, "evening-post harbour-report");
	expect_meant(state, "place", "harbour", false,
	             "evening-post harbour-league harbour-report");
	expect_meant(state, "speaker", "nobody", false, "");
	expect_meant(state, "speaker", "", false, "");
}

static void a_beginning_is_taken_where_no_word_is_whole(void **state)
{
	expect_meant(state, "speaker", "kov", false, "sergei-kovan");
	expect_meant(state, "speaker", "min", true, "trade-ministry");
	expect_meant(state, "speaker", "min", false, "min-ra-thu vera-min");
	expect_meant(state, "speaker", "sergei ko", false, "sergei-kovan");
}

/* A headline that has a name in it is none of those who are called so; "Roe's" is. */
static void a_title_is_meant_only_if_no_name_is(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: fleet, kind: organization, name: Roe's fleet}\n"
		"- {id: post, kind: source, name: Post report, title: Roe sails at dawn}\n"
		"- {id: roe-news, kind: source, name: Roe news}\n");
	const struct { const char *words, *expected; } rows[] = {
		{ "roe", "fleet roe-news" }, { "sails", "post" }, { "post report", "post" },
		{ "roe dawn", "post" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct text ids = { .arena = &arena };
		struct dossier_refs refs = lookup_meant(archive, &arena, str_of(rows[i].words), false,
		                                        (struct lookup_scope){0});
		for (size_t at = 0; at < refs.count; at++)
			text_format(&ids, at ? " %.*s" : "%.*s",
			            STR_ARGS(dossier_id(archive, refs.items[at])));
		assert_str(text_str(&ids), rows[i].expected);
	}
	arena_release(&arena);
}

static void a_whole_name_and_an_id_are_meant_alone(void **state)
{
	expect_meant(state, "speaker", "vera min", false, "vera-min");
	expect_meant(state, "place", "aldoria", false, "aldoria");
	expect_meant(state, "speaker", "aldoria", false, "aldoria");
	expect_meant(state, "about", "the great storm", false, "storm");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_a_dossier_by_its_ids),
		cmocka_unit_test(finds_a_dossier_by_a_whole_name),
		cmocka_unit_test(a_part_of_a_name_is_not_enough),
		cmocka_unit_test(names_the_nearest_ids_when_there_is_none),
		cmocka_unit_test(names_all_that_share_a_name),
		cmocka_unit_test(the_nearest_are_ordered_by_edits_then_by_words),
		cmocka_unit_test(finds_people_and_organizations_by_an_end_of_their_names),
		cmocka_unit_test(finds_a_kind_by_key_and_plural),
		cmocka_unit_test(a_part_of_a_name_means_those_who_can_stand_there),
		cmocka_unit_test(a_beginning_is_taken_where_no_word_is_whole),
		cmocka_unit_test(a_title_is_meant_only_if_no_name_is),
		cmocka_unit_test(a_whole_name_and_an_id_are_meant_alone),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
