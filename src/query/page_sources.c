#include "query/page_parts.h"

#include <stdlib.h>

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

/* The number of its source, which it gets now if it has none. */
static unsigned source_number(struct page_sources *sources, const struct citation *citation)
{
	struct str key = source_key(sources->arena, citation, false);
	uint32_t number = keys_add(sources->arena, &sources->numbers, key, sources->source_count);
	return (number == KEYS_NONE ? sources->source_count++ : number) + 1;
}

/* The row of the place that a citation names, noted if it is new. */
static struct page_source *source_row(struct page_sources *sources, const struct citation *citation)
{
	uint32_t count = (uint32_t)sources->rows.count;
	struct str key = source_key(sources->arena, citation, true);
	uint32_t row = keys_add(sources->arena, &sources->places, key, count);
	if (row == KEYS_NONE) {
		*ARRAY_ADD(sources->arena, &sources->rows) = (struct page_source){
			.citation = {
				.source = citation->source,
				.id = str_copy(sources->arena, citation->id),
				.locator = str_copy(sources->arena, citation->locator),
			},
			.number = source_number(sources, citation),
		};
		row = count;
	}
	struct page_source *source = &sources->rows.items[row];
	if (str_is_empty(source->citation.note))
		source->citation.note = str_copy(sources->arena, citation->note);
	return source;
}

unsigned page_mark_number(struct page_maker *maker, struct citation citation)
{
	return source_row(maker->sources, &citation)->number;
}

void page_unlist(struct page_maker *maker, struct citation citation)
{
	source_row(maker->sources, &citation)->is_shown = false;
}

struct page_link page_source_link(const struct citation *citation, uint32_t value)
{
	return (struct page_link){
		.kind = dossier_is_none(citation->source) ? PAGE_LINK_MISSING : PAGE_LINK_SOURCE,
		.to = citation->source, .text = citation->id, .locator = citation->locator,
		.value = value,
	};
}

/* True if a mark of that number stands right here, which then names the citation too. */
static bool is_marked(struct page_maker *maker, unsigned number, const struct citation *citation)
{
	struct page_cluster *cluster = &maker->writer.cluster;
	if (cluster->end != maker->writer.written)
		page_cluster_end(&maker->writer);
	for (size_t i = 0; i < cluster->count; i++) {
		struct page_cluster_mark *mark = &cluster->marks[i];
		if (mark->number != number)
			continue;
		*ARRAY_ADD(maker->writer.arena, &mark->places) = citation->locator;
		return true;
	}
	return false;
}

void page_cluster_end(struct page_writer *writer)
{
	struct page_cluster *cluster = &writer->cluster;
	for (size_t i = 0; i < cluster->count; i++) {
		const struct page_cluster_mark *mark = &cluster->marks[i];
		if (mark->link != NO_ROW && mark->places.count > 1)
			writer->page.links.items[mark->link].locator =
				page_places(writer->arena, &mark->places);
	}
	cluster->count = 0;
}

/* Let two marks of the word that waits change places. */
static void marks_swap(struct page_writer *writer, struct page_cluster_mark *left,
                       struct page_cluster_mark *right)
{
	struct page_part *parts = writer->word.items, part = parts[left->part];
	struct page_link *links = writer->page.links.items;
	struct page_cluster_mark mark = *left;
	parts[left->part].text = parts[right->part].text;
	parts[left->part].run = parts[right->part].run;
	parts[right->part].text = part.text;
	parts[right->part].run = part.run;
	if (left->link != NO_ROW && right->link != NO_ROW) {
		struct page_link link = links[left->link];
		links[left->link] = links[right->link];
		links[right->link] = link;
	}
	*left = (struct page_cluster_mark){ right->number, left->link, left->part, right->places };
	*right = (struct page_cluster_mark){ mark.number, right->link, right->part, mark.places };
}

/* Marks belong to the word before them, and stand by their numbers. */
static void write_mark(struct page_maker *maker, unsigned number, const struct citation *citation,
                       uint32_t value)
{
	struct page_writer *writer = &maker->writer;
	struct page_cluster *cluster = &writer->cluster;
	struct shown mark = shown_format(maker->arena, "[%u]", number);
	struct page_cluster_mark row = { .number = number, .link = NO_ROW };
	if (writer->word.count == 0)
		page_cluster_end(writer);
	if (!maker->has_plain_marks)
		row.link = (uint32_t)writer->page.links.count;
	page_glue(writer);
	if (maker->has_plain_marks)
		page_text(writer, ROLE_SOURCE, mark);
	else
		page_link(writer, ROLE_SOURCE, mark, page_source_link(citation, value));
	cluster->end = writer->written;
	if (cluster->count == MARKS_TOGETHER)
		return;
	row.part = writer->word.count - 1;
	*ARRAY_ADD(writer->arena, &row.places) = citation->locator;
	cluster->marks[cluster->count++] = row;
	for (size_t i = cluster->count - 1; i > 0; i--)
		if (cluster->marks[i - 1].number > cluster->marks[i].number)
			marks_swap(writer, &cluster->marks[i - 1], &cluster->marks[i]);
}

void page_mark(struct page_maker *maker, struct citation citation, uint32_t value)
{
	if (!known_source(maker->options.known, citation.source))
		return;
	struct page_source *source = source_row(maker->sources, &citation);
	source->is_shown = true;
	if (!is_marked(maker, source->number, &citation))
		write_mark(maker, source->number, &citation, value);
}

void page_marks(struct page_maker *maker, struct row_range citations, uint32_t value)
{
	for (uint32_t i = 0; i < citations.count; i++)
		page_mark(maker, citation_at(maker->archive, citations.first + i), value);
}

/* ── Words of a source ──────────────────────────────────────────────────────────────────────── */

/* The text of a value that may lead to a dossier: then its name. */
static struct str named_text(const struct archive *archive, const struct value *value)
{
	if (value->link == NO_ROW)
		return value->text;
	return dossier_name(archive, link_at(archive, value->link).to);
}

/* True if a name is said in another, whatever its case, and but for its article. */
static bool is_said_in(struct str whole, struct str name)
{
	if (str_starts_with(name, STR("The ")))
		name = str_slice(name, STR("The ").size, name.size);
	for (size_t at = 0; name.size && at + name.size <= whole.size; at++)
		if (str_equal_ignoring_ascii_case(str_slice(whole, at, name.size), name))
			return true;
	return false;
}

/* True if the name of a document has one of the names of its publisher in it. */
static bool says_publisher(const struct archive *archive, struct str name, struct value publisher)
{
	if (publisher.link == NO_ROW)
		return is_said_in(name, publisher.text);
	struct dossier_ref ref = link_at(archive, publisher.link).to;
	uint32_t names = field_known(archive, KNOWN_NAMES);
	struct value other = names == NO_ROW ? value_at(archive, NO_ROW)
	                                     : value_first(archive, ref, names);
	bool is_said = is_said_in(name, dossier_name(archive, ref));
	for (; other.row != NO_ROW && !is_said; other = value_next(archive, ref, other))
		is_said = is_said_in(name, other.text);
	return is_said;
}

/* ", date, publisher", as far as they are known and its name does not say them. */
static void write_origin(struct page_maker *maker, struct dossier_ref source)
{
	const struct archive *archive = maker->archive;
	struct str name = dossier_name(archive, source);
	struct str date = archive_date(archive, dossier_at(archive, source).date).text;
	struct str words = date.size ? date_words(maker->arena, date) : date;
	uint32_t field = field_find(archive, STR("publisher"));
	struct value publisher = field == NO_ROW ? value_at(archive, NO_ROW)
	                                         : value_first(archive, source, field);
	if (words.size && !is_said_in(name, words)) {
		page_literal(&maker->writer, ROLE_TEXT, ", ");
		page_kept(&maker->writer, ROLE_TEXT, words);
	}
	if (publisher.row != NO_ROW && !says_publisher(archive, name, publisher))
		page_format(&maker->writer, ROLE_TEXT, ", %.*s",
		            STR_ARGS(named_text(archive, &publisher)));
}

/* ── The list ───────────────────────────────────────────────────────────────────────────────── */

static int source_compare(const void *left, const void *right)
{
	const struct page_source *one = *(const struct page_source *const *)left;
	const struct page_source *other = *(const struct page_source *const *)right;
	if (one->number != other->number)
		return one->number < other->number ? -1 : 1;
	return page_place_compare(one->citation.locator, other->citation.locator);
}

/* The places that are told of, by the numbers of their sources. */
struct listed { const struct page_source **items; size_t count, room; };

static struct listed sources_listed(const struct page_sources *sources, struct arena *arena)
{
	struct listed listed = {0};
	for (size_t i = 0; i < sources->rows.count; i++) {
		const struct page_source *source = &sources->rows.items[i];
		if (source->is_shown || source->is_for_whole)
			*ARRAY_ADD(arena, &listed) = source;
	}
	if (listed.count)
		qsort(listed.items, listed.count, sizeof *listed.items, source_compare);
	return listed;
}

/* Behind the last of those of the source that the first one is of. */
static size_t source_end(const struct listed *listed, size_t first)
{
	size_t end = first;
	while (end < listed->count && listed->items[end]->number == listed->items[first]->number)
		end++;
	return end;
}

static void write_name(struct page_maker *maker, const struct citation *citation)
{
	struct page_writer *writer = &maker->writer;
	bool is_missing = dossier_is_none(citation->source);
	struct str name = is_missing ? citation->id : dossier_name(maker->archive, citation->source);
	struct str text = is_missing ? name : shown_name(maker->arena, name);
	page_link(writer, is_missing ? page_missing_role(maker) : ROLE_LINK,
	          shown_prose(maker->arena, text), page_source_link(citation, NO_ROW));
	if (is_missing)
		page_missing(maker);
	else
		write_origin(maker, citation->source);
}

/* A row of the list: the mark, the source, and the places in it; what is noted at them, below. */
static void write_source(struct page_maker *maker, const struct listed *listed, size_t first,
                         int mark_width)
{
	struct page_writer *writer = &maker->writer;
	struct citation citation = listed->items[first]->citation;
	struct str_list locators = {0};
	size_t end = source_end(listed, first);
	for (size_t i = first; i < end; i++)
		*ARRAY_ADD(maker->arena, &locators) = listed->items[i]->citation.locator;
	struct str places = citation.locator = page_places(maker->arena, &locators);
	page_label_as(writer, ROLE_SOURCE,
	              shown_format(maker->arena, "[%u]", listed->items[first]->number), mark_width);
	write_name(maker, &citation);
	if (places.size) {
		page_literal(writer, ROLE_TEXT, ": ");
		page_kept(writer, ROLE_TEXT, places);
	}
	for (size_t i = first; i < end; i++)
		page_note(maker, listed->items[i]->citation.note, NO_ROW);
	page_break(writer);
}

/* "For the whole dossier: [1], [3]–[5]". */
static void write_whole(struct page_maker *maker, const struct listed *listed)
{
	struct text words = { .arena = maker->arena };
	unsigned count = maker->sources->source_count;
	bool *is_whole = arena_take(maker->arena, count + 2);
	for (size_t i = 0; i < listed->count; i++)
		is_whole[listed->items[i]->number] |= listed->items[i]->is_for_whole;
	for (unsigned number = 1, end; number <= count; number = end + 1) {
		for (end = number; is_whole[end]; end++)
			continue;
		if (end == number)
			continue;
		text_format(&words, "%s[%u]", words.size ? ", " : "", number);
		if (end - number > 1)
			text_format(&words, "%s[%u]", end - number > 2 ? "–" : ", ", end - 1);
	}
	if (words.size == 0)
		return;
	maker->writer.indent = maker->writer.margin;
	page_format(&maker->writer, ROLE_DIM, _("For the whole dossier: %.*s"),
	            STR_ARGS(text_str(&words)));
	page_break(&maker->writer);
}

/* What the mark of a value without a source means. */
static void write_unsourced(struct page_maker *maker, int mark_width)
{
	struct shown mark = shown_literal(maker->arena, "[?]");
	page_label_as(&maker->writer, ROLE_UNSOURCED, mark, mark_width);
	page_literal(&maker->writer, ROLE_TEXT, _("no source is given"));
	page_break(&maker->writer);
}

void page_source_list(struct page_maker *maker)
{
	struct page_sources *sources = maker->sources;
	struct row_range whole = maker->dossier.citations;
	size_t count = 0;
	for (uint32_t i = 0; i < whole.count; i++) {
		struct citation citation = citation_at(maker->archive, whole.first + i);
		if (known_source(maker->options.known, citation.source))
			source_row(sources, &citation)->is_for_whole = true;
	}
	struct listed listed = sources_listed(sources, maker->arena);
	for (size_t i = 0; i < listed.count; i = source_end(&listed, i))
		count++;
	if (count == 0 && !maker->has_unsourced)
		return;

	unsigned last = sources->source_count ? sources->source_count : 1;
	int mark_width = shown_format(maker->arena, "[%u] ", last).width;
	page_section(&maker->writer, str_of(_("Sources")), count);
	for (size_t i = 0; i < listed.count; i = source_end(&listed, i))
		write_source(maker, &listed, i, mark_width);
	write_whole(maker, &listed);
	if (maker->has_unsourced)
		write_unsourced(maker, mark_width);
}
