#include "query/page_timeline_parts.h"

/* ── The head ───────────────────────────────────────────────────────────────────────────────── */

enum { ABOUT_MOST = 3 };

/* The years that are surely in it: "2021 to 2025". Empty if there are none. */
static struct str span_words(struct page_maker *maker, const struct moments *moments)
{
	struct arena *arena = maker->arena;
	int32_t first = DATE_LAST_DAY, last = DATE_FIRST_DAY;
	for (size_t i = 0; i < moments->count; i++) {
		const struct moment *moment = &moments->items[i];
		if (moment->level >= LEVEL_OPEN)
			continue;
		int32_t day = moment->level == LEVEL_EARLIER ? moment->last : moment->first;
		first = day < first ? day : first;
		last = day > last ? day : last;
	}
	if (first > last || first == DATE_FIRST_DAY || last == DATE_LAST_DAY)
		return (struct str){0};
	int32_t from = calendar_day_of(first).year, to = calendar_day_of(last).year;
	struct str begin = time_year_words(arena, from);
	struct str end = time_year_words(arena, to);
	/* Translators: years. */
	return from == to ? begin : str_format(arena, _("%s to %s"), begin.bytes, end.bytes);
}

static struct str about_words(struct page_maker *maker, const struct time_query *query)
{
	struct str all = {0};
	for (size_t i = 0; i < query->about_count && i < ABOUT_MOST; i++) {
		struct str name = dossier_name(maker->archive, query->about[i]);
		all = str_join(maker->arena, all, STR(", "), shown_name(maker->arena, name));
	}
	if (query->about_count <= ABOUT_MOST)
		return all;
	return str_format(maker->arena, _("%.*s and %zu more"), STR_ARGS(all),
	                  query->about_count - ABOUT_MOST);
}

/* What it is of: "the collection, 1996 to 2025". */
static struct str title_words(struct page_maker *maker, const struct time_query *query,
                              struct str about, struct str span)
{
	struct str all = str_of(query->has_only ? _("what is listed") : _("the collection"));
	struct str of = about.size ? about : all;
	return span.size ? str_join(maker->arena, of, STR(", "), span) : of;
}

static void write_title(struct page_maker *maker, const struct time_query *query,
                        const struct moments *moments)
{
	struct page_writer *writer = &maker->writer;
	struct str span = span_words(maker, moments), about = about_words(maker, query);
	if (maker->options.is_titled) {
		writer->page.title = title_words(maker, query, about, span);
		return;
	}
	if (query->about_count)
		page_format(writer, ROLE_TITLE, _("Timeline of %.*s"), STR_ARGS(about));
	else
		page_literal(writer, ROLE_TITLE, _("Timeline"));
	if (span.size)
		page_format(writer, ROLE_TITLE, ", %.*s", STR_ARGS(span));
	page_break(writer);
}

/* What the signs mean, and how many there are of each. */
static void write_legend(struct page_maker *maker, const struct moments *moments)
{
	struct page_writer *writer = &maker->writer;
	const char *before = "";
	for (enum timeline_what what = 0; what < TIMELINE_WHAT_COUNT; what++) {
		size_t count = moments->what_counts[what];
		if (count == 0)
			continue;
		page_literal(writer, ROLE_DIM, before);
		page_literal(writer, ROLE_DIM, time_sign(what));
		page_glue(writer);
		page_raw(writer, ROLE_DIM, time_what_words(maker->arena, what, count));
		before = ", ";
	}
	page_break(writer);
}

static void write_known(struct page_maker *maker, size_t hidden)
{
	const struct known *known = maker->options.known;
	if (!known)
		return;
	struct arena *arena = maker->arena;
	const char *day = str_copy(arena, known_day_words(known, arena, false)).bytes;
	page_format(&maker->writer, ROLE_NOTE,
	            message_count("As known on %s: %s entry is hidden.",
	                          "As known on %s: %s entries are hidden.", hidden),
	            day, time_number(arena, hidden).bytes);
	page_break(&maker->writer);
}

/* On a small screen what explains the strip would be all that there is. */
bool page_time_has_foot(const struct page_maker *maker)
{
	enum { WIDE_PAGE = 50 };
	return maker->writer.page.width < WIDE_PAGE;
}

static void write_longer(struct page_maker *maker, size_t count)
{
	if (count == 0)
		return;
	page_format(&maker->writer, ROLE_NOTE,
	            message_count("%s entry that may be of then, or goes on through it, is not "
	                          "shown.",
	                          "%s entries that may be of then, or go on through it, are not "
	                          "shown.", count), time_number(maker->arena, count).bytes);
	page_break(&maker->writer);
}

void page_time_head(struct page_maker *maker, const struct time_query *query,
                    const struct moments *moments)
{
	write_title(maker, query, moments);
	if (!page_time_has_foot(maker))
		write_legend(maker, moments);
	write_known(maker, moments->hidden_count);
	write_longer(maker, moments->longer_count);
}

/* What is said at the foot, made before the moments are put in order; empty if there is none. */
static struct page foot_of(struct page_maker *maker, const struct moments *moments,
                           enum time_zoom zoom)
{
	struct page_writer outer = maker->writer;
	if (!page_time_has_foot(maker))
		return (struct page){0};
	maker->writer = page_begin(maker->arena, outer.page.width);
	write_legend(maker, moments);
	page_time_caption(maker, moments, zoom);
	struct page foot = page_end(&maker->writer);
	maker->writer = outer;
	return foot;
}

static void write_foot(struct page_maker *maker, struct page foot)
{
	if (foot.lines.count == 0)
		return;
	page_blank(&maker->writer);
	page_columns(&maker->writer, &(struct page_column){ foot, 0 }, 1);
}

/* The zoom that can be shown. */
static enum time_zoom zoom_of(const struct time_query *query, const struct moments *moments)
{
	size_t most = query->zoom == ZOOM_DAY ? TIME_DAY_MOST : TIME_MONTH_MOST;
	bool is_too_much = query->zoom != ZOOM_YEAR && moments->entry_count > most;
	if (is_too_much && query->zoom == ZOOM_DAY && moments->entry_count <= TIME_MONTH_MOST)
		return ZOOM_MONTH;
	return is_too_much ? ZOOM_YEAR : query->zoom;
}

static void write_zoom(struct page_maker *maker, enum time_zoom asked, enum time_zoom zoom,
                       size_t count)
{
	/* Translators: how entries are shown. */
	static const char *const units[] = {
		[ZOOM_YEAR] = N_("by year"), [ZOOM_MONTH] = N_("by month"),
		[ZOOM_DAY] = N_("by day"),
	};
	_Static_assert(sizeof units / sizeof *units == ZOOM_COUNT, "a word for each");
	if (asked == zoom)
		return;
	page_format(&maker->writer, ROLE_NOTE,
	            message_count("%s entry is too much to be shown %s: here they are %s. A "
	                          "shorter time shows more.",
	                          "%s entries are too much to be shown %s: here they are %s. A "
	                          "shorter time shows more.", count),
	            time_number(maker->arena, count).bytes, _(units[asked]), _(units[zoom]));
	page_break(&maker->writer);
}

/* ── Silences ───────────────────────────────────────────────────────────────────────────────── */

/* Days that are called a silence. A month's silence is two months that have nothing in them. */
static const int32_t silences[] = { [ZOOM_YEAR] = 365, [ZOOM_MONTH] = 58, [ZOOM_DAY] = 7 };
_Static_assert(sizeof silences / sizeof *silences == ZOOM_COUNT, "a number for each zoom");

/* Translators: a time in which nothing was: how long, and from when to when. */
static struct str silence_words(struct arena *arena, bool is_doubtful, struct str length,
                                struct str when)
{
	if (when.size)
		return str_format(arena,
		                  is_doubtful ? _("Nothing that is dated to the month for %s: %s.")
		                              : _("Nothing for %s: %s."),
		                  length.bytes, when.bytes);
	return str_format(arena, is_doubtful ? _("Nothing that is dated to the month for %s.")
	                                     : _("Nothing for %s."), length.bytes);
}

void page_time_silence(struct page_maker *maker, struct time_silence silence)
{
	struct arena *arena = maker->arena;
	enum time_zoom zoom = silence.zoom;
	int32_t next = silence.next;
	int32_t first = silence.last < silence.from ? silence.from : silence.last + 1;
	if ((int64_t)next - first < silences[zoom])
		return;
	bool are_months = calendar_day_of(first).day == 1 && calendar_day_of(next).day == 1;
	struct str length = time_length_words(arena, first, next);
	struct str when = {0};
	if (are_months)
		when = time_months_words(arena, calendar_month_of(first),
		                         calendar_month_of(next - 1));
	(zoom == ZOOM_YEAR ? page_break : page_blank)(&maker->writer);
	maker->writer.indent = maker->writer.margin;
	page_raw(&maker->writer, ROLE_NOTE,
	         silence_words(arena, silence.is_doubtful, length, when));
	page_break(&maker->writer);
}

/* True if what stands under this heading is dated as closely as silences are told. */
static bool is_close(const struct moment *moment)
{
	return moment->heading == LEVEL_MONTH || moment->heading == LEVEL_DAY;
}

/* The last day of what stands under a heading. */
static int32_t group_last(const struct moments *moments, size_t start, size_t end)
{
	int32_t last = moments->items[start].last;
	for (size_t i = start; i < end; i++)
		last = moments->items[i].last > last ? moments->items[i].last : last;
	return last;
}

/* True if something that is dated less closely may have been between two days, as what is left out
 * may. */
static bool may_have_something(const struct moments *moments, int32_t last, int32_t next)
{
	if (moments->longer_count)
		return true;
	for (size_t i = 0; i < moments->count; i++) {
		const struct moment *moment = &moments->items[i];
		if (moment->heading <= LEVEL_YEAR && !moment->is_end && moment->first < next &&
		    moment->last > last)
			return true;
	}
	return false;
}

/* Behind the heading that ends at `place`, up to which all lies before `last`. Up to the last day
 * that was asked for, if nothing comes that is dated as closely. */
static void write_silence(struct page_maker *maker, const struct moments *moments,
                          enum time_zoom zoom, size_t place, int32_t last)
{
	while (place < moments->count && !is_close(&moments->items[place]))
		place++;
	if (place == moments->count && moments->to == DATE_LAST_DAY)
		return;
	int32_t next = place < moments->count ? moments->items[place].floor : moments->to + 1;
	page_time_silence(maker, (struct time_silence){
		.zoom = zoom, .last = last, .next = next, .from = moments->from,
		.is_doubtful = may_have_something(moments, last, next),
	});
}

void page_time_silence_before(struct page_maker *maker, const struct moments *moments,
                              enum time_zoom zoom)
{
	if (moments->from != DATE_FIRST_DAY)
		write_silence(maker, moments, zoom, 0, moments->from - 1);
}

void page_time_silence_after(struct page_maker *maker, const struct moments *moments,
                             enum time_zoom zoom, struct time_group group, int32_t *last)
{
	if (!is_close(&moments->items[group.start]))
		return;
	int32_t day = group_last(moments, group.start, group.end);
	*last = day > *last ? day : *last;
	write_silence(maker, moments, zoom, group.end, *last);
}

/* ── Headings ───────────────────────────────────────────────────────────────────────────────── */

static struct str heading_words(struct page_maker *maker, enum time_zoom zoom,
                                const struct moment *moment)
{
	struct arena *arena = maker->arena;
	struct str year = {0}, month = {0}, start = {0};
	if (moment->heading < LEVEL_OPEN) {
		bool is_january = calendar_day_of(moment->floor).month == 1;
		year = time_year_words(arena, calendar_day_of(moment->floor).year);
		month = time_month_words(arena, calendar_month_of(moment->floor));
		start = is_january ? year : month;
	}
	switch (moment->heading) {
	case LEVEL_EARLIER:
		return str_format(arena, _("Some time up to %.*s"), STR_ARGS(start));
	case LEVEL_LATER:
		return str_format(arena, _("Some time from %.*s on"), STR_ARGS(start));
	case LEVEL_YEAR:
		return str_format(arena, _("Some time in %.*s"), STR_ARGS(year));
	case LEVEL_MONTH:
		if (zoom == ZOOM_MONTH)
			return month;
		return str_format(arena, _("Some day in %.*s"), STR_ARGS(month));
	case LEVEL_DAY:
		return time_day_words(arena, moment->floor);
	case LEVEL_OPEN:
		return str_of(_("No end is given"));
	case LEVEL_UNDATED:
	case LEVEL_COUNT:
		break;
	}
	return str_of(_("Without a date"));
}

/* How many entries of each sort begin, or are said to have no end, under a heading; without the
 * sorts where there is no room. */
static struct shown entries_in(struct page_maker *maker, const struct moments *moments,
                               struct time_group group)
{
	enum { SORTS_FROM = 76 };
	size_t counts[TIMELINE_WHAT_COUNT] = {0}, all = 0;
	for (size_t i = group.start; i < group.end; i++) {
		const struct moment *moment = &moments->items[i];
		bool counts_here = !moment->is_end || moment->level == LEVEL_OPEN;
		counts[moment->entry.what] += counts_here;
		all += counts_here;
	}
	bool has_room = all == 0 || maker->writer.page.width >= SORTS_FROM;
	return shown_line(maker->arena, has_room ? time_counts_words(maker->arena, counts)
	                                         : time_number(maker->arena, all));
}

/* A date is not said again as long as it is the same. */
static void write_group(struct page_maker *maker, const struct time_style *style,
                        struct time_bars *bars, size_t start, size_t end)
{
	struct str last = {0};
	for (size_t i = start; i < end; i++) {
		const struct moment *moment = &style->moments->items[i];
		if (moment->told_by != NO_ROW)
			continue;
		struct str date = time_date_text(maker, style, moment);
		bool is_same = i > start && str_equal(date, last);
		uint32_t line = (uint32_t)maker->writer.page.lines.count;
		page_time_entry(maker, style, i, is_same ? (struct str){0} : date);
		page_time_entry_end(maker);
		time_bars_note(bars, i, line);
		last = date;
	}
}

/* True if a moment without an end may be named behind another one, on the same lines. */
static bool goes_on(const struct moment *moment, const struct moment *before)
{
	return before && moment->entry.what == before->entry.what &&
	       moment->entry.what != TIMELINE_RELATION;
}

/* What has no known end, of which all else was told where it began: dates and names alone, those of
 * one date in a row. */
static void write_open(struct page_maker *maker, const struct time_style *style,
                       struct time_group group)
{
	struct str last = {0};
	const struct moment *before = NULL;
	for (size_t i = group.start; i < group.end; i++) {
		const struct moment *moment = &style->moments->items[i];
		if (moment->told_by != NO_ROW)
			continue;
		struct str date = time_date_text(maker, style, moment);
		bool is_same = before && str_equal(date, last);
		if (is_same && goes_on(moment, before)) {
			page_time_entry_more(maker, moment);
		} else {
			page_time_entry_end(maker);
			page_time_entry(maker, style, i, is_same ? (struct str){0} : date);
		}
		last = date;
		before = moment;
	}
	page_time_entry_end(maker);
}

static void write_groups(struct page_maker *maker, const struct moments *moments,
                         enum time_zoom zoom)
{
	struct arena *arena = maker->arena;
	struct time_bars bars = time_bars_plan(arena, moments, maker->writer.page.width);
	maker->writer.margin = bars.width;
	struct time_style style = time_style_of(maker, moments, zoom);
	int32_t last = DATE_FIRST_DAY;
	page_time_silence_before(maker, moments, zoom);
	for (size_t i = 0, end; i < moments->count; i = end) {
		const struct moment *moment = &moments->items[i];
		struct str heading = heading_words(maker, zoom, moment);
		end = moments_group_end(moments, i);
		if (moment->heading >= LEVEL_OPEN)
			maker->writer.margin = 0;
		page_blank(&maker->writer);
		page_heading(&maker->writer, shown_line(arena, heading),
		             entries_in(maker, moments, (struct time_group){ i, end }));
		if (moment->heading == LEVEL_OPEN)
			write_open(maker, &style, (struct time_group){ i, end });
		else
			write_group(maker, &style, &bars, i, end);
		page_time_silence_after(maker, moments, zoom, (struct time_group){ i, end }, &last);
	}
	maker->writer.margin = maker->writer.indent = 0;
	page_break(&maker->writer);
	time_bars_draw(&bars, arena, &maker->writer.page);
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

struct page page_timeline(const struct archive *archive, struct arena *arena,
                          const struct time_query *query, struct page_options options)
{
	struct page_sources sources = { .arena = arena };
	struct page_maker maker = {
		.archive = archive, .arena = arena, .options = options, .sources = &sources,
		.text_role = ROLE_TEXT,
	};
	maker.writer = page_begin(arena, options.width);
	maker.writer.numbers_links = options.numbers_links;
	struct moments moments = moments_collect(archive, arena, query, options.known);
	enum time_zoom zoom = zoom_of(query, &moments);

	page_time_head(&maker, query, &moments);
	write_zoom(&maker, query->zoom, zoom, moments.entry_count);
	page_time_strip(&maker, &moments, zoom);
	struct page foot = foot_of(&maker, &moments, zoom);
	moments_order(archive, arena, &moments, zoom);
	page_blank(&maker.writer);
	if (moments.entry_count == 0)
		page_literal(&maker.writer, ROLE_DIM, _("Nothing is in it."));
	else if (zoom == ZOOM_YEAR)
		page_time_years(&maker, &moments);
	else
		write_groups(&maker, &moments, zoom);
	write_foot(&maker, foot);
	page_source_list(&maker);
	arena_release(&maker.scratch);
	return page_end(&maker.writer);
}
