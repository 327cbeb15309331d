#include "query/yaml_parts.h"

#include <string.h>

#include "base/array.h"

/* A line that is gone through. */
struct scan {
	struct arena *arena;
	struct yaml_state *state;
	struct yaml_parts parts;
	struct str line;
	size_t at;
	size_t key_column;              /* where the last key or dash begins */
};

/* Up to `end`; neighbours of one role are one part. */
static void add(struct scan *scan, enum role role, size_t end)
{
	struct str text = str_slice(scan->line, scan->at, end - scan->at);
	scan->at = end;
	if (text.size == 0)
		return;
	struct yaml_part *last = scan->parts.items ? &scan->parts.items[scan->parts.count - 1]
	                                           : NULL;
	if (last && last->role == role)
		last->text.size += text.size;
	else
		*ARRAY_ADD(scan->arena, &scan->parts) = (struct yaml_part){ text, role };
}

static char byte_at(const struct scan *scan, size_t at)
{
	return at < scan->line.size ? scan->line.bytes[at] : '\0';
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* Behind the blanks at `at`. */
static size_t skip_blanks(const struct scan *scan, size_t at)
{
	while (is_blank(byte_at(scan, at)))
		at++;
	return at;
}

static bool is_flow_sign(char byte)
{
	return byte != '\0' && strchr(",[]{}", byte) != NULL;
}

/* True if a key ends at `at`: the colon must stand by itself. */
static bool ends_key(const struct scan *scan, size_t at)
{
	char next = byte_at(scan, at + 1);
	bool is_end = at + 1 >= scan->line.size;
	return byte_at(scan, at) == ':' &&
	       (is_end || is_blank(next) || (scan->state->flow && is_flow_sign(next)));
}

/* ── Parts ──────────────────────────────────────────────────────────────────────────────────── */

/* To behind the mark that ends it, or the line does. Two single marks are one in the text. */
static size_t quote_end(const struct scan *scan, size_t at)
{
	char mark = scan->state->quote;
	for (; at < scan->line.size; at++) {
		char byte = scan->line.bytes[at];
		bool is_pair = mark == '\'' && byte == mark && byte_at(scan, at + 1) == mark;
		if (is_pair || (mark == '"' && byte == '\\'))
			at++;
		else if (byte == mark)
			break;
	}
	if (at >= scan->line.size)
		return scan->line.size;
	scan->state->quote = '\0';
	return at + 1;
}

static void scan_quoted(struct scan *scan)
{
	size_t start = scan->at;
	scan->state->quote = scan->line.bytes[start];
	size_t end = quote_end(scan, start + 1);
	size_t colon = skip_blanks(scan, end);
	bool is_key = !scan->state->quote && ends_key(scan, colon);
	if (is_key) {
		scan->key_column = start;
		end = colon + 1;
	}
	add(scan, is_key ? ROLE_LABEL : ROLE_QUOTE, end);
}

/* A plain text ends before a colon that makes it a key, before a comment, and inside brackets
 * before their signs. */
static void scan_plain(struct scan *scan)
{
	size_t start = scan->at, end = start;
	while (end < scan->line.size && !ends_key(scan, end)) {
		bool is_comment = scan->line.bytes[end] == '#' && is_blank(byte_at(scan, end - 1));
		if ((scan->state->flow && is_flow_sign(scan->line.bytes[end])) || is_comment)
			break;
		end++;
	}
	bool is_key = end < scan->line.size && ends_key(scan, end);
	if (is_key)
		scan->key_column = start;
	add(scan, is_key ? ROLE_LABEL : ROLE_TEXT, is_key || end == start ? end + 1 : end);
}

/* True if the rest of the line says that a text follows: "|", ">-", "|2 # as it is". */
static bool begins_block(const struct scan *scan)
{
	size_t at = scan->at;
	if (scan->state->flow || (byte_at(scan, at) != '|' && byte_at(scan, at) != '>'))
		return false;
	while (byte_at(scan, ++at) && strchr("+-0123456789", byte_at(scan, at)))
		continue;
	size_t next = skip_blanks(scan, at);
	return next >= scan->line.size || (next > at && byte_at(scan, next) == '#');
}

static void scan_flow_sign(struct scan *scan)
{
	char sign = scan->line.bytes[scan->at];
	if (sign == '[' || sign == '{')
		scan->state->flow++;
	else if ((sign == ']' || sign == '}') && scan->state->flow)
		scan->state->flow--;
	add(scan, ROLE_TEXT, scan->at + 1);
}

static void scan_token(struct scan *scan)
{
	char first = scan->line.bytes[scan->at], next = byte_at(scan, scan->at + 1);
	bool is_alone = next == '\0' || is_blank(next);
	bool has_blank_before = scan->at == 0 || is_blank(scan->line.bytes[scan->at - 1]);
	if (first == '#' && has_blank_before) {
		add(scan, ROLE_NOTE, scan->line.size);
	} else if (first == '"' || first == '\'') {
		scan_quoted(scan);
	} else if (begins_block(scan)) {
		scan->state->is_block = true;
		scan->state->block_column = scan->key_column;
		add(scan, ROLE_TEXT, scan->at + 1);
	} else if (first == '[' || first == '{' || (scan->state->flow && is_flow_sign(first))) {
		scan_flow_sign(scan);
	} else if ((first == '-' || first == '?' || first == ':') && is_alone) {
		if (first == '-')
			scan->key_column = scan->at;
		add(scan, ROLE_TEXT, scan->at + 1);
	} else {
		scan_plain(scan);
	}
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

/* "---" and "..." begin and end a document, whatever is open. */
static bool is_document_mark(struct str line)
{
	struct str mark = str_slice(line, 0, 3);
	bool is_mark = str_equal(mark, STR("---")) || str_equal(mark, STR("..."));
	return is_mark && (line.size == 3 || is_blank(line.bytes[3]));
}

/* True if the line is of the text that was begun, which ends at one that is not indented enough. */
static bool goes_on(struct scan *scan)
{
	size_t indent = skip_blanks(scan, 0);
	bool is_empty = indent == scan->line.size;
	if (!scan->state->is_block)
		return false;
	scan->state->is_block = is_empty || indent > scan->state->block_column;
	return scan->state->is_block;
}

struct yaml_parts yaml_parts(struct arena *arena, struct yaml_state *state, struct str line)
{
	struct scan scan = { .arena = arena, .state = state, .line = line };
	if (is_document_mark(line)) {
		*state = (struct yaml_state){0};
		scan.parts.is_top = true;
		add(&scan, ROLE_HEADING, 3);
	} else if (state->quote) {
		add(&scan, ROLE_QUOTE, quote_end(&scan, 0));
	} else if (goes_on(&scan)) {
		add(&scan, ROLE_TEXT, line.size);
	}
	bool is_new = scan.at == 0 && !state->flow;
	while (scan.at < line.size) {
		add(&scan, ROLE_TEXT, skip_blanks(&scan, scan.at));
		if (scan.at < line.size)
			scan_token(&scan);
	}
	if (is_new && scan.parts.count)
		scan.parts.is_top = scan.parts.items[0].role == ROLE_LABEL;
	return scan.parts;
}
