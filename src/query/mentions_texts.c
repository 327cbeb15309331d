/* Where names stand in the running texts of dossiers. */
#include "query/mentions_parts.h"

#include <string.h>

#include "base/array.h"
#include "base/unicode.h"
#include "model/prose.h"

enum { SENTENCE_SIZE = 240 };           /* bytes */

/* A running text of a dossier. */
struct running {
	struct dossier dossier;
	struct value value;             /* row NO_ROW: a summary that is no value */
	bool is_in_note;
	struct str raw;                 /* as it stands */
};

static bool is_of_word_before(struct str text, size_t at)
{
	size_t start = at, size;
	while (start > 0 && ((unsigned char)text.bytes[--start] & 0xC0) == 0x80)
		;
	return at > 0 && unicode_is_of_word(unicode_decode(text, start, &size));
}

/* No letter goes on before or behind it, and no mark belongs to its last one; "'s" may follow. */
static bool is_whole(struct str text, struct search_range range)
{
	size_t end = range.start + range.size, size;
	if (is_of_word_before(text, range.start))
		return false;
	if (end >= text.size)
		return true;
	uint32_t next = unicode_decode(text, end, &size);
	return !unicode_is_of_word(next) && unicode_class(next) != UNICODE_MARK;
}

/* The line of the file in which a byte of a text stands. One of several lines begins on the line
 * behind its key; of any other only the line of its value is known. */
static uint32_t line_of(const struct running *running, size_t at)
{
	uint32_t line = running->value.row == NO_ROW ? running->dossier.line
	                                             : running->value.place.line;
	if (running->value.row == NO_ROW || running->is_in_note ||
	    !memchr(running->raw.bytes, '\n', running->raw.size))
		return line;
	for (size_t i = 0; i < at; i++)
		line += running->raw.bytes[i] == '\n';
	return line + 1;
}

static struct str name_of(void *context, struct str id)
{
	const struct archive *const *archive = context;
	return dossier_name(*archive, dossier_find(*archive, id));
}

/* The sentence around a name in the text as it reads, and where the name stands in it. */
static void read_sentence(struct mentioner *mentioner, const struct running *running, size_t at,
                          struct mention *mention)
{
	struct arena *scratch = &mentioner->text_scratch;
	const struct archive *archive = mentioner->archive;
	struct str before = str_slice(running->raw, 0, at);
	size_t start = prose_plain(scratch, before, name_of, &archive).size;
	struct str plain = prose_plain(scratch, running->raw, name_of, &archive);
	struct str name = mentioner->mentions->names.items[mention->name].text;
	struct search_ranges all = search_occurrences(scratch, name, plain);
	size_t best = 0;
	mention->sentence = name;
	mention->mark = (struct search_range){ 0, name.size };
	while (best < all.count && all.items[best].start < start)
		best++;
	if (best == all.count)
		return;
	struct search_range mark = all.items[best];
	struct str sentence = prose_sentence(plain, mark.start, SENTENCE_SIZE);
	size_t first = (size_t)(sentence.bytes - plain.bytes);
	mention->sentence = str_copy(mentioner->arena, sentence);
	if (mark.start >= first && mark.start + mark.size <= first + sentence.size)
		mention->mark = (struct search_range){ mark.start - first, mark.size };
}

/* Where a name stands in a text. */
struct standing { size_t at, size; uint32_t name; };
struct standings { struct standing *items; size_t count, room; };

static bool is_taken(const struct standings *standings, size_t at, size_t size)
{
	for (size_t i = 0; i < standings->count; i++)
		if (at < standings->items[i].at + standings->items[i].size &&
		    standings->items[i].at < at + size)
			return true;
	return false;
}

/* Where somebody else is named by more than our name: nothing else is meant there. */
static void take_others(struct mentioner *mentioner, struct str part, size_t offset,
                        struct standings *standings)
{
	struct arena *scratch = &mentioner->text_scratch;
	for (size_t i = 0; i < mentioner->of_others.count; i++) {
		struct search_ranges found =
			search_occurrences(scratch, mentioner->of_others.items[i], part);
		for (size_t j = 0; j < found.count; j++)
			*ARRAY_ADD(scratch, standings) = (struct standing){
				found.items[j].start + offset, found.items[j].size, NO_ROW,
			};
	}
}

/* Look for a name in a part of the text that is no link and begins at byte `offset` of it, where no
 * longer one stands. */
static void find_name(struct mentioner *mentioner, const struct running *running, struct str part,
                      size_t offset, uint32_t name, struct standings *standings)
{
	struct arena *scratch = &mentioner->text_scratch;
	const struct mention_name *wanted = &mentioner->mentions->names.items[name];
	struct search_ranges found = search_occurrences(scratch, wanted->text, part);
	for (size_t i = 0; i < found.count; i++) {
		struct search_range range = found.items[i];
		struct str as_written = str_slice(part, range.start, range.size);
		range.start += offset;
		if ((wanted->is_exact && !str_equal(as_written, wanted->text)) ||
		    !is_whole(running->raw, range) ||
		    is_taken(standings, range.start, range.size))
			continue;
		*ARRAY_ADD(scratch, standings) = (struct standing){ range.start, range.size, name };
	}
}

/* The end of a line inside a paragraph is a blank. */
static struct str on_one_line(struct arena *arena, struct str text)
{
	char *line = arena_copy(arena, text.bytes, text.size);
	for (size_t i = 0; i < text.size; i++)
		if (line[i] >= '\t' && line[i] <= '\r')
			line[i] = ' ';
	return (struct str){ line, text.size };
}

static struct standings find_standings(struct mentioner *mentioner, const struct running *running)
{
	struct standings standings = {0};
	struct prose_part part;
	for (size_t at = 0; prose_next(running->raw, &at, &part);) {
		if (part.kind != PROSE_TEXT)
			continue;
		struct str flat = on_one_line(&mentioner->text_scratch, part.text);
		struct str folded = unicode_fold(&mentioner->text_scratch, flat);
		bool has_others = false;
		for (uint32_t name = 0; name < mentioner->folded.count; name++) {
			if (str_find(folded, mentioner->folded.items[name], 0) == SIZE_MAX)
				continue;
			if (!has_others)
				take_others(mentioner, flat, part.start, &standings);
			has_others = true;
			find_name(mentioner, running, flat, part.start, name, &standings);
		}
	}
	return standings;
}

/* Note the first place of a text, and how many others there are. */
static void read_text(struct mentioner *mentioner, const struct running *running)
{
	struct standings standings = find_standings(mentioner, running);
	const struct standing *first = NULL;
	size_t count = 0;
	mentioner->read += running->raw.size;
	for (size_t i = 0; i < standings.count; i++) {
		const struct standing *standing = &standings.items[i];
		count += standing->name != NO_ROW;
		if (standing->name != NO_ROW && (!first || standing->at < first->at))
			first = standing;
	}
	if (first) {
		struct mention *mention =
			ARRAY_ADD(mentioner->arena, &mentioner->mentions->items);
		*mention = (struct mention){
			.in = running->dossier.ref, .name = first->name,
			.value = running->value.row, .is_in_note = running->is_in_note,
			.file = running->dossier.file, .line = line_of(running, first->at),
			.more = count - 1,
		};
		read_sentence(mentioner, running, first->at, mention);
	}
	arena_reset(&mentioner->text_scratch);
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

static void read_dossier(struct mentioner *mentioner, uint32_t row)
{
	const struct archive *archive = mentioner->archive;
	struct running running = { .dossier = dossier_at(archive, (struct dossier_ref){ row }) };
	struct row_range values = running.dossier.values;
	struct str summary = running.dossier.summary;
	running.value.row = NO_ROW;
	running.raw = summary;
	if (!str_equal(dossier_text(archive, running.dossier.ref, KNOWN_SUMMARY), summary))
		read_text(mentioner, &running);
	for (uint32_t i = 0; i < values.count; i++) {
		running.value = value_at(archive, values.first + i);
		running.raw = running.value.text;
		running.is_in_note = false;
		if (running.value.type == FIELD_PROSE && running.raw.size)
			read_text(mentioner, &running);
		running.raw = running.value.note;
		running.is_in_note = true;
		if (running.raw.size)
			read_text(mentioner, &running);
	}
}

void mentions_read_candidates(struct mentioner *mentioner)
{
	const struct mentions_query *query = mentioner->query;
	struct mentions *mentions = mentioner->mentions;
	for (size_t i = 0; i < mentioner->candidates.count; i++) {
		if ((query->most && mentions->items.count >= query->most) ||
		    (query->read && mentioner->read >= query->read)) {
			mentions->is_cut = true;
			return;
		}
		read_dossier(mentioner, mentioner->candidates.items[i]);
	}
}
