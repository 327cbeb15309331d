/* list_row: what a row of a list is made of: a name, cut so that it can be told from its
 * neighbours, and a word or number at the right. */
#ifndef DOSSIER_UI_LIST_ROW_H
#define DOSSIER_UI_LIST_ROW_H

#include "ui/canvas.h"

struct arena;

/* Where a text is cut: its bytes before `head` stand, then an ellipsis, then those from `tail` on.
 * Of a whole text both are its size.
 *
 *	Russia refuses to end arms deliveries           at the end, behind a word:
 *	Russia refuses to end…
 *	Min Aung Hlaing in Moscow, June 2021            in the middle, where a neighbour begins
 *	Min Aung … June 2021                            like what would be left of it
 */
struct list_cut { size_t head, tail; };

/* For `room` columns. Neighbours may be empty. */
struct list_cut list_cut(struct arena *frame, struct str text, int room);
struct list_cut list_cut_among(struct arena *frame, struct str text, int room, struct str above,
                               struct str below);

/* The text as it is cut. Raw; in `frame`, or borrowed if it is whole. */
struct str list_cut_text(struct arena *frame, struct str text, struct list_cut cut);

/* The same at once: a name in the alphabet of names, for the screen. */
struct shown list_fit(struct arena *frame, struct str name, int room);

/* Text at the left, and a number or a word at the right, which stays whole. */
void list_draw_pair(struct canvas *canvas, struct arena *frame, int row, enum role role,
                    struct str left, enum role right_role, struct str right);

/* The first of some texts for the right end, the most telling first, that leaves a name whole, or
 * at least so many columns of it; empty if none does. Borrowed. */
struct list_texts { const struct str *items; size_t count; };
struct str list_right(struct arena *frame, struct str name, int least, int columns,
                      struct list_texts texts);

/* The same for a name between two others, and a date. */
struct list_name { struct str text, above, below; };
void list_draw_name(struct canvas *canvas, struct arena *frame, enum role role,
                    struct list_name name, struct str date);

/* Columns that a name has before anything else gets some; and the opening of a text, which is
 * cut in any case. */
enum { LIST_NAME_WIDTH = 34, LIST_OPENING_WIDTH = 24 };

/* A date (EDTF) for the right end of a row of so many columns, without the doubts that it has and
 * the end that it has not; empty where the name needs the room. In `frame`. */
struct str list_date(struct arena *frame, struct str date, int columns);

#endif
