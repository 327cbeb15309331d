/* How a dossier is told in one line of linear mode: quotes in quote marks with who said it, claims as
 * they are with who says so, all else by its name and its summary. */
#include "ui/linear.h"

#include "base/message.h"
#include "model/prose.h"
#include "query/citable.h"
#include "query/dispute.h"
#include "query/quotes.h"

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

/* The first who takes that stance, and how many others; empty if nobody does. */
static struct str those_who(const struct linear *linear, struct arena *arena,
                            const struct claim *claim, const char *stance)
{
	struct dossier_ref first = NO_DOSSIER;
	size_t more = 0;
	for (size_t i = 0; i < claim->assertion_count; i++) {
		const struct assertion *assertion = &claim->assertions[i];
		bool has_who = !dossier_is_none(assertion->who);
		struct dossier_ref who = has_who ? assertion->who : assertion->source;
		if (!str_equal(assertion->stance, str_of(stance)) || dossier_is_none(who) ||
		    who.row == first.row)
			continue;
		if (dossier_is_none(first))
			first = who;
		else
			more++;
	}
	if (dossier_is_none(first))
		return (struct str){0};
	struct str name = linear_inner_name(dossier_name(linear->archive, first));
	if (more == 0)
		return name;
	/* Translators: a name, and how many others */
	return str_format(arena, message_count("%s and %zu more", "%s and %zu more", more),
	                  str_copy(arena, name).bytes, more);
}

/* "disputed: asserted by Ana Vel and 2 more, denied by Bo Lind". */
static struct str claimed_by(const struct linear *linear, struct arena *arena,
                             struct dossier_ref ref)
{
	struct claim claim = claim_at(linear->archive, arena, ref);
	struct str say = str_copy(arena, those_who(linear, arena, &claim, "asserts"));
	struct str deny = str_copy(arena, those_who(linear, arena, &claim, "denies"));
	struct str status = str_copy(arena, message_of(claim.status));
	struct str dispute = dispute_words(linear->archive, arena, linear_known(linear), ref, true);
	if (say.size && deny.size == 0 && dispute.size)
		/* Translators: the status of a claim; names; "differing: " and a name, or a note */
		return str_format(arena, _("%s: asserted by %s; %.*s"), status.bytes, say.bytes,
		                  STR_ARGS(dispute));
	if (say.size && deny.size)
		/* Translators: the status of a claim; names; names */
		return str_format(arena, _("%s: asserted by %s, denied by %s"), status.bytes,
		                  say.bytes, deny.bytes);
	if (say.size)
		return str_format(arena, _("%s: asserted by %s"), status.bytes, say.bytes);
	if (deny.size)
		return str_format(arena, _("%s: denied by %s"), status.bytes, deny.bytes);
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
