/* The timeline in lanes. A lane is a page by itself under each heading; then those of a heading
 * stand beside each other:
 *
 *	│ dates │ lane │ lane │ lane │
 *
 * What several lanes have begins on the same line in all of them. */
#include "query/page_timeline_parts.h"

#include "archive/neighbours.h"
#include "base/array.h"

enum {
	LANES_MOMENTS = TIME_MONTH_MOST,        /* more are not shown one by one */
	DATES_WIDTH = 15,
	LANE_LEAST = 23, LANE_WIDEST = 36, LANE_GAP = 2,
	ENTRY_LINES = 3,
	SIGN_WIDTH = 2,
	YEAR_MOST = 4,                          /* entries of a lane in a year by years */
	NO_LANE = TIME_LANES_MOST,
};

struct lane { struct dossier_ref of; size_t count; };

struct lanes {
	struct page_maker *maker;
	const struct moments *moments;
	enum time_zoom zoom;
	struct lane items[TIME_LANES_MOST];
	size_t count;
	int width;                      /* columns of each */
	uint8_t *bits;                  /* of each moment: whose it is, a bit for each lane */
	struct page_writer writers[TIME_LANES_MOST];    /* under the heading at work */
	size_t written[TIME_LANES_MOST];
};

/* ── Who takes part ─────────────────────────────────────────────────────────────────────────── */

/* What is done with each dossier that has a part in an entry. */
struct visit {
	void (*actor)(void *context, struct dossier_ref actor);
	void *context;
};

static void visit_links(const struct page_maker *maker, struct link_span span,
                        const struct visit *visit)
{
	const struct archive *archive = maker->archive;
	for (uint32_t i = 0; i < span.range.count; i++) {
		struct link link = link_of(archive, span, i);
		bool says_how = naming_of(relation_at(archive, link.relation).key) == NAMING_NONE;
		if (says_how && known_link(maker->options.known, link))
			visit->actor(visit->context,
			             span.direction == LINK_OUT ? link.to : link.from);
	}
}

static void visit_actors(const struct page_maker *maker, struct timeline_entry entry,
                         const struct visit *visit)
{
	if (entry.what == TIMELINE_RELATION) {
		struct link link = link_at(maker->archive, entry.link);
		visit->actor(visit->context, link.from);
		visit->actor(visit->context, link.to);
		return;
	}
	visit_links(maker, links_out(maker->archive, entry.dossier), visit);
	visit_links(maker, links_in(maker->archive, entry.dossier), visit);
}

/* ── Who has a lane ─────────────────────────────────────────────────────────────────────────── */

/* How many entries each dossier has a part in. */
struct tally { const struct archive *archive; uint32_t *counts, count; };

static void tally_actor(void *context, struct dossier_ref actor)
{
	struct tally *tally = context;
	if (actor.row < tally->count)
		tally->counts[actor.row]++;
}

/* Between two that have a part in as many entries, what more leads to. */
static bool is_before(const struct archive *archive, struct lane one, struct lane other)
{
	struct weight left = dossier_weight(archive, one.of);
	struct weight right = dossier_weight(archive, other.of);
	if (one.count != other.count)
		return one.count > other.count;
	return left.link_bits != right.link_bits ? left.link_bits > right.link_bits
	                                         : left.place < right.place;
}

/* Take a place behind the first `fixed` lanes, if there is one. */
static void lane_put(const struct archive *archive, struct lanes *lanes, size_t fixed, size_t most,
                     struct lane lane)
{
	size_t at = lanes->count;
	while (at > fixed && is_before(archive, lane, lanes->items[at - 1]))
		at--;
	if (at == most)
		return;
	lanes->count += lanes->count < most;
	for (size_t i = lanes->count - 1; i > at; i--)
		lanes->items[i] = lanes->items[i - 1];
	lanes->items[at] = lane;
}

static bool is_asked_for(const struct time_query *query, struct dossier_ref ref)
{
	for (size_t i = 0; i < query->about_count; i++)
		if (query->about[i].row == ref.row)
			return true;
	return false;
}

/* Those that were asked for first; of all others people and organizations. Whoever all of it is
 * about has none. */
static void choose_lanes(struct lanes *lanes, const struct time_query *query, size_t most)
{
	static const struct str kinds[] = { STR("person"), STR("organization") };
	const struct archive *archive = lanes->maker->archive;
	struct arena scratch = {0};
	struct tally tally = { .archive = archive, .count = dossier_count(archive) };
	struct visit visit = { tally_actor, &tally };
	tally.counts = ARENA_MANY(&scratch, uint32_t, tally.count);
	for (size_t i = 0; i < lanes->moments->count; i++)
		visit_actors(lanes->maker, lanes->moments->items[i].entry, &visit);

	for (size_t i = 0; i < query->lane_count && lanes->count < most; i++) {
		uint32_t row = query->lanes[i].row;
		if (row >= tally.count || tally.counts[row] == 0 ||
		    is_asked_for(query, query->lanes[i]))
			continue;
		lanes->items[lanes->count++] = (struct lane){ { row }, tally.counts[row] };
		tally.counts[row] = 0;
	}
	size_t fixed = lanes->count;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct row_span span = dossiers_of_kind(archive, kind_find(archive, kinds[i]));
		for (uint32_t at = 0; at < span.count; at++) {
			struct dossier_ref ref = { span.rows[at] };
			size_t count = ref.row < tally.count ? tally.counts[ref.row] : 0;
			if (count && !is_asked_for(query, ref))
				lane_put(archive, lanes, fixed, most, (struct lane){ ref, count });
		}
	}
	arena_release(&scratch);
}

/* ── Whose an entry is ──────────────────────────────────────────────────────────────────────── */

/* A bit for each lane. */
struct placing { const struct lanes *lanes; unsigned bits; };

static void place_actor(void *context, struct dossier_ref actor)
{
	struct placing *placing = context;
	for (size_t i = 0; i < placing->lanes->count; i++)
		if (placing->lanes->items[i].of.row == actor.row)
			placing->bits |= 1u << i;
}

static unsigned lanes_of(const struct lanes *lanes, struct timeline_entry entry)
{
	struct placing placing = { .lanes = lanes };
	struct visit visit = { place_actor, &placing };
	visit_actors(lanes->maker, entry, &visit);
	return placing.bits;
}

static size_t first_lane(unsigned bits)
{
	size_t lane = 0;
	while (lane < NO_LANE && !(bits >> lane & 1))
		lane++;
	return lane;
}

/* ── Entries ────────────────────────────────────────────────────────────────────────────────── */

/* A name of which no more than a few lines are shown. */
static void write_name(struct page_maker *maker, struct dossier_ref ref)
{
	struct shown name = shown_prose(maker->arena, dossier_name(maker->archive, ref));
	int most = page_fitting(maker, name, (struct shown){0}, ENTRY_LINES);
	page_link(&maker->writer, ROLE_LINK, page_beginning(maker, name, most), (struct page_link){
		.kind = PAGE_LINK_DOSSIER, .to = ref, .value = NO_ROW,
	});
}

/* As seen from the lane's end: "met B", "is accused by B". */
static void write_relation(struct page_maker *maker, struct timeline_entry entry,
                           struct dossier_ref of)
{
	struct link link = link_at(maker->archive, entry.link);
	bool is_from = link.from.row == of.row;
	struct str label = message_of(relation_label(maker->archive, link.relation,
	                                             is_from ? LINK_OUT : LINK_IN));
	page_format(&maker->writer, ROLE_TEXT, "%.*s ", STR_ARGS(label));
	write_name(maker, is_from ? link.to : link.from);
}

static void write_entry(struct lanes *lanes, size_t lane, const struct moment *moment, size_t first)
{
	struct page_maker *maker = lanes->maker;
	struct page_writer *writer = &maker->writer;
	page_literal(writer, ROLE_DIM, time_sign(moment->entry.what));
	page_literal(writer, ROLE_DIM, " ");
	page_hang(writer, SIGN_WIDTH);
	if (moment->is_end && moment->level != LEVEL_OPEN)
		page_literal(writer, ROLE_DIM, _("end of: "));
	if (moment->entry.what == TIMELINE_RELATION)
		write_relation(maker, moment->entry, lanes->items[lane].of);
	else if (lane == first)
		write_name(maker, moment->entry.dossier);
	else
		page_format(writer, ROLE_DIM, _("with %.*s"),
		            STR_ARGS(dossier_name(maker->archive, lanes->items[first].of)));
	page_break(writer);
	writer->indent = writer->margin;
}

/* Lines without anything, up to that many. */
static void pad(struct page_writer *writer, size_t lines)
{
	while (writer->page.lines.count < lines)
		*ARRAY_ADD(writer->arena, &writer->page.lines) = (struct page_line){
			.first = (uint32_t)writer->page.spans.count, .value = NO_ROW,
		};
}

static void write_moment(struct lanes *lanes, const struct moment *moment, unsigned bits)
{
	struct page_maker *maker = lanes->maker;
	size_t start = 0, first = first_lane(bits);
	for (size_t lane = 0; lane < lanes->count; lane++) {
		size_t lines = lanes->writers[lane].page.lines.count;
		if (bits >> lane & 1)
			start = lines > start ? lines : start;
	}
	for (size_t lane = 0; lane < lanes->count; lane++) {
		if (!(bits >> lane & 1))
			continue;
		struct page_writer outer = maker->writer;
		maker->writer = lanes->writers[lane];
		pad(&maker->writer, start);
		write_entry(lanes, lane, moment, first);
		lanes->writers[lane] = maker->writer;
		maker->writer = outer;
	}
}

/* ── Headings ───────────────────────────────────────────────────────────────────────────────── */

static struct str heading_words(const struct lanes *lanes, const struct moment *moment)
{
	struct arena *arena = lanes->maker->arena;
	struct str day = {0}, year = {0};
	if (moment->heading < LEVEL_OPEN) {
		day = date_day(arena, moment->floor);
		year = time_year_words(arena, calendar_day_of(moment->floor).year);
	}
	struct str month = date_short(arena, str_slice(day, 0, sizeof("2021-03") - 1),
	                              DATES_WIDTH - 1);
	bool is_january = day.size && calendar_day_of(moment->floor).month == 1;
	struct str start = is_january ? year : month;
	switch (moment->heading) {
	case LEVEL_EARLIER:
		return str_format(arena, _("by %.*s"), STR_ARGS(start));
	case LEVEL_LATER:
		return str_format(arena, _("from %.*s"), STR_ARGS(start));
	case LEVEL_YEAR:
		return year;
	case LEVEL_MONTH:
		return month;
	case LEVEL_DAY:
		return date_short(arena, day, DATES_WIDTH - 1);
	case LEVEL_OPEN:
		return str_of(_("no end given"));
	case LEVEL_UNDATED:
	case LEVEL_COUNT:
		break;
	}
	return str_of(_("no date"));
}

static int lane_left(const struct lanes *lanes, size_t lane)
{
	return DATES_WIDTH + (int)lane * (lanes->width + LANE_GAP);
}

/* Put the lanes beside each other, behind what stands in the column of dates. */
static void join_lanes(struct lanes *lanes, struct page_writer writers[TIME_LANES_MOST],
                       struct page dates)
{
	struct page_column columns[TIME_LANES_MOST + 1] = { { dates, 0 } };
	for (size_t lane = 0; lane < lanes->count; lane++)
		columns[lane + 1] = (struct page_column){
			page_end(&writers[lane]), lane_left(lanes, lane),
		};
	page_columns(&lanes->maker->writer, columns, lanes->count + 1);
}

static struct page date_column(struct lanes *lanes, enum role role, struct str words,
                               bool is_heading)
{
	struct arena *arena = lanes->maker->arena;
	struct page_writer writer = page_begin(arena, PAGE_MIN_WIDTH);
	writer.is_heading = is_heading;
	page_text(&writer, role, shown_fit(arena, shown_line(arena, words), DATES_WIDTH - 1));
	return page_end(&writer);
}

/* Whose the lanes are, above all years; it stays in sight. */
static void write_names(struct lanes *lanes)
{
	struct page_maker *maker = lanes->maker;
	struct page_writer writers[TIME_LANES_MOST];
	page_blank(&maker->writer);
	for (size_t lane = 0; lane < lanes->count; lane++) {
		struct dossier_ref of = lanes->items[lane].of;
		struct shown name = shown_line(maker->arena, dossier_name(maker->archive, of));
		struct shown words = page_beginning(maker, name, lanes->width);
		writers[lane] = page_begin(maker->arena, lanes->width);
		page_link(&writers[lane], ROLE_HEADING, words, (struct page_link){
			.kind = PAGE_LINK_DOSSIER, .to = of, .value = NO_ROW,
		});
	}
	uint32_t line = (uint32_t)maker->writer.page.lines.count;
	join_lanes(lanes, writers, (struct page){0});
	maker->writer.page.pinned = (struct page_pinned){ line, 1 };
}

static struct str year_of(const struct lanes *lanes, const struct moment *moment)
{
	struct arena *arena = lanes->maker->arena;
	if (moment->heading >= LEVEL_OPEN)
		/* Translators: a heading beside years. */
		return str_of(_("Else"));
	return time_year_words(arena, calendar_day_of(moment->floor).year);
}

/* True for a relation that the other side wrote down, too. */
static bool is_repeated(const struct lanes *lanes, const struct moment *moment)
{
	return moment->told_by != NO_ROW &&
	       moment_is_mirrored(lanes->maker->archive, moment,
	                          &lanes->moments->items[moment->told_by]);
}

/* What stands under one heading. False if no lane has any of it. */
static bool fill_lanes(struct lanes *lanes, struct time_group group)
{
	bool has_any = false;
	size_t counts[TIME_LANES_MOST] = {0};
	for (size_t lane = 0; lane < lanes->count; lane++)
		lanes->writers[lane] = page_begin(lanes->maker->arena, lanes->width);
	for (size_t i = group.start; i < group.end; i++) {
		unsigned bits = lanes->bits[i];
		for (size_t lane = 0; lane < lanes->count; lane++)
			if (bits >> lane & 1 && lanes->zoom == ZOOM_YEAR &&
			    counts[lane]++ >= YEAR_MOST)
				bits &= ~(1u << lane);
		if (bits == 0 || is_repeated(lanes, &lanes->moments->items[i]))
			continue;
		write_moment(lanes, &lanes->moments->items[i], bits);
		has_any = true;
	}
	for (size_t lane = 0; lane < lanes->count; lane++)
		if (counts[lane] > YEAR_MOST)
			page_format(&lanes->writers[lane], ROLE_DIM, _("%zu more"),
			            counts[lane] - YEAR_MOST);
	return has_any;
}

/* One group of lines: a section begins with each year. */
static void write_groups(struct lanes *lanes)
{
	struct page_maker *maker = lanes->maker;
	const struct moments *moments = lanes->moments;
	struct str last_year = {0};
	int32_t last = DATE_FIRST_DAY;
	write_names(lanes);
	page_time_silence_before(maker, moments, lanes->zoom);
	for (struct time_group group = {0}; group.start < moments->count; group.start = group.end) {
		const struct moment *moment = &moments->items[group.start];
		group.end = moments_group_end(moments, group.start);
		if (fill_lanes(lanes, group)) {
			struct str year = year_of(lanes, moment);
			struct str words = lanes->zoom == ZOOM_YEAR ? year
			                                            : heading_words(lanes, moment);
			bool is_new = !str_equal(year, last_year);
			page_blank(&maker->writer);
			last_year = year;
			join_lanes(lanes, lanes->writers,
			           date_column(lanes, is_new ? ROLE_HEADING : ROLE_DATE, words,
			                       is_new));
		}
		page_time_silence_after(maker, moments, lanes->zoom, group, &last);
	}
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

/* Find out whose each moment is; how many entries are of none of the lanes. */
static size_t place_moments(struct lanes *lanes)
{
	size_t others = 0;
	lanes->bits = ARENA_MANY(lanes->maker->arena, uint8_t, lanes->moments->count);
	for (size_t i = 0; i < lanes->moments->count; i++) {
		const struct moment *moment = &lanes->moments->items[i];
		lanes->bits[i] = (uint8_t)lanes_of(lanes, moment->entry);
		others += lanes->bits[i] == 0 && !moment->is_end;
	}
	return others;
}

static void write_others(struct lanes *lanes, size_t others)
{
	struct page_maker *maker = lanes->maker;
	if (others == 0)
		return;
	page_format(&maker->writer, ROLE_NOTE,
	            message_count("%s entry is of none of those who have a lane.",
	                          "%s entries are of none of those who have a lane.", others),
	            time_number(maker->arena, others).bytes);
	page_break(&maker->writer);
}

static size_t lanes_that_fit(int width)
{
	int fitting = (width - DATES_WIDTH + LANE_GAP) / (LANE_LEAST + LANE_GAP);
	return fitting < TIME_LANES_MOST ? (size_t)fitting : TIME_LANES_MOST;
}

static void set_widths(struct lanes *lanes, int width)
{
	int count = (int)lanes->count, room = width - DATES_WIDTH;
	int each = room / count - LANE_GAP;
	lanes->width = each < LANE_WIDEST ? each : LANE_WIDEST;
	lanes->maker->writer.page.width = lane_left(lanes, lanes->count);
}

struct page page_timeline_lanes(const struct archive *archive, struct arena *arena,
                                const struct time_query *query, struct page_options options)
{
	struct page_sources sources = { .arena = arena };
	struct page_maker maker = {
		.archive = archive, .arena = arena, .options = options, .sources = &sources,
		.text_role = ROLE_TEXT, .writer = page_begin(arena, options.width),
	};
	maker.writer.numbers_links = options.numbers_links;
	struct moments moments = moments_collect(archive, arena, query, options.known);
	struct lanes lanes = { .maker = &maker, .moments = &moments, .zoom = query->zoom };
	bool is_shown = options.width >= TIME_LANES_FROM && moments.entry_count <= LANES_MOMENTS;
	if (is_shown)
		choose_lanes(&lanes, query, lanes_that_fit(options.width));
	if (lanes.count < 2)
		return page_timeline(archive, arena, query, options);

	page_time_head(&maker, query, &moments);
	page_time_strip(&maker, &moments, query->zoom);
	moments_order(archive, arena, &moments, query->zoom);
	write_others(&lanes, place_moments(&lanes));
	set_widths(&lanes, options.width);
	write_groups(&lanes);
	arena_release(&maker.scratch);
	return page_end(&maker.writer);
}
