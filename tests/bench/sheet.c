/* sheet names COLLECTION: the names of all dossiers, a line each.
 * sheet keys COUNT COLLECTION: COUNT of these names typed letter by letter, a line for each key.
 * sheet table COLLECTION: id, name, other names and all other text that a search finds, a line for
 * each dossier, with tabs between them.
 *
 * What peers are given, so that they search the same. Control characters become blanks; in keys
 * so does punctuation, which means something in a query.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cache/collection.h"

static void write_text(struct str text)
{
	for (size_t i = 0; i < text.size; i++)
		putchar((unsigned char)text.bytes[i] < ' ' ? ' ' : text.bytes[i]);
}

static void write_names(const struct archive *archive)
{
	struct row_span rows = dossiers_by_name(archive);
	for (uint32_t i = 0; i < rows.count; i++) {
		write_text(dossier_name(archive, (struct dossier_ref){ rows.rows[i] }));
		putchar('\n');
	}
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────── */

static bool is_inside_character(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

static void type_name(struct str name)
{
	char typed[256] = "";
	size_t size = name.size < sizeof(typed) ? name.size : sizeof(typed) - 1;
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)name.bytes[i];
		typed[i] = byte < 0x80 && !isalnum(byte) ? ' ' : name.bytes[i];
	}
	for (size_t end = 1; end <= size; end++)
		if (typed[end - 1] != ' ' && !is_inside_character((unsigned char)typed[end]))
			printf("%.*s\n", (int)end, typed);
}

static void write_keys(const struct archive *archive, uint32_t count)
{
	struct row_span rows = dossiers_by_name(archive);
	for (uint64_t i = 0; i < count && rows.count; i++) {
		uint64_t row = (i * rows.count + rows.count / 2) / count % rows.count;
		type_name(dossier_name(archive, (struct dossier_ref){ rows.rows[row] }));
	}
}

/* ── The table ──────────────────────────────────────────────────────────────────────────────── */

/* The texts of a dossier that a search finds: its other names, or all the rest. */
static void write_values(const struct archive *archive, struct dossier dossier, bool are_names)
{
	uint32_t names = field_known(archive, KNOWN_NAMES);
	for (uint32_t i = 0; i < dossier.values.count; i++) {
		struct value value = value_at(archive, dossier.values.first + i);
		bool is_name = value.field == names && value.depth == 0;
		bool is_found = value.field == NO_ROW ||
		                field_at(archive, value.field).search != SEARCH_NONE;
		if (!is_found || is_name != are_names)
			continue;
		struct link link = link_at(archive, value.link);
		write_text(link.row == NO_ROW ? value.text : dossier_name(archive, link.to));
		putchar(' ');
	}
}

static void write_table(const struct archive *archive)
{
	for (uint32_t row = 0; row < dossier_count(archive); row++) {
		struct dossier dossier = dossier_at(archive, (struct dossier_ref){ row });
		write_text(dossier.id);
		putchar('\t');
		write_text(dossier.name);
		putchar('\t');
		write_values(archive, dossier, true);
		putchar('\t');
		write_values(archive, dossier, false);
		putchar('\n');
	}
}

int main(int argc, char **argv)
{
	struct arena arena = { 0 };
	struct archive *archive;
	struct str note;
	struct fault why = { 0 };
	const char *what = argc > 2 ? argv[1] : "";
	bool is_keys = strcmp(what, "keys") == 0;
	bool is_known = is_keys || strcmp(what, "names") == 0 || strcmp(what, "table") == 0;
	if (!is_known || argc != (is_keys ? 4 : 3)) {
		fputs("usage: sheet names|table COLLECTION\n       sheet keys COUNT COLLECTION\n",
		      stderr);
		return 2;
	}
	if (!collection_open(&arena, str_of(argv[argc - 1]), (struct collection_options){ 0 },
	                     &archive, &note, &why)) {
		fprintf(stderr, "sheet: %s\n", why.sentence);
		return 3;
	}
	if (is_keys)
		write_keys(archive, (uint32_t)strtoul(argv[2], NULL, 10));
	else if (*what == 'n')
		write_names(archive);
	else
		write_table(archive);
	arena_release(&arena);
	return 0;
}
