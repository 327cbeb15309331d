#include "tests/support/walk.h"

#include "base/arena.h"

static uint64_t see_text(struct str text)
{
	uint64_t sum = text.size;
	for (size_t i = 0; i < text.size; i++)
		sum += (unsigned char)text.bytes[i];
	return sum;
}

static uint64_t see_rows(struct row_span span)
{
	uint64_t sum = span.count;
	for (uint32_t i = 0; i < span.count; i++)
		sum += span.rows[i];
	return sum;
}

static uint64_t see_date(const struct archive *archive, uint32_t row)
{
	struct date_view view = archive_date(archive, row);
	return see_text(view.text) + (uint32_t)view.date.earliest + (uint32_t)view.date.latest +
	       view.date.precision + view.date.flags;
}

static uint64_t see_citations(const struct archive *archive, struct row_range range)
{
	uint64_t sum = 0;
	for (uint32_t i = 0; i < range.count; i++) {
		struct citation citation = citation_at(archive, range.first + i);
		sum += see_text(citation.id) + see_text(citation.locator) +
		       see_text(citation.note) + see_text(dossier_name(archive, citation.source));
	}
	return sum;
}

static uint64_t see_value(const struct archive *archive, struct value value)
{
	return see_text(value.key) + see_text(value.text) + see_text(value.note) + value.type +
	       value.rank + value.depth + value.end + value.place.line +
	       see_date(archive, value.date) + see_date(archive, value.as_of) +
	       see_citations(archive, value.citations) + link_at(archive, value.link).to.row +
	       see_text(field_at(archive, value.field).key);
}

static uint64_t see_values(const struct archive *archive, struct dossier_ref ref)
{
	struct dossier dossier = dossier_at(archive, ref);
	uint64_t sum = 0;
	for (uint32_t i = 0; i < dossier.values.count; i++)
		sum += see_value(archive, value_at(archive, dossier.values.first + i));
	for (uint32_t field = 0; field <= field_count(archive); field++) {
		struct value value = value_first(archive, ref, field);
		for (; value.row != NO_ROW; value = value_next(archive, ref, value))
			for (uint32_t inner = 0; inner <= field_count(archive); inner++)
				sum += see_value(archive, value_inside(archive, value, inner));
	}
	return sum;
}

static uint64_t see_context(const struct archive *archive, struct link link)
{
	struct arena arena = {0};
	uint64_t sum = see_text(link_context(archive, &arena, link));
	arena_release(&arena);
	return sum;
}

static uint64_t see_link(const struct archive *archive, struct link link)
{
	return link.row + see_text(link.role) + see_context(archive, link) + link.value +
	       see_text(dossier_name(archive, link.from)) +
	       see_text(dossier_name(archive, link.to)) +
	       see_text(relation_label(archive, link.relation, LINK_IN)) +
	       see_text(relation_label(archive, link.relation, LINK_OUT)) +
	       see_date(archive, link.date) + see_date(archive, link.since) +
	       see_date(archive, link.until) + see_citations(archive, link.citations);
}

static uint64_t see_links(const struct archive *archive, struct link_span span)
{
	uint64_t sum = 0;
	for (uint32_t i = 0; i <= span.range.count; i++)
		sum += see_link(archive, link_of(archive, span, i));
	return sum;
}

static uint64_t see_dossiers(const struct archive *archive)
{
	uint64_t sum = see_rows(dossiers_by_name(archive));
	for (uint32_t i = 0; i <= dossier_count(archive); i++) {
		struct dossier_ref ref = { i };
		struct dossier dossier = dossier_at(archive, ref);
		sum += dossier.ref.row + dossier_kind(archive, ref) + dossier.line +
		       dossier.column + see_text(dossier.summary) +
		       see_text(dossier_name(archive, ref)) +
		       see_text(file_path(archive, dossier.file)) +
		       see_date(archive, dossier.date) + see_citations(archive, dossier.citations) +
		       see_values(archive, ref) + see_links(archive, links_out(archive, ref)) +
		       see_links(archive, links_in(archive, ref)) +
		       dossier_find(archive, dossier_id(archive, ref)).row;
		struct verification verification = {0};
		if (dossier_verification(archive, ref, &verification))
			sum += see_text(verdict_name(verification.verdict)) +
			       verification.change + (uint32_t)verification.day +
			       verification.position + verification.line;
		for (enum known_field known = 0; known < KNOWN_FIELD_COUNT; known++)
			sum += see_text(dossier_text(archive, ref, known));
	}
	for (uint32_t i = 0; i <= file_count(archive); i++)
		sum += see_rows(dossiers_of_file(archive, i));
	return sum + see_rows(dossiers_of_file(archive, NO_ROW));
}

static uint64_t see_schema(const struct archive *archive)
{
	uint64_t sum = 0;
	for (uint32_t i = 0; i <= kind_count(archive); i++) {
		struct kind_view kind = kind_at(archive, i);
		sum += see_text(kind.key) + see_text(kind.label) + see_text(kind.plural) +
		       see_text(kind.help) + see_rows(kind.fields) +
		       kind_find(archive, kind.plural) + see_rows(dossiers_of_kind(archive, i));
	}
	for (uint32_t i = 0; i <= field_count(archive); i++) {
		struct field_view field = field_at(archive, i);
		sum += see_text(field.key) + see_text(field.label) + see_text(field.help) +
		       field.type + field.search + field.is_many + field.is_free +
		       see_rows(field.to) + see_rows(field.fields) + see_rows(field.required) +
		       see_text(field_meaning(archive, i, STR("en")));
		for (uint32_t j = 0; j <= field.values.count; j++)
			sum += see_text(meaning_at(archive, field.values.first + j).words);
	}
	for (uint32_t i = 0; i <= relation_count(archive); i++) {
		struct relation_view relation = relation_at(archive, i);
		sum += see_text(relation.key) + see_text(relation.group) + see_text(relation.help) +
		       relation.is_symmetric + relation_find(archive, relation.key);
	}
	return sum;
}

static uint64_t see_lexicon(const struct archive *archive, enum lexicon lexicon)
{
	uint64_t sum = 0;
	for (uint32_t i = 0; i <= term_count(archive, lexicon); i++) {
		struct str term = term_at(archive, lexicon, i);
		struct row_range range = terms_with_prefix(archive, lexicon, str_slice(term, 0, 2));
		struct row_span postings = term_postings(archive, lexicon, range);
		sum += see_text(term) + terms_equal(archive, lexicon, term).count;
		for (uint32_t j = 0; j < postings.count; j++)
			sum += posting_class(postings.rows[j]) +
			       see_text(dossier_name(archive, posting_dossier(postings.rows[j])));
		sum += see_rows(term_postings(archive, lexicon, (struct row_range){ i, 1 }));
	}
	return sum;
}

static uint64_t see_words(const struct archive *archive)
{
	uint64_t sum = 0;
	for (enum lexicon lexicon = 0; lexicon < LEXICON_COUNT; lexicon++)
		sum += see_lexicon(archive, lexicon);
	for (uint32_t i = 0; i <= term_count(archive, LEXICON_NAMES); i++)
		sum += name_term_pairs(archive, i);
	for (uint32_t i = 0; i <= dossier_count(archive); i++) {
		struct weight weight = dossier_weight(archive, (struct dossier_ref){ i });
		sum += weight.place + weight.name_size + weight.kind + weight.link_bits +
		       weight.is_opening;
	}
	return sum;
}

static uint64_t see_rest(const struct archive *archive)
{
	struct collection_view view = archive_collection(archive);
	uint64_t sum = see_text(view.title) + see_text(view.description) + see_text(view.language) +
	               see_text(view.licence) + see_text(view.url) + view.source_size +
	               see_text(dossier_name(archive, view.home));
	for (uint32_t i = 0; i <= file_count(archive); i++)
		sum += see_text(file_path(archive, i));
	for (uint32_t i = 0; i <= timeline_count(archive); i++) {
		struct timeline_entry entry = timeline_at(archive, i);
		sum += see_text(str_of(timeline_what_name(entry.what))) +
		       see_date(archive, entry.date) +
		       see_link(archive, link_at(archive, entry.link)) +
		       see_text(dossier_name(archive, entry.dossier));
	}
	for (uint32_t i = 0; i <= finding_count(archive); i++) {
		struct finding finding = finding_at(archive, i);
		sum += see_text(finding.message) + see_text(str_of(rule_row(finding.rule)->name));
	}
	for (uint32_t i = 0; i <= link_count(archive); i++)
		sum += see_link(archive, link_at(archive, i));
	return sum;
}

uint64_t walk_archive(const struct archive *archive)
{
	return see_dossiers(archive) + see_schema(archive) + see_words(archive) + see_rest(archive);
}
