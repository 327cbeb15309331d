/* What a search found, in linear mode: a row each, and how the words were read. */
#include "ui/linear.h"

#include "base/message.h"
#include "query/dated.h"

enum { SNIPPET_SIZE = 160 };

/* True if a match there tells nothing that the row does not say: it is in the name or in what was
 * said, or in an id, which is for programs. */
static bool is_said(const struct linear *linear, const struct search_snippet *snippet,
                    struct dossier_ref ref, struct str words)
{
	static const char *const silent[] = { "id", "former_ids", "name", "text", "summary" };
	for (size_t i = 0; i < sizeof(silent) / sizeof(silent[0]); i++)
		if (str_equal(snippet->field, str_of(silent[i])))
			return true;
	return str_equal(snippet->text, dossier_name(linear->archive, ref)) ||
	       str_find(words, snippet->text, 0) != SIZE_MAX;
}

/* What a dossier is, and how it is linked with whom the query names. */
static struct str with_links(const struct linear *linear, struct arena *arena,
                             struct dossier_ref ref, struct str words)
{
	struct str linked = {0};
	if (!linear_known(linear))
		linked = search_linked(linear->archive, arena, linear->list.search.filter, ref);
	if (linked.size == 0)
		return words;
	words = str_copy(arena, linear_inner_name(words));
	/* Translators: what a dossier is; "in the event: Ana Vel; names: Bo Lind" */
	return str_format(arena, _("%.*s. Linked, %.*s"), STR_ARGS(words), STR_ARGS(linked));
}

struct str linear_found_words(const struct linear *linear, struct arena *arena, size_t row)
{
	const struct list_search *search = &linear->list.search;
	struct search_hit hit = search->search.hits[row];
	struct str words = linear_dossier_words(linear, arena, hit.ref);
	if (dated_is_perhaps(linear->archive, search->filter, hit.ref, linear_known(linear)))
		words = str_format(arena, _("%s; perhaps then"),
		                   str_copy(arena, linear_inner_name(words)).bytes);
	struct str number = linear_order_number(linear, arena, row);
	if (number.size)
		words = str_format(arena, "%.*s: %.*s", STR_ARGS(number), STR_ARGS(words));
	if (hit.way == WAY_FILTER)
		return with_links(linear, arena, hit.ref, words);
	struct search_snippet snippet =
		search_snippet(linear->archive, arena, search->filter, hit,
		               (struct snippet_options){ SNIPPET_SIZE, linear_known(linear) });
	if (is_said(linear, &snippet, hit.ref, words))
		return words;
	const char *why = str_copy(arena, snippet.why_shown).bytes;
	words = str_copy(arena, linear_inner_name(words));
	/* Translators: what a dossier is; where a searched word is; what stands there */
	return str_format(arena, _("%s. Found in %s: %.*s"), words.bytes, why,
	                  STR_ARGS(snippet.text));
}

/* How words were read that may be something else: "; as a date too, July 2022". */
static struct str readings(const struct linear *linear, struct arena *arena)
{
	const struct list_search *search = &linear->list.search;
	const struct filter *filter = search->filter;
	struct str dates = filter_dates_read(arena, filter), all = {0};
	struct str kinds = filter_kinds_read(linear->archive, arena, filter);
	struct str nots = filter_nots_read(arena, filter);
	if (kinds.size)
		/* Translators: how a word of a search was read; the key of a kind */
		all = str_format(arena, _("%.*s; read as kind:%.*s too"), STR_ARGS(all),
		                 STR_ARGS(kinds));
	if (dates.size)
		/* Translators: how words of a search were read: "July 2022" */
		all = str_format(arena, _("%.*s; read as a date too, %.*s"), STR_ARGS(all),
		                 STR_ARGS(dates));
	if (kinds.size || dates.size)
		all = str_format(arena, _("%.*s (in quotes, as words alone)"), STR_ARGS(all));
	if (filter_has_not_as_word(filter, search->query))
		/* Translators: behind a search in which "not" was searched for as a word */
		all = str_format(arena, _("%.*s; \"not\" is a word here, NOT or a hyphen leaves "
		                          "out"), STR_ARGS(all));
	if (nots.size)
		/* Translators: what "not" stood before in a search */
		all = str_format(arena, _("%.*s; read as without %.*s (\"not\" in quotes is a "
		                          "word)"), STR_ARGS(all), STR_ARGS(nots));
	return all;
}

struct str linear_found_title(const struct linear *linear, struct arena *arena)
{
	const struct list_search *search = &linear->list.search;
	if (search->search.is_offer)
		return str_format(arena, _("Nothing for '%.*s', but similar names"),
		                  STR_ARGS(search->query));
	struct str title = str_format(arena, _("Found for '%.*s'"), STR_ARGS(search->query));
	if (search->prompt != PROMPT_SEARCH)
		return title;
	struct str meant = filter_meaning(linear->archive, arena, search->filter);
	if (meant.size)
		/* Translators: "Found for 'speaker:tom'"; whom that was taken to mean */
		title = str_format(arena, _("%.*s (%.*s)"), STR_ARGS(title), STR_ARGS(meant));
	struct str read = readings(linear, arena);
	return read.size ? str_join(arena, title, STR(""), read) : title;
}
