/* cyrillic: Latin letters for Cyrillic, as the English-language press writes names. Private to
 * base/.
 *
 * It follows BGN/PCGN 1947 for Russian and 2019 for Ukrainian, simplified as newspapers do: no
 * apostrophes for the signs, "-y" for -ий and -ый ("dmitry", "zelensky"), "-ia" for a final -ия
 * ("maria"), "i" for й behind a vowel ("sergei", "nikolai") but "-oy" at the end ("tolstoy"), "e"
 * for every е that does not follow a sign ("evgeny", "solovyev"), "yo" for ё but behind a hushing
 * consonant ("fyodor", "khrushchev").
 */
#ifndef DOSSIER_BASE_CYRILLIC_H
#define DOSSIER_BASE_CYRILLIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

bool cyrillic_has(uint32_t code_point);

/* Write the phrase of lower-case Cyrillic words that begins at byte `at` to `out` in Latin letters,
 * and give the byte behind it. Letters that only Ukrainian has make the whole phrase Ukrainian; a
 * letter without a row stays as it is. */
size_t cyrillic_romanize(struct text *out, struct str text, size_t at);

#endif
