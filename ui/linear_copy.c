/* What one takes away in linear mode: it is printed, to be copied by other means. */
#include "ui/linear.h"

#include "base/message.h"
#include "query/citable.h"

/* The link that the number is of, or NULL. */
static const struct page_link *link_of_number(const struct linear *linear,
                                              const struct linear_command *command)
{
	uint32_t at = NO_ROW;
	if (command->has_number && !linear->shows_list)
		at = linear_link_at(linear, command->number);
	return at == NO_ROW ? NULL : &linear->page.page.links.items[at];
}

/* The dossier of a row or a link by its number, one that is named, or what is read; NO_DOSSIER:
 * none, and it has been said. */
static struct dossier_ref dossier_of(struct linear *linear, const struct linear_command *command)
{
	const struct page_link *link = link_of_number(linear, command);
	struct dossier_ref ref = NO_DOSSIER;
	if (command->rest.size && !command->has_number)
		return linear_named_or_read(linear, command, &ref) ? ref : NO_DOSSIER;
	if (link && link->kind != PAGE_LINK_URL)
		ref = link->to;
	else if (command->has_number && linear->shows_list && command->number > 0)
		ref = linear_list_subject(linear, command->number - 1);
	else if (!command->has_number || link)
		ref = linear_subject(linear);
	if (dossier_is_none(ref) && command->has_number && !link)
		linear_say(linear, _("Nothing has the number %u here"), command->number);
	else if (dossier_is_none(ref))
		linear_say(linear, _("There is nothing here to take away"));
	return ref;
}

/* A link that leads to no dossier has an id or a query as well. */
void linear_say_id(struct linear *linear, const struct linear_command *command)
{
	const struct page_link *link = link_of_number(linear, command);
	bool is_text = link && link->kind != PAGE_LINK_URL && dossier_is_none(link->to);
	struct dossier_ref ref = is_text ? NO_DOSSIER : dossier_of(linear, command);
	if (is_text)
		linear_say(linear, "%.*s", STR_ARGS(link->text));
	else if (!dossier_is_none(ref))
		linear_say(linear, "%.*s", STR_ARGS(dossier_id(linear->archive, ref)));
}

/* What has no citation is named, so that it is found again. */
static void say_reference(struct linear *linear, struct dossier_ref ref)
{
	struct str title = archive_collection(linear->archive).title;
	linear_say(linear, "%.*s (%.*s)%s%.*s", STR_ARGS(dossier_name(linear->archive, ref)),
	           STR_ARGS(dossier_id(linear->archive, ref)), title.size ? ", " : "",
	           STR_ARGS(title));
}

void linear_say_citation(struct linear *linear, const struct linear_command *command)
{
	const struct citing *citing = &linear->options.citing;
	struct fault why = {0};
	struct str citation = {0};
	struct dossier_ref ref = dossier_of(linear, command);
	if (dossier_is_none(ref))
		return;
	bool is_citable = dossier_is_source(linear->archive, ref) ||
	                  dossier_is_quote(linear->archive, ref);
	if (!is_citable || !citing->cite)
		say_reference(linear, ref);
	else if (!citing->cite(citing->context, linear->archive, &linear->scratch, ref, &citation,
	                       &why))
		linear_say(linear, "%s", why.sentence);
	while (citation.bytes && citation.size) {
		struct str line = str_cut(&citation, '\n');
		linear_say(linear, "%.*s", STR_ARGS(line));
	}
}

void linear_say_address(struct linear *linear, const struct linear_command *command)
{
	const struct page_link *link = link_of_number(linear, command);
	if (link && link->kind == PAGE_LINK_URL) {
		linear_say(linear, "%.*s", STR_ARGS(link->text));
		return;
	}
	struct dossier_ref ref = dossier_of(linear, command);
	uint32_t field = field_find(linear->archive, STR("url"));
	if (dossier_is_none(ref))
		return;
	struct value value = { .row = NO_ROW };
	if (field != NO_ROW)
		value = value_first(linear->archive, ref, field);
	if (value.row != NO_ROW && value.text.size)
		linear_say(linear, "%.*s", STR_ARGS(value.text));
	else
		linear_say(linear, _("No address is known of it"));
}
