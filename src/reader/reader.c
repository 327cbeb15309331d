#include "reader/reader.h"

#include <stdlib.h>
#include <time.h>

#include "base/message.h"
#include "model/limits.h"
#include "reader/journal_record.h"
#include "reader/reader_parts.h"

struct reader {
	struct journal journal;
	struct kept kept;
	bool keeps_nothing;
	/* Records that could not be kept: they lie on top of what was, and go out with the next. */
	struct arena memory;
	struct text unkept;
};

/* ── Where ──────────────────────────────────────────────────────────────────────────────────── */

struct str reader_folder(struct arena *arena)
{
	const char *own = getenv("DOSSIER_STATE");
	const char *states = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");
	if (own && *own)
		return str_copy(arena, str_of(own));
	if (states && *states == '/')
		return str_format(arena, "%s/dossier", states);
	if (home && *home == '/')
		return str_format(arena, "%s/.local/state/dossier", home);
	return (struct str){0};
}

static struct str name_of(struct arena *arena, struct str path)
{
	return str_format(arena, "%016llx.journal", (unsigned long long)str_hash(path));
}

struct str reader_path(struct arena *arena, struct str folder, struct str path)
{
	return str_join(arena, folder, STR("/"), name_of(arena, path));
}

/* ── What the journal asks of us ────────────────────────────────────────────────────────────── */

static void forget(void *context)
{
	kept_forget(context);
}

static void take(void *context, struct str text)
{
	kept_take(context, text);
}

static size_t count(const void *context)
{
	return kept_count(context);
}

static void give(const void *context, struct text *records)
{
	kept_give(context, records);
}

/* ── Opening and closing ────────────────────────────────────────────────────────────────────── */

static void forget_unkept(struct reader *reader)
{
	arena_reset(&reader->memory);
	reader->unkept = (struct text){ .arena = &reader->memory };
}

static struct journal journal_of(struct arena *arena, struct reader_options options,
                                 struct kept *kept)
{
	struct journal journal = {
		.user = { forget, take, count, give, kept },
		.folder_path = str_copy(arena, options.folder),
		.title = str_copy(arena, options.path),
		.folder = -1, .file = -1,
	};
	struct str name = name_of(arena, options.path);
	memcpy(journal.name, name.bytes, name.size + 1);
	return journal;
}

bool reader_open(struct arena *arena, struct reader_options options, struct reader **reader,
                 struct str *note, struct fault *why)
{
	struct reader *made = ARENA_NEW(arena, struct reader);
	made->journal = journal_of(arena, options, &made->kept);
	made->keeps_nothing = options.keeps_nothing || str_is_empty(options.folder);
	forget_unkept(made);
	*note = STR("");
	if (!made->keeps_nothing && !journal_open(&made->journal, arena, note, why)) {
		reader_close(made);
		return false;
	}
	if (made->keeps_nothing && !options.keeps_nothing)
		*note = str_of(_("nothing says where notes may be kept, for none of DOSSIER_STATE, "
		                 "XDG_STATE_HOME and HOME is set: they last as long as the "
		                 "program"));
	kept_tidy(&made->kept);
	*reader = made;
	return true;
}

/* Let a row of records, as they stand in a journal, change what is kept. */
static void take_records(struct reader *reader, struct str records)
{
	struct arena scratch = {0};
	struct str standing;
	size_t at = 0;
	while (record_next(records, &at, &standing))
		kept_take(&reader->kept, record_text(&scratch, standing));
	arena_release(&scratch);
}

bool reader_refresh(struct reader *reader)
{
	if (reader->keeps_nothing || !journal_refresh(&reader->journal))
		return false;
	take_records(reader, text_str(&reader->unkept));
	kept_tidy(&reader->kept);
	return true;
}

void reader_close(struct reader *reader)
{
	journal_close(&reader->journal);
	kept_forget(&reader->kept);
	arena_release(&reader->memory);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

static const struct reader_entry *find_entry(const struct reader *reader, struct str id)
{
	uint32_t number = keys_find(&reader->kept.keys, id);
	return number == KEYS_NONE ? NULL : &reader->kept.entries.items[number];
}

enum reading_state reader_state(const struct reader *reader, struct str id)
{
	const struct reader_entry *entry = find_entry(reader, id);
	return entry ? entry->state : READING_NONE;
}

bool reader_keeps(const struct reader *reader)
{
	return !reader->keeps_nothing;
}

const char *reader_note_words(const struct reader *reader)
{
	return reader_keeps(reader) ? _("The note is kept")
	                            : _("The note lasts until the program ends: nothing is kept");
}

struct str reader_note(const struct reader *reader, struct str id)
{
	const struct reader_entry *entry = find_entry(reader, id);
	return entry ? entry->note : (struct str){0};
}

size_t reader_count(const struct reader *reader)
{
	return reader->kept.listed.count;
}

struct reader_entry reader_entry_at(const struct reader *reader, size_t at)
{
	return reader->kept.entries.items[reader->kept.listed.items[at]];
}

static bool is_letter(char letter)
{
	return letter >= 'a' && letter <= 'z';
}

static bool give_place(const struct kept_mark *mark, struct reader_place *place)
{
	if (str_is_empty(mark->place.id))
		return false;
	*place = mark->place;
	return true;
}

bool reader_mark(const struct reader *reader, char letter, struct reader_place *place)
{
	return is_letter(letter) && give_place(&reader->kept.marks[letter - 'a'], place);
}

bool reader_last(const struct reader *reader, struct reader_place *place)
{
	return give_place(&reader->kept.last, place);
}

struct reader_trail reader_trail(const struct reader *reader)
{
	return (struct reader_trail){ reader->kept.trail.items, reader->kept.trail.count };
}

size_t reader_search_count(const struct reader *reader)
{
	return reader->kept.searches.count;
}

struct reader_search reader_search_at(const struct reader *reader, size_t at)
{
	return reader->kept.searches.items[at].search;
}

bool reader_find_search(const struct reader *reader, struct str query,
                        struct reader_search *search)
{
	for (size_t at = 0; at < reader_search_count(reader); at++) {
		struct reader_search kept = reader_search_at(reader, at);
		if (!str_equal(kept.query, query))
			continue;
		*search = kept;
		return true;
	}
	return false;
}

/* ── Changing ───────────────────────────────────────────────────────────────────────────────── */

static bool check_size(const char *what, struct str text, size_t most, struct fault *why)
{
	return text.size <= most ||
	       fault_set(why, FAULT_LIMIT, _("%s has at most %zu bytes, and this one %zu"), what,
	                 most, text.size);
}

/* What build/ lets through as one. */
static bool check_id(struct str id, struct fault *why)
{
	for (size_t i = 0; i < id.size; i++)
		if ((unsigned char)id.bytes[i] <= ' ' || id.bytes[i] == '\x7F')
			return fault_set(why, FAULT_USAGE,
			                 _("an id has no blanks and controls in it"));
	return (id.size || fault_set(why, FAULT_USAGE, _("an id has at least one byte"))) &&
	       check_size(_("an id"), id, LIMIT_ID_SIZE, why);
}

static bool check_line(const char *what, struct str line, size_t most, struct fault *why)
{
	if (str_find(line, STR("\n"), 0) != SIZE_MAX)
		return fault_set(why, FAULT_USAGE, _("%s is one line"), what);
	return check_size(what, line, most, why);
}

/* Whatever becomes of it, it holds: behind what others have written, which the journal takes in
 * first, and behind what could not be kept before. */
static bool change(struct reader *reader, struct str text, bool has_weight, struct fault *why)
{
	struct arena scratch = {0};
	struct text record = { .arena = &scratch }, records = { .arena = &scratch };
	record_add(&record, text);
	text_add(&records, text_str(&reader->unkept));
	text_add(&records, text_str(&record));
	bool is_kept = reader->keeps_nothing ||
	               journal_append(&reader->journal, text_str(&records), has_weight, why);
	take_records(reader, text_str(&records));
	kept_tidy(&reader->kept);
	if (is_kept)
		forget_unkept(reader);
	else if (has_weight)
		text_add(&reader->unkept, text_str(&record));
	arena_release(&scratch);
	return is_kept;
}

bool reader_keep(struct reader *reader, struct fault *why)
{
	struct str records = text_str(&reader->unkept);
	if (records.size == 0)
		return true;
	if (!journal_append(&reader->journal, records, true, why))
		return false;
	forget_unkept(reader);
	return true;
}

static bool change_once(struct reader *reader, struct arena *scratch, struct str text,
                        bool has_weight, struct fault *why)
{
	bool is_kept = change(reader, text, has_weight, why);
	arena_release(scratch);
	return is_kept;
}

static int64_t now(void)
{
	return (int64_t)time(NULL);
}

bool reader_set_state(struct reader *reader, struct str id, enum reading_state state,
                      struct fault *why)
{
	struct arena scratch = {0};
	return check_id(id, why) &&
	       change_once(reader, &scratch, kept_state_text(&scratch, now(), id, state), true,
	                   why);
}

bool reader_set_note(struct reader *reader, struct str id, struct str note, struct fault *why)
{
	struct arena scratch = {0};
	return check_id(id, why) && check_size(_("a note"), note, LIMIT_NOTE_SIZE, why) &&
	       change_once(reader, &scratch, kept_note_text(&scratch, now(), id, note), true, why);
}

bool reader_set_mark(struct reader *reader, char letter, struct reader_place place,
                     struct fault *why)
{
	struct arena scratch = {0};
	if (!is_letter(letter))
		return fault_set(why, FAULT_USAGE, _("a mark is one of the letters from a to z"));
	return (str_is_empty(place.id) || check_id(place.id, why)) &&
	       change_once(reader, &scratch, kept_mark_text(&scratch, now(), letter, place), true,
	                   why);
}

bool reader_set_search(struct reader *reader, struct str name, struct str query, struct fault *why)
{
	struct arena scratch = {0};
	struct reader_search search = { name, query };
	if (str_is_empty(name))
		return fault_set(why, FAULT_USAGE, _("a search is kept under a name"));
	return check_line(_("the name of a search"), name, LIMIT_SEARCH_NAME_SIZE, why) &&
	       check_line(_("a query"), query, LIMIT_QUERY_SIZE, why) &&
	       change_once(reader, &scratch, kept_search_text(&scratch, now(), search), true, why);
}

static bool check_ids(struct reader_trail trail, struct fault *why)
{
	for (size_t i = 0; i < trail.count; i++)
		if (!check_id(trail.ids[i], why))
			return false;
	return true;
}

bool reader_set_last(struct reader *reader, struct reader_place place, struct reader_trail trail,
                     struct fault *why)
{
	struct arena scratch = {0};
	return (str_is_empty(place.id) || check_id(place.id, why)) && check_ids(trail, why) &&
	       change_once(reader, &scratch, kept_last_text(&scratch, now(), place, trail), false,
	                   why);
}
