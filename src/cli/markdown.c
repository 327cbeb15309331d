#include "cli/markdown.h"

#include <string.h>

/* Signs that mean something wherever they stand, and those that do so where a line begins. */
static const char signs[] = "\\`*_[]<>#|~&$", first_signs[] = "+-=";

/* The bytes of "12." or "12)" before the sign, which would begin a list; 0 if it is no such. */
static size_t number_size(struct shown line)
{
	size_t size = 0;
	while (size < line.size && line.bytes[size] >= '0' && line.bytes[size] <= '9')
		size++;
	bool is_number = size && size < line.size &&
	                 (line.bytes[size] == '.' || line.bytes[size] == ')');
	return is_number ? size : 0;
}

/* What was made harmless has no NUL, and stays so: only signs of ASCII are added. Blanks at the
 * beginning would make it the text of a program. */
void markdown_text(struct output *output, struct str raw)
{
	struct shown line = shown_prose(output->arena, str_trim(raw));
	size_t number = number_size(line);
	for (size_t i = 0; i < line.size; i++) {
		char byte = line.bytes[i];
		if (strchr(signs, byte) || (i == 0 && strchr(first_signs, byte)) ||
		    (number && i == number))
			fputc('\\', output->stream);
		fputc(byte, output->stream);
	}
}

/* A line ends where it ended, by a backslash; an empty one ends a paragraph. */
void markdown_quotation(struct output *output, struct str raw)
{
	for (struct str rest = str_trim(raw); rest.bytes;) {
		struct str line = str_trim(str_cut(&rest, '\n')), next = rest;
		bool goes_on = line.size && str_trim(str_cut(&next, '\n')).size;
		fputs(line.size ? "> " : ">", output->stream);
		markdown_text(output, line);
		fputs(goes_on ? "\\\n" : "\n", output->stream);
	}
}
