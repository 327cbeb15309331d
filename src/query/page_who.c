/* Who says so, as lines: the value, its sources as they introduce themselves, and what others say.
 *
 *	Founded
 *	1901
 *	value 3 of 9 · rank: preferred · dossiers.yaml, line 34
 *
 *	Who says so (1)
 *	[1] The log of the light, p. 1
 *	    by Lan; 1901 to 1990
 *	    graded B: usually reliable
 *
 *	Values that stand against it (1)
 *	normal      1903 (as of 1950) [2]
 */
#include "query/page_parts.h"

#include "base/message.h"
#include "query/page_relation.h"
#include "query/quotes.h"
#include "query/voices.h"
#include "query/who.h"

enum {
	VALUE_LINES = 6, PARAGRAPH_LINES = 12,  /* of running text that is not shown whole */
	CLAIM_LINES = 3,
	STANCE_GAP = 2,
	STANCES_MOST = 12,              /* of a claim */
};

/* ── The value ──────────────────────────────────────────────────────────────────────────────── */

static void write_quoted(struct page_maker *maker, const struct who *who)
{
	struct quote quote = quote_at(maker->archive, maker->arena, who->ref);
	struct shown words = shown_prose(maker->arena,
	                                 page_prose_plain(maker, who->value.text));
	page_text(&maker->writer, ROLE_QUOTE, page_quoted(maker, quote.form, words));
	page_break(&maker->writer);
	page_quote_verdict(maker, &quote);
	page_break(&maker->writer);
}

/* Running text is told from its beginning. */
static void write_words(struct page_maker *maker, const struct who *who)
{
	bool is_words = maker->is_quote &&
	                who->value.field == field_known(maker->archive, KNOWN_TEXT);
	if (is_words) {
		write_quoted(maker, who);
	} else if (who->value.type == FIELD_PROSE) {
		bool is_part = who->paragraph.size > 0;
		struct str text = is_part ? who->paragraph : who->value.text;
		struct shown words = shown_prose(maker->arena, page_prose_plain(maker, text));
		int most = page_fitting(maker, words, (struct shown){0},
		                        is_part ? PARAGRAPH_LINES : VALUE_LINES);
		page_text(&maker->writer, ROLE_TEXT, page_beginning(maker, words, most));
	} else {
		page_value_words(maker, &who->value);
	}
	if (maker->is_claim && who->value.field == field_known(maker->archive, KNOWN_STATUS))
		page_status_rests(maker, who->value.text);
	page_break(&maker->writer);
}

/* "value 3 of 9 · rank: preferred · people/ada.yaml, line 12", without the usual rank. */
static void write_place(struct page_maker *maker, const struct who *who, struct who_place place)
{
	const struct archive *archive = maker->archive;
	struct page_writer *writer = &maker->writer;
	struct str as_of = archive_date(archive, who->value.as_of).text;
	struct str path = file_path(archive, maker->dossier.file);
	page_format(writer, ROLE_DIM, _("value %zu of %zu"), place.number, place.count);
	if (who->value.rank != RANK_NORMAL)
		page_format(writer, ROLE_DIM, _(" · rank: %.*s"),
		            STR_ARGS(message_of(who_rank_name(who->value.rank))));
	if (as_of.size)
		page_format(writer, ROLE_DIM, _(" · as of %.*s"),
		            STR_ARGS(date_words(maker->arena, as_of)));
	page_literal(writer, ROLE_DIM, " · ");
	/* Translators: a file and a line of it. */
	page_format(writer, ROLE_DIM, _("%.*s, line %u"), STR_ARGS(path),
	            (unsigned)who->value.place.line);
	page_break(writer);
}

struct str page_who_relation(const struct page_maker *maker, const struct value *value)
{
	const struct archive *archive = maker->archive;
	bool is_relation = value->field != NO_ROW && value->link != NO_ROW &&
	                   value->field == field_known(archive, KNOWN_RELATIONS);
	if (!is_relation)
		return (struct str){0};
	struct link link = link_at(archive, value->link);
	bool is_out = link.from.row == maker->dossier.ref.row;
	return message_of(relation_label(archive, link.relation, is_out ? LINK_OUT : LINK_IN));
}

struct str page_who_label(const struct page_maker *maker, const struct value *value)
{
	struct str label = who_label(maker->archive, value);
	return value->field == NO_ROW ? label : message_of(label);
}

static void write_all_words(struct page_maker *maker, const struct who *who)
{
	maker->text_role = who->value.rank == RANK_DEPRECATED ? ROLE_DEPRECATED : ROLE_TEXT;
	write_words(maker, who);
	maker->text_role = ROLE_TEXT;
}

static void write_value(struct page_maker *maker, const struct who *who, struct who_place place)
{
	struct page_writer *writer = &maker->writer;
	struct str relation = page_who_relation(maker, &who->value);
	page_shows(writer, who->value.row);
	page_raw(writer, ROLE_TITLE, page_who_label(maker, &who->value));
	if (relation.size)
		page_format(writer, ROLE_TITLE, ": %.*s", STR_ARGS(relation));
	if (who->paragraph.size)
		page_literal(writer, ROLE_TITLE, _(", this paragraph"));
	page_break(writer);
	write_all_words(maker, who);
	page_note(maker, who->value.note, who->value.row);
	write_place(maker, who, place);
	page_shows(writer, NO_ROW);
}

/* ── Others ─────────────────────────────────────────────────────────────────────────────────── */

static void write_values(struct page_maker *maker, struct str heading,
                         const struct who_values *values)
{
	struct page_values ranked = { .items = values->items, .count = values->count };
	if (values->count == 0)
		return;
	page_section(&maker->writer, heading, values->count);
	maker->writer.indent = maker->writer.margin;
	page_ranked(maker, &ranked);
}

static const char *const touches[] = {
	[WHO_NAMED] = N_("named beside the value"),
	[WHO_BOTH]  = N_("about both"),
	[WHO_WORDS] = N_("has the same words"),
};
_Static_assert(sizeof(touches) / sizeof(touches[0]) == WHO_TOUCH_COUNT, "words for each");

/* "denies: Works ministry [3], It names 32 million." */
static void write_assertion(struct page_maker *maker, const struct assertion *assertion)
{
	struct page_writer *writer = &maker->writer;
	struct citation citation = { .source = assertion->source, .locator = assertion->locator };
	struct str stance = assertion_verb(assertion);
	page_label(writer, shown_line(maker->arena, stance),
	           page_stance_width(maker->arena) + STANCE_GAP);
	page_dossier_link(maker, assertion->who, assertion->who_id.size
	                                         ? assertion->who_id
	                                         : str_of(_("nobody who is known")),
	                  STR(""), NO_ROW);
	if (!dossier_is_none(assertion->source)) {
		citation.id = dossier_id(maker->archive, assertion->source);
		page_mark(maker, citation, NO_ROW);
	}
	page_note(maker, assertion->note, NO_ROW);
	page_break(writer);
}

static void write_claim(struct page_maker *maker, const struct who_claim *touching)
{
	struct page_writer *writer = &maker->writer;
	struct claim claim = claim_at(maker->archive, maker->arena, touching->ref);
	struct shown words = shown_prose(maker->arena, page_prose_plain(maker, claim.text));
	page_break(writer);
	writer->indent = writer->margin;
	int most = page_fitting(maker, words, (struct shown){0}, CLAIM_LINES);
	page_link(writer, ROLE_LINK, page_beginning(maker, words, most), (struct page_link){
		.kind = PAGE_LINK_DOSSIER, .to = touching->ref, .value = NO_ROW,
	});
	page_standing_below(maker, touching->ref, str_of(_(touches[touching->touch])));
	int margin = writer->margin;
	size_t known = 0;
	writer->margin += 2;
	for (size_t i = 0; i < claim.assertion_count; i++)
		if (voice_is_known(&claim.assertions[i], maker->options.known) &&
		    known++ < STANCES_MOST)
			write_assertion(maker, &claim.assertions[i]);
	writer->margin = writer->indent = margin;
	if (known > STANCES_MOST) {
		page_format(writer, ROLE_DIM, _("and %zu more"), known - STANCES_MOST);
		page_break(writer);
	}
}

static void write_claims(struct page_maker *maker, const struct who *who)
{
	struct page_writer *writer = &maker->writer;
	if (who->claims.count == 0 && !who->has_unread_claims)
		return;
	page_section(writer, str_of(_("Claims that touch it")), who->claims.count);
	for (size_t i = 0; i < who->claims.count; i++)
		write_claim(maker, &who->claims.items[i]);
	if (!who->has_unread_claims)
		return;
	page_break(writer);
	writer->indent = writer->margin;
	page_format(writer, ROLE_DIM,
	            _("Of the claims about the dossier no more than %d were looked at."),
	            WHO_MOST_CLAIMS);
	page_break(writer);
}

/* What another dossier has of the same two, as seen from this one. */
static void write_link(struct page_maker *maker, const struct who *who,
                       const struct connection *connection)
{
	const struct archive *archive = maker->archive;
	struct page_writer *writer = &maker->writer;
	struct link link = connection->link;
	struct dossier dossier = dossier_at(archive, connection->other);
	struct str label = message_of(relation_label(archive, link.relation,
	                                             connection->direction));
	struct str dates = page_period_words(maker, (struct page_period){ link.date, link.since,
	                                                                  link.until });
	bool differs = who_differs(archive, who, connection);
	page_break(writer);
	writer->indent = writer->margin;
	page_hang(writer, 2);
	page_format(writer, ROLE_LABEL, "%.*s ", STR_ARGS(label));
	page_dossier_link(maker, connection->other, STR(""), STR(""), link.value);
	if (link.role.size)
		page_raw(writer, ROLE_TEXT,
		         page_relation_role(maker, connection->other, link.role));
	if (dates.size)
		page_format(writer, ROLE_DATE, ", %.*s", STR_ARGS(dates));
	page_marks(maker, link.citations, link.value);
	page_literal(writer, ROLE_TEXT, differs ? _(" — otherwise than here") : "");
	page_break(writer);
	page_format(writer, ROLE_DIM, _("%.*s, line %u"),
	            STR_ARGS(file_path(archive, dossier.file)),
	            (unsigned)value_at(archive, link.value).place.line);
	page_break(writer);
	writer->indent = writer->margin;
}

static void write_elsewhere(struct page_maker *maker, const struct who *who)
{
	if (who->elsewhere.count == 0)
		return;
	page_section(&maker->writer, str_of(_("Written at the other end")), who->elsewhere.count);
	for (size_t i = 0; i < who->elsewhere.count; i++)
		write_link(maker, who, &who->elsewhere.items[i]);
}

static void write_others(struct page_maker *maker, const struct who *who)
{
	bool has_others = who->rivals.count || who->beside.count || who->claims.count ||
	                  who->has_unread_claims || who->elsewhere.count;
	write_values(maker, str_of(_("Values that stand against it")), &who->rivals);
	write_claims(maker, who);
	write_elsewhere(maker, who);
	write_values(maker, str_of(_("Beside it in the same field")), &who->beside);
	if (has_others)
		return;
	page_blank(&maker->writer);
	maker->writer.indent = maker->writer.margin;
	page_literal(&maker->writer, ROLE_DIM, maker->options.is_of_part
	             ? _("Nothing that is read says otherwise: no other value, claim or dossier.")
	             : _("Nothing says otherwise: no other value, claim or dossier."));
	page_break(&maker->writer);
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

struct page_maker page_who_maker(const struct archive *archive, struct arena *arena,
                                 struct dossier_ref ref, struct page_options options,
                                 struct page_sources *sources)
{
	struct page_maker maker = {
		.archive = archive, .arena = arena, .options = options, .sources = sources,
		.writer = page_begin(arena, options.width), .dossier = dossier_at(archive, ref),
		.text_role = ROLE_TEXT,
	};
	maker.writer.numbers_links = options.numbers_links;
	maker.is_quote = dossier_is_of_kind(archive, ref, STR("quote"));
	maker.is_claim = dossier_is_of_kind(archive, ref, STR("claim"));
	maker.is_sourced = who_ground_of(archive, ref) != WHO_NOBODY;
	maker.dossier.citations = (struct row_range){0};
	return maker;
}

struct page_sources *page_who_numbers(const struct archive *archive, struct arena *arena,
                                      struct dossier_ref ref, const struct known *known)
{
	struct page_sources *sources = ARENA_NEW(arena, struct page_sources);
	*sources = (struct page_sources){ .arena = arena };
	page_sources_number(archive, ref, known, sources);
	return sources;
}

/* What its marks name is told below each value, but for the sources that have told it. */
static void write_answer(struct page_maker *maker, const struct who *who)
{
	struct page_sources *sources = maker->sources;
	page_who_sources(maker, who);
	write_others(maker, who);
	for (size_t i = 0; i < who->sources.count; i++)
		page_unlist(maker, who->sources.items[i].citation);
	page_source_list(maker);
	for (size_t i = 0; i < sources->rows.count; i++)
		sources->rows.items[i].is_shown = false;
}

static void write_who(struct page_maker *maker, const struct who *who, struct who_place place)
{
	maker->has_unsourced = false;
	write_value(maker, who, place);
	page_section(&maker->writer, str_of(_("Who says so")),
	             who->ground == WHO_CLAIM ? 0 : who->sources.count);
	write_answer(maker, who);
}

void page_who_chosen(struct page_maker *maker, const struct who *who, bool is_whole)
{
	bool has_rank = who->value.rank != RANK_NORMAL;
	struct str as_of = archive_date(maker->archive, who->value.as_of).text;
	maker->has_unsourced = false;
	if (!is_whole || who->paragraph.size)
		write_all_words(maker, who);
	page_note(maker, who->value.note, who->value.row);
	if (has_rank)
		page_format(&maker->writer, ROLE_DIM, _("rank: %.*s"),
		            STR_ARGS(message_of(who_rank_name(who->value.rank))));
	if (as_of.size)
		page_format(&maker->writer, ROLE_DIM, has_rank ? _(" · as of %.*s") : _("as of %.*s"),
		            STR_ARGS(date_words(maker->arena, as_of)));
	page_break(&maker->writer);
	page_blank(&maker->writer);
	write_answer(maker, who);
}

struct page page_who(const struct archive *archive, struct arena *arena, const struct who *who,
                     struct who_place place, struct page_options options)
{
	struct page_sources *sources = page_who_numbers(archive, arena, who->ref, options.known);
	struct page_maker maker = page_who_maker(archive, arena, who->ref, options, sources);
	if (who->value.row != NO_ROW)
		write_who(&maker, who, place);
	arena_release(&maker.scratch);
	return page_end(&maker.writer);
}

struct page page_who_all(const struct archive *archive, struct arena *arena, struct dossier_ref ref,
                         const struct who_values *values, struct page_options options)
{
	struct page_sources *sources = page_who_numbers(archive, arena, ref, options.known);
	struct page_maker maker = page_who_maker(archive, arena, ref, options, sources);
	const struct who_subject *subject = who_subject(archive, arena, ref);
	const struct who_values *all = who_subject_values(subject);
	struct who_place place = { .count = all->count };
	for (size_t i = 0; i < values->count; i++) {
		while (place.number < all->count &&
		       all->items[place.number++].row != values->items[i].row)
			continue;
		struct who who = who_ask(subject, arena, place.number - 1);
		who_leave_out(archive, arena, options.known, &who);
		page_blank(&maker.writer);
		maker.writer.indent = maker.writer.margin;
		write_who(&maker, &who, place);
	}
	arena_release(&maker.scratch);
	return page_end(&maker.writer);
}
