/* What a renewal tells of files that change while somebody reads. */
#include "config.h"

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

#include "archive/revision.h"
#include "base/arena.h"
#include "base/unicode.h"
#include "cache/renewal.h"
#include "cache/watch.h"
#include "tests/support/folder.h"

enum { LIMIT_MS = 120000 };

static char folder[FOLDER_SIZE];
static struct arena arena;
static struct renewal *renewal;
static struct str note;
static const struct watch_options quick = { .quiet_ms = 1, .pause_ms = 1, .poll_ms = 5 };

static void write_dossier(const char *file, const char *id, const char *name)
{
	folder_write("c", file, str_format(&arena, "id: %s\nkind: person\nname: %s\n", id, name));
}

static int begin(void **state)
{
	(void)state;
	if (folder_enter(folder) != 0)
		return -1;
	setenv("DOSSIER_CACHE", "store", 1);
	write_dossier("ann.yaml", "ann", "Ann");
	write_dossier("people/bea.yaml", "bea", "Bea");
	return 0;
}

/* A look that goes on is awaited: behind it the descriptor is at its end. */
static bool end_renewal(void)
{
	char byte;
	if (!renewal || renewal_end(renewal))
		return true;
	while (read(renewal_descriptor(renewal), &byte, 1) > 0)
		continue;
	return renewal_end(renewal);
}

static int end(void **state)
{
	(void)state;
	bool has_ended = end_renewal();
	renewal = NULL;
	arena_release(&arena);
	unicode_close();
	return has_ended ? folder_leave(folder) : -1;
}

static struct collection_options options_of(bool ignores_cache)
{
	return (struct collection_options){
		.now = ((int64_t)time(NULL) + 24 * 60 * 60) * 1000000000,
		.watching = &quick, .ignores_cache = ignores_cache, .thread_count = 1,
	};
}

/* Build the collection, and watch it from before that. */
static const struct archive *open_watched(bool ignores_cache)
{
	struct collection_options options = options_of(ignores_cache);
	struct archive *archive = NULL;
	struct fault why = {0};
	struct str said;
	renewal = renewal_open_watch(STR("c"), options);
	assert_non_null(renewal);
	collection_open(&arena, STR("c"), options, &archive, &said, &why);
	assert_string_equal(why.sentence, "");
	renewal_show(renewal, archive);
	renewal_begin(renewal);
	return archive;
}

/* The next piece of news. */
static const struct archive *take(void)
{
	char byte;
	struct pollfd news = { .fd = renewal_descriptor(renewal), .events = POLLIN };
	assert_int_equal(poll(&news, 1, LIMIT_MS), 1);
	assert_int_equal(read(news.fd, &byte, 1), 1);
	return renewal_take(renewal, &note);
}

static void assert_name(const struct archive *archive, const char *id, const char *name)
{
	struct dossier_ref ref = dossier_find(archive, str_of(id));
	assert_string_equal(str_copy(&arena, dossier_name(archive, ref)).bytes, name);
}

static void assert_told(const char *sentence)
{
	assert_string_equal(str_copy(&arena, renewal_told(renewal)).bytes, sentence);
}

static void assert_note(const char *sentence)
{
	assert_string_equal(str_copy(&arena, note).bytes, sentence);
}

static void gives_what_files_say_each_time_that_they_change(void **state)
{
	(void)state;
	assert_name(open_watched(false), "ann", "Ann");
	write_dossier("ann.yaml", "ann", "Anna");
	assert_name(take(), "ann", "Anna");
	assert_told("1 file read anew: ann.yaml");
	assert_note("");
	write_dossier("people/bea.yaml", "bea", "Beatrix");
	const struct archive *archive = take();
	assert_name(archive, "bea", "Beatrix");
	assert_name(archive, "ann", "Anna");
	assert_told("1 file read anew: people/bea.yaml");
}

static void watches_where_nothing_is_kept(void **state)
{
	(void)state;
	open_watched(true);
	write_dossier("ann.yaml", "ann", "Anna");
	assert_name(take(), "ann", "Anna");
}

static void tells_of_files_that_came_and_went(void **state)
{
	(void)state;
	open_watched(false);
	write_dossier("new/cid.yaml", "cid", "Cid");
	assert_name(take(), "cid", "Cid");
	assert_told("1 file read anew: new/cid.yaml");
	assert_int_equal(remove("c/ann.yaml"), 0);
	assert_true(dossier_is_none(dossier_find(take(), STR("ann"))));
	assert_told("1 file is gone: ann.yaml");
	assert_int_equal(rename("c/new", "c/old"), 0);
	assert_name(take(), "cid", "Cid");
	assert_told("1 file read anew, 1 gone");
}

static void keeps_all_as_it_was_while_a_file_is_broken(void **state)
{
	(void)state;
	open_watched(false);
	folder_write("c", "people/bea.yaml", STR("id: bea\nkind: person\nname: [Bea\nother: x\n"));
	assert_null(take());
	struct str place = str_slice(note, 0, str_find(note, STR(" is broken"), 0));
	assert_true(str_starts_with(place, STR("people/bea.yaml:")));
	assert_true(str_ends_with(note, STR(" is broken: until it is mended, all is shown as it "
	                                   "was before")));
	write_dossier("ann.yaml", "ann", "Anna");
	assert_null(take());
	assert_true(str_ends_with(note, STR(" is broken: until it is mended, all is shown as it "
	                                   "was before")));
	write_dossier("people/bea.yaml", "bea", "Beatrix");
	const struct archive *archive = take();
	assert_name(archive, "bea", "Beatrix");
	assert_name(archive, "ann", "Anna");
	assert_told("2 files read anew");
}

static void says_that_what_was_broken_is_as_it_was(void **state)
{
	(void)state;
	open_watched(false);
	folder_write("c", "ann.yaml", STR("id: [ann\n"));
	assert_null(take());
	write_dossier("ann.yaml", "ann", "Ann");
	assert_null(take());
	assert_note("");
	assert_told("What was broken is mended");
}

/* Somebody truncated it and is about to write; or it is empty for good, which nobody can tell. */
static void takes_an_emptied_file_for_broken(void **state)
{
	(void)state;
	open_watched(false);
	folder_write("c", "ann.yaml", STR(""));
	assert_null(take());
	assert_note("ann.yaml is broken: until it is mended, all is shown as it "
	                                   "was before");
}

static void takes_over_a_new_file_that_is_broken(void **state)
{
	(void)state;
	open_watched(false);
	folder_write("c", "new.yaml", STR("id: [new\n"));
	const struct archive *archive = take();
	assert_name(archive, "ann", "Ann");
	assert_true(finding_count(archive) > 0);
}

static void says_once_that_the_collection_is_gone_and_finds_it_again(void **state)
{
	(void)state;
	open_watched(false);
	assert_int_equal(rename("c", "elsewhere"), 0);
	assert_null(take());
	assert_true(str_starts_with(note, STR("the collection cannot be read any more: ")));
	assert_int_equal(rename("elsewhere", "c"), 0);
	assert_null(take());
	assert_told("What was broken is mended");
}

/* Both are read here to their last byte: whoever has them must be able to. */
static void an_archive_lives_until_two_others_were_taken(void **state)
{
	const struct archive *before = open_watched(true), *archive;
	(void)state;
	for (int i = 0; i < 20; i++) {
		const char *name = str_format(&arena, "Ann %d", i).bytes;
		write_dossier("ann.yaml", "ann", name);
		archive = take();
		assert_name(archive, "ann", name);
		assert_name(before, "bea", "Bea");
		before = archive;
	}
}

/* A reader who does not look for a while gets what is newest. */
static void what_nobody_takes_is_replaced(void **state)
{
	(void)state;
	open_watched(true);
	write_dossier("ann.yaml", "ann", "Anna");
	struct pollfd news = { .fd = renewal_descriptor(renewal), .events = POLLIN };
	assert_int_equal(poll(&news, 1, LIMIT_MS), 1);
	write_dossier("ann.yaml", "ann", "Anne");
	const struct archive *archive = take();
	if (str_equal(dossier_name(archive, dossier_find(archive, STR("ann"))), STR("Anna")))
		archive = take();
	assert_name(archive, "ann", "Anne");
}

static void goes_on_behind_what_was_kept(void **state)
{
	struct collection_options options = options_of(false);
	struct archive *archive = NULL;
	struct fault why = {0};
	(void)state;
	collection_open(&arena, STR("c"), options, &archive, &note, &why);
	assert_string_equal(why.sentence, "");
	assert_true(renewal_map_kept(&arena, STR("c"), options, &archive));
	write_dossier("ann.yaml", "ann", "Anna");
	renewal = renewal_open(STR("c"), options, archive);
	renewal_begin(renewal);
	assert_name(take(), "ann", "Anna");
	write_dossier("ann.yaml", "ann", "Anne");
	assert_name(take(), "ann", "Anne");
	assert_told("1 file read anew: ann.yaml");
}

/* More than a megabyte of files, so that a revision is worth its while. */
static void write_large(void)
{
	struct text text = { .arena = &arena };
	for (int i = 0; i < 60000; i++)
		text_add(&text, STR("# The keeper wrote nothing.\n"));
	text_add(&text, STR("id: large\nkind: person\nname: Large\n"));
	folder_write("c", "large.yaml", text_str(&text));
}

static void gives_a_revision_and_then_the_whole(void **state)
{
	(void)state;
	write_large();
	open_watched(false);
	folder_write("c", "ann.yaml", STR("id: ann\nkind: person\nname: Ann\nsummary: New.\n"));
	const struct archive *archive = take();
	assert_ptr_not_equal(archive_base(archive), archive);
	assert_told("1 file read anew: ann.yaml");
	archive = take();
	assert_ptr_equal(archive_base(archive), archive);
	assert_told("");
	assert_note("");
}

/* What is kept while a file is broken lacks its dossiers: a revision of that must not get
 * through. */
static void keeps_all_as_it_was_in_a_large_collection(void **state)
{
	(void)state;
	write_large();
	open_watched(false);
	folder_write("c", "ann.yaml", STR("id: [ann\n"));
	assert_null(take());
	folder_write("c", "people/bea.yaml", STR("id: bea\nkind: person\nname: Bea\n"
	                                         "summary: New.\n"));
	assert_null(take());
	assert_true(str_starts_with(note, STR("ann.yaml:")));
	write_dossier("ann.yaml", "ann", "Ann");
	const struct archive *archive = take();
	assert_name(archive, "ann", "Ann");
	assert_string_equal(str_copy(&arena, dossier_at(archive, dossier_find(archive, STR("bea")))
	                                     .summary).bytes, "New.");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(gives_what_files_say_each_time_that_they_change),
		TEST(watches_where_nothing_is_kept),
		TEST(tells_of_files_that_came_and_went),
		TEST(keeps_all_as_it_was_while_a_file_is_broken),
		TEST(says_that_what_was_broken_is_as_it_was),
		TEST(takes_an_emptied_file_for_broken),
		TEST(takes_over_a_new_file_that_is_broken),
		TEST(says_once_that_the_collection_is_gone_and_finds_it_again),
		TEST(an_archive_lives_until_two_others_were_taken),
		TEST(what_nobody_takes_is_replaced),
		TEST(goes_on_behind_what_was_kept),
		TEST(gives_a_revision_and_then_the_whole),
		TEST(keeps_all_as_it_was_in_a_large_collection),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
