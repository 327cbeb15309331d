/* The links that a branch stands for: all between two dossiers of one relation. */
#include "query/tree_parts.h"

#include <stdlib.h>

#include "query/joined.h"

struct wanted { uint32_t other, number; };

static int compare_wanted(const void *left, const void *right)
{
	const struct wanted *one = left, *other = right;
	return (one->other > other->other) - (one->other < other->other);
}

static const struct wanted *wanted_sort(struct tree_maker *maker, const struct tree_choice *choice)
{
	struct wanted *wanted = ARENA_MANY(&maker->scratch, struct wanted, choice->taken);
	for (size_t i = 0; i < choice->taken; i++)
		wanted[i] = (struct wanted){ choice->others[i], (uint32_t)i };
	qsort(wanted, choice->taken, sizeof *wanted, compare_wanted);
	return wanted;
}

static struct connection connection_of(const struct tree_maker *maker, struct dossier_ref of,
                                       struct tree_item item)
{
	enum direction direction = (enum direction)item.direction;
	struct link_span span = direction == LINK_OUT ? links_out(maker->archive, of)
	                                              : links_in(maker->archive, of);
	return (struct connection){
		.link = link_of(maker->archive, span, item.index), .direction = direction,
		.other = { item.other },
	};
}

void tree_links(struct tree_maker *maker, const struct tree_wish *wish,
                const struct tree_choices *choices, const struct tree_choice *choice,
                struct connections *links, size_t *counts)
{
	const struct wanted *wanted = wanted_sort(maker, choice);
	for (uint32_t i = 0; i < choice->count; i++) {
		struct tree_item item = choices->links[choice->first + i];
		const struct wanted *found = bsearch(&(struct wanted){ .other = item.other },
		                                     wanted, choice->taken, sizeof *wanted,
		                                     compare_wanted);
		if (!found)
			continue;
		counts[found->number]++;
		joined_add(maker->archive, maker->arena, &links[found->number],
		           connection_of(maker, wish->of, item), TREE_MOST_LINKS);
	}
	for (size_t i = 0; i < choice->taken; i++)
		joined_sort(maker->archive, &links[i]);
}
