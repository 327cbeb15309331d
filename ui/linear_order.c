/* The order of a list in linear mode: that of the dossiers of a kind is the list's, that of what
 * was found stands in the query. */
#include "ui/linear.h"

#include "base/message.h"

static struct row_span all_of(const struct linear *linear)
{
	return known_of_kind(linear_known(linear), linear->archive, linear->list.kind);
}

void linear_list_order(struct linear *linear, enum column column)
{
	struct linear_list *list = &linear->list;
	if (list->source != LINEAR_DOSSIERS)
		column = COLUMN_OWN;
	list_order_begin(&list->order, linear->archive, linear_known(linear), all_of(linear),
	                 column);
	list_order_step(&list->order, 0);
}

struct str linear_order_number(const struct linear *linear, struct arena *arena, size_t row)
{
	uint32_t number;
	const struct linear_list *list = &linear->list;
	const struct search *search = &list->search.search;
	bool is_found = list->source == LINEAR_RESULTS && list->search.has_begun &&
	                !search->is_offer;
	enum column column = is_found ? filter_order(list->search.filter) : list->order.column;
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

/* The column that was typed, whose name may be begun; "by" and "order" before it say nothing. */
static bool find_column(struct linear *linear, struct str typed, enum column *column)
{
	static const struct str before[] = { STR("order "), STR("by ") };
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		if (str_starts_with(typed, before[i]))
			typed = str_trim(str_slice(typed, before[i].size, SIZE_MAX));
	*column = column_find(typed, true);
	if (*column != COLUMN_COUNT)
		return true;
	struct str keys = column_keys(&linear->scratch);
	linear_say(linear, _("There is no order '%.*s', but %.*s"), STR_ARGS(typed),
	           STR_ARGS(keys));
	return false;
}

bool linear_order_cut(struct linear *linear, struct str *rest, enum column *column)
{
	static const struct str words[] = { STR(" order "), STR(" by ") };
	*column = COLUMN_OWN;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t at = str_find(*rest, words[i], 0);
		if (at == SIZE_MAX)
			continue;
		struct str typed = str_trim(str_slice(*rest, at + words[i].size, SIZE_MAX));
		*rest = str_trim(str_slice(*rest, 0, at));
		return find_column(linear, typed, column);
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

/* The rows have become others. */
static void say_anew(struct linear *linear, enum column column)
{
	struct linear_list *list = &linear->list;
	linear_list_order(linear, column);
	list_limits_renew(&list->limits, linear->archive);
	linear_list_count_limits(linear);
	list->cursor = SIZE_MAX;
	linear_list_say(linear);
}

void linear_order(struct linear *linear, const struct linear_command *command)
{
	enum column column;
	struct linear_list *list = &linear->list;
	struct arena *arena = &linear->scratch;
	bool is_found = list->source == LINEAR_RESULTS;
	if (list->source != LINEAR_DOSSIERS && !is_found) {
		linear_say(linear, _("An order is for the dossiers of a kind, or for what a search "
		                     "found: 'list organizations by links'"));
		return;
	}
	if (command->rest.size == 0) {
		struct str keys = column_keys(arena);
		linear_say(linear, _("Say by what: 'order links'; there is %.*s"), STR_ARGS(keys));
		return;
	}
	uint32_t kind = is_found ? filter_only_kind(list->search.filter) : list->kind;
	if (!find_column(linear, command->rest, &column) ||
	    !linear_order_suits(linear, kind, column))
		return;
	if (!is_found) {
		say_anew(linear, column);
		return;
	}
	struct str query = list_search_query(&list->search, arena);
	linear_list_search(linear, PROMPT_SEARCH,
	                   filter_ordered(linear->archive, arena, query, column));
}
