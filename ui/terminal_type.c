#include "ui/terminal_type.h"

#include <string.h>

#include "base/arena.h"

/* The sequence that ends a look. */
#define LOOK_END "\033[m"

static const char *const look_names[] = {
	"bold", "dim", "blink", "sitm",
	"rev", "smso", "smul", "prot", "invis", "ehhlm", "elhlm", "elohlm", "erhlm", "ethlm",
	"evhlm",
};
_Static_assert(sizeof(look_names) / sizeof(look_names[0]) == LOOKS, "a name for each look");

/* What would get in between: all that goes by the old attributes, the charsets and the colours; and
 * tabs, whose stops somebody may have moved: nothing is cheaper by them than by a column. */
static const char *const left_out[] = {
	"sgr", "rmul", "rmso", "ritm", "smacs", "rmacs", "acsc", "enacs", "setaf", "setab",
	"setf", "setb", "scp", "initc", "initp", "op", "oc",
	"ht", "cbt",
};

/* ── Looks ──────────────────────────────────────────────────────────────────────────────────── */

struct str sequence_unpadded(struct arena *arena, const char *sequence)
{
	struct text rest = { .arena = arena };
	struct str all = str_of(sequence);
	for (size_t at = 0, size; at < all.size; at += size) {
		size_t end = str_find(all, STR(">"), at);
		bool is_padding = str_starts_with(str_slice(all, at, 2), STR("$<")) &&
		                  end != SIZE_MAX;
		size = is_padding ? end + 1 - at : 1;
		if (!is_padding)
			text_add_byte(&rest, all.bytes[at]);
	}
	return str_copy(arena, text_str(&rest));
}

/* And without the shifts to the plain charset, ^O and ESC(B. */
static struct str bare(struct arena *arena, const char *sequence)
{
	struct text bare = { .arena = arena };
	for (struct str rest = sequence_unpadded(arena, sequence); rest.size > 0;) {
		bool is_shift = rest.bytes[0] == '\017';
		bool is_choice = str_starts_with(rest, STR("\033(B"));
		if (!is_shift && !is_choice)
			text_add_byte(&bare, rest.bytes[0]);
		rest = str_slice(rest, is_choice ? 3 : 1, SIZE_MAX);
	}
	return text_str(&bare);
}

static bool ends_looks_at_once(struct arena *arena, const struct terminal_type *type)
{
	struct str end = bare(arena, type->string("sgr0"));
	return str_equal(end, STR(LOOK_END)) || str_equal(end, STR("\033[0m"));
}

bool style_hides_blanks(struct style style)
{
	return style.background < 0 &&
	       !(style.attributes & (THEME_UNDERLINE | THEME_REVERSE));
}

/* An attribute, what turns it on, and its bit in "ncv": which ones no colour goes with. */
struct attribute_row { unsigned attribute; const char *name; int no_colours_bit; };

static const struct attribute_row attributes[] = {
	{ THEME_BOLD, "bold", 1 << 5 },    { THEME_DIM, "dim", 1 << 4 },
	{ THEME_UNDERLINE, "smul", 1 << 1 }, { THEME_REVERSE, "rev", 1 << 2 },
};

/* Two sequences as one, if both are of the kind that can be: ESC[1m and ESC[33m are ESC[1;33m. */
static void add_rendition(struct text *on, struct str more)
{
	const struct str start = STR("\033["), end = STR("m");
	struct str before = text_str(on);
	bool can_join = str_starts_with(before, start) && str_ends_with(before, end) &&
	                str_starts_with(more, start) && str_ends_with(more, end);
	if (can_join) {
		on->size -= end.size;
		text_add_byte(on, ';');
		more = str_slice(more, start.size, more.size);
	}
	text_add(on, more);
}

/* What turns a style on. */
static struct str style_on(struct arena *arena, const struct terminal_type *type,
                           struct style style)
{
	struct text on = { .arena = arena };
	int without_colours = type->number("ncv");
	bool has_colours = style.foreground >= 0 || style.background >= 0;
	if (without_colours < 0 || !has_colours)
		without_colours = 0;
	for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
		if ((style.attributes & attributes[i].attribute) &&
		    !(without_colours & attributes[i].no_colours_bit))
			add_rendition(&on, bare(arena, type->string(attributes[i].name)));
	if (style.foreground >= 0)
		add_rendition(&on, bare(arena, type->colour(type, false, style.foreground)));
	if (style.background >= 0)
		add_rendition(&on, bare(arena, type->colour(type, true, style.background)));
	return text_str(&on);
}

/* The look that is turned on so, or a free one; -1 if there is none left. */
static int place_look(struct looks *looks, struct str on, bool hides_blanks)
{
	int first = hides_blanks ? 0 : LOOKS_OF_LETTERS, free = -1;
	for (int look = LOOKS - 1; look >= first; look--) {
		if (str_equal(looks->on[look], on))
			return look;
		if (looks->on[look].size == 0)
			free = look;
	}
	if (free >= 0)
		looks->on[free] = on;
	return free;
}

bool looks_make(struct arena *arena, const struct terminal_type *type, const struct theme *theme,
                enum theme_colours colours, struct looks *looks)
{
	*looks = (struct looks){ .plain = sequence_unpadded(arena, type->string("sgr0")) };
	if (!ends_looks_at_once(arena, type))
		return false;
	for (int role = 0; role < ROLE_COUNT; role++) {
		struct style style = theme_style(theme, (enum role)role, colours);
		struct str on = style_on(arena, type, style);
		int look = on.size > 0 ? place_look(looks, on, style_hides_blanks(style)) : -1;
		if (on.size > 0 && look < 0)
			return false;
		looks->of[role] = (signed char)look;
	}
	return true;
}

/* ── Compiling ──────────────────────────────────────────────────────────────────────────────── */

enum { MAGIC = 0432, SHORT_MOST = 0x7fff, ABSENT = -1 };

/* Known beside those of term(5). */
static const char *const more_strings[] = { "BD", "BE", "XM", NULL };

static void add_short(struct text *text, int number)
{
	text_add_byte(text, (char)(number & 0xff));
	text_add_byte(text, (char)(number >> 8 & 0xff));
}

static void add_even(struct text *text)
{
	if (text->size % 2 != 0)
		text_add_byte(text, '\0');
}

static size_t count_of(const char *const *names)
{
	size_t count = 0;
	while (names[count])
		count++;
	return count;
}

static bool is_one_of(struct str name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(name, str_of(names[i])))
			return true;
	return false;
}

/* The look that the name turns on, or -1. */
static int look_named(struct str name)
{
	for (int look = 0; look < LOOKS; look++)
		if (str_equal(name, str_of(look_names[look])))
			return look;
	return -1;
}

/* Parts that are for what is not done here: keeping the title of the window for later, and ending
 * the blinking of the cursor that "cvvis" begins. */
struct needless { const char *name, *part; };

static const struct needless needless[] = {
	{ "smcup", "\033[22;0;0t" }, { "rmcup", "\033[23;0;0t" }, { "cnorm", "\033[?12l" },
};

static struct str without_needless(struct arena *arena, const char *name, struct str sequence)
{
	for (size_t i = 0; i < sizeof(needless) / sizeof(needless[0]); i++) {
		struct str part = str_of(needless[i].part);
		size_t at = str_find(sequence, part, 0);
		if (strcmp(name, needless[i].name) == 0 && at != SIZE_MAX)
			return str_join(arena, str_slice(sequence, 0, at), STR(""),
			                str_slice(sequence, at + part.size, SIZE_MAX));
	}
	return sequence;
}

/* How to go to a row and a column at once, in more letters than ncurses takes: with them, it leaves
 * all other ways aside for any further one, and this takes 8 bytes where a row down and a column
 * take 6. The padding of no time at its end costs nothing, neither here nor on the line. */
static struct str long_way(struct arena *arena, const struct terminal_type *type)
{
	enum { TOO_LONG = 600 };  /* ncurses takes 512 */
	struct text way = { .arena = arena };
	text_add(&way, str_of(type->string("cup")));
	bool has_others = type->string("hpa") && type->string("vpa") && type->string("home");
	while (has_others && way.size < TOO_LONG)
		text_add(&way, STR("$<0>"));
	return text_str(&way);
}

/* What the new type says; empty: nothing. A row down is said by VT, which ECMA-48 terminals take
 * like LF: of LF, ncurses fears that the line adds a CR, and takes 5 bytes instead. */
static struct str new_string(struct arena *arena, const struct terminal_type *type,
                             const struct looks *looks, const char *name)
{
	int look = look_named(str_of(name));
	struct str value = str_of(type->string(name));
	if (look >= 0)
		return looks->on[look];
	if (str_equal(str_of(name), STR("sgr0")))
		return STR(LOOK_END);
	if (is_one_of(str_of(name), left_out, sizeof(left_out) / sizeof(left_out[0])))
		return (struct str){0};
	if (str_equal(str_of(name), STR("cup")))
		return long_way(arena, type);
	if (str_equal(str_of(name), STR("cud1")) && str_equal(value, STR("\n")))
		return STR("\v");
	return without_needless(arena, name, value);
}

/* A table of strings and where each begins in it. */
struct string_table { struct text places, bytes; };

static void add_string(struct string_table *table, struct str string)
{
	add_short(&table->places, string.size > 0 ? (int)table->bytes.size : ABSENT);
	if (string.size == 0)
		return;
	text_add(&table->bytes, string);
	text_add_byte(&table->bytes, '\0');
}

/*	names, flags and numbers, each of the two last at an even place */
static void add_plain(struct text *text, const struct terminal_type *type)
{
	text_add(text, str_of(type->name));
	text_add_byte(text, '\0');
	for (size_t i = 0; type->flag_names[i]; i++)
		text_add_byte(text, type->flag(type->flag_names[i]) ? 1 : 0);
	add_even(text);
	for (size_t i = 0; type->number_names[i]; i++) {
		int number = type->number(type->number_names[i]);
		add_short(text, number < 0 ? ABSENT : number > SHORT_MOST ? SHORT_MOST : number);
	}
}

/*	counts, places of the values, places of the names behind the values, values, names */
static void add_more(struct arena *arena, struct text *text, const struct terminal_type *type)
{
	struct string_table values = { { .arena = arena }, { .arena = arena } };
	struct string_table names = { { .arena = arena }, { .arena = arena } };
	int count = 0;
	for (size_t i = 0; more_strings[i]; i++) {
		struct str value = str_of(type->string(more_strings[i]));
		if (value.size == 0)
			continue;
		add_string(&values, value);
		add_string(&names, str_of(more_strings[i]));
		count++;
	}
	if (count == 0)
		return;
	add_even(text);
	add_short(text, 0);
	add_short(text, 0);
	add_short(text, count);
	add_short(text, 2 * count);
	add_short(text, (int)(values.bytes.size + names.bytes.size));
	text_add(text, text_str(&values.places));
	text_add(text, text_str(&names.places));
	text_add(text, text_str(&values.bytes));
	text_add(text, text_str(&names.bytes));
}

struct str terminal_type_compile(struct arena *arena, const struct terminal_type *type,
                                 const struct looks *looks)
{
	struct text text = { .arena = arena };
	struct string_table strings = { { .arena = arena }, { .arena = arena } };
	size_t count = count_of(type->string_names);
	for (size_t i = 0; i < count; i++)
		add_string(&strings, new_string(arena, type, looks, type->string_names[i]));
	add_short(&text, MAGIC);
	add_short(&text, (int)str_of(type->name).size + 1);
	add_short(&text, (int)count_of(type->flag_names));
	add_short(&text, (int)count_of(type->number_names));
	add_short(&text, (int)count);
	add_short(&text, (int)strings.bytes.size);
	add_plain(&text, type);
	text_add(&text, text_str(&strings.places));
	text_add(&text, text_str(&strings.bytes));
	add_more(arena, &text, type);
	return text.size <= SHORT_MOST ? text_str(&text) : (struct str){0};
}

struct str terminal_type_hex(struct arena *arena, struct str compiled)
{
	struct text hex = { .arena = arena };
	text_add(&hex, STR("hex:"));
	for (size_t i = 0; i < compiled.size; i++)
		text_format(&hex, "%02x", (unsigned char)compiled.bytes[i]);
	return str_copy(arena, text_str(&hex));
}
