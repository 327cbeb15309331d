#include "build/build.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/log.h"
#include "base/worker.h"
#include "build/audit.h"
#include "build/batch.h"
#include "build/describe.h"
#include "build/index.h"
#include "build/ledger.h"
#include "build/lookup.h"
#include "build/pack.h"
#include "build/part.h"
#include "build/scan.h"
#include "build/special.h"
#include "model/limits.h"

/* A build from its beginning to its end. */
struct building {
	struct build_options options;
	struct arena arena;             /* of all but batches, audit and the archive itself */
	struct arena audit_arena;       /* of what audit found, while others use the other */
	int root;                       /* descriptor of the collection's folder, or -1 */
	struct scan scan;
	struct special_reader specials;
	struct schema *schema;
	struct collection collection;
	struct place home;              /* of `home` in collection.yaml */
	struct batch *batches;          /* one for each file */
	struct batch_memory *memories;  /* one for each thread */
	struct resolved resolved;
	struct index index;
	struct ledger ledger;
	struct pack_input packing;      /* begun while words are indexed */
	struct finding_array findings, audited;
	bool was_changed;               /* a file of dossiers, before it was read */
	atomic_size_t read_count;       /* files so far, by all threads */
};

/* ── Files that are not dossiers ────────────────────────────────────────────────────────────── */

static void load_schema(struct building *building)
{
	building->specials = (struct special_reader){
		.arena = &building->arena, .scan = &building->scan, .root = building->root,
		.findings = &building->findings,
	};
	building->schema = special_schema(&building->specials);
}

static void load_collection(struct building *building)
{
	uint32_t file = building->scan.collection_file;
	const struct node *root = special_read(&building->specials, file);
	building->home = collection_describe(&building->arena, root, file, &building->collection,
	                                     &building->findings);
}

/* From here on the collection has no other files than those of the part. */
static void choose_part(struct building *building)
{
	const struct build_part *part = building->options.part;
	const struct part_choice choice = {
		.limits = part->limits,
		.scan = &building->scan,
		.schema = building->schema,
		.root = building->root,
		.home = building->collection.home,
		.asked = part->asked,
	};
	building->scan = part_choose(&building->arena, &choice);
	log_line("build: a part of %zu files", building->scan.files.count);
}

/* ── Dossiers ───────────────────────────────────────────────────────────────────────────────── */

/* Each step has findings of its own: those of one before never leave a file without room. */
static void add_findings(struct building *building, const struct finding_array *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		*ARRAY_ADD(&building->arena, &building->findings) = findings->items[i];
	building->findings.dropped += findings->dropped;
}

/* The first thread is the one that called. */
static void tell_progress(struct building *building, unsigned thread)
{
	enum { FILES_A_TELLING = 32 };
	const struct build_watcher *watcher = building->options.watcher;
	size_t count = atomic_fetch_add_explicit(&building->read_count, 1, memory_order_relaxed);
	if (watcher && thread == 0 && count % FILES_A_TELLING == 0)
		watcher->tell(watcher->context, count, building->scan.files.count);
}

static void read_file(void *context, size_t file, unsigned thread)
{
	struct building *building = context;
	const struct scan_file *scanned = &building->scan.files.items[file];
	if (scanned->is_dossiers)
		building->batches[file] = batch_read(&building->memories[thread], building->schema,
		                                     &building->scan, (uint32_t)file,
		                                     building->root);
	else
		building->batches[file] = (struct batch){
			.path = scanned->path, .file = (uint32_t)file, .file_size = scanned->size,
		};
	tell_progress(building, thread);
}

static void read_files(struct building *building)
{
	size_t count = building->scan.files.count;
	unsigned thread_count = worker_threads(building->options.thread_count);
	building->batches = ARENA_MANY(&building->arena, struct batch, count);
	building->memories = ARENA_MANY(&building->arena, struct batch_memory, thread_count);
	worker_run(count, building->options.thread_count, read_file, building);
	log_line("build: read %zu files", count);
	if (building->options.watcher)
		building->options.watcher->tell(building->options.watcher->context, count, count);

	for (size_t i = 0; i < count; i++) {
		add_findings(building, &building->batches[i].findings);
		building->was_changed = building->was_changed || building->batches[i].was_changed;
	}
}

static void check_home(struct building *building)
{
	struct str home = building->collection.home;
	if (home.size && resolved_find(&building->resolved, home) == NO_ROW)
		finding_add(&building->arena, &building->findings, RULE_LINK_DANGLING,
		            building->scan.collection_file, building->home,
		            "home '%.*s' is no dossier of the collection",
		            STR_ARGS(finding_excerpt(home)));
}

/* What a part does not have looks changed: only what is as it was verified is known there. */
static void keep_unchanged(struct ledger *ledger)
{
	size_t kept = 0;
	for (size_t i = 0; i < ledger->count; i++)
		if (ledger->items[i].verification.change == VERDICT_UNCHANGED)
			ledger->items[kept++] = ledger->items[i];
	ledger->count = kept;
}

static void read_ledger(struct building *building)
{
	struct finding_array findings = {0};
	uint32_t file = building->scan.ledger_file;
	const struct node *root = special_read(&building->specials, file);
	ledger_read(&building->arena, building->schema, &building->resolved, root, file,
	            &building->ledger, &findings);
	if (building->options.part)
		keep_unchanged(&building->ledger);
	add_findings(building, &findings);
}

/* ── Findings ───────────────────────────────────────────────────────────────────────────────── */

static int compare_findings(const void *left, const void *right)
{
	return finding_compare(left, right);
}

/* Keep at most LIMIT_FINDINGS_A_FILE of the findings from `first` to `end`, all of one file: errors
 * before warnings before remarks, and their order as it is. They go to `kept`; gives how many. */
static size_t keep_worst(const struct finding *first, size_t count, struct finding *kept)
{
	size_t of_severity[SEVERITY_COUNT] = {0}, room = LIMIT_FINDINGS_A_FILE, kept_count = 0;
	for (size_t i = 0; i < count; i++)
		of_severity[rule_row(first[i].rule)->severity]++;
	for (enum severity severity = 0; severity < SEVERITY_COUNT; severity++) {
		if (of_severity[severity] > room)
			of_severity[severity] = room;
		room -= of_severity[severity];
	}
	for (size_t i = 0; i < count; i++) {
		size_t *left = &of_severity[rule_row(first[i].rule)->severity];
		if (*left) {
			(*left)--;
			kept[kept_count++] = first[i];
		}
	}
	return kept_count;
}

/* Order them, and limit those of each file. */
static void settle_findings(struct finding_array *findings)
{
	struct finding *items = findings->items;
	size_t kept = 0;
	if (items)
		qsort(items, findings->count, sizeof *items, compare_findings);
	for (size_t first = 0, end; first < findings->count; first = end) {
		for (end = first; end < findings->count && items[end].file == items[first].file;)
			end++;
		kept += keep_worst(items + first, end - first, items + kept);
	}
	findings->dropped += findings->count - kept;
	findings->count = kept;
}

/* ── The steps ──────────────────────────────────────────────────────────────────────────────── */

static bool open_collection(struct building *building, const char *path, struct fault *why)
{
	static const struct scan no_files = {
		.collection_file = NO_ROW, .schema_file = NO_ROW, .ledger_file = NO_ROW,
	};
	if (!path) {
		building->scan = no_files;
		return true;
	}
	if (building->options.scan)
		building->scan = *building->options.scan;
	else if (!scan_collection(&building->arena, path, &building->scan, why))
		return false;
	add_findings(building, &building->scan.findings);
	const char *root = building->scan.root.bytes;
	log_line("build: found %zu files in %s", building->scan.files.count, root);
	building->root = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return building->root >= 0 ||
	       fault_set(why, FAULT_SYSTEM, "%s: %s", root, strerror(errno));
}

/* Threads that start, and open ICU each for itself, cost more than they save on few files. */
static void choose_threads(struct building *building)
{
	enum { SMALL_COLLECTION = 1 << 20 };    /* bytes that one thread reads in some 30 ms */
	uint64_t size = 0;
	for (size_t i = 0; i < building->scan.files.count; i++)
		size += building->scan.files.items[i].size;
	if (building->options.thread_count == 0 && size < SMALL_COLLECTION)
		building->options.thread_count = 1;
}

static void index_dossiers(struct building *building)
{
	index_collection(&building->arena, building->schema, &building->resolved,
	                 building->options.thread_count, &building->index);
	log_line("build: indexed %zu terms, %zu postings", building->index.terms.count,
	         building->index.postings.count);
}

static void audit_dossiers(struct building *building)
{
	if (building->options.part)
		return;
	audit_collection(&building->audit_arena, building->schema, &building->resolved,
	                 building->collection.home, &building->audited);
	log_line("build: audited, %zu findings", building->audited.count);
}

static void begin_packing(struct building *building)
{
	building->packing = (struct pack_input){
		.schema = building->schema,
		.resolved = &building->resolved,
		.thread_count = building->options.thread_count,
	};
	building->packing.begun = pack_begin(&building->packing);
}

/* All only read what was resolved, so that each fills the pauses of the others. */
static void look_at_dossiers(void *context, size_t job, unsigned thread)
{
	static void (*const jobs[])(struct building *) = {
		index_dossiers, audit_dossiers, begin_packing,
	};
	(void)thread;
	jobs[job](context);
}

static void connect_dossiers(struct building *building)
{
	struct arena *arena = &building->arena;
	struct finding_array resolving = {0};
	resolve_batches(arena, building->schema, building->batches, building->scan.files.count,
	                &building->resolved, building->options.part ? NULL : &resolving);
	add_findings(building, &resolving);
	check_home(building);
	read_ledger(building);
	log_line("build: resolved %zu dossiers, %zu links", building->resolved.dossiers.count,
	         building->resolved.links.count);

	worker_run(3, building->options.thread_count, look_at_dossiers, building);
	add_findings(building, &building->audited);
	settle_findings(&building->findings);
	if (building->options.part)
		building->findings = (struct finding_array){0};
}

static bool pack(struct building *building, struct arena *arena, struct str *bytes,
                 struct fault *why)
{
	struct pack_input input = {
		.schema = building->schema,
		.scan = &building->scan,
		.collection = &building->collection,
		.resolved = &building->resolved,
		.index = &building->index,
		.findings = &building->findings,
		.ledger = &building->ledger,
		.thread_count = building->options.thread_count,
		.begun = building->packing.begun,
	};
	if (!pack_archive(arena, &input, bytes, why))
		return false;
	log_line("build: packed %zu bytes", bytes->size);
	return true;
}

static void building_release(struct building *building)
{
	unsigned thread_count = worker_threads(building->options.thread_count);
	for (size_t i = 0; building->batches && i < building->scan.files.count; i++)
		arena_release(&building->batches[i].arena);
	for (unsigned i = 0; building->memories && i < thread_count; i++) {
		arena_release(&building->memories[i].loose);
		arena_release(&building->memories[i].kept);
	}
	arena_release(&building->audit_arena);
	arena_release(&building->arena);
	if (building->root >= 0)
		close(building->root);
}

bool build_archive(struct arena *arena, const char *path, struct build_options options,
                   struct str *bytes, struct fault *why)
{
	struct building building = { .options = options, .root = -1 };
	bool is_built = open_collection(&building, path, why);
	if (is_built) {
		choose_threads(&building);
		load_schema(&building);
		load_collection(&building);
		if (options.part)
			choose_part(&building);
		read_files(&building);
		connect_dossiers(&building);
		is_built = pack(&building, arena, bytes, why);
	}
	if (options.was_changed)
		*options.was_changed = building.was_changed || building.specials.was_changed;
	building_release(&building);
	return is_built;
}

/* Reading is not quite half of a build. */
unsigned build_seconds_left(int64_t passed_ms, size_t files_read, size_t files)
{
	enum { READING_PERCENT = 45 };
	if (files_read == 0)
		return BUILD_MOST_LEFT_S;
	double passed = (double)passed_ms / 1000, part = (double)files_read / (double)files;
	double left = passed / part * 100 / READING_PERCENT - passed + 1;
	return left < BUILD_MOST_LEFT_S ? (unsigned)left : BUILD_MOST_LEFT_S;
}
