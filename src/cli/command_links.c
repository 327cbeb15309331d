#include "cli/rows.h"
#include "cli/command.h"

#include "query/page.h"

static enum exit_status write_json(struct call *call, struct dossier_ref ref)
{
	struct connections all = links_query(call->archive, call->arena, ref);
	struct json *rows = json_array_new();
	for (size_t i = 0; i < all.count; i++)
		json_add(rows, rows_connection(call->archive, all.items[i]));
	return call_write_json(call, rows, all.count ? EXIT_DONE : EXIT_NOTHING);
}

static enum exit_status run(struct call *call)
{
	struct dossier_ref ref;
	enum exit_status status = EXIT_DONE;
	if (!call_dossier(call, call->arguments[0], &ref, &status))
		return status;
	if (call_format(call) == FORMAT_JSON)
		return write_json(call, ref);
	struct page page = page_links(call->archive, call->arena, ref,
	                              call_page_options(call));
	output_page(call->output, &page);
	return page.links.count ? EXIT_DONE : EXIT_NOTHING;
}

const struct command command_links = {
	.name = "links",
	.arguments = "ID",
	.summary = "Every link of a dossier, out and in, with roles, dates and sources",
	.example = "links sergei-lavrov",
	.least_arguments = 1,
	.most_arguments = 1,
	.needs_collection = true,
	.run = run,
};
