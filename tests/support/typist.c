#include "tests/support/typist.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

const char *typist_sees(struct workspace *workspace, struct arena *arena, int rows, int columns)
{
	struct canvas canvas = canvas_new(arena, rows, columns);
	workspace_draw(workspace, arena, &canvas);
	return canvas_text(&canvas, arena).bytes;
}

static void type_word(struct workspace *workspace, struct str word)
{
	for (size_t i = 0; i < word.size; i++) {
		char letter = word.bytes[i] == '_' ? ' ' : word.bytes[i];
		workspace_key(workspace, (struct key){ (unsigned char)letter });
	}
}

static void press_one(struct workspace *workspace, struct str name)
{
	struct key key;
	assert_true(key_parse(name, &key));
	workspace_key(workspace, key);
}

void typist_press(struct workspace *workspace, const char *names, int rows, int columns)
{
	struct arena scratch = {0};
	for (struct str rest = str_of(names); rest.bytes;) {
		struct str name = str_cut(&rest, ' ');
		if (name.size > 1 && name.bytes[0] == '=')
			type_word(workspace, str_slice(name, 1, name.size - 1));
		else
			press_one(workspace, name);
		typist_sees(workspace, &scratch, rows, columns);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}
