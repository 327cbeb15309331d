#include "build/special.h"

#include "base/array.h"
#include "base/file.h"
#include "build/batch.h"
#include "build/read.h"
#include "model/limits.h"

const struct node *special_read(struct special_reader *reader, uint32_t file)
{
	if (file == NO_ROW)
		return NULL;
	struct str bytes;
	struct fault why;
	const struct scan_file *scanned = &reader->scan->files.items[file];
	struct file_state state = {0};
	bool is_read = file_read_beneath(reader->arena, reader->root, scanned->path.bytes,
	                                 LIMIT_FILE_SIZE, &bytes, &state, &why);
	if (!file_state_equal(state, scanned->state))
		reader->was_changed = true;
	if (!is_read) {
		*ARRAY_ADD(reader->arena, reader->findings) =
			file_finding(reader->arena, reader->scan, file, &why);
		return NULL;
	}
	return read_yaml(reader->arena, bytes, file, reader->findings).first;
}

struct schema *special_schema(struct special_reader *reader)
{
	struct finding_array none = {0};
	const struct node *builtin =
		read_yaml(reader->arena, schema_builtin(), NO_ROW, &none).first;
	struct schema *schema = schema_new(reader->arena);
	schema_add(schema, builtin, NO_ROW, &none);

	uint32_t file = reader->scan->schema_file;
	schema_add(schema, special_read(reader, file), file, reader->findings);
	return schema;
}
