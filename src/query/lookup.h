/* lookup: the dossier, kind, relation or day that somebody named. */
#ifndef DOSSIER_QUERY_LOOKUP_H
#define DOSSIER_QUERY_LOOKUP_H

#include <stdbool.h>

#include "archive/archive.h"

struct arena;
struct known;

struct dossier_refs { struct dossier_ref *items; size_t count, room; };

/* The dossier whose id or former id is `id`; else the only one whose name or other name it is,
 * folded. Fails with FAULT_USAGE and the nearest ids if there is none or more than one; such a
 * fault means "nothing found" (exit 1), not wrong use. */
bool lookup_dossier(const struct archive *archive, struct arena *arena, struct str id,
                    struct dossier_ref *ref, struct fault *why);

/* All that are called so, folded, by their name or another; in `arena`. */
struct dossier_refs lookup_called(const struct archive *archive, struct arena *arena,
                                  struct str name);

/* What was typed without "the", "a" or "an" before it, if nothing is called so with it. */
struct str lookup_without_article(const struct archive *archive, struct arena *arena,
                                  struct str typed);

/* The only person or organization whose name begins or ends with these whole words, folded: what
 * people are called for short, whatever titles of claims and events have them too. Only of those
 * that were known, unless `known` is NULL. NO_DOSSIER if there is none, or more than one. */
struct dossier_ref lookup_by_end(const struct archive *archive, const struct known *known,
                                 struct arena *arena, struct str words);

/* The kind of that key or plural. Fails with FAULT_USAGE and the kinds that there are. */
bool lookup_kind(const struct archive *archive, struct arena *arena, struct str key, uint32_t *kind,
                 struct fault *why);

/* The ids nearest to `wanted`, best first, at most `most`; by edit distance, then by the words of
 * the name. */
struct dossier_refs lookup_nearest(const struct archive *archive, struct arena *arena,
                                   struct str wanted, size_t most);

/* What somebody means by an id or a part of a name, as the switcher takes it: folded words, the
 * last one a beginning if `is_unfinished` or if it is no whole word of any name. */
struct lookup_scope {
	struct row_span kinds;          /* of one of these; none: of any */
	const bool *relations;          /* or with a link of one of these that leads there;
	                                 * NULL: the kind alone says who may be meant */
};

/* All who may be meant, by row; none: nobody is called so. The dossier of that id, and those of
 * that whole name, are meant alone; else those that are linked so (or at all), if any are; and what
 * is named by the opening of its text only if nothing else is, and so is a source that has the words
 * in its title but not in its name. What lies outside the scope is meant if nothing in it is. In `arena`; looks at no more than some thousands of names and links. */
struct dossier_refs lookup_meant(const struct archive *archive, struct arena *arena,
                                 struct str typed, bool is_unfinished, struct lookup_scope scope);

#endif
