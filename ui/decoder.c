#include "ui/decoder.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "base/unicode.h"
#include "model/limits.h"

enum {
	ESCAPE = 0x1b,
	ESCAPE_DELAY_MS = 25,           /* how long ESC may wait for the rest of a sequence */
	SEQUENCE_DELAY_MS = 500,        /* and how long the rest of one that has begun */
	SEQUENCE_LIMIT = 64,            /* bytes of an unknown sequence that are dropped */
	REPORT_LIMIT = 4096,
	MOUSE_SIZE = 6,                 /* ESC [ M, button, column, row: no final letter */
	CODE_PASTE_START = NAMED_END_OF_KEYS,
};

/* ── Tables ─────────────────────────────────────────────────────────────────────────────────── */

/* By their names in terminfo(5). */
static const struct decoder_key named_keys[] = {
	{ "kcuu1", NAMED_UP }, { "kcud1", NAMED_DOWN },
	{ "kcub1", NAMED_LEFT }, { "kcuf1", NAMED_RIGHT },
	{ "khome", NAMED_HOME }, { "kend", NAMED_END },
	{ "kpp", NAMED_PAGE_UP }, { "knp", NAMED_PAGE_DOWN },
	{ "kdch1", NAMED_DELETE }, { "kich1", NAMED_INSERT },
	{ "kcbt", NAMED_BACK_TAB }, { "kbs", NAMED_BACKSPACE }, { "kent", NAMED_ENTER },
	{ "kf1", NAMED_F1 }, { "kf2", NAMED_F2 }, { "kf3", NAMED_F3 }, { "kf4", NAMED_F4 },
	{ "kf5", NAMED_F5 }, { "kf6", NAMED_F6 }, { "kf7", NAMED_F7 }, { "kf8", NAMED_F8 },
	{ "kf9", NAMED_F9 }, { "kf10", NAMED_F10 }, { "kf11", NAMED_F11 }, { "kf12", NAMED_F12 },
};

enum { NAMED_COUNT = sizeof(named_keys) / sizeof(named_keys[0]) };
_Static_assert((int)NAMED_COUNT <= (int)DECODER_KEY_ROOM, "every key has its place");

static const struct decoder_key common_keys[] = {
	{ "\033[A", NAMED_UP }, { "\033[B", NAMED_DOWN },
	{ "\033[C", NAMED_RIGHT }, { "\033[D", NAMED_LEFT },
	{ "\033[H", NAMED_HOME }, { "\033[F", NAMED_END },
	{ "\033OA", NAMED_UP }, { "\033OB", NAMED_DOWN },
	{ "\033OC", NAMED_RIGHT }, { "\033OD", NAMED_LEFT },
	{ "\033OH", NAMED_HOME }, { "\033OF", NAMED_END },
	{ "\033[1~", NAMED_HOME }, { "\033[2~", NAMED_INSERT },
	{ "\033[3~", NAMED_DELETE }, { "\033[4~", NAMED_END },
	{ "\033[5~", NAMED_PAGE_UP }, { "\033[6~", NAMED_PAGE_DOWN },
	{ "\033[7~", NAMED_HOME }, { "\033[8~", NAMED_END },
	{ "\033[Z", NAMED_BACK_TAB }, { "\033OM", NAMED_ENTER },
	{ "\033[1;3D", NAMED_LEFT | KEY_WITH_ALT }, { "\033[1;3C", NAMED_RIGHT | KEY_WITH_ALT },
	{ "\033OP", NAMED_F1 }, { "\033OQ", NAMED_F2 },
	{ "\033OR", NAMED_F3 }, { "\033OS", NAMED_F4 },
	{ "\033[11~", NAMED_F1 }, { "\033[12~", NAMED_F2 }, { "\033[13~", NAMED_F3 },
	{ "\033[14~", NAMED_F4 }, { "\033[15~", NAMED_F5 }, { "\033[17~", NAMED_F6 },
	{ "\033[18~", NAMED_F7 }, { "\033[19~", NAMED_F8 }, { "\033[20~", NAMED_F9 },
	{ "\033[21~", NAMED_F10 }, { "\033[23~", NAMED_F11 }, { "\033[24~", NAMED_F12 },
	/* The console of Linux, which alone goes on behind a final letter. */
	{ "\033[[A", NAMED_F1 }, { "\033[[B", NAMED_F2 }, { "\033[[C", NAMED_F3 },
	{ "\033[[D", NAMED_F4 }, { "\033[[E", NAMED_F5 },
	{ "\033[200~", CODE_PASTE_START },
};

enum { COMMON_COUNT = sizeof(common_keys) / sizeof(common_keys[0]) };

static const char paste_end[] = "\033[201~";
static const char mouse_start[] = "\033[<";

struct control_row { uint32_t letter, code; };

static const struct control_row controls[] = {
	{ '\r', NAMED_ENTER }, { '\n', NAMED_ENTER }, { '\t', NAMED_TAB },
	{ 0x7f, NAMED_BACKSPACE }, { '\b', NAMED_BACKSPACE }, { ESCAPE, NAMED_ESCAPE },
};

static struct key key_of_letter(uint32_t letter)
{
	for (size_t i = 0; i < sizeof(controls) / sizeof(controls[0]); i++)
		if (controls[i].letter == letter)
			return (struct key){ controls[i].code };
	if (letter < 0x20)
		return (struct key){ (uint32_t)tolower((int)letter + '@') | KEY_WITH_CONTROL };
	if (letter >= 0x80 && letter < 0xa0)
		return (struct key){ NAMED_NONE };
	return (struct key){ letter };
}

/* ── Pieces ─────────────────────────────────────────────────────────────────────────────────────
 * Each of these looks at the start of the buffer and gives how many bytes it takes; 0: that is
 * undecided until more comes. */

static unsigned char byte_at(const struct decoder *decoder, size_t at)
{
	return (unsigned char)decoder->bytes[at];
}

static const struct decoder_key *key_at(const struct decoder *decoder, size_t i)
{
	return i < decoder->key_count ? &decoder->keys[i] : &common_keys[i - decoder->key_count];
}

/* The longest key of the table that begins the buffer, or NULL. True in `*may_grow` if more bytes
 * could make a longer one of it. */
static const struct decoder_key *find_key(const struct decoder *decoder, bool *may_grow)
{
	const struct decoder_key *best = NULL;
	size_t best_size = 0;
	*may_grow = false;
	for (size_t i = 0; i < decoder->key_count + COMMON_COUNT; i++) {
		const struct decoder_key *key = key_at(decoder, i);
		size_t size = strlen(key->bytes);
		size_t both = size < decoder->size ? size : decoder->size;
		if (memcmp(key->bytes, decoder->bytes, both) != 0)
			continue;
		if (size > decoder->size)
			*may_grow = true;
		else if (size > best_size) {
			best = key;
			best_size = size;
		}
	}
	return best;
}

static size_t letter_size(unsigned char first)
{
	return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* The letter at `at`; NAMED_NONE for a byte that is none. */
static size_t take_letter(const struct decoder *decoder, size_t at, struct key *key)
{
	struct str text = { decoder->bytes, decoder->size };
	size_t wanted = letter_size(byte_at(decoder, at)), size, there = 1;
	uint32_t letter = unicode_decode(text, at, &size);
	while (there < wanted && at + there < text.size &&
	       (byte_at(decoder, at + there) & 0xc0) == 0x80)
		there++;
	bool begins_letter = byte_at(decoder, at) >= 0xc2 && byte_at(decoder, at) <= 0xf4;
	bool is_cut = begins_letter && there < wanted && at + there == text.size;
	if (is_cut && !decoder->is_late)
		return 0;
	*key = size == wanted ? key_of_letter(letter) : (struct key){ NAMED_NONE };
	return size;
}

static bool is_inside_sequence(unsigned char byte)
{
	return byte >= 0x20 && byte <= 0x3f;
}

/* "ESC [" or "ESC O", parameters, intermediates, a final letter: none that we know. What cannot be
 * part of it ends it and is looked at anew. */
static size_t sequence_size(const struct decoder *decoder)
{
	size_t at = 2;
	while (at < decoder->size && byte_at(decoder, at) >= 0x30 && byte_at(decoder, at) <= 0x3f)
		at++;
	while (at < decoder->size && byte_at(decoder, at) >= 0x20 && byte_at(decoder, at) <= 0x2f)
		at++;
	if (at >= SEQUENCE_LIMIT)
		return SEQUENCE_LIMIT;
	if (at == decoder->size)
		return decoder->is_late ? at : 0;
	bool is_mouse = byte_at(decoder, 1) == '[' && byte_at(decoder, 2) == 'M';
	bool is_console = byte_at(decoder, 1) == '[' && byte_at(decoder, 2) == '[';
	size_t size = at;
	if (byte_at(decoder, at) >= 0x40 && byte_at(decoder, at) <= 0x7e)
		size = is_mouse ? MOUSE_SIZE : is_console ? 4 : at + 1;
	if (size > decoder->size)
		return decoder->is_late ? decoder->size : 0;
	return size;
}

static size_t take_sequence(struct decoder *decoder)
{
	size_t size = sequence_size(decoder);
	bool is_cut = size == SEQUENCE_LIMIT && is_inside_sequence(byte_at(decoder, size - 1));
	if (is_cut) {
		decoder->state = DECODER_REST;
		decoder->report_size = size;
	}
	return size;
}

/* ESC, with something at its heels or late. */
static size_t take_escape(struct decoder *decoder, struct key *key)
{
	*key = (struct key){ NAMED_ESCAPE };
	if (decoder->size == 1)
		return decoder->is_late ? 1 : 0;
	if (decoder->bytes[1] == ESCAPE)
		return 1;
	*key = (struct key){ NAMED_NONE };
	if (decoder->bytes[1] == '[' || decoder->bytes[1] == 'O')
		return take_sequence(decoder);
	if (decoder->bytes[1] != '\0' && strchr("]P_^X", decoder->bytes[1])) {
		decoder->state = DECODER_REPORT;
		decoder->report_size = 0;
		return 2;
	}
	size_t size = take_letter(decoder, 1, key);
	if (key->code != NAMED_NONE)
		key->code |= KEY_WITH_ALT;
	return size ? size + 1 : 0;
}

static size_t take_key(struct decoder *decoder, struct key *key)
{
	bool may_grow;
	const struct decoder_key *known = find_key(decoder, &may_grow);
	if (may_grow && !decoder->is_late)
		return 0;
	if (known && known->code == CODE_PASTE_START) {
		decoder->state = DECODER_PASTE;
		decoder->paste_size = 0;
		return strlen(known->bytes);
	}
	if (known) {
		*key = (struct key){ known->code };
		return strlen(known->bytes);
	}
	if (decoder->bytes[0] == ESCAPE)
		return take_escape(decoder, key);
	return take_letter(decoder, 0, key);
}

/* What the mouse does that is told, by the number of its button. */
static const struct deed_row { unsigned button; enum mouse_deed deed; } deeds[] = {
	{ 0, MOUSE_CLICK }, { 64, MOUSE_WHEEL_UP }, { 65, MOUSE_WHEEL_DOWN },
};

/* A number of a report, and what ends it; false if it is none, or more than a screen has. */
static bool take_number(struct str *rest, char end, unsigned *number)
{
	size_t at = 0;
	for (*number = 0; at < rest->size && isdigit((unsigned char)rest->bytes[at]); at++) {
		*number = *number * 10 + (unsigned)(rest->bytes[at] - '0');
		if (*number > LIMIT_COLUMNS)
			return false;
	}
	if (at == 0 || at == rest->size || rest->bytes[at] != end)
		return false;
	*rest = str_slice(*rest, at + 1, rest->size);
	return true;
}

/*	ESC [ < 0 ; 12 ; 7 M */
static bool read_mouse(struct str report, struct mouse *mouse)
{
	unsigned button, column, row;
	struct str rest = str_slice(report, sizeof(mouse_start) - 1, report.size);
	if (!str_starts_with(report, str_of(mouse_start)) || !take_number(&rest, ';', &button) ||
	    !take_number(&rest, ';', &column) || !take_number(&rest, 'M', &row))
		return false;
	if (rest.size || column == 0 || row == 0 || row > LIMIT_ROWS)
		return false;
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++) {
		if (deeds[i].button != button)
			continue;
		*mouse = (struct mouse){ deeds[i].deed, (int)row - 1, (int)column - 1, 0 };
		return true;
	}
	return false;
}

/* A key, or what the mouse did. */
static size_t take_input(struct decoder *decoder, struct event *event)
{
	struct key key = { NAMED_NONE };
	struct mouse mouse;
	size_t size = take_key(decoder, &key);
	if (key.code != NAMED_NONE && size > 0)
		*event = (struct event){ .kind = EVENT_KEY, .key = key };
	else if (decoder->takes_mouse &&
	         read_mouse((struct str){ decoder->bytes, size }, &mouse))
		*event = (struct event){ .kind = EVENT_MOUSE, .mouse = mouse };
	return size;
}

/* A report ends with BEL or ST; an ESC that is not of ST begins something else. */
static size_t take_report(struct decoder *decoder)
{
	bool is_end = decoder->is_late || decoder->report_size >= REPORT_LIMIT;
	size_t size = 1;
	if (decoder->bytes[0] == ESCAPE && decoder->size == 1 && !is_end)
		return 0;
	if (decoder->bytes[0] == ESCAPE) {
		is_end = true;
		size = decoder->size > 1 && decoder->bytes[1] == '\\' ? 2 : 0;
	} else if (strchr("\a\030\032", decoder->bytes[0]) && decoder->bytes[0])
		is_end = true;
	decoder->report_size += size;
	if (is_end)
		decoder->state = DECODER_KEYS;
	return size;
}

/* Parameters without end, and the final letter; what cannot be part of them is looked at anew. */
static size_t take_rest(struct decoder *decoder)
{
	bool is_inside = is_inside_sequence(byte_at(decoder, 0));
	bool is_final = byte_at(decoder, 0) >= 0x40 && byte_at(decoder, 0) <= 0x7e;
	bool is_over = decoder->is_late || decoder->report_size >= REPORT_LIMIT;
	if (is_over || !is_inside)
		decoder->state = DECODER_KEYS;
	decoder->report_size++;
	return !is_over && (is_inside || is_final);
}

/* Text up to the end mark, or to what may be its beginning. */
static size_t take_paste(struct decoder *decoder, bool *is_end)
{
	size_t mark = sizeof(paste_end) - 1, size = 0;
	while (size < decoder->size) {
		size_t rest = decoder->size - size;
		if (memcmp(decoder->bytes + size, paste_end, rest < mark ? rest : mark) == 0)
			break;
		if (decoder->paste_size < DECODER_PASTE_SIZE)
			decoder->paste[decoder->paste_size++] = decoder->bytes[size];
		size++;
	}
	*is_end = decoder->size - size >= mark;
	return *is_end ? size + mark : size;
}

/* ── Events ─────────────────────────────────────────────────────────────────────────────────── */

void decoder_open(struct decoder *decoder, const char *(*sequence_of)(const char *name))
{
	*decoder = (struct decoder){ .state = DECODER_KEYS };
	for (size_t i = 0; i < NAMED_COUNT; i++) {
		const char *bytes = sequence_of(named_keys[i].bytes);
		if (bytes && *bytes)
			decoder->keys[decoder->key_count++] =
				(struct decoder_key){ bytes, named_keys[i].code };
	}
}

void decoder_feed(struct decoder *decoder, struct str bytes)
{
	assert(bytes.size <= sizeof(decoder->bytes) - decoder->size);
	memcpy(decoder->bytes + decoder->size, bytes.bytes, bytes.size);
	decoder->size += bytes.size;
	decoder->is_late = false;
}

static void drop(struct decoder *decoder, size_t size)
{
	decoder->size -= size;
	memmove(decoder->bytes, decoder->bytes + size, decoder->size);
}

/* The text without the bytes that are no UTF-8. */
static struct event paste_event(struct decoder *decoder)
{
	struct str text = { decoder->paste, decoder->paste_size };
	size_t kept = 0;
	for (size_t at = 0, size; at < text.size; at += size) {
		unicode_decode(text, at, &size);
		if (size == 1 && (unsigned char)text.bytes[at] >= 0x80)
			continue;
		memmove(decoder->paste + kept, decoder->paste + at, size);
		kept += size;
	}
	decoder->state = DECODER_KEYS;
	return (struct event){ .kind = EVENT_PASTE, .paste = { decoder->paste, kept } };
}

/* One step: an event, or none for what was dropped. False if more must come first. */
static bool step(struct decoder *decoder, struct event *event)
{
	bool is_end = false, was_keys = decoder->state == DECODER_KEYS;
	size_t size = 0;
	switch (decoder->state) {
	case DECODER_KEYS:   size = take_input(decoder, event); break;
	case DECODER_PASTE:  size = take_paste(decoder, &is_end); break;
	case DECODER_REPORT: size = take_report(decoder); break;
	case DECODER_REST:   size = take_rest(decoder); break;
	}
	drop(decoder, size);
	if (is_end)
		*event = paste_event(decoder);
	return size > 0 || (!was_keys && decoder->state == DECODER_KEYS);
}

struct event decoder_next(struct decoder *decoder)
{
	struct event event = { .kind = EVENT_NONE };
	while (decoder->size > 0 && event.kind == EVENT_NONE)
		if (!step(decoder, &event))
			break;
	return event;
}

int decoder_waits_ms(const struct decoder *decoder)
{
	if (decoder->state == DECODER_PASTE)
		return -1;
	if (decoder->state == DECODER_REPORT || decoder->state == DECODER_REST)
		return SEQUENCE_DELAY_MS;
	if (decoder->size == 0 || byte_at(decoder, 0) >= 0x80)
		return -1;
	return decoder->size == 1 ? ESCAPE_DELAY_MS : SEQUENCE_DELAY_MS;
}

void decoder_timeout(struct decoder *decoder)
{
	decoder->is_late = true;
	bool is_dropping = decoder->state == DECODER_REPORT || decoder->state == DECODER_REST;
	if (is_dropping && decoder->size == 0)
		decoder->state = DECODER_KEYS;
}
