#include "config.h"

#include "base/icu.h"

#ifdef LAZY_ICU

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"

_Atomic(const struct icu_common *) icu_common_loaded;
_Atomic(const struct icu_i18n *) icu_i18n_loaded;

#define TEXT_OF(name)   #name
#define TEXT(name)      TEXT_OF(name)   /* the name with its version, or the version itself */
#define FILE_NAME(name) name ".so." TEXT(U_ICU_VERSION_MAJOR_NUM)

/* A function's name, and where it is put in its table. */
struct row {
	const char *name;
	size_t place;
};

/* Why a library is not there. Each is written by the one who tried to load it, before any other
 * looks. */
static struct fault common_fault, i18n_fault;

static bool fault_without(const char *name, struct fault *why)
{
	const char *reason = dlerror();
	return fault_set(why, FAULT_SYSTEM,
	                 "%s of ICU %s cannot be loaded, which dossier was built with: %s", name,
	                 U_ICU_VERSION, reason ? reason : "nothing says why");
}

/* The libraries stay open till the end. */
static bool load(const char *file, const struct row *rows, size_t count, void *table,
                 struct fault *why)
{
	void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
	if (!library)
		return fault_without(file, why);
	for (size_t i = 0; i < count; i++) {
		void *function = dlsym(library, rows[i].name);
		if (!function)
			return fault_without(rows[i].name, why);
		memcpy((char *)table + rows[i].place, &function, sizeof function);
	}
	return true;
}

static void load_common(void)
{
#define ROW(function) { TEXT(function), offsetof(struct icu_common, function) },
	static const struct row rows[] = { ICU_COMMON(ROW) };
#undef ROW
	static struct icu_common common;
	if (load(FILE_NAME("libicuuc"), rows, sizeof rows / sizeof *rows, &common, &common_fault))
		atomic_store(&icu_common_loaded, &common);
}

static void load_i18n(void)
{
#define ROW(function) { TEXT(function), offsetof(struct icu_i18n, function) },
	static const struct row rows[] = { ICU_I18N(ROW) };
#undef ROW
	static struct icu_i18n i18n;
	if (load(FILE_NAME("libicui18n"), rows, sizeof rows / sizeof *rows, &i18n, &i18n_fault))
		atomic_store(&icu_i18n_loaded, &i18n);
}

/* NULL if it cannot be loaded. */
static const struct icu_common *try_common(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, load_common);
	return atomic_load(&icu_common_loaded);
}

static const struct icu_i18n *try_i18n(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, load_i18n);
	return atomic_load(&icu_i18n_loaded);
}

bool icu_load(struct fault *why)
{
	if (!try_common())
		return fault_set(why, common_fault.kind, "%s", common_fault.sentence);
	return try_i18n() || fault_set(why, i18n_fault.kind, "%s", i18n_fault.sentence);
}

const struct icu_common *icu_common_load(void)
{
	const struct icu_common *common = try_common();
	if (!common)
		arena_end(common_fault.sentence);
	return common;
}

const struct icu_i18n *icu_i18n_load(void)
{
	const struct icu_i18n *i18n = try_i18n();
	if (!i18n)
		arena_end(i18n_fault.sentence);
	return i18n;
}

#else

#define LINKED(function) .function = function,
static const struct icu_common common = { ICU_COMMON(LINKED) };
static const struct icu_i18n i18n = { ICU_I18N(LINKED) };

_Atomic(const struct icu_common *) icu_common_loaded = &common;
_Atomic(const struct icu_i18n *) icu_i18n_loaded = &i18n;

bool icu_load(struct fault *why)
{
	(void)why;
	return true;
}

const struct icu_common *icu_common_load(void)
{
	return &common;
}

const struct icu_i18n *icu_i18n_load(void)
{
	return &i18n;
}

#endif
