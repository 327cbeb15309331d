/* Lists and searches of linear mode, as they are typed. */
#include "ui/linear.h"

#include "base/message.h"
#include "base/unicode.h"
#include "query/lookup.h"
#include "query/stats.h"

bool linear_list_of_kind(struct linear *linear, struct str line, bool is_plural)
{
	struct str rest = str_trim(line), word = str_trim(str_cut(&rest, ' '));
	word = unicode_fold(&linear->scratch, word);
	uint32_t kind = kind_find(linear->archive, word);
	if (kind == NO_ROW)
		return false;
	struct kind_view view = kind_at(linear->archive, kind);
	if (is_plural && !str_equal(view.plural, word))
		return false;
	rest = str_trim(rest);
	if (rest.size)
		linear_list_search(linear, PROMPT_SEARCH,
		                   str_format(&linear->scratch, "kind:%.*s %.*s",
		                              STR_ARGS(view.key), STR_ARGS(rest)));
	else
		linear_list_show(linear, LINEAR_DOSSIERS, view.key);
	return true;
}

void linear_show_list(struct linear *linear, const struct linear_command *command)
{
	struct fault why = {0};
	uint32_t kind;
	struct ordering ordering;
	struct str named = command->rest;
	if (str_starts_with(named, STR("by ")) || str_starts_with(named, STR("order "))) {
		linear_order(linear, command);
		return;
	}
	if (!linear_order_cut(linear, &named, &ordering))
		return;
	if (command->rest.size == 0)
		linear_list_show(linear, LINEAR_KINDS, (struct str){0});
	else if (command->has_number)
		linear_list_jump(linear, command->number);
	else if (lookup_kind(linear->archive, &linear->scratch, named, &kind, &why)) {
		struct str key = kind_at(linear->archive, kind).key;
		if (linear_order_suits(linear, kind, ordering.column))
			linear_list_show_ordered(linear, key, ordering);
	} else if (!linear_list_of_kind(linear, named, false))
		linear_say(linear, "%s", why.sentence);
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

/* ── How much there is ──────────────────────────────────────────────────────────────────────── */

/* Of a kind, what is counted most: its links. */
static void list_kind(struct linear *linear, struct str named)
{
	struct fault why = {0};
	uint32_t kind;
	if (lookup_kind(linear->archive, &linear->scratch, named, &kind, &why))
		linear_list_show_ordered(linear, kind_at(linear->archive, kind).key,
		                         (struct ordering){ COLUMN_LINKS, false });
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
