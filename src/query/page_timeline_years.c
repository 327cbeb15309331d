/* A line a year: how much there is, drawn and as a number, and the names that matter most.
 *
 *	2021  ██████▌   73  Coup in Myanmar; Min Aung Hlaing in Moscow; 71 more
 *	2022  ████████  90  Sergei Lavrov in Myanmar; …
 */
#include "query/page_timeline_parts.h"

#include "query/timeline.h"

enum { NAMES_MOST = 4, BAR_WIDTH = 8, EIGHTHS = 8, BARS_FROM = 60, LABEL_GAP = 2 };

/* The widths of the columns, and what they are scaled by. */
struct year_style { int label_width, count_width, bar_width; size_t most; };

static struct str year_label(struct page_maker *maker, const struct moment *moment)
{
	struct arena *arena = maker->arena;
	struct str year = {0};
	if (moment->level < LEVEL_OPEN)
		year = time_year_words(arena, calendar_day_of(moment->floor).year);
	switch (moment->heading) {
	case LEVEL_EARLIER:
		/* Translators: some time up to a year or month. */
		return str_format(arena, _("by %.*s"), STR_ARGS(year));
	case LEVEL_LATER:
		/* Translators: some time from a year or month on. */
		return str_format(arena, _("from %.*s"), STR_ARGS(year));
	case LEVEL_UNDATED:
		return str_of(_("no date"));
	case LEVEL_YEAR:
	case LEVEL_MONTH:
	case LEVEL_DAY:
	case LEVEL_OPEN:
	case LEVEL_COUNT:
		break;
	}
	return year;
}

static struct year_style style_of(struct page_maker *maker, const struct moments *moments)
{
	struct year_style style = { .most = 1 };
	for (size_t i = 0, end; i < moments->count; i = end) {
		end = moments_group_end(moments, i);
		struct str words = year_label(maker, &moments->items[i]);
		int label = shown_line(maker->arena, words).width + LABEL_GAP;
		style.label_width = label > style.label_width ? label : style.label_width;
		style.most = end - i > style.most ? end - i : style.most;
	}
	style.count_width = (int)time_number(maker->arena, style.most).size;
	style.bar_width = maker->writer.page.width < BARS_FROM ? 0 : BAR_WIDTH + 1;
	return style;
}

/* ── What matters ───────────────────────────────────────────────────────────────────────────── */

/* Events before words, words before relations; then what more links lead to. */
static unsigned weight_of(const struct archive *archive, struct timeline_entry entry)
{
	static const unsigned ranks[] = {
		[TIMELINE_EVENT] = 3, [TIMELINE_PUBLISHED] = 2, [TIMELINE_QUOTE] = 1,
		[TIMELINE_RELATION] = 0,
	};
	_Static_assert(sizeof ranks / sizeof *ranks == TIMELINE_WHAT_COUNT, "a rank for each");
	return ranks[entry.what] << 8 | dossier_weight(archive, entry.dossier).link_bits;
}

struct leader { size_t place; unsigned weight; };

/* The places of those that matter most, of which each dossier has one. */
static size_t find_leaders(const struct archive *archive, const struct moments *moments,
                           struct row_range range, struct leader *leaders)
{
	size_t count = 0;
	for (size_t i = range.first; i < (size_t)range.first + range.count; i++) {
		unsigned weight = weight_of(archive, moments->items[i].entry);
		size_t at = count;
		while (at > 0 && leaders[at - 1].weight < weight)
			at--;
		if (at == NAMES_MOST)
			continue;
		count += count < NAMES_MOST;
		for (size_t j = count - 1; j > at; j--)
			leaders[j] = leaders[j - 1];
		leaders[at] = (struct leader){ i, weight };
	}
	return count;
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

/* As long as its share of the fullest year, to an eighth of a column. */
static void write_bar(struct page_maker *maker, size_t count, size_t most)
{
	static const char *const parts[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	bool is_ascii = shown_charset() == SHOWN_ASCII;
	size_t eighths = (count * BAR_WIDTH * EIGHTHS + most - 1) / most;
	struct text bar = { .arena = maker->arena };
	if (is_ascii)
		eighths = (eighths + EIGHTHS - 1) / EIGHTHS * EIGHTHS;
	for (size_t i = 0; i < eighths / EIGHTHS; i++)
		text_add(&bar, is_ascii ? STR("#") : STR("█"));
	text_add(&bar, str_of(parts[eighths % EIGHTHS]));
	struct str text = text_str(&bar);
	page_text(&maker->writer, ROLE_TEXT, (struct shown){
		text.bytes, text.size, (int)((eighths + EIGHTHS - 1) / EIGHTHS),
	});
}

static void write_leader(struct page_maker *maker, struct timeline_entry entry)
{
	struct link link = link_at(maker->archive, entry.link);
	page_dossier_link(maker, entry.dossier, STR(""), STR(""), NO_ROW);
	if (entry.what != TIMELINE_RELATION)
		return;
	struct str label = timeline_act(maker->archive, link.relation);
	page_format(&maker->writer, ROLE_TEXT, " %.*s ", STR_ARGS(label));
	page_dossier_link(maker, link.to, STR(""), STR(""), NO_ROW);
}

static void write_year(struct page_maker *maker, const struct moments *moments,
                       const struct year_style *style, struct row_range range)
{
	struct leader leaders[NAMES_MOST];
	struct page_writer *writer = &maker->writer;
	struct str label = year_label(maker, &moments->items[range.first]);
	size_t count = find_leaders(maker->archive, moments, range, leaders);
	int names = style->label_width + style->bar_width + style->count_width + LABEL_GAP;
	struct str number = time_number(maker->arena, range.count);

	writer->is_heading = true;
	page_label_as(writer, ROLE_HEADING, shown_line(maker->arena, label), style->label_width);
	if (style->bar_width)
		write_bar(maker, range.count, style->most);
	page_time_column(writer, names - LABEL_GAP - (int)number.size);
	page_raw(writer, ROLE_DIM, number);
	page_time_column(writer, names);
	writer->indent = names;
	for (size_t i = 0; i < count; i++) {
		page_literal(writer, ROLE_TEXT, i ? "; " : "");
		write_leader(maker, moments->items[leaders[i].place].entry);
	}
	struct str more = time_number(maker->arena, range.count - count);
	if (range.count > count)
		page_format(writer, ROLE_DIM, _(" and %.*s more"), STR_ARGS(more));
	page_break(writer);
	writer->indent = 0;
}

/* Behind a year, up to the next one that is known as closely. */
static void write_silence(struct page_maker *maker, const struct moments *moments, size_t place,
                          int32_t floor)
{
	int32_t last = date_days(calendar_day_of(floor).year + 1, 1, 1) - 1;
	while (place < moments->count && moments->items[place].heading != LEVEL_YEAR)
		place++;
	if (place < moments->count)
		page_time_silence(maker, (struct time_silence){
			ZOOM_YEAR, last, moments->items[place].floor, moments->from,
			moments->longer_count > 0,
		});
}

void page_time_years(struct page_maker *maker, const struct moments *moments)
{
	struct year_style style = style_of(maker, moments);
	size_t written = 0, left = 0;
	for (size_t i = 0, end; i < moments->count; i = end) {
		const struct moment *moment = &moments->items[i];
		end = moments_group_end(moments, i);
		if (written == TIME_YEARS_MOST && moment->level != LEVEL_UNDATED) {
			left += end - i;
			continue;
		}
		write_year(maker, moments, &style, (struct row_range){ (uint32_t)i,
		                                                       (uint32_t)(end - i) });
		written += moment->level != LEVEL_UNDATED;
		if (moment->heading == LEVEL_YEAR)
			write_silence(maker, moments, end, moment->floor);
	}
	if (left == 0)
		return;
	page_blank(&maker->writer);
	page_format(&maker->writer, ROLE_NOTE,
	            message_count("%zu more stands in later years.",
	                          "%zu more stand in later years.", left), left);
	page_break(&maker->writer);
}
