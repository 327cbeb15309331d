/* line [-s COLUMNSxROWS] [-w BITS,MS] [-i SECONDS] [NAME=KEYS]... -- COMMAND [ARG]...
 *
 * Starts a full-screen program on a terminal of its own (80x24), presses keys, and prints what each
 * costs, a line for each NAME:
 *
 *	start BYTES MS                          to the last byte of the first screen
 *	NAME COUNT BYTES P90 MOST MS P99        bytes to the terminal, and milliseconds from the
 *	                                        key to the last of them; medians, where not said
 *	idle SWITCHES BYTES                     what its threads wake up, and what it writes, while
 *	                                        nobody does anything
 *	memory KIB                              what it has for itself, with its page tables
 *
 * The keys of one argument are pressed at once, and what they cost is heard out before the next
 * are. Those of one NAME are counted together, and all in the row "all"; those of "_" only lead
 * there. BYTES of a key are all
 * that come before 150 ms are quiet.
 *
 *	-w BITS,MS      between terminal and program is a line of so many bits a second, ten for a
 *	                byte, and so many milliseconds for the way there and back. A program that
 *	                writes more than the line takes has to wait, as on a real one
 *	-i SECONDS      how long it is left alone, for the row "idle"
 *
 * A program that ends, or shows nothing, ends it all with a sentence and status 3.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/child.h"

enum {
	MAX_PRESSES = 4096,
	START_QUIET_MS = 500,           /* a first screen comes in several parts */
	START_MS = 30000,
	LINE_ROOM = 4096,               /* bytes that wait before the line, in whatever is there */
	LOOK_MS = 5,
};

/* Both ways are alike. What was taken at the near end is at the far end when all that was taken
 * before has gone, and a way later:
 *
 *	program ──▶ at most LINE_ROOM wait ──▶ a byte each byte_ms ──▶ way_ms ──▶ terminal
 */
struct line {
	double byte_ms, way_ms;         /* 0: as fast as it goes */
	double free_at;                 /* when the last byte that was taken has gone */
};

struct answer { double bytes, ms; };

struct press {
	const char *keys;               /* behind the name and "=" */
	int name_size;
	struct answer answer;
};

struct player {
	struct child child;
	struct line line;
	struct press presses[MAX_PRESSES];
	size_t press_count;
};

static void fail(const char *sentence)
{
	fprintf(stderr, "line: %s\n", sentence);
	exit(3);
}

/* ── The line ───────────────────────────────────────────────────────────────────────────────── */

/* Take bytes at the near end; gives when the last of them is at the far end. */
static double line_carry(struct line *line, size_t size)
{
	double now = child_now_ms();
	line->free_at = (line->free_at > now ? line->free_at : now) + (double)size * line->byte_ms;
	return line->free_at + line->way_ms;
}

static bool line_is_full(const struct line *line)
{
	return line->free_at - child_now_ms() > LINE_ROOM * line->byte_ms && line->byte_ms > 0;
}

/* All that comes until nothing has come for so long, and the line is empty. */
static struct answer hear(struct player *player, double start, int quiet_ms)
{
	struct answer answer = {0};
	for (double last = child_now_ms();
	     child_now_ms() - last < quiet_ms || player->line.free_at > child_now_ms();) {
		if (line_is_full(&player->line)) {
			poll(NULL, 0, LOOK_MS);
			continue;
		}
		ssize_t size = child_drain(&player->child, LOOK_MS);
		if (size < 0)
			fail("the program ended");
		if (size == 0)
			continue;
		last = child_now_ms();
		answer.bytes += (double)size;
		answer.ms = line_carry(&player->line, (size_t)size) - start;
	}
	return answer;
}

static struct answer press(struct player *player, const char *keys)
{
	struct line there = player->line;
	size_t size = strlen(keys);
	double start = child_now_ms();
	double arrival = line_carry(&there, size);
	while (child_now_ms() < arrival)
		poll(NULL, 0, 1);
	if (write(player->child.output, keys, size) != (ssize_t)size)
		child_fail("a key cannot be typed");
	return hear(player, start, CHILD_QUIET_MS);
}

/* ── What comes of it ───────────────────────────────────────────────────────────────────────── */

static bool has_name(const struct press *press, const char *name, size_t size)
{
	return (size_t)press->name_size == size &&
	       memcmp(press->keys - press->name_size - 1, name, size) == 0;
}

static double share(const double *sorted, size_t count, size_t hundredths)
{
	size_t at = count * hundredths / 100;
	return sorted[at < count ? at : count - 1];
}

/* The row of all presses of that name; of all that have one, if it is "all". */
static void print_row(const struct player *player, const char *name, size_t size)
{
	static double bytes[MAX_PRESSES], ms[MAX_PRESSES];
	size_t count = 0;
	bool takes_all = size == 3 && memcmp(name, "all", 3) == 0;
	for (size_t i = 0; i < player->press_count; i++) {
		const struct press *press = &player->presses[i];
		if (!(takes_all ? !has_name(press, "_", 1) : has_name(press, name, size)))
			continue;
		bytes[count] = press->answer.bytes;
		ms[count++] = press->answer.ms;
	}
	if (count == 0)
		return;
	qsort(bytes, count, sizeof(*bytes), child_compare);
	qsort(ms, count, sizeof(*ms), child_compare);
	printf("%.*s %zu %.0f %.0f %.0f %.3f %.3f\n", (int)size, name, count,
	       share(bytes, count, 50), share(bytes, count, 90), bytes[count - 1],
	       share(ms, count, 50), share(ms, count, 99));
}

static void print_rows(const struct player *player)
{
	for (size_t i = 0; i < player->press_count; i++) {
		size_t size = (size_t)player->presses[i].name_size, before = 0;
		const char *name = player->presses[i].keys - size - 1;
		while (before < i && !has_name(&player->presses[before], name, size))
			before++;
		if (before == i && !has_name(&player->presses[i], "_", 1))
			print_row(player, name, size);
	}
	print_row(player, "all", 3);
}

static void start(struct player *player, char **command, int rows, int columns)
{
	struct answer first = {0};
	double begin = child_now_ms();
	player->child = child_start_on_terminal(command, rows, columns);
	while (first.bytes == 0 && child_now_ms() - begin < START_MS)
		first = hear(player, begin, START_QUIET_MS);
	if (first.bytes == 0)
		fail("the program shows nothing");
	printf("start %.0f %.3f\n", first.bytes, first.ms);
}

static void print_idle(struct player *player, int seconds)
{
	static const char files[] = "task/*/status", key[] = "voluntary_ctxt_switches:";
	long before = child_figure(&player->child, files, key);
	double bytes = 0;
	for (double end = child_now_ms() + 1e3 * seconds; child_now_ms() < end;) {
		ssize_t size = child_drain(&player->child, (int)(end - child_now_ms()) + 1);
		bytes += size > 0 ? (double)size : 0;
	}
	printf("idle %ld %.0f\n", child_figure(&player->child, files, key) - before, bytes);
}

static void print_memory(const struct player *player)
{
	printf("memory %ld\n", child_figure(&player->child, "smaps_rollup", "Private_Dirty:") +
	                               child_figure(&player->child, "status", "VmPTE:"));
}

/* ── The call ───────────────────────────────────────────────────────────────────────────────── */

static int usage(void)
{
	fputs("usage: line [-s COLUMNSxROWS] [-w BITS,MS] [-i SECONDS] [NAME=KEYS]... -- "
	      "COMMAND [ARG]...\n",
	      stderr);
	return 2;
}

/* The words before "--" are presses; gives those behind it, NULL if there are none. */
static char **take_presses(struct player *player, char **words)
{
	for (; *words && strcmp(*words, "--") != 0; words++) {
		char *sign = strchr(*words, '=');
		if (!sign || player->press_count == MAX_PRESSES)
			return NULL;
		player->presses[player->press_count++] = (struct press){
			.keys = sign + 1, .name_size = (int)(sign - *words),
		};
	}
	return *words && words[1] ? words + 1 : NULL;
}

static bool parse_line(const char *text, struct line *line)
{
	double bits, there_and_back_ms;
	if (sscanf(text, "%lf,%lf", &bits, &there_and_back_ms) != 2 || bits <= 0)
		return false;
	*line = (struct line){ .byte_ms = 10 * 1e3 / bits, .way_ms = there_and_back_ms / 2 };
	return true;
}

int main(int argc, char **argv)
{
	static struct player player;
	int rows = CHILD_ROWS, columns = CHILD_COLUMNS, idle_seconds = 0;
	bool is_good = true;
	for (int option; (option = getopt(argc, argv, "+s:w:i:")) != -1;)
		switch (option) {
		case 's':
			is_good &= sscanf(optarg, "%dx%d", &columns, &rows) == 2;
			break;
		case 'w':
			is_good &= parse_line(optarg, &player.line);
			break;
		case 'i':
			idle_seconds = atoi(optarg);
			break;
		default:
			is_good = false;
		}
	/* getopt takes a "--" away that no press stands before. */
	bool is_bare = optind > 1 && strcmp(argv[optind - 1], "--") == 0;
	char **command = is_bare ? argv + optind : take_presses(&player, argv + optind);
	if (!is_good || !command || !*command)
		return usage();
	start(&player, command, rows, columns);
	for (size_t i = 0; i < player.press_count; i++)
		player.presses[i].answer = press(&player, player.presses[i].keys);
	print_rows(&player);
	if (idle_seconds > 0)
		print_idle(&player, idle_seconds);
	print_memory(&player);
	child_hang_up(&player.child);
	return 0;
}
