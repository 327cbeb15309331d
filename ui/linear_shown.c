/* What is read in linear mode, as text that leaves the program: to a command, or into a file. */
#include "ui/linear.h"

#include "base/file.h"
#include "base/file_save.h"
#include "base/message.h"
#include "ui/list_text.h"
#include "ui/program.h"

enum { TEXT_WIDTH = 80 };

static bool is_reading_list(const struct linear *linear)
{
	return linear->shows_list && linear->list.source == LINEAR_READING;
}

/* A line a row. Rows without a dossier are left out. */
static struct str list_text(struct linear *linear)
{
	struct arena *arena = &linear->scratch;
	struct text text = { .arena = arena };
	const struct reader *reader = is_reading_list(linear) ? linear->options.reader : NULL;
	size_t count = linear_list_count(linear);
	for (size_t row = 0; row < count; row++) {
		struct dossier_ref ref = linear_list_subject(linear, row);
		if (dossier_is_none(ref))
			continue;
		list_text_add(&text, arena, reader, dossier_id(linear->archive, ref),
		              dossier_name(linear->archive, ref));
	}
	return text_str(&text);
}

/* A dossier as `dossier show` has it; any other page as it was made. */
static struct str page_text_of(struct linear *linear)
{
	struct page_options options = { .width = TEXT_WIDTH, .shows_all = true,
		                        .is_of_part = linear->is_part,
		                        .known = linear_known(linear) };
	struct dossier_ref ref = linear_subject(linear);
	if (linear->page.view != LINEAR_DOSSIER || dossier_is_none(ref))
		return page_plain_text(&linear->page.page, &linear->scratch);
	struct page page = page_dossier(linear->archive, &linear->scratch, ref, options);
	return page_plain_text(&page, &linear->scratch);
}

static struct str shown_text(struct linear *linear)
{
	return linear->shows_list ? list_text(linear) : page_text_of(linear);
}

void linear_pipe(struct linear *linear, const struct linear_command *command)
{
	struct fault why = {0};
	int status = 0;
	if (command->rest.size == 0) {
		linear_say(linear, _("Say to which command: 'pipe wc -l'"));
		return;
	}
	struct program program = program_command(&linear->scratch, command->rest,
	                                         shown_text(linear));
	if (!program_run(&program, &status, &why))
		linear_say(linear, _("Nothing was started: %s"), why.sentence);
	else if (status)
		linear_say(linear, _("The command ended with status %d"), status);
}

void linear_write_file(struct linear *linear, const struct linear_command *command)
{
	struct fault why;
	if (command->rest.size == 0) {
		linear_say(linear, _("Say to which file: 'write ~/ada.txt'"));
		return;
	}
	struct str path = file_path_from_home(&linear->scratch, command->rest);
	bool is_written = file_new(path.bytes, shown_text(linear), &why);
	if (is_written && is_reading_list(linear))
		linear_say(linear, "%s", list_text_told(&linear->scratch, path.bytes).bytes);
	else if (is_written)
		linear_say(linear, _("What is read is in %s"), path.bytes);
	else
		linear_say(linear, _("Not written: %s"), why.sentence);
}
