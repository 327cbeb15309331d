/* What is read in linear mode: a page, said in portions. */
#include "ui/linear.h"

#include "base/array.h"
#include "base/message.h"

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

const struct page_line *linear_page_line(const struct linear *linear, size_t row)
{
	const struct linear_page *page = &linear->page;
	return &page->page.lines.items[page->rows.items[row]];
}

/* The number that a page has before each link, "7:". */
bool linear_span_is_number(const struct page_span *span)
{
	return span->link != NO_ROW && span->role == ROLE_DIM && span->text.size > 1 &&
	       span->text.bytes[0] >= '1' && span->text.bytes[0] <= '9' &&
	       span->text.bytes[span->text.size - 1] == ':';
}

/* Pages number all links; here a source mark has its own number in brackets, and the others are
 * counted without these. */
static void add_number(const struct linear_page *page, struct text *words, uint32_t link)
{
	if (!page->are_marks[link])
		text_format(words, "%u:", page->numbers_of_links[link]);
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

static void number_links(struct linear_page *page)
{
	uint32_t number = 0;
	page->numbers_of_links = ARENA_MANY(&page->arena, uint32_t, page->page.links.count + 1);
	for (size_t i = 0; i < page->page.links.count; i++)
		if (!page->are_marks[i])
			page->numbers_of_links[i] = ++number;
	page->last_number = number;
}

static bool ends_label(const struct page *page, const struct page_line *line, uint32_t at)
{
	const struct page_span *span = &page->spans.items[at];
	bool is_last = at + 1 == line->first + line->count;
	if (!is_last && str_starts_with(shown_str(span[1].text), STR(":")))
		return false;
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
struct str linear_row_words(const struct linear *linear, struct arena *arena, size_t row)
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
		bool is_number = linear_span_is_number(span);
		if (is_number && linear->page.are_marks[span->link])
			continue;
		if (has_gap)
			text_add_byte(&words, ' ');
		has_gap = false;
		if (is_number)
			add_number(&linear->page, &words, span->link);
		else
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
		.numbers_links = true, .has_no_columns = true, .is_of_part = linear->is_part,
		.known = linear_known(linear),
	};
	page->page = (struct page){0};
	page->tree_lines = NULL;
	page->numbers = NULL;
	page->are_marks = NULL;
	page->numbers_of_links = NULL;
	page->last_number = 0;
	if (!linear_view_row(page->view)->make(linear, &page->arena, options, &page->page, why))
		return false;
	find_rows(page);
	find_marks(page);
	number_links(page);
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
		.view = view, .link = -1, .depth = TREE_DEPTH, .match = SIZE_MAX,
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

/* What is written before a row, wherever lines are broken. */
static size_t ink_before(const struct linear *linear, size_t row)
{
	const struct linear_page *page = &linear->page;
	size_t ink = 0;
	for (size_t i = 0; i < row && i < page->rows.count; i++) {
		const struct page_line *line = linear_page_line(linear, i);
		for (uint32_t at = line->first; at < line->first + line->count; at++) {
			struct str text = shown_str(page->page.spans.items[at].text);
			for (size_t byte = 0; byte < text.size; byte++)
				ink += text.bytes[byte] != ' ';
		}
	}
	return ink;
}

static size_t row_at_ink(const struct linear *linear, size_t ink)
{
	size_t low = 0, high = linear->page.rows.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (ink_before(linear, middle) < ink)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && ink_before(linear, low) > ink ? low - 1 : low;
}

void linear_page_fit(struct linear *linear, int width)
{
	struct linear_page *page = &linear->page;
	size_t first = ink_before(linear, page->first), next = ink_before(linear, page->next);
	bool is_opened = page->page.lines.count > 0;
	linear->width = width;
	if (!is_opened)
		return;
	linear_page_renew(linear);
	page->first = row_at_ink(linear, first);
	page->next = row_at_ink(linear, next);
}

struct dossier_ref linear_subject(const struct linear *linear)
{
	return dossier_find(linear->archive, linear->page.id);
}

struct dossier_ref linear_topic(const struct linear *linear)
{
	const struct trail *trail = &linear->trail;
	bool has_step = linear->page.id.size == 0 && trail->at < trail->steps.count;
	return has_step ? dossier_find(linear->archive, trail->steps.items[trail->at].id)
	                : linear_subject(linear);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

static struct str sections_of(struct arena *arena, size_t count)
{
	return str_format(arena, message_count("%zu section", "%zu sections", count), count);
}

/* "264 links in 6 sections". */
static struct str total_of(const struct page *page, struct arena *arena)
{
	struct str links = str_format(arena, message_count("%zu link", "%zu links", page->total),
	                              page->total);
	/* Translators: how many links; in how many sections of a page */
	return str_format(arena, _("%s in %s"), links.bytes, sections_of(arena, page->groups).bytes);
}

/* "118 lines, 8 sections"; of connections "264 links in 6 sections, 290 lines". */
static struct str amount_of(const struct linear *linear, struct arena *arena)
{
	const struct page *page = &linear->page.page;
	size_t lines = linear->page.rows.count, sections = linear_section_count(linear);
	struct str line_words =
		str_format(arena, message_count("%zu line", "%zu lines", lines), lines);
	if (page->total)
		return str_join(arena, total_of(page, arena), STR(", "), line_words);
	if (sections == 0)
		return line_words;
	return str_join(arena, line_words, STR(", "), sections_of(arena, sections));
}

void linear_announce(struct linear *linear, const char *how)
{
	struct arena *arena = &linear->scratch;
	struct str title = linear_view_row(linear->page.view)->title(linear, arena);
	struct str amount = amount_of(linear, arena);
	title = linear_known_title(linear, arena, title);
	/* Translators: how one came there, as "Opened"; a title; "34 lines, 2 sections" */
	linear_say(linear, _("%s: %.*s. %.*s."), how, STR_ARGS(title), STR_ARGS(amount));
}

/* What a dossier is, in a line; it is read when it is asked for. */
static void present(struct linear *linear, const char *how, size_t row)
{
	struct arena *arena = &linear->scratch;
	struct linear_page *page = &linear->page;
	struct str words = linear_dossier_words(linear, arena, linear_subject(linear));
	struct str amount = amount_of(linear, arena);
	words = str_copy(arena, linear_inner_name(linear_known_title(linear, arena, words)));
	page->first = page->next = row < page->rows.count ? row : page->rows.count;
	linear->shows_list = false;
	if (page->rows.count == page->first)
		linear_say(linear, _("%s: %s. %s."), how, words.bytes, amount.bytes);
	else if (row == 0)
		/* Translators: how one came there, as "Opened"; a name, and what it is; "34
		 * lines, 2 sections" */
		linear_say(linear, _("%s: %s. %s; Enter reads."), how, words.bytes,
		           str_copy(arena, amount).bytes);
	else
		linear_say(linear, _("%s: %s. %s; Enter reads on from line %zu."), how,
		           words.bytes, str_copy(arena, amount).bytes, row + 1);
}

void linear_present(struct linear *linear, const char *how, size_t row)
{
	if (linear->is_brief) {
		present(linear, how, row);
		return;
	}
	linear_announce(linear, how);
	linear_read(linear, row);
}

void linear_read(struct linear *linear, size_t row)
{
	struct linear_page *page = &linear->page;
	size_t count = page->rows.count, portion = linear->portion ? linear->portion : count;
	linear->shows_list = false;
	page->first = row < count ? row : count;
	page->next = portion < count - page->first ? page->first + portion : count;
	for (size_t i = page->first; i < page->next && !linear_is_interrupted(); i++) {
		struct str words = linear_row_words(linear, &linear->scratch, i);
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

void linear_visit_value(struct linear *linear, struct dossier_ref ref, uint32_t value)
{
	size_t list = linear->shows_list ? linear_stop_keep(linear) : 0;
	if (!linear_page_open(linear, LINEAR_DOSSIER, ref, NO_DOSSIER))
		return;
	trail_visit(&linear->trail, linear->page.id);
	if (list)
		trail_here(&linear->trail)->list = list;
	/* Translators: the title of what was opened follows, as in "Opened: Ana Vel" */
	linear_present(linear, _("Opened"), row_of_value(linear, value));
}

void linear_visit(struct linear *linear, struct dossier_ref ref)
{
	linear_visit_value(linear, ref, NO_ROW);
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
