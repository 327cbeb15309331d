#include "base/unicode.h"

#include <string.h>

#include "base/arena.h"
#include "base/familiar.h"
#include "base/icu.h"
#include "base/plain.h"
#include "base/unicode_parts.h"

/* What a thread opened of ICU. Each is opened by the first text that needs it; one that cannot be
 * (its data is missing) stays NULL, and the text is treated as if it were plain. */
static _Thread_local struct {
	UBreakIterator *clusters, *words;
	UText text;                     /* what a break iterator is shown; lasts for one call */
	struct str cut;                 /* what `words` stands in, see open_words() */
} opened = { .text = UTEXT_INITIALIZER };

/* What the program was built with: a library of the same major version has the same Unicode and,
 * but for corrections, the same data. It need not be loaded to be asked. */
struct str unicode_version(void)
{
	return STR("ICU " U_ICU_VERSION ", Unicode " U_UNICODE_VERSION);
}

/* Only what was opened is closed, for that alone no library is loaded. */
void unicode_close(void)
{
	if (opened.clusters)
		icu()->ubrk_close(opened.clusters);
	if (opened.words)
		icu()->ubrk_close(opened.words);
	if (opened.clusters || opened.words)
		icu()->utext_close(&opened.text);
	opened.clusters = opened.words = NULL;
	opened.cut = (struct str){0};
	unicode_close_forms();
}

bool unicode_load(struct fault *why)
{
	return icu_load(why);
}

void unicode_finish(void)
{
	const struct icu_common *common = atomic_load(&icu_common_loaded);
	unicode_close();
	if (common)
		common->u_cleanup();
}

/* ── What a code point is ───────────────────────────────────────────────────────────────────── */

/* Where the terminals' C library differs from the rules of unicode_width(). Sorted. */
static const struct {
	uint32_t first, last;
	int width;
} odd_widths[] = {
	{ 0x00AD,  0x00AD,  1 },        /* soft hyphen */
	{ 0x0600,  0x0605,  1 },        /* Arabic signs that stand under a number */
	{ 0x06DD,  0x06DD,  1 },
	{ 0x070F,  0x070F,  1 },
	{ 0x0890,  0x0891,  1 },
	{ 0x08E2,  0x08E2,  1 },
	{ 0x1160,  0x11FF,  0 },        /* vowels and finals of Hangul, drawn into what is before */
	{ 0x3248,  0x324F,  2 },        /* numbers in black squares */
	{ 0x4DC0,  0x4DFF,  2 },        /* hexagrams */
	{ 0xD7B0,  0xD7FF,  0 },
	{ 0x110BD, 0x110BD, 1 },
	{ 0x110CD, 0x110CD, 1 },
};

enum {
	ZERO_WIDTH_MASK = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK |
	                  U_GC_ZL_MASK | U_GC_ZP_MASK,
	VISIBLE_MASK = U_GC_L_MASK | U_GC_N_MASK | U_GC_P_MASK | U_GC_S_MASK
};

static bool has(uint32_t code_point, UProperty property)
{
	return icu()->u_hasBinaryProperty((UChar32)code_point, property);
}

int unicode_width(uint32_t code_point)
{
	if (code_point < 0x300)
		return (code_point >= ' ' && code_point < 0x7F) || code_point >= 0xA0;
	const struct familiar *familiar = familiar_find(code_point);
	if (familiar)
		return familiar->width;
	for (size_t i = 0; i < sizeof(odd_widths) / sizeof(*odd_widths); i++)
		if (code_point >= odd_widths[i].first && code_point <= odd_widths[i].last)
			return odd_widths[i].width;
	if (icu_is_of(code_point, ZERO_WIDTH_MASK))
		return 0;
	int east_asian = icu()->u_getIntPropertyValue((UChar32)code_point,
	                                              UCHAR_EAST_ASIAN_WIDTH);
	return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

static bool is_joiner(uint32_t code_point)
{
	return code_point == UNICODE_ZWJ || code_point == UNICODE_ZWNJ ||
	       code_point == UNICODE_VS15 || code_point == UNICODE_VS16;
}

/* Visible by its category, but a blank, a filler or a placeholder. */
static bool is_invisible(uint32_t code_point)
{
	return has(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
	       code_point == 0x2800 ||          /* BRAILLE PATTERN BLANK */
	       code_point == 0xFFFC ||          /* OBJECT REPLACEMENT CHARACTER */
	       code_point == 0x16FE4 ||         /* KHITAN SMALL SCRIPT FILLER */
	       code_point == 0x1D159;           /* MUSICAL SYMBOL NULL NOTEHEAD */
}

enum unicode_class unicode_class(uint32_t code_point)
{
	if (code_point < 0x7F)
		return code_point >= ' ' ? UNICODE_PRINTABLE : UNICODE_FORBIDDEN;
	const struct familiar *familiar = familiar_find(code_point);
	if (familiar)
		return familiar->is_mark ? UNICODE_MARK : UNICODE_PRINTABLE;
	if (is_joiner(code_point))
		return UNICODE_JOINER;
	if (code_point == 0x3000)
		return UNICODE_PRINTABLE;
	if (code_point > 0x10FFFF || !icu_is_of(code_point, VISIBLE_MASK | U_GC_M_MASK) ||
	    is_invisible(code_point))
		return UNICODE_FORBIDDEN;
	return icu_is_of(code_point, U_GC_M_MASK) || unicode_width(code_point) == 0
	               ? UNICODE_MARK : UNICODE_PRINTABLE;
}

bool unicode_joins(uint32_t code_point)
{
	static const UScriptCode joining_scripts[] = {
		USCRIPT_ARABIC,    USCRIPT_SYRIAC,  USCRIPT_NKO,      USCRIPT_MANDAIC,
		USCRIPT_MONGOLIAN, USCRIPT_DEVANAGARI, USCRIPT_BENGALI, USCRIPT_GURMUKHI,
		USCRIPT_GUJARATI,  USCRIPT_ORIYA,   USCRIPT_TAMIL,    USCRIPT_TELUGU,
		USCRIPT_KANNADA,   USCRIPT_MALAYALAM, USCRIPT_SINHALA, USCRIPT_MYANMAR,
		USCRIPT_KHMER,     USCRIPT_JAVANESE, USCRIPT_BALINESE, USCRIPT_CHAKMA,
	};
	const struct familiar *familiar = familiar_find(code_point);
	if (familiar)
		return familiar->joins;
	if (code_point < 0x600 || !icu_is_of(code_point, U_GC_L_MASK | U_GC_M_MASK))
		return false;
	UScriptCode script = icu_script_of(code_point);
	for (size_t i = 0; i < sizeof(joining_scripts) / sizeof(*joining_scripts); i++)
		if (joining_scripts[i] == script)
			return true;
	return false;
}

bool unicode_is_virama(uint32_t code_point)
{
	enum { BURMESE_VIRAMA = 0x1039 };
	if (code_point == BURMESE_VIRAMA)
		return true;
	if (code_point < 0x900 || familiar_find(code_point))
		return false;           /* so is the asat of Burmese, which only kills a vowel */
	return icu()->u_getCombiningClass((UChar32)code_point) == 9;
}

bool unicode_is_pictograph(uint32_t code_point)
{
	return code_point >= 0xA9 && !familiar_find(code_point) &&
	       has(code_point, UCHAR_EXTENDED_PICTOGRAPHIC);
}

bool unicode_is_blank(uint32_t code_point)
{
	return icu()->u_isUWhiteSpace((UChar32)code_point);
}

bool unicode_is_dash(uint32_t code_point)
{
	return icu_is_of(code_point, U_GC_PD_MASK);
}

bool unicode_is_quotation_mark(uint32_t code_point)
{
	return icu_is_of(code_point, U_GC_PI_MASK | U_GC_PF_MASK);
}

bool unicode_is_hidden(uint32_t code_point)
{
	return icu_is_of(code_point, U_GC_CF_MASK | U_GC_CC_MASK) ||
	       has(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool unicode_is_alphanumeric(uint32_t code_point)
{
	return icu()->u_isalnum((UChar32)code_point);
}

bool unicode_is_capital(uint32_t code_point)
{
	return icu()->u_isupper((UChar32)code_point);
}

bool unicode_is_foreign(uint32_t code_point)
{
	if (code_point < 0x370 || plain_folded(code_point))
		return false;
	if (plain_has(code_point))
		return true;
	UScriptCode script = icu_script_of(code_point);
	return script != USCRIPT_LATIN && script != USCRIPT_COMMON &&
	       script != USCRIPT_INHERITED && script != USCRIPT_UNKNOWN;
}

/* ── Cutting: grapheme clusters and words ───────────────────────────────────────────────────── */

/* What a code point does to the grapheme cluster before it. */
enum cluster_part {
	BEGINS,                 /* nothing, and is an ordinary base */
	EXTENDS,                /* belongs to it, as marks do */
	LINKS,                  /* and may join it to what comes: joiners, viramas */
	SPECIAL                 /* a control, Hangul, a flag, a prefixed sign */
};

static enum cluster_part cluster_part(uint32_t code_point)
{
	const struct familiar *familiar = familiar_find(code_point);
	if (familiar)
		return familiar->is_extending ? EXTENDS : BEGINS;
	int class = icu()->u_getIntPropertyValue((UChar32)code_point,
	                                         UCHAR_GRAPHEME_CLUSTER_BREAK);
	if (class == U_GCB_ZWJ || (class == U_GCB_EXTEND && unicode_is_virama(code_point)))
		return LINKS;
	if (class == U_GCB_EXTEND || class == U_GCB_SPACING_MARK)
		return EXTENDS;
	return class == U_GCB_OTHER ? BEGINS : SPECIAL;
}

/* The size of a cluster that is an ordinary base with ordinary marks behind, or marks alone, which
 * are left where a cluster was too wide; 0 if more has to be known. */
static size_t simple_cluster_size(struct str window)
{
	size_t size, end;
	enum cluster_part first = cluster_part(unicode_decode(window, 0, &end));
	if (first != BEGINS && first != EXTENDS)
		return 0;
	for (; end < window.size; end += size) {
		enum cluster_part next = cluster_part(unicode_decode(window, end, &size));
		if (next == LINKS)
			return 0;
		if (next != EXTENDS)
			break;
	}
	return end;
}

/* Show `text` to a break iterator; false if there is none. */
static bool set_text(UBreakIterator *iterator, struct str text)
{
	UErrorCode error = U_ZERO_ERROR;
	if (!iterator)
		return false;
	icu()->utext_openUTF8(&opened.text, text.bytes, (int64_t)text.size, &error);
	icu()->ubrk_setUText(iterator, &opened.text, &error);
	return U_SUCCESS(error);
}

size_t unicode_cluster_size(struct str window)
{
	UErrorCode error = U_ZERO_ERROR;
	size_t size = simple_cluster_size(window);
	if (size)
		return size;
	if (!opened.clusters)
		opened.clusters = icu()->ubrk_open(UBRK_CHARACTER, "", NULL, 0, &error);

	int32_t end = UBRK_DONE;
	if (set_text(opened.clusters, window))
		end = icu()->ubrk_following(opened.clusters, 0);
	if (end > 0)
		return (size_t)end;
	unicode_decode(window, 0, &size);
	return size;
}

/* Let the iterator stand in `folded`. Loops over two texts may be interleaved: each finds that the
 * other took the iterator, and takes it back. */
static bool open_words(struct str folded)
{
	UErrorCode error = U_ZERO_ERROR;
	if (!opened.words)
		opened.words = icu()->ubrk_open(UBRK_WORD, "", NULL, 0, &error);
	if (opened.cut.bytes == folded.bytes && opened.cut.size == folded.size)
		return true;
	opened.cut = (struct str){0};
	if (folded.size > INT32_MAX || !set_text(opened.words, folded))
		return false;
	opened.cut = folded;
	return true;
}

struct unicode_words unicode_words_begin(struct str folded)
{
	struct unicode_words words = { .folded = folded };
	if (plain_holds(folded))
		return words;
	opened.cut = (struct str){0};
	if (open_words(folded))
		words.breaks = &opened;
	return words;
}

/* The boundary behind byte `at`, which need not be one itself; UBRK_DONE at the end. */
static int32_t next_boundary(int32_t at)
{
	if (icu()->ubrk_current(opened.words) != at &&
	    !icu()->ubrk_isBoundary(opened.words, at))
		return icu()->ubrk_current(opened.words);
	return icu()->ubrk_next(opened.words);
}

/* ICU takes @ for a letter, for the sake of addresses, while to us it begins a citation, and a mere
 * line for a word. So what may be such is cut once more, and `at` may come to stand within it. */
bool unicode_words_next(struct unicode_words *words, struct str *word)
{
	struct str folded = words->folded;
	if (!words->breaks || !open_words(folded))
		return plain_next_word(folded, &words->at, word);

	while (words->at < folded.size) {
		int32_t end = next_boundary((int32_t)words->at);
		if (end == UBRK_DONE)
			break;
		struct str found = str_slice(folded, words->at, (size_t)end - words->at);
		bool is_word = icu()->ubrk_getRuleStatus(opened.words) >= UBRK_WORD_NONE_LIMIT;
		if (is_word && (found.bytes[0] == '_' || memchr(found.bytes, '@', found.size))) {
			if (plain_next_word(str_slice(folded, 0, (size_t)end), &words->at, word))
				return true;
			is_word = false;
		}
		words->at = (size_t)end;
		*word = found;
		if (is_word)
			return true;
	}
	words->at = folded.size;
	return false;
}
