/* date_guess: what was meant by a text that is not a date.
 *
 * Each guess rewrites the text in its own way; what comes out is offered only if it is a date. So a
 * guess may be generous in what it takes, and never sends anybody from one error to the next.
 */
#include "model/date_parts.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "model/date.h"

enum { TOKENS = 3 };

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool starts_with_word(struct str text, const char *word)
{
	size_t size = strlen(word);

	return text.size >= size && strncasecmp(text.bytes, word, size) == 0;
}

/* True if `guess` is a date that raises no other question. */
static bool is_sound(const char *guess)
{
	struct date_form form;

	return date_form_read(str_of(guess), &form, NULL) &&
	       !(form.kind == FORM_ONE && form.spans[0].first.year.is_short);
}

/* How things were written in the draft of 2012, and are by habit. */
static const struct {
	const char *typed, *meant;
} spellings[] = {
	{ "unknown", "" },
	{ "open", ".." }, { "present", ".." }, { "ongoing", ".." }, { "now", ".." },
	{ "?~", "%" },    { "~?", "%" },
	{ "u", "X" },     { "x", "X" },        { "y", "Y" },
	{ "t", "T" },     { " ", "T" },        { "z", "Z" },        { " utc", "Z" },
	{ "–", "/" },     { " – ", "/" },      { "—", "/" },        { " — ", "/" },
	{ " - ", "/" },   { " / ", "/" },      { " to ", "/" },
	{ "\u2010", "-" }, { "\u2011", "-" },  { "\u2212", "-" },  /* hyphens, a minus sign */
};

/* The row of the longest spelling at the front of `text`, or SIZE_MAX. */
static size_t find_spelling(struct str text)
{
	size_t found = SIZE_MAX, size = 0;

	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		if (strlen(spellings[i].typed) > size &&
		    starts_with_word(text, spellings[i].typed)) {
			found = i;
			size = strlen(spellings[i].typed);
		}
	return found;
}

static void guess_spelling(struct str text, struct date_guess *guess)
{
	size_t size = 0;

	while (text.size && size < DATE_GUESS_SIZE - 4) {
		size_t found = find_spelling(text);
		size_t taken = found == SIZE_MAX ? 1 : strlen(spellings[found].typed);

		if (found == SIZE_MAX)
			guess->text[size++] = text.bytes[0];
		else
			size += (size_t)snprintf(guess->text + size, 4, "%s",
			                         spellings[found].meant);
		text = str_slice(text, taken, text.size);
	}
	guess->text[text.size ? 0 : size] = '\0';
}

/* A month name or a number, and the byte behind it. */
struct token {
	char shape;                     /* 'M' a name, 'N' one or two digits, 'Y' four */
	char separator;
	unsigned value;
};

static unsigned month_of_name(struct str word)
{
	for (unsigned month = 1; month <= 12; month++) {
		struct str name = str_of(date_month_name(month));

		if (word.size >= 3 &&
		    str_equal_ignoring_ascii_case(word, str_slice(name, 0, word.size)))
			return month;
	}
	return 0;
}

static bool is_filler(struct str word)
{
	static const char *const fillers[] = { "st", "nd", "rd", "th", "of", "the" };

	for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++)
		if (str_equal_ignoring_ascii_case(word, str_of(fillers[i])))
			return true;
	return false;
}

static bool is_separator(char byte)
{
	return byte == ' ' || byte == ',' || byte == '.' || byte == '/' || byte == '-';
}

/* What stands up to a separator, or where digits end. */
static struct str take_word(struct str *text)
{
	struct str word = *text;
	size_t size = 0;

	while (size < word.size && !is_separator(word.bytes[size]) &&
	       is_digit(word.bytes[size]) == is_digit(word.bytes[0]))
		size++;
	*text = str_slice(*text, size, SIZE_MAX);
	return str_slice(word, 0, size);
}

static struct token token_of(struct str word)
{
	static const char shapes[] = { 0, 'N', 'N', 0, 'Y' };
	struct token token = { .value = month_of_name(word) };
	uint64_t value;

	if (token.value)
		token.shape = 'M';
	else if (word.size < sizeof(shapes) && str_number(word, 9999, &value))
		token = (struct token){ shapes[word.size], 0, (unsigned)value };
	return token;
}

/* Cut `text` into tokens and their shapes, as in "NMY". False if there is anything else. */
static bool tokens_of(struct str text, struct token tokens[TOKENS], char shape[TOKENS + 1])
{
	size_t count = 0;

	while (text.size) {
		struct str word = take_word(&text);
		struct token token = token_of(word);

		if (!is_filler(word) && (!token.shape || count == TOKENS))
			return false;
		if (token.shape) {
			shape[count] = token.shape;
			tokens[count++] = token;
		}
		while (text.size && is_separator(text.bytes[0])) {
			if (count && !tokens[count - 1].separator)
				tokens[count - 1].separator = text.bytes[0];
			text = str_slice(text, 1, SIZE_MAX);
		}
	}
	shape[count] = '\0';
	return count > 0;
}

/* Where year, month and day stand in a shape; 22/06/2021 comes first, 06/22/2021 behind it. */
static const struct reading {
	const char *shape;
	int8_t year, month, day;        /* -1: none */
} readings[] = {
	{ "YNN", 0, 1, 2 },
	{ "YMN", 0, 1, 2 },
	{ "NMY", 2, 1, 0 },
	{ "MNY", 2, 0, 1 },
	{ "NNY", 2, 1, 0 },
	{ "NNY", 2, 0, 1 },
	{ "YN",  0, 1, -1 },
	{ "YM",  0, 1, -1 },
	{ "NY",  1, 0, -1 },
	{ "MY",  1, 0, -1 },
	{ "Y",   0, -1, -1 },
};

static void format_reading(char *guess, const struct token tokens[TOKENS],
                           const struct reading *reading)
{
	int size = snprintf(guess, DATE_GUESS_SIZE, "%04u", tokens[reading->year].value);

	if (reading->month >= 0)
		size += snprintf(guess + size, 8, "-%02u", tokens[reading->month].value);
	if (reading->day >= 0)
		snprintf(guess + size, 8, "-%02u", tokens[reading->day].value);
}

/* Two years, the second perhaps without its century: 2021-2023, 2021/23. */
static void format_years(char *guess, const struct token tokens[TOKENS], const char *shape)
{
	unsigned first = tokens[0].value, last = tokens[1].value;
	bool is_short = strcmp(shape, "YN") == 0 && tokens[0].separator == '/';

	if (strcmp(shape, "YY") == 0 || is_short)
		snprintf(guess, DATE_GUESS_SIZE, "%04u/%04u", first,
		         is_short ? first / 100 * 100 + last : last);
}

/* Of two readings that are dates both are kept, unless they are the same. Two years are tried where
 * there is none: 2021/06 is a month. A number for a season is not what anybody types so. */
static void guess_numbers(struct str text, struct date_guess *guess)
{
	struct token tokens[TOKENS] = {0};
	char shape[TOKENS + 1], candidate[DATE_GUESS_SIZE];

	if (!tokens_of(text, tokens, shape))
		return;
	for (size_t i = 0; i < sizeof(readings) / sizeof(readings[0]); i++) {
		const struct reading *reading = &readings[i];

		if (strcmp(shape, reading->shape) != 0 ||
		    (reading->month >= 0 && tokens[reading->month].value > 12))
			continue;
		format_reading(candidate, tokens, reading);
		if (is_sound(candidate) && strcmp(candidate, guess->text) != 0)
			memcpy(guess->text[0] ? guess->other : guess->text, candidate,
			       sizeof(candidate));
	}
	if (!guess->text[0])
		format_years(guess->text, tokens, shape);
}

/* Six or eight digits: 202106, 20210622. */
static void guess_unseparated(struct str text, struct date_guess *guess)
{
	struct str day = str_slice(text, 6, SIZE_MAX);

	if (text.size == 6 || text.size == 8)
		snprintf(guess->text, DATE_GUESS_SIZE, "%.4s-%.2s%s%.*s", text.bytes,
		         text.bytes + 4, day.size ? "-" : "", STR_ARGS(day));
}

/* Times with a fraction of a second, or an offset without colon: 2021-06-22T09:30:00.000+0630. */
static void guess_time(struct str text, struct date_guess *guess)
{
	size_t end = str_find(text, STR(":"), 0), behind;
	struct str zone;

	if (end == SIZE_MAX || text.size + 2 > DATE_GUESS_SIZE)
		return;
	while (end < text.size && (is_digit(text.bytes[end]) || text.bytes[end] == ':'))
		end++;
	behind = end;
	while (behind < text.size && (is_digit(text.bytes[behind]) || text.bytes[behind] == '.'))
		behind++;
	zone = str_slice(text, behind, SIZE_MAX);
	snprintf(guess->text, DATE_GUESS_SIZE, "%.*s%.*s%s%.*s", (int)end, text.bytes,
	         STR_ARGS(str_slice(zone, 0, 3)), zone.size == 5 ? ":" : "",
	         STR_ARGS(str_slice(zone, 3, SIZE_MAX)));
}

/* "2020s"; "1900s" may be ten years or a hundred. */
static void guess_decade(struct str text, struct date_guess *guess)
{
	uint64_t year;
	struct str end = str_slice(text, 4, SIZE_MAX);

	if (!str_number(str_slice(text, 0, 4), 9999, &year) || year < 1000 || year % 10)
		return;
	if (!str_equal(end, STR("s")) && !str_equal(end, STR("'s")))
		return;
	snprintf(guess->text, DATE_GUESS_SIZE, "%03uX", (unsigned)year / 10);
	if (year % 100 == 0)
		snprintf(guess->other, DATE_GUESS_SIZE, "%02uXX", (unsigned)year / 100);
}

/* "44 BC" is -0043, for 1 BC is the year 0. */
static void guess_era(struct str text, struct date_guess *guess)
{
	struct str digits = take_word(&text), era = str_trim(text);
	uint64_t year;

	if (!str_number(digits, 9999, &year) || !year)
		return;
	if (starts_with_word(era, "bc"))
		snprintf(guess->text, DATE_GUESS_SIZE, "%s%04u", year > 1 ? "-" : "",
		         (unsigned)year - 1);
	if (starts_with_word(era, "ad") || starts_with_word(era, "ce"))
		snprintf(guess->text, DATE_GUESS_SIZE, "%04u", (unsigned)year);
}

static void guess_unknown(struct str text, struct date_guess *guess)
{
	if (str_equal_ignoring_ascii_case(text, STR("unknown")))
		snprintf(guess->text, DATE_GUESS_SIZE, "XXXX");
}

static void add_mark(char *guess, char mark)
{
	size_t size = strlen(guess);

	if (size && size + 1 < DATE_GUESS_SIZE)
		memcpy(guess + size, (char[]){ mark, '\0' }, 2);
}

static void guess_doubt(struct str text, struct date_guess *guess)
{
	static const struct {
		const char *word;
		char mark;
	} words[] = {
		{ "circa ", '~' },   { "ca. ", '~' },     { "ca ", '~' },
		{ "c. ", '~' },      { "c.", '~' },       { "c ", '~' },
		{ "about ", '~' },   { "around ", '~' },
		{ "perhaps ", '?' }, { "possibly ", '?' },
	};
	size_t i = 0;

	while (i < sizeof(words) / sizeof(words[0]) && !starts_with_word(text, words[i].word))
		i++;
	if (i == sizeof(words) / sizeof(words[0]))
		return;
	guess_numbers(str_slice(text, strlen(words[i].word), SIZE_MAX), guess);
	add_mark(guess->text, words[i].mark);
	add_mark(guess->other, words[i].mark);
}

bool date_guess(struct str text, struct date_guess *guess)
{
	static void (*const guesses[])(struct str, struct date_guess *) = {
		guess_spelling, guess_numbers, guess_unseparated, guess_time,
		guess_decade,   guess_era,     guess_unknown,     guess_doubt,
	};

	text = str_trim(text);
	if (text.size && memchr(text.bytes, '\0', text.size))
		text.size = 0;
	for (size_t i = 0; i < sizeof(guesses) / sizeof(guesses[0]); i++) {
		*guess = (struct date_guess){0};
		guesses[i](text, guess);
		if (is_sound(guess->text))
			return true;
	}
	*guess = (struct date_guess){0};
	return false;
}

/* Digits and single hyphens alone: nothing else could be meant. */
static bool is_hyphenated(struct str text, size_t tokens)
{
	size_t hyphens = 0;

	for (size_t i = 0; i < text.size; i++) {
		if (!is_digit(text.bytes[i]) && text.bytes[i] != '-')
			return false;
		hyphens += text.bytes[i] == '-';
	}
	return hyphens + 1 == tokens;
}

bool date_guess_typed(struct str text, struct date_guess *guess)
{
	struct token tokens[TOKENS] = {0};
	char shape[TOKENS + 1];

	*guess = (struct date_guess){0};
	text = str_trim(text);
	if (!tokens_of(text, tokens, shape))
		return false;
	bool has_name = strchr(shape, 'M') != NULL;
	bool is_year_first = shape[0] == 'Y' && is_hyphenated(text, strlen(shape));
	if (has_name || is_year_first)
		guess_numbers(text, guess);
	return guess->text[0] && !guess->other[0] && is_sound(guess->text);
}
