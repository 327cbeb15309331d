/* readers [-n COUNT] [-a ACTS] [-p] COMMAND [ARG]...
 *
 * Starts COUNT (1) full-screen programs, each on a terminal of its own, lets each take ACTS (100)
 * acts drawn by chance, waits until none has work left, and prints a line of
 *
 *	PRIVATE SHARE
 *
 * PRIVATE is what one of them, the median, has for itself: memory that it wrote to and its page
 * tables. A page of a file that is mapped to be read is not among it, though only one may have it
 * mapped: the system can take it back. SHARE is what all have together, each page counted once (the
 * sum of PSS), and all their page tables. Both in KiB. With -p the acts are those of a pager, which
 * only moves; else they are those of a reader of dossiers.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/child.h"

enum { MAX_READERS = 1000, PAUSE_MS = 20 };

/* What is typed for one act. The commonest stand more than once. */
static const char *const pager_acts[] = { "j", "j", "j", "k", " ", " ", "b", "g", "G" };
static const char *const reader_acts[] = {
	"j", "j", "j", "k", " ", "b", "\t",      "\t",    "\t\r", "\t\t\r",  "\x7f", "]",
	"J", "J", "K", "w", "}", "H", "/mako\r", "/dape", "\x1b", "snero\r", "T",    "L",
};

static const char *draw_act(uint64_t *chance, bool is_pager)
{
	*chance = *chance * 6364136223846793005u + 1442695040888963407u;
	uint64_t number = *chance >> 33;
	return is_pager ? pager_acts[number % (sizeof(pager_acts) / sizeof(*pager_acts))]
	                : reader_acts[number % (sizeof(reader_acts) / sizeof(*reader_acts))];
}

/* What a thread has used of a processor, in ticks, and whether it works at this moment, or waits
 * for the disk (proc(5), /proc/PID/stat). */
static long used_by_thread(const char *path, bool *is_at_work)
{
	char line[512], state = 0;
	unsigned long user = 0, system = 0;
	FILE *stream = fopen(path, "r");
	const char *end = stream && fgets(line, sizeof line, stream) ? strrchr(line, ')') : NULL;
	if (stream)
		fclose(stream);
	if (end && sscanf(end + 1, " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &state,
	                  &user, &system) == 3)
		*is_at_work |= state == 'R' || state == 'D';
	return (long)(user + system);
}

static long used_by_process(pid_t process, bool *is_at_work)
{
	char path[512];
	long used = 0;
	snprintf(path, sizeof path, "/proc/%d/task", (int)process);
	DIR *folder = opendir(path);
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "/proc/%d/task/%.32s/stat", (int)process, entry->d_name);
		used += used_by_thread(path, is_at_work);
	}
	if (folder)
		closedir(folder);
	return used;
}

/* Until none of them has written anything for so long. */
static void settle(struct child *readers, size_t count, int quiet_ms)
{
	for (double last = child_now_ms(); child_now_ms() - last < quiet_ms;)
		for (size_t i = 0; i < count; i++) {
			ssize_t size = child_drain(&readers[i], i == 0 ? 1 : 0);
			if (size > 0)
				last = child_now_ms();
			if (size < 0) {
				fputs("readers: one of them ended\n", stderr);
				exit(3);
			}
		}
}

/* True while one of them looks at files, or reads them, beside what it shows: if it works now, or
 * has worked since it was asked about last. */
static bool is_one_busy(const struct child *readers, size_t count)
{
	static long used[MAX_READERS];
	bool is_busy = false;
	for (size_t i = 0; i < count; i++) {
		long now = used_by_process(readers[i].id, &is_busy);
		is_busy |= now != used[i];
		used[i] = now;
	}
	return is_busy;
}

static void act(struct child *readers, size_t count, int acts, bool is_pager)
{
	static uint64_t chances[MAX_READERS];
	for (size_t i = 0; i < count; i++)
		chances[i] = i + 1;
	for (int done = 0; done < acts; done++) {
		for (size_t i = 0; i < count; i++) {
			const char *keys = draw_act(&chances[i], is_pager);
			if (write(readers[i].output, keys, strlen(keys)) < 0)
				child_fail("a key cannot be typed");
		}
		settle(readers, count, PAUSE_MS);
	}
	do
		settle(readers, count, CHILD_QUIET_MS);
	while (is_one_busy(readers, count));
}

static int compare(const void *left, const void *right)
{
	long a = *(const long *)left, b = *(const long *)right;
	return (a > b) - (a < b);
}

static void weigh(const struct child *readers, size_t count)
{
	static long privates[MAX_READERS];
	long share = 0;
	for (size_t i = 0; i < count; i++) {
		long tables = child_figure(&readers[i], "status", "VmPTE:");
		privates[i] = child_figure(&readers[i], "smaps_rollup", "Private_Dirty:") + tables;
		share += child_figure(&readers[i], "smaps_rollup", "Pss:") + tables;
	}
	qsort(privates, count, sizeof(*privates), compare);
	printf("%ld %ld\n", privates[count / 2], share);
}

int main(int argc, char **argv)
{
	static struct child readers[MAX_READERS];
	long count = 1;
	int acts = 100;
	bool is_pager = false;
	for (int option; (option = getopt(argc, argv, "+n:a:p")) != -1;)
		switch (option) {
		case 'n':
			count = atol(optarg);
			break;
		case 'a':
			acts = atoi(optarg);
			break;
		case 'p':
			is_pager = true;
			break;
		default:
			return 2;
		}
	if (optind == argc || count < 1 || count > MAX_READERS) {
		fputs("usage: readers [-n COUNT] [-a ACTS] [-p] COMMAND [ARG]...\n", stderr);
		return 2;
	}
	for (long i = 0; i < count; i++)
		readers[i] = child_start_on_terminal(argv + optind, CHILD_ROWS, CHILD_COLUMNS);
	for (long i = 0; i < count; i++)
		child_drain(&readers[i], -1);
	settle(readers, (size_t)count, CHILD_QUIET_MS);
	act(readers, (size_t)count, acts, is_pager);
	weigh(readers, (size_t)count);
	for (long i = 0; i < count; i++)
		child_hang_up(&readers[i]);
	return 0;
}
