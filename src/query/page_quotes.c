#include "query/page_parts.h"

#include "query/quotes.h"

enum { QUOTE_INDENT = 2, ATTRIBUTION_HANG = 2 };

/* ── A quote ────────────────────────────────────────────────────────────────────────────────── */

/* Words that are quoted indirectly have no marks around them, nor have those with their own. */
static bool needs_marks(struct str form, struct str words)
{
	return !str_equal(form, STR("indirect")) && !str_starts_with(words, STR("“")) &&
	       !str_starts_with(words, STR("\""));
}

struct shown page_quoted(struct page_maker *maker, struct str form, struct shown words)
{
	if (!needs_marks(form, shown_str(words)))
		return words;
	struct shown open = shown_literal(maker->arena, "“");
	struct shown close = shown_literal(maker->arena, "”");
	struct str opened = str_join(maker->arena, shown_str(open), STR(""), shown_str(words));
	struct str quoted = str_join(maker->arena, opened, STR(""), shown_str(close));
	return (struct shown){ quoted.bytes, quoted.size, words.width + open.width + close.width };
}

struct citation page_quote_citation(const struct page_maker *maker, const struct quote *quote)
{
	return (struct citation){
		.source = quote->source, .id = dossier_id(maker->archive, quote->source),
		.locator = quote->locator,
	};
}

static void write_quoted(struct page_maker *maker, const struct value *value, struct str form)
{
	bool has_marks = needs_marks(form, value->text);
	if (has_marks)
		page_literal(&maker->writer, ROLE_QUOTE, "“");
	page_prose(maker, ROLE_QUOTE, value->text, value->row);
	if (has_marks)
		page_literal(&maker->writer, ROLE_QUOTE, "”");
}

static void write_words(struct page_maker *maker, enum known_field field, const struct quote *quote)
{
	struct page_values values = page_values_known(maker, field);
	for (size_t i = 0; i < values.count; i++) {
		page_blank(&maker->writer);
		page_shows(&maker->writer, values.items[i].row);
		write_quoted(maker, &values.items[i], quote->form);
		if (field == KNOWN_TRANSLATION)
			page_literal(&maker->writer, ROLE_DIM, _(" (translation)"));
		else if (!dossier_is_none(quote->source))
			page_mark(maker, page_quote_citation(maker, quote), values.items[i].row);
		page_value_marks(maker, &values.items[i]);
		page_note(maker, values.items[i].note, values.items[i].row);
		page_break(&maker->writer);
		page_shows(&maker->writer, NO_ROW);
	}
}

/* "In a speech" as it reads behind a comma. */
static struct str venue_words(struct arena *arena, struct str venue)
{
	static const struct str beginnings[] = {
		STR("In "), STR("At "), STR("On "), STR("To "), STR("By "), STR("During "),
		STR("Before "), STR("After "), STR("From "), STR("For "), STR("Through "),
	};
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++)
		if (str_starts_with(venue, beginnings[i]))
			return str_format(arena, "%c%.*s", venue.bytes[0] - 'A' + 'a',
			                  STR_ARGS(str_slice(venue, 1, venue.size)));
	return venue;
}

/* Who said it, for whom, when and where. */
static void write_attribution(struct page_maker *maker, const struct quote *quote)
{
	struct page_writer *writer = &maker->writer;
	page_blank(writer);
	page_hang(writer, ATTRIBUTION_HANG);
	page_literal(writer, ROLE_TEXT, "— ");
	if (dossier_is_none(quote->speaker))
		page_literal(writer, ROLE_TEXT, _("speaker not known"));
	else
		page_dossier_link(maker, quote->speaker, STR(""), STR(""), NO_ROW);
	if (!dossier_is_none(quote->spoke_for) && quote->spoke_for.row != quote->speaker.row) {
		/* Translators: on whose behalf somebody spoke; a name follows. */
		page_literal(writer, ROLE_TEXT, _(", for "));
		page_dossier_link(maker, quote->spoke_for, STR(""), STR(""), NO_ROW);
	}
	if (quote->said != NO_ROW) {
		page_literal(writer, ROLE_TEXT, ", ");
		page_date(maker, quote->said);
	}
	struct str venue = venue_words(maker->arena, quote->venue);
	if (venue.size)
		page_format(writer, ROLE_TEXT, ", %.*s", STR_ARGS(venue));
	page_break(writer);
	writer->indent -= ATTRIBUTION_HANG;
}

static const struct { struct str form; const char *words; } form_rows[] = {
	{ STR("direct"),   N_("direct speech") },
	{ STR("fragment"), N_("a fragment of a sentence") },
	{ STR("indirect"), N_("reported, not word for word") },
};

enum checking { CHECKED, TRIED, LAST_CHECKED };

struct verdict_words { enum role role; const char *words; enum checking checking; };

static const struct verdict_words verdict_rows[] = {
	[VERDICT_EXACT]      = { ROLE_OK, N_("found word for word in its source"), CHECKED },
	[VERDICT_NORMALIZED] = { ROLE_OK, N_("found in its source, but for signs, blanks or "
	                                     "marked gaps"), CHECKED },
	[VERDICT_TOO_SHORT]  = { ROLE_DIM, N_("too short to be told from chance in its source"),
	                         CHECKED },
	[VERDICT_NO_COPY]    = { ROLE_WARNING, N_("not checked: no copy of its source was at "
	                                          "hand"), TRIED },
	[VERDICT_NOT_FOUND]  = { ROLE_ERROR, N_("not found in its source"), CHECKED },
};
_Static_assert(sizeof(verdict_rows) / sizeof(*verdict_rows) == VERDICT_COUNT, "a row for each");

static const struct verdict_words change_rows[] = {
	[VERDICT_UNCHANGED]     = { ROLE_TEXT, "", LAST_CHECKED },
	[VERDICT_WORDS_CHANGED] = { ROLE_WARNING, N_("its words were changed after they were "
	                                             "checked"), LAST_CHECKED },
	[VERDICT_TEXT_CHANGED]  = { ROLE_WARNING, N_("the text of its source was changed after it "
	                                             "was checked"), LAST_CHECKED },
};
_Static_assert(sizeof(change_rows) / sizeof(*change_rows) == VERDICT_CHANGE_COUNT, "likewise");

/* When that was found out. */
static struct str checked_words(struct arena *arena, enum checking checking, struct str day)
{
	switch (checking) {
	case CHECKED:
		/* Translators: a quote, on a day; as the next two. */
		return str_format(arena, _("checked %.*s"), STR_ARGS(day));
	case TRIED:
		return str_format(arena, _("tried %.*s"), STR_ARGS(day));
	case LAST_CHECKED:
		return str_format(arena, _("last checked %.*s"), STR_ARGS(day));
	}
	return (struct str){0};
}

void page_quote_verdict(struct page_maker *maker, const struct quote *quote)
{
	struct verification verification = quote->verification;
	if (!quote->is_verified) {
		page_literal(&maker->writer, ROLE_DIM,
		             maker->options.is_of_part ? _("whether it was checked is not read yet")
		                                       : _("not checked against its source yet"));
		return;
	}
	bool is_changed = verification.change != VERDICT_UNCHANGED;
	const struct verdict_words *row = is_changed ? &change_rows[verification.change]
	                                             : &verdict_rows[verification.verdict];
	struct str day = date_words(maker->arena, date_day(maker->arena, verification.day));
	page_literal(&maker->writer, row->role, _(row->words));
	struct str checked = checked_words(maker->arena, row->checking, day);
	if (day.size)
		page_format(&maker->writer, ROLE_DIM, ", %.*s", STR_ARGS(checked));
}

/* What kind of words these are, and whether they are in the source. */
static void write_verification(struct page_maker *maker, const struct quote *quote)
{
	struct page_writer *writer = &maker->writer;
	for (size_t i = 0; i < sizeof(form_rows) / sizeof(*form_rows); i++) {
		if (str_equal(quote->form, form_rows[i].form)) {
			page_literal(writer, ROLE_DIM, _(form_rows[i].words));
			page_literal(writer, ROLE_DIM, "; ");
		}
	}
	page_quote_verdict(maker, quote);
	page_break(writer);
}

void page_quote_words(struct page_maker *maker)
{
	struct page_writer *writer = &maker->writer;
	struct quote quote = quote_at(maker->archive, maker->arena, maker->dossier.ref);
	page_break(writer);
	writer->margin = writer->indent = QUOTE_INDENT;
	write_words(maker, KNOWN_TEXT, &quote);
	write_words(maker, KNOWN_TRANSLATION, &quote);
	write_attribution(maker, &quote);
	write_verification(maker, &quote);
	writer->margin = writer->indent = 0;
	page_blank(writer);
}
