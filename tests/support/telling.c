#include "tests/support/telling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

void telling_text(struct telling *telling, const char *what, struct str text)
{
	text_format(&telling->text, " %s=", what);
	text_add(&telling->text, text);
}

void telling_number(struct telling *telling, const char *what, uint64_t number)
{
	text_format(&telling->text, " %s=%llu", what, (unsigned long long)number);
}

static void tell_date(struct telling *telling, const char *what, uint32_t row)
{
	struct date_view view = archive_date(telling->archive, row);
	text_format(&telling->text, " %s=%.*s(%d %d %u %u)", what, STR_ARGS(view.text),
	            view.date.earliest, view.date.latest, view.date.precision, view.date.flags);
}

static void tell_citations(struct telling *telling, struct row_range range)
{
	for (uint32_t i = 0; i < range.count; i++) {
		struct citation citation = citation_at(telling->archive, range.first + i);
		text_format(&telling->text, " [@%.*s>%u, %.*s, %.*s]", STR_ARGS(citation.id),
		            citation.source.row, STR_ARGS(citation.locator),
		            STR_ARGS(citation.note));
	}
}

/* Which of the links out of its near end it is. */
static uint32_t link_number(const struct archive *archive, struct link link)
{
	return link.row - links_out(archive, link.from).range.first;
}

static void tell_link(struct telling *telling, struct link link)
{
	const struct archive *archive = telling->archive;
	struct value value = value_at(archive, link.value);
	if (link.row == NO_ROW)
		return;
	text_format(&telling->text, " %u>%u.%u", link.from.row, link.to.row,
	            link_number(archive, link));
	telling_text(telling, "relation", relation_label(archive, link.relation, LINK_OUT));
	telling_text(telling, "role", link.role);
	tell_date(telling, "date", link.date);
	tell_date(telling, "since", link.since);
	tell_date(telling, "until", link.until);
	tell_citations(telling, link.citations);
	telling_text(telling, "held by", value.key);
	if (value.row != NO_ROW)
		telling_number(telling, "value",
		            value.row - dossier_at(archive, link.from).values.first);
	telling_number(telling, "byte", link.text_byte);
	telling_number(telling, "in note", link.is_in_note);
	telling_text(telling, "context", link_context(archive, &telling->scratch, link));
}

static void tell_values(struct telling *telling, struct dossier dossier)
{
	for (uint32_t i = 0; i < dossier.values.count; i++) {
		struct value value = value_at(telling->archive, dossier.values.first + i);
		text_format(&telling->text, "\n  %u..%u depth %u %u:%u", i,
		            value.end - dossier.values.first, value.depth, value.place.line,
		            value.place.column);
		telling_text(telling, "key", value.key);
		telling_number(telling, "field", value.field);
		telling_number(telling, "type", value.type);
		telling_number(telling, "rank", value.rank);
		telling_text(telling, "text", value.text);
		telling_text(telling, "note", value.note);
		tell_date(telling, "date", value.date);
		tell_date(telling, "as of", value.as_of);
		tell_citations(telling, value.citations);
		tell_link(telling, link_at(telling->archive, value.link));
	}
}

static void tell_links(struct telling *telling, struct link_span links)
{
	for (uint32_t i = 0; i < links.range.count; i++) {
		text_format(&telling->text, "\n  %s", links.direction == LINK_IN ? "in" : "out");
		tell_link(telling, link_of(telling->archive, links, i));
	}
}

static void tell_dossier(struct telling *telling, struct dossier_ref ref)
{
	const struct archive *archive = telling->archive;
	struct dossier dossier = dossier_at(archive, ref);
	struct weight weight = dossier_weight(archive, ref);
	struct verification verification = {0};
	text_format(&telling->text, "\n= %.*s '%.*s' kind %u %.*s:%u:%u", STR_ARGS(dossier.id),
	            STR_ARGS(dossier.name), dossier.kind,
	            STR_ARGS(file_path(archive, dossier.file)), dossier.line, dossier.column);
	text_format(&telling->text, " place %u size %u kind %u bits %u opening %d", weight.place,
	            weight.name_size, weight.kind, weight.link_bits, weight.is_opening);
	telling_text(telling, "summary", dossier.summary);
	tell_date(telling, "date", dossier.date);
	tell_citations(telling, dossier.citations);
	telling_text(telling, "body", dossier_text(archive, ref, KNOWN_BODY));
	if (dossier_verification(archive, ref, &verification))
		text_format(&telling->text, " verdict %d change %d day %d", verification.verdict,
		            verification.change, verification.day);
	tell_values(telling, dossier);
	tell_links(telling, links_out(archive, ref));
	tell_links(telling, links_in(archive, ref));
	arena_reset(&telling->scratch);
}

static void tell_timeline(struct telling *telling)
{
	for (uint32_t i = 0; i <= timeline_count(telling->archive); i++) {
		struct timeline_entry entry = timeline_at(telling->archive, i);
		text_format(&telling->text, "\n%d..%d %s %u", entry.earliest, entry.latest,
		            timeline_what_name(entry.what), entry.dossier.row);
		tell_date(telling, "date", entry.date);
		tell_link(telling, link_at(telling->archive, entry.link));
	}
}

static void tell_rows(struct telling *telling, struct row_span rows)
{
	text_add_byte(&telling->text, '\n');
	for (uint32_t i = 0; i < rows.count; i++)
		text_format(&telling->text, " %u", rows.rows[i]);
}

void telling_archive(struct telling *telling)
{
	const struct archive *archive = telling->archive;
	telling_number(telling, "dossiers", dossier_count(archive));
	telling_number(telling, "links", link_count(archive));
	telling_number(telling, "files", file_count(archive));
	telling_number(telling, "timeline", timeline_count(archive));
	for (uint32_t i = 0; i <= dossier_count(archive); i++)
		tell_dossier(telling, (struct dossier_ref){ i });
	tell_timeline(telling);
	tell_rows(telling, dossiers_by_name(archive));
	for (uint32_t i = 0; i < kind_count(archive); i++)
		tell_rows(telling, dossiers_of_kind(archive, i));
}

struct str telling_end(struct telling *telling)
{
	arena_release(&telling->scratch);
	return text_str(&telling->text);
}

void telling_assert_same(struct str actual, struct str expected, unsigned number)
{
	struct str whose = {0};
	while (actual.bytes || expected.bytes) {
		struct str one = str_cut(&actual, '\n'), other = str_cut(&expected, '\n');
		if (str_starts_with(other, STR("= ")) || str_starts_with(other, STR("? ")))
			whose = other;
		if (!str_equal(one, other))
			fail_msg("trial %u, %.*s:\n%.*s\nshould be\n%.*s", number,
			         STR_ARGS(whose), STR_ARGS(one), STR_ARGS(other));
	}
}
