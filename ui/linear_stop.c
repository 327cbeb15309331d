/* Lists as stops of linear mode: what was opened from one leads back to it. */
#include "ui/linear.h"

#include "base/array.h"

static struct linear_stop stop_of(struct linear *linear)
{
	const struct linear_list *list = &linear->list;
	struct linear_stop stop = {
		.source = list->source, .about = list->about, .when = list->when,
		.prompt = list->prompt,
		.pair = list->pair, .order = list->order.ordering,
		.cursor = list->cursor, .before = list->before,
		.limit_count = list->limits.count,
	};
	for (size_t i = 0; i < stop.limit_count; i++)
		stop.limits[i] = str_copy(&linear->arena, list->limits.items[i].query);
	return stop;
}

/* A list that was not said, as that of the only name that fits, is none. */
size_t linear_stop_keep(struct linear *linear)
{
	struct linear_list *list = &linear->list;
	if (list->source == LINEAR_NOTHING || list->source == LINEAR_SECTIONS || !list->is_said)
		return list->before;
	if (list->stop == 0) {
		ARRAY_ADD(&linear->arena, &linear->stops);
		list->stop = linear->stops.count;
	}
	linear->stops.items[list->stop - 1] = stop_of(linear);
	return list->stop;
}

/* Under a list lies the page that was read before it, without what was opened from the list. */
static void open_page_under(struct linear *linear, size_t number)
{
	struct trail *trail = &linear->trail;
	while (trail_here(trail)->list == number && trail_back(trail))
		continue;
	const struct trail_step *step = trail_here(trail);
	struct dossier_ref ref = dossier_find(linear->archive, step->id);
	size_t top = (size_t)step->top;
	if (dossier_is_none(ref) || !linear_page_open(linear, LINEAR_DOSSIER, ref, NO_DOSSIER))
		return;
	linear->page.first = top < linear->page.rows.count ? top : linear->page.rows.count;
	linear->page.next = linear->page.first;
}

bool linear_stop_restore(struct linear *linear, size_t number)
{
	if (number == 0 || number > linear->stops.count)
		return false;
	struct linear_stop stop = linear->stops.items[number - 1];
	if (!linear_list_restore(linear, &stop))
		return false;
	linear->list.stop = number;
	return true;
}

bool linear_stop_return(struct linear *linear, size_t number)
{
	if (number == 0 || number > linear->stops.count)
		return false;
	if (!linear->shows_list)
		open_page_under(linear, number);
	linear->shows_list = false;
	if (!linear_stop_restore(linear, number))
		return false;
	linear_list_say_return(linear);
	return true;
}
