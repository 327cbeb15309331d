#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file_open.h"

static char folder[] = "/tmp/dossier-open-XXXXXX";
static int home = -1, root = -1;

static const struct {
	const char *target, *name;
} links[] = {
	{ "file",                "top/link"      },
	{ "sub/deep",            "top/to-deep"   },
	{ "../link",             "top/sub/up"    },
	{ "..",                  "top/out"       },
	{ "/",                   "top/absolute"  },
	{ "sub/../../file",      "top/past"      },
	{ "circle",              "top/circle"    },
	{ "circle-b",            "top/circle-a"  },
	{ "circle-a",            "top/circle-b"  },
	{ "nothing",             "top/broken"    },
	{ "/proc/self/fd/0",     "top/magic"     },
	{ ".",                   "top/here"      },
};

static int make_folder(void **state)
{
	(void)state;
	home = open(".", O_RDONLY | O_DIRECTORY);
	if (!mkdtemp(folder) || chdir(folder) < 0)
		return -1;
	mkdir("top", 0755);
	mkdir("top/sub", 0755);
	mkdir("top/sub/deep", 0755);
	close(open("file", O_WRONLY | O_CREAT, 0644));
	close(open("top/file", O_WRONLY | O_CREAT, 0644));
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++)
		if (symlink(links[i].target, links[i].name) < 0)
			return -1;
	root = open("top", O_RDONLY | O_DIRECTORY);
	return root < 0 ? -1 : 0;
}

static int remove_folder(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++)
		unlink(links[i].name);
	unlink("top/file");
	unlink("file");
	rmdir("top/sub/deep");
	rmdir("top/sub");
	rmdir("top");
	close(root);
	if (fchdir(home) < 0)
		return -1;
	close(home);
	return rmdir(folder);
}

/* What a path beneath `top` opens, or how it fails. */
static const struct {
	const char *path, *opens;
	int error;
} ways[] = {
	{ "file",                     "top/file",      0       },
	{ "./file",                   "top/file",      0       },
	{ "sub//deep",                "top/sub/deep",  0       },
	{ "sub/deep/../../file",      "top/file",      0       },
	{ ".",                        "top",           0       },
	{ "sub/..",                   "top",           0       },
	{ "link",                     "top/file",      0       },
	{ "to-deep",                  "top/sub/deep",  0       },
	{ "to-deep/../up",            "top/file",      0       },
	{ "sub/up",                   "top/file",      0       },
	{ "here/here/sub",            "top/sub",       0       },
	{ "..",                       NULL,            EXDEV   },
	{ "../file",                  NULL,            EXDEV   },
	{ "sub/../../file",           NULL,            EXDEV   },
	{ "out",                      NULL,            EXDEV   },
	{ "out/file",                 NULL,            EXDEV   },
	{ "absolute",                 NULL,            EXDEV   },
	{ "absolute/etc/passwd",      NULL,            EXDEV   },
	{ "past",                     NULL,            EXDEV   },
	{ "magic",                    NULL,            EXDEV   },
	{ "/",                        NULL,            EXDEV   },
	{ "circle",                   NULL,            ELOOP   },
	{ "circle-a/x",               NULL,            ELOOP   },
	{ "broken",                   NULL,            ENOENT  },
	{ "none/file",                NULL,            ENOENT  },
	{ "",                         NULL,            ENOENT  },
	{ "file/x",                   NULL,            ENOTDIR },
};

static void check_ways(int (*open_way)(int, const char *, int))
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		struct stat opened, expected;
		int descriptor = open_way(root, ways[i].path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
		int error = descriptor < 0 ? errno : 0;
		if (error != ways[i].error)
			fail_msg("'%s' fails with: %s", ways[i].path, strerror(error));
		if (descriptor < 0)
			continue;
		assert_int_equal(fstat(descriptor, &opened), 0);
		assert_int_equal(stat(ways[i].opens, &expected), 0);
		assert_int_equal(opened.st_ino, expected.st_ino);
		close(descriptor);
	}
}

static void opens_beneath_and_nowhere_else(void **state)
{
	(void)state;
	check_ways(file_open_beneath);
}

static void does_the_same_without_the_call_of_the_kernel(void **state)
{
	(void)state;
	check_ways(file_open_stepwise);
}

static int lowest_free(void)
{
	int descriptor = dup(0);
	close(descriptor);
	return descriptor;
}

static void leaves_nothing_open(void **state)
{
	(void)state;
	int before = lowest_free();
	check_ways(file_open_stepwise);
	check_ways(file_open_beneath);
	assert_int_equal(lowest_free(), before);
}

static void stops_at_ways_that_are_too_long(void **state)
{
	(void)state;
	char path[8192];
	for (size_t i = 0; i < sizeof(path); i++)
		path[i] = i % 2 ? '/' : '.';
	path[sizeof(path) - 1] = '\0';
	assert_int_equal(file_open_stepwise(root, path, O_RDONLY), -1);
	assert_int_equal(errno, ENAMETOOLONG);
	assert_int_equal(file_open_beneath(root, path, O_RDONLY), -1);
	assert_int_equal(errno, ENAMETOOLONG);
}

static void keeps_to_the_flags_it_is_given(void **state)
{
	(void)state;
	assert_int_equal(file_open_stepwise(root, "link", O_RDONLY | O_DIRECTORY), -1);
	assert_int_equal(errno, ENOTDIR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opens_beneath_and_nowhere_else),
		cmocka_unit_test(does_the_same_without_the_call_of_the_kernel),
		cmocka_unit_test(leaves_nothing_open),
		cmocka_unit_test(stops_at_ways_that_are_too_long),
		cmocka_unit_test(keeps_to_the_flags_it_is_given),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
