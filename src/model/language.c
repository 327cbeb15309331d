#include "model/language.h"

#include "base/arena.h"
#include "base/message.h"

/* From ISO 639-1 and 639-3: the languages of the United Nations, those of many speakers, and those
 * of states and peoples around whom dossiers are most often kept. By name. */
static const struct { const char *two, *three, *name; } languages[] = {
	{ "sq", "sqi", N_("Albanian") },
	{ "am", "amh", N_("Amharic") },
	{ "ar", "ara", N_("Arabic") },
	{ "hy", "hye", N_("Armenian") },
	{ "az", "aze", N_("Azerbaijani") },
	{ "be", "bel", N_("Belarusian") },
	{ "bn", "ben", N_("Bengali") },
	{ "bs", "bos", N_("Bosnian") },
	{ "bg", "bul", N_("Bulgarian") },
	{ "my", "mya", N_("Burmese") },
	{ "yue", "yue", N_("Cantonese") },
	{ "ca", "cat", N_("Catalan") },
	{ "zh", "zho", N_("Chinese") },
	{ "hr", "hrv", N_("Croatian") },
	{ "cs", "ces", N_("Czech") },
	{ "da", "dan", N_("Danish") },
	{ "nl", "nld", N_("Dutch") },
	{ "en", "eng", N_("English") },
	{ "et", "est", N_("Estonian") },
	{ "tl", "fil", N_("Filipino") },
	{ "fi", "fin", N_("Finnish") },
	{ "fr", "fra", N_("French") },
	{ "ka", "kat", N_("Georgian") },
	{ "de", "deu", N_("German") },
	{ "el", "ell", N_("Greek") },
	{ "ha", "hau", N_("Hausa") },
	{ "he", "heb", N_("Hebrew") },
	{ "hi", "hin", N_("Hindi") },
	{ "hu", "hun", N_("Hungarian") },
	{ "is", "isl", N_("Icelandic") },
	{ "id", "ind", N_("Indonesian") },
	{ "ga", "gle", N_("Irish") },
	{ "it", "ita", N_("Italian") },
	{ "ja", "jpn", N_("Japanese") },
	{ "kac", "kac", N_("Kachin") },
	{ "kk", "kaz", N_("Kazakh") },
	{ "km", "khm", N_("Khmer") },
	{ "ko", "kor", N_("Korean") },
	{ "ku", "kur", N_("Kurdish") },
	{ "ky", "kir", N_("Kyrgyz") },
	{ "lo", "lao", N_("Lao") },
	{ "la", "lat", N_("Latin") },
	{ "lv", "lav", N_("Latvian") },
	{ "lt", "lit", N_("Lithuanian") },
	{ "mk", "mkd", N_("Macedonian") },
	{ "ms", "msa", N_("Malay") },
	{ "mn", "mon", N_("Mongolian") },
	{ "mnw", "mnw", N_("Mon") },
	{ "ne", "nep", N_("Nepali") },
	{ "no", "nor", N_("Norwegian") },
	{ "ps", "pus", N_("Pashto") },
	{ "fa", "fas", N_("Persian") },
	{ "pl", "pol", N_("Polish") },
	{ "pt", "por", N_("Portuguese") },
	{ "ro", "ron", N_("Romanian") },
	{ "rhg", "rhg", N_("Rohingya") },
	{ "ru", "rus", N_("Russian") },
	{ "ksw", "ksw", N_("S'gaw Karen") },
	{ "sr", "srp", N_("Serbian") },
	{ "shn", "shn", N_("Shan") },
	{ "si", "sin", N_("Sinhala") },
	{ "sk", "slk", N_("Slovak") },
	{ "sl", "slv", N_("Slovenian") },
	{ "so", "som", N_("Somali") },
	{ "es", "spa", N_("Spanish") },
	{ "sw", "swa", N_("Swahili") },
	{ "sv", "swe", N_("Swedish") },
	{ "tg", "tgk", N_("Tajik") },
	{ "ta", "tam", N_("Tamil") },
	{ "te", "tel", N_("Telugu") },
	{ "th", "tha", N_("Thai") },
	{ "bo", "bod", N_("Tibetan") },
	{ "tr", "tur", N_("Turkish") },
	{ "tk", "tuk", N_("Turkmen") },
	{ "uk", "ukr", N_("Ukrainian") },
	{ "ur", "urd", N_("Urdu") },
	{ "ug", "uig", N_("Uyghur") },
	{ "uz", "uzb", N_("Uzbek") },
	{ "vi", "vie", N_("Vietnamese") },
};

/* From ISO 15924, by name. */
static const struct { const char *code, *name; } scripts[] = {
	{ "Arab", N_("Arabic") },
	{ "Armn", N_("Armenian") },
	{ "Beng", N_("Bengali") },
	{ "Mymr", N_("Burmese") },
	{ "Hani", N_("Chinese") },
	{ "Cyrl", N_("Cyrillic") },
	{ "Deva", N_("Devanagari") },
	{ "Ethi", N_("Ethiopic") },
	{ "Geor", N_("Georgian") },
	{ "Grek", N_("Greek") },
	{ "Hebr", N_("Hebrew") },
	{ "Jpan", N_("Japanese") },
	{ "Khmr", N_("Khmer") },
	{ "Kore", N_("Korean") },
	{ "Laoo", N_("Lao") },
	{ "Latn", N_("Latin") },
	{ "Mong", N_("Mongolian") },
	{ "Hans", N_("simplified Chinese") },
	{ "Sinh", N_("Sinhala") },
	{ "Taml", N_("Tamil") },
	{ "Thai", N_("Thai") },
	{ "Tibt", N_("Tibetan") },
	{ "Hant", N_("traditional Chinese") },
};

/* Codes are the same in capitals and small letters (RFC 5646, 2.1.1). */
static char small(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool is_code(struct str text, const char *code)
{
	struct str wanted = str_of(code);
	if (text.size != wanted.size)
		return false;
	for (size_t i = 0; i < text.size; i++)
		if (small(text.bytes[i]) != small(wanted.bytes[i]))
			return false;
	return true;
}

/* Empty for a code that is not in the table. */
static struct str language_of(struct str code)
{
	for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++)
		if (is_code(code, languages[i].two) || is_code(code, languages[i].three))
			return str_of(_(languages[i].name));
	return (struct str){0};
}

struct str language_script_name(struct str code)
{
	for (size_t i = 0; i < sizeof(scripts) / sizeof(*scripts); i++)
		if (is_code(code, scripts[i].code))
			return str_of(_(scripts[i].name));
	return code;
}

struct str language_name(struct arena *arena, struct str tag)
{
	enum { SCRIPT_SIZE = 4 };
	struct str rest = tag;
	struct str language = language_of(str_cut(&rest, '-'));
	if (language.size == 0)
		return tag;
	struct str part = str_cut(&rest, '-');
	struct str script = language_script_name(part);
	if (part.size != SCRIPT_SIZE || str_equal(script, part))
		return language;
	/* Translators: a language and the script that it is written in. */
	return str_format(arena, _("%.*s, %.*s script"), STR_ARGS(language), STR_ARGS(script));
}
