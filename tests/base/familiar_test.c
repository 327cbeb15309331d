#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/familiar.h"
#include "base/icu.h"
#include "base/unicode.h"

enum { MAX_CODE_POINT = 0x10FFFF };

static int property(uint32_t code_point, UProperty property)
{
	return icu()->u_getIntPropertyValue((UChar32)code_point, property);
}

static void check_marks(uint32_t code_point, const struct familiar *familiar)
{
	uint32_t category = U_MASK(icu()->u_charType((UChar32)code_point));
	if (familiar->is_mark != ((category & U_GC_M_MASK) != 0))
		fail_msg("U+%04X is a mark to one and a sign to the other", code_point);
	if (!familiar->is_mark && code_point != ' ' &&
	    !(category & (U_GC_L_MASK | U_GC_N_MASK | U_GC_P_MASK | U_GC_S_MASK)))
		fail_msg("U+%04X does not show", code_point);
	if (property(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		fail_msg("U+%04X may be left out", code_point);
}

static void check_width(uint32_t code_point, const struct familiar *familiar)
{
	uint32_t category = U_MASK(icu()->u_charType((UChar32)code_point));
	int east_asian = property(code_point, UCHAR_EAST_ASIAN_WIDTH);
	if (familiar->width != !(category & (U_GC_MN_MASK | U_GC_ME_MASK)))
		fail_msg("U+%04X is %d wide", code_point, familiar->width);
	if (east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH)
		fail_msg("U+%04X is two wide", code_point);
}

static void check_clusters(uint32_t code_point, const struct familiar *familiar)
{
	int part = property(code_point, UCHAR_GRAPHEME_CLUSTER_BREAK);
	bool is_extending = part == U_GCB_EXTEND || part == U_GCB_SPACING_MARK;
	if (familiar->is_extending != is_extending || (!is_extending && part != U_GCB_OTHER))
		fail_msg("U+%04X takes another place in a cluster", code_point);
	if (icu()->u_getCombiningClass((UChar32)code_point) == 9 && code_point != 0x103A &&
	    code_point != 0x1039)
		fail_msg("U+%04X is a virama", code_point);
}

static void check_the_rest(uint32_t code_point, const struct familiar *familiar)
{
	UErrorCode error = U_ZERO_ERROR;
	bool is_myanmar = icu()->uscript_getScript((UChar32)code_point, &error) == USCRIPT_MYANMAR;
	bool is_letter = U_MASK(icu()->u_charType((UChar32)code_point)) &
	                 (U_GC_L_MASK | U_GC_M_MASK);
	UCharDirection direction = icu()->u_charDirection((UChar32)code_point);
	if (familiar->joins != (is_myanmar && is_letter))
		fail_msg("U+%04X joins to one only", code_point);
	if (property(code_point, UCHAR_EXTENDED_PICTOGRAPHIC))
		fail_msg("U+%04X is a pictograph", code_point);
	if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
		fail_msg("U+%04X is written from right to left", code_point);
}

static void says_what_icu_says(void **state)
{
	unsigned compared = 0;
	(void)state;
	for (uint32_t code_point = 0; code_point <= MAX_CODE_POINT; code_point++) {
		const struct familiar *familiar = familiar_find(code_point);
		if (!familiar)
			continue;
		compared++;
		check_marks(code_point, familiar);
		check_width(code_point, familiar);
		check_clusters(code_point, familiar);
		check_the_rest(code_point, familiar);
	}
	assert_true(compared > 1500);
}

/* What names, and the panes themselves, are made of. */
static void knows_what_a_screen_is_made_of(void **state)
{
	static const char text[] = "Алексей မင်းအောင်လှိုင် သမ္မတ → ─ │ ┤ • … “é” – € ▸ ░";
	struct str str = { text, sizeof text - 1 };
	size_t size;
	(void)state;
	for (size_t at = 0; at < str.size; at += size) {
		uint32_t code_point = unicode_decode(str, at, &size);
		if (!familiar_find(code_point))
			fail_msg("U+%04X is not familiar", code_point);
	}
}

static void leaves_to_icu_what_needs_more_than_a_table(void **state)
{
	static const uint32_t others[] = {
		'\n', 0x7F, 0x00A0, 0x00A9, 0x00AD, 0x034F, 0x0378, 0x0590, 0x1100, 0x200D,
		0x203C, 0x20C1, 0x25AA, 0x3000, 0x4E00, 0xFE0F, 0xFFFC, 0x1F600, 0x110000,
	};
	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (familiar_find(others[i]))
			fail_msg("U+%04X is familiar", others[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_icu_says),
		cmocka_unit_test(knows_what_a_screen_is_made_of),
		cmocka_unit_test(leaves_to_icu_what_needs_more_than_a_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
