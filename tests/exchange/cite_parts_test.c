#include "exchange/cite_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "support/collection.h"

static struct arena arena;

static void a_line_has_single_blanks_and_no_breaks(void **state)
{
	(void)state;
	assert_str(cite_line(&arena, STR("  a\tb\r\nc\n\n d \v\f")), "a b c d");
	assert_str(cite_line(&arena, STR("a\xc2\xa0" "b\xe2\x80\xa8" "c\xe2\x80\xa9"
	                                 "d\xc2\x85" "e")),
	           "a b c d e");
	assert_str(cite_line(&arena, STR("\n\r")), "");
	assert_str(cite_line(&arena, (struct str){0}), "");
}

static void what_cannot_be_seen_is_replaced(void **state)
{
	(void)state;
	assert_str(cite_visible(&arena, STR("a\x1b[31mb")), "a\xef\xbf\xbd[31mb");
	assert_str(cite_visible(&arena, STR("\x7f\xc2\x9b")), "\xef\xbf\xbd\xef\xbf\xbd");
	assert_str(cite_visible(&arena, STR("\xe2\x80\x8f\xe2\x80\xae")),
	           "\xef\xbf\xbd\xef\xbf\xbd");
	assert_str(cite_visible(&arena, STR("\xff" "a\xc3")), "\xef\xbf\xbd" "a\xef\xbf\xbd");
	assert_str(cite_visible(&arena, (struct str){ "a\0b", 3 }), "a\xef\xbf\xbd" "b");
}

static void letters_of_all_scripts_are_kept(void **state)
{
	(void)state;
	assert_str(cite_visible(&arena, STR("Лавров, နေပြည်တော် “e\xcc\x81” עברית")),
	           "Лавров, နေပြည်တော် “e\xcc\x81” עברית");
}

static void an_address_is_ascii_without_blanks_or_braces(void **state)
{
	(void)state;
	assert_str(cite_address(&arena, STR(" https://a.example/b?c=d&e=%20#f ")),
	           "https://a.example/b?c=d&e=%20#f");
	assert_str(cite_address(&arena, STR("HTTP://a.example/{b} \\^<c>|\"`")),
	           "HTTP://a.example/%7Bb%7D%20%5C%5E%3Cc%3E%7C%22%60");
	assert_str(cite_address(&arena, STR("https://a.example/\xc3\xa9\r\nER  - ")),
	           "https://a.example/%C3%A9%0D%0AER%20%20-");
}

static void only_what_is_on_the_web_is_an_address(void **state)
{
	(void)state;
	assert_str(cite_address(&arena, STR("javascript:alert(1)")), "");
	assert_str(cite_address(&arena, STR("file:///etc/passwd")), "");
	assert_str(cite_address(&arena, STR("https:/")), "");
	assert_str(cite_address(&arena, (struct str){0}), "");
}

static void a_description_stands_in_brackets(void **state)
{
	(void)state;
	struct cite titled = { .title = STR("A harbour") };
	struct cite described = { .title = STR("Unnamed outlet"), .is_described = true };
	assert_str(cite_title(&arena, &titled), "A harbour");
	assert_str(cite_title(&arena, &described), "[Unnamed outlet]");
}

static void words_are_quoted_unless_they_are_reported_or_have_their_marks(void **state)
{
	(void)state;
	struct cite direct = { .words = STR("Yes") };
	struct cite marked = { .words = STR("“Yes”, he said") };
	struct cite indirect = { .words = STR("that it was so"), .is_indirect = true };
	struct cite translated = { .words = STR("Да"), .translation = STR("Yes") };
	assert_str(cite_quoted(&arena, &direct), "“Yes”");
	assert_str(cite_quoted(&arena, &marked), "“Yes”, he said");
	assert_str(cite_quoted(&arena, &indirect), "that it was so");
	assert_str(cite_quoted(&arena, &translated), "“Да” (in translation: “Yes”)");
}

static void an_annotation_says_who_said_it_when(void **state)
{
	(void)state;
	struct cite quote = {
		.is_quote = true, .words = STR("Yes"), .speaker = STR("Ada"),
		.spoke_for = STR("Works"), .said = cite_date(&arena, STR("2021-05-03")),
	};
	struct cite unknown = { .is_quote = true, .words = STR("Yes") };
	struct cite source = { .words = STR("Yes") };
	assert_str(cite_annotation(&arena, &quote), "“Yes” — Ada, for Works, 3 May 2021");
	assert_str(cite_annotation(&arena, &unknown), "“Yes” — [speaker not known]");
	assert_str(cite_annotation(&arena, &source), "");
}

static void remarks_tell_origin_deductions_and_archive(void **state)
{
	(void)state;
	struct cite cite = {
		.origin = STR("Dow Jones"), .archive_url = STR("https://a.example/"),
		.deduced = CITE_DEDUCED_DATE | CITE_DEDUCED_AUTHORS,
	};
	struct cite plain = { .title = STR("x") };
	assert_str(cite_remarks(&arena, &cite),
	           "Derived from Dow Jones. Deduced, not given by the document: author, date.");
	assert_str(cite_remarks_and_archive(&arena, &cite),
	           "Derived from Dow Jones. Deduced, not given by the document: author, date. "
	           "Archived at https://a.example/");
	assert_str(cite_remarks_and_archive(&arena, &plain), "");
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
		cmocka_unit_test(a_line_has_single_blanks_and_no_breaks),
		cmocka_unit_test(what_cannot_be_seen_is_replaced),
		cmocka_unit_test(letters_of_all_scripts_are_kept),
		cmocka_unit_test(an_address_is_ascii_without_blanks_or_braces),
		cmocka_unit_test(only_what_is_on_the_web_is_an_address),
		cmocka_unit_test(a_description_stands_in_brackets),
		cmocka_unit_test(words_are_quoted_unless_they_are_reported_or_have_their_marks),
		cmocka_unit_test(an_annotation_says_who_said_it_when),
		cmocka_unit_test(remarks_tell_origin_deductions_and_archive),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
