/* turns [-s] [-r ROUNDS] [-i INPUT] [-p PREPARE] OURS [ARG]... -- PEER [ARG]...
 *
 * Runs two commands in turn, as often as there are rounds (5), and prints a line of
 *
 *	OURS PEER RATIO LEAST MOST PEAK
 *
 * the medians of their milliseconds, the median of the ratios of each round with the least and the
 * most, and the most memory that OURS had, in KiB. A machine's speed drifts: what two commands took
 * right after each other can be compared, what they took at different times cannot.
 *
 *	-s          both are full-screen programs: the time is that to the last byte of the first
 *	            screen, behind which nothing comes for 150 ms; they are hung up on then. Less
 *	            than 600 bytes are no screen yet, but what programs send before they have one
 *	-i INPUT    what both read, else nothing
 *	-p PREPARE  a line of shell to run before each of them, which is not measured
 *
 * A command that fails ends it all with a sentence and status 3.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/child.h"

enum {
	MAX_ROUNDS = 1000,
	MIN_SCREEN_SIZE = 600, /* bytes; what prepares a terminal has about a hundred */
	MAX_SCREEN_MS = 60000,
};

struct turns {
	const char *input, *prepare;
	bool is_screen;
};

struct measured {
	double ms;
	long peak_kib; /* 0: not asked for */
};

static struct measured measure_to_end(const struct turns *turns, char **command)
{
	struct measured measured = { 0 };
	double start = child_now_ms();
	struct child child = child_start(command, turns->input);
	while (child_drain(&child, -1) > 0)
		continue;
	int status = child_wait(&child, &measured.peak_kib);
	measured.ms = child_now_ms() - start;
	if (status == 0)
		return measured;
	fprintf(stderr, "turns: %s ended with status %d\n", command[0], status);
	exit(3);
}

static struct measured measure_to_screen(char **command)
{
	double start = child_now_ms(), last = start;
	struct child child = child_start_on_terminal(command, CHILD_ROWS, CHILD_COLUMNS);
	size_t written = 0;
	for (ssize_t size; written < MIN_SCREEN_SIZE || child_now_ms() - last < CHILD_QUIET_MS;) {
		size = child_drain(&child, CHILD_QUIET_MS);
		written += size > 0 ? (size_t)size : 0;
		if (size > 0)
			last = child_now_ms();
		if (size >= 0 && child_now_ms() - start < MAX_SCREEN_MS)
			continue;
		fprintf(stderr, "turns: %s shows no screen that stays\n", command[0]);
		exit(3);
	}
	child_hang_up(&child);
	return (struct measured){ .ms = last - start };
}

static struct measured measure(const struct turns *turns, char **command)
{
	if (turns->prepare && system(turns->prepare) != 0) {
		fprintf(stderr, "turns: this failed: %s\n", turns->prepare);
		exit(3);
	}
	return turns->is_screen ? measure_to_screen(command) : measure_to_end(turns, command);
}

static double median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), child_compare);
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static void run(const struct turns *turns, char **command, char **peer, size_t rounds)
{
	static double ours[MAX_ROUNDS], theirs[MAX_ROUNDS], ratios[MAX_ROUNDS];
	long peak_kib = 0;
	for (size_t i = 0; i < rounds; i++) {
		struct measured measured = measure(turns, command);
		ours[i] = measured.ms;
		theirs[i] = measure(turns, peer).ms;
		ratios[i] = ours[i] / theirs[i];
		peak_kib = measured.peak_kib > peak_kib ? measured.peak_kib : peak_kib;
	}
	double ratio = median(ratios, rounds);
	printf("%.3f %.3f %.5f %.5f %.5f %ld\n", median(ours, rounds), median(theirs, rounds),
	       ratio, ratios[0], ratios[rounds - 1], peak_kib);
}

/* The words behind the first "--", which becomes the end of those before it; NULL if there are
 * none. */
static char **cut_peer(char **words)
{
	for (; *words; words++)
		if (strcmp(*words, "--") == 0) {
			*words = NULL;
			return words[1] ? words + 1 : NULL;
		}
	return NULL;
}

int main(int argc, char **argv)
{
	struct turns turns = { .input = "/dev/null" };
	long rounds = 5;
	for (int option; (option = getopt(argc, argv, "+sr:i:p:")) != -1;)
		switch (option) {
		case 's':
			turns.is_screen = true;
			break;
		case 'r':
			rounds = atol(optarg);
			break;
		case 'i':
			turns.input = optarg;
			break;
		case 'p':
			turns.prepare = optarg;
			break;
		default:
			return 2;
		}
	char **peer = cut_peer(argv + optind);
	if (!peer || peer == argv + optind + 1 || rounds < 1 || rounds > MAX_ROUNDS) {
		fputs("usage: turns [-s] [-r ROUNDS] [-i INPUT] [-p PREPARE] OURS [ARG]... -- "
		      "PEER [ARG]...\n",
		      stderr);
		return 2;
	}
	run(&turns, argv + optind, peer, (size_t)rounds);
	return 0;
}
