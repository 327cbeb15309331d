#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "query/completion.h"
#include "query/facets.h"
#include "query/known.h"
#include "query/links.h"
#include "query/path.h"
#include "query/search.h"
#include "query/selection.h"
#include "query/timeline.h"
#include "query/who.h"
#include "tests/query/page_sound.h"

/* Two reports: one of March 2021, one of some day in January 2022. */
static const char harbour[] =
	"- {id: early, kind: source, title: First Report, published: 2021-03-09,\n"
	"   publisher: gazette}\n"
	"- {id: late, kind: source, title: Last Report, published: 2022-01, publisher: gazette}\n"
	"- {id: undated, kind: source, title: Leaflet}\n"
	"- {id: gazette, kind: organization, name: Gazette}\n"
	"- id: ana\n"
	"  kind: person\n"
	"  name: Ana Vel\n"
	"  names: [{text: Anna, sources: [late]}, {text: Annie, sources: [early]}]\n"
	"  summary: {value: She runs the port., sources: [late]}\n"
	"  gender: female\n"
	"  positions:\n"
	"    - {title: Harbour master, organization: port, sources: [late]}\n"
	"    - {title: Pilot, organization: port, sources: [early, late]}\n"
	"  relations:\n"
	"    - {type: met, to: bo, sources: [late]}\n"
	"    - {type: supports, to: port}\n"
	"  body: |\n"
	"    She began as a pilot [@early].\n"
	"\n"
	"    Then she rose, and knew [[cleo]] [@late].\n"
	"- {id: bo, kind: person, name: Bo Lind}\n"
	"- {id: cleo, kind: person, name: Cleo, sources: [late]}\n"
	"- {id: dora, kind: person, name: Dora, sources: [late]}\n"
	"- {id: port, kind: organization, name: Port, sources: [early]}\n"
	"- {id: storm, kind: event, name: The great storm, date: 2021-03, sources: [early]}\n"
	"- id: strike\n"
	"  kind: event\n"
	"  name: Dock strike\n"
	"  date: {value: 2021-11, sources: [late, early]}\n"
	"  sources: [late, early]\n"
	"- {id: race, kind: event, name: Tug race, date: 2021-11, sources: [late, early]}\n"
	"- {id: fair, kind: event, name: Ship Fair, date: 2021-03-01, participants: [dora],\n"
	"   sources: [late]}\n"
	"- {id: leak, kind: event, name: Oil leak, date: 2021-02, sources: [undated]}\n"
	"- {id: plague, kind: event, name: Plague of rats, date: 2021}\n"
	"- {id: doors, kind: quote, text: Our doors are open., speaker: ana, said: 2021-03-04,\n"
	"   form: direct, source: late}\n"
	"- id: pier\n"
	"  kind: place\n"
	"  name: Pier\n"
	"  sources: [early, late]\n"
	"  body: |\n"
	"    # The pier\n"
	"    It is long. It stands on oak [@early]. Later it burnt [@late]. Ships lie\n"
	"    there. [@early] It was [[port]] once.\n"
	"\n"
	"    Both say so [@early; @late], and [[dora]] did [@early].\n"
	"\n"
	"    - A crane [@early] (see\n"
	"      [[port]]).\n"
	"    - A rat [@late].\n"
	"    - Of [[dora]] [@early].\n"
	"    - Of a leaflet [@undated].\n"
	"    - A lamp. It burns [@{early}].\n"
	"- id: quay\n"
	"  kind: place\n"
	"  name: Quay\n"
	"  sources: [early, late]\n"
	"  body: |\n"
	"    - The quay sank [@early]; a wharf grew [@late].\n"
	"    - A wharf grew [@late]; the quay sank [@early].\n"
	"    - It sank [@early], and the [[port]] denied [@late] that it had stood [@early].\n"
	"    - It grew (in March [@early], or later [@late]). Both say so [@early], [@late].\n"
	"    - Two say so: it sank [@early]; it grew [@late].\n"
	"    - It sank at 10:30 [@early] (as some say; others [@early] do not).\n"
	"    - It is old (see A [@early]; see B [@late]).\n"
	"    - See: the quay. It sank [@early] at night; it grew [@late], says A [@early].\n"
	"- {id: rights, kind: claim, text: Ships were turned away., about: port,\n"
	"   asserted_by: [{who: ana, source: late}]}\n";

struct world { struct arena arena; struct archive *archive; };

static int world_open(void **state)
{
	static struct world world;
	world = (struct world){0};
	world.archive = support_archive_of(&world.arena, harbour);
	*state = &world;
	return 0;
}

static int world_close(void **state)
{
	struct world *world = *state;
	arena_release(&world->arena);
	unicode_close();
	return 0;
}

static struct dossier_ref ref(const struct world *world, const char *id)
{
	struct dossier_ref found = dossier_find(world->archive, str_of(id));
	assert_false(dossier_is_none(found));
	return found;
}

static struct known on(const struct world *world, const char *day)
{
	struct date date;
	assert_true(known_parse(str_of(day), &date, NULL));
	return known_on(world->archive, date);
}

static bool has(struct str text, const char *wanted)
{
	return str_find(text, str_of(wanted), 0) != SIZE_MAX;
}

/* ── Days ───────────────────────────────────────────────────────────────────────────────────── */

static void a_day_has_to_be_one(void **state)
{
	struct fault why = {0};
	struct date date;
	(void)state;
	assert_true(known_parse(STR("2021-03-04"), &date, &why));
	assert_true(known_parse(STR("2021"), &date, &why));
	static const char *const vague[] = {
		"2021/..", "2021/", "XXXX", "2021-XX", "2021?", "2021~", "[2021, 2022]", "202",
	};
	for (size_t i = 0; i < sizeof vague / sizeof *vague; i++) {
		assert_false(known_parse(str_of(vague[i]), &date, &why));
		assert_non_null(strstr(why.sentence, "has no certain last day: write a day, a "
		                                     "month or a year, such as 2023-03-04, "
		                                     "4 March 2023 or 2022"));
		assert_int_equal(why.kind, FAULT_USAGE);
	}
	assert_false(known_parse(STR("March"), &date, &why));
	assert_int_equal(why.kind, FAULT_USAGE);
}

static int32_t last_day(const char *typed)
{
	struct date date;
	assert_true(known_parse(str_of(typed), &date, NULL));
	return date.latest;
}

static void a_day_may_be_typed_as_it_is_printed(void **state)
{
	struct fault why = {0};
	struct date date;
	(void)state;
	assert_int_equal(last_day("15 June 2021"), date_days(2021, 6, 15));
	assert_int_equal(last_day("15 Jun 2021"), date_days(2021, 6, 15));
	assert_int_equal(last_day("june 2021"), date_days(2021, 6, 30));
	assert_int_equal(last_day("Jun 2021"), date_days(2021, 6, 30));
	assert_int_equal(last_day("2021"), date_days(2021, 12, 31));
	assert_int_equal(last_day("June 15 2021"), date_days(2021, 6, 15));
	assert_int_equal(last_day("2021-6-15"), date_days(2021, 6, 15));
	assert_int_equal(last_day("2021-6"), date_days(2021, 6, 30));
	assert_false(known_parse(STR("15/06/2021"), &date, &why));
	assert_false(known_parse(STR("31 June 2021"), &date, &why));
}

/* ── Sources and entries ────────────────────────────────────────────────────────────────────── */

static void a_source_is_known_when_it_is_certainly_out(void **state)
{
	struct world *world = *state;
	struct known march = on(world, "2021-03-08"), may = on(world, "2021-05");
	struct known some = on(world, "2022-01-30"), january = on(world, "2022-01-31");
	assert_false(known_source(&march, ref(world, "early")));
	assert_true(known_source(&may, ref(world, "early")));
	assert_false(known_source(&may, ref(world, "late")));
	assert_false(known_source(&some, ref(world, "late")));          /* some day in January */
	assert_true(known_source(&january, ref(world, "late")));
	assert_false(known_source(&january, ref(world, "undated")));
	assert_false(known_source(&january, NO_DOSSIER));
	assert_true(known_source(NULL, ref(world, "late")));
}

static bool knows_entry(struct world *world, const char *name, const char *day)
{
	struct known known = on(world, day);
	for (uint32_t i = 0; i < timeline_count(world->archive); i++) {
		struct timeline_entry entry = timeline_at(world->archive, i);
		if (entry.what != TIMELINE_RELATION &&
		    str_equal(dossier_name(world->archive, entry.dossier), str_of(name)))
			return known_entry(&known, entry);
	}
	fail_msg("there is no %s", name);
	return false;
}

static void an_entry_is_known_with_the_sources_of_its_date(void **state)
{
	assert_true(knows_entry(*state, "The great storm", "2021-03-09"));
	assert_false(knows_entry(*state, "The great storm", "2021-03-08"));
	assert_true(knows_entry(*state, "Dock strike", "2021-03-09"));  /* it was planned */
	assert_false(knows_entry(*state, "Tug race", "2021-12-31"));    /* by either of two */
	assert_true(knows_entry(*state, "Tug race", "2022-01-31"));
	assert_false(knows_entry(*state, "Ship Fair", "2021-12-31"));
	assert_true(knows_entry(*state, "Ship Fair", "2022"));          /* its last day */
	assert_false(knows_entry(*state, "Oil leak", "2030"));          /* of some day */
	assert_false(knows_entry(*state, "Plague of rats", "2030"));    /* of nobody */
	assert_false(knows_entry(*state, "First Report", "2021-03-08"));
	assert_true(knows_entry(*state, "First Report", "2021-03-09"));
	assert_false(knows_entry(*state, "Our doors are open", "2021-12-31"));
	assert_true(knows_entry(*state, "Our doors are open", "2022-01"));
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

static bool knows(struct world *world, const char *id, const char *day)
{
	struct known known = on(world, day);
	bool at_once = known_dossier(&known, ref(world, id));
	assert_true(known_count(&known, 0));
	assert_int_equal(known_dossier(&known, ref(world, id)), at_once);
	known_end(&known);
	return at_once;
}

static void a_dossier_is_there_with_its_first_source(void **state)
{
	assert_true(knows(*state, "ana", "2021-04"));
	assert_false(knows(*state, "ana", "2021-02"));
	assert_false(knows(*state, "late", "2021-04"));
	assert_false(knows(*state, "doors", "2021-04"));
	assert_false(knows(*state, "rights", "2021-04"));
	assert_true(knows(*state, "rights", "2022-02"));
	assert_false(knows(*state, "bo", "1900"));                      /* it has no source */
	assert_true(knows(*state, "bo", "2022-02"));                    /* but is named */
}

static void a_dossier_is_there_once_what_is_known_names_it(void **state)
{
	assert_false(knows(*state, "cleo", "2021-04"));         /* only a later passage does */
	assert_false(knows(*state, "dora", "2021-04"));         /* only an event of later sources */
	assert_true(knows(*state, "cleo", "2022-01"));
	assert_true(knows(*state, "port", "2021-04"));
}

static void counting_in_slices_gives_the_same_lists(void **state)
{
	struct world *world = *state;
	struct known known = on(world, "2021-04"), whole = on(world, "2021-04");
	uint32_t people = kind_find(world->archive, STR("person"));
	uint32_t sources = kind_find(world->archive, STR("source"));
	assert_int_equal(known_of_kind(&known, world->archive, people).count, 4);
	assert_int_equal(known_entry_count(&known, world->archive), timeline_count(world->archive));
	while (!known_count(&known, 1))
		continue;
	known_count(&whole, 0);
	assert_int_equal(known_of_kind(&known, world->archive, people).count, 1);
	assert_int_equal(known_of_kind(&known, world->archive, sources).count, 1);
	assert_int_equal(known_dossier_count(&known, world->archive),
	                 known_dossier_count(&whole, world->archive));
	assert_true(known_entry_count(&known, world->archive) < timeline_count(world->archive));
	for (uint32_t i = 0; i < known_entry_count(&known, world->archive); i++)
		assert_true(known_entry(&known, timeline_at(world->archive,
		                                            known_entry_place(&known, i))));
	uint32_t next = 0, unknown = 0;
	for (uint32_t i = 0; i < timeline_count(world->archive); i++) {
		struct timeline_entry entry = timeline_at(world->archive, i);
		assert_int_equal(known_entry_next(&known, i, entry, &next),
		                 known_entry(&known, entry));
		assert_int_equal(known_entry_next(&whole, i, entry, &unknown),
		                 known_entry_next(&known, i, entry, &next));
	}
	known_end(&known);
	known_end(&whole);
}

/* The shipped collection has more dossiers than a slice. */
static void many_dossiers_are_counted_a_slice_at_a_time(void **state)
{
	struct world *world = *state;
	struct archive *content = support_archive_folder(&world->arena, "content");
	struct date date;
	assert_true(known_parse(STR("2022-03"), &date, NULL));
	struct known known = known_on(content, date), whole = known_on(content, date);
	unsigned calls = 0;
	while (!known_count(&known, 1))
		calls++;
	assert_true(calls > 1);
	assert_true(known_count(&whole, 0));
	assert_int_equal(known_dossier_count(&known, content),
	                 known_dossier_count(&whole, content));
	assert_true(known_dossier_count(&known, content) < dossier_count(content));
	for (uint32_t row = 0; row < dossier_count(content); row++) {
		struct known direct = known_on(content, date);
		assert_int_equal(known_dossier(&known, (struct dossier_ref){ row }),
		                 known_dossier(&direct, (struct dossier_ref){ row }));
	}
	known_end(&known);
	known_end(&whole);
}

/* Who asks first may have been told something that is kept for the next: that must not matter. */
static void what_was_asked_before_changes_no_answer(void **state)
{
	struct world *world = *state;
	struct archive *content = support_archive_folder(&world->arena, "content");
	struct date date, later;
	assert_true(known_parse(STR("2022-03"), &date, NULL));
	assert_true(known_parse(STR("2023"), &later, NULL));
	struct known forth = known_on(content, date), back = known_on(content, date);
	struct known other = known_on(content, later);
	uint32_t count = link_count(content), mentions = 0;
	bool *answers = ARENA_MANY(&world->arena, bool, count);
	for (uint32_t row = 0; row < count; row++) {
		struct link link = link_at(content, row);
		answers[row] = known_link(&forth, link);
		mentions += link.text_byte != NO_ROW;
		known_link(&other, link);
	}
	for (uint32_t row = count; row-- > 0;) {
		struct known first = known_on(content, date);
		assert_int_equal(known_link(&back, link_at(content, row)), answers[row]);
		assert_int_equal(known_link(&first, link_at(content, row)), answers[row]);
	}
	assert_true(mentions > 100);
}

static void values_answer(const struct world *world, const struct known *known,
                          const struct dossier *dossier, bool *answers, bool is_first)
{
	for (uint32_t i = 0; i < dossier->values.count; i++) {
		uint32_t at = is_first ? i : dossier->values.count - 1 - i;
		struct value value = value_at(world->archive, dossier->values.first + at);
		bool answer = known_value(known, dossier, &value);
		if (is_first)
			answers[at] = answer;
		assert_int_equal(answer, answers[at]);
	}
}

static void values_are_known_in_whatever_order(void **state)
{
	struct world *world = *state;
	struct known forth = on(world, "2021-04"), back = on(world, "2021-04");
	for (uint32_t row = 0; row < dossier_count(world->archive); row++) {
		struct dossier dossier = dossier_at(world->archive, (struct dossier_ref){ row });
		bool *answers = ARENA_MANY(&world->arena, bool, dossier.values.count);
		values_answer(world, &forth, &dossier, answers, true);
		values_answer(world, &back, &dossier, answers, false);
	}
}

static void a_date_is_known_by_its_own_sources(void **state)
{
	struct world *world = *state;
	struct known early = on(world, "2021-04"), late = on(world, "2022");
	struct dossier fair = dossier_at(world->archive, ref(world, "fair"));
	struct dossier storm = dossier_at(world->archive, ref(world, "storm"));
	assert_int_equal(known_own_date(&early, &fair), NO_ROW);
	assert_int_equal(known_own_date(&late, &fair), fair.date);
	assert_int_equal(known_own_date(&early, &storm), storm.date);
	assert_int_equal(known_own_date(NULL, &fair), fair.date);
}

static void who_says_so_leaves_out_what_came_later(void **state)
{
	struct world *world = *state;
	struct known early = on(world, "2021-04"), late = on(world, "2022");
	struct dossier_ref ana = ref(world, "ana");
	struct who_values values = who_values(world->archive, &world->arena, ana);
	size_t all = values.count;
	who_values_leave_out(world->archive, &world->arena, ana, &late, &values);
	assert_int_equal(values.count, all);
	for (size_t i = 0; i < all; i++) {
		struct who who = who_query(world->archive, &world->arena, ana,
		                           values.items[i].row);
		who_leave_out(world->archive, &world->arena, &early, &who);
		for (size_t k = 0; k < who.sources.count; k++)
			assert_true(known_source(&early, who.sources.items[k].citation.source));
		for (size_t k = 0; k < who.beside.count; k++)
			assert_true(known_citations(&early, who.beside.items[k].citations));
	}
	who_values_leave_out(world->archive, &world->arena, ana, &early, &values);
	assert_true(values.count > 0 && values.count < all);
}

/* ── Pages ──────────────────────────────────────────────────────────────────────────────────── */

static struct str page_on(struct world *world, const char *id, const char *day)
{
	struct known known = on(world, day);
	struct page_options options = { .width = 80, .known = &known };
	struct page page = page_dossier(world->archive, &world->arena, ref(world, id), options);
	assert_page_is_sound(&page, 80);
	return page_text_of(&world->arena, &page);
}

static void a_page_has_nothing_of_later_sources(void **state)
{
	struct str text = page_on(*state, "ana", "2021-04");
	assert_true(has(text, "As known on 30 April 2021: 3 values, 2 passages, 2 links, 1 quote and "
	                      "1 claim of\nlater sources are hidden.\n"));
	assert_false(has(text, "Anna"));
	assert_true(has(text, "also Annie [1]"));
	assert_false(has(text, "runs the port"));
	assert_false(has(text, "Harbour master"));
	assert_true(has(text, "Pilot, Port [1]\n"));            /* no mark of the later one */
	assert_false(has(text, "female"));                      /* it has no source */
	assert_false(has(text, "Bo Lind"));
	assert_false(has(text, "supported"));                   /* neither has this */
	assert_true(has(text, "She began as a pilot [1]."));
	assert_false(has(text, "she rose"));
	assert_false(has(text, "Our doors"));
	assert_false(has(text, "turned away"));
	assert_false(has(text, "Last Report"));
}

/* What is left of a body on a day of the first report, and how much is hidden. */
static struct str body_on(struct world *world, const char *id, const char *day,
                          struct known_hidden *hidden)
{
	struct known known = on(world, day);
	struct dossier dossier = dossier_at(world->archive, ref(world, id));
	struct value value = value_first(world->archive, dossier.ref,
	                                 field_known(world->archive, KNOWN_BODY));
	*hidden = (struct known_hidden){0};
	return known_cut(&known, &world->arena, &dossier, value, hidden).text;
}

static void a_text_keeps_the_sentences_of_known_sources(void **state)
{
	struct known_hidden hidden;
	assert_str(body_on(*state, "pier", "2021-04", &hidden),
	           "It is long. It stands on oak [@early]. Ships lie\nthere. [@early]\n"
	           "- A crane [@early] (see\n  [[port]]).\n"
	           "- A lamp. It burns [@{early}].");
	assert_int_equal(hidden.counts[HIDDEN_PASSAGES], 6);
	assert_int_equal(hidden.by_editors, 1);
	assert_int_equal(hidden.by_both, 2);    /* one of them names Dora */
	struct str all = body_on(*state, "pier", "2022-02", &hidden);
	assert_true(str_starts_with(all, STR("# The pier\n\nIt is long.")));
	assert_int_equal(hidden.counts[HIDDEN_PASSAGES], 1);            /* of no day */
	assert_str(body_on(*state, "pier", "1900", &hidden), "");
}

/* A clause leans on the others, unless a semicolon parts them, and nothing before leads to both. */
static void a_text_keeps_the_clauses_of_known_sources(void **state)
{
	struct known_hidden hidden;
	assert_str(body_on(*state, "quay", "2021-04", &hidden),
	           "- The quay sank [@early]; …\n"
	           "- … the quay sank [@early].\n"
	           "- It sank at 10:30 [@early] (as some say; others [@early] do not).\n"
	           "- See: the quay. It sank [@early] at night; …");
	assert_int_equal(hidden.counts[HIDDEN_PASSAGES], 8);
	assert_int_equal(hidden.by_both, 6);
	assert_int_equal(hidden.by_editors, 0);
	struct str all = body_on(*state, "quay", "2022-02", &hidden);
	assert_true(has(all, "- It sank [@early], and the [[port]] denied [@late] that"));
	assert_int_equal(hidden.counts[HIDDEN_PASSAGES], 0);
}

static void a_page_counts_what_also_cites_an_earlier_source(void **state)
{
	struct str text = page_on(*state, "quay", "2021-04");
	assert_true(has(text, "As known on 30 April 2021: 8 passages (6 cite an earlier "
	                      "source, too)"));
}

static void a_link_in_a_text_is_known_with_its_sentence(void **state)
{
	struct world *world = *state;
	struct known early = on(world, "2021-04");
	struct connections then = links_query(world->archive, &world->arena, ref(world, "pier"),
	                                      &early);
	size_t to_port = 0;
	for (size_t i = 0; i < then.count; i++) {
		to_port += then.items[i].other.row == ref(world, "port").row;
		assert_int_not_equal(then.items[i].other.row, ref(world, "dora").row);
	}
	assert_int_equal(to_port, 1);
}

static void a_page_says_that_nothing_is_hidden(void **state)
{
	struct str text = page_on(*state, "ana", "2022-01-31");
	assert_true(has(text, "As known on 31 January 2022: nothing here is hidden.\n"));
	assert_true(has(text, "she rose"));
}

static void the_page_of_what_was_not_known_yet_says_so(void **state)
{
	struct str text = page_on(*state, "dora", "2021-04");
	assert_str(text, "Not known on 30 April 2021: Dora.\n");
	text = page_on(*state, "ana", "2021-03-08");
	assert_str(text, "Not known on 8 March 2021: Ana Vel. Before 9 March 2021 no source was "
	                 "out.\n");
}

static struct str later(struct world *world, struct known *known, const char *typed)
{
	return known_later(known, &world->arena, str_of(typed));
}

static void what_was_not_known_is_named_to_who_asks(void **state)
{
	struct world *world = *state;
	struct known known = on(world, "2021-04");
	assert_str(later(world, &known, "Dora"), "Not known on 30 April 2021: Dora.");
	assert_str(later(world, &known, "dor"), "Not known on 30 April 2021: Dora.");
	assert_str(later(world, &known, "Ana"), "");
	assert_str(later(world, &known, "nobody"), "");
	assert_str(later(world, NULL, "dora"), "");
	known.ending = "That ends.";
	assert_str(later(world, &known, "dora"), "Not known on 30 April 2021: Dora. That ends.");
	struct page page = page_links(world->archive, &world->arena, ref(world, "dora"),
	                              (struct page_options){ .width = 60, .known = &known });
	assert_str(page_text_of(&world->arena, &page),
	           "Not known on 30 April 2021: Dora. That ends.\n");
}

static void connections_are_of_known_sources(void **state)
{
	struct world *world = *state;
	struct known known = on(world, "2021-04");
	struct dossier_ref ana = ref(world, "ana");
	struct connections all = links_query(world->archive, &world->arena, ana, NULL);
	struct connections then = links_query(world->archive, &world->arena, ana, &known);
	size_t expected = 0;
	assert_true(then.count < all.count);
	for (size_t i = 0; i < all.count; i++)
		expected += known_link(&known, all.items[i].link);
	assert_int_equal(then.count, expected);
	struct page page = page_links(world->archive, &world->arena, ref(world, "ana"),
	                              (struct page_options){ .width = 60, .known = &known });
	struct str text = page_text_of(&world->arena, &page);
	assert_false(has(text, "Bo Lind"));
	assert_false(has(text, "Cleo"));
	assert_true(has(text, "Port"));
	assert_true(has(text, "links of later sources are\nhidden."));
}

/* ── Paths and searches ─────────────────────────────────────────────────────────────────────── */

static size_t paths_between(struct world *world, const char *from, const char *to,
                            const struct known *known)
{
	struct path_finder *finder = path_finder_new(world->archive, &world->arena);
	return paths_find(finder, &world->arena, &(struct path_query){
		.from = ref(world, from), .to = ref(world, to), .via = NO_DOSSIER, .known = known,
	}).count;
}

static void a_path_takes_no_later_link(void **state)
{
	struct world *world = *state;
	struct known early = on(world, "2021-04"), late = on(world, "2022");
	assert_int_equal(paths_between(world, "ana", "bo", NULL), 1);
	assert_int_equal(paths_between(world, "ana", "bo", &early), 0);
	assert_int_equal(paths_between(world, "ana", "bo", &late), 1);
	assert_int_equal(paths_between(world, "ana", "port", &early), 1);
}

static size_t found(struct world *world, const char *query, const struct known *known,
                    struct search_snippet *snippet)
{
	struct filter *filter = NULL;
	struct search search;
	assert_true(filter_parse(world->archive, &world->arena, str_of(query),
	                         (struct filter_options){0}, &filter, NULL));
	search_begin(&search, world->archive, filter,
	             (struct search_options){ .limit = 10, .known = known });
	search_step(&search, 0);
	size_t total = search.total;
	assert_int_equal(search.hit_count, total);
	if (snippet && total)
		*snippet = search_snippet(world->archive, &world->arena, filter, search.hits[0],
		                          (struct snippet_options){ 80, known });
	search_end(&search);
	return total;
}

static void a_search_finds_what_was_there(void **state)
{
	struct world *world = *state;
	struct known early = on(world, "2021-04");
	assert_int_equal(found(world, "kind:person", NULL, NULL), 4);
	assert_int_equal(found(world, "kind:person", &early, NULL), 1);
	assert_int_equal(found(world, "vel", &early, NULL), 1);
	assert_int_equal(found(world, "cleo kind:person", NULL, NULL), 2);
	assert_int_equal(found(world, "cleo kind:person", &early, NULL), 0);
	known_count(&early, 0);
	assert_int_equal(found(world, "kind:person", &early, NULL), 1);
	known_end(&early);
}

/* Neither a hit nor a number tells what came later, and none is missing because of it. */
static void a_search_looks_in_what_was_known_alone(void **state)
{
	static const struct { const char *query; size_t early, late; } rows[] = {
		{ "rose",                       0, 1 },         /* in a later sentence */
		{ "began",                      1, 1 },
		{ "\"she rose\"",               0, 1 },
		{ "\"she began\"",              1, 1 },
		{ "kind:person -rose",          1, 3 },         /* Ana, of whom it came later */
		{ "kind:person (rose OR began)", 1, 1 },
		{ "kind:person link:bo",        0, 1 },
		{ "link:port kind:person",      1, 1 },
		{ "kind:person has:relations",  0, 1 },
		{ "kind:person has:positions",  1, 1 },
		{ "kind:event date:2021-03",    1, 2 },
		{ "kind:claim sources:1",       0, 1 },
		{ "has:quotes",                 0, 2 },
		{ "harbour master",             0, 1 },
		{ "pilot",                      1, 1 },
	};
	struct world *world = *state;
	struct known early = on(world, "2021-04"), late = on(world, "2022");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t then = found(world, rows[i].query, &early, NULL);
		size_t later = found(world, rows[i].query, &late, NULL);
		if (then != rows[i].early || later != rows[i].late)
			fail_msg("%s: %zu and %zu", rows[i].query, then, later);
	}
}

/* What a hit is worth does not tell either: by its hidden name Ana would come first. */
static void a_hit_is_worth_what_was_known_of_it(void **state)
{
	struct world *world = *state;
	struct known early = on(world, "2021-04");
	struct search_snippet snippet;
	assert_int_equal(found(world, "rose", NULL, &snippet), 1);
	assert_true(has(snippet.text, "she rose"));
	assert_int_equal(found(world, "annie", &early, &snippet), 1);
	assert_true(str_equal(snippet.text, STR("Annie")));
}

static size_t selected(struct world *world, const char *query, const struct known *known)
{
	struct filter *filter = NULL;
	struct selection selection;
	assert_true(filter_parse(world->archive, &world->arena, str_of(query),
	                         (struct filter_options){0}, &filter, NULL));
	selection_begin_known(&selection, world->archive, filter, known);
	assert_true(selection_step(&selection, 0));
	size_t count = selection.count;
	selection_end(&selection);
	return count;
}

static void a_limit_lets_pass_what_was_known_to_answer(void **state)
{
	struct world *world = *state;
	struct known early = on(world, "2021-04");
	assert_int_equal(selected(world, "rose", NULL), 1);
	assert_int_equal(selected(world, "rose", &early), 0);
	assert_int_equal(selected(world, "began", &early), 1);
}

static void a_completion_offers_what_was_known(void **state)
{
	struct world *world = *state;
	struct known early = on(world, "2021-04"), late = on(world, "2022");
	struct arena *arena = &world->arena;
	assert_int_equal(completions_of(world->archive, arena, STR("link:b"), &late).count, 1);
	assert_int_equal(completions_of(world->archive, arena, STR("link:b"), &early).count, 0);
	assert_int_equal(completions_of(world->archive, arena, STR("gender:f"), &late).count, 1);
	assert_int_equal(completions_of(world->archive, arena, STR("gender:f"), &early).count, 0);
}

static struct dossier_ref every(const void *context, size_t row)
{
	(void)context;
	return (struct dossier_ref){ (uint32_t)row };
}

static void facets_count_what_was_known(void **state)
{
	struct world *world = *state;
	struct known early = on(world, "2021-04");
	struct facet_rows rows = { dossier_count(world->archive), every, NULL, NULL };
	struct facets now = facets_count(world->archive, &world->arena, &rows, 0);
	rows.known = &early;
	struct facets then = facets_count(world->archive, &world->arena, &rows, 0);
	assert_int_equal(now.of[FACET_SPEAKER].count, 1);
	assert_int_equal(then.of[FACET_SPEAKER].count, 0);
}

/* ── Claims that name no source but who asserts ─────────────────────────────────────────────── */

static const char reports[] =
	"- {id: first, kind: source, title: First, published: 2021-03-01}\n"
	"- {id: third, kind: source, title: Third, published: 2023-03-01}\n"
	"- {id: call, kind: quote, text: They sail., source: third}\n"
	"- {id: one, kind: claim, text: One, status: unverified, asserted_by: [first]}\n"
	"- {id: two, kind: claim, text: Two, status: disputed,\n"
	"   asserted_by: [first, {who: third, stance: denies}]}\n"
	"- {id: new, kind: claim, text: New, status: outdated,\n"
	"   asserted_by: [first, {who: third, stance: updates}]}\n"
	"- {id: said, kind: claim, text: Said, status: unverified, asserted_by: [call]}\n";

static struct value value_of(const struct world *world, const char *id, const char *field)
{
	return value_first(world->archive, ref(world, id),
	                   field_find(world->archive, str_of(field)));
}

static void a_source_that_asserts_is_the_source_of_that(void **state)
{
	struct world world = {0};
	world.archive = support_archive_of(&world.arena, reports);
	(void)state;
	struct known known = on(&world, "2022"), later = on(&world, "2024");
	assert_true(known_dossier(&known, ref(&world, "one")));
	assert_false(known_dossier(&known, ref(&world, "said")));
	assert_true(known_dossier(&later, ref(&world, "said")));
	static const char *const changed[] = { "two", "new" };
	for (size_t i = 0; i < 2; i++) {
		struct dossier claim = dossier_at(world.archive, ref(&world, changed[i]));
		struct value first = value_of(&world, changed[i], "asserted_by");
		struct value other = value_next(world.archive, claim.ref, first);
		struct value status = value_of(&world, changed[i], "status");
		assert_true(known_value(&known, &claim, &first));
		assert_false(known_value(&known, &claim, &other));
		assert_false(known_value(&known, &claim, &status));
		assert_true(known_value(&later, &claim, &other));
		assert_true(known_value(&later, &claim, &status));
	}
	arena_release(&world.arena);
}

#define OF_WORLD(test) cmocka_unit_test_setup_teardown(test, world_open, world_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_day_has_to_be_one),
		cmocka_unit_test(a_source_that_asserts_is_the_source_of_that),
		OF_WORLD(a_day_may_be_typed_as_it_is_printed),
		OF_WORLD(a_source_is_known_when_it_is_certainly_out),
		OF_WORLD(an_entry_is_known_with_the_sources_of_its_date),
		OF_WORLD(a_dossier_is_there_with_its_first_source),
		OF_WORLD(a_dossier_is_there_once_what_is_known_names_it),
		OF_WORLD(counting_in_slices_gives_the_same_lists),
		OF_WORLD(many_dossiers_are_counted_a_slice_at_a_time),
		OF_WORLD(what_was_asked_before_changes_no_answer),
		OF_WORLD(values_are_known_in_whatever_order),
		OF_WORLD(a_date_is_known_by_its_own_sources),
		OF_WORLD(who_says_so_leaves_out_what_came_later),
		OF_WORLD(a_page_has_nothing_of_later_sources),
		OF_WORLD(a_text_keeps_the_sentences_of_known_sources),
		OF_WORLD(a_text_keeps_the_clauses_of_known_sources),
		OF_WORLD(a_page_counts_what_also_cites_an_earlier_source),
		OF_WORLD(a_link_in_a_text_is_known_with_its_sentence),
		OF_WORLD(a_page_says_that_nothing_is_hidden),
		OF_WORLD(the_page_of_what_was_not_known_yet_says_so),
		OF_WORLD(what_was_not_known_is_named_to_who_asks),
		OF_WORLD(connections_are_of_known_sources),
		OF_WORLD(a_path_takes_no_later_link),
		OF_WORLD(a_search_finds_what_was_there),
		OF_WORLD(a_search_looks_in_what_was_known_alone),
		OF_WORLD(a_hit_is_worth_what_was_known_of_it),
		OF_WORLD(a_limit_lets_pass_what_was_known_to_answer),
		OF_WORLD(a_completion_offers_what_was_known),
		OF_WORLD(facets_count_what_was_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
