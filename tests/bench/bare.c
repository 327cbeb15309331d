/* bare [-j THREADS] LIST: what reading YAML costs and nothing else: the floor of a build.
 *
 * Each file of LIST, a path a line, is opened, read whole and run through libyaml's events, which
 * are dropped; two threads unless told otherwise. Prints how many events there were.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

enum { MAX_THREADS = 64 };

static char **paths;
static size_t path_count;
static atomic_size_t next_path, event_count;

static void fail(const char *path, const char *what)
{
	fprintf(stderr, "bare: %s: %s\n", path, what);
	exit(3);
}

static unsigned char *read_whole(const char *path, size_t *size)
{
	struct stat status;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0 || fstat(file, &status) != 0)
		fail(path, strerror(errno));
	unsigned char *bytes = malloc((size_t)status.st_size + 1);
	ssize_t got = bytes ? read(file, bytes, (size_t)status.st_size) : -1;
	if (got != (ssize_t)status.st_size)
		fail(path, "cannot be read whole");
	close(file);
	*size = (size_t)got;
	return bytes;
}

static void parse(const char *path)
{
	size_t size, count = 0;
	unsigned char *bytes = read_whole(path, &size);
	yaml_parser_t parser;
	yaml_event_t event;
	if (!yaml_parser_initialize(&parser))
		fail(path, "libyaml cannot begin");
	yaml_parser_set_input_string(&parser, bytes, size);
	for (bool is_end = false; !is_end; count++) {
		if (!yaml_parser_parse(&parser, &event))
			fail(path, parser.problem ? parser.problem : "cannot be parsed");
		is_end = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	free(bytes);
	atomic_fetch_add(&event_count, count);
}

static void *parse_some(void *nothing)
{
	for (size_t i; (i = atomic_fetch_add(&next_path, 1)) < path_count;)
		parse(paths[i]);
	return nothing;
}

static void read_list(const char *name)
{
	FILE *list = fopen(name, "r");
	if (!list)
		fail(name, strerror(errno));
	char *line = NULL;
	size_t room = 0, path_room = 0;
	while (getline(&line, &room, list) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (path_count == path_room) {
			path_room = 2 * path_room + 1024;
			paths = realloc(paths, path_room * sizeof(*paths));
			if (!paths)
				fail(name, "there is no memory for it");
		}
		paths[path_count++] = strdup(line);
	}
	free(line);
	fclose(list);
}

int main(int argc, char **argv)
{
	pthread_t threads[MAX_THREADS];
	int thread_count = 2;
	for (int option; (option = getopt(argc, argv, "j:")) != -1;)
		if (option == 'j')
			thread_count = atoi(optarg);
	if (argc - optind != 1 || thread_count < 1 || thread_count > MAX_THREADS) {
		fputs("usage: bare [-j THREADS] LIST\n", stderr);
		return 2;
	}
	read_list(argv[optind]);
	for (int i = 0; i < thread_count; i++)
		if (pthread_create(&threads[i], NULL, parse_some, NULL) != 0)
			fail("a thread", "cannot be made");
	for (int i = 0; i < thread_count; i++)
		pthread_join(threads[i], NULL);
	printf("%zu files, %zu events\n", path_count, (size_t)event_count);
	for (size_t i = 0; i < path_count; i++)
		free(paths[i]);
	free(paths);
	return 0;
}
