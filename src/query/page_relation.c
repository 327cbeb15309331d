#include "query/page_relation.h"

#include "query/quotes.h"

enum {
	LINKS_MOST = 6,                 /* that are written out */
	WORDS_LINES = 2,                /* of a quote or claim */
};

/* ── Names ──────────────────────────────────────────────────────────────────────────────────── */

/* All the words of a quote or claim that has no other name than their beginning. A claim goes on
 * with a date: without its full stop. */
static struct str words_of(const struct page_maker *maker, struct dossier_ref ref)
{
	const struct archive *archive = maker->archive;
	struct str text = dossier_text(archive, ref, KNOWN_TEXT);
	if (!page_prose_opens(maker, text, dossier_name(archive, ref)))
		return (struct str){0};
	struct str plain = page_prose_plain(maker, text);
	bool is_marked = str_starts_with(plain, STR("“")) ||
	                 str_equal(dossier_text(archive, ref, KNOWN_FORM), STR("indirect"));
	bool is_quote = dossier_is_of_kind(archive, ref, STR("quote")) && !is_marked;
	if (is_quote)
		return str_format(maker->arena, "“%.*s”", STR_ARGS(plain));
	bool is_ended = str_ends_with(plain, STR("."));
	return is_ended ? str_slice(plain, 0, plain.size - 1) : plain;
}

/* The beginning of words; those in quotation marks keep the second one. */
static struct shown cut_words(struct page_maker *maker, struct shown words, int most)
{
	struct shown mark = shown_literal(maker->arena, "”");
	if (!str_starts_with(shown_str(words), shown_str(shown_literal(maker->arena, "“"))))
		return page_beginning(maker, words, most);
	struct shown start = page_beginning(maker, words, most - mark.width);
	struct str joined = str_join(maker->arena, shown_str(start), STR(""), shown_str(mark));
	return (struct shown){ joined.bytes, joined.size, start.width + mark.width };
}

void page_relation_name(struct page_maker *maker, struct dossier_ref to, uint32_t value)
{
	struct str name = words_of(maker, to);
	struct shown words = shown_prose(maker->arena, name);
	int most = page_fitting(maker, words, (struct shown){0}, WORDS_LINES);
	if (words.width > most)
		words = cut_words(maker, words, most);
	if (words.size)
		page_link(&maker->writer, ROLE_LINK, words, (struct page_link){
			.kind = PAGE_LINK_DOSSIER, .to = to, .value = value,
		});
	else
		page_dossier_link(maker, to, STR(""), STR(""), value);
}

/* ── Marks ──────────────────────────────────────────────────────────────────────────────────── */

/* What names, cites, or comes from a claim or source speaks for itself. */
static bool speaks_for_itself(const struct archive *archive, struct link link)
{
	struct str group = relation_at(archive, link.relation).group;
	return str_equal(group, STR("mentions")) || str_equal(group, STR("sources")) ||
	       dossier_is_of_kind(archive, link.from, STR("claim")) ||
	       dossier_is_of_kind(archive, link.from, STR("source"));
}

/* The source that a link rests on which has none of its own: that of the quote it is written in. */
static struct citation quoted_source(struct page_maker *maker, struct link link)
{
	struct citation none = { .source = NO_DOSSIER };
	if (!dossier_is_of_kind(maker->archive, link.from, STR("quote")))
		return none;
	struct quote quote = quote_at(maker->archive, maker->arena, link.from);
	return (struct citation){ .source = quote.source, .locator = quote.locator };
}

/* The marks of a link's own sources, and of the quote that it is written in; false if it has
 * none. */
static bool write_own_marks(struct page_maker *maker, const struct connection *connection)
{
	struct link link = connection->link;
	const struct row_list *citations = &connection->citations;
	for (size_t i = 0; i < citations->count; i++)
		page_marks(maker, (struct row_range){ citations->items[i], 1 }, link.value);
	struct citation quoted = { .source = NO_DOSSIER };
	if (citations->count == 0)
		quoted = quoted_source(maker, link);
	if (!dossier_is_none(quoted.source))
		page_mark(maker, quoted, link.value);
	return citations->count || !dossier_is_none(quoted.source);
}

static void write_unsourced(struct page_maker *maker)
{
	maker->has_unsourced = true;
	page_glue(&maker->writer);
	page_literal(&maker->writer, ROLE_UNSOURCED, "[?]");
}

/* Marks of a link. One without sources has that of the quote it is written in; a claim and a source
 * speak for themselves, and so does what only names or cites; else it rests on the sources of the
 * dossier in which it is written, and is marked [?] if that has none. */
static void relation_marks(struct page_maker *maker, const struct connection *connection)
{
	struct link link = connection->link;
	bool is_plain = connection->citations.count == 0 && speaks_for_itself(maker->archive, link);
	if (is_plain || write_own_marks(maker, connection))
		return;
	if (dossier_at(maker->archive, link.from).citations.count == 0)
		write_unsourced(maker);
}

/* The marks of those by whom a claim is asserted; false if nobody names a source. */
static bool write_asserted(struct page_maker *maker, struct dossier_ref claim, uint32_t value)
{
	struct claim of = claim_at(maker->archive, maker->arena, claim);
	bool is_written = false;
	for (size_t i = 0; i < of.assertion_count; i++) {
		const struct assertion *assertion = &of.assertions[i];
		if (dossier_is_none(assertion->source) ||
		    page_stance_named(assertion->stance) != STANCE_ASSERTS)
			continue;
		page_mark(maker, (struct citation){ .source = assertion->source,
		                                    .locator = assertion->locator }, value);
		is_written = true;
	}
	return is_written;
}

void page_relation_basis(struct page_maker *maker, const struct connection *connection)
{
	struct link link = connection->link;
	struct row_range whole = dossier_at(maker->archive, link.from).citations;
	bool is_claim = dossier_is_of_kind(maker->archive, link.from, STR("claim"));
	if (write_own_marks(maker, connection) ||
	    (is_claim && write_asserted(maker, link.from, link.value)))
		return;
	bool is_citation = str_equal(relation_at(maker->archive, link.relation).key, STR("cites"));
	if (is_citation || dossier_is_of_kind(maker->archive, link.from, STR("source")))
		page_mark(maker, (struct citation){ .source = is_citation ? link.to : link.from },
		          link.value);
	else if (whole.count)
		page_marks(maker, whole, link.value);
	else
		write_unsourced(maker);
}

/* ── Notes ──────────────────────────────────────────────────────────────────────────────────── */

/* What is noted where somebody denies or updates a claim; empty for other links. */
static struct str note_of(const struct page_maker *maker, struct link link)
{
	const struct archive *archive = maker->archive;
	struct value value = value_at(archive, link.value);
	bool is_assertion = link.value != NO_ROW && value.link == link.row &&
	                    value.field != NO_ROW &&
	                    value.field == field_known(archive, KNOWN_ASSERTED_BY);
	bool is_told = is_assertion && page_stance_of(archive, value) != STANCE_ASSERTS;
	if (!is_told)
		return (struct str){0};
	struct dossier claim = dossier_at(archive, link.from);
	value = known_cut(maker->options.known, maker->arena, &claim, value, NULL);
	return page_prose_plain(maker, value.note);
}

void page_relation_note(struct page_maker *maker, struct link link)
{
	enum { NOTE_LINES = 2 };
	struct shown words = shown_prose(maker->arena, note_of(maker, link));
	if (words.size == 0)
		return;
	page_literal(&maker->writer, ROLE_TEXT, ": ");
	int most = page_fitting(maker, words, (struct shown){0}, NOTE_LINES);
	page_text(&maker->writer, ROLE_NOTE, page_beginning(maker, words, most));
}

/* True if the link before the nth has the same note. */
static bool is_noted(const struct page_maker *maker, const struct connections *links, size_t nth)
{
	return nth > 0 && str_equal(note_of(maker, links->items[nth - 1].link),
	                            note_of(maker, links->items[nth].link));
}

static void write_notes(struct page_maker *maker, const struct connections *links, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!is_noted(maker, links, i))
			page_relation_note(maker, links->items[i].link);
}

/* ── Words ──────────────────────────────────────────────────────────────────────────────────── */

struct str page_relation_date(struct page_maker *maker, struct dossier_ref ref)
{
	const struct archive *archive = maker->archive;
	struct connection undated = { .link = { .date = NO_ROW, .since = NO_ROW }, .other = ref };
	struct date_view date = connection_date(archive, undated, maker->options.known);
	struct str words = date_words(maker->arena, date.text);
	struct str own = words_of(maker, ref);
	bool is_said = str_find(own.size ? own : dossier_name(archive, ref), words, 0) != SIZE_MAX;
	return is_said ? (struct str){0} : words;
}

static struct str dates_of(struct page_maker *maker, const struct connection *connection,
                           bool is_own)
{
	struct link link = connection->link;
	struct str words = page_period_words(maker, (struct page_period){ link.date, link.since,
	                                                                  link.until });
	return words.size || is_own ? words : page_relation_date(maker, connection->other);
}

/* One that has nothing to say but that it is there needs to be written only where it is alone. */
static bool is_bare(const struct connection *connection)
{
	struct link link = connection->link;
	return str_is_empty(link.role) && link.date == NO_ROW && link.since == NO_ROW &&
	       link.until == NO_ROW;
}

struct str page_relation_role(struct page_maker *maker, struct dossier_ref to, struct str role)
{
	bool has_brackets = str_ends_with(dossier_name(maker->archive, to), STR(")"));
	return str_format(maker->arena, has_brackets ? ": %.*s" : " (%.*s)", STR_ARGS(role));
}

static void write_link(struct page_maker *maker, const struct connection *connection,
                       bool is_first, bool is_own)
{
	struct page_writer *writer = &maker->writer;
	struct str role = connection->link.role, dates = dates_of(maker, connection, is_own);
	bool has_dates = dates.size && (is_first || !is_bare(connection));
	if (!is_first && !is_bare(connection))
		page_literal(writer, ROLE_TEXT, ";");
	if (role.size && is_first)
		page_raw(writer, ROLE_TEXT, page_relation_role(maker, connection->other, role));
	else if (role.size && !has_dates)
		page_format(writer, ROLE_TEXT, " (%.*s)", STR_ARGS(role));
	if (has_dates) {
		page_literal(writer, ROLE_TEXT, is_first ? ", " : " ");
		page_raw(writer, ROLE_DATE, dates);
	}
	if (role.size && !is_first && has_dates)
		page_format(writer, ROLE_TEXT, " (%.*s)", STR_ARGS(role));
	relation_marks(maker, connection);
}

static void write_links(struct page_maker *maker, const struct connections *links, size_t more,
                        bool is_own)
{
	size_t written = links->count < LINKS_MOST ? links->count : LINKS_MOST;
	for (size_t i = 0; i < written; i++)
		write_link(maker, &links->items[i], i == 0, is_own);
	write_notes(maker, links, written);
	more += links->count - written;
	if (more)
		page_format(&maker->writer, ROLE_DIM, _("; %zu more"), more);
}

void page_relation(struct page_maker *maker, const struct connections *links, size_t more)
{
	write_links(maker, links, more, false);
}

void page_relation_own(struct page_maker *maker, const struct connections *links)
{
	write_links(maker, links, 0, true);
}
