/* Dates, lists of citations and keys, which many rows name: each is kept once. And what else must
 * be known of all values and links before there is a place for them. */
#include <string.h>

#include "base/array.h"
#include "build/pack_parts.h"

struct sharing {
	struct packing *packing;
	struct keys dates, lists;
	struct text key;                /* of the date or list at work: all of it, as bytes */
};

static void key_add(struct sharing *sharing, const void *bytes, size_t size)
{
	text_add(&sharing->key, (struct str){ bytes, size });
}

/* The number of what the key says; `next` if it is new. */
static uint32_t key_number(struct sharing *sharing, struct keys *keys, size_t next)
{
	struct arena *arena = &sharing->packing->scratch;
	struct str key = { sharing->key.bytes, sharing->key.size };
	uint32_t found = keys_find(keys, key);
	sharing->key.size = 0;
	if (found != KEYS_NONE)
		return found;
	keys_add(arena, keys, str_copy(arena, key), (uint32_t)next);
	return (uint32_t)next;
}

static uint32_t date_share(struct sharing *sharing, const struct draft_date *date)
{
	struct packing *packing = sharing->packing;
	const int32_t numbers[] = {
		date->date.earliest, date->date.latest, (int32_t)date->date.flags,
		(int32_t)date->date.precision,
	};
	key_add(sharing, numbers, sizeof numbers);
	text_add(&sharing->key, date->text);
	uint32_t row = key_number(sharing, &sharing->dates, packing->dates.count);
	if (row == packing->dates.count)
		*ARRAY_ADD(&packing->scratch, &packing->dates) = date;
	return row;
}

static void citation_add(struct sharing *sharing, const struct draft_citation *citation)
{
	const uint64_t numbers[] = {
		citation->source, citation->id.size, citation->locator.size, citation->note.size,
	};
	key_add(sharing, numbers, sizeof numbers);
	text_add(&sharing->key, citation->id);
	text_add(&sharing->key, citation->locator);
	text_add(&sharing->key, citation->note);
}

/* The number of a list of citations; that of the empty one is 0. */
static uint32_t list_share(struct sharing *sharing, const struct batch *batch,
                           struct draft_rows rows)
{
	struct packing *packing = sharing->packing;
	if (rows.count == 0)
		return 0;
	for (uint32_t i = 0; i < rows.count; i++)
		citation_add(sharing, &batch->citations.items[rows.first + i]);
	uint32_t list = key_number(sharing, &sharing->lists, packing->lists.count + 1);
	if (list == packing->lists.count + 1) {
		*ARRAY_ADD(&packing->scratch, &packing->lists) =
			(struct pack_list){ batch->citations.items + rows.first, rows.count };
		packing->citation_count += rows.count;
	}
	return list;
}

/* ── Values ─────────────────────────────────────────────────────────────────────────────────── */

/* The row of a key that is not that of the value's field; else NO_ROW. */
static uint32_t key_share(struct packing *packing, const struct draft_value *value)
{
	const struct schema *schema = packing->input->schema;
	if (value->field != NO_ROW && str_equal(value->key, schema->fields.items[value->field].key))
		return NO_ROW;
	uint32_t next = (uint32_t)packing->keys.count;
	uint32_t found = keys_add(&packing->scratch, &packing->key_rows, value->key, next);
	if (found != KEYS_NONE)
		return found;
	*ARRAY_ADD(&packing->scratch, &packing->keys) = value->key;
	return next;
}

/* True if there is more to a value than its row says: see FORMAT. */
static bool has_details(const struct packing *packing, const struct draft_value *value,
                        uint32_t row, uint32_t key)
{
	bool is_link = value->type == FIELD_LINK, is_date = value->type == FIELD_DATE;
	return (key != NO_ROW && (value->field != NO_ROW || !pack_key_fits(packing, key))) ||
	       value->note.size || value->as_of != NO_ROW ||
	       (value->link != NO_ROW && !is_link) || (value->date != NO_ROW && !is_date) ||
	       (value->end != row + 1 && (is_link || is_date)) ||
	       value->place.line >> (32 - ARCHIVE_COLUMN_BITS) ||
	       value->place.column >> ARCHIVE_COLUMN_BITS;
}

static void values_share(struct sharing *sharing, size_t number)
{
	struct packing *packing = sharing->packing;
	const struct batch *batch = &packing->input->resolved->batches[number];
	size_t first = packing->first_value[number];
	for (uint32_t i = 0; i < batch->values.count; i++) {
		const struct draft_value *value = &batch->values.items[i];
		if (packing->value_rows[first + i] == ARCHIVE_NONE)
			continue;
		packing->value_lists[first + i] = list_share(sharing, batch, value->citations);
		packing->has_details[first + i] =
			has_details(packing, value, i, key_share(packing, value));
	}
}

/* ── Links ──────────────────────────────────────────────────────────────────────────────────── */

static enum link_form form_of(const struct draft_link *link, uint32_t list, uint32_t value_list)
{
	if (link->role.size || link->date != NO_ROW || link->since != NO_ROW ||
	    link->until != NO_ROW || (list && list != value_list))
		return LINK_DETAILED;
	if (list)
		return LINK_SOURCED;
	if (link->text_byte != NO_ROW)
		return link->is_in_note ? LINK_NOTE_MENTION : LINK_MENTION;
	return LINK_PLAIN;
}

static bool same_rows(struct draft_rows left, struct draft_rows right)
{
	return left.first == right.first && left.count == right.count;
}

/* Links most often have the very citations of their value. */
static void link_share(struct sharing *sharing, size_t number, uint32_t i)
{
	struct packing *packing = sharing->packing;
	const struct batch *batch = &packing->input->resolved->batches[number];
	const struct draft_link *link = &batch->links.items[i];
	uint32_t row = packing->link_rows[packing->first_link[number] + i];
	uint32_t value_list = 0, list = 0;
	if (row == ARCHIVE_NONE)
		return;
	if (link->value != NO_ROW)
		value_list = packing->value_lists[packing->first_value[number] + link->value];
	if (link->citations.count)
		list = link->value != NO_ROW &&
		       same_rows(link->citations, batch->values.items[link->value].citations)
		     ? value_list : list_share(sharing, batch, link->citations);

	enum link_form form = form_of(link, list, value_list);
	packing->link_lists[row] = list;
	packing->link_forms[row] = (uint8_t)form;
	packing->form_counts[form]++;
	if (form == LINK_DETAILED)
		*ARRAY_ADD(&packing->scratch, &packing->detailed) =
			(struct detailed_link){ .batch = (uint32_t)number, .link = i };
}

/* ── All ────────────────────────────────────────────────────────────────────────────────────── */

static void batch_share(struct sharing *sharing, size_t number)
{
	struct packing *packing = sharing->packing;
	const struct batch *batch = &packing->input->resolved->batches[number];
	for (uint32_t i = 0; i < batch->dates.count; i++)
		packing->date_rows[packing->first_date[number] + i] =
			date_share(sharing, &batch->dates.items[i]);
	values_share(sharing, number);
	for (uint32_t i = 0; i < batch->links.count; i++)
		link_share(sharing, number, i);
}

static void dossiers_share(struct sharing *sharing)
{
	struct packing *packing = sharing->packing;
	const struct resolved *resolved = packing->input->resolved;
	for (uint32_t i = 0; i < resolved->dossiers.count; i++)
		packing->dossier_lists[i] =
			list_share(sharing, &resolved->batches[resolved->dossiers.items[i].batch],
			           resolved_draft(resolved, i)->citations);
}

/* Where the rows of each batch begin among those of all. */
static void batches_place(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	struct arena *scratch = &packing->scratch;
	size_t count = resolved->batch_count, dates = 0, values = 0, links = 0;
	packing->first_date = ARENA_MANY(scratch, size_t, count);
	packing->first_value = ARENA_MANY(scratch, size_t, count);
	packing->first_link = ARENA_MANY(scratch, size_t, count);
	for (size_t i = 0; i < count; i++) {
		packing->first_date[i] = dates;
		packing->first_value[i] = values;
		packing->first_link[i] = links;
		dates += resolved->batches[i].dates.count;
		values += resolved->batches[i].values.count;
		links += resolved->batches[i].links.count;
	}

	packing->date_rows = ARENA_MANY(scratch, uint32_t, dates);
	packing->value_rows = ARENA_MANY(scratch, uint32_t, values);
	packing->value_lists = ARENA_MANY(scratch, uint32_t, values);
	packing->has_details = ARENA_MANY(scratch, bool, values);
	packing->link_rows = ARENA_MANY(scratch, uint32_t, links);
	memset(packing->value_rows, 0xFF, values * sizeof *packing->value_rows);
	memset(packing->link_rows, 0xFF, links * sizeof *packing->link_rows);
}

/* Links are where resolve laid them. */
static void links_place(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	packing->link_lists = ARENA_MANY(&packing->scratch, uint32_t, resolved->links.count);
	packing->link_forms = ARENA_MANY(&packing->scratch, uint8_t, resolved->links.count);
	for (size_t i = 0; i < resolved->links.count; i++) {
		struct resolved_link link = resolved->links.items[i];
		packing->link_rows[packing->first_link[link.batch] + link.link] = (uint32_t)i;
	}
}

/* The values of a draft become rows from `first` on; gives the row behind them. */
static uint32_t draft_place(struct packing *packing, struct resolved_part part, uint32_t first)
{
	const struct batch *batch = &packing->input->resolved->batches[part.batch];
	struct draft_rows values = batch->drafts.items[part.draft].values;
	uint32_t *rows = packing->value_rows + packing->first_value[part.batch] + values.first;
	for (uint32_t i = 0; i < values.count; i++)
		rows[i] = first + i;
	return first + values.count;
}

/* By the order of dossiers, and what is added to one behind its own. */
static void values_place(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	uint32_t end = 0;
	for (size_t i = 0; i < resolved->dossiers.count; i++) {
		const struct resolved_dossier *dossier = &resolved->dossiers.items[i];
		struct resolved_part own = { dossier->batch, dossier->draft };
		end = draft_place(packing, own, end);
		for (uint32_t j = 0; j < dossier->addition_count; j++) {
			uint32_t addition = dossier->first_addition + j;
			end = draft_place(packing, resolved->additions.items[addition], end);
		}
	}
}

void pack_share(struct packing *packing)
{
	struct sharing sharing = { .packing = packing, .key.arena = &packing->scratch };
	const struct resolved *resolved = packing->input->resolved;
	packing->dossier_lists = ARENA_MANY(&packing->scratch, uint32_t, resolved->dossiers.count);
	batches_place(packing);
	values_place(packing);
	links_place(packing);
	for (size_t i = 0; i < resolved->batch_count; i++)
		batch_share(&sharing, i);
	dossiers_share(&sharing);
}

static size_t details_of(const struct packing *packing, struct resolved_part part)
{
	const struct batch *batch = &packing->input->resolved->batches[part.batch];
	struct draft_rows values = batch->drafts.items[part.draft].values;
	const bool *has_details = packing->has_details + packing->first_value[part.batch];
	size_t count = 0;
	for (uint32_t i = 0; i < values.count; i++)
		count += has_details[values.first + i];
	return count;
}

uint64_t pack_details_count(const struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	uint64_t count = 0;
	for (size_t i = 0; i < resolved->dossiers.count; i++) {
		const struct resolved_dossier *dossier = &resolved->dossiers.items[i];
		count += details_of(packing, (struct resolved_part){ dossier->batch,
		                                                     dossier->draft });
	}
	for (size_t i = 0; i < resolved->additions.count; i++)
		count += details_of(packing, resolved->additions.items[i]);
	return count;
}
