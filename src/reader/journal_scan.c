#include "reader/journal_scan.h"

#include "base/arena.h"
#include "reader/journal_record.h"

static const char head[] = "dossier journal ";

void journal_put_head(struct text *records, struct str title)
{
	struct text text = { .arena = records->arena };
	text_format(&text, "%s%d\n", head, JOURNAL_FORMAT);
	text_add(&text, title);
	record_add(records, text_str(&text));
}

/* The format that a first record says; 0 if it is no head. */
static uint64_t head_format(struct str standing)
{
	struct str line = str_cut(&standing, '\n');
	uint64_t format;
	if (!str_starts_with(line, str_of(head)) ||
	    !str_number(str_slice(line, sizeof head - 1, line.size), UINT32_MAX, &format))
		return 0;
	return format;
}

/* Behind the damage: whatever is whole, but no second head. */
static void salvage(struct arena *arena, struct str bytes, size_t at, struct journal_scan *scan)
{
	struct text salvaged = { .arena = arena };
	struct str standing;
	while (at < bytes.size) {
		size_t start = at;
		if (!record_next(bytes, &at, &standing)) {
			at = record_skip(bytes, at);
			continue;
		}
		scan->end = at;
		if (head_format(standing) == 0)
			text_add(&salvaged, str_slice(bytes, start, at - start));
	}
	scan->salvaged = text_str(&salvaged);
}

struct journal_scan journal_scan(struct arena *arena, struct str bytes)
{
	struct journal_scan scan = {0};
	struct str standing;
	size_t at = 0;
	if (record_next(bytes, &at, &standing))
		scan.format = head_format(standing);
	if (scan.format == 0)
		at = 0;
	while (scan.format == JOURNAL_FORMAT && record_next(bytes, &at, &standing))
		continue;
	scan.whole = str_slice(bytes, 0, at);
	scan.end = at;
	scan.is_damaged = scan.format <= JOURNAL_FORMAT && at < bytes.size;
	if (scan.is_damaged)
		salvage(arena, bytes, at, &scan);
	return scan;
}
