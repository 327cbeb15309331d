/* In which dossiers a name may stand: the index knows where each of its words does. */
#include "query/mentions_parts.h"

#include <stdlib.h>

#include "archive/neighbours.h"
#include "archive/revision.h"
#include "base/array.h"
#include "query/words.h"

enum { FORMS = 4 };     /* postings of a word: of two lexicons, plain and with "'s" */

/* Marks of a dossier: it links to the one that is named; it may name it. */
enum { LINKS_TO_IT = 1, MAY_NAME_IT = 2 };

/* Where a word stands. Those of a lexicon that is not new say nothing of what was replaced. */
struct word_postings {
	struct { struct row_span rows; bool is_new; } forms[FORMS];
	size_t count;
	uint64_t total;
};

static struct word_postings postings_of(struct mentioner *mentioner, struct str word)
{
	const struct archive *archive = mentioner->archive;
	struct word_postings postings = {0};
	struct str stem = words_stem(word);
	const struct str forms[] = {
		stem, str_join(&mentioner->scratch, stem, STR(""), STR("'s")),
	};
	enum lexicon lexicon = LEXICON_ALL;
	for (; lexicon != LEXICON_COUNT; lexicon = lexicon_next(lexicon))
		for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
			struct row_range term = terms_equal(archive, lexicon, words_term(forms[i]));
			struct row_span rows = term_postings(archive, lexicon, term);
			postings.forms[postings.count].rows = rows;
			postings.forms[postings.count++].is_new = lexicon_is_new(lexicon);
			postings.total += rows.count;
		}
	return postings;
}

/* Binary search: the postings of one term are by dossier. */
static bool span_has(struct row_span postings, uint32_t row)
{
	uint32_t low = 0, high = postings.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (posting_dossier(postings.rows[middle]).row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low < postings.count && posting_dossier(postings.rows[low]).row == row;
}

static bool postings_stand(const struct mentioner *mentioner, const struct word_postings *postings,
                           uint32_t row)
{
	bool is_replaced = archive_replaces(mentioner->archive, row);
	for (size_t i = 0; i < postings->count; i++)
		if (postings->forms[i].is_new == is_replaced &&
		    span_has(postings->forms[i].rows, row))
			return true;
	return false;
}

static void add_candidate(struct mentioner *mentioner, uint32_t row,
                          const struct word_postings *words, size_t count)
{
	if (row >= mentioner->dossier_count || mentioner->marks[row])
		return;
	for (size_t i = 0; i < count; i++)
		if (!postings_stand(mentioner, &words[i], row))
			return;
	mentioner->marks[row] |= MAY_NAME_IT;
	*ARRAY_ADD(&mentioner->scratch, &mentioner->candidates) = row;
}

/* Those that have the rarest word of the name, and all others of it. */
static void add_candidates(struct mentioner *mentioner, struct str folded)
{
	struct str_list list = words_cut(&mentioner->scratch, folded);
	struct word_postings *words =
		ARENA_MANY(&mentioner->scratch, struct word_postings, list.count + 1);
	size_t rarest = 0;
	for (size_t i = 0; i < list.count; i++) {
		words[i] = postings_of(mentioner, list.items[i]);
		if (words[i].total < words[rarest].total)
			rarest = i;
	}
	for (size_t i = 0; i < words[rarest].count; i++) {
		struct row_span rows = words[rarest].forms[i].rows;
		for (uint32_t j = 0; j < rows.count; j++)
			add_candidate(mentioner, posting_dossier(rows.rows[j]).row, words,
			              list.count);
	}
}

static void mark_linking(struct mentioner *mentioner)
{
	struct link_span span = links_in(mentioner->archive, mentioner->query->of);
	struct neighbour neighbours[NEIGHBOURS_MOST];
	uint32_t first = 0, count;
	while ((count = neighbours_read(mentioner->archive, span, first, neighbours)) > 0) {
		for (uint32_t i = 0; i < count; i++)
			if (neighbours[i].dossier < mentioner->dossier_count)
				mentioner->marks[neighbours[i].dossier] |= LINKS_TO_IT;
		first += count;
	}
}

static int compare_rows(const void *left, const void *right)
{
	const uint32_t *one = left, *other = right;
	return (*one > *other) - (*one < *other);
}

void mentions_find_candidates(struct mentioner *mentioner)
{
	mentioner->marks = ARENA_MANY(&mentioner->scratch, uint8_t, mentioner->dossier_count);
	mentioner->marks[mentioner->query->of.row] = LINKS_TO_IT;
	mark_linking(mentioner);
	for (size_t i = 0; i < mentioner->folded.count; i++)
		add_candidates(mentioner, mentioner->folded.items[i]);
	if (mentioner->candidates.count)
		qsort(mentioner->candidates.items, mentioner->candidates.count, sizeof(uint32_t),
		      compare_rows);
}
