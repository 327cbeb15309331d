#include "exchange/json.h"

#include <stdlib.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/shown.h"
#include "base/unicode.h"

/* A struct json is a json_t by another name: nobody else sees what is inside. */
static json_t *inside(struct json *json)
{
	return (json_t *)json;
}

static struct json *outside(json_t *json)
{
	if (!json)
		abort();                /* out of memory, as arenas treat it */
	return (struct json *)json;
}

struct json *json_object_new(void)
{
	return outside(json_object());
}

struct json *json_array_new(void)
{
	return outside(json_array());
}

/* jansson takes valid UTF-8 only. What is not comes out as U+FFFD. */
static json_t *text_node(struct str text)
{
	if (unicode_find_invalid(text) == SIZE_MAX)
		return json_stringn(text.bytes ? text.bytes : "", text.size);
	struct arena scratch = {0};
	struct text mended = { .arena = &scratch };
	for (size_t at = 0, size; at < text.size; at += size) {
		char bytes[4];
		uint32_t code_point = unicode_decode(text, at, &size);
		text_add(&mended, (struct str){ bytes, unicode_encode(code_point, bytes) });
	}
	struct str valid = text_str(&mended);
	json_t *node = json_stringn(valid.bytes, valid.size);
	arena_release(&scratch);
	return node;
}

void json_put(struct json *object, const char *key, struct json *value)
{
	if (json_object_set_new(inside(object), key, inside(value)) != 0)
		abort();
}

void json_put_text(struct json *object, const char *key, struct str text)
{
	json_put(object, key, outside(text_node(text)));
}

void json_put_text_or_null(struct json *object, const char *key, struct str text)
{
	json_put(object, key, outside(str_is_empty(text) ? json_null() : text_node(text)));
}

void json_put_number(struct json *object, const char *key, int64_t number)
{
	json_put(object, key, outside(json_integer(number)));
}

void json_put_bool(struct json *object, const char *key, bool value)
{
	json_put(object, key, outside(json_boolean(value)));
}

void json_put_null(struct json *object, const char *key)
{
	json_put(object, key, outside(json_null()));
}

void json_add(struct json *array, struct json *item)
{
	if (json_array_append_new(inside(array), inside(item)) != 0)
		abort();
}

void json_add_text(struct json *array, struct str text)
{
	json_add(array, outside(text_node(text)));
}

void json_add_number(struct json *array, int64_t number)
{
	json_add(array, outside(json_integer(number)));
}

void json_release(struct json *root)
{
	json_decref(inside(root));
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────── */

static bool passes(uint32_t code_point)
{
	if (code_point < 0x80)
		return code_point != 0x7f;
	if (shown_charset() == SHOWN_ASCII)
		return false;
	enum unicode_class class = unicode_class(code_point);
	return class == UNICODE_PRINTABLE || class == UNICODE_MARK;
}

static void add_escaped(struct text *text, uint32_t code_point)
{
	unsigned above = (unsigned)code_point - 0x10000;
	if (code_point < 0x10000)
		text_format(text, "\\u%04X", (unsigned)code_point);
	else
		text_format(text, "\\u%04X\\u%04X", 0xd800 + (above >> 10),
		            0xdc00 + (above & 0x3ff));
}

/* Beyond ASCII there is nothing outside of strings, so whatever must not pass can be escaped where
 * it stands. jansson escapes what is below U+0020 itself. */
static void add_harmless(struct text *text, struct str document)
{
	size_t done = 0;
	for (size_t at = 0, size; at < document.size; at += size) {
		uint32_t code_point = unicode_decode(document, at, &size);
		if (passes(code_point))
			continue;
		text_add(text, str_slice(document, done, at - done));
		add_escaped(text, code_point);
		done = at + size;
	}
	text_add(text, str_slice(document, done, document.size));
}

struct str json_text(struct arena *arena, struct json *root)
{
	struct text text = { .arena = arena };
	char *document = json_dumps(inside(root), JSON_INDENT(2) | JSON_ENCODE_ANY);
	if (!document)
		abort();
	add_harmless(&text, str_of(document));
	text_add_byte(&text, '\n');
	free(document);
	json_release(root);
	return text_str(&text);
}
