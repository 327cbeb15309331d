/* links: the connections of a dossier, grouped by what they mean. */
#ifndef DOSSIER_QUERY_LINKS_H
#define DOSSIER_QUERY_LINKS_H

#include "archive/archive.h"

struct arena;
struct known;

/* One link as seen from a dossier. */
struct connection {
	struct link link;
	enum direction direction;
	struct dossier_ref other;       /* the dossier at its other end */
	struct row_list citations;      /* rows: its own, and those of the links it stands for */
};

struct connections { struct connection *items; size_t count, room; };

/* Every link of the dossier, out then in, in the archive's order: one row for every link, whatever
 * field it stands in. A link of a dossier to itself gives two rows. Of those that are not `known`
 * (query/known.h; NULL: all are) none. */
struct connections links_query(const struct archive *archive, struct arena *arena,
                               struct dossier_ref ref, const struct known *known);

/* Connections that mean the same, under one label ("met", "said", "supplies arms to"). */
struct connection_group {
	uint32_t relation;
	enum direction direction;       /* LINK_OUT for symmetric relations */
	struct str label;
	struct connections connections; /* by date, undated last, then by name */
};

struct connection_groups { struct connection_group *items; size_t count, room; };

/* The same connections in groups: relations of people first, citations and mentions last; a pair
 * that has the same relation, role and dates twice (both ends wrote it down) stands once, sources
 * joined. */
struct connection_groups links_grouped(const struct archive *archive, struct arena *arena,
                                       struct dossier_ref ref, const struct known *known);

/* The day by which a connection is ordered and shown: its date, or since, or that of the other,
 * unless this is the day when a person or organization began, or was not known on a day (NULL: all
 * is). */
struct date_view connection_date(const struct archive *archive, struct connection connection,
                                 const struct known *known);

#endif
