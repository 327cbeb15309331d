#include "cli/command.h"

#include <string.h>

#include "model/finding.h"

static const struct option_row common[] = {
	[COMMON_COLLECTION] = { "collection", 'C', "COLLECTION",
	                        "the collection: a folder or one file", NULL },
	[COMMON_FORMAT]     = { "format", 0, "FORMAT",
	                        "text to read, or one JSON document to process", "text|json|man" },
	[COMMON_COLOR]      = { "color", 0, "WHEN", "when to use colours", "auto|always|never" },
	[COMMON_NO_CACHE]   = { "no-cache", 0, NULL,
	                        "read the files themselves, and keep nothing", NULL },
	[COMMON_CACHED]     = { "cached", 0, NULL,
	                        "answer from what is kept, and look at no file", NULL },
	[COMMON_TEXTS]      = { "texts", 0, "DIR",
	                        "the folder with the texts of the sources", NULL },
	[COMMON_HELP]       = { "help", 'h', NULL, "show help and exit", NULL },
	[COMMON_VERSION]    = { "version", 'V', NULL, "show the version and exit", NULL },
	[COMMON_COUNT]      = { 0 },
};

static const struct command *const rows[] = {
	&command_list,   &command_show,   &command_links,    &command_path,
	&command_search,
	&command_quotes, &command_claims, &command_timeline, &command_check,
	&command_verify, &command_stats,  &command_cite,     &command_index,
	&command_keys,
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
