#include "query/checked.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/unicode.h"
#include "model/prose.h"
#include "query/quotes.h"

enum { TITLE_DEPTH = 2000 };            /* bytes at the head of a text where its title stands */

/* A source with quotes, and the text that they are looked for in. */
struct group {
	struct dossier_ref source;      /* NO_DOSSIER: of all quotes that have none */
	size_t first, count;            /* of the quotes */
	uint32_t text;
	bool is_asked;                  /* for one of its quotes, or all */
	bool wants_text, differs;
};

struct checking {
	const struct archive *archive;
	const struct texts *texts;
	const struct dossier_ref *only;
	size_t only_count;              /* 0: all are asked for */
	struct arena scratch;
	struct checked_quotes *quotes;  /* by source while they are checked */
	struct { struct group *items; size_t count, room; } groups;
};

static struct str name_of_id(void *context, struct str id)
{
	const struct archive *const *archive = context;
	return dossier_name(*archive, dossier_find(*archive, id));
}

struct str quote_words(const struct archive *archive, struct arena *arena, struct str text)
{
	return prose_words(arena, text, name_of_id, &archive);
}

/* ── The quotes by their sources ────────────────────────────────────────────────────────────── */

static int compare_rows(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

static int compare_by_source(const void *left, const void *right)
{
	const struct checked_quote *one = left, *other = right;
	int order = compare_rows(one->source.row, other->source.row);
	return order ? order : compare_rows(one->quote.row, other->quote.row);
}

static int compare_by_quote(const void *left, const void *right)
{
	const struct checked_quote *one = left, *other = right;
	return compare_rows(one->quote.row, other->quote.row);
}

static void sort_quotes(struct checked_quotes *quotes,
                        int (*compare)(const void *left, const void *right))
{
	if (quotes->count)
		qsort(quotes->items, quotes->count, sizeof *quotes->items, compare);
}

static bool is_asked(const struct checking *checking, const struct checked_quote *quote)
{
	const struct dossier_ref *only = checking->only;
	for (size_t i = 0; i < checking->only_count; i++)
		if (quote->quote.row == only[i].row || quote->source.row == only[i].row)
			return true;
	return checking->only_count == 0;
}

static void list_quotes(struct checking *checking, struct arena *arena)
{
	struct checked_quotes *quotes = checking->quotes;
	const struct archive *archive = checking->archive;
	struct row_span rows = dossiers_of_kind(archive, kind_find(archive, STR("quote")));
	for (uint32_t i = 0; i < rows.count; i++) {
		struct dossier_ref ref = { rows.rows[i] };
		struct quote quote = quote_at(archive, &checking->scratch, ref);
		struct checked_quote checked = {
			.quote = ref, .source = quote.source, .text = NO_ROW,
			.check.verdict = VERDICT_NO_COPY,
		};
		if (str_equal(quote.form, STR("indirect")))
			quotes->indirect_count += is_asked(checking, &checked);
		else
			*ARRAY_ADD(arena, quotes) = checked;
	}
	sort_quotes(quotes, compare_by_source);
}

static void make_groups(struct checking *checking)
{
	const struct checked_quotes *quotes = checking->quotes;
	for (size_t first = 0, end; first < quotes->count; first = end) {
		struct group group = { .source = quotes->items[first].source, .first = first,
			               .text = NO_ROW };
		struct digest digest;
		for (end = first; end < quotes->count &&
		                  quotes->items[end].source.row == group.source.row; end++)
			group.is_asked = group.is_asked || is_asked(checking, &quotes->items[end]);
		group.count = end - first;
		if (source_digest(checking->archive, group.source, &digest)) {
			group.text = texts_find(checking->texts, digest);
			group.wants_text = group.text == NO_ROW;
		}
		*ARRAY_ADD(&checking->scratch, &checking->groups) = group;
	}
}

static struct str words_of(const struct checking *checking, struct arena *scratch, size_t row)
{
	struct dossier_ref quote = checking->quotes->items[row].quote;
	struct str text = dossier_text(checking->archive, quote, KNOWN_TEXT);
	return quote_words(checking->archive, scratch, text);
}

/* ── Texts that were changed ────────────────────────────────────────────────────────────────── */

/* How well a text fits a group that has none. */
struct fit { size_t score; size_t group; uint32_t text; };
struct fits { struct fit *items; size_t count, room; };

static int compare_fits(const void *left, const void *right)
{
	const struct fit *one = left, *other = right;
	if (one->score != other->score)
		return one->score < other->score ? 1 : -1;
	if (one->group != other->group)
		return one->group < other->group ? -1 : 1;
	return compare_rows(one->text, other->text);
}

/* Which texts some source of the collection names by their digest. */
static bool *find_owned(struct checking *checking)
{
	const struct archive *archive = checking->archive;
	const struct texts *texts = checking->texts;
	struct row_span sources = dossiers_of_kind(archive, kind_find(archive, STR("source")));
	bool *is_owned = ARENA_MANY(&checking->scratch, bool, texts->items.count);
	struct digest digest;
	for (uint32_t i = 0; i < sources.count; i++)
		if (source_digest(archive, (struct dossier_ref){ sources.rows[i] }, &digest))
			for (size_t j = 0; j < texts->items.count; j++)
				is_owned[j] = is_owned[j] ||
				              digest_equal(digest, texts->items.items[j].digest);
	return is_owned;
}

static bool is_called_like(struct str path, struct str id)
{
	size_t slash = path.size;
	while (slash > 0 && path.bytes[slash - 1] != '/')
		slash--;
	struct str name = str_slice(path, slash, path.size);
	return str_starts_with(name, id) && (name.size == id.size || name.bytes[id.size] == '.');
}

static size_t score_of(const struct checking *checking, struct arena *scratch,
                       struct quote_text *text, uint32_t row, const struct group *group)
{
	const struct archive *archive = checking->archive;
	struct str path = checking->texts->items.items[row].path;
	size_t score = is_called_like(path, dossier_id(archive, group->source));
	struct quote_place title = quote_find(text, dossier_name(archive, group->source));
	score += title.line && title.position < TITLE_DEPTH;
	for (size_t i = 0; i < group->count; i++)
		score += quote_find(text, words_of(checking, scratch, group->first + i)).line > 0;
	return score;
}

static bool fit_text(struct checking *checking, uint32_t row, struct fits *fits, struct fault *why)
{
	struct arena memory = {0};
	struct str bytes;
	bool is_read = texts_read(checking->texts, row, &memory, &bytes, why);
	bool is_text = is_read && unicode_find_invalid(bytes) == SIZE_MAX;
	struct quote_text *text = is_text ? quote_text_new(&memory, bytes) : NULL;
	for (size_t i = 0; i < checking->groups.count && text; i++) {
		const struct group *group = &checking->groups.items[i];
		size_t score = group->wants_text
		                       ? score_of(checking, &memory, text, row, group) : 0;
		if (score)
			*ARRAY_ADD(&checking->scratch, fits) = (struct fit){ score, i, row };
	}
	arena_release(&memory);
	return is_read;
}

/* The best fit first; each text, and each group, once. */
static void give_texts(struct checking *checking, struct arena *arena, struct fits *fits)
{
	size_t text_count = checking->texts->items.count;
	bool *is_given = ARENA_MANY(&checking->scratch, bool, text_count);
	if (fits->count)
		qsort(fits->items, fits->count, sizeof *fits->items, compare_fits);
	for (size_t i = 0; i < fits->count; i++) {
		struct group *group = &checking->groups.items[fits->items[i].group];
		uint32_t text = fits->items[i].text;
		if (!group->wants_text || is_given[text])
			continue;
		is_given[text] = group->differs = true;
		group->wants_text = false;
		group->text = text;
		if (!group->is_asked)
			continue;
		*ARRAY_ADD(arena, &checking->quotes->stand_ins) =
			(struct text_stand_in){ group->source, text };
	}
}

/* All groups without a text take part, asked for or not: the text that fits one of them best may
 * fit another better. But if none that is asked for lacks one, who gets which is of no matter. */
static bool find_stand_ins(struct checking *checking, struct arena *arena, struct fault *why)
{
	struct fits fits = {0};
	bool is_wanted = false, *is_owned;
	for (size_t i = 0; i < checking->groups.count; i++)
		is_wanted = is_wanted || (checking->groups.items[i].wants_text &&
		                          checking->groups.items[i].is_asked);
	if (!is_wanted)
		return true;
	is_owned = find_owned(checking);
	for (uint32_t i = 0; i < checking->texts->items.count; i++)
		if (!is_owned[i] && str_is_empty(checking->texts->items.items[i].problem) &&
		    !fit_text(checking, i, &fits, why))
			return false;
	give_texts(checking, arena, &fits);
	return true;
}

/* ── All ────────────────────────────────────────────────────────────────────────────────────── */

static bool check_group(struct checking *checking, const struct group *group, struct fault *why)
{
	struct arena memory = {0};
	struct str bytes;
	if (group->text == NO_ROW || !group->is_asked)
		return true;
	if (!texts_read(checking->texts, group->text, &memory, &bytes, why)) {
		arena_release(&memory);
		return false;
	}
	struct quote_text *text = quote_text_new(&memory, bytes);
	for (size_t i = group->first; i < group->first + group->count; i++) {
		struct checked_quote *quote = &checking->quotes->items[i];
		if (!is_asked(checking, quote))
			continue;
		quote->text = group->text;
		quote->differs = group->differs;
		quote->check = quote_check(text, words_of(checking, &memory, i));
	}
	arena_release(&memory);
	return true;
}

static void keep_asked(const struct checking *checking)
{
	struct checked_quotes *quotes = checking->quotes;
	size_t kept = 0;
	for (size_t i = 0; i < quotes->count; i++)
		if (is_asked(checking, &quotes->items[i]))
			quotes->items[kept++] = quotes->items[i];
	quotes->count = kept;
	for (size_t i = 0; i < kept; i++)
		quotes->counts[quotes->items[i].check.verdict]++;
}

bool checked_quotes_make(const struct archive *archive, struct arena *arena,
                         const struct texts *texts, const struct dossier_ref *only,
                         size_t only_count, struct checked_quotes *quotes, struct fault *why)
{
	struct checked_quotes made = {0};
	struct checking checking = {
		.archive = archive, .texts = texts, .only = only, .only_count = only_count,
		.quotes = &made,
	};
	list_quotes(&checking, arena);
	make_groups(&checking);
	bool is_checked = find_stand_ins(&checking, arena, why);
	for (size_t i = 0; i < checking.groups.count && is_checked; i++)
		is_checked = check_group(&checking, &checking.groups.items[i], why);
	arena_release(&checking.scratch);
	if (!is_checked)
		return false;
	keep_asked(&checking);
	sort_quotes(&made, compare_by_quote);
	*quotes = made;
	return true;
}
