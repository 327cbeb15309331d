/* draft_parts: what the files of the draft module share. For nobody else.
 *
 *	draft.c          documents, dossiers, ids, names
 *	draft_value.c    a value by the type of its field
 *	draft_link.c     links, citations, and what stands beside a value in its map
 *	draft_prose.c    links and citations in running text
 *	draft_text.c     what may be wrong with any text; words of messages
 *	draft_foreign.c  dossiers in files that follow a file rule
 *	draft_path.c     paths of such a rule
 *	draft_fit.c      keys of such files that may be fields of ours
 */
#ifndef DOSSIER_BUILD_DRAFT_PARTS_H
#define DOSSIER_BUILD_DRAFT_PARTS_H

#include "archive/archive.h"
#include "build/draft.h"
#include "model/keys.h"

/* A dossier that waits to be drafted, and what is known of it before it is looked at. */
struct entry {
	const struct node *node;        /* a map, unless a file rule says what else */
	struct str key;                 /* its key in a map of dossiers, or empty */
	uint32_t ordinal;               /* from 1, in its file or the list it is nested in */
	uint32_t kind;                  /* if it need not say so itself, else NO_ROW */
	struct str holder;              /* id of the dossier that it is nested in, or empty */
	uint32_t holder_field;          /* names the holder if the entry does not; or NO_ROW */
	const struct nested_path *nested;       /* how a file rule reads it, or NULL */
};

/* The work on one file. */
struct drafting {
	struct batch *batch;
	const struct schema *schema;
	const struct file_rule *rule;   /* NULL: the file was written for dossier */
	bool is_guessing;               /* the rule maps paths: other links are a guess */
	uint32_t cites, mentions, related;      /* relations */
	uint32_t sources, summary;              /* fields */
	uint32_t dossier_count;         /* in the file, those nested in others not counted */
	struct str base;                /* the file's name without folders and ending */
	uint32_t draft, kind;           /* of the dossier at work; no kind if it only adds */
	struct str id;                  /* likewise */
	struct text trail;              /* keys from it to the value at work: "terms.party" */
	struct keys reported;           /* keys that were found to be unknown */
	struct str_list kind_keys, field_keys, relation_keys;   /* for guesses, when needed */
	struct { struct entry *items; size_t count, room; } nested;     /* wait for their holder */
};

/* ── draft.c ────────────────────────────────────────────────────────────────────────────────── */

/* Begin a draft of `kind` (NO_ROW if it only adds) and give its row. What is added to the batch
 * from here on is its own until draft_end, which finds its summary and date among its values. */
uint32_t draft_begin(struct drafting *drafting, const struct entry *entry, uint32_t kind);
void draft_end(struct drafting *drafting, uint32_t draft);

/* An id for an entry that says none, with a finding if it will not last. */
struct str id_derive(struct drafting *drafting, const struct entry *entry);

/* The id as it is, or with '-' for what no id may hold, and cut to the limit. */
struct str id_mended(struct arena *arena, struct str id);

/* The same, with a finding if it had to be mended, or is not in the form of our own collections. In
 * foreign files both is no more than to be expected. */
struct str id_checked(struct drafting *drafting, struct str id, struct place place);

/* A name without blanks around it, cut to its limit; with findings about its letters. */
struct str name_checked(struct drafting *drafting, struct str name, struct place place);

/* What a draft without a name is called: by the field that its kind names; empty if it has none. */
struct str name_derive(struct drafting *drafting, uint32_t draft);

/* The former ids in a dossier's map. */
void former_ids_read(struct drafting *drafting, const struct node *map);

/* True if dossiers of a kind have a field, or may have dossiers nested in it. */
bool kind_takes_field(const struct schema *schema, uint32_t kind, uint32_t field);

/* The sources of the dossier at work as a whole. */
void sources_draft(struct drafting *drafting, const struct node *node);

/* Name the holder of a nested dossier in a value of this field (or NO_ROW) and key, and a link. */
void holder_draft(struct drafting *drafting, const struct entry *entry, uint32_t field,
                  struct str key, uint32_t relation);

/* ── draft_value.c ──────────────────────────────────────────────────────────────────────────── */

/* Where a value goes. */
struct slot {
	struct str key;
	uint32_t row;                   /* of the field, or NO_ROW */
	const struct field *field;      /* NULL for a key that the schema does not know */
	unsigned depth;
	uint32_t ordinal;               /* from 1, if it is one of a list */
};

/* Draft a map's entry as values of `field` (a row, or NO_ROW). */
void values_draft(struct drafting *drafting, uint32_t field, const struct node *node,
                  unsigned depth);

/* Draft the other keys of a map as values inside the last that was opened; `content` is the node
 * that holds that value itself, or NULL. */
void inside_draft(struct drafting *drafting, const struct slot *slot, const struct node *map,
                  const struct node *content);

/* Report a key that the schema does not know (`field` is NO_ROW), or does not know in `where`, a
 * kind or a key. */
void key_report(struct drafting *drafting, const struct node *node, uint32_t field,
                struct str where);

/* Report a key that has no value, if the schema does not know it, or if it stands without ':', as
 * what a comma cuts off a text in {…} does. */
void key_report_empty(struct drafting *drafting, const struct node *node);

/* Add a value, without anything in it yet; gives its row. value_close ends what is in it. */
uint32_t value_open(struct drafting *drafting, const struct slot *slot, enum field_type type,
                    struct str text, struct place place);
void value_close(struct drafting *drafting, uint32_t value);

/* Add a date, with a finding if it cannot be read; gives its row. */
uint32_t date_draft(struct drafting *drafting, struct str text, struct place place);

/* ── draft_link.c ───────────────────────────────────────────────────────────────────────────── */

/* What may stand beside a value in its map, whatever the value is. */
struct beside {
	struct draft_rows citations;
	const struct node *note;        /* NULL if there is none */
	struct str role;
	uint32_t as_of, date, since, until;     /* rows of dates, or NO_ROW */
	enum value_rank rank;
};

/* Nothing beside a value; what stands in `map` besides `content`, the value itself (or NULL). */
struct beside beside_none(void);
struct beside beside_read(struct drafting *drafting, const struct slot *slot,
                          const struct node *map, const struct node *content);

/* Put it into a value that was just opened, and read the links and citations of its note and of
 * `prose`, the scalar that the value is if it is running text, else NULL. No citation may have been
 * added since beside_read. */
void beside_apply(struct drafting *drafting, uint32_t value, const struct beside *beside,
                  const struct node *prose);

/* True if `key` has a meaning of its own beside the value in a map of this slot. */
bool beside_has(const struct slot *slot, struct str key);

/* The node that holds the value itself in a map of this slot, or NULL. */
const struct node *content_find(const struct slot *slot, const struct node *map);

/* Draft one link, or one citation that stands as a value. */
void link_draft(struct drafting *drafting, const struct slot *slot, const struct node *node);
void citation_draft(struct drafting *drafting, const struct slot *slot, const struct node *node);

/* Add a link with nothing set but what cannot be left out; gives its row. */
uint32_t link_add(struct drafting *drafting, struct str target, uint32_t relation, uint32_t value,
                  struct place place);

/* The citations of a text, a map, or a list of both. */
struct draft_rows citations_read(struct drafting *drafting, const struct node *node);

/* Add a link "cites" for each of them. */
void citations_link(struct drafting *drafting, struct draft_rows citations, uint32_t value);

/* ── draft_prose.c ──────────────────────────────────────────────────────────────────────────── */

/* Add the links and citations in the running text of a scalar, the text of a value or its note. The
 * citations come last in the batch's. */
void prose_draft(struct drafting *drafting, uint32_t value, const struct node *node, bool is_note);

/* What a running text without a name is called: its first sentence, without the stop, and where more
 * follows a blank and an ellipsis; or where that is too long, its opening words and an ellipsis. On
 * one line; of at most about 200 bytes. */
struct str prose_opening(struct arena *arena, struct str text);

/* ── draft_text.c ───────────────────────────────────────────────────────────────────────────── */

enum text_form { TEXT_LINE, TEXT_RUNNING };     /* running text may have line feeds and tabs */

/* Report controls, invisible characters and heaps of marks in a text, and count its words. */
void text_check(struct drafting *drafting, struct str key, struct str text, enum text_form form,
                struct place place);

/* The text of a scalar, without the line feed that ends a block. */
struct str scalar_text(const struct node *node);

/* True if it may be an id: neither empty nor too long, without blanks and controls. */
bool id_is_valid(struct str id);

/* True if it is written as ids of our own collections are: [a-z0-9][a-z0-9.-]*. */
bool id_is_plain(struct str id);

/* ": did you mean 'x'?" for the nearest of the candidates, or nothing. */
struct str guess_words(struct drafting *drafting, struct str wanted, struct str_list candidates);

/* "a, b, c": at most `most` texts, then "…". */
struct str list_words(struct arena *arena, struct str_list texts, size_t most);

/* The keys of the schema, for guess_words. */
struct str_list kind_keys(struct drafting *drafting);
struct str_list field_keys(struct drafting *drafting);
struct str_list relation_keys(struct drafting *drafting);

#define DRAFT_FINDING(drafting, rule, place, ...)                                          \
	finding_add(&(drafting)->batch->arena, &(drafting)->batch->findings, (rule),       \
	            (drafting)->batch->file, (place), __VA_ARGS__)

/* ── draft_foreign.c ────────────────────────────────────────────────────────────────────────── */

/* Draft a dossier by the drafting's file rule. */
void foreign_draft(struct drafting *drafting, const struct entry *entry);

/* True if a rule says where to find anything, and not only of which kind the dossiers are. */
bool foreign_rule_maps(const struct file_rule *rule);

/* The field that a key of the dossier at work stands for: one of its kind, if all of the value has
 * the shape that the field wants. Else NO_ROW: the key is kept as one that nobody knows. */
uint32_t fitting_field(const struct drafting *drafting, const struct node *node);

/* ── draft_path.c ───────────────────────────────────────────────────────────────────────────── */

/* Take the next key off a path. */
struct str path_step(struct str *rest);

bool path_equal(struct str left, struct str right);
bool paths_have(struct str_list paths, struct str path);

/* What stands at `path` below `node`; of a list its first item. NULL if nothing does. */
const struct node *path_find(const struct node *node, struct str path);

/* How the texts of paths joined by '+' become one. */
struct joint { struct str between; bool needs_all; };

#define JOINT_OF_IDS   ((struct joint){ STR(""), .needs_all = true })
#define JOINT_OF_NAMES ((struct joint){ STR(" "), .needs_all = false })
#define JOINT_OF_ROLES ((struct joint){ STR(", "), .needs_all = false })

/* The text at paths below `node`, or of "@key", "@file" and "@parent"; empty if there is none. */
struct str paths_text(struct drafting *drafting, const struct entry *entry, const struct node *node,
                      struct str paths, struct joint joint);

/* That of the first of several alternatives that is there, below the entry's node. */
struct str first_text(struct drafting *drafting, const struct entry *entry,
                      struct str_list alternatives, struct joint joint);

#endif
