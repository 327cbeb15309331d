#include "tests/support/one.h"

#include "base/unicode.h"

struct support_made *made;

void make(const char *text)
{
	made = support_make(NULL, (struct support_file[]){ { "all.yaml", text }, { 0 } });
}

unsigned count_of(enum rule rule)
{
	return support_finding_count(&made->findings, rule);
}

int made_free(void **state)
{
	(void)state;
	support_free(made);
	return 0;
}

int unicode_end(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}
