/* section: what the reader, the verifier and the packer of an archive share.
 *
 * Private to archive/, build/pack, build/revise_base and cache/kept. A row is copied out before it
 * is looked at, so that bytes which change underneath (a mapped file) can make an answer wrong but
 * never lead outside the archive.
 */
#ifndef DOSSIER_ARCHIVE_SECTION_H
#define DOSSIER_ARCHIVE_SECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "archive/archive.h"
#include "archive/format.h"

struct section_form {
	const char *name;               /* as in FORMAT and in messages: "links in" */
	uint32_t row_size;              /* bytes */
};

const struct section_form *section_form(enum section section);

/* The hash of an archive's header: of all bytes behind the header. FNV-1a whose step takes 8 bytes
 * instead of one, and mixes high bits into the low ones; `bytes.size` is a multiple of 8. */
uint64_t section_hash(struct str bytes);

/* unicode_version() as it stands in a header, cut if need be. */
void section_unicode(char unicode[24]);

/* `size` rounded up to ARCHIVE_ALIGNMENT. */
uint64_t section_aligned(uint64_t size);

/* The order of the timeline: by date as date_compare has it, then by what, dossier and link. The
 * precisions are those of the dates that the rows name. */
int section_timeline_compare(const struct timeline_row *left, enum date_precision left_precision,
                             const struct timeline_row *right, enum date_precision right_precision);

/* When a link is, for the timeline: at its date, or from the earliest day of `since` to the latest
 * of `until`; what is not said of these is open. One that ends before it begins is there when it
 * begins. date_none() if nothing is said at all. */
struct date section_relation_date(struct date date, struct date since, struct date until);

struct revision;

struct section_view {
	const char *bytes;              /* inside the archive, aligned to ARCHIVE_ALIGNMENT */
	uint32_t count;                 /* rows */
};

struct archive {
	struct str bytes;
	struct section_view sections[SECTION_COUNT];
	uint32_t known_fields[KNOWN_FIELD_COUNT];       /* rows of fields, or NO_ROW */
	const struct revision *revision;        /* what is laid over it, or NULL */
};

/* Where `rows` of `size` bytes lie that are not all in the base; NULL if they are not in a revision
 * either. (revision.c) */
const char *section_new_rows(const struct archive *archive, enum section section,
                             struct rows_at rows, size_t size) __attribute__((cold));

/* The same for those below that read: so that they are as short as if there were no revisions. */
bool section_new_read(const struct archive *archive, enum section section, uint32_t row, void *copy,
                      size_t size) __attribute__((cold));
struct str section_new_text(const struct archive *archive, struct text_at text)
	__attribute__((cold));
struct row_range section_new_range(const struct archive *archive, enum section section,
                                   struct rows_at rows) __attribute__((cold));
struct row_span section_new_span(const struct archive *archive, enum section section,
                                 struct rows_at rows) __attribute__((cold));

/* All rows, those of a revision too. */
uint32_t section_new_count(const struct archive *archive, enum section section);

static inline uint32_t section_count(const struct archive *archive, enum section section)
{
	return archive->revision ? section_new_count(archive, section)
	                         : archive->sections[section].count;
}

static inline bool section_holds_old(const struct archive *archive, enum section section,
                                     struct rows_at rows)
{
	uint32_t count = archive->sections[section].count;
	return rows.first <= count && rows.count <= count - rows.first;
}

/* Copy a row of `size` bytes, the section's row size, to `copy`. False, and `copy` as it was, if
 * there is no such row. */
static inline bool section_read(const struct archive *archive, enum section section, uint32_t row,
                                void *copy, size_t size)
{
	if (row >= archive->sections[section].count)
		return section_new_read(archive, section, row, copy, size);
	memcpy(copy, archive->sections[section].bytes + (size_t)row * size, size);
	return true;
}

/* A row of a section of numbers; ARCHIVE_NONE if there is no such row. */
static inline uint32_t section_number(const struct archive *archive, enum section section,
                                      uint32_t row)
{
	uint32_t number = ARCHIVE_NONE;
	section_read(archive, section, row, &number, sizeof number);
	return number;
}

static inline bool section_holds(const struct archive *archive, enum section section,
                                 struct rows_at rows)
{
	return section_holds_old(archive, section, rows) ||
	       section_new_rows(archive, section, rows, 0) != NULL;
}

/* The rows if they are all there, else none. */
static inline struct row_range section_range(const struct archive *archive, enum section section,
                                             struct rows_at rows)
{
	if (!section_holds_old(archive, section, rows))
		return section_new_range(archive, section, rows);
	return (struct row_range){ rows.first, rows.count };
}

/* The same as a span of a section of numbers. */
static inline struct row_span section_span(const struct archive *archive, enum section section,
                                           struct rows_at rows)
{
	const void *bytes = archive->sections[section].bytes;
	if (!section_holds_old(archive, section, rows))
		return section_new_span(archive, section, rows);
	return rows.count ? (struct row_span){ (const uint32_t *)bytes + rows.first, rows.count }
	                  : (struct row_span){0};
}

/* The citations of a list. The list 0 is empty. */
static inline struct row_range section_citations(const struct archive *archive, uint32_t list)
{
	uint32_t first = section_number(archive, SECTION_CITATION_LISTS, list);
	uint32_t end = section_number(archive, SECTION_CITATION_LISTS, list + 1);
	struct rows_at rows = { first, end > first ? end - first : 0 };
	return section_range(archive, SECTION_CITATIONS, rows);
}

/* The details of value `number`, of which `row` is the row; of one that has none, what they would
 * be. As they are written: `end` may be anything. */
struct value_details_row section_value_details(const struct archive *archive, uint32_t number,
                                               const struct value_row *row);

static inline unsigned section_value_depth(const struct value_row *row)
{
	return row->depth & (ARCHIVE_HAS_DETAILS - 1u);
}

/* What the weight of a dossier has to be that stands at `place` in the order of names. */
struct weight_row section_weight(const struct archive *archive, struct dossier_ref ref,
                                 uint32_t place);

/* The text if it is all there, else an empty one. */
static inline struct str section_text(const struct archive *archive, struct text_at text)
{
	struct rows_at rows = { text.offset, text.size };
	if (text.size == 0)
		return (struct str){0};
	if (!section_holds_old(archive, SECTION_TEXTS, rows))
		return section_new_text(archive, text);
	return (struct str){ archive->sections[SECTION_TEXTS].bytes + text.offset, text.size };
}

#endif
