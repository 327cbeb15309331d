/* What is hostile in letters: what turns, hides, looks like another, or comes in floods. */
#include "hostile/position.h"

/* ── Directions and the invisible ───────────────────────────────────────────────────────────── */

static const struct text_case directions[] = {
	{ "rlo",      "\\u202e", NULL }, { "lri",      "\\u2066", NULL }, { "rli",
	                "\\u2067", NULL },
	{ "pdi",      "\\u2069", NULL }, { "lre",      "\\u202a", NULL }, { "rle",
	                "\\u202b", NULL },
	{ "pdf",      "\\u202c", NULL }, { "lro",      "\\u202d", NULL }, { "fsi",
	                "\\u2068", NULL },
	{ "lrm",      "\\u200e", NULL }, { "rlm",      "\\u200f", NULL }, { "alm",
	                "\\u061c", NULL },
	{ "swap",     "\\u202egpj.exe", NULL },
	{ "source",   "/*\\u202e } \\u2066if (a)\\u2069 \\u2066 begin */", NULL },
	{ "nested",   "\\u2067\\u2067\\u2067\\u2067\\u2067\\u2067\\u2067\\u2067", NULL },
	{ "letters",  "\\u05e9\\u05dc\\u05d5\\u05dd", NULL },
	{ "arabic",   "\\u0645\\u0631\\u062d\\u0628\\u0627 42", NULL },
};

void write_bidi(struct pile *pile)
{
	struct spread raw = { .few = 5, .core = 2, .is_raw = true };
	position_spread(pile, directions, ROWS(directions), raw);
	for (size_t i = 0; i < ROWS(directions); i++) {
		struct text_case row = directions[i];
		char name[64];
		snprintf(name, sizeof(name), "%s-escaped", row.name);
		row.name = name;
		position_fill(pile, &positions[POSITION_NAME], &row, false);
	}
}

static const struct text_case invisibles[] = {
	{ "zwsp",          "\\u200b", NULL },
	{ "tags",          "\\U000e0041\\U000e0042\\U000e007f", NULL },
	{ "zwnj",          "\\u200c", NULL },
	{ "zwj",           "\\u200d", NULL },
	{ "soft-hyphen",   "\\xad", NULL },
	{ "no-break",      "\\xa0", NULL },
	{ "grapheme",      "\\u034f", NULL },
	{ "hangul",        "\\u115f\\u1160", NULL },
	{ "hangul-filler", "\\u3164", NULL },
	{ "hangul-half",   "\\uffa0", NULL },
	{ "khmer",         "\\u17b4\\u17b5", NULL },
	{ "mongolian",     "\\u180b\\u180c\\u180d\\u180e", NULL },
	{ "ogham",         "\\u1680", NULL },
	{ "quads",         "\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005", NULL },
	{ "thin",          "\\u2006\\u2007\\u2008\\u2009\\u200a", NULL },
	{ "line",          "\\u2028", NULL },
	{ "paragraph",     "\\u2029", NULL },
	{ "narrow",        "\\u202f\\u205f", NULL },
	{ "joiner",        "\\u2060", NULL },
	{ "operators",     "\\u2061\\u2062\\u2063\\u2064", NULL },
	{ "deprecated",    "\\u206a\\u206b\\u206c\\u206d\\u206e\\u206f", NULL },
	{ "braille",       "\\u2800", NULL },
	{ "ideographic",   "\\u3000", NULL },
	{ "selector-15",   "\\ufe0e", NULL },
	{ "selector-16",   "\\ufe0f", NULL },
	{ "selectors",     "\\ufe00\\ufe01\\U000e0100\\U000e01ef", NULL },
	{ "mark",          "\\ufeff", NULL },
	{ "annotation",    "\\ufff9a\\ufffab\\ufffb", NULL },
	{ "object",        "\\ufffc", NULL },
	{ "shorthand",     "\\U0001bca0\\U0001bca3", NULL },
	{ "music",         "\\U0001d159\\U0001d173\\U0001d17a", NULL },
	{ "khitan",        "\\U00016fe4", NULL },
	{ "egyptian",      "\\U00013430\\U00013431", NULL },
	{ "arabic-signs",  "\\u0600\\u06dd\\u08e2\\U000110bd", NULL },
	{ "flag-of-tags",  "\\U0001f3f4\\U000e0067\\U000e0062\\U000e007f", NULL },
	{ "emoji-zwj",     "\\U0001f468\\u200d\\U0001f469\\u200d\\U0001f467", NULL },
	{ "zwj-ascii",     "a\\u200db\\u200cc\\ufe0f", NULL },
	{ "zwj-run",       "\\u1019\\u200d\\u200d\\u200d\\u200d\\u1019", NULL },
	{ "keycap",        "1\\ufe0f\\u20e3", NULL },
	{ "persian",       "\\u0645\\u06cc\\u200c\\u062e\\u0648\\u0627\\u0647\\u0645", NULL },
};

void write_invisible(struct pile *pile)
{
	struct spread raw = { .few = 2, .core = 2, .is_raw = true };
	position_spread(pile, invisibles, ROWS(invisibles), raw);
	for (size_t i = 0; i < ROWS(invisibles); i++) {
		struct text_case row = invisibles[i];
		char name[64];
		snprintf(name, sizeof(name), "%s-escaped", row.name);
		row.name = name;
		position_fill(pile, &positions[POSITION_ID], &row, false);
	}
}

/* ── Look-alikes ────────────────────────────────────────────────────────────────────────────── */

/* Two people in a file; only what is hostile tells the second from the first. */
static const struct text_case lookalikes[] = {
	{ "cyrillic",    "Anna \\u0412ell", NULL },
	{ "cyrillic-a",  "\\u0410nna Bell", NULL },
	{ "greek",       "Anna \\u0392ell", NULL },
	{ "digit",       "Anna Be1l", NULL },
	{ "capital-i",   "Anna BeIl", NULL },
	{ "case",        "anna bell", NULL },
	{ "full-width",  "\\uff21\\uff4e\\uff4e\\uff41 Bell", NULL },
	{ "bold",        "\\U0001d400nna Bell", NULL },
	{ "double-space","Anna  Bell", NULL },
	{ "thin-space",  "Anna\\u2009Bell", NULL },
	{ "zero-width",  "Anna\\u200b Bell", NULL },
	{ "ligature",    "Anna Be\\ufb02", NULL },
	{ "dotless",     "Anna Bell\\u0131", NULL },
	{ "composed",    "\\xc5nna Bell", NULL },
	{ "decomposed",  "A\\u030anna Bell", NULL },
	{ "sign",        "\\u212bnna Bell", NULL },
	{ "dots-below",  "Ann\\u1ea1 Bell", NULL },
	{ "mark",        "Anna\\u0301 Bell", NULL },
	{ "turned",      "\\u202elleB annA", NULL },
	{ "hyphen",      "Anna\\u2011Bell", NULL },
	{ "hyphens",     "Anna-Bell \\u2010\\u2013\\u2212", NULL },
	{ "same",        "Anna Bell", NULL },
	{ "kelvin",      "\\u212aarl \\u017feidel", NULL },
	{ "long-folded", "\\ufdfa\\ufdfa\\ufdfa\\ufdfa\\ufdfa\\ufdfa\\ufdfa\\ufdfa", NULL },
};

void write_confusable(struct pile *pile)
{
	static const char by_name[] = "id: {id}-1\nkind: person\nname: Anna Bell\n---\n"
	                              "id: {id}-2\nkind: person\nname: \"{x}\"\n";
	static const char by_id[] = "id: {id}-anna-bell\nkind: person\nname: One\n---\n"
	                            "id: \"{id}-{x}\"\nkind: person\nname: Two\n";
	pile_fills(pile, "name-", by_name, lookalikes, ROWS(lookalikes));
	pile_fills(pile, "id-", by_id, lookalikes, ROWS(lookalikes));
}

/* ── Floods ─────────────────────────────────────────────────────────────────────────────────── */

struct flood { const char *name, *first, *repeated; };

static const struct flood floods[] = {
	{ "acute",       "e",            "\\u0301" },
	{ "zalgo",       "z",            "\\u0300\\u0316\\u0334\\u0489\\u20dd" },
	{ "no-base",     "",             "\\u0301" },
	{ "blank-base",  " ",            "\\u0316" },
	{ "greek",       "\\u03b1",      "\\u0344" },
	{ "family",      "\\U0001f468",  "\\u200d\\U0001f469" },
	{ "flags",       "",             "\\U0001f1f2\\U0001f1f2" },
	{ "tones",       "\\U0001f44d",  "\\U0001f3fb" },
	{ "jamo",        "",             "\\u1100" },
	{ "jamo-vowel",  "\\u1100",      "\\u1161" },
	{ "jamo-final",  "\\u1100\\u1161", "\\u11a8" },
	{ "virama",      "\\u0915",      "\\u094d\\u0915" },
	{ "burmese",     "\\u1019",      "\\u1039\\u1019" },
	{ "burmese-aa",  "\\u1019",      "\\u102c" },
	{ "thai",        "\\u0e01",      "\\u0e48" },
	{ "tibetan",     "\\u0f40",      "\\u0f90" },
	{ "hebrew",      "\\u05d0",      "\\u05b7" },
	{ "selector",    "\\u2764",      "\\ufe0f" },
	{ "enclosing",   "1",            "\\u20e3" },
	{ "grows",       "",             "\\ufdfa" },
	{ "wide",        "",             "\\uff37" },
	{ "prepended",   "",             "\\U000110bd" },
};

static void write_flood(struct pile *pile, const struct flood *flood, size_t times)
{
	char name[64];
	struct bytes once = {0}, x = {0};
	bytes_unescape(&x, flood->first);
	bytes_unescape(&once, flood->repeated);
	for (size_t i = 0; i < times; i++)
		bytes_add(&x, once.items, once.size);
	snprintf(name, sizeof(name), "%s-%zu", flood->name, times);
	pile_fill(pile, name, NULL, positions[POSITION_NAME].template, &x);
	snprintf(name, sizeof(name), "%s-%zu-body", flood->name, times);
	pile_fill(pile, name, NULL, positions[POSITION_BODY].template, &x);
	bytes_release(&once);
	bytes_release(&x);
}

void write_combining(struct pile *pile)
{
	for (size_t i = 0; i < ROWS(floods); i++) {
		write_flood(pile, &floods[i], 5);
		write_flood(pile, &floods[i], 500);
	}
	write_flood(pile, &floods[0], pile->large / 8);
	write_flood(pile, &floods[5], pile->large / 32);
	write_flood(pile, &floods[8], pile->large / 16);
	write_flood(pile, &floods[12], pile->large / 32);
}
