#include "hostile/position.h"

#define PERSON "id: {id}\nkind: person\nname: Anna Bell\n"

/* {x} is always in double quotes, so that it may be written with escapes. */
const struct position positions[] = {
	{ "name",        "id: {id}\nkind: person\nname: \"Anna {x} Bell\"\n" },
	{ "summary",     PERSON "summary: \"One. {x} Two.\"\n" },
	{ "body",        PERSON "body: \"One. {x} Two.\"\n" },
	{ "id",          "id: \"{id}-{x}-end\"\nkind: person\nname: Anna Bell\n" },
	{ "kind",        "id: {id}\nkind: \"per{x}son\"\nname: Anna Bell\n" },
	{ "key",         PERSON "\"odd {x} key\": some value\n" },
	{ "alias-name",  PERSON "names: [{text: \"A. {x} B.\", lang: \"e{x}n\"}]\n" },
	{ "tags",        PERSON "tags: [\"one {x} two\", plain]\n" },
	{ "note",        PERSON "note: \"seen {x} once\"\n" },
	{ "unknown",     PERSON "odd: {inner: [\"deep {x} text\"]}\n" },
	{ "relation",    PERSON "relations:\n"
	                 "  - {type: \"me{x}t\", to: control, role: \"the {x} one\", date: "
	                 "\"2021{x}\", note: \"a {x}\"}\n" },
	{ "target",      PERSON "relations: [{type: met, to: \"con{x}trol\"}]\n" },
	{ "member",      PERSON "member_of: [\"gone-{x}-body\"]\n" },
	{ "position",    PERSON "positions:\n  - {title: \"Head {x} of\", since: \"20{x}21\"}\n" },
	{ "locator",     PERSON "sources:\n"
	                 "  - {source: control-source, locator: \"para. {x} 1\", note: \"see "
	                 "{x}\"}\n" },
	{ "source",      PERSON "sources: [\"gone-{x}-source\"]\n" },
	{ "value",       PERSON
	                 "gender: {value: \"f {x}\", note: \"so {x}\", as_of: \"20{x}\", rank: "
	                 "\"pre{x}\", sources: [\"{x}\"]}\n" },
	{ "date",        "id: {id}\nkind: event\nname: A meeting\ndate: \"2021-{x}-22\"\n" },
	{ "participant", "id: {id}\nkind: event\nname: A meeting\n"
	                 "participants: [{who: control, role: \"guest {x} guest\"}]\n" },
	{ "title",       "id: {id}\nkind: source\ntitle: \"Report {x} on\"\n"
	                 "authors: [\"A {x} B\"]\ntype: \"a {x}\"\n" },
	{ "url",         "id: {id}\nkind: source\ntitle: A report\n"
	                 "url: \"https://example.org/{x}/a\"\nsha256: \"{x}\"\n" },
	{ "quote",       "id: {id}\nkind: quote\ntext: \"We {x} agree.\"\nspeaker: control\n"
	                 "source: control-source\nvenue: \"at {x}\"\n" },
	{ "nested",      "id: {id}\nkind: source\ntitle: A report\nquotes:\n"
	                 "  - {text: \"We {x} agree.\", speaker: \"gone-{x}\"}\n" },
	{ "claim",       "id: {id}\nkind: claim\ntext: \"It {x} was so.\"\n"
	                 "status: \"dis{x}puted\"\n"
	                 "asserted_by: [{who: control, stance: \"de{x}nies\"}]\n" },
	{ "link-label",  PERSON "body: \"See [[control|the {x} label]] there.\"\n" },
	{ "link-target", PERSON "body: \"See [[con{x}trol]] there.\"\n" },
	{ "citation",    PERSON "body: \"So [@control-source, para. {x}; @gone-{x}].\"\n" },
	{ "former",      PERSON "former_ids: [\"{id}-{x}\"]\n" },
};

void position_fill(struct pile *pile, const struct position *position,
                   const struct text_case *payload, bool is_raw)
{
	char name[200];
	struct bytes x = {0};
	if (is_raw)
		bytes_unescape(&x, payload->text);
	else
		bytes_text(&x, payload->text);
	snprintf(name, sizeof(name), "%s-%s", position->name, payload->name);
	pile_fill(pile, name, payload->rule, position->template, &x);
	bytes_release(&x);
}

void position_spread(struct pile *pile, const struct text_case *payloads, size_t count,
                     struct spread spread)
{
	for (size_t p = 0; p < ROWS(positions); p++)
		for (size_t i = 0; i < count && (p < spread.few || i < spread.core); i++)
			position_fill(pile, &positions[p], &payloads[i], spread.is_raw);
}
