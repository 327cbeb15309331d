#include "base/unicode.h"

#include <string.h>

#include "base/arena.h"
#include "base/cyrillic.h"
#include "base/familiar.h"
#include "base/icu.h"
#include "base/myanmar.h"
#include "base/plain.h"
#include "base/unicode_parts.h"

/* What a thread opened of ICU. Each is opened by the first text that needs it; one that cannot be
 * (its data is missing) stays NULL, and the text is treated as if it were plain. */
static _Thread_local struct {
	UBreakIterator *clusters, *words;
	UCollator *order;
	UTransliterator *latin, *ascii;
	USpoofChecker *looks;
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
	if (opened.order)
		icu_i18n()->ucol_close(opened.order);
	if (opened.latin)
		icu_i18n()->utrans_close(opened.latin);
	if (opened.ascii)
		icu_i18n()->utrans_close(opened.ascii);
	if (opened.looks)
		icu_i18n()->uspoof_close(opened.looks);
	opened.clusters = opened.words = NULL;
	opened.order = NULL;
	opened.latin = opened.ascii = NULL;
	opened.looks = NULL;
	opened.cut = (struct str){0};
}

void unicode_finish(void)
{
	const struct icu_common *common = atomic_load(&icu_common_loaded);
	unicode_close();
	if (common)
		common->u_cleanup();
}

/* ---- what a code point is ---- */

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

static bool is_of(uint32_t code_point, uint32_t categories)
{
	return U_MASK(icu()->u_charType((UChar32)code_point)) & categories;
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
	if (is_of(code_point, ZERO_WIDTH_MASK))
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
	if (code_point > 0x10FFFF || !is_of(code_point, VISIBLE_MASK | U_GC_M_MASK) ||
	    is_invisible(code_point))
		return UNICODE_FORBIDDEN;
	return is_of(code_point, U_GC_M_MASK) || unicode_width(code_point) == 0
	               ? UNICODE_MARK : UNICODE_PRINTABLE;
}

static UScriptCode script_of(uint32_t code_point)
{
	UErrorCode error = U_ZERO_ERROR;
	return icu()->uscript_getScript((UChar32)code_point, &error);
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
	if (code_point < 0x600 || !is_of(code_point, U_GC_L_MASK | U_GC_M_MASK))
		return false;
	UScriptCode script = script_of(code_point);
	for (size_t i = 0; i < sizeof(joining_scripts) / sizeof(*joining_scripts); i++)
		if (joining_scripts[i] == script)
			return true;
	return false;
}

bool unicode_is_virama(uint32_t code_point)
{
	if (code_point < 0x900 || familiar_find(code_point))
		return false;           /* so is the asat of Burmese, which only kills a vowel */
	return icu()->u_getCombiningClass((UChar32)code_point) == 9;
}

bool unicode_is_pictograph(uint32_t code_point)
{
	return code_point >= 0xA9 && !familiar_find(code_point) &&
	       has(code_point, UCHAR_EXTENDED_PICTOGRAPHIC);
}

bool unicode_is_right_to_left(uint32_t code_point)
{
	if (code_point < 0x590 || familiar_find(code_point))
		return false;
	UCharDirection direction = icu()->u_charDirection((UChar32)code_point);
	return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

/* ---- cutting: grapheme clusters and words ---- */

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

/* The size of a cluster that is an ordinary base with ordinary marks behind; 0 if more has to be
 * known. */
static size_t simple_cluster_size(struct str window)
{
	size_t size, end;
	if (cluster_part(unicode_decode(window, 0, &end)) != BEGINS)
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

/* ---- folding ---- */

enum {
	ISLAND_SIZE = 1024,             /* bytes that are folded at once */
	ISLAND_UNITS = 8 * ISLAND_SIZE  /* UTF-16; NFKC makes 6 of a byte at most (of U+FDFA) */
};

static const UNormalizer2 *casefolder(void)
{
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *normalizer = icu()->unorm2_getNFKCCasefoldInstance(&error);
	return U_SUCCESS(error) ? normalizer : NULL;
}

/* Where the stretch from `at` ends that has to be folded as one: before the next plain character,
 * to which nothing reaches back. Running text without any is cut before a base. */
static size_t island_end(struct str text, size_t at)
{
	const UNormalizer2 *normalizer = casefolder();
	size_t size, end = at, last_base = at;
	do {
		uint32_t code_point = unicode_decode(text, end, &size);
		if (end > at && (code_point < 0x80 || plain_folded(code_point)))
			return end;
		if (end - at > ISLAND_SIZE - 4)
			return last_base > at ? last_base : end;
		if (end - at > ISLAND_SIZE / 2 && !is_of(code_point, U_GC_M_MASK) && normalizer &&
		    icu()->unorm2_hasBoundaryBefore(normalizer, (UChar32)code_point))
			last_base = end;
		end += size;
	} while (end < text.size);
	return end;
}

static int32_t write_units(UChar *units, struct str text)
{
	int32_t count = 0;
	size_t size;
	for (size_t at = 0; at < text.size; at += size) {
		uint32_t code_point = unicode_decode(text, at, &size);
		U16_APPEND_UNSAFE(units, count, code_point);
	}
	return count;
}

static void add_code_point(struct text *out, uint32_t code_point)
{
	char bytes[4];
	size_t size = unicode_encode(code_point, bytes);
	text_add(out, (struct str){ bytes, size });
}

static void add_units(struct text *out, const UChar *units, int32_t count)
{
	for (int32_t i = 0; i < count;) {
		uint32_t code_point;
		U16_NEXT(units, i, count, code_point);
		add_code_point(out, code_point);
	}
}

static bool loses_marks(uint32_t code_point)
{
	UScriptCode script = script_of(code_point);
	return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

/* The letter that `code_point` is without its marks. */
static uint32_t without_marks(uint32_t code_point)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar units[8];
	uint32_t letter;
	const UNormalizer2 *normalizer = icu()->unorm2_getNFDInstance(&error);
	int32_t i = 0, count = icu()->unorm2_getDecomposition(normalizer, (UChar32)code_point,
	                                                      units, 8, &error);
	if (U_FAILURE(error) || count <= 0)
		return code_point;
	U16_NEXT(units, i, count, letter);
	return letter;
}

/* Write case-folded `units` as the search compares them. */
static void add_folded(struct text *out, const UChar *units, int32_t count)
{
	bool drops_marks = false;
	for (int32_t i = 0; i < count;) {
		uint32_t code_point;
		U16_NEXT(units, i, count, code_point);
		if (is_of(code_point, U_GC_MN_MASK | U_GC_ME_MASK)) {
			if (!drops_marks)
				add_code_point(out, code_point);
			continue;
		}
		drops_marks = loses_marks(code_point);
		if (drops_marks)
			code_point = without_marks(code_point);
		const char *plain = plain_letter(code_point);
		if (!plain)
			plain = plain_folded(code_point);
		if (plain)
			text_add(out, str_of(plain));
		else
			add_code_point(out, code_point);
	}
}

/* Case-fold all of `text` into `out`, with or without the marks of Latin, Greek and Cyrillic. */
static void fold(struct text *out, struct str text, bool keeps_marks)
{
	size_t at = 0;
	while ((at = plain_fold(out, text, at)) < text.size) {
		struct str island = str_slice(text, at, island_end(text, at) - at);
		UChar units[ISLAND_SIZE], folded[ISLAND_UNITS];
		const UNormalizer2 *normalizer = casefolder();
		UErrorCode error = U_ZERO_ERROR;
		int32_t count = write_units(units, island);
		if (normalizer)
			count = icu()->unorm2_normalize(normalizer, units, count, folded,
			                                ISLAND_UNITS, &error);
		if (!normalizer || U_FAILURE(error))
			text_add(out, island);
		else if (keeps_marks)
			add_units(out, folded, count);
		else
			add_folded(out, folded, count);
		at += island.size;
	}
}

struct str unicode_fold(struct arena *arena, struct str text)
{
	struct text out = { .arena = arena };
	fold(&out, text, false);
	return text_str(&out);
}

struct str unicode_fold_case(struct arena *arena, struct str text)
{
	struct text out = { .arena = arena };
	fold(&out, text, true);
	return text_str(&out);
}

/* ---- comparing word for word ---- */

enum { PIECE_SIZE = 256, PIECE_UNITS = 8 * PIECE_SIZE };

size_t unicode_add_nfkc(struct text *out, struct str text, size_t at)
{
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *normalizer = icu()->unorm2_getNFKCInstance(&error);
	size_t size, end = at;
	unicode_decode(text, end, &size);
	end += size;
	while (U_SUCCESS(error) && end < text.size && (unsigned char)text.bytes[end] >= 0x80 &&
	       end - at <= PIECE_SIZE - 4) {
		uint32_t code_point = unicode_decode(text, end, &size);
		if (icu()->unorm2_hasBoundaryBefore(normalizer, (UChar32)code_point))
			break;
		end += size;
	}

	UChar units[PIECE_SIZE], normal[PIECE_UNITS];
	struct str piece = str_slice(text, at, end - at);
	int32_t count = write_units(units, piece);
	if (U_SUCCESS(error))
		count = icu()->unorm2_normalize(normalizer, units, count, normal, PIECE_UNITS,
		                                &error);
	if (U_SUCCESS(error))
		add_units(out, normal, count);
	else
		text_add(out, piece);
	return piece.size;
}

bool unicode_is_of_word(uint32_t code_point)
{
	if (code_point < 0x80)
		return (code_point >= '0' && code_point <= '9') ||
		       ((code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z');
	return icu()->u_isalpha((UChar32)code_point) && loses_marks(code_point);
}

/* ---- transliteration ---- */

static UTransliterator *open_transliterator(const char *name)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar id[32];
	return icu_i18n()->utrans_openU(id, write_units(id, str_of(name)), UTRANS_FORWARD, NULL, 0,
	                                NULL, &error);
}

static bool transliterate(UTransliterator *transliterator, struct text *out, struct str text)
{
	UChar units[ISLAND_UNITS];
	UErrorCode error = U_ZERO_ERROR;
	if (!transliterator || text.size > ISLAND_SIZE)
		return false;
	int32_t count = write_units(units, text), limit = count;
	icu_i18n()->utrans_transUChars(transliterator, units, &count, ISLAND_UNITS, 0, &limit,
	                               &error);
	if (U_FAILURE(error))
		return false;
	add_units(out, units, count);
	return true;
}

bool unicode_add_latin(struct text *out, struct str word)
{
	if (!opened.latin)
		opened.latin = open_transliterator("Any-Latin; Latin-ASCII");
	return transliterate(opened.latin, out, word);
}

bool unicode_add_ascii(struct text *out, struct str latin)
{
	if (!opened.ascii)
		opened.ascii = open_transliterator("Latin-ASCII");
	return transliterate(opened.ascii, out, latin);
}

void unicode_add_look(struct text *out, uint32_t code_point)
{
	enum { MAX_LOOK_UNITS = 64 };   /* more than any letter's in the table of confusables */
	UErrorCode error = U_ZERO_ERROR;
	UChar letter[U16_MAX_LENGTH], units[MAX_LOOK_UNITS];
	int32_t size = 0, count = 0;
	if (!opened.looks)
		opened.looks = icu_i18n()->uspoof_open(&error);
	U16_APPEND_UNSAFE(letter, size, code_point);
	if (opened.looks)
		count = icu_i18n()->uspoof_getSkeleton(opened.looks, 0, letter, size, units,
		                                       MAX_LOOK_UNITS, &error);
	if (U_FAILURE(error) || count <= 0)
		add_code_point(out, code_point);
	else
		add_units(out, units, count);
}

bool unicode_is_blank(uint32_t code_point)
{
	return icu()->u_isUWhiteSpace((UChar32)code_point);
}

bool unicode_is_dash(uint32_t code_point)
{
	return is_of(code_point, U_GC_PD_MASK);
}

bool unicode_is_quotation_mark(uint32_t code_point)
{
	return is_of(code_point, U_GC_PI_MASK | U_GC_PF_MASK);
}

bool unicode_is_hidden(uint32_t code_point)
{
	return is_of(code_point, U_GC_CF_MASK | U_GC_CC_MASK) ||
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
	if (code_point < 0x370)
		return false;
	UScriptCode script = script_of(code_point);
	return script != USCRIPT_LATIN && script != USCRIPT_COMMON &&
	       script != USCRIPT_INHERITED && script != USCRIPT_UNKNOWN;
}

/* ---- order ---- */

enum { MAX_SORTED_SIZE = 4096 };        /* bytes; what follows does not change the order */

struct str unicode_sort_key(struct arena *arena, struct str text)
{
	UErrorCode error = U_ZERO_ERROR;
	if (!opened.order)
		opened.order = icu_i18n()->ucol_open("", &error);
	if (!opened.order)
		return unicode_fold(arena, text);

	struct str start = str_slice(text, 0, MAX_SORTED_SIZE);
	UChar units[MAX_SORTED_SIZE];
	uint8_t key[1024], *longer = key;
	int32_t count = write_units(units, start);
	int32_t size = icu_i18n()->ucol_getSortKey(opened.order, units, count, key, sizeof(key));
	if (size > (int32_t)sizeof(key)) {
		longer = arena_take(arena, (size_t)size);
		icu_i18n()->ucol_getSortKey(opened.order, units, count, longer, size);
	}
	return str_copy(arena, (struct str){ (char *)longer, size > 0 ? (size_t)size - 1 : 0 });
}
