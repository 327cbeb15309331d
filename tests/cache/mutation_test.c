/* mutation_test [COUNT [FIRST]]: whatever becomes of what is kept, no answer differs from that of
 * the files. COUNT mutations from number FIRST; for each one the store is damaged, looked at as
 * `dossier index --verify` does, at first without a build, and opened as every command does.
 *
 * What nobody signed must be told, and the answer must be that of a fresh build. What was signed
 * for wrong bytes is believed, for nobody but the owner can write it: then every byte that it leads
 * to must be its own, which is for the sanitizers to say, and a look at its rows must tell of it:
 * but for what stands only once, as words, numbers of lines and the order of a list do. That a
 * build must tell, as --verify does.
 */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "archive/revision.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/unicode.h"
#include "cache/cached.h"
#include "cache/collection.h"
#include "cache/kept.h"
#include "tests/support/collection.h"
#include "tests/support/dump.h"
#include "tests/support/folder.h"
#include "tests/support/mutation.h"
#include "tests/support/walk.h"

enum { FILE_MOST = 64 << 20 };

static uint64_t mutation_count = 1000, first_mutation = 1;

static const char *const queries[] = {
	"harbour", "quil", "\"harbour contract\"", "kind:person OR kind:place", "harbor",
	"-dredging", "date:2019..2021", "link:port-haven", "about:lind-dredging", "has:quotes",
	"\"\"", "a", NULL,
};

static const char *const endings[TARGET_COUNT] = { "archive", "stamp", "archive.new", "lock" };

/* FOLDER/story, FOLDER/other, FOLDER/store, and what was in the store when all was well. */
static struct ground {
	struct arena arena;             /* of all that stays */
	struct arena scratch;           /* of one mutation */
	char folder[FOLDER_SIZE];
	struct str story;
	const char *paths[TARGET_COUNT];
	struct mutation_ground sound;
	struct str dump, revised_dump;          /* with the findings, and without */
} ground;

/* What came of the mutations. Of what was signed: not even opened, and neither told nor the answer
 * as it was. */
static struct tally {
	unsigned told, untold, revised, refused, differing;
} plain, signed_ones;

/* ── The ground ─────────────────────────────────────────────────────────────────────────────── */

static struct str path_in(const char *name)
{
	return str_format(&ground.arena, "%s/%s", ground.folder, name);
}

static struct str read_bytes(struct arena *arena, const char *path)
{
	struct str bytes = {0};
	struct fault why = {0};
	file_read(arena, path, FILE_MOST, &bytes, &why);
	return str_copy(arena, bytes);
}

static void write_bytes(const char *path, struct str bytes)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(file >= 0);
	assert_true(file_write_all(file, bytes));
	assert_int_equal(close(file), 0);
}

static void copy_folder(const char *from, struct str to)
{
	const char *folder = support_source(&ground.arena, from);
	DIR *entries = opendir(folder);
	const struct dirent *entry;
	assert_non_null(entries);
	mkdir(to.bytes, 0700);
	while ((entry = readdir(entries))) {
		if (!str_ends_with(str_of(entry->d_name), STR(".yaml")))
			continue;
		const char *source =
			str_format(&ground.arena, "%s/%s", folder, entry->d_name).bytes;
		const char *copy =
			str_format(&ground.arena, "%s/%s", to.bytes, entry->d_name).bytes;
		write_bytes(copy, read_bytes(&ground.arena, source));
	}
	closedir(entries);
}

/* What is revised where little changed, and built anew elsewhere, is told by the size. */
static void write_filler(struct str folder)
{
	enum { LINE_SIZE = 64, LINES = CACHED_REVISED_SIZE / LINE_SIZE };
	char *bytes = arena_take(&ground.arena, LINE_SIZE * LINES);
	memset(bytes, '#', LINE_SIZE * LINES);
	for (size_t line = 0; line < LINES; line++)
		bytes[line * LINE_SIZE] = '\n';
	write_bytes(str_format(&ground.arena, "%s/filler.yaml", folder.bytes).bytes,
	            (struct str){ bytes, LINE_SIZE * LINES });
}

/* A day after the files were written: nothing is kept of younger ones. */
static struct archive *open_collection(struct arena *arena, struct str path, bool needs_findings)
{
	struct collection_options options = {
		.thread_count = 1,
		.needs_findings = needs_findings,
		.now = ((int64_t)time(NULL) + 24 * 60 * 60) * 1000000000,
	};
	struct archive *archive = NULL;
	struct str note;
	struct fault why = {0};
	collection_open(arena, path, options, &archive, &note, &why);
	assert_string_equal(why.sentence, "");
	assert_non_null(archive);
	return archive;
}

static void find_files(struct str collection, const char **paths)
{
	struct kept kept;
	struct fault why = {0};
	assert_true(kept_look(&ground.arena, collection, false, &kept, &why));
	assert_true(kept.is_there);
	assert_true(str_ends_with(kept.path, STR("archive")));
	struct str name = str_slice(kept.path, 0, kept.path.size - strlen("archive"));
	for (int i = 0; i < TARGET_COUNT; i++)
		paths[i] = str_join(&ground.arena, name, STR(""), str_of(endings[i])).bytes;
}

static int setup(void **state)
{
	const char *other_paths[TARGET_COUNT];
	(void)state;
	if (folder_make(ground.folder) != 0)
		return -1;
	setenv("DOSSIER_CACHE", path_in("store").bytes, 1);
	ground.story = path_in("story");
	copy_folder("tests/cases/checks/quote-not-found", ground.story);
	copy_folder("tests/cases/collection", ground.story);
	write_filler(ground.story);
	copy_folder("tests/cases/corners", path_in("other"));

	const struct archive *archive = open_collection(&ground.arena, ground.story, true);
	struct dump_options options = { .queries = queries };
	ground.dump = dump_archive(archive, &ground.arena, options);
	options.omits_findings = true;
	ground.revised_dump = dump_archive(archive, &ground.arena, options);
	open_collection(&ground.arena, path_in("other"), true);
	find_files(ground.story, ground.paths);
	find_files(path_in("other"), other_paths);
	ground.sound = (struct mutation_ground){
		.archive = read_bytes(&ground.arena, ground.paths[TARGET_ARCHIVE]),
		.stamp = read_bytes(&ground.arena, ground.paths[TARGET_STAMP]),
		.other_archive = read_bytes(&ground.arena, other_paths[TARGET_ARCHIVE]),
		.other_stamp = read_bytes(&ground.arena, other_paths[TARGET_STAMP]),
	};
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&ground.scratch);
	arena_release(&ground.arena);
	unicode_close();
	return folder_remove(ground.folder);
}

/* ── One mutation ───────────────────────────────────────────────────────────────────────────── */

static void put_link(const char *path, struct str bytes)
{
	const char *elsewhere = str_format(&ground.scratch, "%s/elsewhere", ground.folder).bytes;
	write_bytes(elsewhere, bytes);
	assert_int_equal(symlink(elsewhere, path), 0);
}

static void put_file(const char *path, struct str bytes, mode_t mode)
{
	write_bytes(path, bytes);
	assert_int_equal(chmod(path, mode), 0);
}

static void put(const char *path, enum mutation_thing thing, struct str bytes)
{
	assert_true(remove(path) == 0 || errno == ENOENT);
	switch (thing) {
	case THING_FILE:    put_file(path, bytes, 0600); break;
	case THING_OPEN:    put_file(path, bytes, 0666); break;
	case THING_FOLDER:  assert_int_equal(mkdir(path, 0700), 0); break;
	case THING_FIFO:    assert_int_equal(mkfifo(path, 0600), 0); break;
	case THING_LINK:    put_link(path, bytes); break;
	case THING_NOTHING:
	case THING_COUNT:   break;
	}
}

static void put_all(const struct mutation *mutation)
{
	const struct str bytes[TARGET_COUNT] = { mutation->archive, mutation->stamp };
	for (int i = 0; i < TARGET_COUNT; i++)
		put(ground.paths[i], mutation->things[i], bytes[i]);
}

static bool is_told(void)
{
	struct kept kept;
	struct fault why = {0};
	assert_true(kept_look(&ground.scratch, ground.story, true, &kept, &why));
	return !kept.is_there || !kept.is_current || kept.problem.size > 0;
}

/* The same, but what is told only by who compares it with a build. */
static bool is_proved_wrong(void)
{
	struct kept kept;
	struct fault why = {0};
	assert_true(kept_prove(&ground.scratch, ground.story, (struct kept_options){0}, &kept,
	                       &why));
	return !kept.is_there || !kept.is_current || kept.problem.size > 0;
}

static bool is_sound(const struct mutation *mutation)
{
	return str_equal(mutation->archive, ground.sound.archive) &&
	       str_equal(mutation->stamp, ground.sound.stamp) &&
	       mutation->things[TARGET_ARCHIVE] == THING_FILE &&
	       mutation->things[TARGET_STAMP] == THING_FILE;
}

/* What stands in the way of a new archive stays there. */
static bool can_be_mended(const struct mutation *mutation)
{
	for (int i = 0; i < TARGET_COUNT; i++)
		if (mutation->things[i] == THING_FOLDER ||
		    (i == TARGET_LOCK && mutation->things[i] == THING_LINK))
			return false;
	return true;
}

static bool is_revision(const struct archive *archive)
{
	return archive_base(archive) != archive;
}

static bool answers_differ(const struct archive *archive)
{
	bool is_revised = is_revision(archive);
	struct dump_options options = { queries, .omits_findings = is_revised };
	return !str_equal(dump_archive(archive, &ground.scratch, options),
	                  is_revised ? ground.revised_dump : ground.dump);
}

static void fail_at(uint64_t number, const struct mutation *mutation, const char *how)
{
	fail_msg("mutation %llu (%s%s): %s", (unsigned long long)number, mutation->name,
	         mutation->is_signed ? ", signed" : "", how);
}

static void try_plain(uint64_t number, const struct mutation *mutation, bool told)
{
	const struct archive *archive = open_collection(&ground.scratch, ground.story, false);
	bool is_revised = is_revision(archive);
	if (is_revised ? answers_differ(archive)
	               : !str_equal(archive_bytes(archive), ground.sound.archive))
		fail_at(number, mutation, "another answer");
	if (is_revised)
		open_collection(&ground.scratch, ground.story, true);
	if (told == is_sound(mutation))
		fail_at(number, mutation, told ? "told, but it is sound" : "not told");
	if (can_be_mended(mutation) && is_told())
		fail_at(number, mutation, "it was not mended");
	plain.told += told;
	plain.untold += !told;
	plain.revised += is_revised;
}

static void try_signed(const struct mutation *mutation, bool told)
{
	const struct archive *archive = open_collection(&ground.scratch, ground.story, false);
	bool is_believed = is_revision(archive) ||
	                   str_equal(archive_bytes(archive), mutation->archive);
	signed_ones.told += told;
	signed_ones.revised += is_revision(archive);
	signed_ones.refused += !is_believed;
	if (!is_believed)
		return;
	walk_archive(archive);
	bool differs = answers_differ(archive);
	signed_ones.untold += !told;
	signed_ones.differing += !told && differs;
}

/* Too few to be judged are only counted. */
static void report(void)
{
	enum { ENOUGH = 100 };
	unsigned count = signed_ones.told + signed_ones.untold;
	printf("# %u not signed: %u told, %u without effect; %u were revised\n",
	       plain.told + plain.untold, plain.told, plain.untold, plain.revised);
	printf("# %u signed: %u told, %u of them not even opened; %u not told, %u of them with "
	       "another answer; %u were revised\n", count, signed_ones.told, signed_ones.refused,
	       signed_ones.untold, signed_ones.differing, signed_ones.revised);
	if (count < ENOUGH)
		return;
	assert_true(plain.revised > 0 && signed_ones.revised > 0);
	assert_true(signed_ones.refused < count);
	assert_true(signed_ones.differing * 10 < count);
}

static void no_damage_gives_another_answer(void **state)
{
	(void)state;
	for (uint64_t i = 0; i < mutation_count; i++) {
		uint64_t number = first_mutation + i;
		struct mutation mutation =
			mutation_make(&ground.scratch, &ground.sound, number);
		put_all(&mutation);
		bool told = is_told();
		if (!told && is_proved_wrong() == is_sound(&mutation))
			fail_at(number, &mutation, "a build does not tell");
		if (mutation.is_signed)
			try_signed(&mutation, told);
		else
			try_plain(number, &mutation, told);
		arena_reset(&ground.scratch);
	}
	report();
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_damage_gives_another_answer),
	};
	if (argc > 1)
		mutation_count = strtoull(argv[1], NULL, 10);
	if (argc > 2)
		first_mutation = strtoull(argv[2], NULL, 10);
	return cmocka_run_group_tests(tests, setup, teardown);
}
