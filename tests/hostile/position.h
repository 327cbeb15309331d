/* position: where a text may stand in a dossier, so that what is hostile can stand in each. */
#ifndef DOSSIER_TESTS_HOSTILE_POSITION_H
#define DOSSIER_TESTS_HOSTILE_POSITION_H

#include <stdbool.h>

#include "hostile/pile.h"

struct position { const char *name, *template; };

/* By these numbers; those without one are reached by position_spread only. */
enum { POSITION_NAME, POSITION_SUMMARY, POSITION_BODY, POSITION_ID };
extern const struct position positions[];

/* A file with the payload there. `is_raw`: with its escapes replaced by what they mean. */
void position_fill(struct pile *pile, const struct position *position,
                   const struct text_case *payload, bool is_raw);

/* Each payload in the first `few` positions; the first `core` payloads in the others too. */
struct spread { size_t few, core; bool is_raw; };

void position_spread(struct pile *pile, const struct text_case *payloads, size_t count,
                     struct spread spread);

#endif
