/* The pages of linear mode: a row for each in the table at the end. */
#include "ui/linear.h"

#include <string.h>

#include "base/message.h"
#include "query/compare.h"
#include "query/facets.h"
#include "query/known.h"
#include "query/matrix.h"
#include "query/mentions.h"
#include "query/passage.h"
#include "query/quote_check.h"

enum { PATHS_SHOWN = 3, FACET_VALUES = 10, TEXT_LINES_BEFORE = 3, TEXT_LINES = 400 };

/* A quote or a claim may end in a full stop, or in the comma before who said it. */
struct str linear_inner_name(struct str name)
{
	while (name.size > 1 && strchr(".,;:", name.bytes[name.size - 1]))
		name.size--;
	return name;
}

/* It ends in a NUL, for a translation may name two in another order. In `arena`. */
static const char *name_of(const struct linear *linear, struct arena *arena, struct str id)
{
	struct dossier_ref ref = dossier_find(linear->archive, id);
	struct str name = dossier_is_none(ref) ? id : known_name(linear_known(linear),
	                                                         linear->archive, ref);
	return str_copy(arena, linear_inner_name(name)).bytes;
}

/* ── A dossier, and what it is connected with ───────────────────────────────────────────────── */

static bool has_subject(const struct linear *linear, struct fault *why)
{
	return !dossier_is_none(linear_subject(linear)) ||
	       fault_set(why, FAULT_USAGE, _("Nothing is open: 'list' says what there is"));
}

static bool dossier_make(struct linear *linear, struct arena *arena, struct page_options options,
                         struct page *page, struct fault *why)
{
	struct reader *reader = linear->options.reader;
	if (!has_subject(linear, why))
		return false;
	if (reader) {
		options.state =
			str_of(_(reading_state_name(reader_state(reader, linear->page.id))));
		options.note = reader_note(reader, linear->page.id);
	}
	options.is_headed = true;
	*page = page_dossier(linear->archive, arena, linear_subject(linear), options);
	return true;
}

static struct str dossier_title(const struct linear *linear, struct arena *arena)
{
	struct dossier_ref ref = linear_subject(linear);
	struct str name = str_of(name_of(linear, arena, linear->page.id));
	struct str kind = str_of(_("no longer there"));
	if (!dossier_is_none(ref))
		kind = kind_at(linear->archive, dossier_kind(linear->archive, ref)).label;
	return str_join(arena, name, STR(", "), message_of(kind));
}

static bool connections_make(struct linear *linear, struct arena *arena,
                             struct page_options options, struct page *page, struct fault *why)
{
	if (!has_subject(linear, why))
		return false;
	*page = page_links(linear->archive, arena, linear_subject(linear), options);
	return page->links.count ||
	       fault_set(why, FAULT_USAGE, _("Nothing is connected with this dossier"));
}

static struct str connections_title(const struct linear *linear, struct arena *arena)
{
	return str_format(arena, _("Connections of %s"), name_of(linear, arena, linear->page.id));
}

/* ── How all hangs together ─────────────────────────────────────────────────────────────────── */

static bool path_make(struct linear *linear, struct arena *arena, struct page_options options,
                      struct page *page, struct fault *why)
{
	struct arena scratch = {0};
	const struct archive *archive = linear->archive;
	const char *from = name_of(linear, arena, linear->page.id);
	const char *to = name_of(linear, arena, linear->page.other);
	struct path_query query = {
		.from = linear_subject(linear), .to = dossier_find(archive, linear->page.other),
		.via = NO_DOSSIER, .most = PATHS_SHOWN, .known = options.known,
	};
	struct paths paths = paths_find(path_finder_new(archive, &scratch), arena, &query);
	arena_release(&scratch);
	if (paths.count == 0)
		return fault_set(why, FAULT_USAGE, _("Nothing connects %s with %s"), from, to);
	if (paths.items[0].count == 0)
		return fault_set(why, FAULT_USAGE, _("That is the dossier you read: a path needs "
		                                   "another"));
	*page = page_path(archive, arena, &query, &paths, options);
	return true;
}

static struct str path_title(const struct linear *linear, struct arena *arena)
{
	const char *from = name_of(linear, arena, linear->page.id);
	const char *to = name_of(linear, arena, linear->page.other);
	return str_format(arena, _("Path from %s to %s"), from, to);
}

/* One under the other: two columns are for eyes. */
static bool compare_make(struct linear *linear, struct arena *arena, struct page_options options,
                         struct page *page, struct fault *why)
{
	const struct archive *archive = linear->archive;
	struct dossier_ref one = linear_subject(linear);
	struct dossier_ref other = dossier_find(archive, linear->page.other);
	if (!has_subject(linear, why))
		return false;
	if (one.row == other.row)
		return fault_set(why, FAULT_USAGE, _("That is the dossier you read: a comparison "
		                                   "needs another"));
	struct comparison comparison = compare_query(archive, arena, one, other, options.known);
	if (options.width >= COMPARE_WIDE)
		options.width = COMPARE_WIDE - 1;
	options.shows_all = linear->page.shows_all;
	*page = page_compare(archive, arena, &comparison, options);
	return true;
}

static struct str compare_title(const struct linear *linear, struct arena *arena)
{
	const char *one = name_of(linear, arena, linear->page.id);
	const char *other = name_of(linear, arena, linear->page.other);
	return str_format(arena, _("%s compared with %s"), one, other);
}

static bool tree_make(struct linear *linear, struct arena *arena, struct page_options options,
                      struct page *page, struct fault *why)
{
	const struct tree_query query = {
		.centre = linear_subject(linear), .depth = linear->page.depth,
		.folds = linear->page.folds.items, .fold_count = linear->page.folds.count,
		.known = options.known,
	};
	if (!has_subject(linear, why))
		return false;
	struct tree tree = tree_grow(linear->archive, arena, &query);
	struct tree_page made = page_tree(linear->archive, arena, &tree, options);
	linear->page.tree_lines = made.lines;
	*page = made.page;
	return true;
}

static struct str tree_title(const struct linear *linear, struct arena *arena)
{
	/* Translators: a name; how many steps from there the branches go */
	return str_format(arena, _("Tree around %s, %u deep"),
	                  name_of(linear, arena, linear->page.id), linear->page.depth);
}

/* Neither the matrix nor unlinked mentions can leave out what was not known on a day. */
static bool is_of_now(const struct linear *linear, struct fault *why)
{
	return !linear_known(linear) ||
	       fault_set(why, FAULT_USAGE,
	                 _("This says what is known now: end that first, by 'known'"));
}

/* In words alone: a grid is for eyes. */
static bool matrix_make(struct linear *linear, struct arena *arena, struct page_options options,
                        struct page *page, struct fault *why)
{
	const struct matrix_query query = {
		.around = linear_subject(linear), .kinds = { NO_ROW, NO_ROW },
	};
	if (!is_of_now(linear, why) || (linear->page.id.size && !has_subject(linear, why)))
		return false;
	struct matrix matrix = matrix_find(linear->archive, arena, &query);
	if (matrix.count == 0 && linear->page.id.size)
		return fault_set(why, FAULT_USAGE,
		                 _("No people are linked with events around %s: 'matrix all' "
		                   "reads who was at what in the whole collection"),
		                 name_of(linear, arena, linear->page.id));
	if (matrix.count == 0)
		return fault_set(why, FAULT_USAGE,
		                 _("No people are linked with events in this collection"));
	*page = page_matrix(linear->archive, arena, &matrix, MATRIX_ALL, options).page;
	return true;
}

static struct str matrix_title(const struct linear *linear, struct arena *arena)
{
	if (linear->page.id.size == 0)
		return str_of(_("Matrix of people and events"));
	return str_format(arena, _("Matrix of people and events around %s"),
	                  name_of(linear, arena, linear->page.id));
}

/* All of them: a line may take as long as it takes, and is interrupted. */
static bool mentions_make(struct linear *linear, struct arena *arena, struct page_options options,
                          struct page *page, struct fault *why)
{
	const struct mentions_query query = { .of = linear_subject(linear) };
	if (!is_of_now(linear, why) || !has_subject(linear, why))
		return false;
	struct mentions mentions = mentions_find(linear->archive, arena, &query);
	if (mentions.items.count == 0)
		return fault_set(why, FAULT_USAGE, _("It is named nowhere without a link"));
	*page = page_mentions(linear->archive, arena, &mentions, options);
	return true;
}

static struct str mentions_title(const struct linear *linear, struct arena *arena)
{
	return str_format(arena, _("Unlinked mentions of %s"),
	                  name_of(linear, arena, linear->page.id));
}

/* ── What is in the list ────────────────────────────────────────────────────────────────────── */

static struct dossier_ref row_of_list(const void *context, size_t row)
{
	return linear_list_subject(context, row);
}

static struct dossier_ref row_of_all(const void *context, size_t row)
{
	const struct linear *linear = context;
	struct dossier_ref ref = { dossiers_by_name(linear->archive).rows[row] };
	return known_dossier(linear_known(linear), ref) ? ref : NO_DOSSIER;
}

/* Nobody hears bars. */
static bool facets_make(struct linear *linear, struct arena *arena, struct page_options options,
                        struct page *page, struct fault *why)
{
	bool is_of_list = linear_source_row(linear->list.source)->subject;
	struct facet_rows rows = {
		.count = is_of_list ? linear_list_count(linear)
		                    : dossiers_by_name(linear->archive).count,
		.dossier = is_of_list ? row_of_list : row_of_all,
		.context = linear,
		.known = linear_known(linear),
	};
	if (rows.count == 0)
		return fault_set(why, FAULT_USAGE,
		                 _("The list is empty: there is nothing to count"));
	struct facets facets = facets_count(linear->archive, arena, &rows, FACETS_ROWS);
	struct facets_look look = { .most = FACET_VALUES, .hides_bars = true };
	*page = page_facets(arena, &facets, look, options);
	return true;
}

static struct str facets_title(const struct linear *linear, struct arena *arena)
{
	const struct linear_source_row *source = linear_source_row(linear->list.source);
	if (!source->subject)
		return str_of(_("What is in the collection"));
	struct str title = source->title(linear, arena);
	/* Translators: the title of a list follows */
	return str_format(arena, _("What is in: %.*s"), STR_ARGS(title));
}

/* ── The text of a source ───────────────────────────────────────────────────────────────────── */

static const char *const results[] = {
	[VERDICT_EXACT]      = N_("The quote stands here word for word."),
	[VERDICT_NORMALIZED] = N_("The quote stands here, but for signs and blanks."),
	[VERDICT_TOO_SHORT]  = N_("The words stand here, but are too few to prove it."),
	[VERDICT_NO_COPY]    = N_("There is no text to look in."),
	[VERDICT_NOT_FOUND]  = N_("The quote does not stand in this text."),
};
_Static_assert(sizeof(results) / sizeof(results[0]) == VERDICT_COUNT, "words for each");

/* The same, with the line of the words, or of the longest part of them that is there. */
static struct shown result_in_line(struct arena *arena, enum verdict verdict, uint32_t line)
{
	switch (verdict) {
	case VERDICT_EXACT:
		return shown_format(arena, _("The quote stands here word for word, in line %u."),
		                    line);
	case VERDICT_NORMALIZED:
		return shown_format(arena, _("The quote stands here, but for signs and blanks, in "
		                             "line %u."), line);
	case VERDICT_TOO_SHORT:
		return shown_format(arena, _("The words stand here, but are too few to prove it, "
		                             "in line %u."), line);
	case VERDICT_NOT_FOUND:
		return shown_format(arena, _("The quote does not stand in this text; the longest "
		                             "part of it that does is in line %u."), line);
	case VERDICT_NO_COPY:
	case VERDICT_COUNT:
		break;
	}
	return shown_literal(arena, _(results[VERDICT_NO_COPY]));
}

static bool open_texts(struct linear *linear, struct fault *why)
{
	arena_reset(&linear->texts_arena);
	linear->has_texts = texts_open(&linear->texts_arena, linear->options.texts, &linear->texts,
	                               why);
	return linear->has_texts;
}

/* The folder is read when a text is first asked for, and again if something is not as it was. */
static bool find_passage(struct linear *linear, struct arena *arena, struct passage *passage,
                         struct fault *why)
{
	struct dossier_ref ref = linear_subject(linear);
	bool is_old = linear->has_texts;
	if (!linear->options.texts)
		return fault_set(why, FAULT_USAGE,
		                 _("The texts of the sources are not in this copy of the "
		                   "collection. Who has them in a folder quits, and starts with "
		                   "--texts and that folder; 'who' says what the source is"));
	if (!is_old && !open_texts(linear, why))
		return false;
	return passage_find(linear->archive, arena, &linear->texts, ref, passage, why) ||
	       (is_old && why->kind != FAULT_USAGE && open_texts(linear, why) &&
	        passage_find(linear->archive, arena, &linear->texts, ref, passage, why));
}

static void write_sentence(struct page_writer *writer, struct shown sentence)
{
	page_text(writer, ROLE_TEXT, sentence);
	page_break(writer);
}

static void write_result(struct page_writer *writer, const struct passage *passage,
                         struct quote_place mark)
{
	struct arena *arena = writer->arena;
	write_sentence(writer, shown_line(arena, passage->path));
	if (!passage->has_words)
		return;
	enum verdict verdict = passage->check.verdict;
	write_sentence(writer, mark.size ? result_in_line(arena, verdict, mark.line)
	                                 : shown_literal(arena, _(results[verdict])));
}

/* A line of the text, with its number, and whether the quote is in it. */
static void write_text_line(struct page_writer *writer, struct str line, uint32_t number,
                            bool is_marked)
{
	struct arena *arena = writer->arena;
	if (str_is_empty(str_trim(line)))
		return;
	/* Translators: a line of a text that has a quote in it */
	page_text(writer, ROLE_LABEL,
	          shown_format(arena, is_marked ? _("Quote, line %u") : "%u", number));
	page_text(writer, ROLE_TEXT, shown_literal(arena, " "));
	page_text(writer, ROLE_TEXT, shown_prose(arena, line));
	page_break(writer);
}

/* Some lines before the words, and what follows. */
static void write_text(struct page_writer *writer, struct str text, struct quote_place mark)
{
	uint32_t first = mark.line > TEXT_LINES_BEFORE ? mark.line - TEXT_LINES_BEFORE : 1;
	uint32_t number = 1;
	size_t start = 0;
	for (size_t at = 0; at <= text.size && number < first + TEXT_LINES; at++) {
		if (at < text.size && !quote_ends_line(text, at))
			continue;
		bool is_marked = mark.size && start < mark.position + mark.size &&
		                 at >= mark.position;
		if (number >= first)
			write_text_line(writer, str_slice(text, start, at - start), number,
			                is_marked);
		start = at + 1;
		number++;
	}
}

static bool text_make(struct linear *linear, struct arena *arena, struct page_options options,
                      struct page *page, struct fault *why)
{
	struct passage passage;
	if (!has_subject(linear, why) || !find_passage(linear, arena, &passage, why))
		return false;
	bool is_found = passage.check.place.size > 0;
	struct quote_place mark = !passage.has_words ? (struct quote_place){0}
	                        : is_found           ? passage.check.place
	                                             : passage.check.near;
	struct page_writer writer = page_begin(arena, options.width);
	write_result(&writer, &passage, mark);
	write_text(&writer, passage.text, mark);
	*page = page_end(&writer);
	return true;
}

static struct str text_title(const struct linear *linear, struct arena *arena)
{
	return str_format(arena, _("Text of the source of %s"),
	                  name_of(linear, arena, linear->page.id));
}

/* ── Views ──────────────────────────────────────────────────────────────────────────────────── */

static const struct linear_view_row rows[] = {
	[LINEAR_DOSSIER]     = { dossier_make, dossier_title, false, false },
	[LINEAR_CONNECTIONS] = { connections_make, connections_title, false, false },
	[LINEAR_PATH]        = { path_make, path_title, false, false },
	[LINEAR_COMPARE]     = { compare_make, compare_title, false, false },
	[LINEAR_TREE]        = { tree_make, tree_title, true, false },
	[LINEAR_MATRIX]      = { matrix_make, matrix_title, true, true },
	[LINEAR_FACETS]      = { facets_make, facets_title, false, false },
	[LINEAR_MENTIONS]    = { mentions_make, mentions_title, false, true },
	[LINEAR_TEXT]        = { text_make, text_title, false, false },
	[LINEAR_WHO]         = { linear_who_make, linear_who_title, false, false },
	[LINEAR_WHO_ALL]     = { linear_who_all_make, linear_who_all_title, false, false },
	[LINEAR_FILE]        = { linear_file_make, linear_file_title, true, false },
	[LINEAR_HELP]        = { linear_help_make, linear_help_title, false, false },
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == LINEAR_VIEW_COUNT, "a row for each view");

const struct linear_view_row *linear_view_row(enum linear_view view)
{
	return &rows[view];
}
