/* special: the files of a collection that are not dossiers. Private to build and revise. */
#ifndef DOSSIER_BUILD_SPECIAL_H
#define DOSSIER_BUILD_SPECIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "build/scan.h"
#include "model/node.h"
#include "model/schema.h"

struct arena;

struct special_reader {
	struct arena *arena;            /* of all that is read */
	const struct scan *scan;
	int root;                       /* descriptor of the collection's folder, or -1 */
	struct finding_array *findings; /* what is wrong with the files */
	bool was_changed;               /* a file, between its being found and its being read */
};

/* The first document of the file in that row of the scan (NO_ROW: there is none), or NULL. */
const struct node *special_read(struct special_reader *reader, uint32_t file);

/* The built-in schema with what the collection's own adds to it. */
struct schema *special_schema(struct special_reader *reader);

#endif
