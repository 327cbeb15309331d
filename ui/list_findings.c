/* What is to be mended: under each rule, the dossiers that break it; below, what is wrong with the
 * one under the cursor. */
#include "ui/pane_list.h"

#include "base/message.h"
#include "query/page.h"

static const struct findings_row *row_at(const struct list_state *state, int row)
{
	return row >= 0 && (uint32_t)row < state->findings.count ? &state->findings.items[row]
	                                                         : NULL;
}

void list_findings_make(struct list_state *state, const struct archive *archive)
{
	if (state->findings_of == archive && state->findings_known == state->known)
		return;
	list_findings_release(state);
	state->findings = findings_by_rule(archive, &state->findings_arena, state->known);
	state->findings_of = archive;
	state->findings_known = state->known;
}

void list_findings_release(struct list_state *state)
{
	arena_release(&state->findings_arena);
	state->findings = (struct findings_list){0};
	state->findings_of = NULL;
}

uint32_t list_finding_count(const struct list_state *state, const struct archive *archive)
{
	return state->known ? state->findings.finding_count : finding_count(archive);
}

uint32_t list_finding_at(const struct list_state *state, int row)
{
	const struct findings_row *at = row_at(state, row);
	return at ? at->finding : NO_ROW;
}

int list_finding_row(const struct list_state *state, uint32_t finding)
{
	for (uint32_t row = 0; row < state->findings.count; row++)
		if (state->findings.items[row].finding == finding)
			return (int)row;
	return 0;
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────── */

static int findings_rows(const struct list_state *state, const struct archive *archive)
{
	(void)archive;
	return (int)state->findings.count;
}

static bool findings_is_heading(const struct list_state *state, const struct archive *archive,
                                int row)
{
	(void)archive;
	const struct findings_row *at = row_at(state, row);
	return at && at->finding == NO_ROW;
}

static struct dossier_ref findings_subject(const struct list_state *state,
                                           const struct archive *archive, int row)
{
	uint32_t finding = list_finding_at(state, row);
	return finding == NO_ROW ? NO_DOSSIER
	                         : dossier_of_finding(archive, finding_at(archive, finding));
}

static const enum role severity_roles[] = {
	[SEVERITY_ERROR] = ROLE_ERROR, [SEVERITY_WARNING] = ROLE_WARNING,
	[SEVERITY_INFO] = ROLE_INFO,
};
_Static_assert(sizeof(severity_roles) / sizeof(severity_roles[0]) == SEVERITY_COUNT,
               "a role for each");

static void draw_heading(const struct list_state *state, const struct archive *archive,
                         struct arena *frame, struct canvas *canvas, struct findings_row row)
{
	const struct rule_row *rule = rule_row(row.rule);
	struct str title = str_of(_(rule->title));
	if (!dossier_is_none(row.source))
		/* Translators: a heading, over claims: the name of the one source that they have */
		title = str_format(frame, _("One source: %.*s"),
		                   STR_ARGS(known_name(state->known, archive, row.source)));
	list_draw_pair(canvas, frame, 0, ROLE_HEADING, title,
	               severity_roles[rule->severity], str_format(frame, "%u", row.count));
}

/* What is to be mended by its name; by file and line only where it has none. */
static struct str name_of(const struct list_state *state, const struct archive *archive,
                          struct arena *frame, int row)
{
	struct dossier_ref ref = findings_subject(state, archive, row);
	uint32_t at = list_finding_at(state, row);
	if (!dossier_is_none(ref) || at == NO_ROW)
		return list_called(archive, frame, ref);
	struct finding finding = finding_at(archive, at);
	return str_format(frame, "%.*s:%u", STR_ARGS(file_path(archive, finding.file)),
	                  finding.place.line);
}

static void findings_draw(const struct list_state *state, const struct archive *archive,
                          struct arena *frame, struct canvas *canvas, int row)
{
	if (findings_is_heading(state, archive, row)) {
		draw_heading(state, archive, frame, canvas, state->findings.items[row]);
		return;
	}
	struct rect rect = { 0, 1, 1, canvas_columns(canvas) - 1 };
	struct canvas part = canvas_part(canvas, rect);
	struct list_name name = {
		.text = name_of(state, archive, frame, row),
		.above = name_of(state, archive, frame, row - 1),
		.below = name_of(state, archive, frame, row + 1),
	};
	list_draw_name(&part, frame, ROLE_TEXT, name, (struct str){0});
}

static struct str findings_detail(const struct list_state *state, const struct archive *archive,
                                  int row)
{
	uint32_t finding = list_finding_at(state, row);
	return finding == NO_ROW ? (struct str){0} : finding_at(archive, finding).message;
}

static struct str findings_title(const struct list_state *state, const struct archive *archive,
                                 struct arena *frame)
{
	(void)archive;
	(void)frame;
	return state->findings.count ? str_of(_("findings")) : str_of(_("Nothing to mend"));
}

const struct list_source_ops list_findings_ops = {
	.name = "findings", .row_height = 1, .count = findings_rows, .draw = findings_draw,
	.is_heading = findings_is_heading, .subject = findings_subject,
	.detail = findings_detail, .title = findings_title,
};
