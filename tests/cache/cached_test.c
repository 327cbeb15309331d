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
#include "cache/cached.h"
#include "cache/collection.h"
#include "cache/renewal.h"
#include "query/findings.h"
#include "tests/support/folder.h"

/* A collection that is large enough to be revised, in the folder "story" of a folder of its own;
 * the store is beside it. Most of its bytes are a remark. */
static char folder[FOLDER_SIZE];
static struct arena arena;

static void write_file(const char *name, const char *text, size_t remark_size)
{
	struct text all = { .arena = &arena };
	text_add(&all, str_of(text));
	for (size_t i = 0; i < remark_size; i += 64)
		text_format(&all, "#%063d\n", 0);
	folder_write(".", name, text_str(&all));
}

static void write_ann(const char *summary)
{
	struct str text = str_format(&arena, "id: a\nkind: person\nname: Ann\nsummary: %s\n",
	                             summary);
	write_file("story/a.yaml", text.bytes, 0);
}

static int begin(void **state)
{
	(void)state;
	if (folder_enter(folder) != 0)
		return -1;
	setenv("DOSSIER_CACHE", "store", 1);
	write_ann("One.");
	write_file("story/b.yaml", "id: b\nkind: place\nname: Bath\n", CACHED_REVISED_SIZE);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	unicode_close();
	return folder_leave(folder);
}

/* A day after the files were written. */
static int64_t later(void)
{
	return ((int64_t)time(NULL) + 24 * 60 * 60) * 1000000000;
}

static struct archive *open_with(struct collection_options options)
{
	struct archive *archive = NULL;
	struct str note = {0};
	struct fault why = {0};
	collection_open(&arena, STR("story"), options, &archive, &note, &why);
	assert_string_equal(why.sentence, "");
	assert_int_equal(note.size, 0);
	return archive;
}

static struct archive *open_later(void)
{
	return open_with((struct collection_options){ .now = later() });
}

static bool is_revision(const struct archive *archive)
{
	return archive_base(archive) != archive;
}

static void assert_ann(const struct archive *archive, const char *summary)
{
	struct dossier ann = dossier_at(archive, dossier_find(archive, STR("a")));
	assert_true(str_equal(ann.summary, str_of(summary)));
}

/* How many there are in the page of Ann. */
static uint32_t findings_of(const struct archive *archive)
{
	return findings_of_dossier(archive, &arena, dossier_find(archive, STR("a"))).count;
}

/* The archive that is kept, of whatever files. */
static struct archive *kept(void)
{
	struct archive *archive = NULL;
	assert_true(renewal_open_kept(&arena, STR("story"), (struct collection_options){0},
	                              &archive));
	return archive;
}

/* ── Commands ───────────────────────────────────────────────────────────────────────────────── */

static void revises_what_is_kept_by_what_changed(void **state)
{
	(void)state;
	assert_false(is_revision(open_later()));
	static const char *const summaries[] = { "Two.", "Three.", "One." };
	for (size_t i = 0; i < sizeof summaries / sizeof summaries[0]; i++) {
		write_ann(summaries[i]);
		struct archive *archive = open_later();
		assert_true(is_revision(archive));
		assert_ann(archive, summaries[i]);
		assert_int_equal(dossier_count(archive), 2);
		assert_ann(kept(), "One.");
	}
}

static void builds_and_keeps_for_who_needs_findings(void **state)
{
	(void)state;
	open_later();
	write_ann("'[[nobody]]'");
	struct archive *revised = open_later();
	assert_true(is_revision(revised));
	assert_true(findings_of(kept()) > 0);
	struct archive *whole =
		open_with((struct collection_options){ .now = later(), .needs_findings = true });
	assert_false(is_revision(whole));
	assert_true(finding_count(whole) > finding_count(revised));
	assert_int_equal(findings_of(revised), 0);
	assert_true(findings_of(whole) > 0);
	assert_ann(kept(), "[[nobody]]");
	assert_false(is_revision(open_later()));
}

static void builds_where_files_or_names_are_not_those_of_before(void **state)
{
	(void)state;
	open_later();
	write_file("story/c.yaml", "id: c\nkind: place\nname: Cork\n", 0);
	assert_int_equal(dossier_count(open_later()), 3);
	assert_int_equal(dossier_count(kept()), 3);
	assert_int_equal(remove("story/c.yaml"), 0);
	assert_int_equal(dossier_count(open_later()), 2);
	assert_int_equal(dossier_count(kept()), 2);
	write_file("story/a.yaml", "id: a\nkind: person\nname: Anna\n", 0);
	assert_false(is_revision(open_later()));
	assert_true(str_equal(dossier_name(kept(), dossier_find(kept(), STR("a"))), STR("Anna")));
	assert_int_equal(rename("story/b.yaml", "story/bb.yaml"), 0);
	assert_false(is_revision(open_later()));
	assert_true(str_equal(file_path(kept(), 1), STR("bb.yaml")));
}

/* What was written just now is read, but nothing that it could be mistaken for later is kept. */
static void keeps_nothing_of_a_revision(void **state)
{
	(void)state;
	open_later();
	write_ann("Two.");
	struct archive *archive = open_with((struct collection_options){0});
	assert_true(is_revision(archive));
	assert_ann(archive, "Two.");
	archive = open_with((struct collection_options){ .needs_findings = true });
	assert_false(is_revision(archive));
	assert_ann(archive, "Two.");
	assert_ann(kept(), "One.");
}

static void builds_what_is_small(void **state)
{
	(void)state;
	write_file("story/b.yaml", "id: b\nkind: place\nname: Bath\n", 0);
	open_later();
	write_ann("Two.");
	assert_false(is_revision(open_later()));
	assert_ann(kept(), "Two.");
}

static void builds_what_changed_for_the_most_part(void **state)
{
	(void)state;
	open_later();
	write_ann("Two.");
	write_file("story/b.yaml", "id: b\nkind: place\nname: Bath\n", CACHED_REVISED_SIZE);
	assert_false(is_revision(open_later()));
	assert_ann(kept(), "Two.");
}

static void builds_when_told_so(void **state)
{
	(void)state;
	open_later();
	write_ann("Two.");
	struct archive *archive = open_with((struct collection_options){ .ignores_cache = true });
	assert_false(is_revision(archive));
	assert_ann(archive, "Two.");
}

/* The archive of another story lies where the stamp of this one says that its own is. */
static void revises_no_archive_of_other_files(void **state)
{
	(void)state;
	open_later();
	struct cached cached = {0};
	struct archive *archive = NULL;
	write_ann("Two.");
	assert_true(cached_open(&arena, STR("story"), later(), &cached));
	assert_false(cached_read(&arena, &cached, &archive));
	assert_true(cached_revise(&arena, &cached, &archive));
	assert_true(cached_lock(&cached));
	struct str bytes = archive_bytes(open_with((struct collection_options){
		.ignores_cache = true }));
	assert_true(store_write(&cached.store, cached.archive_name, bytes, NULL));
	assert_false(cached_read(&arena, &cached, &archive));
	assert_false(cached_revise(&arena, &cached, &archive));
	cached_close(&cached);
	assert_ann(open_later(), "Two.");
}

/* ── Looks at the store ─────────────────────────────────────────────────────────────────────── */

/* What another program keeps after the first look is there for who has the lock. */
static void reads_the_stamp_once_and_again_with_the_lock(void **state)
{
	struct cached cached = {0};
	struct archive *archive = NULL;
	(void)state;
	assert_true(cached_open(&arena, STR("story"), later(), &cached));
	assert_false(cached_read(&arena, &cached, &archive));
	uint64_t hash = archive_hash(open_later());
	assert_true(cached_read(&arena, &cached, &archive));
	cached_close(&cached);

	write_ann("Two.");
	assert_true(cached_open(&arena, STR("story"), later(), &cached));
	assert_false(cached_is_current(&cached, hash));
	hash = archive_hash(open_with((struct collection_options){
		.now = later(), .needs_findings = true }));
	assert_false(cached_is_current(&cached, hash));
	assert_false(cached_read(&arena, &cached, &archive));
	assert_true(cached_lock(&cached));
	assert_true(cached_is_current(&cached, hash));
	assert_true(cached_read(&arena, &cached, &archive));
	assert_ann(archive, "Two.");
	cached_close(&cached);
}

/* Of what the files do not say. */
static struct archive *archive_of_other_words(void)
{
	write_ann("Other words.");
	struct archive *other = open_with((struct collection_options){ .ignores_cache = true });
	write_ann("One.");
	return other;
}

/* Between the two writes of another program, and ever after if it ended there. */
static void refuses_a_new_archive_beside_an_old_stamp(void **state)
{
	struct cached cached = {0};
	struct archive *archive = NULL;
	(void)state;
	open_later();
	assert_true(cached_open(&arena, STR("story"), later(), &cached));
	assert_true(cached_is_current(&cached, archive_hash(kept())));
	struct archive *other = archive_of_other_words();
	assert_true(cached_lock(&cached));
	assert_true(store_write(&cached.store, cached.archive_name, archive_bytes(other), NULL));
	assert_false(cached_read(&arena, &cached, &archive));
	assert_false(cached_is_current(&cached, archive_hash(other)));
	cached_close(&cached);
}

/* Who wrote it reads what it wrote. */
static void reads_the_stamp_anew_once_it_wrote_one(void **state)
{
	struct cached cached = {0};
	struct archive *archive = NULL, *built = NULL;
	struct fault why = {0};
	(void)state;
	open_later();
	write_ann("Two.");
	assert_true(cached_open(&arena, STR("story"), later(), &cached));
	assert_true(cached_lock(&cached));
	assert_false(cached_read(&arena, &cached, &archive));
	assert_true(cached_build(&arena, &cached, (struct build_options){0}, &built, &why));
	assert_true(cached_write(&cached, built));
	assert_int_equal(cached.reason.size, 0);
	assert_true(cached_read(&arena, &cached, &archive));
	assert_ann(archive, "Two.");
	cached_close(&cached);
}

/* ── Panes ──────────────────────────────────────────────────────────────────────────────────── */

static ssize_t wait_for_news(const struct renewal *renewal)
{
	char byte;
	struct pollfd news = { .fd = renewal_descriptor(renewal), .events = POLLIN };
	assert_int_equal(poll(&news, 1, -1), 1);
	return read(news.fd, &byte, 1);
}

/* As long as somebody else has the lock, no whole overtakes the revision. */
static struct cached hold(void)
{
	struct cached held = {0};
	assert_true(cached_open(&arena, STR("story"), later(), &held));
	assert_true(cached_lock(&held));
	return held;
}

static void tells_of_a_revision_and_then_of_the_whole(void **state)
{
	struct str note;
	(void)state;
	open_later();
	write_ann("Two.");
	struct collection_options options = { .now = later() };
	struct renewal *renewal = renewal_open(STR("story"), options, kept());
	assert_non_null(renewal);
	struct cached held = hold();
	renewal_begin(renewal);

	assert_int_equal(wait_for_news(renewal), 1);
	const struct archive *revised = renewal_take(renewal, &note);
	cached_close(&held);
	assert_true(is_revision(revised));
	assert_ann(revised, "Two.");
	assert_int_equal(wait_for_news(renewal), 0);
	const struct archive *whole = renewal_take(renewal, &note);
	assert_false(is_revision(whole));
	assert_ann(whole, "Two.");
	assert_ann(revised, "Two.");
	assert_ann(kept(), "Two.");
	assert_ptr_equal(renewal_take(renewal, &note), whole);
	assert_int_equal(note.size, 0);
	assert_true(renewal_end(renewal));
}

/* Who shows the revision must get rid of it, though the whole is what was kept. */
static void tells_of_a_whole_that_says_what_was_kept(void **state)
{
	struct str note;
	(void)state;
	open_later();
	write_ann("One.");
	struct collection_options options = { .now = later() };
	struct renewal *renewal = renewal_open(STR("story"), options, kept());
	assert_non_null(renewal);
	struct cached held = hold();
	renewal_begin(renewal);

	assert_int_equal(wait_for_news(renewal), 1);
	assert_true(is_revision(renewal_take(renewal, &note)));
	cached_close(&held);
	assert_int_equal(wait_for_news(renewal), 0);
	const struct archive *whole = renewal_take(renewal, &note);
	assert_non_null(whole);
	assert_false(is_revision(whole));
	assert_int_equal(archive_hash(whole), archive_hash(kept()));
	assert_true(renewal_end(renewal));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(revises_what_is_kept_by_what_changed),
		TEST(builds_and_keeps_for_who_needs_findings),
		TEST(builds_where_files_or_names_are_not_those_of_before),
		TEST(keeps_nothing_of_a_revision),
		TEST(builds_what_is_small),
		TEST(builds_what_changed_for_the_most_part),
		TEST(builds_when_told_so),
		TEST(revises_no_archive_of_other_files),
		TEST(reads_the_stamp_once_and_again_with_the_lock),
		TEST(refuses_a_new_archive_beside_an_old_stamp),
		TEST(reads_the_stamp_anew_once_it_wrote_one),
		TEST(tells_of_a_revision_and_then_of_the_whole),
		TEST(tells_of_a_whole_that_says_what_was_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
