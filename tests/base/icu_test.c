/* icu: what happens where it is missing. Its libraries cannot be opened here unless a test says. */
#include "config.h"

#include "base/unicode.h"

#include <dlfcn.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/shown.h"
#include "cache/renewal.h"
#include "tests/support/folder.h"

static bool is_there;

/* In place of that of the C library, for all of this program. */
void *dlopen(const char *file, int mode)
{
	static void *(*open)(const char *, int);
	if (file && strstr(file, "libicu") && !is_there)
		return NULL;
	if (!open)
		*(void **)&open = dlsym(RTLD_NEXT, "dlopen");
	return open(file, mode);
}

static bool is_linked(void)
{
#ifdef LAZY_ICU
	return false;
#else
	return true;
#endif
}

static char folder[FOLDER_SIZE];
static struct arena arena;
static struct collection_options options;

static int begin(void **state)
{
	(void)state;
	if (folder_enter(folder) != 0)
		return -1;
	setenv("DOSSIER_CACHE", "store", 1);
	options.now = ((int64_t)time(NULL) + 24 * 60 * 60) * 1000000000;
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return folder_leave(folder);
}

/* In a process of its own, for what is loaded once stays. */
static void keep_story(void)
{
	int status;
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct archive *archive;
		struct str note;
		struct fault why;
		is_there = true;
		_exit(collection_open(&arena, STR("story.yaml"), options, &archive, &note, &why)
		              ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

/* Nothing was changed, and nothing is missed. */
static void a_look_that_finds_nothing_new_needs_nothing(void **state)
{
	struct archive *kept;
	struct str note;
	(void)state;
	if (is_linked())
		skip();
	folder_write(".", "story.yaml", STR("kind: person\nname: Ann\n"));
	keep_story();
	assert_true(renewal_open_kept(&arena, STR("story.yaml"), options, &kept));
	struct renewal *renewal = renewal_open(STR("story.yaml"), options, kept);
	renewal_begin(renewal);
	assert_null(renewal_take(renewal, &note));
	assert_int_equal(note.size, 0);
	struct pollfd news = { .fd = renewal_descriptor(renewal), .events = POLLIN };
	assert_int_equal(poll(&news, 1, -1), 1);
	assert_true(renewal_end(renewal));
}

/* Who reads reads on. */
static void a_look_in_the_background_tells_it_and_ends(void **state)
{
	struct archive *kept;
	struct str note;
	(void)state;
	if (is_linked())
		skip();
	folder_write(".", "story.yaml", STR("kind: person\nname: Ann\n"));
	keep_story();
	folder_write(".", "story.yaml", STR("kind: person\nname: Bea\n"));
	assert_true(renewal_open_kept(&arena, STR("story.yaml"), options, &kept));
	struct renewal *renewal = renewal_open(STR("story.yaml"), options, kept);
	renewal_begin(renewal);
	struct pollfd news = { .fd = renewal_descriptor(renewal), .events = POLLIN };
	assert_int_equal(poll(&news, 1, -1), 1);
	assert_null(renewal_take(renewal, &note));
	assert_true(str_starts_with(
		note, STR("the collection cannot be read any more: libicuuc.so.")));
	assert_true(renewal_end(renewal));
	assert_true(str_equal(dossier_name(kept, dossier_find(kept, STR("story"))), STR("Ann")));
}

/* Among them the names that a search compares with what is typed. */
static void russian_names_need_nothing(void **state)
{
	struct str name = STR("Сергей «Ёж» Лавров"), word;
	(void)state;
	struct str folded = unicode_fold(&arena, name);
	struct unicode_words words = unicode_words_begin(folded);
	assert_true(str_equal(unicode_romanize(&arena, name), STR("sergei \"yozh\" lavrov")));
	for (int i = 0; i < 3; i++)
		assert_true(unicode_words_next(&words, &word));
	assert_true(str_equal(word, STR("лавров")));
}

/* Whether their clusters are cut, so that a consonant's vowel stands alone, or not. */
static void burmese_names_are_shown_without(void **state)
{
	(void)state;
	assert_int_equal(shown_line(&arena, STR("သမ္မတ မြန်မာနိုင်ငံတော် ကြွေ")).width, 20);
}

static void what_is_missing_is_said(void **state)
{
	struct fault why = {0};
	(void)state;
	if (is_linked())
		skip();
	assert_false(unicode_load(&why));
	assert_non_null(strstr(why.sentence, "libicuuc.so."));
	assert_non_null(strstr(why.sentence, "cannot be loaded, which dossier was built with: "));
	assert_int_equal(why.kind, FAULT_SYSTEM);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	/* In this order: what could not be loaded once is not tried again. */
	const struct CMUnitTest tests[] = {
		TEST(a_look_that_finds_nothing_new_needs_nothing),
		TEST(a_look_in_the_background_tells_it_and_ends),
		TEST(russian_names_need_nothing),
		TEST(burmese_names_are_shown_without),
		TEST(what_is_missing_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
