/* The link that a hop stands for, if there are several. */
#include "query/path_parts.h"

/* A link as it is compared. */
struct option { uint32_t link, weight; bool is_placing; };

static bool has_source(const struct path_finder *finder, uint32_t link)
{
	return link_at(finder->archive, link).citations.count > 0;
}

/* The order of a whole archive: in a revision, links that are new have rows behind all others. */
static bool comes_before(const struct path_finder *finder, uint32_t link, uint32_t other)
{
	uint32_t from = link_at(finder->archive, link).from.row;
	uint32_t other_from = link_at(finder->archive, other).from.row;
	return from == other_from ? link < other : from < other_from;
}

/* Most hops have one link: nothing more need be known of it. */
static bool option_is_better(const struct path_finder *finder, struct option option,
                             struct option best)
{
	if (best.link == NO_ROW)
		return true;
	if (option.weight != best.weight)
		return option.weight < best.weight;
	if (option.is_placing != best.is_placing)
		return best.is_placing;
	bool is_sourced = has_source(finder, option.link);
	if (is_sourced != has_source(finder, best.link))
		return is_sourced;
	return comes_before(finder, option.link, best.link);
}

static void look_at(const struct path_finder *finder, struct link_span span, uint32_t one,
                    uint32_t other, struct option *best)
{
	struct neighbour neighbours[NEIGHBOURS_MOST];
	uint32_t first = 0, count;
	while ((count = neighbours_read(finder->archive, span, first, neighbours)) > 0) {
		for (uint32_t i = 0; i < count; i++) {
			uint32_t relation = neighbours[i].relation;
			if (neighbours[i].dossier != other ||
			    !path_may_follow(finder, relation, one, other) ||
			    path_is_hidden(finder, span, first + i))
				continue;
			struct option option = {
				neighbours_link(finder->archive, span, first + i),
				finder->rules[relation].weight,
				finder->rules[relation].is_placing,
			};
			if (option.link != NO_ROW && option_is_better(finder, option, *best))
				*best = option;
		}
		first += count;
	}
}

/* Up to so many links out of a dossier, side by side, are gone through sooner than it is known how
 * many lead into another; and links in, which lie all over the archive, cost so many times more. */
enum { OUT_FEW = 256, IN_TIMES = 8 };

/* The links that lead from one to the other, looked for at the end where that costs less. */
static void look_from(const struct path_finder *finder, uint32_t one, uint32_t other,
                      struct option *best)
{
	struct link_span out = links_out(finder->archive, (struct dossier_ref){ one });
	if (out.range.count <= OUT_FEW) {
		look_at(finder, out, one, other, best);
		return;
	}
	struct link_span in = links_in(finder->archive, (struct dossier_ref){ other });
	if (out.range.count / IN_TIMES <= in.range.count)
		look_at(finder, out, one, other, best);
	else
		look_at(finder, in, other, one, best);
}

bool path_hop_find(const struct path_finder *finder, uint32_t from, uint32_t to,
                   struct path_hop *hop)
{
	struct option best = { .link = NO_ROW };
	look_from(finder, from, to, &best);
	uint32_t there = best.link;
	look_from(finder, to, from, &best);
	*hop = (struct path_hop){
		.from = { from }, .to = { to }, .link = best.link,
		.direction = best.link == there ? LINK_OUT : LINK_IN,
	};
	return best.link != NO_ROW;
}

void path_hop_ask(const struct path_finder *finder, uint32_t row)
{
	neighbours_next(finder->archive, links_out(finder->archive, (struct dossier_ref){ row }));
}
