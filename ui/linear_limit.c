/* Limits of the list that was said last in linear mode: queries that narrow it. */
#include "ui/linear.h"

#include "base/message.h"

enum { SLICE_US = 50000 };

static const struct linear_source_row *source_of(const struct linear *linear)
{
	return linear_source_row(linear->list.source);
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

static struct date_view when_of(const struct limited *limited, size_t row)
{
	return linear_source_when(limited->context, row);
}

void linear_list_count_limits(struct linear *linear)
{
	const struct limited limited = {
		.archive = linear->archive, .context = linear, .count = rows_of,
		.subject = subject_of,
		.when = linear->list.limits.have_dates ? when_of : NULL,
	};
	while (!linear_is_interrupted() &&
	       list_limits_step(&linear->list.limits, &limited, SLICE_US))
		continue;
}

/* What is wrong with a limit that leaves nothing, which is then taken away. */
static void refuse_limit(struct linear *linear)
{
	struct list_limits *limits = &linear->list.limits;
	struct str fault = list_limits_fault(limits, linear->archive, &linear->scratch);
	if (fault.size)
		linear_say(linear, "%.*s", STR_ARGS(fault));
	else
		linear_say(linear, _("Nothing in this list matches"));
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
	if (str_is_empty(query) && limits->count == 0) {
		linear_say(linear, _("There is no limit to take away"));
		return;
	}
	/* An order that stands in a limit is the list's; what is no order is refused as a limit. */
	struct str typed = query;
	struct ordering ordering = filter_order_cut(linear->archive, &linear->scratch, &query);
	bool is_ordering = ordering.column != COLUMN_OWN;
	if (query.size == 0 && !is_ordering)
		query = str_trim(typed);
	if (is_ordering && !linear_order_by(linear, ordering))
		return;
	if (query.size) {
		limits->have_dates = linear_source_has_dates(list->source);
		list_limits_push(limits);
		limits->known = linear_known(linear);
		list_limits_set(limits, linear->archive, query, true);
		linear_list_count_limits(linear);
		bool is_wrong = !limits->items[limits->count - 1].has_begun;
		if (is_wrong || linear_list_count(linear) == 0) {
			refuse_limit(linear);
			return;
		}
	} else if (!is_ordering) {
		list_limits_pop(limits);
	}
	list->cursor = SIZE_MAX;
	linear_list_say(linear);
}

void linear_list_narrow(struct linear *linear, struct str query)
{
	struct str copy = str_copy(&linear->scratch, query);
	if (source_of(linear)->subject)
		linear_list_limit(linear, copy);
	else
		linear_list_search(linear, PROMPT_SEARCH, copy);
}
