#include "archive/section.h"

#include "base/unicode.h"

#define FORM(row, words) { .name = words, .row_size = sizeof(row) }

static const struct section_form forms[] = {
	[SECTION_COLLECTION]     = FORM(struct collection_row, "collection"),
	[SECTION_KINDS]          = FORM(struct kind_row,       "kinds"),
	[SECTION_FIELDS]         = FORM(struct field_row,      "fields"),
	[SECTION_RELATIONS]      = FORM(struct relation_row,   "relations"),
	[SECTION_LISTS]          = FORM(uint32_t,              "lists"),
	[SECTION_MEANINGS]       = FORM(struct meaning_row,    "meanings"),
	[SECTION_FILES]          = FORM(struct file_row,       "files"),
	[SECTION_DOSSIERS]       = FORM(struct dossier_row,    "dossiers"),
	[SECTION_IDS]            = FORM(struct id_row,         "ids"),
	[SECTION_KEYS]           = FORM(struct key_row,        "keys"),
	[SECTION_VALUES]         = FORM(struct value_row,      "values"),
	[SECTION_VALUE_DETAILS]  = FORM(struct value_details_row, "value details"),
	[SECTION_DATES]          = FORM(struct date_row,       "dates"),
	[SECTION_CITATIONS]      = FORM(struct citation_row,   "citations"),
	[SECTION_CITATION_LISTS] = FORM(uint32_t,              "citation lists"),
	[SECTION_LINKS]          = FORM(struct link_row,       "links"),
	[SECTION_LINK_DETAILS]   = FORM(struct link_details_row, "link details"),
	[SECTION_MENTIONS]       = FORM(struct mention_row,    "mentions"),
	[SECTION_LINKS_OUT]      = FORM(uint32_t,              "links out"),
	[SECTION_LINKS_IN_FIRST] = FORM(uint32_t,              "links in first"),
	[SECTION_LINKS_IN]       = FORM(uint32_t,              "links in"),
	[SECTION_NEIGHBOURS_FIRST] = FORM(struct neighbours_row, "neighbours first"),
	[SECTION_NEIGHBOURS]     = FORM(uint32_t,              "neighbours"),
	[SECTION_BY_NAME]        = FORM(uint32_t,              "by name"),
	[SECTION_BY_KIND]        = FORM(uint32_t,              "by kind"),
	[SECTION_KIND_FIRST]     = FORM(uint32_t,              "kind first"),
	[SECTION_BY_FILE]        = FORM(uint32_t,              "by file"),
	[SECTION_TIMELINE]       = FORM(struct timeline_row,   "timeline"),
	[SECTION_TERMS]          = FORM(struct term_row,       "terms"),
	[SECTION_POSTINGS]       = FORM(uint32_t,              "postings"),
	[SECTION_NAME_TERMS]     = FORM(struct term_row,       "name terms"),
	[SECTION_NAME_POSTINGS]  = FORM(uint32_t,              "name postings"),
	[SECTION_NAME_PAIRS]     = FORM(uint64_t,              "name pairs"),
	[SECTION_WEIGHTS]        = FORM(struct weight_row,     "weights"),
	[SECTION_FINDINGS]       = FORM(struct finding_row,    "findings"),
	[SECTION_VERIFICATIONS]  = FORM(struct verification_row, "verifications"),
	[SECTION_TEXTS]          = FORM(char,                  "texts"),
};
_Static_assert(sizeof forms / sizeof forms[0] == SECTION_COUNT, "a row for each section");
_Static_assert(SEARCH_CLASS_COUNT - 1 <= 1 << ARCHIVE_CLASS_BITS, "a posting holds every class");

const struct section_form *section_form(enum section section)
{
	return &forms[section];
}

uint64_t section_hash(struct str bytes)
{
	uint64_t hash = 0xCBF29CE484222325u;
	for (size_t i = 0; i + sizeof(uint64_t) <= bytes.size; i += sizeof(uint64_t)) {
		uint64_t word;
		memcpy(&word, bytes.bytes + i, sizeof word);
		hash = (hash ^ word) * 0x100000001B3u;
		hash ^= hash >> 32;
	}
	return hash;
}

void section_unicode(char unicode[24])
{
	struct str version = str_slice(unicode_version(), 0, 23);
	memset(unicode, 0, 24);
	memcpy(unicode, version.bytes, version.size);
}

uint64_t section_aligned(uint64_t size)
{
	return (size + ARCHIVE_ALIGNMENT - 1) / ARCHIVE_ALIGNMENT * ARCHIVE_ALIGNMENT;
}

static struct date timeline_date(const struct timeline_row *row, enum date_precision precision)
{
	if (row->earliest == DATE_LAST_DAY)
		return date_none();
	return (struct date){ .earliest = row->earliest, .latest = row->latest,
	                      .precision = (uint8_t)precision };
}

static int number_compare(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

int section_timeline_compare(const struct timeline_row *left, enum date_precision left_precision,
                             const struct timeline_row *right, enum date_precision right_precision)
{
	int order = date_compare(timeline_date(left, left_precision),
	                         timeline_date(right, right_precision));
	order = order ? order : number_compare(left->what, right->what);
	order = order ? order : number_compare(left->dossier, right->dossier);
	return order ? order : number_compare(left->link, right->link);
}

struct date section_relation_date(struct date date, struct date since, struct date until)
{
	bool is_open = date_is_none(since);
	struct date whole = is_open ? until : since;
	if (!date_is_none(date) || date_is_none(whole))
		return date;
	whole.earliest = is_open ? DATE_FIRST_DAY : since.earliest;
	whole.latest = date_is_none(until) ? DATE_LAST_DAY : until.latest;
	if (whole.latest < whole.earliest)
		whole.latest = since.latest;
	return whole;
}
