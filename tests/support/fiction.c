#include "tests/support/fiction.h"

#include <stdbool.h>

#include "base/arena.h"
#include "tests/support/chance.h"

/* ── Words ──────────────────────────────────────────────────────────────────────────────────── */

/* What never changes of a dossier comes from its number. */
static const char *const kinds[] = {
	"person", "organization", "place", "event", "quote", "claim", "source",
};

const char *fiction_kind(uint32_t number)
{
	return kinds[number % 7];
}

static const char *const syllables[] = { "ba", "ko", "mi", "ta", "ru", "se" };
static const char *const cyrillic[] = { "ба", "ко", "ми", "та", "ру", "се" };

void fiction_add_word(struct text *text)
{
	const char *const *script = draw(12) ? syllables : cyrillic;
	for (uint32_t left = 1 + draw(3); left; left--)
		text_add(text, str_of(script[draw(6)]));
	if (draw(20) == 0)
		text_add(text, STR("'s"));
}

void fiction_add_words(struct text *text, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		text_add(text, i ? STR(" ") : STR(""));
		fiction_add_word(text);
	}
}

static void add_name(struct text *text, uint32_t number)
{
	uint64_t before = chance;
	chance = number;
	fiction_add_words(text, 1 + draw(3));
	chance = before;
}

/* Of a dossier that there is, or seldom not. */
void fiction_add_id(struct text *text)
{
	uint32_t number = draw(FICTION_DOSSIERS);
	if (draw(8) == 0)
		number = number / 7 % 3;        /* some have many links */
	if (draw(16) == 0)
		text_add(text, STR("nobody-at-all"));
	else if (draw(10) == 0)
		text_format(text, "former-%u", number);
	else
		text_format(text, "%s-%u", fiction_kind(number), number);
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

static void add_source(struct text *text)
{
	text_format(text, "source-%u", 6 + 7 * draw(FICTION_DOSSIERS / 7));
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
		fiction_add_words(text, 2 + draw(4));
		if (draw(2)) {
			text_add(text, STR(" [["));
			fiction_add_id(text);
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
	fiction_add_id(text);
	for (uint32_t i = 0; i < 3; i++)
		if (draw(3) == 0) {
			text_format(text, ", %s: \"", dates[i]);
			add_date(text);
			text_add(text, STR("\""));
		}
	if (draw(3) == 0) {
		text_add(text, STR(", role: "));
		fiction_add_words(text, 2);
	}
	if (draw(3) == 0) {
		text_add(text, STR(", "));
		add_sources(text);
	}
	if (draw(4) == 0) {
		text_add(text, STR(", note: \"Told by [["));
		fiction_add_id(text);
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
		fiction_add_words(text, 2);
		text_add(text, STR(", lang: ru}, "));
		fiction_add_word(text);
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
		fiction_add_word(text);
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
		fiction_add_word(text);
		text_add(text, STR(", organization: "));
		fiction_add_id(text);
		text_add(text, STR(", since: 2019, until: 2021-03}\n"));
	}
	if (number % 7 == 6 && draw(2)) {
		text_add(text, STR("  authors: [{who: Nobody Atall, role: "));
		fiction_add_word(text);
		text_add(text, STR(", date: 2018-04}]\n"));
	}
	if (number % 7 == 4) {
		text_add(text, STR("  speaker: "));
		fiction_add_id(text);
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
		fiction_add_words(text, 6);
	text_add(text, STR(" and so on\"\n"));
}

static void add_head(struct text *text, uint32_t number)
{
	text_format(text, "- id: %s-%u\n  kind: %s\n  former_ids: [former-%u]\n  name: ",
	            fiction_kind(number), number, fiction_kind(number), number);
	add_name(text, number);
	text_add_byte(text, '\n');
}

/* Quotes that stand in a source are dossiers, too. */
static void add_nested(struct text *text, uint32_t number)
{
	text_format(text, "  quotes:\n    - {id: nested-%u, name: Nested %u, text: \"", number,
	            number);
	fiction_add_words(text, 5);
	text_add(text, STR("\", speaker: "));
	fiction_add_id(text);
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
const char *fiction_file(struct arena *arena, uint32_t fiction, uint32_t file, uint32_t version)
{
	struct text text = { .arena = arena };
	chance = (uint64_t)fiction << 32 | file << 8 | version;
	for (uint32_t i = 0; i < FICTION_A_FILE; i++)
		add_dossier(&text, file * FICTION_A_FILE + i);
	return text_str(&text).bytes;
}

const char *fiction_path(struct arena *arena, uint32_t file)
{
	return str_format(arena, "folder-%u/file-%u.yaml", file % 3, file).bytes;
}
