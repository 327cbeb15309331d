#include "tests/support/drafted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/unicode.h"

struct batch batch;
struct schema *schema;
struct arena arena;

const struct draft *draft_in(const char *path, const char *text)
{
	batch = support_batch(schema, path, text);
	assert_true(batch.drafts.count > 0);
	return &batch.drafts.items[0];
}

const struct draft *draft_of(const char *kind, const char *keys)
{
	struct str text = str_format(&arena, "kind: %s\nname: A\n%s", kind, keys);
	const struct draft *draft = draft_in("a.yaml", text.bytes);
	assert_int_equal(batch.drafts.count, 1);
	return draft;
}

int batch_close(void **state)
{
	(void)state;
	arena_release(&batch.arena);
	batch = (struct batch){0};
	return 0;
}

int schema_open(void **state)
{
	(void)state;
	schema = support_schema(&arena, NULL);
	return 0;
}

int schema_close(void **state)
{
	(void)state;
	arena_release(&arena);
	unicode_close();
	return 0;
}
