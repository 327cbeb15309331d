/* The timeline of a revision: that of the base in pieces, and what is new between them. */
#include <stdlib.h>

#include "archive/revision_parts.h"
#include "base/array.h"
#include "model/schema.h"

struct moment { struct timeline_row row; enum date_precision precision; };

/* ── Places in the base's ───────────────────────────────────────────────────────────────────── */

static bool moment_at(const struct archive *archive, uint32_t row, struct moment *moment)
{
	if (!section_read(archive, SECTION_TIMELINE, row, &moment->row, sizeof moment->row))
		return false;
	moment->precision = archive_date(archive, moment->row.date).date.precision;
	return true;
}

/* The first row of the base that is not before the moment. */
static uint32_t find_place(const struct archive *base, const struct moment *wanted)
{
	uint32_t low = 0, high = base->sections[SECTION_TIMELINE].count;
	struct moment moment;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (moment_at(base, middle, &moment) &&
		    section_timeline_compare(&moment.row, moment.precision, &wanted->row,
		                             wanted->precision) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ── What is dead ───────────────────────────────────────────────────────────────────────────── */

/* Note the row of what is in the base's timeline `when` so and so, if it is there. */
static void add_dead(struct revising *revising, struct row_list *dead, struct date when,
                     struct timeline_row row)
{
	row.earliest = date_is_none(when) ? DATE_LAST_DAY : when.earliest;
	row.latest = date_is_none(when) ? DATE_LAST_DAY : when.latest;
	struct moment wanted = { row, when.precision }, found;
	uint32_t place = find_place(revising->base, &wanted);
	if (moment_at(revising->base, place, &found) && found.row.what == row.what &&
	    found.row.dossier == row.dossier && found.row.link == row.link)
		*ARRAY_ADD(&revising->scratch, dead) = place;
}

/* As what a dossier is in the timeline depends on its kind. */
static void add_dead_dossier(struct revising *revising, struct row_list *dead,
                             struct dossier_ref ref)
{
	struct date when =
		archive_date(revising->base, dossier_at(revising->base, ref).date).date;
	for (enum timeline_what what = 0; what < TIMELINE_RELATION; what++)
		add_dead(revising, dead, when, (struct timeline_row){
			.dossier = ref.row, .link = ARCHIVE_NONE, .what = what,
		});
}

static void add_dead_links(struct revising *revising, struct row_list *dead,
                           struct dossier_ref ref)
{
	const struct archive *base = revising->base;
	struct link_span links = links_out(base, ref);
	for (uint32_t i = 0; i < links.range.count; i++) {
		struct link link = link_of(base, links, i);
		struct date when = section_relation_date(archive_date(base, link.date).date,
		                                         archive_date(base, link.since).date,
		                                         archive_date(base, link.until).date);
		if (!date_is_none(when))
			add_dead(revising, dead, when, (struct timeline_row){
				.dossier = ref.row, .link = link.row, .what = TIMELINE_RELATION,
			});
	}
}

static int compare_rows(const void *left, const void *right)
{
	const uint32_t *one = left, *other = right;
	return (*one > *other) - (*one < *other);
}

static struct row_list collect_dead(struct revising *revising)
{
	struct row_list dead = {0};
	struct row_span replaced = revising->revision->replaced;
	for (uint32_t i = 0; i < replaced.count; i++) {
		struct dossier_ref ref = { replaced.rows[i] };
		add_dead_dossier(revising, &dead, ref);
		add_dead_links(revising, &dead, ref);
	}
	if (dead.count)
		qsort(dead.items, dead.count, sizeof *dead.items, compare_rows);
	return dead;
}

/* ── What is new ────────────────────────────────────────────────────────────────────────────── */

/* Take over the rows of replaced dossiers, in their order; `*places` is for each of them the row of
 * the base that it stands in front of. */
static bool take_new(struct revising *revising, struct row_list *places, struct fault *why)
{
	struct section_view *rows = &revising->revision->sections[SECTION_TIMELINE];
	struct timeline_row row;
	struct moment moment;
	char *bytes;
	uint32_t taken = 0, place = 0;
	if (!revise_room(revising, SECTION_TIMELINE, timeline_count(revising->segment), &bytes,
	                 why))
		return false;
	for (uint32_t i = 0; section_read(revising->segment, SECTION_TIMELINE, i, &row, sizeof row);
	     i++) {
		if (!revising->is_replaced[row.dossier])
			continue;
		char *copy = bytes + taken * sizeof row;
		memcpy(copy, &row, sizeof row);
		revise_row(revising, SECTION_TIMELINE, copy);
		moment_at(revising->archive, base_count(revising, SECTION_TIMELINE) + taken++,
		          &moment);
		uint32_t found = find_place(revising->base, &moment);
		place = found > place ? found : place;
		*ARRAY_ADD(&revising->scratch, places) = place;
	}
	rows->count = taken;
	return true;
}

/* ── Pieces ─────────────────────────────────────────────────────────────────────────────────── */

/* The next `count` entries are rows from `row` on. */
static void add_piece(struct revising *revising, uint32_t row, uint32_t count)
{
	struct revision *revision = revising->revision;
	uint32_t place = revision->timeline_count;
	if (count == 0)
		return;
	revision->timeline_count += count;
	if (revision->pieces.count) {
		const struct timeline_piece *last =
			&revision->pieces.items[revision->pieces.count - 1];
		if (last->row + (place - last->place) == row)
			return;
	}
	*ARRAY_ADD(revising->arena, &revision->pieces) = (struct timeline_piece){ place, row };
}

static uint32_t row_or_none(const struct row_list *list, size_t index)
{
	return index < list->count ? list->items[index] : ARCHIVE_NONE;
}

/*	base     0 1 2 3 4 5 6          dead 2 and 5; new 7, 8, which stand in front of 3
 *	pieces   0 1 | 7 8 | 3 4 | 6
 */
static void cut_pieces(struct revising *revising, const struct row_list *dead,
                       const struct row_list *places)
{
	uint32_t count = base_count(revising, SECTION_TIMELINE), at = 0;
	for (size_t i = 0, j = 0; i < places->count || j < dead->count;) {
		uint32_t place = row_or_none(places, i), hole = row_or_none(dead, j);
		uint32_t next = place <= hole ? place : hole;
		if (next > at) {
			add_piece(revising, at, next - at);
			at = next;
		}
		if (place <= hole) {
			add_piece(revising, count + (uint32_t)i++, 1);
		} else {
			at += at == hole;
			j++;
		}
	}
	add_piece(revising, at, count - at);
}

bool revise_timeline(struct revising *revising, struct fault *why)
{
	struct row_list dead = collect_dead(revising), places = {0};
	if (!take_new(revising, &places, why))
		return false;
	cut_pieces(revising, &dead, &places);
	return true;
}
