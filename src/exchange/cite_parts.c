#include "exchange/cite_parts.h"

#include "base/arena.h"
#include "base/unicode.h"

/* ── Characters ─────────────────────────────────────────────────────────────────────────────── */

/* Blanks, the no-break and thin ones of typographers too, and all that ends a line somewhere. */
static bool is_blank(uint32_t code_point)
{
	return (code_point >= '\t' && code_point <= '\r') || code_point == ' ' ||
	       code_point == 0x85 || code_point == 0xA0 ||
	       (code_point >= 0x2000 && code_point <= 0x200A) || code_point == 0x2028 ||
	       code_point == 0x2029 || code_point == 0x202F || code_point == 0x205F;
}

struct str cite_line(struct arena *arena, struct str raw)
{
	struct text line = { .arena = arena };
	bool has_blank = false;
	for (size_t at = 0, size; at < raw.size; at += size) {
		if (is_blank(unicode_decode(raw, at, &size))) {
			has_blank = line.size > 0;
			continue;
		}
		if (has_blank)
			text_add_byte(&line, ' ');
		has_blank = false;
		text_add(&line, str_slice(raw, at, size));
	}
	return text_str(&line);
}

struct str cite_visible(struct arena *arena, struct str line)
{
	struct text visible = { .arena = arena };
	for (size_t at = 0, size; at < line.size; at += size) {
		uint32_t code_point = unicode_decode(line, at, &size);
		bool is_invalid = code_point == UNICODE_REPLACEMENT && size == 1;
		if (is_invalid || unicode_class(code_point) == UNICODE_FORBIDDEN)
			text_add(&visible, STR("\xef\xbf\xbd"));
		else
			text_add(&visible, str_slice(line, at, size));
	}
	return text_str(&visible);
}

/* Unreserved and reserved characters of RFC 3986, and the sign that begins an escape. */
static bool is_of_address(char byte)
{
	static const struct str signs = STR("-._~:/?#[]@!$&'()*+,;=%");
	bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
	return is_letter || (byte >= '0' && byte <= '9') ||
	       str_find(signs, (struct str){ &byte, 1 }, 0) != SIZE_MAX;
}

static bool has_web_scheme(struct str address)
{
	static const struct str schemes[] = { STR("https://"), STR("http://"), STR("ftp://") };
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (str_equal_ignoring_ascii_case(str_slice(address, 0, schemes[i].size),
		                                  schemes[i]))
			return true;
	return false;
}

struct str cite_address(struct arena *arena, struct str raw)
{
	struct text address = { .arena = arena };
	raw = str_trim(raw);
	if (!has_web_scheme(raw))
		return (struct str){0};
	for (size_t i = 0; i < raw.size; i++) {
		if (is_of_address(raw.bytes[i]))
			text_add_byte(&address, raw.bytes[i]);
		else
			text_format(&address, "%%%02X", (unsigned char)raw.bytes[i]);
	}
	return text_str(&address);
}

/* ── Phrases ────────────────────────────────────────────────────────────────────────────────── */

struct str cite_title(struct arena *arena, const struct cite *cite)
{
	if (!cite->is_described)
		return cite->title;
	return str_format(arena, "[%.*s]", STR_ARGS(cite->title));
}

static struct str in_marks(struct arena *arena, const struct cite *cite, struct str words)
{
	bool has_own = str_starts_with(words, STR("“")) || str_starts_with(words, STR("\""));
	if (cite->is_indirect || has_own)
		return words;
	return str_format(arena, "“%.*s”", STR_ARGS(words));
}

struct str cite_quoted(struct arena *arena, const struct cite *cite)
{
	struct str words = in_marks(arena, cite, cite->words);
	if (str_is_empty(cite->translation))
		return words;
	struct str translation = in_marks(arena, cite, cite->translation);
	return str_format(arena, "%.*s (in translation: %.*s)", STR_ARGS(words),
	                  STR_ARGS(translation));
}

struct str cite_speaker(struct arena *arena, const struct cite *cite)
{
	struct str speaker = str_is_empty(cite->speaker) ? STR("[speaker not known]")
	                                                 : cite->speaker;
	return str_join(arena, speaker, STR(", for "), cite->spoke_for);
}

struct str cite_annotation(struct arena *arena, const struct cite *cite)
{
	if (!cite->is_quote)
		return (struct str){0};
	struct str who = str_join(arena, cite_speaker(arena, cite), STR(", "), cite->said.words);
	return str_join(arena, cite_quoted(arena, cite), STR(" — "), who);
}

static const struct { unsigned deduced; const char *words; } deduced_words[] = {
	{ CITE_DEDUCED_TITLE,     "title"     },
	{ CITE_DEDUCED_AUTHORS,   "author"    },
	{ CITE_DEDUCED_PUBLISHER, "publisher" },
	{ CITE_DEDUCED_DATE,      "date"      },
};

struct str cite_remarks(struct arena *arena, const struct cite *cite)
{
	struct str remarks = {0}, deduced = {0};
	for (size_t i = 0; i < sizeof deduced_words / sizeof *deduced_words; i++)
		if (cite->deduced & deduced_words[i].deduced)
			deduced = str_join(arena, deduced, STR(", "),
			                   str_of(deduced_words[i].words));
	if (cite->origin.size)
		remarks = str_format(arena, "Derived from %.*s.", STR_ARGS(cite->origin));
	if (deduced.size)
		deduced = str_format(arena, "Deduced, not given by the document: %.*s.",
		                     STR_ARGS(deduced));
	return str_join(arena, remarks, STR(" "), deduced);
}

struct str cite_remarks_and_archive(struct arena *arena, const struct cite *cite)
{
	struct str remarks = cite_remarks(arena, cite);
	if (str_is_empty(cite->archive_url))
		return remarks;
	struct str place = str_format(arena, "Archived at %.*s", STR_ARGS(cite->archive_url));
	return str_join(arena, remarks, STR(" "), place);
}
