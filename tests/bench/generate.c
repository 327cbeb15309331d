/* generate: a made-up collection of any size, for measuring.
 *
 *	generate -n DOSSIERS [-k DOSSIERS_A_FILE] [-s SEED] -o FOLDER
 *
 * The same arguments give the same bytes on every machine. Of twenty dossiers eight are people,
 * three organizations, three events, one a place, four sources and one a claim; half of the sources
 * have a quote. Each has a text of 80 to 200 words, drawn by Zipf's law from 50,000 made-up ones,
 * and 5 to 20 links to dossiers near and far. A sixth of the names stands in Cyrillic too, another
 * in Burmese. With -k 1, the default, each dossier has a file of its own, a thousand to a
 * folder. */
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VOCABULARY = 50000, FILES_A_FOLDER = 1000, LOCAL = 200 };

/* ── Chance ─────────────────────────────────────────────────────────────────────────────────── */

/* SplitMix64 (Steele, Lea, Flood 2014). Each dossier begins with a seed of its own. */
static uint64_t chance;

static uint64_t draw(void)
{
	uint64_t z = chance += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

static unsigned below(uint64_t most)
{
	return (unsigned)(draw() % most);
}

static unsigned between(unsigned least, unsigned most)
{
	return least + below(most - least + 1);
}

/* A number below `most`, where the nth comes up about 1/n as often as the first. */
static unsigned zipf(unsigned most)
{
	double fraction = (double)(draw() >> 11) / 9007199254740992.0;
	unsigned number = (unsigned)(exp(fraction * log((double)most)) - 1.0);
	return number < most ? number : most - 1;
}

/* ── Words and names ────────────────────────────────────────────────────────────────────────── */

/* The syllables of three scripts; the same numbers say the same name in each. */
enum script { LATIN, CYRILLIC, BURMESE, SCRIPT_COUNT };
static const char *const syllables[SCRIPT_COUNT][16] = {
	[LATIN]    = { "ma", "ko", "li", "ta", "ne", "ru", "so", "vi",
	               "da", "pe", "ga", "mi", "no", "ra", "se", "bu" },
	[CYRILLIC] = { "ма", "ко", "ли", "та", "не", "ру", "со", "ви",
	               "да", "пе", "га", "ми", "но", "ра", "се", "бу" },
	[BURMESE]  = { "မာ", "ကို", "လိ", "တာ", "နေ", "ရု", "စို", "ဝိ",
	               "ဒါ", "ပေ", "ဂါ", "မိ", "နို", "ရာ", "စေ", "ဘု" },
};

static void write_syllables(FILE *file, enum script script, unsigned number, bool is_capital)
{
	unsigned rest = number + 16;
	for (bool is_first = true; rest; rest /= 16, is_first = false) {
		const char *syllable = syllables[script][rest % 16];
		if (is_first && is_capital && script == LATIN)
			fprintf(file, "%c%s", syllable[0] - 'a' + 'A', syllable + 1);
		else
			fputs(syllable, file);
	}
}

struct name { unsigned given, surname; };

static struct name draw_name(void)
{
	struct name name = { below(400), below(60000) };
	return name;
}

static void write_name(FILE *file, enum script script, struct name name)
{
	write_syllables(file, script, name.given, true);
	fputc(' ', file);
	write_syllables(file, script, name.surname, true);
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

enum kind { PERSON, ORGANIZATION, EVENT, PLACE, SOURCE, CLAIM };
static const char *const kind_names[] = {
	"person", "organization", "event", "place", "source", "claim",
};

/* The kinds of twenty dossiers in a row. */
static const enum kind turns[20] = {
	PERSON, SOURCE, PERSON, EVENT, ORGANIZATION, PERSON, SOURCE, PERSON, EVENT, CLAIM,
	PERSON, ORGANIZATION, SOURCE, PERSON, EVENT, PERSON, PLACE, SOURCE, PERSON, ORGANIZATION,
};

struct generator {
	uint64_t count, a_file, seed;
	const char *folder;
	FILE *file;
};

static enum kind kind_of(uint64_t number)
{
	return turns[number % 20];
}

static void write_id(FILE *file, uint64_t number)
{
	fprintf(file, "%s-%llu", kind_names[kind_of(number)], (unsigned long long)number);
}

/* A dossier of that kind, mostly one nearby: stories hang together. */
static uint64_t draw_target(const struct generator *generator, uint64_t number, enum kind kind)
{
	bool is_near = below(4) > 0;
	uint64_t start = is_near ? number - number % LOCAL + below(LOCAL)
	                         : draw() % generator->count;
	for (uint64_t i = 0; i < generator->count; i++) {
		uint64_t target = (start + i) % generator->count;
		if (kind_of(target) == kind && target != number)
			return target;
	}
	return number;
}

static void write_target(struct generator *generator, uint64_t number, enum kind kind)
{
	write_id(generator->file, draw_target(generator, number, kind));
}

static void write_date(FILE *file)
{
	static const char *const doubts[] = { "", "", "", "", "~", "?" };
	unsigned year = between(1990, 2025), month = between(1, 12), day = between(1, 28);
	switch (below(6)) {
	case 0:  fprintf(file, "%u%s", year, doubts[below(6)]); break;
	case 1:  fprintf(file, "%u-%02u%s", year, month, doubts[below(6)]); break;
	default: fprintf(file, "%u-%02u-%02u", year, month, day); break;
	}
}

static void write_field_date(FILE *file, const char *key)
{
	fprintf(file, "%s: ", key);
	write_date(file);
	fputc('\n', file);
}

/* Words, with a link or citation now and then; lines of about 90 columns. */
static void write_prose(struct generator *generator, uint64_t number, unsigned words)
{
	for (unsigned i = 0; i < words; i++) {
		fputs(i % 14 == 0 ? "\n  " : " ", generator->file);
		unsigned turn = below(60);
		if (turn < 2) {
			fputs("[[", generator->file);
			write_target(generator, number, turn ? PERSON : ORGANIZATION);
			fputs("]]", generator->file);
		} else if (turn == 2) {
			fputs("[@", generator->file);
			write_target(generator, number, SOURCE);
			fputs("]", generator->file);
		} else {
			write_syllables(generator->file, LATIN, zipf(VOCABULARY), i % 17 == 0);
		}
		if (i % 17 == 16)
			fputc('.', generator->file);
	}
	fputc('\n', generator->file);
}

static void write_link_field(struct generator *generator, uint64_t number, const char *key,
                             enum kind kind)
{
	fprintf(generator->file, "%s: ", key);
	write_target(generator, number, kind);
	fputc('\n', generator->file);
}

static void write_relations(struct generator *generator, uint64_t number)
{
	static const char *const types[] = { "met", "spoke-with", "supports", "opposes", "urges" };
	fputs("relations:\n", generator->file);
	for (unsigned i = between(3, 12); i; i--) {
		fprintf(generator->file, "  - {type: %s, to: ", types[below(5)]);
		write_target(generator, number, below(2) ? PERSON : ORGANIZATION);
		if (below(2)) {
			fputs(", date: ", generator->file);
			write_date(generator->file);
		}
		fputs(", sources: [", generator->file);
		write_target(generator, number, SOURCE);
		fputs("]}\n", generator->file);
	}
}

static void write_person(struct generator *generator, uint64_t number, struct name name)
{
	FILE *file = generator->file;
	unsigned script = below(6);
	if (script == CYRILLIC || script == BURMESE) {
		fputs("names:\n  - {text: ", file);
		write_name(file, script, name);
		fprintf(file, ", lang: %s}\n", script == CYRILLIC ? "ru" : "my");
	}
	write_field_date(file, "born");
	fputs("positions:\n  - title: ", file);
	write_syllables(file, LATIN, zipf(VOCABULARY), true);
	fputs("\n    organization: ", file);
	write_target(generator, number, ORGANIZATION);
	fputs("\n    since: ", file);
	write_date(file);
	fputc('\n', file);
	write_link_field(generator, number, "nationality", PLACE);
	write_relations(generator, number);
}

static void write_event(struct generator *generator, uint64_t number)
{
	write_field_date(generator->file, "date");
	write_link_field(generator, number, "place", PLACE);
	fputs("participants:\n", generator->file);
	for (unsigned i = between(2, 8); i; i--) {
		fputs("  - {who: ", generator->file);
		write_target(generator, number, PERSON);
		fputs(", role: ", generator->file);
		write_syllables(generator->file, LATIN, below(40), false);
		fputs("}\n", generator->file);
	}
}

static void write_source(struct generator *generator, uint64_t number)
{
	FILE *file = generator->file;
	write_field_date(file, "published");
	write_link_field(generator, number, "publisher", ORGANIZATION);
	fprintf(file, "url: https://example.org/%llu\n", (unsigned long long)number);
	fprintf(file, "type: %s\n", below(2) ? "news report" : "statement");
	if (below(2))
		return;
	fputs("quotes:\n  - id: ", file);
	write_id(file, number);
	fputs("-quote\n    text: >-", file);
	for (unsigned i = 0, words = between(8, 30); i < words; i++) {
		fputs(i % 10 == 0 ? "\n      " : " ", file);
		write_syllables(file, LATIN, zipf(VOCABULARY), false);
	}
	fputs("\n    speaker: ", file);
	write_target(generator, number, PERSON);
	fputs("\n    said: ", file);
	write_date(file);
	fputs("\n    about: [", file);
	write_target(generator, number, EVENT);
	fputs("]\n", file);
}

static void write_claim(struct generator *generator, uint64_t number)
{
	fputs("status: disputed\ntext: >-", generator->file);
	write_prose(generator, number, 20);
	fputs("about: [", generator->file);
	write_target(generator, number, EVENT);
	fputs("]\nasserted_by:\n  - {who: ", generator->file);
	write_target(generator, number, PERSON);
	fputs(", source: ", generator->file);
	write_target(generator, number, SOURCE);
	fputs("}\n", generator->file);
}

static void write_dossier(struct generator *generator, uint64_t number)
{
	FILE *file = generator->file;
	enum kind kind = kind_of(number);
	chance = generator->seed * 0xD6E8FEB86659FD93u + number;
	struct name name = draw_name();

	fputs("id: ", file);
	write_id(file, number);
	fprintf(file, "\nkind: %s\nname: ", kind_names[kind]);
	write_name(file, LATIN, name);
	fputs("\nsummary: >-", file);
	write_prose(generator, number, between(8, 20));
	switch (kind) {
	case PERSON:       write_person(generator, number, name); break;
	case ORGANIZATION: write_relations(generator, number); break;
	case EVENT:        write_event(generator, number); break;
	case PLACE:        fprintf(file, "type: city\n"); break;
	case SOURCE:       write_source(generator, number); break;
	case CLAIM:        write_claim(generator, number); break;
	}
	fputs("body: |", file);
	write_prose(generator, number, between(80, 200));
	fputs("sources: [", file);
	write_target(generator, number, SOURCE);
	fputs("]\n", file);
}

/* ── Files ──────────────────────────────────────────────────────────────────────────────────── */

static bool complain(const char *path)
{
	fprintf(stderr, "generate: %s: %s\n", path, strerror(errno));
	return false;
}

static bool make_folder(const char *path)
{
	return mkdir(path, 0777) == 0 || errno == EEXIST || complain(path);
}

/* The file of the dossiers from `first` on. */
static bool write_file(struct generator *generator, uint64_t first)
{
	char path[4096];
	unsigned long long file_number = first / generator->a_file;
	snprintf(path, sizeof path, "%s/%05llu", generator->folder, file_number / FILES_A_FOLDER);
	if (!make_folder(path))
		return false;
	snprintf(path, sizeof path, "%s/%05llu/%08llu.yaml", generator->folder,
	         file_number / FILES_A_FOLDER, file_number);
	generator->file = fopen(path, "w");
	if (!generator->file)
		return complain(path);
	for (uint64_t i = first; i < first + generator->a_file && i < generator->count; i++) {
		if (i > first)
			fputs("---\n", generator->file);
		write_dossier(generator, i);
	}
	bool is_whole = !ferror(generator->file);
	return fclose(generator->file) == 0 && is_whole ? true : complain(path);
}

int main(int argc, char **argv)
{
	struct generator generator = { .a_file = 1, .seed = 1 };
	for (int option; (option = getopt(argc, argv, "n:k:s:o:")) != -1;)
		switch (option) {
		case 'n': generator.count = strtoull(optarg, NULL, 10); break;
		case 'k': generator.a_file = strtoull(optarg, NULL, 10); break;
		case 's': generator.seed = strtoull(optarg, NULL, 10); break;
		case 'o': generator.folder = optarg; break;
		default: return 2;
		}
	if (!generator.count || !generator.a_file || !generator.folder || optind < argc) {
		fputs("usage: generate -n DOSSIERS [-k DOSSIERS_A_FILE] [-s SEED] -o FOLDER\n",
		      stderr);
		return 2;
	}
	if (!make_folder(generator.folder))
		return 3;
	for (uint64_t first = 0; first < generator.count; first += generator.a_file)
		if (!write_file(&generator, first))
			return 3;
	return 0;
}
