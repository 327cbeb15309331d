/* The file behind a dossier in linear mode: its lines with their numbers, from the field on that is
 * read. */
#include "ui/linear.h"

#include <unistd.h>

#include "base/message.h"
#include "query/manuscript.h"
#include "ui/program.h"

enum { UNWRAPPED = 1 << 30 };

/* The line of the file in which the value of a link stands; 0 if it is another dossier's. */
static uint32_t link_line(const struct linear *linear, const struct page_link *link)
{
	struct dossier dossier = dossier_at(linear->archive, linear_subject(linear));
	bool is_own = link->value != NO_ROW &&
	              link->value - dossier.values.first < dossier.values.count;
	return is_own ? value_at(linear->archive, link->value).place.line : 0;
}

uint32_t linear_file_line(const struct linear *linear)
{
	const struct linear_page *page = &linear->page;
	struct dossier_ref ref = linear_subject(linear);
	uint32_t line = 0;
	if (page->numbers && page->first < page->rows.count)
		return page->numbers[page->rows.items[page->first]];
	if (page->link >= 0 && page->view == LINEAR_DOSSIER)
		line = link_line(linear, &page->page.links.items[page->link]);
	size_t row = page->view == LINEAR_DOSSIER && page->first < page->rows.count
		? page->first + 1 : 0;
	while (!line && row-- > 0)
		line = page_file_line(linear->archive, &page->page, ref, page->rows.items[row]);
	return line ? line : dossier_at(linear->archive, ref).line;
}

bool linear_file_make(struct linear *linear, struct arena *arena, struct page_options options,
                      struct page *page, struct fault *why)
{
	struct dossier_ref ref = linear_subject(linear);
	struct str bytes;
	if (dossier_is_none(ref))
		return fault_set(why, FAULT_USAGE,
		                 _("Nothing is open: 'list' says what there is"));
	struct dossier dossier = dossier_at(linear->archive, ref);
	if (!manuscript_read(linear->archive, arena, linear->options.folder, dossier.file, &bytes,
	                     why))
		return false;
	struct manuscript_page made = page_manuscript(arena, bytes, dossier.line,
	                                              linear->width ? options.width : UNWRAPPED);
	/* A key has no more to say than its line. */
	for (size_t row = 0; row < made.page.lines.count; row++)
		made.page.lines.items[row].is_heading = false;
	linear->page.numbers = made.numbers;
	linear->page.is_changed = !manuscript_is_as_read(linear->archive, ref, bytes);
	*page = made.page;
	return true;
}

struct str linear_file_title(const struct linear *linear, struct arena *arena)
{
	struct dossier_ref ref = linear_subject(linear);
	struct str path = file_path(linear->archive, dossier_at(linear->archive, ref).file);
	return str_format(arena, _("File %.*s"), STR_ARGS(path));
}

static size_t row_of(const struct linear_page *page, uint32_t line)
{
	size_t row = 0;
	while (row < page->rows.count && page->numbers[page->rows.items[row]] < line)
		row++;
	return row;
}

void linear_open_file(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	struct dossier_ref ref = linear_subject(linear);
	if (linear->page.view == LINEAR_FILE && !linear->shows_list) {
		linear_go_back(linear, command);
		return;
	}
	uint32_t line = dossier_is_none(ref) ? 0 : linear_file_line(linear);
	if (!linear_page_open(linear, LINEAR_FILE, ref, NO_DOSSIER))
		return;
	linear_announce(linear, _("Opened"));
	if (linear->page.is_changed)
		linear_say(linear, _("This is not the file that was read any more"));
	linear_read(linear, row_of(&linear->page, line));
}

/* ── The editor ─────────────────────────────────────────────────────────────────────────────── */

static void say_edited(struct linear *linear, int status)
{
	if (status == PROGRAM_NOT_FOUND || status == PROGRAM_NOT_EXECUTABLE)
		linear_say(linear, _("The editor '%s' could not be started: VISUAL or EDITOR "
		                     "names another"), program_editor_name());
	else if (status)
		linear_say(linear, _("The editor ended with status %d"), status);
	else if (!linear->options.is_watched)
		linear_say(linear, _("The files are not watched: start dossier again to hear "
		                     "what you changed"));
	else
		linear_say(linear, _("Back from the editor"));
}

void linear_edit(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	struct fault why = {0};
	struct dossier_ref ref = linear_subject(linear);
	int status;
	if (!isatty(linear->in) || !isatty(linear->out)) {
		linear_say(linear, _("An editor needs a terminal, and this is none"));
		return;
	}
	if (dossier_is_none(ref)) {
		linear_say(linear, _("There is no file here that could be edited"));
		return;
	}
	uint32_t file = dossier_at(linear->archive, ref).file;
	struct str path = manuscript_path(&linear->scratch, linear->options.folder,
	                                  file_path(linear->archive, file));
	struct program editor = program_editor(&linear->scratch, path, linear_file_line(linear));
	if (program_run(&editor, &status, &why))
		say_edited(linear, status);
	else
		linear_say(linear, _("Nothing was started: %s"), why.sentence);
}
