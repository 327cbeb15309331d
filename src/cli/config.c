#include "cli/config.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/message.h"
#include "build/read.h"
#include "model/limits.h"

/* ── Serving the settings ───────────────────────────────────────────────────────────────────── */

struct str config_guess(struct arena *arena, struct str wanted, const struct str *candidates,
                        size_t count)
{
	struct str best = finding_suggestion(wanted, candidates, count);
	if (str_is_empty(best))
		return best;
	return str_format(arena, _(": did you mean \"%.*s\"?"), STR_ARGS(best));
}

bool config_expect(struct config_loader *loader, const struct node *node, bool is_map)
{
	enum node_kind kind = is_map ? NODE_MAP : NODE_SCALAR;
	struct str key = finding_excerpt(node->key);
	if (node->kind == kind)
		return true;
	CONFIG_COMPLAIN(loader, node->place, _("expected %s for \"%.*s\", found %s"),
	                node_kind_words(kind), STR_ARGS(key), node_kind_words(node->kind));
	return false;
}

/* The place of a word in a list of names with '|' between them; -1, with a complaint, if it is none
 * of them. */
static int find_word(struct config_loader *loader, const struct node *value, const char *names)
{
	struct text list = { .arena = loader->arena };
	int at = 0;
	if (!config_expect(loader, value, false))
		return -1;
	for (struct str rest = str_of(names); rest.bytes; at++) {
		struct str name = str_cut(&rest, '|');
		if (str_equal(name, value->text))
			return at;
		text_format(&list, "%s%.*s", at ? ", " : "", STR_ARGS(name));
	}
	struct str all = text_str(&list), found = finding_excerpt(value->text);
	CONFIG_COMPLAIN(loader, value->place,
	                _("expected one of %.*s for \"%.*s\", found \"%.*s\""),
	                STR_ARGS(all), STR_ARGS(value->key), STR_ARGS(found));
	return -1;
}

/* ── Settings ───────────────────────────────────────────────────────────────────────────────── */

static void take_keys(struct config_loader *loader, const struct node *value)
{
	int word = find_word(loader, value, keymap_preset_names);
	if (word >= 0)
		loader->config->keys = (enum keymap_preset)word;
}

static void take_theme(struct config_loader *loader, const struct node *value)
{
	int word = find_word(loader, value, theme_names);
	if (word >= 0)
		loader->config->theme.name = (enum theme_name)word;
}

static void take_cite(struct config_loader *loader, const struct node *value)
{
	int word = find_word(loader, value, cite_style_names);
	if (word >= 0)
		loader->config->cite = (enum cite_style)word;
}

/* False, with a complaint, if the value is neither yes nor no. */
static bool find_answer(struct config_loader *loader, const struct node *value, bool *is_yes)
{
	int word = find_word(loader, value, "yes|no|true|false");
	*is_yes = word % 2 == 0;
	return word >= 0;
}

static void take_hints(struct config_loader *loader, const struct node *value)
{
	bool is_yes;
	if (find_answer(loader, value, &is_yes))
		loader->config->hides_hints = !is_yes;
}

static void take_ascii_names(struct config_loader *loader, const struct node *value)
{
	bool is_yes;
	if (find_answer(loader, value, &is_yes))
		loader->config->has_ascii_names = is_yes;
}

static void take_mouse(struct config_loader *loader, const struct node *value)
{
	bool is_yes;
	if (find_answer(loader, value, &is_yes))
		loader->config->takes_mouse = is_yes;
}

/* Whoever wrote something that is no answer wanted to be careful. */
static void take_kiosk(struct config_loader *loader, const struct node *value)
{
	int word = find_word(loader, value, "yes|no|true|false");
	loader->config->is_kiosk = word < 0 || word % 2 == 0;
}

/* A path that is not absolute begins where the file is, or at home if it begins with "~/". */
static void take_texts(struct config_loader *loader, const struct node *value)
{
	struct str *texts = &loader->config->texts, folder = loader->path;
	if (!config_expect(loader, value, false))
		return;
	while (folder.size && folder.bytes[folder.size - 1] != '/')
		folder.size--;
	*texts = file_path_from_home(loader->arena, value->text);
	if (!str_starts_with(*texts, STR("/")))
		*texts = str_join(loader->arena, folder, STR(""), *texts);
}

static enum role find_role(struct str name)
{
	enum role role = 0;
	while (role < ROLE_COUNT && !str_equal(name, str_of(role_name(role))))
		role++;
	return role;
}

static void take_colour(struct config_loader *loader, const struct node *value)
{
	struct fault why;
	struct style style;
	struct theme *theme = &loader->config->theme;
	enum role role = find_role(value->key);
	struct str names[ROLE_COUNT], key = finding_excerpt(value->key);
	for (enum role i = 0; i < ROLE_COUNT; i++)
		names[i] = str_of(role_name(i));
	if (role == ROLE_COUNT) {
		struct str meant = config_guess(loader->arena, value->key, names, ROLE_COUNT);
		CONFIG_COMPLAIN(loader, value->key_place, _("there is no role \"%.*s\"%.*s"),
		                STR_ARGS(key), STR_ARGS(meant));
	} else if (!config_expect(loader, value, false)) {
		return;
	} else if (!theme_parse_style(value->text, &style, &why)) {
		CONFIG_COMPLAIN(loader, value->place,
		                _("expected attributes and colours for \"%.*s\", such as \"bold "
		                "cyan\", found %s"),
		                STR_ARGS(key), why.sentence);
	} else {
		theme->has_own[role] = true;
		theme->own[role] = style;
	}
}

static void take_colours(struct config_loader *loader, const struct node *value)
{
	if (!config_expect(loader, value, true))
		return;
	for (const struct node *node = value->first; node; node = node->next)
		if (!node_is_absent(node))
			take_colour(loader, node);
}

/* In this order, whatever that of the file: keys are bound over a preset. */
static const struct setting {
	const char *key;
	void (*take)(struct config_loader *loader, const struct node *value);
} settings[] = {
	{ "theme",  take_theme },
	{ "colors", take_colours },
	{ "cite",   take_cite },
	{ "texts",  take_texts },
	{ "hints",  take_hints },
	{ "kiosk",  take_kiosk },
	{ "mouse",  take_mouse },
	{ "ascii_names", take_ascii_names },
	{ "keys",   take_keys },
	{ "bind",   config_bind },
};
enum { SETTING_COUNT = sizeof settings / sizeof settings[0] };

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

static bool is_setting(struct str key)
{
	for (size_t i = 0; i < SETTING_COUNT; i++)
		if (str_equal(key, str_of(settings[i].key)))
			return true;
	return false;
}

static void check_keys(struct config_loader *loader, const struct node *root)
{
	struct str keys[SETTING_COUNT];
	for (size_t i = 0; i < SETTING_COUNT; i++)
		keys[i] = str_of(settings[i].key);
	for (const struct node *node = root->first; node; node = node->next) {
		if (is_setting(node->key))
			continue;
		struct str key = finding_excerpt(node->key);
		struct str meant = config_guess(loader->arena, node->key, keys, SETTING_COUNT);
		CONFIG_COMPLAIN(loader, node->key_place, _("there is no setting \"%.*s\"%.*s"),
		                STR_ARGS(key), STR_ARGS(meant));
	}
}

static const struct node *check_root(struct config_loader *loader, struct node_file file)
{
	const struct node *root = file.first;
	if (file.count > 1)
		CONFIG_COMPLAIN(loader, file.first->next->place,
		                _("only the first document of the file is read"));
	if (node_is_absent(root) || root->kind == NODE_MAP)
		return node_is_absent(root) ? NULL : root;
	CONFIG_COMPLAIN(loader, root->place, _("expected a map of settings, found %s"),
	                node_kind_words(root->kind));
	return NULL;
}

static struct str base_name(struct str path)
{
	size_t start = path.size;
	while (start > 0 && path.bytes[start - 1] != '/')
		start--;
	return str_slice(path, start, SIZE_MAX);
}

static struct str sentence_of(struct arena *arena, struct str path, const struct finding *finding)
{
	if (finding->place.line == 0)
		return str_format(arena, "%.*s: %.*s", STR_ARGS(path), STR_ARGS(finding->message));
	return str_format(arena, "%.*s:%u:%u: %.*s", STR_ARGS(path), finding->place.line,
	                  finding->place.column, STR_ARGS(finding->message));
}

static int compare_findings(const void *left, const void *right)
{
	return finding_compare(left, right);
}

/* In the order of the file; those that were too many to keep are counted. */
static void tell(struct config_loader *loader)
{
	struct finding_array *findings = loader->findings;
	struct config *config = loader->config;
	if (findings->count == 0)
		return;
	qsort(findings->items, findings->count, sizeof(findings->items[0]), compare_findings);
	config->mistakes = ARENA_MANY(loader->arena, struct str, findings->count + 1);
	config->mistake_count = findings->count;
	config->first = sentence_of(loader->arena, base_name(loader->path), findings->items);
	if (findings->count > 1)
		config->first = str_format(loader->arena, _("%.*s (1 of %zu mistakes)"),
		                           STR_ARGS(config->first), findings->count);
	for (size_t i = 0; i < findings->count; i++)
		config->mistakes[i] =
			sentence_of(loader->arena, loader->path, &findings->items[i]);
	if (findings->dropped)
		config->mistakes[config->mistake_count++] =
			str_format(loader->arena, _("%.*s: and %zu more"), STR_ARGS(loader->path),
			           findings->dropped);
}

/* A file in which somebody wrote of a kiosk, and wrote it so that it is not understood, makes one:
 * strangers would have a shell by a slip of the pen. */
static bool may_mean_kiosk(struct str bytes)
{
	static const char word[] = "kiosk";
	size_t done = 0;
	for (size_t i = 0; i < bytes.size && word[done]; i++) {
		char letter = (char)(bytes.bytes[i] | 0x20);
		done = letter == word[done] ? done + 1 : letter == word[0];
	}
	return !word[done];
}

static bool is_unclear_kiosk(const struct config *config, const struct node *root, struct str bytes)
{
	const struct node *kiosk = node_find(root, STR("kiosk"));
	if (kiosk)
		return node_is_absent(kiosk);
	return config->mistake_count > 0 && may_mean_kiosk(bytes);
}

struct config config_parse(struct arena *arena, struct str path, struct str bytes,
                           const char *keys)
{
	struct config config = { .keys = PRESET_VI, .cite = CITE_PLAIN };
	struct finding_array findings = {0};
	struct config_loader loader = { arena, path, &config, &findings };
	const struct node *root =
		check_root(&loader, read_yaml(arena, bytes, 0, &findings));
	if (root)
		check_keys(&loader, root);
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		bool binds = settings[i].take == config_bind;
		const struct node *value = node_find(root, str_of(settings[i].key));
		if (binds) {
			config.keys = keys ? keymap_preset_find(str_of(keys)) : config.keys;
			keymap_use(config.keys);
		}
		if (!node_is_absent(value))
			settings[i].take(&loader, value);
	}
	tell(&loader);
	config.is_kiosk = config.is_kiosk || is_unclear_kiosk(&config, root, bytes);
	return config;
}

struct str config_path(struct arena *arena, bool *is_named)
{
	const char *own = getenv("DOSSIER_CONFIG");
	const char *configs = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	*is_named = own && *own;
	if (*is_named)
		return str_copy(arena, str_of(own));
	if (configs && *configs == '/')
		return str_format(arena, "%s/dossier/config.yaml", configs);
	if (home && *home == '/')
		return str_format(arena, "%s/.config/dossier/config.yaml", home);
	return (struct str){0};
}

/* A file that cannot be read is a mistake like others. */
static void tell_unread(struct arena *arena, struct config *config, const struct fault *why)
{
	config->mistakes = ARENA_NEW(arena, struct str);
	config->mistakes[0] = str_copy(arena, str_of(why->sentence));
	config->mistake_count = 1;
	config->first = config->mistakes[0];
}

struct config config_read(struct arena *arena, const char *keys)
{
	struct fault why;
	struct str bytes = {0};
	bool is_named, has_failed = false;
	struct str path = config_path(arena, &is_named);
	if (path.size && (is_named || file_exists(path.bytes)))
		has_failed = !file_read(arena, path.bytes, LIMIT_CONFIG_SIZE, &bytes, &why);
	struct config config = config_parse(arena, path, bytes, keys);
	if (has_failed)
		tell_unread(arena, &config, &why);
	return config;
}
