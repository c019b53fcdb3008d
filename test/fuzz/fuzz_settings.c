/* fuzz_settings.c: whatever stands in a settings file, the program starts with values in their
 * bounds or ends with one line.
 * Not: options of the command line.
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/base.c src/base/arena.c src/base/date.c src/base/number.c
#include "base/base.h"

#include <fcntl.h>
#include <setjmp.h>
#include <sys/mman.h>

#include "core/config.c" /* for the memory it keeps as long as the process */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__asan_default_options(void);

/* Who dies over a file leaves it open: the process ends there. */
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

static jmp_buf escape;

static void on_die(const char *message)
{
    if (!*message || strchr(message, '\n'))
        BUG("not one line: %s", message);
    longjmp(escape, 1);
}

static void in_bounds(const struct config *c)
{
    if (c->port < 0 || c->port > 65535 || c->workers < 1 || c->workers > 64 || !c->db || !c->key ||
        !c->seal || !c->address)
        BUG("settings out of bounds");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64], command[] = "serve", option[] = "--config";
    char *argv[] = {command, option, path, NULL};
    int rest, fd = memfd_create("fuzz", MFD_CLOEXEC), quiet = open("/dev/null", O_WRONLY);
    int loud = dup(STDERR_FILENO);

    if (fd < 0 || quiet < 0 || loud < 0 || write(fd, data, size) != (ssize_t)size)
        die("no memory file");
    dup2(quiet, STDERR_FILENO);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    die_hook_set(on_die);
    if (!setjmp(escape)) {
        struct config c = config_read(3, argv, &rest);

        in_bounds(&c);
    }
    arena_free(kept);
    kept = NULL;
    now_set_running(0);
    dup2(loud, STDERR_FILENO);
    close(fd);
    close(quiet);
    close(loud);
    return 0;
}
