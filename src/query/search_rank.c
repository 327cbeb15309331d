/* What a match is worth, and which come first. */
#include <stdlib.h>

#include "base/array.h"
#include "base/unicode.h"
#include "query/dated.h"
#include "query/search_state.h"
#include "query/words.h"

/* ── Grades ─────────────────────────────────────────────────────────────────────────────────── */

enum { WAY_BITS = 3 };
_Static_assert(GRADE_WAY_COUNT <= 1 << WAY_BITS, "a way fits its bits of a grade");

/* The classes of text from worst to best, and what a word in them is worth. The words of facets are
 * also in the index as prose; as facets they only filter. */
enum tier {
	TIER_NONE, TIER_FACET, TIER_PROSE, TIER_TEXT, TIER_SUMMARY, TIER_ID,
	TIER_ALIAS_LATIN, TIER_ROMANIZED, TIER_NAME_LATIN, TIER_ALIAS_START, TIER_NAME_START,
	TIER_ALIAS, TIER_NAME, TIER_WHOLE_ID,
	TIER_COUNT
};

static const struct {
	enum search_class where;
	uint16_t weight;
} tiers[] = {
	[TIER_NONE]        = { SEARCH_NONE,          0 },
	[TIER_FACET]       = { SEARCH_FACET,         0 },
	[TIER_PROSE]       = { SEARCH_PROSE,      1000 },
	[TIER_TEXT]        = { SEARCH_TEXT,       2000 },
	[TIER_SUMMARY]     = { SEARCH_SUMMARY,    3000 },
	[TIER_ID]          = { SEARCH_ID,         6000 },
	[TIER_ALIAS_LATIN] = { SEARCH_ALIAS,      6500 },      /* the query was romanized, … */
	[TIER_ROMANIZED]   = { SEARCH_ROMANIZED,  7000 },      /* … the name was, … */
	[TIER_NAME_LATIN]  = { SEARCH_NAME,       7500 },      /* … the query was */
	[TIER_ALIAS_START] = { SEARCH_ALIAS,      8400 },      /* only begins so */
	[TIER_NAME_START]  = { SEARCH_NAME,      10000 },      /* likewise */
	[TIER_ALIAS]       = { SEARCH_ALIAS,      9200 },
	[TIER_NAME]        = { SEARCH_NAME,      10000 },
	[TIER_WHOLE_ID]    = { SEARCH_ID,        25000 },
};
_Static_assert(sizeof tiers / sizeof *tiers == TIER_COUNT, "a row for each tier");

static const struct { uint8_t typed, latin, start; } tier_of[] = {
	[SEARCH_NONE]      = { TIER_NONE,       TIER_NONE,        TIER_NONE        },
	[SEARCH_ID]        = { TIER_ID,         TIER_ID,          TIER_ID          },
	[SEARCH_NAME]      = { TIER_NAME,       TIER_NAME_LATIN,  TIER_NAME_START  },
	[SEARCH_ALIAS]     = { TIER_ALIAS,      TIER_ALIAS_LATIN, TIER_ALIAS_START },
	[SEARCH_ROMANIZED] = { TIER_ROMANIZED,  TIER_ROMANIZED,   TIER_ROMANIZED   },
	[SEARCH_SUMMARY]   = { TIER_SUMMARY,    TIER_SUMMARY,     TIER_SUMMARY     },
	[SEARCH_TEXT]      = { TIER_TEXT,       TIER_TEXT,        TIER_TEXT        },
	[SEARCH_PROSE]     = { TIER_PROSE,      TIER_PROSE,       TIER_PROSE       },
	[SEARCH_FACET]     = { TIER_FACET,      TIER_FACET,       TIER_FACET       },
};
_Static_assert(sizeof tier_of / sizeof *tier_of == SEARCH_CLASS_COUNT, "a tier for each class");

static const struct {
	enum search_way way;
	uint16_t percent;
	bool is_whole;                  /* word */
	bool is_latin;                  /* form of the query */
} ways[] = {
	[GRADE_FAR]          = { WAY_SIMILAR,    40, false, false },
	[GRADE_NEAR]         = { WAY_SIMILAR,    60, false, false },
	[GRADE_INSIDE]       = { WAY_INSIDE,     70, false, false },
	[GRADE_LATIN_PREFIX] = { WAY_ROMANIZED,  80, false, true  },
	[GRADE_PREFIX]       = { WAY_PREFIX,     90, false, false },
	[GRADE_LATIN]        = { WAY_ROMANIZED,  95, true,  true  },
	[GRADE_PHRASE]       = { WAY_PHRASE,    100, true,  false },
	[GRADE_WORD]         = { WAY_WORD,      100, true,  false },
};
_Static_assert(sizeof ways / sizeof *ways == GRADE_WAY_COUNT, "a row for each way");

uint8_t grade_of(enum search_class where, enum grade_way way)
{
	unsigned tier = way == GRADE_PREFIX    ? tier_of[where].start
	                : ways[way].is_latin ? tier_of[where].latin
	                                     : tier_of[where].typed;
	return (uint8_t)(tier << WAY_BITS | way);
}

uint8_t grade_of_id(void)
{
	return TIER_WHOLE_ID << WAY_BITS | GRADE_WORD;
}

static unsigned grade_tier(uint8_t grade)
{
	unsigned tier = grade >> WAY_BITS;
	return tier < TIER_COUNT ? tier : TIER_NONE;
}

static enum grade_way way_of(uint8_t grade)
{
	return (enum grade_way)(grade & ((1 << WAY_BITS) - 1)) % GRADE_WAY_COUNT;
}

enum search_class grade_where(uint8_t grade)
{
	return tiers[grade_tier(grade)].where;
}

enum search_way grade_way(uint8_t grade)
{
	if (grade_tier(grade) == TIER_NONE)
		return WAY_FILTER;
	return grade_tier(grade) == TIER_ROMANIZED ? WAY_ROMANIZED : ways[way_of(grade)].way;
}

uint16_t grade_weight(uint8_t grade)
{
	return (uint16_t)(tiers[grade_tier(grade)].weight * ways[way_of(grade)].percent / 100);
}

bool grade_is_whole_name(uint8_t grade)
{
	return grade_tier(grade) >= TIER_ALIAS_LATIN && ways[way_of(grade)].is_whole;
}

/* ── What else counts ───────────────────────────────────────────────────────────────────────── */

enum {
	SHARE_BONUS = 500,              /* as much of it as the query is of the name */
	LINK_BONUS = 30,                /* each time that the links which lead to it double */
	MOST_LINK_BITS = 32,
	KIND_BONUS = 15,                /* each kind that the schema has behind its own, */
	MOST_KINDS = 8,                 /* … of so many: people first, what is said of them later */
	ASKED_BONUS = 2000,             /* of the kind that a word of the query names */
	MOST_SCORE = UINT16_MAX - 1,
	/* all of it, but for what it is worth to be the name */
	MOST_BONUS = SHARE_BONUS + MOST_LINK_BITS * LINK_BONUS + MOST_KINDS * KIND_BONUS +
	             ASKED_BONUS
};

/* For a date that is asked for. What was then stands before all that only has the words, and this
 * before what merely may have been then. */
static const uint16_t date_bonus[] = {
	[DATED_APART]      = 0,
	[DATED_MAY]        = 0,
	[DATED_MAY_ITSELF] = 500,
	[DATED_WITHIN]     = 20000,
	[DATED_ITSELF]     = 30000,
	[DATED_COUNT]      = 0,
};

unsigned grade_most_of_date(void)
{
	return date_bonus[DATED_ITSELF];
}

/* Who is looked for by one name is more likely called little else. */
static unsigned share_bonus(struct weight weight, struct str whole)
{
	size_t size = weight.name_size;
	return size > whole.size ? (unsigned)(SHARE_BONUS * whole.size / size) : SHARE_BONUS;
}

unsigned grade_most_without_name(unsigned shares)
{
	unsigned best = tiers[TIER_NAME].weight;
	unsigned words = ((shares - 1) * best + tiers[TIER_SUMMARY].weight) / shares;
	return words + MOST_BONUS;
}

static void demote(struct match *match)
{
	unsigned way = way_of(match->best);
	match->score = (uint16_t)(match->score * tiers[TIER_TEXT].weight / tiers[TIER_NAME].weight);
	match->best = match->worst = grade_of(SEARCH_TEXT, way);
}

static unsigned kind_bonus(struct weight weight)
{
	return weight.kind < MOST_KINDS ? (unsigned)(MOST_KINDS - weight.kind) * KIND_BONUS : 0;
}

static bool may_be_whole(const struct ranking *ranking, const struct match *match)
{
	return ranking->whole.size && grade_is_whole_name(match->worst);
}

static void add_to_score(struct match *match, unsigned more)
{
	unsigned score = match->score + more;
	match->score = (uint16_t)(score < MOST_SCORE ? score : MOST_SCORE);
}

/* The best of the dates that are asked for. */
static unsigned dates_bonus(const struct archive *archive, const struct ranking *ranking,
                            struct dossier_ref ref)
{
	unsigned best = 0;
	for (size_t i = 0; i < ranking->dates.count; i++) {
		enum dated fit = dated_fit(archive, ref, ranking->dates.items[i]->dates,
		                           ranking->known);
		best = date_bonus[fit] > best ? date_bonus[fit] : best;
	}
	return best;
}

/* The kind that a word of the query names as well. */
static uint32_t kind_asked(const struct filter *filter)
{
	if (filter && filter->is_read_as_kind)
		return filter->parts[1]->dossier_kind;
	uint32_t kind = NO_ROW;
	for (size_t i = 0; filter && filter->kind == FILTER_ALL && i < filter->part_count; i++)
		kind = kind == NO_ROW ? kind_asked(filter->parts[i]) : kind;
	return kind;
}

/* Add to the score what is not of the words alone. */
static void refine(const struct archive *archive, const struct ranking *ranking,
                   struct match *match, struct weight weight)
{
	unsigned asked = dates_bonus(archive, ranking, (struct dossier_ref){ match->row });
	if (weight.kind == ranking->kind)
		asked += ASKED_BONUS;
	if (match->best == 0) {
		add_to_score(match, asked);
		return;
	}
	if (weight.is_opening && grade_where(match->best) == SEARCH_NAME)
		demote(match);
	unsigned more = asked + weight.link_bits * LINK_BONUS + kind_bonus(weight);
	if (grade_tier(match->best) >= TIER_ALIAS_LATIN)
		more += share_bonus(weight, ranking->whole);
	if (may_be_whole(ranking, match))
		more += ranking_whole_bonus(archive, ranking, (struct dossier_ref){ match->row });
	add_to_score(match, more);
}

struct ranked ranking_refine(const struct search *search, const struct ranking *ranking,
                             struct match match)
{
	struct dossier_ref ref = { match.row };
	struct weight weight = dossier_weight(search->archive, ref);
	refine(search->archive, ranking, &match, weight);
	return (struct ranked){ match, weight.place };
}

struct search_hit hit_of(const struct search *search, struct match match)
{
	enum search_way way = grade_way(match.best);
	return (struct search_hit){
		.ref = { match.row },
		.score = match.score,
		.where = grade_where(match.best),
		.way = search->is_offer && way != WAY_INSIDE ? WAY_SIMILAR : way,
	};
}

/* ── The first of them ──────────────────────────────────────────────────────────────────────── */

int ranked_compare(const struct ranked *one, const struct ranked *other)
{
	if (one->match.score != other->match.score)
		return one->match.score > other->match.score ? -1 : 1;
	return (one->place > other->place) - (one->place < other->place);
}

static int compare_ranked(const void *left, const void *right)
{
	return ranked_compare(left, right);
}

/* Let the item at `at` sink until none below it is worse. */
static void sink(struct ranked *heap, size_t count, size_t at)
{
	for (size_t below; (below = 2 * at + 1) < count; at = below) {
		if (below + 1 < count && compare_ranked(&heap[below], &heap[below + 1]) < 0)
			below++;
		if (compare_ranked(&heap[at], &heap[below]) >= 0)
			return;
		struct ranked moved = heap[at];
		heap[at] = heap[below];
		heap[below] = moved;
	}
}

/* Keep it if it is among the best so far. They become a heap when there are enough of them. */
static void keep_best(struct ranking *ranking, struct ranked ranked)
{
	struct ranked *heap = ranking->best;
	if (ranking->best_count < ranking->hit_count) {
		heap[ranking->best_count++] = ranked;
		for (size_t i = ranking->hit_count / 2;
		     ranking->best_count == ranking->hit_count && i-- > 0;)
			sink(heap, ranking->hit_count, i);
	} else if (compare_ranked(&ranked, &heap[0]) < 0) {
		heap[0] = ranked;
		sink(heap, ranking->hit_count, 0);
	}
}

/* True if nothing that refine adds could bring the match among the best so far. */
static bool is_hopeless(const struct ranking *ranking, const struct match *match)
{
	unsigned most = match->score + MOST_BONUS;
	if (may_be_whole(ranking, match))
		most += RANKING_NAME_BONUS;
	if (ranking->dates.count)
		most += grade_most_of_date();
	return ranking->best && ranking->best_count == ranking->hit_count &&
	       most < ranking->best[0].match.score;
}

static void sort_best(struct search *search, struct ranking *ranking)
{
	struct ranked *best = ranking->best;
	qsort(best, ranking->best_count, sizeof *best, compare_ranked);
	for (size_t i = 0; i < ranking->best_count; i++)
		ranking->hits[i] = hit_of(search, best[i].match);
}

/* ── All of them ────────────────────────────────────────────────────────────────────────────── */

/* Count the matches of each score, and give each score its stretch of the hits, best first. */
static void lay_out(struct search *search, struct ranking *ranking)
{
	uint32_t total = 0, count = dossier_count(search->archive);
	ranking->scores = ARENA_MANY(&search->arena, uint16_t, count);
	ranking->grades = ARENA_MANY(&search->arena, uint8_t, count);
	ranking->places = ARENA_MANY(&search->arena, uint32_t, UINT16_MAX + 1);
	for (size_t i = 0; i < ranking->set.count; i++) {
		struct match match = ranking->set.items[i];
		ranking->scores[match.row] = (uint16_t)(match.score + 1);
		ranking->grades[match.row] = match.best;
		ranking->places[match.score]++;
	}
	for (unsigned score = UINT16_MAX + 1; score-- > 0;) {
		uint32_t of_score = ranking->places[score];
		ranking->places[score] = total;
		total += of_score;
	}
}

/* Go through the dossiers by name: of those with one score, the first takes the first place. */
static bool deal_out(struct search *search, struct ranking *ranking)
{
	struct row_span order = dossiers_by_name(search->archive);
	uint32_t count = dossier_count(search->archive);
	size_t end = ranking->next + SEARCH_SLICE;
	for (; ranking->next < order.count && ranking->next < end; ranking->next++) {
		uint32_t row = order.rows[ranking->next];
		if (row >= count || ranking->scores[row] == 0)
			continue;
		unsigned score = ranking->scores[row] - 1u;
		ranking->scores[row] = 0;
		ranking->seen++;
		ranking->hits[ranking->places[score]++] = hit_of(search, (struct match){
			.row = row, .score = (uint16_t)score, .best = ranking->grades[row] });
	}
	return ranking->next >= order.count || ranking->seen == ranking->set.count;
}

/* ── A slice at a time ──────────────────────────────────────────────────────────────────────── */

enum { FEW = 1024 };    /* hits that are sorted by comparing them */

void ranking_begin(struct search *search, struct ranking *ranking, struct match_set set)
{
	size_t limit = search->options.limit;
	size_t count = limit && limit < set.count ? limit : set.count;
	*ranking = (struct ranking){
		.set = set,
		.whole = ranking_whole(&search->arena, search->filter),
		.kind = kind_asked(search->filter),
		.dates = plan_dates(&search->arena, search->filter),
		.known = search->options.known,
		.hits = ARENA_MANY(&search->arena, struct search_hit, count),
		.hit_count = count,
	};
	if (ranking->whole.size)
		ranking_find_others(search->archive, &search->arena, ranking->others);
	if (count < set.count || count <= FEW)
		ranking->best = ARENA_MANY(&search->arena, struct ranked, count);
}

static void refine_slice(struct search *search, struct ranking *ranking)
{
	size_t end = ranking->refined + SEARCH_SLICE / 4;
	for (; ranking->refined < ranking->set.count && ranking->refined < end;
	     ranking->refined++) {
		struct match *match = &ranking->set.items[ranking->refined];
		if (is_hopeless(ranking, match))
			continue;
		struct ranked ranked = ranking_refine(search, ranking, *match);
		*match = ranked.match;
		if (ranking->best)
			keep_best(ranking, ranked);
	}
}

bool ranking_step(struct search *search, struct ranking *ranking)
{
	if (ranking->refined < ranking->set.count) {
		refine_slice(search, ranking);
		return false;
	}
	if (ranking->best) {
		sort_best(search, ranking);
	} else if (!ranking->scores) {
		lay_out(search, ranking);
		return false;
	} else if (!deal_out(search, ranking)) {
		return false;
	}
	search->hits = ranking->hits;
	search->hit_count = ranking->hit_count;
	search->total = ranking->set.count;
	return true;
}
