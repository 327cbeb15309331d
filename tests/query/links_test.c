#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/links.h"
#include "tests/query/world.h"

static void every_link_is_a_row(void **state)
{
	struct world *world = *state;
	struct dossier_ref ref = world_ref(world, "ana-vel");
	struct connections links = links_query(world->archive, &world->arena, ref, NULL);
	size_t out = links_out(world->archive, ref).range.count;
	size_t in = links_in(world->archive, ref).range.count;

	assert_true(out >= 4 && in >= 3);
	assert_int_equal(links.count, out + in);
	for (size_t i = 0; i < links.count; i++) {
		struct connection link = links.items[i];
		assert_int_equal(link.direction, i < out ? LINK_OUT : LINK_IN);
		assert_int_equal(link.other.row, i < out ? link.link.to.row : link.link.from.row);
		assert_int_equal((i < out ? link.link.from : link.link.to).row, ref.row);
		assert_int_equal(link.citations.count, link.link.citations.count);
	}
}

static void a_link_to_itself_is_seen_from_both_ends(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"{id: a, kind: person, name: A, relations: [{type: supports, to: a}]}");
	struct dossier_ref ref = dossier_find(archive, STR("a"));
	struct connections links = links_query(archive, &arena, ref, NULL);
	(void)state;
	assert_int_equal(links.count, 2);
	assert_int_equal(links.items[0].direction, LINK_OUT);
	assert_int_equal(links.items[1].direction, LINK_IN);
	assert_int_equal(links.items[0].link.row, links.items[1].link.row);
	arena_release(&arena);
}

static void nothing_that_is_not_there_has_links(void **state)
{
	struct world *world = *state;
	assert_int_equal(links_query(world->archive, &world->arena, NO_DOSSIER, NULL).count, 0);
	assert_int_equal(links_grouped(world->archive, &world->arena, NO_DOSSIER, NULL).count, 0);
}

/* The groups of a dossier as lines: "label: id (n sources), id". */
static const char *groups_of(struct arena *arena, const struct archive *archive, const char *id)
{
	struct text text = { .arena = arena };
	struct connection_groups groups = links_grouped(archive, arena,
	                                                dossier_find(archive, str_of(id)), NULL);
	for (size_t i = 0; i < groups.count; i++) {
		struct connection_group group = groups.items[i];
		text_format(&text, "%.*s:", STR_ARGS(group.label));
		for (size_t j = 0; j < group.connections.count; j++) {
			struct connection link = group.connections.items[j];
			text_format(&text, " %.*s", STR_ARGS(dossier_id(archive, link.other)));
			if (link.citations.count)
				text_format(&text, "(%zu)", link.citations.count);
		}
		text_add(&text, STR("\n"));
	}
	return text_str(&text).bytes;
}

static void links_are_grouped_by_what_they_mean(void **state)
{
	struct world *world = *state;
	assert_string_equal(groups_of(&world->arena, world->archive, "sergei-kovan"),
	                    "met: ana-vel(2)\n"
	                    "said: kovan-ships undated-words\n"
	                    "denied: fair-cost(1)\n"
	                    "held a position at: trade-ministry\n"
	                    "in the event: ship-fair\n"
	                    "cites: harbour-report harbour-report\n"
	                    "mentions: grain-talks ship-fair\n");
}

static void both_directions_of_a_relation_are_two_groups(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: a, kind: person, name: A, relations: [{type: supports, to: b}]}\n"
		"- {id: b, kind: person, name: B, relations: [{type: supports, to: a}]}\n");
	(void)state;
	assert_string_equal(groups_of(&arena, archive, "a"), "supported: b\nsupported by: b\n");
	arena_release(&arena);
}

static void groups_stand_in_the_order_of_their_table_then_of_the_schema(void **state)
{
	static const struct support_file files[] = {
		{ "schema.yaml",
		  "relations:\n"
		  "  owes: {label: owes, inverse: is owed by, group: money, help: A debt.}\n"
		  "  sings: {label: sings for, inverse: hears, group: music, help: A song.}\n"
		  "  paid: {label: paid, inverse: was paid by, group: money, help: A payment.}\n" },
		{ "all.yaml",
		  "- id: a\n"
		  "  kind: person\n"
		  "  name: A\n"
		  "  summary: About [[b]].\n"
		  "  sources: [s]\n"
		  "  relations:\n"
		  "    - {type: paid, to: b}\n"
		  "    - {type: sings, to: b}\n"
		  "    - {type: owes, to: b}\n"
		  "    - {type: related, to: b}\n"
		  "    - {type: commands, to: b}\n"
		  "    - {type: trains, to: b}\n"
		  "    - {type: detained, to: b}\n"
		  "    - {type: opposes, to: b}\n"
		  "    - {type: visited, to: b}\n"
		  "- {id: b, kind: person, name: B}\n"
		  "- {id: s, kind: source, title: S}\n" },
		{ 0 },
	};
	struct arena arena = {0};
	const struct archive *archive = support_archive(&arena, files);
	(void)state;
	assert_string_equal(groups_of(&arena, archive, "a"),
	                    "visited: b\nopposed: b\ndetained: b\ntrained: b\ncommanded: b\n"
	                    "cites: s\nmentions: b\nrelated to: b\nowes: b\npaid: b\n"
	                    "sings for: b\n");
	arena_release(&arena);
}

static void what_both_ends_wrote_down_stands_once(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- id: a\n"
		"  kind: person\n"
		"  name: A\n"
		"  relations:\n"
		"    - {type: met, to: b, date: 2021, sources: [s, t]}\n"
		"    - {type: met, to: b, date: 2022}\n"
		"    - {type: met, to: b, date: 2021, role: host}\n"
		"- id: b\n"
		"  kind: person\n"
		"  name: B\n"
		"  relations:\n"
		"    - {type: met, to: a, date: 2021, sources: [t, {source: t, locator: p. 2}]}\n"
		"- {id: s, kind: source, title: S}\n"
		"- {id: t, kind: source, title: T}\n");
	(void)state;
	assert_string_equal(groups_of(&arena, archive, "a"), "met: b(3) b b\ncites: s t\n");
	assert_string_equal(groups_of(&arena, archive, "b"), "met: a(3) a a\ncites: t t\n");
	arena_release(&arena);
}

static void mentions_in_other_sentences_are_kept(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: a, kind: person, name: A, summary: 'Saw [[b]]. Left [[b]].'}\n"
		"- {id: b, kind: person, name: B}\n");
	(void)state;
	assert_string_equal(groups_of(&arena, archive, "a"), "mentions: b b\n");
	assert_string_equal(groups_of(&arena, archive, "b"), "mentioned by: a a\n");
	arena_release(&arena);
}

static void a_group_is_ordered_by_date_then_by_name(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- id: a\n"
		"  kind: person\n"
		"  name: A\n"
		"  relations:\n"
		"    - {type: met, to: amy}\n"
		"    - {type: met, to: bea}\n"
		"    - {type: met, to: cil, date: 2022}\n"
		"    - {type: met, to: dan, since: 2021, until: 2023}\n"
		"    - {type: met, to: eve, date: 2021}\n"
		"- {id: amy, kind: person, name: Zed, born: 1900}\n"
		"- {id: bea, kind: person, name: Bea}\n"
		"- {id: cil, kind: person, name: Cil}\n"
		"- {id: dan, kind: person, name: Dan}\n"
		"- {id: eve, kind: person, name: Ève}\n"
		"- {id: fete, kind: event, name: Fête, date: 2020, participants: [a]}\n"
		"- {id: gala, kind: event, name: Gala, date: 2019, participants: [a]}\n"
		"- {id: hop, kind: event, name: Hop, participants: [a]}\n");
	(void)state;
	assert_string_equal(groups_of(&arena, archive, "a"),
	                    "met: dan eve cil bea amy\nin the event: gala fete hop\n");
	arena_release(&arena);
}

static void the_day_of_a_link_is_its_own_or_that_of_the_event(void **state)
{
	struct world *world = *state;
	struct connection_groups groups = links_grouped(world->archive, &world->arena,
	                                                world_ref(world, "ana-vel"), NULL);
	struct text text = { .arena = &world->arena };
	for (size_t i = 0; i < groups.count; i++)
		for (size_t j = 0; j < groups.items[i].connections.count; j++) {
			struct connection link = groups.items[i].connections.items[j];
			text_format(&text, "%.*s %.*s\n", STR_ARGS(groups.items[i].label),
			            STR_ARGS(connection_date(world->archive, link, NULL).text));
		}
	const char *days = text_str(&text).bytes;
	assert_non_null(strstr(days, "met 2022-08-03\n"));
	assert_non_null(strstr(days, "supported 2020\n"));
	assert_non_null(strstr(days, "in the event 2022-08\n"));
	assert_non_null(strstr(days, "said 2021\n"));
	assert_non_null(strstr(days, "national of \n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_link_is_a_row),
		cmocka_unit_test(a_link_to_itself_is_seen_from_both_ends),
		cmocka_unit_test(nothing_that_is_not_there_has_links),
		cmocka_unit_test(links_are_grouped_by_what_they_mean),
		cmocka_unit_test(both_directions_of_a_relation_are_two_groups),
		cmocka_unit_test(groups_stand_in_the_order_of_their_table_then_of_the_schema),
		cmocka_unit_test(what_both_ends_wrote_down_stands_once),
		cmocka_unit_test(mentions_in_other_sentences_are_kept),
		cmocka_unit_test(a_group_is_ordered_by_date_then_by_name),
		cmocka_unit_test(the_day_of_a_link_is_its_own_or_that_of_the_event),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
