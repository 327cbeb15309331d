/* journal_scan: which bytes of a journal are whole records. Private to reader/. */
#ifndef DOSSIER_READER_JOURNAL_SCAN_H
#define DOSSIER_READER_JOURNAL_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

enum { JOURNAL_FORMAT = 1 };

/*	┌ whole ───────────────┬ damaged ┬ salvaged ┬ damaged ┐
 *	0                      │                    end       size
 *	                       └ from here on all is set aside
 */
struct journal_scan {
	struct str whole;               /* the records before the first damage, with the head */
	struct str salvaged;            /* those behind it, put together */
	size_t end;                     /* behind the last whole record */
	bool is_damaged;
	uint64_t format;                /* that the head says; 0: there is no head */
};

/* Look through all bytes of a journal. In `arena`, or of `bytes`. */
struct journal_scan journal_scan(struct arena *arena, struct str bytes);

/* Put the head of a journal of `title`. */
void journal_put_head(struct text *records, struct str title);

#endif
