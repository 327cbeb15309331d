/* What the reader adds to a collection, in the panes: states, notes, searches, marks, where the
 * reading stopped. */
#include "ui/workspace.h"

#include "base/message.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"

/* Pages and lists show what was noted: they are made anew. */
static void show_again(struct workspace *workspace)
{
	for (int slot = 0; slot < SLOT_COUNT; slot++)
		workspace->panes[slot].needs_layout = true;
}

/* What another program has noted meanwhile counts. True. */
static bool catch_up(struct workspace *workspace)
{
	if (reader_refresh(workspace->reader))
		show_again(workspace);
	return true;
}

/* False, and says so, if nothing is open that one could note something of. */
static bool has_subject(struct workspace *workspace)
{
	if (!workspace->reader)
		workspace_complain(workspace, _("Notes cannot be kept here"));
	else if (dossier_is_none(workspace_subject(workspace)))
		workspace_complain(workspace, _("Nothing is open"));
	else
		return catch_up(workspace);
	return false;
}

static struct str subject_id(const struct workspace *workspace)
{
	return dossier_id(workspace->archive, workspace_subject(workspace));
}

/* ── States ─────────────────────────────────────────────────────────────────────────────────── */

void workspace_next_state(struct workspace *workspace)
{
	struct fault why;
	if (!has_subject(workspace))
		return;
	struct str id = subject_id(workspace);
	struct str name = dossier_name(workspace->archive, workspace_subject(workspace));
	int next = (int)reader_state(workspace->reader, id) + 1;
	enum reading_state state =
		next == READING_STATE_COUNT ? READING_NONE : (enum reading_state)next;
	bool is_kept = reader_set_state(workspace->reader, id, state, &why);
	show_again(workspace);
	if (!is_kept)
		workspace_complain(workspace, _("Not kept: %s"), why.sentence);
	else if (state == READING_NONE)
		workspace_say(workspace, _("Off the reading list: %.*s"), STR_ARGS(name));
	else
		workspace_say(workspace, _("Reading list, %s: %.*s"),
		              _(reading_state_name(state)), STR_ARGS(name));
}

/* ── Notes ──────────────────────────────────────────────────────────────────────────────────── */

/* A note of one line that fits is changed as it is; to another a line is added. */
static bool is_one_line(struct str note)
{
	return note.size < LINE_EDITOR_SIZE && str_find(note, STR("\n"), 0) == SIZE_MAX;
}

void workspace_open_note(struct workspace *workspace)
{
	if (!has_subject(workspace)) {
		workspace_refuse_line(workspace);
		return;
	}
	struct str note = reader_note(workspace->reader, subject_id(workspace));
	workspace_prompt_open(workspace, is_one_line(note) ? PROMPT_NOTE : PROMPT_NOTE_MORE);
	workspace->note_before = str_copy(&workspace->before_arena, note);
	if (is_one_line(note))
		line_editor_set(&workspace->prompt.line, note);
}

/* What was typed in place of a note replaces that note, and no other: where another program has
 * written a new one, both are kept. */
static struct str merge_notes(struct workspace *workspace, struct arena *arena,
                              enum prompt_kind kind, struct str typed)
{
	struct str note = reader_note(workspace->reader, subject_id(workspace));
	bool replaces = kind == PROMPT_NOTE && str_equal(note, workspace->note_before);
	if (replaces || str_is_empty(note))
		return typed;
	return str_format(arena, "%.*s%s%.*s", STR_ARGS(note), typed.size ? "\n" : "",
	                  STR_ARGS(typed));
}

void workspace_keep_note(struct workspace *workspace, enum prompt_kind kind, struct str typed)
{
	struct fault why;
	struct arena scratch = {0};
	if (workspace->tour.is_on || !has_subject(workspace))
		return;
	struct str id = subject_id(workspace);
	bool was_empty = str_is_empty(reader_note(workspace->reader, id));
	struct str text = merge_notes(workspace, &scratch, kind, str_trim(typed));
	bool is_kept = reader_set_note(workspace->reader, id, text, &why);
	show_again(workspace);
	if (!is_kept)
		workspace_complain(workspace, _("Not kept: %s"), why.sentence);
	else if (!was_empty || !str_is_empty(text))
		workspace_say(workspace, "%s", str_is_empty(text)
		                      ? _("The note was taken away")
		                      : _(reader_note_words(workspace->reader)));
	arena_release(&scratch);
}

/* ── Searches ───────────────────────────────────────────────────────────────────────────────── */

/* What was changed is in the list, and in the kinds. */
static void tell_search(struct workspace *workspace, bool is_kept, struct str words,
                        const struct fault *why)
{
	show_again(workspace);
	if (is_kept)
		workspace_say(workspace, "%.*s", STR_ARGS(words));
	else
		workspace_complain(workspace, _("Not kept: %s"), why->sentence);
}

static void let_go(struct workspace *workspace, struct reader_search search)
{
	struct fault why;
	struct arena scratch = {0};
	struct str name = str_copy(&scratch, search.name);
	bool is_kept = reader_set_search(workspace->reader, name, (struct str){0}, &why);
	tell_search(workspace, is_kept,
	            str_format(&scratch, _("No longer kept: %.*s"), STR_ARGS(name)), &why);
	arena_release(&scratch);
}

void workspace_keep_search(struct workspace *workspace)
{
	struct reader_search kept;
	struct arena scratch = {0};
	const struct list_state *list = workspace->panes[SLOT_LIST].state;
	if (!workspace->reader) {
		workspace_complain(workspace, _("Searches cannot be kept here"));
		workspace_refuse_line(workspace);
		return;
	}
	catch_up(workspace);
	struct str query = pane_list_query(&workspace->panes[SLOT_LIST], &scratch);
	bool is_kept = list->source == LIST_KINDS
	                       ? list_kinds_search(list, workspace->archive,
	                                           list->viewport.cursor, &kept)
	                       : query.size && reader_find_search(workspace->reader, query, &kept);
	if (is_kept) {
		let_go(workspace, kept);
	} else if (query.size) {
		workspace_prompt_open(workspace, PROMPT_KEEP);
		line_editor_set(&workspace->prompt.line, query);
	} else {
		workspace_say(workspace, _("Search first: its results are kept"));
		workspace_refuse_line(workspace);
	}
	arena_release(&scratch);
}

void workspace_name_search(struct workspace *workspace, struct str name)
{
	struct fault why;
	struct arena scratch = {0};
	struct str query = pane_list_query(&workspace->panes[SLOT_LIST], &scratch);
	name = str_trim(name);
	bool is_kept = reader_set_search(workspace->reader, name, query, &why);
	tell_search(workspace, is_kept,
	            str_format(&scratch, _("Kept below the kinds: %.*s"), STR_ARGS(name)), &why);
	arena_release(&scratch);
}

/* ── Marks ──────────────────────────────────────────────────────────────────────────────────── */

void workspace_await_letter(struct workspace *workspace, enum action action)
{
	if (action == ACTION_MARK && !has_subject(workspace))
		return;
	workspace->letter_for = action;
	workspace_say(workspace, action == ACTION_MARK
	                                 ? _("Mark this place: a letter, a to z")
	                                 : _("Go to a mark: its letter"));
}

static void set_mark(struct workspace *workspace, char letter)
{
	struct fault why;
	struct reader_place place = { .id = subject_id(workspace),
		                      .line = workspace_line(workspace, NULL) };
	bool is_kept = reader_set_mark(workspace->reader, letter, place, &why);
	show_again(workspace);
	if (is_kept)
		workspace_say(workspace, _("Marked as %c"), letter);
	else
		workspace_complain(workspace, _("Not kept: %s"), why.sentence);
}

static void go_to_mark(struct workspace *workspace, char letter)
{
	struct reader_place place;
	if (!workspace->reader || !reader_mark(workspace->reader, letter, &place)) {
		workspace_say(workspace, _("There is no mark %c"), letter);
		return;
	}
	struct dossier_ref ref = dossier_find(workspace->archive, place.id);
	if (dossier_is_none(ref)) {
		workspace_complain(workspace,
		                   _("'%.*s', marked as %c, is gone"), STR_ARGS(place.id), letter);
		return;
	}
	workspace_visit(workspace, ref);
	workspace->wanted_line = place.line;
	workspace->wanted_below = 0;
	struct pane *pane = &workspace->panes[SLOT_DOSSIER];
	pane->needs_layout = true;
	if (place.line == 0)
		page_view_place(pane_page_view(pane), 0, -1);
}

bool workspace_take_letter(struct workspace *workspace, struct key key)
{
	enum action action = workspace->letter_for;
	uint32_t letter = key_letter(key);
	if (action == ACTION_NONE)
		return false;
	workspace->letter_for = ACTION_NONE;
	if (letter < 'a' || letter > 'z')
		workspace_say(workspace, _("A mark is a letter from a to z"));
	else if (action == ACTION_MARK)
		set_mark(workspace, (char)letter);
	else
		go_to_mark(workspace, (char)letter);
	return true;
}

/* ── Where the reading stopped ──────────────────────────────────────────────────────────────── */

/* Who ends before the place of the last time could be shown has not left it. */
void workspace_keep_place(struct workspace *workspace)
{
	struct fault why;
	const struct trail *trail = &workspace->trail;
	workspace_end_tour(workspace);
	bool waits_to_resume = workspace->resumes_later && !workspace->has_begun;
	if (!workspace->reader || trail->steps.count == 0 || waits_to_resume)
		return;
	struct arena scratch = {0};
	size_t count = trail->at + 1;
	struct str *ids = ARENA_MANY(&scratch, struct str, count);
	for (size_t i = 0; i < count; i++)
		ids[i] = trail->steps.items[i].id;
	struct reader_place place = { .id = ids[count - 1] };
	if (str_equal(place.id, subject_id(workspace)))
		place.line = workspace_line(workspace, NULL);
	reader_set_last(workspace->reader, place, (struct reader_trail){ ids, count }, &why);
	arena_release(&scratch);
}

/* To who opens the collection for the first time, in place of the hints, until a key is pressed; it
 * fits into 40 columns. */
static void welcome(struct workspace *workspace)
{
	struct arena scratch = {0};
	struct str command = keymap_keys(&scratch, CONTEXT_GLOBAL, ACTION_COMMAND, true);
	struct str help = keymap_keys(&scratch, CONTEXT_GLOBAL, ACTION_HELP, true);
	/* Translators: what is typed, :tour; then a key */
	workspace_say(workspace, _("New here? %.*s%s guides you, %.*s helps"),
	              STR_ARGS(command), action_row(ACTION_TOUR)->name, STR_ARGS(help));
	arena_release(&scratch);
}

void workspace_resume(struct workspace *workspace)
{
	struct reader_place place;
	if (!workspace->reader)
		return;
	if (!reader_last(workspace->reader, &place)) {
		if (reader_keeps(workspace->reader) && !workspace->reading.is_part)
			welcome(workspace);
		return;
	}
	struct dossier_ref ref = dossier_find(workspace->archive, place.id);
	struct dossier_ref home = workspace_subject(workspace);
	workspace->resumes_later = dossier_is_none(ref) && workspace->reading.is_part;
	if (dossier_is_none(ref) || (ref.row == home.row && place.line == 0))
		return;
	struct reader_trail trail = reader_trail(workspace->reader);
	for (size_t i = 0; i + 1 < trail.count; i++)
		if (!dossier_is_none(dossier_find(workspace->archive, trail.ids[i])))
			trail_visit(&workspace->trail, trail.ids[i]);
	struct pane *list = &workspace->panes[SLOT_LIST];
	list->ops->open(list, workspace, ref);
	workspace_visit(workspace, ref);
	workspace->wanted_line = place.line;
	workspace_say(workspace, _("This is where you stopped"));
}
