/* What a match is worth, and which come first. */
#include <stdlib.h>

#include "base/array.h"
#include "base/unicode.h"
#include "query/order.h"
#include "query/search_state.h"
#include "query/words.h"

/* ── Grades ─────────────────────────────────────────────────────────────────────────────────── */

enum { WAY_BITS = 3 };
_Static_assert(GRADE_WAY_COUNT <= 1 << WAY_BITS, "a way fits its bits of a grade");

/* The classes of text from worst to best, and what a word in them is worth. The words of facets are
 * also in the index as prose; as facets they only filter. */
enum tier {
	TIER_NONE, TIER_FACET, TIER_PROSE, TIER_TEXT, TIER_SUMMARY, TIER_ID,
	TIER_ALIAS_LATIN, TIER_ROMANIZED, TIER_NAME_LATIN, TIER_ALIAS, TIER_NAME, TIER_WHOLE_ID,
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
	[TIER_ALIAS]       = { SEARCH_ALIAS,      8000 },
	[TIER_NAME]        = { SEARCH_NAME,      10000 },
	[TIER_WHOLE_ID]    = { SEARCH_ID,        25000 },
};
_Static_assert(sizeof tiers / sizeof *tiers == TIER_COUNT, "a row for each tier");

static const struct { uint8_t typed, latin; } tier_of[] = {
	[SEARCH_NONE]      = { TIER_NONE,      TIER_NONE        },
	[SEARCH_ID]        = { TIER_ID,        TIER_ID          },
	[SEARCH_NAME]      = { TIER_NAME,      TIER_NAME_LATIN  },
	[SEARCH_ALIAS]     = { TIER_ALIAS,     TIER_ALIAS_LATIN },
	[SEARCH_ROMANIZED] = { TIER_ROMANIZED, TIER_ROMANIZED   },
	[SEARCH_SUMMARY]   = { TIER_SUMMARY,   TIER_SUMMARY     },
	[SEARCH_TEXT]      = { TIER_TEXT,      TIER_TEXT        },
	[SEARCH_PROSE]     = { TIER_PROSE,     TIER_PROSE       },
	[SEARCH_FACET]     = { TIER_FACET,     TIER_FACET       },
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
	[GRADE_LATIN_PREFIX] = { WAY_ROMANIZED,  80, false, true  },
	[GRADE_PREFIX]       = { WAY_PREFIX,     90, false, false },
	[GRADE_LATIN]        = { WAY_ROMANIZED,  95, true,  true  },
	[GRADE_PHRASE]       = { WAY_PHRASE,    100, true,  false },
	[GRADE_WORD]         = { WAY_WORD,      100, true,  false },
};
_Static_assert(sizeof ways / sizeof *ways == GRADE_WAY_COUNT, "a row for each way");

uint8_t grade_of(enum search_class where, enum grade_way way)
{
	unsigned tier = ways[way].is_latin ? tier_of[where].latin : tier_of[where].typed;
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
	NAME_BONUS = 10000,             /* the query is the name, from its first word to its last */
	ALIAS_BONUS = 5000,             /* or another name */
	SHARE_BONUS = 500,              /* as much of it as the query is of the name */
	LINK_BONUS = 30,                /* each time that the links which lead to it double */
	MOST_SCORE = UINT16_MAX - 1
};

/* The query as a name: its words in order, if all of it that is words has to be found. */
static struct str whole_query(struct arena *arena, const struct filter *filter)
{
	struct str whole = {0};
	if (!filter || filter->kind == FILTER_ANY || filter->kind == FILTER_NOT)
		return whole;
	if (filter_has_words(filter))
		return words_plain(arena, filter->text);
	for (size_t i = 0; i < filter->part_count; i++) {
		const struct filter *part = filter->parts[i];
		if (part->kind != FILTER_ALL)
			whole = str_join(arena, whole, STR(" "), whole_query(arena, part));
	}
	return whole;
}

/* Without blanks: where a script has none between words, nobody knows where the words are cut. */
static struct str joined(struct arena *arena, struct str plain)
{
	struct text text = { .arena = arena };
	for (size_t i = 0; i < plain.size; i++)
		if (plain.bytes[i] != ' ')
			text_add_byte(&text, plain.bytes[i]);
	return text_str(&text);
}

/* What it is worth that `name` is the whole query: `bonus`, or less for its romanization. */
static unsigned name_bonus(struct arena *scratch, struct str name, struct str whole, unsigned bonus)
{
	struct str folded = unicode_fold(scratch, name);
	if (str_equal(words_plain(scratch, folded), whole))
		return bonus;
	struct str latin = unicode_romanize(scratch, folded);
	if (latin.size == 0)
		return 0;
	struct str plain = words_plain(scratch, latin);
	return str_equal(joined(scratch, plain), joined(scratch, whole)) ? ALIAS_BONUS : 0;
}

static unsigned whole_bonus(const struct archive *archive, struct dossier_ref ref, struct str whole)
{
	struct arena scratch = {0};
	unsigned bonus = name_bonus(&scratch, dossier_name(archive, ref), whole, NAME_BONUS);
	uint32_t names = field_known(archive, KNOWN_NAMES);

	for (struct value value = value_first(archive, ref, names); !bonus && value.row != NO_ROW;
	     value = value_next(archive, ref, value))
		bonus = name_bonus(&scratch, value.text, whole, ALIAS_BONUS);
	arena_release(&scratch);
	return bonus;
}

/* Who is looked for by one name is more likely called little else. */
static unsigned share_bonus(const struct archive *archive, struct dossier_ref ref, struct str whole)
{
	size_t size = dossier_name(archive, ref).size;
	return size > whole.size ? (unsigned)(SHARE_BONUS * whole.size / size) : SHARE_BONUS;
}

static unsigned link_bonus(const struct archive *archive, struct dossier_ref ref)
{
	unsigned bonus = 0;
	for (uint32_t count = links_in(archive, ref).range.count; count; count >>= 1)
		bonus += LINK_BONUS;
	return bonus;
}

static bool is_text_kind(const struct ranking *ranking, uint32_t kind)
{
	for (uint32_t i = 0; i < ranking->text_kinds.count; i++)
		if (ranking->text_kinds.rows[i] == kind)
			return true;
	return false;
}

/* For many matches it is shorter to mark the dossiers of those kinds than to ask each match. */
static void mark_text_kinds(struct search *search, struct ranking *ranking)
{
	uint32_t count = dossier_count(search->archive);
	ranking->has_text_kind = ARENA_MANY(&search->arena, uint64_t, count / 64 + 1);
	for (uint32_t i = 0; i < ranking->text_kinds.count; i++) {
		uint32_t kind = ranking->text_kinds.rows[i];
		struct row_span span = dossiers_of_kind(search->archive, kind);
		for (uint32_t at = 0; at < span.count; at++)
			if (span.rows[at] < count)
				ranking->has_text_kind[span.rows[at] / 64] |=
					(uint64_t)1 << span.rows[at] % 64;
	}
}

/* Quotes and claims are called by their opening words, which makes these no name. */
static bool is_called_by_text(const struct archive *archive, const struct ranking *ranking,
                              struct dossier_ref ref)
{
	enum { OPENING_SIZE = 24 };
	bool has_text_kind = ranking->has_text_kind
	                             ? ranking->has_text_kind[ref.row / 64] >> ref.row % 64 & 1
	                             : is_text_kind(ranking, dossier_kind(archive, ref));
	if (!has_text_kind)
		return false;
	struct str text = dossier_text(archive, ref, KNOWN_TEXT);
	return str_starts_with(text, str_slice(dossier_name(archive, ref), 0, OPENING_SIZE));
}

static void demote(struct match *match)
{
	unsigned way = way_of(match->best);
	match->score = (uint16_t)(match->score * tiers[TIER_TEXT].weight / tiers[TIER_NAME].weight);
	match->best = match->worst = grade_of(SEARCH_TEXT, way);
}

static void refine(const struct archive *archive, const struct ranking *ranking,
                   struct match *match)
{
	if (match->best == 0)
		return;
	struct dossier_ref ref = { match->row };
	if (grade_where(match->best) == SEARCH_NAME && is_called_by_text(archive, ranking, ref))
		demote(match);
	unsigned score = match->score + link_bonus(archive, ref);
	if (grade_tier(match->best) >= TIER_ALIAS_LATIN)
		score += share_bonus(archive, ref, ranking->whole);
	if (ranking->whole.size && grade_is_whole_name(match->worst))
		score += whole_bonus(archive, ref, ranking->whole);
	match->score = (uint16_t)(score < MOST_SCORE ? score : MOST_SCORE);
}

/* ── The first of them ──────────────────────────────────────────────────────────────────────── */

enum { FEW = 512 };     /* hits that are sorted by comparing them */

/* A match, and its place among others of the same score. */
struct ranked { struct match match; uint32_t place; };

static int compare_ranked(const void *left, const void *right)
{
	const struct ranked *one = left, *other = right;
	if (one->match.score != other->match.score)
		return one->match.score > other->match.score ? -1 : 1;
	return (one->place > other->place) - (one->place < other->place);
}

static struct search_hit hit_of(const struct search *search, uint32_t row, unsigned score,
                                uint8_t best)
{
	return (struct search_hit){
		.ref = { row },
		.score = score,
		.where = grade_where(best),
		.way = search->is_offer ? WAY_SIMILAR : grade_way(best),
	};
}

static bool has_ties(const struct ranked *ranked, size_t count, size_t wanted)
{
	for (size_t i = 1; i < count && i <= wanted; i++)
		if (ranked[i].match.score == ranked[i - 1].match.score)
			return true;
	return false;
}

/* Let the order of names decide between equals. `places` of the matches by row. */
static void break_ties(const struct archive *archive, struct arena *scratch, struct ranked *ranked,
                       struct match_set set)
{
	uint32_t *rows = ARENA_MANY(scratch, uint32_t, set.count);
	for (size_t i = 0; i < set.count; i++)
		rows[i] = set.items[i].row;
	uint32_t *places = order_places(archive, scratch, rows, set.count);
	for (size_t i = 0; i < set.count; i++)
		ranked[i].place = places[ranked[i].place];
	qsort(ranked, set.count, sizeof *ranked, compare_ranked);
}

static void rank_few(struct search *search, struct ranking *ranking)
{
	struct arena scratch = {0};
	struct match_set set = ranking->set;
	struct ranked *ranked = ARENA_MANY(&scratch, struct ranked, set.count);
	for (uint32_t i = 0; i < set.count; i++)
		ranked[i] = (struct ranked){ set.items[i], i };
	qsort(ranked, set.count, sizeof *ranked, compare_ranked);
	if (has_ties(ranked, set.count, ranking->hit_count))
		break_ties(search->archive, &scratch, ranked, set);

	for (size_t i = 0; i < ranking->hit_count; i++)
		ranking->hits[i] = hit_of(search, ranked[i].match.row, ranked[i].match.score,
		                          ranked[i].match.best);
	arena_release(&scratch);
}

/* Count the matches of each score, and give each score its stretch of the hits, best first. */
static void lay_out(struct search *search, struct ranking *ranking, uint8_t *grades)
{
	uint32_t total = 0;
	ranking->scores = ARENA_MANY(&search->arena, uint16_t, dossier_count(search->archive));
	ranking->places = ARENA_MANY(&search->arena, uint32_t, UINT16_MAX + 1);
	for (size_t i = 0; i < ranking->set.count; i++) {
		struct match match = ranking->set.items[i];
		ranking->scores[match.row] = (uint16_t)(match.score + 1);
		grades[match.row] = match.best;
		ranking->places[match.score]++;
	}
	for (unsigned score = UINT16_MAX + 1; score-- > 0;) {
		uint32_t count = ranking->places[score];
		ranking->places[score] = total;
		total += count;
	}
	ranking->is_laid_out = true;
}

/* Go through the dossiers by name: of those with one score, the first takes the first place. */
static bool rank_many(struct search *search, struct ranking *ranking, uint8_t *grades)
{
	struct row_span order = dossiers_by_name(search->archive);
	uint32_t count = dossier_count(search->archive);
	size_t end = ranking->next + SEARCH_SLICE;
	for (; ranking->next < order.count && ranking->next < end; ranking->next++) {
		uint32_t row = order.rows[ranking->next];
		if (row >= count || ranking->scores[row] == 0)
			continue;
		unsigned score = ranking->scores[row] - 1u;
		uint32_t place = ranking->places[score]++;
		ranking->scores[row] = 0;
		ranking->seen++;
		if (place < ranking->hit_count)
			ranking->hits[place] = hit_of(search, row, score, grades[row]);
	}
	return ranking->next >= order.count || ranking->seen == ranking->set.count;
}

void ranking_begin(struct search *search, struct ranking *ranking, struct match_set set)
{
	size_t limit = search->options.limit;
	size_t count = limit && limit < set.count ? limit : set.count;
	*ranking = (struct ranking){
		.set = set,
		.whole = whole_query(&search->arena, search->filter),
		.text_kinds = field_at(search->archive,
		                       field_known(search->archive, KNOWN_TEXT)).required,
		.hits = ARENA_MANY(&search->arena, struct search_hit, count),
		.hit_count = count,
	};
}

static void refine_slice(struct search *search, struct ranking *ranking)
{
	size_t end = ranking->refined + SEARCH_SLICE / 8;
	if (ranking->refined == 0 && ranking->set.count > dossier_count(search->archive) / 64)
		mark_text_kinds(search, ranking);
	for (; ranking->refined < ranking->set.count && ranking->refined < end; ranking->refined++)
		refine(search->archive, ranking, &ranking->set.items[ranking->refined]);
}

bool ranking_step(struct search *search, struct ranking *ranking, uint8_t *grades)
{
	if (ranking->refined < ranking->set.count) {
		refine_slice(search, ranking);
		return false;
	}
	if (ranking->set.count <= FEW) {
		rank_few(search, ranking);
	} else if (!ranking->is_laid_out) {
		lay_out(search, ranking, grades);
		return false;
	} else if (!rank_many(search, ranking, grades)) {
		return false;
	}
	search->hits = ranking->hits;
	search->hit_count = ranking->hit_count;
	search->total = ranking->set.count;
	return true;
}
