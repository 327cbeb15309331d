#include "config.h"

#include <ftw.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "cache/collection.h"

/* A folder with a collection in it, and a folder in that:
 *
 *	FOLDER/story/collection.yaml
 *	FOLDER/story/a.yaml
 *	FOLDER/story/deep/er/
 */
struct place_of_test {
	char folder[256];
	struct arena arena;
};

static const char *path_in(struct place_of_test *place, const char *name)
{
	return str_format(&place->arena, "%s/%s", place->folder, name).bytes;
}

static void write_file(struct place_of_test *place, const char *name, const char *text)
{
	FILE *file = fopen(path_in(place, name), "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static int setup(void **state)
{
	static struct place_of_test place;
	const char *parent = getenv("TMPDIR");
	char made[sizeof place.folder], resolved[PATH_MAX];
	snprintf(made, sizeof made, "%s/dossier-XXXXXX", parent ? parent : "/tmp");
	if (!mkdtemp(made) || !realpath(made, resolved) || strlen(resolved) >= sizeof place.folder)
		return -1;
	place = (struct place_of_test){0};
	memcpy(place.folder, resolved, strlen(resolved));
	mkdir(path_in(&place, "story"), 0700);
	mkdir(path_in(&place, "story/deep"), 0700);
	mkdir(path_in(&place, "story/deep/er"), 0700);
	write_file(&place, "story/collection.yaml", "title: A story\n");
	write_file(&place, "story/a.yaml", "id: a\nkind: person\nname: Ann\n");
	unsetenv("DOSSIER_COLLECTION");
	*state = &place;
	return chdir(place.folder);
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status;
	(void)type;
	(void)walk;
	return remove(path);
}

static int teardown(void **state)
{
	struct place_of_test *place = *state;
	arena_release(&place->arena);
	unicode_close();
	return chdir("/") == 0 ? nftw(place->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS) : -1;
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
		collection_open(&place->arena, path, options[i], &archive, &why);
		assert_string_equal(why.sentence, "");
		assert_int_equal(dossier_count(archive), 1);
		assert_true(str_equal(archive_collection(archive).title, STR("A story")));
	}
}

static void fails_to_open_what_is_not_there(void **state)
{
	struct place_of_test *place = *state;
	struct archive *archive = NULL;
	struct fault why = {0};
	assert_false(collection_open(&place->arena, STR("nowhere"), (struct collection_options){0},
	                             &archive, &why));
	assert_int_equal(why.kind, FAULT_SYSTEM);
	assert_null(archive);
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
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
