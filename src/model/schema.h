/* schema: what kinds of dossiers there are, their fields, and the relations between them.
 *
 * One description for all: src/model/schema.yaml, built into the program, with what a collection's
 * own schema.yaml adds or changes. The reader, the checker, the screen, `dossier schema` and the
 * manual are made from it. After loading it is only read; it is packed into the archive, so that a
 * front end asks the archive (archive/archive.h), never this.
 *
 * Rows are numbered in the order of the file, built-in ones first; NO_ROW stands for none.
 */
#ifndef DOSSIER_MODEL_SCHEMA_H
#define DOSSIER_MODEL_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "model/finding.h"
#include "model/node.h"

struct arena;

#define NO_ROW UINT32_MAX

/* Row numbers of another table, or texts. */
struct row_list { uint32_t *items; size_t count, room; };
struct str_list { struct str *items; size_t count, room; };

struct kind {
	struct str key, label, plural, help;
	uint32_t date_field;            /* the field that dates the dossier, or NO_ROW */
	uint32_t name_field;            /* the field that names it without `name`, or NO_ROW */
	struct row_list fields;         /* in the order of the screen */
};

enum field_type {
	FIELD_TEXT,                     /* one line */
	FIELD_PROSE,                    /* running text with links and citations (model/prose.h) */
	FIELD_DATE,                     /* EDTF (model/date.h) */
	FIELD_LINK,                     /* the id of a dossier, or a map with id, role, dates */
	FIELD_URL,
	FIELD_NAME,                     /* a name, or {text, lang, script, use, sources} */
	FIELD_GROUP,                    /* a map of other fields */
	FIELD_DOSSIER,                  /* whole dossiers, nested */
	FIELD_CITATION,                 /* the id of a source, or {source, locator, note} */
	FIELD_TYPE_COUNT
};

/* Where a word counts in search, best first. */
enum search_class {
	SEARCH_NONE,
	SEARCH_ID, SEARCH_NAME, SEARCH_ALIAS, SEARCH_ROMANIZED, SEARCH_SUMMARY, SEARCH_TEXT,
	SEARCH_PROSE,
	SEARCH_FACET,                   /* found by field:value only, and as prose */
	SEARCH_CLASS_COUNT
};

/* A nested dossier names its holder of `kind` in `field`. */
struct holder { uint32_t kind, field; };
struct meaning { struct str code, words; };

struct field {
	struct str key, label, help;
	enum field_type type;
	enum search_class search;
	bool is_many;                   /* a list is allowed; one value never needs one */
	bool is_free;                   /* of a link: text with blanks or capitals stays text */
	uint32_t relation;              /* of a link: its relation, else NO_ROW */
	struct str relation_from;       /* of a link: key of its map for another relation */
	struct str target;              /* of a link: another key of its map for the id */
	struct row_list to;             /* of a link or citation: the kinds it leads to; empty: all */
	struct row_list fields;         /* of a group, link or name: what else its map may hold */
	struct row_list required;       /* kinds that cannot do without it */
	struct str_list values;         /* the only texts allowed; empty: all */
	struct { struct meaning *items; size_t count, room; } meanings;
	uint32_t nested_kind;           /* of a dossier field, else NO_ROW */
	struct { struct holder *items; size_t count, room; } holders;
};

struct relation {
	struct str key, label, inverse, group, help;
	bool is_symmetric;              /* then label and inverse are the same */
};

/* How files that were not written for dossier are read; see dossier(5).
 *
 *	files:
 *	  memberships:
 *	    match: committee-membership-*.yaml  # a pattern on the path in the collection
 *	    each: map                           # dossiers are: the document, items, entries
 *	    adds_to: '@key'                     # the id of the dossier that it adds its values to
 *	    as: members                         # the whole item is the value of this field
 *	    links: {'members[].bioguide': {relation: has-member, role: title}}
 */
enum file_each { EACH_AUTO, EACH_DOCUMENT, EACH_LIST, EACH_MAP, EACH_COUNT };

struct link_path {
	struct str path;                /* keys parted by '.', "[]" behind the key of a list */
	uint32_t relation;
	bool is_inverse;                /* `inverse: yes`: the dossier is the link's far end */
	struct str role, since, until;  /* keys beside the id; may be empty */
};

struct nested_path {                    /* dossiers inside a dossier */
	struct str path;
	uint32_t kind;
	struct str id;                  /* as file_rule.id, with '@parent' for the holder's id */
	struct str name;
	uint32_t relation;              /* from the nested one to its holder, or NO_ROW */
};

struct file_rule {
	struct str key, match;
	enum file_each each;
	uint32_t kind;                  /* NO_ROW: the dossiers say it themselves */
	struct str_list id;             /* paths, the first that is there; '@key'; '+' joins */
	struct str_list name;           /* likewise, joined by '+' with a blank between */
	struct str_list names;          /* all that are there are other names */
	struct str_list summary;        /* the first that is there */
	struct str date;                /* path of the date that dates it; may be empty */
	struct str adds_to;             /* may be empty */
	struct str as;                  /* key under which the item is put; may be empty */
	struct { struct link_path *items; size_t count, room; } links;
	struct { struct nested_path *items; size_t count, room; } nested;
	struct str_list ignore;         /* keys that are not taken at all */
};

struct schema {
	struct { struct kind *items; size_t count, room; } kinds;
	struct { struct field *items; size_t count, room; } fields;
	struct { struct relation *items; size_t count, room; } relations;
	struct { struct file_rule *items; size_t count, room; } files;
	struct schema_index *index;     /* keys to rows */
	struct arena *arena;
};

/* The bytes of the built-in schema.yaml. */
struct str schema_builtin(void);

/* An empty schema whose rows will live in `arena`. */
struct schema *schema_new(struct arena *arena);

/* Add what `root` says to the schema; texts are copied. An entry whose key is there already changes
 * only what it gives; the fields that it lists for a kind come behind those of the kind, unless it
 * says `only: yes`. What is wrong becomes findings of `file` with rule RULE_SCHEMA and costs at
 * most the entry it is in. `root` may be NULL. */
void schema_add(struct schema *schema, const struct node *root, uint32_t file,
                struct finding_array *findings);

/* The row of a key, or NO_ROW. A plural is a key of its kind as well ("people"). */
uint32_t schema_kind(const struct schema *schema, struct str key);
uint32_t schema_field(const struct schema *schema, struct str key);
uint32_t schema_relation(const struct schema *schema, struct str key);

/* The first rule whose pattern matches a path in the collection, or NULL. */
const struct file_rule *schema_file_rule(const struct schema *schema, struct str path);

bool kind_has_field(const struct kind *kind, uint32_t field);
const char *field_type_name(enum field_type type);
const char *search_class_name(enum search_class search);

/* Rows of the schema that the program itself speaks of; asserted to exist after loading. */
enum known_field {
	KNOWN_ID, KNOWN_KIND, KNOWN_NAME, KNOWN_FORMER_IDS, KNOWN_NAMES, KNOWN_SUMMARY, KNOWN_BODY,
	KNOWN_TAGS, KNOWN_NOTE, KNOWN_SOURCES, KNOWN_RELATIONS, KNOWN_TEXT, KNOWN_TRANSLATION,
	KNOWN_SPEAKER, KNOWN_FOR, KNOWN_SAID, KNOWN_EVENT, KNOWN_ABOUT, KNOWN_FORM, KNOWN_SOURCE,
	KNOWN_LOCATOR, KNOWN_LANG,
	KNOWN_STATUS, KNOWN_ASSERTED_BY, KNOWN_STANCE, KNOWN_DATE, KNOWN_SINCE, KNOWN_UNTIL,
	KNOWN_ROLE, KNOWN_PLACE, KNOWN_PARTICIPANTS, KNOWN_PUBLISHED, KNOWN_URL, KNOWN_SHA256,
	KNOWN_AS_OF, KNOWN_RANK, KNOWN_VALUE,
	KNOWN_FIELD_COUNT
};
const char *known_field_key(enum known_field field);

/* The row of a known field. Asserts that the built-in schema has been added. */
uint32_t schema_known(const struct schema *schema, enum known_field field);

#endif
