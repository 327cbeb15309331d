#include "model/role.h"

static const char *const names[] = {
	[ROLE_TEXT] = "text", [ROLE_TITLE] = "title", [ROLE_HEADING] = "heading",
	[ROLE_LABEL] = "label", [ROLE_DIM] = "dim", [ROLE_LINK] = "link",
	[ROLE_LINK_MISSING] = "link-missing", [ROLE_URL] = "url", [ROLE_DATE] = "date",
	[ROLE_QUOTE] = "quote", [ROLE_SOURCE] = "source", [ROLE_UNSOURCED] = "unsourced",
	[ROLE_NOTE] = "note", [ROLE_DEPRECATED] = "deprecated", [ROLE_MATCH] = "match",
	[ROLE_ERROR] = "error", [ROLE_WARNING] = "warning", [ROLE_INFO] = "info",
	[ROLE_OK] = "ok", [ROLE_BORDER] = "border", [ROLE_BORDER_FOCUS] = "border-focus",
	[ROLE_CURSOR] = "cursor", [ROLE_CURSOR_AWAY] = "cursor-away",
	[ROLE_LINK_CURSOR] = "link-cursor", [ROLE_HINT] = "hint", [ROLE_BAR] = "bar",
	[ROLE_BAR_KEY] = "bar-key", [ROLE_PROMPT] = "prompt", [ROLE_MESSAGE] = "message",
};
_Static_assert(sizeof(names) / sizeof(names[0]) == ROLE_COUNT, "a name for each role");

const char *role_name(enum role role)
{
	return names[role];
}
