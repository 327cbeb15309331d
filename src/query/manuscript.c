#include "query/manuscript.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/unicode.h"
#include "model/limits.h"

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

struct str manuscript_path(struct arena *arena, struct str folder, struct str file)
{
	struct str slash = str_ends_with(folder, STR("/")) ? STR("") : STR("/");
	struct str path = file;
	if (!str_equal(folder, STR(".")))
		path = str_join(arena, folder, slash, file);
	bool is_like_option = str_starts_with(path, STR("-")) || str_starts_with(path, STR("+"));
	return str_format(arena, "%s%.*s", is_like_option ? "./" : "", STR_ARGS(path));
}

bool manuscript_read(const struct archive *archive, struct arena *arena, struct str folder,
                     uint32_t file, struct str *bytes, struct fault *why)
{
	struct str path = str_copy(arena, file_path(archive, file));
	const char *root = str_copy(arena, folder).bytes;
	int descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0)
		return fault_set(why, FAULT_SYSTEM, "%s: %s", root, strerror(errno));
	bool is_read = file_read_beneath(arena, descriptor, path.bytes, LIMIT_FILE_SIZE, bytes,
	                                 NULL, why);
	close(descriptor);
	return is_read;
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

/* Bytes of the line break at byte `at`, or 0. */
static size_t break_size(struct str text, size_t at)
{
	static const char *const breaks[] = {
		"\r\n", "\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9",
	};
	struct str here = str_slice(text, at, 3);
	for (size_t i = 0; i < sizeof(breaks) / sizeof(breaks[0]); i++)
		if (str_starts_with(here, str_of(breaks[i])))
			return strlen(breaks[i]);
	return 0;
}

/* What may begin a line break: most bytes cannot. */
static bool may_break(char byte)
{
	return byte == '\n' || byte == '\r' || byte == '\xC2' || byte == '\xE2';
}

struct str manuscript_cut_line(struct str *rest)
{
	size_t end = 0, size = 0;
	while (end < rest->size) {
		size = may_break(rest->bytes[end]) ? break_size(*rest, end) : 0;
		if (size)
			break;
		end++;
	}
	struct str line = str_slice(*rest, 0, end);
	*rest = size ? str_slice(*rest, end + size, rest->size) : (struct str){0};
	return line;
}

uint32_t manuscript_line_count(struct str bytes)
{
	uint32_t count = 0;
	for (struct str rest = bytes; rest.size; count++)
		manuscript_cut_line(&rest);
	return count;
}

/* ── Is it what was read? ───────────────────────────────────────────────────────────────────── */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static size_t skip_blanks(struct str text, size_t at)
{
	while (at < text.size && is_blank(text.bytes[at]))
		at++;
	return at;
}

/* Where the text of a value begins that begins at `at`: behind a quotation mark, or behind the line
 * with the '|' or '>' of a block. */
static size_t text_start(struct str bytes, size_t at)
{
	char first = at < bytes.size ? bytes.bytes[at] : '\0';
	if (first == '"' || first == '\'')
		return at + 1;
	while ((first == '|' || first == '>') && at < bytes.size && bytes.bytes[at] != '\n')
		at++;
	return at;
}

/* True if a value may end at `at`: at the end of the line, before a comment, or before a sign. */
static bool may_end(struct str bytes, size_t at)
{
	static const char ends[] = "\r\n#,]}:\"'";
	while (at < bytes.size && (bytes.bytes[at] == ' ' || bytes.bytes[at] == '\t'))
		at++;
	return at >= bytes.size || strchr(ends, bytes.bytes[at]);
}

static bool stands_at(struct str bytes, size_t at, struct str text)
{
	bool is_quoted = at < bytes.size && (bytes.bytes[at] == '"' || bytes.bytes[at] == '\'');
	at = text_start(bytes, at);
	for (size_t i = 0; (i = skip_blanks(text, i)) < text.size; i++, at++) {
		at = skip_blanks(bytes, at);
		bool is_escape = is_quoted && at < bytes.size &&
		                 (bytes.bytes[at] == '\\' || bytes.bytes[at] == '\'');
		if (is_escape)
			return true;
		if (at >= bytes.size || bytes.bytes[at] != text.bytes[i])
			return false;
	}
	return may_end(bytes, at);
}

/* The place that was looked for last, from which one goes to the next value, which is nearly always
 * onward: in its line too, for all of a file may stand in one. */
struct finder {
	struct str bytes, rest, text;   /* of the file; behind the line; of the line */
	uint32_t line, column;          /* from 1 */
	size_t start, at;               /* bytes of the file before the line, of the line before it */
};

static void take_line(struct finder *finder)
{
	finder->start = finder->bytes.size - finder->rest.size;
	finder->text = manuscript_cut_line(&finder->rest);
	finder->line++;
	finder->column = 1;
	finder->at = 0;
}

static struct finder finder_begin(struct str bytes)
{
	struct finder finder = { .bytes = bytes, .rest = bytes };
	take_line(&finder);
	return finder;
}

/* The byte at a place, or SIZE_MAX. */
static size_t find_place(struct finder *finder, struct place place)
{
	size_t size;
	if (place.line < finder->line)
		*finder = finder_begin(finder->bytes);
	while (finder->line < place.line) {
		if (!finder->rest.bytes)
			return SIZE_MAX;
		take_line(finder);
	}
	if (place.column < finder->column) {
		finder->column = 1;
		finder->at = 0;
	}
	for (; finder->column < place.column && finder->at < finder->text.size; finder->column++) {
		unicode_decode(finder->text, finder->at, &size);
		finder->at += size;
	}
	return finder->start + finder->at;
}

/* True if the line has the key of the name where the dossier has its keys: what stands behind it
 * begins at `*at`. */
static bool has_name(struct str line, uint32_t column, size_t *at)
{
	static const char before[] = " -";
	size_t start = column - 1;
	for (size_t i = 0; i < start && i < line.size; i++)
		if (!strchr(before, line.bytes[i]))
			return false;
	*at = start + sizeof("name:") - 1;
	return str_starts_with(str_slice(line, start, line.size), STR("name: "));
}

/* A name that is written short is no value: it is looked for by its key, if its file has one. */
static bool name_stands(const struct dossier *dossier, struct finder *finder)
{
	struct place place = { .line = dossier->line, .column = 1 };
	size_t start, at;
	while ((start = find_place(finder, place)) != SIZE_MAX) {
		struct str rest = str_slice(finder->bytes, start, finder->bytes.size);
		struct str line = manuscript_cut_line(&rest);
		bool is_next = str_starts_with(line, STR("---")) && place.line > dossier->line;
		if (is_next || !rest.bytes)
			break;
		if (has_name(line, dossier->column, &at)) {
			at = skip_blanks(line, at);
			return at >= line.size || line.bytes[at] == '{' ||
			       stands_at(finder->bytes, start + at, dossier->name);
		}
		place.line++;
	}
	return true;
}

/* What stands around a nested dossier is filled into it, and has its place and none of its own. */
static bool is_filled_in(const struct dossier *dossier, const struct value *value)
{
	return value->place.line == dossier->line && value->place.column == dossier->column;
}

bool manuscript_is_as_read(const struct archive *archive, struct dossier_ref ref, struct str bytes)
{
	struct dossier dossier = dossier_at(archive, ref);
	struct finder finder = finder_begin(bytes);
	if (!name_stands(&dossier, &finder))
		return false;
	for (uint32_t i = 0; i < dossier.values.count; i++) {
		struct value value = value_at(archive, dossier.values.first + i);
		if (value.row == NO_ROW || value.text.size == 0 || is_filled_in(&dossier, &value))
			continue;
		size_t at = find_place(&finder, value.place);
		if (at == SIZE_MAX || !stands_at(bytes, at, value.text))
			return false;
	}
	return true;
}

/* ── What stands in a line ──────────────────────────────────────────────────────────────────── */

/* The last line, at or before `line`, in which the dossier or a value of it begins; 0 if none
 * does. */
static uint32_t line_of(const struct archive *archive, struct dossier_ref ref, uint32_t line)
{
	struct dossier dossier = dossier_at(archive, ref);
	uint32_t found = dossier.line <= line ? dossier.line : 0;
	for (uint32_t i = 0; i < dossier.values.count; i++) {
		uint32_t at = value_at(archive, dossier.values.first + i).place.line;
		if (at <= line && at > found)
			found = at;
	}
	return found;
}

/* All of the file are looked at: in a revision they need not stand in the order of the file. */
struct dossier_ref manuscript_dossier(const struct archive *archive, uint32_t file, uint32_t line)
{
	struct row_span all = dossiers_of_file(archive, file);
	struct dossier_ref found = NO_DOSSIER;
	uint32_t found_line = 0;
	for (uint32_t i = 0; i < all.count; i++) {
		struct dossier_ref ref = { all.rows[i] };
		uint32_t at = line_of(archive, ref, line);
		if (at && at >= found_line) {
			found = ref;
			found_line = at;
		}
	}
	return found;
}
