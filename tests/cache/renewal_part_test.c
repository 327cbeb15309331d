/* renewal_part: what is read while a large collection is built for the first time. Here every
 * collection is large. */
#include "cache/renewal.h"

#include <glob.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "build/part.h"
#include "tests/support/collection.h"
#include "tests/support/folder.h"

enum { FILES = 100 };

static const struct part_limits limits = { .long_size = 1, .part_size = 10 };

/* A collection in the folder "story", whose home is the last of its files, and a store. */
static char folder[FOLDER_SIZE];
static struct arena arena;
static struct collection_options options;

static int begin(void **state)
{
	(void)state;
	if (folder_enter(folder) != 0)
		return -1;
	setenv("DOSSIER_CACHE", "store", 1);
	options = (struct collection_options){
		.now = ((int64_t)time(NULL) + 24 * 60 * 60) * 1000000000, .limits = &limits,
	};
	for (int i = 0; i < FILES; i++)
		folder_write("story", str_format(&arena, "person-%02d.yaml", i).bytes,
		             str_format(&arena, "kind: person\nname: Person %d\n", i));
	folder_write("story", "collection.yaml", STR("home: person-99\n"));
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	unicode_close();
	return folder_leave(folder);
}

static const struct archive *open_part(void)
{
	struct archive *archive = NULL;
	assert_true(collection_open_part(&arena, STR("story"), options, (struct str){0},
	                                 &archive));
	return archive;
}

static bool is_any_stored(void)
{
	glob_t found;
	bool is_any = glob("store/*", 0, NULL, &found) == 0;
	globfree(&found);
	return is_any;
}

/* One byte of the descriptor; false at its end. */
static bool has_more(const struct renewal *renewal)
{
	char byte;
	struct pollfd news = { .fd = renewal_descriptor(renewal), .events = POLLIN };
	assert_int_equal(poll(&news, 1, -1), 1);
	return read(news.fd, &byte, 1) == 1;
}

static void a_part_has_the_home_and_is_not_stored(void **state)
{
	(void)state;
	const struct archive *part = open_part();
	assert_int_equal(dossier_count(part), 10);
	assert_str(dossier_id(part, archive_collection(part).home), "person-99");
	assert_false(is_any_stored());
	struct archive *kept;
	assert_false(renewal_open_kept(&arena, STR("story"), options, &kept));
}

/* First that it is all read, then the whole, which is the only one that is stored. */
static void behind_a_part_comes_the_whole(void **state)
{
	struct str note;
	struct archive *part;
	(void)state;
	struct renewal *renewal = renewal_open_part(STR("story"), options, STR(""), &part);
	assert_non_null(renewal);
	assert_int_equal(dossier_count(part), 10);
	assert_int_equal(renewal_reading(renewal).files, 0);
	renewal_begin(renewal);
	while (has_more(renewal)) {
		assert_null(renewal_take(renewal, &note));
		assert_int_equal(note.size, 0);
	}
	assert_int_equal(renewal_reading(renewal).files_read, FILES + 1);
	assert_int_equal(renewal_reading(renewal).files, FILES + 1);
	const struct archive *whole = renewal_take(renewal, &note);
	assert_non_null(whole);
	assert_int_equal(note.size, 0);
	renewal_drop_part(renewal);
	assert_int_equal(dossier_count(whole), FILES);
	assert_ptr_equal(renewal_take(renewal, &note), whole);
	struct archive *kept;
	assert_true(renewal_open_kept(&arena, STR("story"), options, &kept));
	assert_int_equal(archive_hash(kept), archive_hash(whole));
	assert_true(renewal_end(renewal));
}

/* Who takes late is told of the reading once, before the whole, however often it was news. */
static void what_was_not_taken_is_news_once(void **state)
{
	struct str note;
	struct archive *part;
	(void)state;
	struct renewal *renewal = renewal_open_part(STR("story"), options, STR(""), &part);
	assert_non_null(renewal);
	renewal_begin(renewal);
	assert_true(has_more(renewal));
	assert_false(has_more(renewal));
	assert_null(renewal_take(renewal, &note));
	assert_int_equal(dossier_count(renewal_take(renewal, &note)), FILES);
	assert_true(renewal_end(renewal));
}

static void with_no_cache_the_whole_comes_too_and_nothing_is_stored(void **state)
{
	struct str note;
	(void)state;
	options.ignores_cache = true;
	struct archive *part;
	struct renewal *renewal = renewal_open_part(STR("story"), options, STR(""), &part);
	renewal_begin(renewal);
	while (has_more(renewal))
		assert_null(renewal_take(renewal, &note));
	assert_int_equal(dossier_count(renewal_take(renewal, &note)), FILES);
	assert_false(is_any_stored());
	assert_true(renewal_end(renewal));
}

static void says_so_when_the_rest_is_gone(void **state)
{
	struct str note;
	struct archive *part;
	(void)state;
	struct renewal *renewal = renewal_open_part(STR("story"), options, STR(""), &part);
	assert_int_equal(rename("story", "elsewhere"), 0);
	renewal_begin(renewal);
	assert_false(has_more(renewal));
	assert_null(renewal_take(renewal, &note));
	assert_str(note, "the collection cannot be read: story: No such file or directory");
	assert_true(renewal_end(renewal));
}

static void what_is_there_soon_is_not_parted(void **state)
{
	struct archive *archive;
	(void)state;
	options.limits = NULL;
	assert_null(renewal_open_part(STR("story"), options, STR(""), &archive));
}

/* A collection of one file that is larger than a part: there is nothing to look at meanwhile. */
static void an_empty_part_is_none(void **state)
{
	struct archive *archive;
	struct part_limits none = { .long_size = 1, .part_size = 0 };
	(void)state;
	options.limits = &none;
	assert_null(renewal_open_part(STR("story"), options, STR(""), &archive));
	assert_null(renewal_open_part(STR("nowhere"), options, STR(""), &archive));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_part_has_the_home_and_is_not_stored),
		TEST(behind_a_part_comes_the_whole),
		TEST(what_was_not_taken_is_news_once),
		TEST(with_no_cache_the_whole_comes_too_and_nothing_is_stored),
		TEST(says_so_when_the_rest_is_gone),
		TEST(what_is_there_soon_is_not_parted),
		TEST(an_empty_part_is_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
