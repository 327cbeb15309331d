#include "tests/support/revision_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "archive/revision.h"
#include "base/array.h"
#include "tests/support/chance.h"
#include "tests/support/collection.h"
#include "tests/support/fiction.h"

enum { FILES = FICTION_FILES };

static const struct archive *build(struct revision_world *world, bool with_edits)
{
	struct support_file files[FILES + 2] = {{0}};
	for (uint32_t i = 0; i < FILES; i++) {
		uint32_t version = with_edits && world->is_edited[i];
		files[i] = (struct support_file){
			fiction_path(&world->arena, i),
			fiction_file(&world->arena, world->round, i, version),
		};
	}
	files[FILES] = (struct support_file){ "collection.yaml", "title: Made up\n" };
	return support_archive(&world->arena, files);
}

/* The number of the file that a dossier is in. */
static uint32_t file_of(const struct archive *archive, struct dossier_ref ref)
{
	struct str path = file_path(archive, dossier_at(archive, ref).file);
	struct arena scratch = {0};
	uint32_t file = 0;
	while (file < FILES && !str_equal(path, str_of(fiction_path(&scratch, file))))
		file++;
	arena_release(&scratch);
	assert_true(file < FILES);
	return file;
}

static bool is_in_edited(const struct revision_world *world, const struct archive *archive,
                         struct dossier_ref ref)
{
	return world->is_edited[file_of(archive, ref)];
}

/* ── Which files are read again ─────────────────────────────────────────────────────────────── */

/* A bit for each kind that links to a dossier. */
static uint32_t linking_kinds(const struct archive *archive, uint32_t row)
{
	struct link_span links = links_in(archive, (struct dossier_ref){ row });
	uint32_t set = 0;
	for (uint32_t i = 0; i < links.range.count; i++)
		set |= 1u << dossier_kind(archive, link_of(archive, links, i).from);
	return set;
}

/* Files whose dossiers get or lose a facet of has: by what others say are read again. */
static void edit_where_facets_change(struct revision_world *world, uint32_t versions[FILES])
{
	for (uint32_t i = 0; i < dossier_count(world->fresh); i++) {
		uint32_t file = file_of(world->fresh, (struct dossier_ref){ i });
		if (linking_kinds(world->base, i) == linking_kinds(world->fresh, i) ||
		    world->is_edited[file])
			continue;
		world->is_edited[file] = true;
		versions[file] = 0;
	}
}

/* ── What stands in for the others ──────────────────────────────────────────────────────────── */

static void want_sources(const struct archive *archive, struct row_range citations, bool *is_wanted)
{
	for (uint32_t i = 0; i < citations.count; i++) {
		struct dossier_ref source = citation_at(archive, citations.first + i).source;
		if (!dossier_is_none(source))
			is_wanted[source.row] = true;
	}
}

/* Mark what an edited dossier links to or cites. */
static void want_ends(const struct archive *archive, struct dossier dossier, bool *is_wanted)
{
	struct link_span links = links_out(archive, dossier.ref);
	want_sources(archive, dossier.citations, is_wanted);
	for (uint32_t i = 0; i < dossier.values.count; i++)
		want_sources(archive, value_at(archive, dossier.values.first + i).citations,
		             is_wanted);
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct link link = link_of(archive, links, i);
		want_sources(archive, link.citations, is_wanted);
		is_wanted[link.to.row] = true;
	}
}

static void add_stand_in(struct text *text, struct revision_world *world, struct dossier dossier)
{
	const struct archive *fresh = world->fresh;
	struct link_span links = links_out(fresh, dossier.ref);
	text_format(text, "- {id: %.*s, kind: %.*s, name: \"%.*s\"", STR_ARGS(dossier.id),
	            STR_ARGS(kind_at(fresh, dossier.kind).key), STR_ARGS(dossier.name));
	if (!str_starts_with(dossier.id, STR("nested")))
		text_format(text, ", former_ids: [former-%s]",
		            strrchr(str_copy(&world->arena, dossier.id).bytes, '-') + 1);
	text_add(text, STR(", body: \""));
	for (uint32_t j = 0; j < links.range.count; j++) {
		struct link link = link_of(fresh, links, j);
		if (is_in_edited(world, fresh, link.to))
			text_format(text, "[[%.*s]] ", STR_ARGS(dossier_id(fresh, link.to)));
	}
	text_add(text, STR("\"}\n"));
}

static bool links_to_edited(const struct revision_world *world, struct dossier_ref ref)
{
	struct link_span links = links_out(world->fresh, ref);
	for (uint32_t i = 0; i < links.range.count; i++)
		if (is_in_edited(world, world->fresh, link_of(world->fresh, links, i).to))
			return true;
	return false;
}

/* What edited dossiers link to or cite, and what links to them, as no more than their ends. */
static const char *stand_ins(struct revision_world *world)
{
	struct text text = { .arena = &world->arena };
	const struct archive *fresh = world->fresh;
	bool *is_wanted = ARENA_MANY(&world->arena, bool, dossier_count(fresh));
	for (uint32_t i = 0; i < dossier_count(fresh); i++) {
		struct dossier dossier = dossier_at(fresh, (struct dossier_ref){ i });
		if (is_in_edited(world, fresh, dossier.ref))
			want_ends(fresh, dossier, is_wanted);
		else
			is_wanted[i] |= links_to_edited(world, dossier.ref);
	}
	for (uint32_t i = 0; i < dossier_count(fresh); i++) {
		struct dossier dossier = dossier_at(fresh, (struct dossier_ref){ i });
		if (is_wanted[i] && !is_in_edited(world, fresh, dossier.ref))
			add_stand_in(&text, world, dossier);
	}
	return text_str(&text).bytes;
}

/* ── All of it ──────────────────────────────────────────────────────────────────────────────── */

static void make_segment(struct revision_world *world, const uint32_t versions[FILES])
{
	struct support_file files[FILES + 2] = {{0}};
	size_t count = 0;
	for (uint32_t i = 0; i < FILES; i++)
		if (world->is_edited[i])
			files[count++] = (struct support_file){
				fiction_path(&world->arena, i),
				fiction_file(&world->arena, world->round, i, versions[i]),
			};
	files[count] = (struct support_file){ "stand-ins.yaml", stand_ins(world) };
	if (*files[count].text == '\0')
		files[count].path = NULL;
	world->segment = archive_bytes(support_archive(&world->arena, files));
	for (uint32_t i = 0; i < dossier_count(world->fresh); i++) {
		struct dossier_ref ref = { i };
		if (is_in_edited(world, world->fresh, ref))
			*ARRAY_ADD(&world->arena, &world->replaced) =
				dossier_id(world->fresh, ref);
	}
}

void revision_world_make(struct revision_world *world, uint32_t round)
{
	struct fault why = {0};
	uint32_t versions[FILES] = {0};
	*world = (struct revision_world){ .round = round };
	world->base = build(world, false);
	chance = round;
	for (uint32_t left = round % 5; left; left--)
		world->is_edited[draw(FILES)] = true;
	for (uint32_t i = 0; i < FILES; i++)
		versions[i] = world->is_edited[i];
	world->fresh = build(world, true);
	edit_where_facets_change(world, versions);
	make_segment(world, versions);
	archive_revise(&world->arena, world->base, world->segment, world->replaced,
	               &world->revised, &why);
	assert_string_equal(why.sentence, "");
}

void revision_world_end(struct revision_world *world)
{
	arena_release(&world->arena);
}
