/* The machine that runs a plan, a slice at a time. */
#include "archive/revision.h"
#include "base/array.h"
#include "query/dated.h"
#include "query/known.h"
#include "query/search_state.h"
#include "query/verified.h"

void machine_begin(struct search *search, struct machine *machine, struct plan plan)
{
	*machine = (struct machine){
		.plan = plan,
		.grades = machine->grades,
		.stack = ARENA_MANY(&search->arena, struct match_set, plan.ops.count),
	};
}

static struct match_set *top(struct machine *machine)
{
	return &machine->stack[machine->height - 1];
}

static void push(struct machine *machine, struct match_set set)
{
	machine->stack[machine->height++] = set;
}

/* ── Steps that fill a bag, then make a set of it or sift the one on top ────────────────────── */

static void open_bag(struct search *search, struct machine *machine, uint64_t count, bool is_sorted)
{
	uint32_t dossiers = dossier_count(search->archive);
	bool is_small = is_sorted || bag_is_small(dossiers, count);
	if (!is_small && !machine->grades)
		machine->grades = ARENA_MANY(&search->arena, uint8_t, dossiers);
	machine->bag = bag_open(is_small ? NULL : machine->grades, dossiers);
	machine->bag.counts = machine->counts;
}

static void put(struct search *search, struct machine *machine, uint32_t row, uint8_t grade)
{
	bag_add(&search->arena, &machine->bag, row, grade);
}

/* The bag is full: empty it, a slice at a time. */
static bool empty_bag(struct search *search, struct machine *machine, const struct op *op)
{
	if (op->narrows)
		return bag_sift(&machine->bag, &machine->scale, top(machine));
	if (machine->counts && machine->plan.ops.count == 1) {
		push(machine, (struct match_set){ .count = bag_count(&machine->bag) });
		return true;
	}
	if (!machine->bag.is_closed)
		push(machine, (struct match_set){0});
	return bag_collect(&search->arena, &machine->bag, &machine->scale, top(machine));
}

uint64_t op_postings(const struct op *op, bool *is_each_one)
{
	uint64_t count = 1;
	*is_each_one = true;
	for (size_t i = 0; i < op->terms.count; i++) {
		count += op->terms.items[i].postings.count;
		*is_each_one &= op->terms.items[i].is_one;
	}
	return count;
}

enum { POSTINGS_A_LEAP = 16 };          /* to go through, for what it costs to leap over them */

bool op_leaps(const struct op *op, size_t matches)
{
	bool is_each_one;
	uint64_t count = op_postings(op, &is_each_one);
	return is_each_one && matches * op->terms.count < count / POSTINGS_A_LEAP;
}

static void terms_begin(struct search *search, struct machine *machine, const struct op *op)
{
	bool is_each_one;
	uint64_t count = op_postings(op, &is_each_one);
	if (machine->marks)
		return;
	machine->leaps = op->narrows && op_leaps(op, top(machine)->count);
	if (!machine->leaps)
		open_bag(search, machine, count, op->terms.count == 1 && is_each_one);
	for (size_t i = 0; i < op->terms.count; i++)
		op->terms.items[i].next = 0;
}

/* What the base of a revision says of replaced dossiers goes before what is new comes. */
static bool terms_fill(struct search *search, struct machine *machine, const struct op *op)
{
	if (machine->at == op->first_new && machine->inner == 0 && !machine->bag.is_closed)
		bag_drop(&machine->bag, archive_replaced(search->archive));
	if (machine->at == op->terms.count) {
		if (!machine->bag.is_closed && !dossier_is_none(op->exact))
			put(search, machine, op->exact.row, grade_of_id());
		return empty_bag(search, machine, op);
	}
	struct op_terms terms = op->terms.items[machine->at];
	size_t left = terms.postings.count - machine->inner;
	size_t count = left < SEARCH_SLICE ? left : SEARCH_SLICE;
	bag_add_postings(&search->arena, &machine->bag, terms.postings.rows + machine->inner, count,
	                 terms.grades);
	machine->inner += count;
	if (machine->inner == terms.postings.count) {
		machine->inner = 0;
		machine->at++;
	}
	return false;
}

static void kind_begin(struct search *search, struct machine *machine, const struct op *op)
{
	struct row_span span = dossiers_of_kind(search->archive, op->filter->dossier_kind);
	if (!op->narrows)
		open_bag(search, machine, span.count, false);
}

static bool kind_step(struct search *search, struct machine *machine, const struct op *op)
{
	struct row_span span = dossiers_of_kind(search->archive, op->filter->dossier_kind);
	if (machine->at == span.count)
		return empty_bag(search, machine, op);
	for (unsigned left = SEARCH_SLICE; left && machine->at < span.count; left--)
		put(search, machine, span.rows[machine->at++], UINT8_MAX);
	return false;
}

static void links_begin(struct search *search, struct machine *machine, const struct op *op)
{
	uint64_t count = 0;
	for (size_t i = 0; i < op->filter->target_count; i++)
		count += links_in(search->archive, op->filter->targets[i]).range.count +
		         links_out(search->archive, op->filter->targets[i]).range.count;
	open_bag(search, machine, count, false);
}

/* Put the next dossier that links to the target; for links of any relation, also what the target
 * links to. False when there is none. */
static bool put_link(struct search *search, struct machine *machine, const struct filter *filter,
                     struct dossier_ref target)
{
	const struct archive *archive = search->archive;
	struct link_span in = links_in(archive, target), out = links_out(archive, target);
	size_t index = machine->inner++;
	if (index < in.range.count) {
		struct link link = link_of(archive, in, (uint32_t)index);
		if (filter_wants_link(archive, search->options.known, filter, link))
			put(search, machine, link.from.row, UINT8_MAX);
		return true;
	}
	index -= in.range.count;
	if (filter->relation != NO_ROW || filter->kind == FILTER_ALONE || index >= out.range.count)
		return false;
	put(search, machine, link_of(archive, out, (uint32_t)index).to.row, UINT8_MAX);
	return true;
}

static bool links_step(struct search *search, struct machine *machine, const struct op *op)
{
	const struct filter *filter = op->filter;
	if (machine->at == filter->target_count)
		return empty_bag(search, machine, op);
	for (unsigned left = SEARCH_SLICE; left && machine->at < filter->target_count; left--) {
		if (put_link(search, machine, filter, filter->targets[machine->at]))
			continue;
		machine->inner = 0;
		machine->at++;
	}
	return false;
}

/* ── Steps that put each match to a test ────────────────────────────────────────────────────── */

/* Test the next matches of the set on top; those that pass stay. A test may raise a match. */
static bool sieve(struct search *search, struct machine *machine, const struct op *op,
                  unsigned slice,
                  bool (*passes)(struct search *search, struct machine *machine,
                                 const struct op *op, struct match *match))
{
	struct match_set *set = top(machine);
	for (; slice && machine->at < set->count; slice--) {
		struct match match = set->items[machine->at++];
		if (passes(search, machine, op, &match))
			set->items[machine->kept++] = match;
	}
	if (machine->at < set->count)
		return false;
	set->count = machine->kept;
	return true;
}

static bool is_of_kind(struct search *search, struct machine *machine, const struct op *op,
                       struct match *match)
{
	struct dossier_ref ref = { match->row };
	(void)machine;
	return dossier_kind(search->archive, ref) == op->filter->dossier_kind;
}

static bool is_dated(struct search *search, struct machine *machine, const struct op *op,
                     struct match *match)
{
	struct dossier_ref ref = { match->row };
	(void)machine;
	return dated_fit(search->archive, ref, op->filter->dates, search->options.known) !=
	       DATED_APART;
}

static bool is_verified_so(struct search *search, struct machine *machine, const struct op *op,
                           struct match *match)
{
	struct dossier_ref ref = { match->row };
	(void)machine;
	return op->filter->states >> verified_state(search->archive, ref) & 1;
}

static bool has_phrase(struct search *search, struct machine *machine, const struct op *op,
                       struct match *match)
{
	struct dossier_ref ref = { match->row };
	enum search_class where = texts_find_phrase(search->archive, ref, &op->phrase);
	if (where == SEARCH_NONE)
		return false;
	match_raise(match, grade_of(where, GRADE_PHRASE), &machine->scale);
	return true;
}

/* The first of the postings from `at` on that is not of a row before this: in leaps that double,
 * then between the last two. */
static uint32_t leap_to(struct row_span postings, uint32_t at, uint32_t row)
{
	uint32_t leap = 1, low = at, high = at;
	while (high < postings.count && posting_dossier(postings.rows[high]).row < row) {
		low = high + 1;
		high = leap < postings.count - high ? high + leap : postings.count;
		leap *= 2;
	}
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (posting_dossier(postings.rows[middle]).row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The best grade of the row in a term. The matches come by row, and so do the postings. */
static uint8_t grade_in(struct op_terms *terms, uint32_t row)
{
	struct row_span postings = terms->postings;
	uint8_t best = 0;
	terms->next = leap_to(postings, terms->next, row);
	for (uint32_t at = terms->next; at < postings.count &&
	     posting_dossier(postings.rows[at]).row == row; at++) {
		uint8_t grade = terms->grades[posting_class(postings.rows[at])];
		best = grade > best ? grade : best;
	}
	return best;
}

static bool has_terms(struct search *search, struct machine *machine, const struct op *op,
                      struct match *match)
{
	uint8_t best = match->row == op->exact.row ? grade_of_id() : 0;
	size_t first = archive_replaces(search->archive, match->row) ? op->first_new : 0;
	for (size_t i = first; i < op->terms.count; i++) {
		uint8_t grade = grade_in(&op->terms.items[i], match->row);
		best = grade > best ? grade : best;
	}
	if (best)
		match_raise(match, best, &machine->scale);
	return best > 0;
}

static bool terms_run(struct search *search, struct machine *machine, const struct op *op)
{
	if (machine->marks)
		return machine_mark(search, machine, op);
	if (machine->leaps)
		return sieve(search, machine, op, SEARCH_SLICE / 16, has_terms);
	return terms_fill(search, machine, op);
}

static bool kind_run(struct search *search, struct machine *machine, const struct op *op)
{
	if (op->narrows)
		return sieve(search, machine, op, SEARCH_SLICE, is_of_kind);
	return kind_step(search, machine, op);
}

static bool date_run(struct search *search, struct machine *machine, const struct op *op)
{
	return sieve(search, machine, op, SEARCH_SLICE / 16, is_dated);
}

/* Both sets are by row. */
static bool words_or_date_run(struct search *search, struct machine *machine, const struct op *op)
{
	struct match_set words = *top(machine), *left = &machine->stack[machine->height - 2];
	for (unsigned slice = SEARCH_SLICE / 16; slice && machine->at < left->count; slice--) {
		struct match match = left->items[machine->at++];
		while (machine->inner < words.count && words.items[machine->inner].row < match.row)
			machine->inner++;
		bool has_words = machine->inner < words.count &&
		                 words.items[machine->inner].row == match.row;
		if (has_words)
			match = match_both(match, words.items[machine->inner]);
		if (has_words || is_dated(search, machine, op, &match))
			left->items[machine->kept++] = match;
	}
	if (machine->at < left->count)
		return false;
	left->count = machine->kept;
	machine->height--;
	return true;
}

static bool verified_run(struct search *search, struct machine *machine, const struct op *op)
{
	return sieve(search, machine, op, SEARCH_SLICE / 4, is_verified_so);
}

static bool phrase_run(struct search *search, struct machine *machine, const struct op *op)
{
	return sieve(search, machine, op, SEARCH_SLICE / 256, has_phrase);
}

static bool is_known(struct search *search, struct machine *machine, const struct op *op,
                     struct match *match)
{
	(void)op;
	return known_dossier(search->options.known, (struct dossier_ref){ match->row }) &&
	       known_answers(search, &machine->plan, machine->op, match);
}

static bool known_run(struct search *search, struct machine *machine, const struct op *op)
{
	return sieve(search, machine, op, SEARCH_SLICE / 256, is_known);
}

/* ── Steps with whole sets ──────────────────────────────────────────────────────────────────── */

static bool all_run(struct search *search, struct machine *machine, const struct op *op)
{
	(void)op;
	push(machine, set_of_all(&search->arena, dossier_count(search->archive)));
	return true;
}

struct match_set sets_combine(struct arena *arena, enum op_kind kind, struct match_set left,
                              struct match_set right)
{
	if (kind == OP_INTERSECT)
		return set_intersect(left, right);
	if (kind == OP_SUBTRACT)
		return set_subtract(left, right);
	return kind == OP_UNITE ? set_unite(arena, left, right) : set_choose(arena, left, right);
}

/* Take the set on top away and give what becomes of the one below. What was not known is no reason
 * to leave a dossier out: where that counts, it is looked at in the end. */
static bool combine_run(struct search *search, struct machine *machine, const struct op *op)
{
	struct match_set right = *top(machine), *left = &machine->stack[machine->height - 2];
	machine->height--;
	if (op->kind != OP_SUBTRACT || !search->options.known)
		*left = sets_combine(&search->arena, op->kind, *left, right);
	return true;
}

/* ── The machine ────────────────────────────────────────────────────────────────────────────── */

static const struct op_row {
	void (*begin)(struct search *search, struct machine *machine, const struct op *op);
	bool (*run)(struct search *search, struct machine *machine, const struct op *op);
} op_rows[] = {
	[OP_ALL]       = { NULL,        all_run     },
	[OP_TERMS]     = { terms_begin, terms_run   },
	[OP_LINKS]     = { links_begin, links_step  },
	[OP_KIND]      = { kind_begin,  kind_run    },
	[OP_DATE]      = { NULL,        date_run    },
	[OP_VERIFIED]  = { NULL,        verified_run },
	[OP_PHRASE]    = { NULL,        phrase_run  },
	[OP_KNOWN]     = { NULL,        known_run   },
	[OP_WORDS_OR_DATE] = { NULL,    words_or_date_run },
	[OP_INTERSECT] = { NULL,        combine_run },
	[OP_SUBTRACT]  = { NULL,        combine_run },
	[OP_UNITE]     = { NULL,        combine_run },
	[OP_CHOOSE]    = { NULL,        combine_run },
};
_Static_assert(sizeof op_rows / sizeof *op_rows == OP_KIND_COUNT, "a row for each kind of step");

/* Where nothing is left there is nothing to narrow. */
static bool is_settled(struct machine *machine)
{
	if (machine->height != 1 || top(machine)->count)
		return false;
	for (size_t i = machine->op; i < machine->plan.ops.count; i++)
		if (!machine->plan.ops.items[i].narrows)
			return false;
	return true;
}

bool machine_step(struct search *search, struct machine *machine)
{
	const struct op *op = &machine->plan.ops.items[machine->op];
	const struct op_row *row = &op_rows[op->kind];
	if (!machine->is_begun) {
		machine->at = machine->inner = machine->kept = 0;
		machine->is_begun = true;
		machine->scale = bag_scale_of(op->share, machine->plan.shares);
		if (row->begin)
			row->begin(search, machine, op);
	}
	if (row->run(search, machine, op)) {
		machine->is_begun = false;
		machine->op++;
		if (is_settled(machine))
			machine->op = machine->plan.ops.count;
	}
	return machine->op == machine->plan.ops.count;
}

const struct op *machine_last_word(const struct machine *machine)
{
	const struct op *op = &machine->plan.ops.items[machine->op];
	bool is_last = machine->op + 1 == machine->plan.ops.count && !machine->is_begun &&
	               machine->height == 1;
	bool is_word = is_last && op->kind == OP_TERMS && op->narrows && op->share &&
	               op->filter->kind == FILTER_WORD;
	return is_word ? op : NULL;
}

uint64_t op_cost(const struct op *op, size_t matches)
{
	bool is_each_one;
	uint64_t count = op_postings(op, &is_each_one);
	uint64_t leaps = (uint64_t)matches * op->terms.count * POSTINGS_A_LEAP;
	return is_each_one && leaps < count ? leaps : count;
}
