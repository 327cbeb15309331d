/* Facets as lines: how many, a bar, and what it is, which is a link. */
#include "query/page_parts.h"

#include "query/facets.h"

enum { BAR_NARROW = 6, BAR_WIDE = 12, WIDE_FROM = 60 };

static int digits_of(uint32_t count)
{
	int digits = 1;
	for (; count > 9; count /= 10)
		digits++;
	return digits;
}

static uint32_t most_of(const struct facet_values *values)
{
	uint32_t most = 0;
	for (size_t i = 0; i < values->count; i++)
		most = values->items[i].count > most ? values->items[i].count : most;
	return most;
}

/* In halves of a column; what is there at all has one. */
static struct str bar_of(struct arena *arena, uint32_t count, uint32_t most, int width)
{
	static const char *const signs[][2] = {
		[SHOWN_UTF8] = { "█", "▌" }, [SHOWN_ASCII] = { "=", "-" },
	};
	struct text bar = { .arena = arena };
	uint64_t halves = ((uint64_t)count * (uint64_t)width * 2 + most / 2) / most;
	if (halves == 0)
		halves = 1;
	for (uint64_t i = 0; i < halves / 2; i++)
		text_add(&bar, str_of(signs[shown_charset()][0]));
	if (halves % 2)
		text_add(&bar, str_of(signs[shown_charset()][1]));
	return text_str(&bar);
}

static void write_name(struct page_writer *writer, const struct facet_value *value)
{
	struct shown name = shown_prose(writer->arena, value->label);
	if (value->query.size)
		page_link(writer, ROLE_LINK, name,
		          (struct page_link){ .kind = PAGE_LINK_QUERY, .to = NO_DOSSIER,
		                              .text = value->query, .value = NO_ROW });
	else
		page_text(writer, ROLE_TEXT, name);
}

struct bars { uint32_t most; int digits, width; };

/*	   12 ██████  Port Haven */
static void write_bar(struct page_writer *writer, const struct facet_value *value,
                      struct bars bars)
{
	struct arena *arena = writer->arena;
	struct str bar = bar_of(arena, value->count, bars.most, bars.width);
	struct str label = str_format(arena, "%u %.*s", value->count, STR_ARGS(bar));
	writer->margin = bars.digits - digits_of(value->count);
	page_label_as(writer, ROLE_DIM, shown_literal(arena, label.bytes),
	              bars.digits + bars.width + 3 - writer->margin);
	write_name(writer, value);
	page_break(writer);
	writer->margin = 0;
}

/*	Port Haven, 12 */
static void write_plain(struct page_writer *writer, const struct facet_value *value)
{
	write_name(writer, value);
	page_format(writer, ROLE_TEXT, ", %u", value->count);
	page_break(writer);
}

static void write_rest(struct page_writer *writer, size_t count, bool is_before)
{
	if (count == 0)
		return;
	page_format(writer, ROLE_NOTE, is_before ? _("and %zu before") : _("and %zu more"), count);
	page_break(writer);
}

/* Of years the last ones are shown: they are in their order. */
static void write_facet(struct page_writer *writer, enum facet facet,
                        const struct facet_values *values, int digits,
                        const struct facets_look *look)
{
	size_t shown = look->most && look->most < values->count ? look->most : values->count;
	size_t left = values->count - shown, first = facet == FACET_YEAR ? left : 0;
	int width = writer->page.width < WIDE_FROM ? BAR_NARROW : BAR_WIDE;
	struct bars bars = { most_of(values), digits, width };
	if (values->count == 0)
		return;
	page_section(writer, str_of(_(facet_row(facet)->label)), values->count);
	writer->indent = look->hides_bars ? 0 : bars.digits + bars.width + 3;
	if (facet == FACET_YEAR)
		write_rest(writer, left, true);
	for (size_t i = first; i < first + shown; i++) {
		struct facet_value value = values->items[i];
		if (facet == FACET_KIND)
			value.label = message_of(value.label);
		if (look->hides_bars)
			write_plain(writer, &value);
		else
			write_bar(writer, &value, bars);
	}
	if (facet != FACET_YEAR)
		write_rest(writer, left, false);
	writer->indent = 0;
}

struct page page_facets(struct arena *arena, const struct facets *facets, struct facets_look look,
                        struct page_options options)
{
	int digits = digits_of((uint32_t)facets->dossiers);
	struct page_writer writer = page_begin(arena, options.width);
	writer.numbers_links = options.numbers_links;
	page_format(&writer, ROLE_DIM,
	            message_count("%zu dossier", "%zu dossiers", facets->dossiers),
	            facets->dossiers);
	if (facets->counted < facets->rows)
		page_format(&writer, ROLE_NOTE, _(", of the first %zu of %zu rows"),
		            facets->counted, facets->rows);
	if (look.grows || options.is_of_part)
		page_literal(&writer, ROLE_NOTE, _(", and more are being read"));
	page_break(&writer);
	for (enum facet facet = 0; facet < FACET_COUNT; facet++)
		write_facet(&writer, facet, &facets->of[facet], digits, &look);
	return page_end(&writer);
}
