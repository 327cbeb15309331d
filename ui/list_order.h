/* list_order: the dossiers of a list in the order of a column, made in slices and once.
 *
 *	the list            ana  bo  cy  di         by name
 *	by links            cy 7  ana 3  bo 3  di 0
 *
 * Until it is made, the list stands in its own order.
 */
#ifndef DOSSIER_UI_LIST_ORDER_H
#define DOSSIER_UI_LIST_ORDER_H

#include <stdbool.h>

#include "base/arena.h"
#include "query/ordered.h"

struct list_order {
	struct ordering ordering;       /* COLUMN_OWN: the list's own order */
	struct arena arena;             /* of: */
	struct ordered ordered;
	struct row_span all;            /* what is ordered; borrowed */
	bool is_done;
};

/* Order these from now on; COLUMN_OWN needs nothing, nor COLUMN_NAME if it is not reversed, for
 * that they are already. */
void list_order_begin(struct list_order *order, const struct archive *archive,
                      const struct known *known, struct row_span all, struct ordering ordering);

/* Go on for about `budget_us` (0: to the end); true once, when the rows are others than before. */
bool list_order_step(struct list_order *order, unsigned budget_us);

/* True if there is something left to do. */
bool list_order_is_running(const struct list_order *order);

/* The rows as they stand now, if `all` is what is ordered. */
struct row_span list_order_rows(const struct list_order *order, struct row_span all);

/* False if row `row` has no number by which it stands there. */
bool list_order_number(const struct list_order *order, uint32_t row, uint32_t *number);

void list_order_end(struct list_order *order);

#endif
