#include "build/problem.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"

/* A row matches if what it names is equal; NULL and 0 match all. The first that matches counts. */
struct wording {
	const char *problem, *context;
	char byte;
	const char *sentence;
};

#define QUOTE_IT ": put the text in quotes"

static const struct wording wordings[] = {
	{ .problem = "found character that cannot start any token", .byte = '\t',
	  .sentence = "tabs cannot indent YAML: use spaces" },
	{ .problem = "found character that cannot start any token", .byte = '@',
	  .sentence = "a text cannot begin with '@'" QUOTE_IT },
	{ .problem = "found character that cannot start any token", .byte = '`',
	  .sentence = "a text cannot begin with '`'" QUOTE_IT },
	{ .problem = "found character that cannot start any token", .byte = '%',
	  .sentence = "a text cannot begin with '%'" QUOTE_IT },
	{ .problem = "found a tab character where an indentation space is expected",
	  .sentence = "tabs cannot indent YAML: use spaces" },
	{ .problem = "found a tab character that violates indentation",
	  .sentence = "tabs cannot indent YAML: use spaces" },
	{ .problem = "could not find expected ':'",
	  .sentence = "a key must have ':' and a blank behind it on its line, within 1024 "
	              "characters" },
	{ .problem = "mapping values are not allowed in this context",
	  .sentence = "': ' is not expected here: put the text in quotes, or mend the indent" },
	{ .problem = "mapping keys are not allowed in this context",
	  .sentence = "'? ' is not expected here" QUOTE_IT },
	{ .problem = "block sequence entries are not allowed in this context",
	  .sentence = "'- ' is not expected here: begin a new line for each item, or put the text "
	              "in quotes" },
	{ .problem = "did not find expected key",
	  .sentence = "expected a key that is indented like the first of its map" },
	{ .problem = "did not find expected '-' indicator",
	  .sentence = "expected '- ' that is indented like the first of its list" },
	{ .problem = "did not find expected ',' or ']'",
	  .sentence = "expected ',' or ']': within [ ], a text that holds one of ,[]{} needs "
	              "quotes" },
	{ .problem = "did not find expected ',' or '}'",
	  .sentence = "expected ',' or '}': within { }, a text that holds one of ,[]{} needs "
	              "quotes" },
	{ .problem = "did not find expected node content",
	  .sentence = "expected a value here; a text that begins with a sign needs quotes" },
	{ .problem = "did not find expected <document start>",
	  .sentence = "expected the end of the document: mend the indent, or begin the next "
	              "document with a line ---" },
	{ .problem = "found unexpected end of stream",
	  .sentence = "the quotes of a text are never closed" },
	{ .problem = "found unexpected document indicator",
	  .sentence = "the quotes of a text are not closed before the document ends" },
	{ .problem = "found unknown escape character",
	  .sentence = "a backslash and this letter mean nothing: write \\\\ for a backslash, or "
	              "use single quotes" },
	{ .problem = "did not find expected hexdecimal number",
	  .sentence = "expected hexadecimal digits in this escape, such as \\x41 or \\u1000" },
	{ .problem = "found invalid Unicode character escape code",
	  .sentence = "this escape is not a Unicode character" },
	{ .problem = "found an indentation indicator equal to 0",
	  .sentence = "an indent behind | or > is a digit from 1 to 9" },
	{ .problem = "did not find expected comment or line break",
	  .sentence = "the text behind | or > begins on the next line" },
	{ .problem = "found unexpected ':'",
	  .sentence = "':' is not expected in a text within [ ] or { }" QUOTE_IT },
	{ .problem = "found undefined tag handle",
	  .sentence = "a text that begins with '!' is a tag, which is not read" QUOTE_IT },
	{ .problem = "found incompatible YAML document",
	  .sentence = "only YAML 1.1 and 1.2 are read: remove the %YAML line" },
	{ .problem = "found unknown directive name",
	  .sentence = "a line that begins with '%' is a directive, and this one is not known: "
	              "indent it, or put the text in quotes" },
	{ .context = "while scanning an alias",
	  .sentence = "a text that begins with '*' is an alias, which is not read" QUOTE_IT },
	{ .context = "while scanning an anchor",
	  .sentence = "a text that begins with '&' is an anchor, which has no effect" QUOTE_IT },
	{ .context = "while scanning a tag",
	  .sentence = "a text that begins with '!' is a tag, which is not read" QUOTE_IT },
	{ .context = "while parsing a tag",
	  .sentence = "a text that begins with '!' is a tag, which is not read" QUOTE_IT },
	{ .context = "while scanning a directive",
	  .sentence = "a line that begins with '%' is a directive, and this one is not well "
	              "formed" },
	{ .context = "while scanning a %YAML directive",
	  .sentence = "expected %YAML 1.1 or %YAML 1.2" },
	{ .context = "while scanning a tag directive",
	  .sentence = "tags are not read: remove the %TAG line" },
	{ .context = "while parsing a tag directive",
	  .sentence = "tags are not read: remove the %TAG line" },
	{ .context = "while scanning a %TAG directive",
	  .sentence = "tags are not read: remove the %TAG line" },
	{ .context = "while parsing a %TAG directive",
	  .sentence = "tags are not read: remove the %TAG line" },
};

/* What the parser was at, by its words for it. */
static const struct { const char *context, *words; } surroundings[] = {
	{ "while parsing a block mapping",    "map" },
	{ "while parsing a flow mapping",     "map" },
	{ "while parsing a block collection", "list" },
	{ "while parsing a flow sequence",    "list" },
	{ "while scanning a simple key",      "key" },
	{ "while scanning a quoted scalar",   "text" },
	{ "while parsing a quoted scalar",    "text" },
	{ "while scanning a block scalar",    "text" },
	{ "while scanning a plain scalar",    "text" },
};

static bool is_same(const char *wanted, const char *words)
{
	return !wanted || (words && strcmp(wanted, words) == 0);
}

static const char *find_wording(const struct problem *problem)
{
	for (size_t i = 0; i < sizeof(wordings) / sizeof(*wordings); i++) {
		const struct wording *row = &wordings[i];
		if (is_same(row->problem, problem->problem) &&
		    is_same(row->context, problem->context) &&
		    (!row->byte || row->byte == problem->byte))
			return row->sentence;
	}
	return problem->problem ? problem->problem : "this is not YAML";
}

static const char *find_surroundings(const char *context)
{
	for (size_t i = 0; context && i < sizeof(surroundings) / sizeof(*surroundings); i++)
		if (strcmp(surroundings[i].context, context) == 0)
			return surroundings[i].words;
	return NULL;
}

struct str problem_sentence(struct arena *arena, const struct problem *problem)
{
	const char *sentence = find_wording(problem);
	const char *around = find_surroundings(problem->context);
	if (!around || !problem->context_place.line)
		return str_format(arena, "%s", sentence);
	return str_format(arena, "%s; the %s begins at line %u, column %u", sentence, around,
	                  problem->context_place.line, problem->context_place.column);
}
