/* The part of unicode.h on grapheme clusters: how a terminal takes them. */
#include "base/unicode.h"
#include "base/unicode_parts.h"

enum {
	MAX_CLUSTER_SIZE = 512,         /* bytes; what is longer is cut */
	MAX_CLUSTER_WIDTH = 2
};

/* Latin, Greek without its marks, and punctuation: no two of them make a cluster. */
static bool stands_alone(uint32_t code_point)
{
	return code_point < 0x300 || (code_point >= 0x2010 && code_point < 0x2028);
}

/* Columns that `code_point` adds to a cluster of `width` columns so far, behind `before`. A
 * pictograph with VS16, with a colour of skin, or joined with others takes two in all. */
static int added_width(uint32_t code_point, uint32_t before, uint32_t base, int width)
{
	bool is_skin = code_point >= 0x1F3FB && code_point <= 0x1F3FF;
	bool makes_pictograph =
		(code_point == UNICODE_VS16 && before == base) ||
		(is_skin && (before == UNICODE_VS16 || unicode_is_pictograph(before))) ||
		(before == UNICODE_ZWJ && unicode_is_pictograph(code_point));
	return makes_pictograph && unicode_is_pictograph(base) ? MAX_CLUSTER_WIDTH - width
	                                                       : unicode_width(code_point);
}

/* The beginning of a cluster that takes two columns at most, and its columns. Beyond it each part
 * of the cluster takes columns of its own on a terminal: such are the vowels of Burmese. */
static size_t fit_cluster(struct str cluster, int *width)
{
	size_t size, end;
	uint32_t base = unicode_decode(cluster, 0, &end), before = base;
	*width = unicode_width(base);
	for (; end < cluster.size; end += size) {
		uint32_t code_point = unicode_decode(cluster, end, &size);
		int added = added_width(code_point, before, base, *width);
		if (*width + added > MAX_CLUSTER_WIDTH)
			break;
		*width += added;
		before = code_point;
	}
	return end;
}

size_t unicode_grapheme_size(struct str text, size_t at)
{
	size_t size, next_size;
	uint32_t code_point = unicode_decode(text, at, &size);
	if (at + size == text.size)
		return size;
	uint32_t next = unicode_decode(text, at + size, &next_size);
	if (stands_alone(code_point) && stands_alone(next))
		return code_point == '\r' && next == '\n' ? 2 : size;

	struct str window = str_slice(text, at, MAX_CLUSTER_SIZE);
	size_t cluster = unicode_cluster_size(window);
	if (cluster == size)
		return size;
	int width;
	return fit_cluster(str_slice(window, 0, cluster), &width);
}

int unicode_grapheme_width(struct str grapheme)
{
	int width = 0;
	if (grapheme.size)
		fit_cluster(grapheme, &width);
	return width;
}
