#include "ui/list_text.h"

#include "base/message.h"
#include "base/shown.h"

static void add_field(struct text *text, struct arena *arena, struct str raw)
{
	text_add(text, shown_str(shown_line(arena, raw)));
}

/* A line feed of a note would end the row. */
static struct str on_one_line(struct arena *arena, struct str note)
{
	struct text line = { .arena = arena };
	note = str_trim(note);
	for (size_t i = 0; i < note.size; i++)
		text_add_byte(&line, (unsigned char)note.bytes[i] < ' ' ? ' ' : note.bytes[i]);
	return text_str(&line);
}

void list_text_add(struct text *text, struct arena *arena, const struct reader *reader,
                   struct str id, struct str name)
{
	add_field(text, arena, id);
	text_add_byte(text, '\t');
	add_field(text, arena, name);
	if (reader) {
		enum reading_state state = reader_state(reader, id);
		text_add_byte(text, '\t');
		add_field(text, arena, state ? str_of(reading_state_key(state)) : (struct str){0});
		text_add_byte(text, '\t');
		add_field(text, arena, on_one_line(arena, reader_note(reader, id)));
	}
	text_add_byte(text, '\n');
}

struct str list_text_told(struct arena *arena, const char *path)
{
	return str_format(arena, _("The reading list with states and notes is in %s; 'dossier notes "
	                           "--markdown' makes a document of it"), path);
}
