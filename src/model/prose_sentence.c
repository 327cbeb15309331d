/* The part of prose.c that finds sentences. */
#include "model/prose.h"

#include <string.h>

static bool ends_with_any(struct str text, const char *const *endings)
{
	for (; *endings; endings++)
		if (str_ends_with(text, str_of(*endings)))
			return true;
	return false;
}

/* `text` without the quotes and parentheses that close at its end. */
static struct str without_closers(struct str text)
{
	static const char *const closers[] = { "\"", "'", ")", "]", "”", "’", "»", NULL };
	for (;;) {
		size_t before = text.size;
		for (size_t i = 0; closers[i]; i++)
			if (str_ends_with(text, str_of(closers[i])))
				text.size -= strlen(closers[i]);
		if (text.size == before)
			return text;
	}
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n';
}

static bool is_capital(char byte)
{
	return byte >= 'A' && byte <= 'Z';
}

static bool is_letter(char byte)
{
	return is_capital(byte) || (byte >= 'a' && byte <= 'z') || (unsigned char)byte >= 0x80;
}

/* Lower-case abbreviations that stand before what they belong to. */
static const char *const abbreviations[] = { "para", "paras", "p", "pp", "no", "vol", "cf", "vs" };

static bool is_abbreviation(struct str word)
{
	for (size_t i = 0; i < sizeof(abbreviations) / sizeof(*abbreviations); i++)
		if (str_equal(word, str_of(abbreviations[i])))
			return true;
	return false;
}

/* True if `text`, which ends with a full stop, ends with an abbreviation: one of the table, or up
 * to three letters of which the first is a capital, such as "Gen." or the last one of "U.S.". */
static bool ends_abbreviated(struct str text)
{
	enum { MOST_LETTERS = 6 };
	size_t at = text.size - 1, letters = 0;
	while (at > 0 && letters < MOST_LETTERS && is_letter(text.bytes[at - 1])) {
		at--;
		letters++;
	}
	if (is_abbreviation(str_slice(text, at, letters)))
		return true;
	return letters > 0 && letters < 4 && is_capital(text.bytes[at]);
}

/* True if `byte` may be the last of a sentence: cheap, for the many that are not. */
static bool may_end(char byte)
{
	return (byte && strchr(".!?\"')]", byte)) || (unsigned char)byte >= 0x80;
}

/* True if the words before byte `at`, a blank, end in a stop, and the next ones may begin a
 * sentence. */
static bool is_stopped(struct str text, size_t at)
{
	static const char *const wide_stops[] = { "။", "。", "！", "？", NULL };
	static const char *const stops[] = { ".", "!", "?", "…", NULL };

	struct str before = without_closers(str_slice(text, 0, at));
	if (ends_with_any(before, wide_stops))
		return true;
	if (!is_blank(text.bytes[at]) || !ends_with_any(before, stops))
		return false;
	char next = at + 1 < text.size ? text.bytes[at + 1] : 0;
	bool goes_on = next >= 'a' && next <= 'z';
	return !goes_on && !(str_ends_with(before, STR(".")) && ends_abbreviated(before));
}

/* True if a sentence ends before byte `at`: behind its stop, where a blank or a line begins. */
static bool ends_sentence(struct str plain, size_t at)
{
	if (at == 0 || at == plain.size || plain.bytes[at] == '\n' || plain.bytes[at - 1] == '\n')
		return true;
	return may_end(plain.bytes[at - 1]) && is_stopped(plain, at);
}

bool prose_stops(struct str text, size_t at)
{
	return at > 0 && at < text.size && is_blank(text.bytes[at]) &&
	       may_end(text.bytes[at - 1]) && is_stopped(text, at);
}

static bool is_inside_character(struct str text, size_t at)
{
	return at < text.size && ((unsigned char)text.bytes[at] & 0xC0) == 0x80;
}

/* The part of `plain` between `start` and `end` that fits `size` bytes and holds byte `at`, a third
 * of it before that byte, whole words if it can be. */
static struct str fit_around(struct str plain, size_t start, size_t end, size_t at, size_t size)
{
	size_t first = at - start > size / 3 ? at - size / 3 : start;
	if (end - first < size)
		first = end - start > size ? end - size : start;
	for (size_t i = first; first > start && i <= at; i++)
		if (plain.bytes[i - 1] == ' ') {
			first = i;
			break;
		}
	while (first < at && is_inside_character(plain, first))
		first++;

	size_t last = end - first > size ? first + size : end;
	for (size_t i = last; last < end && i > at; i--)
		if (plain.bytes[i] == ' ') {
			last = i;
			break;
		}
	while (last > first && is_inside_character(plain, last))
		last--;
	return str_trim(str_slice(plain, first, last - first));
}

struct str prose_sentence(struct str plain, size_t at, size_t size)
{
	if (plain.size == 0 || size == 0)
		return (struct str){0};
	if (at >= plain.size)
		at = plain.size - 1;
	while (at > 0 && is_inside_character(plain, at))
		at--;

	/* Further than what fits, only one byte is of interest: it shows that there is more. */
	size_t start = at, end = at + 1;
	while (start > 0 && at - start <= size && !ends_sentence(plain, start))
		start--;
	while (end < plain.size && end - at <= size && !ends_sentence(plain, end))
		end++;
	return fit_around(plain, start, end, at, size);
}
