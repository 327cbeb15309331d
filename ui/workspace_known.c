/* All that is shown, as it was known on a day. Pages look at the sources of what they show; lists
 * need to know it of every dossier, which is counted in between two keys:
 *
 *	typed ─▶ known ─▶ pages, searches        at once
 *	            └─ idle … counted ─▶ lists
 */
#include "ui/workspace.h"

#include "base/message.h"
#include "ui/keymap.h"
#include "ui/pane_list.h"

enum { FIRST_BUDGET_US = 8000 };

/* "@ and an empty line ends it." */
static const char *ending(struct workspace *workspace)
{
	struct arena *arena = &workspace->arena;
	struct str key = keymap_keys(arena, CONTEXT_GLOBAL, ACTION_KNOWN, true);
	if (key.size == 0)
		key = str_of(_("'as known on'"));
	/* Translators: a key */
	return str_format(arena, _("%.*s and an empty line ends it."), STR_ARGS(key)).bytes;
}

const struct known *workspace_known(const struct workspace *workspace)
{
	return workspace->known.archive ? &workspace->known : NULL;
}

/* Pages are made anew, views look again, searches ask again; lists shorten once all is counted. */
static void show_again(struct workspace *workspace)
{
	const struct known *known = workspace_known(workspace);
	for (int slot = 0; slot < SLOT_COUNT; slot++)
		workspace->panes[slot].needs_layout = true;
	pane_list_know(&workspace->panes[SLOT_LIST], workspace,
	               known_is_counted(known) ? known : NULL);
	workspace_reload_overlays(workspace);
}

void workspace_known_renew(struct workspace *workspace)
{
	struct list_state *list = workspace->panes[SLOT_LIST].state;
	struct date date;
	struct fault why;
	list->known = NULL;
	known_end(&workspace->known);
	if (workspace->known_date.size == 0 || !known_parse(workspace->known_date, &date, &why))
		return;
	workspace->known = known_on(workspace->archive, date);
	workspace->known.ending = ending(workspace);
	if (known_count(&workspace->known, FIRST_BUDGET_US))
		list->known = &workspace->known;
}

bool workspace_set_known(struct workspace *workspace, struct str typed)
{
	struct date date;
	struct fault why = {0};
	struct pane *list = &workspace->panes[SLOT_LIST];
	typed = str_trim(typed);
	if (typed.size && !known_parse(typed, &date, &why)) {
		workspace_complain(workspace, "%s", why.sentence);
		return false;
	}
	/* Nothing looks at what was known before once it has ended. */
	pane_list_know(list, workspace, NULL);
	known_end(&workspace->known);
	workspace->known_date = str_copy(&workspace->arena, typed);
	if (typed.size) {
		workspace->known = known_on(workspace->archive, date);
		workspace->known.ending = ending(workspace);
		known_count(&workspace->known, FIRST_BUDGET_US);
	}
	show_again(workspace);
	return true;
}

void workspace_open_known(struct workspace *workspace)
{
	workspace_prompt_open(workspace, PROMPT_KNOWN);
}

struct str workspace_known_help(const struct workspace *workspace, struct arena *frame,
                                bool is_short)
{
	const struct known *known = workspace_known(workspace);
	if (!known)
		return (struct str){0};
	struct str day = known_day_words(known, frame, is_short);
	if (is_short)
		/* Translators: the day that is set; what an empty line does: in 25 columns */
		return str_format(frame, _("%.*s; empty: now"), STR_ARGS(day));
	/* Translators: the day that is set; what an empty line does */
	return str_format(frame, _("%.*s so far; empty: now"), STR_ARGS(day));
}

bool workspace_known_idle(struct workspace *workspace, unsigned budget_us)
{
	struct known *known = &workspace->known;
	if (!known->archive || known_is_counted(known))
		return false;
	if (known_count(known, budget_us))
		show_again(workspace);
	return true;
}

struct str workspace_known_words(const struct workspace *workspace, struct arena *frame,
                                 bool is_short)
{
	const struct known *known = workspace_known(workspace);
	if (!known)
		return (struct str){0};
	struct str day = known_day_words(known, frame, is_short);
	/* Translators: a day, and an ellipsis as long as it is not known of all */
	return str_format(frame, _("as known on %.*s%s"), STR_ARGS(day),
	                  known_is_counted(known) ? "" : "…");
}
