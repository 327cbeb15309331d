/* sample: a small collection made by hand, as it is before it is packed.
 *
 * It needs no YAML dossiers, and every section of its archive has rows:
 *
 *	ann (person; once anne)  ─took-part→ fair (since 2021-02, until 2021-06, as chair)
 *	                         ─cites→ times     ─reads→ times (written down by times)
 *	fair (event, 2021-05-01) ─mentions→ ann
 *	times (source, 2022)
 *
 * and the ledger has an entry of ann and one of times, though neither is a quote.
 */
#ifndef DOSSIER_TESTS_SUPPORT_SAMPLE_H
#define DOSSIER_TESTS_SUPPORT_SAMPLE_H

#include "archive/archive.h"
#include "build/pack.h"

enum { SAMPLE_ANN, SAMPLE_FAIR, SAMPLE_TIMES };         /* rows of its dossiers */
enum { SAMPLE_TOOK_PART, SAMPLE_CITES, SAMPLE_READS, SAMPLE_MENTIONS };         /* of its links */

/* Tests change what they like before they pack it. */
struct sample {
	struct arena arena;
	struct schema *schema;
	struct scan scan;
	struct collection collection;
	struct batch batches[2];
	struct resolved resolved;
	struct index index;
	struct finding_array findings;
	struct ledger ledger;
};

void sample_open(struct sample *sample);
void sample_close(struct sample *sample);

/* The archive of it, its bytes in the sample's arena. */
struct str sample_pack(struct sample *sample, unsigned thread_count);
const struct archive *sample_archive(struct sample *sample);

#endif
