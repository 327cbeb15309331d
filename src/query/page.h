/* page: a dossier, or its connections, laid out as lines of a given width.
 *
 * What `dossier show` prints and what the panes paint is the same page: lines of spans, each with a
 * role (model/role.h), and the links in them in reading order. A page is made by layout alone: it
 * knows no colour, key or terminal. It lives in the arena it was made in, and its texts are shown
 * (base/shown.h): harmless wherever they go.
 *
 *	Sergei Lavrov                                          title
 *	person · sergei-lavrov                                 dim
 *
 *	Foreign minister of Russia. [1]                        text, source
 *
 *	Position    Foreign minister, Russian foreign ministry [1] †
 *	                                                       label, text, link, source, note
 */
#ifndef DOSSIER_QUERY_PAGE_H
#define DOSSIER_QUERY_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "archive/archive.h"
#include "base/shown.h"
#include "model/role.h"

struct arena;
struct known;

/* The columns between two spans, and before the first, are blank. */
struct page_span {
	struct shown text;
	enum role role;
	uint32_t link;                  /* of page.links, or NO_ROW */
	int column;                     /* where it begins in its line, from 0 */
};

struct page_line {
	uint32_t first, count;          /* of page.spans */
	uint32_t value;                 /* the value that it shows a part of, or NO_ROW */
	bool is_heading;                /* of a section: where an outline and "next section" go */
};

enum page_link_kind {
	PAGE_LINK_DOSSIER,              /* leads to `to` */
	PAGE_LINK_SOURCE,               /* a source mark: leads to the source `to`, at `locator` */
	PAGE_LINK_MISSING,              /* leads nowhere; `text` is the id */
	PAGE_LINK_URL,                  /* `text` is the address */
	PAGE_LINK_QUERY,                /* `text` is a query that finds what is meant in the list */
	PAGE_LINK_SEARCH,               /* `text` is a query that finds what is meant */
	PAGE_LINK_KIND_COUNT
};

/* Something that can be selected and followed. It may run over several lines: its first span is at
 * `line`, `column`. Numbered from 1 in reading order, as printed by `show --numbers`. */
struct page_link {
	enum page_link_kind kind;
	struct dossier_ref to;
	struct str text;
	struct str locator;
	uint32_t value;                 /* the value it stands in, or NO_ROW */
	uint32_t line;
	int column;
};

struct page {
	int width;
	struct str title;               /* what it is of, if the options ask for that; else empty */
	struct page_pinned { uint32_t first, count; } pinned;   /* lines, heads of what is below:
	                                 * they stay in sight while that is scrolled */
	struct { struct page_line *items; size_t count, room; } lines;
	struct { struct page_span *items; size_t count, room; } spans;
	struct { struct page_link *items; size_t count, room; } links;
	size_t total, groups;           /* of connections: how many there are, shown or not; and
	                                 * in how many sections */
};

enum { PAGE_MAX_MEASURE = 90, PAGE_MIN_WIDTH = 20 };

struct page_options {
	int width;                      /* columns; text is not wider than PAGE_MAX_MEASURE */
	bool numbers_links;             /* print the number of each link before it */
	bool has_no_columns;            /* dates stand behind what they are of, in full: for ears */
	bool is_titled;                 /* who shows it says page.title, which no line does then */
	bool hides_deprecated;
	bool hides_sources;             /* of connections: what the marks name stands elsewhere */
	bool shows_all;                 /* lists of what leads here are not cut, however long */
	bool is_headed;                 /* the kind of the dossier stands above its page */
	bool is_of_part;                /* what a link does not lead to is not read yet */
	/* What whoever reads has noted of the dossier itself: a word, and lines; or empty */
	struct str state, note;
	const struct known *known;      /* what was known on a day; NULL: all that is known now */
};

/* A dossier: name, what it is, summary, fields in the order of its kind, other names, prose, what
 * took place there, what it said or what was quoted from it, what is claimed about it, other
 * fields, what is noted of values, its sources with their marks, and what `check` finds in it.
 * Every value has a mark: [n] names one of its sources, [?] that it has none of its own and the
 * dossier neither. † behind a value says that something is noted of it. */
struct page page_dossier(const struct archive *archive, struct arena *arena, struct dossier_ref ref,
                         struct page_options options);

/* Its connections, grouped by relation, with dates, roles, source marks and the line of a mention.
 * A source has the number that it has in the page of the dossier. */
struct page page_links(const struct archive *archive, struct arena *arena, struct dossier_ref ref,
                       struct page_options options);

/* The line of the dossier's file that a line of its page shows something of, or 0: what is quoted
 * there from other dossiers stands in other files. */
uint32_t page_file_line(const struct archive *archive, const struct page *page,
                        struct dossier_ref ref, size_t line);

/* ── Making pages ───────────────────────────────────────────────────────────────────────────── */

/* Why no line ends at a blank. */
enum glue {
	GLUE_NONE,
	GLUE_DATE,                      /* inside a date: "4 March 2025" is one word */
	GLUE_MARK                       /* before a mark, which belongs to the word */
};

/* Marks that stand behind one word: what names two places of a source is one mark. There may be
 * thousands of places: they become one text when no more marks can come. */
enum { MARKS_TOGETHER = 32 };
struct page_cluster_mark {
	unsigned number;
	uint32_t link;                  /* NO_ROW: the mark is none */
	size_t part;                    /* of the word that waits */
	struct str_list places;
};
struct page_cluster {
	struct page_cluster_mark marks[MARKS_TOGETHER];
	size_t count;
	size_t end;                     /* writer.written behind the last of them */
};

/* A page that is being written: wraps at blanks between words and between words where there are
 * none (Burmese, Chinese), hangs lines under `indent`, never cuts what fits on a line of its own.
 * A word may be several texts and links in a row: it waits until a blank or a break ends it. */
struct page_writer {
	struct arena *arena;
	struct page page;
	int margin;                     /* columns at which labels and headings begin */
	int indent;                     /* columns at which the next lines begin */
	int start, column;              /* where the words of the current line begin, and end */
	uint32_t value;                 /* noted with the lines that follow */
	bool is_line_open;
	bool is_heading;                /* the next line is one */
	bool numbers_links;
	/* The word that waits, and what stands around it */
	struct { struct page_part *items; size_t count, room; } word;
	int word_width;
	bool has_blank_before, has_blank_behind;
	enum glue glue;            /* at the blank behind the word */
	bool has_marks;                 /* the word has some glued to it */
	size_t written;                 /* texts with ink, and breaks, so far */
	struct page_cluster cluster;
	const char *run;                /* the text that the last span is of, which may grow */
	struct page_part *tail;         /* stands at the right end of the current line, or NULL */
};

struct page_writer page_begin(struct arena *arena, int width);
void page_text(struct page_writer *writer, enum role role, struct shown text);
void page_link(struct page_writer *writer, enum role role, struct shown text,
               struct page_link link);
void page_break(struct page_writer *writer);    /* end the line, if one is open */
void page_blank(struct page_writer *writer);    /* an empty line, but never two, nor at the top */
/* A line of its own at the margin, which begins with a capital; `count`, unless empty, stands in
 * brackets behind it. */
void page_heading(struct page_writer *writer, struct shown text, struct shown count);
/* A label in a column of `label_width`, after which text hangs under its own beginning. It stands
 * on a line of its own where it does not fit, or if less than PAGE_MIN_WIDTH columns were left. */
void page_label(struct page_writer *writer, struct shown label, int label_width);
/* A label that looks otherwise than others: a date, a mark, a status. */
void page_label_as(struct page_writer *writer, enum role role, struct shown label, int label_width);
/* What comes next stands at that column of the line, or behind its words if these go further. */
void page_column(struct page_writer *writer, int column);
/* Let `text` stand at the right end of the line that comes next. */
void page_tail(struct page_writer *writer, enum role role, struct shown text);
/* Append the lines of pages beside each other, each from its own column on. */
struct page_column { struct page page; int left; };
void page_columns(struct page_writer *writer, const struct page_column *columns, size_t count);
/* Blocks, each behind a blank line: one below the other, or in two columns of about the same
 * height, the first blocks at the left. */
struct page_blocks {
	int count;
	void (*write)(struct page_writer *writer, int block, const void *context);
	const void *context;
};
void page_blocks(struct page_writer *writer, const struct page_blocks *blocks, bool is_beside);
struct page page_end(struct page_writer *writer);

/* The whole line as one text, for searching in it: `spans` joined, with all blanks between them, so
 * that the columns of the text are those of the line. In `arena`. */
struct str page_line_text(const struct page *page, struct arena *arena, uint32_t line);

/* All lines, each ended by a line feed: what `dossier show` prints where there is no colour. In
 * `arena`. */
struct str page_plain_text(const struct page *page, struct arena *arena);

#endif
