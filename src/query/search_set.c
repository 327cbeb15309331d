/* Sets of matches, and the bags that they are made from. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "query/search_state.h"

/* ── Sets ───────────────────────────────────────────────────────────────────────────────────── */

struct match_set set_of_all(struct arena *arena, uint32_t count)
{
	struct match_set set = { .items = ARENA_MANY(arena, struct match, count), .count = count };
	set.room = count;
	for (uint32_t row = 0; row < count; row++)
		set.items[row] = (struct match){ .row = row, .worst = UINT8_MAX };
	return set;
}

static uint16_t add_scores(uint16_t left, uint16_t right)
{
	unsigned sum = (unsigned)left + right;
	return (uint16_t)(sum < UINT16_MAX ? sum : UINT16_MAX);
}

struct match match_both(struct match left, struct match right)
{
	return (struct match){
		.row = left.row,
		.score = add_scores(left.score, right.score),
		.best = left.best > right.best ? left.best : right.best,
		.worst = left.worst < right.worst ? left.worst : right.worst,
	};
}

/* The same, where only either is wanted. */
static struct match match_either(struct match left, struct match right)
{
	struct match match = match_both(left, right);
	match.worst = left.worst > right.worst ? left.worst : right.worst;
	return match;
}

struct match_set set_intersect(struct match_set left, struct match_set right)
{
	size_t kept = 0;
	for (size_t i = 0, j = 0; i < left.count && j < right.count; i++) {
		while (j < right.count && right.items[j].row < left.items[i].row)
			j++;
		if (j < right.count && right.items[j].row == left.items[i].row)
			left.items[kept++] = match_both(left.items[i], right.items[j]);
	}
	left.count = kept;
	return left;
}

struct match_set set_subtract(struct match_set left, struct match_set right)
{
	size_t kept = 0;
	for (size_t i = 0, j = 0; i < left.count; i++) {
		while (j < right.count && right.items[j].row < left.items[i].row)
			j++;
		if (j == right.count || right.items[j].row != left.items[i].row)
			left.items[kept++] = left.items[i];
	}
	left.count = kept;
	return left;
}

static struct match match_better(struct match left, struct match right)
{
	bool is_left = left.score != right.score ? left.score > right.score
	                                         : left.best >= right.best;
	return is_left ? left : right;
}

static struct match_set merge(struct arena *arena, struct match_set left, struct match_set right,
                              struct match (*both)(struct match left, struct match right))
{
	size_t room = left.count + right.count, i = 0, j = 0;
	struct match_set set = { .items = ARENA_MANY(arena, struct match, room), .room = room };

	while (i < left.count && j < right.count) {
		struct match one = left.items[i], other = right.items[j];
		i += one.row <= other.row;
		j += other.row <= one.row;
		set.items[set.count++] = one.row < other.row   ? one
		                         : one.row > other.row ? other
		                                               : both(one, other);
	}
	while (i < left.count)
		set.items[set.count++] = left.items[i++];
	while (j < right.count)
		set.items[set.count++] = right.items[j++];
	return set;
}

struct match_set set_unite(struct arena *arena, struct match_set left, struct match_set right)
{
	return merge(arena, left, right, match_either);
}

struct match_set set_choose(struct arena *arena, struct match_set left, struct match_set right)
{
	return merge(arena, left, right, match_better);
}

/* ── Filling a bag ──────────────────────────────────────────────────────────────────────────── */

enum { DOSSIERS_A_KEY = 512 };  /* to look at, for what it costs to sort a key */

bool bag_is_small(uint32_t dossiers, uint64_t count)
{
	return count <= dossiers / DOSSIERS_A_KEY;
}

struct bag bag_open(uint8_t *grades, uint32_t dossiers)
{
	return (struct bag){ .grades = grades, .room = dossiers, .is_sorted = true };
}

static uint32_t key_row(uint64_t key)
{
	return (uint32_t)(key >> 8);
}

/* Postings of one term come by row, the classes of a dossier together: then all stays sorted. */
static void add_key(struct arena *arena, struct bag *bag, uint32_t row, uint8_t grade)
{
	uint64_t key = (uint64_t)row << 8 | grade;
	uint64_t *last = bag->keys.count ? &bag->keys.items[bag->keys.count - 1] : NULL;
	if (last && key_row(*last) == row) {
		*last = *last > key ? *last : key;
		return;
	}
	if (last && *last > key)
		bag->is_sorted = false;
	*ARRAY_ADD(arena, &bag->keys) = key;
}

void bag_add(struct arena *arena, struct bag *bag, uint32_t row, uint8_t grade)
{
	if (row >= bag->room || grade == 0)
		return;
	if (!bag->grades) {
		add_key(arena, bag, row, grade);
		return;
	}
	if (bag->grades[row] < grade)
		bag->grades[row] = grade;
}

/* The innermost loop of all. Which of two grades is better nobody can guess, a processor neither:
 * so the better is written each time. */
static void add_to_grades(struct bag *bag, const uint32_t *postings, size_t count,
                          const uint8_t grades[SEARCH_CLASS_COUNT])
{
	uint8_t *noted = bag->grades;
	uint32_t room = bag->room;
	for (size_t i = 0; i < count; i++) {
		uint32_t row = posting_dossier(postings[i]).row;
		uint8_t grade = grades[posting_class(postings[i])];
		if (row >= room)
			continue;
		uint8_t before = noted[row];
		noted[row] = before > grade ? before : grade;
	}
}

/* Any grade does: then what is noted need not be read first, which is twice as fast. */
static void add_to_counted(struct bag *bag, const uint32_t *postings, size_t count,
                           const uint8_t grades[SEARCH_CLASS_COUNT])
{
	uint8_t *noted = bag->grades;
	uint32_t room = bag->room;
	for (size_t i = 0; i < count; i++) {
		uint32_t row = posting_dossier(postings[i]).row;
		if (row < room && grades[posting_class(postings[i])])
			noted[row] = 1;
	}
}

void bag_add_postings(struct arena *arena, struct bag *bag, const uint32_t *postings, size_t count,
                      const uint8_t grades[SEARCH_CLASS_COUNT])
{
	if (bag->grades && bag->counts) {
		add_to_counted(bag, postings, count, grades);
		return;
	}
	if (bag->grades) {
		add_to_grades(bag, postings, count, grades);
		return;
	}
	for (size_t i = 0; i < count; i++)
		bag_add(arena, bag, posting_dossier(postings[i]).row,
		        grades[posting_class(postings[i])]);
}

static int compare_keys(const void *left, const void *right)
{
	const uint64_t *one = left, *other = right;
	return (*one > *other) - (*one < *other);
}

static void sort_keys(struct bag *bag)
{
	if (!bag->is_sorted)
		qsort(bag->keys.items, bag->keys.count, sizeof *bag->keys.items, compare_keys);
	bag->is_sorted = true;
}

static void drop_keys(struct bag *bag, struct row_span rows)
{
	uint64_t *keys = bag->keys.items;
	size_t kept = 0, next = 0;
	sort_keys(bag);
	for (size_t i = 0; i < bag->keys.count; i++) {
		while (next < rows.count && rows.rows[next] < key_row(keys[i]))
			next++;
		if (next == rows.count || rows.rows[next] != key_row(keys[i]))
			keys[kept++] = keys[i];
	}
	bag->keys.count = kept;
}

void bag_drop(struct bag *bag, struct row_span rows)
{
	if (rows.count && !bag->grades)
		drop_keys(bag, rows);
	for (uint32_t i = 0; bag->grades && i < rows.count; i++) {
		uint32_t row = rows.rows[i];
		if (row < bag->room)
			bag->grades[row] = 0;
	}
}

static uint64_t eight_grades(const uint8_t *grades)
{
	uint64_t eight;
	memcpy(&eight, grades, sizeof eight);
	return eight;
}

/* How many of eight bytes are not 0: the high bit of each says so, and a product adds them up. */
static unsigned count_of_eight(uint64_t eight)
{
	uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f), ones = UINT64_C(0x0101010101010101);
	uint64_t high = ((eight & low) + low) | eight;
	return (unsigned)(((high >> 7) & ones) * ones >> 56);
}

/* Sort the keys and keep the best of each row, which is its last. */
static void bag_close(struct bag *bag)
{
	uint64_t *keys = bag->keys.items;
	size_t kept = 0;
	bag->is_closed = true;
	if (bag->grades)
		return;
	sort_keys(bag);
	for (size_t i = 0; i < bag->keys.count; i++) {
		if (kept && key_row(keys[kept - 1]) == key_row(keys[i]))
			kept--;
		keys[kept++] = keys[i];
	}
	bag->keys.count = kept;
}

/* Dossiers with a grade in a closed bag. */
static size_t count_found(const struct bag *bag)
{
	size_t found = 0, row = 0;
	if (!bag->grades)
		return bag->keys.count;
	for (; bag->room - row >= sizeof(uint64_t); row += sizeof(uint64_t))
		found += count_of_eight(eight_grades(bag->grades + row));
	for (; row < bag->room; row++)
		found += bag->grades[row] != 0;
	return found;
}

/* ── Emptying it ────────────────────────────────────────────────────────────────────────────── */

struct bag_scale bag_scale_of(unsigned share, unsigned shares)
{
	struct bag_scale scale = { .counts = share > 0 };
	for (unsigned grade = 0; scale.counts && grade <= UINT8_MAX; grade++)
		scale.worth[grade] = (uint16_t)(grade_weight((uint8_t)grade) * share / shares);
	return scale;
}

void match_raise(struct match *match, uint8_t grade, const struct bag_scale *scale)
{
	if (!scale->counts)
		return;
	match->score = add_scores(match->score, scale->worth[grade]);
	if (match->best < grade)
		match->best = grade;
	if (match->worst > grade)
		match->worst = grade;
}

static struct match match_new(uint32_t row, uint8_t grade, const struct bag_scale *scale)
{
	return (struct match){
		.row = row,
		.score = scale->worth[grade],
		.best = scale->counts ? grade : 0,
		.worst = scale->counts ? grade : UINT8_MAX,
	};
}

/* Add what the next `count` rows have. Each is written, and stays if it has a grade: nobody can
 * guess which do. The set has room for one more than it needs. */
static void collect_rows(struct bag *bag, const struct bag_scale *scale, struct match_set *set,
                         size_t count)
{
	struct match *next = set->items + set->count;
	for (size_t end = bag->next + count; bag->next < end; bag->next++) {
		uint8_t grade = bag->grades[bag->next];
		*next = match_new((uint32_t)bag->next, grade, scale);
		next += grade != 0;
	}
	set->count = (size_t)(next - set->items);
	memset(bag->grades + bag->next - count, 0, count);
}

/* Eight rows at a time, of which there is often none. */
static bool collect_grades(struct bag *bag, const struct bag_scale *scale, struct match_set *set)
{
	for (unsigned left = SEARCH_SLICE; left && set->count < bag->found; left--) {
		size_t rows = bag->room - bag->next;
		if (rows < sizeof(uint64_t))
			collect_rows(bag, scale, set, rows);
		else if (eight_grades(bag->grades + bag->next))
			collect_rows(bag, scale, set, sizeof(uint64_t));
		else
			bag->next += sizeof(uint64_t);
	}
	return set->count == bag->found;
}

static bool collect_keys(struct bag *bag, const struct bag_scale *scale, struct match_set *set)
{
	for (unsigned left = SEARCH_SLICE; left && bag->next < bag->keys.count; left--) {
		uint64_t key = bag->keys.items[bag->next++];
		set->items[set->count++] = match_new(key_row(key), (uint8_t)key, scale);
	}
	return bag->next == bag->keys.count;
}

bool bag_collect(struct arena *arena, struct bag *bag, const struct bag_scale *scale,
                 struct match_set *set)
{
	if (!bag->is_closed) {
		bag_close(bag);
		bag->found = count_found(bag);
		*set = (struct match_set){ .room = bag->found + 1 };
		set->items = ARENA_MANY(arena, struct match, set->room);
	}
	return bag->grades ? collect_grades(bag, scale, set) : collect_keys(bag, scale, set);
}

size_t bag_count(struct bag *bag)
{
	bag_close(bag);
	size_t found = count_found(bag);
	if (bag->grades)
		memset(bag->grades, 0, bag->room);
	return found;
}

/* The grade of a row in a bag of keys. The keys before `*key` are of lower rows. */
static uint8_t find_key(const struct bag *bag, size_t *key, uint32_t row)
{
	while (*key < bag->keys.count && key_row(bag->keys.items[*key]) < row)
		++*key;
	if (*key == bag->keys.count || key_row(bag->keys.items[*key]) != row)
		return 0;
	return (uint8_t)bag->keys.items[*key];
}

bool bag_sift(struct bag *bag, const struct bag_scale *scale, struct match_set *set)
{
	if (!bag->is_closed)
		bag_close(bag);
	size_t end = set->count - bag->next < SEARCH_SLICE ? set->count : bag->next + SEARCH_SLICE;
	for (; bag->next < end; bag->next++) {
		struct match match = set->items[bag->next];
		uint8_t grade = bag->grades ? bag->grades[match.row]
		                            : find_key(bag, &bag->key, match.row);
		if (grade == 0)
			continue;
		match_raise(&match, grade, scale);
		set->items[bag->kept++] = match;
	}
	if (bag->next < set->count)
		return false;
	set->count = bag->kept;
	if (bag->grades)
		memset(bag->grades, 0, bag->room);
	return true;
}
