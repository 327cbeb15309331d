/* Who says so, in linear mode: a page about one value of a dossier. */
#include "ui/linear.h"

#include "base/message.h"

static struct who_values values_of(const struct linear *linear, struct arena *arena)
{
	struct dossier_ref subject = linear_subject(linear);
	struct who_values values = who_values(linear->archive, arena, subject);
	who_values_leave_out(linear->archive, arena, subject, linear_known(linear), &values);
	return values;
}

bool linear_who_make(struct linear *linear, struct arena *arena, struct page_options options,
                     struct page *page, struct fault *why)
{
	const struct archive *archive = linear->archive;
	struct who_values values = values_of(linear, arena);
	size_t place = who_marked(archive, &values, linear->page.value);
	if (values.count == 0)
		return fault_set(why, FAULT_USAGE,
		                 _("What is open says nothing that could have a source"));
	struct who who = who_query(archive, arena, linear_subject(linear),
	                           values.items[place].row);
	who_leave_out(archive, arena, linear_known(linear), &who);
	who_narrow(archive, arena, &who, linear->page.value.part);
	*page = page_who(archive, arena, &who, (struct who_place){ place + 1, values.count },
	                 options);
	return true;
}

/* "Who says so: Roles, of Ana Vel". */
struct str linear_who_title(const struct linear *linear, struct arena *arena)
{
	const struct archive *archive = linear->archive;
	struct who_values values = values_of(linear, arena);
	struct str name = dossier_name(archive, linear_subject(linear));
	if (values.count == 0)
		return str_format(arena, _("Who says so, of %.*s"), STR_ARGS(name));
	size_t place = who_marked(archive, &values, linear->page.value);
	struct str label = message_of(who_label(archive, &values.items[place]));
	/* Translators: the label of a field, and whose it is */
	return str_format(arena, _("Who says so: %s, of %s"), str_copy(arena, label).bytes,
	                  str_copy(arena, name).bytes);
}

bool linear_who_all_make(struct linear *linear, struct arena *arena, struct page_options options,
                         struct page *page, struct fault *why)
{
	struct who_values values = values_of(linear, arena);
	if (values.count == 0)
		return fault_set(why, FAULT_USAGE,
		                 _("What is open says nothing that could have a source"));
	*page = page_who_list(linear->archive, arena, linear_subject(linear), &values, options);
	return true;
}

struct str linear_who_all_title(const struct linear *linear, struct arena *arena)
{
	struct str name = dossier_name(linear->archive, linear_subject(linear));
	return str_format(arena, _("Who says so, all values of %.*s"), STR_ARGS(name));
}

static void read_all(struct linear *linear, struct dossier_ref ref)
{
	if (!linear_page_open(linear, LINEAR_WHO_ALL, ref, NO_DOSSIER))
		return;
	linear_announce(linear, _("Opened"));
	linear_read(linear, 0);
}

static void read_value(struct linear *linear, struct who_mark value)
{
	if (!linear_page_open(linear, LINEAR_WHO, linear_subject(linear), NO_DOSSIER))
		return;
	linear->page.value = value;
	linear_page_renew(linear);
	linear_announce(linear, _("Opened"));
	linear_read(linear, 0);
}

/* The selected link, or the first one in or below a line; the number of all if there is none. */
static size_t link_at_line(const struct linear_page *page, uint32_t line)
{
	size_t link = 0;
	while (link < page->page.links.count && page->page.links.items[link].line < line)
		link++;
	return page->link >= 0 ? (size_t)page->link : link;
}

/* The first value from what was read last on; that of the selected link, if there is one. */
static struct who_mark value_in_reading(const struct linear *linear,
                                        const struct who_values *values)
{
	const struct linear_page *page = &linear->page;
	uint32_t row = NO_ROW;
	size_t at = page->first, place = 0;
	if (page->link >= 0)
		row = page->page.links.items[page->link].value;
	for (; at < page->rows.count && row == NO_ROW; at++)
		row = linear_page_line(linear, at)->value;
	for (size_t i = 0; i < values->count; i++)
		if (row >= values->items[i].row && row < values->items[i].end)
			place = i;
	struct who_mark value = who_mark(linear->archive, values, place);
	uint32_t line = at > page->first ? page->rows.items[at - 1] : 0;
	if (page->view == LINEAR_DOSSIER && row != NO_ROW)
		value.part = who_part(&page->page, row, link_at_line(page, line));
	return value;
}

/* Or all values of another dossier, where it is no field of this one but a name. */
static void read_field(struct linear *linear, const struct who_values *values, struct str name)
{
	for (size_t i = 0; i < values->count; i++)
		if (who_is_called(linear->archive, &values->items[i], name)) {
			read_value(linear, who_mark(linear->archive, values, i));
			return;
		}
	struct dossier_ref ref;
	if (linear_name_find(linear, name, false, &ref))
		read_all(linear, ref);
	else if (!linear_name_choose(linear, STR("who"), name))
		linear_say(linear, _("There is no field '%.*s' here: 'who all' lists all, "
		                     "'who 3' says what [3] is"), STR_ARGS(name));
}

void linear_who(struct linear *linear, const struct linear_command *command)
{
	struct who_values values = values_of(linear, &linear->scratch);
	uint32_t number = command->number;
	if (command->has_number || linear_command_mark(command->rest, &number))
		linear_say_mark(linear, number);
	else if (str_equal_ignoring_ascii_case(command->rest, STR("all")))
		read_all(linear, linear_subject(linear));
	else if (command->rest.size)
		read_field(linear, &values, command->rest);
	else
		read_value(linear, value_in_reading(linear, &values));
}

void linear_who_walk(struct linear *linear, int step)
{
	struct who_values values = values_of(linear, &linear->scratch);
	size_t place = who_marked(linear->archive, &values, linear->page.value) + (size_t)step;
	if (place < values.count)
		read_value(linear, who_mark(linear->archive, &values, place));
	else
		linear_say(linear, step > 0 ? _("No value comes behind this one")
		                            : _("No value comes before this one"));
}
