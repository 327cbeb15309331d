/* Unlinked mentions in three steps: the names; the dossiers whose postings have the words of one,
 * without those that link to it; and what stands in the texts of these. */
#include "query/mentions_parts.h"

#include "base/array.h"
#include "base/unicode.h"
#include "query/named.h"
#include "query/words.h"

enum { MOST_OTHERS = 64 };              /* dossiers whose names have one of ours in them */

/* ── Names ──────────────────────────────────────────────────────────────────────────────────── */

/* Letters and digits of a name; of a script without blanks, all its signs. */
static size_t letters_of(struct str name)
{
	enum { PLAIN_END = 0x250 };     /* code points from here on are no punctuation of ours */
	size_t count = 0, size;
	for (size_t at = 0; at < name.size; at += size) {
		uint32_t code_point = unicode_decode(name, at, &size);
		count += unicode_is_of_word(code_point) || code_point >= PLAIN_END;
	}
	return count;
}

/* Characters, near enough to tell the longer of two names. */
static size_t characters_of(struct str name)
{
	size_t count = 0;
	for (size_t i = 0; i < name.size; i++)
		count += ((unsigned char)name.bytes[i] & 0xC0) != 0x80;
	return count;
}

static bool is_known_name(struct mentioner *mentioner, struct str folded)
{
	for (size_t i = 0; i < mentioner->folded.count; i++)
		if (str_equal(mentioner->folded.items[i], folded))
			return true;
	return false;
}

/* Longest first. */
static void add_name(struct mentioner *mentioner, struct str name)
{
	struct mentions *mentions = mentioner->mentions;
	struct str text = str_trim(name), folded = unicode_fold(&mentioner->scratch, text);
	if (str_is_empty(folded) || is_known_name(mentioner, folded))
		return;
	*ARRAY_ADD(&mentioner->scratch, &mentioner->folded) = folded;
	*ARRAY_ADD(mentioner->arena, &mentions->names) = (struct mention_name){
		.text = text, .is_exact = letters_of(text) < MENTIONS_FOLDED,
	};
	for (size_t i = mentions->names.count - 1; i > 0; i--) {
		struct mention_name *two = &mentions->names.items[i - 1], last = two[1];
		struct str *both = &mentioner->folded.items[i - 1], last_folded = both[1];
		if (characters_of(both[0]) >= characters_of(last_folded))
			break;
		two[1] = two[0];
		two[0] = last;
		both[1] = both[0];
		both[0] = last_folded;
	}
}

/* Of a dossier that has thousands, the first. */
static void add_names_of(struct mentioner *mentioner, struct dossier_ref of,
                         void (*add)(struct mentioner *mentioner, struct str name))
{
	const struct archive *archive = mentioner->archive;
	struct value value = value_first(archive, of, field_known(archive, KNOWN_NAMES));
	if (!dossier_weight(archive, of).is_opening)
		add(mentioner, dossier_name(archive, of));
	for (size_t i = 1; i < MENTIONS_MOST_NAMES && value.row != NO_ROW; i++) {
		add(mentioner, value.text);
		value = value_next(archive, of, value);
	}
}

static bool is_listed(const struct mentioner *mentioner, struct str text)
{
	for (size_t i = 0; i < mentioner->of_others.count; i++)
		if (str_equal(mentioner->of_others.items[i], text))
			return true;
	return false;
}

/* A name of somebody else: "Selm Harbour League" is not about Selm. */
static void add_other(struct mentioner *mentioner, struct str name)
{
	struct str text = str_trim(name), folded = unicode_fold(&mentioner->scratch, text);
	bool has_ours = false;
	for (size_t i = 0; i < mentioner->folded.count; i++)
		has_ours |= str_find(folded, mentioner->folded.items[i], 0) != SIZE_MAX;
	if (has_ours && !is_known_name(mentioner, folded) && !is_listed(mentioner, text))
		*ARRAY_ADD(&mentioner->scratch, &mentioner->of_others) = text;
}

/* Those that have the name too, and those that have it in theirs. */
static void find_others(struct mentioner *mentioner, struct mention_name *name)
{
	const struct archive *archive = mentioner->archive;
	struct str_list words = words_fold(&mentioner->scratch, name->text);
	struct str plain = words_plain(&mentioner->scratch, name->text);
	struct dossier_refs all = named_with(archive, &mentioner->scratch, words, false);
	for (size_t i = 0; i < all.count && i < MOST_OTHERS; i++) {
		if (all.items[i].row == mentioner->query->of.row)
			continue;
		if (name->sharers.count < MENTIONS_MOST_SHARERS &&
		    named_as(archive, all.items[i], plain))
			*ARRAY_ADD(mentioner->arena, &name->sharers) = all.items[i];
		add_names_of(mentioner, all.items[i], add_other);
	}
}

static void find_names(struct mentioner *mentioner)
{
	struct mentions *mentions = mentioner->mentions;
	add_names_of(mentioner, mentioner->query->of, add_name);
	for (size_t i = 0; i < mentions->names.count; i++)
		find_others(mentioner, &mentions->names.items[i]);
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

struct mentions mentions_find(const struct archive *archive, struct arena *arena,
                              const struct mentions_query *query)
{
	struct mentions mentions = { .of = query->of };
	struct mentioner mentioner = {
		.archive = archive, .arena = arena, .query = query, .mentions = &mentions,
		.dossier_count = dossier_count(archive),
	};
	if (query->of.row >= mentioner.dossier_count)
		return mentions;
	find_names(&mentioner);
	mentions_find_candidates(&mentioner);
	mentions_read_candidates(&mentioner);
	arena_release(&mentioner.text_scratch);
	arena_release(&mentioner.scratch);
	return mentions;
}

static uint32_t field_of(const struct archive *archive, const struct mention *mention)
{
	if (mention->is_in_note)
		return field_known(archive, KNOWN_NOTE);
	if (mention->value == NO_ROW)
		return field_known(archive, KNOWN_SUMMARY);
	return value_at(archive, mention->value).field;
}

struct str mention_field(const struct archive *archive, const struct mention *mention)
{
	uint32_t field = field_of(archive, mention);
	return field == NO_ROW ? value_at(archive, mention->value).key
	                       : field_at(archive, field).key;
}

struct str mention_label(const struct archive *archive, const struct mention *mention)
{
	uint32_t field = field_of(archive, mention);
	return field == NO_ROW ? value_at(archive, mention->value).key
	                       : field_at(archive, field).label;
}
