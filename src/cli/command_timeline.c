#include "base/message.h"
#include "cli/command.h"
#include "cli/rows.h"

#include "query/known.h"
#include "query/timeline.h"
#include "query/timeline_page.h"

enum { OPTION_ABOUT, OPTION_FROM, OPTION_TO, OPTION_BY, OPTION_KNOWN };

static const struct option_row options[] = {
	[OPTION_ABOUT] = { "about", 0, "ID", N_("what has to do with ID"), NULL },
	[OPTION_FROM]  = { "from", 0, "DATE", N_("not before DATE (EDTF, such as 2022-08)"), NULL },
	[OPTION_TO]    = { "to", 0, "DATE", N_("not after DATE"), NULL },
	[OPTION_BY]    = { "by", 0, "year|month|day",
	                   N_("show when it came thick and fast, and when nothing did"),
	                   "year|month|day" },
	[OPTION_KNOWN] = { "known", 0, "DATE", N_("without what only later sources say"), NULL },
	{ 0 },
};

static struct json *entry_row(struct call *call, struct timeline_entry entry)
{
	struct json *row = json_object_new();
	bool is_dated = !date_is_none(archive_date(call->archive, entry.date).date);
	struct str date = timeline_date(call->archive, call->arena, entry);
	json_put_text_or_null(row, "date", date);
	json_put_text_or_null(row, "earliest",
	                      is_dated ? date_day(call->arena, entry.earliest) : (struct str){ 0 });
	json_put_text_or_null(row, "latest",
	                      is_dated ? date_day(call->arena, entry.latest) : (struct str){ 0 });
	json_put_text(row, "what", str_of(timeline_what_name(entry.what)));
	json_put_text(row, "id", dossier_id(call->archive, entry.dossier));
	json_put_text(row, "name", timeline_name(call->archive, call->arena, entry));
	return row;
}

/* The whole date in a pipe; on a terminal, what leaves room for the names. */
static struct str date_text(struct call *call, struct str date)
{
	if (str_is_empty(date))
		return str_of(_("undated"));
	return call->output->is_terminal ? date_short(call->arena, date, DATE_SHORT_WIDTH)
	                                 : date_words(call->arena, date);
}

static void write_row(struct call *call, struct table *table, struct timeline_entry entry)
{
	struct arena *arena = call->arena;
	struct str date = timeline_date(call->archive, arena, entry);
	struct str words = date_text(call, date);
	struct table_cell *cells = table_row(table, arena);
	cells[0] = (struct table_cell){ shown_line(arena, words), ROLE_DATE };
	cells[1] = (struct table_cell){ shown_literal(arena, timeline_what_name(entry.what)),
		                        ROLE_DIM };
	struct str name = timeline_name_shown(call->archive, arena, entry);
	cells[2] = (struct table_cell){ shown_line(arena, name), ROLE_TEXT };
	cells[3] = (struct table_cell){ shown_line(arena, dossier_id(call->archive, entry.dossier)),
		                        ROLE_DIM };
}

static enum exit_status write_timeline(struct call *call, struct timeline timeline)
{
	enum exit_status status = timeline.count ? EXIT_DONE : EXIT_NOTHING;
	if (call_format(call) == FORMAT_JSON) {
		struct json *rows = json_array_new();
		for (size_t i = 0; i < timeline.count; i++)
			json_add(rows, entry_row(call, timeline.items[i]));
		return call_write_json(call, rows, status);
	}
	struct table table = { .column_count = 4, .flexible = 2, .has_ids = true, .ids = 3,
		               .right = { call->output->is_terminal } };
	for (size_t i = 0; i < timeline.count; i++)
		write_row(call, &table, timeline.items[i]);
	output_table(call->output, &table);
	return status;
}

static bool date_option(const struct call *call, int option, const char *name, struct date *date,
                        struct fault *why)
{
	const char *typed = call->options[option];
	struct date_typed read = { .date = date_none() };
	bool is_read = !typed || date_parse_typed(call->arena, str_of(typed), &read, why);
	*date = read.date;
	if (is_read)
		return true;
	why->kind = FAULT_USAGE;
	return fault_add(why, "--%s", name);
}

static bool dates_are_in_order(const struct call *call, const struct timeline_filter *filter,
                               struct fault *why)
{
	if (date_is_none(filter->from) || date_is_none(filter->to) ||
	    filter->from.earliest <= filter->to.latest)
		return true;
	struct str typed = str_format(call->arena, "%s..%s", call->options[OPTION_FROM],
	                              call->options[OPTION_TO]);
	return fault_set(why, FAULT_USAGE, _("%.*s ends before it begins"), STR_ARGS(typed));
}

/* Leave out what could not be known on a day; how many entries that are. */
static size_t leave_known(struct timeline *timeline, const struct known *known)
{
	size_t count = 0, all = timeline->count;
	for (size_t i = 0; i < all; i++)
		if (known_entry(known, timeline->items[i]))
			timeline->items[count++] = timeline->items[i];
	timeline->count = count;
	return all - count;
}

static enum exit_status write_page(struct call *call, const struct timeline_filter *filter,
                                   const struct known *known)
{
	static const char *const zooms[] = {
		[ZOOM_YEAR] = "year", [ZOOM_MONTH] = "month", [ZOOM_DAY] = "day",
	};
	_Static_assert(sizeof zooms / sizeof *zooms == ZOOM_COUNT, "a word for each");
	struct time_query query = {
		.about = &filter->about, .about_count = !dossier_is_none(filter->about),
		.from = filter->from, .to = filter->to,
	};
	for (enum time_zoom zoom = 0; zoom < ZOOM_COUNT; zoom++)
		if (strcmp(call->options[OPTION_BY], zooms[zoom]) == 0)
			query.zoom = zoom;
	struct page_options page_options = call_page_options(call);
	page_options.known = known;
	struct page page = page_timeline(call->archive, call->arena, &query, page_options);
	output_page(call->output, &page);
	return EXIT_DONE;
}

static enum exit_status run(struct call *call)
{
	struct timeline_filter filter;
	struct known on;
	const struct known *known = NULL;
	struct fault why = {0};
	enum exit_status status = EXIT_DONE;
	if (!date_option(call, OPTION_FROM, "from", &filter.from, &why) ||
	    !date_option(call, OPTION_TO, "to", &filter.to, &why) ||
	    !dates_are_in_order(call, &filter, &why) ||
	    !call_known(call, call->options[OPTION_KNOWN], &on, &known, &why))
		return call_fail(call, &why);
	if (!call_dossier(call, call->options[OPTION_ABOUT], &filter.about, &status))
		return status;

	struct timeline timeline = timeline_query(call->archive, call->arena, filter);
	size_t hidden = leave_known(&timeline, known);
	bool has_page = call->options[OPTION_BY] && call_format(call) == FORMAT_TEXT;
	if (has_page && timeline.count)
		return write_page(call, &filter, known);
	if (hidden && call_format(call) == FORMAT_TEXT)
		call_tell(call, str_format(call->arena,
		                           message_count("as known on %s: %zu entry is hidden",
		                                         "as known on %s: %zu entries are hidden",
		                                         hidden),
		                           call->options[OPTION_KNOWN], hidden));
	return write_timeline(call, timeline);
}

const struct command command_timeline = {
	.name = "timeline",
	.arguments = "",
	.summary = N_("Events, quotes, publications and dated relations by their earliest day"),
	.example = "timeline --from 2022-07 --to 2022-08",
	.needs_collection = true,
	.options = options,
	.run = run,
};
