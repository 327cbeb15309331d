#include "ui/hint.h"

#include "base/message.h"
#include "ui/workspace.h"

struct hint hint_of(struct arena *frame, enum key_context context, enum action action,
                    const char *word)
{
	return (struct hint){
		shown_line(frame, keymap_keys(frame, context, action, true)),
		shown_literal(frame, _(word)),
		action,
	};
}

int hint_width(struct hint hint)
{
	return hint.key.width + 1 + hint.word.width;
}

int hint_draw(struct workspace *workspace, struct canvas *bar, struct hint hint, int column)
{
	struct hint_places *places = &workspace->hint_places;
	if (places->count < HINT_PLACES && hint.action != ACTION_NONE)
		places->items[places->count++] = (struct hint_place){
			bar->clip.column + column, hint_width(hint), hint.action,
		};
	column = canvas_put(bar, 0, column, ROLE_BAR_KEY, hint.key) + 1;
	return canvas_put(bar, 0, column, ROLE_BAR, hint.word) + HINT_GAP;
}
