#include "query/page_parts.h"

#include "model/language.h"
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

/* The first value of a field, or NULL. */
static const struct value *value_of(const struct page_maker *maker, uint32_t field)
{
	struct page_values values = page_values_of(maker, field);
	return values.count ? &values.items[0] : NULL;
}

/* What stands behind the words that a value gave. */
static void end_value(struct page_maker *maker, const struct value *value)
{
	if (!value)
		return;
	page_value_marks(maker, value);
	page_value_notes(maker, value);
}

/* A value with what stands behind it; false if there is none. `before` leads to it. */
static bool write_value(struct page_maker *maker, uint32_t field, const char *before)
{
	const struct value *value = value_of(maker, field);
	if (!value)
		return false;
	page_literal(&maker->writer, ROLE_TEXT, before);
	page_shows(&maker->writer, value->row);
	page_value_words(maker, value);
	end_value(maker, value);
	return true;
}

static void write_speaker(struct page_maker *maker, const struct quote *quote)
{
	struct page_writer *writer = &maker->writer;
	const struct archive *archive = maker->archive;
	uint32_t speaker = field_known(archive, KNOWN_SPEAKER);
	if (!write_value(maker, speaker, "") && dossier_is_none(quote->speaker))
		page_literal(writer, ROLE_TEXT, _("speaker not known"));
	else if (!value_of(maker, speaker))
		page_dossier_link(maker, quote->speaker, STR(""), STR(""), NO_ROW);
	if (!dossier_is_none(quote->spoke_for) && quote->spoke_for.row != quote->speaker.row)
		/* Translators: on whose behalf somebody spoke; a name follows. */
		write_value(maker, field_known(archive, KNOWN_FOR), _(", for "));
	page_break(writer);
}

/* "August 2022, during talks, by TASS" */
static void write_occasion(struct page_maker *maker)
{
	struct page_writer *writer = &maker->writer;
	uint32_t field = field_find(maker->archive, STR("venue"));
	const struct value *value = value_of(maker, field);
	bool is_dated = write_value(maker, field_known(maker->archive, KNOWN_SAID), "");
	struct str venue = value ? value->text : (struct str){0};
	if (is_dated)
		venue = venue_words(maker->arena, venue);
	if (venue.size) {
		page_format(writer, ROLE_TEXT, "%s%.*s", is_dated ? ", " : "", STR_ARGS(venue));
		end_value(maker, value);
	}
	page_break(writer);
	write_value(maker, field_known(maker->archive, KNOWN_EVENT), "");
	page_break(writer);
}

/* ", para. 4", which no line parts. */
static void write_place(struct page_writer *writer, struct str locator)
{
	page_literal(writer, ROLE_TEXT, locator.size ? ", " : "");
	while (locator.size) {
		page_raw(writer, ROLE_TEXT, str_cut(&locator, ' '));
		if (locator.size)
			page_keep(writer);
	}
}

/* "Unnamed outlet on Lavrov's visit, para. 4 [1]" */
static void write_source(struct page_maker *maker, const struct quote *quote)
{
	struct page_writer *writer = &maker->writer;
	const struct value *value = value_of(maker, field_known(maker->archive, KNOWN_SOURCE));
	struct citation citation = page_quote_citation(maker, quote);
	bool is_missing = value && dossier_is_none(quote->source);
	if (!known_source(maker->options.known, quote->source))
		return;
	if (dossier_is_none(quote->source) && !is_missing)
		return;
	page_shows(writer, value ? value->row : NO_ROW);
	page_dossier_link(maker, quote->source, is_missing ? value->text : citation.id, STR(""),
	                  value ? value->row : NO_ROW);
	write_place(writer, quote->locator);
	if (!is_missing)
		page_mark(maker, citation, value ? value->row : NO_ROW);
	end_value(maker, value);
	page_break(writer);
}

/* Who said it, for whom, when, where, and where that stands, under each other. */
static void write_attribution(struct page_maker *maker, const struct quote *quote)
{
	struct page_writer *writer = &maker->writer;
	page_blank(writer);
	page_hang(writer, ATTRIBUTION_HANG);
	page_literal(writer, ROLE_TEXT, "— ");
	write_speaker(maker, quote);
	write_occasion(maker);
	write_source(maker, quote);
	page_shows(writer, NO_ROW);
	writer->indent -= ATTRIBUTION_HANG;
}

bool page_quote_tells(const struct page_maker *maker, const struct page_values *values)
{
	const struct value *value = &values->items[0];
	static const enum known_field in_words[] = { KNOWN_FORM, KNOWN_LANG, KNOWN_LOCATOR };
	for (size_t i = 0; i < sizeof(in_words) / sizeof(*in_words); i++)
		if (value->field == field_known(maker->archive, in_words[i]))
			return values->count == 1 && page_value_is_bare(maker, value);
	return values->count == 1 && value->rank == RANK_NORMAL && value->as_of == NO_ROW;
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

/* "direct speech, in English"; of a form or language that is not known, nothing. */
static struct str kind_of_words(const struct page_maker *maker, const struct quote *quote)
{
	struct str words = {0}, language = language_name(maker->arena, quote->lang);
	for (size_t i = 0; i < sizeof(form_rows) / sizeof(*form_rows); i++)
		if (str_equal(quote->form, form_rows[i].form))
			words = str_of(_(form_rows[i].words));
	if (language.size)
		/* Translators: of words; a language follows. */
		language = str_format(maker->arena, _("in %.*s"), STR_ARGS(language));
	return str_join(maker->arena, words, STR(", "), language);
}

/* What kind of words these are, and whether they are in the source. */
static void write_verification(struct page_maker *maker, const struct quote *quote)
{
	struct page_writer *writer = &maker->writer;
	struct str words = kind_of_words(maker, quote);
	page_blank(writer);
	if (words.size)
		page_format(writer, ROLE_DIM, "%.*s; ", STR_ARGS(words));
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
