/* What is hostile in keys, and in what stands behind them. */
#include "hostile/pile.h"

#include <string.h>

/* What most cases end or begin with: the rest of a good dossier. */
#define GOOD "id: {id}\nkind: person\nname: Anna Bell\n"

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────── */

void write_duplicate(struct pile *pile)
{
	static const struct text_case cases[] = {
		{ "name",     GOOD "name: Other\n", "duplicate-key" },
		{ "id",       GOOD "id: {id}-2\n", "duplicate-key" },
		{ "kind",     GOOD "kind: place\n", "duplicate-key" },
		{ "thrice",   GOOD "note: a\nnote: b\nnote: c\n", "duplicate-key" },
		{ "escaped",  GOOD "\"\\x6e\\x61me\": Other\n", "duplicate-key" },
		{ "quoted",   GOOD "'name': Other\n", "duplicate-key" },
		{ "asked",    GOOD "? name\n: Other\n", "duplicate-key" },
		{ "inside",   GOOD "odd: {a: 1, a: 2}\n", "duplicate-key" },
		{ "item",     GOOD "names: [{text: A, text: B}]\n", "duplicate-key" },
		{ "null",     GOOD "~: 1\n~: 2\n", NULL },
		{ "empty",    GOOD "\"\": 1\n\"\": 2\n", "duplicate-key" },
		{ "lists",    GOOD "[a]: 1\n[a]: 2\n", NULL },
		{ "case",     GOOD "Name: Other\n", "none" },
		{ "composed", GOOD "\"\\xe9\": 1\n\"e\\u0301\": 2\n", "none" },
		{ "nul",      GOOD "\"a\\0b\": 1\n\"a\\0c\": 2\n", "none" },
		{ "nul-same", GOOD "\"a\\0b\": 1\n\"a\\0b\": 2\n", "duplicate-key" },
	};
	struct bytes x = {0};
	pile_texts(pile, cases, ROWS(cases));
	bytes_repeat(&x, "note: again\n", pile->large / 12);
	pile_fill(pile, "many", "duplicate-key", GOOD "{x}", &x);
	bytes_release(&x);
}

void write_keys(struct pile *pile)
{
	static const struct text_case cases[] = {
		{ "null",      GOOD "~: value\n", NULL },
		{ "empty",     GOOD "\"\": value\n", NULL },
		{ "blank",     GOOD "\" \": value\n", "none" },
		{ "list",      GOOD "[a, b]: value\n", NULL },
		{ "map",       GOOD "{a: b}: value\n", NULL },
		{ "literal",   GOOD "? |\n  text\n  text\n: value\n", NULL },
		{ "number",    GOOD "12: value\n-0.5e9: value\n", "none" },
		{ "dotted",    GOOD "a.b.c: value\n../../x: value\n/: value\n", NULL },
		{ "proto",     GOOD "__proto__: {a: b}\nconstructor: x\n", "none" },
		{ "known",     GOOD "links: value\nfile: value\nline: value\n"
		               "links_in: value\n", NULL },
		{ "value",     GOOD "value: value\nsources: {value: [control-source]}\n", NULL },
		{ "foreign",   GOOD "speaker: control\ndate: 2021\n"
		               "text: words\n", "field-misplaced" },
		{ "spelling",  GOOD "sumary: text\nnaem: text\n", "field-unknown" },
		{ "case",      "ID: {id}\nKind: person\nNAME: Anna\n", "kind-missing" },
		{ "plural",    GOOD "relation: [a]\nname s: b\n", NULL },
		{ "no-value",  "id:\nkind:\nname:\n", NULL },
		{ "only-keys", "? id\n? kind\n? name\n", NULL },
		{ "unicode",   GOOD "\"\\u0438\\u043c\\u044f\": value\n"
		               "\"\\u202e\": value\n", "none" },
		{ "markup",    GOOD "\"<b>\": value\n\"[[control]]\": value\n"
		               "\"%s%n\": value\n", "none" },
		{ "lines",     GOOD "\"a\\nb\": value\n\"a: b\": value\n", "none" },
		{ "finding",   GOOD "\"x.yaml:1:1: error: fake [type]\": value\n", "none" },
	};
	pile_texts(pile, cases, ROWS(cases));
}

/* ── Types ──────────────────────────────────────────────────────────────────────────────────── */

struct field { const char *kind, *name; };

static const struct field fields[] = {
	{ "person", "id" }, { "person", "kind" }, { "person", "name" }, { "person", "former_ids" },
	{ "person", "names" }, { "person", "summary" }, { "person", "body" }, { "person", "tags" },
	{ "person", "note" }, { "person", "sources" }, { "person", "relations" }, { "person",
	            "roles" },
	{ "person", "positions" }, { "person", "nationality" }, { "person", "gender" }, { "person",
	            "born" },
	{ "person", "died" }, { "person", "member_of" }, { "person", "quotes" },
	{ "organization", "type" }, { "organization", "country" }, { "organization", "leaders" },
	{ "organization", "founded" }, { "organization", "url" }, { "place", "within" },
	{ "event", "date" }, { "event", "place" }, { "event", "participants" }, { "event",
	           "part_of" },
	{ "event", "outcome" }, { "quote", "text" }, { "quote", "translation" }, { "quote",
	           "speaker" },
	{ "quote", "for" }, { "quote", "said" }, { "quote", "venue" }, { "quote", "event" }, {
	           "quote", "about" },
	{ "quote", "form" }, { "quote", "lang" }, { "quote", "source" }, { "quote", "locator" },
	{ "claim", "status" }, { "claim", "asserted_by" }, { "source", "title" }, { "source",
	           "authors" },
	{ "source", "publisher" }, { "source", "published" }, { "source", "reliability" },
	{ "source", "derived_from" }, { "source", "sha256" }, { "source", "unknown" },
};

static const struct field shapes[] = {
	{ "text",  " word" },
	{ "empty", "" },
	{ "list",  " [one, [two], {three: four}, ~]" },
	{ "map",   " {one: two, value: {value: {value: x}}, who: [a], to: {b: c}, text: [d]}" },
	{ "maps",  " [{}, {to: control}, {who: control}, {source: control}, {text: x}, {value: "
	           "[x]}]" },
};

/* The field comes first, so that it is the one that counts where the good ones have it too. */
static void write_shape(struct pile *pile, struct field field, struct field shape)
{
	static const char *const good[] = {
		"id: {id}\n", "kind: {x}\n", "name: Anna\n", "title: Anna\n", "text: Anna\n"
	};
	char name[64], line[256];
	struct bytes template = {0}, x = {0};
	snprintf(line, sizeof(line), "%s:", field.name);
	bytes_format(&template, "%s%s\n", line, shape.name);
	for (size_t i = 0; i < ROWS(good); i++)
		if (strncmp(good[i], line, strlen(line)) != 0)
			bytes_text(&template, good[i]);
	bytes_add(&template, "", 1);
	bytes_text(&x, field.kind);
	snprintf(name, sizeof(name), "%s-%s-%s", field.kind, field.name, shape.kind);
	for (char *under = strchr(name, '_'); under; under = strchr(under, '_'))
		*under = '-';
	pile_fill(pile, name, NULL, template.items, &x);
	bytes_release(&template);
	bytes_release(&x);
}

void write_type(struct pile *pile)
{
	for (size_t f = 0; f < ROWS(fields); f++)
		for (size_t s = 0; s < ROWS(shapes); s++)
			write_shape(pile, fields[f], shapes[s]);
}

/* Names that stay what was typed. */
void write_implicit(struct pile *pile)
{
	static const char *const words[] = {
		"no", "No", "NO", "yes", "on", "off", "y", "n", "true", "FALSE", "0x1F", "0o14",
		"014", "0b1",
		"1_000", "1:30", "190:20:30", "1e3", "1E+400", ".5", "5.", ".inf", "-.INF", ".NaN",
		"+1",
		"-0", "2021-02-01", "2001-12-14t21:59:43.10-05:00", "=", "NULL-", "nil", "none",
		"undefined",
		"007", "1,000", "12e", "0.1.2", "10.0.0.1",
	};
	for (size_t i = 0; i < ROWS(words); i++) {
		char name[32];
		struct bytes x = {0};
		bytes_text(&x, words[i]);
		snprintf(name, sizeof(name), "word-%02zu", i);
		pile_fill(pile, name, "none",
		          "id: {id}\nkind: person\nname: {x}\ntags: [{x}, \"{x}\"]\n", &x);
		bytes_release(&x);
	}
	pile_text(pile, "null", NULL, "id: implicit-null\nkind: person\nname: null\nsummary: ~\n");
	pile_text(pile, "null-quoted", "none",
	          "id: implicit-null-quoted\nkind: person\nname: \"null\"\nsummary: \"~\"\n");
	pile_text(pile, "ids", NULL,
	          "- {id: no, kind: person, name: A}\n- {id: 1e3, kind: person, name: B}\n"
	          "- {id: 2021-02-01, kind: person, name: C}\n- {id: ~, kind: person, name: D}\n"
	          "- {id: 0x10, kind: person, name: E, member_of: [no]}\n");
}
