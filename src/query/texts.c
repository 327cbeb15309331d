#include "query/texts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/message.h"
#include "model/limits.h"

static bool open_folder(const char *folder, int *descriptor, struct fault *why)
{
	*descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return *descriptor >= 0 ||
	       fault_set(why, FAULT_SYSTEM, "%s: %s", folder, strerror(errno));
}

/* The digest of a file, or what keeps it from being read. */
static struct local_text look_at(struct arena *arena, struct arena *scratch, int folder,
                                 const struct file_entry *entry)
{
	struct local_text text = { .path = entry->path };
	struct str bytes;
	struct fault why;
	if (!entry->is_readable_file)
		text.problem = str_format(arena, "%.*s: %s", STR_ARGS(entry->path),
		                          entry->problem ? entry->problem : _("it cannot be read"));
	else if (file_read_beneath(scratch, folder, entry->path.bytes, LIMIT_FILE_SIZE, &bytes,
	                           NULL, &why))
		text.digest = digest_of(bytes);
	else
		text.problem = str_copy(arena, str_of(why.sentence));
	return text;
}

bool texts_open(struct arena *arena, const char *folder, struct texts *texts, struct fault *why)
{
	static const char *const any_ending[] = { "", NULL };
	struct file_entry_array entries = {0};
	struct arena scratch = {0};
	int descriptor;
	if (!file_walk(arena, folder, any_ending, &entries, why) ||
	    !open_folder(folder, &descriptor, why))
		return false;

	*texts = (struct texts){ .folder = str_copy(arena, str_of(folder)) };
	for (size_t i = 0; i < entries.count; i++) {
		*ARRAY_ADD(arena, &texts->items) =
			look_at(arena, &scratch, descriptor, &entries.items[i]);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	close(descriptor);
	return true;
}

uint32_t texts_find(const struct texts *texts, struct digest digest)
{
	for (size_t i = 0; i < texts->items.count; i++)
		if (str_is_empty(texts->items.items[i].problem) &&
		    digest_equal(texts->items.items[i].digest, digest))
			return (uint32_t)i;
	return NO_ROW;
}

bool source_digest(const struct archive *archive, struct dossier_ref source, struct digest *digest)
{
	return !dossier_is_none(source) &&
	       digest_read(str_trim(dossier_text(archive, source, KNOWN_SHA256)), digest);
}

bool texts_read(const struct texts *texts, uint32_t text, struct arena *arena, struct str *bytes,
                struct fault *why)
{
	const struct local_text *wanted = &texts->items.items[text];
	struct str read;
	int folder;
	if (!open_folder(texts->folder.bytes, &folder, why))
		return false;
	bool is_read = file_read_beneath(arena, folder, wanted->path.bytes, LIMIT_FILE_SIZE, &read,
	                                 NULL, why);
	close(folder);
	if (!is_read)
		return fault_add(why, "%s", texts->folder.bytes);
	if (!digest_equal(digest_of(read), wanted->digest))
		return fault_set(why, FAULT_FORMAT, _("%s: was changed meanwhile"),
		                 texts_path(texts, text, arena).bytes);
	*bytes = read;
	return true;
}

struct str texts_path(const struct texts *texts, uint32_t text, struct arena *arena)
{
	struct str folder = texts->folder, path = texts->items.items[text].path;
	if (str_equal(folder, STR(".")))
		return str_copy(arena, path);
	return str_join(arena, folder, str_ends_with(folder, STR("/")) ? STR("") : STR("/"), path);
}
