/* archive_fuzz: an archive that somebody changed and signed again. Reading it must never lead
 * outside its bytes; and what archive_verify passes must hang together.
 *
 * The input is a list of changes to a sound archive, 8 bytes each:
 *
 *	section  (1)    its rows are changed; SECTION_COUNT and above: the header and section table
 *	offset   (1)    byte in the row
 *	row      (2)    of the section; counted round
 *	number   (4)    written there, in the byte order of the machine
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "archive/section.h"
#include "archive/verify.h"
#include "base/arena.h"
#include "base/array.h"
#include "build/index.h"
#include "build/pack.h"
#include "build/read.h"
#include "tests/support/walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

/* ── The sound archive ──────────────────────────────────────────────────────────────────────── */

static const char content[] =
	"id: min\nkind: person\nname: Min Aung Hlaing\nformer_ids: [mah]\n"
	"names: [{text: မင်းအောင်လှိုင်, lang: my, note: so}]\nborn: 1956-07-03\n"
	"positions: [{title: Chair, organization: sac, since: 2021-02, sources: [report]}]\n"
	"relations: [{type: met, to: sergei, date: 2022-08-03, sources: [report]}]\n"
	"body: Met [[sergei]] in [[naypyitaw]] [@report, page 2].\nunheard-of: yes\n"
	"---\nid: sergei\nkind: person\nname: Sergei\nsummary: A minister.\n"
	"---\nid: sac\nkind: organization\nname: Council\nleaders: [min, nobody]\n"
	"---\nid: naypyitaw\nkind: place\nname: Naypyitaw\n"
	"---\nid: visit\nkind: event\nname: The visit\ndate: 2022-08-03\n"
	"participants: [min, sergei]\n"
	"---\nid: report\nkind: source\nname: Report\npublished: some day\nreliability: B\n"
	"quotes: [{id: q, text: We are friends., speaker: min, said: 2022-08~}]\n";

static struct str make_archive(struct arena *arena)
{
	struct finding_array findings = {0};
	struct schema *schema = schema_new(arena);
	struct node_file builtin = read_yaml(arena, schema_builtin(), NO_ROW, &findings);
	schema_add(schema, builtin.first, NO_ROW, &findings);

	struct batch *batch = ARENA_NEW(arena, struct batch);
	struct str text = { content, sizeof content - 1 };
	draft_file(batch, schema, STR("all.yaml"), read_yaml(arena, text, 0, &findings));
	struct resolved resolved = {0};
	struct index index = {0};
	resolve_batches(arena, schema, batch, 1, &resolved, &findings);
	index_collection(arena, schema, &resolved, 1, &index);

	struct ledger ledger = {0};
	for (uint32_t row = 3; row < 5; row++)
		*ARRAY_ADD(arena, &ledger) = (struct ledger_row){ row, {
			.verdict = VERDICT_EXACT, .day = 19000, .position = 40, .line = 2 } };

	struct scan scan = {0};
	struct collection collection = { .title = STR("Fuzzed"), .home = STR("min") };
	*ARRAY_ADD(arena, &scan.files) = (struct scan_file){ .path = STR("all.yaml") };
	struct pack_input input = {
		.schema = schema, .scan = &scan, .collection = &collection, .resolved = &resolved,
		.index = &index, .findings = &findings, .ledger = &ledger,
		.thread_count = 1,
	};
	struct str bytes;
	demand(pack_archive(arena, &input, &bytes, NULL));
	arena_release(&batch->arena);
	return bytes;
}

/* Made once, and kept until the program ends. */
static struct str sound_archive(void)
{
	static struct str sound;
	if (!sound.bytes) {
		struct arena arena = {0};
		struct str bytes = make_archive(&arena);
		char *copy = malloc(bytes.size);
		demand(copy);
		memcpy(copy, bytes.bytes, bytes.size);
		sound = (struct str){ copy, bytes.size };
		arena_release(&arena);
	}
	return sound;
}

/* ── Changing and reading it ────────────────────────────────────────────────────────────────── */

static void change(char *bytes, size_t size, const uint8_t *record)
{
	uint16_t number;
	memcpy(&number, record + 2, sizeof number);
	size_t at = (size_t)number * 256 + record[1];
	if (record[0] < SECTION_COUNT) {
		struct section_row row;
		memcpy(&row, sound_archive().bytes + sizeof(struct archive_header) +
		       record[0] * sizeof row, sizeof row);
		at = row.offset + record[1] % row.row_size;
		if (row.count)
			at += (size_t)(number % row.count) * row.row_size;
	}
	at %= size;
	memcpy(bytes + at, record + 4, size - at < 4 ? size - at : 4);
}

static void sign(char *bytes, size_t size)
{
	size_t start = sizeof(struct archive_header);
	uint64_t hash = section_hash((struct str){ bytes + start, size - start });
	memcpy(bytes + offsetof(struct archive_header, hash), &hash, sizeof hash);
}

/* What follows from what archive_verify looked at. */
static void check_verified(const struct archive *archive)
{
	uint64_t out = 0, in = 0, of_kinds = 0, of_files = 0;
	for (uint32_t i = 0; i < dossier_count(archive); i++) {
		struct dossier_ref ref = { i };
		demand(dossier_find(archive, dossier_id(archive, ref)).row == i);
		demand(dossier_name(archive, ref).size > 0);
		out += links_out(archive, ref).range.count;
		in += links_in(archive, ref).range.count;
	}
	for (uint32_t i = 0; i < kind_count(archive); i++)
		of_kinds += dossiers_of_kind(archive, i).count;
	demand(out == link_count(archive) && in == link_count(archive));
	demand(of_kinds == dossier_count(archive));
	for (uint32_t i = 0; i < file_count(archive); i++)
		of_files += dossiers_of_file(archive, i).count;
	demand(of_files == dossier_count(archive));
	demand(dossiers_by_name(archive).count == dossier_count(archive));
	for (uint32_t i = 0; i < term_count(archive, LEXICON_ALL); i++)
		demand(terms_equal(archive, LEXICON_ALL, term_at(archive, LEXICON_ALL, i)).first == i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str sound = sound_archive();
	struct arena arena = {0};
	struct archive *archive;
	struct fault why = {0};

	/* A block of exactly its size, where reading one byte too many is seen. */
	char *bytes = malloc(sound.size);
	demand(bytes);
	memcpy(bytes, sound.bytes, sound.size);
	for (size_t i = 0; i + 8 <= size; i += 8)
		change(bytes, sound.size, data + i);
	sign(bytes, sound.size);
	if (archive_open(&arena, (struct str){ bytes, sound.size }, &archive, &why)) {
		if (archive_verify(archive, &why))
			check_verified(archive);
		walk_archive(archive);
	}
	demand(size >= 8 || why.kind == FAULT_NONE);
	demand(why.kind == FAULT_NONE || (why.kind == FAULT_FORMAT && why.sentence[0]));
	arena_release(&arena);
	free(bytes);
	return 0;
}
