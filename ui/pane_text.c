/* The pane that shows the text that a quote was taken from, and where the quote stands in it. */
#include "ui/pane_text.h"

#include "base/message.h"
#include "query/passage.h"
#include "ui/pane_page.h"
#include "ui/workspace.h"

/* Of a text that is larger, only what stands around the words is laid out: this much before them,
 * and this much behind. In bytes. */
enum { TEXT_AROUND = 256 << 10, MAX_LINE_SEARCH = 4 << 10 };

enum { NUMBER_WIDTH = 7 };

struct text_state {
	struct page_view view;          /* first: pane_page.h */
	struct arena arena;             /* of the passage */
	struct passage passage;
	struct str source_id;           /* of its source */
	struct quote_place mark;        /* what is marked in the text; size 0: nothing */
	enum role role;                 /* and how */
	int line;                       /* of the page, where the mark begins; -1: nowhere */
	bool is_placed;                 /* it was scrolled to the mark */
};

static bool open_texts(struct workspace *workspace, struct fault *why)
{
	arena_reset(&workspace->texts_arena);
	workspace->has_texts = texts_open(&workspace->texts_arena, workspace->texts_folder,
	                                  &workspace->texts, why);
	return workspace->has_texts;
}

/* The folder is read when a text is first asked for; and again if one is not there, or is another
 * than it was. */
static bool find_passage(struct workspace *workspace, struct arena *arena, struct dossier_ref ref,
                         struct passage *passage, struct fault *why)
{
	bool is_old = workspace->has_texts;
	if (!is_old && !open_texts(workspace, why))
		return false;
	return passage_find(workspace->archive, arena, &workspace->texts, ref, passage, why) ||
	       (is_old && why->kind != FAULT_USAGE && open_texts(workspace, why) &&
	        passage_find(workspace->archive, arena, &workspace->texts, ref, passage, why));
}

bool pane_text_show(struct pane *pane, struct workspace *workspace, struct dossier_ref ref,
                    struct fault *why)
{
	struct text_state *state = pane->state;
	struct arena arena = {0};
	struct passage passage;
	if (!find_passage(workspace, &arena, ref, &passage, why)) {
		arena_release(&arena);
		return false;
	}
	arena_release(&state->arena);
	state->arena = arena;
	state->passage = passage;
	state->source_id = str_copy(&state->arena, dossier_id(workspace->archive, passage.source));
	bool is_found = passage.check.place.size > 0;
	state->mark = !passage.has_words ? (struct quote_place){0}
	            : is_found           ? passage.check.place
	                                 : passage.check.near;
	state->role = is_found ? ROLE_MATCH : ROLE_WARNING;
	state->is_placed = false;
	page_view_rewind(&state->view);
	pane->needs_layout = true;
	return true;
}

/* ── What came of it ────────────────────────────────────────────────────────────────────────── */

static const enum role roles[VERDICT_COUNT] = {
	[VERDICT_EXACT]      = ROLE_OK,
	[VERDICT_NORMALIZED] = ROLE_OK,
	[VERDICT_TOO_SHORT]  = ROLE_WARNING,
	[VERDICT_NO_COPY]    = ROLE_WARNING,
	[VERDICT_NOT_FOUND]  = ROLE_ERROR,
};

/* A sentence; what stands in braces has the role. `line` is that of the mark, 0 if there is
 * none. */
static struct str result_words(struct arena *arena, enum verdict verdict, uint32_t line)
{
	switch (verdict) {
	case VERDICT_EXACT:
		/* Translators: what stands in braces is shown in another colour; so for the next */
		return str_format(arena, _("{The quote stands here word for word}, in line %u."),
		                  line);
	case VERDICT_NORMALIZED:
		return str_format(arena, _("{The quote stands here, but for signs and blanks}, in "
		                           "line %u."), line);
	case VERDICT_TOO_SHORT:
		if (!line)
			return str_of(_("{The words stand here, but are too few to prove it}."));
		return str_format(arena, _("{The words stand here, but are too few to prove it}, "
		                           "in line %u."), line);
	case VERDICT_NOT_FOUND:
		if (!line)
			return str_of(_("{The quote does not stand in this text}."));
		return str_format(arena, _("{The quote does not stand in this text}; the longest "
		                           "part of it that does, in line %u, is marked."), line);
	case VERDICT_NO_COPY:
	case VERDICT_COUNT:
		break;
	}
	return str_of(_("{There is no text to look in}."));
}

static void write_some(struct page_writer *writer, enum role role, struct str words)
{
	if (words.size)
		page_text(writer, role, shown_line(writer->arena, words));
}

static void write_result(struct page_writer *writer, const struct text_state *state)
{
	const struct passage *passage = &state->passage;
	page_text(writer, ROLE_DIM, shown_line(writer->arena, passage->path));
	page_break(writer);
	if (!passage->has_words)
		return;
	struct str rest = result_words(writer->arena, passage->check.verdict,
	                               state->mark.size ? state->mark.line : 0);
	while (rest.bytes) {
		write_some(writer, ROLE_TEXT, str_cut(&rest, '{'));
		write_some(writer, roles[passage->check.verdict], str_cut(&rest, '}'));
	}
	page_break(writer);
}

/* ── The text ───────────────────────────────────────────────────────────────────────────────── */

/* A part of a text, from `position` on. */
struct piece {
	struct str text;
	size_t position;
	uint32_t number;                /* of its first line */
};

/* Cut the first line off, without what ends it. */
static struct str cut_line(struct str *rest)
{
	size_t end = 0;
	while (end < rest->size && !quote_ends_line(*rest, end))
		end++;
	struct str line = str_slice(*rest, 0, end);
	*rest = str_slice(*rest, end + 1, rest->size);
	if (str_ends_with(line, STR("\r")))
		line.size--;
	return line;
}

static bool is_boundary(struct str text, size_t at)
{
	return at == text.size || ((unsigned char)text.bytes[at] & 0xC0) != 0x80;
}

/* Where a line begins near `at`, before or behind; if the line is too long, where a letter does. */
static size_t line_near(struct str text, size_t at, int step)
{
	size_t near = at;
	for (int i = 0; i < MAX_LINE_SEARCH && near > 0 && near < text.size; i++) {
		if (quote_ends_line(text, near - 1))
			return near;
		near = step > 0 ? near + 1 : near - 1;
	}
	if (near == 0 || near == text.size)
		return near;
	while (!is_boundary(text, at))
		at--;
	return at;
}

/* All of a text, or what stands around the mark. */
static struct piece piece_of(const struct text_state *state)
{
	struct str text = state->passage.text;
	size_t mark = state->mark.position, start = 0, end = text.size;
	bool is_large = text.size > 2 * TEXT_AROUND;
	struct piece piece = { .number = 1 };
	if (is_large && mark > TEXT_AROUND)
		start = line_near(text, mark - TEXT_AROUND, -1);
	if (is_large && text.size - mark > TEXT_AROUND + state->mark.size)
		end = line_near(text, mark + state->mark.size + TEXT_AROUND, 1);
	for (size_t i = 0; i < start; i++)
		piece.number += quote_ends_line(text, i);
	piece.position = start;
	piece.text = str_slice(text, start, end - start);
	return piece;
}

static void write_part(struct page_writer *writer, enum role role, struct str line, size_t start,
                       size_t end)
{
	if (end > start)
		page_text(writer, role,
		          shown_prose(writer->arena, str_slice(line, start, end - start)));
}

static size_t within(size_t position, size_t first, size_t size)
{
	size_t offset = position > first ? position - first : 0;
	return offset < size ? offset : size;
}

/* A line of the text, `position` bytes from its beginning, with what is marked in it. */
static void write_line(struct page_writer *writer, const struct text_state *state, struct str line,
                       size_t position, uint32_t number)
{
	size_t mark_end = state->mark.position + state->mark.size;
	size_t start = within(state->mark.position, position, line.size);
	size_t end = state->mark.size ? within(mark_end, position, line.size) : start;
	page_label(writer, shown_format(writer->arena, "%u", number), NUMBER_WIDTH);
	write_part(writer, ROLE_TEXT, line, 0, start);
	write_part(writer, state->role, line, start, end);
	write_part(writer, ROLE_TEXT, line, end, line.size);
	page_break(writer);
}

static void write_gap(struct page_writer *writer, struct shown words)
{
	page_text(writer, ROLE_NOTE, words);
	page_break(writer);
	page_blank(writer);
}

static struct shown words_before(struct arena *arena, size_t size)
{
	return shown_format(arena, message_count("%zu byte before this is not shown.",
	                                         "%zu bytes before this are not shown.", size),
	                    size);
}

static struct shown words_behind(struct arena *arena, size_t size)
{
	return shown_format(arena, message_count("%zu byte behind this is not shown.",
	                                         "%zu bytes behind this are not shown.", size),
	                    size);
}

static void write_text(struct page_writer *writer, const struct text_state *state)
{
	struct piece piece = piece_of(state);
	struct str rest = piece.text;
	size_t behind = state->passage.text.size - piece.position - piece.text.size;
	if (piece.position)
		write_gap(writer, words_before(writer->arena, piece.position));
	for (uint32_t number = piece.number; rest.size; number++) {
		size_t position = piece.position + piece.text.size - rest.size;
		struct str line = cut_line(&rest);
		if (line.size == 0)
			page_blank(writer);
		else
			write_line(writer, state, line, position, number);
	}
	page_blank(writer);
	if (behind)
		write_gap(writer, words_behind(writer->arena, behind));
}

/* ── The pane ───────────────────────────────────────────────────────────────────────────────── */

static void text_open(struct pane *pane, struct workspace *workspace, struct dossier_ref subject)
{
	(void)pane;
	(void)workspace;
	(void)subject;
}

/* The line of the page in which the mark begins: the first behind the head that has its role. */
static int find_mark(const struct page *page, uint32_t head, enum role role)
{
	for (uint32_t line = head; line < page->lines.count; line++) {
		const struct page_line *row = &page->lines.items[line];
		for (uint32_t i = 0; i < row->count; i++)
			if (page->spans.items[row->first + i].role == role)
				return (int)line;
	}
	return -1;
}

/* The mark stands a third down the screen, so that one reads what leads to it: the first time, and
 * when the text is laid out anew while it was in sight. */
static void text_layout(struct pane *pane, struct workspace *workspace, int rows, int columns)
{
	(void)workspace;
	struct text_state *state = pane->state;
	struct page_view *view = &state->view;
	bool was_in_sight = state->line >= view->top && state->line < view->top + view->rows;
	struct page_writer writer = page_begin(page_view_renew(view), columns);
	write_result(&writer, state);
	page_blank(&writer);
	uint32_t head = (uint32_t)writer.page.lines.count;
	write_text(&writer, state);
	page_view_set(view, page_end(&writer), rows);
	state->line = find_mark(&view->page, head, state->role);
	if (state->line > rows / 3 && (!state->is_placed || was_in_sight))
		page_view_scroll(view, state->line - rows / 3 - view->top);
	state->is_placed = true;
}

static struct dossier_ref text_subject(const struct pane *pane, const struct workspace *workspace)
{
	(void)workspace;
	const struct text_state *state = pane->state;
	return state->passage.source;
}

/* What is read goes on to be shown, as it was when it was opened. */
static void text_reload(struct pane *pane, struct workspace *workspace)
{
	struct text_state *state = pane->state;
	state->passage.source = dossier_find(workspace->archive, state->source_id);
}

static struct str text_title(const struct pane *pane, const struct workspace *workspace,
                             struct arena *frame)
{
	(void)frame;
	const struct text_state *state = pane->state;
	return dossier_name(workspace->archive, state->passage.source);
}

static void text_close(struct pane *pane)
{
	struct text_state *state = pane->state;
	pane_page_close(pane);
	arena_release(&state->arena);
}

const struct pane_ops pane_text_ops = {
	.name = "text",
	.state_size = sizeof(struct text_state),
	.context = CONTEXT_HELP,
	.open = text_open,
	.reload = text_reload,
	.layout = text_layout,
	.draw = pane_page_draw,
	.subject = text_subject,
	.title = text_title,
	.amount = pane_page_amount,
	.close = text_close,
	.common = pane_page_actions,
	.common_count = PANE_PAGE_ACTION_COUNT,
};
