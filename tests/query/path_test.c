#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/array.h"
#include "query/path_parts.h"
#include "tests/query/world.h"

/* ── Small collections ──────────────────────────────────────────────────────────────────────── */

static struct path_query query_of(const struct archive *archive, const char *from, const char *to)
{
	return (struct path_query){
		.from = dossier_find(archive, str_of(from)),
		.to = dossier_find(archive, str_of(to)),
		.via = NO_DOSSIER,
		.most = 1,
	};
}

/* "a -met-> b <-controls- c (weight)", a path a line. */
static const char *paths_text(struct arena *arena, const struct archive *archive,
                              const struct path_query *query)
{
	struct path_finder *finder = path_finder_new(archive, arena);
	struct paths paths = paths_find(finder, arena, query);
	struct text text = { .arena = arena };
	for (size_t i = 0; i < paths.count; i++) {
		struct path path = paths.items[i];
		text_format(&text, "%s%.*s", i ? "\n" : "",
		            STR_ARGS(dossier_id(archive, query->from)));
		for (size_t j = 0; j < path.count; j++) {
			struct link link = link_at(archive, path.hops[j].link);
			struct str key = relation_at(archive, link.relation).key;
			bool is_out = path.hops[j].direction == LINK_OUT;
			text_format(&text, is_out ? " -%.*s-> %.*s" : " <-%.*s- %.*s",
			            STR_ARGS(key),
			            STR_ARGS(dossier_id(archive, path.hops[j].to)));
		}
		text_format(&text, "%s", path.is_loop ? " loop" : "");
	}
	return text_str(&text).bytes;
}

static const struct support_file chain[] = {
	{ "all.yaml",
	  "- {id: a, kind: person, name: A, relations: [{type: met, to: b}]}\n"
	  "- {id: b, kind: person, name: B}\n"
	  "- {id: c, kind: person, name: C, relations: [{type: controls, to: b}]}\n"
	  "- {id: d, kind: person, name: D, relations: [{type: supports, to: d}]}\n" },
	{ 0 },
};

static void goes_over_links_in_both_directions(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive(&arena, chain);
	struct path_query query = query_of(archive, "a", "c");
	(void)state;
	assert_string_equal(paths_text(&arena, archive, &query), "a -met-> b <-controls- c");
	query = query_of(archive, "c", "a");
	assert_string_equal(paths_text(&arena, archive, &query), "c -controls-> b <-met- a");
	arena_release(&arena);
}

static void finds_nothing_where_nothing_leads(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive(&arena, chain);
	struct path_finder *finder = path_finder_new(archive, &arena);
	struct path_query query = query_of(archive, "a", "d");
	(void)state;
	assert_int_equal(paths_find(finder, &arena, &query).count, 0);
	query = query_of(archive, "a", "no-such");
	assert_int_equal(paths_find(finder, &arena, &query).count, 0);
	query = query_of(archive, "a", "c");
	query.via = (struct dossier_ref){ 4 };
	assert_int_equal(paths_find(finder, &arena, &query).count, 0);
	arena_release(&arena);
}

static void a_dossier_is_no_hop_away_from_itself(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive(&arena, chain);
	struct path_query query = query_of(archive, "d", "d");
	struct paths paths = paths_find(path_finder_new(archive, &arena), &arena, &query);
	(void)state;
	assert_int_equal(paths.count, 1);
	assert_int_equal(paths.items[0].count, 0);
	arena_release(&arena);
}

static void passes_the_dossier_with_fewer_links(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: a, kind: person, name: A, nationality: land,\n"
		"   relations: [{type: met, to: p}]}\n"
		"- {id: b, kind: person, name: B, nationality: land,\n"
		"   relations: [{type: met, to: p}]}\n"
		"- {id: c, kind: person, name: C, nationality: land}\n"
		"- {id: land, kind: place, name: Land}\n"
		"- {id: p, kind: person, name: P}\n");
	struct path_query query = query_of(archive, "a", "b");
	(void)state;
	query.most = 3;
	assert_string_equal(paths_text(&arena, archive, &query),
	                    "a -met-> p <-met- b\n"
	                    "a -national-of-> land <-national-of- b");
	struct paths paths = paths_find(path_finder_new(archive, &arena), &arena, &query);
	assert_int_equal(paths.items[0].weight, 100);   /* p has 2 links */
	assert_int_equal(paths.items[1].weight, 158);   /* land has 3 */
	arena_release(&arena);
}

static void of_several_links_the_one_that_says_most_is_taken(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- id: a\n"
		"  kind: person\n"
		"  name: A\n"
		"  summary: Saw [[b]] and [[c]].\n"
		"  relations:\n"
		"    - {type: supports, to: b}\n"
		"    - {type: urges, to: b, sources: [s]}\n"
		"    - {type: met, to: b, sources: [s]}\n"
		"- {id: b, kind: person, name: B}\n"
		"- {id: c, kind: person, name: C}\n"
		"- {id: s, kind: source, title: S}\n");
	struct path_query query = query_of(archive, "a", "b");
	(void)state;
	assert_string_equal(paths_text(&arena, archive, &query), "a -urges-> b");
	query = query_of(archive, "b", "c");
	assert_string_equal(paths_text(&arena, archive, &query), "b <-urges- a -mentions-> c");
	struct paths paths = paths_find(path_finder_new(archive, &arena), &arena, &query);
	assert_int_equal(paths.items[0].weight, 681);   /* 400, and a with 7 links */
	arena_release(&arena);
}

static void what_says_something_comes_before_a_third_that_names_both(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: a, kind: person, name: A, relations: [{type: met, to: p}]}\n"
		"- {id: b, kind: person, name: B, relations: [{type: urges, to: q}]}\n"
		"- {id: p, kind: person, name: P, relations: [{type: met, to: q}]}\n"
		"- {id: q, kind: person, name: Q}\n"
		"- {id: overview, kind: event, name: Overview, summary: \"Of [[a]] and [[b]].\"}\n"
		"- id: claim\n"
		"  kind: claim\n"
		"  text: So it is.\n"
		"  asserted_by: [{who: a, stance: updates}, {who: b, stance: updates}]\n");
	struct path_query query = query_of(archive, "a", "b");
	(void)state;
	assert_string_equal(paths_text(&arena, archive, &query), "a -met-> p -met-> q <-urges- b");
	query.most = 3;
	assert_string_equal(paths_text(&arena, archive, &query),
	                    "a -met-> p -met-> q <-urges- b\n"
	                    "a <-updates- claim -updates-> b\n"
	                    "a <-mentions- overview -mentions-> b");
	struct paths paths = paths_find(path_finder_new(archive, &arena), &arena, &query);
	struct page page = page_path(archive, &arena, &query, &paths,
	                             (struct page_options){ .width = 60 });
	const char *text = page_plain_text(&page, &arena).bytes;
	assert_non_null(strstr(text, "3. Both are only named in\nOverview [?]\n  Of A and B.\n"));
	uint32_t rows[] = { dossier_find(archive, STR("p")).row };
	query.avoid = rows;
	query.avoid_count = 1;
	query.most = 1;
	assert_string_equal(paths_text(&arena, archive, &query), "a <-updates- claim -updates-> b");
	arena_release(&arena);
}

static void a_link_between_the_two_comes_first_whatever_it_says(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: a, kind: person, name: A, summary: \"Of [[b]].\",\n"
		"   relations: [{type: met, to: p}]}\n"
		"- {id: b, kind: person, name: B, relations: [{type: met, to: p}]}\n"
		"- {id: p, kind: person, name: P}\n");
	struct path_query query = query_of(archive, "a", "b");
	(void)state;
	query.most = 3;
	assert_string_equal(paths_text(&arena, archive, &query),
	                    "a -mentions-> b\na -met-> p <-met- b");
	arena_release(&arena);
}

static void a_way_over_acts_comes_before_one_over_a_place(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: firm, kind: organization, name: Firm, country: land}\n"
		"- {id: force, kind: organization, name: Force, country: land}\n"
		"- {id: land, kind: place, name: Land}\n"
		"- id: head\n"
		"  kind: person\n"
		"  name: Head\n"
		"  positions: [{title: Head, organization: firm}]\n"
		"  relations: [{type: met, to: chief}]\n"
		"- id: chief\n"
		"  kind: person\n"
		"  name: Chief\n"
		"  relations: [{type: commands, to: force}]\n");
	struct path_query query = query_of(archive, "firm", "force");
	(void)state;
	assert_string_equal(paths_text(&arena, archive, &query),
	                    "firm -in-country-> land <-in-country- force");
	query.most = 3;
	assert_string_equal(paths_text(&arena, archive, &query),
	                    "firm <-position-at- head -met-> chief -commands-> force\n"
	                    "firm -in-country-> land <-in-country- force");
	query = query_of(archive, "firm", "land");
	query.most = 3;
	assert_string_equal(paths_text(&arena, archive, &query),
	                    "firm -in-country-> land\n"
	                    "firm <-position-at- head -met-> chief -commands-> force "
	                    "-in-country-> land");
	arena_release(&arena);
}

static void a_step_that_places_stands_for_no_act_that_joins_the_same_two(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: a, kind: person, name: A, nationality: {value: land, sources: [s]},\n"
		"   relations: [{type: rules, to: land}]}\n"
		"- {id: land, kind: place, name: Land}\n"
		"- {id: s, kind: source, title: S}\n");
	struct path_query query = query_of(archive, "a", "land");
	(void)state;
	assert_string_equal(paths_text(&arena, archive, &query), "a -rules-> land");
	arena_release(&arena);
}

static const char *ways_text(struct arena *arena, const struct archive *archive,
                             const struct path_query *query, struct page_options options)
{
	struct paths paths = paths_find(path_finder_new(archive, arena), arena, query);
	struct page page = page_path(archive, arena, query, &paths, options);
	return page_plain_text(&page, arena).bytes;
}

static void says_first_whether_the_two_are_linked(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: a, kind: person, name: A, summary: \"Of [[c]].\",\n"
		"   relations: [{type: met, to: b, sources: [s]}]}\n"
		"- {id: b, kind: person, name: B, relations: [{type: met, to: d}]}\n"
		"- {id: c, kind: person, name: C}\n"
		"- {id: d, kind: person, name: D}\n"
		"- {id: s, kind: source, title: S}\n");
	struct page_options options = { .width = 60 };
	struct path_query query = query_of(archive, "a", "b");
	(void)state;
	assert_string_equal(ways_text(&arena, archive, &query, options),
	                    "Linked directly.\n\nA\nmet  B [1]\n\nSources (1)\n[1] S\n");
	query = query_of(archive, "a", "c");
	assert_string_equal(ways_text(&arena, archive, &query, options),
	                    "Linked directly, but one no more than names the other.\n\n"
	                    "A\nmentions  C [?]\n          Of C.\n\n"
	                    "Sources\n[?] no source is given\n");
	query = query_of(archive, "a", "d");
	query.most = 3;
	assert_string_equal(ways_text(&arena, archive, &query, options),
	                    "Not linked directly: 2 steps. The only way.\n\n"
	                    "A\nmet  B [1]\nmet  D [?]\n\n"
	                    "Sources (1)\n[1] S\n[?] no source is given\n");
	arena_release(&arena);
}

static void a_step_that_a_claim_or_a_whole_dossier_makes_has_its_source(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: a, kind: person, name: A}\n"
		"- {id: b, kind: person, name: B, nationality: land, sources: [t]}\n"
		"- {id: land, kind: place, name: Land}\n"
		"- id: claim\n"
		"  kind: claim\n"
		"  text: So it is.\n"
		"  about: [a, b]\n"
		"  asserted_by: [{who: c, source: s, locator: para. 2},\n"
		"                {who: d, source: t, stance: denies}]\n"
		"- {id: c, kind: person, name: C}\n"
		"- {id: d, kind: person, name: D}\n"
		"- {id: s, kind: source, title: S}\n"
		"- {id: t, kind: source, title: T}\n");
	struct path_query query = query_of(archive, "a", "land");
	(void)state;
	assert_string_equal(ways_text(&arena, archive, &query, (struct page_options){ .width = 60 }),
	                    "Not linked directly: 3 steps.\n\nA\n"
	                    "is the subject of  So it is [1]\n"
	                    "about              B [1]\n"
	                    "national of        Land [2]\n\n"
	                    "Sources (2)\n[1] S: para. 2\n[2] T\n");
	arena_release(&arena);
}

static void ways_stand_beside_each_other_where_there_is_the_width(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: a, kind: person, name: A,\n"
		"   relations: [{type: met, to: p}, {type: urges, to: q}]}\n"
		"- {id: b, kind: person, name: B,\n"
		"   relations: [{type: met, to: p}, {type: met, to: q, sources: [s]}]}\n"
		"- {id: p, kind: person, name: P}\n"
		"- {id: q, kind: person, name: Q}\n"
		"- {id: s, kind: source, title: S}\n");
	struct path_query query = query_of(archive, "a", "b");
	(void)state;
	query.most = 2;
	assert_string_equal(ways_text(&arena, archive, &query, (struct page_options){ .width = 91 }),
	                    "Not linked directly: 2 steps. 2 ways, the best first.\n\n"
	                    "1. Two steps                                   2. Two steps\n"
	                    "A                                              A\n"
	                    "met                                            called on\n"
	                    "  P [?]                                          Q [?]\n"
	                    "met                                            met\n"
	                    "  B [?]                                          B [1]\n\n"
	                    "Sources (1)\n[1] S\n[?] no source is given\n");
	const char *below = ways_text(&arena, archive, &query,
	                              (struct page_options){ .width = 91, .has_no_columns = true });
	assert_non_null(strstr(below, "\n2. Two steps\nA\ncalled on  Q [?]\n"));
	arena_release(&arena);
}

static const struct support_file cited[] = {
	{ "all.yaml",
	  "- {id: a, kind: person, name: A, sources: [s]}\n"
	  "- {id: b, kind: person, name: B, sources: [s]}\n"
	  "- {id: q, kind: quote, text: Words., speaker: b, source: s}\n"
	  "- {id: s, kind: source, title: S, authors: [w], publisher: p, body: 'On [[a]].'}\n"
	  "- {id: w, kind: person, name: W}\n"
	  "- {id: p, kind: organization, name: P}\n" },
	{ 0 },
};

static void a_source_connects_who_made_it_but_not_whom_it_names(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive(&arena, cited);
	struct path_query query = query_of(archive, "a", "b");
	(void)state;
	assert_string_equal(paths_text(&arena, archive, &query), "");
	query = query_of(archive, "w", "p");
	assert_string_equal(paths_text(&arena, archive, &query), "w <-author- s -publisher-> p");
	query = query_of(archive, "w", "a");
	assert_string_equal(paths_text(&arena, archive, &query), "");
	arena_release(&arena);
}

static void a_source_that_the_query_names_is_like_all_else(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive(&arena, cited);
	struct path_query query = query_of(archive, "s", "b");
	(void)state;
	assert_string_equal(paths_text(&arena, archive, &query), "s <-cites- b");
	query = query_of(archive, "a", "b");
	query.via = dossier_find(archive, STR("s"));
	assert_string_equal(paths_text(&arena, archive, &query), "a -cites-> s <-cites- b");
	query.via = NO_DOSSIER;
	assert_string_equal(paths_text(&arena, archive, &query), "");
	uint32_t cites = relation_find(archive, STR("cites"));
	query.only = &cites;
	query.only_count = 1;
	assert_string_equal(paths_text(&arena, archive, &query), "a -cites-> s <-cites- b");
	arena_release(&arena);
}

/* A diamond with a tail, and a leaf:
 *
 *	a ─ b ─ d ─ e
 *	 ╲─ c ─╱ ╲─ f
 */
static const struct support_file diamond[] = {
	{ "all.yaml",
	  "- {id: a, kind: person, name: A,\n"
	  "   relations: [{type: met, to: b}, {type: urges, to: c}]}\n"
	  "- {id: b, kind: person, name: B, relations: [{type: met, to: d}]}\n"
	  "- {id: c, kind: person, name: C, relations: [{type: urges, to: d}]}\n"
	  "- {id: d, kind: person, name: D, relations: [{type: met, to: e}, {type: met, to: f}]}\n"
	  "- {id: e, kind: person, name: E}\n"
	  "- {id: f, kind: person, name: F}\n" },
	{ 0 },
};

static void what_is_to_be_avoided_is_not_passed(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive(&arena, diamond);
	struct path_query query = query_of(archive, "a", "e");
	uint32_t avoid[] = { dossier_find(archive, STR("b")).row,
		             dossier_find(archive, STR("c")).row };
	(void)state;
	query.avoid = avoid;
	query.avoid_count = 1;
	query.most = 20;
	assert_string_equal(paths_text(&arena, archive, &query),
	                    "a -urges-> c -urges-> d -met-> e");
	query.avoid_count = 2;
	assert_string_equal(paths_text(&arena, archive, &query), "");
	avoid[0] = query.from.row;
	assert_string_equal(paths_text(&arena, archive, &query), "");
	arena_release(&arena);
}

static void only_some_relations_are_followed(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive(&arena, diamond);
	struct path_query query = query_of(archive, "a", "d");
	uint32_t only[] = { relation_find(archive, STR("urges")),
		            relation_find(archive, STR("met")) };
	(void)state;
	query.only = only;
	query.only_count = 1;
	query.most = 20;
	assert_string_equal(paths_text(&arena, archive, &query), "a -urges-> c -urges-> d");
	query.only_count = 2;
	assert_string_equal(paths_text(&arena, archive, &query),
	                    "a -met-> b -met-> d\na -urges-> c -urges-> d");
	arena_release(&arena);
}

static void goes_by_a_third_without_a_loop_if_it_can(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive(&arena, diamond);
	struct path_query query = query_of(archive, "b", "d");
	(void)state;
	query.via = dossier_find(archive, STR("c"));
	assert_string_equal(paths_text(&arena, archive, &query),
	                    "b <-met- a -urges-> c -urges-> d");
	query.via = dossier_find(archive, STR("e"));
	assert_string_equal(paths_text(&arena, archive, &query),
	                    "b -met-> d -met-> e <-met- d loop");
	query.via = query.to;
	assert_string_equal(paths_text(&arena, archive, &query), "b -met-> d");
	arena_release(&arena);
}

static void says_when_it_was_cut_short(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive(&arena, diamond);
	struct path_finder *finder = path_finder_new(archive, &arena);
	struct path_query query = query_of(archive, "a", "e");
	(void)state;
	query.budget = 1;
	struct paths paths = paths_find(finder, &arena, &query);
	assert_true(paths.is_cut);
	assert_int_equal(paths.count, 0);
	query.budget = 1000;
	query.most = 5;
	paths = paths_find(finder, &arena, &query);
	assert_false(paths.is_cut);
	assert_int_equal(paths.count, 2);
	arena_release(&arena);
}

/* ── A slow and obvious reference ───────────────────────────────────────────────────────────── */

struct edge { uint32_t other, relation, link; bool has_source; };
struct knot { struct edge *items; size_t count, room; };

/* What comes first: a link, then paths whose hops tell, those whose hops say something, others. */
enum { A_LINK, TOLD, SAID, OTHER };
struct found { uint32_t sort, length, weight; };

struct reference {
	struct arena *arena;
	const struct archive *archive;
	struct knot *nodes;
	uint32_t count;
	bool *is_source;
	uint32_t *distance;             /* to `to`, of the query at work */
	uint32_t *distance_via;         /* to `via` */
	bool *is_passed;
	uint32_t most;                  /* hops */
	bool says_only;                 /* at work: only hops that say something */
	bool is_sorted;                 /* the query wants what says something first */
	bool wants_several;             /* … and before that what tells */
	struct { struct found *items; size_t count, room; } found;
	size_t visits;
};

static struct reference reference_of(struct arena *arena, const struct archive *archive)
{
	struct reference reference = { .arena = arena, .archive = archive,
		                       .count = dossier_count(archive) };
	reference.nodes = ARENA_MANY(arena, struct knot, reference.count);
	reference.is_source = ARENA_MANY(arena, bool, reference.count);
	reference.is_passed = ARENA_MANY(arena, bool, reference.count);
	reference.distance = ARENA_MANY(arena, uint32_t, reference.count);
	reference.distance_via = ARENA_MANY(arena, uint32_t, reference.count);
	for (uint32_t row = 0; row < reference.count; row++) {
		struct dossier_ref ref = { row };
		struct link_span spans[] = { links_out(archive, ref), links_in(archive, ref) };
		struct str kind = kind_at(archive, dossier_kind(archive, ref)).key;
		reference.is_source[row] = str_equal(kind, STR("source"));
		for (size_t s = 0; s < 2; s++)
			for (uint32_t i = 0; i < spans[s].range.count; i++) {
				struct link link = link_of(archive, spans[s], i);
				uint32_t other = s == 0 ? link.to.row : link.from.row;
				*ARRAY_ADD(arena, &reference.nodes[row]) = (struct edge){
					other, link.relation, link.row, link.citations.count > 0,
				};
			}
	}
	return reference;
}

/* 100 times the binary logarithm, rounded: half of the bits of the 200th power. */
static uint32_t weight_of(size_t links)
{
	double power = 1;
	uint32_t bits = 0;
	for (int i = 0; i < 200; i++) {
		power *= (double)links;
		for (; power >= 2; power /= 2)
			bits++;
	}
	return (bits + 1) / 2;
}

static bool is_named_by(const struct reference *reference, const struct path_query *query,
                        uint32_t row)
{
	return reference->is_source[row] && row != query->from.row && row != query->to.row &&
	       row != query->via.row;
}

static bool is_avoided(const struct path_query *query, uint32_t row)
{
	for (size_t i = 0; i < query->avoid_count; i++)
		if (query->avoid[i] == row)
			return true;
	return false;
}

static bool may_follow(const struct reference *reference, const struct path_query *query,
                       uint32_t from, const struct edge *edge)
{
	static const char *const naming[] = { "mentions", "cites", "quoted-from", "about",
		                              "asserts", "denies", "updates", "reported-on" };
	if (is_avoided(query, edge->other))
		return false;
	for (size_t i = 0; i < query->only_count; i++)
		if (query->only[i] == edge->relation)
			return true;
	if (query->only_count)
		return false;
	if (!is_named_by(reference, query, from) && !is_named_by(reference, query, edge->other))
		return true;
	struct str key = relation_at(reference->archive, edge->relation).key;
	for (size_t i = 0; i < sizeof naming / sizeof *naming; i++)
		if (str_equal(key, str_of(naming[i])))
			return false;
	return true;
}

static bool is_placing(const struct reference *reference, const struct edge *edge)
{
	static const char *const placing[] = { "national-of", "in-country", "based-in", "within",
		                               "capital-of", "place" };
	struct str key = relation_at(reference->archive, edge->relation).key;
	for (size_t i = 0; i < sizeof placing / sizeof *placing; i++)
		if (str_equal(key, str_of(placing[i])))
			return true;
	return false;
}

static uint32_t edge_weight(const struct reference *reference, const struct edge *edge)
{
	struct str key = relation_at(reference->archive, edge->relation).key;
	bool says_little = str_equal(key, STR("mentions")) || str_equal(key, STR("cites")) ||
	                   str_equal(key, STR("updates"));
	return says_little ? 400 : 0;
}

/* The best of the links that lead from `from` where `edge` leads. */
static const struct edge *best_edge(const struct reference *reference,
                                    const struct path_query *query, uint32_t from, uint32_t to)
{
	const struct knot *knot = &reference->nodes[from];
	const struct edge *best = NULL;
	for (size_t i = 0; i < knot->count; i++) {
		const struct edge *edge = &knot->items[i];
		if (edge->other != to || !may_follow(reference, query, from, edge))
			continue;
		uint32_t weight = edge_weight(reference, edge);
		uint32_t best_weight = best ? edge_weight(reference, best) : 0;
		bool places = is_placing(reference, edge);
		bool best_places = best && is_placing(reference, best);
		if (!best || weight < best_weight ||
		    (weight == best_weight &&
		     (places < best_places ||
		      (places == best_places &&
		       (edge->has_source > best->has_source ||
		        (edge->has_source == best->has_source && edge->link < best->link))))))
			best = edge;
	}
	return best;
}

static void measure(const struct reference *reference, const struct path_query *query, uint32_t to,
                    uint32_t *distance)
{
	struct arena scratch = {0};
	uint32_t *queue = ARENA_MANY(&scratch, uint32_t, reference->count);
	size_t count = 0;
	for (uint32_t i = 0; i < reference->count; i++)
		distance[i] = UINT32_MAX;
	distance[to] = 0;
	queue[count++] = to;
	for (size_t i = 0; i < count; i++) {
		const struct knot *knot = &reference->nodes[queue[i]];
		for (size_t j = 0; j < knot->count; j++) {
			uint32_t other = knot->items[j].other;
			if (distance[other] != UINT32_MAX ||
			    (reference->says_only && edge_weight(reference, &knot->items[j])) ||
			    !may_follow(reference, query, queue[i], &knot->items[j]))
				continue;
			distance[other] = distance[queue[i]] + 1;
			queue[count++] = other;
		}
	}
	arena_release(&scratch);
}

static uint32_t sum(uint32_t left, uint32_t right)
{
	return left == UINT32_MAX || right == UINT32_MAX ? UINT32_MAX : left + right;
}

/* Note a path, unless the other look for paths does. */
static void note(struct reference *reference, uint32_t length, uint32_t weight, bool is_said,
                 bool is_told)
{
	uint32_t sort = !reference->is_sorted ? OTHER : length == 1 ? A_LINK
	              : !is_said || length > 4 ? OTHER
	              : is_told && reference->wants_several ? TOLD : SAID;
	if (reference->says_only == (sort == SAID || sort == TOLD))
		*ARRAY_ADD(reference->arena, &reference->found) =
			(struct found){ sort, length, weight };
}

/* Go on from `row` in every way that can still arrive, and note each path that does. */
static void go_on(struct reference *reference, const struct path_query *query, uint32_t row,
                  uint32_t length, uint32_t weight, bool is_said, bool is_told)
{
	uint32_t to = query->to.row, via = query->via.row;
	bool has_via = via != NO_ROW && !reference->is_passed[via];
	uint32_t left = has_via ? sum(reference->distance_via[row], reference->distance[via])
	                        : reference->distance[row];
	reference->visits++;
	if (left == UINT32_MAX || length + left > reference->most)
		return;
	if (row == to) {
		if (!has_via)
			note(reference, length, weight, is_said, is_told);
		return;
	}
	const struct knot *knot = &reference->nodes[row];
	uint32_t passing = row == query->from.row ? 0 : weight_of(knot->count);
	for (size_t i = 0; i < knot->count; i++) {
		const struct edge *edge = &knot->items[i];
		uint32_t own = edge_weight(reference, edge);
		if (reference->is_passed[edge->other] || (reference->says_only && own) ||
		    best_edge(reference, query, row, edge->other) != edge)
			continue;
		reference->is_passed[edge->other] = true;
		go_on(reference, query, edge->other, length + 1, weight + passing + own,
		      is_said && own == 0, is_told && !is_placing(reference, edge));
		reference->is_passed[edge->other] = false;
	}
}

static int compare_found(const void *left, const void *right)
{
	const struct found *one = left, *other = right;
	if (one->sort != other->sort)
		return one->sort < other->sort ? -1 : 1;
	if (one->length != other->length)
		return one->length < other->length ? -1 : 1;
	return (one->weight > other->weight) - (one->weight < other->weight);
}

/* Note all paths of up to so many hops. */
static void look(struct reference *reference, const struct path_query *query, uint32_t most)
{
	reference->most = most;
	reference->is_passed[query->from.row] = true;
	go_on(reference, query, query->from.row, 0, 0, true, true);
	reference->is_passed[query->from.row] = false;
}

/* Note all paths whose hops say something; then, of others, those of the shortest length, and of
 * lengths up to `more` above it. */
static bool reference_find(struct reference *reference, const struct path_query *query,
                           uint32_t more)
{
	uint32_t from = query->from.row;
	reference->found.count = 0;
	reference->visits = 0;
	reference->is_sorted = query->via.row == NO_ROW && query->only_count == 0;
	reference->wants_several = query->most > 1;
	reference->says_only = reference->is_sorted;
	measure(reference, query, query->to.row, reference->distance);
	if (reference->is_sorted)
		look(reference, query, 4);
	reference->says_only = false;
	measure(reference, query, query->to.row, reference->distance);
	uint32_t least = reference->distance[from];
	if (query->via.row != NO_ROW) {
		measure(reference, query, query->via.row, reference->distance_via);
		least = sum(reference->distance_via[from], reference->distance[query->via.row]);
	}
	if (least == UINT32_MAX)
		return false;
	look(reference, query, least + more);
	qsort(reference->found.items, reference->found.count, sizeof *reference->found.items,
	      compare_found);
	return true;
}

/* ── Comparing with it ──────────────────────────────────────────────────────────────────────── */

static uint64_t chance;

static uint32_t draw(uint32_t most)
{
	chance = chance * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((chance >> 33) % most);
}

static void assert_path(const struct reference *reference, const struct path_query *query,
                        const struct path *path)
{
	uint32_t at = query->from.row, weight = 0;
	bool has_via = query->via.row == NO_ROW || query->via.row == at;
	for (size_t i = 0; i < path->count; i++) {
		struct path_hop hop = path->hops[i];
		const struct edge *edge = best_edge(reference, query, at, hop.to.row);
		struct link link = link_at(reference->archive, hop.link);
		assert_int_equal(hop.from.row, at);
		assert_non_null(edge);
		assert_int_equal(hop.link, edge->link);
		assert_int_equal((hop.direction == LINK_OUT ? link.from : link.to).row, at);
		assert_int_equal((hop.direction == LINK_OUT ? link.to : link.from).row, hop.to.row);
		weight += edge_weight(reference, edge) +
		          (i ? weight_of(reference->nodes[at].count) : 0);
		for (size_t j = 0; j < i && !path->is_loop; j++)
			assert_int_not_equal(path->hops[j].from.row, hop.to.row);
		at = hop.to.row;
		has_via |= at == query->via.row;
	}
	assert_int_equal(at, query->to.row);
	assert_int_equal(weight, path->weight);
	assert_true(has_via);
}

static bool is_same_way(const struct path *left, const struct path *right)
{
	if (left->count != right->count)
		return false;
	for (size_t i = 0; i < left->count; i++)
		if (left->hops[i].to.row != right->hops[i].to.row)
			return false;
	return true;
}

/* The paths are those that the reference has found first, in this order, as far as it looked. Where
 * the search was cut short, which may only be on the way by a third, they need not be the best. */
static void assert_paths(const struct reference *reference, const struct path_query *query,
                         const struct paths *paths)
{
	for (size_t i = 0; i < paths->count; i++) {
		const struct path *path = &paths->items[i];
		assert_path(reference, query, path);
		for (size_t j = 0; j < i; j++)
			assert_false(is_same_way(path, &paths->items[j]));
		if (path->is_loop) {
			assert_int_equal(paths->count, 1);
			assert_int_equal(reference->found.count, 0);
		} else if (paths->is_cut) {
			assert_true(reference->found.count == 0 ||
			            path->count >= reference->found.items[0].length);
		} else if (i < reference->found.count) {
			assert_int_equal(path->count, reference->found.items[i].length);
			assert_int_equal(path->weight, reference->found.items[i].weight);
		} else {
			assert_true(path->count > reference->most);
		}
	}
	size_t least = reference->found.count < query->most ? reference->found.count
	                                                    : query->most;
	assert_true(paths->count >= least);
}

/* A query of some kind between two dossiers by chance. */
static struct path_query draw_query(const struct reference *reference, uint32_t *rows)
{
	uint32_t count = reference->count, relations = relation_count(reference->archive);
	struct path_query query = { .from = { draw(count) }, .to = { draw(count) },
		                    .via = NO_DOSSIER, .most = 1, .avoid = rows, .only = rows + 8 };
	uint32_t kind = draw(8);
	if (kind == 0)
		query.via.row = draw(count);
	if (kind == 1 || kind == 2)
		query.avoid_count = 1 + draw(8);
	if (kind == 3)
		query.only_count = 1 + draw(24);
	if (kind == 4)
		query.most = 3;
	for (size_t i = 0; i < query.avoid_count; i++)
		rows[i] = draw(count);
	for (size_t i = 0; i < query.only_count; i++)
		rows[8 + i] = draw(relations);
	return query;
}

static bool is_sound(const struct path_query *query)
{
	return query->from.row != query->to.row && query->via.row != query->from.row &&
	       query->via.row != query->to.row && !is_avoided(query, query->from.row) &&
	       !is_avoided(query, query->to.row);
}

/* By the table of neighbours and by the links, the paths are the same. */
static void assert_same_paths(const struct paths *paths, const struct paths *others)
{
	if (paths->is_cut || others->is_cut)
		return;
	assert_int_equal(paths->count, others->count);
	for (size_t i = 0; i < paths->count; i++) {
		assert_true(is_same_way(&paths->items[i], &others->items[i]));
		for (size_t j = 0; j < paths->items[i].count; j++)
			assert_int_equal(paths->items[i].hops[j].link,
			                 others->items[i].hops[j].link);
	}
}

static void compare(const struct archive *archive, int pairs, size_t least_found)
{
	struct arena arena = {0}, scratch = {0};
	struct reference reference = reference_of(&arena, archive);
	struct path_finder *finder = path_finder_new(archive, &arena);
	struct path_finder *by_links = path_finder_new(archive, &arena);
	uint32_t rows[32];
	size_t found = 0, cut = 0, named = 0;
	assert_non_null(finder->table.rows);
	by_links->table = (struct neighbour_table){0};
	chance = 4;
	for (int i = 0; i < pairs;) {
		struct path_query query = draw_query(&reference, rows);
		if (!is_sound(&query))
			continue;
		struct paths paths = paths_find(finder, &scratch, &query);
		struct paths others = paths_find(by_links, &scratch, &query);
		bool is_there = reference_find(&reference, &query, query.most > 1);
		assert_int_equal(paths.count > 0, is_there);
		assert_paths(&reference, &query, &paths);
		assert_paths(&reference, &query, &others);
		assert_same_paths(&paths, &others);
		named += paths.count && finder->named_count;
		assert_true(!paths.is_cut || !dossier_is_none(query.via));
		found += paths.count;
		cut += paths.is_cut;
		arena_reset(&scratch);
		i++;
	}
	assert_true(found >= least_found);
	assert_true(cut <= (size_t)pairs / 50);
	assert_true(named >= (size_t)pairs / 100);
	arena_release(&scratch);
	arena_release(&arena);
}

/* A thousand dossiers; the first are linked to most often. */
static struct archive *made_up(struct arena *arena)
{
	enum { COUNT = 1000, FILES = 20 };
	static const char *const kinds[] = { "person", "person", "organization", "event",
		                             "place", "source" };
	static const char *const types[] = { "met", "supports", "controls", "urges", "cooperates" };
	struct support_file files[FILES + 1] = {{0}};
	chance = 1;
	for (uint32_t file = 0; file < FILES; file++) {
		struct text text = { .arena = arena };
		for (uint32_t i = file; i < COUNT; i += FILES) {
			text_format(&text, "- id: d%u\n  kind: %s\n  name: D %u\n", i,
			            kinds[i % 6], i);
			text_format(&text, "  sources: [d%u]\n", 5 + 6 * draw(COUNT / 6));
			if (draw(3) == 0)
				text_format(&text, "  summary: Of [[d%u]].\n", draw(COUNT));
			text_add(&text, STR("  relations:\n"));
			for (uint32_t j = draw(4); j < 5; j++) {
				uint32_t to = draw(draw(COUNT) + 1);
				text_format(&text, "    - {type: %s, to: d%u%s}\n", types[draw(5)],
				            to, draw(2) ? ", sources: [d5]" : "");
			}
		}
		files[file] = (struct support_file){
			str_format(arena, "%u.yaml", file).bytes, text_str(&text).bytes,
		};
	}
	return support_archive(arena, files);
}

static void agrees_with_the_reference_on_a_thousand_dossiers(void **state)
{
	struct arena arena = {0};
	(void)state;
	compare(made_up(&arena), 2000, 1900);
	arena_release(&arena);
}

static void agrees_with_the_reference_on_the_shipped_collection(void **state)
{
	struct arena arena = {0};
	(void)state;
	compare(support_archive_folder(&arena, "content"), 2000, 1500);
	arena_release(&arena);
}

static int close_unicode(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goes_over_links_in_both_directions),
		cmocka_unit_test(finds_nothing_where_nothing_leads),
		cmocka_unit_test(a_dossier_is_no_hop_away_from_itself),
		cmocka_unit_test(passes_the_dossier_with_fewer_links),
		cmocka_unit_test(of_several_links_the_one_that_says_most_is_taken),
		cmocka_unit_test(what_says_something_comes_before_a_third_that_names_both),
		cmocka_unit_test(a_link_between_the_two_comes_first_whatever_it_says),
		cmocka_unit_test(a_way_over_acts_comes_before_one_over_a_place),
		cmocka_unit_test(a_step_that_places_stands_for_no_act_that_joins_the_same_two),
		cmocka_unit_test(says_first_whether_the_two_are_linked),
		cmocka_unit_test(a_step_that_a_claim_or_a_whole_dossier_makes_has_its_source),
		cmocka_unit_test(ways_stand_beside_each_other_where_there_is_the_width),
		cmocka_unit_test(a_source_connects_who_made_it_but_not_whom_it_names),
		cmocka_unit_test(a_source_that_the_query_names_is_like_all_else),
		cmocka_unit_test(what_is_to_be_avoided_is_not_passed),
		cmocka_unit_test(only_some_relations_are_followed),
		cmocka_unit_test(goes_by_a_third_without_a_loop_if_it_can),
		cmocka_unit_test(says_when_it_was_cut_short),
		cmocka_unit_test(agrees_with_the_reference_on_a_thousand_dossiers),
		cmocka_unit_test(agrees_with_the_reference_on_the_shipped_collection),
	};
	return cmocka_run_group_tests(tests, NULL, close_unicode);
}
