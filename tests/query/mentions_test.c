#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "query/mentions.h"
#include "tests/query/page_sound.h"

static const char world[] =
	"- id: ana\n"
	"  kind: person\n"
	"  name: Ana Vel\n"
	"  names: [Vel, {text: Ана Вел, lang: ru}, AV]\n"
	"  body: Ana Vel of the harbour.\n"
	"- id: fair\n"
	"  kind: event\n"
	"  name: Ship Fair\n"
	"  summary: ANA\u00a0VEL opened it.\n"
	"  body: |\n"
	"    It was a Monday, and it rained on the harbour. All came, and the\n"
	"    ships did. Then Ana\n"
	"    Vel's ship came, and Vel herself.\n"
	"- id: race\n"
	"  kind: event\n"
	"  name: Boat Race of Ana Vel\n"
	"  participants: [ana]\n"
	"  body: Ana Vel won.\n"
	"- id: ball\n"
	"  kind: event\n"
	"  name: Harbour Ball\n"
	"  body: Not [[fair|Ana Vel]], nor Velma, nor Marvel, but vel; av and then AV.\n"
	"- id: post\n"
	"  kind: source\n"
	"  title: Ana Vel in the Post\n"
	"  note: On Ана Вел.\n"
	"- id: ivo\n"
	"  kind: person\n"
	"  name: Ivo Vel\n"
	"  names: [Vel]\n"
	"- id: words\n"
	"  kind: claim\n"
	"  text: It rained on the harbour.\n";

static struct mentions mentions_of(struct arena *arena, const struct archive *archive,
                                   const char *id)
{
	return mentions_find(archive, arena, &(struct mentions_query){
		.of = dossier_find(archive, str_of(id)),
	});
}

static struct str text_of(struct arena *arena, const struct archive *archive, const char *id,
                          int width)
{
	struct mentions mentions = mentions_of(arena, archive, id);
	struct page page = page_mentions(archive, arena, &mentions,
	                                 (struct page_options){ .width = width });
	assert_page_is_sound(&page, width);
	return page_text_of(arena, &page);
}

static struct str field_of(const struct archive *archive, const struct mentions *mentions,
                           size_t at)
{
	assert_true(at < mentions->items.count);
	return mention_field(archive, &mentions->items.items[at]);
}

/* The first mention in a dossier. */
static const struct mention *mention_in(const struct archive *archive,
                                        const struct mentions *mentions, const char *id)
{
	uint32_t row = dossier_find(archive, str_of(id)).row;
	for (size_t i = 0; i < mentions->items.count; i++)
		if (mentions->items.items[i].in.row == row)
			return &mentions->items.items[i];
	return NULL;
}

static struct str matched(const struct mentions *mentions, const struct mention *mention)
{
	assert_non_null(mention);
	return mentions->names.items[mention->name].text;
}

/* ── What is found ──────────────────────────────────────────────────────────────────────────── */

static void lists_sentences_with_their_places(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	assert_str(text_of(*state, archive, "ana", 70),
		"Ana Vel\n"
		"person · ana\n"
		"looked for: Ana Vel; Ана Вел; Vel (as it is written); AV (as it is\n"
		"written)\n"
		"Vel is also a name of Ivo Vel\n"
		"\n"
		"Named without a link (3)\n"
		"Harbour Ball\n"
		"  Not Ana Vel, nor Velma, nor Marvel, but vel; av and then AV.\n"
		"    Text, all.yaml:22\n"
		"Ship Fair\n"
		"  ANA VEL opened it.\n"
		"    Summary, all.yaml:9\n"
		"  Then Ana Vel's ship came, and Vel herself.\n"
		"    Text, all.yaml:12, and 1 more there\n"
		"Ana Vel in the Post\n"
		"  On Ана Вел.\n"
		"    Note, all.yaml:26\n");
}

static void what_links_to_it_is_left_out(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct mentions mentions = mentions_of(*state, archive, "ana");
	assert_null(mention_in(archive, &mentions, "race"));
	assert_null(mention_in(archive, &mentions, "ana"));
}

static void what_stands_in_a_link_is_no_mention(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct mentions mentions = mentions_of(*state, archive, "ana");
	const struct mention *ball = mention_in(archive, &mentions, "ball");
	assert_str(matched(&mentions, ball), "AV");
	assert_int_equal(ball->more, 0);
}

static void a_short_name_stands_only_as_it_is_written(void **state)
{
	struct archive *archive = support_archive_of(*state,
		"- {id: un, kind: organization, name: UN}\n"
		"- {id: a, kind: person, name: A, body: 'He went un-asked to an UN, to the UN.'}\n"
		"- {id: b, kind: person, name: B, body: 'un deux'}\n");
	struct mentions mentions = mentions_of(*state, archive, "un");
	assert_int_equal(mentions.items.count, 1);
	assert_int_equal(mentions.items.items[0].more, 1);
	assert_int_equal(mentions.items.items[0].mark.start, 23);
}

static void the_longest_name_at_a_place_counts(void **state)
{
	struct archive *archive = support_archive_of(*state,
		"- {id: a, kind: person, name: Vela, names: [Ana Vela Mor]}\n"
		"- {id: b, kind: person, name: B, body: 'It was ana vela mor.'}\n");
	struct mentions mentions = mentions_of(*state, archive, "a");
	assert_int_equal(mentions.items.count, 1);
	assert_str(matched(&mentions, &mentions.items.items[0]), "Ana Vela Mor");
	assert_int_equal(mentions.items.items[0].more, 0);
}

static void a_name_that_others_share_is_told(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct mentions mentions = mentions_of(*state, archive, "ivo");
	assert_int_equal(mentions.names.count, 2);
	assert_str(mentions.names.items[1].text, "Vel");
	assert_int_equal(mentions.names.items[1].sharers.count, 1);
	assert_int_equal(mentions.names.items[1].sharers.items[0].row,
	                 dossier_find(archive, STR("ana")).row);
	assert_int_equal(mentions.names.items[0].sharers.count, 0);
}

static void what_is_meant_of_a_sharer_is_no_mention(void **state)
{
	struct archive *archive = support_archive_of(*state,
		"- {id: ana, kind: person, name: Ana Velmor, names: [Velmor]}\n"
		"- {id: ivo, kind: person, name: Ivo Velmor, names: [Velmor]}\n"
		"- {id: a, kind: person, name: A, body: 'Ana Velmor went.'}\n"
		"- {id: b, kind: person, name: B, body: 'Ana Velmor and another Velmor.'}\n");
	struct mentions mentions = mentions_of(*state, archive, "ivo");
	assert_int_equal(mentions.items.count, 1);
	assert_non_null(mention_in(archive, &mentions, "b"));
	assert_int_equal(mentions.items.items[0].more, 0);
	mentions = mentions_of(*state, archive, "ana");
	assert_int_equal(mentions.items.count, 2);
}

static void a_name_inside_that_of_another_is_no_mention(void **state)
{
	struct archive *archive = support_archive_of(*state,
		"- {id: selm, kind: place, name: Selm}\n"
		"- {id: league, kind: organization, name: Selm Harbour League}\n"
		"- {id: a, kind: person, name: A, body: 'He led the Selm Harbour League.'}\n"
		"- {id: b, kind: person, name: B, body: 'He led a Selm harbour.'}\n");
	struct mentions mentions = mentions_of(*state, archive, "selm");
	assert_int_equal(mentions.items.count, 1);
	assert_non_null(mention_in(archive, &mentions, "b"));
}

static void the_words_of_a_claim_are_no_name(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	assert_str(text_of(*state, archive, "words", 60),
		"It rained on the harbour\n"
		"claim · words\n"
		"It has no name to look for.\n");
}

static void says_that_nothing_names_it(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	assert_str(text_of(*state, archive, "ball", 60),
		"Harbour Ball\n"
		"event · ball\n"
		"looked for: Harbour Ball\n"
		"\n"
		"It is named nowhere without a link.\n");
}

static void a_field_is_called_by_its_key(void **state)
{
	struct archive *archive = support_archive_of(*state, world);
	struct mentions mentions = mentions_of(*state, archive, "ana");
	assert_int_equal(mentions.items.count, 4);
	assert_str(field_of(archive, &mentions, 0), "body");
	assert_str(field_of(archive, &mentions, 1), "summary");
	assert_str(field_of(archive, &mentions, 3), "note");
}

static void a_name_of_another_script_is_found(void **state)
{
	struct archive *archive = support_archive_of(*state,
		"- {id: m, kind: place, name: Myanmar, names: [မြန်မာ]}\n"
		"- {id: a, kind: person, name: A, body: 'သူသည် မြန်မာ သို့'}\n");
	struct mentions mentions = mentions_of(*state, archive, "m");
	assert_int_equal(mentions.items.count, 1);
	assert_str(matched(&mentions, &mentions.items.items[0]), "မြန်မာ");
}

/* ── How much ───────────────────────────────────────────────────────────────────────────────── */

static void reads_no_more_than_it_may(void **state)
{
	struct text text = { .arena = *state };
	text_add(&text, STR("- {id: ana, kind: person, name: Ana Vel}\n"));
	for (unsigned i = 0; i < 50; i++)
		text_format(&text, "- {id: p%02u, kind: person, name: P, summary: Of Ana Vel.}\n",
		            i);
	text_add_byte(&text, '\0');
	struct archive *archive = support_archive_of(*state, text_str(&text).bytes);
	struct mentions_query query = { .of = dossier_find(archive, STR("ana")), .most = 10 };
	struct mentions mentions = mentions_find(archive, *state, &query);
	assert_int_equal(mentions.items.count, 10);
	assert_true(mentions.is_cut);
	query = (struct mentions_query){ .of = query.of, .read = 5 * strlen("Of Ana Vel.") };
	mentions = mentions_find(archive, *state, &query);
	assert_int_equal(mentions.items.count, 5);
	assert_true(mentions.is_cut);
	query.read = 0;
	mentions = mentions_find(archive, *state, &query);
	assert_int_equal(mentions.items.count, 50);
	assert_false(mentions.is_cut);
}

static void of_thousands_of_names_the_first_are_looked_for(void **state)
{
	struct text text = { .arena = *state };
	const char *const people[] = { "ana", "ivo" };
	for (size_t i = 0; i < 2; i++) {
		text_format(&text, "- {id: %s, kind: person, name: N, names: [", people[i]);
		for (unsigned name = 1; name < 3000; name++)
			text_format(&text, "Name %u, ", name);
		text_add(&text, STR("Last]}\n"));
	}
	text_add(&text, STR("- {id: ev, kind: event, name: E, summary: Of Name 12 and Last.}\n"));
	text_add_byte(&text, '\0');
	struct archive *archive = support_archive_of(*state, text_str(&text).bytes);
	struct mentions mentions = mentions_of(*state, archive, "ana");
	assert_int_equal(mentions.names.count, MENTIONS_MOST_NAMES);
	assert_int_equal(mentions.items.count, 1);
	assert_int_equal(mentions.items.items[0].more, 0);
}

static void each_mention_of_the_shipped_collection_is_marked(void **state)
{
	struct archive *archive = support_archive_folder(*state, "content");
	for (uint32_t row = 0; row < dossier_count(archive); row++) {
		struct arena arena = {0};
		struct mentions mentions = mentions_find(archive, &arena, &(struct mentions_query){
			.of = { row },
		});
		for (size_t i = 0; i < mentions.items.count; i++) {
			const struct mention *mention = &mentions.items.items[i];
			struct str mark = str_slice(mention->sentence, mention->mark.start,
			                            mention->mark.size);
			struct str name = mentions.names.items[mention->name].text;
			assert_true(mention->line > 0);
			assert_int_equal(search_occurrences(&arena, name, mark).count, 1);
		}
		struct page page = page_mentions(archive, &arena, &mentions,
		                                 (struct page_options){ .width = 40 });
		assert_page_is_sound(&page, 40);
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lists_sentences_with_their_places),
		TEST(what_links_to_it_is_left_out),
		TEST(what_stands_in_a_link_is_no_mention),
		TEST(a_short_name_stands_only_as_it_is_written),
		TEST(the_longest_name_at_a_place_counts),
		TEST(a_name_that_others_share_is_told),
		TEST(what_is_meant_of_a_sharer_is_no_mention),
		TEST(a_name_inside_that_of_another_is_no_mention),
		TEST(the_words_of_a_claim_are_no_name),
		TEST(says_that_nothing_names_it),
		TEST(a_field_is_called_by_its_key),
		TEST(a_name_of_another_script_is_found),
		TEST(reads_no_more_than_it_may),
		TEST(of_thousands_of_names_the_first_are_looked_for),
		TEST(each_mention_of_the_shipped_collection_is_marked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
