#include "model/finding.h"

#include <stdarg.h>
#include <stddef.h>

#include "base/array.h"
#include "base/message.h"
#include "model/limits.h"

/* An error loses content or falsifies it; a warning is a doubt about content that is kept; an info
 * is merely worth knowing. */
static const struct rule_row rows[] = {
	[RULE_FILE_UNREADABLE] = { "file-unreadable", SEVERITY_ERROR,
		N_("Files that cannot be read"),
		"The file cannot be opened or read, or is no regular file beneath the collection; "
		"its dossiers are missing. Mend its permissions, or the link that leads to it." },
	[RULE_FILE_TOO_LARGE] = { "file-too-large", SEVERITY_ERROR,
		N_("Files that are too large"),
		"The file is larger than 64 MiB and was not read. Split it into several files." },
	[RULE_ENCODING] = { "encoding", SEVERITY_ERROR,
		N_("Files that are not UTF-8"),
		"The file is not UTF-8, or holds a raw control character; nothing of it can be "
		"trusted, and none of it was read. Save it as UTF-8, and write controls as "
		"escapes." },
	[RULE_SYNTAX] = { "syntax", SEVERITY_ERROR,
		N_("Files that are not YAML"),
		"This is not YAML; the document that holds it was not read. Mend the place that is "
		"named, or the line before it." },
	[RULE_TOO_DEEP] = { "too-deep", SEVERITY_ERROR,
		N_("Nested too deep"),
		"More than 16 lists and maps stand inside each other; the document was not read. "
		"Flatten it." },
	[RULE_TOO_MANY] = { "too-many", SEVERITY_ERROR,
		N_("Too many of something"),
		"There are more keys, items, directives or blanks here than are accepted; the "
		"document was not read. Split it." },
	[RULE_ALIAS] = { "alias", SEVERITY_ERROR,
		N_("Aliases of YAML"),
		"Aliases (*x) and merge keys (<<) are never expanded; the value was dropped. Write "
		"the value out in each place." },
	[RULE_ANCHOR] = { "anchor", SEVERITY_WARNING,
		N_("Anchors of YAML"),
		"An anchor (&x) has no effect, because aliases are not read. Remove it; or, if it "
		"belongs to the text, put the text in quotes." },
	[RULE_TAG] = { "tag", SEVERITY_ERROR,
		N_("Tags of YAML"),
		"Tags (!x) other than !!str, !!seq and !!map are not read, because every value is "
		"text; the value was dropped. Remove the tag, or put the text in quotes." },
	[RULE_DUPLICATE_KEY] = { "duplicate-key", SEVERITY_ERROR,
		N_("Keys that stand twice"),
		"A key stands twice in one map; the first was kept and the second dropped. Keep "
		"one, or make a list of the values." },

	[RULE_SCHEMA] = { "schema", SEVERITY_ERROR,
		N_("Faults of the schema"),
		"An entry of the collection's schema.yaml or collection.yaml is not understood and "
		"has no effect. `dossier schema` shows the entries that there are." },
	[RULE_NOT_A_DOSSIER] = { "not-a-dossier", SEVERITY_ERROR,
		N_("Files without a dossier"),
		"A dossier is a map of keys and values; what stands here is not, and was passed "
		"over. Write it as a map, or begin the file's name with '_' if it holds no "
		"dossiers." },
	[RULE_KIND_MISSING] = { "kind-missing", SEVERITY_ERROR,
		N_("Dossiers without a kind"),
		"A dossier must say its kind, such as `kind: person`." },
	[RULE_KIND_UNKNOWN] = { "kind-unknown", SEVERITY_ERROR,
		N_("Kinds that are not known"),
		"The schema has no such kind. Mend the spelling, or add the kind to the "
		"collection's schema.yaml." },
	[RULE_NAME_MISSING] = { "name-missing", SEVERITY_ERROR,
		N_("Dossiers without a name"),
		"A dossier must have a name, by which it is listed and found." },
	[RULE_FIELD_REQUIRED] = { "field-required", SEVERITY_ERROR,
		N_("Fields that are missing"),
		"A dossier of this kind cannot do without this field. Add it." },
	[RULE_FIELD_UNKNOWN] = { "field-unknown", SEVERITY_INFO,
		N_("Fields that are not known"),
		"The schema has no such field; the value is kept and shown under \"other fields\". "
		"Mend the spelling, or add the field to the collection's schema.yaml." },
	[RULE_FIELD_MISPLACED] = { "field-misplaced", SEVERITY_WARNING,
		N_("Fields of another kind"),
		"The schema has this field, but not for dossiers of this kind, or not in this map; "
		"the value is kept. Move it, or add the field to the kind in the collection's "
		"schema.yaml." },
	[RULE_KEY_WITHOUT_VALUE] = { "key-without-value", SEVERITY_WARNING,
		N_("Keys without a value"),
		"A key that the schema does not know has no value, or one inside {…} stands "
		"without ':', so that nothing of it is kept. Inside {…} a comma ends a value: put "
		"a text that has one in quotes." },
	[RULE_TYPE] = { "type", SEVERITY_ERROR,
		N_("Values of another type"),
		"A list, a map or a text stands where another was expected; the value was dropped. "
		"`dossier schema` shows what each field takes." },
	[RULE_VALUE] = { "value", SEVERITY_WARNING,
		N_("Values that are not listed"),
		"The field takes one of a few texts, and this is none of them. It is kept as "
		"typed." },
	[RULE_TOO_LONG] = { "too-long", SEVERITY_ERROR,
		N_("Texts that are too long"),
		"An id, a name or a text is longer than is accepted; it was cut or dropped." },
	[RULE_ID_FORM] = { "id-form", SEVERITY_WARNING,
		N_("Ids in another form"),
		"An id is at most 200 bytes without blanks and controls; in a collection of one's "
		"own better small letters, digits, '-' and '.' only." },
	[RULE_ID_DERIVED] = { "id-derived", SEVERITY_WARNING,
		N_("Ids that were made up"),
		"A nested quote without an id is called after its holder and a number, which "
		"changes when a quote is put before it. Give it an id of its own, so that links to "
		"it last." },
	[RULE_DATE] = { "date", SEVERITY_WARNING,
		N_("Dates that cannot be read"),
		"This is not a date in EDTF, such as 2021-06-22, 2021-06, 2021~ or "
		"2021-06/2021-08. It is shown as typed but takes no part in the timeline." },
	[RULE_DATE_SUSPECT] = { "date-suspect", SEVERITY_WARNING,
		N_("Dates that look mistyped"),
		"This is a date, but easily a slip of the finger: 202 means the 2020s. Write 202X "
		"if that is meant." },
	[RULE_CONTROL] = { "control", SEVERITY_WARNING,
		N_("Control characters"),
		"The text holds a control or an invisible character, which is shown as ^[ or "
		"<U+202E>. Remove it if it has no purpose." },
	[RULE_MARKS] = { "marks", SEVERITY_WARNING,
		N_("Heaps of accents"),
		"More than 30 combining marks stand in a row; no writing needs so many. Only the "
		"first four are shown." },
	[RULE_PROSE] = { "prose", SEVERITY_WARNING,
		N_("Marks in texts that are broken"),
		"A link or citation is empty or not closed in its paragraph, and was taken for "
		"plain text. Write [[id]], [[id|label]] or [@id, locator]." },

	[RULE_DUPLICATE_ID] = { "duplicate-id", SEVERITY_ERROR,
		N_("Ids that two dossiers have"),
		"Two dossiers have the same id; links lead to the first. Give one of them another "
		"id." },
	[RULE_LINK_DANGLING] = { "link-dangling", SEVERITY_ERROR,
		N_("Links that lead nowhere"),
		"No dossier has the id that this leads to. Mend the spelling, or write the "
		"dossier." },
	[RULE_LINK_AMBIGUOUS] = { "link-ambiguous", SEVERITY_ERROR,
		N_("Links that may mean several"),
		"More than one dossier answers to what this leads to. Write the id of the one that "
		"is meant." },
	[RULE_LINK_SELF] = { "link-self", SEVERITY_WARNING,
		N_("Links to themselves"),
		"A dossier links to itself. Remove the link, or mend the id in it." },
	[RULE_LINK_FORMER] = { "link-former", SEVERITY_INFO,
		N_("Links by a former id"),
		"The link uses an id that the dossier had before. It still arrives; write "
		"the id that it has now." },
	[RULE_LINK_KIND] = { "link-kind", SEVERITY_WARNING,
		N_("Links to another kind"),
		"The link leads to a dossier of a kind that this field does not expect. Mend the "
		"id in it, or let the field lead there in the collection's schema.yaml." },
	[RULE_RELATION_UNKNOWN] = { "relation-unknown", SEVERITY_WARNING,
		N_("Relations that are not known"),
		"The schema has no such relation; the link is kept as \"related to\". Mend the "
		"spelling, or add the relation to the collection's schema.yaml." },
	[RULE_SOURCE_MISSING] = { "source-missing", SEVERITY_WARNING,
		N_("Without a source"),
		"Nothing says where this is taken from. Add `sources`; what the editors know "
		"themselves cites a source such as editors-note." },
	[RULE_ORPHAN] = { "orphan", SEVERITY_INFO,
		N_("Nothing links to them"),
		"No other dossier links to this one. Link to it where it belongs, or leave it." },
	[RULE_DATES_REVERSED] = { "dates-reversed", SEVERITY_WARNING,
		N_("Ends before beginnings"),
		"Something ends before it begins, or somebody dies before being born. One of the "
		"two dates must be wrong." },
	[RULE_LOOK_ALIKE] = { "look-alike", SEVERITY_WARNING,
		N_("Names and ids that look alike"),
		"Two ids or names are the same but for case and accents, or can be taken for each "
		"other: 0 for O, 1 or I for l, a letter of another script for one of Latin. Make "
		"them one, or tell them apart." },
	[RULE_ALIAS_IS_NAME] = { "alias-is-name", SEVERITY_WARNING,
		N_("Names that others have"),
		"Another name of one dossier is the name of a second one of the same kind, so that "
		"nobody can tell which is meant. Make them one, or tell them apart." },
	[RULE_VALUE_WITHOUT_SOURCE] = { "value-without-source", SEVERITY_INFO,
		N_("Values without a source"),
		"The value has no source of its own, and the dossier has none as a whole, or names "
		"several of which any may be meant. Write the value long: {value, sources}." },
	[RULE_QUOTE_WITHOUT_LOCATOR] = { "quote-without-locator", SEVERITY_WARNING,
		N_("Quotes without a place"),
		"A quote names its source, but not where in it the words stand. Add `locator`, "
		"such as para. 3." },
	[RULE_QUOTE_AFTER_PUBLICATION] = { "quote-after-publication", SEVERITY_WARNING,
		N_("Quotes later than their source"),
		"Something was said only after the source that quotes it was published. One of the "
		"two dates must be wrong." },
	[RULE_EVENT_OUTSIDE_LIFE] = { "event-outside-life", SEVERITY_WARNING,
		N_("Events outside of lives"),
		"Somebody takes part in an event before being born or founded, or after having "
		"died or been dissolved. A date must be wrong, or somebody else is meant." },
	[RULE_CLAIM_ONE_SOURCE] = { "claim-one-source", SEVERITY_INFO,
		N_("Claims with one source"),
		"That somebody asserts the claim is known from one source alone, whoever else denies "
		"or updates it. Look for a second that does not take its matter from the first." },
	[RULE_CLAIM_ONE_ORIGIN] = { "claim-one-origin", SEVERITY_INFO,
		N_("Claims with one origin"),
		"Several sources assert the claim, but by their `derived_from` all take their matter "
		"from one. Look for one that does not." },
	[RULE_CLAIM_NOT_CORROBORATED] = { "claim-not-corroborated", SEVERITY_WARNING,
		N_("Claims not corroborated"),
		"The status says that the claim is corroborated, but one source alone asserts it, "
		"or several that take their matter from one. Find another, or change the status." },
	[RULE_SOURCE_UNUSED] = { "source-unused", SEVERITY_INFO,
		N_("Sources that nothing cites"),
		"Nothing cites or quotes the source, and no other derives from it. Take from it "
		"what it says, or leave it out." },
	[RULE_LEDGER] = { "ledger", SEVERITY_WARNING,
		N_("Faults of the ledger"),
		"An entry of verified.yaml is not understood, or is of no quote that there is; what "
		"is wrong has no effect. `dossier verify --record` writes the file anew." },
	[RULE_QUOTE_CHANGED] = { "quote-changed", SEVERITY_WARNING,
		N_("Quotes that have changed"),
		"The words of a quote, or the SHA-256 of its source, were changed after they were "
		"compared. Run `dossier verify --record` again, with the texts at hand." },
	[RULE_QUOTE_NOT_FOUND] = { "quote-not-found", SEVERITY_WARNING,
		N_("Quotes that were not found"),
		"By verified.yaml the words of a quote do not stand in the text of its source. "
		"Mend them or their source; or, if they are not word for word, write "
		"`form: indirect`." },
	[RULE_QUOTE_UNVERIFIED] = { "quote-unverified", SEVERITY_INFO,
		N_("Quotes that were not looked for"),
		"There is a verified.yaml, but it says nothing of a quote that is word for word. "
		"Run `dossier verify --record` again, with the texts at hand." },
};
_Static_assert(sizeof(rows) / sizeof(*rows) == RULE_COUNT, "one row a rule");

const struct rule_row *rule_row(enum rule rule)
{
	return &rows[rule];
}

const char *severity_name(enum severity severity)
{
	static const char *const names[] = {
		[SEVERITY_ERROR]   = N_("error"),
		[SEVERITY_WARNING] = N_("warning"),
		[SEVERITY_INFO]    = N_("info"),
	};
	_Static_assert(sizeof(names) / sizeof(*names) == SEVERITY_COUNT, "one row a severity");
	return names[severity];
}

/* True if the last findings are so many of `file`, and at least as severe, that no more are kept:
 * so no crowd of remarks ever hides an error. Findings of one file come one after another, so that
 * looking at the end is enough. */
static bool file_is_full(const struct finding_array *findings, uint32_t file, enum severity severity)
{
	size_t alike = 0;
	for (size_t i = findings->count; i > 0 && findings->items[i - 1].file == file; i--)
		alike += rule_row(findings->items[i - 1].rule)->severity <= severity;
	return alike >= LIMIT_FINDINGS_A_FILE;
}

void finding_add(struct arena *arena, struct finding_array *findings, enum rule rule, uint32_t file,
                 struct place place, const char *format, ...)
{
	if (file_is_full(findings, file, rule_row(rule)->severity)) {
		findings->dropped++;
		return;
	}

	va_list list;
	va_start(list, format);
	struct str message = str_format_list(arena, format, list);
	va_end(list);
	*ARRAY_ADD(arena, findings) = (struct finding){
		.rule = rule, .file = file, .place = place, .message = message,
	};
}

static int order(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

int finding_compare(const struct finding *left, const struct finding *right)
{
	int result = order(left->file, right->file);
	if (result == 0)
		result = order(left->place.line, right->place.line);
	if (result == 0)
		result = order(left->place.column, right->place.column);
	if (result == 0)
		result = order(left->rule, right->rule);
	return result ? result : str_compare(left->message, right->message);
}

struct str finding_suggestion(struct str wanted, const struct str *candidates, size_t count)
{
	unsigned most = wanted.size < 5 ? 1 : 2;
	struct str best = {0};
	if (wanted.size < 3)
		return best;            /* anything is near to a letter or two */
	for (size_t i = 0; i < count; i++) {
		unsigned distance = str_distance(wanted, candidates[i], most);
		if (distance > most)
			continue;
		best = candidates[i];
		if (distance == 0)
			break;
		most = distance - 1;
	}
	return best;
}

struct str finding_excerpt(struct str text)
{
	enum { EXCERPT_SIZE = 60 };
	if (text.size <= EXCERPT_SIZE)
		return text;
	size_t size = EXCERPT_SIZE;
	while (size > 0 && ((unsigned char)text.bytes[size] & 0xC0) == 0x80)
		size--;
	return str_slice(text, 0, size);
}
