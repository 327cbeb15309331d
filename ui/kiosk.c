#include "ui/kiosk.h"

#include <stddef.h>

static const struct { enum action action; const char *why; } refusals[] = {
	{ ACTION_EDIT,    "No editor is run here, for this is a kiosk: the collection is only read" },
	{ ACTION_PIPE,    "No command is run here, for this is a kiosk: the collection is only read" },
	{ ACTION_WRITE,   "No file is written here, for this is a kiosk: the collection is only read" },
	{ ACTION_SUSPEND, "There is no shell to go back to here, for this is a kiosk: q closes it" },
};

static bool is_on;

void kiosk_set(bool is_kiosk)
{
	is_on = is_kiosk;
}

bool kiosk_is_on(void)
{
	return is_on;
}

const char *kiosk_refusal(enum action action)
{
	for (size_t i = 0; is_on && i < sizeof(refusals) / sizeof(refusals[0]); i++)
		if (refusals[i].action == action)
			return refusals[i].why;
	return NULL;
}
