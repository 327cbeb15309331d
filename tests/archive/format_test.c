/* The layout of an archive. A failing test here says: raise ARCHIVE_VERSION, then mend the test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "archive/format.h"
#include "archive/section.h"
#include "base/unicode.h"
#include "tests/support/sample.h"

/* Archives are in the byte order of the machine; the bytes that these tests know, in this one. */
static bool is_little_endian(void)
{
	const uint32_t one = 1;
	return *(const unsigned char *)&one == 1;
}

/* All but the header, which names the version of Unicode. The sample is such that no other version
 * orders or folds it otherwise. */
static void bytes_of_the_sample_are_as_ever(void **state)
{
	struct sample sample;
	struct archive_header header;
	(void)state;

	if (!is_little_endian())
		skip();
	sample_open(&sample);
	struct str bytes = sample_pack(&sample, 1);
	memcpy(&header, bytes.bytes, sizeof header);
	assert_int_equal(ARCHIVE_VERSION, 6);
	assert_int_equal(bytes.size, 4264);
	assert_int_equal(header.hash, 0xACF75CC8933F97CE);
	sample_close(&sample);
}

static void header_begins_the_file(void **state)
{
	static const struct { size_t offset, expected; } offsets[] = {
		{ offsetof(struct archive_header, magic),         0 },
		{ offsetof(struct archive_header, version),       8 },
		{ offsetof(struct archive_header, byte_order),    12 },
		{ offsetof(struct archive_header, size),          16 },
		{ offsetof(struct archive_header, hash),          24 },
		{ offsetof(struct archive_header, header_size),   32 },
		{ offsetof(struct archive_header, section_count), 36 },
		{ offsetof(struct archive_header, unicode),       40 },
	};
	struct sample sample;
	(void)state;

	for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++)
		assert_int_equal(offsets[i].offset, offsets[i].expected);
	if (!is_little_endian())
		skip();
	sample_open(&sample);
	struct str bytes = sample_pack(&sample, 1);
	assert_memory_equal(bytes.bytes, "dossier\x1a" "\x06\0\0\0" "\x04\x03\x02\x01", 16);
	assert_string_equal(bytes.bytes + 40, unicode_version().bytes);
	sample_close(&sample);
}

static void sections_lie_one_behind_the_other(void **state)
{
	static const struct {
		enum section section;
		uint64_t offset;
		uint32_t row_size, count;
	} rows[] = {
		{ SECTION_COLLECTION,     952,  72, 1 },
		{ SECTION_KINDS,          1024, 40, 3 },
		{ SECTION_FIELDS,         1144, 64, 10 },
		{ SECTION_RELATIONS,      1784, 44, 5 },
		{ SECTION_LISTS,          2008, 4,  9 },
		{ SECTION_MEANINGS,       2048, 16, 2 },
		{ SECTION_FILES,          2080, 8,  2 },
		{ SECTION_DOSSIERS,       2096, 56, 3 },
		{ SECTION_IDS,            2264, 16, 4 },
		{ SECTION_KEYS,           2328, 8,  1 },
		{ SECTION_VALUES,         2336, 24, 10 },
		{ SECTION_VALUE_DETAILS,  2576, 36, 2 },
		{ SECTION_DATES,          2648, 20, 6 },
		{ SECTION_CITATIONS,      2768, 28, 3 },
		{ SECTION_CITATION_LISTS, 2856, 4,  4 },
		{ SECTION_LINKS,          2872, 16, 4 },
		{ SECTION_LINK_DETAILS,   2936, 28, 1 },
		{ SECTION_MENTIONS,       2968, 8,  1 },
		{ SECTION_LINKS_OUT,      2976, 4,  4 },
		{ SECTION_LINKS_IN_FIRST, 2992, 4,  4 },
		{ SECTION_LINKS_IN,       3008, 4,  4 },
		{ SECTION_NEIGHBOURS_FIRST, 3024, 8, 4 },
		{ SECTION_NEIGHBOURS,     3056, 4,  4 },
		{ SECTION_BY_NAME,        3072, 4,  3 },
		{ SECTION_BY_KIND,        3088, 4,  3 },
		{ SECTION_KIND_FIRST,     3104, 4,  4 },
		{ SECTION_BY_FILE,        3120, 4,  3 },
		{ SECTION_TIMELINE,       3136, 24, 3 },
		{ SECTION_TERMS,          3208, 12, 5 },
		{ SECTION_POSTINGS,       3272, 4,  8 },
		{ SECTION_NAME_TERMS,     3304, 12, 3 },
		{ SECTION_NAME_POSTINGS,  3344, 4,  6 },
		{ SECTION_NAME_PAIRS,     3368, 8,  3 },
		{ SECTION_WEIGHTS,        3392, 8,  3 },
		{ SECTION_FINDINGS,       3416, 24, 2 },
		{ SECTION_VERIFICATIONS,  3464, 20, 2 },
		{ SECTION_TEXTS,          3504, 1,  757 },
	};
	_Static_assert(sizeof rows / sizeof rows[0] == SECTION_COUNT, "a row for each section");
	struct sample sample;
	(void)state;

	sample_open(&sample);
	struct str bytes = sample_pack(&sample, 1);
	for (size_t i = 0; i < SECTION_COUNT; i++) {
		struct section_row row;
		size_t at = sizeof(struct archive_header) + i * sizeof row;
		memcpy(&row, bytes.bytes + at, sizeof row);
		assert_int_equal(rows[i].section, i);
		assert_int_equal(row.offset, rows[i].offset);
		assert_int_equal(row.row_size, rows[i].row_size);
		assert_int_equal(row.count, rows[i].count);
		assert_int_equal(row.size, (uint64_t)row.row_size * row.count);
	}
	sample_close(&sample);
}

static uint64_t hash_step(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0x100000001B3;
	return hash ^ hash >> 32;
}

static void hash_takes_eight_bytes_a_step(void **state)
{
	const uint64_t start = 0xCBF29CE484222325;
	const uint64_t words[] = { 1, 0x0123456789ABCDEF };
	(void)state;
	assert_int_equal(section_hash(STR("")), start);
	assert_int_equal(section_hash((struct str){ (const char *)words, 8 }), hash_step(start, 1));
	assert_int_equal(section_hash((struct str){ (const char *)words, 16 }),
	                 hash_step(hash_step(start, 1), 0x0123456789ABCDEF));
}

/* The highest bits of two words, changed together, must not make up for each other. */
static void hash_tells_of_any_two_bits(void **state)
{
	uint64_t words[64] = {0};
	struct str bytes = { (const char *)words, sizeof words };
	uint64_t whole = section_hash(bytes);
	(void)state;
	for (size_t bit = 0; bit < 64; bit++) {
		for (size_t other = 1; other < 64; other++) {
			words[0] = words[other] = (uint64_t)1 << bit;
			assert_int_not_equal(section_hash(bytes), whole);
			words[0] = words[other] = 0;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_of_the_sample_are_as_ever),
		cmocka_unit_test(header_begins_the_file),
		cmocka_unit_test(sections_lie_one_behind_the_other),
		cmocka_unit_test(hash_takes_eight_bytes_a_step),
		cmocka_unit_test(hash_tells_of_any_two_bits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
