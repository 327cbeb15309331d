/* What is hostile by how deep or how much it is. */
#include "hostile/pile.h"

#include <string.h>

/* What most cases end or begin with: the rest of a good dossier. */
#define GOOD "id: {id}\nkind: person\nname: Anna Bell\n"

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

static void write_nesting(struct pile *pile, const struct nesting *nesting, size_t times,
                          const char *rule)
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
	{ "quotes",        "id: {id}\nkind: source\ntitle: A\nquotes:\n"
	                   "{x}", "- {text: So it is.}\n", NULL },
	{ "key",           GOOD "{x}: value\n", "key", NULL },
	{ "key-asked",     GOOD "? {x}\n: value\n", "key", NULL },
	{ "dates",         "id: {id}\nkind: event\nname: A\n"
	                   "date: \"[{x}]\"\n", "2021-01-01,", NULL },
	{ "digits",        "id: {id}\nkind: event\nname: A\ndate: \"{x}\"\n", "9", NULL },
	{ "url",           "id: {id}\nkind: source\ntitle: A\n"
	                   "url: \"https://example.org/{x}\"\n", "a/", NULL },
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
