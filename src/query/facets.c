#include "query/facets.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/message.h"
#include "base/unicode.h"
#include "model/keys.h"
#include "model/limits.h"
#include "query/column.h"
#include "query/dated.h"
#include "query/facets_years.h"
#include "query/filter.h"
#include "query/known.h"
#include "query/timeline.h"
#include "query/verified.h"
#include "query/words.h"

static const struct facet_row rows[] = {
	[FACET_KIND]    = { "kind",    N_("Kinds"),    "kind" },
	[FACET_TYPE]    = { "type",    N_("Types"),    "type" },
	[FACET_YEAR]    = { "year",    N_("Years"),    "date" },
	[FACET_MONTH]   = { "month",   N_("Months in which they begin"), "date" },
	[FACET_TAG]     = { "tag",     N_("Tags"),     "tag" },
	[FACET_PLACE]   = { "place",   N_("Places"),   "place" },
	[FACET_SOURCE]  = { "source",  N_("Sources"),  "source" },
	[FACET_SPEAKER] = { "speaker", N_("Speakers"), "speaker" },
	[FACET_STATUS]  = { "status",  N_("Status"),   "status" },
	[FACET_GRADE]   = { "reliability", N_("Grades"), "reliability" },
	[FACET_VERIFIED] = { "verified", N_("Verified"), "verified" },
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == FACET_COUNT, "a row for each facet");
_Static_assert(FACET_COUNT <= 16, "a bit for each");

const struct facet_row *facet_row(enum facet facet)
{
	return &rows[facet];
}

const char *facet_aside(enum facet facet)
{
	/* Translators: these stand behind a number: "3 perhaps"; or behind "all". */
	static const char *const words[FACET_COUNT] = {
		[FACET_YEAR]    = N_("perhaps or going on"),
		[FACET_MONTH]   = N_("perhaps"),
		[FACET_SOURCE]  = N_("only cite it"),
		[FACET_SPEAKER] = N_("on its behalf"),
	};
	return words[facet];
}

/* What is counted of one facet: by values, or by the dossiers that links lead to. */
struct tally {
	struct filter_field field;
	struct keys keys;               /* of what identifies a value to its row in: */
	struct { struct tallied *items; size_t count, room; } values;
};

struct tallied {
	struct str value;
	struct dossier_ref to;
	int32_t day;                    /* the first, of a month */
	uint32_t count, aside, last;
	bool is_aside;                  /* the last one, so far */
};

struct counter {
	const struct archive *archive;
	const struct known *known;
	struct arena *arena;
	struct arena scratch;
	struct tally tallies[FACET_COUNT];
	uint16_t *of_relation, *of_field;        /* the facets of each, as bits */
	struct facets_years *years;
	uint64_t *seen;                 /* a bit for each dossier */
	uint32_t quote;                 /* kind; NO_ROW: there is none */
	uint32_t cites, spoke_for;      /* relations, or NO_ROW */
	bool has_verified;
	uint32_t dossiers;              /* counted so far */
	struct column_reader links;
	struct facets *facets;          /* of those with the most links, so far */
};

/* ── Counting ───────────────────────────────────────────────────────────────────────────────── */

/* A value of the dossier that is counted now; once, however often it has it. */
static void count_value(struct counter *counter, struct tally *tally, struct str key,
                        struct tallied value)
{
	uint32_t row = keys_find(&tally->keys, key);
	if (row == KEYS_NONE) {
		row = (uint32_t)tally->values.count;
		keys_add(counter->arena, &tally->keys, str_copy(counter->arena, key), row);
		*ARRAY_ADD(counter->arena, &tally->values) = value;
	}
	struct tallied *found = &tally->values.items[row];
	bool is_first = found->last != counter->dossiers;
	found->count += is_first;
	found->aside += is_first && value.is_aside;
	found->aside -= !is_first && found->is_aside && !value.is_aside;
	found->is_aside = value.is_aside && (is_first || found->is_aside);
	found->last = counter->dossiers;
}

static void count_target(struct counter *counter, struct tally *tally, struct dossier_ref to,
                         bool is_aside)
{
	struct str key = { (const char *)&to.row, sizeof to.row };
	if (!dossier_is_none(to))
		count_value(counter, tally, key,
		            (struct tallied){ .to = to, .is_aside = is_aside });
}

/* A quote stands in one source, and may cite others, on its date for one. */
static void count_links(struct counter *counter, const struct dossier *dossier)
{
	struct link_span out = links_out(counter->archive, dossier->ref);
	bool is_quote = dossier->kind == counter->quote;
	for (uint32_t i = 0; i < out.range.count; i++) {
		struct link link = link_of(counter->archive, out, i);
		if (link.relation >= relation_count(counter->archive) ||
		    !known_link(counter->known, link))
			continue;
		bool is_aside = link.relation == counter->spoke_for ||
		                (is_quote && link.relation == counter->cites);
		for (unsigned bits = counter->of_relation[link.relation]; bits; bits &= bits - 1)
			count_target(counter, &counter->tallies[__builtin_ctz(bits)], link.to,
			             is_aside);
	}
}

/* Values that one query finds are one: folded, and as long as the index has them. */
static void count_text(struct counter *counter, struct tally *tally, struct str text)
{
	struct str folded = unicode_fold(&counter->scratch, str_trim(text));
	struct str full = str_format(&counter->scratch, "%s:%.*s", tally->field.facet,
	                             STR_ARGS(folded));
	if (folded.size)
		count_value(counter, tally, words_term(full),
		            (struct tallied){ .value = str_trim(text), .to = NO_DOSSIER });
}

static void count_values(struct counter *counter, const struct dossier *dossier)
{
	struct row_range range = dossier->values;
	for (uint32_t i = 0; i < range.count; i++) {
		struct value value = value_at(counter->archive, range.first + i);
		if (value.row == NO_ROW || value.field >= field_count(counter->archive) ||
		    counter->of_field[value.field] == 0 ||
		    !known_value(counter->known, dossier, &value))
			continue;
		for (unsigned bits = counter->of_field[value.field]; bits; bits &= bits - 1)
			count_text(counter, &counter->tallies[__builtin_ctz(bits)], value.text);
	}
}

static void count_verified(struct counter *counter, struct dossier_ref ref)
{
	struct str key = str_of(verified_key(verified_state(counter->archive, ref)));
	count_value(counter, &counter->tallies[FACET_VERIFIED], key,
	            (struct tallied){ .value = key, .to = NO_DOSSIER });
}

/* The month in which its own date begins, if the date is as close as that. A date that may begin in
 * another month as well is aside. */
static void count_month(struct counter *counter, const struct dossier *dossier)
{
	uint32_t own = known_own_date(counter->known, dossier);
	struct date_view view = archive_date(counter->archive, own);
	if (date_is_none(view.date) || view.date.earliest == DATE_FIRST_DAY ||
	    view.date.precision <= DATE_YEAR)
		return;
	int32_t month = calendar_month_of(view.date.earliest);
	struct date whole = {
		.earliest = calendar_month_start(month),
		.latest = calendar_month_start(month + 1) - 1, .precision = DATE_MONTH,
	};
	struct str key = date_day(counter->arena, whole.earliest);
	count_value(counter, &counter->tallies[FACET_MONTH], key,
	            (struct tallied){ .value = str_slice(key, 0, key.size - strlen("-01")),
		                      .to = NO_DOSSIER, .day = whole.earliest,
		                      .is_aside = !dated_is_sure(view, whole) });
}

static bool is_more_linked(const struct counter *counter, const struct facets_linked *one,
                           const struct facets_linked *other)
{
	if (one->links != other->links)
		return one->links > other->links;
	return dossier_weight(counter->archive, one->ref).place <
	       dossier_weight(counter->archive, other->ref).place;
}

/* Keep it if it is among those with the most links. */
static void keep_linked(struct counter *counter, const struct dossier *dossier)
{
	struct facets *facets = counter->facets;
	struct facets_linked linked = { dossier->ref, dossier->name,
		                        column_number(&counter->links, dossier->ref) };
	size_t at = facets->linked_count;
	if (linked.links == 0)
		return;
	for (; at > 0 && is_more_linked(counter, &linked, &facets->linked[at - 1]); at--)
		if (at < FACETS_LINKED)
			facets->linked[at] = facets->linked[at - 1];
	if (at < FACETS_LINKED)
		facets->linked[at] = linked;
	facets->linked_count += facets->linked_count < FACETS_LINKED;
}

static void count_dossier(struct counter *counter, struct dossier_ref ref)
{
	struct dossier dossier = dossier_at(counter->archive, ref);
	struct dossier_ref kind = { dossier.kind };
	counter->dossiers++;
	count_target(counter, &counter->tallies[FACET_KIND], kind, false);
	facets_years_add(counter->years, counter->archive, ref, counter->known);
	count_month(counter, &dossier);
	count_links(counter, &dossier);
	count_values(counter, &dossier);
	keep_linked(counter, &dossier);
	if (counter->has_verified && dossier.kind == counter->quote)
		count_verified(counter, ref);
	arena_reset(&counter->scratch);
}

static bool is_first(struct counter *counter, struct dossier_ref ref)
{
	if (ref.row >= dossier_count(counter->archive))
		return false;
	uint64_t *word = &counter->seen[ref.row / 64], bit = (uint64_t)1 << ref.row % 64;
	bool is_new = !(*word & bit);
	*word |= bit;
	return is_new;
}

/* ── What was counted ───────────────────────────────────────────────────────────────────────── */

static struct str query_of(struct arena *arena, const char *field, struct str value)
{
	bool is_plain = true;
	for (size_t i = 0; i < value.size; i++) {
		if (value.bytes[i] == '"')
			return (struct str){0};
		is_plain &= value.bytes[i] > ' ' && value.bytes[i] != '(' && value.bytes[i] != ')';
	}
	struct str query = str_format(arena, is_plain ? "%s:%.*s" : "%s:\"%.*s\"", field,
	                              STR_ARGS(value));
	return query.size > LIMIT_QUERY_SIZE ? (struct str){0} : query;
}

static struct facet_value value_of(struct counter *counter, enum facet facet,
                                   struct tallied tallied)
{
	const struct archive *archive = counter->archive;
	struct facet_value value = { .value = tallied.value, .label = tallied.value,
		                     .count = tallied.count, .aside = tallied.aside };
	if (facet == FACET_MONTH) {
		value.label = time_month_words(counter->arena, calendar_month_of(tallied.day));
		return value;
	}
	if (facet == FACET_KIND) {
		value.value = kind_at(archive, tallied.to.row).key;
		value.label = kind_at(archive, tallied.to.row).plural;
	} else if (!dossier_is_none(tallied.to)) {
		value.value = dossier_id(archive, tallied.to);
		value.label = dossier_name(archive, tallied.to);
	}
	value.query = query_of(counter->arena, rows[facet].field, value.value);
	return value;
}

static int by_count(const void *left, const void *right)
{
	const struct facet_value *a = left, *b = right;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	int result = str_compare(a->label, b->label);
	return result ? result : str_compare(a->value, b->value);
}

static int by_count_and_time(const void *left, const void *right)
{
	const struct facet_value *a = left, *b = right;
	return a->count != b->count ? by_count(a, b) : str_compare(a->value, b->value);
}

static struct facet_values values_of(struct counter *counter, enum facet facet)
{
	struct facet_values values = {0};
	const struct tally *tally = &counter->tallies[facet];
	for (size_t i = 0; i < tally->values.count; i++)
		*ARRAY_ADD(counter->arena, &values) =
			value_of(counter, facet, tally->values.items[i]);
	if (values.count)
		qsort(values.items, values.count, sizeof *values.items,
		      facet == FACET_MONTH ? by_count_and_time : by_count);
	return values;
}

static struct facet_values years_of(struct counter *counter)
{
	struct facet_values values = {0};
	const struct facets_years *years = counter->years;
	for (int i = years->from; i <= years->to; i++) {
		if (years->counts[i] == 0)
			continue;
		struct str year = str_format(counter->arena, "%d", YEARS_FIRST + i);
		*ARRAY_ADD(counter->arena, &values) = (struct facet_value){
			.value = year, .label = year, .count = years->counts[i],
			.aside = years->counts[i] - years->sure[i],
			.query = query_of(counter->arena, rows[FACET_YEAR].field, year),
		};
	}
	return values;
}

/* ── All of it ──────────────────────────────────────────────────────────────────────────────── */

static void begin(struct counter *counter)
{
	const struct archive *archive = counter->archive;
	counter->of_relation = ARENA_MANY(counter->arena, uint16_t, relation_count(archive));
	counter->of_field = ARENA_MANY(counter->arena, uint16_t, field_count(archive));
	for (int facet = 0; facet < FACET_COUNT; facet++) {
		struct filter_field *field = &counter->tallies[facet].field;
		filter_field_find(archive, counter->arena, str_of(rows[facet].field), field);
		uint32_t row = field->facet ? field_find(archive, str_of(field->facet)) : NO_ROW;
		if (row != NO_ROW)
			counter->of_field[row] |= (uint16_t)(1 << facet);
		for (uint32_t i = 0; field->relations[0] && i < relation_count(archive); i++)
			if (filter_field_means(field, relation_at(archive, i)))
				counter->of_relation[i] |= (uint16_t)(1 << facet);
	}
	counter->quote = kind_find(archive, STR("quote"));
	counter->cites = relation_find(archive, STR("cites"));
	counter->spoke_for = relation_find(archive, STR("spoke-for"));
	counter->has_verified = verification_count(archive) > 0;
	counter->seen = ARENA_MANY(counter->arena, uint64_t, dossier_count(archive) / 64 + 1);
	counter->years = ARENA_NEW(counter->arena, struct facets_years);
	facets_years_begin(counter->years);
}

struct facets facets_count(const struct archive *archive, struct arena *arena,
                           const struct facet_rows *list, size_t most)
{
	struct counter counter = { .archive = archive, .known = list->known, .arena = arena };
	struct facets facets = { .rows = list->count, .counted = list->count };
	if (most && facets.counted > most)
		facets.counted = most;
	begin(&counter);
	counter.links = column_begin(archive, list->known, COLUMN_LINKS);
	counter.facets = &facets;
	facets.linked = ARENA_MANY(arena, struct facets_linked, FACETS_LINKED);
	for (size_t row = 0; row < facets.counted; row++) {
		struct dossier_ref ref = list->dossier(list->context, row);
		if (is_first(&counter, ref))
			count_dossier(&counter, ref);
	}
	for (enum facet facet = 0; facet < FACET_COUNT; facet++)
		facets.of[facet] = facet == FACET_YEAR ? years_of(&counter)
		                                       : values_of(&counter, facet);
	facets.dossiers = counter.dossiers;
	arena_release(&counter.scratch);
	return facets;
}
