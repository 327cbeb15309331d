/* The part of ledger.h that writes. */
#include "build/ledger.h"

#include "base/unicode.h"

static const char head[] =
	"# What came of looking for each quote in the text of its source. Made by\n"
	"# \"dossier verify --record\", which makes it anew; nobody has to write in it.\n"
	"#\n"
	"# sha256 is of the text that the quote was looked for in, and position the byte of it\n"
	"# where the quote begins; words is the SHA-256 of the quote as it reads. When either is\n"
	"# another, \"dossier check\" asks for the quote to be verified again.\n";

/* A text in double quotes. What may not stand raw in YAML, or is not to be seen, is escaped. */
static void add_quoted(struct text *out, struct str text)
{
	size_t size;
	text_add_byte(out, '"');
	for (size_t at = 0; at < text.size; at += size) {
		uint32_t code_point = unicode_decode(text, at, &size);
		enum unicode_class class = unicode_class(code_point);
		if (code_point == '"' || code_point == '\\')
			text_format(out, "\\%c", (char)code_point);
		else if (class == UNICODE_PRINTABLE || class == UNICODE_MARK)
			text_add(out, str_slice(text, at, size));
		else
			text_format(out, "\\U%08X", (unsigned)code_point);
	}
	text_add_byte(out, '"');
}

static void add_member(struct text *out, const char *key, struct str value)
{
	text_format(out, "  %s: ", key);
	add_quoted(out, value);
	text_add_byte(out, '\n');
}

static void add_number(struct text *out, const char *key, uint32_t number)
{
	text_format(out, "  %s: %lu\n", key, (unsigned long)number);
}

static void add_entry(struct text *out, const struct ledger_entry *entry)
{
	struct verification verification = entry->verification;
	struct arena *arena = out->arena;
	text_add(out, STR("\n- quote: "));
	add_quoted(out, entry->quote);
	text_add_byte(out, '\n');
	add_member(out, "result", verdict_name(verification.verdict));
	if (entry->source.size)
		add_member(out, "source", entry->source);
	if (verification.verdict != VERDICT_NO_COPY)
		add_member(out, "sha256", digest_text(arena, entry->text));
	if (verification.line) {
		add_number(out, "position", verification.position);
		add_number(out, "line", verification.line);
	}
	add_member(out, "words", digest_text(arena, entry->words));
	add_member(out, "date", date_day(arena, verification.day));
}

struct str ledger_text(struct arena *arena, const struct ledger_entry *entries, size_t count)
{
	struct text out = { .arena = arena };
	text_add(&out, str_of(head));
	for (size_t i = 0; i < count; i++)
		add_entry(&out, &entries[i]);
	if (count == 0)
		text_add(&out, STR("\n[]\n"));
	return text_str(&out);
}
