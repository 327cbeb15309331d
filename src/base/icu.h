/* icu: the functions of ICU that unicode.c and unicode_form.c use, not there before the first text
 * that needs them. Private to base/; the only file that includes ICU's headers.
 *
 * To load ICU, its tables and the C++ library takes longer than all else on the way to the first
 * screen, and most screens need none of it. So where the system can do it (LAZY_ICU, see
 * configure.ac) the very libraries that the program was built with are opened when they are called
 * for the first time; elsewhere they are linked as usual, and these tables just point at them.
 *
 *	icu()->u_charType(code_point)
 */
#ifndef DOSSIER_BASE_ICU_H
#define DOSSIER_BASE_ICU_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uclean.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/utext.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

#include "base/fault.h"

/* What is used of libicuuc: properties, breaks, normal forms. */
#define ICU_COMMON(FUNCTION)                                                            \
	FUNCTION(u_charDirection)                                                       \
	FUNCTION(u_charType)                                                            \
	FUNCTION(u_cleanup)                                                             \
	FUNCTION(u_getCombiningClass)                                                   \
	FUNCTION(u_getIntPropertyValue)                                                 \
	FUNCTION(u_hasBinaryProperty)                                                   \
	FUNCTION(u_isUWhiteSpace)                                                       \
	FUNCTION(u_isalnum)                                                             \
	FUNCTION(u_isalpha)                                                             \
	FUNCTION(u_isupper)                                                             \
	FUNCTION(ubrk_close)                                                            \
	FUNCTION(ubrk_current)                                                          \
	FUNCTION(ubrk_following)                                                        \
	FUNCTION(ubrk_getRuleStatus)                                                    \
	FUNCTION(ubrk_isBoundary)                                                       \
	FUNCTION(ubrk_next)                                                             \
	FUNCTION(ubrk_open)                                                             \
	FUNCTION(ubrk_setUText)                                                         \
	FUNCTION(unorm2_getDecomposition)                                               \
	FUNCTION(unorm2_getNFDInstance)                                                 \
	FUNCTION(unorm2_getNFKCCasefoldInstance)                                        \
	FUNCTION(unorm2_getNFKCInstance)                                                \
	FUNCTION(unorm2_hasBoundaryBefore)                                              \
	FUNCTION(unorm2_normalize)                                                      \
	FUNCTION(uscript_getScript)                                                     \
	FUNCTION(utext_close)                                                           \
	FUNCTION(utext_openUTF8)

/* And of libicui18n, which is larger and needed less: order, other scripts, look-alikes. */
#define ICU_I18N(FUNCTION)                                                              \
	FUNCTION(ucol_close)                                                            \
	FUNCTION(ucol_getSortKey)                                                       \
	FUNCTION(ucol_open)                                                             \
	FUNCTION(uspoof_close)                                                          \
	FUNCTION(uspoof_getSkeleton)                                                    \
	FUNCTION(uspoof_open)                                                           \
	FUNCTION(utrans_close)                                                          \
	FUNCTION(utrans_openU)                                                          \
	FUNCTION(utrans_transUChars)

/* A member for each function, called like it. ICU's headers put the version behind each name, here
 * as well as where it is called. */
#define ICU_MEMBER(function) __typeof__(function) *function;
struct icu_common { ICU_COMMON(ICU_MEMBER) };
struct icu_i18n { ICU_I18N(ICU_MEMBER) };
#undef ICU_MEMBER

/* NULL as long as they are not loaded. */
extern _Atomic(const struct icu_common *) icu_common_loaded;
extern _Atomic(const struct icu_i18n *) icu_i18n_loaded;

/* Load them if they are not. Fails: FAULT_SYSTEM. */
bool icu_load(struct fault *why);

/* Load them. If that cannot be, the program ends as it does without memory: it was built with these
 * libraries, and there is no going on without them. */
const struct icu_common *icu_common_load(void);
const struct icu_i18n *icu_i18n_load(void);

static inline const struct icu_common *icu(void)
{
	const struct icu_common *loaded = atomic_load(&icu_common_loaded);
	return loaded ? loaded : icu_common_load();
}

static inline const struct icu_i18n *icu_i18n(void)
{
	const struct icu_i18n *loaded = atomic_load(&icu_i18n_loaded);
	return loaded ? loaded : icu_i18n_load();
}

/* True if a code point is of one of the general categories (U_GC_…_MASK). */
static inline bool icu_is_of(uint32_t code_point, uint32_t categories)
{
	return U_MASK(icu()->u_charType((UChar32)code_point)) & categories;
}

static inline UScriptCode icu_script_of(uint32_t code_point)
{
	UErrorCode error = U_ZERO_ERROR;
	return icu()->uscript_getScript((UChar32)code_point, &error);
}

#endif
