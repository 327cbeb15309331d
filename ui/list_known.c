/* The lists as they were known on a day: what is not there on that day has no row. */
#include "ui/pane_list.h"

#include "ui/workspace.h"

struct row_span list_of_kind(const struct list_state *state, const struct archive *archive,
                             uint32_t kind)
{
	return known_of_kind(state->known, archive, kind);
}

uint32_t list_entry_count(const struct list_state *state, const struct archive *archive)
{
	return known_entry_count(state->known, archive);
}

struct timeline_entry list_entry_at(const struct list_state *state, const struct archive *archive,
                                    uint32_t row)
{
	return timeline_at(archive, known_entry_place(state->known, row));
}

void pane_list_know(struct pane *pane, struct workspace *workspace, const struct known *known)
{
	struct list_state *state = pane->state;
	struct arena scratch = {0};
	struct list_kept kept = pane_list_keep(pane, workspace, &scratch);
	state->known = known;
	pane->ops->reload(pane, workspace);
	pane_list_restore(pane, workspace, &kept);
	pane->needs_layout = true;
	arena_release(&scratch);
}
