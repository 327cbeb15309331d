/* command: everything that `dossier COMMAND` can do, each a row with its arguments and its help.
 *
 * Parsing of options, `dossier help`, usage messages, the manual and the tests walk these tables.
 * Option habits follow the GNU coding standards, section "Command-Line Interfaces".
 */
#ifndef DOSSIER_CLI_COMMAND_H
#define DOSSIER_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/archive.h"
#include "base/arena.h"
#include "base/fault.h"
#include "cli/output.h"
#include "exchange/json.h"

struct known;
struct reader;
struct renewal;

enum exit_status {
	EXIT_DONE = 0,
	EXIT_NOTHING = 1,       /* nothing found, or findings */
	EXIT_USAGE = 2,
	EXIT_COULD_NOT = 3,
};

/* An option of a command, or of all. */
struct option_row {
	const char *name;               /* without the two dashes */
	char letter;                    /* 0 if there is none */
	const char *argument;           /* what the help calls its argument; NULL: it takes none;
	                                 * "ID[,ID]": a list, which may also be given in parts */
	const char *help;               /* a sentence without full stop */
	const char *choices;            /* "text|json": the only arguments allowed; NULL: any */
};

/* The choices that people are told of: all but those that make the manual. */
const char *option_choices(const struct option_row *option);

enum { COMMAND_MAX_OPTIONS = 8, COMMAND_MAX_ARGUMENTS = 8 };

/* The options of all commands, in the order of their table. */
enum common_option {
	COMMON_COLLECTION,
	COMMON_FORMAT,
	COMMON_COLOR,
	COMMON_NO_CACHE,
	COMMON_CACHED,
	COMMON_NO_STATE,
	COMMON_TEXTS,
	COMMON_HELP,
	COMMON_VERSION,
	COMMON_COUNT
};
const struct option_row *common_options(void);

/* Those of the panes, which stand before no command. */
enum panes_option { PANES_STYLE, PANES_KEYS, PANES_THEME, PANES_MOUSE, PANES_ASCII_NAMES,
                    PANES_TOUR, PANES_NO_WATCH, PANES_LINEAR, PANES_KIOSK, PANES_KNOWN,
                    PANES_COUNT };
const struct option_row *panes_options(void);

/* A call, parsed. Values are NULL where an option was not given, "" where it takes no argument. */
struct call {
	const struct command *command;
	const char *common[COMMON_COUNT];
	const char *panes[PANES_COUNT];
	const char *options[COMMAND_MAX_OPTIONS];
	const char *arguments[COMMAND_MAX_ARGUMENTS];
	size_t argument_count;
	struct text joined;             /* the first argument of a command that joins them */
	struct arena *arena;
	struct output *output;
	struct str collection_path;     /* as it was given or found; empty if none is open */
	const struct archive *archive;  /* NULL unless the command needs a collection */
	bool has_part;                  /* of which the archive has only a part */
	bool is_asked_later;            /* which has not the dossier that was asked for */
};

struct command {
	const char *name;
	const char *arguments;          /* for the usage line: "ID", "[KIND]" */
	const char *summary;            /* a sentence without full stop */
	const char *example;            /* of its use, without "dossier " */
	size_t least_arguments, most_arguments;
	bool needs_collection;
	bool looks_at_files;            /* that is what it is for: --cached is refused */
	bool needs_findings;            /* or the counts of the collection, as they are now */
	bool has_manual_form;           /* --format man is allowed: it makes a part of the manual */
	bool joins_arguments;           /* several are one, with a blank between: a query */
	const struct option_row *options;       /* ended by a row without name; may be NULL */
	/* Carry it out; the exit status. Reports why it could not through call_fail. */
	enum exit_status (*run)(struct call *call);
};

/* All commands in the order of the help; `*count` of them. */
const struct command *const *commands(size_t *count);
const struct command *command_find(const char *name);

/* The name of the command that somebody may have mistyped as `word`, or NULL. */
const char *command_guess(const char *word);

/* Parse argv. A call without command (browse) has command NULL and at most one argument.
 * Fails: FAULT_USAGE with what is wrong and what would do. */
bool call_parse(struct arena *arena, int argc, char **argv, struct call *call, struct fault *why);

/* Complain that `word` is no command. Always false. */
bool call_no_command(const char *word, struct fault *why);

/* Print "dossier: sentence" to standard error, behind what has gone to standard output. */
void call_tell(struct call *call, struct str sentence);

/* The same for a fault; gives the status that fits. */
enum exit_status call_fail(struct call *call, const struct fault *why);

/* The dossier of that id; NO_DOSSIER for NULL. On failure complains and gives EXIT_NOTHING in
 * `*status`. */
bool call_dossier(struct call *call, const char *id, struct dossier_ref *ref,
                  enum exit_status *status);

/* Find the collection that the call means, and no more: call->collection_path. */
bool call_find_collection(struct call *call, struct fault *why);

/* Open the collection that the call means, into call->archive; with --cached, what is kept of it.
 * Fails as cache/collection.h does, and FAULT_SYSTEM if nothing fitting is kept. */
bool call_open_collection(struct call *call, struct fault *why);

/* The same for who reads it for a while: if something of it is kept, that is opened as it is, and
 * `*renewal` is ready to look beside it whether it is still right (NULL if there is nothing to look
 * for, or with --cached), and then at what changes, unless --no-watch is given. Of a large
 * collection of which nothing is kept, a part is opened, and the renewal is ready to read all. If
 * it lacks the dossier that was asked for, is_asked_later is set; lines, and what may be meant for
 * a command, wait for the whole. */
bool call_open_to_read(struct call *call, struct renewal **renewal, struct fault *why);

/* Lines instead of panes: asked for, or all that the terminal can do. */
bool call_is_linear(const struct call *call);

/* Open an archive without dossiers, which has the built-in schema alone. */
bool call_open_nothing(struct call *call, struct fault *why);

/* Open what the reader has added to the collection of the call, once that is found; nothing with
 * --no-state. Tells what there is to tell about it. To be closed. Fails as reader_open does. */
bool call_open_reader(struct call *call, struct reader **reader, struct fault *why);

/* The path of the file that has it, which need not be there. */
bool call_reader_path(struct call *call, struct str *path, struct fault *why);

/* What --format asked for. */
enum call_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_MAN };
enum call_format call_format(const struct call *call);

/* The folder with the texts of the sources: --texts, or else DOSSIER_TEXTS; NULL if neither
 * says. */
const char *call_texts(const struct call *call);

/* How a page is laid out for standard output: as wide as it is, and whole. */
struct page_options call_page_options(const struct call *call);

/* What could be known on the day that --known gave: `*known` is `on`, or NULL if it was not given.
 * Fails: FAULT_USAGE. */
bool call_known(const struct call *call, const char *typed, struct known *on,
                const struct known **known, struct fault *why);

/* The help of that option. */
#define CALL_KNOWN_HELP N_("without what only later sources say")

/* Write a JSON document to standard output, and release it; gives `status`. */
enum exit_status call_write_json(struct call *call, struct json *root, enum exit_status status);

/* The folder in which the files of the collection have their paths. */
struct str call_folder(const struct call *call);

/* The path of a file as a person can open it: the collection's, joined with its own. In the
 * arena. */
struct str call_file_path(const struct call *call, uint32_t file);

extern const struct command command_list, command_show, command_who, command_links, command_tree,
	command_compare, command_matrix, command_mentions, command_path, command_search,
	command_quotes, command_claims, command_timeline, command_check,
	command_verify, command_stats, command_cite, command_index, command_notes, command_keys,
	command_schema, command_help;

#endif
