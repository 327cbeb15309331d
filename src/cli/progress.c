#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/message.h"
#include "base/shown.h"
#include "build/build.h"

enum { FIRST_MS = 1000, PAUSE_MS = 200 };

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct progress progress_begin(int columns)
{
	int64_t now = now_ms();
	return (struct progress){ .is_shown = isatty(STDERR_FILENO), .start = now, .last = now,
		                  .columns = columns };
}

/* The line in place of the one before, which may have been longer. */
static void show(struct progress *progress, struct shown line)
{
	line = shown_cut(line, progress->columns - 1);
	int rest = progress->width > line.width ? progress->width - line.width : 0;
	fprintf(stderr, "\r%.*s%*s%s", STR_ARGS(shown_str(line)), rest, "", rest ? "\r" : "");
	fflush(stderr);
	progress->width = line.width;
}

static struct shown words(struct arena *arena, size_t files_read, size_t files, int64_t passed)
{
	int64_t rate = (int64_t)files_read * 1000 / passed;
	if (files_read == files)
		return shown_format(arena,
		                    message_count("read %zu file, now putting it together",
		                                  "read %zu files, now putting them together",
		                                  files), files);
	return shown_format(arena, _("reading %zu of %zu files, %lld a second, %u s left"),
	                    files_read, files, (long long)rate,
	                    build_seconds_left(passed, files_read, files));
}

void progress_tell(void *context, size_t files_read, size_t files)
{
	struct progress *progress = context;
	int64_t now = now_ms(), passed = now - progress->start;
	struct arena scratch = {0};
	bool is_read = files_read == files;
	if (!progress->is_shown || passed < FIRST_MS ||
	    (now - progress->last < PAUSE_MS && !is_read))
		return;
	progress->last = now;
	show(progress, words(&scratch, files_read, files, passed));
	arena_release(&scratch);
}

void progress_end(struct progress *progress)
{
	if (progress->width == 0)
		return;
	show(progress, (struct shown){0});
	fputc('\r', stderr);
	fflush(stderr);
}
