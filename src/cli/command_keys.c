#include "base/message.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/manual.h"

#include "ui/action.h"
#include "ui/keymap.h"

enum { OPTION_PRESET };

static const struct option_row options[] = {
	[OPTION_PRESET] = { "preset", 0, "NAME",
	                    N_("those that the panes have with --keys NAME, before config.yaml"),
	                    keymap_preset_names },
	{ 0 },
};

/* The bindings of one action in one context, as a JSON row; none if it has no keys there. */
static void add_row(struct json *rows, enum key_context context, enum action action)
{
	const struct action_row *about = action_row(action);
	size_t count;
	const struct binding *bindings = keymap_bindings(&count);
	struct json *keys = json_array_new();
	bool has_keys = false;
	for (size_t i = 0; i < count; i++) {
		if (bindings[i].action != action || bindings[i].context != context)
			continue;
		json_add_text(keys, str_of(bindings[i].keys));
		has_keys = true;
	}
	if (!has_keys) {
		json_release(keys);
		return;
	}
	struct json *row = json_object_new();
	json_put_text(row, "action", str_of(about->name));
	json_put(row, "keys", keys);
	json_put_text(row, "context", str_of(key_context_name(context)));
	json_put_text(row, "help", str_of(about->help));
	json_put_text(row, "group", str_of(action_group_name(about->group)));
	json_add(rows, row);
}

static enum exit_status write_json(struct call *call)
{
	struct json *rows = json_array_new();
	for (int context = 0; context < CONTEXT_COUNT; context++)
		for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
			add_row(rows, (enum key_context)context, (enum action)action);
	return call_write_json(call, rows, EXIT_DONE);
}

/* The keys that a context has for an action, beyond those of everywhere. */
static struct str own_keys(struct arena *arena, enum key_context context, enum action action)
{
	size_t count;
	const struct binding *bindings = keymap_bindings(&count);
	struct text keys = { .arena = arena };
	for (size_t i = 0; i < count; i++)
		if (bindings[i].action == action && bindings[i].context == context)
			text_format(&keys, "%s%s", keys.size ? ", " : "", bindings[i].keys);
	return text_str(&keys);
}

/* The keys that it has everywhere; what is typed for it if it has none. */
static struct str usual_keys(struct arena *arena, enum action action)
{
	struct str keys = own_keys(arena, CONTEXT_GLOBAL, action);
	return keys.size ? keys : str_format(arena, ":%s", action_row(action)->name);
}

static void add_cells(struct table *table, struct arena *arena, struct str keys,
                      enum action action)
{
	const struct action_row *about = action_row(action);
	struct table_cell *cells = table_row(table, arena);
	cells[0] = (struct table_cell){ shown_line(arena, keys), ROLE_LINK };
	cells[1] = (struct table_cell){ shown_literal(arena, about->name), ROLE_DIM };
	cells[2] = (struct table_cell){ shown_literal(arena, _(about->help)), ROLE_TEXT };
}

static void write_group(struct call *call, struct table *table, enum action_group group)
{
	struct arena *arena = call->arena;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		enum action action = (enum action)i;
		if (action_row(action)->group == group)
			add_cells(table, arena, usual_keys(arena, action), action);
	}
}

/*	list: Tab    pane-next    To the next pane */
static void write_context(struct call *call, struct table *table, enum key_context context)
{
	struct arena *arena = call->arena;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		struct str keys = own_keys(arena, context, (enum action)i);
		if (keys.size)
			add_cells(table, arena,
			          str_format(arena, "%s: %.*s", key_context_name(context),
			                     STR_ARGS(keys)),
			          (enum action)i);
	}
}

static enum exit_status write_text(struct call *call)
{
	struct table table = { .column_count = 3, .flexible = 2 };
	for (int group = 0; group < GROUP_COUNT; group++)
		write_group(call, &table, (enum action_group)group);
	for (int context = CONTEXT_GLOBAL + 1; context < CONTEXT_COUNT; context++)
		write_context(call, &table, (enum key_context)context);
	output_table(call->output, &table);
	return EXIT_DONE;
}

static void manual_action(struct call *call, struct str keys, enum action action)
{
	const struct action_row *about = action_row(action);
	manual_item(call->output, keys);
	manual_text(call->output,
	            str_format(call->arena, "%s (%s).", about->help, about->name));
}

static void manual_context(struct call *call, enum key_context context)
{
	bool has_heading = false;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		struct str keys = own_keys(call->arena, context, (enum action)i);
		if (keys.size && !has_heading)
			manual_heading(call->output, str_format(call->arena, "In the %s",
			                                        key_context_name(context)));
		if (keys.size)
			manual_action(call, keys, (enum action)i);
		has_heading = has_heading || keys.size;
	}
}

static enum exit_status write_manual(struct call *call)
{
	for (int group = 0; group < GROUP_COUNT; group++) {
		manual_heading(call->output, str_of(action_group_name((enum action_group)group)));
		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
			enum action action = (enum action)i;
			if (action_row(action)->group == (enum action_group)group)
				manual_action(call, usual_keys(call->arena, action), action);
		}
	}
	for (int context = CONTEXT_GLOBAL + 1; context < CONTEXT_COUNT; context++)
		manual_context(call, (enum key_context)context);
	return EXIT_DONE;
}

static enum exit_status run(struct call *call)
{
	const char *preset = call->options[OPTION_PRESET];
	if (preset)
		keymap_use(keymap_preset_find(str_of(preset)));
	else if (call_format(call) != FORMAT_MAN)
		call_read_config(call, NULL);
	switch (call_format(call)) {
	case FORMAT_TEXT: return write_text(call);
	case FORMAT_JSON: return write_json(call);
	case FORMAT_MAN:  return write_manual(call);
	}
	return EXIT_DONE;
}

const struct command command_keys = {
	.name = "keys",
	.arguments = "",
	.summary = N_("The keys of the reader and what they do"),
	.example = "keys",
	.has_manual_form = true,
	.options = options,
	.run = run,
};
