/* The names of a dossier: at its head the two by which one may know it, all others behind its
 * fields.
 *
 *	Association of Southeast Asian Nations
 *	organization · asean
 *	also ASEAN [2]; the bloc [3]
 */
#include "query/page_parts.h"

#include "base/array.h"
#include "model/language.h"

/* ── Scripts ────────────────────────────────────────────────────────────────────────────────── */

/* True if a text is written in letters that a reader of English knows: Latin, with any marks. */
static bool is_latin(struct str text)
{
	size_t size;
	for (size_t at = 0; at < text.size; at += size) {
		uint32_t letter = unicode_decode(text, at, &size);
		bool is_known = letter < 0x370 || (letter >= 0x1E00 && letter < 0x1F00) ||
		                (letter >= 0x2000 && letter < 0x2C00);
		if (!is_known)
			return false;
	}
	return true;
}

/* True if a terminal of ASCII gives a name in other letters than its own. */
static bool is_transcript(struct str name)
{
	return shown_charset() == SHOWN_ASCII && !is_latin(name);
}

/* The letters of a name as they are shown, small: transcripts have neither capitals nor blanks
 * where their script has none. */
static struct str bare_letters(const struct page_maker *maker, struct str name)
{
	struct shown shown = shown_line(maker->arena, name);
	struct text bare = { .arena = maker->arena };
	for (size_t i = 0; i < shown.size; i++) {
		char byte = shown.bytes[i];
		bool is_capital = byte >= 'A' && byte <= 'Z';
		if (byte != ' ')
			text_add_byte(&bare, is_capital ? (char)(byte - 'A' + 'a') : byte);
	}
	return text_str(&bare);
}

/* True if two names come out the same on the screen. */
static bool are_shown_alike(const struct page_maker *maker, struct str one, struct str other)
{
	return str_equal(bare_letters(maker, one), bare_letters(maker, other));
}

/* True if a transcript says no more than the name of the dossier, or than a name before it. */
static bool is_told(const struct page_maker *maker, const struct page_values *names, size_t nth)
{
	enum { LOOK_MOST = 32 };
	struct str name = names->items[nth].text;
	if (!is_transcript(name))
		return false;
	for (size_t i = 0; i < names->count && i < LOOK_MOST; i++)
		if ((i < nth || !is_transcript(names->items[i].text)) && i != nth &&
		    are_shown_alike(maker, name, names->items[i].text))
			return true;
	return are_shown_alike(maker, name, maker->dossier.name);
}

/* ── A name ─────────────────────────────────────────────────────────────────────────────────── */

/* What stands in brackets behind another name: its language if its letters are foreign, its use. */
static struct str name_remark(const struct page_maker *maker, const struct value *name)
{
	const struct archive *archive = maker->archive;
	struct str lang = value_inside(archive, *name, field_known(archive, KNOWN_LANG)).text;
	struct str use = value_inside(archive, *name, field_find(archive, STR("use"))).text;
	struct str language = {0};
	if (!is_latin(name->text))
		language = language_name(maker->arena, lang);
	if (is_transcript(name->text))
		/* Translators: of a name that the terminal has no letters for. */
		language = str_join(maker->arena, language, STR(", "),
		                    str_of(_("in Latin letters")));
	return str_join(maker->arena, language, STR(", "), use);
}

static void write_name(struct page_maker *maker, const struct value *name)
{
	bool is_deprecated = name->rank == RANK_DEPRECATED;
	if (is_deprecated)
		page_deprecated_sign(&maker->writer);
	enum role role = is_deprecated ? ROLE_DEPRECATED : ROLE_TEXT;
	struct str shown = shown_name(maker->arena, name->text);
	page_raw(&maker->writer, role, shown);
	if (!str_equal(shown, name->text) && !is_transcript(name->text))
		page_format(&maker->writer, role, " = %.*s", STR_ARGS(name->text));
	struct str remark = name_remark(maker, name);
	if (remark.size)
		page_format(&maker->writer, ROLE_DIM, " (%.*s)", STR_ARGS(remark));
	page_value_marks(maker, name);
	page_value_notes(maker, name);
}

/* ── At the head ────────────────────────────────────────────────────────────────────────────── */

/* True if a word of one name is in the other: who knows "Sergei Lavrov" knows "Mr. Lavrov". */
static bool have_word_in_common(struct str one, struct str other)
{
	struct str rest = one;
	while (rest.size) {
		struct str word = str_cut(&rest, ' '), others = other;
		while (word.size && others.size)
			if (str_equal(word, str_cut(&others, ' ')))
				return true;
	}
	return false;
}

/* Columns of a name with what stands behind it, as far as a mark for each citation. */
static int name_width(const struct page_maker *maker, const struct value *name)
{
	enum { MARK_WIDTH = 4, BRACKETS = 3, MARKS_MOST = 4 };
	struct str remark = name_remark(maker, name);
	struct str shown = shown_name(maker->arena, name->text);
	int marks = name->citations.count < MARKS_MOST ? (int)name->citations.count : MARKS_MOST;
	int width = shown_line(maker->arena, shown).width + marks * MARK_WIDTH;
	return remark.size ? width + shown_line(maker->arena, remark).width + BRACKETS : width;
}

static bool is_at_head(const struct page_maker *maker, const struct value *name)
{
	for (size_t i = 0; i < PAGE_HEAD_NAMES; i++)
		if (maker->head_names[i].end && maker->head_names[i].row == name->row)
			return true;
	return false;
}

/* The name that is used in most places of those that tell more than the title and fit `room`. */
static const struct value *name_most_used(const struct page_maker *maker,
                                          const struct page_values *names, int room)
{
	const struct value *best = NULL;
	for (size_t i = 0; i < names->count; i++) {
		const struct value *name = &names->items[i];
		bool is_of_help = name->rank != RANK_DEPRECATED && !is_told(maker, names, i) &&
		                  !is_at_head(maker, name) && str_is_empty(name->note) &&
		                  !is_transcript(name->text) &&
		                  !have_word_in_common(name->text, maker->dossier.name);
		if (is_of_help && name_width(maker, name) <= room &&
		    (!best || name->citations.count > best->citations.count))
			best = name;
	}
	return best;
}

void page_names_at_head(struct page_maker *maker)
{
	struct page_writer *writer = &maker->writer;
	struct page_values names = page_values_known(maker, KNOWN_NAMES);
	/* Translators: before the other names of a dossier. */
	struct shown also = shown_literal(maker->arena, _("also "));
	int room = writer->page.width - also.width;
	for (size_t i = 0; i < PAGE_HEAD_NAMES; i++) {
		const struct value *name = name_most_used(maker, &names, room);
		if (!name)
			break;
		if (i == 0)
			page_text(writer, ROLE_DIM, also);
		else
			page_literal(writer, ROLE_TEXT, "; ");
		if (i == 0)
			page_shows(writer, name->row);
		write_name(maker, name);
		room -= name_width(maker, name) + 2;
		maker->head_names[i] = *name;
	}
	page_break(writer);
	page_shows(writer, NO_ROW);
}

/* ── Behind the fields ──────────────────────────────────────────────────────────────────────── */

/* The names that the head does not have. */
static struct page_values names_left(struct page_maker *maker)
{
	struct page_values names = page_values_known(maker, KNOWN_NAMES), left = {0};
	for (size_t i = 0; i < names.count; i++)
		if (!is_at_head(maker, &names.items[i]) && !is_told(maker, &names, i))
			*ARRAY_ADD(maker->arena, &left) = names.items[i];
	return left;
}

bool page_has_more_names(struct page_maker *maker)
{
	return names_left(maker).count > 0;
}

void page_more_names(struct page_maker *maker)
{
	struct page_writer *writer = &maker->writer;
	struct page_values names = names_left(maker);
	for (size_t i = 0; i < names.count; i++) {
		if (i > 0)
			page_literal(writer, ROLE_TEXT, "; ");
		page_shows(writer, names.items[i].row);
		write_name(maker, &names.items[i]);
	}
	page_break(writer);
	page_shows(writer, NO_ROW);
}
