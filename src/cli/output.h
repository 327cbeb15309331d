/* output: standard output for people. Aligned, wrapped, coloured only on a terminal.
 *
 * Nothing but struct shown and texts of the program goes out here. Write errors are kept and told
 * by output_close, so that a full disk or a closed pipe ends in a sentence and a status.
 */
#ifndef DOSSIER_CLI_OUTPUT_H
#define DOSSIER_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/fault.h"
#include "base/shown.h"
#include "model/role.h"
#include "query/page.h"

struct arena;

struct output {
	FILE *stream;
	struct arena *arena;            /* scratch, and for laid-out rows */
	int width;                      /* columns; of the terminal, $COLUMNS, or 80 */
	bool is_terminal;
	bool has_colour;
};

/* Look at standard output; `colour` is "auto", "always" or "never". Honours NO_COLOR, TERM=dumb,
 * COLUMNS, CLICOLOR_FORCE. */
struct output output_open(struct arena *arena, const char *colour);

void output_put(struct output *output, enum role role, struct shown text);
void output_text(struct output *output, enum role role, const char *literal);
void output_line(struct output *output);        /* end of line */
void output_page(struct output *output, const struct page *page);

/* A table: columns as wide as they must be, the `flexible` one cut to the width; nothing is cut
 * where output is no terminal.
 *
 * One column, the first or the last, may hold ids: what is to be copied is never cut. The flexible
 * one has at least half of what the others leave, and an id that is wider than the rest has a line
 * of its own; where there is little to share, all have. Where even that leaves too little, rows are
 * paragraphs:
 *
 *	ada-quill  person  Ada Quill           1961             harbour-contract
 *	harbour-contract                                            Signing of the harbour contract
 *	           event   Signing of th…  3 May 2021               event · 3 May 2021
 */
enum { TABLE_MAX_COLUMNS = 8 };
struct table_cell { struct shown text; enum role role; };
struct table {
	int column_count;
	int flexible;                   /* the column that gives way, from 0 */
	bool has_ids;
	int ids;                        /* the column of ids: the first or the last */
	bool right[TABLE_MAX_COLUMNS];  /* numbers stand at the right */
	struct { struct table_cell *items; size_t count, room; } cells;  /* row by row */
};
struct table_cell *table_row(struct table *table, struct arena *arena);
void output_table(struct output *output, const struct table *table);

/* Flush; fails with FAULT_SYSTEM if anything could not be written. */
bool output_close(struct output *output, struct fault *why);

#endif
