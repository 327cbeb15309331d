#include "hostile/scan.h"

#include <string.h>

enum {
	MOST_MARKS = 4,                 /* on one base */
	ZWNJ = 0x200C, ZWJ = 0x200D, VS15 = 0xFE0E, VS16 = 0xFE0F,
	FIRST_JOINING = 0x600           /* no letter before Arabic joins */
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

struct range { unsigned long first, last; const char *offence; };

/* Unicode 15: what directs, hides, fills, separates, or is no character. Sorted. */
static const struct range forbidden[] = {
	{ 0x0,     0x1F,     "control" },
	{ 0x7F,    0x9F,     "control" },
	{ 0xA0,    0xA0,     "blank" },
	{ 0xAD,    0xAD,     "invisible" },
	{ 0x34F,   0x34F,    "invisible" },
	{ 0x600,   0x605,    "format" },
	{ 0x61C,   0x61C,    "bidi control" },
	{ 0x6DD,   0x6DD,    "format" },
	{ 0x70F,   0x70F,    "format" },
	{ 0x890,   0x891,    "format" },
	{ 0x8E2,   0x8E2,    "format" },
	{ 0x115F,  0x1160,   "filler" },
	{ 0x1680,  0x1680,   "blank" },
	{ 0x17B4,  0x17B5,   "invisible" },
	{ 0x180B,  0x180F,   "invisible" },
	{ 0x2000,  0x200B,   "blank" },
	{ 0x200E,  0x200F,   "bidi control" },
	{ 0x2028,  0x2029,   "separator" },
	{ 0x202A,  0x202E,   "bidi control" },
	{ 0x202F,  0x202F,   "blank" },
	{ 0x205F,  0x205F,   "blank" },
	{ 0x2060,  0x2065,   "invisible" },
	{ 0x2066,  0x2069,   "bidi control" },
	{ 0x206A,  0x206F,   "invisible" },
	{ 0x2800,  0x2800,   "blank" },
	{ 0x3164,  0x3164,   "filler" },
	{ 0xD800,  0xDFFF,   "surrogate" },
	{ 0xE000,  0xF8FF,   "private" },
	{ 0xFDD0,  0xFDEF,   "noncharacter" },
	{ 0xFE00,  0xFE0D,   "selector" },
	{ 0xFEFF,  0xFEFF,   "invisible" },
	{ 0xFFA0,  0xFFA0,   "filler" },
	{ 0xFFF0,  0xFFFC,   "format" },
	{ 0xFFFE,  0xFFFF,   "noncharacter" },
	{ 0x110BD, 0x110BD,  "format" },
	{ 0x110CD, 0x110CD,  "format" },
	{ 0x13430, 0x1343F,  "format" },
	{ 0x16FE4, 0x16FE4,  "filler" },
	{ 0x1BCA0, 0x1BCA3,  "format" },
	{ 0x1D159, 0x1D159,  "blank" },
	{ 0x1D173, 0x1D17A,  "format" },
	{ 0x1FFFE, 0x1FFFF,  "noncharacter" },
	{ 0x2FFFE, 0x2FFFF,  "noncharacter" },
	{ 0x3FFFE, 0xDFFFF,  "unassigned" },
	{ 0xE0000, 0xE0FFF,  "invisible" },
	{ 0xE1000, 0x10FFFF, "private" },
};

/* The marks that floods are made of: those of Latin, Greek, Cyrillic, Hebrew, Arabic, Thai,
 * Tibetan, Burmese, and for symbols. Sorted. */
static const struct range marks[] = {
	{ 0x300, 0x36F, "" },    { 0x483, 0x489, "" },    { 0x591, 0x5BD, "" },
	{ 0x610, 0x61A, "" },    { 0x64B, 0x65F, "" },    { 0x670, 0x670, "" },
	{ 0x6D6, 0x6DC, "" },    { 0x6DF, 0x6E4, "" },    { 0xE31, 0xE31, "" },
	{ 0xE34, 0xE3A, "" },    { 0xE47, 0xE4E, "" },    { 0xF71, 0xF7E, "" },
	{ 0xF90, 0xF97, "" },    { 0xF99, 0xFBC, "" },    { 0x102D, 0x1030, "" },
	{ 0x1032, 0x1037, "" },  { 0x1039, 0x103A, "" },  { 0x103D, 0x103E, "" },
	{ 0x1AB0, 0x1ACE, "" },  { 0x1DC0, 0x1DFF, "" },  { 0x20D0, 0x20F0, "" },
	{ 0xFE20, 0xFE2F, "" },
};

static const struct range *find(const struct range *ranges, size_t count, unsigned long code_point)
{
	for (size_t i = 0; i < count && ranges[i].first <= code_point; i++)
		if (code_point <= ranges[i].last)
			return &ranges[i];
	return NULL;
}

bool scan_offend(struct scan *scan, const char *offence, unsigned long code_point)
{
	scan->offence = offence;
	scan->code_point = code_point;
	return false;
}

/* The code point at `at` and its bytes; 0 bytes if it is not UTF-8, as RFC 3629 has it. */
static size_t decode(const struct scan *scan, unsigned long *code_point)
{
	static const unsigned long least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *bytes = (const unsigned char *)scan->bytes + scan->at;
	size_t size = bytes[0] < 0x80 ? 1 : bytes[0] < 0xC2 ? 0 : bytes[0] < 0xE0 ? 2
	            : bytes[0] < 0xF0 ? 3 : bytes[0] < 0xF5 ? 4 : 0;
	*code_point = bytes[0];
	if (size < 2)
		return size;
	if (size > scan->size - scan->at)
		return 0;
	*code_point &= 0x7Fu >> size;
	for (size_t i = 1; i < size; i++) {
		if ((bytes[i] & 0xC0) != 0x80)
			return 0;
		*code_point = *code_point << 6 | (bytes[i] & 0x3F);
	}
	return *code_point >= least[size] && *code_point <= 0x10FFFF ? size : 0;
}

/* Joiners belong behind what joins, selectors behind pictures; neither behind another of them. */
static bool take_joiner(struct scan *scan, unsigned long joiner)
{
	bool is_selector = joiner == VS15 || joiner == VS16;
	unsigned long before = scan->before;
	bool is_of_keycap = before < 0x80 && before && strchr("0123456789#*", (int)before);
	bool is_keycap = is_of_keycap && scan->size - scan->at >= 6 &&
	                 memcmp(scan->bytes + scan->at + 3, "\xE2\x83\xA3", 3) == 0;
	bool has_place = is_selector ? before >= 0xA9 || is_keycap : before >= FIRST_JOINING;
	if (!has_place || (before == joiner))
		return scan_offend(scan, "joiner without anything to join", joiner);
	return true;
}

static bool take_mark(struct scan *scan, unsigned long mark)
{
	if (scan->takes_marks)
		return true;
	if (scan->before == 0 || scan->before == ' ')
		return scan_offend(scan, "mark without a base", mark);
	if (++scan->marks > MOST_MARKS)
		return scan_offend(scan, "more marks than a cell holds", mark);
	return true;
}

static bool take_code_point(struct scan *scan, unsigned long code_point)
{
	const struct range *range = find(forbidden, COUNT(forbidden), code_point);
	if (scan->is_ascii && code_point >= 0x7F)
		return scan_offend(scan, "not ASCII", code_point);
	if (range)
		return scan_offend(scan, range->offence, code_point);
	if (code_point == ZWJ || code_point == ZWNJ || code_point == VS15 || code_point == VS16)
		return take_joiner(scan, code_point);
	if (find(marks, COUNT(marks), code_point))
		return take_mark(scan, code_point);
	scan->marks = 0;
	return true;
}

bool scan_character(struct scan *scan)
{
	unsigned long code_point;
	size_t size = decode(scan, &code_point);
	if (size == 0)
		return scan_offend(scan, "not UTF-8", code_point);
	if (!take_code_point(scan, code_point))
		return false;
	scan->before = code_point;
	scan->at += size;
	return true;
}

bool scan_text(struct scan *scan)
{
	while (scan->at < scan->size) {
		if (scan->bytes[scan->at] == '\n') {
			scan->before = 0;
			scan->at++;
		} else if (!scan_character(scan)) {
			return false;
		}
	}
	return true;
}
