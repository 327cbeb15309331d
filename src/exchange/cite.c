#include "exchange/cite.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/message.h"
#include "exchange/cite_parts.h"
#include "model/prose.h"
#include "query/citable.h"
#include "query/quotes.h"

/* What one is gathered from. */
struct gathering {
	const struct archive *archive;
	struct arena *arena;
	struct dossier_ref source;
	struct cite *cite;
};

/* ── Types ──────────────────────────────────────────────────────────────────────────────────── */

/* Words for the type of a source, with blanks for '-' and '_'; those of CSL are among them. */
static const struct { const char *words; enum cite_type type; } type_rows[] = {
	{ "news report",             CITE_NEWS      },
	{ "news article",            CITE_NEWS      },
	{ "newspaper article",       CITE_NEWS      },
	{ "article newspaper",       CITE_NEWS      },
	{ "news agency report",      CITE_NEWS      },
	{ "wire report",             CITE_NEWS      },
	{ "magazine article",        CITE_MAGAZINE  },
	{ "article magazine",        CITE_MAGAZINE  },
	{ "journal article",         CITE_JOURNAL   },
	{ "article journal",         CITE_JOURNAL   },
	{ "report",                  CITE_REPORT    },
	{ "study",                   CITE_REPORT    },
	{ "book",                    CITE_BOOK      },
	{ "dataset",                 CITE_DATASET   },
	{ "web page",                CITE_WEB_PAGE  },
	{ "webpage",                 CITE_WEB_PAGE  },
	{ "post",                    CITE_POST      },
	{ "social media post",       CITE_POST      },
	{ "blog post",               CITE_POST      },
	{ "post weblog",             CITE_POST      },
	{ "broadcast",               CITE_BROADCAST },
	{ "television report",       CITE_BROADCAST },
	{ "radio report",            CITE_BROADCAST },
	{ "interview",               CITE_INTERVIEW },
	{ "speech",                  CITE_SPEECH    },
	{ "letter",                  CITE_LETTER    },
	{ "email",                   CITE_LETTER    },
	{ "personal communication",  CITE_LETTER    },
	{ "judgment",                CITE_CASE      },
	{ "court ruling",            CITE_CASE      },
	{ "legal case",              CITE_CASE      },
	{ "law",                     CITE_LAW       },
	{ "decree",                  CITE_LAW       },
	{ "legislation",             CITE_LAW       },
	{ "treaty",                  CITE_TREATY    },
};

static bool find_type(struct arena *arena, struct str genre, enum cite_type *type)
{
	struct text words = { .arena = arena };
	for (size_t i = 0; i < genre.size; i++) {
		char byte = genre.bytes[i];
		text_add_byte(&words, byte == '-' || byte == '_' ? ' ' : byte);
	}
	for (size_t i = 0; i < sizeof type_rows / sizeof *type_rows; i++) {
		if (str_equal_ignoring_ascii_case(text_str(&words), str_of(type_rows[i].words))) {
			*type = type_rows[i].type;
			return true;
		}
	}
	return false;
}

bool cite_type_is_periodical(enum cite_type type)
{
	return type == CITE_NEWS || type == CITE_MAGAZINE || type == CITE_JOURNAL;
}

/* ── Values ─────────────────────────────────────────────────────────────────────────────────── */

static struct value first_of(const struct gathering *gathering, const char *key)
{
	uint32_t field = field_find(gathering->archive, str_of(key));
	if (field == NO_ROW)
		return value_at(gathering->archive, NO_ROW);
	return value_first(gathering->archive, gathering->source, field);
}

/* The preferred value of a field, or the first that is not deprecated. */
static struct value best_of(const struct gathering *gathering, const char *key)
{
	struct value best = value_at(gathering->archive, NO_ROW);
	for (struct value value = first_of(gathering, key); value.row != NO_ROW;
	     value = value_next(gathering->archive, gathering->source, value)) {
		if (value.rank == RANK_PREFERRED)
			return value;
		if (value.rank != RANK_DEPRECATED && best.row == NO_ROW)
			best = value;
	}
	return best;
}

/* Its text, or the name of the dossier that it leads to. */
static struct str words_of(const struct gathering *gathering, struct value value)
{
	if (value.row == NO_ROW)
		return (struct str){0};
	struct str words = value.link == NO_ROW
	                 ? value.text
	                 : dossier_name(gathering->archive,
	                                link_at(gathering->archive, value.link).to);
	return cite_line(gathering->arena, words);
}

static struct str text_of(const struct gathering *gathering, const char *key)
{
	return words_of(gathering, best_of(gathering, key));
}

static struct cite_date date_of(const struct gathering *gathering, uint32_t row)
{
	struct str text = archive_date(gathering->archive, row).text;
	return cite_date(gathering->arena, cite_line(gathering->arena, text));
}

/* ── Names ──────────────────────────────────────────────────────────────────────────────────── */

/* "Family, Given" has one comma, and something on both sides of it. */
static bool name_part(struct str name, struct cite_name *parted)
{
	struct str rest = name, family = str_trim(str_cut(&rest, ',')), given = str_trim(rest);
	if (str_is_empty(family) || str_is_empty(given) ||
	    str_find(given, STR(","), 0) != SIZE_MAX)
		return false;
	*parted = (struct cite_name){ .family = family, .given = given };
	return true;
}

/* How a dossier wants to be cited: a name of its with `use: citation`. */
static bool name_for_citation(const struct gathering *gathering, struct dossier_ref ref,
                              struct cite_name *name)
{
	const struct archive *archive = gathering->archive;
	uint32_t use = field_find(archive, STR("use"));
	struct value value = value_first(archive, ref, field_known(archive, KNOWN_NAMES));
	for (; value.row != NO_ROW && use != NO_ROW; value = value_next(archive, ref, value)) {
		if (!str_equal(value_inside(archive, value, use).text, STR("citation")))
			continue;
		struct str text = cite_line(gathering->arena, value.text);
		if (!name_part(text, name))
			*name = (struct cite_name){ .literal = text };
		return true;
	}
	return false;
}

static struct cite_name author_of(const struct gathering *gathering, struct value value)
{
	struct cite_name name = { .literal = words_of(gathering, value) };
	if (value.link == NO_ROW)
		name_part(name.literal, &name);
	else
		name_for_citation(gathering, link_at(gathering->archive, value.link).to, &name);
	return name;
}

static void gather_authors(const struct gathering *gathering)
{
	for (struct value value = first_of(gathering, "authors"); value.row != NO_ROW;
	     value = value_next(gathering->archive, gathering->source, value)) {
		if (value.rank == RANK_DEPRECATED || str_is_empty(words_of(gathering, value)))
			continue;
		struct cite_name name = author_of(gathering, value);
		*ARRAY_ADD(gathering->arena, &gathering->cite->authors) = name;
	}
}

/* ── A source ───────────────────────────────────────────────────────────────────────────────── */

/* The first type that has a row; words that have none are those of a document. */
static void gather_type(const struct gathering *gathering)
{
	struct cite *cite = gathering->cite;
	cite->genre = text_of(gathering, "type");
	for (struct value value = first_of(gathering, "type"); value.row != NO_ROW;
	     value = value_next(gathering->archive, gathering->source, value)) {
		struct str genre = words_of(gathering, value);
		if (value.rank == RANK_DEPRECATED ||
		    !find_type(gathering->arena, genre, &cite->type))
			continue;
		cite->genre = genre;
		break;
	}
	if (cite->type == CITE_DOCUMENT && cite->url.size)
		cite->type = CITE_WEB_PAGE;
}

static void gather_title(const struct gathering *gathering)
{
	struct cite *cite = gathering->cite;
	cite->title = text_of(gathering, "title");
	cite->is_described = str_is_empty(cite->title);
	if (cite->is_described)
		cite->title = cite_line(gathering->arena,
		                        dossier_name(gathering->archive, gathering->source));
}

/* "Dow Jones and Fair report". */
static void gather_origin(const struct gathering *gathering)
{
	struct cite *cite = gathering->cite;
	for (struct value value = first_of(gathering, "derived_from"); value.row != NO_ROW;
	     value = value_next(gathering->archive, gathering->source, value))
		if (value.rank != RANK_DEPRECATED)
			cite->origin = str_join(gathering->arena, cite->origin, STR(" and "),
			                        words_of(gathering, value));
}

static const struct { const char *key; unsigned deduced; } deduced_rows[] = {
	{ "title",     CITE_DEDUCED_TITLE     },
	{ "authors",   CITE_DEDUCED_AUTHORS   },
	{ "publisher", CITE_DEDUCED_PUBLISHER },
	{ "published", CITE_DEDUCED_DATE      },
};

/* What is both given and said to be unknown stands on a deduction. */
static void gather_deduced(const struct gathering *gathering)
{
	struct value value = first_of(gathering, "unknown");
	for (; value.row != NO_ROW;
	     value = value_next(gathering->archive, gathering->source, value))
		for (size_t i = 0; i < sizeof deduced_rows / sizeof *deduced_rows; i++)
			if (str_equal(value.text, str_of(deduced_rows[i].key)) &&
			    best_of(gathering, deduced_rows[i].key).row != NO_ROW)
				gathering->cite->deduced |= deduced_rows[i].deduced;
}

static void gather_source(const struct gathering *gathering)
{
	struct cite *cite = gathering->cite;
	struct dossier source = dossier_at(gathering->archive, gathering->source);
	cite->url = cite_address(gathering->arena, text_of(gathering, "url"));
	cite->archive_url = cite_address(gathering->arena, text_of(gathering, "archive_url"));
	cite->publisher = text_of(gathering, "publisher");
	cite->language = text_of(gathering, "lang");
	cite->published = date_of(gathering, source.date);
	cite->retrieved = date_of(gathering, best_of(gathering, "retrieved").date);
	gather_type(gathering);
	gather_title(gathering);
	gather_authors(gathering);
	gather_origin(gathering);
	gather_deduced(gathering);
}

/* ── A quote ────────────────────────────────────────────────────────────────────────────────── */

static struct str name_of_id(void *context, struct str id)
{
	const struct archive *archive = *(const struct archive *const *)context;
	struct dossier_ref ref = dossier_find(archive, id);
	return dossier_is_none(ref) ? (struct str){0} : dossier_name(archive, ref);
}

/* Words as they read, without the marks of links. */
static struct str spoken(struct gathering *gathering, struct str prose)
{
	return cite_line(gathering->arena,
	                 prose_plain(gathering->arena, prose, name_of_id, &gathering->archive));
}

static struct str name_of(const struct gathering *gathering, struct dossier_ref ref)
{
	if (dossier_is_none(ref))
		return (struct str){0};
	return cite_line(gathering->arena, dossier_name(gathering->archive, ref));
}

static void gather_quote(struct gathering *gathering, const struct quote *quote)
{
	struct cite *cite = gathering->cite;
	cite->is_quote = true;
	cite->words = spoken(gathering, quote->text);
	cite->translation = spoken(gathering, quote->translation);
	cite->is_indirect = str_equal(quote->form, STR("indirect"));
	cite->speaker = name_of(gathering, quote->speaker);
	if (quote->spoke_for.row != quote->speaker.row)
		cite->spoke_for = name_of(gathering, quote->spoke_for);
	cite->said = date_of(gathering, quote->said);
	cite->locator = cite_line(gathering->arena, quote->locator);
}

/* ── Either ─────────────────────────────────────────────────────────────────────────────────── */

enum { MOST_NEAR = 5 };

/* "a, b or c" of ids; "a, b, …" if there are too many. */
static struct str list_ids(const struct archive *archive, struct arena *arena,
                           struct dossier_refs refs)
{
	struct str list = {0};
	for (size_t i = 0; i < refs.count && i < MOST_NEAR; i++)
		list = str_join(arena, list, i + 1 == refs.count ? str_of(_(" or ")) : STR(", "),
		                dossier_id(archive, refs.items[i]));
	return refs.count > MOST_NEAR ? str_join(arena, list, STR(", "), STR("…")) : list;
}

static bool cannot_cite(const struct archive *archive, struct arena *arena, struct dossier_ref ref,
                        struct fault *why)
{
	struct dossier_refs near = citable_near(archive, arena, ref);
	struct str id = dossier_id(archive, ref);
	struct str kind = message_of(kind_at(archive, dossier_kind(archive, ref)).label);
	if (near.count == 0)
		return fault_set(why, FAULT_USAGE,
		                 _("only sources and quotes can be cited, and \"%.*s\" is of the "
		                   "kind %.*s: 'dossier list source' lists what there is"),
		                 STR_ARGS(id), STR_ARGS(kind));
	return fault_set(why, FAULT_USAGE,
	                 _("only sources and quotes can be cited, and \"%.*s\" is of the kind "
	                   "%.*s: perhaps %.*s"), STR_ARGS(id), STR_ARGS(kind),
	                 STR_ARGS(list_ids(archive, arena, near)));
}

bool cite_gather(const struct archive *archive, struct arena *arena, struct dossier_ref ref,
                 struct cite *cite, struct fault *why)
{
	struct cite gathered = { .id = dossier_id(archive, ref) };
	struct gathering gathering = { archive, arena, ref, &gathered };
	bool is_quote = dossier_is_quote(archive, ref);
	if (!is_quote && !dossier_is_source(archive, ref))
		return cannot_cite(archive, arena, ref, why);
	if (is_quote) {
		struct quote quote = quote_at(archive, arena, ref);
		gather_quote(&gathering, &quote);
		gathering.source = quote.source;
	}
	if (dossier_is_none(gathering.source))
		return fault_set(why, FAULT_USAGE,
		                 _("the quote \"%.*s\" cannot be cited: it names no source that is "
		                   "in the collection"), STR_ARGS(gathered.id));
	gather_source(&gathering);
	*cite = gathered;
	return true;
}

/* ── Styles ─────────────────────────────────────────────────────────────────────────────────── */

const char cite_style_names[] = "plain|bibtex|csl|ris";

static struct str (*const writers[])(struct arena *arena, const struct cite *cite) = {
	[CITE_PLAIN]  = cite_plain,
	[CITE_BIBTEX] = cite_bibtex,
	[CITE_CSL]    = cite_csl_text,
	[CITE_RIS]    = cite_ris,
};
_Static_assert(sizeof writers / sizeof *writers == CITE_STYLE_COUNT, "a writer for each style");

struct str cite_style_name(enum cite_style style)
{
	struct str rest = str_of(cite_style_names), name = str_cut(&rest, '|');
	while (style-- > CITE_PLAIN)
		name = str_cut(&rest, '|');
	return name;
}

enum cite_style cite_style_find(struct str name)
{
	enum cite_style style = CITE_PLAIN;
	while (style < CITE_STYLE_COUNT && !str_equal(cite_style_name(style), name))
		style++;
	return style;
}

struct str cite_text(struct arena *arena, const struct cite *cite, enum cite_style style)
{
	return writers[style](arena, cite);
}
