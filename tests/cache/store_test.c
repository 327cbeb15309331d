#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "cache/store.h"
#include "tests/support/folder.h"

/* Each test works in a folder of its own, with an arena. */
struct place_of_test {
	char folder[FOLDER_SIZE];
	struct arena arena;
};

static int setup(void **state)
{
	static struct place_of_test place;
	place = (struct place_of_test){0};
	*state = &place;
	return folder_enter(place.folder);
}

static int teardown(void **state)
{
	struct place_of_test *place = *state;
	arena_release(&place->arena);
	return folder_leave(place->folder);
}

static struct store open_store(const char *path)
{
	struct store store;
	struct fault why = {0};
	store_open(&store, str_of(path), &why);
	assert_string_equal(why.sentence, "");
	return store;
}

/* The same for a child, which cannot assert. */
static bool open_and_lock(struct store *store)
{
	struct fault why;
	return store_open(store, STR("store"), &why) && store_lock(store, "lock", 60000, &why);
}

static void assert_holds(struct place_of_test *place, const struct store *store, const char *name,
                         const char *expected)
{
	struct str bytes = {0};
	assert_true(store_read(store, &place->arena, name, &bytes));
	assert_int_equal(bytes.size, strlen(expected));
	assert_memory_equal(bytes.bytes, expected, bytes.size);
}

static bool can_read(struct place_of_test *place, const struct store *store, const char *name)
{
	struct str bytes;
	return store_read(store, &place->arena, name, &bytes);
}

static void write_here(const char *path, const char *text, mode_t mode)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, mode), 0);
}

/* ── Where ──────────────────────────────────────────────────────────────────────────────────── */

static void assert_path(struct place_of_test *place, const char *own, const char *caches,
                        const char *home, const char *expected)
{
	static const char *const names[] = { "DOSSIER_CACHE", "XDG_CACHE_HOME", "HOME" };
	const char *values[] = { own, caches, home };
	for (size_t i = 0; i < 3; i++) {
		if (values[i])
			setenv(names[i], values[i], 1);
		else
			unsetenv(names[i]);
	}
	assert_true(str_equal(store_path(&place->arena), str_of(expected)));
}

static void lies_where_the_environment_says(void **state)
{
	assert_path(*state, "/own", "/caches", "/ann", "/own");
	assert_path(*state, "own", NULL, NULL, "own");
	assert_path(*state, "", "/caches", "/ann", "/caches/dossier");
	assert_path(*state, NULL, "caches", "/ann", "/ann/.cache/dossier");
	assert_path(*state, NULL, NULL, "home", "");
	assert_path(*state, NULL, "", "", "");
}

/* ── Opening ────────────────────────────────────────────────────────────────────────────────── */

static void is_made_for_its_owner_alone(void **state)
{
	struct stat status;
	(void)state;
	umask(0);
	struct store store = open_store("a/store");
	assert_int_equal(stat("a/store", &status), 0);
	assert_int_equal(status.st_mode & 07777, 0700);
	assert_int_equal(stat("a", &status), 0);
	assert_int_equal(status.st_mode & 07777, 0700);
	assert_true(store_lock(&store, "lock", 60000, NULL));
	assert_true(store_write(&store, "file", STR("bytes"), NULL));
	assert_int_equal(stat("a/store/file", &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	store_close(&store);
	umask(022);
}

static void assert_not_opened(const char *path, const char *sentence)
{
	struct store store;
	struct fault why = {0};
	assert_false(store_open(&store, str_of(path), &why));
	assert_string_equal(why.sentence, sentence);
	assert_int_equal(store.folder, -1);
}

static void is_not_opened_where_others_can_write(void **state)
{
	(void)state;
	assert_int_equal(mkdir("store", 0700), 0);
	assert_int_equal(chmod("store", 0770), 0);
	assert_not_opened("store", "store is not used: others can write to it");
	assert_int_equal(chmod("store", 0702), 0);
	assert_not_opened("store", "store is not used: others can write to it");
	assert_int_equal(chmod("store", 0755), 0);
	struct store store = open_store("store");
	store_close(&store);
}

/* A service has a home that is not there, and it should stay so. */
static void makes_no_folder_above_the_one_above(void **state)
{
	(void)state;
	assert_not_opened("home/.cache/dossier",
	                  "home/.cache/dossier: No such file or directory");
	assert_int_equal(access("home", F_OK), -1);
}

static void is_not_opened_where_there_is_none(void **state)
{
	(void)state;
	write_here("file", "", 0600);
	assert_not_opened("", "nothing says where it may be: DOSSIER_CACHE is not set, and neither "
	                      "XDG_CACHE_HOME nor HOME is an absolute path");
	assert_not_opened("file", "file: Not a directory");
	assert_not_opened("file/store", "file/store: Not a directory");
}

/* ── Reading and writing ────────────────────────────────────────────────────────────────────── */

static void gives_what_was_put_there(void **state)
{
	struct store store = open_store("store");
	assert_false(can_read(*state, &store, "file"));
	assert_true(store_lock(&store, "lock", 60000, NULL));
	assert_true(store_write(&store, "file", STR("first"), NULL));
	assert_holds(*state, &store, "file", "first");
	assert_true(store_write(&store, "file", STR(""), NULL));
	assert_holds(*state, &store, "file", "");
	store_close(&store);
}

/* Beyond 16 MiB it is mapped. */
static void gives_the_bytes_of_a_large_file(void **state)
{
	struct place_of_test *place = *state;
	enum { SIZE = (16 << 20) + 5 };
	struct store store = open_store("store");
	char *large = arena_take(&place->arena, SIZE);
	for (size_t i = 0; i < SIZE; i++)
		large[i] = (char)(i * 7 + i / 251);
	assert_true(store_lock(&store, "lock", 60000, NULL));
	assert_true(store_write(&store, "file", (struct str){ large, SIZE }, NULL));
	struct str bytes = {0};
	assert_true(store_read(&store, &place->arena, "file", &bytes));
	assert_int_equal(bytes.size, SIZE);
	assert_memory_equal(bytes.bytes, large, SIZE);
	store_close(&store);
}

static void gives_the_start_of_a_file(void **state)
{
	struct place_of_test *place = *state;
	struct store store = open_store("store");
	struct str bytes = {0};
	write_here("store/file", "bytes", 0600);
	assert_true(store_read_start(&store, &place->arena, "file", 2, &bytes));
	assert_true(str_equal(bytes, STR("by")));
	assert_true(store_read_start(&store, &place->arena, "file", 9, &bytes));
	assert_true(str_equal(bytes, STR("bytes")));
	assert_int_equal(chmod("store/file", 0606), 0);
	assert_false(store_read_start(&store, &place->arena, "file", 2, &bytes));
	store_close(&store);
}

static void lets_those_who_read_keep_what_they_have(void **state)
{
	struct place_of_test *place = *state;
	struct store store = open_store("store");
	write_here("store/file", "old bytes", 0600);
	int reader = open("store/file", O_RDONLY);
	assert_true(store_lock(&store, "lock", 60000, NULL));
	assert_true(store_write(&store, "file", STR("new"), NULL));
	char kept[9];
	assert_int_equal(read(reader, kept, sizeof kept), 9);
	assert_memory_equal(kept, "old bytes", 9);
	close(reader);
	assert_holds(place, &store, "file", "new");
	store_close(&store);
}

static void does_not_trust_a_file_that_others_can_write(void **state)
{
	struct store store = open_store("store");
	write_here("store/file", "bytes", 0620);
	assert_false(can_read(*state, &store, "file"));
	assert_int_equal(chmod("store/file", 0602), 0);
	assert_false(can_read(*state, &store, "file"));
	assert_int_equal(chmod("store/file", 0644), 0);
	assert_holds(*state, &store, "file", "bytes");
	store_close(&store);
}

static void follows_no_link_and_waits_for_no_pipe(void **state)
{
	struct store store = open_store("store");
	write_here("elsewhere", "bytes", 0600);
	assert_int_equal(symlink("../elsewhere", "store/link"), 0);
	assert_int_equal(mkfifo("store/pipe", 0600), 0);
	assert_int_equal(mkdir("store/folder", 0700), 0);
	assert_false(can_read(*state, &store, "link"));
	assert_false(can_read(*state, &store, "pipe"));
	assert_false(can_read(*state, &store, "folder"));
	assert_int_equal(symlink("../elsewhere", "store/lock"), 0);
	struct fault why = {0};
	assert_false(store_lock(&store, "lock", 60000, &why));
	assert_string_equal(why.sentence,
	                    "lock cannot be locked: Too many levels of symbolic links");
	store_close(&store);
}

static void replaces_a_link_and_not_what_it_leads_to(void **state)
{
	struct place_of_test *place = *state;
	struct store store = open_store("store");
	write_here("elsewhere", "as it was", 0600);
	assert_int_equal(symlink("../elsewhere", "store/file"), 0);
	assert_int_equal(symlink("../elsewhere", "store/file.new"), 0);
	assert_true(store_lock(&store, "lock", 60000, NULL));
	assert_true(store_write(&store, "file", STR("bytes"), NULL));
	assert_holds(place, &store, "file", "bytes");
	struct store here = open_store(".");
	assert_holds(place, &here, "elsewhere", "as it was");
	store_close(&here);
	store_close(&store);
}

static void keeps_what_was_there_when_it_cannot_write(void **state)
{
	struct store store = open_store("store");
	write_here("store/file", "old", 0600);
	assert_int_equal(mkdir("store/file.new", 0700), 0);
	assert_true(store_lock(&store, "lock", 60000, NULL));
	struct fault why = {0};
	assert_false(store_write(&store, "file", STR("new"), &why));
	assert_string_equal(why.sentence, "file cannot be written: File exists");
	assert_holds(*state, &store, "file", "old");
	store_close(&store);
}

/* True if the store has no files but the lock and "file". */
static bool has_no_stray(void)
{
	DIR *folder = opendir("store");
	const struct dirent *entry;
	unsigned strays = 0;
	assert_non_null(folder);
	while ((entry = readdir(folder)))
		strays += entry->d_name[0] != '.' && strcmp(entry->d_name, "lock") != 0 &&
		          strcmp(entry->d_name, "file") != 0;
	closedir(folder);
	return strays == 0;
}

/* Tell that it begins, and write until somebody ends it. */
static void write_for_ever(int told, struct str bytes)
{
	struct store store = { -1, -1 };
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	if (open_and_lock(&store) &&
	    write(told, "", 1) == 1)
		while (store_write(&store, "file", bytes, NULL))
			continue;
	_exit(1);
}

/* A file system that has none leaves NAME.new until the next one writes. */
static bool has_nameless_files(void)
{
	int file = open(".", O_WRONLY | O_TMPFILE | O_CLOEXEC, 0600);
	if (file >= 0)
		close(file);
	return file >= 0 && access("/proc/self/fd", X_OK) == 0;
}

/* The child writes all the time, so whenever it is ended, it is while it writes. */
static void leaves_nothing_when_a_signal_ends_it(void **state)
{
	enum { SIZE = 8 << 20, MOMENTS = 20, TURNS_A_MOMENT = 500000 };
	struct place_of_test *place = *state;
	struct str bytes = { memset(arena_take(&place->arena, SIZE), 'x', SIZE), SIZE };
	if (!has_nameless_files())
		skip();
	for (unsigned moment = 0; moment < MOMENTS; moment++) {
		int ends[2], status = 0, number = moment % 2 ? SIGTERM : SIGINT;
		char byte;
		assert_int_equal(pipe(ends), 0);
		pid_t child = fork();
		if (child == 0)
			write_for_ever(ends[1], bytes);
		assert_int_equal(read(ends[0], &byte, 1), 1);
		for (volatile unsigned turn = 0; turn < moment * TURNS_A_MOMENT; turn++)
			continue;
		assert_int_equal(kill(child, number), 0);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == number);
		assert_true(has_no_stray());
		close(ends[0]);
		close(ends[1]);
	}
}

/* From now on the system gives no file a name, and says that error. Nobody can take this back, so
 * it is for a child. False where a program may not bind itself so. */
static bool refuse_names(unsigned error)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_linkat, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof filter / sizeof filter[0], filter };
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* The status of a child that writes "bytes" so; 2 if it cannot be bound. */
static int write_without_names(unsigned error)
{
	pid_t child = fork();
	if (child == 0) {
		struct store store = { -1, -1 };
		if (!refuse_names(error) || linkat(AT_FDCWD, "store", AT_FDCWD, "link", 0) == 0 ||
		    errno != (int)error)
			_exit(2);
		_exit(open_and_lock(&store) && store_write(&store, "file", STR("bytes"), NULL)
		              ? 0 : 1);
	}
	int status = -1;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* As some sandboxes do, and file systems that have files without a name only to begin with. */
static void writes_where_a_file_may_not_be_given_a_name(void **state)
{
	static const unsigned errors[] = { EPERM, EACCES, ENOENT, EOPNOTSUPP, EXDEV };
	struct store store = open_store("store");
	for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
		write_here("store/file", "old", 0600);
		int status = write_without_names(errors[i]);
		if (status == 2) {
			store_close(&store);
			skip();
		}
		assert_int_equal(status, 0);
		assert_holds(*state, &store, "file", "bytes");
		assert_true(has_no_stray());
	}
	store_close(&store);
}

/* ── Locking ────────────────────────────────────────────────────────────────────────────────── */

/* What the child writes once it has the lock, the parent must have written before it let it go. */
static void one_waits_for_another(void **state)
{
	struct place_of_test *place = *state;
	struct store store = open_store("store");
	assert_true(store_lock(&store, "lock", 60000, NULL));
	pid_t child = fork();
	if (child == 0) {
		struct store other = { -1, -1 };
		struct str bytes = {0};
		store_close(&store);    /* what the child inherited would hold the lock too */
		bool sees = open_and_lock(&other) &&
		            store_read(&other, &place->arena, "file", &bytes) &&
		            str_equal(bytes, STR("whole"));
		_exit(sees ? 0 : 1);
	}
	assert_true(store_write(&store, "file", STR("half"), NULL));
	assert_true(store_write(&store, "file", STR("whole"), NULL));
	store_close(&store);
	int status = -1;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void waits_no_longer_than_it_is_told(void **state)
{
	struct store store = open_store("store"), other = open_store("store");
	(void)state;
	assert_true(store_lock(&store, "lock", 0, NULL));
	struct fault why = {0};
	assert_false(store_lock(&other, "lock", 5, &why));
	assert_string_equal(why.sentence, "lock cannot be locked: another program has it");
	assert_int_equal(other.lock, -1);
	store_close(&store);
	assert_true(store_lock(&other, "lock", 0, NULL));
	store_close(&other);
}

static void a_lock_ends_with_its_program(void **state)
{
	(void)state;
	pid_t child = fork();
	if (child == 0) {
		struct store other = { -1, -1 };
		_exit(open_and_lock(&other) ? 0 : 1);
	}
	int status = -1;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	struct store store = open_store("store");
	assert_true(store_lock(&store, "lock", 60000, NULL));
	store_close(&store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lies_where_the_environment_says),
		TEST(is_made_for_its_owner_alone),
		TEST(is_not_opened_where_others_can_write),
		TEST(makes_no_folder_above_the_one_above),
		TEST(is_not_opened_where_there_is_none),
		TEST(gives_what_was_put_there),
		TEST(gives_the_bytes_of_a_large_file),
		TEST(gives_the_start_of_a_file),
		TEST(lets_those_who_read_keep_what_they_have),
		TEST(does_not_trust_a_file_that_others_can_write),
		TEST(follows_no_link_and_waits_for_no_pipe),
		TEST(replaces_a_link_and_not_what_it_leads_to),
		TEST(keeps_what_was_there_when_it_cannot_write),
		TEST(leaves_nothing_when_a_signal_ends_it),
		TEST(writes_where_a_file_may_not_be_given_a_name),
		TEST(one_waits_for_another),
		TEST(waits_no_longer_than_it_is_told),
		TEST(a_lock_ends_with_its_program),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
