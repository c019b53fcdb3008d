/* mail.h: one mail to one person, as plain text, through SMTP.
 *
 * Only jobs send: a mail server may take long, and a failed job is tried again. What is sent leaves
 * no copy in the database. TLS is required, except to a server on this machine.
 */
#ifndef SPIL_CORE_MAIL_H
#define SPIL_CORE_MAIL_H

#include "base/buf.h"
#include "core/site.h"

struct mail {
    const char *to;      /* an address */
    const char *subject; /* any text */
    const char *body;    /* any text, lines end with \n */
};

bool mail_on(const struct config *c); /* can mails be sent? */
/* Printable ASCII, one @ with something on both sides, none of the signs that mean something in a
 * header. */
bool mail_address_fine(const char *address);
/* The message as it goes over the line (RFC 5322, MIME; subject and body in base64). False: an
 * address is not fine. Nothing in a mail can make another header. */
bool mail_compose(struct buf *o, const char *from, const struct mail *mail, int64_t now) MUST_USE;
/* NULL when the server took it; else why not, in a few words without personal data. At most 30 s.
 */
const char *mail_send(const struct config *c, const struct mail *mail);

#endif
