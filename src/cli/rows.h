/* rows: the parts of JSON documents that several commands have in common. */
#ifndef DOSSIER_CLI_ROWS_H
#define DOSSIER_CLI_ROWS_H

#include "archive/archive.h"
#include "exchange/json.h"
#include "query/known.h"
#include "query/links.h"

/* Add {id, locator, note} of a citation to an array; id is as typed if it leads nowhere. */
void rows_add_citation(struct json *rows, const struct archive *archive, uint32_t citation_row);

/* An array of these, of known sources only (NULL: of all). */
struct json *rows_citations(const struct archive *archive, struct row_range citations,
                            const struct known *known);

/* {direction, relation, label, id, kind, name, role, since, until, sources, date, context}. */
struct json *rows_connection(const struct archive *archive, struct connection connection,
                             const struct known *known);

/* Put the id of a dossier, or null. */
void rows_put_id(struct json *object, const char *key, const struct archive *archive,
                 struct dossier_ref ref);

#endif
