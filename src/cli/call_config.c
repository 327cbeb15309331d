#include "cli/command.h"

#include "cli/config.h"

struct config call_read_config(struct call *call, const char *keys)
{
	struct config config = config_read(call->arena, keys);
	for (size_t i = 0; i < config.mistake_count; i++)
		call_tell(call, config.mistakes[i]);
	return config;
}

struct config call_panes_config(struct call *call)
{
	struct config config = call_read_config(call, call->panes[PANES_KEYS]);
	if (call->panes[PANES_THEME])
		config.theme.name = theme_find(str_of(call->panes[PANES_THEME]));
	if (call->panes[PANES_STYLE])
		config.cite = cite_style_find(str_of(call->panes[PANES_STYLE]));
	if (call->panes[PANES_ASCII_NAMES])
		config.has_ascii_names = true;
	if (call->panes[PANES_MOUSE])
		config.takes_mouse = true;
	if (call_texts(call))
		config.texts = str_of(call_texts(call));
	return config;
}
