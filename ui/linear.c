#include "ui/linear.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "archive/revision.h"
#include "base/mapping.h"
#include "base/message.h"
#include "base/unicode.h"
#include "model/limits.h"
#include "ui/kiosk.h"

enum { LINE_SIZE = 4096, UNKNOWN_PORTION = 22, PROMPT_ROWS = 2 };

/* ── Interruptions ──────────────────────────────────────────────────────────────────────────────
 *
 *	first   what is typed or printed is given up, and that is said
 *	second  before a line was typed: the program ends by it, at once if it is busy
 *
 * Where the line is gone, or somebody ends the program, where the reading stopped is kept first.
 */
static volatile sig_atomic_t is_interrupted, ended_by;

enum { CAUGHT = 3 };
static const int caught[CAUGHT] = { SIGINT, SIGHUP, SIGTERM };

static void note_interrupt(int number)
{
	if (is_interrupted) {
		signal(number, SIG_DFL);
		raise(number);
	}
	is_interrupted = 1;
}

static void note_end(int number)
{
	ended_by = number;
	is_interrupted = 1;
}

bool linear_is_interrupted(void)
{
	return is_interrupted;
}

static void handle_signals(struct sigaction before[CAUGHT])
{
	is_interrupted = ended_by = 0;
	for (int i = 0; i < CAUGHT; i++) {
		struct sigaction action = {
			.sa_handler = caught[i] == SIGINT ? note_interrupt : note_end,
		};
		sigemptyset(&action.sa_mask);
		sigaction(caught[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(caught[i], &action, NULL);
	}
}

/* To a stranger the terminal's own keys lead nowhere either: C-z stops nothing, C-\ ends
 * nothing. */
static void lock_terminal_keys(void)
{
	signal(SIGTSTP, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
}

static void restore_signals(const struct sigaction before[CAUGHT])
{
	for (int i = 0; i < CAUGHT; i++)
		sigaction(caught[i], &before[i], NULL);
}

/* ── Saying ─────────────────────────────────────────────────────────────────────────────────── */

void linear_write(struct linear *linear, const char *bytes, size_t size)
{
	for (size_t at = 0; at < size && !is_interrupted && !linear->write_error;) {
		struct pollfd polled = { .fd = linear->out, .events = POLLOUT };
		ssize_t count = write(linear->out, bytes + at, size - at);
		if (count > 0)
			at += (size_t)count;
		else if (count < 0 && errno == EAGAIN)
			poll(&polled, 1, -1);
		else if (count < 0 && errno != EINTR)
			linear->write_error = errno;
	}
}

static struct str wrapped(const struct linear *linear, struct arena *arena, struct shown sentence)
{
	struct page_writer writer = page_begin(arena, linear->width);
	struct text lines = { .arena = arena };
	page_text(&writer, ROLE_TEXT, sentence);
	struct page page = page_end(&writer);
	for (uint32_t line = 0; line < page.lines.count; line++) {
		text_add(&lines, page_line_text(&page, arena, line));
		text_add_byte(&lines, '\n');
	}
	return text_str(&lines);
}

static struct str lines_of(const struct linear *linear, struct arena *arena, struct shown sentence)
{
	if (linear->width == 0 || sentence.width <= linear->width)
		return str_format(arena, "%.*s\n", STR_ARGS(shown_str(sentence)));
	return wrapped(linear, arena, sentence);
}

struct str linear_lines(const struct linear *linear, struct arena *arena, struct str raw)
{
	return lines_of(linear, arena, shown_prose(arena, shown_name(arena, raw)));
}

void linear_say(struct linear *linear, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	struct str raw = str_format_list(&linear->scratch, format, list);
	va_end(list);
	struct str lines = linear_lines(linear, &linear->scratch, raw);
	linear_write(linear, lines.bytes, lines.size);
}

/* Where nobody types, nobody ends the line of the prompt. */
static void prompt(struct linear *linear)
{
	struct str mark = linear->is_prompting ? STR("> ") : STR(">\n");
	linear_write(linear, mark.bytes, mark.size);
}

/* ── News of the collection ─────────────────────────────────────────────────────────────────── */

/* Behind a revision comes the whole, which says the same: of that there is nothing to tell. False
 * if nothing was said, as before the first dossier: then it is not news. */
static bool tell(struct linear *linear, struct str told, bool is_new)
{
	bool is_told = archive_base(linear->archive) != linear->archive;
	if (linear->page.id.size == 0)
		return false;
	if (is_new && linear->is_part)
		linear_say(linear, _("All of the collection is read"));
	else if (told.size)
		linear_say(linear, "%.*s", STR_ARGS(told));
	else if (is_new && !is_told)
		linear_say(linear, _("Files of the collection have changed, and were read anew"));
	else
		return false;
	return true;
}

static void take_archive(struct linear *linear, const struct archive *archive)
{
	bool was_part = linear->is_part;
	linear->is_part = false;
	linear->archive = archive;
	linear_known_renew(linear);
	if (dossier_is_none(dossier_find(archive, linear->page.id)) && linear->page.id.size)
		linear_say(linear, _("'%.*s' is no longer in the collection"),
		           STR_ARGS(linear->page.id));
	linear_list_renew(linear);
	linear_page_renew(linear);
	if (was_part && linear->options.renewal->drop)
		linear->options.renewal->drop(linear->options.renewal->context);
}

/* The next piece of news, for which it waits. True if something was said. */
static bool take_news(struct linear *linear)
{
	char byte;
	struct str note = {0}, told = {0};
	ssize_t count = read(linear->news, &byte, 1);
	if (count < 0)
		return false;
	if (count == 0)
		linear->news = -1;
	const struct ui_renewal *renewal = linear->options.renewal;
	const struct archive *archive = renewal->take(renewal->context, &note);
	if (renewal->told)
		told = renewal->told(renewal->context);
	bool is_new = archive && archive != linear->archive;
	bool has_said = tell(linear, told, is_new);
	if (is_new)
		take_archive(linear, archive);
	if (note.size)
		linear_say(linear, "%.*s", STR_ARGS(note));
	return has_said || note.size;
}

/* ── Lines that are typed ───────────────────────────────────────────────────────────────────── */

struct typed {
	char bytes[LINE_SIZE];
	size_t size;                    /* of what was read and is no line yet, and of lines */
	bool is_too_long;               /* the beginning of this one was dropped */
	bool has_ended;
};

/* The next whole line, cut off into `arena`; false if there is none yet. At the end of the input
 * what is left is one. */
static bool cut_line(struct typed *typed, struct arena *arena, struct str *line)
{
	struct str all = { typed->bytes, typed->size };
	size_t end = str_find(all, STR("\n"), 0);
	if (end == SIZE_MAX && !(typed->has_ended && typed->size))
		return false;
	size_t taken = end == SIZE_MAX ? typed->size : end + 1;
	*line = str_copy(arena, str_slice(all, 0, end == SIZE_MAX ? typed->size : end));
	typed->size -= taken;
	memmove(typed->bytes, typed->bytes + taken, typed->size);
	return true;
}

static void read_more(struct linear *linear, struct typed *typed)
{
	if (typed->size == sizeof(typed->bytes)) {
		typed->is_too_long = true;
		typed->size = 0;
	}
	ssize_t count = read(linear->in, typed->bytes + typed->size,
	                     sizeof(typed->bytes) - typed->size);
	if (count > 0)
		typed->size += (size_t)count;
	else if (count == 0 || (errno != EINTR && errno != EAGAIN))
		typed->has_ended = true;
}

/* Wait for what is typed, news or an interruption; the news is taken, but what is typed already
 * goes first: its numbers are those that were said before. An interruption cannot slip in between
 * the look at its flag and the wait. */
static void wait_for_one(struct linear *linear, struct typed *typed)
{
	sigset_t only, before;
	struct pollfd polled[] = {
		{ .fd = linear->in, .events = POLLIN }, { .fd = linear->news, .events = POLLIN },
	};
	sigemptyset(&only);
	for (int i = 0; i < CAUGHT; i++)
		sigaddset(&only, caught[i]);
	sigprocmask(SIG_BLOCK, &only, &before);
	int count = is_interrupted ? -1 : ppoll(polled, 2, NULL, &before);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (count <= 0)
		return;
	if (polled[0].revents) {
		read_more(linear, typed);
	} else if (polled[1].revents) {
		if (take_news(linear))
			prompt(linear);
		arena_reset(&linear->scratch);
	}
}

/* News that is there already is taken between two lines, without a wait. */
static void take_ready_news(struct linear *linear)
{
	struct pollfd polled = { .fd = linear->news, .events = POLLIN };
	while (linear->news >= 0 && poll(&polled, 1, 0) > 0) {
		take_news(linear);
		polled.fd = linear->news;
	}
}

/* Where nobody types, all that is said is of the whole, whatever it takes. */
static void wait_for_all(struct linear *linear)
{
	struct dossier_ref *start = &linear->options.start;
	struct str id = str_copy(&linear->arena, dossier_id(linear->archive, *start));
	while (linear->is_part && linear->news >= 0 && !is_interrupted)
		take_news(linear);
	*start = dossier_find(linear->archive, id);
}

/* ── The loop ───────────────────────────────────────────────────────────────────────────────── */

/* What was typed so far is forgotten, by the terminal as well. False if it is the second. */
static bool give_up(struct linear *linear, struct typed *typed, unsigned *in_a_row)
{
	static const char line_feed = '\n';
	is_interrupted = 0;
	typed->size = 0;
	typed->is_too_long = false;
	linear_write(linear, &line_feed, 1);
	if (++*in_a_row > 1)
		return false;
	linear_say(linear, _("Cancelled. Once more ends the program."));
	prompt(linear);
	return true;
}

/* "disputed claims" is "claims disputed". */
static bool list_of_kind_behind(struct linear *linear, struct str line)
{
	size_t at = line.size;
	while (at > 0 && line.bytes[at - 1] != ' ')
		at--;
	struct str words = str_trim(str_slice(line, 0, at));
	struct str turned = str_join(&linear->scratch, str_slice(line, at, SIZE_MAX), STR(" "),
	                             words);
	return words.size && linear_list_of_kind(linear, turned, true);
}

/* A name alone goes there. */
static bool open_called(struct linear *linear, struct str line)
{
	struct dossier_ref ref;
	bool is_name = linear_name_find(linear, line, true, &ref);
	if (is_name)
		linear_visit(linear, ref);
	return is_name;
}

static void carry_out(struct linear *linear, struct typed *typed, struct str line)
{
	struct fault why = {0};
	struct linear_command command;
	if (typed->is_too_long)
		linear_say(linear, _("That line is too long: at most %d bytes can be typed"),
		           LINE_SIZE);
	else if (str_find(line, (struct str){ "", 1 }, 0) != SIZE_MAX)
		linear_say(linear, _("That line cannot be read: it has a byte in it that is no "
		                     "letter"));
	else if (str_find(line, STR("\033"), 0) != SIZE_MAX)
		linear_say(linear, _("Arrows and other such keys mean nothing here: type words, or "
		                     "Enter to read on"));
	else if (unicode_find_invalid(line) != SIZE_MAX)
		linear_say(linear, _("That line cannot be read: it is not UTF-8"));
	else if (linear_command_parse(&linear->scratch, line, &command, &why))
		linear_act(linear, &command);
	else if (!linear_list_of_kind(linear, line, true) && !open_called(linear, line) &&
	         !list_of_kind_behind(linear, line))
		linear_say(linear, "%s", why.sentence);
	typed->is_too_long = false;
	if (mapping_is_broken())
		linear_say(linear, _("What was kept of the collection got shorter while it was "
		             "read: start dossier again"));
}

/* As many lines as the terminal has, but for the prompt and what ends a portion; all of them, of
 * pages and of lists, where nobody waits for them. */
static size_t portion_of(int in, int out)
{
	struct winsize size = {0};
	if (!isatty(in))
		return 0;
	if (ioctl(out, TIOCGWINSZ, &size) == 0 && size.ws_row > PROMPT_ROWS)
		return size.ws_row - PROMPT_ROWS;
	return UNKNOWN_PORTION;
}

enum { LEAST_COLUMNS = 20 };

/* The terminal may have another size than at the last answer. A portion that the reader chose
 * stays. */
static void fit_terminal(struct linear *linear)
{
	struct winsize size = {0};
	size_t portion = portion_of(linear->in, linear->out);
	if (!isatty(linear->out) || ioctl(linear->out, TIOCGWINSZ, &size) != 0)
		return;
	if (linear->portion == linear->own_portion)
		linear->portion = portion;
	linear->own_portion = portion;
	int width = size.ws_col < LIMIT_COLUMNS ? size.ws_col : LIMIT_COLUMNS;
	if (linear->width && width >= LEAST_COLUMNS && width != linear->width)
		linear_page_fit(linear, width);
}

/* Until the end of the input, or the reader's. Gives the signal that ended it, or 0. */
static int loop(struct linear *linear)
{
	struct typed typed = {0};
	unsigned in_a_row = 0;
	struct str line;
	while (!linear->is_done && !linear->write_error) {
		if (ended_by) {
			return ended_by;
		} else if (is_interrupted) {
			if (!give_up(linear, &typed, &in_a_row))
				return SIGINT;
		} else if (cut_line(&typed, &linear->scratch, &line)) {
			in_a_row = 0;
			fit_terminal(linear);
			carry_out(linear, &typed, line);
			if (!linear->is_done) {
				take_ready_news(linear);
				prompt(linear);
			}
			arena_reset(&linear->scratch);
		} else if (typed.has_ended) {
			break;
		} else {
			wait_for_one(linear, &typed);
		}
	}
	return 0;
}

static void begin(struct linear *linear)
{
	struct dossier_ref start = linear->options.start;
	if (linear->options.note.size)
		linear_say(linear, "%.*s", STR_ARGS(linear->options.note));
	if (linear->is_part)
		linear_say(linear, _("A part of the collection is open; all of it is being read"));
	if (linear->options.shows_tour)
		linear_tour(linear, NULL);
	if (dossier_is_none(start) && linear_resume(linear))
		return;
	if (dossier_is_none(start))
		start = archive_collection(linear->archive).home;
	struct row_span all = dossiers_by_name(linear->archive);
	if (dossier_is_none(start) && all.count)
		start = (struct dossier_ref){ all.rows[0] };
	if (dossier_is_none(start))
		linear_say(linear, _("There is no dossier in this collection"));
	else
		linear_visit(linear, start);
}

bool linear_run(struct ui_options options, int width, int *signal_number, struct fault *why)
{
	struct sigaction before[CAUGHT];
	struct linear linear = {
		.options = options, .archive = options.archive, .is_part = options.is_part,
		.in = STDIN_FILENO, .out = STDOUT_FILENO, .width = width,
		.news = options.renewal ? options.renewal->descriptor : -1,
		.is_prompting = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO),
		.portion = portion_of(STDIN_FILENO, STDOUT_FILENO),
		.own_portion = portion_of(STDIN_FILENO, STDOUT_FILENO),
		.page = { .link = -1, .depth = TREE_DEPTH, .match = SIZE_MAX },
		.list = { .cursor = SIZE_MAX, .match = SIZE_MAX },
		.is_brief = true,
	};
	kiosk_set(options.is_kiosk);
	linear.trail.arena = &linear.arena;
	linear.known_date = options.known;
	linear_known_renew(&linear);
	handle_signals(before);
	if (kiosk_is_on())
		lock_terminal_keys();
	if (isatty(STDIN_FILENO))
		begin(&linear);
	if (options.renewal && options.renewal->begin)
		options.renewal->begin(options.renewal->context);
	if (!isatty(STDIN_FILENO)) {
		wait_for_all(&linear);
		begin(&linear);
	}
	prompt(&linear);
	*signal_number = loop(&linear);
	linear_keep_place(&linear);
	restore_signals(before);
	linear_list_release(&linear);
	known_end(&linear.known);
	arena_release(&linear.page.arena);
	arena_release(&linear.texts_arena);
	arena_release(&linear.scratch);
	arena_release(&linear.arena);
	return linear.write_error == 0 ||
	       fault_set(why, FAULT_SYSTEM, _("cannot write to standard output: %s"),
	                 strerror(linear.write_error));
}
