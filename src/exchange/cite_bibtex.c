/* cite_bibtex: an entry of a BibTeX database, with the types and fields of biblatex.
 *
 *	@article{courier-2021-06,
 *	  author       = {{Cy Marsh}},
 *	  title        = {{A harbour for friends}},
 *	  …
 *	}
 *
 * Follows the manual of biblatex: entry types (section 2.1), fields (2.2), dates (2.3). The file is
 * UTF-8, as biber reads it. A value is one line in braces. What TeX would obey is escaped; a brace
 * becomes a command, as BibTeX counts those behind a backslash too. A second pair of braces keeps
 * the letters of a title, and a name that must not be parted, as they are.
 *
 * A date that biblatex cannot read is given in words as `year`, which it prints as it is.
 */
#include "exchange/cite_parts.h"

#include "base/arena.h"

/* ── Values ─────────────────────────────────────────────────────────────────────────────────── */

/* What TeX obeys, and what its oldest encoding of fonts has no sign for. */
static const struct { char byte; const char *escape; } escapes[] = {
	{ '\\', "\\textbackslash{}"   }, { '{', "\\textbraceleft{}"   },
	{ '}',  "\\textbraceright{}"  }, { '~', "\\textasciitilde{}"  },
	{ '^',  "\\textasciicircum{}" }, { '<', "\\textless{}"        },
	{ '>',  "\\textgreater{}"     }, { '|', "\\textbar{}"         },
	{ '%',  "\\%"                 }, { '&', "\\&"                 },
	{ '#',  "\\#"                 }, { '_', "\\_"                 },
	{ '$',  "\\$"                 },
};

static const char *escape_of(char byte)
{
	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
		if (escapes[i].byte == byte)
			return escapes[i].escape;
	return NULL;
}

static struct str escaped(struct arena *arena, struct str line)
{
	struct text text = { .arena = arena };
	struct str visible = cite_visible(arena, line);
	for (size_t i = 0; i < visible.size; i++) {
		const char *escape = escape_of(visible.bytes[i]);
		if (escape)
			text_add(&text, str_of(escape));
		else
			text_add_byte(&text, visible.bytes[i]);
	}
	return text_str(&text);
}

static struct str braced(struct arena *arena, struct str escaped_text)
{
	return str_format(arena, "{%.*s}", STR_ARGS(escaped_text));
}

/* A line of the entry, unless there is nothing to say. `value` is escaped already. */
static void add_raw(struct text *entry, const char *field, struct str value)
{
	if (value.size)
		text_format(entry, "  %-12s = {%.*s},\n", field, STR_ARGS(value));
}

static void add(struct text *entry, const char *field, struct str line)
{
	add_raw(entry, field, escaped(entry->arena, line));
}

/* A key may hold no blanks, braces, commas and the like. Every other byte becomes _XX, and so does
 * '_', so that two ids never give the same key. */
static void add_key(struct text *entry, struct str id)
{
	static const struct str signs = STR("-.:");
	for (size_t i = 0; i < id.size; i++) {
		char byte = id.bytes[i];
		bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
		                (byte >= '0' && byte <= '9') ||
		                str_find(signs, (struct str){ &byte, 1 }, 0) != SIZE_MAX;
		if (is_plain)
			text_add_byte(entry, byte);
		else
			text_format(entry, "_%02X", (unsigned char)byte);
	}
}

/* ── Names ──────────────────────────────────────────────────────────────────────────────────── */

/* A part of a name that biber would read as two names, or as a name of its extended form. */
static bool needs_braces(struct str part)
{
	if (str_find(part, STR("="), 0) != SIZE_MAX)
		return true;
	for (struct str rest = part; rest.bytes;) {
		struct str word = str_cut(&rest, ' ');
		if (str_equal_ignoring_ascii_case(word, STR("and")) ||
		    str_equal_ignoring_ascii_case(word, STR("others")))
			return true;
	}
	return false;
}

static struct str name_part(struct arena *arena, struct str part)
{
	struct str text = escaped(arena, part);
	return needs_braces(part) ? braced(arena, text) : text;
}

static struct str name(struct arena *arena, const struct cite_name *name)
{
	if (name->literal.size)
		return braced(arena, escaped(arena, name->literal));
	return str_join(arena, name_part(arena, name->family), STR(", "),
	                name_part(arena, name->given));
}

static struct str names(struct arena *arena, const struct cite *cite)
{
	struct str names = {0};
	for (size_t i = 0; i < cite->authors.count; i++)
		names = str_join(arena, names, STR(" and "), name(arena, &cite->authors.items[i]));
	return names;
}

/* ── Dates ──────────────────────────────────────────────────────────────────────────────────── */

enum { BEFORE_SEASONS = 20 };           /* 2021-21 is spring */

static struct str point(struct arena *arena, const struct cite_point *point)
{
	struct text text = { .arena = arena };
	text_format(&text, "%04u", point->year);
	if (point->season)
		text_format(&text, "-%u", BEFORE_SEASONS + (unsigned)point->season);
	if (point->month)
		text_format(&text, "-%02u", point->month);
	if (point->day)
		text_format(&text, "-%02u", point->day);
	if (point->doubt)
		text_add_byte(&text, point->doubt);
	return text_str(&text);
}

/* A date in `field`, or in words in `words_field` (NULL: not at all). */
static void add_date(struct text *entry, const struct cite_date *date, const char *field,
                     const char *words_field)
{
	struct str value = {0};
	for (unsigned i = 0; i < date->point_count; i++)
		value = str_join(entry->arena, value, STR("/"),
		                 point(entry->arena, &date->points[i]));
	if (date->point_count)
		add_raw(entry, field, value);
	else if (words_field)
		add(entry, words_field, date->words);
}

/* ── Languages ──────────────────────────────────────────────────────────────────────────────── */

/* What babel calls the languages that sources are most often in. */
static const struct { const char *code, *name; } languages[] = {
	{ "ar", "arabic"     }, { "bn", "bengali" }, { "de", "german"     }, { "el", "greek"   },
	{ "en", "english"    }, { "es", "spanish" }, { "fa", "persian"    }, { "fr", "french"  },
	{ "he", "hebrew"     }, { "hi", "hindi"   }, { "id", "indonesian" }, { "it", "italian" },
	{ "ja", "japanese"   }, { "ko", "korean"  }, { "ms", "malay"      }, { "my", "burmese" },
	{ "nl", "dutch"      }, { "pl", "polish"  }, { "pt", "portuguese" }, { "ru", "russian" },
	{ "th", "thai"       }, { "tr", "turkish" }, { "uk", "ukrainian"  },
	{ "vi", "vietnamese" }, { "zh", "chinese" },
};

/* By the first part of a code: "en" of "en-GB". */
static struct str language(struct str code)
{
	struct str first = str_cut(&code, '-');
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (str_equal_ignoring_ascii_case(first, str_of(languages[i].code)))
			return str_of(languages[i].name);
	return (struct str){0};
}

/* ── The entry ──────────────────────────────────────────────────────────────────────────────── */

static const struct entry_row {
	const char *entry;
	const char *publisher;          /* the field that names who published it */
	const char *subtype;
	bool has_genre;                 /* its field `type` holds the words of the collection */
} entry_rows[] = {
	[CITE_DOCUMENT]  = { "misc",    "organization", NULL,        true  },
	[CITE_WEB_PAGE]  = { "online",  "organization", NULL,        false },
	[CITE_NEWS]      = { "article", "journaltitle", "newspaper", false },
	[CITE_MAGAZINE]  = { "article", "journaltitle", "magazine",  false },
	[CITE_JOURNAL]   = { "article", "journaltitle", NULL,        false },
	[CITE_REPORT]    = { "report",  "institution",  NULL,        true  },
	[CITE_BOOK]      = { "book",    "publisher",    NULL,        false },
	[CITE_DATASET]   = { "dataset", "organization", NULL,        false },
	[CITE_POST]      = { "online",  "organization", NULL,        false },
	[CITE_BROADCAST] = { "misc",    "organization", NULL,        true  },
	[CITE_INTERVIEW] = { "misc",    "organization", NULL,        true  },
	[CITE_SPEECH]    = { "misc",    "organization", NULL,        true  },
	[CITE_LETTER]    = { "misc",    "organization", NULL,        true  },
	[CITE_CASE]      = { "misc",    "organization", NULL,        true  },
	[CITE_LAW]       = { "misc",    "organization", NULL,        true  },
	[CITE_TREATY]    = { "misc",    "organization", NULL,        true  },
};
_Static_assert(sizeof entry_rows / sizeof *entry_rows == CITE_TYPE_COUNT, "an entry for each type");

/* An article needs the periodical it is in, and what is online an address. */
static const struct entry_row *entry_of(const struct cite *cite)
{
	const struct entry_row *row = &entry_rows[cite->type];
	if (cite_type_is_periodical(cite->type) && str_is_empty(cite->publisher))
		row = &entry_rows[CITE_WEB_PAGE];
	if (str_equal(str_of(row->entry), STR("online")) && str_is_empty(cite->url))
		row = &entry_rows[CITE_DOCUMENT];
	return row;
}

static void add_notes(struct text *entry, const struct cite *cite)
{
	struct arena *arena = entry->arena;
	add(entry, "note", cite->locator);
	add(entry, "addendum", cite_remarks_and_archive(arena, cite));
	add(entry, "annotation", cite_annotation(arena, cite));
}

struct str cite_bibtex(struct arena *arena, const struct cite *cite)
{
	const struct entry_row *row = entry_of(cite);
	struct text entry = { .arena = arena };
	struct str title = escaped(arena, cite_title(arena, cite));
	text_format(&entry, "@%s{", row->entry);
	add_key(&entry, cite->id);
	text_add(&entry, STR(",\n"));
	add_raw(&entry, "author", names(arena, cite));
	add_raw(&entry, "title", braced(arena, title));
	add(&entry, row->publisher, cite->publisher);
	add(&entry, "entrysubtype", str_of(row->subtype));
	add(&entry, "type", row->has_genre ? cite->genre : (struct str){0});
	add_date(&entry, &cite->published, "date", "year");
	add_raw(&entry, "url", cite->url);
	add_date(&entry, &cite->retrieved, "urldate", NULL);
	add_raw(&entry, "langid", language(cite->language));
	add_notes(&entry, cite);
	text_add(&entry, STR("}\n"));
	return text_str(&entry);
}
