/* config.c: settings from one file and from options.
 * Not: settings a programme changes in the browser.
 * Start at config_read(). */
#include "core/site.h"

#include <ctype.h>

#include "base/date.h"
#include "base/number.h"

/* Lives as long as the process: read once, before anything else. */
static struct arena *kept;

static int whole(const char *name, const char *value, int low, int high)
{
    int64_t n;

    if (!number_parse_int(value, &n) || n < low || n > high)
        die("%s must be a whole number from %d to %d, not \"%s\"", name, low, high, value);
    return (int)n;
}

static bool yes(const char *name, const char *value)
{
    if (!strcmp(value, "yes"))
        return true;
    if (strcmp(value, "no"))
        die("%s must be yes or no, not \"%s\"", name, value);
    return false;
}

/* Two digits at s, or -1. */
static int two_digits(const char *s)
{
    return isdigit((unsigned char)s[0]) && isdigit((unsigned char)s[1])
               ? 10 * (s[0] - '0') + (s[1] - '0')
               : -1;
}

/* "2026-11-22" (at nine) or "2026-11-22T09:30", local time. */
static void set_clock(const char *value)
{
    char day[DAY_TEXT];
    size_t n = strlen(value);
    int hour = 9, minute = 0;

    snprintf(day, sizeof(day), "%.10s", value);
    if (n == 16 && value[10] == 'T' && value[13] == ':') {
        hour = two_digits(value + 11);
        minute = two_digits(value + 14);
    } else if (n != 10) {
        hour = -1;
    }
    int32_t date = day_from_iso(day);
    if (date == DAY_NONE || hour < 0 || hour > 23 || minute < 0 || minute > 59)
        die("now must look like 2026-11-22T09:30, not \"%s\"", value);
    now_set_running(local_to_ms(date, hour * 60 + minute));
}

/* Settings that are texts. */
static const struct {
    const char *name;
    size_t offset;
} texts[] = {{"db", offsetof(struct config, db)},
             {"address", offsetof(struct config, address)},
             {"key", offsetof(struct config, key)},
             {"seal", offsetof(struct config, seal)},
             {"user", offsetof(struct config, user)},
             {"url", offsetof(struct config, url)},
             {"smtp", offsetof(struct config, smtp)},
             {"mail_from", offsetof(struct config, mail_from)},
             {"smtp_user", offsetof(struct config, smtp_user)},
             {"smtp_password_file", offsetof(struct config, smtp_password_file)},
             {"provider", offsetof(struct config, provider)},
             {"provider_name", offsetof(struct config, provider_name)},
             {"provider_client", offsetof(struct config, provider_client)},
             {"provider_secret_file", offsetof(struct config, provider_secret_file)}};

/* False when there is no setting of that name. */
static bool set(struct config *c, const char *name, const char *value)
{
    for (size_t i = 0; i < COUNT(texts); i++)
        if (!strcmp(name, texts[i].name)) {
            memcpy((char *)c + texts[i].offset, &value, sizeof(value));
            return true;
        }
    if (!strcmp(name, "port"))
        c->port = whole(name, value, 0, 65535);
    else if (!strcmp(name, "workers"))
        c->workers = whole(name, value, 1, 64);
    else if (!strcmp(name, "proxy"))
        c->proxy = yes(name, value);
    else if (!strcmp(name, "secure"))
        c->secure = yes(name, value);
    else if (!strcmp(name, "now"))
        set_clock(value);
    else
        return false;
    return true;
}

static char *trim(char *s)
{
    char *end = s + strlen(s);

    while (isspace((unsigned char)*s))
        s++;
    while (end > s && isspace((unsigned char)end[-1]))
        *--end = '\0';
    return s;
}

static void read_file(struct config *c, const char *path)
{
    char line[1024];
    int number = 0;
    FILE *in = fopen(path, "re");

    if (!in)
        die("cannot read the settings in %s: %s", path, strerror(errno));
    while (fgets(line, sizeof(line), in)) {
        char *name = trim(line);
        char *equals = strchr(name, '=');

        number++;
        if (!*name || *name == '#')
            continue;
        if (!equals)
            die("%s line %d: expected name = value", path, number);
        *equals = '\0';
        name = trim(name);
        if (!set(c, name, arena_str(kept, trim(equals + 1))))
            die("%s line %d: there is no setting \"%s\"", path, number, name);
    }
    fclose(in);
}

/* What would only show when someone waits for a mail or cannot log in. */
static void check_outside(struct config *c)
{
    if (c->smtp && !c->mail_from)
        die("smtp needs mail_from: the address that mails come from");
    if ((c->smtp || c->provider) && !c->url)
        die("%s needs url: the address of this installation for its users, for example"
            " https://spil.example.nl",
            c->smtp ? "smtp" : "provider");
    if (c->provider && (!c->provider_client || !c->provider_name))
        die("provider needs provider_client, by what name it knows this installation, and"
            " provider_name, what users call it");
    if (c->url && strlen(c->url) && c->url[strlen(c->url) - 1] == '/')
        c->url = arena_strn(kept, c->url, strlen(c->url) - 1);
    if (!c->url)
        c->url = arena_fmt(kept, "http://%s:%d", c->address, c->port);
}

struct config config_read(int argc, char **argv, int *rest)
{
    struct config c = {.address = "127.0.0.1", .port = 8080, .workers = 4};
    int i = 1;

    if (!kept)
        kept = arena_new();
    for (int j = 1; j + 1 < argc; j++)
        if (!strcmp(argv[j], "--config"))
            read_file(&c, argv[j + 1]);
    for (; i < argc && !strncmp(argv[i], "--", 2); i += 2) {
        bool has_value = i + 1 < argc;

        if (!strcmp(argv[i], "--config") && has_value)
            continue;
        if (!has_value || !set(&c, argv[i] + 2, argv[i + 1]))
            break;
    }
    *rest = i;
    if (!c.db)
        die("which database? give --db sqlite:FILE or --db postgresql://...");
    check_outside(&c);
    const char *beside = !strncmp(c.db, "sqlite:", 7) ? c.db + 7 : "spil";
    if (!c.key)
        c.key = arena_fmt(kept, "%s.key", beside);
    if (!c.seal)
        c.seal = arena_fmt(kept, "%s.seal", beside);
    return c;
}
