/* replay: the main of a fuzzer that is built without libFuzzer. It hands each file of the fuzzer's
 * corpus to it, so that what was once found is tried again by each "make check".
 *
 * The corpus of tests/fuzz/NAME_fuzz is $srcdir/tests/fuzz/corpus/NAME, or the files that are given
 * as arguments. Prints TAP: a file that was survived is one test.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static int has_no_dot(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* The bytes are held in a block of exactly their size, where reading one too many is seen. */
static int replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return -1;

	uint8_t *bytes = NULL;
	size_t size = 0;
	for (size_t room = 4096, more = 1; more; room *= 2) {
		bytes = realloc(bytes, room);
		if (!bytes)
			abort();
		more = fread(bytes + size, 1, room - size, file);
		size += more;
	}
	int failed = ferror(file);
	fclose(file);
	if (failed) {
		free(bytes);
		return -1;
	}

	uint8_t *exact = malloc(size ? size : 1);
	if (!exact)
		abort();
	memcpy(exact, bytes, size);
	free(bytes);
	LLVMFuzzerTestOneInput(exact, size);
	free(exact);
	return 0;
}

static void report(int number, const char *path)
{
	const char *name = strrchr(path, '/');
	int result = replay(path);
	printf("%s %d - survives %s\n", result == 0 ? "ok" : "not ok", number, name ? name + 1 : path);
	fflush(stdout);
}

/* An empty corpus is a test that was lost: it fails. */
static int replay_corpus(const char *program)
{
	const char *slash = strrchr(program, '/');
	const char *name = slash ? slash + 1 : program;
	const char *ending = strstr(name, "_fuzz");
	const char *top = getenv("srcdir");
	char folder[4096];
	int length = ending ? (int)(ending - name) : (int)strlen(name);
	snprintf(folder, sizeof(folder), "%s/tests/fuzz/corpus/%.*s", top ? top : ".", length, name);

	struct dirent **entries;
	int count = scandir(folder, &entries, has_no_dot, alphasort);
	if (count < 1) {
		printf("1..1\nnot ok 1 - there is a corpus in %s\n", folder);
		return 1;
	}
	printf("1..%d\n", count);
	for (int i = 0; i < count; i++) {
		char path[sizeof(folder) + sizeof(entries[i]->d_name) + 1];
		snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
		report(i + 1, path);
		free(entries[i]);
	}
	free(entries);
	return 0;
}

int main(int count, char **arguments)
{
	if (count < 2)
		return replay_corpus(arguments[0]);
	printf("1..%d\n", count - 1);
	for (int i = 1; i < count; i++)
		report(i, arguments[i]);
	return 0;
}
