#include "query/stats.h"

#include "base/arena.h"

struct stats stats_query(const struct archive *archive, struct arena *arena)
{
	struct collection_view collection = archive_collection(archive);
	uint32_t quote = kind_find(archive, STR("quote"));
	struct stats stats = {
		.dossiers = dossier_count(archive),
		.links = link_count(archive),
		.quotes = dossiers_of_kind(archive, quote).count,
		.files = file_count(archive),
		.words = collection.word_count,
		.bytes = collection.source_size,
		.of_kind = ARENA_MANY(arena, uint32_t, kind_count(archive)),
		.findings = findings_count(archive),
	};
	for (uint32_t kind = 0; kind < kind_count(archive); kind++)
		stats.of_kind[kind] = dossiers_of_kind(archive, kind).count;
	return stats;
}
