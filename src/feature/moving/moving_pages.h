/* moving_pages.h: what the pages of this feature share.
 */
#ifndef SPIL_FEATURE_MOVING_MOVING_PAGES_H
#define SPIL_FEATURE_MOVING_MOVING_PAGES_H

#include "feature/moving/moving.h"
#include "feature/moving/moving_sql.h"

/* The import of the path, in a team where this person may import, and before it was carried out
 * only for who brought it: its rows are no part of a record yet. Answers 404 otherwise. */
bool moving_find(struct req *r, struct import *im) MUST_USE;
/* A page below the list of imports; errors: how many messages it begins with. */
void moving_page_begin(struct req *r, const struct import *im, const char *title, size_t errors);
void moving_message(struct req *r, const char *words); /* what is wrong, on top of a page */
/* "kolom C, Geboortedatum"; "" for the row as a whole. */
const char *moving_column_words(struct req *r, const struct import *im, int at);
/* The first texts of a row: by which a person knows it. */
const char *moving_row_words(struct req *r, const struct import *im, const struct moving_row *row);

/* moving_columns_web.c */
void moving_columns_page(struct req *r);
void moving_columns_save(struct req *r);

/* moving_rows_web.c */
void moving_rows_page(struct req *r);
void moving_rows_run(struct req *r);
void moving_rows_file(struct req *r);
void moving_rows_undo(struct req *r);
void moving_rows_remove(struct req *r);

/* Whom the row (moving_row.alike) is nearly, for who may see that; for others that there is one. */
const char *moving_alike_words(struct req *r, const struct moving_row *row);

#endif
