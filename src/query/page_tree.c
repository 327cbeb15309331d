/* A tree as lines. What hangs on a branch is indented by two columns more than it; the lines of a
 * long branch hang deeper than both:
 *
 *	met (4)
 *	- Min Aung Hlaing, 3 August 2022 [1]
 *	      [2]
 *	  + met Wang Yi …
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

static void add_count(struct text *text, size_t count, const char *one, const char *many)
{
	if (count)
		text_format(text, "%s%zu %s", text->size ? ", " : "", count,
		            count == 1 ? one : many);
}

/* "12 more, 3 quotes, 1 claim"; empty if nothing is left out. */
static struct str rest_words(struct arena *arena, const struct tree_rest *rest)
{
	static const char *const names[][2] = {
		[TREE_QUOTES]  = { "quote", "quotes" },
		[TREE_CLAIMS]  = { "claim", "claims" },
		[TREE_SOURCES] = { "source", "sources" },
	};
	_Static_assert(sizeof names / sizeof *names == TREE_WORDS_COUNT, "a name for each");
	struct text text = { .arena = arena };
	add_count(&text, rest->branches, "more", "more");
	for (size_t i = 0; i < TREE_WORDS_COUNT; i++)
		add_count(&text, rest->words[i], names[i][0], names[i][1]);
	return text_str(&text);
}

static void write_rest(struct tree_writer *writer, const struct tree_rest *rest, unsigned depth)
{
	struct page_maker *maker = writer->maker;
	struct str words = rest_words(maker->arena, rest);
	if (str_is_empty(words) && !rest->is_open)
		return;
	begin_line(writer, depth, rest->is_open ? "-" : "+");
	if (words.size)
		page_format(&maker->writer, ROLE_DIM, "and %.*s", STR_ARGS(words));
	else
		page_literal(&maker->writer, ROLE_DIM, "that is all");
	end_lines(writer, rest->key, rest->is_open ? TREE_OPEN : TREE_CLOSED);
}

/* ── Branches ───────────────────────────────────────────────────────────────────────────────── */

static const struct { const char *sign, *where; } looks[] = {
	[TREE_LEAF]   = { "",  NULL },
	[TREE_CLOSED] = { "+", NULL },
	[TREE_OPEN]   = { "-", NULL },
	[TREE_ABOVE]  = { "",  "above)" },
	[TREE_BELOW]  = { "",  "below)" },
};
_Static_assert(sizeof looks / sizeof *looks == TREE_STATE_COUNT, "a look for each");

/* " (see above)", never apart. */
static void write_where(struct page_writer *page, enum tree_state state)
{
	if (!looks[state].where)
		return;
	page_literal(page, ROLE_DIM, " (see");
	page_glue(page);
	page_literal(page, ROLE_DIM, looks[state].where);
}


static void write_branches(struct tree_writer *writer, uint32_t first, uint32_t count);

static void write_branch(struct tree_writer *writer, const struct tree_branch *branch)
{
	struct page_maker *maker = writer->maker;
	const struct connections *links = &branch->links;
	uint32_t value = links->count ? links->items[0].link.value : NO_ROW;
	begin_line(writer, branch->depth, looks[branch->state].sign);
	page_shows(&maker->writer, value);
	if (branch->depth > 1) {
		struct str label = relation_label(maker->archive, branch->relation,
		                                  branch->direction);
		page_raw(&maker->writer, ROLE_LABEL, label);
		page_literal(&maker->writer, ROLE_TEXT, " ");
	}
	page_relation_name(maker, branch->to, value);
	page_relation(maker, links, branch->link_count > TREE_MOST_LINKS
	                            ? branch->link_count - TREE_MOST_LINKS : 0);
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
	page_section(page, group->label, group->total);
	end_lines(writer, group->key, group->is_open ? TREE_OPEN : TREE_CLOSED);
	write_branches(writer, group->first, group->count);
	if (group->is_open)
		write_rest(writer, &group->rest, 1);
}

static void write_head(struct tree_writer *writer)
{
	struct page_maker *maker = writer->maker;
	struct dossier dossier = dossier_at(maker->archive, writer->tree->centre);
	struct str kind = kind_at(maker->archive, dossier.kind).label;
	page_raw(&maker->writer, ROLE_TITLE, dossier.name);
	page_break(&maker->writer);
	page_format(&maker->writer, ROLE_DIM, "%.*s · ", STR_ARGS(kind));
	page_text(&maker->writer, ROLE_DIM, shown_line(maker->arena, dossier.id));
	page_break(&maker->writer);
	page_known_only(maker);
	end_lines(writer, 0, TREE_LEAF);
}

/* What does no more than name: how many, and the search that finds them. */
static void write_foot(struct tree_writer *writer)
{
	struct page_maker *maker = writer->maker;
	struct page_writer *page = &maker->writer;
	const struct tree *tree = writer->tree;
	page->margin = page->indent = 0;
	page_blank(page);
	if (tree->is_cut) {
		page_literal(page, ROLE_NOTE,
		             "The tree is too large: not all of it is shown that is open.");
		page_break(page);
		page_blank(page);
	}
	if (tree->groups.count == 0 && tree->named_by + tree->names == 0)
		page_literal(page, ROLE_DIM, "Nothing leads to it or from it.");
	struct text words = { .arena = maker->arena };
	if (tree->named_by)
		text_format(&words, "Named or cited by %zu", tree->named_by);
	if (tree->names)
		text_format(&words, "%s %zu", words.size ? "; names or cites" : "Names or cites",
		            tree->names);
	if (words.size) {
		struct str id = dossier_id(maker->archive, tree->centre);
		page_format(page, ROLE_DIM, "%.*s: search link:%.*s", STR_ARGS(text_str(&words)),
		            STR_ARGS(id));
	}
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
