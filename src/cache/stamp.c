#include "cache/stamp.h"

#include "base/arena.h"

/* A checksum and the size of the sources that make archives (see Makefile.am): an archive made by
 * other code is another. */
static const uint64_t recipe[] = {
#include "recipe.inc"
};

/* Two writes so close together can leave the same times: file systems count in up to 2 seconds. */
static const int64_t settling_time = 2 * INT64_C(1000000000);

/* A change that lies further ahead was made before the clock was set back: the next one will show. A
 * server's clock is not so far off. */
static const int64_t clock_difference = 24 * 60 * 60 * INT64_C(1000000000);

static void add_number(struct text *text, uint64_t number)
{
	text_add(text, (struct str){ (const char *)&number, sizeof number });
}

static void add_text(struct text *text, struct str str)
{
	add_number(text, str.size);
	text_add(text, str);
}

/* The time of the change is the system's own, but not every file system has it; that of the
 * modification anybody may set to any day. */
static bool is_at_rest(const struct file_state *state, int64_t now)
{
	bool changed_now = state->changed > now - settling_time &&
	                   state->changed < now + clock_difference;
	bool modified_now = state->modified > now - settling_time && state->modified <= now;
	return !changed_now && !modified_now;
}

static void add_findings(struct text *text, const struct finding_array *findings)
{
	add_number(text, findings->count);
	for (size_t i = 0; i < findings->count; i++) {
		add_number(text, findings->items[i].file);
		add_text(text, findings->items[i].message);
	}
}

static void begin(struct text *text, struct str root)
{
	for (size_t i = 0; i < sizeof recipe / sizeof *recipe; i++)
		add_number(text, recipe[i]);
	add_text(text, root);
}

struct str stamp_begin(struct arena *arena, struct str root)
{
	struct text text = { .arena = arena };
	begin(&text, root);
	return text_str(&text);
}

struct stamp stamp_make(struct arena *arena, struct str root, const struct scan *scan,
                        int64_t now)
{
	struct text text = { .arena = arena };
	bool is_settled = true;
	begin(&text, root);
	add_number(&text, scan->files.count);
	for (size_t i = 0; i < scan->files.count; i++) {
		const struct scan_file *file = &scan->files.items[i];
		struct str state = { (const char *)&file->state, sizeof file->state };
		add_text(&text, file->path);
		text_add(&text, state);
		is_settled = is_settled && is_at_rest(&file->state, now);
	}
	add_findings(&text, &scan->findings);
	return (struct stamp){ text_str(&text), is_settled };
}
