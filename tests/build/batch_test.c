#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/array.h"
#include "base/unicode.h"
#include "build/batch.h"
#include "tests/support/collection.h"
#include "tests/support/folder.h"

/* Two files, and one that went away since they were scanned. */
struct reading {
	char folder[FOLDER_SIZE];
	int root;
	struct arena arena;
	struct schema *schema;
	struct scan scan;
	struct batch_memory memory;
};

static void add_file(struct reading *reading, const char *name, const char *text)
{
	ARRAY_ADD(&reading->arena, &reading->scan.files)->path = str_of(name);
	if (text)
		folder_write(reading->folder, name, str_of(text));
}

static int setup(void **state)
{
	static struct reading reading;
	reading = (struct reading){0};
	if (folder_make(reading.folder) != 0)
		return -1;
	reading.root = open(reading.folder, O_RDONLY | O_DIRECTORY);
	reading.schema = support_schema(&reading.arena, NULL);
	add_file(&reading, "ann.yaml",
	         "id: ann\nkind: person\nname: Ann\nformer_ids: [anne]\nborn: 1980\n"
	         "body: Both [[bob]] and [[cid]] came. Only [[dan]] did not [@times, page 2].\n"
	         "shoe size: 42\n");
	add_file(&reading, "bob.yaml", "id: bob\nkind: person\nname: Somebody else\n");
	add_file(&reading, "gone.yaml", NULL);
	*state = &reading;
	return reading.root >= 0 ? 0 : -1;
}

static int teardown(void **state)
{
	struct reading *reading = *state;
	close(reading->root);
	arena_release(&reading->memory.loose);
	arena_release(&reading->memory.kept);
	arena_release(&reading->arena);
	unicode_close();
	return folder_remove(reading->folder);
}

static struct batch read_row(struct reading *reading, uint32_t file)
{
	return batch_read(&reading->memory, reading->schema, &reading->scan, file, reading->root);
}

/* The next file is read into the same memory: what was not copied would be overwritten. */
static void keeps_a_batch_when_the_next_is_read(void **state)
{
	struct reading *reading = *state;
	struct batch ann = read_row(reading, 0), bob = read_row(reading, 1);
	const struct draft *draft = support_draft(&ann, "ann");
	assert_non_null(draft);
	assert_str(draft->name, "Ann");
	assert_str(ann.path, "ann.yaml");
	assert_int_equal(ann.file, 0);
	assert_true(ann.file_size > 100);
	assert_str(ann.former_ids.items[0], "anne");
	assert_str(support_value(&ann, draft, "shoe size", 0)->text, "42");
	assert_str(ann.dates.items[0].text, "1980");
	assert_str(ann.citations.items[0].locator, "page 2");
	assert_int_equal(ann.findings.count, 1);
	assert_int_equal(ann.findings.items[0].rule, RULE_FIELD_UNKNOWN);
	assert_true(ann.findings.items[0].message.size > 0);
	assert_str(support_draft(&bob, "bob")->name, "Somebody else");
	assert_int_equal(bob.file, 1);
	assert_null(ann.arena.newest);
}

static void shares_keys(void **state)
{
	struct reading *reading = *state;
	struct batch ann = read_row(reading, 0);
	const struct draft_value *born = support_value(&ann, support_draft(&ann, "ann"), "born", 0);
	assert_ptr_equal(born->key.bytes, reading->schema->fields.items[born->field].key.bytes);
}

static void reports_a_file_that_is_gone(void **state)
{
	struct reading *reading = *state;
	struct batch gone = read_row(reading, 2);
	assert_int_equal(gone.drafts.count, 0);
	assert_int_equal(gone.findings.count, 1);
	assert_int_equal(gone.findings.items[0].rule, RULE_FILE_UNREADABLE);
	assert_int_equal(gone.findings.items[0].file, 2);
	assert_int_equal(gone.findings.items[0].place.line, 0);
	assert_str(gone.findings.items[0].message, "No such file or directory");
}

static void tells_a_file_that_is_too_large(void **state)
{
	struct reading *reading = *state;
	struct fault why = { FAULT_LIMIT, "bob.yaml: it is larger than 64 MiB" };
	struct finding finding = file_finding(&reading->arena, &reading->scan, 1, &why);
	assert_int_equal(finding.rule, RULE_FILE_TOO_LARGE);
	assert_str(finding.message, "it is larger than 64 MiB");
	finding = file_finding(&reading->arena, &reading->scan, 0, &why);
	assert_str(finding.message, "bob.yaml: it is larger than 64 MiB");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keeps_a_batch_when_the_next_is_read),
		TEST(shares_keys),
		TEST(reports_a_file_that_is_gone),
		TEST(tells_a_file_that_is_too_large),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
