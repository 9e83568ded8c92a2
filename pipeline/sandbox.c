/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libseccomp and Landlock: only here. */
#include "sandbox.h"

#include "tr.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_SANITIZED 1
#endif
#endif

bool sandbox_works(void)
{
#ifdef IS_SANITIZED
    return false;
#else
    return true;
#endif
}

/* --- Landlock --- */

/* Headers of Debian 12 know version 2; the bits after it are the kernel's ABI for good.
 */
#define FS_TRUNCATE  (1ULL << 14) /* from version 3 */
#define FS_IOCTL_DEV (1ULL << 15) /* from version 5 */
#define NET_TCP      3ULL         /* bind and connect, from version 4 */
#define SCOPED       3ULL         /* abstract sockets and signals, from version 6 */

struct ruleset {
    uint64_t fs, net, scoped;
};

#define READ_FILES (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

int sandbox_landlock(void)
{
    long version =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

    return version > 0 ? (int)version : 0;
}

static struct ruleset ruleset_of(int version)
{
    struct ruleset ruleset = {.fs = (1ULL << 13) - 1}; /* all of version 1 */

    if (version >= 2) {
        ruleset.fs |= LANDLOCK_ACCESS_FS_REFER;
    }
    if (version >= 3) {
        ruleset.fs |= FS_TRUNCATE;
    }
    if (version >= 4) {
        ruleset.net = NET_TCP;
    }
    if (version >= 5) {
        ruleset.fs |= FS_IOCTL_DEV;
    }
    if (version >= 6) {
        ruleset.scoped = SCOPED;
    }
    return ruleset;
}

static size_t ruleset_bytes(int version)
{
    return version >= 6   ? sizeof(struct ruleset)
           : version >= 4 ? offsetof(struct ruleset, scoped)
                          : offsetof(struct ruleset, net);
}

/* What is not there needs no leave. */
static void allow_reading(int ruleset_fd, const char *path)
{
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = READ_FILES, .parent_fd = open(path, O_PATH | O_CLOEXEC)};

    if (beneath.parent_fd < 0) {
        return;
    }
    if (syscall(SYS_landlock_add_rule, ruleset_fd, LANDLOCK_RULE_PATH_BENEATH, &beneath,
                0) != 0) {
        beneath.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE; /* it is a file */
        (void)syscall(SYS_landlock_add_rule, ruleset_fd, LANDLOCK_RULE_PATH_BENEATH,
                      &beneath, 0);
    }
    close(beneath.parent_fd);
}

static bool enter_landlock(const struct str *readable, size_t len)
{
    /* libraries that are loaded late, fonts and what Poppler knows of encodings */
    static const char *const system[] = {"/usr",
                                         "/lib",
                                         "/lib64",
                                         "/etc",
                                         "/var/cache/fontconfig",
                                         "/dev/null",
                                         "/dev/urandom",
                                         "/sys/devices/system/cpu"};
    int version = sandbox_landlock();
    struct ruleset ruleset = ruleset_of(version);
    int fd =
        (int)syscall(SYS_landlock_create_ruleset, &ruleset, ruleset_bytes(version), 0);
    bool entered;

    if (fd < 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof system / sizeof *system; i++) {
        allow_reading(fd, system[i]);
    }
    for (size_t i = 0; i < len; i++) {
        allow_reading(fd, readable[i].ptr);
    }
    entered = syscall(SYS_landlock_restrict_self, fd, 0) == 0;
    close(fd);
    return entered;
}

/* --- seccomp --- */

/* Calls that no reader of files has any use for. */
static const int forbidden[] = {
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(creat),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),
    SCMP_SYS(rmdir),
    SCMP_SYS(link),
    SCMP_SYS(linkat),
    SCMP_SYS(symlink),
    SCMP_SYS(symlinkat),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
    SCMP_SYS(chmod),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(fchown),
    SCMP_SYS(lchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(truncate),
    SCMP_SYS(utimensat),
    SCMP_SYS(setxattr),
    SCMP_SYS(lsetxattr),
    SCMP_SYS(fsetxattr),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(setns),
    SCMP_SYS(unshare),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(memfd_create),
    SCMP_SYS(openat2),
};

/* Opening to write, or making a file: the flags of open() and openat() say so. */
static bool forbid_writing(scmp_filter_ctx ctx)
{
    static const struct {
        int call;
        unsigned flags_at;
    } opens[] = {{SCMP_SYS(open), 1}, {SCMP_SYS(openat), 2}};
    static const uint64_t writing[][2] = {{O_ACCMODE, O_WRONLY},
                                          {O_ACCMODE, O_RDWR},
                                          {O_CREAT, O_CREAT},
                                          {O_TRUNC, O_TRUNC}};
    bool set = true;

    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
        for (size_t k = 0; k < sizeof writing / sizeof *writing; k++) {
            set =
                set && seccomp_rule_add(ctx, SCMP_ACT_KILL_PROCESS, opens[i].call, 1,
                                        SCMP_CMP(opens[i].flags_at, SCMP_CMP_MASKED_EQ,
                                                 writing[k][0], writing[k][1])) == 0;
        }
    }
    return set;
}

/* A thread is no new process; clone3() hides its flags from a filter, and is not there.
 */
static bool forbid_forking(scmp_filter_ctx ctx)
{
    return seccomp_rule_add(ctx, SCMP_ACT_KILL_PROCESS, SCMP_SYS(clone), 1,
                            SCMP_CMP(0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0 &&
           seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
}

static bool enter_seccomp(void)
{
    scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
    bool set = ctx != NULL;

    for (size_t i = 0; set && i < sizeof forbidden / sizeof *forbidden; i++) {
        set = seccomp_rule_add(ctx, SCMP_ACT_KILL_PROCESS, forbidden[i], 0) == 0;
    }
    set = set && forbid_writing(ctx) && forbid_forking(ctx) && seccomp_load(ctx) == 0;
    seccomp_release(ctx);
    return set;
}

enum status sandbox_enter(const struct str *readable, size_t len, struct err *err)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return err_set(err, STATUS_OUTPUT, 0, "readers can't be locked in: %s",
                       tr_errno(errno));
    }
    if (sandbox_landlock() > 0 && !enter_landlock(readable, len)) {
        return err_set(err, STATUS_OUTPUT, 0,
                       "readers can't be locked in (Landlock): %s", tr_errno(errno));
    }
    if (!enter_seccomp()) {
        return err_set(err, STATUS_OUTPUT, 0,
                       "readers can't be locked in: this system has no seccomp");
    }
    return STATUS_OK;
}
