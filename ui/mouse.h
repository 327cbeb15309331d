/* mouse: what somebody did with it, and where. */
#ifndef DOSSIER_UI_MOUSE_H
#define DOSSIER_UI_MOUSE_H

/* Only these are told. Movements, other buttons and whatever is done with a modifier held stay the
 * terminal's own. */
enum mouse_deed { MOUSE_CLICK, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN, MOUSE_DEED_COUNT };

struct mouse {
	enum mouse_deed deed;
	int row, column;                /* of the screen, from 0; it may have shrunk since then */
	long when_ms;                   /* by a clock that only goes forward */
};

#endif
