#include "query/dispute.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/message.h"
#include "model/prose.h"
#include "query/known.h"
#include "query/search.h"
#include "query/voices.h"

enum { NOTE_SIZE = 160 };               /* bytes of what is noted, of about a sentence */

/* ── Who ────────────────────────────────────────────────────────────────────────────────────── */

static bool is_disputed(const struct archive *archive, const struct known *known,
                        struct dossier_ref ref)
{
	struct dossier dossier = dossier_at(archive, ref);
	if (!str_equal(kind_at(archive, dossier.kind).key, STR("claim")))
		return false;
	struct value value = value_first(archive, ref, field_known(archive, KNOWN_STATUS));
	return value.row != NO_ROW && str_equal(value.text, STR("disputed")) &&
	       known_value(known, &dossier, &value);
}

static enum dispute sort_of(const struct claim *claim, const struct known *known)
{
	if (voices_of(claim, known, STR("denies")).count)
		return DISPUTE_DENIED;
	return voices_of(claim, known, STR("updates")).count ? DISPUTE_DIFFERING : DISPUTE_SILENT;
}

enum dispute dispute_of(const struct archive *archive, const struct known *known,
                        struct dossier_ref ref)
{
	struct arena scratch = {0};
	if (!is_disputed(archive, known, ref))
		return DISPUTE_NONE;
	struct claim claim = claim_at(archive, &scratch, ref);
	enum dispute sort = sort_of(&claim, known);
	arena_release(&scratch);
	return sort;
}

/* ── In words ───────────────────────────────────────────────────────────────────────────────── */

static struct str name_of(void *context, struct str id)
{
	const struct archive *const *archive = context;
	return dossier_name(*archive, dossier_find(*archive, id));
}

/* The first sentence of a note, without its stop. */
static struct str note_words(const struct archive *archive, struct arena *arena, struct str note)
{
	struct str plain = str_trim(prose_plain(arena, note, name_of, &archive));
	struct str words = prose_sentence(plain, 0, NOTE_SIZE);
	return str_ends_with(words, STR(".")) ? str_slice(words, 0, words.size - 1) : words;
}

/* Who says both by turns is told to do so: "denied by" alone would hide the half. */
static struct str denied_words(const struct archive *archive, struct arena *arena,
                               struct voices deny, const struct claim *claim,
                               const struct known *known, bool is_shown)
{
	const char *who = str_copy(arena, voices_words(archive, arena, deny, is_shown)).bytes;
	if (!voices_are_of_one(claim, known))
		return str_format(arena, is_shown ? _("denied by %s") : "denied by %s", who);
	/* Translators: a name */
	return str_format(arena, is_shown ? _("asserted in one place and denied in another by %s")
	                                  : "asserted in one place and denied in another by %s",
	                  who);
}

/* What one says instead is told if it is only one. */
static struct str differing_words(const struct archive *archive, struct arena *arena,
                                  struct voices voices, bool is_shown)
{
	const char *who = str_copy(arena, voices_words(archive, arena, voices, is_shown)).bytes;
	struct str note = note_words(archive, arena, voices.first->note);
	if (voices.count > 1 || note.size == 0)
		return str_format(arena, is_shown ? _("differing: %s") : "differing: %s", who);
	/* Translators: a name; what it says instead */
	return str_format(arena, is_shown ? _("differing: %s: %.*s") : "differing: %s: %.*s", who,
	                  STR_ARGS(note));
}

/* What an editor noted of the claim as a whole. */
static struct str silent_words(const struct archive *archive, struct arena *arena,
                               const struct known *known, struct dossier_ref ref, bool is_shown)
{
	struct dossier dossier = dossier_at(archive, ref);
	struct value value = value_first(archive, ref, field_known(archive, KNOWN_NOTE));
	struct str note = {0};
	if (value.row != NO_ROW && known_value(known, &dossier, &value))
		note = note_words(archive, arena, value.text);
	return note.size ? note : str_of(is_shown ? _("who differs is not told")
	                                          : "who differs is not told");
}

struct str dispute_words(const struct archive *archive, struct arena *arena,
                         const struct known *known, struct dossier_ref ref, bool is_shown)
{
	if (!is_disputed(archive, known, ref))
		return (struct str){0};
	struct claim claim = claim_at(archive, arena, ref);
	struct voices deny = voices_of(&claim, known, STR("denies"));
	struct voices differ = voices_of(&claim, known, STR("updates"));
	if (deny.count)
		return denied_words(archive, arena, deny, &claim, known, is_shown);
	if (differ.count)
		return differing_words(archive, arena, differ, is_shown);
	return silent_words(archive, arena, known, ref, is_shown);
}

/* ── In order ───────────────────────────────────────────────────────────────────────────────── */

/* True for status:disputed, of whatever kind, and for disp, dispu, disputed. */
static bool asks_for_status(const struct filter *filter)
{
	enum { LEAST = 4 };
	bool has_one = false;
	if (filter->kind == FILTER_FACET)
		return str_starts_with(filter->text, STR("status:"));
	if (filter->kind == FILTER_WORD)
		return filter->text.size >= LEAST && str_starts_with(STR("disputed"), filter->text);
	for (size_t i = 0; filter->kind == FILTER_ALL && i < filter->part_count; i++) {
		bool is_one = asks_for_status(filter->parts[i]);
		if (!is_one && filter->parts[i]->kind != FILTER_KIND)
			return false;
		has_one |= is_one;
	}
	return has_one;
}

struct row { enum dispute sort; size_t place; struct search_hit hit; };

static int compare_rows(const void *left, const void *right)
{
	const struct row *one = left, *other = right;
	if (one->sort != other->sort)
		return one->sort < other->sort ? -1 : 1;
	return (one->place > other->place) - (one->place < other->place);
}

void dispute_order(struct search *search, size_t first)
{
	struct arena scratch = {0};
	if (!search->filter || search->is_offer || search->total > search->hit_count ||
	    first >= search->hit_count || !asks_for_status(search->filter))
		return;
	size_t count = search->hit_count - first;
	struct row *rows = ARENA_MANY(&scratch, struct row, count);
	for (size_t i = 0; i < count; i++) {
		struct search_hit hit = search->hits[first + i];
		enum dispute sort = dispute_of(search->archive, search->options.known, hit.ref);
		size_t place = sort == DISPUTE_NONE
			? i : dossier_weight(search->archive, hit.ref).place;
		rows[i] = (struct row){ sort, place, hit };
	}
	qsort(rows, count, sizeof *rows, compare_rows);
	for (size_t i = 0; i < count; i++)
		search->hits[first + i] = rows[i].hit;
	arena_release(&scratch);
}
