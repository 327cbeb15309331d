#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/digest.h"

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* The examples of FIPS 180-4 for SHA-256, and the empty text. */
static const struct { struct str text; const char *digest; } vectors[] = {
	{ STR("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
	  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	{ STR(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
};

static void gives_the_digests_of_the_standard(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		assert_string_equal(digest_text(&arena, digest_of(vectors[i].text)).bytes,
		                    vectors[i].digest);
}

static void gives_the_digest_of_a_million_letters(void **state)
{
	const size_t size = 1000000;
	char *letters = arena_take(&arena, size);
	(void)state;
	memset(letters, 'a', size);
	assert_string_equal(digest_text(&arena, digest_of((struct str){ letters, size })).bytes,
	                    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void gives_the_digest_of_nothing_at_all(void **state)
{
	(void)state;
	assert_string_equal(digest_text(&arena, digest_of((struct str){0})).bytes,
	                    vectors[2].digest);
}

static void reads_small_and_large_digits(void **state)
{
	struct digest small, large;
	(void)state;
	assert_true(digest_read(str_of(vectors[0].digest), &small));
	assert_true(digest_read(STR("BA7816BF8F01CFEA414140DE5DAE2223"
	                            "B00361A396177A9CB410FF61F20015AD"), &large));
	assert_true(digest_equal(small, large));
	assert_true(digest_equal(small, digest_of(STR("abc"))));
	assert_false(digest_equal(small, digest_of(STR("abd"))));
}

static void refuses_what_is_no_digest(void **state)
{
	struct digest digest = digest_of(STR("abc"));
	(void)state;
	assert_false(digest_read(STR(""), &digest));
	assert_false(digest_read(STR("ba7816bf"), &digest));
	assert_false(digest_read(STR("ba7816bf8f01cfea414140de5dae2223"
	                             "b00361a396177a9cb410ff61f20015a"), &digest));
	assert_false(digest_read(STR("ba7816bf8f01cfea414140de5dae2223"
	                             "b00361a396177a9cb410ff61f20015ad0"), &digest));
	assert_false(digest_read(STR("ga7816bf8f01cfea414140de5dae2223"
	                             "b00361a396177a9cb410ff61f20015ad"), &digest));
	assert_false(digest_read(STR("ba7816bf8f01cfea414140de5dae2223"
	                             "b00361a396177a9cb410ff61f20015a "), &digest));
	assert_true(digest_equal(digest, digest_of(STR("abc"))));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_the_digests_of_the_standard),
		cmocka_unit_test(gives_the_digest_of_a_million_letters),
		cmocka_unit_test(gives_the_digest_of_nothing_at_all),
		cmocka_unit_test(reads_small_and_large_digits),
		cmocka_unit_test(refuses_what_is_no_digest),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
