/* confine.h: what a process of Spil gives up before it reads a request, so that a mistake in it, or
 * in a library, gives an attacker little: rights, other users, core dumps, and most system calls.
 *
 * The calls a process keeps are a list by name (confine.c), loaded with libseccomp when it has
 * opened what it needs. Two answers for all others:
 * - what no honest part of the program ever asks (to become another program, to look into one, to
 *   mount) kills the process; the parent says which signal it was and starts another;
 * - the rest (listening, raw packets, memory that is executed, namespaces, whatever is new) fails
 *   with ENOSYS, as on a kernel that does not have it: libraries then do without.
 * Children inherit it: a forked helper may compute and connect, and not become another program.
 */
#ifndef SPIL_CORE_CONFINE_H
#define SPIL_CORE_CONFINE_H

#include "base/base.h"

/* Built with the address sanitizer: it looks into its own process at the end, and needs some calls
 * more. */
#if defined(__SANITIZE_ADDRESS__)
#define CONFINE_SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CONFINE_SANITIZED true
#endif
#endif
#ifndef CONFINE_SANITIZED
#define CONFINE_SANITIZED false
#endif

/* Becomes this user, for good, when started as root; die()s when that cannot be. NULL or "": stays
 * who it is. To be called before anything but the settings is opened. */
void confine_user(const char *user);
/* No new rights for this process and its children, no core dump and no look into its memory by
 * other processes of the same user, files for nobody else. */
void confine_rights(bool sanitized);
/* Only the system calls of the list from here on. */
void confine_calls(bool sanitized);

#endif
