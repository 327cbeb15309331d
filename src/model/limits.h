/* limits: how much of anything is accepted. Each is in the manual, and each has a sentence. */
#ifndef DOSSIER_MODEL_LIMITS_H
#define DOSSIER_MODEL_LIMITS_H

enum {
	LIMIT_FILE_SIZE = 64 << 20,             /* bytes of one file */
	LIMIT_DEPTH = 16,                       /* lists and maps inside each other; 5 are needed */
	LIMIT_DIRECTIVES = 4,                   /* lines that begin with '%' before a document */
	LIMIT_SCALAR_SIZE = 1 << 20,            /* bytes of one text */
	LIMIT_CHILDREN = 1000000,               /* keys of a map, items of a list */
	LIMIT_ID_SIZE = 200,                    /* bytes */
	LIMIT_NAME_SIZE = 4096,                 /* bytes; longer names are cut */
	LIMIT_MARKS = 30,                       /* combining marks in a row (UAX #15 says so) */
	LIMIT_SCHEMA_ROWS = 4096,               /* kinds, fields, relations or rules of a schema */
	LIMIT_FINDINGS_A_FILE = 100,
	LIMIT_FINDINGS_SHOWN = 1000,            /* by `check`, unless asked for all */
	LIMIT_NOTE_SIZE = 64 << 10,             /* bytes of a reader's note on a dossier */
	LIMIT_SEARCH_NAME_SIZE = 200,           /* bytes of the name under which a search is kept */
	LIMIT_JOURNAL_SIZE = 64 << 20,          /* bytes of all that a reader notes */
	LIMIT_CONFIG_SIZE = 1 << 20,            /* bytes of a config.yaml */
	LIMIT_BINDINGS = 256,                   /* keys that it and who reads bind */
	LIMIT_QUERY_SIZE = 256,                 /* bytes of a search query */
	LIMIT_ROWS = 500, LIMIT_COLUMNS = 1000, /* of a terminal */
};

#endif
