#include "query/citable.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "support/collection.h"

static const char words[] =
	"- {id: ada, kind: person, name: Ada, sources: [gazette]}\n"
	"- {id: bo, kind: person, name: Bo, sources: [gazette, almanac, gazette]}\n"
	"- {id: works, kind: organization, name: Works}\n"
	"- {id: fair, kind: event, name: Fair}\n"
	"- {id: nowhere, kind: place, name: Nowhere}\n"
	"- {id: gazette, kind: source, title: Gazette}\n"
	"- {id: almanac, kind: source, title: Almanac}\n"
	"- {id: q-one, kind: quote, text: One, speaker: ada, for: works, source: gazette}\n"
	"- {id: q-two, kind: quote, text: Two, speaker: ada, about: [ada, bo], source: gazette}\n"
	"- {id: q-three, kind: quote, text: Three, speaker: works, event: fair, about: [fair],\n"
	"   source: gazette}\n";

static struct arena arena;
static struct archive *archive;

static struct dossier_ref ref(const char *id)
{
	return dossier_find(archive, str_of(id));
}

/* Ids with a blank between them. */
static struct str near(const char *id)
{
	struct dossier_refs refs = citable_near(archive, &arena, ref(id));
	struct str ids = {0};
	for (size_t i = 0; i < refs.count; i++)
		ids = str_join(&arena, ids, STR(" "), dossier_id(archive, refs.items[i]));
	return ids;
}

static void sources_and_quotes_are_told_from_others(void **state)
{
	(void)state;
	assert_true(dossier_is_source(archive, ref("gazette")));
	assert_false(dossier_is_source(archive, ref("q-one")));
	assert_true(dossier_is_quote(archive, ref("q-one")));
	assert_false(dossier_is_quote(archive, ref("ada")));
	assert_false(dossier_is_quote(archive, NO_DOSSIER));
	assert_false(dossier_is_source(archive, NO_DOSSIER));
}

static void who_spoke_gets_what_was_said(void **state)
{
	(void)state;
	assert_str(near("ada"), "q-one q-two");
	assert_str(near("works"), "q-one q-three");
}

static void who_did_not_gets_what_was_said_there_or_about_it_once(void **state)
{
	(void)state;
	assert_str(near("bo"), "q-two");
	assert_str(near("fair"), "q-three");
}

static void a_dossier_without_quotes_gets_its_sources(void **state)
{
	(void)state;
	struct archive *all = archive;
	archive = support_archive_of(&arena,
		"- {id: bo, kind: person, name: Bo, sources: [gazette, almanac],\n"
		"   born: {value: 1961, sources: [gazette]}}\n"
		"- {id: almanac, kind: source, title: Almanac}\n"
		"- {id: gazette, kind: source, title: Gazette}\n");
	assert_str(near("bo"), "almanac gazette");
	archive = all;
}

static void what_stands_alone_gets_nothing(void **state)
{
	(void)state;
	assert_str(near("nowhere"), "");
}

static int open_archive(void **state)
{
	(void)state;
	archive = support_archive_of(&arena, words);
	return 0;
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
		cmocka_unit_test(sources_and_quotes_are_told_from_others),
		cmocka_unit_test(who_spoke_gets_what_was_said),
		cmocka_unit_test(who_did_not_gets_what_was_said_there_or_about_it_once),
		cmocka_unit_test(a_dossier_without_quotes_gets_its_sources),
		cmocka_unit_test(what_stands_alone_gets_nothing),
	};
	return cmocka_run_group_tests(tests, open_archive, release);
}
