/* The links of what is read in linear mode, and its source marks, which are counted apart. */
#include "ui/linear.h"

#include "base/message.h"

/* ── Following ──────────────────────────────────────────────────────────────────────────────── */

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

uint32_t linear_link_at(const struct linear *linear, uint32_t number)
{
	const struct linear_page *page = &linear->page;
	for (uint32_t i = 0; number && i < page->page.links.count; i++)
		if (page->numbers_of_links[i] == number)
			return i;
	return NO_ROW;
}

void linear_follow_link(struct linear *linear, uint32_t at)
{
	struct page_link link = linear->page.page.links.items[at];
	bool leads_into = linear_view_row(linear->page.view)->leads_into;
	linear->page.link = (int)at;
	switch (link.kind) {
	case PAGE_LINK_DOSSIER:
	case PAGE_LINK_SOURCE:
		if (dossier_is_none(link.to))
			say_missing(linear, link.text);
		else
			linear_visit_value(linear, link.to, leads_into ? link.value : NO_ROW);
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
	case PAGE_LINK_SEARCH:
		linear_list_search(linear, PROMPT_SEARCH, link.text);
		break;
	case PAGE_LINK_KIND_COUNT:
		break;
	}
}

void linear_follow(struct linear *linear, uint32_t number)
{
	uint32_t at = linear_link_at(linear, number);
	if (at != NO_ROW)
		linear_follow_link(linear, at);
	else if (linear->page.last_number == 0)
		linear_say(linear, _("There are no links here"));
	else
		linear_say(linear, _("There is no link %u here: the last is %u"), number,
		           linear->page.last_number);
}

static void say_source(struct linear *linear, struct str mark, uint32_t at)
{
	const struct page_link *link = &linear->page.page.links.items[at];
	struct str name = dossier_name(linear->archive, link->to);
	if (dossier_is_none(link->to))
		name = link->text;
	struct str cited = str_join(&linear->scratch, name, STR(", "), link->locator);
	/* Translators: a source mark as [3]; a source; the mark again, which can be typed */
	linear_say(linear, _("Source %.*s: %.*s. Type %.*s to open it."), STR_ARGS(mark),
	           STR_ARGS(cited), STR_ARGS(mark));
}

/* The words of a source mark: "[3]". */
static struct str mark_of(const struct linear_page *page, uint32_t link)
{
	const struct page_span *spans = page->page.spans.items;
	for (size_t i = 0; i < page->page.spans.count; i++)
		if (spans[i].link == link && !linear_span_is_number(&spans[i]))
			return shown_str(spans[i].text);
	return STR("");
}

static void say_link(struct linear *linear, uint32_t at)
{
	const struct page_link *link = &linear->page.page.links.items[at];
	struct str name = link->text;
	struct str kind = str_of(_("leads nowhere"));
	if (linear->page.are_marks[at]) {
		say_source(linear, mark_of(&linear->page, at), at);
		return;
	}
	if (link->kind == PAGE_LINK_URL)
		kind = str_of(_("an address"));
	if (link->kind == PAGE_LINK_QUERY)
		kind = str_of(_("narrows the list"));
	if (link->kind == PAGE_LINK_SEARCH)
		kind = str_of(_("lists them"));
	if (link->kind != PAGE_LINK_URL && !dossier_is_none(link->to)) {
		name = dossier_name(linear->archive, link->to);
		kind = kind_at(linear->archive, dossier_kind(linear->archive, link->to)).label;
		kind = message_of(kind);
	}
	/* Translators: the number of a link, a name, and of what kind it is */
	linear_say(linear, _("Link %u: %.*s, %.*s"), linear->page.numbers_of_links[at],
	           STR_ARGS(name), STR_ARGS(kind));
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

uint32_t linear_mark_at(struct linear *linear, uint32_t number)
{
	const struct page *page = &linear->page.page;
	struct str wanted = str_format(&linear->scratch, "[%u]", number);
	for (size_t i = 0; i < page->spans.count; i++) {
		bool is_mark = str_equal(shown_str(page->spans.items[i].text), wanted);
		uint32_t source = is_mark ? source_of(page, i) : NO_ROW;
		if (source != NO_ROW)
			return source;
	}
	return NO_ROW;
}

/* The same, and says so if there is none. */
static uint32_t find_mark(struct linear *linear, uint32_t number)
{
	uint32_t at = linear_mark_at(linear, number);
	if (at == NO_ROW)
		linear_say(linear, _("There is no source mark [%u] here"), number);
	return at;
}

void linear_say_mark(struct linear *linear, uint32_t number)
{
	uint32_t at = find_mark(linear, number);
	struct str mark = str_format(&linear->scratch, "[%u]", number);
	if (at == NO_ROW)
		return;
	struct dossier_ref topic = linear_topic(linear);
	if (linear->shows_list && !dossier_is_none(topic)) {
		struct str name = known_name(linear_known(linear), linear->archive, topic);
		/* Translators: the name of a dossier; a number, as typed for a row of a list */
		linear_say(linear, _("In %.*s, which you read (for row %u of the list type 'r%u'):"),
		           STR_ARGS(linear_inner_name(name)), number, number);
	}
	say_source(linear, mark, at);
}

void linear_open_mark(struct linear *linear, uint32_t number)
{
	uint32_t at = find_mark(linear, number);
	if (at != NO_ROW)
		linear_follow_link(linear, at);
}
