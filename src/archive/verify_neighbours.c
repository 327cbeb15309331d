#include "archive/neighbours.h"
#include "archive/verify_parts.h"
#include "base/arena.h"

/* The rows of neighbours are what the links make of them. */
struct checking {
	const struct archive *archive;
	struct arena scratch;
	struct neighbour_gathering gathering;
	struct neighbour *links;        /* of the dossier at work */
};

/* The links of all dossiers are sound: so none has more than twice their number. */
static void begin(struct checking *checking)
{
	const struct archive *archive = checking->archive;
	struct arena *scratch = &checking->scratch;
	uint32_t dossiers = dossier_count(archive), relations = relation_count(archive);
	uint32_t source = kind_find(archive, STR("source")), most = 0;
	uint8_t *namings = ARENA_MANY(scratch, uint8_t, relations);
	uint8_t *sources = ARENA_MANY(scratch, uint8_t, dossiers);
	for (uint32_t i = 0; i < relations; i++)
		namings[i] = (uint8_t)naming_of(relation_at(archive, i).key);
	for (uint32_t i = 0; i < dossiers; i++) {
		struct dossier_ref ref = { i };
		uint32_t degree = links_out(archive, ref).range.count +
		                  links_in(archive, ref).range.count;
		sources[i] = dossier_kind(archive, ref) == source;
		most = degree > most ? degree : most;
	}
	checking->gathering = (struct neighbour_gathering){
		.namings = namings,
		.sources = sources,
		.is_taken = ARENA_MANY(scratch, uint8_t, dossiers),
		.items = ARENA_MANY(scratch, uint32_t, most),
	};
	checking->links = ARENA_MANY(scratch, struct neighbour, most);
}

static uint32_t read_links(struct checking *checking, struct link_span span, uint32_t at)
{
	struct neighbour some[NEIGHBOURS_MOST];
	uint32_t first = 0, count;
	while ((count = neighbours_read(checking->archive, span, first, some)) > 0) {
		memcpy(checking->links + at + first, some, count * sizeof *some);
		first += count;
	}
	return at + first;
}

/* `end`: where the neighbours of the dossiers before it end. */
static bool dossier_is_sound(struct checking *checking, uint32_t dossier, uint32_t end)
{
	const struct archive *archive = checking->archive;
	struct dossier_ref ref = { dossier };
	struct neighbours_row row = {0};
	uint32_t count = read_links(checking, links_out(archive, ref), 0);
	count = read_links(checking, links_in(archive, ref), count);
	neighbours_gather(&checking->gathering, dossier, checking->links, count);
	READ(archive, SECTION_NEIGHBOURS_FIRST, dossier, &row);
	if (row.first != end || row.degree != count ||
	    checking->gathering.count > archive->sections[SECTION_NEIGHBOURS].count - end)
		return false;
	return memcmp(archive->sections[SECTION_NEIGHBOURS].bytes + (size_t)end * sizeof end,
	              checking->gathering.items, checking->gathering.count * sizeof end) == 0;
}

static bool all_are_sound(struct checking *checking, struct fault *why)
{
	const struct archive *archive = checking->archive;
	uint32_t dossiers = dossier_count(archive), end = 0;
	struct neighbours_row last = {0};
	begin(checking);
	for (uint32_t i = 0; i < dossiers; i++) {
		if (!dossier_is_sound(checking, i, end))
			return verify_fault(why, SECTION_NEIGHBOURS_FIRST, i,
			                    "not those that its links make");
		end += checking->gathering.count;
	}
	READ(archive, SECTION_NEIGHBOURS_FIRST, dossiers, &last);
	return (last.first == end && last.degree == 0 &&
	        archive->sections[SECTION_NEIGHBOURS].count == end) ||
	       verify_fault(why, SECTION_NEIGHBOURS_FIRST, dossiers,
	                    "does not end at the last row");
}

bool verify_neighbours(const struct archive *archive, struct fault *why)
{
	struct checking checking = { .archive = archive };
	bool is_sound = all_are_sound(&checking, why);
	arena_release(&checking.scratch);
	return is_sound;
}
