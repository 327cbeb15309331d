/* A JSON document is well-formed (RFC 8259), and its bytes may be shown on a terminal. No
 * recursion: what is open stands in a stack of brackets. */
#include "hostile/scan.h"

#include <string.h>

enum { MOST_DEPTH = 64 };

static char next(const struct scan *scan)
{
	return scan->at < scan->size ? scan->bytes[scan->at] : '\0';
}

static bool take(struct scan *scan, char byte)
{
	if (next(scan) != byte)
		return false;
	scan->at++;
	return true;
}

static void skip_blanks(struct scan *scan)
{
	while (next(scan) == ' ' || next(scan) == '\n')
		scan->at++;
}

/* Four digits behind \u; -1 if they are none. */
static long take_hex(struct scan *scan)
{
	long number = 0;
	for (int i = 0; i < 4; i++) {
		static const char digits[] = "0123456789abcdef0123456789ABCDEF";
		const char *digit = next(scan) ? strchr(digits, next(scan)) : NULL;
		if (!digit)
			return -1;
		number = number * 16 + (digit - digits) % 16;
		scan->at++;
	}
	return number;
}

/* Behind a backslash. A surrogate stands only before or behind its other half. */
static bool take_escape(struct scan *scan)
{
	char letter = next(scan);
	scan->at++;
	bool is_simple = letter && strchr("\"\\/bfnrt", letter);
	if (letter != 'u')
		return is_simple || scan_offend(scan, "JSON: unknown escape", 0);
	long unit = take_hex(scan);
	if (unit < 0)
		return scan_offend(scan, "JSON: broken escape", 0);
	if (unit < 0xD800 || unit > 0xDFFF)
		return true;
	long other = unit < 0xDC00 && take(scan, '\\') && take(scan, 'u') ? take_hex(scan) : -1;
	bool is_pair = other >= 0xDC00 && other <= 0xDFFF;
	return is_pair || scan_offend(scan, "JSON: half a surrogate pair", 0);
}

static bool take_string(struct scan *scan)
{
	if (!take(scan, '"'))
		return scan_offend(scan, "JSON: no string where one belongs", 0);
	while (scan->at < scan->size) {
		if (take(scan, '"'))
			return true;
		bool is_good = take(scan, '\\') ? take_escape(scan) : scan_character(scan);
		if (!is_good)
			return false;
	}
	return scan_offend(scan, "JSON: a string does not end", 0);
}

static size_t take_digits(struct scan *scan)
{
	size_t start = scan->at;
	while (next(scan) >= '0' && next(scan) <= '9')
		scan->at++;
	return scan->at - start;
}

static bool take_number(struct scan *scan)
{
	take(scan, '-');
	bool has_zero = next(scan) == '0';
	size_t digits = take_digits(scan);
	if (digits == 0 || (has_zero && digits > 1))
		return scan_offend(scan, "JSON: no value where one belongs", 0);
	if (take(scan, '.') && take_digits(scan) == 0)
		return scan_offend(scan, "JSON: broken number", 0);
	if (take(scan, 'e') || take(scan, 'E')) {
		if (!take(scan, '+'))
			take(scan, '-');
		if (take_digits(scan) == 0)
			return scan_offend(scan, "JSON: broken number", 0);
	}
	return true;
}

static bool take_atom(struct scan *scan)
{
	static const char *const words[] = { "true", "false", "null" };
	if (next(scan) == '"')
		return take_string(scan);
	for (size_t i = 0; i < 3; i++) {
		size_t size = strlen(words[i]);
		if (scan->size - scan->at < size)
			continue;
		if (memcmp(scan->bytes + scan->at, words[i], size) != 0)
			continue;
		scan->at += size;
		return true;
	}
	return take_number(scan);
}

struct stack { char closing[MOST_DEPTH]; int depth; };

/* The key that stands before each value of an object. */
static bool take_key(struct scan *scan, const struct stack *stack)
{
	skip_blanks(scan);
	if (stack->depth == 0 || stack->closing[stack->depth - 1] == ']')
		return true;
	if (!take_string(scan))
		return false;
	skip_blanks(scan);
	return take(scan, ':') || scan_offend(scan, "JSON: no colon behind a key", 0);
}

/* All that begins at a value, up to where one ends: brackets that open, and the first thing in
 * them. */
static bool take_value(struct scan *scan, struct stack *stack)
{
	for (;;) {
		skip_blanks(scan);
		char opening = next(scan);
		if (opening != '[' && opening != '{')
			return take_atom(scan);
		if (stack->depth == MOST_DEPTH)
			return scan_offend(scan, "JSON: too deep", 0);
		stack->closing[stack->depth++] = opening == '[' ? ']' : '}';
		scan->at++;
		skip_blanks(scan);
		if (take(scan, stack->closing[stack->depth - 1])) {
			stack->depth--;
			return true;
		}
		if (!take_key(scan, stack))
			return false;
	}
}

bool scan_json(struct scan *scan)
{
	struct stack stack = {0};
	do {
		if (!take_key(scan, &stack) || !take_value(scan, &stack))
			return false;
		skip_blanks(scan);
		while (stack.depth > 0 && take(scan, stack.closing[stack.depth - 1])) {
			stack.depth--;
			skip_blanks(scan);
		}
	} while (stack.depth > 0 && take(scan, ','));
	if (stack.depth > 0)
		return scan_offend(scan, "JSON: no comma, or a bracket that is not closed", 0);
	bool is_all = scan->at == scan->size;
	return is_all || scan_offend(scan, "JSON: something behind the document", 0);
}
