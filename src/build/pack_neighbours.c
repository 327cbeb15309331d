/* Who is linked with whom. How many neighbours there are must be known before there is a place for
 * them; so they are gathered first, into room for as many as there are ends of links, and moved up
 * to each other later:
 *
 *	gathered    [ a a . . | b b b . | c . . ]       a dossier has fewer neighbours than links
 *	archive     [ a a b b b c ]
 */
#include "archive/neighbours.h"
#include "base/worker.h"
#include "build/pack_parts.h"

enum { LINKS_A_JOB = 1 << 16, DOSSIERS_A_JOB = 1024 };

struct pack_neighbours {
	const struct packing *packing;
	uint16_t *relations;            /* of links */
	uint32_t *out, *in_first, *in;  /* as the sections of these names */
	uint8_t *namings, *sources;     /* of relations; of dossiers */
	uint32_t *items;                /* of a dossier from its first link out and in on */
	uint32_t *counts;               /* of items, of dossiers */
	uint32_t most;                  /* links of a dossier */
	uint8_t *is_taken;              /* for each thread, of dossiers */
	struct neighbour *links;        /* for each thread, `most` */
};

/* ── Links by their ends ────────────────────────────────────────────────────────────────────── */

/* Links stand by where they come from. */
static void sort_links(struct pack_neighbours *neighbours)
{
	const struct resolved *resolved = neighbours->packing->input->resolved;
	uint32_t *out = neighbours->out, *first = neighbours->in_first;
	size_t dossier_count = resolved->dossiers.count, link_count = resolved->links.count;
	for (size_t i = 0; i < link_count; i++) {
		out[resolved->links.items[i].from + 1]++;
		first[resolved->links.items[i].to + 1]++;
	}
	for (size_t i = 0; i < dossier_count; i++) {
		uint32_t degree = out[i + 1] + first[i + 1];
		neighbours->most = degree > neighbours->most ? degree : neighbours->most;
		out[i + 1] += out[i];
		first[i + 1] += first[i];
	}
	/* Each first goes on to the one behind it, and is put back. */
	for (size_t i = 0; i < link_count; i++)
		neighbours->in[first[resolved->links.items[i].to]++] = (uint32_t)i;
	memmove(first + 1, first, dossier_count * sizeof *first);
	first[0] = 0;
}

static void read_relations(struct pack_neighbours *neighbours, size_t first)
{
	const struct resolved *resolved = neighbours->packing->input->resolved;
	size_t end = first + LINKS_A_JOB;
	if (end > resolved->links.count)
		end = resolved->links.count;
	for (size_t i = first; i < end; i++) {
		struct resolved_link link = resolved->links.items[i];
		neighbours->relations[i] =
			(uint16_t)resolved->batches[link.batch].links.items[link.link].relation;
	}
}

static void read_links(void *context, size_t job, unsigned thread)
{
	(void)thread;
	if (job == 0)
		sort_links(context);
	else
		read_relations(context, (job - 1) * LINKS_A_JOB);
}

/* ── Gathering ──────────────────────────────────────────────────────────────────────────────── */

/* The links of a dossier, out and then in; gives their number. */
static uint32_t links_of(const struct pack_neighbours *neighbours, uint32_t dossier,
                         struct neighbour *links)
{
	const struct resolved_link *ends = neighbours->packing->input->resolved->links.items;
	const uint32_t *first = neighbours->in_first + dossier;
	uint32_t count = 0;
	for (uint32_t i = neighbours->out[dossier]; i < neighbours->out[dossier + 1]; i++)
		links[count++] = (struct neighbour){ ends[i].to, neighbours->relations[i] };
	for (uint32_t i = first[0]; i < first[1]; i++) {
		uint32_t row = neighbours->in[i];
		links[count++] = (struct neighbour){ ends[row].from, neighbours->relations[row] };
	}
	return count;
}

static void gather(void *context, size_t job, unsigned thread)
{
	struct pack_neighbours *neighbours = context;
	size_t count = neighbours->packing->input->resolved->dossiers.count;
	size_t first = job * DOSSIERS_A_JOB, end = first + DOSSIERS_A_JOB;
	struct neighbour *links = neighbours->links + (size_t)thread * neighbours->most;
	struct neighbour_gathering gathering = {
		.namings = neighbours->namings,
		.sources = neighbours->sources,
		.is_taken = neighbours->is_taken + thread * count,
	};
	for (size_t i = first; i < end && i < count; i++) {
		gathering.items = neighbours->items + neighbours->out[i] +
		                  (size_t)neighbours->in_first[i];
		neighbours_gather(&gathering, (uint32_t)i, links,
		                  links_of(neighbours, (uint32_t)i, links));
		neighbours->counts[i] = gathering.count;
	}
}

static void name_all(struct pack_neighbours *neighbours)
{
	const struct schema *schema = neighbours->packing->input->schema;
	const struct resolved *resolved = neighbours->packing->input->resolved;
	for (size_t i = 0; i < schema->relations.count; i++)
		neighbours->namings[i] = (uint8_t)naming_of(schema->relations.items[i].key);
	for (uint32_t i = 0; i < resolved->dossiers.count; i++) {
		uint32_t kind = resolved_draft(resolved, i)->kind;
		neighbours->sources[i] =
			str_equal(schema->kinds.items[kind].key, STR("source"));
	}
}

uint64_t pack_neighbour_count(struct packing *packing)
{
	const struct pack_input *input = packing->input;
	struct arena *scratch = &packing->scratch;
	size_t dossiers = input->resolved->dossiers.count, links = input->resolved->links.count;
	unsigned threads = worker_threads(input->thread_count);
	struct pack_neighbours *neighbours = ARENA_NEW(scratch, struct pack_neighbours);
	*neighbours = (struct pack_neighbours){
		.packing = packing,
		.relations = ARENA_MANY(scratch, uint16_t, links),
		.out = ARENA_MANY(scratch, uint32_t, dossiers + 1),
		.in_first = ARENA_MANY(scratch, uint32_t, dossiers + 1),
		.in = ARENA_MANY(scratch, uint32_t, links),
		.namings = ARENA_MANY(scratch, uint8_t, input->schema->relations.count),
		.sources = ARENA_MANY(scratch, uint8_t, dossiers),
		.items = ARENA_MANY(scratch, uint32_t, 2 * links),
		.counts = ARENA_MANY(scratch, uint32_t, dossiers),
		.is_taken = ARENA_MANY(scratch, uint8_t, threads * dossiers),
	};
	name_all(neighbours);
	worker_run(1 + (links + LINKS_A_JOB - 1) / LINKS_A_JOB, threads, read_links, neighbours);
	neighbours->links = ARENA_MANY(scratch, struct neighbour,
	                               threads * (size_t)neighbours->most);
	worker_run((dossiers + DOSSIERS_A_JOB - 1) / DOSSIERS_A_JOB, threads, gather, neighbours);
	packing->neighbours = neighbours;

	uint64_t count = 0;
	for (size_t i = 0; i < dossiers; i++)
		count += neighbours->counts[i];
	return count;
}

void pack_neighbours(struct packing *packing)
{
	const struct pack_neighbours *neighbours = packing->neighbours;
	struct neighbours_row *rows =
		PACK_ROWS(packing, SECTION_NEIGHBOURS_FIRST, struct neighbours_row);
	uint32_t *items = PACK_ROWS(packing, SECTION_NEIGHBOURS, uint32_t);
	const uint32_t *out = neighbours->out, *in_first = neighbours->in_first;
	size_t dossiers = packing->input->resolved->dossiers.count;
	uint32_t end = 0;
	for (size_t i = 0; i < dossiers; i++) {
		rows[i] = (struct neighbours_row){
			.first = end,
			.degree = out[i + 1] - out[i] + in_first[i + 1] - in_first[i],
		};
		memcpy(items + end, neighbours->items + out[i] + (size_t)in_first[i],
		       neighbours->counts[i] * sizeof *items);
		end += neighbours->counts[i];
	}
	rows[dossiers].first = end;
}
