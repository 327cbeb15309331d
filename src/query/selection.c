#include "query/selection.h"

#include "base/clock.h"
#include "query/search_state.h"

/* The machine of a search, and how many of its matches stand in the set. */
struct selection_job {
	struct search search;           /* whose archive and arena the machine uses */
	struct machine machine;
	bool has_run;
	size_t taken;
};

enum { WORD_BITS = 64 };

static void begin(struct selection *selection, const struct archive *archive,
                  const struct filter *filter, enum plan_reach reach, const struct known *known)
{
	*selection = (struct selection){ .room = dossier_count(archive) };
	selection->bits = ARENA_MANY(&selection->arena, uint64_t, selection->room / WORD_BITS + 1);
	struct selection_job *job = ARENA_NEW(&selection->arena, struct selection_job);
	job->search = (struct search){
		.archive = archive, .filter = filter, .options.known = known,
	};
	struct plan plan = plan_make(archive, &job->search.arena, filter,
	                             (struct plan_options){ .reach = reach,
	                                                    .is_of_day = known != NULL });
	plan_add_known(&job->search, &plan);
	machine_begin(&job->search, &job->machine, plan);
	selection->job = job;
}

void selection_begin(struct selection *selection, const struct archive *archive,
                     const struct filter *filter)
{
	begin(selection, archive, filter, PLAN_ALL, NULL);
}

void selection_begin_known(struct selection *selection, const struct archive *archive,
                           const struct filter *filter, const struct known *known)
{
	begin(selection, archive, filter, PLAN_ALL, known);
}

void selection_begin_named(struct selection *selection, const struct archive *archive,
                           const struct filter *filter, const struct known *known)
{
	begin(selection, archive, filter, PLAN_NAMES, known);
}

/* True when all matches are in the set. */
static bool take_slice(struct selection *selection, struct selection_job *job)
{
	struct match_set set = job->machine.stack[0];
	for (size_t end = job->taken + SEARCH_SLICE; job->taken < end; job->taken++) {
		if (job->taken == set.count)
			return true;
		uint32_t row = set.items[job->taken].row;
		if (row < selection->room)
			selection->bits[row / WORD_BITS] |= (uint64_t)1 << row % WORD_BITS;
	}
	return false;
}

bool selection_step(struct selection *selection, unsigned budget_us)
{
	uint64_t end = clock_end(budget_us);
	struct selection_job *job = selection->job;
	while (!selection->is_done) {
		if (!job->has_run)
			job->has_run = machine_step(&job->search, &job->machine);
		else
			selection->is_done = take_slice(selection, job);
		if (clock_is_past(end))
			break;
	}
	if (selection->is_done && job) {
		selection->count = job->taken;
		arena_release(&job->search.arena);
		selection->job = NULL;
	}
	return selection->is_done;
}

bool selection_has(const struct selection *selection, struct dossier_ref ref)
{
	return selection->is_done && ref.row < selection->room &&
	       (selection->bits[ref.row / WORD_BITS] >> ref.row % WORD_BITS & 1);
}

void selection_end(struct selection *selection)
{
	if (selection->job)
		arena_release(&selection->job->search.arena);
	arena_release(&selection->arena);
	*selection = (struct selection){0};
}
