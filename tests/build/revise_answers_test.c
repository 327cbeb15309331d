/* What a segment says over its base is what a build says: files that chance has written are changed
 * by chance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "archive/revision.h"
#include "archive/verify.h"
#include "base/digest.h"
#include "build/ledger.h"
#include "query/checked.h"
#include "query/filter.h"
#include "tests/support/dump.h"
#include "tests/support/edited.h"
#include "tests/support/telling.h"

/* ── Files by chance ────────────────────────────────────────────────────────────────────────── */

/* The same number for the same seed, everywhere. */
static uint32_t chance(uint64_t *seed, uint32_t below)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33) % below;
}

static bool is_likely(uint64_t *seed, uint32_t percent)
{
	return chance(seed, 100) < percent;
}

static const char *const words[] = {
	"amber", "basalt", "cedar", "delta", "ember", "flint", "granite", "harbour", "ivory",
	"Москва", "နေပြည်တော်", "Zürich", "moss", "noor",
};
enum { WORD_COUNT = sizeof words / sizeof words[0] };

/* How many of each kind there are, and the letter that their ids begin with. */
static const struct sort { const char *letter; uint32_t count; } sorts[] = {
	{ "p", 8 }, { "o", 5 }, { "l", 3 }, { "e", 5 }, { "s", 4 }, { "q", 4 }, { "c", 3 },
};
enum { PERSON, ORGANIZATION, PLACE, EVENT, SOURCE, QUOTE, CLAIM };

struct writer {
	struct text out;
	uint64_t seed;
	const char *margin;
};

static const char *id_of(struct writer *writer, size_t sort)
{
	return str_format(writer->out.arena, "%s%u", sorts[sort].letter,
	                  chance(&writer->seed, sorts[sort].count)).bytes;
}

/* An id of any kind; now and then one that leads nowhere, or one of before. */
static const char *any_id(struct writer *writer)
{
	if (is_likely(&writer->seed, 4))
		return "nobody";
	if (is_likely(&writer->seed, 4))
		return "once-p1";
	return id_of(writer, chance(&writer->seed, sizeof sorts / sizeof sorts[0]));
}

static const char *some_words(struct writer *writer, uint32_t most)
{
	struct text text = { .arena = writer->out.arena };
	for (uint32_t i = chance(&writer->seed, most) + 1; i; i--)
		text_format(&text, "%s%s", words[chance(&writer->seed, WORD_COUNT)],
		            i > 1 ? " " : "");
	return text_str(&text).bytes;
}

#define PUT(writer, ...)                                                 \
	do {                                                             \
		text_add(&(writer)->out, str_of((writer)->margin));      \
		text_format(&(writer)->out, __VA_ARGS__);                \
		text_add_byte(&(writer)->out, '\n');                     \
	} while (0)

static const char *day(struct writer *writer)
{
	static const char *const days[] = { "2021-03-04", "2022", "2021-11", "1999-12-31", "2020?",
	                                    "2022-02-24", "someday" };
	return days[chance(&writer->seed, sizeof days / sizeof days[0])];
}

static const char *sources(struct writer *writer)
{
	if (is_likely(&writer->seed, 50))
		return str_format(writer->out.arena, "[%s]", id_of(writer, SOURCE)).bytes;
	return str_format(writer->out.arena, "[{source: %s, locator: page %u}]",
	                  id_of(writer, SOURCE), chance(&writer->seed, 4)).bytes;
}

static void put_common(struct writer *writer)
{
	if (is_likely(&writer->seed, 70))
		PUT(writer, "summary: %s.", some_words(writer, 4));
	if (is_likely(&writer->seed, 40))
		PUT(writer, "sources: %s", sources(writer));
	if (is_likely(&writer->seed, 30))
		PUT(writer, "tags: [%s]", is_likely(&writer->seed, 50) ? "red" : "blue, red");
	if (is_likely(&writer->seed, 60))
		PUT(writer, "body: %s [[%s]] %s [[%s|%s]] [@%s, p. %u].", some_words(writer, 3),
		    any_id(writer), some_words(writer, 2), any_id(writer), some_words(writer, 1),
		    id_of(writer, SOURCE), chance(&writer->seed, 9));
	if (is_likely(&writer->seed, 40))
		PUT(writer, "note: %s [[%s]]", some_words(writer, 2), any_id(writer));
	if (is_likely(&writer->seed, 10))
		PUT(writer, "shoe size: %u", chance(&writer->seed, 50));
	static const char *const relations[] = { "met", "supports", "visited", "mentions" };
	if (is_likely(&writer->seed, 60))
		PUT(writer, "relations:");
	else
		return;
	for (uint32_t i = chance(&writer->seed, 3) + 1; i; i--)
		PUT(writer, "  - {type: %s, to: %s, date: %s, sources: %s}",
		    relations[chance(&writer->seed, 4)], any_id(writer), day(writer),
		    sources(writer));
}

static void put_person(struct writer *writer)
{
	if (is_likely(&writer->seed, 50))
		PUT(writer, "names: [%s, {text: Лавров, lang: ru}]", some_words(writer, 2));
	if (is_likely(&writer->seed, 50))
		PUT(writer, "born: {value: %s, sources: %s, as_of: %s}", day(writer),
		    sources(writer), day(writer));
	if (is_likely(&writer->seed, 60))
		PUT(writer, "positions: [{title: %s, organization: %s, since: %s, sources: %s}]",
		    some_words(writer, 1), id_of(writer, ORGANIZATION), day(writer),
		    sources(writer));
	if (is_likely(&writer->seed, 40))
		PUT(writer, "member_of: [%s]", id_of(writer, ORGANIZATION));
}

static void put_organization(struct writer *writer)
{
	if (is_likely(&writer->seed, 50))
		PUT(writer, "leaders: [{who: %s, role: chair, until: %s}]", id_of(writer, PERSON),
		    day(writer));
	if (is_likely(&writer->seed, 50))
		PUT(writer, "based_in: %s", id_of(writer, PLACE));
}

static void put_place(struct writer *writer)
{
	if (is_likely(&writer->seed, 50))
		PUT(writer, "within: l0");
}

static void put_quote_fields(struct writer *writer)
{
	PUT(writer, "text: %s [[%s]] said so.", some_words(writer, 3), id_of(writer, PERSON));
	PUT(writer, "speaker: %s", id_of(writer, PERSON));
	PUT(writer, "about: [%s, %s]", any_id(writer), any_id(writer));
	PUT(writer, "said: %s", day(writer));
	PUT(writer, "lang: %s", is_likely(&writer->seed, 50) ? "my" : "en");
	PUT(writer, "form: %s", is_likely(&writer->seed, 50) ? "direct" : "indirect");
}

static void put_event(struct writer *writer)
{
	PUT(writer, "date: %s", day(writer));
	if (is_likely(&writer->seed, 60))
		PUT(writer, "place: %s", id_of(writer, PLACE));
	if (is_likely(&writer->seed, 60))
		PUT(writer, "participants: [%s, {who: %s, role: %s}]", id_of(writer, PERSON),
		    id_of(writer, ORGANIZATION), some_words(writer, 1));
}

/* The source of a verified quote stays what it was. */
static void put_quote(struct writer *writer)
{
	put_quote_fields(writer);
	PUT(writer, "source: s1");
	PUT(writer, "locator: page %u", chance(&writer->seed, 9));
}

static void put_claim(struct writer *writer)
{
	PUT(writer, "text: %s.", some_words(writer, 5));
	PUT(writer, "about: [%s]", any_id(writer));
	PUT(writer, "status: %s", is_likely(&writer->seed, 50) ? "disputed" : "unverified");
	PUT(writer, "asserted_by: [{who: %s, source: %s, stance: denies}]", any_id(writer),
	    id_of(writer, SOURCE));
}

static void put_source(struct writer *writer)
{
	PUT(writer, "published: %s", day(writer));
	PUT(writer, "publisher: %s", id_of(writer, ORGANIZATION));
	PUT(writer, "sha256: %064d", 7);
	if (is_likely(&writer->seed, 50))
		PUT(writer, "derived_from: [%s]", id_of(writer, SOURCE));
}

/* A dossier whose id, kind and name stay what they are, whatever the version. */
static void put_dossier(struct writer *writer, size_t sort, uint32_t number)
{
	static const struct { const char *kind; void (*put)(struct writer *writer); } kinds[] = {
		[PERSON] = { "person", put_person },
		[ORGANIZATION] = { "organization", put_organization },
		[PLACE] = { "place", put_place },
		[EVENT] = { "event", put_event },
		[SOURCE] = { "source", put_source },
		[QUOTE] = { "quote", put_quote },
		[CLAIM] = { "claim", put_claim },
	};
	uint64_t name = sort * 100 + number;
	PUT(writer, "id: %s%u", sorts[sort].letter, number);
	PUT(writer, "kind: %s", kinds[sort].kind);
	PUT(writer, "name: %s %s %u", words[chance(&name, WORD_COUNT)],
	    words[chance(&name, WORD_COUNT)], number);
	if (number == 1)
		PUT(writer, "former_ids: [once-%s1]", sorts[sort].letter);
	kinds[sort].put(writer);
	put_common(writer);
	if (sort != EVENT && sort != SOURCE)
		return;
	PUT(writer, "quotes:");
	writer->margin = "    ";
	text_format(&writer->out, "  - id: %s%u.q\n    name: Said there\n", sorts[sort].letter,
	            number);
	put_quote_fields(writer);
	writer->margin = "";
}

/* All places share the first file; each other dossier has its own. */
enum { FILE_COUNT = 30 };

static void write_dossiers(struct edited *place, uint32_t file, uint64_t version)
{
	struct writer writer = { .out.arena = &place->arena, .margin = "",
	                         .seed = version * 1000 + file };
	const char *name = str_format(&place->arena, "file%02u.yaml", file).bytes;
	uint32_t at = 1;
	if (file == 0)
		for (uint32_t i = 0; i < 3; i++) {
			put_dossier(&writer, PLACE, i);
			text_add(&writer.out, STR("---\n"));
		}
	for (size_t sort = 0; sort < sizeof sorts / sizeof sorts[0]; sort++)
		for (uint32_t i = 0; i < sorts[sort].count; i++)
			if (sort != PLACE && at++ == file)
				put_dossier(&writer, sort, i);
	edited_write(place, name, text_str(&writer.out));
}

/* Entries of quotes: of their words as they are, of other words, and of one that was not looked
 * for. */
static void write_ledger(struct edited *place)
{
	const struct archive *archive = edited_build(place);
	struct ledger_entry entries[4] = {{ .quote = {0} }};
	for (uint32_t i = 0; i < 4; i++) {
		struct str id = str_format(&place->arena, "q%u", i);
		struct dossier_ref ref = dossier_find(archive, id);
		assert_false(dossier_is_none(ref));
		struct str words_now = quote_words(archive, &place->arena,
		                                   dossier_text(archive, ref, KNOWN_TEXT));
		entries[i] = (struct ledger_entry){
			.quote = id, .source = STR("s1"),
			.words = digest_of(i == 1 ? STR("other words") : words_now),
			.verification = { i == 3 ? VERDICT_NO_COPY : VERDICT_EXACT,
			                  VERDICT_UNCHANGED, 19000, 5, 2 },
		};
		assert_true(digest_read(str_format(&place->arena, "%064d", i == 2 ? 8 : 7),
		                        &entries[i].text));
	}
	edited_write(place, "verified.yaml", ledger_text(&place->arena, entries, 4));
}

/* ── Comparing ──────────────────────────────────────────────────────────────────────────────── */

static const char *const queries[] = {
	"amber", "basalt OR cedar", "amber delta", "\"amber basalt\"", "-amber kind:person",
	"ember", "mo", "лавр", "lavrov", "nay", "နေ", "has:quotes", "has:people", "has:claims",
	"has:events", "has:sources", "has:organizations", "has:places", "has:born", "has:tags",
	"has:summary", "tag:red", "tag:blue amber", "speaker:p1", "about:p2", "source:s1",
	"place:l0", "link:p3", "kind:quote", "date:2021..2022", "name:noor", "lang:my",
	"status:disputed", "p1", "harbour", "\"page 3\"", "nothingatall", "-has:quotes",
	"link:s2 -tag:red", "granite", "form:direct", "shoe", "a", "am", "ba", "noo", "n", "ze",
	"cedar de", "p", "kind:person f", NULL,
};

/* A query that is none would be answered alike by both. */
static void every_query_is_one(void **state)
{
	struct edited *place = *state;
	const struct archive *archive = edited_build(place);
	for (const char *const *query = queries; *query; query++)
		for (int is_typing = 0; is_typing < 2; is_typing++) {
			struct filter *filter;
			struct fault why = {0};
			filter_parse(archive, &place->arena, str_of(*query),
			             (struct filter_options){ is_typing }, &filter, &why);
			assert_string_equal(why.sentence, "");
		}
}

static struct str answers(struct arena *arena, const struct archive *archive)
{
	return dump_archive(archive, arena, (struct dump_options){
		.queries = queries, .omits_findings = true, .omits_counts = true });
}

/* Change some files, some of them by little, and compare. */
static void edit_and_compare(struct edited *place, unsigned seed, bool has_ledger)
{
	uint64_t random = seed;
	for (uint32_t file = 0; file < FILE_COUNT; file++)
		write_dossiers(place, file, seed);
	if (has_ledger)
		write_ledger(place);
	struct scan before = edited_look(place);
	const struct archive *base = edited_build(place);
	for (uint32_t i = chance(&random, 4) + 1; i; i--)
		write_dossiers(place, chance(&random, FILE_COUNT), seed + 1 + i);

	struct scan now = edited_look(place);
	struct revision_segment segment;
	struct archive *revised = NULL, *opened = NULL;
	struct fault why = {0};
	if (!edited_revise(place, base, &before, &now, &segment)) {
		/* Of words that were not those of the entry, only the ledger knows more. */
		assert_true(has_ledger);
		return;
	}
	assert_true(archive_open(&place->arena, segment.bytes, &opened, &why));
	archive_verify(opened, &why);
	assert_string_equal(why.sentence, "");
	archive_revise(&place->arena, base, segment.bytes, segment.replaced, &revised, &why);
	assert_string_equal(why.sentence, "");
	assert_ptr_equal(archive_base(revised), base);
	telling_assert_same(answers(&place->arena, revised),
	                    answers(&place->arena, edited_build(place)), seed);
}

enum { SEEDS = 24 };

static void answers_as_a_build_does(void **state)
{
	struct edited *place = *state;
	for (unsigned seed = 1; seed <= SEEDS; seed++) {
		edit_and_compare(place, seed * 100, false);
		arena_release(&place->arena);
	}
}

static void answers_as_a_build_does_with_a_ledger(void **state)
{
	struct edited *place = *state;
	for (unsigned seed = 1; seed <= SEEDS / 3; seed++) {
		edit_and_compare(place, seed * 100, true);
		arena_release(&place->arena);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, edited_begin, edited_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_query_is_one),
		TEST(answers_as_a_build_does),
		TEST(answers_as_a_build_does_with_a_ledger),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
