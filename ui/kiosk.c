#include "ui/kiosk.h"

#include <stddef.h>

#include "base/message.h"

static const struct { enum action action; const char *why; } refusals[] = {
	{ ACTION_EDIT,    N_("This is a kiosk: it runs no editor") },
	{ ACTION_PIPE,    N_("This is a kiosk: it runs no command") },
	{ ACTION_WRITE,   N_("This is a kiosk: it writes no file") },
	{ ACTION_SUSPEND, N_("This is a kiosk: it has no shell to go back to") },
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
			return _(refusals[i].why);
	return NULL;
}
