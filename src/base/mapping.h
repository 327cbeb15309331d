/* mapping: a file mapped to be read, even if somebody shortens it meanwhile.
 *
 * What was there and is gone reads as zeros, and is noted: whoever works with the bytes gets wrong
 * ones but goes on living, and can be told. Only what replaces a file by another under its name is
 * quite harmless.
 */
#ifndef DOSSIER_BASE_MAPPING_H
#define DOSSIER_BASE_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Map `size` bytes (at least 1) of an open file, shared with all who map it, until mapping_close.
 * Takes SIGBUS for itself where nobody has. False if it cannot be mapped, or if there are more than
 * a few mappings already. */
bool mapping_open(int file, size_t size, struct str *bytes);

/* Unmap what mapping_open gave; other bytes stay as they are. */
void mapping_close(struct str bytes);

/* True if the address is in a mapping: zeros are put there, and what failed can be tried again. For
 * handlers of SIGBUS; async-signal-safe. */
bool mapping_mend(const void *address);

/* True once zeros were read that were none. */
bool mapping_is_broken(void);

#endif
