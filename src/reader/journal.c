#include "reader/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/message.h"
#include "base/private.h"
#include "model/limits.h"
#include "reader/journal_record.h"
#include "reader/journal_scan.h"

/* A rewriting is worth its while when most records are replaced, and these are more than a few. */
enum { MIN_REPLACED = 200, MAX_SET_ASIDE = 999 };

/* ── Names and faults ───────────────────────────────────────────────────────────────────────── */

struct name { char bytes[sizeof ((struct journal *)0)->set_aside]; };

static struct name name_with(const struct journal *journal, const char *ending)
{
	struct name name;
	snprintf(name.bytes, sizeof name.bytes, "%s.%s", journal->name, ending);
	return name;
}

/* Always false. */
static bool fault_of_journal(const struct journal *journal, struct fault *why)
{
	return fault_add(why, "%s/%s", journal->folder_path.bytes, journal->name);
}

static bool fault_of_system(const struct journal *journal, int error, struct fault *why)
{
	fault_set(why, FAULT_SYSTEM, "%s", strerror(error));
	return fault_of_journal(journal, why);
}

static bool fault_of_format(const struct journal *journal, struct fault *why)
{
	fault_set(why, FAULT_FORMAT, _("was written by a newer version of dossier, "
	                             "and is left as it is"));
	return fault_of_journal(journal, why);
}

/* ── Locking ────────────────────────────────────────────────────────────────────────────────── */

/* The lock, to be closed; -1 if there is none. */
static int lock_journal(const struct journal *journal, struct fault *why)
{
	struct name name = name_with(journal, "lock");
	int lock = private_lock(journal->folder, name.bytes, JOURNAL_LOCK_MS);
	if (lock < 0) {
		fault_set(why, FAULT_SYSTEM, _("cannot be locked: %s"),
		          errno == EWOULDBLOCK ? _("another program has it") : strerror(errno));
		fault_of_journal(journal, why);
	}
	return lock;
}

/* ── Opening and closing ────────────────────────────────────────────────────────────────────── */

static void close_file(struct journal *journal)
{
	if (journal->file >= 0)
		close(journal->file);
	journal->file = -1;
	journal->end = 0;
}

static bool open_folder(struct journal *journal, bool makes_it, bool *is_missing, struct fault *why)
{
	struct stat status;
	if (journal->folder >= 0 && fstat(journal->folder, &status) == 0 && status.st_nlink > 0)
		return true;
	if (journal->folder >= 0)
		close(journal->folder);         /* somebody has removed it */
	journal->folder = private_folder_open(journal->folder_path, makes_it, is_missing, why);
	return journal->folder >= 0;
}

void journal_close(struct journal *journal)
{
	close_file(journal);
	if (journal->folder >= 0)
		close(journal->folder);
	journal->folder = -1;
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

/* True if the name stands for another file than the open one, or for none any more; or if bytes
 * that were taken are gone, which is the work of somebody else's. */
static bool is_replaced(const struct journal *journal)
{
	struct stat now, ours;
	if (fstatat(journal->folder, journal->name, &now, AT_SYMLINK_NOFOLLOW) < 0)
		return journal->file >= 0;
	return journal->file < 0 || fstat(journal->file, &ours) < 0 || now.st_ino != ours.st_ino ||
	       now.st_dev != ours.st_dev || (size_t)now.st_size < journal->end;
}

/* All bytes of the file that has the name now; none if there is no file. */
static bool read_anew(struct journal *journal, struct arena *arena, struct str *bytes,
                      struct fault *why)
{
	bool is_missing;
	close_file(journal);
	*bytes = (struct str){0};
	journal->file = private_file_open(journal->folder, journal->name, &is_missing, why);
	if (journal->file < 0)
		return is_missing || fault_of_journal(journal, why);
	return private_file_read(arena, journal->file, 0, LIMIT_JOURNAL_SIZE, bytes, why) ||
	       fault_of_journal(journal, why);
}

/* Hand over the whole records from byte `at` on; gives the byte behind them. */
static size_t take_records(struct journal *journal, struct str records, size_t at)
{
	struct arena scratch = {0};
	struct str standing;
	while (record_next(records, &at, &standing)) {
		journal->user.take(journal->user.context, record_text(&scratch, standing));
		journal->record_count++;
		journal->news_count++;
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return at;
}

/* All of it, but for the head. */
static void take_scan(struct journal *journal, const struct journal_scan *scan)
{
	struct str head;
	size_t at = 0;
	journal->user.forget(journal->user.context);
	journal->news_count++;
	journal->record_count = 0;
	if (record_next(scan->whole, &at, &head))
		take_records(journal, scan->whole, at);
	take_records(journal, scan->salvaged, 0);
	journal->rewritten_from = 0;
	journal->end = scan->end;
	journal->is_damaged = scan->is_damaged;
}

/* ── Mending ────────────────────────────────────────────────────────────────────────────────── */

/* Keep `bytes` under the first free name; `*name` is that. */
static bool set_aside(const struct journal *journal, struct str bytes, struct name *name,
                      struct fault *why)
{
	for (int number = 1; number <= MAX_SET_ASIDE; number++) {
		char ending[32];
		snprintf(ending, sizeof ending, "broken-%d", number);
		*name = name_with(journal, ending);
		if (private_file_add(journal->folder, name->bytes, bytes))
			return true;
		if (errno != EEXIST)
			break;
	}
	return fault_of_system(journal, errno, why);
}

/* Leave only what is whole. A torn end is cut off; if anything behind the damage is whole, or the
 * head is not, the file is replaced. */
static bool leave_whole(struct journal *journal, struct arena *arena, struct journal_scan *scan)
{
	struct text whole = { .arena = arena };
	if (scan->whole.size && str_is_empty(scan->salvaged))
		return private_file_cut(journal->folder, journal->name, scan->whole.size);
	if (str_is_empty(scan->whole))
		journal_put_head(&whole, journal->title);
	text_add(&whole, scan->whole);
	text_add(&whole, scan->salvaged);
	return private_file_put(journal->folder, journal->name, text_str(&whole));
}

/* Set aside what is damaged, and read again what is left. Only while locked. */
static bool mend(struct journal *journal, struct arena *arena, struct str *bytes,
                 struct journal_scan *scan, struct fault *why)
{
	struct str damaged = str_slice(*bytes, scan->whole.size, bytes->size);
	struct name name;
	if (!set_aside(journal, damaged, &name, why))
		return false;
	if (!leave_whole(journal, arena, scan)) {
		int error = errno;
		unlinkat(journal->folder, name.bytes, 0);
		return fault_of_system(journal, error, why);
	}
	log_line("reader: %s holds %zu bytes that were damaged", name.bytes, damaged.size);
	memcpy(journal->set_aside, name.bytes, sizeof name.bytes);
	if (!read_anew(journal, arena, bytes, why))
		return false;
	*scan = journal_scan(arena, *bytes);
	return true;
}

/* Read all of it, and hand it over. Only who has locked it mends it, for what is torn may be what
 * somebody is writing just now. If it fails the user keeps what it has. */
static bool load(struct journal *journal, bool is_locked, struct fault *why)
{
	struct arena scratch = {0};
	struct str bytes;
	struct journal_scan scan;
	bool is_read = read_anew(journal, &scratch, &bytes, why);
	if (is_read) {
		scan = journal_scan(&scratch, bytes);
		journal->is_foreign = scan.format > JOURNAL_FORMAT;
		is_read = (!journal->is_foreign || fault_of_format(journal, why)) &&
		          (!is_locked || !scan.is_damaged ||
		           mend(journal, &scratch, &bytes, &scan, why));
	}
	if (is_read)
		take_scan(journal, &scan);
	else
		close_file(journal);
	arena_release(&scratch);
	return is_read;
}

/* What is behind the end. False if that is no whole record, in whole or in part. */
static bool take_more(struct journal *journal, bool *is_whole, struct fault *why)
{
	struct arena scratch = {0};
	struct str more = {0};
	bool is_read = journal->file < 0 ||
	               private_file_read(&scratch, journal->file, journal->end, LIMIT_JOURNAL_SIZE,
	                                 &more, why);
	size_t taken = take_records(journal, more, 0);
	journal->end += taken;
	*is_whole = taken == more.size;
	arena_release(&scratch);
	return is_read || fault_of_journal(journal, why);
}

/* Let the user know all that others have written. Who has locked it leaves nothing torn behind. */
static bool catch_up(struct journal *journal, bool is_locked, struct fault *why)
{
	bool is_whole;
	if (journal->is_foreign)
		return fault_of_format(journal, why);
	if (is_replaced(journal) || (is_locked && journal->is_damaged))
		return load(journal, is_locked, why);
	return take_more(journal, &is_whole, why) &&
	       (is_whole || !is_locked || load(journal, is_locked, why));
}

/* ── Opening ────────────────────────────────────────────────────────────────────────────────── */

/* Who is writing just now has done so when the lock is ours. Gives a sentence on what was bad. */
static struct str mend_at_opening(struct journal *journal, struct arena *arena)
{
	struct fault why = {0};
	int lock = lock_journal(journal, &why);
	bool is_mended = lock >= 0 && load(journal, true, &why);
	if (lock >= 0)
		close(lock);
	if (!is_mended)
		return str_format(arena, _("a part of your notes cannot be read, and was not set "
		                  "aside: %s"), why.sentence);
	if (!journal->set_aside[0])
		return STR("");
	return str_format(arena, _("a part of your notes could not be read, and was set aside as "
	                  "%s/%s"), journal->folder_path.bytes, journal->set_aside);
}

bool journal_open(struct journal *journal, struct arena *arena, struct str *note, struct fault *why)
{
	bool is_missing = false;
	struct fault missing;
	*note = STR("");
	journal->folder = journal->file = -1;
	if (!open_folder(journal, false, &is_missing, &missing))
		return is_missing || fault_set(why, missing.kind, "%s", missing.sentence);
	if (!load(journal, false, why)) {
		journal_close(journal);
		return false;
	}
	if (journal->is_damaged)
		*note = mend_at_opening(journal, arena);
	return true;
}

bool journal_refresh(struct journal *journal)
{
	size_t before = journal->news_count;
	struct fault why;
	bool is_missing;
	if (!journal->is_foreign && open_folder(journal, false, &is_missing, &why) &&
	    !catch_up(journal, false, &why))
		log_line("reader: %s", why.sentence);
	return journal->news_count != before;
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────── */

/* The file was replaced by one of `size` bytes, all of which the user knows. */
static bool take_over(struct journal *journal, size_t size, size_t record_count, struct fault *why)
{
	bool is_missing;
	close_file(journal);
	journal->file = private_file_open(journal->folder, journal->name, &is_missing, why);
	if (journal->file < 0)
		return is_missing ? fault_of_system(journal, ENOENT, why)
		                  : fault_of_journal(journal, why);
	journal->end = size;
	journal->record_count = record_count;
	journal->rewritten_from = 0;
	return true;
}

/* Keep what the file is now as NAME.old. */
static bool keep_old(struct journal *journal, struct arena *arena, struct fault *why)
{
	struct name name = name_with(journal, "old");
	struct str bytes;
	if (journal->end == 0)
		return true;            /* there is nothing yet: what is older may be all */
	if (!private_file_read(arena, journal->file, 0, LIMIT_JOURNAL_SIZE, &bytes, why))
		return fault_of_journal(journal, why);
	return private_file_put(journal->folder, name.bytes, bytes) ||
	       fault_of_system(journal, errno, why);
}

/* Write a new file of all that still means something, and `records` behind it. */
static bool rewrite(struct journal *journal, struct str records, struct fault *why)
{
	struct arena scratch = {0};
	struct text text = { .arena = &scratch };
	size_t count = journal->user.count(journal->user.context) + !str_is_empty(records);
	journal_put_head(&text, journal->title);
	journal->user.give(journal->user.context, &text);
	text_add(&text, records);
	struct str bytes = text_str(&text);
	bool is_kept = bytes.size <= LIMIT_JOURNAL_SIZE;
	if (!is_kept) {
		fault_set(why, FAULT_LIMIT, _("is full: notes and all else have at most %d MiB"),
		          LIMIT_JOURNAL_SIZE >> 20);
		fault_of_journal(journal, why);
	} else {
		is_kept = keep_old(journal, &scratch, why) &&
		          (private_file_put(journal->folder, journal->name, bytes) ||
		           fault_of_system(journal, errno, why)) &&
		          take_over(journal, bytes.size, count, why);
	}
	arena_release(&scratch);
	return is_kept;
}

/* What was replaced costs time at each opening, and space. If it cannot be left out now, that has
 * time until as much again has come. */
static void tidy(struct journal *journal)
{
	struct fault why;
	size_t count = journal->user.count(journal->user.context);
	size_t replaced = journal->record_count > count ? journal->record_count - count : 0;
	if (replaced < MIN_REPLACED || replaced < count ||
	    journal->record_count < journal->rewritten_from ||
	    rewrite(journal, STR(""), &why))
		return;
	log_line("reader: not written anew: %s", why.sentence);
	journal->rewritten_from = 2 * journal->record_count;
}

/* After a disk has failed nobody knows what of the file is on it: another one is written. */
static bool write_records(struct journal *journal, struct str records, bool waits_for_disk,
                          struct fault *why)
{
	bool is_unsynced;
	if (journal->end == 0 || records.size > LIMIT_JOURNAL_SIZE - journal->end)
		return rewrite(journal, records, why);
	if (private_file_append(journal->folder, journal->name, journal->end, records,
	                        waits_for_disk, &is_unsynced)) {
		journal->end += records.size;
		journal->record_count++;
		return true;
	}
	fault_of_system(journal, errno, why);
	return is_unsynced && rewrite(journal, records, why);
}

bool journal_append(struct journal *journal, struct str records, bool waits_for_disk,
                    struct fault *why)
{
	bool is_missing;
	if (!open_folder(journal, true, &is_missing, why))
		return false;
	int lock = lock_journal(journal, why);
	if (lock < 0)
		return false;
	bool is_kept = catch_up(journal, true, why);
	if (is_kept) {
		tidy(journal);
		is_kept = write_records(journal, records, waits_for_disk, why);
	}
	close(lock);
	return is_kept;
}
