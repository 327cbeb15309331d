/* What others say of the same: values against each other, claims, the other end of a link. */
#include "query/who_parts.h"

#include "archive/neighbours.h"
#include "base/array.h"
#include "base/unicode.h"
#include "model/prose.h"
#include "query/quotes.h"

enum { WORDS_LEAST = 4 };         /* bytes of a value that is looked for in claims */

/* ── Values against each other ──────────────────────────────────────────────────────────────── */

static uint32_t relation_of(const struct archive *archive, const struct value *value)
{
	return value->link == NO_ROW ? NO_ROW : link_at(archive, value->link).relation;
}

static bool have_same_dates(const struct archive *archive, struct link one, struct link other)
{
	return str_equal(archive_date(archive, one.date).text,
	                 archive_date(archive, other.date).text) &&
	       str_equal(archive_date(archive, one.since).text,
	                 archive_date(archive, other.since).text) &&
	       str_equal(archive_date(archive, one.until).text,
	                 archive_date(archive, other.until).text);
}

/* True if two values are the same text, and what they hold is too. */
static bool say_the_same(const struct archive *archive, const struct value *one,
                         const struct value *other)
{
	struct link link = link_at(archive, one->link), other_link = link_at(archive, other->link);
	bool are_bare = one->end == one->row + 1 && other->end == other->row + 1;
	return are_bare && one->type != FIELD_GROUP && str_equal(one->text, other->text) &&
	       str_equal(link.role, other_link.role) &&
	       have_same_dates(archive, link, other_link);
}

bool who_are_rivals(const struct archive *archive, const struct value *one,
                    const struct value *other)
{
	bool is_of_field = one->field != NO_ROW && one->field == other->field &&
	                   one->row != other->row;
	if (!is_of_field)
		return false;
	struct field_view field = field_at(archive, one->field);
	bool is_list = field.is_many && field.type != FIELD_DATE;
	bool is_preferred = one->rank == RANK_PREFERRED || other->rank == RANK_PREFERRED;
	bool have_same_end = one->link != NO_ROW && str_equal(one->text, other->text);
	bool are_ranked = is_preferred || (one->rank != other->rank && have_same_end);
	if (is_list && (!are_ranked || field.type == FIELD_NAME ||
	                relation_of(archive, one) != relation_of(archive, other)))
		return false;
	return !who_is_editorial(archive, one->field) && !say_the_same(archive, one, other);
}

/* ── What is inside a value ─────────────────────────────────────────────────────────────────── */

static struct link link_inside(const struct archive *archive, const struct value *value,
                               uint32_t row)
{
	return link_at(archive, row < value->end ? value_at(archive, row).link : NO_ROW);
}

/* The first dossier that the value, or what is inside it, links with. */
static struct dossier_ref first_end(const struct archive *archive, struct dossier_ref ref,
                                    const struct value *value)
{
	struct dossier_ref end = NO_DOSSIER;
	for (uint32_t row = value->row; row < value->end && dossier_is_none(end); row++) {
		struct value inside = value_at(archive, row);
		end = who_end_of(archive, ref, &inside);
	}
	return end;
}

/* True if values of a field may be rivals: of a list, only where one of them is ranked. */
static bool has_rivals(const struct who_subject *subject, const struct value *value)
{
	if (value->field == NO_ROW || who_is_editorial(subject->archive, value->field))
		return false;
	struct field_view field = field_at(subject->archive, value->field);
	bool is_list = field.is_many && field.type != FIELD_DATE;
	return !is_list || (field.type != FIELD_NAME && subject->is_ranked[value->field]);
}

static void find_rivals(const struct who_subject *subject, struct arena *arena, struct who *who)
{
	if (!has_rivals(subject, &who->value))
		return;
	uint32_t place = subject->first_of_field[who->value.field];
	for (; place != NO_ROW && who->rivals.count < WHO_MOST_OTHERS;
	     place = subject->next_of_field[place]) {
		const struct value *other = &subject->values.items[place];
		if (who_are_rivals(subject->archive, &who->value, other))
			*ARRAY_ADD(arena, &who->rivals) = *other;
	}
}

static void add_beside(const struct who_subject *subject, struct arena *arena, struct who *who,
                       uint32_t place)
{
	const struct value *other = &subject->values.items[place];
	if (other->row != who->value.row &&
	    !who_are_rivals(subject->archive, &who->value, other))
		*ARRAY_ADD(arena, &who->beside) = *other;
}

/* Links and groups are read together if they lead to the same as the first of them does; links if
 * they are of one relation too. */
static void find_links_beside(const struct who_subject *subject, struct arena *arena,
                              struct who *who)
{
	const struct archive *archive = subject->archive;
	struct dossier_ref end = first_end(archive, who->ref, &who->value);
	struct who_ends ends = who_ends_of(subject, who->value.field, end);
	for (size_t i = 0; i < ends.count && who->beside.count < WHO_MOST_OTHERS; i++) {
		const struct value *other = &subject->values.items[ends.items[i].place];
		if (who->value.type != FIELD_LINK ||
		    relation_of(archive, &who->value) == relation_of(archive, other))
			add_beside(subject, arena, who, ends.items[i].place);
	}
}

/* Texts of one field are read together. */
static void find_texts_beside(const struct who_subject *subject, struct arena *arena,
                              struct who *who)
{
	uint32_t place = subject->first_of_field[who->value.field];
	if (who_is_editorial(subject->archive, who->value.field))
		return;
	for (; place != NO_ROW && who->beside.count < WHO_MOST_OTHERS;
	     place = subject->next_of_field[place])
		add_beside(subject, arena, who, place);
}

static void find_values(const struct who_subject *subject, struct arena *arena, struct who *who)
{
	enum field_type type = who->value.type;
	find_rivals(subject, arena, who);
	if (who->value.field == NO_ROW)
		return;
	if (type == FIELD_LINK || type == FIELD_GROUP)
		find_links_beside(subject, arena, who);
	else if (type == FIELD_TEXT || type == FIELD_URL)
		find_texts_beside(subject, arena, who);
}

/* ── Sources ────────────────────────────────────────────────────────────────────────────────── */

/* The same place in the same source, for the same stance of the same speaker, stands once. */
static void add_source(struct arena *arena, struct who *who, struct who_source source)
{
	const struct citation *citation = &source.citation;
	struct str missing = dossier_is_none(source.speaker) ? source.speaker_id : (struct str){0};
	struct str key = str_format(arena, "%u\n%.*s\n%.*s\n%.*s\n%.*s",
	                            (unsigned)source.speaker.row, STR_ARGS(missing),
	                            STR_ARGS(source.stance), STR_ARGS(citation->id),
	                            STR_ARGS(citation->locator));
	if (keys_add(arena, &who->sources.places, key, 0) == KEYS_NONE)
		*ARRAY_ADD(arena, &who->sources) = source;
}

static void add_citations(const struct archive *archive, struct arena *arena, struct who *who,
                          struct row_range citations, uint32_t inside)
{
	for (uint32_t i = 0; i < citations.count; i++)
		add_source(arena, who, (struct who_source){
			.citation = citation_at(archive, citations.first + i), .inside = inside,
			.speaker = NO_DOSSIER,
		});
}

static void add_quote_source(const struct archive *archive, struct arena *arena, struct who *who)
{
	struct quote quote = quote_at(archive, arena, who->ref);
	uint32_t field = field_known(archive, KNOWN_SOURCE);
	struct str id = dossier_id(archive, quote.source);
	if (dossier_is_none(quote.source))
		id = value_first(archive, who->ref, field).text;
	add_source(arena, who, (struct who_source){
		.citation = { .source = quote.source, .id = id, .locator = quote.locator },
		.inside = NO_ROW, .speaker = NO_DOSSIER,
	});
}

static void add_assertions(const struct archive *archive, struct arena *arena, struct who *who)
{
	struct claim claim = claim_at(archive, arena, who->ref);
	for (size_t i = 0; i < claim.assertion_count; i++) {
		const struct assertion *assertion = &claim.assertions[i];
		add_source(arena, who, (struct who_source){
			.citation = {
				.source = assertion->source,
				.id = dossier_is_none(assertion->source)
				      ? assertion->source_id
				      : dossier_id(archive, assertion->source),
				.locator = assertion->locator, .note = assertion->note,
			},
			.inside = NO_ROW, .stance = assertion->stance,
			.speaker = assertion->who, .speaker_id = assertion->who_id,
		});
	}
}

/* What it rests on that has no source of its own. */
static void take_ground(const struct archive *archive, struct arena *arena, struct who *who)
{
	bool is_editorial = who_is_editorial(archive, who->value.field);
	who->ground = is_editorial ? WHO_EDITOR : who_ground_of(archive, who->ref);
	if (who->ground == WHO_QUOTE)
		add_quote_source(archive, arena, who);
	else if (who->ground == WHO_CLAIM)
		add_assertions(archive, arena, who);
	else if (who->ground == WHO_DOSSIER)
		add_citations(archive, arena, who, dossier_at(archive, who->ref).citations, NO_ROW);
}

static void find_sources(const struct archive *archive, struct arena *arena, struct who *who)
{
	add_citations(archive, arena, who, who->value.citations, NO_ROW);
	for (uint32_t row = who->value.row + 1; row < who->value.end; row++)
		add_citations(archive, arena, who, value_at(archive, row).citations, row);
	who->ground = WHO_OWN;
	if (who->sources.count == 0)
		take_ground(archive, arena, who);
}

/* ── Claims ─────────────────────────────────────────────────────────────────────────────────── */

struct str who_touch_name(enum who_touch touch)
{
	static const struct str names[] = {
		[WHO_NAMED] = STR("named"), [WHO_BOTH] = STR("both"), [WHO_WORDS] = STR("words"),
	};
	_Static_assert(sizeof(names) / sizeof(names[0]) == WHO_TOUCH_COUNT, "a name for each");
	return names[touch];
}

static void add_claim(struct arena *arena, struct who *who, struct dossier_ref claim,
                      enum who_touch touch)
{
	for (size_t i = 0; i < who->claims.count; i++)
		if (who->claims.items[i].ref.row == claim.row)
			return;
	if (who->claims.count < WHO_MOST_OTHERS && claim.row != who->ref.row)
		*ARRAY_ADD(arena, &who->claims) = (struct who_claim){ claim, touch };
}

/* Those that the value or its note names. */
static void find_named_claims(const struct who_subject *subject, struct arena *arena,
                              struct who *who)
{
	size_t at = who_named_from(subject, who->value.row);
	for (; at < subject->named.count && subject->named.items[at].value < who->value.end; at++)
		add_claim(arena, who, subject->named.items[at].claim, WHO_NAMED);
}

/* The dossiers that the value, and what is inside it, link with; rows. */
static struct row_list ends_of(const struct archive *archive, struct arena *scratch,
                               const struct value *value)
{
	struct row_list ends = {0};
	for (uint32_t row = value->row; row < value->end; row++) {
		struct link link = link_inside(archive, value, row);
		if (link.row == NO_ROW)
			continue;
		*ARRAY_ADD(scratch, &ends) = link.from.row;
		*ARRAY_ADD(scratch, &ends) = link.to.row;
	}
	return ends;
}

/* True if a claim is about one of the dossiers. */
static bool is_about_end(const struct who_subject *subject, const struct who_about *about,
                         const struct row_list *ends)
{
	for (size_t i = 0; i < about->count; i++)
		for (size_t j = 0; j < ends->count; j++)
			if (subject->about.items[about->first + i] == ends->items[j])
				return true;
	return false;
}

/* The value as a claim may have it in its text; empty: it may not. */
static struct str wanted_words(const struct archive *archive, struct arena *arena,
                               const struct value *value)
{
	struct str words = {0};
	if (value->type == FIELD_TEXT || value->type == FIELD_NAME)
		words = value->text;
	else if (value->type == FIELD_DATE)
		words = date_words(arena, archive_date(archive, value->date).text);
	return words.size < WORDS_LEAST ? (struct str){0} : words;
}

static void find_claims(const struct who_subject *subject, struct arena *arena, struct who *who)
{
	const struct archive *archive = subject->archive;
	struct arena scratch = {0};
	bool is_name = who->value.field == field_known(archive, KNOWN_NAME);
	bool is_about_world = !is_name && !who_is_editorial(archive, who->value.field);
	size_t count = is_about_world ? subject->claims.count : 0;
	struct row_list ends = ends_of(archive, &scratch, &who->value);
	struct str words = wanted_words(archive, &scratch, &who->value);
	words = unicode_fold(&scratch, words);
	who->has_unread_claims = subject->has_unread_claims && is_about_world &&
	                         (ends.count || words.size);
	find_named_claims(subject, arena, who);
	for (size_t i = 0; i < count && ends.count; i++)
		if (is_about_end(subject, &subject->claims.items[i], &ends))
			add_claim(arena, who, subject->claims.items[i].claim, WHO_BOTH);
	for (size_t i = 0; i < count && words.size; i++)
		if (str_find(subject->claims.items[i].folded, words, 0) != SIZE_MAX)
			add_claim(arena, who, subject->claims.items[i].claim, WHO_WORDS);
	arena_release(&scratch);
}

/* ── The other end ──────────────────────────────────────────────────────────────────────────── */

static void add_elsewhere(struct arena *arena, struct who *who, const struct who_far_link *far)
{
	for (size_t i = 0; i < who->elsewhere.count; i++)
		if (who->elsewhere.items[i].link.row == far->link.row)
			return;
	struct connection *connection = ARRAY_ADD(arena, &who->elsewhere);
	connection->link = far->link;
	connection->direction = far->direction;
	connection->other = (struct dossier_ref){ far->end };
	for (uint32_t i = 0; i < far->link.citations.count; i++)
		*ARRAY_ADD(arena, &connection->citations) = far->link.citations.first + i;
}

static void find_elsewhere_of(const struct who_subject *subject, struct arena *arena,
                              struct who *who, struct dossier_ref end)
{
	size_t at = who_elsewhere_from(subject, end);
	for (; at < subject->elsewhere.count && subject->elsewhere.items[at].end == end.row &&
	       who->elsewhere.count < WHO_MOST_OTHERS; at++)
		add_elsewhere(arena, who, &subject->elsewhere.items[at]);
}

static void find_elsewhere(const struct who_subject *subject, struct arena *arena, struct who *who)
{
	const struct archive *archive = subject->archive;
	for (uint32_t row = who->value.row; row < who->value.end; row++) {
		struct value inside = value_at(archive, row);
		struct dossier_ref end = who_end_of(archive, who->ref, &inside);
		bool is_naming = inside.link == NO_ROW ||
			naming_of(relation_at(archive, relation_of(archive, &inside)).key) !=
				NAMING_NONE;
		if (!is_naming && !dossier_is_none(end) && end.row != who->ref.row)
			find_elsewhere_of(subject, arena, who, end);
	}
}

/* The link of the value, or inside it, that has the relation of another as seen from its
 * dossier. */
static struct link same_relation(const struct archive *archive, const struct who *who,
                                 const struct connection *elsewhere)
{
	struct str label = relation_label(archive, elsewhere->link.relation, elsewhere->direction);
	for (uint32_t row = who->value.row; row < who->value.end; row++) {
		struct link link = link_inside(archive, &who->value, row);
		enum direction way = link.from.row == who->ref.row ? LINK_OUT : LINK_IN;
		bool is_with = link.from.row == elsewhere->other.row ||
		               link.to.row == elsewhere->other.row;
		if (link.row != NO_ROW && is_with &&
		    str_equal(relation_label(archive, link.relation, way), label))
			return link;
	}
	return link_at(archive, NO_ROW);
}

bool who_differs(const struct archive *archive, const struct who *who,
                 const struct connection *elsewhere)
{
	struct link link = same_relation(archive, who, elsewhere);
	return link.row != NO_ROW && (!have_same_dates(archive, link, elsewhere->link) ||
	                              !str_equal(link.role, elsewhere->link.role));
}

/* ── A paragraph ────────────────────────────────────────────────────────────────────────────── */

static bool is_reference(enum prose_kind kind)
{
	return kind == PROSE_LINK || kind == PROSE_CITATION;
}

static bool begins_paragraph(enum prose_kind kind)
{
	return kind == PROSE_PARAGRAPH || kind == PROSE_ITEM || kind == PROSE_HEADING;
}

/* The paragraph that has the `part`th link or citation of a text, from 1; empty: there is none. */
static struct str paragraph_of(struct str text, size_t part)
{
	struct prose_part piece;
	size_t start = 0, end = text.size;
	bool is_found = false;
	for (size_t at = 0; end == text.size && prose_next(text, &at, &piece);) {
		bool is_next = begins_paragraph(piece.kind);
		if (is_next && is_found)
			end = piece.start;
		else if (is_next)
			start = piece.start;
		else if (is_reference(piece.kind) && --part == 0)
			is_found = true;
	}
	return is_found ? str_trim(str_slice(text, start, end - start)) : (struct str){0};
}

/* What the paragraph cites, and the claims that it names. */
static void take_references(const struct archive *archive, struct arena *arena, struct who *who)
{
	struct prose_part piece;
	for (size_t at = 0; prose_next(who->paragraph, &at, &piece);) {
		struct dossier_ref to = dossier_find(archive, piece.target);
		if (piece.kind == PROSE_CITATION)
			add_source(arena, who, (struct who_source){
				.citation = { .source = to, .id = piece.target,
				              .locator = piece.label },
				.inside = NO_ROW, .speaker = NO_DOSSIER,
			});
		else if (piece.kind == PROSE_LINK && dossier_is_of_kind(archive, to, STR("claim")))
			add_claim(arena, who, to, WHO_NAMED);
	}
}

void who_narrow(const struct archive *archive, struct arena *arena, struct who *who, size_t part)
{
	struct str paragraph = {0};
	if (who->value.row != NO_ROW && who->value.type == FIELD_PROSE && part > 0)
		paragraph = paragraph_of(who->value.text, part);
	if (paragraph.size == 0 || paragraph.size == str_trim(who->value.text).size)
		return;
	who->paragraph = paragraph;
	who->sources.count = who->claims.count = 0;
	keys_clear(&who->sources.places);
	take_references(archive, arena, who);
	who->ground = WHO_OWN;
	if (who->sources.count == 0)
		take_ground(archive, arena, who);
	who_leave_out_again(who);
}

size_t who_part(const struct page *page, uint32_t row, size_t link)
{
	size_t part = 1;
	for (size_t i = 0; i < link && i < page->links.count; i++)
		part += page->links.items[i].value == row &&
		        page->links.items[i].kind != PAGE_LINK_URL;
	return part;
}

/* ── All of it ──────────────────────────────────────────────────────────────────────────────── */

struct who who_grounds(const struct archive *archive, struct arena *arena, struct dossier_ref ref,
                       const struct value *value)
{
	struct who who = { .ref = ref, .value = *value, .ground = WHO_NOBODY };
	find_sources(archive, arena, &who);
	return who;
}

struct who who_ask(const struct who_subject *subject, struct arena *arena, size_t place)
{
	struct who who = { .ref = subject->ref, .value = subject->values.items[place],
		           .ground = WHO_NOBODY };
	find_sources(subject->archive, arena, &who);
	find_values(subject, arena, &who);
	find_claims(subject, arena, &who);
	find_elsewhere(subject, arena, &who);
	return who;
}

struct who who_query(const struct archive *archive, struct arena *arena, struct dossier_ref ref,
                     uint32_t row)
{
	struct who who = { .ref = ref, .value = who_value_around(archive, ref, row),
		           .ground = WHO_NOBODY };
	struct arena scratch = {0};
	const struct who_subject *subject = who_subject(archive, &scratch, ref);
	size_t place = who_subject_place(subject, who.value.row);
	if (place < subject->values.count)
		who = who_ask(subject, arena, place);
	arena_release(&scratch);
	return who;
}
