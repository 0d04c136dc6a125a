/* Preloaded into a process: a disk that fills up, fails to sync, and forgets what was not synced.
 *
 * DISK_ROOT     the folder this is about; everything else is left alone
 * DISK_SHADOW   each file of the folder as it was when it was last synced: what a power cut would leave
 * DISK_CONTROL  a file whose first byte says what is wrong now: 'f' full, 's' sync fails; absent: nothing
 *
 * Renaming and removing count as durable at once; content only when synced, which is the worst case for it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REAL(result, name, ...)                                 \
    static result (*real)(__VA_ARGS__);                         \
    if (!real) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static ssize_t real_write(int fd, const void *data, size_t size)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    return real(fd, data, size);
}

static char fault(void)
{
    char now = 0;
    const char *control = getenv("DISK_CONTROL");
    int fd = control ? open(control, O_RDONLY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        if (read(fd, &now, 1) != 1) now = 0;
        close(fd);
    }
    return now;
}

/* The path inside DISK_ROOT, or NULL. */
static const char *inside(const char *path)
{
    const char *root = getenv("DISK_ROOT");
    size_t length = root ? strlen(root) : 0;
    return length && strncmp(path, root, length) == 0 && path[length] == '/' ? path + length : NULL;
}

static const char *inside_fd(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    return inside(path);
}

static void shadow_of(const char *name, char *shadow)
{
    /* one flat folder: slashes become '|' */
    int start = snprintf(shadow, PATH_MAX, "%s/", getenv("DISK_SHADOW"));
    snprintf(shadow + start, PATH_MAX - start, "%s", name + 1);
    for (char *at = shadow + start; *at; at++)
        if (*at == '/') *at = '|';
}

static void keep(const char *path, const char *name)
{
    char shadow[PATH_MAX], fresh[PATH_MAX + 32], block[65536];
    shadow_of(name, shadow);
    snprintf(fresh, sizeof fresh, "%s.%d.new", shadow, (int)gettid());
    int from = open(path, O_RDONLY | O_CLOEXEC);
    int to = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ssize_t got;
    while (from >= 0 && to >= 0 && (got = read(from, block, sizeof block)) > 0)
        if (real_write(to, block, got) != got) abort();
    if (from >= 0) close(from);
    if (to >= 0) close(to);
    REAL(int, "rename", const char *, const char *);
    real(fresh, shadow);
}

static int synced(int fd, int (*sync)(int))
{
    char path[PATH_MAX];
    const char *name = inside_fd(fd, path);
    if (name && fault() == 's') {
        errno = EIO;
        return -1;
    }
    int result = sync(fd);
    if (name && result == 0) keep(path, name);
    return result;
}

int fsync(int fd)
{
    REAL(int, "fsync", int);
    return synced(fd, real);
}

int fdatasync(int fd)
{
    REAL(int, "fdatasync", int);
    return synced(fd, real);
}

static int full(int fd)
{
    char path[PATH_MAX];
    if (!inside_fd(fd, path) || fault() != 'f') return 0;
    errno = ENOSPC;
    return 1;
}

ssize_t write(int fd, const void *data, size_t size)
{
    return full(fd) ? -1 : real_write(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at)
{
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    return full(fd) ? -1 : real(fd, data, size, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at)
{
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    return full(fd) ? -1 : real(fd, data, size, at);
}

int unlink(const char *path)
{
    REAL(int, "unlink", const char *);
    const char *name = inside(path);
    int result = real(path);
    if (name && result == 0) {
        char shadow[PATH_MAX];
        shadow_of(name, shadow);
        real(shadow);
    }
    return result;
}

int rename(const char *from, const char *to)
{
    REAL(int, "rename", const char *, const char *);
    const char *name = inside(from), *target = inside(to);
    int result = real(from, to);
    if (name && target && result == 0) {
        char old[PATH_MAX], new[PATH_MAX];
        shadow_of(name, old);
        shadow_of(target, new);
        /* a name that now leads to content that was never synced leads to nothing after a power cut */
        if (real(old, new) != 0) remove(new);
    }
    return result;
}
