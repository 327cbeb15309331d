/* terms: a table of words, and the dossiers that they stand in. Private to index.c.
 *
 * Each thread fills a table of its own with the words of its dossiers; the tables are then merged
 * by the bytes of their terms. Dossiers come in rising order within a table and from table to
 * table, so postings are in order as they are written:
 *
 *	slots  [ tag, number ]─▶ terms  [ hash, text, last dossier and its classes, postings ]
 *	                                                 │ another dossier has the word: they become
 *	                                                 ▼ postings, in pieces that double
 *	                                 ( …………… ) ─▶ ( …… ) ─▶ ( … )
 *
 * A large table is outside the caches: nearly each word would wait for its slot, then for its term.
 * So words wait together, a few at a time, until what they need is on its way.
 */
#ifndef DOSSIER_BUILD_TERMS_H
#define DOSSIER_BUILD_TERMS_H

#include <stdint.h>

#include "base/arena.h"
#include "build/index.h"

enum { TERM_SIZE_MAX = 64 };            /* bytes; longer terms are cut at a code point */

enum { TERMS_WAITING = 16, TERM_WORDS = 3 };

struct term;
struct term_slot { uint32_t tag, number; };     /* number of the term + 1; 0: free */
struct term_key { uint64_t start; const struct term *term; };
struct term_waiting {
	struct str text;
	uint64_t words[TERM_WORDS];     /* of the text, if it is no longer: its bytes, and zeros */
	uint64_t hash;
	uint32_t dossier;
	enum search_class search;
};

/* A zeroed table is empty. It ends with term_table_release. */
struct term_table {
	struct arena arena;
	struct { struct term **items; size_t count, room; } blocks;
	struct term_slot *slots;
	uint32_t slot_count;            /* a power of two; 0 before the first term */
	uint32_t term_count;
	struct term_waiting waiting[TERMS_WAITING];
	unsigned waiting_count;
	struct term_key *sorted;        /* made by term_table_sort */
};

/* Note that a text of `search` of the dossier has the term. Dossiers never fall from call to call.
 * The bytes of the term must stay until term_table_settle. */
void term_table_add(struct term_table *table, struct str term, uint32_t dossier,
                    enum search_class search);

/* Take in the terms that still wait. */
void term_table_settle(struct term_table *table);

/* Put the terms in the order of their bytes. None waits. */
void term_table_sort(struct term_table *table);

/* All terms of the sorted tables (one at least) in one index, in `arena`. All dossiers of a table
 * stand before those of the next. */
void term_tables_merge(struct arena *arena, const struct term_table *tables, size_t count,
                       unsigned thread_count, struct index *index);

void term_table_release(struct term_table *table);

#endif
