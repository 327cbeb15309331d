/* What ncurses sends to the terminals that the tests use, and nothing else. A sequence is allowed
 * only in the forms that terminfo has for them: whatever asks for an answer, a title, a clipboard,
 * a palette or another size is none of these. */
#include "hostile/scan.h"

#include <string.h>

/* Whole sequences behind ESC. */
static const char *const sequences[] = {
	"7", "8", "=", ">", "M", "D", "E", "H", "(B", "(0", ")B", ")0",
	"]104\a",                       /* orig_colors of xterm-256color */
	"]R",                           /* orig_colors of linux */
	"[22;0;0t", "[23;0;0t",         /* smcup and rmcup of xterm put the title on a stack */
	"[?0c", "[?1c", "[?8c",         /* the cursor of linux */
	"[34h", "[34l",                 /* the cursor of screen */
	"[4h", "[4l",                   /* insert mode */
	"[>4;1m", "[>4m",
};

/* Final bytes of "ESC [ NUMBERS": moving, erasing, scrolling, colours, regions, repeating. */
static const char finals[] = "@ABCDGHIJKLMPSTXZ`bdmr";

/* Modes of "ESC [ ? MODES h" and l. */
static const char *const modes[] = {
	"1", "3", "3;4", "4", "5", "6", "7", "12", "12;25", "25", "47", "1000", "1006", "1034",
	"1047", "1048", "1049", "2004",
};

static bool begins_with(const struct scan *scan, size_t at, const char *text)
{
	size_t size = strlen(text);
	return scan->size - at >= size && memcmp(scan->bytes + at, text, size) == 0;
}

/* Bytes behind ESC of one of the whole sequences, or 0. */
static size_t whole_size(const struct scan *scan, size_t at)
{
	for (size_t i = 0; i < sizeof(sequences) / sizeof(*sequences); i++)
		if (begins_with(scan, at, sequences[i]))
			return strlen(sequences[i]);
	return 0;
}

/* Bytes of the numbers and semicolons at `at`. */
static size_t numbers_size(const struct scan *scan, size_t at)
{
	size_t end = at;
	while (end < scan->size && strchr("0123456789;:", scan->bytes[end]) && scan->bytes[end])
		end++;
	return end - at;
}

static bool is_mode(const char *numbers, size_t size)
{
	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++)
		if (strlen(modes[i]) == size && memcmp(modes[i], numbers, size) == 0)
			return true;
	return false;
}

/* Bytes behind ESC of "[31m" or "[?25h", or 0. */
static size_t control_size(const struct scan *scan, size_t at)
{
	if (!begins_with(scan, at, "["))
		return 0;
	bool is_private = begins_with(scan, at, "[?");
	size_t start = at + (is_private ? 2 : 1);
	size_t size = numbers_size(scan, start), end = start + size;
	if (end >= scan->size || size > 32 || !scan->bytes[end])
		return 0;
	char final = scan->bytes[end];
	bool is_known = strchr(finals, final) != NULL;
	if (is_private)
		is_known = (final == 'h' || final == 'l') && is_mode(scan->bytes + start, size);
	return is_known ? end + 1 - at : 0;
}

static bool take_sequence(struct scan *scan)
{
	size_t behind = scan->at + 1;
	size_t size = whole_size(scan, behind);
	if (!size)
		size = control_size(scan, behind);
	if (!size)
		return scan_offend(scan, "sequence that ncurses does not send", 0x1B);
	scan->at = behind + size;
	return true;
}

bool scan_tty(struct scan *scan)
{
	while (scan->at < scan->size) {
		char byte = scan->bytes[scan->at];
		bool is_control = byte == 0x1B || (byte && strchr("\b\t\n\v\r\x0E\x0F", byte));
		if (!is_control) {
			if (!scan_character(scan))
				return false;
			continue;
		}
		scan->before = 0;
		if (byte != 0x1B)
			scan->at++;
		else if (!take_sequence(scan))
			return false;
	}
	return true;
}
