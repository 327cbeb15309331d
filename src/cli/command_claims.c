#include "base/message.h"
#include "cli/command.h"
#include "cli/rows.h"

#include "model/prose.h"
#include "query/page.h"
#include "query/quotes.h"

enum { OPTION_ABOUT, OPTION_STATUS };

enum { STANCE_LEAST = 9, STANCE_GAP = 2 };     /* columns */

static const struct option_row options[] = {
	[OPTION_ABOUT]  = { "about", 0, "ID", N_("about ID, or asserted by it"), NULL },
	[OPTION_STATUS] = { "status", 0, "STATUS", N_("of that status"),
	                    "unverified|corroborated|disputed|outdated" },
	{ 0 },
};

static struct json *claim_row(const struct archive *archive, const struct claim *claim)
{
	struct json *row = json_object_new(), *asserted_by = json_array_new();
	for (size_t i = 0; i < claim->assertion_count; i++) {
		const struct assertion *assertion = &claim->assertions[i];
		struct json *item = json_object_new();
		rows_put_id(item, "who", archive, assertion->who);
		rows_put_id(item, "source", archive, assertion->source);
		json_put_text_or_null(item, "locator", assertion->locator);
		json_put_text(item, "stance", assertion->stance);
		json_put_text_or_null(item, "note", assertion->note);
		json_add(asserted_by, item);
	}
	json_put_text(row, "id", dossier_id(archive, claim->ref));
	json_put_text(row, "text", claim->text);
	json_put_text(row, "status", claim->status);
	json_put(row, "asserted_by", asserted_by);
	return row;
}

static const enum role status_roles[] = { ROLE_DIM, ROLE_OK, ROLE_WARNING, ROLE_DEPRECATED };
static const char *const statuses[] = { "unverified", "corroborated", "disputed", "outdated" };

static enum role status_role(struct str status)
{
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		if (str_equal(status, str_of(statuses[i])))
			return status_roles[i];
	return ROLE_DIM;
}

/* As wide as the longest word for what is asserted, denied or qualified, and a gap. */
static int stance_width(struct arena *arena, const struct claim *claim)
{
	int most = STANCE_LEAST;
	for (size_t i = 0; i < claim->assertion_count; i++) {
		struct str words = assertion_verb(&claim->assertions[i]);
		int width = shown_line(arena, words).width + STANCE_GAP;
		most = width > most ? width : most;
	}
	return most;
}

static void write_assertion(struct page_writer *writer, const struct archive *archive,
                            const struct assertion *assertion, int width)
{
	struct arena *arena = writer->arena;
	page_label(writer, shown_line(arena, assertion_verb(assertion)), width);
	bool is_missing = dossier_is_none(assertion->who);
	struct str name = is_missing ? assertion->who_id : dossier_name(archive, assertion->who);
	page_text(writer, is_missing ? ROLE_LINK_MISSING : ROLE_LINK, shown_line(arena, name));
	if (!dossier_is_none(assertion->source))
		page_text(writer, ROLE_SOURCE,
		          shown_format(arena, " [%.*s%s%.*s]",
		                       STR_ARGS(dossier_id(archive, assertion->source)),
		                       assertion->locator.size ? ", " : "",
		                       STR_ARGS(assertion->locator)));
	page_break(writer);
}

static struct str name_of_id(void *context, struct str id)
{
	const struct archive *archive = *(const struct archive *const *)context;
	return dossier_name(archive, dossier_find(archive, id));
}

/*	disputed: The junta chief met Putin. (claim-id)
 *	    asserts  APHR [aphr-2025-03, para. 1]
 */
static void write_claim(struct page_writer *writer, const struct archive *archive,
                        const struct claim *claim)
{
	struct arena *arena = writer->arena;
	page_blank(writer);
	page_text(writer, status_role(claim->status), shown_line(arena, claim->status));
	page_text(writer, ROLE_TEXT, shown_literal(arena, ": "));
	struct str text = prose_plain(arena, claim->text, name_of_id, &archive);
	page_text(writer, ROLE_TEXT, shown_prose(arena, text));
	page_text(writer, ROLE_DIM,
	          shown_format(arena, " (%.*s)", STR_ARGS(dossier_id(archive, claim->ref))));
	page_break(writer);
	writer->margin = 4;
	int width = stance_width(arena, claim);
	for (size_t i = 0; i < claim->assertion_count; i++)
		write_assertion(writer, archive, &claim->assertions[i], width);
	writer->margin = writer->indent = 0;
}

static enum exit_status run(struct call *call)
{
	struct claim_filter filter = { .status = str_of(call->options[OPTION_STATUS]) };
	enum exit_status status = EXIT_DONE;
	if (!call_dossier(call, call->options[OPTION_ABOUT], &filter.about, &status))
		return status;
	struct claims claims = claims_query(call->archive, call->arena, filter);
	status = claims.count ? EXIT_DONE : EXIT_NOTHING;
	if (call_format(call) == FORMAT_JSON) {
		struct json *rows = json_array_new();
		for (size_t i = 0; i < claims.count; i++)
			json_add(rows, claim_row(call->archive, &claims.items[i]));
		return call_write_json(call, rows, status);
	}
	struct page_writer writer = page_begin(call->arena, call->output->width);
	for (size_t i = 0; i < claims.count; i++)
		write_claim(&writer, call->archive, &claims.items[i]);
	struct page page = page_end(&writer);
	output_page(call->output, &page);
	return status;
}

const struct command command_claims = {
	.name = "claims",
	.arguments = "",
	.summary = N_("What is claimed, and who asserts, denies or qualifies it"),
	.example = "claims --status disputed",
	.needs_collection = true,
	.options = options,
	.run = run,
};
