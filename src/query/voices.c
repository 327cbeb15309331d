#include "query/voices.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/message.h"

/* ── Who ────────────────────────────────────────────────────────────────────────────────────── */

static struct voice voice_at(struct dossier_ref ref, struct str id)
{
	return (struct voice){ ref, dossier_is_none(ref) ? id : (struct str){0} };
}

bool voice_is_none(struct voice voice)
{
	return dossier_is_none(voice.ref) && voice.id.size == 0;
}

struct voice voice_of(const struct assertion *assertion)
{
	struct voice voice = voice_at(assertion->who, assertion->who_id);
	return voice_is_none(voice) ? voice_at(assertion->source, assertion->source_id) : voice;
}

int voice_compare(struct voice left, struct voice right)
{
	if (left.ref.row != right.ref.row)
		return left.ref.row < right.ref.row ? -1 : 1;
	return str_compare(left.id, right.id);
}

struct str voice_name(const struct archive *archive, const struct known *known, struct voice voice)
{
	return dossier_is_none(voice.ref) ? voice.id : known_name(known, archive, voice.ref);
}

bool voice_is_known(const struct assertion *assertion, const struct known *known)
{
	return assertion->citations.count ? known_citations(known, assertion->citations)
	                                  : known_dossier(known, assertion->who);
}

static bool has_stance(const struct assertion *assertion, struct str stance)
{
	bool is_other = str_equal(assertion->stance, STR("denies")) ||
	                str_equal(assertion->stance, STR("updates"));
	return str_equal(assertion->stance, stance) ||
	       (!is_other && str_equal(stance, STR("asserts")));
}

bool voice_takes(const struct assertion *assertion, const struct known *known, struct str stance)
{
	return has_stance(assertion, stance) && !voice_is_none(voice_of(assertion)) &&
	       voice_is_known(assertion, known);
}

/* An assertion without a source rests on who asserts. */
static struct voice document_of(const struct assertion *assertion)
{
	struct voice document = voice_at(assertion->source, assertion->source_id);
	return voice_is_none(document) ? voice_of(assertion) : document;
}

/* The source that has it: who asserts may be one. NO_DOSSIER if none is known. */
static struct dossier_ref source_of(const struct archive *archive,
                                    const struct assertion *assertion)
{
	bool is_own = dossier_is_none(assertion->source) &&
	              dossier_is_of_kind(archive, assertion->who, STR("source"));
	return is_own ? assertion->who : assertion->source;
}

static int compare_voices(const void *left, const void *right)
{
	const struct voice *one = left, *other = right;
	return voice_compare(*one, *other);
}

/* There may be thousands: they are put in order. */
static size_t count_once(struct voice *voices, size_t count)
{
	size_t once = 0;
	qsort(voices, count, sizeof *voices, compare_voices);
	for (size_t i = 0; i < count; i++)
		once += i == 0 || voice_compare(voices[i - 1], voices[i]);
	return once;
}

struct voices voices_of(const struct claim *claim, const struct known *known, struct str stance)
{
	struct arena scratch = {0};
	struct voices voices = {0};
	size_t count = 0, most = claim->assertion_count + 1;
	struct voice *speakers = ARENA_MANY(&scratch, struct voice, most);
	struct voice *documents = ARENA_MANY(&scratch, struct voice, most);
	for (size_t i = 0; i < claim->assertion_count; i++) {
		const struct assertion *assertion = &claim->assertions[i];
		if (!voice_takes(assertion, known, stance))
			continue;
		voices.first = voices.first ? voices.first : assertion;
		speakers[count] = voice_of(assertion);
		documents[count++] = document_of(assertion);
	}
	voices.count = count_once(speakers, count);
	voices.documents = count_once(documents, count);
	arena_release(&scratch);
	return voices;
}

bool voices_are_of_one(const struct claim *claim, const struct known *known)
{
	struct voices deny = voices_of(claim, known, STR("denies"));
	bool is_of_one = false;
	for (size_t i = 0; i < claim->assertion_count && deny.count == 1; i++)
		is_of_one |= voice_takes(&claim->assertions[i], known, STR("asserts")) &&
		             voice_compare(voice_of(&claim->assertions[i]),
		                           voice_of(deny.first)) == 0;
	return is_of_one;
}

/* ── In words ───────────────────────────────────────────────────────────────────────────────── */

struct str voices_words(const struct archive *archive, struct arena *arena, struct voices voices,
                        bool is_shown)
{
	if (voices.count == 0)
		return (struct str){0};
	struct str name = voice_name(archive, NULL, voice_of(voices.first));
	size_t more = voices.count - 1;
	if (more == 0)
		return name;
	const char *who = str_copy(arena, name).bytes;
	if (!is_shown)
		return str_format(arena, "%s and %zu more", who, more);
	/* Translators: a name, and how many others */
	return str_format(arena, message_count("%s and %zu more", "%s and %zu more", more), who,
	                  more);
}

static struct str counted(struct arena *arena, size_t count, bool is_denial, bool is_shown)
{
	if (is_denial)
		return str_format(arena, is_shown ? _("denied by %zu") : "denied by %zu", count);
	return str_format(arena, is_shown ? _("qualified by %zu") : "qualified by %zu", count);
}

static struct str named(struct arena *arena, struct str names, bool is_denial, bool is_shown)
{
	const char *who = str_copy(arena, names).bytes;
	if (is_denial)
		return str_format(arena, is_shown ? _("denied by %s") : "denied by %s", who);
	return str_format(arena, is_shown ? _("qualified by %s") : "qualified by %s", who);
}

/* What is written, and behind it how many take another stance; who does if nothing is. */
struct telling {
	const struct archive *archive;
	struct arena *arena;
	struct str words;
	bool is_shown;
};

static void tell(struct telling *telling, struct str part)
{
	if (telling->words.size)
		part = str_join(telling->arena, telling->words, STR(", "), part);
	telling->words = part;
}

static void tell_others(struct telling *telling, struct voices voices, bool is_denial)
{
	struct arena *arena = telling->arena;
	bool is_shown = telling->is_shown;
	if (voices.count == 0)
		return;
	struct str names = voices_words(telling->archive, arena, voices, is_shown);
	tell(telling, telling->words.size ? counted(arena, voices.count, is_denial, is_shown)
	                                  : named(arena, names, is_denial, is_shown));
}

struct str voices_all_words(const struct archive *archive, struct arena *arena,
                            const struct claim *claim, const struct known *known, bool is_shown)
{
	struct telling telling = { .archive = archive, .arena = arena, .is_shown = is_shown };
	struct str by = voices_outdating(archive, arena, claim, known);
	telling.words = voices_words(archive, arena, voices_of(claim, known, STR("asserts")),
	                             is_shown);
	tell_others(&telling, voices_of(claim, known, STR("denies")), true);
	if (by.size)
		tell(&telling, str_format(arena, is_shown ? _("outdated by %s") : "outdated by %s",
		                          str_copy(arena, by).bytes));
	else
		tell_others(&telling, voices_of(claim, known, STR("updates")), false);
	return telling.words;
}

/* ── What came later ────────────────────────────────────────────────────────────────────────── */

static struct date date_of(const struct archive *archive, const struct known *known,
                           const struct assertion *assertion)
{
	struct dossier_ref ref = source_of(archive, assertion);
	if (dossier_is_none(ref))
		return date_none();
	struct dossier source = dossier_at(archive, ref);
	return archive_date(archive, known_own_date(known, &source)).date;
}

/* True if each source in which somebody asserts it is dated before that date. */
static bool is_later(const struct archive *archive, const struct claim *claim,
                     const struct known *known, struct date date)
{
	bool is_asserted = false;
	for (size_t i = 0; i < claim->assertion_count; i++) {
		const struct assertion *assertion = &claim->assertions[i];
		if (!voice_takes(assertion, known, STR("asserts")))
			continue;
		struct date asserted = date_of(archive, known, assertion);
		is_asserted = true;
		if (date_is_none(asserted) || asserted.latest >= date.earliest)
			return false;
	}
	return is_asserted;
}

struct str voices_outdating(const struct archive *archive, struct arena *arena,
                            const struct claim *claim, const struct known *known)
{
	const struct assertion *last = NULL;
	struct date date = date_none();
	for (size_t i = 0; i < claim->assertion_count; i++) {
		const struct assertion *assertion = &claim->assertions[i];
		struct date own = voice_takes(assertion, known, STR("updates"))
			? date_of(archive, known, assertion) : date_none();
		if (date_is_none(own) || (last && own.earliest <= date.earliest))
			continue;
		last = assertion;
		date = own;
	}
	if (!last || !str_equal(claim->status, STR("outdated")) ||
	    !is_later(archive, claim, known, date))
		return (struct str){0};
	struct dossier source = dossier_at(archive, source_of(archive, last));
	struct str day = archive_date(archive, known_own_date(known, &source)).text;
	return str_join(arena, source.name, STR(", "), date_words(arena, day));
}
