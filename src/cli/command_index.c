#include "base/message.h"
#include "cli/command.h"

#include "build/build.h"
#include "cache/kept.h"
#include "cli/progress.h"

enum { OPTION_VERIFY, OPTION_WHERE };

static const struct option_row options[] = {
	[OPTION_VERIFY] = { "verify", 0, NULL,
	                    N_("compare what is kept, byte for byte, with what is built anew from "
	                       "the files; takes as long as building"), NULL },
	[OPTION_WHERE]  = { "where", 0, NULL, N_("print the path of what is kept"), NULL },
	{ 0 },
};

static const char *state_words(const struct kept *kept)
{
	return kept->problem.size  ? _("what is kept is damaged")
	       : !kept->is_there   ? _("nothing is kept")
	       : !kept->is_current ? _("what is kept is of other files than there are now")
	                           : _("what is kept is as it should be");
}

static bool is_good(const struct kept *kept)
{
	return kept->is_there && kept->is_current && kept->problem.size == 0;
}

static enum exit_status write_json(struct call *call, const struct kept *kept,
                                   enum exit_status status)
{
	struct json *root = json_object_new();
	json_put_text(root, "path", kept->path);
	json_put_bool(root, "kept", kept->is_there);
	json_put_bool(root, "current", kept->is_current);
	json_put_number(root, "bytes", (int64_t)kept->size);
	json_put_text_or_null(root, "problem", kept->problem);
	json_put_text_or_null(root, "reason", kept->reason);
	return call_write_json(call, root, status);
}

static void put_clause(struct call *call, struct str clause)
{
	struct str words = message_of(clause);
	if (words.size)
		output_put(call->output, ROLE_TEXT,
		           shown_format(call->arena, ": %.*s", STR_ARGS(words)));
}

static enum exit_status write_text(struct call *call, const struct kept *kept,
                                   enum exit_status status)
{
	struct output *output = call->output;
	output_put(output, ROLE_TEXT, shown_line(call->arena, kept->path));
	output_line(output);
	if (call->options[OPTION_WHERE])
		return status;
	output_put(output, is_good(kept) ? ROLE_OK : ROLE_WARNING,
	           shown_literal(call->arena, state_words(kept)));
	if (kept->is_there)
		output_put(output, ROLE_TEXT,
		           shown_format(call->arena,
		                        message_count(", %llu byte", ", %llu bytes", kept->size),
		                        (unsigned long long)kept->size));
	put_clause(call, kept->problem.size ? kept->problem : kept->reason);
	output_line(output);
	return status;
}

/* The clock begins with the build: what is checked before it says nothing of how fast it is. */
static void tell(void *context, size_t files_read, size_t files)
{
	struct progress *progress = context;
	if (progress->start == 0)
		*progress = progress_begin(progress->columns);
	progress_tell(progress, files_read, files);
}

static bool find_kept(struct call *call, struct kept *kept, struct fault *why)
{
	struct progress progress = { .columns = call->output->width };
	struct build_watcher watcher = { tell, &progress };
	struct kept_options watched = { .watcher = &watcher };
	bool only_looks = call->options[OPTION_WHERE] || call->common[COMMON_NO_CACHE];
	bool is_found;
	if (call->options[OPTION_VERIFY])
		is_found = kept_prove(call->arena, call->collection_path, watched, kept, why);
	else if (only_looks)
		is_found = kept_look(call->arena, call->collection_path, false, kept, why);
	else
		is_found = kept_make(call->arena, call->collection_path, watched, kept, why);
	progress_end(&progress);
	return is_found;
}

static enum exit_status run(struct call *call)
{
	struct fault why = {0};
	struct kept kept;
	if (!call_find_collection(call, &why) || !find_kept(call, &kept, &why))
		return call_fail(call, &why);
	if (kept.note.size)
		call_tell(call, kept.note);
	if (call->common[COMMON_NO_CACHE] && !kept.is_current && str_is_empty(kept.reason))
		kept.reason = str_of(N_("--no-cache keeps nothing"));
	enum exit_status status =
		call->options[OPTION_WHERE] || is_good(&kept) ? EXIT_DONE : EXIT_NOTHING;
	return call_format(call) == FORMAT_JSON ? write_json(call, &kept, status)
	                                        : write_text(call, &kept, status);
}

const struct command command_index = {
	.name = "index",
	.arguments = "",
	.summary = N_("Keep the collection ready to be opened, or look at what is kept"),
	.example = "index --verify",
	.options = options,
	.looks_at_files = true,
	.run = run,
};
