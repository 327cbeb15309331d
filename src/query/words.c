#include "query/words.h"

#include "base/array.h"
#include "base/unicode.h"

struct str_list words_cut(struct arena *arena, struct str folded)
{
	struct str_list list = {0};
	struct unicode_words words = unicode_words_begin(folded);
	for (struct str word; unicode_words_next(&words, &word);)
		*ARRAY_ADD(arena, &list) = word;
	return list;
}

struct str_list words_fold(struct arena *arena, struct str text)
{
	return words_cut(arena, unicode_fold(arena, text));
}

struct str words_join(struct arena *arena, struct str_list words, size_t first, size_t count,
                      struct str between)
{
	struct text text = { .arena = arena };
	for (size_t i = first; i < words.count && i - first < count; i++) {
		if (i > first)
			text_add(&text, between);
		text_add(&text, words.items[i]);
	}
	return text_str(&text);
}

struct str words_plain(struct arena *arena, struct str text)
{
	struct str_list words = words_fold(arena, text);
	return words_join(arena, words, 0, words.count, STR(" "));
}

struct str words_term(struct str word)
{
	if (word.size <= WORDS_TERM_SIZE)
		return word;
	size_t size = WORDS_TERM_SIZE;
	while (size && ((unsigned char)word.bytes[size] & 0xC0) == 0x80)
		size--;
	return str_slice(word, 0, size);
}

struct str words_without_article(struct str typed)
{
	static const struct str articles[] = { STR("the"), STR("a"), STR("an") };
	struct str rest = str_trim(typed), first = str_cut(&rest, ' ');
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		if (str_equal_ignoring_ascii_case(first, articles[i]) && str_trim(rest).size)
			return str_trim(rest);
	return typed;
}

struct str words_stem(struct str word)
{
	if (word.size > 2 && str_ends_with(word, STR("'s")))
		return str_slice(word, 0, word.size - 2);
	return word;
}

bool words_match(struct str word, struct str wanted, bool is_prefix)
{
	if (is_prefix && str_starts_with(word, wanted))
		return true;
	return str_equal(words_stem(word), words_stem(wanted));
}
