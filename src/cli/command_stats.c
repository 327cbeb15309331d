#include "base/message.h"
#include "cli/command.h"

#include "query/stats.h"

static enum exit_status write_json(struct call *call, const struct stats *stats)
{
	struct json *root = json_object_new(), *kinds = json_object_new(),
		    *findings = json_object_new();
	for (uint32_t kind = 0; kind < kind_count(call->archive); kind++) {
		struct str key = kind_at(call->archive, kind).key;
		json_put_number(kinds, str_copy(call->arena, key).bytes, stats->of_kind[kind]);
	}
	for (int severity = 0; severity < SEVERITY_COUNT; severity++)
		json_put_number(findings, severity_name((enum severity)severity),
		                (int64_t)stats->findings.of[severity]);
	json_put_number(root, "dossiers", stats->dossiers);
	json_put(root, "kinds", kinds);
	json_put_number(root, "links", stats->links);
	json_put_number(root, "quotes", stats->quotes);
	json_put_number(root, "words", (int64_t)stats->words);
	json_put_number(root, "bytes", (int64_t)stats->bytes);
	json_put_number(root, "files", stats->files);
	json_put(root, "findings", findings);
	return call_write_json(call, root, EXIT_DONE);
}

static void write_row(struct call *call, struct table *table, struct str label, uint64_t number)
{
	struct table_cell *cells = table_row(table, call->arena);
	cells[0] = (struct table_cell){ shown_line(call->arena, label), ROLE_TEXT };
	cells[1] =
		(struct table_cell){ shown_format(call->arena, "%llu", (unsigned long long)number),
		                     ROLE_TEXT };
}

static enum exit_status run(struct call *call)
{
	struct stats stats = stats_query(call->archive, call->arena);
	if (call_format(call) == FORMAT_JSON)
		return write_json(call, &stats);
	struct table table = { .column_count = 2, .right = { [1] = true } };
	write_row(call, &table, str_of(_("dossiers")), stats.dossiers);
	for (uint32_t kind = 0; kind < kind_count(call->archive); kind++) {
		struct str plural = message_of(kind_at(call->archive, kind).plural);
		write_row(call, &table, str_join(call->arena, STR("  "), STR(" "), plural),
		          stats.of_kind[kind]);
	}
	write_row(call, &table, str_of(_("links")), stats.links);
	write_row(call, &table, str_of(_("words")), stats.words);
	write_row(call, &table, str_of(_("files")), stats.files);
	write_row(call, &table, str_of(_("bytes")), stats.bytes);
	for (int severity = 0; severity < SEVERITY_COUNT; severity++)
		write_row(call, &table,
		          str_format(call->arena, _("findings: %s"),
		                     _(severity_name((enum severity)severity))),
		          stats.findings.of[severity]);
	output_table(call->output, &table);
	return EXIT_DONE;
}

const struct command command_stats = {
	.name = "stats",
	.arguments = "",
	.summary = N_("How much there is: dossiers, links, words, findings"),
	.example = "stats",
	.needs_collection = true,
	.needs_findings = true,
	.run = run,
};
