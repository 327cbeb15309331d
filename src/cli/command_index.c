#include "cli/command.h"

#include "cache/kept.h"

enum { OPTION_VERIFY, OPTION_WHERE };

static const struct option_row options[] = {
	[OPTION_VERIFY] = { "verify", 0, NULL, "check what is kept, and build nothing", NULL },
	[OPTION_WHERE]  = { "where", 0, NULL, "print the path of what is kept", NULL },
	{ 0 },
};

static const char *state_words(const struct kept *kept)
{
	return !kept->is_there    ? "nothing is kept"
	       : kept->problem.size ? "what is kept is damaged"
	       : !kept->is_current  ? "what is kept is of other files than there are now"
	                            : "what is kept is as it should be";
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
	return call_write_json(call, root, status);
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
		           shown_format(call->arena, ", %llu bytes", (unsigned long long)kept->size));
	if (kept->problem.size)
		output_put(output, ROLE_TEXT,
		           shown_format(call->arena, ": %.*s", STR_ARGS(kept->problem)));
	output_line(output);
	return status;
}

/* To open a collection keeps it; whoever only asks leaves everything as it is. */
static enum exit_status run(struct call *call)
{
	struct fault why = {0};
	struct kept kept;
	bool only_asks = call->options[OPTION_VERIFY] || call->options[OPTION_WHERE];
	bool is_found = only_asks ? call_find_collection(call, &why)
	                          : call_open_collection(call, &why);
	if (!is_found || !kept_look(call->arena, call->collection_path,
	                            call->options[OPTION_VERIFY] != NULL, &kept, &why))
		return call_fail(call, &why);
	enum exit_status status =
		call->options[OPTION_WHERE] || is_good(&kept) ? EXIT_DONE : EXIT_NOTHING;
	return call_format(call) == FORMAT_JSON ? write_json(call, &kept, status)
	                                        : write_text(call, &kept, status);
}

const struct command command_index = {
	.name = "index",
	.arguments = "",
	.summary = "Keep the collection ready to be opened, or look at what is kept",
	.example = "index --verify",
	.options = options,
	.looks_at_files = true,
	.needs_findings = true,
	.run = run,
};
