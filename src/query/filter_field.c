/* The fields that a query may name, and what each makes of its value. */
#include "base/array.h"
#include "base/message.h"
#include "base/unicode.h"
#include "query/asserted.h"
#include "query/filter_parts.h"
#include "query/lookup.h"
#include "query/verified.h"
#include "query/words.h"

enum query_field {
	QUERY_KIND, QUERY_TAG, QUERY_NAME, QUERY_SPEAKER, QUERY_ASSERTED, QUERY_DENIED, QUERY_ABOUT,
	QUERY_SOURCE, QUERY_ONLY, QUERY_PLACE, QUERY_EVENT, QUERY_LINK, QUERY_LANG, QUERY_STATUS,
	QUERY_SOURCES, QUERY_VERIFIED, QUERY_DATE, QUERY_HAS, QUERY_ORDER,
	QUERY_FIELD_COUNT
};

static const struct filter_field fields[] = {
	[QUERY_KIND]    = { "kind",    N_("Dossiers of that kind, by its key or plural."),
	                    .takes = TAKES_KIND },
	[QUERY_TAG]     = { "tag",     N_("Those with that tag."),
	                    .takes = TAKES_FACET, .facet = "tags" },
	[QUERY_NAME]    = { "name",    N_("Those with the words in a name or other name."),
	                    .takes = TAKES_NAME },
	[QUERY_SPEAKER] = { "speaker", N_("What somebody said, or had said on their behalf."),
	                    .takes = TAKES_DOSSIER, .link = "speaker",
	                    .relations = { "speaker", "spoke-for" } },
	[QUERY_ASSERTED] = { "asserted", N_("Claims that somebody asserts: a person, an "
	                                    "organization or a source."),
	                    .takes = TAKES_DOSSIER, .link = "asserted_by",
	                    .relations = { "asserts" }, .is_of_claims = true },
	[QUERY_DENIED]  = { "denied",  N_("Claims that somebody denies."),
	                    .takes = TAKES_DOSSIER, .link = "asserted_by",
	                    .relations = { "denies" }, .is_of_claims = true },
	[QUERY_ABOUT]   = { "about",   N_("Quotes and claims that are about it."),
	                    .takes = TAKES_DOSSIER, .link = "about",
	                    .relations = { "about" } },
	[QUERY_SOURCE]  = { "source",  N_("What cites or quotes that source."),
	                    .takes = TAKES_DOSSIER, .link = "source",
	                    .relations = { "cites", "quoted-from" } },
	[QUERY_ONLY]    = { "only",    N_("What rests on that source alone: claims that no other "
	                                  "asserts, dossiers that cite no other."),
	                    .takes = TAKES_DOSSIER, .link = "source", .finds_alone = true,
	                    .relations = { "cites", "quoted-from" }, .is_of_claims = true },
	[QUERY_PLACE]   = { "place",   N_("What took place, lies, sits or belongs there."),
	                    .takes = TAKES_DOSSIER, .link = "place",
	                    .relations = { "place" }, .group = "place" },
	[QUERY_EVENT]   = { "event",   N_("What was said at that event, or is part of it."),
	                    .takes = TAKES_DOSSIER, .link = "event",
	                    .relations = { "said-at", "part-of" } },
	[QUERY_LINK]    = { "link",    N_("What links to it, or is linked from it, in any way."),
	                    .takes = TAKES_DOSSIER },
	[QUERY_LANG]    = { "lang",    N_("Those with a text in that language (a code: ru, my)."),
	                    .takes = TAKES_FACET, .facet = "lang" },
	[QUERY_STATUS]  = { "status",  N_("Claims of that status."),
	                    .takes = TAKES_FACET, .facet = "status" },
	[QUERY_SOURCES] = { "sources", N_("Claims that so many sources assert."),
	                    .takes = TAKES_FACET, .facet = "sources", .is_number = true },
	[QUERY_VERIFIED] = { "verified", N_("Quotes that were found in their sources, or were not: "
	                                    "yes, no, exact, not-found."),
	                    .takes = TAKES_VERIFIED },
	[QUERY_DATE]    = { "date",
	                    N_("What may have happened then: 2021, July 2022, 2021-02..2022, "
	                       "2023.. (without date: also what has the words)."),
	                    .takes = TAKES_DATE },
	[QUERY_HAS]     = { "has",     N_("Those with a value in that field, or with such dossiers "
	                                  "that link to them: has:summary, has:quotes."),
	                    .takes = TAKES_HELD },
	[QUERY_ORDER]   = { "order",   N_("In which order all that is found stands: links, "
	                                  "sources, date, name, type, grade, status, speaker; "
	                                   "-links: from the other end."),
	                    .takes = TAKES_COLUMN },
	[QUERY_FIELD_COUNT] = { .key = NULL },
};
_Static_assert(sizeof fields / sizeof *fields == QUERY_FIELD_COUNT + 1, "a row each, and an end");

const struct filter_field *filter_fields(void)
{
	return fields;
}

/* ── Facets ─────────────────────────────────────────────────────────────────────────────────── */

/* True if a dossier has the facet. */
static bool has_facet(const struct archive *archive, struct str facet)
{
	enum lexicon lexicon = LEXICON_ALL;
	bool has_one = false;
	for (; !has_one && lexicon != LEXICON_COUNT; lexicon = lexicon_next(lexicon))
		has_one = terms_equal(archive, lexicon, words_term(facet)).count > 0;
	return has_one;
}

/* As the index has it. A value may end in blanks: in wide ones, which are folded to such. */
static struct str facet_of(struct filter_parser *parser, const char *key, struct str value)
{
	struct str folded = unicode_fold(parser->arena, value);
	struct str whole = str_format(parser->arena, "%s:%.*s", key, STR_ARGS(folded));
	if (has_facet(parser->archive, whole))
		return whole;
	return str_format(parser->arena, "%s:%.*s", key, STR_ARGS(str_trim(folded)));
}

/* While it is typed it is the beginning of values, unless it is one itself: what is counted beside
 * a value is what is found by it. So it stays when more is typed behind it. */
static struct filter *facet_filter(struct filter_parser *parser, const char *key, struct str value,
                                   bool is_prefix)
{
	struct filter *filter = filter_new(parser, FILTER_FACET, value);
	filter->text = facet_of(parser, key, value);
	filter->is_prefix = is_prefix && !has_facet(parser->archive, filter->text);
	return filter;
}

static bool read_facet(struct filter_parser *parser, const struct filter_field *field,
                       struct filter_token value, struct filter **filter)
{
	bool is_prefix = parser->is_typing && !field->is_number;
	*filter = facet_filter(parser, field->facet, value.typed, is_prefix);
	return true;
}

bool filter_has_facet(struct filter_parser *parser, const char *key, struct str value)
{
	return has_facet(parser->archive, facet_filter(parser, key, value, false)->text);
}

/* A field, or else a kind of dossiers that link to it, under its plural as the index has it. */
static bool read_has(struct filter_parser *parser, const struct filter_field *field,
                     struct filter_token value, struct filter **filter)
{
	const struct archive *archive = parser->archive;
	(void)field;
	struct str key = unicode_fold(parser->arena, value.typed);
	uint32_t kind = field_find(archive, key) == NO_ROW ? kind_find(archive, key) : NO_ROW;
	if (kind != NO_ROW)
		key = kind_at(archive, kind).plural;

	*filter = facet_filter(parser, "has", key, parser->is_typing);
	if (parser->is_typing || kind != NO_ROW || field_find(archive, key) != NO_ROW ||
	    has_facet(archive, (*filter)->text))
		return true;
	return fault_set(parser->why, FAULT_USAGE,
	                 _("there is neither a field nor a kind \"%.*s\" to have: write a key of "
	                   "`dossier schema`"), STR_ARGS(value.typed));
}

/* ── Kinds, names, dates ────────────────────────────────────────────────────────────────────── */

static struct filter *kind_filter(struct filter_parser *parser, uint32_t kind, struct str typed)
{
	struct filter *filter = filter_new(parser, FILTER_KIND, typed);
	filter->dossier_kind = kind;
	return filter;
}

/* The kinds that begin so; all of them as long as nothing else is typed. */
static struct filter *kinds_with_prefix(struct filter_parser *parser, struct str key)
{
	struct filter_list parts = {0};
	for (uint32_t i = 0; i < kind_count(parser->archive); i++) {
		struct kind_view kind = kind_at(parser->archive, i);
		if (str_starts_with(kind.key, key) || str_starts_with(kind.plural, key))
			*ARRAY_ADD(parser->arena, &parts) = kind_filter(parser, i, key);
	}
	return filter_join(parser, FILTER_ANY, parts);
}

static bool read_kind(struct filter_parser *parser, const struct filter_field *field,
                      struct filter_token value, struct filter **filter)
{
	uint32_t kind;
	(void)field;
	struct str key = unicode_fold(parser->arena, value.typed);
	if (kind_find(parser->archive, key) == NO_ROW) {
		*filter = kinds_with_prefix(parser, key);
		if (*filter && (value.is_unfinished || (*filter)->kind == FILTER_KIND))
			return true;
	}
	bool is_kind = lookup_kind(parser->archive, parser->arena, key, &kind, parser->why);
	if (!is_kind && filter_has_facet(parser, "type", key))
		return fault_set(parser->why, FAULT_USAGE,
		                 _("\"%.*s\" is no kind but a type: type:%.*s"),
		                 STR_ARGS(value.typed), STR_ARGS(value.typed));
	if (!is_kind)
		return false;
	*filter = kind_filter(parser, kind, value.typed);
	return true;
}

static bool read_name(struct filter_parser *parser, const struct filter_field *field,
                      struct filter_token value, struct filter **filter)
{
	(void)field;
	struct str plain = words_plain(parser->arena, value.typed);
	if (plain.size == 0) {
		parser->sign = value.typed;
		return true;
	}
	*filter = filter_new(parser, FILTER_NAME, value.typed);
	(*filter)->text = plain;
	(*filter)->is_prefix = value.is_unfinished;
	return true;
}

/* Half a date is no fault while it is typed. */
static bool read_date(struct filter_parser *parser, const struct filter_field *field,
                      struct filter_token value, struct filter **filter)
{
	struct fault fault = {0};
	(void)field;
	if (filter_read_dates(parser, str_trim(value.typed), filter, &fault) || value.is_unfinished)
		return true;
	return fault_set(parser->why, FAULT_USAGE, "date: %s", fault.sentence);
}

/* ── Verification ───────────────────────────────────────────────────────────────────────────── */

/* The states that a value means, or while it is typed all values that begin so; 0: none. */
static unsigned states_of(struct str key, bool is_unfinished)
{
	unsigned states = 0;
	for (const struct verified_value *value = verified_values(); value->key; value++) {
		if (str_equal(key, str_of(value->key)))
			return value->states;
		if (is_unfinished && str_starts_with(str_of(value->key), key))
			states |= value->states;
	}
	return states;
}

static bool unknown_state(struct filter_parser *parser, struct str typed)
{
	struct str_list keys = {0};
	for (const struct verified_value *value = verified_values(); value->key; value++)
		*ARRAY_ADD(parser->arena, &keys) = str_of(value->key);
	return fault_set(parser->why, FAULT_USAGE,
	                 _("verified: is no \"%.*s\", but one of %.*s"), STR_ARGS(typed),
	                 STR_ARGS(words_join(parser->arena, keys, 0, keys.count, STR(", "))));
}

/* Only quotes are verified, and there are few of them: these first. */
static bool read_verified(struct filter_parser *parser, const struct filter_field *field,
                          struct filter_token value, struct filter **filter)
{
	struct str key = unicode_fold(parser->arena, str_trim(value.typed));
	struct filter_list parts = {0};
	(void)field;
	unsigned states = states_of(key, value.is_unfinished);
	if (!states)
		return unknown_state(parser, value.typed);
	uint32_t quote = kind_find(parser->archive, STR("quote"));
	if (quote != NO_ROW)
		*ARRAY_ADD(parser->arena, &parts) = kind_filter(parser, quote, value.typed);
	struct filter *verified = filter_new(parser, FILTER_VERIFIED, value.typed);
	verified->states = states;
	*ARRAY_ADD(parser->arena, &parts) = verified;
	*filter = filter_join(parser, FILTER_ALL, parts);
	return true;
}

/* ── Order ──────────────────────────────────────────────────────────────────────────────────── */

/* It says nothing of a dossier, but of all that are found. */
static bool read_order(struct filter_parser *parser, const struct filter_field *field,
                       struct filter_token value, struct filter **filter)
{
	(void)field;
	(void)filter;
	struct str key = unicode_fold(parser->arena, str_trim(value.typed));
	struct ordering ordering = { COLUMN_OWN, false };
	bool is_read = ordering_read(key, &ordering);
	if (parser->depth)
		return fault_set(parser->why, FAULT_USAGE,
		                 _("order: is for all that is found: it stands in no parentheses"));
	if (!is_read && !(value.is_unfinished && ordering_may_be(key)))
		return fault_set(parser->why, FAULT_USAGE,
		                 _("order: is no \"%.*s\", but one of %.*s"),
		                 STR_ARGS(value.typed), STR_ARGS(column_keys(parser->arena)));
	parser->order = ordering;
	parser->order_start = parser->field_start;
	parser->order_end = parser->at;
	return true;
}

/* ── The table ──────────────────────────────────────────────────────────────────────────────── */

/* A reader that gives NULL for the filter says nothing (yet). */
static bool (*const readers[])(struct filter_parser *parser, const struct filter_field *field,
                               struct filter_token value, struct filter **filter) = {
	[TAKES_KIND] = read_kind, [TAKES_FACET] = read_facet, [TAKES_HELD] = read_has,
	[TAKES_NAME] = read_name, [TAKES_DOSSIER] = filter_read_dossier, [TAKES_DATE] = read_date,
	[TAKES_VERIFIED] = read_verified, [TAKES_COLUMN] = read_order,
};
_Static_assert(sizeof readers / sizeof *readers == FILTER_TAKES_COUNT, "a reader for each");

static bool is_facet(const struct archive *archive, struct str key)
{
	uint32_t field = field_find(archive, key);
	return field != NO_ROW && field_at(archive, field).search == SEARCH_FACET;
}

static bool is_read_by_table(struct str facet)
{
	for (const struct filter_field *field = fields; field->key; field++)
		if (field->facet && str_equal(facet, str_of(field->facet)))
			return true;
	return false;
}

struct str_list filter_keys(const struct archive *archive, struct arena *arena)
{
	struct str_list keys = {0};
	for (const struct filter_field *field = fields; field->key; field++)
		*ARRAY_ADD(arena, &keys) = str_of(field->key);
	for (uint32_t i = 0; i < field_count(archive); i++) {
		struct str key = field_at(archive, i).key;
		if (is_facet(archive, key) && !is_read_by_table(key))
			*ARRAY_ADD(arena, &keys) = key;
	}
	return keys;
}

bool filter_field_find(const struct archive *archive, struct arena *arena, struct str key,
                       struct filter_field *field)
{
	if (str_equal(key, STR("sort")))
		key = str_of(fields[QUERY_ORDER].key);
	for (const struct filter_field *row = fields; row->key; row++)
		if (str_equal(key, str_of(row->key))) {
			*field = *row;
			return true;
		}
	if (!is_facet(archive, key))
		return false;
	const char *copy = str_copy(arena, key).bytes;
	struct str help = field_at(archive, field_find(archive, key)).help;
	*field = (struct filter_field){
		.key = copy, .help = str_copy(arena, help).bytes,
		.takes = TAKES_FACET, .facet = copy,
	};
	return true;
}

static bool unknown_field(struct filter_parser *parser, struct str key)
{
	struct str_list keys = filter_keys(parser->archive, parser->arena);
	struct str meant = finding_suggestion(key, keys.items, keys.count);
	if (meant.size)
		return fault_set(parser->why, FAULT_USAGE,
		                 _("a query has no field \"%.*s:\": perhaps \"%.*s:\""),
		                 STR_ARGS(key), STR_ARGS(meant));
	return fault_set(parser->why, FAULT_USAGE,
	                 _("a query has no field \"%.*s:\": the fields are %.*s; a word with a "
	                   "colon stands in quotes"),
	                 STR_ARGS(key),
	                 STR_ARGS(words_join(parser->arena, keys, 0, keys.count, STR(", "))));
}

static bool is_of_speaker(const struct filter *part)
{
	return part->field && str_equal(str_of(part->field), str_of(fields[QUERY_SPEAKER].key));
}

/* The part, or what it negates. */
static struct filter **inner(struct filter **part)
{
	return (*part)->kind == FILTER_NOT ? &(*part)->parts[0] : part;
}

static bool is_of_claims(const struct filter_parser *parser, const struct filter *part)
{
	return part->kind == FILTER_KIND &&
	       asserted_is_claim(parser->archive, part->dossier_kind);
}

/* Beside a speaker "claims" is no word of a text. */
bool filter_read_claims(struct filter_parser *parser, struct filter_list *parts)
{
	bool are_claims = false, has_speaker = false;
	for (size_t i = 0; i < parts->count; i++)
		has_speaker |= is_of_speaker(*inner(&parts->items[i]));
	for (size_t i = 0; has_speaker && i < parts->count; i++) {
		struct filter *part = parts->items[i];
		if (part->is_read_as_kind && is_of_claims(parser, part->parts[1]))
			parts->items[i] = part = part->parts[1];
		are_claims |= is_of_claims(parser, part);
	}
	for (size_t i = 0; are_claims && i < parts->count; i++) {
		struct filter **part = inner(&parts->items[i]), *claims;
		struct filter *said = *part;
		if (!is_of_speaker(said))
			continue;
		struct filter_token value = { .typed = said->typed,
			                      .is_unfinished = said->is_prefix };
		if (!filter_read_dossier(parser, &fields[QUERY_ASSERTED], value, &claims))
			return false;
		claims->field = said->field;
		claims->at = said->at;
		claims->size = said->size;
		*part = claims;
	}
	return true;
}

bool filter_read_field(struct filter_parser *parser, struct str key, struct filter_token value,
                       struct filter **filter)
{
	struct filter_field field;
	*filter = NULL;
	if (!filter_field_find(parser->archive, parser->arena, key, &field))
		return unknown_field(parser, key);
	if (!str_is_empty(str_trim(value.typed)))
		return readers[field.takes](parser, &field, value, filter);
	if (parser->is_typing)
		return true;
	return fault_set(parser->why, FAULT_USAGE, _("the field \"%.*s:\" has no value behind it"),
	                 STR_ARGS(key));
}
