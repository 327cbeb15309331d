#include "query/findings.h"

#include <stdlib.h>

#include "archive/revision.h"
#include "base/array.h"
#include "query/asserted.h"
#include "query/known.h"

struct finding_counts findings_count(const struct archive *archive)
{
	struct finding_counts counts = {{0}};
	for (uint32_t row = 0; row < finding_count(archive); row++)
		counts.of[rule_row(finding_at(archive, row).rule)->severity]++;
	return counts;
}

/* The first finding of a file at or behind a line. Findings stand by file, then by line. */
static uint32_t lower_bound(const struct archive *archive, uint32_t file, uint64_t line)
{
	uint32_t low = 0, high = finding_count(archive);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct finding finding = finding_at(archive, middle);
		if (finding.file < file || (finding.file == file && finding.place.line < line))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t line_feeds(struct str text)
{
	uint32_t count = 0;
	for (size_t i = 0; i < text.size; i++)
		count += text.bytes[i] == '\n';
	return count;
}

/* The last line that the dossier certainly covers: where its last value ends. */
static uint32_t last_certain_line(const struct archive *archive, struct dossier dossier)
{
	uint32_t last = dossier.line;
	for (uint32_t i = 0; i < dossier.values.count; i++) {
		struct value value = value_at(archive, dossier.values.first + i);
		uint32_t end = value.place.line + line_feeds(value.text);
		if (last < end)
			last = end;
	}
	return last;
}

/* How many of the dossiers of a file begin on a line or before it. */
static uint32_t begun(const struct archive *archive, struct row_span dossiers, uint32_t line)
{
	uint32_t low = 0, high = dossiers.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct dossier_ref ref = { dossiers.rows[middle] };
		if (dossier_at(archive, ref).line <= line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The first line behind `line` on which another dossier of the file begins. What was dropped from
 * the end of a dossier left no value, so the next dossier is the only thing that bounds it. */
static uint64_t next_dossier_line(const struct archive *archive, uint32_t file, uint32_t line)
{
	struct row_span dossiers = dossiers_of_file(archive, file);
	uint32_t next = begun(archive, dossiers, line);
	return next < dossiers.count
	               ? dossier_at(archive, (struct dossier_ref){ dossiers.rows[next] }).line
	               : UINT64_MAX;
}

static void add_rows(struct arena *arena, struct row_list *list, uint32_t first, uint32_t end)
{
	for (uint32_t row = first; row < end; row++)
		*ARRAY_ADD(arena, list) = row;
}

struct row_span findings_of_dossier(const struct archive *archive, struct arena *arena,
                                    struct dossier_ref ref)
{
	struct row_list list = {0};
	struct dossier dossier = dossier_at(archive, ref);
	if (dossier_is_none(dossier.ref) || archive_replaces(archive, ref.row))
		return (struct row_span){0};

	uint32_t certain = last_certain_line(archive, dossier);
	uint32_t file_end = lower_bound(archive, dossier.file, UINT64_MAX);
	uint32_t end = lower_bound(archive, dossier.file, (uint64_t)certain + 1);
	if (end < file_end)
		end = lower_bound(archive, dossier.file,
		                  next_dossier_line(archive, dossier.file, certain));

	/* Line 0 is the file as a whole, and so every dossier in it. */
	uint32_t file_first = lower_bound(archive, dossier.file, 0);
	uint32_t line_first = lower_bound(archive, dossier.file, 1);
	add_rows(arena, &list, file_first, line_first);
	if (dossier.line)
		line_first = lower_bound(archive, dossier.file, dossier.line);
	add_rows(arena, &list, line_first, end);
	return (struct row_span){ list.items, (uint32_t)list.count };
}

/* Findings are of the lines that a file had when the base was built, and so must dossiers be. */
struct dossier_ref dossier_of_finding(const struct archive *archive, struct finding finding)
{
	const struct archive *base = archive_base(archive);
	struct row_span dossiers = dossiers_of_file(base, finding.file);
	uint32_t count = begun(base, dossiers, finding.place.line);
	return count ? (struct dossier_ref){ dossiers.rows[count - 1] } : NO_DOSSIER;
}

/* ── By rule ────────────────────────────────────────────────────────────────────────────────── */

static bool is_known(const struct archive *archive, const struct known *known,
                     struct finding finding)
{
	struct dossier_ref ref = known ? dossier_of_finding(archive, finding) : NO_DOSSIER;
	return dossier_is_none(ref) || known_dossier(known, ref);
}

/* The heading of each rule that has findings, errors first, and behind it room for these; their
 * first places. */
static void lay_headings(struct findings_list *list, const uint32_t counts[RULE_COUNT],
                         uint32_t places[RULE_COUNT])
{
	uint32_t at = 0, before = 0;
	for (int step = 0; step < SEVERITY_COUNT * RULE_COUNT; step++) {
		enum rule rule = (enum rule)(step % RULE_COUNT);
		if ((int)rule_row(rule)->severity != step / RULE_COUNT || counts[rule] == 0)
			continue;
		list->items[at++] = (struct findings_row){
			.rule = rule, .finding = NO_ROW, .source = NO_DOSSIER,
			.count = counts[rule],
		};
		places[rule] = at;
		for (uint32_t i = 0; i < counts[rule]; i++)
			list->items[at++].count = ++before;
	}
	list->count = at;
}

/* ── By source ──────────────────────────────────────────────────────────────────────────────── */

/* A finding of a claim, and the source that it stands on with its place by name. */
struct sourced { struct findings_row row; uint32_t place; };

static struct dossier_ref source_of(const struct archive *archive, uint32_t finding)
{
	return asserted_alone(archive, NULL, dossier_of_finding(archive, finding_at(archive, finding)));
}

static int compare_sourced(const void *left, const void *right)
{
	const struct sourced *one = left, *other = right;
	if (one->place != other->place)
		return one->place < other->place ? -1 : 1;
	return (one->row.finding > other->row.finding) - (one->row.finding < other->row.finding);
}

/* One heading for each source in the place of one for all. The rows of the rule are the `count`
 * behind the heading at `from`; `to` has room for as many headings. How many rows there are
 * then. */
static uint32_t split_heading(const struct archive *archive, struct arena *arena,
                              const struct findings_row *from, struct findings_row *to)
{
	uint32_t count = from->count, at = 0, number = from[1].count;
	struct sourced *sourced = ARENA_MANY(arena, struct sourced, count);
	for (uint32_t i = 0; i < count; i++) {
		struct findings_row row = from[1 + i];
		row.source = source_of(archive, row.finding);
		bool is_none = dossier_is_none(row.source);
		uint32_t place = is_none ? NO_ROW : dossier_weight(archive, row.source).place;
		sourced[i] = (struct sourced){ row, place };
	}
	qsort(sourced, count, sizeof *sourced, compare_sourced);
	struct findings_row *heading = NULL;
	for (uint32_t i = 0; i < count; i++) {
		if (!heading || heading->source.row != sourced[i].row.source.row) {
			heading = &to[at++];
			*heading = (struct findings_row){ from->rule, NO_ROW, sourced[i].row.source,
				                          0 };
		}
		heading->count++;
		to[at] = sourced[i].row;
		to[at++].count = number++;
	}
	return at;
}

static void split_by_source(const struct archive *archive, struct arena *arena,
                            struct findings_list *list, uint32_t most)
{
	struct findings_row *items = ARENA_MANY(arena, struct findings_row, list->count + most);
	uint32_t count = 0;
	for (uint32_t i = 0; i < list->count; i++) {
		const struct findings_row *row = &list->items[i];
		if (row->finding != NO_ROW || row->rule != RULE_CLAIM_ONE_SOURCE) {
			items[count++] = *row;
			continue;
		}
		count += split_heading(archive, arena, row, &items[count]);
		i += row->count;
	}
	list->items = items;
	list->count = count;
}

struct findings_list findings_by_rule(const struct archive *archive, struct arena *arena,
                                      const struct known *known)
{
	struct findings_list list = {0};
	uint32_t all = finding_count(archive), counts[RULE_COUNT] = {0}, places[RULE_COUNT] = {0};
	uint8_t *rules = ARENA_MANY(arena, uint8_t, all + 1);
	_Static_assert(RULE_COUNT < UINT8_MAX, "and one for those that are not known");
	for (uint32_t row = 0; row < all; row++) {
		struct finding finding = finding_at(archive, row);
		bool counts_too = is_known(archive, known, finding);
		rules[row] = counts_too ? (uint8_t)finding.rule : UINT8_MAX;
		counts[finding.rule] += counts_too;
		list.finding_count += counts_too;
	}
	list.items = ARENA_MANY(arena, struct findings_row, list.finding_count + RULE_COUNT);
	lay_headings(&list, counts, places);
	for (uint32_t row = 0; row < all; row++)
		if (rules[row] != UINT8_MAX) {
			struct findings_row *item = &list.items[places[rules[row]]++];
			item->rule = (enum rule)rules[row];
			item->finding = row;
			item->source = NO_DOSSIER;
		}
	if (counts[RULE_CLAIM_ONE_SOURCE])
		split_by_source(archive, arena, &list, counts[RULE_CLAIM_ONE_SOURCE]);
	return list;
}
