/* pile: the folder of hostile files that the generator writes, and what is expected of each.
 *
 *	FOLDER/control.yaml         a good dossier: whatever else is there, it stays as it is
 *	FOLDER/CATEGORY/NAME.yaml   the hostile ones; NAME is made of a-z, 0-9 and '-'
 *	EXPECTED                    "RULE CATEGORY/NAME.yaml", a line for each case that is decided:
 *	                            `dossier check --all` must say RULE of that file, or, where it
 *	                            reads "none", no error
 *
 * What stands in a file comes from a template, in which {id} is the name of the case and {x} what
 * is hostile. Escapes are written as in YAML: \e \xNN \uNNNN \UNNNNNNNN, so that the sources of the
 * generator are printable ASCII.
 */
#ifndef DOSSIER_TESTS_HOSTILE_PILE_H
#define DOSSIER_TESTS_HOSTILE_PILE_H

#include <stddef.h>
#include <stdio.h>

/* Bytes of a file, as many as needed. */
struct bytes {
	char *items;
	size_t size, room;
};

void bytes_add(struct bytes *bytes, const char *items, size_t size);
void bytes_text(struct bytes *bytes, const char *text);
void bytes_repeat(struct bytes *bytes, const char *text, size_t times);
void bytes_format(struct bytes *bytes, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The code point in UTF-8, whatever it is: surrogates too. */
void bytes_code_point(struct bytes *bytes, unsigned long code_point);

/* `escaped` with each \e, \xNN, \uNNNN, \UNNNNNNNN as the code point that it means; a backslash
 * before anything else stays. */
void bytes_unescape(struct bytes *bytes, const char *escaped);

/* `template` with {id} and {x} replaced. */
void bytes_fill(struct bytes *bytes, const char *template, const char *id, const struct bytes *x);

void bytes_release(struct bytes *bytes);

struct pile {
	const char *folder;
	FILE *expected;
	size_t large;                   /* bytes of the cases that are about size */
	const char *category;           /* that is being written */
	size_t count;                   /* files of the category so far */
};

/* A file of the category. `rule` is what check must say of it, "none", or NULL if all will do. */
void pile_bytes(struct pile *pile, const char *name, const char *rule, const struct bytes *bytes);
void pile_text(struct pile *pile, const char *name, const char *rule, const char *text);

/* A file made of a template. */
void pile_fill(struct pile *pile, const char *name, const char *rule, const char *template,
               const struct bytes *x);

/* FOLDER/CATEGORY/`name`, which may have any bytes; valid until the next call. The folders before
 * its last '/' are made. */
const char *pile_path(struct pile *pile, const char *name);

/* The same for a file whose name is what is hostile: no '.yaml' is added, and nothing expected. */
void pile_named(struct pile *pile, const char *name, const char *text);

/* Say what could not be done, and end. */
void pile_fail(const char *what, const char *path);

/* A row of the most common table: a name, a text, and a rule or NULL. */
struct text_case {
	const char *name, *text, *rule;
};

/* Each row as a file whose bytes are its text. */
void pile_texts(struct pile *pile, const struct text_case *cases, size_t count);

/* Each row in a template: its text is what is hostile. */
void pile_fills(struct pile *pile, const char *prefix, const char *template,
                const struct text_case *cases, size_t count);

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* The categories. */
void write_escape(struct pile *pile);
void write_escape_raw(struct pile *pile);
void write_encoding(struct pile *pile);
void write_bidi(struct pile *pile);
void write_invisible(struct pile *pile);
void write_confusable(struct pile *pile);
void write_combining(struct pile *pile);
void write_alias(struct pile *pile);
void write_tag(struct pile *pile);
void write_depth(struct pile *pile);
void write_size(struct pile *pile);
void write_syntax(struct pile *pile);
void write_tiny(struct pile *pile);
void write_documents(struct pile *pile);
void write_duplicate(struct pile *pile);
void write_keys(struct pile *pile);
void write_type(struct pile *pile);
void write_implicit(struct pile *pile);
void write_date(struct pile *pile);
void write_number(struct pile *pile);
void write_link(struct pile *pile);
void write_id(struct pile *pile);
void write_export(struct pile *pile);
void write_file(struct pile *pile);
void write_mtime(struct pile *pile);
void write_config(struct pile *pile);

#endif
