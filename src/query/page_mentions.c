/* Unlinked mentions as lines:
 *
 *	Ship Fair
 *	  Ana Vel opened it on a Monday.
 *	    Summary, events/fair.yaml:4
 *
 * The name of the dossier leads to its beginning, the one in the sentence to its place. */
#include "query/mentions.h"

#include "base/array.h"
#include "query/page_parts.h"
#include "query/page_relation.h"

enum { INDENT = 2 };

static void write_names(struct page_maker *maker, const struct mentions *mentions)
{
	struct page_writer *page = &maker->writer;
	page_literal(page, ROLE_LABEL, _("looked for: "));
	for (size_t i = 0; i < mentions->names.count; i++) {
		const struct mention_name *name = &mentions->names.items[i];
		page_literal(page, ROLE_TEXT, i ? "; " : "");
		page_raw(page, ROLE_TEXT, name->text);
		if (name->is_exact)
			page_literal(page, ROLE_DIM, _(" (as it is written)"));
	}
	page_break(page);
}

/* "Vel is also a name of Ivo Vel; Ana Vel (writer)". */
static void write_sharers(struct page_maker *maker, const struct mention_name *name)
{
	struct page_writer *page = &maker->writer;
	if (name->sharers.count == 0)
		return;
	/* Translators: names follow. */
	page_format(page, ROLE_NOTE, _("%.*s is also a name of "), STR_ARGS(name->text));
	for (size_t i = 0; i < name->sharers.count; i++) {
		page_literal(page, ROLE_TEXT, i ? "; " : "");
		page_dossier_link(maker, name->sharers.items[i], STR(""), STR(""), NO_ROW);
	}
	page_break(page);
}

static void write_head(struct page_maker *maker, const struct mentions *mentions)
{
	page_title_of(maker, mentions->of);
	if (mentions->names.count == 0) {
		page_literal(&maker->writer, ROLE_DIM, _("It has no name to look for."));
		page_break(&maker->writer);
		return;
	}
	write_names(maker, mentions);
	for (size_t i = 0; i < mentions->names.count; i++)
		write_sharers(maker, &mentions->names.items[i]);
}

/* A part of the sentence, which begins and ends as it is. */
static void write_part(struct page_maker *maker, enum role role, struct str sentence, size_t start,
                       size_t end)
{
	page_raw(&maker->writer, role, str_slice(sentence, start, end - start));
}

/* True if the dossier is called by the sentence: a claim, by its words. */
static bool is_name_too(struct page_maker *maker, const struct mention *mention)
{
	struct str name = dossier_name(maker->archive, mention->in);
	struct str sentence = str_trim(mention->sentence);
	if (str_ends_with(sentence, STR(".")))
		sentence.size--;
	return str_equal(sentence, name);
}

/* The sentence, deeper than the name of what it is in, unless it stands for that. */
static void write_mention(struct page_maker *maker, const struct mention *mention, bool is_name)
{
	struct page_writer *page = &maker->writer;
	struct str sentence = mention->sentence;
	struct search_range mark = mention->mark;
	page->margin = page->indent = is_name ? 0 : INDENT;
	page_hang(page, INDENT);
	page_shows(page, mention->value);
	write_part(maker, ROLE_TEXT, sentence, 0, mark.start);
	page_link(page, ROLE_LINK,
	          shown_prose(maker->arena, str_slice(sentence, mark.start, mark.size)),
	          (struct page_link){
		.kind = PAGE_LINK_DOSSIER, .to = mention->in, .value = mention->value,
	});
	write_part(maker, ROLE_TEXT, sentence, mark.start + mark.size, sentence.size);
	struct str label = message_of(mention_label(maker->archive, mention));
	struct str path = file_path(maker->archive, mention->file);
	page_break(page);
	page_format(page, ROLE_DIM, "%.*s, %.*s:%u", STR_ARGS(label), STR_ARGS(path),
	            (unsigned)mention->line);
	if (mention->more)
		page_format(page, ROLE_DIM, _(", and %zu more there"), mention->more);
	page_break(page);
	page_shows(page, NO_ROW);
	page->margin = page->indent = 0;
}

static size_t dossiers_of(const struct mentions *mentions)
{
	size_t count = 0;
	for (size_t i = 0; i < mentions->items.count; i++)
		count += i == 0 || mentions->items.items[i].in.row !=
		                   mentions->items.items[i - 1].in.row;
	return count;
}

static void write_mentions(struct page_maker *maker, const struct mentions *mentions)
{
	struct page_writer *page = &maker->writer;
	uint32_t last = NO_ROW;
	page_section(page, str_of(_("named without a link")), dossiers_of(mentions));
	for (size_t i = 0; i < mentions->items.count; i++) {
		const struct mention *mention = &mentions->items.items[i];
		bool is_name = mention->in.row != last && is_name_too(maker, mention);
		if (mention->in.row != last && !is_name) {
			page_dossier_link(maker, mention->in, STR(""), STR(""), NO_ROW);
			page_break(page);
		}
		last = mention->in.row;
		write_mention(maker, mention, is_name);
	}
}

struct page page_mentions(const struct archive *archive, struct arena *arena,
                          const struct mentions *mentions, struct page_options options)
{
	struct page_sources sources = { .arena = arena };
	struct page_maker maker = {
		.archive = archive, .arena = arena, .options = options, .sources = &sources,
		.text_role = ROLE_TEXT, .writer = page_begin(arena, options.width),
	};
	struct page_writer *page = &maker.writer;
	page->numbers_links = options.numbers_links;
	if (mentions->of.row < dossier_count(archive)) {
		write_head(&maker, mentions);
		if (mentions->items.count)
			write_mentions(&maker, mentions);
		else if (mentions->names.count && !mentions->is_cut) {
			page_blank(page);
			page_literal(page, ROLE_DIM, _("It is named nowhere without a link."));
		}
		if (mentions->is_cut) {
			page_blank(page);
			page_literal(page, ROLE_NOTE, _("Not all was read: there may be more."));
		}
	}
	page_break(page);
	arena_release(&maker.scratch);
	return page_end(page);
}
