#include "query/passage.h"

#include "base/arena.h"
#include "base/message.h"
#include "query/checked.h"
#include "query/citable.h"
#include "query/quotes.h"

struct dossier_ref passage_subject(const struct archive *archive, struct dossier_ref ref)
{
	bool has_text = dossier_is_quote(archive, ref) || dossier_is_source(archive, ref);
	return has_text ? ref : NO_DOSSIER;
}

/* The text of passage->source. */
static bool find_text(const struct archive *archive, struct arena *arena,
                      const struct texts *texts, struct passage *passage, struct fault *why)
{
	struct digest digest;
	struct str id = dossier_id(archive, passage->source);
	if (dossier_is_none(passage->source))
		return fault_set(why, FAULT_FORMAT, _("the quote does not say where it is from"));
	if (!source_digest(archive, passage->source, &digest))
		return fault_set(why, FAULT_FORMAT, _("%.*s does not say the SHA-256 of its text"),
		                 STR_ARGS(id));
	uint32_t text = texts_find(texts, digest);
	if (text == NO_ROW)
		return fault_set(why, FAULT_SYSTEM, _("%.*s has no copy of the text of %.*s"),
		                 STR_ARGS(texts->folder), STR_ARGS(id));
	passage->path = texts_path(texts, text, arena);
	return texts_read(texts, text, arena, &passage->text, why);
}

bool passage_find(const struct archive *archive, struct arena *arena, const struct texts *texts,
                  struct dossier_ref ref, struct passage *passage, struct fault *why)
{
	struct passage found = { .source = ref };
	struct quote quote = {0};
	if (dossier_is_none(passage_subject(archive, ref)))
		return fault_set(why, FAULT_USAGE, _("only quotes and sources have a text"));
	found.has_words = dossier_is_quote(archive, ref);
	if (found.has_words) {
		quote = quote_at(archive, arena, ref);
		found.source = quote.source;
	}
	if (!find_text(archive, arena, texts, &found, why))
		return false;
	if (found.has_words)
		found.check = quote_check(quote_text_new(arena, found.text),
		                          quote_words(archive, arena, quote.text));
	*passage = found;
	return true;
}
