/* Names that are the whole query. */
#include "base/unicode.h"
#include "query/search_state.h"
#include "query/words.h"

struct str ranking_whole(struct arena *arena, const struct filter *filter)
{
	struct str whole = {0};
	bool is_any = filter && filter->kind == FILTER_ANY && !filter->is_read_as_date &&
	              !filter->is_read_as_kind;
	if (!filter || is_any || filter->kind == FILTER_NOT)
		return whole;
	if (filter_has_words(filter))
		return words_plain(arena, filter->text);
	if (filter->is_read_as_date || filter->is_read_as_kind)
		return ranking_whole(arena, filter->parts[0]);
	for (size_t i = 0; i < filter->part_count; i++) {
		const struct filter *part = filter->parts[i];
		if (part->kind != FILTER_ALL)
			whole = str_join(arena, whole, STR(" "), ranking_whole(arena, part));
	}
	return whole;
}

/* Without blanks: where a script has none between words, nobody knows where the words are cut. */
static struct str joined(struct arena *arena, struct str plain)
{
	struct text text = { .arena = arena };
	for (size_t i = 0; i < plain.size; i++)
		if (plain.bytes[i] != ' ')
			text_add_byte(&text, plain.bytes[i]);
	return text_str(&text);
}

/* The next letter or digit of a text, small; another byte for what is not ASCII, 0 at its end. */
static unsigned char next_sign(struct str text, size_t *at)
{
	while (*at < text.size) {
		unsigned char byte = (unsigned char)text.bytes[(*at)++], small = byte | 0x20;
		if (byte >= 0x80 || (byte >= '0' && byte <= '9'))
			return byte;
		if (small >= 'a' && small <= 'z')
			return small;
	}
	return 0;
}

static bool is_ascii(struct str text)
{
	unsigned all = 0;
	for (size_t i = 0; i < text.size; i++)
		all |= (unsigned char)text.bytes[i];
	return all < 0x80;
}

/* A name that needs no folding to be seen not to be the query: most of those that have its words
 * have others, too, and there may be thousands of them. */
static bool is_plainly_other(struct str name, struct str whole)
{
	size_t at = 0, at_whole = 0;
	unsigned char sign, sign_whole;
	do {
		sign = next_sign(name, &at);
		sign_whole = next_sign(whole, &at_whole);
	} while (sign == sign_whole && sign);
	return sign != sign_whole && is_ascii(name);
}

/* What it is worth that `name` is the whole query: `bonus`, or less for its romanization. */
static unsigned name_bonus(struct arena *scratch, struct str name, struct str whole, unsigned bonus)
{
	if (is_plainly_other(name, whole))
		return 0;
	struct str folded = unicode_fold(scratch, name);
	if (str_equal(words_plain(scratch, folded), whole))
		return bonus;
	struct str latin = unicode_romanize(scratch, folded);
	if (latin.size == 0)
		return 0;
	struct str plain = words_plain(scratch, latin);
	return str_equal(joined(scratch, plain), joined(scratch, whole)) ? RANKING_ALIAS_BONUS : 0;
}

/* The dossiers that have other names: most have none, and to look for them among the values of
 * thousands of dossiers takes much longer than to see here which need not be looked at. */
void ranking_find_others(const struct archive *archive, struct arena *arena,
                         struct row_span others[2])
{
	struct str key = field_at(archive, field_known(archive, KNOWN_NAMES)).key;
	struct str term = words_term(str_join(arena, STR("has"), STR(":"), key));
	for (enum lexicon in = LEXICON_ALL; in != LEXICON_COUNT; in = lexicon_next(in))
		*others++ = term_postings(archive, in, terms_equal(archive, in, term));
}

static bool has_others(const struct ranking *ranking, struct dossier_ref ref)
{
	return postings_have(ranking->others[0], ref) || postings_have(ranking->others[1], ref);
}

unsigned ranking_whole_bonus(const struct archive *archive, const struct ranking *ranking,
                             struct dossier_ref ref)
{
	struct arena scratch = {0};
	struct str whole = ranking->whole;
	unsigned bonus = name_bonus(&scratch, dossier_name(archive, ref), whole, RANKING_NAME_BONUS);
	if (bonus || !has_others(ranking, ref)) {
		arena_release(&scratch);
		return bonus;
	}
	uint32_t names = field_known(archive, KNOWN_NAMES);
	for (struct value value = value_first(archive, ref, names); !bonus && value.row != NO_ROW;
	     value = value_next(archive, ref, value))
		bonus = name_bonus(&scratch, value.text, whole, RANKING_ALIAS_BONUS);
	arena_release(&scratch);
	return bonus;
}
