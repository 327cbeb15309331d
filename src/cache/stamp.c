#include "cache/stamp.h"

#include "base/arena.h"

/* A checksum and the size of the sources that make archives (see Makefile.am): an archive made by
 * other code is another. */
static const uint64_t recipe[] = {
#include "recipe.inc"
};

/* Two writes so close together can leave the same times: file systems count in up to 2 seconds. The
 * time of the change is asked, which is the system's own; the other anybody may set. */
static const int64_t settling_time = 2 * INT64_C(1000000000);

static void add_number(struct text *text, uint64_t number)
{
	text_add(text, (struct str){ (const char *)&number, sizeof number });
}

static void add_text(struct text *text, struct str str)
{
	add_number(text, str.size);
	text_add(text, str);
}

struct stamp stamp_make(struct arena *arena, struct str root, const struct scan *scan,
                        int64_t now)
{
	struct text text = { .arena = arena };
	bool is_settled = true;
	for (size_t i = 0; i < sizeof recipe / sizeof *recipe; i++)
		add_number(&text, recipe[i]);
	add_text(&text, root);
	add_number(&text, scan->files.count);
	for (size_t i = 0; i < scan->files.count; i++) {
		const struct scan_file *file = &scan->files.items[i];
		struct str state = { (const char *)&file->state, sizeof file->state };
		add_text(&text, file->path);
		text_add(&text, state);
		if (file->state.changed > now - settling_time)
			is_settled = false;
	}
	return (struct stamp){ text_str(&text), is_settled };
}
