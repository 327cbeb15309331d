#include "reader/reader_parts.h"

#include <time.h>

#include "base/message.h"
#include "reader/journal_record.h"

/* ── States ─────────────────────────────────────────────────────────────────────────────────── */

static const struct { const char *key, *name; } states[] = {
	[READING_NONE]     = { "", "" },
	[READING_TO_READ]  = { "to-read", N_("to read") },
	[READING_READ]     = { "read", N_("read") },
	[READING_CHECKED]  = { "checked", N_("checked") },
	[READING_DISPUTED] = { "disputed", N_("disputed") },
};

_Static_assert(sizeof states / sizeof states[0] == READING_STATE_COUNT, "each state has names");

const char *reading_state_name(enum reading_state state)
{
	return _(states[state].name);
}

const char *reading_state_key(enum reading_state state)
{
	return states[state].key;
}

enum reading_state reading_state_find(struct str name)
{
	for (enum reading_state state = READING_TO_READ; state < READING_STATE_COUNT; state++)
		if (str_equal(name, str_of(states[state].key)) ||
		    str_equal(name, str_of(states[state].name)))
			return state;
	return READING_STATE_COUNT;
}

/* ── Times ──────────────────────────────────────────────────────────────────────────────────── */

static struct str time_text(struct arena *arena, int64_t seconds)
{
	time_t time = (time_t)seconds;
	struct tm parts;
	if (!gmtime_r(&time, &parts) || parts.tm_year < -1900 || parts.tm_year > 9999 - 1900)
		return STR("1970-01-01T00:00:00Z");
	return str_format(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", parts.tm_year + 1900,
	                  parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
	                  parts.tm_sec);
}

/* The number that the digits from `at` on are, whatever stands there. */
static int number_at(struct str text, size_t at, size_t size)
{
	uint64_t number = 0;
	str_number(str_slice(text, at, size), 9999, &number);
	return (int)number;
}

/* Only as time_text writes it. */
static bool read_time(struct str text, int64_t *seconds)
{
	struct arena scratch = {0};
	struct tm parts = {
		.tm_year = number_at(text, 0, 4) - 1900, .tm_mon = number_at(text, 5, 2) - 1,
		.tm_mday = number_at(text, 8, 2), .tm_hour = number_at(text, 11, 2),
		.tm_min = number_at(text, 14, 2), .tm_sec = number_at(text, 17, 2),
	};
	*seconds = (int64_t)timegm(&parts);
	bool is_time = str_equal(text, time_text(&scratch, *seconds));
	arena_release(&scratch);
	return is_time;
}

/* ── Changing ───────────────────────────────────────────────────────────────────────────────── */

/* A record, taken apart. */
struct change {
	int64_t time;
	struct str words;               /* the rest of its line */
	struct str lines;               /* what stands behind it */
};

static bool is_something(const struct reader_entry *entry)
{
	return entry->state != READING_NONE || entry->note.size > 0;
}

/* The entry of `id`, made if need be; changed at that time. */
static struct reader_entry *change_entry(struct kept *kept, struct str id, int64_t time)
{
	uint32_t number = keys_find(&kept->keys, id);
	if (number == KEYS_NONE) {
		number = (uint32_t)kept->entries.count;
		id = str_copy(&kept->memory, id);
		keys_add(&kept->memory, &kept->keys, id, number);
		ARRAY_ADD(&kept->memory, &kept->entries)->id = id;
	}
	kept->is_listed = false;
	kept->entries.items[number].changed = time;
	return &kept->entries.items[number];
}

/* What is left of the words, as an id; empty if it is none. */
static struct str id_of(struct str words)
{
	return str_find(words, STR(" "), 0) == SIZE_MAX ? words : (struct str){0};
}

static bool take_state(struct kept *kept, struct change change)
{
	struct str id = str_cut(&change.words, ' ');
	enum reading_state state = READING_NONE;
	if (change.words.size)
		state = reading_state_find(change.words);
	if (str_is_empty(id) || state == READING_STATE_COUNT)
		return false;
	change_entry(kept, id, change.time)->state = state;
	return true;
}

static bool take_note(struct kept *kept, struct change change)
{
	struct str id = id_of(change.words);
	if (str_is_empty(id))
		return false;
	change_entry(kept, id, change.time)->note = str_copy(&kept->memory, change.lines);
	return true;
}

/* "12 ann-quill", or nothing. */
static bool take_place(struct kept *kept, struct change change, struct kept_mark *mark)
{
	struct str digits = str_cut(&change.words, ' ');
	uint64_t line = 0;
	bool is_place = str_number(digits, UINT32_MAX, &line) && id_of(change.words).size;
	if (!is_place && (digits.size || change.words.size))
		return false;
	*mark = (struct kept_mark){
		.place = { str_copy(&kept->memory, change.words), (uint32_t)line },
		.changed = change.time,
	};
	return true;
}

static bool take_mark(struct kept *kept, struct change change)
{
	struct str letter = str_cut(&change.words, ' ');
	return letter.size == 1 && letter.bytes[0] >= 'a' && letter.bytes[0] <= 'z' &&
	       take_place(kept, change, &kept->marks[letter.bytes[0] - 'a']);
}

/* Where the search of that name is, or belongs. */
static size_t find_search(const struct kept *kept, struct str name)
{
	size_t at = 0;
	while (at < kept->searches.count &&
	       str_compare(kept->searches.items[at].search.name, name) < 0)
		at++;
	return at;
}

static bool take_search(struct kept *kept, struct change change)
{
	struct str name = str_cut(&change.lines, '\n'), query = change.lines;
	size_t at = find_search(kept, name);
	if (str_is_empty(name))
		return false;
	bool is_there = at < kept->searches.count &&
	                str_equal(kept->searches.items[at].search.name, name);
	if (is_there && str_is_empty(query)) {
		kept->searches.count--;
		for (size_t i = at; i < kept->searches.count; i++)
			kept->searches.items[i] = kept->searches.items[i + 1];
	}
	if (str_is_empty(query))
		return true;
	if (!is_there) {
		ARRAY_ADD(&kept->memory, &kept->searches);
		for (size_t i = kept->searches.count - 1; i > at; i--)
			kept->searches.items[i] = kept->searches.items[i - 1];
	}
	kept->searches.items[at] = (struct kept_search){
		.search = { str_copy(&kept->memory, name), str_copy(&kept->memory, query) },
		.changed = change.time,
	};
	return true;
}

static bool take_last(struct kept *kept, struct change change)
{
	if (!take_place(kept, change, &kept->last))
		return false;
	kept->trail.count = 0;
	while (change.lines.bytes) {
		struct str id = str_cut(&change.lines, '\n');
		if (id.size)
			*ARRAY_ADD(&kept->memory, &kept->trail) = str_copy(&kept->memory, id);
	}
	return true;
}

static const struct { const char *word; bool (*take)(struct kept *, struct change); } words[] = {
	{ "state", take_state },
	{ "note", take_note },
	{ "mark", take_mark },
	{ "search", take_search },
	{ "last", take_last },
};

void kept_take(struct kept *kept, struct str text)
{
	struct change change = { .lines = text };
	change.words = str_cut(&change.lines, '\n');
	struct str word = str_cut(&change.words, ' '), time = str_cut(&change.words, ' ');
	if (read_time(time, &change.time))
		for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
			if (str_equal(word, str_of(words[i].word)) && words[i].take(kept, change))
				return;
	*ARRAY_ADD(&kept->memory, &kept->others) = str_copy(&kept->memory, text);
}

void kept_forget(struct kept *kept)
{
	arena_release(&kept->memory);
	*kept = (struct kept){0};
}

/* ── Records ────────────────────────────────────────────────────────────────────────────────── */

struct str kept_state_text(struct arena *arena, int64_t time, struct str id,
                           enum reading_state state)
{
	return str_format(arena, "state %s %.*s %s", time_text(arena, time).bytes, STR_ARGS(id),
	                  states[state].key);
}

struct str kept_note_text(struct arena *arena, int64_t time, struct str id, struct str note)
{
	struct str line = str_format(arena, "note %s %.*s", time_text(arena, time).bytes,
	                             STR_ARGS(id));
	return str_join(arena, line, STR("\n"), note);
}

static struct str place_text(struct arena *arena, struct reader_place place)
{
	if (str_is_empty(place.id))
		return STR("");
	return str_format(arena, "%u %.*s", place.line, STR_ARGS(place.id));
}

struct str kept_mark_text(struct arena *arena, int64_t time, char letter, struct reader_place place)
{
	return str_format(arena, "mark %s %c %s", time_text(arena, time).bytes, letter,
	                  place_text(arena, place).bytes);
}

struct str kept_search_text(struct arena *arena, int64_t time, struct reader_search search)
{
	return str_format(arena, "search %s\n%.*s\n%.*s", time_text(arena, time).bytes,
	                  STR_ARGS(search.name), STR_ARGS(search.query));
}

struct str kept_last_text(struct arena *arena, int64_t time, struct reader_place place,
                          struct reader_trail trail)
{
	struct text text = { .arena = arena };
	text_format(&text, "last %s %s", time_text(arena, time).bytes,
	            place_text(arena, place).bytes);
	for (size_t i = trail.count > READER_TRAIL ? trail.count - READER_TRAIL : 0;
	     i < trail.count; i++)
		text_format(&text, "\n%.*s", STR_ARGS(trail.ids[i]));
	return text_str(&text);
}

/* ── Giving ─────────────────────────────────────────────────────────────────────────────────── */

size_t kept_count(const struct kept *kept)
{
	size_t count = kept->searches.count + kept->others.count + (kept->last.place.id.size > 0);
	for (size_t i = 0; i < kept->entries.count; i++)
		count += (kept->entries.items[i].state != READING_NONE) +
		         (kept->entries.items[i].note.size > 0);
	for (size_t i = 0; i < READER_MARKS; i++)
		count += kept->marks[i].place.id.size > 0;
	return count;
}

static void give_entry(const struct reader_entry *entry, struct text *records)
{
	struct arena *arena = records->arena;
	if (entry->state != READING_NONE)
		record_add(records,
		           kept_state_text(arena, entry->changed, entry->id, entry->state));
	if (entry->note.size)
		record_add(records, kept_note_text(arena, entry->changed, entry->id, entry->note));
}

void kept_give(const struct kept *kept, struct text *records)
{
	struct arena *arena = records->arena;
	for (size_t i = 0; i < kept->entries.count; i++)
		give_entry(&kept->entries.items[i], records);
	for (int i = 0; i < READER_MARKS; i++) {
		const struct kept_mark *mark = &kept->marks[i];
		if (mark->place.id.size)
			record_add(records, kept_mark_text(arena, mark->changed, (char)('a' + i),
			                                   mark->place));
	}
	for (size_t i = 0; i < kept->searches.count; i++)
		record_add(records, kept_search_text(arena, kept->searches.items[i].changed,
		                                     kept->searches.items[i].search));
	struct reader_trail trail = { kept->trail.items, kept->trail.count };
	if (kept->last.place.id.size)
		record_add(records, kept_last_text(arena, kept->last.changed, kept->last.place,
		                                   trail));
	for (size_t i = 0; i < kept->others.count; i++)
		record_add(records, kept->others.items[i]);
}

/* ── Order ──────────────────────────────────────────────────────────────────────────────────── */

static void list_entries(struct kept *kept)
{
	kept->listed.count = 0;
	for (size_t i = 0; i < kept->entries.count; i++)
		if (is_something(&kept->entries.items[i]))
			*ARRAY_ADD(&kept->memory, &kept->listed) = (uint32_t)i;
	kept->is_listed = true;
}

/* Give all, forget all, and take it again. */
static void renew_memory(struct kept *kept)
{
	struct arena scratch = {0};
	struct text text = { .arena = &scratch };
	struct str standing;
	size_t at = 0;
	kept_give(kept, &text);
	kept_forget(kept);
	for (struct str records = text_str(&text); record_next(records, &at, &standing);)
		kept_take(kept, record_text(&scratch, standing));
	kept->size_made = kept->memory.size;
	arena_release(&scratch);
}

void kept_tidy(struct kept *kept)
{
	enum { LEAST_SIZE = 1 << 20 };
	if (kept->memory.size > LEAST_SIZE + 2 * kept->size_made)
		renew_memory(kept);
	if (!kept->is_listed)
		list_entries(kept);
}
