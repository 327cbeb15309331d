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

/* Texts that the document has at its top, not among the fields. */
static const enum known_field top_fields[] = { KNOWN_NAME, KNOWN_NAMES, KNOWN_SUMMARY, KNOWN_BODY,
	                                       KNOWN_SOURCES };

static bool is_top_field(const struct archive *archive, uint32_t field)
{
	for (size_t i = 0; i < sizeof(top_fields) / sizeof(top_fields[0]); i++)
		if (field != NO_ROW && field == field_known(archive, top_fields[i]))
			return true;
	return false;
}

static struct json *names_of(const struct archive *archive, const struct dossier *dossier,
                             const struct known *known)
{
	struct json *names = json_array_new();
	struct value value = value_first(archive, dossier->ref, field_known(archive, KNOWN_NAMES));
	for (; value.row != NO_ROW; value = value_next(archive, dossier->ref, value)) {
		if (!known_value(known, dossier, &value))
			continue;
		struct json *name = json_object_new();
		struct value lang = value_inside(archive, value, field_known(archive, KNOWN_LANG));
		json_put_text(name, "text", value.text);
		json_put_text_or_null(name, "lang", lang.text);
		json_put(name, "sources", rows_citations(archive, value.citations, known));
		json_add(names, name);
	}
	return names;
}

static const char *const rank_names[] = {
	[RANK_NORMAL] = "normal", [RANK_PREFERRED] = "preferred", [RANK_DEPRECATED] = "deprecated",
};
_Static_assert(sizeof(rank_names) / sizeof(rank_names[0]) == RANK_COUNT, "a name for each rank");

/* {name, label, value, sources, …}, and `fields` for what stands inside. Depth is bounded when the
 * file is read (LIMIT_DEPTH), so this goes no deeper than that. */
static struct json *field_row(struct call *call, const struct dossier *dossier,
                              const struct known *known, struct value value)
{
	const struct archive *archive = call->archive;
	struct json *row = json_object_new();
	struct str label = field_at(archive, value.field).label;
	json_put_text(row, "name", value.key);
	json_put_text(row, "label", str_is_empty(label) ? value.key : label);
	value = known_cut(known, call->arena, dossier, value, NULL);
	json_put_text(row, "value", value.text);
	json_put(row, "sources", rows_citations(archive, value.citations, known));
	json_put_text_or_null(row, "as_of", archive_date(archive, value.as_of).text);
	json_put_text(row, "rank", str_of(rank_names[value.rank]));
	json_put_text_or_null(row, "note", value.note);
	if (value.end > value.row + 1) {
		struct json *fields = json_array_new();
		for (uint32_t at = value.row + 1; at < value.end;) {
			struct value inner = value_at(archive, at);
			if (known_value(known, dossier, &inner))
				json_add(fields, field_row(call, dossier, known, inner));
			at = inner.end > at ? inner.end : at + 1;
		}
		json_put(row, "fields", fields);
	}
	return row;
}

static struct json *fields_of(struct call *call, const struct dossier *dossier,
                              const struct known *known)
{
	const struct archive *archive = call->archive;
	struct json *fields = json_array_new();
	uint32_t end = dossier->values.first + dossier->values.count;
	for (uint32_t at = dossier->values.first; at < end;) {
		struct value value = value_at(archive, at);
		if (!is_top_field(archive, value.field) && known_value(known, dossier, &value))
			json_add(fields, field_row(call, dossier, known, value));
		at = value.end > at ? value.end : at + 1;
	}
	return fields;
}

static struct json *links_of(struct call *call, struct dossier_ref ref, enum direction direction,
                             const struct known *known)
{
	struct json *rows = json_array_new();
	struct connections all = links_query(call->archive, call->arena, ref, known);
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].direction == direction)
			json_add(rows, rows_connection(call->archive, all.items[i], known));
	return rows;
}

static struct str body_of(struct call *call, const struct dossier *dossier,
                          const struct known *known)
{
	uint32_t field = field_known(call->archive, KNOWN_BODY);
	struct value value = value_first(call->archive, dossier->ref, field);
	if (value.row == NO_ROW || !known_value(known, dossier, &value))
		return (struct str){0};
	return known_cut(known, call->arena, dossier, value, NULL).text;
}

static enum exit_status write_json(struct call *call, struct dossier_ref ref,
                                   const struct known *known)
{
	const struct archive *archive = call->archive;
	struct dossier dossier = dossier_at(archive, ref);
	struct json *root = json_object_new();
	json_put_text(root, "id", dossier.id);
	json_put_text(root, "kind", kind_at(archive, dossier.kind).key);
	json_put_text(root, "name", dossier.name);
	json_put(root, "names", names_of(archive, &dossier, known));
	json_put_text_or_null(root, "summary", known_summary(known, call->arena, &dossier));
	uint32_t date = known_own_date(known, &dossier);
	json_put_text_or_null(root, "date", archive_date(archive, date).text);
	json_put(root, "fields", fields_of(call, &dossier, known));
	json_put_text_or_null(root, "body", body_of(call, &dossier, known));
	json_put(root, "sources", rows_citations(archive, dossier.citations, known));
	json_put(root, "links_out", links_of(call, ref, LINK_OUT, known));
	json_put(root, "links_in", links_of(call, ref, LINK_IN, known));
	json_put_text(root, "file", call_file_path(call, dossier.file));
	json_put_number(root, "line", dossier.line);
	return call_write_json(call, root, EXIT_DONE);
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
	struct page page = page_dossier(call->archive, call->arena, ref, page_options);
	output_page(call->output, &page);
	return EXIT_DONE;
}

const struct command command_show = {
	.name = "show",
	.arguments = "ID",
	.summary = N_("One dossier, with its sources"),
	.example = "show sergei-lavrov",
	.least_arguments = 1,
	.most_arguments = 1,
	.needs_collection = true,
	.options = options,
	.run = run,
};
