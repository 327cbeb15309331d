#include "base/message.h"
#include "cli/rows.h"
#include "cli/command.h"

#include "query/mentions.h"

/* Of one dossier; or of one after the other. */
struct asked { struct dossier_ref one; uint32_t next, count; };

static struct asked asked_begin(const struct call *call, struct dossier_ref one)
{
	return (struct asked){
		.one = one, .count = dossier_is_none(one) ? dossier_count(call->archive) : 1,
	};
}

/* Of one that is not asked for by itself a place is told once: with the first that has the name. */
static void leave_out_told(struct mentions *mentions)
{
	size_t count = 0;
	for (size_t i = 0; i < mentions->items.count; i++) {
		struct mention mention = mentions->items.items[i];
		const struct mention_name *name = &mentions->names.items[mention.name];
		bool is_told = false;
		for (size_t k = 0; k < name->sharers.count; k++)
			is_told |= name->sharers.items[k].row < mentions->of.row;
		if (!is_told)
			mentions->items.items[count++] = mention;
	}
	mentions->items.count = count;
}

static bool asked_next(struct call *call, struct asked *asked, struct arena *arena,
                       struct mentions *mentions)
{
	struct mentions_query query = { .of = asked->one };
	if (asked->next == asked->count)
		return false;
	if (dossier_is_none(asked->one))
		query.of.row = asked->next;
	asked->next++;
	*mentions = mentions_find(call->archive, arena, &query);
	if (dossier_is_none(asked->one))
		leave_out_told(mentions);
	return true;
}

/* ── JSON ───────────────────────────────────────────────────────────────────────────────────── */

static struct json *sharer_rows(const struct archive *archive, const struct mention_name *name)
{
	struct json *rows = json_array_new();
	for (size_t i = 0; i < name->sharers.count; i++)
		json_add_text(rows, dossier_id(archive, name->sharers.items[i]));
	return rows;
}

/* {of, matched, shared_with, id, kind, name, field, file, line, sentence, more} */
static struct json *mention_row(const struct archive *archive, const struct mentions *mentions,
                                const struct mention *mention)
{
	const struct mention_name *name = &mentions->names.items[mention->name];
	struct json *row = json_object_new();
	rows_put_id(row, "of", archive, mentions->of);
	json_put_text(row, "matched", name->text);
	json_put(row, "shared_with", sharer_rows(archive, name));
	rows_put_id(row, "id", archive, mention->in);
	json_put_text(row, "kind", kind_at(archive, dossier_kind(archive, mention->in)).key);
	json_put_text(row, "name", dossier_name(archive, mention->in));
	json_put_text(row, "field", mention_field(archive, mention));
	json_put_text(row, "file", file_path(archive, mention->file));
	json_put_number(row, "line", mention->line);
	json_put_text(row, "sentence", mention->sentence);
	json_put_number(row, "more", (int64_t)mention->more);
	return row;
}

static enum exit_status write_json(struct call *call, struct asked asked)
{
	struct json *rows = json_array_new();
	struct arena arena = {0};
	struct mentions mentions;
	size_t count = 0;
	while (asked_next(call, &asked, &arena, &mentions)) {
		count += mentions.items.count;
		for (size_t i = 0; i < mentions.items.count; i++)
			json_add(rows, mention_row(call->archive, &mentions,
			                           &mentions.items.items[i]));
		arena_reset(&arena);
	}
	arena_release(&arena);
	return call_write_json(call, rows, count ? EXIT_DONE : EXIT_NOTHING);
}

/* ── Text ───────────────────────────────────────────────────────────────────────────────────── */

/* Of all dossiers only those that are named somewhere. */
static enum exit_status write_text(struct call *call, struct asked asked)
{
	struct arena arena = {0};
	struct mentions mentions;
	bool is_found = false;
	while (asked_next(call, &asked, &arena, &mentions)) {
		if (mentions.items.count || !dossier_is_none(asked.one)) {
			struct page page = page_mentions(call->archive, &arena, &mentions,
			                                 call_page_options(call));
			if (is_found)
				output_line(call->output);
			output_page(call->output, &page);
		}
		is_found |= mentions.items.count > 0;
		arena_reset(&arena);
	}
	arena_release(&arena);
	return is_found ? EXIT_DONE : EXIT_NOTHING;
}

/* ── The command ────────────────────────────────────────────────────────────────────────────── */

static enum exit_status run(struct call *call)
{
	struct dossier_ref one;
	enum exit_status status = EXIT_DONE;
	if (!call_dossier(call, call->arguments[0], &one, &status))
		return status;
	struct asked asked = asked_begin(call, one);
	return call_format(call) == FORMAT_JSON ? write_json(call, asked)
	                                        : write_text(call, asked);
}

const struct command command_mentions = {
	.name = "mentions",
	.arguments = "[ID]",
	.summary = N_("Where a dossier, or any, is named in running text without a link to it"),
	.example = "mentions sergei-lavrov",
	.most_arguments = 1,
	.needs_collection = true,
	.run = run,
};
