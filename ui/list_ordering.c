/* The order of the list: of the dossiers of a kind it is the list's; of what a search found it
 * stands in the query, and is kept with it. */
#include "ui/pane_list.h"

#include "base/message.h"
#include "ui/workspace.h"

enum { YEAR_WIDTH = 4 };

struct row_span list_dossiers(const struct list_state *state, const struct archive *archive)
{
	return list_order_rows(&state->order, list_of_kind(state, archive, state->kind));
}

uint32_t list_dossier_place(const struct list_state *state, const struct archive *archive,
                            struct dossier_ref ref)
{
	struct row_span all = list_of_kind(state, archive, state->kind);
	struct row_span rows = list_dossiers(state, archive);
	if (rows.rows == all.rows)
		return list_place(archive, all, ref);
	for (uint32_t i = 0; i < rows.count; i++)
		if (rows.rows[i] == ref.row)
			return i;
	return NO_ROW;
}

void list_order_renew(struct list_state *state, const struct archive *archive)
{
	list_order_begin(&state->order, archive, state->known,
	                 list_of_kind(state, archive, state->kind), state->order.ordering);
	list_order_step(&state->order, LIST_FIRST_BUDGET_US);
}

bool pane_list_has_orders(const struct pane *pane)
{
	const struct list_state *state = pane->state;
	const struct list_search *results = list_results(state);
	bool is_searched = state->source == LIST_RESULTS && results->has_begun &&
	                   !results->search.is_offer;
	return state->source == LIST_DOSSIERS || is_searched;
}

/* The rows have become others: what one wants to know stands first. */
static void begin_anew(struct pane *pane, struct workspace *workspace)
{
	struct list_state *state = pane->state;
	list_limits_renew(&state->limits, workspace->archive);
	state->viewport.cursor = state->viewport.top = 0;
	state->anchor = 0;
	state->seeks_row = false;
	list_resize(pane, workspace);
	list_count_limits(pane, workspace, LIST_FIRST_BUDGET_US);
	list_show_first(pane, workspace);
}

bool list_order_on(struct pane *pane, struct workspace *workspace, unsigned budget_us)
{
	struct list_state *state = pane->state;
	if (!list_order_is_running(&state->order))
		return false;
	if (list_order_step(&state->order, budget_us) && state->source == LIST_DOSSIERS)
		begin_anew(pane, workspace);
	return true;
}

/* The kind that all of its dossiers are of, or NO_ROW. */
static uint32_t only_kind(const struct list_state *state)
{
	return state->source == LIST_DOSSIERS ? state->kind
	                                      : filter_only_kind(list_results(state)->filter);
}

static struct ordering ordering_now(const struct list_state *state)
{
	return state->source == LIST_DOSSIERS ? state->order.ordering
	                                      : filter_order(list_results(state)->filter);
}

/* Of what was found the search begins anew, and its limits stay. */
static void order_results(struct pane *pane, struct workspace *workspace, struct ordering ordering)
{
	struct arena scratch = {0};
	struct list_state *state = pane->state;
	struct list_limits limits = state->limits;
	struct str query = list_search_query(list_results(state), &scratch);
	state->limits = (struct list_limits){0};
	pane_list_search(pane, workspace,
	                 filter_ordered(workspace->archive, &scratch, query, ordering));
	state->limits = limits;
	if (limits.count)
		begin_anew(pane, workspace);
	arena_release(&scratch);
}

static void order_by(struct pane *pane, struct workspace *workspace, struct ordering ordering)
{
	struct list_state *state = pane->state;
	const struct archive *archive = workspace->archive;
	if (state->source != LIST_DOSSIERS) {
		order_results(pane, workspace, ordering);
		return;
	}
	list_order_begin(&state->order, archive, state->known,
	                 list_of_kind(state, archive, state->kind), ordering);
	list_order_step(&state->order, LIST_FIRST_BUDGET_US);
	begin_anew(pane, workspace);
}

static bool refuse(struct workspace *workspace)
{
	workspace_say(workspace, _("Only the dossiers of a kind, and what a search found, have "
	                           "other orders"));
	return false;
}

bool pane_list_order_next(struct pane *pane, struct workspace *workspace)
{
	const struct list_state *state = pane->state;
	if (!pane_list_has_orders(pane))
		return refuse(workspace);
	uint32_t kind = only_kind(state);
	enum column column = column_next(workspace->archive, kind, ordering_now(state).column);
	if (column == COLUMN_NAME && state->source == LIST_DOSSIERS)
		column = COLUMN_OWN;
	order_by(pane, workspace, (struct ordering){ column, false });
	const char *next = column_row(column_next(workspace->archive, kind, column))->words;
	if (column == COLUMN_OWN)
		workspace_say(workspace, state->source == LIST_DOSSIERS ? _("Ordered by name")
		                                                        : _("The best first"));
	else if (*next)
		/* Translators: "by links"; "by date" */
		workspace_say(workspace, _("Ordered %s; once more %s"),
		              _(column_row(column)->words), _(next));
	else
		workspace_say(workspace, _("Ordered %s"), _(column_row(column)->words));
	return true;
}

/* The dossiers of a kind stand by name where no other order holds. */
bool pane_list_order_reverse(struct pane *pane, struct workspace *workspace)
{
	const struct list_state *state = pane->state;
	if (!pane_list_has_orders(pane))
		return refuse(workspace);
	struct ordering ordering = ordering_now(state);
	if (ordering.column == COLUMN_OWN && state->source != LIST_DOSSIERS) {
		workspace_say(workspace, _("The best stand first, and have no other end: give the "
		                           "list an order"));
		return false;
	}
	if (ordering.column == COLUMN_OWN)
		ordering.column = COLUMN_NAME;
	ordering.is_reversed = !ordering.is_reversed;
	order_by(pane, workspace, ordering);
	workspace_say(workspace, _("Ordered %s"), _(ordering_words(ordering)));
	return true;
}

static bool suits(const struct list_state *state, const struct archive *archive,
                  enum column column)
{
	uint32_t kind = only_kind(state);
	return kind == NO_ROW || column_orders(archive, kind, column);
}

bool pane_list_order_by(struct pane *pane, struct workspace *workspace, struct ordering ordering)
{
	const struct list_state *state = pane->state;
	if (!pane_list_has_orders(pane))
		return refuse(workspace);
	if (suits(state, workspace->archive, ordering.column)) {
		order_by(pane, workspace, ordering);
		return true;
	}
	struct str plural = message_of(kind_at(workspace->archive, only_kind(state)).plural);
	/* Translators: the plural of a kind; "by grade" */
	workspace_complain(workspace, _("%.*s cannot be ordered %s"), STR_ARGS(plural),
	                   _(column_row(ordering.column)->words));
	return false;
}

bool pane_list_order(struct pane *pane, struct workspace *workspace, struct str named)
{
	struct arena scratch = {0};
	struct ordering ordering;
	if (!pane_list_has_orders(pane))
		return refuse(workspace);
	if (ordering_read(named, &ordering))
		return pane_list_order_by(pane, workspace, ordering);
	struct str keys = column_keys(&scratch);
	workspace_complain(workspace, _("There is no order '%.*s', but %.*s"), STR_ARGS(named),
	                   STR_ARGS(keys));
	arena_release(&scratch);
	return false;
}

/* ── Beside the names ───────────────────────────────────────────────────────────────────────── */

/* "C · 2021", "Ana Vel · 3 May 2021", "city". When something happened tells more than its type. */
static struct str column_right(const struct archive *archive, const struct known *known,
                               struct arena *frame, const struct dossier *dossier, int columns)
{
	struct column_reader reader =
		column_begin(archive, known, column_of_kind(archive, dossier->kind));
	struct str word = column_short(&reader, dossier->ref);
	struct str typed = archive_date(archive, known_own_date(known, dossier)).text;
	struct str called = list_called(archive, frame, dossier->ref);
	struct str date = list_date(frame, typed, columns);
	bool is_in_name = date.size && str_find(dossier->name, date, 0) != SIZE_MAX;
	if (word.size == 0)
		return is_in_name ? (struct str){0} : date;
	struct str whole = list_date(frame, typed, 2 * LIST_NAME_WIDTH);
	struct str year = list_date(frame, typed, LIST_NAME_WIDTH + 1 + YEAR_WIDTH);
	bool is_of_type = reader.column == COLUMN_TYPE && typed.size;
	struct str both = str_join(frame, word, STR(" · "), year), none = {0};
	struct str texts[] = {
		is_in_name ? word : str_join(frame, word, STR(" · "), whole),
		is_of_type ? date : is_in_name ? none : both,
		is_of_type ? year : none, word, is_in_name ? none : date,
	};
	bool is_opening = dossier_weight(archive, dossier->ref).is_opening;
	return list_right(frame, called, is_opening ? LIST_OPENING_WIDTH : LIST_NAME_WIDTH, columns,
	                  (struct list_texts){ texts, sizeof(texts) / sizeof(texts[0]) });
}

/* Columns of a name and a blank; of " · "; and of "25 Feb 2022", longer than which few dates are. */
enum { LIST_BESIDE_GRADE = 19, BETWEEN_WIDTH = 3, DAY_WIDTH = 11 };

/* By date or grade: that, and if there is room, of what has both the other, "C · Aug 2022". Whether
 * there is, does not hang on the row: one looks down the column, and names give way. */
static struct str graded_right(const struct archive *archive, const struct known *known,
                               struct arena *frame, const struct dossier *dossier, enum column by,
                               int columns)
{
	struct column_reader reader = column_begin(archive, known, COLUMN_GRADE);
	struct str grade = column_short(&reader, dossier->ref);
	struct str typed = archive_date(archive, known_own_date(known, dossier)).text;
	struct str whole = list_date(frame, typed, 2 * LIST_NAME_WIDTH);
	struct str year = list_date(frame, typed, LIST_NAME_WIDTH + 1 + YEAR_WIDTH);
	struct str alone = by == COLUMN_DATE ? whole : grade;
	if (grade.size == 0 || whole.size == 0)
		return alone;
	int room = columns - LIST_BESIDE_GRADE - shown_line(frame, grade).width - BETWEEN_WIDTH;
	if (room >= DAY_WIDTH)
		return str_join(frame, grade, STR(" · "), whole);
	return by == COLUMN_GRADE && room >= YEAR_WIDTH ? str_join(frame, grade, STR(" · "), year)
	                                                : alone;
}

struct str list_column_right(const struct archive *archive, const struct known *known,
                             struct arena *frame, struct dossier_ref ref, enum column by,
                             int columns)
{
	struct dossier dossier = dossier_at(archive, ref);
	if (by == COLUMN_DATE || by == COLUMN_GRADE)
		return graded_right(archive, known, frame, &dossier, by, columns);
	if (!column_row(by)->field)
		return column_right(archive, known, frame, &dossier, columns);
	struct column_reader reader = column_begin(archive, known, by);
	return column_short(&reader, ref);
}

struct str list_order_title(const struct list_state *state, struct arena *frame, struct str title)
{
	bool is_ordered = state->source == LIST_DOSSIERS && state->order.ordering.column != COLUMN_OWN;
	if (!is_ordered)
		return title;
	/* Translators: the title of a list; "by links" */
	return str_format(frame, _("%.*s %s"), STR_ARGS(title),
	                  _(ordering_words(state->order.ordering)));
}
