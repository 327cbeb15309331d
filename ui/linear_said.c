/* What somebody said and what is claimed, in linear mode; and what is said where nothing was
 * found. */
#include "ui/linear.h"

#include "base/message.h"
#include "query/filter.h"
#include "query/lookup.h"
#include "query/words.h"

/* Words behind "quotes" and "claims", and the field of queries that they mean: of none of them,
 * that of the first row; without a name, the first that finds something of what is read. */
struct said_word { const char *word, *field; };

struct said { const char *kind, *command; struct said_word of_source, words[10]; };

static const struct said quotes = {
	"quote", "quotes", { "from", "source" },
	{ { "of", "speaker" }, { "by", "speaker" }, { "about", "about" }, { "from", "source" },
	  { "in", "source" }, { "only from", "only" }, { "only", "only" } },
};
static const struct said claims = {
	"claim", "claims", { "by", "asserted" },
	{ { "about", "about" }, { "by", "asserted" }, { "of", "asserted" }, { "from", "source" },
	  { "in", "source" }, { "asserted by", "asserted" }, { "denied by", "denied" },
	  { "only from", "only" }, { "only", "only" } },
};

/* What was asked for: of whom, and whether all others are. */
struct asked {
	const struct said *said;
	const struct said_word *word;   /* NULL: none was typed */
	struct str typed;               /* behind these, */
	struct str name;                /* and without quotes; empty: no word */
	struct str but;                 /* "status:…": not these; or empty */
	bool is_not;
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

/* Take a word away that begins it, whatever case it has; false: it does not. */
static bool take_word(struct str *text, const char *word)
{
	size_t size = strlen(word);
	struct str begin = str_slice(*text, 0, size);
	if (!str_equal_ignoring_ascii_case(begin, str_of(word)) ||
	    (text->size > size && text->bytes[size] != ' '))
		return false;
	*text = str_trim(str_slice(*text, size, SIZE_MAX));
	return true;
}

/* A blank for each tab, and for several. */
static struct str with_blanks(struct arena *arena, struct str typed)
{
	struct text text = { .arena = arena };
	for (size_t i = 0; i < typed.size; i++) {
		bool is_blank = typed.bytes[i] == ' ' || typed.bytes[i] == '\t';
		if (!is_blank)
			text_add_byte(&text, typed.bytes[i]);
		else if (text.size && text.bytes[text.size - 1] != ' ')
			text_add_byte(&text, ' ');
	}
	return str_trim(text_str(&text));
}

/* The value of a field of such dossiers, "status:\"disputed\"", that one word is; or empty. */
static struct str facet_of(struct linear *linear, const struct said *said, struct str word)
{
	static const char *const fields[] = { "status", "form", "type" };
	struct arena *arena = &linear->scratch;
	bool is_word = word.size && str_find(word, STR(" "), 0) == SIZE_MAX &&
	               str_equal(word, filter_unquoted(arena, word));
	if (!is_word)
		return (struct str){0};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		struct str facet = str_format(arena, "%s:\"%.*s\"", fields[i], STR_ARGS(word));
		struct str query = str_format(arena, "kind:%s %.*s", said->kind, STR_ARGS(facet));
		if (count_of(linear, query))
			return facet;
	}
	return (struct str){0};
}

/* "about Russia not disputed": cut off what the last "not" leaves out, if that is a value. */
static struct str take_facet(struct linear *linear, const struct said *said, struct str *rest)
{
	struct str facet = {0};
	for (size_t at = rest->size; at-- > 1;) {
		struct str behind = str_slice(*rest, at, SIZE_MAX);
		if (rest->bytes[at - 1] != ' ' || !take_word(&behind, "not"))
			continue;
		facet = facet_of(linear, said, behind);
		if (facet.size)
			*rest = str_trim(str_slice(*rest, 0, at));
		break;
	}
	return facet;
}

static struct asked asked_of(struct linear *linear, const struct said *said, struct str rest)
{
	struct arena *arena = &linear->scratch;
	struct asked asked = { .said = said };
	rest = with_blanks(arena, rest);
	asked.is_not = take_word(&rest, "not");
	asked.but = take_facet(linear, said, &rest);
	for (const struct said_word *row = said->words; row->word && !asked.word; row++)
		if (take_word(&rest, row->word))
			asked.word = row;
	asked.typed = lookup_without_article(linear->archive, arena, rest);
	if (words_plain(arena, rest).size)
		asked.name = lookup_without_article(linear->archive, arena,
		                                    filter_unquoted(arena, rest));
	return asked;
}

/* The query for those that have a value in a field, or do not have it. */
static struct str query_asked(struct linear *linear, const struct asked *asked, struct str value)
{
	return str_format(&linear->scratch, "kind:%s %s%.*s%s%.*s", asked->said->kind,
	                  asked->is_not ? "-" : "", STR_ARGS(value), asked->but.size ? " -" : "",
	                  STR_ARGS(asked->but));
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

static bool is_source(const struct linear *linear, struct dossier_ref ref)
{
	return dossier_is_of_kind(linear->archive, ref, STR("source"));
}

/* Without a word that says so, what stands in a source is meant. */
static const char *field_of(const struct linear *linear, const struct asked *asked,
                            struct dossier_ref ref)
{
	if (!asked->word && !dossier_is_none(ref) && is_source(linear, ref))
		return asked->said->of_source.field;
	return asked->word ? asked->word->field : asked->said->words[0].field;
}

/* True of a word behind which others than names are typed as well: "claims about stability". */
static bool is_loose(const struct asked *asked)
{
	struct str field = str_of(asked->word ? asked->word->field : "about");
	return str_equal(field, STR("about")) || str_equal(field, STR("source"));
}

/* Of words that stand in some title and are nobody's name it is not said that this is known. */
static bool say_none(struct linear *linear, const struct asked *asked)
{
	struct dossier_ref ref;
	struct str value = str_format(&linear->scratch, "%s:\"%.*s\"",
	                              asked->word ? asked->word->field : "about",
	                              STR_ARGS(asked->name));
	if (linear_name_find(linear, asked->name, true, &ref) || means_nobody(linear, value) ||
	    known_later(linear_known(linear), &linear->scratch, asked->name).size)
		return false;
	/* Translators: "claims about"; what somebody typed behind that, twice */
	linear_say(linear, _("There are none: no %s %s a dossier that is called '%.*s', and none "
	                     "with the words; 'search %.*s' looks everywhere"),
	           asked->said->command,
	           asked->word ? asked->word->word : "about", STR_ARGS(asked->name),
	           STR_ARGS(asked->name));
	return true;
}

/* Those with the words, where nothing is about what has them in its name. */
static bool say_of_words(struct linear *linear, const struct asked *asked, struct str query)
{
	struct arena *arena = &linear->scratch;
	bool is_about = !asked->word || str_equal(str_of(asked->word->field), STR("about"));
	if (!is_loose(asked) || asked->is_not || asked->but.size || count_of(linear, query))
		return false;
	struct str words = str_format(arena, "kind:%s %.*s", asked->said->kind,
	                              STR_ARGS(filter_words_alone(arena, asked->name)));
	if (count_of(linear, words) == 0)
		return say_none(linear, asked);
	if (!is_about)
		return false;
	/* Translators: "claims"; what somebody asked for claims about; the same */
	linear_say(linear, _("No %s are about a dossier that is called '%.*s'; with the words, "
	                     "there are:"), _(asked->said->command), STR_ARGS(asked->name));
	linear_list_search(linear, PROMPT_SEARCH, words);
	return true;
}

/* What has the same field; nothing of what somebody denies is in a source that is called alike. */
static bool is_by_name(const struct asked *asked)
{
	struct str field = str_of(asked->word ? asked->word->field : "speaker");
	return str_equal(field, STR("speaker")) || str_equal(field, STR("asserted"));
}

/* A source that is called so as well has more than its publisher is quoted for. */
static void say_source(struct linear *linear, const struct asked *asked, struct dossier_ref meant)
{
	struct arena *arena = &linear->scratch;
	const struct said *said = asked->said;
	uint32_t kind = kind_find(linear->archive, STR("source"));
	if (kind == NO_ROW || is_source(linear, meant) || !is_by_name(asked))
		return;
	struct lookup_scope scope = { .kinds = { .rows = &kind, .count = 1 } };
	struct dossier_refs found = lookup_meant(linear->archive, arena, asked->name, false, scope);
	if (found.count != 1 || !is_source(linear, found.items[0]) ||
	    !known_dossier(linear_known(linear), found.items[0]))
		return;
	size_t count = count_of(linear, query_of(linear, said, said->of_source.field,
	                                         found.items[0]));
	struct str name = linear_inner_name(dossier_name(linear->archive, found.items[0]));
	if (count)
		/* Translators: a source; a number; "claims by"; what is typed to hear them */
		linear_say(linear, _("%.*s, a source, has %zu: '%s %s %.*s'"), STR_ARGS(name),
		           count, said->command, said->of_source.word, STR_ARGS(name));
}

static void say_of_dossier(struct linear *linear, const struct asked *asked,
                           struct dossier_ref ref)
{
	struct arena *arena = &linear->scratch;
	const char *field = field_of(linear, asked, ref);
	struct str id = dossier_id(linear->archive, ref);
	struct str value = str_format(arena, "%s:%.*s", field, STR_ARGS(id));
	struct str query = query_asked(linear, asked, value);
	if (say_of_words(linear, asked, query))
		return;
	if (!asked->is_not)
		say_source(linear, asked, ref);
	linear_list_search(linear, PROMPT_SEARCH, query);
}

/* Where nobody is meant nothing is left out either: what is said is why nobody is. */
static void say_nobody(struct linear *linear, const struct asked *asked, struct str value)
{
	struct arena *arena = &linear->scratch;
	const struct said *said = asked->said;
	struct str before = str_format(arena, "%s %s%s", said->command,
	                               asked->is_not ? "not " : "", asked->word->word);
	if (asked->but.size == 0 && linear_name_choose(linear, before, asked->name))
		return;
	linear_list_search(linear, PROMPT_SEARCH,
	                   str_format(arena, "kind:%s %.*s", said->kind, STR_ARGS(value)));
}

/* Who is meant by a part of a name, or nobody. */
static void say_of_value(struct linear *linear, const struct asked *asked)
{
	struct arena *arena = &linear->scratch;
	struct str value = str_format(arena, "%s:\"%.*s\"", asked->word->field,
	                              STR_ARGS(asked->name));
	struct str query = query_asked(linear, asked, value);
	if (say_of_words(linear, asked, query))
		return;
	if (means_nobody(linear, value))
		say_nobody(linear, asked, value);
	else
		linear_list_search(linear, PROMPT_SEARCH, query);
}

static void say_what_to_type(struct linear *linear, const struct asked *asked)
{
	const struct said_word *word = asked->word ? asked->word : asked->said->words;
	struct str typed = str_format(&linear->scratch, "%s %s%s", asked->said->command,
	                              asked->is_not ? "not " : "", word->word);
	/* Translators: "claims denied by" */
	linear_say(linear, _("Say a name behind that: '%.*s' and a name"), STR_ARGS(typed));
}

/* Those with words, and whatever else a query can say. */
static void say_of_query(struct linear *linear, const struct asked *asked)
{
	struct str typed = str_format(&linear->scratch, "%s%.*s", asked->is_not ? "not " : "",
	                              STR_ARGS(asked->typed));
	struct asked all = *asked;
	all.is_not = false;
	linear_list_search(linear, PROMPT_SEARCH, query_asked(linear, &all, typed));
}

/* The list of those that have a dossier in a field, "kind:quote speaker:bo-lind"; or where nobody
 * is called so and no word says that it is a name, of those with the words. */
static void say_of_name(struct linear *linear, const struct said *said, struct str rest)
{
	struct dossier_ref ref;
	struct asked asked = asked_of(linear, said, rest);
	if (asked.name.size == 0)
		say_what_to_type(linear, &asked);
	else if (linear_name_find(linear, asked.name, !asked.word, &ref))
		say_of_dossier(linear, &asked, ref);
	else if (asked.word)
		say_of_value(linear, &asked);
	else
		say_of_query(linear, &asked);
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
	const struct said_word of_source[] = {
		said->of_source, { "from", "source" }, { NULL, NULL },
	};
	const struct said_word *row = is_source(linear, topic) ? of_source : said->words;
	for (; row->word; row++) {
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

static void say_query(struct linear *linear, const struct said *said, struct str part)
{
	linear_list_search(linear, PROMPT_SEARCH,
	                   str_format(&linear->scratch, "kind:%s %.*s", said->kind,
	                              STR_ARGS(part)));
}

/* "in 2022", "before March 2021": no name, and no source. */
static bool say_of_date(struct linear *linear, const struct said *said, struct str rest)
{
	struct date_typed read;
	struct arena *arena = &linear->scratch;
	struct str date = rest;
	str_cut(&date, ' ');
	if (!date_parse_span(arena, date, &read, NULL) ||
	    !date_parse_span(arena, rest, &read, NULL))
		return false;
	say_query(linear, said, str_format(arena, "date:\"%.*s\"", STR_ARGS(rest)));
	return true;
}

/* Quotes are checked word for word: "quotes not checked" are those that were not found. */
static bool say_checked(struct linear *linear, const struct said *said, struct str rest)
{
	static const struct { const char *typed, *part; } rows[] = {
		{ "checked", "verified:yes" },    { "verified", "verified:yes" },
		{ "not checked", "verified:no" }, { "not verified", "verified:no" },
		{ "unchecked", "verified:no" },   { "unverified", "verified:no" },
	};
	for (size_t i = 0; said == &quotes && i < sizeof rows / sizeof *rows; i++)
		if (str_equal_ignoring_ascii_case(rest, str_of(rows[i].typed))) {
			say_query(linear, said, str_of(rows[i].part));
			return true;
		}
	return false;
}

static void say_said(struct linear *linear, const struct said *said,
                     const struct linear_command *command)
{
	struct str rest = str_trim(command->rest);
	bool wants_all = str_equal_ignoring_ascii_case(rest, STR("all"));
	if (say_checked(linear, said, rest) || say_of_date(linear, said, rest))
		return;
	if (rest.size && !wants_all)
		say_of_name(linear, said, rest);
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
