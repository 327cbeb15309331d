#include "config.h"

#include "ui/terminal_database.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <curses.h>
#include <term.h>

#include "base/arena.h"

static bool flag_of(const char *name)
{
	return tigetflag(name) == 1;
}

static int number_of(const char *name)
{
	int number = tigetnum(name);
	return number < 0 ? -1 : number;
}

static const char *string_of(const char *name)
{
	const char *bytes = tigetstr(name);
	return bytes && bytes != (const char *)-1 && *bytes ? bytes : NULL;
}

static const char *colour_of(const struct terminal_type *type, bool is_background, short colour)
{
	const char *set = type->string(is_background ? "setab" : "setaf");
	return set ? tparm(set, (long)colour, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L) : NULL;
}

bool terminal_database_open(struct arena *arena, struct terminal_database *database,
                            struct terminal_type *type)
{
	int status;
	const char *before = getenv("TERMINFO");
	*type = (struct terminal_type){
		.name = getenv("TERM"),
		.flag_names = boolnames, .number_names = numnames, .string_names = strnames,
		.flag = flag_of, .number = number_of, .string = string_of, .colour = colour_of,
	};
	*database = (struct terminal_database){
		.before = before ? str_copy(arena, str_of(before)).bytes : NULL,
	};
	if (setupterm(NULL, STDOUT_FILENO, &status) != OK)
		return false;
	database->type = cur_term;
	return true;
}

bool terminal_database_offer(struct arena *arena, const struct terminal_type *type,
                             const struct looks *looks)
{
	struct str compiled = terminal_type_compile(arena, type, looks);
	if (str_is_empty(compiled))
		return false;
	setenv("TERMINFO", terminal_type_hex(arena, compiled).bytes, 1);
	return true;
}

void terminal_database_close(const struct terminal_database *database)
{
	if (database->before)
		setenv("TERMINFO", database->before, 1);
	else
		unsetenv("TERMINFO");
	if (database->type && database->type != cur_term)
		del_curterm(database->type);
}

bool terminal_database_has_looks(void)
{
	const char *end = string_of("sgr0");
	return !string_of("sgr") && end && strcmp(end, "\033[m") == 0;
}
