#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "base/shown.h"
#include "build/build.h"
#include "cache/collection.h"
#include "cache/renewal.h"
#include "cache/watch.h"
#include "cli/progress.h"
#include "query/known.h"
#include "query/lookup.h"
enum call_format call_format(const struct call *call)
{
	const char *format = call->common[COMMON_FORMAT];
	if (!format || strcmp(format, "text") == 0)
		return FORMAT_TEXT;
	return strcmp(format, "json") == 0 ? FORMAT_JSON : FORMAT_MAN;
}

void call_tell(struct call *call, struct str sentence)
{
	if (call->output)
		fflush(call->output->stream);
	struct shown shown = shown_prose(call->arena, sentence);
	fprintf(stderr, "dossier: %.*s\n", (int)shown.size, shown.bytes);
}

enum exit_status call_fail(struct call *call, const struct fault *why)
{
	call_tell(call, str_of(why->sentence));
	return fault_exit_status(why) == EXIT_USAGE ? EXIT_USAGE : EXIT_COULD_NOT;
}

bool call_dossier(struct call *call, const char *id, struct dossier_ref *ref,
                  enum exit_status *status)
{
	struct fault why = {0};
	*ref = NO_DOSSIER;
	if (!id || lookup_dossier(call->archive, call->arena, str_of(id), ref, &why))
		return true;
	call_fail(call, &why);
	*status = EXIT_NOTHING;
	return false;
}

const char *call_texts(const struct call *call)
{
	const char *variable = getenv("DOSSIER_TEXTS");
	if (call->common[COMMON_TEXTS])
		return call->common[COMMON_TEXTS];
	return variable && *variable ? variable : NULL;
}

bool call_known(const struct call *call, const char *typed, struct known *on,
                const struct known **known, struct fault *why)
{
	struct date date;
	*known = NULL;
	if (!typed)
		return true;
	if (!known_parse(str_of(typed), &date, why))
		return fault_add(why, "--known");
	*on = known_on(call->archive, date);
	*known = on;
	return true;
}

struct page_options call_page_options(const struct call *call)
{
	return (struct page_options){ .width = call->output->width, .shows_all = true };
}

enum exit_status call_write_json(struct call *call, struct json *root, enum exit_status status)
{
	struct str document = json_text(call->arena, root);
	fwrite(document.bytes, 1, document.size, call->output->stream);
	return status;
}

static struct collection_options collection_options(const struct call *call)
{
	return (struct collection_options){
		.ignores_cache = call->common[COMMON_NO_CACHE] != NULL,
	};
}

/* Of who reads for a while. */
static struct collection_options reading_options(const struct call *call)
{
	static const struct watch_options usual;
	struct collection_options options = collection_options(call);
	options.watching = call->panes[PANES_NO_WATCH] ? NULL : &usual;
	return options;
}

bool call_find_collection(struct call *call, struct fault *why)
{
	return collection_find(call->arena, call->common[COMMON_COLLECTION],
	                       &call->collection_path, why);
}

/* What is kept, of whatever files. */
static bool open_kept(struct call *call, struct fault *why)
{
	struct archive *archive;
	if (!renewal_open_kept(call->arena, call->collection_path, collection_options(call),
	                       &archive))
		return fault_set(why, FAULT_SYSTEM,
		                 _("nothing that fits is kept of %.*s: run 'dossier index' first"),
		                 STR_ARGS(call->collection_path));
	call->archive = archive;
	return true;
}

static bool open_collection(struct call *call, struct fault *why)
{
	struct archive *archive;
	struct str note;
	struct progress progress = progress_begin(call->output->width);
	struct build_watcher watcher = { progress_tell, &progress };
	struct collection_options options = collection_options(call);
	options.watcher = &watcher;
	options.needs_findings = !call->command || call->command->needs_findings;
	bool is_open = collection_open(call->arena, call->collection_path, options, &archive,
	                               &note, why);
	progress_end(&progress);
	if (!is_open)
		return false;
	if (note.size)
		call_tell(call, note);
	call->archive = archive;
	return true;
}

bool call_open_collection(struct call *call, struct fault *why)
{
	if (!call_find_collection(call, why))
		return false;
	return call->common[COMMON_CACHED] ? open_kept(call, why) : open_collection(call, why);
}

static bool holds_what_is_asked_for(struct call *call, const struct archive *archive)
{
	struct dossier_ref ref;
	struct fault why;
	return call->argument_count == 0 ||
	       lookup_dossier(archive, call->arena, str_of(call->arguments[0]), &ref, &why);
}

bool call_is_linear(const struct call *call)
{
	const char *type = getenv("TERM");
	return call->panes[PANES_LINEAR] || (type && strcmp(type, "dumb") == 0 &&
	                                     isatty(STDIN_FILENO) && isatty(STDOUT_FILENO));
}

/* The panes open what is asked for once it is read. A word that may be meant for a command, and
 * lines that have a beginning, wait for the whole. */
static bool can_open_later(const struct call *call)
{
	return !call_is_linear(call) && !command_guess(call->arguments[0]);
}

/* Where nothing is kept: a part, if it will do until all is read, and who builds the rest; or
 * NULL. */
static struct renewal *open_part(struct call *call)
{
	struct archive *part;
	struct str asked = str_of(call->argument_count ? call->arguments[0] : "");
	struct renewal *renewal = renewal_open_part(call->collection_path, reading_options(call),
	                                            asked, &part);
	if (!renewal)
		return NULL;
	call->is_asked_later = !holds_what_is_asked_for(call, part);
	if (call->is_asked_later && !can_open_later(call)) {
		call->is_asked_later = false;
		renewal_end(renewal);
		return NULL;
	}
	call->archive = part;
	call->has_part = true;
	return renewal;
}

/* Build it now, and see what changes from now on. */
static bool open_watched(struct call *call, struct renewal **renewal, struct fault *why)
{
	struct collection_options options = reading_options(call);
	*renewal = options.watching ? renewal_open_watch(call->collection_path, options) : NULL;
	bool is_open = open_collection(call, why);
	if (*renewal && is_open)
		renewal_show(*renewal, call->archive);
	else if (*renewal)
		renewal_end(*renewal);
	return is_open;
}

bool call_open_to_read(struct call *call, struct renewal **renewal, struct fault *why)
{
	struct archive *archive;
	struct collection_options options = reading_options(call);
	*renewal = NULL;
	if (!call_find_collection(call, why))
		return false;
	if (call->common[COMMON_CACHED])
		return open_kept(call, why);
	if (!renewal_map_kept(call->arena, call->collection_path, options, &archive)) {
		*renewal = open_part(call);
		return *renewal || open_watched(call, renewal, why);
	}
	if (!holds_what_is_asked_for(call, archive))
		return open_watched(call, renewal, why);
	call->archive = archive;
	*renewal = renewal_open(call->collection_path, options, archive);
	return true;
}

bool call_open_nothing(struct call *call, struct fault *why)
{
	struct archive *archive;
	struct str bytes;
	if (!build_archive(call->arena, NULL, (struct build_options){ .thread_count = 1 }, &bytes,
	                   why) ||
	    !archive_open(call->arena, bytes, &archive, why))
		return false;
	call->archive = archive;
	return true;
}

struct str call_folder(const struct call *call)
{
	struct str root = call->collection_path;
	size_t slash = root.size;
	if (!str_ends_with(root, STR(".yaml")) && !str_ends_with(root, STR(".yml")))
		return root;
	while (slash > 0 && root.bytes[slash - 1] != '/')
		slash--;
	return slash ? str_slice(root, 0, slash > 1 ? slash - 1 : slash) : STR(".");
}

struct str call_file_path(const struct call *call, uint32_t file)
{
	struct str root = call_folder(call), path = file_path(call->archive, file);
	if (str_equal(root, STR(".")))
		return path;
	return str_join(call->arena, root, str_ends_with(root, STR("/")) ? STR("") : STR("/"),
	                path);
}
