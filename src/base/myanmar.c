#include "base/myanmar.h"

#include <uchar.h>

#include "base/unicode.h"

/* What closes a syllable, as far as its sound depends on it. */
enum final {
	FINAL_NONE,             /* open, or closed by a letter that is not heard */
	FINAL_K,                /* က် */
	FINAL_NG,               /* င် */
	FINAL_C,                /* စ် */
	FINAL_NYA,              /* ည် */
	FINAL_NY,               /* ဉ် */
	FINAL_T,                /* တ် ပ် and what is said like them */
	FINAL_N,                /* န် မ် ံ */
	FINAL_Y,                /* ယ် */
	FINAL_COUNT
};

enum vowel {
	VOWEL_A,                /* none written, ာ */
	VOWEL_WA,               /* the same behind the medial ွ or the letter ဝ */
	VOWEL_I,                /* ိ ီ */
	VOWEL_U,                /* ု ူ */
	VOWEL_AY,               /* ေ */
	VOWEL_WE,               /* the same behind ွ */
	VOWEL_E,                /* ဲ */
	VOWEL_AW,               /* ော */
	VOWEL_O,                /* ို */
	VOWEL_COUNT
};

static const char *const rhymes[VOWEL_COUNT][FINAL_COUNT] = {
	/*               none  က်     င်      စ်     ည်    ဉ်      တ်     န်      ယ်   */
	[VOWEL_A]  = { "a",  "et",  "in",   "it",  "i",  "in",   "at",  "an",   "e"  },
	[VOWEL_WA] = { "wa", "wet", "win",  "wit", "we", "win",  "ut",  "un",   "we" },
	[VOWEL_I]  = { "i",  "eik", "ein",  "eik", "i",  "ein",  "eik", "ein",  "i"  },
	[VOWEL_U]  = { "u",  "ok",  "on",   "ok",  "u",  "on",   "ok",  "on",   "u"  },
	[VOWEL_AY] = { "ay", "ek",  "ein",  "it",  "ay", "ein",  "it",  "ein",  "ay" },
	[VOWEL_WE] = { "we", "wek", "wein", "wit", "we", "wein", "wit", "wein", "we" },
	[VOWEL_E]  = { "e",  "et",  "en",   "et",  "e",  "en",   "et",  "en",   "e"  },
	[VOWEL_AW] = { "aw", "auk", "aung", "auk", "aw", "aung", "auk", "aung", "aw" },
	[VOWEL_O]  = { "o",  "aik", "aing", "aik", "o",  "aing", "aik", "aing", "o"  },
};

/* A consonant at the start of a syllable, there with ျ or ြ, and what it is at the end of one. */
struct consonant {
	const char *plain, *with_y;
	enum final final;
};

enum { FIRST_CONSONANT = 0x1000, LAST_CONSONANT = 0x1021 };

static const struct consonant consonants[] = {
	[U'က' - FIRST_CONSONANT] = { "k",  "ky",  FINAL_K    },
	[U'ခ' - FIRST_CONSONANT] = { "kh", "ch",  FINAL_K    },
	[U'ဂ' - FIRST_CONSONANT] = { "g",  "gy",  FINAL_K    },
	[U'ဃ' - FIRST_CONSONANT] = { "g",  "gy",  FINAL_K    },
	[U'င' - FIRST_CONSONANT] = { "ng", "ny",  FINAL_NG   },
	[U'စ' - FIRST_CONSONANT] = { "s",  "sy",  FINAL_C    },
	[U'ဆ' - FIRST_CONSONANT] = { "s",  "sy",  FINAL_C    },
	[U'ဇ' - FIRST_CONSONANT] = { "z",  "zy",  FINAL_C    },
	[U'ဈ' - FIRST_CONSONANT] = { "z",  "zy",  FINAL_C    },
	[U'ဉ' - FIRST_CONSONANT] = { "ny", "ny",  FINAL_NY   },
	[U'ည' - FIRST_CONSONANT] = { "ny", "ny",  FINAL_NYA  },
	[U'ဋ' - FIRST_CONSONANT] = { "t",  "ty",  FINAL_T    },
	[U'ဌ' - FIRST_CONSONANT] = { "ht", "hty", FINAL_T    },
	[U'ဍ' - FIRST_CONSONANT] = { "d",  "dy",  FINAL_T    },
	[U'ဎ' - FIRST_CONSONANT] = { "d",  "dy",  FINAL_T    },
	[U'ဏ' - FIRST_CONSONANT] = { "n",  "ny",  FINAL_N    },
	[U'တ' - FIRST_CONSONANT] = { "t",  "ty",  FINAL_T    },
	[U'ထ' - FIRST_CONSONANT] = { "ht", "hty", FINAL_T    },
	[U'ဒ' - FIRST_CONSONANT] = { "d",  "dy",  FINAL_T    },
	[U'ဓ' - FIRST_CONSONANT] = { "d",  "dy",  FINAL_T    },
	[U'န' - FIRST_CONSONANT] = { "n",  "ny",  FINAL_N    },
	[U'ပ' - FIRST_CONSONANT] = { "p",  "py",  FINAL_T    },
	[U'ဖ' - FIRST_CONSONANT] = { "ph", "phy", FINAL_T    },
	[U'ဗ' - FIRST_CONSONANT] = { "b",  "by",  FINAL_T    },
	[U'ဘ' - FIRST_CONSONANT] = { "b",  "by",  FINAL_T    },
	[U'မ' - FIRST_CONSONANT] = { "m",  "my",  FINAL_N    },
	[U'ယ' - FIRST_CONSONANT] = { "y",  "y",   FINAL_Y    },
	[U'ရ' - FIRST_CONSONANT] = { "y",  "y",   FINAL_NONE },
	[U'လ' - FIRST_CONSONANT] = { "l",  "ly",  FINAL_NONE },
	[U'ဝ' - FIRST_CONSONANT] = { "",   "y",   FINAL_NONE }, /* its w is in the vowel */
	[U'သ' - FIRST_CONSONANT] = { "th", "thy", FINAL_NONE },
	[U'ဟ' - FIRST_CONSONANT] = { "h",  "hy",  FINAL_NONE },
	[U'ဠ' - FIRST_CONSONANT] = { "l",  "ly",  FINAL_NONE },
	[U'အ' - FIRST_CONSONANT] = { "",   "y",   FINAL_NONE },
};

_Static_assert(sizeof(consonants) / sizeof(*consonants) == LAST_CONSONANT - FIRST_CONSONANT + 1,
               "a row for every consonant");

/* What a syllable may hold besides its consonants. */
enum {
	HAS_A      = 1 << 0,
	HAS_I      = 1 << 1,
	HAS_U      = 1 << 2,
	HAS_AY     = 1 << 3,
	HAS_E      = 1 << 4,
	HAS_N      = 1 << 5,            /* ံ */
	HAS_Y      = 1 << 6,
	HAS_W      = 1 << 7,
	HAS_H      = 1 << 8,
	IS_CREAKY  = 1 << 9,
	IS_HEAVY   = 1 << 10,
	IS_KILLED  = 1 << 11,
	ALL_SIGNS  = (1 << 12) - 1
};

enum {
	FIRST_SIGN = 0x102B,
	CREAKY     = 0x1037,            /* ့ */
	VISARGA    = 0x1038,            /* း */
	STACKER    = 0x1039,            /* the consonant before it closes the syllable */
	KILLER     = 0x103A,            /* ် the same; without effect behind a vowel */
	LAST_SIGN  = 0x103E
};

static const unsigned short sign_bits[LAST_SIGN - FIRST_SIGN + 1] = {
	[0x102B - FIRST_SIGN] = HAS_A,  [0x102C - FIRST_SIGN] = HAS_A,
	[0x102D - FIRST_SIGN] = HAS_I,  [0x102E - FIRST_SIGN] = HAS_I,
	[0x102F - FIRST_SIGN] = HAS_U,  [0x1030 - FIRST_SIGN] = HAS_U,
	[0x1031 - FIRST_SIGN] = HAS_AY, [0x1032 - FIRST_SIGN] = HAS_E,
	[0x1036 - FIRST_SIGN] = HAS_N,  [0x103B - FIRST_SIGN] = HAS_Y,
	[0x103C - FIRST_SIGN] = HAS_Y,  [0x103D - FIRST_SIGN] = HAS_W,
	[0x103E - FIRST_SIGN] = HAS_H,  [CREAKY - FIRST_SIGN] = IS_CREAKY,
	[VISARGA - FIRST_SIGN] = IS_HEAVY, [KILLER - FIRST_SIGN] = IS_KILLED,
};

/* Which vowel the signs make together: the first row of which all are there. */
static const struct {
	unsigned signs;
	enum vowel vowel;
} vowels[] = {
	{ HAS_AY | HAS_A,  VOWEL_AW },
	{ HAS_AY | HAS_W,  VOWEL_WE },
	{ HAS_AY,          VOWEL_AY },
	{ HAS_I | HAS_U,   VOWEL_O  },
	{ HAS_I,           VOWEL_I  },
	{ HAS_U,           VOWEL_U  },
	{ HAS_E,           VOWEL_E  },
	{ HAS_W,           VOWEL_WA },
	{ 0,               VOWEL_A  },
};

/* Vowels that are letters of their own, as the signs they stand for. */
static const struct {
	char32_t letter;
	unsigned signs;
} independent_vowels[] = {
	{ U'ဣ', HAS_I  }, { U'ဤ', HAS_I          }, { U'ဥ', HAS_U          }, { U'ဦ', HAS_U },
	{ U'ဧ', HAS_AY }, { U'ဩ', HAS_AY | HAS_A }, { U'ဪ', HAS_AY | HAS_A },
};

/* Signs that are read as a word. */
static const struct {
	char32_t sign;
	const char *latin;
} logographs[] = {
	{ U'၊', "," }, { U'။', "." }, { U'၌', "hnaik" }, { U'၍', "ywe" }, { U'၎', "lagaung" },
	{ U'၏', "i" },
};

/* Names that English writes in one way which the rules do not give. Each stands for whole
 * syllables. */
struct settled {
	const char *burmese, *latin;
};

static const struct settled settled_names[] = {
	{ "အိန္ဒိယ",       "india"       },
	{ "ဧရာဝတီ",       "ayeyarwady"  },
	{ "ကချင်",         "kachin"      },
	{ "ကယား",        "kayah"       },
	{ "ကိုးကန့်",       "kokang"      },
	{ "စစ်ကိုင်း",       "sagaing"     },
	{ "တနင်္သာရီ",      "tanintharyi" },
	{ "တပ်မတော်",      "tatmadaw"    },
	{ "ထားဝယ်",       "dawei"       },
	{ "ပုဂံ",          "bagan"       },
	{ "ပုသိမ်",         "pathein"     },
	{ "ပဲခူး",         "bago"        },
	{ "ပြည်ထောင်စု",     "pyidaungsu"  },
	{ "မကွေး",        "magway"      },
	{ "မန္တလေး",      "mandalay"    },
	{ "မော်လမြိုင်",     "mawlamyine"  },
	{ "မြန်မာ",        "myanmar"     },
	{ "မြစ်ကြီးနား",     "myitkyina"   },
	{ "မြဝတီ",        "myawaddy"    },
	{ "မွန်",          "mon"         },
	{ "ရခိုင်",         "rakhine"     },
	{ "ရန်ကုန်",        "yangon"      },
	{ "ရုရှား",         "russia"      },
	{ "လားရှိုး",       "lashio"      },
	{ "၎င်း",          "lagaung"     },
};

/* A syllable while it is read:
 *
 *	onset | medials ျ ြ ွ ှ, vowel signs, tones | final + killer, tones | or final + stacker
 */
struct syllable {
	char32_t onset;                 /* 0: begins with a vowel */
	unsigned signs;
	enum final final;
};

bool myanmar_has(uint32_t code_point)
{
	return code_point >= 0x1000 && code_point <= 0x109F;
}

static bool is_consonant(char32_t letter)
{
	return letter >= FIRST_CONSONANT && letter <= LAST_CONSONANT;
}

static unsigned bits_of(char32_t letter)
{
	return letter >= FIRST_SIGN && letter <= LAST_SIGN ? sign_bits[letter - FIRST_SIGN] : 0;
}

enum { LETTER_SIZE = 3 };       /* bytes of each letter of this block */

/* The code point at `at`, or 0 at the end. */
static char32_t letter_at(struct str text, size_t at)
{
	size_t size;
	return at < text.size ? unicode_decode(text, at, &size) : 0;
}

/* Bytes of a consonant that closes a syllable, with what says so; else 0. The dot of the creaky
 * tone stands before the killer in NFC. */
static size_t final_size(struct str text, size_t at)
{
	if (!is_consonant(letter_at(text, at)))
		return 0;
	size_t bare = LETTER_SIZE, size = bare;
	if (letter_at(text, at + size) == CREAKY)
		bare = size += LETTER_SIZE;
	if (letter_at(text, at + size) == KILLER)
		size += LETTER_SIZE;
	if (letter_at(text, at + size) == STACKER)
		size += LETTER_SIZE;
	return size > bare ? size : 0;
}

/* Add to `read` the signs at `at`, as far as they are among `wanted`, and give the byte behind. */
static size_t read_signs(struct str text, size_t at, unsigned wanted, unsigned *read)
{
	unsigned bits;
	while ((bits = bits_of(letter_at(text, at)) & wanted)) {
		*read |= bits;
		at += LETTER_SIZE;
	}
	return at;
}

/* Read the syllable at `at` and give the byte behind it; `at` itself if none begins there. */
static size_t read_syllable(struct str text, size_t at, struct syllable *syllable)
{
	char32_t letter = letter_at(text, at);
	if (letter == U'ဿ')
		letter = U'သ';
	if (is_consonant(letter)) {
		syllable->onset = letter;
		at += LETTER_SIZE;
	}
	for (size_t i = 0; i < sizeof(independent_vowels) / sizeof(*independent_vowels); i++)
		if (independent_vowels[i].letter == letter) {
			syllable->signs = independent_vowels[i].signs;
			at += LETTER_SIZE;
		}

	at = read_signs(text, at, ALL_SIGNS, &syllable->signs);
	size_t size = final_size(text, at);
	if (size) {
		syllable->final = consonants[letter_at(text, at) - FIRST_CONSONANT].final;
		if (letter_at(text, at + LETTER_SIZE) == CREAKY)
			syllable->signs |= IS_CREAKY;
		at = read_signs(text, at + size, IS_CREAKY | IS_HEAVY, &syllable->signs);
	} else if (syllable->signs & HAS_N) {
		syllable->final = FINAL_N;
	}
	return at;
}

static enum vowel vowel_of(unsigned written)
{
	size_t i = 0;
	while ((written & vowels[i].signs) != vowels[i].signs)
		i++;            /* the last row needs none */
	return vowels[i].vowel;
}

/* ှ makes sh of ရ and ယ, and of လျ and သျ; before all else it is an h in front. */
static void write_onset(struct text *out, const struct syllable *syllable)
{
	char32_t letter = syllable->onset;
	bool has_y = syllable->signs & HAS_Y, has_h = syllable->signs & HAS_H;
	if (has_h && (letter == U'ရ' || letter == U'ယ' ||
	              (has_y && (letter == U'လ' || letter == U'သ')))) {
		text_add(out, STR("sh"));
		return;
	}
	if (has_h)
		text_add(out, STR("h"));
	if (letter) {
		const struct consonant *row = &consonants[letter - FIRST_CONSONANT];
		text_add(out, str_of(has_y ? row->with_y : row->plain));
	}
}

static void write_rhyme(struct text *out, const struct syllable *syllable)
{
	bool has_w_letter = syllable->onset == U'ဝ';
	unsigned written = syllable->signs | (has_w_letter ? HAS_W : 0);
	enum vowel vowel = vowel_of(written);
	const char *rhyme = rhymes[vowel][syllable->final];

	/* The medial is lost in "tun" and "lut", the letter is not: "wun", "wut". */
	if ((written & HAS_W) && rhyme[0] != 'w' && (has_w_letter || vowel != VOWEL_WA))
		text_add_byte(out, 'w');
	text_add(out, str_of(rhyme));

	if (syllable->final == FINAL_NONE) {
		if (vowel == VOWEL_AY && syllable->onset == U'အ')
			text_add_byte(out, 'e');                        /* aye */
		if (vowel == VOWEL_O && (written & IS_HEAVY) && !(written & HAS_Y))
			text_add_byte(out, 'e');                        /* soe */
	} else if ((written & IS_CREAKY) && str_ends_with(str_of(rhyme), STR("n"))) {
		text_add_byte(out, 't');                                /* myint */
	}
}

static void write_syllable(struct text *out, const struct syllable *syllable)
{
	write_onset(out, syllable);
	if (!(syllable->signs & IS_KILLED) || vowel_of(syllable->signs) != VOWEL_A)
		write_rhyme(out, syllable);
}

/* The settled name at `at`, if whole syllables are written so. */
static const struct settled *settled_at(struct str text, size_t at)
{
	for (size_t i = 0; i < sizeof(settled_names) / sizeof(*settled_names); i++) {
		struct str name = str_of(settled_names[i].burmese);
		if (!str_starts_with(str_slice(text, at, text.size), name))
			continue;
		size_t end = at + name.size;
		if (!bits_of(letter_at(text, end)) && letter_at(text, end) != STACKER &&
		    final_size(text, end) == 0)
			return &settled_names[i];
	}
	return NULL;
}

static const char *logograph_of(char32_t sign)
{
	for (size_t i = 0; i < sizeof(logographs) / sizeof(*logographs); i++)
		if (logographs[i].sign == sign)
			return logographs[i].latin;
	return NULL;
}

/* Write what begins at `at`, be it a name, a number, a sign or a syllable; give the byte behind. */
static size_t romanize_next(struct text *out, struct str text, size_t at, bool is_first)
{
	const struct settled *name = settled_at(text, at);
	if (name) {
		text_add(out, str_of(name->latin));
		return at + str_of(name->burmese).size;
	}

	char32_t letter = letter_at(text, at);
	const char *word = logograph_of(letter);
	if (word || (letter >= U'၀' && letter <= U'၉')) {
		if (word)
			text_add(out, str_of(word));
		else
			text_add_byte(out, (char)('0' + (letter - U'၀')));
		return at + LETTER_SIZE;
	}

	struct syllable syllable = {0};
	size_t end = read_syllable(text, at, &syllable);
	if (end == at) {                /* a letter of Shan, Mon, Karen; or a stacker gone astray */
		if (letter != STACKER)
			text_add(out, str_slice(text, at, LETTER_SIZE));
		return at + LETTER_SIZE;
	}
	if (letter == U'ဦ' && !is_first && syllable.final == FINAL_NONE)
		text_add(out, STR("oo"));
	else if (syllable.onset || vowel_of(syllable.signs) != VOWEL_A)
		write_syllable(out, &syllable);
	return end;
}

size_t myanmar_romanize(struct text *out, struct str text, size_t at)
{
	size_t start = at;
	while (myanmar_has(letter_at(text, at)))
		at = romanize_next(out, text, at, at == start);
	return at;
}
