#include "ui/reading.h"

#include "base/arena.h"

/* One state in words: from those for a wide screen to those for a narrow one. */
enum { LENGTHS = 4 };
struct wordings { struct str items[LENGTHS]; };

/* The rate stands where there is room for the hints of keys too. */
enum { RATE_FROM = 80 };

/* 31000 is 31,000. */
static struct str grouped(struct arena *arena, size_t number)
{
	struct str digits = str_format(arena, "%zu", number);
	struct text text = { .arena = arena };
	for (size_t i = 0; i < digits.size; i++) {
		if (i && (digits.size - i) % 3 == 0)
			text_add_byte(&text, ',');
		text_add_byte(&text, digits.bytes[i]);
	}
	return text_str(&text);
}

static struct str time_words(struct arena *arena, unsigned left_s)
{
	enum { MINUTES_FROM = 100 };
	if (left_s < MINUTES_FROM)
		return str_format(arena, "%u s", left_s);
	return str_format(arena, "%u min", (left_s + 59) / 60);
}

static struct wordings wordings_of_progress(const struct reading *reading, struct arena *arena)
{
	struct str read = grouped(arena, reading->files_read), all = grouped(arena, reading->files);
	struct str left = time_words(arena, reading->left_s);
	struct str rate = grouped(arena, reading->rate);
	unsigned percent = (unsigned)((double)reading->files_read * 100 / (double)reading->files);
	return (struct wordings){ {
		str_format(arena, "A part: reading %.*s of %.*s files, %.*s a second, %.*s left",
		           STR_ARGS(read), STR_ARGS(all), STR_ARGS(rate), STR_ARGS(left)),
		str_format(arena, "A part: reading %.*s of %.*s files, %.*s left", STR_ARGS(read),
		           STR_ARGS(all), STR_ARGS(left)),
		str_format(arena, "a part: %u%% read, %.*s left", percent, STR_ARGS(left)),
		str_format(arena, "a part: %u%%", percent),
	} };
}

static struct wordings wordings_of_end(const struct reading *reading, struct arena *arena)
{
	struct str all = grouped(arena, reading->files);
	struct str words = str_format(arena, "A part: read all %.*s files, putting them together",
	                              STR_ARGS(all));
	return (struct wordings){ {
		words, words, STR("a part: all read, nearly there"), STR("a part"),
	} };
}

static struct wordings wordings_of(const struct reading *reading, struct arena *arena)
{
	if (reading->has_failed)
		return (struct wordings){ {
			STR("Only a part: the rest could not be read"),
			STR("Only a part: the rest could not be read"),
			STR("a part: the rest has failed"), STR("a part"),
		} };
	/* Nothing is known yet; or somebody else builds it, and is waited for. */
	if (reading->files == 0)
		return (struct wordings){ {
			STR("A part: the rest follows when it is read"),
			STR("A part: the rest follows when it is read"),
			STR("a part: the rest follows"), STR("a part"),
		} };
	return reading->files_read < reading->files ? wordings_of_progress(reading, arena)
	                                            : wordings_of_end(reading, arena);
}

/* As long as its words may get while it is in this state. */
static struct wordings longest(const struct reading *reading, struct arena *arena)
{
	enum { LONG_S = 10 * 60 };
	struct reading last = *reading;
	if (last.files && last.files_read < last.files) {
		last.files_read = last.files - 1;
		last.left_s = LONG_S;
		last.rate = last.files; /* all in the first second; faster is nobody told of */
	}
	return wordings_of(&last, arena);
}

/* Which of the wordings fits; LENGTHS if none does. It is the same one while the numbers grow. */
static int fitting(const struct wordings *wordings, int room)
{
	int length = room < RATE_FROM ? 1 : 0;
	while (length < LENGTHS && (int)wordings->items[length].size > room)
		length++;
	return length;
}

struct str reading_words(const struct reading *reading, struct arena *arena, int room)
{
	struct wordings last = longest(reading, arena), now = wordings_of(reading, arena);
	int length = fitting(&last, room);
	return length < LENGTHS ? now.items[length] : (struct str){0};
}

int reading_width(const struct reading *reading, struct arena *arena, int room)
{
	struct wordings last = longest(reading, arena);
	int length = fitting(&last, room);
	return length < LENGTHS ? (int)last.items[length].size : 0;
}
