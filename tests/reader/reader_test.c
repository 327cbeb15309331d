#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "model/limits.h"
#include "reader/journal_record.h"
#include "reader/reader.h"
#include "tests/support/folder.h"

static char folder[FOLDER_SIZE];
static struct arena arena;

static int setup(void **state)
{
	(void)state;
	return folder_enter(folder);
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return folder_leave(folder);
}

static struct reader *open_with(struct reader_options options, const char *expected_note)
{
	struct reader *reader = NULL;
	struct str note;
	struct fault why = {0};
	reader_open(&arena, options, &reader, &note, &why);
	assert_string_equal(why.sentence, "");
	assert_string_equal(note.bytes, expected_note);
	return reader;
}

static struct reader *open_reader(void)
{
	return open_with((struct reader_options){ .folder = STR("state"), .path = STR("/inquiry") },
	                 "");
}

static const char *journal_path(void)
{
	return reader_path(&arena, STR("state"), STR("/inquiry")).bytes;
}

/* Whatever holds after a change holds for who opens it later, too. */
static struct reader *open_again(struct reader *reader)
{
	reader_close(reader);
	return open_reader();
}

static void set_state(struct reader *reader, const char *id, enum reading_state value)
{
	assert_true(reader_set_state(reader, str_of(id), value, NULL));
}

static void set_note(struct reader *reader, const char *id, const char *note)
{
	assert_true(reader_set_note(reader, str_of(id), str_of(note), NULL));
}

static void assert_text(struct str text, const char *expected)
{
	assert_int_equal(text.size, strlen(expected));
	assert_memory_equal(text.bytes ? text.bytes : "", expected, text.size);
}

/* ── Where and what ─────────────────────────────────────────────────────────────────────────── */

static void assert_folder(const char *own, const char *states, const char *home,
                          const char *expected)
{
	static const char *const names[] = { "DOSSIER_STATE", "XDG_STATE_HOME", "HOME" };
	const char *values[] = { own, states, home };
	for (size_t i = 0; i < 3; i++) {
		if (values[i])
			setenv(names[i], values[i], 1);
		else
			unsetenv(names[i]);
	}
	assert_text(reader_folder(&arena), expected);
}

static void lies_where_the_environment_says(void **state)
{
	(void)state;
	assert_folder("/own", "/states", "/ann", "/own");
	assert_folder("own", NULL, NULL, "own");
	assert_folder("", "/states", "/ann", "/states/dossier");
	assert_folder(NULL, "states", "/ann", "/ann/.local/state/dossier");
	assert_folder(NULL, NULL, "home", "");
	assert_folder(NULL, NULL, NULL, "");
}

static void makes_the_folders_of_a_new_home_but_no_home(void **state)
{
	struct reader_options options = { .path = STR("/inquiry") };
	struct fault why = {0};
	struct stat status;
	(void)state;
	assert_int_equal(mkdir("home", 0700), 0);
	options.folder = STR("home/.local/state/dossier");
	struct reader *reader = open_with(options, "");
	set_note(reader, "ann", "here");
	reader_close(reader);
	assert_int_equal(stat("home/.local/state/dossier", &status), 0);
	assert_int_equal(status.st_mode & 07777, 0700);

	options.folder = STR("nowhere/.local/state/dossier");
	reader = open_with(options, "");
	assert_false(reader_set_note(reader, STR("ann"), STR("there"), &why));
	assert_string_equal(why.sentence,
	                    "nowhere/.local/state/dossier: No such file or directory");
	assert_text(reader_note(reader, STR("ann")), "there");
	reader_close(reader);
	assert_int_equal(stat("nowhere", &status), -1);
}

static void states_have_names_and_keys(void **state)
{
	(void)state;
	assert_string_equal(reading_state_name(READING_TO_READ), "to read");
	assert_string_equal(reading_state_key(READING_TO_READ), "to-read");
	assert_string_equal(reading_state_name(READING_NONE), "");
	assert_int_equal(reading_state_find(STR("to read")), READING_TO_READ);
	assert_int_equal(reading_state_find(STR("to-read")), READING_TO_READ);
	assert_int_equal(reading_state_find(STR("disputed")), READING_DISPUTED);
	assert_int_equal(reading_state_find(STR("")), READING_STATE_COUNT);
	assert_int_equal(reading_state_find(STR("later")), READING_STATE_COUNT);
}

/* ── Keeping ────────────────────────────────────────────────────────────────────────────────── */

static void keeps_states_and_notes(void **state)
{
	int64_t before = (int64_t)time(NULL);
	struct reader *reader = open_reader();
	(void)state;
	assert_int_equal(reader_count(reader), 0);
	set_state(reader, "ann", READING_TO_READ);
	set_note(reader, "bob", "Two\n\nlines\tof \x1b[31m text\n");
	set_state(reader, "cid", READING_DISPUTED);
	set_state(reader, "ann", READING_CHECKED);
	set_note(reader, "ann", "Seen.");
	for (int i = 0; i < 2; i++, reader = open_again(reader)) {
		assert_int_equal(reader_state(reader, STR("ann")), READING_CHECKED);
		assert_int_equal(reader_state(reader, STR("bob")), READING_NONE);
		assert_int_equal(reader_state(reader, STR("dan")), READING_NONE);
		assert_text(reader_note(reader, STR("bob")), "Two\n\nlines\tof \x1b[31m text\n");
		assert_text(reader_note(reader, STR("cid")), "");
		assert_int_equal(reader_count(reader), 3);
		struct reader_entry first = reader_entry_at(reader, 0);
		assert_text(first.id, "ann");
		assert_int_equal(first.state, READING_CHECKED);
		assert_text(first.note, "Seen.");
		assert_in_range(first.changed, before, (int64_t)time(NULL));
		assert_text(reader_entry_at(reader, 1).id, "bob");
		assert_text(reader_entry_at(reader, 2).id, "cid");
	}
	reader_close(reader);
}

static void what_is_nothing_any_more_is_not_listed(void **state)
{
	struct reader *reader = open_reader();
	(void)state;
	set_state(reader, "ann", READING_READ);
	set_note(reader, "bob", "Seen.");
	set_note(reader, "ann", "Seen.");
	set_state(reader, "ann", READING_NONE);
	assert_int_equal(reader_count(reader), 2);
	set_note(reader, "ann", "");
	for (int i = 0; i < 2; i++, reader = open_again(reader)) {
		assert_int_equal(reader_count(reader), 1);
		assert_text(reader_entry_at(reader, 0).id, "bob");
		assert_text(reader_note(reader, STR("ann")), "");
	}
	reader_close(reader);
}

static void keeps_marks(void **state)
{
	struct reader *reader = open_reader();
	struct reader_place place = { STR("none"), 7 };
	(void)state;
	assert_false(reader_mark(reader, 'a', &place));
	assert_int_equal(place.line, 7);
	assert_true(reader_set_mark(reader, 'a', (struct reader_place){ STR("ann"), 12 }, NULL));
	assert_true(reader_set_mark(reader, 'z', (struct reader_place){ STR("bob"), UINT32_MAX },
	                            NULL));
	assert_true(reader_set_mark(reader, 'b', (struct reader_place){ STR("cid"), 1 }, NULL));
	assert_true(reader_set_mark(reader, 'b', (struct reader_place){0}, NULL));
	for (int i = 0; i < 2; i++, reader = open_again(reader)) {
		assert_true(reader_mark(reader, 'a', &place));
		assert_text(place.id, "ann");
		assert_int_equal(place.line, 12);
		assert_true(reader_mark(reader, 'z', &place));
		assert_int_equal(place.line, UINT32_MAX);
		assert_false(reader_mark(reader, 'b', &place));
		assert_false(reader_mark(reader, 'A', &place));
	}
	reader_close(reader);
}

static void keeps_searches_by_name(void **state)
{
	struct reader *reader = open_reader();
	(void)state;
	assert_true(reader_set_search(reader, STR("ships of 2021"), STR("kind:event ship"), NULL));
	assert_true(reader_set_search(reader, STR("arms"), STR("gun"), NULL));
	assert_true(reader_set_search(reader, STR("middle"), STR("x"), NULL));
	assert_true(reader_set_search(reader, STR("arms"), STR("\"air force\""), NULL));
	assert_true(reader_set_search(reader, STR("middle"), STR(""), NULL));
	assert_true(reader_set_search(reader, STR("nothing"), STR(""), NULL));
	for (int i = 0; i < 2; i++, reader = open_again(reader)) {
		struct reader_search found;
		assert_int_equal(reader_search_count(reader), 2);
		assert_true(reader_find_search(reader, STR("kind:event ship"), &found));
		assert_text(found.name, "ships of 2021");
		assert_false(reader_find_search(reader, STR("kind:event"), &found));
		assert_text(reader_search_at(reader, 0).name, "arms");
		assert_text(reader_search_at(reader, 0).query, "\"air force\"");
		assert_text(reader_search_at(reader, 1).name, "ships of 2021");
	}
	reader_close(reader);
}

static void keeps_where_the_reading_stopped(void **state)
{
	struct str ids[READER_TRAIL + 5];
	struct reader_place place;
	struct reader *reader = open_reader();
	(void)state;
	assert_false(reader_last(reader, &place));
	assert_int_equal(reader_trail(reader).count, 0);
	for (int i = 0; i < READER_TRAIL + 5; i++)
		ids[i] = str_format(&arena, "id-%d", i);
	struct reader_trail trail = { ids, READER_TRAIL + 5 };
	place = (struct reader_place){ STR("id-104"), 33 };
	assert_true(reader_set_last(reader, place, trail, NULL));
	for (int i = 0; i < 2; i++, reader = open_again(reader)) {
		assert_true(reader_last(reader, &place));
		assert_text(place.id, "id-104");
		assert_int_equal(place.line, 33);
		assert_int_equal(reader_trail(reader).count, READER_TRAIL);
		assert_text(reader_trail(reader).ids[0], "id-5");
		assert_text(reader_trail(reader).ids[READER_TRAIL - 1], "id-104");
	}
	place = (struct reader_place){0};
	assert_true(reader_set_last(reader, place, (struct reader_trail){0}, NULL));
	reader = open_again(reader);
	assert_false(reader_last(reader, &place));
	assert_int_equal(reader_trail(reader).count, 0);
	reader_close(reader);
}

static void collections_have_journals_of_their_own(void **state)
{
	struct reader *reader = open_reader();
	(void)state;
	set_note(reader, "ann", "here");
	reader_close(reader);
	reader = open_with((struct reader_options){ .folder = STR("state"), .path = STR("/other") },
	                   "");
	assert_int_equal(reader_count(reader), 0);
	reader_close(reader);
}

static void keeps_nothing_if_told_so(void **state)
{
	struct reader_options options = { STR("state"), STR("/inquiry"), .keeps_nothing = true };
	struct reader *reader = open_reader();
	struct stat before, after;
	(void)state;
	set_note(reader, "ann", "kept");
	assert_string_equal(reader_note_words(reader), "The note is kept");
	reader_close(reader);
	assert_int_equal(stat(journal_path(), &before), 0);
	reader = open_with(options, "");
	assert_int_equal(reader_count(reader), 0);
	set_note(reader, "bob", "not kept");
	assert_text(reader_note(reader, STR("bob")), "not kept");
	assert_string_equal(reader_note_words(reader),
	                    "The note lasts until the program ends: nothing is kept");
	assert_false(reader_refresh(reader));
	reader_close(reader);
	assert_int_equal(stat(journal_path(), &after), 0);
	assert_int_equal(after.st_size, before.st_size);
}

static void without_a_folder_it_says_so(void **state)
{
	struct reader *reader = open_with((struct reader_options){ .path = STR("/inquiry") },
	                                  "nothing says where notes may be kept, for none of "
	                                  "DOSSIER_STATE, XDG_STATE_HOME and HOME is set: they "
	                                  "last as long as the program");
	(void)state;
	set_state(reader, "ann", READING_READ);
	assert_int_equal(reader_state(reader, STR("ann")), READING_READ);
	reader_close(reader);
}

/* ── What cannot be kept ────────────────────────────────────────────────────────────────────── */

static void assert_refused(bool is_kept, const struct fault *why, enum fault_kind kind,
                           const char *sentence)
{
	assert_false(is_kept);
	assert_int_equal(why->kind, kind);
	assert_string_equal(why->sentence, sentence);
}

static void refuses_what_is_too_long_or_no_id(void **state)
{
	struct reader *reader = open_reader();
	struct fault why = {0};
	char *large = arena_take(&arena, LIMIT_NOTE_SIZE + 2);
	(void)state;
	memset(large, 'x', LIMIT_NOTE_SIZE + 1);
	struct str note = { large, LIMIT_NOTE_SIZE + 1 }, id = { large, LIMIT_ID_SIZE + 1 };
	assert_refused(reader_set_note(reader, STR("ann"), note, &why), &why, FAULT_LIMIT,
	               "a note has at most 65536 bytes, and this one 65537");
	assert_refused(reader_set_note(reader, id, STR("x"), &why), &why, FAULT_LIMIT,
	               "an id has at most 200 bytes, and this one 201");
	assert_refused(reader_set_state(reader, STR("an id"), READING_READ, &why), &why,
	               FAULT_USAGE, "an id has no blanks and controls in it");
	assert_refused(reader_set_state(reader, STR(""), READING_READ, &why), &why, FAULT_USAGE,
	               "an id has at least one byte");
	assert_refused(reader_set_mark(reader, 'B', (struct reader_place){ STR("ann"), 1 }, &why),
	               &why, FAULT_USAGE, "a mark is one of the letters from a to z");
	assert_refused(reader_set_search(reader, STR(""), STR("x"), &why), &why, FAULT_USAGE,
	               "a search is kept under a name");
	assert_refused(reader_set_search(reader, STR("a\nb"), STR("x"), &why), &why, FAULT_USAGE,
	               "the name of a search is one line");
	assert_refused(reader_set_search(reader, STR("a"), (struct str){ large, 257 }, &why), &why,
	               FAULT_LIMIT, "a query has at most 256 bytes, and this one 257");
	assert_int_equal(reader_count(reader), 0);
	assert_int_equal(access("state", F_OK), -1);

	note.size = LIMIT_NOTE_SIZE;
	id.size = LIMIT_ID_SIZE;
	assert_true(reader_set_note(reader, id, note, &why));
	reader = open_again(reader);
	assert_true(str_equal(reader_note(reader, id), note));
	reader_close(reader);
}

static void let_files_grow(rlim_t size)
{
	struct rlimit limit;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = size;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* It holds until the end of the program, over what another one writes, and is kept with the next
 * change that can be. */
static void what_could_not_be_kept_holds_and_is_tried_again(void **state)
{
	struct reader *reader = open_reader(), *other = open_reader();
	struct fault why = {0};
	struct stat status;
	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	set_note(reader, "ann", "first");
	assert_int_equal(stat(journal_path(), &status), 0);
	let_files_grow((rlim_t)status.st_size + 5);
	assert_false(reader_set_note(reader, STR("ann"), STR("second"), &why));
	assert_false(reader_set_state(reader, STR("bob"), READING_READ, NULL));
	assert_false(reader_keep(reader, &why));
	let_files_grow(RLIM_INFINITY);
	assert_string_equal(why.sentence,
	                    str_format(&arena, "%s: File too large", journal_path()).bytes);
	assert_text(reader_note(reader, STR("ann")), "second");

	set_note(other, "ann", "of another");
	set_note(other, "cid", "third");
	assert_true(reader_refresh(reader));
	assert_text(reader_note(reader, STR("ann")), "second");
	assert_text(reader_note(reader, STR("cid")), "third");
	assert_int_equal(reader_state(reader, STR("bob")), READING_READ);
	assert_text(reader_note(other, STR("ann")), "of another");

	set_state(reader, "cid", READING_CHECKED);
	assert_true(reader_refresh(other));
	assert_text(reader_note(other, STR("ann")), "second");
	assert_int_equal(reader_state(other, STR("bob")), READING_READ);
	reader_close(other);
	reader = open_again(reader);
	assert_text(reader_note(reader, STR("ann")), "second");
	assert_int_equal(reader_count(reader), 3);
	reader_close(reader);
}

static void what_is_left_is_kept_at_the_end(void **state)
{
	struct reader *reader = open_reader();
	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	assert_true(reader_keep(reader, NULL));
	let_files_grow(5);
	assert_false(reader_set_note(reader, STR("ann"), STR("first"), NULL));
	assert_false(reader_keep(reader, NULL));
	let_files_grow(RLIM_INFINITY);
	assert_true(reader_keep(reader, NULL));
	reader = open_again(reader);
	assert_text(reader_note(reader, STR("ann")), "first");
	reader_close(reader);
}

/* ── Two programs, and other versions ───────────────────────────────────────────────────────── */

static void two_programs_see_each_other(void **state)
{
	struct reader *reader = open_reader(), *other = open_reader();
	(void)state;
	set_state(reader, "ann", READING_TO_READ);
	assert_false(reader_refresh(reader));
	assert_true(reader_refresh(other));
	assert_int_equal(reader_state(other, STR("ann")), READING_TO_READ);
	set_note(other, "ann", "of the other");
	set_state(reader, "ann", READING_READ);
	assert_text(reader_note(reader, STR("ann")), "of the other");
	assert_true(reader_refresh(other));
	assert_int_equal(reader_state(other, STR("ann")), READING_READ);
	reader_close(reader);
	reader_close(other);
}

/* A thousand changes are written anew several times, by both; nothing gets lost or out of order. */
static void all_outlives_being_written_anew(void **state)
{
	struct reader *readers[] = { open_reader(), open_reader() };
	struct reader_place place = { STR("ann"), 0 };
	struct stat status;
	(void)state;
	set_state(readers[0], "cid", READING_CHECKED);
	set_note(readers[0], "ann", "two\nlines");
	assert_true(reader_set_mark(readers[1], 'm', place, NULL));
	assert_true(reader_set_search(readers[0], STR("arms"), STR("gun"), NULL));
	for (uint32_t i = 0; i < 1000; i++) {
		place.line = i;
		assert_true(reader_set_last(readers[i / 7 % 2], place,
		                            (struct reader_trail){ &place.id, 1 }, NULL));
	}
	reader_close(readers[1]);
	assert_int_equal(stat(journal_path(), &status), 0);
	assert_true(status.st_size < 30000);
	for (int i = 0; i < 2; i++, readers[0] = open_again(readers[0])) {
		assert_int_equal(reader_count(readers[0]), 2);
		assert_text(reader_entry_at(readers[0], 0).id, "cid");
		assert_int_equal(reader_state(readers[0], STR("cid")), READING_CHECKED);
		assert_text(reader_note(readers[0], STR("ann")), "two\nlines");
		assert_true(reader_mark(readers[0], 'm', &place));
		assert_int_equal(place.line, 0);
		assert_int_equal(reader_search_count(readers[0]), 1);
		assert_true(reader_last(readers[0], &place));
		assert_int_equal(place.line, 999);
		assert_int_equal(reader_trail(readers[0]).count, 1);
	}
	reader_close(readers[0]);
}

/* Memory is made anew too, now and then; 200 notes of 20 kB one after the other. */
static void a_text_that_was_replaced_does_not_fill_the_memory(void **state)
{
	struct reader_options options = { .keeps_nothing = true };
	struct reader *reader = open_with(options, "");
	char *note = arena_take(&arena, 20001);
	(void)state;
	set_state(reader, "ann", READING_DISPUTED);
	for (int i = 0; i < 200; i++) {
		memset(note, 'a' + i % 26, 20000);
		set_note(reader, "bob", note);
	}
	assert_text(reader_note(reader, STR("bob")), note);
	assert_int_equal(reader_state(reader, STR("ann")), READING_DISPUTED);
	assert_int_equal(reader_count(reader), 2);
	reader_close(reader);
}

static void add_record(const char *text)
{
	struct text records = { .arena = &arena };
	record_add(&records, str_of(text));
	FILE *file = fopen(journal_path(), "a");
	assert_non_null(file);
	fwrite(records.bytes, 1, records.size, file);
	assert_int_equal(fclose(file), 0);
}

/* What the same format may have one day, or somebody has written by hand. */
static void records_of_other_versions_are_handed_on(void **state)
{
	static const char *const others[] = {
		"colour 2026-11-22T15:05:19Z ann red",
		"state 2026-11-22T15:05:19Z ann burnt",
		"state 2026-11-22 ann read",
		"state 2026-02-30T15:05:19Z ann read",
		"mark 2026-11-22T15:05:19Z aa 12 ann",
		"mark 2026-11-22T15:05:19Z a twelve ann",
		"mark 2026-11-22T15:05:19Z a 12 ann quill",
		"note 2026-11-22T15:05:19Z\nwithout id",
		"search 2026-11-22T15:05:19Z",
		"\n",
	};
	struct str bytes;
	struct reader *reader = open_reader();
	struct reader_place place;
	(void)state;
	set_state(reader, "bob", READING_READ);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		add_record(others[i]);
	add_record("state 2026-11-22T15:05:19Z ann disputed");
	assert_true(reader_refresh(reader));
	for (int i = 0; i < 500; i++)
		set_state(reader, "bob", READING_READ);
	assert_int_equal(reader_count(reader), 2);
	assert_int_equal(reader_state(reader, STR("ann")), READING_DISPUTED);
	assert_int_equal(reader_entry_at(reader, 1).changed, 1795359919);
	assert_false(reader_mark(reader, 'a', &place));
	reader_close(reader);
	assert_true(file_read(&arena, journal_path(), 1 << 20, &bytes, NULL));
	assert_true(bytes.size < 30000);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		struct text record = { .arena = &arena };
		record_add(&record, str_of(others[i]));
		assert_true(str_find(bytes, text_str(&record), 0) != SIZE_MAX);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lies_where_the_environment_says),
		TEST(makes_the_folders_of_a_new_home_but_no_home),
		TEST(states_have_names_and_keys),
		TEST(keeps_states_and_notes),
		TEST(what_is_nothing_any_more_is_not_listed),
		TEST(keeps_marks),
		TEST(keeps_searches_by_name),
		TEST(keeps_where_the_reading_stopped),
		TEST(collections_have_journals_of_their_own),
		TEST(keeps_nothing_if_told_so),
		TEST(without_a_folder_it_says_so),
		TEST(refuses_what_is_too_long_or_no_id),
		TEST(what_could_not_be_kept_holds_and_is_tried_again),
		TEST(what_is_left_is_kept_at_the_end),
		TEST(two_programs_see_each_other),
		TEST(all_outlives_being_written_anew),
		TEST(a_text_that_was_replaced_does_not_fill_the_memory),
		TEST(records_of_other_versions_are_handed_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
