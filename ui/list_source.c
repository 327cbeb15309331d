/* What may stand in the list: a source a block, their table at the end. */
#include "ui/pane_list.h"

#include "model/prose.h"
#include "query/findings.h"
#include "query/page.h"
#include "query/verified.h"
#include "ui/workspace.h"

/* ── Drawing rows ───────────────────────────────────────────────────────────────────────────── */

void list_draw_pair(struct canvas *canvas, struct arena *frame, int row, enum role role,
                    struct str left, enum role right_role, struct str right)
{
	int columns = canvas_columns(canvas);
	struct shown end = shown_line(frame, right);
	left = shown_name(frame, left);
	int room = columns - (end.width ? end.width + 1 : 0);
	canvas_put(canvas, row, 0, role, shown_fit(frame, shown_line(frame, left), room));
	canvas_put(canvas, row, columns - end.width, right_role, end);
}

/* A narrow list is for the names: of a date it has the years. */
enum { NARROW = 36, YEARS_WIDTH = 4 };

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

/* ── The dossiers of a kind ─────────────────────────────────────────────────────────────────── */

static int dossiers_count(const struct list_state *state, const struct archive *archive)
{
	return (int)list_of_kind(state, archive, state->kind).count;
}

static struct dossier_ref dossiers_subject(const struct list_state *state,
                                           const struct archive *archive, int row)
{
	struct row_span span = list_of_kind(state, archive, state->kind);
	return (uint32_t)row < span.count ? (struct dossier_ref){ span.rows[row] } : NO_DOSSIER;
}

static void dossiers_draw(const struct list_state *state, const struct archive *archive,
                          struct arena *frame, struct canvas *canvas, int row)
{
	struct dossier dossier = dossier_at(archive, dossiers_subject(state, archive, row));
	int width = canvas_columns(canvas) < NARROW ? YEARS_WIDTH : DATE_SHORT_WIDTH;
	uint32_t row_of_date = known_own_date(state->known, &dossier);
	struct str date = date_short(frame, archive_date(archive, row_of_date).text, width);
	list_draw_pair(canvas, frame, 0, ROLE_TEXT, dossier.name, ROLE_DATE, date);
}

static struct str dossiers_title(const struct list_state *state, const struct archive *archive,
                                 struct arena *frame)
{
	(void)frame;
	return kind_at(archive, state->kind).plural;
}

/* ── What a search found ────────────────────────────────────────────────────────────────────── */

static int results_count(const struct list_state *state, const struct archive *archive)
{
	(void)archive;
	return list_search_count(list_results(state));
}

static struct dossier_ref results_subject(const struct list_state *state,
                                          const struct archive *archive, int row)
{
	if (row >= results_count(state, archive))
		return NO_DOSSIER;
	return list_results(state)->search.hits[row].ref;
}

/* Text with matches that stand out, from `from` on; gives the column behind it. */
static int draw_marked(struct canvas *canvas, struct arena *frame, int row, int column,
                       enum role role, struct search_snippet snippet, size_t from)
{
	size_t at = from;
	for (size_t i = 0; i < snippet.match_count; i++) {
		struct search_range match = snippet.matches[i];
		struct str before = str_slice(snippet.text, at, match.start - at);
		struct str words = str_slice(snippet.text, match.start, match.size);
		column = canvas_put(canvas, row, column, role, shown_line(frame, before));
		column = canvas_put(canvas, row, column, ROLE_MATCH, shown_line(frame, words));
		at = match.start + match.size;
	}
	struct str rest = str_slice(snippet.text, at, snippet.text.size);
	return canvas_put(canvas, row, column, role, shown_line(frame, rest));
}

/* Where to begin so that the first match is in sight: at the start, or at a word some way before
 * it. */
static size_t snippet_start(struct arena *frame, struct search_snippet snippet, int room)
{
	if (snippet.match_count == 0)
		return 0;
	size_t end = snippet.matches[0].start + snippet.matches[0].size;
	if (shown_line(frame, str_slice(snippet.text, 0, end)).width <= room)
		return 0;
	size_t from = snippet.matches[0].start;
	for (int words = 0; from > 0; from--) {
		words += snippet.text.bytes[from - 1] == ' ';
		int width = shown_line(frame, str_slice(snippet.text, from, end - from)).width;
		if (snippet.text.bytes[from - 1] == ' ' && (words > 2 || width > room / 2))
			break;
	}
	return from;
}

/* The second line of a hit: where its words stand, and the words in their sentence, which ends in
 * an ellipsis where the line does. Who typed no words asks for no place. */
static void draw_snippet(struct canvas *canvas, struct arena *frame, struct search_snippet snippet,
                         enum search_way way)
{
	struct shown ellipsis = shown_literal(frame, "…");
	struct shown why = shown_format(frame, "%.*s%s", STR_ARGS(snippet.why),
	                                snippet.text.size ? ": " : "");
	int column = way == WAY_FILTER ? 1 : canvas_put(canvas, 1, 1, ROLE_DIM, why);
	int room = canvas_columns(canvas) - column;
	size_t from = snippet_start(frame, snippet, room);
	if (from)
		column = canvas_put(canvas, 1, column, ROLE_DIM, ellipsis);
	int columns = canvas_columns(canvas);
	if (draw_marked(canvas, frame, 1, column, ROLE_DIM, snippet, from) > columns)
		canvas_put(canvas, 1, columns - ellipsis.width, ROLE_DIM, ellipsis);
}

/* For prose_plain: what a link in a summary is called. */
static struct str name_of(void *context, struct str id)
{
	const struct archive *const *archive = context;
	return dossier_name(*archive, dossier_find(*archive, id));
}

/* A hit in the name is marked there; its second line is then free to say who or what it is. */
static void results_draw(const struct list_state *state, const struct archive *archive,
                         struct arena *frame, struct canvas *canvas, int row)
{
	struct search_hit hit = list_results(state)->search.hits[row];
	struct dossier dossier = dossier_at(archive, hit.ref);
	int columns = canvas_columns(canvas);
	/* More than fits, so that where the text was cut is beyond the line. */
	size_t size = (size_t)columns * 4;
	struct search_snippet snippet =
		search_snippet(archive, frame, list_results(state)->filter, hit,
		               (struct snippet_options){ size, list_results(state)->known });
	list_draw_pair(canvas, frame, 0, ROLE_TEXT, dossier.name, ROLE_DIM,
	          kind_at(archive, dossier.kind).label);
	struct str text = known_summary(list_results(state)->known, &dossier);
	if (!str_equal(snippet.field, STR("name")) || str_is_empty(text)) {
		draw_snippet(canvas, frame, snippet, hit.way);
		return;
	}
	int room = columns - shown_line(frame, kind_at(archive, dossier.kind).label).width - 1;
	bool is_as_written = str_equal(shown_name(frame, dossier.name), snippet.text);
	if (shown_line(frame, dossier.name).width <= room && is_as_written)
		draw_marked(canvas, frame, 0, 0, ROLE_TEXT, snippet, 0);
	struct str summary = prose_plain(frame, text, name_of, &archive);
	canvas_put(canvas, 1, 1, ROLE_DIM,
	           shown_fit(frame, shown_prose(frame, summary), columns - 1));
}

/* Where there is no hit, the words that say why. */
static void results_draw_below(const struct list_state *state, const struct archive *archive,
                               struct dossier_ref shown, struct arena *frame, struct canvas *canvas)
{
	(void)shown;
	const struct list_search *results = list_results(state);
	bool is_done = results->has_begun && results->search.is_done;
	struct str words = results->complaint;
	if (str_is_empty(words) && is_done)
		words = STR("Nothing matches, and no name is similar.");
	if (str_is_empty(words) || results_count(state, archive))
		return;
	struct page_writer writer = page_begin(frame, canvas_columns(canvas));
	page_text(&writer, ROLE_NOTE, shown_prose(frame, words));
	struct page page = page_end(&writer);
	for (uint32_t line = 0; line < page.lines.count; line++) {
		struct str text = page_line_text(&page, frame, line);
		canvas_put(canvas, (int)line, 0, ROLE_NOTE, shown_line(frame, text));
	}
}

static bool is_kept(const struct list_state *state, struct arena *frame,
                    const struct list_search *results)
{
	struct reader_search kept;
	struct str query = list_search_query(results, frame);
	return state->reader && reader_find_search(state->reader, query, &kept);
}

/* Of quotes alone, all of which are hits: how many are real. */
static struct str found_words(const struct list_search *results, const struct archive *archive,
                              struct arena *frame)
{
	const struct search *search = &results->search;
	uint32_t kind = filter_only_kind(results->filter);
	bool is_whole = results->has_begun && search->is_done && !search->is_offer &&
	                search->total == search->hit_count;
	size_t found = 0;
	if (!is_whole || kind == NO_ROW || kind != kind_find(archive, STR("quote")))
		return (struct str){0};
	for (size_t i = 0; i < search->hit_count; i++)
		found += verified_is_found(archive, search->hits[i].ref);
	return verified_words(archive, frame, search->hit_count, found);
}

static struct str results_title(const struct list_state *state, const struct archive *archive,
                                struct arena *frame)
{
	const struct list_search *results = list_results(state);
	if (results->complaint.size)
		return STR("Not understood");
	if (results->query.size == 0)
		return STR("Type to search");
	if (results->has_begun && results->search.is_offer && results->search.hit_count)
		return str_format(frame, "Nothing for “%.*s”; similar names",
		                  STR_ARGS(results->query));
	struct str found = found_words(results, archive, frame);
	return str_format(frame, "“%.*s”%s%s%.*s", STR_ARGS(results->query),
	                  is_kept(state, frame, results) ? " · kept" : "",
	                  found.size ? ": " : "", STR_ARGS(found));
}

/* ── The timeline ───────────────────────────────────────────────────────────────────────────── */

static int timeline_rows(const struct list_state *state, const struct archive *archive)
{
	return (int)list_entry_count(state, archive);
}

static struct dossier_ref timeline_subject(const struct list_state *state,
                                           const struct archive *archive, int row)
{
	return (uint32_t)row < list_entry_count(state, archive)
	               ? list_entry_at(state, archive, (uint32_t)row).dossier : NO_DOSSIER;
}

/* Columns of the dates, which are the same in all rows, so that marks and names stand in line. */
enum { DATES_NARROW = 13, DATES_WIDE_FROM = 50 };

static int timeline_date_width(const struct canvas *canvas)
{
	return canvas_columns(canvas) < DATES_WIDE_FROM ? DATES_NARROW : DATE_SHORT_WIDTH;
}

static const char *const timeline_marks[] = {
	[TIMELINE_EVENT] = "*", [TIMELINE_QUOTE] = "\"", [TIMELINE_PUBLISHED] = "#",
	[TIMELINE_RELATION] = "-",
};
_Static_assert(sizeof(timeline_marks) / sizeof(timeline_marks[0]) == TIMELINE_WHAT_COUNT,
               "a mark for each");

const char *list_timeline_mark(enum timeline_what what)
{
	return timeline_marks[what];
}

static void timeline_draw(const struct list_state *state, const struct archive *archive,
                          struct arena *frame, struct canvas *canvas, int row)
{
	struct timeline_entry entry = list_entry_at(state, archive, (uint32_t)row);
	int width = timeline_date_width(canvas);
	struct str date = date_short(frame, timeline_date(archive, frame, entry), width);
	struct shown shown = shown_line(frame, str_is_empty(date) ? STR("undated") : date);
	struct shown mark = shown_literal(frame, timeline_marks[entry.what]);
	struct str name = shown_name(frame, timeline_name(archive, frame, entry));
	shown = shown_fit(frame, shown, width);
	canvas_put(canvas, 0, width - shown.width, ROLE_DATE, shown);
	canvas_put(canvas, 0, width + 1, ROLE_DIM, mark);
	int room = canvas_columns(canvas) - width - 3;
	canvas_put(canvas, 0, width + 3, ROLE_TEXT,
	           shown_fit(frame, shown_line(frame, name), room));
}

static struct str timeline_title(const struct list_state *state, const struct archive *archive,
                                 struct arena *frame)
{
	(void)state;
	(void)archive;
	(void)frame;
	return STR("timeline");
}

static struct str timeline_legend(struct arena *frame)
{
	struct text legend = { .arena = frame };
	for (int what = 0; what < TIMELINE_WHAT_COUNT; what++)
		text_format(&legend, "%s%s %s", what ? "  " : "", timeline_marks[what],
		            timeline_what_name((enum timeline_what)what));
	return text_str(&legend);
}

/* ── Findings ───────────────────────────────────────────────────────────────────────────────── */

static int findings_rows(const struct list_state *state, const struct archive *archive)
{
	(void)state;
	return (int)finding_count(archive);
}

static struct dossier_ref findings_subject(const struct list_state *state,
                                           const struct archive *archive, int row)
{
	(void)state;
	return dossier_of_finding(archive, finding_at(archive, (uint32_t)row));
}

static const enum role severity_roles[] = {
	[SEVERITY_ERROR] = ROLE_ERROR, [SEVERITY_WARNING] = ROLE_WARNING,
	[SEVERITY_INFO] = ROLE_INFO,
};
_Static_assert(sizeof(severity_roles) / sizeof(severity_roles[0]) == SEVERITY_COUNT,
               "a role for each");

static void findings_draw(const struct list_state *state, const struct archive *archive,
                          struct arena *frame, struct canvas *canvas, int row)
{
	(void)state;
	struct finding finding = finding_at(archive, (uint32_t)row);
	enum severity severity = rule_row(finding.rule)->severity;
	int columns = canvas_columns(canvas);
	int column = canvas_put(canvas, 0, 0, severity_roles[severity],
	                        shown_format(frame, "%s ", severity_name(severity)));
	struct shown place = shown_format(
		frame, "%.*s:%u", STR_ARGS(file_path(archive, finding.file)), finding.place.line);
	canvas_put(canvas, 0, column, ROLE_DIM, shown_fit(frame, place, columns - column));
	canvas_put(canvas, 1, 1, ROLE_TEXT,
	           shown_fit(frame, shown_line(frame, finding.message), columns - 1));
}

static struct str findings_title(const struct list_state *state, const struct archive *archive,
                                 struct arena *frame)
{
	(void)state;
	(void)frame;
	return finding_count(archive) ? STR("findings") : STR("Nothing to mend");
}

/* ── Actions by name ────────────────────────────────────────────────────────────────────────── */

static int commands_count(const struct list_state *state, const struct archive *archive)
{
	(void)archive;
	return state->command_count;
}

static void commands_draw(const struct list_state *state, const struct archive *archive,
                          struct arena *frame, struct canvas *canvas, int row)
{
	(void)archive;
	const struct action_row *action = action_row(state->commands[row]);
	struct str keys = keymap_keys(frame, CONTEXT_GLOBAL, state->commands[row], true);
	int columns = canvas_columns(canvas);
	list_draw_pair(canvas, frame, 0, ROLE_TEXT, str_of(action->name), ROLE_BAR_KEY, keys);
	canvas_put(canvas, 1, 1, ROLE_DIM,
	           shown_fit(frame, shown_literal(frame, action->help), columns - 1));
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
	return STR("actions");
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
	[LIST_RESULTS] = {
		.name = "results", .row_height = 2, .has_long_rows = true,
		.count = results_count, .draw = results_draw,
		.draw_below = results_draw_below,
		.subject = results_subject, .title = results_title,
	},
	[LIST_TIMELINE] = {
		.name = "timeline", .row_height = 1, .has_long_rows = true,
		.count = timeline_rows, .draw = timeline_draw,
		.subject = timeline_subject, .title = timeline_title, .legend = timeline_legend,
	},
	[LIST_FINDINGS] = {
		.name = "findings", .row_height = 2, .has_long_rows = true,
		.count = findings_rows, .draw = findings_draw,
		.subject = findings_subject, .title = findings_title,
	},
	[LIST_READING] = { .name = "reading list" },    /* list_reading.c */
	[LIST_COMMANDS] = {
		.name = "commands", .row_height = 2, .count = commands_count, .draw = commands_draw,
		.subject = list_no_subject, .open = commands_open, .title = commands_title,
	},
};
_Static_assert(sizeof(sources) / sizeof(sources[0]) == LIST_SOURCE_COUNT, "a row for each source");

const struct list_source_ops *list_source_ops(enum list_source source)
{
	if (source == LIST_KINDS)
		return &list_kinds_ops;
	return source == LIST_READING ? &list_reading_ops : &sources[source];
}
