#include "hostile/pile.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ── Bytes ──────────────────────────────────────────────────────────────────────────────────── */

void bytes_add(struct bytes *bytes, const char *items, size_t size)
{
	if (bytes->room - bytes->size < size) {
		bytes->room = 2 * (bytes->size + size);
		bytes->items = realloc(bytes->items, bytes->room);
		if (!bytes->items)
			pile_fail("no memory for", "a file");
	}
	if (size)
		memcpy(bytes->items + bytes->size, items, size);
	bytes->size += size;
}

void bytes_text(struct bytes *bytes, const char *text)
{
	bytes_add(bytes, text, strlen(text));
}

void bytes_repeat(struct bytes *bytes, const char *text, size_t times)
{
	while (times--)
		bytes_text(bytes, text);
}

void bytes_format(struct bytes *bytes, const char *format, ...)
{
	char text[1024];
	va_list list;
	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	bytes_text(bytes, text);
}

void bytes_code_point(struct bytes *bytes, unsigned long code_point)
{
	char utf8[4];
	int more = code_point < 0x80 ? 0 : code_point < 0x800 ? 1 : code_point < 0x10000 ? 2 : 3;
	static const unsigned char first[] = { 0, 0xC0, 0xE0, 0xF0 };
	for (int i = more; i > 0; i--) {
		utf8[i] = (char)(0x80 | (code_point & 0x3F));
		code_point >>= 6;
	}
	utf8[0] = (char)(first[more] | code_point);
	bytes_add(bytes, utf8, (size_t)more + 1);
}

void bytes_unescape(struct bytes *bytes, const char *escaped)
{
	while (*escaped) {
		int digits = escaped[0] != '\\' ? 0 : escaped[1] == 'x' ? 2 : escaped[1] == 'u' ? 4
		           : escaped[1] == 'U' ? 8 : 0;
		if (digits) {
			char number[9] = {0};
			memcpy(number, escaped + 2, (size_t)digits);
			bytes_code_point(bytes, strtoul(number, NULL, 16));
			escaped += 2 + digits;
		} else if (escaped[0] == '\\' && escaped[1] == 'e') {
			bytes_code_point(bytes, 0x1B);
			escaped += 2;
		} else {
			bytes_add(bytes, escaped++, 1);
		}
	}
}

void bytes_fill(struct bytes *bytes, const char *template, const char *id, const struct bytes *x)
{
	while (*template) {
		const char *brace = strchr(template, '{');
		size_t size = brace ? (size_t)(brace - template) : strlen(template);
		bytes_add(bytes, template, size);
		template += size;
		if (strncmp(template, "{id}", 4) == 0) {
			bytes_text(bytes, id);
			template += 4;
		} else if (strncmp(template, "{x}", 3) == 0) {
			bytes_add(bytes, x->items, x->size);
			template += 3;
		} else if (*template) {
			bytes_add(bytes, template++, 1);
		}
	}
}

void bytes_release(struct bytes *bytes)
{
	free(bytes->items);
	*bytes = (struct bytes){0};
}

/* ── Files ──────────────────────────────────────────────────────────────────────────────────── */

void pile_fail(const char *what, const char *path)
{
	fprintf(stderr, "generate: %s %s: %s\n", what, path, strerror(errno));
	exit(1);
}

/* Every folder on the way to `path`. */
static void make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0777) != 0 && errno != EEXIST)
			pile_fail("cannot make", path);
		*slash = '/';
	}
}

const char *pile_path(struct pile *pile, const char *name)
{
	static char path[8192];
	int size = snprintf(path, sizeof(path), "%s/%s/%s", pile->folder, pile->category, name);
	if (size < 0 || (size_t)size >= sizeof(path))
		pile_fail("too long is", name);
	make_folders(path);
	return path;
}

static void write_path(const char *path, const struct bytes *bytes)
{
	FILE *file = fopen(path, "wb");
	if (!file)
		pile_fail("cannot write", path);
	size_t written = bytes->size ? fwrite(bytes->items, 1, bytes->size, file) : 0;
	if (fclose(file) != 0 || written != bytes->size)
		pile_fail("cannot write", path);
}

void pile_bytes(struct pile *pile, const char *name, const char *rule, const struct bytes *bytes)
{
	char file[256];
	snprintf(file, sizeof(file), "%s.yaml", name);
	write_path(pile_path(pile, file), bytes);
	if (rule)
		fprintf(pile->expected, "%s %s/%s\n", rule, pile->category, file);
	pile->count++;
}

void pile_text(struct pile *pile, const char *name, const char *rule, const char *text)
{
	struct bytes bytes = {0};
	bytes_text(&bytes, text);
	pile_bytes(pile, name, rule, &bytes);
	bytes_release(&bytes);
}

void pile_fill(struct pile *pile, const char *name, const char *rule, const char *template,
               const struct bytes *x)
{
	char id[256];
	struct bytes bytes = {0};
	snprintf(id, sizeof(id), "%s-%s", pile->category, name);
	bytes_fill(&bytes, template, id, x);
	pile_bytes(pile, name, rule, &bytes);
	bytes_release(&bytes);
}

void pile_named(struct pile *pile, const char *name, const char *text)
{
	struct bytes bytes = {0};
	bytes_text(&bytes, text);
	write_path(pile_path(pile, name), &bytes);
	bytes_release(&bytes);
	pile->count++;
}

/* ── Tables ─────────────────────────────────────────────────────────────────────────────────── */

void pile_texts(struct pile *pile, const struct text_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		pile_fill(pile, cases[i].name, cases[i].rule, cases[i].text, &(struct bytes){0});
}

void pile_fills(struct pile *pile, const char *prefix, const char *template,
                const struct text_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char name[200];
		struct bytes x = {0};
		bytes_text(&x, cases[i].text);
		snprintf(name, sizeof(name), "%s%s", prefix, cases[i].name);
		pile_fill(pile, name, cases[i].rule, template, &x);
		bytes_release(&x);
	}
}
