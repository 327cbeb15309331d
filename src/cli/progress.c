#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "build/build.h"

enum { FIRST_MS = 1000, PAUSE_MS = 200, LINE_SIZE = 128 };

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
static void show(struct progress *progress, const char *line, int width)
{
	if (width > progress->columns - 1)
		width = progress->columns - 1;
	int rest = progress->width > width ? progress->width - width : 0;
	fprintf(stderr, "\r%.*s%*s%s", width, line, rest, "", rest ? "\r" : "");
	fflush(stderr);
	progress->width = width;
}

void progress_tell(void *context, size_t files_read, size_t files)
{
	struct progress *progress = context;
	int64_t now = now_ms(), passed = now - progress->start;
	char line[LINE_SIZE];
	int width;
	bool is_read = files_read == files;
	if (!progress->is_shown || passed < FIRST_MS ||
	    (now - progress->last < PAUSE_MS && !is_read))
		return;
	int64_t rate = (int64_t)files_read * 1000 / passed;
	if (is_read)
		width = snprintf(line, sizeof line, "read %zu files, now putting them together",
		                 files);
	else
		width = snprintf(line, sizeof line,
		                 "reading %zu of %zu files, %lld a second, %u s left", files_read,
		                 files, (long long)rate,
		                 build_seconds_left(passed, files_read, files));
	progress->last = now;
	show(progress, line, width);
}

void progress_end(struct progress *progress)
{
	if (progress->width == 0)
		return;
	show(progress, "", 0);
	fputc('\r', stderr);
	fflush(stderr);
}
