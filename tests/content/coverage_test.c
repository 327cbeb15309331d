/* The shipped collection holds what its documents say: `coverage` beside this file names, for each
 * sentence of each document, the dossiers that hold it. Each of them is there, and its page leads
 * to that place of that document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/unicode.h"
#include "model/keys.h"
#include "query/page.h"
#include "support/collection.h"

static struct arena arena;
static const struct archive *archive;
static struct str coverage;             /* the bytes of the file */

/* A row: a sentence, and the ids of the dossiers that hold it. */
struct sentence {
	struct str source, locator, number, ids;
};

static int begin(void **state)
{
	struct fault why;
	(void)state;
	archive = support_archive_folder(&arena, "content");
	return file_read(&arena, support_source(&arena, "tests/content/coverage"), 1 << 20,
	                 &coverage, &why) ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	unicode_close();
	return 0;
}

/* The next row, or false at the end. Lines that begin with '#' and empty ones are passed over. */
static bool next_sentence(struct str *rest, struct sentence *sentence)
{
	while (rest->bytes && rest->size) {
		struct str line = str_cut(rest, '\n');
		if (line.size == 0 || line.bytes[0] == '#')
			continue;
		sentence->source = str_cut(&line, '\t');
		sentence->locator = str_cut(&line, '\t');
		sentence->number = str_cut(&line, '\t');
		sentence->ids = line;
		return true;
	}
	return false;
}

static struct dossier_ref find(struct str id)
{
	struct dossier_ref ref = dossier_find(archive, id);
	if (dossier_is_none(ref))
		fail_msg("there is no dossier '%.*s'", STR_ARGS(id));
	return ref;
}

/* Of "para. 4–5" every paragraph, of any other place itself. A number alone is a paragraph too. */
static bool place_covers(struct str place, struct str wanted)
{
	static const struct str para = STR("para. ");
	uint64_t first, last, number;
	if (str_equal(place, wanted))
		return true;
	if (!str_starts_with(wanted, para))
		return false;
	struct str range = str_starts_with(place, para) ? str_slice(place, para.size, SIZE_MAX)
	                                                : place;
	size_t dash = str_find(range, STR("–"), 0);
	struct str from = str_slice(range, 0, dash);
	struct str to = dash == SIZE_MAX ? from : str_slice(range, dash + strlen("–"), SIZE_MAX);
	return str_number(from, 1000, &first) && str_number(to, 1000, &last) &&
	       str_number(str_slice(wanted, para.size, SIZE_MAX), 1000, &number) &&
	       first <= number && number <= last;
}

/* One of "headline, para. 1, 4-5". */
static bool covers(struct str places, struct str wanted)
{
	bool is_covered = false;
	while (!is_covered && places.bytes)
		is_covered = place_covers(str_trim(str_cut(&places, ',')), wanted);
	return is_covered;
}

static bool page_leads_to(const struct page *page, struct dossier_ref source, struct str locator)
{
	for (size_t i = 0; i < page->links.count; i++) {
		const struct page_link *link = &page->links.items[i];
		if (link->kind == PAGE_LINK_SOURCE && link->to.row == source.row &&
		    covers(link->locator, locator))
			return true;
	}
	return false;
}

static void assert_holds(const struct sentence *sentence, struct str id)
{
	struct arena scratch = {0};
	struct dossier_ref source = find(sentence->source), ref = find(id);
	struct page page = page_dossier(archive, &scratch, ref, (struct page_options){
		.width = 80, .shows_all = true,
	});
	bool holds = ref.row == source.row || page_leads_to(&page, source, sentence->locator);
	arena_release(&scratch);
	if (!holds)
		fail_msg("'%.*s' does not lead to %.*s, %.*s", STR_ARGS(id),
		         STR_ARGS(sentence->source), STR_ARGS(sentence->locator));
}

static void holds_each_sentence(void **state)
{
	struct str rest = coverage;
	struct sentence sentence;
	(void)state;
	while (next_sentence(&rest, &sentence)) {
		size_t count = 0;
		while (sentence.ids.bytes) {
			struct str id = str_cut(&sentence.ids, ' ');
			if (id.size == 0)
				continue;
			assert_holds(&sentence, id);
			count++;
		}
		if (count == 0)
			fail_msg("nothing holds %.*s, %.*s, sentence %.*s",
			         STR_ARGS(sentence.source), STR_ARGS(sentence.locator),
			         STR_ARGS(sentence.number));
	}
}

/* No sentence is left out between two that are named. */
static void names_the_sentences_in_order(void **state)
{
	struct str rest = coverage;
	struct sentence sentence, before = {0};
	uint64_t number, last = 0;
	(void)state;
	while (next_sentence(&rest, &sentence)) {
		bool goes_on = str_equal(sentence.source, before.source) &&
		               str_equal(sentence.locator, before.locator);
		assert_true(str_number(sentence.number, 1000, &number));
		if (number != (goes_on ? last + 1 : 1))
			fail_msg("%.*s, %.*s: sentence %.*s does not follow",
			         STR_ARGS(sentence.source), STR_ARGS(sentence.locator),
			         STR_ARGS(sentence.number));
		last = number;
		before = sentence;
	}
}

/* So that the file cannot shrink unnoticed, nor a document go. */
static void knows_all_five_documents(void **state)
{
	struct str rest = coverage;
	struct sentence sentence, before = {0};
	size_t documents = 0, sentences = 0;
	(void)state;
	while (next_sentence(&rest, &sentence)) {
		documents += !str_equal(sentence.source, before.source);
		sentences++;
		before = sentence;
	}
	assert_int_equal(documents, 5);
	assert_in_range(sentences, 127, 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holds_each_sentence),
		cmocka_unit_test(names_the_sentences_in_order),
		cmocka_unit_test(knows_all_five_documents),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
