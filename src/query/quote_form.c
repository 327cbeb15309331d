#include "query/quote_form.h"

#include "base/array.h"
#include "base/unicode.h"

enum { INSERTION_SIZE = 200 };

struct forming {
	struct arena *arena;
	struct quote_form *form;
	struct str raw;
	enum quote_form_kind kind;
	struct text piece;              /* scratch */
	bool has_blank, has_line_end;   /* between what was written and what comes */
	bool has_gap;                   /* an insertion was left out there */
	size_t blank_at;                /* byte of the text where that begins */
};

size_t quote_insertion_end(struct str raw, size_t at)
{
	size_t lines = 0;
	if (at >= raw.size || raw.bytes[at] != '[')
		return at;
	for (size_t end = at + 1; end < raw.size && end - at <= INSERTION_SIZE; end++) {
		lines += raw.bytes[end] == '\n';
		if (raw.bytes[end] == '[' || lines > 1)
			return at;
		if (raw.bytes[end] == ']')
			return end > at + 1 ? end + 1 : at;
	}
	return at;
}

static void add_run(struct forming *forming, size_t raw, bool is_made)
{
	struct quote_form *form = forming->form;
	uint32_t at = (uint32_t)form->text.size, from = (uint32_t)raw;
	if (form->runs.count && !is_made) {
		struct quote_run last = form->runs.items[form->runs.count - 1];
		if (!last.is_made && from - last.raw == at - last.at)
			return;
	}
	*ARRAY_ADD(forming->arena, &form->runs) = (struct quote_run){ at, from, is_made };
}

static char last_byte(const struct quote_form *form)
{
	return form->text.size ? form->text.bytes[form->text.size - 1] : ' ';
}

/* A dash that ends a line, directly behind a word, with a word at the beginning of the next. */
static bool ends_with_hyphen(const struct quote_form *form)
{
	return last_byte(form) == '-' && form->text.size > 1 &&
	       form->text.bytes[form->text.size - 2] != ' ';
}

static bool is_stop(uint32_t code_point)
{
	return code_point == ',' || code_point == '.' || code_point == ';' || code_point == ':' ||
	       code_point == '!' || code_point == '?';
}

/* Write the blank that is due, or join what it parts. */
static void settle_blank(struct forming *forming, uint32_t next)
{
	struct quote_form *form = forming->form;
	bool joins = forming->has_line_end && ends_with_hyphen(form) && unicode_is_of_word(next);
	bool closes = forming->has_gap && is_stop(next);
	if (joins)
		form->has_hyphen_at_end = true;
	if (joins && forming->kind == FORM_JOINED)
		form->text.size--;
	if (forming->has_blank && !joins && !closes && last_byte(form) != ' ') {
		add_run(forming, forming->blank_at, true);
		text_add_byte(&form->text, ' ');
	}
	forming->has_blank = forming->has_line_end = forming->has_gap = false;
}

static void note_blank(struct forming *forming, uint32_t code_point, size_t at)
{
	if (!forming->has_blank)
		forming->blank_at = at;
	forming->has_blank = true;
	if (code_point == '\n' || code_point == '\r')
		forming->has_line_end = true;
}

/* Write a code point that was made; a row of dashes is one. */
static void add_made(struct forming *forming, uint32_t code_point, size_t at)
{
	struct quote_form *form = forming->form;
	char bytes[4];
	uint32_t sign = unicode_sign(code_point);
	if (sign == 0 || (sign == '-' && last_byte(form) == '-'))
		return;
	add_run(forming, at, true);
	text_add(&form->text, (struct str){ bytes, unicode_encode(sign, bytes) });
}

/* Write what begins at byte `at`, neither blank nor hidden; gives its bytes in the text. */
static size_t add_piece(struct forming *forming, size_t at, uint32_t code_point, size_t size)
{
	struct str raw = forming->raw;
	bool is_alone = at + size >= raw.size || (unsigned char)raw.bytes[at + size] < 0x80;
	uint32_t sign = unicode_sign(code_point);
	if (code_point < 0x80 && sign == code_point && sign != '-' && is_alone) {
		add_run(forming, at, false);
		text_add_byte(&forming->form->text, (char)code_point);
		return size;
	}
	if (sign != code_point || sign == '-') {
		add_made(forming, sign, at);
		return size;
	}
	forming->piece.size = 0;
	size = unicode_add_nfkc(&forming->piece, raw, at);
	struct str piece = text_str(&forming->piece);
	size_t part;
	for (size_t i = 0; i < piece.size; i += part)
		add_made(forming, unicode_decode(piece, i, &part), at);
	return size;
}

struct quote_form quote_form_make(struct arena *arena, struct str raw, enum quote_form_kind kind)
{
	struct quote_form form = { .text = { .arena = arena } };
	struct forming forming = {
		.arena = arena, .form = &form, .raw = raw, .kind = kind,
		.piece = { .arena = arena },
	};
	size_t size;
	for (size_t at = 0; at < raw.size; at += size) {
		uint32_t code_point = unicode_decode(raw, at, &size);
		uint32_t sign = unicode_sign(code_point);
		size_t insertion = quote_insertion_end(raw, at) - at;
		if (kind == FORM_BARE && insertion) {
			size = insertion;
			forming.has_gap = true;
		} else if (sign == ' ') {
			note_blank(&forming, code_point, at);
		} else if (sign) {
			settle_blank(&forming, code_point);
			size = add_piece(&forming, at, code_point, size);
		}
	}
	return form;
}

struct str quote_form_str(const struct quote_form *form)
{
	return (struct str){ form->text.bytes, form->text.size };
}

size_t quote_form_raw(const struct quote_form *form, size_t at, size_t end)
{
	size_t low = 0, high = form->runs.count;
	if (at >= form->text.size || high == 0)
		return end;
	while (high - low > 1) {        /* the last run that begins at `at` or before */
		size_t middle = low + (high - low) / 2;
		if (form->runs.items[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	struct quote_run run = form->runs.items[low];
	return run.is_made ? run.raw : run.raw + (at - run.at);
}
