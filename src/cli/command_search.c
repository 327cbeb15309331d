#include "base/message.h"
#include "cli/command.h"

#include "base/array.h"
#include "query/dated.h"
#include "query/facets.h"
#include "query/known.h"
#include "query/lookup.h"
#include "query/search.h"
#include "query/selection.h"
#include "query/unfound.h"

enum { OPTION_LIMIT, OPTION_KNOWN, OPTION_FACETS };

enum { MAX_LIMIT = 1000000, DEFAULT_LIMIT = 20, SNIPPET_SIZE = 160 };

static const struct option_row options[] = {
	[OPTION_LIMIT] = { "limit", 'n', "N", N_("show at most N hits (20; 0 for all)"), NULL },
	[OPTION_KNOWN] = { "known", 0, "DATE", CALL_KNOWN_HELP, NULL },
	[OPTION_FACETS] = { "facets", 0, NULL,
	                    N_("count their kinds, years, tags, places, sources"), NULL },
	{ 0 },
};

static struct search_snippet snippet_of(struct call *call, const struct search *search, size_t hit)
{
	return search_snippet(call->archive, call->arena, search->filter, search->hits[hit],
	                      (struct snippet_options){ SNIPPET_SIZE, search->options.known });
}

static struct json *hit_row(struct call *call, const struct search *search, size_t i)
{
	struct search_hit hit = search->hits[i];
	struct search_snippet snippet = snippet_of(call, search, i);
	struct json *row = json_object_new();
	json_put_text(row, "id", dossier_id(call->archive, hit.ref));
	json_put_text(row, "kind",
	              kind_at(call->archive, dossier_kind(call->archive, hit.ref)).key);
	json_put_text(row, "name", dossier_name(call->archive, hit.ref));
	json_put_number(row, "score", hit.score);
	json_put_text(row, "field", snippet.field);
	json_put_text(row, "why", snippet.why);
	json_put_text(row, "snippet", snippet.text);
	return row;
}

/* ── Facets ─────────────────────────────────────────────────────────────────────────────────── */

static struct dossier_ref dossier_of(const void *context, size_t row)
{
	const struct dossier_refs *found = context;
	return found->items[row];
}

/* Of all that a query finds, not only of the hits that are shown. */
static struct facets find_facets(struct call *call, const struct filter *filter,
                                 const struct known *known)
{
	struct selection selection;
	struct dossier_refs found = {0};
	struct facet_rows rows = { .dossier = dossier_of, .context = &found, .known = known };
	selection_begin_known(&selection, call->archive, filter, known);
	selection_step(&selection, 0);
	for (uint32_t row = 0; row < selection.room; row++) {
		struct dossier_ref ref = { row };
		if (selection_has(&selection, ref))
			*ARRAY_ADD(call->arena, &found) = ref;
	}
	selection_end(&selection);
	rows.count = found.count;
	return facets_count(call->archive, call->arena, &rows, 0);
}

static struct json *facet_json(const struct facet_values *values)
{
	struct json *rows = json_array_new();
	for (size_t i = 0; i < values->count; i++) {
		struct json *row = json_object_new();
		json_put_text(row, "value", values->items[i].value);
		json_put_text(row, "label", values->items[i].label);
		json_put_number(row, "count", values->items[i].count);
		json_put_text_or_null(row, "query", values->items[i].query);
		json_add(rows, row);
	}
	return rows;
}

static struct json *facets_json(const struct facets *facets)
{
	struct json *object = json_object_new();
	for (enum facet facet = 0; facet < FACET_COUNT; facet++)
		json_put(object, facet_row(facet)->key, facet_json(&facets->of[facet]));
	return object;
}

static void write_facets(struct call *call, const struct search *search, size_t limit)
{
	struct facets facets = find_facets(call, search->filter, search->options.known);
	struct facets_look look = { .most = limit };
	struct page_options layout = { .width = call->output->width };
	struct page page = page_facets(call->arena, &facets, look, layout);
	output_page(call->output, &page);
}

/* ── Hits ───────────────────────────────────────────────────────────────────────────────────── */

static enum exit_status write_json(struct call *call, const struct search *search, bool found)
{
	struct json *root = json_object_new(), *hits = json_array_new();
	for (size_t i = 0; i < search->hit_count; i++)
		json_add(hits, hit_row(call, search, i));
	json_put_text(root, "query", str_of(call->arguments[0]));
	json_put_number(root, "total", (int64_t)search->total);
	json_put(root, "hits", hits);
	json_put_bool(root, "offer", search->is_offer);
	if (call->options[OPTION_FACETS]) {
		struct facets facets = find_facets(call, search->filter, search->options.known);
		json_put(root, "facets", facets_json(&facets));
	}
	return call_write_json(call, root, found ? EXIT_DONE : EXIT_NOTHING);
}

/* The text of a hit, with what was searched for standing out. Who typed no words asks for no
 * place. */
static void write_snippet(struct page_writer *writer, struct search_snippet snippet,
                          enum search_way way)
{
	struct arena *arena = writer->arena;
	struct shown why = shown_format(arena, "%.*s:", STR_ARGS(snippet.why_shown));
	size_t at = 0;
	writer->indent = writer->margin;
	if (way != WAY_FILTER)
		page_label(writer, why, why.width + 1);
	for (size_t i = 0; i < snippet.match_count; i++) {
		struct search_range match = snippet.matches[i];
		struct str before = str_slice(snippet.text, at, match.start - at);
		struct str words = str_slice(snippet.text, match.start, match.size);
		page_text(writer, ROLE_TEXT, shown_prose(arena, before));
		page_text(writer, ROLE_MATCH, shown_prose(arena, words));
		at = match.start + match.size;
	}
	struct str rest = str_slice(snippet.text, at, snippet.text.size);
	page_text(writer, ROLE_TEXT, shown_prose(arena, rest));
	page_break(writer);
}

/* "12 links": that by which it is ordered; empty if it is no number. */
static struct str number_of(struct call *call, const struct search *search, size_t i)
{
	enum column column = filter_order(search->filter).column;
	struct search_hit hit = search->hits[i];
	if (!column_row(column)->is_number || search->is_offer)
		return (struct str){0};
	struct column_reader reader =
		column_begin(call->archive, search->options.known, column);
	return column_amount(&reader, call->arena, hit.ref, hit.number);
}

/*	Signing of the harbour contract (event · harbour-contract)
 *	    name: Signing of the harbour contract
 */
static void write_hit(struct page_writer *writer, struct call *call, const struct search *search,
                      size_t i)
{
	struct arena *arena = writer->arena;
	struct dossier_ref ref = search->hits[i].ref;
	struct str kind = message_of(kind_at(call->archive,
	                                     dossier_kind(call->archive, ref)).label);
	struct str id = dossier_id(call->archive, ref);
	page_text(writer, ROLE_LINK, shown_line(arena, dossier_name(call->archive, ref)));
	bool is_perhaps = dated_is_perhaps(call->archive, search->filter, ref,
	                                   search->options.known);
	page_text(writer, ROLE_DIM,
	          shown_format(arena, is_perhaps ? _(" (%.*s · %.*s · perhaps then)")
	                                         : " (%.*s · %.*s)",
	                       STR_ARGS(kind), STR_ARGS(id)));
	struct str number = number_of(call, search, i);
	if (number.size)
		page_text(writer, ROLE_TEXT, shown_format(arena, " %.*s", STR_ARGS(number)));
	page_break(writer);
	writer->margin = 4;
	struct search_snippet snippet = snippet_of(call, search, i);
	if (snippet.text.size)
		write_snippet(writer, snippet, search->hits[i].way);
	writer->margin = writer->indent = 0;
}

static void write_text(struct call *call, const struct search *search)
{
	struct page_writer writer = page_begin(call->arena, call->output->width);
	if (search->is_offer && search->hit_count) {
		page_text(&writer, ROLE_NOTE,
		          shown_literal(call->arena,
		                        _("Nothing matches; these names are similar:")));
		page_break(&writer);
	}
	for (size_t i = 0; i < search->hit_count; i++)
		write_hit(&writer, call, search, i);
	if (search->total > search->hit_count)
		page_text(&writer, ROLE_DIM,
		          shown_format(call->arena, _("%zu of %zu; --limit 0 shows all"),
		                       search->hit_count, search->total));
	struct page page = page_end(&writer);
	output_page(call->output, &page);
}

/* Why nothing was found: to standard error, for it is no result. */
static void explain_nothing(struct call *call, const struct search *search)
{
	struct unfound unfound = unfound_of(call->archive, call->arena,
	                                    str_of(call->arguments[0]), false,
	                                    search->options.known);
	call_tell(call, unfound.words.size
	                ? unfound.words : str_of(_("Nothing matches, and no name is similar.")));
	if (unfound.offer.size)
		/* Translators: "6 claims by Ana Vel"; a query that finds them */
		call_tell(call, str_format(call->arena, _("%.*s: search '%.*s'"),
		                           STR_ARGS(unfound.offer), STR_ARGS(unfound.query)));
}

/* It is easily taken for an answer that who was misspelt is in nothing. */
static void explain_left_out(struct call *call, const struct search *search)
{
	struct str words = unfound_left_out(call->archive, call->arena,
	                                    str_of(call->arguments[0]), false,
	                                    search->options.known);
	if (words.size)
		call_tell(call, words);
}

static bool limit_of(const struct call *call, size_t *limit, struct fault *why)
{
	uint64_t number = DEFAULT_LIMIT;
	const char *typed = call->options[OPTION_LIMIT];
	if (typed && !str_number(str_of(typed), MAX_LIMIT, &number))
		return fault_set(why, FAULT_USAGE, _("--limit takes a number up to %d, not '%s'"),
		                 MAX_LIMIT, typed);
	*limit = (size_t)number;
	return true;
}

static enum exit_status run(struct call *call)
{
	struct fault why = {0};
	struct filter *filter = NULL;
	struct search search;
	size_t limit = 0;
	struct known on;
	const struct known *known;
	if (!limit_of(call, &limit, &why) ||
	    !call_known(call, call->options[OPTION_KNOWN], &on, &known, &why) ||
	    !filter_parse(call->archive, call->arena, str_of(call->arguments[0]),
	                  (struct filter_options){ 0 }, &filter, &why))
		return call_fail(call, &why);
	if (!filter) {
		fault_set(&why, FAULT_USAGE, _("there is nothing to search for"));
		return call_fail(call, &why);
	}
	search_begin(&search, call->archive, filter,
	             (struct search_options){ .limit = limit, .known = known });
	search_step(&search, 0);
	bool found = search.total > 0 && !search.is_offer;
	enum exit_status status = found ? EXIT_DONE : EXIT_NOTHING;
	if (call_format(call) == FORMAT_JSON)
		status = write_json(call, &search, found);
	else if (call->options[OPTION_FACETS] && found)
		write_facets(call, &search, limit);
	else if (search.hit_count == 0)
		explain_nothing(call, &search);
	else
		write_text(call, &search);
	if (found)
		explain_left_out(call, &search);
	search_end(&search);
	return status;
}

const struct command command_search = {
	.name = "search",
	.arguments = "QUERY",
	.summary = N_("What answers a query, best first; dossier-query(7) has the language"),
	.example = "search 'kind:quote speaker:lavrov elections'",
	.least_arguments = 1,
	.most_arguments = 1,
	.needs_collection = true,
	.joins_arguments = true,
	.options = options,
	.run = run,
};
