#include "query/page_parts.h"

#include "model/language.h"
#include "model/limits.h"
#include "query/page_relation.h"
#include "query/quotes.h"
#include "query/who.h"

/* ── Links and dates ────────────────────────────────────────────────────────────────────────── */

/* What a dossier is called in running text: a quote by its words, in quotation marks. */
static struct str called(const struct page_maker *maker, struct dossier_ref ref)
{
	const struct archive *archive = maker->archive;
	struct str name = dossier_name(archive, ref);
	if (dossier_kind(archive, ref) != kind_find(archive, STR("quote")))
		return name;
	bool is_words = page_prose_opens(maker, dossier_text(archive, ref, KNOWN_TEXT), name);
	struct str form = dossier_text(archive, ref, KNOWN_FORM);
	return is_words ? quote_in_marks(maker->arena, form, name) : name;
}

void page_missing(struct page_maker *maker)
{
	page_literal(&maker->writer, ROLE_DIM,
	             maker->options.is_of_part ? _(" (not read yet)") : _(" (missing)"));
}

enum role page_missing_role(const struct page_maker *maker)
{
	return maker->options.is_of_part ? ROLE_LINK : ROLE_LINK_MISSING;
}

void page_dossier_link(struct page_maker *maker, struct dossier_ref to, struct str id,
                       struct str label, uint32_t value)
{
	bool is_missing = dossier_is_none(to);
	struct str name = is_missing ? id : shown_name(maker->arena, called(maker, to));
	struct str text = label.size ? label : name;
	page_link(&maker->writer, is_missing ? page_missing_role(maker) : ROLE_LINK,
	          shown_prose(maker->arena, text), (struct page_link){
		.kind = is_missing ? PAGE_LINK_MISSING : PAGE_LINK_DOSSIER,
		.to = to, .text = id, .value = value,
	});
	if (is_missing)
		page_missing(maker);
}

/* True if the words for a date can mean more than one time to a reader: "the century of 2000". */
static bool is_vague(struct date date)
{
	bool is_coarse = date.precision < DATE_YEAR || date.precision == DATE_SEASON;
	return !date_is_none(date) && (is_coarse || (date.flags & DATE_SUSPECT));
}

/* In words, as typed too where words are vague. */
static void date_write(struct page_maker *maker, uint32_t row)
{
	struct date_view date = archive_date(maker->archive, row);
	page_raw(&maker->writer, ROLE_DATE, date_words(maker->arena, date.text));
	if (is_vague(date.date))
		page_format(&maker->writer, ROLE_DIM, " (%.*s)", STR_ARGS(date.text));
}

/* The words of a date; empty for NO_ROW. */
static struct str words_of(const struct page_maker *maker, uint32_t row)
{
	struct str text = archive_date(maker->archive, row).text;
	return text.size ? date_words(maker->arena, text) : (struct str){0};
}

/* True if the words of a date can follow "since" and "until". */
static bool is_point(const struct page_maker *maker, uint32_t row)
{
	return row == NO_ROW || !(archive_date(maker->archive, row).date.flags & DATE_INTERVAL);
}

struct str page_period_words(const struct page_maker *maker, struct page_period period)
{
	struct arena *arena = maker->arena;
	struct str since = words_of(maker, period.since), until = words_of(maker, period.until);
	bool are_points = is_point(maker, period.since) && is_point(maker, period.until);
	struct str span = since.size ? since : until;
	if (since.size && until.size)
		span = str_format(arena, are_points ? _("%s to %s") : _("%s, to %s"),
		                  str_copy(arena, since).bytes, str_copy(arena, until).bytes);
	else if (span.size && are_points)
		span = str_format(arena, since.size ? _("since %.*s") : _("until %.*s"),
		                  STR_ARGS(span));
	return str_join(arena, words_of(maker, period.date), STR(", "), span);
}

static void write_period(struct page_maker *maker, struct page_period period)
{
	struct str words = page_period_words(maker, period);
	if (str_is_empty(words))
		return;
	page_literal(&maker->writer, maker->text_role, ", ");
	page_raw(&maker->writer, ROLE_DATE, words);
}

/* ── Values by type ─────────────────────────────────────────────────────────────────────────── */

static bool is_address(struct str text)
{
	bool has_scheme = str_starts_with(text, STR("https://")) ||
	                  str_starts_with(text, STR("http://"));
	return has_scheme && str_find(text, STR(" "), 0) == SIZE_MAX &&
	       str_find(text, STR("\n"), 0) == SIZE_MAX;
}

void page_address(struct page_maker *maker, struct str address, uint32_t value)
{
	page_link(&maker->writer, ROLE_URL, shown_line(maker->arena, address), (struct page_link){
		.kind = PAGE_LINK_URL, .to = NO_DOSSIER, .text = address, .value = value,
	});
}

static void write_address(struct page_maker *maker, const struct value *value)
{
	page_address(maker, value->text, value->row);
}

/* A text as it reads: codes of languages and scripts in words. */
static struct str text_words(const struct page_maker *maker, const struct value *value)
{
	const struct archive *archive = maker->archive;
	if (value->field == NO_ROW)
		return value->text;
	if (value->field == field_known(archive, KNOWN_LANG))
		return language_name(maker->arena, value->text);
	if (value->field == field_find(archive, STR("script")))
		return language_script_name(value->text);
	return value->text;
}

static void write_text(struct page_maker *maker, const struct value *value)
{
	if (is_address(value->text)) {
		write_address(maker, value);
		return;
	}
	page_raw(&maker->writer, maker->text_role, text_words(maker, value));
	struct str meaning = message_of(field_meaning(maker->archive, value->field, value->text));
	if (meaning.size)
		page_format(&maker->writer, maker->text_role, ", %.*s", STR_ARGS(meaning));
}

static void write_prose(struct page_maker *maker, const struct value *value)
{
	page_prose(maker, maker->text_role, value->text, value->row);
}

static void write_date(struct page_maker *maker, const struct value *value)
{
	date_write(maker, value->date);
}

/* The far end of a link of the dossier at work. Foreign files may have it written by either. */
static struct dossier_ref link_end(const struct page_maker *maker, struct link link)
{
	return link.from.row == maker->dossier.ref.row ? link.to : link.from;
}

/* A link in a group has its role and dates from the values beside it. The role of a source is a
 * place in it. */
static void write_link(struct page_maker *maker, const struct value *value)
{
	struct link link = link_at(maker->archive, value->link);
	page_dossier_link(maker, link_end(maker, link), value->text, (struct str){0}, value->row);
	if (value->depth > 0)
		return;
	bool is_place = value->field == field_known(maker->archive, KNOWN_SOURCE);
	if (link.role.size && is_place)
		page_format(&maker->writer, maker->text_role, ", %.*s", STR_ARGS(link.role));
	else if (link.role.size)
		page_raw(&maker->writer, maker->text_role,
		         page_relation_role(maker, link_end(maker, link), link.role));
	write_period(maker, (struct page_period){ link.date, link.since, link.until });
}

static void write_citation(struct page_maker *maker, const struct value *value)
{
	struct citation citation = citation_at(maker->archive, value->citations.first);
	page_dossier_link(maker, citation.source, citation.id, (struct str){0}, value->row);
	if (citation.locator.size)
		page_format(&maker->writer, maker->text_role, ", %.*s", STR_ARGS(citation.locator));
}

/* The dates of a group that say from when to when. */
static uint32_t *period_of(const struct page_maker *maker, struct page_period *period,
                           uint32_t field)
{
	if (field == NO_ROW)
		return NULL;
	return field == field_known(maker->archive, KNOWN_SINCE) ? &period->since
	     : field == field_known(maker->archive, KNOWN_UNTIL) ? &period->until
	     : field == field_known(maker->archive, KNOWN_DATE)  ? &period->date : NULL;
}

/* What stands in a map, with commas between: known fields plainly, others behind their key; from
 * when to when at the end. */
static void write_inside(struct page_maker *maker, const struct value *value, bool is_first)
{
	struct page_period period = { NO_ROW, NO_ROW, NO_ROW };
	uint32_t stance = field_known(maker->archive, KNOWN_STANCE);
	for (uint32_t row = value->row + 1, next; row < value->end; row = next) {
		struct value child = value_at(maker->archive, row);
		child.end = next = child.end < value->end ? child.end : value->end;
		if (!known_value(maker->options.known, &maker->dossier, &child))
			continue;
		child = known_cut(maker->options.known, maker->arena, &maker->dossier, child, NULL);
		uint32_t *date = period_of(maker, &period, child.field);
		if (date && *date == NO_ROW) {
			*date = child.date;
			continue;
		}
		if (child.field == stance && stance != NO_ROW)
			continue;
		if (!is_first)
			page_literal(&maker->writer, maker->text_role, ", ");
		if (child.field == NO_ROW)
			page_format(&maker->writer, ROLE_DIM, "%.*s: ", STR_ARGS(child.key));
		page_value_words(maker, &child);
		page_value_marks(maker, &child);
		is_first = false;
	}
	write_period(maker, period);
}

static void write_group(struct page_maker *maker, const struct value *value)
{
	if (value->depth > LIMIT_DEPTH)
		return;
	bool is_nested = value->depth > 0;
	page_literal(&maker->writer, maker->text_role, is_nested ? "(" : "");
	write_inside(maker, value, true);
	page_literal(&maker->writer, maker->text_role, is_nested ? ")" : "");
}

static void write_nothing(struct page_maker *maker, const struct value *value)
{
	(void)maker;
	(void)value;
}

void page_value_words(struct page_maker *maker, const struct value *value)
{
	static void (*const writers[])(struct page_maker *, const struct value *) = {
		[FIELD_TEXT]     = write_text,
		[FIELD_PROSE]    = write_prose,
		[FIELD_DATE]     = write_date,
		[FIELD_LINK]     = write_link,
		[FIELD_URL]      = write_address,
		[FIELD_NAME]     = write_text,
		[FIELD_GROUP]    = write_group,
		[FIELD_DOSSIER]  = write_nothing,
		[FIELD_CITATION] = write_citation,
	};
	_Static_assert(sizeof(writers) / sizeof(*writers) == FIELD_TYPE_COUNT, "a row for each");
	writers[value->type](maker, value);
	if (value->type != FIELD_GROUP && value->depth <= LIMIT_DEPTH)
		write_inside(maker, value, false);
}

/* ── What stands beside a value ─────────────────────────────────────────────────────────────── */

/* The citations of a value that do not stand in its text or note already. These come last. */
static struct row_range own_citations(const struct value *value)
{
	struct row_range citations = value->citations;
	uint32_t inside = page_prose_citations(value->note);
	if (value->type == FIELD_PROSE)
		inside += page_prose_citations(value->text);
	if (value->type == FIELD_CITATION)
		inside = citations.count;
	citations.count -= inside < citations.count ? inside : citations.count;
	return citations;
}

void page_value_marks(struct page_maker *maker, const struct value *value)
{
	page_marks(maker, own_citations(value), value->row);
	bool needs_mark = value->depth == 0 && value->citations.count == 0 && !maker->is_sourced;
	if (!needs_mark || who_is_editorial(maker->archive, value->field))
		return;
	maker->has_unsourced = true;
	page_glue(&maker->writer);
	page_literal(&maker->writer, ROLE_UNSOURCED, "[?]");
}

void page_deprecated_sign(struct page_writer *writer)
{
	page_literal(writer, ROLE_DEPRECATED, _("(deprecated) "));
}

static enum role role_of(const struct page_maker *maker, const struct value *value)
{
	bool is_note = value->field == field_known(maker->archive, KNOWN_NOTE);
	return value->rank == RANK_DEPRECATED ? ROLE_DEPRECATED : is_note ? ROLE_NOTE : ROLE_TEXT;
}

void page_value(struct page_maker *maker, const struct value *value)
{
	struct page_writer *writer = &maker->writer;
	bool is_deprecated = value->rank == RANK_DEPRECATED;
	page_shows(writer, value->row);
	maker->text_role = role_of(maker, value);
	if (is_deprecated)
		page_deprecated_sign(writer);
	page_value_words(maker, value);
	struct str as_of = words_of(maker, value->as_of);
	if (as_of.size)
		page_format(writer, ROLE_DIM, _(" (as of %.*s)"), STR_ARGS(as_of));
	page_value_marks(maker, value);
	page_value_notes(maker, value);
	if (maker->is_claim && value->field == field_known(maker->archive, KNOWN_STATUS))
		page_status_rests(maker, value->text);
	page_break(writer);
	page_shows(writer, NO_ROW);
	maker->text_role = ROLE_TEXT;
}

bool page_value_is_bare(const struct page_maker *maker, const struct value *value)
{
	bool is_short = value->type == FIELD_TEXT || value->type == FIELD_DATE ||
	                value->type == FIELD_LINK;
	struct link link = link_at(maker->archive, value->link);
	return is_short && value->end == value->row + 1 && value->citations.count == 0 &&
	       value->rank == RANK_NORMAL && value->as_of == NO_ROW && str_is_empty(value->note) &&
	       str_is_empty(link.role) && link.date == NO_ROW && link.since == NO_ROW &&
	       link.until == NO_ROW;
}
