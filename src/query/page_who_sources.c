/* What a value rests on, as lines: each source as it introduces itself, once.
 *
 *	Who says so (1)
 *	[1] Log of the light, p. 1
 *	    “The Light, its Keepers and its Ships”
 *	    by Lan; 1901 to 1990
 *	    graded B: usually reliable
 *	    2 of 2 quotes of it found in its text
 *
 * Those of a claim stand under what they do: "Asserted by (2)".
 */
#include "query/page_parts.h"

#include "base/message.h"
#include "query/who.h"

static const struct { enum role role; const char *sentence; } grounds[] = {
	[WHO_OWN]     = { ROLE_TEXT, "" },
	[WHO_EDITOR]  = { ROLE_DIM, N_("This is about the dossier itself: no source is asked "
	                               "for.") },
	[WHO_QUOTE]   = { ROLE_NOTE, N_("It has no source of its own: this is that of the "
	                                "quote.") },
	[WHO_CLAIM]   = { ROLE_NOTE, N_("A claim rests on those who assert, deny or qualify it.") },
	[WHO_ITSELF]  = { ROLE_NOTE, N_("It has no source of its own: this dossier is a source, "
	                                "and tells it of itself.") },
	[WHO_DOSSIER] = { ROLE_NOTE, N_("It has no source of its own: these are those of the "
	                                "whole dossier.") },
	[WHO_NOBODY]  = { ROLE_UNSOURCED, N_("[?] Nobody: no source is given, neither for this "
	                                     "value nor for the dossier.") },
};
_Static_assert(sizeof(grounds) / sizeof(grounds[0]) == WHO_GROUND_COUNT, "a row for each");

static struct str joined(const struct page_maker *maker, const struct str_list *names)
{
	struct str all = {0};
	for (size_t i = 0; i < names->count; i++)
		all = str_join(maker->arena, all, STR(", "), names->items[i]);
	return all;
}

static void write_line(struct page_maker *maker, enum role role, struct str line)
{
	if (line.size == 0)
		return;
	page_raw(&maker->writer, role, line);
	page_break(&maker->writer);
}

/* Who made it, who published it, and when. */
static struct str origin_of(const struct page_maker *maker, const struct who_document *document)
{
	struct arena *arena = maker->arena;
	struct str by = joined(maker, &document->authors);
	if (by.size)
		/* Translators: names of authors. */
		by = str_format(arena, _("written by %.*s"), STR_ARGS(by));
	struct str date = date_words(arena, document->published);
	if (document->published.size == 0)
		date = str_of(_("no date is known"));
	return str_join(arena, str_join(arena, by, STR("; "), document->publisher), STR("; "), date);
}

/* "graded B: usually reliable" */
static struct str reliability_of(const struct page_maker *maker,
                                 const struct who_document *document)
{
	if (document->reliability.size == 0)
		return str_of(_("its reliability is not graded"));
	/* Translators: how reliable a source is, as "graded B". */
	struct str grade = str_format(maker->arena, _("graded %.*s"),
	                              STR_ARGS(document->reliability));
	return str_join(maker->arena, grade, STR(": "), message_of(document->reliability_words));
}

static struct str quotes_of(const struct page_maker *maker, const struct who_document *document)
{
	struct arena *arena = maker->arena;
	size_t count = document->quote_count;
	size_t found = document->found_count;
	bool has_more = count >= WHO_MOST_QUOTES;
	if (count == 0)
		return (struct str){0};
	/* Translators: of it: of a source. */
	if (document->checked_count == 0 && has_more)
		return str_format(arena, _("at least %zu quotes of it, none checked"), count);
	if (document->checked_count == 0)
		return str_format(arena, message_count("%zu quote of it, none checked",
		                                       "%zu quotes of it, none checked", count),
		                  count);
	if (has_more)
		return str_format(arena, _("%zu of at least %zu quotes of it found in its text"),
		                  found, count);
	return str_format(arena, message_count("%zu of %zu quote of it found in its text",
	                                       "%zu of %zu quotes of it found in its text",
	                                       count), found, count);
}

/* What a source says of itself: below its name what it is called in print, if that is another. */
static void write_document(struct page_maker *maker, struct dossier_ref source)
{
	struct who_document document = who_document(maker->archive, maker->arena, source);
	struct str derived = joined(maker, &document.derived_from);
	if (!str_equal(document.title, dossier_name(maker->archive, source)))
		write_line(maker, ROLE_TEXT,
		           str_format(maker->arena, "“%.*s”", STR_ARGS(document.title)));
	write_line(maker, ROLE_TEXT, origin_of(maker, &document));
	write_line(maker, ROLE_TEXT, reliability_of(maker, &document));
	page_note(maker, document.reliability_note, NO_ROW);
	if (derived.size)
		write_line(maker, ROLE_TEXT, str_format(maker->arena, _("derived from %.*s"),
		                                        STR_ARGS(derived)));
	write_line(maker, ROLE_DIM, quotes_of(maker, &document));
}

/* "Harbour League:", who takes a stance to a claim; "for Title:", of a part of the value. */
static void write_for(struct page_maker *maker, const struct who_source *source)
{
	struct page_writer *writer = &maker->writer;
	bool is_named = !dossier_is_none(source->speaker) || source->speaker_id.size;
	if (source->stance.size &&
	    (!is_named || (!dossier_is_none(source->speaker) &&
	                   source->speaker.row == source->citation.source.row)))
		return;
	if (source->stance.size) {
		page_dossier_link(maker, source->speaker, source->speaker_id, STR(""), NO_ROW);
		page_literal(writer, ROLE_LABEL, ": ");
	} else if (source->inside != NO_ROW) {
		struct value inside = value_at(maker->archive, source->inside);
		struct str label = page_who_label(maker, &inside);
		/* Translators: the part of a value that a source is for. */
		page_format(writer, ROLE_LABEL, _("for %.*s:"), STR_ARGS(label));
		page_break(writer);
	}
}

static struct str name_of(const struct page_maker *maker, struct citation citation)
{
	return dossier_is_none(citation.source) ? citation.id
	                                        : dossier_name(maker->archive, citation.source);
}

/* True the first time that it is asked of a source. */
static bool introduces(struct page_maker *maker, struct keys *introduced,
                       const struct citation *citation)
{
	struct str key = str_format(maker->arena, "%u\n%.*s", (unsigned)citation->source.row,
	                            STR_ARGS(citation->id));
	return keys_add(maker->arena, introduced, key, 0) == KEYS_NONE;
}

static bool is_same_document(const struct who_source *one, const struct who_source *other)
{
	return one->citation.source.row == other->citation.source.row &&
	       str_equal(one->citation.id, other->citation.id);
}

/* The nth source. It introduces itself once; directly below another place in it the place is
 * enough. */
static void write_source(struct page_maker *maker, const struct who *who, size_t nth,
                         struct keys *introduced, int mark_width)
{
	const struct who_source *source = &who->sources.items[nth];
	struct page_writer *writer = &maker->writer;
	struct citation citation = source->citation;
	bool is_missing = dossier_is_none(citation.source);
	bool is_again = nth > 0 && is_same_document(source - 1, source);
	unsigned number = citation.id.size ? page_mark_number(maker, citation) : 0;
	struct shown mark = number ? shown_format(maker->arena, "[%u]", number)
	                           : shown_literal(maker->arena, "[?]");
	page_label_as(writer, number ? ROLE_SOURCE : ROLE_UNSOURCED, mark, mark_width);
	write_for(maker, source);
	if (number == 0) {
		page_literal(writer, ROLE_UNSOURCED, _("no source is given"));
	} else {
		struct str place = citation.locator.size ? citation.locator
		                                          : str_of(_("as a whole"));
		struct str text = is_again ? place : name_of(maker, citation);
		page_link(writer, is_missing ? page_missing_role(maker) : ROLE_LINK,
		          shown_prose(maker->arena, text),
		          page_source_link(&citation, NO_ROW));
		if (is_missing)
			page_missing(maker);
		if (!is_again && citation.locator.size)
			page_format(writer, ROLE_TEXT, ", %.*s", STR_ARGS(citation.locator));
	}
	page_break(writer);
	page_note(maker, citation.note, NO_ROW);
	if (!is_missing && introduces(maker, introduced, &citation))
		write_document(maker, citation.source);
	page_break(writer);
}

/* Those of a claim, under headings that count who takes the stance. */
static void write_stances(struct page_maker *maker, const struct who *who, int mark_width)
{
	struct page_writer *writer = &maker->writer;
	struct keys introduced = {0};
	for (enum page_stance stance = 0; stance < STANCE_COUNT; stance++) {
		bool has_heading = false;
		for (size_t i = 0; i < who->sources.count; i++) {
			if (page_stance_named(who->sources.items[i].stance) != stance)
				continue;
			if (!has_heading)
				page_stance_section(maker, stance);
			has_heading = true;
			write_source(maker, who, i, &introduced, mark_width);
		}
	}
	if (page_speakers(maker, who->ref, STANCE_DENIES) ||
	    who->value.field == field_known(maker->archive, KNOWN_STATUS))
		return;
	page_blank(writer);
	writer->indent = writer->margin;
	struct str differing = page_differing(maker, who->ref);
	if (differing.size)
		page_format(writer, ROLE_DIM, _("Nobody denies it; it is told differently by %.*s."),
		            STR_ARGS(differing));
	else
		page_literal(writer, ROLE_DIM, _("Nobody denies it."));
	page_break(writer);
}

static bool is_sourced_in_part(const struct who *who)
{
	for (size_t i = 0; i < who->sources.count; i++)
		if (who->sources.items[i].inside == NO_ROW)
			return false;
	return true;
}

void page_who_sources(struct page_maker *maker, const struct who *who)
{
	struct page_writer *writer = &maker->writer;
	struct keys introduced = {0};
	unsigned highest = 1;
	for (size_t i = 0; i < who->sources.count; i++) {
		unsigned number = page_mark_number(maker, who->sources.items[i].citation);
		highest = number > highest ? number : highest;
	}
	int mark_width = shown_format(maker->arena, "[%u] ", highest).width;
	writer->indent = writer->margin;
	if (grounds[who->ground].sentence[0]) {
		page_literal(writer, grounds[who->ground].role, _(grounds[who->ground].sentence));
		page_break(writer);
	}
	if (who->ground == WHO_OWN && is_sourced_in_part(who)) {
		page_literal(writer, ROLE_NOTE, _("Only a part of it has a source of its own."));
		page_break(writer);
	}
	if (who->ground == WHO_CLAIM)
		write_stances(maker, who, mark_width);
	for (size_t i = 0; i < who->sources.count && who->ground != WHO_CLAIM; i++)
		write_source(maker, who, i, &introduced, mark_width);
}
