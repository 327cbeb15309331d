/* date_words: dates in English words, without what neighbours in an interval or set repeat. */
#include "model/date.h"

#include "base/arena.h"
#include "model/date_parts.h"

/* A month or a day, known for certain. */
static bool point_is_plain(const struct date_point *point)
{
	if (point->precision != DATE_MONTH && point->precision != DATE_DAY)
		return false;
	return date_bits(point->days) <= 1 && !point->doubt[PART_YEAR] &&
	       !point->doubt[PART_MONTH] && !point->doubt[PART_DAY];
}

static enum date_shared points_share(const struct date_point *left, const struct date_point *right)
{
	if (!point_is_plain(left) || !point_is_plain(right) ||
	    left->precision != right->precision || left->year.first != right->year.first)
		return SHARED_NOTHING;
	return left->days && left->months == right->months ? SHARED_MONTH : SHARED_YEAR;
}

static bool is_doubtful(struct str words)
{
	return str_starts_with(words, STR("around ")) || str_starts_with(words, STR("perhaps "));
}

/* True if more words behind these need a comma to be told apart. */
static bool needs_comma(struct str words)
{
	static const char *const signs[] = { ", ", " to ", " or ", " and " };

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (str_find(words, str_of(signs[i]), 0) != SIZE_MAX)
			return true;
	return false;
}

/* "1 to 4 March 2025"; only one of them if both read the same. */
static struct str range_words(struct arena *arena, const struct date_span *span)
{
	enum date_shared shared = points_share(&span->first, &span->last);
	struct str first = date_point_words(arena, &span->first, shared);
	struct str last = date_point_words(arena, &span->last, SHARED_NOTHING);
	bool is_apart = needs_comma(first) || (is_doubtful(first) && !is_doubtful(last));

	if (str_equal(date_point_words(arena, &span->first, SHARED_NOTHING), last))
		return last;
	return str_join(arena, first, is_apart ? STR(", to ") : STR(" to "), last);
}

static struct str interval_words(struct arena *arena, const struct date_span *span)
{
	static const struct {
		enum date_side start, end;
		const char *before, *behind;
	} rows[] = {
		{ SIDE_OPEN,    SIDE_GIVEN,   "up to ", ", start open" },
		{ SIDE_UNKNOWN, SIDE_GIVEN,   "until ", ", start not known" },
		{ SIDE_GIVEN,   SIDE_UNKNOWN, "from ",  ", end not known" },
		{ SIDE_GIVEN,   SIDE_OPEN,    "from ",  ", continuing" },
	};
	const struct date_point *point = span->start == SIDE_GIVEN ? &span->first : &span->last;
	struct str words = date_point_words(arena, point, SHARED_NOTHING);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].start == span->start && rows[i].end == span->end)
			return str_format(arena, "%s%.*s%s", rows[i].before, STR_ARGS(words),
			                  rows[i].behind);
	return range_words(arena, span);
}

static const struct {
	const char *range, *earlier, *later;
	const char *joint;              /* before the last member */
	const char *strong_joint;       /* the same where a member has commas */
} set_words[] = {
	[FORM_ONE_OF] = { "one of ", " or earlier",  " or later",  " or ",  "; or " },
	[FORM_ALL_OF] = { "all of ", " and earlier", " and later", " and ", "; and " },
};

static struct str member_words(struct arena *arena, const struct date_span *span,
                               enum date_form_kind kind, enum date_shared shared)
{
	struct str words;

	if (span->end == SIDE_SAME)
		return date_point_words(arena, &span->first, shared);
	if (span->start == SIDE_GIVEN && span->end == SIDE_GIVEN) {
		words = range_words(arena, span);
		return str_format(arena, "%s%.*s", needs_comma(words) ? set_words[kind].range : "",
		                  STR_ARGS(words));
	}
	if (span->start == SIDE_OPEN)
		return str_join(arena, date_point_words(arena, &span->last, SHARED_NOTHING),
		                (struct str){0}, str_of(set_words[kind].earlier));
	return str_join(arena, date_point_words(arena, &span->first, SHARED_NOTHING),
	                (struct str){0}, str_of(set_words[kind].later));
}

/* What all members have in common. */
static enum date_shared members_share(const struct date_form *form)
{
	enum date_shared shared = SHARED_MONTH;

	for (size_t i = 0; i < form->count; i++) {
		if (form->spans[i].end != SIDE_SAME)
			return SHARED_NOTHING;
		enum date_shared here = points_share(&form->spans[0].first, &form->spans[i].first);
		shared = here < shared ? here : shared;
	}
	return shared;
}

/* Keep one of neighbours that read the same. */
static void drop_repeats(struct arena *arena, struct date_form *form)
{
	struct str before = {0};
	size_t kept = 0;

	for (size_t i = 0; i < form->count; i++) {
		struct str words = member_words(arena, &form->spans[i], form->kind, SHARED_NOTHING);

		if (!i || !str_equal(words, before))
			form->spans[kept++] = form->spans[i];
		before = words;
	}
	form->count = kept;
}

static const char *member_joint(const struct date_form *form, size_t i, bool is_strong)
{
	if (i == 0)
		return "";
	if (i + 1 < form->count)
		return is_strong ? "; " : ", ";
	return is_strong ? set_words[form->kind].strong_joint : set_words[form->kind].joint;
}

static struct str form_words(struct arena *arena, const struct date_form *form)
{
	enum date_shared shared = members_share(form);
	struct str *members = ARENA_MANY(arena, struct str, form->count);
	struct text text = { .arena = arena };
	bool is_strong = false;

	for (size_t i = 0; i < form->count; i++) {
		members[i] = member_words(arena, &form->spans[i], form->kind,
		                          i + 1 < form->count ? shared : SHARED_NOTHING);
		is_strong = is_strong || needs_comma(members[i]) ||
		            is_doubtful(members[i]) != is_doubtful(members[0]);
	}
	for (size_t i = 0; i < form->count; i++) {
		text_add(&text, str_of(member_joint(form, i, is_strong)));
		text_add(&text, members[i]);
	}
	return text_str(&text);
}

/* "some time between March and June 2021": one of a range, and of nothing else. */
static struct str between_words(struct arena *arena, const struct date_span *span)
{
	struct str first = date_point_words(arena, &span->first,
	                                    points_share(&span->first, &span->last));
	struct str last = date_point_words(arena, &span->last, SHARED_NOTHING);
	return str_format(arena, "some time between %.*s and %.*s", STR_ARGS(first),
	                  STR_ARGS(last));
}

/* Ends that read the same are a date. */
static bool is_between(struct arena *arena, const struct date_form *form)
{
	const struct date_span *span = &form->spans[0];
	return form->kind == FORM_ONE_OF && form->count == 1 && span->start == SIDE_GIVEN &&
	       span->end == SIDE_GIVEN &&
	       !str_equal(date_point_words(arena, &span->first, SHARED_NOTHING),
	                  date_point_words(arena, &span->last, SHARED_NOTHING));
}

struct str date_words(struct arena *arena, struct str text)
{
	struct date_form form;

	if (!date_form_read(text, &form, NULL))
		return str_copy(arena, text);
	if (form.kind == FORM_ONE)
		return date_point_words(arena, &form.spans[0].first, SHARED_NOTHING);
	if (form.kind == FORM_INTERVAL)
		return interval_words(arena, &form.spans[0]);
	drop_repeats(arena, &form);
	return is_between(arena, &form) ? between_words(arena, &form.spans[0])
	                                : form_words(arena, &form);
}

struct str date_span_words(struct arena *arena, struct str text)
{
	static const struct str until = STR("../"), since = STR("/..");
	if (str_starts_with(text, until))
		return str_join(arena, STR("up to"), STR(" "),
		                date_words(arena, str_slice(text, until.size, SIZE_MAX)));
	if (str_ends_with(text, since)) {
		struct str first = str_slice(text, 0, text.size - since.size);
		return str_format(arena, "from %.*s on", STR_ARGS(date_words(arena, first)));
	}
	return date_words(arena, text);
}
