#include "base/message.h"
#include "cli/command.h"
#include "cli/manual.h"

enum { NAME_WIDTH = 24 };

enum { OPTION_OPTIONS };

static const struct option_row help_options[] = {
	[OPTION_OPTIONS] = { "options", 0, NULL,
	                     N_("only the options of all commands and of the panes"), NULL },
	{ 0 },
};

static struct str option_words(struct arena *arena, const struct option_row *option)
{
	struct str name = str_format(arena, "--%s%s%s", option->name, option->argument ? " " : "",
	                             option->argument ? option->argument : "");
	return option->letter ? str_format(arena, "-%c, %.*s", option->letter, STR_ARGS(name))
	                      : name;
}

static struct str option_help(struct arena *arena, const struct option_row *option)
{
	if (!option->choices)
		return str_of(option->help);
	return str_format(arena, "%s: %s", option->help, option_choices(option));
}

static struct str option_help_shown(struct arena *arena, const struct option_row *option)
{
	if (!option->choices)
		return str_of(_(option->help));
	return str_format(arena, "%s: %s", _(option->help), option_choices(option));
}

/* Where the rows of a table begin: under their heading, a little further in. */
enum { ROW_MARGIN = 2 };

/* ── Text ───────────────────────────────────────────────────────────────────────────────────── */

static void write_options(struct page_writer *writer, const struct option_row *options)
{
	writer->margin = ROW_MARGIN;
	for (; options && options->name; options++) {
		page_label(writer, shown_line(writer->arena, option_words(writer->arena, options)),
		           NAME_WIDTH);
		page_text(writer, ROLE_TEXT,
		          shown_line(writer->arena, option_help_shown(writer->arena, options)));
		page_break(writer);
	}
	writer->margin = 0;
}

static void write_paragraph(struct page_writer *writer, enum role role, const char *text)
{
	writer->indent = 0;
	page_text(writer, role, shown_literal(writer->arena, text));
	page_break(writer);
}

static void write_commands(struct page_writer *writer)
{
	size_t count;
	const struct command *const *rows = commands(&count);
	writer->margin = ROW_MARGIN;
	for (size_t i = 0; i < count; i++) {
		struct shown name =
			shown_format(writer->arena, "%s%s%s", rows[i]->name,
		                     rows[i]->arguments[0] ? " " : "", rows[i]->arguments);
		page_label(writer, name, NAME_WIDTH);
		page_text(writer, ROLE_TEXT, shown_literal(writer->arena, _(rows[i]->summary)));
		page_break(writer);
	}
	writer->margin = 0;
}

static void write_usage(struct page_writer *writer, const char *label, struct shown usage)
{
	int width = shown_literal(writer->arena, _("Usage:")).width;
	page_label(writer, shown_literal(writer->arena, label), width + 1);
	page_text(writer, ROLE_TEXT, usage);
	page_break(writer);
}

static enum exit_status write_all(struct call *call)
{
	struct page_writer writer = page_begin(call->arena, call->output->width);
	if (call->options[OPTION_OPTIONS]) {
		write_options(&writer, common_options());
		write_options(&writer, panes_options());
		struct page options = page_end(&writer);
		output_page(call->output, &options);
		return EXIT_DONE;
	}
	write_usage(&writer, _("Usage:"),
	            shown_literal(call->arena, "dossier [-C COLLECTION] [ID]"));
	write_usage(&writer, "",
	            shown_literal(call->arena, "dossier COMMAND [OPTION]... [ARG]..."));
	write_paragraph(&writer, ROLE_TEXT,
	                _("Browse a collection of cross-linked YAML dossiers, or ask it one "
	                  "thing."));
	page_blank(&writer);
	page_heading(&writer, shown_literal(call->arena, _("Commands")), (struct shown){0});
	write_commands(&writer);
	page_blank(&writer);
	page_heading(&writer, shown_literal(call->arena, _("Options of all commands")),
	             (struct shown){ 0 });
	write_options(&writer, common_options());
	page_blank(&writer);
	page_heading(&writer, shown_literal(call->arena, _("Options of the panes")),
	             (struct shown){ 0 });
	write_options(&writer, panes_options());
	page_blank(&writer);
	write_paragraph(&writer, ROLE_TEXT,
	                _("'dossier help COMMAND' tells more; the manual is dossier(1)."));
	struct page page = page_end(&writer);
	output_page(call->output, &page);
	return EXIT_DONE;
}

static enum exit_status write_one(struct call *call, const struct command *command)
{
	struct page_writer writer = page_begin(call->arena, call->output->width);
	const char *options = command->options ? " [OPTION]..." : "";
	write_usage(&writer, _("Usage:"),
	            shown_format(call->arena, "dossier %s%s %s", command->name, options,
	                         command->arguments));
	write_paragraph(&writer, ROLE_TEXT, _(command->summary));
	page_blank(&writer);
	write_options(&writer, command->options);
	page_blank(&writer);
	writer.indent = 0;
	page_text(&writer, ROLE_TEXT,
	          shown_format(call->arena, _("Example: dossier %s"), command->example));
	page_break(&writer);
	struct page page = page_end(&writer);
	output_page(call->output, &page);
	return EXIT_DONE;
}

/* ── JSON and manual ────────────────────────────────────────────────────────────────────────── */

static struct json *options_json(struct arena *arena, const struct option_row *options)
{
	struct json *rows = json_array_new();
	for (; options && options->name; options++) {
		struct json *row = json_object_new();
		json_put_text(row, "name", str_of(options->name));
		json_put_text_or_null(row, "argument", str_of(options->argument));
		json_put_text(row, "help", option_help(arena, options));
		json_add(rows, row);
	}
	return rows;
}

static struct json *command_json(struct arena *arena, const struct command *command)
{
	struct json *row = json_object_new();
	json_put_text(row, "name", str_of(command->name));
	json_put_text(row, "arguments", str_of(command->arguments));
	json_put_text(row, "summary", str_of(command->summary));
	json_put_text(row, "example", str_of(command->example));
	json_put(row, "options", options_json(arena, command->options));
	return row;
}

static enum exit_status write_json(struct call *call, const struct command *command)
{
	size_t count;
	const struct command *const *rows = commands(&count);
	if (command)
		return call_write_json(call, command_json(call->arena, command), EXIT_DONE);
	struct json *root = json_object_new(), *all = json_array_new();
	for (size_t i = 0; i < count; i++)
		json_add(all, command_json(call->arena, rows[i]));
	json_put(root, "commands", all);
	json_put(root, "options", options_json(call->arena, common_options()));
	json_put(root, "panes_options", options_json(call->arena, panes_options()));
	return call_write_json(call, root, EXIT_DONE);
}

static void manual_options(struct call *call, const struct option_row *options)
{
	for (; options && options->name; options++) {
		manual_item(call->output, option_words(call->arena, options));
		struct str help = option_help(call->arena, options);
		manual_sentence(call->output, str_copy(call->arena, help).bytes);
	}
}

static void manual_command(struct call *call, const struct command *command)
{
	struct str usage = str_format(call->arena, "%s%s%s", command->name,
	                              command->arguments[0] ? " " : "", command->arguments);
	manual_item(call->output, usage);
	manual_sentence(call->output, command->summary);
	if (!command->options)
		return;
	fputs(".RS\n", call->output->stream);
	manual_options(call, command->options);
	fputs(".RE\n", call->output->stream);
}

static enum exit_status write_manual(struct call *call, const struct command *command)
{
	size_t count;
	const struct command *const *rows = commands(&count);
	if (command) {
		manual_command(call, command);
		return EXIT_DONE;
	}
	if (call->options[OPTION_OPTIONS]) {
		manual_options(call, common_options());
		manual_options(call, panes_options());
		return EXIT_DONE;
	}
	for (size_t i = 0; i < count; i++)
		manual_command(call, rows[i]);
	return EXIT_DONE;
}

static enum exit_status run(struct call *call)
{
	struct fault why = {0};
	const char *name = call->argument_count ? call->arguments[0] : NULL;
	const struct command *command = name ? command_find(name) : NULL;
	if (name && !command) {
		call_no_command(name, &why);
		return call_fail(call, &why);
	}
	switch (call_format(call)) {
	case FORMAT_TEXT: return command ? write_one(call, command) : write_all(call);
	case FORMAT_JSON: return write_json(call, command);
	case FORMAT_MAN:  return write_manual(call, command);
	}
	return EXIT_DONE;
}

const struct command command_help = {
	.name = "help",
	.arguments = "[COMMAND]",
	.summary = N_("This help, or that of one command"),
	.example = "help search",
	.most_arguments = 1,
	.has_manual_form = true,
	.options = help_options,
	.run = run,
};
