/* What changed for dossiers: those that are replaced, and those that their links lead to or led
 * to. */
#include <stdlib.h>

#include "archive/revision_parts.h"
#include "base/array.h"

/* ── Links that are dead, and new ones ──────────────────────────────────────────────────────── */

static uint32_t link_target(const struct archive *archive, uint32_t row)
{
	struct link_row link = { .to = ARCHIVE_NONE };
	section_read(archive, SECTION_LINKS, row, &link, sizeof link);
	return link.to;
}

/* Links of the base may lead to what is not there: then there is nothing to change. */
static void add_event(struct revising *revising, struct link_event event)
{
	if (event.to < dossier_count(revising->base))
		*ARRAY_ADD(&revising->scratch, &revising->events) = event;
}

/* Those of the segment's dossier `row`, whose links were `old`. */
static void add_events(struct revising *revising, uint32_t row, struct row_range old)
{
	uint32_t behind = base_count(revising, SECTION_LINKS);
	struct row_range new = links_out(revising->segment, (struct dossier_ref){ row }).range;
	for (uint32_t i = 0; i < old.count; i++)
		add_event(revising, (struct link_event){
			.to = link_target(revising->base, old.first + i),
			.at = old.first + i, .link = ARCHIVE_NONE,
		});
	for (uint32_t i = 0; i < new.count; i++)
		add_event(revising, (struct link_event){
			.to = link_target(revising->archive, behind + new.first + i),
			.at = old.first, .link = behind + new.first + i,
		});
	revising->revision->link_count += new.count - old.count;
}

static int compare_numbers(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

/* New links in front of dead ones, and by row, so that they come by where they come from. */
static int compare_events(const void *left, const void *right)
{
	const struct link_event *one = left, *other = right;
	int order = compare_numbers(one->to, other->to);
	order = order ? order : compare_numbers(one->at, other->at);
	return order ? order : compare_numbers(one->link, other->link);
}

/* In a sound base no two dossiers have the same links, and their rows rise: so there are never more
 * events than links. */
static bool collect_events(struct revising *revising, struct fault *why)
{
	uint32_t end = 0;
	revising->revision->link_count = base_count(revising, SECTION_LINKS);
	for (uint32_t i = 0; i < dossier_count(revising->segment); i++) {
		struct dossier_ref ref = { revising->dossiers[i] };
		struct row_range old = links_out(revising->base, ref).range;
		if (!revising->is_replaced[i])
			continue;
		if (old.count && old.first < end)
			return fault_set(why, FAULT_FORMAT,
			                 "the archive has links of another at \"%.*s\"",
			                 STR_ARGS(dossier_id(revising->base, ref)));
		end = old.count ? old.first + old.count : end;
		add_events(revising, i, old);
	}
	if (revising->events.count)
		qsort(revising->events.items, revising->events.count,
		      sizeof *revising->events.items, compare_events);
	return true;
}

/* The event behind those of the same target as event `first`. */
static size_t events_end(const struct revising *revising, size_t first)
{
	size_t end = first;
	while (end < revising->events.count &&
	       revising->events.items[end].to == revising->events.items[first].to)
		end++;
	return end;
}

/* ── Dossiers that changed ──────────────────────────────────────────────────────────────────── */

static struct rows_at rows_of(struct row_range range)
{
	return (struct rows_at){ range.first, range.count };
}

/* As the base has it. */
static struct changed_dossier *add_changed(struct revising *revising, uint32_t row)
{
	const struct archive *base = revising->base;
	struct dossier_ref ref = { row };
	struct changed_dossier *changed =
		ARRAY_ADD(revising->arena, &revising->revision->changed);
	changed->row = row;
	section_read(base, SECTION_DOSSIERS, row, &changed->dossier, sizeof changed->dossier);
	section_read(base, SECTION_WEIGHTS, row, &changed->weight, sizeof changed->weight);
	changed->links_out = rows_of(links_out(base, ref).range);
	changed->links_in = rows_of(links_in(base, ref).range);
	return changed;
}

/* The row of FILES that has the path; NONE if there is none. */
static uint32_t file_find(const struct archive *archive, struct str path)
{
	uint32_t low = 0, high = file_count(archive);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (str_compare(file_path(archive, middle), path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return str_equal(file_path(archive, low), path) ? low : ARCHIVE_NONE;
}

/* The new dossier; its id and name stay where those of all others are. */
static bool add_replaced(struct revising *revising, uint32_t row, struct fault *why)
{
	const struct archive *segment = revising->segment;
	struct changed_dossier *changed = add_changed(revising, revising->dossiers[row]);
	struct dossier_row old = changed->dossier, new;
	section_read(segment, SECTION_DOSSIERS, row, &new, sizeof new);
	struct str path = file_path(segment, new.file);
	revise_row(revising, SECTION_DOSSIERS, (char *)&new);
	new.id = old.id;
	new.name = old.name;
	new.file = file_find(revising->base, path);
	if (new.file == ARCHIVE_NONE)
		return fault_set(why, FAULT_FORMAT, "the archive has no file \"%.*s\"",
		                 STR_ARGS(path));

	struct row_range out = links_out(segment, (struct dossier_ref){ row }).range;
	changed->is_replaced = true;
	changed->dossier = new;
	changed->links_out = (struct rows_at){ base_count(revising, SECTION_LINKS) + out.first,
	                                       out.count };
	return true;
}

static int compare_changed(const void *left, const void *right)
{
	const struct changed_dossier *one = left, *other = right;
	return compare_numbers(one->row, other->row);
}

static bool collect_changed(struct revising *revising, struct fault *why)
{
	struct revision *revision = revising->revision;
	for (uint32_t i = 0; i < dossier_count(revising->segment); i++)
		if (revising->is_replaced[i] && !add_replaced(revising, i, why))
			return false;
	for (size_t i = 0; i < revising->events.count; i = events_end(revising, i))
		if (!archive_replaces(revising->archive, revising->events.items[i].to))
			add_changed(revising, revising->events.items[i].to);
	if (revision->changed.count)
		qsort(revision->changed.items, revision->changed.count,
		      sizeof *revision->changed.items, compare_changed);
	return true;
}

/* ── Links in ───────────────────────────────────────────────────────────────────────────────── */

/* The links in of one dossier as they were, without those that are dead and with those that are
 * new: what lies between two events is not looked at. Gives their number.
 *
 *	were     3  8 | 12 13 | 20          new 95, 96, in front of 12
 *	are      3  8 | 95 96 | 20          dead 12, 13
 */
static uint32_t merge_links(struct row_span were, const struct link_event *events, size_t count,
                            uint32_t *are)
{
	uint32_t at = 0, filled = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t next = rows_bound(were, at, events[i].at);
		if (next > at)
			memcpy(are + filled, were.rows + at, (next - at) * sizeof *are);
		filled += next - at;
		at = next;
		if (events[i].link != ARCHIVE_NONE)
			are[filled++] = events[i].link;
		else if (at < were.count && were.rows[at] == events[i].at)
			at++;
	}
	if (at < were.count)
		memcpy(are + filled, were.rows + at, (were.count - at) * sizeof *are);
	return filled + were.count - at;
}

/* How many links in there were, where some are changed: as was read of the base, and not asked of
 * it again, for it may be another by now. */
static uint64_t links_in_before(const struct revising *revising)
{
	uint64_t count = 0;
	for (size_t i = 0; i < revising->events.count; i = events_end(revising, i))
		count += revision_find(revising->revision,
		                       revising->events.items[i].to)->links_in.count;
	return count;
}

/* The changed dossiers that have events come in the order of these. */
static bool revise_links_in(struct revising *revising, struct fault *why)
{
	struct revision *revision = revising->revision;
	uint64_t before = links_in_before(revising), room = before + revising->events.count;
	char *bytes;
	if (before > base_count(revising, SECTION_LINKS_IN))
		return fault_set(why, FAULT_FORMAT, "the archive has links in twice");
	if (!revise_room(revising, SECTION_LINKS_IN, room, &bytes, why))
		return false;

	uint32_t *rows = (uint32_t *)(void *)bytes, filled = 0;
	struct changed_dossier *changed = revision->changed.items;
	for (size_t i = 0, end; i < revising->events.count; i = end) {
		end = events_end(revising, i);
		while (changed->row != revising->events.items[i].to)
			changed++;
		struct row_span were =
			section_span(revising->base, SECTION_LINKS_IN, changed->links_in);
		uint32_t count = merge_links(were, revising->events.items + i, end - i,
		                             rows + filled);
		changed->links_in = (struct rows_at){
			base_count(revising, SECTION_LINKS_IN) + filled, count,
		};
		filled += count;
	}
	revision->sections[SECTION_LINKS_IN].count = filled;
	return true;
}

static void revise_weights(struct revising *revising)
{
	for (size_t i = 0; i < revising->revision->changed.count; i++) {
		struct changed_dossier *changed = &revising->revision->changed.items[i];
		struct dossier_ref ref = { changed->row };
		changed->weight = section_weight(revising->archive, ref, changed->weight.place);
	}
}

bool revise_dossiers(struct revising *revising, struct fault *why)
{
	if (!collect_events(revising, why) || !collect_changed(revising, why) ||
	    !revise_links_in(revising, why))
		return false;
	revise_weights(revising);
	return true;
}
