/* The link that a hop stands for, if there are several. */
#include "query/path_parts.h"

#include "archive/neighbours.h"

/* A link as it is compared. */
struct option {
	struct link link;
	enum direction direction;       /* from the dossier whose links are looked at */
	uint32_t weight;
};

static bool option_is_better(const struct option *option, const struct option *best)
{
	bool has_source = option->link.citations.count > 0;
	if (best->link.row == NO_ROW)
		return true;
	if (option->weight != best->weight)
		return option->weight < best->weight;
	if (has_source != (best->link.citations.count > 0))
		return has_source;
	return option->link.row < best->link.row;
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
			    !path_may_follow(finder, relation, one, other))
				continue;
			struct option option = {
				.link = link_of(finder->archive, span, first + i),
				.direction = span.direction,
				.weight = finder->rules[relation].weight,
			};
			if (option.link.row != NO_ROW && option_is_better(&option, best))
				*best = option;
		}
		first += count;
	}
}

/* Looked for at the end with fewer links. */
bool path_hop_find(const struct path_finder *finder, uint32_t from, uint32_t to,
                   struct path_hop *hop)
{
	const struct archive *archive = finder->archive;
	bool is_turned = path_degree(archive, to) < path_degree(archive, from);
	uint32_t one = is_turned ? to : from, other = is_turned ? from : to;
	struct option best = { .link.row = NO_ROW };
	look_at(finder, links_out(archive, (struct dossier_ref){ one }), one, other, &best);
	look_at(finder, links_in(archive, (struct dossier_ref){ one }), one, other, &best);
	*hop = (struct path_hop){
		.from = { from }, .to = { to }, .link = best.link.row,
		.direction = (best.direction == LINK_OUT) == !is_turned ? LINK_OUT : LINK_IN,
	};
	return best.link.row != NO_ROW;
}
