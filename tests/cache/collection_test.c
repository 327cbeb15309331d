#include "config.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/unicode.h"
#include "cache/collection.h"
#include "tests/support/folder.h"

/* A folder with a collection in it, and a folder in that:
 *
 *	FOLDER/story/collection.yaml
 *	FOLDER/story/a.yaml
 *	FOLDER/story/deep/er/
 */
struct place_of_test {
	char folder[FOLDER_SIZE];
	struct arena arena;
};

static const char *path_in(struct place_of_test *place, const char *name)
{
	return str_format(&place->arena, "%s/%s", place->folder, name).bytes;
}

static void write_file(struct place_of_test *place, const char *name, const char *text)
{
	folder_write(place->folder, name, str_of(text));
}

static int setup(void **state)
{
	static struct place_of_test place;
	place = (struct place_of_test){0};
	if (folder_enter(place.folder) != 0)
		return -1;
	write_file(&place, "story/collection.yaml", "title: A story\n");
	write_file(&place, "story/a.yaml", "id: a\nkind: person\nname: Ann\n");
	mkdir("story/deep", 0700);
	mkdir("story/deep/er", 0700);
	unsetenv("DOSSIER_COLLECTION");
	setenv("DOSSIER_CACHE", path_in(&place, "store"), 1);
	*state = &place;
	return 0;
}

static int teardown(void **state)
{
	struct place_of_test *place = *state;
	arena_release(&place->arena);
	unicode_close();
	return folder_leave(place->folder);
}

static void assert_found(struct place_of_test *place, const char *option, const char *expected)
{
	struct str path = {0};
	struct fault why = {0};
	bool is_found = collection_find(&place->arena, option, &path, &why);
	assert_string_equal(why.sentence, "");
	assert_true(is_found);
	assert_string_equal(path.bytes, expected);
	assert_int_equal(path.size, strlen(expected));
}

static struct fault failure(struct place_of_test *place, const char *option)
{
	struct str path = STR("as it was");
	struct fault why = {0};
	assert_false(collection_find(&place->arena, option, &path, &why));
	assert_true(str_equal(path, STR("as it was")));
	return why;
}

static void takes_the_option_first(void **state)
{
	struct place_of_test *place = *state;
	setenv("DOSSIER_COLLECTION", "story/deep", 1);
	assert_int_equal(chdir(path_in(place, "story")), 0);
	assert_found(place, path_in(place, "story"), path_in(place, "story"));
	assert_found(place, "a.yaml", "a.yaml");
}

static void takes_the_variable_next(void **state)
{
	struct place_of_test *place = *state;
	setenv("DOSSIER_COLLECTION", "deep", 1);
	assert_int_equal(chdir(path_in(place, "story")), 0);
	assert_found(place, NULL, "deep");
}

static void looks_upward_from_the_working_directory(void **state)
{
	struct place_of_test *place = *state;
	static const char *const folders[] = { "story", "story/deep", "story/deep/er" };
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(chdir(path_in(place, folders[i])), 0);
		assert_found(place, NULL, path_in(place, "story"));
	}
	write_file(place, "story/deep/collection.yaml", "");
	assert_found(place, NULL, path_in(place, "story/deep"));
	setenv("DOSSIER_COLLECTION", "", 1);
	assert_found(place, NULL, path_in(place, "story/deep"));
}

static void says_what_was_looked_for(void **state)
{
	struct place_of_test *place = *state;
	struct fault why;
	if (access(DOSSIER_DATADIR "/content", F_OK) == 0)
		skip();
	why = failure(place, NULL);
	assert_int_equal(why.kind, FAULT_SYSTEM);
	struct str expected = str_format(
		&place->arena,
		"there is no collection to open: no -C, no DOSSIER_COLLECTION, no collection.yaml "
		"in %s or above it, and no %s", place->folder, DOSSIER_DATADIR "/content");
	assert_string_equal(why.sentence, expected.bytes);
}

static void says_which_path_is_not_there(void **state)
{
	struct place_of_test *place = *state;
	struct fault why = failure(place, "nowhere");
	assert_int_equal(why.kind, FAULT_SYSTEM);
	assert_string_equal(why.sentence, "nowhere: there is no such file or folder (named by -C)");
	setenv("DOSSIER_COLLECTION", "nowhere", 1);
	why = failure(place, NULL);
	assert_string_equal(why.sentence,
	                    "nowhere: there is no such file or folder "
	                    "(named by DOSSIER_COLLECTION)");
	why = failure(place, "");
	assert_int_equal(why.kind, FAULT_USAGE);
	assert_string_equal(why.sentence, "-C needs the path of a folder or file");
}

static void opens_what_it_finds(void **state)
{
	struct place_of_test *place = *state;
	static const struct collection_options options[] = { {0}, { .ignores_cache = true },
	                                                     { .thread_count = 1 } };
	for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
		struct archive *archive = NULL;
		struct fault why = {0};
		struct str path = str_of(path_in(place, "story"));
		struct str note;
		collection_open(&place->arena, path, options[i], &archive, &note, &why);
		assert_string_equal(why.sentence, "");
		assert_int_equal(dossier_count(archive), 1);
		assert_true(str_equal(archive_collection(archive).title, STR("A story")));
	}
}

static void fails_to_open_what_is_not_there(void **state)
{
	struct place_of_test *place = *state;
	struct archive *archive = NULL;
	struct str note;
	struct fault why = {0};
	assert_false(collection_open(&place->arena, STR("nowhere"), (struct collection_options){0},
	                             &archive, &note, &why));
	assert_int_equal(why.kind, FAULT_SYSTEM);
	assert_null(archive);
}

/* ── What is kept ───────────────────────────────────────────────────────────────────────────── */

/* A day after the files were written, for whoever asks. */
static int64_t later(void)
{
	return ((int64_t)time(NULL) + 24 * 60 * 60) * 1000000000;
}

static struct archive *open_noting(struct place_of_test *place, struct collection_options options,
                                   struct str *note)
{
	struct archive *archive = NULL;
	struct fault why = {0};
	collection_open(&place->arena, str_of(path_in(place, "story")), options, &archive, note,
	                &why);
	assert_string_equal(why.sentence, "");
	assert_non_null(archive);
	return archive;
}

static struct archive *open_story(struct place_of_test *place, struct collection_options options)
{
	struct str note;
	struct archive *archive = open_noting(place, options, &note);
	assert_true(str_equal(note, STR("")));
	return archive;
}

static struct archive *open_later(struct place_of_test *place)
{
	return open_story(place, (struct collection_options){ .now = later() });
}

static struct str name_of(struct archive *archive, const char *id)
{
	return dossier_name(archive, dossier_find(archive, str_of(id)));
}

/* The path of the file in the store whose name ends so; NULL if there is none. */
static const char *stored_path(struct place_of_test *place, const char *ending)
{
	DIR *store = opendir(path_in(place, "store"));
	const struct dirent *entry;
	const char *path = NULL;
	while (store && (entry = readdir(store)))
		if (str_ends_with(str_of(entry->d_name), str_of(ending)))
			path = str_format(&place->arena, "%s/store/%s", place->folder,
			                  entry->d_name).bytes;
	if (store)
		closedir(store);
	return path;
}

static struct str bytes_of(struct place_of_test *place, const char *path)
{
	struct str bytes = {0};
	struct fault why;
	assert_non_null(path);
	assert_true(file_read(&place->arena, path, 1 << 20, &bytes, &why));
	return str_copy(&place->arena, bytes);
}

static void write_bytes(const char *path, struct str bytes)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.bytes, 1, bytes.size, file), bytes.size);
	assert_int_equal(fclose(file), 0);
}

/* The archive of another story, with a stamp that says it is of this one, is believed: so it was
 * the store that was read. */
static void takes_from_the_store_what_it_built_before(void **state)
{
	struct place_of_test *place = *state;
	struct archive *other, *archive = open_later(place);
	struct str stamp = bytes_of(place, stored_path(place, ".stamp"));
	struct str note;
	struct fault why;
	write_file(place, "other.yaml", "id: a\nkind: person\nname: Otto\n");
	assert_true(collection_open(&place->arena, str_of(path_in(place, "other.yaml")),
	                            (struct collection_options){ .ignores_cache = true }, &other,
	                            &note, &why));
	uint64_t hash = archive_hash(other);
	stamp = str_join(&place->arena, (struct str){ (const char *)&hash, sizeof hash }, STR(""),
	                 str_slice(stamp, sizeof hash, stamp.size));
	write_bytes(stored_path(place, ".archive"), archive_bytes(other));
	write_bytes(stored_path(place, ".stamp"), stamp);

	assert_true(str_equal(name_of(archive, "a"), STR("Ann")));
	assert_true(str_equal(name_of(open_later(place), "a"), STR("Otto")));
	struct archive *read = open_story(place, (struct collection_options){ .ignores_cache = true });
	assert_true(str_equal(name_of(read, "a"), STR("Ann")));
}

static void sees_each_change_of_the_files(void **state)
{
	struct place_of_test *place = *state;
	assert_int_equal(dossier_count(open_later(place)), 1);
	write_file(place, "story/a.yaml", "id: a\nkind: person\nname: Bea\n");
	assert_true(str_equal(name_of(open_later(place), "a"), STR("Bea")));
	write_file(place, "story/deep/b.yaml", "id: b\nkind: place\nname: Bath\n");
	assert_int_equal(dossier_count(open_later(place)), 2);
	write_file(place, "story/collection.yaml", "title: Another\n");
	assert_true(str_equal(archive_collection(open_later(place)).title, STR("Another")));
	assert_int_equal(rename(path_in(place, "story/deep/b.yaml"),
	                        path_in(place, "story/c.yaml")), 0);
	assert_true(str_equal(file_path(open_later(place), 1), STR("c.yaml")));
	assert_int_equal(remove(path_in(place, "story/c.yaml")), 0);
	assert_int_equal(dossier_count(open_later(place)), 1);
}

static void keeps_nothing_of_files_that_changed_just_now(void **state)
{
	struct place_of_test *place = *state;
	open_story(place, (struct collection_options){0});
	assert_null(stored_path(place, ".archive"));
	assert_null(stored_path(place, ".stamp"));
	open_later(place);
	assert_non_null(stored_path(place, ".archive"));
	assert_non_null(stored_path(place, ".stamp"));
}

static void keeps_nothing_when_told_so(void **state)
{
	struct place_of_test *place = *state;
	open_story(place, (struct collection_options){ .ignores_cache = true, .now = later() });
	assert_false(file_exists(path_in(place, "store")));
}

static void assert_opens_with_note(struct place_of_test *place, const char *expected)
{
	struct str note;
	struct collection_options options = { .now = later() };
	assert_int_equal(dossier_count(open_noting(place, options, &note)), 1);
	assert_string_equal(note.bytes, expected);
}

static void opens_without_a_store(void **state)
{
	struct place_of_test *place = *state;
	write_file(place, "file", "");
	setenv("DOSSIER_CACHE", "file", 1);
	assert_opens_with_note(place, "DOSSIER_CACHE: file: Not a directory");
	assert_int_equal(mkdir("open", 0700), 0);
	assert_int_equal(chmod("open", 0777), 0);
	setenv("DOSSIER_CACHE", "open", 1);
	assert_opens_with_note(place, "DOSSIER_CACHE: open is not used: others can write to it");
	assert_int_equal(rmdir("open"), 0);
}

static void assert_unreadable(struct archive *archive, const char *expected)
{
	struct str message = STR("");
	for (uint32_t row = 0; row < finding_count(archive); row++)
		if (finding_at(archive, row).rule == RULE_FILE_UNREADABLE)
			message = finding_at(archive, row).message;
	assert_true(str_equal(message, str_of(expected)));
}

/* The link is no file, so nothing but its fault tells where it leads. */
static void sees_where_a_link_leads_now(void **state)
{
	struct place_of_test *place = *state;
	write_file(place, "other.yaml", "id: b\nkind: place\nname: Bath\n");
	assert_int_equal(symlink("nowhere.yaml", path_in(place, "story/c.yaml")), 0);
	assert_unreadable(open_later(place), "it is a link to what is not there");
	assert_non_null(stored_path(place, ".stamp"));
	assert_int_equal(remove(path_in(place, "story/c.yaml")), 0);
	assert_int_equal(symlink("../other.yaml", path_in(place, "story/c.yaml")), 0);
	assert_unreadable(open_later(place), "it is a link that leads out of the folder");
}

/* However many files can be open at once: what could not be read today can be tomorrow. */
static void keeps_no_failure_that_may_pass(void **state)
{
	struct place_of_test *place = *state;
	struct rlimit limit;
	int lowest = open("/dev/null", O_RDONLY);
	close(lowest);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	for (int more = 1; more < 8; more++) {
		struct rlimit few = { (rlim_t)(lowest + more), limit.rlim_max };
		struct collection_options options = { .now = later() };
		struct archive *archive;
		struct str note;
		struct fault why;
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
		collection_open(&place->arena, str_of(path_in(place, "story")), options, &archive,
		                &note, &why);
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
		assert_true(str_equal(name_of(open_later(place), "a"), STR("Ann")));
		remove(stored_path(place, ".stamp"));
	}
}

/* Whatever stands there, the answer is that of the files, and the store is whole afterwards. */
static void assert_mended(struct place_of_test *place, struct str expected)
{
	struct str note;
	struct collection_options options = { .now = later() };
	struct archive *archive = open_noting(place, options, &note);
	assert_true(str_equal(archive_bytes(archive), expected));
	assert_true(str_equal(bytes_of(place, stored_path(place, ".archive")), expected));
}

static struct str damaged(struct place_of_test *place, struct str whole, size_t at)
{
	char *bytes = arena_copy(&place->arena, whole.bytes, whole.size);
	bytes[at] ^= 0x10;
	return (struct str){ bytes, whole.size };
}

static void makes_a_damaged_archive_anew(void **state)
{
	struct place_of_test *place = *state;
	struct str whole = str_copy(&place->arena, archive_bytes(open_later(place)));
	const char *path = stored_path(place, ".archive");
	for (size_t size = 0; size < whole.size; size += 1 + whole.size / 40) {
		write_bytes(path, str_slice(whole, 0, size));
		assert_mended(place, whole);
	}
	for (size_t at = 0; at < whole.size; at += 1 + whole.size / 200) {
		write_bytes(path, damaged(place, whole, at));
		assert_mended(place, whole);
	}
	assert_int_equal(remove(path), 0);
	assert_mended(place, whole);
}

static void makes_a_damaged_stamp_anew(void **state)
{
	struct place_of_test *place = *state;
	struct str whole = str_copy(&place->arena, archive_bytes(open_later(place)));
	const char *path = stored_path(place, ".stamp");
	struct str stamp = bytes_of(place, path);
	for (size_t at = 0; at < stamp.size; at++) {
		write_bytes(path, damaged(place, stamp, at));
		assert_mended(place, whole);
		assert_true(str_equal(bytes_of(place, path), stamp));
	}
	write_bytes(path, str_slice(stamp, 0, stamp.size - 1));
	assert_mended(place, whole);
	write_bytes(path, STR(""));
	assert_mended(place, whole);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(takes_the_option_first),
		TEST(takes_the_variable_next),
		TEST(looks_upward_from_the_working_directory),
		TEST(says_what_was_looked_for),
		TEST(says_which_path_is_not_there),
		TEST(opens_what_it_finds),
		TEST(fails_to_open_what_is_not_there),
		TEST(takes_from_the_store_what_it_built_before),
		TEST(sees_each_change_of_the_files),
		TEST(keeps_nothing_of_files_that_changed_just_now),
		TEST(keeps_nothing_when_told_so),
		TEST(opens_without_a_store),
		TEST(sees_where_a_link_leads_now),
		TEST(keeps_no_failure_that_may_pass),
		TEST(makes_a_damaged_archive_anew),
		TEST(makes_a_damaged_stamp_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
