#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/limits.h"
#include "query/filter.h"
#include "query/verified.h"
#include "tests/query/world.h"

/* ── Filters as texts ───────────────────────────────────────────────────────────────────────── */

static const char *const kind_names[] = {
	[FILTER_ALL]  = "all",   [FILTER_ANY]    = "any",    [FILTER_NOT]   = "not",
	[FILTER_WORD] = "word",  [FILTER_PHRASE] = "phrase", [FILTER_NAME]  = "name",
	[FILTER_KIND] = "kind",  [FILTER_FACET]  = "facet",  [FILTER_LINK]  = "link",
	[FILTER_ALONE] = "alone",
	[FILTER_DATE] = "date",  [FILTER_VERIFIED] = "verified",
};
_Static_assert(sizeof kind_names / sizeof *kind_names == FILTER_KIND_COUNT, "a name for each");

static void describe(struct world *world, struct text *text, const struct filter *filter)
{
	const struct archive *archive = world->archive;
	text_format(text, "(%s", kind_names[filter->kind]);
	for (size_t i = 0; i < filter->part_count; i++) {
		text_add_byte(text, ' ');
		describe(world, text, filter->parts[i]);
	}
	if (filter->text.size)
		text_format(text, " %.*s%s", STR_ARGS(filter->text), filter->is_prefix ? "*" : "");
	if (filter->dossier_kind != NO_ROW)
		text_format(text, " %.*s", STR_ARGS(kind_at(archive, filter->dossier_kind).key));
	if (filter->relation != NO_ROW)
		text_format(text, " %.*s", STR_ARGS(relation_at(archive, filter->relation).key));
	for (size_t i = 0; i < filter->target_count; i++)
		text_format(text, " %.*s", STR_ARGS(dossier_id(archive, filter->targets[i])));
	for (unsigned i = 0; i < VERIFIED_STATE_COUNT; i++)
		if (filter->states >> i & 1)
			text_format(text, " %s", verified_key(i));
	if (!date_is_none(filter->dates))
		text_format(text, " %.*s to %.*s",
		            STR_ARGS(date_day(&world->arena, filter->dates.earliest)),
		            STR_ARGS(date_day(&world->arena, filter->dates.latest)));
	text_add_byte(text, ')');
}

static const char *described(struct world *world, const char *query)
{
	struct text text = { .arena = &world->arena };
	struct filter *filter = world_filter(world, query);
	if (!filter)
		return "nothing";
	describe(world, &text, filter);
	return text_str(&text).bytes;
}

struct reading { const char *query, *expected; };

static void expect_readings(void **state, const struct reading *readings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *actual = described(*state, readings[i].query);
		if (strcmp(actual, readings[i].expected) != 0)
			fail_msg("%s: %s, not %s", readings[i].query, actual, readings[i].expected);
	}
}

#define EXPECT_READINGS(state, readings) \
	expect_readings((state), (readings), sizeof(readings) / sizeof(*(readings)))

/* ── The grammar ────────────────────────────────────────────────────────────────────────────── */

static void words_are_folded_and_all_of_them_wanted(void **state)
{
	static const struct reading readings[] = {
		{ "",                   "nothing" },
		{ " \t\n ",             "nothing" },
		{ "Ship",               "(word ship)" },
		{ "Ship  FAIR",         "(all (word ship) (word fair))" },
		{ "José",               "(word jose)" },
		{ "ŁUND Кован",         "(all (word lund) (word кован))" },
		{ "it’s",               "(word it's)" },
		{ "and or AND",         "(all (word and) (word or) (word and))" },
	};
	EXPECT_READINGS(state, readings);
}

static void or_binds_less_than_and(void **state)
{
	static const struct reading readings[] = {
		{ "a b OR c",           "(any (all (word a) (word b)) (word c))" },
		{ "a OR b OR c",        "(any (word a) (word b) (word c))" },
		{ "a (b OR c)",         "(all (word a) (any (word b) (word c)))" },
		{ "(a OR b)(c)",        "(all (any (word a) (word b)) (word c))" },
		{ "((a))",              "(word a)" },
		{ "OR a OR OR b OR",    "(any (word a) (word b))" },
		{ "()",                 "nothing" },
		{ "ORa",                "(word ora)" },
	};
	EXPECT_READINGS(state, readings);
}

static void a_minus_negates_what_it_stands_before(void **state)
{
	static const struct reading readings[] = {
		{ "-a",                 "(not (word a))" },
		{ "a -b",               "(all (word a) (not (word b)))" },
		{ "--a",                "(word a)" },
		{ "-(a b)",             "(not (all (word a) (word b)))" },
		{ "-\"a b\"",           "(not (phrase a b))" },
		{ "-kind:person",       "(not (kind person))" },
		{ "a - b",              "(all (word a) (word b))" },
		{ "-",                  "nothing" },
		{ "-()",                "nothing" },
		{ "a-",                 "(word a)" },
	};
	EXPECT_READINGS(state, readings);
}

static void what_is_quoted_or_of_several_words_is_a_phrase(void **state)
{
	static const struct reading readings[] = {
		{ "\"Long  Speech\"",   "(phrase long  speech)" },
		{ "\"speech\"",         "(word speech)" },
		{ "\"\"",               "nothing" },
		{ "a\"b c\"d",          "(all (word a) (phrase b c) (word d))" },
		{ "port-selm",          "(phrase port-selm)" },
		{ "\"a OR (b\"",        "(phrase a or (b)" },
		{ "\"kind:person\"",    "(phrase kind:person)" },
		{ "10:30",              "(phrase 10:30)" },
		{ "https://example.org", "(phrase https://example.org)" },
		{ "“long speech”",      "(phrase long speech)" },
		{ "„a b“ c\xC2\xA0" "d", "(all (phrase a b) (word c) (word d))" },
	};
	EXPECT_READINGS(state, readings);
}

static void the_state_of_a_quote_has_a_name_and_two_have_one_together(void **state)
{
	static const struct reading readings[] = {
		{ "verified:exact",     "(all (kind quote) (verified exact))" },
		{ "verified:Not-Found", "(all (kind quote) (verified not-found))" },
		{ "verified:yes",       "(all (kind quote) (verified exact normalized))" },
		{ "verified:no",        "(all (kind quote) (verified too-short no-local-copy "
		                        "not-found changed none))" },
		{ "-verified:none",     "(not (all (kind quote) (verified none)))" },
	};
	EXPECT_READINGS(state, readings);
}

static void a_query_says_of_which_kind_alone_its_answers_are(void **state)
{
	struct world *world = *state;
	uint32_t quote = kind_find(world->archive, STR("quote"));
	assert_int_equal(filter_only_kind(world_filter(world, "kind:quote")), quote);
	assert_int_equal(filter_only_kind(world_filter(world, "storm kind:quote")), quote);
	assert_int_equal(filter_only_kind(world_filter(world, "verified:no storm")), quote);
	assert_int_equal(filter_only_kind(world_filter(world, "-kind:quote")), NO_ROW);
	assert_int_equal(filter_only_kind(world_filter(world, "kind:quote OR storm")), NO_ROW);
	assert_int_equal(filter_only_kind(NULL), NO_ROW);
}

static void signs_alone_are_in_no_text(void **state)
{
	static const struct reading readings[] = {
		{ "!!!",                "(word !!!)" },
		{ "a & b",              "(all (word a) (word b))" },
	};
	EXPECT_READINGS(state, readings);
	assert_string_equal(world_hits(*state, "!!!"), "");
}

static void while_typing_the_last_word_is_a_beginning(void **state)
{
	static const struct reading readings[] = {
		{ "~shi",               "(word shi*)" },
		{ "~shi ",              "(word shi*)" },
		{ "~ship fa",           "(all (word ship) (word fa*))" },
		{ "~\"ship fair\"",     "(phrase ship fair)" },
		{ "~port-se",           "(phrase port-se*)" },
		{ "~-sh",               "(not (word sh*))" },
	};
	EXPECT_READINGS(state, readings);
}

static void while_typing_nothing_has_to_be_closed(void **state)
{
	static const struct reading readings[] = {
		{ "~\"long spe",        "(phrase long spe*)" },
		{ "~\"",                "nothing" },
		{ "~(a OR b",           "(any (word a) (word b*))" },
		{ "~((",                "nothing" },
		{ "~a) b",              "(all (word a) (word b*))" },
		{ "~)",                 "nothing" },
		{ "~a OR",              "(word a)" },
		{ "~a -",               "(word a)" },
		{ "~a speaker:",        "(word a)" },
		{ "~speaker:\"",        "nothing" },
		{ "~kind: a",           "(word a*)" },
	};
	EXPECT_READINGS(state, readings);
}

/* ── Fields ─────────────────────────────────────────────────────────────────────────────────── */

static void kinds_are_read_by_key_and_plural(void **state)
{
	static const struct reading readings[] = {
		{ "kind:person",        "(kind person)" },
		{ "Kind:People",        "(kind person)" },
		{ "~kind:p",            "(any (kind person) (kind place))" },
		{ "~kind:person",       "(kind person)" },
	};
	EXPECT_READINGS(state, readings);
}

static void facets_are_read_whole(void **state)
{
	static const struct reading readings[] = {
		{ "tag:\"Grain Trade\"", "(facet tags:grain trade)" },
		{ "tags:trade",         "(facet tags:trade)" },
		{ "type:Country",       "(facet type:country)" },
		{ "lang:ru status:disputed", "(all (facet lang:ru) (facet status:disputed))" },
		{ "form:direct",        "(facet form:direct)" },
		{ "reliability:B",      "(facet reliability:b)" },
		{ "~type:cou",          "(facet type:cou*)" },
		{ "~type:cou ship",     "(all (facet type:cou*) (word ship*))" },
		{ "~type:country",      "(facet type:country)" },
		{ "~sources:1",         "(facet sources:1)" },
		{ "has:summary",        "(facet has:summary)" },
		{ "has:quote",          "(facet has:quotes)" },
		{ "has:people",         "(facet has:people)" },
		{ "~has:qu",            "(facet has:qu*)" },
	};
	EXPECT_READINGS(state, readings);
}

static void links_are_read_by_id_and_by_words_of_names(void **state)
{
	static const struct reading readings[] = {
		{ "about:aldoria",      "(link about aldoria)" },
		{ "about:s-kovan",      "(link about sergei-kovan)" },
		{ "about:Кован",        "(link about sergei-kovan)" },
		{ "about:\"the fox\"",  "(link about sergei-kovan)" },
		{ "about:min",          "(link about min-ra-thu vera-min)" },
		{ "about:nobody",       "(link about)" },
		{ "~about:har",         "(link about evening-post harbour-league harbour-report)" },
		{ "link:storm",         "(link storm)" },
		{ "speaker:ana-vel",    "(any (link speaker ana-vel) (link spoke-for ana-vel))" },
		{ "source:storm",       "(any (link quoted-from storm) (link cites storm))" },
	};
	struct world *world = *state;
	EXPECT_READINGS(state, readings);
	assert_non_null(strstr(described(world, "place:storm"), "(link place storm)"));
	assert_non_null(strstr(described(world, "place:storm"), "(link within storm)"));
	assert_non_null(strstr(described(world, "place:storm"), "(link based-in storm)"));
	assert_null(strstr(described(world, "place:storm"), "(link about storm)"));
}

static void dates_are_read_with_and_without_ends(void **state)
{
	static const struct reading readings[] = {
		{ "date:2021",          "(date 2021-01-01 to 2021-12-31)" },
		{ "date:2021-02",       "(date 2021-02-01 to 2021-02-28)" },
		{ "date:2021-02..2022", "(date 2021-02-01 to 2022-12-31)" },
		{ "date:2021..",        "(date 2021-01-01 to )" },
		{ "date:..2022",        "(date  to 2022-12-31)" },
		{ "date:2021/2022-03",  "(date 2021-01-01 to 2022-03-31)" },
		{ "date:2021/..",       "(date 2021-01-01 to )" },
		{ "date:\"2021..2022\"", "(date 2021-01-01 to 2022-12-31)" },
		{ "~date:2021-0",       "nothing" },
		{ "~date:2021..2",      "nothing" },
		{ "~date:2021..",       "(date 2021-01-01 to )" },
	};
	EXPECT_READINGS(state, readings);
}

static void names_are_read_as_words(void **state)
{
	static const struct reading readings[] = {
		{ "name:José",          "(name jose)" },
		{ "name:\"Ra  Thu\"",   "(name ra thu)" },
		{ "~name:ra-th",        "(name ra th*)" },
		{ "name:!!",            "(word !!)" },
	};
	EXPECT_READINGS(state, readings);
}

static void each_field_of_the_table_can_be_asked(void **state)
{
	struct world *world = *state;
	size_t count = 0;
	for (const struct filter_field *field = filter_fields(); field->key; field++, count++) {
		struct str query = str_format(&world->arena, "%s:", field->key);
		struct filter *filter;
		assert_true(strlen(field->help) > 10);
		assert_true(filter_parse(world->archive, &world->arena, query,
		                         (struct filter_options){ .is_typing = true }, &filter,
		                         NULL));
	}
	assert_int_equal(count, 19);
}

/* What each field finds; the words that it is made of are tested in search_test.c. */
static void fields_find_what_they_mean(void **state)
{
	static const struct reading readings[] = {
		{ "kind:place",                 "aldoria borvia port-selm lavrin" },
		{ "tag:trade",                  "sergei-kovan" },
		{ "tag:\"grain trade\"",        "jose-lund" },
		{ "name:min",                   "vera-min min-ra-thu" },
		{ "name:\"ra thu\"",            "min-ra-thu" },
		{ "name:lighthouses",           "" },
		{ "speaker:kovan",              "kovan-ships undated-words" },
		{ "speaker:trade-ministry",     "kovan-ships" },
		{ "about:aldoria",              "vel-doors kovan-ships" },
		{ "about:ship-fair",            "fair-cost" },
		{ "speaker:vel",                "vel-doors" },
		{ "speaker:kov",                "kovan-ships undated-words" },
		{ "speaker:league",             "" },
		{ "asserted:league",            "fair-cost" },
		{ "asserted:evening-post",      "storm-date" },
		{ "asserted:lights",            "storm-date" },
		{ "asserted:kovan",             "" },
		{ "denied:kovan",               "fair-cost" },
		{ "kind:claim speaker:league",  "fair-cost" },
		{ "kind:claim -speaker:league", "storm-date" },
		{ "claims speaker:league",      "fair-cost" },
		{ "speaker:league claims",      "fair-cost" },
		{ "claims not speaker:league",  "storm-date" },
		{ "kind:quote speaker:league",  "" },
		{ "only:evening-post",          "storm-date ana-vel undated-words" },
		{ "only:league",                "" },
		{ "only:harbour-report kind:claim", "fair-cost" },
		{ "only:evening-post kind:claim", "storm-date" },
		{ "source:harbour kind:claim",  "fair-cost" },
		{ "event:fair",                 "kovan-ships" },
		{ "place:selm",                 "grain-talks ship-fair" },
		{ "source:harbour-report",      "vel-doors sergei-kovan kovan-ships fair-cost" },
		{ "place:port-selm",            "grain-talks ship-fair" },
		{ "place:aldoria",              "ana-vel port-selm storm" },
		{ "link:storm",                 "storm-date aldoria" },
		{ "lang:ru",                    "evening-post undated-words" },
		{ "status:disputed",            "fair-cost" },
		{ "type:country",               "aldoria borvia" },
		{ "type:\"political party\"",   "harbour-league" },
		{ "form:fragment",              "undated-words" },
		{ "reliability:b",              "harbour-report" },
		{ "has:claims -kind:source",    "harbour-league sergei-kovan ship-fair storm" },
		{ "has:outcome",                "ship-fair" },
		{ "~has:out",                   "ship-fair" },
	};
	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
		const char *hits = world_hits(*state, readings[i].query);
		if (strcmp(hits, readings[i].expected) != 0)
			fail_msg("%s: %s, not %s", readings[i].query, hits, readings[i].expected);
	}
}

static const char *meaning(struct world *world, const char *query)
{
	struct filter *filter = world_filter(world, query);
	struct str words = filter_meaning(world->archive, &world->arena, filter);
	return str_copy(&world->arena, words).bytes;
}

static void says_whom_a_part_of_a_name_was_taken_to_mean(void **state)
{
	assert_string_equal(meaning(*state, "speaker:vel"), "Ana Vel");
	assert_string_equal(meaning(*state, "kind:quote -speaker:vel"), "Ana Vel");
	assert_string_equal(meaning(*state, "kind:claim speaker:league"), "Harbour League");
	assert_string_equal(meaning(*state, "speaker:fox place:selm"), "Sergei Kovan; Port Selm");
	assert_string_equal(meaning(*state, "about:min"), "Min Ra Thu, Vera Min");
	assert_string_equal(meaning(*state, "link:aldoria"), "");
	assert_string_equal(meaning(*state, "speaker:ana-vel"), "");
	assert_string_equal(meaning(*state, "speaker:\"ana vel\""), "");
	assert_string_equal(meaning(*state, "speaker:nobody"), "");
	assert_string_equal(meaning(*state, "harbour"), "");
	assert_string_equal(meaning(*state, ""), "");
}

static void dates_count_for_what_happened_then(void **state)
{
	static const struct reading readings[] = {
		{ "date:2022-08 kind:event",    "ship-fair" },
		/* for certain in that year; then what only may be, as something else is not */
		{ "date:2022 kind:event",       "ship-fair grain-talks" },
		{ "date:2021..2021-12 kind:event", "grain-talks" },
		{ "date:1960-04-02",            "sergei-kovan" },
		/* in office all the time between since and until */
		{ "date:2019 kind:person",      "sergei-kovan" },
		{ "date:2023-06 kind:person",   "ana-vel" },
		{ "date:2017 kind:person",      "" },
		/* since 2020, and nothing says until when */
		{ "date:2030..2031",            "ana-vel" },
		/* the day a copy was taken is nothing that happened */
		{ "date:2024 kind:source",      "" },
		{ "date:..1999",                "harbour-league sergei-kovan" },
	};
	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
		const char *hits = world_hits(*state, readings[i].query);
		if (strcmp(hits, readings[i].expected) != 0)
			fail_msg("%s: %s, not %s", readings[i].query, hits, readings[i].expected);
	}
}

static void words_that_are_a_date_are_read_both_ways(void **state)
{
	static const struct reading readings[] = {
		{ "2022-08",    "(any (phrase 2022-08) (date 2022-08-01 to 2022-08-31))" },
		{ "2022-8",     "(any (phrase 2022-8) (date 2022-08-01 to 2022-08-31))" },
		{ "2022-8-3",   "(any (phrase 2022-8-3) (date 2022-08-03 to 2022-08-03))" },
		{ "2022",       "(any (word 2022) (date 2022-01-01 to 2022-12-31))" },
		{ "~2022",      "(any (word 2022*) (date 2022-01-01 to 2022-12-31))" },
		{ "~202",       "(word 202*)" },
		{ "August 2022", "(any (phrase august 2022) (date 2022-08-01 to 2022-08-31))" },
		{ "3 August 2022 fair",
		  "(all (any (phrase 3 august 2022) (date 2022-08-03 to 2022-08-03)) (word fair))" },
		{ "1st of August 2022",
		  "(any (phrase 1st of august 2022) (date 2022-08-01 to 2022-08-01))" },
		{ "2021-11..2022-8",
		  "(any (phrase 2021-11..2022-8) (date 2021-11-01 to 2022-08-31))" },
		{ "-2022",      "(not (any (word 2022) (date 2022-01-01 to 2022-12-31)))" },
		{ "date:August 2022 fair",
		  "(all (date 2022-08-01 to 2022-08-31) (word fair))" },
		{ "date:2022-8", "(date 2022-08-01 to 2022-08-31)" },
		{ "date:[2021-03,2022-03]",
		  "(any (date 2021-03-01 to 2021-03-31) (date 2022-03-01 to 2022-03-31))" },
		/* words */
		{ "\"2022-08\"", "(phrase 2022-08)" },
		{ "August -2022", "(all (word august) (not (any (word 2022) "
		                  "(date 2022-01-01 to 2022-12-31))))" },
		{ "August OR 2022", "(any (word august) (any (word 2022) "
		                    "(date 2022-01-01 to 2022-12-31)))" },
		{ "name:2022",  "(name 2022)" },
		{ "1.3.2022",   "(word 1.3.2022)" },
		{ "fair 14",    "(all (word fair) (word 14))" },
	};
	EXPECT_READINGS(state, readings);
}

static void a_kind_at_either_end_is_read_both_ways(void **state)
{
	static const struct reading readings[] = {
		{ "events harbour",  "(all (any (word events) (kind event)) (word harbour))" },
		{ "harbour claims",  "(all (word harbour) (any (word claims) (kind claim)))" },
		{ "quote 2022",      "(all (any (word quote) (kind quote)) "
		                     "(any (word 2022) (date 2022-01-01 to 2022-12-31)))" },
		{ "~harbour claims", "(all (word harbour) (any (word claims*) (kind claim)))" },
		/* alone, in the middle, in quotes and half of it are words */
		{ "events",          "(word events)" },
		{ "old events fair", "(all (word old) (word events) (word fair))" },
		{ "\"events\" fair", "(all (word events) (word fair))" },
		{ "~fair event-",    "(all (word fair) (any (word event*) (kind event)))" },
		{ "~fair even",      "(all (word fair) (word even*))" },
	};
	EXPECT_READINGS(state, readings);
}

static void not_leaves_out_where_it_can_be_nothing_else(void **state)
{
	static const struct reading readings[] = {
		{ "fair NOT ship",       "(all (word fair) (not (word ship)))" },
		{ "fair not kind:event", "(all (word fair) (not (kind event)))" },
		{ "claims not disputed", "(all (kind claim) (not (facet status:disputed)))" },
		{ "kind:claim not disputed",
		  "(all (kind claim) (not (facet status:disputed)))" },
		{ "~claims not disput",  "(all (kind claim) (not (word disput*)))" },
		{ "claims not storm",    "(all (kind claim) (not (word storm)))" },
		{ "NOT -ship fair",      "(all (word ship) (word fair))" },
		/* of what, and not how */
		{ "claims not in storm", "(all (kind claim) (not (word storm)))" },
		{ "kind:event not only from storm", "(all (kind event) (not (word storm)))" },
		{ "claims not denied by storm", "(all (kind claim) (not (word storm)))" },
		{ "claims not denied",   "(all (kind claim) (not (word denied)))" },
		{ "kind:claim not by",   "(all (kind claim) (word not) (word by))" },
		/* a word of the text */
		{ "not fair",            "(all (word not) (word fair))" },
		{ "we do not know",      "(all (word we) (word do) (word not) (word know))" },
		{ "\"NOT\" fair",        "(all (word not) (word fair))" },
		{ "fair NOT",            "(all (word fair) (word not))" },
		{ "claims not",          "(all (any (word claims) (kind claim)) (word not))" },
	};
	EXPECT_READINGS(state, readings);
}

static void what_was_typed_for_a_name_is_no_query(void **state)
{
	struct world *world = *state;
	struct arena *arena = &world->arena;
	static const struct { const char *typed, *name, *words; } names[] = {
		{ "storm",            "storm",            "storm" },
		{ "zz\" OR kind:a \"b", "zz OR kind:a b", "zz \"OR\" \"kind:a\" b" },
		{ "“great storm”",    "great storm",      "great storm" },
		{ "\"",               "",                 "" },
		{ "(a -b NOT c) not", "(a -b NOT c) not", "\"(a\" \"-b\" \"NOT\" \"c)\" not" },
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct str typed = str_of(names[i].typed);
		assert_string_equal(str_copy(arena, filter_unquoted(arena, typed)).bytes,
		                    names[i].name);
		assert_string_equal(str_copy(arena, filter_words_alone(arena, typed)).bytes,
		                    names[i].words);
	}
}

static void a_whole_name_of_several_words_needs_no_quotes(void **state)
{
	static const struct reading readings[] = {
		{ "type:political party ship", "(all (facet type:political party) (word ship))" },
		{ "type:political fair",       "(all (facet type:political) (word fair))" },
		{ "link:port selm fair",       "(all (link port-selm) (word fair))" },
	};
	EXPECT_READINGS(state, readings);
}

static void a_name_of_several_words_may_be_its_beginning_or_end(void **state)
{
	static const struct reading readings[] = {
		{ "about:great storm pier",   "(all (link about storm) (word pier))" },
		{ "about:the storm",          "(link about storm)" },
		{ "only:lights over kind:claim",
		  "(all (alone evening-post undated-words) (kind claim))" },
		{ "link:selm talks",          "(all (link port-selm) (word talks))" },
		{ "about:storm pier",         "(all (link about storm) (word pier))" },
		{ "link:sergei talks",        "(all (link sergei-kovan) (word talks))" },
	};
	EXPECT_READINGS(state, readings);
}

static void not_that_is_a_word_is_told(void **state)
{
	static const struct { const char *query; bool is_word; } cases[] = {
		{ "harbour not fair", true },  { "not fair", true },
		{ "harbour not", false },      { "\"not\" fair", false },
		{ "claims not disputed", false }, { "harbour NOT fair", false },
		{ "knot fair", false },        { "", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct filter *filter = world_filter(*state, cases[i].query);
		assert_int_equal(filter_has_not_as_word(filter, str_of(cases[i].query)),
		                 cases[i].is_word);
	}
}

static void what_words_were_read_as_is_told(void **state)
{
	struct world *world = *state;
	struct filter *filter = world_filter(world, "claims not disputed");
	assert_true(str_equal(filter_nots_read(&world->arena, filter), STR("status:disputed")));
	assert_true(str_is_empty(filter_kinds_read(world->archive, &world->arena, filter)));
	filter = world_filter(world, "events harbour");
	assert_true(str_is_empty(filter_nots_read(&world->arena, filter)));
	assert_true(str_equal(filter_kinds_read(world->archive, &world->arena, filter),
	                      STR("event")));
	assert_true(str_is_empty(filter_nots_read(&world->arena, NULL)));
}

static void what_was_read_as_a_date_is_told(void **state)
{
	struct world *world = *state;
	struct filter *filter = world_filter(world, "fair 2022-8 -kovan");
	assert_true(str_equal(filter_dates_read(&world->arena, filter), STR("August 2022")));
	assert_true(str_equal(filter_dates_typed(&world->arena, filter), STR("2022-8")));
	filter = world_filter(world, "date:2022-08 fair");
	assert_true(str_is_empty(filter_dates_read(&world->arena, filter)));
	assert_true(str_is_empty(filter_dates_read(&world->arena, NULL)));
}

static void a_date_finds_what_was_then_and_what_has_the_words(void **state)
{
	static const struct reading readings[] = {
		{ "2022-08 kind:event",         "ship-fair" },
		{ "August 2022 kind:event",     "ship-fair" },
		{ "3 August 2022 kind:quote",   "kovan-ships" },
		{ "1998",                       "harbour-league" },
		{ "fair 2022-8 kind:event",     "ship-fair" },
		{ "\"2022-08\" kind:event",     "" },
		{ "kind:event -2022",           "storm" },
		{ "kind:event (2021-12 OR storm)", "storm grain-talks" },
	};
	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
		const char *hits = world_hits(*state, readings[i].query);
		if (strcmp(hits, readings[i].expected) != 0)
			fail_msg("%s: %s, not %s", readings[i].query, hits, readings[i].expected);
	}
}

/* ── Faults ─────────────────────────────────────────────────────────────────────────────────── */

static void faults_say_what_would_do(void **state)
{
	static const struct reading readings[] = {
		{ "spekaer:kovan",      "a query has no field \"spekaer:\": perhaps \"speaker:\"" },
		{ "whatever:x",         "the fields are kind, tag, name, speaker" },
		{ "whatever:x",         "type, form, reliability" },
		{ "kind:persn",         "there is no kind \"persn\": the kinds are person, org" },
		{ "~kind:persn x",      "there is no kind \"persn\"" },
		{ "~kind:zz",           "there is no kind \"zz\"" },
		{ "date:soon",          "date: soon is not a date" },
		{ "date:22/06/2021",    "2021-06-22" },
		{ "~date:soon x",       "soon is not a date" },
		{ "date:2022..2021",    "ends before it begins" },
		{ "has:wings",          "neither a field nor a kind \"wings\"" },
		{ "order:size",         "order: is no \"size\", but one of name, links, sources" },
		{ "order:s",            "order: is no \"s\"" },
		{ "-order:links",       "it has no \"-\"" },
		{ "(a order:links)",    "it stands in no parentheses" },
		{ "speaker:",           "the field \"speaker:\" has no value" },
		{ "speaker: kovan",     "the field \"speaker:\" has no value" },
		{ "\"long speech",      "the phrase \"long speech has no closing quote" },
		{ "speaker:\"kovan",    "no closing quote" },
		{ "(a",                 "a parenthesis is not closed" },
		{ "a)",                 "a parenthesis is closed that was not opened" },
	};
	struct world *world = *state;
	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
		const char *query = readings[i].query;
		bool is_typing = query[0] == '~';
		struct filter *filter = NULL;
		struct fault why = {0};
		if (filter_parse(world->archive, &world->arena, str_of(query + is_typing),
		                 (struct filter_options){ is_typing }, &filter, &why))
			fail_msg("%s was taken for a query", query);
		if (why.kind != FAULT_USAGE || !strstr(why.sentence, readings[i].expected))
			fail_msg("%s: %s", query, why.sentence);
		assert_null(filter);
	}
}

/* The order is taken out wherever it stands, and put before the rest. */
static void a_query_is_ordered_by_another_column(void **state)
{
	struct world *world = *state;
	static const struct { const char *query; struct ordering ordering; const char *expected; }
	rows[] = {
		{ "ships",                    { COLUMN_LINKS, false }, "order:links ships" },
		{ "order:links ships",        { COLUMN_DATE, false },  "order:date ships" },
		{ "order:-links ships",       { COLUMN_DATE, true },   "order:-date ships" },
		{ "a sort:date b order:name", { COLUMN_LINKS, false }, "order:links a b" },
		{ "a order:-date b",          { COLUMN_OWN, false },   "a b" },
		{ "order:date",               { COLUMN_OWN, false },   "" },
		{ "\"a order:date b\"",       { COLUMN_LINKS, false },
		  "order:links \"a order:date b\"" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str query = filter_ordered(world->archive, &world->arena,
		                                  str_of(rows[i].query), rows[i].ordering);
		if (!str_equal(query, str_of(rows[i].expected)))
			fail_msg("%s: %.*s", rows[i].query, STR_ARGS(query));
	}
}

static void an_order_is_cut_off_with_its_end(void **state)
{
	struct world *world = *state;
	struct str query = STR("ships order:-date in order:links");
	struct ordering cut = filter_order_cut(world->archive, &world->arena, &query);
	assert_int_equal(cut.column, COLUMN_LINKS);
	assert_false(cut.is_reversed);
	assert_true(str_equal(query, STR("ships in")));
	query = STR(" order:newest ");
	cut = filter_order_cut(world->archive, &world->arena, &query);
	assert_int_equal(cut.column, COLUMN_DATE);
	assert_true(cut.is_reversed);
	assert_int_equal(query.size, 0);
	query = STR("ships");
	cut = filter_order_cut(world->archive, &world->arena, &query);
	assert_int_equal(cut.column, COLUMN_OWN);
	assert_true(str_equal(query, STR("ships")));
}

/* `count` times `part`, and `tail` behind them. */
static struct str repeated(struct arena *arena, const char *part, size_t count, const char *tail)
{
	struct text text = { .arena = arena };
	for (size_t i = 0; i < count; i++)
		text_add(&text, str_of(part));
	text_add(&text, str_of(tail));
	return text_str(&text);
}

static bool parses(struct world *world, struct str query, bool is_typing, struct fault *why)
{
	struct filter *filter;
	return filter_parse(world->archive, &world->arena, query,
	                    (struct filter_options){ is_typing }, &filter, why);
}

static void a_query_has_limits(void **state)
{
	struct world *world = *state;
	struct fault why;
	assert_true(parses(world, repeated(&world->arena, "a", LIMIT_QUERY_SIZE, ""), false, &why));
	struct str too_long = repeated(&world->arena, "a", LIMIT_QUERY_SIZE, "b");
	assert_false(parses(world, too_long, true, &why));
	assert_string_equal(why.sentence, "a query is at most 256 bytes, and this is 257");

	assert_true(parses(world, repeated(&world->arena, "(", 32, "a"), true, &why));
	assert_true(parses(world, repeated(&world->arena, "-(", 32, "a"), true, &why));
	assert_false(parses(world, repeated(&world->arena, "(", 33, "a"), true, &why));
	assert_string_equal(why.sentence, "more than 32 parentheses stand inside each other");
	assert_true(parses(world, repeated(&world->arena, "-", 255, "a"), false, &why));
	assert_true(parses(world, repeated(&world->arena, "a ", 128, ""), false, &why));
}

/* As a wide blank is folded: what is counted for a value is what is found by it. */
static void a_value_may_end_in_a_wide_blank(void **state)
{
	struct arena arena = {0};
	(void)state;
	struct world wide = { .archive = support_archive_of(&arena,
		"- {id: ana, kind: person, name: Ana, tags: [\"in \\u3000\"]}\n"
		"- {id: bo, kind: person, name: Bo, tags: [in]}\n") };
	assert_string_equal(described(&wide, "tag:\"in \xe3\x80\x80\""), "(facet tags:in  )");
	assert_string_equal(described(&wide, "tag:\"in\xe3\x80\x80\""), "(facet tags:in)");
	assert_string_equal(described(&wide, "tag:in"), "(facet tags:in)");
	arena_release(&wide.arena);
	arena_release(&arena);
}

static void bytes_that_are_no_text_do_no_harm(void **state)
{
	struct world *world = *state;
	static const char bytes[] = "\xff\xfe kov\0an \xe1\x80 \"\x80";
	assert_true(parses(world, (struct str){ bytes, sizeof bytes - 1 }, true, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_folded_and_all_of_them_wanted),
		cmocka_unit_test(or_binds_less_than_and),
		cmocka_unit_test(a_minus_negates_what_it_stands_before),
		cmocka_unit_test(what_is_quoted_or_of_several_words_is_a_phrase),
		cmocka_unit_test(the_state_of_a_quote_has_a_name_and_two_have_one_together),
		cmocka_unit_test(a_query_says_of_which_kind_alone_its_answers_are),
		cmocka_unit_test(signs_alone_are_in_no_text),
		cmocka_unit_test(while_typing_the_last_word_is_a_beginning),
		cmocka_unit_test(while_typing_nothing_has_to_be_closed),
		cmocka_unit_test(kinds_are_read_by_key_and_plural),
		cmocka_unit_test(facets_are_read_whole),
		cmocka_unit_test(links_are_read_by_id_and_by_words_of_names),
		cmocka_unit_test(dates_are_read_with_and_without_ends),
		cmocka_unit_test(names_are_read_as_words),
		cmocka_unit_test(each_field_of_the_table_can_be_asked),
		cmocka_unit_test(fields_find_what_they_mean),
		cmocka_unit_test(says_whom_a_part_of_a_name_was_taken_to_mean),
		cmocka_unit_test(dates_count_for_what_happened_then),
		cmocka_unit_test(words_that_are_a_date_are_read_both_ways),
		cmocka_unit_test(a_kind_at_either_end_is_read_both_ways),
		cmocka_unit_test(not_leaves_out_where_it_can_be_nothing_else),
		cmocka_unit_test(what_was_typed_for_a_name_is_no_query),
		cmocka_unit_test(a_whole_name_of_several_words_needs_no_quotes),
		cmocka_unit_test(a_name_of_several_words_may_be_its_beginning_or_end),
		cmocka_unit_test(not_that_is_a_word_is_told),
		cmocka_unit_test(what_words_were_read_as_is_told),
		cmocka_unit_test(what_was_read_as_a_date_is_told),
		cmocka_unit_test(a_date_finds_what_was_then_and_what_has_the_words),
		cmocka_unit_test(faults_say_what_would_do),
		cmocka_unit_test(a_query_is_ordered_by_another_column),
		cmocka_unit_test(an_order_is_cut_off_with_its_end),
		cmocka_unit_test(a_query_has_limits),
		cmocka_unit_test(a_value_may_end_in_a_wide_blank),
		cmocka_unit_test(bytes_that_are_no_text_do_no_harm),
	};
	return cmocka_run_group_tests(tests, world_open, world_close);
}
