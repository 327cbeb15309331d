#include "ui/list_order.h"

#include "base/clock.h"

enum { SLICE = 256 };                   /* dossiers between two looks at the clock */

void list_order_end(struct list_order *order)
{
	arena_release(&order->arena);
	*order = (struct list_order){0};
}

void list_order_begin(struct list_order *order, const struct archive *archive,
                      const struct known *known, struct row_span all, struct ordering ordering)
{
	list_order_end(order);
	enum column column = ordering.column;
	if (column == COLUMN_OWN || (column == COLUMN_NAME && !ordering.is_reversed))
		return;
	order->ordering = ordering;
	order->all = all;
	order->ordered = ordered_begin(&order->arena, column_begin(archive, known, column),
	                               ordering.is_reversed, all.count);
}

bool list_order_is_running(const struct list_order *order)
{
	return order->ordering.column != COLUMN_OWN && !order->is_done;
}

bool list_order_step(struct list_order *order, unsigned budget_us)
{
	uint64_t end = clock_end(budget_us);
	struct ordered *ordered = &order->ordered;
	if (!list_order_is_running(order))
		return false;
	do {
		for (int left = SLICE; left && ordered->count < order->all.count; left--)
			ordered_add(ordered,
			            (struct dossier_ref){ order->all.rows[ordered->count] });
		order->is_done = ordered->count == order->all.count;
	} while (!order->is_done && !clock_is_past(end));
	if (order->is_done)
		ordered_end(ordered);
	return order->is_done;
}

struct row_span list_order_rows(const struct list_order *order, struct row_span all)
{
	bool is_ordered = order->is_done && order->all.rows == all.rows &&
	                  order->all.count == all.count;
	return is_ordered ? (struct row_span){ order->ordered.rows, all.count } : all;
}

bool list_order_number(const struct list_order *order, uint32_t row, uint32_t *number)
{
	if (!order->is_done || !order->ordered.numbers || row >= order->ordered.count)
		return false;
	*number = order->ordered.numbers[row];
	return true;
}
