/* journal_fuzz: any bytes as a reader's journal. What is whole in it must be sound when it is put
 * together again, and all that is kept of it must give the same once it was written and read. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "reader/journal_record.h"
#include "reader/journal_scan.h"
#include "reader/reader_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static size_t take_all(struct arena *arena, struct kept *kept, struct str records, size_t at)
{
	struct str standing;
	while (record_next(records, &at, &standing))
		kept_take(kept, record_text(arena, standing));
	kept_tidy(kept);
	return at;
}

static struct str given(struct arena *arena, const struct kept *kept)
{
	struct text records = { .arena = arena };
	kept_give(kept, &records);
	return text_str(&records);
}

static void check_kept(struct arena *arena, const struct kept *kept)
{
	struct kept again = {0};
	struct str records = given(arena, kept);
	demand(take_all(arena, &again, records, 0) == records.size);
	demand(str_equal(given(arena, &again), records));
	demand(kept_count(&again) == kept_count(kept));
	demand(again.listed.count == kept->listed.count);
	for (size_t i = 1; i < kept->searches.count; i++)
		demand(str_compare(kept->searches.items[i - 1].search.name,
		                   kept->searches.items[i].search.name) < 0);
	kept_forget(&again);
}

static void check_journal(struct arena *arena, const struct journal_scan *scan)
{
	struct kept kept = {0};
	size_t at = 0;
	struct str head;
	record_next(scan->whole, &at, &head);
	demand(take_all(arena, &kept, scan->whole, at) == scan->whole.size);
	demand(take_all(arena, &kept, scan->salvaged, 0) == scan->salvaged.size);
	check_kept(arena, &kept);
	kept_forget(&kept);
}

/* A hash is not found by chance: so the bytes are taken for the texts of records too. */
static void check_texts(struct arena *arena, struct str bytes)
{
	struct kept kept = {0};
	while (bytes.bytes) {
		struct str text = str_cut(&bytes, '\0');
		if (text.size)
			kept_take(&kept, text);
	}
	kept_tidy(&kept);
	check_kept(arena, &kept);
	kept_forget(&kept);
}

/* As a journal is mended. */
static void check_mended(struct arena *arena, const struct journal_scan *scan)
{
	struct text whole = { .arena = arena };
	if (str_is_empty(scan->whole))
		journal_put_head(&whole, STR("/inquiry"));
	text_add(&whole, scan->whole);
	text_add(&whole, scan->salvaged);
	struct journal_scan mended = journal_scan(arena, text_str(&whole));
	demand(!mended.is_damaged && mended.format == JOURNAL_FORMAT);
	demand(mended.whole.size == whole.size && mended.end == whole.size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct arena arena = {0};
	struct journal_scan scan = journal_scan(&arena, bytes);
	demand(scan.whole.size <= scan.end && scan.end <= size);
	demand(scan.is_damaged == (scan.format <= JOURNAL_FORMAT && scan.whole.size < size));
	demand(scan.is_damaged || str_is_empty(scan.salvaged));
	if (scan.format <= JOURNAL_FORMAT) {
		check_journal(&arena, &scan);
		check_mended(&arena, &scan);
	}

	check_texts(&arena, bytes);
	struct text record = { .arena = &arena };
	struct str standing;
	size_t at = 0;
	if (size) {
		record_add(&record, bytes);
		demand(record_next(text_str(&record), &at, &standing) && at == record.size);
		demand(str_equal(record_text(&arena, standing), bytes));
	}
	arena_release(&arena);
	return 0;
}
