#include "ui/clipboard.h"

#include <ctype.h>

#include "base/arena.h"
#include "base/message.h"
#include "base/unicode.h"

#define ESCAPE "\033"
#define BELL   "\007"

/* ── The way ────────────────────────────────────────────────────────────────────────────────── */

/* Types that have no clipboard, or would show what they do not know, by how they begin. */
static const char *const types_without[] = {
	"linux", "dumb", "unknown", "ansi", "cons25", "eterm", "hurd", "mach", "sun", "wy",
};

static bool type_has_none(struct str type)
{
	for (size_t i = 0; i < sizeof(types_without) / sizeof(types_without[0]); i++)
		if (str_starts_with(type, str_of(types_without[i])))
			return true;
	/* vt100, vt220, ... */
	return type.size > 2 && str_starts_with(type, STR("vt")) &&
	       isdigit((unsigned char)type.bytes[2]);
}

static bool is_set(const char *variable)
{
	return variable && *variable;
}

/* Within both, the variables cannot say which is the inner one, but the type may. Where only the
 * type is known, as after ssh, what screen wants does no harm in tmux; the other way round, screen
 * might show it. */
enum clipboard_way clipboard_way(const char *type, const char *tmux, const char *sty)
{
	struct str name = str_of(type);
	if (str_is_empty(name) || type_has_none(name))
		return CLIPBOARD_NONE;
	if (str_starts_with(name, STR("tmux")))
		return CLIPBOARD_TMUX;
	if (is_set(sty))
		return CLIPBOARD_SCREEN;
	if (is_set(tmux))
		return CLIPBOARD_TMUX;
	return str_starts_with(name, STR("screen")) ? CLIPBOARD_SCREEN : CLIPBOARD_PLAIN;
}

/* ── The text ───────────────────────────────────────────────────────────────────────────────── */

static bool is_control(uint32_t code_point)
{
	return code_point < ' ' || (code_point >= 0x7F && code_point <= 0x9F);
}

/* A letter as it is, or what stands for one that may not pass; 0: nothing. */
static uint32_t passed(uint32_t code_point)
{
	if (unicode_class(code_point) != UNICODE_FORBIDDEN)
		return code_point;
	uint32_t sign = is_control(code_point) ? UNICODE_REPLACEMENT : unicode_sign(code_point);
	return sign == ' ' || sign == 0 ? sign : UNICODE_REPLACEMENT;
}

static void add_letter(struct text *text, uint32_t code_point)
{
	char bytes[4];
	uint32_t letter = passed(code_point);
	if (letter)
		text_add(text, (struct str){ bytes, unicode_encode(letter, bytes) });
}

struct str clipboard_text(struct arena *arena, struct str raw)
{
	struct text text = { .arena = arena };
	size_t size;
	for (size_t at = 0; at < raw.size; at += size) {
		char byte = raw.bytes[at];
		uint32_t code_point = unicode_decode(raw, at, &size);
		bool ends_line = byte == '\n' || byte == '\r';
		if (byte == '\r' && at + 1 < raw.size && raw.bytes[at + 1] == '\n')
			size = 2;
		if (ends_line || byte == '\t')
			text_add_byte(&text, ends_line ? '\n' : '\t');
		else
			add_letter(&text, code_point);
	}
	return text_str(&text);
}

struct str clipboard_line(struct arena *arena, struct str raw)
{
	struct text line = { .arena = arena };
	struct str text = clipboard_text(arena, raw);
	for (size_t i = 0; i < text.size; i++)
		text_add_byte(&line, (unsigned char)text.bytes[i] < ' ' ? ' ' : text.bytes[i]);
	return str_copy(arena, str_trim(text_str(&line)));
}

struct str clipboard_address(struct arena *arena, struct str raw)
{
	struct text address = { .arena = arena };
	raw = str_trim(raw);
	for (size_t i = 0; i < raw.size; i++)
		if ((unsigned char)raw.bytes[i] <= ' ' || raw.bytes[i] == '\x7F')
			text_format(&address, "%%%02X", (unsigned)(unsigned char)raw.bytes[i]);
		else
			text_add_byte(&address, raw.bytes[i]);
	return clipboard_line(arena, text_str(&address));
}

/* ── The sequence ───────────────────────────────────────────────────────────────────────────── */

/* Three bytes are four letters of six bits; what lacks at the end is filled with '='. */
static void add_base64(struct text *out, struct str text)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t at = 0; at < text.size; at += 3) {
		size_t size = text.size - at < 3 ? text.size - at : 3;
		uint32_t bits = 0;
		for (size_t i = 0; i < 3; i++)
			bits = bits << 8 | (i < size ? (unsigned char)text.bytes[at + i] : 0);
		for (size_t i = 0; i < 4; i++)
			text_add_byte(out, i > size ? '=' : letters[bits >> (18 - 6 * i) & 63]);
	}
}

/* The end of a wrapped sequence must not be the one that ends the wrapping. */
static struct str command(struct arena *arena, struct str text, struct str end)
{
	struct text out = { .arena = arena };
	text_add(&out, STR(ESCAPE "]52;c;"));
	add_base64(&out, text);
	text_add(&out, end);
	return text_str(&out);
}

static struct str wrap(struct arena *arena, struct str bytes)
{
	struct text out = { .arena = arena };
	for (size_t at = 0; at < bytes.size; at += CLIPBOARD_CHUNK) {
		text_add(&out, STR(ESCAPE "P"));
		text_add(&out, str_slice(bytes, at, CLIPBOARD_CHUNK));
		text_add(&out, STR(ESCAPE "\\"));
	}
	return text_str(&out);
}

bool clipboard_sequence(struct arena *arena, enum clipboard_way way, struct str text,
                        struct str *sequence, struct fault *why)
{
	if (way == CLIPBOARD_NONE)
		return fault_set(why, FAULT_USAGE,
		                 _("this terminal has no clipboard to send it to"));
	if (text.size > CLIPBOARD_MAX_SIZE)
		return fault_set(why, FAULT_USAGE,
		                 _("this is too long to be sent: terminals take %d bytes, not %zu"),
		                 CLIPBOARD_MAX_SIZE, text.size);
	*sequence = way == CLIPBOARD_SCREEN ? wrap(arena, command(arena, text, STR(BELL)))
	                                    : command(arena, text, STR(ESCAPE "\\"));
	return true;
}
