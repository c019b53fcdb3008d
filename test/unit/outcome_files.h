/* outcome_files.h: small folders of input for the tests of the outcome engine.
 */
#ifndef SPIL_TEST_OUTCOME_FILES_H
#define SPIL_TEST_OUTCOME_FILES_H

#include "feature/outcome/outcome.h"

/* A folder of its own in the temporary folder, removed with files_remove. */
char *files_folder(struct arena *a);
void files_remove(struct arena *a, const char *folder);

void files_write(struct arena *a, const char *folder, const char *name, const char *text, size_t n);
/* The lines of a file without their line ends; the header is line 0. */
char **files_lines(struct arena *a, const char *folder, const char *name, size_t *n);
void files_write_lines(struct arena *a, const char *folder, const char *name, char **line,
                       size_t n);

/* The report as JSON text in the arena; fails the test when there is none. */
char *files_report(struct arena *a, const char *folder, int window);

extern const char *const files_names[5];

#endif
