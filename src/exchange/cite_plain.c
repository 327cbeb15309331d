/* cite_plain: a citation as one line of text for people.
 *
 *	Speaker, for Organization: “Words”, date. In: Author. “Title”. Publisher, date, locator.
 *	Derived from Origin. Retrieved date. URL. Archived at URL
 *
 * The order is that of ISO 690: creator, title, publisher, date, place in it, address; without a
 * creator the title comes first, and square brackets hold what is not on the document itself.
 * "n.d." for a date that is not known is from the manuals of style. An address ends without a full
 * stop, which would be taken for a part of it.
 */
#include "exchange/cite_parts.h"

#include "base/arena.h"

static struct str in_brackets(struct arena *arena, struct str words, bool is_deduced)
{
	return is_deduced ? str_format(arena, "[%.*s]", STR_ARGS(words)) : words;
}

static struct str name_words(struct arena *arena, const struct cite_name *name)
{
	if (name->literal.size)
		return name->literal;
	return str_join(arena, name->given, STR(" "), name->family);
}

/* "A", "A and B", "A, B and C". */
static struct str authors(struct arena *arena, const struct cite *cite)
{
	struct str words = {0};
	for (size_t i = 0; i < cite->authors.count; i++) {
		bool is_last = i + 1 == cite->authors.count;
		words = str_join(arena, words, is_last ? STR(" and ") : STR(", "),
		                 name_words(arena, &cite->authors.items[i]));
	}
	return in_brackets(arena, words, words.size && (cite->deduced & CITE_DEDUCED_AUTHORS));
}

/* A title in quotation marks, or in brackets where it is none. */
static struct str title(struct arena *arena, const struct cite *cite)
{
	if (cite->is_described)
		return cite_title(arena, cite);
	struct str quoted = str_format(arena, "“%.*s”", STR_ARGS(cite->title));
	return in_brackets(arena, quoted, cite->deduced & CITE_DEDUCED_TITLE);
}

/* "Publisher, date, locator". */
static struct str imprint(struct arena *arena, const struct cite *cite)
{
	bool is_undated = cite_date_is_none(&cite->published);
	struct str publisher = cite->publisher;
	if (publisher.size)
		publisher = in_brackets(arena, publisher, cite->deduced & CITE_DEDUCED_PUBLISHER);
	struct str date = is_undated ? STR("n.d.")
	                             : in_brackets(arena, cite->published.words,
	                                           cite->deduced & CITE_DEDUCED_DATE);
	struct str words = str_join(arena, publisher, STR(", "), date);
	return str_join(arena, words, STR(", "), cite->locator);
}

/* True if no full stop may follow: there is a sign at the end, or one within the last mark. */
static bool is_ended(struct str words)
{
	if (str_ends_with(words, STR("”")))
		words.size -= STR("”").size;
	return str_ends_with(words, STR(".")) || str_ends_with(words, STR("?")) ||
	       str_ends_with(words, STR("!"));
}

/* Add a sentence, if there is one. */
static void add_sentence(struct text *text, struct str words)
{
	if (str_is_empty(words))
		return;
	if (text->size)
		text_add_byte(text, ' ');
	text_add(text, words);
	if (!is_ended(words))
		text_add_byte(text, '.');
}

static void add_address(struct text *text, const char *before, struct str address)
{
	if (address.size)
		text_format(text, " %s%.*s", before, STR_ARGS(address));
}

static void add_source(struct text *text, const struct cite *cite)
{
	struct arena *arena = text->arena;
	add_sentence(text, authors(arena, cite));
	add_sentence(text, title(arena, cite));
	add_sentence(text, imprint(arena, cite));
	if (cite->origin.size)
		add_sentence(text, str_format(arena, "Derived from %.*s", STR_ARGS(cite->origin)));
	if (!cite_date_is_none(&cite->retrieved))
		add_sentence(text, str_format(arena, "Retrieved %.*s",
		                              STR_ARGS(cite->retrieved.words)));
	add_address(text, "", cite->url);
	add_address(text, "Archived at ", cite->archive_url);
}

struct str cite_plain(struct arena *arena, const struct cite *cite)
{
	struct text text = { .arena = arena };
	if (cite->is_quote) {
		struct str words = str_join(arena, cite_quoted(arena, cite), STR(", "),
		                            cite->said.words);
		text_format(&text, "%.*s:", STR_ARGS(cite_speaker(arena, cite)));
		add_sentence(&text, words);
		text_add(&text, STR(" In:"));
	}
	add_source(&text, cite);
	return text_str(&text);
}
