/* generate: a pile of hostile files beside a good dossier.
 *
 *	generate [-b BYTES] [-e EXPECTED] -o FOLDER [CATEGORY]...
 *	generate -l
 *
 * Writes the categories that are named, or all; -l lists them, each with what it is about. BYTES,
 * 1 MiB if not said, is the size of the cases that are about size. The same arguments give the same
 * files. How the pile is laid out, and what EXPECTED holds, stands in pile.h. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hostile/pile.h"

struct category {
	const char *name;
	void (*write)(struct pile *pile);
	const char *about;
};

static const struct category categories[] = {
	{ "escape",     write_escape,     "sequences for terminals, by the escapes of YAML" },
	{ "escape-raw", write_escape_raw, "control bytes as they are" },
	{ "encoding",   write_encoding,   "what is not UTF-8, or only nearly" },
	{ "bidi",       write_bidi,       "controls that turn the direction of text" },
	{ "invisible",  write_invisible,  "what takes no room and hides" },
	{ "confusable", write_confusable, "names and ids that look like others" },
	{ "combining",  write_combining,  "floods of marks, joiners and the like" },
	{ "alias",      write_alias,      "aliases, merge keys, anchors, bombs and rings of them" },
	{ "tag",        write_tag,        "tags and directives" },
	{ "depth",      write_depth,      "lists and maps inside each other" },
	{ "size",       write_size,       "much of one thing" },
	{ "syntax",     write_syntax,     "YAML that is broken" },
	{ "tiny",       write_tiny,       "files of one and two bytes" },
	{ "documents",  write_documents,  "several documents, some of them none" },
	{ "duplicate",  write_duplicate,  "keys that stand twice" },
	{ "keys",       write_keys,       "keys that are odd" },
	{ "type",       write_type,       "lists and maps where texts belong, and texts instead" },
	{ "implicit",   write_implicit,   "texts that others take for something else" },
	{ "date",       write_date,       "dates that are none" },
	{ "number",     write_number,     "numbers that overflow" },
	{ "link",       write_link,       "links and citations that lead astray" },
	{ "id",         write_id,         "ids that are paths, options or worse" },
	{ "export",     write_export,     "names that are formulas, markup or commands elsewhere" },
	{ "file",       write_file,       "files that are none, and names of files" },
	{ "mtime",      write_mtime,      "times of files that lie" },
	{ "config",     write_config,     "files that look like somebody's configuration" },
};

/* A person, a place, an event, a source, a quote and a claim, so that each command has something to
 * say of what is good. */
static const char control[] =
	"id: control\n"
	"kind: person\n"
	"name: Kontrollakte\n"
	"summary: A dossier that is as it should be.\n"
	"nationality: {value: control-land, sources: [control-source]}\n"
	"sources: [control-source]\n"
	"---\n"
	"id: control-land\n"
	"kind: place\n"
	"name: Kontrollland\n"
	"sources: [control-source]\n"
	"---\n"
	"id: control-source\n"
	"kind: source\n"
	"title: Kontrollbericht\n"
	"published: 2021-06-22\n"
	"---\n"
	"id: control-event\n"
	"kind: event\n"
	"name: Kontrollgang\n"
	"date: 2021-06-21\n"
	"participants: [control]\n"
	"sources: [control-source]\n"
	"---\n"
	"id: control-quote\n"
	"kind: quote\n"
	"text: Kontrollen sind gut.\n"
	"speaker: control\n"
	"said: 2021-06-21\n"
	"source: control-source\n"
	"---\n"
	"id: control-claim\n"
	"kind: claim\n"
	"text: Kontrollen waren gut.\n"
	"about: [control]\n"
	"status: unverified\n"
	"asserted_by: [{who: control, source: control-source}]\n";

static void write_control(const char *folder)
{
	char path[4096];
	snprintf(path, sizeof(path), "%s/control.yaml", folder);
	FILE *file = fopen(path, "wb");
	if (!file || fputs(control, file) == EOF || fclose(file) != 0)
		pile_fail("cannot write", path);
}

static bool is_wanted(const char *name, char **wanted, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(wanted[i], name) == 0)
			return true;
	return count == 0;
}

static void write_pile(struct pile *pile, char **wanted, int count)
{
	size_t total = 0;
	mkdir(pile->folder, 0777);
	for (size_t i = 0; i < ROWS(categories); i++) {
		if (!is_wanted(categories[i].name, wanted, count))
			continue;
		pile->category = categories[i].name;
		pile->count = 0;
		categories[i].write(pile);
		printf("%s %zu\n", pile->category, pile->count);
		total += pile->count;
	}
	printf("total %zu\n", total);
	write_control(pile->folder);
}

static int list(void)
{
	for (size_t i = 0; i < ROWS(categories); i++)
		printf("%s %s\n", categories[i].name, categories[i].about);
	return 0;
}

static int usage(void)
{
	fputs("usage: generate [-b BYTES] [-e EXPECTED] -o FOLDER [CATEGORY]...\n"
	      "       generate -l\n", stderr);
	return 2;
}

int main(int argc, char **argv)
{
	struct pile pile = { .large = 1 << 20 };
	const char *expected = "/dev/null";
	for (int option; (option = getopt(argc, argv, "b:e:lo:")) != -1;) {
		switch (option) {
		case 'b': pile.large = strtoul(optarg, NULL, 10); break;
		case 'e': expected = optarg; break;
		case 'l': return list();
		case 'o': pile.folder = optarg; break;
		default:  return usage();
		}
	}
	if (!pile.folder || pile.large < 1024)
		return usage();
	pile.expected = fopen(expected, "w");
	if (!pile.expected)
		pile_fail("cannot write", expected);
	write_pile(&pile, argv + optind, argc - optind);
	return fclose(pile.expected) == 0 ? 0 : 1;
}
