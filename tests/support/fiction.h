/* fiction: dossiers that chance has written.
 *
 * They have all that YAML can say of one: links of every form, dates, notes, citations, values
 * inside others, unknown keys, former ids, and ids of nobody. There are many fictions, told apart
 * by a number, and each file of one has many versions: id, kind, name and former id of a dossier
 * are the same in all of them.
 */
#ifndef DOSSIER_TESTS_SUPPORT_FICTION_H
#define DOSSIER_TESTS_SUPPORT_FICTION_H

#include <stdint.h>

#include "base/str.h"

enum { FICTION_DOSSIERS = 42, FICTION_A_FILE = 3,
       FICTION_FILES = FICTION_DOSSIERS / FICTION_A_FILE };

/* The text of a file, and its path in the collection. In `arena`. Writing sets chance. */
const char *fiction_file(struct arena *arena, uint32_t fiction, uint32_t file, uint32_t version);
const char *fiction_path(struct arena *arena, uint32_t file);

/* The kind of a dossier: its id is "KIND-NUMBER", its former id "former-NUMBER". */
const char *fiction_kind(uint32_t number);

/* Add by chance a word as texts and names have it, a few of them, or an id, seldom of nobody: for
 * questions that find something. */
void fiction_add_word(struct text *text);
void fiction_add_words(struct text *text, uint32_t count);
void fiction_add_id(struct text *text);

#endif
