/* The text of a hit that shows why it is one. */
#include "base/array.h"
#include "base/message.h"
#include "base/unicode.h"
#include "model/date.h"
#include "model/prose.h"
#include "query/dispute.h"
#include "query/known.h"
#include "query/search_state.h"
#include "query/voices.h"
#include "query/words.h"

enum { WHY_SIZE = 80 };          /* bytes of a name in the words that say why */

/* A text of the dossier with what matches in it, as it reads. */
struct found_text {
	struct walked_text from;
	struct str plain;
	struct search_ranges ranges;
	bool is_loose;                  /* found by search_loose_matches */
};

static struct str name_of(void *context, struct str id)
{
	const struct archive **archive = context;
	struct dossier_ref ref = dossier_find(*archive, id);
	return dossier_is_none(ref) ? (struct str){0} : dossier_name(*archive, ref);
}

static struct str read_plain(const struct archive *archive, struct arena *arena,
                             struct walked_text text)
{
	return text.is_prose ? prose_plain(arena, text.text, name_of, &archive) : text.text;
}

static bool is_name(struct walked_text text)
{
	return text.where == SEARCH_NAME || text.where == SEARCH_ALIAS;
}

/* Where hits of a class stand: a romanized name is a name in its own script. */
static bool is_of_class(struct arena *arena, struct walked_text text, enum search_class where)
{
	if (where == SEARCH_NONE)
		return true;
	if (where != SEARCH_ROMANIZED)
		return text.where == where;
	return is_name(text) && unicode_romanize(arena, unicode_fold(arena, text.text)).size > 0;
}

/* What a snippet is made for. */
struct looking {
	const struct archive *archive;
	struct arena *arena;
	const struct filter *filter;
	struct search_hit hit;
	const struct known *known;      /* texts to look in; NULL: all */
	bool is_for_people;             /* in their language */
};

/* The first text of the class, or of any for SEARCH_NONE, in which `match` finds something. */
static bool find_text(const struct looking *looking, enum search_class where,
                      struct search_ranges (*match)(struct arena *arena,
                                                    const struct filter *filter, struct str text),
                      struct found_text *found)
{
	struct arena *arena = looking->arena;
	struct text_walk walk = texts_begin(looking->archive, looking->hit.ref);
	walk.known = looking->known;
	walk.arena = arena;
	for (struct walked_text text; texts_next(&walk, &text);) {
		if (!is_of_class(arena, text, where))
			continue;
		struct str plain = read_plain(looking->archive, arena, text);
		*found = (struct found_text){
			.from = text,
			.plain = plain,
			.ranges = match(arena, looking->filter, plain),
			.is_loose = match == search_loose_matches,
		};
		if (found->ranges.count)
			return true;
	}
	return false;
}

/* Where nothing can be marked: its id, of a hit by an id that it had before or by one that is
 * nearly its own; its name, of one that is offered. */
static bool find_unmarked(const struct archive *archive, struct search_hit hit,
                          struct found_text *found)
{
	enum search_class where = hit.where == SEARCH_ID ? SEARCH_ID : SEARCH_NAME;
	if (hit.where != SEARCH_ID && hit.way != WAY_SIMILAR && hit.way != WAY_INSIDE)
		return false;
	struct text_walk walk = texts_begin(archive, hit.ref);
	*found = (struct found_text){ .is_loose = true };
	while (texts_next(&walk, &found->from) && found->from.where != where)
		;
	found->plain = found->from.text;
	return true;
}

/* What tells most of a dossier beside its name, the best first. */
static const struct { enum known_field field; bool is_prose; } openings[] = {
	{ KNOWN_SUMMARY, true  },
	{ KNOWN_SPEAKER, false },
	{ KNOWN_ASSERTED_BY, false },
	{ KNOWN_NOTE,    true  },
	{ KNOWN_BODY,    true  },
};

static struct found_text opening_of(const struct archive *archive, struct arena *arena,
                                    enum known_field known, struct str text, bool is_prose)
{
	uint32_t field = field_known(archive, known);
	struct str key = str_of(known_field_key(known));
	struct found_text found = {
		.from = {
			.field = field,
			.key = key,
			.label = field == NO_ROW ? key : field_at(archive, field).label,
			.text = text,
			.is_prose = is_prose,
		},
	};
	found.plain = read_plain(archive, arena, found.from);
	return found;
}

/* The text of a field of the dossier itself; of a link, the name that it leads to. */
static struct str own_text(const struct looking *looking, const struct dossier *dossier,
                           enum known_field field)
{
	const struct archive *archive = looking->archive;
	struct value value = value_first(archive, dossier->ref, field_known(archive, field));
	if (field == KNOWN_SUMMARY)
		return known_summary(looking->known, looking->arena, dossier);
	if (value.row != NO_ROW && !known_value(looking->known, dossier, &value))
		return (struct str){0};
	if (value.row == NO_ROW || value.link == NO_ROW)
		return value.row == NO_ROW ? value.text
		                           : known_cut(looking->known, looking->arena, dossier,
		                                       value, NULL).text;
	return dossier_name(archive, link_at(archive, value.link).to);
}

/* Who said it, and when: "Ana Vel, August 2022"; who says so: "Ana Vel and 2 more, qualified by
 * 3". */
static struct str whose_words(const struct looking *looking, const struct dossier *dossier,
                              enum known_field field, struct str name)
{
	struct arena *arena = looking->arena;
	const struct archive *archive = looking->archive;
	if (field == KNOWN_SPEAKER) {
		uint32_t day = known_own_date(looking->known, dossier);
		struct str date = date_words(arena, archive_date(archive, day).text);
		return date.size ? str_join(arena, name, STR(", "), date) : name;
	}
	struct claim claim = claim_at(archive, arena, dossier->ref);
	return voices_all_words(archive, arena, &claim, looking->known, looking->is_for_people);
}

/* Of a dossier that no word was looked for in: what is not its name, else its date, else
 * nothing. */
static void find_opening(const struct looking *looking, struct found_text *found)
{
	const struct archive *archive = looking->archive;
	struct arena *arena = looking->arena;
	struct dossier dossier = dossier_at(archive, looking->hit.ref);
	struct str dispute = dispute_words(archive, arena, looking->known, dossier.ref,
	                                   looking->is_for_people);
	if (dispute.size) {
		*found = opening_of(archive, arena, KNOWN_ASSERTED_BY, dispute, false);
		return;
	}
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
		struct str text = own_text(looking, &dossier, openings[i].field);
		if (text.size && !openings[i].is_prose)
			text = whose_words(looking, &dossier, openings[i].field, text);
		*found = opening_of(archive, arena, openings[i].field, text, openings[i].is_prose);
		if (found->plain.size && !str_equal(found->plain, dossier.name))
			return;
	}
	uint32_t day = known_own_date(looking->known, &dossier);
	struct str date = date_words(arena, archive_date(archive, day).text);
	*found = date.size ? opening_of(archive, arena, KNOWN_DATE, date, false)
	                   : (struct found_text){0};
}

/* ── Why, in words ──────────────────────────────────────────────────────────────────────────── */

static bool is_known(const struct archive *archive, struct walked_text text, enum known_field known)
{
	return text.field != NO_ROW && text.field == field_known(archive, known);
}

/* Where words were found, or a label of the schema; English. */
static struct str place_words(const struct archive *archive, struct walked_text text)
{
	if (text.where == SEARCH_ID)
		return str_of(N_("id"));
	if (text.where == SEARCH_ALIAS)
		return str_of(N_("other name"));
	if (is_known(archive, text, KNOWN_NAME))
		return str_of(N_("name"));
	if (is_known(archive, text, KNOWN_SUMMARY))
		return str_of(N_("summary"));
	if (is_known(archive, text, KNOWN_TEXT) || is_known(archive, text, KNOWN_BODY) ||
	    is_known(archive, text, KNOWN_TRANSLATION))
		return str_of(N_("text"));
	return text.label;
}

/* A reason in English, and as it is shown. */
struct why { struct str plain, shown; };

static struct why why_of(const char *english)
{
	return (struct why){ str_of(english), str_of(_(english)) };
}

/* How the first word was read that was typed in another script; empty if all are in Latin. */
static struct why read_words(struct arena *arena, const struct filter *filter)
{
	struct plan_words words = plan_words(arena, filter);
	for (size_t i = 0; i < words.count; i++) {
		struct str latin = unicode_romanize(arena, words.items[i]->text);
		if (latin.size)
			return (struct why){
				str_format(arena, "%.*s read as %.*s",
				           STR_ARGS(words.items[i]->typed), STR_ARGS(latin)),
				/* Translators: a word in another script, and how it was read. */
				str_format(arena, _("%.*s read as %.*s"),
				           STR_ARGS(words.items[i]->typed), STR_ARGS(latin)),
			};
	}
	return (struct why){0};
}

static struct why why_words(const struct archive *archive, struct arena *arena,
                            const struct filter *filter, struct search_hit hit,
                            const struct found_text *found)
{
	if (hit.way == WAY_FILTER)
		return why_of(search_way_words(WAY_FILTER));
	if (found->is_loose && hit.way == WAY_INSIDE)
		return why_of(found->from.where == SEARCH_ID ? N_("part of an id")
		                                             : search_way_words(WAY_INSIDE));
	if (found->is_loose && found->from.where == SEARCH_ID)
		return why_of(hit.way == WAY_SIMILAR ? N_("similar id") : N_("former id"));
	if (found->is_loose && hit.way == WAY_SIMILAR)
		return why_of(search_way_words(WAY_SIMILAR));

	struct str words = place_words(archive, found->from);
	struct why place = { words, message_of(words) };
	if (hit.way != WAY_ROMANIZED && !found->is_loose)
		return place;
	struct why read = read_words(arena, filter);
	if (read.plain.size)
		return (struct why){ str_join(arena, place.plain, STR(", "), read.plain),
			             str_join(arena, place.shown, STR(", "), read.shown) };
	if (!found->is_loose)
		return place;
	struct str name = prose_sentence(found->plain, 0, WHY_SIZE);
	struct why romanized = why_of(search_way_words(WAY_ROMANIZED));
	return (struct why){ str_join(arena, romanized.plain, STR(" "), name),
		             str_join(arena, romanized.shown, STR(" "), name) };
}

/* ── The line ───────────────────────────────────────────────────────────────────────────────── */

/* A part of a text in one line, with "…" where its sentence begins before it, or goes on. */
static struct str line_of(struct arena *arena, struct str plain, size_t at, struct str part,
                          size_t *before)
{
	enum { REACH = 4 };             /* as far as is looked, in sizes of the part */
	struct str whole = part.size ? prose_sentence(plain, at, REACH * part.size) : part;
	struct text text = { .arena = arena };
	if (whole.bytes < part.bytes)
		text_add(&text, STR("…"));
	*before = text.size;
	for (size_t i = 0; i < part.size; i++) {
		bool is_blank = part.bytes[i] >= '\t' && part.bytes[i] <= '\r';
		text_add_byte(&text, is_blank ? ' ' : part.bytes[i]);
	}
	if (whole.bytes + whole.size > part.bytes + part.size)
		text_add(&text, STR("…"));
	return text_str(&text);
}

/* The part of the text around its first match, in one line. */
static void cut_line(struct arena *arena, const struct found_text *found, size_t size,
                     struct search_snippet *snippet)
{
	struct str plain = found->plain;
	size_t first = found->ranges.count ? found->ranges.items[0].start : 0, before;
	struct str part = found->from.is_prose || plain.size > size
	                          ? prose_sentence(plain, first, size) : plain;
	size_t start = part.size ? (size_t)(part.bytes - plain.bytes) : 0;
	snippet->text = line_of(arena, plain, first, part, &before);

	struct search_ranges ranges = {0};
	for (size_t i = 0; i < found->ranges.count; i++) {
		struct search_range range = found->ranges.items[i];
		if (range.start >= start && range.start + range.size <= start + part.size)
			*ARRAY_ADD(arena, &ranges) = (struct search_range){
				range.start - start + before, range.size,
			};
	}
	snippet->matches = ranges.items;
	snippet->match_count = ranges.count;
}

/* The text in which the words of the filter are, best as the hit says. */
static bool find_match(const struct looking *looking, struct found_text *found)
{
	struct search_hit hit = looking->hit;
	bool is_name = hit.where == SEARCH_NAME || hit.where == SEARCH_ALIAS ||
	               hit.where == SEARCH_ROMANIZED;
	bool is_loose = is_name && (hit.way == WAY_ROMANIZED || hit.way == WAY_SIMILAR ||
	                            hit.way == WAY_INSIDE);

	if (find_text(looking, hit.where, search_matches, found))
		return true;
	if (is_loose && find_text(looking, hit.where, search_loose_matches, found))
		return true;
	return find_unmarked(looking->archive, hit, found) ||
	       find_text(looking, SEARCH_NONE, search_matches, found);
}

struct search_snippet search_snippet(const struct archive *archive, struct arena *arena,
                                     const struct filter *filter, struct search_hit hit,
                                     struct snippet_options options)
{
	const struct looking looking = { archive, arena, filter, hit, options.known, false };
	struct found_text found;
	if (hit.way == WAY_FILTER || !find_match(&looking, &found))
		find_opening(&looking, &found);
	struct why why = why_words(archive, arena, filter, hit, &found);
	struct search_snippet snippet = {
		.field = found.from.key,
		.label = found.from.label,
		.why = why.plain,
		.why_shown = why.shown,
	};
	cut_line(arena, &found, options.size, &snippet);
	return snippet;
}

struct search_snippet search_opening(const struct archive *archive, struct arena *arena,
                                     const struct filter *filter, struct search_hit hit,
                                     struct snippet_options options)
{
	const struct looking looking = { archive, arena, filter, hit, options.known, true };
	struct found_text found;
	find_opening(&looking, &found);
	struct search_snippet snippet = { .field = found.from.key, .label = found.from.label };
	cut_line(arena, &found, options.size, &snippet);
	struct search_ranges ranges = search_matches(arena, filter, snippet.text);
	snippet.matches = ranges.items;
	snippet.match_count = ranges.count;
	return snippet;
}
