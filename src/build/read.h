/* read: the bytes of one file to trees of nodes. The only module that knows libyaml.
 *
 * libyaml's events alone are used, after a pass of our own over the bytes, and with an explicit
 * stack: libyaml 0.2.5 has no limit of depth and takes quadratic time for directives. What is wrong
 * becomes findings with line and column; what can be kept is kept:
 *
 *	a bad byte or a raw control     costs the file (nothing of it can be trusted)
 *	a syntax error                  costs its document; the next line "---" begins another
 *	too deep, too many              costs the document, likewise
 *	an alias, merge key or tag      costs the value that it stands for
 *	a text that is too long         costs the value
 *	a key that is no text           costs its value as well
 *	a duplicate key                 costs the second one, with its value
 *	an anchor                       costs nothing
 *
 * Too many are more than LIMIT_CHILDREN keys or items, more than LIMIT_DIRECTIVES directives, and
 * very many blanks in a row (build/bytes.h).
 *
 * Follows YAML 1.1 as libyaml reads it, less aliases, merge keys and tags but !!str, !!seq, !!map.
 */
#ifndef DOSSIER_BUILD_READ_H
#define DOSSIER_BUILD_READ_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "model/finding.h"
#include "model/node.h"

struct arena;

/* The documents in `bytes`. Texts of the nodes live in `arena`, not in `bytes`. Findings are of
 * `file`. Never fails: a file of which nothing can be read gives no documents and at least one
 * finding, but for an empty one. */
struct node_file read_yaml(struct arena *arena, struct str bytes, uint32_t file,
                           struct finding_array *findings);

#endif
