#include "base/message.h"
#include "cli/command.h"
#include "cli/rows.h"

#include "query/page.h"
#include "query/quotes.h"

enum { OPTION_SPEAKER, OPTION_ABOUT, OPTION_SOURCE };

static const struct option_row options[] = {
	[OPTION_SPEAKER] = { "speaker", 0, "ID", N_("said by ID, or on its behalf"), NULL },
	[OPTION_ABOUT]   = { "about", 0, "ID", N_("about ID"), NULL },
	[OPTION_SOURCE]  = { "source", 0, "ID", N_("taken from the source ID"), NULL },
	{ 0 },
};

static struct json *quote_row(const struct archive *archive, struct arena *arena,
                              const struct quote *quote)
{
	struct json *row = json_object_new(), *about = json_array_new();
	struct str verified_on = {0};
	if (quote->is_verified)
		verified_on = date_day(arena, quote->verification.day);
	for (size_t i = 0; i < quote->about_count; i++)
		json_add_text(about, dossier_id(archive, quote->about[i]));
	json_put_text(row, "id", dossier_id(archive, quote->ref));
	json_put_text(row, "text", quote->text);
	json_put_text_or_null(row, "form", quote->form);
	rows_put_id(row, "speaker", archive, quote->speaker);
	rows_put_id(row, "for", archive, quote->spoke_for);
	json_put_text_or_null(row, "said", archive_date(archive, quote->said).text);
	rows_put_id(row, "source", archive, quote->source);
	json_put_text_or_null(row, "locator", quote->locator);
	rows_put_id(row, "event", archive, quote->event);
	json_put(row, "about", about);
	json_put_text_or_null(row, "verified", quote->verified);
	json_put_text_or_null(row, "verified_on", verified_on);
	json_put_text_or_null(row, "lang", quote->lang);
	json_put_text_or_null(row, "translation", quote->translation);
	return row;
}

static void write_source(struct page_writer *writer, const struct archive *archive,
                         const struct quote *quote)
{
	if (dossier_is_none(quote->source))
		return;
	page_text(writer, ROLE_DIM, shown_literal(writer->arena, " "));
	page_text(writer, ROLE_SOURCE,
	          shown_format(writer->arena, "[%.*s%s%.*s]",
	                       STR_ARGS(dossier_id(archive, quote->source)),
	                       quote->locator.size ? ", " : "", STR_ARGS(quote->locator)));
}

static void write_speaker(struct page_writer *writer, const struct archive *archive,
                          const struct quote *quote)
{
	struct arena *arena = writer->arena;
	struct str said = archive_date(archive, quote->said).text;
	page_text(writer, ROLE_DIM, shown_literal(arena, "— "));
	if (dossier_is_none(quote->speaker))
		page_text(writer, ROLE_UNSOURCED, shown_literal(arena, _("speaker not known")));
	else
		page_text(writer, ROLE_LINK,
		          shown_line(arena, dossier_name(archive, quote->speaker)));
	if (!dossier_is_none(quote->spoke_for)) {
		page_text(writer, ROLE_DIM, shown_literal(arena, _(", for ")));
		page_text(writer, ROLE_LINK,
		          shown_line(arena, dossier_name(archive, quote->spoke_for)));
	}
	if (said.size)
		page_text(writer, ROLE_DATE,
		          shown_format(arena, ", %.*s", STR_ARGS(date_words(arena, said))));
	write_source(writer, archive, quote);
	page_break(writer);
}

/* Words that were only reported are not between quotation marks.
 *
 *	“Next year, you will hold legislative elections and we wish you success”
 *	    — Sergei Lavrov, August 2022 [russia-backs-junta-2022-08, para. 5]
 */
static void write_quote(struct page_writer *writer, const struct archive *archive,
                        const struct quote *quote)
{
	struct arena *arena = writer->arena;
	bool is_exact = !str_equal(quote->form, STR("indirect"));
	page_blank(writer);
	page_text(writer, ROLE_QUOTE, shown_literal(arena, is_exact ? "“" : ""));
	page_text(writer, ROLE_QUOTE, shown_prose(arena, quote->text));
	page_text(writer, ROLE_QUOTE, shown_literal(arena, is_exact ? "”" : ""));
	page_break(writer);
	writer->indent = 4;
	if (quote->translation.size) {
		page_text(writer, ROLE_DIM, shown_literal(arena, _("in translation: ")));
		page_text(writer, ROLE_QUOTE, shown_prose(arena, quote->translation));
		page_break(writer);
	}
	write_speaker(writer, archive, quote);
	writer->indent = 0;
}

static enum exit_status write_quotes(struct call *call, struct quotes quotes)
{
	enum exit_status status = quotes.count ? EXIT_DONE : EXIT_NOTHING;
	if (call_format(call) == FORMAT_JSON) {
		struct json *rows = json_array_new();
		for (size_t i = 0; i < quotes.count; i++)
			json_add(rows, quote_row(call->archive, call->arena, &quotes.items[i]));
		return call_write_json(call, rows, status);
	}
	struct page_writer writer = page_begin(call->arena, call->output->width);
	for (size_t i = 0; i < quotes.count; i++)
		write_quote(&writer, call->archive, &quotes.items[i]);
	struct page page = page_end(&writer);
	output_page(call->output, &page);
	return status;
}

static enum exit_status run(struct call *call)
{
	struct quote_filter filter;
	enum exit_status status = EXIT_DONE;
	if (!call_dossier(call, call->options[OPTION_SPEAKER], &filter.speaker, &status) ||
	    !call_dossier(call, call->options[OPTION_ABOUT], &filter.about, &status) ||
	    !call_dossier(call, call->options[OPTION_SOURCE], &filter.source, &status))
		return status;
	return write_quotes(call, quotes_query(call->archive, call->arena, filter));
}

const struct command command_quotes = {
	.name = "quotes",
	.arguments = "",
	.summary = N_("What was said, word for word, by whom and where it stands"),
	.example = "quotes --speaker sergei-lavrov",
	.needs_collection = true,
	.options = options,
	.run = run,
};
