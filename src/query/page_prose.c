#include "query/page_parts.h"

#include <string.h>

#include "model/prose.h"

enum { ITEM_HANG = 2 };

/* A running text on its way to the page. */
struct prose_writing {
	struct page_maker *maker;
	struct str text;
	enum role role;                 /* of the whole text */
	enum role block_role;           /* of the block at work: that, or of a heading */
	uint32_t value;
	int indent;                     /* of paragraphs */
	bool is_inside;                 /* a block has begun and not ended */
	bool is_first;                  /* no block has ended yet */
	bool was_item, is_item;         /* the last block, and the one at work */
	bool was_heading;
};

/* Begin a block: a blank line parts it from the last one, unless that is its heading or both are
 * items of a list. */
static void block_begin(struct prose_writing *prose)
{
	if (prose->is_inside)
		return;
	prose->is_inside = true;
	bool is_close = prose->was_heading || (prose->was_item && prose->is_item);
	if (!prose->is_first && !is_close)
		page_blank(&prose->maker->writer);
}

static void block_end(struct prose_writing *prose)
{
	struct page_writer *writer = &prose->maker->writer;
	if (!prose->is_inside)
		return;
	page_break(writer);
	writer->indent = prose->indent;
	writer->is_heading = false;
	prose->was_heading = prose->block_role == ROLE_HEADING;
	prose->block_role = prose->role;
	prose->was_item = prose->is_item;
	prose->is_first = prose->is_inside = prose->is_item = false;
}

static void item_begin(struct prose_writing *prose)
{
	struct page_writer *writer = &prose->maker->writer;
	block_end(prose);
	prose->is_item = true;
	block_begin(prose);
	page_hang(writer, ITEM_HANG);
	page_literal(writer, ROLE_TEXT, shown_charset() == SHOWN_UTF8 ? "• " : "- ");
}

static void heading_begin(struct prose_writing *prose)
{
	block_end(prose);
	block_begin(prose);
	prose->maker->writer.is_heading = true;
	prose->block_role = ROLE_HEADING;
}

static bool is_one_of(const char *signs, char byte)
{
	return byte && strchr(signs, byte);
}

/* Byte of the first address in a text, or SIZE_MAX. */
static size_t address_find(struct str text)
{
	for (size_t at = 0; (at = str_find(text, STR("http"), at)) != SIZE_MAX; at++) {
		struct str rest = str_slice(text, at, text.size);
		if (str_starts_with(rest, STR("http://")) || str_starts_with(rest, STR("https://")))
			return at;
	}
	return SIZE_MAX;
}

/* Bytes of the address that a text begins with: up to a blank, without signs of the sentence. */
static size_t address_size(struct str text)
{
	size_t size = 0;
	while (size < text.size && !is_one_of(" \t\r\n<>\"|", text.bytes[size]))
		size++;
	while (size > 0 && is_one_of(".,;:?!)]}'*", text.bytes[size - 1]))
		size--;
	return size;
}

/* Write words, and addresses among them as links. */
static void write_words(struct prose_writing *prose, struct str text)
{
	struct page_writer *writer = &prose->maker->writer;
	block_begin(prose);
	for (size_t at; (at = address_find(text)) != SIZE_MAX;) {
		page_raw(writer, prose->block_role, str_slice(text, 0, at));
		text = str_slice(text, at, text.size);
		struct str address = str_slice(text, 0, address_size(text));
		page_address(prose->maker, address, prose->value);
		text = str_slice(text, address.size, text.size);
	}
	page_raw(writer, prose->block_role, text);
}

/* True if a sign that ends a sentence or a part of one stands at `at`, perhaps behind citations. */
static bool is_before_sign(struct str text, size_t at)
{
	while (at < text.size && (text.bytes[at] == ' ' || text.bytes[at] == '\n'))
		at++;
	if (str_starts_with(str_slice(text, at, text.size), STR("[@"))) {
		size_t end = str_find(text, STR("]"), at);
		at = end == SIZE_MAX ? text.size : end + 1;
	}
	return at < text.size && is_one_of(".,;:?!)", text.bytes[at]);
}

/* What to call a dossier without a label. The name of a claim is a sentence: it gives up its full
 * stop where the text goes on. */
static struct str link_label(const struct prose_writing *prose, const struct prose_part *part,
                             struct dossier_ref to)
{
	if (part->label.size || dossier_is_none(to))
		return part->label;
	struct str name = dossier_name(prose->maker->archive, to);
	bool is_sentence = str_ends_with(name, STR(".")) && name.size > 1;
	if (!is_sentence || !is_before_sign(prose->text, part->start + part->text.size))
		return (struct str){0};
	return str_slice(name, 0, name.size - 1);
}

static void write_link(struct prose_writing *prose, const struct prose_part *part)
{
	block_begin(prose);
	struct dossier_ref to = dossier_find(prose->maker->archive, part->target);
	struct str label = link_label(prose, part, to);
	page_dossier_link(prose->maker, to, part->target, label, prose->value);
}

static void write_citation(struct prose_writing *prose, const struct prose_part *part)
{
	block_begin(prose);
	struct citation citation = {
		.source = dossier_find(prose->maker->archive, part->target),
		.id = part->target, .locator = part->label,
	};
	/* What is left out takes the blank before it along. */
	if (!known_source(prose->maker->options.known, citation.source))
		prose->maker->writer.has_blank_behind = false;
	page_mark(prose->maker, citation, prose->value);
}

static void write_part(struct prose_writing *prose, const struct prose_part *part)
{
	switch (part->kind) {
	case PROSE_TEXT:
		write_words(prose, part->text);
		break;
	case PROSE_LINK:
		write_link(prose, part);
		break;
	case PROSE_CITATION:
		write_citation(prose, part);
		break;
	case PROSE_PARAGRAPH:
		block_end(prose);
		break;
	case PROSE_ITEM:
		item_begin(prose);
		break;
	case PROSE_HEADING:
		heading_begin(prose);
		break;
	case PROSE_KIND_COUNT:
		break;
	}
}

void page_prose(struct page_maker *maker, enum role role, struct str text, uint32_t value)
{
	struct prose_writing prose = {
		.maker = maker, .text = text, .role = role, .block_role = role, .value = value,
		.indent = maker->writer.indent, .is_first = true,
	};
	struct prose_part part;
	for (size_t at = 0; prose_next(text, &at, &part);)
		write_part(&prose, &part);
	maker->writer.indent = prose.indent;
	maker->writer.is_heading = false;
}

uint32_t page_prose_citations(struct str text)
{
	uint32_t count = 0;
	struct prose_part part;
	for (size_t at = 0; prose_next(text, &at, &part);)
		count += part.kind == PROSE_CITATION;
	return count;
}

static struct str name_of_id(void *context, struct str id)
{
	const struct page_maker *const *maker = context;
	struct dossier_ref ref = dossier_find((*maker)->archive, id);
	return dossier_is_none(ref) ? (struct str){0} : dossier_name((*maker)->archive, ref);
}

struct str page_prose_plain(const struct page_maker *maker, struct str text)
{
	return prose_plain(maker->arena, text, name_of_id, &maker);
}

bool page_prose_opens(const struct page_maker *maker, struct str text, struct str name)
{
	enum { LOOK_SIZE = 1024 };      /* names made of opening words are much shorter */
	if (str_ends_with(name, STR("…")))
		name.size -= STR("…").size;
	struct str plain = page_prose_plain(maker, str_slice(text, 0, LOOK_SIZE));
	struct shown words = shown_prose(maker->arena, plain);
	struct shown wanted = shown_prose(maker->arena, name);
	return name.size && str_starts_with(shown_str(words), shown_str(wanted));
}

/* ── Parts of a text ────────────────────────────────────────────────────────────────────────── */

static struct shown beginning(struct arena *arena, struct shown text, int most)
{
	struct shown ellipsis = shown_literal(arena, "…");
	if (text.width <= most)
		return text;
	struct shown start = shown_cut(text, most - ellipsis.width);
	size_t size = start.size;
	while (size > 0 && start.bytes[size - 1] != ' ')
		size--;
	while (size > 0 && is_one_of(" ,;:", start.bytes[size - 1]))
		size--;
	if (size > start.size / 2)
		start = shown_slice(start, 0, size);
	struct str joined = str_join(arena, shown_str(start), STR(""), shown_str(ellipsis));
	return (struct shown){ joined.bytes, joined.size, start.width + ellipsis.width };
}

struct shown page_beginning(struct page_maker *maker, struct shown text, int most)
{
	return beginning(maker->arena, text, most);
}

/* Lines that a text takes with `behind` glued to it. */
static size_t lines_taken(struct page_maker *maker, struct shown text, struct shown behind)
{
	struct page_writer trial = page_begin(&maker->scratch, maker->writer.page.width);
	trial.indent = maker->writer.indent;
	page_text(&trial, ROLE_TEXT, text);
	if (behind.size)
		page_glue(&trial);
	page_text(&trial, ROLE_TEXT, behind);
	return page_end(&trial).lines.count;
}

/* Tried with less and less of the text: words do not fill their lines. */
int page_fitting(struct page_maker *maker, struct shown text, struct shown behind, int lines)
{
	int room = maker->writer.page.width - maker->writer.indent;
	int most = text.width < lines * room ? text.width : lines * room;
	for (; most > room; most -= room / 8 + 1) {
		arena_reset(&maker->scratch);
		struct shown part = beginning(&maker->scratch, text, most);
		if (lines_taken(maker, part, behind) <= (size_t)lines)
			break;
	}
	return most;
}
