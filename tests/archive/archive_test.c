#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "archive/archive.h"
#include "archive/section.h"
#include "base/arena.h"
#include "tests/support/sample.h"
#include "tests/support/walk.h"

/* The sample, packed and opened; what most tests read. */
struct reading {
	struct sample sample;
	const struct archive *archive;
};

static int setup(void **state)
{
	static struct reading reading;
	sample_open(&reading.sample);
	reading.archive = sample_archive(&reading.sample);
	*state = &reading;
	return 0;
}

static int teardown(void **state)
{
	struct reading *reading = *state;
	sample_close(&reading->sample);
	return 0;
}

static const struct archive *archive_of(void **state)
{
	struct reading *reading = *state;
	return reading->archive;
}

static const struct dossier_ref ann = { SAMPLE_ANN };
static const struct dossier_ref fair = { SAMPLE_FAIR };
static const struct dossier_ref times = { SAMPLE_TIMES };

#define ASSERT_TEXT(text, expected) assert_true(str_equal((text), STR(expected)))

static uint32_t field(const struct archive *archive, const char *key)
{
	return field_find(archive, str_of(key));
}

/* ── Opening ────────────────────────────────────────────────────────────────────────────────── */

/* What archive_open says of the sample with `size` bytes changed at `offset`. */
static const char *complaint(struct reading *reading, size_t offset, const void *bytes, size_t size)
{
	static struct fault why;
	struct archive *archive = NULL;
	struct str sound = archive_bytes(reading->archive);
	char *copy = arena_copy(&reading->sample.arena, sound.bytes, sound.size);
	memcpy(copy + offset, bytes, size);
	why = (struct fault){0};
	bool is_open = archive_open(&reading->sample.arena, (struct str){ copy, sound.size },
	                            &archive, &why);
	assert_int_equal(is_open, why.kind == FAULT_NONE);
	assert_int_equal(is_open, archive != NULL);
	assert_true(is_open || why.kind == FAULT_FORMAT);
	return why.sentence;
}

static void opens_what_was_packed(void **state)
{
	const struct archive *archive = archive_of(state);
	struct str bytes = archive_bytes(archive);
	assert_memory_equal(bytes.bytes, "dossier\x1a", 8);
	assert_int_equal(dossier_count(archive), 3);
}

static void refuses_what_is_no_archive(void **state)
{
	struct reading *reading = *state;
	const uint32_t order = 0x04030201, version = ARCHIVE_VERSION + 1;
	const uint32_t sections = SECTION_COUNT + 1;
	assert_string_equal(complaint(reading, 0, "D", 1),
	                    "not an archive: it does not begin as one");
	assert_string_equal(complaint(reading, 12, &order, 4),
	                    "the archive has another byte order");
	assert_string_equal(complaint(reading, 8, &version, 4),
	                    "the archive is of version 7, not 6");
	assert_string_equal(complaint(reading, 32, &order, 4), "the archive has another layout");
	assert_string_equal(complaint(reading, 36, &sections, 4), "the archive has another layout");
	assert_non_null(strstr(complaint(reading, 40, "ICU 1.0", 8), "made with another Unicode"));
}

static void refuses_archives_that_are_cut_or_longer(void **state)
{
	struct reading *reading = *state;
	struct arena *arena = &reading->sample.arena;
	struct str sound = archive_bytes(reading->archive);
	char *longer = arena_take(arena, sound.size + 8);
	memcpy(longer, sound.bytes, sound.size);

	for (size_t size = 0; size <= sound.size + 8; size++) {
		struct archive *archive;
		struct fault why;
		bool is_open = archive_open(arena, (struct str){ longer, size }, &archive, &why);
		assert_int_equal(is_open, size == sound.size);
		assert_true(is_open || why.kind == FAULT_FORMAT);
	}
}

/* Each number of each row of the section table, larger and smaller than it should be. */
static void refuses_any_other_section_table(void **state)
{
	struct reading *reading = *state;
	struct str sound = archive_bytes(reading->archive);
	size_t end = sizeof(struct archive_header) + SECTION_COUNT * sizeof(struct section_row);
	for (size_t offset = sizeof(struct archive_header); offset < end; offset += 4) {
		const uint32_t deltas[] = { 1, 8, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF8 };
		for (size_t i = 0; i < sizeof deltas / sizeof deltas[0]; i++) {
			uint32_t number;
			memcpy(&number, sound.bytes + offset, sizeof number);
			number += deltas[i];
			assert_string_not_equal(complaint(reading, offset, &number, 4), "");
		}
	}
}

static void zeroed_sections_are_harmless(void **state)
{
	struct reading *reading = *state;
	struct str sound = archive_bytes(reading->archive);
	size_t start = sizeof(struct archive_header) + SECTION_COUNT * sizeof(struct section_row);
	char *copy = arena_copy(&reading->sample.arena, sound.bytes, sound.size);
	struct archive *archive;
	memset(copy + start, 0, sound.size - start);
	assert_true(archive_open(&reading->sample.arena, (struct str){ copy, sound.size }, &archive,
	                         NULL));
	walk_archive(archive);
	assert_int_equal(dossier_count(archive), 3);
	assert_int_equal(dossiers_of_file(archive, 1).count, 0);
	ASSERT_TEXT(dossier_name(archive, times), "");
	assert_int_equal(links_out(archive, ann).range.count, 0);
	assert_int_equal(field_known(archive, KNOWN_BODY), NO_ROW);
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

static void gives_a_dossier_with_all_its_parts(void **state)
{
	const struct archive *archive = archive_of(state);
	struct dossier dossier = dossier_at(archive, ann);
	assert_int_equal(dossier.ref.row, SAMPLE_ANN);
	ASSERT_TEXT(dossier.id, "ann");
	ASSERT_TEXT(dossier.name, "Ann");
	ASSERT_TEXT(dossier.summary, "The first.");
	assert_int_equal(dossier.kind, 0);
	ASSERT_TEXT(file_path(archive, dossier.file), "a.yaml");
	assert_int_equal(dossier.line, 1);
	assert_int_equal(dossier.column, 1);
	assert_int_equal(dossier.date, NO_ROW);
	assert_int_equal(dossier.values.count, 8);
	assert_int_equal(dossier.citations.count, 2);
	ASSERT_TEXT(archive_date(archive, dossier_at(archive, fair).date).text, "2021-05-01");
	ASSERT_TEXT(dossier_id(archive, fair), "fair");
	assert_int_equal(dossier_kind(archive, times), 2);
}

static void gives_an_empty_dossier_for_a_row_that_is_not_there(void **state)
{
	const struct archive *archive = archive_of(state);
	const struct dossier_ref refs[] = { { 3 }, NO_DOSSIER };
	for (size_t i = 0; i < 2; i++) {
		struct dossier dossier = dossier_at(archive, refs[i]);
		assert_true(dossier_is_none(dossier.ref));
		assert_int_equal(dossier.id.size + dossier.name.size + dossier.values.count, 0);
		assert_int_equal(dossier.kind, NO_ROW);
		assert_int_equal(dossier.file, NO_ROW);
		assert_int_equal(dossier.date, NO_ROW);
		assert_int_equal(dossier_kind(archive, refs[i]), NO_ROW);
		assert_int_equal(links_in(archive, refs[i]).range.count, 0);
	}
}

static void finds_ids_and_former_ids(void **state)
{
	const struct archive *archive = archive_of(state);
	assert_int_equal(dossier_find(archive, STR("ann")).row, SAMPLE_ANN);
	assert_int_equal(dossier_find(archive, STR("anne")).row, SAMPLE_ANN);
	assert_int_equal(dossier_find(archive, STR("fair")).row, SAMPLE_FAIR);
	assert_int_equal(dossier_find(archive, STR("times")).row, SAMPLE_TIMES);
	assert_true(dossier_is_none(dossier_find(archive, STR("an"))));
	assert_true(dossier_is_none(dossier_find(archive, STR("annex"))));
	assert_true(dossier_is_none(dossier_find(archive, STR("zoo"))));
	assert_true(dossier_is_none(dossier_find(archive, STR(""))));
}

static void lists_dossiers_by_name_and_kind(void **state)
{
	const struct archive *archive = archive_of(state);
	const uint32_t by_name[] = { SAMPLE_ANN, SAMPLE_FAIR, SAMPLE_TIMES };
	struct row_span events = dossiers_of_kind(archive, 1);
	assert_int_equal(dossiers_by_name(archive).count, 3);
	assert_memory_equal(dossiers_by_name(archive).rows, by_name, sizeof by_name);
	assert_int_equal(events.count, 1);
	assert_int_equal(events.rows[0], SAMPLE_FAIR);
	assert_int_equal(dossiers_of_kind(archive, 3).count, 0);
	assert_int_equal(dossiers_of_kind(archive, NO_ROW).count, 0);
}

static void lists_the_dossiers_of_a_file(void **state)
{
	const struct archive *archive = archive_of(state);
	const uint32_t of_first[] = { SAMPLE_ANN, SAMPLE_FAIR };
	struct row_span first = dossiers_of_file(archive, 0), second = dossiers_of_file(archive, 1);
	assert_int_equal(first.count, 2);
	assert_memory_equal(first.rows, of_first, sizeof of_first);
	assert_int_equal(second.count, 1);
	assert_int_equal(second.rows[0], SAMPLE_TIMES);
	assert_int_equal(dossiers_of_file(archive, 2).count, 0);
	assert_int_equal(dossiers_of_file(archive, NO_ROW).count, 0);
}

/* Any number in any row of it, and of the files that it is in the order of. */
static void a_damaged_order_of_files_leads_nowhere_else(void **state)
{
	static const uint32_t numbers[] = { 0, 1, 2, 3, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF };
	struct reading *reading = *state;
	struct str sound = archive_bytes(reading->archive);
	char *copy = arena_copy(&reading->sample.arena, sound.bytes, sound.size);
	struct archive *archive;
	assert_true(archive_open(&reading->sample.arena, (struct str){ copy, sound.size }, &archive,
	                         NULL));
	size_t order = (size_t)(archive->sections[SECTION_BY_FILE].bytes - copy);
	size_t file = (size_t)(archive->sections[SECTION_DOSSIERS].bytes - copy) +
	              offsetof(struct dossier_row, file);
	for (size_t i = 0; i < 3; i++)
		for (size_t number = 0; number < sizeof numbers / sizeof numbers[0]; number++) {
			memcpy(copy, sound.bytes, sound.size);
			memcpy(copy + order + i * sizeof(uint32_t), &numbers[number], 4);
			memcpy(copy + file + i * sizeof(struct dossier_row), &numbers[number], 4);
			for (uint32_t row = 0; row < 4; row++)
				assert_true(dossiers_of_file(archive, row).count <= 3);
			assert_true(dossiers_of_file(archive, NO_ROW).count <= 3);
		}
}

/* ── Values ─────────────────────────────────────────────────────────────────────────────────── */

static void gives_a_value_with_all_its_parts(void **state)
{
	const struct archive *archive = archive_of(state);
	struct value value = value_at(archive, 4);
	assert_int_equal(value.row, 4);
	assert_int_equal(value.field, field(archive, "took_part"));
	ASSERT_TEXT(value.key, "took_part");
	ASSERT_TEXT(value.text, "fair");
	assert_int_equal(value.type, FIELD_LINK);
	assert_int_equal(value.link, SAMPLE_TOOK_PART);
	assert_int_equal(value.citations.count, 1);
	assert_int_equal(value.rank, RANK_NORMAL);
	assert_int_equal(value.depth, 1);
	assert_int_equal(value.end, 5);
	assert_int_equal(value.place.line, 7);
	assert_int_equal(value.place.column, 3);
	ASSERT_TEXT(citation_at(archive, value.citations.first).locator, "para. 1");
	ASSERT_TEXT(value_at(archive, 6).note, "roughly");
	assert_int_equal(value_at(archive, 6).field, NO_ROW);
	assert_int_equal(value_at(archive, 10).row, NO_ROW);
	assert_int_equal(value_at(archive, NO_ROW).link, NO_ROW);
}

static void finds_values_at_the_top_and_inside(void **state)
{
	const struct archive *archive = archive_of(state);
	struct value names = value_first(archive, ann, field(archive, "names"));
	struct value positions = value_first(archive, ann, field(archive, "positions"));
	ASSERT_TEXT(names.text, "Annie");
	ASSERT_TEXT(value_inside(archive, names, field(archive, "lang")).text, "en");
	ASSERT_TEXT(value_inside(archive, positions, field(archive, "role")).text, "chair");
	ASSERT_TEXT(value_inside(archive, positions, field(archive, "took_part")).text, "fair");
	assert_int_equal(value_inside(archive, names, field(archive, "role")).row, NO_ROW);
	assert_int_equal(value_first(archive, ann, field(archive, "role")).row, NO_ROW);
	assert_int_equal(value_first(archive, ann, field(archive, "body")).row, NO_ROW);
	assert_int_equal(value_next(archive, ann, names).row, NO_ROW);
	assert_int_equal(value_inside(archive, value_at(archive, NO_ROW), 0).row, NO_ROW);
}

static void finds_keys_that_the_schema_does_not_know(void **state)
{
	const struct archive *archive = archive_of(state);
	struct value value = value_first(archive, ann, NO_ROW);
	ASSERT_TEXT(value.key, "shoe-size");
	assert_int_equal(value_next(archive, ann, value).row, NO_ROW);
}

static void goes_from_one_value_of_a_field_to_the_next(void **state)
{
	struct sample sample;
	(void)state;

	sample_open(&sample);
	sample.batches[0].values.items[2] = sample.batches[0].values.items[0];
	sample.batches[0].values.items[2].text = STR("Nan");
	sample.batches[0].values.items[2].end = 5;
	sample.batches[0].values.items[4].field = sample.batches[0].values.items[3].field;
	const struct archive *archive = sample_archive(&sample);
	struct value first = value_first(archive, ann, field(archive, "names"));
	struct value second = value_next(archive, ann, first);
	ASSERT_TEXT(first.text, "Annie");
	ASSERT_TEXT(second.text, "Nan");
	assert_int_equal(value_next(archive, ann, second).row, NO_ROW);

	struct value inner = value_inside(archive, second, field(archive, "role"));
	ASSERT_TEXT(inner.text, "chair");
	inner = value_next(archive, ann, inner);
	ASSERT_TEXT(inner.text, "fair");
	assert_int_equal(value_next(archive, ann, inner).row, NO_ROW);
	sample_close(&sample);
}

static void gives_the_text_of_fields_it_knows(void **state)
{
	const struct archive *archive = archive_of(state);
	ASSERT_TEXT(dossier_text(archive, fair, KNOWN_BODY), "By [[ann]].");
	ASSERT_TEXT(dossier_text(archive, ann, KNOWN_NOTE), "Seen in town.");
	ASSERT_TEXT(dossier_text(archive, times, KNOWN_BODY), "");
	ASSERT_TEXT(dossier_text(archive, ann, KNOWN_SPEAKER), "");
	ASSERT_TEXT(dossier_text(archive, NO_DOSSIER, KNOWN_BODY), "");
	assert_int_equal(field_known(archive, KNOWN_LANG), field(archive, "lang"));
	assert_int_equal(field_known(archive, KNOWN_SPEAKER), NO_ROW);
}

static void gives_dates_that_could_be_read_and_others(void **state)
{
	const struct archive *archive = archive_of(state);
	struct date_view born = archive_date(archive, value_at(archive, 5).date);
	struct date_view soon = archive_date(archive, value_at(archive, 7).as_of);
	ASSERT_TEXT(born.text, "1980");
	assert_int_equal(born.date.earliest, date_days(1980, 1, 1));
	assert_int_equal(born.date.latest, date_days(1980, 12, 31));
	assert_int_equal(born.date.precision, DATE_YEAR);
	ASSERT_TEXT(soon.text, "soon");
	assert_true(date_is_none(soon.date));
	assert_int_equal(archive_date(archive, NO_ROW).text.size, 0);
	assert_true(date_is_none(archive_date(archive, 6).date));
}

static void gives_citations_that_lead_nowhere_as_they_were_typed(void **state)
{
	const struct archive *archive = archive_of(state);
	struct row_range range = dossier_at(archive, ann).citations;
	assert_int_equal(citation_at(archive, range.first).source.row, SAMPLE_TIMES);
	assert_true(dossier_is_none(citation_at(archive, range.first + 1).source));
	ASSERT_TEXT(citation_at(archive, range.first + 1).id, "nowhere");
	assert_true(dossier_is_none(citation_at(archive, 3).source));
	assert_int_equal(file_count(archive), 2);
	ASSERT_TEXT(file_path(archive, 2), "");
}

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

static void gives_a_link_with_all_its_parts(void **state)
{
	const struct archive *archive = archive_of(state);
	struct link link = link_of(archive, links_out(archive, ann), 0);
	assert_int_equal(link.row, SAMPLE_TOOK_PART);
	assert_int_equal(link.from.row, SAMPLE_ANN);
	assert_int_equal(link.to.row, SAMPLE_FAIR);
	assert_int_equal(link.relation, relation_find(archive, STR("took-part")));
	assert_int_equal(link.value, 4);
	ASSERT_TEXT(link.role, "chair");
	assert_int_equal(link.date, NO_ROW);
	ASSERT_TEXT(archive_date(archive, link.since).text, "2021-02");
	ASSERT_TEXT(archive_date(archive, link.until).text, "2021-06");
	assert_int_equal(link.citations.count, 1);
	assert_int_equal(link.text_byte, NO_ROW);
	assert_int_equal(link_at(archive, SAMPLE_MENTIONS).text_byte, 3);
	assert_int_equal(link_at(archive, SAMPLE_MENTIONS).value, 8);
}

static void gives_links_from_both_ends(void **state)
{
	const struct archive *archive = archive_of(state);
	struct link_span out = links_out(archive, ann), in = links_in(archive, times);
	assert_int_equal(link_count(archive), 4);
	assert_int_equal(out.range.count, 3);
	assert_int_equal(link_of(archive, out, 1).row, SAMPLE_CITES);
	assert_int_equal(link_of(archive, out, 2).row, SAMPLE_READS);
	assert_int_equal(link_of(archive, out, 3).row, NO_ROW);
	assert_int_equal(in.range.count, 2);
	assert_int_equal(link_of(archive, in, 0).row, SAMPLE_CITES);
	assert_int_equal(link_of(archive, in, 1).row, SAMPLE_READS);
	assert_int_equal(link_of(archive, in, 2).row, NO_ROW);
	assert_int_equal(links_out(archive, times).range.count, 0);
	assert_int_equal(link_of(archive, links_in(archive, ann), 0).row, SAMPLE_MENTIONS);
	assert_int_equal(link_of(archive, links_in(archive, fair), 0).row, SAMPLE_TOOK_PART);
	assert_true(dossier_is_none(link_at(archive, 4).to));
	assert_int_equal(link_at(archive, NO_ROW).relation, NO_ROW);
}

/* ── Schema and collection ──────────────────────────────────────────────────────────────────── */

static void gives_the_kinds_of_the_schema(void **state)
{
	const struct archive *archive = archive_of(state);
	struct kind_view kind = kind_at(archive, kind_find(archive, STR("people")));
	assert_int_equal(kind_count(archive), 3);
	ASSERT_TEXT(kind.key, "person");
	ASSERT_TEXT(kind.label, "person");
	ASSERT_TEXT(kind.plural, "people");
	ASSERT_TEXT(kind.help, "Somebody.");
	assert_int_equal(kind.fields.count, 2);
	assert_int_equal(kind.fields.rows[1], field(archive, "positions"));
	assert_int_equal(kind_find(archive, STR("source")), 2);
	assert_int_equal(kind_find(archive, STR("thing")), NO_ROW);
	ASSERT_TEXT(kind_at(archive, 3).key, "");
	assert_int_equal(kind_at(archive, NO_ROW).fields.count, 0);
}

static void gives_the_fields_of_the_schema(void **state)
{
	const struct archive *archive = archive_of(state);
	struct field_view names = field_at(archive, field(archive, "names"));
	struct field_view took_part = field_at(archive, field(archive, "took_part"));
	struct field_view title = field_at(archive, field(archive, "title"));
	ASSERT_TEXT(names.label, "Names");
	ASSERT_TEXT(names.help, "More.");
	assert_int_equal(names.type, FIELD_NAME);
	assert_int_equal(names.search, SEARCH_NAME);
	assert_true(names.is_many);
	assert_false(names.is_free);
	assert_int_equal(names.relation, NO_ROW);
	assert_int_equal(names.fields.rows[0], field(archive, "lang"));
	assert_int_equal(took_part.relation, 0);
	assert_true(took_part.is_free);
	assert_int_equal(took_part.to.rows[0], 1);
	assert_int_equal(title.required.rows[0], 2);
	assert_int_equal(field_find(archive, STR("shoe-size")), NO_ROW);
	ASSERT_TEXT(field_at(archive, field_count(archive)).key, "");
	assert_int_equal(field_at(archive, NO_ROW).relation, NO_ROW);
}

static void gives_the_words_for_a_value(void **state)
{
	const struct archive *archive = archive_of(state);
	uint32_t lang = field(archive, "lang");
	assert_int_equal(field_at(archive, lang).values.count, 2);
	ASSERT_TEXT(field_meaning(archive, lang, STR("my")), "Burmese");
	ASSERT_TEXT(field_meaning(archive, lang, STR("en")), "");
	ASSERT_TEXT(field_meaning(archive, lang, STR("ru")), "");
	ASSERT_TEXT(field_meaning(archive, NO_ROW, STR("my")), "");
	ASSERT_TEXT(meaning_at(archive, field_at(archive, lang).values.first + 1).code, "en");
	ASSERT_TEXT(meaning_at(archive, 2).code, "");
}

static void gives_relations_as_seen_from_either_end(void **state)
{
	const struct archive *archive = archive_of(state);
	uint32_t met = relation_find(archive, STR("met"));
	assert_int_equal(relation_count(archive), 5);
	ASSERT_TEXT(relation_label(archive, 0, LINK_OUT), "took part in");
	ASSERT_TEXT(relation_label(archive, 0, LINK_IN), "had as participant");
	ASSERT_TEXT(relation_at(archive, 0).group, "events");
	ASSERT_TEXT(relation_at(archive, 0).help, "Was there.");
	assert_false(relation_at(archive, 0).is_symmetric);
	assert_true(relation_at(archive, met).is_symmetric);
	ASSERT_TEXT(relation_label(archive, met, LINK_IN), "met");
	assert_int_equal(relation_find(archive, STR("hates")), NO_ROW);
	ASSERT_TEXT(relation_label(archive, NO_ROW, LINK_OUT), "");
}

static void gives_the_collection(void **state)
{
	struct collection_view view = archive_collection(archive_of(state));
	ASSERT_TEXT(view.title, "A sample");
	ASSERT_TEXT(view.description, "Three dossiers.");
	ASSERT_TEXT(view.language, "en");
	ASSERT_TEXT(view.licence, "CC0-1.0");
	ASSERT_TEXT(view.url, "https://example.org/");
	assert_int_equal(view.home.row, SAMPLE_ANN);
	assert_int_equal(view.word_count, 12);
	assert_int_equal(view.source_size, 400);
	assert_int_equal(view.dropped_findings, 0);
}

/* ── Time, words, findings ──────────────────────────────────────────────────────────────────── */

static void gives_the_timeline(void **state)
{
	const struct archive *archive = archive_of(state);
	struct timeline_entry entry = timeline_at(archive, 0);
	assert_int_equal(timeline_count(archive), 3);
	assert_int_equal(entry.what, TIMELINE_RELATION);
	assert_int_equal(entry.link, SAMPLE_TOOK_PART);
	assert_int_equal(entry.dossier.row, SAMPLE_ANN);
	assert_int_equal(entry.earliest, date_days(2021, 2, 1));
	assert_int_equal(entry.latest, date_days(2021, 6, 30));
	ASSERT_TEXT(archive_date(archive, entry.date).text, "2021-02");
	assert_int_equal(timeline_at(archive, 1).what, TIMELINE_EVENT);
	assert_int_equal(timeline_at(archive, 1).link, NO_ROW);
	assert_int_equal(timeline_at(archive, 2).what, TIMELINE_PUBLISHED);
	assert_int_equal(timeline_at(archive, 2).dossier.row, SAMPLE_TIMES);
	assert_true(dossier_is_none(timeline_at(archive, 3).dossier));
	assert_string_equal(timeline_what_name(TIMELINE_EVENT), "event");
	assert_string_equal(timeline_what_name(TIMELINE_QUOTE), "quote");
	assert_string_equal(timeline_what_name(TIMELINE_PUBLISHED), "published");
	assert_string_equal(timeline_what_name(TIMELINE_RELATION), "relation");
}

static void finds_terms_by_prefix_and_whole(void **state)
{
	const struct archive *archive = archive_of(state);
	struct row_range t = terms_with_prefix(archive, LEXICON_ALL, STR("t"));
	assert_int_equal(term_count(archive, LEXICON_ALL), 5);
	ASSERT_TEXT(term_at(archive, LEXICON_ALL, 2), "has:people");
	assert_int_equal(t.first, 3);
	assert_int_equal(t.count, 2);
	assert_int_equal(terms_with_prefix(archive, LEXICON_ALL, STR("")).count, 5);
	assert_int_equal(terms_with_prefix(archive, LEXICON_ALL, STR("ti")).count, 1);
	assert_int_equal(terms_with_prefix(archive, LEXICON_ALL, STR("tx")).count, 0);
	assert_int_equal(terms_with_prefix(archive, LEXICON_ALL, STR("zz")).count, 0);
	assert_int_equal(terms_equal(archive, LEXICON_ALL, STR("town")).first, 4);
	assert_int_equal(terms_equal(archive, LEXICON_ALL, STR("town")).count, 1);
	assert_int_equal(terms_equal(archive, LEXICON_ALL, STR("tow")).count, 0);
	assert_int_equal(terms_equal(archive, LEXICON_ALL, STR("zoo")).count, 0);
	ASSERT_TEXT(term_at(archive, LEXICON_ALL, 5), "");
}

static void gives_postings_of_a_range_of_terms(void **state)
{
	const struct archive *archive = archive_of(state);
	struct row_span span = term_postings(archive, LEXICON_ALL, terms_with_prefix(archive, LEXICON_ALL, STR("t")));
	assert_int_equal(span.count, 3);
	assert_int_equal(posting_dossier(span.rows[0]).row, SAMPLE_TIMES);
	assert_int_equal(posting_class(span.rows[0]), SEARCH_ID);
	assert_int_equal(posting_class(span.rows[1]), SEARCH_NAME);
	assert_int_equal(posting_dossier(span.rows[2]).row, SAMPLE_ANN);
	assert_int_equal(posting_class(span.rows[2]), SEARCH_PROSE);
	assert_int_equal(term_postings(archive, LEXICON_ALL, (struct row_range){ 2, 0 }).count, 0);
	assert_int_equal(term_postings(archive, LEXICON_ALL, (struct row_range){ 4, 2 }).count, 0);
	assert_int_equal(term_postings(archive, LEXICON_ALL, (struct row_range){ NO_ROW, NO_ROW }).count, 0);
}

static void gives_findings(void **state)
{
	const struct archive *archive = archive_of(state);
	struct finding finding = finding_at(archive, 1);
	assert_int_equal(finding_count(archive), 2);
	assert_int_equal(finding.rule, RULE_DATE);
	assert_int_equal(finding.file, 1);
	assert_int_equal(finding.place.line, 4);
	assert_int_equal(finding.place.column, 3);
	ASSERT_TEXT(finding.message, "'soon' is not a date");
	assert_int_equal(finding_at(archive, 2).file, NO_ROW);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opens_what_was_packed),
		cmocka_unit_test(refuses_what_is_no_archive),
		cmocka_unit_test(refuses_archives_that_are_cut_or_longer),
		cmocka_unit_test(refuses_any_other_section_table),
		cmocka_unit_test(zeroed_sections_are_harmless),
		cmocka_unit_test(gives_a_dossier_with_all_its_parts),
		cmocka_unit_test(gives_an_empty_dossier_for_a_row_that_is_not_there),
		cmocka_unit_test(finds_ids_and_former_ids),
		cmocka_unit_test(lists_dossiers_by_name_and_kind),
		cmocka_unit_test(lists_the_dossiers_of_a_file),
		cmocka_unit_test(a_damaged_order_of_files_leads_nowhere_else),
		cmocka_unit_test(gives_a_value_with_all_its_parts),
		cmocka_unit_test(finds_values_at_the_top_and_inside),
		cmocka_unit_test(finds_keys_that_the_schema_does_not_know),
		cmocka_unit_test(goes_from_one_value_of_a_field_to_the_next),
		cmocka_unit_test(gives_the_text_of_fields_it_knows),
		cmocka_unit_test(gives_dates_that_could_be_read_and_others),
		cmocka_unit_test(gives_citations_that_lead_nowhere_as_they_were_typed),
		cmocka_unit_test(gives_a_link_with_all_its_parts),
		cmocka_unit_test(gives_links_from_both_ends),
		cmocka_unit_test(gives_the_kinds_of_the_schema),
		cmocka_unit_test(gives_the_fields_of_the_schema),
		cmocka_unit_test(gives_the_words_for_a_value),
		cmocka_unit_test(gives_relations_as_seen_from_either_end),
		cmocka_unit_test(gives_the_collection),
		cmocka_unit_test(gives_the_timeline),
		cmocka_unit_test(finds_terms_by_prefix_and_whole),
		cmocka_unit_test(gives_postings_of_a_range_of_terms),
		cmocka_unit_test(gives_findings),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
