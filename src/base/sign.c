/* The part of unicode.h that takes signs of one meaning for one: what comparing word for word
 * needs. */
#include "base/unicode.h"
#include "base/unicode_parts.h"

/* Signs beyond ASCII that stand for a quotation mark, an apostrophe or a dash, whatever their
 * category. */
static const struct { uint32_t code_point, sign; } odd_signs[] = {
	{ 0x00B4, '\'' }, { 0x02B9, '\'' }, { 0x02BB, '\'' }, { 0x02BC, '\'' }, { 0x02C8, '\'' },
	{ 0x02CA, '\'' }, { 0x02CB, '\'' }, { 0x201A, '\'' }, { 0x201E, '\'' }, { 0x2032, '\'' },
	{ 0x2033, '\'' }, { 0x2035, '\'' }, { 0x2036, '\'' }, { 0x2212, '-' },  { 0x300C, '\'' },
	{ 0x300D, '\'' }, { 0x300E, '\'' }, { 0x300F, '\'' }, { 0x301D, '\'' }, { 0x301E, '\'' },
	{ 0x301F, '\'' }, { 0xFF02, '\'' }, { 0xFF07, '\'' }, { 0xFF40, '\'' },
};

uint32_t unicode_sign(uint32_t code_point)
{
	if (code_point == '"' || code_point == '`')
		return '\'';
	if (code_point > ' ' && code_point < 0x7F)
		return code_point;
	if (unicode_is_blank(code_point))
		return ' ';
	for (size_t i = 0; i < sizeof(odd_signs) / sizeof(*odd_signs); i++)
		if (odd_signs[i].code_point == code_point)
			return odd_signs[i].sign;
	if (unicode_is_dash(code_point))
		return '-';
	if (unicode_is_quotation_mark(code_point))
		return '\'';
	return unicode_is_hidden(code_point) ? 0 : code_point;
}
