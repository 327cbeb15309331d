/* soak [-s SEED] [-k KEYS] [-a ACTIONS] [-n NOTES] [-o STREAM] [-t SECONDS] COLLECTION -- COMMAND
 *
 * Reads a collection by chance: keys, texts, actions by name, windows of all sizes, files that are
 * edited, broken, removed and mended meanwhile, notes, stops, signals, hang-ups, and starts anew;
 * until KEYS (2000) keys have been pressed. The same SEED (1) gives the same acts. COLLECTION is a
 * folder, which is changed; COMMAND is the program with all its words.
 *
 *	-a ACTIONS      a file with names of actions, a line each, to call by name; none of them may
 *	                stop the program, or change a note
 *	-n NOTES        a file to which each note goes of which the program said that it was kept
 *	-o STREAM       a file for all that terminals were sent, but by runs that were cut off
 *	-t SECONDS      how long an answer may take (10)
 *
 * Prints how often what was done, and what memory grew by in a run. Exit status 1, with a sentence
 * and the last keys, if an answer takes longer, if a run ends by itself in another way than exit 0,
 * or if one leaves the terminal otherwise than it was.
 */
#include "hostile/session.h"

#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/chance.h"

enum {
	MAX_FILES = 4096,
	MAX_ACTIONS = 256,
	LAST_ACTS = 200,                /* that are told after a failure */
	ACT_SIZE = 96,
	WARM_ACTS = 100,                /* from which on memory should not grow */
	LOOK_MS = 2,
};

struct file { char *path, *bytes; size_t size; };

struct soak {
	struct session session;
	char **command;
	long keys_left;
	bool is_running;
	int cut_by;                     /* the signal that ended the run, 0: it ends by itself */
	long run_acts;
	long warm_kib, growth_kib;      /* of the run; the most of all runs */
	char last[LAST_ACTS][ACT_SIZE];
	size_t act_count;
	const char *actions[MAX_ACTIONS];
	size_t action_count;
	unsigned notes_tried, notes_kept;
	FILE *notes, *stream;
};

static struct file files[MAX_FILES];
static size_t file_count;

/* ── What was done, and failing ─────────────────────────────────────────────────────────────── */

static void print_visible(const char *text)
{
	for (; *text; text++)
		if (*text >= ' ' && *text < 0x7f && *text != '\\')
			putchar(*text);
		else
			printf("\\x%02x", (unsigned char)*text);
	putchar('\n');
}

static void fail(struct soak *soak, const char *sentence)
{
	printf("failed: %s\nthe last acts:\n", sentence);
	size_t count = soak->act_count < LAST_ACTS ? soak->act_count : LAST_ACTS;
	for (size_t i = soak->act_count - count; i < soak->act_count; i++)
		print_visible(soak->last[i % LAST_ACTS]);
	if (soak->is_running && !session_has_ended(&soak->session))
		kill(soak->session.command, SIGABRT);
	exit(1);
}

/* Keep what is done now, for the case that it fails. */
static void note_act(struct soak *soak, const char *what, const char *detail)
{
	snprintf(soak->last[soak->act_count++ % LAST_ACTS], ACT_SIZE, "%s %s", what, detail);
}

/* ── Runs ───────────────────────────────────────────────────────────────────────────────────── */

static long memory_kib(const struct soak *soak)
{
	char path[64], line[256];
	long kib = 0;
	snprintf(path, sizeof(path), "/proc/%ld/status", (long)soak->session.command);
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (strncmp(line, "VmRSS:", 6) == 0)
			kib = strtol(line + 6, NULL, 10);
	if (file)
		fclose(file);
	return kib;
}

static void look_at_memory(struct soak *soak)
{
	long kib = memory_kib(soak);
	if (++soak->run_acts == WARM_ACTS)
		soak->warm_kib = kib;
	if (soak->run_acts > WARM_ACTS && kib - soak->warm_kib > soak->growth_kib)
		soak->growth_kib = kib - soak->warm_kib;
}

static struct winsize draw_size(void)
{
	static const struct winsize usual[] = {
		{ .ws_row = 24, .ws_col = 80 },  { .ws_row = 40, .ws_col = 120 },
		{ .ws_row = 50, .ws_col = 200 }, { .ws_row = 12, .ws_col = 40 },
		{ .ws_row = 1, .ws_col = 1 },    { .ws_row = 200, .ws_col = 500 },
	};
	if (draw(2))
		return usual[draw(sizeof(usual) / sizeof(*usual))];
	return (struct winsize){ .ws_row = (unsigned short)(1 + draw(60)),
		                 .ws_col = (unsigned short)(1 + draw(180)) };
}

static void settle(struct soak *soak)
{
	if (!session_settle(&soak->session))
		fail(soak, "no answer in time");
}

/* Keys that come when the program has given the terminal back, or has not taken it yet, are for
 * nobody: they are not to be shown there, and C-c is no signal. */
static void terminal_hush(struct session *session)
{
	session->modes.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
	tcsetattr(session->slave, TCSANOW, &session->modes);
}

/* Until the program has the terminal for itself. */
static void await_keys(struct soak *soak)
{
	struct termios now;
	long end = session_now_ms() + soak->session.limit_ms;
	while (tcgetattr(soak->session.slave, &now) == 0 && (now.c_lflag & ICANON) &&
	       !session_has_ended(&soak->session)) {
		session_drain(&soak->session, LOOK_MS);
		if (session_now_ms() > end)
			fail(soak, "it does not take the terminal");
	}
	settle(soak);
}

static void run_start(struct soak *soak)
{
	struct winsize size = draw_size();
	char text[32];
	snprintf(text, sizeof(text), "%ux%u", size.ws_col, size.ws_row);
	note_act(soak, "start", text);
	session_open(&soak->session, &size);
	terminal_hush(&soak->session);
	session_start(&soak->session, soak->command);
	soak->is_running = true;
	soak->cut_by = 0;
	soak->run_acts = 0;
	await_keys(soak);
}

/* True if of two sequences the second was sent last, or none. */
static bool is_off(const struct session *session, const char *on, const char *off)
{
	const char *last_on = NULL, *last_off = NULL;
	const char *end = session->sent + session->sent_size;
	for (const char *at = session->sent; (at = memmem(at, (size_t)(end - at), on, strlen(on)));)
		last_on = at++;
	for (const char *at = session->sent;
	     (at = memmem(at, (size_t)(end - at), off, strlen(off)));)
		last_off = at++;
	return !last_on || (last_off && last_off > last_on);
}

/* Modes that a terminal keeps: the other screen, a hidden cursor, pasted text in brackets, keys of
 * the keypad, the mouse. */
static void check_terminal(struct soak *soak)
{
	static const char *const modes[][2] = {
		{ "\x1b[?1049h", "\x1b[?1049l" }, { "\x1b[?25l", "\x1b[?25h" },
		{ "\x1b[?2004h", "\x1b[?2004l" }, { "\x1b[?1h", "\x1b[?1l" },
		{ "\x1b[?1000h", "\x1b[?1000l" }, { "\x1b[?1002h", "\x1b[?1002l" },
		{ "\x1b[?1006h", "\x1b[?1006l" },
	};
	if (strcmp(session_modes(&soak->session), "changed") == 0)
		fail(soak, "the modes of the terminal are not what they were");
	for (size_t i = 0; soak->session.sent && i < sizeof(modes) / sizeof(*modes); i++)
		if (!is_off(&soak->session, modes[i][0], modes[i][1]))
			fail(soak, modes[i][0] + 1);
}

static void check_end(struct soak *soak)
{
	static char sentence[64];
	int status = soak->session.status;
	bool was_asked = soak->cut_by && WIFSIGNALED(status) && WTERMSIG(status) == soak->cut_by;
	if (!was_asked && !(WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
		snprintf(sentence, sizeof(sentence), "the program ended by %s %d",
		         WIFSIGNALED(status) ? "signal" : "exit",
		         WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
		fail(soak, sentence);
	}
	bool is_cut_off = soak->cut_by == SIGKILL || soak->session.master < 0;
	if (is_cut_off)
		return;
	check_terminal(soak);
	if (soak->stream)
		fwrite(soak->session.sent, 1, soak->session.sent_size, soak->stream);
}

static const char keys_to_end[] = "\x03\x03\x03Q";

/* Keys that were typed while it asked for one, to go back from another program, were that one: they
 * are typed once more. */
static void run_end(struct soak *soak)
{
	long now = session_now_ms(), end = now + soak->session.limit_ms;
	long again = now + soak->session.limit_ms / 4;
	bool is_typed = soak->cut_by == 0;
	while (!session_has_ended(&soak->session)) {
		session_drain(&soak->session, LOOK_MS);
		now = session_now_ms();
		if (is_typed && now > again) {
			session_type(&soak->session, keys_to_end, strlen(keys_to_end));
			is_typed = false;
		}
		if (now > end)
			fail(soak, "it does not end");
	}
	session_drain(&soak->session, 0);
	soak->is_running = false;
	check_end(soak);
	session_close(&soak->session);
}

/* ── Acts ───────────────────────────────────────────────────────────────────────────────────── */

static void type(struct soak *soak, const char *what, const char *keys)
{
	note_act(soak, what, keys);
	soak->keys_left -= (long)strlen(keys);
	if (!session_type(&soak->session, keys, strlen(keys)))
		fail(soak, "keys are not taken");
}

/* All that a key may be, but for what stops the program (C-z), ends it for sure (Q), begins the
 * name of an action, which is typed otherwise, or writes a note (A). */
static void act_key(struct soak *soak)
{
	static const char *const keys[] = {
		"j", "k", " ", "b", "g", "G", "\x04", "\x15", "}", "{", "J", "K", "\r", "\r", "\t",
		"\t", "\x1b[Z", "f", "#", "1", "2", "9", "r", "t", "p", "v", "c", "d", "D", "+",
		"-", "z", "\x7f", "\x0f", "]", "H", "/", "s", "i", "n", "N", "\x1b", "\x03", "y",
		"Y", "o", "a", "R", "ma", "'a", "w", "\x17l", "O", "P", "L", "T", "!", "q", "?",
		"\x0c", "e", "l", "h", "x", "\"", "(", ".", "\xc3\xa9", "\xd0\x9b", "\xe1\x80\x99",
		"\xf0\x9f\x98\x80", "\xff", "\xc0", "\x1b[A", "\x1b[B", "\x1bOB", "\x1b[6~",
		"\x1b[5~", "\x1b[H", "\x1b[F", "\x1b[1;5D", "\x1b[200~a\rb\x1b[31m\x1b[201~",
		"\x1b[201~", "\x1b[<0;5;5M\x1b[<0;5;5m", "\x1b[<64;9;9M", "\x1b[<0;900;900M",
		"\x1b[?1;2c", "\x1b]0;a\x07", "\x1bP1$r\x1b\\", "\x1b[99999999;1~", "\x01", "\x05",
		"\x0b", "\x0e", "\x10",
	};
	for (uint32_t burst = 1 + draw(16); burst > 0; burst--)
		type(soak, "key", keys[draw(sizeof(keys) / sizeof(*keys))]);
}

static void act_text(struct soak *soak)
{
	static const char *const texts[] = {
		"/lavrov\r", "/junta", "/\"in the\" or (", "/date:2021..2022\r", "smin aung\r",
		"/-a kind:quote has:sources\r",
		"s\xe1\x80\x99\xe1\x80\xbc\xe1\x80\x94\xe1\x80\xba\r",
		"iof\rnnN", "pmoscow\r", "crussia\r", "/no such thing at all\r", "7\r",
	};
	type(soak, "text", "\x03\x03");
	type(soak, "text", texts[draw(sizeof(texts) / sizeof(*texts))]);
}

static void act_action(struct soak *soak)
{
	char text[ACT_SIZE];
	if (soak->action_count == 0)
		return;
	snprintf(text, sizeof(text), "\x03\x03\x03:%s\r",
	         soak->actions[draw((uint32_t)soak->action_count)]);
	type(soak, "action", text);
}

static void act_size(struct soak *soak)
{
	struct winsize size = draw_size();
	char text[32];
	snprintf(text, sizeof(text), "%ux%u", size.ws_col, size.ws_row);
	note_act(soak, "size", text);
	ioctl(soak->session.master, TIOCSWINSZ, &size);
}

static void act_note(struct soak *soak)
{
	char text[32];
	snprintf(text, sizeof(text), " soak%06u\r", ++soak->notes_tried);
	type(soak, "note", "\x03\x03\x03");
	settle(soak);
	if (session_has_ended(&soak->session))
		return;
	type(soak, "note", "A");
	settle(soak);
	size_t before = soak->session.sent_size;
	type(soak, "note", text);
	settle(soak);
	static const char kept[] = "The note is kept";
	if (!memmem(soak->session.sent + before, soak->session.sent_size - before, kept,
	            strlen(kept)))
		return;
	soak->notes_kept++;
	if (soak->notes)
		fprintf(soak->notes, "soak%06u\n", soak->notes_tried);
}

static void write_file(const char *path, const char *bytes, size_t size, const char *more)
{
	FILE *file = fopen(path, "wb");
	if (!file)
		return;
	fwrite(bytes, 1, size, file);
	fputs(more, file);
	fclose(file);
}

/* The file as it was, with a line more, cut in two, without sense, or none at all. */
static void act_file(struct soak *soak)
{
	static const char *const ways[] = { "mend", "mend", "edit", "edit", "cut", "break",
		                            "remove" };
	if (file_count == 0)
		return;
	struct file *file = &files[draw((uint32_t)file_count)];
	const char *way = ways[draw(sizeof(ways) / sizeof(*ways))];
	char line[32] = "";
	note_act(soak, way, file->path);
	if (strcmp(way, "edit") == 0)
		snprintf(line, sizeof(line), "soak: %u\n", draw(1000));
	if (strcmp(way, "break") == 0)
		snprintf(line, sizeof(line), "\nsoak: [\n");
	if (strcmp(way, "remove") == 0)
		unlink(file->path);
	else
		write_file(file->path, file->bytes,
		           strcmp(way, "cut") == 0 ? file->size / 2 : file->size, line);
}

/* Stopped, the program has given the terminal back; and goes on where it was. */
static void act_stop(struct soak *soak)
{
	long end = session_now_ms() + soak->session.limit_ms;
	note_act(soak, "signal", "TSTP");
	kill(soak->session.command, SIGTSTP);
	while (!session_is_stopped(&soak->session)) {
		session_drain(&soak->session, LOOK_MS);
		if (session_has_ended(&soak->session))
			return;
		if (session_now_ms() > end)
			fail(soak, "it does not stop");
	}
	session_drain(&soak->session, 0);
	check_terminal(soak);
	note_act(soak, "signal", "CONT");
	kill(-soak->session.command, SIGCONT);
	await_keys(soak);
}

static void act_end(struct soak *soak)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGKILL, SIGQUIT };
	switch (draw(4)) {
	case 0:
		type(soak, "end", keys_to_end);
		break;
	case 1:
		note_act(soak, "end", "hang-up");
		soak->cut_by = SIGHUP;
		session_drain(&soak->session, 0);
		close(soak->session.master);
		soak->session.master = -1;
		break;
	default:
		soak->cut_by = signals[draw(sizeof(signals) / sizeof(*signals))];
		note_act(soak, "end", strsignal(soak->cut_by));
		kill(soak->session.command, soak->cut_by);
	}
	run_end(soak);
}

static const struct act { const char *name; uint32_t weight; void (*take)(struct soak *soak); }
acts[] = {
	{ "keys", 600, act_key },    { "texts", 90, act_text },    { "actions", 120, act_action },
	{ "sizes", 60, act_size },   { "notes", 50, act_note },    { "files", 60, act_file },
	{ "stops", 15, act_stop },   { "ends", 10, act_end },
};

enum { ACT_COUNT = sizeof(acts) / sizeof(*acts) };

static size_t draw_act(void)
{
	uint32_t all = 0;
	for (size_t i = 0; i < ACT_COUNT; i++)
		all += acts[i].weight;
	uint32_t number = draw(all);
	size_t at = 0;
	for (; number >= acts[at].weight; at++)
		number -= acts[at].weight;
	return at;
}

/* Most acts are heard out; some follow upon each other. */
static void play(struct soak *soak)
{
	long done[ACT_COUNT] = {0}, runs = 0;
	while (soak->keys_left > 0) {
		if (!soak->is_running) {
			run_start(soak);
			runs++;
		}
		size_t act = draw_act();
		acts[act].take(soak);
		done[act]++;
		if (!soak->is_running)
			continue;
		if (draw(4))
			settle(soak);
		look_at_memory(soak);
		if (session_has_ended(&soak->session))
			run_end(soak);
	}
	settle(soak);
	if (soak->is_running && !session_has_ended(&soak->session))
		type(soak, "end", keys_to_end);
	if (soak->is_running)
		run_end(soak);
	printf("runs %ld\n", runs);
	for (size_t i = 0; i < ACT_COUNT; i++)
		printf("%s %ld\n", acts[i].name, done[i]);
	printf("kept %u\ngrowth %ld\n", soak->notes_kept, soak->growth_kib);
}

/* ── The call ───────────────────────────────────────────────────────────────────────────────── */

static char *read_whole(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *bytes = malloc(1 << 20);
	if (!file || !bytes) {
		fprintf(stderr, "soak: %s: %s\n", path, strerror(errno));
		exit(2);
	}
	*size = fread(bytes, 1, (1 << 20) - 1, file);
	bytes[*size] = '\0';
	fclose(file);
	return realloc(bytes, *size + 1);
}

static int take_file(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status;
	(void)walk;
	size_t length = strlen(path);
	if (type != FTW_F || file_count == MAX_FILES || length < 5 ||
	    strcmp(path + length - 5, ".yaml") != 0)
		return 0;
	struct file *file = &files[file_count++];
	file->path = strdup(path);
	file->bytes = read_whole(path, &file->size);
	return 0;
}

static int compare_files(const void *left, const void *right)
{
	return strcmp(((const struct file *)left)->path, ((const struct file *)right)->path);
}

static void take_actions(struct soak *soak, const char *path)
{
	size_t size;
	char *name = strtok(read_whole(path, &size), "\n");
	for (; name && soak->action_count < MAX_ACTIONS; name = strtok(NULL, "\n"))
		soak->actions[soak->action_count++] = name;
}

int main(int argc, char **argv)
{
	static struct soak soak = { .keys_left = 2000,
		                    .session = { .is_job = true, .limit_ms = 10000 } };
	chance = 1;
	for (int option; (option = getopt(argc, argv, "+s:k:a:n:o:t:")) != -1;)
		switch (option) {
		case 's': chance = strtoull(optarg, NULL, 10); break;
		case 'k': soak.keys_left = atol(optarg); break;
		case 'a': take_actions(&soak, optarg); break;
		case 'n': soak.notes = fopen(optarg, "w"); break;
		case 'o': soak.stream = fopen(optarg, "wb"); break;
		case 't': soak.session.limit_ms = 1000 * atol(optarg); break;
		default:  return 2;
		}
	if (optind + 2 >= argc || strcmp(argv[optind + 1], "--") != 0) {
		fputs("usage: soak [-s SEED] [-k KEYS] [-a ACTIONS] [-n NOTES] [-o STREAM] "
		      "[-t SECONDS] COLLECTION -- COMMAND [ARG]...\n",
		      stderr);
		return 2;
	}
	nftw(argv[optind], take_file, 16, FTW_PHYS);
	qsort(files, file_count, sizeof(*files), compare_files);
	soak.command = argv + optind + 2;
	/* A shell of which the program is a job: it can be stopped, and a hang-up is not ours. */
	signal(SIGHUP, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
	setsid();
	play(&soak);
	return 0;
}
