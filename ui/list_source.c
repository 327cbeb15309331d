/* What may stand in the list: a source a block, their table at the end. */
#include "ui/pane_list.h"

#include "base/message.h"
#include "query/page.h"
#include "query/quotes.h"
#include "ui/workspace.h"

struct str list_called(const struct archive *archive, struct arena *frame, struct dossier_ref ref)
{
	struct str name = dossier_name(archive, ref);
	bool is_words = dossier_is_of_kind(archive, ref, STR("quote")) &&
	                dossier_weight(archive, ref).is_opening;
	struct str form = dossier_text(archive, ref, KNOWN_FORM);
	return is_words ? quote_in_marks(frame, form, name) : name;
}

/* ── The dossiers of a kind ─────────────────────────────────────────────────────────────────── */

uint32_t list_place(const struct archive *archive, struct row_span span, struct dossier_ref ref)
{
	uint32_t place = dossier_weight(archive, ref).place, low = 0, high = span.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct dossier_ref other = { span.rows[middle] };
		if (dossier_weight(archive, other).place < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low < span.count && span.rows[low] == ref.row ? low : NO_ROW;
}

static int dossiers_count(const struct list_state *state, const struct archive *archive)
{
	return (int)list_dossiers(state, archive).count;
}

static struct dossier_ref dossiers_subject(const struct list_state *state,
                                           const struct archive *archive, int row)
{
	struct row_span span = list_dossiers(state, archive);
	return row >= 0 && (uint32_t)row < span.count ? (struct dossier_ref){ span.rows[row] }
	                                              : NO_DOSSIER;
}

/* The number by which a row stands where it does. */
static struct str number_of(const struct list_state *state, struct arena *frame, int row)
{
	uint32_t number;
	return list_order_number(&state->order, (uint32_t)row, &number)
	               ? str_format(frame, "%u", number) : (struct str){0};
}

static void dossiers_draw(const struct list_state *state, const struct archive *archive,
                          struct arena *frame, struct canvas *canvas, int row)
{
	struct dossier dossier = dossier_at(archive, dossiers_subject(state, archive, row));
	struct str right = number_of(state, frame, row);
	if (!right.size)
		right = list_column_right(archive, state->known, frame, dossier.ref,
		                          state->order.ordering.column, canvas_columns(canvas));
	struct list_name name = {
		.text = list_called(archive, frame, dossier.ref),
		.above = list_called(archive, frame, dossiers_subject(state, archive, row - 1)),
		.below = list_called(archive, frame, dossiers_subject(state, archive, row + 1)),
	};
	list_draw_name(canvas, frame, ROLE_TEXT, name, right);
}

static struct str dossiers_title(const struct list_state *state, const struct archive *archive,
                                 struct arena *frame)
{
	(void)frame;
	return message_of(kind_at(archive, state->kind).plural);
}

/* ── Actions by name ────────────────────────────────────────────────────────────────────────── */

static int commands_count(const struct list_state *state, const struct archive *archive)
{
	(void)archive;
	return state->command_count;
}

/* What it does stands behind its name where there is room for more than a beginning; else it is
 * told beside what is typed. */
static void commands_draw(const struct list_state *state, const struct archive *archive,
                          struct arena *frame, struct canvas *canvas, int row)
{
	enum { NAME_WIDTH = 18, WIDE_FROM = 56 };
	(void)archive;
	const struct action_row *action = action_row(state->commands[row]);
	struct str keys = keymap_keys(frame, CONTEXT_GLOBAL, state->commands[row], true);
	int room = canvas_columns(canvas) - NAME_WIDTH - shown_line(frame, keys).width - 2;
	list_draw_pair(canvas, frame, 0, ROLE_TEXT, str_of(action->name), ROLE_BAR_KEY, keys);
	if (canvas_columns(canvas) >= WIDE_FROM)
		canvas_put(canvas, 0, NAME_WIDTH, ROLE_DIM,
		           shown_fit(frame, shown_literal(frame, _(action->help)), room));
}

/* Where nothing is called as it was typed, words that say so. */
static void commands_draw_below(const struct list_state *state, const struct archive *archive,
                                struct dossier_ref shown, struct arena *frame,
                                struct canvas *canvas)
{
	(void)archive;
	(void)shown;
	if (state->command_count == 0)
		canvas_put(canvas, 0, LIST_MARGIN, ROLE_NOTE,
		           shown_line(frame, str_of(_("No action is called so."))));
}

static void commands_open(struct pane *pane, struct workspace *workspace, int row)
{
	const struct list_state *state = pane->state;
	if (row < state->command_count)
		workspace_action(workspace, state->commands[row]);
}

static struct str commands_title(const struct list_state *state, const struct archive *archive,
                                 struct arena *frame)
{
	(void)state;
	(void)archive;
	(void)frame;
	return str_of(_("actions"));
}

struct dossier_ref list_no_subject(const struct list_state *state, const struct archive *archive,
                                   int row)
{
	(void)state;
	(void)archive;
	(void)row;
	return NO_DOSSIER;
}

static const struct list_source_ops sources[] = {
	[LIST_KINDS] = { .name = "kinds" },             /* list_kinds.c */
	[LIST_DOSSIERS] = {
		.name = "dossiers", .row_height = 1, .count = dossiers_count, .draw = dossiers_draw,
		.subject = dossiers_subject, .title = dossiers_title,
	},
	[LIST_RESULTS] = { .name = "results" },         /* list_hits.c */
	[LIST_TIMELINE] = { .name = "timeline" },       /* list_timeline.c */
	[LIST_FINDINGS] = { .name = "findings" },       /* list_findings.c */
	[LIST_READING] = { .name = "reading list" },    /* list_reading.c */
	[LIST_COMMANDS] = {
		.name = "commands", .row_height = 1, .count = commands_count, .draw = commands_draw,
		.draw_below = commands_draw_below, .subject = list_no_subject,
		.open = commands_open, .title = commands_title,
	},
};
_Static_assert(sizeof(sources) / sizeof(sources[0]) == LIST_SOURCE_COUNT, "a row for each source");

const struct list_source_ops *list_source_ops(enum list_source source)
{
	static const struct list_source_ops *const elsewhere[LIST_SOURCE_COUNT] = {
		[LIST_KINDS] = &list_kinds_ops, [LIST_RESULTS] = &list_hits_ops,
		[LIST_TIMELINE] = &list_timeline_ops, [LIST_FINDINGS] = &list_findings_ops,
		[LIST_READING] = &list_reading_ops,
	};
	return elsewhere[source] ? elsewhere[source] : &sources[source];
}
