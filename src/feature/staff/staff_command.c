/* staff_command.c: `spil user add`: the first administrator of a new database.
 * Not: everyone after that; they are added in the browser.
 * Start at user_command(). */
#include "base/fold.h"
#include "core/site.h"
#include "feature/staff/staff.h"

int user_command(int argc, char **argv); /* the table in staff_web.c */

struct wish {
    const char *login, *name, *organisation;
};

/* The one organisation, or a new one. */
static int64_t organisation(struct site *s, struct arena *a, const char *name)
{
    int64_t id = db_one_int(s->write, SQL("select min(id) from organisation"), NO_ARGS, 0);

    if (id)
        return id;
    id = site_new_id(s);
    db_run(s->write, SQL("insert into organisation (id, name, sort_key) values ($1, $2, $3)"),
           ARGS(I(id), S(name), S(fold_text(a, name))));
    return id;
}

static void add(struct site *s, struct arena *a, const struct wish *w)
{
    char passphrase[64], hash[PASSWORD_HASH_TEXT], day[DAY_TEXT];
    int64_t id = site_new_id(s);

    staff_new_passphrase(passphrase);
    password_hash(passphrase, false, hash);
    site_begin(s);
    int64_t organisation_id = organisation(s, a, w->organisation);
    if (db_write(s->write,
                 SQL("insert into staff (id, organisation_id, login, name, sort_key, password_hash)"
                     " values ($1, $2, $3, $4, $5, $6)"),
                 ARGS(I(id), I(organisation_id), S(w->login), S(w->name), S(fold_text(a, w->name)),
                      S(hash))) != OK)
        die("there is someone with the login \"%s\" already, or the name is empty", w->login);
    db_run(s->write,
           SQL("insert into staff_role (id, staff_id, role, from_on)"
               " values ($1, $2, 'administrator', $3)"),
           ARGS(I(site_new_id(s)), I(id), S(day_iso(today(), day))));
    site_commit(s);
    printf("login: %s\npassphrase: %s\n", w->login, passphrase);
}

int user_command(int argc, char **argv)
{
    struct wish w = {.organisation = "IPS"};
    int rest;

    if (argc < 2 || strcmp(argv[1], "add"))
        die("say: spil user add --db ... --login NAME --name 'Full Name' [--organisation NAME]");
    struct config config = config_read(argc - 1, argv + 1, &rest);
    for (int i = rest + 1; i + 1 < argc; i += 2) {
        if (!strcmp(argv[i], "--login"))
            w.login = argv[i + 1];
        else if (!strcmp(argv[i], "--name"))
            w.name = argv[i + 1];
        else if (!strcmp(argv[i], "--organisation"))
            w.organisation = argv[i + 1];
        else
            die("user add does not know \"%s\"", argv[i]);
    }
    if (!w.login || !w.name)
        die("user add needs --login and --name");
    struct arena *a = arena_new();
    struct site *s = site_open(&config);
    add(s, a, &w);
    site_close(s);
    arena_free(a);
    return 0;
}
