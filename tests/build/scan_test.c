#include "build/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "model/limits.h"
#include "model/schema.h"
#include "tests/support/folder.h"

static struct arena arena;
static struct scan scan;
static char top[FOLDER_SIZE];   /* a folder for each test */

static const char *path_of(const char *name)
{
	return str_format(&arena, "%s/%s", top, name).bytes;
}

static void write_file(const char *name, const char *text)
{
	folder_write(top, name, str_of(text));
}

static void make_folder(const char *name)
{
	assert_int_equal(mkdir(path_of(name), 0700), 0);
}

static int make_top(void **state)
{
	(void)state;
	return folder_make(top);
}

static int remove_top(void **state)
{
	(void)state;
	arena_release(&arena);
	scan = (struct scan){0};
	return folder_remove(top);
}

static void scan_path(const char *path)
{
	struct fault why = {0};
	if (!scan_collection(&arena, path, &scan, &why))
		fail_msg("%s", why.sentence);
}

/* The files, each followed by a blank; those that are no dossiers in parentheses. */
static const char *files(void)
{
	struct text text = { .arena = &arena };
	for (size_t i = 0; i < scan.files.count; i++) {
		const struct scan_file *file = &scan.files.items[i];
		assert_int_equal(file->path.bytes[file->path.size], '\0');
		text_format(&text, file->is_dossiers ? "%s " : "(%s) ", file->path.bytes);
	}
	return text_str(&text).bytes;
}

static void finds_yaml_in_all_folders_in_the_order_of_bytes(void **state)
{
	(void)state;
	make_folder("people");
	make_folder("people/old");
	write_file("people/old/b.yml", "x");
	write_file("people/a.yaml", "x");
	write_file("z.yaml", "x");
	write_file("Z.yaml", "x");
	write_file("notes.txt", "x");
	scan_path(top);
	assert_string_equal(files(), "Z.yaml people/a.yaml people/old/b.yml z.yaml ");
	assert_true(str_equal(scan.root, str_of(top)));
	assert_int_equal(scan.collection_file, NO_ROW);
	assert_int_equal(scan.schema_file, NO_ROW);
	assert_int_equal(scan.findings.count, 0);
}

static void passes_over_hidden_names(void **state)
{
	(void)state;
	make_folder(".git");
	make_folder("_drafts");
	write_file(".git/a.yaml", "x");
	write_file("_drafts/b.yaml", "x");
	write_file("_c.yaml", "x");
	write_file(".d.yaml", "x");
	write_file("e.yaml", "x");
	scan_path(top);
	assert_string_equal(files(), "e.yaml ");
}

static void knows_the_special_files_of_the_root(void **state)
{
	(void)state;
	make_folder("sub");
	write_file("collection.yaml", "title: x");
	write_file("schema.yaml", "kinds: {}");
	write_file("verified.yaml", "x");
	write_file("sub/schema.yaml", "x");
	scan_path(top);
	assert_string_equal(files(),
	                    "(collection.yaml) (schema.yaml) sub/schema.yaml (verified.yaml) ");
	assert_int_equal(scan.collection_file, 0);
	assert_int_equal(scan.schema_file, 1);
}

static void says_the_size_of_a_file(void **state)
{
	(void)state;
	write_file("a.yaml", "12345");
	scan_path(top);
	assert_int_equal(scan.files.items[0].size, 5);
}

static void a_link_that_leads_out_is_a_finding(void **state)
{
	(void)state;
	assert_int_equal(symlink("/etc/passwd", path_of("a.yaml")), 0);
	write_file("b.yaml", "x");
	scan_path(top);
	assert_string_equal(files(), "(a.yaml) b.yaml ");
	assert_int_equal(scan.findings.count, 1);
	assert_int_equal(scan.findings.items[0].rule, RULE_FILE_UNREADABLE);
	assert_int_equal(scan.findings.items[0].file, 0);
	assert_int_equal(scan.findings.items[0].place.line, 0);
	assert_true(scan.findings.items[0].message.size > 0);
}

static void a_pipe_is_a_finding(void **state)
{
	(void)state;
	assert_int_equal(mkfifo(path_of("a.yaml"), 0600), 0);
	assert_int_equal(mkfifo(path_of("schema.yaml"), 0600), 0);
	scan_path(top);
	assert_string_equal(files(), "(a.yaml) (schema.yaml) ");
	assert_int_equal(scan.findings.count, 2);
	assert_int_equal(scan.schema_file, NO_ROW);
}

static void a_file_that_is_too_large_is_a_finding(void **state)
{
	(void)state;
	write_file("a.yaml", "x");
	assert_int_equal(truncate(path_of("a.yaml"), LIMIT_FILE_SIZE + 1), 0);
	scan_path(top);
	assert_string_equal(files(), "(a.yaml) ");
	assert_int_equal(scan.findings.count, 1);
	assert_int_equal(scan.findings.items[0].rule, RULE_FILE_TOO_LARGE);
}

static void one_file_is_a_collection(void **state)
{
	(void)state;
	write_file("_story.txt", "x");
	write_file("schema.yaml", "x");
	scan_path(path_of("_story.txt"));
	assert_string_equal(files(), "_story.txt ");
	assert_true(str_equal(scan.root, str_of(top)));
	assert_int_equal(scan.schema_file, NO_ROW);
	assert_int_equal(scan.files.items[0].size, 1);
}

static void one_file_without_a_folder_lies_here(void **state)
{
	(void)state;
	write_file("a.yaml", "x");
	assert_int_equal(chdir(top), 0);
	scan_path("a.yaml");
	assert_int_equal(chdir("/"), 0);
	assert_string_equal(scan.root.bytes, ".");
	assert_string_equal(files(), "a.yaml ");
}

static void one_file_that_is_a_pipe_is_a_finding(void **state)
{
	(void)state;
	assert_int_equal(mkfifo(path_of("a.yaml"), 0600), 0);
	scan_path(path_of("a.yaml"));
	assert_string_equal(files(), "(a.yaml) ");
	assert_int_equal(scan.findings.items[0].rule, RULE_FILE_UNREADABLE);
}

static void what_is_not_there_is_a_fault(void **state)
{
	(void)state;
	struct fault why = {0};
	struct scan untouched = { .schema_file = 42 };
	assert_false(scan_collection(&arena, path_of("none"), &untouched, &why));
	assert_int_equal(why.kind, FAULT_SYSTEM);
	assert_non_null(strstr(why.sentence, "/none: "));
	assert_int_equal(untouched.schema_file, 42);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_top, remove_top)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(finds_yaml_in_all_folders_in_the_order_of_bytes),
		IN_A_FOLDER(passes_over_hidden_names),
		IN_A_FOLDER(knows_the_special_files_of_the_root),
		IN_A_FOLDER(says_the_size_of_a_file),
		IN_A_FOLDER(a_link_that_leads_out_is_a_finding),
		IN_A_FOLDER(a_pipe_is_a_finding),
		IN_A_FOLDER(a_file_that_is_too_large_is_a_finding),
		IN_A_FOLDER(one_file_is_a_collection),
		IN_A_FOLDER(one_file_without_a_folder_lies_here),
		IN_A_FOLDER(one_file_that_is_a_pipe_is_a_finding),
		IN_A_FOLDER(what_is_not_there_is_a_fault),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
