#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Bytes of the UTF-8 character that `lead` begins; 1 for what begins none. */
static size_t character_size(unsigned char lead)
{
	return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
}

/* Drop what is left of a character that the end of the buffer cut in two. */
static void drop_torn_character(char *sentence)
{
	size_t size = strlen(sentence);
	for (size_t back = 1; back <= 3 && back <= size; back++) {
		unsigned char byte = (unsigned char)sentence[size - back];
		if ((byte & 0xC0) == 0x80)
			continue;
		if (character_size(byte) > back)
			sentence[size - back] = '\0';
		return;
	}
}

/* The parts may point into `why->sentence` itself, so they are put together beside it. */
static void set_sentence(struct fault *why, const char *first, const char *between,
                         const char *second)
{
	char sentence[FAULT_SENTENCE_SIZE];
	int size = snprintf(sentence, sizeof(sentence), "%s%s%s", first, between, second);
	if (size >= FAULT_SENTENCE_SIZE)
		drop_torn_character(sentence);
	memcpy(why->sentence, sentence, sizeof(sentence));
}

bool fault_set(struct fault *why, enum fault_kind kind, const char *format, ...)
{
	if (!why)
		return false;

	char sentence[FAULT_SENTENCE_SIZE + 1] = "";    /* one more shows set_sentence the excess */
	va_list list;
	va_start(list, format);
	vsnprintf(sentence, sizeof(sentence), format, list);
	va_end(list);

	why->kind = kind;
	set_sentence(why, sentence, "", "");
	return false;
}

bool fault_add(struct fault *why, const char *format, ...)
{
	if (!why)
		return false;

	char context[FAULT_SENTENCE_SIZE + 1] = "";
	va_list list;
	va_start(list, format);
	vsnprintf(context, sizeof(context), format, list);
	va_end(list);

	set_sentence(why, context, ": ", why->sentence);
	return false;
}

int fault_exit_status(const struct fault *why)
{
	return why && why->kind == FAULT_USAGE ? 2 : 3;
}
