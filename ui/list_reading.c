/* The reading list: the dossiers that the reader gave a state or a note. */
#include "ui/pane_list.h"

#include "base/message.h"
#include "query/page.h"
#include "ui/keymap.h"

static int reading_count(const struct list_state *state, const struct archive *archive)
{
	(void)archive;
	return state->reader ? (int)reader_count(state->reader) : 0;
}

static struct dossier_ref reading_subject(const struct list_state *state,
                                          const struct archive *archive, int row)
{
	if (row >= reading_count(state, archive))
		return NO_DOSSIER;
	return dossier_find(archive, reader_entry_at(state->reader, (size_t)row).id);
}

/* The state stands in words at the right; under the name its note begins. */
static void reading_draw(const struct list_state *state, const struct archive *archive,
                         struct arena *frame, struct canvas *canvas, int row)
{
	struct reader_entry entry = reader_entry_at(state->reader, (size_t)row);
	struct dossier_ref ref = dossier_find(archive, entry.id);
	bool is_gone = dossier_is_none(ref);
	struct str name = is_gone ? entry.id : known_name(state->known, archive, ref);
	const char *word = is_gone ? _("no longer there") : _(reading_state_name(entry.state));
	list_draw_pair(canvas, frame, 0, is_gone ? ROLE_DIM : ROLE_TEXT, name, ROLE_NOTE,
	               str_of(word));
	struct str line = str_trim(str_cut(&entry.note, '\n'));
	canvas_put(canvas, 1, 1, ROLE_DIM,
	           shown_fit(frame, shown_line(frame, line), canvas_columns(canvas) - 1));
}

static struct str reading_title(const struct list_state *state, const struct archive *archive,
                                struct arena *frame)
{
	(void)frame;
	return str_of(reading_count(state, archive) ? _("reading list")
	                                            : _("Nothing is on the reading list"));
}

/* Where nothing is on it, how something comes to be. */
static void reading_draw_below(const struct list_state *state, const struct archive *archive,
                               struct dossier_ref shown, struct arena *frame, struct canvas *canvas)
{
	(void)shown;
	struct page_writer writer = page_begin(frame, canvas_columns(canvas) - LIST_MARGIN);
	struct str put = keymap_keys(frame, CONTEXT_DOSSIER, ACTION_STATE, true);
	struct str note = keymap_keys(frame, CONTEXT_DOSSIER, ACTION_NOTE, true);
	if (reading_count(state, archive))
		return;
	/* Translators: two keys, and what they do */
	page_text(&writer, ROLE_NOTE,
	          shown_format(frame, _("%.*s puts on it what you read; %.*s writes a note."),
	                       STR_ARGS(put), STR_ARGS(note)));
	struct page page = page_end(&writer);
	for (uint32_t line = 0; line < page.lines.count; line++)
		canvas_put(canvas, (int)line, LIST_MARGIN, ROLE_NOTE,
		           shown_line(frame, page_line_text(&page, frame, line)));
}

const struct list_source_ops list_reading_ops = {
	.name = "reading list", .row_height = 2,
	.count = reading_count, .draw = reading_draw,
	.draw_below = reading_draw_below, .subject = reading_subject, .title = reading_title,
};
