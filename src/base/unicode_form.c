/* The other forms of a text: folded, normal, in Latin letters, as it looks, and as it is
 * ordered. */
#include "base/unicode.h"

#include "base/arena.h"
#include "base/icu.h"
#include "base/plain.h"
#include "base/unicode_parts.h"

/* What a thread opened of ICU, as in unicode.c. */
static _Thread_local struct {
	UCollator *order;
	UTransliterator *latin, *ascii;
	USpoofChecker *looks;
} opened;

void unicode_close_forms(void)
{
	if (opened.order)
		icu_i18n()->ucol_close(opened.order);
	if (opened.latin)
		icu_i18n()->utrans_close(opened.latin);
	if (opened.ascii)
		icu_i18n()->utrans_close(opened.ascii);
	if (opened.looks)
		icu_i18n()->uspoof_close(opened.looks);
	opened.order = NULL;
	opened.latin = opened.ascii = NULL;
	opened.looks = NULL;
}

/* ── Folding ────────────────────────────────────────────────────────────────────────────────── */

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
		if (end > at && plain_has(code_point))
			return end;
		if (end - at > ISLAND_SIZE - 4)
			return last_base > at ? last_base : end;
		if (end - at > ISLAND_SIZE / 2 && !icu_is_of(code_point, U_GC_M_MASK) && normalizer &&
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
	UScriptCode script = icu_script_of(code_point);
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
		if (icu_is_of(code_point, U_GC_MN_MASK | U_GC_ME_MASK)) {
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
	while ((at = plain_fold(out, text, at, keeps_marks)) < text.size) {
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

/* ── Comparing word for word ────────────────────────────────────────────────────────────────── */

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

/* ── Transliteration ────────────────────────────────────────────────────────────────────────── */

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

/* ── Order ──────────────────────────────────────────────────────────────────────────────────── */

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
