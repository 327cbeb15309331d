#include "base/message.h"
#include "cli/command.h"

#include "query/known.h"
#include "query/lookup.h"

enum { OPTION_KNOWN };

static const struct option_row options[] = {
	[OPTION_KNOWN] = { "known", 0, "DATE", CALL_KNOWN_HELP, NULL },
	{ 0 },
};

static uint32_t count_known(const struct archive *archive, struct link_span span,
                            const struct known *known)
{
	uint32_t count = 0;
	for (uint32_t i = 0; known && i < span.range.count; i++)
		count += known_link(known, link_of(archive, span, i));
	return known ? count : span.range.count;
}

static uint32_t count_links(const struct archive *archive, struct dossier_ref ref,
                            const struct known *known)
{
	return count_known(archive, links_out(archive, ref), known) +
	       count_known(archive, links_in(archive, ref), known);
}

/* Those of all that are there. In the call's arena. */
static struct row_span leave_known(struct call *call, struct row_span all, struct known *known)
{
	uint32_t *rows = ARENA_MANY(call->arena, uint32_t, all.count), count = 0;
	known_count(known, 0);
	for (uint32_t i = 0; i < all.count; i++)
		if (known_dossier(known, (struct dossier_ref){ all.rows[i] }))
			rows[count++] = all.rows[i];
	return (struct row_span){ rows, count };
}

static enum exit_status write_json(struct call *call, struct row_span span,
                                   const struct known *known)
{
	struct json *rows = json_array_new();
	for (uint32_t i = 0; i < span.count; i++) {
		struct dossier dossier =
			dossier_at(call->archive, (struct dossier_ref){ span.rows[i] });
		struct json *row = json_object_new();
		json_put_text(row, "id", dossier.id);
		json_put_text(row, "kind", kind_at(call->archive, dossier.kind).key);
		json_put_text(row, "name", dossier.name);
		uint32_t date = known_own_date(known, &dossier);
		json_put_text_or_null(row, "date", archive_date(call->archive, date).text);
		json_put_number(row, "links", count_links(call->archive, dossier.ref, known));
		json_add(rows, row);
	}
	return call_write_json(call, rows, span.count ? EXIT_DONE : EXIT_NOTHING);
}

static void write_row(struct call *call, struct table *table, struct dossier_ref ref,
                      const struct known *known)
{
	struct arena *arena = call->arena;
	struct dossier dossier = dossier_at(call->archive, ref);
	uint32_t own = known_own_date(known, &dossier);
	struct str date = archive_date(call->archive, own).text;
	struct table_cell *cells = table_row(table, arena);
	cells[0] = (struct table_cell){ shown_line(arena, dossier.id), ROLE_LINK };
	cells[1] = (struct table_cell){ shown_line(arena, kind_at(call->archive, dossier.kind).key),
		                        ROLE_DIM };
	cells[2] = (struct table_cell){ shown_line(arena, dossier.name), ROLE_TEXT };
	cells[3] = (struct table_cell){
		shown_line(arena, date_short(arena, date, DATE_SHORT_WIDTH)), ROLE_DATE
	};
	cells[4] = (struct table_cell){
		shown_format(arena, "%u", count_links(call->archive, ref, known)), ROLE_DIM
	};
}

/* Nothing at all to list is more often a slip than what somebody wanted to know. */
static enum exit_status nothing_to_list(struct call *call)
{
	struct fault why = {0};
	fault_set(&why, FAULT_FORMAT, _("%.*s has no dossiers in it; 'dossier check' may tell why"),
	          STR_ARGS(call->collection_path));
	call_fail(call, &why);
	return EXIT_NOTHING;
}

static enum exit_status write_list(struct call *call, struct row_span span,
                                   const struct known *known)
{
	if (call_format(call) == FORMAT_JSON)
		return write_json(call, span, known);
	struct table table = { .column_count = 5, .flexible = 2, .has_ids = true, .ids = 0,
		               .right = { [3] = true, [4] = true } };
	for (uint32_t i = 0; i < span.count; i++)
		write_row(call, &table, (struct dossier_ref){ span.rows[i] }, known);
	output_table(call->output, &table);
	if (dossier_count(call->archive) == 0)
		return nothing_to_list(call);
	return span.count ? EXIT_DONE : EXIT_NOTHING;
}

static enum exit_status run(struct call *call)
{
	struct fault why = {0};
	uint32_t kind = NO_ROW;
	struct known on = {0};
	const struct known *known;
	if (!call_known(call, call->options[OPTION_KNOWN], &on, &known, &why))
		return call_fail(call, &why);
	if (call->argument_count &&
	    !lookup_kind(call->archive, call->arena, str_of(call->arguments[0]), &kind, &why))
		return call_fail(call, &why);
	struct row_span span = kind == NO_ROW ? dossiers_by_name(call->archive)
	                                      : dossiers_of_kind(call->archive, kind);
	if (known)
		span = leave_known(call, span, &on);
	enum exit_status status = write_list(call, span, known);
	if (known && known_dossier_count(known, call->archive) == 0)
		call_tell(call, known_first_sentence(known, call->arena));
	known_end(&on);
	return status;
}

const struct command command_list = {
	.name = "list",
	.arguments = "[KIND]",
	.summary = N_("All dossiers, or those of one kind, by name"),
	.example = "list people",
	.most_arguments = 1,
	.needs_collection = true,
	.options = options,
	.run = run,
};
