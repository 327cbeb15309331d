#include "query/page_parts.h"

#include "base/array.h"

/* ── Marks ──────────────────────────────────────────────────────────────────────────────────── */

/* What two citations have in common that name the same place in the same source. */
static struct str source_key(struct arena *arena, const struct citation *citation, bool has_locator)
{
	struct str locator = has_locator ? citation->locator : (struct str){0};
	if (dossier_is_none(citation->source))
		return str_format(arena, "?%.*s\n%.*s", STR_ARGS(citation->id), STR_ARGS(locator));
	return str_format(arena, "%u\n%.*s", (unsigned)citation->source.row, STR_ARGS(locator));
}

/* The row of the place that a citation names, noted if it is new. */
static struct page_source *source_row(struct page_sources *sources, const struct citation *citation)
{
	uint32_t count = (uint32_t)sources->rows.count;
	struct str key = source_key(sources->arena, citation, true);
	uint32_t row = keys_add(sources->arena, &sources->keys, key, count);
	if (row == KEYS_NONE) {
		*ARRAY_ADD(sources->arena, &sources->rows) = (struct page_source){
			.citation = {
				.source = citation->source,
				.id = str_copy(sources->arena, citation->id),
				.locator = str_copy(sources->arena, citation->locator),
			},
			.next = NO_ROW,
		};
		row = count;
	}
	struct page_source *source = &sources->rows.items[row];
	if (str_is_empty(source->citation.note))
		source->citation.note = str_copy(sources->arena, citation->note);
	return source;
}

static unsigned source_number(const struct page_sources *sources, const struct page_source *source)
{
	return (unsigned)(source - sources->rows.items) + 1;
}

static struct page_link source_link(const struct citation *citation, uint32_t value)
{
	return (struct page_link){
		.kind = dossier_is_none(citation->source) ? PAGE_LINK_MISSING : PAGE_LINK_SOURCE,
		.to = citation->source, .text = citation->id, .locator = citation->locator,
		.value = value,
	};
}

void page_mark(struct page_maker *maker, struct citation citation, uint32_t value)
{
	struct page_writer *writer = &maker->writer;
	struct page_source *source = source_row(maker->sources, &citation);
	source->is_shown = true;
	unsigned number = source_number(maker->sources, source);
	struct shown mark = shown_format(maker->arena, "[%u]", number);
	page_glue(writer);
	if (maker->has_plain_marks)
		page_text(writer, ROLE_SOURCE, mark);
	else
		page_link(writer, ROLE_SOURCE, mark, source_link(&citation, value));
}

void page_marks(struct page_maker *maker, struct row_range citations, uint32_t value)
{
	const struct page_source *last = NULL;
	for (uint32_t i = 0; i < citations.count; i++) {
		struct citation citation = citation_at(maker->archive, citations.first + i);
		const struct page_source *source = source_row(maker->sources, &citation);
		if (source != last)
			page_mark(maker, citation, value);
		last = source;
	}
}

/* ── Words of a source ──────────────────────────────────────────────────────────────────────── */

/* The text of a field that may lead to a dossier: then its name. */
static struct str named_text(const struct archive *archive, struct dossier_ref ref, struct str key)
{
	uint32_t field = field_find(archive, key);
	if (field == NO_ROW)
		return (struct str){0};
	struct value value = value_first(archive, ref, field);
	if (value.row == NO_ROW || value.link == NO_ROW)
		return value.text;
	return dossier_name(archive, link_at(archive, value.link).to);
}

static struct str source_title(const struct page_maker *maker, struct dossier_ref source)
{
	struct str title = named_text(maker->archive, source, STR("title"));
	return title.size ? title : dossier_name(maker->archive, source);
}

/* ", publisher, date", as far as they are known. */
static struct str source_origin(const struct page_maker *maker, struct dossier_ref source)
{
	const struct archive *archive = maker->archive;
	struct text words = { .arena = maker->arena };
	struct str publisher = named_text(archive, source, STR("publisher"));
	if (publisher.size)
		text_format(&words, ", %.*s", STR_ARGS(publisher));
	struct date_view date = archive_date(archive, dossier_at(archive, source).date);
	if (date.text.size)
		text_format(&words, ", %.*s", STR_ARGS(date_words(maker->arena, date.text)));
	return text_str(&words);
}

/* ── The list ───────────────────────────────────────────────────────────────────────────────── */

/* Chain the places in each source behind its first one, and give the first ones. */
struct source_heads { uint32_t *items; size_t count, room; };

static struct source_heads sources_chain(struct page_sources *sources)
{
	struct source_heads heads = {0};
	struct { uint32_t *items; size_t count, room; } last = {0};
	struct keys keys = {0};
	for (uint32_t i = 0; i < sources->rows.count; i++) {
		struct page_source *source = &sources->rows.items[i];
		source->next = NO_ROW;
		if (!source->is_shown && !source->is_for_whole)
			continue;
		struct str key = source_key(sources->arena, &source->citation, false);
		uint32_t head = keys_add(sources->arena, &keys, key, (uint32_t)heads.count);
		if (head == KEYS_NONE) {
			*ARRAY_ADD(sources->arena, &heads) = i;
			*ARRAY_ADD(sources->arena, &last) = i;
		} else {
			sources->rows.items[last.items[head]].next = i;
			last.items[head] = i;
		}
	}
	return heads;
}

/* A row of the list: the mark, and the place that it names. The first row of a source names it. */
static void write_source(struct page_maker *maker, uint32_t row, bool is_first, int mark_width)
{
	struct page_writer *writer = &maker->writer;
	const struct page_source *source = &maker->sources->rows.items[row];
	struct citation citation = source->citation;
	bool is_missing = dossier_is_none(citation.source);
	struct str text = !is_first && citation.locator.size ? citation.locator
	                : !is_first                          ? STR("as a whole")
	                : is_missing                         ? citation.id
	                                                     : source_title(maker, citation.source);

	struct shown mark = shown_format(maker->arena, "[%u]", (unsigned)row + 1);
	page_label_as(writer, ROLE_SOURCE, mark, mark_width);
	page_link(writer, is_missing ? page_missing_role(maker) : ROLE_LINK,
	          shown_prose(maker->arena, text), source_link(&citation, NO_ROW));
	if (is_missing && is_first)
		page_missing(maker);
	if (!is_missing && is_first)
		page_raw(writer, ROLE_TEXT, source_origin(maker, citation.source));
	if (is_first && citation.locator.size)
		page_format(writer, ROLE_TEXT, ", %.*s", STR_ARGS(citation.locator));
	page_note(maker, citation.note, NO_ROW);
	page_break(writer);
}

/* "For the whole dossier: [1]-[4], [6]". */
static void write_whole(struct page_maker *maker)
{
	const struct page_sources *sources = maker->sources;
	struct text words = { .arena = maker->arena };
	for (uint32_t i = 0, end; i < sources->rows.count; i = end) {
		for (end = i; end < sources->rows.count && sources->rows.items[end].is_for_whole;)
			end++;
		if (end == i) {
			end++;
			continue;
		}
		const char *before = words.size ? ", " : "For the whole dossier: ";
		text_format(&words, "%s[%u]", before, (unsigned)i + 1);
		if (end - i > 1)
			text_format(&words, "%s[%u]", end - i > 2 ? "–" : ", ", (unsigned)end);
	}
	if (words.size == 0)
		return;
	maker->writer.indent = maker->writer.margin;
	page_raw(&maker->writer, ROLE_DIM, text_str(&words));
	page_break(&maker->writer);
}

/* What the mark of a value without a source means. */
static void write_unsourced(struct page_maker *maker, int mark_width)
{
	struct shown mark = shown_literal(maker->arena, "[?]");
	page_label_as(&maker->writer, ROLE_UNSOURCED, mark, mark_width);
	page_literal(&maker->writer, ROLE_TEXT, "no source is given");
	page_break(&maker->writer);
}

void page_source_list(struct page_maker *maker)
{
	struct row_range whole = maker->dossier.citations;
	for (uint32_t i = 0; i < whole.count; i++) {
		struct citation citation = citation_at(maker->archive, whole.first + i);
		source_row(maker->sources, &citation)->is_for_whole = true;
	}
	struct source_heads heads = sources_chain(maker->sources);
	if (heads.count == 0 && !maker->has_unsourced)
		return;

	struct page_sources *sources = maker->sources;
	size_t last = sources->rows.count ? sources->rows.count : 1;
	int mark_width = shown_format(maker->arena, "[%zu] ", last).width;
	page_section(&maker->writer, STR("Sources"), heads.count);
	for (size_t i = 0; i < heads.count; i++) {
		uint32_t head = heads.items[i];
		for (uint32_t row = head; row != NO_ROW; row = sources->rows.items[row].next)
			write_source(maker, row, row == head, mark_width);
	}
	write_whole(maker);
	if (maker->has_unsourced)
		write_unsourced(maker, mark_width);
}
