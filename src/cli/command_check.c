#include "base/message.h"
#include "cli/command.h"
#include "cli/manual.h"

#include "model/limits.h"
#include "query/findings.h"

enum { OPTION_STRICT, OPTION_ALL, OPTION_RULES };

static const struct option_row options[] = {
	[OPTION_STRICT] = { "strict", 0, NULL, N_("warnings count for the exit status too"), NULL },
	[OPTION_ALL]    = { "all", 0, NULL, N_("show all findings, however many there are"), NULL },
	[OPTION_RULES]  = { "rules", 0, NULL, N_("explain the rules instead of checking"), NULL },
	{ 0 },
};

/* ── The rules ──────────────────────────────────────────────────────────────────────────────── */

static enum exit_status rules_json(struct call *call)
{
	struct json *rows = json_array_new();
	for (int rule = 0; rule < RULE_COUNT; rule++) {
		const struct rule_row *about = rule_row((enum rule)rule);
		struct json *row = json_object_new();
		json_put_text(row, "rule", str_of(about->name));
		json_put_text(row, "severity", str_of(severity_name(about->severity)));
		json_put_text(row, "help", str_of(about->help));
		json_add(rows, row);
	}
	return call_write_json(call, rows, EXIT_DONE);
}

static enum exit_status rules_text(struct call *call)
{
	struct page_writer writer = page_begin(call->arena, call->output->width);
	for (int rule = 0; rule < RULE_COUNT; rule++) {
		const struct rule_row *about = rule_row((enum rule)rule);
		page_text(&writer, ROLE_HEADING, shown_literal(call->arena, about->name));
		page_text(&writer, ROLE_DIM,
		          shown_format(call->arena, " (%s)", severity_name(about->severity)));
		page_break(&writer);
		writer.indent = 4;
		page_text(&writer, ROLE_TEXT, shown_literal(call->arena, about->help));
		page_break(&writer);
		writer.indent = 0;
	}
	struct page page = page_end(&writer);
	output_page(call->output, &page);
	return EXIT_DONE;
}

static enum exit_status rules_manual(struct call *call)
{
	for (int rule = 0; rule < RULE_COUNT; rule++) {
		const struct rule_row *about = rule_row((enum rule)rule);
		manual_item(call->output, str_format(call->arena, "%s (%s)", about->name,
		                                     severity_name(about->severity)));
		manual_text(call->output, str_of(about->help));
	}
	return EXIT_DONE;
}

static enum exit_status explain_rules(struct call *call)
{
	switch (call_format(call)) {
	case FORMAT_TEXT: return rules_text(call);
	case FORMAT_JSON: return rules_json(call);
	case FORMAT_MAN:  return rules_manual(call);
	}
	return EXIT_DONE;
}

/* ── The findings ───────────────────────────────────────────────────────────────────────────── */

static const enum role severity_roles[] = {
	[SEVERITY_ERROR] = ROLE_ERROR, [SEVERITY_WARNING] = ROLE_WARNING,
	[SEVERITY_INFO] = ROLE_INFO,
};
_Static_assert(sizeof(severity_roles) / sizeof(severity_roles[0]) == SEVERITY_COUNT,
               "a role for each");

/* A name of a file that could pass for the rest of the line is quoted. */
static struct shown path_of(struct call *call, uint32_t file)
{
	struct str path = call_file_path(call, file);
	bool is_odd =
		str_find(path, STR(":"), 0) != SIZE_MAX || str_find(path, STR(" "), 0) != SIZE_MAX;
	return shown_format(call->arena, is_odd ? "\"%.*s\"" : "%.*s", STR_ARGS(path));
}

static void write_finding(struct call *call, struct finding finding)
{
	struct output *output = call->output;
	const struct rule_row *rule = rule_row(finding.rule);
	output_put(output, ROLE_TEXT, path_of(call, finding.file));
	output_put(output, ROLE_DIM,
	           shown_format(call->arena, ":%u:%u: ", finding.place.line, finding.place.column));
	output_text(output, severity_roles[rule->severity], severity_name(rule->severity));
	output_put(output, ROLE_TEXT,
	           shown_format(call->arena, ": %.*s", STR_ARGS(finding.message)));
	output_put(output, ROLE_DIM, shown_format(call->arena, " [%s]", rule->name));
	output_line(output);
}

static void write_more(struct call *call, struct str words)
{
	output_put(call->output, ROLE_DIM, shown_line(call->arena, words));
	output_line(call->output);
}

/* What was left out when the collection was built; empty if nothing was. */
static struct str dropped_words(struct call *call)
{
	uint32_t dropped = archive_collection(call->archive).dropped_findings;
	if (!dropped)
		return (struct str){0};
	return str_format(call->arena,
	                  _("%u more in files that have too many: mend the others first"),
	                  dropped);
}

static void write_text(struct call *call, uint32_t limit)
{
	uint32_t count = finding_count(call->archive);
	for (uint32_t i = 0; i < count && i < limit; i++)
		write_finding(call, finding_at(call->archive, i));
	struct str dropped = dropped_words(call);
	if (count > limit)
		write_more(call, str_format(call->arena, _("%u more; --all shows them"),
		                            count - limit));
	if (dropped.size)
		write_more(call, dropped);
}

/* A document has no place for what it does not have. */
static void complain_of_dropped(struct call *call)
{
	struct str dropped = dropped_words(call);
	if (dropped.size)
		call_tell(call, dropped);
}

static enum exit_status write_json(struct call *call, enum exit_status status)
{
	struct json *rows = json_array_new();
	for (uint32_t i = 0; i < finding_count(call->archive); i++) {
		struct finding finding = finding_at(call->archive, i);
		const struct rule_row *rule = rule_row(finding.rule);
		struct json *row = json_object_new();
		json_put_text(row, "rule", str_of(rule->name));
		json_put_text(row, "severity", str_of(severity_name(rule->severity)));
		json_put_text(row, "path", call_file_path(call, finding.file));
		json_put_number(row, "line", finding.place.line);
		json_put_number(row, "column", finding.place.column);
		json_put_text(row, "message", finding.message);
		json_add(rows, row);
	}
	call_write_json(call, rows, status);
	complain_of_dropped(call);
	return status;
}

/* How it went, for the person at the terminal; programs look at the status. */
static void write_summary(struct call *call, struct finding_counts counts)
{
	call_tell(call, str_format(call->arena,
	                           _("dossiers: %u, errors: %zu, warnings: %zu, remarks: %zu"),
	                           dossier_count(call->archive), counts.of[SEVERITY_ERROR],
	                           counts.of[SEVERITY_WARNING], counts.of[SEVERITY_INFO]));
}

static enum exit_status run(struct call *call)
{
	struct fault why = {0};
	if (call->options[OPTION_RULES])
		return explain_rules(call);
	if (call_format(call) == FORMAT_MAN) {
		fault_set(&why, FAULT_USAGE, _("--format man goes with --rules"));
		return call_fail(call, &why);
	}
	if (!call_open_collection(call, &why))
		return call_fail(call, &why);
	struct finding_counts counts = findings_count(call->archive);
	bool is_bad = counts.of[SEVERITY_ERROR] ||
	              (call->options[OPTION_STRICT] && counts.of[SEVERITY_WARNING]);
	enum exit_status status = is_bad ? EXIT_NOTHING : EXIT_DONE;
	if (call_format(call) == FORMAT_JSON)
		return write_json(call, status);
	write_text(call, call->options[OPTION_ALL] ? UINT32_MAX : LIMIT_FINDINGS_SHOWN);
	write_summary(call, counts);
	return status;
}

const struct command command_check = {
	.name = "check",
	.arguments = "",
	.summary = N_("What there is to mend in the files of the collection"),
	.example = "check --strict",
	.has_manual_form = true,
	.options = options,
	.looks_at_files = true,
	.needs_findings = true,
	.run = run,
};
