/* provider_sql.c: which account belongs to whom the provider names.
 * Not: allowing it (feature/staff).
 * Start at provider_account(). */
#include "core/req.h"
#include "core/site.h"
#include "feature/provider/provider.h"

/* An account that is allowed and not linked yet; only when there is exactly one. */
static int64_t allowed(struct req *r, const char *issuer, const char *email)
{
    int64_t found = 0, n = 0;
    struct db_rows q =
        db_query(r->db,
                 SQL("select p.staff_id from login_provider p join staff s on s.id = p.staff_id"
                     " where p.issuer = $1 and p.subject = '' and s.email = $2 and s.active = 1"
                     " limit 2"),
                 ARGS(S(issuer), S(email)));

    while (db_next(&q)) {
        found = db_int(&q, 0);
        n++;
    }
    return n == 1 ? found : 0;
}

int64_t provider_account(struct req *r, const struct provider_claims *claims)
{
    const char *issuer = r->site->config.provider;
    int64_t staff_id =
        db_one_int(r->db,
                   SQL("select p.staff_id from login_provider p join staff s on s.id = p.staff_id"
                       " where p.issuer = $1 and p.subject = $2 and s.active = 1"),
                   ARGS(S(issuer), S(claims->subject)), 0);

    if (staff_id || !*claims->email)
        return staff_id;
    staff_id = allowed(r, issuer, claims->email);
    if (staff_id &&
        db_write(r->db,
                 SQL("update login_provider set subject = $2, since = $3 where staff_id = $1"),
                 ARGS(I(staff_id), S(claims->subject), I(r->now))) != OK)
        return 0; /* linked to an account that is closed */
    return staff_id;
}
