/* page_relation: what stands behind the name of a dossier that another is linked with: role, dates
 * and marks of the links between the two. Private to query/page*.c.
 *
 *	Ship Fair (guest of honour), August 2022 [1]; June 2023 (speaker) [2] [3]
 */
#ifndef DOSSIER_QUERY_PAGE_RELATION_H
#define DOSSIER_QUERY_PAGE_RELATION_H

#include "query/links.h"
#include "query/page_parts.h"

/* The name of a dossier as a link; of a quote and a claim its words, if need be their beginning on
 * two lines. */
void page_relation_name(struct page_maker *maker, struct dossier_ref to, uint32_t value);

/* The day of what is not somebody, of an event, a quote or a document, in words; empty if it has
 * none, or if its name says it. */
struct str page_relation_date(struct page_maker *maker, struct dossier_ref ref);

/* A role behind the name of a dossier: " (as guest)"; ": as guest" where the name ends in brackets
 * of its own. In the maker's arena. */
struct str page_relation_role(struct page_maker *maker, struct dossier_ref to, struct str role);

/* Write them for links of one relation to the same dossier, the last line stays open; `more` others
 * are only counted. A link without dates has that of the event, quote or document it leads to. */
void page_relation(struct page_maker *maker, const struct connections *links, size_t more);

/* The same for a place where that date stands already. */
void page_relation_own(struct page_maker *maker, const struct connections *links);

/* Marks of a link, where each is to have some: its own, or those of what it is written in; a source
 * has its own. */
void page_relation_basis(struct page_maker *maker, const struct connection *connection);

/* Behind a link by which somebody denies or updates a claim, in what: ": He met only the minister."
 * At most as long as two lines. */
void page_relation_note(struct page_maker *maker, struct link link);

#endif
