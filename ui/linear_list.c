/* The lists of linear mode: numbered rows, said twenty at a time. */
#include "ui/linear.h"

#include "base/message.h"

enum { SEARCH_BUDGET_US = 50000 };

static const struct linear_source_row *source_of(const struct linear *linear)
{
	return linear_source_row(linear->list.source);
}

/* ── Limits ─────────────────────────────────────────────────────────────────────────────────── */

size_t linear_list_count(const struct linear *linear)
{
	const struct list_limits *limits = &linear->list.limits;
	return list_limits_narrow(limits) ? list_limits_count(limits)
	                                  : source_of(linear)->count(linear);
}

/* The row of the source that one of them is. */
static size_t source_row(const struct linear *linear, size_t row)
{
	const struct list_limits *limits = &linear->list.limits;
	return list_limits_narrow(limits) ? list_limits_row(limits, row) : row;
}

static size_t rows_of(const struct limited *limited)
{
	const struct linear *linear = limited->context;
	return source_of(linear)->count(linear);
}

static struct dossier_ref subject_of(const struct limited *limited, size_t row)
{
	const struct linear *linear = limited->context;
	return source_of(linear)->subject(linear, row);
}

static void count_limits(struct linear *linear)
{
	const struct limited limited = {
		.archive = linear->archive, .context = linear, .count = rows_of,
		.subject = subject_of,
	};
	while (!linear_is_interrupted() &&
	       list_limits_step(&linear->list.limits, &limited, SEARCH_BUDGET_US))
		continue;
}

/* ── Saying ─────────────────────────────────────────────────────────────────────────────────── */

static void say_row(struct linear *linear, size_t row)
{
	struct arena *arena = &linear->scratch;
	struct str words = source_of(linear)->words(linear, arena, source_row(linear, row));
	if (linear->list.source != LINEAR_SECTIONS) {
		linear_say(linear, "%zu. %.*s", row + 1, STR_ARGS(words));
		return;
	}
	struct str line = str_format(arena, "%zu. %.*s\n", row + 1, STR_ARGS(words));
	linear_write(linear, line.bytes, line.size);
}

static void say_from(struct linear *linear, size_t row)
{
	struct linear_list *list = &linear->list;
	size_t count = linear_list_count(linear);
	list->first = row < count ? row : count;
	size_t end = list->first + LINEAR_LIST_ROWS;
	list->next = end < count ? end : count;
	for (size_t i = list->first; i < list->next && !linear_is_interrupted(); i++)
		say_row(linear, i);
	size_t left = count - list->next;
	linear->shows_list = true;
	if (left)
		linear_say(linear, message_count("(more: %zu row; Enter goes on)",
		                                 "(more: %zu rows; Enter goes on)", left), left);
	else if (list->first)
		linear_say(linear, _("(end)"));
}

void linear_list_page(struct linear *linear, int step)
{
	struct linear_list *list = &linear->list;
	size_t count = linear_list_count(linear), first = list->first;
	if (step > 0 && list->next >= count)
		linear_say(linear, _("The list ends here: 'top' says it again, 'again' its "
		                     "last rows"));
	else if (step > 0)
		say_from(linear, list->next);
	else if (step == 0)
		say_from(linear, first);
	else
		say_from(linear, first > LINEAR_LIST_ROWS ? first - LINEAR_LIST_ROWS : 0);
}

void linear_list_jump(struct linear *linear, uint32_t number)
{
	size_t count = linear_list_count(linear);
	if (linear->list.source == LINEAR_NOTHING)
		linear_say(linear, _("No list was said: 'list' says what there is"));
	else if (number == 0 || number > count)
		linear_say(linear, _("There is no row %u: there are %zu"), number, count);
	else
		say_from(linear, number - 1);
}

void linear_list_end(struct linear *linear)
{
	size_t count = linear_list_count(linear);
	say_from(linear, count > LINEAR_LIST_ROWS ? count - LINEAR_LIST_ROWS : 0);
}

/* "Your reading list: 3 dossiers." A search may have found more than it gives. */
static void say_title(struct linear *linear)
{
	const struct linear_source_row *source = source_of(linear);
	const struct linear_list *list = &linear->list;
	struct arena *arena = &linear->scratch;
	size_t given = linear_list_count(linear), total = given;
	struct str title = source->title(linear, arena);
	if (list_limits_narrow(&list->limits)) {
		struct str limit = list_limits_words(&list->limits, arena);
		struct str part = source->part(arena, given, source->count(linear));
		/* Translators: the title of a list; a query; "3 of 7 dossiers" */
		linear_say(linear, _("%s, limited to %s: %s."), str_copy(arena, title).bytes,
		           str_copy(arena, limit).bytes, part.bytes);
		return;
	}
	if (list->source == LINEAR_RESULTS && list->search.has_begun &&
	    list->search.search.total > given)
		total = list->search.search.total;
	if (list->source == LINEAR_SECTIONS) {
		linear_say(linear, _("Sections: %zu."), total);
		return;
	}
	struct str amount = source->amount(arena, total);
	title = str_copy(arena, linear_known_title(linear, arena, title));
	if (total > given)
		/* Translators: the title of a list; "1200 dossiers"; 1000 */
		linear_say(linear, _("%s: %s, of which the best %zu are listed."), title.bytes,
		           amount.bytes, given);
	else
		/* Translators: the title of a list; how much there is in it */
		linear_say(linear, _("%s: %s."), title.bytes, amount.bytes);
}

/* ── Opening lists ──────────────────────────────────────────────────────────────────────────── */

static void leave_known(const struct known *known, struct timeline *dates)
{
	size_t all = dates->count;
	dates->count = 0;
	for (size_t i = 0; i < all; i++)
		if (known_entry(known, dates->items[i]))
			dates->items[dates->count++] = dates->items[i];
}

/* What a list has from the archive. False if its kind is not there. */
static bool gather(struct linear *linear)
{
	struct linear_list *list = &linear->list;
	arena_reset(&list->arena);
	list->dates = (struct timeline){0};
	if (list->source == LINEAR_DOSSIERS) {
		list->kind = kind_find(linear->archive, list->about);
		return list->kind != NO_ROW;
	}
	if (list->source == LINEAR_DATES)
		list->dates = timeline_query(linear->archive, &list->arena,
			(struct timeline_filter){
				.about = dossier_find(linear->archive, list->about),
				.from = date_none(), .to = date_none(),
			});
	leave_known(linear_known(linear), &list->dates);
	return true;
}

static void search(struct linear *linear)
{
	struct linear_list *list = &linear->list;
	list_search_start(&list->search, linear->archive, linear_known(linear), list->prompt,
	                  list->about);
	while (!linear_is_interrupted() && list_search_step(&list->search, SEARCH_BUDGET_US))
		continue;
}

static void begin(struct linear *linear, enum linear_source source, struct str about)
{
	struct linear_list *list = &linear->list;
	list_search_release(&list->search);
	list_limits_release(&list->limits);
	list->source = source;
	list->about = str_copy(&linear->arena, about);
	list->first = list->next = 0;
	list->cursor = SIZE_MAX;
}

void linear_list_show(struct linear *linear, enum linear_source source, struct str about)
{
	if (source == LINEAR_FINDINGS && linear->is_part) {
		linear_say(linear, _("Findings come when all is read"));
		return;
	}
	begin(linear, source, about);
	gather(linear);
	say_title(linear);
	say_from(linear, 0);
}

/* Of several names one is to be chosen; until then what was read stays what is read. */
static void say_choice(struct linear *linear)
{
	struct str read = dossier_name(linear->archive, linear_subject(linear));
	if (linear->list.prompt != PROMPT_SEARCH && read.size)
		linear_say(linear, _("Type the number of one; you still read %.*s"),
		           STR_ARGS(linear_inner_name(read)));
}

void linear_list_search(struct linear *linear, enum prompt_kind prompt, struct str typed)
{
	begin(linear, LINEAR_RESULTS, typed);
	linear->list.prompt = prompt;
	search(linear);
	struct str fault = list_search_fault(&linear->list.search, linear->archive);
	size_t count = linear_list_count(linear);
	if (count == 1 && prompt != PROMPT_SEARCH && !linear->list.search.search.is_offer) {
		linear_list_open(linear, 1);
	} else if (count) {
		say_title(linear);
		say_from(linear, 0);
		say_choice(linear);
	} else if (fault.size) {
		linear_say(linear, "%.*s", STR_ARGS(fault));
	} else {
		linear_say(linear, linear->is_part ? _("Nothing was found in what is read so far")
		                                   : _("Nothing was found"));
	}
}

/* What is wrong with a limit that leaves nothing, which is then taken away. */
static void refuse_limit(struct linear *linear)
{
	struct list_limits *limits = &linear->list.limits;
	struct str fault = list_limits_fault(limits, linear->archive, &linear->scratch);
	if (fault.size)
		linear_say(linear, "%.*s", STR_ARGS(fault));
	else
		linear_say(linear, _("Nothing in this list answers that"));
	list_limits_pop(limits);
}

void linear_list_limit(struct linear *linear, struct str query)
{
	struct linear_list *list = &linear->list;
	struct list_limits *limits = &list->limits;
	if (!source_of(linear)->subject) {
		linear_say(linear, _("A limit is for a list of dossiers: say one first"));
		return;
	}
	if (query.size && limits->count == LIST_LIMITS) {
		linear_say(linear, _("A list has at most %d limits"), LIST_LIMITS);
		return;
	}
	if (query.size == 0 && limits->count == 0) {
		linear_say(linear, _("There is no limit to take away"));
		return;
	}
	if (query.size) {
		list_limits_push(limits);
		list_limits_set(limits, linear->archive, query, true);
		count_limits(linear);
		bool is_wrong = !limits->items[limits->count - 1].has_begun;
		if (is_wrong || linear_list_count(linear) == 0) {
			refuse_limit(linear);
			return;
		}
	} else {
		list_limits_pop(limits);
	}
	list->cursor = SIZE_MAX;
	say_title(linear);
	say_from(linear, 0);
}

void linear_list_narrow(struct linear *linear, struct str query)
{
	struct str copy = str_copy(&linear->scratch, query);
	if (source_of(linear)->subject)
		linear_list_limit(linear, copy);
	else
		linear_list_search(linear, PROMPT_SEARCH, copy);
}

void linear_list_renew(struct linear *linear)
{
	struct linear_list *list = &linear->list;
	if (list->source == LINEAR_RESULTS)
		search(linear);
	if (!gather(linear))
		list->source = LINEAR_NOTHING;
	if (!source_of(linear)->subject)
		list_limits_release(&list->limits);
	list_limits_renew(&list->limits, linear->archive);
	count_limits(linear);
}

void linear_list_release(struct linear *linear)
{
	list_search_release(&linear->list.search);
	list_limits_release(&linear->list.limits);
	arena_release(&linear->list.arena);
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────── */

struct dossier_ref linear_list_subject(const struct linear *linear, size_t row)
{
	const struct linear_source_row *source = source_of(linear);
	if (!source->subject || row >= linear_list_count(linear))
		return NO_DOSSIER;
	return source->subject(linear, source_row(linear, row));
}

void linear_list_open(struct linear *linear, uint32_t number)
{
	const struct linear_source_row *source = source_of(linear);
	size_t count = linear_list_count(linear), row = (size_t)number - 1;
	if (number == 0 || row >= count) {
		linear_say(linear, _("There is no row %u: there are %zu"), number, count);
		return;
	}
	linear->list.cursor = row;
	if (source->open) {
		source->open(linear, source_row(linear, row));
		return;
	}
	struct dossier_ref ref = linear_list_subject(linear, row);
	if (dossier_is_none(ref))
		linear_say(linear, _("There is no dossier behind row %u"), number);
	else if (linear->list.source == LINEAR_RESULTS && linear->list.prompt == PROMPT_PATH)
		linear_open_path(linear, ref);
	else if (linear->list.source == LINEAR_RESULTS && linear->list.prompt == PROMPT_COMPARE)
		linear_open_compare(linear, ref);
	else
		linear_visit(linear, ref);
}

/* Where no list of dossiers was said, those of the kind of what is read are gone through. */
static bool choose_kind(struct linear *linear)
{
	struct dossier_ref subject = linear_subject(linear);
	if (dossier_is_none(subject))
		return false;
	begin(linear, LINEAR_DOSSIERS,
	      kind_at(linear->archive, dossier_kind(linear->archive, subject)).key);
	if (!gather(linear))
		return false;
	size_t count = linear_list_count(linear);
	for (size_t i = 0; i < count; i++)
		if (linear_list_subject(linear, i).row == subject.row)
			linear->list.cursor = i;
	return true;
}

/* Findings and dates may have the same dossier in several rows: it is read once. */
void linear_list_walk(struct linear *linear, int step)
{
	struct linear_list *list = &linear->list;
	if (!source_of(linear)->subject && !choose_kind(linear)) {
		linear_say(linear, _("No list was said: 'list' says what there is"));
		return;
	}
	size_t count = linear_list_count(linear), row = list->cursor;
	uint32_t subject = linear_subject(linear).row;
	if (row == SIZE_MAX && step < 0)
		row = 0;
	do
		row += (size_t)step;
	while (row < count && (dossier_is_none(linear_list_subject(linear, row)) ||
	                       linear_list_subject(linear, row).row == subject));
	if (row >= count) {
		linear_say(linear, step > 0 ? _("No dossier behind this one in the list")
		                            : _("No dossier before this one in the list"));
		return;
	}
	list->cursor = row;
	linear_visit(linear, linear_list_subject(linear, row));
}
