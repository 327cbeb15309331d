#include "cache/news.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mapping.h"

bool news_open(struct news_desk *desk)
{
	*desk = (struct news_desk){0};
	if (pipe2(desk->ends, O_CLOEXEC) != 0)
		return false;
	pthread_mutex_init(&desk->lock, NULL);
	pthread_cond_init(&desk->is_told, NULL);
	return true;
}

void news_close(struct news_desk *desk)
{
	close(desk->ends[0]);
	pthread_cond_destroy(&desk->is_told);
	pthread_mutex_destroy(&desk->lock);
	news_release(&desk->coming);
	news_release(&desk->current);
	news_release(&desk->before);
	news_release(&desk->said);
}

void news_release(struct news *news)
{
	if (news->archive)
		mapping_close(archive_bytes(news->archive));
	arena_release(&news->arena);
	*news = (struct news){0};
}

void news_ring(struct news_desk *desk)
{
	if (write(desk->ends[1], "", 1) != 1)
		log_line("cache: news cannot be told of");
}

void news_finish(struct news_desk *desk)
{
	if (desk->ends[1] >= 0)
		close(desk->ends[1]);
	desk->ends[1] = -1;
}

/* What nobody took is replaced; but an archive stays where only a sentence comes, and what it was
 * told with stays where another one comes without. */
static void replace(struct news *old, struct news *news)
{
	struct news *stays = news->archive ? news : old, *goes = news->archive ? old : news;
	const struct news *words = news->note.size || news->told.size ? news : old;
	stays->note = str_copy(&stays->arena, words->note);
	stays->told = str_copy(&stays->arena, words->told);
	news_release(goes);
	*old = *stays;
}

/* A byte for each piece that was not there to be taken; the end tells of the last. */
void news_tell(struct news_desk *desk, struct news news, bool is_last)
{
	pthread_mutex_lock(&desk->lock);
	bool is_new = !desk->is_coming;
	if (is_new)
		desk->coming = news;
	else
		replace(&desk->coming, &news);
	desk->is_coming = true;
	desk->is_last = is_last;
	pthread_cond_signal(&desk->is_told);
	pthread_mutex_unlock(&desk->lock);
	if (is_new && !is_last)
		news_ring(desk);
}

bool news_tell_progress(struct news_desk *desk)
{
	bool is_new = !desk->has_progress;
	desk->has_progress = true;
	pthread_cond_signal(&desk->is_told);
	return is_new;
}

/* With the lock. */
static struct news take_coming(struct news_desk *desk)
{
	struct news news = desk->coming;
	news_release(&desk->said);
	if (news.archive) {
		news_release(&desk->before);
		desk->before = desk->current;
		desk->current = news;
	} else {
		desk->said = news;
	}
	desk->coming = (struct news){0};
	desk->is_coming = false;
	return news;
}

struct news news_take(struct news_desk *desk)
{
	struct news news = {0};
	pthread_mutex_lock(&desk->lock);
	while (!desk->is_coming && !desk->is_last && !desk->has_progress)
		pthread_cond_wait(&desk->is_told, &desk->lock);
	if (desk->has_progress)
		desk->has_progress = false;
	else
		news = desk->last = desk->is_coming ? take_coming(desk) : desk->last;
	pthread_mutex_unlock(&desk->lock);
	return news;
}
