/* file_open: open what lies beneath a folder, and nothing else. Private to base/.
 *
 * Both give an open descriptor, or -1 and errno: EXDEV for a path that leads out of `folder`, by an
 * absolute link or too many "..", ELOOP for links that lead in a circle. Both follow links beneath
 * `folder`; the magic ones of /proc never. `flags` are those of open(2), without O_CREAT.
 */
#ifndef DOSSIER_BASE_FILE_OPEN_H
#define DOSSIER_BASE_FILE_OPEN_H

#include <fcntl.h>

/* A descriptor to look at a file without a right to read it. Where there is none, the right is
 * needed. */
#ifndef O_PATH
# define O_PATH (O_RDONLY | O_NONBLOCK)
#endif

/* With openat2(2), which leaves no moment in which a name could be exchanged for another; name by
 * name where the kernel has no such call or a sandbox forbids it. */
int file_open_beneath(int folder, const char *path, int flags);

/* Name by name, with O_NOFOLLOW, reading each link: what a kernel before 5.6 is left with. */
int file_open_stepwise(int folder, const char *path, int flags);

#endif
