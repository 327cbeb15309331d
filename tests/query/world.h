/* world: a small made-up collection that the tests of queries ask. */
#ifndef DOSSIER_TESTS_QUERY_WORLD_H
#define DOSSIER_TESTS_QUERY_WORLD_H

#include "base/unicode.h"
#include "query/search.h"
#include "tests/support/collection.h"

static const struct support_file world_files[] = {
	{ "collection.yaml", "title: The Harbour\nhome: ship-fair\n" },
	{ "people.yaml",
	  "- id: sergei-kovan\n"
	  "  former_ids: [s-kovan]\n"
	  "  kind: person\n"
	  "  name: Sergei Kovan\n"
	  "  names: [{text: Сергей Кован, lang: ru}, The Fox]\n"
	  "  summary: Trade minister of Borvia until 2023.\n"
	  "  positions:\n"
	  "    - title: Trade minister\n"
	  "      organization: trade-ministry\n"
	  "      since: 2018\n"
	  "      until: 2023-05\n"
	  "  born: 1960-04-02\n"
	  "  tags: [trade]\n"
	  "  relations:\n"
	  "    - {type: met, to: ana-vel, date: 2022-08-03, sources: [harbour-report]}\n"
	  "  body: |\n"
	  "    Kovan opened the [[ship-fair]] with a long speech about lighthouses. He\n"
	  "    left the same night.\n"
	  "\n"
	  "    The [[grain-talks|talks]] failed without him [@harbour-report, para. 9].\n"
	  "- id: ana-vel\n"
	  "  kind: person\n"
	  "  name: Ana Vel\n"
	  "  summary: Mayor of Port Selm.\n"
	  "  nationality: aldoria\n"
	  "  relations:\n"
	  "    - {type: met, to: sergei-kovan, date: 2022-08-03, sources: [evening-post]}\n"
	  "    - {type: supports, to: harbour-league, since: 2020}\n"
	  "- id: min-ra-thu\n"
	  "  kind: person\n"
	  "  name: Min Ra Thu\n"
	  "  summary: A trader who lives in Port Selm.\n"
	  "- id: jose-lund\n"
	  "  kind: person\n"
	  "  name: José Łund\n"
	  "  tags: [Grain Trade]\n"
	  "- id: vera-min\n"
	  "  kind: person\n"
	  "  name: Vera Min\n"
	  "  summary: Harbour pilot. Knows Ra and Thu well.\n" },
	{ "organizations.yaml",
	  "- id: trade-ministry\n"
	  "  kind: organization\n"
	  "  name: Ministry of Trade\n"
	  "  type: ministry\n"
	  "  country: borvia\n"
	  "- id: harbour-league\n"
	  "  kind: organization\n"
	  "  name: Harbour League\n"
	  "  type: Political party\n"
	  "  founded: 1998\n" },
	{ "places.yaml",
	  "- {id: aldoria, kind: place, name: Aldoria, type: country}\n"
	  "- {id: borvia, kind: place, name: Borvia, type: country}\n"
	  "- id: port-selm\n"
	  "  kind: place\n"
	  "  name: Port Selm\n"
	  "  names: [{text: မြို့သစ်, lang: my}, Selmhaven]\n"
	  "  within: aldoria\n"
	  "- {id: lavrin, kind: place, name: Лаврин, within: borvia}\n" },
	{ "events.yaml",
	  "- id: ship-fair\n"
	  "  kind: event\n"
	  "  name: Ship Fair\n"
	  "  date: 2022-08\n"
	  "  place: port-selm\n"
	  "  type: fair\n"
	  "  participants: [{who: sergei-kovan, role: guest of honour}, ana-vel]\n"
	  "  outcome: Nine contracts.\n"
	  "- id: grain-talks\n"
	  "  kind: event\n"
	  "  name: Grain talks\n"
	  "  date: 2021-11/2022-02\n"
	  "  place: [borvia, port-selm]\n"
	  "  summary: Talks on grain between Aldoria and Borvia.\n"
	  "- {id: storm, kind: event, name: The great storm, place: aldoria}\n" },
	{ "sources.yaml",
	  "- id: harbour-report\n"
	  "  kind: source\n"
	  "  title: Harbour Report 14\n"
	  "  published: 2022-09-01\n"
	  "  retrieved: 2024-01-05\n"
	  "  type: report\n"
	  "  reliability: B\n"
	  "  lang: en\n"
	  "  quotes:\n"
	  "    - id: kovan-ships\n"
	  "      text: Ships carry more than grain.\n"
	  "      speaker: sergei-kovan\n"
	  "      for: trade-ministry\n"
	  "      said: 2022-08-03\n"
	  "      event: ship-fair\n"
	  "      about: [grain-talks, aldoria]\n"
	  "      form: direct\n"
	  "      venue: speech\n"
	  "      locator: para. 2\n"
	  "    - id: vel-doors\n"
	  "      text: Our doors are open, said the mayor's friend Kovan's host.\n"
	  "      speaker: ana-vel\n"
	  "      said: 2021\n"
	  "      about: [aldoria]\n"
	  "      form: indirect\n"
	  "      source: {source: harbour-report, locator: para. 3}\n"
	  "- id: evening-post\n"
	  "  kind: source\n"
	  "  title: Lights over the harbour\n"
	  "  published: 2022-08-04\n"
	  "  authors: [Tom Reed]\n"
	  "  type: article\n"
	  "  lang: ru\n"
	  "  quotes:\n"
	  "    - id: undated-words\n"
	  "      text: Вода не ждёт.\n"
	  "      lang: ru\n"
	  "      translation: Water does not wait.\n"
	  "      speaker: sergei-kovan\n"
	  "      form: fragment\n" },
	{ "claims.yaml",
	  "- id: fair-cost\n"
	  "  kind: claim\n"
	  "  text: The fair cost nine million crowns.\n"
	  "  status: disputed\n"
	  "  about: [ship-fair]\n"
	  "  asserted_by:\n"
	  "    - {who: harbour-league, source: harbour-report, locator: para. 4}\n"
	  "    - {who: sergei-kovan, stance: denies, source: evening-post, note: By telephone.}\n"
	  "- id: storm-date\n"
	  "  kind: claim\n"
	  "  text: A storm sank the old pier.\n"
	  "  about: [storm]\n"
	  "  asserted_by: [{who: evening-post, locator: page 1}]\n" },
	{ 0 },
};

struct world {
	struct arena arena;             /* of what the test makes, too */
	struct archive *archive;
};

static inline int world_open(void **state)
{
	static struct world world;
	world.archive = support_archive(&world.arena, world_files);
	*state = &world;
	return 0;
}

static inline int world_close(void **state)
{
	struct world *world = *state;
	arena_release(&world->arena);
	unicode_close();
	return 0;
}

static inline struct dossier_ref world_ref(struct world *world, const char *id)
{
	struct dossier_ref ref = dossier_find(world->archive, str_of(id));
	if (dossier_is_none(ref))
		fail_msg("the world has no dossier %s", id);
	return ref;
}

/* The filter of a query that is whole, or of one that is being typed if it begins with '~'. */
static inline struct filter *world_filter(struct world *world, const char *query)
{
	struct filter *filter = NULL;
	struct fault why;
	bool is_typing = query[0] == '~';
	if (!filter_parse(world->archive, &world->arena, str_of(query + is_typing),
	                  (struct filter_options){ .is_typing = is_typing }, &filter, &why))
		fail_msg("%s: %s", query, why.sentence);
	return filter;
}

static inline void world_add_id(struct world *world, struct text *ids, struct dossier_ref ref)
{
	if (ids->size && ids->bytes[ids->size - 1] != '?')
		text_add_byte(ids, ' ');
	text_add(ids, dossier_is_none(ref) ? STR("-") : dossier_id(world->archive, ref));
}

/* The ids of what a query finds, in order, with blanks between them; offers stand behind "?". */
static inline const char *world_hits(struct world *world, const char *query)
{
	struct text ids = { .arena = &world->arena };
	struct search search;
	search_begin(&search, world->archive, world_filter(world, query),
	             (struct search_options){0});
	assert_true(search_step(&search, 0));
	if (search.is_offer)
		text_add_byte(&ids, '?');
	for (size_t i = 0; i < search.hit_count; i++)
		world_add_id(world, &ids, search.hits[i].ref);
	search_end(&search);
	return text_str(&ids).bytes;
}

#endif
