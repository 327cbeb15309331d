/* The lists of linear mode: numbered rows that are opened by their numbers. */
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
size_t linear_list_source_row(const struct linear *linear, size_t row)
{
	const struct list_limits *limits = &linear->list.limits;
	return list_limits_narrow(limits) ? list_limits_row(limits, row) : row;
}

/* ── Opening lists ──────────────────────────────────────────────────────────────────────────── */

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
	linear_dates_gather(linear);
	if (list->source == LINEAR_FINDINGS)
		linear_findings_gather(linear);
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

/* The list that was said last, if this one is said behind it, is where one comes back to. */
static void begin(struct linear *linear, enum linear_source source, struct str about)
{
	struct linear_list *list = &linear->list;
	size_t before = linear->shows_list ? linear_stop_keep(linear) : 0;
	list_search_release(&list->search);
	list_limits_release(&list->limits);
	list_order_end(&list->order);
	list->source = source;
	list->about = str_copy(&linear->arena, about);
	list->pair = (struct linear_pair){0};
	list->when = (struct str){0};
	list->then = SIZE_MAX;
	list->first = list->next = 0;
	list->cursor = list->match = SIZE_MAX;
	list->wanted = (struct str){0};
	list->is_said = false;
	list->stop = 0;
	list->before = before;
}

void linear_list_show(struct linear *linear, enum linear_source source, struct str about)
{
	if (source == LINEAR_FINDINGS && linear->is_part) {
		linear_say(linear, _("Findings come when all is read"));
		return;
	}
	begin(linear, source, about);
	gather(linear);
	linear_list_say(linear);
}

void linear_list_show_ordered(struct linear *linear, struct str kind, struct ordering ordering)
{
	begin(linear, LINEAR_DOSSIERS, kind);
	if (gather(linear))
		linear_list_order(linear, ordering);
	linear_list_say(linear);
}

/* As known on a day there may be none of what there is now. */
static void say_no_dates(struct linear *linear)
{
	struct arena *arena = &linear->scratch;
	const struct known *known = linear_known(linear);
	struct str words = str_copy(arena, linear_dates_when(linear, arena));
	size_t now = known ? linear_dates_count(linear, NULL) : 0;
	if (now)
		words = known_later_count(known, arena, words, now);
	else
		words = str_format(arena, _("Nothing in the timeline is, or may be, of %.*s"),
		                   STR_ARGS(words));
	linear_say(linear, "%.*s", STR_ARGS(words));
}

void linear_list_show_then(struct linear *linear, enum linear_source source, struct str about,
                           struct linear_then then)
{
	size_t before = linear_stop_keep(linear);
	begin(linear, source, about);
	linear->list.when = str_copy(&linear->arena, then.when);
	gather(linear);
	if (linear_list_count(linear)) {
		if (then.limit.size)
			linear_list_limit(linear, then.limit);
		else
			linear_list_say(linear);
		return;
	}
	say_no_dates(linear);
	linear_stop_restore(linear, before);
}

/* The list as it was, with what was opened from it as the row that one is at. */
bool linear_list_restore(struct linear *linear, const struct linear_stop *stop)
{
	struct linear_list *list = &linear->list;
	begin(linear, stop->source, stop->about);
	list->prompt = stop->prompt;
	list->pair = stop->pair;
	list->when = stop->when;
	if (stop->source == LINEAR_RESULTS)
		search(linear);
	if (!gather(linear))
		return false;
	linear_list_order(linear, stop->order);
	list->limits.have_dates = linear_source_has_dates(list->source);
	for (size_t i = 0; i < stop->limit_count; i++) {
		list_limits_push(&list->limits);
		list->limits.known = linear_known(linear);
		list_limits_set(&list->limits, linear->archive, stop->limits[i], true);
	}
	linear_list_count_limits(linear);
	bool has_row = stop->cursor < linear_list_count(linear);
	list->before = stop->before;
	list->cursor = has_row ? stop->cursor : SIZE_MAX;
	list->first = has_row ? stop->cursor : 0;
	list->next = has_row ? stop->cursor + 1 : 0;
	list->is_said = true;
	return true;
}

void linear_list_say_return(struct linear *linear)
{
	const struct linear_list *list = &linear->list;
	struct str title = linear_list_title(linear, &linear->scratch);
	linear->shows_list = true;
	if (list->cursor == SIZE_MAX) {
		/* Translators: the title of a list, as "Found for 'lind': 3 dossiers" */
		linear_say(linear, _("Back at the list. %.*s; Enter says its rows."),
		           STR_ARGS(title));
		return;
	}
	linear_say(linear, _("Back at the list, row %zu. %.*s; 'top' says its rows, Enter the "
	                     "next."), list->cursor + 1, STR_ARGS(title));
	linear_list_say_row(linear, list->cursor);
}

/* Of several names one is to be chosen; until then what was read stays what is read. */
static void say_choice(struct linear *linear)
{
	struct linear_list *list = &linear->list;
	struct arena *arena = &linear->scratch;
	struct dossier_ref subject = linear_topic(linear);
	struct str read = {0};
	if (!dossier_is_none(subject))
		read = known_name(linear_known(linear), linear->archive, subject);
	size_t count = linear_list_count(linear);
	struct str found = str_format(arena, list->search.search.is_offer
		? message_count("only %zu name is like '%s'", "only %zu names are like '%s'", count)
		: message_count("%zu match '%s'", "%zu match '%s'", count),
		count, str_copy(arena, list->about).bytes);
	read = str_copy(arena, linear_inner_name(read));
	if (read.size)
		/* Translators: "4 match 'lind'"; a name */
		linear_say(linear, _("Not opened: %s. You still read %s. Type the number of one:"),
		           found.bytes, read.bytes);
	else
		linear_say(linear, _("Not opened: %s. Type the number of one:"), found.bytes);
	linear_list_say_from(linear, 0);
}

/* What is found, and first of all what was to be left out and is not. */
static void say_found(struct linear *linear)
{
	const struct list_search *found = &linear->list.search;
	struct str words = unfound_left_out(linear->archive, &linear->scratch, found->query, true,
	                                    linear_known(linear));
	if (words.size)
		linear_say(linear, "%.*s", STR_ARGS(words));
	linear_list_say(linear);
}

/* The list before it, if there was one, stays the list. */
void linear_list_choose(struct linear *linear, enum prompt_kind prompt, struct str typed,
                        struct linear_pair pair)
{
	size_t before = linear_stop_keep(linear);
	pair.one = str_copy(&linear->arena, pair.one);
	pair.rest = str_copy(&linear->arena, pair.rest);
	pair.before = str_copy(&linear->arena, pair.before);
	begin(linear, LINEAR_RESULTS, typed);
	linear->list.prompt = prompt;
	linear->list.pair = pair;
	search(linear);
	struct str fault = list_search_fault(&linear->list.search, linear->archive);
	size_t count = linear_list_count(linear);
	if (count == 1 && prompt != PROMPT_SEARCH && !linear->list.search.search.is_offer)
		linear_list_open(linear, 1);
	else if (count && prompt != PROMPT_SEARCH)
		say_choice(linear);
	else if (count)
		say_found(linear);
	else if (fault.size)
		linear_say(linear, "%.*s", STR_ARGS(fault));
	else
		linear_say_nothing(linear, prompt, linear->list.about);
	linear->found_nothing = count == 0;
	if (count == 0)
		linear_stop_restore(linear, before);
}

void linear_list_search(struct linear *linear, enum prompt_kind prompt, struct str typed)
{
	linear_list_choose(linear, prompt, typed, (struct linear_pair){0});
}

void linear_list_renew(struct linear *linear)
{
	struct linear_list *list = &linear->list;
	if (list->source == LINEAR_RESULTS)
		search(linear);
	if (!gather(linear))
		list->source = LINEAR_NOTHING;
	linear_list_order(linear, list->order.ordering);
	if (!source_of(linear)->subject)
		list_limits_release(&list->limits);
	list->limits.known = linear_known(linear);
	list_limits_renew(&list->limits, linear->archive);
	linear_list_count_limits(linear);
}

void linear_list_release(struct linear *linear)
{
	list_search_release(&linear->list.search);
	list_limits_release(&linear->list.limits);
	list_order_end(&linear->list.order);
	arena_release(&linear->list.arena);
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────── */

struct dossier_ref linear_list_subject(const struct linear *linear, size_t row)
{
	const struct linear_source_row *source = source_of(linear);
	if (!source->subject || row >= linear_list_count(linear))
		return NO_DOSSIER;
	return source->subject(linear, linear_list_source_row(linear, row));
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
	linear->shows_list = true;
	if (source->open) {
		source->open(linear, linear_list_source_row(linear, row));
		return;
	}
	struct dossier_ref ref = linear_list_subject(linear, row);
	if (dossier_is_none(ref))
		linear_say(linear, _("There is no dossier behind row %u"), number);
	else if (linear->list.source == LINEAR_RESULTS && (linear->list.prompt == PROMPT_PATH ||
	                                                   linear->list.prompt == PROMPT_COMPARE ||
	                                                   linear->list.pair.before.size))
		linear_open_chosen(linear, ref);
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
	linear->shows_list = true;
	linear_visit(linear, linear_list_subject(linear, row));
}
