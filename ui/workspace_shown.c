/* What is shown, as text that leaves the program: to a command, or into a file.
 *
 *	a dossier ──────▶ as `dossier show` has it, 80 columns wide
 *	another page ───▶ as it is on the screen, but for 80 columns
 *	a list ─────────▶ a line a row: id, tab, name; of the reading list state and note, too
 */
#include "ui/workspace.h"

#include "base/file.h"
#include "base/file_save.h"
#include "base/message.h"
#include "ui/list_text.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"

enum { TEXT_WIDTH = 80 };

/* ── Lists ──────────────────────────────────────────────────────────────────────────────────── */

static bool is_reading_list(struct workspace *workspace)
{
	const struct list_state *list = workspace->panes[SLOT_LIST].state;
	return workspace_focus(workspace)->ops == &pane_list_ops && list->source == LIST_READING;
}

/* A kind has a key and a name; a row that leads to no dossier is left out. */
static struct str list_text(struct workspace *workspace, struct arena *arena)
{
	const struct archive *archive = workspace->archive;
	const struct pane *pane = &workspace->panes[SLOT_LIST];
	const struct list_state *list = pane->state;
	const struct reader *reader = is_reading_list(workspace) ? workspace->reader : NULL;
	struct text text = { .arena = arena };
	int count = list_rows(list, archive);
	for (int row = 0; row < count; row++) {
		struct dossier_ref ref = list_subject_at(pane, workspace, row);
		bool is_kind = list->source == LIST_KINDS && (uint32_t)row < kind_count(archive);
		struct kind_view kind = kind_at(archive, is_kind ? (uint32_t)row : 0);
		if (!dossier_is_none(ref))
			list_text_add(&text, arena, reader, dossier_id(archive, ref),
			              dossier_name(archive, ref));
		else if (is_kind)
			list_text_add(&text, arena, NULL, kind.key, kind.plural);
	}
	return text_str(&text);
}

/* ── Pages ──────────────────────────────────────────────────────────────────────────────────── */

/* Laid out for another width, and then again for the screen, where it was. */
static struct str pane_text(struct workspace *workspace, struct pane *pane, struct arena *arena)
{
	struct page_view *view = pane_page_view(pane);
	int top = view->top, link = view->link, rows = pane->rows, columns = pane->columns;
	pane->ops->layout(pane, workspace, rows, TEXT_WIDTH);
	struct str text = page_plain_text(&view->page, arena);
	pane->ops->layout(pane, workspace, rows, columns);
	page_view_scroll(view, top - view->top);
	view->link = link;
	return text;
}

static struct str dossier_text_of(struct workspace *workspace, struct arena *arena)
{
	struct dossier_ref ref = workspace_subject(workspace);
	struct page_options options = {
		.width = TEXT_WIDTH, .shows_all = true, .is_of_part = workspace->reading.is_part,
		.known = workspace_known(workspace),
	};
	if (dossier_is_none(ref))
		return (struct str){0};
	struct page page = page_dossier(workspace->archive, arena, ref, options);
	return page_plain_text(&page, arena);
}

static struct str shown_text(struct workspace *workspace, struct arena *arena)
{
	struct pane *pane = workspace_focus(workspace);
	if (pane->ops == &pane_list_ops)
		return list_text(workspace, arena);
	if (pane->ops == &pane_dossier_ops)
		return dossier_text_of(workspace, arena);
	return pane_text(workspace, pane, arena);
}

static size_t line_count(struct str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.size; i++)
		count += text.bytes[i] == '\n';
	return count;
}

/* ── Where it goes ──────────────────────────────────────────────────────────────────────────── */

void workspace_pipe(struct workspace *workspace, struct str typed)
{
	struct errand *errand = &workspace->errand;
	arena_reset(&errand->arena);
	struct str text = shown_text(workspace, &errand->arena);
	errand->action = ACTION_PIPE;
	errand->program = program_command(&errand->arena, typed, text);
}

void workspace_write(struct workspace *workspace, struct str typed)
{
	struct arena scratch = {0};
	struct fault why;
	struct str text = shown_text(workspace, &scratch);
	struct str path = file_path_from_home(&scratch, str_trim(typed));
	bool is_written = file_new(path.bytes, text, &why);
	if (is_written && is_reading_list(workspace))
		workspace_say(workspace, "%s", list_text_told(&scratch, path.bytes).bytes);
	else if (is_written)
		workspace_say(workspace,
		              message_count("%zu line is in %s", "%zu lines are in %s",
		                            line_count(text)), line_count(text), path.bytes);
	else
		workspace_complain(workspace, _("Not written: %s"), why.sentence);
	arena_release(&scratch);
}
