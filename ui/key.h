/* key: what somebody pressed, and its name. */
#ifndef DOSSIER_UI_KEY_H
#define DOSSIER_UI_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

/* A key is a code point for what types one, or one of these, with or without a modifier. Control
 * and a letter is that letter with KEY_WITH_CONTROL. */
enum key_named {
	NAMED_NONE = 0x110000,
	NAMED_ENTER,
	NAMED_TAB,
	NAMED_BACK_TAB,
	NAMED_ESCAPE,
	NAMED_BACKSPACE,
	NAMED_DELETE,
	NAMED_INSERT,
	NAMED_UP,
	NAMED_DOWN,
	NAMED_LEFT,
	NAMED_RIGHT,
	NAMED_HOME,
	NAMED_END,
	NAMED_PAGE_UP,
	NAMED_PAGE_DOWN,
	NAMED_F1,
	NAMED_F2,
	NAMED_F3,
	NAMED_F4,
	NAMED_F5,
	NAMED_F6,
	NAMED_F7,
	NAMED_F8,
	NAMED_F9,
	NAMED_F10,
	NAMED_F11,
	NAMED_F12,
	NAMED_END_OF_KEYS
};

enum { KEY_WITH_CONTROL = 1 << 24, KEY_WITH_ALT = 1 << 25 };

struct key { uint32_t code; };

bool key_equal(struct key left, struct key right);

/* The code point that the key types into a line, or 0. */
uint32_t key_letter(struct key key);

/* "j", "Space", "Enter", "C-d", "M-Right", "F1", "<": as the help shows it. In `arena`. */
struct str key_label(struct arena *arena, struct key key);

/* The key of that name; false if there is none. */
bool key_parse(struct str name, struct key *key);

#endif
