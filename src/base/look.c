/* The part of unicode.h on texts that can be taken for each other. */
#include "base/arena.h"
#include "base/plain.h"
#include "base/unicode.h"
#include "base/unicode_parts.h"

/* True for what folding alone takes care of: Latin letters with accents, marks, and the punctuation
 * of European prose. So nothing of ICU's is opened for them. */
static bool is_folded(uint32_t code_point)
{
	return code_point < 0x250 || (code_point >= 0x300 && code_point < 0x370) ||
	       (code_point >= 0x1E00 && code_point < 0x1F00) || plain_folded(code_point);
}

/* The letter that one of ASCII can be taken for, or 0. Small letters tell l from i. */
static char ascii_look(uint32_t code_point)
{
	if (code_point == '0')
		return 'o';
	return code_point == '1' || code_point == 'I' ? 'l' : 0;
}

struct str unicode_look(struct arena *arena, struct str text)
{
	struct text out = { .arena = arena };
	size_t size, kept = 0;
	for (size_t at = 0; at < text.size; at += size) {
		uint32_t code_point = unicode_decode(text, at, &size);
		char look = ascii_look(code_point);
		if (!look && is_folded(code_point))
			continue;
		text_add(&out, str_slice(text, kept, at - kept));
		if (look)
			text_add_byte(&out, look);
		else
			unicode_add_look(&out, code_point);
		kept = at + size;
	}
	if (kept == 0)
		return STR("");
	text_add(&out, str_slice(text, kept, text.size - kept));
	return unicode_fold(arena, text_str(&out));
}
