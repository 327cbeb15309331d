#include "build/pack_parts.h"

/* Where each link leads, and in their order the rows that they refer to of other sections. */
static void pack_ends(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	struct link_row *rows = PACK_ROWS(packing, SECTION_LINKS, struct link_row);
	uint32_t details = 0, mentions = 0;
	for (size_t i = 0; i < resolved->links.count; i++) {
		enum link_form form = packing->link_forms[i];
		rows[i].from = resolved->links.items[i].from;
		rows[i].to = resolved->links.items[i].to;
		rows[i].form = (uint16_t)form;
		if (form == LINK_DETAILED)
			rows[i].refers = details++;
		else if (form == LINK_MENTION || form == LINK_NOTE_MENTION)
			rows[i].refers = mentions++;
	}
}

/* All but the role. */
static struct link_details_row pack_details(const struct packing *packing, uint32_t batch,
                                            const struct draft_link *link)
{
	return (struct link_details_row){
		.date = pack_date(packing, batch, link->date),
		.since = pack_date(packing, batch, link->since),
		.until = pack_date(packing, batch, link->until),
	};
}

/* What a link says; `value` is the row that holds it, or NONE. */
static void pack_link(struct packing *packing, uint32_t batch, const struct draft_link *link,
                      uint32_t value, uint32_t number)
{
	struct link_row *row = &PACK_ROWS(packing, SECTION_LINKS, struct link_row)[number];
	struct link_details_row *details =
		PACK_ROWS(packing, SECTION_LINK_DETAILS, struct link_details_row);
	row->relation = (uint16_t)link->relation;
	switch ((enum link_form)row->form) {
	case LINK_PLAIN:
	case LINK_SOURCED:
		row->refers = value;
		break;
	case LINK_MENTION:
	case LINK_NOTE_MENTION:
		PACK_ROWS(packing, SECTION_MENTIONS, struct mention_row)[row->refers] =
			(struct mention_row){ value, link->text_byte };
		break;
	case LINK_DETAILED:
		details[row->refers] = pack_details(packing, batch, link);
		details[row->refers].value = value;
		details[row->refers].citations = packing->link_lists[number];
		break;
	case LINK_FORM_COUNT:
		break;
	}
}

/* Batch by batch, as they lie in memory. */
void pack_links(struct packing *packing)
{
	const struct resolved *resolved = packing->input->resolved;
	pack_ends(packing);
	for (uint32_t i = 0; i < resolved->batch_count; i++) {
		const struct batch *batch = &resolved->batches[i];
		const uint32_t *values = packing->value_rows + packing->first_value[i];
		const uint32_t *rows = packing->link_rows + packing->first_link[i];
		for (size_t j = 0; j < batch->links.count; j++) {
			const struct draft_link *link = &batch->links.items[j];
			uint32_t value = link->value == NO_ROW ? ARCHIVE_NONE : values[link->value];
			if (rows[j] != ARCHIVE_NONE)
				pack_link(packing, i, link, value, rows[j]);
		}
	}
}

void pack_roles(struct packing *packing)
{
	for (size_t i = 0; i < packing->detailed.count; i++) {
		struct detailed_link *link = &packing->detailed.items[i];
		const struct batch *batch = &packing->input->resolved->batches[link->batch];
		link->role = pool_add(&packing->pool, batch->links.items[link->link].role);
	}
}

void pack_roles_place(struct packing *packing)
{
	const struct link_row *rows = PACK_ROWS(packing, SECTION_LINKS, struct link_row);
	struct link_details_row *details =
		PACK_ROWS(packing, SECTION_LINK_DETAILS, struct link_details_row);
	for (size_t i = 0; i < packing->detailed.count; i++) {
		const struct detailed_link *link = &packing->detailed.items[i];
		uint32_t row = packing->link_rows[packing->first_link[link->batch] + link->link];
		details[rows[row].refers].role = link->role;
	}
}
