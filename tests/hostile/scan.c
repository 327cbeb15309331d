/* scan [--text | --tty | --json] [--ascii] FILE...
 *
 * Exit status 1 and a line that says what and where, if one of the files holds what the program
 * must never write: as text, as what a terminal is sent, or as a JSON document. A mode is that of
 * the files behind it. */
#include "hostile/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct options { bool (*scan)(struct scan *scan); bool is_ascii; };

/* All bytes of a file, for free(); ends the program if it cannot be read. */
static char *read_file(const char *path, size_t *size)
{
	size_t room = 1 << 16;
	char *bytes = malloc(room);
	FILE *file = fopen(path, "rb");
	for (*size = 0; file && bytes && !feof(file) && !ferror(file);) {
		*size += fread(bytes + *size, 1, room - *size, file);
		if (*size == room)
			bytes = realloc(bytes, room *= 2);
	}
	if (!file || !bytes || ferror(file)) {
		perror(path);
		exit(2);
	}
	fclose(file);
	return bytes;
}

/* What stands around the offence, made visible. */
static void print_place(const struct scan *scan)
{
	size_t start = scan->at > 40 ? scan->at - 40 : 0, end = scan->at + 20;
	fputs("\t", stdout);
	for (size_t i = start; i < end && i < scan->size; i++) {
		unsigned char byte = (unsigned char)scan->bytes[i];
		if (byte >= ' ' && byte < 0x7F)
			putchar(byte);
		else
			printf("\\x%02X", byte);
	}
	putchar('\n');
}

static bool scan_file(const char *path, struct options options)
{
	bool is_json = options.scan == scan_json;
	struct scan scan = { .is_ascii = options.is_ascii, .takes_marks = is_json };
	char *bytes = read_file(path, &scan.size);
	scan.bytes = bytes;
	bool is_clean = options.scan(&scan);
	if (!is_clean) {
		printf("%s: byte %zu: %s", path, scan.at, scan.offence);
		printf(", U+%04lX, in\n", scan.code_point);
		print_place(&scan);
	}
	free(bytes);
	return is_clean;
}

int main(int argc, char **argv)
{
	struct options options = { .scan = scan_text };
	int status = 0;
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--text") == 0)
			options.scan = scan_text;
		else if (strcmp(argv[i], "--tty") == 0)
			options.scan = scan_tty;
		else if (strcmp(argv[i], "--json") == 0)
			options.scan = scan_json;
		else if (strcmp(argv[i], "--ascii") == 0)
			options.is_ascii = true;
		else if (!scan_file(argv[i], options))
			status = 1;
	}
	return status;
}
