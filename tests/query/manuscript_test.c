#include "query/manuscript.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "support/collection.h"

static struct arena arena;

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static int end_unicode(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

static const char two[] =
	"# Whom we know.\n"                     /* line 1 */
	"id: ada\n"
	"kind: person\n"
	"name: Ada Quill\n"
	"summary: >\n"                          /* line 5 */
	"  Minister of works,\n"
	"  and more.\n"
	"tags: [works, 'the harbour']\n"
	"---\n"
	"id: bo\n"                              /* line 10 */
	"kind: person\n"
	"name: \"Bo\\tLind\"\n"
	"summary: Owner.\n";

static struct archive *archive_of_two(void)
{
	return support_archive(&arena, (struct support_file[]){ { "two.yaml", two }, { 0 } });
}

static bool is_as_read(const struct archive *archive, const char *id, const char *text)
{
	return manuscript_is_as_read(archive, dossier_find(archive, str_of(id)), str_of(text));
}

/* ── Paths ──────────────────────────────────────────────────────────────────────────────────── */

static void gives_a_path_that_is_no_option(void **state)
{
	(void)state;
	assert_str(manuscript_path(&arena, STR("content"), STR("a.yaml")), "content/a.yaml");
	assert_str(manuscript_path(&arena, STR("/"), STR("a.yaml")), "/a.yaml");
	assert_str(manuscript_path(&arena, STR("."), STR("a.yaml")), "a.yaml");
	assert_str(manuscript_path(&arena, STR("."), STR("+9.yaml")), "./+9.yaml");
	assert_str(manuscript_path(&arena, STR("-x"), STR("a.yaml")), "./-x/a.yaml");
}

static void says_which_file_is_gone(void **state)
{
	(void)state;
	struct fault why;
	struct str bytes;
	struct archive *archive = archive_of_two();
	assert_false(manuscript_read(archive, &arena, STR("/proc/self"), 0, &bytes, &why));
	assert_str(str_of(why.sentence), "two.yaml: No such file or directory");
	assert_false(manuscript_read(archive, &arena, STR("/nowhere"), 0, &bytes, &why));
	assert_str(str_of(why.sentence), "/nowhere: No such file or directory");
}

/* ── Is it what was read? ───────────────────────────────────────────────────────────────────── */

static void knows_values_that_stand_in_one_line(void **state)
{
	static const char line[] =
		"{id: eva, kind: person, name: Éva, names: [Эва, {text: Eve, lang: en}],"
		" summary: Sie säte., tags: [a, bé, c]}\n";
	static const char other[] =
		"{id: eva, kind: person, name: Éva, names: [Эва, {text: Eve, lang: en}],"
		" summary: Sie säte., tags: [a, bè, c]}\n";
	struct support_file files[] = { { "eva.yaml", line }, { 0 } };
	const struct archive *archive = support_archive(&arena, files);
	(void)state;
	assert_true(is_as_read(archive, "eva", line));
	assert_false(is_as_read(archive, "eva", other));
}

static void knows_what_was_read(void **state)
{
	(void)state;
	struct archive *archive = archive_of_two();
	assert_true(is_as_read(archive, "ada", two));
	assert_true(is_as_read(archive, "bo", two));
}

/* `two` with its first `from` replaced. */
static const char *changed(const char *from, const char *to)
{
	struct str text = str_of(two);
	size_t at = str_find(text, str_of(from), 0);
	assert_true(at != SIZE_MAX);
	struct str before = str_slice(text, 0, at);
	struct str after = str_slice(text, at + str_of(from).size, SIZE_MAX);
	return str_format(&arena, "%.*s%s%.*s", STR_ARGS(before), to, STR_ARGS(after)).bytes;
}

static void sees_what_was_changed(void **state)
{
	(void)state;
	struct archive *archive = archive_of_two();
	assert_false(is_as_read(archive, "ada", changed("Ada Quill", "Ida Quill")));
	assert_false(is_as_read(archive, "ada", changed("Ada Quill", "Ada Quills")));
	assert_false(is_as_read(archive, "ada", changed("and more.", "and less.")));
	assert_false(is_as_read(archive, "ada", changed("and more.", "and more. And so on.")));
	assert_false(is_as_read(archive, "ada", changed("harbour", "harvest")));
	assert_false(is_as_read(archive, "ada", changed("id: ada", "# new\nid: ada")));
	assert_false(is_as_read(archive, "ada", "\n"));
}

static void minds_only_the_dossier_itself(void **state)
{
	(void)state;
	struct archive *archive = archive_of_two();
	assert_true(is_as_read(archive, "ada", changed("Owner.", "Tenant.")));
	assert_false(is_as_read(archive, "bo", changed("Owner.", "Tenant.")));
}

/* Whatever YAML people wrote: no file that was not touched is said to be another. */
static void knows_every_file_of_the_collections(void **state)
{
	(void)state;
	static const char *const folders[] = { "content", "tests/cases/collection",
		                               "tests/cases/corners" };
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		struct arena own = {0};
		struct archive *archive = support_archive_folder(&own, folders[i]);
		struct str folder = str_of(support_source(&own, folders[i]));
		for (uint32_t row = 0; row < dossier_count(archive); row++) {
			struct dossier dossier = dossier_at(archive, (struct dossier_ref){ row });
			struct str bytes;
			struct fault why;
			if (!manuscript_read(archive, &own, folder, dossier.file, &bytes, &why))
				fail_msg("%s", why.sentence);
			if (!manuscript_is_as_read(archive, dossier.ref, bytes))
				fail_msg("%s: %.*s", folders[i], STR_ARGS(dossier.id));
		}
		arena_release(&own);
	}
}

/* ── What stands in a line ──────────────────────────────────────────────────────────────────── */

static void assert_dossier_of_line(const struct archive *archive, uint32_t line, const char *id)
{
	assert_str(dossier_id(archive, manuscript_dossier(archive, 0, line)), id);
}

static void finds_the_dossier_of_a_line(void **state)
{
	(void)state;
	struct archive *archive = archive_of_two();
	assert_true(dossier_is_none(manuscript_dossier(archive, 0, 1)));
	assert_dossier_of_line(archive, 2, "ada");
	assert_dossier_of_line(archive, 8, "ada");
	assert_dossier_of_line(archive, 10, "bo");
	assert_dossier_of_line(archive, 99, "bo");
}

static void comes_back_to_the_outer_one_behind_an_inner_one(void **state)
{
	(void)state;
	struct archive *archive = support_archive(&arena, (struct support_file[]){
		{ "paper.yaml", "kind: source\n"
		                "name: A paper\n"
		                "quotes:\n"
		                "  - id: words\n"               /* line 4 */
		                "    text: We meet on the road.\n"
		                "publisher: The town\n" },
		{ 0 },
	});
	assert_dossier_of_line(archive, 2, "paper");
	assert_dossier_of_line(archive, 5, "words");
	assert_dossier_of_line(archive, 6, "paper");
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

static void ends_lines_where_yaml_does(void **state)
{
	(void)state;
	static const char *const lines[] = { "a", "b", "c", "", "d\xC2\xA0", "e", "f" };
	struct str rest = STR("a\nb\r\nc\r\rd\xC2\xA0\xC2\x85" "e\xE2\x80\xA8" "f\n");
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		assert_str(manuscript_cut_line(&rest), lines[i]);
	assert_int_equal(rest.size, 0);
}

/* The page as text, a row a line. */
static const char *page_text_of(struct manuscript_page made)
{
	struct text text = { .arena = &arena };
	for (uint32_t row = 0; row < made.page.lines.count; row++)
		text_format(&text, "%.*s\n", STR_ARGS(page_line_text(&made.page, &arena, row)));
	return text_str(&text).bytes;
}

static void numbers_lines_and_wraps_them_under_their_beginning(void **state)
{
	(void)state;
	struct manuscript_page made = page_manuscript(
		&arena, STR("a:\n  - {title: Minister, of works, since: 2019}\n\nb\n"), 1, 36);
	assert_str(str_of(page_text_of(made)), "    1  a:\n"
	                                       "    2    - {title: Minister, of\n"
	                                       "           works, since: 2019}\n"
	                                       "    3\n"
	                                       "    4  b\n");
	assert_int_equal(made.numbers[1], 2);
	assert_int_equal(made.numbers[2], 2);
	assert_int_equal(made.numbers[3], 3);
	assert_true(made.page.lines.items[0].is_heading);
	assert_false(made.page.lines.items[1].is_heading);
}

static void shows_hostile_bytes_by_their_names(void **state)
{
	(void)state;
	struct manuscript_page made = page_manuscript(
		&arena, STR("a: \x1b[2J\xE2\x80\xAE\xFF\tb\n"), 1, 60);
	assert_str(str_of(page_text_of(made)), "    1  a: ^[[2J<U+202E><FF>→b\n");
}

static void fits_any_width(void **state)
{
	(void)state;
	struct str wide = STR("                                key: \xE4\xB8\xAD\xE6\x96\x87 words\n");
	for (int width = 1; width < 40; width++) {
		struct manuscript_page made = page_manuscript(&arena, wide, 1, width);
		for (uint32_t i = 0; i < made.page.spans.count; i++) {
			const struct page_span *span = &made.page.spans.items[i];
			bool is_one_letter = span->text.size <= 3;
			if (width > made.gutter + 1 && !is_one_letter)
				assert_true(span->column + span->text.width <= width);
		}
	}
}

static void leaves_out_what_is_far_away_in_a_large_file(void **state)
{
	(void)state;
	struct text text = { .arena = &arena };
	for (int i = 1; i <= 100000; i++)
		text_format(&text, "n%06d: x\n", i);
	struct manuscript_page made = page_manuscript(&arena, text_str(&text), 50000, 60);
	uint32_t last = (uint32_t)made.page.lines.count - 1;
	assert_int_equal(made.numbers[0], 0);
	assert_str(page_line_text(&made.page, &arena, 0),
	           "          287848 bytes before this are not shown.");
	assert_int_equal(made.numbers[1], 26169);
	assert_str(page_line_text(&made.page, &arena, 1), "   26169  n026169: x");
	assert_int_equal(made.numbers[last], 0);
	assert_true(last < 60000);
	made = page_manuscript(&arena, text_str(&text), 1, 60);
	assert_int_equal(made.numbers[0], 1);
}

static void cuts_a_line_that_never_ends(void **state)
{
	(void)state;
	char *bytes = arena_take(&arena, 1 << 20);
	memset(bytes, 'x', 1 << 20);
	struct manuscript_page made =
		page_manuscript(&arena, (struct str){ bytes, 1 << 20 }, 1, 80);
	uint32_t last = (uint32_t)made.page.lines.count - 1;
	assert_str(page_line_text(&made.page, &arena, last),
	           "       787456 bytes behind this are not shown.");
	assert_int_equal(made.numbers[last], 1);
}

static void cuts_what_is_no_text_as_well(void **state)
{
	(void)state;
	char *bytes = arena_take(&arena, 1 << 20);
	memset(bytes, '\x80', 1 << 20);
	struct manuscript_page made =
		page_manuscript(&arena, (struct str){ bytes, 1 << 20 }, 1, 80);
	struct str first = page_line_text(&made.page, &arena, 0);
	assert_true(str_starts_with(first, STR("    1  <80><80><80>")));
	assert_true(made.page.lines.count > 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(gives_a_path_that_is_no_option, end),
		cmocka_unit_test_teardown(says_which_file_is_gone, end),
		cmocka_unit_test_teardown(knows_values_that_stand_in_one_line, end),
		cmocka_unit_test_teardown(knows_what_was_read, end),
		cmocka_unit_test_teardown(sees_what_was_changed, end),
		cmocka_unit_test_teardown(minds_only_the_dossier_itself, end),
		cmocka_unit_test_teardown(knows_every_file_of_the_collections, end),
		cmocka_unit_test_teardown(finds_the_dossier_of_a_line, end),
		cmocka_unit_test_teardown(comes_back_to_the_outer_one_behind_an_inner_one, end),
		cmocka_unit_test_teardown(ends_lines_where_yaml_does, end),
		cmocka_unit_test_teardown(numbers_lines_and_wraps_them_under_their_beginning, end),
		cmocka_unit_test_teardown(shows_hostile_bytes_by_their_names, end),
		cmocka_unit_test_teardown(fits_any_width, end),
		cmocka_unit_test_teardown(leaves_out_what_is_far_away_in_a_large_file, end),
		cmocka_unit_test_teardown(cuts_a_line_that_never_ends, end),
		cmocka_unit_test_teardown(cuts_what_is_no_text_as_well, end),
	};
	return cmocka_run_group_tests(tests, NULL, end_unicode);
}
