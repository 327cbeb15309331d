#include "ui/trail.h"

#include "base/array.h"

struct trail_step *trail_here(struct trail *trail)
{
	return trail->at < trail->steps.count ? &trail->steps.items[trail->at] : NULL;
}

void trail_visit(struct trail *trail, struct str id)
{
	const struct trail_step *here = trail_here(trail);
	if (here && str_equal(here->id, id))
		return;
	trail->steps.count = here ? trail->at + 1 : 0;
	*ARRAY_ADD(trail->arena, &trail->steps) = (struct trail_step){
		.id = str_copy(trail->arena, id), .link = -1,
	};
	trail->at = trail->steps.count - 1;
}

struct trail_step *trail_back(struct trail *trail)
{
	if (trail->at == 0 || trail->steps.count == 0)
		return NULL;
	trail->at--;
	return trail_here(trail);
}

struct trail_step *trail_forward(struct trail *trail)
{
	if (trail->at + 1 >= trail->steps.count)
		return NULL;
	trail->at++;
	return trail_here(trail);
}
