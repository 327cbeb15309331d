/* How a dossier is told in one line of linear mode: quotes in quote marks with who said it, claims
 * as they are with who says so, all else by its name and its summary. */
#include "ui/linear.h"

#include "base/message.h"
#include "model/prose.h"
#include "query/citable.h"
#include "query/dispute.h"
#include "query/quotes.h"
#include "query/voices.h"

static bool is_claim(const struct linear *linear, struct dossier_ref ref)
{
	struct str key = kind_at(linear->archive, dossier_kind(linear->archive, ref)).key;
	return str_equal(key, STR("claim"));
}

struct str linear_dossier_name(const struct linear *linear, struct arena *arena,
                               struct dossier_ref ref)
{
	const struct archive *archive = linear->archive;
	struct str name = linear_inner_name(known_name(linear_known(linear), archive, ref));
	if (!known_dossier(linear_known(linear), ref))
		return name;
	if (is_claim(linear, ref)) {
		struct str text = claim_at(archive, arena, ref).text;
		return text.size ? linear_inner_name(str_trim(text)) : name;
	}
	if (!dossier_is_quote(archive, ref))
		return name;
	struct quote quote = quote_at(archive, arena, ref);
	if (quote.text.size == 0)
		return name;
	struct str text = str_trim(quote.text);
	bool is_indirect = str_equal(quote.form, STR("indirect"));
	return is_indirect && !str_starts_with(text, STR("“"))
	               ? linear_inner_name(text)
	               : quote_in_marks(arena, quote.form, text);
}

/* ── Who said it, who says so ───────────────────────────────────────────────────────────────── */

/* "said by Ana Vel, 3 May 2021". */
static struct str said_by(const struct linear *linear, struct arena *arena, struct dossier_ref ref)
{
	struct quote quote = quote_at(linear->archive, arena, ref);
	struct str date = date_words(arena, archive_date(linear->archive, quote.said).text);
	struct str words = str_of(_("nobody is named who said it"));
	if (!dossier_is_none(quote.speaker))
		/* Translators: a name */
		words = str_format(arena, _("said by %.*s"),
		                   STR_ARGS(dossier_name(linear->archive, quote.speaker)));
	return date.size ? str_join(arena, words, STR(", "), date) : words;
}

static struct str names_of(const struct linear *linear, struct arena *arena, struct voices voices)
{
	struct str names = voices_words(linear->archive, arena, voices, true);
	return str_copy(arena, linear_inner_name(names));
}

/* "disputed", "outdated by The tide, 3 May 2025". */
static struct str status_words(const struct linear *linear, struct arena *arena,
                               const struct claim *claim)
{
	struct str by = voices_outdating(linear->archive, arena, claim, linear_known(linear));
	if (by.size)
		return str_format(arena, _("outdated by %s"), by.bytes);
	return str_copy(arena, message_of(claim->status));
}

/* "disputed: asserted by Ana Vel and 2 more; denied by Bo Lind". The texts end in a NUL,
 * for a translation may name them in another order. */
static struct str claimed_by(const struct linear *linear, struct arena *arena,
                             struct dossier_ref ref)
{
	struct claim claim = claim_at(linear->archive, arena, ref);
	struct voices say = voices_of(&claim, linear_known(linear), STR("asserts"));
	struct voices deny = voices_of(&claim, linear_known(linear), STR("denies"));
	struct str status = status_words(linear, arena, &claim);
	struct str sayers = names_of(linear, arena, say), deniers = names_of(linear, arena, deny);
	struct str dispute = dispute_words(linear->archive, arena, linear_known(linear), ref, true);
	bool is_of_one = voices_are_of_one(&claim, linear_known(linear));
	if (is_of_one && say.count == 1 && dispute.size)
		return str_join(arena, status, STR(": "), dispute);
	if (say.count && (is_of_one || !deny.count) && dispute.size)
		/* Translators: the status of a claim; names; "differing: " and a name, or a note */
		return str_format(arena, _("%s: asserted by %s; %.*s"), status.bytes, sayers.bytes,
		                  STR_ARGS(dispute));
	if (say.count && deny.count)
		/* Translators: the status of a claim; names; names */
		return str_format(arena, _("%s: asserted by %s, denied by %s"), status.bytes,
		                  sayers.bytes, deniers.bytes);
	if (say.count)
		return str_format(arena, _("%s: asserted by %s"), status.bytes, sayers.bytes);
	if (deny.count)
		return str_format(arena, _("%s: denied by %s"), status.bytes, deniers.bytes);
	return status;
}

/* For prose_plain: what a link in a summary is called. */
static struct str name_of(void *context, struct str id)
{
	const struct archive *const *archive = context;
	return dossier_name(*archive, dossier_find(*archive, id));
}

/* Who said something may have been told later than on the day as of which all is known. */
struct str linear_dossier_about(const struct linear *linear, struct arena *arena,
                                struct dossier_ref ref)
{
	const struct archive *archive = linear->archive;
	const struct known *known = linear_known(linear);
	bool is_of_voices = dossier_is_quote(archive, ref) || is_claim(linear, ref);
	struct dossier dossier = dossier_at(archive, ref);
	if (!is_of_voices)
		return prose_plain(arena, known_summary(known, arena, &dossier), name_of, &archive);
	if (known)
		return (struct str){0};
	return is_claim(linear, ref) ? claimed_by(linear, arena, ref)
	                             : said_by(linear, arena, ref);
}

/* ── In one line ────────────────────────────────────────────────────────────────────────────── */

struct str linear_dossier_words(const struct linear *linear, struct arena *arena,
                                struct dossier_ref ref)
{
	const struct archive *archive = linear->archive;
	struct dossier dossier = dossier_at(archive, ref);
	struct str name = linear_dossier_name(linear, arena, ref);
	struct str kind = message_of(kind_at(archive, dossier_kind(archive, ref)).label);
	struct str about = str_trim(linear_dossier_about(linear, arena, ref));
	uint32_t own = known_own_date(linear_known(linear), &dossier);
	struct str date = {0};
	if (!dossier_is_quote(archive, ref))
		date = date_words(arena, archive_date(archive, own).text);
	struct str words = str_join(arena, name, STR(", "), kind);
	if (date.size)
		words = str_join(arena, words, STR(", "), date);
	bool is_sentence = !dossier_is_quote(archive, ref) && !is_claim(linear, ref);
	return about.size ? str_join(arena, words, is_sentence ? STR(". ") : STR(", "), about)
	                  : words;
}
