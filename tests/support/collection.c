#include "tests/support/collection.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "build/audit.h"
#include "build/build.h"
#include "build/read.h"
#include "tests/support/folder.h"

/* ── From text to drafts ────────────────────────────────────────────────────────────────────── */

/* A schema that is wrong is a wrong test. */
static void schema_read(struct arena *arena, struct schema *schema, struct str text)
{
	struct finding_array findings = {0};
	schema_add(schema, read_yaml(arena, text, 0, &findings).first, 0, &findings);
	if (findings.count)
		fail_msg("the schema of the test: %s", support_findings_text(arena, &findings));
}

struct schema *support_schema(struct arena *arena, const char *own)
{
	struct schema *schema = schema_new(arena);
	schema_read(arena, schema, schema_builtin());
	if (own)
		schema_read(arena, schema, str_of(own));
	return schema;
}

static void batch_fill(struct batch *batch, const struct schema *schema, const char *path,
                       const char *text)
{
	batch->file_size = strlen(text);
	struct node_file nodes =
		read_yaml(&batch->arena, str_of(text), batch->file, &batch->findings);
	draft_file(batch, schema, str_of(path), nodes);
}

struct batch support_batch(const struct schema *schema, const char *path, const char *text)
{
	struct batch batch = {0};
	batch_fill(&batch, schema, path, text);
	return batch;
}

/* ── From text to a resolved collection ─────────────────────────────────────────────────────── */

static int findings_order(const void *left, const void *right)
{
	return finding_compare(left, right);
}

struct support_made *support_make(const char *own, const struct support_file *files)
{
	struct support_made *made = calloc(1, sizeof(*made));
	assert_non_null(made);
	made->schema = support_schema(&made->arena, own);
	while (files[made->batch_count].path)
		made->batch_count++;

	made->batches = ARENA_MANY(&made->arena, struct batch, made->batch_count);
	for (size_t i = 0; i < made->batch_count; i++) {
		struct batch *batch = &made->batches[i];
		batch->file = (uint32_t)i;
		batch_fill(batch, made->schema, files[i].path, files[i].text);
		for (size_t j = 0; j < batch->findings.count; j++)
			*ARRAY_ADD(&made->arena, &made->findings) = batch->findings.items[j];
	}
	resolve_batches(&made->arena, made->schema, made->batches, made->batch_count,
	                &made->resolved, &made->findings);
	audit_collection(&made->arena, made->schema, &made->resolved, STR(""), &made->findings);
	if (made->findings.count)
		qsort(made->findings.items, made->findings.count, sizeof(*made->findings.items),
		      findings_order);
	return made;
}

void support_free(struct support_made *made)
{
	for (size_t i = 0; i < made->batch_count; i++)
		arena_release(&made->batches[i].arena);
	arena_release(&made->arena);
	free(made);
}

/* ── From files to an archive ───────────────────────────────────────────────────────────────── */

static struct archive *archive_build(struct arena *arena, const char *folder)
{
	struct str bytes;
	struct archive *archive;
	struct fault why;
	if (!build_archive(arena, folder, (struct build_options){0}, &bytes, &why))
		fail_msg("%s", why.sentence);
	if (!archive_open(arena, bytes, &archive, &why))
		fail_msg("%s", why.sentence);
	return archive;
}

struct archive *support_archive(struct arena *arena, const struct support_file *files)
{
	char folder[FOLDER_SIZE];
	assert_int_equal(folder_make(folder), 0);
	for (; files->path; files++)
		folder_write(folder, files->path, str_of(files->text));
	struct archive *archive = archive_build(arena, folder);
	folder_remove(folder);
	return archive;
}

struct archive *support_archive_of(struct arena *arena, const char *text)
{
	return support_archive(arena, (struct support_file[]){ { "all.yaml", text }, { 0 } });
}

/* The folder above tests/, from the name by which the compiler knew this file; `make check` may say
 * it instead. */
const char *support_source(struct arena *arena, const char *path)
{
	static const char here[] = "tests/support/collection.c";
	const char *top = getenv("top_srcdir");
	struct str file = str_of(__FILE__);
	if (top && *top)
		return str_format(arena, "%s/%s", top, path).bytes;
	assert_true(str_ends_with(file, STR("tests/support/collection.c")));
	file.size -= sizeof(here) - 1;
	return str_format(arena, "%.*s%s", STR_ARGS(file), path).bytes;
}

struct archive *support_archive_folder(struct arena *arena, const char *folder)
{
	return archive_build(arena, support_source(arena, folder));
}

/* ── Looking at what was made ───────────────────────────────────────────────────────────────── */

const struct draft *support_draft(const struct batch *batch, const char *id)
{
	for (size_t i = 0; i < batch->drafts.count; i++)
		if (str_equal(batch->drafts.items[i].id, str_of(id)))
			return &batch->drafts.items[i];
	return NULL;
}

const struct draft_value *support_value(const struct batch *batch, const struct draft *draft,
                                        const char *key, unsigned nth)
{
	for (uint32_t i = 0; draft && i < draft->values.count; i++) {
		const struct draft_value *value = &batch->values.items[draft->values.first + i];
		if (str_equal(value->key, str_of(key)) && nth-- == 0)
			return value;
	}
	return NULL;
}

const struct draft_link *support_link(const struct batch *batch, const struct draft *draft,
                                      const char *target, unsigned nth)
{
	for (uint32_t i = 0; draft && i < draft->links.count; i++) {
		const struct draft_link *link = &batch->links.items[draft->links.first + i];
		if (str_equal(link->target, str_of(target)) && nth-- == 0)
			return link;
	}
	return NULL;
}

const struct finding *support_finding(const struct finding_array *findings, enum rule rule,
                                      unsigned nth)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].rule == rule && nth-- == 0)
			return &findings->items[i];
	return NULL;
}

unsigned support_finding_count(const struct finding_array *findings, enum rule rule)
{
	unsigned count = 0;
	for (size_t i = 0; i < findings->count; i++)
		count += findings->items[i].rule == rule;
	return count;
}

const char *support_findings_text(struct arena *arena, const struct finding_array *findings)
{
	struct text text = { .arena = arena };
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		text_format(&text, "%u:%u:%u %s: %.*s\n", (unsigned)finding->file,
		            (unsigned)finding->place.line, (unsigned)finding->place.column,
		            rule_row(finding->rule)->name, STR_ARGS(finding->message));
	}
	return text_str(&text).bytes;
}

void support_assert_str(struct str actual, const char *expected, const char *file, int line)
{
	if (str_equal(actual, str_of(expected)))
		return;
	print_error("'%.*s' is not '%s'\n", STR_ARGS(actual), expected);
	_fail(file, line);
}

static void findings_fail(const struct finding_array *findings, const char *file, int line)
{
	struct arena arena = {0};
	print_error("the findings are:\n%s", support_findings_text(&arena, findings));
	arena_release(&arena);
	_fail(file, line);
}

void support_assert_finding(const struct finding_array *findings, enum rule rule, uint32_t in_line,
                            const char *message, const char *file, int line)
{
	const struct finding *finding = support_finding(findings, rule, 0);
	if (!finding || finding->place.line != in_line ||
	    !str_equal(finding->message, str_of(message)))
		findings_fail(findings, file, line);
}

void support_assert_no_findings(const struct finding_array *findings, const char *file, int line)
{
	if (findings->count)
		findings_fail(findings, file, line);
}
