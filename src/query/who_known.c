/* What others say, as it was known on a day. */
#include "query/who.h"

#include "query/known.h"

void who_values_leave_out(const struct archive *archive, struct arena *arena,
                          struct dossier_ref ref, const struct known *known,
                          struct who_values *values)
{
	struct dossier dossier = dossier_at(archive, ref);
	size_t count = 0;
	for (size_t i = 0; known && i < values->count; i++)
		if (known_value(known, &dossier, &values->items[i]))
			values->items[count++] =
				known_cut(known, arena, &dossier, values->items[i], NULL);
	values->count = known ? count : values->count;
}

static void leave_out_sources(struct who *who)
{
	size_t count = 0;
	for (size_t i = 0; i < who->sources.count; i++)
		if (known_source(who->known, who->sources.items[i].citation.source))
			who->sources.items[count++] = who->sources.items[i];
	who->sources.count = count;
}

static void leave_out_claims(struct who *who)
{
	size_t count = 0;
	for (size_t i = 0; i < who->claims.count; i++)
		if (known_dossier(who->known, who->claims.items[i].ref))
			who->claims.items[count++] = who->claims.items[i];
	who->claims.count = count;
}

static void leave_out_links(const struct known *known, struct connections *links)
{
	size_t count = 0;
	for (size_t i = 0; i < links->count; i++)
		if (known_link(known, links->items[i].link))
			links->items[count++] = links->items[i];
	links->count = count;
}

void who_leave_out_again(struct who *who)
{
	leave_out_sources(who);
	leave_out_claims(who);
}

void who_leave_out(const struct archive *archive, struct arena *arena, const struct known *known,
                   struct who *who)
{
	if (!known)
		return;
	struct dossier dossier = dossier_at(archive, who->ref);
	if (who->value.row != NO_ROW)
		who->value = known_cut(known, arena, &dossier, who->value, NULL);
	who->known = known;
	who_leave_out_again(who);
	who_values_leave_out(archive, arena, who->ref, known, &who->rivals);
	who_values_leave_out(archive, arena, who->ref, known, &who->beside);
	leave_out_links(known, &who->elsewhere);
}
