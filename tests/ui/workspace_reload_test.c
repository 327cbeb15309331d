/* Archives that come and go while somebody reads: whoever looks at one that is gone is seen by the
 * sanitizer. */
#include "ui/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "support/collection.h"
#include "support/terminal_script.h"
#include "ui/pane_page.h"
#include "ui/ui.h"

static struct arena arena;

static const char collection[] = "tests/cases/collection";

static void draw(struct workspace *workspace)
{
	struct canvas canvas = canvas_new(&arena, 24, 130);
	workspace_draw(workspace, &arena, &canvas);
}

/* What may be open when an archive goes. */
static void open_thing(struct workspace *workspace, int thing)
{
	static const enum action things[] = {
		ACTION_TREE, ACTION_DATES, ACTION_DATES_OF_ALL, ACTION_HELP, ACTION_PIN,
		ACTION_LIST, ACTION_TIMELINE, ACTION_FINDINGS, ACTION_FORWARD, ACTION_BACK,
		ACTION_HOME, ACTION_MAXIMIZE, ACTION_SEARCH, ACTION_SWITCH, ACTION_PATH,
		ACTION_COMMAND, ACTION_FIND_HERE, ACTION_MATRIX, ACTION_MENTIONS, ACTION_TIMELINE,
		ACTION_LIMIT, ACTION_LIMIT, ACTION_FACETS, ACTION_SEARCH, ACTION_KEEP_SEARCH,
		ACTION_LIMIT, ACTION_FACETS,
	};
	enum { COUNT = sizeof things / sizeof *things };
	workspace_action(workspace, things[thing % COUNT]);
	if (workspace->prompt.kind != PROMPT_NONE)
		workspace_paste(workspace, STR("a"));
}

static void nothing_looks_at_the_archive_before(void **state)
{
	struct workspace workspace;
	struct arena arenas[2] = {0};
	(void)state;
	workspace_open(&workspace, support_archive_folder(&arenas[0], collection), NO_DOSSIER);
	draw(&workspace);
	for (int i = 0; i < 100; i++) {
		struct arena *next = &arenas[(i + 1) % 2], *before = &arenas[i % 2];
		open_thing(&workspace, i);
		if (i % 3)
			draw(&workspace);
		workspace_reload(&workspace, support_archive_folder(next, collection));
		arena_release(before);
		draw(&workspace);
		if (workspace.prompt.kind != PROMPT_NONE)
			workspace_prompt_end(&workspace, i % 2);
		draw(&workspace);
	}
	workspace_close(&workspace);
	arena_release(&arenas[0]);
	arena_release(&arenas[1]);
	arena_release(&arena);
}

/* ── In the loop ────────────────────────────────────────────────────────────────────────────── */

static const struct archive *other;
static int takes;

static const struct archive *take(void *context, struct str *note)
{
	(void)context;
	*note = (struct str){0};
	takes++;
	return other;
}

static struct str told(void *context)
{
	(void)context;
	return STR("1 file read anew: people.yaml");
}

/* The screen behind a script. */
static struct str play(const char *script)
{
	struct ui_renewal renewal = { .take = take, .told = told };
	struct terminal_script terminal = terminal_script(&arena, 24, 80, str_of(script));
	struct ui_options options = {
		.archive = support_archive_folder(&arena, collection),
		.start = NO_DOSSIER, .renewal = &renewal,
	};
	takes = 0;
	other = support_archive_folder(&arena, collection);
	ui_loop(options, &terminal.terminal);
	return terminal.screen;
}

static bool shows(struct str screen, const char *words)
{
	return str_find(screen, str_of(words), 0) != SIZE_MAX;
}

static void says_what_was_read_anew(void **state)
{
	(void)state;
	assert_true(shows(play("news\n"), "1 file read anew: people.yaml"));
	assert_int_equal(takes, 1);
	arena_release(&arena);
}

static void takes_nothing_over_while_a_line_is_typed(void **state)
{
	(void)state;
	struct str screen = play("/\n=lind\nnews\nnews\n=x\n");
	assert_true(shows(screen, "/lindx"));
	assert_int_equal(takes, 0);
	assert_true(shows(play("/\n=lind\nnews\nnews\nEscape\n"), "1 file read anew: people.yaml"));
	assert_int_equal(takes, 2);
	arena_release(&arena);
}

static int end_all(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_looks_at_the_archive_before),
		cmocka_unit_test(says_what_was_read_anew),
		cmocka_unit_test(takes_nothing_over_while_a_line_is_typed),
	};
	return cmocka_run_group_tests(tests, NULL, end_all);
}
