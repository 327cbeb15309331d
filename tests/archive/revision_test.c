/* A revision answers as an archive does that was built whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "archive/revision.h"
#include "archive/section.h"
#include "base/array.h"
#include "tests/support/chance.h"
#include "tests/support/collection.h"
#include "tests/support/one.h"
#include "tests/support/revision_world.h"
#include "tests/support/sample.h"
#include "tests/support/telling.h"
#include "tests/support/walk.h"

/* ── Revisions of fiction ───────────────────────────────────────────────────────────────────── */

static void tell_ids(struct telling *telling)
{
	for (uint32_t i = 0; i < FICTION_DOSSIERS; i++) {
		struct str former = str_format(&telling->scratch, "former-%u", i);
		struct str id = str_format(&telling->scratch, "%s-%u", fiction_kind(i), i);
		text_format(&telling->text, " %u %u", dossier_find(telling->archive, former).row,
		            dossier_find(telling->archive, id).row);
	}
}

static struct str tell_all(struct arena *arena, const struct archive *archive)
{
	struct telling telling = { .archive = archive, .text.arena = arena };
	telling_archive(&telling);
	tell_ids(&telling);
	return telling_end(&telling);
}

static void answers_as_if_built_whole(void **state)
{
	(void)state;
	for (uint32_t round = 0; round < REVISION_ROUNDS; round++) {
		struct revision_world world;
		revision_world_make(&world, round);
		telling_assert_same(tell_all(&world.arena, world.revised),
		                    tell_all(&world.arena, world.fresh), round);
		revision_world_end(&world);
	}
}

/* ── By hand ────────────────────────────────────────────────────────────────────────────────── */

static const struct support_file before[] = {
	{ "ann.yaml", "kind: person\nname: Ann\nsummary: A pilot.\nborn: 1970\n"
	              "relations: [{type: met, to: bob, date: 2020}]\n" },
	{ "bob.yaml", "kind: person\nname: Bob\nrelations: [{type: met, to: cleo, date: 2019}]\n" },
	{ "cleo.yaml", "kind: person\nname: Cleo\n" },
	{ "fair.yaml", "kind: event\nname: Fair\ndate: 2021\nparticipants: [ann]\n" },
	{ 0 },
};

static const struct support_file after[] = {
	{ "ann.yaml", "kind: person\nname: Ann\nsummary: A sailor.\n"
	              "relations: [{type: met, to: cleo, date: 2018}]\n" },
	{ "stand-ins.yaml", "- {id: bob, kind: person, name: Bob}\n"
	                    "- {id: cleo, kind: person, name: Cleo}\n"
	                    "- {id: fair, kind: event, name: Fair, body: '[[ann]]'}\n" },
	{ 0 },
};

/* The small collection with another Ann. */
struct small { struct arena arena; const struct archive *base; struct archive *revised; };

static const struct str ann = { "ann", 3 };

static bool revise(struct small *small, const struct support_file *files, struct str replaced,
                   struct fault *why)
{
	struct str_list ids = {0};
	*ARRAY_ADD(&small->arena, &ids) = replaced;
	*why = (struct fault){0};
	return archive_revise(&small->arena, small->base,
	                      archive_bytes(support_archive(&small->arena, files)), ids,
	                      &small->revised, why);
}

static int setup(void **state)
{
	static struct small small;
	struct fault why;
	small = (struct small){0};
	small.base = support_archive(&small.arena, before);
	*state = &small;
	return revise(&small, after, ann, &why) ? 0 : -1;
}

static int teardown(void **state)
{
	struct small *small = *state;
	arena_release(&small->arena);
	return 0;
}

static struct dossier_ref find(const struct archive *archive, const char *id)
{
	return dossier_find(archive, str_of(id));
}

static void a_replaced_dossier_keeps_its_number(void **state)
{
	const struct small *small = *state;
	const struct archive *revised = small->revised;
	struct dossier_ref ref = find(revised, "ann");
	assert_int_equal(ref.row, find(small->base, "ann").row);
	assert_str(dossier_at(revised, ref).summary, "A sailor.");
	assert_str(dossier_at(small->base, ref).summary, "A pilot.");
	assert_int_equal(dossier_at(revised, ref).date, NO_ROW);
	assert_str(file_path(revised, dossier_at(revised, ref).file), "ann.yaml");
	assert_int_equal(value_first(revised, ref, field_find(revised, STR("born"))).row, NO_ROW);
}

static void links_lead_where_they_lead_now(void **state)
{
	const struct small *small = *state;
	const struct archive *revised = small->revised;
	struct link_span of_cleo = links_in(revised, find(revised, "cleo"));
	assert_int_equal(links_in(revised, find(revised, "bob")).range.count, 0);
	assert_int_equal(of_cleo.range.count, 2);
	assert_int_equal(link_of(revised, of_cleo, 0).from.row, find(revised, "ann").row);
	assert_int_equal(link_of(revised, of_cleo, 1).from.row, find(revised, "bob").row);
	assert_str(archive_date(revised, link_of(revised, of_cleo, 0).date).text, "2018");
	assert_int_equal(links_in(revised, find(revised, "ann")).range.count, 1);
	assert_int_equal(link_count(revised), 3);
	assert_int_equal(dossier_weight(revised, find(revised, "cleo")).link_bits, 2);
	assert_int_equal(dossier_weight(revised, find(revised, "bob")).link_bits, 0);
}

static void the_timeline_has_what_is_new_in_its_place(void **state)
{
	const struct small *small = *state;
	const struct archive *revised = small->revised;
	assert_int_equal(timeline_count(revised), 3);
	assert_int_equal(timeline_at(revised, 0).dossier.row, find(revised, "ann").row);
	assert_str(archive_date(revised, timeline_at(revised, 0).date).text, "2018");
	assert_int_equal(link_at(revised, timeline_at(revised, 0).link).to.row,
	                 find(revised, "cleo").row);
	assert_int_equal(timeline_at(revised, 1).dossier.row, find(revised, "bob").row);
	assert_int_equal(timeline_at(revised, 2).dossier.row, find(revised, "fair").row);
	assert_true(dossier_is_none(timeline_at(revised, 3).dossier));
}

static uint32_t postings(const struct archive *archive, enum lexicon lexicon, const char *term)
{
	struct row_range terms = terms_equal(archive, lexicon, str_of(term));
	return term_postings(archive, lexicon, terms).count;
}

static void words_of_the_replaced_are_in_new_lexicons(void **state)
{
	const struct small *small = *state;
	const struct archive *revised = small->revised;
	assert_int_equal(postings(revised, LEXICON_ALL, "sailor"), 0);
	assert_int_equal(postings(revised, LEXICON_ALL_NEW, "sailor"), 1);
	assert_int_equal(postings(revised, LEXICON_ALL_NEW, "pilot"), 0);
	assert_int_equal(postings(revised, LEXICON_ALL_NEW, "has:events"), 1);
	assert_int_equal(postings(revised, LEXICON_ALL_NEW, "cleo"), 0);
	assert_int_equal(postings(revised, LEXICON_NAMES_NEW, "sailor"), 0);
	assert_true(postings(revised, LEXICON_NAMES_NEW, "ann") > 0);
	assert_int_equal(terms_with_prefix(revised, LEXICON_ALL_NEW, STR("sail")).count, 1);
	assert_int_equal(postings(small->base, LEXICON_ALL_NEW, "ann"), 0);
}

static void is_told_from_its_base(void **state)
{
	const struct small *small = *state;
	assert_ptr_equal(archive_base(small->revised), small->base);
	assert_ptr_equal(archive_base(small->base), small->base);
	assert_true(archive_hash(small->revised) != archive_hash(small->base));
	assert_int_equal(archive_replaced(small->revised).count, 1);
	assert_int_equal(archive_replaced(small->base).count, 0);
	assert_true(archive_replaces(small->revised, find(small->base, "ann").row));
	assert_false(archive_replaces(small->revised, find(small->base, "bob").row));
	assert_int_equal(term_count(small->base, LEXICON_ALL_NEW), 0);
}

/* ── Keys that the schema does not know ─────────────────────────────────────────────────────── */

/* The values of a dossier as "key text", one a line. */
static const char *values_text(struct arena *arena, const struct archive *archive, const char *id)
{
	struct text text = { .arena = arena };
	struct row_range values = dossier_at(archive, find(archive, id)).values;
	for (uint32_t i = 0; i < values.count; i++) {
		struct value value = value_at(archive, values.first + i);
		text_format(&text, "%.*s %.*s\n", STR_ARGS(value.key), STR_ARGS(value.text));
	}
	return text_str(&text).bytes;
}

static void keys_are_those_of_both_files(void **state)
{
	static const struct support_file old[] = {
		{ "ann.yaml", "kind: person\nname: Ann\nwings: two\nhair: red\n" },
		{ "bob.yaml", "kind: person\nname: Bob\nhorns: two\nwings: none\n" },
		{ 0 },
	};
	static const struct support_file new[] = {
		{ "ann.yaml", "kind: person\nname: Ann\ntail: long\nborn: 1970\nwings: four\n" },
		{ 0 },
	};
	struct small small = {0};
	struct fault why;
	(void)state;
	small.base = support_archive(&small.arena, old);
	assert_true(revise(&small, new, ann, &why));
	assert_string_equal(values_text(&small.arena, small.revised, "ann"),
	                    "tail long\nborn 1970\nwings four\n");
	assert_string_equal(values_text(&small.arena, small.revised, "bob"),
	                    "horns two\nwings none\n");
	assert_string_equal(values_text(&small.arena, small.base, "ann"), "wings two\nhair red\n");
	arena_release(&small.arena);
}

/* Give Ann of the sample values of so many keys that the schema does not know: one she has. */
static void add_keys(struct sample *sample, uint32_t count)
{
	struct batch *batch = &sample->batches[1];
	uint32_t first = (uint32_t)batch->values.count;
	for (uint32_t i = 1; i < count; i++)
		*ARRAY_ADD(&sample->arena, &batch->values) = (struct draft_value){
			.key = str_format(&sample->arena, "key-%u", i), .field = NO_ROW,
			.end = first + i, .date = NO_ROW, .as_of = NO_ROW, .link = NO_ROW,
		};
	*ARRAY_ADD(&sample->arena, &batch->drafts) = (struct draft){
		.id = STR("ann"), .kind = NO_ROW, .date = NO_ROW, .adds = true,
		.values = { first, count - 1 },
	};
	*ARRAY_ADD(&sample->arena, &sample->resolved.additions) = (struct resolved_part){ 1, 2 };
	sample->resolved.dossiers.items[SAMPLE_ANN].addition_count = 2;
}

/* The segment has two keys, one of Ann and one that is new: there is room for both, or there is
 * not. */
static void refuses_keys_that_16_bits_cannot_name(void **state)
{
	enum { FIELDS = 10, MOST = ARCHIVE_NO_FIELD - FIELDS };
	(void)state;
	for (uint32_t new = 0; new < 2; new++) {
		struct sample sample, segment;
		struct str_list replaced = {0};
		struct archive *revised = NULL;
		struct fault why = {0};
		sample_open(&sample);
		sample_open(&segment);
		add_keys(&sample, MOST - 2 + new);
		segment.batches[0].values.items[7].key = STR("hue");
		segment.batches[0].values.items[7].field = NO_ROW;
		*ARRAY_ADD(&segment.arena, &replaced) = STR("fair");
		const struct archive *base = sample_archive(&sample);
		assert_int_equal(base->sections[SECTION_KEYS].count, MOST - 2 + new);
		bool is_revised = archive_revise(&sample.arena, base, sample_pack(&segment, 1),
		                                 replaced, &revised, &why);
		assert_int_equal(is_revised, !new);
		assert_string_equal(why.sentence,
		                    new ? "an archive has no room for that many keys" : "");
		if (is_revised)
			assert_string_equal(values_text(&sample.arena, revised, "fair"),
			                    "hue By [[ann]].\n");
		sample_close(&segment);
		sample_close(&sample);
	}
}

/* ── Files ──────────────────────────────────────────────────────────────────────────────────── */

static void files_list_their_dossiers_as_in_the_base(void **state)
{
	const struct small *small = *state;
	for (uint32_t file = 0; file <= file_count(small->base); file++) {
		struct row_span were = dossiers_of_file(small->base, file);
		struct row_span are = dossiers_of_file(small->revised, file);
		assert_int_equal(were.count, file < file_count(small->base));
		assert_int_equal(are.count, were.count);
		assert_ptr_equal(are.rows, were.rows);
	}
}

/* ── What does not fit ──────────────────────────────────────────────────────────────────────── */

static void refuses_what_does_not_fit(void **state)
{
	static const struct { const char *path, *text, *replaced, *sentence; } wrong[] = {
		{ "ann.yaml", "kind: person\nname: Ann\n", "bob",
		  "there is no new dossier \"bob\"" },
		{ "ann.yaml", "kind: person\nname: Anne\n", "ann",
		  "the archive has no dossier \"ann\" of that kind and name" },
		{ "ann.yaml", "kind: place\nname: Ann\n", "ann",
		  "the archive has no dossier \"ann\" of that kind and name" },
		{ "dan.yaml", "kind: person\nname: Dan\n", "dan",
		  "the archive has no dossier \"dan\" of that kind and name" },
		{ "anne.yaml", "id: ann\nkind: person\nname: Ann\n", "ann",
		  "the archive has no file \"anne.yaml\"" },
		{ "schema.yaml", "kinds: {ship: {label: ship, plural: ships}}\n", "ann",
		  "the archives were made by different schemas" },
	};
	struct small *small = *state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct fault why;
		struct archive *revised = small->revised;
		struct support_file files[] = { { wrong[i].path, wrong[i].text }, { 0 } };
		assert_false(revise(small, files, str_of(wrong[i].replaced), &why));
		assert_int_equal(why.kind, FAULT_FORMAT);
		assert_string_equal(why.sentence, wrong[i].sentence);
		assert_ptr_equal(small->revised, revised);
	}
}

/* The chair of a league is a link of who is the chair, and is written in the league. */
static const char schema[] =
	"files:\n  leagues: {match: leagues/*.yaml, kind: organization, links: {chair: {relation: "
	"leads, inverse: yes}}}\nrelations:\n  leads: {label: leads, inverse: led by}\n";

static void refuses_links_that_stand_in_another_dossier(void **state)
{
	static const char league[] = "id: league\nname: League\n";
	static const char chaired[] = "id: league\nname: League\nchair: ann\n";
	static const char ann_is[] = "kind: person\nname: Ann\n";
	static const struct { const char *base, *segment, *replaced; } wrong[] = {
		{ chaired, league, "league" },
		{ league, chaired, "league" },
		{ chaired, league, "ann" },
		{ league, chaired, "ann" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct support_file files[] = {
			{ "ann.yaml", ann_is }, { "leagues/league.yaml", wrong[i].base },
			{ "schema.yaml", schema }, { 0 },
		};
		struct small small = {0};
		struct fault why;
		small.base = support_archive(&small.arena, files);
		files[1].text = wrong[i].segment;
		assert_false(revise(&small, files, str_of(wrong[i].replaced), &why));
		assert_string_equal(why.sentence,
		                    str_format(&small.arena,
		                               "a link of \"%s\" stands in another dossier",
		                               wrong[i].replaced).bytes);
		arena_release(&small.arena);
	}
}

/* ── Verifications ──────────────────────────────────────────────────────────────────────────── */

#define DIGITS "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define QUOTE(id) "- {id: " id ", kind: quote, name: Q, text: A few words.}\n"
#define ENTRY(id, result) "- {quote: " id ", result: " result ", sha256: " DIGITS \
                          ", words: " DIGITS ", date: 2026-11-22}\n"

static void only_of_replaced_dossiers_verifications_are_new(void **state)
{
	static const struct support_file old[] = {
		{ "one.yaml", QUOTE("one") QUOTE("two") }, { "three.yaml", QUOTE("three") },
		{ "verified.yaml", ENTRY("one", "exact") ENTRY("two", "exact")
		                   ENTRY("three", "exact") },
		{ 0 },
	};
	static const struct support_file new[] = {
		{ "one.yaml", QUOTE("one") QUOTE("two") }, { "stand-ins.yaml", QUOTE("three") },
		{ "verified.yaml", ENTRY("two", "not-found") ENTRY("three", "not-found") },
		{ 0 },
	};
	struct small small = {0};
	struct str ids[] = { STR("one"), STR("two") };
	struct str_list replaced = { .items = ids, .count = 2 };
	struct verification two = {0}, three = {0};
	(void)state;
	small.base = support_archive(&small.arena, old);
	assert_true(archive_revise(&small.arena, small.base,
	                           archive_bytes(support_archive(&small.arena, new)), replaced,
	                           &small.revised, NULL));
	assert_false(dossier_verification(small.revised, find(small.revised, "one"), &two));
	assert_true(dossier_verification(small.revised, find(small.revised, "two"), &two));
	assert_true(dossier_verification(small.revised, find(small.revised, "three"), &three));
	assert_int_equal(two.verdict, VERDICT_NOT_FOUND);
	assert_int_equal(three.verdict, VERDICT_EXACT);
	arena_release(&small.arena);
}

/* ── Damage ─────────────────────────────────────────────────────────────────────────────────── */

/* Read all of a revision. */
static void look_at(const struct archive *archive)
{
	struct arena arena = {0};
	walk_archive(archive);
	tell_all(&arena, archive);
	arena_release(&arena);
}

/* What is not noticed, for the hash is that of the wrong bytes, does no harm. */
static void stands_any_damage_to_a_segment(void **state)
{
	enum { DAMAGES = 3000 };
	struct revision_world world;
	struct archive_header header;
	unsigned taken = 0;
	(void)state;
	revision_world_make(&world, 3);
	char *bytes = arena_copy(&world.arena, world.segment.bytes, world.segment.size);
	for (uint32_t i = 0; i < DAMAGES; i++) {
		struct arena arena = {0};
		struct archive *revised = NULL;
		struct fault why = {0};
		chance = i;
		memcpy(bytes, world.segment.bytes, world.segment.size);
		for (uint32_t left = 1 + draw(3); left; left--)
			bytes[draw((uint32_t)world.segment.size)] ^= (char)(1u << draw(8));
		memcpy(&header, bytes, sizeof header);
		header.hash = section_hash((struct str){ bytes + sizeof header,
		                                         world.segment.size - sizeof header });
		memcpy(bytes, &header, sizeof header);
		if (archive_revise(&arena, world.base, (struct str){ bytes, world.segment.size },
		                   world.replaced, &revised, &why)) {
			if (taken++ % 16 == 0)
				look_at(revised);
		} else {
			assert_int_equal(why.kind, FAULT_FORMAT);
		}
		arena_release(&arena);
	}
	assert_true(taken > 0 && taken < DAMAGES);
	revision_world_end(&world);
}

/* Pages of a mapped base may turn to zeros under a revision. */
static void stands_a_base_that_changes_under_it(void **state)
{
	struct revision_world world;
	struct fault why = {0};
	struct archive *base;
	(void)state;
	revision_world_make(&world, 4);
	struct str sound = archive_bytes(world.base);
	size_t start = sizeof(struct archive_header) + SECTION_COUNT * sizeof(struct section_row);
	for (uint32_t i = 0; i < 60; i++) {
		struct arena arena = {0};
		char *bytes = arena_copy(&world.arena, sound.bytes, sound.size);
		archive_open(&arena, (struct str){ bytes, sound.size }, &base, &why);
		chance = i;
		size_t from = start + draw((uint32_t)(sound.size - start));
		size_t size = draw((uint32_t)(sound.size - from));
		if (i % 2)
			memset(bytes + from, draw(2) ? 0 : 0xFF, size);
		if (archive_revise(&arena, base, world.segment, world.replaced, &world.revised,
		                   &why)) {
			memset(bytes + from, draw(2) ? 0 : 0xFF, size);
			look_at(world.revised);
		}
		arena_release(&arena);
	}
	revision_world_end(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_replaced_dossier_keeps_its_number, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(links_lead_where_they_lead_now, setup, teardown),
		cmocka_unit_test_setup_teardown(the_timeline_has_what_is_new_in_its_place, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(words_of_the_replaced_are_in_new_lexicons, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(is_told_from_its_base, setup, teardown),
		cmocka_unit_test_setup_teardown(refuses_what_does_not_fit, setup, teardown),
		cmocka_unit_test_setup_teardown(files_list_their_dossiers_as_in_the_base, setup,
		                                teardown),
		cmocka_unit_test(keys_are_those_of_both_files),
		cmocka_unit_test(refuses_keys_that_16_bits_cannot_name),
		cmocka_unit_test(refuses_links_that_stand_in_another_dossier),
		cmocka_unit_test(only_of_replaced_dossiers_verifications_are_new),
		cmocka_unit_test(answers_as_if_built_whole),
		cmocka_unit_test(stands_any_damage_to_a_segment),
		cmocka_unit_test(stands_a_base_that_changes_under_it),
	};
	return cmocka_run_group_tests(tests, NULL, unicode_end);
}
