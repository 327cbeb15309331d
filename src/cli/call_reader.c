#include "cli/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "reader/reader.h"

/* What is kept is of a place, by whatever way one came there. */
static bool resolve(struct call *call, struct str *path, struct fault *why)
{
	char *resolved = realpath(call->collection_path.bytes, NULL);
	if (!resolved)
		return fault_set(why, FAULT_SYSTEM, "%s: %s", call->collection_path.bytes,
		                 strerror(errno));
	*path = str_copy(call->arena, str_of(resolved));
	free(resolved);
	return true;
}

bool call_open_reader(struct call *call, struct reader **reader, struct fault *why)
{
	struct reader_options options = {
		.folder = reader_folder(call->arena),
		.keeps_nothing = call->common[COMMON_NO_STATE] != NULL,
	};
	struct str note;
	if (!resolve(call, &options.path, why) ||
	    !reader_open(call->arena, options, reader, &note, why))
		return false;
	if (note.size)
		call_tell(call, note);
	return true;
}

bool call_reader_path(struct call *call, struct str *path, struct fault *why)
{
	struct str folder = reader_folder(call->arena), resolved;
	if (!resolve(call, &resolved, why))
		return false;
	if (str_is_empty(folder))
		return fault_set(why, FAULT_SYSTEM, _("nothing says where notes may be kept, for "
		                 "none of DOSSIER_STATE, XDG_STATE_HOME and HOME is set"));
	*path = reader_path(call->arena, folder, resolved);
	return true;
}
