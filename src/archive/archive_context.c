/* The sentences of mentions. They are not kept, but read from the texts that have them. */
#include "archive/archive.h"

#include "base/arena.h"
#include "model/prose.h"

enum {
	CONTEXT_SIZE = 240,             /* bytes of a sentence */
	REACH = 4096,                   /* bytes on either side of a mention that are looked at */
};

/* A byte to begin at: of a blank line before `at`, since no mark goes over it; else of a word so
 * far away that it does not matter what it is part of, or of a letter twice as far. */
static size_t window_start(struct str text, size_t at)
{
	bool is_blank_line = false;
	for (size_t i = at; i > 0; i--) {
		char byte = text.bytes[i - 1];
		if (byte == '\n' && is_blank_line)
			return i;
		if (byte == '\n')
			is_blank_line = true;
		else if (byte != ' ' && byte != '\t' && byte != '\r')
			is_blank_line = false;
		if ((byte == ' ' || byte == '\n') && at - i >= REACH)
			return i;
		if (at - i >= 2 * REACH && ((unsigned char)text.bytes[i] & 0xC0) != 0x80)
			return i;
	}
	return 0;
}

static void words_add(struct text *paragraph, struct str words)
{
	while (words.bytes) {
		text_add(paragraph, str_cut(&words, '\n'));
		if (words.bytes)
			text_add_byte(paragraph, ' ');
	}
}

/* The paragraph that has the link at byte `at`, on one line and without citations; links without a
 * label as they are typed. `found` is where the link stands in it, SIZE_MAX if none does. */
static struct str paragraph_read(struct arena *arena, struct str text, size_t at, size_t *found)
{
	struct text paragraph = { .arena = arena };
	struct prose_part part;
	*found = SIZE_MAX;
	for (size_t next = 0; prose_next(text, &next, &part);) {
		switch (part.kind) {
		case PROSE_TEXT:
			words_add(&paragraph, part.text);
			break;
		case PROSE_LINK:
			if (part.start == at)
				*found = paragraph.size;
			words_add(&paragraph, part.label.size ? part.label : part.text);
			break;
		case PROSE_CITATION:
			if (paragraph.size && paragraph.bytes[paragraph.size - 1] == ' ')
				paragraph.size--;
			break;
		case PROSE_PARAGRAPH:
		case PROSE_ITEM:
		case PROSE_HEADING:
			if (*found != SIZE_MAX)
				return text_str(&paragraph);
			paragraph.size = 0;
			break;
		case PROSE_KIND_COUNT:
			break;
		}
	}
	return text_str(&paragraph);
}

/* A text without the halves of marks that cutting left at its ends: of "aung]] met [[min-" only
 * " met " stays. */
static struct str without_half_marks(struct str text)
{
	size_t open = str_find(text, STR("[["), 0);
	size_t close = str_find(text, STR("]]"), 0);
	if (close < open)
		text = str_slice(text, close + 2, text.size);

	size_t last = SIZE_MAX;
	for (size_t at = 0; (at = str_find(text, STR("[["), at)) != SIZE_MAX; at += 2)
		last = at;
	if (last != SIZE_MAX && str_find(text, STR("]]"), last) == SIZE_MAX)
		text.size = last;
	return str_trim(text);
}

static struct str name_of(void *context, struct str id)
{
	const struct archive *const *archive = context;
	return dossier_name(*archive, dossier_find(*archive, id));
}

static struct str sentence_read(const struct archive *archive, struct arena *arena,
                                struct str text, size_t at)
{
	struct arena scratch = {0};
	size_t start = window_start(text, at), found;
	struct str window = str_slice(text, start, at - start + REACH);
	struct str paragraph = paragraph_read(&scratch, window, at - start, &found);
	struct str sentence = {0};
	if (found != SIZE_MAX)
		sentence = without_half_marks(prose_sentence(paragraph, found, CONTEXT_SIZE));
	sentence = str_find(sentence, STR("[["), 0) == SIZE_MAX
	         ? str_copy(arena, sentence)
	         : prose_plain(arena, sentence, name_of, &archive);
	arena_release(&scratch);
	return sentence;
}

struct str link_context(const struct archive *archive, struct arena *arena, struct link link)
{
	if (link.text_byte == NO_ROW)
		return (struct str){0};
	struct value value = value_at(archive, link.value);
	struct str text = link.is_in_note ? value.note : value.text;
	if (link.text_byte >= text.size)
		return (struct str){0};
	return sentence_read(archive, arena, text, link.text_byte);
}
