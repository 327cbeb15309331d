/* Names that are typed in linear mode: of one dossier, or of two. */
#include "ui/linear.h"

#include "base/message.h"
#include "query/lookup.h"

/* "[1]" and "-1" are no parts of a name, though many have such a number in theirs. */
static bool has_letter(struct str typed)
{
	for (size_t i = 0; i < typed.size; i++) {
		unsigned char byte = (unsigned char)typed.bytes[i];
		if (byte >= 0x80 || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'))
			return true;
	}
	return false;
}

/* How many have the words in their names; the best of them. */
static int named_count(struct linear *linear, struct str typed, struct dossier_ref *best)
{
	struct list_search search = {0};
	*best = NO_DOSSIER;
	if (!has_letter(typed))
		return 0;
	list_search_start(&search, linear->archive, linear_known(linear), PROMPT_SWITCH, typed);
	list_search_step(&search, 0);
	int count = list_search_count(&search);
	if (count && search.search.is_offer)
		count = 0;
	if (count)
		*best = search.search.hits[0].ref;
	list_search_release(&search);
	return count;
}

/* The only one that has the words in its name. */
static struct dossier_ref only_named(struct linear *linear, struct str typed)
{
	struct dossier_ref best;
	return named_count(linear, typed, &best) == 1 ? best : NO_DOSSIER;
}

/* The last of those that are called so and were known, and how many there are. */
static size_t called_count(struct linear *linear, struct str typed, struct dossier_ref *last)
{
	size_t count = 0;
	struct dossier_refs called = lookup_called(linear->archive, &linear->scratch, typed);
	for (size_t i = 0; i < called.count; i++)
		if (known_dossier(linear_known(linear), called.items[i])) {
			*last = called.items[i];
			count++;
		}
	return count;
}

static struct dossier_ref marked(struct linear *linear, struct str typed)
{
	uint32_t number, at = NO_ROW;
	if (linear_command_mark(typed, &number))
		at = linear_mark_at(linear, number);
	return at == NO_ROW ? NO_DOSSIER : linear->page.page.links.items[at].to;
}

/* Where two have the whole name nobody is meant yet, whoever else it is a part of the name of. */
bool linear_name_find(struct linear *linear, struct str typed, bool is_strict,
                      struct dossier_ref *ref)
{
	typed = str_trim(typed);
	if (typed.size == 0)
		return false;
	struct dossier_ref found = dossier_find(linear->archive, typed);
	size_t count = dossier_is_none(found) ? called_count(linear, typed, &found) : 1;
	if (count > 1)
		return false;
	if (count == 0)
		found = marked(linear, typed);
	if (dossier_is_none(found) && has_letter(typed))
		found = lookup_by_end(linear->archive, linear_known(linear), &linear->scratch,
		                      typed);
	if (dossier_is_none(found) && !is_strict)
		found = only_named(linear, typed);
	if (dossier_is_none(found) || !known_dossier(linear_known(linear), found))
		return false;
	*ref = found;
	return true;
}

struct str linear_name_bare(struct linear *linear, struct str typed)
{
	static const struct str words[] = {
		STR("of "), STR("for "), STR("from "), STR("between "), STR("to "), STR("with "),
	};
	struct dossier_ref ref;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_starts_with(typed, words[i]) &&
		    !linear_name_find(linear, typed, true, &ref))
			return str_trim(str_slice(typed, words[i].size, SIZE_MAX));
	return typed;
}

/* What stands between two names, the surest first. */
static const struct str joints[] = { STR(","), STR(" and "), STR(" to "), STR(" with ") };
enum { JOINTS = sizeof(joints) / sizeof(joints[0]) };

/* At each place where `between` stands, for names may have it in them as well. */
static bool split_at(struct linear *linear, struct str typed, struct str between, bool is_strict,
                     struct dossier_ref *one, struct dossier_ref *other)
{
	for (size_t at = 0; (at = str_find(typed, between, at)) != SIZE_MAX; at++) {
		if (linear_is_interrupted())
			return false;
		struct str left = str_slice(typed, 0, at);
		struct str right = str_slice(typed, at + between.size, typed.size);
		if (linear_name_find(linear, left, is_strict, one) &&
		    linear_name_find(linear, right, is_strict, other))
			return true;
	}
	return false;
}

/* Where nothing but a blank stands between them, a part of a title is no name. */
bool linear_name_pair(struct linear *linear, struct str typed, struct dossier_ref *one,
                      struct dossier_ref *other)
{
	for (size_t i = 0; i < JOINTS; i++)
		if (split_at(linear, typed, joints[i], false, one, other))
			return true;
	return split_at(linear, typed, STR(" "), true, one, other);
}

/* A comma parts them; or a word, if no name has all of it. */
bool linear_name_cut(struct linear *linear, struct str typed, struct str *left, struct str *right)
{
	struct dossier_ref best;
	size_t at = str_find(typed, joints[0], 0), joint = 0;
	bool has_words = at == SIZE_MAX && named_count(linear, typed, &best) == 0;
	while (at == SIZE_MAX && has_words && ++joint < JOINTS)
		at = str_find(typed, joints[joint], 0);
	if (at == SIZE_MAX)
		return false;
	*left = str_trim(str_slice(typed, 0, at));
	*right = str_trim(str_slice(typed, at + joints[joint].size, SIZE_MAX));
	return left->size && right->size;
}

bool linear_name_choose(struct linear *linear, struct str before, struct str typed)
{
	struct dossier_ref best;
	if (named_count(linear, typed, &best) == 0)
		return false;
	linear_list_choose(linear, PROMPT_SWITCH, typed, (struct linear_pair){ .before = before });
	return true;
}

/* Nobody is told of later names that are only similar. */
void linear_name_refuse(struct linear *linear, struct str typed)
{
	struct fault why;
	struct dossier_ref ref;
	struct str later = known_later(linear_known(linear), &linear->scratch, typed);
	if (later.size)
		linear_say(linear, "%.*s", STR_ARGS(later));
	else if (linear_known(linear))
		linear_say(linear, _("'%.*s' is no one dossier that was known then"),
		           STR_ARGS(typed));
	else if (!lookup_dossier(linear->archive, &linear->scratch, typed, &ref, &why))
		linear_say(linear, "%s", why.sentence);
}

/* The dossier of a link or a row by its number: of what was said last. */
static struct dossier_ref numbered(const struct linear *linear, uint32_t number)
{
	if (linear->shows_list)
		return number ? linear_list_subject(linear, number - 1) : NO_DOSSIER;
	uint32_t at = linear_link_at(linear, number);
	return at == NO_ROW ? NO_DOSSIER : linear->page.page.links.items[at].to;
}

bool linear_named_or_read(struct linear *linear, const struct linear_command *command,
                          struct dossier_ref *ref)
{
	struct dossier_ref found = linear_topic(linear);
	struct str typed = linear_name_bare(linear, command->rest);
	if (typed.size && !linear_name_find(linear, typed, false, &found))
		found = command->has_number ? numbered(linear, command->number) : NO_DOSSIER;
	if (typed.size == 0 || !dossier_is_none(found)) {
		*ref = found;
		return true;
	}
	if (command->has_number)
		linear_say(linear, _("Nothing has the number %u here"), command->number);
	else if (!linear_name_choose(linear, str_of(linear_command_name(command)), typed))
		linear_name_refuse(linear, typed);
	return false;
}
