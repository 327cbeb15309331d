/* What a page says of what it leaves out, as it was known on a day. */
#include "query/page_parts.h"

void page_known_hidden(struct page_maker *maker, const struct known_hidden *hidden)
{
	const struct known *known = maker->options.known;
	if (!known)
		return;
	page_raw(&maker->writer, ROLE_NOTE, known_sentence(known, maker->arena, hidden));
	page_break(&maker->writer);
}

void page_known_only(struct page_maker *maker)
{
	const struct known *known = maker->options.known;
	if (!known)
		return;
	struct str day = known_day_words(known, maker->arena, false);
	page_format(&maker->writer, ROLE_NOTE,
	            _("As known on %.*s: what only later sources say is left out."), STR_ARGS(day));
	page_break(&maker->writer);
}

void page_known_nothing(struct page_maker *maker)
{
	const struct known *known = maker->options.known;
	struct str day = known_day_words(known, maker->arena, false);
	page_format(&maker->writer, ROLE_NOTE,
	            _("Nothing that was known on %.*s speaks of this dossier. "), STR_ARGS(day));
	page_raw(&maker->writer, ROLE_NOTE, known_first_sentence(known, maker->arena));
	page_break(&maker->writer);
}
