#include "config.h"

#include "ui/terminal_wire.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ui/terminal_raw.h"

/* ── Holding ────────────────────────────────────────────────────────────────────────────────── */

static int open_memory(void)
{
#ifdef MFD_CLOEXEC
	return memfd_create("screen", MFD_CLOEXEC);
#else
	return -1;
#endif
}

static void end_leads_to(const struct terminal_wire *wire, int descriptor)
{
	int end = fileno(wire->end);
	while (dup2(descriptor, end) < 0 && errno == EINTR)
		;
	fcntl(end, F_SETFD, FD_CLOEXEC);
}

bool terminal_wire_open(struct terminal_wire *wire)
{
	*wire = (struct terminal_wire){ .memory = -1 };
	wire->terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
	int end = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
	wire->end = end >= 0 && wire->terminal >= 0 ? fdopen(end, "w") : NULL;
	if (wire->end) {
		wire->memory = open_memory();
		return true;
	}
	if (end >= 0)
		close(end);
	if (wire->terminal >= 0)
		close(wire->terminal);
	return false;
}

void terminal_wire_hold(struct terminal_wire *wire)
{
	if (wire->memory < 0 || wire->is_held)
		return;
	end_leads_to(wire, wire->memory);
	wire->is_held = true;
}

/* What was written to the memory since it was last empty. */
static struct str take_held(struct terminal_wire *wire)
{
	off_t end = lseek(wire->memory, 0, SEEK_CUR);
	size_t size = end > 0 ? (size_t)end : 0, count = 0;
	char *bytes = ARENA_MANY(&wire->scratch, char, size + 1);
	for (ssize_t part = 1; count < size && part > 0; count += (size_t)(part > 0 ? part : 0))
		part = pread(wire->memory, bytes + count, size - count, (off_t)count);
	lseek(wire->memory, 0, SEEK_SET);
	return wire->may_shorten ? terminal_wire_shorten(bytes, count)
	                         : (struct str){ bytes, count };
}

void terminal_wire_send(struct terminal_wire *wire)
{
	if (!wire->is_held)
		return;
	end_leads_to(wire, wire->terminal);
	wire->is_held = false;
	terminal_raw_write_to(wire->terminal, take_held(wire));
	arena_reset(&wire->scratch);
}

void terminal_wire_put(struct terminal_wire *wire, struct str bytes)
{
	terminal_raw_write_to(fileno(wire->end), bytes);
}

void terminal_wire_close(struct terminal_wire *wire)
{
	fclose(wire->end);
	close(wire->terminal);
	if (wire->memory >= 0)
		close(wire->memory);
	arena_release(&wire->scratch);
}

/* ── Shortening ─────────────────────────────────────────────────────────────────────────────── */

/* What is read, and what is written in its place, which is never longer.
 *
 *	plain ──ESC[2m──▶ in a look ──ESC[m──▶ ending ──the same look──▶ in a look: nothing
 *	  ▲                                      │ ├────another look───▶ in a look: ESC[; and it
 *	  └─────────────what shows───────────────┘ └────move, blank────▶ ending: it alone
 */
struct shortening {
	const char *bytes;              /* of all that is read */
	size_t size, at;
	char *out;
	size_t out_size;
	size_t look_at, look_size;      /* in `out`: of the look; size 0: the plain one */
	bool hides_blanks;              /* blanks look in it as in the plain one */
	bool is_ending;                 /* its end was read and is not yet written */
};

/* The sequence or the byte at `at`. */
static struct str next_word(const struct shortening *it)
{
	const struct str rest = { it->bytes + it->at, it->size - it->at };
	size_t end = 1;
	if (rest.bytes[0] != '\033' || rest.size < 2)
		return str_slice(rest, 0, 1);
	if (rest.bytes[1] == '[')
		for (end = 2; end < rest.size && rest.bytes[end] >= '0' && rest.bytes[end] <= '?';)
			end++;
	while (end < rest.size && rest.bytes[end] >= ' ' && rest.bytes[end] <= '/')
		end++;
	return str_slice(rest, 0, end + 1);
}

/* The parameters of a sequence ESC[…final; `bytes` NULL: it is none. */
static struct str parameters_of(struct str word, const char *finals)
{
	bool is_one = word.size > 2 && word.bytes[1] == '[' &&
	              strchr(finals, word.bytes[word.size - 1]);
	return is_one ? str_slice(word, 2, word.size - 3) : (struct str){0};
}

/* Colours of letters, bold and dim; all else may show on a blank. */
static bool look_hides_blanks(struct str look)
{
	enum { BOLD = 1, DIM = 2, OF_A_PALETTE = 38, MOST = 255 };
	for (struct str rest = look; rest.bytes;) {
		uint64_t number = 0;
		if (!str_number(str_cut(&rest, ';'), MOST, &number))
			return false;
		bool is_colour = (number >= 30 && number <= 37) || (number >= 90 && number <= 97);
		if (number == OF_A_PALETTE) {
			str_cut(&rest, ';');
			str_cut(&rest, ';');
		} else if (!is_colour && number != BOLD && number != DIM) {
			return false;
		}
	}
	return true;
}

/* True if it shows nothing, or nothing but blanks in a look that does not show there. */
static bool may_come_before_end(const struct shortening *it, struct str word)
{
	bool is_move = str_equal(word, STR("\r")) || str_equal(word, STR("\b")) ||
	               str_equal(word, STR("\v")) || parameters_of(word, "ABCDGHd").bytes;
	bool is_blank = word.bytes[0] == ' ' || parameters_of(word, "KXb").bytes;
	return is_move || (is_blank && it->hides_blanks);
}

static void add(struct shortening *it, struct str bytes)
{
	memmove(it->out + it->out_size, bytes.bytes, bytes.size);
	it->out_size += bytes.size;
}

static void end_look(struct shortening *it)
{
	add(it, STR("\033[m"));
	it->is_ending = false;
	it->look_size = 0;
}

/* A look begins: in the plain one, or in place of the one that is ending. */
static void begin_look(struct shortening *it, struct str parameters)
{
	struct str look = { it->out + it->look_at, it->look_size };
	bool is_same = it->is_ending && str_equal(parameters, look);
	bool replaces = it->is_ending;
	it->is_ending = false;
	if (is_same)
		return;
	add(it, replaces ? STR("\033[;") : STR("\033["));
	it->look_at = it->out_size;
	it->look_size = parameters.size;
	add(it, parameters);
	add(it, STR("m"));
	it->hides_blanks = look_hides_blanks((struct str){ it->out + it->look_at, it->look_size });
}

static void take_word(struct shortening *it, struct str word)
{
	struct str look = parameters_of(word, "m");
	bool is_end = str_equal(word, STR("\033[m"));
	bool is_look = look.size > 0;
	if (is_end && it->look_size > 0)
		it->is_ending = true;
	else if (is_look && (it->is_ending || it->look_size == 0))
		begin_look(it, look);
	else {
		if (it->is_ending && !may_come_before_end(it, word))
			end_look(it);
		add(it, word);
	}
}

struct str terminal_wire_shorten(char *bytes, size_t size)
{
	struct shortening it = { .bytes = bytes, .size = size, .out = bytes };
	while (it.at < size) {
		struct str word = next_word(&it);
		it.at += word.size;
		take_word(&it, word);
	}
	if (it.is_ending)
		end_look(&it);
	return (struct str){ bytes, it.out_size };
}
