/* What the reader adds to a collection, in linear mode: states, notes, searches, marks, where the
 * reading stopped. */
#include "ui/linear.h"

#include "base/message.h"

/* False, and says so, if nothing is open that one could note something of. */
static bool has_subject(struct linear *linear)
{
	if (!linear->options.reader)
		linear_say(linear, _("Notes cannot be kept here"));
	else if (dossier_is_none(linear_subject(linear)))
		linear_say(linear, _("Nothing is open"));
	else {
		if (reader_refresh(linear->options.reader))
			linear_page_renew(linear);
		return true;
	}
	return false;
}

/* The page says what was noted: it is made anew. */
static bool is_kept(struct linear *linear, bool was_kept, const struct fault *why)
{
	linear_page_renew(linear);
	if (!was_kept)
		linear_say(linear, _("Not kept: %s"), why->sentence);
	return was_kept;
}

static void say_state(struct linear *linear, struct str name)
{
	enum reading_state state = reader_state(linear->options.reader, linear->page.id);
	if (state == READING_NONE)
		linear_say(linear, _("Not on the reading list: %.*s. 'state to read' puts it there"),
		           STR_ARGS(name));
	else
		linear_say(linear, _("On the reading list, %s: %.*s"),
		           _(reading_state_name(state)), STR_ARGS(name));
}

/* The one that is named; by itself it changes nothing, and says what there is. */
void linear_state(struct linear *linear, const struct linear_command *command)
{
	struct fault why = {0};
	struct reader *reader = linear->options.reader;
	if (!has_subject(linear))
		return;
	struct str name = dossier_name(linear->archive, linear_subject(linear));
	name = linear_inner_name(name);
	if (command->rest.size == 0) {
		say_state(linear, name);
		return;
	}
	bool is_off = str_equal(command->rest, STR("off"));
	enum reading_state state = is_off ? READING_NONE : reading_state_find(command->rest);
	if (state == READING_STATE_COUNT) {
		/* Translators: the words are those that can be typed: they stay */
		linear_say(linear,
		           _("A state is 'to read', 'read', 'checked', 'disputed' or 'off'"));
		return;
	}
	if (!is_kept(linear, reader_set_state(reader, linear->page.id, state, &why), &why))
		return;
	if (state == READING_NONE)
		linear_say(linear, _("Off the reading list: %.*s"), STR_ARGS(name));
	else
		say_state(linear, name);
}

static void say_note(struct linear *linear, struct str note)
{
	if (note.size == 0)
		linear_say(linear, _("There is no note: 'note' and words make one"));
	while (note.bytes && note.size) {
		struct str line = str_cut(&note, '\n');
		linear_say(linear, _("Note: %.*s"), STR_ARGS(line));
	}
}

/* To a note that is there a line is added. */
void linear_note(struct linear *linear, const struct linear_command *command)
{
	struct fault why = {0};
	struct reader *reader = linear->options.reader;
	if (!has_subject(linear))
		return;
	struct str note = reader_note(reader, linear->page.id), text = command->rest;
	bool takes_away = str_equal(text, STR("-"));
	if (text.size == 0 || (takes_away && note.size == 0)) {
		say_note(linear, note);
		return;
	}
	text = takes_away ? (struct str){0} : str_join(&linear->scratch, note, STR("\n"), text);
	if (is_kept(linear, reader_set_note(reader, linear->page.id, text, &why), &why))
		linear_say(linear, "%s", takes_away ? _("The note was taken away")
		                                    : _(reader_note_words(reader)));
}

/* ── Searches ───────────────────────────────────────────────────────────────────────────────── */

static void tell_search(struct linear *linear, bool was_kept, const char *words, struct str name,
                        const struct fault *why)
{
	if (was_kept)
		linear_say(linear, "%s: %.*s", words, STR_ARGS(name));
	else
		linear_say(linear, _("Not kept: %s"), why->sentence);
}

static void let_go(struct linear *linear, struct reader_search search)
{
	struct fault why = {0};
	struct str name = str_copy(&linear->scratch, search.name);
	bool was_kept = reader_set_search(linear->options.reader, name, (struct str){0}, &why);
	tell_search(linear, was_kept, _("No longer kept"), name, &why);
}

/* The search whose results are the list, under the name that is said or as it was typed; again, or
 * a row of the kinds by its number, and it is let go. */
void linear_keep_search(struct linear *linear, const struct linear_command *command)
{
	struct fault why = {0};
	struct reader_search kept;
	struct reader *reader = linear->options.reader;
	const struct linear_list *list = &linear->list;
	if (!reader) {
		linear_say(linear, _("Searches cannot be kept here"));
		return;
	}
	reader_refresh(reader);
	if (command->has_number &&
	    linear_kept_search(linear, (size_t)command->number - 1, &kept)) {
		let_go(linear, kept);
		return;
	}
	if (list->source != LINEAR_RESULTS || list->search.complaint.size) {
		linear_say(linear, _("A search is kept from its results: make one first"));
		return;
	}
	struct str query = list_search_query(&list->search, &linear->scratch);
	struct str name = command->rest.size ? command->rest : query;
	if (command->rest.size == 0 && reader_find_search(reader, query, &kept))
		let_go(linear, kept);
	else
		tell_search(linear, reader_set_search(reader, name, query, &why),
		            _("Kept behind the kinds"), name, &why);
}

/* ── Marks ──────────────────────────────────────────────────────────────────────────────────── */

/* The letter that was typed, or 0, and it was said what one is. */
static char letter_of(struct linear *linear, const struct linear_command *command)
{
	char letter = command->rest.size == 1 ? command->rest.bytes[0] : 0;
	if (letter >= 'a' && letter <= 'z')
		return letter;
	linear_say(linear, _("A mark is a letter from a to z: say it behind the word"));
	return 0;
}

static uint32_t file_line(const struct linear *linear, size_t row)
{
	const struct linear_page *page = &linear->page;
	return page_file_line(linear->archive, &page->page, linear_subject(linear),
	                      page->rows.items[row]);
}

/*	a prose of many lines is one value: how far one is in it is told by a line of its text
 *
 *	file   4  body: |        rows   first
 *	       5    one                 …
 *	       6    two                 last
 */
struct prose { uint32_t line, lines; size_t first, last; };

static struct prose prose_at(const struct linear *linear, size_t row)
{
	const struct linear_page *page = &linear->page;
	uint32_t value = linear_page_line(linear, row)->value;
	struct prose prose = { .line = file_line(linear, row), .first = row, .last = row };
	if (prose.line == 0)
		return prose;
	struct str text = value_at(linear->archive, value).text;
	for (size_t at = 0; (at = str_find(text, STR("\n"), at)) != SIZE_MAX; at++)
		prose.lines++;
	while (prose.first > 0 && linear_page_line(linear, prose.first - 1)->value == value)
		prose.first--;
	while (prose.last + 1 < page->rows.count &&
	       linear_page_line(linear, prose.last + 1)->value == value)
		prose.last++;
	return prose;
}

/* The row that shows the line of the file nearest to `line`, of those up to it; the first row of
 * all if there is none. */
static size_t row_up_to(const struct linear *linear, uint32_t line)
{
	size_t best = 0;
	uint32_t best_line = 0;
	for (size_t row = 0; row < linear->page.rows.count; row++) {
		uint32_t found = file_line(linear, row);
		if (found > best_line && found <= line) {
			best = row;
			best_line = found;
		}
	}
	return best;
}

/* The line of the file for a row: that of the row, or of the first behind it that shows something
 * of the file. Behind all of these, where others' quotes and claims stand, rows are counted on from
 * the last line. 0 at the top. */
static uint32_t line_of_row(const struct linear *linear, size_t row)
{
	size_t count = linear->page.rows.count, at = row;
	while (row && at < count && file_line(linear, at) == 0)
		at++;
	if (row == 0 || count == 0)
		return 0;
	bool is_behind = at == count;
	struct prose prose = prose_at(linear, is_behind ? row_up_to(linear, UINT32_MAX) : at);
	if (!is_behind)
		return prose.line + (uint32_t)((at - prose.first) * prose.lines /
		                               (prose.last - prose.first + 1));
	return row > prose.last ? prose.line + prose.lines + (uint32_t)(row - prose.last)
	                        : prose.line;
}

/* The row for a line of the file, rather one too early than too late. */
static size_t row_of_line(const struct linear *linear, uint32_t line)
{
	size_t count = linear->page.rows.count;
	if (line == 0 || count == 0)
		return 0;
	struct prose prose = prose_at(linear, row_up_to(linear, line));
	if (prose.line == 0 || line <= prose.line)
		return prose.first;
	size_t below = line - prose.line, rows = prose.last - prose.first + 1;
	if (below < prose.lines)
		return prose.first + below * rows / prose.lines;
	size_t row = prose.last + (below - prose.lines);
	return row < count ? row : prose.last;
}

static void go_to(struct linear *linear, struct dossier_ref ref, uint32_t line, const char *how)
{
	if (!linear_page_open(linear, LINEAR_DOSSIER, ref, NO_DOSSIER))
		return;
	trail_visit(&linear->trail, linear->page.id);
	linear_present(linear, how, row_of_line(linear, line));
}

void linear_mark(struct linear *linear, const struct linear_command *command)
{
	struct fault why = {0};
	char letter = has_subject(linear) ? letter_of(linear, command) : 0;
	struct reader_place place = { linear->page.id, line_of_row(linear, linear->page.first) };
	if (!letter)
		return;
	bool was_kept = reader_set_mark(linear->options.reader, letter, place, &why);
	linear_page_renew(linear);
	if (was_kept)
		linear_say(linear, _("Marked as %c"), letter);
	else
		linear_say(linear, _("Not kept: %s"), why.sentence);
}

void linear_to_mark(struct linear *linear, const struct linear_command *command)
{
	struct reader_place place;
	char letter = letter_of(linear, command);
	if (!letter)
		return;
	if (!linear->options.reader || !reader_mark(linear->options.reader, letter, &place)) {
		linear_say(linear, _("There is no mark %c"), letter);
		return;
	}
	struct dossier_ref ref = dossier_find(linear->archive, place.id);
	if (dossier_is_none(ref))
		linear_say(linear,
		           _("'%.*s', which is marked as %c, is no longer in the collection"),
		           STR_ARGS(place.id), letter);
	else
		go_to(linear, ref, place.line, _("Opened"));
}

/* ── Where the reading stopped ──────────────────────────────────────────────────────────────── */

/* One line, however the reading was: an empty line goes on there. */
static void say_stopped(struct linear *linear, size_t row)
{
	struct linear_page *page = &linear->page;
	struct arena *arena = &linear->scratch;
	struct str title = linear_view_row(page->view)->title(linear, arena);
	title = linear_known_title(linear, arena, title);
	if (row && linear_page_line(linear, row - 1)->is_heading)
		row--;
	page->first = page->next = row;
	if (row)
		linear_say(linear, _("You stopped at line %zu of %zu: %.*s; Enter goes on"), row + 1,
		           page->rows.count, STR_ARGS(title));
	else
		linear_say(linear, _("You stopped at: %.*s; Enter reads it"), STR_ARGS(title));
}

bool linear_resume(struct linear *linear)
{
	struct reader_place place;
	struct reader *reader = linear->options.reader;
	if (!reader || !reader_last(reader, &place))
		return false;
	struct dossier_ref ref = dossier_find(linear->archive, place.id);
	if (dossier_is_none(ref))
		return false;
	struct reader_trail trail = reader_trail(reader);
	for (size_t i = 0; i + 1 < trail.count; i++)
		if (!dossier_is_none(dossier_find(linear->archive, trail.ids[i])))
			trail_visit(&linear->trail, trail.ids[i]);
	if (!linear_page_open(linear, LINEAR_DOSSIER, ref, NO_DOSSIER))
		return false;
	trail_visit(&linear->trail, linear->page.id);
	say_stopped(linear, row_of_line(linear, place.line));
	return true;
}

/* The first row that was not read; of a page that was read to its end, its first. */
static size_t unread_row(const struct linear *linear)
{
	const struct linear_page *page = &linear->page;
	return page->next < page->rows.count ? page->next : 0;
}

void linear_keep_place(struct linear *linear)
{
	struct fault why;
	const struct trail *trail = &linear->trail;
	/* In a part the place of the last time may not be there yet: it stays. */
	if (!linear->options.reader || trail->steps.count == 0 || linear->is_part)
		return;
	size_t count = trail->at + 1;
	struct str *ids = ARENA_MANY(&linear->scratch, struct str, count);
	for (size_t i = 0; i < count; i++)
		ids[i] = trail->steps.items[i].id;
	struct reader_place place = { .id = ids[count - 1] };
	if (linear->page.view == LINEAR_DOSSIER && str_equal(place.id, linear->page.id))
		place.line = line_of_row(linear, unread_row(linear));
	reader_set_last(linear->options.reader, place, (struct reader_trail){ ids, count }, &why);
}
