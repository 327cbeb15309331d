/* clipboard: text on its way to the clipboard of the reader's own machine, by way of the terminal.
 *
 *	plain, tmux     ESC ] 52 ; c ; BASE64 ESC \
 *	GNU screen      ESC ] 52 ; c ; BASE64 BEL       in pieces of 76 bytes, each as
 *	                ESC P PIECE ESC \
 *
 * It is only ever written to: the form that asks what is in the clipboard is never sent, for its
 * answer would come as if it were typed. Nothing says whether a terminal took what was sent.
 *
 * Follows xterm, "Operating System Commands", 52; RFC 4648, section 4; screen(1), "Virtual
 * Terminal".
 */
#ifndef DOSSIER_UI_CLIPBOARD_H
#define DOSSIER_UI_CLIPBOARD_H

#include <stdbool.h>

#include "base/fault.h"
#include "base/str.h"

struct arena;

/* What stands between the program and the clipboard. */
enum clipboard_way {
	CLIPBOARD_NONE,                 /* nothing may be sent */
	CLIPBOARD_PLAIN,
	CLIPBOARD_TMUX,                 /* as plain, but tmux takes it only with set-clipboard on */
	CLIPBOARD_SCREEN,               /* passes on what is wrapped, in small pieces */
	CLIPBOARD_WAY_COUNT
};

enum {
	CLIPBOARD_MAX_SIZE = 56244,     /* bytes of text: 74,992 of base64, which old xterms take */
	CLIPBOARD_CHUNK = 76,           /* bytes that every GNU screen passes on at once */
};

/* The way, by the type of the terminal and what tmux and screen leave in the environment, TMUX and
 * STY; each may be NULL. None for the Linux console and for types that know no such sequence and
 * might show its bytes. */
enum clipboard_way clipboard_way(const char *type, const char *tmux, const char *sty);

/* The text as it may be pasted anywhere: UTF-8 without controls but line feed and tab. Line ends
 * become line feeds, other blanks a space, what does not show (marks of direction, soft hyphens) is
 * left out, and each byte or sign that is left and might be obeyed is U+FFFD. In `arena`. */
struct str clipboard_text(struct arena *arena, struct str raw);

/* The same on one line, for what is one: a line feed that is pasted into a shell ends a command. */
struct str clipboard_line(struct arena *arena, struct str raw);

/* An address without blanks and controls, each byte of which is %XX (RFC 3986, 2.1). In `arena`. */
struct str clipboard_address(struct arena *arena, struct str raw);

/* The bytes to send for a text that clipboard_text gave. Fails with FAULT_USAGE if nothing may be
 * sent that way, or not that much. In `arena`. */
bool clipboard_sequence(struct arena *arena, enum clipboard_way way, struct str text,
                        struct str *sequence, struct fault *why);

#endif
