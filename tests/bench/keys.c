#include "bench/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

void keys_time(const char *path, void (*answer)(void *context, const char *query), void *context)
{
	char *line = NULL;
	size_t line_room = 0, count = 0, room = 0;
	double *took = NULL;
	FILE *file = fopen(path, "r");
	while (file && getline(&line, &line_room, file) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (count == room) {
			room = 2 * room + 1024;
			took = realloc(took, room * sizeof(*took));
			if (!took)
				abort();
		}
		double start = now_ms();
		answer(context, line);
		took[count++] = now_ms() - start;
	}
	if (!count) {
		fprintf(stderr, "%s: has no keys\n", path);
		exit(3);
	}
	qsort(took, count, sizeof(*took), compare);
	printf("%.4f %.4f %.4f %zu\n", took[count / 2], took[count * 99 / 100], took[count - 1],
	       count);
	fclose(file);
	free(line);
	free(took);
}
