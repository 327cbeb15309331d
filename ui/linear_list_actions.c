/* Lists and searches of linear mode, as they are typed. */
#include "ui/linear.h"

#include "base/message.h"
#include "query/lookup.h"
#include "query/stats.h"

void linear_show_list(struct linear *linear, const struct linear_command *command)
{
	struct fault why = {0};
	uint32_t kind;
	enum column column;
	struct str named = command->rest;
	if (str_starts_with(named, STR("by ")) || str_starts_with(named, STR("order "))) {
		linear_order(linear, command);
		return;
	}
	if (!linear_order_cut(linear, &named, &column))
		return;
	if (command->rest.size == 0)
		linear_list_show(linear, LINEAR_KINDS, (struct str){0});
	else if (command->has_number)
		linear_list_jump(linear, command->number);
	else if (!lookup_kind(linear->archive, &linear->scratch, named, &kind, &why))
		linear_say(linear, "%s", why.sentence);
	else if (linear_order_suits(linear, kind, column))
		linear_list_show_ordered(linear, kind_at(linear->archive, kind).key, column);
}

/* Wherever one is. */
void linear_show_row(struct linear *linear, const struct linear_command *command)
{
	if (linear->list.source == LINEAR_NOTHING)
		linear_say(linear, _("No list was said: 'list' says what there is"));
	else if (command->has_number)
		linear_list_open(linear, command->number);
	else
		linear_say(linear, _("Say the number of a row of the list"));
}

/* ── Time ───────────────────────────────────────────────────────────────────────────────────── */

/* A day, a month or a year, as it is written or as the program says it. */
static bool read_date(struct linear *linear, struct str typed, struct date *date)
{
	struct fault why;
	if (known_parse(typed, date, &why))
		return true;
	linear_say(linear, _("'%.*s' is no date: write 2021-03, or March 2021"), STR_ARGS(typed));
	return false;
}

void linear_show_timeline(struct linear *linear, const struct linear_command *command)
{
	struct date date;
	if (command->rest.size == 0)
		linear_list_show(linear, LINEAR_TIMELINE, (struct str){0});
	else if (read_date(linear, command->rest, &date))
		linear_list_show_from(linear, LINEAR_TIMELINE, (struct str){0}, date);
}

/* Of what is read, from a date on; or of what is named. */
void linear_show_dates(struct linear *linear, const struct linear_command *command)
{
	struct fault why;
	struct date date;
	struct dossier_ref about = linear_topic(linear);
	bool has_date = command->rest.size && known_parse(command->rest, &date, &why);
	if (!has_date && !linear_named_or_read(linear, command, &about))
		return;
	if (dossier_is_none(about))
		linear_say(linear, _("Nothing is open"));
	else if (has_date)
		linear_list_show_from(linear, LINEAR_DATES, dossier_id(linear->archive, about),
		                      date);
	else
		linear_list_show(linear, LINEAR_DATES, dossier_id(linear->archive, about));
}

/* ── Other lists ────────────────────────────────────────────────────────────────────────────── */

void linear_show_findings(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_list_show(linear, LINEAR_FINDINGS, (struct str){0});
}

void linear_show_reading(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_list_show(linear, LINEAR_READING, (struct str){0});
}

void linear_show_sections(struct linear *linear, const struct linear_command *command)
{
	(void)command;
	linear_list_show(linear, LINEAR_SECTIONS, (struct str){0});
}

/* ── Finding ────────────────────────────────────────────────────────────────────────────────── */

void linear_search(struct linear *linear, const struct linear_command *command)
{
	if (command->rest.size)
		linear_list_search(linear, PROMPT_SEARCH, command->rest);
	else
		linear_say(linear, _("Say what to search for: 'search' and words"));
}

void linear_switch(struct linear *linear, const struct linear_command *command)
{
	struct dossier_ref ref;
	if (command->rest.size == 0)
		linear_say(linear, _("Say where to go: 'switch' and a part of a name"));
	else if (linear_name_find(linear, command->rest, true, &ref))
		linear_visit(linear, ref);
	else
		linear_list_search(linear, PROMPT_SWITCH, command->rest);
}

void linear_limit(struct linear *linear, const struct linear_command *command)
{
	linear_list_limit(linear, command->rest);
}

/* ── What somebody said, what is claimed ────────────────────────────────────────────────────── */

/* What stands behind "of", "by" or "about", or all of it. */
static struct str without_word(struct str rest)
{
	static const struct str words[] = { STR("of "), STR("by "), STR("about ") };
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_starts_with(rest, words[i]))
			return str_trim(str_slice(rest, words[i].size, rest.size));
	return rest;
}

/* The list of a kind; or of those that have a dossier in a field, "kind:quote speaker:bo-lind"; or where
 * nobody is called so and no word says that it is a name, of those with the words. */
static void show_of(struct linear *linear, const struct linear_command *command, struct str kind,
                    struct str field)
{
	struct dossier_ref ref;
	struct arena *arena = &linear->scratch;
	struct str name = without_word(command->rest);
	bool says_name = name.size < command->rest.size;
	struct str query = str_join(arena, STR("kind:"), STR(""), kind);
	if (name.size == 0)
		linear_list_show(linear, LINEAR_DOSSIERS, kind);
	else if (linear_name_find(linear, name, !says_name, &ref))
		linear_list_search(linear, PROMPT_SEARCH,
		                   str_format(arena, "%.*s %.*s%.*s", STR_ARGS(query),
		                              STR_ARGS(field),
		                              STR_ARGS(dossier_id(linear->archive, ref))));
	else if (says_name)
		linear_name_refuse(linear, name);
	else
		linear_list_search(linear, PROMPT_SEARCH, str_join(arena, query, STR(" "), name));
}

void linear_show_quotes(struct linear *linear, const struct linear_command *command)
{
	show_of(linear, command, STR("quote"), STR("speaker:"));
}

void linear_show_claims(struct linear *linear, const struct linear_command *command)
{
	show_of(linear, command, STR("claim"), STR("link:"));
}

static size_t count_of(struct linear *linear, struct str query)
{
	struct list_search search = {0};
	list_search_start(&search, linear->archive, linear_known(linear), PROMPT_SEARCH, query);
	list_search_step(&search, 0);
	size_t count = search.search.is_offer ? 0 : (size_t)list_search_count(&search);
	list_search_release(&search);
	return count;
}

/* A field of a query that names a dossier: what stands before it, and whose dossier. */
struct named_field { struct str before; struct dossier_ref ref; };

/* The name goes on up to the next field. False if there is no such field, or nothing is called so. */
static bool find_field(struct linear *linear, struct str query, struct str field,
                       struct named_field *named)
{
	size_t at = str_find(query, field, 0);
	if (at == SIZE_MAX)
		return false;
	struct str name = str_slice(query, at + field.size, query.size);
	size_t end = str_find(name, STR(":"), 0);
	while (end < name.size && end > 0 && name.bytes[end] != ' ')
		end--;
	named->before = str_slice(query, 0, at);
	return linear_name_find(linear, str_slice(name, 0, end), false, &named->ref);
}

/* Who said nothing may be named in what others said; what nothing is about may be linked with it. */
static bool say_links_instead(struct linear *linear, struct str typed)
{
	struct arena *arena = &linear->scratch;
	struct named_field named;
	bool is_speaker = find_field(linear, typed, STR("speaker:"), &named);
	if (!is_speaker && !find_field(linear, typed, STR("about:"), &named))
		return false;
	struct str before = is_speaker ? STR("kind:quote ") : named.before;
	struct str query = str_format(arena, "%.*slink:%.*s", STR_ARGS(before),
	                              STR_ARGS(dossier_id(linear->archive, named.ref)));
	struct str name = known_name(linear_known(linear), linear->archive, named.ref);
	const char *words = str_copy(arena, linear_inner_name(name)).bytes;
	size_t count = count_of(linear, query);
	struct str first = is_speaker ? str_format(arena, _("No such quote is by %s"), words)
	                              : str_format(arena, _("Nothing such is about %s"), words);
	if (count)
		/* Translators: "Nothing such is about Ana Vel"; how many; what can be typed */
		linear_say(linear, message_count("%s; %zu is linked with that name: 'search %s'",
		                                 "%s; %zu are linked with that name: 'search %s'",
		                                 count), first.bytes, count, query.bytes);
	else
		linear_say(linear, is_speaker ? _("%s, and no quote is linked with that name")
		                              : _("%s, and nothing such is linked with that name"),
		           first.bytes);
	return true;
}

/* What to do next, where nothing was found. */
void linear_say_nothing(struct linear *linear, enum prompt_kind prompt, struct str typed)
{
	if (linear->is_part)
		linear_say(linear, _("Nothing was found in what is read so far"));
	else if (prompt != PROMPT_SEARCH)
		linear_say(linear, _("Nothing is called '%.*s': 'search %.*s' looks in all texts"),
		           STR_ARGS(typed), STR_ARGS(typed));
	else if (say_links_instead(linear, typed))
		return;
	else if (str_find(typed, STR(" "), 0) != SIZE_MAX)
		linear_say(linear, _("Nothing was found for '%.*s': try fewer words, or 'help "
		                     "search'"), STR_ARGS(typed));
	else
		linear_say(linear, _("Nothing was found for '%.*s': try a beginning of the word, or "
		                     "'help search'"), STR_ARGS(typed));
}

/* ── How much there is ──────────────────────────────────────────────────────────────────────── */

/* Of a kind, what is counted most: its links. */
static void list_kind(struct linear *linear, struct str named)
{
	struct fault why = {0};
	uint32_t kind;
	if (lookup_kind(linear->archive, &linear->scratch, named, &kind, &why))
		linear_list_show_ordered(linear, kind_at(linear->archive, kind).key, COLUMN_LINKS);
	else
		linear_say(linear, "%s", why.sentence);
}

/* Of what was known on a day, only what there was. */
void linear_say_stats(struct linear *linear, const struct linear_command *command)
{
	if (command->rest.size) {
		list_kind(linear, command->rest);
		return;
	}
	struct arena *arena = &linear->scratch;
	const struct known *known = linear_known(linear);
	size_t count = known_dossier_count(known, linear->archive);
	struct text kinds = { .arena = arena };
	for (uint32_t kind = 0; kind < kind_count(linear->archive); kind++) {
		struct str plural = message_of(kind_at(linear->archive, kind).plural);
		text_format(&kinds, "%s%.*s %u", kinds.size ? ", " : "", STR_ARGS(plural),
		            known_of_kind(known, linear->archive, kind).count);
	}
	linear_say(linear, message_count("%zu dossier in all", "%zu dossiers in all", count), count);
	linear_say(linear, _("Of each kind: %.*s"), STR_ARGS(text_str(&kinds)));
	if (known)
		return;
	struct stats stats = stats_query(linear->archive, arena);
	linear_say(linear, message_count("%u link between them", "%u links between them",
	                                 stats.links), stats.links);
	linear_say(linear, message_count("%u file", "%u files", stats.files), stats.files);
}
