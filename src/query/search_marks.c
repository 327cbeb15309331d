/* Steps that only count: how many dossiers have all the words. */
#include <string.h>

#include "archive/revision.h"
#include "base/array.h"
#include "query/search_state.h"

enum { MARKS_A_DOSSIER = 2 };           /* for what it costs to make a set and sift it */

/* Where each step is for a word, nothing need be known of a dossier but how many of the steps it
 * has passed: a byte for each, and no set is made. Not where so few pass the first that the next
 * had better look these up; nor where postings are so many that a bag, which writes without
 * looking, is worth making a set. */
void machine_count(struct search *search, struct machine *machine)
{
	const struct plan *plan = &machine->plan;
	uint32_t dossiers = dossier_count(search->archive);
	bool is_each_one, marks = plan->ops.count > 1 && plan->ops.count < UINT8_MAX;
	uint64_t first = op_postings(&plan->ops.items[0], &is_each_one);
	for (size_t i = 0; marks && i < plan->ops.count; i++) {
		const struct op *op = &plan->ops.items[i];
		marks = op->kind == OP_TERMS && op->narrows == (i > 0) &&
		        (i == 0 || !op_leaps(op, first)) &&
		        op_postings(op, &is_each_one) / MARKS_A_DOSSIER <= dossiers;
	}
	machine->counts = true;
	machine->marks = marks && !bag_is_small(dossiers, first);
	if (machine->marks && !machine->grades)
		machine->grades = ARENA_MANY(&search->arena, uint8_t, dossiers);
}

/* The innermost loop again. Each dossier passes once, of however many postings: so it is better to
 * look before writing. */
static void mark(uint8_t *marks, uint32_t room, uint8_t passed, const struct op_terms *terms,
                 struct row_span postings)
{
	for (uint32_t i = 0; i < postings.count; i++) {
		uint32_t row = posting_dossier(postings.rows[i]).row;
		if (row < room && marks[row] == passed &&
		    terms->grades[posting_class(postings.rows[i])])
			marks[row]++;
	}
}

/* Those that are replaced have not passed by what was said of them before. */
static void unmark(uint8_t *marks, uint32_t room, uint8_t passed, struct row_span rows)
{
	for (uint32_t i = 0; i < rows.count; i++)
		if (rows.rows[i] < room && marks[rows.rows[i]] > passed)
			marks[rows.rows[i]] = passed;
}

static size_t count_marks(uint8_t *marks, uint32_t room, uint8_t passed)
{
	size_t count = 0;
	for (uint32_t row = 0; row < room; row++)
		count += marks[row] == passed;
	memset(marks, 0, room);
	return count;
}

bool machine_mark(struct search *search, struct machine *machine, const struct op *op)
{
	uint32_t room = dossier_count(search->archive);
	uint8_t *marks = machine->grades, passed = (uint8_t)machine->op;
	if (machine->at == op->first_new && machine->inner == 0)
		unmark(marks, room, passed, archive_replaced(search->archive));
	if (machine->at < op->terms.count) {
		const struct op_terms *terms = &op->terms.items[machine->at];
		size_t left = terms->postings.count - machine->inner;
		struct row_span slice = { terms->postings.rows + machine->inner,
		                          (uint32_t)(left < SEARCH_SLICE ? left : SEARCH_SLICE) };
		mark(marks, room, passed, terms, slice);
		machine->inner += slice.count;
		if (machine->inner == terms->postings.count) {
			machine->inner = 0;
			machine->at++;
		}
		return false;
	}
	if (op->exact.row < room && marks[op->exact.row] == passed)
		marks[op->exact.row]++;
	if (machine->op + 1 == machine->plan.ops.count)
		machine->stack[machine->height++] =
			(struct match_set){ .count = count_marks(marks, room, passed + 1) };
	return true;
}
