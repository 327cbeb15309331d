/* What is read in linear mode: a page, said in portions. */
#include "ui/linear.h"

#include "base/array.h"
#include "base/message.h"
#include "query/search.h"

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

const struct page_line *linear_page_line(const struct linear *linear, size_t row)
{
	const struct linear_page *page = &linear->page;
	return &page->page.lines.items[page->rows.items[row]];
}

/* A source mark has its own number in brackets: that of the link before it, "7:", is not said. */
static bool is_left_out(const struct linear_page *page, const struct page_span *span)
{
	return span->link != NO_ROW && page->are_marks[span->link] && span->role == ROLE_DIM &&
	       span->text.size && span->text.bytes[span->text.size - 1] == ':';
}

/* A link to a source is a mark if it reads "[3]"; in the list of sources it has a name. */
static void find_marks(struct linear_page *page)
{
	page->are_marks = ARENA_MANY(&page->arena, bool, page->page.links.count + 1);
	for (size_t i = 0; i < page->page.spans.count; i++) {
		const struct page_span *span = &page->page.spans.items[i];
		if (span->link != NO_ROW && str_starts_with(shown_str(span->text), STR("[")))
			page->are_marks[span->link] =
				page->page.links.items[span->link].kind == PAGE_LINK_SOURCE;
	}
}

static bool ends_label(const struct page *page, const struct page_line *line, uint32_t at)
{
	const struct page_span *span = &page->spans.items[at];
	bool is_last = at + 1 == line->first + line->count;
	return span->role == ROLE_LABEL && (is_last || span[1].role != ROLE_LABEL) &&
	       span->text.size && span->text.bytes[span->text.size - 1] != ':';
}

/* True if a word of that width has room before a heading, with a blank between them. */
static bool heading_fits(const struct linear *linear, const struct page_line *line, int width)
{
	const struct page_span *first = &linear->page.page.spans.items[line->first];
	const struct page_span *last = first + line->count - 1;
	return linear->width == 0 ||
	       width + 1 + last->column + last->text.width <= linear->width;
}

/* "Section:" before a heading; in a line of its own, where the heading would not fit behind it. */
static void add_heading_word(const struct linear *linear, const struct page_line *line,
                             struct text *words)
{
	/* Translators: a heading follows */
	struct shown word = shown_literal(words->arena, _("Section:"));
	text_add(words, shown_str(word));
	text_add_byte(words, heading_fits(linear, line, word.width) ? ' ' : '\n');
}

/* What a line says. Columns are for eyes: of several blanks one is left, and a label ends in a
 * colon. */
static struct str line_words(const struct linear *linear, struct arena *arena, size_t row)
{
	const struct page *page = &linear->page.page;
	const struct page_line *line = linear_page_line(linear, row);
	bool keeps_indent = linear_view_row(linear->page.view)->keeps_indents;
	struct text words = { .arena = arena };
	int column = 0;
	bool has_gap = false;
	if (line->is_heading)
		add_heading_word(linear, line, &words);
	for (uint32_t i = line->first; i < line->first + line->count; i++) {
		const struct page_span *span = &page->spans.items[i];
		if (i == line->first)
			for (int k = 0; keeps_indent && k < span->column; k++)
				text_add_byte(&words, ' ');
		has_gap = has_gap || (i > line->first && span->column > column);
		column = span->column + span->text.width;
		if (is_left_out(&linear->page, span))
			continue;
		if (has_gap)
			text_add_byte(&words, ' ');
		has_gap = false;
		text_add(&words, shown_str(span->text));
		if (ends_label(page, line, i))
			text_add_byte(&words, ':');
	}
	return text_str(&words);
}

/* The title was said when the page was opened. */
static bool is_title(const struct page *page, const struct page_line *line)
{
	return line->count && page->spans.items[line->first].role == ROLE_TITLE;
}

static bool has_ink(const struct page *page, const struct page_line *line)
{
	for (uint32_t i = line->first; i < line->first + line->count; i++)
		if (!str_is_empty(str_trim(shown_str(page->spans.items[i].text))))
			return true;
	return false;
}

static void find_rows(struct linear_page *page)
{
	page->rows.count = page->rows.room = 0;
	for (uint32_t line = 0; line < page->page.lines.count; line++)
		if (has_ink(&page->page, &page->page.lines.items[line]) &&
		    !is_title(&page->page, &page->page.lines.items[line]))
			*ARRAY_ADD(&page->arena, &page->rows) = line;
}

/* ── Making ─────────────────────────────────────────────────────────────────────────────────── */

static bool make(struct linear *linear, struct fault *why)
{
	struct linear_page *page = &linear->page;
	struct page_options options = {
		.width = linear->width ? linear->width : PAGE_MAX_MEASURE,
		.numbers_links = true, .is_of_part = linear->is_part,
		.known = linear_known(linear),
	};
	page->page = (struct page){0};
	page->tree_lines = NULL;
	page->numbers = NULL;
	page->are_marks = NULL;
	if (!linear_view_row(page->view)->make(linear, &page->arena, options, &page->page, why))
		return false;
	find_rows(page);
	find_marks(page);
	return true;
}

void linear_keep_step(struct linear *linear)
{
	struct trail_step *here = trail_here(&linear->trail);
	if (here && linear->page.view == LINEAR_DOSSIER && str_equal(here->id, linear->page.id))
		here->top = (int)linear->page.first;
}

bool linear_page_open(struct linear *linear, enum linear_view view, struct dossier_ref one,
                      struct dossier_ref other)
{
	struct fault why = {0};
	linear_keep_step(linear);
	struct linear_page before = linear->page;
	linear->page = (struct linear_page){
		.view = view, .link = -1, .depth = TREE_DEPTH,
		.id = str_copy(&linear->arena, dossier_id(linear->archive, one)),
		.other = str_copy(&linear->arena, dossier_id(linear->archive, other)),
	};
	if (make(linear, &why)) {
		arena_release(&before.arena);
		linear->shows_list = false;
		return true;
	}
	arena_release(&linear->page.arena);
	linear->page = before;
	linear_say(linear, "%s", why.sentence);
	return false;
}

/* The reading stays where it is, as far as it can. */
void linear_page_renew(struct linear *linear)
{
	struct linear_page *page = &linear->page;
	struct fault why = {0};
	size_t first = page->first, next = page->next;
	page->wanted = str_copy(&linear->arena, page->wanted);
	arena_release(&page->arena);
	page->rows.items = NULL;
	page->rows.count = page->rows.room = 0;
	if (!make(linear, &why))
		page->page = (struct page){0};
	page->first = first < page->rows.count ? first : page->rows.count;
	page->next = next < page->rows.count ? next : page->rows.count;
	if (page->link >= (int)page->page.links.count)
		page->link = -1;
}

struct dossier_ref linear_subject(const struct linear *linear)
{
	return dossier_find(linear->archive, linear->page.id);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

static size_t link_count_of(const struct linear_page *page)
{
	size_t count = 0;
	for (size_t i = 0; i < page->page.links.count; i++)
		count += !page->are_marks[i];
	return count;
}

void linear_announce(struct linear *linear, const char *how)
{
	struct arena *arena = &linear->scratch;
	size_t links = link_count_of(&linear->page), sections = linear_section_count(linear);
	struct str title = linear_view_row(linear->page.view)->title(linear, arena);
	struct str link_words =
		str_format(arena, message_count("%zu link", "%zu links", links), links);
	struct str section_words =
		str_format(arena, message_count("%zu section", "%zu sections", sections), sections);
	title = linear_known_title(linear, arena, title);
	/* Translators: how one came there, as "Opened"; a title; "7 links"; "2 sections" */
	linear_say(linear, _("%s: %.*s. %.*s, %.*s."), how, STR_ARGS(title), STR_ARGS(link_words),
	           STR_ARGS(section_words));
}

void linear_read(struct linear *linear, size_t row)
{
	struct linear_page *page = &linear->page;
	size_t count = page->rows.count, portion = linear->portion ? linear->portion : count;
	linear->shows_list = false;
	page->first = row < count ? row : count;
	page->next = portion < count - page->first ? page->first + portion : count;
	for (size_t i = page->first; i < page->next && !linear_is_interrupted(); i++) {
		struct str words = line_words(linear, &linear->scratch, i);
		struct str line = str_format(&linear->scratch, "%.*s\n", STR_ARGS(words));
		linear_write(linear, line.bytes, line.size);
	}
	size_t left = count - page->next;
	if (left)
		linear_say(linear, message_count("(more: %zu line; Enter goes on)",
		                                 "(more: %zu lines; Enter goes on)", left), left);
	else if (page->first)
		linear_say(linear, _("(end)"));
}

void linear_read_on(struct linear *linear)
{
	if (linear->page.next < linear->page.rows.count)
		linear_read(linear, linear->page.next);
	else
		linear_say(linear, _("Nothing is left to read here: 'top' reads it again"));
}

/* The first row that shows a value; the first of all if none does. */
static size_t row_of_value(const struct linear *linear, uint32_t value)
{
	for (size_t row = 0; value != NO_ROW && row < linear->page.rows.count; row++)
		if (linear_page_line(linear, row)->value == value)
			return row;
	return 0;
}

static void visit_value(struct linear *linear, struct dossier_ref ref, uint32_t value)
{
	if (!linear_page_open(linear, LINEAR_DOSSIER, ref, NO_DOSSIER))
		return;
	trail_visit(&linear->trail, linear->page.id);
	/* Translators: the title of what was opened follows, as in "Opened: Ana Vel" */
	linear_announce(linear, _("Opened"));
	linear_read(linear, row_of_value(linear, value));
}

void linear_visit(struct linear *linear, struct dossier_ref ref)
{
	visit_value(linear, ref, NO_ROW);
}

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

static void say_address(struct linear *linear, struct str address)
{
	linear_say(linear, _("Address: %.*s"), STR_ARGS(address));
}

static void say_missing(struct linear *linear, struct str id)
{
	if (linear->is_part)
		linear_say(linear, _("'%.*s' is not read yet"), STR_ARGS(id));
	else
		linear_say(linear, _("There is no dossier with the id '%.*s'"), STR_ARGS(id));
}

void linear_follow(struct linear *linear, uint32_t number)
{
	const struct page *page = &linear->page.page;
	if (number == 0 || number > page->links.count) {
		linear_say(linear, _("There is no link %u here: the last is %zu"), number,
		           page->links.count);
		return;
	}
	struct page_link link = page->links.items[number - 1];
	bool leads_into = linear_view_row(linear->page.view)->leads_into;
	linear->page.link = (int)number - 1;
	switch (link.kind) {
	case PAGE_LINK_DOSSIER:
	case PAGE_LINK_SOURCE:
		if (dossier_is_none(link.to))
			say_missing(linear, link.text);
		else
			visit_value(linear, link.to, leads_into ? link.value : NO_ROW);
		break;
	case PAGE_LINK_MISSING:
		say_missing(linear, link.text);
		break;
	case PAGE_LINK_URL:
		say_address(linear, link.text);
		break;
	case PAGE_LINK_QUERY:
		linear_list_narrow(linear, link.text);
		break;
	case PAGE_LINK_KIND_COUNT:
		break;
	}
}

static void say_source(struct linear *linear, struct str mark, uint32_t number)
{
	const struct page_link *link = &linear->page.page.links.items[number];
	struct str name = dossier_name(linear->archive, link->to);
	if (dossier_is_none(link->to))
		name = link->text;
	struct str cited = str_join(&linear->scratch, name, STR(", "), link->locator);
	linear_say(linear, _("Source %.*s: %.*s. %u opens it."), STR_ARGS(mark), STR_ARGS(cited),
	           number + 1);
}

/* The words of a source mark: "[3]". */
static struct str mark_of(const struct linear_page *page, uint32_t link)
{
	const struct page_span *spans = page->page.spans.items;
	for (size_t i = 0; i < page->page.spans.count; i++)
		if (spans[i].link == link && !is_left_out(page, &spans[i]))
			return shown_str(spans[i].text);
	return STR("");
}

static void say_link(struct linear *linear, uint32_t number)
{
	const struct page_link *link = &linear->page.page.links.items[number];
	struct str name = link->text;
	struct str kind = str_of(_("leads nowhere"));
	if (linear->page.are_marks[number]) {
		say_source(linear, mark_of(&linear->page, number), number);
		return;
	}
	if (link->kind == PAGE_LINK_URL)
		kind = str_of(_("an address"));
	if (link->kind == PAGE_LINK_QUERY)
		kind = str_of(_("narrows the list"));
	if (link->kind != PAGE_LINK_URL && !dossier_is_none(link->to)) {
		name = dossier_name(linear->archive, link->to);
		kind = kind_at(linear->archive, dossier_kind(linear->archive, link->to)).label;
		kind = message_of(kind);
	}
	/* Translators: the number of a link, a name, and of what kind it is */
	linear_say(linear, _("Link %u: %.*s, %.*s"), number + 1, STR_ARGS(name), STR_ARGS(kind));
}

/* The link that a step begins at: the selected one, or what stands around the first line read. */
static long link_before(const struct linear *linear, int step)
{
	const struct linear_page *page = &linear->page;
	if (page->link >= 0 || page->first >= page->rows.count)
		return page->link;
	long link = 0;
	while (link < (long)page->page.links.count &&
	       page->page.links.items[link].line < page->rows.items[page->first])
		link++;
	return step > 0 ? link - 1 : link;
}

void linear_step_link(struct linear *linear, int step, bool is_source)
{
	const struct page *page = &linear->page.page;
	long link = link_before(linear, step) + step;
	while (link >= 0 && link < (long)page->links.count &&
	       linear->page.are_marks[link] != is_source)
		link += step;
	if (link < 0 || link >= (long)page->links.count) {
		linear_say(linear, is_source ? _("No more source marks here")
		                             : _("No more links here"));
		return;
	}
	linear->page.link = (int)link;
	linear->shows_list = false;
	say_link(linear, (uint32_t)link);
}

/* The source that a span with a mark leads to: by itself, or in the list of sources by the name
 * that stands behind it. NO_ROW if there is none. */
static uint32_t source_of(const struct page *page, size_t at)
{
	const struct page_span *span = &page->spans.items[at];
	bool has_next = at + 1 < page->spans.count;
	if (span->link == NO_ROW && has_next)
		span++;
	if (span->link == NO_ROW || page->links.items[span->link].kind != PAGE_LINK_SOURCE)
		return NO_ROW;
	return span->link;
}

void linear_say_mark(struct linear *linear, uint32_t number)
{
	const struct page *page = &linear->page.page;
	struct str wanted = str_format(&linear->scratch, "[%u]", number);
	for (size_t i = 0; i < page->spans.count; i++) {
		bool is_mark = str_equal(shown_str(page->spans.items[i].text), wanted);
		uint32_t source = is_mark ? source_of(page, i) : NO_ROW;
		if (source == NO_ROW)
			continue;
		say_source(linear, wanted, source);
		return;
	}
	linear_say(linear, _("There is no source mark [%u] here"), number);
}

/* ── Sections ───────────────────────────────────────────────────────────────────────────────── */

size_t linear_section_count(const struct linear *linear)
{
	size_t count = 0;
	for (size_t row = 0; row < linear->page.rows.count; row++)
		count += linear_page_line(linear, row)->is_heading;
	return count;
}

struct str linear_section(const struct linear *linear, struct arena *arena, size_t section,
                          size_t *row)
{
	for (*row = 0; *row < linear->page.rows.count; ++*row)
		if (linear_page_line(linear, *row)->is_heading && section-- == 0)
			return page_line_text(&linear->page.page, arena,
			                      linear->page.rows.items[*row]);
	return (struct str){0};
}

void linear_step_section(struct linear *linear, int step)
{
	long row = (long)linear->page.first + step, count = (long)linear->page.rows.count;
	while (row >= 0 && row < count && !linear_page_line(linear, (size_t)row)->is_heading)
		row += step;
	if (row < 0 || row >= count)
		linear_say(linear, step > 0 ? _("No section comes behind this one")
		                            : _("No section comes before this one"));
	else
		linear_read(linear, (size_t)row);
}

/* ── Finding ────────────────────────────────────────────────────────────────────────────────── */

/* True if the words begin in the line; they may go on in the next one. */
static bool row_matches(struct linear *linear, size_t row)
{
	struct arena scratch = {0};
	const struct linear_page *page = &linear->page;
	struct str line = str_trim(page_line_text(&page->page, &scratch, page->rows.items[row]));
	struct str next = {0};
	if (row + 1 < page->rows.count)
		next = str_trim(page_line_text(&page->page, &scratch, page->rows.items[row + 1]));
	struct str both = str_join(&scratch, line, STR(" "), next);
	struct search_ranges found = search_occurrences(&scratch, page->wanted, both);
	bool matches = found.count && found.items[0].start < line.size;
	arena_release(&scratch);
	return matches;
}

/* The row with a match at or behind `row`, or before it; the count of all if there is none. */
static size_t match_from(struct linear *linear, size_t row, int step)
{
	size_t count = linear->page.rows.count;
	while (row < count && !row_matches(linear, row))
		row = step < 0 && row == 0 ? count : row + (size_t)step;
	return row < count ? row : count;
}

void linear_find(struct linear *linear, struct str wanted)
{
	struct linear_page *page = &linear->page;
	size_t found = 0, count = page->rows.count;
	page->wanted = str_copy(&page->arena, wanted);
	if (wanted.size == 0) {
		linear_say(linear, _("Say what to find: 'find' and words"));
		return;
	}
	for (size_t row = 0; row < count; row++)
		found += row_matches(linear, row);
	if (found == 0) {
		linear_say(linear, _("'%.*s' is not in what is read"), STR_ARGS(wanted));
		return;
	}
	size_t first = match_from(linear, page->first, 1);
	if (first == count)
		first = match_from(linear, 0, 1);
	linear_say(linear, message_count("Found in %zu line; 'match-next' goes to the next:",
	                                 "Found in %zu lines; 'match-next' goes to the next:",
	                                 found), found);
	linear_read(linear, first);
}

void linear_step_match(struct linear *linear, int step)
{
	struct linear_page *page = &linear->page;
	size_t count = page->rows.count;
	if (page->wanted.size == 0) {
		linear_say(linear, _("Nothing is searched for here: 'find' and words do"));
		return;
	}
	bool is_at_end = step < 0 && page->first == 0;
	size_t row = is_at_end ? count : match_from(linear, page->first + (size_t)step, step);
	if (row >= count)
		linear_say(linear, step > 0 ? _("No match comes behind this one")
		                            : _("No match comes before this one"));
	else
		linear_read(linear, row);
}
