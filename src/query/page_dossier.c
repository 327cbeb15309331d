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

/* True if a text is written in letters that a reader of English knows: Latin, with any marks. */
static bool is_latin(struct str text)
{
	size_t size;
	for (size_t at = 0; at < text.size; at += size) {
		uint32_t letter = unicode_decode(text, at, &size);
		bool is_known = letter < 0x370 || (letter >= 0x1E00 && letter < 0x1F00) ||
		                (letter >= 0x2000 && letter < 0x2C00);
		if (!is_known)
			return false;
	}
	return true;
}

/* What stands in brackets behind another name: its language if its letters are foreign, its use. */
static struct str name_remark(const struct page_maker *maker, const struct value *name)
{
	const struct archive *archive = maker->archive;
	struct str lang = value_inside(archive, *name, field_known(archive, KNOWN_LANG)).text;
	struct str use = value_inside(archive, *name, field_find(archive, STR("use"))).text;
	return str_join(maker->arena, is_latin(name->text) ? STR("") : lang, STR(", "), use);
}

static void write_name(struct page_maker *maker, const struct value *name)
{
	bool is_deprecated = name->rank == RANK_DEPRECATED;
	if (is_deprecated)
		page_deprecated_sign(&maker->writer);
	enum role role = is_deprecated ? ROLE_DEPRECATED : ROLE_TEXT;
	struct str shown = shown_name(maker->arena, name->text);
	page_raw(&maker->writer, role, shown);
	if (!str_equal(shown, name->text))
		page_format(&maker->writer, role, " = %.*s", STR_ARGS(name->text));
	struct str remark = name_remark(maker, name);
	if (remark.size)
		page_format(&maker->writer, ROLE_DIM, " (%.*s)", STR_ARGS(remark));
	page_value_marks(maker, name);
}

/* "also A (my) [1]; B (short)", and under it what is noted of them. */
static void write_names(struct page_maker *maker)
{
	struct page_writer *writer = &maker->writer;
	struct page_values names = page_values_known(maker, KNOWN_NAMES);
	if (names.count == 0)
		return;
	/* Translators: before the other names of a dossier. */
	page_literal(writer, ROLE_DIM, _("also "));
	page_shows(writer, names.items[0].row);
	for (size_t i = 0; i < names.count; i++) {
		if (i > 0)
			page_literal(writer, ROLE_TEXT, "; ");
		write_name(maker, &names.items[i]);
	}
	for (size_t i = 0; i < names.count; i++) {
		const struct value *name = &names.items[i];
		struct str note = name->note;
		if (note.size && names.count > 1)
			note = str_join(maker->arena, name->text, STR(": "), note);
		page_note(maker, note, name->row);
	}
	page_break(writer);
	page_shows(writer, NO_ROW);
}

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

static void write_head(struct page_maker *maker)
{
	struct str kind = message_of(kind_at(maker->archive, maker->dossier.kind).label);
	write_title(maker);
	page_format(&maker->writer, ROLE_DIM, "%.*s · ", STR_ARGS(kind));
	page_text(&maker->writer, ROLE_DIM, shown_line(maker->arena, maker->dossier.id));
	if (maker->options.state.size)
		page_format(&maker->writer, ROLE_NOTE, " · %.*s", STR_ARGS(maker->options.state));
	page_break(&maker->writer);
	write_own_note(maker);
	page_known_hidden(maker, &maker->hidden);
	write_names(maker);
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
	write_head(maker);
	if (maker->is_quote)
		page_quote_words(maker);
	page_fields(maker);
	if (maker->is_claim)
		page_assertions(maker);
	page_relations(maker);
	page_quote_list(maker);
	page_claim_lists(maker);
	page_other_fields(maker);
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

struct page page_dossier_made(const struct archive *archive, struct arena *arena,
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
	if (!known_dossier(options.known, ref)) {
		page_known_nothing(&maker);
		return page_end(&maker.writer);
	}
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
	return page_dossier_made(archive, arena, ref, options, &sources);
}

void page_sources_number(const struct archive *archive, struct dossier_ref ref,
                         const struct known *known, struct page_sources *sources)
{
	struct arena scratch = {0};
	struct page_options options = { .width = PAGE_MAX_MEASURE, .known = known };
	page_dossier_made(archive, &scratch, ref, options, sources);
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
