/* What is hostile in bytes: sequences for terminals, controls, and what is no UTF-8. */
#include "hostile/position.h"

#include <string.h>

#define PERSON "id: {id}\nkind: person\nname: Anna Bell\n"

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
	{ "csi-long",          "\\e[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;99999999999m", NULL },
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
	{ "c1-many",           "\\x80\\x81\\x82\\x84\\x86\\x88\\x8b\\x8d\\x91\\x98", NULL },
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
	position_spread(pile, escapes, ROWS(escapes), (struct spread){ .few = 3, .core = 6 });
}

/* Places where no escape is read, and nothing but the byte itself can stand. */
static const struct position raw_places[] = {
	{ "plain",     "id: {id}\nkind: person\nname: Anna {x} Bell\n" },
	{ "single",    "id: {id}\nkind: person\nname: 'Anna {x} Bell'\n" },
	{ "double",    "id: {id}\nkind: person\nname: \"Anna {x} Bell\"\n" },
	{ "literal",   PERSON "body: |\n  One {x}\n  two.\n" },
	{ "folded",    PERSON "body: >\n  One {x}\n  two.\n" },
	{ "comment",   "id: {id}\nkind: person\nname: Anna Bell # see {x}\n" },
	{ "key",       PERSON "odd{x}: value\n" },
	{ "anchor",    "id: {id}\nkind: person\nname: &a{x} Anna Bell\n" },
	{ "alias",     "id: {id}\nkind: person\nname: *a{x}\n" },
	{ "tag",       "id: {id}\nkind: person\nname: !t{x} Anna Bell\n" },
	{ "directive", "%YAML{x} 1.1\n---\nid: {id}\nkind: person\nname: Anna Bell\n" },
	{ "indent",    "id: {id}\nkind: person\n{x}name: Anna Bell\n" },
	{ "start",     "{x}id: {id}\nkind: person\nname: Anna Bell\n" },
	{ "end",       PERSON "{x}" },
};

static void write_raw(struct pile *pile, const char *kind, unsigned code_point)
{
	char name[64];
	struct bytes x = {0};
	bytes_code_point(&x, code_point);
	snprintf(name, sizeof(name), "%s-%02x", kind, code_point);
	/* NEL is a line break of YAML 1.1. */
	pile_fill(pile, name, code_point == 0x85 ? NULL : "encoding", raw_places[0].template, &x);
	bytes_release(&x);
}

static void write_raw_byte(struct pile *pile, unsigned byte)
{
	char name[64];
	struct bytes x = {0};
	bytes_add(&x, &(char){ (char)byte }, 1);
	snprintf(name, sizeof(name), "eight-bit-%02x", byte);
	pile_fill(pile, name, "encoding", raw_places[0].template, &x);
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
			write_raw(pile, "c0", byte);
	write_raw(pile, "del", 0x7F);
	for (unsigned byte = 0x80; byte < 0xA0; byte++) {
		write_raw(pile, "c1", byte);
		write_raw_byte(pile, byte);
	}
	for (size_t p = 0; p < ROWS(raw_places); p++)
		for (size_t i = 0; i < ROWS(sequences); i++)
			position_fill(pile, &raw_places[p], &sequences[i], true);
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

static void write_byte_case(struct pile *pile, const struct byte_case *row,
                            const struct position *place)
{
	char name[128];
	struct bytes x = {0};
	bytes_add(&x, row->bytes, row->size);
	snprintf(name, sizeof(name), "%s-%s", place->name, row->name);
	bool is_decided = strcmp(place->name, "plain") == 0;
	pile_fill(pile, name, is_decided ? row->rule : NULL, place->template, &x);
	bytes_release(&x);
}

/* An encoding in units of several bytes, and the mark before it, or "" for none. */
struct wide { const char *name, *mark; unsigned unit; bool is_big; };

static void write_wide(struct pile *pile, const struct wide *wide)
{
	static const char text[] = "id: wide\nkind: person\nname: Wide\n";
	struct bytes bytes = {0};
	unsigned filled = wide->is_big ? wide->unit - 1 : 0;
	bytes_add(&bytes, wide->mark, *wide->mark ? wide->unit : 0);
	for (size_t i = 0; text[i]; i++)
		for (unsigned at = 0; at < wide->unit; at++)
			bytes_add(&bytes, at == filled ? &text[i] : "", 1);
	pile_bytes(pile, wide->name, "encoding", &bytes);
	bytes_release(&bytes);
}

void write_encoding(struct pile *pile)
{
	static const struct wide wides[] = {
		{ "utf-16-le",      "\xFF\xFE",     2, false },
		{ "utf-16-be",      "\xFE\xFF",     2, true },
		{ "utf-16-le-bare", "",             2, false },
		{ "utf-16-be-bare", "",             2, true },
		{ "utf-32-le",      "\xFF\xFE\0\0", 4, false },
		{ "utf-32-be-bare", "",             4, true },
	};
	static const struct text_case marks[] = {
		{ "mark", "\xEF\xBB\xBFid: {id}\nkind: person\nname: Anna\n", "none" },
		{ "mark-twice", "\xEF\xBB\xBF\xEF\xBB\xBFid: {id}\nkind: person\n"
		                "name: Anna\n", NULL },
		{ "mark-document", "id: {id}\nkind: person\nname: A\n---\n\xEF\xBB\xBFid: {id}-2\n"
		                   "kind: person\nname: B\n", NULL },
		{ "mark-only", "\xEF\xBB\xBF", NULL },
		{ "mark-half", "\xEF\xBB", "encoding" },
	};
	for (size_t i = 0; i < ROWS(encodings); i++) {
		write_byte_case(pile, &encodings[i], &raw_places[0]);
		write_byte_case(pile, &encodings[i], &raw_places[6]);
		write_byte_case(pile, &encodings[i], &raw_places[13]);
	}
	for (size_t i = 0; i < ROWS(wides); i++)
		write_wide(pile, &wides[i]);
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
