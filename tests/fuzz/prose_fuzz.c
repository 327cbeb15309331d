/* prose_fuzz: any bytes as running text. The walk must move on with each part, leave nothing out
 * but blanks and the signs of lines, and give parts that lie in the text. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/prose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static bool lies_in(struct str part, struct str whole)
{
	return part.size == 0 ||
	       (part.bytes >= whole.bytes && part.bytes + part.size <= whole.bytes + whole.size);
}

static bool is_mark(struct str text)
{
	return text.bytes[0] == '[' || text.bytes[0] == ';';
}

static void check_part(struct str text, const struct prose_part *part)
{
	bool is_empty = part->kind == PROSE_PARAGRAPH || part->kind == PROSE_ITEM ||
	                part->kind == PROSE_HEADING;
	bool leads = part->kind == PROSE_LINK || part->kind == PROSE_CITATION;

	demand(part->kind < PROSE_KIND_COUNT);
	demand((part->text.size == 0) == is_empty);
	demand(part->start + part->text.size <= text.size);
	demand(is_empty || part->text.bytes == text.bytes + part->start);
	demand(leads == (part->target.size > 0));
	demand(leads || part->label.size == 0);
	demand(!leads || is_mark(part->text));
	demand(lies_in(part->target, part->text) && lies_in(part->label, part->text));
}

/* Between parts there is only what parts blocks. */
static void check_gap(struct str gap)
{
	for (size_t i = 0; i < gap.size; i++)
		demand(memchr(" \t\r\n-#", gap.bytes[i], 6));
}

static void check_parts(struct str text)
{
	struct prose_part part;
	size_t behind = 0, before = 0;

	for (size_t at = 0; prose_next(text, &at, &part); before = at) {
		demand(at > before && at <= text.size);
		check_part(text, &part);
		demand(part.start >= behind);
		check_gap(str_slice(text, behind, part.start - behind));
		behind = part.start + part.text.size;
		demand(behind <= at);
	}
	check_gap(str_slice(text, behind, text.size));
}

static struct str name_of(void *context, struct str id)
{
	return id.size % 2 ? *(struct str *)context : (struct str){0};
}

static void check_plain(struct arena *arena, struct str text)
{
	struct str name = STR("A  Name"), plain = prose_plain(arena, text, name_of, &name);

	demand(str_find(plain, STR("  "), 0) == SIZE_MAX);
	demand(str_find(plain, STR("\n\n"), 0) == SIZE_MAX);
	for (size_t i = 0; i < 8; i++) {
		size_t at = plain.size * i / 7, most = 1 + 13 * i;
		struct str sentence = prose_sentence(plain, at, most);
		demand(sentence.size <= most && lies_in(sentence, plain));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena arena = {0};

	check_parts(text);
	check_plain(&arena, text);
	arena_release(&arena);
	return 0;
}
