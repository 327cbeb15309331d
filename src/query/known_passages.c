/* Running texts, passage by passage. A passage is a run of sentences up to the end of one that
 * cites; or the rest of the paragraph, item or heading, which cites nothing:
 *
 *	│ He came in June. He saw ships [@a; @b] and men. │ He left again. │
 *	└── by a and b, if both are out by then ──────────┴─ by all sources ┘
 *
 * A sentence that cites in several places is cut only at semicolons between them: what stands at
 * both sides of one speaks for itself. Other clauses lean on each other ("he denies [@a] that he
 * came [@b]", "in two texts [@a], [@b]"), and are known or hidden together; so is all that a colon
 * leads to, for what leads there tells of all of it ("in four ports: Kall [@a]; Lund [@b]"):
 *
 *	│ She is held [@a]; │ troops shoot [@b] at crowds, says the UN [@c]. │
 *	└── by a ───────────┴── by b and c ──────────────────────────────────┘
 *
 * All bounds are bytes of the text as it stands; what is kept is put together anew. */
#include "query/known_parts.h"

#include "model/prose.h"

/* What lies between a passage and the next. */
enum joint {
	JOINT_STOP,                     /* the end of a sentence */
	JOINT_SEMICOLON
};

/* Passages of a text, one after the other. */
struct passages {
	const struct known *known;
	struct str text;
	bool is_uncited_known;
	bool is_cited_as_whole;
	bool ignores_names;             /* of whom it leads to */
	size_t next;                    /* byte at which the next part begins */
	struct prose_part pending;      /* read, and not part of the last passage */
	bool has_pending;
	enum joint joint;               /* at which the last passage ended */
	bool has_colon;                 /* in the sentence that is read, */
	int brackets;                   /* and how many are open in it */
};

struct passage {
	enum prose_kind begins;         /* PROSE_TEXT inside a block, else how its block begins */
	enum joint joint;               /* to the passage before it */
	size_t start, end;              /* bytes of its words */
	struct evidence evidence;
	bool names_later;               /* it leads to what was not known */
	bool is_known;
};

static struct passages of_text(const struct known *known, const struct dossier *dossier,
                               const struct value *value)
{
	return (struct passages){
		.known = known, .text = value->text,
		.is_uncited_known = known_uncited(known, dossier, value),
		.is_cited_as_whole = known_own_citations(value).count > 0,
	};
}

/* A note may compare all that was read: it cites for itself, or rests on all of it. */
static struct passages of_note(const struct known *known, const struct dossier *dossier,
                               const struct value *value)
{
	return (struct passages){
		.known = known, .text = value->note,
		.is_uncited_known = known_by_all(known_evidence_of_all(known, dossier)),
	};
}

static bool next_part(struct passages *passages, struct prose_part *part)
{
	if (passages->has_pending) {
		passages->has_pending = false;
		*part = passages->pending;
		return true;
	}
	return prose_next(passages->text, &passages->next, part);
}

static void put_back(struct passages *passages, const struct prose_part *part)
{
	passages->pending = *part;
	passages->has_pending = true;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t';
}

/* True if a full stop stands before the citations that end at `at`: "He left. [@a] Then …". */
static bool is_stopped_before(struct str text, size_t cited, size_t at)
{
	bool goes_on = at + 1 < text.size && text.bytes[at + 1] >= 'a' && text.bytes[at + 1] <= 'z';
	return cited > 0 && !goes_on && prose_stops(text, cited - 1);
}

/* The byte in a part of words at which a sentence ends that has citations; that behind the part if
 * none does. `cited` is where those begin that stand right before the part, else 0. */
static size_t sentence_end(struct str text, const struct prose_part *part, size_t cited)
{
	size_t end = part->start + part->text.size;
	if (is_blank(text.bytes[part->start]) && is_stopped_before(text, cited, part->start))
		return part->start;
	for (size_t at = part->start; at < end; at++)
		if (prose_stops(text, at))
			return at;
	return end;
}

static void weigh_part(const struct passages *passages, const struct prose_part *part,
                       struct passage *passage)
{
	const struct known *known = passages->known;
	struct dossier_ref to;
	if (part->kind != PROSE_CITATION && part->kind != PROSE_LINK)
		return;
	to = dossier_find(known->archive, part->target);
	if (part->kind == PROSE_CITATION)
		known_weigh_source(known, to, &passage->evidence);
	else if (!passages->ignores_names)
		passage->names_later |= known_standing(known, to) == STANDING_LATER;
}

/* True for bytes between citations that are all for the same words: signs and blanks. */
static bool is_sign(char byte)
{
	return is_blank(byte) || (byte && strchr(",;:.)]\"'", byte));
}

static bool has_only_signs(struct str text)
{
	for (size_t i = 0; i < text.size; i++)
		if (!is_sign(text.bytes[i]))
			return false;
	return true;
}

/* True if the sentence has other words from the part on, for which it cites. */
static bool cites_again(const struct passages *passages, struct prose_part part)
{
	struct passages ahead = *passages;
	bool has_words = false;
	do {
		if (part.kind == PROSE_CITATION)
			return has_words;
		if (prose_begins_passage(part.kind))
			return false;
		size_t end = part.start + part.text.size;
		if (part.kind == PROSE_TEXT && sentence_end(passages->text, &part, 0) < end)
			return false;
		has_words |= part.kind == PROSE_LINK || !has_only_signs(part.text);
	} while (next_part(&ahead, &part));
	return false;
}

/* Look at a byte of words for what holds a sentence together. */
static void watch(struct passages *passages, size_t at)
{
	char byte = passages->text.bytes[at];
	if (prose_stops(passages->text, at)) {
		passages->has_colon = false;
		passages->brackets = 0;
	}
	passages->has_colon |= byte == ':' && at + 1 < passages->text.size &&
	                       is_blank(passages->text.bytes[at + 1]);
	passages->brackets += (byte == '(') - (byte == ')');
}

/* The byte behind the semicolon in a part of words at which the passage ends, if it does before the
 * sentence does, at `end`; else that. */
static size_t clause_end(struct passages *passages, const struct prose_part *part, size_t end,
                         bool is_cited)
{
	for (size_t at = part->start; at < end; at++) {
		struct prose_part rest = *part;
		watch(passages, at);
		if (!is_cited || passages->text.bytes[at] != ';' || passages->has_colon ||
		    passages->brackets > 0)
			continue;
		rest.start = at + 1;
		rest.text = str_slice(part->text, rest.start - part->start, SIZE_MAX);
		if (!cites_again(passages, rest))
			continue;
		passages->joint = JOINT_SEMICOLON;
		return at + 1;
	}
	return end;
}

/* Where the passage ends in a part of words, if it does; else behind it. */
static size_t passage_end(struct passages *passages, const struct prose_part *part, size_t cited,
                          bool is_cited)
{
	size_t end = part->start + part->text.size;
	if (is_cited)
		end = sentence_end(passages->text, part, cited);
	return clause_end(passages, part, end, is_cited);
}

/* Read on to the end of the passage. */
static void read_passage(struct passages *passages, struct passage *passage)
{
	struct prose_part part;
	size_t cited = 0;
	passages->has_colon = false;
	passages->brackets = 0;
	while (next_part(passages, &part)) {
		size_t end = part.start + part.text.size;
		if (prose_begins_passage(part.kind)) {
			put_back(passages, &part);
			return;
		}
		passage->end = end;
		if (part.kind == PROSE_TEXT)
			passage->end = passage_end(passages, &part, cited,
			                           passage->evidence.has_source);
		if (passage->end > part.start)
			weigh_part(passages, &part, passage);
		if (passage->end < end) {
			passages->next = passage->end;
			return;
		}
		if (part.kind != PROSE_CITATION)
			cited = 0;
		else if (cited == 0)
			cited = part.start;
	}
}

static bool has_words(const struct passages *passages, const struct passage *passage)
{
	struct str words = str_slice(passages->text, passage->start, passage->end - passage->start);
	return str_trim(words).size > 0;
}

static bool is_told(const struct passages *passages, const struct passage *passage)
{
	bool is_told = passage->evidence.has_source ? known_by_all(passage->evidence)
	                                            : passages->is_uncited_known;
	return is_told && !passage->names_later;
}

/* What is behind the last stop of a block may be no more than a blank: that is no passage. */
static bool passages_next(struct passages *passages, struct passage *passage)
{
	struct prose_part part;
	*passage = (struct passage){ .begins = PROSE_TEXT };
	while (next_part(passages, &part)) {
		if (prose_begins_passage(part.kind)) {
			passage->begins = part.kind;
			passages->joint = JOINT_STOP;
			continue;
		}
		put_back(passages, &part);
		passage->start = passage->end = part.start;
		passage->joint = passages->joint;
		passages->joint = JOINT_STOP;
		read_passage(passages, passage);
		if (!has_words(passages, passage))
			continue;
		passage->is_known = is_told(passages, passage);
		return true;
	}
	return false;
}

/* ── Questions ──────────────────────────────────────────────────────────────────────────────── */

static bool look_for_passage(const struct known *known, const struct dossier *dossier,
                             const struct value *value)
{
	struct passages passages = of_text(known, dossier, value);
	for (struct passage passage; passages_next(&passages, &passage);)
		if (passage.is_known && passage.begins != PROSE_HEADING)
			return true;
	return false;
}

/* Asked for each source that a text cites: what was found last is kept. */
bool known_has_passage(const struct known *known, const struct dossier *dossier,
                       const struct value *value)
{
	static _Thread_local struct { uint64_t question; uint32_t value; bool answer; } last;
	if (last.question == known->question && last.value == value->row)
		return last.answer;
	last.answer = look_for_passage(known, dossier, value);
	last.question = known->question;
	last.value = value->row;
	return last.answer;
}

void known_weigh_text(const struct known *known, const struct value *value,
                      struct evidence *evidence)
{
	struct evidence own = {0};
	struct passages passages = { .known = known, .text = value->text, .ignores_names = true };
	known_weigh(known, known_own_citations(value), &own);
	evidence->has_source |= value->citations.count > 0;
	evidence->has_known |= known_by_all(own);
	for (struct passage passage; !evidence->has_known && passages_next(&passages, &passage);)
		evidence->has_known = passage.is_known;
}

/* The passages of the text that was asked for last, up to the one that held what was asked for.
 * Links are asked for as they stand in a text, so each passage is read once. */
struct mentions {
	uint64_t question;
	uint32_t value;
	bool is_in_note;
	struct passages passages;
	struct passage passage;
};

bool known_mention(const struct known *known, const struct dossier *dossier,
                   const struct value *value, struct link link)
{
	static _Thread_local struct mentions last;
	bool goes_on = last.question == known->question && last.value == value->row &&
	               last.is_in_note == link.is_in_note &&
	               link.text_byte >= last.passage.start;
	if (!goes_on)
		last = (struct mentions){
			.question = known->question, .value = value->row,
			.is_in_note = link.is_in_note,
			.passages = link.is_in_note ? of_note(known, dossier, value)
			                            : of_text(known, dossier, value),
		};
	last.passages.known = known;
	bool is_there = goes_on || passages_next(&last.passages, &last.passage);
	while (is_there && link.text_byte >= last.passage.end)
		is_there = passages_next(&last.passages, &last.passage);
	if (!is_there)
		last.question = 0;
	return is_there && link.text_byte >= last.passage.start && last.passage.is_known;
}

uint32_t known_citations_inside(struct str text)
{
	uint32_t count = 0;
	struct prose_part part;
	for (size_t at = 0; prose_next(text, &at, &part);)
		count += part.kind == PROSE_CITATION;
	return count;
}

/* ── What is left ───────────────────────────────────────────────────────────────────────────── */

/* A text that is put together of the passages of another. */
struct kept {
	struct text text;
	enum prose_kind block;          /* of the passage at work */
	bool is_begun;                  /* something of its block is written */
	bool ends_in_gap;               /* with "…" for a clause */
	bool was_known;                 /* the last passage */
};

static void begin_block(struct kept *kept)
{
	static const char *const marks[] = {
		[PROSE_ITEM] = "- ", [PROSE_HEADING] = "# ", [PROSE_KIND_COUNT] = NULL,
	};
	if (kept->text.size)
		text_add(&kept->text, kept->block == PROSE_ITEM ? STR("\n") : STR("\n\n"));
	if (marks[kept->block])
		text_add(&kept->text, str_of(marks[kept->block]));
}

static void keep(struct kept *kept, struct str words)
{
	words = str_trim(words);
	if (kept->is_begun)
		text_add_byte(&kept->text, ' ');
	else
		begin_block(kept);
	kept->is_begun = true;
	kept->ends_in_gap = false;
	text_add(&kept->text, words);
}

/* A clause that is left out of a sentence of which another is kept. */
static void keep_gap(struct kept *kept)
{
	if (!kept->ends_in_gap)
		keep(kept, STR("…"));
	kept->ends_in_gap = true;
}

static void keep_passage(struct kept *kept, const struct passages *passages,
                         const struct passage *passage)
{
	bool is_joined = passage->joint != JOINT_STOP;
	if (is_joined && passage->is_known != kept->was_known)
		keep_gap(kept);
	if (passage->is_known)
		keep(kept, str_slice(passages->text, passage->start,
		                     passage->end - passage->start));
	kept->was_known = passage->is_known;
}

static void count_hidden(const struct passages *passages, const struct passage *passage,
                         struct known_hidden *hidden)
{
	if (!hidden || passage->begins == PROSE_HEADING)
		return;
	hidden->counts[HIDDEN_PASSAGES]++;
	hidden->by_editors += !passage->evidence.has_source && !passages->is_cited_as_whole;
	hidden->by_both += passage->evidence.has_known;
}

/* What is known of a text; the text itself if all of it is. */
static struct str cut(struct passages passages, struct arena *arena, struct known_hidden *hidden)
{
	struct kept kept = { .text.arena = arena };
	size_t count = 0;
	for (struct passage passage; passages_next(&passages, &passage);) {
		if (passage.begins != PROSE_TEXT) {
			kept.block = passage.begins;
			kept.is_begun = kept.ends_in_gap = false;
		}
		keep_passage(&kept, &passages, &passage);
		if (passage.is_known)
			continue;
		count++;
		count_hidden(&passages, &passage, hidden);
	}
	return count ? text_str(&kept.text) : passages.text;
}

struct value known_cut(const struct known *known, struct arena *arena,
                       const struct dossier *dossier, struct value value,
                       struct known_hidden *hidden)
{
	if (!known)
		return value;
	struct row_range own = known_own_citations(&value);
	struct value whole = value;
	if (value.type == FIELD_PROSE)
		value.text = cut(of_text(known, dossier, &whole), arena, hidden);
	if (value.note.size)
		value.note = cut(of_note(known, dossier, &whole), arena, hidden);
	value.citations = own;
	value.citations.count += known_citations_inside(value.note);
	if (value.type == FIELD_PROSE)
		value.citations.count += known_citations_inside(value.text);
	return value;
}
