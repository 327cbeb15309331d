/* Looks that follow the first: what changed is taken over, unless a file is broken in it. */
#include "cache/renewal_parts.h"

#include "archive/revision.h"
#include "cache/breakage.h"
#include "cache/cached.h"

/* A file is broken: all stays as it was, and the reader is told. */
static void refuse(struct renewal *renewal, struct news *news, const struct breakage *breakage)
{
	struct news told = {0};
	told.note = breakage_sentence(&told.arena, breakage);
	news_release(news);
	renewal->is_broken = true;
	renewal_tell(renewal, told, false);
}

/* There is nothing new, unless something was broken or gone and is as it was before. */
static void stay(struct renewal *renewal, struct news *news, const struct scan *scan)
{
	bool was_broken = renewal->is_broken;
	renewal_note_files(renewal, scan);
	renewal->is_broken = false;
	news->told = was_broken ? STR("What was broken is mended") : (struct str){0};
	if (was_broken || news->note.size)
		renewal_tell(renewal, *news, false);
	else
		news_release(news);
}

/* What was found was too young to be kept, or it is a revision. Where later changes can be
 * revisions only of what is kept, it is worth another build once nothing changes any more. */
static bool is_to_be_kept(const struct renewal *renewal, const struct archive *archive)
{
	uint64_t size = archive_collection(archive).source_size;
	return !renewal->options.ignores_cache && size >= CACHED_REVISED_SIZE &&
	       size <= RENEWAL_BUILT_AT_ONCE;
}

/* The files that are broken in what was found, and were not in what is shown. */
static struct breakage breakage_of(const struct renewal *renewal, const struct news *news,
                                   const struct scan *scan)
{
	if (!renewal->shown || !news->archive)
		return (struct breakage){0};
	return breakage_find(renewal->shown, news->archive, scan);
}

/* Take over what was found, if nothing is broken in it. */
static void take_over(struct renewal *renewal, struct news *news, const struct scan *scan,
                      const struct roster_changes *changes)
{
	struct breakage breakage = breakage_of(renewal, news, scan);
	if (breakage.count) {
		refuse(renewal, news, &breakage);
		return;
	}
	news->told = roster_sentence(&news->arena, changes);
	renewal_note_files(renewal, scan);
	renewal->is_broken = false;
	renewal->wants_whole = is_to_be_kept(renewal, news->archive);
	renewal_tell(renewal, *news, false);
}

/* The collection cannot be read: what is shown stays. It is said once. */
static void lose(struct renewal *renewal, struct news *news)
{
	if (renewal->is_broken)
		news_release(news);
	else
		renewal_tell(renewal, *news, false);
	renewal->is_broken = true;
}

/* Look at the files as they were found. */
static void look_at(struct renewal *renewal, const struct scan *scan, bool needs_whole)
{
	struct roster_changes changes = {0};
	struct collection_options options = renewal->options;
	bool is_read;
	bool is_same = renewal->shown &&
	               roster_compare(renewal->roster, renewal->shown, scan, &changes) &&
	               changes.read_count + changes.gone_count == 0;
	if (is_same && !renewal->is_broken && !needs_whole)
		return;
	options.scan = scan;
	options.watcher = NULL;
	options.needs_findings = needs_whole;
	options.known_hash = renewal->shown ? archive_hash(renewal->shown) : 0;
	struct news news = renewal_look(renewal, options, &is_read);
	/* A revision has the findings of its base, which may have been kept when a file was broken:
	 * only the whole can tell whether it still is. */
	if (news.archive && archive_base(news.archive) != news.archive &&
	    breakage_of(renewal, &news, scan).count) {
		news_release(&news);
		options.needs_findings = true;
		news = renewal_look(renewal, options, &is_read);
	}
	if (news.archive)
		take_over(renewal, &news, scan, &changes);
	else if (!is_read)
		lose(renewal, &news);
	else
		stay(renewal, &news, scan);
}

void renewal_look_again(struct renewal *renewal, bool needs_whole)
{
	struct arena looking = {0};
	struct scan scan;
	struct fault why;
	if (scan_collection(&looking, renewal->path.bytes, &scan, &why)) {
		look_at(renewal, &scan, needs_whole);
		renewal->wants_whole = renewal->wants_whole && !needs_whole;
	} else {
		struct news news = {0};
		news.note = str_format(&news.arena, "the collection cannot be read any more: %s",
		                       why.sentence);
		lose(renewal, &news);
	}
	arena_release(&looking);
}
