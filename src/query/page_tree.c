/* A tree as lines. What hangs on a branch is indented by two columns more than it; the lines of a
 * long branch hang deeper than both:
 *
 *	met (4)
 *	- Min Aung Hlaing, 3 August 2022 [1]
 *	      [2]
 *	  + met Wang Yi …
 *	  ↓ in the event Ship Fair …            whose branches stand further down
 */
#include "query/page_parts.h"

#include "base/array.h"
#include "query/page_relation.h"
#include "query/tree.h"

enum {
	STEP = 2,                       /* columns between a branch and what hangs on it */
	HANG = 4,                       /* of further lines of a branch, behind its name */
};

struct tree_writer {
	struct page_maker *maker;
	const struct tree *tree;
	struct { struct tree_line *items; size_t count, room; } lines;
};

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

/* End the line; those written since the last call stand for this. */
static void end_lines(struct tree_writer *writer, uint64_t key, enum tree_state state)
{
	page_break(&writer->maker->writer);
	while (writer->lines.count < writer->maker->writer.page.lines.count)
		*ARRAY_ADD(writer->maker->arena, &writer->lines) =
			(struct tree_line){ .key = key, .state = state };
}

/* Begin a line of this depth (from 1) with a sign before its words. */
static void begin_line(struct tree_writer *writer, unsigned depth, const char *sign)
{
	struct page_writer *page = &writer->maker->writer;
	page_break(page);
	page->margin = page->indent = (int)(depth - 1) * STEP;
	if (*sign)
		page_label_as(page, ROLE_DIM, shown_literal(writer->maker->arena, sign), STEP);
	else
		page->indent += STEP;
	page_hang(page, HANG);
}

/* ── What is left out ───────────────────────────────────────────────────────────────────────── */

static struct str left_words(struct arena *arena, enum tree_words what, size_t count)
{
	switch (what) {
	case TREE_QUOTES:
		return str_format(arena, message_count("%zu quote", "%zu quotes", count), count);
	case TREE_CLAIMS:
		return str_format(arena, message_count("%zu claim", "%zu claims", count), count);
	case TREE_SOURCES:
		return str_format(arena, message_count("%zu source", "%zu sources", count), count);
	case TREE_WORDS_COUNT:
		break;
	}
	return (struct str){0};
}

/* "12 more, 3 quotes, 1 claim"; empty if nothing is left out. */
static struct str rest_words(struct arena *arena, const struct tree_rest *rest)
{
	struct str all = {0};
	if (rest->branches)
		all = str_format(arena, _("%zu more"), rest->branches);
	for (enum tree_words what = 0; what < TREE_WORDS_COUNT; what++)
		if (rest->words[what])
			all = str_join(arena, all, STR(", "),
			               left_words(arena, what, rest->words[what]));
	return all;
}

static void write_rest(struct tree_writer *writer, const struct tree_rest *rest, unsigned depth)
{
	struct page_maker *maker = writer->maker;
	struct str words = rest_words(maker->arena, rest);
	if (str_is_empty(words) && !rest->is_open)
		return;
	begin_line(writer, depth, rest->is_open ? "-" : "+");
	if (words.size)
		page_format(&maker->writer, ROLE_DIM, _("and %.*s"), STR_ARGS(words));
	else
		page_literal(&maker->writer, ROLE_DIM, _("that is all"));
	end_lines(writer, rest->key, rest->is_open ? TREE_OPEN : TREE_CLOSED);
}

/* ── Branches ───────────────────────────────────────────────────────────────────────────────── */

/* For ears the words stand where others see an arrow. */
static const struct { const char *sign, *heard, *words; } looks[] = {
	[TREE_LEAF]   = { "",  "",  NULL },
	[TREE_CLOSED] = { "+", "+", NULL },
	[TREE_OPEN]   = { "-", "-", NULL },
	[TREE_ABOVE]  = { "↑", "",  N_("(see above)") },
	[TREE_BELOW]  = { "↓", "",  N_("(see below)") },
};
_Static_assert(sizeof looks / sizeof *looks == TREE_STATE_COUNT, "a look for each");

/* " (see above)", never apart. */
static void write_where(struct page_writer *page, enum tree_state state)
{
	if (!looks[state].words)
		return;
	page_literal(page, ROLE_DIM, " ");
	page_kept(page, ROLE_DIM, str_of(_(looks[state].words)));
}

static void write_branches(struct tree_writer *writer, uint32_t first, uint32_t count);

static void write_branch(struct tree_writer *writer, const struct tree_branch *branch)
{
	struct page_maker *maker = writer->maker;
	const struct connections *links = &branch->links;
	uint32_t value = links->count ? links->items[0].link.value : NO_ROW;
	bool is_heard = maker->options.has_no_columns;
	begin_line(writer, branch->depth,
	           is_heard ? looks[branch->state].heard : looks[branch->state].sign);
	page_shows(&maker->writer, value);
	if (branch->depth > 1) {
		struct str label = message_of(relation_label(maker->archive, branch->relation,
		                                             branch->direction));
		page_raw(&maker->writer, ROLE_LABEL, label);
		page_literal(&maker->writer, ROLE_TEXT, " ");
	}
	page_relation_name(maker, branch->to, value);
	page_relation(maker, links, branch->link_count > TREE_MOST_LINKS
	                            ? branch->link_count - TREE_MOST_LINKS : 0);
	if (is_heard)
		write_where(&maker->writer, branch->state);
	end_lines(writer, branch->key, branch->state);
	page_shows(&maker->writer, NO_ROW);
	write_branches(writer, branch->first, branch->count);
	if (branch->state == TREE_OPEN)
		write_rest(writer, &branch->rest, branch->depth + 1);
}

static void write_branches(struct tree_writer *writer, uint32_t first, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		write_branch(writer, &writer->tree->branches.items[first + i]);
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────── */

static void write_group(struct tree_writer *writer, const struct tree_group *group)
{
	struct page_writer *page = &writer->maker->writer;
	page->margin = page->indent = 0;
	page_blank(page);
	end_lines(writer, 0, TREE_LEAF);
	page_section(page, message_of(group->label), group->total);
	end_lines(writer, group->key, group->is_open ? TREE_OPEN : TREE_CLOSED);
	write_branches(writer, group->first, group->count);
	if (group->is_open)
		write_rest(writer, &group->rest, 1);
}

static bool has_state(const struct tree *tree, enum tree_state state)
{
	for (size_t i = 0; i < tree->branches.count; i++)
		if (tree->branches.items[i].state == state)
			return true;
	return false;
}

/* What the signs mean that do not say it themselves. */
static void write_signs(struct tree_writer *writer)
{
	struct page_writer *page = &writer->maker->writer;
	bool has_above = has_state(writer->tree, TREE_ABOVE);
	bool has_below = has_state(writer->tree, TREE_BELOW);
	if (writer->maker->options.has_no_columns)
		return;
	if (has_above && has_below)
		page_literal(page, ROLE_DIM, _("↓ ↑ branches further down, or up"));
	else if (has_below)
		page_literal(page, ROLE_DIM, _("↓ branches further down"));
	else if (has_above)
		page_literal(page, ROLE_DIM, _("↑ branches further up"));
	page_break(page);
}

static void write_head(struct tree_writer *writer)
{
	struct page_maker *maker = writer->maker;
	page_title_of(maker, writer->tree->centre);
	page_known_only(maker);
	write_signs(writer);
	end_lines(writer, 0, TREE_LEAF);
}

/* What does no more than name: how many, and the search that finds them. */
static void write_named(struct tree_writer *writer)
{
	struct page_maker *maker = writer->maker;
	struct page_writer *page = &maker->writer;
	size_t by = writer->tree->named_by, names = writer->tree->names;
	struct str id = dossier_id(maker->archive, writer->tree->centre);
	const char *query = str_format(maker->arena, "link:%.*s", STR_ARGS(id)).bytes;
	/* Translators: how many dossiers; then "search" and what to type into it. */
	if (by && names)
		page_format(page, ROLE_DIM,
		            _("Named or cited by %zu; names or cites %zu: search %s"), by, names,
		            query);
	else if (by)
		page_format(page, ROLE_DIM, _("Named or cited by %zu: search %s"), by, query);
	else if (names)
		page_format(page, ROLE_DIM, _("Names or cites %zu: search %s"), names, query);
}

static void write_foot(struct tree_writer *writer)
{
	struct page_maker *maker = writer->maker;
	struct page_writer *page = &maker->writer;
	const struct tree *tree = writer->tree;
	page->margin = page->indent = 0;
	page_blank(page);
	if (tree->is_cut) {
		page_literal(page, ROLE_NOTE,
		             _("The tree is too large: not all of it is shown that is open."));
		page_break(page);
		page_blank(page);
	}
	if (tree->groups.count == 0 && tree->named_by + tree->names == 0)
		page_literal(page, ROLE_DIM, _("Nothing leads to it or from it."));
	write_named(writer);
	end_lines(writer, 0, TREE_LEAF);
}

struct tree_page page_tree(const struct archive *archive, struct arena *arena,
                           const struct tree *tree, struct page_options options)
{
	struct page_sources sources = { .arena = arena };
	struct page_maker maker = {
		.archive = archive, .arena = arena, .options = options, .sources = &sources,
		.text_role = ROLE_TEXT, .has_plain_marks = true,
		.writer = page_begin(arena, options.width),
	};
	struct tree_writer writer = { .maker = &maker, .tree = tree };
	maker.writer.numbers_links = options.numbers_links;
	if (tree->centre.row < dossier_count(archive)) {
		write_head(&writer);
		for (size_t i = 0; i < tree->groups.count; i++)
			write_group(&writer, &tree->groups.items[i]);
		write_foot(&writer);
		page_source_list(&maker);
	}
	end_lines(&writer, 0, TREE_LEAF);
	arena_release(&maker.scratch);
	return (struct tree_page){ .page = page_end(&maker.writer), .lines = writer.lines.items };
}
