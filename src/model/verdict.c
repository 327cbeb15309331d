#include "model/verdict.h"

static const struct str names[] = {
	[VERDICT_EXACT]        = STR("exact"),
	[VERDICT_NORMALIZED]   = STR("normalized"),
	[VERDICT_TOO_SHORT]    = STR("too-short"),
	[VERDICT_NO_COPY]      = STR("no-local-copy"),
	[VERDICT_NOT_FOUND]    = STR("not-found"),
};
_Static_assert(sizeof(names) / sizeof(*names) == VERDICT_COUNT, "a name for each");

struct str verdict_name(enum verdict verdict)
{
	return names[verdict];
}

bool verdict_find(struct str name, enum verdict *verdict)
{
	for (enum verdict each = 0; each < VERDICT_COUNT; each++) {
		if (str_equal(names[each], name)) {
			*verdict = each;
			return true;
		}
	}
	return false;
}
