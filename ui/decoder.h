/* decoder: from the bytes that a terminal sends to keys, pastes and deeds of the mouse, in whatever
 * pieces they come.
 *
 *	            ESC [ 200 ~                          ESC ] P _ ^ X
 *	PASTE  ◀──────────────────  KEYS: a letter,  ──────────────────▶  REPORT
 *	       ──────────────────▶  a key, dropped   ◀──────────────────
 *	            ESC [ 201 ~                          BEL, ST, too long, too late
 *
 * What ends neither here nor there (half a letter of UTF-8, ESC alone, half a sequence) stays in
 * the buffer until more comes or, but for the letter, the time is up. A sequence too long for that
 * is dropped to its end (REST). Sequences as in ECMA-48; those of the mouse as xterm sends them in
 * its mode 1006: ESC [ < button ; column ; row M, and m when the button is let go.
 */
#ifndef DOSSIER_UI_DECODER_H
#define DOSSIER_UI_DECODER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "ui/terminal.h"

enum {
	DECODER_ROOM = 512,             /* bytes that may be fed when there is no event left */
	DECODER_PASTE_SIZE = 4096,      /* bytes of a paste that are kept */
	DECODER_KEY_ROOM = 32,
};

struct decoder_key { const char *bytes; uint32_t code; }; /* as in ui/key.h */

struct decoder {
	struct decoder_key keys[DECODER_KEY_ROOM]; /* before those that every terminal has */
	size_t key_count;
	enum { DECODER_KEYS, DECODER_PASTE, DECODER_REPORT, DECODER_REST } state;
	bool takes_mouse;               /* else what it did is dropped too */
	bool is_late;                   /* what is in the buffer will not be continued */
	char bytes[2 * DECODER_ROOM];
	size_t size;
	size_t report_size;             /* bytes dropped of this report or rest */
	char paste[DECODER_PASTE_SIZE];
	size_t paste_size;
};

/* `sequence_of` gives what this terminal sends for the key that terminfo(5) calls `name`, or NULL;
 * it stays the caller's, and where it is. */
void decoder_open(struct decoder *decoder, const char *(*sequence_of)(const char *name));

/* Take what was read, at most DECODER_ROOM bytes, after decoder_next said there is nothing. */
void decoder_feed(struct decoder *decoder, struct str bytes);

/* The next EVENT_KEY, EVENT_MOUSE (when_ms is left to who knows it) or EVENT_PASTE (valid until
 * more is fed), or EVENT_NONE. What is no input of the reader's is dropped without an event. */
struct event decoder_next(struct decoder *decoder);

/* How long what is in the buffer may wait for its rest, from when it was fed; -1: for ever. */
int decoder_waits_ms(const struct decoder *decoder);

/* That time is up. */
void decoder_timeout(struct decoder *decoder);

#endif
