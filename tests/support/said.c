#include "tests/support/said.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "base/array.h"
#include "base/file.h"
#include "reader/journal_record.h"

static struct str key_of(struct str text)
{
	return str_cut(&text, ' ');
}

static void forget(void *context)
{
	struct said *said = context;
	said->texts.count = 0;
}

static void take(void *context, struct str text)
{
	struct said *said = context;
	size_t at = 0;
	while (at < said->texts.count && !str_equal(key_of(said->texts.items[at]), key_of(text)))
		at++;
	if (at == said->texts.count)
		ARRAY_ADD(&said->arena, &said->texts);
	said->texts.items[at] = str_copy(&said->arena, text);
}

static size_t count(const void *context)
{
	return ((const struct said *)context)->texts.count;
}

static void give(const void *context, struct text *records)
{
	const struct said *said = context;
	for (size_t i = 0; i < said->texts.count; i++)
		record_add(records, said->texts.items[i]);
}

bool open_said(struct said *said)
{
	*said = (struct said){
		.journal = {
			.user = { forget, take, count, give, said },
			.folder_path = STR("state"), .title = STR("/inquiry"), .name = "a",
		},
	};
	return journal_open(&said->journal, &said->arena, &said->note, &said->why);
}

void close_said(struct said *said)
{
	journal_close(&said->journal);
	arena_release(&said->arena);
}

bool append(struct said *said, struct str text)
{
	struct arena scratch = {0};
	struct text record = { .arena = &scratch };
	record_add(&record, text);
	said->why = (struct fault){0};
	bool is_kept = journal_append(&said->journal, text_str(&record), true, &said->why);
	if (is_kept)
		take(said, text);
	arena_release(&scratch);
	return is_kept;
}

void must_append(struct said *said, const char *text)
{
	append(said, str_of(text));
	assert_string_equal(said->why.sentence, "");
}

bool says(const struct said *said, const char *text)
{
	for (size_t i = 0; i < said->texts.count; i++)
		if (str_equal(said->texts.items[i], str_of(text)))
			return true;
	return false;
}

void assert_says(const char *const *texts, size_t size)
{
	struct said said;
	assert_true(open_said(&said));
	assert_int_equal(said.texts.count, size);
	for (size_t i = 0; i < size; i++)
		assert_true(str_equal(said.texts.items[i], str_of(texts[i])));
	close_said(&said);
}

void write_here(const char *path, struct str bytes, mode_t mode)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fwrite(bytes.bytes, 1, bytes.size, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, mode), 0);
}

void append_here(const char *path, const char *text)
{
	FILE *file = fopen(path, "a");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

struct str read_here(struct arena *arena, const char *path)
{
	struct str bytes = {0};
	assert_true(file_read(arena, path, 1 << 24, &bytes, NULL));
	return bytes;
}

bool append_numbered(struct said *said, const char *key, int number)
{
	char text[64];
	int size = snprintf(text, sizeof text, "%s %d", key, number);
	return append(said, (struct str){ text, (size_t)size });
}

bool append_own(struct said *said, const char *key, int number)
{
	char own[32];
	snprintf(own, sizeof own, "%s-%d", key, number);
	return append_numbered(said, own, number);
}

void let_files_grow(rlim_t size)
{
	struct rlimit limit;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = size;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

void keep_one(const char *text)
{
	struct said said;
	assert_true(open_said(&said));
	must_append(&said, text);
	close_said(&said);
}

