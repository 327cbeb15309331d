/* Facets as lines: what it is, which is a link, how many, and a bar. */
#include "query/page_parts.h"

#include "query/facets.h"

enum { LINKED_AT = FACET_TYPE + 1 };     /* the block of those with the most links */

enum { BAR_MOST = 40, TWO_FROM = 116, GAP = 2 };

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

/* Columns of names, numbers and bars. */
struct bars { uint32_t most; int name, digits, width; enum facet facet; };

/* "6 only cite it"; empty if that says nothing of the value. */
static struct str aside_of(struct arena *arena, const struct facet_value *value, enum facet facet)
{
	const char *aside = facet_aside(facet);
	if (!aside || value->aside == 0)
		return (struct str){0};
	/* Translators: all of the dossiers that a number tells; the rest is "on its behalf". */
	return value->aside == value->count ? str_format(arena, _("all %s"), _(aside))
	                                    : str_format(arena, "%u %s", value->aside, _(aside));
}

/*	Port Haven     12 ██████ 3 perhaps */
static void write_bar(struct page_writer *writer, struct facet_value value, struct bars bars)
{
	struct arena *arena = writer->arena;
	int behind = bars.name + GAP + bars.digits;
	struct str aside = aside_of(arena, &value, bars.facet);
	value.label = shown_str(shown_fit(arena, shown_prose(arena, value.label), bars.name));
	write_name(writer, &value);
	page_column(writer, behind - digits_of(value.count));
	page_format(writer, ROLE_TEXT, "%u", value.count);
	page_column(writer, behind + 1);
	if (bars.width > 0)
		page_raw(writer, ROLE_DIM, bar_of(arena, value.count, bars.most, bars.width));
	if (aside.size)
		page_format(writer, ROLE_NOTE, bars.width > 0 ? " %.*s" : "%.*s", STR_ARGS(aside));
	page_break(writer);
}

/*	Port Haven, 12, 3 perhaps */
static void write_plain(struct page_writer *writer, const struct facet_value *value,
                        enum facet facet)
{
	struct str aside = aside_of(writer->arena, value, facet);
	write_name(writer, value);
	page_format(writer, ROLE_TEXT, ", %u", value->count);
	if (aside.size)
		page_format(writer, ROLE_NOTE, ", %.*s", STR_ARGS(aside));
	page_break(writer);
}

static void write_rest(struct page_writer *writer, size_t count, bool is_before)
{
	if (count == 0)
		return;
	page_format(writer, ROLE_NOTE, is_before ? _("and %zu before") : _("and %zu more"), count);
	page_break(writer);
}

/* What a block of the page is made of. */
struct facets_block { const struct facets *facets; const struct facets_look *look; int digits; };

/* Of years the last ones are shown: they are in their order. */
struct facets_part { size_t first, count; };

static struct facets_part part_of(const struct facet_values *values, enum facet facet, size_t most)
{
	size_t count = most && most < values->count ? most : values->count;
	return (struct facets_part){ facet == FACET_YEAR ? values->count - count : 0, count };
}

static struct facet_value value_in(const struct facet_values *values, enum facet facet, size_t at)
{
	struct facet_value value = values->items[at];
	if (facet == FACET_KIND)
		value.label = message_of(value.label);
	return value;
}

/* Names have what the longest needs, up to three fifths of the line; bars what is left, up to their
 * most. */
static struct bars bars_of(struct page_writer *writer, const struct facets_block *block,
                           enum facet facet)
{
	const struct facet_values *values = &block->facets->of[facet];
	struct facets_part part = part_of(values, facet, block->look->most);
	int name = 0, width = writer->page.width, note = 0;
	for (size_t i = part.first; i < part.first + part.count; i++) {
		struct str label = value_in(values, facet, i).label;
		int own = shown_prose(writer->arena, label).width;
		struct str aside = aside_of(writer->arena, &values->items[i], facet);
		int beside = aside.size ? shown_prose(writer->arena, aside).width + 1 : 0;
		name = own > name ? own : name;
		note = beside > note ? beside : note;
	}
	int behind = GAP + block->digits + 1 + note, most = width * 3 / 5;
	most = most < width - behind ? most : width - behind;
	name = name < most ? name : most;
	int room = width - name - behind;
	return (struct bars){ most_of(values), name, block->digits,
		              room < BAR_MOST ? room : BAR_MOST, facet };
}

/* Names, as they are links, and how many links they have. */
static void write_linked(struct page_writer *writer, const struct facets_block *block)
{
	const struct facets *facets = block->facets;
	int room = writer->page.width * 3 / 5, name = 0, digits = 1;
	if (facets->linked_count == 0)
		return;
	page_section(writer, str_of(_("Most links")), facets->linked_count);
	for (size_t i = 0; i < facets->linked_count; i++) {
		int own = shown_prose(writer->arena, facets->linked[i].name).width;
		int wide = digits_of(facets->linked[i].links);
		name = own > name ? own : name;
		digits = wide > digits ? wide : digits;
	}
	name = name < room ? name : room;
	for (size_t i = 0; i < facets->linked_count; i++) {
		struct facets_linked linked = facets->linked[i];
		struct shown shown = shown_prose(writer->arena, linked.name);
		bool is_plain = block->look->hides_bars;
		if (!is_plain)
			shown = shown_fit(writer->arena, shown, name);
		page_link(writer, ROLE_LINK, shown,
		          (struct page_link){ .kind = PAGE_LINK_DOSSIER, .to = linked.ref,
		                              .value = NO_ROW });
		if (!is_plain)
			page_column(writer, name + GAP + digits - digits_of(linked.links));
		page_format(writer, ROLE_TEXT, is_plain ? ", %u" : "%u", linked.links);
		page_break(writer);
	}
}

static void write_facet(struct page_writer *writer, int number, const void *context)
{
	const struct facets_block *block = context;
	enum facet facet = (enum facet)(number < LINKED_AT ? number : number - 1);
	if (number == LINKED_AT) {
		write_linked(writer, block);
		return;
	}
	const struct facet_values *values = &block->facets->of[facet];
	struct facets_part part = part_of(values, facet, block->look->most);
	if (values->count == 0)
		return;
	struct bars bars = bars_of(writer, block, facet);
	page_section(writer, str_of(_(facet_row(facet)->label)), values->count);
	if (facet == FACET_YEAR)
		write_rest(writer, values->count - part.count, true);
	for (size_t i = part.first; i < part.first + part.count; i++) {
		struct facet_value value = value_in(values, facet, i);
		if (block->look->hides_bars)
			write_plain(writer, &value, facet);
		else
			write_bar(writer, value, bars);
	}
	if (facet != FACET_YEAR)
		write_rest(writer, values->count - part.count, false);
}

struct page page_facets(struct arena *arena, const struct facets *facets, struct facets_look look,
                        struct page_options options)
{
	struct facets_block block = { facets, &look, digits_of((uint32_t)facets->dossiers) };
	struct page_blocks blocks = { FACET_COUNT + 1, write_facet, &block };
	struct page_writer writer = page_begin(arena, options.width);
	bool is_beside = options.width >= TWO_FROM && !look.hides_bars && !options.numbers_links;
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
	page_blocks(&writer, &blocks, is_beside);
	return page_end(&writer);
}
