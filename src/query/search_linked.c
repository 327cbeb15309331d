/* How a hit is linked with those whom a query names. */
#include "base/array.h"
#include "base/message.h"
#include "query/search_state.h"

enum { LINKS_MOST = 1024, NAMED_MOST = 8 };     /* of the hit; of those who are meant */

/* A dossier that the query names, and the words for how the hit is linked with it. */
struct tie { struct dossier_ref ref; struct str words; bool is_strong; };
struct ties { struct tie *items; size_t count, room; };

static void add_meant(struct arena *arena, struct ties *ties, const struct filter *filter)
{
	bool is_link = filter->field && str_equal(str_of(filter->field), STR("link"));
	for (size_t i = 0; is_link && i < filter->meant_count && ties->count < NAMED_MOST; i++)
		*ARRAY_ADD(arena, ties) = (struct tie){ .ref = filter->meant[i] };
	for (size_t i = 0; !is_link && filter->kind != FILTER_NOT && i < filter->part_count; i++)
		add_meant(arena, ties, filter->parts[i]);
}

/* Seen from the hit. Who takes part in an event is told from the other side: "with: China" says
 * less. */
static struct str link_words(const struct archive *archive, struct link link,
                             enum direction direction)
{
	struct relation_view relation = relation_at(archive, link.relation);
	if (str_equal(relation.key, STR("mentions")))
		return str_of(direction == LINK_OUT ? _("names") : _("named in"));
	bool is_from_event = direction == LINK_OUT && str_equal(relation.key, STR("participant"));
	return message_of(is_from_event || direction == LINK_IN ? relation.inverse
	                                                        : relation.label);
}

/* That one only names the other, or is its source, is told if nothing else is. */
static bool says_much(const struct archive *archive, struct link link)
{
	struct str group = relation_at(archive, link.relation).group;
	return !str_equal(group, STR("mentions")) && !str_equal(group, STR("sources"));
}

static void tie_links(const struct archive *archive, struct ties *ties, struct link_span span,
                      bool are_strong)
{
	for (uint32_t i = 0; i < span.range.count && i < LINKS_MOST; i++) {
		struct link link = link_of(archive, span, i);
		uint32_t other = span.direction == LINK_OUT ? link.to.row : link.from.row;
		if (link.relation >= relation_count(archive) ||
		    says_much(archive, link) != are_strong)
			continue;
		for (size_t at = 0; at < ties->count; at++) {
			struct tie *tie = &ties->items[at];
			if (tie->ref.row != other || tie->words.size)
				continue;
			tie->words = link_words(archive, link, span.direction);
			tie->is_strong = are_strong;
		}
	}
}

/* All that are tied by the same words, behind these; they are taken from the list. */
static struct str take_same(const struct archive *archive, struct arena *arena, struct ties *ties,
                            size_t first)
{
	struct str names = {0}, words = ties->items[first].words;
	for (size_t i = first; i < ties->count; i++) {
		struct tie *tie = &ties->items[i];
		if (!str_equal(tie->words, words))
			continue;
		names = str_join(arena, names, STR(", "), dossier_name(archive, tie->ref));
		tie->words = (struct str){0};
	}
	/* Translators: how something is linked, "in the event"; names */
	return str_format(arena, _("%.*s: %.*s"), STR_ARGS(words), STR_ARGS(names));
}

struct str search_linked(const struct archive *archive, struct arena *arena,
                         const struct filter *filter, struct dossier_ref hit)
{
	struct ties ties = {0};
	struct str words = {0};
	if (filter)
		add_meant(arena, &ties, filter);
	for (int pass = 0; ties.count && pass < 2; pass++) {
		tie_links(archive, &ties, links_out(archive, hit), pass == 0);
		tie_links(archive, &ties, links_in(archive, hit), pass == 0);
	}
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < ties.count; i++)
			if (ties.items[i].words.size && ties.items[i].is_strong == (pass == 0))
				words = str_join(arena, words, STR("; "),
				                 take_same(archive, arena, &ties, i));
	return words;
}
