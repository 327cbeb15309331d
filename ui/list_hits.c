/* What a search found: each hit in two lines, its name, and what made it one. */
#include "ui/pane_list.h"

#include "base/message.h"
#include "query/dated.h"
#include "query/page.h"
#include "query/verified.h"
#include "ui/workspace.h"

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

/* ── Lines with matches ─────────────────────────────────────────────────────────────────────── */

/* A text whose matches stand out. */
struct marked { struct str text; const struct search_range *matches; size_t match_count; };

static struct marked marked_by(struct arena *frame, const struct filter *filter, struct str text)
{
	struct search_ranges ranges = search_matches(frame, filter, text);
	return (struct marked){ text, ranges.items, ranges.count };
}

static int width_of(struct arena *frame, struct str text)
{
	return shown_line(frame, text).width;
}

/* The same where it is cut; a match stands whole or not at all, unless it is all that does. */
static struct list_cut cut_marked(struct arena *frame, struct marked marked, size_t from, int room)
{
	struct str text = str_slice(marked.text, from, SIZE_MAX);
	struct list_cut cut = list_cut(frame, text, room);
	size_t head = from + cut.head;
	if (head == marked.text.size)
		return (struct list_cut){ head, head };
	for (size_t i = 0; i < marked.match_count; i++) {
		struct search_range match = marked.matches[i];
		bool is_split = match.start > from && match.start < head &&
		                match.start + match.size > head;
		head = is_split ? match.start : head;
	}
	while (head > from && marked.text.bytes[head - 1] == ' ')
		head--;
	return (struct list_cut){ head, marked.text.size };
}

/* The marked text from its byte `from` on, cut with an ellipsis where the canvas ends. */
static void draw_from(struct canvas *canvas, struct arena *frame, enum role role,
                      struct marked marked, size_t from)
{
	struct shown ellipsis = shown_literal(frame, "…");
	int column = from ? canvas_put(canvas, 0, 0, ROLE_DIM, ellipsis) : 0;
	struct list_cut cut = cut_marked(frame, marked, from, canvas_columns(canvas) - column);
	bool is_cut = cut.head < marked.text.size;
	marked.text = str_slice(marked.text, 0, cut.head);
	size_t at = from;
	for (size_t i = 0; i < marked.match_count; i++) {
		struct search_range match = marked.matches[i];
		if (match.start < at || match.start >= marked.text.size)
			continue;
		struct str before = str_slice(marked.text, at, match.start - at);
		struct str words = str_slice(marked.text, match.start, match.size);
		column = canvas_put(canvas, 0, column, role, shown_line(frame, before));
		column = canvas_put(canvas, 0, column, ROLE_MATCH, shown_line(frame, words));
		at = match.start + match.size;
	}
	struct str rest = str_slice(marked.text, at, SIZE_MAX);
	column = canvas_put(canvas, 0, column, role, shown_line(frame, rest));
	if (is_cut)
		canvas_put(canvas, 0, column, role, ellipsis);
}

/* True if the first match is in sight where the text begins at its start. */
static bool shows_match(struct arena *frame, struct marked marked, int room)
{
	if (marked.match_count == 0)
		return false;
	size_t end = marked.matches[0].start + marked.matches[0].size;
	bool is_end = end == marked.text.size;
	return width_of(frame, str_slice(marked.text, 0, end)) <= room - !is_end;
}

/* True if at least its first letters are. */
static bool shows_some(struct arena *frame, struct marked marked, int room)
{
	enum { LETTERS = 3 };
	if (marked.match_count == 0)
		return false;
	struct str before = str_slice(marked.text, 0, marked.matches[0].start);
	return width_of(frame, before) + LETTERS < room;
}

/* Where to begin so that the first match is in the middle, and no room is left behind the end:
 *
 *	…general of the junta that exporter under sanctions of the Uni…
 *
 * At a word; at the start if the match is in sight there. */
static size_t start_of(struct arena *frame, struct marked marked, int room)
{
	if (marked.match_count == 0 || shows_match(frame, marked, room))
		return 0;
	struct search_range match = marked.matches[0];
	int width = width_of(frame, str_slice(marked.text, match.start, match.size));
	int behind = width_of(frame, str_slice(marked.text, match.start, SIZE_MAX));
	int before = (room - width) / 2;
	if (room - 1 - behind > before)
		before = room - 1 - behind;
	size_t from = match.start;
	for (size_t at = match.start; at-- > 0;) {
		if (at > 0 && marked.text.bytes[at - 1] != ' ')
			continue;
		if (width_of(frame, str_slice(marked.text, at, match.start - at)) + 1 > before)
			break;
		from = at;
	}
	return from;
}

/* ── A hit ──────────────────────────────────────────────────────────────────────────────────── */

/* True if there are hits of several kinds, as far as they are looked at. */
static bool kinds_differ(const struct list_search *results, const struct archive *archive)
{
	enum { LOOK_MOST = 200 };
	const struct search *search = &results->search;
	size_t count = search->hit_count < LOOK_MOST ? search->hit_count : LOOK_MOST;
	for (size_t i = 1; i < count; i++)
		if (dossier_kind(archive, search->hits[i].ref) !=
		    dossier_kind(archive, search->hits[0].ref))
			return true;
	return false;
}

/* What stands at the right: what the query is ordered by; or the kind, if the name leaves room for
 * it; or if that is the same in all rows, what one looks for it by. */
static struct str right_of(const struct list_search *results, const struct archive *archive,
                           struct arena *frame, const struct dossier *dossier, int columns)
{
	enum column by = filter_order(results->filter).column;
	if (column_row(by)->field || by == COLUMN_DATE)
		return list_column_right(archive, results->known, frame, dossier->ref, by, columns);
	struct str label = message_of(kind_at(archive, dossier->kind).label);
	if (filter_only_kind(results->filter) == NO_ROW && kinds_differ(results, archive)) {
		struct str called = list_called(archive, frame, dossier->ref);
		int room = columns - 1 - width_of(frame, label);
		bool fits = width_of(frame, shown_name(frame, called)) <= room;
		return fits || room >= LIST_NAME_WIDTH ? label : (struct str){0};
	}
	if (dossier_weight(archive, dossier->ref).is_opening)
		return (struct str){0};         /* the second line says it */
	return list_column_right(archive, results->known, frame, dossier->ref,
	                         filter_order(results->filter).column, columns);
}

/* The name with the words that were found in it, however they were. */
static struct marked name_of_hit(const struct list_search *results, struct arena *frame,
                                 struct str name, struct search_snippet snippet)
{
	name = shown_name(frame, name);
	if (str_equal(name, snippet.text))
		return (struct marked){ name, snippet.matches, snippet.match_count };
	return marked_by(frame, results->filter, name);
}

/* Of most places the words in them say enough. An id says nothing to a reader, unless it is only
 * nearly what was typed. */
static bool is_plain_place(struct search_snippet snippet)
{
	static const struct str plain[] = {
		STR("name"), STR("summary"), STR("text"), STR("id"), STR("filter"),
	};
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		if (str_equal(snippet.why, plain[i]))
			return true;
	return false;
}

/* True if the first line says why this is a hit, or nothing better does: then the second is free to
 * say who or what it is. A status says less than who says so, and who denies it. */
static bool is_told_above(struct search_hit hit, struct search_snippet snippet, bool shows_name)
{
	bool is_of_name = str_equal(snippet.field, STR("name"));
	bool is_id = str_equal(snippet.why, STR("id")) || str_equal(snippet.why, STR("former id"));
	bool is_status = str_equal(snippet.field, STR("status"));
	bool is_text = str_equal(snippet.why, STR("text"));
	return hit.way == WAY_FILTER || is_of_name || is_id || is_status ||
	       (is_text && shows_name);
}

/* What tells most of the hit; before it, how it is linked with whom the query names. */
static struct search_snippet opening_of(const struct list_search *results,
                                        const struct archive *archive, struct arena *frame,
                                        struct search_hit hit, struct snippet_options options)
{
	struct search_snippet snippet =
		search_opening(archive, frame, results->filter, hit, options);
	struct str linked = {0};
	if (!results->known)
		linked = search_linked(archive, frame, results->filter, hit.ref);
	if (linked.size) {
		snippet.text = str_join(frame, linked, STR(" · "), snippet.text);
		snippet.match_count = 0;
	}
	return snippet;
}

static void results_draw(const struct list_state *state, const struct archive *archive,
                         struct arena *frame, struct canvas *canvas, int row)
{
	const struct list_search *results = list_results(state);
	struct search_hit hit = results->search.hits[row];
	struct dossier dossier = dossier_at(archive, hit.ref);
	int columns = canvas_columns(canvas);
	/* More than fits, so that where the text was cut is beyond the line. */
	struct snippet_options options = { (size_t)columns * 4, results->known };
	struct search_snippet snippet =
		search_snippet(archive, frame, results->filter, hit, options);

	bool has_number = column_row(filter_order(results->filter).column)->is_number &&
	                  !results->search.is_offer;
	struct shown right = has_number
		? shown_format(frame, "%u", hit.number)
		: shown_line(frame, right_of(results, archive, frame, &dossier, columns));
	int room = columns - (right.width ? right.width + 1 : 0);
	struct str called = list_called(archive, frame, hit.ref);
	struct marked name = name_of_hit(results, frame, called, snippet);
	bool is_opening = dossier_weight(archive, hit.ref).is_opening;
	bool is_above = is_told_above(hit, snippet,
	                              is_opening && shows_some(frame, name, room));
	struct canvas first = canvas_part(canvas, (struct rect){ 0, 0, 1, room });
	draw_from(&first, frame, ROLE_TEXT, name, 0);
	canvas_put(canvas, 0, columns - right.width, ROLE_DIM, right);

	int column = 1;
	if (dated_is_perhaps(archive, results->filter, hit.ref, results->known))
		/* Translators: what was at a time that is not certain, or went on through it */
		column = canvas_put(canvas, 1, column, ROLE_DIM,
		                    shown_literal(frame, _("perhaps then: ")));
	if (is_above)
		snippet = opening_of(results, archive, frame, hit, options);
	else if (!is_plain_place(snippet))
		column = canvas_put(canvas, 1, column, ROLE_DIM,
		                    shown_format(frame, "%.*s%s", STR_ARGS(snippet.why_shown),
		                                 snippet.text.size ? ": " : ""));
	if (column >= columns)
		return;
	struct marked line = { snippet.text, snippet.matches, snippet.match_count };
	struct canvas second = canvas_part(canvas, (struct rect){ 1, column, 1, columns - column });
	size_t from = is_above ? 0 : start_of(frame, line, columns - column);
	draw_from(&second, frame, ROLE_DIM, line, from);
}

/* ── Around them ────────────────────────────────────────────────────────────────────────────── */

/* Where there is no hit, the words that say why, and what Enter finds in its place. */
static void results_draw_below(const struct list_state *state, const struct archive *archive,
                               struct dossier_ref shown, struct arena *frame, struct canvas *canvas)
{
	(void)shown;
	const struct list_search *results = list_results(state);
	const struct unfound *unfound = &results->unfound;
	bool is_done = results->has_begun && results->search.is_done;
	struct str words = results->complaint.size ? results->complaint : unfound->words;
	if (str_is_empty(words) && is_done)
		words = str_of(_("Nothing matches, and no name is similar."));
	if (results_count(state, archive))
		return;
	if (str_is_empty(words)) {
		list_draw_values(&results->values, !results->known, frame, canvas);
		return;
	}
	struct page_writer writer = page_begin(frame, canvas_columns(canvas) - LIST_MARGIN);
	page_text(&writer, ROLE_NOTE, shown_prose(frame, words));
	if (unfound->offer.size) {
		page_blank(&writer);
		/* Translators: what a key finds: "Enter: 6 claims by Ana Vel" */
		page_text(&writer, ROLE_LINK, shown_format(frame, _("Enter: %.*s"),
		                                           STR_ARGS(unfound->offer)));
	}
	struct page page = page_end(&writer);
	for (uint32_t line = 0; line < page.lines.count; line++) {
		struct str text = page_line_text(&page, frame, line);
		bool is_offer = line + 1 == page.lines.count && unfound->offer.size;
		canvas_put(canvas, (int)line, LIST_MARGIN, is_offer ? ROLE_LINK : ROLE_NOTE,
		           shown_line(frame, text));
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
		return str_of(_("Not understood"));
	if (results->has_begun && results->search.is_offer && results->search.hit_count)
		return str_format(frame, _("Nothing for “%.*s”; similar names"),
		                  STR_ARGS(results->query));
	struct str found = found_words(results, archive, frame);
	struct str meant = filter_meaning(archive, frame, results->filter);
	/* Translators: what was searched for; "kept" means that this search is */
	struct str query = str_format(frame, is_kept(state, frame, results) ? _("“%.*s” · kept")
	                                                                    : _("“%.*s”"),
	                              STR_ARGS(results->query));
	/* Translators: what was searched for, "speaker:tom"; whose names these words were taken
	 * for */
	if (meant.size)
		query = str_format(frame, _("%.*s = %.*s"), STR_ARGS(query), STR_ARGS(meant));
	if (filter_dates_read(frame, results->filter).size)
		/* Translators: behind what was searched for, which is a date: "2022-07" */
		query = str_join(frame, query, STR(" "), str_of(_("· words or date")));
	else if (filter_kinds_read(archive, frame, results->filter).size)
		/* Translators: behind what was searched for, of which a word is a kind */
		query = str_join(frame, query, STR(" "), str_of(_("· words or kind")));
	return str_join(frame, query, STR(": "), found);
}

const struct list_source_ops list_hits_ops = {
	.name = "results", .row_height = 2,
	.count = results_count, .draw = results_draw, .draw_below = results_draw_below,
	.subject = results_subject, .title = results_title,
};
