/* All that is said, as it was known on a day. */
#include "ui/linear.h"

#include "base/message.h"

enum { SLICE_US = 50000 };

const struct known *linear_known(const struct linear *linear)
{
	return linear->known.archive ? &linear->known : NULL;
}

struct str linear_known_title(const struct linear *linear, struct arena *arena, struct str title)
{
	const struct known *known = linear_known(linear);
	if (!known)
		return title;
	struct str day = known_day_words(known, arena, false);
	/* Translators: a title; a day */
	return str_format(arena, _("%s, as known on %s"), str_copy(arena, title).bytes,
	                  str_copy(arena, day).bytes);
}

/* Who interrupts the counting gets all that is known now. */
void linear_known_renew(struct linear *linear)
{
	struct date date;
	struct fault why;
	known_end(&linear->known);
	if (linear->known_date.size == 0 || !known_parse(linear->known_date, &date, &why))
		return;
	linear->known = known_on(linear->archive, date);
	linear->known.ending = _("'known' alone ends it.");
	while (!known_count(&linear->known, SLICE_US))
		if (linear_is_interrupted()) {
			known_end(&linear->known);
			linear->known_date = (struct str){0};
			return;
		}
}

bool linear_known_lacks(struct linear *linear, struct dossier_ref ref)
{
	const struct known *known = linear_known(linear);
	if (dossier_is_none(ref) || known_dossier(known, ref))
		return false;
	struct str words = known_later_of(known, &linear->scratch, ref);
	linear_say(linear, "%.*s", STR_ARGS(words));
	return true;
}

void linear_set_known(struct linear *linear, const struct linear_command *command)
{
	struct arena *arena = &linear->scratch;
	struct fault fault = {0};
	struct date date;
	if (command->rest.size && !known_parse(command->rest, &date, &fault)) {
		linear_say(linear, "%s", fault.sentence);
		return;
	}
	linear->known_date = str_copy(&linear->arena, command->rest);
	linear_known_renew(linear);
	linear_list_renew(linear);
	linear_page_renew(linear);
	const struct known *known = linear_known(linear);
	size_t count = known_dossier_count(known, linear->archive);
	size_t all = dossier_count(linear->archive);
	if (!known) {
		linear_say(linear, message_count("All that is known now: %zu dossiers.",
		                                 "All that is known now: %zu dossiers.", count),
		           count);
		return;
	}
	struct str day = known_day_words(known, arena, false);
	linear_say(linear,
	           message_count("As known on %.*s: %zu of %zu dossiers. 'known' alone ends it.",
	                         "As known on %.*s: %zu of %zu dossiers. 'known' alone ends it.",
	                         all),
	           STR_ARGS(day), count, all);
	struct str why = count ? (struct str){0} : known_first_sentence(known, arena);
	if (why.size)
		linear_say(linear, "%.*s", STR_ARGS(why));
	else if (!linear->shows_list && !linear_known_lacks(linear, linear_topic(linear)))
		linear_known_lacks(linear, dossier_find(linear->archive, linear->page.other));
}
