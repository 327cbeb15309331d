#include "base/message.h"
#include "cli/command.h"

#include <stdlib.h>

#include "cli/manual.h"

enum { OPTION_BUILTIN };

static const struct option_row options[] = {
	[OPTION_BUILTIN] = { "builtin", 0, NULL,
	                     N_("without what the collection adds to it"), NULL },
	{ 0 },
};

/* ── JSON ───────────────────────────────────────────────────────────────────────────────────── */

static struct json *keys_of_fields(const struct archive *archive, struct row_span span)
{
	struct json *keys = json_array_new();
	for (uint32_t i = 0; i < span.count; i++)
		json_add_text(keys, field_at(archive, span.rows[i]).key);
	return keys;
}

static struct json *keys_of_kinds(const struct archive *archive, struct row_span span)
{
	struct json *keys = json_array_new();
	for (uint32_t i = 0; i < span.count; i++)
		json_add_text(keys, kind_at(archive, span.rows[i]).key);
	return keys;
}

static struct json *kinds_json(const struct archive *archive)
{
	struct json *rows = json_array_new();
	for (uint32_t i = 0; i < kind_count(archive); i++) {
		struct kind_view kind = kind_at(archive, i);
		struct json *row = json_object_new();
		json_put_text(row, "key", kind.key);
		json_put_text(row, "label", kind.label);
		json_put_text(row, "plural", kind.plural);
		json_put_text(row, "help", kind.help);
		json_put(row, "fields", keys_of_fields(archive, kind.fields));
		json_add(rows, row);
	}
	return rows;
}

static struct json *fields_json(const struct archive *archive)
{
	struct json *rows = json_array_new();
	for (uint32_t i = 0; i < field_count(archive); i++) {
		struct field_view field = field_at(archive, i);
		struct json *row = json_object_new(), *values = json_array_new();
		for (uint32_t v = 0; v < field.values.count; v++)
			json_add_text(values, meaning_at(archive, field.values.first + v).code);
		json_put_text(row, "key", field.key);
		json_put_text(row, "label", field.label);
		json_put_text(row, "type", str_of(field_type_name(field.type)));
		json_put_bool(row, "many", field.is_many);
		json_put_text_or_null(row, "relation", relation_at(archive, field.relation).key);
		json_put(row, "to", keys_of_kinds(archive, field.to));
		json_put(row, "required", keys_of_kinds(archive, field.required));
		json_put(row, "fields", keys_of_fields(archive, field.fields));
		json_put(row, "values", values);
		json_put_text(row, "help", field.help);
		json_add(rows, row);
	}
	return rows;
}

static struct json *relations_json(const struct archive *archive)
{
	struct json *rows = json_array_new();
	for (uint32_t i = 0; i < relation_count(archive); i++) {
		struct relation_view relation = relation_at(archive, i);
		struct json *row = json_object_new();
		json_put_text(row, "key", relation.key);
		json_put_text(row, "label", relation.label);
		json_put_text(row, "inverse", relation.inverse);
		json_put_text(row, "group", relation.group);
		json_put_bool(row, "symmetric", relation.is_symmetric);
		json_put_text_or_null(row, "help", relation.help);
		json_add(rows, row);
	}
	return rows;
}

static enum exit_status write_json(struct call *call)
{
	struct json *root = json_object_new();
	json_put(root, "kinds", kinds_json(call->archive));
	json_put(root, "fields", fields_json(call->archive));
	json_put(root, "relations", relations_json(call->archive));
	return call_write_json(call, root, EXIT_DONE);
}

/* ── Text ───────────────────────────────────────────────────────────────────────────────────── */

/* "link to person or organization, several". In the arena. */
static struct str type_words(struct arena *arena, const struct archive *archive,
                             const struct field_view *field)
{
	struct text words = { .arena = arena };
	text_add(&words, str_of(field_type_name(field->type)));
	for (uint32_t i = 0; i < field->to.count; i++)
		text_format(&words, "%s %.*s", i ? " or" : " to",
		            STR_ARGS(kind_at(archive, field->to.rows[i]).key));
	for (uint32_t i = 0; i < field->values.count; i++)
		text_format(&words, "%s %.*s", i ? "," : ":",
		            STR_ARGS(meaning_at(archive, field->values.first + i).code));
	if (field->is_many)
		text_add(&words, STR("; several"));
	return text_str(&words);
}

static struct table_cell cell(struct arena *arena, enum role role, struct str text)
{
	return (struct table_cell){ shown_line(arena, text), role };
}

static void write_kinds(struct call *call)
{
	struct table table = { .column_count = 2, .flexible = 1 };
	for (uint32_t i = 0; i < kind_count(call->archive); i++) {
		struct kind_view kind = kind_at(call->archive, i);
		struct table_cell *cells = table_row(&table, call->arena);
		cells[0] = cell(call->arena, ROLE_LINK, kind.key);
		cells[1] = cell(call->arena, ROLE_TEXT, kind.help);
	}
	output_table(call->output, &table);
}

static void write_fields(struct call *call)
{
	struct table table = { .column_count = 3, .flexible = 2 };
	for (uint32_t i = 0; i < field_count(call->archive); i++) {
		struct field_view field = field_at(call->archive, i);
		struct table_cell *cells = table_row(&table, call->arena);
		cells[0] = cell(call->arena, ROLE_LINK, field.key);
		cells[1] =
			cell(call->arena, ROLE_DIM, type_words(call->arena, call->archive, &field));
		cells[2] = cell(call->arena, ROLE_TEXT, field.help);
	}
	output_table(call->output, &table);
}

static void write_relations(struct call *call)
{
	struct table table = { .column_count = 3, .flexible = 2 };
	for (uint32_t i = 0; i < relation_count(call->archive); i++) {
		struct relation_view relation = relation_at(call->archive, i);
		struct table_cell *cells = table_row(&table, call->arena);
		cells[0] = cell(call->arena, ROLE_LINK, relation.key);
		cells[1] = cell(call->arena, ROLE_TEXT, message_of(relation.label));
		cells[2] = cell(call->arena, ROLE_DIM, message_of(relation.inverse));
	}
	output_table(call->output, &table);
}

static enum exit_status write_text(struct call *call)
{
	static const struct { const char *heading; void (*write)(struct call *); } parts[] = {
		{ N_("Kinds"), write_kinds }, { N_("Fields"), write_fields },
		{ N_("Relations, and how they read from the other end"), write_relations },
	};
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (i)
			output_line(call->output);
		output_text(call->output, ROLE_HEADING, _(parts[i].heading));
		output_line(call->output);
		parts[i].write(call);
	}
	return EXIT_DONE;
}

/* ── Manual ─────────────────────────────────────────────────────────────────────────────────── */

static void manual_kind(struct call *call, const struct kind_view *kind)
{
	struct text fields = { .arena = call->arena };
	for (uint32_t i = 0; i < kind->fields.count; i++)
		text_format(&fields, "%s%.*s", i ? ", " : "",
		            STR_ARGS(field_at(call->archive, kind->fields.rows[i]).key));
	manual_item(call->output, kind->key);
	manual_text(call->output, kind->help);
	manual_text(call->output,
	            str_join(call->arena, STR("Fields:"), STR(" "), text_str(&fields)));
}

static enum exit_status write_manual(struct call *call)
{
	const struct archive *archive = call->archive;
	manual_heading(call->output, STR("Kinds"));
	for (uint32_t i = 0; i < kind_count(archive); i++) {
		struct kind_view kind = kind_at(archive, i);
		manual_kind(call, &kind);
	}
	manual_heading(call->output, STR("Fields"));
	for (uint32_t i = 0; i < field_count(archive); i++) {
		struct field_view field = field_at(archive, i);
		struct str type = type_words(call->arena, archive, &field);
		manual_item(call->output, str_format(call->arena, "%.*s (%.*s)",
		                                     STR_ARGS(field.key), STR_ARGS(type)));
		manual_text(call->output, field.help);
	}
	manual_heading(call->output, STR("Relations"));
	for (uint32_t i = 0; i < relation_count(archive); i++) {
		struct relation_view relation = relation_at(archive, i);
		manual_item(call->output, relation.key);
		manual_text(call->output,
		            str_format(call->arena, "%.*s; from the other end: %.*s.",
		                       STR_ARGS(relation.label), STR_ARGS(relation.inverse)));
	}
	return EXIT_DONE;
}

/* The schema of the collection at hand; where there is none, that of the program. One that was
 * named but is not there, or that cannot be read, is not none. */
static bool open_schema(struct call *call, struct fault *why)
{
	const char *variable = getenv("DOSSIER_COLLECTION");
	bool is_named = call->common[COMMON_COLLECTION] || (variable && *variable);
	if (!call->options[OPTION_BUILTIN] && call_open_collection(call, why))
		return true;
	bool is_there = call->collection_path.size > 0;
	if (!call->options[OPTION_BUILTIN] && (is_named || is_there))
		return false;
	return call_open_nothing(call, why);
}

static enum exit_status run(struct call *call)
{
	struct fault why = {0};
	if (!open_schema(call, &why))
		return call_fail(call, &why);
	switch (call_format(call)) {
	case FORMAT_TEXT: return write_text(call);
	case FORMAT_JSON: return write_json(call);
	case FORMAT_MAN:  return write_manual(call);
	}
	return EXIT_DONE;
}

const struct command command_schema = {
	.name = "schema",
	.arguments = "",
	.summary = N_("Kinds, fields and relations that the collection knows"),
	.example = "schema --format json",
	.has_manual_form = true,
	.options = options,
	.run = run,
};
