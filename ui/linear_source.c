/* What the lists of linear mode are of: a block each, their table at the end. */
#include "ui/linear.h"

#include "base/message.h"
#include "query/quotes.h"

/* ── The kinds, and behind them the other lists and the kept searches ───────────────────────── */

static const struct { enum linear_source source; const char *name; } more_lists[] = {
	{ LINEAR_TIMELINE, N_("timeline") },
	{ LINEAR_FINDINGS, N_("findings") },
	{ LINEAR_READING, N_("reading list") },
};

enum { MORE_LISTS = sizeof(more_lists) / sizeof(more_lists[0]) };

static size_t rows_of(const struct linear *linear, enum linear_source source)
{
	return linear_source_row(source)->count(linear);
}

static size_t search_rows(const struct linear *linear)
{
	return linear->options.reader ? reader_search_count(linear->options.reader) : 0;
}

static size_t kinds_count(const struct linear *linear)
{
	return kind_count(linear->archive) + MORE_LISTS + search_rows(linear);
}

bool linear_kept_search(const struct linear *linear, size_t row, struct reader_search *search)
{
	size_t before = kind_count(linear->archive) + MORE_LISTS;
	if (linear->list.source != LINEAR_KINDS || row < before ||
	    row - before >= search_rows(linear))
		return false;
	*search = reader_search_at(linear->options.reader, row - before);
	return true;
}

static struct str kinds_words(const struct linear *linear, struct arena *arena, size_t row)
{
	struct reader_search search;
	uint32_t kinds = kind_count(linear->archive);
	if (linear_kept_search(linear, row, &search))
		return str_format(arena, _("your search %.*s: %.*s"), STR_ARGS(search.name),
		                  STR_ARGS(search.query));
	if (row >= kinds)
		return str_format(arena, "%s, %zu", _(more_lists[row - kinds].name),
		                  rows_of(linear, more_lists[row - kinds].source));
	uint32_t kind = (uint32_t)row;
	struct str plural = message_of(kind_at(linear->archive, kind).plural);
	return str_format(arena, "%.*s, %u", STR_ARGS(plural),
	                  known_of_kind(linear_known(linear), linear->archive, kind).count);
}

static void kinds_open(struct linear *linear, size_t row)
{
	struct reader_search search;
	uint32_t kinds = kind_count(linear->archive);
	if (linear_kept_search(linear, row, &search))
		linear_list_search(linear, PROMPT_SEARCH, search.query);
	else if (row >= kinds)
		linear_list_show(linear, more_lists[row - kinds].source, (struct str){0});
	else
		linear_list_show(linear, LINEAR_DOSSIERS,
		                 kind_at(linear->archive, (uint32_t)row).key);
}

static struct str kinds_title(const struct linear *linear, struct arena *arena)
{
	size_t count = known_dossier_count(linear_known(linear), linear->archive);
	return str_format(arena, message_count("Kinds of the %zu dossiers",
	                                       "Kinds of the %zu dossiers", count), count);
}

/* ── The dossiers of a kind ─────────────────────────────────────────────────────────────────── */

static struct row_span dossiers_span(const struct linear *linear)
{
	return list_order_rows(&linear->list.order,
	                       known_of_kind(linear_known(linear), linear->archive,
	                                     linear->list.kind));
}

static size_t dossiers_count(const struct linear *linear)
{
	return dossiers_span(linear).count;
}

static struct dossier_ref dossiers_subject(const struct linear *linear, size_t row)
{
	return (struct dossier_ref){ dossiers_span(linear).rows[row] };
}

/* What a list of its kind is looked through for; or what it is ordered by, if that is a text. */
static enum column linear_column(const struct linear *linear)
{
	enum column by = linear->list.order.ordering.column;
	return column_row(by)->field ? by : column_of_kind(linear->archive, linear->list.kind);
}

static struct str dossiers_words(const struct linear *linear, struct arena *arena, size_t row)
{
	struct dossier_ref ref = dossiers_subject(linear, row);
	const struct known *known = linear_known(linear);
	struct dossier dossier = dossier_at(linear->archive, ref);
	uint32_t own = known_own_date(known, &dossier);
	struct column_reader reader = column_begin(linear->archive, known, linear_column(linear));
	struct str words[] = {
		linear_dossier_name(linear, arena, ref), linear_order_number(linear, arena, row),
		linear_inner_name(column_words(&reader, arena, ref)),
		date_words(arena, archive_date(linear->archive, own).text),
	};
	struct str all = words[0];
	for (size_t i = 1; i < sizeof(words) / sizeof(words[0]); i++)
		all = str_join(arena, all, STR(", "), words[i]);
	return all;
}

static struct str dossiers_title(const struct linear *linear, struct arena *arena)
{
	(void)arena;
	return message_of(kind_at(linear->archive, linear->list.kind).plural);
}

/* ── What a search found ────────────────────────────────────────────────────────────────────── */

static size_t results_count(const struct linear *linear)
{
	return (size_t)list_search_count(&linear->list.search);
}

static struct dossier_ref results_subject(const struct linear *linear, size_t row)
{
	return linear->list.search.search.hits[row].ref;
}

/* ── Time ───────────────────────────────────────────────────────────────────────────────────── */

/* Of the list of kinds as well, which says how long the whole is. */
static size_t timeline_rows(const struct linear *linear)
{
	if (linear->list.source == LINEAR_TIMELINE && linear->list.when.size)
		return linear->list.dates.count;
	return known_entry_count(linear_known(linear), linear->archive);
}

struct timeline_entry linear_source_entry(const struct linear *linear, size_t row)
{
	if (linear->list.source == LINEAR_DATES || linear->list.when.size)
		return linear->list.dates.items[row];
	return timeline_at(linear->archive, known_entry_place(linear_known(linear), (uint32_t)row));
}

bool linear_source_has_dates(enum linear_source source)
{
	return source == LINEAR_TIMELINE || source == LINEAR_DATES;
}

struct date_view linear_source_when(const struct linear *linear, size_t row)
{
	return timeline_when(linear->archive, linear_source_entry(linear, row));
}

static struct dossier_ref timeline_subject(const struct linear *linear, size_t row)
{
	return linear_source_entry(linear, row).dossier;
}

/* "quote of Ana Vel", "event". */
static struct str what_of(const struct linear *linear, struct arena *arena,
                          struct timeline_entry entry)
{
	struct str what = str_of(_(timeline_what_name(entry.what)));
	if (entry.what != TIMELINE_QUOTE || linear_known(linear))
		return what;
	struct dossier_ref speaker = quote_at(linear->archive, arena, entry.dossier).speaker;
	if (dossier_is_none(speaker))
		return what;
	struct str name = linear_inner_name(dossier_name(linear->archive, speaker));
	/* Translators: a name */
	return str_format(arena, _("quote of %.*s"), STR_ARGS(name));
}

struct str linear_source_event(const struct linear *linear, struct arena *arena, size_t row)
{
	struct timeline_entry entry = linear_source_entry(linear, row);
	struct str name = entry.what == TIMELINE_QUOTE
		? linear_dossier_name(linear, arena, entry.dossier)
		: linear_inner_name(timeline_name_shown(linear->archive, arena, entry));
	struct str words = str_join(arena, name, STR(", "), what_of(linear, arena, entry));
	return str_join(arena, words, STR(", "), linear_dates_tie(linear, entry));
}

static struct str timeline_words(const struct linear *linear, struct arena *arena, size_t row)
{
	struct str date = timeline_date(linear->archive, arena, linear_source_entry(linear, row));
	struct str words = str_is_empty(date) ? str_of(_("undated")) : date_words(arena, date);
	return str_join(arena, words, STR(": "), linear_source_event(linear, arena, row));
}

/* "Timeline, July 2022". */
static struct str with_date(const struct linear *linear, struct arena *arena, struct str title)
{
	return str_join(arena, title, STR(", "), linear_dates_when(linear, arena));
}

static struct str timeline_title(const struct linear *linear, struct arena *arena)
{
	return with_date(linear, arena, str_of(_("Timeline")));
}

static size_t dates_count(const struct linear *linear)
{
	return linear->list.dates.count;
}

static struct str dates_title(const struct linear *linear, struct arena *arena)
{
	struct dossier_ref about = dossier_find(linear->archive, linear->list.about);
	struct str title = str_format(arena, _("Timeline of %.*s"),
	                              STR_ARGS(dossier_name(linear->archive, about)));
	return with_date(linear, arena, title);
}

/* ── Findings ───────────────────────────────────────────────────────────────────────────────── */

static struct finding finding_of(const struct linear *linear, size_t row)
{
	return finding_at(linear->archive, linear->list.findings.items[row].finding);
}

static size_t findings_rows(const struct linear *linear)
{
	struct arena scratch = {0};
	const struct known *known = linear_known(linear);
	if (linear->list.source == LINEAR_FINDINGS)
		return linear->list.findings.count;
	if (!known)
		return finding_count(linear->archive);
	size_t count = findings_by_rule(linear->archive, &scratch, known).finding_count;
	arena_release(&scratch);
	return count;
}

static struct dossier_ref findings_subject(const struct linear *linear, size_t row)
{
	return dossier_of_finding(linear->archive, finding_of(linear, row));
}

static struct str findings_words(const struct linear *linear, struct arena *arena, size_t row)
{
	struct finding finding = finding_of(linear, row);
	struct dossier_ref ref = findings_subject(linear, row);
	enum severity severity = rule_row(finding.rule)->severity;
	struct str path = file_path(linear->archive, finding.file);
	struct str name = dossier_is_none(ref)
	        ? str_format(arena, _("%.*s, line %u"), STR_ARGS(path), finding.place.line)
	        : dossier_name(linear->archive, ref);
	if (severity == SEVERITY_INFO)
		return str_format(arena, "%.*s: %.*s", STR_ARGS(name), STR_ARGS(finding.message));
	/* Translators: how grave, where, and what there is to mend */
	return str_format(arena, _("%s, %.*s: %.*s"), _(severity_name(severity)), STR_ARGS(name),
	                  STR_ARGS(finding.message));
}

static struct str findings_title(const struct linear *linear, struct arena *arena)
{
	(void)linear;
	(void)arena;
	return str_of(_("What check finds"));
}

/* ── The reading list ───────────────────────────────────────────────────────────────────────── */

static size_t reading_rows(const struct linear *linear)
{
	return linear->options.reader ? reader_count(linear->options.reader) : 0;
}

static struct dossier_ref reading_subject(const struct linear *linear, size_t row)
{
	return dossier_find(linear->archive, reader_entry_at(linear->options.reader, row).id);
}

static struct str reading_row_words(const struct linear *linear, struct arena *arena, size_t row)
{
	struct reader_entry entry = reader_entry_at(linear->options.reader, row);
	struct dossier_ref ref = dossier_find(linear->archive, entry.id);
	bool is_gone = dossier_is_none(ref);
	struct str name = is_gone ? entry.id : known_name(linear_known(linear),
	                                                  linear->archive, ref);
	const char *state = is_gone ? _("no longer there") : _(reading_state_name(entry.state));
	struct str words = str_join(arena, name, STR(", "), str_of(state));
	struct str line = str_trim(str_cut(&entry.note, '\n'));
	if (line.size == 0)
		return words;
	/* Translators: a name and its state; what the reader noted on it */
	return str_format(arena, _("%.*s. Note: %.*s"), STR_ARGS(words), STR_ARGS(line));
}

static struct str reading_title(const struct linear *linear, struct arena *arena)
{
	(void)linear;
	(void)arena;
	return str_of(_("Your reading list"));
}

/* ── The sections of what is read ───────────────────────────────────────────────────────────── */

/* Pages are shown text already: it is not made harmless twice. */
static struct str sections_words(const struct linear *linear, struct arena *arena, size_t row)
{
	size_t at;
	return str_trim(linear_section(linear, arena, row, &at));
}

static void sections_open(struct linear *linear, size_t row)
{
	size_t at;
	linear_section(linear, &linear->scratch, row, &at);
	linear_read(linear, at);
}

static struct str sections_title(const struct linear *linear, struct arena *arena)
{
	return linear_view_row(linear->page.view)->title(linear, arena);
}

/* ── How much there is ──────────────────────────────────────────────────────────────────────── */

static struct str row_amount(struct arena *arena, size_t count)
{
	return str_format(arena, message_count("%zu row", "%zu rows", count), count);
}

static struct str section_amount(struct arena *arena, size_t count)
{
	return str_format(arena, message_count("%zu section", "%zu sections", count), count);
}

static struct str dossier_amount(struct arena *arena, size_t count)
{
	return str_format(arena, message_count("%zu dossier", "%zu dossiers", count), count);
}

static struct str dossier_part(struct arena *arena, size_t count, size_t all)
{
	return str_format(arena, message_count("%zu of %zu dossiers", "%zu of %zu dossiers", all),
	                  count, all);
}

static struct str entry_amount(struct arena *arena, size_t count)
{
	/* Translators: of a timeline */
	return str_format(arena, message_count("%zu entry", "%zu entries", count), count);
}

static struct str entry_part(struct arena *arena, size_t count, size_t all)
{
	return str_format(arena, message_count("%zu of %zu entries", "%zu of %zu entries", all),
	                  count, all);
}

static struct str finding_amount(struct arena *arena, size_t count)
{
	return str_format(arena, message_count("%zu finding", "%zu findings", count), count);
}

static struct str finding_part(struct arena *arena, size_t count, size_t all)
{
	return str_format(arena, message_count("%zu of %zu findings", "%zu of %zu findings", all),
	                  count, all);
}

/* ── The table ──────────────────────────────────────────────────────────────────────────────── */

static size_t nothing_count(const struct linear *linear)
{
	(void)linear;
	return 0;
}

static const struct linear_source_row rows[] = {
	[LINEAR_NOTHING]  = { nothing_count, NULL, NULL, NULL, timeline_title,
	                      row_amount, NULL, NULL, NULL },
	[LINEAR_KINDS]    = { kinds_count, kinds_words, NULL, kinds_open, kinds_title,
	                      row_amount, NULL, NULL, NULL },
	[LINEAR_DOSSIERS] = { dossiers_count, dossiers_words, dossiers_subject, NULL,
	                      dossiers_title, dossier_amount, dossier_part, NULL, NULL },
	[LINEAR_RESULTS]  = { results_count, linear_found_words, results_subject, NULL,
	                      linear_found_title, dossier_amount, dossier_part, NULL, NULL },
	[LINEAR_TIMELINE] = { timeline_rows, timeline_words, timeline_subject, NULL,
	                      timeline_title, entry_amount, entry_part,
	                      linear_month_heading, linear_month_beneath },
	[LINEAR_DATES]    = { dates_count, timeline_words, timeline_subject, NULL, dates_title,
	                      entry_amount, entry_part, linear_month_heading,
	                      linear_month_beneath },
	[LINEAR_FINDINGS] = { findings_rows, findings_words, findings_subject, NULL,
	                      findings_title, finding_amount, finding_part,
	                      linear_finding_heading, linear_finding_beneath },
	[LINEAR_READING]  = { reading_rows, reading_row_words, reading_subject, NULL,
	                      reading_title, dossier_amount, dossier_part, NULL, NULL },
	[LINEAR_SECTIONS] = { linear_section_count, sections_words, NULL, sections_open,
	                      sections_title, section_amount, NULL, NULL, NULL },
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == LINEAR_SOURCE_COUNT, "a row for each source");

struct str linear_source_words(const struct linear *linear, struct arena *arena, size_t row)
{
	return rows[linear->list.source].words(linear, arena, row);
}

const struct linear_source_row *linear_source_row(enum linear_source source)
{
	return &rows[source];
}
