/* t_confine.c: what a confined process can still do and what it cannot, each tried in a child.
 * Not: whether the processes of a running server are confined (test/harden/t_confined.mjs).
 * Start at main(). */
#include "base/base.h"

#include "core/confine.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pwd.h>
#include <pthread.h>
#include <resolv.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cmocka.h>

/* Runs act in a child that keeps only the calls a shipped program has, whatever this test was built
 * with. Returns what act returned (0 to 127), or 128 and the signal that ended the child. */
static int confined(int (*act)(void))
{
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        confine_rights(false);
        confine_calls(false);
        _exit(act());
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* 0 when the call failed as on a kernel that does not have it. */
static int refused(long result)
{
    return result == -1 && errno == ENOSYS ? 0 : 1;
}

/* ---- what kills ------------------------------------------------------------------------------ */

static int act_execve(void)
{
    char *const nothing[] = {NULL};

    execve("/bin/true", nothing, nothing);
    return 1;
}

static int act_execveat(void)
{
    return (int)syscall(SYS_execveat, AT_FDCWD, "/bin/true", NULL, NULL, 0);
}

static int act_exec_in_a_helper(void)
{
    int status;
    pid_t pid = fork();

    if (pid == 0)
        _exit(act_execve());
    waitpid(pid, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 1;
}

static int act_ptrace(void)
{
    return (int)ptrace(PTRACE_ATTACH, getppid(), NULL, NULL);
}

static int act_read_of_another(void)
{
    return (int)syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0);
}

static int act_mount(void)
{
    return (int)syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, NULL);
}

static int act_unshare(void)
{
    return unshare(CLONE_NEWUSER);
}

static int act_bpf(void)
{
    return (int)syscall(SYS_bpf, 0, NULL, 0);
}

static void hostile_calls_kill(void **state)
{
    int (*const acts[])(void) = {act_execve, act_execveat, act_ptrace, act_read_of_another,
                                 act_mount,  act_unshare,  act_bpf};

    for (size_t i = 0; i < COUNT(acts); i++)
        if (confined(acts[i]) != 128 + SIGSYS)
            fail_msg("call %zu gave %d", i, confined(acts[i]));
    assert_int_equal(confined(act_exec_in_a_helper), SIGSYS);
}

/* ---- what fails ------------------------------------------------------------------------------ */

static int act_sockets(void)
{
    static const struct {
        int family, type;
    } sockets[] = {{AF_PACKET, SOCK_RAW},     {AF_INET, SOCK_RAW},        {AF_INET6, SOCK_RAW},
                   {AF_NETLINK, SOCK_DGRAM},  {AF_VSOCK, SOCK_STREAM},    {AF_ALG, SOCK_SEQPACKET},
                   {AF_UNIX, SOCK_SEQPACKET}, {AF_BLUETOOTH, SOCK_STREAM}};

    for (size_t i = 0; i < COUNT(sockets); i++)
        if (refused(socket(sockets[i].family, sockets[i].type, 0)))
            return (int)i + 1;
    return 0;
}

static int act_listen(void)
{
    struct sockaddr_in any = {.sin_family = AF_INET};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0)
        return 1;
    return refused(bind(fd, (struct sockaddr *)&any, sizeof(any))) ? 2 : refused(listen(fd, 1));
}

static int act_executable_memory(void)
{
    if (refused(syscall(SYS_mmap, NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)))
        return 1;
    long page =
        syscall(SYS_mmap, NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page == -1 ? 2 : refused(syscall(SYS_mprotect, page, 4096, PROT_READ | PROT_EXEC));
}

static int act_namespaces(void)
{
    return refused(syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, NULL, NULL, NULL, NULL));
}

static int act_others(void)
{
    char sign = 'x';

    if (refused(kill(getppid(), 0)))
        return 1;
    if (refused(syscall(SYS_setuid, 0)))
        return 2;
    if (refused(ioctl(0, TIOCSTI, &sign)))
        return 3;
    if (refused(syscall(SYS_chmod, "/tmp", 0777)))
        return 4;
    if (refused(syscall(SYS_symlink, "/etc/passwd", "/tmp/x")))
        return 5;
    if (refused(syscall(SYS_reboot, 0, 0, 0, NULL)))
        return 6;
    if (refused(syscall(SYS_prctl, 4 /* PR_SET_DUMPABLE */, 1, 0, 0, 0)))
        return 7;
    const struct rlimit unlimited = {RLIM_INFINITY, RLIM_INFINITY};
    return refused(setrlimit(RLIMIT_CORE, &unlimited));
}

static void other_calls_fail(void **state)
{
    assert_int_equal(confined(act_sockets), 0);
    assert_int_equal(confined(act_listen), 0);
    assert_int_equal(confined(act_executable_memory), 0);
    assert_int_equal(confined(act_namespaces), 0);
    assert_int_equal(confined(act_others), 0);
}

/* ---- what still works ------------------------------------------------------------------------ */

static int act_sqlite(void)
{
    char path[] = "/tmp/spil-confine-XXXXXX";
    int fd = mkstemp(path);
    sqlite3 *db;

    if (fd < 0 || flock(fd, LOCK_EX) || sqlite3_open(path, &db) != SQLITE_OK)
        return 1;
    int done = sqlite3_exec(db,
                            "pragma journal_mode = wal; create table t (a); begin immediate;"
                            " insert into t values (1); commit; pragma wal_checkpoint(truncate)",
                            NULL, NULL, NULL);
    if (sqlite3_close(db) != SQLITE_OK || unlink(path) || close(fd))
        return 2;
    return done != SQLITE_OK;
}

static int act_argon2_in_a_helper(void)
{
    char hash[crypto_pwhash_STRBYTES];
    int status;
    pid_t pid = fork();

    if (pid == 0)
        _exit(crypto_pwhash_str(hash, "welkom", 6, crypto_pwhash_OPSLIMIT_MIN,
                                crypto_pwhash_MEMLIMIT_MIN) != 0);
    return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

static void *nothing(void *context)
{
    return context;
}

static int act_names_and_threads(void)
{
    struct addrinfo *found = NULL;
    pthread_t thread;

    if (getaddrinfo("localhost", "25", NULL, &found))
        return 1;
    freeaddrinfo(found);
    return pthread_create(&thread, NULL, nothing, NULL) || pthread_join(thread, NULL) ? 2 : 0;
}

static in_port_t name_port; /* of the name server, in network order */

/* A name server in a child: each question gets its own bytes back, with one address behind them. */
static pid_t name_server(void)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n_here = sizeof(here);
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    unsigned char packet[512];
    struct sockaddr_in from;

    assert_int_equal(bind(s, (const struct sockaddr *)&here, sizeof(here)), 0);
    assert_int_equal(getsockname(s, (struct sockaddr *)&here, &n_here), 0);
    name_port = here.sin_port;
    pid_t pid = fork();
    while (pid == 0) {
        static const unsigned char address[] = {0xc0, 12, 0, 1, 0,   1, 0, 0,
                                                0,    9,  0, 4, 127, 0, 0, 9};
        socklen_t n_from = sizeof(from);
        ssize_t n = recvfrom(s, packet, sizeof(packet) - sizeof(address), 0,
                             (struct sockaddr *)&from, &n_from);

        if (n < 12)
            _exit(1);
        packet[2] |= 0x80;                          /* an answer */
        packet[7] = 1;                              /* with one address */
        packet[11] = 0;                             /* and nothing else */
        for (n = 12; packet[n]; n += packet[n] + 1) /* to the end of the name */
            ;
        memcpy(packet + n + 5, address, sizeof(address));
        sendto(s, packet, (size_t)n + 5 + sizeof(address), 0, (struct sockaddr *)&from, n_from);
    }
    close(s);
    return pid;
}

/* Through the library, as libcurl does it: a datagram to the name server and back. */
static int act_name_of_a_server(void)
{
    const struct addrinfo ipv4 = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;

    if (res_init())
        return 1;
    _res.nscount = 1;
    _res.nsaddr_list[0] = (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = name_port, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (getaddrinfo("mail.spil.example", "25", &ipv4, &found))
        return 2;
    const struct sockaddr_in *at = (const struct sockaddr_in *)(const void *)found->ai_addr;
    int wrong = at->sin_addr.s_addr != htonl(0x7f000009) ? 3 : 0;
    freeaddrinfo(found);
    return wrong;
}

static void a_name_is_looked_up(void **state)
{
    pid_t server = name_server();
    int answer = confined(act_name_of_a_server);

    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    assert_int_equal(answer, 0);
}

static int act_temporary_file(void)
{
    FILE *file = tmpfile();
    char back[4];

    if (!file || fputs("abc", file) < 0 || fseek(file, 0, SEEK_SET) || !fgets(back, 4, file))
        return 1;
    return strcmp(back, "abc") != 0 || fclose(file);
}

static void honest_work_goes_on(void **state)
{
    assert_int_equal(confined(act_sqlite), 0);
    assert_int_equal(confined(act_argon2_in_a_helper), 0);
    assert_int_equal(confined(act_names_and_threads), 0);
    assert_int_equal(confined(act_temporary_file), 0);
}

/* ---- rights ---------------------------------------------------------------------------------- */

static bool status_says(const char *line)
{
    char text[4096] = "";
    int fd = open("/proc/self/status", O_RDONLY);

    return fd >= 0 && read(fd, text, sizeof(text) - 1) > 0 && close(fd) == 0 && strstr(text, line);
}

static int act_status(void)
{
    struct rlimit core;

    if (!status_says("\nSeccomp:\t2\n") || !status_says("\nNoNewPrivs:\t1\n"))
        return 1;
    return getrlimit(RLIMIT_CORE, &core) || core.rlim_max != 0;
}

static void the_kernel_says_so(void **state)
{
    assert_int_equal(confined(act_status), 0);
}

/* In a child, because there is no way back. */
static int as_user(const char *user)
{
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        confine_user(user);
        _exit(geteuid() == 0 || getegid() == 0 || setuid(0) == 0 ? 99 : 42);
    }
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void root_becomes_the_user_of_the_settings(void **state)
{
    const char *myself = getpwuid(geteuid()) ? getpwuid(geteuid())->pw_name : "";

    assert_int_equal(as_user("nobody-of-that-name"), 1);
    if (geteuid() == 0) {
        assert_int_equal(as_user("nobody"), 42);
        assert_int_equal(as_user("root"), 99); /* asked for in so many words */
    } else {
        assert_int_equal(as_user("root"), 1);
        assert_int_equal(as_user(myself), 42);
    }
    assert_int_equal(as_user(NULL), geteuid() == 0 ? 99 : 42);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_calls_kill),
        cmocka_unit_test(other_calls_fail),
        cmocka_unit_test(honest_work_goes_on),
        cmocka_unit_test(a_name_is_looked_up),
        cmocka_unit_test(the_kernel_says_so),
        cmocka_unit_test(root_becomes_the_user_of_the_settings),
    };

    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests_name("confine", tests, NULL, NULL);
}
