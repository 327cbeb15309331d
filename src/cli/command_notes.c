#include "base/message.h"
#include "cli/command.h"

#include <time.h>

#include "cli/markdown.h"
#include "cli/rows.h"
#include "model/date.h"
#include "query/page.h"
#include "reader/reader.h"

enum { OPTION_STATE, OPTION_SEARCHES, OPTION_MARKDOWN, OPTION_WHERE };

static const struct option_row options[] = {
	[OPTION_STATE]    = { "state", 0, "STATE", N_("only dossiers of that state"),
	                      "to-read|read|checked|disputed" },
	[OPTION_SEARCHES] = { "searches", 0, NULL, N_("only the searches that were kept"), NULL },
	[OPTION_MARKDOWN] = { "markdown", 0, NULL, N_("print a document in Markdown"), NULL },
	[OPTION_WHERE]    = { "where", 0, NULL, N_("print the path of the file that has them"),
	                      NULL },
	{ 0 },
};

/* In the order in which they are printed. */
static const struct { enum reading_state state; const char *heading; } groups[] = {
	{ READING_TO_READ,  N_("To read") },
	{ READING_READ,     N_("Read") },
	{ READING_CHECKED,  N_("Checked") },
	{ READING_DISPUTED, N_("Disputed") },
	{ READING_NONE,     N_("Notes on others") },
};

_Static_assert(sizeof groups / sizeof groups[0] == READING_STATE_COUNT, "each state is a group");

/* ── What there is ──────────────────────────────────────────────────────────────────────────── */

/* A dossier with a state or a note, as the collection has it now, if it has it. */
struct noted {
	struct reader_entry entry;
	bool is_there;
	struct str id, name, kind;      /* as they are now; empty, but for the id, if it is gone */
};

struct noted_rows { struct noted *items; size_t count; };

/* All that is printed. */
struct notes {
	struct noted_rows noted;
	struct reader_search *searches; /* borrowed from the reader */
	size_t search_count;
};

static struct noted look_up(const struct archive *archive, struct reader_entry entry)
{
	struct noted noted = { .entry = entry, .id = entry.id };
	struct dossier_ref ref = dossier_find(archive, entry.id);
	if (dossier_is_none(ref))
		return noted;
	noted.is_there = true;
	noted.id = dossier_id(archive, ref);
	noted.name = dossier_name(archive, ref);
	noted.kind = kind_at(archive, dossier_kind(archive, ref)).key;
	return noted;
}

static struct noted_rows find_noted(struct call *call, const struct reader *reader)
{
	const char *wanted = call->options[OPTION_STATE];
	enum reading_state state = wanted ? reading_state_find(str_of(wanted)) : READING_NONE;
	struct noted_rows rows = { ARENA_MANY(call->arena, struct noted, reader_count(reader)), 0 };
	for (size_t i = 0; i < reader_count(reader); i++) {
		struct reader_entry entry = reader_entry_at(reader, i);
		if (!wanted || entry.state == state)
			rows.items[rows.count++] = look_up(call->archive, entry);
	}
	return rows;
}

/* Who asks for a state, or for searches, wants nothing else. */
static struct notes find_notes(struct call *call, const struct reader *reader)
{
	struct notes notes = {0};
	size_t searches = reader_search_count(reader);
	notes.searches = ARENA_MANY(call->arena, struct reader_search, searches);
	if (!call->options[OPTION_SEARCHES])
		notes.noted = find_noted(call, reader);
	if (call->options[OPTION_STATE])
		return notes;
	for (size_t i = 0; i < searches; i++)
		notes.searches[notes.search_count++] = reader_search_at(reader, i);
	return notes;
}

static size_t count_of(const struct noted_rows *rows, enum reading_state state)
{
	size_t count = 0;
	for (size_t i = 0; i < rows->count; i++)
		count += rows->items[i].entry.state == state;
	return count;
}

/* When it was changed last. */
static struct str time_text(struct arena *arena, const struct noted *noted)
{
	char text[sizeof "2026-11-22T15:05:19Z"] = "";
	time_t time = (time_t)noted->entry.changed;
	struct tm parts;
	if (gmtime_r(&time, &parts))
		strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
	return str_copy(arena, str_of(text));
}

/* ── JSON ───────────────────────────────────────────────────────────────────────────────────── */

static enum exit_status write_json(struct call *call, const struct noted_rows *noted,
                                   enum exit_status status)
{
	struct json *rows = json_array_new();
	for (size_t i = 0; i < noted->count; i++) {
		const struct noted *row = &noted->items[i];
		struct json *object = json_object_new();
		json_put_text(object, "id", row->id);
		json_put_text_or_null(object, "name", row->name);
		json_put_text_or_null(object, "kind", row->kind);
		json_put_text_or_null(object, "state", str_of(reading_state_key(row->entry.state)));
		json_put_text_or_null(object, "note", row->entry.note);
		json_put_text(object, "changed", time_text(call->arena, row));
		json_add(rows, object);
	}
	return call_write_json(call, rows, status);
}

static enum exit_status write_json_searches(struct call *call, const struct notes *notes,
                                            enum exit_status status)
{
	struct json *rows = json_array_new();
	for (size_t i = 0; i < notes->search_count; i++) {
		struct json *object = json_object_new();
		json_put_text(object, "name", notes->searches[i].name);
		json_put_text(object, "query", notes->searches[i].query);
		json_add(rows, object);
	}
	return call_write_json(call, rows, status);
}

/* ── Text ───────────────────────────────────────────────────────────────────────────────────── */

static struct str day_words(struct arena *arena, const struct noted *noted)
{
	return date_words(arena, str_slice(time_text(arena, noted), 0, sizeof "2026-11-22" - 1));
}

/* "person · ann-quill · 22 November 2026"; "ann-quill (no longer there) · 22 November 2026". */
static void write_facts(struct page_writer *writer, const struct noted *noted)
{
	struct arena *arena = writer->arena;
	if (noted->is_there) {
		page_text(writer, ROLE_DIM, shown_format(arena, "%.*s · ", STR_ARGS(noted->kind)));
		page_text(writer, ROLE_LINK, shown_line(arena, noted->id));
	} else {
		page_text(writer, ROLE_DIM, shown_literal(arena, _("(no longer there)")));
	}
	page_text(writer, ROLE_DIM, shown_literal(arena, " · "));
	page_text(writer, ROLE_DATE, shown_line(arena, day_words(arena, noted)));
	page_break(writer);
}

static void write_note(struct page_writer *writer, struct str note)
{
	for (struct str rest = str_trim(note); rest.bytes;) {
		struct str line = str_cut(&rest, '\n');
		if (str_trim(line).size == 0)
			page_blank(writer);
		page_text(writer, ROLE_TEXT, shown_prose(writer->arena, line));
		page_break(writer);
	}
}

/*	To read (2)
 *
 *	Ann Quill
 *	    person · ann-quill · 22 November 2026
 *	    Ask her about the harbour.
 */
static void write_noted(struct page_writer *writer, const struct noted *noted)
{
	page_blank(writer);
	page_text(writer, ROLE_TEXT,
	          shown_line(writer->arena, noted->is_there ? noted->name : noted->id));
	page_break(writer);
	writer->indent = 4;
	write_facts(writer, noted);
	write_note(writer, noted->entry.note);
	writer->indent = 0;
}

/*	Searches (1)
 *
 *	the harbour men
 *	    kind:person harbour
 */
static void write_searches(struct page_writer *writer, const struct notes *notes)
{
	struct arena *arena = writer->arena;
	if (notes->search_count == 0)
		return;
	page_blank(writer);
	page_heading(writer, shown_literal(arena, _("Searches")),
	             shown_format(arena, "%zu", notes->search_count));
	for (size_t i = 0; i < notes->search_count; i++) {
		page_blank(writer);
		page_text(writer, ROLE_TEXT, shown_line(arena, notes->searches[i].name));
		page_break(writer);
		writer->indent = 4;
		page_text(writer, ROLE_DIM, shown_line(arena, notes->searches[i].query));
		page_break(writer);
		writer->indent = 0;
	}
}

static void write_text(struct call *call, const struct notes *notes)
{
	const struct noted_rows *rows = &notes->noted;
	struct page_writer writer = page_begin(call->arena, call->output->width);
	for (size_t group = 0; group < READING_STATE_COUNT; group++) {
		size_t count = count_of(rows, groups[group].state);
		if (count == 0)
			continue;
		page_blank(&writer);
		page_heading(&writer, shown_literal(call->arena, _(groups[group].heading)),
		             shown_format(call->arena, "%zu", count));
		for (size_t i = 0; i < rows->count; i++)
			if (rows->items[i].entry.state == groups[group].state)
				write_noted(&writer, &rows->items[i]);
	}
	write_searches(&writer, notes);
	struct page page = page_end(&writer);
	output_page(call->output, &page);
}

/* ── Markdown ───────────────────────────────────────────────────────────────────────────────── */

static void mark_noted(struct call *call, const struct noted *noted)
{
	struct output *output = call->output;
	struct str facts = noted->is_there
	        ? str_format(call->arena, "%.*s, %.*s", STR_ARGS(noted->kind), STR_ARGS(noted->id))
	        : STR("(no longer there)");
	fputs("\n### ", output->stream);
	markdown_text(output, noted->is_there ? noted->name : noted->id);
	fputs("\n\n", output->stream);
	markdown_text(output, str_format(call->arena, "%.*s, %.*s", STR_ARGS(facts),
	                                 STR_ARGS(day_words(call->arena, noted))));
	fputs("\n", output->stream);
	if (str_trim(noted->entry.note).size) {
		fputs("\n", output->stream);
		markdown_quotation(output, noted->entry.note);
	}
}

static void mark_searches(struct call *call, const struct notes *notes)
{
	struct output *output = call->output;
	if (notes->search_count)
		fputs("\n## Searches\n", output->stream);
	for (size_t i = 0; i < notes->search_count; i++) {
		fputs("\n### ", output->stream);
		markdown_text(output, notes->searches[i].name);
		fputs("\n\n", output->stream);
		markdown_text(output, notes->searches[i].query);
		fputs("\n", output->stream);
	}
}

static void write_markdown(struct call *call, const struct notes *notes)
{
	const struct noted_rows *rows = &notes->noted;
	struct output *output = call->output;
	struct str title = archive_collection(call->archive).title;
	fputs("# ", output->stream);
	markdown_text(output, title.size ? title : call->collection_path);
	fputs("\n", output->stream);
	for (size_t group = 0; group < READING_STATE_COUNT; group++) {
		if (count_of(rows, groups[group].state) == 0)
			continue;
		fprintf(output->stream, "\n## %s\n", groups[group].heading);
		for (size_t i = 0; i < rows->count; i++)
			if (rows->items[i].entry.state == groups[group].state)
				mark_noted(call, &rows->items[i]);
	}
	mark_searches(call, notes);
}

/* ── The command ────────────────────────────────────────────────────────────────────────────── */

static enum exit_status write_notes(struct call *call, const struct notes *notes)
{
	bool is_of_searches = call->options[OPTION_SEARCHES];
	bool has_any = notes->noted.count || notes->search_count;
	enum exit_status status = has_any ? EXIT_DONE : EXIT_NOTHING;
	if (call_format(call) == FORMAT_JSON)
		return is_of_searches
		               ? write_json_searches(call, notes, status)
		               : write_json(call, &notes->noted,
		                            notes->noted.count ? EXIT_DONE : EXIT_NOTHING);
	if (has_any && call->options[OPTION_MARKDOWN])
		write_markdown(call, notes);
	else
		write_text(call, notes);
	return status;
}

static enum exit_status write_path(struct call *call, struct str path)
{
	if (call_format(call) == FORMAT_JSON) {
		struct json *root = json_object_new();
		json_put_text(root, "path", path);
		return call_write_json(call, root, EXIT_DONE);
	}
	output_put(call->output, ROLE_TEXT, shown_line(call->arena, path));
	output_line(call->output);
	return EXIT_DONE;
}

static enum exit_status run(struct call *call)
{
	struct fault why = {0};
	struct reader *reader;
	struct str path;
	if (call->options[OPTION_MARKDOWN] && call_format(call) == FORMAT_JSON) {
		fault_set(&why, FAULT_USAGE, _("--markdown and --format json cannot both hold"));
		return call_fail(call, &why);
	}
	if (call->options[OPTION_SEARCHES] && call->options[OPTION_STATE]) {
		fault_set(&why, FAULT_USAGE, _("--searches and --state cannot both hold"));
		return call_fail(call, &why);
	}
	if (call->options[OPTION_WHERE])
		return call_find_collection(call, &why) && call_reader_path(call, &path, &why)
		               ? write_path(call, path) : call_fail(call, &why);
	if (!call_open_collection(call, &why) || !call_open_reader(call, &reader, &why))
		return call_fail(call, &why);
	struct notes notes = find_notes(call, reader);
	enum exit_status status = write_notes(call, &notes);
	reader_close(reader);
	return status;
}

const struct command command_notes = {
	.name = "notes",
	.arguments = "",
	.summary = N_("Your reading list, your notes and your searches"),
	.example = "notes --state to-read",
	.options = options,
	.run = run,
};
