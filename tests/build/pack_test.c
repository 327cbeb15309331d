#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "archive/section.h"
#include "archive/verify.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/unicode.h"
#include "build/build.h"
#include "tests/support/collection.h"
#include "tests/support/sample.h"

#define ASSERT_TEXT(text, expected) assert_true(str_equal((text), STR(expected)))

/* The archive of files, which must pass the deep check. */
static struct archive *verified(struct arena *arena, const struct support_file *files)
{
	struct archive *archive = support_archive(arena, files);
	struct fault why = {0};
	archive_verify(archive, &why);
	assert_string_equal(why.sentence, "");
	return archive;
}

static struct dossier_ref ref_of(const struct archive *archive, const char *id)
{
	struct dossier_ref ref = dossier_find(archive, str_of(id));
	assert_false(dossier_is_none(ref));
	return ref;
}

/* ── Same content, same bytes ───────────────────────────────────────────────────────────────── */

static void packs_the_same_bytes_with_any_number_of_threads(void **state)
{
	struct sample sample;
	(void)state;

	sample_open(&sample);
	struct str one = sample_pack(&sample, 1);
	for (unsigned threads = 2; threads <= 5; threads++) {
		struct str other = sample_pack(&sample, threads);
		assert_int_equal(other.size, one.size);
		assert_memory_equal(other.bytes, one.bytes, one.size);
	}
	sample_close(&sample);
}

static void aligns_the_archive(void **state)
{
	struct sample sample;
	(void)state;

	sample_open(&sample);
	for (unsigned i = 0; i < 8; i++) {
		arena_take(&sample.arena, i);
		struct str bytes = sample_pack(&sample, 1);
		assert_int_equal((uintptr_t)bytes.bytes % 8, 0);
		assert_int_equal(bytes.size % 8, 0);
	}
	sample_close(&sample);
}

/* ── Texts ──────────────────────────────────────────────────────────────────────────────────── */

static size_t occurrences(struct str bytes, struct str part)
{
	size_t count = 0;
	for (size_t at = 0; (at = str_find(bytes, part, at)) != SIZE_MAX; at++)
		count++;
	return count;
}

static void stores_each_text_once(void **state)
{
	struct arena arena = {0};
	(void)state;
	struct archive *archive = verified(&arena, (struct support_file[]){
		{ "a.yaml", "id: a\nkind: person\nname: Twice and again\nnote: A long remark.\n" },
		{ "b.yaml", "id: b\nkind: person\nname: Twice and again\nbody: A long remark.\n" },
		{ 0 },
	});
	assert_int_equal(occurrences(archive_bytes(archive), STR("\0Twice and again\0")), 1);
	assert_int_equal(occurrences(archive_bytes(archive), STR("\0A long remark.\0")), 1);
	ASSERT_TEXT(dossier_text(archive, ref_of(archive, "a"), KNOWN_NOTE), "A long remark.");
	ASSERT_TEXT(dossier_text(archive, ref_of(archive, "b"), KNOWN_BODY), "A long remark.");
	arena_release(&arena);
}

static void keeps_texts_apart_that_begin_alike(void **state)
{
	struct sample sample;
	(void)state;

	sample_open(&sample);
	sample.collection.title = (struct str){ "An\0n", 4 };
	sample.collection.description = STR("An");
	sample.collection.url = STR("Anna");
	struct collection_view view = archive_collection(sample_archive(&sample));
	assert_int_equal(view.title.size, 4);
	assert_memory_equal(view.title.bytes, "An\0n", 4);
	ASSERT_TEXT(view.description, "An");
	ASSERT_TEXT(view.url, "Anna");
	sample_close(&sample);
}

static void calls_a_dossier_without_a_name_by_its_id(void **state)
{
	struct sample sample;
	(void)state;

	sample_open(&sample);
	sample.batches[0].drafts.items[1].name = STR("");
	const struct archive *archive = sample_archive(&sample);
	ASSERT_TEXT(dossier_name(archive, (struct dossier_ref){ SAMPLE_FAIR }), "fair");
	sample_close(&sample);
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────── */

static uint32_t count_of_rows(const struct archive *archive, enum section section)
{
	return archive->sections[section].count;
}

static struct str key_of(const struct archive *archive, uint32_t row)
{
	struct key_row key = {0};
	section_read(archive, SECTION_KEYS, row, &key, sizeof key);
	return section_text(archive, key.key);
}

static void stores_a_key_that_is_not_known_once_and_without_details(void **state)
{
	struct arena arena = {0};
	(void)state;
	struct archive *archive = verified(&arena, (struct support_file[]){
		{ "a.yaml", "id: a\nkind: person\nname: A\nwings: two\n"
		            "flights:\n  - {from: here, wings: four}\n" },
		{ "b.yaml", "id: b\nkind: person\nname: B\nflights: none\nwings: none\n" },
		{ 0 },
	});
	assert_int_equal(count_of_rows(archive, SECTION_VALUE_DETAILS), 0);
	assert_int_equal(count_of_rows(archive, SECTION_KEYS), 3);
	ASSERT_TEXT(key_of(archive, 0), "wings");
	ASSERT_TEXT(key_of(archive, 1), "flights");
	ASSERT_TEXT(key_of(archive, 2), "from");

	struct text text = { .arena = &arena };
	for (uint32_t i = 0; i < count_of_rows(archive, SECTION_VALUES); i++) {
		struct value value = value_at(archive, i);
		assert_int_equal(value.field, NO_ROW);
		text_format(&text, "%.*s: %.*s (%u to %u)\n", STR_ARGS(value.key),
		            STR_ARGS(value.text), value.depth, value.end);
	}
	assert_string_equal(text_str(&text).bytes,
	                    "wings: two (0 to 1)\n"
	                    "flights:  (0 to 4)\n"
	                    "from: here (1 to 3)\n"
	                    "wings: four (1 to 4)\n"
	                    "flights: none (0 to 5)\n"
	                    "wings: none (0 to 6)\n");
	arena_release(&arena);
}

static void keeps_another_key_than_that_of_the_field(void **state)
{
	struct sample sample;
	(void)state;
	sample_open(&sample);
	sample.batches[0].values.items[3].key = STR("as");
	const struct archive *archive = sample_archive(&sample);
	assert_true(archive_verify(archive, NULL));
	assert_int_equal(count_of_rows(archive, SECTION_VALUE_DETAILS), 3);
	ASSERT_TEXT(value_at(archive, 3).key, "as");
	assert_int_equal(value_at(archive, 3).field, field_find(archive, STR("role")));
	ASSERT_TEXT(value_at(archive, 6).key, "shoe-size");
	ASSERT_TEXT(value_at(archive, 2).key, "positions");
	sample_close(&sample);
}

/* Ids that stand twice: the second is not in the archive, nor are its keys. */
static void stores_no_key_of_what_is_left_out(void **state)
{
	struct arena arena = {0};
	(void)state;
	struct archive *archive = verified(&arena, (struct support_file[]){
		{ "a.yaml", "id: a\nkind: person\nname: A\nwings: two\n" },
		{ "b.yaml", "id: a\nkind: person\nname: A\nhorns: two\n" },
		{ 0 },
	});
	assert_int_equal(count_of_rows(archive, SECTION_KEYS), 1);
	ASSERT_TEXT(key_of(archive, 0), "wings");
	arena_release(&arena);
}

/* Values of more keys than the 16 bits of a value can name. */
static void keeps_keys_that_do_not_fit_in_details(void **state)
{
	enum { KEYS = 66000, FIELDS = 10, FIT = ARCHIVE_NO_FIELD - FIELDS - 1 };
	struct sample sample;
	(void)state;
	sample_open(&sample);
	struct batch *batch = &sample.batches[1];
	uint32_t first = (uint32_t)batch->values.count;
	for (uint32_t i = 0; i < KEYS; i++)
		*ARRAY_ADD(&sample.arena, &batch->values) = (struct draft_value){
			.key = str_format(&sample.arena, "key-%u", i), .text = STR("x"),
			.field = NO_ROW, .type = FIELD_TEXT, .end = first + i + 1, .date = NO_ROW,
			.as_of = NO_ROW, .link = NO_ROW, .place = { 9, 1 },
		};
	*ARRAY_ADD(&sample.arena, &batch->drafts) = (struct draft){
		.id = STR("ann"), .kind = NO_ROW, .date = NO_ROW, .adds = true,
		.values = { first, KEYS },
	};
	struct resolved *resolved = &sample.resolved;
	*ARRAY_ADD(&sample.arena, &resolved->additions) = (struct resolved_part){ 1, 2 };
	resolved->dossiers.items[SAMPLE_ANN].addition_count = 2;
	resolved->dossiers.items[SAMPLE_FAIR].first_addition = 2;
	resolved->dossiers.items[SAMPLE_TIMES].first_addition = 2;

	const struct archive *archive = sample_archive(&sample);
	struct fault why = {0};
	archive_verify(archive, &why);
	assert_string_equal(why.sentence, "");
	assert_int_equal(field_count(archive), FIELDS);
	assert_int_equal(count_of_rows(archive, SECTION_KEYS), KEYS + 1);
	/* Two of the sample's values have details, and the first key is of the sample. */
	assert_int_equal(count_of_rows(archive, SECTION_VALUE_DETAILS), 2 + KEYS - FIT);
	for (uint32_t i = 0; i < KEYS; i++) {
		struct value value = value_at(archive, 8 + i);
		assert_str(value.key, str_format(&sample.arena, "key-%u", i).bytes);
		assert_int_equal(value.field, NO_ROW);
		assert_int_equal(value.end, 9 + i);
	}
	sample_close(&sample);
}

/* ── Orders ─────────────────────────────────────────────────────────────────────────────────── */

static void orders_names_as_people_do_and_equal_ones_by_id(void **state)
{
	struct arena arena = {0};
	struct text text = { .arena = &arena };
	(void)state;
	struct archive *archive = verified(&arena, (struct support_file[]){
		{ "all.yaml", "id: e\nkind: person\nname: Zoe\n"
		              "---\nid: d\nkind: place\nname: apple\n"
		              "---\nid: c\nkind: person\nname: Äpfel\n"
		              "---\nid: b\nkind: person\nname: Apple pie\n"
		              "---\nid: a\nkind: person\nname: Zoe\n" },
		{ 0 },
	});
	struct row_span names = dossiers_by_name(archive);
	for (uint32_t i = 0; i < names.count; i++)
		text_add(&text, dossier_id(archive, (struct dossier_ref){ names.rows[i] }));
	assert_string_equal(text_str(&text).bytes, "cdbae");
	arena_release(&arena);
}

static void lists_each_kind_by_name(void **state)
{
	struct arena arena = {0};
	struct text text = { .arena = &arena };
	(void)state;
	struct archive *archive = verified(&arena, (struct support_file[]){
		{ "all.yaml", "id: p1\nkind: person\nname: Zoe\n"
		              "---\nid: x\nkind: place\nname: Mine\n"
		              "---\nid: p2\nkind: person\nname: Ann\n"
		              "---\nid: p3\nkind: person\nname: Bob\n" },
		{ 0 },
	});
	struct row_span people = dossiers_of_kind(archive, kind_find(archive, STR("person")));
	for (uint32_t i = 0; i < people.count; i++)
		text_add(&text, dossier_id(archive, (struct dossier_ref){ people.rows[i] }));
	assert_string_equal(text_str(&text).bytes, "p2p3p1");
	assert_int_equal(dossiers_of_kind(archive, kind_find(archive, STR("place"))).count, 1);
	assert_int_equal(dossiers_of_kind(archive, kind_find(archive, STR("event"))).count, 0);
	arena_release(&arena);
}

/* The ids of a file's dossiers, in their order. */
static const char *file_text(struct arena *arena, const struct archive *archive, uint32_t file)
{
	struct text text = { .arena = arena };
	struct row_span span = dossiers_of_file(archive, file);
	for (uint32_t i = 0; i < span.count; i++)
		text_format(&text, "%.*s ", STR_ARGS(dossier_id(archive, (struct dossier_ref){
			span.rows[i] })));
	return text_str(&text).bytes;
}

static void lists_each_file_in_the_order_of_its_lines(void **state)
{
	struct arena arena = {0};
	(void)state;
	struct archive *archive = verified(&arena, (struct support_file[]){
		{ "b.yaml", "- {id: z, kind: person, name: Z}\n"
		            "- {id: m, kind: person, name: M}\n"
		            "- {id: k, kind: place, name: K}\n"
		            "- {id: twice, kind: place, name: Not this}\n"
		            "- {id: a, kind: person, name: A}\n"
		            "- {adds_to: z, born: 1970}\n" },
		{ "a.yaml", "- {id: twice, kind: place, name: This}\n" },
		{ "c.yaml", "[]\n" },
		{ "d.yaml", "[{id: y, kind: place, name: Y}, {id: x, kind: place, name: X}]\n" },
		{ 0 },
	});
	assert_int_equal(file_count(archive), 4);
	assert_string_equal(file_text(&arena, archive, 0), "twice ");
	assert_string_equal(file_text(&arena, archive, 1), "z m k a ");
	assert_string_equal(file_text(&arena, archive, 2), "");
	assert_string_equal(file_text(&arena, archive, 3), "y x ");
	arena_release(&arena);
}

/* What stands inside another begins behind it, whenever it is read. */
static void lists_dossiers_that_stand_inside_others_where_they_begin(void **state)
{
	struct arena arena = {0};
	(void)state;
	struct archive *archive = verified(&arena, (struct support_file[]){
		{ "all.yaml", "- id: b\n  parts:\n    - id: d\n      name: D\n"
		              "    - id: a\n      name: A\n  name: B\n- id: c\n  name: C\n" },
		{ "schema.yaml", "files:\n  all:\n    match: all.yaml\n    kind: place\n"
		                 "    nested: {parts: place}\n" },
		{ 0 },
	});
	assert_string_equal(file_text(&arena, archive, 0), "b d a c ");
	arena_release(&arena);
}

/* The timeline as "what id date", one a line. */
static const char *timeline_text(struct arena *arena, const struct archive *archive)
{
	struct text text = { .arena = arena };
	for (uint32_t i = 0; i < timeline_count(archive); i++) {
		struct timeline_entry entry = timeline_at(archive, i);
		text_format(&text, "%s %.*s %.*s\n", timeline_what_name(entry.what),
		            STR_ARGS(dossier_id(archive, entry.dossier)),
		            STR_ARGS(archive_date(archive, entry.date).text));
	}
	return text_str(&text).bytes;
}

static void orders_time_by_day_then_what_then_id(void **state)
{
	struct arena arena = {0};
	(void)state;
	struct archive *archive = verified(&arena, (struct support_file[]){
		{ "all.yaml", "id: e2\nkind: event\nname: E\ndate: 2021-02-01\n"
		              "---\nid: e1\nkind: event\nname: E\ndate: 2021-02-01\n"
		              "---\nid: e0\nkind: event\nname: E\ndate: 2021\n"
		              "---\nid: e9\nkind: event\nname: E\n"
		              "---\nid: e8\nkind: event\nname: E\ndate: some day\n"
		              "---\nid: q\nkind: quote\nname: Q\ntext: Oh.\nsaid: 2021-02-01\n"
		              "---\nid: s\nkind: source\nname: S\npublished: 2021-01\n"
		              "---\nid: p\nkind: person\nname: P\nborn: 1950\n" },
		{ 0 },
	});
	assert_string_equal(timeline_text(&arena, archive),
	                    "event e0 2021\n"
	                    "published s 2021-01\n"
	                    "event e1 2021-02-01\n"
	                    "event e2 2021-02-01\n"
	                    "quote q 2021-02-01\n"
	                    "event e8 some day\n"
	                    "event e9 \n");
	arena_release(&arena);
}

static void puts_dated_relations_into_the_timeline(void **state)
{
	struct arena arena = {0};
	(void)state;
	struct archive *archive = verified(&arena, (struct support_file[]){
		{ "a.yaml", "id: a\nkind: person\nname: A\nrelations:\n"
		            "  - {type: met, to: b, date: 2020-05}\n"
		            "  - {type: met, to: b}\n"
		            "  - {type: met, to: b, date: once}\n"
		            "  - {type: rules, to: b, since: 2019-02, until: 2021-03}\n"
		            "  - {type: urges, to: b, since: 2022}\n"
		            "  - {type: trains, to: b, until: 2018-07}\n"
		            "  - {type: fights, to: b, since: 2024, until: 2023}\n" },
		{ "b.yaml", "id: b\nkind: person\nname: B\n" },
		{ 0 },
	});
	assert_string_equal(timeline_text(&arena, archive),
	                    "relation a 2018-07\n"
	                    "relation a 2019-02\n"
	                    "relation a 2020-05\n"
	                    "relation a 2022\n"
	                    "relation a 2024\n");
	struct timeline_entry until = timeline_at(archive, 0), both = timeline_at(archive, 1);
	struct timeline_entry since = timeline_at(archive, 3), reversed = timeline_at(archive, 4);
	assert_int_equal(until.earliest, DATE_FIRST_DAY);
	assert_int_equal(until.latest, date_days(2018, 7, 31));
	assert_int_equal(both.earliest, date_days(2019, 2, 1));
	assert_int_equal(both.latest, date_days(2021, 3, 31));
	assert_int_equal(since.earliest, date_days(2022, 1, 1));
	assert_int_equal(since.latest, DATE_LAST_DAY);
	assert_int_equal(reversed.earliest, date_days(2024, 1, 1));
	assert_int_equal(reversed.latest, date_days(2024, 12, 31));
	arena_release(&arena);
}

/* ── What comes from where ──────────────────────────────────────────────────────────────────── */

static void joins_what_other_files_add(void **state)
{
	struct sample sample;
	(void)state;

	sample_open(&sample);
	const struct archive *archive = sample_archive(&sample);
	struct dossier ann = dossier_at(archive, (struct dossier_ref){ SAMPLE_ANN });
	struct value last = value_at(archive, ann.values.first + ann.values.count - 1);
	ASSERT_TEXT(last.key, "note");
	ASSERT_TEXT(archive_date(archive, last.as_of).text, "soon");
	assert_int_equal(last.end, ann.values.first + ann.values.count);
	sample_close(&sample);
}

static void lays_values_out_by_dossier_whatever_file_they_are_in(void **state)
{
	struct arena arena = {0};
	(void)state;
	struct archive *archive = verified(&arena, (struct support_file[]){
		{ "1.yaml", "id: z\nkind: person\nname: Z\n"
		            "positions: [{title: First, since: 2001}]\n" },
		{ "2.yaml", "id: m\nkind: person\nname: M\n"
		            "positions: [{title: Second, since: 2002}]\n"
		            "---\nid: a\nkind: person\nname: A\n"
		            "positions: [{title: Third, since: 2003}]\n" },
		{ 0 },
	});
	static const struct { const char *id, *title, *since; } expected[] = {
		{ "a", "Third", "2003" }, { "m", "Second", "2002" }, { "z", "First", "2001" },
	};
	for (size_t i = 0; i < 3; i++) {
		struct dossier_ref ref = ref_of(archive, expected[i].id);
		uint32_t positions = field_find(archive, STR("positions"));
		uint32_t title_field = field_find(archive, STR("title"));
		uint32_t since_field = field_known(archive, KNOWN_SINCE);
		struct value group = value_first(archive, ref, positions);
		struct value title = value_inside(archive, group, title_field);
		struct value start = value_inside(archive, group, since_field);
		assert_string_equal(str_copy(&arena, title.text).bytes, expected[i].title);
		assert_string_equal(str_copy(&arena, archive_date(archive, start.date).text).bytes,
		                    expected[i].since);
	}
	arena_release(&arena);
}

static void finds_the_home_of_the_collection(void **state)
{
	struct sample sample;
	(void)state;

	sample_open(&sample);
	sample.collection.home = STR("anne");
	assert_int_equal(archive_collection(sample_archive(&sample)).home.row, SAMPLE_ANN);
	sample.collection.home = STR("nobody");
	assert_true(dossier_is_none(archive_collection(sample_archive(&sample)).home));
	sample.collection.home = STR("");
	assert_true(dossier_is_none(archive_collection(sample_archive(&sample)).home));
	sample_close(&sample);
}

static void counts_words_up_to_what_fits(void **state)
{
	struct sample sample;
	(void)state;

	sample_open(&sample);
	sample.batches[0].word_count = UINT32_MAX;
	sample.findings.dropped = 3;
	struct collection_view view = archive_collection(sample_archive(&sample));
	assert_int_equal(view.word_count, UINT32_MAX);
	assert_int_equal(view.dropped_findings, 3);
	sample_close(&sample);
}

/* ── Limits ─────────────────────────────────────────────────────────────────────────────────── */

static void refuses_more_rows_than_can_be_counted(void **state)
{
	struct sample sample;
	struct str bytes = {0};
	struct fault why = {0};
	(void)state;

	sample_open(&sample);
	struct pack_input input = {
		.schema = sample.schema, .scan = &sample.scan, .collection = &sample.collection,
		.resolved = &sample.resolved, .index = &sample.index, .findings = &sample.findings,
	};
	sample.index.postings.count = (size_t)UINT32_MAX;
	assert_false(pack_archive(&sample.arena, &input, &bytes, &why));
	assert_int_equal(why.kind, FAULT_LIMIT);
	assert_string_equal(why.sentence, "the collection is too large: an archive holds "
	                                  "4294967294 postings, not 4294967295");
	assert_null(bytes.bytes);
	sample_close(&sample);
}

static int teardown(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(packs_the_same_bytes_with_any_number_of_threads),
		cmocka_unit_test(aligns_the_archive),
		cmocka_unit_test(stores_each_text_once),
		cmocka_unit_test(keeps_texts_apart_that_begin_alike),
		cmocka_unit_test(calls_a_dossier_without_a_name_by_its_id),
		cmocka_unit_test(orders_names_as_people_do_and_equal_ones_by_id),
		cmocka_unit_test(stores_a_key_that_is_not_known_once_and_without_details),
		cmocka_unit_test(keeps_another_key_than_that_of_the_field),
		cmocka_unit_test(stores_no_key_of_what_is_left_out),
		cmocka_unit_test(keeps_keys_that_do_not_fit_in_details),
		cmocka_unit_test(lists_each_kind_by_name),
		cmocka_unit_test(lists_each_file_in_the_order_of_its_lines),
		cmocka_unit_test(lists_dossiers_that_stand_inside_others_where_they_begin),
		cmocka_unit_test(orders_time_by_day_then_what_then_id),
		cmocka_unit_test(puts_dated_relations_into_the_timeline),
		cmocka_unit_test(joins_what_other_files_add),
		cmocka_unit_test(lays_values_out_by_dossier_whatever_file_they_are_in),
		cmocka_unit_test(finds_the_home_of_the_collection),
		cmocka_unit_test(counts_words_up_to_what_fits),
		cmocka_unit_test(refuses_more_rows_than_can_be_counted),
	};
	return cmocka_run_group_tests(tests, NULL, teardown);
}
