/* Programs that are run for who reads: which, on what, and what is said when they have ended. The
 * loop runs them, for it has the terminal. */
#include "ui/workspace.h"

#include "base/file.h"
#include "base/message.h"
#include "query/manuscript.h"
#include "ui/pane_file.h"

/* ── The editor ─────────────────────────────────────────────────────────────────────────────── */

/* Where somebody is in which file. */
struct spot { struct dossier_ref ref; uint32_t line; };

static struct spot find_spot(struct workspace *workspace)
{
	struct pane *pane = &workspace->overlay;
	int row;
	if (pane->ops == &pane_file_ops)
		return (struct spot){ pane->ops->subject(pane, workspace), pane_file_line(pane) };
	return (struct spot){ workspace_subject(workspace), workspace_field(workspace, &row) };
}

static void begin(struct workspace *workspace, enum action action)
{
	arena_reset(&workspace->errand.arena);
	workspace->errand.action = action;
	workspace->errand.program = (struct program){0};
}

void workspace_edit(struct workspace *workspace)
{
	struct errand *errand = &workspace->errand;
	struct spot spot = find_spot(workspace);
	if (dossier_is_none(spot.ref) || str_is_empty(workspace->folder)) {
		workspace_complain(workspace, _("There is no file here to edit"));
		return;
	}
	begin(workspace, ACTION_EDIT);
	struct dossier dossier = dossier_at(workspace->archive, spot.ref);
	struct str path = manuscript_path(&errand->arena, workspace->folder,
	                                  file_path(workspace->archive, dossier.file));
	if (file_exists(path.bytes)) {
		errand->program = program_editor(&errand->arena, path,
		                                 spot.line ? spot.line : dossier.line);
		return;
	}
	workspace_complain(workspace, _("%s is not there any more"), path.bytes);
	errand->action = ACTION_NONE;
}

/* ── What came of it ────────────────────────────────────────────────────────────────────────── */

static void say_edited(struct workspace *workspace, int status)
{
	bool is_missing = status == PROGRAM_NOT_FOUND || status == PROGRAM_NOT_EXECUTABLE;
	if (is_missing)
		workspace_complain(workspace,
		                   _("The editor '%s' could not be started: VISUAL or EDITOR "
		                     "names another"), program_editor_name());
	else if (status)
		workspace_complain(workspace, _("The editor ended with status %d"), status);
	else if (!workspace->is_watched)
		workspace_say(workspace,
		              _("The files are not watched: start dossier again to see what you "
		                "changed"));
}

void workspace_ran(struct workspace *workspace, int status)
{
	enum action action = workspace->errand.action;
	workspace->errand.action = ACTION_NONE;
	if (action == ACTION_EDIT)
		say_edited(workspace, status);
	else if (status)
		workspace_complain(workspace, _("The command ended with status %d"), status);
}

void workspace_not_run(struct workspace *workspace, const struct fault *why)
{
	workspace->errand.action = ACTION_NONE;
	workspace_complain(workspace, _("Nothing was started: %s"), why->sentence);
}
