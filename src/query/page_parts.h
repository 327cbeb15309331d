/* page_parts: what the files of page share. Private to query/page*.c.
 *
 *	page_writer.c    lines, spans and links from words
 *	page_columns.c   pages beside each other
 *	page_section.c   headings, and what a list leaves out
 *	page_words.c     where a text may be broken
 *	page_sources.c   marks, and the list of sources that they name
 *	page_places.c    places in a source as one text
 *	page_prose.c     running text
 *	page_value.c     one value, and what stands beside it
 *	page_notes.c     what is noted of values
 *	page_rivals.c    values that do not agree
 *	page_fields.c    values under their labels
 *	page_names.c     what else a dossier is called
 *	page_quotes.c    words of a speaker
 *	page_claim.c     what a claim rests on, and who asserts it
 *	page_lists.c     the events, quotes and claims that lead to a dossier
 *	page_dossier.c   a whole dossier
 *	page_links.c     its connections
 *	page_who.c       what one of its values rests on, and what others say
 *	page_who_sources.c  its sources
 *	page_who_table.c  a line for each of them, and one told
 *	page_known.c     what is left out, as known on a day
 */
#ifndef DOSSIER_QUERY_PAGE_PARTS_H
#define DOSSIER_QUERY_PAGE_PARTS_H

#include "base/arena.h"
#include "base/message.h"
#include "base/unicode.h"
#include "model/keys.h"
#include "query/known.h"
#include "query/page.h"

/* ── page_writer.c ──────────────────────────────────────────────────────────────────────────── */

/* A piece of a word: of one role, and of one link or none. */
struct page_part {
	struct shown text;
	enum role role;
	uint32_t link;
	const char *run;                /* begin of the text that it is a slice of */
	bool is_gap;                    /* a blank before a mark, at which a line may end */
};

/* Begin a line under whose beginning the next ones hang by more columns. */
void page_hang(struct page_writer *writer, int columns);

/* What comes next stands behind a blank at which no line ends, if that is possible. */
void page_glue(struct page_writer *writer);

/* The same between the words of one thing, which may fill half of a line. */
void page_keep(struct page_writer *writer);

/* Write words so kept. */
void page_kept(struct page_writer *writer, enum role role, struct str words);

/* From here on lines show parts of this value (NO_ROW: of none), the current one too. */
void page_shows(struct page_writer *writer, uint32_t value);

/* A text of the program; running text from outside; printf with such texts in it. */
void page_literal(struct page_writer *writer, enum role role, const char *literal);
void page_raw(struct page_writer *writer, enum role role, struct str raw);
void page_format(struct page_writer *writer, enum role role, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* ── page_section.c ─────────────────────────────────────────────────────────────────────────── */

struct page_maker;

/* The title of the page: a line of its own, unless who shows the page says it. */
void page_title(struct page_maker *maker, struct str title);

/* The same of what is all about one dossier: its name, and a line on what it is. */
void page_title_of(struct page_maker *maker, struct dossier_ref ref);

/* Begin a section: a heading behind a blank line, with a count in brackets unless that is 0. */
void page_section(struct page_writer *writer, struct str heading, size_t count);

/* The same with what leads to a dossier or from it, of which there may be more than a part has. */
void page_section_of_links(struct page_maker *maker, struct str heading, size_t count);

/* The same, and behind the count what else is to be said of them, or nothing. */
void page_section_said(struct page_maker *maker, struct str heading, size_t count,
                       struct str said);

/* "4 people", of a kind of the archive; in the maker's arena. */
struct str page_kind_count(const struct page_maker *maker, uint32_t kind, size_t count);

/* A line on what a list leaves out that is too long: how many of which kind (NULL: of any), and the
 * search that finds what links to `id`. */
void page_more(struct page_writer *writer, size_t count, const char *kind, struct str id);

/* ── page_words.c ───────────────────────────────────────────────────────────────────────────── */

/* Where a stretch of text without blanks may be broken: between the words of scripts that are
 * written so, after the word lists of base/unicode. */
struct page_breaks {
	struct str stretch;
	struct unicode_words words;
	size_t last;                    /* break that was given */
	bool is_unspaced;
};

struct page_breaks page_breaks_begin(struct str stretch);

/* The byte before which a line may end next, or that behind the stretch. */
size_t page_breaks_next(struct page_breaks *breaks);

/* ── A page at work ─────────────────────────────────────────────────────────────────────────── */

/* A place in a source that the page cites. */
struct page_source {
	struct citation citation;
	unsigned number;                /* of the source, from 1: what its marks say */
	bool is_shown;                  /* a mark names it */
	bool is_for_whole;              /* the dossier as a whole rests on it */
};

struct page_sources {
	struct arena *arena;
	struct keys places;             /* source and locator to row */
	struct keys numbers;            /* source to number - 1 */
	unsigned source_count;
	struct { struct page_source *items; size_t count, room; } rows;
};

struct page_values { struct value *items; size_t count, room; };

struct page_lists;
struct page_notes;

enum { PAGE_HEAD_NAMES = 2 };   /* other names that the head has */

struct page_maker {
	const struct archive *archive;
	struct arena *arena;
	struct arena scratch;           /* for lines that are tried */
	struct page_options options;
	struct page_writer writer;
	struct page_sources *sources;
	struct dossier dossier;
	struct page_values values;      /* at the top of the dossier, in the order of the file */
	const struct page_lists *lists;
	struct page_notes *notes;       /* those that wait for their section; NULL: none do */
	struct value head_names[PAGE_HEAD_NAMES];       /* as far as their `end` is not 0 */
	struct known_hidden hidden;     /* what options.known leaves out */
	enum role text_role;            /* ROLE_TEXT, or that of the value at work */
	bool is_quote, is_claim;
	bool is_sourced;                /* values without an own source have that of the whole */
	bool has_unsourced;             /* a [?] was written */
	bool has_plain_marks;           /* source marks are no links */
};

/* ── page_sources.c ─────────────────────────────────────────────────────────────────────────── */

/* Write the mark [n] of a citation behind a word, as a link in `value`; before those of higher
 * numbers that stand there. Where a mark of that source does, that one names the place too. */
void page_mark(struct page_maker *maker, struct citation citation, uint32_t value);

/* The marks of several. */
void page_marks(struct page_maker *maker, struct row_range citations, uint32_t value);

/* No more marks join those behind the last word: the links of those that name several places have
 * them from now on. */
void page_cluster_end(struct page_writer *writer);

/* The number that the mark of a citation has, or gets. */
unsigned page_mark_number(struct page_maker *maker, struct citation citation);

/* Leave a citation out of the section that says what the marks name: the page has told of it. */
void page_unlist(struct page_maker *maker, struct citation citation);

/* A link to where a citation leads, at its place. */
struct page_link page_source_link(const struct citation *citation, uint32_t value);

/* The section that says what the marks name. */
void page_source_list(struct page_maker *maker);

/* ── page_places.c ──────────────────────────────────────────────────────────────────────────── */

/* Places in one source as one text: "para. 4–5, 9, closing notice". Numbers are sorted, what one
 * contains is not said again, and the word before them is said once. In `arena`. */
struct str page_places(struct arena *arena, const struct str_list *locators);

/* The order of two places, their numbers as numbers: "para. 9" before "para. 10". */
int page_place_compare(struct str left, struct str right);

/* ── page_prose.c ───────────────────────────────────────────────────────────────────────────── */

/* Write running text at the indent of the writer; the last line stays open. */
void page_prose(struct page_maker *maker, enum role role, struct str text, uint32_t value);

/* Citations in a running text. */
uint32_t page_prose_citations(struct str text);

/* The text as it reads, with the names of what it leads to. */
struct str page_prose_plain(const struct page_maker *maker, struct str text);

/* True if a text begins with the words that a dossier is called by, for want of a name. */
bool page_prose_opens(const struct page_maker *maker, struct str text, struct str name);

/* The beginning of a text, whole words of it, of at most `most` columns, with an ellipsis if there
 * is more. */
struct shown page_beginning(struct page_maker *maker, struct shown text, int most);

/* How many columns of a text fit `lines` lines at the indent of the writer, if `behind` is glued to
 * its end. */
int page_fitting(struct page_maker *maker, struct shown text, struct shown behind, int lines);

/* ── page_value.c ───────────────────────────────────────────────────────────────────────────── */

/* Behind a link that leads nowhere, and the role of that link. */
void page_missing(struct page_maker *maker);
enum role page_missing_role(const struct page_maker *maker);

/* A link to a dossier, called `label` or by its name; or the id and "(missing)". */
void page_dossier_link(struct page_maker *maker, struct dossier_ref to, struct str id,
                       struct str label, uint32_t value);

/* The sign before a value that another one replaced. */
void page_deprecated_sign(struct page_writer *writer);

/* An address as a link to it. */
void page_address(struct page_maker *maker, struct str address, uint32_t value);

/* A value with all that stands beside it: marks, "as of", notes. Ends the line. */
void page_value(struct page_maker *maker, const struct value *value);

/* The value alone. */
void page_value_words(struct page_maker *maker, const struct value *value);

/* Its marks: its own, or [?] if it needs one and has none. */
void page_value_marks(struct page_maker *maker, const struct value *value);

/* "since 2004", "2004 to 2010", "4 March 2025"; rows of dates or NO_ROW. Empty for none. */
struct page_period { uint32_t date, since, until; };
struct str page_period_words(const struct page_maker *maker, struct page_period period);

/* True for a value that is no more than a short text, date or link. */
bool page_value_is_bare(const struct page_maker *maker, const struct value *value);

/* ── page_notes.c ───────────────────────────────────────────────────────────────────────────── */

/* From here on notes wait for a section of their own. */
void page_notes_begin(struct page_maker *maker);

/* A note of a value (a row): the sign † behind what stands there, if notes wait; else "Note: …" on
 * lines of its own under what stands at the indent. Nothing for an empty note. */
void page_note(struct page_maker *maker, struct str note, uint32_t value);

/* The notes of a value, and of what is inside it. */
void page_value_notes(struct page_maker *maker, const struct value *value);

/* The section with the notes that waited, each once, behind what they are of. From here on notes
 * wait no longer. */
void page_note_list(struct page_maker *maker);

/* ── page_names.c ───────────────────────────────────────────────────────────────────────────── */

/* "also A [1]; B [2]": the names by which one may know the dossier, on one line; or nothing. */
void page_names_at_head(struct page_maker *maker);

/* Whether there are more, and these, behind their label. */
bool page_has_more_names(struct page_maker *maker);
void page_more_names(struct page_maker *maker);

/* ── page_rivals.c ──────────────────────────────────────────────────────────────────────────── */

/* True if some values of a field stand against each other (query/who.h). */
bool page_are_rivals(const struct page_maker *maker, const struct page_values *values);

/* Values that do, behind their label, with rank, day and marks in columns; those of which no more
 * than one can hold are said not to agree. The same without such a word. */
void page_rivals(struct page_maker *maker, const struct page_values *values);
void page_ranked(struct page_maker *maker, const struct page_values *values);

/* ── page_fields.c ──────────────────────────────────────────────────────────────────────────── */

/* The values of a field (a row of the schema), the preferred first. */
struct page_values page_values_of(const struct page_maker *maker, uint32_t field);
struct page_values page_values_known(const struct page_maker *maker, enum known_field field);

/* What a relation is called, as seen from the dossier at work. */
struct str page_relation_words(const struct page_maker *maker, const struct value *relation);

/* The summary, then the other fields in the order of the kind; relations; keys that the kind does
 * not know. */
void page_fields(struct page_maker *maker);
void page_relations(struct page_maker *maker);
void page_other_fields(struct page_maker *maker);

/* ── page_quotes.c ──────────────────────────────────────────────────────────────────────────── */

/* The words of a quote, set apart, with all that one asks of them: who said them for whom, when, on
 * what occasion, in what source; what kind of words they are, and whether they are found there. */
void page_quote_words(struct page_maker *maker);

/* True if that tells all there is to these values of a field. */
bool page_quote_tells(const struct page_maker *maker, const struct page_values *values);

struct quote;

/* "found word for word in its source, checked 22 November 2026" */
void page_quote_verdict(struct page_maker *maker, const struct quote *quote);

/* The words that are quoted, in quotation marks if they are to stand in some. */
struct shown page_quoted(struct page_maker *maker, struct str form, struct shown words);

/* The source and locator of a quote as one citation. */
struct citation page_quote_citation(const struct page_maker *maker, const struct quote *quote);

/* ── page_claim.c ───────────────────────────────────────────────────────────────────────────── */

/* What an assertion, a value of a claim, has to do with it; it asserts if it does not say. */
enum page_stance { STANCE_ASSERTS, STANCE_DENIES, STANCE_UPDATES, STANCE_COUNT };
enum page_stance page_stance_of(const struct archive *archive, struct value assertion);

/* Columns of the longest word for a stance. */
int page_stance_width(struct arena *arena);

enum page_stance page_stance_named(struct str stance);

/* Who takes which stance to the claim at work, a section for each stance: its heading counts those
 * who take it, as all of these do. */
void page_assertions(struct page_maker *maker);
void page_stance_section(struct page_maker *maker, enum page_stance stance);

/* How many take a stance to a claim, each counted once, in however many sources. */
size_t page_speakers(const struct page_maker *maker, struct dossier_ref claim,
                     enum page_stance stance);

/* Who tells a claim in another way that is disputed though nobody denies it: "Ana Vel, Bo Lind and
 * 2 more"; else empty. In the maker's arena. */
struct str page_differing(const struct page_maker *maker, struct dossier_ref claim);

/* The status of a claim; empty if it was given later than the day of the page. */
struct str page_status_of(const struct page_maker *maker, struct dossier_ref ref);

/* Below the words of a claim, which stand at the indent of the writer, its status and how many take
 * which stance to it: "disputed: asserted by 3 (in 2 sources), denied by 1", then, unless it is
 * empty, an aside in brackets. A status that was given later is said to be hidden. The line is
 * closed. */
void page_standing_below(struct page_maker *maker, struct dossier_ref claim, struct str aside);

/* Behind the status of the claim at work what that status means; below it the same, and whether
 * nobody denies it. */
void page_status_rests(struct page_maker *maker, struct str status);

/* ── page_lists.c ───────────────────────────────────────────────────────────────────────────── */

/* Find them; those that are not known are counted in maker->hidden. */
void page_lists_gather(struct page_maker *maker);

/* The events that took place there. */
void page_event_list(struct page_maker *maker);

/* What was said by, for, at or in the dossier; what it claims, and what is claimed about it. */
void page_quote_list(struct page_maker *maker);
void page_claim_lists(struct page_maker *maker);

/* ── page_who.c ─────────────────────────────────────────────────────────────────────────────── */

/* What a value is called; a key that the schema does not know is its own label. */
struct str page_who_label(const struct page_maker *maker, const struct value *value);

/* What one of the relations says, as seen from the dossier at work; empty for other fields. */
struct str page_who_relation(const struct page_maker *maker, const struct value *value);

struct who;

/* Begin a page about values of `ref`, whose marks have the numbers of `sources`, those of
 * page_who_numbers(). */
struct page_maker page_who_maker(const struct archive *archive, struct arena *arena,
                                 struct dossier_ref ref, struct page_options options,
                                 struct page_sources *sources);

/* The answer about a value whose label stands elsewhere, and whose words do if `is_whole`. */
void page_who_chosen(struct page_maker *maker, const struct who *who, bool is_whole);

/* ── page_who_sources.c ─────────────────────────────────────────────────────────────────────── */

/* What the value of `who` rests on, and the sections that say so of a claim. */
void page_who_sources(struct page_maker *maker, const struct who *who);

/* ── page_known.c ───────────────────────────────────────────────────────────────────────────── */

/* As known on a day, a sentence that says how much is hidden; or only that something may be. Ends
 * the line. */
void page_known_hidden(struct page_maker *maker, const struct known_hidden *hidden);
void page_known_only(struct page_maker *maker);

/* Write all that the page of a dossier says that was not known; false, and nothing, if it was. */
bool page_known_lacks(struct page_maker *maker, struct dossier_ref ref);

/* ── page_dossier.c ─────────────────────────────────────────────────────────────────────────── */

/* Give sources the numbers that they have in the page of `ref`, for another page that has marks of the
 * same dossier; `known` as in page_options. */
void page_sources_number(const struct archive *archive, struct dossier_ref ref,
                         const struct known *known, struct page_sources *sources);

#endif
