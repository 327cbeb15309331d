#include "base/mapping.h"

#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MAX_MAPPINGS = 8 };

/* Looked at by a signal handler: a row is filled in before it is counted, and never changes. */
static struct {
	struct { uintptr_t start, end; } rows[MAX_MAPPINGS];
	volatile sig_atomic_t count;
	volatile sig_atomic_t is_broken;
	uintptr_t page_size;            /* a power of two */
} mappings;

bool mapping_mend(const void *address)
{
	uintptr_t at = (uintptr_t)address;
	for (int i = 0; i < mappings.count; i++) {
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

bool mapping_open(int file, size_t size, struct str *bytes)
{
	if (mappings.count == MAX_MAPPINGS)
		return false;
	void *start = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);
	if (start == MAP_FAILED)
		return false;
	mappings.page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
	mappings.rows[mappings.count].start = (uintptr_t)start;
	mappings.rows[mappings.count].end = (uintptr_t)start + size;
	mappings.count++;
	guard();
	*bytes = (struct str){ start, size };
	return true;
}
