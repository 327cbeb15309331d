#include "base/message.h"
#include "cli/rows.h"
#include "cli/command.h"

#include "query/known.h"
#include "query/page.h"

enum { OPTION_KNOWN };

static const struct option_row options[] = {
	[OPTION_KNOWN] = { "known", 0, "DATE", CALL_KNOWN_HELP, NULL },
	{ 0 },
};

static enum exit_status write_json(struct call *call, struct dossier_ref ref,
                                   const struct known *known)
{
	struct connections all = links_query(call->archive, call->arena, ref, known);
	struct json *rows = json_array_new();
	for (size_t i = 0; i < all.count; i++)
		json_add(rows, rows_connection(call->archive, all.items[i], known));
	return call_write_json(call, rows, all.count ? EXIT_DONE : EXIT_NOTHING);
}

static enum exit_status run(struct call *call)
{
	struct dossier_ref ref;
	enum exit_status status = EXIT_DONE;
	struct known on;
	const struct known *known;
	struct fault why = {0};
	if (!call_known(call, call->options[OPTION_KNOWN], &on, &known, &why))
		return call_fail(call, &why);
	if (!call_dossier(call, call->arguments[0], &ref, &status))
		return status;
	if (call_format(call) == FORMAT_JSON)
		return write_json(call, ref, known);
	struct page_options page_options = call_page_options(call);
	page_options.known = known;
	struct page page = page_links(call->archive, call->arena, ref, page_options);
	output_page(call->output, &page);
	return page.links.count ? EXIT_DONE : EXIT_NOTHING;
}

const struct command command_links = {
	.name = "links",
	.arguments = "ID",
	.summary = N_("Every link of a dossier, out and in, with roles, dates and sources"),
	.example = "links sergei-lavrov",
	.least_arguments = 1,
	.most_arguments = 1,
	.needs_collection = true,
	.options = options,
	.run = run,
};
