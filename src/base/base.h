/* base.h: the first include of every file. System headers, the vocabulary of errors, and at the
 * end banned.h, which turns calls we never want into compile errors.
 *
 * Three kinds of trouble, three answers:
 *   a bug in Spil            BUG("...")   message with file and line, abort(); the parent restarts
 * us a broken environment     die("...")   no memory, database gone, disk full: never returns what
 * a user can cause    enum rc      returned, and the compiler insists that it is used
 */
#ifndef SPIL_BASE_BASE_H
#define SPIL_BASE_BASE_H

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define MUST_USE           __attribute__((warn_unused_result))
#define PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#define COUNT(array)       (sizeof(array) / sizeof((array)[0]))
#define MIN(a, b)          ((a) < (b) ? (a) : (b))
#define MAX(a, b)          ((a) > (b) ? (a) : (b))

/* What a user (or a colleague of the user) can cause. OK is zero. */
enum rc {
    OK,
    NOT_FOUND, /* no such record, or not for you: the two look alike on purpose */
    INVALID,   /* the value itself is wrong: check, not null, type */
    CONFLICT,  /* unique: there is one already */
    RELATED,   /* foreign key: it points at nothing, or something points at it */
    STALE,     /* changed by a colleague since the form was opened */
    DENIED,    /* known, but not allowed */
};

/* Our own mistake: says where, aborts. */
#define BUG(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bug_at(const char *file, int line, const char *fmt, ...) PRINTF(3, 4);

/* The environment failed us: says what in one line and never returns. A command exits with 1. A
 * worker sets a hook that answers 500 for the running request, then drains and exits. The hook must
 * not return. Messages: what first, no full stop, no personal data. */
_Noreturn void die(const char *fmt, ...) PRINTF(1, 2);
void die_hook_set(void (*hook)(const char *message));

#include "base/banned.h"

#endif
