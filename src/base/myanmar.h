/* myanmar: Latin letters for Burmese, as English-language newspapers write names. Private to base/.
 *
 * A syllable is read as onset and rhyme, after the tables of BGN/PCGN 1970 (which follow MLCTS),
 * without the marks of tone and without the voicing that depends on the word: နေပြည်တော် is
 * "naypyitaw", မင်းအောင်လှိုင် "minaunghlaing". Where newspapers agree on something else they are
 * followed: "soe" and "moe" for -ိုး, "myint" and "thant" for a nasal with the creaky tone, "oo"
 * for ဦး behind a name. Names of places whose English spelling is settled stand in a table.
 */
#ifndef DOSSIER_BASE_MYANMAR_H
#define DOSSIER_BASE_MYANMAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

bool myanmar_has(uint32_t code_point);

/* Write the run of Burmese text (NFC) that begins at byte `at` to `out` in Latin letters, all
 * syllables joined, and give the byte behind it. What is no letter of Burmese stays as it is. */
size_t myanmar_romanize(struct text *out, struct str text, size_t at);

#endif
