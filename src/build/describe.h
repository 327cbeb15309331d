/* describe: what collection.yaml says. Private to build.c. */
#ifndef DOSSIER_BUILD_DESCRIBE_H
#define DOSSIER_BUILD_DESCRIBE_H

#include "build/pack.h"

/* Fill in what the map `root` says, and give the place of its `home`. What is wrong becomes
 * findings of `file` and has no effect. Texts are copied to `arena`; `root` may be NULL. */
struct place collection_describe(struct arena *arena, const struct node *root, uint32_t file,
                                 struct collection *collection, struct finding_array *findings);

#endif
