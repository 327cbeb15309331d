#include "model/schema.h"

#include <assert.h>
#include <fnmatch.h>
#include <string.h>

#include "base/arena.h"
#include "model/schema_index.h"

struct schema *schema_new(struct arena *arena)
{
	struct schema *schema = ARENA_NEW(arena, struct schema);
	schema->arena = arena;
	schema->index = ARENA_NEW(arena, struct schema_index);
	for (size_t i = 0; i < KNOWN_FIELD_COUNT; i++)
		schema->index->known[i] = NO_ROW;
	return schema;
}

uint32_t schema_kind(const struct schema *schema, struct str key)
{
	uint32_t row = keys_find(&schema->index->kinds, key);
	return row != NO_ROW ? row : keys_find(&schema->index->plurals, key);
}

uint32_t schema_field(const struct schema *schema, struct str key)
{
	return keys_find(&schema->index->fields, key);
}

uint32_t schema_relation(const struct schema *schema, struct str key)
{
	return keys_find(&schema->index->relations, key);
}

uint32_t schema_known(const struct schema *schema, enum known_field field)
{
	assert(schema->index->known[field] != NO_ROW);
	return schema->index->known[field];
}

/* Both end with a NUL. A pattern that begins with "**" and '/' is tried in the root and in each
 * folder on the way. */
static bool pattern_matches(const char *pattern, const char *path)
{
	if (pattern[0] != '*' || pattern[1] != '*' || pattern[2] != '/')
		return fnmatch(pattern, path, FNM_PATHNAME) == 0;

	for (const char *rest = path; rest; rest = strchr(rest, '/')) {
		rest += *rest == '/';
		if (fnmatch(pattern + 3, rest, FNM_PATHNAME) == 0)
			return true;
	}
	return false;
}

const struct file_rule *schema_file_rule(const struct schema *schema, struct str path)
{
	if (schema->files.count == 0)
		return NULL;

	struct arena scratch = {0};
	const char *terminated = arena_copy(&scratch, path.bytes, path.size);
	const struct file_rule *found = NULL;
	for (size_t i = 0; i < schema->files.count && !found; i++)
		if (pattern_matches(schema->files.items[i].match.bytes, terminated))
			found = &schema->files.items[i];
	arena_release(&scratch);
	return found;
}

bool kind_has_field(const struct kind *kind, uint32_t field)
{
	for (size_t i = 0; i < kind->fields.count; i++)
		if (kind->fields.items[i] == field)
			return true;
	return false;
}

const char *field_type_name(enum field_type type)
{
	static const char *const names[] = {
		[FIELD_TEXT]     = "text",
		[FIELD_PROSE]    = "prose",
		[FIELD_DATE]     = "date",
		[FIELD_LINK]     = "link",
		[FIELD_URL]      = "url",
		[FIELD_NAME]     = "name",
		[FIELD_GROUP]    = "group",
		[FIELD_DOSSIER]  = "dossier",
		[FIELD_CITATION] = "citation",
	};
	_Static_assert(sizeof(names) / sizeof(*names) == FIELD_TYPE_COUNT, "one row a type");
	return names[type];
}

const char *search_class_name(enum search_class search)
{
	static const char *const names[] = {
		[SEARCH_NONE]      = "none",
		[SEARCH_ID]        = "id",
		[SEARCH_NAME]      = "name",
		[SEARCH_ALIAS]     = "alias",
		[SEARCH_ROMANIZED] = "romanized",
		[SEARCH_SUMMARY]   = "summary",
		[SEARCH_TEXT]      = "text",
		[SEARCH_PROSE]     = "prose",
		[SEARCH_FACET]     = "facet",
	};
	_Static_assert(sizeof(names) / sizeof(*names) == SEARCH_CLASS_COUNT, "one row a class");
	return names[search];
}

const char *known_field_key(enum known_field field)
{
	static const char *const keys[] = {
		[KNOWN_ID]           = "id",
		[KNOWN_KIND]         = "kind",
		[KNOWN_NAME]         = "name",
		[KNOWN_FORMER_IDS]   = "former_ids",
		[KNOWN_NAMES]        = "names",
		[KNOWN_SUMMARY]      = "summary",
		[KNOWN_BODY]         = "body",
		[KNOWN_TAGS]         = "tags",
		[KNOWN_NOTE]         = "note",
		[KNOWN_SOURCES]      = "sources",
		[KNOWN_RELATIONS]    = "relations",
		[KNOWN_TEXT]         = "text",
		[KNOWN_TRANSLATION]  = "translation",
		[KNOWN_SPEAKER]      = "speaker",
		[KNOWN_FOR]          = "for",
		[KNOWN_SAID]         = "said",
		[KNOWN_EVENT]        = "event",
		[KNOWN_ABOUT]        = "about",
		[KNOWN_FORM]         = "form",
		[KNOWN_SOURCE]       = "source",
		[KNOWN_LOCATOR]      = "locator",
		[KNOWN_LANG]         = "lang",
		[KNOWN_STATUS]       = "status",
		[KNOWN_ASSERTED_BY]  = "asserted_by",
		[KNOWN_STANCE]       = "stance",
		[KNOWN_DATE]         = "date",
		[KNOWN_SINCE]        = "since",
		[KNOWN_UNTIL]        = "until",
		[KNOWN_ROLE]         = "role",
		[KNOWN_PLACE]        = "place",
		[KNOWN_PARTICIPANTS] = "participants",
		[KNOWN_PUBLISHED]    = "published",
		[KNOWN_URL]          = "url",
		[KNOWN_SHA256]       = "sha256",
		[KNOWN_AS_OF]        = "as_of",
		[KNOWN_RANK]         = "rank",
		[KNOWN_VALUE]        = "value",
	};
	_Static_assert(sizeof(keys) / sizeof(*keys) == KNOWN_FIELD_COUNT, "one row a field");
	return keys[field];
}
