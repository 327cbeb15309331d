/* Where the reader is in linear mode, and how one came there. */
#include "ui/linear.h"

#include "base/message.h"

enum { TRAIL_SAID = 10 };

static void arrive(struct linear *linear, const struct trail_step *step, const char *how)
{
	struct dossier_ref ref = dossier_find(linear->archive, step->id);
	if (dossier_is_none(ref)) {
		linear_say(linear, _("'%.*s' is no longer in the collection"), STR_ARGS(step->id));
		return;
	}
	size_t top = (size_t)step->top;
	if (!linear_page_open(linear, LINEAR_DOSSIER, ref, NO_DOSSIER))
		return;
	linear_present(linear, how, top);
}

/* From a list to the one before it, or to the dossier that was read before; from a view of a
 * dossier to that; from a dossier that was opened from a list to the list. */
void linear_go_back(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_keep_step(linear);
	const struct trail_step *step = trail_here(&linear->trail);
	bool is_at_dossier = !linear->shows_list && linear->page.view == LINEAR_DOSSIER;
	size_t list = linear->shows_list    ? linear->list.before
	            : is_at_dossier && step ? step->list
	                                    : 0;
	if (linear_stop_return(linear, list))
		return;
	if (is_at_dossier)
		step = trail_back(&linear->trail);
	if (step)
		/* Translators: the title of what is read now follows, as in "Back at: Ana Vel" */
		arrive(linear, step, _("Back at"));
	else
		linear_say(linear, _("This is where you began"));
}

void linear_go_forward(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_keep_step(linear);
	const struct trail_step *step = trail_forward(&linear->trail);
	if (step)
		arrive(linear, step, _("Forward to"));
	else
		linear_say(linear, _("There is nothing further on"));
}

void linear_go_home(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	struct dossier_ref home = archive_collection(linear->archive).home;
	if (!dossier_is_none(home))
		linear_visit(linear, home);
	else if (linear->is_part)
		linear_say(linear, _("Where to begin is not read yet"));
	else
		linear_say(linear, _("This collection names no dossier to begin with"));
}

/* "You came by: Ana Vel; Port Selm; Bo Lind." */
static void say_trail(struct linear *linear)
{
	const struct trail *trail = &linear->trail;
	struct text names = { .arena = &linear->scratch };
	size_t count = trail->steps.count ? trail->at + 1 : 0;
	for (size_t i = count > TRAIL_SAID ? count - TRAIL_SAID : 0; i < count; i++) {
		struct str id = trail->steps.items[i].id;
		struct dossier_ref ref = dossier_find(linear->archive, id);
		struct str name = dossier_is_none(ref) ? id : known_name(linear_known(linear),
		                                                         linear->archive, ref);
		text_format(&names, "%s%.*s", names.size ? "; " : "", STR_ARGS(name));
	}
	if (names.size)
		linear_say(linear, _("You came by: %.*s."), STR_ARGS(text_str(&names)));
}

static void say_list(struct linear *linear)
{
	const struct linear_list *list = &linear->list;
	struct str title = linear_list_title(linear, &linear->scratch);
	size_t row = list->first + (list->next > list->first);
	linear_say(linear, _("You are in a list, at row %zu. %.*s."), row, STR_ARGS(title));
}

void linear_where(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	const struct linear_page *page = &linear->page;
	struct str title = linear_view_row(page->view)->title(linear, &linear->scratch);
	const char *words = str_copy(&linear->scratch, title).bytes;
	const char *id = str_copy(&linear->scratch, page->id).bytes;
	if (linear->shows_list)
		say_list(linear);
	if (page->next > page->first)
		linear_say(linear, _("You read %s: lines %zu to %zu of %zu. Its id is %s."), words,
		           page->first + 1, page->next, page->rows.count, id);
	else
		linear_say(linear, _("You are before line %zu of %zu of %s. Its id is %s."),
		           page->first + 1, page->rows.count, words, id);
	say_trail(linear);
}
