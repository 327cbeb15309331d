/* filter_fuzz: any bytes as a query of a small collection. The first byte says whether somebody is
 * still typing. What is no query must come back with a sentence; what is one must find the same
 * whether it is searched at once or in steps, and mark only bytes that are there. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "build/build.h"
#include "model/limits.h"
#include "query/search.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static const char collection[] =
	"- id: sergei-kovan\n"
	"  former_ids: [s-kovan]\n"
	"  kind: person\n"
	"  name: Sergei Kovan\n"
	"  names: [{text: Сергей Кован, lang: ru}, The Fox]\n"
	"  summary: Trade minister of Borvia until 2023.\n"
	"  relations: [{type: met, to: ana-vel, date: 2022-08-03, role: host}]\n"
	"  tags: [trade]\n"
	"  body: Kovan opened the [[ship-fair]] with a long speech [@report, para. 1].\n"
	"- {id: ana-vel, kind: person, name: Ana Vél, nationality: selm, born: 1970}\n"
	"- {id: min-ra-thu, kind: person, name: Min Ra Thu, names: [မင်းရာသူ]}\n"
	"- {id: selm, kind: place, name: Port Selm, names: [မြို့သစ်, Selmhaven], type: city}\n"
	"- {id: ship-fair, kind: event, name: Ship Fair, date: 2022-08, place: selm,\n"
	"   participants: [ana-vel]}\n"
	"- {id: report, kind: source, title: Harbour Report, published: 2022-09, reliability: B,\n"
	"   quotes: [{id: words, text: Ships carry more than grain., speaker: sergei-kovan}]}\n"
	"- {id: cost, kind: claim, text: The fair's cost was nine crowns., status: disputed,\n"
	"   about: [ship-fair]}\n";

/* The archive that all queries ask, made once and kept. */
static const struct archive *shared_archive(void)
{
	static struct arena arena;
	static struct archive *archive;
	char path[] = "/tmp/dossier-fuzz-XXXXXX.yaml";
	struct str bytes;
	if (archive)
		return archive;

	int file = mkstemps(path, sizeof(".yaml") - 1);
	demand(file >= 0);
	demand(write(file, collection, sizeof collection - 1) == (ssize_t)(sizeof collection - 1));
	close(file);
	struct build_options options = { .thread_count = 1 };
	bool is_built = build_archive(&arena, path, options, &bytes, NULL);
	unlink(path);
	demand(is_built && archive_open(&arena, bytes, &archive, NULL));
	demand(dossier_count(archive) == 8);
	return archive;
}

static void check_ranges(struct str text, const struct search_range *ranges, size_t count)
{
	size_t end = 0;
	for (size_t i = 0; i < count; i++) {
		demand(ranges[i].size > 0 && ranges[i].start >= end);
		end = ranges[i].start + ranges[i].size;
		demand(end <= text.size);
	}
}

static void check_hit(const struct archive *archive, struct arena *arena,
                      const struct filter *filter, struct search_hit hit)
{
	struct search_snippet snippet = search_snippet(archive, arena, filter, hit,
		                                              (struct snippet_options){ 60, NULL });
	demand(hit.ref.row < dossier_count(archive));
	demand(hit.where < SEARCH_CLASS_COUNT && hit.way < WAY_COUNT);
	demand(snippet.why.size > 0);
	check_ranges(snippet.text, snippet.matches, snippet.match_count);
}

static void check_search(const struct archive *archive, struct arena *arena,
                         const struct filter *filter)
{
	struct search at_once, in_steps;
	search_begin(&at_once, archive, filter, (struct search_options){0});
	search_begin(&in_steps, archive, filter, (struct search_options){0});
	demand(search_step(&at_once, 0));
	while (!search_step(&in_steps, 1))
		;
	demand(at_once.total <= dossier_count(archive) && at_once.hit_count == at_once.total);
	demand(in_steps.total == at_once.total && in_steps.is_offer == at_once.is_offer);
	for (size_t i = 0; i < at_once.hit_count; i++) {
		demand(at_once.hits[i].ref.row == in_steps.hits[i].ref.row);
		demand(at_once.hits[i].score == in_steps.hits[i].score);
		check_hit(archive, arena, filter, at_once.hits[i]);
	}
	search_end(&at_once);
	search_end(&in_steps);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	const struct archive *archive = shared_archive();
	struct filter_options options = { .is_typing = data[0] & 1 };
	struct str query = { (const char *)data + 1, size - 1 };
	struct arena arena = {0};
	struct filter *filter = NULL;
	struct fault why = {0};

	if (filter_parse(archive, &arena, query, options, &filter, &why)) {
		demand(query.size <= LIMIT_QUERY_SIZE);
		check_search(archive, &arena, filter);
		struct search_ranges marks = search_matches(&arena, filter, query);
		check_ranges(query, marks.items, marks.count);
	} else {
		demand(why.kind == FAULT_USAGE && why.sentence[0] && !filter);
	}
	struct search_ranges found = search_occurrences(&arena, query, query);
	check_ranges(query, found.items, found.count);
	arena_release(&arena);
	return 0;
}
