/* account_pages.h: what account_web.c (logging in, the routes) and account_pages.c (Mijn account)
 * share.
 */
#ifndef SPIL_FEATURE_ACCOUNT_ACCOUNT_PAGES_H
#define SPIL_FEATURE_ACCOUNT_ACCOUNT_PAGES_H

#include "feature/account/account.h"

/* A new session for this browser; the one it had ends. */
void account_begin_session(struct req *r, int64_t staff_id);
/* What to say after a guess: wrong when DENIED, else slow with the seconds to wait. */
const char *account_guess_text(struct req *r, enum rc rc, enum text_id wrong, enum text_id slow,
                               int64_t wait);

void account_page(struct req *r);
void account_language_save(struct req *r);
void account_passphrase_page(struct req *r);
void account_passphrase_save(struct req *r);
void account_factor_page(struct req *r);
void account_factor_begin(struct req *r);
void account_factor_confirm(struct req *r);
void account_session_close(struct req *r);
void account_sessions_close(struct req *r);

#endif
