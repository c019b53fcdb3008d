/* access_month.h: the access log by month: the unit in which it is kept and dropped.
 *
 * A month is 12 * year + month - 1, of the local calendar; a line belongs to the month of its id.
 * Dropping takes all lines of a month and their words, and leaves a row of access_month: how many
 * lines there were, a digest of all their macs in the order of ids, and a mac with the key over the
 * row. So `spil verify` still passes, says which months were dropped, and finds a month that went
 * without such a row. How long is kept is the setting access_log_years of the table setting
 * (5 when it is not there; research/standards.md 4.3).
 */
#ifndef SPIL_CORE_ACCESS_MONTH_H
#define SPIL_CORE_ACCESS_MONTH_H

#include "core/access_log.h"

enum { ACCESS_MONTH_TEXT = 8, ACCESS_YEARS = 5 };

int access_month_of(int64_t id);
int64_t access_month_first(int month); /* no id of the month or later is lower */
/* "2026-11"; returns out. */
const char *access_month_text(int month, char out[ACCESS_MONTH_TEXT]);
bool access_month_parse(const char *text, int *month) MUST_USE;

int access_years_kept(struct db *db);
/* The first month that must still be kept on this local day. */
int access_month_kept_from(struct db *db, int32_t today);
/* The month of the oldest line; false when there is none. */
bool access_month_oldest(struct db *db, int *month) MUST_USE;

/* What is left of a dropped month. */
struct access_month {
    int month;
    int64_t lines;
    unsigned char digest[ACCESS_MAC_BYTES];
    int64_t dropped_at; /* ms */
    int64_t staff_id;   /* who did it; 0: with the command */
    unsigned char mac[ACCESS_MAC_BYTES];
};
/* Drops one month in the open write transaction. *lines: how many. */
void access_month_drop(struct db *db, const unsigned char key[ACCESS_KEY_BYTES], int month,
                       int64_t staff_id, int64_t now, int64_t *lines);
/* Dropped months in order, checked against the key: ok false for a row that was not made with it.
 * In the arena. */
struct access_month_row {
    struct access_month m;
    bool ok;
};
struct access_month_row *access_months_dropped(struct db *db, struct arena *a,
                                               const unsigned char key[ACCESS_KEY_BYTES],
                                               size_t *n);

#endif
