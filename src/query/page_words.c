#include "query/page_parts.h"

/* Letters of scripts that have no blanks between words. Hangul has. */
static const struct { uint32_t first, last; } unspaced[] = {
	{ 0x0E00, 0x0EFF },             /* Thai, Lao */
	{ 0x1000, 0x109F },             /* Myanmar */
	{ 0x1780, 0x17FF },             /* Khmer */
	{ 0x1950, 0x19DF },             /* Tai Le, New Tai Lue */
	{ 0x1A20, 0x1AAF },             /* Tai Tham */
	{ 0x2E80, 0xA4CF },             /* ideographs, kana, Yi */
	{ 0xA9E0, 0xA9FF },             /* Myanmar, extended */
	{ 0xAA60, 0xAADF },             /* Myanmar, extended; Tai Viet */
	{ 0xF900, 0xFAFF },             /* ideographs for compatibility */
	{ 0xFF00, 0xFFEF },             /* wide forms */
	{ 0x20000, 0x3FFFF },           /* ideographs */
};

static bool is_unspaced(uint32_t code_point)
{
	for (size_t i = 0; i < sizeof(unspaced) / sizeof(*unspaced); i++)
		if (code_point >= unspaced[i].first && code_point <= unspaced[i].last)
			return true;
	return false;
}

static bool has_unspaced(struct str text)
{
	size_t size;
	for (size_t at = 0; at < text.size; at += size)
		if (is_unspaced(unicode_decode(text, at, &size)))
			return true;
	return false;
}

/* No line ends behind these. */
static bool is_opening(uint32_t code_point)
{
	static const uint32_t signs[] = {
		'(', '[', '{', U'“', U'‘', U'«', U'「', U'『', U'【', U'〈', U'《', U'〔', U'（',
		U'［',
	};
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (signs[i] == code_point)
			return true;
	return false;
}

static uint32_t code_point_before(struct str text, size_t at)
{
	size_t start = at - 1, size;
	while (start > 0 && ((unsigned char)text.bytes[start] & 0xC0) == 0x80)
		start--;
	return unicode_decode(text, start, &size);
}

/* The byte of the brackets that open directly before `at`, or `at`. */
static size_t before_opening(struct str text, size_t at)
{
	while (at > 0 && is_opening(code_point_before(text, at)))
		do
			at--;
		while (at > 0 && ((unsigned char)text.bytes[at] & 0xC0) == 0x80);
	return at;
}

/* True if a line may end before `at`: beside a letter of such a script, not inside a cluster. */
static bool may_break(struct str text, size_t at)
{
	size_t size;
	uint32_t before = code_point_before(text, at), behind = unicode_decode(text, at, &size);
	enum unicode_class class = unicode_class(behind);
	return (is_unspaced(before) || is_unspaced(behind)) && class != UNICODE_MARK &&
	       class != UNICODE_JOINER && unicode_class(before) != UNICODE_JOINER;
}

struct page_breaks page_breaks_begin(struct str stretch)
{
	struct page_breaks breaks = { .stretch = stretch, .is_unspaced = has_unspaced(stretch) };
	if (breaks.is_unspaced)
		breaks.words = unicode_words_begin(stretch);
	return breaks;
}

size_t page_breaks_next(struct page_breaks *breaks)
{
	struct str word;
	while (breaks->is_unspaced && unicode_words_next(&breaks->words, &word)) {
		size_t start = (size_t)(word.bytes - breaks->stretch.bytes);
		size_t at = before_opening(breaks->stretch, start);
		if (at > breaks->last && may_break(breaks->stretch, at)) {
			breaks->last = at;
			return at;
		}
	}
	return breaks->stretch.size;
}
