#include "cli/manual.h"

/* A backslash begins an escape, a hyphen would be taken for one of typography, and a dot or an
 * apostrophe at the start of a line begins a request. */
static void put_quoted(struct output *output, struct str text)
{
	struct shown shown = shown_prose(output->arena, text);
	if (shown.size && (shown.bytes[0] == '.' || shown.bytes[0] == '\''))
		fputs("\\&", output->stream);
	for (size_t i = 0; i < shown.size; i++) {
		char byte = shown.bytes[i];
		if (byte == '\\')
			fputs("\\e", output->stream);
		else if (byte == '-')
			fputs("\\-", output->stream);
		else
			fputc(byte, output->stream);
	}
}

void manual_heading(struct output *output, struct str text)
{
	fputs(".SS ", output->stream);
	put_quoted(output, text);
	fputc('\n', output->stream);
}

void manual_item(struct output *output, struct str tag)
{
	fputs(".TP\n\\fB", output->stream);
	put_quoted(output, tag);
	fputs("\\fR\n", output->stream);
}

void manual_text(struct output *output, struct str text)
{
	put_quoted(output, text);
	fputc('\n', output->stream);
}

void manual_sentence(struct output *output, const char *text)
{
	struct str str = str_of(text);
	if (str_is_empty(str))
		return;
	put_quoted(output, str);
	fputs(str_ends_with(str, STR(".")) ? "\n" : ".\n", output->stream);
}
