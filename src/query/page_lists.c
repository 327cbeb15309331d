#include "query/page_parts.h"

#include <stdlib.h>

#include "base/array.h"
#include "query/quotes.h"
#include "query/verified.h"

enum {
	ENTRY_LINES = 3,                /* of its words, */
	QUOTE_LINES = 8,                /* and of those of a quote */
	ENTRY_MOST = 200,               /* in a list */
	LABEL_MOST = 18, LABEL_GAP = 2,
	NARROW_PAGE = 50,               /* columns below which labels stand above */
};

/* ── What leads here ────────────────────────────────────────────────────────────────────────── */

/* The lists of claims: those of each stance, and those that are only about the dossier. */
enum { ONLY_ABOUT = STANCE_COUNT };

/* A quote or claim in a list. */
struct entry {
	struct dossier_ref ref;
	struct date date;
	unsigned list;
	bool is_disputed;
};

struct entries { struct entry *items; size_t count, room; };

struct page_lists { struct entries events, quotes, claims; };

static int compare_rows(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	if (a->ref.row != b->ref.row)
		return a->ref.row < b->ref.row ? -1 : 1;
	return a->list < b->list ? -1 : a->list > b->list;
}

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	if (a->list != b->list)
		return a->list < b->list ? -1 : 1;
	if (a->is_disputed != b->is_disputed)
		return a->is_disputed ? -1 : 1;
	int order = date_compare(a->date, b->date);
	return order ? order : compare_rows(left, right);
}

/* Each once in each list, the lists one after the other, each by date, disputed ones first. A claim
 * that the dossier takes a stance to is not listed as one about it too. */
static void entries_order(struct entries *entries)
{
	if (entries->count == 0)
		return;
	qsort(entries->items, entries->count, sizeof(*entries->items), compare_rows);
	size_t count = 1;
	for (size_t i = 1; i < entries->count; i++) {
		const struct entry *entry = &entries->items[i], *last = &entries->items[count - 1];
		bool is_again = entry->ref.row == last->ref.row &&
		                (entry->list == last->list || entry->list == ONLY_ABOUT);
		if (!is_again)
			entries->items[count++] = *entry;
	}
	entries->count = count;
	qsort(entries->items, count, sizeof(*entries->items), compare_entries);
}

/* As far as that was known. */
static bool is_disputed(const struct page_maker *maker, struct dossier_ref ref)
{
	struct str status = maker->options.known ? page_status_of(maker, ref)
	                                         : dossier_text(maker->archive, ref, KNOWN_STATUS);
	return str_equal(status, STR("disputed"));
}

static void entry_add(const struct page_maker *maker, struct entries *entries,
                      struct dossier_ref ref, unsigned list)
{
	uint32_t date = dossier_at(maker->archive, ref).date;
	*ARRAY_ADD(maker->arena, entries) = (struct entry){
		.ref = ref, .list = list, .date = archive_date(maker->archive, date).date,
		.is_disputed = is_disputed(maker, ref),
	};
}

/* True if a quote leads to the dossier as to who said it, for whom, where or in what. */
static bool is_quoting(struct str relation)
{
	static const struct str relations[] = {
		STR("speaker"), STR("spoke-for"), STR("quoted-from"), STR("said-at"),
	};
	for (size_t i = 0; i < sizeof(relations) / sizeof(*relations); i++)
		if (str_equal(relation, relations[i]))
			return true;
	return false;
}

static struct entries quotes_here(const struct page_maker *maker)
{
	const struct archive *archive = maker->archive;
	uint32_t kind = kind_find(archive, STR("quote"));
	struct link_span links = links_in(archive, maker->dossier.ref);
	struct entries found = {0};
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct link link = link_of(archive, links, i);
		if (dossier_kind(archive, link.from) == kind &&
		    is_quoting(relation_at(archive, link.relation).key))
			entry_add(maker, &found, link.from, 0);
	}
	entries_order(&found);
	return found;
}

static struct entries events_here(const struct page_maker *maker)
{
	const struct archive *archive = maker->archive;
	uint32_t kind = kind_find(archive, STR("event"));
	struct link_span links = links_in(archive, maker->dossier.ref);
	struct entries found = {0};
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct link link = link_of(archive, links, i);
		if (dossier_kind(archive, link.from) == kind &&
		    known_link(maker->options.known, link) &&
		    str_equal(relation_at(archive, link.relation).key, STR("place")))
			entry_add(maker, &found, link.from, 0);
	}
	entries_order(&found);
	return found;
}

static struct entries claims_here(const struct page_maker *maker)
{
	const struct archive *archive = maker->archive;
	uint32_t kind = kind_find(archive, STR("claim"));
	struct link_span links = links_in(archive, maker->dossier.ref);
	struct entries found = {0};
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct link link = link_of(archive, links, i);
		struct value value = value_at(archive, link.value);
		/* The sources that a value cites lead here from the same value. */
		if (dossier_kind(archive, link.from) != kind || value.link != link.row)
			continue;
		if (value.field == field_known(archive, KNOWN_ASSERTED_BY))
			entry_add(maker, &found, link.from, page_stance_of(archive, value));
		else if (value.field == field_known(archive, KNOWN_ABOUT))
			entry_add(maker, &found, link.from, ONLY_ABOUT);
	}
	entries_order(&found);
	return found;
}

/* Leave out what is not known; how many dossiers that are. */
static size_t leave_known(const struct page_maker *maker, struct entries *entries)
{
	const struct known *known = maker->options.known;
	size_t count = 0, all = entries->count;
	for (size_t i = 0; i < all; i++)
		if (known_whole(known, entries->items[i].ref))
			entries->items[count++] = entries->items[i];
	entries->count = count;
	return all - count;
}

void page_lists_gather(struct page_maker *maker)
{
	struct page_lists *lists = ARENA_NEW(maker->arena, struct page_lists);
	*lists = (struct page_lists){
		events_here(maker), quotes_here(maker), claims_here(maker),
	};
	leave_known(maker, &lists->events);
	maker->hidden.counts[HIDDEN_QUOTES] = leave_known(maker, &lists->quotes);
	maker->hidden.counts[HIDDEN_CLAIMS] = leave_known(maker, &lists->claims);
	maker->lists = lists;
}

/* ── Lists ──────────────────────────────────────────────────────────────────────────────────── */

struct label { struct shown text; enum role role; };

/* How the entries of a list are written. */
struct listing {
	struct str heading;
	const char *kind;               /* for a search that finds the rest */
	struct label (*label)(struct page_maker *maker, struct dossier_ref ref); /* or NULL */
	void (*write)(struct page_maker *maker, struct dossier_ref ref);
	struct str said;                /* of all of them, in the heading */
	struct str note;                /* below it */
};

static int list_label_width(struct page_maker *maker, const struct listing *listing,
                            const struct entry *entries, size_t count)
{
	int most = 0;
	if (maker->writer.page.width < NARROW_PAGE)
		return maker->writer.page.width;
	for (size_t i = 0; i < count; i++) {
		int width = listing->label(maker, entries[i].ref).text.width;
		if (width <= LABEL_MOST && width > most)
			most = width;
	}
	return most + LABEL_GAP;
}

static void write_list(struct page_maker *maker, const struct listing *listing,
                       const struct entry *entries, size_t count)
{
	if (count == 0)
		return;
	size_t most = count < ENTRY_MOST || maker->options.shows_all ? count : ENTRY_MOST;
	int label_width = listing->label ? list_label_width(maker, listing, entries, most) : 0;
	page_section_said(maker, listing->heading, count, listing->said);
	if (listing->note.size) {
		page_raw(&maker->writer, ROLE_NOTE, listing->note);
		page_break(&maker->writer);
	}
	for (size_t i = 0; i < most; i++) {
		struct label label = listing->label ? listing->label(maker, entries[i].ref)
		                                    : (struct label){0};
		page_label_as(&maker->writer, label.role, label.text, label_width);
		listing->write(maker, entries[i].ref);
		page_break(&maker->writer);
	}
	if (count > most)
		page_more(&maker->writer, count - most, listing->kind, maker->dossier.id);
}

static struct label date_label(struct page_maker *maker, struct dossier_ref ref)
{
	struct dossier quote = dossier_at(maker->archive, ref);
	uint32_t row = known_own_date(maker->options.known, &quote);
	struct str date = archive_date(maker->archive, row).text;
	if (str_is_empty(date))
		return (struct label){ shown_literal(maker->arena, _("undated")), ROLE_DIM };
	struct str words = date_words(maker->arena, date);
	return (struct label){ shown_line(maker->arena, words), ROLE_DATE };
}

/* ── Events ─────────────────────────────────────────────────────────────────────────────────── */

static void write_event(struct page_maker *maker, struct dossier_ref ref)
{
	page_dossier_link(maker, ref, STR(""), STR(""), NO_ROW);
}

void page_event_list(struct page_maker *maker)
{
	const struct listing listing = {
		str_of(_("What took place here")), "event", date_label, write_event, {0}, {0},
	};
	write_list(maker, &listing, maker->lists->events.items, maker->lists->events.count);
}

/* ── Quotes ─────────────────────────────────────────────────────────────────────────────────── */

static struct page_link link_to(struct dossier_ref ref)
{
	return (struct page_link){ .kind = PAGE_LINK_DOSSIER, .to = ref, .value = NO_ROW };
}

/* The words of a quote, as many as fit the lines that one may take. */
static struct shown quote_words(struct page_maker *maker, const struct quote *quote, bool *is_cut)
{
	struct shown words = shown_prose(maker->arena, page_prose_plain(maker, quote->text));
	struct shown quoted = page_quoted(maker, quote->form, words);
	struct shown mark = shown_literal(maker->arena, "[99]");
	int most = page_fitting(maker, quoted, mark, QUOTE_LINES);
	*is_cut = quoted.width > most;
	if (!*is_cut)
		return quoted;
	int marks_width = quoted.width - words.width;
	return page_quoted(maker, quote->form, page_beginning(maker, words, most - marks_width));
}

/* The words, their source, and who said them if that is not the dossier itself. */
static void write_quote(struct page_maker *maker, struct dossier_ref ref)
{
	struct quote quote = quote_at(maker->archive, maker->arena, ref);
	bool is_cut;
	page_link(&maker->writer, ROLE_QUOTE, quote_words(maker, &quote, &is_cut), link_to(ref));
	if (is_cut)
		/* Translators: behind the beginning of a quote, which is a link to all of it */
		page_literal(&maker->writer, ROLE_DIM, _(" (opens in full)"));
	if (!dossier_is_none(quote.source))
		page_mark(maker, page_quote_citation(maker, &quote), NO_ROW);
	if (dossier_is_none(quote.speaker) || quote.speaker.row == maker->dossier.ref.row)
		return;
	page_literal(&maker->writer, ROLE_TEXT, " — ");
	page_dossier_link(maker, quote.speaker, STR(""), STR(""), NO_ROW);
}

/* How many are real, as far as that was looked for. */
static struct str found_words(const struct page_maker *maker, const struct entries *quotes)
{
	size_t found = 0;
	for (size_t i = 0; i < quotes->count; i++)
		found += verified_is_found(maker->archive, quotes->items[i].ref);
	return verified_words(maker->archive, maker->arena, quotes->count, found);
}

void page_quote_list(struct page_maker *maker)
{
	const struct listing listing = {
		str_of(_("Quotes")), "quote", date_label, write_quote,
		found_words(maker, &maker->lists->quotes), {0},
	};
	write_list(maker, &listing, maker->lists->quotes.items, maker->lists->quotes.count);
}

/* ── Claims ─────────────────────────────────────────────────────────────────────────────────── */

static void write_claim(struct page_maker *maker, struct dossier_ref ref)
{
	struct str text = claim_at(maker->archive, maker->arena, ref).text;
	struct shown words = shown_prose(maker->arena, page_prose_plain(maker, text));
	int most = page_fitting(maker, words, (struct shown){0}, ENTRY_LINES);
	page_link(&maker->writer, ROLE_LINK, page_beginning(maker, words, most), link_to(ref));
	page_standing_below(maker, ref, (struct str){0});
}

/* Why some claims have no status, if so it is. */
static struct str hidden_status(const struct page_maker *maker, const struct entry *claims,
                                size_t count)
{
	for (size_t i = 0; maker->options.known && i < count; i++)
		if (page_status_of(maker, claims[i].ref).size == 0)
			return str_of(_("A status is hidden where it weighs later sources."));
	return (struct str){0};
}

void page_claim_lists(struct page_maker *maker)
{
	struct str kind = message_of(kind_at(maker->archive, maker->dossier.kind).label);
	const struct str headings[] = {
		[STANCE_ASSERTS] = str_of(_("Claims made")),
		[STANCE_DENIES]  = str_of(_("Claims denied")),
		[STANCE_UPDATES] = str_of(_("Claims qualified")),
		/* Translators: %.*s is the label of a kind, as "person". */
		[ONLY_ABOUT]     = str_format(maker->arena, _("Claims about this %.*s"),
		                              STR_ARGS(kind)),
	};
	struct entries entries = maker->lists->claims;
	for (size_t first = 0, end; first < entries.count; first = end) {
		unsigned list = entries.items[first].list;
		for (end = first; end < entries.count && entries.items[end].list == list;)
			end++;
		const struct listing listing = {
			.heading = headings[list], .kind = "claim", .write = write_claim,
			.note = hidden_status(maker, entries.items + first, end - first),
		};
		write_list(maker, &listing, entries.items + first, end - first);
	}
}
