#include "build/resolve_parts.h"

#include "base/array.h"
#include "base/worker.h"

/* A link that is to be reported; found by workers, reported in the order of files. */
struct trouble {
	uint32_t link;
	enum rule rule;
};

/* What is left to do for a batch when its links are resolved. */
struct rest {
	struct arena *memory;                   /* of what is in it */
	struct resolved_link *links;            /* those that lead somewhere … */
	size_t link_count;                      /* … in the order of the file */
	struct { struct trouble *items; size_t count, room; } troubles;
	struct { uint32_t *items; size_t count, room; } lost;   /* links that lead nowhere */
};

struct linking {
	struct resolving *resolving;
	struct rest *rests;                     /* by batch */
	struct arena *memories;                 /* by thread; the rests are in them */
};

/* ── One batch ──────────────────────────────────────────────────────────────────────────────── */

static bool field_allows_kind(const struct field *field, uint32_t kind)
{
	for (size_t i = 0; i < field->to.count; i++)
		if (field->to.items[i] == kind)
			return true;
	return field->to.count == 0;
}

/* A text that might have been a link is a text after all. */
static void guess_drop(struct batch *batch, uint32_t row)
{
	struct draft_link *link = &batch->links.items[row];
	link->to = NO_ROW;
	if (link->value != NO_ROW && batch->values.items[link->value].link == row) {
		batch->values.items[link->value].link = NO_ROW;
		batch->values.items[link->value].type = FIELD_TEXT;
	}
}

/* Find where a link leads, and give what is wrong with that, or RULE_COUNT. */
static enum rule link_resolve(const struct resolving *resolving, struct draft_link *link,
                              uint32_t owner)
{
	uint32_t number = keys_find(&resolving->resolved->by_id, link->target);
	if (number == KEYS_NONE)
		return RULE_LINK_DANGLING;
	struct answer answer = resolving->answers.items[number];
	link->to = answer.dossier;
	link->is_former = number >= resolving->resolved->dossiers.count;

	const struct field *field = link->field == NO_ROW ? NULL
	                          : &resolving->schema->fields.items[link->field];
	if (field && !field_allows_kind(field, resolving->kinds[answer.dossier]))
		return RULE_LINK_KIND;
	if (answer.rival != NO_ROW)
		return RULE_LINK_AMBIGUOUS;
	if (answer.dossier == owner)
		return RULE_LINK_SELF;
	return link->is_former ? RULE_LINK_FORMER : RULE_COUNT;
}

static struct resolved_link link_ends(const struct draft_link *link, uint32_t owner)
{
	return link->is_inverse ? (struct resolved_link){ .from = link->to, .to = owner }
	                        : (struct resolved_link){ .from = owner, .to = link->to };
}

static void draft_resolve(const struct resolving *resolving, uint32_t number,
                          const struct draft *draft, uint32_t owner, struct rest *rest)
{
	struct batch *batch = &resolving->resolved->batches[number];
	for (uint32_t row = draft->links.first; row < draft->links.first + draft->links.count;
	     row++) {
		struct draft_link *link = &batch->links.items[row];
		enum rule rule = link_resolve(resolving, link, owner);
		if (link->is_guess && (rule == RULE_LINK_DANGLING || rule == RULE_LINK_KIND))
			guess_drop(batch, row);
		else if (rule != RULE_COUNT && !link->is_guess)
			*ARRAY_ADD(rest->memory, &rest->troubles) = (struct trouble){ row, rule };
		if (link->citation != NO_ROW)
			batch->citations.items[link->citation].source = link->to;
		if (link->to == NO_ROW) {
			*ARRAY_ADD(rest->memory, &rest->lost) = row;
			continue;
		}
		struct resolved_link laid = link_ends(link, owner);
		laid.batch = number;
		laid.link = row;
		rest->links[rest->link_count++] = laid;
	}
}

/* Writes to nothing but its batch and the memory of its thread. */
static void batch_resolve(void *context, size_t index, unsigned thread)
{
	const struct linking *linking = context;
	const struct resolving *resolving = linking->resolving;
	const struct batch *batch = &resolving->resolved->batches[index];
	struct rest *rest = &linking->rests[index];
	rest->memory = &linking->memories[thread];
	rest->links = ARENA_MANY(rest->memory, struct resolved_link, batch->links.count);
	for (size_t draft = 0; draft < batch->drafts.count; draft++)
		if (resolving->owners[index][draft] != NO_ROW)
			draft_resolve(resolving, (uint32_t)index, &batch->drafts.items[draft],
			              resolving->owners[index][draft], rest);
}

/* ── Findings ───────────────────────────────────────────────────────────────────────────────── */

static struct str kinds_words(const struct schema *schema, struct arena *arena,
                              struct row_list kinds)
{
	struct text words = { .arena = arena };
	for (size_t i = 0; i < kinds.count; i++) {
		text_add(&words, i == 0 ? STR("") : i + 1 == kinds.count ? STR(" or ") : STR(", "));
		text_add(&words, schema->kinds.items[kinds.items[i]].label);
	}
	return text_str(&words);
}

static void dangling_report(struct resolving *resolving, const struct batch *batch,
                            const struct draft_link *link)
{
	struct str guess = resolve_guess(resolving, link->target);
	struct str target = finding_excerpt(link->target);
	RESOLVE_FINDING(resolving, RULE_LINK_DANGLING, batch, link->place,
	                "no dossier has the id '%.*s'%s%.*s%s", STR_ARGS(target),
	                guess.size ? ": did you mean '" : "", STR_ARGS(guess),
	                guess.size ? "'?" : "");
}

static void ambiguous_report(struct resolving *resolving, const struct batch *batch,
                             const struct draft_link *link)
{
	const struct resolved *resolved = resolving->resolved;
	uint32_t number = keys_find(&resolving->resolved->by_id, link->target);
	struct answer answer = resolving->answers.items[number];
	struct str taken = resolved_draft(resolved, answer.dossier)->id;
	struct str rival = resolved_draft(resolved, answer.rival)->id;
	RESOLVE_FINDING(resolving, RULE_LINK_AMBIGUOUS, batch, link->place,
	                "'%.*s' may mean '%.*s' or '%.*s', of which it is a former id: "
	                "the first was taken", STR_ARGS(finding_excerpt(link->target)),
	                STR_ARGS(finding_excerpt(taken)), STR_ARGS(finding_excerpt(rival)));
}

static void kind_report(struct resolving *resolving, const struct batch *batch,
                        const struct draft_link *link)
{
	const struct schema *schema = resolving->schema;
	const struct field *field = &schema->fields.items[link->field];
	RESOLVE_FINDING(resolving, RULE_LINK_KIND, batch, link->place,
	                "'%.*s' leads to a %.*s: '%.*s' expects %.*s",
	                STR_ARGS(finding_excerpt(link->target)),
	                STR_ARGS(schema->kinds.items[resolving->kinds[link->to]].label),
	                STR_ARGS(field->key),
	                STR_ARGS(kinds_words(schema, resolving->resolved->arena, field->to)));
}

static void trouble_report(struct resolving *resolving, const struct batch *batch,
                           struct trouble trouble)
{
	const struct draft_link *link = &batch->links.items[trouble.link];
	struct str target = finding_excerpt(link->target);
	if (trouble.rule == RULE_LINK_DANGLING)
		dangling_report(resolving, batch, link);
	else if (trouble.rule == RULE_LINK_AMBIGUOUS)
		ambiguous_report(resolving, batch, link);
	else if (trouble.rule == RULE_LINK_KIND)
		kind_report(resolving, batch, link);
	else if (trouble.rule == RULE_LINK_SELF)
		RESOLVE_FINDING(resolving, RULE_LINK_SELF, batch, link->place,
		                "'%.*s' links to itself", STR_ARGS(target));
	else
		RESOLVE_FINDING(resolving, RULE_LINK_FORMER, batch, link->place,
		                "'%.*s' is now called '%.*s'", STR_ARGS(target),
		                STR_ARGS(resolved_draft(resolving->resolved, link->to)->id));
}

/* ── Layout ─────────────────────────────────────────────────────────────────────────────────── */

/* Count the links out of each dossier, then put each where those of its dossier begin. */
static void links_place(const struct linking *linking)
{
	struct resolved *resolved = linking->resolving->resolved;
	size_t count = resolved->dossiers.count;
	size_t *firsts = ARENA_MANY(&linking->resolving->scratch, size_t, count + 1);
	for (size_t i = 0; i < resolved->batch_count; i++)
		for (size_t j = 0; j < linking->rests[i].link_count; j++)
			firsts[linking->rests[i].links[j].from + 1]++;
	for (size_t i = 0; i < count; i++)
		firsts[i + 1] += firsts[i];

	resolved->links.items = ARENA_MANY(resolved->arena, struct resolved_link, firsts[count]);
	resolved->links.count = resolved->links.room = firsts[count];
	for (size_t i = 0; i < resolved->batch_count; i++)
		for (size_t j = 0; j < linking->rests[i].link_count; j++) {
			struct resolved_link link = linking->rests[i].links[j];
			resolved->links.items[firsts[link.from]++] = link;
		}
}

void resolve_links(struct resolving *resolving)
{
	struct resolved *resolved = resolving->resolved;
	struct arena *scratch = &resolving->scratch;
	unsigned thread_count = worker_threads(0);
	struct linking linking = {
		.resolving = resolving,
		.rests = ARENA_MANY(scratch, struct rest, resolved->batch_count),
		.memories = ARENA_MANY(scratch, struct arena, thread_count),
	};
	worker_run(resolved->batch_count, thread_count, batch_resolve, &linking);

	for (size_t i = 0; i < resolved->batch_count; i++) {
		const struct rest *rest = &linking.rests[i];
		struct batch *batch = &resolved->batches[i];
		for (size_t j = 0; j < rest->troubles.count; j++)
			trouble_report(resolving, batch, rest->troubles.items[j]);
		for (size_t j = 0; j < rest->lost.count; j++)
			link_keep(resolved->arena, resolving->schema, batch,
			          &batch->links.items[rest->lost.items[j]]);
	}
	links_place(&linking);
	for (unsigned i = 0; i < thread_count; i++)
		arena_release(&linking.memories[i]);
}
