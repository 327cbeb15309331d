/* What is searched for in a revision is found as in an archive that was built whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "archive/revision.h"
#include "query/search_state.h"
#include "tests/support/chance.h"
#include "tests/support/collection.h"
#include "tests/support/one.h"
#include "tests/support/revision_world.h"
#include "tests/support/telling.h"

enum { QUERIES = 40 };

/* ── Words ──────────────────────────────────────────────────────────────────────────────────── */

static void tell_posting(struct telling *telling, bool *is_told, uint32_t posting)
{
	text_format(&telling->text, "%s%u", *is_told ? " " : "\n", posting);
	*is_told = true;
}

/* The postings that are alive of a term, in the order of all. */
static void tell_term(struct telling *telling, enum lexicon lexicon, struct str term)
{
	const struct archive *archive = telling->archive;
	enum lexicon new = lexicon_next(lexicon);
	struct row_span old = term_postings(archive, lexicon, terms_equal(archive, lexicon, term));
	struct row_span added = term_postings(archive, new, terms_equal(archive, new, term));
	bool is_told = false;
	for (uint32_t row = 0, i = 0, j = 0; row < dossier_count(archive); row++) {
		for (; i < old.count && posting_dossier(old.rows[i]).row == row; i++)
			if (!archive_replaces(archive, row))
				tell_posting(telling, &is_told, old.rows[i]);
		for (; j < added.count && posting_dossier(added.rows[j]).row == row; j++)
			tell_posting(telling, &is_told, added.rows[j]);
	}
	if (is_told)
		telling_text(telling, "in", term);
}

/* The terms of the lexicon, old and new, each once and in order. */
static struct str tell_lexicon(struct arena *arena, const struct archive *archive,
                               enum lexicon lexicon)
{
	struct telling telling = { .archive = archive, .text.arena = arena };
	enum lexicon new = lexicon_next(lexicon);
	uint32_t count = term_count(archive, lexicon), new_count = term_count(archive, new);
	for (uint32_t i = 0, j = 0; i < count || j < new_count;) {
		struct str one = term_at(archive, lexicon, i), other = term_at(archive, new, j);
		int order = i == count ? 1 : j == new_count ? -1 : str_compare(one, other);
		tell_term(&telling, lexicon, order <= 0 ? one : other);
		i += order <= 0;
		j += order >= 0;
	}
	return telling_end(&telling);
}

static void has_the_words_of_what_is_there(void **state)
{
	(void)state;
	for (uint32_t round = 0; round < REVISION_ROUNDS; round++) {
		struct revision_world world;
		revision_world_make(&world, round);
		for (enum lexicon lexicon = 0; lexicon <= LEXICON_NAMES; lexicon++)
			telling_assert_same(tell_lexicon(&world.arena, world.revised, lexicon),
			                    tell_lexicon(&world.arena, world.fresh, lexicon),
			                    round);
		revision_world_end(&world);
	}
}

/* ── Searches ───────────────────────────────────────────────────────────────────────────────── */

static void add_part(struct text *query, uint32_t depth)
{
	static const char *const fields[] = {
		"kind:person", "has:summary", "has:people", "has:quotes", "has:sources",
		"date:2017..2019", "tag:harbour", "has:claims", "kind:source", "lang:ru",
		"has:relations", "has:p",
	};
	static const char *const links[] = {
		"link", "about", "speaker", "source", "name", "place",
	};
	switch (draw(depth ? 9 : 7)) {
	case 0:
		text_add(query, str_of(fields[draw(sizeof fields / sizeof *fields)]));
		break;
	case 1:
		text_format(query, "%s:", links[draw(6)]);
		if (draw(2))
			fiction_add_word(query);
		else
			fiction_add_id(query);
		break;
	case 2:
		text_add_byte(query, '"');
		fiction_add_words(query, 2);
		text_add_byte(query, '"');
		break;
	case 3:
		text_add_byte(query, '-');
		fiction_add_word(query);
		break;
	case 4:
		fiction_add_word(query);        /* with a letter more than any word has */
		text_add_byte(query, 'x');
		break;
	case 7:
	case 8:
		text_add_byte(query, '(');
		add_part(query, depth - 1);
		text_add(query, draw(2) ? STR(" OR ") : STR(" "));
		add_part(query, depth - 1);
		text_add_byte(query, ')');
		break;
	default:
		fiction_add_word(query);
		break;
	}
}

static void tell_hit(struct telling *telling, const struct filter *filter, struct search_hit hit)
{
	struct search_snippet snippet =
		search_snippet(telling->archive, &telling->scratch, filter, hit,
		               (struct snippet_options){ .size = 90 });
	text_format(&telling->text, "\n%u %u %u %u", hit.ref.row, hit.score, hit.where, hit.way);
	telling_text(telling, "field", snippet.field);
	telling_text(telling, "why", snippet.why);
	telling_text(telling, "text", snippet.text);
	for (size_t i = 0; i < snippet.match_count; i++)
		text_format(&telling->text, " %zu+%zu", snippet.matches[i].start,
		            snippet.matches[i].size);
}

static struct str tell_search(struct arena *arena, const struct archive *archive, struct str query,
                              struct search_options options)
{
	struct telling telling = { .archive = archive, .text.arena = arena };
	struct filter_options parsing = { .is_typing = options.is_typing };
	struct search search;
	struct filter *filter;
	struct fault why = {0};
	text_format(&telling.text, "? %.*s\n", STR_ARGS(query));
	if (!filter_parse(archive, arena, query, parsing, &filter, &why)) {
		telling_text(&telling, "fault", str_of(why.sentence));
		return telling_end(&telling);
	}
	search_begin(&search, archive, filter, options);
	while (!search_step(&search, 0))
		continue;
	telling_number(&telling, "total", search.total);
	telling_number(&telling, "offer", search.is_offer);
	for (size_t i = 0; i < search.hit_count; i++)
		tell_hit(&telling, filter, search.hits[i]);
	search_end(&search);
	return telling_end(&telling);
}

static void finds_as_if_built_whole(void **state)
{
	(void)state;
	for (uint32_t round = 0; round < REVISION_ROUNDS; round++) {
		struct revision_world world;
		revision_world_make(&world, round);
		chance = round;
		for (uint32_t i = 0; i < QUERIES; i++) {
			struct text query = { .arena = &world.arena };
			struct search_options options = { .is_typing = i % 2, .limit = i % 3 * 4 };
			for (uint32_t parts = 1 + draw(3); parts; parts--) {
				add_part(&query, 2);
				text_add_byte(&query, ' ');
			}
			struct str trimmed = str_trim(text_str(&query));
			telling_assert_same(
				tell_search(&world.arena, world.revised, trimmed, options),
				tell_search(&world.arena, world.fresh, trimmed, options), round);
		}
		revision_world_end(&world);
	}
}

/* ── Many that have a word, and one that had it ─────────────────────────────────────────────── */

static const char *crowd_of(struct arena *arena, uint32_t count)
{
	struct text text = { .arena = arena };
	for (uint32_t i = 0; i < count; i++)
		text_format(&text, "- {id: one-%u, kind: person, name: One %u, tags: [crowd]}\n",
		            i, i);
	return text_str(&text).bytes;
}

static size_t total(const struct archive *archive, const char *query)
{
	struct arena arena = {0};
	struct filter *filter;
	struct search search;
	assert_true(filter_parse(archive, &arena, str_of(query), (struct filter_options){0},
	                         &filter, NULL));
	search_begin(&search, archive, filter, (struct search_options){0});
	while (!search_step(&search, 0))
		continue;
	size_t count = search.is_offer ? 0 : search.total;
	search_end(&search);
	arena_release(&arena);
	return count;
}

/* So many have the word that each match is looked up in its postings. */
static void leaps_over_what_is_dead(void **state)
{
	struct arena arena = {0};
	struct support_file files[] = {
		{ "crowd.yaml", crowd_of(&arena, 200) },
		{ "ann.yaml", "kind: person\nname: Ann\nsummary: A zebra.\ntags: [crowd]\n" },
		{ "bob.yaml", "kind: person\nname: Bob\nsummary: A zebra.\n" },
		{ 0 },
	};
	static const struct support_file edited[] = {
		{ "ann.yaml", "kind: person\nname: Ann\nsummary: A zebra.\n" },
		{ "bob.yaml", "kind: person\nname: Bob\nsummary: A zebra.\ntags: [crowd]\n" },
		{ 0 },
	};
	struct str ids[] = { STR("ann"), STR("bob") };
	struct str_list replaced = { .items = ids, .count = 2 };
	struct archive *base = support_archive(&arena, files), *revised;
	struct str segment = archive_bytes(support_archive(&arena, edited));
	(void)state;
	assert_true(archive_revise(&arena, base, segment, replaced, &revised, NULL));
	assert_int_equal(total(base, "ann zebra tag:crowd"), 1);
	assert_int_equal(total(revised, "ann zebra tag:crowd"), 0);
	assert_int_equal(total(base, "bob zebra tag:crowd"), 0);
	assert_int_equal(total(revised, "bob zebra tag:crowd"), 1);
	assert_int_equal(total(revised, "zebra -tag:crowd"), 1);
	assert_int_equal(total(revised, "tag:crowd"), 201);
	arena_release(&arena);
}

static void cuts_words_into_those_of_names_that_are_there(void **state)
{
	struct arena arena = {0};
	static const struct support_file files[] = {
		{ "ann.yaml", "kind: person\nname: Ann\nnames: [Maru Tako]\n" }, { 0 },
	};
	static const struct support_file edited[] = {
		{ "ann.yaml", "kind: person\nname: Ann\nnames: [Bela Rusi]\n" }, { 0 },
	};
	struct str ids[] = { STR("ann") };
	struct str_list replaced = { .items = ids, .count = 1 };
	struct archive *base = support_archive(&arena, files), *revised;
	struct str segment = archive_bytes(support_archive(&arena, edited));
	(void)state;
	assert_true(archive_revise(&arena, base, segment, replaced, &revised, NULL));
	assert_int_equal(similar_splits(base, &arena, STR("marutako"), false).count, 1);
	assert_int_equal(similar_splits(revised, &arena, STR("marutako"), false).count, 0);
	assert_int_equal(similar_splits(revised, &arena, STR("belarusi"), false).count, 1);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_the_words_of_what_is_there),
		cmocka_unit_test(finds_as_if_built_whole),
		cmocka_unit_test(leaps_over_what_is_dead),
		cmocka_unit_test(cuts_words_into_those_of_names_that_are_there),
	};
	return cmocka_run_group_tests(tests, NULL, unicode_end);
}
