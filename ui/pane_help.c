/* The pane that shows every action with its keys, made from the tables that the program itself
 * uses. */
#include "base/message.h"
#include "query/completion.h"
#include "query/timeline_page.h"
#include "ui/kiosk.h"
#include "ui/pane_list.h"
#include "ui/pane_page.h"
#include "ui/workspace.h"

struct help_state {
	struct page_view view;          /* first: pane_page.h */
};

/* Columns of keys and names, where there is room for both before the sentence; and of keys
 * alone. */
enum { KEYS_WIDTH = 23, NAME_WIDTH = 18, KEYS_NARROW = 14, FIELD_WIDTH = 14 };
enum { NAMED_FROM = 72, TWO_FROM = 156, GAP = 2 };      /* widths of a page */

static void help_open(struct pane *pane, struct workspace *workspace, struct dossier_ref subject)
{
	(void)workspace;
	(void)subject;
	page_view_rewind(pane_page_view(pane));
	pane->needs_layout = true;
}

/* All keys of an action; nine digits in a row as the stretch that they are. */
static struct shown keys_of(struct arena *arena, enum action action)
{
	static const struct str digits = STR("1, 2, 3, 4, 5, 6, 7, 8, 9");
	struct str keys = str_copy(arena, keymap_keys(arena, CONTEXT_GLOBAL, action, false));
	size_t at = str_find(keys, digits, 0);
	if (at != SIZE_MAX)
		keys = str_format(arena, "%.*s1–9%s", (int)at, keys.bytes,
		                  keys.bytes + at + digits.size);
	return shown_line(arena, keys);
}

/*	       Backspace, Left  back             Back to the dossier you came from */
static void write_action(struct page_writer *writer, enum action action)
{
	const struct action_row *row = action_row(action);
	struct shown keys = keys_of(writer->arena, action);
	struct shown help = shown_literal(writer->arena, _(row->help));
	if (writer->page.width < NAMED_FROM) {
		page_label(writer, keys, KEYS_NARROW);
		page_text(writer, ROLE_TEXT, help);
		page_text(writer, ROLE_DIM, shown_format(writer->arena, " :%s", row->name));
		page_break(writer);
		return;
	}
	writer->margin = keys.width < KEYS_WIDTH ? KEYS_WIDTH - keys.width : 0;
	page_label(writer, keys, KEYS_WIDTH + GAP - writer->margin);
	writer->margin = 0;
	writer->indent = KEYS_WIDTH + GAP;
	page_column(writer, writer->indent);
	page_text(writer, ROLE_DIM, shown_literal(writer->arena, row->name));
	page_column(writer, KEYS_WIDTH + GAP + NAME_WIDTH);
	writer->indent += NAME_WIDTH;
	page_text(writer, ROLE_TEXT, help);
	page_break(writer);
}

static void write_group(struct page_writer *writer, enum action_group group)
{
	const char *name = _(action_group_name(group));
	page_heading(writer, shown_literal(writer->arena, name), (struct shown){ 0 });
	for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
		if (action_row((enum action)action)->group == group &&
		    !kiosk_refusal((enum action)action))
			write_action(writer, (enum action)action);
}

static void write_fields(struct page_writer *writer, const struct workspace *workspace)
{
	const struct archive *archive = workspace->archive;
	struct str_list keys = filter_keys(archive, writer->arena);
	page_heading(writer, shown_literal(writer->arena, _("What a search understands")),
	             (struct shown){ 0 });
	for (size_t i = 0; i < keys.count; i++) {
		struct str help = completion_help(archive, writer->arena, keys.items[i],
		                                  !workspace_known(workspace));
		page_label(writer, shown_format(writer->arena, "%.*s:", STR_ARGS(keys.items[i])),
		           FIELD_WIDTH);
		page_text(writer, ROLE_TEXT, shown_prose(writer->arena, help));
		page_break(writer);
	}
}

static const char *const timeline_words[] = {
	[TIMELINE_EVENT] = N_("an event"),
	[TIMELINE_QUOTE] = N_("a quote, when it was said"),
	[TIMELINE_PUBLISHED] = N_("a source, when it was published"),
	[TIMELINE_RELATION] = N_("a relation, from when or on which day it held"),
};
_Static_assert(sizeof(timeline_words) / sizeof(timeline_words[0]) == TIMELINE_WHAT_COUNT,
               "words for each");

static void write_timeline_marks(struct page_writer *writer, const struct workspace *workspace)
{
	(void)workspace;
	page_heading(writer, shown_literal(writer->arena, _("Signs in the timeline")),
	             (struct shown){ 0 });
	for (int what = 0; what < TIMELINE_WHAT_COUNT; what++) {
		const char *mark = list_timeline_mark((enum timeline_what)what);
		page_label(writer, shown_literal(writer->arena, mark), FIELD_WIDTH);
		page_text(writer, ROLE_TEXT, shown_literal(writer->arena, _(timeline_words[what])));
		page_break(writer);
	}
	page_label(writer, shown_literal(writer->arena, page_timeline_bars()), FIELD_WIDTH);
	page_text(writer, ROLE_TEXT,
	          shown_literal(writer->arena,
	                        _("in the timeline with months: from where something begins to "
	                          "its end, for two at once at most, the shortest")));
	page_break(writer);
}

/* The first key of an action, for the sentences of the introduction. It ends in a NUL, for a
 * translation may name the keys in another order. */
static const char *key_of(struct arena *arena, enum action action)
{
	return str_copy(arena, keymap_keys(arena, CONTEXT_GLOBAL, action, true)).bytes;
}

/* What is typed in the line of commands: ":tour". */
static const char *typed(struct arena *arena, const char *words)
{
	return str_format(arena, "%s%s", key_of(arena, ACTION_COMMAND), words).bytes;
}

static void write_introduction(struct page_writer *writer, const struct workspace *workspace)
{
	(void)workspace;
	struct arena *arena = writer->arena;
	const char *pane = key_of(arena, ACTION_PANE_NEXT), *open = key_of(arena, ACTION_OPEN);
	const char *link = key_of(arena, ACTION_LINK_NEXT), *back = key_of(arena, ACTION_BACK);
	const char *source = key_of(arena, ACTION_SOURCE_NEXT), *who = key_of(arena, ACTION_WHO);
	const char *tour = typed(arena, action_row(ACTION_TOUR)->name);
	/* Translators: %s are keys; the last one is what is typed, :tour */
	struct shown text = shown_format(arena, _(
		"On the left is the list, in the middle the dossier you read, on the right "
		"what it is connected with; a narrow screen shows fewer at a time, and %s goes "
		"round. Moving in the list shows each dossier at once; %s goes there and "
		"remembers the way. Links stand out: %s selects the next one, %s follows it, "
		"%s returns. A mark such as [1] says who says so; %s tells it in words, and "
		"%s in full, with whoever says otherwise; [?] says that nobody does. %s "
		"shows you around."),
		pane, open, link, open, back, source, who, tour);
	page_heading(writer, shown_literal(arena, _("How to read here")), (struct shown){ 0 });
	page_text(writer, ROLE_TEXT, text);
	page_break(writer);
}

static void write_own_keys(struct page_writer *writer, const struct workspace *workspace)
{
	(void)workspace;
	struct arena *arena = writer->arena;
	page_heading(writer, shown_literal(arena, _("Keys of your own")), (struct shown){ 0 });
	/* Translators: what is typed, :bind C-t timeline */
	page_text(writer, ROLE_TEXT, shown_format(arena, _(
		"%s binds a key until the program ends; in config.yaml it is bound for good, "
		"and there are the keys of less, info, mutt and newsboat to choose from: "
		"dossier(1), CONFIGURATION."),
		typed(arena, "bind C-t timeline")));
	page_break(writer);
}

/* What stands behind the groups of actions. */
static void (*const others[])(struct page_writer *writer, const struct workspace *workspace) = {
	write_introduction, write_fields, write_timeline_marks, write_own_keys,
};

enum { OTHERS = sizeof(others) / sizeof(others[0]), BLOCKS = GROUP_COUNT + OTHERS };

static void write_block(struct page_writer *writer, int block, const void *context)
{
	if (block < GROUP_COUNT)
		write_group(writer, (enum action_group)block);
	else
		others[block - GROUP_COUNT](writer, context);
}

static void help_layout(struct pane *pane, struct workspace *workspace, int rows, int columns)
{
	const struct page_blocks blocks = {
		.count = BLOCKS, .write = write_block, .context = workspace,
	};
	struct page_writer writer = page_begin(page_view_renew(pane_page_view(pane)), columns);
	if (columns >= TWO_FROM)
		writer.page.width = columns;    /* a measure for each of the two */
	page_blocks(&writer, &blocks, columns >= TWO_FROM);
	page_view_set(pane_page_view(pane), page_end(&writer), rows);
}

static struct dossier_ref help_subject(const struct pane *pane, const struct workspace *workspace)
{
	(void)pane;
	(void)workspace;
	return NO_DOSSIER;
}

static struct str help_title(const struct pane *pane, const struct workspace *workspace,
                             struct arena *frame)
{
	(void)pane;
	(void)workspace;
	(void)frame;
	return str_of(_("Help"));
}

const struct pane_ops pane_help_ops = {
	.name = "help",
	.state_size = sizeof(struct help_state),
	.context = CONTEXT_HELP,
	.open = help_open,
	.layout = help_layout,
	.draw = pane_page_draw,
	.subject = help_subject,
	.title = help_title,
	.amount = pane_page_amount,
	.close = pane_page_close,
	.common = pane_page_actions,
	.common_count = PANE_PAGE_ACTION_COUNT,
};
