/* kiosk: that whoever sits here is a stranger, for whom the program is all there is.
 *
 * No editor, no command, no file of theirs, no shell: the actions that would lead there are refused
 * and are in no help. For the whole process, like the keys; set once, before the front end opens.
 */
#ifndef DOSSIER_UI_KIOSK_H
#define DOSSIER_UI_KIOSK_H

#include <stdbool.h>

#include "ui/action.h"

void kiosk_set(bool is_kiosk);
bool kiosk_is_on(void);

/* Why the action is not carried out, as a sentence without full stop; NULL: it may be. */
const char *kiosk_refusal(enum action action);

#endif
