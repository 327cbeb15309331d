/* One entry: when, what, its name, its sources, and who took part.
 *
 *	Feb-Jun 2021      * Killing of over 860 protesters [1] — Myanmar's military
 *	1 Feb 2021        - Myanmar's junta detained Aung San Suu Kyi [2]; Win Myint [2]
 *	                  " “legitimizes” [3] — Justice for Myanmar
 */
#include "query/page_timeline_parts.h"

#include "query/page_relation.h"
#include "query/timeline.h"

enum {
	SIGN_WIDTH = 2,
	NAMES_FROM = 60,                /* columns */
	NAMES_MOST = 3, ROLES_MOST = 12,
	SUMMARY_LINES = 2, WORDS_LINES = 3,
};

const char *time_sign(enum timeline_what what)
{
	static const char *const signs[] = {
		[TIMELINE_EVENT] = "*", [TIMELINE_QUOTE] = "\"", [TIMELINE_PUBLISHED] = "#",
		[TIMELINE_RELATION] = "-",
	};
	_Static_assert(sizeof signs / sizeof *signs == TIMELINE_WHAT_COUNT, "a sign for each");
	return signs[what];
}

void page_time_column(struct page_writer *writer, int column)
{
	page_hang(writer, 0);
	writer->start = writer->column = column;
}

/* ── The date ───────────────────────────────────────────────────────────────────────────────── */

/* True for "one of 2021 to 2022", which must not read as all the time between. */
static bool is_one_of_many(struct date_view view)
{
	return (view.date.flags & DATE_SET) && str_starts_with(view.text, STR("[")) &&
	       str_find(view.text, STR(".."), 0) != SIZE_MAX &&
	       !(view.date.flags & (DATE_OPEN_START | DATE_OPEN_END)) &&
	       view.date.earliest != DATE_FIRST_DAY && view.date.latest != DATE_LAST_DAY;
}

static struct str end_text(struct str date)
{
	size_t slash = str_find(date, STR("/"), 0);
	return slash == SIZE_MAX ? date : str_slice(date, slash + 1, date.size);
}

/* "in 2021-2022", of a time of which only a part is meant. */
static struct str within(struct arena *arena, struct str date)
{
	/* Translators: at one time in a span of time. */
	return str_format(arena, _("in %.*s"), STR_ARGS(date));
}

/* The columns that it takes more than the date. */
static int within_width(struct arena *arena)
{
	return shown_line(arena, within(arena, STR("0"))).width - 1;
}

struct str time_date_text(struct page_maker *maker, const struct time_style *style,
                          const struct moment *moment)
{
	struct arena *arena = maker->arena;
	struct str text = timeline_date(maker->archive, arena, moment->entry);
	int width = style->date_width - 1;
	if (moment->is_end && moment->level != LEVEL_OPEN)
		text = end_text(text);
	if (is_one_of_many(archive_date(maker->archive, moment->entry.date)))
		return within(arena, date_short(arena, text, width - within_width(arena)));
	return str_is_empty(text) ? text : date_short(arena, text, width);
}

/* The column of dates is as wide as they are, up to what the page has room for. */
struct time_style time_style_of(struct page_maker *maker, const struct moments *moments,
                                enum time_zoom zoom)
{
	int width = maker->writer.page.width;
	int widest_date = DATE_SHORT_WIDTH + within_width(maker->arena);
	int most = width < 50 ? 12 : width < 70 ? 14 : widest_date;
	struct time_style style = {
		.zoom = zoom, .date_width = most + 1, .has_names = width >= NAMES_FROM,
		.moments = moments,
	};
	int widest = 0;
	for (size_t i = 0; i < moments->count; i++) {
		struct str words = time_date_text(maker, &style, &moments->items[i]);
		int date = shown_line(maker->arena, words).width;
		widest = date > widest ? date : widest;
	}
	style.date_width = (widest < most ? widest : most) + 2;
	return style;
}

/* ── Sources ────────────────────────────────────────────────────────────────────────────────── */

/* The first value of a dossier that says when it was. */
static struct row_range date_citations(const struct archive *archive, struct timeline_entry entry)
{
	enum known_field field = entry.what == TIMELINE_QUOTE ? KNOWN_SAID : KNOWN_DATE;
	uint32_t row = field_known(archive, field);
	struct value value = value_first(archive, entry.dossier, row);
	if (value.row == NO_ROW || value.citations.count == 0)
		return dossier_at(archive, entry.dossier).citations;
	return value.citations;
}

/* True if the same source stands among the first ones. */
static bool is_repeated(const struct archive *archive, struct row_range citations, uint32_t index)
{
	struct dossier_ref source = citation_at(archive, citations.first + index).source;
	for (uint32_t i = 0; i < index && !dossier_is_none(source); i++)
		if (citation_at(archive, citations.first + i).source.row == source.row)
			return true;
	return false;
}

/* Under days with their places in the sources; else each source once. */
static void write_citations(struct page_maker *maker, const struct time_style *style,
                            struct row_range citations)
{
	for (uint32_t i = 0; i < citations.count; i++) {
		struct citation citation = citation_at(maker->archive, citations.first + i);
		if (!known_source(maker->options.known, citation.source))
			continue;
		if (style->zoom != ZOOM_DAY && is_repeated(maker->archive, citations, i))
			continue;
		if (style->zoom != ZOOM_DAY)
			citation.locator = citation.note = (struct str){0};
		page_mark(maker, citation, NO_ROW);
	}
}

static void write_unsourced(struct page_maker *maker)
{
	page_glue(&maker->writer);
	page_literal(&maker->writer, ROLE_UNSOURCED, "[?]");
	maker->has_unsourced = true;
}

/* The source that a quote is from. False if it names none. */
static bool write_origin(struct page_maker *maker, const struct time_style *style,
                         struct dossier_ref ref)
{
	uint32_t field = field_known(maker->archive, KNOWN_SOURCE);
	struct value value = value_first(maker->archive, ref, field);
	if (value.row == NO_ROW)
		return false;
	struct dossier_ref source = link_at(maker->archive, value.link).to;
	struct str locator = dossier_text(maker->archive, ref, KNOWN_LOCATOR);
	page_mark(maker, (struct citation){
		.source = source, .id = value.text,
		.locator = style->zoom == ZOOM_DAY ? locator : (struct str){0},
	}, NO_ROW);
	return true;
}

static void write_dossier_marks(struct page_maker *maker, const struct time_style *style,
                                struct timeline_entry entry)
{
	if (entry.what == TIMELINE_PUBLISHED)
		return;
	if (entry.what == TIMELINE_QUOTE && write_origin(maker, style, entry.dossier))
		return;
	struct row_range citations = date_citations(maker->archive, entry);
	write_citations(maker, style, citations);
	if (citations.count == 0)
		write_unsourced(maker);
}

/* A relation without sources rests on those of the dossier that holds it, as elsewhere. */
static void write_link_marks(struct page_maker *maker, const struct time_style *style,
                             struct link link)
{
	const struct archive *archive = maker->archive;
	bool speaks_for_itself = dossier_is_of_kind(archive, link.from, STR("quote")) ||
	                         dossier_is_of_kind(archive, link.from, STR("claim")) ||
	                         dossier_is_of_kind(archive, link.from, STR("source"));
	write_citations(maker, style, link.citations);
	if (link.citations.count == 0 && !speaks_for_itself &&
	    dossier_at(archive, link.from).citations.count == 0)
		write_unsourced(maker);
}

/* ── Who ────────────────────────────────────────────────────────────────────────────────────── */

/* The relation to those who took part, spoke or published. */
static uint32_t involved_relation(const struct archive *archive, enum timeline_what what)
{
	uint32_t field = what == TIMELINE_EVENT  ? field_known(archive, KNOWN_PARTICIPANTS)
	               : what == TIMELINE_QUOTE  ? field_known(archive, KNOWN_SPEAKER)
	                                         : field_find(archive, STR("publisher"));
	return field == NO_ROW ? NO_ROW : field_at(archive, field).relation;
}

/* The links of one relation out of a dossier, the first `most`; how many there are. */
static size_t links_found(const struct page_maker *maker, struct dossier_ref ref, uint32_t relation,
                          struct link *found, size_t most)
{
	const struct archive *archive = maker->archive;
	size_t count = 0;
	struct link_span span = links_out(archive, ref);
	for (uint32_t i = 0; i < span.range.count && relation != NO_ROW; i++) {
		struct link link = link_of(archive, span, i);
		if (link.relation != relation || !known_link(maker->options.known, link))
			continue;
		if (count < most)
			found[count] = link;
		count++;
	}
	return count;
}

/* Columns that are left in the line, behind the word that waits. */
static int room_left(const struct page_writer *writer)
{
	int gap = writer->has_blank_before && writer->column > writer->start;
	return writer->page.width - writer->column - gap - writer->word_width;
}

/* " — Ana Vel, Sergei Kovan and 3 more", as many as the line has room for; but who spoke is always
 * said. */
static void write_involved(struct page_maker *maker, const struct time_style *style,
                           struct timeline_entry entry)
{
	enum { MORE_WIDTH = 12 };
	struct link links[NAMES_MOST];
	bool must_have_one = entry.what == TIMELINE_QUOTE;
	uint32_t relation = involved_relation(maker->archive, entry.what);
	size_t count = links_found(maker, entry.dossier, relation, links, NAMES_MOST);
	struct text names = { .arena = maker->arena };
	int room = style->has_names ? room_left(&maker->writer) : 0;
	size_t written = 0;
	for (; written < count && written < NAMES_MOST; written++) {
		struct str name = shown_name(
			maker->arena, dossier_name(maker->archive, links[written].to));
		int rest = written + 1 < count ? MORE_WIDTH : 0;
		int width = shown_prose(maker->arena, name).width + (written ? 2 : 3);
		if (width + rest > room && (written || !must_have_one))
			break;
		room -= width;
		text_format(&names, "%s%.*s", written ? ", " : " — ", STR_ARGS(name));
	}
	if (written && written < count)
		text_format(&names, _(" and %zu more"), count - written);
	page_raw(&maker->writer, ROLE_DIM, text_str(&names));
}

/* A line "label: A (host), B", with links. */
static void write_linked(struct page_maker *maker, struct timeline_entry entry, const char *label,
                         uint32_t relation)
{
	struct link links[ROLES_MOST];
	struct page_writer *writer = &maker->writer;
	size_t count = links_found(maker, entry.dossier, relation, links, ROLES_MOST);
	const char *before = label;
	page_break(writer);
	for (size_t i = 0; i < count && i < ROLES_MOST; i++) {
		page_literal(writer, ROLE_DIM, before);
		page_dossier_link(maker, links[i].to, STR(""), STR(""), NO_ROW);
		if (links[i].role.size)
			page_raw(writer, ROLE_TEXT,
			         page_relation_role(maker, links[i].to, links[i].role));
		before = ", ";
	}
	if (count > ROLES_MOST)
		page_format(writer, ROLE_DIM, _(" and %zu more"), count - ROLES_MOST);
	page_break(writer);
}

/* Who with which role, where, and what it was about. */
static void write_details(struct page_maker *maker, struct timeline_entry entry)
{
	/* Translators: who took part in an event, or spoke or published; names follow. */
	static const char *const labels[] = {
		[TIMELINE_EVENT] = N_("with "), [TIMELINE_QUOTE] = N_("by "),
		[TIMELINE_PUBLISHED] = N_("by "),
	};
	const struct archive *archive = maker->archive;
	uint32_t place = field_known(archive, KNOWN_PLACE);
	write_linked(maker, entry, _(labels[entry.what]), involved_relation(archive, entry.what));
	/* Translators: where an event was; names of places follow. */
	if (entry.what == TIMELINE_EVENT && place != NO_ROW)
		write_linked(maker, entry, _("in "), field_at(archive, place).relation);
	struct dossier dossier = dossier_at(archive, entry.dossier);
	struct str summary = known_summary(maker->options.known, maker->arena, &dossier);
	if (str_is_empty(summary))
		return;
	struct str plain = page_prose_plain(maker, str_cut(&summary, '\n'));
	struct shown words = shown_prose(maker->arena, plain);
	int most = page_fitting(maker, words, (struct shown){0}, SUMMARY_LINES);
	page_text(&maker->writer, ROLE_DIM, page_beginning(maker, words, most));
	page_break(&maker->writer);
}

/* ── What ───────────────────────────────────────────────────────────────────────────────────── */

/* Under days more of a quote's words than its name has. */
static void write_name(struct page_maker *maker, const struct time_style *style,
                       const struct moment *moment)
{
	struct dossier_ref ref = moment->entry.dossier;
	struct str name = dossier_name(maker->archive, ref);
	struct str text = dossier_text(maker->archive, ref, KNOWN_TEXT);
	bool has_words = moment->entry.what == TIMELINE_QUOTE && style->zoom == ZOOM_DAY &&
	                 !moment->is_end && page_prose_opens(maker, text, name);
	if (!has_words) {
		page_dossier_link(maker, ref, STR(""), STR(""), NO_ROW);
		return;
	}
	struct shown words = shown_prose(maker->arena, page_prose_plain(maker, text));
	int most = page_fitting(maker, words, (struct shown){0}, WORDS_LINES);
	words = page_quoted(maker, dossier_text(maker->archive, ref, KNOWN_FORM),
	                    page_beginning(maker, words, most));
	page_link(&maker->writer, ROLE_LINK, words, (struct page_link){
		.kind = PAGE_LINK_DOSSIER, .to = ref, .value = NO_ROW,
	});
}

/* Of the timeline of one, what it took no part in. */
static void write_tie(struct page_maker *maker, const struct time_style *style,
                      struct timeline_entry entry)
{
	enum timeline_tie tie = timeline_tie(maker->archive, entry, style->moments->about,
	                                     maker->options.known);
	if (tie == TIMELINE_TIE_NAMED)
		/* Translators: behind an event that one is not linked with but by its name. */
		page_literal(&maker->writer, ROLE_NOTE, _(" (only named)"));
}

static void write_dossier(struct page_maker *maker, const struct time_style *style,
                          const struct moment *moment)
{
	write_name(maker, style, moment);
	if (moment->is_end)
		return;
	write_dossier_marks(maker, style, moment->entry);
	write_tie(maker, style, moment->entry);
	if (style->zoom == ZOOM_DAY)
		write_details(maker, moment->entry);
	else
		write_involved(maker, style, moment->entry);
}

/* "B (of theft) [1]" */
static void write_object(struct page_maker *maker, const struct time_style *style,
                         const struct moment *moment, const char *before)
{
	struct link link = link_at(maker->archive, moment->entry.link);
	page_literal(&maker->writer, ROLE_TEXT, before);
	page_dossier_link(maker, link.to, STR(""), STR(""), NO_ROW);
	if (moment->is_end)
		return;
	if (link.role.size)
		page_raw(&maker->writer, ROLE_TEXT,
		         page_relation_role(maker, link.to, link.role));
	write_link_marks(maker, style, link);
}

/* The moments that one line tells, and which of them it has told. */
struct telling {
	const struct moment *items;
	size_t place, count;
	bool is_written[MOMENTS_TOLD];
};

static bool is_told(const struct telling *telling, size_t number)
{
	return !telling->is_written[number] &&
	       (number == 0 || telling->items[number].told_by == telling->place);
}

/* The marks of the same relation as the other side wrote it; if that has none, it is no less
 * sourced. */
static void write_mirrored(struct page_maker *maker, const struct time_style *style,
                           struct telling *telling, size_t number)
{
	const struct moment *moment = &telling->items[number];
	for (size_t i = 0; i < telling->count; i++) {
		if (!is_told(telling, i) ||
		    !moment_is_mirrored(maker->archive, moment, &telling->items[i]))
			continue;
		telling->is_written[i] = true;
		struct link link = link_at(maker->archive, telling->items[i].entry.link);
		if (!moment->is_end)
			write_citations(maker, style, link.citations);
	}
}

/* " accuses B [1], C [2]": a relation with all its objects. */
static void write_objects(struct page_maker *maker, const struct time_style *style,
                          struct telling *telling, size_t number)
{
	const struct archive *archive = maker->archive;
	struct link link = link_at(archive, telling->items[number].entry.link);
	struct str label = timeline_act(archive, link.relation);
	const char *before = " ";
	page_format(&maker->writer, ROLE_TEXT, " %.*s", STR_ARGS(label));
	for (size_t i = number; i < telling->count; i++) {
		struct link other = link_at(archive, telling->items[i].entry.link);
		if (!is_told(telling, i) || other.relation != link.relation ||
		    other.from.row != link.from.row)
			continue;
		telling->is_written[i] = true;
		write_object(maker, style, &telling->items[i], before);
		write_mirrored(maker, style, telling, i);
		before = ", ";
	}
}

/* "A accuses B [1], C [2]; met D [1]": all that the moment at `place` tells. */
static void write_relation(struct page_maker *maker, const struct time_style *style, size_t place)
{
	struct telling telling = {
		.items = &style->moments->items[place], .place = place,
		.count = moments_told(style->moments, place),
	};
	struct dossier_ref from = link_at(maker->archive, telling.items->entry.link).from;
	page_dossier_link(maker, from, STR(""), STR(""), NO_ROW);
	for (size_t i = 0; i < telling.count; i++) {
		struct link link = link_at(maker->archive, telling.items[i].entry.link);
		if (!is_told(&telling, i) || link.from.row != from.row)
			continue;
		page_literal(&maker->writer, ROLE_TEXT, i ? ";" : "");
		write_objects(maker, style, &telling, i);
	}
}

void page_time_entry(struct page_maker *maker, const struct time_style *style, size_t place,
                     struct str date)
{
	struct page_writer *writer = &maker->writer;
	const struct moment *moment = &style->moments->items[place];
	page_label_as(writer, ROLE_DATE, shown_line(maker->arena, date), style->date_width);
	page_literal(writer, ROLE_DIM, time_sign(moment->entry.what));
	page_literal(writer, ROLE_DIM, " ");
	page_hang(writer, SIGN_WIDTH);
	if (moment->is_end && moment->level != LEVEL_OPEN)
		page_literal(writer, ROLE_DIM, _("end of: "));
	if (moment->entry.what == TIMELINE_RELATION)
		write_relation(maker, style, place);
	else
		write_dossier(maker, style, moment);
}

void page_time_entry_more(struct page_maker *maker, const struct moment *moment)
{
	page_literal(&maker->writer, ROLE_TEXT, "; ");
	page_dossier_link(maker, moment->entry.dossier, STR(""), STR(""), NO_ROW);
}

void page_time_entry_end(struct page_maker *maker)
{
	page_break(&maker->writer);
	maker->writer.indent = maker->writer.margin;
}
