#include "tests/support/dump.h"

#include "base/arena.h"
#include "exchange/cite.h"
#include "query/filter.h"
#include "query/findings.h"
#include "query/links.h"
#include "query/lookup.h"
#include "query/page.h"
#include "query/path.h"
#include "query/quotes.h"
#include "query/search.h"
#include "query/stats.h"
#include "query/timeline.h"
#include "tests/support/telling.h"

enum { DOSSIER_WIDTH = 80, LINKS_WIDTH = 44, SNIPPET_SIZE = 70 };

/* What is being written, and of what. What one dossier takes is given back after it. */
struct dump {
	const struct archive *archive;
	struct dump_options options;
	struct text text;
	struct arena scratch;
};

static void say(struct dump *dump, struct str text)
{
	text_format(&dump->text, "%zu ", text.size);
	text_add(&dump->text, text);
	text_add_byte(&dump->text, '\n');
}

static void say_number(struct dump *dump, const char *what, uint64_t number)
{
	text_format(&dump->text, "%s %llu\n", what, (unsigned long long)number);
}

static void say_id(struct dump *dump, struct dossier_ref ref)
{
	say(dump, dossier_id(dump->archive, ref));
}

static void say_date(struct dump *dump, uint32_t row)
{
	struct date_view view = archive_date(dump->archive, row);
	say(dump, view.text);
	text_format(&dump->text, "%d %d %u %u\n", view.date.earliest, view.date.latest,
	            view.date.precision, view.date.flags);
}

static void say_rows(struct dump *dump, const char *what, struct row_span span)
{
	say_number(dump, what, span.count);
	for (uint32_t i = 0; i < span.count; i++)
		text_format(&dump->text, "%u ", span.rows[i]);
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

/* Where the findings of a page begin, with the empty line above them; or where it ends. */
static uint32_t page_end_of(struct dump *dump, const struct page *page)
{
	uint32_t end = 0;
	while (end < page->lines.count &&
	       !(page->lines.items[end].is_heading &&
	         str_starts_with(page_line_text(page, &dump->scratch, end), STR("Findings"))))
		end++;
	bool is_cut = dump->options.omits_findings && end > 0 && end < page->lines.count;
	return is_cut ? end - 1 : (uint32_t)page->lines.count;
}

static void say_page(struct dump *dump, struct page page)
{
	uint32_t end = page_end_of(dump, &page);
	for (uint32_t i = 0; i < end; i++) {
		struct page_line line = page.lines.items[i];
		say(dump, page_line_text(&page, &dump->scratch, i));
		for (uint32_t span = 0; span < line.count; span++)
			text_format(&dump->text, "%u ", page.spans.items[line.first + span].role);
	}
	for (size_t i = 0; i < page.links.count; i++) {
		const struct page_link *link = &page.links.items[i];
		text_format(&dump->text, "%u %u %d\n", link->kind, link->line, link->column);
		say_id(dump, link->to);
		say(dump, link->text);
		say(dump, link->locator);
	}
}

static void say_connection(struct dump *dump, struct connection connection)
{
	struct link link = connection.link;
	text_format(&dump->text, "%u\n", connection.direction);
	say_id(dump, connection.other);
	say(dump, relation_label(dump->archive, link.relation, connection.direction));
	say(dump, link.role);
	say_date(dump, link.date);
	say_date(dump, link.since);
	say_date(dump, link.until);
	say_number(dump, "byte", link.text_byte);
	say(dump, link_context(dump->archive, &dump->scratch, link));
	for (size_t i = 0; i < connection.citations.count; i++) {
		struct citation citation =
			citation_at(dump->archive, connection.citations.items[i]);
		say(dump, citation.id);
		say(dump, citation.locator);
		say(dump, citation.note);
	}
}

static void say_citation(struct dump *dump, struct dossier_ref ref)
{
	struct cite cite;
	struct fault why = {0};
	if (!cite_gather(dump->archive, &dump->scratch, ref, &cite, &why))
		return;
	for (enum cite_style style = 0; style < CITE_STYLE_COUNT; style++)
		say(dump, cite_text(&dump->scratch, &cite, style));
}

static void say_dossier(struct dump *dump, struct dossier_ref ref)
{
	struct page_options wide = { .width = DOSSIER_WIDTH, .numbers_links = true,
	                             .shows_all = true };
	struct page_options narrow = { .width = LINKS_WIDTH };
	struct dossier dossier = dossier_at(dump->archive, ref);
	struct connections links = links_query(dump->archive, &dump->scratch, ref, NULL);
	text_add(&dump->text, STR("= "));
	say(dump, dossier.id);
	say(dump, file_path(dump->archive, dossier.file));
	text_format(&dump->text, "%u:%u\n", dossier.line, dossier.column);
	say_page(dump, page_dossier(dump->archive, &dump->scratch, ref, wide));
	say_page(dump, page_links(dump->archive, &dump->scratch, ref, wide));
	say_page(dump, page_links(dump->archive, &dump->scratch, ref, narrow));
	for (size_t i = 0; i < links.count; i++)
		say_connection(dump, links.items[i]);
	say_citation(dump, ref);
	if (!dump->options.omits_findings)
		say_rows(dump, "findings",
		         findings_of_dossier(dump->archive, &dump->scratch, ref));
	arena_reset(&dump->scratch);
}

static void say_dossiers(struct dump *dump)
{
	say_rows(dump, "by name", dossiers_by_name(dump->archive));
	for (uint32_t i = 0; !dump->options.omits_findings && i < file_count(dump->archive); i++)
		say_rows(dump, "in the file", dossiers_of_file(dump->archive, i));
	for (uint32_t i = 0; i < dossier_count(dump->archive); i++)
		say_dossier(dump, (struct dossier_ref){ i });
}

/* ── Lists ──────────────────────────────────────────────────────────────────────────────────── */

static void say_quotes(struct dump *dump)
{
	struct quote_filter all = { NO_DOSSIER, NO_DOSSIER, NO_DOSSIER };
	struct quotes quotes = quotes_query(dump->archive, &dump->scratch, all);
	for (size_t i = 0; i < quotes.count; i++) {
		const struct quote *quote = &quotes.items[i];
		const struct verification *verification = &quote->verification;
		say_id(dump, quote->ref);
		say(dump, quote->text);
		say(dump, quote->form);
		say_id(dump, quote->speaker);
		say_id(dump, quote->spoke_for);
		say_id(dump, quote->source);
		say_id(dump, quote->event);
		say_date(dump, quote->said);
		say(dump, quote->verified);
		if (quote->is_verified)
			text_format(&dump->text, "%d %u %u\n", verification->day,
			            verification->position, verification->line);
	}
}

static void say_claims(struct dump *dump)
{
	struct claim_filter all = { NO_DOSSIER, {0} };
	struct claims claims = claims_query(dump->archive, &dump->scratch, all);
	for (size_t i = 0; i < claims.count; i++) {
		say_id(dump, claims.items[i].ref);
		say(dump, claims.items[i].text);
		say(dump, claims.items[i].status);
		for (size_t j = 0; j < claims.items[i].assertion_count; j++) {
			say_id(dump, claims.items[i].assertions[j].who);
			say(dump, claims.items[i].assertions[j].stance);
		}
	}
}

static void say_timeline(struct dump *dump, struct dossier_ref about)
{
	struct timeline_filter filter = { about, date_none(), date_none() };
	struct timeline timeline = timeline_query(dump->archive, &dump->scratch, filter);
	for (size_t i = 0; i < timeline.count; i++) {
		struct timeline_entry entry = timeline.items[i];
		text_format(&dump->text, "%u %d %d\n", entry.what, entry.earliest, entry.latest);
		say_id(dump, entry.dossier);
		say(dump, timeline_name(dump->archive, &dump->scratch, entry));
		say(dump, timeline_date(dump->archive, &dump->scratch, entry));
	}
}

/* Of all, and of each dossier. */
static void say_timelines(struct dump *dump)
{
	say_timeline(dump, NO_DOSSIER);
	for (uint32_t i = 0; i < dossier_count(dump->archive); i++) {
		say_number(dump, "timeline of", i);
		say_timeline(dump, (struct dossier_ref){ i });
		arena_reset(&dump->scratch);
	}
}

static void say_findings(struct dump *dump)
{
	for (uint32_t i = 0; i < finding_count(dump->archive); i++) {
		struct finding finding = finding_at(dump->archive, i);
		text_format(&dump->text, "%s %u:%u\n", rule_row(finding.rule)->name,
		            finding.place.line, finding.place.column);
		say(dump, file_path(dump->archive, finding.file));
		say(dump, finding.message);
	}
}

static void say_stats(struct dump *dump)
{
	struct stats stats = stats_query(dump->archive, &dump->scratch);
	say_number(dump, "dossiers", stats.dossiers);
	say_number(dump, "links", stats.links);
	say_number(dump, "quotes", stats.quotes);
	say_number(dump, "files", stats.files);
	say_number(dump, "words", stats.words);
	say_number(dump, "bytes", stats.bytes);
	say_number(dump, "dropped", archive_collection(dump->archive).dropped_findings);
}

static void say_collection(struct dump *dump)
{
	struct collection_view view = archive_collection(dump->archive);
	say(dump, view.title);
	say(dump, view.description);
	say(dump, view.language);
	say(dump, view.licence);
	say(dump, view.url);
	say_id(dump, view.home);
}

static void say_field(struct dump *dump, uint32_t row)
{
	struct field_view field = field_at(dump->archive, row);
	text_format(&dump->text, "%u %u %u %u %u\n", field.type, field.search, field.is_many,
	            field.is_free, field.relation);
	say(dump, field.key);
	say(dump, field.label);
	say(dump, field.help);
	say_rows(dump, "to", field.to);
	say_rows(dump, "fields", field.fields);
	say_rows(dump, "required", field.required);
	for (uint32_t i = 0; i < field.values.count; i++) {
		say(dump, meaning_at(dump->archive, field.values.first + i).code);
		say(dump, meaning_at(dump->archive, field.values.first + i).words);
	}
}

static void say_schema(struct dump *dump)
{
	for (uint32_t i = 0; i < kind_count(dump->archive); i++) {
		struct kind_view kind = kind_at(dump->archive, i);
		say(dump, kind.key);
		say(dump, kind.label);
		say(dump, kind.plural);
		say(dump, kind.help);
		say_rows(dump, "fields", kind.fields);
		say_rows(dump, "dossiers", dossiers_of_kind(dump->archive, i));
	}
	for (uint32_t i = 0; i < field_count(dump->archive); i++)
		say_field(dump, i);
	for (uint32_t i = 0; i < relation_count(dump->archive); i++) {
		struct relation_view relation = relation_at(dump->archive, i);
		say(dump, relation.key);
		say(dump, relation.label);
		say(dump, relation.inverse);
		say(dump, relation.group);
		say(dump, relation.help);
		say_number(dump, "symmetric", relation.is_symmetric);
	}
}

/* ── Searches ───────────────────────────────────────────────────────────────────────────────── */

static void say_hit(struct dump *dump, const struct filter *filter, struct search_hit hit)
{
	struct search_snippet snippet =
		search_snippet(dump->archive, &dump->scratch, filter, hit,
		               (struct snippet_options){ .size = SNIPPET_SIZE });
	text_format(&dump->text, "%u %u %u\n", hit.score, hit.where, hit.way);
	say_id(dump, hit.ref);
	say(dump, snippet.field);
	say(dump, snippet.why);
	say(dump, snippet.text);
	for (size_t i = 0; i < snippet.match_count; i++)
		text_format(&dump->text, "%zu+%zu ", snippet.matches[i].start,
		            snippet.matches[i].size);
}

static void say_search(struct dump *dump, struct str query, bool is_typing)
{
	struct filter *filter;
	struct search search;
	struct fault why = {0};
	text_add(&dump->text, STR("? "));
	say(dump, query);
	if (!filter_parse(dump->archive, &dump->scratch, query,
	                  (struct filter_options){ .is_typing = is_typing }, &filter, &why)) {
		say(dump, str_of(why.sentence));
		return;
	}
	search_begin(&search, dump->archive, filter,
	             (struct search_options){ .is_typing = is_typing });
	while (!search_step(&search, 0))
		continue;
	text_format(&dump->text, "%zu of %zu, %d\n", search.hit_count, search.total,
	            search.is_offer);
	for (size_t i = 0; i < search.hit_count; i++)
		say_hit(dump, filter, search.hits[i]);
	search_end(&search);
	arena_reset(&dump->scratch);
}

static void say_named(struct dump *dump, struct str words)
{
	struct dossier_ref ref = NO_DOSSIER;
	struct fault why = {0};
	bool is_found = lookup_dossier(dump->archive, &dump->scratch, words, &ref, &why);
	say(dump, is_found ? dossier_id(dump->archive, ref) : str_of(why.sentence));
}

/* From each dossier to one a few steps on. */
static void say_paths(struct dump *dump, uint32_t step, uint32_t most, struct page_options options)
{
	struct path_finder *finder = path_finder_new(dump->archive, &dump->scratch);
	for (uint32_t i = 0; i + step < dossier_count(dump->archive); i++) {
		struct path_query query = { .from = { i }, .to = { i + step }, .via = NO_DOSSIER,
		                            .most = most };
		struct paths paths = paths_find(finder, &dump->scratch, &query);
		say_number(dump, "paths", paths.count);
		say_page(dump, page_path(dump->archive, &dump->scratch, &query, &paths, options));
	}
	arena_reset(&dump->scratch);
}

static void say_rows_of_all(struct dump *dump)
{
	struct telling telling = { .archive = dump->archive, .text = dump->text };
	telling_archive(&telling);
	dump->text = telling.text;
	arena_release(&telling.scratch);
	text_add_byte(&dump->text, '\n');
}

struct str dump_archive(const struct archive *archive, struct arena *arena,
                        struct dump_options options)
{
	struct dump dump = { .archive = archive, .options = options, .text = { .arena = arena } };
	const char *const *queries = options.queries;
	say_collection(&dump);
	if (!options.omits_counts) {
		say_stats(&dump);
		say_findings(&dump);
	}
	say_rows_of_all(&dump);
	say_dossiers(&dump);
	say_quotes(&dump);
	say_claims(&dump);
	say_timelines(&dump);
	say_schema(&dump);
	for (; *queries; queries++) {
		say_search(&dump, str_of(*queries), false);
		say_search(&dump, str_of(*queries), true);
		say_named(&dump, str_of(*queries));
	}
	say_paths(&dump, 1, 2, (struct page_options){ .width = DOSSIER_WIDTH });
	say_paths(&dump, 2, 3, (struct page_options){ .width = DOSSIER_WIDTH, .shows_all = true });
	arena_release(&dump.scratch);
	return text_str(&dump.text);
}
