/* fts build DATABASE TABLE: SQLite's full-text search over a table of `sheet`.
 * fts keys DATABASE KEYS: how long it takes to answer each key, as typing does it.
 *
 * Words are folded as ours are, prefixes of one, two and three letters are indexed, a name counts
 * ten times and another name five times as much as the rest; the best twenty are asked for. The
 * last word of a query is a prefix.
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/keys.h"

enum { COLUMNS = 4, MAX_QUERY = 1024 };

static sqlite3 *database;

static void fail(const char *what)
{
	fprintf(stderr, "fts: %s: %s\n", what, sqlite3_errmsg(database));
	exit(3);
}

static void run(const char *sql)
{
	if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail(sql);
}

static sqlite3_stmt *prepare(const char *sql)
{
	sqlite3_stmt *statement;
	if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
		fail(sql);
	return statement;
}

static void add_row(sqlite3_stmt *insert, char *line)
{
	for (int column = 1; column <= COLUMNS; column++) {
		size_t size = strcspn(line, "\t\n");
		sqlite3_bind_text(insert, column, line, (int)size, SQLITE_TRANSIENT);
		line += line[size] ? size + 1 : size;
	}
	if (sqlite3_step(insert) != SQLITE_DONE)
		fail("a row");
	sqlite3_reset(insert);
}

static void build(const char *table)
{
	char *line = NULL;
	size_t room = 0;
	FILE *file = fopen(table, "r");
	if (!file) {
		perror(table);
		exit(3);
	}
	run("CREATE VIRTUAL TABLE dossiers USING fts5(id UNINDEXED, name, names, body, "
	    "tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')");
	run("BEGIN");
	sqlite3_stmt *insert = prepare("INSERT INTO dossiers VALUES (?, ?, ?, ?)");
	while (getline(&line, &room, file) > 0)
		add_row(insert, line);
	sqlite3_finalize(insert);
	run("COMMIT");
	run("INSERT INTO dossiers(dossiers) VALUES ('optimize')");
	run("INSERT INTO dossiers(dossiers, rank) VALUES ('rank', 'bm25(0, 10, 5, 1)')");
	fclose(file);
	free(line);
}

/* "tane gad" becomes "tane" "gad" *, each word in quotes. */
static void write_match(char *match, const char *query)
{
	size_t size = 0;
	for (const char *word = query + strspn(query, " "); *word && size < MAX_QUERY / 2;) {
		int length = (int)strcspn(word, " ");
		const char *next = word + length + strspn(word + length, " ");
		size += (size_t)snprintf(match + size, MAX_QUERY - size, "\"%.*s\"%s",
		                         length < MAX_QUERY / 4 ? length : MAX_QUERY / 4, word,
		                         *next ? " " : "*");
		word = next;
	}
}

static void answer(void *context, const char *query)
{
	sqlite3_stmt *select = context;
	char match[MAX_QUERY] = "";
	int status;
	write_match(match, query);
	sqlite3_bind_text(select, 1, match, -1, SQLITE_STATIC);
	while ((status = sqlite3_step(select)) == SQLITE_ROW)
		sqlite3_column_text(select, 1);
	if (status != SQLITE_DONE)
		fail(query);
	sqlite3_reset(select);
}

static void time_keys(const char *path)
{
	sqlite3_stmt *select = prepare("SELECT rowid, name FROM dossiers WHERE dossiers MATCH ? "
	                               "ORDER BY rank LIMIT 20");
	keys_time(path, answer, select);
	sqlite3_finalize(select);
}

int main(int argc, char **argv)
{
	bool builds = argc == 4 && strcmp(argv[1], "build") == 0;
	if (!builds && (argc != 4 || strcmp(argv[1], "keys") != 0)) {
		fputs("usage: fts build DATABASE TABLE\n       fts keys DATABASE KEYS\n", stderr);
		return 2;
	}
	if (builds)
		remove(argv[2]);
	if (sqlite3_open(argv[2], &database) != SQLITE_OK)
		fail(argv[2]);
	run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; "
	    "PRAGMA mmap_size = 17179869184");
	if (builds)
		build(argv[3]);
	else
		time_keys(argv[3]);
	sqlite3_close(database);
	return 0;
}
