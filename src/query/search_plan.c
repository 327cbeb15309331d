/* From a filter to the steps that find what it means. */
#include "base/array.h"
#include "query/search_state.h"
#include "query/words.h"

/* Steps that leave one set on the stack. */
struct part {
	struct { struct op *items; size_t count, room; } ops;
	uint64_t cost;                  /* postings, links or rows that have to be looked at */
	bool is_not;                    /* the set is of those that do not match */
	bool sieves;                    /* the first step pushes all; the others only leave some of
	                                 * what they find on the stack */
};

struct planner {
	const struct archive *archive;
	struct arena *arena;
	unsigned text_classes;          /* in which words are looked for */
	const struct similar *similar;  /* of `words`, or NULL */
	struct plan_words words;
	unsigned shares;
	bool is_negated;                /* below a NOT, or of a word that names a kind: found words
	                                 * are no merit */
	bool is_beside;                 /* other words that are all wanted */
	bool is_of_day;                 /* what was known then is asked of each that is found */
};

static struct part plan_filter(struct planner *planner, const struct filter *filter);

/* ── Terms ──────────────────────────────────────────────────────────────────────────────────── */

static const struct similar *similar_of(const struct planner *planner, const struct filter *filter)
{
	for (size_t i = 0; planner->similar && i < planner->words.count; i++)
		if (planner->words.items[i] == filter)
			return &planner->similar[i];
	return NULL;
}

static struct word_terms terms_of(const struct planner *planner, struct op *op, unsigned classes)
{
	return (struct word_terms){ planner->archive, planner->arena, op, classes };
}

static void add_word(const struct planner *planner, struct op *op, struct str word, bool is_prefix,
                     unsigned classes)
{
	struct word_terms terms = terms_of(planner, op, classes);
	terms_add_word(&terms, word, is_prefix);
}

static void add_similar(const struct planner *planner, struct op *op, const struct filter *filter,
                        unsigned classes)
{
	const struct similar *similar = similar_of(planner, filter);
	struct word_terms terms = terms_of(planner, op, classes);
	op->similar = similar;
	op->similar_classes = classes;
	for (size_t i = 0; similar && i < similar->found.count; i++) {
		const struct similar_terms *found = &similar->found.items[i];
		terms_add(&terms, found->lexicon, found->terms, found->way);
	}
}

static struct op op_new(const struct filter *filter, enum op_kind kind)
{
	return (struct op){ .kind = kind, .filter = filter, .exact = NO_DOSSIER };
}

static unsigned share_of(struct planner *planner, unsigned words)
{
	return planner->is_negated ? 0 : words;
}

/* ── Parts ──────────────────────────────────────────────────────────────────────────────────── */

static void add_op(struct planner *planner, struct part *part, struct op op)
{
	*ARRAY_ADD(planner->arena, &part->ops) = op;
}

static uint64_t terms_cost(struct op op)
{
	uint64_t cost = 1;
	for (size_t i = 0; i < op.terms.count; i++)
		cost += op.terms.items[i].postings.count;
	return cost;
}

static struct part part_of(struct planner *planner, struct op op, uint64_t cost)
{
	struct part part = { .cost = cost };
	add_op(planner, &part, op);
	return part;
}

static void append(struct planner *planner, struct part *part, struct part more)
{
	for (size_t i = 0; i < more.ops.count; i++)
		add_op(planner, part, more.ops.items[i]);
}

/* Steps that narrow what they find on the stack can stand behind any other part as they are. */
static bool only_narrows(struct part part, size_t first)
{
	for (size_t i = first; i < part.ops.count; i++)
		if (!part.ops.items[i].narrows)
			return false;
	return true;
}

/* Let `part` keep only what `more` has, too. */
static void narrow(struct planner *planner, struct part *part, struct part more)
{
	struct op *first = &more.ops.items[0];
	bool is_line = only_narrows(more, 1);
	if (more.is_not) {
		append(planner, part, more);
		add_op(planner, part, op_new(NULL, OP_SUBTRACT));
	} else if (first->kind == OP_ALL && (is_line || more.sieves)) {
		for (size_t i = 1; i < more.ops.count; i++)
			add_op(planner, part, more.ops.items[i]);
	} else if (is_line && (first->kind == OP_TERMS || first->kind == OP_KIND)) {
		first->narrows = true;
		append(planner, part, more);
	} else {
		append(planner, part, more);
		add_op(planner, part, op_new(NULL, OP_INTERSECT));
	}
}

/* A part of its own from one that says what does not match. */
static struct part positive(struct planner *planner, struct part part)
{
	if (!part.is_not)
		return part;
	uint32_t all = dossier_count(planner->archive);
	struct part whole = part_of(planner, op_new(NULL, OP_ALL), part.cost + all);
	narrow(planner, &whole, part);
	return whole;
}

static void unite(struct planner *planner, struct part *part, enum op_kind op, struct part more)
{
	more = positive(planner, more);
	part->sieves = false;
	append(planner, part, more);
	add_op(planner, part, op_new(NULL, op));
	part->cost += more.cost;
}

/* A part that puts each dossier to a test, which is dear: cheaper parts come before it. */
static struct part plan_test(struct planner *planner, struct op test)
{
	uint64_t all = dossier_count(planner->archive);
	struct part part = part_of(planner, op_new(NULL, OP_ALL), 16 * all + 16);
	part.sieves = test.narrows = true;
	add_op(planner, &part, test);
	return part;
}

/* The parts in the order of their costs, so that the dear ones have little left to look at; those
 * that take away come last. */
static void sort_parts(struct part *parts, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = i; j > 0; j--) {
			struct part *left = &parts[j - 1], *right = &parts[j], moved = *right;
			if (left->is_not < right->is_not ||
			    (left->is_not == right->is_not && left->cost <= right->cost))
				break;
			*right = *left;
			*left = moved;
		}
}

/* ── Words and phrases ──────────────────────────────────────────────────────────────────────── */

/* Let a word also be found where it is one with its neighbours: nay pyi taw, Naypyitaw. */
static void add_joined(struct planner *planner, struct op *op, const struct filter *all, size_t at)
{
	struct word_terms terms = terms_of(planner, op, planner->text_classes);
	for (size_t first = at < SEARCH_JOINED ? 0 : at - SEARCH_JOINED + 1; first <= at; first++) {
		struct text joined = { .arena = planner->arena };
		for (size_t i = first; i < all->part_count && i - first < SEARCH_JOINED; i++) {
			const struct filter *part = all->parts[i];
			if (part->kind != FILTER_WORD)
				break;
			text_add(&joined, part->text);
			if (i < at || i == first)
				continue;
			struct str term = words_term(str_copy(planner->arena, text_str(&joined)));
			terms_add_equal(&terms, term, GRADE_WORD);
			if (part->is_prefix)
				terms_add_prefix(&terms, term, GRADE_PREFIX);
		}
	}
}

/* A phrase of the words of `text`: those that have all of them, then those where they stand next to
 * each other. */
static struct part plan_phrase(struct planner *planner, const struct filter *filter,
                               struct str text, unsigned classes)
{
	struct op test = op_new(filter, OP_PHRASE);
	test.phrase = (struct wanted_phrase){
		.words = words_cut(planner->arena, text),
		.is_prefix = filter->is_prefix,
		.classes = classes,
	};
	test.share = share_of(planner, (unsigned)test.phrase.words.count);

	size_t count = test.phrase.words.count;
	struct part *words = ARENA_MANY(planner->arena, struct part, count);
	for (size_t i = 0; i < count; i++) {
		struct op op = op_new(filter, OP_TERMS);
		add_word(planner, &op, test.phrase.words.items[i],
		         filter->is_prefix && i + 1 == count, classes);
		words[i] = part_of(planner, op, terms_cost(op));
	}
	sort_parts(words, count);
	for (size_t i = 1; i < count; i++)
		narrow(planner, &words[0], words[i]);
	narrow(planner, &words[0], plan_test(planner, test));
	return words[0];
}

/* The dossier whose id was typed. Beside other words it is a word: "russia arms" is not Russia. */
static struct dossier_ref plan_id(struct planner *planner, const struct filter *filter)
{
	if (planner->is_beside)
		return NO_DOSSIER;
	struct dossier_ref typed = dossier_find(planner->archive, filter->typed);
	return dossier_is_none(typed) ? dossier_find(planner->archive, filter->text) : typed;
}

/* Other ways to find a word or phrase that was typed in one piece: the id that it is; the Latin
 * form of a name in a script without blanks. */
static struct op plan_piece(struct planner *planner, const struct filter *filter)
{
	struct op op = op_new(filter, OP_TERMS);
	struct str folded = filter->text;
	op.exact = plan_id(planner, filter);
	op.share = share_of(planner, 1);

	if (filter->kind == FILTER_WORD)
		add_similar(planner, &op, filter, NAME_CLASSES);
	else if (str_find(folded, STR(" "), 0) == SIZE_MAX) {
		add_word(planner, &op, folded, filter->is_prefix, ID_CLASSES);
		add_similar(planner, &op, filter, ID_CLASSES);
	}
	return op;
}

/* Words of names that were typed as one: minaunghlaing, Min Aung Hlaing. */
static void unite_splits(struct planner *planner, const struct filter *filter, struct part *part)
{
	if (!planner->similar)
		return;
	struct str_list splits = similar_splits(planner->archive, planner->arena, filter->text,
	                                        filter->is_prefix);
	for (size_t i = 0; i < splits.count; i++)
		unite(planner, part, OP_CHOOSE,
		      plan_phrase(planner, filter, splits.items[i], NAME_CLASSES));
}

/* A word; `all` are the words around it, among which it is number `at`, or NULL. */
static struct part plan_word(struct planner *planner, const struct filter *filter,
                             const struct filter *all, size_t at)
{
	struct op op = plan_piece(planner, filter);
	planner->shares += op.share;
	add_word(planner, &op, filter->text, filter->is_prefix, planner->text_classes);
	if (all)
		add_joined(planner, &op, all, at);
	struct part part = part_of(planner, op, terms_cost(op));
	unite_splits(planner, filter, &part);
	return part;
}

static struct part plan_typed_phrase(struct planner *planner, const struct filter *filter)
{
	struct part part = plan_phrase(planner, filter, filter->text, planner->text_classes);
	struct op piece = plan_piece(planner, filter);
	unsigned words = (unsigned)words_cut(planner->arena, filter->text).count;
	planner->shares += share_of(planner, words);
	piece.share = share_of(planner, words);
	if (piece.terms.count || !dossier_is_none(piece.exact))
		unite(planner, &part, OP_CHOOSE, part_of(planner, piece, terms_cost(piece)));
	return part;
}

static struct part plan_name(struct planner *planner, const struct filter *filter)
{
	struct str_list words = words_cut(planner->arena, filter->text);
	planner->shares += share_of(planner, (unsigned)words.count);
	if (words.count > 1)
		return plan_phrase(planner, filter, filter->text, NAME_CLASSES);

	struct op op = op_new(filter, OP_TERMS);
	op.share = share_of(planner, 1);
	add_word(planner, &op, filter->text, filter->is_prefix, NAME_CLASSES);
	add_similar(planner, &op, filter, NAME_CLASSES);
	struct part part = part_of(planner, op, terms_cost(op));
	unite_splits(planner, filter, &part);
	return part;
}

/* ── Filters ────────────────────────────────────────────────────────────────────────────────── */

/* How many sources assert a claim was another number on another day: all that have one are found. */
static struct part plan_facet(struct planner *planner, const struct filter *filter)
{
	struct op op = op_new(filter, OP_TERMS);
	struct word_terms terms = terms_of(planner, &op, FACET_CLASSES);
	struct str term = words_term(filter->text), number = STR("sources:");
	bool is_number = planner->is_of_day && str_starts_with(term, number);
	bool is_prefix = filter->is_prefix || is_number;
	for (enum lexicon in = LEXICON_ALL; in != LEXICON_COUNT; in = lexicon_next(in))
		terms_add(&terms, in,
		          terms_found(planner->archive, in, is_number ? number : term, is_prefix),
		          GRADE_WORD);
	return part_of(planner, op, terms_cost(op));
}

static struct part plan_kind(struct planner *planner, const struct filter *filter)
{
	uint32_t count = dossiers_of_kind(planner->archive, filter->dossier_kind).count;
	return part_of(planner, op_new(filter, OP_KIND), count + 1);
}

static struct part plan_links(struct planner *planner, const struct filter *filter)
{
	uint64_t cost = filter->target_count + 1;
	for (size_t i = 0; i < filter->target_count; i++) {
		cost += links_in(planner->archive, filter->targets[i]).range.count;
		if (filter->relation == NO_ROW)
			cost += links_out(planner->archive, filter->targets[i]).range.count;
	}
	return part_of(planner, op_new(filter, OP_LINKS), cost);
}

static bool has_many_words(const struct filter *all)
{
	size_t count = 0;
	for (size_t i = 0; i < all->part_count; i++)
		count += filter_has_scored_words(all->parts[i]);
	return count > 1;
}

static struct part plan_all(struct planner *planner, const struct filter *filter)
{
	if (filter->part_count == 0)
		return part_of(planner, op_new(NULL, OP_ALL), dossier_count(planner->archive));
	struct part *parts = ARENA_MANY(planner->arena, struct part, filter->part_count);
	bool was_beside = planner->is_beside;
	planner->is_beside |= has_many_words(filter);
	for (size_t i = 0; i < filter->part_count; i++)
		parts[i] = filter->parts[i]->kind == FILTER_WORD
		                   ? plan_word(planner, filter->parts[i], filter, i)
		                   : plan_filter(planner, filter->parts[i]);
	planner->is_beside = was_beside;
	sort_parts(parts, filter->part_count);

	struct part all = positive(planner, parts[0]);
	for (size_t i = 1; i < filter->part_count; i++)
		narrow(planner, &all, parts[i]);
	return all;
}

/* Words that are a date: what they find is looked up while each dossier is put to the test. */
static struct part plan_words_or_date(struct planner *planner, const struct filter *filter)
{
	struct part words = plan_filter(planner, filter->parts[0]);
	struct part part = plan_test(planner, op_new(filter->parts[1], OP_WORDS_OR_DATE));
	struct op test = part.ops.items[1];
	test.narrows = false;
	part.ops.count = 1;
	append(planner, &part, words);
	add_op(planner, &part, test);
	part.cost += words.cost;
	return part;
}

static struct part plan_any(struct planner *planner, const struct filter *filter)
{
	if (filter->is_read_as_date)
		return plan_words_or_date(planner, filter);
	bool was_negated = planner->is_negated;
	planner->is_negated |= filter->is_read_as_kind;
	struct part any = positive(planner, plan_filter(planner, filter->parts[0]));
	planner->is_negated = was_negated;
	for (size_t i = 1; i < filter->part_count; i++)
		unite(planner, &any, OP_UNITE, plan_filter(planner, filter->parts[i]));
	return any;
}

static struct part plan_not(struct planner *planner, const struct filter *filter)
{
	struct planner outside = *planner;
	planner->is_negated = true;
	planner->text_classes = TEXT_CLASSES;
	struct part part = positive(planner, plan_filter(planner, filter->parts[0]));
	planner->is_negated = outside.is_negated;
	planner->text_classes = outside.text_classes;
	part.is_not = true;
	return part;
}

static struct part plan_filter(struct planner *planner, const struct filter *filter)
{
	switch (filter->kind) {
	case FILTER_ALL:    return plan_all(planner, filter);
	case FILTER_ANY:    return plan_any(planner, filter);
	case FILTER_NOT:    return plan_not(planner, filter);
	case FILTER_WORD:   return plan_word(planner, filter, NULL, 0);
	case FILTER_PHRASE: return plan_typed_phrase(planner, filter);
	case FILTER_NAME:   return plan_name(planner, filter);
	case FILTER_KIND:   return plan_kind(planner, filter);
	case FILTER_FACET:  return plan_facet(planner, filter);
	case FILTER_LINK:
	case FILTER_ALONE:  return plan_links(planner, filter);
	case FILTER_DATE:   return plan_test(planner, op_new(filter, OP_DATE));
	case FILTER_VERIFIED:
		return plan_test(planner, op_new(filter, OP_VERIFIED));
	case FILTER_KIND_COUNT:
		break;
	}
	return part_of(planner, op_new(NULL, OP_ALL), dossier_count(planner->archive));
}

struct plan plan_make(const struct archive *archive, struct arena *arena,
                      const struct filter *filter, struct plan_options options)
{
	struct planner planner = {
		.archive = archive,
		.arena = arena,
		.text_classes = options.reach == PLAN_NAMES ? ID_CLASSES : TEXT_CLASSES,
		.similar = options.similar,
		.is_of_day = options.is_of_day,
		.words = plan_words(arena, filter),
	};
	struct part part = filter ? positive(&planner, plan_filter(&planner, filter))
	                          : part_of(&planner, op_new(NULL, OP_ALL), 0);
	struct plan plan = {
		.shares = planner.shares ? planner.shares : 1,
		.has_dates = plan_dates(arena, filter).count > 0,
	};
	plan.ops.items = part.ops.items;
	plan.ops.count = part.ops.count;
	plan.ops.room = part.ops.room;
	return plan;
}
