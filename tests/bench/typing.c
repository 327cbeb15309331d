/* typing [-f] KEYS COLLECTION: how long each key of somebody who searches takes the program.
 * typing -s WORD COLLECTION: the twenty names that the switcher shows for a word.
 *
 * KEYS has a query a line, as it stands after one key. Each is parsed anew and run to its end as
 * the reader does it: all that match are counted and ranked, the best twenty kept. With -f only
 * until these twenty are final, and the rest is left uncounted. What is timed begins when the
 * archive is open.
 */
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "bench/keys.h"
#include "cache/collection.h"
#include "query/search.h"

enum { LIMIT = 20 };

struct typing {
	const struct archive *archive;
	struct arena arena;
	bool shows, stops_at_first;
};

static void search_show(const struct typing *typing, const struct search *search)
{
	for (size_t i = 0; i < search->hit_count; i++)
		printf("%.*s\n", STR_ARGS(dossier_name(typing->archive, search->hits[i].ref)));
}

static void answer(void *context, const char *query)
{
	struct typing *typing = context;
	struct fault why = { 0 };
	struct filter *filter = NULL;
	struct filter_options options = { .is_typing = true };
	struct search search;
	if (filter_parse(typing->archive, &typing->arena, str_of(query), options, &filter, &why) &&
	    filter) {
		search_begin(&search, typing->archive, filter,
		             (struct search_options){ .is_typing = true, .limit = LIMIT });
		while (typing->stops_at_first && !search.hits_are_final)
			search_step(&search, 1);
		if (!typing->stops_at_first)
			search_step(&search, 0);
		if (typing->shows)
			search_show(typing, &search);
		search_end(&search);
	}
	arena_reset(&typing->arena);
}

int main(int argc, char **argv)
{
	struct typing typing = { 0 };
	struct arena arena = { 0 };
	struct archive *archive;
	struct str note;
	struct fault why = { 0 };
	const char *word = NULL;
	bool is_understood = true;
	for (int option; (option = getopt(argc, argv, "fs:")) != -1;) {
		word = option == 's' ? optarg : word;
		typing.stops_at_first |= option == 'f';
		is_understood &= option != '?';
	}
	if (!is_understood || argc - optind != (word ? 1 : 2)) {
		fputs("usage: typing [-f] KEYS COLLECTION\n       typing -s WORD COLLECTION\n",
		      stderr);
		return 2;
	}
	if (!collection_open(&arena, str_of(argv[argc - 1]), (struct collection_options){ 0 },
	                     &archive, &note, &why)) {
		fprintf(stderr, "typing: %s\n", why.sentence);
		return 3;
	}
	typing.archive = archive;
	typing.shows = word != NULL;
	if (word)
		answer(&typing, str_format(&arena, "name:%s", word).bytes);
	else
		keys_time(argv[optind], answer, &typing);
	arena_release(&typing.arena);
	arena_release(&arena);
	return 0;
}
