/* What people want first comes first: the queries of tests/query/relevance over the collection that
 * comes with the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/unicode.h"
#include "query/search.h"
#include "tests/support/collection.h"

enum {
	LEAST_QUERIES = 60,
	LOOKED_AT = 50,                 /* hits of each query */
	MOST_SIZE = 1 << 20,            /* bytes of the file of queries */
};

#define LEAST_MEAN 0.95

struct judged { struct str query, wanted, why; };

struct judging {
	struct arena arena;
	struct archive *archive;
	struct text misses;
	unsigned count;
	double sum;                     /* of reciprocal ranks */
};

/* Rank of the wanted dossier among the hits, from 1; 0 if it is not among those looked at. */
static size_t rank_of(const struct search *search, struct dossier_ref wanted)
{
	for (size_t i = 0; i < search->hit_count; i++)
		if (search->hits[i].ref.row == wanted.row)
			return i + 1;
	return 0;
}

static void add_miss(struct judging *judging, const struct search *search, struct judged judged,
                     size_t rank)
{
	text_format(&judging->misses, "\n%.*s: wants %.*s (%.*s), rank %zu of %zu:",
	            STR_ARGS(judged.query), STR_ARGS(judged.wanted), STR_ARGS(judged.why), rank,
	            search->total);
	for (size_t i = 0; i < 3 && i < search->hit_count; i++)
		text_format(&judging->misses, " %.*s (%u)",
		            STR_ARGS(dossier_id(judging->archive, search->hits[i].ref)),
		            search->hits[i].score);
}

static void judge(struct judging *judging, struct judged judged)
{
	struct search search;
	struct filter *filter;
	struct fault why;
	struct dossier_ref wanted = dossier_find(judging->archive, judged.wanted);
	if (dossier_is_none(wanted))
		fail_msg("there is no dossier %.*s", STR_ARGS(judged.wanted));
	if (!filter_parse(judging->archive, &judging->arena, judged.query,
	                  (struct filter_options){ .is_typing = true }, &filter, &why))
		fail_msg("%s", why.sentence);

	search_begin(&search, judging->archive, filter,
	             (struct search_options){ .is_typing = true, .limit = LOOKED_AT });
	search_step(&search, 0);
	size_t rank = rank_of(&search, wanted);
	judging->count++;
	judging->sum += rank ? 1.0 / (double)rank : 0.0;
	if (rank != 1)
		add_miss(judging, &search, judged, rank);
	search_end(&search);
}

static void what_people_want_first_comes_first(void **state)
{
	static struct judging judging;
	struct arena *arena = &judging.arena;
	struct str rest;
	struct fault why;
	(void)state;
	judging.archive = support_archive_folder(arena, "content");
	judging.misses.arena = arena;
	assert_true(file_read(arena, support_source(arena, "tests/query/relevance"), MOST_SIZE,
	                      &rest, &why));

	while (rest.size) {
		struct str line = str_cut(&rest, '\n');
		if (line.size == 0 || line.bytes[0] == '#')
			continue;
		struct judged judged = { .query = str_cut(&line, '\t') };
		judged.wanted = str_cut(&line, '\t');
		judged.why = line;
		judge(&judging, judged);
	}
	assert_true(judging.count >= LEAST_QUERIES);
	double mean = judging.sum / judging.count;
	if (mean < LEAST_MEAN) {
		print_error("%s\n", text_str(&judging.misses).bytes);
		fail_msg("the mean reciprocal rank of %u queries is %.3f, not %.2f",
		         judging.count, mean, LEAST_MEAN);
	}
	arena_release(arena);
	unicode_close();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_want_first_comes_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
