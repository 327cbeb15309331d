/* config: what somebody wants of the panes, by their own config.yaml. Content is never
 * configuration: nothing of it is read from a collection. */
#ifndef DOSSIER_CLI_CONFIG_H
#define DOSSIER_CLI_CONFIG_H

#include <stdbool.h>

#include "base/str.h"
#include "exchange/cite.h"
#include "ui/keymap.h"
#include "ui/theme.h"

struct arena;
struct finding_array;
struct node;

struct config {
	enum keymap_preset keys;
	struct theme theme;
	enum cite_style cite;
	struct str texts;               /* a path; empty: it names none */
	bool hides_hints;
	bool is_kiosk;
	bool takes_mouse, has_ascii_names;
	struct str *mistakes;           /* a sentence each, with path, line and column */
	size_t mistake_count;
	struct str first;               /* of them, with the name of the file for its path */
};

/* The path of the file: DOSSIER_CONFIG, or config.yaml in XDG_CONFIG_HOME/dossier or
 * ~/.config/dossier; empty if nothing says where that is. `*is_named` is true for the first. */
struct str config_path(struct arena *arena, bool *is_named);

/* What the file says, and put its keys to use, over those of the preset `keys` if that names one.
 * Of mistakes each is one sentence, and the rest of the file holds. Without a file, or if it cannot
 * be read, all is as the program has it. Texts are in `arena`. */
struct config config_read(struct arena *arena, const char *keys);

/* The same of a file's bytes; `path` is for the sentences. */
struct config config_parse(struct arena *arena, struct str path, struct str bytes,
                           const char *keys);

/* The same of a call, which tells the mistakes; for the panes, whose options come before the
 * file. */
struct call;
struct config call_read_config(struct call *call, const char *keys);
struct config call_panes_config(struct call *call);

/* ── For the files of config ────────────────────────────────────────────────────────────────── */

/* A file that is being read. What is wrong goes to `findings`. */
struct config_loader {
	struct arena *arena;
	struct str path;
	struct config *config;
	struct finding_array *findings;
};

#define CONFIG_COMPLAIN(loader, place, ...) \
	finding_add((loader)->arena, (loader)->findings, RULE_SCHEMA, 0, place, __VA_ARGS__)

/* ": did you mean "x"?", or nothing. */
struct str config_guess(struct arena *arena, struct str wanted, const struct str *candidates,
                        size_t count);

/* True if the node is a map or a text, as is asked for; else complains. */
bool config_expect(struct config_loader *loader, const struct node *node, bool is_map);

/* The map "bind": keys to actions, for everywhere and by the names of panes. */
void config_bind(struct config_loader *loader, const struct node *value);

#endif
