/* A claim: what its status rests on, and who takes which stance to it. */
#include "query/page_parts.h"

#include <stdlib.h>

#include "base/message.h"
#include "query/quotes.h"
#include "query/voices.h"

enum { STANDING_INDENT = 2 };

/* ── Stances ────────────────────────────────────────────────────────────────────────────────── */

static const struct { struct str stance; const char *heading; } stance_rows[] = {
	[STANCE_ASSERTS] = { STR("asserts"), N_("Asserted by") },
	[STANCE_DENIES]  = { STR("denies"),  N_("Denied by") },
	[STANCE_UPDATES] = { STR("updates"), N_("Qualified by") },
};
_Static_assert(sizeof(stance_rows) / sizeof(*stance_rows) == STANCE_COUNT, "a row for each stance");

enum page_stance page_stance_named(struct str text)
{
	enum page_stance stance = STANCE_COUNT;
	while (stance-- > 0)
		if (str_equal(text, stance_rows[stance].stance))
			return stance;
	return STANCE_ASSERTS;
}

enum page_stance page_stance_of(const struct archive *archive, struct value assertion)
{
	uint32_t field = field_known(archive, KNOWN_STANCE);
	return page_stance_named(value_inside(archive, assertion, field).text);
}

int page_stance_width(struct arena *arena)
{
	int most = 0;
	for (size_t i = 0; i < STANCE_COUNT; i++) {
		struct assertion assertion = { .stance = stance_rows[i].stance };
		int width = shown_line(arena, assertion_verb(&assertion)).width;
		most = width > most ? width : most;
	}
	return most;
}

/* ── Status ─────────────────────────────────────────────────────────────────────────────────── */

/* Who takes which stance, and how many documents say so; as far as that is known on the day of the
 * page. */
struct stances { size_t speakers[STANCE_COUNT], documents[STANCE_COUNT]; };

static struct stances standing_of(const struct page_maker *maker, const struct claim *claim)
{
	struct stances standing = {0};
	for (enum page_stance stance = 0; stance < STANCE_COUNT; stance++) {
		struct voices voices = voices_of(claim, maker->options.known,
		                                 stance_rows[stance].stance);
		standing.speakers[stance] = voices.count;
		standing.documents[stance] = voices.documents;
	}
	return standing;
}

size_t page_speakers(const struct page_maker *maker, struct dossier_ref ref,
                     enum page_stance stance)
{
	struct claim claim = claim_at(maker->archive, maker->arena, ref);
	return standing_of(maker, &claim).speakers[stance];
}

/* "asserted by 3 (in 2 sources)" */
static struct str stance_words(struct arena *arena, const struct stances *standing,
                               enum page_stance stance)
{
	size_t speakers = standing->speakers[stance], documents = standing->documents[stance];
	const struct str words[] = {
		[STANCE_ASSERTS] = str_format(arena, _("asserted by %zu"), speakers),
		[STANCE_DENIES]  = str_format(arena, _("denied by %zu"), speakers),
		[STANCE_UPDATES] = str_format(arena, _("qualified by %zu"), speakers),
	};
	if (documents == speakers)
		return words[stance];
	struct str sources = str_format(arena, message_count("(in %zu source)",
	                                                     "(in %zu sources)", documents),
	                                documents);
	return str_join(arena, words[stance], STR(" "), sources);
}

/* "asserted by 3 (in 2 sources), denied by 1" */
static void write_standing(struct page_maker *maker, const struct stances *standing)
{
	bool is_first = true;
	for (enum page_stance stance = 0; stance < STANCE_COUNT; stance++) {
		if (standing->speakers[stance] == 0)
			continue;
		page_literal(&maker->writer, ROLE_DIM, is_first ? "" : ", ");
		page_kept(&maker->writer, ROLE_DIM,
		          stance_words(maker->arena, standing, stance));
		is_first = false;
	}
	if (is_first)
		page_literal(&maker->writer, ROLE_DIM, _("nobody is named who says so"));
}

static enum role status_role(struct str status)
{
	static const struct { struct str status; enum role role; } rows[] = {
		{ STR("corroborated"), ROLE_OK },
		{ STR("disputed"),     ROLE_WARNING },
		{ STR("outdated"),     ROLE_DEPRECATED },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (str_equal(rows[i].status, status))
			return rows[i].role;
	return ROLE_DIM;
}

/* What stands in the lines is placed before the indent is taken back. */
void page_standing_below(struct page_maker *maker, struct dossier_ref ref, struct str aside)
{
	struct page_writer *writer = &maker->writer;
	struct claim claim = claim_at(maker->archive, maker->arena, ref);
	struct stances standing = standing_of(maker, &claim);
	struct str status = page_status_of(maker, ref);
	page_break(writer);
	writer->indent += STANDING_INDENT;
	if (status.size) {
		page_raw(writer, status_role(status), status);
		page_literal(writer, ROLE_DIM, ": ");
	} else {
		page_literal(writer, ROLE_NOTE, _("status hidden: "));
	}
	write_standing(maker, &standing);
	if (aside.size)
		page_format(writer, ROLE_DIM, " (%.*s)", STR_ARGS(aside));
	page_break(writer);
	writer->indent -= STANDING_INDENT;
}

static const struct { struct str status; const char *meaning; } status_rows[] = {
	{ STR("unverified"),   N_("its sources say so; whether others confirm it is not said") },
	{ STR("corroborated"), N_("sources that do not go back to one another say so") },
	{ STR("disputed"),     N_("the sources differ, and what each says is kept") },
	{ STR("outdated"),     N_("it was so once, and a later state is told") },
};

struct str page_differing(const struct page_maker *maker, struct dossier_ref ref)
{
	enum { NAMED_MOST = 2 };
	struct str names = {0};
	struct claim claim = claim_at(maker->archive, maker->arena, ref);
	struct stances standing = standing_of(maker, &claim);
	struct voice voices[NAMED_MOST];
	size_t named = 0, count = standing.speakers[STANCE_UPDATES];
	if (standing.speakers[STANCE_DENIES] ||
	    !str_equal(page_status_of(maker, ref), STR("disputed")))
		return names;
	for (size_t i = 0; i < claim.assertion_count && named < NAMED_MOST; i++) {
		struct voice voice = voice_of(&claim.assertions[i]);
		if (!voice_takes(&claim.assertions[i], maker->options.known, STR("updates")) ||
		    (named && voice_compare(voice, voices[0]) == 0))
			continue;
		names = str_join(maker->arena, names, STR(", "),
		                 voice_name(maker->archive, maker->options.known, voice));
		voices[named++] = voice;
	}
	return named == count ? names : str_format(maker->arena, _("%.*s and %zu more"),
	                                           STR_ARGS(names), count - named);
}

/* Whether any who do not deny a claim say something else than it does. */
static void write_agreement(struct page_maker *maker, const struct stances *standing,
                            bool is_outdated)
{
	bool differs = standing->speakers[STANCE_UPDATES] && !is_outdated;
	if (standing->speakers[STANCE_DENIES] || !standing->speakers[STANCE_ASSERTS])
		return;
	page_format(&maker->writer, ROLE_DIM, "; %s",
	            differs ? _("nobody denies it, but not all say it so")
	                    : _("nobody denies it"));
}

void page_status_rests(struct page_maker *maker, struct str status)
{
	struct page_writer *writer = &maker->writer;
	struct claim claim = claim_at(maker->archive, maker->arena, maker->dossier.ref);
	struct stances standing = standing_of(maker, &claim);
	for (size_t i = 0; i < sizeof(status_rows) / sizeof(*status_rows); i++)
		if (str_equal(status, status_rows[i].status))
			page_format(writer, ROLE_DIM, ": %s", _(status_rows[i].meaning));
	page_break(writer);
	write_standing(maker, &standing);
	struct str by = voices_outdating(maker->archive, maker->arena, &claim,
	                                 maker->options.known);
	if (by.size)
		page_format(writer, ROLE_DIM, _("; outdated by %s"),
		            str_copy(maker->arena, by).bytes);
	struct str differing = page_differing(maker, maker->dossier.ref);
	/* As known on a day, who differs is told only where it stands: among the assertions. */
	if (differing.size && !maker->options.known)
		/* Translators: names */
		page_format(writer, ROLE_DIM, _("; told differently by %.*s"), STR_ARGS(differing));
	else if (!differing.size)
		write_agreement(maker, &standing, by.size > 0);
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
	bool has_who = assertion->link != NO_ROW || assertion->text.size;
	return has_who && assertion->rank == RANK_NORMAL &&
	       assertion->as_of == NO_ROW;
}

static uint32_t source_of(const struct page_maker *maker, const struct value *assertion)
{
	if (assertion->citations.count == 0)
		return NO_ROW;
	return citation_at(maker->archive, assertion->citations.first).source.row;
}

/* The rows that a list of assertions makes, of one stance: places in the list. */
struct assertion_row { size_t head, last; };
struct assertion_rows {
	struct assertion_row *items;    /* by their heads */
	size_t count;
	size_t *next;                   /* of each value that behind it in its row, or SIZE_MAX */
};

/* Of a value, by whom. */
struct asserted { struct voice by; size_t at; };

static int compare_asserted(const void *left, const void *right)
{
	const struct asserted *one = left, *other = right;
	int order = voice_compare(one->by, other->by);
	if (order)
		return order;
	return (one->at > other->at) - (one->at < other->at);
}

static int compare_rows(const void *left, const void *right)
{
	const struct assertion_row *one = left, *other = right;
	return (one->head > other->head) - (one->head < other->head);
}

/* Put a value behind those of a row, or in a row of its own if that is SIZE_MAX; the row's number. */
static size_t add_to_rows(struct assertion_rows *rows, size_t row, size_t at)
{
	if (row == SIZE_MAX) {
		row = rows->count++;
		rows->items[row].head = at;
	} else {
		rows->next[rows->items[row].last] = at;
	}
	rows->items[row].last = at;
	rows->next[at] = SIZE_MAX;
	return row;
}

/* What the same says in few words is one row. There may be thousands: they are put in order. */
static struct assertion_rows rows_of(const struct page_maker *maker,
                                     const struct page_values *values, enum page_stance stance)
{
	struct arena *arena = maker->arena;
	struct assertion_rows rows = {
		.items = ARENA_MANY(arena, struct assertion_row, values->count + 1),
		.next = ARENA_MANY(arena, size_t, values->count + 1),
	};
	struct asserted *asserted = ARENA_MANY(arena, struct asserted, values->count + 1);
	size_t count = 0, plain = SIZE_MAX;     /* the row of what is plain, by the same */
	for (size_t i = 0; i < values->count; i++) {
		struct assertion assertion = assertion_at(maker->archive, values->items[i]);
		if (page_stance_named(assertion.stance) == stance)
			asserted[count++] = (struct asserted){ voice_of(&assertion), i };
	}
	qsort(asserted, count, sizeof(*asserted), compare_asserted);
	for (size_t i = 0; i < count; i++) {
		if (i && voice_compare(asserted[i].by, asserted[i - 1].by))
			plain = SIZE_MAX;
		if (is_plain(maker, &values->items[asserted[i].at]))
			plain = add_to_rows(&rows, plain, asserted[i].at);
		else
			add_to_rows(&rows, SIZE_MAX, asserted[i].at);
	}
	qsort(rows.items, rows.count, sizeof(*rows.items), compare_rows);
	return rows;
}

/* The values of a row, of which there may be thousands, and for each the next one that has the same
 * source, and the next with the same note: what stands in a line is found along these. */
struct assertion_parts {
	const struct value **items;
	size_t count;
	size_t *next_of_source, *next_noted;    /* places among the items, or `count` */
	size_t *note;                   /* a number for each note that is another */
	size_t *told;                   /* of each number, the line in which the note stands */
	bool *is_taken;                 /* stands in a line */
};

/* Link those that have the same key; `group` (or NULL) gets a number for each key. */
static void link_parts(struct page_maker *maker, const struct str *keys, size_t count,
                       size_t *next, size_t *group)
{
	struct keys numbers = {0};
	size_t *last = ARENA_MANY(maker->arena, size_t, count);
	for (size_t i = 0; i < count; i++) {
		uint32_t fresh = (uint32_t)numbers.count;
		uint32_t number = keys_add(maker->arena, &numbers, keys[i], fresh);
		next[i] = count;
		if (number == KEYS_NONE)
			number = fresh;
		else
			next[last[number]] = i;
		last[number] = i;
		if (group)
			group[i] = number;
	}
}

static struct assertion_parts parts_of(struct page_maker *maker, const struct page_values *values,
                                       const struct assertion_rows *rows, size_t head)
{
	struct arena *arena = maker->arena;
	struct assertion_parts parts = {0};
	for (size_t i = head; i != SIZE_MAX; i = rows->next[i])
		parts.count++;
	parts.items = ARENA_MANY(arena, const struct value *, parts.count);
	parts.next_of_source = ARENA_MANY(arena, size_t, parts.count);
	parts.next_noted = ARENA_MANY(arena, size_t, parts.count);
	parts.note = ARENA_MANY(arena, size_t, parts.count);
	parts.told = ARENA_MANY(arena, size_t, parts.count);
	parts.is_taken = ARENA_MANY(arena, bool, parts.count);
	struct str *sources = ARENA_MANY(arena, struct str, parts.count);
	struct str *notes = ARENA_MANY(arena, struct str, parts.count);
	uint32_t *source = ARENA_MANY(arena, uint32_t, parts.count);
	for (size_t i = head, at = 0; i != SIZE_MAX; i = rows->next[i], at++) {
		parts.items[at] = &values->items[i];
		source[at] = source_of(maker, parts.items[at]);
		sources[at] = (struct str){ (const char *)&source[at], sizeof(source[at]) };
		notes[at] = parts.items[at]->note;
	}
	link_parts(maker, sources, parts.count, parts.next_of_source, NULL);
	link_parts(maker, notes, parts.count, parts.next_noted, parts.note);
	return parts;
}

/* Those of a row that stand in one line: places among its parts. */
struct assertion_line { size_t *items, count; };

/* Take to a line the first that is left and all that stand in its line: said at other places of its
 * source, or in other sources with the same note, or none. */
static void take_line(struct assertion_parts *parts, size_t head, struct assertion_line *line)
{
	size_t of_source = head, noted = head;
	line->count = 0;
	while (of_source < parts->count || noted < parts->count) {
		size_t at = of_source < noted ? of_source : noted;
		if (!parts->is_taken[at])
			line->items[line->count++] = at;
		parts->is_taken[at] = true;
		if (of_source == at)
			of_source = parts->next_of_source[at];
		if (noted == at)
			noted = parts->next_noted[at];
	}
}

/* "[3]: General, shortened." All places first, then what is noted of them, each note once; lines
 * have numbers from 1. */
static void write_line(struct page_maker *maker, struct assertion_parts *parts,
                       struct assertion_line line, size_t number)
{
	struct page_writer *writer = &maker->writer;
	const char *before = ": ";
	for (size_t i = 0; i < line.count; i++)
		page_value_marks(maker, parts->items[line.items[i]]);
	for (size_t i = 0; i < line.count; i++) {
		const struct value *value = parts->items[line.items[i]];
		size_t *told = &parts->told[parts->note[line.items[i]]];
		if (str_is_empty(value->note) || *told == number)
			continue;
		*told = number;
		page_literal(writer, ROLE_TEXT, before);
		page_prose(maker, ROLE_NOTE, value->note, value->row);
		before = " ";
	}
	page_break(writer);
}

/* Who says so, once, and below that what is noted elsewhere:
 *
 *	Dow Jones report [3] [5]: General, shortened.
 *	  [4]: No rank. */
static void write_row(struct page_maker *maker, const struct page_values *values,
                      const struct assertion_rows *rows, size_t head)
{
	struct page_writer *writer = &maker->writer;
	size_t number = 0;
	if (!is_plain(maker, &values->items[head])) {
		page_value(maker, &values->items[head]);
		return;
	}
	struct assertion_parts parts = parts_of(maker, values, rows, head);
	struct assertion_line line = { ARENA_MANY(maker->arena, size_t, parts.count), 0 };
	page_hang(writer, 2);
	page_shows(writer, values->items[head].row);
	page_value_words(maker, &values->items[head]);
	for (size_t i = 0; i < parts.count; i++) {
		if (parts.is_taken[i])
			continue;
		page_shows(writer, parts.items[i]->row);
		take_line(&parts, i, &line);
		write_line(maker, &parts, line, ++number);
	}
	writer->indent = writer->margin;
	page_shows(writer, NO_ROW);
}

void page_stance_section(struct page_maker *maker, enum page_stance stance)
{
	page_section(&maker->writer, str_of(_(stance_rows[stance].heading)),
	             page_speakers(maker, maker->dossier.ref, stance));
}

void page_assertions(struct page_maker *maker)
{
	struct page_values values = page_values_known(maker, KNOWN_ASSERTED_BY);
	write_tacit_status(maker);
	for (enum page_stance stance = 0; stance < STANCE_COUNT; stance++) {
		struct assertion_rows rows = rows_of(maker, &values, stance);
		if (rows.count == 0)
			continue;
		page_stance_section(maker, stance);
		for (size_t i = 0; i < rows.count; i++)
			write_row(maker, &values, &rows, rows.items[i].head);
	}
}
