/* dossier: a terminal browser for cross-linked YAML dossiers. */
#include "config.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mapping.h"
#include "base/message.h"
#include "base/unicode.h"
#include "cache/renewal.h"
#include "cli/command.h"
#include "cli/config.h"
#include "exchange/cite.h"
#include "reader/reader.h"
#include "query/known.h"
#include "query/lookup.h"
#include "ui/ui.h"

/* A file opened later must never be taken for standard output; writing to what was closed fails. */
static void descriptors_open(void)
{
	int descriptor;
	do
		descriptor = open("/dev/null", O_RDONLY);
	while (descriptor >= 0 && descriptor <= STDERR_FILENO);
	if (descriptor > STDERR_FILENO)
		close(descriptor);
}

static void charset_open(void)
{
	setlocale(LC_CTYPE, "");
	bool is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	shown_set_charset(is_utf8 ? SHOWN_UTF8 : SHOWN_ASCII);
}

/* A program that is not installed has its catalogues elsewhere. */
static void language_open(void)
{
	const char *folder = getenv("DOSSIER_MESSAGES");
	messages_open(folder && *folder ? folder : DOSSIER_LOCALEDIR);
}

/* The reader was asked to end by a signal: end by it, so that whoever sent it can tell. */
static void die_by(int number)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, number);
	signal(number, SIG_DFL);
	raise(number);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

/* Nothing can be trusted to work any more but what needs no memory. */
static void end_without_memory(const char *sentence)
{
	static const char name[] = "dossier: ";
	ui_rescue();
	if (write(STDERR_FILENO, name, sizeof name - 1) < 0 ||
	    write(STDERR_FILENO, sentence, strlen(sentence)) < 0 ||
	    write(STDERR_FILENO, "\n", 1) < 0)
		_exit(EXIT_COULD_NOT);
	_exit(EXIT_COULD_NOT);
}

/* The dossier to begin with, unless it comes with the whole. A word that is none, but nearly a
 * command, was meant for that. */
static bool find_start(struct call *call, struct dossier_ref *start, enum exit_status *status)
{
	struct fault why = {0};
	const char *id = call->argument_count && !call->is_asked_later ? call->arguments[0] : NULL;
	if (!id || command_find(id) || !command_guess(id) ||
	    lookup_dossier(call->archive, call->arena, str_of(id), start, &why))
		return call_dossier(call, id, start, status);
	call_no_command(id, &why);
	*status = call_fail(call, &why);
	return false;
}

static const struct archive *take_renewal(void *context, struct str *note)
{
	return renewal_take(context, note);
}

static struct str told_by_renewal(void *context)
{
	return renewal_told(context);
}

static void begin_renewal(void *context)
{
	renewal_begin(context);
}

static void drop_part(void *context)
{
	renewal_drop_part(context);
}

static struct reading read_on(void *context)
{
	struct renewal_reading reading = renewal_reading(context);
	return (struct reading){ .files_read = reading.files_read, .files = reading.files,
		                 .rate = reading.rate, .left_s = reading.left_s };
}

/* In the style that was asked for, as `dossier cite` has it. */
static bool cite_dossier(void *context, const struct archive *archive, struct arena *arena,
                         struct dossier_ref ref, struct str *citation, struct fault *why)
{
	const enum cite_style *style = context;
	struct cite cite;
	if (!cite_gather(archive, arena, ref, &cite, why))
		return false;
	*citation = cite_text(arena, &cite, *style);
	return true;
}

/* The columns of a line; COLUMNS=0 says that none is wrapped. */
static int linear_width(const struct call *call)
{
	const char *columns = getenv("COLUMNS");
	bool is_unlimited = columns && strcmp(columns, "0") == 0 && !isatty(STDOUT_FILENO);
	return is_unlimited ? 0 : call->output->width;
}

static bool run_front_end(const struct call *call, struct ui_options options, int *signal_number,
                          struct fault *why)
{
	return call_is_linear(call) ? linear_run(options, linear_width(call), signal_number, why)
	                       : ui_run(options, signal_number, why);
}

/* Run the panes. What is shown at once was kept, or is a part; what the files say is looked at
 * meanwhile. */
static bool run_panes(const struct call *call, struct ui_options options,
                      struct renewal *renewal, int *signal_number, struct fault *why)
{
	struct ui_renewal renewed = { .take = take_renewal, .told = told_by_renewal,
		                      .begin = begin_renewal, .context = renewal };
	if (options.is_part) {
		renewed.reading = read_on;
		renewed.drop = drop_part;
	}
	if (!renewal)
		return run_front_end(call, options, signal_number, why);
	renewed.descriptor = renewal_descriptor(renewal);
	options.renewal = &renewed;
	return run_front_end(call, options, signal_number, why);
}

/* The last moment for what could not be kept before: the reader is told, or it would be lost in
 * silence. */
static bool keep_rest(struct call *call, struct reader *reader)
{
	struct fault why = {0};
	bool is_kept = reader_keep(reader, &why);
	if (!is_kept)
		call_tell(call, str_format(call->arena, _("notes of yours are lost, for they could not "
		                                          "be kept: %s"), why.sentence));
	reader_close(reader);
	return is_kept;
}

static enum exit_status browse(struct call *call)
{
	struct fault why = {0};
	enum exit_status status = EXIT_DONE;
	struct config config;
	struct ui_options options = { .start = NO_DOSSIER, .colour = call->common[COMMON_COLOR],
	                              .citing = { cite_dossier, &config.cite } };
	struct renewal *renewal = NULL;
	int signal_number = 0;
	struct date known;
	const char *day = call->panes[PANES_KNOWN];
	if (day && !known_parse(str_of(day), &known, &why)) {
		fault_add(&why, "--known");
		return call_fail(call, &why);
	}
	if (!call_open_to_read(call, &renewal, &why))
		return call_fail(call, &why);
	if (!find_start(call, &options.start, &status))
		return status;
	config = call_panes_config(call);
	options.is_kiosk = config.is_kiosk || call->panes[PANES_KIOSK];
	/* What a stranger notes is for no other stranger to read. */
	if (options.is_kiosk)
		call->common[COMMON_NO_STATE] = "";
	/* Without notes one can read all the same. */
	if (!call_open_reader(call, &options.reader, &why))
		call_tell(call, str_of(why.sentence));
	options.theme = &config.theme;
	options.texts = config.texts.bytes;
	options.folder = call_folder(call);
	options.is_watched = renewal && !call->panes[PANES_NO_WATCH];
	options.hides_hints = config.hides_hints;
	options.takes_mouse = config.takes_mouse;
	shown_set_latin_names(config.has_ascii_names);
	options.shows_tour = call->panes[PANES_TOUR] != NULL;
	options.note = config.first;
	options.archive = call->archive;
	options.is_part = call->has_part;
	if (day)
		options.known = str_of(day);
	if (call->is_asked_later)
		options.asked = str_of(call->arguments[0]);
	if (!run_panes(call, options, renewal, &signal_number, &why))
		status = call_fail(call, &why);
	if (options.reader && !keep_rest(call, options.reader))
		status = EXIT_COULD_NOT;
	if (signal_number)
		die_by(signal_number);
	/* A build goes on in its thread, and uses what exit() would take away. */
	if (renewal && !renewal_end(renewal))
		_exit(status);
	return status;
}

static enum exit_status run_command(struct call *call)
{
	struct fault why = {0};
	if (call->command->needs_collection && !call_open_collection(call, &why))
		return call_fail(call, &why);
	return call->command->run(call);
}

static enum exit_status run(struct call *call)
{
	if (call->common[COMMON_VERSION]) {
		printf("dossier %s\n", PACKAGE_VERSION);
		return EXIT_DONE;
	}
	if (call->common[COMMON_HELP]) {
		if (call->command) {
			call->arguments[0] = call->command->name;
			call->argument_count = 1;
		} else {
			call->argument_count = 0;
		}
		call->command = &command_help;
	}
	return call->command ? run_command(call) : browse(call);
}

int main(int argc, char **argv)
{
	struct arena arena = {0};
	struct fault why = {0};
	struct call call = {0};
	enum exit_status status;
	descriptors_open();
	arena_on_exhaustion(end_without_memory);
	signal(SIGXFSZ, SIG_IGN);       /* a file that may not grow is a failed write, no end */
	umask(077);
	charset_open();
	language_open();
	log_open();
	struct output output = output_open(&arena, NULL);
	call.output = &output;
	if (call_parse(&arena, argc, argv, &call, &why)) {
		output = output_open(&arena, call.common[COMMON_COLOR]);
		status = run(&call);
	} else {
		call.arena = &arena;
		status = call_fail(&call, &why);
	}
	if (!output_close(&output, &why))
		status = call_fail(&call, &why);
	if (mapping_is_broken()) {
		fault_set(&why, FAULT_SYSTEM,
		          _("what was kept of the collection got shorter while it was read: the "
		            "answer may be incomplete"));
		status = call_fail(&call, &why);
	}
	unicode_finish();
	arena_release(&arena);
	exit(status);
}
