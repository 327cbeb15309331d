#include "query/citable.h"

#include <stdlib.h>

#include "base/array.h"

bool dossier_is_source(const struct archive *archive, struct dossier_ref ref)
{
	return dossier_is_of_kind(archive, ref, STR("source"));
}

bool dossier_is_quote(const struct archive *archive, struct dossier_ref ref)
{
	return dossier_is_of_kind(archive, ref, STR("quote"));
}

/* Which links lead to what may be meant, the nearest first. */
static const struct near_row {
	enum direction direction;
	const char *relations[3];       /* all, if there is none */
	bool (*is_meant)(const struct archive *archive, struct dossier_ref ref);
} near_rows[] = {
	{ LINK_IN,  { "speaker", "spoke-for" }, dossier_is_quote  },
	{ LINK_IN,  { "said-at", "about"     }, dossier_is_quote  },
	{ LINK_OUT, { NULL                   }, dossier_is_source },
};

static bool has_relation(const struct archive *archive, const struct near_row *row,
                         const struct link *link)
{
	struct str key = relation_at(archive, link->relation).key;
	for (size_t i = 0; row->relations[i]; i++)
		if (str_equal(key, str_of(row->relations[i])))
			return true;
	return !row->relations[0];
}

static int compare_refs(const void *left, const void *right)
{
	uint32_t one = ((const struct dossier_ref *)left)->row;
	uint32_t other = ((const struct dossier_ref *)right)->row;
	return (one > other) - (one < other);
}

static void sort_once(struct dossier_refs *refs)
{
	size_t kept = 0;
	if (refs->count)
		qsort(refs->items, refs->count, sizeof *refs->items, compare_refs);
	for (size_t i = 0; i < refs->count; i++)
		if (i == 0 || refs->items[i].row != refs->items[kept - 1].row)
			refs->items[kept++] = refs->items[i];
	refs->count = kept;
}

static struct dossier_refs linked(const struct archive *archive, struct arena *arena,
                                  struct dossier_ref ref, const struct near_row *row)
{
	struct dossier_refs refs = {0};
	bool is_out = row->direction == LINK_OUT;
	struct link_span links = is_out ? links_out(archive, ref) : links_in(archive, ref);
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct link link = link_of(archive, links, i);
		struct dossier_ref other = is_out ? link.to : link.from;
		if (has_relation(archive, row, &link) && row->is_meant(archive, other))
			*ARRAY_ADD(arena, &refs) = other;
	}
	sort_once(&refs);
	return refs;
}

struct dossier_refs citable_near(const struct archive *archive, struct arena *arena,
                                 struct dossier_ref ref)
{
	struct dossier_refs refs = {0};
	for (size_t i = 0; i < sizeof near_rows / sizeof *near_rows && refs.count == 0; i++)
		refs = linked(archive, arena, ref, &near_rows[i]);
	return refs;
}
