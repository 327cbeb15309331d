/* schema_load: how entries of a schema.yaml become rows. Private to model/schema*.c.
 *
 * Each section of the file has a table of the keys that its entries may have. A key that is not
 * given leaves its member as it is, so that a later file changes only what it says.
 */
#ifndef DOSSIER_MODEL_SCHEMA_LOAD_H
#define DOSSIER_MODEL_SCHEMA_LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/schema.h"

enum section { SECTION_KINDS, SECTION_FIELDS, SECTION_RELATIONS, SECTION_FILES, SECTION_COUNT };

struct loader {
	struct schema *schema;
	uint32_t file;
	struct finding_array *findings;
};

#define COMPLAIN(loader, place, ...)                                                            \
	finding_add((loader)->schema->arena, (loader)->findings, RULE_SCHEMA, (loader)->file,   \
	            place, __VA_ARGS__)

/* A key that an entry may have. `load` takes its value to the member at `offset` of the row; with
 * offset 0 it gets the row itself. It complains of what it cannot take, and does not take it. */
struct setting {
	const char *key;
	void (*load)(struct loader *loader, const struct node *value, void *member);
	size_t offset;
};

struct settings {
	const char *owner;              /* what has these keys, for messages: "a kind" */
	const struct setting *items;
	size_t count;
};

/* A const struct settings of an array. */
#define SETTINGS(whose, array) \
	{ .owner = (whose), .items = (array), .count = sizeof(array) / sizeof(*(array)) }

/* Take what `entry`, a map or absent, says to `row`. */
void load_settings(struct loader *loader, const struct node *entry, const struct settings *settings,
                   void *row);

/* True if the node is of that kind; else complains. */
bool expect_node(struct loader *loader, const struct node *node, enum node_kind kind);

/* The row that the text names; NO_ROW, with a complaint, if there is none. */
uint32_t find_row(struct loader *loader, enum section section, const struct node *node);

/* The number of the text among `words` (an empty one stands for none); NO_ROW, with a complaint, if
 * it is not one of them. */
uint32_t load_word(struct loader *loader, const struct node *value, const struct str *words,
                   uint32_t count);

/* Take the texts that are good to `member`, a struct str_list; `is_good` complains of the others.
 * NULL takes all. */
void load_good_texts(struct loader *loader, const struct node *value,
                     bool (*is_good)(struct loader *, struct str, struct place), void *member);

/* Loaders of members: of a struct str, a str_list, a bool, … */
void load_text(struct loader *loader, const struct node *value, void *member);
void load_texts(struct loader *loader, const struct node *value, void *member);
void load_flag(struct loader *loader, const struct node *value, void *member);
/* … of a uint32_t with a row … */
void load_kind(struct loader *loader, const struct node *value, void *member);
void load_field(struct loader *loader, const struct node *value, void *member);
void load_relation(struct loader *loader, const struct node *value, void *member);
/* … and of a row_list. One value stands for a list of one. */
void load_kinds(struct loader *loader, const struct node *value, void *member);
void load_fields(struct loader *loader, const struct node *value, void *member);

/* Entries of the sections, to rows that may have been filled before: model/schema_entry.c … */
void load_kind_entry(struct loader *loader, const struct node *entry, struct kind *kind);
void load_field_entry(struct loader *loader, const struct node *entry, struct field *field);
void load_relation_entry(struct loader *loader, const struct node *entry,
                         struct relation *relation);
/* … and model/schema_files.c. */
void load_file_entry(struct loader *loader, const struct node *entry, struct file_rule *rule);

#endif
