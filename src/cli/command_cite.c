#include "base/message.h"
#include "cli/command.h"

#include "exchange/cite.h"

enum { OPTION_STYLE };

static const struct option_row options[] = {
	[OPTION_STYLE] = { "style", 0, "STYLE",
	                   N_("a line to read, or an entry for a reference manager"),
	                   cite_style_names },
	{ 0 },
};

/* Each line of the document on its own, so that the signs that end it are ours. */
static void write_lines(struct output *output, struct str document)
{
	while (document.size) {
		struct str line = str_cut(&document, '\n');
		bool has_return = str_ends_with(line, STR("\r"));
		line.size -= has_return;
		output_put(output, ROLE_TEXT, shown_line(output->arena, line));
		fputs(has_return ? "\r\n" : "\n", output->stream);
	}
}

static enum exit_status write_json(struct call *call, const struct cite *cite,
                                   enum cite_style style)
{
	struct json *root = json_object_new();
	json_put_text(root, "id", cite->id);
	json_put_text(root, "style", cite_style_name(style));
	json_put_text(root, "citation", cite_text(call->arena, cite, style));
	if (style == CITE_CSL)
		json_put(root, "csl", cite_csl(call->arena, cite));
	return call_write_json(call, root, EXIT_DONE);
}

static enum exit_status write_text(struct call *call, const struct cite *cite,
                                   enum cite_style style)
{
	if (style == CITE_CSL)
		return call_write_json(call, cite_csl_document(call->arena, cite), EXIT_DONE);
	write_lines(call->output, cite_text(call->arena, cite, style));
	return EXIT_DONE;
}

static enum exit_status run(struct call *call)
{
	struct cite cite;
	struct fault why = {0};
	struct dossier_ref ref;
	enum exit_status status = EXIT_DONE;
	const char *name = call->options[OPTION_STYLE];
	enum cite_style style = name ? cite_style_find(str_of(name)) : CITE_PLAIN;
	if (!call_dossier(call, call->arguments[0], &ref, &status))
		return status;
	if (!cite_gather(call->archive, call->arena, ref, &cite, &why)) {
		call_fail(call, &why);
		return EXIT_NOTHING;
	}
	return call_format(call) == FORMAT_JSON ? write_json(call, &cite, style)
	                                        : write_text(call, &cite, style);
}

const struct command command_cite = {
	.name = "cite",
	.arguments = "ID",
	.summary = N_("The citation of a source, or of a quote with its source"),
	.example = "cite tass-travel-2022-08 --style bibtex",
	.least_arguments = 1,
	.most_arguments = 1,
	.needs_collection = true,
	.options = options,
	.run = run,
};
