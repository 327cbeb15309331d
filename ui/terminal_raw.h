/* terminal_raw: the terminal of this process as a device: what it is, its size, and the bytes from
 * and to it. Knows no library. For ui/terminal_curses.c.
 *
 *	signal ─▶ flag and pipe ─▶ poll returns
 *	bytes ─▶ poll returns ─▶ decoder
 */
#ifndef DOSSIER_UI_TERMINAL_RAW_H
#define DOSSIER_UI_TERMINAL_RAW_H

#include <stdbool.h>
#include <time.h>

#include "ui/decoder.h"
#include "ui/terminal.h"

enum { RESIZE_PAUSE_MS = 50 };         /* at most 20 sizes a second */

struct terminal_raw {
	struct decoder decoder;         /* what was read goes in here */
	struct timespec last_input;
	int news;                       /* descriptor to wait for, or -1 */
	long last_key_ms;
	bool is_hurried;                /* keys come as fast as from one that is held down */
};

/* Keys closer to each other than this are hurried, until so long after the last of them. */
enum { HURRY_MS = 60 };

/* Fails with FAULT_USAGE and what to use instead if there is no terminal, or none that shows
 * panes. */
bool terminal_raw_check(struct fault *why);

/* What the terminal says, or its type, or 80x24; never more than the limits: whoever is at the
 * other end of the line chooses this number, and memory is taken for every cell. */
void terminal_raw_size(int *rows, int *columns);

/* Wait for something, at most that long (-1: for ever); EVENT_NONE in `*event` if it may be time to
 * look again. False if the time is up. */
bool terminal_raw_wait(struct terminal_raw *raw, int timeout_ms, struct event *event);

/* A key was taken from what was read last: note how fast they come. Those that were read at once
 * are one press. */
void terminal_raw_note_key(struct terminal_raw *raw);

/* True if terminals of this type, or what TMUX says lies between, are known to tell what the mouse
 * does as xterm does in its mode 1006. Either may be NULL. */
bool terminal_raw_knows_mouse(const char *type, const char *tmux);

/* That time in milliseconds; and milliseconds since then. */
long terminal_raw_time_ms(struct timespec time);
long terminal_raw_gone_ms(struct timespec then);

/* Write bytes as they are, all of them: half a sequence would swallow what comes behind it.
 * Whatever others hold back for the terminal must be written before. Where that fails the terminal
 * is gone, and the next wait says so. */
void terminal_raw_write(struct str bytes);

/* The same to another descriptor, which stands for the terminal. */
void terminal_raw_write_to(int descriptor, struct str bytes);

/* Say that a key goes back, and wait for one, or for somebody who asks us to end. The terminal is
 * as shells have it, before and afterwards. */
void terminal_raw_ask_for_key(void);

#endif
