/* All that is said, as it was known on a day. */
#include "ui/linear.h"

enum { SLICE_US = 50000 };

const struct known *linear_known(const struct linear *linear)
{
	return linear->known.archive ? &linear->known : NULL;
}

struct str linear_known_words(const struct linear *linear, struct arena *arena)
{
	const struct known *known = linear_known(linear);
	if (!known)
		return (struct str){0};
	struct str day = known_day_words(known, arena, false);
	return str_format(arena, ", as known on %.*s", STR_ARGS(day));
}

/* Who interrupts the counting gets all that is known now. */
bool linear_known_renew(struct linear *linear)
{
	struct date date;
	struct fault why;
	known_end(&linear->known);
	if (linear->known_date.size == 0 || !known_parse(linear->known_date, &date, &why))
		return true;
	linear->known = known_on(linear->archive, date);
	while (!known_count(&linear->known, SLICE_US))
		if (linear_is_interrupted()) {
			known_end(&linear->known);
			linear->known_date = (struct str){0};
			return false;
		}
	return true;
}

void linear_set_known(struct linear *linear, const struct linear_command *command)
{
	struct arena *arena = &linear->scratch;
	struct fault why = {0};
	struct date date;
	if (command->rest.size && !known_parse(command->rest, &date, &why)) {
		linear_say(linear, "%s", why.sentence);
		return;
	}
	linear->known_date = str_copy(&linear->arena, command->rest);
	if (!linear_known_renew(linear))
		return;
	linear_page_renew(linear);
	linear_list_renew(linear);
	const struct known *known = linear_known(linear);
	uint32_t count = known_dossier_count(known, linear->archive);
	if (!known) {
		linear_say(linear, "All that is known now: %u dossiers.", count);
		return;
	}
	struct str day = known_day_words(known, arena, false);
	linear_say(linear, "As known on %.*s: %u of %u dossiers. 'known' alone ends it.",
	           STR_ARGS(day), count, dossier_count(linear->archive));
}
