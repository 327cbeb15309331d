#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "base/unicode_parts.h"

struct row {
	const char *text, *latin;
};

static int close_unicode(void **state)
{
	(void)state;
	unicode_close();
	return 0;
}

static void check_rows(const struct row *rows, size_t count)
{
	struct arena arena = {0};
	for (size_t i = 0; i < count; i++) {
		struct str latin = unicode_romanize(&arena, str_of(rows[i].text));
		if (!str_equal(latin, str_of(rows[i].latin)))
			fail_msg("%s gives '%.*s' and not '%s'", rows[i].text, STR_ARGS(latin),
			         rows[i].latin);
	}
	arena_release(&arena);
}

#define CHECK(rows) check_rows((rows), sizeof(rows) / sizeof(*(rows)))

static void writes_russian_as_the_press_does(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{ "лавров",               "lavrov"              },
		{ "Сергей Лавров",        "sergei lavrov"       },
		{ "Владимир Путин",       "vladimir putin"      },
		{ "Сергей Шойгу",         "sergei shoigu"       },
		{ "Александр Фомин",      "alexandr fomin"      },
		{ "Николай Патрушев",     "nikolai patrushev"   },
		{ "Мария Захарова",       "maria zakharova"     },
		{ "Дмитрий Медведев",     "dmitry medvedev"     },
		{ "Алексей Навальный",    "alexei navalny"      },
		{ "Максим",               "maxim"               },
		{ "Хрущёв, Горбачёв",     "khrushchev, gorbachev" },
		{ "Соловьёв — Соловьев",  "solovyov - solovyev" },
		{ "Пётр Ильич",           "pyotr ilyich"        },
		{ "Толстой, Майоров",     "tolstoy, mayorov"    },
		{ "Йошкар-Ола",           "yoshkar-ola"         },
		{ "подъезд, объект",      "podyezd, obyekt"     },
		{ "Мьянма",               "myanma"              },
		{ "Росси\xCC\x81я",       "rossia"              },      /* with an accent */
		{ "РИА Новости 2021",     "ria novosti 2021"    },
	};
	CHECK(rows);
}

static void writes_the_same_for_text_that_was_folded(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct str raw = STR("Сергей Шойгу");
	assert_true(str_equal(unicode_romanize(&arena, raw),
	                      unicode_romanize(&arena, unicode_fold(&arena, raw))));
	arena_release(&arena);
}

static void writes_other_cyrillic_in_its_own_way(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{ "Володимир Зеленський", "volodymyr zelensky"  },
		{ "Юлія Свириденко",      "yulia svyrydenko"    },
		{ "Київ, Харків",         "kyiv, kharkiv"       },
		{ "Лук’янов",             "lukyanov"            },
		{ "Ђорђевић",             "djordjevic"          },
		{ "България",             "balgaria"            },
		{ "Нұрсұлтан Әбіш",       "nursultan abish"     },
	};
	CHECK(rows);
}

static void writes_burmese_as_newspapers_do(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{ "နေပြည်တော်",      "naypyitaw"       },
		{ "မင်းအောင်လှိုင်",     "minaunghlaing"   },
		{ "အောင်ဆန်းစုကြည်",   "aungsansukyi"    },
		{ "ရန်ကုန်",          "yangon"          },
		{ "မန္တလေး",        "mandalay"        },
		{ "မြန်မာ",          "myanmar"         },
		{ "မြန်မာနိုင်ငံ",       "myanmarnaingngan" },
		{ "စိုးဝင်း",          "soewin"          },
		{ "သန်းရွှေ",         "thanshwe"        },
		{ "သိန်းစိန်",         "theinsein"       },
		{ "ဝင်းမြင့်",         "winmyint"        },
		{ "ခင်ညွန့်",         "khinnyunt"       },
		{ "ဦးသန့်",          "uthant"          },
		{ "ရဲဝင်းဦး",         "yewinoo"         },
		{ "မြထွန်းဦး",        "myahtunoo"       },
		{ "မောင်မောင်အေး",     "maungmaungaye"   },
		{ "ဝဏ္ဏမောင်လွင်",     "wunnamaunglwin"  },
		{ "ညိုစော",          "nyosaw"          },
		{ "ဇော်မင်းထွန်း",      "zawminhtun"      },
		{ "ကျော်မိုးထွန်း",      "kyawmoehtun"     },
		{ "ဒေါ် ခင်ခင်",       "daw khinkhin"    },
		{ "လွှတ်တော်",        "hluttaw"         },
		{ "တပ်မတော်",        "tatmadaw"        },
		{ "သမ္မတ",          "thanmata"        },
		{ "အင်္ဂလိပ်",        "ingaleik"        },
		{ "ကျွန်ုပ်",         "kyunok"          },
		{ "မြိတ်",           "myeik"           },
		{ "မနုဿ",           "manutha"         },
		{ "ဘတ်စ်",          "bats"            },
		{ "၎င်း",            "lagaung"         },
		{ "ရုရှား",           "russia"          },
		{ "ပူတင်",           "putin"           },
		{ "၂၀၂၁၊ ၂။",        "2021, 2."        },
	};
	CHECK(rows);
}

static void takes_a_settled_name_only_for_whole_syllables(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{ "မွန်",    "mon"   },
		{ "မွန်း",    "mun"   },         /* another syllable that begins so */
		{ "ပုဂံ",    "bagan" },
		{ "ပုဂံ့",    "pugant" },
	};
	CHECK(rows);
}

/* Each state, region, capital and word in the table, at the start and behind another syllable. */
static void writes_each_settled_name(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{ "အိန္ဒိယ",     "india"       }, { "ဧရာဝတီ",    "ayeyarwady"  },
		{ "ကချင်",       "kachin"      }, { "ကယား",     "kayah"       },
		{ "ကိုးကန့်",     "kokang"      }, { "စစ်ကိုင်း",    "sagaing"     },
		{ "တနင်္သာရီ",    "tanintharyi" }, { "ထားဝယ်",    "dawei"       },
		{ "ပုသိမ်",       "pathein"     }, { "ပဲခူး",       "bago"        },
		{ "ပြည်ထောင်စု",   "pyidaungsu"  }, { "မကွေး",     "magway"      },
		{ "မော်လမြိုင်",   "mawlamyine"  }, { "မြစ်ကြီးနား", "myitkyina"   },
		{ "မြဝတီ",      "myawaddy"    }, { "ရခိုင်",      "rakhine"     },
		{ "လားရှိုး",     "lashio"      }, { "ချင်း",      "chin"        },
		{ "ရှမ်း",       "shan"        }, { "ကရင်",      "kayin"       },
	};
	CHECK(rows);
}

static void writes_other_scripts_with_icu(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{ "Αθήνα",       "athena"     }, { "习近平",      "xijinping"  },
		{ "서울",         "seoul"      }, { "トウキョウ",   "toukyou"    },
		{ "საქართველო",  "sakartvelo" }, { "Հայաստան",   "hayastan"   },
		{ "हिन्दी",        "hindi"      }, { "محمد",       "mhmd"       },
		{ "최고사령관",     "choegosalyeonggwan" },
		{ "서울-부산, 한국 中国", "seoul-busan, hangug zhongguo" },
		{ "習近平·ヤンゴン X", "xijinping·yangon x" },
	};
	CHECK(rows);
}

static void gives_nothing_where_there_is_nothing_to_romanize(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{ "", "" }, { "Min Aung Hlaing", "" }, { "naïve “Łódź” 2021", "" }, { "😀 — ½", "" },
	};
	CHECK(rows);
}

static void keeps_latin_words_beside_others(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{ "Rosatom / Росатом",          "rosatom / rosatom"            },
		{ "U Thant (ဦးသန့်), Générał",   "u thant (uthant), general"    },
	};
	CHECK(rows);
}

static void gives_folded_text_of_bounded_size_for_every_code_point(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (uint32_t code_point = 0; code_point <= 0xFFFF; code_point++) {
		char bytes[4];
		struct str text = { bytes, unicode_encode(code_point, bytes) };
		struct str latin = unicode_romanize(&arena, text);
		if (!str_equal(latin, unicode_fold(&arena, latin)))
			fail_msg("U+%04X gives '%s', which is not folded", code_point, latin.bytes);
		if (latin.size > 12 * text.size)
			fail_msg("U+%04X grows to %zu bytes", code_point, latin.size);
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static void romanizes_any_sequence_of_burmese_signs(void **state)
{
	(void)state;
	struct arena arena = {0};
	uint32_t seed = 1948;
	for (int round = 0; round < 20000; round++) {
		char bytes[64];
		size_t size = 0;
		for (int i = 0; i < 12; i++) {
			seed = seed * 1664525 + 1013904223;
			size += unicode_encode(0x1000 + (seed >> 16) % 0x60, bytes + size);
		}
		struct str latin = unicode_romanize(&arena, (struct str){ bytes, size });
		assert_true(latin.size <= 12 * size);
		assert_true(unicode_find_invalid(latin) == SIZE_MAX);
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static void writes_ascii_for_terminals_that_have_nothing_else(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{ "plain",                       "plain"                         },
		{ "“Don’t” – naïve — Łódź…",     "\"Don't\" - naive - Lodz..."   },
		{ "e\xCC\x81t\xCC\x81",          "et"                            },
		{ "Лавров, МИД, Щ",              "Lavrov, MID, Shch"             },
		{ "မင်းအောင်လှိုင်",                  "minaunghlaing"                 },
		{ "အောင် ၎င်း။",                   "aung lagaung."                 },
		{ "→ ─ • ½ ™",                   "-> - *  1/2 tm"                },
		{ "ລາວ",                         "ລາວ"                           },
		{ "a\xE2\x80\xAE" "b\x1B\xFF",   "a\xE2\x80\xAE" "b\x1B\xFF"     },
		{ "л\xE2\x80\x8B" "а",           "l\xE2\x80\x8B" "a"             },
	};
	struct arena arena = {0};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_string_equal(unicode_to_ascii(&arena, str_of(rows[i].text)).bytes,
		                    rows[i].latin);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_russian_as_the_press_does),
		cmocka_unit_test(writes_the_same_for_text_that_was_folded),
		cmocka_unit_test(writes_other_cyrillic_in_its_own_way),
		cmocka_unit_test(writes_burmese_as_newspapers_do),
		cmocka_unit_test(takes_a_settled_name_only_for_whole_syllables),
		cmocka_unit_test(writes_each_settled_name),
		cmocka_unit_test(writes_other_scripts_with_icu),
		cmocka_unit_test(gives_nothing_where_there_is_nothing_to_romanize),
		cmocka_unit_test(keeps_latin_words_beside_others),
		cmocka_unit_test(gives_folded_text_of_bounded_size_for_every_code_point),
		cmocka_unit_test(romanizes_any_sequence_of_burmese_signs),
		cmocka_unit_test(writes_ascii_for_terminals_that_have_nothing_else),
	};
	return cmocka_run_group_tests(tests, NULL, close_unicode);
}
