#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "tests/support/folder.h"
#include "tests/support/nobody.h"

static const char *const endings[] = { ".yaml", ".yml", NULL };

static char folder[FOLDER_SIZE];

/* Each test has the folder to itself, and stands in it; nobody may enter it, too. */
static int enter_folder(void **state)
{
	(void)state;
	return folder_enter(folder) == 0 ? chmod(folder, 0755) : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return folder_leave(folder);
}

static void write_file(const char *path, const char *text)
{
	int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0644);
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
	close(descriptor);
}

static void make_folder(const char *path)
{
	assert_int_equal(mkdir(path, 0755), 0);
}

static void make_link(const char *target, const char *path)
{
	assert_int_equal(symlink(target, path), 0);
}

/* What a walk beneath `root` found, a line each: "path size", or "path: problem". */
static struct str list(struct arena *arena, const char *root)
{
	struct file_entry_array entries = {0};
	struct fault why;
	if (!file_walk(arena, root, endings, &entries, &why))
		return str_of(str_format(arena, "%s", why.sentence).bytes);

	struct text lines = { .arena = arena };
	for (size_t i = 0; i < entries.count; i++) {
		const struct file_entry *entry = &entries.items[i];
		assert_int_equal(entry->path.bytes[entry->path.size], 0);
		assert_true(entry->is_readable_file == !entry->problem);
		if (entry->problem)
			text_format(&lines, "%s: %s\n", entry->path.bytes, entry->problem);
		else
			text_format(&lines, "%s %zu\n", entry->path.bytes, entry->size);
	}
	return text_str(&lines);
}

static void assert_list(const char *root, const char *expected)
{
	struct arena arena = {0};
	assert_string_equal(list(&arena, root).bytes, expected);
	arena_release(&arena);
}

static void lists_files_by_the_bytes_of_their_paths(void **state)
{
	(void)state;
	make_folder("people");
	make_folder("people/more");
	write_file("people/lavrov.yaml", "12345");
	write_file("people/more/b.yml", "");
	write_file("people-a.yaml", "1");
	write_file("Z.yaml", "12");
	write_file("é.yaml", "123");
	write_file("README", "");
	write_file("a.yaml.bak", "");
	write_file(".yaml", "");
	assert_list(".",
	            "Z.yaml 2\npeople-a.yaml 1\npeople/lavrov.yaml 5\npeople/more/b.yml 0\n"
	            "é.yaml 3\n");
}

static void passes_over_names_with_a_dot_or_a_line_before(void **state)
{
	(void)state;
	make_folder(".git");
	make_folder("_drafts");
	make_folder("sub");
	write_file(".git/a.yaml", "");
	write_file("_drafts/b.yaml", "");
	write_file("sub/.c.yaml", "");
	write_file("sub/_d.yaml", "");
	write_file("sub/e_.yaml", "");
	assert_list(".", "sub/e_.yaml 0\n");
}

static void takes_any_bytes_in_a_name(void **state)
{
	(void)state;
	write_file("new\nline.yaml", "");
	write_file("\xFF\xFE.yaml", "");
	write_file("-rf.yaml", "");
	write_file("%s%n.yaml", "");
	write_file("esc\x1B[2J.yaml", "");
	assert_list(".", "%s%n.yaml 0\n-rf.yaml 0\nesc\x1B[2J.yaml 0\nnew\nline.yaml 0\n"
	                 "\xFF\xFE.yaml 0\n");
}

static void enters_folders_that_are_called_like_files(void **state)
{
	(void)state;
	make_folder("a.yaml");
	write_file("a.yaml/b.yaml", "");
	assert_list(".", "a.yaml/b.yaml 0\n");
}

static void names_what_is_no_regular_file(void **state)
{
	(void)state;
	assert_int_equal(mkfifo("fifo.yaml", 0644), 0);
	assert_int_equal(mkfifo("fifo", 0644), 0);
	make_link("fifo", "link.yaml");
	make_link("/dev/zero", "zero.yaml");
	assert_list(".", "fifo.yaml: it is not a regular file\n"
	                 "link.yaml: it is not a regular file\n"
	                 "zero.yaml: it is a link that leads out of the folder\n");
}

static void follows_links_that_stay_beneath_the_root(void **state)
{
	(void)state;
	make_folder("top");
	make_folder("top/z");
	write_file("top/z/a.yaml", "abc");
	write_file("outside.yaml", "");
	make_link("z/a.yaml", "top/in.yaml");
	make_link("../outside.yaml", "top/out.yaml");
	make_link("../outside.yaml", "top/README");
	make_link("/etc", "top/etc");
	make_link("..", "top/up");
	make_link("nothing", "top/broken.yaml");
	make_link("nothing", "top/broken");
	make_link("self.yaml", "top/self.yaml");
	assert_list("top", "broken.yaml: it is a link to what is not there\n"
	                   "etc: it is a link that leads out of the folder\n"
	                   "in.yaml 3\n"
	                   "out.yaml: it is a link that leads out of the folder\n"
	                   "self.yaml: it is a link that leads in a circle\n"
	                   "up: it is a link that leads out of the folder\n"
	                   "z/a.yaml 3\n");
}

static void visits_a_folder_once_and_by_its_own_name(void **state)
{
	(void)state;
	make_folder("z");
	make_folder("z/deep");
	write_file("z/a.yaml", "");
	write_file("z/deep/b.yaml", "");
	make_link("z", "a-link");
	make_link("z/deep", "b-link");
	make_link("..", "z/deep/loop");
	make_link(".", "here");
	assert_list(".", "z/a.yaml 0\nz/deep/b.yaml 0\n");
}

static void finds_a_hidden_folder_by_the_link_to_it(void **state)
{
	(void)state;
	make_folder("_store");
	write_file("_store/a.yaml", "");
	make_link("_store", "b");
	make_link("_store", "a");
	assert_list(".", "a/a.yaml 0\n");
}

static void stops_at_a_depth(void **state)
{
	(void)state;
	for (int depth = 1; depth <= FILE_MAX_FOLDER_DEPTH + 1; depth++) {
		make_folder("d");
		assert_int_equal(chdir("d"), 0);
		if (depth >= FILE_MAX_FOLDER_DEPTH)
			write_file("a.yaml", "");
	}
	assert_int_equal(chdir(folder), 0);
	assert_list(".",
	            "d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/a.yaml 0\n"
	            "d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d: "
	            "it lies more than 32 folders deep\n");
}

static void walks_many_files_in_many_folders(void **state)
{
	(void)state;
	char path[32];
	for (int i = 0; i < 200; i++) {
		snprintf(path, sizeof(path), "%03d", i);
		make_folder(path);
		snprintf(path, sizeof(path), "%03d/a.yaml", i);
		write_file(path, "");
	}
	struct arena arena = {0};
	struct file_entry_array entries;
	assert_true(file_walk(&arena, ".", endings, &entries, NULL));
	assert_int_equal(entries.count, 200);
	for (size_t i = 0; i < 200; i++) {
		snprintf(path, sizeof(path), "%03zu/a.yaml", i);
		assert_string_equal(entries.items[i].path.bytes, path);
	}
	arena_release(&arena);
}

static void says_why_a_root_cannot_be_opened(void **state)
{
	(void)state;
	write_file("file", "");
	assert_list("none", "none: No such file or directory");
	assert_list("file", "file: Not a directory");
}

static void leaves_nothing_open(void **state)
{
	(void)state;
	make_folder("a");
	make_link("a", "b");
	make_link("/etc", "c");
	int before = dup(0);
	close(before);
	assert_list(".", "c: it is a link that leads out of the folder\n");
	int after = dup(0);
	close(after);
	assert_int_equal(before, after);
}

static void exit_unless_listed(const char *expected)
{
	struct arena arena = {0};
	bool is_right = str_equal(list(&arena, "."), str_of(expected));
	arena_release(&arena);
	if (!is_right)
		_exit(1);
}

static void list_locked(void)
{
	exit_unless_listed("locked: it cannot be opened: Permission denied\nopen/a.yaml 0\n");
}

static void names_folders_that_may_not_be_entered(void **state)
{
	(void)state;
	make_folder("locked");
	write_file("locked/a.yaml", "");
	make_folder("open");
	write_file("open/a.yaml", "");
	assert_int_equal(chmod("locked", 0), 0);
	run_as_nobody(list_locked);
	assert_int_equal(chmod("locked", 0755), 0);
}

static void list_with_few_descriptors(void)
{
	struct rlimit few = { 8, 8 };
	if (setrlimit(RLIMIT_NOFILE, &few) < 0)
		_exit(3);
	exit_unless_listed("a/b/c/d/e/f/g.yaml 0\n");
}

static void needs_few_descriptors(void **state)
{
	(void)state;
	char path[] = "a/b/c/d/e/f";
	for (char *slash = path + 1; slash <= path + sizeof(path) - 1; slash += 2) {
		char kept = *slash;
		*slash = '\0';
		make_folder(path);
		*slash = kept;
	}
	write_file("a/b/c/d/e/f/g.yaml", "");
	run_as_nobody(list_with_few_descriptors);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(lists_files_by_the_bytes_of_their_paths),
		IN_FOLDER(passes_over_names_with_a_dot_or_a_line_before),
		IN_FOLDER(takes_any_bytes_in_a_name),
		IN_FOLDER(enters_folders_that_are_called_like_files),
		IN_FOLDER(names_what_is_no_regular_file),
		IN_FOLDER(follows_links_that_stay_beneath_the_root),
		IN_FOLDER(visits_a_folder_once_and_by_its_own_name),
		IN_FOLDER(finds_a_hidden_folder_by_the_link_to_it),
		IN_FOLDER(stops_at_a_depth),
		IN_FOLDER(walks_many_files_in_many_folders),
		IN_FOLDER(says_why_a_root_cannot_be_opened),
		IN_FOLDER(leaves_nothing_open),
		IN_FOLDER(names_folders_that_may_not_be_entered),
		IN_FOLDER(needs_few_descriptors),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
