/* Who was at what: around one, or of all. */
#include "ui/view_parts.h"

#include "base/message.h"
#include "ui/workspace.h"

static struct page matrix_make(struct view_state *state, struct workspace *workspace,
                               struct arena *arena, struct page_options options)
{
	const struct archive *archive = workspace->archive;
	struct matrix_query query = {
		.around = dossier_find(archive, state->one), .kinds = { NO_ROW, NO_ROW },
	};
	state->matrix = NULL;
	state->column_count = 0;
	if (state->one.size && dossier_is_none(query.around))
		return (struct page){0};
	state->matrix = ARENA_NEW(arena, struct matrix);
	*state->matrix = matrix_find(archive, arena, &query);
	/* Around what no people are linked with, all is better than nothing; the title says
	 * which. */
	if (state->matrix->count == 0 && !dossier_is_none(query.around)) {
		query.around = NO_DOSSIER;
		*state->matrix = matrix_find(archive, arena, &query);
	}
	struct matrix_page made =
		page_matrix(archive, arena, state->matrix, (int)state->first_column, options);
	state->first_column = made.first;
	state->shown_columns = made.count;
	state->fitting_columns = made.room;
	state->column_count = state->matrix->ends[MATRIX_COLUMNS].count;
	state->crossings = made.links;
	return made.page;
}

/* What the selected sign says; else what it is of. */
static struct str matrix_title(const struct view_state *state, const struct workspace *workspace,
                               struct arena *frame)
{
	const struct matrix *matrix = state->matrix;
	const struct page_link *link = page_view_selected(&state->page);
	if (!matrix)
		return str_of(_("Matrix"));
	if (link && matrix->count) {
		struct str words = matrix_words(workspace->archive, frame, matrix,
		                                state->crossings[state->page.link]);
		if (words.size)
			return words;
	}
	return str_format(frame, _("Matrix: %.*s"), STR_ARGS(state->page.page.title));
}

static struct str matrix_setting(const struct view_state *state, const struct workspace *workspace,
                                 struct arena *frame)
{
	(void)workspace;
	if (!state->matrix || state->shown_columns == state->column_count)
		return (struct str){0};
	return str_format(frame, _("columns %zu–%zu of %zu"), state->first_column + 1,
	                  state->first_column + state->shown_columns, state->column_count);
}

/* To the columns on the right, or on the left. */
static bool matrix_zoom(struct view_state *state, int step)
{
	size_t first = state->first_column, room = state->fitting_columns;
	if (step > 0 ? first + room >= state->column_count : first == 0)
		return false;
	state->first_column = step > 0 ? first + room : first > room ? first - room : 0;
	return true;
}

const struct view_row view_matrix = {
	.is_of_now = true,
	.make = matrix_make, .title = matrix_title,
	.setting = matrix_setting, .zoom = matrix_zoom,
	.leads_into = true,
};
