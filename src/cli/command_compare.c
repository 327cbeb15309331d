#include "base/message.h"
#include "cli/rows.h"
#include "cli/command.h"

#include "query/compare.h"

/* [{relation, label, direction}] of how a side is linked with what is shared, each once. */
static struct json *relation_rows(const struct archive *archive, const struct connections *links)
{
	struct json *rows = json_array_new();
	uint32_t last = NO_ROW;
	enum direction way = LINK_OUT;
	for (size_t i = 0; i < links->count; i++) {
		struct connection connection = links->items[i];
		uint32_t relation = connection.link.relation;
		if (relation == last && connection.direction == way)
			continue;
		last = relation;
		way = connection.direction;
		struct json *row = json_object_new();
		json_put_text(row, "relation", relation_at(archive, relation).key);
		json_put_text(row, "label", relation_label(archive, relation, way));
		json_put_text(row, "direction", way == LINK_OUT ? STR("out") : STR("in"));
		json_add(rows, row);
	}
	return rows;
}

static void put_dossier(struct json *row, const struct archive *archive, struct dossier_ref ref)
{
	rows_put_id(row, "id", archive, ref);
	json_put_text(row, "kind", kind_at(archive, dossier_kind(archive, ref)).key);
	json_put_text(row, "name", dossier_name(archive, ref));
}

static struct json *side_row(const struct archive *archive, struct dossier_ref ref)
{
	struct json *row = json_object_new();
	put_dossier(row, archive, ref);
	return row;
}

static struct json *shared_row(const struct archive *archive, const struct compare_shared *shared)
{
	struct json *row = json_object_new();
	put_dossier(row, archive, shared->to);
	json_put(row, "a", relation_rows(archive, &shared->links[COMPARE_A]));
	json_put(row, "b", relation_rows(archive, &shared->links[COMPARE_B]));
	return row;
}

static struct json *text_rows(const struct str_list *texts)
{
	struct json *rows = json_array_new();
	for (size_t i = 0; i < texts->count; i++)
		json_add_text(rows, texts->items[i]);
	return rows;
}

static struct json *field_row(const struct archive *archive, const struct compare_field *field)
{
	struct json *row = json_object_new();
	struct field_view view = field_at(archive, field->field);
	json_put_text(row, "name", view.key);
	json_put_text(row, "label", view.label);
	json_put(row, "a", text_rows(&field->texts[COMPARE_A]));
	json_put(row, "b", text_rows(&field->texts[COMPARE_B]));
	json_put_bool(row, "same", field->is_same);
	return row;
}

/* {kind: count} */
static struct json *only_row(const struct archive *archive, const struct comparison *comparison,
                             int side)
{
	struct json *row = json_object_new();
	for (size_t i = 0; i < comparison->only[side].count; i++) {
		const struct compare_only *only = &comparison->only[side].items[i];
		struct str key = kind_at(archive, only->kind).key;
		struct arena scratch = {0};
		json_put_number(row, str_copy(&scratch, key).bytes, (int64_t)only->count);
		arena_release(&scratch);
	}
	return row;
}

static enum exit_status write_json(struct call *call, const struct comparison *comparison)
{
	const struct archive *archive = call->archive;
	struct json *root = json_object_new(), *between = json_array_new();
	struct json *shared = json_array_new(), *fields = json_array_new();
	for (size_t i = 0; i < comparison->between.count; i++)
		json_add(between, rows_connection(archive, comparison->between.items[i], NULL));
	for (size_t i = 0; i < comparison->shared.count; i++)
		json_add(shared, shared_row(archive, &comparison->shared.items[i]));
	for (size_t i = 0; i < comparison->fields.count; i++)
		json_add(fields, field_row(archive, &comparison->fields.items[i]));
	json_put(root, "a", side_row(archive, comparison->sides[COMPARE_A]));
	json_put(root, "b", side_row(archive, comparison->sides[COMPARE_B]));
	json_put(root, "between", between);
	json_put_number(root, "total", (int64_t)comparison->shared_count);
	json_put(root, "shared", shared);
	json_put(root, "fields", fields);
	json_put(root, "only_a", only_row(archive, comparison, COMPARE_A));
	json_put(root, "only_b", only_row(archive, comparison, COMPARE_B));
	return call_write_json(call, root, comparison->shared_count ? EXIT_DONE : EXIT_NOTHING);
}

static enum exit_status run(struct call *call)
{
	struct dossier_ref a, b;
	enum exit_status status = EXIT_DONE;
	if (!call_dossier(call, call->arguments[0], &a, &status) ||
	    !call_dossier(call, call->arguments[1], &b, &status))
		return status;
	struct comparison comparison = compare_query(call->archive, call->arena, a, b, NULL);
	if (call_format(call) == FORMAT_JSON)
		return write_json(call, &comparison);
	struct page page = page_compare(call->archive, call->arena, &comparison,
	                                call_page_options(call));
	output_page(call->output, &page);
	return comparison.shared_count ? EXIT_DONE : EXIT_NOTHING;
}

const struct command command_compare = {
	.name = "compare",
	.arguments = "A B",
	.summary = N_("Two dossiers beside each other: what they share, and what only one has"),
	.example = "compare sergei-lavrov min-aung-hlaing",
	.least_arguments = 2,
	.most_arguments = 2,
	.needs_collection = true,
	.run = run,
};
