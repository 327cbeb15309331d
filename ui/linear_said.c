/* What somebody said and what is claimed, in linear mode; and what is said where nothing was
 * found. */
#include "ui/linear.h"

#include "base/message.h"

/* Words behind "quotes" and "claims", and the field of queries that they mean: of none of them,
 * that of the first row; without a name, the first that finds something of what is read. */
struct said_word { const char *word, *field; };

struct said { const char *kind, *command; struct said_word words[4]; };

static const struct said quotes = {
	"quote", "quotes", { { "of", "speaker" }, { "by", "speaker" }, { "about", "about" } },
};
static const struct said claims = {
	"claim", "claims", { { "about", "about" }, { "by", "asserted" }, { "of", "asserted" } },
};

/* ── Of a name ──────────────────────────────────────────────────────────────────────────────── */

static struct str query_of(struct linear *linear, const struct said *said, const char *field,
                           struct dossier_ref ref)
{
	return str_format(&linear->scratch, "kind:%s %s:%.*s", said->kind, field,
	                  STR_ARGS(dossier_id(linear->archive, ref)));
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

/* What stands behind one of the words, which then is *word. */
static struct str without_word(const struct said *said, struct str rest,
                               const struct said_word **word)
{
	*word = NULL;
	for (const struct said_word *row = said->words; row->word && !*word; row++) {
		struct str name = rest, first = str_cut(&name, ' ');
		if (!str_equal(first, str_of(row->word)) || str_trim(name).size == 0)
			continue;
		*word = row;
		rest = str_trim(name);
	}
	return rest;
}

/* True of a field with a value that nothing is called by. */
static bool means_nobody(struct linear *linear, struct str query)
{
	struct fault why;
	struct filter *filter = NULL;
	struct filter_options options = {0};
	return filter_parse(linear->archive, &linear->scratch, query, options, &filter, &why) &&
	       filter && filter->meant_count == 0;
}

/* The list of those that have a dossier in a field, "kind:quote speaker:bo-lind"; or where nobody
 * is called so and no word says that it is a name, of those with the words. */
static void say_of_name(struct linear *linear, const struct said *said, struct str rest)
{
	struct dossier_ref ref;
	const struct said_word *word;
	struct str name = without_word(said, rest, &word);
	const char *field = word ? word->field : said->words[0].field;
	struct arena *arena = &linear->scratch;
	if (linear_name_find(linear, name, !word, &ref)) {
		linear_list_search(linear, PROMPT_SEARCH, query_of(linear, said, field, ref));
		return;
	}
	if (word) {
		struct str value = str_format(arena, "%s:\"%.*s\"", field, STR_ARGS(name));
		struct str before = str_format(arena, "%s %s", said->command, word->word);
		if (means_nobody(linear, value) && linear_name_choose(linear, before, name))
			return;
		linear_list_search(linear, PROMPT_SEARCH,
		                   str_format(arena, "kind:%s %.*s", said->kind,
		                              STR_ARGS(value)));
		return;
	}
	linear_list_search(linear, PROMPT_SEARCH,
	                   str_format(arena, "kind:%s %.*s", said->kind, STR_ARGS(name)));
}

/* ── Of what is read ────────────────────────────────────────────────────────────────────────── */

/* The first of the fields that finds something; false if none does, which is said. */
static bool say_of_topic(struct linear *linear, const struct said *said)
{
	struct dossier_ref topic = linear_topic(linear);
	if (dossier_is_none(topic) || linear_known_lacks(linear, topic))
		return false;
	struct str name = known_name(linear_known(linear), linear->archive, topic);
	name = str_copy(&linear->scratch, linear_inner_name(name));
	for (const struct said_word *row = said->words; row->word; row++) {
		struct str query = query_of(linear, said, row->field, topic);
		if (!count_of(linear, query))
			continue;
		/* Translators: "quotes of" and what is read; "quotes all" */
		linear_say(linear, _("%s %s %.*s, which you read; '%s all' says all:"),
		           said->command, row->word, STR_ARGS(name), said->command);
		linear_list_search(linear, PROMPT_SEARCH, query);
		return true;
	}
	/* Translators: what is read; "quotes" or "claims" */
	linear_say(linear, _("Of %.*s, which you read, there are none; all %s:"), STR_ARGS(name),
	           said->command);
	return false;
}

static void say_all(struct linear *linear, const struct said *said)
{
	linear_list_show(linear, LINEAR_DOSSIERS, str_of(said->kind));
}

static void say_said(struct linear *linear, const struct said *said,
                     const struct linear_command *command)
{
	bool wants_all = str_equal(command->rest, STR("all"));
	if (command->rest.size && !wants_all)
		say_of_name(linear, said, command->rest);
	else if (wants_all || !say_of_topic(linear, said))
		say_all(linear, said);
}

void linear_show_quotes(struct linear *linear, const struct linear_command *command)
{
	say_said(linear, &quotes, command);
}

void linear_show_claims(struct linear *linear, const struct linear_command *command)
{
	say_said(linear, &claims, command);
}

/* ── Where nothing was found ────────────────────────────────────────────────────────────────── */

/* What is typed to hear what is offered: "claims by Ana Vel", or a search. */
static struct str offered_line(struct linear *linear, const struct unfound *unfound)
{
	static const struct { const char *field, *words; } lines[] = {
		{ "asserted", "claims by" }, { "speaker", "quotes by" },
	};
	struct arena *arena = &linear->scratch;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		if (dossier_is_none(unfound->who))
			break;
		struct str name = known_name(linear_known(linear), linear->archive, unfound->who);
		if (str_equal(str_of(lines[i].field), str_of(unfound->field)))
			return str_format(arena, "%s %.*s", lines[i].words, STR_ARGS(name));
	}
	return str_format(arena, "search %.*s", STR_ARGS(unfound->query));
}

static void say_unfound(struct linear *linear, const struct unfound *unfound)
{
	struct str line = unfound->offer.size ? offered_line(linear, unfound) : (struct str){0};
	if (line.size)
		/* Translators: why nothing was found; what there is; what is typed to hear it */
		linear_say(linear, _("%.*s %.*s: '%.*s'"), STR_ARGS(unfound->words),
		           STR_ARGS(unfound->offer), STR_ARGS(line));
	else
		linear_say(linear, "%.*s", STR_ARGS(unfound->words));
}

/* What to do next, where nothing was found. */
void linear_say_nothing(struct linear *linear, enum prompt_kind prompt, struct str typed)
{
	const struct unfound *unfound = &linear->list.search.unfound;
	if (linear->is_part)
		linear_say(linear, _("Nothing was found in what is read so far"));
	else if (unfound->words.size)
		say_unfound(linear, unfound);
	else if (prompt != PROMPT_SEARCH)
		linear_say(linear, _("Nothing is called '%.*s': 'search %.*s' looks in all texts"),
		           STR_ARGS(typed), STR_ARGS(typed));
	else if (str_find(typed, STR(" "), 0) != SIZE_MAX)
		linear_say(linear, _("Nothing was found for '%.*s': try fewer words, or 'help "
		                     "search'"), STR_ARGS(typed));
	else
		linear_say(linear, _("Nothing was found for '%.*s': try a beginning of the word, "
		                     "or 'help search'"), STR_ARGS(typed));
}
