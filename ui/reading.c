#include "ui/reading.h"

#include "base/arena.h"
#include "base/message.h"
#include "base/shown.h"

/* One state in words: from those for a wide screen to those for a narrow one. */
enum { LENGTHS = 4 };
struct wordings { struct str items[LENGTHS]; };

/* The rate stands where there is room for the hints of keys too. */
enum { RATE_FROM = 80 };

/* 31000 is 31,000; ends in a NUL. */
static const char *grouped(struct arena *arena, size_t number)
{
	struct str digits = str_format(arena, "%zu", number);
	struct text text = { .arena = arena };
	for (size_t i = 0; i < digits.size; i++) {
		if (i && (digits.size - i) % 3 == 0)
			text_add_byte(&text, ',');
		text_add_byte(&text, digits.bytes[i]);
	}
	return text_str(&text).bytes;
}

static const char *time_words(struct arena *arena, unsigned left_s)
{
	enum { MINUTES_FROM = 100 };
	if (left_s < MINUTES_FROM)
		/* Translators: seconds */
		return str_format(arena, _("%u s"), left_s).bytes;
	return str_format(arena, _("%u min"), (left_s + 59) / 60).bytes;
}

static struct wordings wordings_of_progress(const struct reading *reading, struct arena *arena)
{
	const char *read = grouped(arena, reading->files_read);
	const char *all = grouped(arena, reading->files), *rate = grouped(arena, reading->rate);
	const char *left = time_words(arena, reading->left_s);
	unsigned percent = (unsigned)((double)reading->files_read * 100 / (double)reading->files);
	return (struct wordings){ {
		/* Translators: %s are numbers; the last one is a time: 43 s */
		str_format(arena, message_count(
			"A part: reading %s of %s files, %s a second, %s left",
			"A part: reading %s of %s files, %s a second, %s left",
			reading->files), read, all, rate, left),
		str_format(arena, message_count(
			"A part: reading %s of %s files, %s left",
			"A part: reading %s of %s files, %s left",
			reading->files), read, all, left),
		str_format(arena, _("a part: %u%% read, %s left"), percent, left),
		str_format(arena, _("a part: %u%%"), percent),
	} };
}

static struct wordings wordings_of_end(const struct reading *reading, struct arena *arena)
{
	const char *all = grouped(arena, reading->files);
	struct str words =
		str_format(arena, message_count("A part: read all %s files, putting them together",
		                                "A part: read all %s files, putting them together",
		                                reading->files), all);
	return (struct wordings){ {
		words, words, str_of(_("a part: all read, nearly there")), str_of(_("a part")),
	} };
}

static struct wordings wordings_of(const struct reading *reading, struct arena *arena)
{
	if (reading->has_failed)
		return (struct wordings){ {
			str_of(_("Only a part: the rest could not be read")),
			str_of(_("Only a part: the rest could not be read")),
			str_of(_("a part: the rest has failed")),
			/* Translators: what is shown is a part of the collection */
			str_of(_("a part")),
		} };
	/* Nothing is known yet; or somebody else builds it, and is waited for. */
	if (reading->files == 0)
		return (struct wordings){ {
			str_of(_("A part: the rest follows when it is read")),
			str_of(_("A part: the rest follows when it is read")),
			str_of(_("a part: the rest follows")), str_of(_("a part")),
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

static int width_of(struct str words, struct arena *arena)
{
	return shown_line(arena, words).width;
}

/* Which of the wordings fits; LENGTHS if none does. It is the same one while the numbers grow. */
static int fitting(const struct wordings *wordings, struct arena *arena, int room)
{
	int length = room < RATE_FROM ? 1 : 0;
	while (length < LENGTHS && width_of(wordings->items[length], arena) > room)
		length++;
	return length;
}

struct str reading_words(const struct reading *reading, struct arena *arena, int room)
{
	struct wordings last = longest(reading, arena), now = wordings_of(reading, arena);
	int length = fitting(&last, arena, room);
	return length < LENGTHS ? now.items[length] : (struct str){0};
}

int reading_width(const struct reading *reading, struct arena *arena, int room)
{
	struct wordings last = longest(reading, arena);
	int length = fitting(&last, arena, room);
	return length < LENGTHS ? width_of(last.items[length], arena) : 0;
}
