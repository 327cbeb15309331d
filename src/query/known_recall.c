/* What was found last. Who shows a dossier asks of each of its values, links and groups in turn,
 * and the answer to each may rest on all of them: so all would be gone through as often as there
 * are some. What is kept here is no more than was worked out from the archive, which does not
 * change, and each thread has its own. */
#include "query/known_parts.h"

#include "model/limits.h"

enum { DOSSIERS = 256 };                /* kept at a time, by the last bits of their rows */

struct recalled *known_recall(const struct known *known, struct dossier_ref ref)
{
	static _Thread_local struct recalled all[DOSSIERS];
	struct recalled *recalled = &all[ref.row % DOSSIERS];
	if (recalled->question != known->question || recalled->row != ref.row)
		*recalled = (struct recalled){ .question = known->question, .row = ref.row };
	return recalled;
}

/* By going back to the first that is less deep. */
static struct value look_around(const struct known *known, const struct dossier *dossier,
                                const struct value *value)
{
	struct value around = *value;
	for (uint32_t row = value->row; row > dossier->values.first;) {
		around = value_at(known->archive, --row);
		if (around.depth < value->depth)
			return around;
	}
	return *value;
}

/* One group at most of each depth has a value in it. */
struct value known_around(const struct known *known, const struct dossier *dossier,
                          const struct value *value)
{
	static _Thread_local struct { uint64_t question; struct value value; } groups[LIMIT_DEPTH];
	unsigned depth = value->depth - 1;
	if (value->depth == 0 || depth >= LIMIT_DEPTH)
		return look_around(known, dossier, value);
	struct value *group = &groups[depth].value;
	if (groups[depth].question == known->question && group->depth == depth &&
	    group->row < value->row && value->row < group->end)
		return *group;
	groups[depth].question = known->question;
	*group = look_around(known, dossier, value);
	return *group;
}
