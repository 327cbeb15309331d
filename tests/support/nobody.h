/* nobody: for tests of what one may not do, which must not be run by somebody who may do all. */
#ifndef DOSSIER_TESTS_SUPPORT_NOBODY_H
#define DOSSIER_TESTS_SUPPORT_NOBODY_H

/* Run `test` in a child that has no rights beyond those of all users and stands in the same folder.
 * Fail unless it returns: to fail, it ends itself by _exit, with a status other than 0. */
void run_as_nobody(void (*test)(void));

#endif
