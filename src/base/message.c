#include "base/message.h"

#include <locale.h>
#include <stdbool.h>
#include <string.h>

#ifdef ENABLE_NLS
# include <libintl.h>

enum {
	LONGEST_LABEL = 127,  /* bytes; message_of looks no longer ones up */
};

/* Whether there is a catalogue at all. Without one, no message is looked up: gettext would look for
 * its file again and again. */
static bool is_translated;

/* The translation of the empty message is the catalogue's own header. */
void messages_open(const char *folder)
{
	setlocale(LC_MESSAGES, "");
	bindtextdomain("dossier", folder);
	bind_textdomain_codeset("dossier", "UTF-8");
	textdomain("dossier");
	is_translated = *gettext("") != '\0';
}

const char *message_in(const char *text)
{
	return is_translated && *text ? gettext(text) : text;
}

const char *message_count(const char *one, const char *many, size_t count)
{
	if (is_translated)
		return ngettext(one, many, count);
	return count == 1 ? one : many;
}

struct str message_of(struct str text)
{
	char key[LONGEST_LABEL + 1];
	if (!is_translated || str_is_empty(text) || text.size > LONGEST_LABEL)
		return text;

	memcpy(key, text.bytes, text.size);
	key[text.size] = '\0';
	const char *found = gettext(key);
	return found == key ? text : str_of(found);
}

#else

void messages_open(const char *folder)
{
	(void)folder;
}

const char *message_in(const char *text)
{
	return text;
}

const char *message_count(const char *one, const char *many, size_t count)
{
	return count == 1 ? one : many;
}

struct str message_of(struct str text)
{
	return text;
}

#endif
