/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "bounds.h"
#include "source_kind.h"
#include "source_pdf.h"
#include "tr.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Maps the whole file read-only. An empty file has nothing to map: bytes stay empty. */
static enum status map_file(struct source *source, struct err *err)
{
    enum status status = STATUS_OK;
    struct stat about;
    void *at;
    int fd = open(source->path.ptr, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

    if (fd < 0) {
        return err_set(err, STATUS_AWAY, 0, "can't be opened: %s", tr_errno(errno));
    }
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
        status = err_set(err, STATUS_INPUT, 0, "not a regular file");
        goto done;
    }
    source->size_bytes = (size_t)about.st_size;
    if (source->size_bytes > (uint64_t)source->limits.file_bytes) {
        status = err_set(err, STATUS_LIMIT, 0,
                         "larger than the limit: %zu bytes, at most %lld "
                         "(--max-file-mib)",
                         source->size_bytes, (long long)source->limits.file_bytes);
        goto done;
    }
    if (source->size_bytes > 0) {
        at = mmap(NULL, source->size_bytes, PROT_READ, MAP_PRIVATE, fd, 0);
        if (at == MAP_FAILED) {
            status = err_set(err, STATUS_AWAY, 0, "can't be read: %s", tr_errno(errno));
            goto done;
        }
        source->mapping = at;
        source->bytes = (struct str){at, source->size_bytes};
    }

done:
    close(fd);
    return status;
}

/* Neither PDF nor image: skipped, unless its name claims that it is one. */
static enum status no_scan(const struct source *source, struct err *err)
{
    enum source_kind claimed = kind_from_name(source->path);

    if (claimed == SOURCE_KINDS) {
        return err_set(err, STATUS_SKIP, 0, "not a scan: %s",
                       _(kind_guess(source->bytes)));
    }
    if (source->bytes.len == 0) {
        return err_set(err, STATUS_INPUT, 0, "empty file (0 bytes)");
    }
    return err_set(err, STATUS_INPUT, 0,
                   "not a %s although its name says so: begins with %s",
                   _(kind_name(claimed)), _(kind_guess(source->bytes)));
}

static enum status count_pages(struct source *out, struct err *err)
{
    out->kind = kind_from_bytes(out->bytes);
    switch (out->kind) {
    case SOURCE_PDF:
        return pdf_open(out, err);
    case SOURCE_WORDS:
        out->pages_len = 1;
        return STATUS_OK;
    case SOURCE_KINDS:
        return no_scan(out, err);
    case SOURCE_TIFF:
    case SOURCE_PNG:
    case SOURCE_JPEG:
    case SOURCE_JP2:
    case SOURCE_WEBP:
    case SOURCE_BMP:
    case SOURCE_PNM:
        break;
    }
    return image_pages(out->kind, out->bytes, &out->pages_len, err);
}

enum status source_from_path(struct str path, const struct limits *limits,
                             struct arena *arena, struct source *out, struct err *err)
{
    enum status status;

    *out = (struct source){.path = str_copy(arena, path),
                           .kind = SOURCE_KINDS,
                           .limits = limits ? *limits : limits_usual};
    status = map_file(out, err);
    if (status == STATUS_OK) {
        status = count_pages(out, err);
    }
    if (status == STATUS_OK && out->pages_len > out->limits.pages) {
        status = err_set(err, STATUS_LIMIT, 0,
                         "larger than the limit: %d pages, at most %lld (--max-pages)",
                         out->pages_len, (long long)out->limits.pages);
    }
    return status;
}

void source_close(struct source *source)
{
    pdf_close(source->pdf);
    if (source->mapping) {
        munmap(source->mapping, source->bytes.len);
    }
    *source = (struct source){.kind = SOURCE_KINDS};
}
