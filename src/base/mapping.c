#include "base/mapping.h"

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MAX_MAPPINGS = 8 };

/* Looked at by a signal handler, in whatever thread: a row has its end last, and loses it first. A
 * row that ends at 0 is free. */
static struct {
	struct { volatile uintptr_t start, end; } rows[MAX_MAPPINGS];
	volatile sig_atomic_t is_broken;
	uintptr_t page_size;            /* a power of two */
} mappings;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;        /* of who adds and takes away */

bool mapping_mend(const void *address)
{
	uintptr_t at = (uintptr_t)address;
	for (int i = 0; i < MAX_MAPPINGS; i++) {
		if (at < mappings.rows[i].start || at >= mappings.rows[i].end)
			continue;
		void *page = (void *)(at & ~(mappings.page_size - 1));
		mappings.is_broken = 1;
		return mmap(page, mappings.page_size, PROT_READ,
		            MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
	}
	return false;
}

bool mapping_is_broken(void)
{
	return mappings.is_broken;
}

static void on_bus_error(int number, siginfo_t *info, void *context)
{
	(void)context;
	if (mapping_mend(info->si_addr))
		return;
	signal(number, SIG_DFL);
	raise(number);
}

static void guard(void)
{
	struct sigaction old, action = { .sa_sigaction = on_bus_error };
	action.sa_flags = (int)SA_SIGINFO | SA_NODEFER;
	if (sigaction(SIGBUS, NULL, &old) == 0 && old.sa_handler == SIG_DFL)
		sigaction(SIGBUS, &action, NULL);
}

/* The row that ends there. MAX_MAPPINGS if there is none. */
static int find_row(uintptr_t end)
{
	int row = 0;
	while (row < MAX_MAPPINGS && mappings.rows[row].end != end)
		row++;
	return row;
}

/* With the lock. */
static bool map(int file, size_t size, struct str *bytes)
{
	int row = find_row(0);
	if (row == MAX_MAPPINGS)
		return false;
	void *start = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);
	if (start == MAP_FAILED)
		return false;
	mappings.page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
	mappings.rows[row].start = (uintptr_t)start;
	mappings.rows[row].end = (uintptr_t)start + size;
	guard();
	*bytes = (struct str){ start, size };
	return true;
}

bool mapping_open(int file, size_t size, struct str *bytes)
{
	pthread_mutex_lock(&lock);
	bool is_mapped = map(file, size, bytes);
	pthread_mutex_unlock(&lock);
	return is_mapped;
}

void mapping_close(struct str bytes)
{
	uintptr_t start = (uintptr_t)bytes.bytes, end = start + bytes.size;
	pthread_mutex_lock(&lock);
	int row = bytes.size ? find_row(end) : MAX_MAPPINGS;
	if (row < MAX_MAPPINGS && mappings.rows[row].start == start) {
		mappings.rows[row].end = 0;
		munmap((void *)start, bytes.size);
	}
	pthread_mutex_unlock(&lock);
}
