/* schema_index: how the rows of a schema are found by their keys. Private to model/schema*.c. */
#ifndef DOSSIER_MODEL_SCHEMA_INDEX_H
#define DOSSIER_MODEL_SCHEMA_INDEX_H

#include "model/keys.h"
#include "model/schema.h"

_Static_assert(KEYS_NONE == NO_ROW, "what is not found has no row");

struct schema_index {
	struct keys kinds, plurals, fields, relations, files;
	uint32_t known[KNOWN_FIELD_COUNT];      /* rows; NO_ROW until the built-in schema is in */
};

#endif
