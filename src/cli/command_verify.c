#include "base/message.h"
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/array.h"
#include "base/file.h"
#include "base/file_save.h"
#include "build/ledger.h"
#include "query/checked.h"
#include "query/citable.h"
#include "query/quotes.h"

enum { OPTION_RECORD, OPTION_STRICT };

static const struct option_row options[] = {
	[OPTION_RECORD] = { "record", 0, NULL, N_("write the results into the collection"), NULL },
	[OPTION_STRICT] = { "strict", 0, NULL,
	                    N_("quotes of which nothing was proved count for the status too"),
	                    NULL },
	{ 0 },
};

/* What a call of it works with. */
struct verifying {
	struct call *call;
	struct texts texts;
	struct checked_quotes quotes;
};

/* ── What there is to check ─────────────────────────────────────────────────────────────────── */

struct refs { struct dossier_ref items[COMMAND_MAX_ARGUMENTS]; size_t count; };

/* The quotes and sources that the arguments name. */
static bool find_refs(struct call *call, struct refs *refs, enum exit_status *status)
{
	for (size_t i = 0; i < call->argument_count; i++) {
		struct dossier_ref ref;
		if (!call_dossier(call, call->arguments[i], &ref, status))
			return false;
		if (!dossier_is_quote(call->archive, ref) &&
		    !dossier_is_source(call->archive, ref)) {
			struct fault why;
			fault_set(&why, FAULT_USAGE, _("'%s' is neither a quote nor a source"),
			          call->arguments[i]);
			*status = call_fail(call, &why);
			return false;
		}
		refs->items[refs->count++] = ref;
	}
	return true;
}

/* What can be known of the call before anything is read. */
static bool check_call(struct call *call, struct fault *why)
{
	const char *folder = call_texts(call);
	if (!folder || !*folder)
		return fault_set(why, FAULT_USAGE,
		                 _("'verify' needs --texts DIR, the folder with the texts of the "
		                 "sources"));
	if (call->options[OPTION_RECORD] && call->argument_count)
		return fault_set(why, FAULT_USAGE,
		                 _("--record is for all quotes of a collection: leave out '%s'"),
		                 call->arguments[0]);
	if (!file_exists(folder))
		return fault_set(why, FAULT_SYSTEM, _("%s: there is no such folder"), folder);
	return file_is_folder(folder) ||
	       fault_set(why, FAULT_FORMAT, _("%s: is not a folder"), folder);
}

/* A ledger lies in a folder; said before the work is done, not after. */
static bool check_place(const struct call *call, struct fault *why)
{
	const char *path = call->collection_path.bytes;
	if (!call->options[OPTION_RECORD] || file_is_folder(path))
		return true;
	return fault_set(why, FAULT_FORMAT,
	                 _("%s: is one file, and results can only be recorded in a folder"), path);
}

/* ── The ledger ─────────────────────────────────────────────────────────────────────────────── */

/* Today, or the day that a build is to be repeated for (reproducible-builds.org). */
static int32_t today(void)
{
	enum { DAY = 24 * 60 * 60 };
	const uint64_t most = (uint64_t)INT32_MAX * DAY;
	uint64_t seconds;
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	if (!fixed || !str_number(str_of(fixed), most, &seconds))
		seconds = (uint64_t)time(NULL);
	return (int32_t)(seconds / DAY);
}

static bool is_same_result(struct verification left, struct verification right)
{
	return left.verdict == right.verdict && left.position == right.position &&
	       left.line == right.line;
}

/* What to record of a quote. A text that is not the one its source names proves nothing. What was
 * recorded of the same words and the same text stays when that text is not at hand, and so does the
 * day on which the same was found before. */
static struct verification to_record(const struct archive *archive,
                                     const struct checked_quote *quote, int32_t day)
{
	struct verification found = {
		.verdict = quote->differs ? VERDICT_NO_COPY : quote->check.verdict,
		.position = NO_ROW, .day = day,
	}, before;
	if (!quote->differs && quote->check.place.line) {
		found.position = (uint32_t)quote->check.place.position;
		found.line = quote->check.place.line;
	}
	if (!dossier_verification(archive, quote->quote, &before) ||
	    before.change != VERDICT_UNCHANGED)
		return found;
	if (found.verdict == VERDICT_NO_COPY || is_same_result(found, before))
		return before;
	return found;
}

static struct ledger_entry entry_of(const struct verifying *verifying,
                                    const struct checked_quote *quote, int32_t day)
{
	const struct archive *archive = verifying->call->archive;
	struct ledger_entry entry = {
		.quote = dossier_id(archive, quote->quote),
		.source = dossier_id(archive, quote->source),
		.words = digest_of(quote_words(archive, verifying->call->arena,
		                               dossier_text(archive, quote->quote, KNOWN_TEXT))),
		.verification = to_record(archive, quote, day),
	};
	source_digest(archive, quote->source, &entry.text);
	return entry;
}

/* As much as the collection lets others read and write, its ledger does. */
static unsigned mode_of(const char *folder)
{
	struct stat status;
	return stat(folder, &status) == 0 ? status.st_mode & 0666 : 0600;
}

static bool record(const struct verifying *verifying, struct fault *why)
{
	struct call *call = verifying->call;
	const struct checked_quotes *quotes = &verifying->quotes;
	const char *folder = call->collection_path.bytes;
	struct ledger_entry *entries = ARENA_MANY(call->arena, struct ledger_entry, quotes->count);
	int32_t day = today();
	for (size_t i = 0; i < quotes->count; i++)
		entries[i] = entry_of(verifying, &quotes->items[i], day);
	struct str text = ledger_text(call->arena, entries, quotes->count);
	struct str path = str_join(call->arena, call->collection_path, STR("/"), STR(LEDGER_NAME));
	if (!file_replace(path.bytes, text, mode_of(folder), why))
		return fault_add(why, _("the results cannot be recorded"));
	call_tell(call, str_format(call->arena,
	                           message_count("%zu result is recorded in %s",
	                                         "%zu results are recorded in %s",
	                                         quotes->count), quotes->count, path.bytes));
	return true;
}

/* ── Telling ────────────────────────────────────────────────────────────────────────────────── */

static void tell_of_texts(const struct verifying *verifying)
{
	struct call *call = verifying->call;
	const struct texts *texts = &verifying->texts;
	for (size_t i = 0; i < texts->items.count; i++)
		if (texts->items.items[i].problem.size)
			call_tell(call, str_format(call->arena, "%s%s%.*s", texts->folder.bytes,
			                      str_ends_with(texts->folder, STR("/")) ? "" : "/",
			                      STR_ARGS(texts->items.items[i].problem)));
	for (size_t i = 0; i < verifying->quotes.stand_ins.count; i++) {
		struct text_stand_in stand_in = verifying->quotes.stand_ins.items[i];
		call_tell(call, str_format(call->arena,
		                      _("%s: is not the text that '%.*s' names by its sha256; it "
		                        "is nearest to it, and was taken instead"),
		                      texts_path(texts, stand_in.text, call->arena).bytes,
		                      STR_ARGS(dossier_id(call->archive, stand_in.source))));
	}
}

static void put_place(struct json *object, struct quote_place place)
{
	const struct { const char *key; int64_t number; } numbers[] = {
		{ "line", place.line }, { "column", place.column },
		{ "position", (int64_t)place.position }, { "size", (int64_t)place.size },
	};
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		if (place.line)
			json_put_number(object, numbers[i].key, numbers[i].number);
		else
			json_put_null(object, numbers[i].key);
	}
}

static struct json *quote_row(const struct verifying *verifying, const struct checked_quote *quote)
{
	struct call *call = verifying->call;
	struct json *row = json_object_new();
	json_put_text(row, "id", dossier_id(call->archive, quote->quote));
	json_put_text(row, "result", verdict_name(quote->check.verdict));
	json_put_text_or_null(row, "source", dossier_id(call->archive, quote->source));
	put_place(row, quote->check.place);
	if (quote->text == NO_ROW)
		json_put_null(row, "path");
	else
		json_put_text(row, "path",
		              texts_path(&verifying->texts, quote->text, call->arena));
	json_put_bool(row, "differs", quote->differs);
	if (quote->check.near.line) {
		struct json *near = json_object_new();
		put_place(near, quote->check.near);
		json_put(row, "near", near);
	} else {
		json_put_null(row, "near");
	}
	return row;
}

static enum exit_status write_json(const struct verifying *verifying, enum exit_status status)
{
	const struct checked_quotes *quotes = &verifying->quotes;
	struct json *root = json_object_new(), *counts = json_object_new();
	struct json *rows = json_array_new();
	for (enum verdict verdict = 0; verdict < VERDICT_COUNT; verdict++)
		json_put_number(counts, verdict_name(verdict).bytes,
		                (int64_t)quotes->counts[verdict]);
	json_put_number(counts, "indirect", (int64_t)quotes->indirect_count);
	for (size_t i = 0; i < quotes->count; i++)
		json_add(rows, quote_row(verifying, &quotes->items[i]));
	json_put(root, "counts", counts);
	json_put(root, "quotes", rows);
	return call_write_json(verifying->call, root, status);
}

static const enum role verdict_roles[] = {
	[VERDICT_EXACT]      = ROLE_OK,
	[VERDICT_NORMALIZED] = ROLE_OK,
	[VERDICT_TOO_SHORT]  = ROLE_INFO,
	[VERDICT_NO_COPY]    = ROLE_WARNING,
	[VERDICT_NOT_FOUND]  = ROLE_ERROR,
};
_Static_assert(sizeof verdict_roles / sizeof verdict_roles[0] == VERDICT_COUNT, "a role for each");

/* Why there was nothing to look in. */
static struct shown no_copy_words(const struct call *call, struct dossier_ref source)
{
	struct digest digest;
	if (dossier_is_none(source))
		return shown_literal(call->arena, _("it names no source"));
	return shown_format(call->arena,
	                    source_digest(call->archive, source, &digest)
	                            ? _("no text is the one of '%.*s' by its sha256")
	                            : _("'%.*s' names no text by sha256"),
	                    STR_ARGS(dossier_id(call->archive, source)));
}

/* path:line:column, in the form that editors follow; a path with such signs in it is quoted. */
static struct shown place_words(const struct verifying *verifying,
                                const struct checked_quote *quote)
{
	struct arena *arena = verifying->call->arena;
	struct quote_place place = quote->check.place;
	if (quote->text == NO_ROW)
		return no_copy_words(verifying->call, quote->source);
	if (quote->check.verdict == VERDICT_NOT_FOUND)
		place = quote->check.near;
	struct str path = texts_path(&verifying->texts, quote->text, arena);
	bool is_odd = str_find(path, STR(":"), 0) != SIZE_MAX ||
	              str_find(path, STR(" "), 0) != SIZE_MAX;
	const char *mark = is_odd ? "\"" : "";
	if (!place.line)
		/* Translators: the path of a file. */
		return shown_format(arena, _("in %s%.*s%s"), mark, STR_ARGS(path), mark);
	struct str words = str_format(arena, "%s%.*s%s:%u:%u", mark, STR_ARGS(path), mark,
	                              place.line, place.column);
	if (quote->check.verdict != VERDICT_NOT_FOUND)
		return shown_line(arena, words);
	/* Translators: a place in a file, close to which words may be meant. */
	return shown_format(arena, _("near %.*s"), STR_ARGS(words));
}

static void add_row(const struct verifying *verifying, struct table *table,
                    const struct checked_quote *quote)
{
	struct call *call = verifying->call;
	enum verdict verdict = quote->check.verdict;
	struct table_cell *cells = table_row(table, call->arena);
	cells[0] = (struct table_cell){ shown_line(call->arena, verdict_name(verdict)),
		                        verdict_roles[verdict] };
	cells[1] = (struct table_cell){
		shown_line(call->arena, dossier_id(call->archive, quote->quote)), ROLE_LINK };
	cells[2] = (struct table_cell){ place_words(verifying, quote), ROLE_DIM };
}

/* "22 quotes: 21 exact, 1 not-found; 3 indirect ones are not word for word" */
static void write_total(const struct verifying *verifying)
{
	const struct checked_quotes *quotes = &verifying->quotes;
	struct call *call = verifying->call;
	struct text total = { .arena = call->arena };
	const char *between = ":";
	text_format(&total, message_count("%zu quote", "%zu quotes", quotes->count), quotes->count);
	for (enum verdict verdict = 0; verdict < VERDICT_COUNT; verdict++) {
		if (quotes->counts[verdict] == 0)
			continue;
		text_format(&total, "%s %zu %.*s", between, quotes->counts[verdict],
		            STR_ARGS(verdict_name(verdict)));
		between = ",";
	}
	if (quotes->indirect_count)
		text_format(&total, _("; not looked for: %zu indirect"), quotes->indirect_count);
	output_put(call->output, ROLE_TEXT, shown_line(call->arena, text_str(&total)));
	output_line(call->output);
}

/* The worst stand last, where the eye is when it is done. */
static void write_text(const struct verifying *verifying)
{
	const struct checked_quotes *quotes = &verifying->quotes;
	struct table table = { .column_count = 3, .flexible = 1 };
	for (enum verdict verdict = 0; verdict < VERDICT_COUNT; verdict++)
		for (size_t i = 0; i < quotes->count; i++)
			if (quotes->items[i].check.verdict == verdict)
				add_row(verifying, &table, &quotes->items[i]);
	output_table(verifying->call->output, &table);
	write_total(verifying);
}

/* ── All ────────────────────────────────────────────────────────────────────────────────────── */

static enum exit_status status_of(const struct verifying *verifying)
{
	const struct checked_quotes *quotes = &verifying->quotes;
	bool is_strict = verifying->call->options[OPTION_STRICT];
	bool is_bad = quotes->counts[VERDICT_NOT_FOUND] > 0;
	for (size_t i = 0; i < quotes->count && is_strict; i++)
		is_bad = is_bad || quotes->items[i].differs ||
		         quotes->items[i].check.verdict > VERDICT_NORMALIZED;
	return is_bad ? EXIT_NOTHING : EXIT_DONE;
}

static enum exit_status run(struct call *call)
{
	struct verifying verifying = { .call = call };
	struct fault why = {0};
	struct refs refs = {0};
	enum exit_status status = EXIT_DONE;
	if (!check_call(call, &why) || !call_open_collection(call, &why) ||
	    !check_place(call, &why))
		return call_fail(call, &why);
	if (!find_refs(call, &refs, &status))
		return status;
	if (!texts_open(call->arena, call_texts(call), &verifying.texts, &why) ||
	    !checked_quotes_make(call->archive, call->arena, &verifying.texts, refs.items,
	                         refs.count, &verifying.quotes, &why))
		return call_fail(call, &why);

	status = status_of(&verifying);
	if (call_format(call) == FORMAT_JSON)
		write_json(&verifying, status);
	else
		write_text(&verifying);
	tell_of_texts(&verifying);
	if (call->options[OPTION_RECORD] && !record(&verifying, &why))
		return call_fail(call, &why);
	return status;
}

const struct command command_verify = {
	.name = "verify",
	.arguments = "[ID]...",
	.summary = N_("Look for each quote, word for word, in the text of its source"),
	.example = "verify --texts ~/texts",
	.most_arguments = COMMAND_MAX_ARGUMENTS,
	.options = options,
	.looks_at_files = true,
	.needs_findings = true,
	.run = run,
};
