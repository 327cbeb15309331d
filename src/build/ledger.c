#include "build/ledger.h"

#include <stdlib.h>

#include "base/array.h"
#include "build/lookup.h"
#include "model/prose.h"

/* An entry while it is read, and where it stands. */
struct reading {
	struct arena *arena;
	uint32_t file;
	struct finding_array *findings;
	struct place place;
	struct ledger_entry entry;
	bool has_words, has_text;
};

#define LEDGER_FINDING(reading, place, ...) \
	finding_add((reading)->arena, (reading)->findings, RULE_LEDGER, (reading)->file, (place), \
	            __VA_ARGS__)

/* ── One entry ──────────────────────────────────────────────────────────────────────────────── */

static bool take_quote(struct reading *reading, struct str text)
{
	reading->entry.quote = text;
	return text.size > 0;
}

static bool take_source(struct reading *reading, struct str text)
{
	reading->entry.source = text;
	return true;
}

static bool take_result(struct reading *reading, struct str text)
{
	return verdict_find(text, &reading->entry.verification.verdict);
}

static bool take_text(struct reading *reading, struct str text)
{
	return reading->has_text = digest_read(text, &reading->entry.text);
}

static bool take_words(struct reading *reading, struct str text)
{
	return reading->has_words = digest_read(text, &reading->entry.words);
}

static bool take_number(struct str text, uint32_t *number)
{
	uint64_t read;
	if (!str_number(text, UINT32_MAX - 1, &read))
		return false;
	*number = (uint32_t)read;
	return true;
}

static bool take_position(struct reading *reading, struct str text)
{
	return take_number(text, &reading->entry.verification.position);
}

static bool take_line(struct reading *reading, struct str text)
{
	return take_number(text, &reading->entry.verification.line);
}

static bool take_date(struct reading *reading, struct str text)
{
	struct date date;
	if (!date_parse(text, &date, NULL) || date.precision != DATE_DAY ||
	    date.earliest != date.latest || date.flags)
		return false;           /* Y17E9 is bounded by one day, but is none */
	reading->entry.verification.day = date.earliest;
	return true;
}

static const struct member {
	const char *key;
	bool (*take)(struct reading *reading, struct str text);
	const char *expected;
	bool is_required;
} members[] = {
	{ "quote",    take_quote,    "the id of a quote",                  true },
	{ "result",   take_result,   "a result such as exact",             true },
	{ "source",   take_source,   "the id of a source",                 false },
	{ "sha256",   take_text,     "the 64 digits of a SHA-256",         false },
	{ "position", take_position, "a number of bytes",                  false },
	{ "line",     take_line,     "the number of a line",               false },
	{ "words",    take_words,    "the 64 digits of a SHA-256",         true },
	{ "date",     take_date,     "a day such as 2026-11-22",           true },
};
enum { MEMBER_COUNT = sizeof members / sizeof members[0] };

static bool take_member(struct reading *reading, const struct member *member,
                        const struct node *node)
{
	if (node->kind == NODE_SCALAR && member->take(reading, str_trim(node->text)))
		return true;
	if (node->kind == NODE_SCALAR)
		LEDGER_FINDING(reading, node->place, "'%s' is '%.*s', but %s was expected",
		               member->key, STR_ARGS(finding_excerpt(node->text)),
		               member->expected);
	else
		LEDGER_FINDING(reading, node->place, "'%s' is %s, but %s was expected",
		               member->key, node_kind_words(node->kind), member->expected);
	return false;
}

static void report_unknown(struct reading *reading, const struct node *node)
{
	struct str keys[MEMBER_COUNT];
	for (size_t i = 0; i < MEMBER_COUNT; i++)
		keys[i] = str_of(members[i].key);
	struct str guess = finding_suggestion(node->key, keys, MEMBER_COUNT);
	LEDGER_FINDING(reading, node->key_place, "an entry has no '%.*s'%s%.*s%s",
	               STR_ARGS(finding_excerpt(node->key)), guess.size ? ": did you mean '" : "",
	               STR_ARGS(guess), guess.size ? "'?" : "");
}

/* What nobody knows does no harm: such a key is passed over. */
static void report_unknown_keys(struct reading *reading, const struct node *map)
{
	for (const struct node *node = map->first; node; node = node->next) {
		bool is_known = false;
		for (size_t i = 0; i < MEMBER_COUNT; i++)
			is_known = is_known || str_equal(str_of(members[i].key), node->key);
		if (!is_known)
			report_unknown(reading, node);
	}
}

/* Fill in the entry; false if that cannot be done, which was reported. */
static bool read_entry(struct reading *reading, const struct node *node)
{
	if (node->kind != NODE_MAP) {
		LEDGER_FINDING(reading, node->place, "an entry is %s, but a map was expected",
		               node_kind_words(node->kind));
		return false;
	}
	report_unknown_keys(reading, node);
	for (size_t i = 0; i < MEMBER_COUNT; i++) {
		const struct node *value = node_find(node, str_of(members[i].key));
		if (!node_is_absent(value)) {
			if (!take_member(reading, &members[i], value))
				return false;
		} else if (members[i].is_required) {
			LEDGER_FINDING(reading, node->place, "the entry does not say '%s', %s",
			               members[i].key, members[i].expected);
			return false;
		}
	}
	if (reading->has_text || reading->entry.verification.verdict == VERDICT_NO_COPY)
		return true;
	LEDGER_FINDING(reading, node->place, "the entry does not say 'sha256', of what text");
	return false;
}

/* ── What it is about ───────────────────────────────────────────────────────────────────────── */

struct ledger_reading {
	struct arena *arena;
	const struct schema *schema;
	const struct resolved *resolved;
	struct finding_array *findings;
	struct ledger *ledger;
	bool *is_seen;                  /* by dossier: it has an entry */
	uint32_t quote_kind, text, form, sha256, quoted_from;
};

/* The first value of `field` at the top of a draft, or NULL. */
static const struct draft_value *value_of_part(const struct resolved *resolved,
                                               struct resolved_part part, uint32_t field)
{
	const struct batch *batch = &resolved->batches[part.batch];
	struct draft_rows rows = batch->drafts.items[part.draft].values;
	for (uint32_t i = rows.first; i < rows.first + rows.count; i++)
		if (batch->values.items[i].field == field && batch->values.items[i].depth == 0)
			return &batch->values.items[i];
	return NULL;
}

/* The same of a dossier, with what is added to it. `*file` is that of the value, or its own. */
static const struct draft_value *value_of(const struct resolved *resolved, uint32_t row,
                                          uint32_t field, uint32_t *file)
{
	const struct resolved_dossier *dossier = &resolved->dossiers.items[row];
	struct resolved_part part = { dossier->batch, dossier->draft };
	const struct draft_value *value = value_of_part(resolved, part, field);
	for (uint32_t i = 0; i < dossier->addition_count && !value; i++) {
		part = resolved->additions.items[dossier->first_addition + i];
		value = value_of_part(resolved, part, field);
	}
	*file = resolved->batches[value ? part.batch : dossier->batch].file;
	return value;
}

/* The source that a quote is from, or NO_ROW: where its first such link leads. */
static uint32_t source_of(const struct ledger_reading *reading, uint32_t quote)
{
	const struct resolved *resolved = reading->resolved;
	size_t low = 0, high = resolved->links.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (resolved->links.items[middle].from < quote)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < resolved->links.count && resolved->links.items[low].from == quote; low++) {
		struct resolved_link link = resolved->links.items[low];
		if (resolved->batches[link.batch].links.items[link.link].relation ==
		    reading->quoted_from)
			return link.to;
	}
	return NO_ROW;
}

static bool is_text_same(const struct ledger_reading *reading, const struct ledger_entry *entry,
                         uint32_t quote)
{
	uint32_t file, source = source_of(reading, quote);
	const struct draft_value *value =
		source == NO_ROW ? NULL
		                 : value_of(reading->resolved, source, reading->sha256, &file);
	struct digest digest;
	return value && digest_read(str_trim(value->text), &digest) &&
	       digest_equal(digest, entry->text);
}

static struct str name_of_id(void *context, struct str id)
{
	const struct resolved *const *resolved = context;
	uint32_t row = resolved_find(*resolved, id);
	if (row == NO_ROW)
		return (struct str){0};
	const struct draft *draft = resolved_draft(*resolved, row);
	return draft->name.size ? draft->name : draft->id;
}

static bool are_words_same(const struct ledger_reading *reading, const struct ledger_entry *entry,
                           const struct draft_value *text)
{
	const struct resolved *resolved = reading->resolved;
	struct arena memory = {0};
	struct str words = prose_words(&memory, text ? text->text : (struct str){0}, name_of_id,
	                               &resolved);
	bool is_same = digest_equal(digest_of(words), entry->words);
	arena_release(&memory);
	return is_same;
}

/* What became of the quote since it was looked for. Of one that was not, nothing can be said. */
static enum verdict_change change_of(const struct ledger_reading *reading,
                                   const struct ledger_entry *entry, uint32_t quote,
                                   const struct draft_value *text)
{
	if (entry->verification.verdict == VERDICT_NO_COPY)
		return VERDICT_UNCHANGED;
	if (!are_words_same(reading, entry, text))
		return VERDICT_WORDS_CHANGED;
	return is_text_same(reading, entry, quote) ? VERDICT_UNCHANGED : VERDICT_TEXT_CHANGED;
}

static const char *const change_words[] = {
	[VERDICT_UNCHANGED]     = "",
	[VERDICT_WORDS_CHANGED] = "the words of this quote are not those that were checked on",
	[VERDICT_TEXT_CHANGED]  =
		"its source names another text by sha256 than it was checked with on",
};
_Static_assert(sizeof(change_words) / sizeof(*change_words) == VERDICT_CHANGE_COUNT, "one each");

static void add_row(struct ledger_reading *reading, const struct ledger_entry *entry,
                    uint32_t quote)
{
	uint32_t file;
	const struct draft_value *text = value_of(reading->resolved, quote, reading->text, &file);
	struct ledger_row *row = ARRAY_ADD(reading->arena, reading->ledger);
	*row = (struct ledger_row){ quote, entry->verification };
	row->verification.change = change_of(reading, entry, quote, text);
	enum verdict_change change = row->verification.change;
	struct place place = text ? text->place : resolved_draft(reading->resolved, quote)->place;
	struct str day = date_day(reading->arena, entry->verification.day);
	if (change != VERDICT_UNCHANGED)
		finding_add(reading->arena, reading->findings, RULE_QUOTE_CHANGED, file, place,
		            "%s %.*s: verify it again", change_words[change], STR_ARGS(day));
	else if (entry->verification.verdict == VERDICT_NOT_FOUND)
		finding_add(reading->arena, reading->findings, RULE_QUOTE_NOT_FOUND, file, place,
		            "the words of this quote were not found in the text of its source on "
		            "%.*s", STR_ARGS(day));
}

/* ── What it says nothing of ────────────────────────────────────────────────────────────────── */

/* An indirect quote is not word for word, and is never looked for. */
static bool is_looked_for(const struct ledger_reading *reading, uint32_t row)
{
	uint32_t file;
	if (resolved_draft(reading->resolved, row)->kind != reading->quote_kind)
		return false;
	const struct draft_value *form = value_of(reading->resolved, row, reading->form, &file);
	return !form || !str_equal(form->text, STR("indirect"));
}

static void report_unverified(const struct ledger_reading *reading)
{
	for (uint32_t row = 0; row < reading->resolved->dossiers.count; row++) {
		uint32_t file;
		if (reading->is_seen[row] || !is_looked_for(reading, row))
			continue;
		const struct draft_value *text =
			value_of(reading->resolved, row, reading->text, &file);
		finding_add(reading->arena, reading->findings, RULE_QUOTE_UNVERIFIED, file,
		            text ? text->place : resolved_draft(reading->resolved, row)->place,
		            "%s says nothing of this quote", LEDGER_NAME);
	}
}

/* ── The file ───────────────────────────────────────────────────────────────────────────────── */

static void take_entry(struct ledger_reading *ledger, struct reading *reading)
{
	struct str id = reading->entry.quote;
	uint32_t row = resolved_find(ledger->resolved, id);
	if (row == NO_ROW)
		LEDGER_FINDING(reading, reading->place, "there is no quote '%.*s' any more",
		               STR_ARGS(finding_excerpt(id)));
	else if (resolved_draft(ledger->resolved, row)->kind != ledger->quote_kind)
		LEDGER_FINDING(reading, reading->place, "'%.*s' is no quote",
		               STR_ARGS(finding_excerpt(id)));
	else if (ledger->is_seen[row])
		LEDGER_FINDING(reading, reading->place, "'%.*s' has an entry above",
		               STR_ARGS(finding_excerpt(id)));
	else
		add_row(ledger, &reading->entry, row);
	if (row != NO_ROW)
		ledger->is_seen[row] = true;
}

static int compare_rows(const void *left, const void *right)
{
	const struct ledger_row *one = left, *other = right;
	return (one->dossier > other->dossier) - (one->dossier < other->dossier);
}

/* A file that was put together from two looks whole, and is not. */
static void report_documents(const struct reading *reading, const struct node *root)
{
	const struct node *node = root ? root->next : NULL;
	while (node && node_is_absent(node))
		node = node->next;
	if (node)
		LEDGER_FINDING(reading, node->place,
		               "a second document begins here, but only the first is read: make "
		               "them one list");
}

void ledger_read(struct arena *arena, const struct schema *schema, const struct resolved *resolved,
                 const struct node *root, uint32_t file, struct ledger *ledger,
                 struct finding_array *findings)
{
	struct finding_array changed = {0};     /* of other files than this one */
	struct ledger_reading all = {
		.arena = arena, .schema = schema, .resolved = resolved, .findings = &changed,
		.ledger = ledger,
		.quote_kind = schema_kind(schema, STR("quote")),
		.text = schema_known(schema, KNOWN_TEXT),
		.form = schema_known(schema, KNOWN_FORM),
		.sha256 = schema_known(schema, KNOWN_SHA256),
		.quoted_from = schema_relation(schema, STR("quoted-from")),
	};
	struct reading one = { .arena = arena, .file = file, .findings = findings };
	report_documents(&one, root);
	if (node_is_absent(root))
		return;
	if (root->kind != NODE_LIST) {
		LEDGER_FINDING(&one, root->place, "%s is %s, but a list of entries was expected",
		               LEDGER_NAME, node_kind_words(root->kind));
		return;
	}

	all.is_seen = ARENA_MANY(arena, bool, resolved->dossiers.count);
	for (const struct node *node = root->first; node; node = node->next) {
		struct reading reading = one;
		reading.place = node->place;
		reading.entry.verification.position = NO_ROW;
		if (read_entry(&reading, node))
			take_entry(&all, &reading);
	}
	report_unverified(&all);
	if (ledger->count)
		qsort(ledger->items, ledger->count, sizeof *ledger->items, compare_rows);
	for (size_t i = 0; i < changed.count; i++)
		*ARRAY_ADD(arena, findings) = changed.items[i];
	findings->dropped += changed.dropped;
}
