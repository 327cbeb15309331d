#include "query/completion.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/message.h"
#include "base/unicode.h"
#include "query/known.h"
#include "query/search_state.h"
#include "query/selection.h"
#include "query/verified.h"
#include "query/words.h"

enum { FEW_NAMED = 500, MOST_LINKS = 128, MOST_READ = 30000 };

struct completer {
	const struct archive *archive;
	const struct known *known;
	struct arena *arena;
	struct completions found;
	struct str word;                /* the last one, without the minus before it */
	struct str value;               /* behind its colon, without the quote before it */
};

static void add(struct completer *completer, struct str text, struct str words, uint32_t count)
{
	struct completions *found = &completer->found;
	if (found->count == COMPLETIONS_MOST) {
		found->is_cut = true;
		return;
	}
	*ARRAY_ADD(completer->arena, found) = (struct completion){
		str_copy(completer->arena, text), str_copy(completer->arena, words), count,
	};
}

/* A value that has blanks or signs of the language stands in quotes; one with a quote in it cannot
 * be written. */
static void add_value(struct completer *completer, struct str key, struct str value,
                      struct str words, uint32_t count)
{
	bool is_plain = true;
	for (size_t i = 0; i < value.size; i++) {
		char byte = value.bytes[i];
		if (byte == '"')
			return;
		is_plain &= byte > ' ' && byte != '(' && byte != ')';
	}
	add(completer, str_format(completer->arena, is_plain ? "%.*s:%.*s" : "%.*s:\"%.*s\"",
	                          STR_ARGS(key), STR_ARGS(value)), words, count);
}

/* ── Fields ─────────────────────────────────────────────────────────────────────────────────── */

static void complete_field(struct completer *completer)
{
	struct arena *arena = completer->arena;
	struct str begin = unicode_fold(arena, completer->word);
	struct str_list keys = filter_keys(completer->archive, arena);
	for (size_t i = 0; begin.size && i < keys.count; i++) {
		struct filter_field field;
		if (!str_starts_with(keys.items[i], begin) ||
		    !filter_field_find(completer->archive, arena, keys.items[i], &field))
			continue;
		add(completer, str_format(arena, "%s:", field.key),
		    message_of(str_of(field.help)), 0);
	}
}

/* ── Kinds and values ───────────────────────────────────────────────────────────────────────── */

static void complete_kind(struct completer *completer, const struct filter_field *field)
{
	struct str begin = unicode_fold(completer->arena, completer->value);
	for (uint32_t i = 0; i < kind_count(completer->archive); i++) {
		struct kind_view kind = kind_at(completer->archive, i);
		if (str_starts_with(kind.key, begin) || str_starts_with(kind.plural, begin))
			add_value(completer, str_of(field->key), kind.key,
			          message_of(kind.plural),
			          dossiers_of_kind(completer->archive, i).count);
	}
}

/* What the schema says a value means, which is folded here. */
static struct str meaning_of(const struct completer *completer, const char *facet, struct str value)
{
	uint32_t row = field_find(completer->archive, str_of(facet));
	struct row_range meanings = field_at(completer->archive, row).values;
	for (uint32_t i = 0; row != NO_ROW && i < meanings.count; i++) {
		struct meaning_view meaning = meaning_at(completer->archive, meanings.first + i);
		if (str_equal(unicode_fold(completer->arena, meaning.code), value))
			return meaning.words;
	}
	return (struct str){0};
}

/* Dossiers with the value; of a revision, as its words have it. */
static uint32_t count_term(const struct archive *archive, struct str term)
{
	uint32_t count = 0;
	for (enum lexicon in = LEXICON_ALL; in != LEXICON_COUNT; in = lexicon_next(in))
		count += term_postings(archive, in, terms_equal(archive, in, term)).count;
	return count;
}

/* True if one of the first dossiers that have a value said so by then. */
static bool is_known_term(const struct completer *completer, enum lexicon lexicon, uint32_t term)
{
	const struct archive *archive = completer->archive;
	struct row_span postings = term_postings(archive, lexicon, (struct row_range){ term, 1 });
	struct str facet = term_at(archive, lexicon, term);
	for (uint32_t i = 0; completer->known && i < postings.count; i++)
		if (i == MOST_LINKS)
			return false;
		else if (known_facet(archive, completer->known,
		                     posting_dossier(postings.rows[i]), facet))
			return true;
	return !completer->known;
}

/* The terms of a facet in one lexicon. Those of a new one may be in the old one as well. */
static void add_terms(struct completer *completer, const struct filter_field *field,
                      const char *facet, enum lexicon lexicon)
{
	const struct archive *archive = completer->archive;
	struct str before = str_format(completer->arena, "%s:", facet);
	struct str begin = unicode_fold(completer->arena, completer->value);
	struct str term = words_term(str_join(completer->arena, before, STR(""), begin));
	struct row_range terms = terms_with_prefix(archive, lexicon, term.size ? term : before);
	for (uint32_t i = 0; i < terms.count && !completer->found.is_cut; i++) {
		struct str full = term_at(archive, lexicon, terms.first + i);
		struct str value = str_slice(full, before.size, SIZE_MAX);
		if (lexicon_is_new(lexicon) && terms_equal(archive, LEXICON_ALL, full).count)
			continue;
		if (!is_known_term(completer, lexicon, terms.first + i))
			continue;
		add_value(completer, str_of(field->key), value,
		          message_of(meaning_of(completer, facet, value)),
		          count_term(archive, full));
	}
}

static void complete_facet(struct completer *completer, const struct filter_field *field)
{
	const char *facet = field->takes == TAKES_HELD ? "has" : field->facet;
	for (enum lexicon in = LEXICON_ALL; in != LEXICON_COUNT; in = lexicon_next(in))
		add_terms(completer, field, facet, in);
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

struct target { struct dossier_ref ref; uint32_t links, place; };

/* The best so far, best first. */
struct targets { struct target items[COMPLETIONS_MOST]; size_t count; };

/* Which relations the field means; NULL: all of them, in both directions. */
static bool *meant_relations(const struct completer *completer, const struct filter_field *field)
{
	uint32_t count = relation_count(completer->archive);
	bool *meant = ARENA_MANY(completer->arena, bool, count);
	for (uint32_t i = 0; i < count; i++)
		meant[i] = filter_field_means(field, relation_at(completer->archive, i));
	return field->relations[0] ? meant : NULL;
}

/* Of the first links of a span. */
static uint32_t count_meant(const struct completer *completer, struct link_span span,
                            const bool *meant)
{
	const struct archive *archive = completer->archive;
	uint32_t count = 0;
	for (uint32_t i = 0; i < span.range.count && i < MOST_LINKS; i++) {
		struct link link = link_of(archive, span, i);
		bool is_meant = !meant || (link.relation < relation_count(archive) &&
		                           meant[link.relation]);
		count += is_meant && known_link(completer->known, link);
	}
	return count;
}

static uint32_t count_links(const struct completer *completer, struct dossier_ref ref,
                            const bool *meant)
{
	struct link_span in = links_in(completer->archive, ref);
	struct link_span out = links_out(completer->archive, ref);
	if (!meant && !completer->known)
		return in.range.count + out.range.count;
	return count_meant(completer, in, meant) + (meant ? 0 : count_meant(completer, out, meant));
}

static bool is_before(struct target left, struct target right)
{
	return left.links != right.links ? left.links > right.links : left.place < right.place;
}

/* False if it was left out, or another was. */
static bool put_target(struct targets *targets, struct target target)
{
	bool has_room = targets->count < COMPLETIONS_MOST;
	size_t at = targets->count;
	if (!has_room && !is_before(target, targets->items[at - 1]))
		return false;
	if (!has_room)
		at--;
	for (; at > 0 && is_before(target, targets->items[at - 1]); at--)
		targets->items[at] = targets->items[at - 1];
	targets->items[at] = target;
	targets->count += has_room;
	return has_room;
}

/* The dossiers that have the words in an id or a name; all of them if there is none. */
static struct selection select_named(const struct completer *completer)
{
	struct fault why;
	struct selection named = {0};
	struct filter *filter = NULL;
	struct filter_options typing = { .is_typing = true };
	struct str query = str_format(completer->arena, "\"%.*s", STR_ARGS(completer->value));
	if (!filter_parse(completer->archive, completer->arena, query, typing, &filter, &why))
		return named;
	selection_begin_named(&named, completer->archive, filter,
	                      completer->known);
	selection_step(&named, 0);
	return named;
}

/* How many links of the field lead to each dossier; of very many links, as far as some that lie
 * evenly among them tell. */
static uint32_t *read_links(struct completer *completer, const bool *meant)
{
	const struct archive *archive = completer->archive;
	uint32_t dossiers = dossier_count(archive), links = link_count(archive);
	uint32_t *counts = ARENA_MANY(completer->arena, uint32_t, dossiers);
	uint32_t step = links / MOST_READ + 1;
	for (uint32_t row = 0; row < links; row += step) {
		struct link link = link_at(archive, row);
		bool counts_to = !meant || (link.relation < relation_count(archive) &&
		                            meant[link.relation]);
		if (counts_to && link.to.row < dossiers)
			counts[link.to.row]++;
		if (!meant && link.from.row < dossiers)
			counts[link.from.row]++;
	}
	return counts;
}

/* Of few dossiers all links are looked at; of many, some links say which are meant. */
static void complete_dossier(struct completer *completer, const struct filter_field *field)
{
	const struct archive *archive = completer->archive;
	struct targets *targets = ARENA_NEW(completer->arena, struct targets);
	const bool *meant = meant_relations(completer, field);
	struct selection named = select_named(completer);
	struct row_span all = dossiers_by_name(archive);
	bool are_few = named.count <= FEW_NAMED;
	bool leaves_some = !are_few && link_count(archive) >= MOST_READ;
	const uint32_t *counts = are_few ? NULL : read_links(completer, meant);
	for (uint32_t i = 0; i < all.count; i++) {
		struct target target = { .ref = { all.rows[i] }, .place = i };
		if (!selection_has(&named, target.ref))
			continue;
		target.links = are_few ? count_links(completer, target.ref, meant)
		                       : counts[target.ref.row];
		if (target.links && !put_target(targets, target))
			leaves_some = true;
	}
	selection_end(&named);
	for (size_t i = 0; i < targets->count; i++) {
		if (completer->known && !count_links(completer, targets->items[i].ref, meant))
			continue;
		add_value(completer, str_of(field->key),
		          dossier_id(archive, targets->items[i].ref),
		          dossier_name(archive, targets->items[i].ref),
		          are_few ? targets->items[i].links : 0);
	}
	completer->found.is_cut |= targets->count && leaves_some;
}

/* ── The last word ──────────────────────────────────────────────────────────────────────────── */

enum { QUOTES_MOST = 10000 };           /* more are not counted while somebody types */

static uint32_t count_verified(const struct archive *archive, unsigned states)
{
	uint32_t count = 0, kind = kind_find(archive, STR("quote"));
	struct row_span quotes = {0};
	if (kind != NO_ROW)
		quotes = dossiers_of_kind(archive, kind);
	for (uint32_t i = 0; i < quotes.count && quotes.count <= QUOTES_MOST; i++)
		count += states >> verified_state(archive,
		                                  (struct dossier_ref){ quotes.rows[i] }) & 1;
	return count;
}

static void complete_verified(struct completer *completer, const struct filter_field *field)
{
	struct str begin = unicode_fold(completer->arena, completer->value);
	for (const struct verified_value *value = verified_values(); value->key; value++)
		if (str_starts_with(str_of(value->key), begin))
			add_value(completer, str_of(field->key), str_of(value->key),
			          str_of(_(value->help)),
			          count_verified(completer->archive, value->states));
}

static void complete_column(struct completer *completer, const struct filter_field *field)
{
	struct str begin = unicode_fold(completer->arena, completer->value);
	bool is_reversed = str_starts_with(begin, STR("-"));
	for (enum column column = COLUMN_NAME; column < COLUMN_COUNT; column++) {
		struct ordering ordering = { column, is_reversed };
		struct str typed = ordering_typed(completer->arena, ordering);
		/* Translators: of an order: "by links, fewest first" */
		struct str help = is_reversed ? str_format(completer->arena, _("The list %s."),
		                                           _(ordering_words(ordering)))
		                              : str_of(_(column_row(column)->help));
		if (str_starts_with(typed, begin))
			add_value(completer, str_of(field->key), typed, help, 0);
	}
}

/* Words and dates are typed by whoever means them. */
static void complete_nothing(struct completer *completer, const struct filter_field *field)
{
	(void)completer;
	(void)field;
}

static void (*const completers[])(struct completer *, const struct filter_field *) = {
	[TAKES_KIND] = complete_kind, [TAKES_FACET] = complete_facet,
	[TAKES_HELD] = complete_facet, [TAKES_NAME] = complete_nothing,
	[TAKES_DOSSIER] = complete_dossier, [TAKES_DATE] = complete_nothing,
	[TAKES_VERIFIED] = complete_verified, [TAKES_COLUMN] = complete_column,
};
_Static_assert(sizeof completers / sizeof *completers == FILTER_TAKES_COUNT, "one for each");

/* Where the last word begins: behind a blank or parenthesis that stands in no quotes, and behind
 * minus signs. */
static size_t last_word(struct str query)
{
	size_t start = 0;
	bool is_quoted = false;
	for (size_t i = 0; i < query.size; i++) {
		char byte = query.bytes[i];
		bool ends = byte == ' ' || byte == '(' || byte == ')';
		is_quoted ^= byte == '"';
		if (ends && !is_quoted)
			start = i + 1;
	}
	while (start < query.size && query.bytes[start] == '-')
		start++;
	return start;
}

static void complete_value(struct completer *completer, size_t colon)
{
	struct filter_field field;
	struct str key = unicode_fold(completer->arena, str_slice(completer->word, 0, colon));
	struct str value = str_slice(completer->word, colon + 1, SIZE_MAX);
	if (!filter_field_find(completer->archive, completer->arena, key, &field))
		return;
	if (str_starts_with(value, STR("\"")))
		value = str_slice(value, 1, SIZE_MAX);
	if (str_ends_with(value, STR("\"")))
		return;
	completer->value = value;
	completers[field.takes](completer, &field);
}

struct completions completions_of(const struct archive *archive, struct arena *arena,
                                  struct str query, const struct known *known)
{
	struct completer completer = { .archive = archive, .known = known, .arena = arena };
	completer.found.start = last_word(query);
	completer.word = str_slice(query, completer.found.start, SIZE_MAX);
	size_t colon = str_find(completer.word, STR(":"), 0);
	if (colon == SIZE_MAX)
		complete_field(&completer);
	else
		complete_value(&completer, colon);
	struct completions *found = &completer.found;
	if (found->count == 1 && str_equal(found->items[0].text, completer.word))
		found->count = 0;
	return *found;
}

/* ── The values of a field ──────────────────────────────────────────────────────────────────── */

enum { VALUES_MOST = 8 };

static bool has_values(enum filter_takes takes)
{
	return takes == TAKES_KIND || takes == TAKES_FACET || takes == TAKES_VERIFIED;
}

static int by_count(const void *left, const void *right)
{
	const struct completion *one = left, *other = right;
	if (one->count != other->count)
		return one->count > other->count ? -1 : 1;
	return str_compare(one->text, other->text);
}

struct str completion_values(const struct archive *archive, struct arena *arena, struct str key)
{
	struct text words = { .arena = arena };
	struct filter_field field;
	struct str query = str_format(arena, "%.*s:", STR_ARGS(key));
	if (!filter_field_find(archive, arena, key, &field) || !has_values(field.takes))
		return (struct str){0};
	struct completions found = completions_of(archive, arena, query, NULL);
	if (found.count == 0 || found.is_cut)
		return (struct str){0};
	qsort(found.items, found.count, sizeof *found.items, by_count);
	while (found.count && found.items[found.count - 1].count == 0)
		found.count--;
	for (size_t i = 0; i < found.count && i < VALUES_MOST; i++) {
		struct str value = str_slice(found.items[i].text, query.size, SIZE_MAX);
		text_format(&words, "%s%.*s (%u)", i ? ", " : "", STR_ARGS(value),
		            found.items[i].count);
	}
	if (found.count <= VALUES_MOST)
		return text_str(&words);
	/* Translators: values of a field with how many have them; how many values more there are */
	return str_format(arena, _("%.*s and %zu more"), STR_ARGS(text_str(&words)),
	                  found.count - VALUES_MOST);
}

struct str completion_help(const struct archive *archive, struct arena *arena, struct str key,
                           bool shows_values)
{
	struct filter_field field;
	struct str values = {0};
	if (!filter_field_find(archive, arena, key, &field))
		return (struct str){0};
	struct str help = message_of(str_of(field.help));
	if (shows_values)
		values = completion_values(archive, arena, key);
	if (values.size == 0)
		return help;
	/* Translators: a sentence on a field of queries; the values that it has in this
	 * collection */
	return str_format(arena, _("%.*s Here: %.*s."), STR_ARGS(help), STR_ARGS(values));
}
