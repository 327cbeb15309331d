#include "base/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/shown.h"
#include "base/str.h"

static int log_descriptor = -1;

void log_open(void)
{
	const char *path = getenv("DOSSIER_LOG");
	if (log_descriptor >= 0)
		close(log_descriptor);
	log_descriptor = -1;
	if (path && *path)
		log_descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY |
		                            O_CLOEXEC, 0600);
}

static struct str time_now(struct arena *arena)
{
	struct timespec now;
	struct tm parts;
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &parts);
	return str_format(arena, "%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ", parts.tm_year + 1900,
	                  parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
	                  parts.tm_sec, now.tv_nsec / 1000000);
}

/* One write a line, so that lines of several processes do not mix. What cannot be written is lost:
 * a log must not hinder what it tells of. */
void log_line(const char *format, ...)
{
	if (log_descriptor < 0)
		return;

	struct arena scratch = {0};
	va_list list;
	va_start(list, format);
	struct shown sentence = shown_line(&scratch, str_format_list(&scratch, format, list));
	va_end(list);

	struct str now = time_now(&scratch);
	struct str line = str_format(&scratch, "%.*s %ld %.*s\n", STR_ARGS(now), (long)getpid(),
	                             STR_ARGS(shown_str(sentence)));
	ssize_t written = write(log_descriptor, line.bytes, line.size);
	(void)written;
	arena_release(&scratch);
}
