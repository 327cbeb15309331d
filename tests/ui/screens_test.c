/* Whole screens: each folder of tests/cases/screens is a session that is played on a scripted
 * terminal, and the screen that must be there at its end.
 *
 *	keys            the script (support/terminal_script.h)
 *	size            columns and rows, "80x24"; several lines play the keys at each of these sizes
 *	screen          the last screen, line by line; of several sizes screen-80x24 and so on
 *	roles           what each cell is, if that matters (ui/canvas.h, canvas_roles); likewise
 *	collection      a folder, or a line with the path of one in the sources; without it,
 *	                tests/cases/collection
 *	charset         "ascii", if the terminal has nothing else
 *	preset          the program whose keys are taken, if not our own (ui/keymap.h)
 *	start           the id to begin with, if not where the collection says; a part need not
 *	                have it
 *	clipboard       "none", "tmux" or "screen", if it is not the plain one (ui/clipboard.h)
 *	style           how citations are written, if not plain
 *	part            that the session begins with a part of the collection, of so many files
 *	                (build/part.h); then, for each "news" of the keys, a line of how far all is
 *	                read: files, of how many, seconds left, files a second. Behind the last the
 *	                whole comes; or a line of other words says why not
 *
 * With UPDATE=1 in the environment the screens that are there are written instead of compared. */
#include "ui/ui.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/unicode.h"
#include "build/build.h"
#include "build/part.h"
#include "exchange/cite.h"
#include "reader/reader.h"
#include "support/collection.h"
#include "support/terminal_script.h"
#include "ui/keymap.h"

enum { MAX_SCREENS = 1024, MAX_FILE = 1 << 20 };

static const char cases_folder[] = "tests/cases/screens";

/* One picture of a case: the last one at one of its sizes. */
struct screen {
	const char *name;               /* of the case */
	int columns, rows;
	bool is_one_of_several;         /* then its files have the size in their names */
};

static struct screen screens[MAX_SCREENS];
static struct CMUnitTest tests[MAX_SCREENS];

/* A file of a case, or an empty text if it has none. */
static struct str case_file(struct arena *arena, const char *name, const char *file)
{
	struct str bytes = {0}, path = str_format(arena, "%s/%s/%s", cases_folder, name, file);
	const char *source = support_source(arena, path.bytes);
	if (file_exists(source) && !file_is_folder(source))
		file_read(arena, source, MAX_FILE, &bytes, NULL);
	return bytes;
}

static const char *case_collection(struct arena *arena, const char *name)
{
	struct str named = str_trim(case_file(arena, name, "collection"));
	struct str own = str_format(arena, "%s/%s/collection", cases_folder, name);
	if (named.size)
		return str_copy(arena, named).bytes;
	return file_is_folder(support_source(arena, own.bytes)) ? own.bytes
	                                                        : "tests/cases/collection";
}

static void compare(struct arena *arena, const char *name, const char *file, struct str actual)
{
	struct str expected = case_file(arena, name, file);
	if (str_equal(expected, actual))
		return;
	fail_msg("%s/%s/%s is not what is on the screen:\n%.*s\"make update-screens\" writes it "
	         "anew; look at the difference before you keep it",
	         cases_folder, name, file, STR_ARGS(actual));
}

static void update(struct arena *arena, const char *name, const char *file, struct str actual)
{
	struct str path = str_format(arena, "%s/%s/%s", cases_folder, name, file);
	FILE *stream = fopen(support_source(arena, path.bytes), "w");
	assert_non_null(stream);
	fwrite(actual.bytes, 1, actual.size, stream);
	fclose(stream);
}

/* The reading of a collection as a case tells it. */
struct told {
	struct str lines;               /* those to come */
	const struct archive *whole;
	struct reading reading;
	struct arena part_arena;
};

static const struct archive *take_told(void *context, struct str *note)
{
	struct told *told = context;
	struct str line = str_trim(str_cut(&told->lines, '\n'));
	struct reading reading = {0};
	if (line.size == 0)
		return told->whole;
	if (sscanf(line.bytes, "%zu %zu %u %zu", &reading.files_read, &reading.files,
	           &reading.left_s, &reading.rate) >= 3)
		told->reading = reading;
	else
		*note = line;
	return NULL;
}

/* Whoever looks at the part afterwards is caught by the sanitizer. */
static void drop_told(void *context)
{
	arena_release(&((struct told *)context)->part_arena);
}

static struct reading reading_told(void *context)
{
	return ((struct told *)context)->reading;
}

/* The part of a collection that is as large as the file of the case says. */
static const struct archive *case_part(struct arena *arena, const char *folder, struct str size)
{
	struct part_limits limits = { .long_size = 1, .part_size = (uint64_t)atoi(size.bytes) };
	struct build_part part = { .limits = &limits };
	struct archive *archive = NULL;
	struct str bytes;
	struct fault why = {0};
	if (!build_archive(arena, support_source(arena, folder),
	                   (struct build_options){ .part = &part }, &bytes, &why) ||
	    !archive_open(arena, bytes, &archive, &why))
		fail_msg("%s", why.sentence);
	return archive;
}

static enum clipboard_way case_clipboard(struct arena *arena, const char *name)
{
	struct str way = str_trim(case_file(arena, name, "clipboard"));
	return str_equal(way, STR("none"))   ? CLIPBOARD_NONE
	     : str_equal(way, STR("tmux"))   ? CLIPBOARD_TMUX
	     : str_equal(way, STR("screen")) ? CLIPBOARD_SCREEN
	                                     : CLIPBOARD_PLAIN;
}

/* Keys that a case before this one has bound are forgotten. */
static void use_case_keys(struct arena *arena, const char *name)
{
	struct str preset = str_trim(case_file(arena, name, "preset"));
	keymap_use(preset.size ? keymap_preset_find(preset) : PRESET_VI);
}

/* As cli/main.c does it; the context is the name of the style. */
static bool cite_in_style(void *context, const struct archive *archive, struct arena *arena,
                          struct dossier_ref ref, struct str *citation, struct fault *why)
{
	const struct str *style = context;
	struct cite cite;
	if (!cite_gather(archive, arena, ref, &cite, why))
		return false;
	*citation = cite_text(arena, &cite, style->size ? cite_style_find(*style) : CITE_PLAIN);
	return true;
}

/* The name of a file of the picture: "screen", or "screen-80x24". */
static const char *screen_file(struct arena *arena, const struct screen *screen, const char *file)
{
	return screen->is_one_of_several
	     ? str_format(arena, "%s-%dx%d", file, screen->columns, screen->rows).bytes
	     : file;
}

static void shows_the_screen_of_the_case(void **state)
{
	const struct screen *screen = *state;
	const char *name = screen->name;
	struct arena arena = {0};
	struct str start = str_trim(case_file(&arena, name, "start"));
	const char *folder = case_collection(&arena, name);
	const struct archive *archive = support_archive_folder(&arena, folder);
	struct told told = { .lines = case_file(&arena, name, "part"), .whole = archive };
	struct ui_renewal renewal = { .take = take_told, .reading = reading_told,
		                      .drop = drop_told, .context = &told };
	bool is_ascii = str_starts_with(case_file(&arena, name, "charset"), STR("ascii"));
	struct terminal_script script =
		terminal_script(&arena, screen->rows, screen->columns,
	                        case_file(&arena, name, "keys"));
	shown_set_charset(is_ascii ? SHOWN_ASCII : SHOWN_UTF8);
	shown_set_latin_names(str_starts_with(case_file(&arena, name, "charset"), STR("latin")));
	script.terminal.clipboard = case_clipboard(&arena, name);
	use_case_keys(&arena, name);
	struct str style = str_trim(case_file(&arena, name, "style"));
	struct ui_options options = { .archive = archive, .start = NO_DOSSIER,
		                      .folder = str_of(support_source(&arena, folder)),
		                      .citing = { cite_in_style, &style } };
	struct str note;
	struct fault why;
	struct reader_options in_memory = { .path = STR("screens"), .keeps_nothing = true };
	assert_true(reader_open(&arena, in_memory, &options.reader, &note, &why));
	if (told.lines.size) {
		struct str files = str_cut(&told.lines, '\n');
		options.archive = case_part(&told.part_arena, folder, files);
		options.is_part = true;
		options.renewal = &renewal;
	}
	if (start.size)
		options.start = dossier_find(options.archive, start);
	if (options.is_part && dossier_is_none(options.start))
		options.asked = start;
	ui_loop(options, &script.terminal);
	reader_close(options.reader);
	shown_set_charset(SHOWN_UTF8);
	shown_set_latin_names(false);
	const char *roles = screen_file(&arena, screen, "roles");
	bool has_roles = case_file(&arena, name, roles).size > 0;
	void (*treat)(struct arena *, const char *, const char *, struct str) =
		getenv("UPDATE") ? update : compare;
	treat(&arena, name, screen_file(&arena, screen, "screen"), script.screen);
	if (has_roles)
		treat(&arena, name, roles, script.roles);
	arena_release(&told.part_arena);
	arena_release(&arena);
}

static int by_name(const struct dirent **left, const struct dirent **right)
{
	return strcmp((*left)->d_name, (*right)->d_name);
}

static int is_case(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* A test for each size of the case. False if it has none, or what is none, or they are too many. */
static bool add_case(struct arena *arena, const char *name, size_t *count)
{
	struct str sizes = str_trim(case_file(arena, name, "size"));
	bool has_several = str_find(sizes, STR("\n"), 0) != SIZE_MAX;
	do {
		struct str line = str_copy(arena, str_cut(&sizes, '\n'));
		struct screen screen = { .name = name, .is_one_of_several = has_several };
		if (*count == MAX_SCREENS ||
		    sscanf(line.bytes, "%dx%d", &screen.columns, &screen.rows) != 2)
			return false;
		struct str called = has_several ? str_format(arena, "%s-%.*s", name, STR_ARGS(line))
		                                : str_of(name);
		screens[*count] = screen;
		tests[*count] = (struct CMUnitTest){
			.name = called.bytes,
			.test_func = shows_the_screen_of_the_case,
			.initial_state = &screens[*count],
		};
		++*count;
	} while (sizes.size);
	return true;
}

int main(void)
{
	struct arena arena = {0};
	struct dirent **entries;
	size_t count = 0;
	int folders = scandir(support_source(&arena, cases_folder), &entries, is_case, by_name);
	if (folders <= 0) {
		printf("1..1\nnot ok 1 - there are cases in %s\n", cases_folder);
		return 1;
	}
	for (int i = 0; i < folders; i++) {
		if (add_case(&arena, entries[i]->d_name, &count))
			continue;
		printf("1..1\nnot ok 1 - %s/%s has sizes\n", cases_folder, entries[i]->d_name);
		return 1;
	}
	int failed = _cmocka_run_group_tests("screens", tests, count, NULL, NULL);
	for (int i = 0; i < folders; i++)
		free(entries[i]);
	free(entries);
	arena_release(&arena);
	unicode_close();
	return failed;
}
