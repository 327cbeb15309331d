#include "exchange/cite_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "support/collection.h"

static struct arena arena;

static struct cite_date date(const char *text)
{
	return cite_date(&arena, str_of(text));
}

/* The value of a field between its outer braces, or "-" without it. */
static struct str field(const struct cite *cite, const char *name)
{
	struct str entry = cite_bibtex(&arena, cite);
	struct str start = str_format(&arena, "\n  %-12s = {", name);
	size_t at = str_find(entry, start, 0);
	if (at == SIZE_MAX)
		return STR("-");
	at += start.size;
	return str_slice(entry, at, str_find(entry, STR("},\n"), at) - at);
}

/* "misc{key": the beginning of the entry. */
static struct str head(const struct cite *cite)
{
	struct str entry = cite_bibtex(&arena, cite);
	return str_slice(entry, 1, str_find(entry, STR(","), 0) - 1);
}

/* Read as BibTeX does: braces are counted, and what stands behind the last one is no part of the
 * entry. Gives how many entries there are, or -1 if the braces do not match or a line is not one of
 * an entry. */
static int entry_count(struct str database)
{
	int depth = 0, count = 0;
	for (size_t i = 0; i < database.size; i++) {
		char byte = database.bytes[i];
		if (depth == 0 && byte == '@')
			count++;
		if ((unsigned char)byte < ' ' && (byte != '\n' || depth > 1))
			return -1;
		depth += byte == '{';
		depth -= byte == '}';
		if (depth < 0)
			return -1;
	}
	return depth == 0 ? count : -1;
}

static void an_article_is_an_entry_as_biblatex_has_it(void **state)
{
	(void)state;
	struct cite_name names[] = {
		{ .literal = STR("Cy Marsh") }, { .family = STR("Berg"), .given = STR("Di") },
	};
	struct cite cite = {
		.id = STR("courier-2021-06"), .type = CITE_NEWS, .genre = STR("news report"),
		.authors = { names, 2, 2 }, .title = STR("A harbour for friends"),
		.publisher = STR("The Courier"), .published = date("2021-06-12~"),
		.retrieved = date("2021-07-01"), .url = STR("https://courier.example/1_2%20&#3"),
		.archive_url = STR("https://archive.example/1_2"), .language = STR("en-GB"),
		.origin = STR("Dow Jones & Company"),
	};
	assert_str(cite_bibtex(&arena, &cite),
	           "@article{courier-2021-06,\n"
	           "  author       = {{Cy Marsh} and Berg, Di},\n"
	           "  title        = {{A harbour for friends}},\n"
	           "  journaltitle = {The Courier},\n"
	           "  entrysubtype = {newspaper},\n"
	           "  date         = {2021-06-12~},\n"
	           "  url          = {https://courier.example/1_2%20&#3},\n"
	           "  urldate      = {2021-07-01},\n"
	           "  langid       = {english},\n"
	           "  addendum     = {Derived from Dow Jones \\& Company. "
	           "Archived at https://archive.example/1\\_2},\n"
	           "}\n");
}

static void a_quote_is_an_entry_of_its_own_with_place_and_words(void **state)
{
	(void)state;
	struct cite cite = {
		.id = STR("ada-yes"), .is_quote = true, .words = STR("Yes: 100%"),
		.speaker = STR("Ada"), .title = STR("A harbour"), .genre = STR("statement"),
		.publisher = STR("Works"), .locator = STR("para. 3"),
	};
	assert_str(cite_bibtex(&arena, &cite),
	           "@misc{ada-yes,\n"
	           "  title        = {{A harbour}},\n"
	           "  organization = {Works},\n"
	           "  type         = {statement},\n"
	           "  note         = {para. 3},\n"
	           "  annotation   = {“Yes: 100\\%” — Ada},\n"
	           "}\n");
}

static void an_entry_is_of_a_type_whose_fields_are_known(void **state)
{
	(void)state;
	struct cite cite = { .id = STR("a"), .type = CITE_NEWS };
	assert_str(head(&cite), "misc{a");
	cite.url = STR("https://a.example/");
	assert_str(head(&cite), "online{a");
	cite.publisher = STR("Courier");
	assert_str(head(&cite), "article{a");
	cite.type = CITE_WEB_PAGE;
	assert_str(head(&cite), "online{a");
	cite.type = CITE_REPORT;
	assert_str(head(&cite), "report{a");
	assert_str(field(&cite, "institution"), "Courier");
	cite.type = CITE_POST;
	cite.url = STR("");
	assert_str(head(&cite), "misc{a");
}

static void what_tex_would_obey_is_escaped(void **state)
{
	(void)state;
	struct cite cite = {
		.id = STR("a"), .publisher = STR("{a} 5% & b #1 c_d $e ~f ^g \\h <i>|"),
	};
	assert_str(field(&cite, "organization"),
	           "\\textbraceleft{}a\\textbraceright{} 5\\% \\& b \\#1 c\\_d \\$e "
	           "\\textasciitilde{}f \\textasciicircum{}g \\textbackslash{}h "
	           "\\textless{}i\\textgreater{}\\textbar{}");
}

static void no_text_can_end_its_value_or_begin_an_entry(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"}, note = {x", "}}\n@misc{evil,\n  title = {x}", "\\", "\\}", "{", "}", "{{{",
		"\"", "x\" # y", "\\input{/etc/passwd}", "\\write18{rm}", "%", "@comment{",
		"a\rb\nc\vd", "\x1b]0;x\x07", "\xe2\x80\xae}", "\xff}\xfe",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct str line = cite_line(&arena, str_of(texts[i]));
		struct cite_name names[] = {
			{ .literal = line }, { .family = line, .given = line },
		};
		struct cite cite = {
			.id = str_of(texts[i]), .authors = { names, 2, 2 }, .title = line,
			.publisher = line, .genre = line, .published = cite_date(&arena, line),
			.retrieved = cite_date(&arena, line), .language = line, .origin = line,
			.is_quote = true, .words = line, .translation = line, .speaker = line,
			.locator = line,
		};
		assert_int_equal(entry_count(cite_bibtex(&arena, &cite)), 1);
	}
}

static void other_scripts_are_kept_and_what_cannot_be_seen_is_replaced(void **state)
{
	(void)state;
	struct cite cite = {
		.id = STR("a"), .publisher = STR("Лавров နေပြည်တော် \xe2\x80\x8fשלום"),
	};
	assert_str(field(&cite, "organization"), "Лавров နေပြည်တော် \xef\xbf\xbdשלום");
}

static void a_key_has_only_signs_that_keys_may_have(void **state)
{
	(void)state;
	struct cite spaced = { .id = STR("Aa0-.:") }, odd = { .id = STR("a,b}_\xc3\xa9") };
	assert_str(head(&spaced), "misc{Aa0-.:");
	assert_str(head(&odd), "misc{a_2Cb_7D_5F_C3_A9");
}

static void a_name_is_never_read_as_two(void **state)
{
	(void)state;
	struct cite_name names[] = {
		{ .literal = STR("Simon and Schuster, Ltd") },
		{ .family = STR("Ways and Means"), .given = STR("Di") },
		{ .family = STR("others"), .given = STR("given=Di") },
		{ .family = STR("van der Sandt"), .given = STR("Bo") },
	};
	struct cite cite = { .id = STR("a"), .authors = { names, 4, 4 } };
	assert_str(field(&cite, "author"),
	           "{Simon and Schuster, Ltd} and {Ways and Means}, Di and {others}, {given=Di} "
	           "and van der Sandt, Bo");
}

static void dates_are_those_that_biblatex_reads(void **state)
{
	(void)state;
	static const struct { const char *text, *field, *value; } rows[] = {
		{ "2021",                   "date", "2021"                  },
		{ "0987-06",                "date", "0987-06"               },
		{ "2021-06-12?",            "date", "2021-06-12?"           },
		{ "2021-06%",               "date", "2021-06%"              },
		{ "2021-22",                "date", "2021-22"               },
		{ "2021-06-01/2021-06-03~", "date", "2021-06-01/2021-06-03~" },
		{ "202X",                   "year", "the 2020s"             },
		{ "[2021,2022]",            "year", "2021 or 2022"          },
		{ "5% of May}",             "year", "5\\% of May\\textbraceright{}" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cite cite = { .id = STR("a"), .published = date(rows[i].text) };
		bool is_date = strcmp(rows[i].field, "date") == 0;
		assert_str(field(&cite, rows[i].field), rows[i].value);
		assert_str(field(&cite, is_date ? "year" : "date"), "-");
	}
}

static void a_language_is_called_as_babel_does(void **state)
{
	(void)state;
	struct cite cite = { .id = STR("a"), .language = STR("my") };
	assert_str(field(&cite, "langid"), "burmese");
	cite.language = STR("EN-us");
	assert_str(field(&cite, "langid"), "english");
	cite.language = STR("tlh");
	assert_str(field(&cite, "langid"), "-");
}

static int release(void **state)
{
	(void)state;
	unicode_close();
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_article_is_an_entry_as_biblatex_has_it),
		cmocka_unit_test(a_quote_is_an_entry_of_its_own_with_place_and_words),
		cmocka_unit_test(an_entry_is_of_a_type_whose_fields_are_known),
		cmocka_unit_test(what_tex_would_obey_is_escaped),
		cmocka_unit_test(no_text_can_end_its_value_or_begin_an_entry),
		cmocka_unit_test(other_scripts_are_kept_and_what_cannot_be_seen_is_replaced),
		cmocka_unit_test(a_key_has_only_signs_that_keys_may_have),
		cmocka_unit_test(a_name_is_never_read_as_two),
		cmocka_unit_test(dates_are_those_that_biblatex_reads),
		cmocka_unit_test(a_language_is_called_as_babel_does),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
