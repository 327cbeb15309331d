/* Files that configure: those of other programs, which must not be read at all, and those of a
 * collection, which are read and may be hostile. */
#include "hostile/pile.h"

/* None of these may be read, or change what the program does: "owned" must never be seen. */
static void write_look_alikes(struct pile *pile)
{
	static const struct text_case files[] = {
		{ "schema.yaml", "kinds: {person: {label: owned}}\n", NULL },
		{ "collection.yaml", "title: owned\nhome: no-such\n", NULL },
		{ "verified.yaml", "quotes: [control-quote]\n", NULL },
		{ ".dossier.yaml", "keys: {q: owned}\n", NULL },
		{ ".dossierrc", "owned\n", NULL },
		{ "dossier.conf", "pager = touch owned\n", NULL },
		{ ".config/dossier/config.yaml", "theme: owned\n", NULL },
		{ ".cache/dossier/archive", "owned", NULL },
		{ ".local/state/dossier/marks", "owned", NULL },
		{ ".git/config", "[core]\n\tpager = touch owned\n"
		                 "\tfsmonitor = touch owned\n", NULL },
		{ ".gitattributes", "* filter=owned\n", NULL },
		{ ".editorconfig", "root = true\n", NULL },
		{ ".exrc", "!touch owned\n", NULL },
		{ ".lesskey", "q shell touch owned\n", NULL },
		{ ".terminfo/x/xterm", "owned", NULL },
		{ ".inputrc", "\"q\": \"owned\"\n", NULL },
		{ ".env", "DOSSIER_COLLECTION=/etc\n", NULL },
		{ "locale/C.UTF-8/LC_MESSAGES/dossier.mo", "owned", NULL },
		{ "gconv-modules", "module X// Y// owned 1\n", NULL },
		{ "libyaml-0.so.2", "owned", NULL },
		{ "icudt72l.dat", "owned", NULL },
		{ "Makefile", "all:\n\ttouch owned\n", NULL },
		{ "modeline.yaml", "# vim: set modeline:exe 'touch owned':\nkind: person\n"
		                   "name: Anna\n", NULL },
	};
	for (size_t i = 0; i < ROWS(files); i++)
		pile_named(pile, files[i].name, files[i].text);
}

/* {x} is what is hostile; each is the schema.yaml or collection.yaml of a collection of its own. */
static const struct text_case schemas[] = {
	{ "empty",      "", NULL },
	{ "text",       "kinds\n", NULL },
	{ "list",       "- kinds\n- fields\n", NULL },
	{ "broken",     "kinds: [\n", NULL },
	{ "types",      "kinds: [a]\nfields: text\nrelations: ~\n"
	                "files: {a: [b], c: {match: [d]}}\n", NULL },
	{ "inner",      "kinds: {person: [a], x: ~, y: {fields: {a: b}, date: [c], name: {d: e}}}\n"
	                "fields: {name: {type: link}, z: {type: zap, to: {a: b}, many: perhaps, "
	                "search: all}}\n", NULL },
	{ "labels",     "kinds: {person: {label: \"\\e]0;owned\\a\", plural: \"\\u202e\", help: "
	                "\"\\x9b31m\\n\"}}\n"
	                "fields: {gender: {label: \"a\\e[2J\\r\", help: \"\\0\"}}\n"
	                "relations: {met: {label: \"\\e[6n\", inverse: \"\\u2066\", group: "
	                "\"\\x1b\"}}\n", NULL },
	{ "names",      "kinds: {\"\\e]0;owned\\a\": {label: a}, \"\": {}, \"a b\": {}, "
	                "\"\\u202e\": {}}\n"
	                "fields: {\"\\e[2J\": {}, \"\": {}, \"a.b[]\": {}}\n"
	                "relations: {\"\\x9b\": {label: \"\\e\"}, \"\": {}}\n", NULL },
	{ "core-gone",  "fields: {id: {type: link}, kind: {type: group}, sources: {type: date}, "
	                "name: {type: dossier}}\n", NULL },
	{ "rings",      "kinds: {a: {name: b, date: c}}\nfields:\n"
	                "  b: {type: group, fields: [b, c]}\n"
	                "  c: {type: dossier, kind: a, holder: {a: c}, fields: [c]}\n"
	                "  d: {type: link, relation: e, target: d}\n", NULL },
	{ "alias",      "kinds: &a\n  person: &b {label: *b}\nfields: *a\n<<: *a\n", NULL },
	{ "takes-all",  "files: {all: {match: '**', kind: person, each: list, id: '@file', name: "
	                "name}}\n", NULL },
	{ "paths",      "files:\n  all:\n    match: '*.yaml'\n    kind: person\n    each: map\n"
	                "    id: 'a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p[][][].q+r+s'\n"
	                "    name: ['', '.', '..', '[]', '+', 'a[', ']a']\n"
	                "    links: {'[]': {relation: met}, '': {relation: ''}, '@key': {to: "
	                "zap}}\n"
	                "    nested: {'a[].b[].c[]': {kind: zap, id: '@parent+@parent', nested: "
	                "{'d[]': {}}}}\n", NULL },
	{ "matches",    "files:\n  a: {match: '********************************x', kind: person}\n"
	                "  b: {match: '../../*', kind: person}\n  c: {match: '[a-', kind: person}\n"
	                "  d: {match: '/etc/*'}\n"
	                "  e: {match: \"\\e[31m*\"}\n", NULL },
	{ "numbers",    "kinds: {1e999: {label: 0x10, fields: 99999999999999999999}}\n"
	                "fields: {-1: {many: 2}}\n", NULL },
	{ "twice",      "kinds: {a: {label: b}}\nkinds: {a: {label: c}}\n"
	                "fields: {z: {}, z: {}}\n", NULL },
};

static const struct text_case collections[] = {
	{ "empty",   "", NULL },
	{ "list",    "- title\n", NULL },
	{ "broken",  "title: \"\n", NULL },
	{ "types",   "title: [a]\ndescription: {b: c}\nlanguage: [d]\nhome: {e: f}\n", NULL },
	{ "escapes", "title: \"\\e]0;owned\\a\\x9b31m\\u202e\"\ndescription: \"\\e[2J\\0\\r\\n\"\n"
	             "language: \"\\e\"\n"
	             "licence: \"\\x9c\"\nhome: control\n", NULL },
	{ "home",    "title: A\nhome: ../../etc/passwd\n", NULL },
	{ "odd",     "title: A\n\"\\e[31m\": b\nplugins: [touch owned]\n"
	             "pager: touch owned\n", NULL },
};

static void write_root(struct pile *pile, const char *file, const struct text_case *row)
{
	static const char control[] = "id: control\nkind: person\nname: Kontrollakte\ngender: f\n"
	                              "relations: [{type: met, to: control-land}]\n---\n"
	                              "id: control-land\nkind: place\nname: Kontrollland\n";
	char name[128];
	snprintf(name, sizeof(name), "roots/%s-%s/%s", file, row->name, file);
	pile_named(pile, name, row->text);
	snprintf(name, sizeof(name), "roots/%s-%s/control.yml", file, row->name);
	pile_named(pile, name, control);
}

void write_config(struct pile *pile)
{
	write_look_alikes(pile);
	for (size_t i = 0; i < ROWS(schemas); i++)
		write_root(pile, "schema.yaml", &schemas[i]);
	for (size_t i = 0; i < ROWS(collections); i++)
		write_root(pile, "collection.yaml", &collections[i]);
}
