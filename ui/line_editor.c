#include "ui/line_editor.h"

#include <string.h>

#include "base/shown.h"
#include "base/unicode.h"
#include "ui/canvas.h"

struct str line_editor_text(const struct line_editor *editor)
{
	return (struct str){ editor->bytes, editor->size };
}

void line_editor_set(struct line_editor *editor, struct str text)
{
	editor->size = editor->cursor_byte = 0;
	line_editor_insert(editor, text);
}

static bool line_editor_insert_one(struct line_editor *editor, const char *bytes, size_t size)
{
	if (editor->size + size > LINE_EDITOR_SIZE)
		return false;
	char *cursor = editor->bytes + editor->cursor_byte;
	memmove(cursor + size, cursor, editor->size - editor->cursor_byte);
	memcpy(cursor, bytes, size);
	editor->size += size;
	editor->cursor_byte += size;
	return true;
}

void line_editor_insert(struct line_editor *editor, struct str text)
{
	for (size_t at = 0, size; at < text.size; at += size) {
		uint32_t code_point = unicode_decode(text, at, &size);
		bool is_invalid = code_point == UNICODE_REPLACEMENT && size == 1;
		bool is_control = code_point < ' ' || (code_point >= 0x7f && code_point < 0xa0);
		if (is_invalid)
			continue;
		if (!line_editor_insert_one(editor, is_control ? " " : text.bytes + at,
		                            is_control ? 1 : size))
			return;
	}
}

/* The bound of a cluster before `byte`. */
static size_t bound_before(const struct line_editor *editor, size_t byte)
{
	size_t at = 0, before = 0;
	while (at < byte) {
		before = at;
		at += unicode_grapheme_size(line_editor_text(editor), at);
	}
	return before;
}

static size_t bound_behind(const struct line_editor *editor, size_t byte)
{
	return byte < editor->size ? byte + unicode_grapheme_size(line_editor_text(editor), byte)
	                           : byte;
}

/* The start of the word before the cursor. */
static size_t word_before(const struct line_editor *editor)
{
	size_t at = editor->cursor_byte;
	while (at > 0 && editor->bytes[at - 1] == ' ')
		at--;
	while (at > 0 && editor->bytes[at - 1] != ' ')
		at--;
	return at;
}

static void remove_between(struct line_editor *editor, size_t start, size_t end)
{
	memmove(editor->bytes + start, editor->bytes + end, editor->size - end);
	editor->size -= end - start;
	editor->cursor_byte = start;
}

/* What an editing key does: move the cursor to one end of a stretch, or remove the stretch. */
enum stretch { TO_START, TO_END, ONE_BACK, ONE_ON, WORD_BACK };

struct edit_row {
	uint32_t code;
	enum stretch stretch;
	bool removes;
};

static const struct edit_row edits[] = {
	{ NAMED_HOME,              TO_START,  false },
	{ 'a' | KEY_WITH_CONTROL,  TO_START,  false },
	{ NAMED_END,               TO_END,    false },
	{ 'e' | KEY_WITH_CONTROL,  TO_END,    false },
	{ NAMED_LEFT,              ONE_BACK,  false },
	{ 'b' | KEY_WITH_CONTROL,  ONE_BACK,  false },
	{ NAMED_RIGHT,             ONE_ON,    false },
	{ 'f' | KEY_WITH_CONTROL,  ONE_ON,    false },
	{ NAMED_BACKSPACE,         ONE_BACK,  true },
	{ 'h' | KEY_WITH_CONTROL,  ONE_BACK,  true },
	{ NAMED_DELETE,            ONE_ON,    true },
	{ 'd' | KEY_WITH_CONTROL,  ONE_ON,    true },
	{ 'w' | KEY_WITH_CONTROL,  WORD_BACK, true },
	{ 'u' | KEY_WITH_CONTROL,  TO_START,  true },
	{ 'k' | KEY_WITH_CONTROL,  TO_END,    true },
};

static size_t stretch_end(const struct line_editor *editor, enum stretch stretch)
{
	switch (stretch) {
	case TO_START: return 0;
	case TO_END: return editor->size;
	case ONE_BACK: return bound_before(editor, editor->cursor_byte);
	case ONE_ON: return bound_behind(editor, editor->cursor_byte);
	case WORD_BACK: return word_before(editor);
	}
	return editor->cursor_byte;
}

static void line_editor_edit(struct line_editor *editor, const struct edit_row *edit)
{
	size_t end = stretch_end(editor, edit->stretch), cursor = editor->cursor_byte;
	if (!edit->removes)
		editor->cursor_byte = end;
	else if (end < cursor)
		remove_between(editor, end, cursor);
	else
		remove_between(editor, cursor, end);
}

bool line_editor_key(struct line_editor *editor, struct key key)
{
	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		if (edits[i].code == key.code) {
			line_editor_edit(editor, &edits[i]);
			return true;
		}
	}
	uint32_t letter = key_letter(key);
	if (!letter)
		return false;
	char bytes[4];
	size_t size = unicode_encode(letter, bytes);
	line_editor_insert(editor, (struct str){ bytes, size });
	return true;
}

bool line_editor_go(struct line_editor *editor, bool is_to_end)
{
	size_t before = editor->cursor_byte;
	editor->cursor_byte = is_to_end ? editor->size : 0;
	return editor->cursor_byte != before;
}

int line_editor_draw(const struct line_editor *editor, struct arena *arena, struct canvas *canvas,
                     int row, int column, int columns)
{
	struct str text = line_editor_text(editor);
	struct shown before = shown_line(arena, str_slice(text, 0, editor->cursor_byte));
	struct shown behind = shown_line(arena, str_slice(text, editor->cursor_byte, text.size));
	int scrolled = before.width < columns ? 0 : before.width - columns + 1;
	struct canvas part = canvas_part(canvas, (struct rect){ row, column, 1, columns });
	canvas_put(&part, 0, -scrolled, ROLE_TEXT, before);
	canvas_put(&part, 0, before.width - scrolled, ROLE_TEXT, behind);
	return column + before.width - scrolled;
}
