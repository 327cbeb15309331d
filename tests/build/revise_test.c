#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "base/array.h"
#include "base/digest.h"
#include "build/ledger.h"
#include "build/revise.h"
#include "tests/support/edited.h"

/* ── What a segment cannot say ──────────────────────────────────────────────────────────────── */

static const struct support_file first_files[] = {
	{ "a.yaml", "id: a\nkind: person\nname: Ann\nsummary: One.\nformer_ids: [once-a]\n" },
	{ "b.yaml", "- {id: b, kind: person, name: Bob}\n- {id: c, kind: place, name: Cee}\n" },
	{ "foreign/x.yaml", "id: x\nname: Xanthe\n" },
	{ "inverse.yaml", "id: of\nname: Committee\nmembers: [m]\n" },
	{ "m.yaml", "id: m\nkind: person\nname: Mo\n" },
	{ "q.yaml", "id: q\nkind: quote\ntext: It is so.\nspeaker: a\nsource: s\n" },
	{ "s.yaml", "id: s\nkind: source\nname: The Times\n" },
	{ "t.yaml", "id: t\nkind: place\nname: Tee\n" },
	{ "collection.yaml", "title: A story\n" },
	{ "schema.yaml",
	  "files:\n"
	  "  foreign: {match: foreign/*.yaml, kind: person, id: id, name: name}\n"
	  "  inverse:\n"
	  "    match: inverse.yaml\n    kind: organization\n    id: id\n    name: name\n"
	  "    links:\n      members[]: {relation: member-of, inverse: yes}\n" },
	{ "verified.yaml", "[]\n" },
	{ 0 },
};

static int begin(void **state)
{
	if (edited_begin(state) != 0)
		return -1;
	struct edited *place = *state;
	const char *folder = str_format(&place->arena, "%s/foreign", place->folder).bytes;
	if (mkdir(folder, 0700) != 0)
		return -1;
	edited_write_all(place, first_files);
	return 0;
}

/* One file as it was, and as it is after an edit; and whether that can be a segment. */
static const struct edit {
	const char *what, *path, *text;
	bool is_revised;
} edits[] = {
	{ "another text", "a.yaml",
	  "id: a\nkind: person\nname: Ann\nsummary: Two [[c]].\nformer_ids: [once-a]\n", true },
	{ "the same text", "a.yaml",
	  "id: a\nkind: person\nname: Ann\nsummary: One.\nformer_ids: [once-a]\n", true },
	{ "another order", "b.yaml",
	  "- {id: c, kind: place, name: Cee}\n- {id: b, kind: person, name: Bob}\n", true },
	{ "a key that nobody knows", "t.yaml", "id: t\nkind: place\nname: Tee\nshoe: 4\n", true },
	{ "another id", "a.yaml",
	  "id: d\nkind: person\nname: Ann\nsummary: One.\nformer_ids: [once-a]\n", false },
	{ "another kind", "a.yaml",
	  "id: a\nkind: organization\nname: Ann\nsummary: One.\nformer_ids: [once-a]\n", false },
	{ "another name", "a.yaml",
	  "id: a\nkind: person\nname: Anna\nsummary: One.\nformer_ids: [once-a]\n", false },
	{ "a former id less", "a.yaml", "id: a\nkind: person\nname: Ann\nsummary: One.\n", false },
	{ "a former id more", "t.yaml", "id: t\nkind: place\nname: Tee\nformer_ids: [tea]\n",
	  false },
	{ "another former id", "a.yaml",
	  "id: a\nkind: person\nname: Ann\nsummary: One.\nformer_ids: [before-a]\n", false },
	{ "the former id of another", "t.yaml",
	  "id: t\nkind: place\nname: Tee\nformer_ids: [once-a]\n", false },
	{ "a dossier less", "b.yaml", "- {id: b, kind: person, name: Bob}\n", false },
	{ "a dossier more", "t.yaml",
	  "- {id: t, kind: place, name: Tee}\n- {id: u, kind: place, name: You}\n", false },
	{ "one twice, another not at all", "b.yaml",
	  "- {id: b, kind: person, name: Bob}\n- {id: b, kind: person, name: Bob}\n", false },
	{ "a dossier that stands elsewhere", "t.yaml",
	  "- {id: t, kind: place, name: Tee}\n- {id: c, kind: place, name: Cee}\n", false },
	{ "no YAML", "a.yaml", "id: [\n", false },
	{ "nothing", "a.yaml", "", false },
	{ "a quote that is called by other words", "q.yaml",
	  "id: q\nkind: quote\ntext: It is not so.\nspeaker: a\nsource: s\n", false },
	{ "a quote of the same words", "q.yaml",
	  "id: q\nkind: quote\ntext: It is so.\nspeaker: b\nsource: s\n", true },
	{ "a source with another text, and a ledger", "s.yaml",
	  "id: s\nkind: source\nname: The Times\n"
	  "sha256: 0000000000000000000000000000000000000000000000000000000000000001\n", false },
	{ "a foreign file", "foreign/x.yaml", "id: x\nname: Xanthe\nage: 4\n", false },
	{ "one that another links from", "m.yaml",
	  "id: m\nkind: person\nname: Mo\nsummary: Two.\n", false },
	{ "the collection", "collection.yaml", "title: Another story\n", false },
	{ "the schema", "schema.yaml", "", false },
	{ "the ledger", "verified.yaml", "[]\n\n", false },
};

static void refuses_what_it_cannot_say(void **state)
{
	struct edited *place = *state;
	for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
		struct revision_segment segment;
		edited_write_all(place, first_files);
		struct scan before = edited_look(place);
		const struct archive *base = edited_build(place);
		edited_write(place, edits[i].path, str_of(edits[i].text));
		struct scan now = edited_look(place);
		if (edited_revise(place, base, &before, &now, &segment) != edits[i].is_revised)
			fail_msg("%s: %s", edits[i].what,
			         edits[i].is_revised ? "no segment" : "a segment");
	}
}

static void refuses_a_file_that_changed_once_more_or_is_gone(void **state)
{
	struct edited *place = *state;
	struct revision_segment segment;
	struct scan before = edited_look(place);
	const struct archive *base = edited_build(place);
	edited_write(place, "t.yaml", STR("id: t\nkind: place\nname: Tee\nsummary: One.\n"));
	struct scan now = edited_look(place);
	assert_true(edited_revise(place, base, &before, &now, &segment));
	edited_write(place, "t.yaml", STR("id: t\nkind: place\nname: Tee\nsummary: Two.\n"));
	assert_false(edited_revise(place, base, &before, &now, &segment));
	assert_int_equal(remove(str_format(&place->arena, "%s/t.yaml", place->folder).bytes), 0);
	assert_false(edited_revise(place, base, &before, &now, &segment));
	edited_write(place, "schema.yaml", STR("kinds: {}\n"));
	assert_false(edited_revise(place, base, &before, &now, &segment));
}

/* Somebody's file adds to a dossier: then who changes that one would have to read this too. */
static void refuses_where_dossiers_have_parts_in_several_files(void **state)
{
	struct edited *place = *state;
	struct revision_segment segment;
	edited_write(place, "schema.yaml",
	           STR("files:\n  foreign: {match: foreign/*.yaml, adds_to: id}\n"));
	edited_write(place, "inverse.yaml", STR("id: i\nkind: place\nname: Here\n"));
	edited_write(place, "foreign/x.yaml", STR("id: b\nage: 4\n"));
	struct scan before = edited_look(place);
	const struct archive *base = edited_build(place);
	edited_write(place, "t.yaml", STR("id: t\nkind: place\nname: Tee\nsummary: One.\n"));
	struct scan now = edited_look(place);
	assert_false(edited_revise(place, base, &before, &now, &segment));

	edited_write(place, "foreign/x.yaml", STR("id: nobody\nage: 4\n"));
	before = edited_look(place);
	base = edited_build(place);
	edited_write(place, "t.yaml", STR("id: t\nkind: place\nname: Tee\nsummary: Two.\n"));
	now = edited_look(place);
	assert_true(edited_revise(place, base, &before, &now, &segment));
}

/* The words that were verified are not those of the quote, until somebody changes them back: that
 * is known to the ledger alone. */
static void refuses_what_only_the_ledger_knows(void **state)
{
	struct edited *place = *state;
	static const struct edit quotes[] = {
		{ "a note", "q.yaml", "{id: q, kind: quote, name: Q, text: It is so., source: s, "
		                      "speaker: a, note: One.}\n", true },
		{ "other words", "q.yaml", "{id: q, kind: quote, name: Q, text: It was so., "
		                           "source: s, speaker: a}\n", false },
		{ "another source", "q.yaml", "{id: q, kind: quote, name: Q, text: It is so., "
		                              "source: r, speaker: a}\n", false },
	};
	struct ledger_entry entry = {
		.quote = STR("q"), .source = STR("s"), .words = digest_of(STR("It was so.")),
		.verification = { VERDICT_EXACT, VERDICT_UNCHANGED, 19000, 5, 2 },
	};
	for (size_t i = 0; i < sizeof quotes / sizeof quotes[0]; i++) {
		struct revision_segment segment;
		struct verification verification;
		edited_write(place, "r.yaml", STR("{id: r, kind: source, name: The Sun}\n"));
		edited_write(place, "q.yaml", STR("{id: q, kind: quote, name: Q, text: It is so., "
		                                "source: s, speaker: a}\n"));
		edited_write(place, "verified.yaml", ledger_text(&place->arena, &entry, 1));
		struct scan before = edited_look(place);
		const struct archive *base = edited_build(place);
		assert_true(dossier_verification(base, dossier_find(base, STR("q")),
		                                 &verification));
		assert_int_equal(verification.change, VERDICT_WORDS_CHANGED);
		edited_write(place, "q.yaml", str_of(quotes[i].text));
		struct scan now = edited_look(place);
		if (edited_revise(place, base, &before, &now, &segment) != quotes[i].is_revised)
			fail_msg("%s", quotes[i].what);
	}
}

/* ── Files that did not change ──────────────────────────────────────────────────────────────── */

static const char *replaced_text(struct edited *place,
                                 const struct revision_segment *segment)
{
	struct text text = { .arena = &place->arena };
	for (size_t i = 0; i < segment->replaced.count; i++)
		text_format(&text, "%s%.*s", i ? " " : "", STR_ARGS(segment->replaced.items[i]));
	return text_str(&text).bytes;
}

/* The ids that are replaced when a.yaml becomes this. */
static const char *replaced_by(struct edited *place, const char *text)
{
	struct revision_segment segment;
	struct scan before = edited_look(place);
	const struct archive *base = edited_build(place);
	edited_write(place, "a.yaml", str_of(text));
	struct scan now = edited_look(place);
	assert_true(edited_revise(place, base, &before, &now, &segment));
	return replaced_text(place, &segment);
}

static void reads_a_file_whose_dossiers_are_linked_to_by_other_kinds(void **state)
{
	struct edited *place = *state;
	const char *start = "id: a\nkind: person\nname: Ann\nformer_ids: [once-a]\n";
	const char *one = str_format(&place->arena, "%ssummary: '[[t]]'\n", start).bytes;
	const char *two = str_format(&place->arena, "%sbody: '[[t]] again [[t]]'\n", start).bytes;
	assert_string_equal(replaced_by(place, start), "a");
	assert_string_equal(replaced_by(place, one), "a t");
	assert_string_equal(replaced_by(place, two), "a");
	assert_string_equal(replaced_by(place, start), "a t");

	/* Bob, who stands beside Cee, links there as well. */
	edited_write(place, "b.yaml", STR("- {id: b, kind: person, name: Bob, summary: '[[t]]'}\n"
	                                "- {id: c, kind: place, name: Cee}\n"));
	assert_string_equal(replaced_by(place, one), "a");
	assert_string_equal(replaced_by(place, start), "a");
	assert_string_equal(
		replaced_by(place, str_format(&place->arena, "%ssummary: '[[c]]'\n", start).bytes),
		"a b c");
}

static void takes_so_many_files_and_no_more(void **state)
{
	struct edited *place = *state;
	struct revision_segment segment;
	struct row_list changed = {0};
	char name[32];
	for (unsigned i = 0; i <= REVISE_FILES_MOST; i++) {
		snprintf(name, sizeof name, "z%03u.yaml", i);
		edited_write(place, name, STR("kind: place\nname: Somewhere\n"));
	}
	const struct archive *base = edited_build(place);
	struct scan now = edited_look(place);
	for (uint32_t i = 0; i < now.files.count; i++)
		if (str_starts_with(now.files.items[i].path, STR("z")))
			*ARRAY_ADD(&place->arena, &changed) = i;
	assert_int_equal(changed.count, REVISE_FILES_MOST + 1);
	assert_false(revise_files(&place->arena, base, &now, changed.items, changed.count,
	                          &segment));
	assert_true(revise_files(&place->arena, base, &now, changed.items, REVISE_FILES_MOST,
	                         &segment));
	assert_int_equal(segment.replaced.count, REVISE_FILES_MOST);

	edited_write(place, "z000.yaml", STR("kind: place\nname: Somewhere\nsummary: '[[t]]'\n"));
	now = edited_look(place);
	assert_false(revise_files(&place->arena, base, &now, changed.items, REVISE_FILES_MOST,
	                          &segment));
	assert_true(revise_files(&place->arena, base, &now, changed.items, REVISE_FILES_MOST - 1,
	                         &segment));
	assert_int_equal(segment.replaced.count, REVISE_FILES_MOST);
}

/* ── Damage ─────────────────────────────────────────────────────────────────────────────────── */

/* A large archive is not checked before it is read. */
static void bears_a_damaged_base(void **state)
{
	struct edited *place = *state;
	struct str whole = archive_bytes(edited_build(place));
	struct scan now = edited_look(place);
	const uint32_t changed[] = { 0, 1, 7 };         /* a.yaml, b.yaml, s.yaml */
	unsigned segments = 0;
	assert_true(str_equal(now.files.items[7].path, STR("s.yaml")));
	for (size_t at = 1000; at < whole.size; at += 53) {
		struct arena scratch = {0};
		struct archive *base = NULL;
		struct revision_segment segment;
		struct fault why;
		char *bytes = arena_copy(&scratch, whole.bytes, whole.size);
		bytes[at] = (char)(bytes[at] ^ (at % 2 ? 1 : 0xFF));
		if (archive_open(&scratch, (struct str){ bytes, whole.size }, &base, &why))
			segments += revise_files(&scratch, base, &now, changed, 3, &segment);
		arena_release(&scratch);
	}
	assert_true(segments > 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, edited_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(refuses_what_it_cannot_say),
		TEST(refuses_a_file_that_changed_once_more_or_is_gone),
		TEST(refuses_where_dossiers_have_parts_in_several_files),
		TEST(refuses_what_only_the_ledger_knows),
		TEST(reads_a_file_whose_dossiers_are_linked_to_by_other_kinds),
		TEST(takes_so_many_files_and_no_more),
		TEST(bears_a_damaged_base),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
