/* language: names of languages and scripts for the codes that files give.
 *
 * A tag is one of BCP 47 (RFC 5646): a language of ISO 639-1 or 639-3, perhaps with a script of
 * ISO 15924 behind it. Other parts of a tag (region, variant) are not told.
 */
#ifndef DOSSIER_MODEL_LANGUAGE_H
#define DOSSIER_MODEL_LANGUAGE_H

#include "base/str.h"

struct arena;

/* What to call the language of a tag: "Russian" for "ru", "rus" and "RU", "Serbian, Latin script"
 * for "sr-Latn", in the reader's language. The tag itself if its language is not in the table. In
 * `arena`, or borrowed. */
struct str language_name(struct arena *arena, struct str tag);

/* The same for the code of a script: "Cyrillic" for "Cyrl". */
struct str language_script_name(struct str code);

#endif
