/* confine.c: giving up rights and system calls.
 * Not: files (the unit in docs/spil.service keeps the system read-only) or who may see what.
 * Start at confine_calls(). */
#include "core/confine.h"

#include <grp.h>
#include <pwd.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>

/* ---- rights ---------------------------------------------------------------------------------- */

void confine_user(const char *user)
{
    if (!user || !*user)
        return;
    const struct passwd *who = getpwnam(user);
    if (!who)
        die("there is no user \"%s\" on this machine", user);
    if (geteuid() == who->pw_uid)
        return;
    if (geteuid() != 0)
        die("only root can become %s", user);
    if (initgroups(user, who->pw_gid) || setresgid(who->pw_gid, who->pw_gid, who->pw_gid) ||
        setresuid(who->pw_uid, who->pw_uid, who->pw_uid))
        die("cannot become %s: %s", user, strerror(errno));
    if (who->pw_uid != 0 && setuid(0) == 0)
        die("could become root again");
}

/* A limit of zero is not asked by a kernel that pipes core dumps to a program; a process that is
 * not dumpable makes none, and its memory in /proc belongs to root. */
void confine_rights(bool sanitized)
{
    const struct rlimit no_core = {0, 0};

    umask(077);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || setrlimit(RLIMIT_CORE, &no_core) ||
        (!sanitized && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)))
        die("cannot give up rights: %s", strerror(errno));
}

/* ---- system calls ---------------------------------------------------------------------------- */

/* By name, because not every machine has each of them. */
static const char *const allowed[] = {
    /* memory, time, chance */
    "brk", "munmap", "mremap", "madvise", "getrandom", "clock_gettime", "clock_getres",
    "clock_nanosleep", "nanosleep", "gettimeofday", "time", "restart_syscall",
    /* files: SQLite and its journal, locks, settings, temporary files of workbooks */
    "open", "openat", "close", "close_range", "read", "readv", "pread64", "preadv", "write",
    "writev", "pwrite64", "pwritev", "lseek", "stat", "lstat", "fstat", "newfstatat", "statx",
    "fstatfs", "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getcwd", "fcntl",
    "flock", "fsync", "fdatasync", "ftruncate", "fallocate", "fadvise64", "fchmod", "fchown",
    "unlink", "unlinkat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "getdents64",
    "umask", "dup", "dup2", "dup3",
    /* connections: those of browsers come in, PostgreSQL and mail go out; nothing new listens */
    "accept", "accept4", "connect", "sendto", "sendmsg", "sendmmsg", "recvfrom", "recvmsg",
    "recvmmsg", "shutdown", "getsockname", "getpeername", "getsockopt", "setsockopt",
    "epoll_create", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "poll", "ppoll",
    "select", "pselect6", "eventfd2", "pipe", "pipe2",
    /* the process itself, its threads and forked helpers */
    "exit", "exit_group", "wait4", "waitid", "getpid", "getppid", "gettid", "getuid", "geteuid",
    "getgid", "getegid", "getrusage", "uname", "sysinfo", "futex", "set_robust_list", "rseq",
    "sched_yield", "sched_getaffinity", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn",
    "rt_sigpending", "rt_sigtimedwait", "sigaltstack", "tgkill"};

/* What the address sanitizer asks besides. */
static const char *const sanitizer[] = {"ptrace", "getdents", "mmap", "mprotect",
                                        "clone",  "prctl",    "kill", "prlimit64"};

/* Nobody asks for these by accident. */
static const char *const deadly[] = {"execve",
                                     "execveat",
                                     "ptrace",
                                     "process_vm_readv",
                                     "process_vm_writev",
                                     "bpf",
                                     "mount",
                                     "umount2",
                                     "pivot_root",
                                     "chroot",
                                     "setns",
                                     "unshare",
                                     "init_module",
                                     "finit_module",
                                     "kexec_load",
                                     "perf_event_open",
                                     "userfaultfd",
                                     "io_uring_setup"};

static void rule(scmp_filter_ctx filter, uint32_t answer, const char *name, unsigned n,
                 const struct scmp_arg_cmp *conditions)
{
    int number = seccomp_syscall_resolve_name(name);

    if (number == __NR_SCMP_ERROR || number < 0) /* another kind of machine */
        return;
    int failed = seccomp_rule_add_array(filter, answer, number, n, conditions);
    if (failed)
        die("cannot confine the system call %s: %s", name, strerror(-failed));
}

static void allow_when(scmp_filter_ctx filter, const char *name, struct scmp_arg_cmp condition)
{
    rule(filter, SCMP_ACT_ALLOW, name, 1, &condition);
}

/* Streams and datagrams, on this machine or the Internet: no raw packets, no kernel sockets. */
static void allow_sockets(scmp_filter_ctx filter)
{
    static const int families[] = {AF_UNIX, AF_INET, AF_INET6};
    static const int types[] = {SOCK_STREAM, SOCK_DGRAM};

    for (size_t f = 0; f < COUNT(families); f++) {
        for (size_t t = 0; t < COUNT(types); t++) {
            const struct scmp_arg_cmp conditions[] = {
                SCMP_A0_32(SCMP_CMP_EQ, (uint32_t)families[f]),
                SCMP_A1_32(SCMP_CMP_MASKED_EQ, 0xf, (uint32_t)types[t])};

            rule(filter, SCMP_ACT_ALLOW, "socket", COUNT(conditions), conditions);
        }
    }
    allow_when(filter, "socketpair", SCMP_A0_32(SCMP_CMP_EQ, AF_UNIX));
}

static void allow_arguments(scmp_filter_ctx filter)
{
    static const unsigned long asked[] = {FIONREAD, FIONBIO, TCGETS};
    static const int named[] = {PR_SET_PDEATHSIG, PR_SET_NAME, PR_GET_NAME};
    const uint64_t namespaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |
                                CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;

    allow_sockets(filter);
    /* Memory is never made executable: code that came in as data stays data. */
    allow_when(filter, "mmap", SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    allow_when(filter, "mprotect", SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    allow_when(filter, "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, namespaces, 0));
    for (size_t i = 0; i < COUNT(asked); i++)
        allow_when(filter, "ioctl", SCMP_A1_32(SCMP_CMP_EQ, (uint32_t)asked[i]));
    for (size_t i = 0; i < COUNT(named); i++)
        allow_when(filter, "prctl", SCMP_A0_32(SCMP_CMP_EQ, (uint32_t)named[i]));
    allow_when(filter, "prlimit64", SCMP_A2(SCMP_CMP_EQ, 0)); /* to ask, not to set */
}

static bool is_in(const char *name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(name, list[i]))
            return true;
    return false;
}

void confine_calls(bool sanitized)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));

    if (!filter || seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) ||
        seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2))
        die("cannot make a filter of system calls");
    for (size_t i = 0; i < COUNT(allowed); i++)
        rule(filter, SCMP_ACT_ALLOW, allowed[i], 0, NULL);
    for (size_t i = 0; i < COUNT(deadly); i++)
        if (!sanitized || !is_in(deadly[i], sanitizer, COUNT(sanitizer)))
            rule(filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0, NULL);
    allow_arguments(filter);
    for (size_t i = 0; i < COUNT(sanitizer) && sanitized; i++)
        rule(filter, SCMP_ACT_ALLOW, sanitizer[i], 0, NULL);
    int failed = seccomp_load(filter);
    seccomp_release(filter);
    if (failed)
        die("cannot confine the system calls: %s", strerror(-failed));
}
