#include "ui/key.h"

#include <stddef.h>

#include "base/unicode.h"

struct named_row { uint32_t code; const char *name; };

static const struct named_row names[] = {
	{ ' ', "Space" }, { NAMED_ENTER, "Enter" }, { NAMED_TAB, "Tab" },
	{ NAMED_BACK_TAB, "S-Tab" }, { NAMED_ESCAPE, "Escape" },
	{ NAMED_BACKSPACE, "Backspace" }, { NAMED_DELETE, "Delete" },
	{ NAMED_INSERT, "Insert" }, { NAMED_UP, "Up" }, { NAMED_DOWN, "Down" },
	{ NAMED_LEFT, "Left" }, { NAMED_RIGHT, "Right" }, { NAMED_HOME, "Home" },
	{ NAMED_END, "End" }, { NAMED_PAGE_UP, "PageUp" }, { NAMED_PAGE_DOWN, "PageDown" },
	{ NAMED_F1, "F1" }, { NAMED_F2, "F2" }, { NAMED_F3, "F3" }, { NAMED_F4, "F4" },
	{ NAMED_F5, "F5" }, { NAMED_F6, "F6" }, { NAMED_F7, "F7" }, { NAMED_F8, "F8" },
	{ NAMED_F9, "F9" }, { NAMED_F10, "F10" }, { NAMED_F11, "F11" }, { NAMED_F12, "F12" },
};

enum { NAME_COUNT = sizeof(names) / sizeof(names[0]) };

enum { MODIFIERS = KEY_WITH_CONTROL | KEY_WITH_ALT };

bool key_equal(struct key left, struct key right)
{
	return left.code == right.code;
}

uint32_t key_letter(struct key key)
{
	return key.code >= ' ' && key.code != 0x7f && key.code < NAMED_NONE ? key.code : 0;
}

static const char *name_of(uint32_t code)
{
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (names[i].code == code)
			return names[i].name;
	return NULL;
}

struct str key_label(struct arena *arena, struct key key)
{
	uint32_t code = key.code & ~(uint32_t)MODIFIERS;
	const char *modifier = key.code & KEY_WITH_CONTROL ? "C-"
	                       : key.code & KEY_WITH_ALT   ? "M-"
	                                                   : "";
	const char *name = name_of(code);
	if (name)
		return str_format(arena, "%s%s", modifier, name);
	char letter[4];
	size_t size = unicode_encode(code, letter);
	return str_format(arena, "%s%.*s", modifier, (int)size, letter);
}

static bool code_of(struct str name, uint32_t *code)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (str_equal(name, str_of(names[i].name))) {
			*code = names[i].code;
			return true;
		}
	}
	size_t size = 0;
	if (str_is_empty(name))
		return false;
	*code = unicode_decode(name, 0, &size);
	return size == name.size;
}

bool key_parse(struct str name, struct key *key)
{
	uint32_t modifier = 0, code = 0;
	if (str_starts_with(name, STR("C-")) && name.size > 2)
		modifier = KEY_WITH_CONTROL;
	else if (str_starts_with(name, STR("M-")) && name.size > 2)
		modifier = KEY_WITH_ALT;
	if (modifier)
		name = str_slice(name, 2, name.size);
	if (!code_of(name, &code))
		return false;
	key->code = code | modifier;
	return true;
}
