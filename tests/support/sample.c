#include "tests/support/sample.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "archive/format.h"
#include "base/array.h"
#include "build/read.h"

static const char schema_text[] =
	"kinds:\n"
	"  person: {label: person, plural: people, help: Somebody., fields: [names, positions]}\n"
	"  event: {label: event, plural: events, help: Something., fields: [body], date: date}\n"
	"  source: {label: source, plural: sources, help: A text., fields: [title], date: date}\n"
	"fields:\n"
	"  names: {label: Names, help: More., type: name, search: name, many: yes,\n"
	"          fields: [lang]}\n"
	"  lang: {label: Language, help: A code., search: facet, values: [my, en],\n"
	"         one_of: {my: Burmese}}\n"
	"  positions: {label: Positions, help: Offices., type: group, fields: [role, took_part]}\n"
	"  role: {label: Role, help: As what., search: text}\n"
	"  took_part: {label: Took part, help: Where., type: link, relation: took-part,\n"
	"              to: [event], free: yes}\n"
	"  born: {label: Born, help: When., type: date}\n"
	"  body: {label: Text, help: Prose., type: prose, search: prose}\n"
	"  title: {label: Title, help: A headline., search: name, required: [source]}\n"
	"  note: {label: Note, help: A remark., type: prose, search: prose}\n"
	"  date: {label: Date, help: When., type: date}\n"
	"relations:\n"
	"  took-part: {label: took part in, inverse: had as participant, group: events,\n"
	"              help: Was there.}\n"
	"  cites: {label: cites, inverse: cited by, group: sources, help: A source.}\n"
	"  reads: {label: reads, inverse: read by, group: words, help: A paper.}\n"
	"  mentions: {label: mentions, inverse: mentioned by, group: mentions, help: In text.}\n"
	"  met: {label: met, inverse: met, symmetric: yes, group: contacts, help: Each other.}\n";

static uint32_t field(const struct sample *sample, const char *key)
{
	return schema_field(sample->schema, str_of(key));
}

static uint32_t relation(const struct sample *sample, const char *key)
{
	return schema_relation(sample->schema, str_of(key));
}

static void add_schema(struct sample *sample)
{
	struct str text = { schema_text, sizeof schema_text - 1 };
	struct finding_array findings = {0};
	sample->schema = schema_new(&sample->arena);
	schema_add(sample->schema, read_yaml(&sample->arena, text, NO_ROW, &findings).first, NO_ROW,
	           &findings);
	assert_int_equal(findings.count, 0);
}

static void add_files(struct sample *sample)
{
	ARRAY_ADD(&sample->arena, &sample->scan.files)->path = STR("a.yaml");
	ARRAY_ADD(&sample->arena, &sample->scan.files)->path = STR("b.yaml");
	sample->collection = (struct collection){
		.title = STR("A sample"), .description = STR("Three dossiers."),
		.language = STR("en"), .licence = STR("CC0-1.0"),
		.url = STR("https://example.org/"), .home = STR("ann"),
	};
}

/* ── Rows of batches ────────────────────────────────────────────────────────────────────────── */

static uint32_t add_date(struct sample *sample, struct batch *batch, const char *text)
{
	struct draft_date *date = ARRAY_ADD(&sample->arena, &batch->dates);
	date->text = str_of(text);
	if (!date_parse(date->text, &date->date, NULL))
		date->date = date_none();
	return (uint32_t)batch->dates.count - 1;
}

/* A text at depth `depth`; `end` is set by the caller if there is something inside. */
static struct draft_value *add_value(struct sample *sample, struct batch *batch, const char *key,
                                     const char *text, uint16_t depth)
{
	struct draft_value *value = ARRAY_ADD(&sample->arena, &batch->values);
	uint32_t row = field(sample, key);
	*value = (struct draft_value){
		.key = str_of(key), .text = str_of(text), .field = row, .depth = depth,
		.type = (uint8_t)(row == NO_ROW ? FIELD_TEXT
		                                : sample->schema->fields.items[row].type),
		.end = (uint32_t)batch->values.count, .date = NO_ROW, .as_of = NO_ROW,
		.link = NO_ROW, .place = { (uint32_t)batch->values.count + 2, 3 },
	};
	return value;
}

static struct draft_link *add_link(struct sample *sample, struct batch *batch, const char *name,
                                   const char *target, uint32_t to, uint32_t value)
{
	struct draft_link *link = ARRAY_ADD(&sample->arena, &batch->links);
	*link = (struct draft_link){
		.target = str_of(target), .relation = relation(sample, name), .field = NO_ROW,
		.value = value, .date = NO_ROW, .since = NO_ROW, .until = NO_ROW, .to = to,
		.text_byte = NO_ROW,
		.place = { (uint32_t)batch->links.count + 20, 5 },
	};
	return link;
}

static void add_citation(struct sample *sample, struct batch *batch, const char *id,
                         const char *locator, uint32_t source)
{
	*ARRAY_ADD(&sample->arena, &batch->citations) = (struct draft_citation){
		.id = str_of(id), .locator = str_of(locator), .source = source,
	};
}

/* a.yaml: ann and fair. */
static void add_first_batch(struct sample *sample)
{
	struct batch *batch = &sample->batches[0];
	struct arena *arena = &sample->arena;
	add_value(sample, batch, "names", "Annie", 0)->end = 2;
	add_value(sample, batch, "lang", "en", 1);
	add_value(sample, batch, "positions", "", 0)->end = 5;
	add_value(sample, batch, "role", "chair", 1);
	add_value(sample, batch, "took_part", "fair", 1);
	add_value(sample, batch, "born", "1980", 0)->date = add_date(sample, batch, "1980");
	add_value(sample, batch, "shoe-size", "42", 0)->note = STR("roughly");
	add_value(sample, batch, "body", "By [[ann]].", 0);
	add_citation(sample, batch, "times", "para. 1", SAMPLE_TIMES);
	add_citation(sample, batch, "times", "", SAMPLE_TIMES);
	add_citation(sample, batch, "nowhere", "", NO_ROW);

	struct draft_link *took_part = add_link(sample, batch, "took-part", "fair", SAMPLE_FAIR, 4);
	took_part->role = STR("chair");
	took_part->since = add_date(sample, batch, "2021-02");
	took_part->until = add_date(sample, batch, "2021-06");
	took_part->citations = (struct draft_rows){ 0, 1 };
	batch->values.items[4].link = 0;
	batch->values.items[4].citations = (struct draft_rows){ 0, 1 };
	add_link(sample, batch, "cites", "times", SAMPLE_TIMES, NO_ROW);
	add_link(sample, batch, "mentions", "ann", SAMPLE_ANN, 7)->text_byte = 3;

	*ARRAY_ADD(arena, &batch->former_ids) = STR("anne");
	*ARRAY_ADD(arena, &batch->drafts) = (struct draft){
		.id = STR("ann"), .name = STR("Ann"), .summary = STR("The first."),
		.kind = 0, .place = { 1, 1 }, .date = NO_ROW,
		.values = { 0, 7 }, .links = { 0, 2 }, .citations = { 1, 2 },
		.former_ids = { 0, 1 },
	};
	*ARRAY_ADD(arena, &batch->drafts) = (struct draft){
		.id = STR("fair"), .name = STR("The fair"), .kind = 1, .place = { 30, 1 },
		.date = add_date(sample, batch, "2021-05-01"), .values = { 7, 1 },
		.links = { 2, 1 },
	};
	batch->word_count = 7;
	batch->file_size = 300;
}

/* b.yaml: times, and what it adds to ann. */
static void add_second_batch(struct sample *sample)
{
	struct batch *batch = &sample->batches[1];
	struct arena *arena = &sample->arena;
	batch->file = 1;
	add_value(sample, batch, "title", "The Times", 0);
	struct draft_value *note = add_value(sample, batch, "note", "Seen in town.", 0);
	note->as_of = add_date(sample, batch, "soon");
	add_link(sample, batch, "reads", "ann", SAMPLE_ANN, 0)->is_inverse = true;

	*ARRAY_ADD(arena, &batch->drafts) = (struct draft){
		.id = STR("times"), .name = STR("The Times"), .kind = 2, .place = { 1, 1 },
		.date = add_date(sample, batch, "2022"), .values = { 0, 1 }, .links = { 0, 1 },
	};
	*ARRAY_ADD(arena, &batch->drafts) = (struct draft){
		.id = STR("ann"), .kind = NO_ROW, .date = NO_ROW, .adds = true, .values = { 1, 1 },
	};
	batch->word_count = 5;
	batch->file_size = 100;
}

/* ── What resolve and index would make of them ──────────────────────────────────────────────── */

static void add_id(struct sample *sample, const char *id, uint32_t dossier, bool is_former)
{
	struct resolved *resolved = &sample->resolved;
	keys_add(&sample->arena, &resolved->by_id, str_of(id), (uint32_t)resolved->meant.count);
	*ARRAY_ADD(&sample->arena, &resolved->meant) = dossier;
	*ARRAY_ADD(&sample->arena, &resolved->ids) =
		(struct resolved_id){ str_of(id), dossier, is_former };
}

static void add_resolved(struct sample *sample)
{
	static const struct resolved_dossier dossiers[] = {
		[SAMPLE_ANN]   = { 0, 0, 0, 1 },
		[SAMPLE_FAIR]  = { 0, 1, 1, 0 },
		[SAMPLE_TIMES] = { 1, 0, 1, 0 },
	};
	static const struct resolved_link links[] = {
		[SAMPLE_TOOK_PART] = { SAMPLE_ANN,  SAMPLE_FAIR,  0, 0 },
		[SAMPLE_CITES]     = { SAMPLE_ANN,  SAMPLE_TIMES, 0, 1 },
		[SAMPLE_READS]     = { SAMPLE_ANN,  SAMPLE_TIMES, 1, 0 },
		[SAMPLE_MENTIONS]  = { SAMPLE_FAIR, SAMPLE_ANN,   0, 2 },
	};
	struct resolved *resolved = &sample->resolved;
	struct arena *arena = &sample->arena;
	resolved->arena = arena;
	resolved->batches = sample->batches;
	resolved->batch_count = 2;
	for (size_t i = 0; i < sizeof dossiers / sizeof dossiers[0]; i++)
		*ARRAY_ADD(arena, &resolved->dossiers) = dossiers[i];
	*ARRAY_ADD(arena, &resolved->additions) = (struct resolved_part){ 1, 1 };
	for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
		*ARRAY_ADD(arena, &resolved->links) = links[i];
	add_id(sample, "ann", SAMPLE_ANN, false);
	add_id(sample, "anne", SAMPLE_ANN, true);
	add_id(sample, "fair", SAMPLE_FAIR, false);
	add_id(sample, "times", SAMPLE_TIMES, false);
}

static void add_term(struct sample *sample, const char *term, uint32_t dossier,
                     const enum search_class *classes, size_t count)
{
	struct index_term *row = ARRAY_ADD(&sample->arena, &sample->index.terms);
	*row = (struct index_term){ str_of(term), (uint32_t)sample->index.postings.count,
	                            (uint32_t)count };
	for (size_t i = 0; i < count; i++)
		*ARRAY_ADD(&sample->arena, &sample->index.postings) =
			dossier << ARCHIVE_CLASS_BITS | (classes[i] - 1);
}

static void add_index(struct sample *sample)
{
	static const enum search_class named[] = { SEARCH_ID, SEARCH_NAME };
	static const enum search_class facet[] = { SEARCH_FACET }, prose[] = { SEARCH_PROSE };
	add_term(sample, "ann", SAMPLE_ANN, named, 2);
	add_term(sample, "fair", SAMPLE_FAIR, named, 2);
	add_term(sample, "has:people", SAMPLE_FAIR, facet, 1);
	add_term(sample, "times", SAMPLE_TIMES, named, 2);
	add_term(sample, "town", SAMPLE_ANN, prose, 1);
}

static void add_findings(struct sample *sample)
{
	*ARRAY_ADD(&sample->arena, &sample->findings) = (struct finding){
		.rule = RULE_FIELD_UNKNOWN, .file = 0, .place = { 9, 3 },
		.message = STR("there is no field 'shoe-size'"),
	};
	*ARRAY_ADD(&sample->arena, &sample->findings) = (struct finding){
		.rule = RULE_DATE, .file = 1, .place = { 4, 3 },
		.message = STR("'soon' is not a date"),
	};
}

static void add_ledger(struct sample *sample)
{
	*ARRAY_ADD(&sample->arena, &sample->ledger) = (struct ledger_row){ SAMPLE_ANN, {
		.verdict = VERDICT_EXACT, .day = 20000, .position = 120, .line = 7 } };
	*ARRAY_ADD(&sample->arena, &sample->ledger) = (struct ledger_row){ SAMPLE_TIMES, {
		.verdict = VERDICT_NOT_FOUND, .change = VERDICT_WORDS_CHANGED, .day = 20001,
		.position = NO_ROW } };
}

void sample_open(struct sample *sample)
{
	*sample = (struct sample){0};
	add_schema(sample);
	add_files(sample);
	add_first_batch(sample);
	add_second_batch(sample);
	add_resolved(sample);
	add_index(sample);
	index_pick_names(&sample->arena, &sample->index);
	add_findings(sample);
	add_ledger(sample);
}

void sample_close(struct sample *sample)
{
	arena_release(&sample->arena);
}

struct str sample_pack(struct sample *sample, unsigned thread_count)
{
	struct pack_input input = {
		.schema = sample->schema,
		.scan = &sample->scan,
		.collection = &sample->collection,
		.resolved = &sample->resolved,
		.index = &sample->index,
		.findings = &sample->findings,
		.ledger = &sample->ledger,
		.thread_count = thread_count,
	};
	struct str bytes = {0};
	struct fault why = {0};
	bool is_packed = pack_archive(&sample->arena, &input, &bytes, &why);
	assert_string_equal(why.sentence, "");
	assert_true(is_packed);
	return bytes;
}

const struct archive *sample_archive(struct sample *sample)
{
	struct archive *archive = NULL;
	struct fault why = {0};
	bool is_opened = archive_open(&sample->arena, sample_pack(sample, 1), &archive, &why);
	assert_string_equal(why.sentence, "");
	assert_true(is_opened);
	return archive;
}
