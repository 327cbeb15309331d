/* What plain words of a query mean beside themselves: a kind, "not", a name of several words. */
#include "base/array.h"
#include "base/message.h"
#include "base/unicode.h"
#include "query/filter_parts.h"
#include "query/lookup.h"
#include "query/words.h"

/* ── Kinds ──────────────────────────────────────────────────────────────────────────────────── */

/* The kind whose key or plural, or the name that readers see for these, a word is; or NO_ROW. */
static uint32_t kind_called(struct filter_parser *parser, const struct filter *word)
{
	const struct archive *archive = parser->archive;
	uint32_t kind = kind_find(archive, word->text);
	for (uint32_t i = 0; kind == NO_ROW && i < kind_count(archive); i++) {
		struct kind_view view = kind_at(archive, i);
		struct str names[] = { message_of(view.label), message_of(view.plural) };
		for (size_t at = 0; at < sizeof names / sizeof *names; at++)
			if (str_equal(unicode_fold(parser->arena, names[at]), word->text))
				kind = i;
	}
	return kind;
}

static bool is_plain_word(const struct filter_parser *parser, const struct filter *part)
{
	return part->kind == FILTER_WORD && part->size &&
	       parser->query.bytes[part->at] != '"';
}

static struct filter *word_or_kind(struct filter_parser *parser, struct filter *word)
{
	struct filter_list parts = {0};
	uint32_t kind = is_plain_word(parser, word) ? kind_called(parser, word) : NO_ROW;
	if (kind == NO_ROW)
		return word;
	struct filter *of_kind = filter_new(parser, FILTER_KIND, word->typed);
	of_kind->dossier_kind = kind;
	*ARRAY_ADD(parser->arena, &parts) = word;
	*ARRAY_ADD(parser->arena, &parts) = of_kind;
	struct filter *either = filter_join(parser, FILTER_ANY, parts);
	either->typed = word->typed;
	either->is_read_as_kind = true;
	return either;
}

/* "disputed" behind "claims not" is a status, whatever texts have the word. */
static void read_value(struct filter_parser *parser, struct filter *not)
{
	static const char *const fields[] = { "status", "form", "type" };
	struct filter *word = not->parts[0];
	if (!is_plain_word(parser, word))
		return;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (!filter_has_facet(parser, fields[i], word->text))
			continue;
		word->kind = FILTER_FACET;
		word->field = fields[i];
		word->text = str_format(parser->arena, "%s:%.*s", fields[i],
		                        STR_ARGS(word->text));
		return;
	}
}

/* Claims that are not disputed are no texts with the word "claims". */
void filter_read_kinds(struct filter_parser *parser, struct filter_list *parts)
{
	if (parts->count < 2)
		return;
	struct filter **first = &parts->items[0], **last = &parts->items[parts->count - 1];
	*first = word_or_kind(parser, *first);
	if (!(*first)->is_read_as_kind)
		*last = word_or_kind(parser, *last);
	else if (parts->items[1]->is_read_as_not)
		*first = (*first)->parts[1];
	if ((*first)->kind == FILTER_KIND && parts->items[1]->is_read_as_not)
		read_value(parser, parts->items[1]);
}

/* ── Not ────────────────────────────────────────────────────────────────────────────────────── */

/* True if all parts before are one that says of which kind. */
static bool is_behind_kind(struct filter_parser *parser, const struct filter_list *before)
{
	if (before->count != 1)
		return false;
	const struct filter *part = before->items[0];
	return part->kind == FILTER_KIND ||
	       (is_plain_word(parser, part) && kind_called(parser, part) != NO_ROW);
}

static void skip_blanks(struct filter_parser *parser)
{
	while (parser->at < parser->query.size && parser->query.bytes[parser->at] == ' ')
		parser->at++;
}

/* "not in Moscow", "not denied by Moscow": what stands before a name is not what is left out. */
static bool skip_joint(struct filter_parser *ahead)
{
	static const char *const joints[] = {
		"about", "asserted by", "at", "by", "denied by", "from", "in", "of", "only",
	};
	struct str rest = str_slice(ahead->query, ahead->at, SIZE_MAX);
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		struct str joint = str_of(joints[i]);
		if (!str_equal_ignoring_ascii_case(str_slice(rest, 0, joint.size), joint) ||
		    (rest.size > joint.size && rest.bytes[joint.size] != ' '))
			continue;
		ahead->at += joint.size;
		skip_blanks(ahead);
		return true;
	}
	return false;
}

/* A word that is loud, or stands before a field, leaves out what comes next, whatever it is. */
size_t filter_not_size(struct filter_parser *parser, const struct filter_list *before)
{
	struct str word = filter_next_word(parser);
	bool is_loud = str_equal(word, STR("NOT"));
	if (!is_loud && !str_equal(word, STR("not")))
		return 0;
	struct filter_parser ahead = *parser;
	ahead.at += word.size;
	skip_blanks(&ahead);
	bool is_meant = is_loud || filter_key_size(filter_next_word(&ahead));
	if (!is_meant && is_behind_kind(parser, before)) {
		is_meant = true;
		while (skip_joint(&ahead))
			continue;
	}
	bool has_part = ahead.at < ahead.query.size && ahead.query.bytes[ahead.at] != ')';
	return has_part && is_meant ? ahead.at - parser->at : 0;
}

/* ── Names and values of several words ──────────────────────────────────────────────────────── */

enum { NAME_WORDS_MOST = 6 };

/* Up to the end of the next word, if it belongs to nothing else; 0: there is none. */
static size_t end_of_next(struct filter_parser ahead)
{
	size_t start = ahead.at;
	while (ahead.at < ahead.query.size && ahead.query.bytes[ahead.at] == ' ')
		ahead.at++;
	struct str word = filter_next_word(&ahead);
	bool is_other = word.size == 0 || ahead.at == start || word.bytes[0] == '-' ||
	                str_equal(word, STR("OR")) || str_equal(word, STR("NOT")) ||
	                filter_key_size(word);
	return is_other ? 0 : ahead.at + word.size;
}

static bool is_whole(struct filter_parser *parser, const struct filter_field *field,
                     struct str typed)
{
	if (field->takes == TAKES_FACET)
		return filter_has_facet(parser, field->facet, typed);
	return lookup_called(parser->archive, parser->arena, typed).count > 0;
}

size_t filter_name_size(struct filter_parser *parser, const struct filter_field *field)
{
	size_t ends[NAME_WORDS_MOST], count = 0;
	struct filter_parser ahead = *parser;
	if (field->takes != TAKES_FACET && field->takes != TAKES_DOSSIER)
		return 0;
	ahead.at += filter_next_word(parser).size;
	while (ahead.at > parser->at && count < NAME_WORDS_MOST && (ahead.at = end_of_next(ahead)))
		ends[count++] = ahead.at - parser->at;
	for (size_t i = count; i-- > 0;)
		if (is_whole(parser, field, str_slice(parser->query, parser->at, ends[i])))
			return ends[i];
	size_t named = 0;
	for (size_t i = 0; i < count && field->takes == TAKES_DOSSIER; i++)
		if (filter_has_named(parser, field,
		                     str_slice(parser->query, parser->at, ends[i])))
			named = ends[i];
	return named;
}

/* ── What was read ──────────────────────────────────────────────────────────────────────────── */

static void add_kinds(const struct archive *archive, struct arena *arena,
                      const struct filter *filter, struct str *keys)
{
	if (filter && filter->is_read_as_kind) {
		struct str key = kind_at(archive, filter->parts[1]->dossier_kind).key;
		*keys = str_join(arena, *keys, STR(", "), key);
	}
	for (size_t i = 0; filter && i < filter->part_count; i++)
		add_kinds(archive, arena, filter->parts[i], keys);
}

struct str filter_kinds_read(const struct archive *archive, struct arena *arena,
                             const struct filter *filter)
{
	struct str keys = {0};
	add_kinds(archive, arena, filter, &keys);
	return keys;
}

static void add_nots(struct arena *arena, const struct filter *filter, struct str *typed)
{
	if (filter && filter->is_read_as_not) {
		struct str part = filter->typed;
		if (filter->parts[0]->field)
			part = str_format(arena, "%s:%.*s", filter->parts[0]->field,
			                  STR_ARGS(part));
		*typed = str_join(arena, *typed, STR(", "), part);
	}
	for (size_t i = 0; filter && i < filter->part_count; i++)
		add_nots(arena, filter->parts[i], typed);
}

struct str filter_nots_read(struct arena *arena, const struct filter *filter)
{
	struct str typed = {0};
	add_nots(arena, filter, &typed);
	return typed;
}

bool filter_has_not_as_word(const struct filter *filter, struct str query)
{
	bool is_word = filter && filter->kind == FILTER_WORD && !filter->field &&
	               str_equal(filter->text, STR("not")) && filter->size == 3 &&
	               str_trim(str_slice(query, filter->at + 3, SIZE_MAX)).size > 0;
	for (size_t i = 0; filter && !is_word && i < filter->part_count; i++)
		is_word = filter_has_not_as_word(filter->parts[i], query);
	return is_word;
}
