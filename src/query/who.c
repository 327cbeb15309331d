#include "query/who.h"

#include "archive/neighbours.h"
#include "base/array.h"
#include "base/message.h"

/* ── The values of a dossier ────────────────────────────────────────────────────────────────── */

static struct value bounded(const struct archive *archive, uint32_t row, uint32_t end)
{
	struct value value = value_at(archive, row);
	if (value.end > end || value.end <= row)
		value.end = value.end > end ? end : row + 1;
	return value;
}

/* All at the top of the dossier, in the order of its file. */
static struct who_values values_of_file(const struct archive *archive, struct arena *arena,
                                        struct dossier_ref ref)
{
	struct who_values all = {0};
	struct row_range range = dossier_at(archive, ref).values;
	uint32_t end = range.first + range.count;
	for (uint32_t row = range.first; row < end;) {
		struct value value = bounded(archive, row, end);
		*ARRAY_ADD(arena, &all) = value;
		row = value.end;
	}
	return all;
}

/* Where the values of a field come; NO_ROW: nowhere. Relations come behind all fields of the kind,
 * and what the kind does not know behind these. */
static uint32_t place_of_field(const struct archive *archive, struct row_span fields,
                               uint32_t field)
{
	if (field != NO_ROW && field == field_known(archive, KNOWN_SOURCES))
		return NO_ROW;
	if (field != NO_ROW && field == field_known(archive, KNOWN_NAME))
		return 0;
	if (field != NO_ROW && field == field_known(archive, KNOWN_RELATIONS))
		return fields.count + 1;
	for (uint32_t i = 0; i < fields.count; i++)
		if (fields.rows[i] == field)
			return i + 1;
	return fields.count + 2;
}

struct who_values who_values(const struct archive *archive, struct arena *arena,
                             struct dossier_ref ref)
{
	struct who_values all = values_of_file(archive, arena, ref), ordered = {0};
	struct row_span fields = kind_at(archive, dossier_kind(archive, ref)).fields;
	uint32_t *places = ARENA_MANY(arena, uint32_t, all.count + 1);
	for (size_t i = 0; i < all.count; i++)
		places[i] = place_of_field(archive, fields, all.items[i].field);
	for (uint32_t place = 0; place <= fields.count + 2; place++)
		for (size_t i = 0; i < all.count; i++)
			if (places[i] == place)
				*ARRAY_ADD(arena, &ordered) = all.items[i];
	return ordered;
}

struct value who_value_around(const struct archive *archive, struct dossier_ref ref, uint32_t row)
{
	struct row_range range = dossier_at(archive, ref).values;
	uint32_t end = range.first + range.count;
	for (uint32_t at = range.first; at <= row && at < end && row < end;) {
		struct value value = bounded(archive, at, end);
		if (row < value.end)
			return value;
		at = value.end;
	}
	return value_at(archive, NO_ROW);
}

struct who_mark who_mark(const struct archive *archive, const struct who_values *values,
                         size_t place)
{
	struct who_mark mark = {0};
	if (place >= values->count)
		return mark;
	mark.key = str_hash(who_key(archive, &values->items[place]));
	for (size_t i = 0; i < place; i++)
		mark.nth += str_hash(who_key(archive, &values->items[i])) == mark.key;
	return mark;
}

size_t who_marked(const struct archive *archive, const struct who_values *values,
                  struct who_mark mark)
{
	size_t nth = 0, found = 0;
	for (size_t i = 0; i < values->count && nth <= mark.nth; i++) {
		if (str_hash(who_key(archive, &values->items[i])) != mark.key)
			continue;
		found = i;
		nth++;
	}
	return found;
}

struct str who_label(const struct archive *archive, const struct value *value)
{
	return value->field == NO_ROW ? value->key : field_at(archive, value->field).label;
}

struct str who_key(const struct archive *archive, const struct value *value)
{
	return value->field == NO_ROW ? value->key : field_at(archive, value->field).key;
}

bool who_is_called(const struct archive *archive, const struct value *value, struct str name)
{
	struct relation_view relation = {0};
	if (value->link != NO_ROW)
		relation = relation_at(archive, link_at(archive, value->link).relation);
	const struct str names[] = {
		who_key(archive, value), who_label(archive, value), value->key, relation.key,
		relation.label,
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].size && str_equal_ignoring_ascii_case(names[i], name))
			return true;
	return false;
}

struct str who_rank_name(enum value_rank rank)
{
	static const char *const names[] = {
		[RANK_NORMAL] = N_("normal"), [RANK_PREFERRED] = N_("preferred"),
		[RANK_DEPRECATED] = N_("deprecated"),
	};
	_Static_assert(sizeof(names) / sizeof(names[0]) == RANK_COUNT, "a name for each rank");
	return str_of(names[rank]);
}

/* ── What a value rests on ──────────────────────────────────────────────────────────────────── */

struct str who_ground_name(enum who_ground ground)
{
	static const struct str names[] = {
		[WHO_OWN] = STR("own"), [WHO_EDITOR] = STR("editor"), [WHO_QUOTE] = STR("quote"),
		[WHO_CLAIM] = STR("claim"), [WHO_ITSELF] = STR("itself"),
		[WHO_DOSSIER] = STR("dossier"), [WHO_NOBODY] = STR("none"),
	};
	_Static_assert(sizeof(names) / sizeof(names[0]) == WHO_GROUND_COUNT, "a name for each");
	return names[ground];
}

/* True if somebody is said to assert, deny or update the claim in a source. */
static bool has_sourced_assertion(const struct archive *archive, struct dossier_ref ref)
{
	uint32_t field = field_known(archive, KNOWN_ASSERTED_BY);
	struct value value = field == NO_ROW ? value_at(archive, NO_ROW)
	                                     : value_first(archive, ref, field);
	while (value.row != NO_ROW && value.citations.count == 0)
		value = value_next(archive, ref, value);
	return value.row != NO_ROW;
}

static bool has_source_field(const struct archive *archive, struct dossier_ref ref)
{
	uint32_t field = field_known(archive, KNOWN_SOURCE);
	return field != NO_ROW && value_first(archive, ref, field).row != NO_ROW;
}

enum who_ground who_ground_of(const struct archive *archive, struct dossier_ref ref)
{
	if (dossier_is_of_kind(archive, ref, STR("source")))
		return WHO_ITSELF;
	if (dossier_is_of_kind(archive, ref, STR("quote")) && has_source_field(archive, ref))
		return WHO_QUOTE;
	if (dossier_is_of_kind(archive, ref, STR("claim")) && has_sourced_assertion(archive, ref))
		return WHO_CLAIM;
	return dossier_at(archive, ref).citations.count ? WHO_DOSSIER : WHO_NOBODY;
}

bool who_is_editorial(const struct archive *archive, uint32_t field)
{
	static const enum known_field fields[] = {
		KNOWN_TAGS, KNOWN_NOTE, KNOWN_SOURCE, KNOWN_LOCATOR, KNOWN_STATUS, KNOWN_FORM,
		KNOWN_LANG, KNOWN_SHA256,
	};
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (field_known(archive, fields[i]) == field)
			return field != NO_ROW;
	return false;
}

/* ── What a source says of itself ───────────────────────────────────────────────────────────── */

/* A value in words: the name of what it leads to, or its text. */
static struct str words_of(const struct archive *archive, const struct value *value)
{
	if (value->link == NO_ROW)
		return value->text;
	struct link link = link_at(archive, value->link);
	return dossier_name(archive, link.to);
}

static struct value field_value(const struct archive *archive, struct dossier_ref ref,
                                struct str key)
{
	uint32_t field = field_find(archive, key);
	return field == NO_ROW ? value_at(archive, NO_ROW) : value_first(archive, ref, field);
}

static struct str field_words(const struct archive *archive, struct dossier_ref ref, struct str key)
{
	struct value value = field_value(archive, ref, key);
	return value.row == NO_ROW ? (struct str){0} : words_of(archive, &value);
}

static struct str_list field_names(const struct archive *archive, struct arena *arena,
                                   struct dossier_ref ref, struct str key)
{
	struct str_list names = {0};
	struct value value = field_value(archive, ref, key);
	for (; value.row != NO_ROW; value = value_next(archive, ref, value))
		*ARRAY_ADD(arena, &names) = words_of(archive, &value);
	return names;
}

static bool is_found(struct verification verification)
{
	bool is_there = verification.verdict == VERDICT_EXACT ||
	                verification.verdict == VERDICT_NORMALIZED;
	return is_there && verification.change == VERDICT_UNCHANGED;
}

static void count_quotes(const struct archive *archive, struct dossier_ref source,
                         struct who_document *document)
{
	struct neighbour neighbours[NEIGHBOURS_MOST];
	uint32_t relation = relation_find(archive, STR("quoted-from"));
	struct link_span span = links_in(archive, source);
	uint32_t first = 0, count;
	while (document->quote_count < WHO_MOST_QUOTES &&
	       (count = neighbours_read(archive, span, first, neighbours)) > 0) {
		for (uint32_t i = 0; i < count; i++) {
			struct dossier_ref quote = { neighbours[i].dossier };
			struct verification verification;
			if (neighbours[i].relation != relation || relation == NO_ROW)
				continue;
			document->quote_count++;
			if (!dossier_verification(archive, quote, &verification))
				continue;
			document->checked_count++;
			document->found_count += is_found(verification);
		}
		first += count;
	}
}

struct who_document who_document(const struct archive *archive, struct arena *arena,
                                 struct dossier_ref source)
{
	struct value reliability = field_value(archive, source, STR("reliability"));
	struct who_document document = {
		.title = field_words(archive, source, STR("title")),
		.publisher = field_words(archive, source, STR("publisher")),
		.authors = field_names(archive, arena, source, STR("authors")),
		.derived_from = field_names(archive, arena, source, STR("derived_from")),
		.published = archive_date(archive, dossier_at(archive, source).date).text,
		.reliability = reliability.text, .reliability_note = reliability.note,
	};
	if (str_is_empty(document.title))
		document.title = dossier_name(archive, source);
	if (reliability.text.size)
		document.reliability_words =
			field_meaning(archive, reliability.field, reliability.text);
	count_quotes(archive, source, &document);
	return document;
}
