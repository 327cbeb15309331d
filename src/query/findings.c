#include "query/findings.h"

#include "archive/revision.h"
#include "base/array.h"

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
