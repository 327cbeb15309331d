/* log: a debug log that one can turn on in the field.
 *
 * DOSSIER_LOG=FILE appends lines of time, process and sentence to FILE. Without it, nothing. */
#ifndef DOSSIER_BASE_LOG_H
#define DOSSIER_BASE_LOG_H

/* Open the log if the environment asks for one. Called once, from main. */
void log_open(void);

void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
