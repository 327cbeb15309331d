#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "query/search_state.h"
#include "tests/query/world.h"
#include "tests/support/fiction.h"

struct expectation { const char *query, *expected; };

static void expect_hits(void **state, const struct expectation *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *hits = world_hits(*state, rows[i].query);
		if (strcmp(hits, rows[i].expected) != 0)
			fail_msg("%s: %s, not %s", rows[i].query, hits, rows[i].expected);
	}
}

#define EXPECT_HITS(state, rows) expect_hits((state), (rows), sizeof(rows) / sizeof(*(rows)))

/* ── What is found ──────────────────────────────────────────────────────────────────────────── */

static void finds_words_in_all_texts(void **state)
{
	static const struct expectation rows[] = {
		{ "selmhaven",          "port-selm" },                  /* another name */
		{ "pilot",              "vera-min" },                   /* a summary */
		{ "crowns",             "fair-cost" },                  /* a text */
		{ "lighthouses",        "sergei-kovan" },               /* prose */
		{ "water",              "undated-words" },              /* a translation */
		{ "reed",               "evening-post" },               /* one without an id */
		{ "guest",              "ship-fair" },                  /* a role */
		{ "telephone",          "fair-cost" },                  /* a note */
		{ "contracts",          "ship-fair" },                  /* another field */
		{ "political",          "harbour-league" },             /* a facet, as words */
		{ "para",               "" },                           /* but not in locators */
	};
	EXPECT_HITS(state, rows);
}

static void wants_all_words_unless_it_says_or(void **state)
{
	static const struct expectation rows[] = {
		{ "harbour pilot",      "vera-min" },
		{ "harbour lighthouses", "" },
		{ "pilot OR lighthouses", "vera-min sergei-kovan" },
		{ "harbour -pilot",     "harbour-league harbour-report evening-post" },
		{ "(pilot OR lighthouses) selm", "" },
		{ "(pilot OR mayor OR trader) (selm OR harbour)", "ana-vel min-ra-thu vera-min" },
		{ "kind:person -selm -harbour", "jose-lund sergei-kovan" },
		{ "-kind:person -kind:quote -kind:source -kind:claim -kind:place -name:trade",
		  "grain-talks harbour-league ship-fair storm" },
		{ "-(kind:person OR kind:quote OR kind:source OR kind:claim OR kind:place)",
		  "grain-talks harbour-league trade-ministry ship-fair storm" },
		{ "kind:event -date:2022", "storm" },
		{ "-date:1900.. kind:event", "storm" },
		{ "kind:event OR kind:claim", "storm-date grain-talks ship-fair fair-cost storm" },
		{ "-pilot -kind:place -kind:event -kind:source -kind:quote -kind:claim "
		  "-kind:organization", "ana-vel jose-lund min-ra-thu sergei-kovan" },
		{ "harbour kind:person date:2022", "" },
		{ "link:ana-vel date:2022-08-03", "sergei-kovan ship-fair" },
		{ "link:ana-vel link:sergei-kovan", "ship-fair" },
		{ "kind:person -kind:person", "" },
	};
	EXPECT_HITS(state, rows);
}

static void a_phrase_stands_word_by_word(void **state)
{
	static const struct expectation rows[] = {
		{ "\"long speech\"",    "sergei-kovan" },
		{ "\"speech long\"",    "" },
		{ "\"long about\"",     "" },
		{ "\"the ship fair\"",  "sergei-kovan" },       /* as a link reads */
		{ "\"the talks failed\"", "sergei-kovan" },     /* likewise, by its label */
		{ "\"ra thu\"",         "min-ra-thu" },
		{ "\"ra and thu\"",     "vera-min" },
		{ "\"trade minister\" -kind:quote", "sergei-kovan" },
		{ "\"the mayor's friend\"", "vel-doors" },
		{ "\"the mayor friend\"", "vel-doors" },
		{ "~\"long spe",        "sergei-kovan" },
		{ "\"long spe\"",       "" },
		{ "\"sergei kovan\"",   "sergei-kovan" },
		{ "kind:person \"port selm\"", "ana-vel min-ra-thu" },
	};
	EXPECT_HITS(state, rows);
}

static void finds_ids_whole_and_in_parts(void **state)
{
	static const struct expectation rows[] = {
		{ "sergei-kovan",       "sergei-kovan" },
		{ "s-kovan",            "sergei-kovan" },       /* a former id */
		{ "~sergei-kov",        "sergei-kovan" },
		{ "Sergei-Kovan",       "sergei-kovan" },
		{ "evening",            "evening-post" },
		{ "harbour-report",     "harbour-report" },
	};
	EXPECT_HITS(state, rows);
}

static void finds_across_scripts_and_decorations(void **state)
{
	static const struct expectation rows[] = {
		{ "jose lund",          "jose-lund" },
		{ "JOSÉ ŁUND",          "jose-lund" },
		{ "Кован",              "sergei-kovan kovan-ships vel-doors" },
		{ "лаврин",             "lavrin" },
		{ "name:lavrin",        "lavrin" },
		{ "селм",               "port-selm ana-vel min-ra-thu" },       /* by its sound */
		{ "\"lavrin\"",         "lavrin" },
		{ "myothit",            "port-selm" },
		{ "မြို့သစ်",             "port-selm" },
		{ "~မြို့",               "port-selm" },
	};
	EXPECT_HITS(state, rows);
}

static void words_may_be_joined_or_split_in_another_way(void **state)
{
	static const struct expectation rows[] = {
		{ "selm haven",         "port-selm" },
		{ "se lm ha ven",       "port-selm" },
		{ "~se lm hav",         "port-selm" },
		{ "minrathu",           "?min-ra-thu" },
		{ "~minrath",           "?min-ra-thu" },
		{ "portselm",           "?port-selm" },
		{ "name:minrathu",      "?min-ra-thu" },
	};
	EXPECT_HITS(state, rows);
}

static void possessives_are_the_word(void **state)
{
	static const struct expectation rows[] = {
		{ "mayor kind:quote",   "vel-doors" },
		{ "kovan's kind:person", "sergei-kovan" },
		{ "lighthouses's",      "sergei-kovan" },
	};
	EXPECT_HITS(state, rows);
}

static void a_prefix_finds_while_typing_only(void **state)
{
	static const struct expectation rows[] = {
		{ "lighthou",           "" },
		{ "~lighthou",          "sergei-kovan" },
		{ "~harbour pil",       "vera-min" },
		{ "~pil harbour",       "" },
		{ "~reliab",            "" },           /* that field is no word of a text … */
		{ "~has:wing",          "" },
		{ "~ha -harbour -has",  "" },           /* … and neither is has: */
	};
	EXPECT_HITS(state, rows);
}

/* The same for an archive of a test's own. */
static struct str hits_of(struct arena *arena, const struct archive *archive, const char *query)
{
	struct text ids = { .arena = arena };
	struct filter *filter;
	struct search search;
	assert_true(filter_parse(archive, arena, str_of(query), (struct filter_options){0}, &filter,
	                         NULL));
	search_begin(&search, archive, filter, (struct search_options){0});
	assert_true(search_step(&search, 0));
	for (size_t i = 0; i < search.hit_count; i++)
		text_format(&ids, "%s%.*s", i ? " " : "",
		            STR_ARGS(dossier_id(archive, search.hits[i].ref)));
	search_end(&search);
	return text_str(&ids);
}

/* ── What comes first ───────────────────────────────────────────────────────────────────────── */

static void the_best_come_first(void **state)
{
	static const struct expectation rows[] = {
		/* a name before an id before a text */
		{ "kovan",              "sergei-kovan kovan-ships vel-doors" },
		/* a whole id before all */
		{ "storm",              "storm storm-date" },
		/* all words in the name before some of them */
		{ "ra thu",             "min-ra-thu vera-min" },
		{ "harbour report",     "harbour-report" },
		/* a name before a summary before prose */
		{ "selm",               "port-selm ana-vel min-ra-thu" },
		{ "borvia",             "borvia sergei-kovan grain-talks" },
		{ "talks",              "grain-talks sergei-kovan" },
		/* of equals, whose name has the least besides */
		{ "harbour",            "harbour-league harbour-report evening-post vera-min" },
		{ "~min -minister -ministry", "vera-min min-ra-thu" },
		/* quotes and claims are not named by their opening words */
		{ "the",                "storm evening-post sergei-kovan vel-doors storm-date "
		                        "fair-cost" },
	};
	EXPECT_HITS(state, rows);
}

static void phrases_are_found_in_ids_and_romanized_names(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: old.pier-light, kind: place, name: X}\n"
		"- {id: y, kind: person, name: Петр Иванов}\n");
	(void)state;
	assert_str(hits_of(&arena, archive, "\"old pier light\""), "old.pier-light");
	assert_str(hits_of(&arena, archive, "\"pier old\""), "");
	assert_str(hits_of(&arena, archive, "\"petr ivanov\""), "y");
	assert_str(hits_of(&arena, archive, "\"ivanov petr\""), "");
	arena_release(&arena);
}

static void of_equals_what_is_linked_more_comes_first_then_the_order_of_names(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: x1, kind: place, name: Pier One}\n"
		"- {id: x2, kind: place, name: Pier Two, summary: '[[x3]] [[x4]]'}\n"
		"- {id: x3, kind: place, name: Pier Six, summary: '[[x4]]'}\n"
		"- {id: x4, kind: place, name: Pier Ten}\n"
		"- {id: x5, kind: place, name: Pier Ape}\n");
	(void)state;
	assert_str(hits_of(&arena, archive, "pier"), "x4 x3 x5 x1 x2");
	arena_release(&arena);
}

static void the_whole_name_comes_before_longer_ones(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: x1, kind: event, name: Ra Thu meets Vel, summary: '[[x5]] [[x2]]'}\n"
		"- {id: x2, kind: event, name: Meeting of Ra Thu, summary: '[[x1]] [[x3]]'}\n"
		"- {id: x3, kind: person, name: Ra Thu}\n"
		"- {id: x4, kind: person, name: Somebody, names: [Vel]}\n"
		"- {id: x5, kind: person, name: Vel Ra}\n"
		"- {id: x6, kind: place, name: Рату}\n"
		"- {id: x7, kind: place, name: Ratu Bay, summary: '[[x6]]'}\n");
	(void)state;
	assert_str(hits_of(&arena, archive, "ra thu"), "x3 x1 x2");
	assert_str(hits_of(&arena, archive, "Thu Ra"), "x3 x1 x2");
	/* another name that is it before a name that has it */
	assert_str(hits_of(&arena, archive, "vel"), "x4 x5 x1 x2");
	/* a romanized one likewise */
	assert_str(hits_of(&arena, archive, "ratu"), "x6 x7");
	arena_release(&arena);
}

/* Its signs make the name longer than the other, which would come first otherwise. */
static void signs_and_accents_do_not_make_it_another_name(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: x1, kind: person, name: Ko Dan U}\n"
		"- {id: x2, kind: person, name: '(Ko--Dan) ...'}\n"
		"- {id: x3, kind: person, name: Zoe U}\n"
		"- {id: x4, kind: person, name: '(((Zoé)))'}\n"
		"- {id: x5, kind: person, name: Li 40 U}\n"
		"- {id: x6, kind: person, name: '(LI, 40) ...'}\n");
	(void)state;
	assert_str(hits_of(&arena, archive, "ko dan"), "x2 x1");
	assert_str(hits_of(&arena, archive, "zoe"), "x4 x3");
	assert_str(hits_of(&arena, archive, "li 40"), "x6 x5");
	arena_release(&arena);
}

static struct search_hit first_hit(struct world *world, const char *query)
{
	struct search search;
	search_begin(&search, world->archive, world_filter(world, query),
	             (struct search_options){ .limit = 1 });
	search_step(&search, 0);
	if (search.hit_count == 0)
		fail_msg("%s finds nothing", query);
	struct search_hit hit = search.hits[0];
	search_end(&search);
	return hit;
}

static void hits_say_where_and_how_they_were_found(void **state)
{
	static const struct {
		const char *query;
		enum search_class where;
		enum search_way way;
	} rows[] = {
		{ "kovan",              SEARCH_NAME,      WAY_WORD      },
		{ "fox",                SEARCH_ALIAS,     WAY_WORD      },
		{ "кован",              SEARCH_ALIAS,     WAY_WORD      },
		{ "~kov",               SEARCH_NAME,      WAY_PREFIX    },
		{ "name:lavrin",        SEARCH_ROMANIZED, WAY_ROMANIZED },
		{ "селм",               SEARCH_NAME,      WAY_ROMANIZED },
		{ "storm",              SEARCH_ID,        WAY_WORD      },
		{ "pilot",              SEARCH_SUMMARY,   WAY_WORD      },
		{ "crowns",             SEARCH_TEXT,      WAY_WORD      },
		{ "\"ship fair\"",      SEARCH_NAME,      WAY_PHRASE    },
		{ "\"long speech\"",    SEARCH_PROSE,     WAY_PHRASE    },
		{ "kovn",               SEARCH_NAME,      WAY_SIMILAR   },
		{ "kind:place",         SEARCH_NONE,      WAY_FILTER    },
		{ "type:country",       SEARCH_NONE,      WAY_FILTER    },
		{ "-kind:place",        SEARCH_NONE,      WAY_FILTER    },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct search_hit hit = first_hit(*state, rows[i].query);
		if (hit.where != rows[i].where || hit.way != rows[i].way)
			fail_msg("%s: class %d by %s", rows[i].query, hit.where,
			         search_way_words(hit.way));
	}
}

static void what_is_not_wanted_takes_nothing_from_the_score(void **state)
{
	struct world *world = *state;
	unsigned score = first_hit(world, "kovan").score;
	assert_int_equal(first_hit(world, "kovan -storm").score, score);
	assert_int_equal(first_hit(world, "kovan kind:person").score, score);
}

static void a_query_without_words_is_in_the_order_of_names(void **state)
{
	struct world *world = *state;
	assert_string_equal(world_hits(world, "kind:person"),
	                    "ana-vel jose-lund min-ra-thu sergei-kovan vera-min");
	assert_int_equal(first_hit(world, "kind:person").score, 0);
}

static void an_empty_query_finds_all(void **state)
{
	struct world *world = *state;
	struct search search;
	search_begin(&search, world->archive, NULL, (struct search_options){ .limit = 2 });
	assert_true(search_step(&search, 0));
	assert_int_equal(search.total, dossier_count(world->archive));
	assert_int_equal(search.hit_count, 2);
	search_end(&search);
}

/* ── What is offered ────────────────────────────────────────────────────────────────────────── */

static void names_are_offered_when_nothing_matches(void **state)
{
	static const struct expectation rows[] = {
		{ "kovn",               "?sergei-kovan" },      /* a letter is missing */
		{ "kovaan",             "?sergei-kovan" },      /* one too many */
		{ "kvoan",              "?sergei-kovan" },      /* two have changed places */
		{ "foks",               "" },                   /* two of four are too many */
		{ "fux",                "?sergei-kovan" },
		{ "aldorya",            "?aldoria" },
		{ "aldurya",            "?aldoria" },           /* two others */
		{ "oldurya",            "" },                   /* three */
		{ "serhei kovan",       "?sergei-kovan" },
		{ "~sergej kova",       "?sergei-kovan" },
		{ "~selmhavn",          "?port-selm" },
		{ "~selnhav",           "?port-selm" },         /* it begins nearly so */
		{ "lavrni",             "?lavrin" },            /* in the romanized name */
		{ "лаврини",            "?lavrin" },
		{ "lighthousse",        "" },                   /* in prose, which is no name */
		{ "kovn kind:place",    "" },
		{ "kovn kind:person",   "?sergei-kovan" },
		{ "sergei-kovn",        "?sergei-kovan" },      /* an id */
		{ "-kovn kind:claim",   "storm-date fair-cost" },
		{ "kind:event status:disputed", "" },
		{ "xy",                 "" },
	};
	EXPECT_HITS(state, rows);
}

static void names_are_offered_by_a_part_of_a_word(void **state)
{
	static const struct expectation rows[] = {
		{ "mhaven",             "?port-selm" },
		{ "name:mhaven",        "?port-selm" },
		{ "ergei ova",          "?sergei-kovan" },
		{ "ldori",              "?aldoria" },
	};
	struct world *world = *state;
	struct search search;
	EXPECT_HITS(state, rows);
	search_begin(&search, world->archive, world_filter(world, "mhaven"),
	             (struct search_options){0});
	search_step(&search, 0);
	assert_int_equal(search.hits[0].way, WAY_INSIDE);
	assert_int_equal(search.hits[0].where, SEARCH_ALIAS);
	search_end(&search);
}

static void the_nearest_names_are_offered_first(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = support_archive_of(&arena,
		"- {id: x1, kind: person, name: Marbot}\n"
		"- {id: x2, kind: person, name: Merbat, summary: '[[x1]]'}\n"
		"- {id: x3, kind: person, name: Zed, names: [Merbot]}\n");
	(void)state;
	assert_str(hits_of(&arena, archive, "mirbot"), "x1 x3 x2");
	arena_release(&arena);
}

static void begin_kovan(struct world *world, struct search *search)
{
	search_begin(search, world->archive, world_filter(world, "kovan"),
	             (struct search_options){0});
}

static void nothing_is_offered_when_something_matches(void **state)
{
	struct world *world = *state;
	struct search search;
	begin_kovan(world, &search);
	search_step(&search, 0);
	assert_false(search.is_offer);
	search_end(&search);
}

/* ── The job ────────────────────────────────────────────────────────────────────────────────── */

static void a_search_that_has_not_begun_shows_nothing(void **state)
{
	struct world *world = *state;
	struct search search;
	begin_kovan(world, &search);
	assert_false(search.is_done);
	assert_int_equal(search.hit_count, 0);
	search_end(&search);
	assert_null(search.state);
}

static void what_was_done_stays_done(void **state)
{
	struct world *world = *state;
	struct search search;
	begin_kovan(world, &search);
	assert_true(search_step(&search, 0));
	size_t total = search.total;
	assert_true(search_step(&search, 1));
	assert_int_equal(search.total, total);
	search_end(&search);
}

static void a_limit_cuts_the_hits_but_not_the_total(void **state)
{
	struct world *world = *state;
	struct search search;
	search_begin(&search, world->archive, world_filter(world, "kind:person"),
	             (struct search_options){ .limit = 2 });
	search_step(&search, 0);
	assert_int_equal(search.total, 5);
	assert_int_equal(search.hit_count, 2);
	assert_int_equal(search.hits[1].ref.row, world_ref(world, "jose-lund").row);
	search_end(&search);
}

/* ── Many dossiers ──────────────────────────────────────────────────────────────────────────── */

enum { MANY = 6000 };

/* So many that they are ranked by counting, not by comparing, and that a search takes many slices:
 * people, every tenth with "rare" in its summary, and a place that every third is a national of. */
static struct archive *many_archive(struct arena *arena)
{
	struct text text = { .arena = arena };
	text_add(&text, STR("- {id: home, kind: place, name: Home}\n"));
	for (unsigned i = 0; i < MANY; i++) {
		text_format(&text, "- id: p%u\n  kind: person\n  name: Person %u%s\n", i, MANY - i,
		            i % 7 == 0 ? " Common" : "");
		text_format(&text, "  summary: A common word%s.\n",
		            i % 10 == 0 ? ", a rare one" : "");
		if (i % 3 == 0)
			text_add(&text, STR("  nationality: home\n"));
	}
	return support_archive_of(arena, text_str(&text).bytes);
}

/* Counts into `*steps` how often the search had to be asked to go on. */
static struct str hits_text(struct arena *arena, const struct archive *archive, const char *query,
                            size_t limit, unsigned budget_us, unsigned *steps)
{
	struct text text = { .arena = arena };
	struct filter *filter;
	struct search search;
	bool is_typing = query[0] == '~';
	assert_true(filter_parse(archive, arena, str_of(query + is_typing),
	                         (struct filter_options){ is_typing }, &filter, NULL));
	search_begin(&search, archive, filter, (struct search_options){ .limit = limit });
	while (!search_step(&search, budget_us))
		(*steps)++;
	text_format(&text, "%zu %d:", search.total, search.is_offer);
	for (size_t i = 0; i < search.hit_count; i++)
		text_format(&text, " %u,%u,%d,%d", search.hits[i].ref.row, search.hits[i].score,
		            search.hits[i].where, search.hits[i].way);
	search_end(&search);
	return text_str(&text);
}

static void the_budget_does_not_change_the_result(void **state)
{
	static const char *const queries[] = {
		"common", "~com", "~p", "rare", "common rare", "~common ra", "\"rare one\"",
		"-rare", "common -rare", "rare OR home", "kind:person", "link:home",
		"link:home rare", "kind:person date:2021", "comon", "~persn", "name:common", "p17",
		"common -kind:person",
	};
	struct arena arena = {0};
	const struct archive *archive = many_archive(&arena);
	unsigned none = 0, many = 0;
	(void)state;
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct str at_once = hits_text(&arena, archive, queries[i], 100, 0, &none);
		struct str in_steps = hits_text(&arena, archive, queries[i], 100, 1, &many);
		if (!str_equal(at_once, in_steps))
			fail_msg("%s: %s, not %s", queries[i], in_steps.bytes, at_once.bytes);
	}
	assert_int_equal(none, 0);
	assert_true(many > 0);
	arena_release(&arena);
}

static void search_many(struct arena *arena, const struct archive *archive, const char *query,
                        size_t limit, struct search *search)
{
	struct filter *filter;
	assert_true(filter_parse(archive, arena, str_of(query), (struct filter_options){0}, &filter,
	                         NULL));
	search_begin(search, archive, filter, (struct search_options){ .limit = limit });
	assert_true(search_step(search, 0));
}

/* Every hit is at least as good as the next, and of equals the names are in order. */
static void assert_in_order(struct arena *arena, const struct archive *archive,
                            const struct search *search)
{
	struct row_span order = dossiers_by_name(archive);
	uint32_t *places = ARENA_MANY(arena, uint32_t, order.count);
	for (uint32_t i = 0; i < order.count; i++)
		places[order.rows[i]] = i;
	for (size_t i = 1; i < search->hit_count; i++) {
		struct search_hit before = search->hits[i - 1], hit = search->hits[i];
		assert_true(before.score >= hit.score);
		if (before.score == hit.score)
			assert_true(places[before.ref.row] < places[hit.ref.row]);
	}
}

static void many_hits_are_counted_and_ordered(void **state)
{
	static const struct { const char *query; size_t total; } rows[] = {
		{ "common",             MANY },
		{ "name:common",        (MANY + 6) / 7 },
		{ "rare",               MANY / 10 },
		{ "common rare",        MANY / 10 },
		{ "\"rare one\"",       MANY / 10 },
		{ "-rare kind:person",  MANY - MANY / 10 },
		{ "link:home",          MANY / 3 },
		{ "link:home rare",     MANY / 30 },
		{ "rare OR kind:place", MANY / 10 + 1 },
		{ "kind:person",        MANY },
		{ "-kind:place",        MANY },
		{ "has:people",         1 },
	};
	struct arena arena = {0};
	const struct archive *archive = many_archive(&arena);
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct search all, first;
		search_many(&arena, archive, rows[i].query, 0, &all);
		search_many(&arena, archive, rows[i].query, 10, &first);
		if (all.total != rows[i].total)
			fail_msg("%s finds %zu", rows[i].query, all.total);
		assert_int_equal(all.hit_count, all.total);
		assert_int_equal(first.total, all.total);
		assert_int_equal(first.hit_count, all.total < 10 ? all.total : 10);
		assert_in_order(&arena, archive, &all);
		assert_memory_equal(all.hits, first.hits, first.hit_count * sizeof *first.hits);
		search_end(&all);
		search_end(&first);
	}
	arena_release(&arena);
}

static void what_is_found_by_its_name_is_shown_before_all_is_counted(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = many_archive(&arena);
	struct filter *filter;
	struct search search, all;
	(void)state;
	search_many(&arena, archive, "common", 0, &all);
	assert_true(filter_parse(archive, &arena, STR("common"), (struct filter_options){0},
	                         &filter, NULL));
	search_begin(&search, archive, filter, (struct search_options){ .limit = 10 });
	while (search.hit_count == 0)
		assert_false(search_step(&search, 1));
	assert_int_equal(search.hit_count, 10);
	assert_true(search.hits_are_final);
	assert_true(search.total < MANY);
	assert_memory_equal(search.hits, all.hits, 10 * sizeof *search.hits);
	search_step(&search, 0);
	assert_int_equal(search.total, MANY);
	assert_memory_equal(search.hits, all.hits, 10 * sizeof *search.hits);
	search_end(&search);
	search_end(&all);
	arena_release(&arena);
}

static void of_many_the_named_come_first(void **state)
{
	struct arena arena = {0};
	const struct archive *archive = many_archive(&arena);
	struct search search;
	(void)state;
	search_many(&arena, archive, "common", 0, &search);
	for (size_t i = 0; i < search.hit_count; i++)
		assert_int_equal(search.hits[i].where,
		                 i < (MANY + 6) / 7 ? SEARCH_NAME : SEARCH_SUMMARY);
	search_end(&search);
	arena_release(&arena);
}

/* What the postings of a term say of the summary, the texts and the prose of a dossier. */
static uint8_t indexed(const struct archive *archive, uint32_t term, uint32_t row)
{
	struct row_span postings =
		term_postings(archive, LEXICON_ALL, (struct row_range){ term, 1 });
	uint8_t best = 0;
	for (uint32_t i = 0; i < postings.count; i++) {
		enum search_class where = posting_class(postings.rows[i]);
		bool is_text = where == SEARCH_SUMMARY || where == SEARCH_TEXT ||
		               where == SEARCH_PROSE;
		uint8_t grade = grade_of(where, GRADE_WORD);
		if (is_text && posting_dossier(postings.rows[i]).row == row && grade > best)
			best = grade;
	}
	return best;
}

/* Each word of the index, in each dossier; gives how many are there. */
static size_t compare_texts(const struct archive *archive)
{
	size_t found = 0;
	for (uint32_t term = 0; term < term_count(archive, LEXICON_ALL); term++)
		for (uint32_t row = 0; row < dossier_count(archive); row++) {
			struct str word = term_at(archive, LEXICON_ALL, term);
			struct dossier_ref ref = { row };
			struct wanted_word wanted = { word, false, GRADE_WORD, 0 };
			struct wanted_words words = { &wanted, 1, 1 };
			uint8_t grade = texts_find_words(archive, ref, &words);
			found += grade > 0;
			if (grade != indexed(archive, term, row))
				fail_msg("%.*s in %.*s", STR_ARGS(word),
				         STR_ARGS(dossier_id(archive, ref)));
		}
	return found;
}

static void reads_in_texts_what_the_index_has_of_them(void **state)
{
	struct world *world = *state;
	assert_true(compare_texts(world->archive) > 100);
}

/* Who writes a link from its far end has the role and the other's name in his texts. */
static void a_role_is_found_where_it_is_written(void **state)
{
	static const struct support_file files[] = {
		{ "schema.yaml",
		  "files:\n"
		  "  boards:\n"
		  "    match: boards.yml\n"
		  "    kind: organization\n"
		  "    id: no\n"
		  "    links:\n"
		  "      chair: {relation: leads, inverse: yes, role: as}\n"
		  "relations:\n"
		  "  leads: {label: leads, inverse: led by}\n" },
		{ "people.yaml", "- {id: ana, kind: person, name: Ana Vel,\n"
		                 "   positions: [{title: Pilot, since: 2020}]}\n" },
		{ "boards.yml",
		  "- {no: board, name: Harbour board, chair: ana, as: acting head}\n" },
		{ 0 },
	};
	static const char *const queries[] = {
		"acting head", "\"acting head\"", "\"ana vel\" acting",
	};
	struct arena arena = {0};
	const struct archive *archive = support_archive(&arena, files);
	(void)state;
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct search search;
		search_many(&arena, archive, queries[i], 0, &search);
		assert_int_equal(search.hit_count, 1);
		assert_false(search.is_offer);
		assert_int_equal(search.hits[0].ref.row, dossier_find(archive, STR("board")).row);
		search_end(&search);
	}
	assert_true(compare_texts(archive) > 0);
	arena_release(&arena);
}

/* What is said of a link that leads nowhere is kept in the note of its value. */
static void the_role_of_a_link_that_leads_nowhere_is_found(void **state)
{
	struct arena arena = {0};
	struct text text = { .arena = &arena };
	struct search search;
	(void)state;
	for (int i = 0; i < 40; i++)
		text_format(&text, "- {id: p%d, kind: person, name: %s %d, relations: "
		                   "[{type: met, to: nobody, role: charioteer, since: 1950}]}\n", i,
		            i % 14 == 0 ? "Rare" : "Common", i);
	const struct archive *archive = support_archive(&arena, (struct support_file[]){
		{ "all.yaml", text_str(&text).bytes }, { 0 } });
	assert_true(compare_texts(archive) > 120);
	struct value value = value_at(archive, dossier_at(archive, dossier_find(archive,
	                                                  STR("p3"))).values.first + 1);
	assert_true(str_equal(value.note, STR("type: met, role: charioteer, since: 1950")));
	search_many(&arena, archive, "rare charioteer", 0, &search);
	assert_int_equal(search.total, 3);
	assert_false(search.is_offer);
	search_end(&search);

	struct filter *filter;
	assert_true(filter_parse(archive, &arena, STR("rare charioteer"),
	                         (struct filter_options){0}, &filter, NULL));
	search_begin(&search, archive, filter, (struct search_options){ .limit = 10 });
	search.state->costs = (struct reading_costs){ .text = 1 };
	while (!search_step(&search, 1))
		;
	assert_int_equal(search.total, 3);
	assert_int_equal(search.hit_count, 3);
	search_end(&search);
	arena_release(&arena);
}

/* What the group says anyway is not said again; nor what its citations or its text have. */
static void only_what_would_be_lost_is_kept_of_a_link(void **state)
{
	struct arena arena = {0};
	(void)state;
	const struct archive *archive = support_archive(&arena, (struct support_file[]){
		{ "all.yaml", "- id: ana\n  kind: person\n  name: Ana\n"
		              "  positions: [{title: Head, organization: nobody, since: 2019}]\n"
		              "  relations: [{to: nobody, sources: [{source: gone, locator: 1}]}]\n"
		              "  body: Of [[nobody]] [@gone, p. 2].\n" },
		{ 0 } });
	struct row_range values = dossier_at(archive, dossier_find(archive, STR("ana"))).values;
	for (uint32_t i = 0; i < values.count; i++)
		assert_int_equal(value_at(archive, values.first + i).note.size, 0);
	assert_true(compare_texts(archive) > 0);
	arena_release(&arena);
}

/* What the index has of made-up collections, in which much is wrong. */
static void reads_in_texts_what_the_index_has_of_fictions(void **state)
{
	(void)state;
	for (uint32_t fiction = 1; fiction <= 6; fiction++) {
		struct arena arena = {0};
		struct support_file files[7] = {0};
		for (uint32_t file = 0; file < 6; file++)
			files[file] = (struct support_file){
				fiction_path(&arena, file),
				fiction_file(&arena, fiction, file, 0) };
		assert_true(compare_texts(support_archive(&arena, files)) > 300);
		arena_release(&arena);
	}
}

/* Begin a search for "rare word" among 40 of that name, of which each third has the word in a body
 * of about so many bytes, as far as where texts are read. */
static void begin_reading(struct arena *arena, struct search *search, size_t body_size)
{
	struct text text = { .arena = arena };
	struct filter *filter;
	for (int i = 0; i < 40; i++) {
		text_format(&text, "- {id: p%d, kind: person, name: Rare %d, body: \"%s", i, i,
		            i % 3 ? "" : "word");
		for (size_t size = 0; size < body_size; size += 6)
			text_add(&text, STR(" other"));
		text_add(&text, STR("\"}\n"));
	}
	const struct archive *archive = support_archive(arena, (struct support_file[]){
		{ "all.yaml", text_str(&text).bytes }, { 0 } });
	assert_true(filter_parse(archive, arena, STR("rare word"), (struct filter_options){0},
	                         &filter, NULL));
	search_begin(search, archive, filter, (struct search_options){ .limit = 10 });
	search->state->costs = (struct reading_costs){ .text = 1 };
	while (!search->state->reading.op)
		assert_false(search_step(search, 1));
}

static void one_dossier_is_read_between_two_looks_at_the_clock(void **state)
{
	struct arena arena = {0};
	struct search search;
	enum reading_outcome outcome = READING_GOES_ON;
	(void)state;
	begin_reading(&arena, &search, 6000);
	struct reading *reading = &search.state->reading;
	assert_in_range(reading->left, 3, 100);
	while (outcome == READING_GOES_ON) {
		uint64_t before = reading->left;
		outcome = reading_step(&search, reading);
		assert_in_range(before - reading->left, 0, 1);
	}
	search_end(&search);
	arena_release(&arena);
}

static void long_texts_are_not_read(void **state)
{
	struct arena arena = {0};
	struct search search;
	(void)state;
	begin_reading(&arena, &search, 140000);
	uint64_t before = search.state->reading.left;
	while (!search_step(&search, 1) && search.state->stage == STAGE_READ)
		assert_int_equal(search.state->reading.left, before);
	search_step(&search, 0);
	assert_int_equal(search.total, 14);
	assert_int_equal(search.hit_count, 10);
	search_end(&search);
	arena_release(&arena);
}

static void an_order_takes_the_place_of_what_words_are_worth(void **state)
{
	static const struct expectation rows[] = {
		{ "kind:event order:name",      "grain-talks ship-fair storm" },
		{ "kind:event order:links",     "ship-fair grain-talks storm" },
		{ "sort:li kind:event",         "ship-fair grain-talks storm" },
		{ "kind:event order:links order:date", "grain-talks ship-fair storm" },
		{ "kind:quote order:speaker",   "vel-doors kovan-ships undated-words" },
		{ "kind:source order:date",     "evening-post harbour-report" },
		{ "kind:source order:sources",  "harbour-report evening-post" },
		{ "harbour order:date",
		  "harbour-league evening-post harbour-report vera-min" },
	};
	EXPECT_HITS(state, rows);
}

/* The number of each hit is that of whom it is linked with, and they fall. */
static void the_most_linked_come_first_with_their_numbers(void **state)
{
	struct world *world = *state;
	struct column_reader links = column_begin(world->archive, NULL, COLUMN_LINKS);
	struct search search;
	search_begin(&search, world->archive, world_filter(world, "order:links"),
	             (struct search_options){ .limit = 5 });
	assert_true(search_step(&search, 0));
	assert_int_equal(search.total, dossier_count(world->archive));
	assert_int_equal(search.hit_count, 5);
	for (size_t i = 0; i < search.hit_count; i++) {
		struct dossier_ref ref = search.hits[i].ref;
		assert_int_equal(search.hits[i].number, column_number(&links, ref));
		assert_true(i == 0 || search.hits[i].number <= search.hits[i - 1].number);
	}
	assert_true(search.hits[0].number > search.hits[4].number);
	search_end(&search);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_words_in_all_texts),
		cmocka_unit_test(wants_all_words_unless_it_says_or),
		cmocka_unit_test(a_phrase_stands_word_by_word),
		cmocka_unit_test(finds_ids_whole_and_in_parts),
		cmocka_unit_test(finds_across_scripts_and_decorations),
		cmocka_unit_test(words_may_be_joined_or_split_in_another_way),
		cmocka_unit_test(possessives_are_the_word),
		cmocka_unit_test(a_prefix_finds_while_typing_only),
		cmocka_unit_test(the_best_come_first),
		cmocka_unit_test(phrases_are_found_in_ids_and_romanized_names),
		cmocka_unit_test(of_equals_what_is_linked_more_comes_first_then_the_order_of_names),
		cmocka_unit_test(the_whole_name_comes_before_longer_ones),
		cmocka_unit_test(signs_and_accents_do_not_make_it_another_name),
		cmocka_unit_test(hits_say_where_and_how_they_were_found),
		cmocka_unit_test(what_is_not_wanted_takes_nothing_from_the_score),
		cmocka_unit_test(a_query_without_words_is_in_the_order_of_names),
		cmocka_unit_test(an_empty_query_finds_all),
		cmocka_unit_test(names_are_offered_when_nothing_matches),
		cmocka_unit_test(names_are_offered_by_a_part_of_a_word),
		cmocka_unit_test(the_nearest_names_are_offered_first),
		cmocka_unit_test(nothing_is_offered_when_something_matches),
		cmocka_unit_test(a_search_that_has_not_begun_shows_nothing),
		cmocka_unit_test(what_was_done_stays_done),
		cmocka_unit_test(a_limit_cuts_the_hits_but_not_the_total),
		cmocka_unit_test(the_budget_does_not_change_the_result),
		cmocka_unit_test(many_hits_are_counted_and_ordered),
		cmocka_unit_test(what_is_found_by_its_name_is_shown_before_all_is_counted),
		cmocka_unit_test(of_many_the_named_come_first),
		cmocka_unit_test(reads_in_texts_what_the_index_has_of_them),
		cmocka_unit_test(a_role_is_found_where_it_is_written),
		cmocka_unit_test(the_role_of_a_link_that_leads_nowhere_is_found),
		cmocka_unit_test(only_what_would_be_lost_is_kept_of_a_link),
		cmocka_unit_test(reads_in_texts_what_the_index_has_of_fictions),
		cmocka_unit_test(one_dossier_is_read_between_two_looks_at_the_clock),
		cmocka_unit_test(long_texts_are_not_read),
		cmocka_unit_test(an_order_takes_the_place_of_what_words_are_worth),
		cmocka_unit_test(the_most_linked_come_first_with_their_numbers),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
