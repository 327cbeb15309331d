/* What is hostile in a text, wherever that text stands. */
#include "hostile/pile.h"

#include <stdbool.h>
#include <string.h>

/* ── Where a text may stand ─────────────────────────────────────────────────────────────────── */

struct position { const char *name, *template; };

/* {x} is always in double quotes, so that it may be written with escapes. */
static const struct position positions[] = {
	{ "name",        "id: {id}\nkind: person\nname: \"Anna {x} Bell\"\n" },
	{ "summary",     "id: {id}\nkind: person\nname: Anna Bell\nsummary: \"One. {x} Two.\"\n" },
	{ "body",        "id: {id}\nkind: person\nname: Anna Bell\nbody: \"One. {x} Two.\"\n" },
	{ "id",          "id: \"{id}-{x}-end\"\nkind: person\nname: Anna Bell\n" },
	{ "kind",        "id: {id}\nkind: \"per{x}son\"\nname: Anna Bell\n" },
	{ "key",         "id: {id}\nkind: person\nname: Anna Bell\n\"odd {x} key\": some value\n" },
	{ "alias-name",  "id: {id}\nkind: person\nname: Anna Bell\nnames: [{text: \"A. {x} B.\", lang: \"e{x}n\"}]\n" },
	{ "tags",        "id: {id}\nkind: person\nname: Anna Bell\ntags: [\"one {x} two\", plain]\n" },
	{ "note",        "id: {id}\nkind: person\nname: Anna Bell\nnote: \"seen {x} once\"\n" },
	{ "unknown",     "id: {id}\nkind: person\nname: Anna Bell\nodd: {inner: [\"deep {x} text\"]}\n" },
	{ "relation",    "id: {id}\nkind: person\nname: Anna Bell\nrelations:\n"
	                 "  - {type: \"me{x}t\", to: control, role: \"the {x} one\", date: \"2021{x}\", note: \"a {x}\"}\n" },
	{ "target",      "id: {id}\nkind: person\nname: Anna Bell\nrelations: [{type: met, to: \"con{x}trol\"}]\n" },
	{ "member",      "id: {id}\nkind: person\nname: Anna Bell\nmember_of: [\"gone-{x}-body\"]\n" },
	{ "position",    "id: {id}\nkind: person\nname: Anna Bell\npositions:\n  - {title: \"Head {x} of\", since: \"20{x}21\"}\n" },
	{ "locator",     "id: {id}\nkind: person\nname: Anna Bell\nsources:\n"
	                 "  - {source: control-source, locator: \"para. {x} 1\", note: \"see {x}\"}\n" },
	{ "source",      "id: {id}\nkind: person\nname: Anna Bell\nsources: [\"gone-{x}-source\"]\n" },
	{ "value",       "id: {id}\nkind: person\nname: Anna Bell\n"
	                 "gender: {value: \"f {x}\", note: \"so {x}\", as_of: \"20{x}\", rank: \"pre{x}\", sources: [\"{x}\"]}\n" },
	{ "date",        "id: {id}\nkind: event\nname: A meeting\ndate: \"2021-{x}-22\"\n" },
	{ "participant", "id: {id}\nkind: event\nname: A meeting\nparticipants: [{who: control, role: \"guest {x} guest\"}]\n" },
	{ "title",       "id: {id}\nkind: source\ntitle: \"Report {x} on\"\nauthors: [\"A {x} B\"]\ntype: \"a {x}\"\n" },
	{ "url",         "id: {id}\nkind: source\ntitle: A report\nurl: \"https://example.org/{x}/a\"\nsha256: \"{x}\"\n" },
	{ "quote",       "id: {id}\nkind: quote\ntext: \"We {x} agree.\"\nspeaker: control\nsource: control-source\nvenue: \"at {x}\"\n" },
	{ "nested",      "id: {id}\nkind: source\ntitle: A report\nquotes:\n  - {text: \"We {x} agree.\", speaker: \"gone-{x}\"}\n" },
	{ "claim",       "id: {id}\nkind: claim\ntext: \"It {x} was so.\"\nstatus: \"dis{x}puted\"\n"
	                 "asserted_by: [{who: control, stance: \"de{x}nies\"}]\n" },
	{ "link-label",  "id: {id}\nkind: person\nname: Anna Bell\nbody: \"See [[control|the {x} label]] there.\"\n" },
	{ "link-target", "id: {id}\nkind: person\nname: Anna Bell\nbody: \"See [[con{x}trol]] there.\"\n" },
	{ "citation",    "id: {id}\nkind: person\nname: Anna Bell\nbody: \"So [@control-source, para. {x}; @gone-{x}].\"\n" },
	{ "former",      "id: {id}\nkind: person\nname: Anna Bell\nformer_ids: [\"{id}-{x}\"]\n" },
};

/* Each payload in the first `few` positions; the first `core` payloads in the others too. */
struct spread { size_t few, core; bool is_raw; };

static void fill(struct pile *pile, const struct position *position, const struct text_case *payload, bool is_raw)
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

static void spread(struct pile *pile, const struct text_case *payloads, size_t count, struct spread spread)
{
	for (size_t p = 0; p < ROWS(positions); p++)
		for (size_t i = 0; i < count && (p < spread.few || i < spread.core); i++)
			fill(pile, &positions[p], &payloads[i], spread.is_raw);
}

/* ── Escapes ────────────────────────────────────────────────────────────────────────────────── */

/* The first ones go everywhere. */
static const struct text_case escapes[] = {
	{ "title",             "\\e]0;owned\\a", NULL },
	{ "clipboard",         "\\e]52;c;b3duZWQ=\\a", NULL },
	{ "csi-c1",            "\\x9b31m red", NULL },
	{ "nul",               "a\\0b", NULL },
	{ "line-feed",         "one\\ntwo", NULL },
	{ "unterminated",      "\\e]8;;https://example.org", NULL },
	{ "title-st",          "\\e]2;owned\\e\\\\", NULL },
	{ "title-c1",          "\\x9d0;owned\\x9c", NULL },
	{ "icon",              "\\e]1;owned\\a", NULL },
	{ "palette",           "\\e]4;1;rgb:ff/00/00\\a", NULL },
	{ "folder",            "\\e]7;file:///etc\\a", NULL },
	{ "hyperlink",         "\\e]8;;https://example.org\\e\\\\here\\e]8;;\\e\\\\", NULL },
	{ "foreground",        "\\e]10;?\\a", NULL },
	{ "font",              "\\e]50;?\\a", NULL },
	{ "clipboard-ask",     "\\e]52;c;?\\a", NULL },
	{ "palette-reset",     "\\e]104\\a", NULL },
	{ "notify",            "\\e]777;notify;a;b\\a", NULL },
	{ "iterm-file",        "\\e]1337;File=name=YQ==:YQ==\\a", NULL },
	{ "linux-palette",     "\\e]P1ff0000", NULL },
	{ "clear",             "\\e[2J\\e[H", NULL },
	{ "move",              "\\e[1;1Hover", NULL },
	{ "up",                "\\e[9A", NULL },
	{ "erase-line",        "\\e[2K\\r", NULL },
	{ "colour",            "\\e[31;1mred\\e[0m", NULL },
	{ "conceal",           "\\e[8mhidden", NULL },
	{ "report-cursor",     "\\e[6n", NULL },
	{ "report-device",     "\\e[c", NULL },
	{ "report-device-2",   "\\e[>c", NULL },
	{ "report-title",      "\\e[21t", NULL },
	{ "resize",            "\\e[8;1;1t", NULL },
	{ "print",             "\\e[5i", NULL },
	{ "checksum",          "\\e[1;1;1;9;9;1*y", NULL },
	{ "alternate",         "\\e[?1049l", NULL },
	{ "mouse",             "\\e[?1003h", NULL },
	{ "cursor-off",        "\\e[?25l", NULL },
	{ "insert",            "\\e[4h", NULL },
	{ "region",            "\\e[5;6r", NULL },
	{ "wrap-off",          "\\e[?7l", NULL },
	{ "paste-end",         "\\e[201~q", NULL },
	{ "csi-long",          "\\e[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;99999999999m", NULL },
	{ "csi-open",          "\\e[", NULL },
	{ "csi-between",       "\\e[1\\n2m", NULL },
	{ "reset",             "\\ec", NULL },
	{ "align",             "\\e#8", NULL },
	{ "charset",           "\\e(0lqqk\\e(B", NULL },
	{ "shift-out",         "\\x0elqqk\\x0f", NULL },
	{ "save",              "\\e7\\e8", NULL },
	{ "index",             "\\eM\\eD\\eE", NULL },
	{ "keypad",            "\\e=\\e>", NULL },
	{ "screen-title",      "\\ekowned\\e\\\\", NULL },
	{ "dcs-ask",           "\\eP$q\\\"p\\e\\\\", NULL },
	{ "dcs-keys",          "\\eP0;1|17/6f776e6564\\e\\\\", NULL },
	{ "dcs-tmux",          "\\ePtmux;\\e\\e]52;c;eA==\\a\\e\\\\", NULL },
	{ "dcs-sixel",         "\\ePq#0;2;0;0;0~\\e\\\\", NULL },
	{ "dcs-open",          "\\eP1$r", NULL },
	{ "dcs-c1",            "\\x90$q\\\"p\\x9c", NULL },
	{ "apc",               "\\e_Ga=T,f=24;AAAA\\e\\\\", NULL },
	{ "pm",                "\\e^private\\e\\\\", NULL },
	{ "sos",               "\\eXstring\\e\\\\", NULL },
	{ "ss2",               "\\x8e\\x8f", NULL },
	{ "nel",               "one\\Ntwo", NULL },
	{ "c1-all",            "\\x80\\x81\\x82\\x83\\x84\\x85\\x86\\x87\\x88\\x89\\x8a\\x8b\\x8c\\x8d", NULL },
	{ "bell",              "\\a\\a\\a", NULL },
	{ "backspace",         "good\\b\\b\\b\\bevil", NULL },
	{ "return",            "good\\revil", NULL },
	{ "tab",               "one\\ttwo", NULL },
	{ "vertical",          "one\\v\\ftwo", NULL },
	{ "flow",              "\\x11\\x13", NULL },
	{ "enquire",           "\\x05", NULL },
	{ "cancel",            "\\x18\\x1a", NULL },
	{ "separators",        "\\x1c\\x1d\\x1e\\x1f", NULL },
	{ "delete",            "ab\\x7fc", NULL },
	{ "escape-alone",      "\\e", NULL },
	{ "escape-twice",      "\\e\\e[31m", NULL },
	{ "looks-escaped",     "^[[31m and <U+202E> and <9B> and ^^[ and \\\\x1b", NULL },
	{ "format",            "%s%s%n%9999999d%.*s%1$n", NULL },
	{ "shell",             "$(touch x); `touch x` | touch x\\n&& touch x", NULL },
};

void write_escape(struct pile *pile)
{
	spread(pile, escapes, ROWS(escapes), (struct spread){ .few = 3, .core = 6 });
}

/* Places where no escape is read, and nothing but the byte itself can stand. */
static const struct position raw_places[] = {
	{ "plain",     "id: {id}\nkind: person\nname: Anna {x} Bell\n" },
	{ "single",    "id: {id}\nkind: person\nname: 'Anna {x} Bell'\n" },
	{ "double",    "id: {id}\nkind: person\nname: \"Anna {x} Bell\"\n" },
	{ "literal",   "id: {id}\nkind: person\nname: Anna Bell\nbody: |\n  One {x}\n  two.\n" },
	{ "folded",    "id: {id}\nkind: person\nname: Anna Bell\nbody: >\n  One {x}\n  two.\n" },
	{ "comment",   "id: {id}\nkind: person\nname: Anna Bell # see {x}\n" },
	{ "key",       "id: {id}\nkind: person\nname: Anna Bell\nodd{x}: value\n" },
	{ "anchor",    "id: {id}\nkind: person\nname: &a{x} Anna Bell\n" },
	{ "alias",     "id: {id}\nkind: person\nname: *a{x}\n" },
	{ "tag",       "id: {id}\nkind: person\nname: !t{x} Anna Bell\n" },
	{ "directive", "%YAML{x} 1.1\n---\nid: {id}\nkind: person\nname: Anna Bell\n" },
	{ "indent",    "id: {id}\nkind: person\n{x}name: Anna Bell\n" },
	{ "start",     "{x}id: {id}\nkind: person\nname: Anna Bell\n" },
	{ "end",       "id: {id}\nkind: person\nname: Anna Bell\n{x}" },
};

static void write_raw_byte(struct pile *pile, const char *kind, unsigned byte, bool is_utf8, const char *rule)
{
	char name[64];
	struct bytes x = {0};
	if (is_utf8)
		bytes_code_point(&x, byte);
	else
		bytes_add(&x, &(char){ (char)byte }, 1);
	snprintf(name, sizeof(name), "%s-%02x", kind, byte);
	pile_fill(pile, name, rule, raw_places[0].template, &x);
	bytes_release(&x);
}

void write_escape_raw(struct pile *pile)
{
	static const struct text_case sequences[] = {
		{ "title", "\\e]0;owned\\x07", "encoding" },
		{ "csi-c1", "\\x9b31m", "encoding" },
		{ "nul", "\\x00", "encoding" },
	};
	for (unsigned byte = 0; byte < 0x20; byte++)
		if (byte != '\t' && byte != '\n' && byte != '\r')
			write_raw_byte(pile, "c0", byte, true, "encoding");
	write_raw_byte(pile, "del", 0x7F, true, "encoding");
	for (unsigned byte = 0x80; byte < 0xA0; byte++) {
		write_raw_byte(pile, "c1", byte, true, byte == 0x85 ? NULL : "encoding");
		write_raw_byte(pile, "eight-bit", byte, false, "encoding");
	}
	for (size_t p = 0; p < ROWS(raw_places); p++)
		for (size_t i = 0; i < ROWS(sequences); i++)
			fill(pile, &raw_places[p], &sequences[i], true);
}

/* ── Encodings ──────────────────────────────────────────────────────────────────────────────── */

struct byte_case { const char *name, *bytes; size_t size; const char *rule; };
#define BYTES(name, bytes, rule) { name, bytes, sizeof(bytes) - 1, rule }

static const struct byte_case encodings[] = {
	BYTES("overlong-nul",      "\xC0\x80", "encoding"),
	BYTES("overlong-slash",    "\xC0\xAF", "encoding"),
	BYTES("overlong-3",        "\xE0\x80\xAF", "encoding"),
	BYTES("overlong-escape",   "\xE0\x80\x9B", "encoding"),
	BYTES("overlong-4",        "\xF0\x80\x80\xAF", "encoding"),
	BYTES("overlong-5",        "\xF8\x88\x80\x80\x80", "encoding"),
	BYTES("overlong-6",        "\xFC\x84\x80\x80\x80\x80", "encoding"),
	BYTES("surrogate-high",    "\xED\xA0\x80", "encoding"),
	BYTES("surrogate-low",     "\xED\xBF\xBF", "encoding"),
	BYTES("surrogate-pair",    "\xED\xA0\xBD\xED\xB8\x80", "encoding"),
	BYTES("beyond",            "\xF4\x90\x80\x80", "encoding"),
	BYTES("beyond-far",        "\xF7\xBF\xBF\xBF", "encoding"),
	BYTES("fe",                "\xFE", "encoding"),
	BYTES("ff",                "\xFF\xFF", "encoding"),
	BYTES("lone-continuation", "\x80\xBF", "encoding"),
	BYTES("cut-2",             "\xD0", "encoding"),
	BYTES("cut-3",             "\xE1\x80", "encoding"),
	BYTES("cut-4",             "\xF0\x9F\x98", "encoding"),
	BYTES("cut-escape",        "\xE1\x80\x1B[31m", "encoding"),
	BYTES("latin-1",           "Fran\xE7ois", "encoding"),
	BYTES("cp1251",            "\xCB\xE0\xE2\xF0\xEE\xE2", "encoding"),
	BYTES("koi8",              "\xEC\xC1\xD7\xD2\xCF\xD7", "encoding"),
	BYTES("shift-jis",         "\x93\xFA\x96\x7B", "encoding"),
	BYTES("gb18030",           "\x81\x30\x81\x30", "encoding"),
	BYTES("utf-7",             "+AGEAYgBj-", NULL),
	BYTES("iso-2022",          "$B8+\xA1", "encoding"),
	BYTES("noncharacter-fffe", "\xEF\xBF\xBE", "encoding"),
	BYTES("noncharacter-ffff", "\xEF\xBF\xBF", "encoding"),
	BYTES("noncharacter-fdd0", "\xEF\xB7\x90", NULL),
	BYTES("noncharacter-last", "\xF4\x8F\xBF\xBF", NULL),
	BYTES("private",           "\xEE\x80\x80", "control"),
	BYTES("private-plane",     "\xF3\xB0\x80\x80", "control"),
	BYTES("unassigned",        "\xF1\x80\x80\x80", "control"),
	BYTES("replacement",       "\xEF\xBF\xBD", NULL),
	BYTES("mark-inside",       "a\xEF\xBB\xBF" "b", "encoding"),
};

static void write_byte_case(struct pile *pile, const struct byte_case *row, const struct position *place)
{
	char name[128];
	struct bytes x = {0};
	bytes_add(&x, row->bytes, row->size);
	snprintf(name, sizeof(name), "%s-%s", place->name, row->name);
	pile_fill(pile, name, strcmp(place->name, "plain") == 0 ? row->rule : NULL, place->template, &x);
	bytes_release(&x);
}

/* ASCII in units of `unit` bytes. */
static void write_wide(struct pile *pile, const char *name, unsigned unit, bool is_big, const char *mark)
{
	static const char text[] = "id: wide\nkind: person\nname: Wide\n";
	struct bytes bytes = {0};
	bytes_add(&bytes, mark, strcmp(mark, "") ? unit : 0);
	for (size_t i = 0; text[i]; i++)
		for (unsigned at = 0; at < unit; at++)
			bytes_add(&bytes, at == (is_big ? unit - 1 : 0) ? &text[i] : "\0", 1);
	pile_bytes(pile, name, "encoding", &bytes);
	bytes_release(&bytes);
}

void write_encoding(struct pile *pile)
{
	static const struct text_case marks[] = {
		{ "mark", "\xEF\xBB\xBFid: {id}\nkind: person\nname: Anna\n", NULL },
		{ "mark-twice", "\xEF\xBB\xBF\xEF\xBB\xBFid: {id}\nkind: person\nname: Anna\n", NULL },
		{ "mark-document", "id: {id}\nkind: person\nname: A\n---\n\xEF\xBB\xBFid: {id}-2\nkind: person\nname: B\n", NULL },
		{ "mark-only", "\xEF\xBB\xBF", NULL },
		{ "mark-half", "\xEF\xBB", "encoding" },
	};
	for (size_t i = 0; i < ROWS(encodings); i++) {
		write_byte_case(pile, &encodings[i], &raw_places[0]);
		write_byte_case(pile, &encodings[i], &raw_places[6]);
		write_byte_case(pile, &encodings[i], &raw_places[13]);
	}
	write_wide(pile, "utf-16-le", 2, false, "\xFF\xFE");
	write_wide(pile, "utf-16-be", 2, true, "\xFE\xFF");
	write_wide(pile, "utf-16-le-bare", 2, false, "");
	write_wide(pile, "utf-16-be-bare", 2, true, "");
	write_wide(pile, "utf-32-le", 4, false, "\xFF\xFE\0\0");
	write_wide(pile, "utf-32-be-bare", 4, true, "");
	pile_texts(pile, marks, ROWS(marks));
	/* A letter that the reader's buffer cuts in two. */
	for (size_t at = 1016; at < 1026; at++) {
		char name[32];
		struct bytes x = {0};
		bytes_repeat(&x, "x", at);
		bytes_unescape(&x, "\\U0001f600");
		snprintf(name, sizeof(name), "across-%zu", at);
		pile_fill(pile, name, "none", raw_places[3].template, &x);
		bytes_release(&x);
	}
}

/* ── Directions and the invisible ───────────────────────────────────────────────────────────── */

static const struct text_case directions[] = {
	{ "rlo",      "\\u202e", NULL }, { "lri",      "\\u2066", NULL }, { "rli",   "\\u2067", NULL },
	{ "pdi",      "\\u2069", NULL }, { "lre",      "\\u202a", NULL }, { "rle",   "\\u202b", NULL },
	{ "pdf",      "\\u202c", NULL }, { "lro",      "\\u202d", NULL }, { "fsi",   "\\u2068", NULL },
	{ "lrm",      "\\u200e", NULL }, { "rlm",      "\\u200f", NULL }, { "alm",   "\\u061c", NULL },
	{ "swap",     "\\u202egpj.exe", NULL },
	{ "source",   "/*\\u202e } \\u2066if (a)\\u2069 \\u2066 begin */", NULL },
	{ "nested",   "\\u2067\\u2067\\u2067\\u2067\\u2067\\u2067\\u2067\\u2067", NULL },
	{ "letters",  "\\u05e9\\u05dc\\u05d5\\u05dd", NULL },
	{ "arabic",   "\\u0645\\u0631\\u062d\\u0628\\u0627 42", NULL },
};

void write_bidi(struct pile *pile)
{
	spread(pile, directions, ROWS(directions), (struct spread){ .few = 5, .core = 2, .is_raw = true });
	for (size_t i = 0; i < ROWS(directions); i++) {
		struct text_case row = directions[i];
		char name[64];
		snprintf(name, sizeof(name), "%s-escaped", row.name);
		row.name = name;
		fill(pile, &positions[0], &row, false);
	}
}

static const struct text_case invisibles[] = {
	{ "zwsp",          "\\u200b", NULL },
	{ "tags",          "\\U000e0041\\U000e0042\\U000e007f", NULL },
	{ "zwnj",          "\\u200c", NULL },
	{ "zwj",           "\\u200d", NULL },
	{ "soft-hyphen",   "\\xad", NULL },
	{ "no-break",      "\\xa0", NULL },
	{ "grapheme",      "\\u034f", NULL },
	{ "hangul",        "\\u115f\\u1160", NULL },
	{ "hangul-filler", "\\u3164", NULL },
	{ "hangul-half",   "\\uffa0", NULL },
	{ "khmer",         "\\u17b4\\u17b5", NULL },
	{ "mongolian",     "\\u180b\\u180c\\u180d\\u180e", NULL },
	{ "ogham",         "\\u1680", NULL },
	{ "quads",         "\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006\\u2007\\u2008\\u2009\\u200a", NULL },
	{ "line",          "\\u2028", NULL },
	{ "paragraph",     "\\u2029", NULL },
	{ "narrow",        "\\u202f\\u205f", NULL },
	{ "joiner",        "\\u2060", NULL },
	{ "operators",     "\\u2061\\u2062\\u2063\\u2064", NULL },
	{ "deprecated",    "\\u206a\\u206b\\u206c\\u206d\\u206e\\u206f", NULL },
	{ "braille",       "\\u2800", NULL },
	{ "ideographic",   "\\u3000", NULL },
	{ "selector-15",   "\\ufe0e", NULL },
	{ "selector-16",   "\\ufe0f", NULL },
	{ "selectors",     "\\ufe00\\ufe01\\U000e0100\\U000e01ef", NULL },
	{ "mark",          "\\ufeff", NULL },
	{ "annotation",    "\\ufff9a\\ufffab\\ufffb", NULL },
	{ "object",        "\\ufffc", NULL },
	{ "shorthand",     "\\U0001bca0\\U0001bca3", NULL },
	{ "music",         "\\U0001d159\\U0001d173\\U0001d17a", NULL },
	{ "khitan",        "\\U00016fe4", NULL },
	{ "egyptian",      "\\U00013430\\U00013431", NULL },
	{ "arabic-signs",  "\\u0600\\u06dd\\u08e2\\U000110bd", NULL },
	{ "flag-of-tags",  "\\U0001f3f4\\U000e0067\\U000e0062\\U000e007f", NULL },
	{ "emoji-zwj",     "\\U0001f468\\u200d\\U0001f469\\u200d\\U0001f467", NULL },
	{ "zwj-ascii",     "a\\u200db\\u200cc\\ufe0f", NULL },
	{ "zwj-run",       "\\u1019\\u200d\\u200d\\u200d\\u200d\\u1019", NULL },
	{ "keycap",        "1\\ufe0f\\u20e3", NULL },
	{ "persian",       "\\u0645\\u06cc\\u200c\\u062e\\u0648\\u0627\\u0647\\u0645", NULL },
};

void write_invisible(struct pile *pile)
{
	spread(pile, invisibles, ROWS(invisibles), (struct spread){ .few = 2, .core = 2, .is_raw = true });
	for (size_t i = 0; i < ROWS(invisibles); i++) {
		struct text_case row = invisibles[i];
		char name[64];
		snprintf(name, sizeof(name), "%s-escaped", row.name);
		row.name = name;
		fill(pile, &positions[3], &row, false);
	}
}

/* ── Look-alikes ────────────────────────────────────────────────────────────────────────────── */

/* Two people in a file; only what is hostile tells the second from the first. */
static const struct text_case lookalikes[] = {
	{ "cyrillic",    "Anna \\u0412ell", NULL },
	{ "cyrillic-a",  "\\u0410nna Bell", NULL },
	{ "greek",       "Anna \\u0392ell", NULL },
	{ "digit",       "Anna Be1l", NULL },
	{ "capital-i",   "Anna BeIl", NULL },
	{ "case",        "anna bell", NULL },
	{ "full-width",  "\\uff21\\uff4e\\uff4e\\uff41 Bell", NULL },
	{ "bold",        "\\U0001d400nna Bell", NULL },
	{ "double-space","Anna  Bell", NULL },
	{ "thin-space",  "Anna\\u2009Bell", NULL },
	{ "zero-width",  "Anna\\u200b Bell", NULL },
	{ "ligature",    "Anna Be\\ufb02", NULL },
	{ "dotless",     "Anna Bell\\u0131", NULL },
	{ "composed",    "\\xc5nna Bell", NULL },
	{ "decomposed",  "A\\u030anna Bell", NULL },
	{ "sign",        "\\u212bnna Bell", NULL },
	{ "dots-below",  "Ann\\u1ea1 Bell", NULL },
	{ "mark",        "Anna\\u0301 Bell", NULL },
	{ "turned",      "\\u202elleB annA", NULL },
	{ "hyphen",      "Anna\\u2011Bell", NULL },
	{ "hyphens",     "Anna-Bell \\u2010\\u2013\\u2212", NULL },
	{ "same",        "Anna Bell", NULL },
	{ "kelvin",      "\\u212aarl \\u017feidel", NULL },
	{ "long-folded", "\\ufdfa\\ufdfa\\ufdfa\\ufdfa\\ufdfa\\ufdfa\\ufdfa\\ufdfa", NULL },
};

void write_confusable(struct pile *pile)
{
	static const char by_name[] = "id: {id}-1\nkind: person\nname: Anna Bell\n---\n"
	                              "id: {id}-2\nkind: person\nname: \"{x}\"\n";
	static const char by_id[] = "id: {id}-anna-bell\nkind: person\nname: One\n---\n"
	                            "id: \"{id}-{x}\"\nkind: person\nname: Two\n";
	pile_fills(pile, "name-", by_name, lookalikes, ROWS(lookalikes));
	pile_fills(pile, "id-", by_id, lookalikes, ROWS(lookalikes));
}

/* ── Floods ─────────────────────────────────────────────────────────────────────────────────── */

struct flood { const char *name, *first, *repeated; };

static const struct flood floods[] = {
	{ "acute",       "e",            "\\u0301" },
	{ "zalgo",       "z",            "\\u0300\\u0316\\u0334\\u0489\\u20dd" },
	{ "no-base",     "",             "\\u0301" },
	{ "blank-base",  " ",            "\\u0316" },
	{ "greek",       "\\u03b1",      "\\u0344" },
	{ "family",      "\\U0001f468",  "\\u200d\\U0001f469" },
	{ "flags",       "",             "\\U0001f1f2\\U0001f1f2" },
	{ "tones",       "\\U0001f44d",  "\\U0001f3fb" },
	{ "jamo",        "",             "\\u1100" },
	{ "jamo-vowel",  "\\u1100",      "\\u1161" },
	{ "jamo-final",  "\\u1100\\u1161", "\\u11a8" },
	{ "virama",      "\\u0915",      "\\u094d\\u0915" },
	{ "burmese",     "\\u1019",      "\\u1039\\u1019" },
	{ "burmese-aa",  "\\u1019",      "\\u102c" },
	{ "thai",        "\\u0e01",      "\\u0e48" },
	{ "tibetan",     "\\u0f40",      "\\u0f90" },
	{ "hebrew",      "\\u05d0",      "\\u05b7" },
	{ "selector",    "\\u2764",      "\\ufe0f" },
	{ "enclosing",   "1",            "\\u20e3" },
	{ "grows",       "",             "\\ufdfa" },
	{ "wide",        "",             "\\uff37" },
	{ "prepended",   "",             "\\U000110bd" },
};

static void write_flood(struct pile *pile, const struct flood *flood, size_t times)
{
	char name[64];
	struct bytes once = {0}, x = {0};
	bytes_unescape(&x, flood->first);
	bytes_unescape(&once, flood->repeated);
	for (size_t i = 0; i < times; i++)
		bytes_add(&x, once.items, once.size);
	snprintf(name, sizeof(name), "%s-%zu", flood->name, times);
	pile_fill(pile, name, NULL, positions[0].template, &x);
	snprintf(name, sizeof(name), "%s-%zu-body", flood->name, times);
	pile_fill(pile, name, NULL, positions[2].template, &x);
	bytes_release(&once);
	bytes_release(&x);
}

void write_combining(struct pile *pile)
{
	for (size_t i = 0; i < ROWS(floods); i++) {
		write_flood(pile, &floods[i], 5);
		write_flood(pile, &floods[i], 500);
	}
	write_flood(pile, &floods[0], pile->large / 8);
	write_flood(pile, &floods[5], pile->large / 32);
	write_flood(pile, &floods[8], pile->large / 16);
	write_flood(pile, &floods[12], pile->large / 32);
}
