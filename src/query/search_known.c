/* What a search finds as known on a day. The index has the words of all days, so what it finds is
 * put to the plan again, dossier by dossier, by what was known of it alone: else a hit, or a
 * number, would tell what later sources say. The steps are those of the machine, with sets of one
 * dossier:
 *
 *	index ─▶ may match ─▶ its visible texts, read once ─▶ the same steps ─▶ match, or not
 *
 * A NOT takes nothing away before that (search_run.c): what is hidden must not hide a dossier. */
#include "base/array.h"
#include "base/unicode.h"
#include "query/asserted.h"
#include "query/dated.h"
#include "query/known.h"
#include "query/quotes.h"
#include "query/search_state.h"
#include "query/verified.h"
#include "query/words.h"

/* A text that was known, folded. */
struct said {
	enum search_class where;
	struct str text;
	bool is_term;                   /* as it stands, not word by word */
};

/* What a dossier says to who asks. */
struct hearing {
	const struct archive *archive;
	const struct known *known;
	struct arena arena;             /* of what follows */
	struct dossier dossier;
	struct { struct said *items; size_t count, room; } texts;
	bool is_read;
	struct match_set *stack;
	size_t height;
};

/* ── Texts ──────────────────────────────────────────────────────────────────────────────────── */

static void say(struct hearing *hearing, enum search_class where, struct str text, bool is_term)
{
	*ARRAY_ADD(&hearing->arena, &hearing->texts) = (struct said){ where, text, is_term };
}

/* A name in another script: in Latin words, and in one. */
static void say_romanized(struct hearing *hearing, struct str name)
{
	struct str latin = unicode_romanize(&hearing->arena, name);
	if (latin.size == 0)
		return;
	struct str_list words = words_cut(&hearing->arena, latin);
	say(hearing, SEARCH_ROMANIZED, latin, false);
	say(hearing, SEARCH_ROMANIZED,
	    words_join(&hearing->arena, words, 0, words.count, STR("")), true);
}

/* As the index has it (build/index.c). */
static void say_text(struct hearing *hearing, struct walked_text text)
{
	struct str plain = text_plain(hearing->archive, &hearing->arena, text);
	struct str folded = unicode_fold(&hearing->arena, plain);
	if (text.where == SEARCH_ID) {
		say(hearing, SEARCH_ID, folded, true);
		folded = text_id_parts(&hearing->arena, folded);
	}
	say(hearing, text_class(text), folded, false);
	if (text.where == SEARCH_NAME || text.where == SEARCH_ALIAS)
		say_romanized(hearing, plain);
}

static void read_texts(struct hearing *hearing)
{
	struct text_walk walk = texts_begin(hearing->archive, hearing->dossier.ref);
	walk.known = hearing->known;
	walk.arena = &hearing->arena;
	if (hearing->is_read)
		return;
	for (struct walked_text text; texts_next(&walk, &text);)
		say_text(hearing, text);
	hearing->is_read = true;
}

/* ── Words ──────────────────────────────────────────────────────────────────────────────────── */

static bool is_similar(const struct hearing *hearing, const struct similar_terms *found,
                       struct str term)
{
	struct row_range same = terms_equal(hearing->archive, found->lexicon, term);
	return same.count && same.first - found->terms.first < found->terms.count;
}

static uint8_t grade_term(const struct hearing *hearing, const struct op *op, struct str term,
                          enum search_class where)
{
	uint8_t best = 0;
	for (size_t i = 0; i < op->words.count; i++) {
		struct wanted_word word = op->words.items[i];
		bool is_it = word.is_prefix ? str_starts_with(term, word.text)
		                            : str_equal(term, word.text);
		uint8_t grade = is_it && word.classes >> where & 1 ? grade_of(where, word.way) : 0;
		best = grade > best ? grade : best;
	}
	bool may_be_similar = op->similar && op->similar_classes >> where & 1;
	for (size_t i = 0; may_be_similar && i < op->similar->found.count; i++) {
		const struct similar_terms *found = &op->similar->found.items[i];
		uint8_t grade = is_similar(hearing, found, term) ? grade_of(where, found->way) : 0;
		best = grade > best ? grade : best;
	}
	return best;
}

static uint8_t grade_said(const struct hearing *hearing, const struct op *op, struct said said)
{
	uint8_t best = 0;
	if (said.is_term)
		return grade_term(hearing, op, words_term(said.text), said.where);
	struct unicode_words words = unicode_words_begin(said.text);
	for (struct str word; unicode_words_next(&words, &word);) {
		uint8_t grade = grade_term(hearing, op, words_term(word), said.where);
		best = grade > best ? grade : best;
	}
	return best;
}

static bool hears_words(struct hearing *hearing, const struct op *op, uint8_t *grade)
{
	uint8_t best = hearing->dossier.ref.row == op->exact.row ? grade_of_id() : 0;
	read_texts(hearing);
	for (size_t i = 0; i < hearing->texts.count; i++) {
		uint8_t one = grade_said(hearing, op, hearing->texts.items[i]);
		best = one > best ? one : best;
	}
	*grade = best;
	return best > 0;
}

static bool hears_phrase(struct hearing *hearing, const struct op *op, uint8_t *grade)
{
	const struct wanted_phrase *phrase = &op->phrase;
	uint8_t best = 0;
	read_texts(hearing);
	for (size_t i = 0; i < hearing->texts.count; i++) {
		struct said said = hearing->texts.items[i];
		uint8_t one = grade_of(said.where, GRADE_PHRASE);
		if (phrase->classes >> said.where & 1 && one > best &&
		    text_has_phrase(&hearing->arena, said.text, phrase))
			best = one;
	}
	*grade = best;
	return best > 0;
}

/* ── Facets ─────────────────────────────────────────────────────────────────────────────────── */

/* A field and a value, as they were typed: "status:unver" while somebody types. */
struct facet { struct str term; bool is_prefix; };

static bool is_wanted(const struct facet *facet, struct str term)
{
	return facet->is_prefix ? str_starts_with(term, facet->term) : str_equal(term, facet->term);
}

static bool is_wanted_key(struct hearing *hearing, const struct facet *facet, const char *field,
                          struct str key)
{
	return is_wanted(facet, words_term(str_join(&hearing->arena, str_of(field), STR(":"), key)));
}

static bool has_value(struct hearing *hearing, const struct facet *facet, struct value value)
{
	if (value.field == NO_ROW)
		return false;
	struct field_view field = field_at(hearing->archive, value.field);
	if (is_wanted_key(hearing, facet, "has", field.key))
		return true;
	if (field.search != SEARCH_FACET)
		return false;
	struct str folded = unicode_fold(&hearing->arena, str_trim(value.text));
	return folded.size && is_wanted(facet, words_term(str_join(&hearing->arena, field.key,
	                                                           STR(":"), folded)));
}

/* What stands inside a name is of the name. */
static bool has_known_value(struct hearing *hearing, const struct facet *facet)
{
	struct row_range values = hearing->dossier.values;
	for (uint32_t row = values.first; row < values.first + values.count;) {
		struct value value = value_at(hearing->archive, row);
		bool is_known = known_value(hearing->known, &hearing->dossier, &value);
		if (is_known && has_value(hearing, facet, value))
			return true;
		bool goes_inside = is_known && value.type != FIELD_NAME;
		row = goes_inside || value.end <= row ? row + 1 : value.end;
	}
	return false;
}

/* Kinds of dossiers that link to it. */
static bool has_known_kind(struct hearing *hearing, const struct facet *facet)
{
	const struct archive *archive = hearing->archive;
	struct link_span span = links_in(archive, hearing->dossier.ref);
	for (uint32_t i = 0; i < span.range.count; i++) {
		struct link link = link_of(archive, span, i);
		struct kind_view kind = kind_at(archive, dossier_kind(archive, link.from));
		if (is_wanted_key(hearing, facet, "has", kind.plural) &&
		    known_link(hearing->known, link))
			return true;
	}
	return false;
}

struct sources {
	struct hearing *hearing;
	struct dossier_ref *items;
	size_t count, room;
};

static bool add_source(void *context, struct dossier_ref source)
{
	struct sources *sources = context;
	if (!known_source(sources->hearing->known, source))
		return true;
	for (size_t i = 0; i < sources->count; i++)
		if (sources->items[i].row == source.row)
			return true;
	*ARRAY_ADD(&sources->hearing->arena, sources) = source;
	return true;
}

/* How many sources had said by then what a claim says. */
static size_t count_sources(struct hearing *hearing)
{
	struct sources sources = { .hearing = hearing };
	asserted_sources(hearing->archive, hearing->dossier.ref, add_source, &sources);
	return sources.count;
}

static bool has_facet(struct hearing *hearing, const struct facet *facet)
{
	const struct dossier *dossier = &hearing->dossier;
	if (str_starts_with(facet->term, STR("sources:")) && dossier->kind == hearing->known->claim)
		return is_wanted_key(hearing, facet, "sources",
		                     str_format(&hearing->arena, "%zu", count_sources(hearing)));
	if (has_known_value(hearing, facet) || has_known_kind(hearing, facet))
		return true;
	return (is_wanted_key(hearing, facet, "has", STR("summary")) &&
	        known_summary(hearing->known, &hearing->arena, dossier).size) ||
	       (is_wanted_key(hearing, facet, "has", STR("sources")) &&
	        known_citations(hearing->known, dossier->citations));
}

static bool hears_facet(struct hearing *hearing, const struct op *op, uint8_t *grade)
{
	struct facet facet = { words_term(op->filter->text), op->filter->is_prefix };
	(void)grade;
	return has_facet(hearing, &facet);
}

bool known_facet(const struct archive *archive, const struct known *known, struct dossier_ref ref,
                 struct str term)
{
	struct hearing hearing = {
		.archive = archive, .known = known, .dossier = dossier_at(archive, ref),
	};
	struct facet facet = { .term = term };
	bool has = known_dossier(known, ref) && has_facet(&hearing, &facet);
	arena_release(&hearing.arena);
	return has;
}

/* ── Other steps ────────────────────────────────────────────────────────────────────────────── */

static bool hears_all(struct hearing *hearing, const struct op *op, uint8_t *grade)
{
	(void)hearing;
	(void)op;
	(void)grade;
	return true;
}

static bool hears_terms(struct hearing *hearing, const struct op *op, uint8_t *grade)
{
	return op->filter->kind == FILTER_FACET ? hears_facet(hearing, op, grade)
	                                        : hears_words(hearing, op, grade);
}

static bool is_target(const struct filter *filter, struct dossier_ref ref)
{
	for (size_t i = 0; i < filter->target_count; i++)
		if (filter->targets[i].row == ref.row)
			return true;
	return false;
}

static bool hears_link(struct hearing *hearing, const struct op *op, uint8_t *grade)
{
	const struct filter *filter = op->filter;
	struct link_span out = links_out(hearing->archive, hearing->dossier.ref);
	struct link_span in = links_in(hearing->archive, hearing->dossier.ref);
	bool is_any = filter->relation == NO_ROW;
	(void)grade;
	if (filter->kind == FILTER_ALONE)
		return filter_is_alone(hearing->archive, hearing->known, filter,
		                       hearing->dossier.ref);
	for (uint32_t i = 0; i < out.range.count; i++) {
		struct link link = link_of(hearing->archive, out, i);
		if ((is_any || link.relation == filter->relation) && is_target(filter, link.to) &&
		    known_link(hearing->known, link))
			return true;
	}
	for (uint32_t i = 0; is_any && i < in.range.count; i++) {
		struct link link = link_of(hearing->archive, in, i);
		if (is_target(filter, link.from) && known_link(hearing->known, link))
			return true;
	}
	return false;
}

static bool hears_kind(struct hearing *hearing, const struct op *op, uint8_t *grade)
{
	(void)grade;
	return hearing->dossier.kind == op->filter->dossier_kind;
}

static bool hears_date(struct hearing *hearing, const struct op *op, uint8_t *grade)
{
	(void)grade;
	return dated_fit(hearing->archive, hearing->dossier.ref, op->filter->dates,
	                 hearing->known) != DATED_APART;
}

static bool hears_verified(struct hearing *hearing, const struct op *op, uint8_t *grade)
{
	(void)grade;
	return op->filter->states >> verified_state(hearing->archive, hearing->dossier.ref) & 1;
}

/* ── The plan ───────────────────────────────────────────────────────────────────────────────── */

/* NULL: the step is one with sets. */
static bool (*const hears[])(struct hearing *hearing, const struct op *op, uint8_t *grade) = {
	[OP_ALL]      = hears_all,      [OP_TERMS]     = hears_terms, [OP_LINKS] = hears_link,
	[OP_KIND]     = hears_kind,     [OP_DATE]      = hears_date,  [OP_PHRASE] = hears_phrase,
	[OP_VERIFIED] = hears_verified, [OP_KNOWN]     = hears_all,
	[OP_WORDS_OR_DATE] = NULL,
	[OP_INTERSECT] = NULL, [OP_SUBTRACT] = NULL, [OP_UNITE] = NULL, [OP_CHOOSE] = NULL,
};
_Static_assert(sizeof hears / sizeof *hears == OP_KIND_COUNT, "a row for each kind of step");

static void push_dossier(struct hearing *hearing)
{
	struct match_set *set = &hearing->stack[hearing->height++];
	*set = (struct match_set){ .count = 1, .room = 1 };
	set->items = ARENA_NEW(&hearing->arena, struct match);
	set->items[0] = (struct match){ .row = hearing->dossier.ref.row, .worst = UINT8_MAX };
}

static void ask(struct hearing *hearing, const struct plan *plan, const struct op *op)
{
	uint8_t grade = 0;
	if (!op->narrows)
		push_dossier(hearing);
	struct match_set *set = &hearing->stack[hearing->height - 1];
	if (set->count == 0)
		return;
	if (!hears[op->kind](hearing, op, &grade)) {
		set->count = 0;
		return;
	}
	struct bag_scale scale = { .counts = op->share > 0 };
	scale.worth[grade] = (uint16_t)(grade_weight(grade) * op->share / plan->shares);
	if (grade)
		match_raise(&set->items[0], grade, &scale);
}

/* The words, which are on top, or the date. */
static void ask_words_or_date(struct hearing *hearing, const struct op *op)
{
	uint8_t grade = 0;
	struct match_set words = hearing->stack[--hearing->height];
	struct match_set *set = &hearing->stack[hearing->height - 1];
	if (set->count == 0)
		return;
	if (words.count)
		set->items[0] = match_both(set->items[0], words.items[0]);
	else
		set->count = hears_date(hearing, op, &grade);
}

bool known_answers(const struct search *search, const struct plan *plan, size_t steps,
                   struct match *match)
{
	struct hearing hearing = {
		.archive = search->archive, .known = search->options.known,
		.dossier = dossier_at(search->archive, (struct dossier_ref){ match->row }),
	};
	hearing.stack = ARENA_MANY(&hearing.arena, struct match_set, steps + 1);
	for (size_t i = 0; i < steps; i++) {
		const struct op *op = &plan->ops.items[i];
		if (hears[op->kind]) {
			ask(&hearing, plan, op);
			continue;
		}
		if (op->kind == OP_WORDS_OR_DATE) {
			ask_words_or_date(&hearing, op);
			continue;
		}
		struct match_set right = hearing.stack[--hearing.height];
		struct match_set *left = &hearing.stack[hearing.height - 1];
		*left = sets_combine(&hearing.arena, op->kind, *left, right);
	}
	bool is_answer = hearing.stack[0].count > 0;
	if (is_answer)
		*match = hearing.stack[0].items[0];
	arena_release(&hearing.arena);
	return is_answer;
}

void plan_add_known(struct search *search, struct plan *plan)
{
	if (search->options.known)
		*ARRAY_ADD(&search->arena, &plan->ops) = (struct op){
			.kind = OP_KNOWN, .narrows = true, .exact = NO_DOSSIER,
		};
}
