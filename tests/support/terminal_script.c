#include "support/terminal_script.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/unicode.h"

static void script_size(struct terminal *terminal, int *rows, int *columns)
{
	const struct terminal_script *script = (const struct terminal_script *)terminal;
	*rows = script->rows;
	*columns = script->columns;
}

static struct event next_letter(struct terminal_script *script)
{
	size_t size;
	struct key key = { unicode_decode(script->typed, 0, &size) };
	script->typed = str_slice(script->typed, size, script->typed.size);
	return (struct event){ .kind = EVENT_KEY, .key = key };
}

static struct event resize(struct terminal_script *script, struct str size)
{
	if (sscanf(size.bytes, "%dx%d", &script->columns, &script->rows) != 2)
		abort();
	return (struct event){ .kind = EVENT_RESIZE,
		               .rows = script->rows,
		               .columns = script->columns };
}

/* By the clock of the script, the next one comes at once. */
static struct event click(const struct terminal_script *script, struct str place)
{
	struct mouse mouse = { .deed = MOUSE_CLICK };
	if (sscanf(place.bytes, "%d,%d", &mouse.column, &mouse.row) != 2)
		abort();
	return (struct event){ .kind = script->takes_mouse ? EVENT_MOUSE : EVENT_NONE,
		               .mouse = mouse };
}

static struct event play_line(struct terminal_script *script, struct str line)
{
	struct event event = { .kind = EVENT_KEY };
	if (str_starts_with(line, STR("=")) && line.size > 1) {
		script->typed = str_slice(line, 1, line.size);
		return next_letter(script);
	}
	if (str_starts_with(line, STR("paste ")))
		return (struct event){ .kind = EVENT_PASTE,
			               .paste = str_slice(line, 6, line.size) };
	if (str_starts_with(line, STR("click ")))
		return click(script, str_copy(script->arena, str_slice(line, 6, line.size)));
	if (str_starts_with(line, STR("resize ")))
		return resize(script, str_copy(script->arena, str_slice(line, 7, line.size)));
	if (str_equal(line, STR("news")))
		return (struct event){ .kind = EVENT_NEWS };
	if (str_starts_with(line, STR("quit ")))
		return (struct event){ .kind = EVENT_QUIT, .signal = 15 };
	if (!key_parse(line, &event.key)) {
		fprintf(stderr, "no key is called '%.*s'\n", STR_ARGS(line));
		abort();
	}
	return event;
}

/* One event a wait, and nothing in between, so that each is followed by a show. */
static struct event script_wait(struct terminal *terminal, int timeout_ms)
{
	struct terminal_script *script = (struct terminal_script *)terminal;
	if (timeout_ms == 0)
		return (struct event){ .kind = EVENT_NONE };
	if (script->typed.size)
		return next_letter(script);
	while (script->script.bytes) {
		struct str line = str_trim(str_cut(&script->script, '\n'));
		if (line.size)
			return play_line(script, line);
	}
	return (struct event){ .kind = EVENT_HANGUP };
}

static void script_show(struct terminal *terminal, const struct canvas *canvas)
{
	struct terminal_script *script = (struct terminal_script *)terminal;
	script->screen = canvas_text(canvas, script->arena);
	script->roles = canvas_roles(canvas, script->arena);
	script->shows++;
}

static void script_copy(struct terminal *terminal, struct str sequence)
{
	struct terminal_script *script = (struct terminal_script *)terminal;
	script->copied = str_copy(script->arena, sequence);
	script->copies++;
}

static void script_bell(struct terminal *terminal)
{
	((struct terminal_script *)terminal)->bells++;
}

static bool script_take_mouse(struct terminal *terminal, bool takes)
{
	struct terminal_script *script = (struct terminal_script *)terminal;
	script->takes_mouse = takes && !script->has_no_mouse;
	return !takes || script->takes_mouse;
}

static void script_redraw(struct terminal *terminal)
{
	((struct terminal_script *)terminal)->redraws++;
}

static void script_suspend(struct terminal *terminal)
{
	((struct terminal_script *)terminal)->suspends++;
}

static bool script_run(struct terminal *terminal, const struct program *program, int *status,
                       struct fault *why)
{
	struct terminal_script *script = (struct terminal_script *)terminal;
	struct text words = { .arena = script->arena };
	for (size_t i = 0; program->words[i]; i++)
		text_format(&words, "%s[%s]", i ? " " : "", program->words[i]);
	script->ran = text_str(&words);
	script->input = str_copy(script->arena, program->input);
	*status = script->status;
	return script->status >= 0 || fault_set(why, FAULT_SYSTEM, "sh: is not there");
}

static void script_close(struct terminal *terminal)
{
	((struct terminal_script *)terminal)->is_closed = true;
}

static const struct terminal_ops script_ops = {
	.size = script_size,
	.wait = script_wait,
	.show = script_show,
	.copy = script_copy,
	.bell = script_bell,
	.take_mouse = script_take_mouse,
	.redraw = script_redraw,
	.suspend = script_suspend,
	.run = script_run,
	.close = script_close,
};

struct terminal_script terminal_script(struct arena *arena, int rows, int columns,
                                       struct str script)
{
	return (struct terminal_script){
		.terminal = { .ops = &script_ops, .clipboard = CLIPBOARD_PLAIN },
		.arena = arena,
		.script = str_is_empty(script) ? (struct str){0} : script,
		.rows = rows,
		.columns = columns,
	};
}
