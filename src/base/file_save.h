/* file_save: write a file so that at every moment it is either the old one or the new one.
 *
 *	folder/.name.new-PID-0  ──write, fsync──▶  rename  ──▶  folder/name  ──fsync folder──▶ done
 *
 * Whatever goes wrong, a full disk or a pulled plug, leaves the old file as it was.
 */
#ifndef DOSSIER_BASE_FILE_SAVE_H
#define DOSSIER_BASE_FILE_SAVE_H

#include <stdbool.h>

#include "base/fault.h"
#include "base/str.h"

/* Put `bytes` in the place of the file `path`, or make it. A new file has just the permissions
 * `mode`; one that is replaced hands on its own. The folder must be there. Links are followed on
 * the way to the folder, but what has the name itself must be a regular file or nothing.
 * Fails: FAULT_SYSTEM, or FAULT_FORMAT if something else has the name; the file is as it was. */
bool file_replace(const char *path, struct str bytes, unsigned mode, struct fault *why);

/* Make a file that is not there yet, for its owner alone (mode 0600): it gets its name once it is
 * whole. What has the name already stays, whatever it is.
 * Fails: FAULT_SYSTEM, or FAULT_USAGE if the name is taken. */
bool file_new(const char *path, struct str bytes, struct fault *why);

#endif
