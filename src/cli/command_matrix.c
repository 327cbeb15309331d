#include "base/message.h"
#include "cli/rows.h"
#include "cli/command.h"

#include "query/lookup.h"
#include "query/matrix.h"

enum { OPTION_ROWS, OPTION_COLUMNS, OPTION_LIMIT };

static const struct option_row options[] = {
	[OPTION_ROWS]    = { "rows", 'r', "KIND", N_("the kind of the rows (people)"), NULL },
	[OPTION_COLUMNS] = { "columns", 'k', "KIND", N_("the kind of the columns (events)"), NULL },
	[OPTION_LIMIT]   = { "limit", 'n', "N",
	                     N_("show up to N rows and N columns (20; at most 200)"), NULL },
	{ 0 },
};

/* ── JSON ───────────────────────────────────────────────────────────────────────────────────── */

/* [{id, kind, name, count}] */
static struct json *end_rows(const struct archive *archive, const struct matrix_ends *ends)
{
	struct json *rows = json_array_new();
	for (size_t i = 0; i < ends->count; i++) {
		struct dossier_ref ref = ends->items[i].ref;
		struct json *row = json_object_new();
		rows_put_id(row, "id", archive, ref);
		json_put_text(row, "kind", kind_at(archive, dossier_kind(archive, ref)).key);
		json_put_text(row, "name", dossier_name(archive, ref));
		json_put_number(row, "count", (int64_t)ends->items[i].count);
		json_add(rows, row);
	}
	return rows;
}

static struct str letter_of(const struct matrix_sign *sign)
{
	return (struct str){ &sign->letter, 1 };
}

/* [{sign, relation, label, role, count}] */
static struct json *sign_rows(const struct archive *archive, const struct matrix *matrix)
{
	struct json *rows = json_array_new();
	for (size_t i = 0; i < matrix->signs.count; i++) {
		const struct matrix_sign *sign = &matrix->signs.items[i];
		struct json *row = json_object_new();
		json_put_text(row, "sign", letter_of(sign));
		json_put_text(row, "relation", relation_at(archive, sign->relation).key);
		json_put_text(row, "label", relation_label(archive, sign->relation,
		                                           sign->direction));
		json_put_text_or_null(row, "role", sign->role);
		json_put_number(row, "count", (int64_t)sign->count);
		json_add(rows, row);
	}
	return rows;
}

/* [{row, column, sign, named, links}]; ids, and links as seen from the row. */
static struct json *crossing_rows(const struct archive *archive, const struct matrix *matrix)
{
	struct json *rows = json_array_new();
	size_t columns = matrix->ends[MATRIX_COLUMNS].count;
	for (size_t i = 0; i < matrix->ends[MATRIX_ROWS].count * columns; i++) {
		const struct matrix_crossing *crossing =
			matrix_crossing(matrix, i / columns, i % columns);
		if (!crossing)
			continue;
		struct json *row = json_object_new(), *links = json_array_new();
		for (size_t j = 0; j < crossing->links.count; j++)
			json_add(links, rows_connection(archive, crossing->links.items[j], NULL));
		rows_put_id(row, "row", archive, matrix->ends[MATRIX_ROWS].items[i / columns].ref);
		rows_put_id(row, "column", archive,
		            matrix->ends[MATRIX_COLUMNS].items[i % columns].ref);
		json_put_text_or_null(row, "sign", crossing->is_named ? (struct str){0}
		                      : letter_of(&matrix->signs.items[crossing->sign]));
		json_put_bool(row, "named", crossing->is_named);
		json_put(row, "links", links);
		json_add(rows, row);
	}
	return rows;
}

static struct json *matrix_document(const struct archive *archive, const struct matrix *matrix)
{
	struct json *root = json_object_new();
	if (dossier_is_none(matrix->around))
		json_put_null(root, "id");
	else
		rows_put_id(root, "id", archive, matrix->around);
	json_put(root, "rows", end_rows(archive, &matrix->ends[MATRIX_ROWS]));
	json_put(root, "columns", end_rows(archive, &matrix->ends[MATRIX_COLUMNS]));
	json_put(root, "crossings", crossing_rows(archive, matrix));
	json_put(root, "signs", sign_rows(archive, matrix));
	json_put_number(root, "rows_total", (int64_t)matrix->totals[MATRIX_ROWS]);
	json_put_number(root, "columns_total", (int64_t)matrix->totals[MATRIX_COLUMNS]);
	json_put_bool(root, "cut", matrix->is_cut);
	return root;
}

/* ── The command ────────────────────────────────────────────────────────────────────────────── */

static bool read_query(struct call *call, struct matrix_query *query, struct fault *why)
{
	static const size_t kind_options[MATRIX_SIDES] = {
		[MATRIX_ROWS] = OPTION_ROWS, [MATRIX_COLUMNS] = OPTION_COLUMNS,
	};
	const char *limit = call->options[OPTION_LIMIT];
	uint64_t number = 0;
	for (size_t side = 0; side < MATRIX_SIDES; side++) {
		const char *kind = call->options[kind_options[side]];
		query->kinds[side] = NO_ROW;
		if (kind && !lookup_kind(call->archive, call->arena, str_of(kind),
		                         &query->kinds[side], why))
			return false;
	}
	if (limit && (!str_number(str_of(limit), MATRIX_MOST, &number) || number == 0))
		return fault_set(why, FAULT_USAGE,
		                 _("--limit takes a number from 1 to %d, not '%s'"), MATRIX_MOST,
		                 limit);
	query->most = (size_t)number;
	return true;
}

static enum exit_status run(struct call *call)
{
	struct matrix_query query = {0};
	struct fault why = {0};
	enum exit_status status = EXIT_DONE;
	if (!read_query(call, &query, &why))
		return call_fail(call, &why);
	if (!call_dossier(call, call->arguments[0], &query.around, &status))
		return status;
	struct matrix matrix = matrix_find(call->archive, call->arena, &query);
	status = matrix.count ? EXIT_DONE : EXIT_NOTHING;
	if (call_format(call) == FORMAT_JSON)
		return call_write_json(call, matrix_document(call->archive, &matrix), status);
	struct matrix_page made = page_matrix(call->archive, call->arena, &matrix, MATRIX_ALL,
	                                      call_page_options(call));
	output_page(call->output, &made.page);
	return status;
}

const struct command command_matrix = {
	.name = "matrix",
	.arguments = "[ID]",
	.summary = N_("Who was at what: people against events, with a sign where they are linked"),
	.example = "matrix sergei-lavrov --rows organization",
	.most_arguments = 1,
	.needs_collection = true,
	.options = options,
	.run = run,
};
