/* pane: a view with a state of its own, behind a struct of functions.
 *
 * What a pane may do is what stands here. It computes in layout and in actions, paints in draw,
 * names roles and never colours, actions and never keys, the canvas and never a terminal.
 */
#ifndef DOSSIER_UI_PANE_H
#define DOSSIER_UI_PANE_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/archive.h"
#include "ui/action.h"
#include "ui/canvas.h"
#include "ui/keymap.h"
#include "ui/rect.h"

struct pane;
struct workspace;

/* One action of one kind of pane. True if it did something. */
struct pane_action {
	enum action action;
	bool (*run)(struct pane *pane, struct workspace *workspace);
};

struct pane_ops {
	const char *name;               /* for titles, logs and tests */
	size_t state_size;              /* bytes of private state, zeroed before open */
	enum key_context context;       /* whose keys are valid in it */
	/* Begin to show `subject` (may be NO_DOSSIER). */
	void (*open)(struct pane *pane, struct workspace *workspace, struct dossier_ref subject);
	/* The archive was replaced: find everything again by id. */
	void (*reload)(struct pane *pane, struct workspace *workspace);
	/* Compute lines for this size. Called before draw whenever size or subject changed. */
	void (*layout)(struct pane *pane, struct workspace *workspace, int rows, int columns);
	/* Paint. const: drawing changes nothing, so it can be repeated, skipped and tested. `frame`
	 * is scratch memory until the canvas has been shown. */
	void (*draw)(const struct pane *pane, const struct workspace *workspace,
	             struct arena *frame, struct canvas *canvas, bool has_focus);
	/* The dossier under the cursor: for "open", for the other panes, for copying. */
	struct dossier_ref (*subject)(const struct pane *pane, const struct workspace *workspace);
	/* What stands in its title, and how much there is ("12 of 40"); both may be empty. */
	struct str (*title)(const struct pane *pane, const struct workspace *workspace,
	                    struct arena *frame);
	struct str (*amount)(const struct pane *pane, const struct workspace *workspace,
	                     struct arena *frame);
	/* A key that is no action's: letters for link hints. True if it was taken. NULL: never. */
	bool (*key)(struct pane *pane, struct workspace *workspace, struct key key);
	/* Work that did not fit a frame; true if some was done, so that it is shown. NULL: none. */
	bool (*idle)(struct pane *pane, struct workspace *workspace, unsigned budget_us);
	void (*close)(struct pane *pane);       /* NULL if the state is plain */
	const struct pane_action *actions;
	size_t action_count;
	/* What it has in common with others of its sort; its own actions go first. */
	const struct pane_action *common;
	size_t common_count;
};

struct pane {
	const struct pane_ops *ops;
	void *state;                    /* ops->state_size bytes */
	int rows, columns;              /* of the last layout */
	bool needs_layout;
};

extern const struct pane_ops pane_list_ops, pane_dossier_ops, pane_links_ops, pane_help_ops,
	pane_text_ops, pane_plain_ops, pane_view_ops, pane_file_ops;

/* What it holds is let go, and nothing is shown in it. */
static inline void pane_end(struct pane *pane)
{
	if (pane->ops && pane->ops->close)
		pane->ops->close(pane);
	pane->ops = NULL;
}

#endif
