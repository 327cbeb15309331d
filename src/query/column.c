#include "query/column.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/message.h"
#include "query/known.h"

static const struct column_row rows[] = {
	[COLUMN_OWN]     = { NULL,      "", "", "", NULL, false },
	[COLUMN_NAME]    = { "name",    N_("by name"), N_("by name, from Z to A"),
	                     N_("By name."), NULL, false },
	[COLUMN_LINKS]   = { "links",   N_("by links"), N_("by links, fewest first"),
	                     N_("Those with the most links first."), NULL, true },
	[COLUMN_SOURCES] = { "sources", N_("by sources"), N_("by sources, fewest first"),
	                     N_("Those that cite the most sources first; of sources those that "
	                        "are cited by most."), NULL, true },
	[COLUMN_DATE]    = { "date",    N_("by date"), N_("by date, latest first"),
	                     N_("By the first day of its date, the earliest first."), NULL, false },
	[COLUMN_TYPE]    = { "type",    N_("by type"), N_("by type, from Z to A"),
	                     N_("By type, in the order of letters."), "type", false },
	[COLUMN_GRADE]   = { "grade",   N_("by grade"), N_("by grade, lowest first"),
	                     N_("By the grade of a source, from A on."), "reliability", false },
	[COLUMN_STATUS]  = { "status",  N_("by status"), N_("by status, from Z to A"),
	                     N_("By the status of a claim, in the order of letters."), "status",
	                     false },
	[COLUMN_SPEAKER] = { "speaker", N_("by speaker"), N_("by speaker, from Z to A"),
	                     N_("By the name of who said it."), "speaker", false },
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == COLUMN_COUNT, "a row for each column");

const struct column_row *column_row(enum column column)
{
	return &rows[column];
}

enum column column_find(struct str key, bool is_prefix)
{
	enum column found = COLUMN_COUNT;
	for (enum column column = COLUMN_NAME; column < COLUMN_COUNT; column++) {
		if (str_equal(key, str_of(rows[column].key)))
			return column;
		if (!is_prefix || key.size == 0 || !str_starts_with(str_of(rows[column].key), key))
			continue;
		if (found != COLUMN_COUNT)
			return COLUMN_COUNT;
		found = column;
	}
	return found;
}

struct str column_keys(struct arena *arena)
{
	struct str keys = {0};
	for (enum column column = COLUMN_NAME; column < COLUMN_COUNT; column++)
		keys = str_join(arena, keys, STR(", "), str_of(rows[column].key));
	return keys;
}

/* ── Orderings ──────────────────────────────────────────────────────────────────────────────── */

/* Words for an end. What says whether dates or numbers are meant may stand alone. */
static const struct ordering_word {
	const char *word;
	bool is_reversed;
	enum column alone;
} telling[] = {
	{ "most",    false, COLUMN_OWN },  { "fewest", true, COLUMN_OWN },
	{ "highest", false, COLUMN_OWN },  { "lowest", true, COLUMN_OWN },
	{ "best",    false, COLUMN_OWN },  { "worst",  true, COLUMN_OWN },
	{ "oldest",  false, COLUMN_DATE }, { "newest", true, COLUMN_DATE },
	{ "earliest", false, COLUMN_DATE }, { "latest", true, COLUMN_DATE },
	{ "reverse", true, COLUMN_OWN },   { "least",  true, COLUMN_OWN },
};

static bool read_column(struct str key, struct ordering *ordering)
{
	enum column column = column_find(key, true);
	if (column == COLUMN_COUNT)
		return false;
	ordering->column = column;
	return true;
}

bool ordering_read(struct str typed, struct ordering *ordering)
{
	struct ordering read = {0};
	struct str rest = str_trim(typed), word = str_cut(&rest, ' ');
	rest = str_trim(rest);
	if (str_starts_with(word, STR("-"))) {
		read.is_reversed = true;
		word = str_slice(word, 1, SIZE_MAX);
	}
	for (size_t i = 0; !read.is_reversed && i < sizeof(telling) / sizeof(telling[0]); i++) {
		if (!str_equal(word, str_of(telling[i].word)))
			continue;
		read = (struct ordering){ telling[i].alone, telling[i].is_reversed };
		bool is_read = rest.size ? read_column(rest, &read) : read.column != COLUMN_OWN;
		if (is_read)
			*ordering = read;
		return is_read;
	}
	if (rest.size || !read_column(word, &read))
		return false;
	*ordering = read;
	return true;
}

bool ordering_may_be(struct str typed)
{
	struct str word = str_trim(typed);
	if (str_starts_with(word, STR("-")))
		word = str_slice(word, 1, SIZE_MAX);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].key && str_starts_with(str_of(rows[i].key), word))
			return true;
	for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
		if (str_starts_with(str_of(telling[i].word), word))
			return true;
	return false;
}

struct str ordering_typed(struct arena *arena, struct ordering ordering)
{
	const char *key = rows[ordering.column].key;
	if (!key)
		return (struct str){0};
	return str_format(arena, "%s%s", ordering.is_reversed ? "-" : "", key);
}

const char *ordering_words(struct ordering ordering)
{
	const struct column_row *row = &rows[ordering.column];
	return ordering.is_reversed ? row->reversed : row->words;
}

/* ── What a kind has ────────────────────────────────────────────────────────────────────────── */

static bool kind_has(const struct archive *archive, uint32_t kind, enum column column)
{
	uint32_t field = field_find(archive, str_of(rows[column].field));
	struct row_span fields = kind_at(archive, kind).fields;
	for (uint32_t i = 0; field != NO_ROW && i < fields.count; i++)
		if (fields.rows[i] == field)
			return true;
	return false;
}

enum column column_of_kind(const struct archive *archive, uint32_t kind)
{
	static const enum column most_telling[] = {
		COLUMN_STATUS, COLUMN_GRADE, COLUMN_SPEAKER, COLUMN_TYPE,
	};
	for (size_t i = 0; kind < kind_count(archive) &&
	     i < sizeof(most_telling) / sizeof(most_telling[0]); i++)
		if (kind_has(archive, kind, most_telling[i]))
			return most_telling[i];
	return COLUMN_OWN;
}

bool column_orders(const struct archive *archive, uint32_t kind, enum column column)
{
	bool is_of_all = column < COLUMN_TYPE;
	return is_of_all || (kind < kind_count(archive) && kind_has(archive, kind, column));
}

enum column column_next(const struct archive *archive, uint32_t kind, enum column column)
{
	static const enum column round[] = {
		COLUMN_OWN, COLUMN_LINKS, COLUMN_SOURCES, COLUMN_DATE, COLUMN_TYPE, COLUMN_GRADE,
		COLUMN_STATUS, COLUMN_SPEAKER, COLUMN_NAME,
	};
	_Static_assert(sizeof(round) / sizeof(round[0]) == COLUMN_COUNT, "each once");
	size_t at = 0;
	while (round[at] != column)
		at++;
	do
		at = (at + 1) % COLUMN_COUNT;
	while (!column_orders(archive, kind, round[at]));
	return round[at];
}

/* ── Of a dossier ───────────────────────────────────────────────────────────────────────────── */

struct column_reader column_begin(const struct archive *archive, const struct known *known,
                                  enum column column)
{
	const char *field = rows[column].field;
	return (struct column_reader){
		.archive = archive, .known = known, .column = column,
		.source = kind_find(archive, STR("source")),
		.cites = relation_find(archive, STR("cites")),
		.quoted_from = relation_find(archive, STR("quoted-from")),
		.field = field ? field_find(archive, str_of(field)) : NO_ROW,
	};
}

static int compare_rows(const void *left, const void *right)
{
	uint32_t one = *(const uint32_t *)left, other = *(const uint32_t *)right;
	return (one > other) - (one < other);
}

static uint32_t count_distinct(uint32_t *ends, uint32_t count)
{
	uint32_t distinct = 0;
	if (count)
		qsort(ends, count, sizeof *ends, compare_rows);
	for (uint32_t i = 0; i < count; i++)
		distinct += i == 0 || ends[i] != ends[i - 1];
	return distinct;
}

/* What cites a source, or the sources that something cites, each once. */
static uint32_t count_citing(const struct column_reader *reader, struct link_span span)
{
	struct arena scratch = {0};
	uint32_t *ends = ARENA_MANY(&scratch, uint32_t, span.range.count), count = 0;
	for (uint32_t i = 0; i < span.range.count; i++) {
		struct link link = link_of(reader->archive, span, i);
		bool is_citing = link.relation != NO_ROW && (link.relation == reader->cites ||
		                                             link.relation == reader->quoted_from);
		if (is_citing && known_link(reader->known, link))
			ends[count++] = span.direction == LINK_OUT ? link.to.row : link.from.row;
	}
	count = count_distinct(ends, count);
	arena_release(&scratch);
	return count;
}

/* Whom a dossier is linked with, each once, however many links lead there and back: as many as
 * `link:` finds. */
static uint32_t count_linked(const struct column_reader *reader, struct dossier_ref ref)
{
	struct arena scratch = {0};
	struct link_span spans[] = { links_in(reader->archive, ref),
	                             links_out(reader->archive, ref) };
	uint32_t most = spans[0].range.count + spans[1].range.count, count = 0;
	uint32_t *ends = ARENA_MANY(&scratch, uint32_t, most);
	for (size_t side = 0; side < 2; side++)
		for (uint32_t i = 0; i < spans[side].range.count; i++) {
			struct link link = link_of(reader->archive, spans[side], i);
			uint32_t other = side == 0 ? link.from.row : link.to.row;
			if (other != ref.row && known_link(reader->known, link))
				ends[count++] = other;
		}
	count = count_distinct(ends, count);
	arena_release(&scratch);
	return count;
}

uint32_t column_number(const struct column_reader *reader, struct dossier_ref ref)
{
	struct link_span in = links_in(reader->archive, ref), out = links_out(reader->archive, ref);
	if (reader->column == COLUMN_LINKS)
		return count_linked(reader, ref);
	if (reader->column == COLUMN_SOURCES)
		return count_citing(reader, dossier_kind(reader->archive, ref) == reader->source
		                                    ? in : out);
	return 0;
}

struct str column_text(const struct column_reader *reader, struct dossier_ref ref)
{
	const struct archive *archive = reader->archive;
	struct dossier dossier = dossier_at(archive, ref);
	if (reader->field == NO_ROW)
		return (struct str){0};
	struct value value = value_first(archive, ref, reader->field);
	if (value.row == NO_ROW || !known_value(reader->known, &dossier, &value))
		return (struct str){0};
	if (value.link == NO_ROW)
		return str_trim(value.text);
	return known_name(reader->known, archive, link_at(archive, value.link).to);
}

/* ── In words ───────────────────────────────────────────────────────────────────────────────── */

struct str column_short(const struct column_reader *reader, struct dossier_ref ref)
{
	struct str text = column_text(reader, ref);
	bool is_word = reader->column == COLUMN_TYPE || reader->column == COLUMN_STATUS;
	return is_word ? message_of(text) : text;
}

struct str column_words(const struct column_reader *reader, struct arena *arena,
                        struct dossier_ref ref)
{
	struct str text = column_short(reader, ref);
	if (text.size == 0 || reader->column != COLUMN_GRADE)
		return text;
	struct str meaning = message_of(field_meaning(reader->archive, reader->field, text));
	/* Translators: of a source: its grade, a letter, and what that means */
	struct str graded = str_format(arena, _("graded %.*s"), STR_ARGS(text));
	return str_join(arena, graded, STR(", "), meaning);
}

struct str column_amount(const struct column_reader *reader, struct arena *arena,
                         struct dossier_ref ref, uint32_t number)
{
	if (reader->column == COLUMN_LINKS)
		return str_format(arena, message_count("%u link", "%u links", number), number);
	if (dossier_kind(reader->archive, ref) == reader->source)
		return str_format(arena, _("cited by %u"), number);
	return str_format(arena, message_count("%u source", "%u sources", number), number);
}
