/* finding: what somebody should mend in the content.
 *
 * Every rule has a row in one table: a lasting name, a severity, and a sentence of help. The
 * commands, the screen, the manual and the tests walk that table. A finding is data, not a failure:
 * it is packed into the archive like everything else.
 */
#ifndef DOSSIER_MODEL_FINDING_H
#define DOSSIER_MODEL_FINDING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "model/node.h"

struct arena;

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_INFO, SEVERITY_COUNT };

enum rule {
	/* A file that could not be read as it stands: build/scan, build/read */
	RULE_FILE_UNREADABLE,
	RULE_FILE_TOO_LARGE,
	RULE_ENCODING,                  /* not UTF-8, or a raw control character */
	RULE_SYNTAX,                    /* not YAML */
	RULE_TOO_DEEP,
	RULE_TOO_MANY,                  /* keys, items, directives, findings */
	RULE_ALIAS,                     /* alias or merge key */
	RULE_ANCHOR,
	RULE_TAG,
	RULE_DUPLICATE_KEY,
	/* A dossier that is not of its schema: model/schema, build/draft */
	RULE_SCHEMA,                    /* the collection's own schema.yaml or collection.yaml */
	RULE_NOT_A_DOSSIER,
	RULE_KIND_MISSING,
	RULE_KIND_UNKNOWN,
	RULE_NAME_MISSING,
	RULE_FIELD_REQUIRED,
	RULE_FIELD_UNKNOWN,
	RULE_FIELD_MISPLACED,           /* known, but not of this kind */
	RULE_KEY_WITHOUT_VALUE,         /* not known either, or without ':' */
	RULE_TYPE,                      /* a list, map or text where another was expected */
	RULE_VALUE,                     /* not one of the allowed texts */
	RULE_TOO_LONG,                  /* an id, name or text over its limit */
	RULE_ID_FORM,
	RULE_ID_DERIVED,                /* a nested quote without an id of its own */
	RULE_DATE,
	RULE_DATE_SUSPECT,
	RULE_CONTROL,                   /* a control or invisible character in a text */
	RULE_MARKS,                     /* more than 30 combining marks in a row */
	RULE_PROSE,                     /* [[ without ]], an empty link or citation */
	/* What only the whole collection shows: build/resolve, build/audit */
	RULE_DUPLICATE_ID,
	RULE_LINK_DANGLING,
	RULE_LINK_AMBIGUOUS,
	RULE_LINK_SELF,
	RULE_LINK_FORMER,               /* leads to a former id */
	RULE_LINK_KIND,                 /* leads to a kind that the field does not allow */
	RULE_RELATION_UNKNOWN,
	RULE_SOURCE_MISSING,            /* a dossier, relation or quote without any source */
	RULE_ORPHAN,                    /* nothing links to it */
	RULE_DATES_REVERSED,            /* ends before it begins, dies before birth */
	RULE_LOOK_ALIKE,                /* two ids or names that look the same */
	RULE_ALIAS_IS_NAME,             /* another name of one is the name of another */
	RULE_VALUE_WITHOUT_SOURCE,      /* in a dossier with no source or with several */
	RULE_QUOTE_WITHOUT_LOCATOR,
	RULE_QUOTE_AFTER_PUBLICATION,   /* said after its source was published */
	RULE_EVENT_OUTSIDE_LIFE,        /* before who takes part is born, or after they died */
	RULE_CLAIM_ONE_SOURCE,
	RULE_CLAIM_ONE_ORIGIN,          /* several sources, derived from one */
	RULE_CLAIM_NOT_CORROBORATED,    /* corroborated by one source or origin */
	RULE_SOURCE_UNUSED,             /* nothing is taken from it */
	/* What the ledger of verified quotes says: build/ledger */
	RULE_LEDGER,                    /* an entry of verified.yaml that says nothing */
	RULE_QUOTE_CHANGED,             /* its words or its source's text, since it was verified */
	RULE_QUOTE_NOT_FOUND,           /* nothing has changed since it was not found */
	RULE_QUOTE_UNVERIFIED,          /* there is a ledger, which does not have it */
	RULE_COUNT
};

struct rule_row {
	const char *name;               /* lasting, kebab-case: "link-dangling" */
	enum severity severity;
	const char *title;              /* for a heading over what it found; for _() */
	const char *help;               /* a sentence: what it means and what to do */
};

const struct rule_row *rule_row(enum rule rule);
const char *severity_name(enum severity severity);

struct finding {
	enum rule rule;
	uint32_t file;                  /* row among the files of the collection */
	struct place place;             /* line 0: the file as a whole */
	struct str message;             /* a sentence without path and place */
};

struct finding_array {
	struct finding *items;
	size_t count, room;
	size_t dropped;                 /* beyond LIMIT_FINDINGS_A_FILE of a file, and not kept */
};

/* Note a finding, its message in `arena`. Beyond LIMIT_FINDINGS_A_FILE of one file that are as
 * severe or more, one after another, it only counts. */
void finding_add(struct arena *arena, struct finding_array *findings, enum rule rule, uint32_t file,
                 struct place place, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Order by file, line, column, rule, message. */
int finding_compare(const struct finding *left, const struct finding *right);

/* The best guess among `candidates` for a mistyped `wanted`: within two edits (one below five
 * bytes), the nearest, the first of equals; an empty str if none, or for less than three bytes. */
struct str finding_suggestion(struct str wanted, const struct str *candidates, size_t count);

/* The beginning of a text from outside that is short enough for a message: at most 60 bytes, cut at
 * a whole character. Borrowed. */
struct str finding_excerpt(struct str text);

#endif
