#include "query/filter.h"

#include "base/array.h"
#include "base/message.h"
#include "base/unicode.h"
#include "model/limits.h"
#include "query/filter_parts.h"
#include "query/words.h"

struct filter *filter_new(struct filter_parser *parser, enum filter_kind kind, struct str typed)
{
	struct filter *filter = ARENA_NEW(parser->arena, struct filter);
	filter->kind = kind;
	filter->typed = typed;
	filter->dossier_kind = filter->relation = NO_ROW;
	filter->dates = date_none();
	return filter;
}

struct filter *filter_join(struct filter_parser *parser, enum filter_kind kind,
                           struct filter_list parts)
{
	if (parts.count < 2)
		return parts.count ? parts.items[0] : NULL;
	struct filter *filter = filter_new(parser, kind, (struct str){0});
	filter->parts = parts.items;
	filter->part_count = parts.count;
	return filter;
}

/* ── Tokens ─────────────────────────────────────────────────────────────────────────────────── */

static bool is_blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static bool ends_word(char byte)
{
	return is_blank(byte) || byte == '(' || byte == ')' || byte == '"';
}

static bool is_at_end(const struct filter_parser *parser)
{
	return parser->at >= parser->query.size;
}

/* The byte that comes next; 0 at the end. */
static char next_byte(const struct filter_parser *parser)
{
	return is_at_end(parser) ? '\0' : parser->query.bytes[parser->at];
}

static void skip_blanks(struct filter_parser *parser)
{
	while (is_blank(next_byte(parser)))
		parser->at++;
}

struct str filter_next_word(const struct filter_parser *parser)
{
	size_t end = parser->at;
	while (end < parser->query.size && !ends_word(parser->query.bytes[end]))
		end++;
	return str_slice(parser->query, parser->at, end - parser->at);
}

static bool take_or(struct filter_parser *parser)
{
	skip_blanks(parser);
	if (!str_equal(filter_next_word(parser), STR("OR")))
		return false;
	parser->at += 2;
	return true;
}

/* A phrase whose opening quote comes next. */
static bool take_phrase(struct filter_parser *parser, struct filter_token *token)
{
	size_t start = parser->at + 1;
	size_t end = str_find(parser->query, STR("\""), start);
	if (end == SIZE_MAX && !parser->is_typing)
		return fault_set(parser->why, FAULT_USAGE,
		                 _("the phrase \"%.*s has no closing quote"),
		                 STR_ARGS(str_slice(parser->query, start, SIZE_MAX)));
	*token = (struct filter_token){
		.typed = str_slice(parser->query, start, end - start),
		.is_quoted = true,
		.is_unfinished = end == SIZE_MAX,
	};
	parser->at = end == SIZE_MAX ? parser->query.size : end + 1;
	return true;
}

/* The bytes that come next, which end a word. */
static struct filter_token take_bytes(struct filter_parser *parser, size_t size)
{
	struct str word = str_slice(parser->query, parser->at, size);
	parser->at += word.size;
	struct str rest = str_slice(parser->query, parser->at, SIZE_MAX);
	return (struct filter_token){
		.typed = word,
		.is_unfinished = parser->is_typing && str_is_empty(str_trim(rest)),
	};
}

static struct filter_token take_word(struct filter_parser *parser)
{
	return take_bytes(parser, filter_next_word(parser).size);
}

/* ── Words ──────────────────────────────────────────────────────────────────────────────────── */

/* A token of several words ("min-aung-hlaing", a name in Burmese) is a phrase. One without any word
 * says nothing. */
static struct filter *read_words(struct filter_parser *parser, struct filter_token token)
{
	struct str folded = unicode_fold(parser->arena, token.typed);
	struct str_list words = words_cut(parser->arena, folded);
	if (words.count == 0) {
		parser->sign = token.typed;
		return NULL;
	}
	struct filter *filter = filter_new(parser, words.count > 1 ? FILTER_PHRASE : FILTER_WORD,
	                                   token.typed);
	filter->text = words.count > 1 ? str_trim(folded) : words.items[0];
	filter->is_prefix = token.is_unfinished;
	return filter;
}

/* "10:30" and addresses are words. */
size_t filter_key_size(struct str word)
{
	size_t size = 0;
	for (; size < word.size; size++) {
		char byte = word.bytes[size], lower = (char)(byte | 0x20);
		bool is_letter = lower >= 'a' && lower <= 'z';
		bool is_inner = (byte >= '0' && byte <= '9') || byte == '_' || byte == '-';
		if (!is_letter && !(size > 0 && is_inner))
			break;
	}
	if (size == word.size || word.bytes[size] != ':')
		return 0;
	return str_starts_with(str_slice(word, size, SIZE_MAX), STR("://")) ? 0 : size;
}

/* Bytes of a value of several words; 0: it is one, or quoted. */
static size_t size_of_value(struct filter_parser *parser, struct str key)
{
	struct filter_field field;
	if (next_byte(parser) == '"' ||
	    !filter_field_find(parser->archive, parser->arena, key, &field))
		return 0;
	return field.takes == TAKES_DATE ? filter_date_size(parser)
	                                 : filter_name_size(parser, &field);
}

static bool read_field(struct filter_parser *parser, size_t size, struct filter **filter)
{
	struct filter_token value;
	struct str key = str_copy(parser->arena, unicode_fold(parser->arena,
	                                          str_slice(parser->query, parser->at, size)));
	size_t at = parser->at;
	parser->field_start = at;
	parser->at += size + 1;
	size_t whole = size_of_value(parser, key);
	if (whole)
		value = take_bytes(parser, whole);
	else if (next_byte(parser) != '"')
		value = take_word(parser);
	else if (!take_phrase(parser, &value))
		return false;
	if (!filter_read_field(parser, key, value, filter))
		return false;
	if (*filter) {
		(*filter)->field = key.bytes;
		(*filter)->at = at;
		(*filter)->size = parser->at - at;
	}
	return true;
}

/* ── The grammar ────────────────────────────────────────────────────────────────────────────── */

static bool read_query(struct filter_parser *parser, struct filter **filter);

static bool read_group(struct filter_parser *parser, struct filter **filter)
{
	if (parser->depth == FILTER_MAX_DEPTH)
		return fault_set(parser->why, FAULT_USAGE,
		                 _("more than %d parentheses stand inside each other"),
		                 FILTER_MAX_DEPTH);
	parser->at++;
	parser->depth++;
	if (!read_query(parser, filter))
		return false;
	parser->depth--;
	if (next_byte(parser) == ')')
		parser->at++;
	else if (!parser->is_typing)
		return fault_set(parser->why, FAULT_USAGE, _("a parenthesis is not closed"));
	return true;
}

static bool read_operand(struct filter_parser *parser, struct filter **filter)
{
	if (next_byte(parser) == '(')
		return read_group(parser, filter);
	struct filter_token words;
	size_t at = parser->at;
	bool is_phrase = next_byte(parser) == '"';
	size_t size = is_phrase ? 0 : filter_key_size(filter_next_word(parser));
	if (size)
		return read_field(parser, size, filter);
	size_t date = is_phrase ? 0 : filter_date_size(parser);
	if (date) {
		*filter = filter_or_date(parser, read_words(parser, take_bytes(parser, date)));
		return true;
	}
	if (!is_phrase)
		words = take_word(parser);
	else if (!take_phrase(parser, &words))
		return false;
	*filter = read_words(parser, words);
	if (*filter) {
		(*filter)->at = at;
		(*filter)->size = parser->at - at;
	}
	return true;
}

/* A part with the minus signs before it, of which two are none; or with "not". */
static bool read_part(struct filter_parser *parser, const struct filter_list *before,
                      struct filter **filter)
{
	size_t not_size = filter_not_size(parser, before);
	bool is_not = not_size > 0;
	parser->at += not_size;
	for (; next_byte(parser) == '-'; parser->at++)
		is_not = !is_not;
	*filter = NULL;
	if (is_at_end(parser) || is_blank(next_byte(parser)) || next_byte(parser) == ')')
		return true;
	size_t order_end = parser->order_end;
	if (!read_operand(parser, filter))
		return false;
	if (is_not && parser->order_end != order_end)
		return fault_set(parser->why, FAULT_USAGE,
		                 _("order: is for all that is found: it has no \"-\""));
	if (!*filter || !is_not)
		return true;

	struct filter_list parts = {0};
	*ARRAY_ADD(parser->arena, &parts) = *filter;
	*filter = filter_new(parser, FILTER_NOT, (*filter)->typed);
	(*filter)->is_read_as_not = not_size > 0;
	(*filter)->parts = parts.items;
	(*filter)->part_count = 1;
	return true;
}

/* Parts up to an OR, a closing parenthesis or the end. */
static bool read_parts(struct filter_parser *parser, struct filter **filter)
{
	struct filter_list parts = {0};
	for (skip_blanks(parser); !is_at_end(parser); skip_blanks(parser)) {
		struct filter *part;
		if (next_byte(parser) == ')' || str_equal(filter_next_word(parser), STR("OR")))
			break;
		if (!read_part(parser, &parts, &part))
			return false;
		if (part)
			*ARRAY_ADD(parser->arena, &parts) = part;
	}
	filter_read_kinds(parser, &parts);
	if (!filter_read_claims(parser, &parts))
		return false;
	*filter = filter_join(parser, FILTER_ALL, parts);
	return true;
}

static bool read_query(struct filter_parser *parser, struct filter **filter)
{
	struct filter_list parts = {0};
	do {
		struct filter *part;
		if (!read_parts(parser, &part))
			return false;
		if (part)
			*ARRAY_ADD(parser->arena, &parts) = part;
	} while (take_or(parser));
	*filter = filter_join(parser, FILTER_ANY, parts);
	return true;
}

/* All of the query. A closing parenthesis too many is passed over while somebody types. */
static bool read_all(struct filter_parser *parser, struct filter **filter)
{
	struct filter_list parts = {0};
	while (!is_at_end(parser)) {
		struct filter *part;
		if (!read_query(parser, &part))
			return false;
		if (part)
			*ARRAY_ADD(parser->arena, &parts) = part;
		if (is_at_end(parser))
			break;
		if (!parser->is_typing)
			return fault_set(parser->why, FAULT_USAGE,
			                 _("a parenthesis is closed that was not opened"));
		parser->at++;
	}
	*filter = filter_join(parser, FILTER_ALL, parts);
	return true;
}

struct str filter_plain(struct arena *arena, struct str query)
{
	struct text plain = { .arena = arena };
	for (size_t at = 0, size; at < query.size; at += size) {
		uint32_t code_point = unicode_decode(query, at, &size);
		if (code_point >= 0x201C && code_point <= 0x201F)
			text_add_byte(&plain, '"');
		else if (code_point == 0xA0 || code_point == 0x3000)
			text_add_byte(&plain, ' ');
		else
			text_add(&plain, str_slice(query, at, size));
	}
	return text_str(&plain);
}

struct str filter_unquoted(struct arena *arena, struct str typed)
{
	struct text name = { .arena = arena };
	struct str rest = filter_plain(arena, typed);
	while (rest.bytes)
		text_add(&name, str_cut(&rest, '"'));
	return str_trim(text_str(&name));
}

static bool means_more(struct str word)
{
	for (size_t i = 0; i < word.size; i++)
		if (ends_word(word.bytes[i]))
			return true;
	return word.bytes[0] == '-' || filter_key_size(word) || str_equal(word, STR("OR")) ||
	       str_equal(word, STR("NOT"));
}

struct str filter_words_alone(struct arena *arena, struct str typed)
{
	struct str words = {0}, rest = filter_unquoted(arena, typed);
	while (rest.bytes) {
		struct str word = str_trim(str_cut(&rest, ' '));
		if (word.size && means_more(word))
			word = str_format(arena, "\"%.*s\"", STR_ARGS(word));
		words = str_join(arena, words, STR(" "), word);
	}
	return words;
}

/* An order alone finds everything. */
static struct filter *ordered(struct filter_parser *parser, struct filter *read)
{
	if (!read && parser->order.column != COLUMN_OWN)
		read = filter_new(parser, FILTER_ALL, (struct str){0});
	if (read)
		read->order = parser->order;
	return read;
}

bool filter_parse(const struct archive *archive, struct arena *arena, struct str query,
                  struct filter_options options, struct filter **filter, struct fault *why)
{
	if (query.size > LIMIT_QUERY_SIZE)
		return fault_set(why, FAULT_USAGE,
		                 _("a query is at most %d bytes, and this is %zu"),
		                 LIMIT_QUERY_SIZE, query.size);
	struct filter *read = NULL;
	struct filter_parser parser = {
		.archive = archive,
		.arena = arena,
		.query = filter_plain(arena, query),
		.is_typing = options.is_typing,
		.why = why,
	};
	if (!read_all(&parser, &read))
		return false;

	/* Nothing but signs is not the same as nothing: it is in no text. */
	if (!read && parser.sign.size) {
		read = filter_new(&parser, FILTER_WORD, parser.sign);
		read->text = parser.sign;
	}
	*filter = ordered(&parser, read);
	return true;
}

struct ordering filter_order(const struct filter *filter)
{
	return filter ? filter->order : (struct ordering){ COLUMN_OWN, false };
}

/* The last order of a query holds; those before it are taken away with it. */
struct ordering filter_order_cut(const struct archive *archive, struct arena *arena,
                                 struct str *query)
{
	struct ordering ordering = {0};
	*query = str_trim(*query);
	for (;;) {
		struct fault why;
		struct filter *read;
		struct filter_parser parser = {
			.archive = archive, .arena = arena, .query = *query, .is_typing = true,
			.why = &why,
		};
		if (!read_all(&parser, &read) || parser.order_end == 0)
			return ordering;
		if (ordering.column == COLUMN_OWN)
			ordering = parser.order;
		struct str before = str_trim(str_slice(*query, 0, parser.order_start));
		struct str behind = str_trim(str_slice(*query, parser.order_end, SIZE_MAX));
		*query = str_join(arena, before, STR(" "), behind);
	}
}

struct str filter_ordered(const struct archive *archive, struct arena *arena, struct str query,
                          struct ordering ordering)
{
	struct str key = ordering_typed(arena, ordering);
	filter_order_cut(archive, arena, &query);
	if (key.size == 0)
		return query;
	/* In front: the last word goes on being a beginning. */
	return str_join(arena, str_format(arena, "order:%.*s", STR_ARGS(key)), STR(" "), query);
}

uint32_t filter_only_kind(const struct filter *filter)
{
	if (!filter || (filter->kind != FILTER_KIND && filter->kind != FILTER_ALL))
		return NO_ROW;
	uint32_t kind = filter->dossier_kind;
	for (size_t i = 0; kind == NO_ROW && i < filter->part_count; i++)
		kind = filter_only_kind(filter->parts[i]);
	return kind;
}
