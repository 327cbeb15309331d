#include "query/page_parts.h"

#include "base/array.h"
#include "query/findings.h"
#include "query/who.h"

/* ── What is not known ──────────────────────────────────────────────────────────────────────── */

/* What a dossier is called by everywhere is never hidden. */
static bool is_shown(const struct page_maker *maker, const struct value *value)
{
	static const enum known_field always[] = {
		KNOWN_ID, KNOWN_KIND, KNOWN_NAME, KNOWN_FORMER_IDS,
	};
	for (size_t i = 0; i < sizeof(always) / sizeof(*always); i++) {
		uint32_t field = field_known(maker->archive, always[i]);
		if (field != NO_ROW && value->field == field)
			return true;
	}
	return known_value(maker->options.known, &maker->dossier, value);
}

static void count_hidden(struct page_maker *maker, const struct value *value)
{
	bool is_relation = value->field == field_known(maker->archive, KNOWN_RELATIONS);
	if (value->type == FIELD_PROSE)
		known_cut(maker->options.known, &maker->scratch, &maker->dossier, *value,
		          &maker->hidden);
	else if (value->field != field_known(maker->archive, KNOWN_SOURCES))
		maker->hidden.counts[is_relation ? HIDDEN_LINKS : HIDDEN_VALUES]++;
}

/* What is hidden inside a value that is shown. */
static void count_hidden_inside(struct page_maker *maker, const struct value *value)
{
	for (uint32_t row = value->row + 1; row < value->end;) {
		struct value inside = value_at(maker->archive, row);
		bool is_hidden = !known_value(maker->options.known, &maker->dossier, &inside);
		maker->hidden.counts[HIDDEN_VALUES] += is_hidden;
		if (!is_hidden)
			known_cut(maker->options.known, &maker->scratch, &maker->dossier, inside,
			          &maker->hidden);
		row = is_hidden && inside.end > row ? inside.end : row + 1;
	}
}

/* ── The head ───────────────────────────────────────────────────────────────────────────────── */

/*	Sergei Lavrov = Сергей Лавров */
static void write_own_name(struct page_maker *maker, struct str name)
{
	struct str shown = shown_name(maker->arena, name);
	page_raw(&maker->writer, ROLE_TITLE, shown);
	if (!str_equal(shown, name))
		page_format(&maker->writer, ROLE_DIM, " = %.*s", STR_ARGS(name));
}

/* A claim is its own title. A quote called by its opening words needs none: they come next. */
static void write_title(struct page_maker *maker)
{
	struct page_writer *writer = &maker->writer;
	struct page_values texts = page_values_known(maker, KNOWN_TEXT);
	bool has_text = texts.count && (maker->is_quote || maker->is_claim);
	struct str name = maker->dossier.name;
	bool is_text = has_text && page_prose_opens(maker, texts.items[0].text, name);
	if (is_text && maker->is_quote)
		return;

	struct page_values values = is_text ? texts : page_values_known(maker, KNOWN_NAME);
	const struct value *value = values.count ? &values.items[0] : NULL;
	page_shows(writer, value ? value->row : NO_ROW);
	if (is_text)
		page_prose(maker, ROLE_TITLE, value->text, value->row);
	else
		write_own_name(maker, name);
	if (value) {
		page_value_marks(maker, value);
		page_note(maker, value->note, value->row);
	}
	page_break(writer);
	page_shows(writer, NO_ROW);
	if (maker->is_claim && has_text && !is_text)
		page_value(maker, &texts.items[0]);
}

/* A line as it was typed is a line. */
static void write_own_note(struct page_maker *maker)
{
	struct page_writer *writer = &maker->writer;
	const char *label = _("Your note: ");
	for (struct str rest = maker->options.note; rest.size; label = "") {
		struct str line = str_cut(&rest, '\n');
		page_literal(writer, ROLE_NOTE, label);
		page_raw(writer, ROLE_NOTE, line);
		page_break(writer);
	}
}

/* "person · sergei-lavrov · to read"; what stands above the page is not said again. */
static void write_kind(struct page_maker *maker)
{
	struct page_writer *writer = &maker->writer;
	struct str state = maker->options.state;
	if (!maker->options.is_headed) {
		struct str kind = message_of(kind_at(maker->archive, maker->dossier.kind).label);
		page_format(writer, ROLE_DIM, "%.*s · ", STR_ARGS(kind));
		page_text(writer, ROLE_DIM, shown_line(maker->arena, maker->dossier.id));
		page_literal(writer, ROLE_NOTE, state.size ? " · " : "");
	}
	page_raw(writer, ROLE_NOTE, state);
	page_break(writer);
}

static void write_head(struct page_maker *maker)
{
	write_title(maker);
	write_kind(maker);
	page_names_at_head(maker);
	write_own_note(maker);
	page_known_hidden(maker, &maker->hidden);
	page_blank(&maker->writer);
}

/* ── What check finds ───────────────────────────────────────────────────────────────────────── */

enum { FINDING_HANG = 2 };

static void write_finding(struct page_maker *maker, struct finding finding)
{
	static const enum role roles[] = {
		[SEVERITY_ERROR]   = ROLE_ERROR,
		[SEVERITY_WARNING] = ROLE_WARNING,
		[SEVERITY_INFO]    = ROLE_INFO,
	};
	_Static_assert(sizeof(roles) / sizeof(*roles) == SEVERITY_COUNT, "a role for each");

	struct page_writer *writer = &maker->writer;
	const struct rule_row *rule = rule_row(finding.rule);
	page_hang(writer, FINDING_HANG);
	page_literal(writer, roles[rule->severity], _(severity_name(rule->severity)));
	if (finding.place.line)
		/* Translators: behind "error", "warning" or "info". */
		page_format(writer, ROLE_DIM, _(" in line %u"), (unsigned)finding.place.line);
	page_format(writer, ROLE_TEXT, ": %.*s ", STR_ARGS(finding.message));
	page_format(writer, ROLE_DIM, "[%s]", rule->name);
	page_break(writer);
	writer->indent -= FINDING_HANG;
}

static bool is_remark(struct finding finding)
{
	return rule_row(finding.rule)->severity == SEVERITY_INFO;
}

/* What is wrong. Remarks stand in the list of findings and beside the lines of the file. */
static void write_findings(struct page_maker *maker)
{
	const struct archive *archive = maker->archive;
	struct row_span findings = findings_of_dossier(archive, maker->arena, maker->dossier.ref);
	uint32_t count = 0;
	for (uint32_t i = 0; i < findings.count; i++)
		count += !is_remark(finding_at(archive, findings.rows[i]));
	if (count == 0)
		return;
	page_section(&maker->writer, str_of(_("Findings")), count);
	for (uint32_t i = 0; i < findings.count; i++)
		if (!is_remark(finding_at(archive, findings.rows[i])))
			write_finding(maker, finding_at(archive, findings.rows[i]));
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

static void values_gather(struct page_maker *maker)
{
	struct row_range range = maker->dossier.values;
	uint32_t end = range.first + range.count;
	for (uint32_t row = range.first; row < end;) {
		struct value value = value_at(maker->archive, row);
		if (value.end > end)
			value.end = end;
		row = value.end;
		if (maker->options.known && !is_shown(maker, &value)) {
			count_hidden(maker, &value);
			continue;
		}
		if (maker->options.known)
			count_hidden_inside(maker, &value);
		*ARRAY_ADD(maker->arena, &maker->values) =
			known_cut(maker->options.known, maker->arena, &maker->dossier, value,
			          &maker->hidden);
	}
}

static void write_dossier(struct page_maker *maker)
{
	page_notes_begin(maker);
	write_head(maker);
	if (maker->is_quote)
		page_quote_words(maker);
	page_fields(maker);
	if (maker->is_claim)
		page_assertions(maker);
	page_relations(maker);
	page_event_list(maker);
	page_quote_list(maker);
	page_claim_lists(maker);
	page_other_fields(maker);
	page_note_list(maker);
	page_source_list(maker);
	if (!maker->options.known)
		write_findings(maker);
	if (maker->options.is_of_part) {
		page_blank(&maker->writer);
		maker->writer.indent = maker->writer.margin;
		page_literal(&maker->writer, ROLE_DIM, _("What else leads here is not read yet."));
		page_break(&maker->writer);
	}
}

/* Its marks go to `sources`. */
static struct page dossier_made(const struct archive *archive, struct arena *arena,
                                struct dossier_ref ref, struct page_options options,
                                struct page_sources *sources)
{
	struct page_maker maker = {
		.archive = archive, .arena = arena, .options = options, .sources = sources,
		.writer = page_begin(arena, options.width), .dossier = dossier_at(archive, ref),
		.text_role = ROLE_TEXT,
	};
	maker.writer.numbers_links = options.numbers_links;
	if (ref.row >= dossier_count(archive))
		return page_end(&maker.writer);
	if (page_known_lacks(&maker, ref))
		return page_end(&maker.writer);
	maker.is_quote = maker.dossier.kind == kind_find(archive, STR("quote"));
	maker.is_claim = maker.dossier.kind == kind_find(archive, STR("claim"));
	values_gather(&maker);
	maker.is_sourced = who_ground_of(archive, ref) != WHO_NOBODY;
	page_lists_gather(&maker);
	write_dossier(&maker);
	arena_release(&maker.scratch);
	return page_end(&maker.writer);
}

struct page page_dossier(const struct archive *archive, struct arena *arena, struct dossier_ref ref,
                         struct page_options options)
{
	struct page_sources sources = { .arena = arena };
	return dossier_made(archive, arena, ref, options, &sources);
}

void page_sources_number(const struct archive *archive, struct dossier_ref ref,
                         const struct known *known, struct page_sources *sources)
{
	struct arena scratch = {0};
	struct page_options options = { .width = PAGE_MAX_MEASURE, .known = known };
	dossier_made(archive, &scratch, ref, options, sources);
	arena_release(&scratch);
	for (size_t i = 0; i < sources->rows.count; i++)
		sources->rows.items[i].is_shown = sources->rows.items[i].is_for_whole = false;
}

/* ── Back to the file ───────────────────────────────────────────────────────────────────────── */

uint32_t page_file_line(const struct archive *archive, const struct page *page,
                        struct dossier_ref ref, size_t line)
{
	struct dossier dossier = dossier_at(archive, ref);
	uint32_t value = page->lines.items[line].value;
	bool is_own = value != NO_ROW && value - dossier.values.first < dossier.values.count;
	return is_own ? value_at(archive, value).place.line : 0;
}
