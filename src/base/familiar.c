#include "base/familiar.h"

#include <stddef.h>

enum kind {
	SIGN,
	MARK,
	BURMESE,                /* letters */
	BURMESE_MARK,
	BURMESE_VOWEL,          /* beside its consonant, in a column of its own */
	BURMESE_TAIL,           /* likewise, but it begins a grapheme cluster */
	KIND_COUNT
};

static const struct familiar kinds[] = {
	[SIGN]          = { .width = 1 },
	[MARK]          = { .width = 0, .is_mark = true, .is_extending = true },
	[BURMESE]       = { .width = 1, .joins = true },
	[BURMESE_MARK]  = { .width = 0, .is_mark = true, .is_extending = true, .joins = true },
	[BURMESE_VOWEL] = { .width = 1, .is_mark = true, .is_extending = true, .joins = true },
	[BURMESE_TAIL]  = { .width = 1, .is_mark = true, .joins = true },
};
_Static_assert(sizeof kinds / sizeof *kinds == KIND_COUNT, "each kind has a row");

/* Sorted. What is not assigned yet, and pictographs, are left out. The virama of Burmese is a mark
 * of its consonant: on a terminal the one below takes a column of its own, so that no cluster is
 * made of both, as Unicode has it from version 16 on. */
static const struct {
	uint16_t first, last;
	enum kind kind;
} rows[] = {
	{ 0x0020, 0x007E, SIGN },
	{ 0x00A1, 0x00A8, SIGN },
	{ 0x00AA, 0x00AC, SIGN },
	{ 0x00AF, 0x02FF, SIGN },       /* Latin */
	{ 0x0300, 0x034E, MARK },
	{ 0x0350, 0x036F, MARK },
	{ 0x0370, 0x0377, SIGN },       /* Greek */
	{ 0x037A, 0x037F, SIGN },
	{ 0x0384, 0x038A, SIGN },
	{ 0x038C, 0x038C, SIGN },
	{ 0x038E, 0x03A1, SIGN },
	{ 0x03A3, 0x0482, SIGN },       /* Greek and Cyrillic */
	{ 0x0483, 0x0489, MARK },
	{ 0x048A, 0x052F, SIGN },
	{ 0x1000, 0x102A, BURMESE },
	{ 0x102B, 0x102C, BURMESE_TAIL },
	{ 0x102D, 0x1030, BURMESE_MARK },
	{ 0x1031, 0x1031, BURMESE_VOWEL },
	{ 0x1032, 0x1037, BURMESE_MARK },
	{ 0x1038, 0x1038, BURMESE_TAIL },
	{ 0x1039, 0x103A, BURMESE_MARK },
	{ 0x103B, 0x103C, BURMESE_VOWEL },
	{ 0x103D, 0x103E, BURMESE_MARK },
	{ 0x103F, 0x103F, BURMESE },
	{ 0x1040, 0x104F, SIGN },       /* digits and punctuation of Burmese */
	{ 0x1E00, 0x1EFF, SIGN },       /* more of Latin */
	{ 0x2010, 0x2027, SIGN },       /* punctuation */
	{ 0x2030, 0x203B, SIGN },
	{ 0x20A0, 0x20C0, SIGN },       /* currencies */
	{ 0x2190, 0x2193, SIGN },       /* arrows */
	{ 0x2212, 0x2212, SIGN },       /* minus */
	{ 0x2500, 0x25A9, SIGN },       /* boxes and blocks */
	{ 0x25B2, 0x25B5, SIGN },       /* triangles */
	{ 0x25B8, 0x25BF, SIGN },
	{ 0xFFFD, 0xFFFD, SIGN },
};

const struct familiar *familiar_find(uint32_t code_point)
{
	size_t low = 0, high = sizeof rows / sizeof *rows;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (rows[middle].last < code_point)
			low = middle + 1;
		else if (rows[middle].first > code_point)
			high = middle;
		else
			return &kinds[rows[middle].kind];
	}
	return NULL;
}
