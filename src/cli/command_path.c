#include "base/message.h"
#include "cli/command.h"
#include "cli/rows.h"

#include "base/array.h"
#include "query/lookup.h"
#include "query/path.h"

enum { OPTION_VIA, OPTION_AVOID, OPTION_ONLY, OPTION_MAX };

static const struct option_row options[] = {
	[OPTION_VIA]   = { "via", 0, "ID", N_("pass ID on the way"), NULL },
	[OPTION_AVOID] = { "avoid", 0, "ID[,ID]", N_("pass none of these"), NULL },
	[OPTION_ONLY]  = { "only", 0, "RELATION[,RELATION]",
	                   N_("follow only these relations ('dossier schema' lists them)"), NULL },
	[OPTION_MAX]   = { "max", 'n', "N",
	                   N_("show up to N paths, the best first (1; at most 20)"), NULL },
	{ 0 },
};

/* ── What is asked ──────────────────────────────────────────────────────────────────────────── */

static bool max_option(const struct call *call, size_t *most, struct fault *why)
{
	const char *typed = call->options[OPTION_MAX];
	uint64_t number = 1;
	if (typed && (!str_number(str_of(typed), PATH_MOST, &number) || number == 0))
		return fault_set(why, FAULT_USAGE, _("--max takes a number from 1 to %d, not '%s'"),
		                 PATH_MOST, typed);
	*most = (size_t)number;
	return true;
}

static bool find_relation(const struct call *call, struct str key, uint32_t *relation,
                          struct fault *why)
{
	uint32_t count = relation_count(call->archive);
	struct str *keys = ARENA_MANY(call->arena, struct str, count);
	*relation = relation_find(call->archive, key);
	if (*relation != NO_ROW)
		return true;
	for (uint32_t i = 0; i < count; i++)
		keys[i] = relation_at(call->archive, i).key;
	struct str near = finding_suggestion(key, keys, count), name = finding_excerpt(key);
	if (near.size)
		return fault_set(why, FAULT_USAGE,
		                 _("--only: there is no relation '%.*s': did you mean '%.*s'?"),
		                 STR_ARGS(name), STR_ARGS(near));
	return fault_set(why, FAULT_USAGE,
	                 _("--only: there is no relation '%.*s'; 'dossier schema' lists them"),
	                 STR_ARGS(name));
}

static bool only_option(const struct call *call, struct row_list *rows, struct fault *why)
{
	struct str rest = str_of(call->options[OPTION_ONLY]);
	while (rest.bytes) {
		uint32_t relation;
		struct str key = str_trim(str_cut(&rest, ','));
		if (!find_relation(call, key, &relation, why))
			return false;
		*ARRAY_ADD(call->arena, rows) = relation;
	}
	return true;
}

/* Ids with commas between them. An id or a name may have a comma of its own: what is one as a whole
 * is taken as a whole. */
static bool avoid_option(struct call *call, struct row_list *rows, enum exit_status *status)
{
	struct dossier_ref ref;
	struct str rest = str_of(call->options[OPTION_AVOID]);
	if (rest.bytes && lookup_dossier(call->archive, call->arena, rest, &ref, NULL)) {
		*ARRAY_ADD(call->arena, rows) = ref.row;
		return true;
	}
	while (rest.bytes) {
		struct str id = str_copy(call->arena, str_trim(str_cut(&rest, ',')));
		if (!call_dossier(call, id.bytes, &ref, status))
			return false;
		*ARRAY_ADD(call->arena, rows) = ref.row;
	}
	return true;
}

/* Neither end, nor what lies between them, can be avoided. */
static bool check_avoid(const struct call *call, const struct path_query *query, struct fault *why)
{
	const struct { struct dossier_ref ref; const char *what; } ends[] = {
		{ query->from, _("that is where the path begins") },
		{ query->to,   _("that is where the path ends") },
		{ query->via,  _("that is where the path has to pass") },
	};
	for (size_t i = 0; i < query->avoid_count; i++)
		for (size_t j = 0; j < sizeof ends / sizeof *ends; j++)
			if (query->avoid[i] == ends[j].ref.row)
				return fault_set(why, FAULT_USAGE, "--avoid %.*s: %s",
				                 STR_ARGS(dossier_id(call->archive, ends[j].ref)),
				                 ends[j].what);
	if (query->from.row == query->to.row && !dossier_is_none(query->via) &&
	    query->via.row != query->from.row)
		return fault_set(why, FAULT_USAGE, _("--via needs a path between two dossiers"));
	return true;
}

/* ── JSON ───────────────────────────────────────────────────────────────────────────────────── */

static struct json *hop_row(const struct archive *archive, struct path_hop hop)
{
	struct arena scratch = {0};
	struct json *row = json_object_new();
	struct link link = link_at(archive, hop.link);
	rows_put_id(row, "from", archive, hop.from);
	rows_put_id(row, "to", archive, hop.to);
	json_put_text(row, "relation", relation_at(archive, link.relation).key);
	json_put_text(row, "label", relation_label(archive, link.relation, hop.direction));
	json_put_text(row, "direction", hop.direction == LINK_OUT ? STR("out") : STR("in"));
	json_put(row, "sources", rows_citations(archive, link.citations, NULL));
	json_put_text_or_null(row, "role", link.role);
	json_put_text_or_null(row, "date", archive_date(archive, link.date).text);
	json_put_text_or_null(row, "since", archive_date(archive, link.since).text);
	json_put_text_or_null(row, "until", archive_date(archive, link.until).text);
	json_put_text_or_null(row, "context", link_context(archive, &scratch, link));
	arena_release(&scratch);
	return row;
}

/* The members that each path has. */
static void put_path(struct json *object, const struct archive *archive, const struct path *path)
{
	struct json *hops = json_array_new();
	for (size_t i = 0; i < path->count; i++)
		json_add(hops, hop_row(archive, path->hops[i]));
	json_put_number(object, "length", (int64_t)path->count);
	json_put(object, "hops", hops);
	json_put_number(object, "weight", path->weight);
	json_put_bool(object, "loop", path->is_loop);
}

static struct json *others_rows(const struct archive *archive, const struct paths *paths)
{
	struct json *others = json_array_new();
	for (size_t i = 1; i < paths->count; i++) {
		struct json *row = json_object_new();
		put_path(row, archive, &paths->items[i]);
		json_add(others, row);
	}
	return others;
}

static enum exit_status write_json(struct call *call, const struct path_query *query,
                                   const struct paths *paths)
{
	struct json *root = json_object_new();
	rows_put_id(root, "from", call->archive, query->from);
	rows_put_id(root, "to", call->archive, query->to);
	if (paths->count) {
		put_path(root, call->archive, &paths->items[0]);
	} else {
		json_put_null(root, "length");
		json_put(root, "hops", json_array_new());
	}
	if (query->most > 1)
		json_put(root, "others", others_rows(call->archive, paths));
	json_put_bool(root, "cut", paths->is_cut);
	return call_write_json(call, root, paths->count ? EXIT_DONE : EXIT_NOTHING);
}

/* ── Text ───────────────────────────────────────────────────────────────────────────────────── */

static enum exit_status tell_none(struct call *call, const struct path_query *query, bool is_cut)
{
	struct fault why = {0};
	bool is_asked = query->avoid_count || query->only_count || !dossier_is_none(query->via);
	fault_set(&why, FAULT_USAGE,
	          is_cut && is_asked ? _("the search was ended before it found a path from '%.*s' "
	                                 "to '%.*s' that is as you want it")
	          : is_cut   ? _("the search was ended before it found a path from '%.*s' to "
	                         "'%.*s'")
	          : is_asked ? _("there is no path from '%.*s' to '%.*s' that is as you want it")
	                     : _("there is no path from '%.*s' to '%.*s'"),
	          STR_ARGS(dossier_id(call->archive, query->from)),
	          STR_ARGS(dossier_id(call->archive, query->to)));
	call_fail(call, &why);
	return EXIT_NOTHING;
}

static enum exit_status write_paths(struct call *call, const struct path_query *query)
{
	struct path_finder *finder = path_finder_new(call->archive, call->arena);
	struct paths paths = paths_find(finder, call->arena, query);
	enum exit_status status = paths.count ? EXIT_DONE
	                                      : tell_none(call, query, paths.is_cut);
	if (call_format(call) == FORMAT_JSON)
		return write_json(call, query, &paths);
	struct page page = page_path(call->archive, call->arena, query, &paths,
	                             call_page_options(call));
	output_page(call->output, &page);
	return status;
}

static enum exit_status run(struct call *call)
{
	struct path_query query = {0};
	struct row_list avoid = {0}, only = {0};
	struct fault why = {0};
	enum exit_status status = EXIT_DONE;
	if (!max_option(call, &query.most, &why) || !only_option(call, &only, &why))
		return call_fail(call, &why);
	if (!call_dossier(call, call->arguments[0], &query.from, &status) ||
	    !call_dossier(call, call->arguments[1], &query.to, &status) ||
	    !call_dossier(call, call->options[OPTION_VIA], &query.via, &status) ||
	    !avoid_option(call, &avoid, &status))
		return status;
	query.avoid = avoid.items;
	query.avoid_count = avoid.count;
	query.only = only.items;
	query.only_count = only.count;
	if (!check_avoid(call, &query, &why))
		return call_fail(call, &why);
	return write_paths(call, &query);
}

const struct command command_path = {
	.name = "path",
	.arguments = "A B",
	.summary = N_("The shortest way from one dossier to another over links, with its sources"),
	.example = "path tass wang-yi --max 3",
	.least_arguments = 2,
	.most_arguments = 2,
	.needs_collection = true,
	.options = options,
	.run = run,
};
