#include "base/message.h"
#include "cli/rows.h"
#include "cli/command.h"

#include "query/tree.h"

enum { OPTION_DEPTH, OPTION_MAX };

static const struct option_row options[] = {
	[OPTION_DEPTH] = { "depth", 'd', "N",
	                   N_("open the branches up to N steps away (2; at most 3)"), NULL },
	[OPTION_MAX]   = { "max", 'n', "N",
	                   N_("show up to N branches side by side (20 of each relation of ID, 6 of "
	                      "a branch)"), NULL },
	{ 0 },
};

/* ── What is asked ──────────────────────────────────────────────────────────────────────────── */

/* A number from 1 on; 0 if the option is not given. */
static bool number_option(const struct call *call, size_t option, uint64_t most, uint64_t *number,
                          struct fault *why)
{
	const char *typed = call->options[option];
	*number = 0;
	if (typed && (!str_number(str_of(typed), most, number) || *number == 0))
		return fault_set(why, FAULT_USAGE, _("--%s takes a number from 1 to %u, not '%s'"),
		                 options[option].name, (unsigned)most, typed);
	return true;
}

/* ── JSON ───────────────────────────────────────────────────────────────────────────────────── */

/* {role, since, until, date, sources} of a link; what both ends say has the sources of both. */
static void put_link(struct json *row, const struct archive *archive,
                     const struct connection *connection)
{
	struct link link = connection->link;
	struct json *sources = json_array_new();
	for (size_t i = 0; i < connection->citations.count; i++)
		rows_add_citation(sources, archive, connection->citations.items[i]);
	json_put_text_or_null(row, "role", link.role);
	json_put_text_or_null(row, "since", archive_date(archive, link.since).text);
	json_put_text_or_null(row, "until", archive_date(archive, link.until).text);
	json_put_text_or_null(row, "date", archive_date(archive, link.date).text);
	json_put(row, "sources", sources);
}

static struct json *left_out_row(const struct tree_rest *rest)
{
	struct json *row = json_object_new();
	json_put_number(row, "branches", (int64_t)rest->branches);
	json_put_number(row, "quotes", (int64_t)rest->words[TREE_QUOTES]);
	json_put_number(row, "claims", (int64_t)rest->words[TREE_CLAIMS]);
	json_put_number(row, "sources", (int64_t)rest->words[TREE_SOURCES]);
	return row;
}

static struct json *branch_rows(const struct archive *archive, const struct tree *tree,
                                uint32_t first, uint32_t count);

/* {relation, label, direction, role, since, until, date, sources, more, id, kind, name, again,
 * left_out, branches}. Of a relation that reads alike from both ends, the direction is that in
 * which it is written. */
static struct json *branch_row(const struct archive *archive, const struct tree *tree,
                               const struct tree_branch *branch)
{
	struct json *row = json_object_new(), *more = json_array_new();
	const struct connections *links = &branch->links;
	enum direction direction = links->count ? links->items[0].direction : branch->direction;
	json_put_text(row, "relation", relation_at(archive, branch->relation).key);
	json_put_text(row, "label", relation_label(archive, branch->relation, branch->direction));
	json_put_text(row, "direction", direction == LINK_OUT ? STR("out") : STR("in"));
	for (size_t i = 0; i < links->count; i++) {
		struct json *link = i ? json_object_new() : row;
		put_link(link, archive, &links->items[i]);
		if (i)
			json_add(more, link);
	}
	json_put(row, "more", more);
	json_put_text(row, "id", dossier_id(archive, branch->to));
	json_put_text(row, "kind", kind_at(archive, dossier_kind(archive, branch->to)).key);
	json_put_text(row, "name", dossier_name(archive, branch->to));
	json_put_bool(row, "again", branch->state == TREE_ABOVE || branch->state == TREE_BELOW);
	json_put(row, "left_out", left_out_row(&branch->rest));
	json_put(row, "branches", branch_rows(archive, tree, branch->first, branch->count));
	return row;
}

static struct json *branch_rows(const struct archive *archive, const struct tree *tree,
                                uint32_t first, uint32_t count)
{
	struct json *rows = json_array_new();
	for (uint32_t i = 0; i < count; i++)
		json_add(rows, branch_row(archive, tree, &tree->branches.items[first + i]));
	return rows;
}

static enum exit_status write_json(struct call *call, const struct tree *tree)
{
	const struct archive *archive = call->archive;
	struct json *root = json_object_new(), *branches = json_array_new();
	struct tree_rest left_out = {0};
	for (size_t i = 0; i < tree->groups.count; i++) {
		const struct tree_group *group = &tree->groups.items[i];
		for (uint32_t j = 0; j < group->count; j++)
			json_add(branches, branch_row(archive, tree,
			                              &tree->branches.items[group->first + j]));
		left_out.branches += group->rest.branches;
	}
	rows_put_id(root, "id", archive, tree->centre);
	json_put_text(root, "kind", kind_at(archive, dossier_kind(archive, tree->centre)).key);
	json_put_text(root, "name", dossier_name(archive, tree->centre));
	json_put_number(root, "depth", tree->depth);
	json_put(root, "branches", branches);
	json_put(root, "left_out", left_out_row(&left_out));
	json_put_number(root, "named_by", (int64_t)tree->named_by);
	json_put_number(root, "names", (int64_t)tree->names);
	json_put_bool(root, "cut", tree->is_cut);
	return call_write_json(call, root, tree->groups.count ? EXIT_DONE : EXIT_NOTHING);
}

/* ── The command ────────────────────────────────────────────────────────────────────────────── */

static enum exit_status run(struct call *call)
{
	struct tree_query query = {0};
	struct fault why = {0};
	uint64_t depth, most;
	enum exit_status status = EXIT_DONE;
	if (!number_option(call, OPTION_DEPTH, TREE_DEEPEST, &depth, &why) ||
	    !number_option(call, OPTION_MAX, TREE_MOST_ROWS, &most, &why))
		return call_fail(call, &why);
	if (!call_dossier(call, call->arguments[0], &query.centre, &status))
		return status;
	query.depth = (unsigned)depth;
	query.most = (size_t)most;
	struct tree tree = tree_grow(call->archive, call->arena, &query);
	if (call_format(call) == FORMAT_JSON)
		return write_json(call, &tree);
	struct tree_page made = page_tree(call->archive, call->arena, &tree,
	                                  call_page_options(call));
	output_page(call->output, &made.page);
	return tree.groups.count ? EXIT_DONE : EXIT_NOTHING;
}

const struct command command_tree = {
	.name = "tree",
	.arguments = "ID",
	.summary = N_("The dossiers around one, as branches: whom it is linked with, and "
	           "whom these are"),
	.example = "tree sergei-lavrov --depth 2",
	.least_arguments = 1,
	.most_arguments = 1,
	.needs_collection = true,
	.options = options,
	.run = run,
};
