/* base.c: how Spil stops when it must.
 * Not: logging of requests (log.c) or errors of users (enum rc).
 * Start at die(). */
#include "base/base.h"

static void (*die_hook)(const char *message);

static void say(const char *what, const char *message)
{
    fflush(stdout);
    fprintf(stderr, "spil: %s%s\n", what, message);
    fflush(stderr);
}

void bug_at(const char *file, int line, const char *fmt, ...)
{
    char message[1024];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(message, sizeof(message), fmt, ap);
    va_end(ap);
    fprintf(stderr, "spil: bug at %s:%d: %s\n", file, line, message);
    abort();
}

void die_hook_set(void (*hook)(const char *message))
{
    die_hook = hook;
}

void die(const char *fmt, ...)
{
    void (*hook)(const char *) = die_hook;
    char message[1024];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(message, sizeof(message), fmt, ap);
    va_end(ap);
    say("", message);
    if (hook) {
        die_hook = NULL; /* a second failure inside the hook ends the process */
        hook(message);
    }
    exit(1);
}
