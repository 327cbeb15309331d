/* The fields of a query that name a dossier: who is meant, and which links with them. */
#include <stdlib.h>

#include "base/array.h"
#include "base/message.h"
#include "query/asserted.h"
#include "query/filter_parts.h"
#include "query/lookup.h"
#include "query/named.h"
#include "query/words.h"

bool filter_field_means(const struct filter_field *field, struct relation_view relation)
{
	for (size_t i = 0; i < 2 && field->relations[i]; i++)
		if (str_equal(relation.key, str_of(field->relations[i])))
			return true;
	return field->group && str_equal(relation.group, str_of(field->group));
}

/* ── Who is meant ───────────────────────────────────────────────────────────────────────────── */

static struct lookup_scope scope_of(struct filter_parser *parser, const struct filter_field *field)
{
	const struct archive *archive = parser->archive;
	uint32_t count = relation_count(archive);
	bool *relations = ARENA_MANY(parser->arena, bool, count);
	for (uint32_t i = 0; i < count; i++)
		relations[i] = filter_field_means(field, relation_at(archive, i));
	struct lookup_scope scope = { .relations = field->relations[0] ? relations : NULL };
	uint32_t link = field->link ? field_find(archive, str_of(field->link)) : NO_ROW;
	if (link != NO_ROW)
		scope.kinds = field_at(archive, link).to;
	return scope;
}

static struct dossier_refs find_meant(struct filter_parser *parser,
                                      const struct filter_field *field, struct filter_token value)
{
	return lookup_meant(parser->archive, parser->arena, value.typed, value.is_unfinished,
	                    scope_of(parser, field));
}

static bool has_kind(const struct archive *archive, struct row_span kinds, struct dossier_ref ref)
{
	for (uint32_t i = 0; i < kinds.count; i++)
		if (kinds.rows[i] == dossier_kind(archive, ref))
			return true;
	return kinds.count == 0;
}

bool filter_has_named(struct filter_parser *parser, const struct filter_field *field,
                      struct str typed)
{
	enum { MOST = 200 };            /* to fold a name takes long */
	struct filter_token value = { .typed = typed };
	struct lookup_scope scope = scope_of(parser, field);
	struct str plain = words_plain(parser->arena, words_without_article(typed));
	struct dossier_refs meant = find_meant(parser, field, value);
	for (size_t i = 0; i < meant.count && meant.count <= MOST; i++)
		if (has_kind(parser->archive, scope.kinds, meant.items[i]) &&
		    named_by_end(parser->archive, meant.items[i], plain))
			return true;
	return false;
}

enum { QUOTES_MOST = 4096 };            /* links to somebody that are looked at for quotes */

static bool is_quote_of(const struct archive *archive, struct link link)
{
	static const struct str relations[] = {
		STR("speaker"), STR("spoke-for"), STR("quoted-from"),
	};
	struct str key = link.relation < relation_count(archive)
	                         ? relation_at(archive, link.relation).key : (struct str){0};
	for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
		if (str_equal(key, relations[i]))
			return true;
	return false;
}

static int by_row(const void *left, const void *right)
{
	const struct dossier_ref *one = left, *other = right;
	return (one->row > other->row) - (one->row < other->row);
}

/* Those who are meant, and their quotes: a claim may say that it is asserted in one. */
static struct dossier_refs with_quotes(struct filter_parser *parser, struct dossier_refs meant)
{
	const struct archive *archive = parser->archive;
	struct dossier_refs all = {0};
	uint32_t left = QUOTES_MOST;
	for (size_t i = 0; i < meant.count; i++) {
		struct link_span in = links_in(archive, meant.items[i]);
		*ARRAY_ADD(parser->arena, &all) = meant.items[i];
		for (uint32_t at = 0; at < in.range.count && left; at++, left--) {
			struct link link = link_of(archive, in, at);
			if (is_quote_of(archive, link))
				*ARRAY_ADD(parser->arena, &all) = link.from;
		}
	}
	if (all.count)
		qsort(all.items, all.count, sizeof *all.items, by_row);
	return all;
}

/* ── Filters ────────────────────────────────────────────────────────────────────────────────── */

struct linked {
	const struct filter_field *field;
	struct dossier_refs meant, targets;
	struct filter_token value;
};

static void add_link_filter(struct filter_parser *parser, struct filter_list *parts,
                            uint32_t relation, const struct linked *linked)
{
	enum filter_kind kind = linked->field->finds_alone ? FILTER_ALONE : FILTER_LINK;
	struct filter *filter = filter_new(parser, kind, linked->value.typed);
	filter->relation = relation;
	filter->targets = linked->targets.items;
	filter->target_count = linked->targets.count;
	*ARRAY_ADD(parser->arena, parts) = filter;
}

static void add_relations(struct filter_parser *parser, struct filter_list *parts,
                          const struct linked *linked)
{
	for (uint32_t i = 0; i < relation_count(parser->archive); i++)
		if (filter_field_means(linked->field, relation_at(parser->archive, i)))
			add_link_filter(parser, parts, i, linked);
}

bool filter_read_dossier(struct filter_parser *parser, const struct filter_field *field,
                         struct filter_token value, struct filter **filter)
{
	struct filter_list parts = {0};
	struct linked linked = { .field = field, .value = value };
	linked.targets = linked.meant = find_meant(parser, field, value);
	if (field->is_of_claims)
		linked.targets = with_quotes(parser, linked.meant);
	if (field->relations[0] && !field->finds_alone)
		add_relations(parser, &parts, &linked);
	else
		add_link_filter(parser, &parts, NO_ROW, &linked);

	/* No schema needs to have the relations: then nothing is linked so. */
	if (parts.count == 0) {
		linked.targets = (struct dossier_refs){0};
		add_link_filter(parser, &parts, NO_ROW, &linked);
	}
	*filter = filter_join(parser, FILTER_ANY, parts);
	(*filter)->typed = value.typed;
	(*filter)->is_prefix = value.is_unfinished;
	(*filter)->meant = linked.meant.items;
	(*filter)->meant_count = linked.meant.count;
	return true;
}

/* ── Matches ────────────────────────────────────────────────────────────────────────────────── */

static bool is_target(const struct filter *filter, struct dossier_ref ref)
{
	size_t low = 0, high = filter->target_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (filter->targets[middle].row < ref.row)
			low = middle + 1;
		else
			high = middle;
	}
	return low < filter->target_count && filter->targets[low].row == ref.row;
}

bool filter_is_alone(const struct archive *archive, const struct known *known,
                     const struct filter *filter, struct dossier_ref ref)
{
	return is_target(filter, asserted_alone(archive, known, ref));
}

bool filter_wants_link(const struct archive *archive, const struct known *known,
                       const struct filter *filter, struct link link)
{
	/* What does not rest on it alone today may have done so on the day: that is asked later. */
	if (filter->kind == FILTER_ALONE)
		return known || filter_is_alone(archive, NULL, filter, link.from);
	return filter->relation == NO_ROW || link.relation == filter->relation;
}

/* ── Who that was, in words ─────────────────────────────────────────────────────────────────── */

enum { NAMED_MOST = 2 };

static struct str meant_words(const struct archive *archive, struct arena *arena,
                              const struct filter *filter)
{
	struct str words = {0};
	size_t count = filter->meant_count;
	size_t named = count <= NAMED_MOST + 1 ? count : NAMED_MOST;
	for (size_t i = 0; i < named; i++)
		words = str_join(arena, words, STR(", "), dossier_name(archive, filter->meant[i]));
	if (named == count)
		return words;
	return str_format(arena, _("%.*s and %zu more"), STR_ARGS(words), count - named);
}

/* What was typed says it already: an id, or all of a name. */
static bool is_told(const struct archive *archive, struct arena *arena, const struct filter *filter)
{
	if (filter->meant_count != 1)
		return filter->meant_count == 0;
	return dossier_find(archive, filter->typed).row == filter->meant[0].row ||
	       named_as(archive, filter->meant[0], words_plain(arena, filter->typed));
}

static void add_meaning(const struct archive *archive, struct arena *arena,
                        const struct filter *filter, struct str *words)
{
	if (filter->meant && !is_told(archive, arena, filter))
		*words = str_join(arena, *words, STR("; "), meant_words(archive, arena, filter));
	for (size_t i = 0; !filter->meant && i < filter->part_count; i++)
		add_meaning(archive, arena, filter->parts[i], words);
}

struct str filter_meaning(const struct archive *archive, struct arena *arena,
                          const struct filter *filter)
{
	struct str words = {0};
	if (filter)
		add_meaning(archive, arena, filter, &words);
	return words;
}
