#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "support/collection.h"
#include "support/typist.h"
#include "ui/list_limit.h"
#include "ui/pane_list.h"
#include "ui/workspace.h"

static struct arena arena;
static struct workspace workspace;

static const char collection[] = "tests/cases/collection";

static int begin(void **state)
{
	(void)state;
	workspace_open(&workspace, support_archive_folder(&arena, collection), NO_DOSSIER);
	typist_sees(&workspace, &arena, 24, 130);
	return 0;
}

static int end(void **state)
{
	(void)state;
	workspace_close(&workspace);
	arena_release(&arena);
	return 0;
}

static void press(const char *names)
{
	typist_press(&workspace, names, 24, 130);
}

static const struct list_state *list(void)
{
	return workspace.panes[SLOT_LIST].state;
}

/* The ids in the list, in order, with a star at the one under the cursor. */
static const char *rows(void)
{
	struct text text = { .arena = &arena };
	for (int row = 0; row < list()->viewport.count; row++) {
		struct dossier_ref ref =
			list_subject_at(&workspace.panes[SLOT_LIST], &workspace, row);
		text_format(&text, "%s%.*s%s", row ? " " : "",
		            STR_ARGS(dossier_id(workspace.archive, ref)),
		            row == list()->viewport.cursor ? "*" : "");
	}
	return str_copy(&arena, text_str(&text)).bytes;
}

static const char *title(void)
{
	const struct pane *pane = &workspace.panes[SLOT_LIST];
	struct str words = pane->ops->title(pane, &workspace, &arena);
	struct str amount = pane->ops->amount(pane, &workspace, &arena);
	return str_format(&arena, "%.*s | %.*s", STR_ARGS(words), STR_ARGS(amount)).bytes;
}

static const char *subject(void)
{
	return str_copy(&arena, dossier_id(workspace.archive, workspace_subject(&workspace))).bytes;
}

static void narrows_a_kind_as_one_types_and_keeps_its_order(void **state)
{
	(void)state;
	press("L g g Enter g g");
	assert_string_equal(rows(), "ada-quill* bo-lind cy-marsh");
	press("& =lind");
	assert_string_equal(rows(), "ada-quill* bo-lind");
	press("Backspace Backspace Backspace Backspace");
	assert_string_equal(rows(), "ada-quill* bo-lind cy-marsh");
}

static void stacks_and_takes_the_last_one_away(void **state)
{
	(void)state;
	press("T Home & =date:2021 Enter");
	assert_string_equal(title(), "limit: date:2021 · timeline | 1/11 of 12");
	press("& =kind:person Enter");
	assert_string_equal(title(), "limit: date:2021, kind:person · timeline | 1/4 of 12");
	press("& Enter");
	assert_string_equal(title(), "limit: date:2021 · timeline | 1/11 of 12");
	assert_string_equal(workspace.message, "The last limit was taken away");
	press("& Enter & Enter");
	assert_string_equal(workspace.message, "There is no limit to take away");
	assert_int_equal(list()->viewport.count, 19);
}

static void a_date_in_the_timeline_is_that_of_the_row(void **state)
{
	(void)state;
	press("T Home & =2021-4 Enter");
	assert_string_equal(rows(), " bo-lind*  ada-quill  lind-dredging  ada-quill");
	assert_string_equal(title(), "limit: April 2021 · timeline | 1/4 of 12");
	press("& Enter & =date:2021-04 Enter");
	assert_string_equal(rows(), " bo-lind*  ada-quill  lind-dredging  ada-quill");
}

static void a_date_elsewhere_is_words_as_well(void **state)
{
	(void)state;
	press("/ =kind:event Enter & =2021-5 Enter");
	assert_non_null(strstr(title(), "limit: 2021-5 (May 2021, or the words)"));
}

static void comes_back_as_it_was_when_left(void **state)
{
	(void)state;
	press("L g g Enter G");
	const char *before = subject();
	press("& =quill Escape");
	assert_string_equal(rows(), "ada-quill bo-lind cy-marsh*");
	assert_string_equal(subject(), before);
	press("& =quill Enter & =signed Escape");
	assert_string_equal(title(), "people · limit: quill | 1/1 of 3");
}

static void stays_on_what_the_cursor_was_on(void **state)
{
	(void)state;
	press("L g g Enter g g j & =lind Enter");
	assert_string_equal(rows(), "ada-quill bo-lind*");
	press("& Enter");
	assert_string_equal(rows(), "ada-quill bo-lind* cy-marsh");
	press("k & =name:bo Enter");
	assert_string_equal(rows(), "bo-lind*");
	assert_string_equal(subject(), "bo-lind");
}

static void says_why_a_limit_is_none(void **state)
{
	(void)state;
	press("L g g Enter & =nosuch:x");
	assert_int_equal(list()->viewport.count, 3);
	assert_non_null(strstr(title(), "nosuch:x (not understood)"));
	press("Enter");
	assert_true(workspace.message_is_error);
	assert_string_equal(title(), "people | 1/3");
	press("& =zeppelin Enter");
	assert_string_equal(workspace.message, "Nothing in this list matches");
	assert_string_equal(title(), "people | 1/3");
}

static void limits_the_whole_collection_where_the_kinds_are_listed(void **state)
{
	(void)state;
	press("L &");
	assert_int_equal(workspace.prompt.kind, PROMPT_SEARCH);
	press("=kind:person Enter");
	assert_string_equal(title(), "“kind:person” | 1/3");
}

static void has_at_most_eight(void **state)
{
	(void)state;
	press("T");
	for (int i = 0; i < LIST_LIMITS; i++)
		press("& =date:2021 Enter");
	press("&");
	assert_string_equal(workspace.message, "A list has at most 8 limits");
}

static void what_is_typed_for_a_refused_limit_is_no_key(void **state)
{
	(void)state;
	press("T");
	for (int i = 0; i < LIST_LIMITS; i++)
		press("& =date:2021 Enter");
	char *before = strdup(title());
	press("& =qLq");
	assert_false(workspace.is_done);
	assert_string_equal(title(), before);
	assert_non_null(strstr(workspace.message, "Enter or Escape goes on"));
	press("Enter L");
	assert_string_not_equal(title(), before);
	free(before);
}

static void ends_with_its_list(void **state)
{
	(void)state;
	press("T Home & =kind:person Enter j Enter L T");
	assert_null(strstr(title(), "limit"));
	assert_int_equal(list()->viewport.count, 19);
	assert_int_equal(list()->viewport.cursor, 3);
	press("& =kind:person Enter / =harbour Enter");
	assert_string_equal(title(), "“harbour” | 1/6");
}

static void waits_behind_a_search_that_is_not_made(void **state)
{
	(void)state;
	press("T & =kind:person Enter j");
	const char *before = title();
	press("/ =harbour Escape");
	assert_string_equal(title(), before);
	press("/ =harbour");
	workspace_reload(&workspace, support_archive_folder(&arena, collection));
	press("Escape");
	assert_string_equal(title(), before);
}

static void narrows_results_of_a_search(void **state)
{
	(void)state;
	press("/ =harbour Enter & =kind:event Enter");
	assert_string_equal(title(), "limit: kind:event · “harbour” | 1/2 of 6");
	press("/ =lind Escape");
	assert_string_equal(title(), "limit: kind:event · “harbour” | 1/2 of 6");
	press("/ =lind Enter");
	assert_null(strstr(title(), "limit"));
}

static void narrows_findings_by_their_dossiers(void **state)
{
	(void)state;
	press("! & =kind:event Enter");
	assert_string_equal(title(), "limit: kind:event · findings | 1/7 of 13");
	press("Enter");
	assert_string_equal(subject(), "harbour-contract");
}

static void is_counted_again_in_another_archive(void **state)
{
	(void)state;
	press("T Home & =kind:person Enter j j");
	const char *before = title();
	assert_string_equal(before, "limit: kind:person · timeline | 3/4 of 12");
	workspace_reload(&workspace, support_archive_folder(&arena, collection));
	assert_string_equal(title(), before);
	press("& =quill");
	workspace_reload(&workspace, support_archive_folder(&arena, collection));
	press("Escape");
	assert_string_equal(title(), before);
	press("& =quill Enter");
	workspace_reload(&workspace, support_archive_folder(&arena, "tests/cases/corners"));
	assert_non_null(strstr(title(), "limit: kind:person, quill"));
}

static void offers_used_queries_once(void **state)
{
	(void)state;
	press("T & =kind:person Enter & =quill Enter & Enter & Enter & =kind:person Enter");
	assert_int_equal(workspace.prompt.history_count, 2);
	press("& Up");
	assert_string_equal(str_copy(&arena, line_editor_text(&workspace.prompt.line)).bytes,
	                    "kind:person");
	press("Up");
	assert_string_equal(str_copy(&arena, line_editor_text(&workspace.prompt.line)).bytes,
	                    "quill");
}

/* ── Limits without a list ──────────────────────────────────────────────────────────────────── */

static size_t all_rows(const struct limited *limited)
{
	return dossier_count(limited->archive);
}

static struct dossier_ref row_itself(const struct limited *limited, size_t row)
{
	(void)limited;
	return (struct dossier_ref){ (uint32_t)row };
}

static void counts_in_slices_what_it_counts_at_once(void **state)
{
	struct limited limited = { .archive = workspace.archive, .count = all_rows,
		                   .subject = row_itself };
	struct list_limits at_once = {0}, in_slices = {0};
	static const char *const queries[] = { "harbour", "", "-kind:person" };
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		list_limits_push(&at_once);
		list_limits_push(&in_slices);
		list_limits_set(&at_once, limited.archive, str_of(queries[i]), true);
		list_limits_set(&in_slices, limited.archive, str_of(queries[i]), true);
	}
	while (list_limits_step(&in_slices, &limited, 1))
		continue;
	assert_true(list_limits_step(&at_once, &limited, 0));
	assert_true(list_limits_are_done(&in_slices));
	assert_int_equal(list_limits_count(&in_slices), list_limits_count(&at_once));
	for (size_t i = 0; i < list_limits_count(&at_once); i++)
		assert_int_equal(list_limits_row(&in_slices, i), list_limits_row(&at_once, i));
	assert_false(list_limits_step(&at_once, &limited, 0));
	list_limits_release(&at_once);
	list_limits_release(&in_slices);
}

enum { MANY_ROWS = 10000 };

static size_t many_rows(const struct limited *limited)
{
	(void)limited;
	return MANY_ROWS;
}

static struct dossier_ref row_in_turn(const struct limited *limited, size_t row)
{
	return (struct dossier_ref){ (uint32_t)row % dossier_count(limited->archive) };
}

static void passes_each_row_of_a_long_list_once(void **state)
{
	struct limited limited = { .archive = workspace.archive, .count = many_rows,
		                   .subject = row_in_turn };
	struct list_limits limits = {0};
	(void)state;
	for (int i = 0; i < 2; i++) {
		list_limits_push(&limits);
		list_limits_set(&limits, limited.archive, STR("-kind:person"), true);
	}
	while (list_limits_step(&limits, &limited, 1))
		continue;
	size_t left = 0;
	for (size_t row = 0; row < MANY_ROWS; row++) {
		struct dossier_ref ref = row_in_turn(&limited, row);
		if (dossier_is_of_kind(workspace.archive, ref, STR("person")))
			continue;
		assert_int_equal(list_limits_row(&limits, left), row);
		left++;
	}
	assert_int_equal(list_limits_count(&limits), left);
	list_limits_release(&limits);
}

static void is_not_done_while_its_list_grows(void **state)
{
	struct limited limited = { .archive = workspace.archive, .count = all_rows,
		                   .subject = row_itself, .grows = true };
	struct list_limits limits = {0};
	(void)state;
	list_limits_push(&limits);
	list_limits_set(&limits, limited.archive, STR("kind:person"), true);
	while (list_limits_step(&limits, &limited, 0))
		continue;
	assert_int_equal(list_limits_count(&limits), 3);
	assert_false(list_limits_are_done(&limits));
	limited.grows = false;
	assert_true(list_limits_step(&limits, &limited, 0));
	assert_true(list_limits_are_done(&limits));
	list_limits_release(&limits);
}

static void refuses_a_limit_upon_another_that_it_does_not_understand(void **state)
{
	static const char *const queries[] = { "((", "kind:nons", "-" };
	(void)state;
	press("/ =harbour Enter & =kind:event Enter");
	const char *left = rows();
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		press(str_format(&arena, "& =%s Enter", queries[i]).bytes);
		assert_int_equal(list()->limits.count, 1);
		assert_true(workspace.message[0] != '\0');
		assert_string_equal(rows(), left);
	}
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, begin, end)
	const struct CMUnitTest tests[] = {
		CASE(narrows_a_kind_as_one_types_and_keeps_its_order),
		CASE(stacks_and_takes_the_last_one_away),
		CASE(a_date_in_the_timeline_is_that_of_the_row),
		CASE(a_date_elsewhere_is_words_as_well),
		CASE(comes_back_as_it_was_when_left),
		CASE(stays_on_what_the_cursor_was_on),
		CASE(says_why_a_limit_is_none),
		CASE(limits_the_whole_collection_where_the_kinds_are_listed),
		CASE(refuses_a_limit_upon_another_that_it_does_not_understand),
		CASE(has_at_most_eight),
		CASE(what_is_typed_for_a_refused_limit_is_no_key),
		CASE(ends_with_its_list),
		CASE(waits_behind_a_search_that_is_not_made),
		CASE(narrows_results_of_a_search),
		CASE(narrows_findings_by_their_dossiers),
		CASE(is_counted_again_in_another_archive),
		CASE(offers_used_queries_once),
		CASE(counts_in_slices_what_it_counts_at_once),
		CASE(passes_each_row_of_a_long_list_once),
		CASE(is_not_done_while_its_list_grows),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unicode_close();
	return failed;
}
