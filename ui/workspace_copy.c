/* Taking away: what the reader copies, how it is sent, and what is said about it.
 *
 *	action ─▶ a text ─▶ sent, and said so ─ the same action again ─▶ shown, to take it by hand
 *	               └── cannot be sent ─────────────────────────────▶
 *
 * No terminal tells whether it took what was sent: so nothing is ever said to be copied.
 */
#include "ui/workspace.h"

#include "base/message.h"
#include "base/unicode.h"
#include "query/citable.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"

/* ── What it is ─────────────────────────────────────────────────────────────────────────────── */

/* The link that is selected and in sight, or NULL. */
static const struct page_link *selected_link(struct workspace *workspace)
{
	struct pane *pane = workspace_focus(workspace);
	if (pane->ops == &pane_list_ops)
		return NULL;
	const struct page_view *view = pane_page_view(pane);
	return page_view_seen_link(view) < 0 ? NULL : page_view_selected(view);
}

/* True for a link that has an id or a query, and leads to no dossier. */
static bool is_text(const struct page_link *link)
{
	return link->kind == PAGE_LINK_MISSING || link->kind == PAGE_LINK_QUERY ||
	       link->kind == PAGE_LINK_SEARCH;
}

/* The dossier that the link leads to, or what is shown; NO_DOSSIER if the link leads nowhere, and
 * in the help. */
static struct dossier_ref subject_of(struct workspace *workspace)
{
	const struct pane *pane = workspace_focus(workspace);
	const struct page_link *link = selected_link(workspace);
	struct dossier_ref subject = link ? link->to : NO_DOSSIER;
	if (link && is_text(link))
		return NO_DOSSIER;
	if (dossier_is_none(subject))
		subject = pane->ops->subject(pane, workspace);
	if (dossier_is_none(subject) && pane != &workspace->overlay)
		subject = workspace_subject(workspace);
	return subject;
}

/* A link that leads nowhere has an id as well. */
static struct str id_text(struct workspace *workspace, struct dossier_ref subject,
                          struct arena *arena, struct fault *why)
{
	(void)why;
	const struct page_link *link = selected_link(workspace);
	bool has_text = link && is_text(link);
	return clipboard_line(arena, has_text ? link->text
	                                      : dossier_id(workspace->archive, subject));
}

/* What has no citation is named, so that it is found again: its name, its id, its collection. */
static struct str reference(const struct archive *archive, struct dossier_ref subject,
                            struct arena *arena)
{
	struct str name = dossier_name(archive, subject), id = dossier_id(archive, subject);
	struct str named = str_format(arena, "%.*s (%.*s)", STR_ARGS(name), STR_ARGS(id));
	struct str title = archive_collection(archive).title;
	return clipboard_line(arena, str_join(arena, named, STR(", "), title));
}

static bool is_citable(const struct archive *archive, struct dossier_ref subject)
{
	return !dossier_is_none(subject) &&
	       (dossier_is_source(archive, subject) || dossier_is_quote(archive, subject));
}

bool workspace_may_cite(struct workspace *workspace)
{
	return is_citable(workspace->archive, subject_of(workspace));
}

static struct str citation_text(struct workspace *workspace, struct dossier_ref subject,
                                struct arena *arena, struct fault *why)
{
	const struct archive *archive = workspace->archive;
	const struct citing *citing = &workspace->copying.citing;
	struct str citation = {0};
	if (dossier_is_none(subject))
		return citation;
	if (!is_citable(archive, subject) || !citing->cite)
		return reference(archive, subject, arena);
	if (!citing->cite(citing->context, archive, arena, subject, &citation, why))
		return (struct str){0};
	return clipboard_text(arena, citation);
}

static struct str address_text(struct workspace *workspace, struct dossier_ref subject,
                               struct arena *arena, struct fault *why)
{
	const struct archive *archive = workspace->archive;
	const struct page_link *link = selected_link(workspace);
	uint32_t field = field_find(archive, STR("url"));
	if (link && link->kind == PAGE_LINK_URL)
		return clipboard_address(arena, link->text);
	struct value value = { .row = NO_ROW };
	if (field != NO_ROW && !dossier_is_none(subject))
		value = value_first(archive, subject, field);
	if (value.row != NO_ROW && value.text.size)
		return clipboard_address(arena, value.text);
	fault_set(why, FAULT_USAGE, _("No address is known here"));
	return (struct str){0};
}

/* What each action takes, as clipboard_text or its likes have it, in `arena`; or an empty text, and
 * then perhaps why. */
static const struct {
	enum action action;
	struct str (*text)(struct workspace *workspace, struct dossier_ref subject,
	                   struct arena *arena, struct fault *why);
} rows[] = {
	{ ACTION_COPY_ID,       id_text },
	{ ACTION_COPY_CITATION, citation_text },
	{ ACTION_ADDRESS,       address_text },
};

/* Note the text; false if there is none, and it has been said why. */
static bool take(struct workspace *workspace, enum action action)
{
	struct copying *copying = &workspace->copying;
	struct fault why = {0};
	arena_reset(&copying->arena);
	copying->text = copying->sequence = (struct str){0};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].action == action)
			copying->text = rows[i].text(workspace, subject_of(workspace),
			                             &copying->arena, &why);
	if (why.sentence[0])
		workspace_complain(workspace, "%s", why.sentence);
	else if (str_is_empty(copying->text))
		workspace_say(workspace, _("There is nothing here to take away"));
	return copying->text.size > 0;
}

/* ── What is said ───────────────────────────────────────────────────────────────────────────── */

static int width_of(struct arena *arena, struct str text)
{
	return shown_prose(arena, text).width;
}

/* The beginning of a text in at most `room` columns, with an ellipsis if it is cut. Raw, for
 * messages are. */
static struct str beginning(struct arena *arena, struct str text, int room)
{
	size_t end = 0, fitting = 0;
	for (int width = 0; end < text.size && width <= room;) {
		size_t size = unicode_grapheme_size(text, end);
		width += width_of(arena, str_slice(text, end, size));
		if (width < room)
			fitting = end + size;
		end += size;
		if (width <= room && end == text.size)
			return text;
	}
	return str_join(arena, str_slice(text, 0, fitting), STR(""), STR("…"));
}

/* A message with the text in it: what tmux wants, and what to do if nothing arrived; a longer or a
 * shorter one. */
static struct str sent_words(struct arena *arena, bool is_tmux, bool is_long, struct str text,
                             struct str key)
{
	const char *what = str_copy(arena, text).bytes, *again = str_copy(arena, key).bytes;
	if (is_tmux && is_long)
		/* Translators: what was sent; then a key */
		return str_format(arena, _("Sent to the terminal: %s (tmux needs set-clipboard on; "
		                           "%s again shows it)"), what, again);
	if (is_tmux)
		return str_format(arena, _("Sent to the terminal: %s (tmux needs set-clipboard "
		                           "on)"), what);
	if (is_long)
		/* Translators: what was sent; then a key */
		return str_format(arena, _("Sent to the terminal: %s (%s again shows it)"), what,
		                  again);
	return str_format(arena, _("Sent to the terminal: %s"), what);
}

/*	Sent to the terminal: sergei-lavrov (tmux needs set-clipboard on; y again shows it) */
static void say_sent(struct workspace *workspace, enum action action)
{
	enum { ANY_COLUMNS = 80, LEAST_TEXT = 20 };
	struct arena scratch = {0};
	bool is_tmux = workspace->copying.way == CLIPBOARD_TMUX, is_long = true;
	struct str text = workspace->copying.text, none = {0};
	struct str key = keymap_keys(&scratch, workspace_focus(workspace)->ops->context, action,
	                             true);
	int columns = workspace->layout.hints.columns;
	int all = (columns ? columns : ANY_COLUMNS) - 2;
	int width = text.size > LEAST_TEXT * 4 ? LEAST_TEXT : width_of(&scratch, text);
	int least = width < LEAST_TEXT ? width : LEAST_TEXT;
	int room = all - width_of(&scratch, sent_words(&scratch, is_tmux, is_long, none, key));
	if (room < least) {
		is_long = false;
		room = all - width_of(&scratch, sent_words(&scratch, is_tmux, is_long, none, key));
	}
	if (is_tmux && room < least) {
		workspace_say(workspace, _("Sent to tmux (needs set-clipboard on)"));
	} else {
		text = beginning(&scratch, text, room);
		struct str words = sent_words(&scratch, is_tmux, is_long, text, key);
		workspace_say(workspace, "%.*s", STR_ARGS(words));
	}
	arena_release(&scratch);
}

/* ── Showing, sending ───────────────────────────────────────────────────────────────────────── */

static void show(struct workspace *workspace)
{
	void **state = &workspace->copying.plain_state;
	if (!*state)
		*state = arena_take(&workspace->arena, pane_plain_ops.state_size);
	workspace->plain = (struct pane){ .ops = &pane_plain_ops, .state = *state };
	pane_plain_ops.open(&workspace->plain, workspace, NO_DOSSIER);
}

void workspace_plain_close(struct workspace *workspace)
{
	if (workspace->plain.ops)
		workspace->plain.ops->close(&workspace->plain);
	workspace->plain.ops = NULL;
	workspace->action_before = ACTION_NONE;
}

void workspace_copy_close(struct workspace *workspace)
{
	workspace_plain_close(workspace);
	arena_release(&workspace->copying.arena);
}

/* What cannot be sent is shown at once: where there is no clipboard that needs no words. */
static void send(struct workspace *workspace, enum action action)
{
	struct copying *copying = &workspace->copying;
	struct fault why = {0};
	if (clipboard_sequence(&copying->arena, copying->way, copying->text, &copying->sequence,
	                       &why)) {
		say_sent(workspace, action);
		return;
	}
	show(workspace);
	if (copying->way != CLIPBOARD_NONE)
		workspace_complain(workspace, "%s", why.sentence);
}

void workspace_copy(struct workspace *workspace, enum action action)
{
	if (workspace->action_before == action && workspace->copying.text.size)
		show(workspace);
	else if (take(workspace, action))
		send(workspace, action);
}
