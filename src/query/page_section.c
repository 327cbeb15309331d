/* The title, and headings of sections, with how much there is in each; and what a list leaves
 * out. */
#include "query/page_parts.h"

#include "base/message.h"

/* What turns a small letter into its capital, of the scripts that have both in order. Large tables
 * are not loaded for it: no heading of ours begins with any other. */
static const struct { uint32_t first, last, step; } capitals[] = {
	{ 'a', 'z', 0x20 },
	{ 0xE0, 0xF6, 0x20 }, { 0xF8, 0xFE, 0x20 },     /* Latin-1 */
	{ 0x3B1, 0x3C1, 0x20 }, { 0x3C3, 0x3C9, 0x20 }, /* Greek */
	{ 0x430, 0x44F, 0x20 }, { 0x450, 0x45F, 0x50 }, /* Cyrillic */
};

static struct shown capitalized(struct arena *arena, struct shown text)
{
	struct str raw = shown_str(text);
	size_t next = 0;
	uint32_t first = raw.size ? unicode_decode(raw, 0, &next) : 0, capital = first;
	for (size_t i = 0; i < sizeof(capitals) / sizeof(capitals[0]); i++)
		if (first >= capitals[i].first && first <= capitals[i].last)
			capital = first - capitals[i].step;
	if (capital == first)
		return text;
	struct text large = { .arena = arena };
	char bytes[4];
	text_add(&large, (struct str){ bytes, unicode_encode(capital, bytes) });
	text_add(&large, str_slice(raw, next, SIZE_MAX));
	return shown_line(arena, text_str(&large));
}

void page_heading(struct page_writer *writer, struct shown text, struct shown count)
{
	page_break(writer);
	writer->indent = writer->margin;
	writer->is_heading = true;
	page_text(writer, ROLE_HEADING, capitalized(writer->arena, text));
	if (count.size) {
		page_glue(writer);
		page_literal(writer, ROLE_DIM, "(");
		page_text(writer, ROLE_DIM, count);
		page_literal(writer, ROLE_DIM, ")");
	}
	page_break(writer);
	writer->is_heading = false;
}

void page_title(struct page_maker *maker, struct str title)
{
	if (maker->options.is_titled) {
		maker->writer.page.title = title;
		return;
	}
	page_raw(&maker->writer, ROLE_TITLE, title);
	page_break(&maker->writer);
}

void page_title_of(struct page_maker *maker, struct dossier_ref ref)
{
	struct dossier dossier = dossier_at(maker->archive, ref);
	struct str kind = message_of(kind_at(maker->archive, dossier.kind).label);
	page_title(maker, dossier.name);
	if (maker->options.is_titled)
		return;
	page_format(&maker->writer, ROLE_DIM, "%.*s · ", STR_ARGS(kind));
	page_text(&maker->writer, ROLE_DIM, shown_line(maker->arena, dossier.id));
	page_break(&maker->writer);
}

/* 1234567 as "1,234,567". */
static struct str grouped_number(struct arena *arena, size_t number)
{
	if (number < 1000)
		return str_format(arena, "%zu", number);
	struct str high = grouped_number(arena, number / 1000);
	return str_format(arena, "%.*s,%03zu", STR_ARGS(high), number % 1000);
}

void page_section(struct page_writer *writer, struct str heading, size_t count)
{
	struct str number = count ? grouped_number(writer->arena, count) : (struct str){0};
	page_blank(writer);
	page_heading(writer, shown_line(writer->arena, heading), shown_line(writer->arena, number));
}

void page_section_of_links(struct page_maker *maker, struct str heading, size_t count)
{
	page_section_said(maker, heading, count, (struct str){0});
}

void page_section_said(struct page_maker *maker, struct str heading, size_t count,
                       struct str said)
{
	struct str number = grouped_number(maker->arena, count);
	if (maker->options.is_of_part)
		number = str_join(maker->arena, number, STR(""), STR("+"));
	if (said.size)
		number = str_join(maker->arena, number, STR(", "), said);
	page_blank(&maker->writer);
	page_heading(&maker->writer, shown_line(maker->arena, heading),
	             shown_line(maker->arena, number));
}

struct str page_kind_count(const struct page_maker *maker, uint32_t kind, size_t count)
{
	struct kind_view view = kind_at(maker->archive, kind);
	struct str word = message_of(count == 1 ? view.label : view.plural);
	/* Translators: how many of which kind. It may as well be "%2$s: %1$zu". */
	return str_format(maker->arena, _("%zu %s"), count, str_copy(maker->arena, word).bytes);
}

void page_more(struct page_writer *writer, size_t count, const char *kind, struct str id)
{
	struct str more = grouped_number(writer->arena, count);
	struct str query = str_format(writer->arena, "%s%s%slink:%.*s", kind ? "kind:" : "",
	                              kind ? kind : "", kind ? " " : "", STR_ARGS(id));
	writer->indent = writer->margin;
	/* Translators: "search" and what to type into it. */
	page_format(writer, ROLE_DIM, _("and %s more: search %s"), more.bytes, query.bytes);
	page_break(writer);
}
