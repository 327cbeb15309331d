/* A claim: what its status rests on, and who takes which stance to it. */
#include "query/page_parts.h"

#include "base/array.h"
#include "query/quotes.h"

/* ── Stances ────────────────────────────────────────────────────────────────────────────────── */

static const struct { const char *stance, *heading; } stance_rows[] = {
	[STANCE_ASSERTS] = { N_("asserts"), N_("Asserted by") },
	[STANCE_DENIES]  = { N_("denies"),  N_("Denied by") },
	[STANCE_UPDATES] = { N_("updates"), N_("Updated by") },
};
_Static_assert(sizeof(stance_rows) / sizeof(*stance_rows) == STANCE_COUNT, "a row for each stance");

static enum page_stance stance_named(struct str text)
{
	enum page_stance stance = STANCE_COUNT;
	while (stance-- > 0)
		if (str_equal(text, str_of(stance_rows[stance].stance)))
			return stance;
	return STANCE_ASSERTS;
}

enum page_stance page_stance_of(const struct archive *archive, struct value assertion)
{
	uint32_t field = field_known(archive, KNOWN_STANCE);
	return stance_named(value_inside(archive, assertion, field).text);
}

int page_stance_width(struct arena *arena)
{
	int most = 0;
	for (size_t i = 0; i < STANCE_COUNT; i++) {
		int width = shown_literal(arena, _(stance_rows[i].stance)).width;
		most = width > most ? width : most;
	}
	return most;
}

/* ── Status ─────────────────────────────────────────────────────────────────────────────────── */

/* The document that an assertion rests on: its source, or else who asserts. */
static uint32_t document_of(const struct assertion *assertion)
{
	return dossier_is_none(assertion->source) ? assertion->who.row : assertion->source.row;
}

/* True if the same document takes the same stance in an earlier assertion. */
static bool is_again(const struct claim *claim, size_t nth)
{
	const struct assertion *own = &claim->assertions[nth];
	for (size_t i = 0; i < nth; i++)
		if (document_of(&claim->assertions[i]) == document_of(own) &&
		    str_equal(claim->assertions[i].stance, own->stance))
			return true;
	return false;
}

/* How many documents take each stance, as far as they are known on the day of the page. */
static void standing_count(const struct page_maker *maker, const struct claim *claim,
                           size_t counts[STANCE_COUNT])
{
	for (size_t i = 0; i < claim->assertion_count; i++) {
		const struct assertion *assertion = &claim->assertions[i];
		if (known_source(maker->options.known, assertion->source) && !is_again(claim, i))
			counts[stance_named(assertion->stance)]++;
	}
}

static struct str stance_words(struct arena *arena, enum page_stance stance, size_t count)
{
	switch (stance) {
	case STANCE_ASSERTS:
		/* Translators: of sources, as the next two. */
		return str_format(arena, message_count("%zu says so", "%zu say so", count), count);
	case STANCE_DENIES:
		return str_format(arena, message_count("%zu denies", "%zu deny", count), count);
	case STANCE_UPDATES:
		return str_format(arena, message_count("%zu updates it", "%zu update it", count),
		                  count);
	case STANCE_COUNT:
		break;
	}
	return (struct str){0};
}

/* "1 source", "2 say so, 1 denies" */
static struct str standing_words(const struct page_maker *maker, struct dossier_ref ref)
{
	struct claim claim = claim_at(maker->archive, maker->arena, ref);
	struct arena *arena = maker->arena;
	size_t counts[STANCE_COUNT] = {0};
	standing_count(maker, &claim, counts);
	size_t asserts = counts[STANCE_ASSERTS];
	if (counts[STANCE_DENIES] + counts[STANCE_UPDATES] == 0)
		return asserts == 0 ? str_of(_("nobody named"))
		                    : str_format(arena, message_count("%zu source",
		                                                      "%zu sources", asserts),
		                                 asserts);
	struct str all = {0};
	for (enum page_stance stance = 0; stance < STANCE_COUNT; stance++)
		if (counts[stance])
			all = str_join(arena, all, STR(", "),
			               stance_words(arena, stance, counts[stance]));
	return all;
}

void page_standing_behind(struct page_maker *maker, struct dossier_ref claim)
{
	struct str words = standing_words(maker, claim);
	page_literal(&maker->writer, ROLE_DIM, " ·");
	while (words.size) {
		page_keep(&maker->writer);
		page_raw(&maker->writer, ROLE_DIM, str_cut(&words, ' '));
	}
}

static const struct { struct str status; const char *meaning; } status_rows[] = {
	{ STR("unverified"),   N_("Unverified: its sources say so; whether others confirm it is "
	                          "not said.") },
	{ STR("corroborated"), N_("Corroborated: sources that do not go back to one another say "
	                          "so.") },
	{ STR("disputed"),     N_("Disputed: the sources differ, and what each says is kept.") },
	{ STR("outdated"),     N_("Outdated: it was so once, and a later state is told.") },
};

void page_status_rests(struct page_maker *maker, struct str status)
{
	struct page_writer *writer = &maker->writer;
	page_standing_behind(maker, maker->dossier.ref);
	for (size_t i = 0; i < sizeof(status_rows) / sizeof(*status_rows); i++) {
		if (!str_equal(status, status_rows[i].status))
			continue;
		page_break(writer);
		page_literal(writer, ROLE_DIM, _(status_rows[i].meaning));
	}
}

struct str page_status_of(const struct page_maker *maker, struct dossier_ref ref)
{
	const struct archive *archive = maker->archive;
	struct dossier claim = dossier_at(archive, ref);
	struct value value = value_first(archive, ref, field_known(archive, KNOWN_STATUS));
	if (value.row != NO_ROW && !known_value(maker->options.known, &claim, &value))
		return (struct str){0};
	return claim_at(archive, maker->arena, ref).status;
}

/* A claim whose file gives no status has one all the same, and lists name it. */
static void write_tacit_status(struct page_maker *maker)
{
	struct str status = page_status_of(maker, maker->dossier.ref);
	if (page_values_known(maker, KNOWN_STATUS).count || status.size == 0)
		return;
	page_blank(&maker->writer);
	page_raw(&maker->writer, ROLE_TEXT, status);
	page_status_rests(maker, status);
	page_break(&maker->writer);
}

/* ── Assertions ─────────────────────────────────────────────────────────────────────────────── */

/* True for an assertion that has no more than the stance, place and note of somebody. */
static bool is_plain(const struct page_maker *maker, const struct value *assertion)
{
	static const enum known_field plain[] = {
		KNOWN_STANCE, KNOWN_SOURCE, KNOWN_LOCATOR, KNOWN_NOTE, KNOWN_SOURCES,
	};
	for (uint32_t row = assertion->row + 1; row < assertion->end; row++) {
		struct value inside = value_at(maker->archive, row);
		bool is_one = false;
		for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
			is_one |= inside.field != NO_ROW &&
			          inside.field == field_known(maker->archive, plain[i]);
		if (!is_one || inside.note.size)
			return false;
	}
	return assertion->link != NO_ROW && assertion->rank == RANK_NORMAL &&
	       assertion->as_of == NO_ROW;
}

static uint32_t source_of(const struct page_maker *maker, const struct value *assertion)
{
	if (assertion->citations.count == 0)
		return NO_ROW;
	return citation_at(maker->archive, assertion->citations.first).source.row;
}

/* True if two assertions are one row: somebody says it at two places of one source. */
static bool is_same(const struct page_maker *maker, const struct value *one,
                    const struct value *other)
{
	const struct archive *archive = maker->archive;
	return is_plain(maker, one) && is_plain(maker, other) &&
	       page_stance_of(archive, *one) == page_stance_of(archive, *other) &&
	       link_at(archive, one->link).to.row == link_at(archive, other->link).to.row &&
	       source_of(maker, one) == source_of(maker, other);
}

/* The rows that a list of assertions makes, of one stance. `heads` gets the first value of each. */
struct assertion_rows { size_t *heads; size_t count; };

static struct assertion_rows rows_of(const struct page_maker *maker,
                                     const struct page_values *values, enum page_stance stance)
{
	struct assertion_rows rows = { .heads = ARENA_MANY(maker->arena, size_t, values->count) };
	for (size_t i = 0; i < values->count; i++) {
		size_t head = 0;
		if (page_stance_of(maker->archive, values->items[i]) != stance)
			continue;
		while (head < rows.count && !is_same(maker, &values->items[rows.heads[head]],
		                                     &values->items[i]))
			head++;
		if (head == rows.count)
			rows.heads[rows.count++] = i;
	}
	return rows;
}

/* True if the note of a value stood in an earlier one of its row. */
static bool is_noted(const struct page_maker *maker, const struct page_values *values, size_t head,
                     size_t nth)
{
	for (size_t i = head; i < nth; i++)
		if (is_same(maker, &values->items[head], &values->items[i]) &&
		    str_equal(values->items[i].note, values->items[nth].note))
			return true;
	return false;
}

/* "Dow Jones report [3]: General, shortened." All places first, then what is noted of them. */
static void write_row(struct page_maker *maker, const struct page_values *values, size_t head)
{
	struct page_writer *writer = &maker->writer;
	const char *before = ": ";
	if (!is_plain(maker, &values->items[head])) {
		page_value(maker, &values->items[head]);
		return;
	}
	page_shows(writer, values->items[head].row);
	page_hang(writer, 2);
	page_value_words(maker, &values->items[head]);
	for (size_t i = head; i < values->count; i++)
		if (is_same(maker, &values->items[head], &values->items[i]))
			page_value_marks(maker, &values->items[i]);
	for (size_t i = head; i < values->count; i++) {
		const struct value *value = &values->items[i];
		bool is_told = str_is_empty(value->note) ||
		               !is_same(maker, &values->items[head], value) ||
		               is_noted(maker, values, head, i);
		if (is_told)
			continue;
		page_literal(writer, ROLE_TEXT, before);
		page_prose(maker, ROLE_NOTE, value->note, value->row);
		before = " ";
	}
	page_break(writer);
	writer->indent = writer->margin;
	page_shows(writer, NO_ROW);
}

void page_assertions(struct page_maker *maker)
{
	struct page_values values = page_values_known(maker, KNOWN_ASSERTED_BY);
	write_tacit_status(maker);
	for (enum page_stance stance = 0; stance < STANCE_COUNT; stance++) {
		struct assertion_rows rows = rows_of(maker, &values, stance);
		if (rows.count == 0)
			continue;
		page_section(&maker->writer, str_of(_(stance_rows[stance].heading)), rows.count);
		for (size_t i = 0; i < rows.count; i++)
			write_row(maker, &values, rows.heads[i]);
	}
}
