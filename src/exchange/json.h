/* json: JSON documents, one a command. The only module that knows jansson.
 *
 * Follows RFC 8259. Written indented by two, keys in the order they were set. Inside strings every
 * control, bidi control, invisible or unassigned character is escaped as \uXXXX, so that the output
 * is as harmless on a terminal as any other; what is printable stays readable UTF-8 (or everything
 * beyond ASCII is escaped, when the charset of base/shown.h is ASCII).
 */
#ifndef DOSSIER_EXCHANGE_JSON_H
#define DOSSIER_EXCHANGE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

/* A value being made. Owned by whoever it was put into; the root by whoever made it. */
struct json;

struct json *json_object_new(void);
struct json *json_array_new(void);

/* Put a member into an object. A struct json is taken over. */
void json_put(struct json *object, const char *key, struct json *value);
void json_put_text(struct json *object, const char *key, struct str text);
void json_put_text_or_null(struct json *object, const char *key,
                           struct str text); /* null if empty */
void json_put_number(struct json *object, const char *key, int64_t number);
void json_put_bool(struct json *object, const char *key, bool value);
void json_put_null(struct json *object, const char *key);

/* Put an item at the end of an array. */
void json_add(struct json *array, struct json *value);
void json_add_text(struct json *array, struct str text);
void json_add_number(struct json *array, int64_t number);

/* The document as text, with a line feed at its end, in `arena`; releases it. Harmless: it may be
 * written to a terminal as it is. */
struct str json_text(struct arena *arena, struct json *root);

void json_release(struct json *root);

#endif
