#include "config.h"

#include "base/icu.h"

#ifdef LAZY_ICU

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
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

static _Noreturn void end_without(const char *name)
{
	char sentence[512];
	const char *reason = dlerror();
	snprintf(sentence, sizeof sentence, "%s of ICU %s cannot be loaded, which dossier was "
	         "built with: %s", name, U_ICU_VERSION, reason ? reason : "nothing says why");
	arena_end(sentence);
}

/* The libraries stay open till the end. */
static void load(const char *file, const struct row *rows, size_t count, void *table)
{
	void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
	if (!library)
		end_without(file);
	for (size_t i = 0; i < count; i++) {
		void *function = dlsym(library, rows[i].name);
		if (!function)
			end_without(rows[i].name);
		memcpy((char *)table + rows[i].place, &function, sizeof function);
	}
}

static void load_common(void)
{
#define ROW(function) { TEXT(function), offsetof(struct icu_common, function) },
	static const struct row rows[] = { ICU_COMMON(ROW) };
#undef ROW
	static struct icu_common common;
	load(FILE_NAME("libicuuc"), rows, sizeof rows / sizeof *rows, &common);
	atomic_store(&icu_common_loaded, &common);
}

static void load_i18n(void)
{
#define ROW(function) { TEXT(function), offsetof(struct icu_i18n, function) },
	static const struct row rows[] = { ICU_I18N(ROW) };
#undef ROW
	static struct icu_i18n i18n;
	load(FILE_NAME("libicui18n"), rows, sizeof rows / sizeof *rows, &i18n);
	atomic_store(&icu_i18n_loaded, &i18n);
}

const struct icu_common *icu_common_load(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, load_common);
	return atomic_load(&icu_common_loaded);
}

const struct icu_i18n *icu_i18n_load(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, load_i18n);
	return atomic_load(&icu_i18n_loaded);
}

#else

#define LINKED(function) .function = function,
static const struct icu_common common = { ICU_COMMON(LINKED) };
static const struct icu_i18n i18n = { ICU_I18N(LINKED) };

_Atomic(const struct icu_common *) icu_common_loaded = &common;
_Atomic(const struct icu_i18n *) icu_i18n_loaded = &i18n;

const struct icu_common *icu_common_load(void)
{
	return &common;
}

const struct icu_i18n *icu_i18n_load(void)
{
	return &i18n;
}

#endif
