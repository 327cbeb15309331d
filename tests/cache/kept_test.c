#include "config.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
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

#include "archive/section.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/unicode.h"
#include "build/build.h"
#include "cache/kept.h"
#include "tests/support/folder.h"

/* A collection in the folder "story" of a folder of its own; the store is beside it. */
static char folder[FOLDER_SIZE];
static struct arena arena;

static void write_bytes(const char *path, struct str bytes)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(file >= 0);
	assert_true(file_write_all(file, bytes));
	assert_int_equal(close(file), 0);
}

static struct str read_bytes(const char *path)
{
	struct str bytes = {0};
	assert_true(file_read(&arena, path, 64 << 20, &bytes, NULL));
	return bytes;
}

static void write_bath(const char *summary)
{
	folder_write("story", "b.yaml", str_format(&arena, "id: b\nkind: place\nname: Bath\n"
	                                           "summary: %s\n", summary));
}

static int begin(void **state)
{
	(void)state;
	if (folder_enter(folder) != 0)
		return -1;
	setenv("DOSSIER_CACHE", "store", 1);
	folder_write(".", "story/a.yaml",
	             STR("id: a\nkind: person\nname: Ann\nborn: 1901-02-03\n"
	                 "summary: Of [[b]].\nrelations:\n"
	                 "  - {to: b, type: associate-of, role: guest}\n"));
	write_bath("A town of baths.");
	folder_write("story", "c.yaml", STR("id: c\nkind: place\nname: Cork\nfounded: 1185\n"));
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	unicode_close();
	return folder_leave(folder);
}

/* Who watches a build: counts how often it is told, and edits a file when it is told first, which
 * is when one file was read. */
struct watch {
	unsigned told;
	const char *edit;               /* NULL: nothing */
};

static void tell(void *context, size_t files_read, size_t files)
{
	struct watch *watch = context;
	(void)files_read, (void)files;
	if (watch->told++ == 0 && watch->edit)
		write_bath(watch->edit);
}

/* A day after the files were written. */
static int64_t later(void)
{
	return ((int64_t)time(NULL) + 24 * 60 * 60) * 1000000000;
}

static struct kept kept_with(bool (*call)(struct arena *, struct str, struct kept_options,
                                          struct kept *, struct fault *),
                             struct watch *watch, int64_t now)
{
	struct build_watcher watcher = { tell, watch };
	struct kept_options options = { .watcher = watch ? &watcher : NULL, .now = now };
	struct kept kept = {0};
	struct fault why = {0};
	call(&arena, STR("story"), options, &kept, &why);
	assert_string_equal(why.sentence, "");
	return kept;
}

static struct kept make(void)
{
	return kept_with(kept_make, NULL, later());
}

static struct kept prove(void)
{
	return kept_with(kept_prove, NULL, 0);
}

static struct kept look(bool checks_all)
{
	struct kept kept = {0};
	struct fault why = {0};
	kept_look(&arena, STR("story"), checks_all, &kept, &why);
	assert_string_equal(why.sentence, "");
	return kept;
}

static void assert_str(struct str actual, const char *expected)
{
	assert_string_equal(str_copy(&arena, actual).bytes, expected);
}

static void assert_good(struct kept kept)
{
	assert_true(kept.is_there);
	assert_true(kept.is_current);
	assert_str(kept.problem, "");
	assert_str(kept.reason, "");
}

static void assert_nothing(struct kept kept, const char *reason)
{
	assert_false(kept.is_there);
	assert_false(kept.is_current);
	assert_int_equal(kept.size, 0);
	assert_str(kept.problem, "");
	assert_str(kept.reason, reason);
}

/* ── Damages that somebody signed ───────────────────────────────────────────────────────────── */

static const char *stamp_path(struct kept kept)
{
	return str_join(&arena, str_slice(kept.path, 0, kept.path.size - strlen("archive")),
	                STR(""), STR("stamp")).bytes;
}

/* Put another archive where that one is, whose hash, and that before the stamp, are right. */
static void put_signed(struct kept kept, struct str archive)
{
	struct str behind = str_slice(archive, sizeof(struct archive_header), SIZE_MAX);
	uint64_t hash = section_hash(behind);
	struct str stamp = read_bytes(stamp_path(kept));
	char *bytes = arena_copy(&arena, archive.bytes, archive.size);
	char *stamp_bytes = arena_copy(&arena, stamp.bytes, stamp.size);
	memcpy(bytes + offsetof(struct archive_header, hash), &hash, sizeof hash);
	memcpy(stamp_bytes, &hash, sizeof hash);
	write_bytes(kept.path.bytes, (struct str){ bytes, archive.size });
	write_bytes(stamp_path(kept), (struct str){ stamp_bytes, stamp.size });
}

static void put_flipped(struct kept kept, struct str sound, size_t byte, int mask)
{
	char *bytes = arena_copy(&arena, sound.bytes, sound.size);
	bytes[byte] = (char)(bytes[byte] ^ mask);
	put_signed(kept, (struct str){ bytes, sound.size });
}

static struct section_row section_of(struct str archive, enum section section)
{
	struct section_row row;
	memcpy(&row, archive.bytes + sizeof(struct archive_header) + section * sizeof row,
	       sizeof row);
	return row;
}

/* Where a word stands among the texts. */
static size_t text_byte(struct str archive, struct str word)
{
	size_t byte = str_find(archive, word, section_of(archive, SECTION_TEXTS).offset);
	assert_true(byte != SIZE_MAX);
	return byte;
}

static void proves_what_its_files_give(void **state)
{
	(void)state;
	assert_good(make());
	assert_good(look(true));
	assert_good(prove());
}

/* What stands nowhere else cannot be told from the archive alone. */
static void tells_a_flipped_bit_that_only_the_files_can_tell(void **state)
{
	(void)state;
	struct kept kept = make();
	struct str sound = read_bytes(kept.path.bytes);
	size_t byte = text_byte(sound, STR("A town of baths."));
	put_flipped(kept, sound, byte, 'A' ^ 'a');
	assert_good(look(true));
	kept = prove();
	assert_true(kept.is_there && kept.is_current);
	assert_str(kept.problem,
	           str_format(&arena, "it is not what its files give, from byte %zu on (section "
	                      "\"texts\", row %zu)", byte,
	                      byte - (size_t)section_of(sound, SECTION_TEXTS).offset).bytes);
}

/* A bit of the last row of each section: words, texts, orders and all others. */
static void tells_a_flipped_bit_in_any_section(void **state)
{
	unsigned flipped = 0, told_by_rows = 0;
	(void)state;
	struct kept kept = make();
	struct str sound = read_bytes(kept.path.bytes);
	for (enum section section = 0; section < SECTION_COUNT; section++) {
		struct section_row row = section_of(sound, section);
		if (row.count == 0)
			continue;
		put_flipped(kept, sound, (size_t)(row.offset + row.size - row.row_size), 1);
		told_by_rows += look(true).problem.size > 0;
		struct str problem = prove().problem;
		if (problem.size == 0)
			fail_msg("nothing is told of %s", section_form(section)->name);
		flipped++;
	}
	assert_true(flipped > 25);
	assert_true(told_by_rows > 0 && told_by_rows < flipped);
	put_signed(kept, sound);
	assert_good(prove());
}

static void tells_two_words_and_two_names_that_changed_places(void **state)
{
	static const enum section sections[] = { SECTION_POSTINGS, SECTION_BY_NAME, SECTION_BY_KIND,
	                                         SECTION_LINKS_IN };
	(void)state;
	struct kept kept = make();
	struct str sound = read_bytes(kept.path.bytes);
	for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
		struct section_row row = section_of(sound, sections[i]);
		char *bytes = arena_copy(&arena, sound.bytes, sound.size);
		assert_true(row.count >= 2 && row.row_size == 4);
		memcpy(bytes + row.offset, sound.bytes + row.offset + 4, 4);
		memcpy(bytes + row.offset + 4, sound.bytes + row.offset, 4);
		put_signed(kept, (struct str){ bytes, sound.size });
		assert_true(prove().problem.size > 0);
	}
}

static void tells_the_archive_of_other_words(void **state)
{
	(void)state;
	make();
	write_bath("Another, and a longer one.");
	struct kept kept = make();
	struct str other = read_bytes(kept.path.bytes);
	write_bath("A town of baths.");
	put_signed(make(), other);
	assert_good(look(true));
	assert_true(str_starts_with(prove().problem, STR("it is not what its files give, from "
	                                                 "byte ")));
}

static void tells_a_row_too_many(void **state)
{
	(void)state;
	write_bath("A town of baths.\nfounded: 43");
	struct str other = read_bytes(make().path.bytes);
	write_bath("A town of baths.");
	put_signed(make(), other);
	assert_good(look(true));
	assert_true(str_ends_with(prove().problem, STR(")")));
}

/* It stands there as before, and so does its stamp. */
static void tells_what_is_wrong_with_a_row_first_and_builds_nothing_for_it(void **state)
{
	struct watch watch = {0};
	(void)state;
	struct kept kept = make();
	struct str sound = read_bytes(kept.path.bytes);
	struct section_row row = section_of(sound, SECTION_DOSSIERS);
	put_flipped(kept, sound, (size_t)row.offset + offsetof(struct dossier_row, kind) + 3, 0x40);
	struct str damaged = read_bytes(kept.path.bytes), stamp = read_bytes(stamp_path(kept));
	kept = kept_with(kept_prove, &watch, 0);
	assert_str(kept.problem, "section \"dossiers\", row 0: bad kind");
	assert_int_equal(watch.told, 0);
	assert_true(str_equal(read_bytes(kept.path.bytes), damaged));
	assert_true(str_equal(read_bytes(stamp_path(kept)), stamp));
}

static void proving_writes_nothing(void **state)
{
	struct stat before, after;
	(void)state;
	struct kept kept = make();
	struct str sound = read_bytes(kept.path.bytes);
	put_flipped(kept, sound, text_byte(sound, STR("A town of baths.")), 'A' ^ 'a');
	assert_int_equal(stat(kept.path.bytes, &before), 0);
	assert_true(prove().problem.size > 0);
	assert_int_equal(stat(kept.path.bytes, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_memory_equal(&before.st_ctim, &after.st_ctim, sizeof before.st_ctim);
}

/* ── What is not that of the files ──────────────────────────────────────────────────────────── */

static void compares_nothing_with_other_files(void **state)
{
	struct watch watch = {0};
	(void)state;
	make();
	write_bath("Another.");
	struct kept kept = kept_with(kept_prove, &watch, 0);
	assert_true(kept.is_there);
	assert_false(kept.is_current);
	assert_str(kept.problem, "");
	assert_int_equal(watch.told, 0);
}

static void compares_nothing_with_files_that_change_meanwhile(void **state)
{
	struct watch watch = { .edit = "Another." };
	(void)state;
	make();
	struct kept kept = kept_with(kept_prove, &watch, 0);
	assert_true(kept.is_there);
	assert_false(kept.is_current);
	assert_str(kept.problem, "");
	assert_str(kept.reason, "a file was changed while it was read, or cannot be read");
}

/* ── Why nothing is kept ────────────────────────────────────────────────────────────────────── */

static const char too_young[] = "a file was changed less than two seconds ago, and one more change "
                                "might not show in its time";

static void says_nothing_of_what_nobody_tried_to_keep(void **state)
{
	(void)state;
	assert_nothing(look(false), "");
	assert_nothing(prove(), "");
}

/* A moment after a file was written. */
static int64_t soon_after(const char *path)
{
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	return (int64_t)status.st_ctim.tv_sec * 1000000000 + status.st_ctim.tv_nsec + 1;
}

static void builds_nothing_of_a_file_that_is_too_young(void **state)
{
	struct watch watch = {0};
	(void)state;
	assert_nothing(kept_with(kept_make, &watch, soon_after("story/c.yaml")), too_young);
	assert_int_equal(watch.told, 0);
	assert_good(make());

	write_bath("Another.");
	struct kept kept = kept_with(kept_make, &watch, soon_after("story/b.yaml"));
	assert_true(kept.is_there);
	assert_false(kept.is_current);
	assert_str(kept.reason, too_young);
	assert_int_equal(watch.told, 0);
	assert_good(make());
}

static void tells_of_a_file_that_changes_while_it_is_read(void **state)
{
	struct watch watch = { .edit = "Another." };
	(void)state;
	assert_nothing(kept_with(kept_make, &watch, later()),
	               "a file was changed while it was read, or cannot be read");
}

/* A file may not grow beyond a few bytes, as on a full disk. */
static void tells_what_the_system_says_when_it_cannot_write(void **state)
{
	struct rlimit limit, small;
	(void)state;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	small = (struct rlimit){ .rlim_cur = 512, .rlim_max = limit.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	struct kept kept = make();
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_true(str_ends_with(kept.reason,
	                          STR(".archive cannot be written: File too large")));
	assert_nothing(kept, str_copy(&arena, kept.reason).bytes);
	assert_good(make());
}

static void tells_of_a_lock_that_nobody_can_have(void **state)
{
	(void)state;
	struct str path = look(false).path;
	const char *lock = str_join(&arena, str_slice(path, 0, path.size - strlen("archive")),
	                            STR(""), STR("lock")).bytes;
	assert_int_equal(mkdir(lock, 0700), 0);
	struct kept kept = make();
	assert_true(str_ends_with(kept.reason, STR(".lock cannot be locked: Is a directory")));
	assert_int_equal(remove(lock), 0);
	assert_good(make());
}

/* A byte of its stamp, behind the hash, is one of the code that made the archive. */
static void tells_what_another_version_kept(void **state)
{
	(void)state;
	const char *path = stamp_path(make());
	struct str stamp = read_bytes(path);
	char *bytes = arena_copy(&arena, stamp.bytes, stamp.size);
	bytes[sizeof(uint64_t)]++;
	write_bytes(path, (struct str){ bytes, stamp.size });
	assert_nothing(look(false), "what is there is of another version, or damaged");
	assert_nothing(kept_with(kept_make, NULL, soon_after("story/c.yaml")), too_young);
	assert_good(make());
}

static void tells_an_archive_beside_the_stamp_of_another(void **state)
{
	(void)state;
	struct kept kept = make();
	struct str old = read_bytes(stamp_path(kept));
	write_bath("Another.");
	make();
	write_bytes(stamp_path(kept), old);
	assert_nothing(look(false), "what is there is not what its stamp says");
}

static void tells_a_damage_and_makes_it_anew(void **state)
{
	(void)state;
	struct kept kept = make();
	struct str sound = read_bytes(kept.path.bytes);
	char *bytes = arena_copy(&arena, sound.bytes, sound.size);
	bytes[sound.size / 2] ^= 1;
	write_bytes(kept.path.bytes, (struct str){ bytes, sound.size });
	kept = look(false);
	assert_false(kept.is_there);
	assert_str(kept.problem, "the archive was changed: its hash is another");
	assert_str(kept.note, "");
	kept = make();
	assert_good(kept);
	assert_str(kept.note, "the collection was read anew, for what was kept of it is damaged: "
	                      "the archive was changed: its hash is another");
	assert_str(make().note, "");
}

static void builds_nothing_that_is_kept(void **state)
{
	struct watch watch = {0};
	(void)state;
	make();
	assert_good(kept_with(kept_make, &watch, later()));
	assert_int_equal(watch.told, 0);
}

static void assert_fails(const char *path, const char *sentence)
{
	struct kept_options options = {0};
	struct kept kept;
	struct fault why = {0};
	assert_false(kept_look(&arena, str_of(path), false, &kept, &why));
	assert_string_equal(why.sentence, sentence);
	assert_false(kept_make(&arena, str_of(path), options, &kept, &why));
	assert_string_equal(why.sentence, sentence);
	assert_false(kept_prove(&arena, str_of(path), options, &kept, &why));
	assert_string_equal(why.sentence, sentence);
}

static void fails_where_nothing_could_ever_be_kept(void **state)
{
	(void)state;
	assert_fails("nowhere", "nowhere: there is no such file or folder");
	make();
	assert_int_equal(chmod("store", 0770), 0);
	assert_fails("story", "there is no store: store is not used: others can write to it");
	setenv("DOSSIER_CACHE", "story/a.yaml", 1);
	assert_fails("story", "there is no store: story/a.yaml: Not a directory");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(proves_what_its_files_give),
		TEST(tells_a_flipped_bit_that_only_the_files_can_tell),
		TEST(tells_a_flipped_bit_in_any_section),
		TEST(tells_two_words_and_two_names_that_changed_places),
		TEST(tells_the_archive_of_other_words),
		TEST(tells_a_row_too_many),
		TEST(tells_what_is_wrong_with_a_row_first_and_builds_nothing_for_it),
		TEST(proving_writes_nothing),
		TEST(compares_nothing_with_other_files),
		TEST(compares_nothing_with_files_that_change_meanwhile),
		TEST(says_nothing_of_what_nobody_tried_to_keep),
		TEST(builds_nothing_of_a_file_that_is_too_young),
		TEST(tells_of_a_file_that_changes_while_it_is_read),
		TEST(tells_what_the_system_says_when_it_cannot_write),
		TEST(tells_of_a_lock_that_nobody_can_have),
		TEST(tells_what_another_version_kept),
		TEST(tells_an_archive_beside_the_stamp_of_another),
		TEST(tells_a_damage_and_makes_it_anew),
		TEST(builds_nothing_that_is_kept),
		TEST(fails_where_nothing_could_ever_be_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
