/* copying: what the reader takes away, and who helps with it. */
#ifndef DOSSIER_UI_COPYING_H
#define DOSSIER_UI_COPYING_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/arena.h"
#include "base/fault.h"
#include "ui/clipboard.h"

/* Who makes citations: the front end cannot. */
struct citing {
	/* That of a quote or source, in the style that the reader asked for, in `arena`. Fails with
	 * a sentence where there is none, as for a quote without a source. NULL: nobody. */
	bool (*cite)(void *context, const struct archive *archive, struct arena *arena,
	             struct dossier_ref ref, struct str *citation, struct fault *why);
	void *context;
};

struct copying {
	struct citing citing;
	enum clipboard_way way;         /* CLIPBOARD_NONE: all is shown, nothing sent */
	struct arena arena;             /* of the texts below; begun anew by each */
	struct str text;                /* what was taken away last (clipboard_text); empty: none */
	struct str sequence;            /* for the loop to send, once; empty: none */
	void *plain_state;              /* of the pane that shows it, kept for the next time */
};

#endif
