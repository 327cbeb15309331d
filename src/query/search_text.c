/* The texts of a dossier as the index has them, and phrases in them. */
#include <string.h>

#include "base/array.h"
#include "base/unicode.h"
#include "model/prose.h"
#include "query/known.h"
#include "query/search_state.h"
#include "query/words.h"

enum { STAGE_ID, STAGE_NAME, STAGE_SUMMARY, STAGE_VALUES };

static struct walked_text field_text(const struct archive *archive, enum known_field known,
                                     enum search_class where, struct str text)
{
	struct str key = str_of(known_field_key(known));
	uint32_t field = field_known(archive, known);
	return (struct walked_text){
		.where = where,
		.field = field,
		.key = key,
		.label = field == NO_ROW ? key : field_at(archive, field).label,
		.text = text,
	};
}

/* Where the words of a value count: as the index has it (build/index.c). */
static enum search_class class_of(struct field_view field)
{
	if (field.type == FIELD_NAME && field.search == SEARCH_NAME)
		return SEARCH_ALIAS;
	return field.search == SEARCH_FACET ? SEARCH_PROSE : field.search;
}

/* A link reads as the name of the dossier at its other end. */
static struct walked_text value_text(const struct archive *archive, struct value value,
                                     struct dossier_ref other)
{
	struct walked_text text = {
		.where = SEARCH_PROSE,
		.field = value.field,
		.key = value.key,
		.label = value.key,
		.text = value.text,
		.is_prose = value.type == FIELD_PROSE,
		.is_inside = value.depth > 0,
	};
	if (value.field != NO_ROW) {
		struct field_view field = field_at(archive, value.field);
		text.where = class_of(field);
		text.key = field.key;
		text.label = field.label;
	}
	if (value.link != NO_ROW)
		text.text = dossier_name(archive, other);
	return text;
}

struct text_walk texts_begin(const struct archive *archive, struct dossier_ref ref)
{
	struct dossier dossier = dossier_at(archive, ref);
	return (struct text_walk){
		.archive = archive,
		.dossier = dossier,
		.value = dossier.values.first,
	};
}

/* In what capacity somebody is in a link. Citations have their locator there, which is not looked
 * for. */
static bool has_role(const struct archive *archive, struct link link)
{
	struct str relation = relation_at(archive, link.relation).key;
	return !str_equal(relation, STR("cites")) && !str_equal(relation, STR("quoted-from"));
}

/* Go on to the next value that was known. */
static void skip_unknown(struct text_walk *walk)
{
	uint32_t end = walk->dossier.values.first + walk->dossier.values.count;
	while (walk->known && walk->value < end) {
		struct value value = value_at(walk->archive, walk->value);
		if (known_value(walk->known, &walk->dossier, &value))
			break;
		walk->value = value.end > walk->value ? value.end : walk->value + 1;
	}
}

static bool next_value(struct text_walk *walk, struct walked_text *text)
{
	const struct archive *archive = walk->archive;
	struct row_range values = walk->dossier.values;
	if (walk->role.size) {
		*text = field_text(archive, KNOWN_ROLE, SEARCH_TEXT, walk->role);
		walk->role = (struct str){0};
		return true;
	}
	if (walk->is_note) {
		walk->is_note = false;
		*text = field_text(archive, KNOWN_NOTE, SEARCH_PROSE, walk->last.note);
		text->is_prose = true;
		return true;
	}
	skip_unknown(walk);
	if (walk->value - values.first >= values.count)
		return false;

	struct value value = known_cut(walk->known, walk->arena, &walk->dossier,
	                               value_at(archive, walk->value), NULL);
	struct link link = link_at(archive, value.link);
	bool is_inverse = link.row != NO_ROW && link.from.row != walk->dossier.ref.row;
	walk->value = value.type == FIELD_NAME ? value.end : walk->value + 1;
	walk->last = value;
	walk->is_note = value.note.size > 0;
	walk->role = is_inverse && has_role(archive, link) ? link.role : (struct str){0};
	*text = value_text(archive, value, is_inverse ? link.from : link.to);
	return true;
}

/* Those of the links that stand in the dossier; another may hold one of its own. */
static bool next_role(struct text_walk *walk, struct walked_text *text)
{
	const struct archive *archive = walk->archive;
	struct link_span links = links_out(archive, walk->dossier.ref);
	while (walk->link < links.range.count) {
		struct link link = link_of(archive, links, walk->link++);
		struct row_range values = walk->dossier.values;
		bool is_elsewhere = link.value != NO_ROW &&
		                    link.value - values.first >= values.count;
		if (link.role.size == 0 || is_elsewhere || !has_role(archive, link) ||
		    !known_link(walk->known, link))
			continue;
		*text = field_text(archive, KNOWN_ROLE, SEARCH_TEXT, link.role);
		return true;
	}
	return false;
}

/* What the dossier is found by itself. A summary stands among the values, too, unless a rule for
 * foreign files made it. */
static struct walked_text head_text(const struct text_walk *walk, unsigned stage)
{
	const struct archive *archive = walk->archive;
	struct dossier dossier = walk->dossier;
	if (stage == STAGE_ID)
		return field_text(archive, KNOWN_ID, SEARCH_ID, dossier.id);
	if (stage == STAGE_NAME)
		return field_text(archive, KNOWN_NAME, SEARCH_NAME, dossier.name);

	bool is_value = str_equal(dossier_text(archive, dossier.ref, KNOWN_SUMMARY),
	                          dossier.summary);
	struct walked_text text = field_text(archive, KNOWN_SUMMARY, SEARCH_SUMMARY,
	                                     is_value ? (struct str){0}
	                                              : known_summary(walk->known, walk->arena,
	                                                              &dossier));
	text.is_prose = true;
	return text;
}

bool texts_next(struct text_walk *walk, struct walked_text *text)
{
	for (;;) {
		if (walk->stage < STAGE_VALUES)
			*text = head_text(walk, walk->stage++);
		else if (!next_value(walk, text) && !next_role(walk, text))
			return false;
		if (text->where != SEARCH_NONE && text->text.size)
			return true;
	}
}

/* ── Plain texts ────────────────────────────────────────────────────────────────────────────── */

static struct str name_of(void *context, struct str id)
{
	const struct archive **archive = context;
	struct dossier_ref ref = dossier_find(*archive, id);
	return dossier_is_none(ref) ? (struct str){0} : dossier_name(*archive, ref);
}

struct str text_plain(const struct archive *archive, struct arena *arena, struct walked_text text)
{
	if (!text.is_prose || !memchr(text.text.bytes, '[', text.text.size))
		return text.text;
	return prose_plain(arena, text.text, name_of, &archive);
}

/* ── Phrases ────────────────────────────────────────────────────────────────────────────────── */

static bool stands_at(struct str_list words, size_t at, const struct wanted_phrase *phrase)
{
	size_t count = phrase->words.count;
	for (size_t i = 0; i < count; i++)
		if (!words_match(words.items[at + i], phrase->words.items[i],
		                 phrase->is_prefix && i + 1 == count))
			return false;
	return true;
}

bool text_has_phrase(struct arena *scratch, struct str folded, const struct wanted_phrase *phrase)
{
	struct str_list words = words_cut(scratch, folded);
	for (size_t at = 0; at + phrase->words.count <= words.count; at++)
		if (stands_at(words, at, phrase))
			return true;
	return false;
}

struct str text_id_parts(struct arena *arena, struct str id)
{
	struct text text = { .arena = arena };
	for (size_t i = 0; i < id.size; i++)
		text_add_byte(&text, id.bytes[i] == '-' || id.bytes[i] == '.' ? ' ' : id.bytes[i]);
	return text_str(&text);
}

static bool is_wanted(const struct wanted_phrase *phrase, enum search_class where,
                      enum search_class best)
{
	return phrase->classes >> where & 1 &&
	       grade_of(where, GRADE_PHRASE) > grade_of(best, GRADE_PHRASE);
}

/* The class in which the phrase stands in a text, if it is better than `best`. */
static enum search_class find_in_text(const struct archive *archive, struct arena *scratch,
                                      struct walked_text text, const struct wanted_phrase *phrase,
                                      enum search_class best)
{
	bool is_name = text.where == SEARCH_NAME || text.where == SEARCH_ALIAS;
	bool is_looked_for = is_wanted(phrase, text.where, best);
	bool is_romanized = is_name && is_wanted(phrase, SEARCH_ROMANIZED, best);
	if (!is_looked_for && !is_romanized)
		return best;

	struct str folded = unicode_fold(scratch, text_plain(archive, scratch, text));
	if (text.where == SEARCH_ID)
		folded = text_id_parts(scratch, folded);
	if (is_looked_for && text_has_phrase(scratch, folded, phrase))
		return text.where;
	if (is_romanized && text_has_phrase(scratch, unicode_romanize(scratch, folded), phrase))
		return SEARCH_ROMANIZED;
	return best;
}

enum search_class texts_find_phrase(const struct archive *archive, struct dossier_ref ref,
                                    const struct wanted_phrase *phrase)
{
	enum search_class best = SEARCH_NONE;
	struct arena scratch = {0};
	struct text_walk walk = texts_begin(archive, ref);
	for (struct walked_text text; texts_next(&walk, &text);) {
		best = find_in_text(archive, &scratch, text, phrase, best);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return best;
}

/* ── Words ──────────────────────────────────────────────────────────────────────────────────── */

enum { READ_CLASSES = 1 << SEARCH_SUMMARY | 1 << SEARCH_TEXT | 1 << SEARCH_PROSE };

static enum grade_way best_way(const struct wanted_words *words)
{
	enum grade_way best = GRADE_FAR;
	for (size_t i = 0; i < words->count; i++)
		best = words->items[i].way > best ? words->items[i].way : best;
	return best;
}

uint8_t wanted_words_best(const struct wanted_words *words)
{
	return grade_of(SEARCH_SUMMARY, best_way(words));
}

/* The title of something inside the dossier is no name of it: so says the index (build/index.c). */
enum search_class text_class(struct walked_text text)
{
	return text.where == SEARCH_NAME && text.is_inside ? SEARCH_SUMMARY : text.where;
}

static uint8_t grade_word(struct str word, enum search_class where,
                          const struct wanted_words *words)
{
	struct str term = words_term(word);
	uint8_t best = 0;
	for (size_t i = 0; i < words->count; i++) {
		struct wanted_word wanted = words->items[i];
		bool is_found = wanted.is_prefix ? str_starts_with(term, wanted.text)
		                                 : str_equal(term, wanted.text);
		uint8_t grade = is_found ? grade_of(where, wanted.way) : 0;
		best = grade > best ? grade : best;
	}
	return best;
}

static uint8_t grade_text(struct str folded, enum search_class where,
                          const struct wanted_words *words, uint8_t best)
{
	struct unicode_words all = unicode_words_begin(folded);
	for (struct str word; unicode_words_next(&all, &word);) {
		uint8_t grade = grade_word(word, where, words);
		best = grade > best ? grade : best;
	}
	return best;
}

uint64_t texts_size(const struct archive *archive, struct dossier_ref ref, uint64_t most)
{
	enum { BESIDE_BYTES = 64 };     /* what it takes to find a text, in bytes of one */
	struct text_walk walk = texts_begin(archive, ref);
	uint64_t size = 0;
	for (struct walked_text text; size < most && texts_next(&walk, &text);)
		size += text.text.size + BESIDE_BYTES;
	return size;
}

uint8_t texts_find_words(const struct archive *archive, struct dossier_ref ref,
                         const struct wanted_words *words)
{
	struct arena scratch = {0};
	struct text_walk walk = texts_begin(archive, ref);
	enum grade_way way = best_way(words);
	uint8_t best = 0;
	for (struct walked_text text; texts_next(&walk, &text);) {
		enum search_class where = text_class(text);
		if (!(READ_CLASSES >> where & 1) || grade_of(where, way) <= best)
			continue;
		struct str plain = text_plain(archive, &scratch, text);
		best = grade_text(unicode_fold(&scratch, plain), where, words, best);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return best;
}
