/* words: texts as lists of folded words, which is how the index has them. Private to query/. */
#ifndef DOSSIER_QUERY_WORDS_H
#define DOSSIER_QUERY_WORDS_H

#include <stdbool.h>

#include "model/schema.h"

struct arena;

/* Terms of the index are never longer; the words of a query are cut alike. */
enum { WORDS_TERM_SIZE = 64 };

/* The words of an already folded text, in order: slices of `folded`. */
struct str_list words_cut(struct arena *arena, struct str folded);

/* The same for a text as it was typed. */
struct str_list words_fold(struct arena *arena, struct str text);

/* The words from `first` on, `count` of them, with `between` between them. */
struct str words_join(struct arena *arena, struct str_list words, size_t first, size_t count,
                      struct str between);

/* The folded text as words with single blanks between them: two texts that give the same are the
 * same to those who search. */
struct str words_plain(struct arena *arena, struct str text);

/* A word as it stands in the index: its first WORDS_TERM_SIZE bytes, cut at a character. */
struct str words_term(struct str word);

/* Typed words without "the", "a" or "an" before them; alone, they stay. */
struct str words_without_article(struct str typed);

/* A word without "'s" at its end. */
struct str words_stem(struct str word);

/* True if a word of a text is the wanted one, but for "'s", or begins as it does if `is_prefix`. */
bool words_match(struct str word, struct str wanted, bool is_prefix);

#endif
