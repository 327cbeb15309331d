#include "query/lookup.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/message.h"
#include "base/unicode.h"
#include "query/citable.h"
#include "query/known.h"
#include "query/named.h"
#include "query/words.h"

/* ── The nearest ────────────────────────────────────────────────────────────────────────────── */

enum {
	MOST_EDITS = 3,
	ALL_WORDS = MOST_EDITS + 1,     /* not near by its letters, but named with all words */
	A_WORD,                         /* … with one of them */
	MIN_WORD_SIZE = 3               /* bytes; shorter words are in everything */
};

struct near {
	unsigned distance;              /* edits, or one of the above */
	uint32_t links;                 /* that lead to it: the well known is meant more often */
	uint32_t row;
};
struct near_list { struct near *items; size_t count, room; };

static int compare_near(const void *left, const void *right)
{
	const struct near *one = left, *other = right;
	if (one->distance != other->distance)
		return one->distance < other->distance ? -1 : 1;
	if (one->links != other->links)
		return one->links > other->links ? -1 : 1;
	return (one->row > other->row) - (one->row < other->row);
}

static void add_near(const struct archive *archive, struct arena *scratch, struct near_list *list,
                     uint32_t row, unsigned distance)
{
	*ARRAY_ADD(scratch, list) = (struct near){
		.distance = distance,
		.links = links_in(archive, (struct dossier_ref){ row }).range.count,
		.row = row,
	};
}

static void add_named(const struct archive *archive, struct arena *scratch, struct near_list *list,
                      struct str_list words, unsigned distance)
{
	struct dossier_refs named = named_with(archive, scratch, words, true);
	for (size_t i = 0; i < named.count; i++)
		add_near(archive, scratch, list, named.items[i].row, distance);
}

static unsigned edits_allowed(struct str wanted)
{
	return wanted.size <= 4 ? 1 : wanted.size <= 8 ? 2 : MOST_EDITS;
}

static struct near_list find_near(const struct archive *archive, struct arena *scratch,
                                  struct str_list words)
{
	struct near_list list = {0};
	struct str id = words_join(scratch, words, 0, words.count, STR("-"));
	unsigned most = edits_allowed(id);

	for (uint32_t row = 0; row < dossier_count(archive); row++) {
		unsigned edits = str_distance(dossier_id(archive, (struct dossier_ref){ row }), id,
		                              most);
		if (edits <= most)
			add_near(archive, scratch, &list, row, edits);
	}
	add_named(archive, scratch, &list, words, ALL_WORDS);
	for (size_t i = 0; i < words.count; i++) {
		struct str_list word = { .items = &words.items[i], .count = 1 };
		if (words.items[i].size >= MIN_WORD_SIZE)
			add_named(archive, scratch, &list, word, A_WORD);
	}
	return list;
}

static bool has_row(struct dossier_refs refs, uint32_t row)
{
	for (size_t i = 0; i < refs.count; i++)
		if (refs.items[i].row == row)
			return true;
	return false;
}

struct dossier_refs lookup_nearest(const struct archive *archive, struct arena *arena,
                                   struct str wanted, size_t most)
{
	struct arena scratch = {0};
	struct dossier_refs refs = {0};
	struct near_list list = find_near(archive, &scratch, words_fold(&scratch, wanted));

	if (list.count)
		qsort(list.items, list.count, sizeof *list.items, compare_near);
	for (size_t i = 0; i < list.count && refs.count < most; i++)
		if (!has_row(refs, list.items[i].row))
			*ARRAY_ADD(arena, &refs) = (struct dossier_ref){ list.items[i].row };
	arena_release(&scratch);
	return refs;
}

/* ── What somebody named ────────────────────────────────────────────────────────────────────── */

enum { MOST_NEAREST = 5 };

/* "a, b and c" of ids; "…" for those that are too many to be named. */
static struct str list_ids(const struct archive *archive, struct arena *arena,
                           struct dossier_refs refs)
{
	struct str before = {0}, last = {0};
	for (size_t i = 0; i < refs.count && i <= MOST_NEAREST; i++) {
		before = str_join(arena, before, STR(", "), last);
		last = i < MOST_NEAREST ? dossier_id(archive, refs.items[i]) : STR("…");
	}
	if (str_is_empty(before))
		return last;
	if (refs.count > MOST_NEAREST + 1)
		return str_join(arena, before, STR(", "), last);
	/* Translators: the last two of several ids. */
	return str_format(arena, _("%.*s or %.*s"), STR_ARGS(before), STR_ARGS(last));
}

static bool not_found(const struct archive *archive, struct arena *arena, struct str id,
                      struct fault *why)
{
	struct dossier_refs nearest = lookup_nearest(archive, arena, id, MOST_NEAREST);
	if (nearest.count == 0)
		return fault_set(why, FAULT_USAGE, _("there is no dossier \"%.*s\""), STR_ARGS(id));
	return fault_set(why, FAULT_USAGE, _("there is no dossier \"%.*s\": perhaps %.*s"),
	                 STR_ARGS(id), STR_ARGS(list_ids(archive, arena, nearest)));
}

/* They do not only have its words in their names. */
struct dossier_refs lookup_called(const struct archive *archive, struct arena *arena, struct str id)
{
	struct dossier_refs called = {0};
	struct str plain = words_plain(arena, id);
	struct dossier_refs named = named_with(archive, arena, words_fold(arena, id), false);

	for (size_t i = 0; i < named.count; i++)
		if (named_as(archive, named.items[i], plain))
			*ARRAY_ADD(arena, &called) = named.items[i];
	return called;
}

struct str lookup_without_article(const struct archive *archive, struct arena *arena,
                                  struct str typed)
{
	struct str rest = words_without_article(typed);
	bool has_article = rest.size < str_trim(typed).size;
	return has_article && !lookup_called(archive, arena, typed).count ? rest : typed;
}

bool lookup_dossier(const struct archive *archive, struct arena *arena, struct str id,
                    struct dossier_ref *ref, struct fault *why)
{
	struct dossier_ref found = dossier_find(archive, id);
	if (!dossier_is_none(found)) {
		*ref = found;
		return true;
	}
	struct dossier_refs called = lookup_called(archive, arena, id);
	if (called.count == 0)
		return not_found(archive, arena, id, why);
	if (called.count > 1)
		return fault_set(why, FAULT_USAGE,
		                 _("\"%.*s\" is the name of %zu dossiers: write %.*s"),
		                 STR_ARGS(id), called.count,
		                 STR_ARGS(list_ids(archive, arena, called)));
	*ref = called.items[0];
	return true;
}

/* Kinds of those who are called by a part of their name. */
static const struct str called_kinds[] = { STR("person"), STR("organization") };

static bool is_called_by_part(const struct archive *archive, struct dossier_ref ref)
{
	for (size_t i = 0; i < sizeof(called_kinds) / sizeof(called_kinds[0]); i++)
		if (dossier_is_of_kind(archive, ref, called_kinds[i]))
			return true;
	return false;
}

static bool has_end(struct arena *arena, struct str name, struct str plain)
{
	struct str words = words_plain(arena, name);
	bool begins = str_starts_with(words, plain), ends = str_ends_with(words, plain);
	if (words.size <= plain.size)
		return begins;
	return (begins && words.bytes[plain.size] == ' ') ||
	       (ends && words.bytes[words.size - plain.size - 1] == ' ');
}

struct dossier_ref lookup_by_end(const struct archive *archive, const struct known *known,
                                 struct arena *arena, struct str words)
{
	struct dossier_ref found = NO_DOSSIER;
	struct str plain = words_plain(arena, words);
	struct dossier_refs named = named_with(archive, arena, words_fold(arena, words), false);
	for (size_t i = 0; plain.size && i < named.count; i++) {
		struct dossier_ref ref = named.items[i];
		if (!is_called_by_part(archive, ref) || !known_dossier(known, ref) ||
		    !has_end(arena, dossier_name(archive, ref), plain))
			continue;
		if (!dossier_is_none(found))
			return NO_DOSSIER;
		found = ref;
	}
	return found;
}

/* ── Who is meant by a part of a name ───────────────────────────────────────────────────────── */

enum { MEANT_MOST = 4096, MEANT_NAMES = 200, MEANT_LINKS = 20000 };
/* Dossiers, names and links that are looked at. */

struct seeking {
	const struct archive *archive;
	struct lookup_scope scope;
	uint32_t links_left;
	struct str plain;               /* of the name, query/words.h */
	struct str_list words;          /* folded */
	struct arena *arena;
};

static bool is_of_kind(const struct seeking *seeking, struct dossier_ref ref)
{
	uint32_t kind = dossier_kind(seeking->archive, ref);
	for (uint32_t i = 0; i < seeking->scope.kinds.count; i++)
		if (seeking->scope.kinds.rows[i] == kind)
			return true;
	return seeking->scope.kinds.count == 0;
}

/* Once too many links were looked at, nobody is. */
static bool is_linked(struct seeking *seeking, struct dossier_ref ref)
{
	const struct archive *archive = seeking->archive;
	const bool *relations = seeking->scope.relations;
	struct link_span in = links_in(archive, ref);
	if (!relations)
		return in.range.count + links_out(archive, ref).range.count > 0;
	for (uint32_t i = 0; i < in.range.count && seeking->links_left; i++) {
		uint32_t relation = link_of(archive, in, i).relation;
		seeking->links_left--;
		if (relation < relation_count(archive) && relations[relation])
			return true;
	}
	return false;
}

static bool is_in_scope(struct seeking *seeking, struct dossier_ref ref)
{
	return is_of_kind(seeking, ref) || (seeking->scope.relations && is_linked(seeking, ref));
}

static bool is_called(struct seeking *seeking, struct dossier_ref ref)
{
	return named_as(seeking->archive, ref, seeking->plain);
}

static bool has_own_name(struct seeking *seeking, struct dossier_ref ref)
{
	return !dossier_weight(seeking->archive, ref).is_opening;
}

static bool has_word(struct str_list own, struct str wanted)
{
	for (size_t i = 0; i < own.count; i++)
		if (words_match(own.items[i], wanted, true))
			return true;
	return false;
}

/* A source has words in its title that are of others: a headline that says "Russia" is no Russia. */
static bool has_words_itself(struct seeking *seeking, struct dossier_ref ref)
{
	if (!dossier_is_source(seeking->archive, ref))
		return true;
	struct str name = dossier_name(seeking->archive, ref);
	struct str_list own = words_fold(seeking->arena, name);
	for (size_t i = 0; i < seeking->words.count; i++)
		if (!has_word(own, seeking->words.items[i]))
			return false;
	return true;
}

/* What is put to no more than so many: to fold a name takes longer than to look at a link. */
struct preference { bool (*passes)(struct seeking *, struct dossier_ref); size_t most; };

/* Those that pass, or all if none does. */
static struct dossier_refs prefer(struct arena *arena, struct seeking *seeking,
                                  struct dossier_refs refs, struct preference preference)
{
	struct dossier_refs passed = {0};
	for (size_t i = 0; i < refs.count && refs.count <= preference.most; i++)
		if (preference.passes(seeking, refs.items[i]))
			*ARRAY_ADD(arena, &passed) = refs.items[i];
	return passed.count ? passed : refs;
}

static struct dossier_refs meant_of(struct seeking *seeking, bool is_unfinished)
{
	static const struct preference preferences[] = {
		{ is_in_scope, MEANT_MOST }, { is_called, MEANT_NAMES },
		{ has_own_name, MEANT_MOST }, { has_words_itself, MEANT_NAMES },
		{ is_linked, MEANT_MOST },
	};
	struct dossier_refs refs = named_with(seeking->archive, seeking->arena, seeking->words,
	                                      is_unfinished);
	for (size_t i = 0; i < sizeof preferences / sizeof *preferences; i++)
		refs = prefer(seeking->arena, seeking, refs, preferences[i]);
	return refs;
}

struct dossier_refs lookup_meant(const struct archive *archive, struct arena *arena,
                                 struct str typed, bool is_unfinished, struct lookup_scope scope)
{
	struct seeking seeking = { archive, scope, MEANT_LINKS, words_plain(arena, typed),
		                   .arena = arena };
	struct dossier_refs exact = {0};
	struct dossier_ref ref = dossier_find(archive, typed);
	if (!dossier_is_none(ref))
		*ARRAY_ADD(arena, &exact) = ref;
	if (exact.count && is_in_scope(&seeking, ref))
		return exact;

	typed = lookup_without_article(archive, arena, typed);
	seeking.words = words_fold(arena, typed);
	struct dossier_refs refs = meant_of(&seeking, is_unfinished);
	if (refs.count == 0 && !is_unfinished)
		refs = meant_of(&seeking, true);
	bool leaves_scope = refs.count == 0 || !is_in_scope(&seeking, refs.items[0]);
	return exact.count && leaves_scope ? exact : refs;
}

/* ── Kinds ──────────────────────────────────────────────────────────────────────────────────── */

bool lookup_kind(const struct archive *archive, struct arena *arena, struct str key, uint32_t *kind,
                 struct fault *why)
{
	uint32_t found = kind_find(archive, key);
	if (found != NO_ROW) {
		*kind = found;
		return true;
	}
	struct text kinds = { .arena = arena };
	for (uint32_t i = 0; i < kind_count(archive); i++) {
		text_add(&kinds, i ? STR(", ") : STR(""));
		text_add(&kinds, kind_at(archive, i).key);
	}
	return fault_set(why, FAULT_USAGE, _("there is no kind \"%.*s\": the kinds are %.*s"),
	                 STR_ARGS(key), STR_ARGS(text_str(&kinds)));
}
