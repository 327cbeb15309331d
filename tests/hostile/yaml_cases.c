/* What is hostile in YAML itself. */
#include "hostile/pile.h"

#include <string.h>

/* What most cases end or begin with: the rest of a good dossier. */
#define GOOD "id: {id}\nkind: person\nname: Anna Bell\n"

/* ── Aliases and tags ───────────────────────────────────────────────────────────────────────── */

void write_alias(struct pile *pile)
{
	static const struct text_case cases[] = {
		{ "simple",       GOOD "summary: &a text\nnote: *a\n", "alias" },
		{ "undefined",    GOOD "note: *gone\n", "alias" },
		{ "before",       GOOD "note: *a\nsummary: &a text\n", "alias" },
		{ "key",          GOOD "&a odd: 1\n*a : 2\n", NULL },
		{ "item",         GOOD "tags: [&a one, *a, *a]\n", "alias" },
		{ "id",           "id: *a\nkind: &a person\nname: Anna\n", "alias" },
		{ "ring",         GOOD "odd: &a [*a]\n", "alias" },
		{ "ring-map",     GOOD "odd: &a {b: *a}\n", "alias" },
		{ "ring-two",     GOOD "odd: &a [&b [*a, *b]]\n", "alias" },
		{ "root",         "&r\n" GOOD "odd: *r\n", "alias" },
		{ "root-only",    "*r\n", NULL },
		{ "merge",        GOOD "base: &b {gender: x}\n<<: *b\n", "alias" },
		{ "merge-list",   GOOD "one: &b {p: 1}\ntwo: &c {q: 1}\n<<: [*b, *c]\n", "alias" },
		{ "merge-map",    GOOD "<<: {gender: x}\n", "alias" },
		{ "merge-text",   GOOD "<<: text\n", NULL },
		{ "merge-quoted", GOOD "\"<<\": text\n", NULL },
		{ "merge-inside", GOOD "odd: {<<: {gender: x}}\n", "alias" },
		{ "anchor",       GOOD "summary: &a text\n", "anchor" },
		{ "anchor-twice", GOOD "summary: &a text\nnote: &a other\n", "anchor" },
		{ "anchor-key",   GOOD "&a odd: &a value\n", "anchor" },
		{ "anchor-long",  GOOD "summary: &aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa x\n", "anchor" },
		{ "anchor-empty", GOOD "summary: & text\n", "syntax" },
		{ "laughs",       GOOD "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
		                  "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
		                  "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n"
		                  "g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nname2: *g\n", "alias" },
		{ "laughs-map",   GOOD "a: &a {x: y}\nb: &b {<<: *a, p: *a}\nc: &c {<<: *b, p: *b}\n"
		                  "d: &d {<<: *c, p: *c}\ne: {<<: *d, p: *d}\n", "alias" },
	};
	struct bytes x = {0};
	pile_texts(pile, cases, ROWS(cases));
	for (size_t i = 0; i < pile->large / 64; i++)
		bytes_format(&x, "- &a%zu x\n- *a%zu\n", i, i);
	pile_fill(pile, "many", "alias", GOOD "tags:\n{x}", &x);
	bytes_release(&x);
}

void write_tag(struct pile *pile)
{
	static const struct text_case cases[] = {
		{ "str",          GOOD "summary: !!str text\n", NULL },
		{ "int",          GOOD "summary: !!int 12\n", "tag" },
		{ "binary",       GOOD "summary: !!binary aGVsbG8=\n", "tag" },
		{ "local",        GOOD "summary: !mine text\n", "tag" },
		{ "python",       GOOD "summary: !!python/object/apply:os.system [\"touch x\"]\n", "tag" },
		{ "ruby",         GOOD "summary: !ruby/object:Gem::Installer {i: x}\n", "tag" },
		{ "java",         GOOD "summary: !!javax.script.ScriptEngineManager [a]\n", "tag" },
		{ "verbatim",     GOOD "summary: !<tag:example.org,2000:x> text\n", "tag" },
		{ "verbatim-str", GOOD "summary: !<tag:yaml.org,2002:str> text\n", NULL },
		{ "verbatim-open",GOOD "summary: !<tag:example.org text\n", "syntax" },
		{ "bare",         GOOD "summary: ! text\n", NULL },
		{ "on-map",       GOOD "odd: !mine {a: b}\n", "tag" },
		{ "on-list",      GOOD "tags: !!set [a]\n", "tag" },
		{ "on-key",       GOOD "!mine odd: text\n", NULL },
		{ "on-root",      "!mine\n" GOOD, NULL },
		{ "wrong-shape",  GOOD "summary: !!map text\n", NULL },
		{ "null",         GOOD "summary: !!null x\n", "tag" },
		{ "merge",        GOOD "!!merge x: {gender: y}\n", NULL },
		{ "percent",      GOOD "summary: !a%1b%5d%30 text\n", "tag" },
		{ "percent-bad",  GOOD "summary: !a%zz text\n", "syntax" },
		{ "percent-utf8", GOOD "summary: !a%e2%80%ae text\n", "tag" },
		{ "percent-half", GOOD "summary: !a%e2%80 text\n", NULL },
		{ "handle",       GOOD "summary: !e!x text\n", NULL },
		{ "directive",    "%TAG !e! tag:example.org,2000:\n---\n" GOOD "summary: !e!x text\n", "tag" },
		{ "directive-twice", "%TAG !e! tag:a,2000:\n%TAG !e! tag:b,2000:\n---\n" GOOD, NULL },
		{ "directive-core", "%TAG !! tag:example.org,2000:\n---\n" GOOD "summary: !!str text\n", "tag" },
		{ "yaml-1.2",     "%YAML 1.2\n---\n" GOOD, NULL },
		{ "yaml-3.0",     "%YAML 3.0\n---\n" GOOD, NULL },
		{ "yaml-long",    "%YAML 1.11111111111111111111111111\n---\n" GOOD, NULL },
		{ "yaml-twice",   "%YAML 1.1\n%YAML 1.1\n---\n" GOOD, NULL },
		{ "unknown",      "%FOO bar\n---\n" GOOD, NULL },
		{ "unended",      "%YAML 1.1\n" GOOD, NULL },
	};
	struct bytes x = {0};
	pile_texts(pile, cases, ROWS(cases));
	for (size_t i = 0; i < pile->large / 14; i++)
		bytes_format(&x, "%%TAG !%zx! t\n", i);
	pile_fill(pile, "directives", "too-many", "{x}---\n" GOOD, &x);
	bytes_release(&x);
	bytes_repeat(&x, "a", pile->large / 2);
	pile_fill(pile, "long", NULL, GOOD "summary: !{x} text\n", &x);
	bytes_release(&x);
}

/* ── Depth and size ─────────────────────────────────────────────────────────────────────────── */

struct nesting { const char *name, *open, *inside, *close; };

static const struct nesting nestings[] = {
	{ "list",       "[",     "x", "]" },
	{ "map",        "{a: ",  "x", "}" },
	{ "both",       "[{a: ", "x", "}]" },
	{ "dashes",     "- ",    "x", "" },
	{ "questions",  "? ",    "x", "" },
	{ "keys",       "{",     "x", "}" },
	{ "key-lists",  "? [",   "x", "]" },
	{ "open-list",  "[",     "",  "" },
	{ "open-map",   "{a: ",  "",  "" },
	{ "close-list", "",      "x", "]" },
	{ "close-map",  "",      "x", "}" },
};

static void write_nesting(struct pile *pile, const struct nesting *nesting, size_t times, const char *rule)
{
	char name[64];
	struct bytes x = {0};
	bytes_repeat(&x, nesting->open, times);
	bytes_text(&x, nesting->inside);
	bytes_repeat(&x, nesting->close, times);
	snprintf(name, sizeof(name), "%s-%zu", nesting->name, times);
	pile_fill(pile, name, rule, GOOD "odd:\n  {x}\n", &x);
	snprintf(name, sizeof(name), "%s-%zu-bare", nesting->name, times);
	pile_bytes(pile, name, NULL, &x);
	bytes_release(&x);
}

/* Maps, each further to the right. */
static void write_staircase(struct pile *pile, size_t steps)
{
	struct bytes x = {0};
	for (size_t i = 0; i < steps; i++) {
		bytes_repeat(&x, " ", i + 1);
		bytes_text(&x, "a:\n");
	}
	pile_fill(pile, "staircase", "too-deep", GOOD "odd:\n{x}", &x);
	bytes_release(&x);
}

void write_depth(struct pile *pile)
{
	for (size_t i = 0; i < 4; i++) {
		write_nesting(pile, &nestings[i], 10 - 5 * (i == 2), NULL);
		write_nesting(pile, &nestings[i], 17, "too-deep");
	}
	for (size_t i = 0; i < ROWS(nestings); i++) {
		const struct nesting *row = &nestings[i];
		size_t size = strlen(row->open) + strlen(row->close);
		write_nesting(pile, row, 1000, NULL);
		write_nesting(pile, row, pile->large / size, row->open[0] ? "too-deep" : NULL);
	}
	write_staircase(pile, 1000);
}

struct mass { const char *name, *template, *repeated, *rule; };

/* {x} is what is repeated until it has the size that was asked for. */
static const struct mass masses[] = {
	{ "name",          "id: {id}\nkind: person\nname: {x}\n", "word ", "too-long" },
	{ "name-quoted",   "id: {id}\nkind: person\nname: \"{x}\"\n", "A\\x41", "too-long" },
	{ "id",            "id: {x}\nkind: person\nname: Anna\n", "long-", NULL },
	{ "kind",          "id: {id}\nkind: {x}\nname: Anna\n", "person", "kind-unknown" },
	{ "summary",       GOOD "summary: {x}\n", "word ", NULL },
	{ "body",          GOOD "body: |\n{x}", "  Words and more words.\n", NULL },
	{ "word",          GOOD "body: {x}\n", "x", NULL },
	{ "spaces",        GOOD "body: \"{x}\"\n", " ", NULL },
	{ "breaks",        GOOD "body: \"{x}\"\n", "\n", NULL },
	{ "blank-lines",   "{x}" GOOD, "\n", NULL },
	{ "comment",       GOOD "# {x}\n", "word ", NULL },
	{ "comments",      "{x}" GOOD, "# word\n", NULL },
	{ "tags",          GOOD "tags: [{x}]\n", "a, ", NULL },
	{ "empty-items",   GOOD "tags:\n{x}", "-\n", NULL },
	{ "names",         GOOD "names:\n{x}", "- {text: A, lang: en}\n", NULL },
	{ "relations",     GOOD "relations:\n{x}", "- {type: met, to: control}\n", NULL },
	{ "broken",        GOOD "relations:\n{x}", "- {type: met, to: gone}\n", "link-dangling" },
	{ "sources",       GOOD "sources:\n{x}", "- control-source\n", NULL },
	{ "links",         GOOD "body: \"{x}\"\n", "[[control]] ", NULL },
	{ "brackets",      GOOD "body: \"{x}\"\n", "[", NULL },
	{ "link-open",     GOOD "body: \"{x}\"\n", "[[a|", NULL },
	{ "citations",     GOOD "body: \"{x}\"\n", "[@control-source] ", NULL },
	{ "citation-open", GOOD "body: \"{x}\"\n", "[@a; ", NULL },
	{ "ats",           GOOD "body: \"{x}\"\n", "@", NULL },
	{ "documents",     "{x}" GOOD, "---\n", NULL },
	{ "dossiers",      "{x}" GOOD, "kind: person\nname: Anna\n---\n", NULL },
	{ "items",         "{x}", "- {kind: person, name: Anna}\n", NULL },
	{ "empty-maps",    "{x}", "--- {}\n", NULL },
	{ "quotes",        "id: {id}\nkind: source\ntitle: A\nquotes:\n{x}", "- {text: So it is.}\n", NULL },
	{ "key",           GOOD "{x}: value\n", "key", NULL },
	{ "key-asked",     GOOD "? {x}\n: value\n", "key", NULL },
	{ "dates",         "id: {id}\nkind: event\nname: A\ndate: \"[{x}]\"\n", "2021-01-01,", NULL },
	{ "digits",        "id: {id}\nkind: event\nname: A\ndate: \"{x}\"\n", "9", NULL },
	{ "url",           "id: {id}\nkind: source\ntitle: A\nurl: \"https://example.org/{x}\"\n", "a/", NULL },
	{ "unclosed",      GOOD "body: \"{x}", "word ", "syntax" },
	{ "colons",        "{x}", "a: ", NULL },
	{ "broken-many",   "{x}", "---\n[\n", NULL },
	{ "nuls",          "{x}", "", "encoding" },
};

static void write_mass(struct pile *pile, const struct mass *mass, size_t size)
{
	char name[64];
	struct bytes x = {0};
	size_t each = strlen(mass->repeated);
	for (size_t i = 0; i < size / (each ? each : 1); i++)
		bytes_add(&x, mass->repeated, each ? each : 1);
	snprintf(name, sizeof(name), "%s-%zu", mass->name, size);
	pile_fill(pile, name, size >= 8192 ? mass->rule : NULL, mass->template, &x);
	bytes_release(&x);
}

static void write_many_keys(struct pile *pile)
{
	struct bytes x = {0};
	for (size_t i = 0; i < pile->large / 10; i++)
		bytes_format(&x, "  k%zu: v\n", i);
	pile_fill(pile, "many-keys", NULL, GOOD "odd:\n{x}", &x);
	bytes_release(&x);
}

void write_size(struct pile *pile)
{
	for (size_t i = 0; i < ROWS(masses); i++) {
		write_mass(pile, &masses[i], 5000);
		write_mass(pile, &masses[i], pile->large);
	}
	write_many_keys(pile);
}

/* ── Syntax ─────────────────────────────────────────────────────────────────────────────────── */

void write_syntax(struct pile *pile)
{
	static const struct text_case cases[] = {
		{ "list-open",        GOOD "tags: [a, b\n", "syntax" },
		{ "map-open",         GOOD "odd: {a: b\n", "syntax" },
		{ "list-as-map",      GOOD "tags: [a, b}\n", "syntax" },
		{ "map-as-list",      GOOD "odd: {a: b]\n", "syntax" },
		{ "closed-early",     GOOD "tags: ]\n", "syntax" },
		{ "double-open",      GOOD "note: \"text\n", "syntax" },
		{ "single-open",      GOOD "note: 'text\n", "syntax" },
		{ "double-rest",      GOOD "note: \"text\" more\n", "syntax" },
		{ "single-rest",      GOOD "note: 'text' more\n", "syntax" },
		{ "escape-unknown",   GOOD "note: \"\\q\"\n", "syntax" },
		{ "escape-short",     GOOD "note: \"\\x1\"\n", "syntax" },
		{ "escape-surrogate", GOOD "note: \"\\ud800\"\n", "syntax" },
		{ "escape-beyond",    GOOD "note: \"\\U00110000\"\n", "syntax" },
		{ "escape-end",       GOOD "note: \"\\", "syntax" },
		{ "tab-indent",       "id: {id}\nkind: person\nname: Anna\nodd:\n\ta: b\n", "syntax" },
		{ "tab-item",         GOOD "tags:\n\t- a\n", "syntax" },
		{ "tab-behind",       "id:\t{id}\nkind:\tperson\nname:\tAnna\n", NULL },
		{ "indent-less",      GOOD "odd:\n    a: b\n  c: d\n", "syntax" },
		{ "indent-more",      GOOD "  odd: b\n", "syntax" },
		{ "item-in-map",      GOOD "- item\n", "syntax" },
		{ "map-in-list",      "- item\n" GOOD, "syntax" },
		{ "colon-twice",      GOOD "note: a: b\n", "syntax" },
		{ "colon-missing",    GOOD "note text\n", "syntax" },
		{ "key-missing",      GOOD ": text\n", NULL },
		{ "at",               GOOD "note: @text\n", "syntax" },
		{ "backtick",         GOOD "note: `text`\n", "syntax" },
		{ "percent",          GOOD "note: %text\n", "syntax" },
		{ "comma",            GOOD "tags: [,]\n", NULL },
		{ "commas",           GOOD "tags: [a,,b]\n", NULL },
		{ "comma-first",      GOOD "note: , text\n", NULL },
		{ "literal-bad",      GOOD "body: |9x\n  text\n", "syntax" },
		{ "literal-zero",     GOOD "body: |0\n  text\n", "syntax" },
		{ "literal-signs",    GOOD "body: |++\n  text\n", "syntax" },
		{ "literal-less",     GOOD "body: |5\n  text\n", NULL },
		{ "literal-tabs",     GOOD "body: |\n\ttext\n", NULL },
		{ "literal-empty",    GOOD "body: |", NULL },
		{ "folded-more",      GOOD "body: >\n  a\n    b\n   c\n  d\n", NULL },
		{ "document-in-text", GOOD "body: \"a\n---\nb\"\n", NULL },
		{ "document-in-list", GOOD "tags: [a,\n---\nb]\n", NULL },
		{ "end-in-text",      GOOD "body: \"a\n...\nb\"\n", NULL },
		{ "question",         GOOD "?\n", NULL },
		{ "question-list",    GOOD "? [a\n: b\n", "syntax" },
		{ "anchor-space",     GOOD "note: &\n", "syntax" },
		{ "alias-space",      GOOD "note: *\n", "syntax" },
		{ "two-anchors",      GOOD "note: &a &b text\n", "syntax" },
		{ "two-tags",         GOOD "note: !a !b text\n", "syntax" },
		{ "json",             "{\"id\": \"{id}\", \"kind\": \"person\", \"name\": \"Anna\"}", NULL },
		{ "json-lines",       "{\"kind\": \"person\", \"name\": \"A\"}\n{\"kind\": \"person\", \"name\": \"B\"}\n", "syntax" },
		{ "xml",              "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>\n", NULL },
		{ "ini",              "[section]\nkey = value\n", NULL },
		{ "shell",            "#!/bin/sh\ntouch x\n", NULL },
		{ "conflict",         "<<<<<<< ours\n" GOOD "=======\n" GOOD ">>>>>>> theirs\n", NULL },
		{ "crlf",             "id: {id}\r\nkind: person\r\nname: Anna\r\n", NULL },
		{ "cr",               "id: {id}\rkind: person\rname: Anna\r", NULL },
		{ "no-end",           "id: {id}\nkind: person\nname: Anna", NULL },
		{ "nel",              "id: {id}\xC2\x85kind: person\xC2\x85name: Anna\xC2\x85", NULL },
		{ "line-separator",   "id: {id}\xE2\x80\xA8kind: person\xE2\x80\xA9name: Anna\n", NULL },
	};
	pile_texts(pile, cases, ROWS(cases));
}

/* Every printable byte alone, and every pair of those that mean something. */
void write_tiny(struct pile *pile)
{
	static const char signs[] = "-?:,[]{}#&*!|>'\"%@`~=. \n\ta0";
	char name[32], text[3] = {0};
	pile_text(pile, "empty", NULL, "");
	for (int byte = ' '; byte < 0x7F; byte++) {
		text[0] = (char)byte;
		snprintf(name, sizeof(name), "one-%02x", (unsigned)byte);
		pile_text(pile, name, NULL, text);
	}
	for (size_t i = 0; i + 1 < sizeof(signs); i++) {
		for (size_t j = 0; j + 1 < sizeof(signs); j++) {
			text[0] = signs[i];
			text[1] = signs[j];
			snprintf(name, sizeof(name), "two-%02x-%02x", (unsigned)signs[i], (unsigned)signs[j]);
			pile_text(pile, name, NULL, text);
		}
	}
}

void write_documents(struct pile *pile)
{
	static const struct text_case cases[] = {
		{ "two",            "id: {id}-1\nkind: person\nname: A\n---\nid: {id}-2\nkind: person\nname: B\n", NULL },
		{ "empty-between",  "id: {id}-1\nkind: person\nname: A\n---\n---\n---\nid: {id}-2\nkind: person\nname: B\n", NULL },
		{ "ended",          "---\nid: {id}-1\nkind: person\nname: A\n...\n---\nid: {id}-2\nkind: person\nname: B\n...\n", NULL },
		{ "ended-only",     "...\n...\n...\n", NULL },
		{ "begun-only",     "---\n---\n---\n", NULL },
		{ "list",           "- {id: {id}-1, kind: person, name: A}\n- {id: {id}-2, kind: person, name: B}\n", NULL },
		{ "list-mixed",     "- {id: {id}-1, kind: person, name: A}\n- text\n- [a, b]\n-\n- {}\n", "not-a-dossier" },
		{ "list-of-lists",  "- - {kind: person, name: A}\n", "not-a-dossier" },
		{ "texts",          "--- one\n--- two\n--- \"three\"\n", "not-a-dossier" },
		{ "comment-only",   "# nothing\n", NULL },
		{ "null",           "~\n", NULL },
		{ "broken-first",   "tags: [a\n---\nid: {id}-2\nkind: person\nname: B\n", "syntax" },
		{ "broken-last",    "id: {id}-1\nkind: person\nname: A\n---\ntags: [a\n", "syntax" },
		{ "broken-between", "id: {id}-1\nkind: person\nname: A\n---\n\"x\n---\nid: {id}-3\nkind: person\nname: C\n", NULL },
		{ "same-id",        "id: {id}\nkind: person\nname: A\n---\nid: {id}\nkind: person\nname: B\n", "duplicate-id" },
		{ "no-id",          "kind: person\nname: A\n---\nkind: person\nname: B\n", NULL },
		{ "no-kind",        "id: {id}\nname: A\n", "kind-missing" },
		{ "no-name",        "id: {id}\nkind: person\n", "name-missing" },
		{ "odd-kind",       "id: {id}\nkind: spaceship\nname: A\n", "kind-unknown" },
		{ "only-kind",      "kind: person\n", "name-missing" },
		{ "directive-between", "id: {id}-1\nkind: person\nname: A\n...\n%YAML 1.1\n---\nid: {id}-2\nkind: person\nname: B\n", NULL },
		{ "text-behind",    "id: {id}-1\nkind: person\nname: A\n... text\n", NULL },
	};
	pile_texts(pile, cases, ROWS(cases));
}

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
		{ "empty",    GOOD "\"\": 1\n\"\": 2\n", NULL },
		{ "lists",    GOOD "[a]: 1\n[a]: 2\n", NULL },
		{ "case",     GOOD "Name: Other\n", NULL },
		{ "composed", GOOD "\"\\xe9\": 1\n\"e\\u0301\": 2\n", NULL },
		{ "nul",      GOOD "\"a\\0b\": 1\n\"a\\0c\": 2\n", NULL },
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
		{ "blank",     GOOD "\" \": value\n", NULL },
		{ "list",      GOOD "[a, b]: value\n", NULL },
		{ "map",       GOOD "{a: b}: value\n", NULL },
		{ "literal",   GOOD "? |\n  text\n  text\n: value\n", NULL },
		{ "number",    GOOD "12: value\n-0.5e9: value\n", NULL },
		{ "dotted",    GOOD "a.b.c: value\n../../x: value\n/: value\n", NULL },
		{ "proto",     GOOD "__proto__: {a: b}\nconstructor: x\n", NULL },
		{ "known",     GOOD "links: value\nfile: value\nline: value\nlinks_in: value\n", NULL },
		{ "value",     GOOD "value: value\nsources: {value: [control-source]}\n", NULL },
		{ "foreign",   GOOD "speaker: control\ndate: 2021\ntext: words\n", "field-misplaced" },
		{ "spelling",  GOOD "sumary: text\nnaem: text\n", "field-unknown" },
		{ "case",      "ID: {id}\nKind: person\nNAME: Anna\n", "kind-missing" },
		{ "plural",    GOOD "relation: [a]\nname s: b\n", NULL },
		{ "no-value",  "id:\nkind:\nname:\n", NULL },
		{ "only-keys", "? id\n? kind\n? name\n", NULL },
		{ "unicode",   GOOD "\"\\u0438\\u043c\\u044f\": value\n\"\\u202e\": value\n", NULL },
		{ "markup",    GOOD "\"<b>\": value\n\"[[control]]\": value\n\"%s%n\": value\n", NULL },
		{ "lines",     GOOD "\"a\\nb\": value\n\"a: b\": value\n", NULL },
		{ "finding",   GOOD "\"x.yaml:1:1: error: fake [type]\": value\n", NULL },
	};
	pile_texts(pile, cases, ROWS(cases));
}

/* ── Types ──────────────────────────────────────────────────────────────────────────────────── */

struct field { const char *kind, *name; };

static const struct field fields[] = {
	{ "person", "id" }, { "person", "kind" }, { "person", "name" }, { "person", "former_ids" },
	{ "person", "names" }, { "person", "summary" }, { "person", "body" }, { "person", "tags" },
	{ "person", "note" }, { "person", "sources" }, { "person", "relations" }, { "person", "roles" },
	{ "person", "positions" }, { "person", "nationality" }, { "person", "gender" }, { "person", "born" },
	{ "person", "died" }, { "person", "member_of" }, { "person", "quotes" },
	{ "organization", "type" }, { "organization", "country" }, { "organization", "leaders" },
	{ "organization", "founded" }, { "organization", "url" }, { "place", "within" },
	{ "event", "date" }, { "event", "place" }, { "event", "participants" }, { "event", "part_of" },
	{ "event", "outcome" }, { "quote", "text" }, { "quote", "translation" }, { "quote", "speaker" },
	{ "quote", "for" }, { "quote", "said" }, { "quote", "venue" }, { "quote", "event" }, { "quote", "about" },
	{ "quote", "form" }, { "quote", "lang" }, { "quote", "source" }, { "quote", "locator" },
	{ "claim", "status" }, { "claim", "asserted_by" }, { "source", "title" }, { "source", "authors" },
	{ "source", "publisher" }, { "source", "published" }, { "source", "reliability" },
	{ "source", "derived_from" }, { "source", "sha256" }, { "source", "unknown" },
};

static const struct field shapes[] = {
	{ "text",  " word" },
	{ "empty", "" },
	{ "list",  " [one, [two], {three: four}, ~]" },
	{ "map",   " {one: two, value: {value: {value: x}}, who: [a], to: {b: c}, text: [d]}" },
	{ "maps",  " [{}, {to: control}, {who: control}, {source: control}, {text: x}, {value: [x]}]" },
};

/* The field comes first, so that it is the one that counts where the good ones have it too. */
static void write_shape(struct pile *pile, struct field field, struct field shape)
{
	static const char *const good[] = { "id: {id}\n", "kind: {x}\n", "name: Anna\n", "title: Anna\n", "text: Anna\n" };
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
		"no", "No", "NO", "yes", "on", "off", "y", "n", "true", "FALSE", "0x1F", "0o14", "014", "0b1",
		"1_000", "1:30", "190:20:30", "1e3", "1E+400", ".5", "5.", ".inf", "-.INF", ".NaN", "+1",
		"-0", "2021-02-01", "2001-12-14t21:59:43.10-05:00", "=", "NULL-", "nil", "none", "undefined",
		"007", "1,000", "12e", "0.1.2", "10.0.0.1", "::1",
	};
	for (size_t i = 0; i < ROWS(words); i++) {
		char name[32];
		struct bytes x = {0};
		bytes_text(&x, words[i]);
		snprintf(name, sizeof(name), "word-%02zu", i);
		pile_fill(pile, name, NULL, "id: {id}\nkind: person\nname: {x}\ntags: [{x}, \"{x}\"]\n", &x);
		bytes_release(&x);
	}
	pile_text(pile, "null", NULL, "id: implicit-null\nkind: person\nname: null\nsummary: ~\n");
	pile_text(pile, "null-quoted", NULL, "id: implicit-null-quoted\nkind: person\nname: \"null\"\nsummary: \"~\"\n");
	pile_text(pile, "ids", NULL, "- {id: no, kind: person, name: A}\n- {id: 1e3, kind: person, name: B}\n"
	          "- {id: 2021-02-01, kind: person, name: C}\n- {id: ~, kind: person, name: D}\n"
	          "- {id: 0x10, kind: person, name: E, member_of: [no]}\n");
}
