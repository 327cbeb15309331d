/* message: the program's own words in the reader's language.
 *
 * English stands in the code, as the key of what a translator wrote (gettext: po/NAME.po, compiled
 * to NAME/LC_MESSAGES/dossier.mo). What is not translated stays English. Only what people read is
 * translated: never what is stored or hashed, ids, keys of JSON, names of commands, actions,
 * options and fields, or what the collection says. Findings are kept in the archive, which must be
 * the same bytes for everybody, so they stay English too.
 *
 * A sentence is one message; it is never put together from halves, whose order is another
 * elsewhere.
 */
#ifndef DOSSIER_BASE_MESSAGE_H
#define DOSSIER_BASE_MESSAGE_H

#include <stddef.h>

#include "base/str.h"

/* Mark a text for the catalogue: `_` translates it, `N_` leaves that to who reads the table it
 * stands in, by message_in. These two names are those that tools for translators look for. */
#define _(text) message_in(text)
#define N_(text) (text)

/* Which language: that of LANGUAGE, LC_ALL, LC_MESSAGES or LANG, in this order, as gettext has it.
 * To call once, before the first message and the first thread; without it, all is English. `folder`
 * holds the catalogues and must last. */
void messages_open(const char *folder);

/* `text` in the reader's language, or `text` itself. Lives as long as the program. */
const char *message_in(const char *text) __attribute__((format_arg(1), returns_nonnull));

/* The same for `count` things: `one` and `many` are the English, of which each language makes as
 * many forms as it has. What the format takes is handed to it as to any other, the number too. */
const char *message_count(const char *one, const char *many, size_t count)
	__attribute__((format_arg(1), format_arg(2), returns_nonnull));

/* message_in for a text that has an end but no NUL, such as a label of the schema. An empty one,
 * and one longer than any label, stays as it is. */
struct str message_of(struct str text);

#endif
