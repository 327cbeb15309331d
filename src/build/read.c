#include "build/read.h"

#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "build/bytes.h"
#include "build/problem.h"
#include "build/tree.h"
#include "model/limits.h"

enum { FIRST_PORTION = 1024 };           /* bytes that a parser is given first */

/* A file is read in stretches, each with a parser of its own: after a problem the next one begins
 * at the next document, so that a document costs no other.
 *
 *	---  a  ---  b  ---  c [ oops  ---  d  ---  e
 *	└──────── stretch ───────┘     └── stretch ──┘
 */
struct reader {
	struct str bytes;
	bool has_directives;            /* some line begins with '%' */
	size_t blanks;                  /* where the next run of too many begins, or SIZE_MAX … */
	struct place cut;               /* … and its place; line 0 if there is none */

	struct bytes_line start;        /* of the stretch */
	size_t fed;                     /* the byte up to which the parser has got it */
	size_t portion;                 /* bytes that it gets next */
	yaml_parser_t parser;
	struct bytes_line seen;         /* how far directives were looked for */
	size_t key_end;                 /* the character behind what was read last */
	struct bytes_character colon;   /* how far a ':' was looked for */

	struct tree tree;               /* the document that is being read */
	bool is_in_document;
	uint32_t document_line;         /* from 0: where the last document of the stretch began */

	struct node_file result;
	struct node *last;              /* of the result */
	struct node *before_last;
	bool last_is_open;              /* no "..." ends it: what follows may show it broken */
};

#define NOTE(reader, rule, place, ...)                                                  \
	finding_add((reader)->tree.arena, (reader)->tree.findings, rule, (reader)->tree.file, \
	            place, __VA_ARGS__)

/* The line of the file, from 0. The parser counts from the start of the stretch. */
static uint32_t line_of(const struct reader *reader, yaml_mark_t mark)
{
	return reader->start.number + (uint32_t)mark.line;
}

static struct place place_of(const struct reader *reader, yaml_mark_t mark)
{
	return (struct place){ line_of(reader, mark) + 1, (uint32_t)mark.column + 1 };
}

static void begin_document(struct reader *reader, const yaml_event_t *event)
{
	reader->is_in_document = true;
	reader->last_is_open = false;
	reader->document_line = line_of(reader, event->end_mark);
	tree_begin(&reader->tree, (struct place){ reader->document_line + 1, 1 });
}

/* A document whose root was dropped is none. */
static void end_document(struct reader *reader, const yaml_event_t *event)
{
	struct node *root = reader->tree.root;

	reader->is_in_document = false;
	reader->last_is_open = root && event->data.document_end.implicit;
	if (!root)
		return;
	if (reader->last)
		reader->last->next = root;
	else
		reader->result.first = root;
	reader->before_last = reader->last;
	reader->last = root;
	reader->result.count++;
}

/* Take back the last document, since what follows it does not let it end. */
static void reopen_document(struct reader *reader)
{
	if (!reader->last_is_open)
		return;
	if (reader->before_last)
		reader->before_last->next = NULL;
	else
		reader->result.first = NULL;
	reader->last = reader->before_last;
	reader->result.count--;
	reader->last_is_open = false;
}

/* What is not written stands where the parser saw that it is not: behind the ':', if there is
 * one. */
static bool lacks_colon(struct reader *reader, const yaml_event_t *event)
{
	return !bytes_have_colon(reader->bytes, &reader->colon, reader->key_end,
	                         event->start_mark.index);
}

static bool take_scalar(struct reader *reader, const yaml_event_t *event)
{
	yaml_scalar_style_t style = event->data.scalar.style;
	const char *tag = (const char *)event->data.scalar.tag;
	bool is_written = event->start_mark.index != event->end_mark.index;
	return tree_take_scalar(&reader->tree, &(struct tree_item){
		.kind = NODE_SCALAR,
		.anchor = (const char *)event->data.scalar.anchor,
		.tag = tag,
		.place = place_of(reader, event->start_mark),
		.text = { (const char *)event->data.scalar.value, event->data.scalar.length },
		.is_plain = style == YAML_PLAIN_SCALAR_STYLE && !tag,
		.is_block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE,
		.is_written = is_written,
		.lacks_colon = !is_written && lacks_colon(reader, event),
	});
}

static bool open_list(struct reader *reader, const yaml_event_t *event)
{
	return tree_open(&reader->tree, &(struct tree_item){
		.kind = NODE_LIST,
		.anchor = (const char *)event->data.sequence_start.anchor,
		.tag = (const char *)event->data.sequence_start.tag,
		.place = place_of(reader, event->start_mark),
	});
}

static bool open_map(struct reader *reader, const yaml_event_t *event)
{
	return tree_open(&reader->tree, &(struct tree_item){
		.kind = NODE_MAP,
		.anchor = (const char *)event->data.mapping_start.anchor,
		.tag = (const char *)event->data.mapping_start.tag,
		.place = place_of(reader, event->start_mark),
	});
}

static void take_alias(struct reader *reader, const yaml_event_t *event)
{
	tree_take_alias(&reader->tree, str_of((const char *)event->data.alias.anchor),
	                place_of(reader, event->start_mark));
}

/* False if the rest of the document cannot be read. */
static bool take_event(struct reader *reader, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
		break;
	case YAML_DOCUMENT_START_EVENT:
		begin_document(reader, event);
		break;
	case YAML_DOCUMENT_END_EVENT:
		end_document(reader, event);
		break;
	case YAML_ALIAS_EVENT:
		take_alias(reader, event);
		break;
	case YAML_SCALAR_EVENT:
		return take_scalar(reader, event);
	case YAML_SEQUENCE_START_EVENT:
		return open_list(reader, event);
	case YAML_MAPPING_START_EVENT:
		return open_map(reader, event);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		tree_close(&reader->tree);
		break;
	}
	return true;
}

static void note_problem(struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	if (parser->error == YAML_MEMORY_ERROR) {
		NOTE(reader, RULE_FILE_UNREADABLE, place_of(reader, parser->mark),
		     "there was not enough memory to read on from here");
		return;
	}

	const struct problem problem = {
		.problem = parser->problem,
		.context = parser->context,
		.context_place = place_of(reader, parser->context_mark),
		.byte = parser->unread ? (char)*parser->buffer.pointer : 0,
	};
	struct str sentence = problem_sentence(reader->tree.arena, &problem);
	NOTE(reader, RULE_SYNTAX, place_of(reader, parser->problem_mark), "%.*s",
	     STR_ARGS(sentence));
}

/* False if too many directives stand before the document that may begin at `line`; the parser takes
 * quadratic time for them, before it says anything. */
static bool check_directives(struct reader *reader, uint32_t line)
{
	while (reader->seen.number < line && bytes_next_line(reader->bytes, &reader->seen))
		;
	size_t count = bytes_directives(reader->bytes, &reader->seen);
	if (count <= LIMIT_DIRECTIVES)
		return true;
	NOTE(reader, RULE_TOO_MANY, ((struct place){ reader->seen.number + 1, 1 }),
	     "%zu lines that begin with '%%' before one document, more than %d: remove them", count,
	     LIMIT_DIRECTIVES);
	return false;
}

/* How reading a stretch ended. */
enum outcome {
	OUTCOME_END,            /* at its end */
	OUTCOME_SYNTAX,         /* the parser gave up */
	OUTCOME_LIMIT,          /* we gave up */
};

/* Read on to the next event. `*line` is where it was, or the problem. */
static enum outcome read_event(struct reader *reader, yaml_event_type_t *type, uint32_t *line)
{
	yaml_event_t event;
	if (!yaml_parser_parse(&reader->parser, &event)) {
		*line = line_of(reader, reader->parser.problem_mark);
		return OUTCOME_SYNTAX;
	}
	*type = event.type;
	*line = line_of(reader, event.end_mark);
	bool may_go_on = take_event(reader, &event);
	reader->key_end = event.end_mark.index;
	yaml_event_delete(&event);
	return may_go_on ? OUTCOME_END : OUTCOME_LIMIT;
}

/* Read events to the end of the stretch, or to a problem. */
static enum outcome read_events(struct reader *reader, uint32_t *line)
{
	yaml_event_type_t type = YAML_NO_EVENT;
	while (type != YAML_STREAM_END_EVENT) {
		enum outcome outcome = read_event(reader, &type, line);
		if (outcome != OUTCOME_END)
			return outcome;
		if (!reader->has_directives ||
		    (type != YAML_STREAM_START_EVENT && type != YAML_DOCUMENT_END_EVENT))
			continue;
		if (!check_directives(reader, *line)) {
			*line = reader->seen.number;
			return OUTCOME_LIMIT;
		}
	}
	return OUTCOME_END;
}

/* Begin the next stretch at the first document behind `trouble`, a line. False if there is none. */
static bool next_stretch(struct reader *reader, uint32_t trouble)
{
	struct bytes_line line = reader->start;
	while (line.number < trouble && bytes_next_line(reader->bytes, &line))
		;

	/* A directive belongs to the document behind it. All else that comes between documents
	 * shows that the one before it has not ended well. */
	struct str first = str_slice(reader->bytes, line.start, 1);
	bool is_directive = str_equal(first, STR("%"));
	bool skips_one = !reader->is_in_document && is_directive;
	if (!reader->is_in_document && !is_directive)
		reopen_document(reader);
	reader->is_in_document = false;

	for (bool more = line.start < reader->bytes.size; more;
	     more = bytes_next_line(reader->bytes, &line)) {
		if (line.number <= reader->document_line)
			continue;
		if (!bytes_begin_document(reader->bytes, line))
			continue;
		if (!skips_one) {
			reader->start = line;
			return true;
		}
		skips_one = false;
	}
	return false;
}

/* Where the stretch must end because of too many blanks. */
static void find_cut(struct reader *reader)
{
	if (reader->blanks > reader->start.start)
		return;
	reader->blanks = bytes_find_blanks(reader->bytes, reader->start.start);
	reader->cut = (struct place){0};
	if (reader->blanks == SIZE_MAX)
		return;
	struct bytes_line line = reader->start;
	reader->cut = bytes_place(reader->bytes, &line, reader->blanks);
}

/* Give the parser its next bytes: few at first, since it decodes all that it gets before it looks
 * at any, which is slow for a file of many small broken documents. */
static int feed(void *context, unsigned char *buffer, size_t room, size_t *size)
{
	struct reader *reader = context;
	struct str next = str_slice(reader->bytes, reader->fed, reader->blanks - reader->fed);
	next = str_slice(next, 0, room < reader->portion ? room : reader->portion);
	if (next.size)
		memcpy(buffer, next.bytes, next.size);
	if (reader->portion < room)
		reader->portion *= 2;
	reader->fed += next.size;
	*size = next.size;
	return 1;
}

static bool open_parser(struct reader *reader)
{
	if (!yaml_parser_initialize(&reader->parser)) {
		note_problem(reader);
		return false;
	}
	reader->fed = reader->start.start;
	reader->key_end = 0;
	reader->colon = (struct bytes_character){ .start = reader->start.start };
	reader->portion = FIRST_PORTION;
	yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input(&reader->parser, feed, reader);
	return true;
}

/* Read one stretch; false if it was the last. */
static bool read_stretch(struct reader *reader)
{
	find_cut(reader);
	if (!open_parser(reader))
		return false;

	uint32_t line;
	reader->document_line = reader->start.number;
	enum outcome outcome = read_events(reader, &line);
	bool is_syntax = outcome == OUTCOME_SYNTAX;
	bool reached_cut = outcome == OUTCOME_END || (is_syntax && line + 1 >= reader->cut.line);
	if (reader->cut.line && reached_cut) {
		NOTE(reader, RULE_TOO_MANY, reader->cut,
		     "more than %d blanks and line breaks in a row: remove some", BYTES_MAX_BLANKS);
		line = reader->cut.line - 1;
		outcome = OUTCOME_LIMIT;
	} else if (is_syntax) {
		note_problem(reader);
	}
	bool has_memory = reader->parser.error != YAML_MEMORY_ERROR;
	yaml_parser_delete(&reader->parser);
	return outcome != OUTCOME_END && has_memory && next_stretch(reader, line);
}

struct node_file read_yaml(struct arena *arena, struct str bytes, uint32_t file,
                           struct finding_array *findings)
{
	struct node_file none = {0};
	if (bytes.size > LIMIT_FILE_SIZE) {
		finding_add(arena, findings, RULE_FILE_TOO_LARGE, file, (struct place){0},
		            "the file has %zu bytes, more than %d: split it", bytes.size,
		            LIMIT_FILE_SIZE);
		return none;
	}
	if (!bytes.size || !bytes_are_text(arena, bytes, file, findings))
		return none;

	struct reader reader = {
		.bytes = bytes,
		.has_directives = bytes_have_directives(bytes),
		.start = { .start = bytes_mark_size(bytes) },
		.tree = { .arena = arena, .file = file, .findings = findings },
	};
	reader.seen = reader.start;
	while (read_stretch(&reader))
		;
	tree_release(&reader.tree);
	return reader.result;
}
