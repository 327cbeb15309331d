#include "ui/ui.h"

#ifdef __GLIBC__
# include <malloc.h>
#endif
#include <signal.h>
#include <stdlib.h>

#include "archive/revision.h"
#include "base/arena.h"
#include "base/mapping.h"
#include "base/message.h"
#include "ui/kiosk.h"
#include "ui/rescue.h"
#include "ui/terminal.h"
#include "ui/workspace.h"

enum { IDLE_BUDGET_US = 10000 };        /* work between two looks at the keyboard */

/* Who looks for other archives, and what it has for us. */
struct renewing {
	const struct ui_renewal *renewal;       /* NULL: nobody */
	bool has_begun;
	unsigned news_count;            /* pieces that are not taken yet */
};

static void show(struct workspace *workspace, struct terminal *terminal, struct arena *frame)
{
	int rows, columns;
	arena_reset(frame);
	if (workspace->wants_redraw)
		terminal->ops->redraw(terminal);
	workspace->wants_redraw = false;
	terminal->ops->size(terminal, &rows, &columns);
	struct canvas canvas = canvas_new(frame, rows, columns);
	workspace_draw(workspace, frame, &canvas);
	terminal->ops->show(terminal, &canvas);
}

/* What the reader sees of it: a part became the whole, files changed, or what was kept was old.
 * Behind a revision comes the whole, which says the same: of that there is nothing to tell. */
static void tell(struct workspace *workspace, struct str told)
{
	bool is_told = archive_base(workspace->archive) != workspace->archive;
	if (workspace->reading.is_part)
		workspace_say(workspace, _("All of the collection is read"));
	else if (told.size)
		workspace_say(workspace, "%.*s", STR_ARGS(told));
	else if (!is_told)
		workspace_say(workspace,
		              _("Files of the collection have changed, and were read anew"));
}

/* How far all is read, while it goes on; nothing once all is shown. */
static void note_reading(struct workspace *workspace, const struct ui_renewal *renewal,
                         bool has_failed)
{
	if (!workspace->reading.is_part)
		return;
	if (renewal->reading)
		workspace->reading = renewal->reading(renewal->context);
	workspace->reading.is_part = true;
	workspace->reading.has_failed = has_failed;
}

static void renew(struct workspace *workspace, const struct ui_renewal *renewal)
{
	struct str note = {0};
	if (!renewal)
		return;
	const struct archive *archive = renewal->take(renewal->context, &note);
	struct str told = renewal->told ? renewal->told(renewal->context) : (struct str){0};
	if (archive && archive != workspace->archive) {
		bool was_part = workspace->reading.is_part;
		tell(workspace, told);
		workspace->reading = (struct reading){0};
		workspace_reload(workspace, archive);
		if (was_part)
			workspace_begin_again(workspace);
		if (was_part && renewal->drop)
			renewal->drop(renewal->context);
	} else if (told.size) {
		workspace_say(workspace, "%.*s", STR_ARGS(told));
	}
	note_reading(workspace, renewal, note.size > 0);
	if (note.size)
		workspace_complain(workspace, "%.*s", STR_ARGS(note));
}

/* While a line is typed, what it is about stays as it is, and what there is to tell would be hidden
 * by it; but who types while a part is shown wants the rest, unless what is typed would mean
 * something else there. */
static void renew_if_due(struct workspace *workspace, struct renewing *renewing)
{
	bool is_due = workspace->prompt.kind == PROMPT_NONE || workspace->reading.is_part;
	is_due = is_due && !workspace_holds_page(workspace);
	for (; is_due && renewing->news_count; renewing->news_count--)
		renew(workspace, renewing->renewal);
}

/* What somebody took away goes to the terminal by itself, before anything is shown. */
static void send(struct workspace *workspace, struct terminal *terminal)
{
	struct str sequence = workspace->copying.sequence;
	workspace->copying.sequence = (struct str){0};
	if (sequence.size)
		terminal->ops->copy(terminal, sequence);
}

/* What is to be run has the terminal until it ends. */
static void run_errand(struct workspace *workspace, struct terminal *terminal)
{
	struct fault why = {0};
	int status = 0;
	if (workspace->errand.action == ACTION_NONE)
		return;
	if (terminal->ops->run(terminal, &workspace->errand.program, &status, &why))
		workspace_ran(workspace, status);
	else
		workspace_not_run(workspace, &why);
}

/* While a text is shown plain, to be taken by hand, the mouse is the terminal's. Where it was
 * wanted for every terminal, one that does not tell of it is no news. */
static void ask_for_mouse(struct workspace *workspace, struct terminal *terminal)
{
	bool takes_mouse = workspace->takes_mouse && !workspace->plain.ops;
	if (terminal->ops->take_mouse(terminal, takes_mouse))
		return;
	workspace->takes_mouse = false;
	if (workspace->has_begun)
		workspace_complain(workspace,
		                   _("This terminal is not known to tell what the mouse does"));
}

/* False if the loop ends. */
static bool handle(struct workspace *workspace, struct terminal *terminal, struct event event,
                   struct renewing *renewing, int *signal)
{
	switch (event.kind) {
	case EVENT_KEY:
		workspace_key(workspace, event.key);
		break;
	case EVENT_PASTE:
		workspace_paste(workspace, event.paste);
		break;
	case EVENT_MOUSE:
		workspace_mouse(workspace, event.mouse);
		break;
	case EVENT_QUIT:
		*signal = event.signal;
		return false;
	case EVENT_HANGUP:
		*signal = SIGHUP;
		return false;
	case EVENT_NEWS:
		renewing->news_count++;
		break;
	case EVENT_NONE:
	case EVENT_RESIZE:
	case EVENT_KIND_COUNT:
		break;
	}
	renew_if_due(workspace, renewing);
	send(workspace, terminal);
	run_errand(workspace, terminal);
	if (workspace->wants_suspend)
		terminal->ops->suspend(terminal);
	workspace->wants_suspend = false;
	return !workspace->is_done;
}

/* Keys that are there already are all handled before anything is shown. */
static bool handle_all(struct workspace *workspace, struct terminal *terminal, int timeout_ms,
                       struct renewing *renewing, int *signal)
{
	struct event event = terminal->ops->wait(terminal, timeout_ms);
	while (event.kind != EVENT_NONE) {
		if (!handle(workspace, terminal, event, renewing, signal))
			return false;
		event = terminal->ops->wait(terminal, 0);
	}
	return true;
}

/* Let the renewal begin, if it has not. */
static void begin(struct renewing *renewing)
{
	const struct ui_renewal *renewal = renewing->renewal;
	if (!renewing->has_begun && renewal && renewal->begin)
		renewal->begin(renewal->context);
	renewing->has_begun = true;
}

/* Work done in between is shown too, before the loop waits for somebody. */
static void loop(struct ui_options options, struct terminal *terminal, int *signal)
{
	struct workspace workspace;
	struct arena frame = {0};
	struct renewing renewing = { .renewal = options.renewal };
	bool was_busy = false;
	kiosk_set(options.is_kiosk);
	workspace_open(&workspace, options.archive, options.start);
	workspace.texts_folder = options.texts;
	workspace.folder = options.folder;
	workspace.is_watched = options.is_watched;
	workspace.reading.is_part = options.is_part;
	workspace.copying.citing = options.citing;
	workspace.reader = options.reader;
	if (dossier_is_none(options.start) && !options.asked.size)
		workspace_resume(&workspace);
	workspace.hides_hints = options.hides_hints;
	workspace.takes_mouse = options.takes_mouse;
	workspace.asked = options.asked;
	if (options.known.size)
		workspace_set_known(&workspace, options.known);
	if (options.asked.size)
		workspace_say(&workspace, _("'%.*s' is not read yet"), STR_ARGS(options.asked));
	if (options.shows_tour)
		workspace_begin_tour(&workspace);
	if (options.note.size)
		workspace_complain(&workspace, "%.*s", STR_ARGS(options.note));
	/* Where nothing may be sent, CLIPBOARD_NONE: what is taken away is then shown. */
	workspace.copying.way = terminal->clipboard;
	do {
		if (mapping_is_broken())
			workspace_complain(&workspace,
			                   _("What was kept of the collection got shorter while "
			                     "it was read: start dossier again"));
		ask_for_mouse(&workspace, terminal);
		show(&workspace, terminal, &frame);
		begin(&renewing);
		was_busy = workspace_idle(&workspace, IDLE_BUDGET_US);
	} while (handle_all(&workspace, terminal, was_busy ? 0 : -1, &renewing, signal));
	workspace_keep_place(&workspace);
	workspace_close(&workspace);
	arena_release(&frame);
}

void ui_rescue(void)
{
	rescue_now();
}

void ui_loop(struct ui_options options, struct terminal *terminal)
{
	int signal = 0;
	loop(options, terminal, &signal);
}

/* A reader stays for hours, and many may read on one machine: large blocks, such as those of a
 * search or of a look at all files, go back to the system when they are released. Left to itself,
 * the C library keeps more for later the more was ever taken. */
static void keep_little_memory(void)
{
#ifdef M_MMAP_THRESHOLD
	enum { LARGE_BLOCK = 64 * 1024, KEPT_MOST = 64 * 1024, STEP = 16 * 1024 };
	mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
	mallopt(M_TRIM_THRESHOLD, KEPT_MOST);
	mallopt(M_TOP_PAD, STEP);
#endif
}

bool ui_run(struct ui_options options, int *signal, struct fault *why)
{
	struct arena arena = {0};
	struct terminal *terminal = NULL;
	*signal = 0;
	keep_little_memory();
	struct terminal_options wanted = {
		.colour = options.colour,
		.theme = options.theme,
		.news = options.renewal ? options.renewal->descriptor : -1,
	};
	bool is_open = terminal_open(&arena, wanted, &terminal, why);
	if (is_open) {
		loop(options, terminal, signal);
		terminal->ops->close(terminal);
	}
	arena_release(&arena);
	return is_open;
}
