#include "cli/rows.h"

#include "base/arena.h"

void rows_put_id(struct json *object, const char *key, const struct archive *archive,
                 struct dossier_ref ref)
{
	json_put_text_or_null(object, key, dossier_id(archive, ref));
}

void rows_add_citation(struct json *rows, const struct archive *archive, uint32_t citation_row)
{
	struct citation citation = citation_at(archive, citation_row);
	struct json *row = json_object_new();
	bool leads = !dossier_is_none(citation.source);
	json_put_text(row, "id", leads ? dossier_id(archive, citation.source) : citation.id);
	json_put_text_or_null(row, "locator", citation.locator);
	json_put_text_or_null(row, "note", citation.note);
	json_add(rows, row);
}

struct json *rows_citations(const struct archive *archive, struct row_range citations,
                            const struct known *known)
{
	struct json *rows = json_array_new();
	for (uint32_t i = 0; i < citations.count; i++)
		if (known_source(known, citation_at(archive, citations.first + i).source))
			rows_add_citation(rows, archive, citations.first + i);
	return rows;
}

struct json *rows_connection(const struct archive *archive, struct connection connection,
                             const struct known *known)
{
	const struct link *link = &connection.link;
	struct arena scratch = {0};
	struct json *row = json_object_new();
	json_put_text(row, "direction", connection.direction == LINK_OUT ? STR("out") : STR("in"));
	json_put_text(row, "relation", relation_at(archive, link->relation).key);
	json_put_text(row, "label", relation_label(archive, link->relation, connection.direction));
	json_put_text(row, "id", dossier_id(archive, connection.other));
	json_put_text(row, "kind", kind_at(archive, dossier_kind(archive, connection.other)).key);
	json_put_text(row, "name", dossier_name(archive, connection.other));
	json_put_text_or_null(row, "role", link->role);
	json_put_text_or_null(row, "since", archive_date(archive, link->since).text);
	json_put_text_or_null(row, "until", archive_date(archive, link->until).text);
	json_put(row, "sources", rows_citations(archive, link->citations, known));
	json_put_text_or_null(row, "date", archive_date(archive, link->date).text);
	json_put_text_or_null(row, "context", link_context(archive, &scratch, *link));
	arena_release(&scratch);
	return row;
}
