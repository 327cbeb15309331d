/* role: what a piece of text is, for those who choose how it looks.
 *
 * Pages, panes and commands name roles; only ui/theme and cli/output turn them into colours and
 * attributes. No role is told from another by colour alone: each also differs by its place, a word
 * or a sign. */
#ifndef DOSSIER_MODEL_ROLE_H
#define DOSSIER_MODEL_ROLE_H

enum role {
	ROLE_TEXT,              /* running text */
	ROLE_TITLE,             /* the name at the head of a dossier */
	ROLE_HEADING,           /* of a section or group */
	ROLE_LABEL,             /* of a field */
	ROLE_DIM,               /* what may be passed over: ids, counts, hints */
	ROLE_LINK,              /* text that leads to a dossier */
	ROLE_LINK_MISSING,      /* a link that leads nowhere */
	ROLE_URL,
	ROLE_DATE,
	ROLE_QUOTE,             /* words of a speaker */
	ROLE_SOURCE,            /* a source mark: [1] */
	ROLE_UNSOURCED,         /* the mark of a value without a source: [?] */
	ROLE_NOTE,              /* an editor's remark */
	ROLE_DEPRECATED,        /* a value that another one replaced */
	ROLE_MATCH,             /* what was searched for */
	ROLE_ERROR, ROLE_WARNING, ROLE_INFO,
	ROLE_OK,                /* a good result: a quote found word for word */
	/* Of the screen only */
	ROLE_BORDER, ROLE_BORDER_FOCUS,
	ROLE_CURSOR,            /* the selected row of the pane in focus */
	ROLE_CURSOR_AWAY,       /* the selected row of another pane */
	ROLE_LINK_CURSOR,       /* the selected link */
	ROLE_HINT,              /* letters to press for a link */
	ROLE_BAR,               /* title and hint bars */
	ROLE_BAR_KEY,           /* a key named in a bar */
	ROLE_PROMPT,
	ROLE_MESSAGE,
	ROLE_COUNT
};

const char *role_name(enum role role);

#endif
