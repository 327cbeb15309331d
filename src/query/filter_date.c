/* Dates in a query: behind their field, or as words that are a date as well. */
#include "base/array.h"
#include "base/message.h"
#include "query/filter_parts.h"

static struct filter *date_filter(struct filter_parser *parser, struct date dates, struct str typed)
{
	struct filter *filter = filter_new(parser, FILTER_DATE, typed);
	filter->dates = dates;
	return filter;
}

bool filter_read_dates(struct filter_parser *parser, struct str typed, struct filter **filter,
                       struct fault *why)
{
	struct date_typed read;
	struct date members[DATE_MEMBERS_MOST];
	struct filter_list parts = {0};
	if (!date_parse_span(parser->arena, typed, &read, why))
		return false;
	size_t count = date_members(read.text, read.date, members);
	for (size_t i = 0; i < count; i++)
		*ARRAY_ADD(parser->arena, &parts) = date_filter(parser, members[i], typed);
	*filter = filter_join(parser, FILTER_ANY, parts);
	return true;
}

/* ── Words that are dates ───────────────────────────────────────────────────────────────────── */

static bool is_word_byte(char byte)
{
	char lower = (char)(byte | 0x20);
	return (byte >= '0' && byte <= '9') || (lower >= 'a' && lower <= 'z');
}

static bool has_letter(struct str text)
{
	for (size_t i = 0; i < text.size; i++)
		if (is_word_byte(text.bytes[i]) && text.bytes[i] > '9')
			return true;
	return false;
}

/* Up to the end of the next word, that begins with a letter or digit; 0: there is none. */
static size_t end_of_next(struct filter_parser ahead)
{
	while (ahead.at < ahead.query.size && ahead.query.bytes[ahead.at] == ' ')
		ahead.at++;
	struct str word = filter_next_word(&ahead);
	return word.size && is_word_byte(word.bytes[0]) ? ahead.at + word.size : 0;
}

/* The fewest words that are one: "July 2022" ends before what stands behind it. */
size_t filter_date_size(const struct filter_parser *parser)
{
	enum { WORDS = 5 };             /* before 1st of March 2022 */
	struct filter_parser ahead = *parser;
	struct str word = filter_next_word(parser);
	if (date_is_plain(word))
		return word.size;
	if (word.size == 0 || !is_word_byte(word.bytes[0]))
		return 0;
	ahead.at += word.size;
	for (unsigned words = 2; words <= WORDS; words++) {
		struct date_typed read;
		ahead.at = end_of_next(ahead);
		if (ahead.at == 0)
			return 0;
		struct str typed = str_slice(parser->query, parser->at, ahead.at - parser->at);
		if (has_letter(typed) && (date_parse_typed(parser->arena, typed, &read, NULL) ||
		                          date_is_bound(parser->arena, typed)))
			return typed.size;
	}
	return 0;
}

struct filter *filter_or_date(struct filter_parser *parser, struct filter *words)
{
	struct filter *dates;
	struct filter_list parts = {0};
	if (!words || !filter_read_dates(parser, words->typed, &dates, NULL))
		return words;
	*ARRAY_ADD(parser->arena, &parts) = words;
	*ARRAY_ADD(parser->arena, &parts) = dates;
	struct filter *either = filter_join(parser, FILTER_ANY, parts);
	either->typed = words->typed;
	either->is_read_as_date = true;
	return either;
}

/* ── What was read ──────────────────────────────────────────────────────────────────────────── */

static struct str words_of(struct arena *arena, struct str typed)
{
	struct date_typed read;
	if (!date_parse_span(arena, typed, &read, NULL))
		return typed;
	return date_span_words(arena, read.text);
}

static void add_typed(struct arena *arena, const struct filter *filter, struct str_list *typed)
{
	if (filter && filter->is_read_as_date)
		*ARRAY_ADD(arena, typed) = filter->typed;
	for (size_t i = 0; filter && i < filter->part_count; i++)
		add_typed(arena, filter->parts[i], typed);
}

struct str filter_dates_read(struct arena *arena, const struct filter *filter)
{
	struct str_list typed = {0};
	struct str all = {0};
	add_typed(arena, filter, &typed);
	for (size_t i = 0; i < typed.count; i++)
		all = str_join(arena, all, STR(", "), words_of(arena, typed.items[i]));
	return all;
}

struct str filter_dates_typed(struct arena *arena, const struct filter *filter)
{
	struct str_list typed = {0};
	struct str all = {0};
	add_typed(arena, filter, &typed);
	for (size_t i = 0; i < typed.count; i++)
		all = str_join(arena, all, STR(" "), typed.items[i]);
	return all;
}
