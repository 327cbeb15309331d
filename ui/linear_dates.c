/* The line of time in lines: all of it, that of one dossier, and of a date what is of then. */
#include "ui/linear.h"

#include "base/message.h"
#include "base/unicode.h"

/* ── What is of a date ──────────────────────────────────────────────────────────────────────── */

static void leave_known(const struct known *known, struct timeline *dates)
{
	size_t all = dates->count;
	dates->count = 0;
	for (size_t i = 0; i < all; i++)
		if (known_entry(known, dates->items[i]))
			dates->items[dates->count++] = dates->items[i];
}

/* Those of then come first; both keep their order. */
static void part(struct linear *linear, struct date asked)
{
	struct linear_list *list = &linear->list;
	struct timeline_entry *items = list->dates.items;
	struct timeline_entry *rest = ARENA_MANY(&list->arena, struct timeline_entry,
	                                         list->dates.count);
	size_t rest_count = 0;
	list->then = 0;
	for (size_t i = 0; i < list->dates.count; i++)
		if (timeline_is_of(linear->archive, items[i], asked))
			items[list->then++] = items[i];
		else
			rest[rest_count++] = items[i];
	for (size_t i = 0; i < rest_count; i++)
		items[list->then + i] = rest[i];
}

/* All of the line of time is read where it stands. */
static struct timeline dates_of(const struct linear *linear, struct arena *arena,
                                struct date date, const struct known *known)
{
	struct timeline dates = timeline_query(linear->archive, arena, (struct timeline_filter){
		.about = dossier_find(linear->archive, linear->list.about),
		.from = date, .to = date,
	});
	leave_known(known, &dates);
	return dates;
}

size_t linear_dates_count(struct linear *linear, const struct known *known)
{
	struct arena *arena = &linear->scratch;
	struct date_typed read;
	if (!date_parse_span(arena, linear->list.when, &read, NULL))
		return 0;
	return dates_of(linear, arena, read.date, known).count;
}

void linear_dates_gather(struct linear *linear)
{
	struct linear_list *list = &linear->list;
	struct date_typed read = { .date = date_none() };
	bool has_date = list->when.size &&
	                date_parse_span(&list->arena, list->when, &read, NULL);
	list->then = SIZE_MAX;
	if (list->source != LINEAR_DATES && !has_date)
		return;
	list->dates = dates_of(linear, &list->arena, read.date, linear_known(linear));
	if (has_date)
		part(linear, read.date);
}

struct str linear_dates_when(const struct linear *linear, struct arena *arena)
{
	struct date_typed read;
	if (linear->list.when.size == 0 ||
	    !date_parse_span(arena, linear->list.when, &read, NULL))
		return (struct str){0};
	return date_span_words(arena, read.text);
}

struct str linear_dates_heading(const struct linear *linear, struct arena *arena, size_t count)
{
	struct str when = linear_dates_when(linear, arena);
	if (when.size == 0)
		return when;
	/* Translators: how many; "July 2022" */
	return str_format(arena,
	                  message_count("%zu entry that may be of %.*s, or goes on through it:",
	                                "%zu entries that may be of %.*s, or go on through it:",
	                                count), count, STR_ARGS(when));
}

struct str linear_dates_tie(const struct linear *linear, struct timeline_entry entry)
{
	struct dossier_ref about = linear->list.source == LINEAR_DATES
		? dossier_find(linear->archive, linear->list.about) : NO_DOSSIER;
	switch (timeline_tie(linear->archive, entry, about, linear_known(linear))) {
	case TIMELINE_TIE_PART:
		/* Translators: behind an event, of the one whose timeline is read. */
		return str_of(_("takes part"));
	case TIMELINE_TIE_NAMED:
		/* Translators: behind an event, of the one whose timeline is read. */
		return str_of(_("only named"));
	case TIMELINE_TIE_LINKED:
	case TIMELINE_TIE_NONE:
		break;
	}
	return (struct str){0};
}

/* ── As it is typed ─────────────────────────────────────────────────────────────────────────── */

/* A day, a month, a year, or from one of these to another; as it is written or as it is said. */
static bool is_date(struct linear *linear, struct str typed)
{
	enum { VAGUE = DATE_UNCERTAIN | DATE_APPROXIMATE | DATE_UNSPECIFIED | DATE_SET |
	               DATE_SUSPECT };
	struct date_typed read;
	return date_parse_span(&linear->scratch, typed, &read, NULL) && !(read.date.flags & VAGUE);
}

static bool has_digit(struct str typed)
{
	return typed.size && typed.bytes[0] >= '0' && typed.bytes[0] <= '9';
}

/* Looks as a date does that has a number. */
static bool is_like_date(struct str typed)
{
	for (size_t i = 0; i < typed.size; i++)
		if (has_digit(str_slice(typed, i, SIZE_MAX)))
			return true;
	return false;
}

/* Of what looks as a date does, what is wrong in it. */
static void refuse(struct linear *linear, struct str typed)
{
	struct fault why = {0};
	struct date_typed read;
	bool is_read = date_parse_span(&linear->scratch, typed, &read, &why);
	if (!is_read && is_like_date(typed))
		linear_say(linear, "%s", why.sentence);
	else
		linear_say(linear, _("'%.*s' is no date and no name: write 2021-03, March 2021, "
		                     "2021-03..2021-05, or whose timeline it is"),
		           STR_ARGS(typed));
}

/* The query of a kind, "events"; empty if that is none. */
static struct str kind_limit(struct linear *linear, struct str word)
{
	uint32_t kind = kind_find(linear->archive, unicode_fold(&linear->scratch, word));
	if (kind == NO_ROW)
		return (struct str){0};
	return str_format(&linear->scratch, "kind:%.*s",
	                  STR_ARGS(kind_at(linear->archive, kind).key));
}

/* A date, a kind, or both: "2022 events", "events March 2021". */
static bool read_then(struct linear *linear, struct str typed, struct linear_then *then)
{
	struct str rest = str_trim(typed), first = str_cut(&rest, ' '), last = str_trim(typed);
	size_t blank = last.size;
	while (blank > 0 && last.bytes[blank - 1] != ' ')
		blank--;
	struct str before = str_trim(str_slice(last, 0, blank));
	*then = (struct linear_then){ .when = str_trim(typed) };
	if (is_date(linear, then->when))
		return true;
	*then = (struct linear_then){ str_trim(rest), kind_limit(linear, first) };
	if (then->limit.size == 0)
		*then = (struct linear_then){
			before, kind_limit(linear, str_slice(last, blank, SIZE_MAX)),
		};
	return then->limit.size && (then->when.size == 0 || is_date(linear, then->when));
}

/* "Fomin 2021", "Fomin in March 2021", "Fomin events": a name, and behind it what is wanted of its
 * timeline. */
static bool read_whose(struct linear *linear, struct str typed, struct dossier_ref *about,
                       struct linear_then *then)
{
	typed = linear_name_bare(linear, typed);
	for (size_t at = 0; (at = str_find(typed, STR(" "), at)) != SIZE_MAX; at++) {
		struct str rest = str_trim(str_slice(typed, at, SIZE_MAX)), late = rest;
		if (linear_is_interrupted())
			return false;
		if (str_equal(str_cut(&late, ' '), STR("in")))
			rest = late;
		if (read_then(linear, rest, then) &&
		    linear_name_find(linear, str_slice(typed, 0, at), true, about))
			return true;
	}
	return false;
}

static void show_then(struct linear *linear, enum linear_source source, struct str about,
                      struct linear_then then)
{
	if (then.when.size || then.limit.size)
		linear_list_show_then(linear, source, about, then);
	else
		linear_list_show(linear, source, about);
}

static void show_dates_of(struct linear *linear, struct dossier_ref about, struct linear_then then)
{
	if (dossier_is_none(about))
		linear_say(linear, _("Nothing is open"));
	else
		show_then(linear, LINEAR_DATES, dossier_id(linear->archive, about), then);
}

void linear_show_timeline(struct linear *linear, const struct linear_command *command)
{
	struct linear_then then = {0};
	struct dossier_ref about;
	struct str typed = command->rest;
	if (typed.size == 0 || read_then(linear, typed, &then)) {
		show_then(linear, LINEAR_TIMELINE, (struct str){0}, then);
		return;
	}
	if (read_whose(linear, typed, &about, &then)) {
		show_dates_of(linear, about, then);
		return;
	}
	typed = linear_name_bare(linear, typed);
	if (linear_name_find(linear, typed, true, &about))
		show_dates_of(linear, about, (struct linear_then){0});
	else if (has_digit(typed) ||
	         !linear_name_choose(linear, str_of(linear_command_name(command)), typed))
		refuse(linear, typed);
}

/* Of what is read, or of what is named; of what is read, only a date or a kind. */
void linear_show_dates(struct linear *linear, const struct linear_command *command)
{
	struct dossier_ref about = linear_topic(linear);
	struct linear_then then = {0};
	bool is_read = command->rest.size && (read_then(linear, command->rest, &then) ||
	                                      read_whose(linear, command->rest, &about, &then));
	if (is_read)
		show_dates_of(linear, about, then);
	else if (linear_named_or_read(linear, command, &about))
		show_dates_of(linear, about, (struct linear_then){0});
}
