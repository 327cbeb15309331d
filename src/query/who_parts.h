/* who_parts: what is read of a dossier once, for answers about several of its values. Private to
 * who_subject.c and who_others.c.
 *
 * Nothing here is walked whole for a value: what may answer stands together.
 *
 *	values     in the order of who_values(); each knows the next of its field
 *	ends       field, dossier that a value of it links with, place of the value; in this order
 *	claims     as their links are read, with the dossiers that each is about
 *	named      claims that values name, by the row of the value
 *	elsewhere  links that others hold with an end of a value, by that end */
#ifndef DOSSIER_QUERY_WHO_PARTS_H
#define DOSSIER_QUERY_WHO_PARTS_H

#include "query/who.h"

struct who_end { uint32_t field, end, place; };
struct who_ends { struct who_end *items; size_t count, room; };

/* A claim about the dossier: the others that it is about, from `first` on; its text, as
 * search_folded() has it. */
struct who_about { struct dossier_ref claim; size_t first, count; struct str folded; };

/* A claim that a link of the dossier leads to, which stands in the row of a value. */
struct who_named { uint32_t value, index; struct dossier_ref claim; };

/* A link of the dossier with the end of a value, that stands in none of its values, and does more
 * than name. */
struct who_far_link { uint32_t end, index; enum direction direction; struct link link; };

struct who_subject {
	const struct archive *archive;
	struct dossier_ref ref;
	struct who_values values;
	uint32_t *first_of_field;       /* by field: the place of its first value; NO_ROW: none */
	uint32_t *next_of_field;        /* by place: that of the next value of the field */
	bool *is_ranked;                /* by field: a value of it has no usual rank */
	struct who_ends ends;
	struct { struct who_about *items; size_t count, room; } claims;
	bool has_unread_claims;         /* there are more than WHO_MOST_CLAIMS about it */
	struct row_list about;          /* what the claims are about */
	struct { struct who_named *items; size_t count, room; } named;
	struct { struct who_far_link *items; size_t count, room; } elsewhere;
};

/* Those of `ends` that are of the field and the dossier. Borrowed. */
struct who_ends who_ends_of(const struct who_subject *subject, uint32_t field,
                            struct dossier_ref end);

/* The far end of the link that a value holds itself; NO_DOSSIER: none. */
struct dossier_ref who_end_of(const struct archive *archive, struct dossier_ref ref,
                              const struct value *value);

/* The first of `named` that stands in that row of a value, or behind it. */
size_t who_named_from(const struct who_subject *subject, uint32_t row);

/* The first of `elsewhere` that is with a dossier; behind it come the others with it. */
size_t who_elsewhere_from(const struct who_subject *subject, struct dossier_ref end);

#endif
