#include "build/draft_parts.h"

#include <string.h>

#include "base/array.h"
#include "base/unicode.h"
#include "model/prose.h"

enum {
	MOST_LINKS = 10000,             /* of one text */
	OPENING_SIZE = 200,             /* bytes of a name made of opening words, at most */
	SHORT_SIZE = 24,                /* bytes of a name that says too little */
};

struct prose_work {
	struct drafting *drafting;
	struct str text;
	struct place place;             /* of the part at work, as far as it is known */
	size_t placed;                  /* bytes of the text up to there */
	bool is_block;                  /* lines of the text are lines of the file, … */
	uint32_t indent;                /* … behind so many blanks */
	uint32_t value;
	bool is_note;                   /* the text is the note of the value */
	size_t link_count;
	bool has_reported_marks;
};

static bool is_inside_character(struct str text, size_t at)
{
	return at < text.size && ((unsigned char)text.bytes[at] & 0xC0) == 0x80;
}

/* Move the place to a byte of the text. In a block each line feed is one of the file; how far its
 * lines are indented is not known, but nearly always by two. Elsewhere the start of the text must
 * do. */
static void place_move(struct prose_work *work, size_t at)
{
	if (!work->is_block)
		return;
	struct str passed = str_slice(work->text, work->placed, at - work->placed);
	work->placed = at;
	for (const char *feed; passed.size && (feed = memchr(passed.bytes, '\n', passed.size));) {
		work->place.line++;
		work->place.column = work->indent + 1;
		passed = str_slice(passed, (size_t)(feed + 1 - passed.bytes), passed.size);
	}
	for (size_t i = 0; i < passed.size; i++)
		work->place.column += ((unsigned char)passed.bytes[i] & 0xC0) != 0x80;
}

/* Report what looks like a mark in the plain text between marks. */
static void plain_check(struct prose_work *work, const struct prose_part *part)
{
	size_t bracket = work->has_reported_marks ? SIZE_MAX : str_find(part->text, STR("["), 0);
	if (bracket == SIZE_MAX)
		return;
	size_t link = str_find(part->text, STR("[["), bracket);
	size_t citation = str_find(part->text, STR("[@"), bracket);
	bool is_link = link < citation;
	if (link == citation)           /* there is neither */
		return;
	work->has_reported_marks = true;
	place_move(work, part->start + (is_link ? link : citation));
	DRAFT_FINDING(work->drafting, RULE_PROSE, work->place,
	              "'%s' is not a %s here: write %s, closed in the same paragraph",
	              is_link ? "[[" : "[@", is_link ? "link" : "citation",
	              is_link ? "[[id]] or [[id|label]]" : "[@id] or [@id, locator]");
}

/* True if a link or citation is not one too many. */
static bool mark_counts(struct prose_work *work)
{
	if (work->link_count++ == MOST_LINKS)
		DRAFT_FINDING(work->drafting, RULE_TOO_MANY, work->place,
		              "the text has more than %d links and citations; "
		              "those behind were not taken", MOST_LINKS);
	return work->link_count <= MOST_LINKS;
}

static void mention_add(struct prose_work *work, const struct prose_part *part)
{
	struct drafting *drafting = work->drafting;
	if (!mark_counts(work))
		return;
	uint32_t row = link_add(drafting, part->target, drafting->mentions, work->value,
	                        work->place);
	struct draft_link *link = &drafting->batch->links.items[row];
	link->text_byte = (uint32_t)part->start;
	link->is_in_note = work->is_note;
}

static void citation_add(struct prose_work *work, const struct prose_part *part)
{
	struct batch *batch = work->drafting->batch;
	if (!mark_counts(work))
		return;

	struct draft_rows row = { (uint32_t)batch->citations.count, 1 };
	*ARRAY_ADD(&batch->arena, &batch->citations) = (struct draft_citation){
		.id = part->target, .locator = part->label, .place = work->place, .source = NO_ROW,
	};
	citations_link(work->drafting, row, work->value);
}

static void part_add(struct prose_work *work, const struct prose_part *part)
{
	switch (part->kind) {
	case PROSE_TEXT:
		plain_check(work, part);
		break;
	case PROSE_LINK:
		mention_add(work, part);
		break;
	case PROSE_CITATION:
		citation_add(work, part);
		break;
	case PROSE_PARAGRAPH:
	case PROSE_ITEM:
	case PROSE_HEADING:
	case PROSE_KIND_COUNT:
		break;
	}
}

void prose_draft(struct drafting *drafting, uint32_t value, const struct node *node, bool is_note)
{
	struct prose_work work = {
		.drafting = drafting, .text = scalar_text(node), .value = value,
		.is_note = is_note, .place = node->place, .is_block = node->is_block,
	};
	if (str_find(work.text, STR("["), 0) == SIZE_MAX)
		return;
	if (work.is_block) {
		work.indent = node->key_place.column + 1;
		work.place = (struct place){ node->place.line + 1, work.indent + 1 };
	}

	struct prose_part part;
	for (size_t at = 0; prose_next(work.text, &at, &part);) {
		place_move(&work, part.start);
		part_add(&work, &part);
	}
}

/* The text on one line, with single blanks. */
static struct str on_one_line(struct arena *arena, struct str text)
{
	struct text line = { .arena = arena };
	bool is_in_gap = true;
	for (size_t i = 0; i < text.size; i++) {
		char byte = text.bytes[i];
		bool is_blank = byte == ' ' || byte == '\n' || byte == '\t';
		if (is_blank && !is_in_gap)
			text_add_byte(&line, ' ');
		else if (!is_blank)
			text_add_byte(&line, byte);
		is_in_gap = is_blank;
	}
	return str_trim(text_str(&line));
}

/* Where to cut a line that is too long: behind the last word that fits, or behind the last whole
 * letter where there are no blanks. */
static size_t cut_size(struct str line)
{
	for (size_t size = OPENING_SIZE; size > OPENING_SIZE / 2; size--)
		if (line.bytes[size] == ' ')
			return size;
	size_t size = 0;
	for (size_t next = 0; next <= OPENING_SIZE; next += unicode_grapheme_size(line, next))
		size = next;
	if (size == 0)                  /* a letter under a heap of marks */
		for (size = OPENING_SIZE; is_inside_character(line, size);)
			size--;
	return size;
}

/* Bytes of the first sentence, and of those behind it while that says too little. 0: it is too
 * long. */
static size_t sentence_size(struct str line)
{
	size_t size = 0;
	while (size < SHORT_SIZE && size < line.size) {
		struct str rest = str_slice(line, size, SIZE_MAX);
		struct str sentence = prose_sentence(rest, 0, OPENING_SIZE - size);
		bool is_cut = prose_sentence(rest, 0, 2 * OPENING_SIZE).size > sentence.size;
		if (is_cut || sentence.size == 0)
			break;
		size = (size_t)(sentence.bytes + sentence.size - line.bytes);
	}
	return size;
}

/* A name stands in lines, where the stop of a sentence would end what it does not; but that of
 * "U.S." is of the word. */
static struct str without_stop(struct str name)
{
	if (str_ends_with(name, STR("။")))
		return str_slice(name, 0, name.size - STR("။").size);
	if (name.size && strchr(",;:", name.bytes[name.size - 1]))
		return str_slice(name, 0, name.size - 1);
	if (!str_ends_with(name, STR(".")) || str_ends_with(name, STR("..")))
		return name;
	struct str rest = str_slice(name, 0, name.size - 1);
	for (size_t at = rest.size; at > 0 && rest.bytes[at - 1] != ' '; at--)
		if (rest.bytes[at - 1] == '.')
			return name;
	return rest;
}

struct str prose_opening(struct arena *arena, struct str text)
{
	enum { LOOK_SIZE = 4 * OPENING_SIZE };
	size_t size = text.size < LOOK_SIZE ? text.size : LOOK_SIZE;
	while (is_inside_character(text, size))
		size--;
	struct str plain = prose_plain(arena, str_slice(text, 0, size), NULL, NULL);
	struct str line = on_one_line(arena, plain);
	size_t whole = sentence_size(line);
	bool is_all = size == text.size && (whole == 0 || whole == line.size);
	if (whole || line.size <= OPENING_SIZE) {
		struct str name = without_stop(str_slice(line, 0, whole ? whole : line.size));
		return is_all ? name : str_format(arena, "%.*s …", STR_ARGS(name));
	}

	struct str opening = str_slice(line, 0, cut_size(line));
	while (opening.size > 1 && strchr(" ,;:-", opening.bytes[opening.size - 1]))
		opening.size--;
	return str_format(arena, "%.*s…", STR_ARGS(opening));
}
