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

bool page_known_lacks(struct page_maker *maker, struct dossier_ref ref)
{
	const struct known *known = maker->options.known;
	if (known_dossier(known, ref))
		return false;
	struct str first = known_first_sentence(known, maker->arena);
	page_raw(&maker->writer, ROLE_NOTE, known_later_of(known, maker->arena, ref));
	if (first.size)
		page_format(&maker->writer, ROLE_NOTE, " %.*s", STR_ARGS(first));
	page_break(&maker->writer);
	return true;
}
