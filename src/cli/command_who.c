#include "base/message.h"
#include "cli/command.h"
#include "cli/rows.h"

#include "base/array.h"
#include "query/quotes.h"
#include "query/who.h"

/* ── JSON ───────────────────────────────────────────────────────────────────────────────────── */

static struct json *name_rows(const struct str_list *names)
{
	struct json *rows = json_array_new();
	for (size_t i = 0; i < names->count; i++)
		json_add_text(rows, names->items[i]);
	return rows;
}

static void put_quotes(struct json *row, const struct who_document *document)
{
	struct json *quotes = json_object_new();
	json_put_number(quotes, "total", (int64_t)document->quote_count);
	json_put_number(quotes, "checked", (int64_t)document->checked_count);
	json_put_number(quotes, "found", (int64_t)document->found_count);
	json_put(row, "quotes", quotes);
}

/* Where the value, or what is inside it, is from, and what that source says of itself. */
static struct json *source_row(const struct archive *archive, struct arena *arena,
                               const struct who_source *source)
{
	struct citation citation = source->citation;
	bool is_there = !dossier_is_none(citation.source);
	struct str id = is_there ? dossier_id(archive, citation.source) : citation.id;
	struct who_document document = {0};
	struct json *row = json_object_new();
	if (is_there)
		document = who_document(archive, arena, citation.source);
	json_put_text_or_null(row, "id", id);
	json_put_text_or_null(row, "locator", citation.locator);
	json_put_text_or_null(row, "note", citation.note);
	json_put_text_or_null(row, "title", document.title);
	json_put(row, "authors", name_rows(&document.authors));
	json_put_text_or_null(row, "publisher", document.publisher);
	json_put_text_or_null(row, "published", document.published);
	json_put_text_or_null(row, "reliability", document.reliability);
	json_put_text_or_null(row, "reliability_meaning", document.reliability_words);
	json_put(row, "derived_from", name_rows(&document.derived_from));
	put_quotes(row, &document);
	rows_put_id(row, "who", archive, source->speaker);
	json_put_text_or_null(row, "stance", source->stance);
	return row;
}

/* {name, label, value, rank, as_of, note, line} */
static struct json *value_row(const struct archive *archive, const struct value *value)
{
	struct json *row = json_object_new();
	json_put_text(row, "name", who_key(archive, value));
	json_put_text(row, "label", who_label(archive, value));
	json_put_text(row, "value", value->text);
	json_put_text(row, "rank", who_rank_name(value->rank));
	json_put_text_or_null(row, "as_of", archive_date(archive, value->as_of).text);
	json_put_text_or_null(row, "note", value->note);
	json_put_number(row, "line", value->place.line);
	return row;
}

static struct json *other_rows(const struct archive *archive, const struct who_values *values)
{
	struct json *rows = json_array_new();
	for (size_t i = 0; i < values->count; i++) {
		struct json *row = value_row(archive, &values->items[i]);
		json_put(row, "sources", rows_citations(archive, values->items[i].citations, NULL));
		json_add(rows, row);
	}
	return rows;
}

static struct json *claim_rows(const struct archive *archive, struct arena *arena,
                               const struct who *who)
{
	struct json *rows = json_array_new();
	for (size_t i = 0; i < who->claims.count; i++) {
		const struct who_claim *touching = &who->claims.items[i];
		struct claim claim = claim_at(archive, arena, touching->ref);
		struct json *row = json_object_new();
		json_put_text(row, "id", dossier_id(archive, claim.ref));
		json_put_text(row, "text", claim.text);
		json_put_text(row, "status", claim.status);
		json_put_text(row, "why", who_touch_name(touching->touch));
		json_add(rows, row);
	}
	return rows;
}

static struct json *elsewhere_rows(const struct archive *archive, const struct who *who)
{
	struct json *rows = json_array_new();
	for (size_t i = 0; i < who->elsewhere.count; i++) {
		struct connection connection = who->elsewhere.items[i];
		struct dossier other = dossier_at(archive, connection.other);
		struct value value = value_at(archive, connection.link.value);
		struct json *row = rows_connection(archive, connection, NULL);
		json_put_bool(row, "differs", who_differs(archive, who, &connection));
		json_put_text(row, "file", file_path(archive, other.file));
		json_put_number(row, "line", value.place.line);
		json_add(rows, row);
	}
	return rows;
}

static struct json *who_row(const struct archive *archive, struct arena *arena,
                            const struct who *who)
{
	struct json *row = value_row(archive, &who->value), *sources = json_array_new();
	for (size_t i = 0; i < who->sources.count; i++)
		json_add(sources, source_row(archive, arena, &who->sources.items[i]));
	json_put_text(row, "rests_on", who_ground_name(who->ground));
	json_put(row, "sources", sources);
	json_put(row, "against", other_rows(archive, &who->rivals));
	json_put(row, "beside", other_rows(archive, &who->beside));
	json_put(row, "claims", claim_rows(archive, arena, who));
	json_put(row, "elsewhere", elsewhere_rows(archive, who));
	return row;
}

/* ── The command ────────────────────────────────────────────────────────────────────────────── */

/* The names of the fields of all, each once: "name, roles, born". */
static struct str field_names(const struct call *call, const struct who_values *values)
{
	struct str names = {0}, last = {0};
	for (size_t i = 0; i < values->count; i++) {
		struct str key = who_key(call->archive, &values->items[i]);
		if (!str_equal(key, last))
			names = str_join(call->arena, names, STR(", "), key);
		last = key;
	}
	return names;
}

static enum exit_status no_field(struct call *call, const struct who_values *all)
{
	struct str names = field_names(call, all);
	if (all->count == 0) {
		call_tell(call, str_format(call->arena,
		                           _("'%s' says nothing that could have a source"),
		                           call->arguments[0]));
		return EXIT_NOTHING;
	}
	struct str wanted = finding_excerpt(str_of(call->arguments[1]));
	call_tell(call, str_format(call->arena, _("'%s' has no field '%.*s': it has %.*s"),
	                           call->arguments[0], STR_ARGS(wanted), STR_ARGS(names)));
	return EXIT_NOTHING;
}

static enum exit_status write_json(struct call *call, struct dossier_ref ref,
                                   const struct who_values *values)
{
	const struct archive *archive = call->archive;
	struct json *root = json_object_new(), *rows = json_array_new();
	struct dossier dossier = dossier_at(archive, ref);
	const struct who_subject *subject = who_subject(archive, call->arena, ref);
	const struct who_values *all = who_subject_values(subject);
	for (size_t place = 0, i = 0; place < all->count && i < values->count; place++) {
		if (all->items[place].row != values->items[i].row)
			continue;
		struct arena scratch = {0};
		struct who who = who_ask(subject, &scratch, place);
		json_add(rows, who_row(archive, &scratch, &who));
		arena_release(&scratch);
		i++;
	}
	json_put_text(root, "id", dossier.id);
	json_put_text(root, "kind", kind_at(archive, dossier.kind).key);
	json_put_text(root, "name", dossier.name);
	json_put_text(root, "file", file_path(archive, dossier.file));
	json_put(root, "values", rows);
	return call_write_json(call, root, EXIT_DONE);
}

static enum exit_status run(struct call *call)
{
	struct dossier_ref ref;
	enum exit_status status = EXIT_DONE;
	if (!call_dossier(call, call->arguments[0], &ref, &status))
		return status;
	struct who_values all = who_values(call->archive, call->arena, ref), wanted = {0};
	struct str field = str_of(call->arguments[1]);
	for (size_t i = 0; i < all.count; i++)
		if (call->argument_count < 2 ||
		    who_is_called(call->archive, &all.items[i], field))
			*ARRAY_ADD(call->arena, &wanted) = all.items[i];
	if (wanted.count == 0)
		return no_field(call, &all);
	if (call_format(call) == FORMAT_JSON)
		return write_json(call, ref, &wanted);
	struct page page = page_who_all(call->archive, call->arena, ref, &wanted,
	                                call_page_options(call));
	output_page(call->output, &page);
	return EXIT_DONE;
}

const struct command command_who = {
	.name = "who",
	.arguments = "ID [FIELD]",
	.summary = N_("Who says so: the sources of each value, and what others say"),
	.example = "who min-aung-hlaing roles",
	.least_arguments = 1,
	.most_arguments = 2,
	.needs_collection = true,
	.run = run,
};
