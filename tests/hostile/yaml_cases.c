/* What is hostile in YAML itself. */
#include "hostile/pile.h"

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
		{ "merge-quoted", GOOD "\"<<\": text\n", "none" },
		{ "merge-inside", GOOD "odd: {<<: {gender: x}}\n", "alias" },
		{ "anchor",       GOOD "summary: &a text\n", "anchor" },
		{ "anchor-twice", GOOD "summary: &a text\nnote: &a other\n", "anchor" },
		{ "anchor-key",   GOOD "&a odd: &a value\n", "anchor" },
		{ "anchor-long",  GOOD "summary: &aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa x\n",
		                  "anchor" },
		{ "anchor-empty", GOOD "summary: & text\n", "syntax" },
		{ "laughs",       GOOD "a: &a [x,x,x,x,x,x,x,x,x]\n"
		                  "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
		                  "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
		                  "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
		                  "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n"
		                  "f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n"
		                  "g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nname2: *g\n", "alias" },
		{ "laughs-map",   GOOD "a: &a {x: y}\nb: &b {<<: *a, p: *a}\n"
		                  "c: &c {<<: *b, p: *b}\n"
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
		{ "str",          GOOD "summary: !!str text\n", "none" },
		{ "int",          GOOD "summary: !!int 12\n", "tag" },
		{ "binary",       GOOD "summary: !!binary aGVsbG8=\n", "tag" },
		{ "local",        GOOD "summary: !mine text\n", "tag" },
		{ "python",       GOOD "summary: !!python/object/apply:os.system [\"touch x\"]\n",
		                  "tag" },
		{ "ruby",         GOOD "summary: !ruby/object:Gem::Installer {i: x}\n", "tag" },
		{ "java",         GOOD "summary: !!javax.script.ScriptEngineManager [a]\n", "tag" },
		{ "verbatim",     GOOD "summary: !<tag:example.org,2000:x> text\n", "tag" },
		{ "verbatim-str", GOOD "summary: !<tag:yaml.org,2002:str> text\n", "none" },
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
		{ "directive",    "%TAG !e! tag:example.org,2000:\n"
		                  "---\n" GOOD "summary: !e!x text\n", "tag" },
		{ "directive-twice", "%TAG !e! tag:a,2000:\n%TAG !e! tag:b,2000:\n"
		                     "---\n" GOOD, NULL },
		{ "directive-core", "%TAG !! tag:example.org,2000:\n"
		                    "---\n" GOOD "summary: !!str text\n", "tag" },
		{ "yaml-1.2",     "%YAML 1.2\n---\n" GOOD, "none" },
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
		{ "tab-indent",       "id: {id}\nkind: person\nname: Anna\nodd:\n"
		                      "\ta: b\n", "syntax" },
		{ "tab-item",         GOOD "tags:\n\t- a\n", "syntax" },
		{ "tab-behind",       "id:\t{id}\nkind:\tperson\nname:\tAnna\n", "none" },
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
		{ "literal-empty",    GOOD "body: |", "none" },
		{ "folded-more",      GOOD "body: >\n  a\n    b\n   c\n  d\n", "none" },
		{ "document-in-text", GOOD "body: \"a\n---\nb\"\n", NULL },
		{ "document-in-list", GOOD "tags: [a,\n---\nb]\n", NULL },
		{ "end-in-text",      GOOD "body: \"a\n...\nb\"\n", NULL },
		{ "question",         GOOD "?\n", NULL },
		{ "question-list",    GOOD "? [a\n: b\n", "syntax" },
		{ "anchor-space",     GOOD "note: &\n", "syntax" },
		{ "alias-space",      GOOD "note: *\n", "syntax" },
		{ "two-anchors",      GOOD "note: &a &b text\n", "syntax" },
		{ "two-tags",         GOOD "note: !a !b text\n", "syntax" },
		{ "json",             "{\"id\": \"{id}\", \"kind\": \"person\", \"name\": "
		                      "\"Anna\"}", "none" },
		{ "json-lines",       "{\"kind\": \"person\", \"name\": \"A\"}\n"
		                      "{\"kind\": \"person\", \"name\": \"B\"}\n", "syntax" },
		{ "xml",              "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM "
		                      "\"file:///etc/passwd\">]><a>&b;</a>\n", NULL },
		{ "ini",              "[section]\nkey = value\n", NULL },
		{ "shell",            "#!/bin/sh\ntouch x\n", NULL },
		{ "conflict",         "<<<<<<< ours\n" GOOD "=======\n" GOOD ">>>>>>> "
		                      "theirs\n", NULL },
		{ "crlf",             "id: {id}\r\nkind: person\r\nname: Anna\r\n", "none" },
		{ "cr",               "id: {id}\rkind: person\rname: Anna\r", "none" },
		{ "no-end",           "id: {id}\nkind: person\nname: Anna", "none" },
		{ "nel",              "id: {id}\xC2\x85kind: person\xC2\x85name: "
		                      "Anna\xC2\x85", "none" },
		{ "line-separator",   "id: {id}\xE2\x80\xA8kind: person\xE2\x80\xA9name: "
		                      "Anna\n", NULL },
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
			snprintf(name, sizeof(name), "two-%02x-%02x", (unsigned)signs[i],
			         (unsigned)signs[j]);
			pile_text(pile, name, NULL, text);
		}
	}
}

void write_documents(struct pile *pile)
{
	static const struct text_case cases[] = {
		{ "two",            "id: {id}-1\nkind: person\nname: A\n---\nid: {id}-2\n"
		                    "kind: person\nname: B\n", "none" },
		{ "empty-between",  "id: {id}-1\nkind: person\nname: A\n---\n---\n---\nid: {id}-2\n"
		                    "kind: person\nname: B\n", "none" },
		{ "ended",          "---\nid: {id}-1\nkind: person\nname: A\n...\n---\nid: {id}-2\n"
		                    "kind: person\nname: B\n...\n", "none" },
		{ "ended-only",     "...\n...\n...\n", NULL },
		{ "begun-only",     "---\n---\n---\n", NULL },
		{ "list",           "- {id: {id}-1, kind: person, name: A}\n"
		                    "- {id: {id}-2, kind: person, name: B}\n", NULL },
		{ "list-mixed",     "- {id: {id}-1, kind: person, name: A}\n- text\n- [a, b]\n-\n"
		                    "- {}\n", "not-a-dossier" },
		{ "list-of-lists",  "- - {kind: person, name: A}\n", "not-a-dossier" },
		{ "texts",          "--- one\n--- two\n--- \"three\"\n", "not-a-dossier" },
		{ "comment-only",   "# nothing\n", NULL },
		{ "null",           "~\n", NULL },
		{ "broken-first",   "tags: [a\n---\nid: {id}-2\nkind: person\n"
		                    "name: B\n", "syntax" },
		{ "broken-last",    "id: {id}-1\nkind: person\nname: A\n---\n"
		                    "tags: [a\n", "syntax" },
		{ "broken-between", "id: {id}-1\nkind: person\nname: A\n---\n\"x\n---\nid: {id}-3\n"
		                    "kind: person\nname: C\n", NULL },
		{ "same-id",        "id: {id}\nkind: person\nname: A\n---\nid: {id}\nkind: person\n"
		                    "name: B\n", "duplicate-id" },
		{ "no-id",          "kind: person\nname: A\n---\nkind: person\nname: B\n", NULL },
		{ "no-kind",        "id: {id}\nname: A\n", "kind-missing" },
		{ "no-name",        "id: {id}\nkind: person\n", "name-missing" },
		{ "odd-kind",       "id: {id}\nkind: spaceship\nname: A\n", "kind-unknown" },
		{ "only-kind",      "kind: person\n", "name-missing" },
		{ "directive-between", "id: {id}-1\nkind: person\nname: A\n...\n%YAML 1.1\n---\n"
		                       "id: {id}-2\nkind: person\nname: B\n", "none" },
		{ "text-behind",    "id: {id}-1\nkind: person\nname: A\n... text\n", NULL },
	};
	pile_texts(pile, cases, ROWS(cases));
}
