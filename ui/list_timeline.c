/* What happened, was said and was published, by its first day: under each month its entries, of
 * which a relation of the same dossier as the one above stands beneath that.
 *
 *	May 2021
 *	     3 * Signing of the harbour contract
 *	     3 " “There is nothing hidden in this harbour”
 *	       - Ada Quill accused The Courier
 *	           met Bo Lind
 *	 since * Deepening of the harbour
 */
#include "ui/pane_list.h"

#include "base/message.h"
#include "query/quotes.h"
#include "query/timeline.h"

/* ── Months ─────────────────────────────────────────────────────────────────────────────────── */

/* The row of the source that is the nth of those that pass. */
static uint32_t passed_row(const struct list_state *state, uint32_t nth)
{
	return list_is_limited(state) ? list_limits_row(&state->limits, nth) : nth;
}

struct month_context { const struct list_state *state; const struct archive *archive; };

static struct list_month month_of_row(const void *context, uint32_t nth)
{
	const struct month_context *of = context;
	return list_month_of(of->archive, list_entry_at(of->state, of->archive,
	                                                passed_row(of->state, nth)));
}

void list_timeline_renew(struct list_state *state, const struct archive *archive)
{
	struct month_context context = { state, archive };
	uint32_t count = list_is_limited(state) ? (uint32_t)list_limits_count(&state->limits)
	                                        : list_entry_count(state, archive);
	struct list_months *months = &state->months;
	bool is_other = months->of != archive || months->known != state->known ||
	                months->is_limited != list_is_limited(state) || months->rows > count;
	if (is_other)
		list_months_forget(months);
	months->of = archive;
	months->known = state->known;
	months->is_limited = list_is_limited(state);
	list_months_go_on(months, &(struct list_months_rows){ count, month_of_row, &context });
}

void list_timeline_draw_heading(const struct list_state *state, const struct archive *archive,
                                struct arena *frame, struct canvas *canvas, int line)
{
	int row = list_row(state, line + 1);
	if (row < 0)
		return;
	struct timeline_entry first = list_entry_at(state, archive, (uint32_t)row);
	struct str words = list_month_words(archive, frame, first);
	canvas_put(canvas, 0, 0, ROLE_HEADING,
	           shown_fit(frame, shown_line(frame, words), canvas_columns(canvas)));
}

/* ── Days ───────────────────────────────────────────────────────────────────────────────────── */

enum { DAY_WIDTH = 6 };                 /* "since", "12–14", "–2022" */

/* "–14" in the month of the beginning, "–Jun" in its year, "–2022" later. */
static struct str end_words(struct arena *frame, struct date date)
{
	struct calendar_day from = calendar_day_of(date.earliest), to = calendar_day_of(date.latest);
	bool is_day = date.precision >= DATE_DAY;
	if (from.year != to.year)
		return str_format(frame, "–%d", to.year);
	if (from.month != to.month)
		return str_format(frame, "–%.3s", time_month_words(frame,
		                  calendar_month_of(date.latest)).bytes);
	return is_day ? str_format(frame, "–%u", to.day) : (struct str){0};
}

/* With the signs of doubt that there is room for. */
static struct str with_doubts(struct arena *frame, struct str words, struct date date)
{
	bool is_about = date.flags & DATE_APPROXIMATE;
	bool is_doubtful = date.flags & (DATE_UNCERTAIN | DATE_SET);
	struct str about = str_format(frame, "c. %.*s", STR_ARGS(words));
	if (is_about && shown_line(frame, about).width <= DAY_WIDTH)
		words = about;
	struct str doubtful = str_format(frame, "%.*s?", STR_ARGS(words));
	return is_doubtful && shown_line(frame, doubtful).width <= DAY_WIDTH ? doubtful : words;
}

/* What the month above it does not say. */
static struct str day_words(const struct archive *archive, struct arena *frame,
                            struct timeline_entry entry)
{
	struct str text = timeline_date(archive, frame, entry);
	struct fault why;
	struct date date;
	if (!date_parse(text, &date, &why) || date_is_none(date))
		return (struct str){0};
	bool is_day = date.precision >= DATE_DAY;
	bool is_span = date.flags & (DATE_INTERVAL | DATE_SET);
	if (date.earliest == DATE_FIRST_DAY)
		return date.latest == DATE_LAST_DAY
		               ? (struct str){0}
		               : str_format(frame, "–%d", calendar_day_of(date.latest).year);
	if (date.latest == DATE_LAST_DAY)
		return str_of(_("since"));
	struct str words = is_day ? str_format(frame, "%u", calendar_day_of(date.earliest).day)
	                          : (struct str){0};
	if (is_span)
		words = str_join(frame, words, STR(""), end_words(frame, date));
	return with_doubts(frame, words, date);
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────── */

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

/* True if the entry above on the screen, in the same month, is of the same dossier: then that is
 * not named again. */
static bool is_beneath(const struct list_state *state, const struct archive *archive, int row)
{
	int line = list_line(state, row);
	int above = line > state->viewport.top ? list_row(state, line - 1) : -1;
	struct timeline_entry entry = list_entry_at(state, archive, (uint32_t)row);
	if (above < 0 || entry.what != TIMELINE_RELATION)
		return false;
	struct timeline_entry other = list_entry_at(state, archive, (uint32_t)above);
	return other.what == TIMELINE_RELATION &&
	       link_at(archive, other.link).from.row == link_at(archive, entry.link).from.row;
}

static struct str act_of(const struct archive *archive, struct arena *frame,
                         struct timeline_entry entry)
{
	struct link link = link_at(archive, entry.link);
	struct str label = timeline_act(archive, link.relation);
	return str_format(frame, "%.*s %.*s", STR_ARGS(label),
	                  STR_ARGS(dossier_name(archive, link.to)));
}

/* Quotes stand in their marks, and where there is room before who said them. */
static struct str words_of(const struct archive *archive, struct arena *frame,
                           struct timeline_entry entry, int room)
{
	enum { SPEAKER_FROM = 44 };
	if (entry.what == TIMELINE_RELATION)
		return timeline_name_shown(archive, frame, entry);
	struct str name = list_called(archive, frame, entry.dossier);
	if (entry.what != TIMELINE_QUOTE)
		return name;
	struct dossier_ref speaker = quote_at(archive, frame, entry.dossier).speaker;
	if (dossier_is_none(speaker))
		return name;
	struct str said = str_format(frame, "%.*s — %.*s", STR_ARGS(name),
	                             STR_ARGS(dossier_name(archive, speaker)));
	bool fits = shown_line(frame, said).width <= room;
	return fits || room < SPEAKER_FROM
	               ? (fits ? said : name)
	               : str_format(frame, "%.*s: %.*s", STR_ARGS(dossier_name(archive, speaker)),
	                            STR_ARGS(name));
}

static void timeline_draw(const struct list_state *state, const struct archive *archive,
                          struct arena *frame, struct canvas *canvas, int row)
{
	enum { MARK = DAY_WIDTH + 1, NAME = MARK + 2, BENEATH = 2 };
	struct timeline_entry entry = list_entry_at(state, archive, (uint32_t)row);
	bool is_act = is_beneath(state, archive, row);
	int left = is_act ? NAME + BENEATH : NAME, room = canvas_columns(canvas) - left;
	struct shown day = shown_line(frame, day_words(archive, frame, entry));
	struct str name = is_act ? act_of(archive, frame, entry)
	                         : words_of(archive, frame, entry, room);
	day = shown_fit(frame, day, DAY_WIDTH);
	canvas_put(canvas, 0, DAY_WIDTH - day.width, ROLE_TEXT, day);
	canvas_put(canvas, 0, MARK, ROLE_TEXT, shown_literal(frame, timeline_marks[entry.what]));
	canvas_put(canvas, 0, left, ROLE_TEXT, list_fit(frame, name, room));
}

/* Undated entries stand last, dated ones by their earliest day. */
struct timeline_bound { bool is_undated; int32_t earliest; };

static uint32_t timeline_bound(const struct list_state *state, const struct archive *archive,
                               struct timeline_bound bound)
{
	uint32_t low = 0, high = list_entry_count(state, archive);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct timeline_entry entry = list_entry_at(state, archive, middle);
		bool is_undated = date_is_none(archive_date(archive, entry.date).date);
		bool is_behind = is_undated ||
		                 (!bound.is_undated && entry.earliest >= bound.earliest);
		if (is_behind)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

int list_timeline_last(const struct list_state *state, const struct archive *archive)
{
	return (int)timeline_bound(state, archive, (struct timeline_bound){ true, 0 }) - 1;
}

int list_timeline_row(const struct list_state *state, const struct archive *archive,
                      struct dossier_ref ref)
{
	enum { LOOK_MOST = 500 };       /* rows that are looked at between two keys */
	int last = list_timeline_last(state, archive);
	struct date date = archive_date(archive, dossier_at(archive, ref).date).date;
	bool is_dated = !date_is_none(date);
	struct timeline_bound day = { .earliest = is_dated ? date.earliest : DATE_FIRST_DAY };
	int first = (int)timeline_bound(state, archive, day);
	for (int row = first; row <= last && row < first + LOOK_MOST; row++) {
		struct timeline_entry entry = list_entry_at(state, archive, (uint32_t)row);
		bool is_own = entry.what != TIMELINE_RELATION && entry.dossier.row == ref.row;
		if (is_dated ? is_own : entry.what == TIMELINE_EVENT)
			return row;
	}
	int nearest = first < last ? first : last;
	return nearest > 0 ? nearest : 0;
}

/* With the month of the first row in sight, if that does not stand above it. */
static struct str timeline_title(const struct list_state *state, const struct archive *archive,
                                 struct arena *frame)
{
	int row = list_row(state, state->viewport.top);
	if (row < 0 || list_rows(state, archive) == 0)
		return str_of(_("timeline"));
	struct str month = list_month_words(archive, frame,
	                               list_entry_at(state, archive, (uint32_t)row));
	/* Translators: the name of a list, and the month of its first row in sight */
	return str_format(frame, _("timeline, %.*s"), STR_ARGS(month));
}

static struct str timeline_legend(struct arena *frame)
{
	struct text legend = { .arena = frame };
	for (int what = 0; what < TIMELINE_WHAT_COUNT; what++)
		text_format(&legend, "%s%s %s", what ? "  " : "", timeline_marks[what],
		            _(timeline_what_name((enum timeline_what)what)));
	return text_str(&legend);
}

const struct list_source_ops list_timeline_ops = {
	.name = "timeline", .row_height = 1, .count = timeline_rows, .draw = timeline_draw,
	.subject = timeline_subject, .title = timeline_title, .legend = timeline_legend,
};
