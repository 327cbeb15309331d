/* The order of a list in linear mode: that of the dossiers of a kind is the list's, that of what
 * was found stands in the query. */
#include "ui/linear.h"

#include "base/message.h"

static struct row_span all_of(const struct linear *linear)
{
	return known_of_kind(linear_known(linear), linear->archive, linear->list.kind);
}

static bool is_found_list(const struct linear *linear)
{
	const struct list_search *search = &linear->list.search;
	return linear->list.source == LINEAR_RESULTS && search->has_begun &&
	       !search->search.is_offer;
}

static struct ordering ordering_now(const struct linear *linear)
{
	const struct linear_list *list = &linear->list;
	return is_found_list(linear) ? filter_order(list->search.filter) : list->order.ordering;
}

/* Of those of whom one is to be chosen the order stands beside what was typed, which is a name. */
static bool is_choice(const struct linear *linear)
{
	return is_found_list(linear) && prompt_is_of_names(linear->list.prompt);
}

static void order_choice(struct linear *linear, struct ordering ordering)
{
	struct linear_list *list = &linear->list;
	struct str query = list_search_query(&list->search, &linear->scratch);
	query = filter_ordered(linear->archive, &linear->scratch, query, ordering);
	list_search_start(&list->search, linear->archive, linear_known(linear), PROMPT_SEARCH,
	                  query);
	while (!linear_is_interrupted() && list_search_step(&list->search, 0))
		continue;
}

void linear_list_order(struct linear *linear, struct ordering ordering)
{
	struct linear_list *list = &linear->list;
	bool is_of_kind = list->source == LINEAR_DOSSIERS, is_of_names = is_choice(linear);
	struct ordering own = { COLUMN_OWN, false };
	list_order_begin(&list->order, linear->archive, linear_known(linear), all_of(linear),
	                 is_of_kind ? ordering : own);
	list_order_step(&list->order, 0);
	if (!is_of_names)
		return;
	struct ordering now = ordering_now(linear);
	if (now.column != ordering.column || now.is_reversed != ordering.is_reversed)
		order_choice(linear, ordering);
	list->order.ordering = ordering;
}

struct str linear_order_number(const struct linear *linear, struct arena *arena, size_t row)
{
	uint32_t number;
	const struct linear_list *list = &linear->list;
	const struct search *search = &list->search.search;
	bool is_found = is_found_list(linear);
	enum column column = ordering_now(linear).column;
	if (!column_row(column)->is_number)
		return (struct str){0};
	if (is_found)
		number = search->hits[row].number;
	else if (!list_order_number(&list->order, (uint32_t)row, &number))
		return (struct str){0};
	struct column_reader reader = column_begin(linear->archive, linear_known(linear), column);
	return column_amount(&reader, arena, linear_source_row(list->source)->subject(linear, row),
	                     number);
}

/* The order that was typed; "by" and "order" before it say nothing. */
static bool find_order(struct linear *linear, struct str typed, struct ordering *ordering)
{
	static const struct str before[] = { STR("order "), STR("by ") };
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		if (str_starts_with(typed, before[i]))
			typed = str_trim(str_slice(typed, before[i].size, SIZE_MAX));
	if (ordering_read(typed, ordering))
		return true;
	struct str keys = column_keys(&linear->scratch);
	linear_say(linear, _("There is no order '%.*s', but %.*s"), STR_ARGS(typed),
	           STR_ARGS(keys));
	return false;
}

bool linear_order_cut(struct linear *linear, struct str *rest, struct ordering *ordering)
{
	static const struct str words[] = { STR(" order "), STR(" by ") };
	*ordering = (struct ordering){ COLUMN_OWN, false };
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t at = str_find(*rest, words[i], 0);
		if (at == SIZE_MAX)
			continue;
		struct str typed = str_trim(str_slice(*rest, at + words[i].size, SIZE_MAX));
		*rest = str_trim(str_slice(*rest, 0, at));
		return find_order(linear, typed, ordering);
	}
	return true;
}

/* Of dossiers of one kind, only by what they have. */
bool linear_order_suits(struct linear *linear, uint32_t kind, enum column column)
{
	if (kind == NO_ROW || column_orders(linear->archive, kind, column))
		return true;
	struct str plural = message_of(kind_at(linear->archive, kind).plural);
	/* Translators: the plural of a kind; "by grade" */
	linear_say(linear, _("%.*s cannot be ordered %s"), STR_ARGS(plural),
	           _(column_row(column)->words));
	return false;
}

static bool has_orders(struct linear *linear)
{
	if (linear->list.source == LINEAR_DOSSIERS || is_found_list(linear))
		return true;
	linear_say(linear, _("An order is for the dossiers of a kind, or for what a search "
	                     "found: 'list organizations by links'"));
	return false;
}

/* The rows become others. */
static void order_by(struct linear *linear, struct ordering ordering)
{
	struct linear_list *list = &linear->list;
	list->cursor = SIZE_MAX;
	if (is_found_list(linear) && !is_choice(linear)) {
		struct str query = list_search_query(&list->search, &linear->scratch);
		query = filter_ordered(linear->archive, &linear->scratch, query, ordering);
		list->about = str_copy(&linear->arena, query);
		linear_list_renew(linear);
		return;
	}
	linear_list_order(linear, ordering);
	list_limits_renew(&list->limits, linear->archive);
	linear_list_count_limits(linear);
}

bool linear_order_by(struct linear *linear, struct ordering ordering)
{
	const struct linear_list *list = &linear->list;
	if (!has_orders(linear))
		return false;
	uint32_t kind = is_found_list(linear) ? filter_only_kind(list->search.filter) : list->kind;
	if (!linear_order_suits(linear, kind, ordering.column))
		return false;
	order_by(linear, ordering);
	return true;
}

void linear_reverse(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	if (!has_orders(linear))
		return;
	struct ordering ordering = ordering_now(linear);
	if (ordering.column == COLUMN_OWN && is_found_list(linear)) {
		linear_say(linear, _("The best stand first, and have no other end: 'order date'"));
		return;
	}
	if (ordering.column == COLUMN_OWN)
		ordering.column = COLUMN_NAME;
	ordering.is_reversed = !ordering.is_reversed;
	order_by(linear, ordering);
	linear_list_say(linear);
}

void linear_order(struct linear *linear, const struct linear_command *command)
{
	struct ordering ordering;
	if (!has_orders(linear))
		return;
	if (str_equal(command->rest, STR("reverse"))) {
		linear_reverse(linear, command);
		return;
	}
	if (command->rest.size == 0) {
		struct str keys = column_keys(&linear->scratch);
		linear_say(linear, _("Say by what: 'order links'; there is %.*s"), STR_ARGS(keys));
		return;
	}
	if (find_order(linear, command->rest, &ordering) && linear_order_by(linear, ordering))
		linear_list_say(linear);
}
