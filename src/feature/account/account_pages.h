/* account_pages.h: what the pages of account share: account_web.c (logging in, the routes),
 * account_code.c (the code that follows) and account_pages.c (Mijn account).
 */
#ifndef SPIL_FEATURE_ACCOUNT_ACCOUNT_PAGES_H
#define SPIL_FEATURE_ACCOUNT_ACCOUNT_PAGES_H

#include "feature/account/account.h"

/* Only a path of our own, in printable ASCII as it goes into a header: "/deelnemers", never
 * "//elsewhere" or "https:"; "/" for anything else. */
const char *account_own_path(const char *path);
/* Whose guesses count together, for this name in this browser; what: "" or of what else. */
struct guesser account_guesser(struct req *r, const char *what, const char *login);
/* A new session for this browser; the one it had ends. */
void account_begin_session(struct req *r, int64_t staff_id);
/* The passphrase was right: on to the code, or to setting it up. */
void account_to_code(struct req *r, int64_t staff_id);
/* What to say after a guess: wrong when DENIED, else slow with the seconds to wait. */
const char *account_guess_text(struct req *r, enum rc rc, enum text_id wrong, enum text_id slow,
                               int64_t wait);

/* Setting up the code, in steps: the app, the secret as QR code and as text, the form. */
extern const struct field account_confirm_fields[];
struct confirmation {
    const char *code;
};
void account_show_secret(struct req *r, int64_t staff_id, const unsigned char secret[TOTP_SECRET]);
void account_show_recovery(struct req *r, char codes[RECOVERY_CODES][RECOVERY_TEXT],
                           const char *on);
/* Draws content of at most 300 bytes as a QR code (ISO/IEC 18004). */
void account_show_qr(struct req *r, const char *content);

void account_forgotten_form(struct req *r);
void account_forgotten_send(struct req *r);
void account_link_form(struct req *r);
bool account_link_prepare(struct req *r, struct helper_call *call);
void account_link_save(struct req *r);
struct job;
bool account_mail(struct job *j);

void account_code_form(struct req *r);
void account_code_try(struct req *r);
void account_enrol_form(struct req *r);
void account_enrol(struct req *r);

void account_page(struct req *r);
void account_language_save(struct req *r);
void account_passphrase_page(struct req *r);
bool account_passphrase_prepare(struct req *r, struct helper_call *call);
void account_passphrase_save(struct req *r);
void account_factor_page(struct req *r);
bool account_factor_prepare(struct req *r, struct helper_call *call);
void account_factor_begin(struct req *r);
void account_factor_confirm(struct req *r);
void account_session_close(struct req *r);
void account_sessions_close(struct req *r);

#endif
