/* cite: the citation of a source, or of a quote with its source, in four formats.
 *
 *	archive ──cite_gather──> struct cite ──cite_text──> text
 *
 * The record is gathered once; each format is a file of its own and reads nothing else:
 *
 *	cite_plain.c     a sentence for people
 *	cite_bibtex.c    an entry of BibTeX, for biblatex
 *	cite_csl.c       CSL-JSON
 *	cite_ris.c       RIS
 *
 * Nothing is guessed. A name is parted into family and given name only where the collection does
 * it; a source without a title is called by its description, in square brackets; so is, where the
 * format has words for it, what the document does not tell but the collection deduced. No author is
 * made up for a source that has none, and its citation begins with the title.
 *
 * The texts of a record are one line each, without line breaks, but otherwise raw. Each format
 * escapes for its own grammar; only the output of commands makes a text fit for a terminal.
 */
#ifndef DOSSIER_EXCHANGE_CITE_H
#define DOSSIER_EXCHANGE_CITE_H

#include <stdbool.h>

#include "archive/archive.h"
#include "exchange/cite_date.h"
#include "exchange/json.h"

struct arena;

/* What kind of document a source is. */
enum cite_type {
	CITE_DOCUMENT,                  /* all that is nothing of the below */
	CITE_WEB_PAGE,                  /* the same with an address */
	CITE_NEWS, CITE_MAGAZINE, CITE_JOURNAL,         /* a part of a periodical */
	CITE_REPORT, CITE_BOOK, CITE_DATASET,
	CITE_POST, CITE_BROADCAST, CITE_INTERVIEW, CITE_SPEECH, CITE_LETTER,
	CITE_CASE, CITE_LAW, CITE_TREATY,
	CITE_TYPE_COUNT
};

/* True for a part of a periodical, whose publisher is the name of that periodical. */
bool cite_type_is_periodical(enum cite_type type);

/* A whole name, or its two parts. */
struct cite_name { struct str literal, family, given; };

/* What the document itself does not give, though the collection does; a set. */
enum cite_deduced {
	CITE_DEDUCED_TITLE     = 1 << 0,
	CITE_DEDUCED_AUTHORS   = 1 << 1,
	CITE_DEDUCED_PUBLISHER = 1 << 2,
	CITE_DEDUCED_DATE      = 1 << 3,
};

/* Texts and lists are empty where nothing is known. */
struct cite {
	struct str id;                  /* of the source or quote that is cited */
	enum cite_type type;
	struct str genre;               /* the type as the collection has it: "news report" */
	struct { struct cite_name *items; size_t count, room; } authors;
	struct str title;
	bool is_described;              /* `title` is a description, not on the document */
	struct str publisher;
	struct cite_date published, retrieved;
	struct str url, archive_url;    /* of the web, in ASCII (RFC 3986) */
	struct str language;            /* BCP 47 */
	struct str origin;              /* what it takes its matter from: names and titles */
	unsigned deduced;               /* of enum cite_deduced */

	bool is_quote;
	struct str words, translation;  /* without quotation marks around them */
	bool is_indirect;               /* reported: stands in no quotation marks */
	struct str speaker, spoke_for;
	struct cite_date said;
	struct str locator;
};

/* Gather what is known of a source or quote. False, with a sentence of FAULT_USAGE that says what
 * can be cited instead, for any other dossier and for a quote that names no source. All texts live
 * in `arena`. */
bool cite_gather(const struct archive *archive, struct arena *arena, struct dossier_ref ref,
                 struct cite *cite, struct fault *why);

enum cite_style { CITE_PLAIN, CITE_BIBTEX, CITE_CSL, CITE_RIS, CITE_STYLE_COUNT };

/* For an option: "plain|bibtex|csl|ris", in the order of the enum. */
extern const char cite_style_names[];
struct str cite_style_name(enum cite_style style);

/* The style of that name; CITE_STYLE_COUNT if there is none. */
enum cite_style cite_style_find(struct str name);

/* The citation in a style: a line without its end for people, a whole document for programs. Its
 * lines end as the format wants it, and nowhere else is there a control character, but a plain one
 * may still hold what a terminal obeys. In `arena`. */
struct str cite_text(struct arena *arena, const struct cite *cite, enum cite_style style);

/* CSL-JSON: the object of the item, and the document that is a list of it. Owned by the caller. */
struct json *cite_csl(struct arena *arena, const struct cite *cite);
struct json *cite_csl_document(struct arena *arena, const struct cite *cite);

#endif
