/* familiar: what is to be known of the commonest code points to show them, without ICU's data.
 * Private to base/.
 *
 * Familiar are the letters, marks and punctuation of Latin, Greek, Cyrillic and Burmese, arrows and
 * lines of boxes: a screen of these is painted without ICU having been loaded. What is not familiar
 * is asked of ICU, and a test compares the two for whatever is.
 */
#ifndef DOSSIER_BASE_FAMILIAR_H
#define DOSSIER_BASE_FAMILIAR_H

#include <stdbool.h>
#include <stdint.h>

struct familiar {
	unsigned char width;            /* unicode_width() */
	bool is_mark;                   /* UNICODE_MARK, else UNICODE_PRINTABLE */
	bool is_extending;              /* belongs to the grapheme cluster before it; else it begins
	                                 * one; U+1039 alone is a virama */
	bool joins;                     /* unicode_joins() */
};

/* NULL if it is not familiar. None is a pictograph or written from right to left. */
const struct familiar *familiar_find(uint32_t code_point);

#endif
