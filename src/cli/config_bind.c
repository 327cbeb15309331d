/* The keys of config.yaml: what is bound to what, in which pane. */
#include "cli/config.h"

#include "base/array.h"
#include "base/message.h"
#include "model/finding.h"
#include "model/node.h"

/* What the file has bound so far, in one context. Over a preset it may bind what it likes, but not
 * two things that cannot both be. */
struct bound { struct str *items; size_t count, room; };

static struct str normal(struct arena *arena, struct str keys)
{
	struct text text = { .arena = arena };
	for (struct str rest = str_trim(keys); rest.bytes;) {
		struct str name = str_cut(&rest, ' ');
		if (name.size)
			text_format(&text, "%s%.*s", text.size ? " " : "", STR_ARGS(name));
	}
	return text_str(&text);
}

static bool check_clash(struct config_loader *loader, const struct node *node, struct str keys,
                        const struct bound *bound)
{
	for (size_t i = 0; i < bound->count; i++) {
		if (!keymap_clash(bound->items[i], keys))
			continue;
		struct str key = finding_excerpt(node->key), other = bound->items[i];
		CONFIG_COMPLAIN(loader, node->key_place,
		                _("\"%.*s\" cannot be bound beside \"%.*s\" above"), STR_ARGS(key),
		                STR_ARGS(other));
		return false;
	}
	return true;
}

static bool find_action(struct config_loader *loader, const struct node *node, enum action *action)
{
	struct str names[ACTION_COUNT], text = finding_excerpt(node->text);
	*action = action_find(node->text);
	if (*action != ACTION_NONE || str_equal(node->text, STR("none")))
		return true;
	for (int i = 0; i < ACTION_COUNT; i++)
		names[i] = str_of(action_row((enum action)i)->name);
	struct str meant = config_guess(loader->arena, node->text, names, ACTION_COUNT);
	CONFIG_COMPLAIN(loader, node->place, _("there is no action \"%.*s\"%.*s"), STR_ARGS(text),
	                STR_ARGS(meant));
	return false;
}

static void bind_one(struct config_loader *loader, const struct node *node,
                     enum key_context context, struct bound *bound)
{
	struct fault why;
	enum action action;
	struct str keys = normal(loader->arena, node->key);
	if (!config_expect(loader, node, false) || !find_action(loader, node, &action) ||
	    !check_clash(loader, node, keys, bound))
		return;
	if (keymap_bind(context, keys, action, NULL, &why))
		*ARRAY_ADD(loader->arena, bound) = keys;
	else
		CONFIG_COMPLAIN(loader, node->key_place, "%s", why.sentence);
}

/* A map below a map is of a pane. In a line that is typed, keys stay as they are. */
static void bind_pane(struct config_loader *loader, const struct node *value)
{
	enum key_context context = key_context_find(value->key);
	struct bound bound = {0};
	if (context == CONTEXT_GLOBAL || context >= CONTEXT_PROMPT) {
		struct str key = finding_excerpt(value->key);
		CONFIG_COMPLAIN(loader, value->key_place,
		                _("there is no pane \"%.*s\", but list, dossier, connections, view "
		                "and help"),
		                STR_ARGS(key));
		return;
	}
	for (const struct node *node = value->first; node; node = node->next)
		bind_one(loader, node, context, &bound);
}

void config_bind(struct config_loader *loader, const struct node *value)
{
	struct bound bound = {0};
	if (!config_expect(loader, value, true))
		return;
	for (const struct node *node = value->first; node; node = node->next) {
		if (node->kind == NODE_MAP)
			bind_pane(loader, node);
		else
			bind_one(loader, node, CONTEXT_GLOBAL, &bound);
	}
}
