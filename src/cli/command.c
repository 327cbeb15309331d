#include "cli/command.h"

#include <string.h>

#include "base/message.h"
#include "exchange/cite.h"
#include "model/finding.h"
#include "ui/keymap.h"
#include "ui/theme.h"

static const struct option_row common[] = {
	[COMMON_COLLECTION] = { "collection", 'C', "COLLECTION",
	                        N_("the collection: a folder or one file"), NULL },
	[COMMON_FORMAT]     = { "format", 0, "FORMAT",
	                        N_("text to read, or one JSON document to process"),
	                        "text|json|man" },
	[COMMON_COLOR]      = { "color", 0, "WHEN", N_("when to use colours"),
	                        "auto|always|never" },
	[COMMON_NO_CACHE]   = { "no-cache", 0, NULL,
	                        N_("read the files themselves, and keep nothing"), NULL },
	[COMMON_CACHED]     = { "cached", 0, NULL,
	                        N_("answer from what is kept, and look at no file"), NULL },
	[COMMON_NO_STATE]   = { "no-state", 0, NULL,
	                        N_("without your notes: read none of them, and keep none"), NULL },
	[COMMON_TEXTS]      = { "texts", 0, "DIR",
	                        N_("the folder with the texts of the sources"), NULL },
	[COMMON_HELP]       = { "help", 'h', NULL, N_("show help and exit"), NULL },
	[COMMON_VERSION]    = { "version", 'V', NULL, N_("show the version and exit"), NULL },
	[COMMON_COUNT]      = { 0 },
};

static const struct option_row panes[] = {
	[PANES_STYLE] = { "style", 0, "STYLE", N_("how what is copied from the panes is cited"),
	                  cite_style_names },
	[PANES_KEYS]  = { "keys", 0, "NAME", N_("the program whose keys the panes take"),
	                  keymap_preset_names },
	[PANES_THEME] = { "theme", 0, "NAME", N_("the look of the panes"), theme_names },
	[PANES_MOUSE] = { "mouse", 0, NULL, N_("take clicks and the wheel in the panes"), NULL },
	[PANES_ASCII_NAMES] = { "ascii-names", 0, NULL,
	                        N_("names in other scripts in Latin letters"), NULL },
	[PANES_TOUR] = { "tour", 0, NULL, N_("be shown around, step by step"), NULL },
	[PANES_NO_WATCH] = { "no-watch", 0, NULL,
	                     N_("look at the files once, and not at what changes later"), NULL },
	[PANES_LINEAR] = { "linear", 0, NULL,
	                   N_("no panes: lines that are read and typed, for screen readers"),
	                   NULL },
	[PANES_KIOSK] = { "kiosk", 0, NULL,
	                  N_("for strangers: no editor, no command, no file written, no shell"),
	                  NULL },
	[PANES_KNOWN] = { "known", 0, "DATE", N_("begin with all as it was known on DATE"), NULL },
	[PANES_COUNT] = { 0 },
};

static const struct command *const rows[] = {
	&command_list,   &command_show,   &command_who,      &command_links,
	&command_tree,   &command_compare, &command_matrix,  &command_mentions,
	&command_path,   &command_search,
	&command_quotes, &command_claims, &command_timeline, &command_check,
	&command_verify, &command_stats,  &command_cite,     &command_index,
	&command_notes,  &command_keys,
	&command_schema, &command_help,
};

enum { ROW_COUNT = sizeof(rows) / sizeof(rows[0]) };

const char *option_choices(const struct option_row *option)
{
	return option == &common[COMMON_FORMAT] ? "text|json" : option->choices;
}

const struct option_row *common_options(void)
{
	return common;
}

const struct option_row *panes_options(void)
{
	return panes;
}

const struct command *const *commands(size_t *count)
{
	*count = ROW_COUNT;
	return rows;
}

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (strcmp(rows[i]->name, name) == 0)
			return rows[i];
	return NULL;
}

const char *command_guess(const char *word)
{
	struct str names[ROW_COUNT];
	for (size_t i = 0; i < ROW_COUNT; i++)
		names[i] = str_of(rows[i]->name);
	return finding_suggestion(str_of(word), names, ROW_COUNT).bytes;
}
