/* What is hostile in files themselves: what they are, what they are called, how old they say they
 * are. */
#include "hostile/pile.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static const char good[] = "kind: person\nname: Anna Bell\n";

/* ── What files are ─────────────────────────────────────────────────────────────────────────── */

struct link_case { const char *name, *target, *rule; };

static const struct link_case links[] = {
	{ "link-good.yaml",       "plain.yaml", NULL },
	{ "link-gone.yaml",       "no-such-file.yaml", "file-unreadable" },
	{ "link-self.yaml",       "link-self.yaml", "file-unreadable" },
	{ "link-ring-1.yaml",     "link-ring-2.yaml", "file-unreadable" },
	{ "link-ring-2.yaml",     "link-ring-1.yaml", "file-unreadable" },
	{ "link-passwd.yaml",     "/etc/passwd", "file-unreadable" },
	{ "link-zero.yaml",       "/dev/zero", "file-unreadable" },
	{ "link-tty.yaml",        "/dev/tty", "file-unreadable" },
	{ "link-stdin.yaml",      "/dev/stdin", "file-unreadable" },
	{ "link-full.yaml",       "/dev/full", "file-unreadable" },
	{ "link-kmsg.yaml",       "/proc/self/environ", "file-unreadable" },
	{ "link-memory.yaml",     "/proc/self/mem", "file-unreadable" },
	{ "link-descriptor.yaml", "/proc/self/fd/0", "file-unreadable" },
	{ "link-up.yaml",         "../../../../../../../../etc/hostname", "file-unreadable" },
	{ "link-control.yaml",    "../control.yaml", NULL },
	{ "link-fifo.yaml",       "fifo.yaml", "file-unreadable" },
	{ "link-folder.yaml",     "folder.yaml", NULL },
	{ "link-here",            ".", NULL },
	{ "link-above",           "..", NULL },
	{ "link-root",            "/", "file-unreadable" },
	{ "link-proc",            "/proc", "file-unreadable" },
	{ "link-empty.yaml",      "./", NULL },
};

static void expect(struct pile *pile, const char *name, const char *rule)
{
	if (rule)
		fprintf(pile->expected, "%s %s/%s\n", rule, pile->category, name);
	pile->count++;
}

static void write_links(struct pile *pile)
{
	for (size_t i = 0; i < ROWS(links); i++) {
		const char *path = pile_path(pile, links[i].name);
		if (symlink(links[i].target, path) != 0 && errno != EEXIST)
			pile_fail("cannot link", path);
		expect(pile, links[i].name, links[i].rule);
	}
}

static void write_fifo(struct pile *pile)
{
	const char *path = pile_path(pile, "fifo.yaml");
	if (mkfifo(path, 0644) != 0 && errno != EEXIST)
		pile_fail("cannot make", path);
	expect(pile, "fifo.yaml", "file-unreadable");
}

/* Its path may be too long for an address; then there is one case less. */
static void write_socket(struct pile *pile)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const char *path = pile_path(pile, "socket.yaml");
	int listener = socket(AF_UNIX, SOCK_STREAM, 0);
	if (listener < 0 || strlen(path) >= sizeof(address.sun_path)) {
		close(listener);
		return;
	}
	memcpy(address.sun_path, path, strlen(path) + 1);
	if (bind(listener, (struct sockaddr *)&address, sizeof(address)) == 0)
		expect(pile, "socket.yaml", "file-unreadable");
	close(listener);
}

/* Holes take no room, but they would if somebody read them. */
static void write_hole(struct pile *pile, const char *name, off_t size, const char *rule)
{
	const char *path = pile_path(pile, name);
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	if (file < 0 || ftruncate(file, size) != 0)
		pile_fail("cannot write", path);
	close(file);
	expect(pile, name, rule);
}

static void write_mode(struct pile *pile, const char *name, mode_t mode)
{
	pile_named(pile, name, good);
	chmod(pile_path(pile, name), mode);
}

static void write_deep_folders(struct pile *pile)
{
	char name[512];
	size_t size = 0;
	for (int i = 0; i < 40; i++)
		size += (size_t)snprintf(name + size, sizeof(name) - size, "deep/");
	snprintf(name + size, sizeof(name) - size, "bottom.yaml");
	pile_named(pile, name, good);
}

/* ── What files are called ──────────────────────────────────────────────────────────────────── */

static const char *const names[] = {
	"name-\x1b]0;owned\x07.yaml", "name-\x1b[2J.yaml", "name-\xC2\x9B" "31m.yaml", "name-\x9B"
	"31m.yaml",
	"name-\nline.yaml", "name-\rreturn.yaml", "name-\ttab.yaml", "name-\bback.yaml",
	"name-\x7F.yaml",
	"name-\x01\x02\x03.yaml", "name-\xFF\xFE.yaml", "name-\xC0\xAF.yaml",
	"name-\xED\xA0\x80.yaml",
	"name-\xE2\x80\xAElmay.yaml", "name-\xE2\x81\xA6.yaml", "name-\xE2\x80\x8B.yaml",
	"name-\xF3\xA0\x81\x81.yaml",
	"name-e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81.yaml", "name-\xEF\xBB\xBF.yaml",
	"name-\xE2\x80\xA8.yaml",
	"name-Лавров.yaml", "name-နေပြည်တော်.yaml", "--help.yaml", "-C.yaml", "-.yaml",
	"name with blanks.yaml",
	" .yaml", "name-%s%n%x.yaml", "name-$(touch x).yaml", "name-`touch x`.yaml",
	"name-;touch x.yaml",
	"name-|x&y.yaml", "name-'\".yaml", "name-\\.yaml", "name-*?[a].yaml", "name-~.yaml",
	"name-#x#.yaml",
	"name-a.yaml:12:3: error: fake [type].yaml", "name-<b>.yaml", "name-[[control]].yaml",
	"name-{a,b}.yaml",
	"name-=1+1.yaml", "con.yaml", "nul.yaml", "...yaml", "name-..yaml", "name-.yaml.yaml",
	"control.yaml",
	"Control.yaml", "NAME.YAML", "name.yml", "name.yaml.bak", "name.json", "list.yaml",
	"no.yaml",
	"_passed-over.yaml", ".hidden.yaml", ".yaml", "name-\xF0\x9F\x98\x80.yaml",
};

static void write_names(struct pile *pile)
{
	char name[256] = {0};
	for (size_t i = 0; i < ROWS(names); i++) {
		pile_named(pile, names[i], good);
		if (i % 4)
			continue;
		snprintf(name, sizeof(name), "broken-%s", names[i]);
		pile_named(pile, name, "a: [\x1b");
	}
	memset(name, 'n', sizeof(name) - 1);
	memcpy(name + 250, ".yaml", 5);
	pile_named(pile, name, good);
	pile_named(pile, "folder.yaml/inside.yaml", good);
	pile_named(pile, "folder-\x1b[31m/\xFF/in\nside.yaml", "kind: person\n");
}

void write_file(struct pile *pile)
{
	pile_named(pile, "plain.yaml", "id: file-plain\nkind: person\nname: Anna Bell\n");
	write_names(pile);
	write_fifo(pile);
	write_socket(pile);
	write_links(pile);
	write_hole(pile, "hole.yaml", (off_t)pile->large, "encoding");
	write_hole(pile, "hole-large.yaml", (off_t)64 * 1024 * 1024 + 1, "file-too-large");
	write_hole(pile, "hole-huge.yaml", (off_t)5 * 1024 * 1024 * 1024, "file-too-large");
	write_mode(pile, "mode-none.yaml", 0);
	write_mode(pile, "mode-write.yaml", 0200);
	write_mode(pile, "mode-all.yaml", 07777);
	write_deep_folders(pile);
	pile_named(pile, "folder-shut/inside.yaml", good);
	chmod(pile_path(pile, "folder-shut"), 0);
}

/* ── Times ──────────────────────────────────────────────────────────────────────────────────── */

struct time_case { const char *name; long long seconds; long nanoseconds; };

void write_mtime(struct pile *pile)
{
	static const struct time_case cases[] = {
		{ "epoch.yaml", 0, 0 },                        { "before.yaml", -1, 0 },
		{ "1901.yaml", -2147483648LL, 0 },             { "1900.yaml", -2208988800LL, 0 },
		{ "2038.yaml", 2147483647LL, 999999999L },     { "2106.yaml", 4294967296LL, 0 },
		{ "2446.yaml", 15032385535LL, 999999999L },    { "far.yaml", 999999999999LL, 0 },
		{ "same-1.yaml", 1600000000LL, 0 },            { "same-2.yaml", 1600000000LL, 0 },
	};
	for (size_t i = 0; i < ROWS(cases); i++) {
		struct timespec time = {
			.tv_sec = (time_t)cases[i].seconds, .tv_nsec = cases[i].nanoseconds
		};
		pile_named(pile, cases[i].name, good);
		/* What a file system cannot hold it clamps; the file is there all the same. */
		const struct timespec times[] = { time, time };
		utimensat(AT_FDCWD, pile_path(pile, cases[i].name), times, 0);
	}
}
