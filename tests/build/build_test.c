#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "archive/verify.h"
#include "base/arena.h"
#include "base/unicode.h"
#include "build/build.h"
#include "model/limits.h"
#include "tests/support/collection.h"
#include "tests/support/folder.h"

#define ASSERT_TEXT(text, expected) assert_true(str_equal((text), STR(expected)))

/* A folder of its own for each test. */
struct place_of_test {
	char folder[FOLDER_SIZE];
	struct arena arena;
};

static int setup(void **state)
{
	static struct place_of_test place;
	place = (struct place_of_test){0};
	*state = &place;
	return folder_make(place.folder);
}

static int teardown(void **state)
{
	struct place_of_test *place = *state;
	arena_release(&place->arena);
	unicode_close();
	return folder_remove(place->folder);
}

static const char *path_in(struct place_of_test *place, const char *name)
{
	return str_format(&place->arena, "%s/%s", place->folder, name).bytes;
}

static void write_file(struct place_of_test *place, const char *name, const char *text)
{
	folder_write(place->folder, name, str_of(text));
}

static struct str build_bytes(struct place_of_test *place, const char *path, unsigned thread_count)
{
	struct str bytes = {0};
	struct fault why = {0};
	struct build_options options = { .thread_count = thread_count };
	build_archive(&place->arena, path, options, &bytes, &why);
	assert_string_equal(why.sentence, "");
	return bytes;
}

/* The archive of the test's folder, which must pass the deep check. */
static const struct archive *build(struct place_of_test *place)
{
	struct archive *archive = NULL;
	struct fault why = {0};
	archive_open(&place->arena, build_bytes(place, place->folder, 0), &archive, &why);
	assert_string_equal(why.sentence, "");
	archive_verify(archive, &why);
	assert_string_equal(why.sentence, "");
	return archive;
}

/* The findings as "path:line rule: message", one a line. */
static const char *findings_text(struct place_of_test *place, const struct archive *archive)
{
	struct text text = { .arena = &place->arena };
	for (uint32_t i = 0; i < finding_count(archive); i++) {
		struct finding finding = finding_at(archive, i);
		text_format(&text, "%.*s:%u %s: %.*s\n", STR_ARGS(file_path(archive, finding.file)),
		            finding.place.line, rule_row(finding.rule)->name,
		            STR_ARGS(finding.message));
	}
	return text_str(&text).bytes;
}

static bool has_dossier(const struct archive *archive, const char *id)
{
	return !dossier_is_none(dossier_find(archive, str_of(id)));
}

/* Two that cite each other, so that nothing is to be said of them. */
static void write_sound_dossiers(struct place_of_test *place)
{
	write_file(place, "ann.yaml",
	           "kind: person\nname: Ann\nsummary: One two.\nsources: [times]\n");
	write_file(place, "times.yaml", "kind: source\nname: The Times\npublisher: daily\n");
	write_file(place, "daily.yaml",
	           "kind: organization\nname: Daily\nleaders: [ann]\nsources: [times]\n");
}

/* ── What is built ──────────────────────────────────────────────────────────────────────────── */

static void builds_a_folder(void **state)
{
	struct place_of_test *place = *state;
	write_sound_dossiers(place);
	const struct archive *archive = build(place);
	assert_string_equal(findings_text(place, archive), "");
	assert_int_equal(dossier_count(archive), 3);
	assert_int_equal(file_count(archive), 3);
	ASSERT_TEXT(file_path(archive, 0), "ann.yaml");
	ASSERT_TEXT(dossier_name(archive, dossier_find(archive, STR("times"))), "The Times");
	assert_int_equal(terms_equal(archive, LEXICON_ALL, STR("daily")).count, 1);
	assert_true(dossier_is_none(archive_collection(archive).home));
}

static void builds_one_file(void **state)
{
	struct place_of_test *place = *state;
	write_sound_dossiers(place);
	write_file(place, "all.yaml",
	           "- {id: x, kind: place, name: X}\n- {id: y, kind: place, name: Y}\n");
	struct archive *archive = NULL;
	struct str bytes = build_bytes(place, path_in(place, "all.yaml"), 0);
	assert_true(archive_open(&place->arena, bytes, &archive, NULL));
	assert_int_equal(dossier_count(archive), 2);
	assert_int_equal(file_count(archive), 1);
	ASSERT_TEXT(file_path(archive, 0), "all.yaml");
}

static void builds_an_empty_folder(void **state)
{
	struct place_of_test *place = *state;
	const struct archive *archive = build(place);
	assert_int_equal(dossier_count(archive), 0);
	assert_int_equal(finding_count(archive), 0);
	assert_int_not_equal(kind_find(archive, STR("person")), NO_ROW);
}

static void builds_the_schema_alone_without_a_path(void **state)
{
	struct place_of_test *place = *state;
	struct archive *archive = NULL;
	assert_true(archive_open(&place->arena, build_bytes(place, NULL, 0), &archive, NULL));
	assert_true(archive_verify(archive, NULL));
	assert_int_equal(dossier_count(archive), 0);
	assert_int_equal(file_count(archive), 0);
	assert_int_not_equal(kind_find(archive, STR("person")), NO_ROW);
}

static void counts_words_and_bytes(void **state)
{
	struct place_of_test *place = *state;
	write_file(place, "a.yaml",
	           "id: a\nkind: person\nname: Ann Oak\nsummary: One two three.\n");
	write_file(place, "collection.yaml", "title: Four\n");
	struct collection_view view = archive_collection(build(place));
	assert_int_equal(view.word_count, 5);
	assert_int_equal(view.source_size, strlen("id: a\nkind: person\nname: Ann Oak\n"
	                                          "summary: One two three.\ntitle: Four\n"));
}

static void knows_every_field_that_the_program_speaks_of(void **state)
{
	struct place_of_test *place = *state;
	const struct archive *archive = build(place);
	for (enum known_field known = 0; known < KNOWN_FIELD_COUNT; known++)
		assert_int_not_equal(field_known(archive, known), NO_ROW);
}

/* ── The files of the collection as a whole ─────────────────────────────────────────────────── */

static void reads_what_collection_yaml_says(void **state)
{
	struct place_of_test *place = *state;
	write_sound_dossiers(place);
	write_file(place, "collection.yaml",
	           "title: Four dossiers\ndescription: |\n  Of a test.\nlanguage: en\n"
	           "licence: CC0-1.0\nurl: https://example.org/\nhome: daily\n");
	const struct archive *archive = build(place);
	struct collection_view view = archive_collection(archive);
	assert_string_equal(findings_text(place, archive), "");
	ASSERT_TEXT(view.title, "Four dossiers");
	ASSERT_TEXT(view.description, "Of a test.");
	ASSERT_TEXT(view.language, "en");
	ASSERT_TEXT(view.licence, "CC0-1.0");
	ASSERT_TEXT(view.url, "https://example.org/");
	ASSERT_TEXT(dossier_id(archive, view.home), "daily");
	assert_int_equal(dossier_count(archive), 3);
}

static void reads_the_other_spelling_of_licence(void **state)
{
	struct place_of_test *place = *state;
	write_file(place, "collection.yaml", "license: MIT\nlicence: CC0-1.0\n");
	const struct archive *archive = build(place);
	ASSERT_TEXT(archive_collection(archive).licence, "MIT");
	assert_string_equal(findings_text(place, archive),
	                    "collection.yaml:2 duplicate-key: 'licence' was given above under its "
	                    "other spelling\n");
}

static void reports_what_is_wrong_with_collection_yaml(void **state)
{
	struct place_of_test *place = *state;
	write_file(place, "collection.yaml", "titel: X\ncolour: red\nhome: nobody\nurl: [a, b]\n");
	const struct archive *archive = build(place);
	assert_string_equal(findings_text(place, archive),
	                    "collection.yaml:1 field-unknown: collection.yaml has no 'titel': did "
	                    "you mean 'title'?\n"
	                    "collection.yaml:2 field-unknown: collection.yaml has no 'colour'\n"
	                    "collection.yaml:3 link-dangling: home 'nobody' is no dossier of the "
	                    "collection\n"
	                    "collection.yaml:4 type: 'url' is a list, but a text was expected\n");
	assert_true(dossier_is_none(archive_collection(archive).home));
}

static void wants_a_map_in_collection_yaml(void **state)
{
	struct place_of_test *place = *state;
	write_file(place, "collection.yaml", "- title\n");
	assert_string_equal(findings_text(place, build(place)),
	                    "collection.yaml:1 schema: collection.yaml is a list, but a map was "
	                    "expected\n");
	write_file(place, "collection.yaml", "# nothing yet\n");
	assert_string_equal(findings_text(place, build(place)), "");
}

static void reads_by_the_schema_of_the_collection(void **state)
{
	struct place_of_test *place = *state;
	write_file(place, "schema.yaml",
	           "kinds:\n  ship: {label: ship, plural: ships, fields: [tonnage]}\n"
	           "fields:\n  tonnage: {label: Tonnage, type: text}\n");
	write_file(place, "s.yaml", "id: s\nkind: ship\nname: Sea Horse\ntonnage: 400\n");
	const struct archive *archive = build(place);
	uint32_t ships = kind_find(archive, STR("ships"));
	struct dossier_ref ship = dossier_find(archive, STR("s"));
	assert_int_equal(dossier_kind(archive, ship), ships);
	ASSERT_TEXT(value_first(archive, ship, field_find(archive, STR("tonnage"))).text, "400");
	assert_int_equal(dossiers_of_kind(archive, ships).count, 1);
}

static void keeps_the_built_in_schema_when_the_own_one_is_broken(void **state)
{
	struct place_of_test *place = *state;
	write_file(place, "schema.yaml", "kinds: [\n");
	write_file(place, "a.yaml", "id: a\nkind: person\nname: Ann\n");
	const struct archive *archive = build(place);
	assert_true(has_dossier(archive, "a"));
	assert_int_equal(finding_at(archive, finding_count(archive) - 1).rule, RULE_SYNTAX);
}

/* ── What is wrong stays local ──────────────────────────────────────────────────────────────── */

static void keeps_good_files_beside_bad_ones(void **state)
{
	struct place_of_test *place = *state;
	write_sound_dossiers(place);
	write_file(place, "bad.yaml", "kind: person\nname: {\n");
	write_file(place, "bytes.yaml", "kind: person\nname: \xff\n");
	assert_int_equal(symlink("/etc/hostname", path_in(place, "out.yaml")), 0);
	assert_int_equal(mkfifo(path_in(place, "pipe.yaml"), 0600), 0);
	const struct archive *archive = build(place);
	bool has_finding[8] = { false };
	assert_int_equal(file_count(archive), 7);
	for (uint32_t i = 0; i < finding_count(archive); i++)
		has_finding[finding_at(archive, i).file] = true;
	static const char *const bad[] = { "bad.yaml", "bytes.yaml", "out.yaml", "pipe.yaml" };
	for (uint32_t file = 0; file < 7; file++) {
		bool is_bad = false;
		for (size_t i = 0; i < 4; i++)
			is_bad |= str_equal(file_path(archive, file), str_of(bad[i]));
		assert_int_equal(has_finding[file], is_bad);
	}
	assert_int_equal(dossier_count(archive), 3);
}

static void passes_over_hidden_files(void **state)
{
	struct place_of_test *place = *state;
	write_sound_dossiers(place);
	write_file(place, ".hidden.yaml", "kind: person\nname: {\n");
	write_file(place, "_draft.yaml", "kind: person\nname: {\n");
	const struct archive *archive = build(place);
	assert_int_equal(file_count(archive), 3);
	assert_string_equal(findings_text(place, archive), "");
}

/* 90 remarks of the reader, then 20 errors that only the whole collection shows. */
static void keeps_the_worst_findings_of_a_file(void **state)
{
	struct place_of_test *place = *state;
	struct text text = { .arena = &place->arena };
	unsigned counts[SEVERITY_COUNT] = {0};
	text_add(&text, STR("id: a\nkind: person\nname: Ann\nsources: [a]\n"));
	for (unsigned i = 0; i < 90; i++)
		text_format(&text, "unknown-%u: x\n", i);
	text_add(&text, STR("member_of:\n"));
	for (unsigned i = 0; i < 20; i++)
		text_format(&text, "  - missing-%u\n", i);
	write_file(place, "a.yaml", text_str(&text).bytes);

	const struct archive *archive = build(place);
	for (uint32_t i = 0; i < finding_count(archive); i++)
		counts[rule_row(finding_at(archive, i).rule)->severity]++;
	assert_int_equal(finding_count(archive), LIMIT_FINDINGS_A_FILE);
	assert_int_equal(counts[SEVERITY_ERROR], 20);
	assert_int_equal(counts[SEVERITY_INFO], 80 - counts[SEVERITY_WARNING]);
	assert_true(archive_collection(archive).dropped_findings >= 10);
}

static void fails_where_there_is_nothing(void **state)
{
	struct place_of_test *place = *state;
	struct str bytes = STR("as it was");
	struct fault why = {0};
	assert_false(build_archive(&place->arena, path_in(place, "none"), (struct build_options){0},
	                           &bytes, &why));
	assert_int_equal(why.kind, FAULT_SYSTEM);
	assert_non_null(strstr(why.sentence, path_in(place, "none")));
	ASSERT_TEXT(bytes, "as it was");
}

/* ── Same content, same bytes ───────────────────────────────────────────────────────────────── */

static void write_many(struct place_of_test *place, unsigned first, unsigned step)
{
	for (unsigned i = 0; i < 300; i++) {
		unsigned number = (first + i * step) % 300;
		char name[32], text[512];
		snprintf(name, sizeof name, "d%u.yaml", number);
		snprintf(text, sizeof text,
		         "id: d%u\nkind: person\nname: Name %u\nborn: 19%02u\n"
		         "relations:\n- {type: met, to: d%u, date: 20%02u}\n"
		         "- {type: met, to: nobody}\n"
		         "body: |\n  Words of %u and [[d%u]] [@d%u].\nextra: %u\n",
		         number, number % 37, number % 100, (number + 1) % 300, number % 90, number,
		         number * 7 % 300, number * 3 % 300, number);
		write_file(place, name, text);
	}
}

static void gives_the_same_bytes_with_any_number_of_threads(void **state)
{
	struct place_of_test *place = *state;
	write_many(place, 0, 1);
	struct str one = build_bytes(place, place->folder, 1);
	static const unsigned counts[] = { 2, 5, 16, 0 };
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		struct str other = build_bytes(place, place->folder, counts[i]);
		assert_int_equal(other.size, one.size);
		assert_memory_equal(other.bytes, one.bytes, one.size);
	}
}

static void gives_the_same_bytes_from_any_folder(void **state)
{
	struct place_of_test *place = *state, other = {0};
	void *other_state = &other;
	assert_int_equal(folder_make(other.folder), 0);
	write_many(place, 0, 1);
	write_many(&other, 17, 7);
	struct str one = build_bytes(place, place->folder, 2);
	struct str two = build_bytes(&other, other.folder, 2);
	assert_int_equal(one.size, two.size);
	assert_memory_equal(one.bytes, two.bytes, one.size);
	assert_int_equal(teardown(&other_state), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

struct told { size_t calls, last_read, last_files; bool falls; };

static void note_progress(void *context, size_t files_read, size_t files)
{
	struct told *told = context;
	told->falls = told->falls || files_read < told->last_read;
	told->calls++;
	told->last_read = files_read;
	told->last_files = files;
}

static void says_how_long_it_will_take_beside_what_it_took_to_read(void **state)
{
	(void)state;
	assert_int_equal(build_seconds_left(9000, 100, 100), 12);       /* 45 % of 20 s are over */
	assert_int_equal(build_seconds_left(9000, 50, 100), 32);
	assert_int_equal(build_seconds_left(9000, 0, 100), BUILD_MOST_LEFT_S);
	assert_int_equal(build_seconds_left(9000, 1, 1000000), BUILD_MOST_LEFT_S);
}

static void tells_how_far_it_is(void **state)
{
	struct place_of_test *place = *state;
	struct told told = {0};
	struct build_watcher watcher = { note_progress, &told };
	struct str bytes;
	struct fault why = {0};
	write_file(place, "one.yaml", "kind: person\nname: Ann\n");
	write_file(place, "two.yaml", "kind: person\nname: Bea\n");
	assert_true(build_archive(&place->arena, place->folder,
	                          (struct build_options){ .thread_count = 1, .watcher = &watcher },
	                          &bytes, &why));
	assert_int_equal(told.calls, 2);
	assert_int_equal(told.last_read, 2);
	assert_int_equal(told.last_files, 2);
	assert_false(told.falls);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(builds_a_folder),
		TEST(builds_one_file),
		TEST(builds_an_empty_folder),
		TEST(builds_the_schema_alone_without_a_path),
		TEST(counts_words_and_bytes),
		TEST(knows_every_field_that_the_program_speaks_of),
		TEST(reads_what_collection_yaml_says),
		TEST(reads_the_other_spelling_of_licence),
		TEST(reports_what_is_wrong_with_collection_yaml),
		TEST(wants_a_map_in_collection_yaml),
		TEST(reads_by_the_schema_of_the_collection),
		TEST(keeps_the_built_in_schema_when_the_own_one_is_broken),
		TEST(keeps_good_files_beside_bad_ones),
		TEST(passes_over_hidden_files),
		TEST(keeps_the_worst_findings_of_a_file),
		TEST(fails_where_there_is_nothing),
		TEST(gives_the_same_bytes_with_any_number_of_threads),
		TEST(gives_the_same_bytes_from_any_folder),
		TEST(tells_how_far_it_is),
		TEST(says_how_long_it_will_take_beside_what_it_took_to_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
