/* revision_world: made-up collections of which some files are edited, as revisions and built whole.
 *
 * There is another one for each round. Its dossiers have all that YAML can say of one: links of
 * every form, dates, notes, citations, values inside others, unknown keys, former ids, and ids of
 * nobody.
 */
#ifndef DOSSIER_TESTS_ARCHIVE_REVISION_WORLD_H
#define DOSSIER_TESTS_ARCHIVE_REVISION_WORLD_H

#include <stdlib.h>

#include "archive/revision.h"
#include "base/array.h"
#include "base/unicode.h"
#include "tests/support/collection.h"

enum { DOSSIERS = 42, A_FILE = 3, FILES = DOSSIERS / A_FILE, ROUNDS = 40 };

/* ── Chance ─────────────────────────────────────────────────────────────────────────────────── */

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t chance;

static uint32_t draw(uint32_t below)
{
	uint64_t z = chance += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (uint32_t)((z ^ z >> 31) >> 32) % below;
}

/* ── A made-up collection ───────────────────────────────────────────────────────────────────── */

/* What never changes of a dossier comes from its number. */
static const char *const kinds[] = {
	"person", "organization", "place", "event", "quote", "claim", "source",
};

static const char *kind_of(uint32_t number)
{
	return kinds[number % 7];
}

static const char *const syllables[] = { "ba", "ko", "mi", "ta", "ru", "se" };
static const char *const cyrillic[] = { "ба", "ко", "ми", "та", "ру", "се" };

static void add_word(struct text *text)
{
	const char *const *script = draw(12) ? syllables : cyrillic;
	for (uint32_t left = 1 + draw(3); left; left--)
		text_add(text, str_of(script[draw(6)]));
	if (draw(20) == 0)
		text_add(text, STR("'s"));
}

static void add_words(struct text *text, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		text_add(text, i ? STR(" ") : STR(""));
		add_word(text);
	}
}

static void add_name(struct text *text, uint32_t number)
{
	uint64_t before = chance;
	chance = number;
	add_words(text, 1 + draw(3));
	chance = before;
}

/* Of a dossier that there is, or hardly ever not. */
static void add_id(struct text *text)
{
	uint32_t number = draw(DOSSIERS);
	if (draw(8) == 0)
		number = number / 7 % 3;        /* some have many links */
	if (draw(40) == 0)
		text_add(text, STR("nobody-at-all"));
	else if (draw(10) == 0)
		text_format(text, "former-%u", number);
	else
		text_format(text, "%s-%u", kind_of(number), number);
}

static void add_source(struct text *text)
{
	text_format(text, "source-%u", 6 + 7 * draw(DOSSIERS / 7));
}

static void add_date(struct text *text)
{
	static const char *const forms[] = {
		"%u", "%u-05", "%u-05-17", "%u-05-17?", "%u/..", "../%u", "[%u..2024]", "in %u",
	};
	const char *form = forms[draw(8)];
	uint32_t year = 2015 + draw(8);
	for (const char *at = form; *at; at++)
		if (at[0] == '%' && at[1] == 'u') {
			text_format(text, "%u", year);
			at++;
		} else {
			text_add_byte(text, *at);
		}
}

static void add_sources(struct text *text)
{
	text_add(text, STR("sources: ["));
	for (uint32_t left = 1 + draw(3); left; left--) {
		text_add(text, STR("{source: "));
		add_source(text);
		if (draw(2))
			text_format(text, ", locator: p. %u", draw(3));
		if (draw(4) == 0)
			text_add(text, STR(", note: Seen there"));
		text_add(text, left > 1 ? STR("}, ") : STR("}"));
	}
	text_add(text, STR("]"));
}

static void add_prose(struct text *text, uint32_t sentences)
{
	for (; sentences; sentences--) {
		add_words(text, 2 + draw(4));
		if (draw(2)) {
			text_add(text, STR(" [["));
			add_id(text);
			text_add(text, draw(2) ? STR("|its name]]") : STR("]]"));
		}
		if (draw(4) == 0) {
			text_add(text, STR(" [@"));
			add_source(text);
			text_add(text, STR(", p. 4]"));
		}
		text_add(text, STR(". "));
	}
}

static void add_relation(struct text *text)
{
	static const char *const types[] = { "met", "supports", "member-of", "within", "no-such" };
	static const char *const dates[] = { "date", "since", "until" };
	text_format(text, "    - {type: %s, to: ", types[draw(5)]);
	add_id(text);
	for (uint32_t i = 0; i < 3; i++)
		if (draw(3) == 0) {
			text_format(text, ", %s: \"", dates[i]);
			add_date(text);
			text_add(text, STR("\""));
		}
	if (draw(3) == 0) {
		text_add(text, STR(", role: "));
		add_words(text, 2);
	}
	if (draw(3) == 0) {
		text_add(text, STR(", "));
		add_sources(text);
	}
	if (draw(4) == 0) {
		text_add(text, STR(", note: \"Told by [["));
		add_id(text);
		text_add(text, STR("]]\""));
	}
	text_add(text, STR("}\n"));
}

/* Fields that have a text, a date, links or what not, in whatever kind of dossier. */
static void add_fields(struct text *text, uint32_t number)
{
	static const char *const dated[] = {
		"born", "founded", "retrieved", "date", "said", "date", "published",
	};
	if (draw(3)) {
		text_add(text, STR("  summary: \""));
		add_prose(text, 1);
		text_add(text, STR("\"\n"));
	}
	if (draw(2)) {
		text_add(text, STR("  names: [{text: "));
		add_words(text, 2);
		text_add(text, STR(", lang: ru}, "));
		add_word(text);
		text_add(text, STR("]\n"));
	}
	if (draw(3)) {
		text_format(text, "  %s: {value: \"", dated[number % 7]);
		add_date(text);
		text_add(text, draw(2) ? STR("\", as_of: 2020-01, note: Roughly, ") : STR("\", "));
		add_sources(text);
		text_add(text, STR("}\n"));
	}
	if (draw(2)) {
		text_add(text, STR("  tags: ["));
		add_word(text);
		text_add(text, STR(", harbour]\n"));
	}
	if (draw(3) == 0)
		text_add(text, STR("  weather: {sky: grey, wind: [north, west]}\n"));
	if (draw(3) == 0) {
		text_add(text, STR("  note: \""));
		add_prose(text, 1);
		text_add(text, STR("\"\n"));
	}
}

static void add_links(struct text *text, uint32_t number)
{
	if (draw(3)) {
		text_add(text, STR("  relations:\n"));
		for (uint32_t left = 1 + draw(4); left; left--)
			add_relation(text);
	}
	if (number % 7 == 0 && draw(2)) {
		text_add(text, STR("  positions:\n    - {title: Head of "));
		add_word(text);
		text_add(text, STR(", organization: "));
		add_id(text);
		text_add(text, STR(", since: 2019, until: 2021-03}\n"));
	}
	if (number % 7 == 4) {
		text_add(text, STR("  speaker: "));
		add_id(text);
		text_add(text, STR("\n  source: "));
		add_source(text);
		text_format(text, "\n  locator: p. %u\n", draw(9));
	}
	if (draw(2)) {
		text_add(text, STR("  body: |\n    "));
		add_prose(text, 3);
		text_add(text, STR("\n\n    "));
		add_prose(text, 2);
		text_add_byte(text, '\n');
	}
	if (draw(2)) {
		text_add(text, STR("  "));
		add_sources(text);
		text_add_byte(text, '\n');
	}
}

/* A quote or a claim may begin as its name does, which makes that no name. */
static void add_statement(struct text *text, uint32_t number)
{
	text_add(text, STR("  text: \""));
	if (draw(2))
		add_name(text, number);
	else
		add_words(text, 6);
	text_add(text, STR(" and so on\"\n"));
}

static void add_head(struct text *text, uint32_t number)
{
	text_format(text, "- id: %s-%u\n  kind: %s\n  former_ids: [former-%u]\n  name: ",
	            kind_of(number), number, kind_of(number), number);
	add_name(text, number);
	text_add_byte(text, '\n');
}

/* Quotes that stand in a source are dossiers, too. */
static void add_nested(struct text *text, uint32_t number)
{
	text_format(text, "  quotes:\n    - {id: nested-%u, name: Nested %u, text: \"", number,
	            number);
	add_words(text, 5);
	text_add(text, STR("\", speaker: "));
	add_id(text);
	text_add(text, STR(", locator: p. 2}\n"));
}

static void add_dossier(struct text *text, uint32_t number)
{
	add_head(text, number);
	if (number % 7 == 4 || number % 7 == 5)
		add_statement(text, number);
	add_fields(text, number);
	add_links(text, number);
	if (number % 7 == 6)
		add_nested(text, number);
}

/* The text of a file in one of its versions. */
static const char *file_text(struct arena *arena, uint32_t round, uint32_t file, uint32_t version)
{
	struct text text = { .arena = arena };
	chance = (uint64_t)round << 32 | file << 8 | version;
	for (uint32_t i = 0; i < A_FILE; i++)
		add_dossier(&text, file * A_FILE + i);
	return text_str(&text).bytes;
}

static const char *file_name(struct arena *arena, uint32_t file)
{
	return str_format(arena, "folder-%u/file-%u.yaml", file % 3, file).bytes;
}

/* ── A revision of it ───────────────────────────────────────────────────────────────────────── */

struct world {
	struct arena arena;
	uint32_t round;
	bool is_edited[FILES];
	const struct archive *base, *fresh;
	struct str segment;
	struct str_list replaced;
	struct archive *revised;
};

static const struct archive *build(struct world *world, bool with_edits)
{
	struct support_file files[FILES + 2] = {{0}};
	for (uint32_t i = 0; i < FILES; i++) {
		uint32_t version = with_edits && world->is_edited[i];
		files[i] = (struct support_file){
			file_name(&world->arena, i),
			file_text(&world->arena, world->round, i, version),
		};
	}
	files[FILES] = (struct support_file){ "collection.yaml", "title: Made up\n" };
	return support_archive(&world->arena, files);
}

/* The number of the file that a dossier is in. */
static uint32_t file_of(const struct archive *archive, struct dossier_ref ref)
{
	struct str path = file_path(archive, dossier_at(archive, ref).file);
	struct arena scratch = {0};
	uint32_t file = 0;
	while (file < FILES && !str_equal(path, str_of(file_name(&scratch, file))))
		file++;
	arena_release(&scratch);
	assert_true(file < FILES);
	return file;
}

static bool is_in_edited(const struct world *world, const struct archive *archive,
                         struct dossier_ref ref)
{
	return world->is_edited[file_of(archive, ref)];
}

/* A bit for each kind that links to a dossier. */
static uint32_t linking_kinds(const struct archive *archive, uint32_t row)
{
	struct link_span links = links_in(archive, (struct dossier_ref){ row });
	uint32_t set = 0;
	for (uint32_t i = 0; i < links.range.count; i++)
		set |= 1u << dossier_kind(archive, link_of(archive, links, i).from);
	return set;
}

/* Files whose dossiers get or lose a facet of has: by what others say are read again. */
static void edit_where_facets_change(struct world *world, uint32_t versions[FILES])
{
	for (uint32_t i = 0; i < dossier_count(world->fresh); i++) {
		uint32_t file = file_of(world->fresh, (struct dossier_ref){ i });
		if (linking_kinds(world->base, i) == linking_kinds(world->fresh, i) ||
		    world->is_edited[file])
			continue;
		world->is_edited[file] = true;
		versions[file] = 0;
	}
}

static void want_sources(const struct archive *archive, struct row_range citations, bool *is_wanted)
{
	for (uint32_t i = 0; i < citations.count; i++) {
		struct dossier_ref source = citation_at(archive, citations.first + i).source;
		if (!dossier_is_none(source))
			is_wanted[source.row] = true;
	}
}

/* Mark what an edited dossier links to or cites. */
static void want_ends(const struct archive *archive, struct dossier dossier, bool *is_wanted)
{
	struct link_span links = links_out(archive, dossier.ref);
	want_sources(archive, dossier.citations, is_wanted);
	for (uint32_t i = 0; i < dossier.values.count; i++)
		want_sources(archive, value_at(archive, dossier.values.first + i).citations,
		             is_wanted);
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct link link = link_of(archive, links, i);
		want_sources(archive, link.citations, is_wanted);
		is_wanted[link.to.row] = true;
	}
}

static void add_stand_in(struct text *text, struct world *world, struct dossier dossier)
{
	const struct archive *fresh = world->fresh;
	struct link_span links = links_out(fresh, dossier.ref);
	text_format(text, "- {id: %.*s, kind: %.*s, name: \"%.*s\"", STR_ARGS(dossier.id),
	            STR_ARGS(kind_at(fresh, dossier.kind).key), STR_ARGS(dossier.name));
	if (!str_starts_with(dossier.id, STR("nested")))
		text_format(text, ", former_ids: [former-%s]",
		            strrchr(str_copy(&world->arena, dossier.id).bytes, '-') + 1);
	text_add(text, STR(", body: \""));
	for (uint32_t j = 0; j < links.range.count; j++) {
		struct link link = link_of(fresh, links, j);
		if (is_in_edited(world, fresh, link.to))
			text_format(text, "[[%.*s]] ", STR_ARGS(dossier_id(fresh, link.to)));
	}
	text_add(text, STR("\"}\n"));
}

static bool links_to_edited(const struct world *world, struct dossier_ref ref)
{
	struct link_span links = links_out(world->fresh, ref);
	for (uint32_t i = 0; i < links.range.count; i++)
		if (is_in_edited(world, world->fresh, link_of(world->fresh, links, i).to))
			return true;
	return false;
}

/* What edited dossiers link to or cite, and what links to them, as no more than their ends. */
static const char *stand_ins(struct world *world)
{
	struct text text = { .arena = &world->arena };
	const struct archive *fresh = world->fresh;
	bool *is_wanted = ARENA_MANY(&world->arena, bool, dossier_count(fresh));
	for (uint32_t i = 0; i < dossier_count(fresh); i++) {
		struct dossier dossier = dossier_at(fresh, (struct dossier_ref){ i });
		if (is_in_edited(world, fresh, dossier.ref))
			want_ends(fresh, dossier, is_wanted);
		else
			is_wanted[i] |= links_to_edited(world, dossier.ref);
	}
	for (uint32_t i = 0; i < dossier_count(fresh); i++) {
		struct dossier dossier = dossier_at(fresh, (struct dossier_ref){ i });
		if (is_wanted[i] && !is_in_edited(world, fresh, dossier.ref))
			add_stand_in(&text, world, dossier);
	}
	return text_str(&text).bytes;
}

static void make_segment(struct world *world, const uint32_t versions[FILES])
{
	struct support_file files[FILES + 2] = {{0}};
	size_t count = 0;
	for (uint32_t i = 0; i < FILES; i++)
		if (world->is_edited[i])
			files[count++] = (struct support_file){
				file_name(&world->arena, i),
				file_text(&world->arena, world->round, i, versions[i]),
			};
	files[count] = (struct support_file){ "stand-ins.yaml", stand_ins(world) };
	if (*files[count].text == '\0')
		files[count].path = NULL;
	world->segment = archive_bytes(support_archive(&world->arena, files));
	for (uint32_t i = 0; i < dossier_count(world->fresh); i++) {
		struct dossier_ref ref = { i };
		if (is_in_edited(world, world->fresh, ref))
			*ARRAY_ADD(&world->arena, &world->replaced) =
				dossier_id(world->fresh, ref);
	}
}

/* From none to four of the files are edited. */
static void world_make(struct world *world, uint32_t round)
{
	struct fault why = {0};
	uint32_t versions[FILES] = {0};
	*world = (struct world){ .round = round };
	world->base = build(world, false);
	chance = round;
	for (uint32_t left = round % 5; left; left--)
		world->is_edited[draw(FILES)] = true;
	for (uint32_t i = 0; i < FILES; i++)
		versions[i] = world->is_edited[i];
	world->fresh = build(world, true);
	edit_where_facets_change(world, versions);
	make_segment(world, versions);
	archive_revise(&world->arena, world->base, world->segment, world->replaced,
	               &world->revised, &why);
	assert_string_equal(why.sentence, "");
}

static void world_end(struct world *world)
{
	arena_release(&world->arena);
}

/* ── Telling of an archive, to compare it with another ──────────────────────────────────────── */

struct telling {
	const struct archive *archive;
	struct text text;
	struct arena scratch;
};

static void tell(struct telling *telling, const char *what, struct str text)
{
	text_format(&telling->text, " %s=%.*s", what, STR_ARGS(text));
}

static void tell_number(struct telling *telling, const char *what, uint64_t number)
{
	text_format(&telling->text, " %s=%llu", what, (unsigned long long)number);
}

/* Fail with the first line that differs. */
static void assert_same(uint32_t round, struct str actual, struct str expected)
{
	while (actual.bytes || expected.bytes) {
		struct str one = str_cut(&actual, '\n'), other = str_cut(&expected, '\n');
		if (!str_equal(one, other))
			fail_msg("round %u:\n%.*s\nshould be\n%.*s", round, STR_ARGS(one),
			         STR_ARGS(other));
	}
}

static int unicode_end(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

#endif
