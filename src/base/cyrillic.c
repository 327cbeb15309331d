#include "base/cyrillic.h"

#include <uchar.h>

#include "base/arena.h"
#include "base/unicode.h"

struct letter {
	uint32_t code_point;
	const char *russian;
	const char *ukrainian;          /* NULL: as in Russian */
};

/* Some of them are written otherwise beside certain others: see contexts. */
static const struct letter letters[] = {
	{ U'а', "a",    NULL }, { U'б', "b",  NULL }, { U'в', "v",  NULL }, { U'г', "g",  "h"  },
	{ U'д', "d",    NULL }, { U'е', "e",  NULL }, { U'ж', "zh", NULL }, { U'з', "z",  NULL },
	{ U'и', "i",    "y"  }, { U'й', "i",  "y"  }, { U'к', "k",  NULL }, { U'л', "l",  NULL },
	{ U'м', "m",    NULL }, { U'н', "n",  NULL }, { U'о', "o",  NULL }, { U'п', "p",  NULL },
	{ U'р', "r",    NULL }, { U'с', "s",  NULL }, { U'т', "t",  NULL }, { U'у', "u",  NULL },
	{ U'ф', "f",    NULL }, { U'х', "kh", NULL }, { U'ц', "ts", NULL }, { U'ч', "ch", NULL },
	{ U'ш', "sh",   NULL }, { U'щ', "shch", NULL }, { U'ъ', "a", NULL }, { U'ы', "y",  NULL },
	{ U'ь', "",     NULL }, { U'э', "e",  NULL }, { U'ю', "yu", NULL }, { U'я', "ya", NULL },
	{ U'ё', "yo",   NULL }, { U'ђ', "dj", NULL }, { U'є', "ye", NULL }, { U'і', "i",  NULL },
	{ U'ї', "i",    NULL }, { U'ј', "j",  NULL }, { U'љ', "lj", NULL }, { U'њ', "nj", NULL },
	{ U'ћ', "c",    NULL }, { U'ў', "u",  NULL }, { U'џ', "dz", NULL }, { U'ґ', "g",  NULL },
	{ U'ғ', "g",    NULL }, { U'қ', "k",  NULL }, { U'ң', "n",  NULL }, { U'ү', "u",  NULL },
	{ U'ұ', "u",    NULL }, { U'һ', "h",  NULL }, { U'ә', "a",  NULL }, { U'ө', "o",  NULL },
};

/* How a letter is written behind one of a set or before one of a set. The start of a word counts as
 * U'^'. */
struct context {
	char32_t letter;
	const char32_t *behind, *before;        /* NULL: any */
	const char *latin;
};

static const struct context contexts[] = {
	{ U'е', U"ьъ",   NULL,          "ye" },         /* solovyev */
	{ U'и', U"ь",    NULL,          "yi" },         /* ilyich */
	{ U'о', U"ь",    NULL,          "yo" },
	{ U'ё', U"жчшщ", NULL,          "e"  },         /* gorbachev */
	{ U'й', U"^иы",  NULL,          "y"  },
	{ U'й', NULL,    U"аеёиоуыэюя", "y"  },         /* mayorov */
	{ U'ї', U"^",    NULL,          "yi" },
	{ U'ъ', NULL,    U"еёиюя",      ""   },         /* elsewhere it is Bulgarian: balgaria */
};

/* Runs of letters that are not written letter by letter. */
struct spelling {
	const char *cyrillic, *latin;
	bool is_at_start, is_at_end;            /* of a word only */
};

static const struct spelling spellings[] = {
	{ "алекс", "alex", .is_at_start = true },
	{ "макс",  "max",  .is_at_start = true },
	{ "ий",    "y",    .is_at_end = true   },
	{ "ый",    "y",    .is_at_end = true   },
	{ "ой",    "oy",   .is_at_end = true   },
	{ "ия",    "ia",   .is_at_end = true   },
	{ "ія",    "ia",   .is_at_end = true   },
};

/* What is spelled so in Ukrainian (and і in Belarusian) but not in Russian; і is in Kazakh too. */
static const char *const ukrainian_signs[] = { "ї", "є", "ґ", "і", "ськ", "цьк" };
static const char *const kazakh_signs[] = { "ә", "ғ", "қ", "ң", "ө", "ү", "ұ", "һ" };

bool cyrillic_has(uint32_t code_point)
{
	return code_point >= 0x0400 && code_point <= 0x052F &&
	       (code_point < 0x0482 || code_point > 0x0489);
}

/* What may stand within a word but is not written: apostrophes, and accents for the stress. */
static bool is_silent(uint32_t code_point)
{
	return code_point == '\'' || code_point == 0x2019 || code_point == 0x02BC ||
	       (code_point >= 0x0300 && code_point <= 0x036F);
}

static bool is_one_of(char32_t letter, const char32_t *set)
{
	for (; *set; set++)
		if (*set == letter)
			return true;
	return false;
}

static const char *latin_in_context(char32_t letter, char32_t behind, char32_t before)
{
	for (size_t i = 0; i < sizeof(contexts) / sizeof(*contexts); i++) {
		const struct context *row = &contexts[i];
		if (row->letter == letter && (!row->behind || is_one_of(behind, row->behind)) &&
		    (!row->before || is_one_of(before, row->before)))
			return row->latin;
	}
	return NULL;
}

/* Latin letters for `letter`; NULL if it has no row. */
static const char *latin_of(char32_t letter, bool is_ukrainian)
{
	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
		if (letters[i].code_point == letter)
			return is_ukrainian && letters[i].ukrainian ? letters[i].ukrainian
			                                            : letters[i].russian;
	return NULL;
}

static const struct spelling *spelling_at(struct str word, size_t at)
{
	for (size_t i = 0; i < sizeof(spellings) / sizeof(*spellings); i++) {
		const struct spelling *row = &spellings[i];
		struct str run = str_of(row->cyrillic);
		if (str_starts_with(str_slice(word, at, word.size), run) &&
		    (!row->is_at_start || at == 0) &&
		    (!row->is_at_end || at + run.size == word.size))
			return row;
	}
	return NULL;
}

static void romanize_word(struct text *out, struct str word, bool is_ukrainian)
{
	char32_t behind = U'^';
	size_t size, next_size;
	for (size_t at = 0; at < word.size; at += size) {
		const struct spelling *spelling = spelling_at(word, at);
		if (spelling) {
			text_add(out, str_of(spelling->latin));
			size = str_of(spelling->cyrillic).size;
			behind = U'^';
			continue;
		}
		char32_t letter = unicode_decode(word, at, &size);
		char32_t before = at + size < word.size
		                          ? unicode_decode(word, at + size, &next_size) : 0;
		const char *latin = NULL;
		if (!is_ukrainian || letter != U'и')
			latin = latin_in_context(letter, behind, before);
		if (!latin)
			latin = latin_of(letter, is_ukrainian);
		text_add(out, latin ? str_of(latin) : str_slice(word, at, size));
		behind = letter;
	}
}

static size_t word_size(struct str text, size_t at)
{
	size_t size, end = at;
	while (end < text.size) {
		uint32_t code_point = unicode_decode(text, end, &size);
		if (!cyrillic_has(code_point) && !is_silent(code_point))
			break;
		end += size;
	}
	return end - at;
}

/* Words with nothing but single blanks and hyphens between them. */
static size_t phrase_size(struct str text, size_t at)
{
	size_t size, end = at + word_size(text, at);
	while (end < text.size && (text.bytes[end] == ' ' || text.bytes[end] == '-')) {
		size = word_size(text, end + 1);
		if (size == 0)
			break;
		end += 1 + size;
	}
	return end - at;
}

static bool has_any(struct str phrase, const char *const *signs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_find(phrase, str_of(signs[i]), 0) != SIZE_MAX)
			return true;
	return false;
}

#define HAS_ANY(phrase, signs) has_any((phrase), (signs), sizeof(signs) / sizeof(*(signs)))

/* `word` without apostrophes and accents. */
static struct str spoken(struct arena *arena, struct str word)
{
	struct text out = { .arena = arena };
	size_t size;
	for (size_t at = 0; at < word.size; at += size)
		if (!is_silent(unicode_decode(word, at, &size)))
			text_add(&out, str_slice(word, at, size));
	return text_str(&out);
}

size_t cyrillic_romanize(struct text *out, struct str text, size_t at)
{
	struct str phrase = str_slice(text, at, phrase_size(text, at));
	bool is_ukrainian = HAS_ANY(phrase, ukrainian_signs) && !HAS_ANY(phrase, kazakh_signs);
	struct arena scratch = {0};
	for (size_t word = 0; word < phrase.size;) {
		size_t size = word_size(phrase, word);
		romanize_word(out, spoken(&scratch, str_slice(phrase, word, size)), is_ukrainian);
		arena_reset(&scratch);
		word += size;
		if (word < phrase.size)
			text_add_byte(out, phrase.bytes[word++]);
	}
	arena_release(&scratch);
	return at + phrase.size;
}
