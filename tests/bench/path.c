/* path PAIRS SEED COLLECTION: how long it takes to find out how two dossiers hang together, beside
 * a search over bare arrays. Prints a line of
 *
 *	P50 P99 BARE_P50 BARE_P99
 *
 * in milliseconds, of so many pairs drawn by chance, each searched by the program and then by the
 * peer: breadth-first from both ends, over the links of all dossiers, both ways, as two arrays:
 *
 *	first   where the neighbours of each dossier begin, and one more: where the last ones end
 *	others  the neighbours, one after the other
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "cache/collection.h"
#include "query/path.h"

struct graph {
	uint32_t count;
	uint32_t *first, *others;
};

/* One end of a search: who was reached, in order; `from` is where the last step began. */
struct side {
	uint32_t *reached, count, from;
	uint32_t *mark; /* of each dossier: the search that reached it last */
};

static double now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static struct graph graph_new(struct arena *arena, const struct archive *archive)
{
	struct graph graph = { .count = dossier_count(archive) };
	uint32_t links = link_count(archive);
	graph.first = ARENA_MANY(arena, uint32_t, (size_t)graph.count + 2);
	graph.others = ARENA_MANY(arena, uint32_t, 2 * (size_t)links + 1);
	for (uint32_t i = 0; i < links; i++) {
		struct link link = link_at(archive, i);
		graph.first[link.from.row + 2]++;
		graph.first[link.to.row + 2]++;
	}
	for (uint32_t i = 2; i < graph.count + 2; i++)
		graph.first[i] += graph.first[i - 1];
	for (uint32_t i = 0; i < links; i++) {
		struct link link = link_at(archive, i);
		graph.others[graph.first[link.from.row + 1]++] = link.to.row;
		graph.others[graph.first[link.to.row + 1]++] = link.from.row;
	}
	return graph;
}

static struct side side_new(struct arena *arena, uint32_t count)
{
	return (struct side){
		.reached = ARENA_MANY(arena, uint32_t, count),
		.mark = ARENA_MANY(arena, uint32_t, count),
	};
}

static void side_start(struct side *side, uint32_t row, uint32_t search)
{
	side->from = 0;
	side->count = 1;
	side->reached[0] = row;
	side->mark[row] = search;
}

/* One step further from one end; true if it meets the other. */
static bool side_grow(struct side *side, const struct side *other, const struct graph *graph,
                      uint32_t search)
{
	uint32_t end = side->count;
	for (; side->from < end; side->from++) {
		uint32_t row = side->reached[side->from];
		for (uint32_t i = graph->first[row]; i < graph->first[row + 1]; i++) {
			uint32_t next = graph->others[i];
			if (side->mark[next] == search)
				continue;
			if (other->mark[next] == search)
				return true;
			side->mark[next] = search;
			side->reached[side->count++] = next;
		}
	}
	return false;
}

/* The number of hops, -1 if there is no way. */
static int search_bare(const struct graph *graph, struct side sides[2], uint32_t from, uint32_t to,
                       uint32_t search)
{
	if (from == to)
		return 0;
	side_start(&sides[0], from, search);
	side_start(&sides[1], to, search);
	for (int hops = 1;; hops++) {
		uint32_t left = sides[0].count - sides[0].from;
		uint32_t right = sides[1].count - sides[1].from;
		int smaller = left > right;
		if (!left || !right)
			return -1;
		if (side_grow(&sides[smaller], &sides[!smaller], graph, search))
			return hops;
	}
}

static uint32_t draw(uint64_t *chance, uint32_t most)
{
	*chance = *chance * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*chance >> 33) % most);
}

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

static void measure(const struct archive *archive, uint32_t pairs, uint64_t chance)
{
	struct arena arena = { 0 }, answers = { 0 };
	struct graph graph = graph_new(&arena, archive);
	struct side sides[2] = { side_new(&arena, graph.count), side_new(&arena, graph.count) };
	struct path_finder *finder = path_finder_new(archive, &arena);
	double *ours = ARENA_MANY(&arena, double, pairs), *bare = ARENA_MANY(&arena, double, pairs);
	for (uint32_t i = 0; i < pairs; i++) {
		uint32_t from = draw(&chance, graph.count), to = draw(&chance, graph.count);
		struct path_query query = { .from = { from }, .to = { to }, .via = NO_DOSSIER };
		double start = now_ms();
		paths_find(finder, &answers, &query);
		double middle = now_ms();
		search_bare(&graph, sides, from, to, i + 1);
		ours[i] = middle - start;
		bare[i] = now_ms() - middle;
		arena_reset(&answers);
	}
	qsort(ours, pairs, sizeof(*ours), compare);
	qsort(bare, pairs, sizeof(*bare), compare);
	uint32_t p50 = pairs / 2, p99 = (uint32_t)((uint64_t)pairs * 99 / 100);
	printf("%.4f %.4f %.4f %.4f\n", ours[p50], ours[p99], bare[p50], bare[p99]);
	arena_release(&answers);
	arena_release(&arena);
}

int main(int argc, char **argv)
{
	struct arena arena = { 0 };
	struct archive *archive;
	struct str note;
	struct fault why = { 0 };
	uint32_t pairs = argc == 4 ? (uint32_t)strtoul(argv[1], NULL, 10) : 0;
	if (!pairs) {
		fputs("usage: path PAIRS SEED COLLECTION\n", stderr);
		return 2;
	}
	if (!collection_open(&arena, str_of(argv[3]), (struct collection_options){ 0 }, &archive,
	                     &note, &why)) {
		fprintf(stderr, "path: %s\n", why.sentence);
		return 3;
	}
	if (!dossier_count(archive)) {
		fputs("path: the collection has no dossiers\n", stderr);
		return 3;
	}
	measure(archive, pairs, strtoull(argv[2], NULL, 10));
	arena_release(&arena);
	return 0;
}
