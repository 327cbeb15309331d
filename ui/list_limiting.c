/* The list as its limits narrow it: which rows are shown, and what typing a limit does to them. */
#include "ui/pane_list.h"

#include "base/message.h"
#include "query/timeline.h"
#include "ui/workspace.h"

static const struct list_source_ops *source_of(const struct list_state *state)
{
	return list_source_ops(state->source);
}

bool pane_list_has_dossiers(const struct pane *pane)
{
	return source_of(pane->state)->subject != list_no_subject;
}

/* Limits are of the list that they were typed over. While something else is typed, that one waits
 * behind. */
static bool limits_hold(const struct list_state *state)
{
	bool is_other_search = state->source == LIST_RESULTS &&
	                       state->limited_search != state->shown;
	return state->limits.count && state->limited == state->source && !is_other_search;
}

bool list_is_limited(const struct list_state *state)
{
	return limits_hold(state) && list_limits_narrow(&state->limits);
}

int list_passed(const struct list_state *state, const struct archive *archive)
{
	return list_is_limited(state) ? (int)list_limits_count(&state->limits)
	                              : source_of(state)->count(state, archive);
}

int list_rows(const struct list_state *state, const struct archive *archive)
{
	return state->source == LIST_TIMELINE ? list_months_lines(&state->months)
	                                      : list_passed(state, archive);
}

int list_all(const struct list_state *state, const struct archive *archive)
{
	return state->source == LIST_FINDINGS ? (int)state->findings.finding_count
	                                      : source_of(state)->count(state, archive);
}

int list_number(const struct list_state *state)
{
	uint32_t row = (uint32_t)state->viewport.cursor;
	bool has_headings = state->source == LIST_FINDINGS && !list_is_limited(state);
	if (state->source == LIST_TIMELINE)
		return list_months_row(&state->months, state->viewport.cursor) + 1;
	return has_headings && row < state->findings.count ? (int)state->findings.items[row].count
	                                                   : state->viewport.cursor + 1;
}

int list_row(const struct list_state *state, int row)
{
	if (state->source == LIST_TIMELINE)
		row = list_months_row(&state->months, row);
	if (!list_is_limited(state))
		return row;
	bool is_there = row >= 0 && (size_t)row < list_limits_count(&state->limits);
	return is_there ? (int)list_limits_row(&state->limits, (size_t)row) : -1;
}

int list_line(const struct list_state *state, int row)
{
	if (list_is_limited(state))
		row = (int)list_limits_find(&state->limits, (size_t)row);
	return state->source == LIST_TIMELINE ? list_months_line(&state->months, row) : row;
}

bool list_is_heading(const struct list_state *state, const struct archive *archive, int row)
{
	const struct list_source_ops *source = source_of(state);
	if (state->source == LIST_TIMELINE)
		return row >= 0 && row < list_rows(state, archive) && list_row(state, row) < 0;
	return source->is_heading && source->is_heading(state, archive, list_row(state, row));
}

/* ── Counting ───────────────────────────────────────────────────────────────────────────────── */

static size_t rows_of(const struct limited *limited)
{
	const struct list_state *state = limited->context;
	return (size_t)source_of(state)->count(state, limited->archive);
}

static struct dossier_ref subject_of(const struct limited *limited, size_t row)
{
	const struct list_state *state = limited->context;
	return source_of(state)->subject(state, limited->archive, (int)row);
}

static struct date_view when_of(const struct limited *limited, size_t row)
{
	const struct list_state *state = limited->context;
	return timeline_when(limited->archive, list_entry_at(state, limited->archive,
	                                                     (uint32_t)row));
}

static bool step(struct list_state *state, const struct archive *archive, unsigned budget_us)
{
	const struct list_search *results = list_results(state);
	const struct limited limited = {
		.archive = archive, .context = state, .count = rows_of, .subject = subject_of,
		.when = state->limits.have_dates ? when_of : NULL,
		.grows = state->source == LIST_RESULTS && results->has_begun &&
		         !results->search.is_done,
	};
	return limits_hold(state) && list_limits_step(&state->limits, &limited, budget_us);
}

void list_go_to(struct pane *pane, struct workspace *workspace, int row)
{
	struct list_state *state = pane->state;
	state->anchor = row > 0 ? row : 0;
	if (list_is_limited(state)) {
		state->seeks_row = true;
		state->sought_row = state->anchor;
	} else {
		list_resize(pane, workspace);
		list_move_row(&state->viewport, list_line(state, state->anchor));
	}
	list_resize(pane, workspace);
}

/* Once it is counted as far, the cursor goes to the row that is sought, or if that is left out, to
 * the next one that is not. */
static bool reach(struct list_state *state, const struct archive *archive)
{
	if (!state->seeks_row || !list_is_limited(state))
		return false;
	size_t at = list_limits_find(&state->limits, (size_t)state->sought_row);
	if (at == list_limits_count(&state->limits) && !list_limits_are_done(&state->limits))
		return false;
	state->seeks_row = false;
	if (state->source == LIST_TIMELINE)
		list_timeline_renew(state, archive);
	list_move_row(&state->viewport, list_line(state, state->sought_row));
	return true;
}

void list_stop_seeking(struct list_state *state)
{
	state->searches[state->shown].sought = (struct str){0};
	if (list_is_limited(state))
		state->seeks_row = false;
}

static void show_selected(struct pane *pane, struct workspace *workspace)
{
	const struct list_state *state = pane->state;
	struct dossier_ref ref = list_subject_at(pane, workspace, state->viewport.cursor);
	if (!dossier_is_none(ref))
		workspace_preview(workspace, ref);
	else if (state->is_limiting)
		workspace_return(workspace);
}

bool list_count_limits(struct pane *pane, struct workspace *workspace, unsigned budget_us)
{
	struct list_state *state = pane->state;
	bool did = step(state, workspace->archive, budget_us);
	bool has_reached = reach(state, workspace->archive);
	if (!did && !has_reached)
		return false;
	list_resize(pane, workspace);
	if (has_reached && (state->is_limiting || workspace_focus(workspace) == pane))
		show_selected(pane, workspace);
	return true;
}

/* The rows have become others: the cursor stays on what it was on. */
static void count_again(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	list_months_forget(&state->months);
	list_go_to(pane, workspace, state->anchor);
	if (!list_count_limits(pane, workspace, LIST_FIRST_BUDGET_US))
		show_selected(pane, workspace);
}

/* ── A limit ────────────────────────────────────────────────────────────────────────────────── */

void list_end_limits(struct list_state *state)
{
	list_limits_release(&state->limits);
	list_months_forget(&state->months);
	state->seeks_row = false;
}

static bool can_limit(const struct list_state *state, struct workspace *workspace)
{
	if (source_of(state)->subject == list_no_subject)
		workspace_say(workspace, _("Only a list of dossiers has limits"));
	else if (limits_hold(state) && state->limits.count == LIST_LIMITS)
		workspace_complain(workspace, _("A list has at most %d limits"), LIST_LIMITS);
	else
		return true;
	return false;
}

static void push(struct list_state *state)
{
	int anchor = limits_hold(state) && state->seeks_row
	                     ? state->sought_row : list_row(state, state->viewport.cursor);
	if (!limits_hold(state))
		list_end_limits(state);
	state->anchor = anchor;
	state->limited = state->source;
	state->limits.have_dates = state->source == LIST_TIMELINE;
	state->limited_search = state->shown;
	list_months_forget(&state->months);
	list_limits_push(&state->limits);
}

bool pane_list_limit_begin(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	if (!can_limit(state, workspace))
		return false;
	state->viewport_before = state->viewport;
	state->edition_before = workspace->edition;
	push(state);
	state->is_limiting = true;
	return true;
}

/* A field that nothing stands behind yet: what may. */
static void offer_values(struct list_state *state, const struct archive *archive)
{
	struct list_limit *limit = &state->limits.items[state->limits.count - 1];
	if (!limit->has_begun && limit->complaint.size == 0 && limit->query.size)
		limit->values = list_limit_values(state, archive, &limit->arena, limit->query);
}

const struct completions *list_limit_offers(const struct list_state *state)
{
	const struct list_limits *limits = &state->limits;
	if (!state->is_limiting || limits->count == 0)
		return NULL;
	const struct list_limit *limit = &limits->items[limits->count - 1];
	return limit->values.count ? &limit->values : NULL;
}

void pane_list_limit_type(struct pane *pane, struct workspace *workspace, struct str text)
{
	struct list_state *state = pane->state;
	state->limits.known = state->known;
	list_limits_set(&state->limits, workspace->archive, text, true);
	count_again(pane, workspace);
	offer_values(state, workspace->archive);
}

void pane_list_limit_cancel(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	state->is_limiting = false;
	list_limits_pop(&state->limits);
	list_months_forget(&state->months);
	state->seeks_row = false;
	if (state->edition_before != workspace->edition) {
		list_go_to(pane, workspace, state->anchor);
		list_count_limits(pane, workspace, LIST_FIRST_BUDGET_US);
		return;
	}
	state->viewport = state->viewport_before;
	list_resize(pane, workspace);
}

static void take_last(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	int anchor = state->anchor;
	pane_list_limit_cancel(pane, workspace);
	if (state->limits.count == 0) {
		workspace_say(workspace, _("There is no limit to take away"));
		return;
	}
	list_limits_pop(&state->limits);
	state->anchor = anchor;
	count_again(pane, workspace);
	workspace_say(workspace, _("The last limit was taken away"));
}

/* Nothing is left of the list: it is as good as it was, and a word says why. */
static bool leaves_nothing(struct list_state *state, struct workspace *workspace)
{
	struct arena scratch = {0};
	bool is_understood = state->limits.items[state->limits.count - 1].has_begun;
	bool is_empty = !is_understood ||
	                (list_limits_are_done(&state->limits) &&
	                 list_limits_count(&state->limits) == 0);
	struct str fault = is_empty ? list_limits_fault(&state->limits, workspace->archive,
	                                                &scratch)
	                            : (struct str){0};
	bool is_faulty = fault.size > 0;
	if (is_faulty)
		workspace_complain(workspace, "%.*s", STR_ARGS(fault));
	else if (is_empty)
		workspace_say(workspace, _("Nothing in this list matches"));
	arena_release(&scratch);
	return is_empty;
}

/* An order that stands in a limit is the list's: it goes there, and what is left is the limit. */
static void give_order(struct pane *pane, struct workspace *workspace, struct str text)
{
	struct arena scratch = {0};
	struct list_state *state = pane->state;
	struct str rest = text;
	struct ordering ordering = filter_order_cut(workspace->archive, &scratch, &rest);
	if (ordering.column != COLUMN_OWN) {
		if (rest.size)
			list_limits_set(&state->limits, workspace->archive, rest, true);
		else
			pane_list_limit_cancel(pane, workspace);
		state->is_limiting = false;
		pane_list_order_by(pane, workspace, ordering);
	}
	arena_release(&scratch);
}

void pane_list_limit_accept(struct pane *pane, struct workspace *workspace, struct str text)
{
	struct list_state *state = pane->state;
	if (str_is_empty(str_trim(text)))
		take_last(pane, workspace);
	else if (leaves_nothing(state, workspace))
		pane_list_limit_cancel(pane, workspace);
	else
		give_order(pane, workspace, text);
	state->is_limiting = false;
}

bool pane_list_limit(struct pane *pane, struct workspace *workspace, struct str query)
{
	struct list_state *state = pane->state;
	if (!can_limit(state, workspace))
		return false;
	push(state);
	state->limits.known = state->known;
	list_limits_set(&state->limits, workspace->archive, query, false);
	count_again(pane, workspace);
	return true;
}

/* ── Words ──────────────────────────────────────────────────────────────────────────────────── */

struct str list_limit_title(const struct list_state *state, struct arena *frame, struct str title,
                            int room)
{
	struct str words = list_limits_words(&state->limits, frame);
	if (!limits_hold(state) || words.size == 0)
		return title;
	bool is_wrong = state->limits.items[state->limits.count - 1].complaint.size > 0;
	/* Translators: the title of a list, and what it is limited to */
	struct str whole = str_format(frame, is_wrong ? _("%.*s · limit: %.*s (not understood)")
	                                              : _("%.*s · limit: %.*s"),
	                              STR_ARGS(title), STR_ARGS(words));
	if (shown_line(frame, whole).width <= room)
		return whole;
	/* Translators: what a list is limited to, and its title, which may be cut */
	return str_format(frame, is_wrong ? _("limit: %.*s (not understood) · %.*s")
	                                  : _("limit: %.*s · %.*s"),
	                  STR_ARGS(words), STR_ARGS(title));
}

struct str list_limit_amount(const struct list_state *state, const struct archive *archive,
                             struct arena *frame)
{
	int count = list_passed(state, archive), all = list_all(state, archive);
	const struct search *search = &list_results(state)->search;
	bool is_cut = state->source == LIST_RESULTS && search->total > search->hit_count;
	bool grows = state->is_of_part || !list_limits_are_done(&state->limits);
	const char *more = grows ? "+" : "";
	struct str part = str_format(frame, "%d%s", count, more);
	if (count)
		part = str_format(frame, "%d/%s", list_number(state), part.bytes);
	/* Translators: how many of how many: "3 of 20"; "1/3 of 20" is the first of these 3 */
	return str_format(frame, is_cut ? _("%s of the best %d") : _("%s of %d"), part.bytes, all);
}
