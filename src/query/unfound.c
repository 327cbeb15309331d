#include "query/unfound.h"

#include "base/array.h"
#include "base/clock.h"
#include "base/message.h"
#include "query/completion.h"
#include "query/filter_parts.h"
#include "query/known.h"
#include "query/search.h"
#include "query/verified.h"
#include "query/words.h"

/* Of a small collection all is counted, however busy the machine is. */
enum { SMALL = 10000, BUDGET_US = 8000, QUOTES_MOST = 10000 };
enum { SIMILAR_NAMED = 3, SIMILAR_SEEN = 30 };  /* of those seen, names of other kinds are left out */

/* A query that found nothing, and the parts of it that all have to be answered. */
struct failing {
	const struct archive *archive;
	struct arena *arena;
	const struct known *known;
	bool is_typing;
	unsigned budget_us;             /* of a search; 0: what it takes */
	uint64_t end;                   /* of the time there is for all */
	struct str query;
	struct filter **parts;
	size_t part_count;
};

/* ── Other queries ──────────────────────────────────────────────────────────────────────────── */

/* How many a query finds; 0 as well if there was no time to count, and then it is not known. */
struct counted { size_t count; bool is_known; };

/* As known on a day; NULL: now. */
static struct counted counted_on(const struct failing *failing, struct str query,
                                 const struct known *known)
{
	struct fault why;
	struct search search;
	struct filter *filter = NULL;
	struct filter_options options = { failing->is_typing };
	if (clock_is_past(failing->end))
		return (struct counted){ 0, false };
	if (!filter_parse(failing->archive, failing->arena, query, options, &filter, &why) ||
	    !filter)
		return (struct counted){ 0, true };
	search_begin(&search, failing->archive, filter,
	             (struct search_options){ .limit = 1, .known = known });
	search_step(&search, failing->budget_us);
	struct counted counted = { .is_known = search.is_done };
	counted.count = search.is_done && !search.is_offer ? search.total : 0;
	search_end(&search);
	return counted;
}

static size_t count_of(const struct failing *failing, struct str query)
{
	return counted_on(failing, query, failing->known).count;
}

/* Of what may be there it is not said that it is not. */
static bool finds_none(const struct failing *failing, struct str query)
{
	struct counted counted = counted_on(failing, query, failing->known);
	return counted.is_known && counted.count == 0;
}

/* The query with other words in place of a part; empty ones take it out, with what negates it. */
static struct str with_part(const struct failing *failing, struct str query,
                            const struct filter *part, struct str words)
{
	struct str before = str_slice(query, 0, part->at);
	struct str after = str_slice(query, part->at + part->size, SIZE_MAX);
	return str_trim(str_format(failing->arena, "%.*s%.*s%.*s", STR_ARGS(before),
	                           STR_ARGS(words), STR_ARGS(after)));
}

static struct str part_text(const struct failing *failing, const struct filter *part)
{
	return str_slice(failing->query, part->at, part->size);
}

/* ── Fields that take a dossier ─────────────────────────────────────────────────────────────── */

/* What is said of a field that takes a dossier, behind a colon. */
struct field_words {
	const char *field;
	const char *unknown;            /* of a value that is nobody's name */
	const char *without;            /* of somebody with nothing */
	const char *kinds[4];           /* whose names may stand there; none: all */
};

static const struct field_words field_words[] = {
	{ "speaker",  N_("no person or organization is called so."),
	              N_("no quote is by that name."),
	              { "person", "organization" } },
	{ "asserted", N_("no person, organization or source is called so."),
	              N_("no claim is asserted by that name."),
	              { "person", "organization", "source" } },
	{ "denied",   N_("no person, organization or source is called so."),
	              N_("no claim is denied by that name."),
	              { "person", "organization", "source" } },
	{ "about",    N_("nothing is called so."), N_("no quote or claim is about it."), { NULL } },
	{ "source",   N_("no source is called so."), N_("nothing is taken from it."),
	              { "source" } },
	{ "only",     N_("no source is called so."), N_("nothing rests on it alone."),
	              { "source" } },
	{ "place",    N_("no place is called so."), N_("nothing took place or lies there."),
	              { "place" } },
	{ "event",    N_("no event is called so."),
	              N_("nothing was said there, and nothing is part of it."),
	              { "event" } },
	{ "link",     N_("nothing is called so."), N_("nothing is linked with it."), { NULL } },
	{ 0 },
};

static const struct field_words *words_of(const struct filter *part)
{
	const struct field_words *words = field_words;
	while (words->field &&
	       !(part->field && str_equal(str_of(words->field), str_of(part->field))))
		words++;
	return words->field ? words : NULL;
}

/* What somebody may be asked for in place of something else; the kind that this is of. */
struct instead { const char *field, *other, *kind; };

static const struct instead instead[] = {
	{ "speaker",  "asserted", "claim" }, { "speaker",  "about", NULL },
	{ "speaker",  "link",     NULL    }, { "asserted", "speaker", "quote" },
	{ "asserted", "about",    "claim" }, { "asserted", "link",  NULL },
	{ "denied",   "asserted", "claim" }, { "denied",   "link",  NULL },
	{ "about",    "link",     NULL    }, { "only",     "asserted", "claim" },
	{ "only",     "source",   NULL    }, { "source",   "link",  NULL },
	{ "place",    "link",     NULL    }, { "event",    "link",  NULL },
	{ 0 },
};

/* "6 claims by Tom Reed" */
static struct str offer_words(const struct failing *failing, const char *field, size_t count,
                              struct str name)
{
	struct arena *arena = failing->arena;
	struct str key = str_of(field);
	if (str_equal(key, STR("asserted")))
		return str_format(arena, message_count("%zu claim by %.*s", "%zu claims by %.*s",
		                                       count), count, STR_ARGS(name));
	if (str_equal(key, STR("speaker")))
		return str_format(arena, message_count("%zu quote by %.*s", "%zu quotes by %.*s",
		                                       count), count, STR_ARGS(name));
	if (str_equal(key, STR("about")))
		return str_format(arena, message_count("%zu is about %.*s", "%zu are about %.*s",
		                                       count), count, STR_ARGS(name));
	if (str_equal(key, STR("source")))
		return str_format(arena, message_count("%zu is taken from %.*s",
		                                       "%zu are taken from %.*s", count),
		                  count, STR_ARGS(name));
	return str_format(arena, message_count("%zu is linked with %.*s",
	                                       "%zu are linked with %.*s", count),
	                  count, STR_ARGS(name));
}

static const struct filter *kind_part(const struct failing *failing)
{
	for (size_t i = 0; i < failing->part_count; i++)
		if (failing->parts[i]->kind == FILTER_KIND && failing->parts[i]->size)
			return failing->parts[i];
	return NULL;
}

/* The query that asks for something else of the same dossier; of another kind where it must be. */
static struct str other_query(const struct failing *failing, const struct filter *part,
                              const struct instead *row)
{
	struct arena *arena = failing->arena;
	const struct filter *kind = kind_part(failing);
	struct str id = dossier_id(failing->archive, part->meant[0]);
	struct str other = str_format(arena, "%s:%.*s", row->other, STR_ARGS(id));
	if (!kind || !row->kind)
		return with_part(failing, failing->query, part, other);
	struct str kinds = str_format(arena, "kind:%s", row->kind);
	bool is_before = kind->at < part->at;
	struct str query = with_part(failing, failing->query, is_before ? part : kind,
	                             is_before ? other : kinds);
	return with_part(failing, query, is_before ? kind : part, is_before ? kinds : other);
}

static void offer_other(const struct failing *failing, const struct filter *part,
                        struct unfound *unfound)
{
	struct str name = dossier_name(failing->archive, part->meant[0]);
	for (const struct instead *row = instead; row->field && !unfound->count; row++) {
		if (part->meant_count != 1 || !str_equal(str_of(row->field), str_of(part->field)))
			continue;
		struct str query = other_query(failing, part, row);
		size_t count = count_of(failing, query);
		if (!count)
			continue;
		size_t others = failing->part_count - 1 - (kind_part(failing) != NULL);
		*unfound = (struct unfound){
			.words = unfound->words, .query = query, .count = count,
			.field = row->other, .who = others ? NO_DOSSIER : part->meant[0],
			.offer = offer_words(failing, row->other, count, name),
		};
	}
}

static struct str names_words(const struct failing *failing, const struct filter *part)
{
	struct str words = filter_meaning(failing->archive, failing->arena, part);
	return words.size ? words : dossier_name(failing->archive, part->meant[0]);
}

/* A collection without any of the kinds has its own for them: then all suit. */
static bool kind_suits(const struct archive *archive, const struct field_words *words,
                       uint32_t kind)
{
	bool is_there = false;
	for (size_t i = 0; words && words->kinds[i]; i++) {
		uint32_t named = kind_find(archive, str_of(words->kinds[i]));
		if (named == kind)
			return true;
		is_there |= named != NO_ROW;
	}
	return !is_there;
}

/* Names that are nearly what was typed, of what may stand in a field; NULL: of all. */
static struct str similar_names(const struct failing *failing, const struct field_words *words,
                                struct str typed)
{
	struct fault why;
	struct search search;
	struct str names = {0};
	struct filter *filter = NULL;
	struct filter_options options = {0};
	struct str query = str_format(failing->arena, "name:\"%.*s\"", STR_ARGS(typed));
	if (!filter_parse(failing->archive, failing->arena, query, options, &filter, &why) ||
	    !filter)
		return names;
	search_begin(&search, failing->archive, filter,
	             (struct search_options){ .limit = SIMILAR_SEEN, .known = failing->known });
	search_step(&search, failing->budget_us);
	size_t count = search.is_done && search.is_offer ? search.hit_count : 0;
	for (size_t i = 0, named = 0; i < count && named < SIMILAR_NAMED; i++) {
		struct dossier_ref ref = search.hits[i].ref;
		if (!kind_suits(failing->archive, words, dossier_kind(failing->archive, ref)))
			continue;
		names = str_join(failing->arena, names, STR(", "),
		                 dossier_name(failing->archive, ref));
		named++;
	}
	search_end(&search);
	return names;
}

/* A sentence, and the names that may be meant. */
static struct str with_similar(const struct failing *failing, struct str sentence,
                               struct str similar)
{
	if (similar.size == 0)
		return sentence;
	/* Translators: a sentence; names */
	return str_format(failing->arena, _("%.*s Similar: %.*s."), STR_ARGS(sentence),
	                  STR_ARGS(similar));
}

/* Who is meant, without those who were not known on the day. */
static struct filter known_part(const struct failing *failing, const struct filter *part)
{
	struct filter left = *part;
	left.meant = ARENA_MANY(failing->arena, struct dossier_ref, part->meant_count + 1);
	left.meant_count = 0;
	for (size_t i = 0; i < part->meant_count; i++)
		if (known_dossier(failing->known, part->meant[i]))
			left.meant[left.meant_count++] = part->meant[i];
	return left;
}

static bool explain_dossier(const struct failing *failing, const struct filter *part,
                            struct unfound *unfound)
{
	struct arena *arena = failing->arena;
	const struct field_words *words = words_of(part);
	if (!words)
		return false;
	struct filter meant = known_part(failing, part);
	if (meant.meant_count == 0) {
		/* Translators: what was typed; "no source is called so." */
		struct str sentence = str_format(arena, _("“%.*s”: %s"), STR_ARGS(part->typed),
		                                 _(words->unknown));
		unfound->words = known_later(failing->known, arena, part->typed);
		if (unfound->words.size == 0)
			unfound->words = with_similar(failing, sentence, similar_names(
				failing, words, part->typed));
		return true;
	}
	if (failing->part_count > 1 && !finds_none(failing, part_text(failing, part)))
		return false;
	struct str names = names_words(failing, &meant);
	/* Translators: a name; "no quote is by that name." */
	unfound->words = str_format(arena, message_count("%.*s is known: %s", "%.*s are known: %s",
	                                                 meant.meant_count),
	                            STR_ARGS(names), _(words->without));
	offer_other(failing, &meant, unfound);
	return true;
}

/* ── What is known now ──────────────────────────────────────────────────────────────────────── */

/* Dates that are typed as words have no place in the query. */
static struct str text_alone(const struct failing *failing, const struct filter *part)
{
	if (part->size)
		return part_text(failing, part);
	return failing->part_count == 1 ? failing->query : (struct str){0};
}

/* Who was not known by name is told so. */
static bool names_what_is_later(const struct failing *failing, const struct filter *part)
{
	if (words_of(part))
		return known_part(failing, part).meant_count == 0;
	bool is_word = part->kind == FILTER_WORD || part->kind == FILTER_PHRASE;
	return is_word && known_later(failing->known, failing->arena, part->typed).size;
}

/* That there is no such thing would be false where there is one now. */
static bool explain_later(const struct failing *failing, const struct filter *part,
                          struct unfound *unfound)
{
	struct str text = text_alone(failing, part);
	if (!failing->known || !text.size || part->kind == FILTER_NOT ||
	    names_what_is_later(failing, part) || !finds_none(failing, text))
		return false;
	size_t count = counted_on(failing, text, NULL).count;
	if (count)
		unfound->words = known_later_count(failing->known, failing->arena, text, count);
	return count > 0;
}

/* ── Values ─────────────────────────────────────────────────────────────────────────────────── */

/* A value that no dossier has: which there are. */
static bool explain_value(const struct failing *failing, const struct filter *part,
                          struct unfound *unfound)
{
	if (part->kind != FILTER_FACET || !finds_none(failing, part_text(failing, part)))
		return false;
	struct str key = str_of(part->field);
	struct str value = str_slice(part->text, str_find(part->text, STR(":"), 0) + 1, SIZE_MAX);
	struct str values = completion_values(failing->archive, failing->arena, key);
	if (values.size && !failing->known)
		/* Translators: a field of queries; a value; the values that there are */
		unfound->words = str_format(failing->arena,
		                            _("No dossier has %s:%.*s; there are: %.*s."),
		                            part->field, STR_ARGS(value), STR_ARGS(values));
	else
		/* Translators: a field of queries; a value */
		unfound->words = str_format(failing->arena, _("No dossier has %s:%.*s."),
		                            part->field, STR_ARGS(value));
	return true;
}

/* Of those that are asked for, all are as the others are. */
static bool explain_verified(const struct failing *failing, const struct filter *part,
                             struct unfound *unfound)
{
	bool is_verified = part->field && str_equal(str_of(part->field), STR("verified"));
	if (!is_verified || failing->part_count > 1 || failing->known)
		return false;
	uint32_t kind = kind_find(failing->archive, STR("quote"));
	struct row_span quotes = {0};
	size_t found = 0;
	if (kind != NO_ROW)
		quotes = dossiers_of_kind(failing->archive, kind);
	for (uint32_t i = 0; i < quotes.count && quotes.count <= QUOTES_MOST; i++)
		found += verified_is_found(failing->archive,
		                           (struct dossier_ref){ quotes.rows[i] });
	if (quotes.count == 0)
		unfound->words = str_of(_("There is no quote in this collection."));
	else if (verification_count(failing->archive) == 0)
		unfound->words = str_of(_("None. No quote was ever looked for in its source."));
	else if (found == quotes.count)
		unfound->words = str_format(failing->arena, message_count(
			"None. %zu quote is all there is, and was found in its source.",
			"None. All %zu quotes were found in their sources.", found), found);
	else
		return false;
	return true;
}

static void offer_without(const struct failing *failing, const struct filter *part,
                          struct unfound *unfound)
{
	struct str query = with_part(failing, failing->query, part, (struct str){0});
	size_t count = count_of(failing, query);
	if (!count)
		return;
	*unfound = (struct unfound){
		.words = str_of(_("Nothing answers all of this.")), .query = query,
		.who = NO_DOSSIER, .count = count,
		.offer = str_format(failing->arena, _("%zu without “%.*s”"), count,
		                    STR_ARGS(part_text(failing, part))),
	};
}

/* ── Words ──────────────────────────────────────────────────────────────────────────────────── */

/* One that stands beside others, and in nothing; one alone is the search's own matter. */
static bool explain_word(const struct failing *failing, const struct filter *part,
                         struct unfound *unfound)
{
	bool is_word = part->kind == FILTER_WORD || part->kind == FILTER_PHRASE;
	if (!is_word || failing->part_count < 2 ||
	    !finds_none(failing, part_text(failing, part)))
		return false;
	struct str later = known_later(failing->known, failing->arena, part->typed);
	struct str sentence = later.size ? later : str_format(failing->arena,
	                                                      _("“%.*s” is in nothing."),
	                                                      STR_ARGS(part->typed));
	struct str similar = similar_names(failing, NULL, part->typed);
	offer_without(failing, part, unfound);
	unfound->words = with_similar(failing, sentence, similar);
	return true;
}

/* ── All of it ──────────────────────────────────────────────────────────────────────────────── */

/* The query without one of its fields, the last that it would find something without; names go
 * last. */
static void offer_less(const struct failing *failing, struct unfound *unfound)
{
	for (int has_name = 0; has_name < 2; has_name++)
		for (size_t i = failing->part_count; i-- > 0 && !unfound->count;) {
			const struct filter *part = failing->parts[i];
			if (part->field && part->kind != FILTER_NOT && !part->meant == !has_name)
				offer_without(failing, part, unfound);
		}
}

static bool is_of_words(const struct failing *failing)
{
	for (size_t i = 0; i < failing->part_count; i++)
		if (failing->parts[i]->kind != FILTER_WORD &&
		    failing->parts[i]->kind != FILTER_PHRASE)
			return false;
	return true;
}

static struct failing failing_of(const struct archive *archive, struct arena *arena,
                                 struct str query, bool is_typing, const struct known *known)
{
	unsigned budget_us = dossier_count(archive) > SMALL ? BUDGET_US : 0;
	return (struct failing){
		.archive = archive, .arena = arena, .known = known, .is_typing = is_typing,
		.budget_us = budget_us, .end = clock_end(budget_us),
		.query = filter_plain(arena, query),
	};
}

/* What the query says; NULL: nothing that can be read. */
static struct filter *filter_of(const struct failing *failing)
{
	struct fault why;
	struct filter *filter = NULL;
	struct filter_options options = { failing->is_typing };
	bool is_read = filter_parse(failing->archive, failing->arena, failing->query, options,
	                            &filter, &why);
	return is_read ? filter : NULL;
}

struct unfound unfound_of(const struct archive *archive, struct arena *arena, struct str query,
                          bool is_typing, const struct known *known)
{
	static bool (*const explainers[])(const struct failing *, const struct filter *,
	                                  struct unfound *) = {
		explain_later, explain_verified, explain_dossier, explain_value, explain_word,
	};
	struct unfound unfound = { .who = NO_DOSSIER };
	struct failing failing = failing_of(archive, arena, query, is_typing, known);
	struct filter *filter = filter_of(&failing);
	if (!filter)
		return unfound;
	bool has_parts = filter->kind == FILTER_ALL && !filter->field;
	failing.parts = has_parts ? filter->parts : ARENA_NEW(arena, struct filter *);
	failing.part_count = has_parts ? filter->part_count : 1;
	if (!has_parts)
		failing.parts[0] = filter;
	for (size_t i = 0; i < failing.part_count; i++)
		for (size_t way = 0; way < sizeof explainers / sizeof *explainers; way++)
			if (explainers[way](&failing, failing.parts[i], &unfound))
				return unfound;
	if (!unfound.words.size && is_of_words(&failing))
		unfound.words = known_later(known, arena, failing.query);
	if (failing.part_count > 1 && !unfound.words.size)
		offer_less(&failing, &unfound);
	size_t now = known && (unfound.count || !unfound.words.size)
	             ? counted_on(&failing, failing.query, NULL).count : 0;
	if (now)
		unfound.words = known_later_count(known, arena, failing.query, now);
	return unfound;
}

/* ── What leaves nothing out ────────────────────────────────────────────────────────────────── */

/* A part behind "not", asked for alone. Somebody who is known and has nothing is no slip. */
static void explain_left_out(const struct failing *failing, struct filter *part, struct str *words)
{
	struct unfound unfound = { .who = NO_DOSSIER };
	struct filter *parts[] = { part };
	struct failing alone = *failing;
	alone.parts = parts;
	alone.part_count = 1;
	if (!part->field || str_equal(str_of(part->field), STR("has")))
		return;
	bool means_nobody = words_of(part) && known_part(failing, part).meant_count == 0;
	if (means_nobody ? !explain_dossier(&alone, part, &unfound)
	                 : !explain_later(&alone, part, &unfound) &&
	                   !explain_value(&alone, part, &unfound))
		return;
	/* Translators: why, in a sentence; "about:rusia", that stands behind "not" */
	*words = str_join(failing->arena, *words, STR(" "), str_format(failing->arena,
		_("%.*s So nothing is left out by “%.*s”."), STR_ARGS(unfound.words),
		STR_ARGS(part_text(failing, part))));
}

static void explain_nots(const struct failing *failing, const struct filter *filter, bool is_not,
                         struct str *words)
{
	bool is_left_out = is_not != (filter->kind == FILTER_NOT);
	for (size_t i = 0; i < filter->part_count; i++) {
		struct filter *part = filter->parts[i];
		if (is_left_out && part->field)
			explain_left_out(failing, part, words);
		else
			explain_nots(failing, part, is_left_out, words);
	}
}

struct str unfound_left_out(const struct archive *archive, struct arena *arena, struct str query,
                            bool is_typing, const struct known *known)
{
	struct str words = {0};
	struct failing failing = failing_of(archive, arena, query, is_typing, known);
	const struct filter *filter = filter_of(&failing);
	if (filter)
		explain_nots(&failing, filter, false, &words);
	return words;
}
