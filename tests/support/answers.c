#include "tests/support/answers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "query/links.h"
#include "query/page.h"
#include "query/path.h"
#include "query/quotes.h"
#include "query/search.h"
#include "query/timeline.h"

/* What check finds is not known of a revision, nor is the empty line before it. */
static void add_page(struct text *out, const struct page *page, struct arena *arena)
{
	bool has_blank = false;
	for (uint32_t i = 0; i < page->lines.count; i++) {
		struct str text = page_line_text(page, arena, i);
		if (page->lines.items[i].is_heading && str_starts_with(text, STR("Findings")))
			return;
		if (text.size)
			text_format(out, "%s%.*s\n", has_blank ? "\n" : "", STR_ARGS(text));
		has_blank = text.size == 0;
	}
}

static void add_links(struct text *out, const struct archive *archive, struct arena *arena,
                      struct dossier_ref ref)
{
	struct connections all = links_query(archive, arena, ref);
	for (size_t i = 0; i < all.count; i++) {
		struct link link = all.items[i].link;
		struct value value = value_at(archive, link.value);
		text_format(out, "%d %u %u>%u %.*s %.*s %.*s %.*s %u %u %d %.*s: %.*s\n",
		            all.items[i].direction, link.relation, link.from.row, link.to.row,
		            STR_ARGS(link.role), STR_ARGS(archive_date(archive, link.date).text),
		            STR_ARGS(archive_date(archive, link.since).text),
		            STR_ARGS(archive_date(archive, link.until).text),
		            link.citations.count, link.text_byte, link.is_in_note,
		            STR_ARGS(value.key), STR_ARGS(link_context(archive, arena, link)));
	}
}

static void add_dossier(struct text *out, const struct archive *archive, struct arena *arena,
                        struct dossier_ref ref)
{
	const struct page_options options = { .width = 70, .shows_all = true };
	struct dossier dossier = dossier_at(archive, ref);
	struct weight weight = dossier_weight(archive, ref);
	struct verification verification = {0};
	bool is_verified = dossier_verification(archive, ref, &verification);
	text_format(out, "= %.*s %.*s:%u:%u %.*s %u %u %u\n", STR_ARGS(dossier.id),
	            STR_ARGS(file_path(archive, dossier.file)), dossier.line, dossier.column,
	            STR_ARGS(archive_date(archive, dossier.date).text), dossier.kind,
	            dossier.values.count, dossier.citations.count);
	text_format(out, "%u %u %u %u %d; %d %d %d %d\n", weight.place, weight.name_size,
	            weight.kind, weight.link_bits, weight.is_opening, is_verified,
	            verification.verdict, verification.change, verification.day);
	for (uint32_t i = 0; i < dossier.values.count; i++) {
		struct value value = value_at(archive, dossier.values.first + i);
		text_format(out, "%u %u %u:%u %u %.*s %.*s %.*s|\n", value.depth,
		            value.end - value.row, value.place.line, value.place.column,
		            value.citations.count, STR_ARGS(value.key),
		            STR_ARGS(archive_date(archive, value.as_of).text),
		            STR_ARGS(value.note));
	}
	struct page page = page_dossier(archive, arena, ref, options);
	add_page(out, &page, arena);
	page = page_links(archive, arena, ref, options);
	add_page(out, &page, arena);
	add_links(out, archive, arena, ref);
}

static void add_timeline(struct text *out, const struct archive *archive, struct arena *arena,
                         struct dossier_ref about)
{
	struct timeline timeline = timeline_query(archive, arena, (struct timeline_filter){
		.about = about, .from = date_none(), .to = date_none() });
	for (size_t i = 0; i < timeline.count; i++) {
		struct timeline_entry entry = timeline.items[i];
		text_format(out, "%s %.*s %.*s\n", timeline_what_name(entry.what),
		            STR_ARGS(timeline_date(archive, arena, entry)),
		            STR_ARGS(timeline_name(archive, arena, entry)));
	}
}

static void add_search(struct text *out, const struct archive *archive, struct arena *arena,
                       const char *query, bool is_typing)
{
	struct filter *filter = NULL;
	struct fault why = {0};
	struct search search;
	filter_parse(archive, arena, str_of(query), (struct filter_options){ is_typing }, &filter,
	             &why);
	assert_string_equal(why.sentence, "");
	search_begin(&search, archive, filter, (struct search_options){ is_typing, 0 });
	search_step(&search, 0);
	text_format(out, "? %s: %zu%s\n", query, search.total, search.is_offer ? " offered" : "");
	for (size_t i = 0; i < search.hit_count; i++) {
		struct search_hit hit = search.hits[i];
		struct search_snippet snippet = search_snippet(archive, arena, filter, hit, 60);
		text_format(out, "%.*s %u %d %d %.*s %.*s\n",
		            STR_ARGS(dossier_id(archive, hit.ref)), hit.score, hit.where, hit.way,
		            STR_ARGS(snippet.field), STR_ARGS(snippet.text));
	}
	search_end(&search);
}

/* From each dossier to the next but one. */
static void add_paths(struct text *out, const struct archive *archive, struct arena *arena)
{
	const struct page_options options = { .width = 70, .shows_all = true };
	struct path_finder *finder = path_finder_new(archive, arena);
	for (uint32_t i = 0; i + 2 < dossier_count(archive); i++) {
		const struct path_query query = {
			.from = { i }, .to = { i + 2 }, .via = NO_DOSSIER, .most = 3,
		};
		struct paths paths = paths_find(finder, arena, &query);
		struct page page = page_path(archive, arena, &query, &paths, options);
		text_format(out, "> %u: %zu\n", i, paths.count);
		add_page(out, &page, arena);
	}
}

static void add_statements(struct text *out, const struct archive *archive, struct arena *arena)
{
	struct quotes quotes = quotes_query(archive, arena, (struct quote_filter){
		NO_DOSSIER, NO_DOSSIER, NO_DOSSIER });
	struct claims claims = claims_query(archive, arena, (struct claim_filter){ NO_DOSSIER,
	                                                                           STR("") });
	for (size_t i = 0; i < quotes.count; i++)
		text_format(out, "quote %.*s: %.*s\n",
		            STR_ARGS(dossier_id(archive, quotes.items[i].ref)),
		            STR_ARGS(quotes.items[i].text));
	for (size_t i = 0; i < claims.count; i++)
		text_format(out, "claim %.*s: %.*s, %.*s, %zu\n",
		            STR_ARGS(dossier_id(archive, claims.items[i].ref)),
		            STR_ARGS(claims.items[i].text), STR_ARGS(claims.items[i].status),
		            claims.items[i].assertion_count);
}

struct str answers_of(const struct archive *archive, struct arena *arena,
                      const char *const *queries, const char *const *typed)
{
	struct text out = { .arena = arena };
	struct row_span names = dossiers_by_name(archive);
	text_format(&out, "%u dossiers, %u links, %u files\n", dossier_count(archive),
	            link_count(archive), file_count(archive));
	for (uint32_t i = 0; i < names.count; i++)
		add_dossier(&out, archive, arena, (struct dossier_ref){ names.rows[i] });
	for (uint32_t kind = 0; kind < kind_count(archive); kind++) {
		struct row_span span = dossiers_of_kind(archive, kind);
		for (uint32_t i = 0; i < span.count; i++)
			text_format(&out, "%u ", span.rows[i]);
		text_add_byte(&out, '\n');
	}
	add_timeline(&out, archive, arena, NO_DOSSIER);
	for (uint32_t i = 0; i < dossier_count(archive); i++)
		add_timeline(&out, archive, arena, (struct dossier_ref){ i });
	add_paths(&out, archive, arena);
	add_statements(&out, archive, arena);
	for (; *queries; queries++)
		add_search(&out, archive, arena, *queries, false);
	for (; *typed; typed++)
		add_search(&out, archive, arena, *typed, true);
	return text_str(&out);
}
